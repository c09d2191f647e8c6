//! A dialogue whose phase is known at run time only: for storage, replay and other languages.

use chrono::NaiveDate;
use thiserror::Error;

use super::event::Stamp;
use super::log::{Fingerprint, Log, Plan};
use super::phase::{After, Before, Cancelled, DialoguePhase, During};
use super::refusal::{Correction, Refusal};
use super::{Core, Dialogue};
use crate::ruleset::vocabulary::built_in;
use crate::ruleset::{EventKind, Phase};
use crate::text::{Lang, Text, messages, shortened};
use crate::timeline::details::Details;
use crate::timeline::{Duty, Fact, Facts, Terms, Timeline, TimelineError, UnknownEntry, View};

/// A dialogue in any phase.
///
/// ```
/// use doithoai::{Calendar, Fact, RuleSet, Terms, dialogue::{AnyDialogue, Plan}};
/// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
/// let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
/// let mut dialogue = AnyDialogue::plan(terms, Plan::new("DT-1", date(8, 20)), date(7, 20))?;
/// dialogue.record(Fact::new("opened", date(8, 20)))?;
/// assert!(matches!(dialogue, AnyDialogue::During(_)));
/// assert!(dialogue.record(Fact::new("conclusion-notified", date(8, 28))).is_err()); // it has not closed
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum AnyDialogue {
    /// Planned.
    Before(Dialogue<Before>),
    /// Open.
    During(Dialogue<During>),
    /// Closed.
    After(Dialogue<After>),
    /// Cancelled before it opened.
    Cancelled(Dialogue<Cancelled>),
}

/// What recording an entry did.
///
/// The example of [`AnyDialogue::record_once`] shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Recorded {
    /// It was entered: its number, from 1.
    New(usize),
    /// It was there already, with its key and content, by this number: nothing changed.
    Before(usize),
}

/// An entry of a log that cannot have been.
///
/// ```
/// use doithoai::{Calendar, RuleSet, Terms, dialogue::{AnyDialogue, Log}};
/// let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
/// let log = Log::from_jsonl("{\"dialogue\":\"DT-1\",\"appointed\":\"2026-08-20\",\"on\":\"2026-07-20\"}\n{\"event\":\"closed\",\"on\":\"2026-08-20\"}")?;
/// let error = AnyDialogue::replay(terms, &log).unwrap_err();
/// assert_eq!((error.entry, error.refusal.event.as_str()), (1, "closed"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub struct ReplayError {
    /// The entry, from 1; 0 is the plan.
    pub entry: usize,
    /// Why it cannot have been.
    #[source]
    pub refusal: Box<Refusal>,
    /// What the event is called by whoever knows it.
    called: Option<Box<Text>>,
}

impl ReplayError {
    pub(super) fn of(entry: usize, refusal: Refusal, terms: &Terms) -> Self {
        let called = terms.event(&refusal.event).map(|event| Box::new(event.text.clone()));
        Self { entry, refusal: Box::new(refusal), called }
    }

    pub(super) fn of_plan(refusal: Refusal) -> Self {
        Self { entry: 0, refusal: Box::new(refusal), called: None }
    }
}

messages! { ReplayError, lang:
    Self { entry, refusal; called } => refusal.code(), {
        let (id, refusal) = (&refusal.event, refusal.text(lang));
        let event = match (lang, called) {
            (Lang::En, _) if built_in(id).is_some() => id.clone(),
            (_, Some(called)) => format!("{} [{id}]", called.get(lang)),
            (_, None) => shortened(id).into_owned(),
        };
        let of = match (entry, lang) {
            (0, _) => lang.pick("kế hoạch", "the plan").to_owned(),
            (entry, Lang::Vi) => format!("mục {entry} ({event})"),
            (entry, Lang::En) => format!("entry {entry} ({event})"),
        };
    },
        "{of}: {refusal}", "{of}: {refusal}";
}

