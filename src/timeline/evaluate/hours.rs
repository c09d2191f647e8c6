//! Limits in hours: judged by the minute where the times of day are known, else only where every one would agree.
//! They never roll, and no day off stops them.

use chrono::{Datelike as _, NaiveDate};

use super::super::facts::Seen;
use super::super::finding::Finding;
use super::super::outcome::{DutyAnchor, FixedDay, MissingTime, NoDue};
use super::super::status::{Lateness, Status, WhyOpen};
use super::super::today::Until;
use super::case::{Case, Changes};
use super::count::{Counted, Uncounted};
use super::times::Time;
use crate::calendar::CoverageError;
use crate::ruleset::vocabulary::{
    CLOSED, DIALOGUE_DAY, FORMER_DAY, OPENED, RECEPTION_DAY, RECEPTION_HELD, SESSION_HELD,
};
use crate::ruleset::{AnchorRule, Channel, Due, MetBy, Obligation};
use crate::time_limit::{DueDate, TimeOfDay};

/// The minutes of an hour and of a day.
const HOUR: i64 = 60;
const DAY: i64 = 24 * HOUR;

/// A moment in minutes, or the first and the last that it may have been.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Span {
    first: i64,
    last: i64,
}

impl Span {
    /// A moment of a day, or any of it.
    fn on(day: NaiveDate, time: Option<TimeOfDay>) -> Self {
        let midnight = i64::from(day.num_days_from_ce()).saturating_mul(DAY);
        match time.map(|time| midnight.saturating_add(i64::from(time.minutes()))) {
            Some(moment) => Self { first: moment, last: moment },
            None => Self { first: midnight, last: midnight.saturating_add(DAY).saturating_sub(1) },
        }
    }

    /// 24:00 of a day, where a limit in days ends.
    pub(super) fn end_of(day: NaiveDate) -> Self {
        let end = Self::on(day, None).last.saturating_add(1);
        Self { first: end, last: end }
    }

    /// Any moment from the first of one to the last of another.
    const fn to(self, other: Self) -> Self {
        Self { first: self.first, last: other.last }
    }

    fn after(self, minutes: i64) -> Self {
        Self { first: self.first.saturating_add(minutes), last: self.last.saturating_add(minutes) }
    }

    fn sooner(self, other: Self) -> Self {
        Self { first: self.first.min(other.first), last: self.last.min(other.last) }
    }

    fn later(self, other: Self) -> Self {
        Self { first: self.first.max(other.first), last: self.last.max(other.last) }
    }

    fn first_day(self) -> Option<NaiveDate> {
        day_of(self.first)
    }

    fn last_day(self) -> Option<NaiveDate> {
        day_of(self.last)
    }

    const fn is_exact(self) -> bool {
        self.first == self.last
    }

    /// The time of day, where the moment is known.
    fn time(self) -> Option<TimeOfDay> {
        if self.is_exact() { TimeOfDay::after_midnight(self.first.rem_euclid(DAY)) } else { None }
    }
}

fn day_of(moment: i64) -> Option<NaiveDate> {
    NaiveDate::from_num_days_from_ce_opt(i32::try_from(moment.div_euclid(DAY)).ok()?)
}

/// When a limit in hours ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Ends {
    at: Span,
    /// What it runs from.
    from: Span,
}

impl Ends {
    /// The day before any on which it may end.
    pub(super) fn day_before(self) -> Option<NaiveDate> {
        self.at.first_day()?.pred_opt()
    }

    pub(super) fn time(self) -> Option<TimeOfDay> {
        self.at.time()
    }
}

impl Counted {
    /// The last moment in time.
    pub(super) fn end(&self) -> i64 {
        self.hours.map_or_else(|| Span::end_of(self.due.date).last, |ends| ends.at.last)
    }

    /// When a limit in hours ends, unless something moved it.
    pub(super) fn hours_of(&self, due: DueDate) -> Option<Ends> {
        self.hours.filter(|_| due == self.due)
    }
}

/// When a limit in hours ends, to the minute, if that is known and nothing moved it.
pub(super) fn due_at(counted: &Result<Counted, NoDue>, due: Option<DueDate>) -> Option<TimeOfDay> {
    counted.as_ref().ok()?.hours_of(due?)?.time()
}

