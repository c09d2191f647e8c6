//! Which version holds on which day, and which rule sets bind whom.

use chrono::NaiveDate;
use doithoai::ruleset::{Activity, HeadKind, Level, NotBound};
use doithoai::scenario::Suite;
use doithoai::{Calendar, Code, Facts, Lang, Message as _, Registry, RuleSet, Subject, Terms, VersionError, View};

use crate::support::date;

fn subject(territory: &str, level: Level, head: HeadKind, on: &str) -> Subject {
    Subject::new(territory, level, head, date(on)).unwrap()
}

fn bound(territory: &str, level: Level, head: HeadKind, on: &str) -> Vec<String> {
    let binding = Registry::builtin().binding(&subject(territory, level, head, on));
    binding.sets.iter().map(|bound| bound.set.name()).collect()
}

/// A copy of Cần Thơ's file as another version, in force between two days.
fn version(version: &str, in_force: &str) -> RuleSet {
    let text = RuleSet::builtin_toml("can-tho-10").unwrap();
    let head = format!("id = \"own\"\nversion = \"{version}\"\nin_force = {{ {in_force} }}");
    RuleSet::from_toml(&text.replacen("id = \"can-tho-10\"\nversion = \"2019\"", &head, 1)).unwrap()
}

#[test]
fn the_day_decides_the_version_and_an_end_is_an_end() {
    let registry = Registry::builtin();
    for (id, on, expected) in [
        ("qd-11", "2019-02-18", Some("2019-02-18")),
        ("qd-11", "2025-11-22", Some("2019-02-18")),
        ("qd-11", "2025-11-23", Some("2025-11-23")),
        ("qd-11", "2100-12-31", Some("2025-11-23")),
        ("qd-11", "2019-02-17", None),
        ("citizen-reception", "2014-06-30", None),
        ("citizen-reception", "2014-07-01", Some("2014-07-01")),
        ("citizen-reception", "2026-06-30", Some("2014-07-01")),
        ("citizen-reception", "2026-07-01", Some("2026-07-01")),
        ("law-72-2025", "2025-06-15", None),
        ("law-72-2025", "2025-06-16", Some("2025-06-16")),
    ] {
        let found = registry.find(id, date(on)).ok().map(RuleSet::version);
        assert_eq!(found, expected, "{id} on {on}");
    }
    let ended = Registry::new().with(version("1", "from = 2020-01-01, until = 2021-01-01")).unwrap();
    let ended = ended.with(version("2", "from = 2022-01-01, until = 2023-01-01")).unwrap();
    for (on, expected) in [
        ("2019-12-31", None),
        ("2020-12-31", Some("1")),
        ("2021-01-01", None), // between the two, neither
        ("2022-01-01", Some("2")),
        ("2023-01-01", None), // never back to the first
    ] {
        assert_eq!(ended.find("own", date(on)).ok().map(RuleSet::version), expected, "on {on}");
    }
    let error = ended.find("own", date("2021-06-01")).unwrap_err();
    assert_eq!(
        error.text(Lang::En),
        "no version of `own` is in force on 2021-06-01: 1 (from 2020-01-01 until 2021-01-01), 2 (from 2022-01-01 until 2023-01-01)"
    );
}

#[test]
fn a_version_without_an_end_ends_where_a_later_one_begins() {
    let registry = Registry::new().with(version("2", "from = 2022-01-01")).unwrap();
    let registry = registry.with(version("1", "from = 2020-01-01")).unwrap();
    let order: Vec<&str> = registry.rule_sets().iter().map(RuleSet::version).collect();
    assert_eq!(order, ["1", "2"], "older first, whatever the order of adding");
    assert_eq!(registry.find("own", date("2021-12-31")).unwrap().version(), "1");
    assert_eq!(registry.find("own", date("2022-01-01")).unwrap().version(), "2");
    assert_eq!(registry.get("own").unwrap().version(), "2");
}

