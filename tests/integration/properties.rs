//! What must hold of every verdict, whatever the rules, the facts and the day (language.md §5).

use chrono::{NaiveDate, TimeDelta};
use doithoai::ruleset::{Activity, DialogueKind, EVENTS, Mode};
use doithoai::strategies::{calendars, facts, rule_sets};
use doithoai::timeline::{Duty, Status};
use doithoai::{Calendar, Fact, Facts, RuleSet, Terms, View};
use proptest::prelude::*;
use proptest::sample::select;

/// A rule set with every form of a duty.
const FORMS: &str = include_str!("../forms/duties.toml");

/// The forms, a built-in set, or a random one; the calendar, facts with a kind and a mode, and a day after them.
fn cases() -> impl Strategy<Value = (RuleSet, Calendar, Facts, NaiveDate)> {
    let forms = RuleSet::from_toml(FORMS).unwrap();
    let built_in: Vec<RuleSet> = doithoai::Registry::builtin().rule_sets().to_vec();
    let sets = prop_oneof![3 => Just(forms), 1 => select(built_in), 2 => rule_sets()];
    let said = (proptest::option::of(select(DialogueKind::ALL)), proptest::option::of(select(Mode::ALL)));
    (sets, calendars(), said, 0_i64..400).prop_flat_map(|(set, calendar, (kind, mode), later)| {
        (Just(set.clone()), Just(calendar), facts(&set)).prop_map(move |(set, calendar, facts)| {
            let facts = kind.into_iter().fold(facts, Facts::of_kind);
            let facts = mode.into_iter().fold(facts, Facts::in_mode);
            let last = facts.all().iter().map(|fact| fact.on).chain([facts.appointed()]).max().unwrap();
            (set, calendar, facts, last + TimeDelta::days(later))
        })
    })
}

/// The duties of every activity.
fn duties(set: &RuleSet, calendar: &Calendar, facts: &Facts, view: View) -> Option<Vec<Duty>> {
    Terms::new([set.clone()], calendar.clone()).in_activity(Activity::PetitionHandling).duties(facts, view).ok()
}

fn words(duties: &[Duty]) -> Vec<(&str, &'static str, Option<NaiveDate>)> {
    duties
        .iter()
        .map(|duty| (&*duty.rule.id, duty.outcome.status.word(), duty.outcome.due.map(|due| due.date)))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, ..ProptestConfig::default() })]

    /// (a) A duty that binds has a date, or says why not; what does not bind says why by its type.
    #[test]
    fn no_duty_is_without_a_verdict_or_a_reason((set, calendar, facts, day) in cases()) {
        for view in [View::everything(), View::as_of(day)] {
            let Some(duties) = duties(&set, &calendar, &facts, view) else { continue };
            prop_assert!(set.obligations().iter().all(|rule| duties.iter().any(|duty| duty.rule.id == rule.id)));
            for duty in &duties {
                let outcome = &duty.outcome;
                prop_assert!(outcome.due.is_some() != outcome.reason.is_some(), "{}: {outcome:?}", duty.rule.id);
                let needs_date = matches!(
                    outcome.status,
                    Status::Overdue { .. } | Status::MetLate { .. } | Status::Missed { .. } | Status::Pending
                );
                prop_assert!(!needs_date || outcome.due.is_some(), "{}: {outcome:?}", duty.rule.id);
            }
        }
    }

    /// (b) What no rule asks about changes nothing.
    #[test]
    fn a_fact_that_nothing_names_changes_no_status((set, calendar, facts, day) in cases(), back in 0_i64..60) {
        let terms = Terms::new([set.clone()], calendar.clone());
        let on = day - TimeDelta::days(back);
        for event in EVENTS.iter().filter(|event| !event.petition && event.effect.is_none() && event.needs.is_empty()) {
            let more = facts.clone().with(Fact::new(event.id.to_string(), on));
            let Ok(timeline) = terms.timeline(&more, View::as_of(day)) else { continue };
            if timeline.unused_events.iter().any(|unused| *unused == event.id) {
                let before = terms.duties(&facts, View::as_of(day)).unwrap();
                prop_assert_eq!(words(&before), words(&timeline.duties), "{}", event.id);
            }
        }
    }

    /// (c) With the same visible facts a later day never undoes what was done, late, missed or excused. What happens in between
    /// may: an act in time under another reading makes what was missed contested.
    #[test]
    fn what_is_settled_stays_settled((set, calendar, facts, day) in cases(), later in 1_i64..800) {
        let mut visible = serde_json::to_value(&facts).unwrap();
        let entries = visible["facts"].as_array_mut().unwrap();
        entries.retain(|fact| fact["on"].as_str().unwrap() <= day.to_string().as_str());
        let Ok(facts) = serde_json::from_value(visible) else { return Ok(()) };
        let earlier = duties(&set, &calendar, &facts, View::as_of(day));
        let after = duties(&set, &calendar, &facts, View::as_of(day + TimeDelta::days(later)));
        if let (Some(earlier), Some(after)) = (earlier, after) {
            for (before, after) in earlier.iter().zip(&after) {
                let settled = ["met", "met-late", "missed", "excused"].contains(&before.outcome.status.word());
                prop_assert!(
                    !settled || before.outcome.status == after.outcome.status,
                    "{}: {:?} on {day}, {:?} {later} days later",
                    before.rule.id, before.outcome, after.outcome
                );
            }
        }
    }

    /// (d) The JSON says what the values and the words say.
    #[test]
    fn json_and_text_agree((set, calendar, facts, day) in cases()) {
        let Ok(timeline) = Terms::new([set], calendar).timeline(&facts, View::as_of(day)) else { return Ok(()) };
        let json = serde_json::to_value(&timeline).unwrap();
        for (duty, json) in timeline.duties.iter().zip(json["obligations"].as_array().unwrap()) {
            // A date that would go on with the view is said in words only.
            let written = duty.outcome.due.filter(|_| !duty.outcome.slides());
            let due = written.map(|due| due.date.to_string());
            prop_assert_eq!(json["status"].as_str(), Some(duty.outcome.status.word()));
            prop_assert_eq!(json["due"].as_str(), due.as_deref());
            let waits = duty.outcome.slides().then_some("awaits-event");
            let reason = duty.outcome.reason.as_ref().map(doithoai::timeline::NoDue::word).or(waits);
            prop_assert_eq!(json["reason"].as_str(), reason);
            for lang in [doithoai::Lang::Vi, doithoai::Lang::En] {
                let words = duty.status_text(lang);
                prop_assert!(!words.is_empty() && !words.contains('?') && !words.contains('{'), "{words}");
            }
        }
    }
}
