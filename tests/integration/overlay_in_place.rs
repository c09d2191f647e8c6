//! An overlay beside its base: the completed set judges in its place, and what an instrument changes holds while that is in force.

use doithoai::audit::{Judgement, OfficeLog, YearAudit, audit_year};
use doithoai::dialogue::{AnyDialogue, Plan};
use doithoai::ruleset::{HeadKind, Level, NotBound};
use doithoai::timeline::{Status, WhyNot};
use doithoai::{Fact, Facts, Lang, Registry, RuleSet, Subject, Terms, View};

use crate::support::{VIETNAM, as_of, date};

const WARD: &str = r#"{"office":"A","territory":"79","level":"commune","head":"local-government"}"#;

/// A plan on a rule set, with an instrument in force from 10 March 2026, perhaps until a day.
fn plan(id: &str, base: &str, more: &str, in_force: &str, body: &str) -> String {
    format!(
        "format = 1\nid = \"{id}\"\nversion = \"1\"\nextends = \"{base}\"\ntitle = \"Kế hoạch\"\n{more}\
         [source.vd]\nkind = \"inferred\"\nconfidence = \"D\"\nref = \"tự đặt\"\n\
         [instrument.kh]\nkind = \"ke-hoach\"\nnumber = \"33-KH/TU\"\nissuer = \"unknown\"\nissued = 2026-03-01\nstanding = \"in-force\"\n{in_force}{body}"
    )
}

const FROM_10_MARCH: &str = "in_force = { from = 2026-03-10 }\n";

/// The conclusion in seven working days in the place of ten, and no invitation.
const CHANGES: &str = "[[obligation]]\nid = \"notify-conclusion\"\ndue = { n = 7 }\ncite = \"kh#p3\"\n\
                       [[remove]]\nof = \"obligation.invite-citizens\"\ncite = \"kh#p4\"\n";

fn with(registry: Registry, text: &str) -> Registry {
    let set = registry.from_toml(text).unwrap_or_else(|error| panic!("{error}"));
    registry.with(set).unwrap()
}

fn ward(on: &str) -> Subject {
    Subject::new("79", Level::Commune, HeadKind::LocalGovernment, date(on)).unwrap()
}

fn held(registry: &Registry, on: &str, notified: &str) -> AnyDialogue {
    let terms = Terms::binding(registry.binding(&ward(on)), VIETNAM.clone());
    let plan = Plan::new("DT-1", date(on)).subject(ward(on));
    let mut dialogue = AnyDialogue::plan(terms, plan, date("2026-01-05")).unwrap();
    for (event, on) in [("opened", on), ("closed", on), ("conclusion-notified", notified)] {
        dialogue.record(Fact::new(event, date(on))).unwrap();
    }
    dialogue
}

fn year(registry: &Registry, dialogue: &AnyDialogue) -> YearAudit {
    let office = OfficeLog::from_jsonl(WARD).unwrap();
    audit_year(registry, &VIETNAM, std::slice::from_ref(dialogue), &office, 2026, as_of("2026-09-30")).unwrap()
}

/// The verdicts on some duties: rule set, duty, when due, how kept.
fn verdicts(audit: &YearAudit) -> Vec<(String, String, Option<String>, Judgement)> {
    let of = |duty: &str| ["notify-conclusion", "invite-citizens"].contains(&duty);
    let all = audit.verdicts.iter().filter(|one| of(&one.duty.rule.id) && one.duty.ruleset() != "law-72-2025");
    let mut all: Vec<_> = all
        .map(|one| {
            let due = one.duty.outcome.due.map(|due| due.date.to_string());
            (one.duty.ruleset().to_owned(), one.duty.rule.id.clone(), due, one.judgement)
        })
        .collect();
    all.sort();
    all
}

