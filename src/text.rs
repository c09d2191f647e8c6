//! Words in Vietnamese and English, and how dates are written in each.

mod folded;
mod ids;
mod message;
mod once;
mod own;
mod serde_words;
mod short;
pub(crate) mod signs;
mod typed_date;
mod visible;
pub(crate) mod wrong_kind;

use std::borrow::Cow;
use std::fmt;

use chrono::{DateTime, Datelike, FixedOffset, NaiveDate, Utc, Weekday};
use serde::{Deserialize, Serialize};

pub(crate) use folded::{folded, key_called, only_key_called};
pub use ids::BadId;
pub(crate) use ids::{LONGEST_ID, LONGEST_REFERENCE, check_id, check_id_of, check_length, check_line};
pub use message::{Message, UnknownWord};
pub(crate) use message::{did_you_mean, in_both, in_english, messages, one_of};
pub(crate) use once::{KeysOnce, RESERVED, members};
pub use own::OwnWord;
pub(crate) use own::{OpenWord, OwnText, is_id, open_vocabulary};
pub(crate) use serde_words::{in_plain_english, in_vietnamese, near_key};
pub(crate) use short::{quotes_shortened, shortened};
pub(crate) use typed_date::special;
pub use typed_date::typed_date;
pub(crate) use visible::is_hidden;
pub use visible::visible;
pub(crate) use wrong_kind::of_key as wrong_kind_of;

/// A language that the library words its results in.
///
/// ```
/// use doithoai::Lang;
/// assert_eq!(Lang::default(), Lang::Vi);
/// assert_eq!(Lang::En.list(&["plan", "invite", "report"]), "plan, invite and report");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Vietnamese.
    #[default]
    Vi,
    /// English.
    En,
}

/// The same words in Vietnamese and English.
///
/// ```
/// use doithoai::{Lang, Text};
/// let office = Text::new("văn phòng", "office");
/// assert_eq!(office.get(Lang::Vi), "văn phòng");
/// assert_eq!(office.get(Lang::En), "office");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Text {
    /// Vietnamese, with full diacritics.
    pub vi: Cow<'static, str>,
    /// English.
    pub en: Cow<'static, str>,
}

impl Text {
    /// Words known at compile time.
    ///
    /// ```
    /// use doithoai::Text;
    /// const FRONT: Text = Text::new("Mặt trận Tổ quốc", "Fatherland Front");
    /// assert_eq!(FRONT.en, "Fatherland Front");
    /// ```
    #[must_use]
    pub const fn new(vi: &'static str, en: &'static str) -> Self {
        Self { vi: Cow::Borrowed(vi), en: Cow::Borrowed(en) }
    }

    /// Words made at run time.
    ///
    /// ```
    /// use doithoai::Text;
    /// let article = Text::owned(format!("Điều {}", 13), format!("Art. {}", 13));
    /// assert_eq!(article.vi, "Điều 13");
    /// ```
    #[must_use]
    pub fn owned(vi: String, en: String) -> Self {
        Self { vi: Cow::Owned(vi), en: Cow::Owned(en) }
    }

    /// One wording for both languages, as numbers and proper names have.
    ///
    /// ```
    /// use doithoai::Text;
    /// let number = Text::same("935-QĐ/TU");
    /// assert_eq!(number.vi, number.en);
    /// ```
    #[must_use]
    pub fn same(words: impl Into<Cow<'static, str>>) -> Self {
        let vi = words.into();
        Self { en: vi.clone(), vi }
    }

    /// The words in one language.
    ///
    /// ```
    /// use doithoai::{Lang, Text};
    /// let people = Text::new("Nhân dân", "the People");
    /// assert_eq!(people.get(Lang::Vi), "Nhân dân");
    /// assert_eq!(people.get(Lang::En), "the People");
    /// ```
    #[must_use]
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Vi => &self.vi,
            Lang::En => &self.en,
        }
    }

    /// The same with every sign seen, and long quotations cut.
    pub(crate) fn visible(self) -> Self {
        let seen = |words: Cow<'static, str>| match (quotes_shortened(&words), visible(&words)) {
            (Cow::Borrowed(_), Cow::Borrowed(_)) => words,
            (Cow::Borrowed(_), Cow::Owned(seen)) => Cow::Owned(seen),
            (Cow::Owned(short), _) => Cow::Owned(visible(&short).into_owned()),
        };
        Self { vi: seen(self.vi), en: seen(self.en) }
    }

    /// Words made by one expression per language.
    pub(crate) fn build(make: impl Fn(Lang) -> String) -> Self {
        Self::owned(make(Lang::Vi), make(Lang::En))
    }
}

/// English, for error messages.
impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.en)
    }
}

