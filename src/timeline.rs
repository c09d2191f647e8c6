//! Rules × calendar × facts × adopted readings → every duty with its due date and status. Pure.
//!
//! This is the only place that computes due dates of duties.

mod adopted;
mod alone;
mod archive;
mod before_move;
mod called;
mod compare;
pub(crate) mod course;
pub(crate) mod details;
mod due;
mod duty;
mod ends;
pub(crate) mod error;
mod evaluate;
pub(crate) mod fact_wire;
pub(crate) mod facts;
mod finding;
pub(crate) mod from_day;
mod known_on;
mod missing;
mod moved;
mod names;
pub(crate) mod next_change;
pub(crate) mod office;
mod other_rules;
mod outcome;
pub(crate) mod own_words;
pub(crate) mod pending;
mod planned;
mod reading_at;
pub(crate) mod receptions;
pub(crate) mod recurring;
mod same_set;
mod side_by_side;
mod status;
mod taken;
mod terms;
pub(crate) mod today;
mod unknown;
mod versions;
pub(crate) mod voided;
mod wire;

use std::sync::Arc;

use chrono::NaiveDate;
use serde::Serialize;
use thiserror::Error;

pub use adopted::{AdoptedReadings, NotInTerms};
pub use archive::{Archive, ArchiveError, Changed};
pub use compare::DateDiff;
pub use due::DueError;
pub(crate) use duty::changed;
pub use duty::{ChangedValue, Duty, OtherReading};
pub use error::TimelineError;
pub(crate) use error::{VOID_CORRECTS_NOTHING, near_id, no_such_id};
pub use facts::{BadOwnKey, Fact, Facts, View};
pub use finding::Finding;
pub use missing::Missing;
pub use moved::{Cause, Moved, moved};
use next_change::MadeOf;
pub use next_change::{DutyChange, FallsDue, NextChange};
pub use other_rules::OtherRules;
pub use outcome::{DutyAnchor, FixedDay, MissingTime, Move, NoDue, Outcome};
pub use own_words::{known_channel, known_class, known_head, known_level};
pub use planned::DayToHold;
pub use reading_at::OpenReading;
pub use recurring::RecurringDuty;
pub use same_set::SameSetTwice;
pub use side_by_side::{Side, SideBySide};
pub use status::{Lateness, Status, WhyNot, WhyOpen, WhyUnknown};
pub use taken::TransitionTaken;
pub use terms::Terms;
pub(crate) use terms::open_readings;
pub use unknown::{NotUnderstood, UnknownEntry, UnknownInDialogue};
pub(crate) use unknown::{Reach, Untold};
pub use versions::{NotInForce, NotYetKnown};

use crate::calendar::{Calendar, CoverageError, DataAge};
use crate::ruleset::unit_type::{self, OfType};
use crate::ruleset::vocabulary::{ADMISSION_REFUSED, STEP_DONE};
use crate::ruleset::{
    Activity, Binding, Change, Cite, DialogueKind, EndedTerritory, Exclusion, FollowUp, Known, Merger, Modality, Norm,
    NotApplicable, Practice, Recurring, Role, RuleSet, Source, Standing, StepRule, Subject,
};
use crate::territory::UnitNote;
use crate::text::{Confidence, Lang, Text, messages};
use crate::time_limit::Trace;
use facts::{Seen, Visible};

