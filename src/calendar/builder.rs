//! Making calendars: documents laid over another, or bare days.

use std::collections::BTreeSet;

use chrono::{NaiveDate, Weekday};
use thiserror::Error;

use super::document::{self, DecreeFile, Document, DocumentFact};
use super::generated::PRACTICE;
use super::open::{Conflict, Said};
use super::{Calendar, FIRST, MadeOf};
use crate::reader::{Code, FileError, Problem, Table, Value};
use crate::text::{Message as _, Text, messages};

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
    File(#[from] FileError),
    /// Documents do not fit together.
    Conflicts(Vec<Conflict>),
}

messages! { CalendarError, lang:
    Self::File(error) => error;
    Self::Conflicts(conflicts) => "conflicting-documents",
        { let all = conflicts.iter().map(|conflict| conflict.text(lang)).collect::<Vec<_>>().join("; "); },
        "{all}", "{all}";
}

/// What reading a decree file over a calendar gave: the calendar with it, and everything that is wrong in the file.
///
/// ```
/// use doithoai::{Calendar, Code};
/// # let letter = r#"
/// #     format = 1
/// #     [[document]]
/// #     id = "cv-2028"
/// #     kind = "cong-van"
/// #     number = "unknown"
/// #     issuer = "Văn phòng Chính phủ"
/// #     issued = 2027-10-15
/// #     confidence = "D"
/// #     source = "an example, not a real letter"
/// #     supersedes = ["cv-2028"]
/// #     day_off = [{ on = 2028-05-05, name = "…" }]
/// # "#;
/// // `letter` has: id = "cv-2028" and supersedes = ["cv-2028"]
/// let checked = Calendar::vietnam().check_decree_toml(letter);
/// assert!(checked.calendar.is_none());
/// assert_eq!(checked.problems[0].code, Code::ConflictingDocuments);
/// assert!(checked.problems[0].message.en.contains("names that very document"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct CheckedDecree {
    /// The calendar with the documents of the file, if there is no error.
    pub calendar: Option<Calendar>,
    /// Errors and warnings, in the order of the file; 1,000 at most.
    pub problems: Vec<Problem>,
    /// Whether there were more problems than are listed.
    pub truncated: bool,
}

impl Calendar {
    /// Lays a decree file over this calendar and tells everything wrong in it at once: what cannot be read, and what does not
    /// fit the other documents or the law.
    ///
    /// The example of [`CheckedDecree`] shows it.
    #[must_use]
    pub fn check_decree_toml(&self, text: &str) -> CheckedDecree {
        let made_of = &self.inner.made_of;
        let reading = document::read_and(text, made_of.practice, |file, tables| {
            let mut all = made_of.clone();
            all.add(file);
            let (calendar, conflicts) = Self::assemble(all);
            for conflict in &conflicts {
                report(conflict, tables);
            }
            conflicts.is_empty().then_some(calendar)
        });
        CheckedDecree { calendar: reading.value, problems: reading.problems, truncated: reading.truncated }
    }
}

/// Says of a conflict at the day or the key that it is about, of several documents of its id in the last that has it, else at the
/// last one; of none at the first document.
fn report<'a>(conflict: &Conflict, tables: &[Table<'a>]) {
    let (id, key) = conflict.place();
    let of_id = || tables.iter().rev().filter(|table| id.is_some_and(|id| table.has_id(id)));
    let of_days = || OF_DAYS.into_iter().filter(|of| key.is_none_or(|key| key == *of));
    let day = |table: &Table<'a>| {
        of_days().filter_map(|key| table.get(key)?.last_date(&|day| conflict.is_of(day))).next_back()
    };
    let at_key = |table: &Table<'a>| table.get(key?);
    let is_meant = |value: &Value<'a>| match conflict.said() {
        Some(Said::Day(day)) => value.last_date(&|date| date == day).is_some(),
        Some(Said::Id(id)) => value.has_text(id),
        None => true,
    };
    let meant = of_id().find_map(day).or_else(|| of_id().find_map(|table| at_key(table).filter(is_meant)));
    let Some(table) = of_id().next().or(tables.first()) else { return };
    match meant.or_else(|| of_id().find_map(at_key)) {
        Some(value) => value.report(Code::ConflictingDocuments, conflict.both()),
        None => table.report(Code::ConflictingDocuments, conflict.both()),
    }
}

