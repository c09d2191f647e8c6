//! Which version holds on which day, and which rule sets bind whom.

use chrono::NaiveDate;
use doithoai::dialogue::{AnyDialogue, Log};
use doithoai::ruleset::{Activity, HeadKind, Level, NotBound};
use doithoai::scenario::Suite;
use doithoai::timeline::Status;
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

/// A level or head of which the set says that it is unknown whether it binds: neither bound nor simply not.
#[test]
fn what_is_not_known_to_bind_is_told_as_such() {
    let reason = |registry: &Registry, of: &Subject, id: &str| {
        registry.binding(of).not_applicable.into_iter().find(|not| not.id == id).map(|not| not.reason)
    };
    let builtin = Registry::builtin();
    let city = subject("79", Level::Province, HeadKind::LocalGovernment, "2026-08-20");
    let unknown = reason(&builtin, &city, "hcmc-935").unwrap();
    assert_eq!(unknown.word(), "unknown");
    assert!(unknown.text(Lang::Vi).starts_with("chưa rõ có áp dụng không: Chưa rõ cấp thành phố"), "{unknown:?}");
    let json = serde_json::to_value(&unknown).unwrap();
    assert_eq!((&json["because"], &json["of"]), (&"unknown".into(), &"applies.levels.province".into()));
    assert!(json["text"]["en"].as_str().unwrap().starts_with("whether the city level"));
    // Of a head at a level that is bound; at one that is not known to be, that comes first.
    let party = subject("79", Level::Commune, HeadKind::PartyCommittee, "2026-08-20");
    assert_eq!(reason(&builtin, &party, "hcmc-935").unwrap().word(), "unknown");
    let agency = subject("79", Level::Commune, HeadKind::Agency, "2026-08-20");
    assert_eq!(reason(&builtin, &agency, "hcmc-935"), None, "nothing is said of it");
    // Of one head at one level.
    let text = RuleSet::builtin_toml("can-tho-10").unwrap().replacen("id = \"can-tho-10\"", "id = \"pair\"", 1);
    let pair = |of: &str| {
        let text =
            format!("{text}\n[[unknown]]\nof = \"{of}\"\nbecause = {{ vi = \"Chưa rõ\", en = \"Not known\" }}\n");
        Registry::new().with(RuleSet::from_toml(&text).unwrap_or_else(|error| panic!("{error}"))).unwrap()
    };
    let commune = |head| subject("92", Level::Commune, head, "2026-08-20");
    let registry = pair("applies.commune.party-committee");
    assert_eq!(reason(&registry, &commune(HeadKind::PartyCommittee), "pair").unwrap().word(), "unknown");
    assert_eq!(registry.binding(&commune(HeadKind::LocalGovernment)).sets.len(), 1);
    assert_eq!(
        pair("applies.commune.party-committee")
            .binding(&subject("92", Level::Province, HeadKind::PartyCommittee, "2026-08-20"))
            .sets
            .len(),
        1
    );
    for (path, near) in [
        ("applies.levels.comune", Some("commune")),
        ("applies.heads.agncy", Some("agency")),
        ("applies.commune.agncy", Some("agency")),
        ("applies.comune.agency", Some("commune")),
        ("applies.level.commune", Some("levels")),
        ("applies.commune", None),
        ("applies.levels.commune.agency", None),
    ] {
        let text = format!("{text}\n[[unknown]]\nof = \"{path}\"\n");
        let error = RuleSet::from_toml(&text).unwrap_err();
        let problem = &error.problems()[0];
        assert_eq!((problem.code, problem.suggestion.as_deref()), (Code::UnknownPath, near), "{path}: {error}");
    }
    for path in ["applies.levels", "applies.heads", "applies.audience", "applies.territory.code", "applies"] {
        assert!(RuleSet::from_toml(&format!("{text}\n[[unknown]]\nof = \"{path}\"\n")).is_ok(), "{path}");
    }
}