impl Lang {
    /// Picks the wording of this language.
    ///
    /// ```
    /// use doithoai::Lang;
    /// assert_eq!(Lang::Vi.pick("đúng hạn", "met"), "đúng hạn");
    /// assert_eq!(Lang::En.pick("đúng hạn", "met"), "met");
    /// ```
    #[must_use]
    pub const fn pick<T: Copy>(self, vi: T, en: T) -> T {
        match self {
            Self::Vi => vi,
            Self::En => en,
        }
    }

    /// A date as this language writes it: `20/08/2026`, `2026-08-20`.
    ///
    /// ```
    /// use chrono::NaiveDate;
    /// use doithoai::Lang;
    /// let date = NaiveDate::from_ymd_opt(2026, 8, 20).unwrap();
    /// assert_eq!(Lang::Vi.date(date), "20/08/2026");
    /// assert_eq!(Lang::En.date(date), "2026-08-20");
    /// ```
    #[must_use]
    pub fn date(self, date: NaiveDate) -> String {
        match self {
            Self::Vi => format!("{:02}/{:02}/{:04}", date.day(), date.month(), date.year()),
            Self::En => date.to_string(),
        }
    }

    /// A date with its weekday: `thứ Năm 20/08/2026`, `Thu 2026-08-20`.
    ///
    /// ```
    /// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// use doithoai::Lang;
    /// assert_eq!(Lang::Vi.date_with_weekday(date(8, 20)), "thứ Năm 20/08/2026");
    /// assert_eq!(Lang::En.date_with_weekday(date(8, 20)), "Thu 2026-08-20");
    /// ```
    #[must_use]
    pub fn date_with_weekday(self, date: NaiveDate) -> String {
        format!("{} {}", self.weekday(date.weekday()), self.date(date))
    }

    /// The name of a weekday: `thứ Năm`, `Thu`.
    ///
    /// ```
    /// use chrono::Weekday;
    /// use doithoai::Lang;
    /// assert_eq!(Lang::Vi.weekday(Weekday::Thu), "thứ Năm");
    /// assert_eq!(Lang::En.weekday(Weekday::Thu), "Thu");
    /// ```
    #[must_use]
    pub const fn weekday(self, day: Weekday) -> &'static str {
        match day {
            Weekday::Mon => self.pick("thứ Hai", "Mon"),
            Weekday::Tue => self.pick("thứ Ba", "Tue"),
            Weekday::Wed => self.pick("thứ Tư", "Wed"),
            Weekday::Thu => self.pick("thứ Năm", "Thu"),
            Weekday::Fri => self.pick("thứ Sáu", "Fri"),
            Weekday::Sat => self.pick("thứ Bảy", "Sat"),
            Weekday::Sun => self.pick("Chủ nhật", "Sun"),
        }
    }

    /// A list in this language: `a, b và c`, `a, b and c`.
    ///
    /// ```
    /// use doithoai::Lang;
    /// assert_eq!(Lang::Vi.list(&["Tết", "Quốc khánh"]), "Tết và Quốc khánh");
    /// assert_eq!(Lang::En.list(&["a", "b", "c"]), "a, b and c");
    /// ```
    #[must_use]
    pub fn list<S: AsRef<str>>(self, items: &[S]) -> String {
        let and = self.pick(" và ", " and ");
        match items {
            [] => String::new(),
            [only] => only.as_ref().to_owned(),
            [first @ .., last] => {
                let first: Vec<&str> = first.iter().map(AsRef::as_ref).collect();
                format!("{}{and}{}", first.join(", "), last.as_ref())
            }
        }
    }
}

/// The legal day in Vietnam (UTC+7, without summer time) on which an instant falls.
///
/// `None` only for instants at the very ends of chrono's range.
///
/// ```
/// use chrono::{DateTime, NaiveDate, Utc};
/// use doithoai::legal_date;
/// let late_evening_utc: DateTime<Utc> = "2026-08-20T17:30:00Z".parse().unwrap();
/// assert_eq!(legal_date(late_evening_utc), NaiveDate::from_ymd_opt(2026, 8, 21));
/// ```
#[must_use]
pub fn legal_date(instant: DateTime<Utc>) -> Option<NaiveDate> {
    const HANOI_SECONDS: i32 = 7 * 3600;
    let offset = FixedOffset::east_opt(HANOI_SECONDS)?;
    Some(instant.naive_utc().checked_add_offset(offset)?.date())
}

/// A longer text was not meant for a word.
const LONGEST_WORD: usize = 64;

/// The candidate that a mistyped word most likely meant, if one is near.
pub(crate) fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    const NEAR: f64 = 0.5;
    const SHORTEST_PART: usize = 4;
    if word.len() > LONGEST_WORD {
        return None;
    }
    let small = word.to_lowercase();
    let word = small.as_str();
    let part = |candidate: &str| word.len() >= SHORTEST_PART && candidate.contains(word);
    candidates
        .into_iter()
        .map(|candidate| {
            (likeness(word, &candidate.to_lowercase(), if part(candidate) { 0.0 } else { NEAR }), candidate)
        })
        .filter(|(likeness, candidate)| *likeness >= NEAR || part(candidate))
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, candidate)| candidate)
}

