//! Logs of a newer release: what this one refuses of them is kept to the byte, named, and leaves open what it could touch.

use doithoai::audit::{Judgement, OfficeLog, audit_year};
use doithoai::dialogue::{AnyDialogue, Log};
use doithoai::timeline::UnknownEntry;
use doithoai::{Calendar, Fact, Lang, Message as _, Registry, View};

use crate::support::{VIETNAM, as_of, date, terms};

const DIALOGUE: &str = r#"{"dialogue":"DT-1","appointed":"2026-08-20","on":"2026-07-20"}"#;
const OFFICE: &str = r#"{"office":"A","territory":"79","level":"commune","head":"local-government"}"#;

fn newer(first: &str) -> String {
    first.replacen('{', "{\"format\": 2,", 1)
}

/// An entry of a dialogue, what of it is not understood, and the code with which our own format refuses it.
const OF_A_DIALOGUE: &[(&str, &str, &str)] = &[
    (r#"{"event":"invitation-sent", "on":"2026-08-12","states":["content","zz"]}"#, "unknown field `zz`", "unknown"),
    (r#"{"event":"invitation-sent","on":"2026-08-12","states":["contents"]}"#, "did you mean `content`?", "unknown"),
    (r#"{"event":"step-done","on":"2026-07-26","about":"newstep"}"#, "unknown step `newstep`", "unknown"),
    (r#"{"event":"admission-refused","on":"2026-08-20","about":"new-ground"}"#, "`new-ground`", "unknown"),
    (r#"{"event":"step-done","on":"2026-07-26"}"#, "this release does not take it: it must name the step", "unknown"),
    (
        r#"{"event":"invitation-sent","on":"2026-08-12","class":"complex"}"#,
        "this release does not take it",
        "not-taken",
    ),
    (r#"{"event":"invitation-sent","on":"2026-08-12","reception":"s1"}"#, "this release does not take it", "not-taken"),
    (
        r#"{"event":"invitation-sent","on":"2026-08-12","petition":"K"}"#,
        "it does not happen to a petition",
        "not-of-a-petition",
    ),
    (r#"{"event":"rescheduled","on":"2026-08-12"}"#, "this release does not take it", "no-new-day"),
    (r#"{"event":"reception-held","on":"2026-08-12"}"#, "belongs to the office's log", "not-of-a-dialogue"),
];

#[test]
fn what_a_newer_release_says_of_a_dialogue_is_kept() {
    for (line, said, code) in OF_A_DIALOGUE {
        let opened = r#"{"event": "opened" , "on":"2026-08-20"}"#;
        let text = format!("{}\n{opened}\n{line}\n{{ \"event\":\"closed\",\"on\":\"2026-08-20\"}}\n", newer(DIALOGUE));
        let log = Log::from_jsonl(&text).unwrap();
        assert_eq!(log.to_jsonl(), text, "to the byte");
        let dialogue = AnyDialogue::replay(terms("hcmc-935"), &log).unwrap_or_else(|error| panic!("{error}: {line}"));
        assert_eq!(dialogue.log().to_jsonl(), text, "to the byte");
        let checked = Log::check_jsonl(&text).under(terms("hcmc-935"));
        assert!(checked.problems.is_empty(), "{:?}", checked.problems);
        let timeline = dialogue.timeline(as_of("2026-12-31")).unwrap();
        let [UnknownEntry { entry: 0, .. }, unknown] = &timeline.unknown_entries[..] else { panic!("{line}") };
        assert_eq!((unknown.entry, unknown.line.as_str()), (2, *line));
        assert!(unknown.text(Lang::En).contains(said), "{}", unknown.text(Lang::En));
        let vietnamese = unknown.text(Lang::Vi);
        assert!(vietnamese.contains("không có") || vietnamese.contains("bản phần mềm này không nhận"), "{vietnamese}");
        let invite = timeline.duty("hcmc-935", "invite-citizens").unwrap();
        let is_of_petition = line.contains("petition");
        assert_eq!(invite.outcome.status.word() == "undetermined", !is_of_petition, "{line}");
        // A day before it, nothing is known of it.
        let day: chrono::NaiveDate = unknown.on.unwrap();
        let before = dialogue.timeline(View::as_of(day.pred_opt().unwrap())).unwrap();
        assert_eq!(before.unknown_entries.len(), 1, "{line}");
        // Our own format refuses the same, but for a step or a ground of another rule file, and so does who appends it to a newer one.
        let own = Log::from_jsonl(&format!("{DIALOGUE}\n{opened}\n{line}\n")).unwrap();
        match AnyDialogue::replay(terms("hcmc-935"), &own) {
            Ok(kept) => {
                let unknown = kept.timeline(as_of("2026-12-31")).unwrap().unknown_entries;
                let is_of_rules = line.contains("step-done") || line.contains("new-ground");
                assert!(is_of_rules && unknown[0].line == *line, "{line}");
            }
            Err(error) => assert_eq!(error.code(), *code, "{line}"),
        }
        let before = Log::from_jsonl(&format!("{}\n{opened}\n", newer(DIALOGUE))).unwrap();
        let mut appended = AnyDialogue::replay(terms("hcmc-935"), &before).unwrap();
        let fact: Fact = serde_json::from_str(line).unwrap();
        assert_eq!(appended.record(fact).unwrap_err().code(), *code, "{line}");
    }
}

/// An entry of an office, and what of it is not understood.
const OF_AN_OFFICE: &[(&str, &str)] = &[
    (r#"{"event":"step-done", "on":"2026-12-06","about":"newstep"}"#, "unknown step `newstep`"),
    (r#"{"event":"annual-report-sent","on":"2026-12-06","about":"2026-W50"}"#, "`2026-W50`"),
    (r#"{"event":"reception-held","on":"2026-08-06","class":"complex"}"#, "this release does not take it"),
    (r#"{"event":"reception-held","on":"2026-08-06","petition":"K"}"#, "this release does not take it"),
    (r#"{"event":"opened","on":"2026-08-06"}"#, "belongs to a dialogue"),
    (r#"{"event":"petition-settled","on":"2026-08-06"}"#, "must say of which `petition`"),
    (r#"{"event":"petition-classed","on":"2026-08-06","petition":"K"}"#, "this release does not take it"),
    (r#"{"event":"petition-classed","on":"2026-08-06","petition":"K","class":"Very Hard"}"#, "`Very Hard`"),
];

#[test]
fn what_a_newer_release_says_of_an_office_is_kept() {
    let registry = Registry::builtin();
    let reception = |text: &str| {
        let office = OfficeLog::from_jsonl(text).unwrap_or_else(|error| panic!("{error}: {text}"));
        assert_eq!(office.to_jsonl(), text, "to the byte");
        let year = audit_year(&registry, &VIETNAM, &[], &office, 2026, as_of("2026-12-31")).unwrap();
        let judged = |verdict: &&doithoai::audit::RecurringVerdict| {
            verdict.duty == "commune-reception" && verdict.from == date("2026-08-01")
        };
        (year.recurring.iter().find(judged).unwrap().judgement, year.unknown_entries)
    };
    assert_eq!(reception(&format!("{OFFICE}\n")).0, Judgement::Overdue);
    for (line, said) in OF_AN_OFFICE {
        let text = format!("{}\n{line}\n{{ \"event\":\"reception-held\",\"on\":\"2026-03-05\"}}\n", newer(OFFICE));
        let (judgement, unknown) = reception(&text);
        let unknown: Vec<_> = unknown.iter().filter(|unknown| unknown.entry > 0).collect();
        let [unknown] = &unknown[..] else { panic!("{line}: {unknown:?}") };
        assert_eq!((unknown.entry, unknown.line.as_str()), (1, *line));
        assert!(unknown.text(Lang::En).contains(said), "{}", unknown.text(Lang::En));
        let touches = !line.contains("\"petition\"");
        assert_eq!(judgement == Judgement::Undetermined, touches, "{line}");
        let checked = OfficeLog::check_jsonl(&text).under(&registry);
        assert!(checked.problems.is_empty(), "{:?}", checked.problems);
        // Our own format refuses it, where it is read or where it is judged, but for the step of a rule file that is not there.
        let own = OfficeLog::from_jsonl(&format!("{OFFICE}\n{line}\n"));
        let judged = own.map(|office| audit_year(&registry, &VIETNAM, &[], &office, 2026, View::everything()));
        if line.contains("step-done") {
            assert_eq!(judged.unwrap().unwrap().unknown_entries[0].line, *line);
            continue;
        }
        assert!(!matches!(judged, Ok(Ok(_))), "{line}");
        let mut appended = OfficeLog::from_jsonl(&format!("{}\n", newer(OFFICE))).unwrap();
        if let Ok(fact) = serde_json::from_str::<Fact>(line) {
            let refused = appended.record(fact).is_err()
                || audit_year(&registry, &Calendar::vietnam(), &[], &appended, 2026, View::everything()).is_err();
            assert!(refused, "{line}");
        }
    }
}

/// Lines whose day nobody can read: nothing is known of when it was, so it may have been at any time.
const UNDATED: &[(u8, &str)] = &[
    (2, r#"{"event":"invitation-sent","on":"2026-02-30"}"#),
    (2, r#"{"event":"invitation-sent","on":["2026-08-12"]}"#),
    (2, r#"{"kind":"note","text":"x"}"#),
    (2, r#"{"event":"invitation-sent"}"#),
    (1, r#"{"event":"zzz"}"#),
    (1, r#"{"event":"zzz","on":"2026-02-30"}"#),
    (1, r#"{"event":"zzz","on":null}"#),
];

#[test]
fn an_entry_without_a_day_has_none_and_is_of_any() {
    for (format, line) in UNDATED {
        let first = if *format == 2 { newer(DIALOGUE) } else { DIALOGUE.to_owned() };
        let text = format!("{first}\n{line}\n{{\"event\":\"invitation-sent\",\"on\":\"2026-08-11\"}}\n");
        let log = Log::from_jsonl(&text).unwrap();
        let dialogue = AnyDialogue::replay(terms("hcmc-935"), &log).unwrap();
        assert_eq!(dialogue.facts().day(1), None, "{line}");
        assert_eq!(dialogue.facts().day(2), Some(date("2026-08-11")));
        assert_eq!(dialogue.facts().day(3), None);
        // Before the day of the plan, on it and after it: it is named, without a day, and leaves the duties open.
        for view in ["2026-07-10", "2026-07-20", "2026-07-21", "2026-12-31"].map(as_of) {
            for view in [view, view.known_on(view.as_of.unwrap())] {
                let timeline = dialogue.timeline(view).unwrap();
                let unknown = timeline.unknown_entries.iter().find(|unknown| unknown.entry == 1);
                assert_eq!(unknown.unwrap_or_else(|| panic!("{line} {view:?}")).on, None);
                let invite = timeline.duty("hcmc-935", "invite-citizens").unwrap();
                assert_eq!(invite.outcome.status.word(), "undetermined", "{line} {view:?}");
            }
        }
        assert_eq!(dialogue.log().to_jsonl(), text);
    }
    // When it was entered may be known without its day.
    let recorded = format!("{DIALOGUE}\n{{\"event\":\"zzz\",\"recorded\":\"2026-08-01\"}}\n");
    let dialogue = AnyDialogue::replay(terms("hcmc-935"), &Log::from_jsonl(&recorded).unwrap()).unwrap();
    for (known_on, named) in [("2026-07-31", 0), ("2026-08-01", 1), ("2026-08-02", 1)] {
        let timeline = dialogue.timeline(View::everything().known_on(date(known_on))).unwrap();
        assert_eq!(timeline.unknown_entries.len(), named, "{known_on}");
    }
    // An office's log: it may be of any year.
    for (format, line) in UNDATED {
        let first = if *format == 2 { newer(OFFICE) } else { OFFICE.to_owned() };
        let office = OfficeLog::from_jsonl(&format!("{first}\n{line}\n")).unwrap();
        assert_eq!(office.day(1), None, "{line}");
        for (year, day) in [(2025, "2025-12-31"), (2026, "2026-12-31")] {
            let year = audit_year(&Registry::builtin(), &VIETNAM, &[], &office, year, as_of(day)).unwrap();
            let due = |judgement: Judgement| year.recurring.iter().filter(|one| one.judgement == judgement).count();
            assert_eq!(due(Judgement::Overdue), 0, "{line} {day}");
            assert!(
                due(Judgement::Undetermined) > 0 && year.unknown_entries.iter().any(|unknown| unknown.on.is_none())
            );
        }
    }
}

/// A line ends in a line feed, in a carriage return before it or in several, the last one in either or nothing: none is of the line.
#[test]
fn how_a_line_ends_is_not_kept() {
    let kept = r#"{"event":"zzz","on":"2026-08-10","x-a": 1}"#;
    for [between, last] in [["\n", ""], ["\n", "\r"], ["\r\n", "\r\n"], ["\r\r\n", "\r\r"], ["\n", "\n\r"]] {
        let text = |first: &str| format!("{first}{between}{kept}{last}");
        let written = |first: &str| format!("{first}\n{kept}\n");
        assert_eq!(Log::from_jsonl(&text(DIALOGUE)).unwrap().to_jsonl(), written(DIALOGUE), "{between:?} {last:?}");
        assert_eq!(OfficeLog::from_jsonl(&text(OFFICE)).unwrap().to_jsonl(), written(OFFICE), "{between:?} {last:?}");
    }
}

/// What a key of somebody's own says is kept to the byte, also where no number and no list of ours goes so far.
#[test]
fn a_key_of_ones_own_may_say_anything() {
    let deep = format!("{}{}", "[".repeat(300), "]".repeat(300));
    for value in ["1e999", "123456789012345678901234567890.50", "-0.0", &deep, r#"{ "a" : [1 , 2] }"#] {
        let line = |event: &str| format!(r#"{{"event":"{event}","on":"2026-08-20","x-a":{value}}}"#);
        let text = format!("{DIALOGUE}\n{}\n", line("opened"));
        let log = Log::from_jsonl(&text).unwrap_or_else(|error| panic!("{error}: {value}"));
        assert_eq!(log.to_jsonl(), text);
        assert!(AnyDialogue::replay(terms("hcmc-935"), &log).is_ok());
        let text = format!("{OFFICE}\n{}\n", line("reception-held"));
        assert_eq!(OfficeLog::from_jsonl(&text).unwrap_or_else(|error| panic!("{error}: {value}")).to_jsonl(), text);
    }
}

/// What another release or another rule file wrote is kept, however wrong it is here; a known event of our own format is not.
#[test]
fn whatever_is_wrong_with_an_event_that_nobody_knows_it_is_kept() {
    let long = "a".repeat(300);
    for rest in [
        r#""on":"2026-08-21","corrects":1}"#,
        r#""on":"2026-08-21","corrects":99,"recorded":"2026-08-22"}"#,
        r#""on":"2026-08-21","void":true}"#,
        r#""on":"2026-08-21","corrects":1,"recorded":"2026-08-01"}"#,
        &format!(r#""on":"2026-08-21","about":"{long}"}}"#),
        &format!(r#""on":"2026-08-21","petition":"{long}"}}"#),
        r#""on":"2026-08-21","petition":" KN "}"#,
        r#""on":"2126-08-21","petition":"KN"}"#,
        r#""on":"2026-08-21","key":""}"#,
    ] {
        for (event, is_newer, is_kept) in [
            ("zz", false, true),
            ("zz", true, true),
            ("conclusion-notified", true, true),
            ("conclusion-notified", false, false),
        ] {
            let head = if is_newer { newer(DIALOGUE) } else { DIALOGUE.to_owned() };
            let line = format!(r#"{{"event":"{event}",{rest}"#);
            let text = format!("{head}\n{{\"event\":\"opened\",\"on\":\"2026-08-20\"}}\n{line}\n");
            let read = Log::from_jsonl(&text).unwrap_or_else(|error| panic!("{error}: {line}"));
            let replayed = AnyDialogue::replay(terms("hcmc-935"), &read);
            assert_eq!(replayed.is_ok(), is_kept, "{line}");
            let Ok(dialogue) = replayed else { continue };
            assert_eq!(dialogue.log().to_jsonl(), text);
            let unknown = dialogue.timeline(as_of("2026-12-31")).unwrap().unknown_entries;
            assert!(unknown.iter().any(|unknown| unknown.line == line), "{line}");
        }
        let line = format!(r#"{{"event":"zz",{rest}"#);
        let held = r#"{"event":"reception-held","on":"2026-08-20"}"#;
        for head in [OFFICE.to_owned(), newer(OFFICE)] {
            let text = format!("{head}\n{held}\n{line}\n");
            let read = OfficeLog::from_jsonl(&text).unwrap_or_else(|error| panic!("{error}: {line}"));
            assert_eq!(read.to_jsonl(), text);
            let year = audit_year(&Registry::builtin(), &VIETNAM, &[], &read, 2026, as_of("2026-12-31")).unwrap();
            assert!(year.unknown_entries.iter().any(|unknown| unknown.line == line), "{line}");
        }
        let refused = OfficeLog::from_jsonl(&format!("{OFFICE}\n{held}\n{{\"event\":\"reception-held\",{rest}\n"));
        assert!(refused.is_err(), "{rest}");
    }
}

/// An entry that is not understood may have moved the dialogue into any later period; what stands of an office it may have changed, too.
#[test]
fn an_unknown_entry_leaves_open_what_it_could_have_moved() {
    let dialogue = |entries: &str| {
        let head = r#"{"dialogue":"DT-1","appointed":"2025-12-30","on":"2025-11-20","kind":"periodic","territory":"79","level":"commune","head":"local-government"}"#;
        AnyDialogue::replay(terms("law-72-2025"), &Log::from_jsonl(&format!("{head}\n{entries}\n")).unwrap()).unwrap()
    };
    let audited = |dialogues: &[AnyDialogue], office: &str, duty: &str, year| {
        let office = OfficeLog::from_jsonl(&format!("{OFFICE}\n{office}\n")).unwrap();
        let year = audit_year(&Registry::builtin(), &VIETNAM, dialogues, &office, year, as_of("2027-01-31")).unwrap();
        year.recurring.iter().find(|verdict| verdict.duty == duty).unwrap().judgement
    };
    let held = |entries: &str, year| audited(&[dialogue(entries)], "", "hold-dialogue", year);
    let moved = r#"{"event":"moved-online","on":"2025-12-28","until":"2026-01-15"}"#;
    assert_eq!((held(moved, 2025), held(moved, 2026)), (Judgement::Undetermined, Judgement::Undetermined));
    // Once it has opened, its day is fixed.
    let opened = r#"{"event":"opened","on":"2025-12-30"}"#;
    assert_eq!(held(&format!("{opened}\n{moved}"), 2026), Judgement::Overdue);
    assert_eq!(held(opened, 2026), Judgement::Overdue);
    let sent = r#"{"event":"annual-report-sent","on":"2026-12-20","about":"2026"}"#;
    let voided = format!(
        "{sent}\n{{\"event\":\"report-voided\",\"on\":\"2026-12-22\",\"about\":\"2026\",\"corrects\":1,\"recorded\":\"2026-12-23\"}}"
    );
    assert_eq!(audited(&[], sent, "annual-report", 2026), Judgement::Undated);
    assert_eq!(audited(&[], &voided, "annual-report", 2026), Judgement::Undetermined);
}
