//! A case that is classed otherwise after a limit had passed: whether that counts is open, and what was late is not in time by it
//! alone.

use chrono::NaiveDate;
use doithoai::ruleset::CaseClass;
use doithoai::timeline::{AdoptedReadings, Duty};
use doithoai::{Calendar, Fact, Facts, Lang, RuleSet, Terms};

use crate::support::{as_of, date};

fn on(day: u32) -> NaiveDate {
    date(&format!("2026-10-{day:02}"))
}

fn class(word: &str) -> CaseClass {
    CaseClass::named(word).unwrap()
}

/// A petition raised on 1 October and classed on these days; an extension was notified on a day; seen on another.
fn judged(duty: &str, classings: &[(u32, &str)], extended: Option<u32>, seen: u32) -> Duty {
    let set = RuleSet::from_toml(include_str!("../data/reclassed.toml")).unwrap();
    let adopted = AdoptedReadings::new().adopt("reclassed", "cap", "is-cap");
    let terms = Terms::new([set], Calendar::vietnam()).adopting(adopted).unwrap();
    let of = |event: &str, day| Fact::new(event, on(day)).petition("Q");
    let classings = classings.iter().map(|(day, word)| of("petition-classed", *day).class(class(word)));
    let facts = std::iter::once(of("petition-raised", 1)).chain(classings);
    let facts = facts.chain(extended.map(|day| of("extension-notified", day)));
    let facts = facts.fold(Facts::held_on(on(1)), Facts::with);
    let timeline = terms.timeline(&facts, as_of(&on(seen).to_string())).unwrap();
    timeline.duties.into_iter().find(|one| one.rule.id == duty).unwrap()
}

/// The duty as it is by default, and by the reading that a late classing counts, where that is looked at.
fn told(duty: &Duty) -> (String, Option<NaiveDate>, Vec<String>, Option<NaiveDate>) {
    let other = duty.readings.iter().find(|one| one.id() == "late-class-counts");
    let findings = duty.outcome.findings.iter().map(|one| duty.finding_text(one, Lang::En)).collect();
    let due = |outcome: &doithoai::timeline::Outcome| outcome.due.map(|due| due.date);
    (duty.outcome.status.word().to_owned(), due(&duty.outcome), findings, other.and_then(|one| due(&one.outcome)))
}

fn late(classed: u32, limit: u32) -> Vec<String> {
    vec![format!(
        "classed on {}, after the limit of {}; in this reading all is as it was before the classing",
        on(classed),
        on(limit)
    )]
}

#[test]
fn reclassing_after_the_limit_of_the_former_class_is_contested() {
    for day in [5, 6] {
        let duty = judged("settle", &[(2, "simple"), (day, "complex")], None, 8);
        assert_eq!(told(&duty), ("pending".to_owned(), Some(on(16)), vec![], None));
    }
    let duty = judged("settle", &[(2, "simple"), (7, "complex")], None, 8);
    assert_eq!(told(&duty), ("contested".to_owned(), Some(on(6)), late(7, 6), Some(on(16))));
    let status = duty.status_text(Lang::Vi);
    assert!(status.contains("phân loại sau khi hết hạn vẫn có hiệu lực"), "{status}");
    // After both it is late in either.
    let duty = judged("settle", &[(2, "simple"), (7, "complex")], None, 17);
    assert_eq!(told(&duty), ("overdue".to_owned(), Some(on(6)), late(7, 6), Some(on(16))));
    // The other answer is what the former class gives, not what holds of a case that is not classed.
    let duty = judged("settle", &[(2, "simple"), (12, "complex")], None, 13);
    assert_eq!(told(&duty), ("contested".to_owned(), Some(on(6)), late(12, 6), Some(on(16))));
}

#[test]
fn each_classing_is_measured_by_the_limit_that_ran_until_then() {
    // Too late for the five days of its class, in time for the ten of a case that is not classed.
    let duty = judged("settle", &[(8, "simple"), (9, "complex")], None, 10);
    assert_eq!(told(&duty), ("pending".to_owned(), Some(on(16)), late(8, 6), None));
    // A classing of a class that no limit names, and one entered again, change nothing.
    for more in [(12, "needs-longer"), (12, "simple")] {
        let duty = judged("settle", &[(2, "simple"), more], None, 13);
        assert_eq!(told(&duty), ("overdue".to_owned(), Some(on(6)), vec![], None));
    }
}