/// How alike two words are, from 0 to 1; 0 where their letters alone say that it is less than asked for, which is cheap to see.
fn likeness(one: &str, other: &str, least: f64) -> f64 {
    let mut counts = [0_i32; 128];
    let mut count = |word: &str, by: i32| {
        let (mut letters, mut missing) = (0_u16, 0_u16);
        for letter in word.chars() {
            letters = letters.saturating_add(1);
            if let Some(count) = counts.get_mut((letter as usize) & 127) {
                missing = missing.saturating_add(u16::from(by < 0 && *count <= 0));
                *count = count.saturating_add(by);
            }
        }
        (letters, missing)
    };
    let ((of_one, _), (of_other, missing)) = (count(one, 1), count(other, -1));
    let (longer, common) = (of_one.max(of_other), of_other.saturating_sub(missing));
    if f64::from(common) < least * f64::from(longer) {
        return 0.0;
    }
    strsim::normalized_damerau_levenshtein(one, other)
}

/// The word that was most likely meant, by what it is called in either language, with marks or without, or by itself: `xã` or
/// `ward` for `commune`.
pub(crate) fn nearest_by_name<'a>(word: &str, known: &[(&'a str, Option<&Text>)]) -> Option<&'a str> {
    if word.len() > LONGEST_NAME {
        return None;
    }
    let name = folded(word);
    let of = |text: &Text| [folded(&text.vi), folded(&text.en)];
    let named: Vec<(&str, [String; 2])> = known.iter().filter_map(|(word, text)| Some((*word, of((*text)?)))).collect();
    let called = named.iter().find(|(_, names)| names.contains(&name)).map(|(word, _)| *word);
    let called = called.or_else(|| {
        let also = folded::also_called(&name)?;
        named.iter().find(|(_, [vi, _])| vi == also).map(|(word, _)| *word)
    });
    called.or_else(|| nearest(word, known.iter().map(|(word, _)| *word))).or_else(|| likeliest(&name, &named))
}

/// A longer text was not meant for the name of a word.
const LONGEST_NAME: usize = 160;

/// The word whose name is most like another, if one surely is: as letters, as a part, or as the only one that has all its words.
fn likeliest<'a>(name: &str, named: &[(&'a str, [String; 2])]) -> Option<&'a str> {
    const SURE: f64 = 0.75;
    const SHORTEST_PART: usize = 4;
    let part = |whole: &str, part: &str| part.chars().count() >= SHORTEST_PART && whole.contains(part);
    let alike = |other: &str| {
        let last = other.rsplit_once(' ').is_some_and(|(_, last)| last == name); // `cấp xã` for `xã`
        let sure = last || part(other, name) || part(name, other);
        likeness(name, other, SURE).max(if sure { SURE } else { 0.0 })
    };
    let best = named.iter().map(|(word, [vi, en])| (alike(vi).max(alike(en)), *word)).rev();
    let best = best.filter(|(likeness, _)| *likeness >= SURE).max_by(|a, b| a.0.total_cmp(&b.0)).map(|(_, word)| word);
    best.or_else(|| {
        let has_all = |[vi, en]: &[String; 2]| has_words(vi, name) || has_words(en, name);
        let mut having = named.iter().filter(|(_, names)| has_all(names)).map(|(word, _)| *word);
        let only = having.next()?;
        having.all(|other| other == only).then_some(only)
    })
}

/// Whether a name has each of several words, in whichever order.
fn has_words(name: &str, words: &str) -> bool {
    let split = |of| str::split(of, |letter: char| !letter.is_alphanumeric()).filter(|word: &&str| !word.is_empty());
    split(words).nth(1).is_some() && split(words).all(|word| split(name).any(|part| part == word))
}

/// The vowels of Vietnamese with each mark, and đ, by the plain letter.
const MARKED: [(char, &str); 7] = [
    ('a', "àáảãạăằắẳẵặâầấẩẫậ"),
    ('d', "đ"),
    ('e', "èéẻẽẹêềếểễệ"),
    ('i', "ìíỉĩị"),
    ('o', "òóỏõọôồốổỗộơờớởỡợ"),
    ('u', "ùúủũụưừứửữự"),
    ('y', "ỳýỷỹỵ"),
];