/// Why a stored dialogue is not restored under these terms.
///
/// ```
/// use doithoai::{Calendar, RuleSet, Terms, dialogue::{AnyDialogue, Dialogue, Plan, RestoreError}};
/// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
/// let terms = |id| RuleSet::builtin(id).map(|set| Terms::new([set], Calendar::vietnam()));
/// let stored = Dialogue::plan(terms("hcmc-935")?, Plan::new("DT-1", date(8, 20)), date(7, 20))?.snapshot();
/// let error = AnyDialogue::restore(terms("can-tho-10")?, &stored).unwrap_err();
/// assert!(matches!(error, RestoreError::RuleSets { .. }));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum RestoreError {
    /// It was judged by other rule sets, or other versions or texts of them.
    RuleSets {
        /// Those that it was judged by, as `id@version hash`.
        stored: Vec<String>,
        /// Those of the terms.
        given: Vec<String>,
    },
    /// Other readings were adopted.
    Readings,
    /// It was counted on another calendar.
    Calendar,
    /// An entry cannot have been.
    Entry(#[from] ReplayError),
}

messages! { RestoreError, lang:
    Self::RuleSets { stored, given } => "other-rule-sets",
        { let (stored, given) = (stored.join(", "), given.join(", ")); },
        "cuộc đối thoại được xét theo {stored}, không phải {given}; dùng `replay` để xét lại theo điều kiện mới",
        "the dialogue was judged by {stored}, not by {given}; `replay` judges the same log under these terms";
    Self::Readings => "other-readings",
        "cuộc đối thoại được xét theo những cách hiểu khác; dùng `replay` để xét lại theo điều kiện mới",
        "other readings were adopted for the dialogue; `replay` judges the same log under these terms";
    Self::Calendar => "other-calendar",
        "cuộc đối thoại được tính theo bộ lịch khác; dùng `replay` để xét lại theo điều kiện mới",
        "the dialogue was counted on another calendar; `replay` judges the same log under these terms";
    Self::Entry(error) => error;
}

impl AnyDialogue {
    pub(super) fn of(core: Core) -> Self {
        match core.state.phase {
            Some(Phase::Before) => Self::Before(Dialogue::of(core)),
            Some(Phase::During) => Self::During(Dialogue::of(core)),
            Some(Phase::After) => Self::After(Dialogue::of(core)),
            None => Self::Cancelled(Dialogue::of(core)),
        }
    }

    fn core(&self) -> &Core {
        match self {
            Self::Before(dialogue) => &dialogue.core,
            Self::During(dialogue) => &dialogue.core,
            Self::After(dialogue) => &dialogue.core,
            Self::Cancelled(dialogue) => &dialogue.core,
        }
    }

    fn core_mut(&mut self) -> &mut Core {
        match self {
            Self::Before(dialogue) => &mut dialogue.core,
            Self::During(dialogue) => &mut dialogue.core,
            Self::After(dialogue) => &mut dialogue.core,
            Self::Cancelled(dialogue) => &mut dialogue.core,
        }
    }

    /// Plans a dialogue under terms.
    ///
    /// ```
    /// # use doithoai::{Calendar, RuleSet, Terms, dialogue::{AnyDialogue, Plan}};
    /// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// # let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
    /// let planned = AnyDialogue::plan(terms, Plan::new("DT-1", date(8, 20)), date(7, 20))?;
    /// assert!(matches!(planned, AnyDialogue::Before(_)));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`Refusal`] if the appointed day is outside the covered years.
    pub fn plan(terms: Terms, plan: Plan, at: impl Into<Stamp>) -> Result<Self, Refusal> {
        Dialogue::plan(terms, plan, at).map(Self::Before)
    }

