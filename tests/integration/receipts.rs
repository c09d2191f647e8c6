//! What was done about a petition before it came in: refused where it is entered, not counted where it is read, and told.

use doithoai::audit::{Judgement, OfficeLog, YearAudit, audit_year};
use doithoai::dialogue::{AnyDialogue, Dialogue, Log, Plan};
use doithoai::ruleset::{EVENTS, EventKind};
use doithoai::timeline::Finding;
use doithoai::{Fact, Facts, Lang, Message as _, Registry, RuleSet, View};

use crate::support::{OWN_FILE, VIETNAM, as_of, date, terms};

const OFFICE: &str = "{\"office\":\"A\",\"territory\":\"48\",\"level\":\"commune\",\"head\":\"local-government\"}\n";
const RECEIVED: &str = r#"{"event":"petition-received","on":"2026-02-25","petition":"D"}"#;

/// Settled within a month of the receipt; a report of the file's own of each petition that is overdue.
const FILE: &str = r#"
activities = ["petition-handling"]
[[obligation]]
id = "settle"
duty_kind = "settle"
each = "petition"
activity = "petition-handling"
bearer = "agencies"
due = { cases = [{ only_if = { class = "complex" }, after = "petition-received", n = 2, unit = "month" }], otherwise = { after = "petition-received", n = 1, unit = "month" } }
met_by = { all = ["petition-settled"] }
cite = "main#d7"
  [[obligation.extension]]
  granted_by = "extension-notified"
  limit = { n = 10, unit = "working-day", from = "due" }
[[obligation]]
id = "report-late"
duty_kind = "report"
each = "petition"
activity = "petition-handling"
bearer = "agencies"
only_if = { overdue = "settle" }
due = { after = { due_of = "settle" }, n = 3, unit = "working-day" }
met_by = { all = ["report-filed"] }
cite = "main#d8"
[[event]]
id = "report-filed"
text = "gửi báo cáo"
"#;

fn act(event: &str, on: &str) -> Fact {
    let fact = Fact::new(event, date(on)).petition("D");
    if event == "petition-classed" { fact.class(doithoai::ruleset::CaseClass::Complex) } else { fact }
}

fn acts() -> impl Iterator<Item = &'static EventKind> {
    EVENTS.iter().filter(|event| event.petition && !["petition-received", "petition-raised"].contains(&&*event.id))
}

fn office(lines: &[&str]) -> OfficeLog {
    OfficeLog::from_jsonl(&format!("{OFFICE}{}", lines.join("\n"))).unwrap()
}

fn audited(lines: &[&str]) -> YearAudit {
    let registry = Registry::new().with(RuleSet::from_toml(&format!("{OWN_FILE}{FILE}")).unwrap()).unwrap();
    audit_year(&registry, &VIETNAM, &[], &office(lines), 2026, as_of("2026-04-15")).unwrap()
}

fn judged(year: &YearAudit, duty: &str) -> (Judgement, Vec<String>) {
    let verdict = year.verdicts.iter().find(|one| one.duty.rule.id == duty).unwrap();
    let findings = verdict.duty.outcome.findings.iter().map(|one| verdict.duty.finding_text(one, Lang::Vi)).collect();
    (verdict.judgement, findings)
}

#[test]
fn an_office_appends_nothing_that_was_done_before_the_receipt() {
    assert!(acts().count() > 10);
    for event in acts().filter(|event| event.id != "resumed") {
        for (on, refused) in [("2026-02-24", true), ("2026-02-25", false), ("2026-02-26", false)] {
            // Whichever of the two is entered first.
            let mut receipt_first = office(&[RECEIVED]);
            let mut receipt_last = office(&[]);
            receipt_last.record(act(&event.id, on)).unwrap();
            let kept = (receipt_first.clone(), receipt_last.clone());
            let told = [
                receipt_first.record(act(&event.id, on)),
                receipt_last.record(serde_json::from_str(RECEIVED).unwrap()),
            ];
            for told in told {
                let error = told.err().map(|error| (error.code(), error.to_string()));
                assert_eq!(error.as_ref().map(|(code, _)| *code), refused.then_some("before-receipt"), "{}", event.id);
                let names_both = |text: &String| text.contains("2026-02-24") && text.contains("2026-02-25");
                assert!(error.is_none_or(|(_, text)| names_both(&text)));
            }
            assert!(!refused || (receipt_first, receipt_last) == kept, "{}", event.id);
        }
    }
}