#[test]
fn what_is_completed_judges_in_the_place_of_its_base() {
    let registry = with(Registry::builtin(), &plan("bo-sung", "hcmc-935", "", FROM_10_MARCH, CHANGES));
    let dialogue = held(&registry, "2026-03-12", "2026-03-25");
    let audit = year(&registry, &dialogue);
    let due = Some("2026-03-23".to_owned());
    assert_eq!(verdicts(&audit), [("bo-sung".to_owned(), "notify-conclusion".to_owned(), due, Judgement::Late)]);
    // The base has given way, which is said; its recurring duties stand once.
    let told = audit.not_applicable.iter().find(|not| not.id == "hcmc-935").unwrap();
    assert_eq!(told.reason.word(), "completed");
    assert!(told.text(Lang::Vi).contains("bo-sung@1"), "{}", told.text(Lang::Vi));
    assert!(audit.recurring.iter().all(|one| one.ruleset != "hcmc-935"));
    assert!(audit.recurring.iter().any(|one| one.ruleset == "bo-sung"));
    // The timeline of whom they bind says the same.
    let timeline = dialogue.timeline(as_of("2026-09-30")).unwrap();
    assert!(timeline.duties.iter().all(|duty| duty.ruleset() != "hcmc-935"));
    assert!(timeline.not_applicable.iter().any(|not| not.id == "hcmc-935" && not.reason.word() == "completed"));
    // Without the overlay it judges as before.
    let plain = held(&Registry::builtin(), "2026-03-12", "2026-03-25");
    assert_eq!(verdicts(&year(&Registry::builtin(), &plain)).len(), 2);
}

#[test]
fn an_overlay_takes_the_place_on_its_days_and_where_it_binds() {
    let of_days = |more: &str| with(Registry::builtin(), &plan("bo-sung", "hcmc-935", more, FROM_10_MARCH, CHANGES));
    let own_days = of_days("in_force = { from = 2026-03-10, until = 2026-06-01 }\n");
    let provinces = with(
        Registry::builtin(),
        &plan(
            "bo-sung",
            "hcmc-935",
            "",
            FROM_10_MARCH,
            &format!("{CHANGES}[applies]\nlevels = [\"province\"]\ncite = \"kh#p1\"\n"),
        ),
    );
    let binding = |registry: &Registry, on: &str| -> Vec<String> {
        let all = registry.binding(&ward(on)).sets;
        all.iter().map(|bound| bound.set.id().to_owned()).filter(|id| id != "law-72-2025").collect()
    };
    for (registry, on, bound) in [
        (&own_days, "2026-03-09", "hcmc-935"),
        (&own_days, "2026-03-10", "bo-sung"),
        (&own_days, "2026-03-11", "bo-sung"),
        (&own_days, "2026-05-31", "bo-sung"),
        (&own_days, "2026-06-01", "hcmc-935"),
        (&provinces, "2026-03-12", "hcmc-935"),
    ] {
        assert_eq!(binding(registry, on), [bound], "{on}");
    }
    // An overlay of an overlay takes the place of both.
    let twice = with(
        own_days.clone(),
        &plan("them", "bo-sung", "in_force = { from = 2026-04-01, until = 2026-06-01 }\n", "", CHANGES_AGAIN)
            .replace("kh", "kh2"),
    );
    for (on, bound) in
        [("2026-03-09", "hcmc-935"), ("2026-03-31", "bo-sung"), ("2026-04-01", "them"), ("2026-06-01", "hcmc-935")]
    {
        assert_eq!(binding(&twice, on), [bound], "{on}");
    }
    // A recurring duty that neither changes has one verdict in the year, of whichever bound on its first day.
    let open = of_days("in_force = { from = 2026-03-10 }\n");
    for registry in [&own_days, &open] {
        let audit = year(registry, &held(registry, "2026-03-12", "2026-03-20"));
        let yearly: Vec<&str> =
            audit.recurring.iter().filter(|one| one.duty == "annual-report").map(|one| one.ruleset.as_str()).collect();
        assert_eq!(yearly, ["hcmc-935"]);
    }
}

const CHANGES_AGAIN: &str = "[[obligation]]\nid = \"notify-conclusion\"\ndue = { n = 5 }\ncite = \"kh#p3\"\n";