#[test]
fn of_classes_that_follow_each_other_the_last_one_holds_whichever_the_file_names_first() {
    for (classings, due) in [
        (&[(2, "simple"), (4, "complex")][..], 16),
        (&[(2, "complex"), (4, "simple")], 6),
        (&[(2, "complex"), (6, "simple")], 6),
        (&[(2, "simple"), (3, "complex"), (5, "simple")], 6),
        (&[(2, "complex"), (3, "simple"), (5, "complex")], 16),
        // Of one day, or of a class that no limit is for: as the file says first, and as before.
        (&[(2, "complex"), (2, "simple")], 16),
        (&[(2, "simple"), (2, "complex")], 16),
        (&[(2, "complex"), (3, "needs-longer"), (4, "simple")], 6),
    ] {
        for (seen, status) in [(5, "pending"), (due, "pending"), (due + 1, "overdue")] {
            if classings.iter().any(|(day, _)| *day > seen) {
                continue; // not known yet
            }
            let duty = judged("settle", classings, None, seen);
            assert_eq!(told(&duty), (status.to_owned(), Some(on(due)), vec![], None), "{classings:?} on {seen}");
        }
    }
    // Its own limit had passed by then.
    let duty = judged("settle", &[(2, "complex"), (7, "simple")], None, 8);
    assert_eq!(told(&duty), ("contested".to_owned(), Some(on(16)), late(7, 6), Some(on(6))));
}

#[test]
fn a_case_that_nobody_classed_is_not_of_the_class_that_is_left_out() {
    for (seen, status) in [(10, "pending"), (11, "pending"), (12, "overdue")] {
        let duty = judged("unless-simple", &[], None, seen);
        assert_eq!((told(&duty).0.as_str(), told(&duty).1), (status, Some(on(11))));
    }
    let duty = judged("unless-simple", &[(11, "simple")], None, 12);
    assert_eq!(told(&duty).0, "not-applicable");
    let duty = judged("unless-simple", &[(12, "simple")], None, 12);
    assert_eq!((told(&duty).0.as_str(), told(&duty).2), ("contested", late(12, 11)));
}

#[test]
fn the_limit_that_had_passed_is_the_one_as_extended() {
    // Five days from the 6th end on a Sunday, and so on the 12th.
    for day in [7, 11, 12] {
        let duty = judged("extended", &[(2, "simple"), (day, "complex")], Some(5), 13);
        assert_eq!(told(&duty), ("pending".to_owned(), Some(on(21)), vec![], None));
    }
    let duty = judged("extended", &[(2, "simple"), (13, "complex")], Some(5), 14);
    assert_eq!(told(&duty), ("contested".to_owned(), Some(on(12)), late(13, 12), Some(on(21))));
}

#[test]
fn a_class_that_an_extension_asks_for_comes_in_time_or_is_contested() {
    for day in [10, 11] {
        let duty = judged("extended-by-class", &[(day, "complex")], Some(11), 12);
        assert_eq!(told(&duty), ("pending".to_owned(), Some(on(16)), vec![], None));
    }
    let duty = judged("extended-by-class", &[(12, "complex")], Some(11), 12);
    let (status, due, findings, other) = told(&duty);
    assert_eq!((status.as_str(), due, other), ("contested", Some(on(11)), Some(on(16))));
    assert_eq!(findings.first(), late(12, 11).first());
}

#[test]
fn what_bound_a_case_until_its_limit_is_not_let_go_by_a_class_that_came_after() {
    for day in [10, 11] {
        let duty = judged("unless-simple", &[(2, "complex"), (day, "simple")], None, 12);
        assert_eq!(told(&duty).0, "not-applicable");
    }
    let duty = judged("unless-simple", &[(2, "complex"), (12, "simple")], None, 12);
    let (status, due, findings, _) = told(&duty);
    assert_eq!((status.as_str(), due, findings), ("contested", Some(on(11)), late(12, 11)));
}

#[test]
fn a_cap_of_a_class_that_came_after_the_limit_is_contested() {
    for day in [10, 11] {
        let duty = judged("capped", &[(day, "complex")], None, 12);
        assert_eq!(told(&duty), ("pending".to_owned(), Some(on(16)), vec![], None));
    }
    let duty = judged("capped", &[(12, "complex")], None, 12);
    assert_eq!(told(&duty), ("contested".to_owned(), Some(on(11)), late(12, 11), Some(on(16))));
}

