//! What reaches the library from outside: anything at all; and that what leaves it is what the Rust API says.
use std::ffi::{CStr, CString, c_char};
use std::ptr::{null, null_mut};

use chrono::NaiveDate;
use doithoai::ruleset::Due;
use doithoai::scenario::Suite;
use doithoai::scenario::harness::read;
use doithoai::{Calendar, DueDate, RuleSet, Terms};
use serde_json::{Value, json};

use crate::calendar::{
    day, doithoai_calendar, doithoai_calendar_builtin, doithoai_calendar_free, doithoai_calendar_with_decree_toml,
};
use crate::dialogue::{
    doithoai_dialogue, doithoai_dialogue_audit_json, doithoai_dialogue_audit_report_json, doithoai_dialogue_audit_text,
    doithoai_dialogue_free, doithoai_dialogue_log_jsonl, doithoai_dialogue_plan_json, doithoai_dialogue_record_json,
    doithoai_dialogue_restore, doithoai_dialogue_timeline_json,
};
use crate::error::{
    DOITHOAI_INVALID_ARGUMENT, DOITHOAI_NOT_FOUND, DOITHOAI_OK, DOITHOAI_OUT_OF_RANGE, DOITHOAI_PANIC, DOITHOAI_PARSE,
    DOITHOAI_REFUSED, doithoai_status,
};
use crate::error_object::{doithoai_error, doithoai_error_free, doithoai_error_json};
use crate::office::{
    doithoai_office, doithoai_office_audit_json, doithoai_office_audit_report_json, doithoai_office_free,
    doithoai_office_record_json, doithoai_office_restore,
};
use crate::ruleset::{
    doithoai_ruleset, doithoai_ruleset_builtin, doithoai_ruleset_check_json, doithoai_ruleset_free,
    doithoai_ruleset_from_json, doithoai_ruleset_from_toml,
};
use crate::scenario::doithoai_scenario_run_json;
use crate::terms::{
    doithoai_due, doithoai_due_batch, doithoai_explain_text, doithoai_terms, doithoai_terms_free, doithoai_terms_new,
    doithoai_terms_timeline_json,
};
use crate::text::{doithoai_string, doithoai_string_data, doithoai_string_free, doithoai_string_length};

#[path = "../../tests/integration/refusals/impossible.rs"]
mod impossible;

/// Objects of one kind of terms, freed at the end.
struct Handles {
    calendar: *mut doithoai_calendar,
    ruleset: *mut doithoai_ruleset,
    terms: *mut doithoai_terms,
    dialogue: *mut doithoai_dialogue,
    office: *mut doithoai_office,
}

fn ok(status: doithoai_status) {
    assert_eq!(status, DOITHOAI_OK);
}

impl Handles {
    fn of(set: &str) -> Self {
        let name = CString::new(set).unwrap();
        let plan = br#"{"dialogue":"DT-1","appointed":"2026-08-20","on":"2026-07-20","territory":"79","level":"commune","head":"local-government"}"#;
        let line = br#"{"office":"A","territory":"79","level":"commune","head":"local-government"}"#;
        let (mut calendar, mut ruleset, mut terms, mut dialogue) = (null_mut(), null_mut(), null_mut(), null_mut());
        let mut office = null_mut();
        // SAFETY: every pointer is to a place of this function, every object is of the library.
        unsafe {
            ok(doithoai_calendar_builtin(c"vn-public".as_ptr(), &raw mut calendar, null_mut()));
            ok(doithoai_ruleset_builtin(name.as_ptr(), &raw mut ruleset, null_mut()));
            let sets = [ruleset.cast_const()];
            ok(doithoai_terms_new(sets.as_ptr(), 1, calendar, null(), 0, &raw mut terms, null_mut()));
            let planned =
                doithoai_dialogue_plan_json(terms, plan.as_ptr().cast(), plan.len(), &raw mut dialogue, null_mut());
            ok(planned);
            ok(doithoai_office_restore(line.as_ptr().cast(), line.len(), &raw mut office, null_mut()));
        }
        Self { calendar, ruleset, terms, dialogue, office }
    }
}

