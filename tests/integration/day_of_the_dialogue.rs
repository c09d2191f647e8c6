//! Which version judges: that of the day of the dialogue as it stands, also where it was moved there; and what is said where none
//! is in force on that day.

use doithoai::audit::{Judgement, OfficeLog, Verdict, YearAudit, audit, audit_year};
use doithoai::dialogue::{AnyDialogue, Plan};
use doithoai::ruleset::{HeadKind, Level};
use doithoai::timeline::{Status, WhyNot};
use doithoai::{Fact, Registry, RuleSet, Subject, Terms, View};

use crate::support::{OWN_FILE, VIETNAM, as_of, date};

const OFFICE: &str = r#"{"office":"A","territory":"48","level":"commune","head":"local-government"}"#;

const CONCLUSION: &str = r#"
[[obligation]]
id = "conclusion"
duty_kind = "notify-conclusion"
text = "Thông báo kết luận"
phase = "after"
bearer = "office"
due = { after = "closed", n = 10, unit = "working-day" }
met_by = { all = ["conclusion-notified"] }
cite = "main#d1"
"#;

const INVITATION: &str = r#"
[[obligation]]
id = "invitation"
duty_kind = "invite"
text = "Mời dự"
phase = "before"
bearer = "office"
due = { before = "dialogue-day", n = 3, unit = "day", count = "event-excluded" }
met_by = { all = ["invitation-sent"] }
cite = "main#d2"
"#;

const RECEIPT: &str = r#"
[[obligation]]
id = "reply"
activity = "petition-handling"
duty_kind = "settle"
text = "Trả lời"
phase = "after"
each = "petition"
bearer = "office"
due = { after = "petition-received", n = 10, unit = "day" }
met_by = { all = ["reply-sent"] }
cite = "main#d3"
"#;

/// The rule file of a test in force for some days, with some duties.
fn file(in_force: &str, duties: &str) -> RuleSet {
    let head = OWN_FILE
        .replace("in_force = { from = 2025-01-01 }\n", "")
        .replace("title =", &format!("in_force = {in_force}\ntitle ="));
    let activities = "activities = [\"dialogue\", \"petition-handling\"]\n";
    let text = format!("{head}{activities}{duties}");
    RuleSet::from_toml(&text).unwrap_or_else(|error| panic!("{error}"))
}

/// Two versions: ten working days for the conclusion, and seven from 20 May 2026; the invitation is of the first alone.
fn two() -> Registry {
    let registry = Registry::new().with(file("{ from = 2025-01-01 }", &format!("{CONCLUSION}{INVITATION}"))).unwrap();
    let amendment = r#"
format = 1
id = "own"
version = "2026-05-20"
amends = "own@2026-01-01"
in_force = { from = 2026-05-20 }
[source.new]
kind = "inferred"
confidence = "D"
ref = "Thử"
[instrument.new]
kind = "quyet-dinh"
number = "2/QĐ"
issuer = "unknown"
issued = 2026-05-20
standing = "in-force"
[[obligation]]
id = "conclusion"
due = { n = 7 }
cite = "new#d1"
from = "new"
[[remove]]
of = "obligation.invitation"
cite = "new#d2"
"#;
    let set = registry.from_toml(amendment).unwrap_or_else(|error| panic!("{error}"));
    registry.with(set).unwrap()
}

fn ward(on: &str) -> Subject {
    Subject::new("48", Level::Commune, HeadKind::LocalGovernment, date(on)).unwrap()
}

/// A dialogue that is appointed for a day, perhaps moved to another, and held on a third.
fn dialogue(terms: Terms, appointed: &str, moved: Option<(&str, &str)>, held: Option<&str>) -> AnyDialogue {
    let plan = Plan::new("DT-1", date(appointed)).subject(ward(appointed));
    let mut dialogue = AnyDialogue::plan(terms, plan, date("2025-01-05")).unwrap();
    if let Some((on, until)) = moved {
        dialogue.record(Fact::new("rescheduled", date(on)).until(date(until))).unwrap();
    }
    for event in held.iter().flat_map(|_| ["opened", "closed"]) {
        dialogue.record(Fact::new(event, date(held.unwrap()))).unwrap();
    }
    dialogue
}

