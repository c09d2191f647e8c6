//! Duties before each session of the council, or before each occurrence of another event.

use chrono::{Datelike as _, NaiveDate};

use super::periods::{times, unknown};
use super::{Judged, OfficeInView, Owed};
use crate::audit::Judgement;
use crate::ruleset::vocabulary::{COUNCIL_SESSION, SESSION_SCHEDULED};
use crate::ruleset::{NamedPeriod, PeriodStart, Recurring, RuleSet};
use crate::text::{Lang, Text};
use crate::timeline::facts::Seen;
use crate::timeline::recurring::periods::Span;

/// How far from its planned day a session may be held that no name tells apart: an inference.
pub(super) const NEAR: i64 = 31;

/// A session that is planned, by the name that its entries give it if they give one.
struct Planned<'a> {
    day: NaiveDate,
    name: Option<&'a str>,
}

impl Planned<'_> {
    /// The plan of the session of a day: of its name, or, where one of them has none, near its day.
    fn nearest(all: &[Self], day: NaiveDate, name: Option<&str>) -> Option<usize> {
        let away = |known: &Planned<'_>| known.day.signed_duration_since(day).num_days().abs();
        let is_it = |known: &Planned<'_>| match (known.name, name) {
            (Some(known), Some(name)) => known == name,
            _ => away(known) <= NEAR,
        };
        let of = all.iter().enumerate().filter(|(_, known)| is_it(known));
        of.min_by_key(|(_, known)| (known.name != name, away(known))).map(|(at, _)| at)
    }
}

/// What is before which something is to be done, on one day or several.
#[derive(Clone, Copy)]
struct Session<'a> {
    first: NaiveDate,
    last: NaiveDate,
    name: Option<&'a str>,
}

impl Session<'_> {
    /// Whether another day is one of the same: of a session of its name, or, where none of them says another, the day after.
    fn goes_on(&self, day: NaiveDate, name: Option<&str>) -> bool {
        let days = day.signed_duration_since(self.last).num_days();
        match (self.name, name) {
            (Some(own), Some(other)) => own == other && days <= NEAR,
            _ => days <= 1,
        }
    }

    fn has(&self, day: NaiveDate) -> bool {
        (self.first..=self.last).contains(&day)
    }

    /// `08/07/2026–10/07/2026`, or the only day.
    fn text(&self, lang: Lang) -> String {
        let (first, last) = (lang.date(self.first), lang.date(self.last));
        if self.first == self.last { first } else { format!("{first}{}{last}", lang.pick("–", " to ")) }
    }
}

/// What an entry calls its session.
fn session_name(fact: Seen<'_>) -> Option<&str> {
    fact.session().or(fact.about())
}

/// `trước kỳ họp của Hội đồng nhân dân ngày 08/07/2026 (kỳ họp trước: 10/12/2025)`.
fn before_text(set: &RuleSet, event: &str, session: NaiveDate, previous: Option<Session<'_>>) -> Text {
    let is_session = event == COUNCIL_SESSION;
    Text::build(|lang| {
        let what = match (is_session, lang) {
            (true, Lang::Vi) => "trước kỳ họp của Hội đồng nhân dân".to_owned(),
            (true, Lang::En) => "before the session of the People's Council".to_owned(),
            (false, _) => format!("{} {}", lang.pick("trước khi", "before"), set.event_text(event).get(lang)),
        };
        let last = match (is_session, lang) {
            (true, Lang::Vi) => "kỳ họp trước",
            (true, Lang::En) => "the session before it",
            (false, _) => lang.pick("lần trước", "the one before it"),
        };
        let last = match previous {
            Some(session) => format!("{last}: {}", session.text(lang)),
            None => format!("{last}: {}", lang.pick("chưa ghi nhận", "not recorded")),
        };
        format!("{what} {} {} ({last})", lang.pick("ngày", "of"), lang.date(session))
    })
}

/// Why nothing is owed before what follows on the next day.
fn no_day_between() -> Text {
    Text::new("không có ngày nào giữa lần này và lần trước", "no day lies between it and the one before it")
}