#[test]
fn codes_of_a_territory_have_two_three_and_five_digits() {
    let day = date("2026-08-20");
    let of = |written: &str| Subject::new(written, Level::Commune, HeadKind::LocalGovernment, day);
    for right in ["79", "01/002", "01/00037", "01/002/00037", "883", "00037", "79/77"] {
        assert!(of(right).is_ok(), "{right}");
    }
    for (wrong, near) in [
        ("079", Some("79")),
        ("1", Some("01")),
        ("001", Some("01")),
        ("079/00037", Some("01/00037")),
        ("002", Some("02")),
        ("7a", None),
        ("01/01", None),
        ("01/002/003", None),
        ("01/00037/002", None),
        ("79/", None),
        ("", None),
    ] {
        let error = of(wrong).unwrap_err();
        let told = error.text(Lang::En);
        let meant = near.map(|near| format!("did you mean `{near}`?"));
        assert_eq!(meant.is_some(), told.contains("did you mean"), "{wrong}: {told}");
        assert!(meant.is_none_or(|meant| told.ends_with(&meant)), "{wrong}: {told}");
    }
}

#[test]
fn a_province_that_was_merged_is_answered_with_the_merger() {
    let merged = |code: &str, on: &str| {
        let of = subject(code, Level::Commune, HeadKind::LocalGovernment, on);
        Registry::builtin().binding(&of).merged_into.map(|merger| merger.into)
    };
    for (code, into) in [("77", "79"), ("74", "79"), ("17", "25")] {
        assert_eq!(merged(code, "2025-06-11"), None, "{code}");
        assert_eq!(merged(code, "2025-06-12").as_deref(), Some(into), "{code}");
        assert_eq!(merged(code, "2026-08-20").as_deref(), Some(into), "{code}");
    }
    for code in ["79", "25", "48", "79/77", "01/002"] {
        assert_eq!(merged(code, "2026-08-20"), None, "{code}");
    }
}

/// What was found about a rule set that binds stays with it, and with no other.
#[test]
fn what_a_merged_territory_had_stays_with_its_rule_set() {
    let ward = subject("79", Level::Commune, HeadKind::LocalGovernment, "2026-08-20");
    let binding = Registry::builtin().binding(&ward);
    let named = ["can-tho-10", "hcmc-935"].map(|id| RuleSet::builtin(id).unwrap());
    let judged: Vec<bool> = binding.judged_by(named).sets.iter().map(|bound| bound.merged.is_some()).collect();
    assert_eq!(judged, [false, true]);
}

/// A report goes to those who are named for the level, and for every one.
#[test]
fn a_report_goes_to_whom_its_level_reports_to() {
    let toward = |level: Level, territory: &str| {
        let subject = subject(territory, level, HeadKind::PartyCommittee, "2026-08-20");
        let terms = Terms::binding(Registry::builtin().binding(&subject), Calendar::vietnam());
        let timeline = terms.timeline(&Facts::held_on(date("2026-08-20")), View::everything()).unwrap();
        let report =
            timeline.recurring.iter().find(|duty| (duty.ruleset.as_str(), duty.id.as_str()) == ("qd-11", "report"));
        report.unwrap().toward.clone()
    };
    let central = ["politburo", "secretariat", "central-internal-affairs", "central-propaganda-and-mass-mobilisation"];
    assert_eq!(toward(Level::Province, "79"), central);
    let of_the_province =
        ["province-secretary", "province-internal-affairs", "province-propaganda-and-mass-mobilisation"];
    assert_eq!(toward(Level::Commune, "79"), of_the_province);
}