#[test]
fn either_answer_may_be_adopted() {
    let set = RuleSet::from_toml(include_str!("../data/reclassed.toml")).unwrap();
    for duty in ["settle", "extended", "extended-by-class", "unless-simple", "capped"] {
        let adopted = AdoptedReadings::new().adopt("reclassed", duty, "late-class-counts");
        assert!(Terms::new([set.clone()], Calendar::vietnam()).adopting(adopted).is_ok(), "{duty}");
    }
    let adopted = AdoptedReadings::new().adopt("reclassed", "cap", "late-notice-counts");
    assert!(Terms::new([set], Calendar::vietnam()).adopting(adopted).is_err());
}

/// How a duty of a limit stands that was settled on a day, or not at all, seen when every limit has passed.
fn verdict(limit: Option<u32>, settled: Option<u32>) -> &'static str {
    match (limit, settled) {
        (None, _) => "not-applicable",
        (Some(_), None) => "overdue",
        (Some(limit), Some(settled)) if settled <= limit => "met",
        _ => "met-late",
    }
}

/// Of two readings: what both say of being late, the first as it says it; contested where they differ in that.
fn of_readings(late_does_not: &'static str, late_counts: &'static str) -> &'static str {
    let is_late = |verdict: &str| matches!(verdict, "overdue" | "met-late");
    if is_late(late_does_not) == is_late(late_counts) { late_does_not } else { "contested" }
}

/// The limit of a duty for a case of a class, or of none; none where it does not bind.
fn limit(duty: &str, class: Option<&str>) -> Option<u32> {
    match (duty, class) {
        ("unless-simple", Some("simple")) => None,
        ("settle", Some("simple")) => Some(6),
        ("settle" | "capped" | "extended-by-class", Some("complex")) => Some(16),
        _ => Some(11),
    }
}

/// Each former class, each class that it was classed as on each day, before the limit and after it, before the settlement and after
/// it; settled in time, late by one limit, late by both, never.
#[test]
fn a_verdict_is_contested_only_where_the_classes_differ_in_it() {
    let mut seen = std::collections::BTreeSet::new();
    for duty in ["settle", "unless-simple", "extended-by-class", "capped"] {
        let formers = if duty == "unless-simple" { vec![Some("complex")] } else { vec![None, Some("simple")] };
        for former in formers {
            // What an extension or a cap asks for is complex; a class that no limit names changes nothing.
            for new in ["simple", "complex", "needs-longer"] {
                if former == Some(new) {
                    continue;
                }
                let by_new = if new == "needs-longer" { former } else { Some(new) };
                let (before, after) = (limit(duty, former), limit(duty, by_new));
                for settled in [None, Some(5), Some(6), Some(7), Some(11), Some(12), Some(16), Some(17), Some(22)] {
                    for classed in (3..=25).filter(|day| *day != 4) {
                        let classings: Vec<(u32, &str)> =
                            former.map(|former| (2, former)).into_iter().chain([(classed, new)]).collect();
                        let extended = (duty == "extended-by-class").then_some(11);
                        let is = judged_settled(duty, &classings, extended, settled);
                        let first = [before, after].into_iter().flatten().min().unwrap();
                        let is_late = before != after && classed > first;
                        // What was done in time before it was classed otherwise is done.
                        let is_kept = settled.is_some_and(|on| on < classed) && verdict(before, settled) == "met";
                        let expected = if is_late && is_kept {
                            "met"
                        } else if is_late {
                            of_readings(verdict(before, settled), verdict(after, settled))
                        } else {
                            verdict(after, settled)
                        };
                        let status = is.outcome.status.word();
                        assert_eq!(status, expected, "{duty}: {former:?}, {new} on {classed}, settled {settled:?}");
                        let found = is.outcome.findings.iter().any(|one| one.word() == "classed-after-limit");
                        assert_eq!(found, is_late && !is_kept, "{duty}: {former:?}, {new} on {classed}, {settled:?}");
                        seen.insert(status.to_owned());
                    }
                }
            }
        }
    }
    let all = ["contested", "met", "met-late", "not-applicable", "overdue"];
    assert_eq!(seen.iter().map(String::as_str).collect::<Vec<_>>(), all);
}