impl<'a> Case<'a> {
    /// A limit of so many hours before or after something.
    pub(super) fn hours(&self, rule: &AnchorRule, hours: u32, after: bool, depth: usize) -> Result<Counted, Uncounted> {
        let mut anchor = match (self.anchor(rule, after, depth), rule) {
            (Err(Uncounted::NoDue(NoDue::AwaitsEvent(_))), AnchorRule::Event(_)) => {
                let (anchor, missing) = (rule.clone(), MissingTime::NotRecorded);
                return Err(NoDue::Hours { hours, after, anchor, missing }.into());
            }
            (anchor, _) => anchor?,
        };
        let from = self.moment(rule, &anchor);
        anchor.time = from.time();
        let minutes = i64::from(hours).saturating_mul(HOUR);
        let at = from.after(if after { minutes } else { minutes.saturating_neg() });
        let due = self.of.calendar.stated(at.last_day().unwrap_or(anchor.at.date))?;
        let preceded = match rule {
            AnchorRule::Event(event) if anchor.actual && !after && &**event != FORMER_DAY => {
                Some((event.clone(), anchor.at.date))
            }
            _ => None,
        };
        Ok(Counted {
            due,
            limit: None,
            fixed: Some(FixedDay::Hours { hours, after }),
            begun: anchor.actual || !after,
            anchor: Some(anchor),
            preceded,
            shortest: None,
            is_order_open: false,
            hours: Some(Ends { at, from }),
        })
    }

    /// The moment of what a limit is counted from.
    fn moment(&self, rule: &AnchorRule, anchor: &DutyAnchor) -> Span {
        let (first, last) = (anchor.at.earliest, anchor.at.latest);
        match rule {
            AnchorRule::Event(event) if anchor.actual => self.moment_of(event, anchor.at.date),
            AnchorRule::Event(_) => Span::on(first, None).to(Span::on(last, None)),
            AnchorRule::DueOf(id) | AnchorRule::BaseDueOf(id) => {
                let is_in_hours = self.of.set.obligation(id).is_some_and(|other| is_in_hours(other));
                match anchor.time {
                    Some(time) => Span::on(last, Some(time)),
                    // It may end on the day before.
                    None if is_in_hours => Span::on(first.pred_opt().unwrap_or(first), None).to(Span::on(last, None)),
                    None => Span::end_of(first).to(Span::end_of(last)),
                }
            }
        }
    }

    /// The moment of an event that happened on a day; of what ends there, the last one of the day.
    fn moment_of(&self, event: &str, day: NaiveDate) -> Span {
        let (event, is_end) = match (event, self.time) {
            (DIALOGUE_DAY | SESSION_HELD, Time::Session(_)) => (SESSION_HELD, false),
            (DIALOGUE_DAY, _) => (OPENED, false),
            (RECEPTION_DAY, _) => (RECEPTION_HELD, false),
            (event, _) => (event, event == CLOSED),
        };
        let spans = self.facts_of(event).filter(|fact| fact.on() == day).map(span);
        let pick = |a: Span, b: Span| if is_end { a.later(b) } else { a.sooner(b) };
        spans.reduce(pick).unwrap_or_else(|| Span::on(day, None))
    }

    /// When a duty was fulfilled, to the minute where that is known.
    fn act_moment(&self, rule: &'a Obligation) -> Option<Span> {
        let first = |event: &String| self.deeds(rule, event).map(span).reduce(Span::sooner);
        match &rule.met_by {
            MetBy::All(events) => events.iter().filter_map(first).reduce(Span::later),
            MetBy::Any(events) => events.iter().filter_map(first).reduce(Span::sooner),
            MetBy::EachChannel(event) => {
                let on = |channel: &Channel| {
                    self.deeds(rule, event).filter(|fact| fact.is_on(*channel)).map(span).reduce(Span::sooner)
                };
                rule.channels.iter().filter_map(on).reduce(Span::later)
            }
            MetBy::Unknown => None,
        }
    }

    /// The time of day at which a duty was fulfilled, where its limit is in hours.
    pub(super) fn met_at(&self, rule: &'a Obligation, met_on: Option<NaiveDate>) -> Option<TimeOfDay> {
        met_on.filter(|_| is_in_hours(rule)).and_then(|_| self.act_moment(rule))?.time()
    }

