//! The library gives every timeline, status, verdict and refusal of the corpus.

use doithoai::audit::{OfficeLog, audit, audit_year};
use doithoai::dialogue::{AnyDialogue, Log};
use doithoai::{Fact, Facts, Message, Registry, RuleSet, Terms, View};
use serde_json::{Value, json};

use super::corpus::{asked, cases, rule_sets, said};
use super::scenarios::choices;
use crate::support::VIETNAM;

fn sets(case: &Value) -> Vec<RuleSet> {
    rule_sets(case).iter().map(|set| RuleSet::from_json(set).unwrap()).collect()
}

fn terms(case: &Value) -> Terms {
    Terms::new(sets(case), VIETNAM.clone()).adopting(choices(&case["input"]["choose"])).unwrap()
}

/// A log as JSON lines.
fn lines(log: &Value) -> String {
    log.as_array().unwrap().iter().map(Value::to_string).collect::<Vec<_>>().join("\n")
}

fn view(case: &Value) -> View {
    serde_json::from_value(case["input"]["view"].clone()).unwrap()
}

fn dialogue(terms: Terms, log: &Value) -> AnyDialogue {
    AnyDialogue::restore(terms, &Log::from_jsonl(&lines(log)).unwrap()).unwrap()
}

/// The timeline of a case, or the code of its refusal.
fn timeline(case: &Value) -> Result<Value, &'static str> {
    let (terms, input) = (terms(case), &case["input"]);
    let timeline = if let Some(log) = input.get("log") {
        dialogue(terms, log).timeline(view(case))
    } else {
        let facts: Facts = serde_json::from_value(input["facts"].clone()).unwrap();
        terms.timeline(&facts, view(case))
    };
    timeline.map(|timeline| json!(timeline)).map_err(|error| error.code())
}

#[test]
fn the_library_gives_each_timeline_and_status() {
    for case in ["timelines.json", "statuses.json"].into_iter().flat_map(cases) {
        let timeline = timeline(&case).unwrap();
        let duty = asked(&timeline["obligations"], &case).unwrap_or_else(|| panic!("{case}"));
        assert_eq!(said(duty, &case["expected"]), case["expected"], "{case}");
    }
}

/// The verdicts of a case: those on duties, and those on what returns.
fn verdicts(case: &Value) -> [Value; 2] {
    let input = &case["input"];
    let Some(office) = input.get("office") else {
        return [json!(audit(&dialogue(terms(case), &input["log"]), view(case)).unwrap()), json!([])];
    };
    let registry = sets(case).into_iter().fold(Registry::new(), |registry, set| registry.with(set).unwrap());
    let held = input["dialogues"].as_array().into_iter().flatten();
    let held: Vec<AnyDialogue> = held.map(|log| dialogue(terms(case), log)).collect();
    let office = OfficeLog::from_jsonl(&lines(office)).unwrap();
    let year = i32::try_from(input["year"].as_i64().unwrap()).unwrap();
    let audit = json!(audit_year(&registry, &VIETNAM, &held, &office, year, view(case)).unwrap());
    let of_office = |verdict: &&Value| verdict["dialogue"].is_null();
    [audit["verdicts"].as_array().unwrap().iter().filter(of_office).cloned().collect(), audit["recurring"].clone()]
}

#[test]
fn the_library_gives_each_verdict() {
    for case in cases("verdicts.json") {
        let [duties, recurring] = verdicts(&case);
        let found = asked(&duties, &case).or_else(|| asked(&recurring, &case)).unwrap_or_else(|| panic!("{case}"));
        assert_eq!(said(found, &case["expected"]), case["expected"], "{case}");
    }
}

/// The code with which a case is refused.
fn refused(case: &Value) -> Value {
    let input = &case["input"];
    if let Some(text) = input["rule_file"].as_str() {
        let expected = case["expected"]["code"].as_str().unwrap();
        let problems = RuleSet::check_toml(text).problems;
        return json!({ "code": problems.iter().map(|problem| problem.code.word()).find(|code| *code == expected) });
    }
    if input.get("facts").is_some() {
        return json!({ "refused": timeline(case).unwrap_err() });
    }
    let fact: Fact = serde_json::from_value(input["entry"].clone()).unwrap();
    let code = match input.get("log") {
        Some(log) => dialogue(terms(case), log).record(fact).unwrap_err().code(),
        None => OfficeLog::from_jsonl(&lines(&input["office"])).unwrap().with(fact).unwrap_err().code(),
    };
    json!({ "refused": code })
}

#[test]
fn the_library_refuses_what_the_corpus_refuses() {
    for case in cases("refusals.json") {
        assert_eq!(refused(&case), case["expected"], "{case}");
    }
}