/// The same, settled on a day and seen when every limit has passed.
fn judged_settled(duty: &str, classings: &[(u32, &str)], extended: Option<u32>, settled: Option<u32>) -> Duty {
    thread_local! {
        static TERMS: Terms = {
            let set = RuleSet::from_toml(include_str!("../data/reclassed.toml")).unwrap();
            let adopted = AdoptedReadings::new().adopt("reclassed", "cap", "is-cap");
            Terms::new([set], Calendar::vietnam()).adopting(adopted).unwrap()
        };
    }
    let of = |event: &str, day| Fact::new(event, on(day)).petition("Q");
    let facts = std::iter::once(of("petition-raised", 1))
        .chain(classings.iter().map(|(day, word)| of("petition-classed", *day).class(class(word))))
        .chain(extended.map(|day| of("extension-notified", day)))
        .chain(settled.map(|day| of("petition-settled", day)))
        .fold(Facts::held_on(on(1)), Facts::with);
    let timeline = TERMS.with(|terms| terms.timeline(&facts, as_of(&on(28).to_string())).unwrap());
    timeline.duties.into_iter().find(|one| one.rule.id == duty).unwrap()
}

/// A limit for each class, each in a duty of its own that the same act fulfils: fifteen days for what is complex, five for what is
/// simple; and a warning of what is complex, which is another duty.
fn of_duties(classings: &[(u32, &str)], settled: Option<u32>, seen: u32) -> Vec<(String, String)> {
    of_duties_adopting(AdoptedReadings::new(), classings, settled, seen)
}

fn of_duties_adopting(
    adopted: AdoptedReadings,
    classings: &[(u32, &str)],
    settled: Option<u32>,
    seen: u32,
) -> Vec<(String, String)> {
    let head = include_str!("../data/reclassed.toml").split_once("[[obligation]]").unwrap().0;
    let duty = |id: &str, class: &str, n: u32, act: &str, kind: &str| {
        format!(
            "[[obligation]]\nid = \"{id}\"\nduty_kind = \"{kind}\"\nphase = \"after\"\neach = \"petition\"\nbearer = \"agencies\"\n\
             only_if = {{ class = \"{class}\" }}\ndue = {{ after = \"petition-raised\", n = {n}, unit = \"day\", roll = \"none\" }}\n\
             met_by = {{ all = [\"{act}\"] }}\ncite = \"main#d1\"\n"
        )
    };
    let duties = [
        duty("settle-complex", "complex", 15, "petition-settled", "settle"),
        duty("settle-simple", "simple", 5, "petition-settled", "settle"),
        duty("warn", "complex", 20, "reported-to-head", "report"),
    ];
    let set = RuleSet::from_toml(&format!("{head}{}", duties.concat())).unwrap();
    let terms = Terms::new([set], Calendar::vietnam()).adopting(adopted).unwrap();
    let of = |event: &str, day| Fact::new(event, on(day)).petition("Q");
    let classings = classings.iter().map(|(day, word)| of("petition-classed", *day).class(class(word)));
    let facts = std::iter::once(of("petition-raised", 1)).chain(classings);
    let facts = facts.chain(settled.map(|day| of("petition-settled", day))).fold(Facts::held_on(on(1)), Facts::with);
    let timeline = terms.timeline(&facts, as_of(&on(seen).to_string())).unwrap();
    timeline.duties.iter().map(|duty| (duty.rule.id.clone(), duty.outcome.status.word().to_owned())).collect()
}

/// Of limits in duties of their own what is adopted for one is adopted for each; what each adopts itself comes first.
#[test]
fn an_answer_that_is_adopted_for_one_of_them_is_adopted_for_all() {
    let adopt = |all: &[(&str, &str)]| {
        all.iter().fold(AdoptedReadings::new(), |adopted, (duty, reading)| adopted.adopt("reclassed", duty, reading))
    };
    let (counts, does_not) = ("late-class-counts", "late-class-does-not");
    let (simple, complex) = ("settle-simple", "settle-complex");
    for (adopted, of_complex, of_simple) in [
        (vec![], "not-applicable", "contested"),
        (vec![(simple, does_not)], "not-applicable", "overdue"),
        (vec![(complex, does_not)], "not-applicable", "overdue"),
        (vec![(simple, does_not), (complex, does_not)], "not-applicable", "overdue"),
        (vec![(simple, counts)], "pending", "not-applicable"),
        (vec![(complex, counts)], "pending", "not-applicable"),
    ] {
        let told = of_duties_adopting(adopt(&adopted), &[(2, "simple"), (7, "complex")], None, 9);
        let status = |id: &str| told.iter().find(|(of, _)| of == id).unwrap().1.as_str();
        assert_eq!((status(complex), status(simple)), (of_complex, of_simple), "{adopted:?}");
    }
}

