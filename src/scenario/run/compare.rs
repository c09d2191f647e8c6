//! Each value that a scenario states, beside what the timeline says.

use chrono::NaiveDate;

use super::super::case::{Asked, Expect, ExpectOf, NONE, RuleId, Stated};
use super::super::coverage::Seen;
use super::super::report::Failure;
use super::Scene;
use crate::audit::judge;
use crate::ruleset::vocabulary::DEFAULT_READING;
use crate::ruleset::{Exclusion, FollowUp, Known, Often, RecurringReading};
use crate::text::{Lang, Text};
use crate::time_limit::{Step, Trace};
use crate::timeline::{Duty, Finding, InSet, Move, NoDue, OtherReading, RecurringDuty, Status};

/// Compares one value; what it tried of the rules is noted in `seen`.
pub(super) fn compare(scene: &Scene<'_>, expect: &Expect, stated: &Stated, seen: &mut Seen) -> Option<Failure> {
    let found = match &expect.of {
        _ if stated.asked == Asked::Value("error") => Found::only(NONE),
        of if stated.asked == Asked::Value("present") => Found::only(scene.has(of).to_string()),
        ExpectOf::Duty { of, petition, session } => match scene.duty(of, petition.as_deref(), session.as_deref()) {
            Err(why) => Found::only(why),
            Ok(duty) => {
                scene.note(duty, expect, stated, seen);
                Found {
                    actual: scene.of_duty(duty, expect, stated),
                    cite_text: Some(&duty.cite_text()),
                    duty: Some(duty),
                }
            }
        },
        ExpectOf::Recurring { of, .. } => scene.recurring(of, stated, seen),
        ExpectOf::Exclusion(of) => scene.exclusion(of, stated, seen),
        ExpectOf::RuleSet(id) => Found::only(scene.of_rule_set(id, &stated.asked)),
        ExpectOf::Error => Found::only(NONE),
    };
    (found.actual != stated.expected).then(|| Failure {
        cite_text: found.cite_text.cloned(),
        because: found.duty.map(|duty| Text::build(|lang| why(scene.timeline.trace(duty).as_ref(), duty, lang))),
        ..Failure::of(stated, expect.of.rule(), found.actual)
    })
}

/// What the timeline says of a value, and of which rule.
struct Found<'a> {
    actual: String,
    cite_text: Option<&'a Text>,
    duty: Option<&'a Duty>,
}

impl Found<'_> {
    fn only(actual: impl Into<String>) -> Self {
        Self { actual: actual.into(), cite_text: None, duty: None }
    }
}

/// How a date was counted, or why there is none.
fn why(trace: Option<&Trace>, duty: &Duty, lang: Lang) -> String {
    let reason = || duty.outcome.reason.as_ref().map(|reason| reason.text(lang)).unwrap_or_default();
    trace.map_or_else(reason, |trace| trace.text(lang))
}

/// What is not there at all.
const ABSENT: &str = "absent";

fn is(of: &RuleId, ruleset: &str, id: &str) -> bool {
    of.ruleset == ruleset && of.id == id
}

fn or_none<T: ToString>(value: Option<T>) -> String {
    value.map_or_else(|| NONE.to_owned(), |value| value.to_string())
}

fn joined<S: AsRef<str>>(words: impl IntoIterator<Item = S>) -> String {
    words.into_iter().map(|word| word.as_ref().to_owned()).collect::<Vec<_>>().join(", ")
}

/// What is expected of a list if it is there; the whole list if not.
fn among(expected: &str, all: &[String]) -> String {
    if all.iter().any(|one| one == expected) {
        expected.to_owned()
    } else {
        or_none(Some(joined(all)).filter(|all| !all.is_empty()))
    }
}

