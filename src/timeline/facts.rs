//! What happened, and from which dates it is seen.

use chrono::NaiveDate;
use serde::Serialize;

use crate::ruleset::CaseClass;
use crate::ruleset::vocabulary::{CLOSED, OPENED};

/// One thing that happened, on its legal date.
///
/// ```
/// use chrono::NaiveDate;
/// use doithoai::Fact;
/// let date = |m, d| NaiveDate::from_ymd_opt(2026, m, d).unwrap();
/// let fact = Fact::new("extension-notified", date(9, 20)).until(date(10, 30)).petition("KN-7");
/// assert_eq!(fact.until, Some(date(10, 30)));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
#[non_exhaustive]
pub struct Fact {
    /// The event: one of every rule set, or declared by the rule file.
    pub event: String,
    /// The legal date in Vietnam.
    pub on: NaiveDate,
    /// When it was entered; the legal date if not said.
    pub recorded: Option<NaiveDate>,
    /// The petition it belongs to: an opaque id of the caller's.
    pub petition: Option<String>,
    /// The new limit that an extension or interim reply states.
    pub until: Option<NaiveDate>,
    /// What a case was classed as.
    pub class: Option<CaseClass>,
    /// The number of the document that proves it.
    pub reference: Option<String>,
}

impl Fact {
    /// An event on a date.
    #[must_use]
    pub fn new(event: impl Into<String>, on: NaiveDate) -> Self {
        let event = event.into();
        Self { event, on, recorded: None, petition: None, until: None, class: None, reference: None }
    }

    /// Entered on another date than it happened.
    #[must_use]
    pub fn recorded(mut self, date: NaiveDate) -> Self {
        self.recorded = Some(date);
        self
    }

    /// Of one petition.
    #[must_use]
    pub fn petition(mut self, id: impl Into<String>) -> Self {
        self.petition = Some(id.into());
        self
    }

    /// States a new limit.
    #[must_use]
    pub fn until(mut self, date: NaiveDate) -> Self {
        self.until = Some(date);
        self
    }

    /// Classes a case.
    #[must_use]
    pub fn class(mut self, class: CaseClass) -> Self {
        self.class = Some(class);
        self
    }

    /// Proved by a document.
    #[must_use]
    pub fn reference(mut self, number: impl Into<String>) -> Self {
        self.reference = Some(number.into());
        self
    }
}

/// The appointed day of a dialogue and what happened around it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Facts {
    appointed: NaiveDate,
    facts: Vec<Fact>,
}

impl Facts {
    /// A dialogue appointed for a day; nothing has happened yet.
    #[must_use]
    pub const fn appointed_for(day: NaiveDate) -> Self {
        Self { appointed: day, facts: Vec::new() }
    }

    /// A dialogue that opened and closed on its appointed day.
    #[must_use]
    pub fn held_on(day: NaiveDate) -> Self {
        Self::appointed_for(day).with(Fact::new(OPENED, day)).with(Fact::new(CLOSED, day))
    }

    /// The same facts and one more.
    #[must_use]
    pub fn with(mut self, fact: Fact) -> Self {
        self.facts.push(fact);
        self
    }

    /// The appointed day.
    #[must_use]
    pub const fn appointed(&self) -> NaiveDate {
        self.appointed
    }

    /// Every fact, in the order given.
    #[must_use]
    pub fn all(&self) -> &[Fact] {
        &self.facts
    }

    pub(super) fn opened_on(&self) -> Option<NaiveDate> {
        self.facts.iter().filter(|fact| fact.event == OPENED).map(|fact| fact.on).min()
    }

    pub(super) fn closed_on(&self) -> Option<NaiveDate> {
        self.facts.iter().filter(|fact| fact.event == CLOSED).map(|fact| fact.on).max()
    }

    pub(super) fn opening(&self) -> NaiveDate {
        self.opened_on().unwrap_or(self.appointed)
    }

    pub(super) fn visible(&self, view: View) -> Vec<&Fact> {
        let seen = |fact: &&Fact| {
            view.as_of.is_none_or(|date| fact.on <= date)
                && view.known_on.is_none_or(|date| fact.recorded.unwrap_or(fact.on) <= date)
        };
        self.facts.iter().filter(seen).collect()
    }
}

/// From when a timeline is seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize)]
#[non_exhaustive]
pub struct View {
    /// The day it is judged on: later facts are ignored. Without one, all facts count and nothing is overdue.
    pub as_of: Option<NaiveDate>,
    /// What was known: facts entered later are dropped, and the calendar is the one known then.
    pub known_on: Option<NaiveDate>,
}

impl View {
    /// All facts, judged on no particular day.
    #[must_use]
    pub fn everything() -> Self {
        Self::default()
    }

    /// Judged on a day.
    #[must_use]
    pub const fn as_of(date: NaiveDate) -> Self {
        Self { as_of: Some(date), known_on: None }
    }

    /// With what was known on a day.
    #[must_use]
    pub const fn known_on(mut self, date: NaiveDate) -> Self {
        self.known_on = Some(date);
        self
    }
}
