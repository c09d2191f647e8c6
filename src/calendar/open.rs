//! What is decided, what is open, and what contradicts.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike as _, NaiveDate};
use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};
use thiserror::Error;

use super::{FIRST_YEAR, YEARS};
use crate::text::{Lang, Text, did_you_mean, messages};

/// What a day's state rests on.
///
/// ```
/// # let date = |y, m, d| chrono::NaiveDate::from_ymd_opt(y, m, d).unwrap();
/// use doithoai::{Calendar, calendar::DayStanding};
/// let calendar = Calendar::vietnam();
/// assert_eq!(calendar.day(date(2026, 9, 1))?.standing, DayStanding::Decreed); // beside National Day
/// assert_eq!(calendar.day(date(2026, 9, 2))?.standing, DayStanding::Statutory);
/// assert_eq!(calendar.day(date(2028, 9, 1))?.standing, DayStanding::Projected);
/// # Ok::<(), doithoai::CoverageError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum DayStanding {
    /// A document decided it for this very date.
    Decreed,
    /// It follows from the law alone.
    Statutory,
    /// No document has decided it yet; it is what practice so far makes likely.
    Projected,
}

/// Something about a year that the law leaves to a decision not yet known.
///
/// ```
/// # let date = |y, m, d| chrono::NaiveDate::from_ymd_opt(y, m, d).unwrap();
/// use doithoai::{Calendar, calendar::Question};
/// // Ngày Văn hóa Việt Nam of 2029 is a Saturday.
/// assert!(Calendar::vietnam().open_questions(2029).contains(&Question::MadeUp { of: date(2029, 11, 24) }));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Question {
    /// Which five days are the Tết holiday (Labour Code 2019, Art. 112(3)).
    TetDays,
    /// Whether 1 or 3 September joins 2 September (the same).
    SecondNationalDay,
    /// Whether a holiday outside Art. 112(1) that falls on a weekly rest day is made up.
    ///
    /// Art. 112(1) is of Labour Code 2019, whose Art. 111(3) grants making up.
    MadeUp {
        /// The holiday.
        of: NaiveDate,
    },
}

impl Question {
    /// The question in one language.
    ///
    /// ```
    /// use doithoai::{Lang, calendar::Question};
    /// assert_eq!(Question::TetDays.text(Lang::En), "the days of Tết");
    /// assert_eq!(Question::SecondNationalDay.text(Lang::Vi), "ngày nghỉ thứ hai dịp Quốc khánh");
    /// ```
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        match (self, lang) {
            (Self::TetDays, Lang::Vi) => "các ngày nghỉ Tết".to_owned(),
            (Self::TetDays, Lang::En) => "the days of Tết".to_owned(),
            (Self::SecondNationalDay, Lang::Vi) => "ngày nghỉ thứ hai dịp Quốc khánh".to_owned(),
            (Self::SecondNationalDay, Lang::En) => "the second National Day".to_owned(),
            (Self::MadeUp { of }, Lang::Vi) => {
                format!("ngày lễ {} rơi vào ngày nghỉ hằng tuần có được nghỉ bù không", lang.date_with_weekday(*of))
            }
            (Self::MadeUp { of }, Lang::En) => {
                format!("whether the holiday on {}, a weekly rest day, is made up", lang.date_with_weekday(*of))
            }
        }
    }
}

/// The years of a count whose days off no known document has decided yet.
///
/// ```
/// # let date = |y, m, d| chrono::NaiveDate::from_ymd_opt(y, m, d).unwrap();
/// use doithoai::{Calendar, TimeLimit, Unit};
/// let due = Calendar::vietnam().due(&TimeLimit::after(10, Unit::WorkingDay), date(2027, 12, 24))?;
/// let undecided = due.because().unwrap();
/// assert_eq!((undecided.first_year, undecided.last_year), (2028, 2028));
/// assert!(undecided.tet && undecided.national_day && !undecided.made_up);
/// # Ok::<(), doithoai::CoverageError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Undecided {
    /// The first such year.
    pub first_year: i32,
    /// The last such year.
    pub last_year: i32,
    /// Whether the days of Tết are open in one of them.
    pub tet: bool,
    /// Whether the second National Day is open.
    pub national_day: bool,
    /// Whether it is open if a holiday on a weekly rest day is made up.
    pub made_up: bool,
}

