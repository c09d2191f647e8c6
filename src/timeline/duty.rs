//! One duty: its rule, how it turned out, and how other readings would have it.

use std::borrow::Cow;
use std::sync::Arc;

use chrono::NaiveDate;
use serde::Serialize;

use super::evaluate::Stand;
use super::finding::Finding;
use super::outcome::Outcome;
use super::reading_at::ReadingAt;
use crate::calendar::Calendar;
use crate::ruleset::{Change, LevelEnd, Obligation, RuleSet};
use crate::text::{Confidence, Lang, Text};
use crate::time_limit::Trace;

/// One duty of one dialogue, or of one petition of it.
///
/// ```
/// # use doithoai::{Calendar, Facts, RuleSet, Terms, View};
/// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
/// # let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
/// # use doithoai::timeline::Status;
/// let timeline = terms.timeline(&Facts::held_on(date(8, 20)), View::as_of(date(9, 1)))?;
/// let notice = timeline.duty("hcmc-935", "notify-conclusion")?;
/// assert_eq!(notice.rule.id, "notify-conclusion");
/// assert_eq!(notice.outcome.due.unwrap().date, date(9, 7));
/// assert_eq!(notice.outcome.status, Status::Pending);
/// assert_eq!(notice.outcome.missing, ["conclusion-notified"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Duty {
    /// The rule set that lays it down.
    pub rule_set: RuleSet,
    /// The rule.
    pub rule: Arc<Obligation>,
    /// Which petition it belongs to, where petitions were told apart.
    pub petition: Option<String>,
    /// Which session it belongs to, where there were several: its id, or its date.
    pub session: Option<String>,
    /// Which occurrence of an event it belongs to, where it is owed for each: its id, or its date.
    pub occurrence: Option<String>,
    /// The agency that the petition was assigned to, by the id that the caller gave.
    pub assigned_to: Option<String>,
    /// The day of that occurrence.
    pub(crate) occurred_on: Option<NaiveDate>,
    /// The reading that was adopted for it.
    pub(super) adopted: ReadingAt,
    /// How it turned out under the readings that were adopted.
    pub outcome: Outcome,
    /// How it would have turned out under other readings, each alone.
    pub readings: Vec<OtherReading>,
}

/// How a duty would turn out under a reading that was not adopted.
///
/// ```
/// # use doithoai::{Calendar, Facts, RuleSet, Terms, View};
/// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
/// # let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
/// # use doithoai::Fact;
/// let facts = Facts::held_on(date(8, 20)).with(Fact::new("conclusion-notified", date(8, 28)));
/// let timeline = terms.timeline(&facts, View::everything())?;
/// let settlement = timeline.duty("hcmc-935", "settle-petition")?;
/// assert_eq!(settlement.outcome.due.unwrap().date, date(9, 30));
/// assert_eq!(settlement.readings[0].id(), "ten-as-in-words");
/// assert_eq!(settlement.readings[0].outcome.due.unwrap().date, date(9, 16));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct OtherReading {
    /// The rule whose reading it is: the duty's own, or another one.
    pub rule: Arc<Obligation>,
    pub(super) at: ReadingAt,
    pub(super) is_own: bool,
    /// The duty that the reading has the limit bind, if it is another one: then the outcome is that duty's.
    pub(super) of: Option<Arc<Obligation>>,
    /// What it says against the chosen one.
    pub(super) stand: Stand,
    /// How the duty would turn out.
    pub outcome: Outcome,
}

impl OtherReading {
    /// Its id; `default` for the rule as it stands where a reading was adopted.
    ///
    /// The example of [`OtherReading`] shows it.
    #[must_use]
    pub fn id(&self) -> &str {
        self.at.id(&self.rule)
    }