#[test]
fn corrections_may_neither_make_it_so_nor_are_they_hindered_where_it_is() {
    let correct = |entry: usize, fact: Fact| {
        let mut fact = fact.recorded(date("2026-04-01"));
        fact.corrects = Some(entry);
        fact
    };
    let settled = act("petition-settled", "2026-03-01");
    let mut log = office(&[RECEIVED]);
    log.record(settled).unwrap();
    let code = |error: Result<usize, doithoai::audit::OfficeLogError>| error.unwrap_err().code();
    assert_eq!(code(log.record(correct(2, act("petition-settled", "2026-02-24")))), "before-receipt");
    assert_eq!(code(log.record(correct(1, act("petition-received", "2026-03-02")))), "before-receipt");
    assert_eq!(log.record(correct(1, act("petition-received", "2026-03-01"))), Ok(3));
    assert_eq!(
        log.record(correct(2, act("petition-settled", "2026-02-25"))).map_err(|error| error.code()),
        Err("before-receipt")
    );
    let void = |entry: usize, fact: Fact| {
        let mut fact = correct(entry, fact);
        fact.void = true;
        fact
    };
    assert_eq!(log.record(void(3, act("petition-received", "2026-03-01"))), Ok(4));
    assert_eq!(log.record(correct(2, act("petition-settled", "2026-02-25"))), Ok(5)); // nothing says when it came in
    // A log that was read so is mended entry by entry; of another petition it says nothing.
    let early = [
        RECEIVED,
        r#"{"event":"petition-settled","on":"2026-02-05","petition":"D"}"#,
        r#"{"event":"reply-sent","on":"2026-02-06","petition":"D"}"#,
    ];
    let mut log = office(&early);
    assert_eq!(log.record(Fact::new("reply-sent", date("2026-02-06")).petition("E")), Ok(4));
    assert_eq!(code(log.record(act("reply-sent", "2026-02-24"))), "before-receipt");
    assert_eq!(log.record(correct(2, act("petition-settled", "2026-02-25"))), Ok(5));
    assert_eq!(log.record(correct(3, act("reply-sent", "2026-02-25"))), Ok(6));
    assert_eq!(
        log.record(correct(6, act("reply-sent", "2026-02-24"))).map_err(|error| error.code()),
        Err("before-receipt")
    );
}

