//! Rules × calendar × facts × choices → every duty with its due date and status. Pure.
//!
//! This is the only place that computes due dates of duties.

mod evaluate;
mod facts;
mod status;
mod wire;

use std::sync::Arc;

use chrono::NaiveDate;
use serde::Serialize;
use thiserror::Error;

pub use facts::{Fact, Facts, View};
pub use status::{Finding, Lateness, Status};

use crate::calendar::{Calendar, CoverageError};
use crate::ruleset::{
    Cite, Counts, DialogueKind, DutyKind, Modality, NoDate, Period, Phase, RuleSet, Standing, StepRule,
};
use crate::text::{Confidence, Lang, Text, nearest};
use crate::time_limit::{Anchor, DueDate, TimeLimit, Trace};

/// What a dialogue is judged by: rule sets, a calendar, and the readings that were adopted.
///
/// Immutable and cheap to clone.
///
/// ```
/// use chrono::NaiveDate;
/// use doithoai::{Calendar, Fact, Facts, RuleSet, Terms, View, timeline::Status};
/// let date = |m, d| NaiveDate::from_ymd_opt(2026, m, d).unwrap();
/// let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
/// let facts = Facts::held_on(date(8, 20));
/// let timeline = terms.timeline(&facts, View::as_of(date(10, 20)))?;
///
/// let notice = timeline.duty("hcmc-935", "notify-conclusion").unwrap();
/// assert_eq!(notice.due.unwrap().date, date(9, 7));
/// assert!(matches!(notice.status, Status::Overdue { .. }));
/// // The clock of settlement has not begun: it starts with the notice.
/// let settlement = timeline.duty("hcmc-935", "settle-petition").unwrap();
/// assert_eq!(settlement.status, Status::Awaiting);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct Terms {
    inner: Arc<TermsInner>,
}

#[derive(Debug, Clone)]
struct TermsInner {
    sets: Vec<RuleSet>,
    calendar: Calendar,
    choices: Choices,
}

/// The readings that an office adopted; each duty without one keeps the rule set's default.
///
/// ```
/// use doithoai::timeline::Choices;
/// let choices = Choices::new().adopt("hcmc-935", "settle-petition", "ten-as-in-words");
/// assert_eq!(choices.adopted("hcmc-935", "settle-petition"), Some("ten-as-in-words"));
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Choices {
    adopted: Vec<(String, String, String)>,
}

impl Choices {
    /// No choices: every duty as its rule set reads it.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adopts a reading for a duty of a rule set; a later choice for the same duty replaces an earlier one.
    #[must_use]
    pub fn adopt(mut self, ruleset: &str, duty: &str, reading: &str) -> Self {
        self.adopted.retain(|(set, id, _)| !(set == ruleset && id == duty));
        self.adopted.push((ruleset.to_owned(), duty.to_owned(), reading.to_owned()));
        self
    }

    /// The reading adopted for a duty.
    #[must_use]
    pub fn adopted(&self, ruleset: &str, duty: &str) -> Option<&str> {
        self.adopted.iter().find(|(set, id, _)| set == ruleset && id == duty).map(|(_, _, reading)| reading.as_str())
    }
}

/// A choice that names nothing.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("no reading `{reading}` of `{duty}` in `{ruleset}`{}", .near.as_ref().map(|near| format!("; did you mean `{near}`?")).unwrap_or_default())]
pub struct ChoiceError {
    /// The rule set.
    pub ruleset: String,
    /// The duty.
    pub duty: String,
    /// The reading.
    pub reading: String,
    /// The nearest reading of the duty.
    pub near: Option<String>,
}

