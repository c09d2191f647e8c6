//! What was done before that happened which made a duty arise: it was done for something else, and does not count.

use doithoai::audit::{Judgement, OfficeLog, audit_year};
use doithoai::ruleset::CaseClass;
use doithoai::timeline::{Finding, Status};
use doithoai::{Fact, Facts, Lang, Registry, RuleSet, View};

use crate::support::{OWN_FILE, VIETNAM, as_of, date, terms_in};

const EVENTS: &str = r#"
activities = ["dialogue", "petition-handling"]
[[event]]
id = "reasons-told"
text = { vi = "báo cáo lý do", en = "the reasons told" }
[[event]]
id = "asked"
text = { vi = "có yêu cầu", en = "asked for" }
"#;

/// A rule file with one duty met by telling the reasons.
fn file(keys: &str) -> String {
    format!(
        "{OWN_FILE}{EVENTS}[[obligation]]\nid = \"tell\"\nduty_kind = \"other\"\nphase = \"after\"\ntext = \"Báo cáo lý do\"\nbearer = \"office\"\n\
         met_by = {{ all = [\"reasons-told\"] }}\ncite = \"main#d1\"\n{keys}\n"
    )
}

const BY_EVENT: &str =
    "only_if = { event = \"rescheduled\" }\ndue = { after = \"rescheduled\", n = 2, unit = \"working-day\" }";

/// The dialogue of 20 August, moved on 10 August to the 28th; the reasons told on some days.
fn moved(told: &[&str]) -> Facts {
    let facts = Facts::appointed_for(date("2026-08-20"));
    let facts = facts.with(Fact::new("rescheduled", date("2026-08-10")).until(date("2026-08-28")));
    told.iter().fold(facts, |facts, on| facts.with(Fact::new("reasons-told", date(on))))
}

/// How the duty stands, and its findings in both languages.
fn judged(keys: &str, facts: &Facts, view: View) -> (Status, Vec<[String; 2]>) {
    let timeline = terms_in(&file(keys)).timeline(facts, view).unwrap();
    let duty = timeline.duty("own", "tell").unwrap();
    let told = |one: &Finding| [Lang::Vi, Lang::En].map(|lang| duty.finding_text(one, lang));
    (duty.outcome.status.clone(), duty.outcome.findings.iter().map(told).collect())
}

#[test]
fn an_act_of_before_the_event_that_made_the_duty_arise_does_not_count_and_the_finding_names_both_days() {
    for (told, counts) in [("2026-07-21", false), ("2026-08-09", false), ("2026-08-10", true), ("2026-08-12", true)] {
        let (status, findings) = judged(BY_EVENT, &moved(&[told]), as_of("2026-08-20"));
        assert_eq!(status == Status::Met, counts, "{told}: {status:?}");
        assert_eq!(matches!(status, Status::Overdue { by } if by.days == 8), !counts, "{told}: {status:?}");
        assert_eq!(findings.len(), usize::from(!counts), "{told}");
    }
    let (_, findings) = judged(BY_EVENT, &moved(&["2026-08-03"]), as_of("2026-08-20"));
    assert_eq!(
        findings,
        [[
            "báo cáo lý do ngày 03/08/2026, trước khi nhiệm vụ này phát sinh ngày 10/08/2026: không được tính",
            "the reasons told on 2026-08-03, before this duty arose on 2026-08-10: it does not count"
        ]]
    );
    // Of several the last is told; none where the duty is met in time, one where it is met late.
    for (told, status, n) in [
        (["2026-07-21", "2026-08-03"], "overdue", 1),
        (["2026-08-03", "2026-08-12"], "met", 0),
        (["2026-08-03", "2026-08-13"], "met-late", 1),
    ] {
        let (is, findings) = judged(BY_EVENT, &moved(&told), as_of("2026-08-20"));
        assert_eq!((is.word(), findings.len()), (status, n), "{told:?}");
        assert!(findings.iter().all(|[vi, _]| vi.contains("03/08/2026")), "{findings:?}");
    }
    // Before the event has happened nothing is owed, and nothing is found.
    let not_yet = judged(BY_EVENT, &moved(&["2026-08-03"]), as_of("2026-08-09"));
    assert_eq!((not_yet.0.word(), not_yet.1.len()), ("not-applicable", 0));
}

#[test]
fn so_it_is_of_whatever_makes_a_duty_arise() {
    let after_a_move = "due = { after = \"rescheduled\", n = 2, unit = \"working-day\" }";
    let without_a_day = "only_if = { event = \"rescheduled\" }\ndue = { none = \"not-stated\" }";
    let by_all = "only_if = { all = [{ event = \"rescheduled\" }, { not = { event = \"asked\" } }] }\ndue = { after = \"rescheduled\", n = 2, unit = \"working-day\" }";
    let by_a_date = "only_if = { event = \"rescheduled\" }\ndue = { date = 2026-08-12 }";
    for keys in [after_a_move, without_a_day, by_all, by_a_date] {
        for (told, counts) in [("2026-08-09", false), ("2026-08-10", true), ("2026-08-11", true)] {
            let (status, findings) = judged(keys, &moved(&[told]), as_of("2026-08-20"));
            assert_eq!(
                (status == Status::Met, findings.len()),
                (counts, usize::from(!counts)),
                "{keys} {told}: {status:?}"
            );
        }
    }
    // By any of two: by the first.
    let by_any =
        "only_if = { any = [{ event = \"rescheduled\" }, { event = \"asked\" }] }\ndue = { none = \"not-stated\" }";
    for (told, counts) in [("2026-08-04", false), ("2026-08-05", true), ("2026-08-09", true)] {
        let facts = moved(&[told]).with(Fact::new("asked", date("2026-08-05")));
        assert_eq!(judged(by_any, &facts, as_of("2026-08-20")).0 == Status::Met, counts, "{told}");
    }
}

