//! What a rule set asks of one dialogue: steps, and duties with their limits and readings.

use std::sync::Arc;

use chrono::NaiveDate;
use serde::{Serialize, Serializer};

use super::condition::Condition;
use super::instrument::Cite;
use super::lasts::Lasts;
use super::unknown_part::UnknownParts;
use super::vocabulary::{
    Activity, Basis, Channel, DutyKind, ExtendedFrom, Form, GrantedBefore, Level, NoDate, Order, Per, Phase,
};
use crate::territory::UnitType;
use crate::text::{Confidence, Lang, Text};
use crate::time_limit::{TimeLimit, Unit};

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
    /// The due date of another duty, as extended and suspended.
    DueOf(Arc<str>),
    /// The due date of another duty as it was counted, whatever moved it since.
    BaseDueOf(Arc<str>),
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
    /// So many hours after or before an event: they never roll, and no day off stops them.
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
    /// A day of the month in which something happens; it never rolls.
    DayOfMonth {
        /// The day, from 1; the month's last where it has no such day.
        day: u32,
        /// Whether that day is still in time; otherwise the day before it is the last.
        included: bool,
        /// In whose month.
        of: AnchorRule,
    },
    /// A fixed day.
    Date(NaiveDate),
    /// The soonest of several.
    FirstOf(Vec<Self>),
    /// The latest of several.
    LastOf(Vec<Self>),
    /// By the case.
    Cases {
        /// The first whose condition holds.
        cases: Vec<(Condition, Self)>,
        /// Where none of them does.
        otherwise: Option<Box<Self>>,
    },
}

impl Due {
    /// The limits that it is made of.
    pub(crate) fn parts(&self) -> Vec<&Self> {
        match self {
            Self::FirstOf(parts) | Self::LastOf(parts) => parts.iter().flat_map(Self::parts).collect(),
            Self::Cases { cases, otherwise } => {
                let cases = cases.iter().map(|(_, due)| due);
                cases.chain(otherwise.as_deref()).flat_map(Self::parts).collect()
            }
            one => vec![one],
        }
    }

    /// The conditions that it goes by.
    pub(crate) fn conditions(&self) -> Vec<&Condition> {
        match self {
            Self::FirstOf(parts) | Self::LastOf(parts) => parts.iter().flat_map(Self::conditions).collect(),
            Self::Cases { cases, otherwise } => {
                let own = cases.iter().map(|(condition, _)| condition);
                let inner = cases.iter().map(|(_, due)| due).chain(otherwise.as_deref());
                own.chain(inner.flat_map(Self::conditions)).collect()
            }
            _ => Vec::new(),
        }
    }

    /// What it is counted from.
    pub(crate) const fn anchor(&self) -> Option<&AnchorRule> {
        match self {
            Self::Limit { anchor, .. } | Self::Hours { anchor, .. } | Self::DayOfMonth { of: anchor, .. } => {
                Some(anchor)
            }
            _ => None,
        }
    }

    /// Whether it gives a date.
    pub(crate) fn is_dated(&self) -> bool {
        self.any(&|part| matches!(part, Self::Limit { .. } | Self::DayOfMonth { .. } | Self::Date(_)))
    }

    /// Whether one of its parts is such a one.
    pub(crate) fn any(&self, is: &dyn Fn(&Self) -> bool) -> bool {
        match self {
            Self::FirstOf(parts) | Self::LastOf(parts) => parts.iter().any(|part| part.any(is)),
            Self::Cases { cases, otherwise } => {
                cases.iter().map(|(_, due)| due).chain(otherwise.as_deref()).any(|part| part.any(is))
            }
            one => is(one),
        }
    }
}

