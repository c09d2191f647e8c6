//! Every sentence about a duty that the suites of the rule sets, forms, examples and cases reach, beside the stored listing
//! `tests/data/sentences.txt`; what they do not reach is made by hand. `UPDATE=1` renews the listing.
//!
//! Compiled into the library, because only there the timelines of a suite can be seen.
#![expect(clippy::format_push_string, clippy::needless_for_each, reason = "a line each reads better")]

mod by_hand;

use std::collections::{BTreeMap, HashSet};
use std::path::Path;

use serde_json::Value;

use super::*;
use crate::audit::{OfficeLog, OtherDay, RecurringVerdict, UnknownReception, Verdict, audit_year};
use crate::calendar::Question;
use crate::dialogue::{Refusal, RefusalReason, Told};
use crate::ruleset::vocabulary::{DIALOGUE_DAY, RECEPTION_DAY, built_in};
use crate::ruleset::{
    AnchorRule, FollowUp, HeadKind, Level, NoDate, Pending, Period, Phase, Registry, RuleSet, UnitNote, UnitType,
    VersionError,
};
use crate::scenario::harness::read_all;
use crate::text::{Lang, Text};
use crate::time_limit::{Backward, Step, TimeLimit, TimeOfDay, Unit};
use crate::timeline::{
    Cause, Changed, Duty, Finding, Lateness, MissingTime, Move, NoDue, NotUnderstood, OpenReading, Outcome,
    RecurringDuty, Status, WhyNot, WhyOpen, WhyUnknown,
};

const STORED: &str = "tests/data/sentences.txt";
const SUITES: [&str; 4] = ["tests/rules", "tests/forms", "tests/cases", "examples"];

/// How many different sentences of one shape are listed.
const OF_ONE_SHAPE: usize = 2;

/// The first sentences of each shape, in both languages.
#[derive(Default)]
struct Listing {
    seen: HashSet<u64>,
    all: BTreeMap<String, Vec<[String; 2]>>,
}

impl Listing {
    /// What is said of something that has this code; the numbers in it are not what makes it another sentence.
    fn add(&mut self, code: &str, said: impl Fn(Lang) -> String) {
        let [vi, en] = [said(Lang::Vi), said(Lang::En)];
        assert!(!vi.trim().is_empty() && !en.trim().is_empty(), "{code} says nothing: {vi:?}, {en:?}");
        let plain: String = en.chars().filter(|sign| !sign.is_ascii_digit()).collect();
        if !self.seen.insert(hash(&(code, plain))) {
            return;
        }
        let of_code = self.all.entry(code.to_owned()).or_default();
        if of_code.len() < OF_ONE_SHAPE {
            of_code.push([vi, en]);
        }
    }

    /// The same of a long sentence, of whose shape one is enough.
    fn add_one(&mut self, code: &str, said: impl Fn(Lang) -> String) {
        if !self.all.contains_key(code) {
            self.add(code, said);
        }
    }

    fn text(&self) -> String {
        let mut text = String::new();
        for (code, said) in &self.all {
            text += &format!("\n{code}\n");
            for [vi, en] in said {
                text += &format!("  {}\n  {}\n", vi.replace('\n', "\n    "), en.replace('\n', "\n    "));
            }
        }
        text.trim_start().to_owned()
    }
}

fn hash(of: &impl std::hash::Hash) -> u64 {
    use std::hash::{BuildHasher as _, BuildHasherDefault, DefaultHasher};
    BuildHasherDefault::<DefaultHasher>::default().hash_one(of)
}

