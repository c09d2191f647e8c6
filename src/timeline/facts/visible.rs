//! The facts that are seen in a view, and what they say of the day.

use std::cell::OnceCell;

use chrono::NaiveDate;

use super::Seen;
use crate::ruleset::vocabulary::{CLOSED, OPENED, RECEPTION_HELD, RECEPTION_RESCHEDULED};
use crate::ruleset::{Activity, DialogueKind, Mode};

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
    /// What ends something of its reception or of one of another day, where which is not said.
    pub(in crate::timeline) ends_of_several: Vec<Seen<'a>>,
    pub(crate) facts: Vec<Seen<'a>>,
    /// The opening among them, once that was asked.
    pub(in crate::timeline) opened: OnceCell<Option<NaiveDate>>,
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
            ends_of_several: Vec::new(),
            facts,
            opened: OnceCell::new(),
        }
    }

    /// The day of a reception that stands for itself: on which it was held, else the appointed one, as it was moved.
    pub(in crate::timeline) fn reception(&self) -> NaiveDate {
        self.told_of_reception().unwrap_or(self.appointed)
    }

    fn told_of_reception(&self) -> Option<NaiveDate> {
        let of = |event| self.facts.iter().filter(move |fact| self.planned.is_some() && fact.event() == event);
        let moved = || of(RECEPTION_RESCHEDULED).max_by_key(|fact| fact.on()).and_then(|fact| fact.until());
        of(RECEPTION_HELD).map(|fact| fact.on()).min().or_else(moved)
    }

    /// The day of what they are of, by which the versions of rule sets are chosen.
    pub(in crate::timeline) fn day(&self, of: Activity) -> NaiveDate {
        let reception = if of == Activity::Reception { self.told_of_reception() } else { None };
        reception.unwrap_or_else(|| self.opening())
    }

    /// The opening, or the appointed day.
    pub(in crate::timeline) fn opening(&self) -> NaiveDate {
        self.opened.get_or_init(|| opened(&self.facts)).unwrap_or(self.appointed)
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
