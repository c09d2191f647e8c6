//! One version of one regulation, as data: its instruments, duties, time limits, readings, and what is unknown.

mod builtin;
mod parse;
pub mod vocabulary;

use std::borrow::Cow;

use chrono::NaiveDate;
use serde::{Serialize, Serializer};
use thiserror::Error;

pub use builtin::UnknownRuleSet;
pub use vocabulary::{
    Activity, Actor, CaseClass, Counts, DialogueKind, DutyKind, EventKind, HeadKind, InstrumentKind, Level, Modality,
    NoDate, Order, Period, Phase, SourceKind, Standing,
};

use crate::citation::Provision;
use crate::reader::FileError;
use crate::text::{Confidence, Lang, Text};
use crate::time_limit::TimeLimit;

/// A value that a source may be silent on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Known<T> {
    /// What the source says.
    Value(T),
    /// Not known, which is not "no such rule".
    Unknown,
}

impl<T> Known<T> {
    /// The value, if known.
    pub const fn value(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Unknown => None,
        }
    }
}

impl<T: Serialize> Serialize for Known<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Value(value) => value.serialize(serializer),
            Self::Unknown => serializer.serialize_str("unknown"),
        }
    }
}

/// One version of one regulation, checked: every word is known, every reference leads somewhere.
///
/// ```
/// use doithoai::{Lang, RuleSet};
/// let hcmc = RuleSet::builtin("hcmc-935")?;
/// assert_eq!(hcmc.version(), "2017-04-28");
/// let notice = hcmc.obligation("notify-conclusion").unwrap();
/// assert_eq!(
///     hcmc.cite_text(&notice.cite).get(Lang::En),
///     "Working regulation 935-QĐ/TU, Art. 13(3), dash 1",
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

/// A document that a rule set rests on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Instrument {
    /// Its id in the rule set.
    pub id: String,
    /// What sort of document it is.
    pub kind: InstrumentKind,
    /// Its number: `935-QĐ/TU`.
    pub number: Known<String>,
    /// Who issued it.
    pub issuer: Text,
    /// When it was issued.
    pub issued: Known<crate::calendar::Issued>,
    /// From when, and until when, it is in force.
    pub in_force: InForce,
    /// Whether it still holds.
    pub standing: Standing,
    /// What is known of its standing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub standing_note: Option<Text>,
    /// Anything a user must know about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<Text>,
}

impl Instrument {
    /// Kind and number: `Quy chế 935-QĐ/TU`.
    #[must_use]
    pub fn title(&self) -> Text {
        let number = self.number.value();
        Text::build(|lang| {
            let number = number.map_or(lang.pick("(chưa rõ số)", "(number unknown)"), String::as_str);
            format!("{} {number}", self.kind.text().get(lang))
        })
    }
}

/// The dates between which an instrument is in force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct InForce {
    /// The first day.
    pub from: Known<NaiveDate>,
    /// The first day as assumed where it is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub assumed_from: Option<NaiveDate>,
    /// The first day on which it no longer is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
}

/// Where the words of a rule set were read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Source {
    /// Its id in the rule set.
    pub id: String,
    /// How the words were read.
    pub kind: SourceKind,
    /// How sure it makes a value.
    pub confidence: Confidence,
    /// Where it is found.
    #[serde(rename = "ref")]
    pub reference: String,
    /// What is special about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<Text>,
}

/// Whom a rule set binds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Applies {
    /// Code of the administrative unit, as of a date: units were merged in 2025.
    pub territory: Territory,
    /// Whose heads.
    pub heads: Vec<HeadKind>,
    /// At which levels.
    pub levels: Vec<Level>,
    /// With whom the dialogue is held, where the source says.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub audience: Vec<String>,
}

/// An administrative unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Territory {
    /// Its official code; `VN` for the whole country.
    pub code: String,
    /// The date on which the code meant this unit.
    pub as_of: NaiveDate,
}

/// Something that the source is silent on and the user must not take for "no such rule".
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Unknown {
    /// What is unknown, as a path in the rule set: `recurring.hold-dialogue`.
    pub of: String,
    /// Why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub because: Option<Text>,
}

/// A place in an instrument of the rule set, or the instrument as a whole where no article is known.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Cite {
    /// The instrument's id.
    pub instrument: String,
    /// The place in it.
    pub provision: Option<Provision>,
}

/// As in files: `main#d13.k3.g1`.
impl std::fmt::Display for Cite {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.instrument)?;
        self.provision.as_ref().map_or(Ok(()), |provision| write!(f, "#{provision}"))
    }
}

impl Serialize for Cite {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// Something to do that no due date hangs on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct StepRule {
    /// Its id.
    pub id: String,
    /// In which phase.
    pub phase: Phase,
    /// Who does it.
    pub actor: String,
    /// Together with whom.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub with: Vec<String>,
    /// What is done.
    pub text: Text,
    /// What the order of the list means.
    pub order: Order,
    /// Where the text says so.
    pub cite: Cite,
}

/// What a duty is counted from.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum AnchorRule {
    /// An event, or `dialogue-day`.
    Event(String),
    /// The due date of another duty, before any extension.
    DueOf(String),
}

/// When a duty is due.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Due {
    /// A time limit from an anchor.
    Limit {
        /// What it is counted from.
        anchor: AnchorRule,
        /// The limit.
        limit: TimeLimit,
    },
    /// No computable date.
    None(NoDate),
}

