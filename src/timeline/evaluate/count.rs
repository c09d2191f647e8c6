//! When a duty is due as counted, before anything moves it.

use std::sync::Arc;

use chrono::{Datelike as _, NaiveDate};

use super::super::facts::Seen;
use super::super::outcome::{DutyAnchor, FixedDay, NoDue};
use super::super::reading_at::OpenReading;
use super::super::recurring::days::last_of_month;
use super::case::{Case, Changes};
use super::hours::Ends;
use super::moves::Running;
use super::times::Time;
use crate::calendar::CoverageError;
use crate::ruleset::vocabulary::{
    CLOSED, DIALOGUE_DAY, FORMER_DAY, OPENED, PETITION_RECEIVED, RECEPTION_DAY, RECEPTION_HELD, SESSION_HELD,
};
use crate::ruleset::{AnchorRule, Due, NoDate, Obligation, Phase};
use crate::time_limit::{Anchor, Direction, DueDate, Roll, Start, TimeLimit};

/// A date as it was counted, before anything moved it.
#[derive(Clone)]
pub(super) struct Counted {
    pub(super) due: DueDate,
    /// The limit, if it is one that is counted.
    pub(super) limit: Option<TimeLimit>,
    /// How the day is fixed, if it is not counted.
    pub(super) fixed: Option<FixedDay>,
    pub(super) anchor: Option<DutyAnchor>,
    /// Whether it runs: it waits for nothing, or what it waits for has happened.
    pub(super) begun: bool,
    /// The event that it must come before, if that has happened.
    pub(super) preceded: Option<(Arc<str>, NaiveDate)>,
    /// The end of the shortest limit, where the case may still get a shorter one.
    pub(super) shortest: Option<DueDate>,
    /// When it ends to the minute, where it is in hours.
    pub(super) hours: Option<Ends>,
    /// Whether which of several limits comes first is open, because days off are not decreed.
    pub(super) is_order_open: bool,
}

impl Counted {
    /// Whether the date goes on with the day of the view.
    pub(super) fn slides(&self) -> bool {
        !self.begun && self.anchor.as_ref().is_some_and(|anchor| anchor.slides)
    }
}

/// Why a count gives no date.
pub(super) enum Uncounted {
    /// The rule or the facts give none.
    NoDue(NoDue),
    /// The count leaves the covered years.
    Outside(CoverageError),
}

impl From<CoverageError> for Uncounted {
    fn from(error: CoverageError) -> Self {
        Self::Outside(error)
    }
}

impl From<NoDue> for Uncounted {
    fn from(reason: NoDue) -> Self {
        Self::NoDue(reason)
    }
}

/// A count, if there is one.
pub(super) fn if_any<T>(counted: Result<T, Uncounted>) -> Result<Option<T>, CoverageError> {
    match counted {
        Ok(counted) => Ok(Some(counted)),
        Err(Uncounted::NoDue(_)) => Ok(None),
        Err(Uncounted::Outside(error)) => Err(error),
    }
}

impl<'a> Case<'a> {
    /// When a duty is due before anything moves it; `depth` is how many duties it was led through.
    pub(super) fn counted(&self, rule: &'a Obligation, depth: usize) -> Result<Counted, Uncounted> {
        self.counted_noting(rule, &mut Changes::default(), depth)
    }

    /// The same; what stands out is noted.
    pub(super) fn counted_noting(
        &self,
        rule: &'a Obligation,
        changes: &mut Changes,
        depth: usize,
    ) -> Result<Counted, Uncounted> {
        let reading = self.reading(rule);
        // What a reading says of the limit is known, if only it is read so.
        match (rule.due_under(reading), rule.unknown_part().filter(|_| reading.is_none())) {
            (Err(object), _) => Err(NoDue::Binds(object.to_owned()).into()),
            (_, Some(part)) => Err(NoDue::unknown(part).into()),
            (Ok(due), None) => self.count(rule, due, changes, depth),
        }
    }

