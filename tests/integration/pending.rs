//! What was pending when another version came into force, while its limit stands still or where it had no limit until then: it is asked
//! all the same by which version it is judged.

use doithoai::audit::{OfficeLog, audit_year};
use doithoai::dialogue::Log;
use doithoai::timeline::{Duty, Finding, Status};
use doithoai::{AdoptedReadings, AnyDialogue, Fact, Facts, Registry, RuleSet, Terms};

use crate::support::{OWN_FILE, VIETNAM, as_of, date, duty};

/// The first version, in force from 2026: so long from the receipt or from the notice of the conclusion.
fn first(activity: &str, due: &str) -> String {
    format!(
        "{OWN_FILE}activities = [\"dialogue\", \"petition-handling\"]\n[[obligation]]\nid = \"settle\"\nduty_kind = \"settle\"\neach = \"petition\"\n\
         activity = \"{activity}\"\nphase = \"after\"\nbearer = \"agencies\"\ndue = {{ {due} }}\nmet_by = {{ all = [\"petition-settled\"] }}\n\
         cite = \"main#d1\"\n[obligation.suspension]\nby = \"suspended\"\nuntil = \"resumed\"\n"
    )
}

/// The version of 16 March: ten working days.
fn later(due: &str, transition: &str) -> String {
    let transition = match transition {
        "" => String::new(),
        which => format!("[[transition]]\npending = \"{which}\"\ncite = \"sd#d9\"\n"),
    };
    format!(
        "format = 1\nid = \"own\"\nversion = \"2026-03-16\"\namends = \"own\"\nin_force = {{ from = 2026-03-16 }}\n[instrument.sd]\n\
         kind = \"quy-che\"\nnumber = \"01-QC/VD\"\nissuer = \"unknown\"\nissued = 2026-03-01\nstanding = \"in-force\"\n\
         [[obligation]]\nid = \"settle\"\ndue = {{ {due} }}\ncite = \"sd#d1\"\n{transition}"
    )
}

fn registry(activity: &str, (was, now): (&str, &str), transition: &str) -> Registry {
    let first = Registry::new().with(RuleSet::from_toml(&first(activity, was)).unwrap()).unwrap();
    let later = first.from_toml(&later(now, transition)).unwrap();
    first.with(later).unwrap()
}

/// The due date, the status, the version, and which of two findings are told.
fn told(duty: &Duty) -> (Option<String>, &str, &str, Vec<&'static str>) {
    let word = |one: &Finding| match one {
        Finding::PendingMatter { .. } => Some("pending-matter"),
        Finding::PassedWhenLaidDown { .. } => Some("passed-when-laid-down"),
        _ => None,
    };
    let outcome = &duty.outcome;
    let due = outcome.due.map(|due| due.date.to_string());
    (due, outcome.status.word(), duty.rule_set.version(), outcome.findings.iter().filter_map(word).collect())
}

const FIRST: &str = "2026-01-01";
const LATER: &str = "2026-03-16";

/// A petition of an office that was received on a day.
fn of_office(registry: &Registry, received: &str, acts: &[(&str, &str)], day: &str) -> Duty {
    let line = |(event, on): &(&str, &str)| format!("{{\"event\":\"{event}\",\"on\":\"{on}\",\"petition\":\"A\"}}\n");
    let log = format!(
        "{{\"office\":\"A\",\"territory\":\"48\",\"level\":\"commune\",\"head\":\"local-government\"}}\n{}{}",
        line(&("petition-received", received)),
        acts.iter().map(line).collect::<String>()
    );
    let audit = audit_year(registry, &VIETNAM, &[], &OfficeLog::from_jsonl(&log).unwrap(), 2026, as_of(day)).unwrap();
    let [verdict] = audit.verdicts.as_slice() else { panic!("{:#?}", audit.verdicts) };
    verdict.duty.clone()
}