#[test]
fn of_a_limit_for_each_class_in_duties_of_their_own_the_one_of_the_last_class_binds() {
    for (classings, settled, seen, complex, simple, warn) in [
        (&[(2, "complex")][..], None, 4, "pending", "not-applicable", "pending"),
        // Reclassed on the 4th, before either limit: seen on the day before, on it and after it.
        (&[(2, "complex"), (4, "simple")], None, 3, "pending", "not-applicable", "pending"),
        (&[(2, "complex"), (4, "simple")], None, 4, "not-applicable", "pending", "pending"),
        (&[(2, "complex"), (4, "simple")], None, 6, "not-applicable", "pending", "pending"),
        (&[(2, "complex"), (4, "simple")], None, 7, "not-applicable", "overdue", "pending"),
        (&[(2, "simple"), (4, "complex")], None, 5, "pending", "not-applicable", "pending"),
        (&[(2, "simple"), (4, "complex"), (5, "simple")], None, 5, "not-applicable", "pending", "pending"),
        // A class that none of them is for changes nothing; of two of one day the duty that stands first in the file.
        (&[(2, "complex"), (4, "needs-longer")], None, 5, "pending", "not-applicable", "pending"),
        (&[(2, "simple"), (2, "complex")], None, 5, "pending", "not-applicable", "pending"),
        // What was late by its class when it was reclassed is not let go by that alone.
        (&[(2, "simple"), (6, "complex")], None, 7, "pending", "not-applicable", "pending"),
        (&[(2, "simple"), (7, "complex")], None, 7, "not-applicable", "contested", "pending"),
        (&[(2, "simple"), (7, "complex")], None, 16, "not-applicable", "contested", "pending"),
        (&[(2, "simple"), (7, "complex")], None, 17, "not-applicable", "overdue", "pending"),
        // Nor is what was in time by its class, and late by the one that it was given after that limit: on its day and after it.
        (&[(2, "complex"), (6, "simple")], None, 7, "not-applicable", "overdue", "pending"),
        (&[(2, "complex"), (7, "simple")], None, 7, "contested", "not-applicable", "pending"),
        (&[(2, "complex"), (7, "simple")], None, 16, "contested", "not-applicable", "pending"),
        (&[(2, "complex"), (7, "simple")], None, 17, "overdue", "not-applicable", "pending"),
        (&[(2, "complex"), (20, "simple")], None, 20, "overdue", "not-applicable", "pending"),
        (&[(2, "complex"), (7, "simple")], Some(8), 17, "contested", "not-applicable", "pending"),
        (&[(2, "complex"), (7, "simple")], Some(17), 17, "met-late", "not-applicable", "pending"),
        (&[(2, "complex"), (10, "simple")], Some(9), 17, "met", "not-applicable", "pending"),
        // Classed for the first time after it was done, twice on one day: by the duty that stands first in the file.
        (&[(4, "complex"), (4, "simple")], Some(3), 17, "met", "not-applicable", "pending"),
        (&[(4, "simple"), (5, "complex")], Some(3), 17, "not-applicable", "met", "pending"),
        // Classed for the first time after its limit, it came about after that.
        (&[(7, "simple")], None, 8, "not-applicable", "no-date", "not-applicable"),
        // What was done before it was reclassed stays done.
        (&[(2, "complex"), (4, "simple")], Some(3), 5, "met", "not-applicable", "pending"),
        (&[(2, "simple"), (7, "complex")], Some(6), 17, "not-applicable", "met", "pending"),
        (&[(3, "simple"), (4, "complex")], Some(2), 5, "not-applicable", "met", "pending"),
        // What was late by its class when it was done may be classed otherwise after that: as before, under both answers.
        (&[(2, "simple"), (8, "complex")], Some(7), 17, "not-applicable", "contested", "pending"),
        (&[(2, "simple"), (8, "complex")], Some(17), 17, "not-applicable", "met-late", "pending"),
        (&[(2, "complex"), (4, "simple")], Some(4), 5, "not-applicable", "met", "pending"),
    ] {
        let told = of_duties(classings, settled, seen);
        let expected = [("settle-complex", complex), ("settle-simple", simple), ("warn", warn)];
        let expected = expected.map(|(id, status)| (id.to_owned(), status.to_owned()));
        assert_eq!(told, expected, "{classings:?} settled {settled:?} seen {seen}");
    }
}

