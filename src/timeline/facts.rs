//! What happened, and from which dates it is seen.

use chrono::NaiveDate;
use serde::Serialize;

use crate::ruleset::vocabulary::{CLOSED, OPENED};
use crate::ruleset::{CaseClass, Channel};

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
    /// On which channel something was made public; all that are required if not said.
    pub channel: Option<Channel>,
    /// The number of the document that proves it.
    pub reference: Option<String>,
}

impl Fact {
    /// An event on a date.
    ///
    /// ```
    /// # use chrono::NaiveDate;
    /// # let date = |m, d| NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// use doithoai::Fact;
    /// let fact = Fact::new("conclusion-notified", date(8, 28));
    /// assert_eq!((fact.event.as_str(), fact.on), ("conclusion-notified", date(8, 28)));
    /// assert_eq!(fact.petition, None);
    /// ```
    #[must_use]
    pub fn new(event: impl Into<String>, on: NaiveDate) -> Self {
        let event = event.into();
        Self { event, on, recorded: None, petition: None, until: None, class: None, channel: None, reference: None }
    }

    /// Entered on another date than it happened.
    ///
    /// ```
    /// # use chrono::NaiveDate;
    /// # use doithoai::{Calendar, Facts, RuleSet, Terms, View};
    /// # let date = |m, d| NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// # let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
    /// # use doithoai::Fact;
    /// let notice = Fact::new("conclusion-notified", date(9, 4)).recorded(date(9, 9));
    /// let facts = Facts::held_on(date(8, 20)).with(notice);
    /// let timeline = terms.timeline(&facts, View::everything().known_on(date(9, 8)))?;
    /// assert_eq!(timeline.duty("hcmc-935", "notify-conclusion").unwrap().met_on, None); // not entered yet
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn recorded(mut self, date: NaiveDate) -> Self {
        self.recorded = Some(date);
        self
    }

    /// Of one petition.
    ///
    /// ```
    /// # use chrono::NaiveDate;
    /// # let date = |m, d| NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// use doithoai::Fact;
    /// let reply = Fact::new("reply-sent", date(9, 15)).petition("KN-7");
    /// assert_eq!(reply.petition.as_deref(), Some("KN-7"));
    /// ```
    #[must_use]
    pub fn petition(mut self, id: impl Into<String>) -> Self {
        self.petition = Some(id.into());
        self
    }

    /// States a new limit.
    ///
    /// ```
    /// # use chrono::NaiveDate;
    /// # use doithoai::{Calendar, Facts, RuleSet, Terms, View};
    /// # let date = |m, d| NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// # let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
    /// # use doithoai::Fact;
    /// let extended = Fact::new("extension-notified", date(9, 20)).until(date(10, 30));
    /// let facts = Facts::held_on(date(8, 20)).with(Fact::new("conclusion-notified", date(8, 28))).with(extended);
    /// let timeline = terms.timeline(&facts, View::everything())?;
    /// let settlement = timeline.duty("hcmc-935", "settle-petition").unwrap();
    /// assert_eq!(settlement.base_due.unwrap().date, date(9, 30));
    /// assert_eq!(settlement.due.unwrap().date, date(10, 30));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn until(mut self, date: NaiveDate) -> Self {
        self.until = Some(date);
        self
    }

    /// Classes a case.
    ///
    /// ```
    /// # use chrono::NaiveDate;
    /// # use doithoai::{Calendar, Facts, RuleSet, Terms, View};
    /// # let date = |m, d| NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// # let terms = Terms::new([RuleSet::builtin("can-tho-10")?], Calendar::vietnam());
    /// # use doithoai::{Fact, ruleset::CaseClass, timeline::Status};
    /// let classed = Fact::new("petition-classed", date(9, 1)).class(CaseClass::Complex);
    /// let timeline = terms.timeline(&Facts::held_on(date(8, 20)).with(classed), View::everything())?;
    /// // An interim reply is for cases that need verification or are bound by provisions of law.
    /// let reply = timeline.duty("can-tho-10", "interim-reply").unwrap();
    /// assert_eq!(reply.status, Status::NotApplicable);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn class(mut self, class: CaseClass) -> Self {
        self.class = Some(class);
        self
    }

    /// Made public on one channel.
    ///
    /// ```
    /// # use chrono::NaiveDate;
    /// # use doithoai::{Calendar, Facts, RuleSet, Terms, View};
    /// # let date = |m, d| NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// use doithoai::{Fact, ruleset::Channel};
    /// let terms = Terms::new([RuleSet::builtin("law-72-2025")?], Calendar::vietnam());
    /// let in_the_media = Fact::new("results-published", date(8, 25)).channel(Channel::MassMedia);
    /// let timeline = terms.timeline(&Facts::held_on(date(8, 20)).with(in_the_media), View::everything())?;
    /// let publish = timeline.duty("law-72-2025", "publish-results").unwrap();
    /// assert_eq!(publish.met_on, None);
    /// assert_eq!(publish.missing[0], "results-published:posted-at-headquarters");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn channel(mut self, channel: Channel) -> Self {
        self.channel = Some(channel);
        self
    }

    /// Proved by a document.
    ///
    /// ```
    /// # use chrono::NaiveDate;
    /// # let date = |m, d| NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// use doithoai::Fact;
    /// let notice = Fact::new("conclusion-notified", date(8, 28)).reference("12/TB-UBND");
    /// assert_eq!(notice.reference.as_deref(), Some("12/TB-UBND"));
    /// ```
    #[must_use]
    pub fn reference(mut self, number: impl Into<String>) -> Self {
        self.reference = Some(number.into());
        self
    }
}

