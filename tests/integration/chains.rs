//! Duties that hang on each other, one through the other: dated as far as they are followed, and then left open, whatever way leads there.

use std::fmt::Write as _;

use doithoai::timeline::{NoDue, Status, Timeline, WhyOpen};
use doithoai::{Code, RuleSet};

use crate::support::{as_of, date, happened, terms_in};

/// So many duties, each with a limit of its own and a condition.
fn chained(length: usize, due: impl Fn(usize) -> String, only_if: impl Fn(usize) -> String) -> String {
    let mut text = RuleSet::builtin_toml("hcmc-935").unwrap().replacen("id = \"hcmc-935\"", "id = \"mine\"", 1);
    for n in 0..length {
        let (due, only_if) = (due(n), only_if(n));
        write!(
            text,
            "\n[[obligation]]\nid = \"d{n}\"\nduty_kind = \"other\"\nphase = \"after\"\nbearer = \"office\"\ntext = {{ vi = \"Việc {n}\", en = \"Work {n}\" }}\ndue = {due}\n{only_if}\nmet_by = {{ all = [\"results-published\"] }}\ncite = \"main#d13.k3.g1\"\n"
        )
        .unwrap();
    }
    text
}

fn judged(text: &str) -> Timeline {
    let facts = happened("2026-08-20", &[]);
    terms_in(text).timeline(&facts, as_of("2026-12-01")).unwrap()
}

fn is_open(timeline: &Timeline, id: &str) -> bool {
    let duty = timeline.duty("mine", id).unwrap();
    duty.outcome.status == Status::Undetermined { because: WhyOpen::LedTooFar }
}

#[test]
fn a_limit_is_followed_through_sixteen_others_and_then_left_open() {
    let due = |n: usize| match n {
        0 => "{ after = \"closed\", n = 1, unit = \"day\", roll = \"none\" }".to_owned(),
        n => format!("{{ after = {{ due_of = \"d{}\" }}, n = 1, unit = \"day\", roll = \"none\" }}", n - 1),
    };
    let text = chained(20, due, |_| String::new());
    let timeline = judged(&text);
    for n in 0..20 {
        let outcome = &timeline.duty("mine", &format!("d{n}")).unwrap().outcome;
        let last = date("2026-08-21") + chrono::Days::new(n);
        assert_eq!(outcome.due.map(|due| due.date), (n <= 16).then_some(last), "{n}");
        assert_eq!(matches!(outcome.status, Status::Overdue { .. }), n <= 16, "{n}: {:?}", outcome.status);
        assert_eq!(is_open(&timeline, &format!("d{n}")), n > 16, "{n}");
        assert_eq!(matches!(outcome.reason, Some(NoDue::LedTooFar)), n > 16, "{n}");
    }
    let warnings: Vec<_> =
        RuleSet::check_toml(&text).problems.into_iter().filter(|one| one.code == Code::ChainTooLong).collect();
    let [warning] = &warnings[..] else { panic!("{warnings:?}") };
    assert_eq!(warning.path, "obligation[d17]");
    assert!(warning.message.en.ends_with("(so does it of 2 more)"), "{}", warning.message.en);
    let sound = chained(17, due, |_| String::new());
    assert!(RuleSet::check_toml(&sound).problems.iter().all(|one| one.code != Code::ChainTooLong));
}

/// Nobody is called free of a duty because what it hangs on was not followed.
#[test]
fn a_condition_is_followed_as_far_and_never_says_that_it_does_not_hold() {
    let only_if = |n: usize| if n == 0 { String::new() } else { format!("only_if = {{ overdue = \"d{}\" }}", n - 1) };
    let due = |n: usize| format!("{{ after = \"closed\", n = {}, unit = \"day\", roll = \"none\" }}", 2 + 2 * n);
    let timeline = judged(&chained(24, due, only_if));
    for n in 0..24 {
        let status = &timeline.duty("mine", &format!("d{n}")).unwrap().outcome.status;
        assert_eq!(matches!(status, Status::Overdue { .. }), n <= 16, "{n}: {status:?}");
        assert_eq!(is_open(&timeline, &format!("d{n}")), n > 16, "{n}: {status:?}");
    }
}

/// What is reached in many ways is followed once: each step in three ways would be 43 million.
#[test]
fn many_ways_to_one_duty_are_one() {
    let due = |n: usize| match n {
        0 => "{ after = \"closed\", n = 1, unit = \"day\", roll = \"none\" }".to_owned(),
        n => {
            let part = |days: usize| {
                format!("{{ after = {{ due_of = \"d{}\" }}, n = {days}, unit = \"day\", roll = \"none\" }}", n - 1)
            };
            format!("{{ first_of = [{}, {}, {}] }}", part(1), part(2), part(3))
        }
    };
    let timeline = judged(&chained(17, due, |_| String::new()));
    assert_eq!(timeline.duty("mine", "d16").unwrap().outcome.due.unwrap().date, date("2026-09-06"));
}

/// How far a duty is followed is asked of each reading alone: many readings of others take nothing from it.
#[test]
fn many_readings_are_each_followed_as_far() {
    let due = |n: usize| match n {
        0 => "{ after = \"closed\", n = 1, unit = \"day\", roll = \"none\" }".to_owned(),
        n => format!("{{ after = {{ due_of = \"d{}\" }}, n = 1, unit = \"day\", roll = \"none\" }}", n - 1),
    };
    let reading = |n: usize| {
        format!(
            "[[obligation.reading]]\nid = \"r{n}\"\ndue = {{ n = {n} }}\nbecause = {{ vi = \"khác\", en = \"other\" }}\n"
        )
    };
    let text = chained(17, due, |_| String::new());
    let readings: String = (2..10).map(reading).collect();
    let text = text.replace(
        "cite = \"main#d13.k3.g1\"\n\n[[obligation]]\nid = \"d",
        &format!("cite = \"main#d13.k3.g1\"\n{readings}\n[[obligation]]\nid = \"d"),
    );
    let timeline = judged(&text);
    let last = timeline.duty("mine", "d16").unwrap();
    assert!(last.readings.len() > 100, "{}", last.readings.len());
    for reading in &last.readings {
        assert!(reading.outcome.due.is_some(), "{}: {:?}", reading.id(), reading.outcome.reason);
    }
}

/// That one way to a duty is too long says nothing of a shorter one.
#[test]
fn what_led_too_far_one_way_is_found_the_other() {
    let due = |n: usize| match n {
        0 => "{ after = \"closed\", n = 1, unit = \"day\", roll = \"none\" }".to_owned(),
        17 => "{ after = { due_of = \"d0\" }, n = 1, unit = \"day\", roll = \"none\" }".to_owned(),
        18 => "{ after = \"closed\", n = 40, unit = \"day\", roll = \"none\" }".to_owned(),
        n => format!("{{ after = {{ due_of = \"d{}\" }}, n = 1, unit = \"day\", roll = \"none\" }}", n - 1),
    };
    let only_if = |n: usize| match n {
        18 => "only_if = { any = [{ overdue = \"d16\" }, { overdue = \"d17\" }] }".to_owned(),
        _ => String::new(),
    };
    let timeline = judged(&chained(19, due, only_if));
    assert!(!is_open(&timeline, "d18"));
    assert!(matches!(timeline.duty("mine", "d18").unwrap().outcome.status, Status::Overdue { .. }));
}
