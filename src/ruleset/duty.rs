//! What a rule set asks of one dialogue: steps, and duties with their limits and readings.

use std::sync::Arc;

use serde::Serialize;

use super::instrument::{Cite, Known};
use super::vocabulary::FIELDS;
use super::vocabulary::{Activity, Basis, CaseClass, Channel, DutyKind, Form, Level, NoDate, Order, Per, Phase};
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
/// # Ok::<(), doithoai::VersionError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct StepRule {
    /// Its id.
    pub id: String,
    /// In which phase.
    pub phase: Phase,
    /// Who does it, or leads; `unknown` where several do it together and none leads.
    pub actor: String,
    /// With whom the actor does it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub with: Vec<String>,
    /// Who do it together, where the source names none that leads.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub together: Vec<String>,
    /// On whose behalf.
    #[serde(rename = "for", skip_serializing_if = "Option::is_none")]
    pub on_behalf_of: Option<String>,
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
/// assert_eq!(*anchor, AnchorRule::Event("closed".into()));
/// # Ok::<(), doithoai::VersionError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum AnchorRule {
    /// An event, or `dialogue-day`.
    Event(Arc<str>),
    /// The due date of another duty, before any extension.
    DueOf(Arc<str>),
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
/// # Ok::<(), doithoai::VersionError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Due {
    /// A time limit from an anchor.
    Limit {
        /// What it is counted from.
        anchor: AnchorRule,
        /// The limit.
        limit: TimeLimit,
    },
    /// So many hours after or before an event: kept, and not judged, since facts have dates and no times.
    Hours {
        /// What they are counted from.
        anchor: AnchorRule,
        /// How many.
        hours: u32,
        /// Whether they run after the anchor.
        after: bool,
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
/// # Ok::<(), doithoai::VersionError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum MetBy {
    /// All of them; met on the last.
    All(Vec<String>),
    /// Any of them; met on the first.
    Any(Vec<String>),
    /// This event on every channel of the duty; met on the last. A fact that names no channel stands for all.
    EachChannel(String),
    /// What fulfils the duty is not known.
    Unknown,
}

impl MetBy {
    /// The events, in the order of the file.
    ///
    /// ```
    /// # use doithoai::RuleSet;
    /// let hcmc = RuleSet::builtin("hcmc-935")?;
    /// let settlement = hcmc.obligation("settle-petition").unwrap();
    /// assert_eq!(settlement.met_by.events(), ["petition-settled", "reply-sent", "reported-to-head"]);
    /// # Ok::<(), doithoai::VersionError>(())
    /// ```
    #[must_use]
    pub fn events(&self) -> &[String] {
        match self {
            Self::All(events) | Self::Any(events) => events,
            Self::EachChannel(event) => std::slice::from_ref(event),
            Self::Unknown => &[],
        }
    }

    /// Whether an event is among them.
    pub(crate) fn has(&self, event: &str) -> bool {
        self.events().iter().any(|known| known == event)
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
/// # Ok::<(), doithoai::VersionError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Toward {
    /// The actor.
    pub who: String,
    /// Whether the source says "if any".
    pub if_any: bool,
    /// Only from this level, where the source tells levels apart.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub level: Option<Level>,
}

/// What a notice must state.
///
/// ```
/// # use doithoai::RuleSet;
/// let hcmc = RuleSet::builtin("hcmc-935")?;
/// let invitation = hcmc.obligation("invite-citizens").unwrap().must_state.as_ref().unwrap();
/// assert_eq!(invitation.fields, ["content", "venue", "time", "chair"]);
/// assert!(invitation.open);
/// # Ok::<(), doithoai::VersionError>(())
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
    /// # Ok::<(), doithoai::VersionError>(())
    /// ```
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let names = self.fields.iter().map(|field| field_text(field).get(lang).to_owned());
        let more = self.open.then(|| "…".to_owned());
        names.chain(more).collect::<Vec<_>>().join(", ")
    }
}

