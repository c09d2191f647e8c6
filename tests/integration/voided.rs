//! What strikes out an entry says what that says: otherwise another one was meant.

use doithoai::audit::{Judgement, OfficeLog, audit_year};
use doithoai::dialogue::Log;
use doithoai::timeline::{NotUnderstood, Status, WhyOpen};
use doithoai::{AnyDialogue, Fact, Facts, Lang, Message as _, Registry, TimelineError, View};

use crate::support::{VIETNAM, as_of, date, terms};

const FIRST: &str = "{\"dialogue\":\"DT-1\",\"appointed\":\"2026-08-20\",\"on\":\"2026-07-20\"}\n";

fn line(event: &str, on: &str, more: &str) -> String {
    format!("{{\"event\":\"{event}\",\"on\":\"{on}\"{more}}}\n")
}

fn held() -> String {
    let of = |petition: &str| format!(",\"petition\":\"{petition}\"");
    FIRST.to_owned()
        + &line("opened", "2026-08-20", "")
        + &line("petition-raised", "2026-08-20", &of("A"))
        + &line("petition-raised", "2026-08-20", &of("B"))
        + &line("closed", "2026-08-20", "")
        + &line("conclusion-notified", "2026-08-25", "")
        + &line("petition-settled", "2026-09-01", &of("A"))
        + &line("petition-settled", "2026-09-01", &of("B"))
}

/// What is to strike out the sixth entry, the settlement of A.
fn void(event: &str, on: &str, more: &str) -> String {
    line(event, on, &format!(",\"recorded\":\"2026-10-01\"{more},\"corrects\":6,\"void\":true"))
}

fn read(log: &str) -> AnyDialogue {
    AnyDialogue::replay(terms("hcmc-935"), &Log::from_jsonl(log).unwrap()).unwrap()
}

/// Each of event, petition and day, alone another than that of the entry, and all of them right.
#[test]
fn a_dialogue_refuses_to_strike_out_another_entry_than_the_one_described() {
    for (event, on, more, said) in [
        (
            "petition-settled",
            "2026-09-01",
            ",\"petition\":\"B\"",
            Some("petition-settled` of 2026-09-01, petition `B`: name"),
        ),
        ("petition-settled", "2026-09-02", ",\"petition\":\"A\"", Some("petition-settled` of 2026-09-02: name")),
        ("petition-settled", "2026-08-31", ",\"petition\":\"A\"", Some("petition-settled` of 2026-08-31: name")),
        ("reply-sent", "2026-09-01", ",\"petition\":\"A\"", Some("reply-sent` of 2026-09-01: name")),
        ("closed", "2026-08-20", "", Some("closed` of 2026-08-20, no petition: name")),
        (
            "petition-settled",
            "2026-09-01",
            ",\"petition\":\"A\",\"at\":\"09:00\"",
            Some("petition-settled` of 2026-09-01, `at` 09:00: name"),
        ),
        ("petition-settled", "2026-09-01", ",\"petition\":\"A\"", None),
        ("petition-settled", "2026-09-01", ",\"petition\":\"A\",\"reference\":\"1\"", None),
    ] {
        let wrong = void(event, on, more);
        let mut dialogue = read(&held());
        let before = dialogue.log().clone();
        let fact: Fact = serde_json::from_str(&wrong).unwrap();
        let answer = dialogue.record(fact.clone());
        assert_eq!(dialogue.why_not(&fact).is_some() || said.is_none(), answer.is_err() || said.is_none());
        let checked = Log::check_jsonl(&(held() + &wrong)).under(terms("hcmc-935"));
        let Some(said) = said else {
            assert_eq!((answer.unwrap(), checked.problems.len()), (8, 0), "{wrong}");
            assert!(read(&(held() + &wrong)).unknown_entries().is_empty());
            continue;
        };
        let refusal = answer.unwrap_err();
        assert_eq!((refusal.code(), dialogue.log()), ("void-of-another", &before), "{wrong}");
        let text = refusal.text(Lang::En);
        assert!(text.contains("entry 6 is ") && text.contains("petition-settled` of 2026-09-01"), "{text}");
        assert!(text.contains(said), "{text}");
        let [problem] = checked.problems.as_slice() else { panic!("{wrong}: {:?}", checked.problems) };
        assert_eq!(problem.line, 9);
        assert!(problem.to_string().contains("entry 6 is "), "{problem}");
        // A stored log that has it is read: which entry was meant is not known, so what both say is open.
        let read = read(&(held() + &wrong));
        let value = |line: &str| serde_json::from_str::<serde_json::Value>(line).unwrap();
        assert_eq!(read.snapshot().to_jsonl().lines().last().map(value), Some(value(&wrong)));
        let unknown = read.unknown_entries();
        assert!(matches!(unknown[0].because, NotUnderstood::Refused { .. }), "{unknown:?}");
        let timeline = read.timeline(as_of("2026-12-31")).unwrap();
        let of_a = timeline
            .duties
            .iter()
            .find(|duty| duty.petition.as_deref() == Some("A") && duty.rule.id == "settle-petition");
        let status = of_a.unwrap().outcome.status.clone();
        assert_eq!(status, Status::Undetermined { because: WhyOpen::UnknownEntry }, "{wrong}");
        // As it was before that was entered: no reply is recorded.
        let then = read.timeline(as_of("2026-12-31").known_on(date("2026-09-30"))).unwrap();
        let of_a =
            then.duties.iter().find(|duty| duty.petition.as_deref() == Some("A") && duty.rule.id == "settle-petition");
        assert!(matches!(of_a.unwrap().outcome.status, Status::Overdue { .. }));
    }
}