/// Every duty of a dialogue under its terms, as seen on a date.
///
/// It serializes to the stable JSON form of the README.
///
/// ```
/// # use doithoai::{Calendar, Facts, RuleSet, Terms, View};
/// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
/// # let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
/// let timeline = terms.timeline(&Facts::held_on(date(8, 20)), View::everything())?;
/// assert_eq!(timeline.opened, date(8, 20));
/// assert_eq!(timeline.duties.len(), 4);
/// assert_eq!(timeline.recurring[0].id, "annual-report");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Timeline {
    /// The appointed day.
    pub appointed: NaiveDate,
    /// The opening, or the appointed day if it has not opened; of a reception that stands for itself its day, as it was moved.
    pub opened: NaiveDate,
    /// The dates it was seen on.
    pub view: View,
    /// The rule sets, with their standing.
    pub rulesets: Vec<SetSummary>,
    /// What is to be done without a due date of its own.
    pub steps: Vec<StepInSet>,
    /// The duties, in the order of the rule sets.
    pub duties: Vec<Duty>,
    /// Duties that return every period.
    pub recurring: Vec<RecurringDuty>,
    /// What obliges or permits another dialogue.
    pub triggers: Vec<TriggerRule>,
    /// Principles, prohibitions, permissions and guidance.
    pub norms: Vec<InSet<Norm>>,
    /// Who or what is kept out.
    pub exclusions: Vec<InSet<Exclusion>>,
    /// Who organizes, chairs, is invited.
    pub roles: Vec<InSet<Role>>,
    /// How meetings were held: facts, never duties.
    pub practices: Vec<InSet<Practice>>,
    /// Who was turned away, and what must follow.
    pub admissions_refused: Vec<TurnedAway>,
    /// Whom the rule sets were looked up for, if they were.
    pub subject: Option<Subject>,
    /// The merger by which the subject's province ceased to be one: another code is meant.
    pub merged_into: Option<Merger>,
    /// What is to be known of the units that the subject names: those that ended, and those that lie elsewhere.
    pub units: Vec<UnitNote>,
    /// The rule sets among these that were made for a unit which has ended, by the day it is seen on or, without one, the last due
    /// date; each once, with what succeeded it.
    pub ended_territories: Vec<EndedTerritory>,
    /// The rule sets of the subject's territory and head that do not bind it, with the reason.
    pub not_applicable: Vec<NotApplicable>,
    /// The events that happened and that no rule set asks about.
    pub unused_events: Vec<String>,
    /// The entries of its log that are kept and not understood, which leave open what they could touch.
    pub unknown_entries: Vec<UnknownEntry>,
    /// That the day it is seen on, or a due date, lies beyond the days until which documents on days off were looked for.
    pub data_age: Option<DataAge>,
    calendar: Calendar,
    made_of: Arc<MadeOf>,
}

/// Which rule set was applied, and whether it still holds.
///
/// ```
/// # use doithoai::{Calendar, Facts, RuleSet, Terms, View};
/// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
/// # let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
/// # use doithoai::ruleset::Standing;
/// let timeline = terms.timeline(&Facts::held_on(date(8, 20)), View::everything())?;
/// let set = &timeline.rulesets[0];
/// assert_eq!(set.instrument.vi, "Quy chế kèm theo Quyết định 935-QĐ/TU");
/// assert_eq!(set.standing, Standing::Unknown);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct SetSummary {
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: String,
    /// The regulation's title.
    pub title: Text,
    /// The main instrument.
    pub instrument: Text,
    /// Which part is encoded, where not the whole.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub covers: Option<Text>,
    /// Whether it still holds.
    pub standing: Standing,
    /// What is known of its standing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub standing_note: Option<Text>,
    /// That this version was named although it is not in force on the dialogue's day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not_in_force: Option<NotInForce>,
    /// That it was named although it was not known on the day by whose knowledge it is judged.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not_yet_known: Option<NotYetKnown>,
    /// Where its words were read.
    pub sources: Vec<Source>,
    /// With whom the dialogue is held, where the source says, by id.
    pub audience: Vec<String>,
    /// What is not known of the regulation.
    pub unknown: Vec<crate::ruleset::Unknown>,
    /// The merger that its territory has been through since it was made: whether it still holds is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub merged: Option<Merger>,
    /// What overlays and amendments changed.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub changes: Vec<Change>,
    /// SHA-256 of its canonical JSON.
    pub hash: String,
}

/// A step of a rule set.
///
/// ```
/// # use doithoai::{Calendar, Facts, RuleSet, Terms, View};
/// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
/// # let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
/// let timeline = terms.timeline(&Facts::held_on(date(8, 20)), View::everything())?;
/// let first = &timeline.steps[0];
/// assert_eq!(first.step.id, "draw-up-plan");
/// assert!(first.actor_text.en.starts_with("office leads, with Fatherland Front"));
/// assert_eq!(first.cite_text.en, "Working regulation enclosed with Decision 935-QĐ/TU, Art. 13(1)(1.1), dash 1");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct StepInSet {
    /// The rule set.
    pub ruleset: String,
    /// The step.
    #[serde(flatten)]
    pub step: StepRule,
    /// The actor's name, with whom it works together.
    pub actor_text: Text,
    /// The citation as a lawyer writes it.
    pub cite_text: Text,
    /// When it was done, if that was recorded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub done: Option<NaiveDate>,
}

