//! The forms of a rule set: canonical JSON, JSON Schema, and the difference between two.

use doithoai::ruleset::RuleSetDiff;
use doithoai::scenario::Suite;
use doithoai::{Facts, Registry, RuleSet, View};
use serde_json::Value;

use crate::support::{ROOT, current, date, terms_of};

#[test]
fn every_built_in_set_round_trips_through_json() {
    for set in Registry::builtin().rule_sets() {
        let json = set.to_json();
        let again = RuleSet::from_json(&json).unwrap_or_else(|error| panic!("{}: {error}", set.name()));
        assert_eq!(again, *set, "{}", set.name());
        assert_eq!((again.to_json(), again.hash()), (json.clone(), set.hash()), "{}", set.name());
        assert_eq!((again.changes(), again.builds_on()), (set.changes(), set.builds_on()));
        assert_eq!(again.unknowns(), set.unknowns());
        let compact = serde_json::to_string(&serde_json::from_str::<Value>(&json).unwrap()).unwrap();
        assert_eq!(RuleSet::from_json(&compact).unwrap(), *set, "layout means nothing");
        assert_eq!(serde_json::to_value(set).unwrap(), serde_json::from_str::<Value>(&json).unwrap());
        // Nothing that a timeline shows gets lost.
        let timeline = |set: &RuleSet| {
            let terms = terms_of(set.clone());
            let timeline = terms.timeline(&Facts::held_on(date("2026-08-20")), View::everything()).unwrap();
            serde_json::to_value(timeline).unwrap()
        };
        assert_eq!(timeline(&again), timeline(set));
    }
}

#[test]
fn mistakes_in_json_have_their_place_too() {
    let json = RuleSet::builtin("can-tho-10").unwrap().to_json();
    let broken = json.replacen("\"unit\": \"working-day\"", "\"unit\": \"working-dya\"", 1);
    let error = RuleSet::from_json(&broken).unwrap_err();
    let problem = &error.problems()[0];
    assert_eq!(problem.suggestion.as_deref(), Some("working-day"));
    assert_eq!(broken.get(problem.span.clone()), Some("\"working-dya\""));
    let line = broken.lines().position(|line| line.contains("working-dya")).unwrap() + 1;
    assert_eq!(problem.line, line);
    for (text, code) in [
        ("", "syntax"),
        ("{", "syntax"),
        ("[]", "wrong-type"),
        ("{\"id\": \"a\", \"id\": \"b\"}", "syntax"),
        ("null", "wrong-type"),
        ("{\"format\": 1.5}", "wrong-type"),
        ("{\"format\": 99999999999999999999}", "out-of-range"),
    ] {
        let error = RuleSet::from_json(text).unwrap_err();
        assert!(error.problems().iter().any(|problem| problem.code.word() == code), "{text}: {error:#?}");
    }
    let date_as_text = RuleSet::from_toml(&RuleSet::builtin_toml("can-tho-10").unwrap().replacen(
        "as_of = 2019-05-31",
        "as_of = \"2019-05-31\"",
        1,
    ));
    assert!(date_as_text.is_err(), "in TOML a date has no quotes");
}

#[test]
fn the_schemas_are_current() {
    current("schema/rule-set.schema.json", &RuleSet::json_schema());
    current("schema/overlay.schema.json", &RuleSet::overlay_json_schema());
    current("schema/scenario.schema.json", &Suite::json_schema());
}

/// Whether a document fits a schema, by a validator that is not ours.
fn fits(schema: &str, document: &Value) -> Result<(), String> {
    let (mut schemas, mut compiler) = (boon::Schemas::new(), boon::Compiler::new());
    compiler.add_resource("rules.json", serde_json::from_str(schema).unwrap()).unwrap();
    let index = compiler.compile("rules.json", &mut schemas).unwrap();
    schemas.validate(document, index).map_err(|error| format!("{error:#}"))
}

/// A change that makes a document wrong.
type Break = fn(&mut Value);