impl Undecided {
    pub(crate) fn join(a: Option<Self>, b: Option<Self>) -> Option<Self> {
        match (a, b) {
            (Some(a), Some(b)) => Some(Self {
                first_year: a.first_year.min(b.first_year),
                last_year: a.last_year.max(b.last_year),
                tet: a.tet || b.tet,
                national_day: a.national_day || b.national_day,
                made_up: a.made_up || b.made_up,
            }),
            (one, other) => one.or(other),
        }
    }

    /// The first and last year as a person writes them.
    fn years(self) -> String {
        if self.first_year == self.last_year {
            self.first_year.to_string()
        } else {
            format!("{}-{}", self.first_year, self.last_year)
        }
    }

    /// Which decree is missing, in one language.
    ///
    /// ```
    /// # let date = |y, m, d| chrono::NaiveDate::from_ymd_opt(y, m, d).unwrap();
    /// use doithoai::{Calendar, Lang, TimeLimit, Unit};
    /// let due = Calendar::vietnam().due(&TimeLimit::after(10, Unit::WorkingDay), date(2027, 12, 24))?;
    /// let words = due.because().unwrap().text(Lang::En);
    /// assert_eq!(words, "no document decides the days off of 2028 yet: Tết and National Day");
    /// # Ok::<(), doithoai::CoverageError>(())
    /// ```
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let open = [
            (self.tet, lang.pick("Tết", "Tết")),
            (self.national_day, lang.pick("Quốc khánh", "National Day")),
            (
                self.made_up,
                lang.pick("nghỉ bù cho ngày lễ ngoài Điều 112", "a day in lieu of a holiday outside Art. 112"),
            ),
        ];
        let open: Vec<&str> = open.iter().filter(|(open, _)| *open).map(|(_, name)| *name).collect();
        let (open, years) = (lang.list(&open), self.years());
        match lang {
            Lang::Vi => format!("chưa có văn bản quyết định ngày nghỉ năm {years}: {open}"),
            Lang::En => format!("no document decides the days off of {years} yet: {open}"),
        }
    }
}

impl Serialize for Undecided {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Undecided", 3)?;
        out.serialize_field("first_year", &self.first_year)?;
        out.serialize_field("last_year", &self.last_year)?;
        out.serialize_field("missing", &Text::build(|lang| self.text(lang)))?;
        out.end()
    }
}

/// What is open in which covered year, and the answer of a span of years without going through them.
#[derive(Debug)]
pub(super) struct OpenYears {
    questions: BTreeMap<i32, BTreeSet<Question>>,
    /// The first open year; after the last covered one if none is.
    first: i32,
    /// What is known of each covered year, in order, and of the one after.
    years: Box<[OpenYear]>,
}

/// INVARIANT: `tet`, `national_day` and `made_up` count the earlier covered years in which that is open.
#[derive(Debug, Clone, Copy, Default)]
struct OpenYear {
    /// The first year from this one on that is open; after the last covered year if none is.
    next: i32,
    /// The last year up to this one that is open.
    previous: i32,
    tet: u8,
    national_day: u8,
    made_up: u8,
}

impl OpenYears {
    pub(super) fn new(questions: BTreeMap<i32, BTreeSet<Question>>) -> Self {
        let mut years = vec![OpenYear::default(); YEARS.saturating_add(1)];
        let mut before = OpenYear::default();
        for (year, place) in (FIRST_YEAR..).zip(&mut years) {
            let asked = questions.get(&year);
            let asks = |question: fn(&Question) -> bool| u8::from(asked.is_some_and(|all| all.iter().any(question)));
            if asked.is_some() {
                before.previous = year;
            }
            *place = before;
            before.tet = before.tet.saturating_add(asks(|question| *question == Question::TetDays));
            before.national_day = before.national_day.saturating_add(asks(|one| *one == Question::SecondNationalDay));
            before.made_up = before.made_up.saturating_add(asks(|one| matches!(one, Question::MadeUp { .. })));
        }
        let mut next = i32::MAX;
        for (at, place) in years.iter_mut().enumerate().rev() {
            let year = FIRST_YEAR.saturating_add(i32::try_from(at).unwrap_or(0));
            if questions.contains_key(&year) {
                next = year;
            }
            place.next = next;
        }
        Self { questions, first: next, years: years.into() }
    }

