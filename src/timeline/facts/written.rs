//! How a log has an entry, where that is more than what it says.

use crate::timeline::{Fact, NotUnderstood};

/// The line of an entry, kept where it is not what this release would write; and why it is not understood, if it is not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Written {
    pub(crate) line: Box<str>,
    /// Whether its day could be read.
    pub(crate) dated: bool,
    /// Whether it was read in part only, so that no terms could understand it.
    pub(crate) partly: bool,
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
        Self {
            line: Box::default(),
            dated: true,
            partly: true,
            because: Some(NotUnderstood::Value { said: String::new() }),
        }
    }

    /// As this release writes a fact.
    pub(crate) fn plain(fact: &Fact) -> Self {
        let line = serde_json::to_string(fact).unwrap_or_default().into();
        Self { line, dated: true, partly: false, because: None }
    }

    /// Of an earlier entry once more, by its number.
    pub(crate) fn repeating(self, entry: usize) -> Self {
        Self { because: Some(NotUnderstood::Repeats { entry }), ..self }
    }

    /// The earlier entry that it is once more, by its number.
    pub(crate) const fn repeats(&self) -> Option<usize> {
        if let Some(NotUnderstood::Repeats { entry }) = &self.because { Some(*entry) } else { None }
    }

    /// Whether no terms could read it; otherwise its words are looked up under those that judge it.
    pub(crate) const fn is_unreadable(&self) -> bool {
        self.partly
    }
}