/// Which events fulfil a duty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum MetBy {
    /// All of them; met on the last.
    All(Vec<String>),
    /// Any of them; met on the first.
    Any(Vec<String>),
}

impl MetBy {
    /// The events, in the order of the file.
    #[must_use]
    pub fn events(&self) -> &[String] {
        match self {
            Self::All(events) | Self::Any(events) => events,
        }
    }
}

/// To whom a duty is owed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Toward {
    /// The actor.
    pub who: String,
    /// Whether the source says "if any".
    pub if_any: bool,
}

/// What a notice must state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct MustState {
    /// The things, by id.
    pub fields: Vec<String>,
    /// Whether the source's list goes on ("…").
    pub open: bool,
}

/// How a duty's limit may be moved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Extension {
    /// The event that grants it and states the new limit.
    pub granted_by: String,
    /// Where it must be granted no later than the limit that it moves.
    pub before_due: bool,
    /// When it may be granted, in the words of the source.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<Text>,
    /// Who must be told.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub toward: Vec<Toward>,
    /// What the notice must state.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub must_state: Option<MustState>,
}

/// Another way to understand a duty.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Reading {
    /// Its id, unique in the duty.
    pub id: String,
    /// What it changes.
    pub effect: ReadingEffect,
    /// Why one may read it so.
    pub because: Text,
}

/// What a reading changes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum ReadingEffect {
    /// When the duty is due.
    Due(Due),
    /// Which duty the limit binds: the later of the two limits holds for it.
    Limits(String),
}

/// A duty of one dialogue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Obligation {
    /// Its id.
    pub id: String,
    /// What it is about.
    pub duty_kind: DutyKind,
    /// What it belongs to.
    pub activity: Activity,
    /// In which phase.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub phase: Option<Phase>,
    /// Whether each petition has this duty.
    pub each_petition: bool,
    /// What is to be done.
    pub text: Text,
    /// Who must do it.
    pub bearer: Vec<String>,
    /// To whom.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub toward: Vec<Toward>,
    /// When.
    pub due: Due,
    /// What fulfils it.
    pub met_by: MetBy,
    /// What a notice must state.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub must_state: Option<MustState>,
    /// Only cases classed as one of these have the duty; all cases if empty.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub only_if: Vec<CaseClass>,
    /// The duty whose due date becomes the one that fulfilling this duty states.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sets_due_of: Option<String>,
    /// How the limit may be moved.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub extension: Option<Extension>,
    /// Where the text says so.
    pub cite: Cite,
    /// Where the words were read.
    pub source: String,
    /// How sure the value is.
    pub confidence: Confidence,
    /// What is wrong with the printed source.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source_defect: Option<Text>,
    /// Which values are a reading, because the text is silent.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub silent_on: Vec<String>,
    /// Other ways to understand it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub readings: Vec<Reading>,
}

/// A duty that returns every period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Recurring {
    /// Its id.
    pub id: String,
    /// What it is about, where the file says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub duty_kind: Option<DutyKind>,
    /// What it belongs to.
    pub activity: Activity,
    /// What is to be done.
    pub text: Text,
    /// How often.
    pub every: Period,
    /// How many times at least.
    pub at_least: u32,
    /// What is counted, where the source says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub counts: Option<Counts>,
    /// Which dialogues count; all if empty.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub kinds: Vec<DialogueKind>,
    /// Who must do it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub bearer: Vec<String>,
    /// To whom.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub toward: Vec<Toward>,
    /// Why it has no date within the period.
    pub no_date: NoDate,
    /// What fulfils it.
    pub met_by: MetBy,
    /// Where the text says so.
    pub cite: Cite,
    /// Where the words were read.
    pub source: String,
    /// How sure the value is.
    pub confidence: Confidence,
}

/// What obliges or permits to hold a dialogue outside the plan.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Trigger {
    /// Its id.
    pub id: String,
    /// Whether it obliges or permits.
    pub modality: Modality,
    /// When, in the words of the source: a matter of judgement.
    pub when: Text,
    /// The kind of dialogue it leads to.
    pub kind: DialogueKind,
    /// Where the text says so.
    pub cite: Cite,
    /// How sure the value is.
    pub confidence: Confidence,
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

    /// A citation as a lawyer writes it.
    #[must_use]
    pub fn cite_text(&self, cite: &Cite) -> Text {
        let instrument = self.instruments.iter().find(|instrument| instrument.id == cite.instrument);
        let title = instrument.map_or_else(|| Text::same(cite.instrument.clone()), Instrument::title);
        match &cite.provision {
            Some(provision) => provision.of(&title),
            None => Text::owned(
                format!("{} (chưa rõ điều khoản)", title.vi),
                format!("{} (article not known)", title.en),
            ),
        }
    }

    /// The duty that an event fulfils, if one does; where several do, the first with a date.
    pub(crate) fn producer(&self, event: &str) -> Option<&Obligation> {
        let fulfilled = |o: &&Obligation| o.met_by.events().iter().any(|e| e == event);
        let mut producers = self.obligations.iter().filter(fulfilled);
        producers.clone().find(|o| matches!(o.due, Due::Limit { .. })).or_else(|| producers.next())
    }
}

/// A field of a notice by its id.
pub(crate) fn field_text(id: &str) -> Cow<'static, Text> {
    vocabulary::FIELDS
        .iter()
        .find(|field| field.id == id)
        .map_or_else(|| Cow::Owned(Text::same(id.to_owned())), |field| Cow::Borrowed(&field.text))
}
