//! What a rule set asks for: steps, duties with their limits and readings, recurring duties, triggers.

use serde::Serialize;

use super::instrument::{Cite, Known};
use super::vocabulary::FIELDS;
use super::vocabulary::{Activity, CaseClass, Counts, DialogueKind, DutyKind, Modality, NoDate, Order, Period, Phase};
use crate::text::{Confidence, Lang, Text};
use crate::time_limit::TimeLimit;

/// Something to do that no due date hangs on.
///
/// ```
/// use doithoai::ruleset::Phase;
/// # use doithoai::RuleSet;
/// let hcmc = RuleSet::builtin("hcmc-935")?;
/// let step = &hcmc.steps()[0];
/// assert_eq!((step.id.as_str(), step.phase), ("draw-up-plan", Phase::Before));
/// assert_eq!(step.cite.to_string(), "main#d13.k1.1.g1");
/// # Ok::<(), doithoai::UnknownRuleSet>(())
/// ```
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
///
/// ```
/// use doithoai::ruleset::{AnchorRule, Due};
/// # use doithoai::RuleSet;
/// let hcmc = RuleSet::builtin("hcmc-935")?;
/// let Due::Limit { anchor, .. } = &hcmc.obligation("notify-conclusion").unwrap().due else { unreachable!() };
/// assert_eq!(*anchor, AnchorRule::Event("closed".to_owned()));
/// # Ok::<(), doithoai::UnknownRuleSet>(())
/// ```
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
///
/// ```
/// use doithoai::{TimeLimit, Unit, ruleset::{Due, NoDate}};
/// # use doithoai::RuleSet;
/// let hcmc = RuleSet::builtin("hcmc-935")?;
/// let due = |id| &hcmc.obligation(id).unwrap().due;
/// let ten = TimeLimit::after(10, Unit::WorkingDay);
/// assert!(matches!(due("notify-conclusion"), Due::Limit { limit, .. } if *limit == ten));
/// assert_eq!(*due("notify-agencies"), Due::None(NoDate::NotStated));
/// # Ok::<(), doithoai::UnknownRuleSet>(())
/// ```
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
///
/// ```
/// use doithoai::ruleset::MetBy;
/// # use doithoai::RuleSet;
/// let hcmc = RuleSet::builtin("hcmc-935")?;
/// let notice = hcmc.obligation("notify-conclusion").unwrap();
/// assert_eq!(notice.met_by, MetBy::All(vec!["conclusion-notified".to_owned()]));
/// # Ok::<(), doithoai::UnknownRuleSet>(())
/// ```
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
    ///
    /// ```
    /// # use doithoai::RuleSet;
    /// let hcmc = RuleSet::builtin("hcmc-935")?;
    /// let settlement = hcmc.obligation("settle-petition").unwrap();
    /// assert_eq!(settlement.met_by.events(), ["petition-settled", "reply-sent", "reported-to-head"]);
    /// # Ok::<(), doithoai::UnknownRuleSet>(())
    /// ```
    #[must_use]
    pub fn events(&self) -> &[String] {
        match self {
            Self::All(events) | Self::Any(events) => events,
        }
    }
}

/// To whom a duty is owed.
///
/// ```
/// # use doithoai::RuleSet;
/// let can_tho = RuleSet::builtin("can-tho-10")?;
/// let first = &can_tho.obligation("settle-petition").unwrap().toward[0];
/// assert_eq!(first.who, "collectives");
/// assert!(first.if_any); // "nếu có"
/// # Ok::<(), doithoai::UnknownRuleSet>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Toward {
    /// The actor.
    pub who: String,
    /// Whether the source says "if any".
    pub if_any: bool,
}

/// What a notice must state.
///
/// ```
/// # use doithoai::RuleSet;
/// let hcmc = RuleSet::builtin("hcmc-935")?;
/// let invitation = hcmc.obligation("invite-citizens").unwrap().must_state.as_ref().unwrap();
/// assert_eq!(invitation.fields, ["content", "venue", "time", "chair"]);
/// assert!(invitation.open);
/// # Ok::<(), doithoai::UnknownRuleSet>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct MustState {
    /// The things, by id.
    pub fields: Vec<String>,
    /// Whether the source's list goes on ("…").
    pub open: bool,
}