    /// The duty that declares it, if it is another one.
    ///
    /// ```
    /// # use doithoai::{Calendar, Facts, RuleSet, Terms, View};
    /// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// # let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
    /// let timeline = terms.timeline(&Facts::held_on(date(8, 20)), View::everything())?;
    /// let settlement = timeline.duty("hcmc-935", "settle-petition")?;
    /// assert_eq!(settlement.readings[0].declared_by(), None);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn declared_by(&self) -> Option<&str> {
        (!self.is_own).then_some(self.rule.id.as_str())
    }

    /// The duty that its limit binds, if it is another one; the outcome is then that duty's.
    ///
    /// ```
    /// use doithoai::{Calendar, Facts, RuleSet, Terms, View};
    /// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// let terms = Terms::new([RuleSet::builtin("can-tho-10")?], Calendar::vietnam());
    /// let timeline = terms.timeline(&Facts::held_on(date(8, 20)), View::everything())?;
    /// let interim = timeline.duty("can-tho-10", "interim-reply")?;
    /// assert!(interim.readings.iter().any(|reading| reading.of() == Some("settle-petition")));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn of(&self) -> Option<&str> {
        self.of.as_ref().map(|rule| rule.id.as_str())
    }

    /// Why one may read it so.
    ///
    /// ```
    /// # use doithoai::{Calendar, Facts, RuleSet, Terms, View};
    /// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// # let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
    /// let timeline = terms.timeline(&Facts::held_on(date(8, 20)), View::everything())?;
    /// let settlement = timeline.duty("hcmc-935", "settle-petition")?;
    /// assert!(settlement.readings[0].because().en.contains("ten"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn because(&self) -> Cow<'_, Text> {
        match (self.at, self.at.declared(&self.rule)) {
            (_, Some(reading)) => Cow::Borrowed(&reading.because),
            (ReadingAt::Open(reading), None) => Cow::Owned(reading.because()),
            (_, None) => Cow::Owned(Text::new("cách hiểu mặc định của bộ quy tắc", "the rule set's own reading")),
        }
    }
}

/// A value of a rule that an overlay or amendment changed.
///
/// ```
/// use doithoai::{Calendar, Facts, RuleSet, Terms, View};
/// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
/// let terms = Terms::new([RuleSet::builtin("qd-11@2025-11-23")?], Calendar::vietnam());
/// let timeline = terms.timeline(&Facts::held_on(date(8, 20)), View::everything())?;
/// let reception = timeline.recurring.iter().find(|duty| duty.id == "reception").unwrap();
/// assert_eq!((reception.changed[0].value.as_str(), reception.changed[0].by.as_str()), ("at_least", "qd-11@2025-11-23"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ChangedValue {
    /// The value, inside the rule; empty where the rule as a whole was added.
    pub value: String,
    /// The file that changed it, as `id@version`.
    pub by: String,
    /// The provision that changed it, as a lawyer writes it.
    pub cite_text: Option<Text>,
    /// How sure the new value is.
    pub confidence: Option<Confidence>,
}

/// Which values of a rule an overlay or amendment changed.
pub(crate) fn changed(set: &RuleSet, list: &str, id: &str) -> Vec<ChangedValue> {
    let within = |change: &Change| Some(change.of.strip_prefix(list)?.strip_prefix('.')?.strip_prefix(id)?.to_owned());
    let value = |change: &Change| {
        let value = within(change).filter(|value| value.is_empty() || value.starts_with('.'))?;
        Some(ChangedValue {
            value: value.trim_start_matches('.').to_owned(),
            by: change.by.clone(),
            cite_text: change.cite.as_ref().map(|cite| set.cite_text(cite)),
            confidence: change.confidence,
        })
    };
    set.changes().iter().filter_map(value).collect()
}

impl Duty {
    /// Notes under each reading that the bearer's level ended before the duty was due and done.
    pub(crate) fn outlives(&mut self, (end, cite_text): &(LevelEnd, Text)) {
        let others = self.readings.iter_mut().map(|reading| &mut reading.outcome);
        for outcome in std::iter::once(&mut self.outcome).chain(others) {
            let done_before = outcome.met_on.is_some_and(|met| met < end.on);
            if outcome.due.is_some_and(|due| due.date >= end.on) && !done_before {
                outcome.findings.push(Finding::LevelEnded {
                    level: end.level,
                    on: end.on,
                    cite_text: cite_text.clone(),
                    successor: end.successor.clone(),
                });
            }
        }
    }

