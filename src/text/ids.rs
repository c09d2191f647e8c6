//! What an id of the caller's may be: one line, and no page of text.

use thiserror::Error;

use unicode_normalization::{UnicodeNormalization as _, is_nfc};

use super::visible::is_unseen;
use super::{Text, messages};

/// So many characters an id may have.
pub(crate) const LONGEST_ID: usize = 200;

/// So many characters the number of a document may have, with what is said of it.
pub(crate) const LONGEST_REFERENCE: usize = 1_000;

/// An id that no page, table or query could carry.
///
/// Ids of dialogues, offices, petitions and sessions, keys and what an entry is about have 200 characters at most, in one line, and
/// are not empty; a `reference` has 1,000. Two that look the same are the same: no space at either end, no sign that is not seen, and
/// Vietnamese letters in composed form.
///
/// ```
/// use doithoai::{Calendar, Lang, Message, RuleSet, Terms, dialogue::{AnyDialogue, Plan}};
/// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
/// let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
/// let refusal = AnyDialogue::plan(terms, Plan::new("DT-\n1", date(8, 20)), date(7, 20)).unwrap_err();
/// assert_eq!(refusal.code(), "id-of-several-lines");
/// assert!(refusal.text(Lang::En).starts_with("the id of the dialogue has a line break: an id stands in one line"));
/// # Ok::<(), doithoai::VersionError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum BadId {
    /// There is nothing in it.
    Empty {
        /// What it is the id of.
        what: Text,
        /// Whether there must be one, so that its key cannot be left out.
        needed: bool,
    },
    /// It begins or ends with a space.
    Spaced {
        /// What it is the id of.
        what: Text,
        /// The id without it.
        right: String,
    },
    /// It has a sign that is not seen, or a space that only looks like one: two ids could look the same.
    Hidden {
        /// What it is the id of.
        what: Text,
        /// The sign, as `\u{200b}`.
        sign: String,
    },
    /// Its letters are not in composed form (NFC): typed on another keyboard, the same id would be another.
    NotComposed {
        /// What it is the id of.
        what: Text,
        /// The id in composed form.
        right: String,
    },
    /// It has a line break.
    SeveralLines {
        /// What it is the id of.
        what: Text,
    },
    /// It is too long.
    TooLong {
        /// What it is the id of.
        what: Text,
        /// How many characters it has.
        characters: usize,
        /// How many it may have.
        most: usize,
    },
}

messages! { BadId, lang:
    Self::Empty { what, needed } => "empty-id", {
        let what = what.get(lang);
        let or = if *needed { "" } else { lang.pick(", hoặc bỏ hẳn khóa này", ", or leave the key out") };
    },
        "{what} để trống: hãy ghi rõ{or}", "the {what} is empty: say it{or}";
    Self::Spaced { what, right } => "id-with-spaces", { let what = what.get(lang); },
        "{what} có dấu cách ở đầu hoặc cuối, nên khác với `{right}` mà trông như nhau: hãy viết `{right}`",
        "the {what} begins or ends with a space, and so is another than `{right}` that looks the same: write `{right}`";
    Self::Hidden { what, sign } => "id-with-hidden-sign", { let what = what.get(lang); },
        "{what} có ký tự không nhìn thấy được hoặc dấu cách lạ, {sign}: hãy xóa ký tự đó",
        "the {what} has a sign that is not seen, or an unusual space, {sign}: delete it";
    Self::NotComposed { what, right } => "id-not-composed", { let what = what.get(lang); },
        "{what} dùng chữ có dấu tổ hợp, nên khác với `{right}` dựng sẵn (NFC) mà trông như nhau: hãy viết `{right}`",
        "the {what} has letters with combining marks, and so is another than the composed `{right}` (NFC) that looks the same: write `{right}`";
    Self::SeveralLines { what } => "id-of-several-lines", { let what = what.get(lang); },
        "{what} có ngắt dòng: mã phải viết trên một dòng", "the {what} has a line break: an id stands in one line";
    Self::TooLong { what, characters, most } => "id-too-long", { let what = what.get(lang); },
        "{what} dài {characters} ký tự; nhiều nhất {most}", "the {what} has {characters} characters; {most} at most";
}

/// Refuses an id that is empty, has a line break, is too long, or looks like another one.
pub(crate) fn check_id(what: &Text, id: &str) -> Result<(), BadId> {
    check_id_of(what, id, true)
}

/// The same of an id whose key may be left out, if it is not `needed`.
pub(crate) fn check_id_of(what: &Text, id: &str, needed: bool) -> Result<(), BadId> {
    if id.trim().is_empty() {
        return Err(BadId::Empty { what: what.clone(), needed });
    }
    check_line(what, id)?;
    if id.bytes().all(|byte| byte.is_ascii_graphic()) {
        return Ok(());
    }
    let what = || what.clone();
    if let Some(sign) = id.chars().find(|sign| *sign != ' ' && is_unseen(*sign)) {
        return Err(BadId::Hidden { what: what(), sign: sign.escape_unicode().to_string() });
    }
    if id.trim() != id {
        return Err(BadId::Spaced { what: what(), right: id.trim().to_owned() });
    }
    if is_nfc(id) { Ok(()) } else { Err(BadId::NotComposed { what: what(), right: id.nfc().collect() }) }
}

/// The same for what may be empty.
pub(crate) fn check_line(what: &Text, id: &str) -> Result<(), BadId> {
    const BREAKS: [char; 7] = ['\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}'];
    check_length(what, id, LONGEST_ID)?;
    if id.contains(BREAKS) { Err(BadId::SeveralLines { what: what.clone() }) } else { Ok(()) }
}

/// Refuses what is too long.
pub(crate) fn check_length(what: &Text, text: &str, most: usize) -> Result<(), BadId> {
    let characters = if text.len() > most { text.chars().count() } else { 0 };
    if characters > most { Err(BadId::TooLong { what: what.clone(), characters, most }) } else { Ok(()) }
}