impl Scene<'_> {
    /// Whether the rule is among those that apply.
    fn has(&self, of: &ExpectOf) -> bool {
        let timeline = &self.timeline;
        match of {
            ExpectOf::Duty { of, .. } => timeline.duties.iter().any(|duty| is(of, duty.ruleset(), &duty.rule.id)),
            ExpectOf::Recurring { of, .. } => timeline.recurring.iter().any(|duty| is(of, &duty.ruleset, &duty.id)),
            ExpectOf::Exclusion(of) => timeline.exclusions.iter().any(|one| is(of, &one.ruleset, &one.rule.id)),
            ExpectOf::RuleSet(_) | ExpectOf::Error => false,
        }
    }

    /// The duty, of the petition and session that are named; if none is named, there must be one only.
    pub(super) fn duty(
        &self,
        of_rule: &RuleId,
        petition: Option<&str>,
        session: Option<&str>,
    ) -> Result<&Duty, String> {
        let mut found = self.timeline.duties.iter().filter(|duty| {
            is(of_rule, duty.ruleset(), &duty.rule.id)
                && (petition.is_none() || duty.petition.as_deref() == petition)
                && (session.is_none() || duty.session.as_deref() == session)
        });
        let first = found.next().ok_or(ABSENT)?;
        if found.next().is_none() {
            return Ok(first);
        }
        let of = |duty: &Duty| match joined([&duty.petition, &duty.session].into_iter().flatten()) {
            none if none.is_empty() => "-".to_owned(),
            named => named,
        };
        let all = self.timeline.duties.iter().filter(|duty| is(of_rule, duty.ruleset(), &duty.rule.id));
        Err(format!("several: {}", joined(all.map(of))))
    }

    fn recurring(&self, of: &RuleId, stated: &Stated, seen: &mut Seen) -> Found<'_> {
        let found = self.timeline.recurring.iter().find(|duty| is(of, &duty.ruleset, &duty.id));
        let Some(duty) = found else { return Found::only(ABSENT) };
        seen.recurring(self.terms.rule_set(&of.ruleset), &of.id, &stated.asked);
        Found { actual: of_recurring(duty, &stated.asked), cite_text: Some(&duty.cite_text), duty: None }
    }

    fn exclusion(&self, of: &RuleId, stated: &Stated, seen: &mut Seen) -> Found<'_> {
        let found = self.timeline.exclusions.iter().find(|one| is(of, &one.ruleset, &one.rule.id));
        let Some(exclusion) = found else { return Found::only(ABSENT) };
        let refused = self.refused_on(of);
        seen.exclusion(self.terms.rule_set(&of.ruleset), &of.id, &stated.asked, refused.is_some());
        let actual = of_exclusion(exclusion, refused, stated);
        Found { actual, cite_text: Some(&exclusion.cite_text), duty: None }
    }

    fn of_duty(&self, duty: &Duty, expect: &Expect, stated: &Stated) -> String {
        let trace = || self.timeline.trace(duty);
        match &stated.asked {
            Asked::Reading(id) => reading(duty, id),
            Asked::Seen(_) | Asked::Done(_) => duty.outcome.status.word().to_owned(),
            Asked::Value("verdict") => judge(self.terms.rule_sets(), &self.facts, expect.view)(duty).word().to_owned(),
            Asked::Value("skips") => among(
                &stated.expected,
                &days(trace(), |step| match step {
                    Step::Skipped { day } | Step::OffAtEnd { day } => Some(day.date),
                    _ => None,
                }),
            ),
            Asked::Value("counts") => among(
                &stated.expected,
                &days(trace(), |step| match step {
                    Step::Worked { day } => Some(day.date),
                    _ => None,
                }),
            ),
            Asked::Value("because") => because(duty, trace().as_ref(), &stated.expected),
            Asked::Value(key) => value(duty, key),
        }
    }

    /// Notes what the comparison tries of the rules.
    fn note(&self, duty: &Duty, expect: &Expect, stated: &Stated, seen: &mut Seen) {
        let Some(set) = self.terms.rule_set(duty.ruleset()) else { return };
        seen.duty(set, duty);
        match &stated.asked {
            Asked::Reading(id) => seen.reading(set, &duty.rule.id, id),
            Asked::Seen(day) if duty.outcome.met_on.is_none() => seen.tried(set, duty, *day),
            Asked::Done(day) => seen.tried(set, duty, *day),
            Asked::Value("status" | "verdict" | "days" | "working_days") => {
                if let Some(day) = duty.outcome.met_on.or(expect.view.as_of) {
                    seen.tried(set, duty, day);
                }
            }
            _ => {}
        }
    }

    /// When someone was turned away on the ground of an exclusion.
    fn refused_on(&self, of: &RuleId) -> Option<NaiveDate> {
        let all = self.timeline.admissions_refused.iter();
        all.filter(|refused| is(of, &refused.ruleset, &refused.exclusion)).map(|refused| refused.on).min()
    }

    fn of_rule_set(&self, id: &str, asked: &Asked) -> String {
        let bound = self.timeline.rulesets.iter().find(|set| set.id == id);
        match asked {
            Asked::Value("binds") => bound.is_some().to_string(),
            Asked::Value("merged") => bound.is_some_and(|set| set.merged.is_some()).to_string(),
            _ => or_none(self.timeline.not_applicable.iter().find(|not| not.id == id).map(|not| not.reason.word())),
        }
    }
}

/// The date under a reading: its own by id, that of another duty as `duty/reading`.
fn reading(duty: &Duty, id: &str) -> String {
    let named = |reading: &&OtherReading| match reading.declared_by() {
        None => reading.id() == id,
        Some(other) => id.strip_prefix(other).and_then(|rest| rest.strip_prefix('/')) == Some(reading.id()),
    };
    let outcome = if duty.adopted().unwrap_or(DEFAULT_READING) == id {
        Some(&duty.outcome)
    } else {
        duty.readings.iter().find(named).map(|reading| &reading.outcome)
    };
    outcome.map_or_else(|| ABSENT.to_owned(), |outcome| or_none(outcome.due.map(|due| due.date)))
}

fn days(trace: Option<Trace>, of: impl Fn(&Step) -> Option<NaiveDate>) -> Vec<String> {
    trace.map(|trace| trace.steps().iter().filter_map(of).map(|day| day.to_string()).collect()).unwrap_or_default()
}

