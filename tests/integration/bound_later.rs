//! A change of whom a rule set binds: what had to be done before it began is owed without a date by whoever was not bound until then;
//! whoever was bound is late as before, and of nobody known it is undetermined.

use doithoai::audit::{Judgement, OfficeLog, audit_year};
use doithoai::ruleset::{HeadKind, Level, UnitType};
use doithoai::timeline::NoDue;
use doithoai::{Fact, Facts, Registry, RuleSet, Subject, Terms};

use crate::support::{OWN_FILE, VIETNAM, as_of, date, duty};

/// Five working days before a dialogue and before a reception, three days after the preparation began; from 2025.
fn base(applies: &str) -> String {
    let duty = |id: &str, due: &str, more: &str| {
        format!("[[obligation]]\nid = \"{id}\"\nbearer = \"office\"\ncite = \"main#d5\"\n{more}\ndue = {{ {due} }}\n")
    };
    let before = |of: &str| format!("before = \"{of}\", n = 5, unit = \"working-day\", count = \"event-excluded\"");
    let all = [
        duty(
            "invite",
            &before("dialogue-day"),
            "duty_kind = \"invite\"\nphase = \"before\"\nmet_by = { all = [\"invitation-sent\"] }",
        ),
        duty(
            "post",
            &before("reception-day"),
            "duty_kind = \"post-schedule\"\nactivity = \"reception\"\nmet_by = { all = [\"posted\"] }",
        ),
        duty(
            "plan",
            "after = \"prepared\", n = 3, unit = \"day\", roll = \"none\"",
            "duty_kind = \"plan\"\nphase = \"before\"\nmet_by = { all = [\"plan-made\"] }",
        ),
    ];
    let event = |id: &str, text: &str| format!("[[event]]\nid = \"{id}\"\nphase = \"before\"\ntext = \"{text}\"\n");
    let events =
        [event("posted", "niêm yết"), event("prepared", "bắt đầu chuẩn bị"), event("plan-made", "lập kế hoạch")];
    let head = OWN_FILE.replace("2026-01-01", "2025-01-01").replace("levels = [\"commune\"]\n", applies);
    format!("{head}{}{}", events.concat(), all.concat())
}

const OF_COMMUNES: &str = "levels = [\"commune\"]\nactivities = [\"dialogue\", \"reception\"]\n";

/// Otherwise from 11 May 2026: a new version, a plan that builds on the first one, or a version written whole.
fn changed(as_what: &str, applies: &str, more: &str) -> String {
    let head = match as_what {
        "version" => "id = \"own\"\namends = \"own@2025-01-01\"\nin_force = { from = 2026-05-11 }",
        _ => "id = \"plan\"\nextends = \"own@2025-01-01\"\ntitle = \"Kế hoạch\"",
    };
    let applies = if applies.is_empty() { String::new() } else { format!("[applies]\n{applies}cite = \"qd#d1\"\n") };
    format!(
        "format = 1\nversion = \"2026-05-01\"\n{head}\n[source.q]\nkind = \"inferred\"\nconfidence = \"D\"\nref = \"tự đặt\"\n\
         [instrument.qd]\nkind = \"quyet-dinh\"\nnumber = \"02-QĐ/TU\"\nissuer = \"unknown\"\nissued = 2026-05-01\n\
         in_force = {{ from = 2026-05-11 }}\nstanding = \"in-force\"\n{applies}{more}"
    )
}

/// The first version and what changes it.
fn registry((was, now, more): (&str, &str, &str), as_what: &str) -> Registry {
    let first = if more.is_empty() {
        base(was)
    } else {
        base(was).replace("id = \"invite\"", "id = \"invite\"\nunit_types = [\"ward\"]")
    };
    let first = Registry::new().with(RuleSet::from_toml(&first).unwrap_or_else(|error| panic!("{error}"))).unwrap();
    let set = if as_what == "whole" {
        let whole =
            base(now).replace("2025-01-01", "2026-05-01").replace("{ from = 2026-05-01 }", "{ from = 2026-05-11 }");
        RuleSet::from_toml(&whole)
    } else {
        first.from_toml(&changed(as_what, now, more))
    };
    first.with(set.unwrap_or_else(|error| panic!("{error}"))).unwrap()
}