    #[inline]
    pub(super) fn first(&self) -> i32 {
        self.first
    }

    #[inline]
    pub(super) fn is_empty(&self) -> bool {
        self.questions.is_empty()
    }

    pub(super) fn of(&self, year: i32) -> Option<&BTreeSet<Question>> {
        self.questions.get(&year)
    }

    /// What is known of a year; a year that is not covered is as the nearest one that is.
    #[inline]
    fn at(&self, year: i32) -> OpenYear {
        #[cfg(test)]
        super::work::count();
        let at = usize::try_from(year.saturating_sub(FIRST_YEAR)).unwrap_or(0).min(YEARS);
        self.years.get(at).copied().unwrap_or_default()
    }

    /// What is open in the years from one to another; `None` if they are all decreed.
    #[inline]
    pub(super) fn between(&self, first: i32, last: i32) -> Option<Undecided> {
        let from = self.at(first);
        if from.next > last { None } else { Some(self.open_between(from, last)) }
    }

    fn open_between(&self, from: OpenYear, last: i32) -> Undecided {
        let after = self.at(last.saturating_add(1));
        Undecided {
            first_year: from.next,
            last_year: self.at(last).previous,
            tet: after.tet > from.tet,
            national_day: after.national_day > from.national_day,
            made_up: after.made_up > from.made_up,
        }
    }
}

/// Two documents, or a document and the law, that cannot both hold.
///
/// ```
/// use chrono::Weekday::{Fri, Mon, Sat, Sun, Thu, Tue, Wed};
/// use doithoai::{Calendar, CalendarError, calendar::Conflict};
/// let never_worked = Calendar::builder().weekly_rest([Mon, Tue, Wed, Thu, Fri, Sat, Sun]).build();
/// let Err(CalendarError::Conflicts(conflicts)) = never_worked else { unreachable!() };
/// assert!(conflicts.contains(&Conflict::NoWorkingDay));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum Conflict {
    /// Two documents have one id.
    SameId(String),
    /// A document supersedes one that is not there.
    NothingToSupersede {
        /// The later document.
        document: String,
        /// The id that is not there.
        missing: String,
        /// The nearest one that is.
        near: Option<String>,
    },
    /// A document ends one that is not there.
    NothingToEnd {
        /// The later document.
        document: String,
        /// The id that is not there.
        missing: String,
        /// The nearest one that is.
        near: Option<String>,
    },
    /// A document supersedes or ends itself.
    NamesItself {
        /// The document.
        document: String,
        /// The key: `supersedes` or `ends`.
        key: &'static str,
    },
    /// A document supersedes or ends one that was issued after it.
    NamesLater {
        /// The document.
        document: String,
        /// When it was issued.
        issued: NaiveDate,
        /// The document that it names.
        later: String,
        /// When that was issued.
        later_issued: NaiveDate,
        /// The key: `supersedes` or `ends`.
        key: &'static str,
    },
    /// Documents supersede or end each other.
    InACircle {
        /// Each names the next one, the last the first.
        documents: Vec<String>,
        /// The key: `supersedes` or `ends`.
        key: &'static str,
    },
    /// A day of issue or of effect that no document of this State has.
    OutOfTime {
        /// The document.
        document: String,
        /// The key: `issued` or `from`.
        key: &'static str,
        /// The day.
        date: NaiveDate,
    },
    /// A document decides a day that had passed when it was issued.
    IssuedAfterwards {
        /// The document.
        document: String,
        /// When it was issued.
        issued: NaiveDate,
        /// The first such day.
        day: NaiveDate,
    },
    /// A document supersedes what another decides of a day, of which that decides nothing.
    NothingOnThatDay {
        /// The document.
        document: String,
        /// The document that it names.
        earlier: String,
        /// The day.
        day: NaiveDate,
        /// The first days that the earlier one decides, thirteen at most.
        decides: Vec<NaiveDate>,
    },
    /// A document names another twice under one key.
    NamedTwice {
        /// The document.
        document: String,
        /// The document that it names.
        earlier: String,
        /// The key: `supersedes` or `ends`.
        key: &'static str,
    },
    /// Two documents decide the same thing differently.
    Contradiction {
        /// One document.
        first: String,
        /// The other.
        second: String,
        /// What they decide.
        what: Text,
        /// For which year.
        year: i32,
    },
    /// A fact that does not fit the calendar it is laid on.
    DoesNotFit {
        /// The document.
        document: String,
        /// The date.
        date: NaiveDate,
        /// What does not fit and what would.
        problem: Text,
    },
    /// Every day of the week is a rest day.
    NoWorkingDay,
}