    /// Records a fact: an event, an opening or closing, or a correction (`corrects`); gives its number.
    ///
    /// ```
    /// # use doithoai::{Calendar, Fact, RuleSet, Terms, dialogue::{AnyDialogue, Plan}};
    /// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// # let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
    /// let mut dialogue = AnyDialogue::plan(terms, Plan::new("DT-1", date(8, 20)), date(7, 20))?;
    /// assert_eq!(dialogue.record(Fact::new("invitation-sent", date(8, 10)))?, 1);
    /// let corrected = Fact::new("invitation-sent", date(8, 11)).recorded(date(8, 15)).correcting(1);
    /// assert_eq!(dialogue.record(corrected)?, 2);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`Refusal`] for what is impossible; the dialogue stays as it was.
    pub fn record(&mut self, fact: Fact) -> Result<usize, Refusal> {
        Details::session(&fact).map_err(|error| self.core().refusal(&fact.event, error.into()))?;
        let before = self.core().state.phase;
        let entry = self.core_mut().replay(fact)?;
        if self.core().state.phase != before {
            *self = Self::of(self.core().clone());
        }
        Ok(entry)
    }

    /// Records a fact, and says whether it changed anything: one that is there already, with its key and content, does not.
    ///
    /// ```
    /// # use doithoai::{Calendar, Fact, RuleSet, Terms, dialogue::{AnyDialogue, Plan, Recorded}};
    /// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// # let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
    /// let mut dialogue = AnyDialogue::plan(terms, Plan::new("DT-1", date(8, 20)), date(7, 20))?;
    /// let sent = Fact::new("invitation-sent", date(8, 10)).key("a1b2");
    /// assert_eq!(dialogue.record_once(sent.clone())?, Recorded::New(1));
    /// assert_eq!(dialogue.record_once(sent.clone())?, Recorded::Before(1));
    /// let other = Fact::new("invitation-sent", date(8, 11)).key("a1b2");
    /// assert!(dialogue.record_once(other).is_err()); // a correction says `corrects`
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// As [`record`](Self::record).
    pub fn record_once(&mut self, fact: Fact) -> Result<Recorded, Refusal> {
        let before = self.facts().len();
        let entry = self.record(fact)?;
        Ok(if entry > before { Recorded::New(entry) } else { Recorded::Before(entry) })
    }

    /// Corrects an entry.
    ///
    /// ```
    /// # use doithoai::{Calendar, Fact, RuleSet, Terms, dialogue::{AnyDialogue, Correction, Plan}};
    /// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// # let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
    /// let mut dialogue = AnyDialogue::plan(terms, Plan::new("DT-1", date(8, 20)), date(7, 20))?;
    /// dialogue.record(Fact::new("opened", date(8, 20)))?;
    /// dialogue.correct(date(8, 25), 1, Correction::Void)?;
    /// assert!(matches!(dialogue, AnyDialogue::Before(_)));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`Refusal`] if there is no such entry or what would stand after the correction is impossible.
    pub fn correct(&mut self, recorded: NaiveDate, entry: usize, correction: Correction) -> Result<usize, Refusal> {
        let core = self.core();
        let fact = core.correcting(recorded, entry, correction);
        let fact = fact.map_err(|reason| core.refusal("correction", reason))?;
        self.record(fact)
    }

    /// The dialogue that a log makes under terms; the same log and terms always make the same.
    ///
    /// ```
    /// # use doithoai::{Calendar, RuleSet, Terms, dialogue::{AnyDialogue, Log}};
    /// # let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
    /// let log = Log::from_jsonl("{\"dialogue\":\"DT-1\",\"appointed\":\"2026-08-20\",\"on\":\"2026-07-20\"}\n{\"event\":\"opened\",\"on\":\"2026-08-20\"}")?;
    /// assert!(matches!(AnyDialogue::replay(terms.clone(), &log)?, AnyDialogue::During(_)));
    /// assert!(matches!(AnyDialogue::replay(terms, &log.prefix(0))?, AnyDialogue::Before(_)));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`ReplayError`] with the first entry that cannot have been.
    pub fn replay(terms: Terms, log: &Log) -> Result<Self, ReplayError> {
        let core = Core::planned(terms, log.emptied());
        let mut core = core.map_err(ReplayError::of_plan)?;
        core.log.reserve(log.facts().len());
        for (entry, seen) in (1..).zip(log.facts().seen_all()) {
            core.take(seen).map_err(|refusal| ReplayError::of(entry, refusal, &core.terms))?;
        }
        Ok(Self::of(core))
    }