/// What readings contest already is late by the later version, too, where that is late under each of them.
#[test]
fn the_later_version_joins_the_readings_that_contest() {
    let due = |n: u32| format!("after = \"acceptance-notified\", unit = \"working-day\", n = {n}");
    let five = format!("[[obligation.reading]]\nid = \"five\"\nbecause = \"năm\"\ndue = {{ {} }}\n", due(5));
    let first = RuleSet::from_toml(&(first("petition-handling", &due(15)) + &five)).unwrap();
    let registry = Registry::new().with(first).unwrap();
    // Accepted on 17 March: the limits end on 7 April, or on the 24th as five; by the later version on 25 or 26 March.
    for (now, late) in [(6, vec!["five", "pending-new"]), (7, vec!["five"])] {
        let registry = registry.clone().with(registry.from_toml(&later(&due(now), "")).unwrap()).unwrap();
        let acts = [("acceptance-notified", "2026-03-17"), ("petition-settled", "2026-03-26")];
        let duty = of_office(&registry, "2026-03-12", &acts, "2026-04-20");
        let Status::Contested { met_under, late_under } = &duty.outcome.status else { panic!("{now}: {duty:#?}") };
        assert_eq!(
            (met_under, late_under.iter().map(String::as_str).collect()),
            (&vec!["default".to_owned()], late),
            "{now}"
        );
    }
}

/// Fifteen working days until 15 March, ten from the 16th, which takes over what is pending.
#[test]
fn a_limit_that_stands_still_is_taken_over_too() {
    const RECEIVED: &str = "after = \"petition-received\", unit = \"working-day\"";
    let handled = |was: u32, now: u32, transition: &str| {
        let was = if was == 0 { "none = \"not-stated\"".to_owned() } else { format!("{RECEIVED}, n = {was}") };
        registry("petition-handling", (&was, &format!("{RECEIVED}, n = {now}")), transition)
    };
    let taken = vec!["pending-matter"];
    for (was, now, transition, received, acts, expected) in [
        // Due on 16 March by the later version, on the 23rd by the first.
        (
            15,
            10,
            "new",
            "2026-03-02",
            vec![("suspended", "2026-03-17")],
            (Some("2026-03-16"), "overdue", LATER, taken.clone()),
        ),
        (
            15,
            10,
            "new",
            "2026-03-02",
            vec![("suspended", "2026-03-17"), ("petition-settled", "2026-03-18")],
            (Some("2026-03-16"), "met-late", LATER, taken.clone()),
        ),
        (
            15,
            10,
            "new",
            "2026-03-02",
            vec![("suspended", "2026-03-17"), ("petition-settled", "2026-03-18"), ("resumed", "2026-03-19")],
            (Some("2026-03-16"), "met-late", LATER, taken.clone()),
        ),
        (15, 10, "new", "2026-03-02", vec![("suspended", "2026-03-16")], (None, "no-date", LATER, taken.clone())),
        (
            15,
            10,
            "new",
            "2026-03-02",
            vec![("suspended", "2026-03-16"), ("petition-settled", "2026-03-18")],
            (None, "met", LATER, taken.clone()),
        ),
        // Which version is asked although both stand still.
        (15, 20, "new", "2026-03-02", vec![("suspended", "2026-03-17")], (None, "no-date", LATER, taken.clone())),
        (15, 20, "old", "2026-03-02", vec![("suspended", "2026-03-17")], (None, "no-date", FIRST, vec![])),
        // The limit of the later version had passed before its first day.
        (
            15,
            5,
            "new",
            "2026-03-02",
            vec![("suspended", "2026-03-17")],
            (None, "no-date", FIRST, vec!["passed-when-laid-down"]),
        ),
        // What had no limit until then has one since.
        (0, 10, "new", "2026-03-10", vec![], (Some("2026-03-24"), "overdue", LATER, taken.clone())),
        (0, 10, "old", "2026-03-10", vec![], (None, "no-date", FIRST, vec![])),
        (0, 10, "", "2026-03-10", vec![], (None, "no-date", FIRST, vec![])),
        (0, 10, "new", "2026-03-10", vec![("petition-settled", "2026-03-15")], (None, "met", FIRST, vec![])),
        (
            0,
            10,
            "new",
            "2026-03-10",
            vec![("petition-settled", "2026-03-16")],
            (Some("2026-03-24"), "met", LATER, taken.clone()),
        ),
        (0, 10, "new", "2026-03-16", vec![], (Some("2026-03-30"), "overdue", LATER, vec![])),
    ] {
        let registry = handled(was, now, transition);
        let duty = of_office(&registry, received, &acts, "2026-04-20");
        assert_eq!(
            told(&duty),
            (expected.0.map(str::to_owned), expected.1, expected.2, expected.3),
            "{was} {now} {transition} {received} {acts:?}"
        );
    }
}

