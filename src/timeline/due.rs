//! When one duty is due, counted from a day: for callers who keep the facts themselves.

use chrono::NaiveDate;
use serde::{Serialize, Serializer};
use thiserror::Error;

use super::adopted::NotInTerms;
use super::outcome::{NoDue, counted};
use super::reading_at::ReadingAt;
use super::same_set::SameSetTwice;
use super::terms::Terms;
use super::versions::NotFoundOn;
use crate::calendar::{BatchError, Calendar, CoverageError, EpochDay};
use crate::ruleset::{Obligation, RuleSet, in_force_on};
use crate::text::messages;
use crate::time_limit::{DueColumns, DueDate, TimeLimit, Trace};

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
    /// Of several versions none is named, and no day says which is in force.
    SeveralVersions {
        /// The rule set.
        ruleset: String,
        /// Its versions.
        versions: Vec<String>,
    },
    /// One version of a rule set was given twice.
    SameSetTwice(#[from] SameSetTwice),
    /// The arrays of a batch do not fit each other.
    Batch(#[from] BatchError),
    /// The count leaves the covered years.
    Coverage(#[from] CoverageError),
}

messages! { DueError, lang:
    Self::Unknown(error) => error;
    Self::NoDate { duty, reason } => "no-date", { let reason = reason.text(lang); },
        "`{duty}` không tính được ngày: {reason}", "`{duty}` has no computable date: {reason}";
    Self::SeveralVersions { ruleset, versions } => "several-versions", { let versions = versions.join(", "); },
        "`{ruleset}` có nhiều phiên bản ({versions}): nêu một phiên bản theo dạng ID@PHIÊN-BẢN, hoặc nêu ngày",
        "`{ruleset}` has several versions ({versions}): name one as ID@VERSION, or give the day";
    Self::SameSetTwice(error) => error;
    Self::Batch(error) => error;
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
    /// The version in force on that day answers; `id@version` asks that one on any day. What happened beside it is not asked:
    /// extensions, suspensions and conditions are those of a [`timeline`](Self::timeline).
    ///
    /// ```
    /// use chrono::NaiveDate;
    /// use doithoai::{Calendar, RuleSet, Terms};
    /// let date = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
    /// let terms = Terms::new([RuleSet::builtin("law-72-2025")?], Calendar::vietnam());
    /// assert_eq!(terms.due("law-72-2025", "publish-results", date(2026, 8, 20))?.date, date(2026, 9, 3));
    /// let before_the_law = date(2020, 8, 20);
    /// assert!(terms.due("law-72-2025", "publish-results", before_the_law).is_err());
    /// assert!(terms.due("law-72-2025@2025-06-16", "publish-results", before_the_law).is_ok());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`DueError`] for an unknown rule set or duty, a day on which no version is in force, a duty without a limit in days or
    /// longer, and a count that leaves the covered years.
    pub fn due(&self, ruleset: &str, duty: &str, anchor: NaiveDate) -> Result<DueDate, DueError> {
        Ok(self.calendar().due(&self.limit_on(ruleset, duty, anchor)?, anchor)?)
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
        let (set, rule) = self.duty_on(ruleset, duty, anchor)?;
        Ok(counted(self.calendar(), set, &rule.cite, self.limit_of(set, rule)?, anchor.into())?)
    }

    /// The time limit of a duty under the adopted readings, of the only version of its rule set, whatever the day.
    ///
    /// Days on which that version is not in force are not refused: [`limit_on`](Self::limit_on) and
    /// [`due_batch`](Self::due_batch) do that.
    ///
    /// ```
    /// use doithoai::{Calendar, RuleSet, Terms, TimeLimit, Unit};
    /// let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
    /// assert_eq!(terms.limit("hcmc-935", "notify-conclusion")?, TimeLimit::after(10, Unit::WorkingDay));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`DueError`] for an unknown rule set or duty, for several versions of which none is named as `id@version`, and for a
    /// duty without a limit in days or longer.
    pub fn limit(&self, ruleset: &str, duty: &str) -> Result<TimeLimit, DueError> {
        self.sound()?;
        let (set, obligation) = self.find(ruleset, duty)?;
        if self.versions(ruleset).nth(1).is_some() {
            let versions = self.versions(ruleset).map(|set| set.version().to_owned()).collect();
            return Err(DueError::SeveralVersions { ruleset: ruleset.to_owned(), versions });
        }
        self.limit_of(set, obligation)
    }

    /// The time limit of a duty that is counted from a day, of the version in force on it; `id@version` is that version on any
    /// day.
    ///
    /// ```
    /// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// use doithoai::{Calendar, DueError, RuleSet, Terms, TimeLimit, Unit, timeline::NoDue};
    /// let terms = Terms::new([RuleSet::builtin("law-72-2025")?], Calendar::vietnam());
    /// assert_eq!(terms.limit_on("law-72-2025", "publish-results", date(8, 20))?, TimeLimit::after(10, Unit::Day));
    /// let early = chrono::NaiveDate::from_ymd_opt(2020, 8, 20).unwrap();
    /// let error = terms.limit_on("law-72-2025", "publish-results", early).unwrap_err();
    /// assert!(matches!(error, DueError::NoDate { reason: NoDue::NotInForce(_), .. }));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`DueError`] for an unknown rule set or duty, a day on which no version is in force, and for a duty without a limit in
    /// days or longer.
    pub fn limit_on(&self, ruleset: &str, duty: &str, day: NaiveDate) -> Result<TimeLimit, DueError> {
        let (set, obligation) = self.duty_on(ruleset, duty, day)?;
        self.limit_of(set, obligation)
    }

    /// [`due`](Self::due) for each anchor of a slice; gives how many rows have no date.
    ///
    /// A row has none where no version is in force on its anchor, or where the version that is gives the duty no date.
    ///
    /// ```
    /// use doithoai::{Calendar, DueColumns, EpochDay, RuleSet, Terms};
    /// let terms = Terms::new([RuleSet::builtin("law-72-2025")?], Calendar::vietnam());
    /// let mut dates = [0; 3];
    /// let anchors = [20_685, 18_494, i32::NONE]; // 20 August 2026, 20 August 2020, and no day
    /// assert_eq!(terms.due_batch("law-72-2025", "publish-results", &anchors, DueColumns::dates(&mut dates))?, 2);
    /// assert_eq!(dates, [20_699, i32::NONE, i32::NONE]); // 3 September 2026; the law is of 2025
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`DueError`] for an unknown rule set or duty, for a duty to which no version gives a limit in days or longer, and for
    /// slices that are not equally long; then nothing is written.
    pub fn due_batch<D: EpochDay>(
        &self,
        ruleset: &str,
        duty: &str,
        anchors: &[D],
        columns: DueColumns<'_, D>,
    ) -> Result<usize, DueError> {
        self.sound()?;
        let (first, rule) = self.find(ruleset, duty)?;
        let limit = |set: &RuleSet| set.obligation(duty).and_then(|duty| self.limit_of(set, duty).ok());
        let stages = self.versions(ruleset).flat_map(RuleSet::stages);
        let limits: Vec<(&RuleSet, Option<TimeLimit>)> = stages.map(|(_, set)| (set, limit(set))).collect();
        if limits.iter().all(|(_, limit)| limit.is_none()) {
            self.limit_of(first, rule)?;
        }
        let named = self.versions(ruleset).next().filter(|_| ruleset.contains('@'));
        let on = |day: NaiveDate| {
            let set = named.or_else(|| in_force_on(self.versions(ruleset), day))?.on_day(day);
            limits.iter().find(|(known, _)| std::ptr::eq(*known, set)).and_then(|(_, limit)| *limit)
        };
        let due = |anchor: NaiveDate| self.calendar().due(&on(anchor)?, anchor).ok();
        Ok(columns.fill(anchors, due)?)
    }

    fn duty_on<'a>(
        &'a self,
        ruleset: &'a str,
        duty: &str,
        day: NaiveDate,
    ) -> Result<(&'a RuleSet, &'a Obligation), DueError> {
        self.sound()?;
        self.find_on(ruleset, duty, day).map_err(|error| match error {
            NotFoundOn::Unknown(error) => error.into(),
            NotFoundOn::NotInForce(reason) => match Calendar::check(day) {
                Ok(_) => DueError::NoDate { duty: duty.to_owned(), reason },
                Err(error) => error.into(),
            },
        })
    }

    fn limit_of(&self, set: &RuleSet, obligation: &Obligation) -> Result<TimeLimit, DueError> {
        let no_date = |reason| DueError::NoDate { duty: obligation.id.clone(), reason };
        let adopted = ReadingAt::adopted(self.adopted(), set.id(), obligation);
        let reading = adopted.declared(obligation);
        if let Some(part) = obligation.unknown_part().filter(|_| reading.is_none()) {
            return Err(no_date(NoDue::unknown(part)));
        }
        let due = obligation.due_under(reading).map_err(|object| no_date(NoDue::Binds(object.to_owned())))?;
        NoDue::limit_of(due).map(|(_, limit)| limit).map_err(no_date)
    }
}
