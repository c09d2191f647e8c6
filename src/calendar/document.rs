//! The documents that a calendar is made of: laws, letters and notices, each with the facts it decides.

mod form;

use std::borrow::Cow;

use chrono::{NaiveDate, Weekday};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};

use crate::citation::Provision;
use crate::text::{Confidence, LONGEST_ID, Lang, Text, check_length, is_id, vocabulary};
pub(crate) use form::issued;
pub use form::parse_documents;
pub(super) use form::{DecreeFile, read, read_and};

vocabulary! {
    /// What sort of document it is.
    ///
    /// ```
    /// use doithoai::calendar::DocumentKind;
    /// assert_eq!(DocumentKind::Letter.word(), "cong-van");
    /// assert_eq!(DocumentKind::Letter.text().vi, "Công văn");
    /// ```
    pub enum DocumentKind ("loại văn bản", "kind of document") {
        /// Bộ luật, luật: an act of the National Assembly.
        Law = "luat", "Luật", "Law";
        Resolution = "nghi-quyet", "Nghị quyết", "Resolution";
        Decision = "quyet-dinh", "Quyết định", "Decision";
        Letter = "cong-van", "Công văn", "Official letter";
        Notice = "thong-bao", "Thông báo", "Notice";
    }
}

/// When a document was issued, as far as is known.
///
/// ```
/// # let date = |y, m, d| chrono::NaiveDate::from_ymd_opt(y, m, d).unwrap();
/// use doithoai::{Calendar, calendar::Issued};
/// let calendar = Calendar::vietnam();
/// let issued = |id: &str| calendar.documents().iter().find(|document| document.id == id).unwrap().issued;
/// assert_eq!(issued("cv-9859-2025"), Issued::On(date(2025, 10, 13)));
/// assert_eq!(issued("labour-code-2012"), Issued::NotAfter(date(2013, 5, 1)));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub enum Issued {
    /// On this date.
    On(NaiveDate),
    /// On this date or before; the exact date is not known.
    NotAfter(NaiveDate),
}

impl Issued {
    /// The first date on which the document was certainly known.
    ///
    /// ```
    /// # let date = |y, m, d| chrono::NaiveDate::from_ymd_opt(y, m, d).unwrap();
    /// use doithoai::calendar::Issued;
    /// assert_eq!(Issued::NotAfter(date(2020, 11, 30)).known_from(), date(2020, 11, 30));
    /// ```
    #[must_use]
    pub const fn known_from(self) -> NaiveDate {
        match self {
            Self::On(date) | Self::NotAfter(date) => date,
        }
    }
}

/// Which date in a year a statutory holiday falls on.
///
/// ```
/// use doithoai::{Calendar, calendar::{DocumentFact, HolidayRule}};
/// let calendar = Calendar::vietnam();
/// let code = calendar.documents().iter().find(|document| document.id == "labour-code-2019").unwrap();
/// let five_days_of_tet = |fact: &DocumentFact| matches!(fact, DocumentFact::Holiday { rule: HolidayRule::Tet { days: 5 }, .. });
/// assert!(code.facts.iter().any(five_days_of_tet));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub enum HolidayRule {
    /// The same month and day every year.
    Solar {
        /// Month, 1-12.
        month: u8,
        /// Day, 1-31.
        day: u8,
    },
    /// Giỗ Tổ Hùng Vương: the 10th of the third lunar month.
    ///
    /// Labour Code 2019, Art. 112(1)(e).
    HungKings,
    /// So many days around lunar New Year's Day; which ones is decided every year.
    ///
    /// Labour Code 2019, Arts. 112(1)(b) and 112(3). 1 to 15 days in a file.
    Tet {
        /// How many days.
        days: u8,
    },
    /// The day before or after a solar date; which one is decided every year.
    ///
    /// For National Day: Labour Code 2019, Arts. 112(1)(đ) and 112(3).
    Beside {
        /// Month of the date it stands beside.
        month: u8,
        /// Day of the date it stands beside.
        day: u8,
    },
}