/// Which events fulfil a duty.
///
/// ```
/// use doithoai::ruleset::MetBy;
/// # use doithoai::RuleSet;
/// let hcmc = RuleSet::builtin("hcmc-935")?;
/// let notice = hcmc.obligation("notify-conclusion").unwrap();
/// assert_eq!(notice.met_by, MetBy::All(["conclusion-notified".to_owned()].into()));
/// # Ok::<(), doithoai::VersionError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum MetBy {
    /// All of them; met on the last.
    #[serde(serialize_with = "listed")]
    All(Arc<[String]>),
    /// Any of them; met on the first.
    #[serde(serialize_with = "listed")]
    Any(Arc<[String]>),
    /// This event on every channel of the duty; met on the last. A fact that names no channel stands for all.
    EachChannel(String),
    /// What fulfils the duty is not known.
    Unknown,
}

fn listed<S: Serializer>(events: &Arc<[String]>, serializer: S) -> Result<S::Ok, S::Error> {
    events.as_ref().serialize(serializer)
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
    /// What they are called.
    #[serde(skip)]
    pub(crate) texts: Vec<Text>,
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
        let names = self.texts.iter().map(|text| text.get(lang).to_owned());
        let more = self.open.then(|| "…".to_owned());
        names.chain(more).collect::<Vec<_>>().join(", ")
    }
}

/// How long an extension is.
///
/// ```
/// # use doithoai::RuleSet;
/// use doithoai::ruleset::ExtendedBy;
/// let hcmc = RuleSet::builtin("hcmc-935")?;
/// assert_eq!(hcmc.obligation("settle-petition").unwrap().extensions[0].limit, ExtendedBy::Stated);
/// # Ok::<(), doithoai::VersionError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ExtendedBy {
    /// To the day that the notice states.
    Stated,
    /// So long.
    Counted(Most),
}

impl ExtendedBy {
    /// How long, where the rule says it.
    pub(crate) const fn counted(self) -> Option<Most> {
        match self {
            Self::Counted(length) => Some(length),
            Self::Stated => None,
        }
    }
}

impl Serialize for ExtendedBy {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Stated => serializer.serialize_str("stated"),
            Self::Counted(length) => length.serialize(serializer),
        }
    }
}

/// A length of time from some day: of an extension, or the most that one may give.
///
/// ```
/// use doithoai::{RuleSet, Unit, ruleset::{ExtendedFrom, Most}};
/// let text = RuleSet::builtin_toml("hcmc-935")?
///     .replace("limit = \"stated\"", "limit = \"stated\"\nmaximum = { n = 30, unit = \"day\", from = \"anchor\" }");
/// let set = RuleSet::from_toml(&text)?;
/// let most = set.obligation("settle-petition").unwrap().extensions[0].maximum.unwrap();
/// assert_eq!((most.n, most.unit, most.from), (30, Unit::Day, ExtendedFrom::Anchor));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[non_exhaustive]
pub struct Most {
    /// How many.
    pub n: u32,
    /// Of what.
    pub unit: Unit,
    /// From when.
    pub from: ExtendedFrom,
}

/// How a duty's limit may be moved.
///
/// ```
/// # use doithoai::RuleSet;
/// use doithoai::ruleset::GrantedBefore;
/// let hcmc = RuleSet::builtin("hcmc-935")?;
/// let extension = &hcmc.obligation("settle-petition").unwrap().extensions[0];
/// assert_eq!(extension.granted_by, "extension-notified");
/// assert_eq!(extension.granted_before, GrantedBefore::NotStated);
/// # Ok::<(), doithoai::VersionError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Extension {
    /// The event that grants it, and states the new limit where the rule does not.
    pub granted_by: String,
    /// When it may be granted, as a condition.
    #[serde(skip)]
    pub only_if: Option<Condition>,
    /// How long it is.
    pub limit: ExtendedBy,
    /// The most that it may give.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub maximum: Option<Most>,
    /// How often at most it may be granted.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub times: Option<u32>,
    /// By when it must be granted.
    pub granted_before: GrantedBefore,
    /// The form that the notice must have.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub form: Option<Form>,
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