/// What the duties of a dialogue are by the last of some rule sets: its due date and status.
fn told(
    registry: &Registry,
    of: Option<&Subject>,
    held: &str,
    acts: &[(&str, &str)],
    id: &str,
) -> (Option<String>, String) {
    let set = |name: &str| registry.get(name).unwrap().clone();
    let terms = match of {
        Some(subject) => {
            let mut subject = subject.clone();
            subject.on = date(held);
            Terms::binding(registry.binding(&subject), VIETNAM.clone())
        }
        None => Terms::new(
            [set(registry.rule_sets().iter().find(|set| set.id() == "plan").map_or("own", |_| "plan"))],
            VIETNAM.clone(),
        ),
    };
    let facts =
        acts.iter().map(|(event, on)| Fact::new(*event, date(on))).fold(Facts::held_on(date(held)), Facts::with);
    let timeline = terms.timeline(&facts, as_of("2026-06-30")).unwrap();
    let outcome = &duty(&timeline, id).outcome;
    if outcome.status.word() == "no-date" {
        assert_eq!(outcome.reason.as_ref().map(NoDue::word), Some("before-in-force"));
    }
    (outcome.due.map(|due| due.date.to_string()), outcome.status.word().to_owned())
}

fn office(level: Level, head: HeadKind) -> Subject {
    Subject::new("48", level, head, date("2026-05-15")).unwrap()
}

#[test]
fn whoever_is_bound_later_is_late_for_nothing_of_before() {
    let government = HeadKind::LocalGovernment;
    let of_ward = || office(Level::Commune, government).of_type(UnitType::Ward).unwrap();
    let commune = || office(Level::Commune, government).of_type(UnitType::Commune).unwrap();
    let province = || office(Level::Province, government);
    let wards_only = "levels = [\"commune\"]\nunit_types = [\"ward\"]\n";
    let both_types = "levels = [\"commune\"]\nunit_types = [\"ward\", \"commune\"]\n";
    let party = "heads = [\"local-government\", \"party-committee\"]\n";
    let reception = "levels = [\"commune\"]\nactivities = [\"reception\"]\n";
    let of_wards = "[[obligation]]\nid = \"invite\"\nunit_types = [\"ward\", \"commune\"]\ncite = \"qd#d1\"\n";
    let cases = [
        // What is changed, who was bound before, who was not.
        ((OF_COMMUNES, "levels = [\"commune\", \"province\"]\n", ""), Some(commune()), province()),
        ((wards_only, both_types, ""), Some(of_ward()), commune()),
        ((OF_COMMUNES, party, ""), Some(commune()), office(Level::Commune, HeadKind::PartyCommittee)),
        ((reception, "activities = [\"dialogue\", \"reception\"]\n", ""), None, commune()),
        (("levels = [\"province\"]\n", "levels = [\"commune\"]\n", ""), None, commune()),
        ((OF_COMMUNES, "", of_wards), Some(of_ward()), commune()),
    ];
    for (change, bound, new) in &cases {
        for as_what in ["version", "plan", "whole"] {
            if as_what == "whole" && !change.1.contains("levels") {
                continue; // of which the file would have to say the rest
            }
            let registry = registry(*change, as_what);
            for (held, sent, due, word) in [
                // The limit is the Friday before, the day itself, the day after.
                ("2026-05-15", None, None, "no-date"),
                ("2026-05-15", Some("2026-05-08"), Some("2026-05-08"), "met"),
                ("2026-05-15", Some("2026-05-11"), None, "met"),
                ("2026-05-15", Some("2026-05-15"), None, "met"),
                ("2026-05-15", Some("2026-05-16"), None, "missed"),
                ("2026-05-18", None, Some("2026-05-11"), "missed"),
                ("2026-05-18", Some("2026-05-12"), Some("2026-05-11"), "met-late"),
                ("2026-05-19", None, Some("2026-05-12"), "missed"),
            ] {
                let sent: Vec<_> = sent.into_iter().map(|on| ("invitation-sent", on)).collect();
                let case = format!("{change:?} {as_what}, {held} {sent:?}");
                let expected = (due.map(str::to_owned), word.to_owned());
                assert_eq!(told(&registry, Some(new), held, &sent, "invite"), expected, "{case}");
                // Of nobody known neither is claimed, but what everybody missed.
                if as_what != "whole" {
                    let (_, unsaid) = told(&registry, None, held, &sent, "invite");
                    let is_open = due.is_none() && word != "missed" || !change.2.is_empty();
                    assert_eq!(unsaid, if is_open { "undetermined" } else { word }, "{case}");
                }
            }
            // Whoever was bound is late as ever.
            if let Some(bound) = bound {
                for (held, due) in
                    [("2026-05-15", "2026-05-08"), ("2026-05-18", "2026-05-11"), ("2026-05-19", "2026-05-12")]
                {
                    let expected = (Some(due.to_owned()), "missed".to_owned());
                    assert_eq!(
                        told(&registry, Some(bound), held, &[], "invite"),
                        expected,
                        "{change:?} {as_what}, {held}"
                    );
                }
            }
            // A limit that ran from a day before was none of whoever was not bound on it.
            if !change.2.is_empty() {
                continue; // of the invitation alone
            }
            for (prepared, word) in
                [("2026-05-10", "not-applicable"), ("2026-05-11", "overdue"), ("2026-05-12", "overdue")]
            {
                let (_, is) = told(&registry, Some(new), "2026-05-22", &[("prepared", prepared)], "plan");
                assert_eq!(is, word, "{change:?} {as_what}, prepared {prepared}");
                if as_what != "whole" {
                    let (_, unsaid) = told(&registry, None, "2026-05-22", &[("prepared", prepared)], "plan");
                    let expected = if word == "not-applicable" { "undetermined" } else { word };
                    assert_eq!(unsaid, expected, "{change:?} {as_what}, prepared {prepared}");
                }
            }
        }
    }
}