fn of_year(registry: &Registry, dialogue: &AnyDialogue, year: i32, view: View) -> YearAudit {
    let office = OfficeLog::from_jsonl(OFFICE).unwrap();
    audit_year(registry, &VIETNAM, std::slice::from_ref(dialogue), &office, year, view).unwrap()
}

fn named<'v>(verdicts: &'v [Verdict], id: &str) -> Vec<&'v Verdict> {
    verdicts.iter().filter(|verdict| verdict.duty.rule.id == id).collect()
}

#[test]
fn a_dialogue_is_judged_by_the_version_of_its_day_as_it_stands() {
    let registry = two();
    let (first, second) = ("2026-01-01", "2026-05-20");
    for (appointed, moved, held, version) in [
        ("2026-05-15", None, Some("2026-05-15"), first),
        ("2026-05-15", Some(("2026-05-11", "2026-05-19")), None, first),
        ("2026-05-15", Some(("2026-05-11", "2026-05-20")), None, second),
        ("2026-05-15", Some(("2026-05-11", "2026-05-21")), None, second),
        ("2026-05-15", Some(("2026-05-11", "2026-05-25")), Some("2026-05-25"), second),
        // Brought forward, and opened on another day than appointed.
        ("2026-05-25", Some(("2026-05-11", "2026-05-19")), Some("2026-05-19"), first),
        ("2026-05-25", Some(("2026-05-11", "2026-05-20")), Some("2026-05-20"), second),
        ("2026-05-15", Some(("2026-05-11", "2026-05-19")), Some("2026-05-20"), second),
    ] {
        let case = format!("{appointed} {moved:?} {held:?}");
        let bound = Terms::binding(registry.binding(&ward(appointed)), VIETNAM.clone());
        let given = Terms::new(registry.rule_sets().iter().cloned(), VIETNAM.clone());
        for terms in [bound, given] {
            let dialogue = dialogue(terms, appointed, moved, held);
            let timeline = dialogue.timeline(as_of("2026-07-31")).unwrap();
            assert_eq!(timeline.rulesets[0].version, version, "{case}");
            assert!(timeline.rulesets[0].not_in_force.is_none(), "{case}");
            let verdicts = audit(&dialogue, as_of("2026-07-31")).unwrap();
            let conclusion = named(&verdicts, "conclusion");
            assert_eq!(conclusion.len(), 1, "{case}");
            assert_eq!(conclusion[0].duty.rule_set.version(), version, "{case}");
            // As if it had been appointed for that day at once.
            if let Some(held) = held {
                let terms = Terms::binding(registry.binding(&ward(held)), VIETNAM.clone());
                let at_once = self::dialogue(terms, held, None, Some(held));
                let at_once = audit(&at_once, as_of("2026-07-31")).unwrap();
                let (one, other) = (&conclusion[0].duty.outcome, &named(&at_once, "conclusion")[0].duty.outcome);
                assert_eq!((one.due, &one.status), (other.due, &other.status), "{case}");
            }
            let year = of_year(&registry, &dialogue, 2026, as_of("2026-07-31"));
            assert_eq!(named(&year.verdicts, "conclusion")[0].duty.rule_set.version(), version, "{case}");
        }
    }
}

#[test]
fn before_it_was_moved_it_was_of_its_first_day() {
    let registry = two();
    let terms = Terms::binding(registry.binding(&ward("2026-05-15")), VIETNAM.clone());
    let dialogue = dialogue(terms, "2026-05-15", Some(("2026-05-11", "2026-05-25")), None);
    let version = |view| dialogue.timeline(view).unwrap().rulesets[0].version.clone();
    assert_eq!(version(as_of("2026-05-10")), "2026-01-01");
    assert_eq!(version(as_of("2026-05-11")), "2026-05-20");
    assert_eq!(version(View::everything().known_on(date("2026-05-10"))), "2026-01-01");
    // On the day of the move the amendment had not been issued.
    assert_eq!(version(View::everything().known_on(date("2026-05-19"))), "2026-01-01");
    assert_eq!(version(View::everything().known_on(date("2026-05-20"))), "2026-05-20");
}

