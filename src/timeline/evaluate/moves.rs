//! What moves a due date after it was counted: suspensions, caps, extensions, interim replies.

use chrono::NaiveDate;

use super::super::Move;
use super::super::facts::Fact;
use super::super::status::Finding;
use super::{Base, Changes, World};
use crate::calendar::CoverageError;
use crate::ruleset::{Known, Obligation, ReadingEffect};
use crate::time_limit::{Direction, DueDate, Roll, Start, TimeLimit, Unit};

impl<'a> World<'a> {
    /// What suspensions make of a due date; the day since which the limit does not run, if it stands still.
    pub(super) fn suspended(
        &self,
        obligation: &'a Obligation,
        petition: Option<&str>,
        base: &Base,
        changes: &mut Changes,
    ) -> Result<Result<Option<DueDate>, NaiveDate>, CoverageError> {
        let (Base::Due { due, limit, .. }, Some(rule)) = (base, &obligation.suspension) else {
            return Ok(Ok(base.due()));
        };
        let mut due = *due;
        let resumed = self.in_order(std::slice::from_ref(&rule.until), petition);
        for stopped in self.in_order(std::slice::from_ref(&rule.by), petition) {
            let standing_still = changes.moves.iter().any(|moved| {
                matches!(moved, Move::Suspension { from, resumed, .. } if *from <= stopped.on && stopped.on <= *resumed)
            });
            if stopped.on > due.latest() || standing_still {
                continue; // the limit had passed, or stood still already
            }
            let Some(on) = resumed.iter().map(|fact| fact.on).find(|on| *on >= stopped.on) else {
                return Ok(Err(stopped.on));
            };
            let rest = self.rest(*limit, stopped.on, due, on)?;
            if rest.date >= due.date {
                due = rest; // before an event a limit may end on a rest day, which the working days left do not reach
            }
            changes.moves.push(Move::Suspension { from: stopped.on, resumed: on, to: due.date });
        }
        Ok(Ok(Some(due)))
    }

    /// Where the rest of a limit ends that stopped on one day and ran on after another.
    fn rest(
        &self,
        limit: TimeLimit,
        stopped: NaiveDate,
        due: DueDate,
        resumed: NaiveDate,
    ) -> Result<DueDate, CoverageError> {
        let calendar = self.scene.calendar;
        let (left, unit) = match limit.unit() {
            Unit::WorkingDay => (calendar.count_working_days(stopped, due.date)?, Unit::WorkingDay),
            _ => (due.date.signed_duration_since(stopped).num_days(), Unit::Day),
        };
        let roll = match limit.direction() {
            Direction::After { roll, .. } => roll,
            Direction::Before { .. } => Roll::None,
        };
        let rest = TimeLimit::after_with(u32::try_from(left).unwrap_or(0), unit, Start::EventExcluded, roll);
        calendar.due(&rest, resumed)
    }

    /// What caps, extensions and interim replies make of a due date.
    pub(super) fn moved(
        &self,
        obligation: &'a Obligation,
        petition: Option<&str>,
        base: DueDate,
        changes: &mut Changes,
    ) -> Result<DueDate, CoverageError> {
        let mut due = base;
        for other in self.scene.set.obligations() {
            if let Some(cap) = self.cap(other, &obligation.id, petition)? {
                if cap.date > due.date {
                    changes.moves.push(Move::Limit { of: other.id.clone(), to: cap.date });
                } else if cap.date < due.date {
                    changes.findings.push(Finding::CapEndsBeforeLimit {
                        of: other.id.clone(),
                        cap: cap.date,
                        limit: due.date,
                    });
                }
                due = due.later(cap);
            }
        }
        if let Some(extension) = &obligation.extension {
            let before_due = extension.before_due == Known::Value(true);
            let inferred = obligation.silent_on.iter().any(|path| path == "extension.granted_before");
            for fact in self.in_order(std::slice::from_ref(&extension.granted_by), petition) {
                let before = before_due.then(|| due.latest());
                due = self.extended(due, fact, before, inferred, changes)?;
            }
        }
        for other in self.scene.set.obligations() {
            if other.sets_due_of.as_ref() != Some(&obligation.id) {
                continue;
            }
            let has_effect = self.base(other, petition, 0)?.due().is_some();
            for fact in self.in_order(other.met_by.events(), petition) {
                let before = Some(due.latest());
                match fact.until {
                    // By when a reply must come to move the limit is not said: before it has passed, as an inference.
                    Some(_) if has_effect => due = self.extended(due, fact, before, true, changes)?,
                    Some(stated) => {
                        changes.findings.push(Finding::StatedLimitMovesNothing { notified: fact.on, stated });
                    }
                    None => {}
                }
            }
        }
        Ok(due)
    }

    /// The limit of `other`, if under its reading it binds the duty `id` of this case.
    fn cap(&self, other: &'a Obligation, id: &str, petition: Option<&str>) -> Result<Option<DueDate>, CoverageError> {
        let binds =
            matches!(self.reading(other).map(|r| &r.effect), Some(ReadingEffect::Limits(object)) if object == id);
        if !binds || !(self.classed || self.applies(other, petition, None)) {
            return Ok(None);
        }
        Ok(self.count(&other.due, petition, 0)?.due())
    }

    fn extended(
        &self,
        due: DueDate,
        fact: &Fact,
        before: Option<NaiveDate>,
        inferred: bool,
        changes: &mut Changes,
    ) -> Result<DueDate, CoverageError> {
        let findings = &mut changes.findings;
        let Some(stated) = fact.until else {
            findings.push(Finding::ExtensionWithoutLimit { notified: fact.on });
            return Ok(due);
        };
        if let Some(limit) = before.filter(|limit| fact.on > *limit) {
            findings.push(Finding::ExtensionAfterLimit { notified: fact.on, limit, inferred });
            return Ok(due);
        }
        if stated < due.date {
            findings.push(Finding::ExtensionEndsBeforeLimit { stated, limit: due.date });
            return Ok(due);
        }
        changes.moves.push(Move::Notice { event: fact.event.clone(), notified: fact.on, to: stated });
        self.scene.calendar.stated(stated)
    }
}