/// Someone who was turned away, and what must follow.
///
/// ```
/// use doithoai::{Calendar, Fact, Facts, RuleSet, Terms, View};
/// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2023, m, d).unwrap();
/// let terms = Terms::new([RuleSet::builtin("hai-phong-1738")?], Calendar::vietnam());
/// let facts = Facts::held_on(date(11, 10)).with(Fact::new("admission-refused", date(11, 10)).about("intoxicated"));
/// let refused = &terms.timeline(&facts, View::everything())?.admissions_refused[0];
/// assert_eq!((refused.ruleset.as_str(), refused.exclusion.as_str()), ("hai-phong-1738", "intoxicated"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct TurnedAway {
    /// When.
    pub on: NaiveDate,
    /// The rule set whose exclusion it was.
    pub ruleset: String,
    /// The exclusion, by its id.
    pub exclusion: String,
    /// Its ground.
    pub ground: Text,
    /// What must follow.
    pub follow_up: FollowUp,
    /// The citation as a lawyer writes it.
    pub cite_text: Text,
}

/// What obliges or permits a dialogue outside the plan.
///
/// ```
/// # use doithoai::{Calendar, Facts, RuleSet, Terms, View};
/// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
/// # let terms = Terms::new([RuleSet::builtin("can-tho-10")?], Calendar::vietnam());
/// # use doithoai::ruleset::Modality;
/// let timeline = terms.timeline(&Facts::held_on(date(8, 20)), View::everything())?;
/// let trigger = &timeline.triggers[0];
/// assert_eq!((trigger.modality, trigger.when.vi.as_ref()), (Modality::May, "khi cần thiết"));
/// assert_eq!(trigger.cite_text.en, "Working regulation 10-QC/TU (article not known)");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct TriggerRule {
    /// The rule set.
    pub ruleset: String,
    /// Its id.
    pub id: String,
    /// Whether it obliges or permits.
    pub modality: Modality,
    /// When.
    pub when: Text,
    /// What it leads to.
    pub leads_to: Activity,
    /// The kind of dialogue it leads to, where the source says.
    pub kind: Option<DialogueKind>,
    /// What is to be done, where the words above do not say it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<Text>,
    /// How sure the rule is.
    pub confidence: Confidence,
    /// Where the text says so.
    pub cite: Cite,
    /// The citation as a lawyer writes it.
    pub cite_text: Text,
}

/// A rule of a rule set that has no date, with names and citation in words.
///
/// ```
/// use doithoai::{Calendar, Facts, RuleSet, Terms, View};
/// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
/// let terms = Terms::new([RuleSet::builtin("law-72-2025")?], Calendar::vietnam());
/// let timeline = terms.timeline(&Facts::held_on(date(8, 20)), View::everything())?;
/// let chair = timeline.roles.iter().find(|role| role.rule.id == "chair").unwrap();
/// assert_eq!(chair.cite_text.vi, "khoản 2 Điều 43 Luật 72/2025/QH15");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct InSet<T> {
    /// The rule set.
    pub ruleset: String,
    /// The rule.
    #[serde(flatten)]
    pub rule: T,
    /// Who is meant, by name.
    pub who_text: Text,
    /// The citation as a lawyer writes it; of a practice, where it was read.
    pub cite_text: Text,
}

impl Timeline {
    fn new(
        visible: &Visible<'_>,
        (view, opened): (View, NaiveDate),
        calendar: Calendar,
        (duties, made_of): (Vec<Duty>, MadeOf),
    ) -> Self {
        Self {
            appointed: visible.appointed,
            opened,
            view,
            rulesets: Vec::new(),
            steps: Vec::new(),
            duties,
            recurring: Vec::new(),
            triggers: Vec::new(),
            norms: Vec::new(),
            exclusions: Vec::new(),
            roles: Vec::new(),
            practices: Vec::new(),
            admissions_refused: Vec::new(),
            subject: None,
            merged_into: None,
            units: Vec::new(),
            ended_territories: Vec::new(),
            not_applicable: Vec::new(),
            unused_events: Vec::new(),
            unknown_entries: Vec::new(),
            data_age: None,
            calendar,
            made_of: Arc::new(made_of),
        }
    }