/// What of a value chooses its words: whether parts are there, one or several, true or false, and its own words.
fn shape(value: &Value) -> String {
    match value {
        Value::Null => "-".to_owned(),
        Value::Bool(is) => is.to_string(),
        Value::Number(number) if matches!(number.as_u64(), Some(0 | 1)) => number.to_string(),
        Value::Number(_) => "n".to_owned(),
        Value::String(word) if word.parse::<NaiveDate>().is_ok() => "day".to_owned(),
        Value::String(_) => "id".to_owned(),
        Value::Array(all) => {
            all.first().map_or_else(String::new, |first| format!("{}{}", all.len().min(2), shape(first)))
        }
        Value::Object(all) => {
            let part = |(key, value): (&String, &Value)| match value {
                Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Null => {
                    Some(format!("{key} {}", shape(value)))
                }
                Value::Object(_) => Some(format!("{key} ({})", shape(value))),
                Value::String(word)
                    if [
                        "unit",
                        "count",
                        "by",
                        "because",
                        "direction",
                        "start",
                        "roll",
                        "kind",
                        "pending",
                        "now",
                        "needs",
                    ]
                    .contains(&key.as_str())
                        && word.parse::<NaiveDate>().is_err() =>
                {
                    Some(format!("{key} {word}"))
                }
                Value::String(_) => Some(key.clone()),
            };
            all.iter().filter_map(part).collect::<Vec<_>>().join(", ")
        }
    }
}

fn coded(kind: &str, word: &str, value: &impl serde::Serialize) -> String {
    let shape = shape(&serde_json::to_value(value).unwrap());
    if shape.is_empty() { format!("{kind} {word}") } else { format!("{kind} {word}: {shape}") }
}

impl Listing {
    fn timeline(&mut self, timeline: &Timeline, calendar: &Calendar) {
        timeline.duties.iter().for_each(|duty| self.duty(duty, calendar));
        timeline.recurring.iter().for_each(|duty| self.returning(duty));
        self.undated(timeline);
        timeline.unknown_entries.iter().for_each(|entry| self.add("unknown entry", |lang| entry.text(lang)));
        for set in &timeline.rulesets {
            if let Some(not) = &set.not_in_force {
                let code = format!("set not in force, another is: {}", not.in_force.is_some());
                self.add(&code, |lang| not.text.get(lang).to_owned());
            }
        }
        for (kind, texts) in [
            ("unit", timeline.units.iter().map(|one| Text::build(|lang| one.text(lang))).collect::<Vec<_>>()),
            ("data age", timeline.data_age.iter().map(|one| one.text.clone()).collect()),
            ("ended", timeline.ended_territories.iter().map(|one| Text::build(|lang| one.text(lang))).collect()),
            ("not applicable", timeline.not_applicable.iter().map(|one| Text::build(|lang| one.text(lang))).collect()),
        ] {
            texts.iter().for_each(|text| self.add(kind, |lang| text.get(lang).to_owned()));
        }
    }

    /// What a rule set lays down without a date.
    fn undated(&mut self, timeline: &Timeline) {
        for step in &timeline.steps {
            let is = (step.step.with.len().min(1), step.step.together.len().min(1), step.step.on_behalf_of.is_some());
            self.add(&format!("step of a dialogue {is:?}"), |lang| step.actor_text.get(lang).to_owned());
        }
        for role in &timeline.roles {
            let of = [&role.rule.with, &role.rule.jointly, &role.rule.together, &role.rule.invited]
                .map(|who| !who.is_empty());
            self.add(&format!("cites of a role, unattributed {}", role.rule.cite.unattributed), |lang| {
                role.cite_text.get(lang).to_owned()
            });
            self.add(&format!("role {of:?} {}", role.rule.text.is_some()), |lang| role.who_text.get(lang).to_owned());
        }
        for one in &timeline.exclusions {
            self.add("exclusion", |lang| one.who_text.get(lang).to_owned());
        }
    }

    fn duty(&mut self, duty: &Duty, calendar: &Calendar) {
        let outcome = &duty.outcome;
        let is = (
            outcome.status.word(),
            outcome.due.is_some(),
            outcome.is_projected(),
            outcome.met_on.is_some(),
            outcome.met_at.is_some(),
        );
        let of =
            (duty.petition.is_some(), duty.session.is_some(), duty.occurrence.is_some(), duty.rule.is_of_petitions);
        let is_new = self.seen.insert(hash(&(is, of)));
        for dialogue in [None, Some("DT-1".to_owned())].into_iter().filter(|_| is_new) {
            let (duty, judgement) = (duty.clone(), crate::audit::judgement(duty));
            self.verdict(&Verdict { dialogue, reception: None, reception_id: None, duty, judgement });
        }
        self.status(&duty.outcome.status);
        let status = &duty.outcome.status;
        let because = match status {
            Status::NotApplicable { because } => because.word(),
            Status::Undetermined { because } => because.word(),
            Status::Unknown { because } => because.word(),
            _ => "",
        };
        let met = duty.outcome.met_on.is_some();
        self.add(&format!("duty {} {because} done {met}", status.word()), |lang| duty.status_text(lang));
        for outcome in duty.outcomes() {
            self.outcome(duty, outcome, calendar);
        }
        for reading in &duty.readings {
            let kind = (reading.declared_by().is_some(), reading.of().is_some(), reading.id() == "default");
            self.add(&format!("reading {kind:?}"), |lang| {
                format!("{}; {}", reading.name().get(lang), reading.because().get(lang))
            });
        }
        if duty.occurrence.is_some() {
            self.add("occurrence", |lang| duty.occurrence_text(lang).unwrap_or_default());
        }
        if let Some(expected) = duty.expected_text() {
            self.add("expected", |lang| expected.get(lang).to_owned());
        }
    }

