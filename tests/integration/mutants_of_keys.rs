//! Every key of the rule language is made wrong by `doithoai test --mutate`, or said here not to change any answer.

use std::collections::BTreeSet;

use doithoai::scenario::{Mutation, Suite};
use doithoai::{Registry, RuleSet};
use serde_json::Value;

use crate::scenarios::suite;

const EVERY_KEY: &str = include_str!("../data/every-key.toml");

/// The keys that no mistake is made in, each by the end of its path, and why.
const EXEMPT: &[(&str, &str)] = &[
    ("format", "the form of the file"),
    ("id", "a name: another one is the same rule"),
    ("version", "a name"),
    ("title", "text only"),
    ("text", "text only"),
    ("because", "text only"),
    ("ground", "text only"),
    ("successor", "text only"),
    ("note", "text only"),
    ("covers", "text only"),
    ("standing_note", "text only"),
    ("source_defect", "text only"),
    ("vi", "text only"),
    ("en", "text only"),
    ("extension.when", "text only: nothing is judged by a judgement in words"),
    ("suspension.when", "text only: nothing is judged by a judgement in words"),
    ("if", "to whom it is owed, or when, in words only"),
    ("cite", "where it stands, told with the answer"),
    ("cite.in", "where it stands, told with the answer"),
    ("cite_basis", "where it stands, told with the answer"),
    ("confidence", "how sure the reading is, told with the answer"),
    ("from", "the source, told with the answer; days are made wrong by what they are the days of"),
    ("source", "where it was read, told with the answer"),
    ("source.kind", "where it was read, told with the answer"),
    ("source.ref", "where it was read, told with the answer"),
    ("instrument.kind", "how the instrument is called"),
    ("instrument.number", "how the instrument is called"),
    ("instrument.issuer", "how the instrument is called"),
    ("instrument.issued", "told with the answer; checked against the day of effect when the file is read"),
    ("issued.not_after", "told with the answer"),
    ("instrument.standing", "told with the answer; days of effect decide"),
    ("instrument.civil_code", "text of the explanation only"),
    ("instrument.enclosed_with", "how the instrument is called"),
    ("instrument.implements", "told with the answer; days of effect decide"),
    ("instrument.replaces", "told with the answer; days of effect decide"),
    ("territory.as_of", "by which list the code is read, told with the answer"),
    ("applies.audience", "told with the answer: nobody says who comes"),
    ("applies.kinds", "told with the answer: a duty says for itself which dialogues count"),
    ("basis", "whether it is laid down or told as practice, told with the answer"),
    ("bearer", "who does it, told with the answer"),
    ("exclusion.by", "who does it, told with the answer"),
    ("who", "who does it, or to whom it is owed, told with the answer"),
    ("toward", "to whom it is owed, told with the answer"),
    ("toward.level", "to whom it is owed, told with the answer"),
    ("silent_on", "what a reading adds, told with the answer"),
    ("sets.to", "there is one word only"),
    ("form", "how it is to be done, told with the answer; no entry says how it was done"),
    ("must_state.open", "that a list goes on, told with the answer; nothing more can be missing"),
    ("step", "what happens in a dialogue, told as it is: no date hangs on it"),
    ("practice", "how a meeting was held, told as it is: no date hangs on it"),
    ("trigger", "what may call for a dialogue, told as it is: no date hangs on it"),
    ("principle", "told as it is"),
    ("prohibition", "told as it is"),
    ("permission", "told as it is"),
    ("guidance", "told as it is"),
    ("role", "who does it, told as it is"),
    ("class", "a word of the file's own: text only"),
    ("field", "a word of the file's own: text only"),
    ("channel", "a word of the file's own: text only"),
    ("level", "a word of the file's own: text only"),
    ("head", "a word of the file's own: text only"),
    ("actor", "a word of the file's own: text only"),
];

/// Those of the exemptions that hold of everything inside, too.
const WHOLLY: [&str; 4] = ["step", "practice", "trigger", "role"];

/// The tables whose keys are ids, or events.
const NAMED: [&str; 3] = ["instrument", "source", "form"];

/// The paths of the keys in a value, without ids and numbers of items.
fn keys(value: &Value, path: &[&str], all: &mut BTreeSet<String>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| keys(item, path, all)),
        Value::Object(entries) => {
            for (key, value) in entries {
                let is_id = path.last().is_some_and(|of| NAMED.contains(of)) && value_of_id(path, value);
                let inner = [path, &[if is_id { ID } else { key.as_str() }]].concat();
                let shown: Vec<&str> = inner.iter().copied().filter(|part| *part != ID).collect();
                all.insert(shown.join("."));
                keys(value, &inner, all);
            }
        }
        _ => {}
    }
}

/// What stands for an id in a path.
const ID: &str = "*";

