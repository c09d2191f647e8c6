//! One version of one regulation, as data: its instruments, duties, time limits, readings, and what is unknown.

mod builtin;
mod duty;
mod instrument;
mod parse;
pub mod vocabulary;

use serde::Serialize;
use thiserror::Error;

pub use builtin::UnknownRuleSet;
pub use duty::{
    AnchorRule, Due, Extension, MetBy, MustState, Obligation, Reading, ReadingEffect, Recurring, StepRule, Toward,
    Trigger,
};
pub use instrument::{Applies, Cite, InForce, Instrument, Known, Source, Territory, Unknown};
pub use vocabulary::{
    Activity, Actor, CaseClass, Counts, DialogueKind, DutyKind, EventKind, HeadKind, InstrumentKind, Level, Modality,
    NoDate, Order, Period, Phase, SourceKind, Standing,
};

use crate::reader::FileError;
use crate::text::{Lang, Text};

/// One version of one regulation, checked: every word is known, every reference leads somewhere.
///
/// ```
/// use doithoai::{Lang, RuleSet};
/// let hcmc = RuleSet::builtin("hcmc-935")?;
/// assert_eq!(hcmc.version(), "2017-04-28");
/// let notice = hcmc.obligation("notify-conclusion").unwrap();
/// assert_eq!(
///     hcmc.cite_text(&notice.cite).get(Lang::En),
///     "Working regulation enclosed with Decision 935-QĐ/TU, Art. 13(3), dash 1",
/// );
/// # Ok::<(), doithoai::UnknownRuleSet>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RuleSet {
    format: u32,
    id: String,
    version: String,
    title: Text,
    #[serde(skip_serializing_if = "Option::is_none")]
    covers: Option<Text>,
    instruments: Vec<Instrument>,
    sources: Vec<Source>,
    applies: Applies,
    unknowns: Vec<Unknown>,
    events: Vec<EventKind>,
    actors: Vec<Actor>,
    steps: Vec<StepRule>,
    obligations: Vec<Obligation>,
    recurring: Vec<Recurring>,
    triggers: Vec<Trigger>,
    #[serde(skip)]
    hash: String,
}

/// Why a text is no rule set.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error(transparent)]
pub struct RuleSetError(#[from] FileError);

impl RuleSetError {
    /// Everything wrong in the file, in its order.
    #[must_use]
    pub fn problems(&self) -> &[crate::reader::Problem] {
        self.0.problems()
    }

    /// The first problem and how many more there are, in one language.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        self.0.text(lang)
    }
}

impl RuleSet {
    /// Reads a rule file.
    ///
    /// ```
    /// use doithoai::RuleSet;
    /// let error = RuleSet::from_toml("format = 1\nid = \"x\"\nversoin = \"1\"\n").unwrap_err();
    /// let unknown = error.problems().iter().find(|problem| problem.path == "versoin").unwrap();
    /// assert_eq!((unknown.line, unknown.column), (3, 1));
    /// assert_eq!(unknown.suggestion.as_deref(), Some("version"));
    /// ```
    ///
    /// # Errors
    /// Everything wrong in the file: unknown words and keys, missing values, references that lead nowhere.
    pub fn from_toml(text: &str) -> Result<Self, RuleSetError> {
        Ok(parse::rule_set(text)?)
    }

    /// A built-in rule set by its id: `hcmc-935`, `can-tho-10`.
    ///
    /// # Errors
    /// [`UnknownRuleSet`] with the nearest known id.
    pub fn builtin(id: &str) -> Result<Self, UnknownRuleSet> {
        builtin::load(id)
    }