    fn status(&mut self, status: &Status) {
        self.add(&coded("status", status.word(), status), |lang| status.text(lang));
    }

    fn outcome(&mut self, duty: &Duty, outcome: &Outcome, calendar: &Calendar) {
        for finding in &outcome.findings {
            self.add(&coded("finding", finding.word(), finding), |lang| duty.finding_text(finding, lang));
        }
        for moved in &outcome.moved_by {
            self.add(&coded("move", moved.word(), moved), |lang| duty.move_text(moved, lang));
        }
        if let [_, _, ..] = outcome.moved_by.as_slice() {
            self.add("moves", |lang| duty.moves_text(lang));
        }
        if let Some(reason) = &outcome.reason {
            self.reason(duty, reason);
        }
        if outcome.shortest.is_some() {
            for open in WhyOpen::ALL {
                let other = Outcome { open: Some(*open), ..outcome.clone() };
                let said = |lang| other.due_text(lang, |_, _| "…".to_owned()).unwrap_or_default();
                self.add(&format!("due of a range, open {}", open.word()), said);
            }
        }
        if outcome.due.is_some() {
            let code = format!("due of a range {} open {:?}", outcome.shortest.is_some(), outcome.open);
            self.add(&code, |lang| outcome.due_text(lang, Lang::date).unwrap_or_default());
        }
        if duty.limit_text_of(outcome, Lang::Vi).is_some() {
            let limit = outcome.limit.map(|limit| (limit.is_after(), limit.unit().word(), limit.amount().min(2)));
            let fixed = outcome.fixed.map(|fixed| shape(&serde_json::to_value(fixed).unwrap()));
            self.add(&format!("limit {limit:?} {fixed:?}"), |lang| {
                duty.limit_text_of(outcome, lang).unwrap_or_default()
            });
        }
        // The same count twice says nothing new, and counting takes long.
        let anchor = outcome.anchor.as_ref().map(|anchor| (anchor.at.date, anchor.actual, &anchor.rule));
        let count = hash(&(
            outcome.limit,
            outcome.fixed,
            format!("{anchor:?}"),
            outcome.moved_by.len(),
            outcome.due.map(|due| due.date),
        ));
        if !self.seen.insert(count) {
            return;
        }
        if let Some(trace) = duty.trace(outcome, calendar) {
            trace.steps().iter().for_each(|step| self.step(step));
            if trace.steps().iter().filter(|step| matches!(step, Step::Skipped { .. })).count() > 2 {
                self.add("trace of days off", |lang| trace.text(lang));
            }
        }
    }

    fn step(&mut self, step: &Step) {
        let value = serde_json::to_value(step).unwrap();
        self.add(&coded("step", value["step"].as_str().unwrap(), step), |lang| step.text(lang));
    }

    fn reason(&mut self, duty: &Duty, reason: &NoDue) {
        self.reason_alone(reason);
        self.add(&format!("reason of a duty {}", reason.word()), |lang| duty.reason_text(reason, lang));
    }

