//! Each value that a scenario states, beside what the timeline says.

use chrono::NaiveDate;

use super::super::case::{Asked, Expect, ExpectOf, NONE, RuleId, Stated};
use super::super::coverage::Seen;
use super::super::keys::{OfDuty, OfExclusion, OfOfficeDuty, OfYear, joined, or_none, tries_the_limit, why};
use super::super::report::Failure;
use super::CaseInView;
use crate::ruleset::vocabulary::DEFAULT_READING;
use crate::ruleset::{Level, Often, RecurringDue, RecurringReading, RuleSet};
use crate::text::Text;
use crate::timeline::{Duty, OtherReading, RecurringDuty, Timeline};

/// Compares one value; what it tried of the rules is noted in `seen`.
pub(super) fn compare(case: &CaseInView<'_>, expect: &Expect, stated: &Stated, seen: &mut Seen) -> Option<Failure> {
    let found = match (&stated.asked, &expect.of) {
        (Asked::Error, _) | (_, ExpectOf::Error) => Found::only(NONE),
        (Asked::Present, of) => Found::only(case.has(of).to_string()),
        (_, ExpectOf::Duty { .. }) => match case.duty(&expect.of) {
            Err(why) => Found::only(why),
            Ok(duty) => {
                CaseInView::note(duty, expect, stated, seen);
                let actual = case.of_duty(duty, stated);
                Found { actual, cite_text: Some(duty.cite_text()), duty: Some(duty) }
            }
        },
        (_, ExpectOf::Recurring { of, .. }) => case.recurring(of, stated, seen),
        (_, ExpectOf::OfficeDuty { .. }) => Found::only(ABSENT),
        (_, ExpectOf::Exclusion(of)) => case.exclusion(of, stated, seen),
        (asked, ExpectOf::RuleSet(id)) => Found::only(value(asked, &Judged::RuleSet(&case.timeline, id))),
    };
    (found.actual != stated.expected).then(|| Failure {
        cite_text: found.cite_text,
        because: found.duty.map(|duty| Text::build(|lang| why(case.timeline.trace(duty).as_ref(), duty, lang))),
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

impl CaseInView<'_> {
    /// Whether the rule is among those that apply.
    fn has(&self, of: &ExpectOf) -> bool {
        let timeline = &self.timeline;
        match of {
            ExpectOf::Duty { of, .. } => timeline.duties.iter().any(|duty| is(of, duty.ruleset(), &duty.rule.id)),
            ExpectOf::Recurring { of, .. } => timeline.recurring.iter().any(|duty| is(of, &duty.ruleset, &duty.id)),
            ExpectOf::Exclusion(of) => timeline.exclusions.iter().any(|one| is(of, &one.ruleset, &one.rule.id)),
            // In a year, which is compared elsewhere.
            ExpectOf::OfficeDuty { .. } | ExpectOf::RuleSet(_) | ExpectOf::Error => false,
        }
    }

    /// The duty, of the petition, session and occurrence that are named; if none is named, there must be one only.
    pub(super) fn duty(&self, of: &ExpectOf) -> Result<&Duty, String> {
        let ExpectOf::Duty { of: of_rule, petition, session, occurrence } = of else { return Err(ABSENT.to_owned()) };
        let mut found = self.timeline.duties.iter().filter(|duty| {
            is(of_rule, duty.ruleset(), &duty.rule.id)
                && (petition.is_none() || duty.petition == *petition)
                && (session.is_none() || duty.session == *session)
                && (occurrence.is_none() || duty.occurrence == *occurrence)
        });
        let first = found.next().ok_or(ABSENT)?;
        if found.next().is_none() {
            return Ok(first);
        }
        let all = self.timeline.duties.iter().filter(|duty| is(of_rule, duty.ruleset(), &duty.rule.id));
        Err(format!("several: {}", joined(all.map(Duty::whose))))
    }

    fn recurring(&self, of: &RuleId, stated: &Stated, seen: &mut Seen) -> Found<'_> {
        let found = self.timeline.recurring.iter().find(|duty| is(of, &duty.ruleset, &duty.id));
        let Some(duty) = found else { return Found::only(ABSENT) };
        seen.recurring(self.rule_set(of), &of.id, &stated.asked);
        let actual = value(&stated.asked, &Judged::Recurring(duty));
        Found { actual, cite_text: Some(duty.cite_text.clone()), duty: None }
    }

    fn exclusion(&self, of: &RuleId, stated: &Stated, seen: &mut Seen) -> Found<'_> {
        let found = self.timeline.exclusions.iter().find(|one| is(of, &one.ruleset, &one.rule.id));
        let Some(exclusion) = found else { return Found::only(ABSENT) };
        let refused_on = self.refused_on(of);
        seen.exclusion(self.rule_set(of), &of.id, &stated.asked, refused_on.is_some());
        let of = OfExclusion { exclusion, refused_on, expected: &stated.expected };
        let actual = value(&stated.asked, &Judged::Exclusion(of));
        Found { actual, cite_text: Some(exclusion.cite_text.clone()), duty: None }
    }

    /// The version that judged the case.
    fn rule_set<'s>(&'s self, of: &'s RuleId) -> Option<&'s RuleSet> {
        self.terms.rule_set_on(&of.ruleset, self.timeline.opened)
    }

    fn of_duty(&self, duty: &Duty, stated: &Stated) -> String {
        let (timeline, expected) = (&*self.timeline, stated.expected.as_str());
        value(&stated.asked, &Judged::Duty(OfDuty { duty, timeline, expected }))
    }

    /// Notes what the comparison tries of the rules.
    fn note(duty: &Duty, expect: &Expect, stated: &Stated, seen: &mut Seen) {
        let set = &duty.rule_set;
        seen.duty(set, duty);
        let met_on = duty.outcome.met_on;
        let tried = match &stated.asked {
            Asked::Seen(day) => met_on.is_none().then_some(*day),
            Asked::Done(day) => Some(*day),
            Asked::Duty(key) => met_on.or(expect.view.as_of).filter(|_| tries_the_limit(key)),
            Asked::Reading(id) => return seen.reading(set, &duty.rule.id, id),
            Asked::Error
            | Asked::Present
            | Asked::Recurring(_)
            | Asked::Year(_)
            | Asked::OfficeDuty(_)
            | Asked::Exclusion(_)
            | Asked::RuleSet(_) => None,
        };
        if let Some(day) = tried {
            seen.tried(set, duty, day);
        }
    }

    /// When someone was turned away on the ground of an exclusion.
    fn refused_on(&self, of: &RuleId) -> Option<NaiveDate> {
        let all = self.timeline.admissions_refused.iter();
        all.filter(|refused| is(of, &refused.ruleset, &refused.exclusion)).map(|refused| refused.on).min()
    }
}

