//! How a log has an entry, where that is more than what it says.

use crate::timeline::NotUnderstood;

/// The line of an entry, kept where it is not what this release would write; and why it is not understood, if it is not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Written {
    pub(crate) line: Box<str>,
    /// Whether its day could be read.
    pub(crate) dated: bool,
    pub(crate) because: Option<NotUnderstood>,
}

/// The first line of a log, a part of which is not understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct FirstLineKept {
    pub(crate) line: Box<str>,
    pub(crate) because: NotUnderstood,
    /// Whether that could touch the verdicts.
    pub(crate) touches: bool,
}

impl Written {
    /// Of an entry that is refused while a log is checked: nothing is made of it.
    pub(crate) fn refused() -> Self {
        Self { line: Box::default(), dated: true, because: Some(NotUnderstood::Value { said: String::new() }) }
    }

    /// Whether no terms could read it; otherwise its words are looked up under those that judge it.
    pub(crate) const fn is_unreadable(&self) -> bool {
        matches!(self.because, Some(NotUnderstood::Key { .. } | NotUnderstood::Value { .. }))
    }
}