    /// A limit in hours that a time of day would have to be known for gives no date: which time is missing is said.
    pub(super) fn unknown_time(
        &self,
        rule: &'a Obligation,
        (base, due): (&Counted, DueDate),
        met_on: Option<NaiveDate>,
    ) -> Option<NoDue> {
        let ends = base.hours_of(due).filter(|_| met_on.is_some())?;
        let act = self.act_moment(rule)?;
        let agrees = act.last <= ends.at.first || act.first > ends.at.last;
        let (Some(FixedDay::Hours { hours, after }), Some(anchor), true) =
            (base.fixed, &base.anchor, !agrees && base.begun)
        else {
            return None;
        };
        let missing = match (ends.at.is_exact(), act.is_exact()) {
            (false, true) => MissingTime::OfEvent,
            (true, _) => MissingTime::OfAct,
            (false, false) => MissingTime::Both,
        };
        Some(NoDue::Hours { hours, after, anchor: anchor.rule.clone(), missing })
    }

    /// How a duty stands whose limit is in hours; none where it is not, or something moved it.
    pub(super) fn status_in_hours(
        &self,
        rule: &'a Obligation,
        base: &Counted,
        due: DueDate,
        (met_on, today): (Option<NaiveDate>, Until<'_>),
        changes: &mut Changes,
    ) -> Result<Option<Status>, CoverageError> {
        let Some(ends) = base.hours_of(due) else { return Ok(None) };
        let act = self.act_moment(rule).filter(|_| met_on.is_some());
        Ok(Some(match (act.zip(met_on), &base.preceded) {
            (Some(_), _) if !base.begun => Status::Met,
            (Some((act, on)), Some((event, happened))) if act.first > Self::happened_by(ends, *happened) => {
                changes.findings.push(Finding::DoneAfterEvent { event: event.to_string(), happened: *happened, on });
                Status::Missed { limit_passed_on: due.date }
            }
            (Some((act, on)), _) if act.first > ends.at.last => {
                Status::MetLate { by: self.late_by(ends, act, due, on)? }
            }
            (Some((_, on)), _) => match base.shortest.map(|due| due.earliest()) {
                Some(shortest) if on > shortest => Status::Undetermined { because: changes.which_limit() },
                _ => Status::Met,
            },
            (None, Some(_)) => Status::Missed { limit_passed_on: due.date },
            (None, None) => self.open_in_hours(base, changes, (ends, due), today)?,
        }))
    }

    /// The last moment of what a limit in hours comes before.
    fn happened_by(ends: Ends, happened: NaiveDate) -> i64 {
        let of_anchor = ends.from.last_day() == Some(happened);
        if of_anchor { ends.from.last } else { Span::on(happened, None).last }
    }

    fn late_by(&self, ends: Ends, act: Span, due: DueDate, on: NaiveDate) -> Result<Lateness, CoverageError> {
        let minutes = (ends.at.is_exact() && act.is_exact()).then(|| act.first.saturating_sub(ends.at.first));
        Ok(Lateness { minutes, ..self.late(due, on)? })
    }

    /// How it stands while it is not done: the view is of a day, not of a moment.
    fn open_in_hours(
        &self,
        base: &Counted,
        changes: &Changes,
        (ends, due): (Ends, DueDate),
        today: Until<'_>,
    ) -> Result<Status, CoverageError> {
        let has_passed = ends.at.last_day().is_some_and(|day| today.is_after(day));
        let may_have_passed = || day_of(ends.at.first.saturating_add(1)).is_some_and(|day| today.has_reached(day));
        Ok(match (today.on(), base.shortest.map(|due| due.earliest())) {
            _ if !base.begun => Status::Awaiting,
            (Some(on), _) if has_passed => Status::Overdue { by: self.late(due, on)? },
            (_, Some(shortest)) if today.is_after(shortest) => Status::Undetermined { because: changes.which_limit() },
            _ if may_have_passed() => Status::Undetermined { because: WhyOpen::TimeOfDay },
            _ => Status::Pending,
        })
    }
}

/// Whether a limit of it is in hours, under any reading.
fn is_in_hours(rule: &Obligation) -> bool {
    rule.dues().any(|due| due.any(&|part| matches!(part, Due::Hours { .. })))
}

fn span(fact: Seen<'_>) -> Span {
    Span::on(fact.on(), fact.at())
}
