//! Whether two versions of a duty that returns judge alike: all of it but words, citations and where they were read.

use super::recurring::{Recurring, RecurringReading};
use crate::text::Text;

impl Recurring {
    /// Whether another version of it gives every period the same verdict; of `due` that goes with another duty the file decides.
    pub(crate) fn judges_as(&self, other: &Self) -> bool {
        self.but_for_words(other) == other.but_for_words(other)
    }

    /// The same with the words of another.
    fn but_for_words(&self, words: &Self) -> Self {
        let reading = |reading: &RecurringReading| RecurringReading {
            text: None,
            because: Text::same(String::new()),
            unknown: reading.unknown.as_ref().map(|parts| paths(parts)),
            ..reading.clone()
        };
        Self {
            text: words.text.clone(),
            cite: words.cite.clone(),
            source: words.source.clone(),
            confidence: words.confidence,
            same_as: words.same_as.clone(),
            silent_on: words.silent_on.clone(),
            readings: self.readings.iter().map(reading).collect(),
            unknown: paths(&self.unknown),
            ..self.clone()
        }
    }
}

/// What is not known, without what the file says of it.
fn paths<T: Clone>(parts: &[(String, Option<T>)]) -> Vec<(String, Option<T>)> {
    parts.iter().map(|(path, _)| (path.clone(), None)).collect()
}
