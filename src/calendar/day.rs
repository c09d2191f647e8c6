//! One day of a calendar, in types and in words.

use chrono::NaiveDate;
use serde::Serialize;

use super::open::DayStanding;
use crate::text::{Confidence, Lang, Text};

/// One day: whether it is worked, what it is, and by which provision.
///
/// ```
/// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
/// use doithoai::{Calendar, calendar::DayStanding};
/// let day = Calendar::vietnam().day(date(9, 2))?;
/// assert_eq!(day.name.vi, "Quốc khánh");
/// assert_eq!(day.standing, DayStanding::Statutory);
/// assert_eq!(day.basis[0].document, "labour-code-2019");
/// # Ok::<(), doithoai::CoverageError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Day {
    /// The date.
    pub date: NaiveDate,
    /// What it is.
    #[serde(flatten)]
    pub kind: DayKind,
    /// What it is called.
    pub name: Text,
    /// What its state rests on.
    pub standing: DayStanding,
    /// The provisions, most general first; empty for an ordinary working day.
    pub basis: Vec<DayBasis>,
}

/// What a day is.
///
/// ```
/// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
/// use doithoai::{Calendar, calendar::DayKind};
/// let calendar = Calendar::vietnam();
/// assert_eq!(calendar.day(date(8, 22))?.kind, DayKind::SwappedWorking { off: date(8, 31) });
/// // Giỗ Tổ Hùng Vương is Sunday 26 April.
/// assert_eq!(calendar.day(date(4, 27))?.kind, DayKind::InLieu { of: date(4, 26) });
/// # Ok::<(), doithoai::CoverageError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum DayKind {
    /// An ordinary working day.
    Working,
    /// A weekly rest day.
    WeeklyRest,
    /// A public holiday, whichever weekday it falls on.
    Holiday {
        /// Its id: `tet`, `national-day`, `culture-day`, …; `day-off` for a single decreed day off.
        holiday: String,
    },
    /// A day off in lieu of a holiday that fell on a weekly rest day.
    InLieu {
        /// The holiday.
        of: NaiveDate,
    },
    /// A working day that was swapped and is off.
    SwappedOff {
        /// The day worked instead.
        worked_on: NaiveDate,
    },
    /// A weekly rest day that was swapped and is worked.
    SwappedWorking {
        /// The day off instead.
        off: NaiveDate,
    },
    /// A weekly rest day that is worked, for no day off that is known.
    Worked,
}

impl DayKind {
    /// Whether offices work on such a day.
    ///
    /// ```
    /// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// use doithoai::Calendar;
    /// let calendar = Calendar::vietnam();
    /// assert!(calendar.day(date(8, 22))?.kind.is_working()); // a swapped Saturday
    /// assert!(!calendar.day(date(8, 29))?.kind.is_working()); // an ordinary one
    /// # Ok::<(), doithoai::CoverageError>(())
    /// ```
    #[must_use]
    pub const fn is_working(&self) -> bool {
        matches!(self, Self::Working | Self::SwappedWorking { .. } | Self::Worked)
    }

    /// Whether the day is neither an ordinary working day nor an ordinary weekly rest day.
    ///
    /// ```
    /// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// use doithoai::Calendar;
    /// let calendar = Calendar::vietnam();
    /// assert!(calendar.day(date(8, 22))?.kind.is_special()); // a swapped Saturday
    /// assert!(!calendar.day(date(8, 29))?.kind.is_special()); // an ordinary one
    /// # Ok::<(), doithoai::CoverageError>(())
    /// ```
    #[must_use]
    pub const fn is_special(&self) -> bool {
        !matches!(self, Self::Working | Self::WeeklyRest)
    }
}

/// A document that a day's state rests on.
///
/// ```
/// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
/// use doithoai::Calendar;
/// let day = Calendar::vietnam().day(date(2, 17))?; // mùng 1 Tết
/// assert_eq!(day.basis[0].document, "labour-code-2019");
/// assert_eq!(day.basis[0].cite.en, "Labour Code 2019, Art. 112(1)(b)");
/// assert_eq!(day.basis[1].document, "labour-code-2019");
/// # Ok::<(), doithoai::CoverageError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
#[non_exhaustive]
pub struct DayBasis {
    /// The document's id.
    pub document: String,
    /// The place in it, as one cites it.
    pub cite: Text,
    /// How sure the document's content is.
    pub confidence: Confidence,
}

/// A day that two calendars see differently.
///
/// ```
/// use doithoai::{Calendar, calendar::DayKind};
/// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2024, m, d).unwrap();
/// let new = Calendar::vietnam();
/// let change = &Calendar::changes(&new.known_on(date(4, 11)), &new)[0];
/// assert_eq!(change.old.kind, DayKind::Working);
/// assert_eq!(change.new.kind, DayKind::SwappedOff { worked_on: date(5, 4) });
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct DayChange {
    /// The day in the old calendar.
    pub old: Day,
    /// The day in the new calendar.
    pub new: Day,
}