/// Whether what stands under a key of such a table says that the key is an id: a table of its own, or the form of an act.
fn value_of_id(path: &[&str], value: &Value) -> bool {
    path.len() == 1 && value.is_object() || path.last() == Some(&"form")
}

/// The path of a mistake as the keys have it: without the id of the rule and of the reading, and the numbers of items.
fn plain(path: &str, lists: &BTreeSet<String>) -> String {
    let mut parts: Vec<&str> = path.split('.').collect();
    if lists.contains(parts[0]) && parts.len() > 1 {
        parts.remove(1);
    }
    if parts.len() > 2 && parts[1] == "reading" {
        parts.remove(2);
    }
    parts.retain(|part| part.parse::<usize>().is_err());
    parts.join(".")
}

/// The files that have every key: one that has what no built-in set has, and those.
fn files() -> Vec<(String, RuleSet)> {
    let built_in = Registry::builtin();
    let named = built_in.rule_sets().iter().map(|set| (set.name(), set.clone()));
    std::iter::once(("mine.toml".to_owned(), RuleSet::from_toml(EVERY_KEY).unwrap())).chain(named).collect()
}

/// Every mistake that is tried of the files: of a suite that looks at nothing of them, all survive.
fn mistakes(files: &[(String, RuleSet)]) -> Mutation {
    let names: Vec<&String> = files.iter().map(|(name, _)| name).collect();
    let blind = format!(
        "format = 1\nrulesets = {names:?}\n[[case]]\nname = \"a\"\nappointed = 2026-08-20\nexpect = [{{ duty = \"hcmc-935/notify-agencies\", due = \"none\" }}]"
    );
    let open = |_: &str| Ok(EVERY_KEY.to_owned());
    let mutation = Suite::new().with("a.test.toml", &blind, &open).mutate();
    assert_eq!(mutation.survivors.len(), mutation.mutants);
    mutation
}

#[test]
fn every_key_is_made_wrong_or_exempt_with_a_reason() {
    let files = files();
    let (mut all, mut lists) = (BTreeSet::new(), BTreeSet::new());
    for (_, set) in &files {
        let tree: Value = serde_json::from_str(&set.to_json()).unwrap();
        let named =
            tree.as_object().unwrap().iter().filter(|(key, value)| value.is_array() || NAMED.contains(&key.as_str()));
        lists.extend(named.map(|(key, _)| key.clone()));
        keys(&tree, &[], &mut all);
    }
    // What an amendment was made from is no key of the language.
    all.retain(|key| !["builds_on", "changed", "words"].contains(&key.split('.').next().unwrap()));
    let tried: BTreeSet<String> = mistakes(&files).survivors.iter().map(|one| plain(&one.path, &lists)).collect();
    // A key that holds others is made wrong with them.
    let touched = |key: &str| {
        let inside =
            |path: &String| path.strip_prefix(key).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
        tried.iter().any(inside)
    };
    let exempts = |end: &str, key: &str| {
        let is_end = key == end || key.strip_suffix(end).is_some_and(|rest| rest.ends_with('.'));
        is_end || WHOLLY.contains(&end) && key.strip_prefix(end).is_some_and(|rest| rest.starts_with('.'))
    };
    let untouched: Vec<&String> = all.iter().filter(|key| !touched(key)).collect();
    let missing: Vec<&&String> =
        untouched.iter().filter(|key| !EXEMPT.iter().any(|(end, _)| exempts(end, key))).collect();
    assert!(missing.is_empty(), "no mistake is made in these keys, and no reason is given: {missing:#?}");
    let stale: Vec<&str> =
        EXEMPT.iter().map(|(end, _)| *end).filter(|end| !untouched.iter().any(|key| exempts(end, key))).collect();
    assert!(stale.is_empty(), "these exemptions are for no key: {stale:#?}");
}

/// A rule file with one rule of each of the kinds below.
const MINE: &str = r#"
format = 1
id = "mine"
version = "1"
title = { vi = "Thử", en = "Test" }
[source.s]
kind = "inferred"
confidence = "D"
ref = "a test"
[instrument.main]
kind = "quy-che"
number = "1"
issuer = { vi = "Tỉnh", en = "Province" }
issued = 2020-01-01
in_force = { from = 2020-01-15 }
standing = "in-force"
[applies]
territory = { code = "01", as_of = 2020-01-01 }
heads = ["local-government"]
levels = ["province", "commune"]
unit_types = ["ward"]
[[obligation]]
id = "publish"
duty_kind = "publish-results"
phase = "after"
per = "session"
bearer = "office"
due = { after = "session-held", n = 2, unit = "day", roll = "none" }
met_by = { all = ["results-published"] }
cite = "main#d1"
[[obligation]]
id = "survey"
duty_kind = "survey"
phase = "before"
bearer = "office"
due = { before = "dialogue-day", n = 2, unit = "day", count = "event-excluded" }
met_by = { all = ["survey-held"] }
only_if = { not = { kind = "ad-hoc" } }
cite = "main#d2"
[[exclusion]]
id = "drunk"
ground = { vi = "say rượu", en = "drunk" }
scope = "person"
follow_up = { none = "not-stated" }
cite = "main#d3"
[[recurring]]
id = "receive"
duty_kind = "receive"
activity = "reception"
every = "month"
at_least = 1
counts = "days"
met_by = { all = ["reception-held"] }
cite = "main#d4"
[[recurring]]
id = "report"
duty_kind = "report"
activity = "reporting"
every = "year"
at_least = 1
due = { with = "receive" }
met_by = { any = ["annual-report-sent"] }
cite = "main#d5"
"#;

