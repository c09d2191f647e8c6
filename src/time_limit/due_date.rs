//! When a limit ends, how sure it is, and what a limit is counted from.

use chrono::NaiveDate;
use serde::Serialize;

use crate::calendar::Undecided;

/// Whether a date can still move for want of a decree.
///
/// ```
/// # let date = |y, m, d| chrono::NaiveDate::from_ymd_opt(y, m, d).unwrap();
/// use doithoai::{Calendar, Certainty, TimeLimit, Unit};
/// let (calendar, six) = (Calendar::vietnam(), TimeLimit::after(6, Unit::WorkingDay));
/// assert_eq!(calendar.due(&six, date(2027, 1, 15))?.certainty, Certainty::Firm);
/// // The five days of Tết 2028 are not decided yet; mùng 1 is 26 January.
/// let over_tet = calendar.due(&six, date(2028, 1, 14))?.certainty;
/// assert!(matches!(over_tet, Certainty::Provisional { earliest, .. } if earliest == date(2028, 1, 24)));
/// # Ok::<(), doithoai::CoverageError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(tag = "certainty", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Certainty {
    /// Every year that the count touches is decreed, as far as is known. A later swap can still move the date.
    Firm,
    /// The count touches a year that is not decreed.
    Provisional {
        /// The earliest date that the open questions allow. Swaps are never foreseen.
        earliest: NaiveDate,
        /// The latest date that they allow.
        latest: NaiveDate,
        /// Which years are not decreed.
        because: Undecided,
    },
}

/// When a limit ends: the day, at 24:00 (Civil Code 148(6)), and how sure it is.
///
/// ```
/// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
/// use doithoai::{Backward, Calendar, TimeLimit, Unit};
/// let five = TimeLimit::before(5, Unit::WorkingDay, Backward::ClearDays)?;
/// let due = Calendar::vietnam().due(&five, date(6, 15))?;
/// assert_eq!((due.date, due.last_working_day), (date(6, 7), date(6, 5))); // Sunday and Friday
/// assert!(due.is_firm());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[non_exhaustive]
pub struct DueDate {
    /// The last day; for a limit before an event, the latest day that satisfies it, which may be a day off.
    pub date: NaiveDate,
    /// The last working day that is not after `date`.
    pub last_working_day: NaiveDate,
    /// Whether it can still move.
    #[serde(flatten)]
    pub certainty: Certainty,
}

impl DueDate {
    /// Whether every year of the count is decreed.
    ///
    /// ```
    /// # let date = |y, m, d| chrono::NaiveDate::from_ymd_opt(y, m, d).unwrap();
    /// use doithoai::{Calendar, TimeLimit, Unit};
    /// let (calendar, ten) = (Calendar::vietnam(), TimeLimit::after(10, Unit::WorkingDay));
    /// assert!(calendar.due(&ten, date(2026, 8, 20))?.is_firm());
    /// assert!(!calendar.due(&ten, date(2027, 12, 24))?.is_firm()); // ends in 2028, not decreed
    /// # Ok::<(), doithoai::CoverageError>(())
    /// ```
    #[must_use]
    pub const fn is_firm(&self) -> bool {
        matches!(self.certainty, Certainty::Firm)
    }

    /// The earliest date that the open questions allow; the date itself if firm.
    #[must_use]
    pub const fn earliest(&self) -> NaiveDate {
        match self.certainty {
            Certainty::Firm => self.date,
            Certainty::Provisional { earliest, .. } => earliest,
        }
    }

    /// The latest date that the open questions allow; the date itself if firm.
    #[must_use]
    pub const fn latest(&self) -> NaiveDate {
        match self.certainty {
            Certainty::Firm => self.date,
            Certainty::Provisional { latest, .. } => latest,
        }
    }

    /// The sooner of two, with the sooner bounds.
    pub(crate) fn sooner(self, other: Self) -> Self {
        let sooner = if other.date < self.date { other } else { self };
        let certainty = match Undecided::join(self.because(), other.because()) {
            None => Certainty::Firm,
            Some(because) => Certainty::Provisional {
                earliest: self.earliest().min(other.earliest()),
                latest: self.latest().min(other.latest()),
                because,
            },
        };
        Self { certainty, ..sooner }
    }

    /// The later of two limits that both bind.
    pub(crate) fn later(self, other: Self) -> Self {
        let later = if other.date > self.date { other } else { self };
        let certainty = match Undecided::join(self.because(), other.because()) {
            None => Certainty::Firm,
            Some(because) => Certainty::Provisional {
                earliest: self.earliest().max(other.earliest()),
                latest: self.latest().max(other.latest()),
                because,
            },
        };
        Self { certainty, ..later }
    }

    /// Which years are not decreed, if any.
    ///
    /// ```
    /// # let date = |y, m, d| chrono::NaiveDate::from_ymd_opt(y, m, d).unwrap();
    /// use doithoai::{Calendar, TimeLimit, Unit};
    /// let (calendar, ten) = (Calendar::vietnam(), TimeLimit::after(10, Unit::WorkingDay));
    /// assert_eq!(calendar.due(&ten, date(2026, 8, 20))?.because(), None);
    /// assert_eq!(calendar.due(&ten, date(2027, 12, 24))?.because().unwrap().first_year, 2028);
    /// # Ok::<(), doithoai::CoverageError>(())
    /// ```
    #[must_use]
    pub const fn because(&self) -> Option<Undecided> {
        match self.certainty {
            Certainty::Firm => None,
            Certainty::Provisional { because, .. } => Some(because),
        }
    }
}

/// What a limit is counted from: a date, or a range of dates if it is itself a due date that may move.
///
/// ```
/// # let date = |y, m, d| chrono::NaiveDate::from_ymd_opt(y, m, d).unwrap();
/// use doithoai::{Anchor, Calendar, TimeLimit, Unit};
/// let due = Calendar::vietnam().due(&TimeLimit::after(6, Unit::WorkingDay), date(2028, 1, 14))?;
/// let anchor = Anchor::from(due);
/// assert_eq!((anchor.earliest, anchor.date), (date(2028, 1, 24), date(2028, 1, 31)));
/// let fixed = Anchor::from(date(2028, 1, 14));
/// assert_eq!(fixed.earliest, fixed.latest);
/// # Ok::<(), doithoai::CoverageError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Anchor {
    /// The date.
    pub date: NaiveDate,
    /// The earliest it can be.
    pub earliest: NaiveDate,
    /// The latest it can be.
    pub latest: NaiveDate,
    /// Which years are not decreed, if it may move.
    pub because: Option<Undecided>,
}

impl From<NaiveDate> for Anchor {
    fn from(date: NaiveDate) -> Self {
        Self { date, earliest: date, latest: date, because: None }
    }
}

impl From<DueDate> for Anchor {
    fn from(due: DueDate) -> Self {
        Self { date: due.date, earliest: due.earliest(), latest: due.latest(), because: due.because() }
    }
}

impl Anchor {
    /// The same anchor, but never before `date`.
    ///
    /// ```
    /// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// use doithoai::Anchor;
    /// let anchor = Anchor::from(date(8, 20)).not_before(date(8, 24));
    /// assert_eq!(anchor.date, date(8, 24));
    /// assert_eq!(anchor.not_before(date(8, 1)), anchor);
    /// ```
    #[must_use]
    pub fn not_before(self, date: NaiveDate) -> Self {
        Self {
            date: self.date.max(date),
            earliest: self.earliest.max(date),
            latest: self.latest.max(date),
            because: self.because,
        }
    }
}
