//! The years that calendars cover, and what happens outside of them.

use chrono::{Datelike, NaiveDate};
use thiserror::Error;

use crate::text::Lang;

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
/// # use chrono::NaiveDate;
/// # let date = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
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
    #[error("{date} is outside the covered years {}-{}", FIRST.year(), LAST.year())]
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
    #[error("counting from {from} leaves the covered years {}-{}", FIRST.year(), LAST.year())]
    Leaves {
        /// Where the count starts.
        from: NaiveDate,
    },
}

impl CoverageError {
    /// The error's code, as scenarios name it: `outside-coverage` or `leaves-coverage`.
    ///
    /// ```
    /// use doithoai::Calendar;
    /// let early = chrono::NaiveDate::from_ymd_opt(2014, 12, 31).unwrap();
    /// assert_eq!(Calendar::vietnam().day(early).unwrap_err().code(), "outside-coverage");
    /// ```
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Outside { .. } => "outside-coverage",
            Self::Leaves { .. } => "leaves-coverage",
        }
    }

    /// The error in one language.
    ///
    /// ```
    /// # use chrono::NaiveDate;
    /// # let date = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
    /// use doithoai::{Calendar, Lang};
    /// let error = Calendar::vietnam().is_working_day(date(2101, 1, 1)).unwrap_err();
    /// assert_eq!(error.text(Lang::Vi), "01/01/2101 nằm ngoài các năm có lịch 2015-2100");
    /// ```
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        match (self, lang) {
            (_, Lang::En) => self.to_string(),
            (Self::Outside { date }, Lang::Vi) => {
                format!("{} nằm ngoài các năm có lịch {}-{}", lang.date(*date), FIRST.year(), LAST.year())
            }
            (Self::Leaves { from }, Lang::Vi) => {
                format!("tính từ {} thì ra ngoài các năm có lịch {}-{}", lang.date(*from), FIRST.year(), LAST.year())
            }
        }
    }
}
