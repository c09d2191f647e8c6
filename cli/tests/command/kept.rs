//! What a judgement rests on can be had again: calendars and rule sets by their hashes, and all of it as it was known on a day.

use doithoai::dialogue::{AnyDialogue, Log};
use doithoai::{Calendar, Registry, RuleSet, Terms};
use serde_json::json as value;

use super::{json, refused, shown, temporary};

const PLAN: &str = "{\"dialogue\":\"DT-1\",\"appointed\":\"2026-08-20\",\"on\":\"2026-07-20\",\"territory\":\"79\",\"level\":\"commune\",\"head\":\"local-government\"}\n\
    {\"event\":\"opened\",\"on\":\"2026-08-20\"}\n{\"event\":\"closed\",\"on\":\"2026-08-20\"}\n";

#[test]
fn both_hashes_of_the_calendar_are_told() {
    let hashes = |calendar: &Calendar| value!({ "documents": calendar.hash(), "days": calendar.days_hash() });
    let calendar = Calendar::vietnam();
    let log = temporary("kept-hashes.jsonl", PLAN);
    assert_eq!(json(&["calendar", "2026"])["hashes"], hashes(&calendar));
    assert_eq!(json(&["timeline", "--on", "2026-08-20"])["calendar"], hashes(&calendar));
    assert_eq!(json(&["audit", &log, "--as-of", "2026-12-31"])["calendar"], hashes(&calendar));
    let then = hashes(&calendar.known_on("2024-04-11".parse().unwrap()));
    assert_ne!(then["days"], hashes(&calendar)["days"]);
    let known_on = ["--known-on", "2024-04-11"];
    assert_eq!(json(&[&["calendar", "2026"][..], &known_on].concat())["hashes"], then);
    assert_eq!(json(&[&["timeline", "--on", "2026-08-20"][..], &known_on].concat())["calendar"], then);
    assert_eq!(json(&[&["audit", &log, "--year", "2026"][..], &known_on].concat())["calendar"], then);
}

#[test]
fn a_rule_set_is_named_by_its_hash() {
    for name in ["hcmc-935@2017-04-28", "qd-11@2019-02-18"] {
        let set = RuleSet::builtin(name).unwrap();
        for hash in [set.hash(), set.hash().get(..8).unwrap()] {
            let timeline = json(&["timeline", "--on", "2026-08-20", "--ruleset", hash]);
            let judged = &timeline["rulesets"][0];
            assert_eq!((judged["id"].as_str(), judged["version"].as_str()), (Some(set.id()), Some(set.version())));
            let diff = json(&["compare", hash, name]);
            assert_eq!(diff["diff"]["rules"], value!([]), "{diff}");
        }
    }
    refused(&["timeline", "--on", "2026-08-20", "--ruleset", "0123456789abcdef"], "no rule set `0123456789abcdef`");
    let hash = RuleSet::builtin("hcmc-935").unwrap().hash().to_owned();
    assert!(Registry::builtin().by_hash(&hash).is_some());
    refused(&["compare", hash.get(..7).unwrap(), "hcmc-935"], "no rule set");
}

#[test]
fn an_audit_notes_dialogues_that_were_recorded_on_another_calendar() {
    let stored = |calendar: Calendar| {
        let terms = Terms::new([RuleSet::builtin("hcmc-935").unwrap()], calendar);
        AnyDialogue::replay(terms, &Log::from_jsonl(PLAN).unwrap()).unwrap().snapshot().to_jsonl()
    };
    let then = Calendar::vietnam().known_on("2025-10-01".parse().unwrap());
    let (now, other) = (stored(Calendar::vietnam()), stored(then.clone()));
    // Only the source of a document is another: no day is.
    let reworded = now.replace(&Calendar::vietnam().hash(), &then.hash());
    assert_ne!(reworded, now);
    for (text, noted) in [(&now, false), (&reworded, false), (&other, true)] {
        let log = temporary("kept-calendar.jsonl", text);
        for anew in [&[][..], &["--anew"]] {
            let arguments = [&["audit", &log, "--as-of", "2026-12-31"][..], anew].concat();
            let told = [shown(&arguments), shown(&[&arguments[..], &["--lang", "en"]].concat())];
            let (vi, en) =
                ("cuộc đối thoại DT-1 được ghi theo bộ lịch làm việc khác", "DT-1 was recorded on another calendar");
            assert_eq!([told[0].contains(vi), told[1].contains(en)], [noted; 2], "{told:?}");
            let days = value!([{
                "dialogue": "DT-1", "recorded_on": then.days_hash(), "judged_on": Calendar::vietnam().days_hash(),
            }]);
            assert_eq!(json(&arguments)["other_calendars"], if noted { days } else { value!([]) });
        }
        let page = shown(&["timeline", "--log", &log, "--lang", "en"]);
        assert_eq!(page.contains("Other than when the log was stored: calendar"), noted, "{page}");
    }
}

