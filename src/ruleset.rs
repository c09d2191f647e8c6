//! One version of one regulation, as data: its instruments, duties, time limits, readings, and what is unknown.

mod binding;
mod bound;
mod builtin;
mod condition;
mod diff;
mod due_forms;
mod duty;
mod ended;
mod form;
mod instrument;
pub(crate) mod keys;
mod known_on;
mod lasts;
mod lookup;
mod named_period;
mod norm;
mod overlay;
mod owed;
mod own_texts;
mod parse;
mod recurring;
mod registry;
mod same_rule;
mod stages;
mod subject;
mod transition;
pub(crate) mod unit_type;
mod unknown_part;
pub(crate) mod vocabulary;
mod words;

use std::sync::Arc;

use chrono::NaiveDate;
use serde::{Serialize, Serializer};

pub use crate::reader::Severity;
pub use crate::territory::{UnitNote, UnitType};
pub(crate) use binding::not_known;
pub use binding::{Binding, BoundSet, NotApplicable, NotBound};
pub use condition::Condition;
pub use diff::{DutyDiff, RuleSetDiff, ValueDiff};
pub(crate) use duty::MOST_LED_THROUGH;
pub use duty::{
    AnchorRule, Due, ExtendedBy, Extension, MetBy, Most, MustState, Obligation, Reading, ReadingEffect, StepRule,
    Suspension, Toward,
};
pub use ended::EndedTerritory;
pub use form::{Checked, RuleSetError};
pub use instrument::{Applies, Cite, InForce, Instrument, Known, Place, Source, Territory, Unknown};
pub use lasts::Lasts;
pub(crate) use named_period::NamedPeriod;
pub use norm::{Change, Exclusion, ExclusionReading, FollowUp, LevelEnd, Merger, Norm, Practice, PracticeStep, Role};
pub(crate) use own_texts::field_text;
pub use recurring::{Often, OnDay, PeriodStart, Recurring, RecurringDue, RecurringReading, Trigger, When};
pub(crate) use registry::{InForceRange, in_force_on, last_begun};
pub use registry::{Registry, VersionError};
pub use subject::{Subject, SubjectError};
pub use transition::Transition;
pub(crate) use unknown_part::{CASES, OTHERWISE, UnknownPart, unknown_text};
pub use vocabulary::{
    ACTORS, Activity, Actor, Basis, Body, By, CaseClass, Channel, Counts, Cutoff, DIALOGUE_DAY, DayRoll, Detail,
    DialogueKind, DutyKind, EVENTS, Effect, EventKind, ExtendedFrom, FIELDS, FORMER_DAY, Field, Form, GrantedBefore,
    HeadKind, InstrumentKind, KeptIn, Level, Modality, Mode, NoDate, NormKind, Nth, Order, Pending, Per, Period, Phase,
    RECEPTION_DAY, Scope, SourceKind, Standing,
};
pub(crate) use words::event_in;

use crate::calendar::Issued;
use crate::reader::Node;
use crate::text::{OwnText, Text};

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
/// # Ok::<(), doithoai::VersionError>(())
/// ```
#[derive(Clone)]
pub struct RuleSet(Arc<Content>);

/// What a rule set says; shared by everything that uses it.
struct Content {
    id: String,
    version: String,
    title: Text,
    covers: Option<Text>,
    in_force: InForce,
    instruments: Vec<Instrument>,
    sources: Vec<Source>,
    applies: Applies,
    unknowns: Vec<Unknown>,
    events: Vec<EventKind>,
    actors: Vec<Actor>,
    words: Vec<(String, Text)>,
    own: Vec<OwnText>,
    steps: Vec<StepRule>,
    obligations: Vec<Arc<Obligation>>,
    recurring: Vec<Recurring>,
    triggers: Vec<Trigger>,
    norms: Vec<Norm>,
    exclusions: Vec<Exclusion>,
    roles: Vec<Role>,
    practices: Vec<Practice>,
    level_ends: Vec<LevelEnd>,
    mergers: Vec<Merger>,
    transitions: Vec<Transition>,
    builds_on: Option<String>,
    changes: Vec<Change>,
    hash: String,
    /// What it lays down from which days on, where that is not the same on all.
    stages: Vec<stages::Stage>,
    /// Of which of the stages of another rule set it is; zero otherwise.
    stage: usize,
    /// The same before each day on which a change of whom it binds began.
    before_binding: Vec<(NaiveDate, RuleSet)>,
    lookup: lookup::Lookup,
    /// What the file says, key for key: the canonical form, and what overlays change.
    tree: Node,
}