/// Why there is no timeline.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum TimelineError {
    /// A date or a count leaves the covered years.
    #[error(transparent)]
    Coverage(#[from] CoverageError),
    /// A fact of an event that no rule set knows.
    #[error("unknown event `{event}`{}", .near.as_ref().map(|near| format!("; did you mean `{near}`?")).unwrap_or_default())]
    UnknownEvent {
        /// The event.
        event: String,
        /// The nearest known event.
        near: Option<String>,
    },
    /// The dialogue closed before it opened.
    #[error("the dialogue cannot close on {closed} before it opened on {opened}")]
    ClosedBeforeOpened {
        /// The opening.
        opened: NaiveDate,
        /// The closing.
        closed: NaiveDate,
    },
    /// The dialogue closed but never opened.
    #[error("the dialogue cannot close on {closed}: no opening is recorded")]
    NeverOpened {
        /// The closing.
        closed: NaiveDate,
    },
}

impl Terms {
    /// Rule sets and the calendar they are counted on.
    #[must_use]
    pub fn new(sets: impl IntoIterator<Item = RuleSet>, calendar: Calendar) -> Self {
        let inner = TermsInner { sets: sets.into_iter().collect(), calendar, choices: Choices::new() };
        Self { inner: Arc::new(inner) }
    }

    /// The same terms with readings adopted.
    ///
    /// # Errors
    /// [`ChoiceError`] if a choice names a rule set, duty or reading that is not there.
    pub fn choosing(&self, choices: Choices) -> Result<Self, ChoiceError> {
        for (set, duty, reading) in &choices.adopted {
            let obligation = self.inner.sets.iter().find(|s| s.id() == set).and_then(|s| s.obligation(duty));
            let known: Vec<&str> = obligation.iter().flat_map(|o| &o.readings).map(|r| r.id.as_str()).collect();
            if !known.contains(&reading.as_str()) {
                let near = nearest(reading, known).map(str::to_owned);
                let (ruleset, duty, reading) = (set.clone(), duty.clone(), reading.clone());
                return Err(ChoiceError { ruleset, duty, reading, near });
            }
        }
        Ok(Self { inner: Arc::new(TermsInner { choices, ..TermsInner::clone(&self.inner) }) })
    }

    /// The rule sets.
    #[must_use]
    pub fn rule_sets(&self) -> &[RuleSet] {
        &self.inner.sets
    }

    /// The calendar.
    #[must_use]
    pub fn calendar(&self) -> &Calendar {
        &self.inner.calendar
    }

    /// The readings adopted.
    #[must_use]
    pub fn choices(&self) -> &Choices {
        &self.inner.choices
    }

    /// Every duty of every rule set, with its due date and status, as seen in `view`.
    ///
    /// # Errors
    /// [`TimelineError`] for facts that are impossible, unknown, or outside the covered years. A late fact is
    /// never an error.
    pub fn timeline(&self, facts: &Facts, view: View) -> Result<Timeline, TimelineError> {
        self.check(facts)?;
        let calendar = match view.known_on {
            Some(date) => self.inner.calendar.known_on(date),
            None => self.inner.calendar.clone(),
        };
        let visible = facts.visible(view);
        let mut timeline = Timeline {
            opened: facts.opening(),
            view,
            rulesets: Vec::new(),
            steps: Vec::new(),
            duties: Vec::new(),
            recurring: Vec::new(),
            triggers: Vec::new(),
            calendar: calendar.clone(),
        };
        for set in &self.inner.sets {
            let scene = evaluate::Scene::new(set, &calendar, &visible, facts, view, &self.inner.choices);
            timeline.duties.extend(scene.duties()?);
            timeline.describe(set);
        }
        Ok(timeline)
    }

    fn check(&self, facts: &Facts) -> Result<(), TimelineError> {
        Calendar::check(facts.appointed())?;
        for fact in facts.all() {
            Calendar::check(fact.on)?;
            fact.until.map(Calendar::check).transpose()?;
            if !self.inner.sets.iter().any(|set| set.event(&fact.event).is_some()) {
                let known = self.inner.sets.iter().flat_map(RuleSet::events).map(|event| event.id.as_ref());
                let near = nearest(&fact.event, known).map(str::to_owned);
                return Err(TimelineError::UnknownEvent { event: fact.event.clone(), near });
            }
        }
        match (facts.opened_on(), facts.closed_on()) {
            (Some(opened), Some(closed)) if closed < opened => Err(TimelineError::ClosedBeforeOpened { opened, closed }),
            (None, Some(closed)) => Err(TimelineError::NeverOpened { closed }),
            _ => Ok(()),
        }
    }
}