impl Drop for Handles {
    fn drop(&mut self) {
        // SAFETY: each is of the library and freed once.
        unsafe {
            doithoai_calendar_free(self.calendar);
            doithoai_ruleset_free(self.ruleset);
            doithoai_terms_free(self.terms);
            doithoai_dialogue_free(self.dialogue);
            doithoai_office_free(self.office);
        }
    }
}

/// The text that a call gave out.
fn taken(string: *mut doithoai_string) -> String {
    // SAFETY: it is of the library, and freed once.
    unsafe {
        let bytes =
            std::slice::from_raw_parts(doithoai_string_data(string).cast::<u8>(), doithoai_string_length(string));
        let text = std::str::from_utf8(bytes).unwrap().to_owned();
        doithoai_string_free(string);
        text
    }
}

type Entry = (&'static str, fn(&Handles, *const c_char, usize, *mut *mut doithoai_error) -> doithoai_status);

/// Frees what a call may have given out.
fn rid_of<T>(status: doithoai_status, object: *mut T, free: unsafe extern "C" fn(*mut T)) -> doithoai_status {
    // SAFETY: it is NULL or of the library.
    unsafe { free(object) };
    status
}

/// A function that takes a document and gives an object, which is freed by its own function.
macro_rules! entry {
    ($name:literal, $free:path, |$handles:ident, $text:ident, $n:ident, $out:ident, $error:ident| $call:expr) => {
        ($name, |$handles, $text, $n, $error| {
            let mut object = null_mut();
            let $out = &raw mut object;
            // SAFETY: the objects are of the library, the places of this function, the document is as the test says.
            let status = unsafe { $call };
            rid_of(status, object, $free)
        })
    };
}

/// Every function that takes a document.
#[rustfmt::skip]
const ENTRIES: &[Entry] = &[
    entry!("calendar_with_decree_toml", doithoai_calendar_free, |w, text, n, out, e| doithoai_calendar_with_decree_toml(w.calendar, text, n, out, e)),
    entry!("ruleset_from_toml", doithoai_ruleset_free, |_w, text, n, out, e| doithoai_ruleset_from_toml(text, n, out, e)),
    entry!("ruleset_from_json", doithoai_ruleset_free, |_w, text, n, out, e| doithoai_ruleset_from_json(text, n, out, e)),
    entry!("ruleset_check_json", doithoai_string_free, |_w, text, n, out, e| doithoai_ruleset_check_json(text, n, out, e)),
    entry!("terms_new", doithoai_terms_free, |w, text, n, out, e| doithoai_terms_new([w.ruleset.cast_const()].as_ptr(), 1, w.calendar, text, n, out, e)),
    entry!("terms_timeline_json facts", doithoai_string_free, |w, text, n, out, e| doithoai_terms_timeline_json(w.terms, text, n, null(), 0, 1, out, e)),
    entry!("terms_timeline_json view", doithoai_string_free, |w, text, n, out, e| doithoai_terms_timeline_json(w.terms, FACTS.as_ptr().cast(), FACTS.len(), text, n, 1, out, e)),
    entry!("dialogue_timeline_json view", doithoai_string_free, |w, text, n, out, e| doithoai_dialogue_timeline_json(w.dialogue, text, n, 1, out, e)),
    entry!("dialogue_audit_json view", doithoai_string_free, |w, text, n, out, e| doithoai_dialogue_audit_json(w.dialogue, text, n, out, e)),
    entry!("dialogue_audit_report_json view", doithoai_string_free, |w, text, n, out, e| doithoai_dialogue_audit_report_json(w.dialogue, null(), 0, text, n, out, e)),
    entry!("dialogue_audit_text view", doithoai_string_free, |w, text, n, out, e| doithoai_dialogue_audit_text(w.dialogue, text, n, c"vi".as_ptr(), out, e)),
    entry!("dialogue_plan_json", doithoai_dialogue_free, |w, text, n, out, e| doithoai_dialogue_plan_json(w.terms, text, n, out, e)),
    entry!("dialogue_restore", doithoai_dialogue_free, |w, text, n, out, e| doithoai_dialogue_restore(w.terms, text, n, out, e)),
    entry!("office_restore", doithoai_office_free, |_w, text, n, out, e| doithoai_office_restore(text, n, out, e)),
    entry!("office_record_json", nothing, |w, text, n, _out, e| doithoai_office_record_json(w.office, text, n, null_mut(), e)),
    entry!("office_audit_json view", doithoai_string_free, |w, text, n, out, e| doithoai_office_audit_json(w.office, [w.ruleset.cast_const()].as_ptr(), 1, w.calendar, [w.dialogue.cast_const()].as_ptr(), 1, 2026, text, n, out, e)),
    entry!("office_audit_report_json view", doithoai_string_free, |w, text, n, out, e| doithoai_office_audit_report_json(w.office, [w.ruleset.cast_const()].as_ptr(), 1, w.calendar, [w.dialogue.cast_const()].as_ptr(), 1, 2026, text, n, out, e)),
    entry!("dialogue_record_json", nothing, |w, text, n, _out, e| doithoai_dialogue_record_json(w.dialogue, text, n, null_mut(), e)),
    entry!("scenario_run_json", doithoai_string_free, |_w, text, n, out, e| doithoai_scenario_run_json(text, n, out, e)),
];

const FACTS: &str = r#"{"appointed":"2026-08-20","facts":[]}"#;

unsafe extern "C" fn nothing(_: *mut u8) {}

/// What a call said of a document: its status, and the JSON of the error.
fn said(entry: &Entry, handles: &Handles, document: &[u8]) -> (doithoai_status, Value) {
    let mut error = null_mut();
    let status = entry.1(handles, document.as_ptr().cast(), document.len(), &raw mut error);
    // SAFETY: the error is NULL or of the library, and freed once.
    unsafe {
        let json = CStr::from_ptr(doithoai_error_json(error)).to_str().unwrap().to_owned();
        doithoai_error_free(error);
        (status, serde_json::from_str(&json).unwrap())
    }
}

/// Documents that no caller means.
fn nonsense() -> Vec<(&'static str, Vec<u8>)> {
    let nested = |open: &str, inner: &str| [open.repeat(10_000), inner.to_owned()].concat().into_bytes();
    let mut seed = 0x2545_F491_4F6C_DD1D_u64;
    let noise: Vec<u8> = std::iter::repeat_with(|| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        seed.to_le_bytes()[0]
    })
    .take(4_096)
    .collect();
    vec![
        ("zeros", vec![0; 64]),
        ("not UTF-8", vec![b'{', 0xC3, 0x28, b'}']),
        ("noise", noise.clone()),
        ("noise that is text", noise.iter().map(|byte| byte & 0x7F).collect()),
        ("half a letter", "Quy chế".as_bytes()[..8].to_vec()),
        ("lists 10,000 deep", nested("[", "")),
        ("lists 10,000 deep, closed", nested("[", &"]".repeat(10_000))),
        ("objects 10,000 deep", nested("{\"a\":", "1")),
        ("TOML lists 10,000 deep", [b"a = ".to_vec(), nested("[", &"]".repeat(10_000))].concat()),
        ("TOML tables 10,000 deep", format!("[{}]", vec!["a"; 10_000].join(".")).into_bytes()),
        ("null", b"null".to_vec()),
        ("a list", b"[]".to_vec()),
        ("a number", b"1e999999".to_vec()),
    ]
}