    /// The duty of a rule set and id, of which there is one: not where petitions or sessions are told apart.
    ///
    /// ```
    /// # use doithoai::{Calendar, Facts, RuleSet, Terms, View};
    /// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// # let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
    /// # use doithoai::Fact;
    /// let raised = |id| Fact::new("petition-raised", date(8, 20)).petition(id);
    /// let facts = Facts::held_on(date(8, 20)).with(raised("KN-1")).with(raised("KN-2"));
    /// let timeline = terms.timeline(&facts, View::everything())?;
    /// assert_eq!(timeline.duty("hcmc-935", "notify-conclusion")?.outcome.due.unwrap().date, date(9, 7));
    /// let error = timeline.duty("hcmc-935", "settle-petition").unwrap_err();
    /// assert_eq!(error.to_string(), "`hcmc-935/settle-petition` is owed 2 times (KN-1, KN-2): look at each with `duties_of`");
    /// assert_eq!(timeline.duties_of("hcmc-935", "settle-petition").count(), 2);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`NotOneDuty`] if there is no such duty, or one for each of several petitions or sessions.
    pub fn duty(&self, ruleset: &str, id: &str) -> Result<&Duty, NotOneDuty> {
        one_duty(self.duties_of(ruleset, id), ruleset, id)
    }

    /// The duties of a rule set and id: one, or one for each petition and session.
    ///
    /// The example of [`duty`](Self::duty) shows it.
    pub fn duties_of(&self, ruleset: &str, id: &str) -> impl Iterator<Item = &Duty> {
        self.duties.iter().filter(move |duty| duty.rule.id == id && duty.ruleset() == ruleset)
    }