/// A duty with its status and its due date.
type Stands = (String, String, Option<NaiveDate>);

/// Settled on a day or never, seen on another: the status of the same limits once as duties of their own, once as `cases`; of the
/// duties those that apply.
fn as_duties_and_as_cases(
    classings: &[(u32, &str)],
    settled: Option<u32>,
    adopted: Option<(&str, &str)>,
) -> (Vec<Stands>, Stands) {
    thread_local! {
        static SETS: [RuleSet; 2] = {
            let head = include_str!("../data/reclassed.toml").split_once("[[obligation]]").unwrap().0;
            let limit = |n: u32| format!("after = \"petition-raised\", n = {n}, unit = \"day\", roll = \"none\"");
            let duty = |id: &str, only_if: &str, due: &str| {
                format!(
                    "[[obligation]]\nid = \"{id}\"\nduty_kind = \"settle\"\nphase = \"after\"\neach = \"petition\"\nbearer = \"agencies\"\n\
                     {only_if}due = {{ {due} }}\nmet_by = {{ all = [\"petition-settled\"] }}\ncite = \"main#d1\"\n"
                )
            };
            let classes = [("simple", 5), ("complex", 15), ("needs-longer", 20)];
            let own = classes.map(|(class, n)| duty(class, &format!("only_if = {{ class = \"{class}\" }}\n"), &limit(n)));
            let cases = classes.map(|(class, n)| format!("{{ only_if = {{ class = \"{class}\" }}, {} }}", limit(n)));
            let cases = duty("cases", "", &format!("cases = [{}]", cases.join(", ")));
            [own.concat(), cases].map(|duties| RuleSet::from_toml(&format!("{head}{duties}")).unwrap())
        };
    }
    let of = |event: &str, day| Fact::new(event, on(day)).petition("Q");
    let facts = std::iter::once(of("petition-raised", 1))
        .chain(classings.iter().map(|(day, word)| of("petition-classed", *day).class(class(word))))
        .chain(settled.map(|day| of("petition-settled", day)))
        .fold(Facts::held_on(on(1)), Facts::with);
    let [own, cases] = SETS.with(|sets| {
        sets.each_ref().map(|set| {
            let is_own = set.obligation("cases").is_none();
            let adopted = adopted.map(|(duty, reading)| (if is_own { duty } else { "cases" }, reading));
            let adopted = adopted
                .into_iter()
                .fold(AdoptedReadings::new(), |all, (duty, reading)| all.adopt("reclassed", duty, reading));
            let terms = Terms::new([set.clone()], Calendar::vietnam()).adopting(adopted).unwrap();
            let timeline = terms.timeline(&facts, as_of(&on(28).to_string())).unwrap();
            let told = |duty: &Duty| {
                let outcome = &duty.outcome;
                (duty.rule.id.clone(), outcome.status.word().to_owned(), outcome.due.map(|due| due.date))
            };
            timeline.duties.iter().map(told).filter(|(_, status, _)| status != "not-applicable").collect::<Vec<_>>()
        })
    });
    let [of_cases] = cases.as_slice() else { panic!("{cases:?}") };
    (own, of_cases.clone())
}

/// Each class reclassed as each other one, on days before and after either limit; settled before that, then, after it, or never.
#[test]
fn a_limit_for_each_class_in_duties_of_their_own_is_judged_as_in_cases() {
    let mut seen = std::collections::BTreeSet::new();
    let classes = ["simple", "complex", "needs-longer"];
    for (former, new) in
        classes.iter().flat_map(|one| classes.map(|other| (*one, other))).filter(|(one, other)| one != other)
    {
        for classed in [3, 5, 6, 7, 11, 15, 16, 17, 20, 21, 22, 25] {
            let near = std::collections::BTreeSet::from([classed - 1, classed, classed + 1, 6, 7, 16, 17, 22]);
            for settled in std::iter::once(None).chain(near.into_iter().map(Some)) {
                for adopted in [None, Some((former, "late-class-counts")), Some((new, "late-class-counts"))] {
                    let (own, (_, status, due)) =
                        as_duties_and_as_cases(&[(2, former), (classed, new)], settled, adopted);
                    let told =
                        format!("{former}, {new} on {classed}, settled {settled:?}, {adopted:?}: {own:?}, {status}");
                    let [(_, of_own, due_of_own)] = own.as_slice() else { panic!("{told}") };
                    assert_eq!((of_own, due_of_own), (&status, &due), "{told}");
                    seen.insert(status);
                }
            }
        }
    }
    assert_eq!(seen.iter().map(String::as_str).collect::<Vec<_>>(), ["contested", "met", "met-late", "overdue"]);
}