#[test]
#[cfg_attr(miri, ignore = "takes hours under Miri; `each_call` is for it")]
fn no_document_does_more_than_fail() {
    let handles = Handles::of("hcmc-935");
    for entry in ENTRIES {
        for (what, document) in nonsense() {
            let (status, error) = said(entry, &handles, &document);
            let told = entry.0 == "ruleset_check_json" && status == DOITHOAI_OK; // it tells mistakes, it has none
            assert!(
                told || status != DOITHOAI_OK && status != DOITHOAI_PANIC,
                "{} of {what}: {status} {error}",
                entry.0
            );
            assert!(
                told || error["message"]["vi"].is_string() && error["status"] == status,
                "{} of {what}: {error}",
                entry.0
            );
        }
    }
}

#[test]
#[cfg_attr(miri, ignore = "takes hours under Miri; `each_call` is for it")]
fn no_document_is_too_long_to_be_refused() {
    let handles = Handles::of("hcmc-935");
    let of = |piece: &str| piece.repeat((8 << 20) / piece.len()).into_bytes();
    let long = [
        ("letters", of("a")),
        ("lines", of("\n")),
        ("lists", of("[")),
        ("quotes", [b"\"".to_vec(), of("ế"), b"\"".to_vec()].concat()),
    ];
    for entry in ENTRIES {
        for (what, document) in &long {
            let (status, error) = said(entry, &handles, document);
            let told = entry.0 == "ruleset_check_json" && status == DOITHOAI_OK;
            assert!(
                told || status != DOITHOAI_OK && status != DOITHOAI_PANIC,
                "{} of 8 MiB of {what}: {status} {error}",
                entry.0
            );
        }
    }
}

