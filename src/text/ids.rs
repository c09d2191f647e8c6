//! What an id of the caller's may be: one line, and no page of text.

use thiserror::Error;

use super::{Text, messages};

/// So many characters an id may have.
pub(crate) const LONGEST_ID: usize = 200;

/// So many characters the number of a document may have, with what is said of it.
pub(crate) const LONGEST_REFERENCE: usize = 1_000;

/// An id that no page, table or query could carry.
///
/// Ids of dialogues, offices, petitions and sessions, keys and what an entry is about have 200 characters at most, in one line, and
/// are not empty; a `reference` has 1,000.
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
    Self::Empty { what } => "empty-id", { let what = what.get(lang); },
        "{what} để trống: hãy ghi mã, hoặc bỏ hẳn khóa này", "the {what} is empty: give an id, or leave the key out";
    Self::SeveralLines { what } => "id-of-several-lines", { let what = what.get(lang); },
        "{what} có ngắt dòng: mã phải viết trên một dòng", "the {what} has a line break: an id stands in one line";
    Self::TooLong { what, characters, most } => "id-too-long", { let what = what.get(lang); },
        "{what} dài {characters} ký tự; nhiều nhất {most}", "the {what} has {characters} characters; {most} at most";
}

/// Refuses an id that is empty, has a line break, or is too long.
pub(crate) fn check_id(what: &Text, id: &str) -> Result<(), BadId> {
    if id.trim().is_empty() {
        return Err(BadId::Empty { what: what.clone() });
    }
    check_line(what, id)
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
