//! Every function once, as it is meant and then wrong: small enough for Miri, which looks at each access of memory.
use std::ffi::CStr;
use std::ptr::{null, null_mut};

use serde_json::Value;

use crate::calendar::{
    doithoai_calendar, doithoai_calendar_add_working_days, doithoai_calendar_add_working_days_batch,
    doithoai_calendar_add_working_days_batch_i64, doithoai_calendar_builtin, doithoai_calendar_count_working_days,
    doithoai_calendar_count_working_days_batch, doithoai_calendar_count_working_days_batch_i64,
    doithoai_calendar_day_json, doithoai_calendar_free, doithoai_calendar_from_days, doithoai_calendar_hashes_json,
    doithoai_calendar_is_working_day, doithoai_calendar_known_on, doithoai_calendar_with_decree_toml,
};
use crate::dialogue::{
    doithoai_dialogue, doithoai_dialogue_allowed_json, doithoai_dialogue_audit_json,
    doithoai_dialogue_audit_report_json, doithoai_dialogue_audit_text, doithoai_dialogue_free,
    doithoai_dialogue_log_jsonl, doithoai_dialogue_next_change_json, doithoai_dialogue_plan_json,
    doithoai_dialogue_record_json, doithoai_dialogue_restore, doithoai_dialogue_timeline_json,
};
use crate::error::{DOITHOAI_INVALID_ARGUMENT, DOITHOAI_NOT_FOUND, DOITHOAI_OK, DOITHOAI_PARSE, doithoai_status};
use crate::error_object::{
    doithoai_error, doithoai_error_free, doithoai_error_json, doithoai_error_message, doithoai_error_message_vi,
    doithoai_error_status,
};
use crate::office::{
    doithoai_office, doithoai_office_audit_json, doithoai_office_audit_report_json, doithoai_office_free,
    doithoai_office_log_jsonl, doithoai_office_next_change_json, doithoai_office_record_json, doithoai_office_restore,
};
use crate::ruleset::{
    doithoai_ruleset, doithoai_ruleset_analyse_json, doithoai_ruleset_builtin, doithoai_ruleset_check_json,
    doithoai_ruleset_compare_calendars_json, doithoai_ruleset_compare_json, doithoai_ruleset_compare_reading_json,
    doithoai_ruleset_diff_json, doithoai_ruleset_free, doithoai_ruleset_from_json, doithoai_ruleset_from_toml,
    doithoai_ruleset_list_json, doithoai_ruleset_to_json,
};
use crate::scenario::doithoai_scenario_run_json;
use crate::terms::{
    doithoai_due, doithoai_due_batch, doithoai_due_batch_i64, doithoai_explain_json, doithoai_explain_text,
    doithoai_terms, doithoai_terms_earliest_day_json, doithoai_terms_free, doithoai_terms_knowing,
    doithoai_terms_latest_day_json, doithoai_terms_new, doithoai_terms_next_change_json, doithoai_terms_timeline_json,
};
use crate::text::{doithoai_string, doithoai_string_data, doithoai_string_free, doithoai_string_length};
use crate::{DOITHOAI_ABI_VERSION, DOITHOAI_NO_DATE, DOITHOAI_NO_DATE_I64, doithoai_abi_version, doithoai_version};

/// A rule file of one duty: reading it takes no minute.
const RULES: &str = r#"
format = 1
id = "nho"
version = "2026-01-15"
title = { vi = "VÍ DỤ", en = "EXAMPLE" }
[source.vd]
kind = "inferred"
confidence = "D"
ref = "Ví dụ tự đặt ra, không có nguồn"
[instrument.main]
kind = "quy-che"
number = "00-QC/VD"
issuer = { vi = "Cơ quan giả định", en = "An invented authority" }
issued = 2026-01-15
in_force = { from = 2026-02-01 }
standing = "in-force"
[applies]
territory = { code = "48", as_of = 2026-01-15 }
heads = ["local-government"]
levels = ["commune"]
[[obligation]]
id = "notify-conclusion"
duty_kind = "notify-conclusion"
phase = "after"
bearer = "office"
due = { after = "closed", n = 10, unit = "working-day" }
met_by = { all = ["conclusion-notified"] }
cite = "main#d7.k1"
"#;