/// Ids end with a zero: whatever stands before it.
#[test]
#[cfg_attr(miri, ignore = "takes hours under Miri; `each_call` is for it")]
fn no_id_does_more_than_fail() {
    let handles = Handles::of("hcmc-935");
    let ids = [vec![], vec![0xC3, 0x28], "Quy chế".as_bytes()[..8].to_vec(), vec![b'a'; 64 << 20], vec![b'\n'; 1_000]];
    for id in ids.map(|id| CString::new(id).unwrap()) {
        let id = id.as_ptr();
        let (known, duty, en) = (c"hcmc-935".as_ptr(), c"notify-conclusion".as_ptr(), c"en".as_ptr());
        let (mut calendar, mut ruleset, mut text, mut day) = (null_mut(), null_mut(), null_mut(), 7);
        let (day_of, day_to) = (20_685, &raw mut day);
        // SAFETY: the objects are of the library, the places of this function, the ids end with a zero.
        let said = unsafe {
            [
                doithoai_calendar_builtin(id, &raw mut calendar, null_mut()),
                doithoai_ruleset_builtin(id, &raw mut ruleset, null_mut()),
                doithoai_due(handles.terms, id, duty, day_of, day_to, null_mut(), null_mut(), null_mut()),
                doithoai_due(handles.terms, known, id, day_of, day_to, null_mut(), null_mut(), null_mut()),
                doithoai_explain_text(handles.terms, known, id, day_of, en, &raw mut text, null_mut()),
                doithoai_explain_text(handles.terms, known, duty, day_of, id, &raw mut text, null_mut()),
            ]
        };
        assert!(said.iter().all(|status| [DOITHOAI_INVALID_ARGUMENT, DOITHOAI_NOT_FOUND].contains(status)), "{said:?}");
        assert_eq!((calendar.is_null(), ruleset.is_null(), text.is_null(), day), (true, true, true, 7));
    }
}

#[test]
#[cfg_attr(miri, ignore = "takes hours under Miri; `each_call` is for it")]
fn null_and_empty_documents_are_told_apart_from_none() {
    let handles = Handles::of("hcmc-935");
    for entry in ENTRIES {
        let mut error = null_mut();
        let status = entry.1(&handles, null(), 5, &raw mut error);
        let optional = entry.0 == "terms_new" || entry.0.ends_with("view");
        assert_eq!(status, if optional { DOITHOAI_OK } else { DOITHOAI_INVALID_ARGUMENT }, "{}", entry.0);
        assert_eq!(error.is_null(), optional, "{}", entry.0);
        // SAFETY: the error is NULL or of the library.
        unsafe { doithoai_error_free(error) };
    }
}