    fn reason_alone(&mut self, reason: &NoDue) {
        let more = match reason {
            NoDue::Hours { hours, after, anchor, missing } => {
                let day = |day: &&str| *anchor == AnchorRule::Event((*day).into());
                let event = [DIALOGUE_DAY, RECEPTION_DAY].into_iter().find(day).unwrap_or_default();
                format!("{} {after} {} {event}", (*hours).min(2), missing.word())
            }
            NoDue::PartUnknown { because, .. } => because.is_some().to_string(),
            NoDue::CaseOpen(why) => why.word().to_owned(),
            _ => String::new(),
        };
        self.add(&format!("reason {} {more}", reason.word()), |lang| reason.text(lang));
    }

    fn returning(&mut self, duty: &RecurringDuty) {
        let code = format!(
            "returns {:?} cutoffs {} on {} months {} starts {} levels {} known {}",
            duty.every.map(Period::word),
            duty.cutoffs.len().min(2),
            duty.on.len().min(2),
            duty.in_months.len().min(2),
            duty.period_starts.is_some(),
            duty.at_least_by_level.len().min(2),
            duty.at_least.is_some()
        );
        self.add(&code, |lang| duty.often_text(lang));
        if duty.in_period_text(Lang::Vi).is_some() {
            self.add("returns in a period", |lang| duty.in_period_text(lang).unwrap_or_default());
        }
        if let Some(event) = &duty.each_before {
            self.add(&format!("returns before {event}"), |lang| duty.before_text(lang).unwrap_or_default());
        }
        duty.notes.iter().for_each(|note| self.add("returns, note", |lang| note.get(lang).to_owned()));
    }

    fn verdict(&mut self, verdict: &Verdict) {
        let (duty, outcome) = (&verdict.duty, &verdict.duty.outcome);
        let (of, judgement) = (verdict.dialogue.is_some(), verdict.judgement.word());
        let is = [outcome.due.is_some(), outcome.is_projected(), outcome.met_on.is_some(), outcome.met_at.is_some()]
            .map(u8::from);
        self.add_one(&format!("verdict {judgement} {is:?} of a dialogue {of}"), |lang| verdict.text(lang));
        self.add_one(&format!("verdict without {judgement}"), |lang| verdict.rest_text(lang));
        if verdict.of_text(Lang::Vi).is_some() {
            let whose = [
                duty.petition.is_some(),
                duty.session.is_some(),
                duty.occurrence.is_some(),
                verdict.reception.is_some(),
                verdict.reception_id.is_some(),
            ];
            let code = format!("verdict of {:?} of a dialogue {of}", whose.map(u8::from));
            self.add(&code, |lang| verdict.of_text(lang).unwrap_or_default());
        }
    }

    fn recurring(&mut self, verdict: &RecurringVerdict) {
        let before =
            verdict.before.as_ref().map(|before| (before.en.contains("session"), before.en.contains("not recorded")));
        let is = (verdict.days.map(|days| days.min(2)), verdict.appointed.is_some(), before);
        let of = format!(
            "{} {is:?} due {} required {}",
            verdict.judgement.word(),
            verdict.due.is_some(),
            verdict.required.is_some()
        );
        self.add_one(&format!("recurring {of}"), |lang| verdict.text(lang));
        self.add_one(&format!("recurring without {}", verdict.judgement.word()), |lang| verdict.rest_text(lang));
        for reading in &verdict.readings {
            let code = format!("recurring, reading {} counted {}", reading.judgement.word(), reading.found.is_some());
            self.add(&code, |lang| reading.text(lang));
        }
        if verdict.by_default.is_some() {
            self.add("recurring, contested", |lang| verdict.status_text(lang));
        }
        for remark in verdict.reason.iter().chain(&verdict.notes) {
            // Of its kind are those that begin with the same words.
            let begin: Vec<&str> = remark
                .en
                .split(' ')
                .take(3)
                .filter(|word| !word.contains(|sign: char| sign.is_ascii_digit()))
                .collect();
            self.add(&format!("recurring, remark {}", begin.join(" ")), |lang| remark.get(lang).to_owned());
        }
    }

