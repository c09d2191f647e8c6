//! The facts that are seen in a view, and what they say of the day.

use chrono::NaiveDate;

use super::Seen;
use crate::ruleset::vocabulary::{CLOSED, OPENED};
use crate::ruleset::{DialogueKind, Mode};

/// The facts that are seen in a view.
pub(crate) struct Visible<'a> {
    /// The appointed day, as rescheduled.
    pub(in crate::timeline) appointed: NaiveDate,
    /// The day that was appointed at first; none in the log of an office.
    pub(in crate::timeline) planned: Option<NaiveDate>,
    pub(in crate::timeline) kind: Option<DialogueKind>,
    pub(in crate::timeline) mode: Option<Mode>,
    /// Whether a day is appointed at all: in the log of an office there may be none.
    pub(in crate::timeline) is_appointed: bool,
    /// Whether it is one petition of an office's log, of which no entry says when it was received.
    pub(in crate::timeline) is_receipt_missing: bool,
    /// Whether they are those of one petition of an office, beside what it did for none.
    pub(in crate::timeline) of_one_petition: bool,
    pub(crate) facts: Vec<Seen<'a>>,
}

impl<'a> Visible<'a> {
    /// Some facts of an office, around one of its receptions if there is one.
    pub(in crate::timeline) fn of_office(facts: Vec<Seen<'a>>, reception: Option<NaiveDate>) -> Self {
        Self {
            appointed: reception.unwrap_or_default(),
            planned: None,
            is_appointed: reception.is_some(),
            is_receipt_missing: false,
            of_one_petition: false,
            kind: None,
            mode: None,
            facts,
        }
    }

    /// The opening, or the appointed day.
    pub(in crate::timeline) fn opening(&self) -> NaiveDate {
        opened(&self.facts).unwrap_or(self.appointed)
    }
}

/// The opening among facts.
pub(crate) fn opened(facts: &[Seen<'_>]) -> Option<NaiveDate> {
    facts.iter().filter(|fact| fact.event() == OPENED).map(|fact| fact.on()).min()
}

/// The closing among facts.
pub(crate) fn closed(facts: &[Seen<'_>]) -> Option<NaiveDate> {
    facts.iter().filter(|fact| fact.event() == CLOSED).map(|fact| fact.on()).max()
}