/// Settled or not, and whether it is open by the entry, of both petitions: the settlement of A was named and that of B described.
fn settled(dialogue: &AnyDialogue) -> [(bool, bool); 2] {
    let timeline = dialogue.timeline(as_of("2026-12-31")).unwrap();
    ["A", "B"].map(|petition| {
        let of = |duty: &&doithoai::timeline::Duty| {
            duty.petition.as_deref() == Some(petition) && duty.rule.id == "settle-petition"
        };
        let outcome = &timeline.duties.iter().find(of).unwrap().outcome;
        let is_open = outcome.status == Status::Undetermined { because: WhyOpen::UnknownEntry };
        (!outcome.missing.has("petition-settled"), is_open)
    })
}

/// What strikes out another entry leaves that as it was, also where it is struck out itself; and the entry may be corrected.
#[test]
fn what_strikes_out_another_entry_corrects_nothing() {
    let wrong = void("petition-settled", "2026-09-01", ",\"petition\":\"B\"");
    let after = |entry: usize, petition: &str, void: bool| {
        let void = if void { ",\"void\":true" } else { "" };
        let said = format!(",\"recorded\":\"2026-10-02\",\"petition\":\"{petition}\",\"corrects\":{entry}{void}");
        line("petition-settled", "2026-09-01", &said)
    };
    for (more, expected) in [
        (String::new(), [(true, true), (true, true)]),
        // The mistake is struck out, in whichever words: both stand.
        (after(8, "B", true), [(true, false), (true, false)]),
        (after(8, "A", true), [(true, false), (true, false)]),
        // The right one is struck out, or corrected, beside it: it stays open until the mistake is struck out.
        (after(6, "A", true), [(false, true), (true, true)]),
        (after(6, "A", false), [(true, true), (true, true)]),
        (after(7, "B", true) + &after(8, "B", true), [(true, false), (false, false)]),
        (after(6, "A", true) + &after(8, "B", true), [(false, false), (true, false)]),
    ] {
        let log = held() + &wrong + &more;
        let read = read(&log);
        assert_eq!(settled(&read), expected, "{more}");
        let restored = AnyDialogue::restore(terms("hcmc-935"), &read.snapshot()).unwrap();
        assert_eq!(
            (settled(&restored), restored.snapshot().to_jsonl()),
            (expected, read.snapshot().to_jsonl()),
            "{more}"
        );
        // One mistake, told once, wherever it is looked for.
        let checked = Log::check_jsonl(&log).under(terms("hcmc-935"));
        assert_eq!(
            checked.problems.iter().map(|one| one.line).collect::<Vec<_>>(),
            [9],
            "{more}: {:?}",
            checked.problems
        );
    }
}