    /// The dialogue of a stored log, under the very terms that it was stored under.
    ///
    /// ```
    /// # use doithoai::{Calendar, RuleSet, Terms, dialogue::{AnyDialogue, Dialogue, Plan, RestoreError}};
    /// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// # let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
    /// let stored = Dialogue::plan(terms.clone(), Plan::new("DT-1", date(8, 20)), date(7, 20))?.snapshot();
    /// let other_calendar = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam().known_on(date(1, 1)));
    /// assert!(AnyDialogue::restore(terms, &stored).is_ok());
    /// assert_eq!(AnyDialogue::restore(other_calendar, &stored).unwrap_err(), RestoreError::Calendar);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`RestoreError`] if the fingerprint of the log does not fit the terms, or an entry cannot have been.
    pub fn restore(terms: Terms, log: &Log) -> Result<Self, RestoreError> {
        if let Some(stored) = log.fingerprint() {
            let given = Fingerprint::of(&terms);
            let names = |fingerprint: &Fingerprint| -> Vec<String> {
                let short = |hash: &str| hash.chars().take(8).collect::<String>();
                fingerprint
                    .rulesets
                    .iter()
                    .map(|set| format!("{}@{} {}", set.id, set.version, short(&set.hash)))
                    .collect()
            };
            if stored.rulesets != given.rulesets {
                return Err(RestoreError::RuleSets { stored: names(stored), given: names(&given) });
            }
            if stored.adopted != given.adopted {
                return Err(RestoreError::Readings);
            }
            if !stored.same_days(&given) {
                return Err(RestoreError::Calendar);
            }
        }
        let mut restored = Self::replay(terms, log).map_err(RestoreError::Entry)?;
        if let Some(stored) = log.fingerprint() {
            restored.core_mut().log.set_made_under(stored.clone());
        }
        Ok(restored)
    }

    /// The same log judged under other terms.
    ///
    /// ```
    /// # use doithoai::{Calendar, RuleSet, Terms, dialogue::{AnyDialogue, Plan}};
    /// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// # let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
    /// let dialogue = AnyDialogue::plan(terms, Plan::new("DT-1", date(8, 20)), date(7, 20))?;
    /// let other = Terms::new([RuleSet::builtin("can-tho-10")?], Calendar::vietnam());
    /// assert_eq!(dialogue.with_terms(other)?.terms().rule_sets()[0].id(), "can-tho-10");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`ReplayError`] if an entry cannot have been under them, such as an event that only the other file declares.
    pub fn with_terms(&self, terms: Terms) -> Result<Self, ReplayError> {
        Self::replay(terms, self.log())
    }

