//! Rules × calendar × facts × choices → every duty with its due date and status. Pure.
//!
//! This is the only place that computes due dates of duties.

mod duty;
mod evaluate;
mod facts;
mod status;
mod terms;
mod wire;

use chrono::NaiveDate;
use serde::Serialize;

pub use duty::{Duty, DutyAnchor, Move, NoDue, ReadingDate};
pub use facts::{Fact, Facts, View};
pub use status::{Finding, Lateness, Status};
pub use terms::{ChoiceError, Choices, Terms, TimelineError};

use crate::calendar::Calendar;
use crate::ruleset::{
    Cite, Counts, DialogueKind, DutyKind, Modality, NoDate, Period, RuleSet, Source, Standing, StepRule,
};
use crate::text::{Confidence, Lang, Text};
use crate::time_limit::{self as trace, TimeLimit, Trace};

/// Every duty of a dialogue under its terms, as seen on a date.
///
/// It serializes to the stable JSON form of the README.
///
/// ```
/// # use chrono::NaiveDate;
/// # use doithoai::{Calendar, Facts, RuleSet, Terms, View};
/// # let date = |m, d| NaiveDate::from_ymd_opt(2026, m, d).unwrap();
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
    /// The opening, or the appointed day if it has not opened.
    pub opened: NaiveDate,
    /// The dates it was seen on.
    pub view: View,
    /// The rule sets, with their standing.
    pub rulesets: Vec<SetSummary>,
    /// What is to be done without a due date of its own.
    pub steps: Vec<Step>,
    /// The duties, in the order of the rule sets.
    pub duties: Vec<Duty>,
    /// Duties that return every period.
    pub recurring: Vec<RecurringDuty>,
    /// What obliges or permits another dialogue.
    pub triggers: Vec<TriggerRule>,
    /// The events that happened and that no rule set asks about.
    pub unused_events: Vec<String>,
    calendar: Calendar,
}

/// Which rule set was applied, and whether it still holds.
///
/// ```
/// # use chrono::NaiveDate;
/// # use doithoai::{Calendar, Facts, RuleSet, Terms, View};
/// # let date = |m, d| NaiveDate::from_ymd_opt(2026, m, d).unwrap();
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
    /// Where its words were read.
    pub sources: Vec<Source>,
    /// With whom the dialogue is held, where the source says, by id.
    pub audience: Vec<String>,
    /// What is not known of the regulation.
    pub unknown: Vec<crate::ruleset::Unknown>,
    /// SHA-256 of its canonical JSON.
    pub hash: String,
}

/// A step of a rule set.
///
/// ```
/// # use chrono::NaiveDate;
/// # use doithoai::{Calendar, Facts, RuleSet, Terms, View};
/// # let date = |m, d| NaiveDate::from_ymd_opt(2026, m, d).unwrap();
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
pub struct Step {
    /// The rule set.
    pub ruleset: String,
    /// The step.
    #[serde(flatten)]
    pub step: StepRule,
    /// The actor's name, with whom it works together.
    pub actor_text: Text,
    /// The citation as a lawyer writes it.
    pub cite_text: Text,
}

/// A recurring duty, in the period that the dialogue falls in.
///
/// ```
/// # use chrono::NaiveDate;
/// # use doithoai::{Calendar, Facts, RuleSet, Terms, View};
/// # let date = |m, d| NaiveDate::from_ymd_opt(2026, m, d).unwrap();
/// # let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
/// # use doithoai::ruleset::{NoDate, Period};
/// let timeline = terms.timeline(&Facts::held_on(date(8, 20)), View::everything())?;
/// let report = &timeline.recurring[0];
/// assert_eq!((report.at_least, report.every), (1, Period::Year));
/// assert_eq!(report.reason, NoDate::NotStated);
/// assert_eq!(report.bearer_text.vi, "người đứng đầu chính quyền");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct RecurringDuty {
    /// The rule set.
    pub ruleset: String,
    /// The duty's id in it.
    pub id: String,
    /// What it is about.
    pub duty_kind: Option<DutyKind>,
    /// What is to be done.
    pub text: Text,
    /// How often.
    pub every: Period,
    /// How many times at least.
    pub at_least: u32,
    /// What is counted.
    pub counts: Option<Counts>,
    /// Which dialogues count.
    pub kinds: Vec<DialogueKind>,
    /// Who must do it, by id.
    pub bearer: Vec<String>,
    /// The bearers' names.
    pub bearer_text: Text,
    /// To whom, by id.
    pub toward: Vec<String>,
    /// The names of those it is owed to.
    pub toward_text: Text,
    /// Why it has no date within the period.
    pub reason: NoDate,
    /// How sure the rule is.
    pub confidence: Confidence,
    /// Where the text says so.
    pub cite: Cite,
    /// The citation as a lawyer writes it.
    pub cite_text: Text,
}