/// The keys under which a document decides single days, in the order in which they are laid over each other.
const OF_DAYS: [&str; 7] = ["tet", "beside_national_day", "confirms", "day_off", "swap", "in_lieu", "not_made_up"];

impl MadeOf {
    fn add(&mut self, file: DecreeFile) {
        let DecreeFile { documents, practice, checked_until } = file;
        self.documents.extend(documents);
        self.practice = practice;
        self.checked_until = self.checked_until.max(checked_until);
    }
}

impl Calendar {
    /// A calendar that rests on Saturdays, Sundays and the days `off`, and works on the rest days `worked`; nothing else is
    /// known of it.
    ///
    /// For offices whose days off are kept elsewhere. Every year is taken as decided, so that its dates are firm; no holiday
    /// has a name. A rest day among `off`, or a working day among `worked`, says nothing new and is taken.
    ///
    /// ```
    /// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// use doithoai::Calendar;
    /// let own = Calendar::from_days([date(8, 31), date(9, 1), date(9, 2)], [date(8, 22)])?;
    /// assert_eq!(own.add_working_days(date(8, 20), 10)?, date(9, 7)); // as Calendar::vietnam() has it
    /// assert!(own.is_working_day(date(11, 24))?); // nobody said that it is a holiday
    /// assert!(Calendar::from_days([date(8, 22)], [date(8, 22)]).is_err());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`CalendarError::Conflicts`] names each day in both lists and each outside the covered years.
    pub fn from_days(
        off: impl IntoIterator<Item = NaiveDate>,
        worked: impl IntoIterator<Item = NaiveDate>,
    ) -> Result<Self, CalendarError> {
        let (off, worked): (BTreeSet<_>, BTreeSet<_>) = (off.into_iter().collect(), worked.into_iter().collect());
        let twice = off.intersection(&worked).map(|date| Conflict::DoesNotFit {
            document: Document::DAYS.to_owned(),
            date: *date,
            problem: Text::new("vừa là ngày nghỉ vừa là ngày làm việc", "both off and worked"),
        });
        let mut conflicts: Vec<Conflict> = twice.collect();
        let name = Text::new("ngày nghỉ", "day off");
        let off = off.into_iter().map(|on| DocumentFact::DayOff { on, name: name.clone() });
        let facts = off.chain(worked.into_iter().map(|on| DocumentFact::Worked { on })).collect();
        let rests = vec![Weekday::Sat, Weekday::Sun];
        let documents = vec![Document::of_days(FIRST, facts)];
        let (calendar, found) =
            Self::assemble(MadeOf { documents, practice: PRACTICE, fixed_week: Some(rests), checked_until: None });
        conflicts.extend(found);
        if conflicts.is_empty() { Ok(calendar) } else { Err(CalendarError::Conflicts(conflicts)) }
    }
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
    made_of: MadeOf,
    error: Option<FileError>,
}

impl CalendarBuilder {
    pub(super) fn new(made_of: MadeOf) -> Self {
        Self { made_of, error: None }
    }

    /// Adds the documents of a decree file, in the format of [`VIETNAM_TOML`](super::VIETNAM_TOML).
    ///
    /// A `[[practice]]` of the file is from then on what is likely on its weekdays. A file that cannot be read makes
    /// [`build`](Self::build) fail.
    ///
    /// ```
    /// use doithoai::Calendar;
    /// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2024, m, d).unwrap();
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
        match document::read(text, self.made_of.practice) {
            Ok(file) => self.made_of.add(file),
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
        self.made_of.fixed_week = Some(days.into_iter().collect());
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
        Calendar::checked(self.made_of)
    }
}
