//! What scenarios covered of the law: by rule and citation, and each limit on the day before, on, and after.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::NaiveDate;
use serde::Serialize;

use super::case::{Asked, Stated};
use crate::ruleset::vocabulary::DEFAULT_READING;
use crate::ruleset::{Obligation, ReadingEffect, RuleSet, Transition};
use crate::text::{Lang, vocabulary};
use crate::timeline::{Duty, Finding, Move, NoDue, Status, TransitionTaken};

vocabulary! {
    /// What is measured of a rule set.
    ///
    /// ```
    /// use doithoai::scenario::Measure;
    /// assert_eq!(Measure::Citations.text().vi, "căn cứ");
    /// assert_eq!(Measure::Before.text().en, "limits on the day before");
    /// ```
    pub enum Measure ("đối tượng đo", "measure") {
        /// The places in the law that a duty, of one dialogue or recurring, rests on.
        Citations = "citations", "căn cứ", "citations";
        Obligations = "obligations", "nhiệm vụ", "duties";
        /// The duties that return every period.
        Recurrences = "recurrences", "nhiệm vụ định kỳ", "recurring duties";
        /// What moves a limit or stops it: an extension was notified, a suspension began.
        Extensions = "extensions", "kéo dài, tạm đình chỉ", "extensions and suspensions";
        /// The other readings: adopted, or their result stated.
        Readings = "readings", "cách hiểu khác", "other readings";
        /// What versions say of pending matters: a duty was judged by it.
        Transitions = "transitions", "quy định chuyển tiếp", "transitions";
        /// The exclusions: someone was turned away, and what follows is stated.
        Exclusions = "exclusions", "trường hợp loại trừ", "exclusions";
        /// Each limit counted in days or longer: how the duty stands is stated for the day before its end.
        Before = "before", "thời hạn thử vào ngày trước", "limits on the day before";
        /// The same for its last day.
        On = "on", "thời hạn thử vào ngày cuối", "limits on the last day";
        /// The same for the day after.
        After = "after", "thời hạn thử vào ngày sau", "limits on the day after";
    }
}

/// What scenarios covered, rule set by rule set.
///
/// ```
/// use doithoai::scenario::{Measure, Suite};
/// let file = r#"
/// format = 1
/// rulesets = ["hcmc-935"]
/// [[table]]
/// name = "conclusion"
/// duty = "notify-conclusion"
/// rows = [{ on = 2026-08-20, done = { 2026-09-07 = "met", 2026-09-08 = "met-late" } }]
/// "#;
/// let coverage = Suite::new().with("a.test.toml", file, &|_| Err(String::new())).run().coverage;
/// assert_eq!(coverage.figures(Measure::Obligations), (1, 4));
/// assert_eq!(coverage.percent(Measure::On), 20); // of five limits, two of them readings
/// assert_eq!(coverage.figures(Measure::Before), (0, 5));
/// assert!(coverage.rule_sets[0].measured[0].missing.contains(&"main#d13.k1.2.g2".to_owned()));
/// assert_eq!(coverage.below(20).len(), 4);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Coverage {
    /// The rule sets that the scenarios name, versions apart.
    pub rule_sets: Vec<SetCoverage>,
}

/// What scenarios covered of one rule set.
///
/// ```
/// use doithoai::scenario::{Measure, Suite};
/// let file = "format = 1\nrulesets = [\"can-tho-10\"]\n[[table]]\nname = \"a\"\nduty = \"notify-conclusion\"\nrows = [[2026-02-05, 2026-02-26]]";
/// let coverage = Suite::new().with("a.test.toml", file, &|_| Err(String::new())).run().coverage;
/// assert_eq!(coverage.rule_sets[0].ruleset, "can-tho-10@2019");
/// assert_eq!(coverage.rule_sets[0].measured.len(), Measure::ALL.len());
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct SetCoverage {
    /// The rule set, as `id@version`.
    pub ruleset: String,
    /// One item for each [`Measure`].
    pub measured: Vec<Measured>,
}

