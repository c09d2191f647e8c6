//! The command gives every case of the conformance corpus that it can be asked for. One process is asked for all the cases that one answer
//! has, and as many run side by side as there are processors.
#![expect(clippy::indexing_slicing, reason = "tests fail by panicking")]

use std::collections::BTreeMap;
use std::sync::{LazyLock, Mutex};

use doithoai::{Registry, RuleSet};
use serde_json::{Value, json as value};

use super::{doithoai, split, temporary};

#[path = "../../../tests/integration/conformance/corpus.rs"]
mod corpus;

use corpus::{asked, cases, rule_sets, said};

/// What the command is asked, and the cases that its answer is held against.
type Asked = BTreeMap<Vec<String>, Vec<Value>>;

/// What the command answers: JSON, or what it says on its way out.
type Answer = Result<Value, String>;

fn answer(arguments: &[String]) -> Answer {
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let output = doithoai(&[&arguments[..], &["--format", "json", "--lang", "en"]].concat());
    let text = |bytes| String::from_utf8(bytes).unwrap();
    if output.stdout.is_empty() {
        Err(text(output.stderr))
    } else {
        Ok(serde_json::from_str(&text(output.stdout)).unwrap())
    }
}

/// Asks all of it, and holds each case against its answer.
fn all(asked: Asked, holds: impl Fn(&Answer, &Value) + Sync) {
    let waiting = Mutex::new(asked.into_iter());
    let workers = std::thread::available_parallelism().map_or(2, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                loop {
                    let next = waiting.lock().unwrap().next();
                    let Some((arguments, cases)) = next else { break };
                    let answer = answer(&arguments);
                    for case in &cases {
                        holds(&answer, case);
                    }
                }
            });
        }
    });
}

fn owned(arguments: &str) -> Vec<String> {
    split(arguments).into_iter().map(str::to_owned).collect()
}

#[test]
fn each_day_of_the_calendars() {
    let mut asked = Asked::new();
    for case in ["calendar-decreed.json", "calendar-projected.json"].into_iter().flat_map(cases) {
        let input = &case["input"];
        let year =
            input["date"].as_str().map_or_else(|| input["year"].to_string(), |date| date.chars().take(4).collect());
        asked.entry(owned(&format!("calendar {year}"))).or_default().push(case);
    }
    assert_eq!(asked.len(), 86);
    all(asked, |year, case| {
        let (year, expected) = (year.as_ref().unwrap(), &case["expected"]);
        let mut found = match case["input"].get("date") {
            Some(date) => year["days"].as_array().unwrap().iter().find(|day| day["date"] == *date).unwrap().clone(),
            None => year.clone(),
        };
        found["works"] = (found["kind"] == "swapped-working").into();
        found["special_days"] = year["days"].as_array().unwrap().len().into();
        assert_eq!(said(&found, expected), *expected, "{case}");
    });
}

/// What the command says of a refusal.
fn words(code: &str) -> &'static str {
    match code {
        "outside-coverage" => "is outside the covered years",
        "leaves-coverage" => "leaves the covered years",
        "limit-conflict" => "`event-included` counts days",
        other => panic!("{other}"),
    }
}

#[test]
fn each_time_limit() {
    let (mut asked, mut chains) = (Asked::new(), 0);
    let files = ["time-limits.json", "time-limits-counted.json", "time-limits-published.json"];
    for case in files.into_iter().flat_map(cases) {
        let input = &case["input"];
        let [limit] = &input["limits"].as_array().unwrap()[..] else {
            chains += 1; // the command counts one limit
            continue;
        };
        let text = |of: &Value| of.as_str().unwrap().to_owned();
        let sign = if limit["direction"] == "after" { '+' } else { '-' };
        let mut arguments =
            owned(&format!("count {} {sign}{} --unit {}", text(&input["from"]), limit["amount"], text(&limit["unit"])));
        if sign == '+' {
            arguments.extend(["--start".to_owned(), text(&limit["start"]), "--roll".to_owned(), text(&limit["roll"])]);
        } else if case["expected"].get("refused").is_some() || text(&input["from"]).starts_with("2015-01") {
            arguments.extend(["--count".to_owned(), text(&limit["count"])]); // else all conventions at once
        }
        if let Some(day) = input.get("known_on") {
            arguments.extend(["--known-on".to_owned(), text(day)]);
        }
        asked.entry(arguments).or_default().push(case);
    }
    assert_eq!(chains, 28);
    all(asked, |answer, case| {
        let expected = &case["expected"];
        if let Some(code) = expected["refused"].as_str() {
            let told = answer.as_ref().unwrap_err();
            return assert!(told.contains(words(code)), "{told}: {case}");
        }
        let (answer, count) = (answer.as_ref().unwrap(), &case["input"]["limits"][0]["count"]);
        let is = |one: &&Value| one["limit"]["direction"]["before"]["count"] == *count;
        let found = answer.as_array().map_or(answer, |all| all.iter().find(is).unwrap());
        assert_eq!(said(found, expected), *expected, "{case}");
    });
}

/// JSON lines as a file, one for each text.
fn log(lines: &[&Value]) -> String {
    let text: Vec<String> = lines.iter().map(ToString::to_string).collect();
    named("log", "jsonl", &text.join("\n"))
}

/// A file with a text, called after it.
fn named(kind: &str, extension: &str, text: &str) -> String {
    let hash = text
        .bytes()
        .fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3));
    temporary(&format!("conformance-{kind}-{hash:016x}.{extension}"), text)
}

