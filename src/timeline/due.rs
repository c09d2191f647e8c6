//! When one duty is due, counted from a day: for callers who keep the facts themselves.

use chrono::NaiveDate;
use serde::{Serialize, Serializer};
use thiserror::Error;

use super::adopted::NotInTerms;
use super::outcome::{NoDue, counted};
use super::reading_at::ReadingAt;
use super::terms::Terms;
use crate::calendar::CoverageError;
use crate::ruleset::{Obligation, RuleSet};
use crate::text::messages;
use crate::time_limit::{DueDate, TimeLimit, Trace};

/// Why a duty has no due date from a day.
///
/// ```
/// use doithoai::{Calendar, DueError, Lang, Message, RuleSet, Terms};
/// # let day = chrono::NaiveDate::from_ymd_opt(2026, 8, 20).unwrap();
/// let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
/// let error = terms.due("hcmc-935", "notify-agencies", day).unwrap_err();
/// assert!(matches!(error, DueError::NoDate { .. }));
/// assert_eq!(error.text(Lang::En), "`notify-agencies` has no computable date: the text states no limit");
/// # Ok::<(), doithoai::VersionError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum DueError {
    /// There is no such rule set or duty.
    Unknown(#[from] NotInTerms),
    /// The rule gives no date.
    NoDate {
        /// The duty.
        duty: String,
        /// Why.
        reason: NoDue,
    },
    /// The count leaves the covered years.
    Coverage(#[from] CoverageError),
}

messages! { DueError, lang:
    Self::Unknown(error) => error;
    Self::NoDate { duty, reason } => "no-date", { let reason = reason.text(lang); },
        "`{duty}` không tính được ngày: {reason}", "`{duty}` has no computable date: {reason}";
    Self::Coverage(error) => error;
}

impl Serialize for NoDue {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.word())
    }
}

impl Terms {
    /// When a duty is due if what it is counted from is on `anchor`, under the adopted readings.
    ///
    /// What happened beside it is not asked: extensions, suspensions and conditions are those of a
    /// [`timeline`](Self::timeline).
    ///
    /// ```
    /// use doithoai::{Calendar, RuleSet, Terms};
    /// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
    /// assert_eq!(terms.due("hcmc-935", "notify-conclusion", date(8, 20))?.date, date(9, 7));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`DueError`] for an unknown rule set or duty, a duty without a limit in days or longer, and a count that leaves the
    /// covered years.
    pub fn due(&self, ruleset: &str, duty: &str, anchor: NaiveDate) -> Result<DueDate, DueError> {
        Ok(self.calendar().due(&self.limit(ruleset, duty)?, anchor)?)
    }

    /// The same with the trace of the count.
    ///
    /// ```
    /// use doithoai::{Calendar, Lang, RuleSet, Terms};
    /// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
    /// let (due, trace) = terms.due_traced("hcmc-935", "notify-conclusion", date(8, 20))?;
    /// assert_eq!(due, terms.due("hcmc-935", "notify-conclusion", date(8, 20))?);
    /// assert!(trace.text(Lang::En).contains("Counted: Sat 2026-08-22"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// As [`due`](Self::due).
    pub fn due_traced(&self, ruleset: &str, duty: &str, anchor: NaiveDate) -> Result<(DueDate, Trace), DueError> {
        let (set, rule) = self.find(ruleset, duty)?;
        Ok(counted(self.calendar(), set, &rule.cite, self.limit_of(set, rule)?, anchor.into())?)
    }

    /// The time limit of a duty under the adopted readings, to be counted on the [`calendar`](Self::calendar) many times.
    ///
    /// ```
    /// use doithoai::{Calendar, RuleSet, Terms, TimeLimit, Unit};
    /// let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
    /// assert_eq!(terms.limit("hcmc-935", "notify-conclusion")?, TimeLimit::after(10, Unit::WorkingDay));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`DueError`] for an unknown rule set or duty, and for a duty without a limit in days or longer.
    pub fn limit(&self, ruleset: &str, duty: &str) -> Result<TimeLimit, DueError> {
        let (set, obligation) = self.find(ruleset, duty)?;
        self.limit_of(set, obligation)
    }

    fn limit_of(&self, set: &RuleSet, obligation: &Obligation) -> Result<TimeLimit, DueError> {
        let no_date = |reason| DueError::NoDate { duty: obligation.id.clone(), reason };
        let adopted = ReadingAt::adopted(self.adopted(), set.id(), obligation);
        let due = obligation
            .due_under(adopted.declared(obligation))
            .map_err(|object| no_date(NoDue::Binds(object.to_owned())))?;
        NoDue::limit_of(due).map(|(_, limit)| limit).map_err(no_date)
    }
}
