//! Facts as JSON: they are refused, or give a timeline; a later view of the same facts takes back nothing that was done.

#![no_main]

use std::sync::LazyLock;

use chrono::NaiveDate;
use doithoai::timeline::Status;
use doithoai::{Calendar, Duty, Facts, RuleSet, Terms, View};
use libfuzzer_sys::fuzz_target;

static TERMS: LazyLock<Terms> = LazyLock::new(|| {
    let sets = ["hcmc-935", "can-tho-10", "law-72-2025"].map(|id| RuleSet::builtin(id).expect("built in"));
    Terms::new(sets, Calendar::vietnam())
});

fn is_done(duty: &Duty) -> bool {
    matches!(duty.outcome.status, Status::Met | Status::MetLate { .. } | Status::Missed { .. } | Status::Excused)
}

fuzz_target!(|text: &str| {
    let Ok(facts) = serde_json::from_str::<Facts>(text) else { return };
    let written = serde_json::to_string(&facts).expect("JSON");
    let again: Facts = serde_json::from_str(&written).expect("its own JSON");
    assert_eq!(serde_json::to_string(&again).expect("JSON"), written);
    let day = |year| NaiveDate::from_ymd_opt(year, 6, 1).expect("a date");
    let duties = |year| TERMS.duties(&facts, View::as_of(day(year)));
    // Where every fact is seen by both, the same duties are owed.
    let is_seen = facts.all().iter().all(|fact| fact.on <= day(2090));
    if let (true, Ok(earlier), Ok(later)) = (is_seen, duties(2090), duties(2095)) {
        assert_eq!(earlier.len(), later.len());
        for (earlier, later) in earlier.iter().zip(&later).filter(|(earlier, _)| is_done(earlier)) {
            assert_eq!(earlier.outcome.status, later.outcome.status);
        }
    }
    if let Ok(timeline) = TERMS.timeline(&facts, View::everything()) {
        serde_json::to_string(&timeline.explained()).expect("JSON");
    }
});
