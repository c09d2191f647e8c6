//! The working-day calendar of Vietnamese state offices: which days are worked, why, and counting in O(1).
//!
//! A [`Calendar`] is made of [`Document`]s: the laws that grant holidays, and the letters that fix Tết, the
//! second National Day and swapped Saturdays year by year. Days up to 2027 are decreed; later ones are
//! projected, and every count that touches them says so and gives bounds.

mod batch;
mod builder;
mod count;
mod coverage;
mod data_age;
mod day;
mod day_number;
pub(crate) mod document;
#[rustfmt::skip]
mod generated;
pub mod lunar;
#[rustfmt::skip]
mod lunar_table;
mod hashes;
mod hidden;
mod impossible;
mod open;
mod practice;
mod precedence;
mod reading;
mod special;
pub(crate) mod statute;
mod stored;
mod tables;
mod week;
#[cfg(test)]
mod work;

use std::fmt;
use std::ops::RangeInclusive;
use std::sync::{Arc, OnceLock};

use chrono::{Datelike, NaiveDate, TimeDelta, Weekday};

pub(crate) use batch::each_day;
pub use batch::{BatchError, EpochDay, PerRow};
pub use builder::{CalendarBuilder, CalendarError, CheckedDecree};
pub(crate) use count::{Count, Lens};
pub use coverage::CoverageError;
pub(crate) use coverage::{FIRST, LAST};
use coverage::{FIRST_YEAR, YEARS};
pub use data_age::DataAge;
pub use day::{Day, DayBasis, DayChange, DayKind};
pub use document::{Document, DocumentFact, DocumentKind, HolidayRule, Issued, RestDay, Supersedes, parse_documents};
pub use hashes::CalendarHashes;
pub use open::{Conflict, DayStanding, Question, Undecided};

use crate::text::Text;
use day_number::DayNumber;
use document::index;
use open::OpenYears;
use practice::Practice;
use reading::Reading;
use special::{Special, SpecialKind, Specials};
use statute::Resolved;
use tables::{DaySet, Table, Tables};
use week::Week;

/// The TOML text of the built-in documents, to read and to start a decree file from.
///
/// ```
/// use doithoai::Calendar;
/// use doithoai::calendar::{VIETNAM_TOML, parse_documents};
/// assert_eq!(parse_documents(VIETNAM_TOML)?, Calendar::vietnam().documents());
/// # Ok::<(), doithoai::FileError>(())
/// ```
pub const VIETNAM_TOML: &str = include_str!("calendar/vietnam.toml");

/// Which days are worked, why, and how many lie between two dates.
///
/// Immutable and cheap to clone. It covers 2015-01-01 to 2100-12-31; every question about a day outside is an
/// error that says so. Counting costs the same for any number of days. A calendar takes 0.8 MB; 0.26 MB if nothing in it is
/// open, as one [from days](Self::from_days).
///
/// ```
/// use chrono::NaiveDate;
/// use doithoai::Calendar;
/// let date = |m, d| NaiveDate::from_ymd_opt(2026, m, d).unwrap();
/// let calendar = Calendar::vietnam();
/// // Saturday 22 August 2026 is worked, Monday 31 August is swapped off, 1 and 2 September are National Day.
/// assert!(calendar.is_working_day(date(8, 22))?);
/// assert_eq!(calendar.add_working_days(date(8, 20), 7)?, date(8, 28));
/// assert_eq!(calendar.add_working_days(date(8, 28), 7)?, date(9, 11));
/// # Ok::<(), doithoai::CoverageError>(())
/// ```
#[derive(Clone)]
pub struct Calendar {
    inner: Arc<Inner>,
}

/// What a calendar is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
struct MadeOf {
    documents: Vec<Document>,
    practice: Practice,
    fixed_week: Option<Vec<Weekday>>,
    /// The day until which documents were looked for.
    checked_until: Option<NaiveDate>,
}

struct Inner {
    made_of: MadeOf,
    week: Week,
    /// The days that are neither ordinary working days nor ordinary rest days.
    specials: Specials,
    open: OpenYears,
    working: DaySet,
    /// One of the likely outcome and, if anything is open, one of each admissible one.
    tables: Tables,
    /// See [`Calendar::hash`] and [`Calendar::days_hash`].
    hash: OnceLock<String>,
    days_hash: OnceLock<String>,
}

