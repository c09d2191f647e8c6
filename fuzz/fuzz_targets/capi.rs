//! Every call of the C interface that takes a document: by the first byte of the input, with the rest as the document.

#![no_main]

use std::ffi::{CStr, c_char, c_void};
use std::ptr::{null, null_mut};

use capi as _; // its symbols are what is called
use libfuzzer_sys::fuzz_target;

type Object = *mut c_void;
type Place<'a> = &'a mut Object;

unsafe extern "C" {
    fn doithoai_calendar_builtin(id: *const c_char, out: Place<'_>, error: Place<'_>) -> i32;
    fn doithoai_calendar_free(object: Object);
    fn doithoai_calendar_with_decree_toml(
        calendar: Object,
        text: *const c_char,
        length: usize,
        out: Place<'_>,
        error: Place<'_>,
    ) -> i32;
    fn doithoai_dialogue_allowed_json(dialogue: Object, out: Place<'_>, error: Place<'_>) -> i32;
    fn doithoai_dialogue_audit_json(
        dialogue: Object,
        view: *const c_char,
        length: usize,
        out: Place<'_>,
        error: Place<'_>,
    ) -> i32;
    fn doithoai_dialogue_free(object: Object);
    fn doithoai_dialogue_log_jsonl(dialogue: Object, out: Place<'_>, error: Place<'_>) -> i32;
    fn doithoai_dialogue_plan_json(
        terms: Object,
        text: *const c_char,
        length: usize,
        out: Place<'_>,
        error: Place<'_>,
    ) -> i32;
    fn doithoai_dialogue_record_json(
        dialogue: Object,
        text: *const c_char,
        length: usize,
        entry: *mut usize,
        error: Place<'_>,
    ) -> i32;
    fn doithoai_dialogue_restore(
        terms: Object,
        text: *const c_char,
        length: usize,
        out: Place<'_>,
        error: Place<'_>,
    ) -> i32;
    fn doithoai_error_free(object: Object);
    fn doithoai_error_json(object: Object) -> *const c_char;
    fn doithoai_error_message(object: Object) -> *const c_char;
    fn doithoai_error_message_vi(object: Object) -> *const c_char;
    fn doithoai_error_status(object: Object) -> i32;
    fn doithoai_office_audit_json(
        office: Object,
        sets: *const Object,
        count: usize,
        calendar: Object,
        dialogues: *const Object,
        dialogue_count: usize,
        year: i32,
        view: *const c_char,
        length: usize,
        out: Place<'_>,
        error: Place<'_>,
    ) -> i32;
    fn doithoai_office_free(object: Object);
    fn doithoai_office_log_jsonl(office: Object, out: Place<'_>, error: Place<'_>) -> i32;
    fn doithoai_office_record_json(
        office: Object,
        text: *const c_char,
        length: usize,
        entry: *mut usize,
        error: Place<'_>,
    ) -> i32;
    fn doithoai_office_restore(text: *const c_char, length: usize, out: Place<'_>, error: Place<'_>) -> i32;
    fn doithoai_ruleset_analyse_json(
        sets: *const Object,
        count: usize,
        calendar: Object,
        out: Place<'_>,
        error: Place<'_>,
    ) -> i32;
    fn doithoai_ruleset_builtin(name: *const c_char, out: Place<'_>, error: Place<'_>) -> i32;
    fn doithoai_ruleset_check_json(text: *const c_char, length: usize, out: Place<'_>, error: Place<'_>) -> i32;
    fn doithoai_ruleset_compare_json(
        left: Object,
        right: Object,
        calendar: Object,
        out: Place<'_>,
        error: Place<'_>,
    ) -> i32;
    fn doithoai_ruleset_diff_json(left: Object, right: Object, out: Place<'_>, error: Place<'_>) -> i32;
    fn doithoai_ruleset_free(object: Object);
    fn doithoai_ruleset_from_json(text: *const c_char, length: usize, out: Place<'_>, error: Place<'_>) -> i32;
    fn doithoai_ruleset_from_toml(text: *const c_char, length: usize, out: Place<'_>, error: Place<'_>) -> i32;
    fn doithoai_scenario_run_json(text: *const c_char, length: usize, out: Place<'_>, error: Place<'_>) -> i32;
    fn doithoai_string_free(object: Object);
    fn doithoai_terms_free(object: Object);
    fn doithoai_terms_new(
        sets: *const Object,
        count: usize,
        calendar: Object,
        choices: *const c_char,
        length: usize,
        out: Place<'_>,
        error: Place<'_>,
    ) -> i32;
    fn doithoai_terms_next_change_json(
        terms: Object,
        facts: *const c_char,
        facts_length: usize,
        view: *const c_char,
        view_length: usize,
        out: Place<'_>,
        error: Place<'_>,
    ) -> i32;
    fn doithoai_terms_timeline_json(
        terms: Object,
        facts: *const c_char,
        facts_length: usize,
        view: *const c_char,
        view_length: usize,
        explain: i32,
        out: Place<'_>,
        error: Place<'_>,
    ) -> i32;
}

