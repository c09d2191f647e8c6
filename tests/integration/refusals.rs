//! What cannot have been, wherever entries come from: the log of a dialogue, the facts that C and other callers give, scenario
//! files, the log of an office. A row for each kind; what happened and was only entered late is never among them.

use chrono::NaiveDate;
use doithoai::audit::{OfficeLog, OfficeLogError, audit_year};
use doithoai::dialogue::{AnyDialogue, Log, LogCause, Recorded};
use doithoai::scenario::Suite;
use doithoai::{Calendar, Facts, Lang, Message, Registry, RuleSet, Terms, View};
use serde_json::Value;

use crate::support::{date, terms};

#[path = "refusals/impossible.rs"]
mod impossible;

pub(crate) use impossible::IMPOSSIBLE;
use impossible::{OPENED, POSSIBLE, RAISED, RESUMED, SUSPENDED};

const RECEIVED: &str = r#"{"event":"petition-received","on":"2026-08-25","petition":"KN-1"}"#;
const PLAN: &str = r#"{"dialogue":"DT-1","appointed":"2026-08-20","on":"2026-07-20"}"#;

/// Why a log is refused, and at which entry.
fn of_log(lines: &[&str]) -> Result<AnyDialogue, (usize, &'static str, [String; 2])> {
    let log = Log::from_jsonl(&format!("{PLAN}\n{}", lines.join("\n"))).unwrap();
    let told = |error: &dyn Message| [error.text(Lang::Vi), error.text(Lang::En)];
    let read =
        AnyDialogue::replay(terms("hcmc-935"), &log).map_err(|error| (error.entry, error.code(), told(&error)))?;
    if read.timeline(View::everything()).unwrap().unknown_entries.is_empty() {
        return Ok(read);
    }
    // What a stored log says that is not understood is kept; appended it is refused.
    let mut dialogue = AnyDialogue::replay(terms("hcmc-935"), &log.prefix(0)).unwrap();
    for (number, line) in (1..).zip(lines) {
        let fact = serde_json::from_str(line).unwrap();
        dialogue.record(fact).map_err(|error| (number, error.code(), told(&error)))?;
    }
    Ok(dialogue)
}

/// Why facts are refused, as C and other callers give them.
fn of_facts(lines: &[&str]) -> Result<(), &'static str> {
    let facts = format!(r#"{{"appointed":"2026-08-20","facts":[{}]}}"#, lines.join(","));
    let facts: Facts = serde_json::from_str(&facts).unwrap();
    let terms = terms("hcmc-935");
    terms.duties(&facts, View::everything()).map_err(|error| error.code())?;
    terms.timeline(&facts, View::everything()).map(drop).map_err(|error| error.code())
}

/// A line as an entry of a scenario file.
fn entry(line: &str) -> String {
    let line: Value = serde_json::from_str(line).unwrap();
    let written = |(key, value): (&String, &Value)| match (key.as_str(), value) {
        ("on" | "recorded" | "until", Value::String(day)) => format!("{key} = {day}\n"),
        _ => format!("{key} = {value}\n"),
    };
    format!("[[case.log]]\n{}", line.as_object().unwrap().iter().map(written).collect::<String>())
}