/// Where the outcomes stand in the tables.
struct Outcome;

impl Outcome {
    const LIKELY: usize = 0;
    /// The admissible outcomes with the fewest days off, see [`Reading::admissible`].
    const FEW: [usize; 2] = [1, 2];
    /// Those with the most.
    const MANY: [usize; 2] = [3, 4];
}

impl Calendar {
    /// The calendar of Vietnamese state offices that rest on Saturday and Sunday.
    ///
    /// Decreed 2015-2027 by the documents of [`VIETNAM_TOML`], projected from 2028 to 2100. It is built on every
    /// call, which takes a fraction of a millisecond: keep it, and clone it freely.
    ///
    /// ```
    /// use doithoai::Calendar;
    /// let calendar = Calendar::vietnam();
    /// assert!(calendar.is_decreed(2027) && !calendar.is_decreed(2028));
    /// ```
    #[must_use]
    pub fn vietnam() -> Self {
        let (documents, practice) = (generated::documents(), generated::PRACTICE);
        let checked_until = Some(generated::CHECKED_UNTIL);
        Self::assemble(MadeOf { documents, practice, fixed_week: None, checked_until }).0
    }

    /// A builder that starts from the documents of [`Calendar::vietnam`].
    ///
    /// ```
    /// use doithoai::Calendar;
    /// assert_eq!(Calendar::builder().build()?, Calendar::vietnam());
    /// # Ok::<(), doithoai::CalendarError>(())
    /// ```
    #[must_use]
    pub fn builder() -> CalendarBuilder {
        Self::vietnam().to_builder()
    }

    /// A builder that starts from this calendar's documents.
    ///
    /// ```
    /// # let date = |y, m, d| chrono::NaiveDate::from_ymd_opt(y, m, d).unwrap();
    /// use doithoai::Calendar;
    /// let old = Calendar::vietnam().known_on(date(2024, 4, 11));
    /// assert_eq!(old.to_builder().build()?, old);
    /// # Ok::<(), doithoai::CalendarError>(())
    /// ```
    #[must_use]
    pub fn to_builder(&self) -> CalendarBuilder {
        CalendarBuilder::new(self.inner.made_of.clone())
    }

    fn assemble(made_of: MadeOf) -> (Self, Vec<Conflict>) {
        let week = made_of.fixed_week.as_deref().map_or_else(|| Week::of(&made_of.documents), Week::fixed);
        let reading = Reading::new(&made_of.documents, made_of.practice, &week);
        let Resolved { specials, open, mut conflicts } = reading.likely();
        conflicts.extend(hidden::conflicts(&made_of, &week, &conflicts));
        let working = reading.worked(&specials);
        let tables = if open.is_empty() {
            Tables::new(&[&working])
        } else {
            let [[few, other_few], [many, other_many]] = reading.admissible();
            Tables::new(&[&working, &few, &other_few, &many, &other_many])
        };
        let (hash, days_hash) = (OnceLock::new(), OnceLock::new());
        let inner = Inner { made_of, week, specials, open: OpenYears::new(open), working, tables, hash, days_hash };
        (Self { inner: Arc::new(inner) }, conflicts)
    }

    /// The first and the last covered day.
    ///
    /// ```
    /// # let date = |y, m, d| chrono::NaiveDate::from_ymd_opt(y, m, d).unwrap();
    /// use doithoai::Calendar;
    /// assert_eq!(Calendar::vietnam().coverage(), date(2015, 1, 1)..=date(2100, 12, 31));
    /// ```
    #[must_use]
    pub fn coverage(&self) -> RangeInclusive<NaiveDate> {
        FIRST..=LAST
    }

