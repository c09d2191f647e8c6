//! Words that a rule file declares beside those of the library: their ids, short enough to be copied like a built-in word.

use std::fmt;

use super::{Text, UnknownWord, Word};

/// The id of a word that a rule file declares: small letters, digits and hyphens, 31 at most.
///
/// ```
/// use doithoai::OwnWord;
/// let class = OwnWord::new("land-dispute").unwrap();
/// assert_eq!(class.as_str(), "land-dispute");
/// assert_eq!(OwnWord::new("Tranh chấp đất"), None);
/// assert_eq!(OwnWord::new(&"a".repeat(32)), None);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct OwnWord {
    /// What follows the id is zero.
    letters: [u8; Self::LONGEST],
    length: u8,
}

impl OwnWord {
    /// So many letters an id of one's own may have.
    pub const LONGEST: usize = 31;

    /// The id, unless it is none, or too long.
    #[must_use]
    pub fn new(id: &str) -> Option<Self> {
        let mut letters = [0; Self::LONGEST];
        letters.get_mut(..id.len())?.copy_from_slice(id.as_bytes());
        let length = u8::try_from(id.len()).ok()?;
        is_id(id).then_some(Self { letters, length })
    }

    /// The id.
    #[must_use]
    pub fn as_str(&self) -> &str {
        let letters = self.letters.get(..usize::from(self.length)).unwrap_or_default();
        std::str::from_utf8(letters).unwrap_or_default()
    }
}

/// Whether a text can be an id: lower-case ASCII letters, digits and hyphens, starting with a letter.
pub(crate) fn is_id(id: &str) -> bool {
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    id.starts_with(|c: char| c.is_ascii_lowercase()) && id.chars().all(fits)
}

impl fmt::Debug for OwnWord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_str().fmt(f)
    }
}

/// A set of words to which a rule file may add.
pub(crate) trait OpenWord: Word + PartialEq {
    /// One that a file declares.
    fn of_own(own: OwnWord) -> Self;

    /// The built-in word, or one of a file's own; whether a file declares it is for the caller to ask.
    fn named(id: &str) -> Result<Self, UnknownWord> {
        let built_in = Self::find(id).or_else(|| OwnWord::new(id).map(Self::of_own));
        built_in.ok_or_else(|| Self::unknown(id))
    }
}

/// As [`vocabulary!`](super::vocabulary), where a rule file may declare words of its own.
macro_rules! open_vocabulary {
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
            /// One that a rule file declares.
            Own($crate::OwnWord),
        }

        impl $name {
            /// Every built-in value, in the order of the documentation.
            pub const ALL: &'static [Self] = &[ $( Self::$variant ),+ ];

            /// The word in files and JSON; the id of one that a file declares.
            #[must_use]
            pub fn word(&self) -> &str {
                match self { $( Self::$variant => $word, )+ Self::Own(own) => own.as_str() }
            }

            /// The built-in value of a word.
            ///
            /// # Errors
            /// [`UnknownWord`]($crate::UnknownWord) with the words there are and the nearest one.
            pub fn from_word(word: &str) -> Result<Self, $crate::UnknownWord> {
                <Self as $crate::text::Word>::find(word).ok_or_else(|| <Self as $crate::text::Word>::unknown(word))
            }

            /// The built-in value of a word, or the one that a rule file declares under this id.
            ///
            /// Whether a file declares it shows where it is used.
            ///
            /// # Errors
            /// [`UnknownWord`]($crate::UnknownWord) if it is no id, or longer than [`OwnWord::LONGEST`]($crate::OwnWord::LONGEST).
            pub fn named(id: &str) -> Result<Self, $crate::UnknownWord> {
                <Self as $crate::text::OpenWord>::named(id)
            }

            /// The name in both languages; of one that a file declares the id, as only its rule set knows the name.
            #[must_use]
            pub fn text(&self) -> $crate::text::Text {
                match self {
                    $( Self::$variant => $crate::text::Text::new($vi, $en), )+
                    Self::Own(own) => $crate::text::Text::same(own.as_str().to_owned()),
                }
            }
        }

        impl $crate::text::Word for $name {
            const WHAT: $crate::text::Text = $crate::text::Text::new($what_vi, $what_en);
            fn all() -> &'static [Self] { Self::ALL }
            fn id(self) -> &'static str {
                match self { $( Self::$variant => $word, )+ Self::Own(_) => "" }
            }
            fn words(self) -> $crate::text::Text { self.text() }
        }

        impl $crate::text::OpenWord for $name {
            fn of_own(own: $crate::OwnWord) -> Self { Self::Own(own) }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.word())
            }
        }
    };
}
pub(crate) use open_vocabulary;

/// What a rule set calls a word of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct OwnText {
    /// The list that declares it: `class`, `channel`.
    pub(crate) list: &'static str,
    pub(crate) id: String,
    pub(crate) text: Text,
}

impl OwnText {
    /// Those of a list among all: their ids and what they are called.
    pub(crate) fn of<'a>(list: &'static str, all: &'a [Self]) -> impl Iterator<Item = (&'a str, Option<&'a Text>)> {
        all.iter().filter(move |own| own.list == list).map(|own| (own.id.as_str(), Some(&own.text)))
    }
}