    /// The id of the rule set.
    ///
    /// The words of a duty are put together when they are asked for.
    ///
    /// ```
    /// # use doithoai::{Calendar, Facts, Lang, RuleSet, Terms, View};
    /// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// # let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
    /// let timeline = terms.timeline(&Facts::held_on(date(8, 20)), View::everything())?;
    /// let invite = timeline.duty("hcmc-935", "invite-citizens")?;
    /// assert_eq!((invite.ruleset(), invite.adopted()), ("hcmc-935", None));
    /// assert_eq!(invite.bearer_text().en, "office");
    /// assert_eq!(invite.toward_text().en, "the People");
    /// assert_eq!(invite.cite_text().get(Lang::En), "Working regulation enclosed with Decision 935-QĐ/TU, Art. 13(1)(1.2), dash 2");
    /// assert!(invite.changed().is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn ruleset(&self) -> &str {
        self.rule_set.id()
    }

    /// The reading that was adopted for it, if it is another than the rule's own.
    ///
    /// The example of [`ruleset`](Self::ruleset) shows it.
    #[must_use]
    pub fn adopted(&self) -> Option<&str> {
        (self.adopted != ReadingAt::Own).then(|| self.adopted.id(&self.rule))
    }

    /// Who must do it, by name.
    ///
    /// The example of [`ruleset`](Self::ruleset) shows it.
    #[must_use]
    pub fn bearer_text(&self) -> Text {
        Text::build(|lang| self.rule_set.actors_text(&self.rule.bearer, lang))
    }

    /// To whom it is owed, by name.
    ///
    /// The example of [`ruleset`](Self::ruleset) shows it.
    #[must_use]
    pub fn toward_text(&self) -> Text {
        self.rule_set.toward_text(&self.rule.toward)
    }

    /// The citation as a lawyer writes it.
    ///
    /// The example of [`ruleset`](Self::ruleset) shows it.
    #[must_use]
    pub fn cite_text(&self) -> Text {
        self.rule_set.cite_text(&self.rule.cite)
    }

    /// Which of its values an overlay or amendment changed, and by which provision.
    ///
    /// The example of [`ruleset`](Self::ruleset) shows it.
    #[must_use]
    pub fn changed(&self) -> Vec<ChangedValue> {
        changed(&self.rule_set, "obligation", &self.rule.id)
    }

    /// Why the date of an outcome of this duty falls where it does: how it was counted, and what moved it after that.
    ///
    /// The calendar is the one that the duty was counted on.
    ///
    /// ```
    /// # use doithoai::{Calendar, Facts, Lang, RuleSet, Terms, View};
    /// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// # let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
    /// for duty in terms.duties(&Facts::held_on(date(8, 20)), View::everything())? {
    ///     for outcome in duty.outcomes() {
    ///         assert_eq!(duty.trace(outcome, terms.calendar()).is_some(), outcome.due.is_some());
    ///     }
    /// }
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn trace(&self, outcome: &Outcome, calendar: &Calendar) -> Option<Trace> {
        outcome.trace_in(&self.rule_set, &self.rule.cite, calendar)
    }

    /// Its outcome, then those under other readings.
    ///
    /// The example of [`trace`](Self::trace) shows it.
    pub fn outcomes(&self) -> impl Iterator<Item = &Outcome> {
        std::iter::once(&self.outcome).chain(self.readings.iter().map(|reading| &reading.outcome))
    }

    /// Which of the times that it is owed it belongs to: the session or occurrence, by id or date.
    pub(crate) fn time(&self) -> Option<&str> {
        self.session.as_deref().or(self.occurrence.as_deref())
    }

    /// The occurrence that it is owed for, in one language.
    ///
    /// ```
    /// # use doithoai::{Calendar, Facts, Lang, RuleSet, Terms, View};
    /// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// use doithoai::Fact;
    /// let each = "each = { event = \"rescheduled\" }\nid = \"invite-citizens\"";
    /// let text = RuleSet::builtin_toml("hcmc-935")?.replace("id = \"invite-citizens\"", each);
    /// let terms = Terms::new([RuleSet::from_toml(&text)?], Calendar::vietnam());
    /// let moved = |on, to| Fact::new("rescheduled", date(8, on)).until(date(8, to));
    /// let facts = Facts::appointed_for(date(8, 20)).with(moved(3, 24)).with(moved(10, 28));
    /// let duties = terms.duties(&facts, View::everything())?;
    /// let told: Vec<_> = duties.iter().filter_map(|duty| duty.occurrence_text(Lang::En)).collect();
    /// assert_eq!(told, ["rescheduled on 2026-08-03", "rescheduled on 2026-08-10"]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn occurrence_text(&self, lang: Lang) -> Option<String> {
        let (event, of) = (self.rule.each_event.as_ref()?, self.occurrence.as_ref()?);
        let event = self.rule_set.event_text(event);
        Some(match (of.parse().map(|day| lang.date(day)), lang) {
            (Ok(day), Lang::Vi) => format!("{} ngày {day}", event.vi),
            (Ok(day), Lang::En) => format!("{} on {day}", event.en),
            (Err(_), _) => format!("{} {of}", event.get(lang)),
        })
    }

    /// Its petition and session or occurrence, for a message.
    pub(crate) fn whose(&self) -> String {
        let named: Vec<&str> = [self.petition.as_deref(), self.time()].into_iter().flatten().collect();
        if named.is_empty() { "-".to_owned() } else { named.join(", ") }
    }

    /// Keeps the trace of every outcome, for the JSON form.
    pub(super) fn explain(&mut self, calendar: &Calendar) {
        let traces: Vec<Option<Trace>> = self.outcomes().map(|outcome| self.trace(outcome, calendar)).collect();
        let others = self.readings.iter_mut().map(|reading| &mut reading.outcome);
        for (outcome, trace) in std::iter::once(&mut self.outcome).chain(others).zip(traces) {
            outcome.trace = trace;
        }
    }
}