/// What is expected, if it stands in the explanation or the citation in either language; the explanation if not.
fn because(duty: &Duty, trace: Option<&Trace>, expected: &str) -> String {
    let said = |lang: Lang| {
        let changes = duty.changed().into_iter().filter_map(|change| change.cite_text);
        let cites: Vec<String> = changes.chain([duty.cite_text()]).map(|cite| cite.get(lang).to_owned()).collect();
        format!("{}\n{}\n{}", cites.join("\n"), duty.rule.cite, why(trace, duty, lang))
    };
    let (vi, en) = (said(Lang::Vi), said(Lang::En));
    if vi.contains(expected) || en.contains(expected) { expected.to_owned() } else { "…".to_owned() }
}

/// A value of a duty, as it is written in a scenario.
fn value(duty: &Duty, key: &str) -> String {
    let by = match &duty.outcome.status {
        Status::MetLate { by } | Status::Overdue { by } => Some(*by),
        _ => None,
    };
    let (met_under, late_under) = match &duty.outcome.status {
        Status::Contested { met_under, late_under } => (met_under.as_slice(), late_under.as_slice()),
        _ => (&[] as &[String], &[] as &[String]),
    };
    match key {
        "due" => or_none(duty.outcome.due.map(|due| due.date)),
        "earliest" => or_none(duty.outcome.due.map(|due| due.earliest())),
        "latest" => or_none(duty.outcome.due.map(|due| due.latest())),
        "last_working_day" => or_none(duty.outcome.due.map(|due| due.last_working_day)),
        "base_due" => or_none(duty.outcome.base_due.map(|due| due.date)),
        "met_on" => or_none(duty.outcome.met_on),
        "certainty" => or_none(duty.outcome.due.map(|due| if due.is_firm() { "firm" } else { "provisional" })),
        "reason" => or_none(duty.outcome.reason.as_ref().map(NoDue::word)),
        "hours" => or_none(match &duty.outcome.reason {
            Some(NoDue::Hours { hours, .. }) => Some(*hours),
            _ => None,
        }),
        "status" => duty.outcome.status.word().to_owned(),
        "days" => or_none(by.map(|by| by.days)),
        "working_days" => or_none(by.map(|by| by.working_days)),
        "missing" => joined(&duty.outcome.missing),
        "met_under" => joined(met_under),
        "late_under" => joined(late_under),
        "findings" => joined(duty.outcome.findings.iter().map(Finding::word)),
        "moved_by" => joined(duty.outcome.moved_by.iter().map(Move::word)),
        _ => duty.rule.cite.to_string(),
    }
}

fn of_recurring(duty: &RecurringDuty, asked: &Asked) -> String {
    match asked {
        Asked::Value("due") => or_none(duty.due.map(|due| due.date)),
        Asked::Value("reason") => or_none(duty.reason.map(crate::ruleset::NoDate::word)),
        Asked::Value("with") => or_none(duty.with.as_ref()),
        Asked::Value("every") => or_none(duty.every.map(crate::ruleset::Period::word)),
        Asked::Value("at_least") => or_none(duty.at_least),
        Asked::Value("cutoffs") => joined(duty.cutoffs.iter().map(|cutoff| cutoff.word())),
        Asked::Reading(id) => {
            let found = duty.readings.iter().find(|reading| reading.id == *id);
            found.map_or_else(|| ABSENT.to_owned(), read_otherwise)
        }
        _ => duty.cite.to_string(),
    }
}

/// What a reading of a recurring duty says, in words of the file.
fn read_otherwise(reading: &RecurringReading) -> String {
    match (&reading.often, &reading.kinds) {
        (Some(Often::Cutoffs(cutoffs)), _) => joined(cutoffs.iter().map(|cutoff| cutoff.word())),
        (Some(Often::Every { period, at_least }), _) => {
            let times = at_least.first().map(|(_, times)| times.to_string());
            joined(times.into_iter().chain(period.map(|period| period.word().to_owned())))
        }
        (None, kinds) => joined(kinds.iter().flatten().map(|kind| kind.word())),
    }
}

fn of_exclusion(exclusion: &InSet<Exclusion>, refused: Option<NaiveDate>, stated: &Stated) -> String {
    let rule = &exclusion.rule;
    match &stated.asked {
        Asked::Value("refused_on") => or_none(refused),
        Asked::Value("follow_up") => match &rule.follow_up {
            FollowUp::None(reason) => reason.word().to_owned(),
            FollowUp::Duty(id) => id.clone(),
            FollowUp::Act(text) if [&text.vi, &text.en].iter().any(|words| words.contains(&stated.expected)) => {
                stated.expected.clone()
            }
            FollowUp::Act(text) => text.vi.to_string(),
        },
        Asked::Value("scope") => match rule.scope {
            Known::Value(scope) => scope.word().to_owned(),
            Known::Unknown => "unknown".to_owned(),
        },
        Asked::Reading(id) => {
            or_none(rule.readings.iter().find(|reading| reading.id == *id).map(|reading| reading.scope.word()))
        }
        _ => rule.cite.to_string(),
    }
}