/// A field of a notice by its id.
pub(crate) fn field_text(id: &str) -> Text {
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
/// # Ok::<(), doithoai::VersionError>(())
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

/// What stops a duty's limit from running: the time between the two events is not counted.
///
/// ```
/// use doithoai::RuleSet;
/// let text = RuleSet::builtin_toml("hcmc-935")?.replace(
///     "[[obligation.reading]]\n  id = \"ten-as-in-words\"",
///     "[obligation.suspension]\nby = \"suspended\"\nuntil = \"resumed\"\n[[obligation.reading]]\nid = \"ten-as-in-words\"",
/// );
/// let set = RuleSet::from_toml(&text)?;
/// assert_eq!(set.obligation("settle-petition").unwrap().suspension.as_ref().unwrap().by, "suspended");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Suspension {
    /// The event that stops it.
    pub by: String,
    /// The event from which it runs on.
    pub until: String,
    /// When it may be stopped, in the words of the source.
    pub when: Option<Text>,
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
/// # Ok::<(), doithoai::VersionError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Reading {
    /// Its id, unique in the duty.
    pub id: String,
    /// A few words that name it in a sentence.
    pub text: Option<Text>,
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
/// # Ok::<(), doithoai::VersionError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
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
/// # Ok::<(), doithoai::VersionError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Obligation {
    /// Its place among the duties of its rule set.
    pub(crate) place: usize,
    /// Its id.
    pub id: String,
    /// What it is about.
    pub duty_kind: DutyKind,
    /// What it belongs to.
    pub activity: Activity,
    /// In which phase.
    pub phase: Option<Phase>,
    /// Whether each petition has this duty.
    pub each_petition: bool,
    /// What it is owed for, where the source says.
    pub per: Option<Per>,
    /// Whether the source lays it down.
    pub basis: Basis,
    /// What is to be done.
    pub text: Text,
    /// Who must do it.
    pub bearer: Vec<String>,
    /// To whom.
    pub toward: Vec<Toward>,
    /// When.
    pub due: Due,
    /// What fulfils it.
    pub met_by: MetBy,
    /// Where something must be made public.
    pub channels: Vec<Channel>,
    /// The form that an act must have, by event.
    pub form: Vec<(String, Form)>,
    /// What a notice must state.
    pub must_state: Option<MustState>,
    /// Only cases classed as one of these have the duty; all cases if empty.
    pub only_if: Vec<CaseClass>,
    /// The duty whose due date becomes the one that fulfilling this duty states.
    pub sets_due_of: Option<String>,
    /// How the limit may be moved.
    pub extension: Option<Extension>,
    /// What stops the limit from running.
    pub suspension: Option<Suspension>,
    /// The duties of other rule sets that are this one, as `rule-set/duty`.
    pub same_as: Vec<String>,
    /// Where the text says so.
    pub cite: Cite,
    /// Where the words were read.
    pub source: String,
    /// How sure the value is.
    pub confidence: Confidence,
    /// What is wrong with the printed source.
    pub source_defect: Option<Text>,
    /// Which values are a reading, because the text is silent.
    pub silent_on: Vec<String>,
    /// Other ways to understand it.
    pub readings: Vec<Reading>,
}

impl Obligation {
    /// Its limit, and those that its readings give it.
    pub(crate) fn dues(&self) -> impl Iterator<Item = &Due> {
        let of_readings = self.readings.iter().filter_map(|reading| match &reading.effect {
            ReadingEffect::Due(due) => Some(due),
            ReadingEffect::Limits(_) => None,
        });
        std::iter::once(&self.due).chain(of_readings)
    }

    /// The events that it is counted from, extended, suspended and fulfilled by, under any reading.
    pub(crate) fn events(&self) -> impl Iterator<Item = &str> {
        let anchors = self.dues().filter_map(|due| match due {
            Due::Limit { anchor: AnchorRule::Event(event), .. } => Some(&**event),
            _ => None,
        });
        let extension = self.extension.iter().map(|extension| extension.granted_by.as_str());
        let suspension =
            self.suspension.iter().flat_map(|suspension| [suspension.by.as_str(), suspension.until.as_str()]);
        anchors.chain(extension).chain(suspension).chain(self.met_by.events().iter().map(String::as_str))
    }

    /// Whether a fact of the event may state a new limit, of this duty or another.
    pub(crate) fn states_limit(&self, event: &str) -> bool {
        let extends = self.extension.as_ref().is_some_and(|extension| extension.granted_by == event);
        extends || self.sets_due_of.is_some() && self.met_by.has(event)
    }

    /// Whether the event fulfils it on each of its channels.
    pub(crate) fn is_on_channels(&self, event: &str) -> bool {
        matches!(&self.met_by, MetBy::EachChannel(met) if met == event)
    }
}

impl Obligation {
    /// When the duty is due under a reading; the other duty that its limit binds, if the reading says so.
    pub(crate) fn due_under<'a>(&'a self, reading: Option<&'a Reading>) -> Result<&'a Due, &'a str> {
        match reading.map(|reading| &reading.effect) {
            Some(ReadingEffect::Due(due)) => Ok(due),
            Some(ReadingEffect::Limits(object)) => Err(object),
            None => Ok(&self.due),
        }
    }
}