#[test]
fn what_did_not_bind_on_the_first_day_binds_on_the_day() {
    let registry = Registry::builtin();
    let ward = |on| Subject::new("15", Level::Commune, HeadKind::LocalGovernment, date(on)).unwrap();
    for (until, binds) in [("2025-06-15", false), ("2025-06-16", true), ("2025-06-17", true), ("2025-07-20", true)] {
        let terms = Terms::binding(registry.binding(&ward("2025-06-10")), VIETNAM.clone());
        let dialogue = dialogue(terms, "2025-06-10", Some(("2025-06-05", until)), Some(until));
        let timeline = dialogue.timeline(as_of("2025-09-30")).unwrap();
        assert_eq!(timeline.duties.iter().any(|duty| duty.ruleset() == "law-72-2025"), binds, "{until}");
        let not = timeline.not_applicable.iter().any(|not| not.id == "law-72-2025");
        assert_eq!(not, !binds, "{until}");
    }
}

#[test]
fn what_will_bind_on_a_later_day_is_recorded_before_the_move() {
    let own = r#"
[[event]]
id = "hall-booked"
phase = "before"
text = { vi = "Đặt hội trường", en = "Hall booked" }
"#;
    let registry = Registry::new().with(file("{ from = 2026-03-16 }", &format!("{own}{CONCLUSION}"))).unwrap();
    let terms = Terms::binding(registry.binding(&ward("2026-03-13")), VIETNAM.clone());
    let mut dialogue = dialogue(terms, "2026-03-13", None, None);
    let refused = dialogue.record(Fact::new("hall-hired", date("2026-03-03"))).unwrap_err();
    assert!(refused.to_string().contains("hall-hired"), "{refused}");
    dialogue.record(Fact::new("hall-booked", date("2026-03-03"))).unwrap();
    dialogue.record(Fact::new("rescheduled", date("2026-03-10")).until(date("2026-03-16"))).unwrap();
    let timeline = dialogue.timeline(as_of("2026-03-16")).unwrap();
    assert!(timeline.duties.iter().any(|duty| duty.ruleset() == "own"));
}

#[test]
fn what_is_not_in_force_on_the_day_is_told_of_each_duty() {
    let before = &Status::NotApplicable { because: WhyNot::BeforeInForce };
    let ended = &Status::NotApplicable { because: WhyNot::NoLongerInForce };
    let second = file("{ from = 2026-03-16 }", CONCLUSION);
    let renamed = |set: &RuleSet, version: &str| {
        Registry::new()
            .check_json(&set.to_json().replace("\"version\": \"2026-01-01\"", &format!("\"version\": \"{version}\"")))
            .rule_set
            .unwrap()
    };
    let first = renamed(&file("{ from = 2025-01-01, until = 2026-03-01 }", CONCLUSION), "1");
    let only = Registry::new().with(second.clone()).unwrap();
    let gap = Registry::new().with(first.clone()).unwrap().with(second).unwrap();
    let ending = Registry::new().with(first).unwrap();
    for (registry, day, status) in [
        (&only, "2026-03-13", Some(before)),
        (&only, "2026-03-16", None),
        (&only, "2026-03-17", None),
        (&gap, "2026-02-27", None),
        (&gap, "2026-03-01", Some(ended)),
        (&gap, "2026-03-13", Some(ended)),
        (&gap, "2026-03-16", None),
        (&ending, "2026-02-27", None),
        (&ending, "2026-03-02", Some(ended)),
    ] {
        let terms = Terms::binding(registry.binding(&ward(day)), VIETNAM.clone());
        let dialogue = dialogue(terms, day, None, Some(day));
        let year = of_year(registry, &dialogue, 2026, as_of("2026-06-30"));
        let conclusion = named(&year.verdicts, "conclusion");
        assert_eq!(conclusion.len(), 1, "{day}");
        let said = &conclusion[0].duty.outcome.status;
        match status {
            None => assert!(matches!(said, Status::Overdue { .. }), "{day}: {said:?}"),
            Some(status) => {
                assert_eq!(said, status, "{day}");
                assert_eq!(conclusion[0].judgement, Judgement::NotApplicable, "{day}");
            }
        }
        // The same of terms that looked it up, as those of `timeline --log` do.
        let set = registry.nearest("own", date(day)).unwrap().clone();
        let looked_up = Terms::new([set], VIETNAM.clone()).only_in_force();
        let duties = looked_up.duties(dialogue.facts(), as_of("2026-06-30")).unwrap();
        assert_eq!(&duties[0].outcome.status, said, "{day}");
    }
    // Of a year in which it is in force on no day the audit says that of the whole.
    let terms = Terms::binding(only.binding(&ward("2025-03-13")), VIETNAM.clone());
    let early = dialogue(terms, "2025-03-13", None, Some("2025-03-13"));
    let year = of_year(&only, &early, 2025, as_of("2026-06-30"));
    assert!(year.verdicts.is_empty() && year.not_applicable.iter().any(|not| not.id == "own"));
}

