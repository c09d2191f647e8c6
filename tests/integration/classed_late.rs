//! A case that was classed after its limit had passed, where nothing holds otherwise: it was classed, and is not called otherwise.

use doithoai::ruleset::CaseClass;
use doithoai::{Calendar, Fact, Facts, Lang, RuleSet, Terms};

use crate::support::{as_of, date};

#[test]
fn a_case_that_was_classed_late_is_not_called_unclassed() {
    let set = RuleSet::from_toml(include_str!("../forms/duties.toml")).unwrap();
    let terms = Terms::new([set], Calendar::vietnam());
    let raised = Fact::new("petition-raised", date("2026-10-01")).petition("B");
    let facts = Facts::held_on(date("2026-10-01")).with(raised);
    for (classed, vi, en) in [
        (
            None,
            "từ 21/10/2026 đến 31/10/2026, tùy phân loại (chưa phân loại)",
            "2026-10-21 to 2026-10-31, by its class (not classed)",
        ),
        (Some("2026-10-21"), "21/10/2026", "2026-10-21"),
        (
            Some("2026-10-22"),
            "từ 21/10/2026 đến 31/10/2026, chưa rõ theo thời hạn nào (phân loại sau khi đã hết hạn)",
            "2026-10-21 to 2026-10-31, which of them holds is open (classed after the limit)",
        ),
    ] {
        let classing =
            classed.map(|on| Fact::new("petition-classed", date(on)).petition("B").class(CaseClass::NeedsLonger));
        let facts = classing.into_iter().fold(facts.clone(), Facts::with);
        let timeline = terms.timeline(&facts, as_of("2026-10-25")).unwrap();
        let duty = timeline.duties.iter().find(|duty| duty.rule.id == "classed").unwrap();
        assert_eq!(duty.outcome.due_text(Lang::Vi, Lang::date).unwrap(), vi);
        assert_eq!(duty.outcome.due_text(Lang::En, Lang::date).unwrap(), en);
        let is_late = classed == Some("2026-10-22");
        assert_eq!(duty.status_text(Lang::Vi).contains("phân loại sau khi đã hết hạn"), is_late);
        let told = |lang| duty.outcome.findings.iter().map(|one| duty.finding_text(one, lang)).collect::<Vec<_>>();
        let finding = "phân loại ngày 22/10/2026, sau khi hết hạn ngày 21/10/2026; theo cách hiểu này vẫn tính như trước khi phân loại";
        assert_eq!(told(Lang::Vi), if is_late { vec![finding] } else { vec![] });
        let finding = "classed on 2026-10-22, after the limit of 2026-10-21; in this reading all is as it was before the classing";
        assert_eq!(told(Lang::En), if is_late { vec![finding] } else { vec![] });
        for reading in duty.readings.iter().filter(|one| one.id() == "late-class-counts") {
            let told: Vec<_> = reading.outcome.findings.iter().map(|one| duty.finding_text(one, Lang::Vi)).collect();
            assert!(told[0].ends_with("theo cách hiểu này vẫn tính theo loại đó"), "{told:?}");
        }
    }
}

/// Of 20 days where it needs longer, of 30 where it is complex, of one of them before it is classed: each class on days before, on and
/// after its limit, before it is done and after that; done in time, late by one limit, late by both, never.
#[test]
fn what_is_done_late_whichever_the_class_is_late_however_late_it_was_classed() {
    let set = RuleSet::from_toml(include_str!("../forms/duties.toml")).unwrap();
    let terms = Terms::new([set], Calendar::vietnam());
    let day = |n: u64| date("2026-10-01") + chrono::Days::new(n);
    let of = |event: &str, n: u64| Fact::new(event, day(n)).petition("B");
    let verdict = |limit: u64, done: Option<u64>| match done {
        None => "overdue",
        Some(done) if done <= limit => "met",
        Some(_) => "met-late",
    };
    for (class, limit) in [(None, 0), (Some(CaseClass::NeedsLonger), 20), (Some(CaseClass::Complex), 30)] {
        for classed in [19, 20, 21, 29, 30, 31, 33, 37] {
            for done in [None, Some(5), Some(19), Some(20), Some(21), Some(30), Some(31), Some(32), Some(36)] {
                let classing = class.map(|class| of("petition-classed", classed).class(class));
                let act = done.map(|n| of("acceptance-notified", n));
                let facts = Facts::held_on(day(0)).with(of("petition-raised", 0));
                let facts = classing.into_iter().chain(act).fold(facts, Facts::with);
                let timeline = terms.timeline(&facts, as_of(&day(40).to_string())).unwrap();
                let duty = timeline.duties.iter().find(|duty| duty.rule.id == "classed").unwrap();
                let is_in_time = class.is_some() && classed <= limit;
                // Not classed in time it has one of the two limits, and which one is open.
                let expected = match done {
                    _ if is_in_time => verdict(limit, done),
                    Some(21..=30) => "undetermined",
                    _ => verdict(30, done),
                };
                let told = format!("{class:?} on {classed}, done {done:?}");
                assert_eq!(duty.outcome.status.word(), expected, "{told}");
                let found = duty.outcome.findings.iter().any(|one| one.word() == "classed-after-limit");
                assert_eq!(found, class.is_some() && !is_in_time, "{told}");
            }
        }
    }
}
