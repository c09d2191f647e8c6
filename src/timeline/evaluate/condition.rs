//! Whether a condition holds in a case.

use chrono::NaiveDate;

use super::super::facts::Seen;
use super::super::status::{Status, WhyNot, WhyUnknown};
use super::case::{Case, Counted};
use crate::calendar::CoverageError;
use crate::ruleset::vocabulary::PETITION_CLASSED;
use crate::ruleset::{By, CaseClass, Condition, Mode};
use crate::time_limit::DueDate;

/// Whether a condition holds.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Truth {
    /// It does: since a day, or as long as the case is there.
    Holds(Option<NaiveDate>),
    /// It does not, and will not.
    Fails,
    /// It does not, but may.
    NotYet(WhyNot),
}

/// The days that a condition may be tied to.
#[derive(Clone, Copy, Default)]
pub(super) struct Tied {
    pub(super) anchor: Option<NaiveDate>,
    pub(super) due: Option<NaiveDate>,
}

impl Tied {
    // Inlined, the compiler of Rust 1.88 reads the anchor before it knows that there is one, and throws it away: right, and yet
    // valgrind cannot tell it from a read of what was never written.
    #[inline(never)]
    pub(super) fn to(counted: Option<&Counted>, due: Option<DueDate>) -> Self {
        let anchor = counted.and_then(|counted| counted.anchor.as_ref()).map(|anchor| anchor.at.date);
        Self { anchor, due: due.map(|due| due.latest()) }
    }

    const fn day(self, by: By) -> Option<NaiveDate> {
        match by {
            By::Anchor => self.anchor,
            By::Due => self.due,
        }
    }
}

impl<'a> Case<'a> {
    pub(super) fn truth(&self, condition: &'a Condition, tied: Tied, depth: usize) -> Result<Truth, CoverageError> {
        Ok(match condition {
            Condition::Class(classes) => self.classed(classes),
            Condition::Event { event, by } => match (self.happened(event), by.and_then(|by| tied.day(by))) {
                (Some(on), Some(by)) if on > by => Truth::Fails,
                (Some(on), _) => Truth::Holds(Some(on)),
                (None, Some(by)) if self.of.view.as_of.is_some_and(|today| today > by) => Truth::Fails,
                (None, _) => Truth::NotYet(WhyNot::ConditionNotYet),
            },
            Condition::Mode(mode) => {
                is_said(self.of.visible.mode, WhyNot::ModeNotSaid, |held| held == *mode || is_both(held, *mode))
            }
            Condition::Kind(kind) => is_said(self.of.visible.kind, WhyNot::KindNotSaid, |held| held == *kind),
            Condition::Overdue(id) => self.overdue(id, depth)?,
            Condition::All(parts) => all(self.each(parts, tied, depth)?),
            Condition::Any(parts) => any(self.each(parts, tied, depth)?),
            Condition::Not(part) => match self.truth(part, tied, depth)? {
                Truth::Holds(_) => Truth::Fails,
                // That an event is not recorded says that it did not happen; what is not said of a case says nothing.
                Truth::Fails | Truth::NotYet(WhyNot::ConditionNotYet) => Truth::Holds(None),
                Truth::NotYet(why) => Truth::NotYet(why),
            },
        })
    }

    fn each(&self, parts: &'a [Condition], tied: Tied, depth: usize) -> Result<Vec<Truth>, CoverageError> {
        parts.iter().map(|part| self.truth(part, tied, depth)).collect()
    }

    fn classed(&self, classes: &[CaseClass]) -> Truth {
        let classings = || self.facts_of(PETITION_CLASSED);
        let among = classings().filter(|fact| fact.class().is_some_and(|class| classes.contains(&class)));
        match among.map(Seen::on).min() {
            Some(on) => Truth::Holds(Some(on)),
            None if classings().next().is_some() => Truth::Fails,
            None => Truth::NotYet(WhyNot::NotClassed),
        }
    }

    /// Whether another duty of the case was not done in time: since the day after its limit.
    fn overdue(&self, id: &str, depth: usize) -> Result<Truth, CoverageError> {
        let not_yet = Truth::NotYet(WhyNot::ConditionNotYet);
        let Some(other) = self.of.set.obligation(id).filter(|_| self.may_go_deeper(depth)) else { return Ok(not_yet) };
        let outcome = self.outcome_at(other, depth.saturating_add(1))?;
        Ok(match outcome.status {
            Status::MetLate { .. } | Status::Overdue { .. } | Status::Missed { .. } | Status::Excused => {
                Truth::Holds(outcome.due.and_then(|due| due.latest().succ_opt()))
            }
            Status::Met | Status::NotApplicable { .. } => Truth::Fails,
            Status::Unknown { because: WhyUnknown::ModeNotSaid } => Truth::NotYet(WhyNot::ModeNotSaid),
            Status::Unknown { because: WhyUnknown::KindNotSaid } => Truth::NotYet(WhyNot::KindNotSaid),
            _ => not_yet,
        })
    }
}

/// What binds a dialogue in person or an online one binds one that is both.
fn is_both(held: Mode, mode: Mode) -> bool {
    held == Mode::Mixed && matches!(mode, Mode::InPerson | Mode::Online)
}

fn is_said<T>(said: Option<T>, why: WhyNot, is: impl Fn(T) -> bool) -> Truth {
    match said.map(is) {
        Some(true) => Truth::Holds(None),
        Some(false) => Truth::Fails,
        None => Truth::NotYet(why),
    }
}

pub(super) fn all(parts: impl IntoIterator<Item = Truth>) -> Truth {
    let mut since = None;
    let mut open = None;
    for part in parts {
        match part {
            Truth::Fails => return Truth::Fails,
            Truth::Holds(on) => since = since.max(on),
            Truth::NotYet(why) => open = open.or(Some(why)),
        }
    }
    open.map_or(Truth::Holds(since), Truth::NotYet)
}

fn any(parts: Vec<Truth>) -> Truth {
    let mut since: Option<Option<NaiveDate>> = None;
    let mut open = None;
    for part in parts {
        match part {
            Truth::Fails => {}
            // What holds since no day holds from the beginning.
            Truth::Holds(on) => since = Some(since.map_or(on, |known| known.min(on))),
            Truth::NotYet(why) => open = open.or(Some(why)),
        }
    }
    match (since, open) {
        (Some(since), _) => Truth::Holds(since),
        (None, Some(why)) => Truth::NotYet(why),
        (None, None) => Truth::Fails,
    }
}