    /// The phase; `None` if it was cancelled.
    ///
    /// ```
    /// # use doithoai::{Calendar, RuleSet, Terms, dialogue::{AnyDialogue, Plan}, ruleset::Phase};
    /// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// # let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
    /// assert_eq!(AnyDialogue::plan(terms, Plan::new("DT-1", date(8, 20)), date(7, 20))?.phase(), Some(Phase::Before));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn phase(&self) -> Option<Phase> {
        self.core().state.phase
    }

    /// Every duty with its date and status, as seen in a view.
    ///
    /// ```
    /// # use doithoai::{Calendar, RuleSet, Terms, View, dialogue::{AnyDialogue, Plan}};
    /// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// # let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
    /// let dialogue = AnyDialogue::plan(terms, Plan::new("DT-1", date(8, 20)), date(7, 20))?;
    /// assert_eq!(dialogue.timeline(View::everything())?.duties.len(), 4);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`TimelineError`] if a date of the view or a count leaves the covered years.
    pub fn timeline(&self, view: View) -> Result<Timeline, TimelineError> {
        self.core().terms.timeline_of_checked(self.facts(), view)
    }

    /// The duties of [`timeline`](Self::timeline) alone: for lists and audits, at a fraction of the cost.
    ///
    /// ```
    /// # use doithoai::{AnyDialogue, Calendar, RuleSet, Terms, View, dialogue::Plan};
    /// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
    /// let planned = AnyDialogue::plan(terms, Plan::new("DT-1", date(8, 20)), date(7, 20))?;
    /// assert_eq!(planned.duties(View::everything())?.len(), planned.timeline(View::everything())?.duties.len());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// As [`timeline`](Self::timeline).
    pub fn duties(&self, view: View) -> Result<Vec<Duty>, TimelineError> {
        self.core().terms.duties_of_checked(self.facts(), view)
    }

    /// What happened so far, in the order it was entered.
    #[must_use]
    pub fn log(&self) -> &Log {
        &self.core().log
    }

    /// The log with a fingerprint of the terms.
    ///
    /// ```
    /// # use doithoai::{Calendar, RuleSet, Terms, dialogue::{AnyDialogue, Plan}};
    /// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// # let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
    /// let dialogue = AnyDialogue::plan(terms, Plan::new("DT-1", date(8, 20)), date(7, 20))?;
    /// assert!(dialogue.snapshot().fingerprint().is_some());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn snapshot(&self) -> Log {
        self.core().snapshot()
    }

    /// What it is judged by.
    #[must_use]
    pub fn terms(&self) -> &Terms {
        &self.core().terms
    }

    /// The facts, for a timeline under other terms.
    #[must_use]
    pub fn facts(&self) -> &Facts {
        self.core().log.facts()
    }

    /// The entries of its log that are kept and not understood; [`Timeline::unknown_entries`] has those that a view sees.
    ///
    /// ```
    /// # use doithoai::{AnyDialogue, Calendar, RuleSet, Terms, dialogue::Log};
    /// # let log = Log::from_jsonl("{\"dialogue\":\"DT-1\",\"appointed\":\"2026-08-20\",\"on\":\"2026-07-20\"}\n{\"event\":\"vote-held\",\"on\":\"2026-08-19\"}")?;
    /// # let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
    /// let dialogue = AnyDialogue::replay(terms, &log)?;
    /// assert_eq!(dialogue.unknown_entries()[0].event.as_deref(), Some("vote-held"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn unknown_entries(&self) -> Vec<UnknownEntry> {
        UnknownEntry::all(self.facts(), &self.facts().unknown(View::everything()))
    }

    /// The events that may be recorded now.
    ///
    /// ```
    /// # use doithoai::{Calendar, RuleSet, Terms, dialogue::{AnyDialogue, Plan}};
    /// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// # let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
    /// let dialogue = AnyDialogue::plan(terms, Plan::new("DT-1", date(8, 20)), date(7, 20))?;
    /// assert!(dialogue.allowed().iter().any(|event| event.id == "cancelled"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn allowed(&self) -> Vec<&EventKind> {
        self.core().allowed()
    }

    /// Why a fact cannot be recorded now; `None` if it can.
    ///
    /// ```
    /// # use doithoai::{Calendar, Fact, RuleSet, Terms, dialogue::{AnyDialogue, Plan}};
    /// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// # let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
    /// let dialogue = AnyDialogue::plan(terms, Plan::new("DT-1", date(8, 20)), date(7, 20))?;
    /// assert!(dialogue.why_not(&Fact::new("reply-sent", date(9, 1)).petition("KN-1")).is_some());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn why_not(&self, fact: &Fact) -> Option<Refusal> {
        if let Err(error) = Details::session(fact) {
            return Some(self.core().refusal(&fact.event, error.into()));
        }
        self.core().why_not(fact)
    }
}

impl<P: DialoguePhase> From<Dialogue<P>> for AnyDialogue {
    fn from(dialogue: Dialogue<P>) -> Self {
        Self::of(dialogue.core)
    }
}