const DECREE: &str = "format = 1\n[[document]]\nid = \"cv-2028\"\nkind = \"cong-van\"\nnumber = \"unknown\"\n\
    issuer = { vi = \"thử\", en = \"test\" }\nissued = 2027-10-15\nconfidence = \"D\"\nsource = \"a test\"\n\
    swap = [{ off = 2028-05-05, worked = 2028-05-06 }]\n";

/// Saturday 2026-08-22, worked; and Thursday 2026-08-20, with the tenth working day after it.
const SATURDAY: i32 = 20_687;
const CLOSED: i32 = 20_685;
const DUE: i32 = 20_703;

pub(crate) fn ok(status: doithoai_status) {
    assert_eq!(status, DOITHOAI_OK);
}

/// The text that a call gave out, which is freed.
pub(crate) fn taken(text: *mut doithoai_string) -> String {
    // SAFETY: it is of the library, and freed once.
    unsafe {
        let bytes = std::slice::from_raw_parts(doithoai_string_data(text).cast::<u8>(), doithoai_string_length(text));
        let copy = std::str::from_utf8(bytes).unwrap().to_owned();
        doithoai_string_free(text);
        copy
    }
}

/// What a call gives out, if it goes well.
pub(crate) fn given<T>(call: impl FnOnce(*mut *mut T) -> doithoai_status) -> *mut T {
    let mut object = null_mut();
    ok(call(&raw mut object));
    assert!(!object.is_null());
    object
}

/// The library itself, and what it says of NULL.
#[test]
fn the_library_and_null() {
    assert_eq!(doithoai_abi_version(), DOITHOAI_ABI_VERSION);
    // SAFETY: NULL is allowed; the texts are the library's own.
    unsafe {
        assert_eq!(CStr::from_ptr(doithoai_version()).to_str().unwrap(), env!("CARGO_PKG_VERSION"));
        assert_eq!(doithoai_error_status(null()), DOITHOAI_OK);
        assert_eq!(CStr::from_ptr(doithoai_error_message(null())), c"");
        assert_eq!(CStr::from_ptr(doithoai_error_message_vi(null())), c"");
        assert_eq!(CStr::from_ptr(doithoai_error_json(null())), c"{}");
        assert_eq!((CStr::from_ptr(doithoai_string_data(null())), doithoai_string_length(null())), (c"", 0));
        doithoai_error_free(null_mut());
        doithoai_string_free(null_mut());
        doithoai_calendar_free(null_mut());
        doithoai_ruleset_free(null_mut());
        doithoai_terms_free(null_mut());
        doithoai_dialogue_free(null_mut());
        doithoai_office_free(null_mut());
    }
}

/// A calendar of bare days: three days off, one worked Saturday.
fn bare() -> *mut doithoai_calendar {
    let (off, worked) = ([20_696, 20_697, 20_698], [SATURDAY]);
    // SAFETY: the lists are as long as said.
    given(|out| unsafe { doithoai_calendar_from_days(off.as_ptr(), 3, worked.as_ptr(), 1, out, null_mut()) })
}