/// One measure of one rule set.
///
/// ```
/// # use doithoai::scenario::Suite;
/// let file = "format = 1\nrulesets = [\"can-tho-10\"]\n[[table]]\nname = \"a\"\nduty = \"notify-conclusion\"\nrows = [[2026-02-05, 2026-02-26]]";
/// let coverage = Suite::new().with("a.test.toml", file, &|_| Err(String::new())).run().coverage;
/// let duties = &coverage.rule_sets[0].measured[1];
/// assert_eq!((duties.covered, duties.all), (1, 3));
/// assert_eq!(duties.missing, ["settle-petition", "interim-reply"]);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Measured {
    /// What is measured.
    pub measure: Measure,
    /// How many were covered.
    pub covered: usize,
    /// How many there are.
    pub all: usize,
    /// Those that were not: ids, `duty[reading]` for a limit or reading of another reading, places for citations.
    pub missing: Vec<String>,
}

impl Coverage {
    /// How many of all rule sets together were covered, and how many there are.
    ///
    /// The example of [`Coverage`] shows it.
    #[must_use]
    pub fn figures(&self, measure: Measure) -> (usize, usize) {
        let of = self.rule_sets.iter().flat_map(|set| &set.measured).filter(|one| one.measure == measure);
        of.fold((0_usize, 0_usize), |(covered, all), one| {
            (covered.saturating_add(one.covered), all.saturating_add(one.all))
        })
    }

    /// The same in percent, rounded down; 100 where there is nothing to cover.
    #[must_use]
    pub fn percent(&self, measure: Measure) -> usize {
        let (covered, all) = self.figures(measure);
        covered.saturating_mul(100).checked_div(all).unwrap_or(100)
    }

    /// The measures that are below a threshold in percent.
    ///
    /// ```
    /// assert!(doithoai::scenario::Suite::new().run().coverage.below(100).is_empty());
    /// ```
    #[must_use]
    pub fn below(&self, percent: usize) -> Vec<Measure> {
        Measure::ALL.iter().copied().filter(|measure| self.percent(*measure) < percent).collect()
    }

    /// What was not covered of some measures, a line for each rule set and measure, in one language.
    ///
    /// ```
    /// use doithoai::{Lang, scenario::{Measure, Suite}};
    /// let file = "format = 1\nrulesets = [\"can-tho-10\"]\n[[table]]\nname = \"a\"\nduty = \"notify-conclusion\"\nrows = [[2026-02-05, 2026-02-26]]";
    /// let coverage = Suite::new().with("a.test.toml", file, &|_| Err(String::new())).run().coverage;
    /// let text = coverage.missing_text(&[Measure::Obligations], Lang::En);
    /// assert_eq!(text, "can-tho-10@2019: duties 1/3, not covered: settle-petition, interim-reply");
    /// ```
    #[must_use]
    pub fn missing_text(&self, of: &[Measure], lang: Lang) -> String {
        let mut lines = Vec::new();
        for set in &self.rule_sets {
            for one in set.measured.iter().filter(|one| of.contains(&one.measure) && !one.missing.is_empty()) {
                let (name, none) = (one.measure.text(), lang.pick("chưa thử", "not covered"));
                let missing = one.missing.join(", ");
                lines.push(format!(
                    "{}: {} {}/{}, {none}: {missing}",
                    set.ruleset,
                    name.get(lang),
                    one.covered,
                    one.all
                ));
            }
        }
        lines.join("\n")
    }

    /// Of the rule sets, what was seen.
    pub(super) fn of<'a>(sets: impl Iterator<Item = &'a RuleSet>, seen: &Seen) -> Self {
        Self { rule_sets: sets.map(|set| seen.of(set)).collect() }
    }
}

/// A rule of a version of a rule set, and what was seen of it.
type Item = (String, String, What);

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum What {
    Duty,
    Recurring,
    Exclusion,
    Extension,
    Suspension,
    Transition,
    Reading(String),
    /// A limit, by the reading that has it, and how many days after its end.
    Tried(String, i64),
}

/// What was seen of the rules while cases ran.
#[derive(Debug, Clone, Default)]
pub(super) struct Seen(BTreeSet<Item>);

impl Seen {
    fn note(&mut self, set: &RuleSet, id: &str, what: What) {
        self.0.insert((set.name(), id.to_owned(), what));
    }