/// A district's dialogue of 20 June 2025: what was due after the level ended is judged, and who took over is told.
#[test]
fn a_duty_due_after_the_bearer_s_level_ended_says_so() {
    let log = Log::from_jsonl(include_str!("../data/district-2025.jsonl")).unwrap();
    let subject = log.plan().subject.clone().unwrap();
    let terms = Terms::binding(Registry::builtin().binding(&subject), Calendar::vietnam());
    let duties = |log: &Log, as_of: &str| {
        let dialogue = AnyDialogue::replay(terms.clone(), log).unwrap();
        dialogue.timeline(View::as_of(date(as_of))).unwrap().duties
    };
    let ended = |duty: &doithoai::Duty| {
        duty.outcome
            .findings
            .iter()
            .find(|finding| finding.word() == "level-ended")
            .map(|finding| finding.text(Lang::Vi))
    };
    // So too where it is judged by the rule sets that it was made under, and not by those that bind.
    let district = Registry::builtin().binding(&subject);
    let made_under = Terms::binding(district.judged_by([RuleSet::builtin("hcmc-935").unwrap()]), Calendar::vietnam());
    let timeline = AnyDialogue::replay(made_under, &log).unwrap().timeline(View::as_of(date("2025-08-01"))).unwrap();
    assert_eq!(timeline.subject.as_ref().map(|subject| subject.level), Some(Level::District));
    assert!(ended(timeline.duty("hcmc-935", "notify-conclusion").unwrap()).is_some());
    for duty in duties(&log, "2025-08-01") {
        let after = duty.outcome.due.is_some_and(|due| due.date >= date("2025-07-01"));
        assert_eq!(ended(&duty).is_some(), after, "{}", duty.rule.id);
        if duty.rule.id == "notify-conclusion" {
            assert_eq!(duty.outcome.due.unwrap().date, date("2025-07-04"));
            assert!(matches!(duty.outcome.status, Status::Overdue { .. }), "it is judged");
            let words = ended(&duty).unwrap();
            for part in [
                "cấp huyện đã kết thúc hoạt động từ ngày 01/07/2025",
                "khoản 3 Điều 51 Luật 72/2025/QH15",
                "cấp xã mới",
            ] {
                assert!(words.contains(part), "no `{part}` in {words}");
            }
        }
    }
    // Done before the end it is no matter; on the day of the end it is.
    for (day, told) in [("2025-06-30", false), ("2025-07-01", true)] {
        let text = include_str!("../data/district-2025.jsonl").to_owned()
            + &format!("{{\"event\":\"conclusion-notified\",\"on\":\"{day}\"}}\n");
        let duties = duties(&Log::from_jsonl(&text).unwrap(), "2025-08-01");
        let notice = duties.iter().find(|duty| duty.rule.id == "notify-conclusion").unwrap();
        assert_eq!(ended(notice).is_some(), told, "{day}");
    }
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

/// Where the file says when all of its instruments are in force: a version is known from the issue of those that make it.
#[test]
fn a_version_whose_file_is_in_force_as_a_whole_is_known_from_its_issue() {
    let base = include_str!("../../examples/da-nang/da-nang.toml");
    let amendment = |from: &str, issued: &str| {
        format!(
            "format = 1\nid = \"da-nang-vd\"\namends = \"da-nang-vd@2026-01-15\"\nversion = \"{issued}\"\nin_force = {{ from = {from} }}\nsource.qd01 = {{ kind = \"inferred\", confidence = \"D\", ref = \"x\" }}\ninstrument.qd01 = {{ kind = \"quyet-dinh\", number = \"01-QĐ/VD\", issuer = \"unknown\", issued = {issued}, standing = \"in-force\" }}\n[[obligation]]\nid = \"settle-petition\"\ndue = {{ n = 12 }}\ncite = \"qd01#d1\"\nfrom = \"qd01\"\n"
        )
    };
    for (from, issued) in [("2027-02-01", "2027-01-10"), ("2026-12-01", "2027-01-10")] {
        let registry = Registry::builtin().with(RuleSet::from_toml(base).unwrap()).unwrap();
        let amended = registry.from_toml(&amendment(from, issued)).unwrap_or_else(|error| panic!("{error}"));
        let registry = registry.with(amended).unwrap();
        for (day, version) in [("2027-01-09", "2026-01-15"), ("2027-01-10", issued), ("2027-01-11", issued)] {
            let known = registry.known_on(date(day));
            assert_eq!(known.find("da-nang-vd", date("2027-03-10")).unwrap().version(), version, "{from} {day}");
        }
    }
}

/// What was not known hides nothing of what does not bind for another reason.
#[test]
fn what_was_not_known_stands_beside_what_does_not_bind() {
    let committee = subject("79", Level::Commune, HeadKind::PartyCommittee, "2026-08-20");
    let then = Registry::builtin().binding_known_on(&committee, date("2018-01-01"));
    let told: Vec<(&str, bool)> = then
        .not_applicable
        .iter()
        .map(|not| (not.id.as_str(), not.reason.text(Lang::En).starts_with("it was not known on 2018-01-01")))
        .collect();
    assert_eq!(told, [("hcmc-935", false), ("qd-11", true)]);
}