/// Five days for what is simple, which a notice extends by three; fifteen for what is complex, to which a notice may add until the 25th day.
#[test]
fn the_class_that_sets_the_limit_sets_its_extension() {
    let head = include_str!("../data/reclassed.toml").split_once("[[obligation]]").unwrap().0;
    let arm = |class: &str, n: u32| {
        format!(
            "{{ only_if = {{ class = \"{class}\" }}, after = \"petition-raised\", n = {n}, unit = \"day\", roll = \"none\" }}"
        )
    };
    let extension = |class: &str, more: &str| {
        format!(
            "[[obligation.extension]]\ngranted_by = \"extension-notified\"\nonly_if = {{ class = \"{class}\" }}\n{more}\n"
        )
    };
    let simple =
        extension("simple", "limit = { n = 3, unit = \"working-day\", from = \"due\" }\ngranted_before = \"due\"");
    let complex = extension("complex", "limit = \"stated\"\nmaximum = { n = 25, unit = \"day\", from = \"anchor\" }");
    let file = |extensions: [&str; 2]| {
        format!(
            "{head}[[obligation]]\nid = \"s\"\nduty_kind = \"settle\"\nphase = \"after\"\neach = \"petition\"\nbearer = \"agencies\"\n\
             due = {{ cases = [{}, {}] }}\nmet_by = {{ all = [\"petition-settled\"] }}\ncite = \"main#d1\"\n{}",
            arm("simple", 5),
            arm("complex", 15),
            extensions.concat()
        )
    };
    for text in [file([&simple, &complex]), file([&complex, &simple])] {
        let set = RuleSet::from_toml(&text).unwrap_or_else(|error| panic!("{error}"));
        let terms = Terms::new([set], Calendar::vietnam());
        for (classings, (notified, until), due, beyond) in [
            // On the day before the notice, on its day; classed once.
            (&[(2, "simple"), (4, "complex")][..], (15, Some(20)), 20, false),
            (&[(2, "simple"), (5, "complex")], (5, Some(20)), 20, false),
            (&[(4, "complex")], (15, Some(20)), 20, false),
            (&[(2, "simple"), (4, "complex")], (15, Some(26)), 26, false),
            (&[(2, "simple"), (4, "complex")], (15, Some(27)), 26, true),
            (&[(2, "complex"), (4, "simple")], (5, None), 9, false), // from the 6th, three working days
            (&[(2, "simple"), (4, "complex"), (5, "simple")], (5, None), 9, false),
            (&[(2, "simple")], (5, None), 9, false),
            // Classed after its limit, which is told once.
            (&[(2, "simple"), (7, "complex")], (15, Some(20)), 6, false),
            // As it was classed when it was notified; before the first classing, as that is.
            (&[(2, "simple"), (5, "complex")], (4, None), 21, false),
            (&[(5, "complex")], (4, Some(20)), 20, false),
        ] {
            let of = |event: &str, day| Fact::new(event, on(day)).petition("Q");
            let notice = of("extension-notified", notified);
            let notice = match until {
                Some(until) => notice.until(on(until)),
                None => notice,
            };
            let classings_of = classings.iter().map(|(day, word)| of("petition-classed", *day).class(class(word)));
            let facts = std::iter::once(of("petition-raised", 1)).chain(classings_of).chain([notice]);
            let facts = facts.fold(Facts::held_on(on(1)), Facts::with);
            let timeline = terms.timeline(&facts, as_of(&on(28).to_string())).unwrap();
            let outcome = &timeline.duties[0].outcome;
            let told = format!("{classings:?}, notified on {notified} until {until:?}: {:?}", outcome.findings);
            assert_eq!(outcome.due.map(|due| due.date), Some(on(due)), "{told}");
            let found = outcome.findings.iter().any(|one| one.word() == "extension-beyond-maximum");
            assert_eq!(found, beyond, "{told}");
            let late = outcome.findings.iter().filter(|one| one.word() == "classed-after-limit").count();
            assert_eq!(late, usize::from(due == 6), "{told}");
        }
    }
}