impl OfficeInView<'_> {
    pub(super) fn before_each(&self, set: &RuleSet, duty: &Recurring, event: &str, year: i32) -> Vec<Owed> {
        let sessions = self.sessions(event);
        let of_year = (0_usize..).zip(&sessions).filter(|(_, session)| session.first.year() == year);
        let all: Vec<Owed> = of_year
            .filter_map(|(at, session)| {
                let before = at.checked_sub(1).and_then(|before| sessions.get(before));
                self.before(set, duty, event, before.copied(), session.first)
            })
            .collect();
        if all.is_empty() { self.no_session(set, duty, event, year).into_iter().collect() } else { all }
    }

    /// When it happened or is planned, in order.
    fn sessions(&self, event: &str) -> Vec<Session<'_>> {
        let mut planned = self.planned(event);
        let mut held: Vec<Seen<'_>> = self.entries.iter().filter(|fact| fact.event() == event).copied().collect();
        held.sort_by_key(|fact| fact.on());
        let mut sessions: Vec<Session<'_>> = Vec::new();
        for fact in held {
            let (day, name) = (fact.on(), session_name(fact));
            let goes_on =
                |session: &&mut Session<'_>| session.has(day) || event == COUNCIL_SESSION && session.goes_on(day, name);
            if let Some(session) = sessions.iter_mut().rev().find(goes_on) {
                (session.last, session.name) = (day, session.name.or(name));
                continue;
            }
            Planned::nearest(&planned, day, name).map(|at| planned.remove(at));
            sessions.push(Session { first: day, last: day, name });
        }
        planned.retain(|planned| !sessions.iter().any(|session| session.has(planned.day)));
        sessions.extend(planned.iter().map(|planned| Session { first: planned.day, last: planned.day, name: None }));
        sessions.sort_by_key(|session| session.first);
        sessions.dedup_by_key(|session| session.first);
        sessions
    }

    /// The sessions that are planned, as moved.
    fn planned(&self, event: &str) -> Vec<Planned<'_>> {
        let mut planned: Vec<Planned<'_>> = Vec::new();
        let scheduled =
            self.entries.iter().filter(|fact| event == COUNCIL_SESSION && fact.event() == SESSION_SCHEDULED);
        let mut scheduled: Vec<Seen<'_>> = scheduled.copied().collect();
        scheduled.sort_by_key(|fact| fact.on());
        for fact in scheduled {
            let (name, Some(day)) = (session_name(fact), fact.until()) else { continue };
            // A later notice puts the session off: it has a new day.
            let known = Planned::nearest(&planned, day, name).map(|at| planned.remove(at));
            planned.push(Planned { day, name: name.or(known.and_then(|known| known.name)) });
        }
        planned
    }

    /// Once after the session before and before this one; neither day itself counts.
    fn before(
        &self,
        set: &RuleSet,
        duty: &Recurring,
        event: &str,
        previous: Option<Session<'_>>,
        session: NaiveDate,
    ) -> Option<Owed> {
        let was_held = self.entries.iter().any(|fact| fact.event() == event && fact.on() == session);
        let to = session.pred_opt()?;
        let first_of_year = NaiveDate::from_ymd_opt(session.year(), 1, 1)?;
        let first = previous.map_or(Some(first_of_year), |previous| previous.last.succ_opt())?;
        let has_a_day = first <= to || previous.is_none();
        let span = Span { from: first.min(to), to, name: None };
        let done = self.done(duty, &|day, _| has_a_day && span.has(day));
        let required = duty.at_least(self.subject.level);
        let judged = unknown(duty, required).unwrap_or_else(|| {
            let enough = done.days.len() >= times(required);
            let has_come = self.view.as_of.is_some() && self.today.has_come(session);
            match has_come {
                _ if enough => Judgement::OnTime.into(),
                _ if !has_a_day => Judged::because(Judgement::Unknown, no_day_between()),
                _ if done.may_reach(times(required)) => Judged::kind_not_recorded(),
                true if was_held => Judgement::Missed.into(),
                true => Judgement::Overdue.into(),
                false => Judgement::Open.into(),
            }
        });
        let assumed = Text::new(
            "chưa ghi nhận kỳ họp trước đó, tính từ đầu năm (giả định)",
            "no session before it is recorded: counted from the beginning of the year (an assumption)",
        );
        let notes = if previous.is_none() { vec![assumed] } else { Vec::new() };
        let due = self.calendar.stated(to).ok();
        // Up to the day of the session, whose version it is of.
        let binding = (span.from.min(session), session);
        let before = Some(before_text(set, event, session, previous));
        Some(Owed { binding, before, due, notes, ..Owed::within(span, required, done.days.len(), judged) })
    }

    /// That none is recorded, so that nothing can be judged.
    fn no_session(&self, set: &RuleSet, duty: &Recurring, event: &str, year: i32) -> Option<Owed> {
        let span = Span::named(NamedPeriod::Year(year), PeriodStart::CALENDAR)?;
        let done = self.done(duty, &|day, _| span.has(day));
        let name = set.event_text(event);
        let reason = if event == COUNCIL_SESSION {
            Text::new("chưa ghi nhận kỳ họp nào trong năm", "no session is recorded in the year")
        } else {
            Text::owned(
                format!("chưa ghi nhận lần nào trong năm: {}", name.vi),
                format!("none is recorded in the year: {}", name.en),
            )
        };
        let required = duty.at_least(self.subject.level);
        let judged = Judged::because(Judgement::Unknown, reason);
        Some(Owed::within(span, required, done.days.len(), judged))
    }
}