/// One thing that a document decides about the calendar.
///
/// ```
/// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
/// use doithoai::{Calendar, calendar::DocumentFact};
/// let calendar = Calendar::vietnam();
/// let letter = calendar.documents().iter().find(|document| document.id == "cv-9859-2025").unwrap();
/// assert!(letter.facts.contains(&DocumentFact::Tet { from: date(2, 16), to: date(2, 20) }));
/// assert!(letter.facts.contains(&DocumentFact::Swap { off: date(8, 31), worked: date(8, 22) }));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[non_exhaustive]
pub enum DocumentFact {
    /// Weekly rest days.
    WeeklyRest {
        /// The days.
        days: Cow<'static, [RestDay]>,
    },
    /// A holiday of every year while the document is in force.
    Holiday {
        /// Its id, such as `national-day`.
        id: Cow<'static, str>,
        /// Its name.
        name: Text,
        /// Which date it falls on.
        rule: HolidayRule,
        /// Where the document says so.
        at: Cow<'static, str>,
    },
    /// The days of Tết and the day beside National Day are decided every year.
    DecidedYearly {
        /// Where the document says so.
        at: Cow<'static, str>,
    },
    /// A day that follows from another document, named again.
    Confirms {
        /// The day.
        on: NaiveDate,
    },
    /// Holidays of this document that fall on a weekly rest day are made up.
    MakeUp {
        /// Where the document says so.
        at: Cow<'static, str>,
    },
    /// The Tết holiday of one year.
    Tet {
        /// First day.
        from: NaiveDate,
        /// Last day.
        to: NaiveDate,
    },
    /// The second day of National Day in one year.
    BesideNationalDay {
        /// 1 or 3 September.
        on: NaiveDate,
    },
    /// A day in lieu of a holiday that falls on a weekly rest day.
    InLieu {
        /// The holiday.
        of: NaiveDate,
        /// The day off.
        on: NaiveDate,
    },
    /// A holiday on a weekly rest day that is not made up.
    NotMadeUp {
        /// The holiday.
        of: NaiveDate,
    },
    /// A working day swapped for a rest day that is worked.
    Swap {
        /// The working day that becomes free.
        off: NaiveDate,
        /// The rest day that is worked.
        worked: NaiveDate,
    },
    /// A single day off that no law gives every year.
    DayOff {
        /// The day.
        on: NaiveDate,
        /// Why.
        name: Text,
    },
    /// A weekly rest day that is worked, without a day off for it.
    Worked {
        /// The day.
        on: NaiveDate,
    },
}

impl DocumentFact {
    /// No Tết holiday is nearly as long: what is longer is refused for what it is, not walked to its end.
    const MOST_DAYS: usize = 366;

    /// The dates that the fact is about; empty for what holds every year. Of a Tết holiday at most a year.
    #[must_use]
    pub fn dates(&self) -> Vec<NaiveDate> {
        match self {
            Self::WeeklyRest { .. } | Self::Holiday { .. } | Self::MakeUp { .. } | Self::DecidedYearly { .. } => {
                Vec::new()
            }
            Self::Tet { from, to } => from.iter_days().take_while(|day| day <= to).take(Self::MOST_DAYS).collect(),
            Self::BesideNationalDay { on } | Self::DayOff { on, .. } | Self::Worked { on } | Self::Confirms { on } => {
                vec![*on]
            }
            Self::InLieu { of, on } => vec![*of, *on],
            Self::NotMadeUp { of } => vec![*of],
            Self::Swap { off, worked } => vec![*off, *worked],
        }
    }
}

vocabulary! {
    /// A weekday, as rest days are written.
    ///
    /// ```
    /// use doithoai::calendar::RestDay;
    /// assert_eq!(RestDay::Saturday.word(), "saturday");
    /// assert_eq!(RestDay::Saturday.text().vi, "thứ Bảy");
    /// ```
    pub enum RestDay ("thứ trong tuần", "weekday") {
        Monday = "monday", "thứ Hai", "Monday";
        Tuesday = "tuesday", "thứ Ba", "Tuesday";
        Wednesday = "wednesday", "thứ Tư", "Wednesday";
        Thursday = "thursday", "thứ Năm", "Thursday";
        Friday = "friday", "thứ Sáu", "Friday";
        Saturday = "saturday", "thứ Bảy", "Saturday";
        Sunday = "sunday", "Chủ nhật", "Sunday";
    }
}