/// What a value is looked for in.
pub(super) enum Judged<'a> {
    Duty(OfDuty<'a>),
    Recurring(&'a RecurringDuty),
    Year(OfYear<'a>),
    OfficeDuty(OfOfficeDuty<'a>),
    Exclusion(OfExclusion<'a>),
    RuleSet(&'a Timeline, &'a str),
}

pub(super) fn value(asked: &Asked, of: &Judged<'_>) -> String {
    match (asked, of) {
        (Asked::Duty(key), Judged::Duty(of)) => (key.found)(of),
        (Asked::Reading(id), Judged::Duty(of)) => reading(of.duty, id),
        (Asked::Seen(_) | Asked::Done(_), Judged::Duty(of)) => of.duty.outcome.status.word().to_owned(),
        (Asked::Recurring(key), Judged::Recurring(duty)) => (key.found)(duty),
        (Asked::Reading(id), Judged::Recurring(duty)) => {
            let found = duty.readings.iter().find(|reading| reading.id == *id);
            found.map_or_else(|| ABSENT.to_owned(), read_otherwise)
        }
        (Asked::Year(key), Judged::Year(of)) => (key.found)(of),
        (Asked::OfficeDuty(key), Judged::OfficeDuty(of)) => (key.found)(of),
        // A reading that judges like the rule itself is not listed.
        (Asked::Reading(id), Judged::Year(OfYear { verdict, .. })) => {
            let read = verdict.readings.iter().find(|reading| reading.reading == *id);
            read.map_or(verdict.judgement, |reading| reading.judgement).word().to_owned()
        }
        (Asked::Exclusion(key), Judged::Exclusion(of)) => (key.found)(of),
        (Asked::Reading(id), Judged::Exclusion(OfExclusion { exclusion, .. })) => {
            let readings = &exclusion.rule.readings;
            or_none(readings.iter().find(|reading| reading.id == *id).map(|reading| reading.scope.word()))
        }
        (Asked::RuleSet(key), Judged::RuleSet(timeline, id)) => (key.found)(timeline, id),
        // The parser takes no key of another kind of rule.
        (
            Asked::Error
            | Asked::Present
            | Asked::Reading(_)
            | Asked::Seen(_)
            | Asked::Done(_)
            | Asked::Duty(_)
            | Asked::Recurring(_)
            | Asked::Year(_)
            | Asked::OfficeDuty(_)
            | Asked::Exclusion(_)
            | Asked::RuleSet(_),
            _,
        ) => ABSENT.to_owned(),
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

/// What a reading of a recurring duty says, in words of the file.
fn read_otherwise(reading: &RecurringReading) -> String {
    let times = |at_least: &[(Option<Level>, u32)]| at_least.first().map(|(_, times)| times.to_string());
    let mut words: Vec<String> = match &reading.often {
        Some(Often::Cutoffs(cutoffs)) => cutoffs.iter().map(|cutoff| cutoff.word().to_owned()).collect(),
        Some(Often::Every { period, at_least }) => {
            times(at_least).into_iter().chain(period.map(|period| period.word().to_owned())).collect()
        }
        Some(Often::EachBefore { event, at_least }) => times(at_least).into_iter().chain([event.clone()]).collect(),
        None => Vec::new(),
    };
    words.extend(reading.in_months.iter().flatten().map(u32::to_string));
    words.extend(reading.period_starts.map(|start| start.to_string()));
    match &reading.due {
        Some(RecurringDue::On { days, .. }) => words.extend(days.iter().map(ToString::to_string)),
        Some(RecurringDue::Day { day, .. }) => words.push(day.to_string()),
        Some(RecurringDue::None(reason)) => words.push(reason.word().to_owned()),
        Some(RecurringDue::With(other)) => words.push(other.clone()),
        None => {}
    }
    if words.is_empty() {
        words.extend(reading.kinds.iter().flatten().map(|kind| kind.word().to_owned()));
    }
    joined(words)
}