/// One kind of mistake: the path, the values before and after, and a case that notices it.
const KINDS: &[(&str, &str, &str, &str)] = &[
    (
        "obligation.publish.per",
        "session",
        "-",
        "[[case]]\nname = \"a\"\nappointed = 2026-03-12\nlog = [{ event = \"opened\", on = 2026-03-12 }, { event = \"session-held\", on = 2026-03-12, session = \"B1\" }, { event = \"closed\", on = 2026-03-12 }]\nexpect = [{ duty = \"publish\", session = \"B1\", due = 2026-03-14 }]",
    ),
    (
        "applies.unit_types",
        "[\"ward\"]",
        "[\"ward\",\"commune\"]",
        "[[case]]\nname = \"a\"\nappointed = 2026-03-12\nsubject = { territory = \"01\", level = \"commune\", head = \"local-government\", unit_type = \"commune\" }\nexpect = [{ ruleset = \"mine\", binds = false }]",
    ),
    (
        "obligation.survey.only_if",
        "{\"not\":{\"kind\":\"ad-hoc\"}}",
        "{\"kind\":\"ad-hoc\"}",
        "[[case]]\nname = \"a\"\nappointed = 2026-03-12\nkind = \"periodic\"\nexpect = [{ as_of = 2026-03-09, duty = \"survey\", status = \"pending\" }]",
    ),
    (
        "exclusion.drunk.scope",
        "person",
        "subject",
        "[[case]]\nname = \"a\"\nappointed = 2026-03-12\nexpect = [{ exclusion = \"drunk\", scope = \"person\" }]",
    ),
    (
        "obligation.survey.met_by.all.0",
        "survey-held",
        "plan-approved",
        "[[case]]\nname = \"a\"\nappointed = 2026-03-12\nkind = \"periodic\"\nlog = [{ event = \"survey-held\", on = 2026-03-09 }]\nexpect = [{ as_of = 2026-03-09, duty = \"survey\", status = \"met\" }]",
    ),
    (
        "recurring.receive.counts",
        "days",
        "dialogues",
        "[[year]]\nname = \"a\"\nyear = 2026\noffice = { territory = \"01\", level = \"commune\", head = \"local-government\", unit_type = \"ward\" }\nlog = [{ event = \"reception-held\", on = 2026-03-12 }, { event = \"reception-held\", on = 2026-03-12 }]\nexpect = [{ as_of = 2026-12-31, recurring = \"receive\", from = 2026-03-01, found = 1 }]",
    ),
    (
        "recurring.report.due",
        "{\"with\":\"receive\"}",
        "{\"none\":\"not-stated\"}",
        "[[case]]\nname = \"a\"\nappointed = 2026-03-12\nexpect = [{ recurring = \"report\", with = \"receive\" }]",
    ),
];

/// Whether a mistake is tried, and whether a suite notices it.
fn tried_and_noticed((path, old, new, case): (&str, &str, &str, &str)) -> (bool, bool) {
    let survives = |case: &str| {
        let text = format!("format = 1\nrulesets = [\"mine.toml\"]\n{case}");
        let mutation = suite(&text, MINE).mutate();
        mutation.survivors.iter().any(|one| (one.path.as_str(), one.old.as_str(), one.new.as_str()) == (path, old, new))
    };
    let blind =
        "[[case]]\nname = \"a\"\nappointed = 2026-03-12\nexpect = [{ recurring = \"receive\", every = \"month\" }]";
    (survives(blind), !survives(case))
}

#[test]
fn each_kind_of_mistake_is_tried_and_a_case_notices_it() {
    for kind in KINDS {
        let text = format!("format = 1\nrulesets = [\"mine.toml\"]\n{}", kind.3);
        let report = suite(&text, MINE).run();
        assert!(report.is_ok(), "{kind:?} {:#?}", report.files);
        assert_eq!(tried_and_noticed(*kind), (true, true), "{kind:?}");
    }
}