/// What a call leaves in its place for an error is freed; a refusal has one, and success none.
unsafe fn ended(status: i32, error: Object) -> bool {
    assert_eq!(status == 0, error.is_null(), "an error where there is none, or none where there is one");
    if !error.is_null() {
        // SAFETY: a call gave it.
        unsafe {
            assert_eq!(doithoai_error_status(error), status);
            for message in [doithoai_error_message(error), doithoai_error_message_vi(error), doithoai_error_json(error)]
            {
                assert!(CStr::from_ptr(message).to_str().is_ok_and(|text| !text.is_empty()));
            }
            doithoai_error_free(error);
        }
    }
    status == 0
}

fuzz_target!(|data: &[u8]| {
    let Some((which, document)) = data.split_first() else { return };
    let (text, length) = (document.as_ptr().cast::<c_char>(), document.len());
    let (mut error, mut out) = (null_mut(), null_mut());
    let (mut set, mut calendar, mut terms, mut dialogue) = (null_mut(), null_mut(), null_mut(), null_mut());
    // SAFETY: every pointer is to a living place, every document has its length, and each object is freed once.
    unsafe {
        assert!(ended(doithoai_ruleset_builtin(c"hcmc-935".as_ptr(), &mut set, &mut error), error));
        assert!(ended(doithoai_calendar_builtin(c"vn-public".as_ptr(), &mut calendar, &mut error), error));
        let sets = [set];
        assert!(ended(doithoai_terms_new(sets.as_ptr(), 1, calendar, null(), 0, &mut terms, &mut error), error));
        match which % 17 {
            0 | 1 => {
                let mut read = null_mut();
                let status = match which % 17 {
                    0 => doithoai_ruleset_from_toml(text, length, &mut read, &mut error),
                    _ => doithoai_ruleset_from_json(text, length, &mut read, &mut error),
                };
                if ended(status, error) {
                    error = null_mut();
                    assert!(ended(doithoai_ruleset_diff_json(set, read, &mut out, &mut error), error));
                }
                doithoai_ruleset_free(read);
            }
            2 => {
                let _ = ended(doithoai_ruleset_check_json(text, length, &mut out, &mut error), error);
            }
            3 => {
                let mut laid = null_mut();
                let _ = ended(doithoai_calendar_with_decree_toml(calendar, text, length, &mut laid, &mut error), error);
                doithoai_calendar_free(laid);
            }
            4 => {
                let mut chosen = null_mut();
                let status = doithoai_terms_new(sets.as_ptr(), 1, calendar, text, length, &mut chosen, &mut error);
                let _ = ended(status, error);
                doithoai_terms_free(chosen);
            }
            5 => {
                let status = doithoai_terms_timeline_json(terms, text, length, null(), 0, 1, &mut out, &mut error);
                let _ = ended(status, error);
            }
            6 => {
                let facts = br#"{"appointed":"2026-08-20","facts":[{"event":"opened","on":"2026-08-20"}]}"#;
                let (facts, size) = (facts.as_ptr().cast(), facts.len());
                let status = doithoai_terms_timeline_json(terms, facts, size, text, length, 0, &mut out, &mut error);
                let _ = ended(status, error);
            }
            7 => {
                let _ = ended(doithoai_scenario_run_json(text, length, &mut out, &mut error), error);
            }
            8 => {
                if ended(doithoai_dialogue_restore(terms, text, length, &mut dialogue, &mut error), error) {
                    error = null_mut();
                    let status = doithoai_dialogue_audit_json(dialogue, null(), 0, &mut out, &mut error);
                    let _ = ended(status, error);
                }
            }
            9 => {
                let _ = ended(doithoai_dialogue_plan_json(terms, text, length, &mut dialogue, &mut error), error);
            }
            12 => {
                let mut office = null_mut();
                if ended(doithoai_office_restore(text, length, &mut office, &mut error), error) {
                    error = null_mut();
                    let (sets, none) = (sets.as_ptr(), std::ptr::null());
                    let status = doithoai_office_audit_json(
                        office,
                        sets,
                        1,
                        calendar,
                        none,
                        0,
                        2026,
                        null(),
                        0,
                        &mut out,
                        &mut error,
                    );
                    let _ = ended(status, error);
                }
                doithoai_office_free(office);
            }
            13 => {
                let line = br#"{"office":"A","territory":"79","level":"commune","head":"local-government"}"#;
                let (line, size, mut office) = (line.as_ptr().cast(), line.len(), null_mut());
                assert!(ended(doithoai_office_restore(line, size, &mut office, &mut error), error));
                error = null_mut();
                for line in document.split(|byte| *byte == b'\n') {
                    let (text, length) = (line.as_ptr().cast(), line.len());
                    let _ = ended(doithoai_office_record_json(office, text, length, null_mut(), &mut error), error);
                    error = null_mut();
                }
                assert!(ended(doithoai_office_log_jsonl(office, &mut out, &mut error), error));
                doithoai_office_free(office);
            }
            14 | 15 => {
                let mut read = null_mut();
                if ended(doithoai_ruleset_from_toml(text, length, &mut read, &mut error), error) {
                    error = null_mut();
                    let sets = [read];
                    let status = match which % 17 {
                        14 => doithoai_ruleset_compare_json(set, read, calendar, &mut out, &mut error),
                        _ => doithoai_ruleset_analyse_json(sets.as_ptr(), 1, calendar, &mut out, &mut error),
                    };
                    assert!(ended(status, error));
                }
                doithoai_ruleset_free(read);
            }
            16 => {
                let view = br#"{"as_of":"2026-09-08"}"#;
                let (view, size) = (view.as_ptr().cast(), view.len());
                let status = doithoai_terms_next_change_json(terms, text, length, view, size, &mut out, &mut error);
                let _ = ended(status, error);
            }
            _ => {
                let plan = br#"{"dialogue":"DT-1","appointed":"2026-08-20","on":"2026-07-20"}"#;
                let (plan, size) = (plan.as_ptr().cast(), plan.len());
                assert!(ended(doithoai_dialogue_plan_json(terms, plan, size, &mut dialogue, &mut error), error));
                error = null_mut();
                for line in document.split(|byte| *byte == b'\n') {
                    let (text, length) = (line.as_ptr().cast(), line.len());
                    let _ = ended(doithoai_dialogue_record_json(dialogue, text, length, null_mut(), &mut error), error);
                    error = null_mut();
                }
                assert!(ended(doithoai_dialogue_allowed_json(dialogue, &mut out, &mut error), error));
                error = null_mut();
                doithoai_string_free(out);
                out = null_mut();
                let status = doithoai_dialogue_log_jsonl(dialogue, &mut out, &mut error);
                assert!(ended(status, error));
            }
        }
        doithoai_string_free(out);
        doithoai_dialogue_free(dialogue);
        doithoai_terms_free(terms);
        doithoai_calendar_free(calendar);
        doithoai_ruleset_free(set);
    }
});
