//! What the corpus holds, and what a result says of a case: the library, the command and the C interface are held to the same.

use std::path::Path;
use std::sync::LazyLock;

use serde_json::{Map, Value};

/// What stands in a file of the corpus.
fn file(name: &str) -> Value {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    let here = [package.join("conformance"), package.join("../conformance")];
    let folder = here.iter().find(|folder| folder.is_dir()).unwrap();
    serde_json::from_str(&std::fs::read_to_string(folder.join(name)).unwrap()).unwrap()
}

/// The cases of a file.
pub(super) fn cases(name: &str) -> Vec<Value> {
    let Value::Array(cases) = file(name)["cases"].take() else { panic!("no cases in {name}") };
    assert!(!cases.is_empty(), "{name}");
    cases
}

/// The canonical JSON of the rule sets that a case names.
pub(super) fn rule_sets(case: &Value) -> Vec<String> {
    static SETS: LazyLock<Value> = LazyLock::new(|| file("rule-sets.json"));
    let names = case["input"]["rulesets"].as_array().unwrap().iter();
    names.map(|name| SETS["rule_sets"][name.as_str().unwrap()].to_string()).collect()
}

/// The one among duties or verdicts that a case asks of.
pub(super) fn asked<'a>(list: &'a Value, case: &Value) -> Option<&'a Value> {
    let of = case["input"]["of"].as_object().unwrap();
    let is = |item: &Value, key: &str, value: &Value| match key {
        "duty" => item["id"] == *value || item["duty"] == *value,
        _ => item[key] == *value,
    };
    let mut found = list.as_array()?.iter().filter(|item| of.iter().all(|(key, value)| is(item, key, value)));
    found.next().filter(|_| found.next().is_none())
}

/// What is said under the keys that a case expects.
pub(super) fn said(found: &Value, expected: &Value) -> Value {
    let codes = |list: &Value, key: &str| list.as_array().unwrap().iter().map(|item| item[key].clone()).collect();
    // Of a duty the date of another reading; of a verdict its judgement, which is the same where the reading is not listed.
    let reading = |named: &String| {
        let (by, id) = named.split_once('/').map_or((None, named.as_str()), |(by, id)| (Some(by), id));
        let is = |reading: &&Value| match reading.get("reading") {
            Some(reading) => reading == id,
            None => reading["id"] == id && by.is_none_or(|by| reading["declared_by"] == by),
        };
        let of = found["readings"].as_array().unwrap().iter().find(is);
        let told =
            if found.get("judgement").is_some() { &of.unwrap_or(found)["judgement"] } else { &of.unwrap()["due"] };
        (named.clone(), told.clone())
    };
    let value = |key: &str| match key {
        "findings" => codes(&found[key], "finding"),
        "moved_by" => codes(&found[key], "by"),
        "readings" => Value::Object(expected[key].as_object().unwrap().keys().map(reading).collect()),
        "days" | "working_days" if found["by"].is_object() => found["by"][key].clone(),
        "missing" | "met_under" | "late_under" if found[key].is_null() => Value::Array(Vec::new()),
        _ => found[key].clone(),
    };
    Value::Object(expected.as_object().unwrap().keys().map(|key| (key.clone(), value(key))).collect::<Map<_, _>>())
}