#[test]
fn an_overlay_of_one_version_leaves_the_other_alone() {
    let text = plan(
        "bo-sung",
        "qd-11@2019-02-18",
        "",
        "",
        "[[recurring]]\nid = \"reception\"\nat_least = { commune = 3 }\ncite = \"kh#p1\"\n",
    );
    let registry = with(Registry::builtin(), &text);
    let committee = |on: &str| Subject::new("79", Level::Commune, HeadKind::PartyCommittee, date(on)).unwrap();
    for (on, bound) in [("2025-11-22", "bo-sung"), ("2025-11-23", "qd-11"), ("2025-11-24", "qd-11")] {
        let subject = committee(on).in_activity(doithoai::ruleset::Activity::Reception);
        let ids: Vec<String> = registry.binding(&subject).sets.iter().map(|bound| bound.set.id().to_owned()).collect();
        let of_either: Vec<&String> = ids.iter().filter(|id| ["bo-sung", "qd-11"].contains(&id.as_str())).collect();
        assert_eq!(of_either, [bound], "{on}: {ids:?}");
    }
}

#[test]
fn a_change_holds_while_its_instrument_is_in_force() {
    let until = "in_force = { from = 2026-03-10, until = 2026-07-01 }\n";
    let registry = with(Registry::builtin(), &plan("bo-sung", "hcmc-935", "", until, CHANGES));
    for (on, days, invited) in [
        ("2026-03-05", 10, true),
        ("2026-03-09", 10, true),
        ("2026-03-10", 7, false),
        ("2026-03-11", 7, false),
        ("2026-06-30", 7, false),
        ("2026-07-01", 10, true),
        ("2026-07-02", 10, true),
    ] {
        let dialogue = held(&registry, on, on);
        let limit = doithoai::TimeLimit::after(days, doithoai::Unit::WorkingDay);
        let due = VIETNAM.due(&limit, date(on)).unwrap().date;
        let timeline = dialogue.timeline(as_of("2026-09-30")).unwrap();
        let conclusion = timeline.duty("bo-sung", "notify-conclusion").unwrap();
        assert_eq!(conclusion.outcome.due.unwrap().date, due, "{on}");
        assert_eq!(conclusion.cite_text().vi, dialogue_cite(), "{on}");
        assert_eq!(conclusion.changed().is_empty(), days == 10, "{on}");
        assert_eq!(timeline.duties_of("bo-sung", "invite-citizens").count(), usize::from(invited), "{on}");
        assert_eq!(verdicts(&year(&registry, &dialogue)).len(), 1 + usize::from(invited), "{on}");
        // One date, of the day that it is counted from.
        let set = registry.get("bo-sung").unwrap().clone();
        let hash = set.hash().to_owned();
        let terms = Terms::new([set], VIETNAM.clone());
        assert_eq!(terms.due("bo-sung", "notify-conclusion", date(on)).unwrap().date, due, "{on}");
        assert_eq!(terms.due("bo-sung@1", "notify-conclusion", date(on)).unwrap().date, due, "{on}");
        assert_eq!(conclusion.rule_set.hash(), hash, "{on}");
        let timeline = terms.timeline(&Facts::held_on(date(on)), View::everything()).unwrap();
        assert_eq!(timeline.duty("bo-sung", "notify-conclusion").unwrap().outcome.due.unwrap().date, due, "{on}");
        // The JSON form of the completed set says the same.
        let read = Registry::new().check_json(&registry.get("bo-sung").unwrap().to_json()).rule_set.unwrap();
        let terms = Terms::new([read], VIETNAM.clone());
        assert_eq!(terms.due("bo-sung", "notify-conclusion", date(on)).unwrap().date, due, "{on}");
    }
}

fn dialogue_cite() -> String {
    let base = RuleSet::builtin("hcmc-935").unwrap();
    base.cite_text(&base.obligation("notify-conclusion").unwrap().cite).vi.to_string()
}

#[test]
fn what_runs_on_when_a_change_comes_into_force_has_both_dates() {
    let body = "[[obligation]]\nid = \"settle-petition\"\ndue = { n = 15 }\ncite = \"kh#p3\"\n";
    let registry = with(Registry::builtin(), &plan("bo-sung", "hcmc-935", "", FROM_10_MARCH, body));
    // Held on 5 March; the limit runs from the notice.
    for (notified, other) in [("2026-03-09", false), ("2026-03-10", true), ("2026-03-11", true)] {
        let dialogue = held(&registry, "2026-03-05", notified);
        let timeline = dialogue.timeline(as_of("2026-09-30")).unwrap();
        let settle = timeline.duties_of("bo-sung", "settle-petition").next().unwrap();
        assert_eq!(settle.readings.iter().any(|reading| reading.id() == "pending-new"), other, "{notified}");
    }
}