impl Content {
    /// The last day on which an instrument was issued, or came into force, that the file's own changes cite and its base has not.
    fn made_on(&self, base: &Self) -> Option<NaiveDate> {
        let name = format!("{}@{}", self.id, self.version);
        let own = self.changes.iter().filter(|change| change.by == name).filter_map(|change| change.cite.as_ref());
        let cited: Vec<&str> = own.flat_map(|cite| &cite.places).map(|place| place.instrument.as_str()).collect();
        let is_own = |one: &&Instrument| !base.instruments.iter().any(|known| known.id == one.id);
        let instruments = self.instruments.iter().filter(|one| cited.contains(&one.id.as_str())).filter(is_own);
        let issued = instruments.filter_map(|one| match one.issued {
            Known::Value(Issued::On(on)) => Some(on.max(one.in_force.start().unwrap_or(on))),
            _ => one.in_force.start(),
        });
        issued.max()
    }

    /// Of an amendment it goes by the instruments that its own changes cite, else by the main one.
    fn issued_after_effect(&self) -> Option<(NaiveDate, NaiveDate)> {
        let name = format!("{}@{}", self.id, self.version);
        let own = self.changes.iter().filter(|change| change.by == name).filter_map(|change| change.cite.as_ref());
        let cited = |id: &str| self.instruments.iter().find(|known| known.id == id);
        let base = self.builds_on.as_deref().map(|name| name.split('@').next().unwrap_or(name));
        let instruments: Vec<&Instrument> = match base {
            Some(other) if other != self.id => Vec::new(), // an overlay has the days of its base
            Some(_) => own.flat_map(|cite| &cite.places).filter_map(|place| cited(&place.instrument)).collect(),
            None => self.instruments.first().into_iter().collect(),
        };
        let issued = instruments.into_iter().filter_map(|one| match one.issued {
            Known::Value(Issued::On(on)) => Some(on),
            _ => None,
        });
        let (from, issued) = (*self.in_force.from.value()?, issued.max()?);
        (from < issued).then_some((from, issued))
    }
}

/// Rule sets are equal if they say the same, whatever the layout of their files.
/// The canonical JSON, which reads back as this rule set.
impl std::fmt::Debug for RuleSet {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "RuleSet({})", self.to_json())
    }
}

impl PartialEq for RuleSet {
    fn eq(&self, other: &Self) -> bool {
        self.0.hash == other.0.hash
    }
}

impl Eq for RuleSet {}

/// The canonical form of [`RuleSet::to_json`].
impl Serialize for RuleSet {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.tree.serialize(serializer)
    }
}

impl RuleSet {
    /// A built-in rule set by `id`, which is its latest version, or `id@version`.
    ///
    /// ```
    /// use doithoai::RuleSet;
    /// assert_eq!(RuleSet::builtin("hcmc-935")?.id(), "hcmc-935");
    /// assert_eq!(RuleSet::builtin("qd-11@2019-02-18")?.version(), "2019-02-18");
    /// assert_eq!(RuleSet::builtin("hcmc-953").unwrap_err().near(), Some("hcmc-935"));
    /// # Ok::<(), doithoai::VersionError>(())
    /// ```
    ///
    /// # Errors
    /// [`VersionError`] with the nearest known id or version.
    pub fn builtin(name: &str) -> Result<Self, VersionError> {
        builtin::load(name)
    }