    /// Each case of a suite, as it is seen on each of its days.
    fn case(&mut self, case: &Case, under: Under<'_>) {
        let mut seen = Seen::default();
        let mut running = Running { case, seen: &mut seen, failures: Vec::new() };
        let mut views: Vec<View> = Vec::new();
        for expect in &case.expects {
            let asked = expect.stated.iter().filter_map(|stated| match stated.asked {
                Asked::Seen(day) => Some(View { as_of: Some(day), ..expect.view }),
                _ => None,
            });
            for view in std::iter::once(expect.view).chain(asked) {
                if !views.contains(&view) {
                    views.push(view);
                }
            }
        }
        match &case.of {
            CaseOf::Year { year, office, held } => {
                let registry = under.rules.registry();
                let mut log = OfficeLog::new("scenario", office.clone());
                running.recorded(|fact| {
                    log = log.clone().with(fact)?;
                    Ok(())
                });
                let held = held
                    .iter()
                    .zip(1..)
                    .filter_map(|((on, kind), number)| year::dialogue(&running, under, number, *on, *kind).ok());
                let dialogues: Vec<AnyDialogue> = held.collect();
                for view in views {
                    let Ok(audit) = audit_year(&registry, under.calendar, &dialogues, &log, *year, view) else {
                        continue;
                    };
                    audit.verdicts.iter().for_each(|verdict| self.verdict(verdict));
                    audit.recurring.iter().for_each(|verdict| self.recurring(verdict));
                    audit
                        .unknown_receptions
                        .iter()
                        .for_each(|one| self.add("unknown reception", |lang| one.text(lang)));
                    audit.verdicts.iter().for_each(|verdict| self.duty(&verdict.duty, under.calendar));
                }
            }
            CaseOf::Row { facts } => {
                let Ok(terms) = terms(case, under, facts.appointed(), None) else { return };
                views
                    .iter()
                    .filter_map(|view| terms.timeline(facts, *view).ok())
                    .for_each(|one| self.timeline(&one, under.calendar));
            }
            CaseOf::Day { planned, activity, subject } => {
                let Ok(terms) = terms(case, under, planned.appointed(), subject.as_ref()) else { return };
                let Ok(Some(facts)) = running.happened(&terms, planned, *activity) else { return };
                views
                    .iter()
                    .filter_map(|view| terms.timeline(&facts, *view).ok())
                    .for_each(|one| self.timeline(&one, under.calendar));
            }
        }
    }
}

impl Listing {
    /// The words of a rule set that are made of others.
    fn set(&mut self, set: &RuleSet) {
        self.add(&format!("keeps out {:?}", set.applies().activities.first()), |lang| {
            set.exclusion_text().get(lang).to_owned()
        });
        for one in set.exclusions() {
            self.add("must follow", |lang| set.follow_up_text(&one.follow_up).get(lang).to_owned());
        }
        for trigger in set.triggers() {
            let of = format!("{:?}", trigger.when);
            self.add(&format!("when {}", of.split(['(', ' ']).next().unwrap_or_default()), |lang| {
                set.when_text(&trigger.when).get(lang).to_owned()
            });
        }
        for duty in set.obligations() {
            let if_any = duty.toward.iter().any(|toward| toward.if_any);
            if !duty.toward.is_empty() {
                self.add(&format!("toward, if any {if_any}"), |lang| {
                    set.toward_text(&duty.toward).get(lang).to_owned()
                });
            }
            let cite = (duty.cite.unattributed, duty.cite.not_cited);
            self.add(&format!("cites, unattributed and not {cite:?}"), |lang| {
                set.cite_text(&duty.cite).get(lang).to_owned()
            });
        }
    }
}

#[test]
fn every_sentence_is_the_stored_one() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let suite = read_all(&SUITES.map(|folder| root.join(folder))).unwrap();
    let mut listing = Listing::default();
    for (_, scenario) in suite.scenarios() {
        let under = Under { rules: &scenario.rules, calendar: &scenario.calendar, swapped: None };
        scenario.rules.sets.iter().for_each(|set| listing.set(set));
        scenario.cases.iter().for_each(|case| listing.case(case, under));
    }
    listing.by_hand();
    by_hand::of_an_office(&mut listing);
    let text = listing.text();
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(root.join(STORED), &text).unwrap();
    }
    let stored = std::fs::read_to_string(root.join(STORED)).unwrap_or_default();
    let differ = text.lines().zip(stored.lines()).find(|(is, was)| is != was);
    assert!(text == stored, "{STORED} is not current (run `UPDATE=1 cargo test --lib sentences`): {differ:#?}");
}