#[test]
fn what_comes_before_an_event_what_the_case_is_and_what_only_begins_to_count_is_not_asked() {
    // Before the dialogue: told before the move was decided, and in time.
    let backward = "only_if = { event = \"rescheduled\" }\ndue = { before = \"dialogue-day\", n = 2, unit = \"working-day\", count = \"event-excluded\" }";
    let in_the_month =
        "only_if = { event = \"rescheduled\" }\ndue = { before_day = 15, of_month_of = \"dialogue-day\" }";
    let by_hours =
        "only_if = { event = \"rescheduled\" }\ndue = { before = \"dialogue-day\", n = 24, unit = \"hour\" }";
    for keys in [backward, in_the_month, by_hours] {
        let (status, findings) = judged(keys, &moved(&["2026-08-03"]), as_of("2026-08-20"));
        assert_eq!((status.word(), findings.len()), ("met", 0), "{keys}");
    }
    // A limit that only begins with an event: the matter was there before.
    let counted = "due = { after = \"asked\", n = 5, unit = \"day\" }";
    let facts = moved(&["2026-08-03"]).with(Fact::new("asked", date("2026-08-05")));
    assert_eq!(judged(counted, &facts, as_of("2026-08-20")).0, Status::Met);
    // A case is of its class from the beginning, whenever it is classed.
    let by_class = "each = \"petition\"\nonly_if = { class = \"complex\" }\ndue = { after = \"petition-raised\", n = 20, unit = \"day\" }";
    let held = Facts::held_on(date("2026-08-20")).with(Fact::new("petition-raised", date("2026-08-20")).petition("A"));
    let facts = held
        .with(Fact::new("reasons-told", date("2026-08-25")))
        .with(Fact::new("petition-classed", date("2026-08-28")).petition("A").class(CaseClass::Complex));
    assert_eq!(judged(by_class, &facts, as_of("2026-08-30")).0, Status::Met);
}

#[test]
fn what_must_go_on_begins_after_the_duty_arose() {
    let keys = "only_if = { event = \"rescheduled\" }\ndue = { after = \"rescheduled\", n = 2, unit = \"working-day\" }\nlasts = { n = 3, unit = \"day\" }";
    let run = |on: &str, until: &str| Fact::new("reasons-told", date(on)).until(date(until));
    for (runs, status) in [
        (vec![run("2026-08-03", "2026-08-08")], "overdue"),
        (vec![run("2026-08-10", "2026-08-12")], "met"),
        (vec![run("2026-08-03", "2026-08-08"), run("2026-08-11", "2026-08-13")], "met"),
        (vec![run("2026-08-03", "2026-08-08"), run("2026-08-11", "2026-08-12")], "overdue"),
    ] {
        let facts = runs.into_iter().fold(moved(&[]), Facts::with);
        assert_eq!(judged(keys, &facts, as_of("2026-08-20")).0.word(), status);
    }
    // One that began too early is not taken for the one that still goes on.
    let facts = moved(&[]).with(run("2026-08-03", "2026-08-08")).with(Fact::new("reasons-told", date("2026-08-11")));
    assert_eq!(judged(keys, &facts, as_of("2026-08-12")).0, Status::Pending);
}

const OF_PETITIONS: &str = r#"
[[obligation]]
id = "settle"
duty_kind = "settle"
each = "petition"
activity = "petition-handling"
bearer = "office"
due = { after = "petition-received", n = 10, unit = "working-day" }
met_by = { all = ["petition-settled"] }
cite = "main#d7"
[[event]]
id = "apologized"
petition = true
text = { vi = "xin lỗi", en = "apologized" }
[[obligation]]
id = "apology"
duty_kind = "other"
text = "Xin lỗi khi quá hạn"
each = "petition"
activity = "petition-handling"
bearer = "office"
only_if = { overdue = "settle" }
due = { after = { due_of = "settle" }, n = 3, unit = "working-day" }
met_by = { all = ["apologized"] }
cite = "main#d8"
"#;

#[test]
fn an_apology_is_for_what_is_overdue() {
    let registry =
        Registry::new().with(RuleSet::from_toml(&format!("{OWN_FILE}{EVENTS}{OF_PETITIONS}")).unwrap()).unwrap();
    // Due on 23 February: overdue since the 24th.
    for (on, judgement) in [
        ("2026-02-03", Judgement::Overdue),
        ("2026-02-23", Judgement::Overdue),
        ("2026-02-24", Judgement::OnTime),
        ("2026-02-26", Judgement::OnTime),
        ("2026-02-27", Judgement::Late),
    ] {
        let log = format!(
            "{{\"office\":\"A\",\"territory\":\"48\",\"level\":\"commune\",\"head\":\"local-government\"}}\n\
             {{\"event\":\"petition-received\",\"on\":\"2026-02-02\",\"petition\":\"P\"}}\n\
             {{\"event\":\"apologized\",\"on\":\"{on}\",\"petition\":\"P\"}}\n"
        );
        let office = OfficeLog::from_jsonl(&log).unwrap();
        let year = audit_year(&registry, &VIETNAM, &[], &office, 2026, as_of("2026-03-10")).unwrap();
        let apology = year.verdicts.iter().find(|one| one.duty.rule.id == "apology").unwrap();
        assert_eq!(apology.judgement, judgement, "{on}");
        let is_told = apology.duty.outcome.findings.iter().any(
            |one| matches!(one, Finding::BeforeItArose { on: told, arose, .. } if *told == date(on) && *arose == date("2026-02-24")),
        );
        assert_eq!(is_told, judgement == Judgement::Overdue, "{on}");
    }
}