/// The appointed day of a dialogue and what happened around it.
///
/// ```
/// # use chrono::NaiveDate;
/// # let date = |m, d| NaiveDate::from_ymd_opt(2026, m, d).unwrap();
/// use doithoai::{Fact, Facts};
/// let facts = Facts::held_on(date(8, 20)).with(Fact::new("conclusion-notified", date(8, 28)));
/// assert_eq!(facts.appointed(), date(8, 20));
/// assert_eq!(facts.all().len(), 3); // opened, closed, conclusion notified
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Facts {
    appointed: NaiveDate,
    facts: Vec<Fact>,
}

impl Facts {
    /// A dialogue appointed for a day; nothing has happened yet.
    ///
    /// ```
    /// # use chrono::NaiveDate;
    /// # use doithoai::{Calendar, Facts, RuleSet, Terms, View};
    /// # let date = |m, d| NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// # let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
    /// let timeline = terms.timeline(&Facts::appointed_for(date(8, 20)), View::everything())?;
    /// // The invitation is due before the dialogue, which has not been held.
    /// assert_eq!(timeline.duty("hcmc-935", "invite-citizens").unwrap().due.unwrap().date, date(8, 12));
    /// assert!(Facts::appointed_for(date(8, 20)).all().is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub const fn appointed_for(day: NaiveDate) -> Self {
        Self { appointed: day, facts: Vec::new() }
    }

    /// A dialogue that opened and closed on its appointed day.
    ///
    /// ```
    /// # use chrono::NaiveDate;
    /// # let date = |m, d| NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// use doithoai::Facts;
    /// let facts = Facts::held_on(date(8, 20));
    /// let events: Vec<&str> = facts.all().iter().map(|fact| fact.event.as_str()).collect();
    /// assert_eq!(events, ["opened", "closed"]);
    /// ```
    #[must_use]
    pub fn held_on(day: NaiveDate) -> Self {
        Self::appointed_for(day).with(Fact::new(OPENED, day)).with(Fact::new(CLOSED, day))
    }

    /// The same facts and one more.
    ///
    /// ```
    /// # use chrono::NaiveDate;
    /// # let date = |m, d| NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// use doithoai::{Fact, Facts};
    /// let facts = Facts::appointed_for(date(8, 20)).with(Fact::new("invitation-sent", date(8, 10)));
    /// assert_eq!(facts.all()[0].on, date(8, 10));
    /// ```
    #[must_use]
    pub fn with(mut self, fact: Fact) -> Self {
        self.facts.push(fact);
        self
    }

    /// The appointed day.
    ///
    /// ```
    /// # use chrono::NaiveDate;
    /// # let date = |m, d| NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// use doithoai::{Fact, Facts};
    /// let moved = Facts::appointed_for(date(8, 20)).with(Fact::new("opened", date(8, 21)));
    /// assert_eq!(moved.appointed(), date(8, 20)); // whenever it opened
    /// ```
    #[must_use]
    pub const fn appointed(&self) -> NaiveDate {
        self.appointed
    }

    /// Every fact, in the order given.
    ///
    /// ```
    /// # use chrono::NaiveDate;
    /// # let date = |m, d| NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// use doithoai::{Fact, Facts};
    /// let facts = Facts::held_on(date(8, 20)).with(Fact::new("conclusion-notified", date(8, 28)));
    /// assert_eq!(facts.all()[2].event, "conclusion-notified");
    /// ```
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

    /// The opening among the facts that are seen, or the appointed day.
    pub(super) fn opening(&self, visible: &[&Fact]) -> NaiveDate {
        visible.iter().filter(|fact| fact.event == OPENED).map(|fact| fact.on).min().unwrap_or(self.appointed)
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
///
/// ```
/// # use chrono::NaiveDate;
/// # use doithoai::{Calendar, Facts, RuleSet, Terms, View};
/// # let date = |m, d| NaiveDate::from_ymd_opt(2026, m, d).unwrap();
/// # let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
/// # use doithoai::timeline::Status;
/// let facts = Facts::held_on(date(8, 20)); // the notice is due on 7 September
/// let judged = terms.timeline(&facts, View::as_of(date(9, 10)))?;
/// assert!(matches!(judged.duty("hcmc-935", "notify-conclusion").unwrap().status, Status::Overdue { .. }));
/// let unjudged = terms.timeline(&facts, View::everything())?;
/// assert_eq!(unjudged.duty("hcmc-935", "notify-conclusion").unwrap().status, Status::Pending);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
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
    ///
    /// ```
    /// use doithoai::View;
    /// let view = View::everything();
    /// assert_eq!((view.as_of, view.known_on), (None, None));
    /// ```
    #[must_use]
    pub fn everything() -> Self {
        Self::default()
    }

    /// Judged on a day.
    ///
    /// ```
    /// # use chrono::NaiveDate;
    /// # use doithoai::{Calendar, Facts, RuleSet, Terms, View};
    /// # let date = |m, d| NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// # let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
    /// # use doithoai::Fact;
    /// let facts = Facts::held_on(date(8, 20)).with(Fact::new("conclusion-notified", date(9, 4)));
    /// let timeline = terms.timeline(&facts, View::as_of(date(9, 3)))?; // the notice is still to come
    /// assert_eq!(timeline.duty("hcmc-935", "notify-conclusion").unwrap().met_on, None);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub const fn as_of(date: NaiveDate) -> Self {
        Self { as_of: Some(date), known_on: None }
    }

    /// With what was known on a day.
    ///
    /// ```
    /// # use chrono::NaiveDate;
    /// # use doithoai::{Calendar, Facts, RuleSet, Terms, View};
    /// # let date = |m, d| NaiveDate::from_ymd_opt(2024, m, d).unwrap();
    /// # let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
    /// // The swap of Monday 29 April 2024 was announced on 12 April.
    /// let facts = Facts::held_on(date(4, 12));
    /// for (known_on, due) in [(date(4, 11), date(4, 29)), (date(4, 12), date(5, 2))] {
    ///     let timeline = terms.timeline(&facts, View::everything().known_on(known_on))?;
    ///     assert_eq!(timeline.duty("hcmc-935", "notify-conclusion").unwrap().due.unwrap().date, due);
    /// }
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub const fn known_on(mut self, date: NaiveDate) -> Self {
        self.known_on = Some(date);
        self
    }
}