#[test]
fn versions_that_claim_the_same_day_are_refused() {
    let registry = Registry::new().with(version("1", "from = 2020-01-01, until = 2022-01-02")).unwrap();
    let overlapping = version("2", "from = 2022-01-01");
    let error = registry.clone().with(overlapping.clone()).unwrap_err();
    assert!(
        matches!(&error, VersionError::Overlap { first, second, .. } if (first.as_str(), second.as_str()) == ("1", "2"))
    );
    let checked = registry.check_json(&overlapping.to_json());
    assert_eq!(checked.problems[0].code, Code::OverlappingVersions);
    assert!(checked.rule_set.is_none());
    assert!(registry.with(version("2", "from = 2022-01-02")).is_ok());
    let twice = Registry::new().with(version("1", "from = 2020-01-01")).unwrap();
    assert!(twice.with(version("1b", "from = 2020-01-01")).is_err(), "two from the same day");
}

#[test]
fn a_ward_of_the_city_sees_the_law_beside_the_citys_regulation() {
    let (commune, head) = (Level::Commune, HeadKind::LocalGovernment);
    assert_eq!(bound("79", commune, head, "2026-08-20"), ["law-72-2025@2025-06-16", "hcmc-935@2017-04-28"]);
    assert_eq!(bound("79", commune, head, "2025-06-15"), ["hcmc-935@2017-04-28"], "before the law");
    assert_eq!(bound("79", Level::District, head, "2025-06-30"), ["hcmc-935@2017-04-28"]);
    assert_eq!(bound("79", Level::District, head, "2025-07-01"), [""; 0]);
    assert_eq!(bound("92", commune, head, "2026-08-20"), ["law-72-2025@2025-06-16", "can-tho-10@2019"]);
    assert_eq!(
        bound("92", Level::Province, HeadKind::PartyCommittee, "2026-08-20"),
        ["qd-11@2025-11-23", "can-tho-10@2019"]
    );
    assert_eq!(
        bound("48", commune, head, "2026-08-20"),
        ["law-72-2025@2025-06-16"],
        "no regulation of Đà Nẵng is known"
    );
    // Hòa Bình became part of Phú Thọ; a commune of either is told of the regulation.
    assert_eq!(bound("25", commune, head, "2026-08-20"), ["law-72-2025@2025-06-16", "hoa-binh-07@2022-06-10"]);
    assert_eq!(bound("25", commune, head, "2024-08-20"), [""; 0], "not before the merger");
    assert_eq!(bound("17", commune, head, "2024-08-20"), ["hoa-binh-07@2022-06-10"]);
    let of_a_district = bound("01/002", commune, HeadKind::PartyCommittee, "2020-03-03");
    assert_eq!(of_a_district, ["qd-11@2019-02-18", "hoan-kiem-120@2019"]);
    let reception = subject("79", commune, head, "2026-06-30").in_activity(Activity::Reception);
    assert_eq!(Registry::builtin().binding(&reception).sets[0].set.name(), "citizen-reception@2014-07-01");
}

#[test]
fn a_level_that_ended_makes_a_set_not_applicable_with_the_successor() {
    let district = subject("79", Level::District, HeadKind::LocalGovernment, "2026-08-20");
    let binding = Registry::builtin().binding(&district);
    let city = binding.not_applicable.iter().find(|not| not.id == "hcmc-935").unwrap();
    let NotBound::LevelEnded { end, .. } = &city.reason else { panic!("{:?}", city.reason) };
    assert_eq!(end.on, date("2025-07-01"));
    let words = city.reason.text(Lang::Vi);
    for part in ["cấp huyện", "01/07/2025", "khoản 3 Điều 51 Luật 72/2025/QH15", "cấp xã mới"] {
        assert!(words.contains(part), "no `{part}` in {words}");
    }
    // The law is silent on district party committees: nothing is said of them.
    let party = subject("92", Level::District, HeadKind::PartyCommittee, "2025-09-01");
    let binding = Registry::builtin().binding(&party);
    assert!(binding.sets.iter().any(|bound| bound.set.id() == "can-tho-10"));
    let party = subject("92", Level::District, HeadKind::PartyCommittee, "2025-12-01");
    let reasons = Registry::builtin().binding(&party).not_applicable;
    assert!(reasons.iter().any(|not| not.id == "qd-11" && matches!(not.reason, NotBound::OtherLevel { .. })));
}