#[test]
fn what_cannot_have_been_is_refused_everywhere() {
    for (lines, in_log, in_facts) in IMPOSSIBLE {
        let (number, code, told) = of_log(lines).map(drop).expect_err(lines.last().unwrap());
        assert_eq!(code, *in_log, "{lines:?}: {told:?}");
        assert!(told[0] != told[1] && !told[0].is_ascii(), "{told:?}");
        let facts = of_facts(lines);
        assert_eq!(facts.err().unwrap_or_default(), *in_facts, "{lines:?}");
        // Appended entry by entry: what is refused leaves the dialogue as it was.
        let mut dialogue = of_log(&[]).unwrap();
        for (at, line) in (1..).zip(*lines) {
            let before = dialogue.log().clone();
            let recorded = dialogue.record(serde_json::from_str(line).unwrap());
            assert_eq!(recorded.as_ref().map_err(Message::code).err(), (at == number).then_some(*in_log), "{lines:?}");
            assert!(recorded.is_ok() || *dialogue.log() == before, "{lines:?}");
            if at == number {
                break;
            }
        }
        // In the log of an office, as far as the events may stand there.
        assert!(of_office(lines).is_err(), "{lines:?}");
        // In a scenario the entry that is refused says so; what it cannot even write, it refuses as it reads.
        let entries: String = lines.iter().take(number).map(|line| entry(line)).collect();
        let text = |refused: &str| {
            format!(
                "format = 1\nrulesets = [\"hcmc-935\"]\n[[case]]\nname = \"a\"\nappointed = 2026-08-20\n{entries}refused = \"{refused}\"\n"
            )
        };
        let run = |refused: &str| Suite::new().with("a.test.toml", &text(refused), &|_| Err(String::new())).run();
        let report = run(code);
        // An event that no rule set has, an empty text and a sign that is not seen are mistakes of the file itself.
        let of_the_file = ["empty-id", "no-such-entry"].contains(&code)
            || ["open\\ned", "\\u2028"].iter().any(|sign| lines.concat().contains(sign));
        assert!(report.is_ok() || of_the_file && report.files[0].is_broken(), "{lines:?}: {report:?}");
        let wrong = if code == "not-taken" { "unknown" } else { "not-taken" };
        assert!(!run(wrong).is_ok(), "{lines:?}");
    }
}

#[test]
fn what_happened_is_recorded_however_late() {
    for lines in POSSIBLE {
        let dialogue = of_log(lines).unwrap_or_else(|(.., told)| panic!("{lines:?}: {told:?}"));
        of_facts(lines).unwrap_or_else(|code| panic!("{lines:?}: {code}"));
        dialogue.timeline(View::everything()).unwrap();
        assert!(matches!(of_office(lines), Ok(()) | Err("of-a-dialogue" | "not-taken")), "{lines:?}");
    }
}

