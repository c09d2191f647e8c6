//! What errors and refusals say: each once, with its code, Vietnamese and English side by side.

use serde::{Serialize, Serializer};
use thiserror::Error;

use super::signs::of_word;
use super::{Lang, Text, Word, nearest_by_name};

/// What an error or a refusal says: a code for programs, words for people.
///
/// Every error of this crate has it. Its `Display` is the English text, and most serialize: `code`, `message` in both
/// languages, and what else they hold.
///
/// ```
/// use doithoai::{Calendar, Lang, Message};
/// let early = chrono::NaiveDate::from_ymd_opt(2014, 12, 31).unwrap();
/// let error = Calendar::vietnam().day(early).unwrap_err();
/// assert_eq!(error.code(), "outside-coverage");
/// assert_eq!(error.text(Lang::Vi), "31/12/2014 nằm ngoài các năm có lịch 2015-2100");
/// assert_eq!(error.text(Lang::En), error.to_string());
/// let json = serde_json::to_value(error)?;
/// assert_eq!((&json["message"]["en"], &json["date"]), (&error.to_string().into(), &"2014-12-31".into()));
/// # Ok::<(), serde_json::Error>(())
/// ```
pub trait Message: std::error::Error {
    /// What it is about, in a word that is never renamed.
    fn code(&self) -> &'static str;

    /// What was wrong and what would be right, in one language.
    fn text(&self, lang: Lang) -> String;

    /// The same in both languages.
    fn both(&self) -> Text {
        Text::build(|lang| self.text(lang))
    }
}

/// The words of an error as a value of JSON.
pub(crate) fn in_both<S: Serializer>(error: &impl Message, to: S) -> Result<S::Ok, S::Error> {
    error.both().serialize(to)
}

/// What the cases of an error say.
///
/// A row is `Self::Case { its, data } => code, { lines before }, Vietnamese, English;`, where the lines may say the data in the
/// language named at the head; or `Self::Case(error) => error;` for one that says what the error in it says. Data after a `;` is
/// not serialized. `words of` leaves serializing to the type.
macro_rules! messages {
    (@code $code:expr, $vi:literal) => { $code };
    (@code $error:expr) => { $crate::Message::code($error) };
    (@text $lang:ident, $code:expr, { $($before:tt)* }, $vi:literal, $en:literal) => {{
        $($before)*
        let said = match $lang {
            $crate::Lang::Vi => format!($vi),
            $crate::Lang::En => format!($en),
        };
        $crate::text::visible(&$crate::text::quotes_shortened(&said)).into_owned()
    }};
    (@text $lang:ident, $error:expr) => { $crate::Message::text($error, $lang) };
    (@json $to:ident, $this:ident, [$($data:ident)*], $code:expr, $vi:literal) => {{
        let mut map = serde::Serializer::serialize_map($to, None)?;
        serde::ser::SerializeMap::serialize_entry(&mut map, "code", $crate::Message::code($this))?;
        serde::ser::SerializeMap::serialize_entry(&mut map, "message", &$crate::Message::both($this))?;
        $( serde::ser::SerializeMap::serialize_entry(&mut map, stringify!($data), $data)?; )*
        serde::ser::SerializeMap::end(map)
    }};
    (@json $to:ident, $this:ident, [$($data:ident)*], $error:expr) => { serde::Serialize::serialize($error, $to) };

    (words of $name:ident, $lang:ident: $(
        $($case:ident)::+ $({ $($data:ident),+ $(; $unsaid:ident)? })? $(($inner:ident))?
            => $code:expr $(, $({ $($before:tt)* },)? $vi:literal, $en:literal)?;
    )+) => {
        impl $crate::Message for $name {
            fn code(&self) -> &'static str {
                match self { $(
                    $($case)::+ $({ $($data),+ $(, $unsaid)? })? $(($inner))? => {
                        $($(let _ = $data;)+ $(let _ = $unsaid;)?)? $(let _ = $inner;)?
                        $crate::text::messages!(@code $code $(, $vi)?)
                    }
                )+ }
            }

            fn text(&self, $lang: $crate::Lang) -> String {
                match self { $(
                    $($case)::+ $({ $($data),+ $(, $unsaid)? })? $(($inner))? => {
                        $($(let _ = $data;)+ $(let _ = $unsaid;)?)? $(let _ = $inner;)?
                        $crate::text::messages!(@text $lang, $code $(, { $($($before)*)? }, $vi, $en)?)
                    }
                )+ }
            }
        }

        $crate::text::in_english!($name);
    };
    ($name:ident, $lang:ident: $(
        $($case:ident)::+ $({ $($data:ident),+ $(; $unsaid:ident)? })? $(($inner:ident))?
            => $code:expr $(, $({ $($before:tt)* },)? $vi:literal, $en:literal)?;
    )+) => {
        $crate::text::messages! { words of $name, $lang: $(
            $($case)::+ $({ $($data),+ $(; $unsaid)? })? $(($inner))? => $code $(, $({ $($before)* },)? $vi, $en)?;
        )+ }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                match self { $(
                    $($case)::+ $({ $($data),+ $(, $unsaid: _)? })? $(($inner))? => {
                        $crate::text::messages!(@json to, self, [$($($data)+)? $($inner)?], $code $(, $vi)?)
                    }
                )+ }
            }
        }
    };
}
pub(crate) use messages;