    /// Why a duty's date falls where it does: how it was counted, and what moved it after that.
    ///
    /// ```
    /// # use doithoai::{Calendar, Facts, RuleSet, Terms, View};
    /// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// # let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
    /// # use doithoai::Lang;
    /// let timeline = terms.timeline(&Facts::held_on(date(8, 20)), View::everything())?;
    /// let trace = timeline.trace(timeline.duty("hcmc-935", "notify-conclusion")?).unwrap();
    /// assert!(trace.text(Lang::En).contains("Counted: Sat 2026-08-22"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn trace(&self, duty: &Duty) -> Option<Trace> {
        duty.trace(&duty.outcome, &self.calendar)
    }

    /// The same timeline with the trace of every outcome, which the plain one skips building.
    ///
    /// ```
    /// # use doithoai::{Calendar, Facts, RuleSet, Terms, View};
    /// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// # let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
    /// let timeline = terms.timeline(&Facts::held_on(date(8, 20)), View::everything())?.explained();
    /// assert!(timeline.duty("hcmc-935", "notify-conclusion")?.outcome.trace.is_some());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn explained(mut self) -> Self {
        self.duties.iter_mut().for_each(|duty| duty.explain(&self.calendar));
        self
    }

    /// The last due date that does not slide on, as what is projected does.
    fn last_due(&self) -> Option<NaiveDate> {
        last_due(&self.duties)
    }

    /// Tells whether the view or a due date reaches beyond the checked data.
    fn tell_data_age(&mut self) {
        let last = self.last_due().max(self.view.as_of);
        self.data_age = last.and_then(|day| self.calendar.data_age(day));
    }

    /// Tells of the units that had ended when it is judged: those that the rule sets were made for, and the subject's.
    fn tell_ended<'s>(&mut self, sets: impl Iterator<Item = &'s RuleSet>) {
        let on = self.view.as_of.or_else(|| self.last_due()).map_or(self.opened, |on| on.max(self.opened));
        self.ended_territories = EndedTerritory::among(sets, on);
        if let Some(subject) = &self.subject {
            self.units = subject.and_ended(std::mem::take(&mut self.units), self.merged_into.as_ref(), on);
        }
    }

    /// Notes which steps were done, and who was turned away by which exclusion.
    fn tell_what_was_done(&mut self, facts: &[Seen<'_>]) {
        for fact in facts.iter().filter(|fact| fact.event() == STEP_DONE) {
            for step in self.steps.iter_mut().filter(|step| fact.about() == Some(&step.step.id)) {
                step.done = Some(step.done.map_or(fact.on(), |done| done.min(fact.on())));
            }
        }
        for fact in facts.iter().filter(|fact| fact.event() == ADMISSION_REFUSED) {
            let applied = self.exclusions.iter().filter(|exclusion| fact.about() == Some(&exclusion.rule.id));
            self.admissions_refused.extend(applied.map(|exclusion| TurnedAway {
                on: fact.on(),
                ruleset: exclusion.ruleset.clone(),
                exclusion: exclusion.rule.id.clone(),
                ground: exclusion.rule.ground.clone(),
                follow_up: exclusion.rule.follow_up.clone(),
                cite_text: exclusion.cite_text.clone(),
            }));
        }
    }

    /// Whom the rule sets were looked up for, and which do not bind.
    fn bound(&mut self, binding: Option<&Binding>) {
        self.subject = binding.map(|binding| binding.subject.clone());
        self.merged_into = binding.and_then(|binding| binding.merged_into.clone());
        self.units = binding.map(|binding| binding.units.clone()).unwrap_or_default();
        self.not_applicable = binding.map(|binding| binding.not_applicable.clone()).unwrap_or_default();
    }

    fn describe(
        &mut self,
        set: &RuleSet,
        subject: Option<&Subject>,
        adopted: &AdoptedReadings,
    ) -> Result<(), CoverageError> {
        let ruleset = set.id().to_owned();
        self.steps.extend(set.steps().iter().map(|step| step_of(set, step)));
        let level = subject.map(|subject| subject.level);
        let binds = |duty: &&Recurring| subject.is_none_or(|subject| duty.binds(subject.level, subject.head));
        for duty in set.recurring().iter().filter(binds) {
            let adopted = adopted.of(set.id(), &duty.id);
            let reading = adopted.filter(|id| duty.readings.iter().any(|reading| reading.id == *id));
            let as_read = duty.adopting(reading);
            let mut stated = RecurringDuty::of(set, &as_read, level, self.appointed, &self.calendar)?;
            stated.adopted = reading.map(str::to_owned);
            match Subject::may_be_of_type(subject, &duty.unit_types, &duty.levels) {
                OfType::Other => continue,
                OfType::NotSaid => {
                    stated.notes.push(Text::build(|lang| unit_type::not_said(&duty.unit_types, lang)));
                }
                OfType::Bound => {}
            }
            self.recurring.push(stated);
        }
        self.triggers.extend(set.triggers().iter().map(|trigger| TriggerRule {
            ruleset: ruleset.clone(),
            id: trigger.id.clone(),
            modality: trigger.modality,
            when: set.when_text(&trigger.when),
            leads_to: trigger.leads_to,
            kind: trigger.kind,
            text: trigger.text.clone(),
            confidence: trigger.confidence,
            cite: trigger.cite.clone(),
            cite_text: set.cite_text(&trigger.cite),
        }));
        self.describe_undated(set);
        Ok(())
    }

    fn summarize(
        &mut self,
        set: &RuleSet,
        binding: Option<&Binding>,
        (not_in_force, not_yet_known): (Option<NotInForce>, Option<NotYetKnown>),
    ) {
        let main = set.instruments().first();
        let bound = binding.and_then(|binding| binding.sets.iter().find(|bound| bound.set == *set));
        self.rulesets.push(SetSummary {
            id: set.id().to_owned(),
            version: set.version().to_owned(),
            title: set.title().clone(),
            instrument: set.instrument_title(),
            covers: set.covers().cloned(),
            standing: set.standing(),
            standing_note: main.and_then(|main| main.standing_note.clone()),
            not_in_force,
            not_yet_known,
            sources: set.sources().to_vec(),
            audience: set.applies().audience.clone(),
            unknown: set.unknowns().to_vec(),
            merged: bound.and_then(|bound| bound.merged.clone()),
            changes: set.changes().to_vec(),
            hash: set.hash().to_owned(),
        });
    }

    /// What the set lays down without a date.
    fn describe_undated(&mut self, set: &RuleSet) {
        let names = |ids: &[String]| Text::build(|lang| set.actors_text(ids, lang));
        let ruleset = || set.id().to_owned();
        self.norms.extend(set.norms().iter().map(|norm| InSet {
            ruleset: ruleset(),
            who_text: names(&norm.who),
            cite_text: set.cite_text(&norm.cite),
            rule: norm.clone(),
        }));
        self.exclusions.extend(set.exclusions().iter().map(|exclusion| InSet {
            ruleset: ruleset(),
            who_text: match &exclusion.by {
                Known::Value(who) => set.actor_text(who),
                Known::Unknown => Text::new("chưa rõ ai từ chối", "who turns away is not known"),
            },
            cite_text: set.cite_text(&exclusion.cite),
            rule: exclusion.clone(),
        }));
        self.roles.extend(set.roles().iter().map(|role| InSet {
            ruleset: ruleset(),
            who_text: role_text(set, role),
            cite_text: set.cite_text(&role.cite),
            rule: role.clone(),
        }));
        self.practices.extend(set.practices().iter().map(|practice| InSet {
            ruleset: ruleset(),
            who_text: Text::build(|lang| {
                let heads: Vec<String> =
                    practice.heads.iter().map(|head| set.head_text(*head).get(lang).to_owned()).collect();
                lang.list(&heads)
            }),
            cite_text: {
                let source = set.sources().iter().find(|source| source.id == practice.source);
                Text::same(source.map(|source| source.reference.clone()).unwrap_or_default())
            },
            rule: practice.clone(),
        }));
    }
}