impl RestDay {
    /// The weekday in chrono's terms.
    ///
    /// ```
    /// use chrono::Weekday;
    /// use doithoai::calendar::RestDay;
    /// assert_eq!(RestDay::Saturday.weekday(), Weekday::Sat);
    /// ```
    #[must_use]
    pub const fn weekday(self) -> Weekday {
        match self {
            Self::Monday => Weekday::Mon,
            Self::Tuesday => Weekday::Tue,
            Self::Wednesday => Weekday::Wed,
            Self::Thursday => Weekday::Thu,
            Self::Friday => Weekday::Fri,
            Self::Saturday => Weekday::Sat,
            Self::Sunday => Weekday::Sun,
        }
    }
}

/// What a later document replaces of an earlier one.
///
/// ```
/// # let date = |y, m, d| chrono::NaiveDate::from_ymd_opt(y, m, d).unwrap();
/// use doithoai::calendar::parse_documents;
/// # let letter = r#"
/// #     format = 1
/// #     [[document]]
/// #     id = "cv-2027"
/// #     kind = "cong-van"
/// #     number = "1/VPCP-KGVX"
/// #     issuer = { vi = "Văn phòng Chính phủ", en = "Government Office" }
/// #     issued = 2027-01-15
/// #     confidence = "D"
/// #     source = "an example, not a real letter"
/// #     supersedes = [{ document = "cv-10065-2026", on = [2027-09-03] }]
/// #     beside_national_day = [2027-09-01]
/// # "#;
/// // `letter` has: supersedes = [{ document = "cv-10065-2026", on = [2027-09-03] }]
/// let replaced = &parse_documents(letter)?[0].supersedes[0];
/// assert_eq!(replaced.document, "cv-10065-2026");
/// assert_eq!(*replaced.on, [date(2027, 9, 3)]);
/// # Ok::<(), doithoai::FileError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Supersedes {
    /// The id of the earlier document.
    pub document: Cow<'static, str>,
    /// The dates whose facts fall; empty if all of its facts do.
    pub on: Cow<'static, [NaiveDate]>,
}

impl Supersedes {
    pub(super) fn covers(&self, fact: &DocumentFact) -> bool {
        self.on.is_empty() || fact.dates().iter().any(|date| self.on.contains(date))
    }
}

/// A law, letter or notice, with what it decides.
///
/// ```
/// use doithoai::Calendar;
/// let calendar = Calendar::vietnam();
/// let letter = calendar.documents().iter().find(|document| document.id == "cv-9859-2025").unwrap();
/// assert_eq!(letter.number.as_deref(), Some("9859/VPCP-KGVX"));
/// assert_eq!(letter.issuer.en, "Government Office");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Document {
    /// Its id, unique in a calendar.
    #[serde(deserialize_with = "id")]
    pub id: Cow<'static, str>,
    /// What sort of document it is.
    pub kind: DocumentKind,
    /// Its number, where known: `9859/VPCP-KGVX`.
    pub number: Option<Cow<'static, str>>,
    /// What it is called where the number is not used or not known.
    pub name: Option<Text>,
    /// Who issued it.
    pub issuer: Text,
    /// When it was issued.
    pub issued: Issued,
    /// The first day it is in force; for letters and notices, the day of issue.
    pub from: NaiveDate,
    /// The ids of the documents that end when this one comes into force.
    pub ends: Cow<'static, [Cow<'static, str>]>,
    /// How sure its content is.
    pub confidence: Confidence,
    /// Where it was read.
    pub source: Cow<'static, str>,
    /// What belongs to it: the proposal before it, the notices that carry it out.
    pub with: Cow<'static, [Text]>,
    /// What it replaces.
    pub supersedes: Cow<'static, [Supersedes]>,
    /// What it decides.
    pub facts: Cow<'static, [DocumentFact]>,
}

impl Document {
    /// The id of [`of_days`](Self::of_days).
    pub(super) const DAYS: &str = "days";

    /// What a caller says of days, without a document.
    pub(super) fn of_days(from: NaiveDate, facts: Vec<DocumentFact>) -> Self {
        let who = Text::new("người gọi", "the caller");
        Self {
            id: Cow::Borrowed(Self::DAYS),
            kind: DocumentKind::Notice,
            number: None,
            name: Some(Text::new("các ngày do người gọi nêu", "days given by the caller")),
            issuer: who,
            issued: Issued::On(from),
            from,
            ends: Cow::Borrowed(&[]),
            confidence: Confidence::D,
            source: Cow::Borrowed("the caller"),
            with: Cow::Borrowed(&[]),
            supersedes: Cow::Borrowed(&[]),
            facts: Cow::Owned(facts),
        }
    }