    /// SHA-256 of what the calendar is made of, in hexadecimal: 64 lower-case digits. What practice makes likely is part of it only
    /// where it is not that of [`VIETNAM_TOML`].
    ///
    /// ```
    /// # use chrono::NaiveDate;
    /// use doithoai::Calendar;
    /// let calendar = Calendar::vietnam();
    /// let before_the_letter_on_2026 = NaiveDate::from_ymd_opt(2025, 6, 1).unwrap();
    /// assert_eq!(calendar.hash(), Calendar::vietnam().hash());
    /// assert_ne!(calendar.hash(), calendar.known_on(before_the_letter_on_2026).hash());
    /// ```
    #[must_use]
    pub fn hash(&self) -> String {
        self.inner.hash.get_or_init(|| self.hash_documents()).clone()
    }

    fn hash_documents(&self) -> String {
        let MadeOf { documents, practice, fixed_week, .. } = &self.inner.made_of;
        let week = fixed_week.as_ref().map(|week| week.iter().map(Weekday::to_string).collect::<Vec<_>>());
        if *practice == generated::PRACTICE {
            return crate::hash::sha256(&(documents, week));
        }
        crate::hash::sha256(&(documents, week, practice))
    }

    /// The documents that the calendar is made of.
    #[must_use]
    pub fn documents(&self) -> &[Document] {
        &self.inner.made_of.documents
    }