#[test]
fn a_calendar() {
    let calendar = bare();
    let (mut worked, mut day, mut n, mut bad) = (-1, 0, 0, 9);
    // SAFETY: the calendar is of the library, the places are of this function, the lists as long as said.
    unsafe {
        ok(doithoai_calendar_is_working_day(calendar, SATURDAY, &raw mut worked, null_mut()));
        ok(doithoai_calendar_add_working_days(calendar, CLOSED, 10, &raw mut day, null_mut()));
        ok(doithoai_calendar_count_working_days(calendar, CLOSED, DUE, &raw mut n, null_mut()));
        assert_eq!((worked, day, n), (1, DUE, 10));
        let hashes = taken(given(|out| doithoai_calendar_hashes_json(calendar, out, null_mut())));
        assert!(hashes.contains("\"days\""), "{hashes}");
        let text = taken(given(|out| doithoai_calendar_day_json(calendar, SATURDAY, out, null_mut())));
        assert!(text.contains("2026-08-22"), "{text}");

        let days = [CLOSED, 47_846, DOITHOAI_NO_DATE];
        let wide = [i64::from(CLOSED), 47_846, DOITHOAI_NO_DATE_I64];
        let (ten, wide_ten, to, wide_to) = (10, 10_i64, DUE, i64::from(DUE));
        let (mut out, mut wide_out) = ([0; 3], [0_i64; 3]);
        let (rows, wide_rows, bad_rows) = (out.as_mut_ptr(), wide_out.as_mut_ptr(), &raw mut bad);
        let (from, wide_from) = (days.as_ptr(), wide.as_ptr());
        ok(doithoai_calendar_add_working_days_batch(calendar, from, 3, &raw const ten, 1, rows, bad_rows, null_mut()));
        assert_eq!((out, bad), ([DUE, DOITHOAI_NO_DATE, DOITHOAI_NO_DATE], 2));
        let (n, error) = (&raw const wide_ten, null_mut());
        ok(doithoai_calendar_add_working_days_batch_i64(calendar, wide_from, 3, n, 1, wide_rows, null_mut(), error));
        assert_eq!(wide_out, [i64::from(DUE), DOITHOAI_NO_DATE_I64, DOITHOAI_NO_DATE_I64]);
        let rows = out.as_mut_ptr();
        ok(doithoai_calendar_count_working_days_batch(calendar, from, 3, &raw const to, 1, rows, bad_rows, null_mut()));
        assert_eq!((out[0], out[2], bad), (10, DOITHOAI_NO_DATE, 1));
        let (to, rows) = (&raw const wide_to, wide_out.as_mut_ptr());
        ok(doithoai_calendar_count_working_days_batch_i64(calendar, wide_from, 3, to, 1, rows, bad_rows, null_mut()));
        assert_eq!((wide_out[0], wide_out[2], bad), (10, DOITHOAI_NO_DATE_I64, 1));
        // nothing at all
        ok(doithoai_calendar_add_working_days_batch(
            calendar,
            null(),
            0,
            &raw const ten,
            1,
            null_mut(),
            bad_rows,
            null_mut(),
        ));
        assert_eq!(bad, 0);
        doithoai_calendar_free(calendar);
    }
}

#[test]
fn calendars_of_documents() {
    // SAFETY: the texts are as long as said, the objects are of the library and freed once.
    unsafe {
        let calendar = given(|out| doithoai_calendar_builtin(c"vn-public".as_ptr(), out, null_mut()));
        let (decree, length) = (DECREE.as_ptr().cast(), DECREE.len());
        let decreed = given(|out| doithoai_calendar_with_decree_toml(calendar, decree, length, out, null_mut()));
        let known = given(|out| doithoai_calendar_known_on(decreed, 20_000, out, null_mut()));
        doithoai_calendar_free(calendar);
        let (mut then, mut now) = (-1, -1);
        ok(doithoai_calendar_is_working_day(decreed, 21_310, &raw mut now, null_mut()));
        ok(doithoai_calendar_is_working_day(known, 21_310, &raw mut then, null_mut()));
        assert_eq!((then, now), (0, 1));
        doithoai_calendar_free(decreed);
        doithoai_calendar_free(known);
    }
}

fn rules() -> *mut doithoai_ruleset {
    // SAFETY: the text is as long as said.
    given(|out| unsafe { doithoai_ruleset_from_toml(RULES.as_ptr().cast(), RULES.len(), out, null_mut()) })
}