/// The scenarios of the built-in rule sets drive both: the Rust API, and this one.
#[test]
#[cfg_attr(miri, ignore = "takes hours under Miri; `each_call` is for it")]
fn every_scenario_of_the_rust_tests_passes_through_c() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/rules");
    let rust = read(folder).unwrap();
    let mut files = serde_json::Map::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        files.insert(name, std::fs::read_to_string(&path).unwrap().into());
    }
    let asked = json!({ "files": files }).to_string();
    let mut out = null_mut();
    // SAFETY: the document is the text, the place is of this function.
    let status = unsafe { doithoai_scenario_run_json(asked.as_ptr().cast(), asked.len(), &raw mut out, null_mut()) };
    ok(status);
    let report: Value = serde_json::from_str(&taken(out)).unwrap();
    let there = serde_json::to_value(rust.run()).unwrap();
    assert_eq!((report["ok"].as_bool(), report["failed"].as_u64()), (Some(true), Some(0)));
    assert_eq!(report["passed"].as_u64(), Some(rust.names().len() as u64));
    assert_eq!(report["files"], there["files"]);
    assert_eq!(report["coverage"], there["coverage"]);
    assert!(Suite::new().names().is_empty());
}

/// Every duty with a limit, from every day of some years: one by one and in a batch, as the Rust API has it.
#[test]
#[cfg_attr(miri, ignore = "takes hours under Miri; `each_call` is for it")]
fn every_due_date_is_that_of_the_rust_api() {
    let mut seen = 0_usize;
    for id in RuleSet::builtin_ids() {
        let set = RuleSet::builtin(id).unwrap();
        let (handles, terms) = (Handles::of(id), Terms::new([set.clone()], Calendar::vietnam()));
        for duty in set.obligations().iter().filter(|duty| matches!(duty.due, Due::Limit { .. })) {
            let (name, obligation) = (CString::new(id).unwrap(), CString::new(duty.id.as_str()).unwrap());
            let first = NaiveDate::from_ymd_opt(2024, 1, 1).unwrap();
            let days: Vec<NaiveDate> =
                first.iter_days().take(1_500).chain(first.iter_days().skip(27_500).take(700)).collect();
            let anchors: Vec<i32> = days.iter().map(|date| day(*date)).collect();
            let (mut due, mut early, mut late) =
                (vec![0; anchors.len()], vec![0; anchors.len()], vec![0; anchors.len()]);
            let mut bad = usize::MAX;
            let batch = unsafe {
                // SAFETY: the arrays are of one length, the rest of the library.
                doithoai_due_batch(
                    handles.terms,
                    name.as_ptr(),
                    obligation.as_ptr(),
                    anchors.as_ptr(),
                    anchors.len(),
                    due.as_mut_ptr(),
                    early.as_mut_ptr(),
                    late.as_mut_ptr(),
                    &raw mut bad,
                    null_mut(),
                )
            };
            ok(batch);
            let mut without = 0_usize;
            for (at, date) in days.iter().enumerate() {
                let expected: Option<DueDate> = terms.due(id, &duty.id, *date).ok();
                without += usize::from(expected.is_none());
                let (mut one, mut earliest, mut latest) = (i32::MIN, i32::MIN, i32::MIN);
                let status = unsafe {
                    // SAFETY: the places are of this function, the rest of the library.
                    doithoai_due(
                        handles.terms,
                        name.as_ptr(),
                        obligation.as_ptr(),
                        anchors[at],
                        &raw mut one,
                        &raw mut earliest,
                        &raw mut latest,
                        null_mut(),
                    )
                };
                assert_eq!(status == DOITHOAI_OK, expected.is_some(), "{id}/{} from {date}", duty.id);
                let expected = expected.map_or([i32::MIN; 3], |due| [due.date, due.earliest(), due.latest()].map(day));
                assert_eq!([one, earliest, latest], expected, "{id}/{} from {date}", duty.id);
                assert_eq!([due[at], early[at], late[at]], expected, "{id}/{} from {date}, in a batch", duty.id);
                seen += 1;
            }
            assert_eq!(bad, without);
        }
    }
    assert!(seen > 20_000, "{seen}");
}

fn named(name: &str) -> &'static Entry {
    ENTRIES.iter().find(|(known, _)| *known == name).unwrap()
}