#[test]
fn a_petition_that_came_before_the_rules_is_told() {
    let registry = Registry::new().with(file("{ from = 2026-03-16 }", RECEIPT)).unwrap();
    for (on, judgement) in [
        ("2026-03-15", Judgement::NotApplicable),
        ("2026-03-16", Judgement::Overdue),
        ("2026-03-17", Judgement::Overdue),
    ] {
        let log = format!("{OFFICE}\n{{\"event\":\"petition-received\",\"on\":\"{on}\",\"petition\":\"P1\"}}\n");
        let office = OfficeLog::from_jsonl(&log).unwrap();
        let year = audit_year(&registry, &VIETNAM, &[], &office, 2026, as_of("2026-06-30")).unwrap();
        let judged: Vec<Judgement> = year.verdicts.iter().map(|verdict| verdict.judgement).collect();
        assert_eq!(judged, [judgement], "{on}");
    }
}

#[test]
fn what_was_late_before_the_move_is_told_under_the_other_version() {
    let registry = two();
    let told_by = |terms: Terms, appointed: &str, on: &str, until: &str| -> Vec<(String, String)> {
        let dialogue = dialogue(terms, appointed, Some((on, until)), None);
        let verdicts = audit(&dialogue, as_of("2026-06-30")).unwrap();
        let timeline = dialogue.timeline(as_of("2026-06-30")).unwrap();
        let findings = |duty: &doithoai::Duty| {
            let of = duty.outcome.findings.iter().filter(|one| one.word() == "due-before-move");
            of.map(|one| (duty.rule.id.clone(), duty.finding_text(one, doithoai::Lang::En))).collect::<Vec<_>>()
        };
        let all: Vec<_> = verdicts.iter().flat_map(|verdict| findings(&verdict.duty)).collect();
        assert_eq!(timeline.duties.iter().flat_map(findings).collect::<Vec<_>>(), all);
        all
    };
    // However the versions are known: looked up for the first day or for the last, or the last one given with the others beside it.
    let told = |appointed: &str, on: &str, until: &str| {
        let last = registry.find("own", date(until)).unwrap().clone();
        let [first, second, third] = [
            Terms::binding(registry.binding(&ward(appointed)), VIETNAM.clone()),
            Terms::binding(registry.binding(&ward(until)), VIETNAM.clone()),
            Terms::new([last], VIETNAM.clone()).knowing(registry.rule_sets().iter().cloned()),
        ]
        .map(|terms| told_by(terms, appointed, on, until));
        assert_eq!((&first, &first), (&second, &third), "{appointed} {on} {until}");
        first
    };
    // The invitation, which the second version does not have, was due on 12 May for the 15th.
    for (on, until, is_told) in [
        ("2026-05-12", "2026-05-25", false),
        ("2026-05-13", "2026-05-25", false),
        ("2026-05-14", "2026-05-25", true),
        ("2026-05-14", "2026-05-20", true),
        // Of one version what is counted from the day goes with it.
        ("2026-05-14", "2026-05-19", false),
    ] {
        let told = told("2026-05-15", on, until);
        assert_eq!(told.len(), usize::from(is_told), "{on} {until}: {told:?}");
        for (duty, text) in told {
            assert_eq!(duty, "invitation");
            assert!(text.contains("own@2026-01-01") && text.contains("due on 2026-05-12"), "{text}");
        }
    }
}