    #[inline]
    fn likely(&self) -> Option<Table<'_>> {
        self.inner.tables.get(Outcome::LIKELY)
    }

    #[inline]
    pub(crate) fn check(date: NaiveDate) -> Result<NaiveDate, CoverageError> {
        if (FIRST..=LAST).contains(&date) { Ok(date) } else { Err(CoverageError::Outside { date }) }
    }

    /// Whether offices work on a date.
    ///
    /// In a year that is not decreed this is the projected state; [`due`](Self::due) gives bounds.
    ///
    /// ```
    /// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// use doithoai::Calendar;
    /// let calendar = Calendar::vietnam();
    /// assert!(calendar.is_working_day(date(8, 22))?); // a Saturday, worked for Monday 31 August
    /// assert!(!calendar.is_working_day(date(8, 31))?);
    /// # Ok::<(), doithoai::CoverageError>(())
    /// ```
    ///
    /// # Errors
    /// [`CoverageError::Outside`] if the date is not covered.
    #[inline]
    pub fn is_working_day(&self, date: NaiveDate) -> Result<bool, CoverageError> {
        DayNumber::of(date).map(|day| self.inner.working.contains(day)).ok_or(CoverageError::Outside { date })
    }

    /// The working day that lies `n` working days after a date, or before it if `n` is negative.
    ///
    /// The date itself is not counted, whether it is worked or not; `n = 0` gives it back unchanged. In years that
    /// are not decreed the count is of projected days; [`due`](Self::due) gives bounds.
    ///
    /// ```
    /// use chrono::NaiveDate;
    /// use doithoai::Calendar;
    /// let date = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
    /// let calendar = Calendar::vietnam();
    /// assert_eq!(calendar.add_working_days(date(2026, 2, 6), 20)?, date(2026, 3, 13)); // over Tết
    /// assert_eq!(calendar.add_working_days(date(2026, 6, 15), -5)?, date(2026, 6, 8));
    /// # Ok::<(), doithoai::CoverageError>(())
    /// ```
    ///
    /// # Errors
    /// If the date is not covered, or the count leaves the covered years.
    #[inline]
    pub fn add_working_days(&self, date: NaiveDate, n: i32) -> Result<NaiveDate, CoverageError> {
        let day = DayNumber::of(date).ok_or(CoverageError::Outside { date })?;
        let found = self.likely().and_then(|table| table.add(day, n));
        found.map(DayNumber::date).ok_or(CoverageError::Leaves { from: date })
    }

    /// How many working days lie after `from` up to and with `to`; negative if `to` is earlier.
    ///
    /// In years that are not decreed the days are projected ones.
    ///
    /// ```
    /// use chrono::NaiveDate;
    /// use doithoai::Calendar;
    /// let date = |m, d| NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// let calendar = Calendar::vietnam();
    /// assert_eq!(calendar.count_working_days(date(8, 28), date(9, 11))?, 7);
    /// assert_eq!(calendar.count_working_days(date(9, 11), date(8, 28))?, -7);
    /// # Ok::<(), doithoai::CoverageError>(())
    /// ```
    ///
    /// # Errors
    /// [`CoverageError::Outside`] if either date is not covered.
    #[inline]
    pub fn count_working_days(&self, from: NaiveDate, to: NaiveDate) -> Result<i64, CoverageError> {
        let day = |date| DayNumber::of(date).ok_or(CoverageError::Outside { date });
        let (to, from) = (day(to)?, day(from)?);
        let table = self.likely().ok_or(CoverageError::Outside { date: FIRST })?;
        Ok(table.between(from, to).into())
    }

    /// The last working day that is not after a date.
    ///
    /// ```
    /// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// use doithoai::Calendar;
    /// // National Day on 1 and 2 September, 31 August swapped off, a weekend before.
    /// assert_eq!(Calendar::vietnam().last_working_day(date(9, 2))?, date(8, 28));
    /// # Ok::<(), doithoai::CoverageError>(())
    /// ```
    ///
    /// # Errors
    /// If the date is not covered, or there is no covered working day before it.
    #[inline]
    pub fn last_working_day(&self, date: NaiveDate) -> Result<NaiveDate, CoverageError> {
        self.nth(date, 1, Count { forward: false, included: true, lens: Lens::Likely })
    }

    /// What a day is, what it is called, and by which provision.
    ///
    /// ```
    /// use chrono::NaiveDate;
    /// use doithoai::{Calendar, Lang, calendar::DayKind};
    /// let date = |m, d| NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// let day = Calendar::vietnam().day(date(8, 31))?;
    /// assert_eq!(day.kind, DayKind::SwappedOff { worked_on: date(8, 22) });
    /// assert_eq!(day.reason(Lang::En), "day off swapped, worked on Sat 2026-08-22");
    /// assert_eq!(day.basis[0].document, "cv-9859-2025");
    /// # Ok::<(), doithoai::CoverageError>(())
    /// ```
    ///
    /// # Errors
    /// [`CoverageError::Outside`] if the date is not covered.
    pub fn day(&self, date: NaiveDate) -> Result<Day, CoverageError> {
        Self::check(date)?;
        let special = self.inner.specials.get(date);
        Ok(special.map_or_else(|| self.ordinary(date), |special| self.special(date, *special)))
    }

    /// The special days of a range, in order: holidays, days in lieu, swapped days.
    ///
    /// ```
    /// # use chrono::NaiveDate;
    /// # let date = |m, d| NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// use doithoai::Calendar;
    /// let special = Calendar::vietnam().special_days(date(8, 20)..=date(9, 5));
    /// let dates: Vec<NaiveDate> = special.iter().map(|day| day.date).collect();
    /// assert_eq!(dates, [date(8, 22), date(8, 31), date(9, 1), date(9, 2)]);
    /// ```
    #[must_use]
    pub fn special_days(&self, range: RangeInclusive<NaiveDate>) -> Vec<Day> {
        let found = self.inner.specials.range(&range);
        found.into_iter().map(|(date, special)| self.special(date, special)).collect()
    }

    fn ordinary(&self, date: NaiveDate) -> Day {
        let rests = self.inner.week.rests(date);
        let (kind, name) = if rests {
            (DayKind::WeeklyRest, Text::new("nghỉ hằng tuần", "weekly rest day"))
        } else {
            (DayKind::Working, Text::new("ngày làm việc", "working day"))
        };
        let document = if rests {
            self.inner.week.basis(date).and_then(|at| self.inner.made_of.documents.get(index(at)))
        } else {
            None
        };
        let basis = document.map(|document| basis(document, document.title())).into_iter().collect();
        Day { date, kind, name, standing: DayStanding::Statutory, basis }
    }

    fn special(&self, date: NaiveDate, special: Special) -> Day {
        let law = special.law.and_then(|(document, fact)| {
            let document = self.inner.made_of.documents.get(index(document))?;
            Some((document, document.facts.get(index(fact))?))
        });
        let (id, law_name, at) = match law {
            Some((_, DocumentFact::Holiday { id, name, at, .. })) => (id.as_ref(), name.clone(), at.as_ref()),
            _ => ("day-off", Text::new("ngày nghỉ", "day off"), ""),
        };
        let decree = special.decree.and_then(|at| self.inner.made_of.documents.get(index(at)));
        let (kind, name) = match special.kind {
            SpecialKind::Holiday => (DayKind::Holiday { holiday: id.to_owned() }, holiday_name(id, law_name, date)),
            SpecialKind::DayOff { fact } => {
                let name = match decree.and_then(|document| document.facts.get(index(fact))) {
                    Some(DocumentFact::DayOff { name, .. }) => name.clone(),
                    _ => law_name,
                };
                (DayKind::Holiday { holiday: id.to_owned() }, name)
            }
            SpecialKind::InLieu { of } => (DayKind::InLieu { of }, law_name),
            SpecialKind::SwappedOff { worked } => {
                (DayKind::SwappedOff { worked_on: worked }, Text::new("nghỉ hoán đổi", "day off swapped"))
            }
            SpecialKind::Worked => (DayKind::Worked, Text::new("ngày nghỉ hằng tuần phải làm việc", "worked rest day")),
            SpecialKind::SwappedWorking { off } => {
                (DayKind::SwappedWorking { off }, Text::new("đi làm bù", "worked rest day"))
            }
        };
        let place = |document: &Document| match special.kind {
            SpecialKind::InLieu { .. } => document.make_up().map(|at| document.place(at)),
            _ => Some(document.place(at)),
        };
        let law_basis = law.and_then(|(document, _)| Some(basis(document, place(document)?)));
        let yearly = law.filter(|(_, fact)| is_decided_yearly(fact) && special.kind == SpecialKind::Holiday);
        let yearly_basis =
            yearly.and_then(|(document, _)| Some(basis(document, document.place(document.decided_yearly()?))));
        let decree_basis = decree.map(|document| basis(document, document.title_with_notices()));
        let all = [law_basis, yearly_basis, decree_basis].into_iter().flatten().collect();
        Day { date, kind, name, standing: special.standing, basis: all }
    }

    /// The open questions of a year: what no known document has decided. Empty for a decreed year.
    ///
    /// ```
    /// use doithoai::{Calendar, calendar::Question};
    /// let calendar = Calendar::vietnam();
    /// assert_eq!(calendar.open_questions(2028), [Question::TetDays, Question::SecondNationalDay]);
    /// assert!(calendar.open_questions(2027).is_empty());
    /// ```
    #[must_use]
    pub fn open_questions(&self, year: i32) -> Vec<Question> {
        self.inner.open.of(year).map_or_else(Vec::new, |questions| questions.iter().copied().collect())
    }

    /// Whether every discretionary day of a covered year is decided by a known document.
    ///
    /// ```
    /// use doithoai::Calendar;
    /// let calendar = Calendar::vietnam();
    /// assert!(calendar.is_decreed(2027));
    /// assert!(!calendar.is_decreed(2028));
    /// assert!(!calendar.is_decreed(2014)); // not covered
    /// ```
    #[must_use]
    pub fn is_decreed(&self, year: i32) -> bool {
        (FIRST.year()..=LAST.year()).contains(&year) && self.inner.open.of(year).is_none()
    }

    /// Whether this date and all before it lie in decreed years.
    #[inline]
    pub(crate) fn is_decreed_through(&self, date: NaiveDate) -> bool {
        date.year() < self.inner.open.first()
    }

    /// Whether the year of a date was over when the last of the documents was issued: no swap in it is decided later.
    pub(crate) fn is_over(&self, date: NaiveDate) -> bool {
        let last = self.documents().iter().map(|document| document.issued.known_from().year()).max();
        last.is_some_and(|last| date.year() < last)
    }

    /// What is open in the years from one date's to another's; `None` if they are all decreed.
    #[inline]
    pub(crate) fn undecided(&self, from: NaiveDate, to: NaiveDate) -> Option<Undecided> {
        self.inner.open.between(from.year(), to.year())
    }

    /// The calendar as the documents issued up to and on `date` made it.
    ///
    /// Laws in force when coverage begins are always known. A document whose date of issue is known only as
    /// "not after" counts from that later bound.
    ///
    /// ```
    /// use chrono::NaiveDate;
    /// use doithoai::Calendar;
    /// let date = |m, d| NaiveDate::from_ymd_opt(2024, m, d).unwrap();
    /// let calendar = Calendar::vietnam();
    /// // The swap of Monday 29 April 2024 was announced on 12 April.
    /// assert!(calendar.known_on(date(4, 11)).is_working_day(date(4, 29))?);
    /// assert!(!calendar.known_on(date(4, 12)).is_working_day(date(4, 29))?);
    /// # Ok::<(), doithoai::CoverageError>(())
    /// ```
    #[must_use]
    pub fn known_on(&self, date: NaiveDate) -> Self {
        let known = |document: &&Document| document.issued.known_from() <= date || document.from <= FIRST;
        let documents: Vec<Document> = self.documents().iter().filter(known).cloned().collect();
        if documents.len() == self.documents().len() {
            return self.clone();
        }
        Self::assemble(MadeOf { documents, ..self.inner.made_of.clone() }).0
    }

    /// The days that differ between two calendars, in order.
    ///
    /// ```
    /// use chrono::NaiveDate;
    /// use doithoai::Calendar;
    /// let new = Calendar::vietnam();
    /// let old = new.known_on(NaiveDate::from_ymd_opt(2024, 4, 11).unwrap());
    /// let swapped = &Calendar::changes(&old, &new)[0];
    /// assert_eq!(swapped.new.date, NaiveDate::from_ymd_opt(2024, 4, 29).unwrap());
    /// ```
    #[must_use]
    pub fn changes(old: &Self, new: &Self) -> Vec<DayChange> {
        let days = FIRST.iter_days().take_while(|day| *day <= LAST);
        days.filter_map(|date| {
            let (old, new) = (old.day(date).ok()?, new.day(date).ok()?);
            (old.kind != new.kind || old.standing != new.standing).then_some(DayChange { old, new })
        })
        .collect()
    }
}

