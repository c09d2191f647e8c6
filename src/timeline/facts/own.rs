//! Keys of an entry that belong to whoever writes it: kept to the byte, in their order, and never judged.

use serde::{Serialize, Serializer};
use serde_json::value::RawValue;
use thiserror::Error;

use super::Fact;
use crate::text::{BadId, Text, check_id, messages};

pub(crate) use crate::text::RESERVED;

const NAME: Text = Text::new("khóa riêng", "key of one's own");

/// Names with their values as JSON, in the order in which they were said.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub(crate) struct OwnKeys(Vec<(Box<str>, Box<str>)>);

/// Why a key is none of one's own.
///
/// ```
/// use doithoai::{Fact, Message, timeline::BadOwnKey};
/// # let day = chrono::NaiveDate::from_ymd_opt(2026, 8, 28).unwrap();
/// let fact = || Fact::new("conclusion-notified", day);
/// assert_eq!(fact().own("scan", "1").unwrap_err(), BadOwnKey::NotReserved { key: "scan".to_owned() });
/// assert_eq!(fact().own("x-scan", "{").unwrap_err().code(), "own-key-not-json");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum BadOwnKey {
    /// It does not begin with `x-`: other keys are the library's.
    NotReserved {
        /// The key.
        key: String,
    },
    /// The name is empty, of several lines or too long.
    BadId(#[from] BadId),
    /// The value is no JSON.
    NotJson {
        /// The key.
        key: String,
    },
}

messages! { BadOwnKey, lang:
    Self::NotReserved { key } => "own-key-not-reserved",
        "khóa riêng phải bắt đầu bằng `x-`, ví dụ `x-{key}`; các khóa khác là của thư viện",
        "a key of one's own begins with `x-`, such as `x-{key}`; the others are the library's";
    Self::BadId(error) => error;
    Self::NotJson { key } => "own-key-not-json",
        "giá trị của `{key}` không phải JSON", "the value of `{key}` is no JSON";
}

impl OwnKeys {
    pub(crate) const NONE: Self = Self(Vec::new());

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (&**name, &**value))
    }

    /// Adds what was read, whose value is JSON.
    pub(crate) fn push(&mut self, name: &str, value: &RawValue) {
        // A line break in JSON stands between its signs and never within a text: an entry is one line.
        self.0.push((name.into(), value.get().replace(['\n', '\r'], " ").into()));
    }
}

impl Fact {
    /// The same fact with a key that belongs to whoever writes it, and its value as JSON: kept in logs to the byte, and never
    /// judged. It begins with `x-`.
    ///
    /// ```
    /// use doithoai::Fact;
    /// # let day = chrono::NaiveDate::from_ymd_opt(2026, 8, 28).unwrap();
    /// let fact = Fact::new("conclusion-notified", day).own("x-scan", r#"{"pages": [2,1]}"#)?.own("x-by", "\"A\"")?;
    /// let line = r#"{"event":"conclusion-notified","on":"2026-08-28","x-scan":{"pages": [2,1]},"x-by":"A"}"#;
    /// assert_eq!(serde_json::to_string(&fact)?, line);
    /// assert_eq!(serde_json::from_str::<Fact>(line)?, fact);
    /// assert_eq!(fact.own_keys().next(), Some(("x-scan", r#"{"pages": [2,1]}"#)));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`BadOwnKey`] for another name, or what is no JSON.
    pub fn own(mut self, name: &str, value: &str) -> Result<Self, BadOwnKey> {
        if !name.starts_with(RESERVED) {
            return Err(BadOwnKey::NotReserved { key: name.to_owned() });
        }
        check_id(&NAME, name)?;
        let value =
            serde_json::from_str::<&RawValue>(value).map_err(|_| BadOwnKey::NotJson { key: name.to_owned() })?;
        self.own.push(name, value);
        Ok(self)
    }

    /// The keys that belong to whoever wrote it, each with its value as JSON, in their order.
    ///
    /// The example of [`own`](Self::own) shows it.
    pub fn own_keys(&self) -> impl Iterator<Item = (&str, &str)> {
        self.own.iter()
    }
}

impl Serialize for OwnKeys {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let raw = |value: &str| RawValue::from_string(value.to_owned()).ok();
        to.collect_map(self.iter().map(|(name, value)| (name, raw(value))))
    }
}