    /// The ids of the built-in rule sets.
    ///
    /// ```
    /// use doithoai::RuleSet;
    /// assert!(RuleSet::builtin_ids().starts_with(&["hcmc-935", "can-tho-10"]));
    /// ```
    #[must_use]
    pub fn builtin_ids() -> Vec<&'static str> {
        let mut ids: Vec<&str> = builtin::FILES.iter().map(|(id, _, _)| *id).collect();
        ids.dedup();
        ids
    }

    /// The TOML text of a built-in rule set, to read and to start one's own from.
    ///
    /// ```
    /// use doithoai::RuleSet;
    /// let text = RuleSet::builtin_toml("hcmc-935")?;
    /// assert_eq!(RuleSet::from_toml(text)?, RuleSet::builtin("hcmc-935")?);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`VersionError`] with the nearest known id or version.
    pub fn builtin_toml(name: &str) -> Result<&'static str, VersionError> {
        builtin::text(name)
    }

    /// Its id.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.0.id
    }

    /// Its version: a label, mostly the date of issue.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.0.version
    }

    /// Id and version: `hcmc-935@2017-04-28`.
    ///
    /// ```
    /// use doithoai::RuleSet;
    /// assert_eq!(RuleSet::builtin("hcmc-935")?.name(), "hcmc-935@2017-04-28");
    /// # Ok::<(), doithoai::VersionError>(())
    /// ```
    #[must_use]
    pub fn name(&self) -> String {
        format!("{}@{}", self.0.id, self.0.version)
    }

    /// From when, and until when, this version is in force.
    #[must_use]
    pub fn in_force(&self) -> &InForce {
        &self.0.in_force
    }

    /// The first day, known or assumed, and the first day on which it no longer holds.
    pub(crate) fn range(&self) -> InForceRange {
        (self.0.in_force.start(), self.0.in_force.until)
    }

    /// Whether this version is in force on a day, as far as is known or assumed.
    ///
    /// ```
    /// # use chrono::NaiveDate;
    /// use doithoai::RuleSet;
    /// let original = RuleSet::builtin("qd-11@2019-02-18")?;
    /// let day = |d| NaiveDate::from_ymd_opt(2025, 11, d).unwrap();
    /// assert!(original.is_in_force(day(22)) && !original.is_in_force(day(23)));
    /// # Ok::<(), doithoai::VersionError>(())
    /// ```
    #[must_use]
    pub fn is_in_force(&self, on: NaiveDate) -> bool {
        let (from, until) = self.range();
        from.is_none_or(|from| from <= on) && until.is_none_or(|until| on < until)
    }

    /// When what it changes of another was laid down.
    pub(crate) fn made_on(&self, base: &Self) -> Option<NaiveDate> {
        self.0.made_on(&base.0)
    }

    /// From when it claims effect, and when it was issued, where that was later.
    pub(crate) fn issued_after_effect(&self) -> Option<(NaiveDate, NaiveDate)> {
        self.0.issued_after_effect()
    }

    /// The same of a day between the two.
    pub(crate) fn effect_before_issue(&self, day: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
        self.issued_after_effect().filter(|(from, issued)| (*from..*issued).contains(&day))
    }

    /// Whether every instrument that lays a rule down refers to the Civil Code for how its limits are counted.
    pub(crate) fn refers_to_civil_code(&self, cite: &Cite) -> bool {
        cite.places.iter().all(|place| self.instrument_of(place).is_some_and(|instrument| instrument.civil_code))
    }

    /// The instrument that a place is in.
    fn instrument_of(&self, place: &Place) -> Option<&Instrument> {
        self.0.instruments.iter().find(|known| known.id == place.instrument)
    }

    /// The document that it is named after.
    pub(crate) fn instrument_title(&self) -> Text {
        self.instruments().first().map_or_else(|| Text::same(""), Instrument::title)
    }

    /// The first day of the instruments that lay a rule down, as `day` reads it; of the main one the set may say it instead.
    fn cited_day(&self, cite: &Cite, day: impl Fn(&InForce) -> Option<NaiveDate>) -> Option<NaiveDate> {
        let of = |place: &Place| {
            let instrument = self.instrument_of(place)?;
            let is_main = self.0.instruments.first().is_some_and(|main| std::ptr::eq(main, instrument));
            day(&instrument.in_force).or_else(|| Some(&self.0.in_force).filter(|_| is_main).and_then(&day))
        };
        of_all(cite.places.iter().map(of), Ord::min)
    }

    /// The first day on which an instrument that lays a rule down was in force, if that is known.
    pub(crate) fn cited_from(&self, cite: &Cite) -> Option<NaiveDate> {
        self.cited_day(cite, |in_force| in_force.from.value().copied())
    }

    /// From when an instrument that lays a rule down is in force, as far as known or assumed, and the first day on which none
    /// is.
    pub(crate) fn cited_span(&self, cite: &Cite) -> InForceRange {
        (self.cited_day(cite, InForce::start), self.cited_until(cite))
    }

    /// The first day on which no instrument that lays a rule down is in force, if that is known.
    pub(crate) fn cited_until(&self, cite: &Cite) -> Option<NaiveDate> {
        of_all(cite.places.iter().map(|place| self.instrument_of(place)?.in_force.until), Ord::max)
    }

    /// The rule set that a changed tree gives, if it is sound.
    pub(crate) fn of_tree(tree: Node) -> Option<Self> {
        parse::of_tree(tree)
    }

    /// The file as a tree.
    pub(crate) fn tree(&self) -> &Node {
        &self.0.tree
    }

    /// The regulation's title.
    #[must_use]
    pub fn title(&self) -> &Text {
        &self.0.title
    }

    /// Which part of the regulation is encoded, where it is not the whole.
    #[must_use]
    pub fn covers(&self) -> Option<&Text> {
        self.0.covers.as_ref()
    }

    /// SHA-256 of the canonical JSON, in hexadecimal.
    ///
    /// 64 lower-case digits. Comments and layout of the file do not change it.
    ///
    /// ```
    /// use doithoai::RuleSet;
    /// let hcmc = RuleSet::builtin("hcmc-935")?;
    /// let commented = RuleSet::from_toml(&format!("# mine\n{}", RuleSet::builtin_toml("hcmc-935")?))?;
    /// assert_eq!(hcmc.hash().len(), 64);
    /// assert_eq!(commented.hash(), hcmc.hash());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn hash(&self) -> &str {
        &self.0.hash
    }

    /// The documents that it rests on; the first is the main one.
    #[must_use]
    pub fn instruments(&self) -> &[Instrument] {
        &self.0.instruments
    }

    /// Where its words were read.
    #[must_use]
    pub fn sources(&self) -> &[Source] {
        &self.0.sources
    }

    /// Whom it binds.
    #[must_use]
    pub fn applies(&self) -> &Applies {
        &self.0.applies
    }

    /// What is not known of the regulation.
    #[must_use]
    pub fn unknowns(&self) -> &[Unknown] {
        &self.0.unknowns
    }

    /// Its steps.
    #[must_use]
    pub fn steps(&self) -> &[StepRule] {
        &self.0.steps
    }

    /// Its duties.
    #[must_use]
    pub fn obligations(&self) -> &[Arc<Obligation>] {
        &self.0.obligations
    }

    /// Its recurring duties.
    #[must_use]
    pub fn recurring(&self) -> &[Recurring] {
        &self.0.recurring
    }

    /// What obliges or permits a dialogue outside the plan.
    #[must_use]
    pub fn triggers(&self) -> &[Trigger] {
        &self.0.triggers
    }

    /// Its principles, prohibitions, permissions and guidance.
    ///
    /// ```
    /// use doithoai::{RuleSet, ruleset::NormKind};
    /// let law = RuleSet::builtin("law-72-2025")?;
    /// assert!(law.norms().iter().any(|norm| norm.kind == NormKind::Permission)); // meeting by clusters
    /// # Ok::<(), doithoai::VersionError>(())
    /// ```
    #[must_use]
    pub fn norms(&self) -> &[Norm] {
        &self.0.norms
    }

    /// Who or what is kept out.
    #[must_use]
    pub fn exclusions(&self) -> &[Exclusion] {
        &self.0.exclusions
    }

    /// Who organizes, chairs, is invited.
    #[must_use]
    pub fn roles(&self) -> &[Role] {
        &self.0.roles
    }

    /// How meetings were held: facts, never duties.
    #[must_use]
    pub fn practices(&self) -> &[Practice] {
        &self.0.practices
    }

    /// The levels of the administration that ended.
    #[must_use]
    pub fn level_ends(&self) -> &[LevelEnd] {
        &self.0.level_ends
    }

    /// The administrative units that were merged.
    #[must_use]
    pub fn mergers(&self) -> &[Merger] {
        &self.0.mergers
    }

    /// The rule set that its file extends or amends, as `id@version`.
    ///
    /// ```
    /// use doithoai::RuleSet;
    /// assert_eq!(RuleSet::builtin("qd-11@2025-11-23")?.builds_on(), Some("qd-11@2019-02-18"));
    /// assert_eq!(RuleSet::builtin("hcmc-935")?.builds_on(), None);
    /// # Ok::<(), doithoai::VersionError>(())
    /// ```
    #[must_use]
    pub fn builds_on(&self) -> Option<&str> {
        self.0.builds_on.as_deref()
    }

    /// What overlays and amendments changed, in order.
    ///
    /// ```
    /// use doithoai::RuleSet;
    /// assert!(RuleSet::builtin("qd-11@2019-02-18")?.changes().is_empty());
    /// assert!(!RuleSet::builtin("qd-11@2025-11-23")?.changes().is_empty());
    /// # Ok::<(), doithoai::VersionError>(())
    /// ```
    #[must_use]
    pub fn changes(&self) -> &[Change] {
        &self.0.changes
    }

    /// Whether it lays anything down, as a file on levels alone does not.
    pub(crate) fn lays_down_rules(&self) -> bool {
        let dated = !self.0.obligations.is_empty() || !self.0.recurring.is_empty() || !self.0.triggers.is_empty();
        dated || !self.0.steps.is_empty() || !self.0.norms.is_empty() || !self.0.exclusions.is_empty()
    }

    /// The standing of its main instrument.
    #[must_use]
    pub fn standing(&self) -> Standing {
        self.0.instruments.first().map_or(Standing::Unknown, |main| main.standing)
    }
}

/// The pick of some days; none if any is not known.
fn of_all(
    mut days: impl Iterator<Item = Option<NaiveDate>>,
    pick: impl Fn(NaiveDate, NaiveDate) -> NaiveDate,
) -> Option<NaiveDate> {
    let first = days.next()??;
    days.try_fold(first, |picked, day| Some(pick(picked, day?)))
}
