//! Laying documents over a calendar.

use chrono::Weekday;
use thiserror::Error;

use super::Calendar;
use super::document::{Document, parse_documents};
use super::open::Conflict;
use crate::reader::FileError;
use crate::text::Lang;

/// Why a calendar could not be built.
///
/// ```
/// use doithoai::{Calendar, CalendarError, calendar::VIETNAM_TOML};
/// let unreadable = Calendar::builder().decree_toml("format = 2").build();
/// assert!(matches!(unreadable, Err(CalendarError::File(_))));
/// let twice = Calendar::builder().decree_toml(VIETNAM_TOML).build();
/// assert!(matches!(twice, Err(CalendarError::Conflicts(_))));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum CalendarError {
    /// A decree file cannot be read.
    #[error("decree file: {0}")]
    File(#[from] FileError),
    /// Documents do not fit together.
    #[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))]
    Conflicts(Vec<Conflict>),
}

/// Lays documents over a calendar.
///
/// ```
/// use chrono::NaiveDate;
/// use doithoai::Calendar;
/// let calendar = Calendar::builder().decree_toml(r#"
///     format = 1
///     [[document]]
///     id = "cv-2028"
///     kind = "cong-van"
///     number = "1/VPCP-KGVX"
///     issuer = { vi = "Văn phòng Chính phủ", en = "Government Office" }
///     issued = 2027-10-15
///     confidence = "D"
///     source = "an example, not a real letter"
///     tet = [{ from = 2028-01-24, to = 2028-01-28 }]
///     beside_national_day = [2028-09-01]
/// "#).build()?;
/// assert!(calendar.is_decreed(2028));
/// # Ok::<(), doithoai::CalendarError>(())
/// ```
#[derive(Debug, Clone)]
pub struct CalendarBuilder {
    documents: Vec<Document>,
    fixed_week: Option<Vec<Weekday>>,
    error: Option<FileError>,
}

impl CalendarBuilder {
    pub(super) fn new(documents: Vec<Document>, fixed_week: Option<Vec<Weekday>>) -> Self {
        Self { documents, fixed_week, error: None }
    }

    /// Adds the documents of a decree file, in the format of [`VIETNAM_TOML`](super::VIETNAM_TOML).
    ///
    /// A file that cannot be read makes [`build`](Self::build) fail.
    ///
    /// ```
    /// # use chrono::NaiveDate;
    /// use doithoai::Calendar;
    /// # let date = |m, d| NaiveDate::from_ymd_opt(2024, m, d).unwrap();
    /// # let letter = r#"
    /// #     format = 1
    /// #     [[document]]
    /// #     id = "cv-2450-2024"
    /// #     kind = "cong-van"
    /// #     number = "2450/VPCP-KGVX"
    /// #     issuer = { vi = "Văn phòng Chính phủ", en = "Government Office" }
    /// #     issued = 2024-04-12
    /// #     confidence = "B"
    /// #     source = "the press"
    /// #     swap = [{ off = 2024-04-29, worked = 2024-05-04 }]
    /// # "#;
    /// // `letter` is Công văn 2450/VPCP-KGVX: swap = [{ off = 2024-04-29, worked = 2024-05-04 }]
    /// let before = Calendar::vietnam().known_on(date(4, 11));
    /// let after = before.to_builder().decree_toml(letter).build()?;
    /// assert!(before.is_working_day(date(4, 29))?);
    /// assert!(!after.is_working_day(date(4, 29))?);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn decree_toml(mut self, text: &str) -> Self {
        match parse_documents(text) {
            Ok(documents) => self.documents.extend(documents),
            Err(error) => self.error = self.error.or(Some(error)),
        }
        self
    }

    /// Replaces the weekly rest days, which are Saturday and Sunday by Quyết định 188/1999/QĐ-TTg.
    ///
    /// Swaps and days in lieu are decreed for offices that rest on Saturday and Sunday. Under another week a swap
    /// whose days do not fit is left out, and days in lieu follow from the law (Labour Code 2019, Art. 111(3)). An
    /// office that rests otherwise follows a plan of its own: lay it over as a decree.
    ///
    /// ```
    /// use chrono::{NaiveDate, Weekday};
    /// use doithoai::Calendar;
    /// let date = |m, d| NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// let six_days = Calendar::builder().weekly_rest([Weekday::Sun]).build()?;
    /// assert!(six_days.is_working_day(date(8, 29)).unwrap()); // every Saturday
    /// assert!(six_days.is_working_day(date(8, 31)).unwrap()); // so nothing is swapped
    /// assert!(!six_days.is_working_day(date(4, 27)).unwrap()); // in lieu of Sunday 26 April
    /// # Ok::<(), doithoai::CalendarError>(())
    /// ```
    #[must_use]
    pub fn weekly_rest(mut self, days: impl IntoIterator<Item = Weekday>) -> Self {
        self.fixed_week = Some(days.into_iter().collect());
        self
    }

    /// The calendar.
    ///
    /// ```
    /// use doithoai::{Calendar, CalendarError, calendar::{Conflict, VIETNAM_TOML}};
    /// assert_eq!(Calendar::builder().build()?, Calendar::vietnam());
    /// let Err(CalendarError::Conflicts(found)) = Calendar::builder().decree_toml(VIETNAM_TOML).build() else {
    ///     unreachable!()
    /// };
    /// assert_eq!(found[0], Conflict::SameId("qd-188-1999".to_owned()));
    /// # Ok::<(), doithoai::CalendarError>(())
    /// ```
    ///
    /// # Errors
    /// [`CalendarError::File`] for the first decree file that cannot be read, [`CalendarError::Conflicts`] for
    /// documents that contradict each other or the law.
    pub fn build(self) -> Result<Calendar, CalendarError> {
        if let Some(error) = self.error {
            return Err(error.into());
        }
        let (calendar, conflicts) = Calendar::assemble(self.documents, self.fixed_week);
        if conflicts.is_empty() { Ok(calendar) } else { Err(CalendarError::Conflicts(conflicts)) }
    }
}

impl CalendarError {
    /// The error in one language, in one line.
    ///
    /// ```
    /// use doithoai::{Calendar, Lang};
    /// let error = Calendar::builder().decree_toml("").build().unwrap_err();
    /// assert!(error.text(Lang::Vi).contains("dòng 1, cột 1: thiếu `format`"));
    /// ```
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        match self {
            Self::File(error) => error.text(lang),
            Self::Conflicts(conflicts) => {
                conflicts.iter().map(|conflict| conflict.text(lang)).collect::<Vec<_>>().join("; ")
            }
        }
    }
}