/// Every duty of a dialogue under its terms, as seen on a date.
///
/// It serializes to the stable JSON form of the README.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Timeline {
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
    calendar: Calendar,
}

/// Which rule set was applied, and whether it still holds.
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
    /// What is not known of the regulation.
    pub unknown: Vec<crate::ruleset::Unknown>,
    /// SHA-256 of its canonical JSON.
    pub hash: String,
}

/// A step of a rule set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Step {
    /// The rule set.
    pub ruleset: String,
    /// The step.
    #[serde(flatten)]
    pub step: StepRule,
    /// The actor's name.
    pub actor_text: Text,
    /// The citation as a lawyer writes it.
    pub cite_text: Text,
}

/// What a duty is counted from.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct DutyAnchor {
    /// The event, if it is one.
    pub event: Option<String>,
    /// The duty whose due date it is, if it is one.
    pub due_of: Option<String>,
    /// What it is called.
    pub text: Text,
    /// The date, or range of dates.
    pub at: Anchor,
    /// Whether it happened; if not, the date is projected.
    pub actual: bool,
}

/// Why a duty has no date.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum NoDue {
    /// The rule gives none.
    Rule(NoDate),
    /// It is counted from an event that has not happened, and no duty says when it should.
    AwaitsEvent(String),
    /// Under the adopted reading its limit binds another duty.
    Binds(String),
}

/// The date that another reading of a duty gives.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ReadingDate {
    /// The reading; `default` for the rule set's own where another was adopted.
    pub id: String,
    /// The duty that declares the reading, if it is another one.
    pub declared_by: Option<String>,
    /// The duty that the date binds, if it is another one.
    pub of: Option<String>,
    /// The date under the reading.
    pub due: Option<DueDate>,
    /// Why one may read it so.
    pub because: Text,
}

/// One duty of one dialogue, or of one petition of it.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Duty {
    /// The rule set.
    pub ruleset: String,
    /// The duty's id in it.
    pub id: String,
    /// What it is about.
    pub duty_kind: DutyKind,
    /// In which phase.
    pub phase: Option<Phase>,
    /// Which petition it belongs to, where petitions were told apart.
    pub petition: Option<String>,
    /// What is to be done.
    pub text: Text,
    /// Who must do it, by id and by name.
    pub bearer: Vec<String>,
    /// The bearers' names.
    pub bearer_text: Text,
    /// To whom, by id.
    pub toward: Vec<String>,
    /// The names of those it is owed to.
    pub toward_text: Text,
    /// When it is due.
    pub due: Option<DueDate>,
    /// Why there is no date, if there is none.
    pub reason: Option<NoDue>,
    /// The limit, if it has one.
    pub limit: Option<TimeLimit>,
    /// What it is counted from.
    pub anchor: Option<DutyAnchor>,
    /// The date before an extension moved it.
    pub base_due: Option<DueDate>,
    /// How it stands.
    pub status: Status,
    /// When it was fulfilled.
    pub met_on: Option<NaiveDate>,
    /// The events still missing to fulfil it.
    pub missing: Vec<String>,
    /// What a notice must state, by name.
    pub must_state: Vec<Text>,
    /// Under which condition it applies.
    pub only_if: Vec<Text>,
    /// How sure the rule is.
    pub confidence: Confidence,
    /// The reading adopted for it.
    pub adopted: Option<String>,
    /// The dates under other readings.
    pub readings: Vec<ReadingDate>,
    /// What stands out.
    pub findings: Vec<Finding>,
    /// What is wrong with the printed source.
    pub source_defect: Option<Text>,
    /// Where the text says so.
    pub cite: Cite,
    /// The citation as a lawyer writes it.
    pub cite_text: Text,
    /// Why the date falls where it does; see [`Timeline::explained`].
    pub trace: Option<Trace>,
}