/// Of a dialogue of 10 March of which the conclusion was notified on the 18th: fifteen working days end on 8 April, ten on the 1st.
#[test]
fn which_version_counts_is_open_while_the_limit_stands_still() {
    const NOTIFIED: &str = "after = \"conclusion-notified\", unit = \"working-day\"";
    let registry = registry("dialogue", (&format!("{NOTIFIED}, n = 15"), &format!("{NOTIFIED}, n = 10")), "");
    let versions = registry.rule_sets();
    let terms = Terms::new([versions[0].clone()], VIETNAM.clone()).knowing([versions[1].clone()]);
    for (acts, expected, version) in [
        (vec![("suspended", "2026-04-02"), ("petition-settled", "2026-04-03")], "contested", FIRST),
        (
            vec![("suspended", "2026-04-02"), ("petition-settled", "2026-04-03"), ("resumed", "2026-04-04")],
            "contested",
            FIRST,
        ),
        (vec![("suspended", "2026-04-02")], "contested", FIRST), // late by the later version alone
        (vec![("suspended", "2026-04-01"), ("petition-settled", "2026-04-03")], "met", FIRST),
    ] {
        let raised = [("petition-raised", "2026-03-10"), ("conclusion-notified", "2026-03-18")];
        let fact = |(event, on): (&str, &str)| {
            let fact = Fact::new(event, date(on));
            if event == "conclusion-notified" { fact } else { fact.petition("A") }
        };
        let facts = raised
            .into_iter()
            .chain(acts.iter().copied())
            .map(fact)
            .fold(Facts::held_on(date("2026-03-10")), Facts::with);
        let timeline = terms.timeline(&facts, as_of("2026-04-20")).unwrap();
        let duty = duty(&timeline, "settle");
        assert_eq!((duty.outcome.status.word(), duty.rule_set.version()), (expected, version), "{acts:?}");
        let new: Vec<&str> = duty.readings.iter().map(doithoai::timeline::OtherReading::id).collect();
        assert_eq!(new, ["pending-new"], "{acts:?}");
    }
}

/// Ten working days, fifteen from 16 March of which nobody says whether it takes over, twenty from 6 April by a version that takes over
/// what is pending: by the second one it was, on 6 April.
#[test]
fn what_a_reading_makes_of_a_duty_goes_over_in_its_turn() {
    const ASSIGNED: &str = "after = \"petition-assigned\", unit = \"working-day\"";
    let due = |n: u32| format!("{ASSIGNED}, n = {n}");
    let registry = registry("dialogue", (&due(10), &due(15)), "");
    let third = later(&due(20), "new").replace("2026-03-16", "2026-04-06").replace("sd", "se");
    let third = registry.from_toml(&third).unwrap_or_else(|error| panic!("{error}"));
    let registry = registry.with(third).unwrap();
    let terms = |adopted: Option<&str>| {
        let terms = Terms::new(registry.rule_sets().iter().cloned(), VIETNAM.clone());
        let adopted = adopted.map(|reading| AdoptedReadings::new().adopt("own", "settle", reading));
        terms.adopting(adopted.unwrap_or_default()).unwrap()
    };
    let fact = |event: &str, on: &str| Fact::new(event, date(on)).petition("A");
    // Due on 3 April, on the 10th, on the 17th.
    for (assigned, settled, status, reading) in [
        ("2026-03-20", "2026-04-03", "met", "2026-04-17"),
        ("2026-03-20", "2026-04-14", "contested", "2026-04-17"),
        ("2026-03-20", "2026-04-17", "contested", "2026-04-17"),
        ("2026-03-20", "2026-04-20", "met-late", "2026-04-17"),
        // Settled, or over, before the third one came.
        ("2026-03-16", "2026-04-05", "contested", "2026-04-06"),
    ] {
        let facts = Facts::held_on(date("2026-03-02")).with(fact("petition-raised", "2026-03-02"));
        let facts = facts.with(fact("petition-assigned", assigned)).with(fact("petition-settled", settled));
        let timeline = terms(None).timeline(&facts, as_of("2026-06-30")).unwrap();
        let told = duty(&timeline, "settle");
        assert_eq!(told.outcome.status.word(), status, "{assigned} {settled}");
        let due = |outcome: &doithoai::timeline::Outcome| outcome.due.map(|due| due.date.to_string());
        let readings: Vec<_> = told.readings.iter().map(|one| (one.id(), due(&one.outcome))).collect();
        if settled > "2026-04-05" {
            assert_eq!(readings, [("pending-new", Some(reading.to_owned()))], "{assigned} {settled}");
        }
        let adopted = terms(Some("pending-new")).timeline(&facts, as_of("2026-06-30")).unwrap();
        assert_eq!(due(&duty(&adopted, "settle").outcome), readings.last().unwrap().1, "{assigned} {settled}");
    }
}

