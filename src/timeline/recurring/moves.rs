//! Which fixed day a notice of another day gives up.

use std::collections::BTreeMap;

use chrono::{Datelike as _, NaiveDate};

use super::days::{ExactDay, due_of, exact_days, next_working_day};
use super::periods::{Span, spans, spans_around};
use crate::calendar::Calendar;
use crate::ruleset::{Recurring, RecurringDue, RuleSet, Subject};
use crate::timeline::facts::Seen;

/// A fixed day of a period, as far as notices have moved it.
#[derive(Debug, Clone, Copy)]
struct Fixed<'a> {
    span: Span,
    /// The event that moves it, if one may.
    by: Option<&'a str>,
    day: NaiveDate,
    /// What it may be called besides: as the text names it, as rolled, the other one that is equally near.
    called: [Option<NaiveDate>; 3],
}

/// What a notice gives up.
#[derive(Debug, Clone, Copy)]
pub(crate) struct GivenUp {
    /// The place of the day.
    pub(crate) at: usize,
    /// The day before it was moved.
    pub(crate) day: NaiveDate,
    /// Whether it had passed when the notice was given: then nothing is moved.
    pub(crate) had_passed: bool,
}

/// The fixed days of duties, and what notices make of them one after another.
#[derive(Debug, Default)]
pub(crate) struct Moves<'a> {
    days: Vec<Fixed<'a>>,
    /// The day to which the reception of an id was moved last.
    of_id: BTreeMap<&'a str, NaiveDate>,
}

impl<'a> Moves<'a> {
    /// One more day, after those that are there.
    pub(crate) fn add(&mut self, span: Span, exact: ExactDay, by: Option<&'a str>, calendar: &Calendar) {
        let rolled = by.and_then(|_| next_working_day(exact.named, calendar).ok());
        self.days.push(Fixed { span, by, day: exact.due.date, called: [Some(exact.named), rolled, exact.or] });
    }

    /// What a notice gives up: the day that it is `about`, else that of its reception; else the first that has not passed when it
    /// is given. What is about a day that is none of these moves none.
    pub(crate) fn take(&mut self, notice: Seen<'a>) -> Option<GivenUp> {
        let until = notice.until()?;
        let of_id = notice.reception().and_then(|id| self.of_id.insert(id, until));
        let at = match notice.about().and_then(About::of) {
            Some(about) => self.about(about, notice)?,
            None => of_id.and_then(|day| self.on(day, notice)).or_else(|| self.next(notice, |_| true))?,
        };
        let fixed = self.days.get_mut(at)?;
        let (day, had_passed) = (fixed.day, fixed.day < notice.on());
        if !had_passed {
            fixed.day = until;
        }
        Some(GivenUp { at, day, had_passed })
    }

    fn about(&self, about: About, notice: Seen<'_>) -> Option<usize> {
        match about {
            About::Day(day) => self.on(day, notice),
            About::Period(span) => {
                let of_period = |fixed: &Fixed<'_>| match (fixed.span.name, span.name) {
                    (Some(name), Some(about)) if name == about => true,
                    _ => span.has(fixed.day),
                };
                let passed = || self.movable(notice).filter(|(_, fixed)| of_period(fixed)).last().map(|(at, _)| at);
                self.next(notice, of_period).or_else(passed)
            }
        }
    }

    /// The day that is called so: as it stands now, else by another name.
    fn on(&self, day: NaiveDate, notice: Seen<'_>) -> Option<usize> {
        let now = self.movable(notice).find(|(_, fixed)| fixed.day == day);
        let called = || self.movable(notice).find(|(_, fixed)| fixed.called.contains(&Some(day)));
        now.or_else(called).map(|(at, _)| at)
    }

    /// The first that has not passed.
    fn next(&self, notice: Seen<'_>, wanted: impl Fn(&Fixed<'_>) -> bool) -> Option<usize> {
        let to_come = self.movable(notice).filter(|(_, fixed)| fixed.day >= notice.on() && wanted(fixed));
        to_come.min_by_key(|(_, fixed)| fixed.day).map(|(at, _)| at)
    }

    fn movable<'s>(&'s self, notice: Seen<'s>) -> impl Iterator<Item = (usize, &'s Fixed<'a>)> {
        self.days.iter().enumerate().filter(move |(_, fixed)| fixed.by == Some(notice.event()))
    }
}

/// What a notice says that it gives up.
#[derive(Clone, Copy)]
enum About {
    Day(NaiveDate),
    Period(Span),
}

impl About {
    fn of(about: &str) -> Option<Self> {
        about.parse().map(Self::Day).ok().or_else(|| Span::of(about).map(Self::Period))
    }
}

/// The fixed day that one of some notices gives up, by the duties that return of a rule set: none where they do not agree.
pub(in crate::timeline) fn fixed_day<'a>(
    set: &'a RuleSet,
    subject: Option<&Subject>,
    notices: &[Seen<'a>],
    notice: Seen<'a>,
    calendar: &Calendar,
) -> Option<NaiveDate> {
    let binds = |duty: &&Recurring| subject.is_none_or(|subject| duty.binds(subject.level, subject.head));
    let of_duty = |duty: &'a Recurring| {
        let due = due_of(set, duty);
        let RecurringDue::On { moved_by: Some(by), .. } = due else { return None };
        if by != notice.event() {
            return None;
        }
        let mut moves = Moves::default();
        for span in spans_around(duty, notice.on()) {
            let days = exact_days(due, span, calendar).unwrap_or_default();
            for day in days {
                moves.add(span, day, Some(by.as_str()), calendar);
            }
        }
        let mut given_up = None;
        for earlier in notices {
            given_up = moves.take(*earlier);
            if earlier.address() == notice.address() {
                break;
            }
        }
        given_up.map(|of| of.day)
    };
    let mut days = set.recurring().iter().filter(binds).filter_map(of_duty);
    let first = days.next()?;
    days.all(|day| day == first).then_some(first)
}

/// The notices that say what they are about, and give up none of the days that they may move by the duties of some rule sets.
pub(crate) fn about_no_day<'f>(
    sets: &[RuleSet],
    subject: &Subject,
    standing: &[Seen<'f>],
    calendar: &Calendar,
) -> Vec<Seen<'f>> {
    let mut notices: Vec<Seen<'f>> = standing.iter().copied().filter(|fact| fact.until().is_some()).collect();
    notices.sort_by_key(|fact| fact.on());
    let mut gives_up: BTreeMap<usize, bool> = BTreeMap::new();
    for (set, duty) in sets.iter().flat_map(|set| set.recurring().iter().map(move |duty| (set, duty))) {
        let due = due_of(set, duty);
        let RecurringDue::On { moved_by: Some(by), .. } = due else { continue };
        let own: Vec<Seen<'f>> = notices.iter().copied().filter(|fact| fact.event() == by).collect();
        let (Some(first), Some(last)) = (own.first(), own.last()) else { continue };
        if !duty.binds(subject.level, subject.head) {
            continue;
        }
        let mut moves = Moves::default();
        let years = first.on().year().saturating_sub(1)..=last.on().year().saturating_add(1);
        for span in years.flat_map(|year| spans(duty, year)) {
            for day in exact_days(due, span, calendar).unwrap_or_default() {
                moves.add(span, day, Some(by.as_str()), calendar);
            }
        }
        for notice in own {
            *gives_up.entry(notice.address()).or_default() |= moves.take(notice).is_some();
        }
    }
    notices.retain(|notice| notice.about().is_some() && gives_up.get(&notice.address()) == Some(&false));
    notices
}