/// The options that name the rule sets of a case.
fn sets(case: &Value, built_in: bool) -> Vec<String> {
    let names = case["input"]["rulesets"].as_array().unwrap().iter().map(|name| name.as_str().unwrap());
    let option = |(name, set): (&str, String)| match RuleSet::builtin(name) {
        Ok(_) if built_in => vec!["--ruleset".to_owned(), name.to_owned()],
        Ok(_) => Vec::new(),
        Err(_) => vec!["--ruleset-file".to_owned(), named("rules", "json", &set)],
    };
    names.zip(rule_sets(case)).flat_map(option).collect()
}

/// Whether every version of its rule sets that is built in is one that the case names: the command judges by all of them.
fn judges_by_no_other(case: &Value) -> bool {
    static BUILT_IN: LazyLock<Registry> = LazyLock::new(Registry::builtin);
    let named = case["input"]["rulesets"].as_array().unwrap();
    let of_id = |set: &&RuleSet| named.iter().any(|name| name.as_str().unwrap().split('@').next() == Some(set.id()));
    BUILT_IN.rule_sets().iter().filter(of_id).all(|set| named.contains(&set.name().into()))
}

/// The options that say how a case is seen, and by which readings.
fn seen(case: &Value) -> Vec<String> {
    let view = &case["input"]["view"];
    let day = |option: &str, day: &Value| day.as_str().map(|day| [option.to_owned(), day.to_owned()]);
    let days = [day("--as-of", &view["as_of"]), day("--known-on", &view["known_on"])].into_iter().flatten().flatten();
    let chosen = case["input"]["choose"].as_object().into_iter().flatten();
    let chosen =
        chosen.flat_map(|(duty, reading)| ["--choose".to_owned(), format!("{duty}={}", reading.as_str().unwrap())]);
    days.chain(chosen).collect()
}

fn lines(log: &Value) -> Vec<&Value> {
    log.as_array().unwrap().iter().collect()
}

#[test]
fn each_timeline_and_status_of_a_log() {
    let mut grouped = Asked::new();
    for case in ["timelines.json", "statuses.json"].into_iter().flat_map(cases) {
        let Some(of) = case["input"].get("log").filter(|_| judges_by_no_other(&case)) else { continue }; // facts are for programs
        let log = ["timeline".to_owned(), "--log".to_owned(), log(&lines(of))];
        grouped.entry([&log[..], &sets(&case, true), &seen(&case)].concat()).or_default().push(case);
    }
    all(grouped, |timeline, case| {
        let timeline = timeline.as_ref().unwrap_or_else(|told| panic!("{told}: {case}"));
        let found = asked(&timeline["obligations"], case).unwrap_or_else(|| panic!("{case}"));
        assert_eq!(said(found, &case["expected"]), case["expected"], "{case}");
    });
}

#[test]
fn each_verdict_of_the_year_of_an_office() {
    let mut grouped = Asked::new();
    for case in cases("verdicts.json") {
        let input = &case["input"];
        let Some(office) = input.get("office") else { continue }; // the log of a dialogue alone does not say whose it is
        if !judges_by_no_other(&case) {
            continue;
        }
        let office = lines(office);
        let mut arguments = vec!["audit".to_owned(), log(&office), "--year".to_owned(), input["year"].to_string()];
        for held in input["dialogues"].as_array().into_iter().flatten() {
            let mut held = held.clone();
            for key in ["territory", "level", "head", "unit_type"] {
                if let Some(value) = office.first().unwrap().get(key) {
                    held[0][key] = value.clone();
                }
            }
            arguments.push(log(&lines(&held)));
        }
        grouped.entry([&arguments[..], &sets(&case, false), &seen(&case)].concat()).or_default().push(case);
    }
    all(grouped, |audit, case| {
        let audit = audit.as_ref().unwrap_or_else(|told| panic!("{told}: {case}"));
        let year = &audit["audits"][0];
        let of_office = year["verdicts"].as_array().unwrap().iter().filter(|verdict| verdict["dialogue"].is_null());
        let of_office: Value = of_office.cloned().collect();
        let found = asked(&of_office, case).or_else(|| asked(&year["recurring"], case));
        let found = found.unwrap_or_else(|| panic!("{case}"));
        assert_eq!(said(found, &case["expected"]), case["expected"], "{case}");
    });
}

#[test]
fn what_is_refused() {
    let mut grouped = Asked::new();
    for case in cases("refusals.json") {
        let input = &case["input"];
        let arguments = match (input["rule_file"].as_str(), input.get("log"), input.get("office")) {
            (Some(text), ..) => vec!["check".to_owned(), named("broken", "toml", text)],
            (_, Some(before), _) => {
                let whole = log(&[&lines(before)[..], &[&input["entry"]]].concat());
                [&["timeline".to_owned(), "--log".to_owned(), whole][..], &sets(&case, true)].concat()
            }
            (.., Some(before)) => {
                let whole = log(&[&lines(before)[..], &[&input["entry"]]].concat());
                [&["audit".to_owned(), whole][..], &sets(&case, false)].concat()
            }
            _ => continue, // facts are for programs
        };
        grouped.entry(arguments).or_default().push(case);
    }
    all(grouped, |answer, case| match (answer, &case["expected"]["code"]) {
        (Err(told), Value::Null) => assert!(told.contains("line "), "{told}: {case}"),
        // What a stored log says that is not understood is kept, and told.
        (Ok(answer), Value::Null) => {
            let unknown = answer.get("unknown_entries").or(answer["audits"][0].get("unknown_entries"));
            assert_ne!(unknown.unwrap_or(&Value::Null), &value!([]), "{case}");
        }
        (answer, code) => {
            let problems = &answer.as_ref().unwrap()["files"][0]["problems"];
            assert!(problems.as_array().unwrap().iter().any(|problem| problem["code"] == *code), "{problems}: {case}");
        }
    });
}
