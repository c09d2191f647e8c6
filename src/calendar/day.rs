//! One day of a calendar, in types and in words.

use chrono::NaiveDate;
use serde::Serialize;

use super::open::Standing;
use crate::text::{Confidence, Lang, Text};

/// One day: whether it is worked, what it is, and by which provision.
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
    pub standing: Standing,
    /// The provisions, most general first; empty for an ordinary working day.
    pub basis: Vec<Basis>,
}

/// What a day is.
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
}

impl DayKind {
    /// Whether offices work on such a day.
    #[must_use]
    pub const fn is_working(&self) -> bool {
        matches!(self, Self::Working | Self::SwappedWorking { .. })
    }

    /// Whether the day is neither an ordinary working day nor an ordinary weekly rest day.
    #[must_use]
    pub const fn is_special(&self) -> bool {
        !matches!(self, Self::Working | Self::WeeklyRest)
    }
}

/// A document that a day's state rests on.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
#[non_exhaustive]
pub struct Basis {
    /// The document's id.
    pub document: String,
    /// The place in it, as one cites it.
    pub cite: Text,
    /// How sure the document's content is.
    pub confidence: Confidence,
}

/// A day that two calendars see differently.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Change {
    /// The day in the old calendar.
    pub old: Day,
    /// The day in the new calendar.
    pub new: Day,
}

impl Basis {
    /// The citation; a document whose own wording nobody has read says so.
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
    #[must_use]
    pub const fn is_working(&self) -> bool {
        self.kind.is_working()
    }

    /// Why the day is what it is, without the provision: `nghỉ bù cho Quốc khánh trùng Chủ nhật 02/09/2018`.
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
    #[must_use]
    pub fn basis_text(&self, lang: Lang) -> String {
        let mut words = self.basis.iter().map(|basis| basis.text(lang)).collect::<Vec<_>>().join("; ");
        if self.standing == Standing::Projected {
            if !words.is_empty() {
                words.push_str("; ");
            }
            words.push_str(lang.pick("tạm tính, chưa có văn bản quyết định", "projected, not decided yet"));
        }
        words
    }
}
