//! On which day a dialogue can be held: so late that all its duties are over by a day, so soon that all can still be done in time.

use chrono::NaiveDate;
use serde::Serialize;

use super::TimelineError;
use super::duty::Duty;
use super::facts::{Facts, View};
use super::outcome::Outcome;
use super::status::Status;
use super::terms::Terms;
use crate::calendar::Calendar;
use crate::time_limit::DueDate;

/// A day on which a dialogue can be held, and the duty that decides it.
///
/// The examples of [`Terms::latest_day`] and [`Terms::earliest_day`] show it.
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct DayToHold {
    /// The day, by the readings that were adopted.
    pub on: NaiveDate,
    /// The duty whose date decides: held a day later, or earlier, it would be too late.
    pub decided_by: Option<Duty>,
    /// The day that is right under every reading, if there is one.
    pub under_every_reading: Option<NaiveDate>,
    /// The duties that have no date, of which nothing can be said.
    pub undated: Vec<Duty>,
}

impl Terms {
    /// The last day on which a dialogue can be held so that all its duties are over by a day: the last of their dates is on it or before,
    /// for certain also where days off are not decreed. What hangs on another duty is counted from the last day of that. None where no
    /// duty has a date, or no covered day is early enough.
    ///
    /// ```
    /// # use doithoai::{Calendar, RuleSet, Terms};
    /// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// # let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
    /// // Ten working days for the conclusion, twenty from its notice for settlement.
    /// let held = terms.latest_day(date(12, 31))?.unwrap();
    /// assert_eq!((held.on, held.decided_by.unwrap().rule.id.as_str()), (date(11, 18), "settle-petition"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`TimelineError`] where the day lies outside the covered years.
    pub fn latest_day(&self, over_by: NaiveDate) -> Result<Option<DayToHold>, TimelineError> {
        Calendar::check(over_by)?;
        let held = |day: NaiveDate| self.duties(&Facts::held_on(day), View::everything());
        found(over_by, NaiveDate::pred_opt, held, |due| due.latest() > over_by)
    }

    /// The first day on which a dialogue can be held if what must be done before it is done on a day, as invitations that go out today:
    /// none of its limits ends before that day, for certain also where days off are not decreed.
    ///
    /// ```
    /// # use doithoai::{Calendar, RuleSet, Terms};
    /// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// # let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
    /// // Five whole working days lie between an invitation on the 10th and the 18th.
    /// let held = terms.earliest_day(date(8, 10))?.unwrap();
    /// assert_eq!((held.on, held.decided_by.unwrap().rule.id.as_str()), (date(8, 18), "invite-citizens"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// As [`latest_day`](Self::latest_day).
    pub fn earliest_day(&self, done_on: NaiveDate) -> Result<Option<DayToHold>, TimelineError> {
        Calendar::check(done_on)?;
        let held = |day: NaiveDate| self.duties(&Facts::appointed_for(day), View::everything());
        found(done_on, NaiveDate::succ_opt, held, |due| due.earliest() < done_on)
    }
}

/// The first covered day from one on, a step at a time, on which nothing is too late.
fn found(
    from: NaiveDate,
    step: impl Fn(&NaiveDate) -> Option<NaiveDate>,
    held: impl Fn(NaiveDate) -> Result<Vec<Duty>, TimelineError>,
    is_late: impl Fn(DueDate) -> bool,
) -> Result<Option<DayToHold>, TimelineError> {
    let is_late = |outcome: &Outcome| owed_due(outcome).is_some_and(&is_late);
    let (mut found, mut decided_by): (Option<DayToHold>, Option<Duty>) = (None, None);
    for on in std::iter::successors(Some(from), step).take_while(|day| Calendar::check(*day).is_ok()) {
        let duties = match held(on) {
            // A day whose dates leave the covered years is none that can be said to be right.
            Err(TimelineError::Duty { .. }) => continue,
            held => held?,
        };
        if let Some(late) = duties.iter().find(|duty| is_late(&duty.outcome)) {
            decided_by = Some(late.clone());
            continue;
        }
        if !duties.iter().any(|duty| owed_due(&duty.outcome).is_some()) {
            continue;
        }
        let by_all = !duties.iter().flat_map(|duty| &duty.readings).any(|reading| is_late(&reading.outcome));
        let found = found.get_or_insert_with(|| {
            let is_undated = |duty: &Duty| duty.outcome.due.is_none() && is_owed(&duty.outcome);
            let undated = duties.into_iter().filter(is_undated).collect();
            DayToHold { on, decided_by: decided_by.take(), under_every_reading: None, undated }
        });
        if by_all {
            found.under_every_reading = Some(on);
            break;
        }
    }
    Ok(found)
}

/// When a duty is due, if it binds at all and has a date.
fn owed_due(outcome: &Outcome) -> Option<DueDate> {
    outcome.due.filter(|_| is_owed(outcome))
}

/// Whether a duty binds at all.
const fn is_owed(outcome: &Outcome) -> bool {
    !matches!(outcome.status, Status::NotApplicable { .. } | Status::Permitted)
}