messages! { Conflict, lang:
    Self::SameId(id) => "duplicate-id",
        "hai văn bản cùng mã `{id}`: mỗi mã chỉ dùng một lần trong bộ lịch",
        "two documents have the id `{id}`: ids are unique in a calendar";
    Self::NothingToSupersede { document, missing, near } => "nothing-to-supersede",
        { let near = did_you_mean(near.as_deref(), lang); },
        "`{document}` thay thế `{missing}`, nhưng bộ lịch không có văn bản này{near}",
        "`{document}` supersedes `{missing}`, which is not a document of this calendar{near}";
    Self::NothingToEnd { document, missing, near } => "nothing-to-end",
        { let near = did_you_mean(near.as_deref(), lang); },
        "`{document}` chấm dứt hiệu lực của `{missing}`, nhưng bộ lịch không có văn bản này{near}",
        "`{document}` ends `{missing}`, which is not a document of this calendar{near}";
    Self::NamesItself { document, key } => "names-itself",
        "`{key}` của `{document}` nêu chính văn bản đó: hãy nêu mã của văn bản trước, hoặc bỏ `{key}`",
        "`{key}` of `{document}` names that very document: name an earlier one, or leave `{key}` out";
    Self::NamesLater { document, issued, later, later_issued, key } => "names-a-later-one",
        { let (issued, later_issued) = (lang.date(*issued), lang.date(*later_issued)); },
        "`{key}` của `{document}`, ban hành ngày {issued}, nêu `{later}`, ban hành sau, ngày {later_issued}: chỉ văn bản sau mới thay thế hoặc chấm dứt văn bản trước",
        "`{key}` of `{document}`, issued on {issued}, names `{later}`, issued later, on {later_issued}: only the later of two replaces or ends the other";
    Self::InACircle { documents, key } => "documents-in-a-circle",
        { let first = documents.first().map_or("", String::as_str); let all = documents.join("` → `"); },
        "`{key}` quay vòng: `{all}` → `{first}`; văn bản ban hành trước không nêu văn bản sau",
        "`{key}` leads back: `{all}` → `{first}`; the earlier of two documents does not name the later";
    Self::OutOfTime { document, key, date } => "out-of-time", { let date = lang.date(*date); },
        "`{key}` của `{document}` là {date}: văn bản của Nhà nước có từ 02/09/1945, và bộ lịch chỉ có đến 31/12/2100; hãy xem lại năm",
        "`{key}` of `{document}` is {date}: the State has issued documents since 1945-09-02, and the calendar ends on 2100-12-31; look at the year again";
    Self::IssuedAfterwards { document, issued, day } => "issued-afterwards",
        { let (issued, day) = (lang.date(*issued), lang.date(*day)); },
        "`{document}` ban hành ngày {issued} mà quyết định về ngày {day}, đã qua: hãy xem lại `issued`; chỉ biết ban hành muộn nhất ngày nào thì viết {{ not_after = … }}",
        "`{document}`, issued on {issued}, decides {day}, which had passed: look at `issued` again; where only the latest day of issue is known, write {{ not_after = … }}";
    Self::NothingOnThatDay { document, earlier, day, decides } => "nothing-on-that-day",
        { let (day, decides) = (lang.date(*day), days_decided(decides, lang)); },
        "`supersedes` của `{document}` nêu ngày {day}, mà `{earlier}` không quyết định gì về ngày này; {decides}",
        "`supersedes` of `{document}` names {day}, of which `{earlier}` decides nothing; {decides}";
    Self::NamedTwice { document, earlier, key } => "named-twice",
        "`{key}` của `{document}` nêu `{earlier}` hai lần: chỉ nêu một lần",
        "`{key}` of `{document}` names `{earlier}` twice: name it once";
    Self::Contradiction { first, second, what, year } => "contradiction", {
        let what = what.get(lang);
        let said = match (first == second, lang) {
            (true, Lang::Vi) => format!("`{first}` quyết định hai lần về {what} năm {year}: chỉ giữ một"),
            (true, Lang::En) => format!("`{first}` decides {what} of {year} twice: keep one"),
            (false, Lang::Vi) => format!(
                "`{first}` và `{second}` quyết định khác nhau về {what} năm {year}: văn bản sau phải nêu `supersedes`"
            ),
            (false, Lang::En) => format!(
                "`{first}` and `{second}` decide {what} of {year} differently: the later one must name what it `supersedes`"
            ),
        };
    }, "{said}", "{said}";
    Self::DoesNotFit { document, date, problem } => "does-not-fit",
        { let (date, problem) = (lang.date(*date), problem.get(lang)); },
        "`{document}`, {date}: {problem}", "`{document}`, {date}: {problem}";
    Self::NoWorkingDay => "no-working-day",
        "cả tuần đều là ngày nghỉ thì không có ngày làm việc để tính",
        "a week in which every day is a rest day has no working days to count";
}