    pub(super) fn duty(&mut self, set: &RuleSet, duty: &Duty) {
        self.note(set, &duty.rule.id, What::Duty);
        let reading = duty.adopted().map(|id| What::Reading(id.to_owned()));
        let grants = |event: &String| duty.rule.extensions.iter().any(|extension| *event == extension.granted_by);
        let granted = |moved: &Move| matches!(moved, Move::Notice { event, .. } if grants(event));
        let in_vain = |finding: &Finding| finding.word().starts_with("extension-");
        let extended = !duty.rule.extensions.is_empty()
            && (duty.outcome.moved_by.iter().any(granted) || duty.outcome.findings.iter().any(in_vain));
        let stopped = matches!(duty.outcome.reason, Some(NoDue::Suspended(_)))
            || duty.outcome.moved_by.iter().any(|moved| matches!(moved, Move::Suspension { .. }));
        let more = [reading, extended.then_some(What::Extension), stopped.then_some(What::Suspension)];
        more.into_iter().flatten().for_each(|what| self.note(set, &duty.rule.id, what));
        for finding in &duty.outcome.findings {
            if let Finding::PendingMatter { version, .. } = finding {
                self.0.insert((version.clone(), duty.rule.id.clone(), What::Transition));
            }
        }
    }

    /// What another reading gives was stated: of the duty itself by id, of another duty as `duty/reading`.
    pub(super) fn reading(&mut self, set: &RuleSet, duty: &str, id: &str) {
        let (duty, id) = id.split_once('/').unwrap_or((duty, id));
        self.note(set, duty, What::Reading(id.to_owned()));
    }

    /// How a duty stands was stated for a day.
    pub(super) fn tried(&mut self, set: &RuleSet, duty: &Duty, day: NaiveDate) {
        let begun = duty.outcome.begun;
        if !begun || !duty.outcome.moved_by.is_empty() || matches!(duty.outcome.status, Status::NotApplicable { .. }) {
            return;
        }
        let own = (duty.adopted().unwrap_or(DEFAULT_READING), duty.outcome.due);
        let others = duty.readings.iter().filter(|reading| reading.declared_by().is_none() && reading.of().is_none());
        for (reading, due) in others.map(|reading| (reading.id(), reading.outcome.due)).chain([own]) {
            let after = due.map(|due| day.signed_duration_since(due.date).num_days());
            if let Some(after) = after.filter(|after| (-1..=1).contains(after)) {
                self.note(set, &duty.rule.id, What::Tried(reading.to_owned(), after));
            }
        }
    }

    /// A duty of an office, and the day on which how it stands was stated.
    pub(super) fn of_office(&mut self, set: Option<&RuleSet>, duty: &Duty, stated: &Stated, as_of: Option<NaiveDate>) {
        let Some(set) = set else { return };
        self.duty(set, duty);
        let tries = matches!(stated.asked, Asked::OfficeDuty(key) if ["status", "verdict", "days"].contains(&key.name));
        if let Some(day) = duty.outcome.met_on.or(as_of).filter(|_| tries) {
            self.tried(set, duty, day);
        }
    }

    /// A provision by which a period was judged.
    pub(super) fn transition(&mut self, taken: &TransitionTaken) {
        self.0.insert((taken.version.clone(), taken.duty.clone(), What::Transition));
    }

    pub(super) fn recurring(&mut self, set: Option<&RuleSet>, id: &str, asked: &Asked) {
        let Some(set) = set else { return };
        self.note(set, id, What::Recurring);
        if let Asked::Reading(reading) = asked {
            self.note(set, id, What::Reading(reading.clone()));
        }
    }

    pub(super) fn exclusion(&mut self, set: Option<&RuleSet>, id: &str, asked: &Asked, applied: bool) {
        let Some(set) = set else { return };
        if applied {
            self.note(set, id, What::Exclusion);
        }
        if let Asked::Reading(reading) = asked {
            self.note(set, id, What::Reading(reading.clone()));
        }
    }

    fn has(&self, set: &RuleSet, id: &str, what: What) -> bool {
        self.0.contains(&(set.name(), id.to_owned(), what))
    }

    fn of(&self, set: &RuleSet) -> SetCoverage {
        let measured = Measure::ALL.iter().map(|measure| {
            let all = self.items(set, *measure);
            let missing: Vec<String> = all.iter().filter(|(_, seen)| !seen).map(|(name, _)| name.clone()).collect();
            Measured { measure: *measure, covered: all.len().saturating_sub(missing.len()), all: all.len(), missing }
        });
        SetCoverage { ruleset: set.name(), measured: measured.collect() }
    }