/// Ten working days in one version and no limit in the other, from an assignment of 18 March: late under one alone, done late or not done.
#[test]
fn where_one_version_has_no_limit_it_is_contested() {
    const ASSIGNED: &str = "after = \"petition-assigned\", unit = \"working-day\", n = 10";
    const NONE: &str = "none = \"not-stated\"";
    for (was, now) in [(ASSIGNED, NONE), (NONE, ASSIGNED)] {
        let registry = registry("dialogue", (was, now), "");
        let versions = registry.rule_sets();
        let terms = Terms::new([versions[0].clone()], VIETNAM.clone()).knowing([versions[1].clone()]);
        for (settled, seen, expected) in [
            (None, "2026-04-01", if was == NONE { "no-date" } else { "pending" }),
            (None, "2026-04-02", "contested"),
            (Some("2026-04-01"), "2026-06-30", "met"),
            (Some("2026-04-02"), "2026-06-30", "contested"),
        ] {
            let fact = |event: &str, on: &str| Fact::new(event, date(on)).petition("A");
            let facts = Facts::held_on(date("2026-02-23")).with(fact("petition-raised", "2026-02-23"));
            let facts = facts.with(fact("petition-assigned", "2026-03-18"));
            let facts = settled.map(|on| fact("petition-settled", on)).into_iter().fold(facts, Facts::with);
            let timeline = terms.timeline(&facts, as_of(seen)).unwrap();
            let status = duty(&timeline, "settle").outcome.status.word();
            assert_eq!(status, expected, "{was} {settled:?} {seen}");
        }
    }
}

