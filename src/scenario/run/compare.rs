//! Each value that a scenario states, beside what the timeline says.

use chrono::NaiveDate;

use super::super::case::{Asked, Expect, ExpectOf, NONE, RuleId, Stated};
use super::super::coverage::Seen;
use super::super::keys::{OfDuty, OfExclusion, joined, or_none, tries_the_limit, why};
use super::super::report::Failure;
use super::Scene;
use crate::ruleset::vocabulary::DEFAULT_READING;
use crate::ruleset::{Often, RecurringReading};
use crate::text::Text;
use crate::timeline::{Duty, OtherReading, RecurringDuty};

/// Compares one value; what it tried of the rules is noted in `seen`.
pub(super) fn compare(scene: &Scene<'_>, expect: &Expect, stated: &Stated, seen: &mut Seen) -> Option<Failure> {
    let found = match (&stated.asked, &expect.of) {
        (Asked::Error, _) | (_, ExpectOf::Error) => Found::only(NONE),
        (Asked::Present, of) => Found::only(scene.has(of).to_string()),
        (_, ExpectOf::Duty { of, petition, session }) => {
            match scene.duty(of, petition.as_deref(), session.as_deref()) {
                Err(why) => Found::only(why),
                Ok(duty) => {
                    scene.note(duty, expect, stated, seen);
                    let actual = scene.of_duty(duty, expect, stated);
                    Found { actual, cite_text: Some(duty.cite_text()), duty: Some(duty) }
                }
            }
        }
        (_, ExpectOf::Recurring { of, .. }) => scene.recurring(of, stated, seen),
        (_, ExpectOf::Exclusion(of)) => scene.exclusion(of, stated, seen),
        (Asked::RuleSet(key), ExpectOf::RuleSet(id)) => Found::only((key.found)(&scene.timeline, id)),
        (_, ExpectOf::RuleSet(_)) => Found::only(ABSENT),
    };
    (found.actual != stated.expected).then(|| Failure {
        cite_text: found.cite_text,
        because: found.duty.map(|duty| Text::build(|lang| why(scene.timeline.trace(duty).as_ref(), duty, lang))),
        ..Failure::of(stated, expect.of.rule(), found.actual)
    })
}

/// What the timeline says of a value, and of which rule.
struct Found<'a> {
    actual: String,
    cite_text: Option<Text>,
    duty: Option<&'a Duty>,
}

impl Found<'_> {
    fn only(actual: impl Into<String>) -> Self {
        Self { actual: actual.into(), cite_text: None, duty: None }
    }
}

/// What is not there at all.
const ABSENT: &str = "absent";

fn is(of: &RuleId, ruleset: &str, id: &str) -> bool {
    of.ruleset == ruleset && of.id == id
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
        Found { actual: of_recurring(duty, &stated.asked), cite_text: Some(duty.cite_text.clone()), duty: None }
    }

    fn exclusion(&self, of: &RuleId, stated: &Stated, seen: &mut Seen) -> Found<'_> {
        let found = self.timeline.exclusions.iter().find(|one| is(of, &one.ruleset, &one.rule.id));
        let Some(exclusion) = found else { return Found::only(ABSENT) };
        let refused_on = self.refused_on(of);
        seen.exclusion(self.terms.rule_set(&of.ruleset), &of.id, &stated.asked, refused_on.is_some());
        let actual = match &stated.asked {
            Asked::Exclusion(key) => (key.found)(&OfExclusion { exclusion, refused_on, expected: &stated.expected }),
            Asked::Reading(id) => {
                let readings = &exclusion.rule.readings;
                or_none(readings.iter().find(|reading| reading.id == *id).map(|reading| reading.scope.word()))
            }
            _ => ABSENT.to_owned(),
        };
        Found { actual, cite_text: Some(exclusion.cite_text.clone()), duty: None }
    }

    fn of_duty(&self, duty: &Duty, expect: &Expect, stated: &Stated) -> String {
        match &stated.asked {
            Asked::Duty(key) => (key.found)(&OfDuty {
                duty,
                timeline: &self.timeline,
                terms: self.terms,
                facts: &self.facts,
                view: expect.view,
                expected: &stated.expected,
            }),
            Asked::Reading(id) => reading(duty, id),
            Asked::Seen(_) | Asked::Done(_) => duty.outcome.status.word().to_owned(),
            _ => ABSENT.to_owned(),
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
            Asked::Duty(key) if tries_the_limit(key) => {
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

fn of_recurring(duty: &RecurringDuty, asked: &Asked) -> String {
    match asked {
        Asked::Recurring(key) => (key.found)(duty),
        Asked::Reading(id) => {
            let found = duty.readings.iter().find(|reading| reading.id == *id);
            found.map_or_else(|| ABSENT.to_owned(), read_otherwise)
        }
        _ => ABSENT.to_owned(),
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
