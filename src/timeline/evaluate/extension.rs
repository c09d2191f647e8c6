//! What extensions do to a due date: notices that state a new limit, interim replies, caps of other duties.

use chrono::NaiveDate;

use super::super::Move;
use super::super::facts::Seen;
use super::super::status::Finding;
use super::case::{Case, Changes, if_any};
use crate::calendar::CoverageError;
use crate::ruleset::{Known, Obligation, Reading, ReadingEffect};
use crate::time_limit::DueDate;

/// Until when a notice may come to move a limit.
#[derive(Clone, Copy)]
struct InTime {
    /// The last day, if there is one.
    until: Option<NaiveDate>,
    /// Whether the source is silent on it, so that it is an inference.
    inferred: bool,
}

impl<'a> Case<'a> {
    /// What caps, extensions and interim replies make of a due date.
    pub(super) fn moved(
        &self,
        rule: &'a Obligation,
        base: DueDate,
        changes: &mut Changes,
    ) -> Result<DueDate, CoverageError> {
        let mut due = base;
        for other in self.of.set.obligations() {
            if let Some(cap) = self.cap(other, &rule.id)? {
                due = capped(due, cap, &other.id, changes);
            }
        }
        if let Some(extension) = &rule.extension {
            let before_due = extension.before_due == Known::Value(true);
            let inferred = rule.silent_on.iter().any(|path| path == "extension.granted_before");
            for fact in self.in_order(std::slice::from_ref(&extension.granted_by)) {
                let until = before_due.then(|| due.latest());
                due = self.extended(due, fact, InTime { until, inferred }, changes)?;
            }
        }
        for other in self.of.set.obligations().iter().filter(|other| other.sets_due_of.as_ref() == Some(&rule.id)) {
            due = self.replied(other, due, changes)?;
        }
        Ok(due)
    }

    /// What the replies make of a due date that another duty asks for.
    fn replied(&self, other: &'a Obligation, due: DueDate, changes: &mut Changes) -> Result<DueDate, CoverageError> {
        let mut due = due;
        let has_effect = if_any(self.counted(other, 0))?.is_some();
        for fact in self.in_order(other.met_by.events()) {
            // By when a reply must come to move the limit is not said: before it has passed, as an inference.
            let in_time = InTime { until: Some(due.latest()), inferred: true };
            match fact.until() {
                Some(_) if has_effect => due = self.extended(due, fact, in_time, changes)?,
                Some(stated) => {
                    changes.findings.push(Finding::StatedLimitMovesNothing { notified: fact.on(), stated });
                }
                None => {}
            }
        }
        Ok(due)
    }

    /// The limit of `other`, if under its reading it binds the duty `id` of this case.
    fn cap(&self, other: &'a Obligation, id: &str) -> Result<Option<DueDate>, CoverageError> {
        let binds = |reading: &Reading| matches!(&reading.effect, ReadingEffect::Limits(object) if object == id);
        let binds = other.readings.iter().any(binds) && self.reading(other).is_some_and(binds);
        if !binds || !(self.as_if_classed || self.applies(other, None)) {
            return Ok(None);
        }
        Ok(if_any(self.count(&other.due, 0))?.map(|counted| counted.due))
    }

    fn extended(
        &self,
        due: DueDate,
        fact: Seen<'_>,
        in_time: InTime,
        changes: &mut Changes,
    ) -> Result<DueDate, CoverageError> {
        let findings = &mut changes.findings;
        let notified = fact.on();
        let Some(stated) = fact.until() else {
            findings.push(Finding::ExtensionWithoutLimit { notified });
            return Ok(due);
        };
        if let Some(limit) = in_time.until.filter(|limit| notified > *limit) {
            findings.push(Finding::ExtensionAfterLimit { notified, limit, inferred: in_time.inferred });
            return Ok(due);
        }
        if stated < due.date {
            findings.push(Finding::ExtensionEndsBeforeLimit { stated, limit: due.date });
            return Ok(due);
        }
        changes.moves.push(Move::Notice { event: fact.event().to_owned(), notified, to: stated });
        self.of.calendar.stated(stated)
    }
}

/// The later of two limits that bind one duty.
fn capped(due: DueDate, cap: DueDate, of: &str, changes: &mut Changes) -> DueDate {
    let of = of.to_owned();
    if cap.date > due.date {
        changes.moves.push(Move::Limit { of, to: cap.date });
    } else if cap.date < due.date {
        changes.findings.push(Finding::CapEndsBeforeLimit { of, cap: cap.date, limit: due.date });
    }
    due.later(cap)
}