#[test]
fn the_schema_accepts_every_built_in_set_and_refuses_what_the_parser_refuses() {
    let schema = RuleSet::json_schema();
    for set in Registry::builtin().rule_sets() {
        let mut document: Value = serde_json::from_str(&set.to_json()).unwrap();
        for of_the_result in ["builds_on", "changed"] {
            document.as_object_mut().unwrap().remove(of_the_result); // nobody writes these
        }
        fits(&schema, &document).unwrap_or_else(|error| panic!("{}: {error}", set.name()));
    }
    let sound: Value = serde_json::from_str(&RuleSet::builtin("hcmc-935").unwrap().to_json()).unwrap();
    let breaks: [(&str, Break); 7] = [
        ("a word that is none", |set| set["obligation"][0]["due"]["unit"] = "dya".into()),
        ("a key that is none", |set| set["obligation"][0]["bearerr"] = "office".into()),
        ("a number out of range", |set| set["obligation"][0]["due"]["n"] = 40_000.into()),
        ("no citation", |set| drop(set["obligation"][0].as_object_mut().unwrap().remove("cite"))),
        ("an id that is none", |set| set["id"] = "Thử".into()),
        ("another format", |set| set["format"] = 2.into()),
        ("words without Vietnamese", |set| drop(set["title"].as_object_mut().unwrap().remove("vi"))),
    ];
    for (what, break_it) in breaks {
        let mut document = sound.clone();
        break_it(&mut document);
        assert!(fits(&schema, &document).is_err(), "the schema accepts {what}");
        assert!(RuleSet::from_json(&document.to_string()).is_err(), "the parser accepts {what}");
    }
    let partial = serde_json::json!({ "format": 1, "id": "x", "version": "1", "extends": "hcmc-935", "obligation": [{ "id": "invite-citizens", "due": { "n": 7 }, "cite": "x" }] });
    assert!(fits(&schema, &partial).is_err(), "a whole file says more");
    fits(&RuleSet::overlay_json_schema(), &partial).unwrap();
}

/// A TOML file as a JSON document, dates as text.
fn json_of(value: &toml::de::DeValue<'_>) -> Value {
    use toml::de::DeValue;
    match value {
        DeValue::String(text) => text.to_string().into(),
        DeValue::Integer(number) => number.as_str().parse::<i64>().unwrap().into(),
        DeValue::Boolean(is) => (*is).into(),
        DeValue::Datetime(date) => date.to_string().into(),
        DeValue::Array(items) => items.iter().map(|item| json_of(item.get_ref())).collect(),
        DeValue::Table(table) => {
            table.iter().map(|(key, value)| (key.get_ref().to_string(), json_of(value.get_ref()))).collect()
        }
        DeValue::Float(_) => panic!("no float in a scenario"),
    }
}

#[test]
fn the_schema_of_scenarios_accepts_every_suite_and_refuses_what_the_parser_refuses() {
    let schema = Suite::json_schema();
    let files = |folder: &str| {
        let folder = format!("{ROOT}/{folder}");
        let paths = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
        paths.filter(|path| path.display().to_string().ends_with(".test.toml")).collect::<Vec<_>>()
    };
    let document =
        |text: &str| json_of(&toml::de::DeValue::Table(toml::de::DeTable::parse(text).unwrap().into_inner()));
    let suites: Vec<_> = ["tests/rules", "examples/da-nang"].into_iter().flat_map(files).collect();
    assert!(suites.len() >= 10, "{suites:?}");
    for path in suites {
        let text = std::fs::read_to_string(&path).unwrap();
        fits(&schema, &document(&text)).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    }
    let sound = "format = 1\nrulesets = [\"hcmc-935\"]\n[[case]]\nname = \"a\"\nappointed = 2026-08-20\nlog = [{ event = \"opened\", on = 2026-08-20 }]\nexpect = [{ duty = \"invite-citizens\", status = \"pending\" }]\n";
    fits(&schema, &document(sound)).unwrap();
    for (right, wrong) in [
        ("format = 1", "format = 2"),
        ("rulesets", "rulests"),
        ("appointed = 2026-08-20", "appointd = 2026-08-20"),
        ("event = \"opened\", ", ""),
        ("\"pending\"", "\"pendin\""),
        ("duty = \"invite-citizens\", ", ""),
        ("duty =", "recurring = \"annual-report\", duty ="),
        ("[{ event = \"opened\", on = 2026-08-20 }]", "\"opened\""),
    ] {
        let text = sound.replace(right, wrong);
        assert_ne!(text, sound, "{right}");
        assert!(fits(&schema, &document(&text)).is_err(), "the schema accepts {wrong}");
        let report = Suite::new().with("a.test.toml", &text, &|_| Err(String::new())).run();
        assert!(report.files[0].is_broken(), "the parser accepts {wrong}");
    }
}