    /// The ids of the built-in rule sets.
    #[must_use]
    pub fn builtin_ids() -> Vec<&'static str> {
        builtin::FILES.iter().map(|(id, _)| *id).collect()
    }

    /// The TOML text of a built-in rule set, to read and to start one's own from.
    ///
    /// # Errors
    /// [`UnknownRuleSet`] with the nearest known id.
    pub fn builtin_toml(id: &str) -> Result<&'static str, UnknownRuleSet> {
        builtin::text(id)
    }

    /// Its id.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Its version: a label, mostly the date of issue.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.version
    }

    /// The regulation's title.
    #[must_use]
    pub const fn title(&self) -> &Text {
        &self.title
    }

    /// Which part of the regulation is encoded, where it is not the whole.
    #[must_use]
    pub const fn covers(&self) -> Option<&Text> {
        self.covers.as_ref()
    }

    /// SHA-256 of the canonical JSON, in hexadecimal.
    #[must_use]
    pub fn hash(&self) -> &str {
        &self.hash
    }

    /// The documents that it rests on; the first is the main one.
    #[must_use]
    pub fn instruments(&self) -> &[Instrument] {
        &self.instruments
    }

    /// Where its words were read.
    #[must_use]
    pub fn sources(&self) -> &[Source] {
        &self.sources
    }

    /// Whom it binds.
    #[must_use]
    pub const fn applies(&self) -> &Applies {
        &self.applies
    }

    /// What is not known of the regulation.
    #[must_use]
    pub fn unknowns(&self) -> &[Unknown] {
        &self.unknowns
    }

    /// Its steps.
    #[must_use]
    pub fn steps(&self) -> &[StepRule] {
        &self.steps
    }

    /// Its duties.
    #[must_use]
    pub fn obligations(&self) -> &[Obligation] {
        &self.obligations
    }

    /// A duty by its id.
    #[must_use]
    pub fn obligation(&self, id: &str) -> Option<&Obligation> {
        self.obligations.iter().find(|obligation| obligation.id == id)
    }

    /// Its recurring duties.
    #[must_use]
    pub fn recurring(&self) -> &[Recurring] {
        &self.recurring
    }

    /// What obliges or permits a dialogue outside the plan.
    #[must_use]
    pub fn triggers(&self) -> &[Trigger] {
        &self.triggers
    }

    /// The standing of its main instrument.
    #[must_use]
    pub fn standing(&self) -> Standing {
        self.instruments.first().map_or(Standing::Unknown, |main| main.standing)
    }

    /// The events that it knows: those of every rule set, then its own.
    pub fn events(&self) -> impl Iterator<Item = &EventKind> {
        vocabulary::EVENTS.iter().chain(&self.events)
    }

    /// An event by its id.
    #[must_use]
    pub fn event(&self, id: &str) -> Option<&EventKind> {
        self.events().find(|event| event.id == id)
    }

    /// What an event or anchor is called.
    #[must_use]
    pub fn event_text(&self, id: &str) -> Text {
        if id == vocabulary::DIALOGUE_DAY {
            return Text::new("ngày đối thoại", "the day of the dialogue");
        }
        self.event(id).map_or_else(|| Text::same(id.to_owned()), |event| event.text.clone())
    }

    /// What an actor is called.
    #[must_use]
    pub fn actor_text(&self, id: &str) -> Text {
        let mut all = vocabulary::ACTORS.iter().chain(&self.actors);
        all.find(|actor| actor.id == id).map_or_else(|| Text::same(id.to_owned()), |actor| actor.text.clone())
    }

    /// Actors, joined.
    #[must_use]
    pub fn actors_text(&self, ids: &[String], lang: Lang) -> String {
        let names: Vec<String> = ids.iter().map(|id| self.actor_text(id).get(lang).to_owned()).collect();
        lang.list(&names)
    }

    /// Those to whom a duty is owed, joined; "(nếu có)" where it is owed only if there are any.
    #[must_use]
    pub fn toward_text(&self, toward: &[Toward]) -> Text {
        Text::build(|lang| {
            let if_any = lang.pick(" (nếu có)", " (if any)");
            let name = |toward: &Toward| {
                format!("{}{}", self.actor_text(&toward.who).get(lang), if toward.if_any { if_any } else { "" })
            };
            lang.list(&toward.iter().map(name).collect::<Vec<_>>())
        })
    }

    /// A citation as a lawyer writes it.
    #[must_use]
    pub fn cite_text(&self, cite: &Cite) -> Text {
        let instrument = self.instruments.iter().find(|instrument| instrument.id == cite.instrument);
        let title = instrument.map_or_else(|| Text::same(cite.instrument.clone()), Instrument::title);
        match &cite.provision {
            Some(provision) => provision.of(&title),
            None => {
                Text::owned(format!("{} (chưa rõ điều khoản)", title.vi), format!("{} (article not known)", title.en))
            }
        }
    }

    /// The duty that an event fulfils, if one does; where several do, the first with a date.
    pub(crate) fn producer(&self, event: &str) -> Option<&Obligation> {
        let fulfilled = |o: &&Obligation| o.met_by.events().iter().any(|e| e == event);
        let mut producers = self.obligations.iter().filter(fulfilled);
        producers.clone().find(|o| matches!(o.due, Due::Limit { .. })).or_else(|| producers.next())
    }
}