/// So it is of the receptions in the log of an office, which an amendment binds from 11 May.
#[test]
fn so_it_is_of_an_office() {
    let registry = registry((OF_COMMUNES, "levels = [\"commune\", \"province\"]\n", ""), "version");
    for (level, held, posted, judgement) in [
        ("province", "2026-05-15", None, Judgement::Undated),
        ("province", "2026-05-15", Some("2026-05-15"), Judgement::Undated),
        ("province", "2026-05-18", None, Judgement::Missed),
        ("province", "2026-05-19", None, Judgement::Missed),
        ("province", "2026-05-19", Some("2026-05-12"), Judgement::OnTime),
        ("commune", "2026-05-15", None, Judgement::Missed),
        ("commune", "2026-05-15", Some("2026-05-15"), Judgement::Late),
        ("commune", "2026-05-18", None, Judgement::Missed),
    ] {
        let line = |event: &str, on: &str| format!("{{\"event\":\"{event}\",\"on\":\"{on}\"}}\n");
        let first =
            format!("{{\"office\":\"A\",\"territory\":\"48\",\"level\":\"{level}\",\"head\":\"local-government\"}}\n");
        let log = first + &line("reception-held", held) + &posted.map(|on| line("posted", on)).unwrap_or_default();
        let office = OfficeLog::from_jsonl(&log).unwrap();
        let audit = audit_year(&registry, &VIETNAM, &[], &office, 2026, as_of("2026-08-01")).unwrap();
        let of_post: Vec<_> = audit.verdicts.iter().filter(|one| one.duty.rule.id == "post").collect();
        let judged: Vec<_> = of_post.iter().map(|one| one.judgement).collect();
        assert_eq!(judged, [judgement], "{level}, {held} {posted:?}");
    }
}

/// An amendment issued on 25 May with effect from the 11th binds provinces, too: a limit that lay between was not known to them then.
#[test]
fn a_limit_between_effect_and_issue_is_contested_of_whom_the_version_before_did_not_bind() {
    let (first, government) =
        (Registry::new().with(RuleSet::from_toml(&base(OF_COMMUNES)).unwrap()).unwrap(), HeadKind::LocalGovernment);
    let both = changed("version", "levels = [\"commune\", \"province\"]\n", "")
        .replace("issued = 2026-05-01", "issued = 2026-05-25");
    let registry = first.clone().with(first.from_toml(&both).unwrap()).unwrap();
    for (level, held, word) in [
        (Level::Province, "2026-05-15", "no-date"),
        (Level::Province, "2026-05-18", "contested"), // its limit is the 11th
        (Level::Province, "2026-05-29", "contested"), // the 22nd
        (Level::Province, "2026-06-01", "missed"),    // the 25th
        (Level::Commune, "2026-05-15", "missed"),
        (Level::Commune, "2026-05-29", "missed"),
    ] {
        let (_, is) = told(&registry, Some(&office(level, government)), held, &[], "invite");
        assert_eq!(is, word, "{level:?}, {held}");
    }
}

/// From 11 May communes are no longer bound: what runs from a day since then is contested, as where the later version does not have it.
#[test]
fn what_runs_on_for_whom_the_later_version_does_not_bind_is_contested() {
    let commune = office(Level::Commune, HeadKind::LocalGovernment);
    for as_what in ["version", "plan"] {
        let registry = registry((OF_COMMUNES, "levels = [\"province\"]\n", ""), as_what);
        for (prepared, word) in [("2026-05-10", "overdue"), ("2026-05-11", "contested"), ("2026-05-12", "contested")] {
            let (_, is) = told(&registry, Some(&commune), "2026-05-08", &[("prepared", prepared)], "plan");
            assert_eq!(is, word, "{as_what}, prepared {prepared}");
        }
    }
    let registry = registry((OF_COMMUNES, "levels = [\"commune\", \"province\"]\n", ""), "version");
    let (_, is) = told(&registry, Some(&commune), "2026-05-08", &[("prepared", "2026-05-12")], "plan");
    assert_eq!(is, "overdue");
}