/// A duty is followed through so many others that its limit or its condition hangs on, one through the other. Every regulation known needs
/// four at most.
pub(crate) const MOST_LED_THROUGH: usize = 16;

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
    /// The event of which each occurrence has this duty.
    pub each_event: Option<String>,
    /// Whether each petition that is told apart has it: where the file says so, and where it is counted from or fulfilled
    /// by what happens to petitions.
    pub(crate) is_of_petitions: bool,
    /// What it is owed for, where the source says.
    pub per: Option<Per>,
    /// Which kinds of units have it, where not all that the set binds: wards only.
    pub unit_types: Vec<UnitType>,
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
    /// How long that must go on.
    pub lasts: Option<Lasts>,
    /// Where something must be made public.
    pub channels: Vec<Channel>,
    /// The form that an act must have, by event.
    pub form: Vec<(String, Form)>,
    /// What a notice must state.
    pub must_state: Option<MustState>,
    /// When it binds, if not always.
    pub only_if: Option<Condition>,
    /// The acts that need not be done once something happened: the act, and what excuses from it.
    pub unless: Vec<(String, String)>,
    /// The event that excuses a delay.
    pub excused_by: Option<String>,
    /// The duty whose due date becomes the one that fulfilling this duty states.
    pub sets_due_of: Option<String>,
    /// How the limit may be moved.
    pub extensions: Vec<Extension>,
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
    /// Which of its values the file calls unknown, by key, and what it says of them.
    pub(crate) unknown: UnknownParts,
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

    /// Every condition in it: its own, those of its limits under any reading, those of its extensions.
    pub(crate) fn conditions(&self) -> impl Iterator<Item = &Condition> {
        let of_dues = self.dues().flat_map(Due::conditions);
        let of_extensions = self.extensions.iter().filter_map(|extension| extension.only_if.as_ref());
        self.only_if.iter().chain(of_dues).chain(of_extensions)
    }

    /// The events that it is owed for or counted from under any reading, and that fulfil it.
    pub(crate) fn main_events(&self) -> impl Iterator<Item = &str> {
        let anchors = self.dues().flat_map(Due::parts).filter_map(|due| match due.anchor() {
            Some(AnchorRule::Event(event)) => Some(&**event),
            _ => None,
        });
        let met_by = self.met_by.events().iter();
        anchors.chain(self.each_event.iter().chain(met_by).map(String::as_str))
    }

    /// The events that it asks about under any reading: counted from, extended, suspended, excused and fulfilled by.
    pub(crate) fn events(&self) -> impl Iterator<Item = &str> {
        let extensions = self.extensions.iter().map(|extension| extension.granted_by.as_str());
        let suspension =
            self.suspension.iter().flat_map(|suspension| [suspension.by.as_str(), suspension.until.as_str()]);
        let excuses = self.unless.iter().map(|(_, unless)| unless).chain(&self.excused_by).map(String::as_str);
        let ends = self.lasts.iter().filter_map(|lasts| lasts.until.as_deref());
        let conditions = self.conditions().flat_map(Condition::events);
        self.main_events().chain(ends).chain(extensions).chain(suspension).chain(excuses).chain(conditions)
    }

    /// Whether it is one of settling a petition, which a transfer to another body ends.
    pub(crate) const fn settles(&self) -> bool {
        matches!(self.duty_kind, DutyKind::Settle | DutyKind::InterimReply)
    }

    /// Whether a fact of the event may state a day in `until`: a new limit, of this duty or another, or its own last day.
    pub(crate) fn states_limit(&self, event: &str) -> bool {
        let extends = self.extensions.iter().any(|extension| extension.granted_by == event);
        let ends = self.lasts.as_ref().is_some_and(|lasts| lasts.until.is_none());
        extends || ends && self.met_by.has(event) || self.sets_due_of.is_some() && self.met_by.has(event)
    }

    /// Whether it asks what the event must state.
    pub(crate) fn asks_to_state(&self, event: &str) -> bool {
        let of_extension = |extension: &Extension| extension.must_state.is_some() && extension.granted_by == event;
        self.must_state.is_some() && self.met_by.has(event) || self.extensions.iter().any(of_extension)
    }

    /// Whether it is owed for each session, and depends on the event.
    pub(crate) fn is_of_sessions(&self, event: &str) -> bool {
        self.per == Some(Per::Session) && self.events().any(|asked| asked == event)
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