/// Small letters without diacritics, composed or not: `niem yet` for `Niêm yết`.
pub(crate) fn without_marks(text: &str) -> String {
    let mark = |letter: &char| ('\u{300}'..='\u{36f}').contains(letter);
    let plain = |letter: char| {
        if letter.is_ascii() {
            return letter;
        }
        MARKED.iter().find(|(_, marked)| marked.contains(letter)).map_or(letter, |(plain, _)| *plain)
    };
    text.to_lowercase().chars().filter(|letter| !mark(letter)).map(plain).collect()
}

/// An enum whose variants are the words of a file: one table gives the word, the names in both languages,
/// the parser and the serialized form.
macro_rules! vocabulary {
    (
        $(#[$meta:meta])*
        $vis:vis enum $name:ident ($what_vi:literal, $what_en:literal) {
            $( $(#[$vmeta:meta])* $variant:ident = $word:literal, $vi:literal, $en:literal; )+
        }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        $vis enum $name {
            $( $(#[$vmeta])* #[doc = concat!("\n`", $word, "`: ", $en, " (", $vi, ").")] $variant, )+
        }

        impl $name {
            /// Every value, in the order of the documentation.
            pub const ALL: &'static [Self] = &[ $( Self::$variant ),+ ];

            /// The word in files and JSON.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $( Self::$variant => $word ),+ }
            }

            /// The value of a word.
            ///
            /// # Errors
            /// [`UnknownWord`]($crate::UnknownWord) with the words there are and the nearest one.
            pub fn from_word(word: &str) -> Result<Self, $crate::UnknownWord> {
                <Self as $crate::text::Word>::find(word).ok_or_else(|| <Self as $crate::text::Word>::unknown(word))
            }

            /// The name in both languages.
            #[must_use]
            pub const fn text(self) -> $crate::text::Text {
                match self { $( Self::$variant => $crate::text::Text::new($vi, $en) ),+ }
            }
        }

        impl $crate::text::Word for $name {
            const WHAT: $crate::text::Text = $crate::text::Text::new($what_vi, $what_en);
            fn all() -> &'static [Self] { Self::ALL }
            fn id(self) -> &'static str { Self::word(self) }
            fn words(self) -> $crate::text::Text { Self::text(self) }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.word())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(input: D) -> Result<Self, D::Error> {
                let word = <std::borrow::Cow<'de, str>>::deserialize(input)?;
                Self::from_word(&word).map_err(serde::de::Error::custom)
            }
        }
    };
}
pub(crate) use vocabulary;

/// The words of an enum whose variants carry data: each stands once, beside its pattern and what it means where no data is
/// at hand.
macro_rules! words {
    (@text $word:expr) => { $crate::text::Text::new($word, $word) };
    (@text $word:expr, $vi:literal, $en:literal) => { $crate::text::Text::new($vi, $en) };
    ($(#[$meta:meta])* $name:ident { $( $pattern:pat => $word:expr $(, $vi:literal, $en:literal)?; )+ }) => {
        impl $name {
            /// Every word with what it means, in the order of the documentation.
            pub(crate) const MEANINGS: &'static [(&'static str, $crate::text::Text)] =
                &[ $( ($word, $crate::text::words!(@text $word $(, $vi, $en)?)) ),+ ];

            $(#[$meta])*
            #[must_use]
            pub const fn word(&self) -> &'static str {
                match self { $( $pattern => $word ),+ }
            }
        }
    };
}
pub(crate) use words;

/// A closed set of words that a file may use in one place.
pub(crate) trait Word: Copy + 'static {
    /// What the words are, for messages.
    const WHAT: Text;
    /// Every value.
    fn all() -> &'static [Self];
    /// The word of a value; empty for one that a file declares.
    fn id(self) -> &'static str;
    /// What a value is called.
    fn words(self) -> Text;
    /// The value of a word.
    fn find(word: &str) -> Option<Self> {
        Self::all().iter().copied().find(|value| value.id() == word && !word.is_empty())
    }
    /// That a word is none of them.
    fn unknown(word: &str) -> UnknownWord {
        UnknownWord::of::<Self>(word)
    }
}

vocabulary! {
    /// How sure a source makes a value.
    ///
    /// ```
    /// use doithoai::Confidence;
    /// assert_eq!(Confidence::C.word(), "C");
    /// assert_eq!(Confidence::C.text().vi, "một bài báo tóm tắt");
    /// ```
    pub enum Confidence ("mức tin cậy", "confidence") {
        /// The official wording was read in full.
        A = "A", "đọc toàn văn chính thức", "official wording read in full";
        /// The wording was read in a reprint or transcription, or two independent summaries agree.
        B = "B", "đọc từ bản đăng lại, hoặc hai bài tóm tắt độc lập khớp nhau", "wording read in a reprint, or two summaries agree";
        /// One press summary or translation.
        C = "C", "một bài báo tóm tắt", "one press summary";
        /// Inferred.
        D = "D", "suy luận", "inferred";
        /// Not known.
        U = "unknown", "chưa rõ", "unknown";
    }
}