#[test]
fn a_change_of_a_reading_an_extension_and_of_what_returns_holds_from_its_day() {
    let body = "[[recurring]]\nid = \"annual-report\"\ndue = { day = 20, month = 11 }\ncite = \"kh#p5\"\n\
                [[remove]]\nof = \"obligation.settle-petition.extension\"\ncite = \"kh#p6\"\n";
    let registry = with(Registry::builtin(), &plan("bo-sung", "hcmc-935", "", FROM_10_MARCH, body));
    for (on, extended) in [("2026-03-09", true), ("2026-03-10", false)] {
        let timeline = held(&registry, on, on).timeline(as_of("2026-09-30")).unwrap();
        let settle = timeline.duties_of("bo-sung", "settle-petition").next().unwrap();
        assert_eq!(!settle.rule.extensions.is_empty(), extended, "{on}");
    }
    let office = OfficeLog::from_jsonl(WARD).unwrap();
    for (year, changed) in [(2025, false), (2027, true)] {
        let audit = audit_year(&registry, &VIETNAM, &[], &office, year, View::everything()).unwrap();
        let report: Vec<_> = audit.recurring.iter().filter(|one| one.duty == "annual-report").collect();
        assert_eq!(report.len(), 1, "{year}");
        assert_eq!(report[0].cite_text.vi.contains("33-KH/TU"), changed, "{year}: {}", report[0].cite_text.vi);
    }
    let audit = audit_year(&registry, &VIETNAM, &[], &office, 2026, View::everything()).unwrap();
    let of_2026 = audit.recurring.iter().filter(|one| one.duty == "annual-report");
    assert!(of_2026.clone().count() > 0 && of_2026.clone().all(|one| one.judgement == Judgement::Undetermined));
}

#[test]
fn what_an_overlay_adds_goes_by_its_own_instrument() {
    let body = "[[obligation]]\nid = \"photo\"\nduty_kind = \"other\"\ntext = \"Chụp ảnh\"\nphase = \"after\"\nbearer = \"office\"\n\
                due = { after = \"closed\", n = 2, unit = \"day\" }\nmet_by = { all = [\"results-published\"] }\ncite = \"kh#p7\"\n";
    let registry = with(Registry::builtin(), &plan("bo-sung", "hcmc-935", "", FROM_10_MARCH, body));
    for (on, binds) in [("2026-03-09", false), ("2026-03-10", true), ("2026-03-11", true)] {
        let timeline = held(&registry, on, on).timeline(as_of("2026-09-30")).unwrap();
        let status = &timeline.duty("bo-sung", "photo").unwrap().outcome.status;
        assert_eq!(*status != Status::NotApplicable { because: WhyNot::BeforeInForce }, binds, "{on}: {status:?}");
    }
}