/// The wrong number is told before what it leads to, and without a provision, which has nothing to do with it.
#[test]
fn which_entry_is_struck_out_is_told_before_that_it_was_corrected() {
    let right = void("petition-settled", "2026-09-01", ",\"petition\":\"A\"");
    let wrong = void("petition-settled", "2026-09-01", ",\"petition\":\"B\"");
    let mut dialogue = read(&(held() + &right));
    let refusal = dialogue.record(serde_json::from_str(&wrong).unwrap()).unwrap_err();
    assert_eq!((refusal.code(), &refusal.cite), ("void-of-another", &None));
    let again = dialogue.record(serde_json::from_str(&right).unwrap()).unwrap_err();
    assert_eq!((again.code(), &again.cite), ("already-corrected", &None));
    let log = held() + &right + &wrong;
    let checked = Log::check_jsonl(&log).under(terms("hcmc-935"));
    let told: Vec<(usize, String)> = checked.problems.iter().map(|one| (one.line, one.to_string())).collect();
    assert!(matches!(told.as_slice(), [(10, said)] if said.ends_with("say what entry 6 says")), "{told:?}");
    // Read, it strikes nothing out.
    assert_eq!(settled(&read(&log)), [(false, true), (true, true)]);
    let fact = |line: &str| serde_json::from_str::<Fact>(line).unwrap();
    let all = held().lines().skip(1).map(fact).fold(Facts::appointed_for(date("2026-08-20")), Facts::with);
    let error = terms("hcmc-935").timeline(&all.with(fact(&right)).with(fact(&wrong)), View::everything()).unwrap_err();
    assert_eq!(error.code(), "void-of-another");

    let held = line("reception-held", "2026-08-06", "") + &line("reception-held", "2026-09-04", "");
    let void = |on: &str| line("reception-held", on, ",\"recorded\":\"2026-10-01\",\"corrects\":2,\"void\":true");
    let log = format!("{OFFICE}{held}{}{}", void("2026-09-04"), void("2026-08-06"));
    let checked = OfficeLog::check_jsonl(&log).under(&Registry::builtin());
    assert_eq!(checked.problems.iter().map(|one| (one.line, one.code())).collect::<Vec<_>>(), [(5, "void-of-another")]);
    let mut office = OfficeLog::from_jsonl(&format!("{OFFICE}{held}{}", void("2026-09-04"))).unwrap();
    assert_eq!(office.record(fact(&void("2026-08-06"))).unwrap_err().code(), "void-of-another");
    assert!(OfficeLog::from_jsonl(&log).is_ok());
    // Beside it the entry may be corrected, and it may be struck out itself.
    let beside = |more: &str| {
        let log = format!("{OFFICE}{held}{}{more}", void("2026-08-06"));
        let audit = audit_year(
            &Registry::builtin(),
            &VIETNAM,
            &[],
            &OfficeLog::from_jsonl(&log).unwrap(),
            2026,
            as_of("2026-12-31"),
        );
        let audit = audit.unwrap();
        let days: std::collections::BTreeSet<_> = audit.verdicts.iter().filter_map(|one| one.reception).collect();
        (days.len(), audit.unknown_entries.len())
    };
    assert_eq!(beside(""), (2, 1));
    assert_eq!(beside(&void("2026-09-04")), (1, 1));
    assert_eq!(beside(&void("2026-08-06").replace("\"corrects\":2", "\"corrects\":3")), (2, 0));
}

/// The audit of a dialogue names both entries, as its timeline does.
#[test]
fn an_audit_names_the_two_entries_of_a_dialogue() {
    let wrong = void("petition-settled", "2026-09-01", ",\"petition\":\"B\"");
    let read = read(&(held() + &wrong));
    let timeline = read.timeline(as_of("2026-12-31")).unwrap();
    let office = OfficeLog::from_jsonl(OFFICE).unwrap();
    let audited =
        |view| audit_year(&Registry::builtin(), &VIETNAM, std::slice::from_ref(&read), &office, 2026, view).unwrap();
    let audit = audited(as_of("2026-12-31"));
    let [unknown] = audit.unknown_in_dialogues.as_slice() else { panic!("{:?}", audit.unknown_in_dialogues) };
    assert_eq!((unknown.dialogue.as_str(), &unknown.entry), ("DT-1", &timeline.unknown_entries[0]));
    let text = unknown.entry.text(Lang::En);
    assert!(text.contains("entry 6 is ") && text.contains("petition `B`"), "{text}");
    let json = serde_json::to_value(&audit).unwrap();
    assert_eq!(json["unknown_in_dialogues"][0]["dialogue"], "DT-1");
    assert_eq!(json["unknown_in_dialogues"][0]["entry"], 8);
    // As it was before that was entered, there is nothing to be told.
    assert!(audited(as_of("2026-12-31").known_on(date("2026-09-30"))).unknown_in_dialogues.is_empty());
    assert_eq!(read.facts().not_understood().collect::<Vec<_>>(), [8]);
}