impl MustState {
    /// The things by name; `…` at the end if the source's list goes on.
    ///
    /// ```
    /// use doithoai::Lang;
    /// # use doithoai::RuleSet;
    /// let hcmc = RuleSet::builtin("hcmc-935")?;
    /// let invitation = hcmc.obligation("invite-citizens").unwrap().must_state.as_ref().unwrap();
    /// assert_eq!(invitation.text(Lang::Vi), "nội dung, địa điểm, thời gian, người chủ trì, …");
    /// # Ok::<(), doithoai::UnknownRuleSet>(())
    /// ```
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let names = self.fields.iter().map(|field| field_text(field).get(lang).to_owned());
        let more = self.open.then(|| "…".to_owned());
        names.chain(more).collect::<Vec<_>>().join(", ")
    }
}

/// A field of a notice by its id.
fn field_text(id: &str) -> Text {
    let known = FIELDS.iter().find(|field| field.id == id);
    known.map_or_else(|| Text::same(id.to_owned()), |field| field.text.clone())
}

/// How a duty's limit may be moved.
///
/// ```
/// # use doithoai::RuleSet;
/// let hcmc = RuleSet::builtin("hcmc-935")?;
/// let extension = hcmc.obligation("settle-petition").unwrap().extension.as_ref().unwrap();
/// assert_eq!(extension.granted_by, "extension-notified");
/// assert_eq!(extension.before_due.value(), Some(&true));
/// # Ok::<(), doithoai::UnknownRuleSet>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Extension {
    /// The event that grants it and states the new limit.
    pub granted_by: String,
    /// Whether it must be granted no later than the limit that it moves.
    pub before_due: Known<bool>,
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
///
/// ```
/// # use doithoai::RuleSet;
/// let hcmc = RuleSet::builtin("hcmc-935")?;
/// // Printed as "20 (mười) ngày làm việc": the figure is 20, the word is ten.
/// let reading = &hcmc.obligation("settle-petition").unwrap().readings[0];
/// assert_eq!(reading.id, "ten-as-in-words");
/// assert_eq!(reading.because.en, "the word in brackets is ten");
/// # Ok::<(), doithoai::UnknownRuleSet>(())
/// ```
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
///
/// ```
/// use doithoai::ruleset::ReadingEffect;
/// # use doithoai::RuleSet;
/// let can_tho = RuleSet::builtin("can-tho-10")?;
/// let cap = &can_tho.obligation("interim-reply").unwrap().readings[0];
/// assert_eq!(cap.id, "final-settlement-cap");
/// assert_eq!(cap.effect, ReadingEffect::Limits("settle-petition".to_owned()));
/// # Ok::<(), doithoai::UnknownRuleSet>(())
/// ```
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
///
/// ```
/// use doithoai::ruleset::DutyKind;
/// # use doithoai::RuleSet;
/// let hcmc = RuleSet::builtin("hcmc-935")?;
/// let settlement = hcmc.obligation("settle-petition").unwrap();
/// assert_eq!(settlement.duty_kind, DutyKind::Settle);
/// assert_eq!(settlement.bearer, ["agencies"]);
/// assert!(settlement.each_petition);
/// # Ok::<(), doithoai::UnknownRuleSet>(())
/// ```
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
///
/// ```
/// use doithoai::ruleset::Period;
/// # use doithoai::RuleSet;
/// let can_tho = RuleSet::builtin("can-tho-10")?;
/// let hold = &can_tho.recurring()[0];
/// assert_eq!(hold.id, "hold-dialogue");
/// assert_eq!((hold.at_least, hold.every), (1, Period::Year));
/// # Ok::<(), doithoai::UnknownRuleSet>(())
/// ```
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
///
/// ```
/// use doithoai::ruleset::{DialogueKind, Modality};
/// # use doithoai::RuleSet;
/// let can_tho = RuleSet::builtin("can-tho-10")?;
/// let trigger = &can_tho.triggers()[0];
/// assert_eq!((trigger.modality, trigger.kind), (Modality::May, DialogueKind::AdHoc));
/// assert_eq!(trigger.when.en, "when necessary");
/// # Ok::<(), doithoai::UnknownRuleSet>(())
/// ```
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