#[test]
fn what_is_read_so_is_told_by_check_at_its_line_and_counts_for_nothing() {
    let settled = |on: &str| format!(r#"{{"event":"petition-settled","on":"{on}","petition":"D"}}"#);
    for (on, judgement) in [
        ("2026-02-24", Judgement::Overdue),
        ("2026-02-25", Judgement::OnTime),
        ("2026-03-25", Judgement::OnTime),
        ("2026-03-26", Judgement::Late),
    ] {
        let (is, findings) = judged(&audited(&[RECEIVED, &settled(on)]), "settle");
        assert_eq!(is, judgement, "{on}");
        let told =
            "giải quyết xong kiến nghị ngày 24/02/2026, trước khi tiếp nhận kiến nghị ngày 25/02/2026: không được tính";
        assert_eq!(findings, if on == "2026-02-24" { vec![told] } else { vec![] }, "{on}");
        let text = format!("{OFFICE}{RECEIVED}\n{}\n", settled(on));
        let checked = OfficeLog::check_jsonl(&text).under(&Registry::builtin());
        let lines: Vec<_> = checked.warnings.iter().map(|one| (one.line, one.cause.code())).collect();
        assert!(checked.problems.is_empty(), "what is read so is judged: {:?}", checked.problems);
        assert_eq!(lines, if on == "2026-02-24" { vec![(3, "before-receipt")] } else { vec![] }, "{on}");
    }
    // A class and an extension of before the receipt neither.
    for (line, due) in [
        (r#"{"event":"petition-classed","on":"2026-02-24","petition":"D","class":"complex"}"#, "2026-03-25"),
        (r#"{"event":"petition-classed","on":"2026-02-25","petition":"D","class":"complex"}"#, "2026-04-28"),
        (r#"{"event":"extension-notified","on":"2026-02-24","petition":"D"}"#, "2026-03-25"),
        (r#"{"event":"extension-notified","on":"2026-02-25","petition":"D"}"#, "2026-04-08"),
    ] {
        let year = audited(&[RECEIVED, line]);
        let settle = year.verdicts.iter().find(|one| one.duty.rule.id == "settle").unwrap();
        assert_eq!(settle.duty.outcome.due.unwrap().date, date(due), "{line}");
        let is_told = settle.duty.outcome.findings.iter().any(|one| matches!(one, Finding::BeforeReceipt { .. }));
        assert_eq!(is_told, line.contains("02-24"), "{line}");
    }
}

#[test]
fn what_an_office_records_of_no_petition_was_done_for_those_that_there_were() {
    let filed = |on: &str| format!(r#"{{"event":"report-filed","on":"{on}"}}"#);
    for (on, judgement) in [
        ("2026-02-05", Judgement::Overdue),
        ("2026-02-24", Judgement::Overdue),
        // Received since, and not overdue yet: what was filed was no report of that.
        ("2026-02-25", Judgement::Overdue),
        ("2026-03-25", Judgement::Overdue),
        ("2026-03-26", Judgement::OnTime),
        ("2026-03-30", Judgement::OnTime),
        ("2026-03-31", Judgement::Late),
    ] {
        let (is, findings) = judged(&audited(&[&filed(on), RECEIVED]), "report-late");
        assert_eq!(
            (is, findings.len()),
            (judgement, usize::from(judgement == Judgement::Overdue)),
            "{on}: {findings:?}"
        );
    }
    // Of several the last is told, and none where the duty is met.
    let (is, findings) = judged(&audited(&[&filed("2026-01-05"), &filed("2026-02-05"), RECEIVED]), "report-late");
    let told = "gửi báo cáo ngày 05/02/2026, trước khi tiếp nhận kiến nghị ngày 25/02/2026: không được tính";
    assert_eq!((is, findings), (Judgement::Overdue, vec![told.to_owned()]));
    let (is, findings) = judged(&audited(&[&filed("2026-02-05"), &filed("2026-03-27"), RECEIVED]), "report-late");
    assert_eq!((is, findings.len()), (Judgement::OnTime, 0));
}

#[test]
fn nothing_that_follows_a_dialogue_is_done_about_a_petition_before_it_was_raised() {
    let planned = Dialogue::plan(terms("hcmc-935"), Plan::new("DT-1", date("2026-08-20")), date("2026-07-20")).unwrap();
    let mut open: AnyDialogue = planned.open(date("2026-08-20")).unwrap().into();
    for fact in [
        Fact::new("petition-raised", date("2026-08-21")).petition("D"),
        Fact::new("acceptance-notified", date("2026-08-20")).petition("D"), // it may have come in before
        Fact::new("closed", date("2026-08-21")),
    ] {
        open.record(fact).unwrap();
    }
    let error = open.record(act("petition-settled", "2026-08-20")).unwrap_err();
    assert_eq!(
        error.reason.text(Lang::Vi),
        "giải quyết xong kiến nghị [petition-settled] ngày 20/08/2026 không thể có trước khi tiếp nhận kiến nghị `D` ngày 21/08/2026; ghi sai thì đính chính bằng `corrects`"
    );
    assert_eq!(error.code(), "before-receipt");
    open.record(act("petition-settled", "2026-08-21")).unwrap();
    let mut moved = act("petition-raised", "2026-08-22").recorded(date("2026-09-01"));
    moved.corrects = Some(2);
    assert_eq!(open.record(moved).unwrap_err().code(), "before-receipt");
    // Facts that are given do not count it.
    for (on, counts) in [("2026-08-20", false), ("2026-08-21", true)] {
        let facts = Facts::held_on(date("2026-08-20")).with(act("petition-raised", "2026-08-21"));
        let facts = facts.with(Fact::new("conclusion-notified", date("2026-08-21"))).with(act("petition-settled", on));
        let facts = facts.with(act("reply-sent", on)).with(act("reported-to-head", on));
        let timeline = terms("hcmc-935").timeline(&facts, View::everything()).unwrap();
        let settle = timeline.duties.iter().find(|duty| duty.rule.id == "settle-petition").unwrap();
        assert_eq!(settle.outcome.met_on.is_some(), counts, "{on}");
        let is_told = settle.outcome.findings.iter().any(|one| matches!(one, Finding::BeforeReceipt { .. }));
        assert_eq!(is_told, !counts, "{on}");
    }
}

/// A log of before the refusal, or of another program: it is read, told at its line, and counts for nothing; mended entry by entry.
#[test]
fn a_stored_dialogue_with_an_act_of_before_the_petition_is_read_and_told() {
    let text = |on: &str| {
        [
            r#"{"dialogue":"DT-1","appointed":"2026-08-20","on":"2026-07-20"}"#,
            r#"{"event":"opened","on":"2026-08-20"}"#,
            r#"{"event":"petition-raised","on":"2026-08-21","petition":"D"}"#,
            r#"{"event":"petition-raised","on":"2026-08-26","petition":"E"}"#,
            r#"{"event":"petition-received","on":"2026-08-25","petition":"E"}"#,
            r#"{"event":"closed","on":"2026-08-26"}"#,
            &format!(r#"{{"event":"petition-settled","on":"{on}","petition":"D"}}"#),
            &format!(r#"{{"event":"acceptance-notified","on":"{on}","petition":"E"}}"#),
        ]
        .join("\n")
    };
    for (on, told) in [
        ("2026-08-20", &[7_usize, 8][..]),
        ("2026-08-21", &[8]),
        ("2026-08-24", &[8]),
        ("2026-08-25", &[]),
        ("2026-08-26", &[]),
    ] {
        let checked = Log::check_jsonl(&text(on)).under(terms("hcmc-935"));
        let lines: Vec<(usize, &str)> = checked.warnings.iter().map(|one| (one.line, one.cause.code())).collect();
        let expected: Vec<(usize, &str)> = told.iter().map(|line| (*line, "before-receipt")).collect();
        assert!(checked.problems.is_empty(), "{on}: {:?}", checked.problems);
        assert_eq!(lines, expected, "{on}");
        let log = Log::from_jsonl(&text(on)).unwrap();
        let mut dialogue = AnyDialogue::replay(terms("hcmc-935"), &log).unwrap();
        let timeline = dialogue.timeline(View::everything()).unwrap();
        let is_of_d =
            |duty: &&doithoai::Duty| duty.rule.id == "settle-petition" && duty.petition.as_deref() == Some("D");
        let settle = timeline.duties.iter().find(is_of_d).unwrap();
        let is_told = settle.outcome.findings.iter().any(|one| matches!(one, Finding::BeforeReceipt { .. }));
        assert_eq!(is_told, told.contains(&7), "{on}");
        // One more is refused as ever, and what was read so may be corrected.
        assert_eq!(dialogue.record(act("reply-sent", "2026-08-20")).unwrap_err().code(), "before-receipt", "{on}");
        let mut mended = act("petition-settled", "2026-08-22").recorded(date("2026-09-01"));
        mended.corrects = Some(6);
        dialogue.record(mended.clone()).unwrap();
        (mended.corrects, mended.on) = (Some(8), date("2026-08-20"));
        assert_eq!(dialogue.record(mended).unwrap_err().code(), "before-receipt", "{on}");
    }
}