#[test]
fn rule_sets() {
    let set = rules();
    // SAFETY: the texts are as long as said, the objects are of the library and freed once.
    unsafe {
        let json = taken(given(|out| doithoai_ruleset_to_json(set, out, null_mut())));
        let read = given(|out| doithoai_ruleset_from_json(json.as_ptr().cast(), json.len(), out, null_mut()));
        assert_eq!(taken(given(|out| doithoai_ruleset_to_json(read, out, null_mut()))), json);
        let difference = taken(given(|out| doithoai_ruleset_diff_json(set, read, out, null_mut())));
        assert!(difference.contains("\"rules\""), "{difference}");
        doithoai_ruleset_free(set);
        doithoai_ruleset_free(read);
        // Every built-in set is read for the list, for a check and for one of them, and none for an id that there is not.
        if !cfg!(miri) {
            let checked = taken(given(|out| doithoai_ruleset_check_json(c"format = 2".as_ptr(), 10, out, null_mut())));
            assert!(checked.contains("\"ok\":false"), "{checked}");
            assert!(taken(given(|out| doithoai_ruleset_list_json(out, null_mut()))).contains("Hồ Chí Minh"));
            let built_in = given(|out| doithoai_ruleset_builtin(c"levels".as_ptr(), out, null_mut()));
            doithoai_ruleset_free(built_in);
            // Every covered day is looked at.
            let (set, calendar) = (rules(), bare());
            let compared = taken(given(|out| doithoai_ruleset_compare_json(set, set, calendar, out, null_mut())));
            assert!(compared.contains("\"verdict\":\"proved-equal\""), "{compared}");
            let call = |out| doithoai_ruleset_compare_calendars_json(set, calendar, calendar, out, null_mut());
            assert_eq!(taken(given(call)), compared);
            let (duty, reading) = (c"notify-conclusion".as_ptr(), c"no-such".as_ptr());
            let mut none = null_mut();
            let call = doithoai_ruleset_compare_reading_json(set, duty, reading, calendar, &raw mut none, null_mut());
            assert_eq!(call, DOITHOAI_NOT_FOUND);
            let analysed = taken(given(|out| {
                doithoai_ruleset_analyse_json([set.cast_const()].as_ptr(), 1, calendar, out, null_mut())
            }));
            assert!(analysed.contains("\"flaws\":"), "{analysed}");
            doithoai_ruleset_free(set);
            doithoai_calendar_free(calendar);
        }
        let mut none = null_mut();
        assert_eq!(doithoai_ruleset_builtin(c"no-such".as_ptr(), &raw mut none, null_mut()), DOITHOAI_NOT_FOUND);
        assert!(none.is_null());
    }
}

/// Terms of the small rule file; what they were made of is freed at once.
fn terms() -> *mut doithoai_terms {
    let (set, calendar) = (rules(), bare());
    let sets = [set.cast_const()];
    // SAFETY: the list is as long as said, the objects are of the library and freed once.
    unsafe {
        let terms = given(|out| doithoai_terms_new(sets.as_ptr(), 1, calendar, null(), 0, out, null_mut()));
        doithoai_ruleset_free(set);
        doithoai_calendar_free(calendar);
        terms
    }
}

#[test]
fn due_dates() {
    let terms = terms();
    let (set, duty) = (c"nho".as_ptr(), c"notify-conclusion".as_ptr());
    let facts = r#"{"appointed":"2026-08-20","facts":[{"event":"opened","on":"2026-08-20"},{"event":"closed","on":"2026-08-20"}]}"#;
    let view = r#"{"as_of":"2026-09-08"}"#;
    let (mut due, mut earliest, mut latest, mut bad) = (0, 0, 0, 9);
    // SAFETY: the terms are of the library, the places are of this function, texts and lists as long as said.
    unsafe {
        let (to, first, last) = (&raw mut due, &raw mut earliest, &raw mut latest);
        ok(doithoai_due(terms, set, duty, CLOSED, to, first, last, null_mut()));
        assert_eq!((due, earliest, latest), (DUE, DUE, DUE));
        let (anchors, wide) = ([CLOSED, 47_846], [i64::from(CLOSED), DOITHOAI_NO_DATE_I64]);
        let (mut out, mut wide_out) = ([[0; 2]; 3], [[0_i64; 2]; 3]);
        let [dues, firsts, lasts] = out.each_mut().map(|row| row.as_mut_ptr());
        let from = anchors.as_ptr();
        ok(doithoai_due_batch(terms, set, duty, from, 2, dues, firsts, lasts, &raw mut bad, null_mut()));
        assert_eq!((out, bad), ([[DUE, DOITHOAI_NO_DATE]; 3], 1));
        let [dues, firsts, lasts] = wide_out.each_mut().map(|row| row.as_mut_ptr());
        let from = wide.as_ptr();
        ok(doithoai_due_batch_i64(terms, set, duty, from, 2, dues, firsts, lasts, null_mut(), null_mut()));
        assert_eq!(wide_out, [[i64::from(DUE), DOITHOAI_NO_DATE_I64]; 3]);
        let told = taken(given(|out| doithoai_explain_json(terms, set, duty, CLOSED, out, null_mut())));
        assert!(told.contains("\"trace\""), "{told}");
        let told = taken(given(|out| doithoai_explain_text(terms, set, duty, CLOSED, c"vi".as_ptr(), out, null_mut())));
        assert!(told.contains("22/08/2026"), "{told}");
        let (facts, length, view, view_length) = (facts.as_ptr().cast(), facts.len(), view.as_ptr().cast(), view.len());
        let call = |out| doithoai_terms_timeline_json(terms, facts, length, view, view_length, 1, out, null_mut());
        let timeline = taken(given(call));
        assert!(timeline.contains("2026-09-07"), "{timeline}");
        let call = |out| doithoai_terms_next_change_json(terms, facts, length, view, view_length, out, null_mut());
        assert_eq!(taken(given(call)), "null"); // it is overdue by then
        let latest = taken(given(|out| doithoai_terms_latest_day_json(terms, DUE, out, null_mut())));
        assert!(latest.contains("\"on\":\"2026-08-20\""), "{latest}");
        // Nothing is to be done before it: it can be held on the same day.
        let earliest = taken(given(|out| doithoai_terms_earliest_day_json(terms, DUE, out, null_mut())));
        assert!(earliest.contains("\"on\":\"2026-09-07\""), "{earliest}");
        // A version that the terms have already changes nothing.
        let same = rules();
        let versions = [same.cast_const()];
        let knowing = given(|out| doithoai_terms_knowing(terms, versions.as_ptr(), 1, out, null_mut()));
        doithoai_ruleset_free(same);
        let call = |out| doithoai_terms_timeline_json(knowing, facts, length, view, view_length, 1, out, null_mut());
        assert_eq!(taken(given(call)), timeline);
        let mut none = null_mut();
        assert_eq!(
            fails(|error| doithoai_terms_knowing(null(), versions.as_ptr(), 0, &raw mut none, error)),
            DOITHOAI_INVALID_ARGUMENT
        );
        doithoai_terms_free(knowing);
        doithoai_terms_free(terms);
    }
}

