//! The years that calendars cover, and what happens outside of them.

use chrono::{Datelike, NaiveDate};
use thiserror::Error;

use crate::text::messages;

/// The first covered year.
pub(super) const FIRST_YEAR: i32 = 2015;

/// How many years are covered.
pub(super) const YEARS: usize = 86;

/// The first covered day.
pub(crate) const FIRST: NaiveDate = match NaiveDate::from_ymd_opt(FIRST_YEAR, 1, 1) {
    Some(date) => date,
    None => NaiveDate::MIN,
};

/// The last covered day, 2100-12-31: the last year whose Tết is firm.
pub(crate) const LAST: NaiveDate = match NaiveDate::from_ymd_opt(2100, 12, 31) {
    Some(date) => date,
    None => NaiveDate::MAX,
};

/// A date or a count outside the years that a calendar covers.
///
/// ```
/// # let date = |y, m, d| chrono::NaiveDate::from_ymd_opt(y, m, d).unwrap();
/// use doithoai::{Calendar, CoverageError};
/// let new_year = date(2101, 1, 1);
/// assert_eq!(Calendar::vietnam().is_working_day(new_year), Err(CoverageError::Outside { date: new_year }));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Error)]
#[non_exhaustive]
pub enum CoverageError {
    /// A date is outside.
    ///
    /// ```
    /// use chrono::NaiveDate;
    /// use doithoai::Calendar;
    /// let error = Calendar::vietnam().is_working_day(NaiveDate::from_ymd_opt(2014, 12, 31).unwrap());
    /// assert_eq!(error.unwrap_err().to_string(), "2014-12-31 is outside the covered years 2015-2100");
    /// ```
    Outside {
        /// The date.
        date: NaiveDate,
    },
    /// A count that starts inside ends, or may end, outside.
    ///
    /// ```
    /// use chrono::NaiveDate;
    /// use doithoai::Calendar;
    /// let error = Calendar::vietnam().add_working_days(NaiveDate::from_ymd_opt(2100, 12, 30).unwrap(), 5);
    /// assert_eq!(error.unwrap_err().to_string(), "counting from 2100-12-30 leaves the covered years 2015-2100");
    /// ```
    Leaves {
        /// Where the count starts.
        from: NaiveDate,
    },
}

messages! { CoverageError, lang:
    Self::Outside { date } => "outside-coverage",
        { let (date, first, last) = (lang.date(*date), FIRST.year(), LAST.year()); },
        "{date} nằm ngoài các năm có lịch {first}-{last}", "{date} is outside the covered years {first}-{last}";
    Self::Leaves { from } => "leaves-coverage",
        { let (from, first, last) = (lang.date(*from), FIRST.year(), LAST.year()); },
        "tính từ {from} thì ra ngoài các năm có lịch {first}-{last}",
        "counting from {from} leaves the covered years {first}-{last}";
}
