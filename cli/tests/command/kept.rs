//! What a judgement rests on can be had again: calendars and rule sets by their hashes, and all of it as it was known on a day.

use doithoai::dialogue::{AnyDialogue, Log};
use doithoai::{Calendar, Registry, RuleSet, Terms};
use serde_json::json as value;

use super::{doithoai, json, refused, shown, temporary};

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

/// The log of an office is judged by the texts and on the days that it was made under, as that of a dialogue is.
#[test]
fn what_an_office_was_made_under_is_checked() {
    let hash = RuleSet::builtin("hcmc-935").unwrap().hash().to_owned();
    let zeros = "0".repeat(64);
    let log = |name: &str, hash: &str, days: &str| {
        let set = format!(r#"{{"id":"hcmc-935","version":"2017-04-28","hash":"{hash}"}}"#);
        let made = format!(r#"{{"rulesets":[{set}],"calendar":"{days}","days":"{days}","choices":[]}}"#);
        let office = r#""office":"A","territory":"79","level":"commune","head":"local-government""#;
        temporary(name, &format!("{{{office},\"made_under\":{made}}}\n"))
    };
    let other = log("kept-office-hash.jsonl", &zeros, &Calendar::vietnam().days_hash());
    let arguments = ["audit", &other, "--year", "2026", "--as-of", "2026-12-31"];
    refused(&arguments, "line 1: `hcmc-935@2017-04-28` is not the text that the log was made under");
    faulty(&other, "is not the text that the log was made under");
    json(&[&arguments[..], &["--anew"]].concat());
    let days = log("kept-office-days.jsonl", &hash, &zeros);
    let arguments = ["audit", &days, "--year", "2026", "--as-of", "2026-12-31"];
    let told = value!([{ "office": "A", "recorded_on": zeros, "judged_on": Calendar::vietnam().days_hash() }]);
    assert_eq!(json(&arguments)["other_calendars"], told);
    assert!(shown(&arguments).contains("sổ của cơ quan A được ghi theo bộ lịch làm việc khác"));
    assert!(
        shown(&["check", &days, "--lang", "en"]).contains("the log of the office A was recorded on another calendar")
    );
}

/// That `check` finds a file faulty.
fn faulty(file: &str, said: &str) {
    let output = doithoai(&["check", file, "--lang", "en"]);
    let told = String::from_utf8(output.stdout).unwrap();
    assert!(!output.status.success() && told.contains(said), "{told}");
}

/// What names no rule set judges by nothing, so nothing is judged.
#[test]
fn a_dialogue_that_was_made_under_no_rule_set_is_refused() {
    let made =
        r#","made_under":{"rulesets":[],"calendar":"HASH","choices":[]}}"#.replace("HASH", &Calendar::vietnam().hash());
    let log = temporary("kept-no-set.jsonl", &PLAN.replacen('}', &made, 1));
    let said = "`rulesets` in `made_under` names no rule set";
    for arguments in [&["timeline", "--log", &log][..], &["audit", &log]] {
        refused(arguments, said);
    }
    faulty(&log, said);
    json(&["audit", &log, "--anew", "--as-of", "2026-12-31"]);
}

/// What was to strike out another entry than the one it describes: `timeline` does not say that it corrected that, and both `timeline`
/// and `audit` name the two.
#[test]
fn what_strikes_out_another_entry_is_told_alike_and_corrects_nothing() {
    let settled = "{\"event\":\"petition-settled\",\"on\":\"2026-09-01\"";
    let raised = |petition: &str| {
        format!("{{\"event\":\"petition-raised\",\"on\":\"2026-08-20\",\"petition\":\"{petition}\"}}\n")
    };
    let log = PLAN.replace("{\"event\":\"closed\"", &(raised("A") + &raised("B") + "{\"event\":\"closed\""))
        + &format!("{settled},\"petition\":\"A\"}}\n{settled},\"petition\":\"B\"}}\n")
        + &format!("{settled},\"petition\":\"B\",\"recorded\":\"2026-10-01\",\"corrects\":5,\"void\":true}}\n");
    let log = temporary("kept-void.jsonl", &log);
    let two = "entry 5 is `petition-settled` of 2026-09-01, petition `A`, but what strikes it out says `petition-settled` of 2026-09-01, petition `B`";
    let timeline = shown(&["timeline", "--log", &log, "--as-of", "2026-12-31", "--lang", "en"]);
    for words in [
        two,
        "* A: petition raised Thu 2026-08-20; petition settled Tue 2026-09-01\n",
        "(strikes out entry 5: not understood, not counted)",
    ] {
        assert!(timeline.contains(words), "no `{words}` in\n{timeline}");
    }
    assert!(!timeline.contains("corrected by entry"), "{timeline}");
    let vietnamese = shown(&["timeline", "--log", &log, "--as-of", "2026-12-31"]);
    assert!(vietnamese.contains("(hủy mục 5: không hiểu được, không tính)"), "{vietnamese}");
    let audit = shown(&["audit", &log, "--as-of", "2026-12-31", "--lang", "en"]);
    assert!(audit.contains("[!] Kept and not understood: the dialogue DT-1: entry 7"), "{audit}");
    assert!(audit.contains(two), "{audit}");
    let json = json(&["audit", &log, "--as-of", "2026-12-31"]);
    assert_eq!(json["audits"][0]["unknown_in_dialogues"][0]["entry"], 7);
    let checked = doithoai(&["check", &log, "--lang", "en"]);
    let told = String::from_utf8_lossy(&checked.stderr).into_owned() + &String::from_utf8_lossy(&checked.stdout);
    assert_eq!(told.matches(two).count(), 1, "{told}");
    assert!(told.contains("say what entry 5 says\n"), "no provision has to do with it: {told}");
}