#[test]
fn the_timeline_of_a_subject_tells_what_was_looked_up() {
    let on: NaiveDate = date("2026-08-20");
    let ward = subject("79", Level::Commune, HeadKind::LocalGovernment, "2026-08-20");
    let terms = Terms::binding(Registry::builtin().binding(&ward), Calendar::vietnam());
    let timeline = terms.timeline(&Facts::held_on(on), View::everything()).unwrap();
    let due = |set: &str, id: &str| timeline.duty(set, id).unwrap().outcome.due.unwrap().date;
    assert_eq!(due("law-72-2025", "announce-conference"), date("2026-08-13"));
    assert_eq!(due("law-72-2025", "publish-results"), date("2026-09-03"));
    assert_eq!(due("hcmc-935", "invite-citizens"), date("2026-08-12"));
    let json = serde_json::to_value(&timeline).unwrap();
    assert_eq!(json["subject"]["territory"][0], "79");
    assert_eq!(json["rulesets"][1]["merged"]["into"], "79");
    assert_eq!(json["rulesets"][1]["standing"], "unknown");
    // Of the receptions of a commune, only those of a commune.
    let reception = ward.in_activity(Activity::Reception);
    let terms = Terms::binding(Registry::builtin().binding(&reception), Calendar::vietnam());
    let timeline = terms.timeline(&Facts::appointed_for(on), View::everything()).unwrap();
    let ids: Vec<&str> = timeline.recurring.iter().map(|duty| duty.id.as_str()).collect();
    assert!(ids.contains(&"commune-reception") && !ids.contains(&"district-reception"), "{ids:?}");
}

#[test]
fn what_was_likely_meant_is_asked_once() {
    let misspelt = [("hcmc-953", "`hcmc-935`"), ("qd-11@2025-11-32", "`2025-11-23`"), ("qd-11@2019", "`2019-02-18`")];
    for (name, meant) in misspelt {
        let registry = Registry::builtin();
        let both = |said: &dyn Fn(Lang) -> String| [Lang::Vi, Lang::En].map(said);
        let version = |error: VersionError| both(&|lang| error.text(lang));
        let mut said = vec![
            version(RuleSet::builtin(name).unwrap_err()),
            version(RuleSet::builtin_toml(name).unwrap_err()),
            version(registry.get(name).unwrap_err()),
            version(registry.find(name, date("2026-08-20")).unwrap_err()),
        ];
        for key in ["extends", "amends"] {
            let file = format!("format = 1\nid = \"own\"\nversion = \"1\"\n{key} = \"{name}\"\n");
            let error = registry.from_toml(&file).unwrap_err();
            let missing = error.problems().iter().find(|problem| problem.code == Code::BaseNotFound).unwrap();
            said.push(both(&|lang| missing.text(lang)));
            assert!(!missing.message.en.contains("did you mean"), "the suggestion has it: {}", missing.message.en);
        }
        let suite = format!("format = 1\nrulesets = [\"{name}\"]\n[[table]]\nname = \"a\"\nduty = \"a\"\nrows = []\n");
        let report = Suite::new().with("a.test.toml", &suite, &|_| Err(String::new())).run();
        let missing = report.files[0].problems.iter().find(|problem| problem.code == Code::RuleSetNotFound).unwrap();
        said.push(both(&|lang| missing.text(lang)));
        for [vi, en] in said {
            assert_eq!((vi.matches("có phải là").count(), en.matches("did you mean").count()), (1, 1), "{vi}\n{en}");
            assert!(vi.contains(meant) && en.ends_with(&format!("did you mean {meant}?")), "{vi}\n{en}");
        }
    }
}