/// The last day on which one of some duties is due; what is only expected slides on.
pub(crate) fn last_due<'a>(duties: impl IntoIterator<Item = &'a Duty>) -> Option<NaiveDate> {
    let counted = |duty: &&Duty| duty.outcome.anchor.as_ref().is_none_or(|anchor| anchor.actual);
    duties.into_iter().filter(counted).filter_map(|duty| Some(duty.outcome.due?.date)).max()
}

fn step_of(set: &RuleSet, step: &StepRule) -> StepInSet {
    StepInSet {
        ruleset: set.id().to_owned(),
        actor_text: Text::build(|lang| {
            let (actor, with) = (set.actor_text(&step.actor), set.actors_text(&step.with, lang));
            let who = match (lang, with.is_empty()) {
                _ if !step.together.is_empty() => together(set, &step.together, lang),
                (_, true) => actor.get(lang).to_owned(),
                (Lang::Vi, false) => format!("{} chủ trì, phối hợp với {with}", actor.vi),
                (Lang::En, false) => format!("{} leads, with {with}", actor.en),
            };
            let on_behalf = step.on_behalf_of.as_ref().map(|head| set.actor_text(head));
            let on_behalf = on_behalf.map(|head| format!(", {} {}", lang.pick("giúp", "for the"), head.get(lang)));
            format!("{who}{}", on_behalf.unwrap_or_default())
        }),
        cite_text: set.cite_text(&step.cite),
        step: step.clone(),
        done: None,
    }
}

/// Who work together, none of them leading.
fn together(set: &RuleSet, who: &[String], lang: Lang) -> String {
    format!("{} {}", set.actors_text(who, lang), lang.pick("phối hợp", "together"))
}

fn role_text(set: &RuleSet, role: &Role) -> Text {
    Text::build(|lang| {
        let part = |label: (&str, &str), who: &[String]| {
            let label = lang.pick(label.0, label.1);
            let space = if label.is_empty() { "" } else { " " };
            (!who.is_empty()).then(|| format!("{label}{space}{}", set.actors_text(who, lang)))
        };
        let parts = [
            part(("", ""), role.lead.as_slice()),
            part(("phối hợp với", "with"), &role.with),
            part(if role.text.is_some() { ("", "jointly") } else { ("cùng nhau:", "jointly") }, &role.jointly),
            (!role.together.is_empty()).then(|| together(set, &role.together, lang)),
            part(("mời", "inviting"), &role.invited),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    })
}

/// That a rule set and id do not name one duty of a timeline.
///
/// The example of [`Timeline::duty`] shows it.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum NotOneDuty {
    /// There is none.
    None {
        /// As `rule-set/duty`.
        name: String,
    },
    /// There is one for each petition or session.
    Several {
        /// As `rule-set/duty`.
        name: String,
        /// The petition and session of each.
        of: Vec<String>,
    },
}

messages! { NotOneDuty, lang:
    Self::None { name } => "no-such-duty", "không có nhiệm vụ `{name}`", "there is no duty `{name}`";
    Self::Several { name, of } => "several-duties", { let (times, of) = (of.len(), of.join(", ")); },
        "`{name}` phải làm {times} lần ({of}): hãy xem từng lần với `duties_of`",
        "`{name}` is owed {times} times ({of}): look at each with `duties_of`";
}

fn one_duty<'a>(mut found: impl Iterator<Item = &'a Duty>, ruleset: &str, id: &str) -> Result<&'a Duty, NotOneDuty> {
    let name = format!("{ruleset}/{id}");
    match (found.next(), found.next()) {
        (None, _) => Err(NotOneDuty::None { name }),
        (Some(duty), None) => Ok(duty),
        (Some(first), Some(second)) => {
            let of = [first, second].into_iter().chain(found).map(Duty::whose).collect();
            Err(NotOneDuty::Several { name, of })
        }
    }
}