fn diff(old: &str, new: &str) -> RuleSetDiff {
    RuleSet::builtin(old).unwrap().diff(&RuleSet::builtin(new).unwrap())
}

#[test]
fn the_difference_between_two_provinces() {
    let diff = diff("hcmc-935", "can-tho-10");
    let of = |list: &str, added: bool| -> Vec<&str> {
        let rules = diff
            .rules
            .iter()
            .filter(|rule| rule.list == list && rule.old.is_none() == added && rule.new.is_some() == added);
        rules.filter_map(|rule| rule.new.as_deref().or(rule.old.as_deref())).collect()
    };
    assert_eq!(of("obligation", false), ["invite-citizens", "notify-agencies"]);
    assert_eq!(of("obligation", true), ["interim-reply"]);
    assert_eq!(of("recurring", false), ["annual-report", "annual-notice"]);
    assert_eq!(of("recurring", true), ["hold-dialogue"]);
    let settle = diff.rules.iter().find(|rule| rule.old.as_deref() == Some("settle-petition")).unwrap();
    assert!(settle.values.iter().any(|value| value.path == "extension" && value.new.is_none()));
    assert!(!settle.values.iter().any(|value| value.path.starts_with("due")), "20 working days in both");
    let values: Vec<&str> = diff.values.iter().map(|value| value.path.as_str()).collect();
    let (of_rules, events): (Vec<&str>, Vec<&str>) = values.into_iter().partition(|value| !value.starts_with("event."));
    assert_eq!(
        of_rules,
        ["applies.audience", "applies.heads", "applies.levels"],
        "not titles, which differ, of course"
    );
    assert_eq!(events, ["event.no-addressee"]);
}

#[test]
fn duties_of_one_kind_are_compared_under_different_ids() {
    let renamed = RuleSet::builtin_toml("can-tho-10")
        .unwrap()
        .replace("\"notify-conclusion\"\nduty_kind", "\"send-notice\"\nduty_kind");
    let new = RuleSet::from_toml(&renamed).unwrap();
    let diff = RuleSet::builtin("hcmc-935").unwrap().diff(&new);
    assert!(diff.pairs.contains(&("notify-conclusion".to_owned(), "send-notice".to_owned())));
}

#[test]
fn the_difference_between_two_versions_and_the_dates_that_move() {
    let amended = diff("citizen-reception@2014-07-01", "citizen-reception@2026-07-01");
    let commune = amended.rules.iter().find(|rule| rule.new.as_deref() == Some("commune-reception")).unwrap();
    let paths: Vec<&str> = commune.values.iter().map(|value| value.path.as_str()).collect();
    assert!(paths.contains(&"at_least") && paths.contains(&"every"), "{paths:?}");
    let old = RuleSet::builtin("hcmc-935").unwrap();
    let new =
        RuleSet::from_toml(&RuleSet::builtin_toml("hcmc-935").unwrap().replace("n = 10, unit", "n = 9, unit")).unwrap();
    let diff = old.diff(&new);
    let timeline = |set: &RuleSet, on: &str| {
        terms_of(set.clone()).timeline(&Facts::held_on(date(on)), View::everything()).unwrap()
    };
    for (on, days) in [("2026-08-20", -3), ("2026-06-15", -3), ("2026-06-10", -1)] {
        let dates = diff.dates(&timeline(&old, on), &timeline(&new, on));
        let notice = dates.iter().find(|row| row.old_id.as_deref() == Some("notify-conclusion")).unwrap();
        assert_eq!(notice.days, Some(days), "a dialogue on {on}");
        let invite = dates.iter().find(|row| row.old_id.as_deref() == Some("invite-citizens")).unwrap();
        assert_eq!(invite.days, Some(0));
    }
}