/// The overlay of an open version, beside the version that follows it on 1 June 2026.
#[test]
fn an_overlay_of_a_version_that_has_ended_is_not_known_to_bind() {
    let later = "format = 1\nid = \"hcmc-935\"\nversion = \"2026\"\namends = \"hcmc-935\"\nin_force = { from = 2026-06-01 }\n\
                 [source.vd]\nkind = \"inferred\"\nconfidence = \"D\"\nref = \"tự đặt\"\n\
                 [[obligation]]\nid = \"settle-petition\"\ndue = { n = 15 }\ncite = \"main\"\n";
    let overlay = plan("bo-sung", "hcmc-935@2017-04-28", "", FROM_10_MARCH, CHANGES);
    let registry = with(with(Registry::builtin(), later), &overlay);
    for (on, bound, since) in [
        ("2026-05-31", "bo-sung@1", None),
        ("2026-06-01", "hcmc-935@2026", Some("2026-06-01")),
        ("2026-06-02", "hcmc-935@2026", Some("2026-06-01")),
    ] {
        let binding = registry.binding(&ward(on));
        let names: Vec<String> = binding.sets.iter().map(|bound| bound.set.name()).collect();
        assert!(names.contains(&bound.to_owned()) && names.len() == 2, "{on}: {names:?}");
        let not = binding.not_applicable.iter().find(|not| not.id == "bo-sung");
        let told = since.map(|since| NotBound::SupersededBase {
            base: "hcmc-935@2017-04-28".to_owned(),
            by: Some("hcmc-935@2026".to_owned()),
            since: date(since),
        });
        assert_eq!(not.map(|not| &not.reason), told.as_ref(), "{on}");
        let is_said = not.is_none_or(|not| not.text(Lang::Vi).contains("chưa rõ còn áp dụng không"));
        assert!(is_said && not.is_none_or(|not| not.reason.is_unknown()), "{on}");
    }
    // The audit of the year says so, and so does that of a year in which it never bound.
    let dialogue = held(&registry, "2026-03-12", "2026-03-25");
    let office = OfficeLog::from_jsonl(WARD).unwrap();
    for year in [2026, 2027] {
        let dialogues = if year == 2026 { std::slice::from_ref(&dialogue) } else { &[] };
        let audit = audit_year(&registry, &VIETNAM, dialogues, &office, year, as_of("2027-12-31")).unwrap();
        let not: Vec<&str> =
            audit.not_applicable.iter().filter(|not| not.id == "bo-sung").map(|not| not.reason.word()).collect();
        assert_eq!(not, ["superseded-base"], "{year}");
        // What neither changes is judged by whichever bound on the first day of the year.
        let version = if year == 2026 { ("bo-sung", "1") } else { ("hcmc-935", "2026") };
        let of_base = audit.recurring.iter().filter(|one| one.duty == "annual-report");
        let versions: Vec<_> = of_base.map(|one| (one.ruleset.as_str(), one.version.as_str())).collect();
        assert_eq!(versions, [version], "{year}");
    }
    // Named, it judges all the same; laid on the later version, it binds with that.
    let alone = Terms::new([registry.get("bo-sung").unwrap().clone()], VIETNAM.clone());
    assert!(!alone.duties(&Facts::held_on(date("2026-06-02")), View::everything()).unwrap().is_empty());
    let on_later = with(with(Registry::builtin(), later), &overlay.replace("@2017-04-28", "@2026"));
    let sets = on_later.binding(&ward("2026-06-02")).sets;
    assert!(sets.iter().any(|bound| bound.set.id() == "bo-sung"), "{sets:?}");
}

/// From 10 March communes are no longer bound, and provinces are, of which it had not been known.
#[test]
fn whom_a_later_instrument_binds_it_binds_from_its_effect() {
    let body = "[applies]\nlevels = [\"province\"]\ncite = \"kh#p1\"\n";
    let until = "in_force = { from = 2026-03-10, until = 2026-07-01 }\n";
    let registry = with(Registry::builtin(), &plan("bo-sung", "hcmc-935", "", until, body));
    let read = Registry::new().check_json(&registry.get("bo-sung").unwrap().to_json()).rule_set.unwrap();
    let read = Registry::builtin().with(read).unwrap();
    for registry in [&registry, &read] {
        for (on, commune, province) in [
            ("2026-03-09", None, Some("unknown")),
            ("2026-03-10", Some("other-level"), None),
            ("2026-03-11", Some("other-level"), None),
            ("2026-06-30", Some("other-level"), None),
            ("2026-07-01", None, Some("unknown")),
        ] {
            let why = |level| {
                let subject = Subject::new("79", level, HeadKind::LocalGovernment, date(on)).unwrap();
                let binding = registry.binding(&subject);
                let not = binding.not_applicable.iter().find(|not| not.id == "bo-sung");
                assert_eq!(not.is_none(), binding.sets.iter().any(|bound| bound.set.id() == "bo-sung"), "{on}");
                not.map(|not| not.reason.word())
            };
            assert_eq!((why(Level::Commune), why(Level::Province)), (commune, province), "{on}");
        }
    }
    // A dialogue of the day before is judged by it; the recurring duties of a commune end with it, whose base then judges.
    let dialogue = held(&registry, "2026-03-09", "2026-03-09");
    assert!(verdicts(&year(&registry, &dialogue)).iter().all(|(set, ..)| set == "bo-sung"));
    let dialogue = held(&registry, "2026-03-10", "2026-03-10");
    assert!(verdicts(&year(&registry, &dialogue)).iter().all(|(set, ..)| set == "hcmc-935"));
}