    /// The limit of a case, or what holds otherwise, unless the file calls it unknown.
    pub(super) fn arm(
        &self,
        rule: &'a Obligation,
        (name, due): (&str, &'a Due),
        changes: &mut Changes,
        depth: usize,
    ) -> Result<Counted, Uncounted> {
        match rule.unknown_arm(name).filter(|_| self.reading(rule).is_none()) {
            Some(part) => Err(NoDue::unknown(part).into()),
            None => self.count(rule, due, changes, depth),
        }
    }

    pub(super) fn count(
        &self,
        rule: &'a Obligation,
        due: &'a Due,
        changes: &mut Changes,
        depth: usize,
    ) -> Result<Counted, Uncounted> {
        let counted = self.count_anew(rule, due, changes, depth)?;
        let goes_on = counted.anchor.as_ref().is_some_and(|anchor| anchor.slides);
        self.of.today.note_due(counted.due, goes_on);
        if goes_on && counted.begun {
            self.of.today.note_each_day();
        }
        Ok(counted)
    }

    fn count_anew(
        &self,
        rule: &'a Obligation,
        due: &'a Due,
        changes: &mut Changes,
        depth: usize,
    ) -> Result<Counted, Uncounted> {
        match due {
            Due::DayOfMonth { day, included, of } => {
                let anchor = self.anchor(of, false, depth)?;
                let fixed = FixedDay::OfMonth { day: *day, included: *included };
                let on = day_of_month(anchor.at.date, *day, *included);
                // What belongs before the event, and was due before it, is over with it.
                let preceded = match of {
                    AnchorRule::Event(event)
                        if anchor.actual
                            && on <= anchor.at.date
                            && !matches!(rule.phase, Some(Phase::During | Phase::After)) =>
                    {
                        Some((Arc::clone(event), anchor.at.date))
                    }
                    _ => None,
                };
                Ok(Counted { preceded, ..self.fixed(fixed, on, Some(anchor))? })
            }
            Due::Date(day) => Ok(self.fixed(FixedDay::Date, *day, None)?),
            Due::FirstOf(parts) => self.first_of(rule, parts, changes, depth),
            Due::LastOf(parts) => self.last_of(rule, parts, changes, depth),
            Due::Cases { cases, otherwise } => self.by_case(rule, (cases, otherwise.as_deref()), changes, depth),
            Due::Hours { anchor, hours, after } => self.hours(anchor, *hours, *after, depth),
            Due::Limit { .. } | Due::None(_) => {
                let (anchor, limit) = NoDue::limit_of(due)?;
                self.limit(anchor, self.as_open(rule, limit), depth)
            }
        }
    }

    fn limit(&self, rule: &AnchorRule, limit: TimeLimit, depth: usize) -> Result<Counted, Uncounted> {
        let anchor = self.anchor(rule, limit.is_after(), depth)?;
        let preceded = match rule {
            // The day given up is no event: nothing happened on it.
            AnchorRule::Event(event) if anchor.actual && !limit.is_after() && &**event != FORMER_DAY => {
                Some((Arc::clone(event), anchor.at.date))
            }
            _ => None,
        };
        Ok(Counted {
            due: self.of.calendar.due(&limit, anchor.at)?,
            limit: Some(limit),
            fixed: None,
            begun: anchor.actual || !limit.is_after(),
            anchor: Some(anchor),
            preceded,
            shortest: None,
            hours: None,
            is_order_open: false,
        })
    }

    /// A limit of which the file says that it is not known whether it rolls or counts its first day: as the file has it,
    /// or otherwise; either is an open reading.
    fn as_open(&self, rule: &Obligation, limit: TimeLimit) -> TimeLimit {
        let Direction::After { mut start, mut roll } = limit.direction() else { return limit };
        if rule.is_unknown("due.roll") {
            let (other, reading) = match roll {
                Roll::None => (Roll::NextWorkingDay, OpenReading::LastDayRolls),
                _ => (Roll::None, OpenReading::LastDayDoesNotRoll),
            };
            roll = if self.takes_open(rule, reading) { other } else { roll };
        }
        if rule.is_unknown("due.start") {
            let (other, reading) = match start {
                Start::EventExcluded => (Start::EventIncluded, OpenReading::FirstDayCounts),
                _ => (Start::EventExcluded, OpenReading::FirstDayDoesNotCount),
            };
            start = if self.takes_open(rule, reading) { other } else { start };
        }
        TimeLimit::after_with(limit.amount(), limit.unit(), start, roll)
    }

    /// A day that is not counted: it never rolls.
    fn fixed(&self, fixed: FixedDay, day: NaiveDate, anchor: Option<DutyAnchor>) -> Result<Counted, CoverageError> {
        let due = self.of.calendar.stated(day)?;
        let (limit, preceded, shortest, hours) = (None, None, None, None);
        let fixed = Some(fixed);
        Ok(Counted { due, limit, fixed, anchor, begun: true, preceded, shortest, hours, is_order_open: false })
    }

    fn each_part(
        &self,
        rule: &'a Obligation,
        parts: &'a [Due],
        changes: &mut Changes,
        depth: usize,
    ) -> Result<(Vec<Counted>, Option<NoDue>), CoverageError> {
        let (mut counted, mut missing) = (Vec::new(), None);
        for part in parts {
            match self.count(rule, part, changes, depth) {
                Ok(one) => counted.push(one),
                Err(Uncounted::NoDue(reason)) => missing = missing.or(Some(reason)),
                Err(Uncounted::Outside(error)) => return Err(error),
            }
        }
        Ok((counted, missing))
    }

    /// The soonest of those that run; of those that are projected, only if none runs.
    fn first_of(
        &self,
        rule: &'a Obligation,
        parts: &'a [Due],
        changes: &mut Changes,
        depth: usize,
    ) -> Result<Counted, Uncounted> {
        let (counted, missing) = self.each_part(rule, parts, changes, depth)?;
        let preceded = counted.iter().filter_map(|one| one.preceded.clone()).min_by_key(|(_, on)| *on);
        let running = counted.iter().any(|one| one.begun);
        let soonest = counted.into_iter().filter(|one| one.begun == running);
        let soonest = soonest.reduce(|a, b| {
            let (due, shortest) = (a.due.sooner(b.due), either_shortest(&a, &b, DueDate::sooner));
            let is_order_open = is_order_open(&a, &b);
            Counted { due, shortest, is_order_open, ..if b.end() < a.end() { b } else { a } }
        });
        match (soonest, missing) {
            (Some(one), _) => Ok(Counted { preceded, ..one }),
            (None, reason) => Err(reason.unwrap_or(NoDue::Rule(NoDate::Unknown)).into()),
        }
    }

    /// The latest; it runs only if all do.
    fn last_of(
        &self,
        rule: &'a Obligation,
        parts: &'a [Due],
        changes: &mut Changes,
        depth: usize,
    ) -> Result<Counted, Uncounted> {
        let (counted, missing) = self.each_part(rule, parts, changes, depth)?;
        if let Some(reason) = missing {
            return Err(reason.into());
        }
        let begun = counted.iter().all(|one| one.begun);
        let latest = counted.into_iter().reduce(|a, b| {
            let (due, shortest) = (a.due.later(b.due), either_shortest(&a, &b, DueDate::later));
            let is_order_open = is_order_open(&a, &b);
            Counted { due, shortest, is_order_open, ..if b.end() > a.end() { b } else { a } }
        });
        latest.map(|one| Counted { begun, ..one }).ok_or_else(|| NoDue::Rule(NoDate::Unknown).into())
    }

    /// What a limit is counted from.
    pub(super) fn anchor(&self, rule: &AnchorRule, forward: bool, depth: usize) -> Result<DutyAnchor, Uncounted> {
        match rule {
            AnchorRule::Event(event) => self.event_anchor(event, forward, depth),
            AnchorRule::DueOf(id) | AnchorRule::BaseDueOf(id) => self.due_anchor(rule, id, depth),
        }
    }

    /// When an event happened; if it has not, when it should, never earlier than the day of the view.
    fn event_anchor(&self, event: &Arc<str>, forward: bool, depth: usize) -> Result<DutyAnchor, Uncounted> {
        let named = |at: Anchor, actual: bool, slides: bool| DutyAnchor {
            rule: AnchorRule::Event(Arc::clone(event)),
            at,
            time: None,
            actual,
            slides,
        };
        let happened = match (&**event, self.time) {
            (DIALOGUE_DAY | SESSION_HELD, Time::Session(held)) => Some(held.day(forward)),
            (DIALOGUE_DAY, _) => self.happened(OPENED),
            (RECEPTION_DAY, _) => self.happened(RECEPTION_HELD),
            (CLOSED, _) => self.facts_of(CLOSED).map(Seen::on).max(),
            (event, _) => self.happened(event),
        };
        if let Some(date) = self.set_for_a_while(event) {
            return Ok(named(date.into(), false, false));
        }
        if &**event == FORMER_DAY {
            return Ok(named(self.former_day()?.into(), true, false));
        }
        if let Some(date) = happened {
            return Ok(named(date.into(), true, false));
        }
        if self.of.visible.is_receipt_missing && [RECEPTION_DAY, RECEPTION_HELD, PETITION_RECEIVED].contains(&&**event)
        {
            return Err(NoDue::NotReceived.into());
        }
        let appointed = self.of.visible.appointed;
        let expected = match &**event {
            DIALOGUE_DAY | RECEPTION_DAY | OPENED | CLOSED if !self.of.visible.is_appointed => {
                return Err(NoDue::AwaitsEvent(Arc::clone(event)).into());
            }
            RECEPTION_DAY => (Anchor::from(self.of.visible.reception()), false),
            DIALOGUE_DAY | OPENED => (Anchor::from(appointed), false),
            CLOSED => (self.happened(OPENED).unwrap_or(appointed).into(), false),
            other => self.expected(other, depth)?.ok_or_else(|| NoDue::AwaitsEvent(Arc::clone(event)))?,
        };
        let (expected, slides) = expected;
        let at = if forward { self.of.today.not_before(expected) } else { expected };
        Ok(named(at, false, slides || at != expected))
    }

    /// The due date of the duty that produces an event, and whether that goes on with the day of the view.
    fn expected(&self, event: &str, depth: usize) -> Result<Option<(Anchor, bool)>, CoverageError> {
        let Some(producer) = self.of.set.producer(event).filter(|_| self.of.led.may_follow(depth)) else {
            return Ok(None);
        };
        let counted = if_any(self.counted(producer, depth.saturating_add(1)))?;
        Ok(counted.map(|counted| (counted.due.into(), counted.slides())))
    }

    /// The due date of another duty: as extended and suspended, or as it was counted.
    fn due_anchor(&self, rule: &AnchorRule, id: &str, depth: usize) -> Result<DutyAnchor, Uncounted> {
        let other = self.of.set.obligation(id).ok_or(NoDue::Rule(NoDate::Unknown))?;
        let is_base = matches!(rule, AnchorRule::BaseDueOf(_));
        self.anchor_once(other, is_base, || self.anchor_at_due(rule, other, depth))
    }

    fn anchor_at_due(&self, rule: &AnchorRule, other: &'a Obligation, depth: usize) -> Result<DutyAnchor, Uncounted> {
        if !self.of.led.may_follow(depth) {
            return Err(NoDue::LedTooFar.into());
        }
        let depth = depth.saturating_add(1);
        let counted = self.counted(other, depth)?;
        let due = match rule {
            AnchorRule::BaseDueOf(_) => counted.due,
            _ => match self.moved(other, &counted, &mut Changes::default(), depth)? {
                Running::To(due) => due,
                Running::StoppedOn(day) => return Err(NoDue::Suspended(day).into()),
            },
        };
        let slides = counted.slides();
        let time = counted.hours_of(due).and_then(Ends::time);
        Ok(DutyAnchor { rule: rule.clone(), at: due.into(), time, actual: counted.begun, slides })
    }
}

/// The shortest end of two limits together, where either goes by a class that is not known.
fn either_shortest(a: &Counted, b: &Counted, pick: impl Fn(DueDate, DueDate) -> DueDate) -> Option<DueDate> {
    let short = |one: &Counted| one.shortest.unwrap_or(one.due);
    (a.shortest.is_some() || b.shortest.is_some()).then(|| pick(short(a), short(b)))
}

/// Whether either of two limits may end before the other.
fn is_order_open(a: &Counted, b: &Counted) -> bool {
    let may_precede = |one: DueDate, other: DueDate| one.earliest() < other.latest();
    a.is_order_open || b.is_order_open || may_precede(a.due, b.due) && may_precede(b.due, a.due)
}

/// A day of the month that a date falls in, or the day before it.
pub(in crate::timeline) fn day_of_month(within: NaiveDate, day: u32, included: bool) -> NaiveDate {
    let in_month = (1..=day).rev().find_map(|day| within.with_day(day)).unwrap_or(within);
    if included {
        return in_month;
    }
    // Where the month has no such day, its last day is before it.
    let has_it = within.with_day(day).is_some();
    if has_it { in_month.pred_opt().unwrap_or(in_month) } else { last_of_month(within) }
}