/// Whom a rule set binds only from 2 March owes what begins from then on, as if it were in force only since: of a new version, of a
/// stage of one, and of what completes it.
#[test]
fn whom_a_set_binds_only_later_owes_what_begins_then() {
    let obligation = |id: &str, activity: &str, after: &str, n: u32, met_by: &str| {
        format!(
            "[[obligation]]\nid = \"{id}\"\nduty_kind = \"other\"\nactivity = \"{activity}\"\n{}bearer = \"office\"\n\
             due = {{ after = \"{after}\", n = {n}, unit = \"working-day\" }}\nmet_by = {{ all = [\"{met_by}\"] }}\ncite = \"main#d1\"\n",
            if activity == "dialogue" { "phase = \"after\"\n" } else { "each = \"petition\"\n" }
        )
    };
    let obligations = [
        obligation("notify", "dialogue", "closed", 10, "conclusion-notified"),
        obligation("direct", "dialogue", "conclusion-notified", 3, "settlement-directed"),
        obligation("class", "petition-handling", "petition-received", 5, "petition-classed"),
        obligation("assign", "petition-handling", "petition-settled", 3, "petition-assigned"),
    ]
    .concat();
    let activities = "activities = [\"dialogue\", \"petition-handling\"]\n";
    let file = |levels: &str, from: &str| {
        let head = OWN_FILE.replace("levels = [\"commune\"]", &format!("levels = [{levels}]"));
        let head = head.replace("in_force = { from = 2025-01-01 }", &format!("in_force = {{ from = {from} }}"));
        RuleSet::from_toml(&format!("{head}{activities}{obligations}")).unwrap()
    };
    let amendment = |head: &str, of_instrument: &str, transition: &str| {
        format!(
            "format = 1\nversion = \"2026-03-02\"\n{head}\n[source.w]\nkind = \"inferred\"\nconfidence = \"D\"\nref = \"x\"\n\
             [instrument.sd]\nkind = \"quyet-dinh\"\nnumber = \"02-QĐ/VD\"\nissuer = \"unknown\"\nissued = 2026-02-01\n{of_instrument}\
             standing = \"in-force\"\n[applies]\nlevels = [\"province\", \"commune\"]\ncite = \"sd#d1\"\n{transition}"
        )
    };
    let version = "id = \"own\"\namends = \"own\"\nin_force = { from = 2026-03-02 }";
    let staged = "id = \"own\"\namends = \"own\"\nin_force = { from = 2026-02-10 }";
    let overlay = "id = \"plan\"\nextends = \"own\"\ntitle = \"Kế hoạch\"";
    let from = "in_force = { from = 2026-03-02 }\n";
    let taking = "[[transition]]\npending = \"new\"\ncite = \"sd#d9\"\n";
    let first = || Registry::new().with(file("\"province\"", "2025-01-01")).unwrap();
    let with = |text: String| first().with(first().from_toml(&text).unwrap_or_else(|error| panic!("{error}"))).unwrap();
    for (what, registry) in [
        ("alone", Registry::new().with(file("\"province\", \"commune\"", "2026-03-02")).unwrap()),
        ("version", with(amendment(version, "", ""))),
        ("version taking over", with(amendment(version, "", taking))),
        ("stage", with(amendment(staged, from, ""))),
        ("stage taking over", with(amendment(staged, from, taking))),
        ("overlay", with(amendment(overlay, from, ""))),
    ] {
        let log = "{\"office\":\"A\",\"territory\":\"48\",\"level\":\"commune\",\"head\":\"local-government\"}\n\
                   {\"event\":\"petition-received\",\"on\":\"2026-02-20\",\"petition\":\"A\"}\n\
                   {\"event\":\"petition-settled\",\"on\":\"2026-03-03\",\"petition\":\"A\"}\n";
        let office = OfficeLog::from_jsonl(log).unwrap();
        let mut of_day = office.subject().clone();
        of_day.on = date("2026-02-27");
        let terms = Terms::binding(registry.binding(&of_day), VIETNAM.clone());
        let log = "{\"dialogue\":\"D\",\"appointed\":\"2026-02-27\",\"on\":\"2026-02-20\"}\n{\"event\":\"opened\",\"on\":\"2026-02-27\"}\n\
                   {\"event\":\"closed\",\"on\":\"2026-02-27\"}\n{\"event\":\"conclusion-notified\",\"on\":\"2026-03-05\"}\n";
        let log = Log::from_jsonl(log).unwrap();
        let dialogue = AnyDialogue::replay(terms, &log).unwrap();
        let audit = audit_year(&registry, &VIETNAM, &[dialogue], &office, 2026, as_of("2026-04-01")).unwrap();
        let told: Vec<(&str, &str, Option<String>)> = audit
            .verdicts
            .iter()
            .map(|one| (one.duty.rule.id.as_str(), one.duty.outcome.status.word(), one.duty.outcome.due))
            .map(|(id, status, due)| (id, status, due.map(|due| due.date.to_string())))
            .collect();
        let due = |day: &str| Some(day.to_owned());
        let owed = [
            ("notify", "not-applicable", due("2026-03-13")),
            ("direct", "overdue", due("2026-03-10")),
            ("class", "not-applicable", due("2026-02-27")),
            ("assign", "overdue", due("2026-03-06")),
        ];
        assert_eq!(told, owed, "{what}");
    }
}