/// The same refusals as of a log, by the same rows as in the tests of the library.
#[test]
#[cfg_attr(miri, ignore = "takes hours under Miri; `each_call` is for it")]
fn facts_that_cannot_have_been_are_refused() {
    let handles = Handles::of("hcmc-935");
    let told = |facts: &[&str]| {
        let document = format!(r#"{{"appointed":"2026-08-20","facts":[{}]}}"#, facts.join(","));
        said(named("terms_timeline_json facts"), &handles, document.as_bytes())
    };
    for (facts, _, code) in impossible::IMPOSSIBLE {
        let (status, json) = told(facts);
        let expected = match *code {
            "outside-coverage" => DOITHOAI_OUT_OF_RANGE,
            "unknown-event" => DOITHOAI_NOT_FOUND,
            _ => DOITHOAI_REFUSED,
        };
        assert_eq!((status, json["code"].as_str()), (expected, Some(*code)), "{facts:?}: {json}");
        assert_ne!(json["message"]["vi"], json["message"]["en"]);
    }
    for facts in impossible::POSSIBLE {
        assert_eq!(told(facts).0, DOITHOAI_OK, "{facts:?}");
    }
}

#[test]
#[cfg_attr(miri, ignore = "takes hours under Miri; `each_call` is for it")]
fn no_key_stands_twice_in_a_document() {
    let handles = Handles::of("hcmc-935");
    for (entry, document, twice) in [
        (
            "terms_new",
            r#"{"hcmc-935/settle-petition":"ten-as-in-words","hcmc-935/settle-petition":"default"}"#,
            "hcmc-935/settle-petition",
        ),
        (
            "dialogue_plan_json",
            r#"{"dialogue":"DT-1","appointed":"2026-08-20","appointed":"2026-08-21","on":"2026-07-20"}"#,
            "appointed",
        ),
        ("terms_timeline_json facts", r#"{"appointed":"2026-08-20","appointed":"2026-08-21"}"#, "appointed"),
        ("scenario_run_json", r#"{"files":{"a.test.toml":"","a.test.toml":"x"}}"#, "a.test.toml"),
        ("dialogue_record_json", r#"{"event":"opened","on":"2026-08-20","on":"2026-08-21"}"#, "on"),
    ] {
        let (status, json) = said(named(entry), &handles, document.as_bytes());
        assert_eq!(status, DOITHOAI_PARSE, "{entry}: {json}");
        assert!(json["message"]["en"].as_str().unwrap().contains(&format!("duplicate field `{twice}`")), "{json}");
    }
}

#[test]
#[cfg_attr(miri, ignore = "takes hours under Miri; `each_call` is for it")]
fn an_entry_with_a_key_is_recorded_once() {
    let handles = Handles::of("hcmc-935");
    let record = |fact: &str| {
        let mut entry = 0;
        // SAFETY: the dialogue is of the library, the other places of this function.
        let status = unsafe {
            doithoai_dialogue_record_json(
                handles.dialogue,
                fact.as_ptr().cast(),
                fact.len(),
                &raw mut entry,
                null_mut(),
            )
        };
        (status, entry)
    };
    let sent = r#"{"event":"invitation-sent","on":"2026-08-10","key":"a"}"#;
    assert_eq!(record(sent), (DOITHOAI_OK, 1));
    assert_eq!(record(r#"{"event":"survey-held","on":"2026-08-10"}"#), (DOITHOAI_OK, 2));
    assert_eq!(record(sent), (DOITHOAI_OK, 1));
    let (status, json) = said(named("dialogue_record_json"), &handles, sent.replace("10", "11").as_bytes());
    assert_eq!((status, json["code"].as_str()), (DOITHOAI_REFUSED, Some("key-taken")));
    assert_eq!(record(r#"{"event":"agencies-notified","on":"2026-08-10"}"#), (DOITHOAI_OK, 3));
}

#[test]
fn a_stored_log_with_what_is_not_understood_is_restored_and_given_back_to_the_byte() {
    let handles = Handles::of("hcmc-935");
    let line = r#"{ "on": "2026-08-19", "event": "vote-held", "x-by": 1 }"#;
    let log = format!("{{\"dialogue\":\"DT-1\",\"appointed\":\"2026-08-20\",\"on\":\"2026-07-20\"}}\n{line}\n");
    let (mut dialogue, mut json, mut again) = (null_mut(), null_mut(), null_mut());
    let (text, n) = (log.as_ptr().cast(), log.len());
    // SAFETY: the objects are of the library, the places of this function.
    unsafe {
        ok(doithoai_dialogue_restore(handles.terms, text, n, &raw mut dialogue, null_mut()));
        ok(doithoai_dialogue_timeline_json(dialogue, null(), 0, 0, &raw mut json, null_mut()));
        ok(doithoai_dialogue_log_jsonl(dialogue, &raw mut again, null_mut()));
        // Appended it is refused.
        let refused = doithoai_dialogue_record_json(dialogue, line.as_ptr().cast(), line.len(), null_mut(), null_mut());
        assert_ne!(refused, DOITHOAI_OK);
        doithoai_dialogue_free(dialogue);
    }
    let timeline: Value = serde_json::from_str(&taken(json)).unwrap();
    assert_eq!(timeline["unknown_entries"][0]["line"], line);
    assert_eq!(timeline["obligations"][0]["status"], "undetermined");
    assert!(taken(again).ends_with(&format!("\n{line}\n")));
}

#[test]
#[cfg_attr(miri, ignore = "takes hours under Miri; `each_call` is for it")]
fn what_begins_or_is_appended_is_understood_but_for_the_callers_own_keys() {
    let handles = Handles::of("hcmc-935");
    let plan =
        |more: &str| format!("{{\n\"dialogue\":\"DT-1\",\"appointed\":\"2026-08-20\",\"on\":\"2026-07-20\"{more}}}");
    for (more, says) in [
        (r#","quorum":3"#, "unknown field `quorum`"),
        (r#","quorum":3,"format":1"#, "unknown field `quorum`"),
        (r#","quorum":3,"format":2"#, "unknown key `quorum`"),
        (r#","format":2"#, "newer than this release"),
        (r#","format":0"#, "from 1"),
    ] {
        let (status, json) = said(named("dialogue_plan_json"), &handles, plan(more).as_bytes());
        assert_eq!(status, DOITHOAI_PARSE, "{more}");
        assert!(json["message"]["en"].as_str().unwrap().contains(says), "{more}: {json}");
        assert_ne!(json["message"]["vi"], json["message"]["en"]);
    }
    // Its own keys are kept, in their order and to the byte; so are those of an entry.
    let plan = plan(",\n\"x-b\":1.50,\"format\":1,\"x-a\":{\"z\":1,\n\"a\":2}");
    let fact = "{ \"x-b\": 1.50,\n\"event\":\"survey-held\",\"on\":\"2026-08-01\",\"x-a\":[2,1 ] }";
    let mut dialogue = null_mut();
    // SAFETY: the texts are as long as said, the objects are of the library and freed once.
    let log = unsafe {
        let (text, length) = (plan.as_ptr().cast(), plan.len());
        ok(doithoai_dialogue_plan_json(handles.terms, text, length, &raw mut dialogue, null_mut()));
        let (text, length) = (fact.as_ptr().cast(), fact.len());
        ok(doithoai_dialogue_record_json(dialogue, text, length, null_mut(), null_mut()));
        let mut log = null_mut();
        ok(doithoai_dialogue_log_jsonl(dialogue, &raw mut log, null_mut()));
        doithoai_dialogue_free(dialogue);
        taken(log)
    };
    let lines: Vec<&str> = log.lines().collect();
    assert!(lines[0].ends_with(r#","x-b":1.50,"x-a":{"z":1, "a":2}}"#), "{log}");
    assert_eq!(lines[1..], [r#"{"event":"survey-held","on":"2026-08-01","x-b":1.50,"x-a":[2,1 ]}"#]);
    let (status, json) =
        said(named("dialogue_record_json"), &handles, br#"{"event":"opened","on":"2026-08-20","xa":1}"#);
    assert_eq!(status, DOITHOAI_PARSE, "{json}");
}