#[test]
fn an_audit_is_by_what_was_known() {
    let office = "{\"office\":\"A\",\"territory\":\"79\",\"level\":\"province\",\"head\":\"party-committee\"}\n";
    let office = temporary("kept-office.jsonl", office);
    for (known_on, version, is_known) in [("2025-11-22", "2025-11-23", false), ("2025-11-23", "2025-11-23", true)] {
        let audit = json(&["audit", &office, "--year", "2025", "--as-of", "2025-12-31", "--known-on", known_on]);
        let recurring = audit["audits"][0]["recurring"].as_array().unwrap();
        assert!(!recurring.is_empty());
        assert_eq!(recurring.iter().any(|one| one["version"] == version), is_known, "as known on {known_on}");
    }
    let of_version = |known_on: &str| {
        let timeline = json(&["timeline", "--on", "2025-12-15", "--ruleset", "qd-11", "--known-on", known_on]);
        timeline["rulesets"][0]["version"].as_str().unwrap().to_owned()
    };
    assert_eq!([of_version("2025-11-22"), of_version("2025-11-23")], ["2019-02-18", "2025-11-23"]);
}

/// What the command prints of a timeline is what the library gives, key by key; what it prints of an audit has more around it.
#[test]
fn the_command_prints_the_json_of_the_library() {
    let registry = Registry::builtin();
    let day: chrono::NaiveDate = "2026-08-20".parse().unwrap();
    for set in registry.rule_sets() {
        let name = format!("{}@{}", set.id(), set.version());
        let terms = Terms::new([set.clone()], Calendar::vietnam()).knowing(registry.rule_sets().iter().cloned());
        for view in [doithoai::View::everything(), doithoai::View::as_of(day)] {
            let timeline = terms.timeline(&doithoai::Facts::held_on(day), view).unwrap();
            let as_of = view.as_of.map(|day| day.to_string());
            let mut arguments = vec!["timeline", "--ruleset", &name, "--on", "2026-08-20"];
            arguments.extend(as_of.iter().flat_map(|day| ["--as-of", day.as_str()]));
            let told = json(&arguments);
            let library = serde_json::to_value(&timeline).unwrap();
            assert_eq!(keys(&told), keys(&library), "{name}");
            assert_eq!((&told["calendar"], &told["rulesets"]), (&library["calendar"], &library["rulesets"]), "{name}");
        }
    }
    let log = temporary("kept-keys.jsonl", PLAN);
    let office = "{\"office\":\"A\",\"territory\":\"79\",\"level\":\"commune\",\"head\":\"local-government\"}\n";
    let of_office = temporary("kept-keys-office.jsonl", office);
    let audit = json(&["audit", &log, &of_office, "--year", "2026", "--as-of", "2026-12-31"]);
    let office = doithoai::audit::OfficeLog::from_jsonl(office).unwrap();
    let ward = registry.binding(office.subject());
    let dialogue = AnyDialogue::replay(Terms::binding(ward, Calendar::vietnam()), &Log::from_jsonl(PLAN).unwrap());
    let view = doithoai::View::as_of("2026-12-31".parse().unwrap());
    let library =
        doithoai::audit::audit_year(&registry, &Calendar::vietnam(), &[dialogue.unwrap()], &office, 2026, view);
    let library = serde_json::to_value(library.unwrap()).unwrap();
    assert_eq!(keys(&audit["audits"][0]), keys(&library));
    assert_eq!((&audit["calendar"], &audit["data_age"]), (&library["calendar"], &library["data_age"]));
}

/// The keys of an object, in their order.
fn keys(json: &serde_json::Value) -> Vec<&str> {
    json.as_object().unwrap().keys().map(String::as_str).collect()
}
