//! What suspensions do to a due date: the rest of the limit runs on after each.

use chrono::NaiveDate;

use super::super::Move;
use super::case::{Case, Changes, Counted};
use crate::calendar::CoverageError;
use crate::ruleset::Obligation;
use crate::time_limit::{Direction, DueDate, Roll, Start, TimeLimit, Unit};

/// Whether a limit runs.
pub(super) enum Running {
    /// It runs to this date.
    To(DueDate),
    /// It stands still since this day.
    StoppedOn(NaiveDate),
}

impl<'a> Case<'a> {
    /// What suspensions make of a due date.
    pub(super) fn running(
        &self,
        rule: &'a Obligation,
        counted: &Counted,
        changes: &mut Changes,
    ) -> Result<Running, CoverageError> {
        let mut due = counted.due;
        let Some(suspension) = &rule.suspension else { return Ok(Running::To(due)) };
        let resumed = self.in_order(std::slice::from_ref(&suspension.until));
        for stopped in self.in_order(std::slice::from_ref(&suspension.by)) {
            let stopped = stopped.on();
            let standing_still = changes.moves.iter().any(|moved| {
                matches!(moved, Move::Suspension { from, resumed, .. } if *from <= stopped && stopped <= *resumed)
            });
            if stopped > due.latest() || standing_still {
                continue; // the limit had passed, or stood still already
            }
            let Some(on) = resumed.iter().map(|fact| fact.on()).find(|on| *on >= stopped) else {
                return Ok(Running::StoppedOn(stopped));
            };
            let rest = self.rest(counted.limit, stopped, due, on)?;
            if rest.date >= due.date {
                due = rest; // before an event a limit may end on a rest day, which the working days left do not reach
            }
            changes.moves.push(Move::Suspension { from: stopped, resumed: on, to: due.date });
        }
        Ok(Running::To(due))
    }

    /// Where the rest of a limit ends that stopped on one day and ran on after another.
    fn rest(
        &self,
        limit: TimeLimit,
        stopped: NaiveDate,
        due: DueDate,
        resumed: NaiveDate,
    ) -> Result<DueDate, CoverageError> {
        let calendar = self.of.calendar;
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
}