/// What obliges or permits a dialogue outside the plan.
///
/// ```
/// # use chrono::NaiveDate;
/// # use doithoai::{Calendar, Facts, RuleSet, Terms, View};
/// # let date = |m, d| NaiveDate::from_ymd_opt(2026, m, d).unwrap();
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
    /// The kind of dialogue it leads to.
    pub kind: DialogueKind,
    /// Where the text says so.
    pub cite: Cite,
    /// The citation as a lawyer writes it.
    pub cite_text: Text,
}

impl Timeline {
    fn new(appointed: NaiveDate, opened: NaiveDate, view: View, calendar: Calendar) -> Self {
        Self {
            appointed,
            opened,
            view,
            rulesets: Vec::new(),
            steps: Vec::new(),
            duties: Vec::new(),
            recurring: Vec::new(),
            triggers: Vec::new(),
            unused_events: Vec::new(),
            calendar,
        }
    }

    /// A duty by rule set and id; the first petition's where there are several.
    ///
    /// ```
    /// # use chrono::NaiveDate;
    /// # use doithoai::{Calendar, Facts, RuleSet, Terms, View};
    /// # let date = |m, d| NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// # let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
    /// let timeline = terms.timeline(&Facts::held_on(date(8, 20)), View::everything())?;
    /// assert_eq!(timeline.duty("hcmc-935", "invite-citizens").unwrap().due.unwrap().date, date(8, 12));
    /// assert!(timeline.duty("can-tho-10", "invite-citizens").is_none());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn duty(&self, ruleset: &str, id: &str) -> Option<&Duty> {
        self.duties.iter().find(|duty| duty.ruleset == ruleset && duty.id == id)
    }

    /// Why a duty's date falls where it does: how it was counted, and what moved it after that.
    ///
    /// ```
    /// # use chrono::NaiveDate;
    /// # use doithoai::{Calendar, Facts, RuleSet, Terms, View};
    /// # let date = |m, d| NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// # let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
    /// # use doithoai::Lang;
    /// let timeline = terms.timeline(&Facts::held_on(date(8, 20)), View::everything())?;
    /// let notice = timeline.duty("hcmc-935", "notify-conclusion").unwrap();
    /// let reason = timeline.trace(notice).unwrap().text(Lang::En);
    /// assert!(reason.contains("Wed 2026-09-02: National Day (Labour Code 2019, Art. 112(1)(đ))"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn trace(&self, duty: &Duty) -> Option<Trace> {
        let mut trace = self.counted(duty.limit, duty.anchor.as_ref())?;
        for moved in &duty.moved_by {
            trace.push(match moved {
                Move::Notice { notified, to, .. } => trace::Step::MovedByNotice { notified: *notified, to: *to },
                Move::Limit { of, to } => trace::Step::MovedByLimit { of: of.clone(), to: *to },
            });
        }
        let stated = matches!(duty.moved_by.last(), Some(Move::Notice { .. }));
        if let Some(due) = duty.due.filter(|due| stated && due.date != due.last_working_day) {
            trace.push(trace::Step::StatedDayOff { on: due.date, last_working_day: due.last_working_day });
        }
        Some(trace)
    }

    fn counted(&self, limit: Option<TimeLimit>, anchor: Option<&DutyAnchor>) -> Option<Trace> {
        let (limit, anchor) = (limit?, anchor?);
        let (_, mut trace) = self.calendar.due_traced(&limit, anchor.at).ok()?;
        if !anchor.actual && limit.is_after() {
            trace.begin(trace::Step::Expected { anchor: anchor.text.clone(), on: anchor.at.date });
        }
        Some(trace)
    }

    /// The same timeline with the trace of every duty, which the plain one skips building.
    ///
    /// ```
    /// # use chrono::NaiveDate;
    /// # use doithoai::{Calendar, Facts, RuleSet, Terms, View};
    /// # let date = |m, d| NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// # let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
    /// let timeline = terms.timeline(&Facts::held_on(date(8, 20)), View::everything())?.explained();
    /// let notice = timeline.duty("hcmc-935", "notify-conclusion").unwrap();
    /// assert_eq!(notice.trace, timeline.trace(notice));
    /// assert!(notice.trace.is_some());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn explained(mut self) -> Self {
        let traces: Vec<Option<Trace>> = self.duties.iter().map(|duty| self.trace(duty)).collect();
        let of_readings: Vec<Vec<Option<Trace>>> = self
            .duties
            .iter()
            .map(|duty| {
                duty.readings.iter().map(|reading| self.counted(reading.limit, reading.anchor.as_ref())).collect()
            })
            .collect();
        for ((duty, trace), of_readings) in self.duties.iter_mut().zip(traces).zip(of_readings) {
            duty.trace = trace;
            for (reading, trace) in duty.readings.iter_mut().zip(of_readings) {
                reading.trace = trace;
            }
        }
        self
    }

    fn describe(&mut self, set: &RuleSet) {
        let ruleset = set.id().to_owned();
        let main = set.instruments().first();
        self.rulesets.push(SetSummary {
            id: ruleset.clone(),
            version: set.version().to_owned(),
            title: set.title().clone(),
            instrument: main.map_or_else(|| Text::same(""), crate::ruleset::Instrument::title),
            covers: set.covers().cloned(),
            standing: set.standing(),
            standing_note: main.and_then(|main| main.standing_note.clone()),
            sources: set.sources().to_vec(),
            audience: set.applies().audience.clone(),
            unknown: set.unknowns().to_vec(),
            hash: set.hash().to_owned(),
        });
        self.steps.extend(set.steps().iter().map(|step| Step {
            ruleset: ruleset.clone(),
            actor_text: Text::build(|lang| {
                let (actor, with) = (set.actor_text(&step.actor), set.actors_text(&step.with, lang));
                match (lang, with.is_empty()) {
                    (_, true) => actor.get(lang).to_owned(),
                    (Lang::Vi, false) => format!("{} chủ trì, phối hợp với {with}", actor.vi),
                    (Lang::En, false) => format!("{} leads, with {with}", actor.en),
                }
            }),
            cite_text: set.cite_text(&step.cite),
            step: step.clone(),
        }));
        self.recurring.extend(set.recurring().iter().map(|duty| {
            let toward: Vec<String> = duty.toward.iter().map(|toward| toward.who.clone()).collect();
            RecurringDuty {
                ruleset: ruleset.clone(),
                id: duty.id.clone(),
                duty_kind: duty.duty_kind,
                text: duty.text.clone(),
                every: duty.every,
                at_least: duty.at_least,
                counts: duty.counts,
                kinds: duty.kinds.clone(),
                bearer_text: Text::build(|lang| set.actors_text(&duty.bearer, lang)),
                bearer: duty.bearer.clone(),
                toward_text: set.toward_text(&duty.toward),
                toward,
                reason: duty.no_date,
                confidence: duty.confidence,
                cite: duty.cite.clone(),
                cite_text: set.cite_text(&duty.cite),
            }
        }));
        self.triggers.extend(set.triggers().iter().map(|trigger| TriggerRule {
            ruleset: ruleset.clone(),
            id: trigger.id.clone(),
            modality: trigger.modality,
            when: trigger.when.clone(),
            kind: trigger.kind,
            cite: trigger.cite.clone(),
            cite_text: set.cite_text(&trigger.cite),
        }));
    }
}