    /// Its name as one cites it: `Công văn 9859/VPCP-KGVX ngày 13/10/2025`.
    ///
    /// ```
    /// use doithoai::Calendar;
    /// let calendar = Calendar::vietnam();
    /// let letter = calendar.documents().iter().find(|document| document.id == "cv-9859-2025").unwrap();
    /// assert_eq!(letter.title().vi, "Công văn 9859/VPCP-KGVX ngày 13/10/2025");
    /// assert_eq!(letter.title().en, "Official letter 9859/VPCP-KGVX of 2025-10-13");
    /// ```
    #[must_use]
    pub fn title(&self) -> Text {
        if let Some(name) = &self.name {
            return name.clone();
        }
        Text::build(|lang| {
            let kind = self.kind.text();
            let number = self.number.as_deref().unwrap_or(lang.pick("(chưa rõ số)", "(number unknown)"));
            let date = match (self.issued, lang) {
                (Issued::On(date), Lang::Vi) => format!(" ngày {}", lang.date(date)),
                (Issued::On(date), Lang::En) => format!(" of {}", lang.date(date)),
                (Issued::NotAfter(_), _) => String::new(),
            };
            format!("{} {number}{date}", kind.get(lang))
        })
    }

    /// Its title with what belongs to it.
    pub(super) fn title_with_notices(&self) -> Text {
        let title = self.title();
        if self.with.is_empty() {
            return title;
        }
        Text::build(|lang| {
            let all = std::iter::once(&title).chain(self.with.iter());
            all.map(|document| document.get(lang)).collect::<Vec<_>>().join("; ")
        })
    }

    /// Where the document grants making up, if it does.
    pub(super) fn make_up(&self) -> Option<&str> {
        self.facts.iter().find_map(|fact| match fact {
            DocumentFact::MakeUp { at } => Some(at.as_ref()),
            _ => None,
        })
    }

    /// Where the document leaves days to a yearly decision, if it does.
    pub(super) fn decided_yearly(&self) -> Option<&str> {
        self.facts.iter().find_map(|fact| match fact {
            DocumentFact::DecidedYearly { at } => Some(at.as_ref()),
            _ => None,
        })
    }

    /// A place in the document, named in both languages.
    pub(super) fn place(&self, at: &str) -> Text {
        at.parse::<Provision>().map_or_else(|_| self.title(), |place| place.of(&self.title()))
    }
}

/// An id as files have them, so that it can be shown anywhere.
fn id<'de, D: Deserializer<'de>>(input: D) -> Result<Cow<'static, str>, D::Error> {
    let id = String::deserialize(input)?;
    if let Err(long) = check_length(&Text::new("mã văn bản", "id of the document"), &id, LONGEST_ID) {
        Err(D::Error::custom(long))
    } else if is_id(&id) {
        Ok(Cow::Owned(id))
    } else {
        Err(D::Error::custom(format!("{id:?} is no id: small letters, digits and hyphens")))
    }
}

/// A place in a vector; special days are kept by the thousand, and hold it in 32 bits.
pub(super) fn index(at: u32) -> usize {
    usize::try_from(at).unwrap_or(usize::MAX)
}

/// The first day on which a document is no longer in force: the earliest start of a document that ends it.
pub(super) fn end_of(documents: &[Document], document: &Document) -> Option<NaiveDate> {
    documents.iter().filter(|later| later.ends.contains(&document.id)).map(|later| later.from).min()
}

/// The facts that no later document superseded, with the indices of document and fact.
pub(super) fn facts(documents: &[Document]) -> impl Iterator<Item = (u32, u32, &DocumentFact)> {
    (0..).zip(documents).flat_map(move |(at, document)| {
        (0..).zip(document.facts.iter()).filter_map(move |(fact_at, fact)| {
            let fallen = documents.iter().flat_map(|later| later.supersedes.iter());
            let fallen = fallen.filter(|s| s.document == document.id).any(|s| s.covers(fact));
            (!fallen).then_some((at, fact_at, fact))
        })
    })
}
