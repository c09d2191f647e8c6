//! Whether a condition holds in a case.

use chrono::NaiveDate;

use super::super::facts::Seen;
use super::super::status::{Status, WhyNot, WhyOpen, WhyUnknown};
use super::case::{Case, Counted};
use crate::calendar::CoverageError;
use crate::ruleset::vocabulary::PETITION_CLASSED;
use crate::ruleset::{By, CaseClass, Condition, Mode, Obligation};
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

impl Truth {
    pub(super) const fn holds(self) -> bool {
        matches!(self, Self::Holds(_))
    }

    /// Whether one of two conditions holds.
    fn or(self, other: Self) -> Self {
        match (self, other) {
            // What holds since no day holds from the beginning.
            (Self::Holds(one), Self::Holds(other)) => Self::Holds(one.min(other)),
            (holds @ Self::Holds(_), _) | (_, holds @ Self::Holds(_)) => holds,
            (_, far @ Self::NotYet(WhyNot::LedTooFar)) => far,
            (open @ Self::NotYet(_), _) | (Self::Fails, open) => open,
        }
    }
}

/// The days that a condition may be tied to.
#[derive(Clone, Copy, Default)]
pub(super) struct Tied {
    pub(super) anchor: Option<NaiveDate>,
    pub(super) due: Option<NaiveDate>,
    /// The last day whose classings count, if not all do.
    pub(super) classed_by: Option<NaiveDate>,
    /// The place of the rule that the condition is of, where it says whom that binds.
    pub(super) of: Option<usize>,
}

impl Tied {
    // Inlined, the compiler of Rust 1.88 reads the anchor before it knows that there is one, and throws it away: right, and yet
    // valgrind cannot tell it from a read of what was never written.
    #[inline(never)]
    pub(super) fn to(counted: Option<&Counted>, due: Option<DueDate>) -> Self {
        let anchor = counted.and_then(|counted| counted.anchor.as_ref()).map(|anchor| anchor.at.date);
        Self { anchor, due: due.map(|due| due.latest()), ..Self::default() }
    }

    const fn day(self, by: By) -> Option<NaiveDate> {
        match by {
            By::Anchor => self.anchor,
            By::Due => self.due,
        }
    }
}

/// Whether a condition holds, and the day of what made the duty arise by it, if something did: an event, a limit that passed.
/// What the case is, as its class, it is from the beginning, whenever somebody says so.
pub(super) type Arisen = (Truth, Option<NaiveDate>);

impl<'a> Case<'a> {
    pub(super) fn truth(&self, condition: &'a Condition, tied: Tied, depth: usize) -> Result<Truth, CoverageError> {
        Ok(self.arisen(condition, tied, depth)?.0)
    }

    pub(super) fn arisen(&self, condition: &'a Condition, tied: Tied, depth: usize) -> Result<Arisen, CoverageError> {
        let by_itself = |truth| match truth {
            Truth::Holds(since) => (truth, since),
            _ => (truth, None),
        };
        let unmade = |truth| (truth, None);
        Ok(match condition {
            Condition::Class(classes) => unmade(self.classed(classes, tied)),
            Condition::Event { event, by } => by_itself(match (self.happened(event), by.and_then(|by| tied.day(by))) {
                (Some(on), Some(by)) if on > by => Truth::Fails,
                (Some(on), _) => Truth::Holds(Some(on)),
                (None, Some(by)) if self.of.today.is_after(by) => Truth::Fails,
                (None, _) => Truth::NotYet(WhyNot::ConditionNotYet),
            }),
            Condition::Mode(mode) => {
                unmade(is_said(self.of.visible.mode, WhyNot::ModeNotSaid, |held| held == *mode || is_both(held, *mode)))
            }
            Condition::Kind(kind) => unmade(is_said(self.of.visible.kind, WhyNot::KindNotSaid, |held| held == *kind)),
            Condition::Overdue(id) => by_itself(self.overdue(id, depth)?),
            Condition::All(parts) => {
                let each = self.each(parts, tied, depth)?;
                let made = each.iter().filter_map(|(_, made)| *made).max();
                (all(each.into_iter().map(|(truth, _)| truth)), made)
            }
            Condition::Any(parts) => {
                let each = self.each(parts, tied, depth)?;
                // Where one of them holds from the beginning, so does the duty.
                let holding = each.iter().filter(|(truth, _)| matches!(truth, Truth::Holds(_)));
                let made = holding.map(|(_, made)| *made).min().flatten();
                (any(each.into_iter().map(|(truth, _)| truth)), made)
            }
            Condition::Not(part) => unmade(match self.truth(part, tied, depth)? {
                Truth::Holds(_) => Truth::Fails,
                // That an event is not recorded says that it did not happen, and a case that nobody classed is of no class; what is
                // not said of a dialogue says nothing.
                Truth::Fails | Truth::NotYet(WhyNot::ConditionNotYet | WhyNot::NotClassed) => Truth::Holds(None),
                Truth::NotYet(why) => Truth::NotYet(why),
            }),
        })
    }

    fn each(&self, parts: &'a [Condition], tied: Tied, depth: usize) -> Result<Vec<Arisen>, CoverageError> {
        parts.iter().map(|part| self.arisen(part, tied, depth)).collect()
    }

    fn classed(&self, classes: &[CaseClass], tied: Tied) -> Truth {
        let in_time = |on: &NaiveDate| tied.classed_by.is_none_or(|by| *on <= by);
        match self.classed_as(classes).min().filter(in_time) {
            Some(_) if self.is_of_another(classes, tied) => Truth::Fails,
            Some(on) => Truth::Holds(Some(on)),
            None if self.happened(PETITION_CLASSED).as_ref().is_some_and(in_time) => Truth::Fails,
            None => Truth::NotYet(WhyNot::NotClassed),
        }
    }

    /// The days on which the case was classed as one of these.
    pub(super) fn classed_as(&self, classes: &[CaseClass]) -> impl Iterator<Item = NaiveDate> {
        let classings = self.facts_of(PETITION_CLASSED);
        classings.filter(|fact| fact.class().is_some_and(|class| classes.contains(&class))).map(Seen::on)
    }

    /// Whether another duty of the case was not done in time: since the day after its limit.
    fn overdue(&self, id: &str, depth: usize) -> Result<Truth, CoverageError> {
        let not_yet = Truth::NotYet(WhyNot::ConditionNotYet);
        let Some(other) = self.of.set.obligation(id) else { return Ok(not_yet) };
        self.overdue_once(other, || self.is_overdue(other, depth))
    }

    fn is_overdue(&self, other: &'a Obligation, depth: usize) -> Result<Truth, CoverageError> {
        if !self.of.led.may_follow(depth) {
            return Ok(Truth::NotYet(WhyNot::LedTooFar));
        }
        let not_yet = Truth::NotYet(WhyNot::ConditionNotYet);
        let outcome = Self { of_condition: true, ..*self }.outcome_at(other, depth.saturating_add(1))?;
        Ok(match outcome.status {
            Status::MetLate { .. } | Status::Overdue { .. } | Status::Missed { .. } | Status::Excused => {
                Truth::Holds(outcome.due.and_then(|due| due.latest().succ_opt()))
            }
            Status::Met | Status::NotApplicable { .. } => Truth::Fails,
            Status::Undetermined { because: WhyOpen::LedTooFar } => Truth::NotYet(WhyNot::LedTooFar),
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

fn any(parts: impl IntoIterator<Item = Truth>) -> Truth {
    parts.into_iter().fold(Truth::Fails, Truth::or)
}