impl DayBasis {
    /// The citation; a document whose own wording nobody has read says so.
    ///
    /// ```
    /// # use chrono::NaiveDate;
    /// use doithoai::{Calendar, Lang};
    /// let tet = Calendar::vietnam().day(NaiveDate::from_ymd_opt(2027, 2, 6).unwrap())?;
    /// let letter = tet.basis.last().unwrap();
    /// assert!(letter.text(Lang::En).ends_with("(original not read, confidence C)"));
    /// # Ok::<(), doithoai::CoverageError>(())
    /// ```
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let cite = self.cite.get(lang);
        match self.confidence {
            Confidence::A | Confidence::B => cite.to_owned(),
            other => format!(
                "{cite} ({} {})",
                lang.pick("chưa đọc bản gốc, mức tin cậy", "original not read, confidence"),
                other.word()
            ),
        }
    }
}

impl Day {
    /// Whether offices work on it.
    ///
    /// ```
    /// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// use doithoai::Calendar;
    /// let calendar = Calendar::vietnam();
    /// assert!(calendar.day(date(8, 20))?.is_working());
    /// assert!(!calendar.day(date(11, 24))?.is_working()); // Ngày Văn hóa Việt Nam
    /// # Ok::<(), doithoai::CoverageError>(())
    /// ```
    #[must_use]
    pub const fn is_working(&self) -> bool {
        self.kind.is_working()
    }

    /// Why the day is what it is, without the provision: `nghỉ bù cho Quốc khánh trùng Chủ nhật 02/09/2018`.
    ///
    /// ```
    /// # let date = |y, m, d| chrono::NaiveDate::from_ymd_opt(y, m, d).unwrap();
    /// use doithoai::{Calendar, Lang};
    /// let day = Calendar::vietnam().day(date(2018, 9, 3))?;
    /// assert_eq!(day.reason(Lang::Vi), "nghỉ bù cho Quốc khánh trùng Chủ nhật 02/09/2018");
    /// assert_eq!(day.reason(Lang::En), "day in lieu of National Day on Sun 2018-09-02");
    /// # Ok::<(), doithoai::CoverageError>(())
    /// ```
    #[must_use]
    pub fn reason(&self, lang: Lang) -> String {
        let name = self.name.get(lang);
        match (&self.kind, lang) {
            (DayKind::InLieu { of }, Lang::Vi) => format!("nghỉ bù cho {name} trùng {}", lang.date_with_weekday(*of)),
            (DayKind::InLieu { of }, Lang::En) => format!("day in lieu of {name} on {}", lang.date_with_weekday(*of)),
            (DayKind::SwappedOff { worked_on }, Lang::Vi) => {
                format!("{name}, làm bù {}", lang.date_with_weekday(*worked_on))
            }
            (DayKind::SwappedOff { worked_on }, Lang::En) => {
                format!("{name}, worked on {}", lang.date_with_weekday(*worked_on))
            }
            (DayKind::SwappedWorking { off }, Lang::Vi) => format!("{name} cho {}", lang.date_with_weekday(*off)),
            (DayKind::SwappedWorking { off }, Lang::En) => {
                format!("{name}, in exchange for {}", lang.date_with_weekday(*off))
            }
            _ => name.to_owned(),
        }
    }

    /// The provisions, joined: `điểm c khoản 1 Điều 112 Bộ luật Lao động 2019`.
    ///
    /// ```
    /// # let date = |y, m, d| chrono::NaiveDate::from_ymd_opt(y, m, d).unwrap();
    /// use doithoai::{Calendar, Lang};
    /// let calendar = Calendar::vietnam();
    /// let victory_day = calendar.day(date(2026, 4, 30))?;
    /// assert_eq!(victory_day.basis_text(Lang::Vi), "điểm c khoản 1 Điều 112 Bộ luật Lao động 2019");
    /// let tet = calendar.day(date(2028, 1, 26))?;
    /// assert_eq!(tet.basis_text(Lang::En), "Labour Code 2019, Art. 112(1)(b); Labour Code 2019, Art. 112(3); projected, not decided yet");
    /// # Ok::<(), doithoai::CoverageError>(())
    /// ```
    #[must_use]
    pub fn basis_text(&self, lang: Lang) -> String {
        let mut words = self.basis.iter().map(|basis| basis.text(lang)).collect::<Vec<_>>().join("; ");
        if self.standing == DayStanding::Projected {
            if !words.is_empty() {
                words.push_str("; ");
            }
            words.push_str(lang.pick("tạm tính, chưa có văn bản quyết định", "projected, not decided yet"));
        }
        words
    }
}