impl Conflict {
    /// The document that is to be changed, and under which key; none where it is not a document's fault.
    pub(super) fn place(&self) -> (Option<&str>, Option<&'static str>) {
        match self {
            Self::SameId(id) => (Some(id), Some("id")),
            Self::NothingToSupersede { document, .. } | Self::NothingOnThatDay { document, .. } => {
                (Some(document), Some("supersedes"))
            }
            Self::NothingToEnd { document, .. } => (Some(document), Some("ends")),
            Self::NamesItself { document, key }
            | Self::NamesLater { document, key, .. }
            | Self::OutOfTime { document, key, .. }
            | Self::NamedTwice { document, key, .. } => (Some(document), Some(key)),
            Self::IssuedAfterwards { document, .. } => (Some(document), Some("issued")),
            Self::InACircle { documents, key } => (documents.last().map(String::as_str), Some(key)),
            Self::Contradiction { second, what, .. } if *what == TET => (Some(second), Some("tet")),
            Self::Contradiction { second, what, .. } if *what == BESIDE => (Some(second), Some("beside_national_day")),
            Self::Contradiction { second, .. } => (Some(second), None),
            Self::DoesNotFit { document, .. } => (Some(document), None),
            Self::NoWorkingDay => (None, None),
        }
    }

    /// What a document says under the key that is to be changed, by which it is told from another of its id.
    pub(super) fn said(&self) -> Option<Said<'_>> {
        match self {
            Self::IssuedAfterwards { issued: day, .. } | Self::OutOfTime { date: day, .. } => Some(Said::Day(*day)),
            Self::NothingToSupersede { missing: id, .. }
            | Self::NothingToEnd { missing: id, .. }
            | Self::NamesLater { later: id, .. }
            | Self::NothingOnThatDay { earlier: id, .. }
            | Self::NamedTwice { earlier: id, .. }
            | Self::NamesItself { document: id, .. } => Some(Said::Id(id)),
            _ => None,
        }
    }

    /// Whether it is about what a document says of a day.
    pub(super) fn is_of(&self, day: NaiveDate) -> bool {
        match self {
            Self::DoesNotFit { date, .. } => *date == day,
            Self::Contradiction { year, .. } => *year == day.year(),
            _ => false,
        }
    }
}

/// What is written under a key.
pub(super) enum Said<'a> {
    Day(NaiveDate),
    Id(&'a str),
}

/// What two documents decide differently.
pub(super) const TET: Text = Text::new("các ngày nghỉ Tết", "the Tết holiday");
pub(super) const BESIDE: Text = Text::new("ngày nghỉ liền kề Quốc khánh", "the second National Day");

/// So many days that a document decides are named.
pub(super) const MOST_NAMED: usize = 12;

/// The days that a document decides, of many the first.
fn days_decided(days: &[NaiveDate], lang: Lang) -> String {
    let named: Vec<String> = days.iter().take(MOST_NAMED).map(|day| lang.date(*day)).collect();
    let more = if days.len() > MOST_NAMED { ", …" } else { "" };
    match (named.is_empty(), lang) {
        (true, Lang::Vi) => "văn bản đó không quyết định riêng ngày nào: bỏ `on` nếu thay thế toàn bộ".to_owned(),
        (true, Lang::En) => "it decides no single day: leave `on` out if all of it is replaced".to_owned(),
        (false, Lang::Vi) => format!("các ngày văn bản đó quyết định: {}{more}", named.join(", ")),
        (false, Lang::En) => format!("the days that it decides: {}{more}", named.join(", ")),
    }
}