/// A recurring duty, in the period that the dialogue falls in.
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
    /// A duty by rule set and id; the first petition's where there are several.
    #[must_use]
    pub fn duty(&self, ruleset: &str, id: &str) -> Option<&Duty> {
        self.duties.iter().find(|duty| duty.ruleset == ruleset && duty.id == id)
    }

    /// Why a duty's date falls where it does; for an extended duty, its date before the extension.
    #[must_use]
    pub fn trace(&self, duty: &Duty) -> Option<Trace> {
        let (limit, anchor) = (duty.limit?, duty.anchor.as_ref()?);
        self.calendar.due_traced(&limit, anchor.at).ok().map(|(_, trace)| trace)
    }

    /// The same timeline with the trace of every duty, which the plain one skips building.
    #[must_use]
    pub fn explained(mut self) -> Self {
        let traces: Vec<Option<Trace>> = self.duties.iter().map(|duty| self.trace(duty)).collect();
        for (duty, trace) in self.duties.iter_mut().zip(traces) {
            duty.trace = trace;
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
            unknown: set.unknowns().to_vec(),
            hash: set.hash().to_owned(),
        });
        self.steps.extend(set.steps().iter().map(|step| Step {
            ruleset: ruleset.clone(),
            actor_text: set.actor_text(&step.actor),
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
                toward_text: Text::build(|lang| set.actors_text(&toward, lang)),
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

impl ChoiceError {
    /// The error in one language.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let Self { ruleset, duty, reading, near } = self;
        match lang {
            Lang::En => self.to_string(),
            Lang::Vi => format!("không có cách hiểu `{reading}` của `{duty}` trong `{ruleset}`{}", meant(near.as_deref())),
        }
    }
}

impl TimelineError {
    /// The error in one language.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let date = |date: &NaiveDate| lang.date(*date);
        match (self, lang) {
            (Self::Coverage(error), _) => error.text(lang),
            (_, Lang::En) => self.to_string(),
            (Self::UnknownEvent { event, near }, Lang::Vi) => {
                format!("không có sự kiện `{event}`{}", meant(near.as_deref()))
            }
            (Self::ClosedBeforeOpened { opened, closed }, Lang::Vi) => {
                format!("đối thoại không thể kết thúc ngày {} trước khi khai mạc ngày {}", date(closed), date(opened))
            }
            (Self::NeverOpened { closed }, Lang::Vi) => {
                format!("đối thoại không thể kết thúc ngày {}: chưa ghi nhận khai mạc", date(closed))
            }
        }
    }
}

/// "Did you mean" in Vietnamese.
fn meant(near: Option<&str>) -> String {
    near.map(|near| format!("; có phải là `{near}`?")).unwrap_or_default()
}

impl NoDue {
    /// The reason in one language; `event` names the event awaited.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        match (self, lang) {
            (Self::Rule(reason), _) => reason.text().get(lang).to_owned(),
            (Self::AwaitsEvent(event), Lang::Vi) => format!("tính từ sự kiện `{event}` chưa diễn ra"),
            (Self::AwaitsEvent(event), Lang::En) => format!("counted from `{event}`, which has not happened"),
            (Self::Binds(duty), Lang::Vi) => format!("theo cách hiểu đã chọn, thời hạn này áp dụng cho `{duty}`"),
            (Self::Binds(duty), Lang::En) => format!("under the adopted reading this limit binds `{duty}`"),
        }
    }

    /// The reason's word in JSON.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Rule(reason) => reason.word(),
            Self::AwaitsEvent(_) => "awaits-event",
            Self::Binds(_) => "binds-other-duty",
        }
    }
}