/// `Display` of what has messages is the English one.
macro_rules! in_english {
    ($($name:ident),+) => { $(
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(&$crate::Message::text(self, $crate::Lang::En))
            }
        }
    )+ };
}
pub(crate) use in_english;

/// A word that is not one of a closed set.
///
/// ```
/// use doithoai::{Lang, Message, Roll, Unit};
/// let error = Unit::from_word("working-dy").unwrap_err();
/// assert_eq!(error.near, Some("working-day"));
/// assert!(error.text(Lang::Vi).ends_with("có phải là `working-day`?"));
/// let error = Roll::from_word("nope").unwrap_err();
/// assert!(error.text(Lang::En).ends_with("expected one of `next-working-day`, `none`; did you mean `none`?"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub struct UnknownWord {
    /// What the words are.
    pub what: Text,
    /// The word.
    pub word: String,
    /// The words there are.
    pub known: Vec<&'static str>,
    /// The nearest of them, if one is near.
    pub near: Option<&'static str>,
}

messages! { UnknownWord, lang:
    Self { what, word, known, near } => "unknown-word", {
        let (what, known) = (what.get(lang), of_word(word, lang) + &one_of(known, *near, lang) + &did_you_mean(*near, lang));
    }, "không có {what} `{word}`{known}", "unknown {what} `{word}`{known}";
}

impl UnknownWord {
    /// A word that a vocabulary has not, and the one that was meant, by itself or by its name in either language.
    pub(crate) fn of<W: Word>(word: &str) -> Self {
        let words: Vec<(&'static str, Text)> = W::all().iter().map(|value| (value.id(), value.words())).collect();
        let named: Vec<(&'static str, Option<&Text>)> = words.iter().map(|(word, text)| (*word, Some(text))).collect();
        let near = nearest_by_name(word, &named);
        Self { what: W::WHAT, word: word.to_owned(), known: words.iter().map(|(word, _)| *word).collect(), near }
    }
}

/// `; expected one of …`; nothing where one of a long list was clearly meant, or where there is none.
pub(crate) fn one_of(known: &[&str], near: Option<&str>, lang: Lang) -> String {
    const SHORT_LIST: usize = 8;
    if near.is_some() && known.len() > SHORT_LIST {
        return String::new();
    }
    if known.is_empty() {
        return lang.pick("; ở đây chưa có mục nào", "; there are none").to_owned();
    }
    let known: Vec<String> = known.iter().map(|word| format!("`{word}`")).collect();
    format!("; {} {}", lang.pick("dùng được:", "expected one of"), known.join(", "))
}

/// `; did you mean …?`, if something is near.
pub(crate) fn did_you_mean(near: Option<&str>, lang: Lang) -> String {
    near.map(|near| format!("; {} `{near}`?", lang.pick("có phải là", "did you mean"))).unwrap_or_default()
}