#[test]
fn facts_and_sessions_are_struck_out_as_they_are() {
    let fact = |on: &str| Fact::new("session-held", date(on));
    let struck = |mut fact: Fact| {
        fact.void = true;
        let fact = fact.recorded(date("2026-10-01")).correcting(3);
        let facts = Facts::held_on(date("2026-08-20")).with(held_at("S1")).with(fact);
        terms("hcmc-935").timeline(&facts, View::everything()).map(|_| ())
    };
    assert_eq!(struck(fact("2026-08-20").session("S1")), Ok(()));
    assert_eq!(struck(fact("2026-08-20")), Ok(())); // what it leaves out is that of the entry
    let error = struck(fact("2026-08-20").session("S2")).unwrap_err();
    assert!(
        matches!(&error, TimelineError::VoidOfAnother { entry: 3, of, said }
        if of.en.ends_with("of 2026-08-20, session `S1`") && said.vi.ends_with("ngày 20/08/2026, buổi `S2`")),
        "{error:?}"
    );
}

fn held_at(session: &str) -> Fact {
    Fact::new("session-held", date("2026-08-20")).session(session)
}

const OFFICE: &str = "{\"office\":\"A\",\"territory\":\"79\",\"level\":\"commune\",\"head\":\"local-government\"}\n";

#[test]
fn an_office_refuses_it_too_and_reads_it() {
    let held = line("reception-held", "2026-08-06", ",\"reception\":\"sáng\"")
        + &line("reception-held", "2026-09-04", ",\"reception\":\"sáng\"")
        + &line("periodic-report-sent", "2026-07-10", ",\"about\":\"2026-Q2\"");
    let void = |entry: usize, event: &str, on: &str, more: &str| {
        line(event, on, &format!(",\"recorded\":\"2026-10-01\"{more},\"corrects\":{entry},\"void\":true"))
    };
    for (wrong, said) in [
        (void(2, "reception-held", "2026-08-06", ",\"reception\":\"sáng\""), Some("of 2026-08-06")),
        (void(2, "reception-held", "2026-09-04", ",\"reception\":\"chiều\""), Some("of 2026-09-04, reception `chiều`")),
        (
            void(3, "periodic-report-sent", "2026-07-10", ",\"about\":\"2026-Q1\""),
            Some("of 2026-07-10, `about` `2026-Q1`"),
        ),
        (void(3, "annual-report-sent", "2026-07-10", ""), Some("annual-report-sent` of 2026-07-10")),
        (void(2, "reception-held", "2026-09-04", ",\"reception\":\"sáng\""), None),
        (void(2, "reception-held", "2026-09-04", ""), None),
        (void(3, "periodic-report-sent", "2026-07-10", ""), None),
    ] {
        let text = format!("{OFFICE}{held}{wrong}");
        let mut log = OfficeLog::from_jsonl(&format!("{OFFICE}{held}")).unwrap();
        let answer = log.record(serde_json::from_str(&wrong).unwrap());
        let checked = OfficeLog::check_jsonl(&text).under(&Registry::builtin());
        let read = OfficeLog::from_jsonl(&text).unwrap();
        assert_eq!(read.to_jsonl(), text);
        let audit = audit_year(&Registry::builtin(), &VIETNAM, &[], &read, 2026, as_of("2026-12-31")).unwrap();
        let Some(said) = said else {
            assert_eq!((answer, checked.problems.len(), audit.unknown_entries.len()), (Ok(4), 0, 0), "{wrong}");
            continue;
        };
        let error = answer.unwrap_err();
        assert_eq!((error.code(), log.entries().len()), ("void-of-another", 3));
        assert!(
            error.text(Lang::En).contains(&format!("says {said}"))
                || error.text(Lang::En).contains(&format!("{said}: name")),
            "{error}"
        );
        assert_eq!(checked.problems.iter().map(|one| one.line).collect::<Vec<_>>(), [5], "{wrong}");
        assert_eq!(audit.unknown_entries.len(), 1);
        // Nothing is struck out, and what it could touch is open.
        let received = audit.verdicts.iter().any(|one| one.reception == Some(date("2026-09-04")));
        assert!(received && audit.verdicts.iter().all(|one| one.judgement != Judgement::Overdue), "{wrong}");
    }
}