#[test]
fn ids_have_200_characters_at_most() {
    for (letters, fits) in [(199, true), (200, true), (201, false), (1 << 20, false)] {
        let id = "ơ".repeat(letters);
        let raised = format!(r#"{{"event":"petition-raised","on":"2026-08-20","petition":"{id}"}}"#);
        let lines = [OPENED, raised.as_str()];
        assert_eq!(of_log(&lines).map(drop).map_err(|(_, code, _)| code).err(), (!fits).then_some("id-too-long"));
        assert_eq!(of_facts(&lines).err(), (!fits).then_some("id-too-long"));
        let plan = PLAN.replace("DT-1", &id);
        let cause = Log::from_jsonl(&plan).map(drop).map_err(|error| error.cause.code().to_owned());
        assert_eq!(cause.err().as_deref(), (!fits).then_some("id-too-long"));
        let office = OFFICE.replace("\"A\"", &format!("\"{id}\""));
        assert_eq!(OfficeLog::from_jsonl(&office).is_ok(), fits);
    }
    for (letters, fits) in [(1_000, true), (1_001, false)] {
        let line = format!(r#"{{"event":"opened","on":"2026-08-20","reference":"{}"}}"#, "a".repeat(letters));
        assert_eq!(of_log(&[line.as_str()]).is_ok(), fits, "{letters}");
    }
    for (id, code) in [("", "empty-id"), ("DT\\n1", "id-of-several-lines")] {
        assert_eq!(Log::from_jsonl(&PLAN.replace("DT-1", id)).unwrap_err().cause.code(), code);
        assert_eq!(
            OfficeLog::from_jsonl(&OFFICE.replace("\"A\"", &format!("\"{id}\""))).unwrap_err().cause.code(),
            code
        );
    }
    let one = of_log(&[&format!(r#"{{"event":"opened","on":"2026-08-20","petition":"{}"}}"#, "a".repeat(9_000))]);
    assert!(one.unwrap_err().2[1].len() < 600, "the message does not repeat what is too long");
}

#[test]
fn of_a_hundred_petitions_at_most_one_is_named_as_meant() {
    for (number, near) in [(99, Some("KN-1")), (100, Some("KN-1")), (101, None)] {
        let raised: Vec<String> = (1..=number)
            .map(|at| format!(r#"{{"event":"petition-raised","on":"2026-08-20","petition":"KN-{at}"}}"#))
            .collect();
        let opened = r#"{"event":"opened","on":"2026-08-20"}"#;
        let closed = r#"{"event":"closed","on":"2026-08-20"}"#;
        let lines: Vec<&str> = [opened].into_iter().chain(raised.iter().map(String::as_str)).chain([closed]).collect();
        let refusal =
            of_log(&lines).unwrap().record(doithoai::Fact::new("reply-sent", date("2026-09-01")).petition("KN1"));
        let said = refusal.unwrap_err().text(Lang::En);
        assert_eq!(said.contains("did you mean"), near.is_some(), "{number}: {said}");
        assert!(near.is_none_or(|near| said.contains(near)), "{number}: {said}");
    }
}

#[test]
fn an_entry_with_a_key_is_taken_once() {
    let mut dialogue = of_log(&[]).unwrap();
    let sent: doithoai::Fact =
        serde_json::from_str(r#"{"event":"invitation-sent","on":"2026-08-10","key":"a"}"#).unwrap();
    assert_eq!(dialogue.record_once(sent.clone()), Ok(Recorded::New(1)));
    let before = dialogue.log().clone();
    assert_eq!(dialogue.record_once(sent.clone()), Ok(Recorded::Before(1)));
    // What does not say when it was entered was entered on its day.
    assert_eq!(dialogue.record_once(sent.clone().recorded(sent.on)), Ok(Recorded::Before(1)));
    // Every part of it is its content.
    for other in [
        sent.clone().recorded(sent.on.succ_opt().unwrap()),
        sent.clone().reference("12/TB"),
        sent.clone().stating(["time"]),
        doithoai::Fact::new("invitation-sent", sent.on.succ_opt().unwrap()).key("a"),
    ] {
        let refusal = dialogue.record_once(other).unwrap_err();
        assert_eq!(refusal.code(), "key-taken");
        assert!(refusal.text(Lang::En).starts_with("entry 1 has the `key` `a` with other content"));
    }
    assert_eq!(dialogue.log(), &before, "nothing was changed or lost");
    // A refused entry leaves its key free.
    let closed = doithoai::Fact::new("closed", sent.on).key("b");
    assert!(dialogue.record(closed).is_err());
    assert_eq!(dialogue.record_once(doithoai::Fact::new("survey-held", sent.on).key("b")), Ok(Recorded::New(2)));
    // It is stored and read with its key.
    let text = dialogue.log().to_jsonl();
    let mut read = AnyDialogue::replay(terms("hcmc-935"), &Log::from_jsonl(&text).unwrap()).unwrap();
    assert_eq!(read.record_once(sent.clone()), Ok(Recorded::Before(1)));
    // A line that was appended twice changes nothing and keeps its number: `corrects` counts the entries that stand there.
    let line = serde_json::to_string(&sent).unwrap();
    let fix = r#"{"event":"survey-held","on":"2026-08-09","recorded":"2026-08-11","corrects":2}"#; // the survey
    let log = Log::from_jsonl(&format!("{text}{line}\n{line}\n{fix}\n")).unwrap();
    assert_eq!(log.entries().len(), 5);
    assert_eq!(AnyDialogue::replay(terms("hcmc-935"), &log).unwrap().log().entries()[4].corrects, Some(2));
    // The same in the log of an office.
    let held = r#"{"event":"reception-held","on":"2026-08-06","key":"a"}"#;
    assert_eq!(OfficeLog::from_jsonl(&format!("{OFFICE}\n{held}\n{held}")).unwrap().entries().len(), 2);
    let other = held.replace("08-06", "08-07");
    assert_eq!(of_office(&[held, &other]), Err("key-taken"));
}

const OFFICE: &str = r#"{"office":"A","territory":"79/26734","level":"commune","head":"local-government"}"#;

/// Why the log of an office is refused: as it is read, or as it is judged.
fn of_office(lines: &[&str]) -> Result<(), &'static str> {
    let log = OfficeLog::from_jsonl(&format!("{OFFICE}\n{}", lines.join("\n"))).map_err(|error| error.cause.code())?;
    let audited = |log: &OfficeLog| {
        let year = audit_year(&Registry::builtin(), &Calendar::vietnam(), &[], log, 2026, View::everything());
        year.map_err(|error| error.code())
    };
    if audited(&log)?.unknown_entries.is_empty() {
        return Ok(());
    }
    // What was read and is not understood is kept; appended it is refused.
    let mut log = OfficeLog::from_jsonl(OFFICE).unwrap();
    for line in lines {
        log.record(serde_json::from_str(line).unwrap()).map_err(|error| error.code())?;
    }
    audited(&log).map(drop)
}

#[test]
fn an_office_refuses_the_same() {
    #[rustfmt::skip]
    let rows: &[(&[&str], &str)] = &[
        (&[r#"{"event":"reception-held","on":"2026-08-06","recorded":"2026-08-05"}"#], "entered-before"),
        (&[r#"{"event":"reception-held","on":"2026-08-06","recorded":"2026-08-06"}"#], ""),
        (&[r#"{"event":"reception-held","on":"2101-01-01"}"#], "outside-coverage"),
        (&[r#"{"event":"reception-held","on":"2014-12-31"}"#], "outside-coverage"),
        (&[r#"{"event":"reception-held","on":"2026-08-06","recorded":"2101-01-01"}"#], "outside-coverage"),
        (&[r#"{"event":"session-scheduled","on":"2026-08-06","until":"2101-01-01"}"#], "outside-coverage"),
        (&[r#"{"event":"own-event","on":"2101-01-01"}"#], "outside-coverage"),
        (&[r#"{"event":"annual-report-sent","on":"2026-12-20","about":"2O26"}"#], "unknown-period"),
        (&[r#"{"event":"annual-report-sent","on":"2026-12-20","about":"2026-13"}"#], "unknown-period"),
        (&[r#"{"event":"annual-report-sent","on":"2026-12-20","about":"2026-08-06"}"#], "unknown-period"),
        (&[r#"{"event":"annual-report-sent","on":"2026-12-20","about":"1026"}"#], "outside-coverage"),
        (&[r#"{"event":"annual-report-sent","on":"2026-12-20","about":"2101"}"#], "outside-coverage"),
        (&[r#"{"event":"annual-report-sent","on":"2015-01-20","about":"2014"}"#], ""),
        (&[r#"{"event":"annual-report-sent","on":"2026-12-20","about":"2026"}"#], ""),
        (&[r#"{"event":"reception-held","on":"2026-08-06","about":"2O26"}"#], "unknown-period"),
        (&[r#"{"event":"reception-schedule-posted","on":"2026-08-06","about":"2026-Q5"}"#], "unknown-period"),
        (&[r#"{"event":"reception-held","on":"2026-08-06","class":"complex"}"#], "not-taken"),
        (&[r#"{"event":"reception-held","on":"2026-08-06","until":"2026-09-01"}"#], "not-taken"),
        (&[r#"{"event":"reception-held","on":"2026-08-06","states":["nope"]}"#], "not-taken"),
        (&[r#"{"event":"reception-held","on":"2026-08-06","channel":"website"}"#], "not-taken"),
        (&[r#"{"event":"reception-held","on":"2026-08-06","petition":"KN-1"}"#], "not-taken"),
        (&[r#"{"event":"reception-held","on":"2026-08-06","session":"S1"}"#], "not-taken"),
        (&[r#"{"event":"council-session","on":"2026-08-06","session":"S1"}"#], ""),
        (&[r#"{"event":"extension-notified","on":"2026-08-06","petition":"KN-1","states":["nope"]}"#], "unknown"),
        (&[r#"{"event":"extension-notified","on":"2026-08-06","petition":"KN-1","states":["new-limit"]}"#], ""),
        (&[r#"{"event":"petition-settled","on":"2026-08-06"}"#], "no-petition"),
        (&[r#"{"event":"petition-classed","on":"2026-08-06","petition":"KN-1"}"#], "no-class"),
        (&[r#"{"event":"petition-classed","on":"2026-08-06","petition":"KN-1","class":"own-class"}"#], "not-declared"),
        (&[r#"{"event":"reception-rescheduled","on":"2026-08-06"}"#], "no-new-day"),
        (&[r#"{"event":"reception-rescheduled","on":"2026-08-06","until":"2026-08-05"}"#], "new-day-passed"),
        (&[r#"{"event":"step-done","on":"2026-08-06"}"#], "unknown"),
        (&[r#"{"event":"step-done","on":"2026-08-06","about":"draw-up-plans"}"#], "unknown"),
        (&[r#"{"event":"step-done","on":"2026-08-06","about":"draw-up-plan"}"#], ""),
        (&[r#"{"event":"opened","on":"2026-08-06"}"#], "of-a-dialogue"),
        (&[r#"{"event":"reception-hold","on":"2026-08-06"}"#], "unknown-event"),
        (&[r#"{"event":"reception-held","on":"2026-08-06","void":true}"#], "void-corrects-nothing"),
        (&[r#"{"event":"reception-held","on":"2026-08-06","recorded":"2026-08-07","corrects":1}"#], "nothing-to-correct"),
        (&[r#"{"event":"reception-held","on":"2026-08-06"}"#, r#"{"event":"reception-held","on":"2026-08-05","corrects":1}"#], "no-recorded-date"),
        (&[r#"{"event":"reception-held","on":"2026-08-06","recorded":"2026-08-10"}"#, r#"{"event":"reception-held","on":"2026-08-05","recorded":"2026-08-09","corrects":1}"#], "corrected-before-entered"),
        (&[r#"{"event":"reception-held","on":"2026-08-06","recorded":"2026-08-10"}"#, r#"{"event":"reception-held","on":"2026-08-05","recorded":"2026-08-10","corrects":1}"#], ""),
        (&[RAISED], "of-a-dialogue"),
        (&[RECEIVED, RECEIVED], "already-received"),
        (&[RECEIVED, r#"{"event":"petition-received","on":"2026-08-30","petition":"KN-1"}"#], "already-received"),
        (&[RECEIVED, r#"{"event":"petition-received","on":"2026-08-25","petition":"KN-2"}"#], ""),
        (&[RECEIVED, r#"{"event":"petition-received","on":"2026-08-30","petition":"KN-1","corrects":1,"recorded":"2026-08-31"}"#], ""),
        (&[SUSPENDED, RESUMED], ""),
        (&[SUSPENDED, SUSPENDED], "already-suspended"),
        (&[RESUMED], "not-suspended"),
        (&[RESUMED, SUSPENDED], ""), // entered late
        (&[RESUMED, r#"{"event":"suspended","on":"2026-09-11","petition":"KN-1"}"#], "resumed-before-suspended"),
        (&[r#"{"event":"petition-received","on":"2026-08-06","petition":""}"#], "empty-id"),
        (&[r#"{"event":"petition-received","on":"2026-08-06","petition":"a\nb"}"#], "id-of-several-lines"),
    ];
    for (lines, code) in rows {
        assert_eq!(of_office(lines).err().unwrap_or_default(), *code, "{lines:?}");
    }
}

/// Why the last of some entries of an office cannot be appended.
fn appended(lines: &[&str]) -> &'static str {
    let mut log = OfficeLog::from_jsonl(OFFICE).unwrap();
    let (last, before) = lines.split_last().unwrap();
    for line in before {
        log.record(serde_json::from_str(line).unwrap()).unwrap();
    }
    let kept = log.clone();
    match log.record(serde_json::from_str(last).unwrap()) {
        Ok(number) => {
            assert_eq!((number, log.entries().len()), (lines.len(), lines.len()));
            assert_eq!(OfficeLog::from_jsonl(&log.to_jsonl()).unwrap(), log);
            ""
        }
        Err(error) => {
            assert_eq!(log, kept);
            error.code()
        }
    }
}

#[test]
fn an_office_appends_to_the_course_of_a_petition_what_a_dialogue_does() {
    const LATER: &str = r#"{"event":"suspended","on":"2026-09-20","petition":"KN-1"}"#;
    const OF_ANOTHER: &str = r#"{"event":"suspended","on":"2026-09-02","petition":"KN-2"}"#;
    const STRUCK: &str =
        r#"{"event":"suspended","on":"2026-09-01","petition":"KN-1","corrects":1,"void":true,"recorded":"2026-10-01"}"#;
    const TO_ANOTHER: &str =
        r#"{"event":"suspended","on":"2026-09-01","petition":"KN-2","corrects":1,"recorded":"2026-10-01"}"#;
    const SETTLED: &str =
        r#"{"event":"petition-settled","on":"2026-09-01","petition":"KN-1","corrects":1,"recorded":"2026-10-01"}"#;
    const MOVED: &str =
        r#"{"event":"suspended","on":"2026-09-10","petition":"KN-1","corrects":1,"recorded":"2026-10-01"}"#;
    const MOVED_TOO_FAR: &str =
        r#"{"event":"suspended","on":"2026-09-11","petition":"KN-1","corrects":1,"recorded":"2026-10-01"}"#;
    #[rustfmt::skip]
    let rows: &[(&[&str], &str)] = &[
        (&[RECEIVED], ""),
        (&[RECEIVED, RECEIVED], "already-received"),
        (&[RECEIVED, r#"{"event":"petition-received","on":"2026-08-24","petition":"KN-1"}"#], "already-received"),
        (&[RECEIVED, r#"{"event":"petition-received","on":"2026-08-24","petition":"KN-1","corrects":1,"recorded":"2026-08-26"}"#], ""),
        (&[RECEIVED, r#"{"event":"petition-received","on":"2026-08-25","petition":"KN-1","corrects":1,"void":true,"recorded":"2026-08-26"}"#, RECEIVED], ""),
        (&[RECEIVED, r#"{"event":"petition-received","on":"2026-08-25","petition":"KN-2"}"#, r#"{"event":"petition-received","on":"2026-08-25","petition":"KN-1","corrects":2,"recorded":"2026-08-26"}"#], "already-received"),
        (&[SUSPENDED], ""),
        (&[SUSPENDED, SUSPENDED], "already-suspended"),
        (&[SUSPENDED, LATER], "already-suspended"),
        (&[SUSPENDED, OF_ANOTHER], ""),
        (&[RESUMED], "not-suspended"),
        (&[OF_ANOTHER, RESUMED], "not-suspended"),
        (&[SUSPENDED, RESUMED, RESUMED], "not-suspended"),
        (&[SUSPENDED, RESUMED, LATER], ""),
        (&[SUSPENDED, r#"{"event":"resumed","on":"2026-08-31","petition":"KN-1"}"#], "resumed-before-suspended"),
        (&[SUSPENDED, r#"{"event":"resumed","on":"2026-09-01","petition":"KN-1"}"#], ""),
        // By corrections.
        (&[SUSPENDED, STRUCK], ""),
        (&[SUSPENDED, STRUCK, LATER], ""),
        (&[SUSPENDED, STRUCK, RESUMED], "not-suspended"),
        (&[SUSPENDED, RESUMED, STRUCK], "not-suspended"),
        (&[SUSPENDED, RESUMED, TO_ANOTHER], "not-suspended"),
        (&[SUSPENDED, RESUMED, SETTLED], "not-suspended"),
        (&[SUSPENDED, OF_ANOTHER, TO_ANOTHER], "already-suspended"),
        (&[SUSPENDED, TO_ANOTHER, SUSPENDED], ""),
        (&[SUSPENDED, SETTLED, SUSPENDED], ""),
        (&[SUSPENDED, RESUMED, MOVED], ""),
        (&[SUSPENDED, RESUMED, MOVED_TOO_FAR], "resumed-before-suspended"),
        (&[SUSPENDED, MOVED, r#"{"event":"resumed","on":"2026-09-09","petition":"KN-1"}"#], "resumed-before-suspended"),
        (&[SUSPENDED, MOVED, STRUCK], "nothing-to-correct"),
    ];
    for (lines, code) in rows {
        assert_eq!(appended(lines), *code, "{lines:?}");
    }
    // A log that was read goes on where it stood; what no order makes possible is refused at its line.
    let mut read = OfficeLog::from_jsonl(&format!("{OFFICE}\n{RESUMED}\n{SUSPENDED}")).unwrap();
    assert_eq!(read.record(serde_json::from_str(RESUMED).unwrap()).unwrap_err().code(), "not-suspended");
    assert_eq!(read.record(serde_json::from_str(LATER).unwrap()), Ok(3));
    for (lines, line, code) in [
        ([SUSPENDED, LATER, OF_ANOTHER], 4, "already-suspended"),
        ([OF_ANOTHER, RESUMED, SENT_ON], 4, "not-suspended"),
        ([RESUMED, SENT_ON, LATER], 3, "resumed-before-suspended"),
    ] {
        let error = OfficeLog::from_jsonl(&format!("{OFFICE}\n\n{}", lines.join("\n"))).unwrap_err();
        assert_eq!((error.line, error.cause.code()), (line, code), "{lines:?}");
    }
    // What a rule file declares, or a later release writes, may be why: that is for the audit to say.
    let own = r#"{"event":"settlement-paused","on":"2026-09-01","petition":"KN-1"}"#;
    assert!(OfficeLog::from_jsonl(&format!("{OFFICE}\n{own}\n{RESUMED}")).is_ok());
}

const SENT_ON: &str = r#"{"event":"transfer-notified","on":"2026-09-05","petition":"KN-3"}"#;

#[test]
fn an_entry_that_an_office_refuses_leaves_its_log_as_it_was() {
    let mut log =
        OfficeLog::from_jsonl(&format!("{OFFICE}\n{{\"event\":\"reception-held\",\"on\":\"2026-08-06\"}}")).unwrap();
    let before = log.clone();
    let day = NaiveDate::from_ymd_opt(2026, 8, 20).unwrap();
    let error = log.record(doithoai::Fact::new("reception-held", day).until(day)).unwrap_err();
    assert!(matches!(error, OfficeLogError::Impossible(_)));
    assert_eq!(log, before);
    assert_eq!(log.record(doithoai::Fact::new("reception-held", day)), Ok(2));
}

fn dialogue_of(id: &str, territory: &str, head: &str) -> AnyDialogue {
    let plan = format!(
        r#"{{"dialogue":"{id}","appointed":"2026-08-20","on":"2026-07-20","territory":"{territory}","level":"commune","head":"{head}"}}"#
    );
    AnyDialogue::replay(terms("hcmc-935"), &Log::from_jsonl(&plan).unwrap()).unwrap()
}

#[test]
fn an_office_is_audited_with_its_own_dialogues_each_once() {
    let office = OfficeLog::from_jsonl(OFFICE).unwrap();
    let audited = |dialogues: &[AnyDialogue]| {
        let year = audit_year(&Registry::builtin(), &Calendar::vietnam(), dialogues, &office, 2026, View::everything());
        year.map(|year| year.verdicts.len()).map_err(|error| (error.code(), error.text(Lang::En)))
    };
    let own = dialogue_of("DT-1", "79/26734", "local-government");
    let without =
        AnyDialogue::replay(terms("hcmc-935"), &Log::from_jsonl(&PLAN.replace("DT-1", "DT-2")).unwrap()).unwrap();
    assert_eq!(audited(&[own.clone(), without.clone()]), Ok(8));
    assert_eq!(audited(&[own.clone(), without, own.clone()]).unwrap_err().0, "same-dialogue-twice");
    for (territory, head) in
        [("79/26737", "local-government"), ("79", "local-government"), ("79/26734", "party-committee")]
    {
        let (code, told) = audited(&[own.clone(), dialogue_of("DT-3", territory, head)]).unwrap_err();
        assert_eq!(code, "of-another-office");
        assert!(told.starts_with("the dialogue `DT-3` is of head of "), "{told}");
        assert!(told.contains(&format!("(territory {territory}), not of head of ")) && !told.contains(head), "{told}");
    }
}

#[test]
fn two_readings_of_one_duty_and_two_of_one_key_are_refused() {
    let made = |choices: &str| {
        let hash = "0".repeat(64);
        let set = format!(r#"{{"id":"hcmc-935","version":"1","hash":"{hash}"}}"#);
        let made = format!(r#","made_under":{{"rulesets":[{set}],"choices":{choices},"calendar":"{hash}"}}}}"#);
        let of = |line: &str| format!("{}{made}", line.trim_end_matches('}'));
        let cause = |result: Result<(), doithoai::dialogue::LogError>| result.err().map(|error| error.cause);
        [cause(Log::from_jsonl(&of(PLAN)).map(drop)), cause(OfficeLog::from_jsonl(&of(OFFICE)).map(drop))]
    };
    let one = r#"["hcmc-935","settle-petition","ten-as-in-words"]"#;
    let other = r#"["hcmc-935","settle-petition","default"]"#;
    let of_another = r#"["hcmc-935","invite-citizens","default"]"#;
    assert_eq!(made(&format!("[{one},{of_another}]")), [None, None]);
    for cause in made(&format!("[{one},{of_another},{other}]")) {
        assert_eq!(cause, Some(LogCause::ChosenTwice { duty: "hcmc-935/settle-petition".to_owned() }));
    }
    let twice = PLAN.replacen("\"appointed\"", "\"appointed\":\"2026-08-21\",\"appointed\"", 1);
    assert!(Log::from_jsonl(&twice).unwrap_err().to_string().contains("duplicate field `appointed`"));
    let twice = r#"{"appointed":"2026-08-20","appointed":"2026-08-21"}"#;
    assert!(serde_json::from_str::<Facts>(twice).unwrap_err().to_string().contains("duplicate field `appointed`"));
    let twice = PLAN.replace('}', r#","made_under":{"rulesets":[],"choices":[],"choices":[],"calendar":""}}"#);
    assert!(Log::from_jsonl(&twice).unwrap_err().to_string().contains("duplicate field `choices`"));
}

#[test]
fn one_version_of_a_rule_set_is_given_once() {
    let set = RuleSet::builtin("hcmc-935").unwrap();
    let twice = [set.clone(), set];
    assert_eq!(Terms::try_new(twice.clone(), Calendar::vietnam()).unwrap_err().code(), "same-rule-set-twice");
    let terms = Terms::new(twice, Calendar::vietnam());
    let facts: Facts = serde_json::from_str(r#"{"appointed":"2026-08-20"}"#).unwrap();
    assert_eq!(terms.timeline(&facts, View::everything()).unwrap_err().code(), "same-rule-set-twice");
}