fn basis(document: &Document, cite: Text) -> DayBasis {
    DayBasis { document: document.id.to_string(), cite, confidence: document.confidence }
}

const fn is_decided_yearly(fact: &DocumentFact) -> bool {
    matches!(fact, DocumentFact::Holiday { rule: HolidayRule::Tet { .. } | HolidayRule::Beside { .. }, .. })
}

/// The days of Tết are named by their place around lunar New Year's Day.
fn holiday_name(id: &str, name: Text, date: NaiveDate) -> Text {
    if id != "tet" {
        return name;
    }
    let Some(new_year) = lunar::tet(date.year()) else { return name };
    match date.signed_duration_since(new_year).num_days() {
        -1 => Text::owned(format!("{} (ngày cuối năm âm lịch)", name.vi), format!("{} (eve)", name.en)),
        before @ ..-1 => Text::owned(
            format!("{} ({} ngày trước mùng 1)", name.vi, before.saturating_neg()),
            format!("{} ({} days before)", name.en, before.saturating_neg()),
        ),
        day => {
            let day = day.saturating_add(1);
            Text::owned(format!("{} (mùng {day})", name.vi), format!("{} (day {day})", name.en))
        }
    }
}

impl fmt::Debug for Calendar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Calendar").field("documents", &self.inner.made_of.documents.len()).finish_non_exhaustive()
    }
}

/// Two calendars are equal if they are made of the same.
impl PartialEq for Calendar {
    fn eq(&self, other: &Self) -> bool {
        self.inner.made_of == other.inner.made_of
    }
}

impl Eq for Calendar {}

/// The days that a document of [`Calendar::vietnam`] swaps: those off and those worked.
#[cfg(feature = "proptest")]
pub(crate) fn swapped_days() -> Vec<NaiveDate> {
    let documents = generated::documents();
    let facts = documents.iter().flat_map(|document| document.facts.iter());
    facts.filter(|fact| matches!(fact, DocumentFact::Swap { .. })).flat_map(DocumentFact::dates).collect()
}

/// A date so many days later or earlier, if chrono can say it.
#[inline]
pub(crate) fn shift(date: NaiveDate, days: i64) -> Option<NaiveDate> {
    let near = || DayNumber::of(date)?.shifted(days);
    near().map_or_else(|| date.checked_add_signed(TimeDelta::try_days(days)?), |day| Some(day.date()))
}