#[test]
fn a_dialogue() {
    let terms = terms();
    let plan = r#"{"dialogue":"DT-1","appointed":"2026-08-20","on":"2026-07-20"}"#;
    let view = r#"{"as_of":"2026-09-08"}"#;
    // SAFETY: the texts are as long as said, the objects are of the library and freed once.
    unsafe {
        let (plan, length) = (plan.as_ptr().cast(), plan.len());
        let dialogue: *mut doithoai_dialogue =
            given(|out| doithoai_dialogue_plan_json(terms, plan, length, out, null_mut()));
        let mut entry = 0;
        for (number, event) in (1..).zip(["opened", "closed"]) {
            let fact = format!(r#"{{"event":"{event}","on":"2026-08-20"}}"#);
            let (text, length) = (fact.as_ptr().cast(), fact.len());
            ok(doithoai_dialogue_record_json(dialogue, text, length, &raw mut entry, null_mut()));
            assert_eq!(entry, number);
        }
        let allowed = taken(given(|out| doithoai_dialogue_allowed_json(dialogue, out, null_mut())));
        assert!(allowed.contains("\"conclusion-notified\""), "{allowed}");
        let (view, length) = (view.as_ptr().cast(), view.len());
        let timeline = taken(given(|out| doithoai_dialogue_timeline_json(dialogue, null(), 0, 1, out, null_mut())));
        assert!(timeline.contains("\"due\":\"2026-09-07\""), "{timeline}");
        let next = taken(given(|out| doithoai_dialogue_next_change_json(dialogue, view, length, out, null_mut())));
        assert_eq!(next, "null");
        let audit = taken(given(|out| doithoai_dialogue_audit_json(dialogue, view, length, out, null_mut())));
        assert!(audit.contains("overdue"), "{audit}");
        // Whose dialogue it is, its plan does not say.
        let mut none: *mut doithoai_string = null_mut();
        let report = doithoai_dialogue_audit_report_json(dialogue, null(), 0, view, length, &raw mut none, null_mut());
        assert_eq!((report, none.is_null()), (DOITHOAI_INVALID_ARGUMENT, true));
        let plan = r#"{"dialogue":"DT-2","appointed":"2026-08-20","on":"2026-07-20","territory":"48","level":"commune","head":"local-government"}"#;
        let whose = given(|out| doithoai_dialogue_plan_json(terms, plan.as_ptr().cast(), plan.len(), out, null_mut()));
        let report = |out| doithoai_dialogue_audit_report_json(whose, null(), 0, view, length, out, null_mut());
        let report: Value = serde_json::from_str(&taken(given(report))).unwrap();
        let mut keys: Vec<&String> = report.as_object().unwrap().keys().collect();
        keys.sort();
        assert_eq!(keys, ["audits", "calendar", "data_age", "other_calendars", "summary"]);
        assert_eq!(report["audits"][0]["office"], "48 commune local-government");
        doithoai_dialogue_free(whose);
        let en = c"en".as_ptr();
        let audit = taken(given(|out| doithoai_dialogue_audit_text(dialogue, null(), 0, en, out, null_mut())));
        assert!(audit.contains("Art. 7(1)"), "{audit}");
        let log = taken(given(|out| doithoai_dialogue_log_jsonl(dialogue, out, null_mut())));
        let (text, length) = (log.as_ptr().cast(), log.len());
        let again = given(|out| doithoai_dialogue_restore(terms, text, length, out, null_mut()));
        doithoai_terms_free(terms);
        doithoai_dialogue_free(dialogue);
        assert_eq!(taken(given(|out| doithoai_dialogue_log_jsonl(again, out, null_mut()))), log);
        doithoai_dialogue_free(again);
    }
}

#[test]
fn an_office() {
    let line = r#"{"office":"A","territory":"48","level":"commune","head":"local-government"}"#;
    let (fact, view) = (r#"{"event":"reception-held","on":"2026-08-20"}"#, r#"{"as_of":"2026-12-31"}"#);
    let (set, calendar, mut entry) = (rules(), bare(), 0);
    let sets = [set.cast_const()];
    // SAFETY: the texts and lists are as long as said, the objects are of the library and freed once.
    unsafe {
        let office: *mut doithoai_office =
            given(|out| doithoai_office_restore(line.as_ptr().cast(), line.len(), out, null_mut()));
        ok(doithoai_office_record_json(office, fact.as_ptr().cast(), fact.len(), &raw mut entry, null_mut()));
        assert_eq!(entry, 1);
        let log = taken(given(|out| doithoai_office_log_jsonl(office, out, null_mut())));
        assert!(log.contains("\"reception-held\""), "{log}");
        let (view, length) = (view.as_ptr().cast(), view.len());
        let audit = |out| {
            let sets = sets.as_ptr();
            doithoai_office_audit_json(office, sets, 1, calendar, null(), 0, 2026, view, length, out, null_mut())
        };
        let audit = taken(given(audit));
        assert!(audit.contains("\"recurring\":["), "{audit}");
        let report = |out| {
            let sets = sets.as_ptr();
            doithoai_office_audit_report_json(office, sets, 1, calendar, null(), 0, 2026, view, length, out, null_mut())
        };
        let report: Value = serde_json::from_str(&taken(given(report))).unwrap();
        assert_eq!(report["audits"][0], serde_json::from_str::<Value>(&audit).unwrap());
        let next = |out| {
            let (sets, day) = (sets.as_ptr(), br#"{"as_of":"2026-08-15"}"#);
            let (day, length) = (day.as_ptr().cast(), day.len());
            doithoai_office_next_change_json(office, sets, 1, calendar, null(), 0, 2026, day, length, out, null_mut())
        };
        let next = taken(given(next));
        assert!(next == "null" || next.contains("\"on\":\"20"), "{next}");
        doithoai_office_free(office);
        doithoai_ruleset_free(set);
        doithoai_calendar_free(calendar);
    }
}

#[test]
#[cfg_attr(miri, ignore = "reads every built-in rule set")]
fn scenarios() {
    let rules = serde_json::json!(RULES);
    let files = format!(
        r#"{{"files":{{"nho.toml":{rules},"a.test.toml":"format = 1\nrulesets = [\"nho.toml\"]\n[[table]]\nname = \"a\"\nduty = \"notify-conclusion\"\nrows = [[2026-08-20, 2026-09-07]]\n"}}}}"#
    );
    // SAFETY: the text is as long as said.
    let call = |out| unsafe { doithoai_scenario_run_json(files.as_ptr().cast(), files.len(), out, null_mut()) };
    let report = taken(given(call));
    assert!(report.contains("\"passed\":1"), "{report}");
}

/// The status of a call that fails, whose error says why in both languages.
fn fails(call: impl FnOnce(*mut *mut doithoai_error) -> doithoai_status) -> doithoai_status {
    let mut error = null_mut();
    let status = call(&raw mut error);
    // SAFETY: the error is of the library, and freed once.
    unsafe {
        assert_eq!(doithoai_error_status(error), status);
        let said = [doithoai_error_message(error), doithoai_error_message_vi(error), doithoai_error_json(error)];
        for text in said.map(|text| CStr::from_ptr(text).to_str().unwrap()) {
            assert!(!text.is_empty());
        }
        doithoai_error_free(error);
    }
    status
}

#[test]
fn wrong_calls() {
    let calendar = bare();
    let not_utf8 = [b'{', 0xC3, 0x28, b'}'];
    let (text, length) = (not_utf8.as_ptr().cast(), not_utf8.len());
    let mut set: *mut doithoai_ruleset = null_mut();
    let mut day = 7;
    // SAFETY: NULL is allowed to be wrong; else as above.
    unsafe {
        let to = &raw mut day;
        assert_eq!(
            fails(|error| doithoai_calendar_add_working_days(null(), CLOSED, 1, to, error)),
            DOITHOAI_INVALID_ARGUMENT
        );
        assert_eq!(
            fails(|error| doithoai_calendar_add_working_days(calendar, CLOSED, 1, null_mut(), error)),
            DOITHOAI_INVALID_ARGUMENT
        );
        assert_ne!(
            fails(|error| doithoai_calendar_add_working_days(calendar, DOITHOAI_NO_DATE, 1, to, error)),
            DOITHOAI_OK
        );
        assert_eq!(day, 7);
        assert_eq!(
            fails(|error| doithoai_ruleset_from_toml(null(), 5, &raw mut set, error)),
            DOITHOAI_INVALID_ARGUMENT
        );
        assert_eq!(
            fails(|error| doithoai_ruleset_from_toml(text, length, &raw mut set, error)),
            DOITHOAI_INVALID_ARGUMENT
        );
        assert_eq!(fails(|error| doithoai_ruleset_from_toml(c"a = ".as_ptr(), 4, &raw mut set, error)), DOITHOAI_PARSE);
        assert_eq!(fails(|error| doithoai_ruleset_from_json(c"{".as_ptr(), 1, &raw mut set, error)), DOITHOAI_PARSE);
        assert!(set.is_null());
        doithoai_calendar_free(calendar);
    }
}

/// Two threads on one calendar and on one set of terms.
#[test]
fn threads() {
    let (terms, calendar) = (terms() as usize, bare() as usize);
    let work = move || {
        let (mut due, mut day) = (0, 0);
        // SAFETY: both are of the library, and freed after the threads have ended.
        unsafe {
            let (set, duty, to) = (c"nho".as_ptr(), c"notify-conclusion".as_ptr(), &raw mut due);
            let terms = terms as *const doithoai_terms;
            ok(doithoai_due(terms, set, duty, CLOSED, to, null_mut(), null_mut(), null_mut()));
            ok(doithoai_calendar_add_working_days(calendar as *const _, CLOSED, 10, &raw mut day, null_mut()));
        }
        assert_eq!((due, day), (DUE, DUE));
    };
    let threads = [std::thread::spawn(work), std::thread::spawn(work)];
    for thread in threads {
        thread.join().unwrap();
    }
    // SAFETY: nobody has them any more.
    unsafe {
        doithoai_terms_free(terms as *mut doithoai_terms);
        doithoai_calendar_free(calendar as *mut doithoai_calendar);
    }
}

#[test]
#[cfg_attr(miri, ignore = "reads text only")]
fn each_function_of_the_header_is_called_here() {
    let here = include_str!("each_call.rs");
    let declared: Vec<&str> = include_str!("../include/doithoai.h")
        .split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_' && letter != '(')
        .filter_map(|word| word.starts_with("doithoai_").then_some(word)?.split_once('(').map(|(name, _)| name))
        .collect();
    assert!(declared.len() > 40, "{declared:?}");
    let silent: Vec<_> = declared.iter().filter(|name| !here.contains(&format!("{name}("))).collect();
    assert!(silent.is_empty(), "not called: {silent:?}");
}