    /// What there is of a measure, and whether it was seen.
    fn items(&self, set: &RuleSet, measure: Measure) -> Vec<(String, bool)> {
        let duties = || set.obligations().iter().map(|duty| (duty.id.clone(), self.has(set, &duty.id, What::Duty)));
        let recurring =
            || set.recurring().iter().map(|duty| (duty.id.clone(), self.has(set, &duty.id, What::Recurring)));
        match measure {
            Measure::Obligations => duties().collect(),
            Measure::Recurrences => recurring().collect(),
            Measure::Citations => self.citations(set),
            Measure::Transitions => self.transitions(set),
            Measure::Exclusions => {
                set.exclusions().iter().map(|one| (one.id.clone(), self.has(set, &one.id, What::Exclusion))).collect()
            }
            Measure::Extensions => {
                let of = |duty: &Arc<Obligation>| {
                    let extension =
                        duty.extensions.first().map(|_| (duty.id.clone(), self.has(set, &duty.id, What::Extension)));
                    let suspension =
                        duty.suspension.as_ref().map(|_| (duty.id.clone(), self.has(set, &duty.id, What::Suspension)));
                    [extension, suspension].into_iter().flatten()
                };
                set.obligations().iter().flat_map(of).collect()
            }
            Measure::Readings => {
                let own = set
                    .obligations()
                    .iter()
                    .flat_map(|duty| duty.readings.iter().map(move |reading| (&duty.id, &reading.id)));
                let recurring = set
                    .recurring()
                    .iter()
                    .flat_map(|duty| duty.readings.iter().map(move |reading| (&duty.id, &reading.id)));
                let exclusions = set
                    .exclusions()
                    .iter()
                    .flat_map(|one| one.readings.iter().map(move |reading| (&one.id, &reading.id)));
                let seen = |(duty, reading): (&String, &String)| {
                    (format!("{duty}[{reading}]"), self.has(set, duty, What::Reading(reading.clone())))
                };
                own.chain(recurring).chain(exclusions).map(seen).collect()
            }
            Measure::Before => self.limits(set, -1),
            Measure::On => self.limits(set, 0),
            Measure::After => self.limits(set, 1),
        }
    }

    /// Each duty that a transition names; of one that speaks of every duty, whether any was judged by it.
    fn transitions(&self, set: &RuleSet) -> Vec<(String, bool)> {
        let of_one = |transition: &Transition| -> Vec<(String, bool)> {
            let seen = |id: &String| (id.clone(), self.has(set, id, What::Transition));
            if !transition.of.is_empty() {
                return transition.of.iter().map(seen).collect();
            }
            let by_it = |(version, id, what): &Item| {
                *version == set.name() && *what == What::Transition && set.transition_of(id) == Some(transition)
            };
            vec![(transition.pending.word().to_owned(), self.0.iter().any(by_it))]
        };
        set.transitions().iter().flat_map(of_one).collect()
    }

    fn citations(&self, set: &RuleSet) -> Vec<(String, bool)> {
        let duties = set.obligations().iter().map(|duty| (&duty.cite, self.has(set, &duty.id, What::Duty)));
        let recurring = set.recurring().iter().map(|duty| (&duty.cite, self.has(set, &duty.id, What::Recurring)));
        let mut all: Vec<(String, bool)> = Vec::new();
        for (cite, seen) in duties.chain(recurring) {
            for place in &cite.places {
                let place = place.to_string();
                match all.iter_mut().find(|(known, _)| *known == place) {
                    Some((_, known)) => *known |= seen,
                    None => all.push((place, seen)),
                }
            }
        }
        all
    }

    /// Every limit, by the reading that has it, and whether it was tried so many days after its end.
    fn limits(&self, set: &RuleSet, after: i64) -> Vec<(String, bool)> {
        let tried = |duty: &Obligation, reading: &str| self.has(set, &duty.id, What::Tried(reading.to_owned(), after));
        let mut all = Vec::new();
        for duty in set.obligations() {
            if duty.due.is_dated() && duty.unknown_part().is_none() && !set.counts_no_day(duty) {
                all.push((duty.id.clone(), tried(duty, DEFAULT_READING)));
            }
            for reading in &duty.readings {
                if matches!(&reading.effect, ReadingEffect::Due(due) if due.is_dated()) {
                    all.push((format!("{}[{}]", duty.id, reading.id), tried(duty, &reading.id)));
                }
            }
        }
        all
    }
}
