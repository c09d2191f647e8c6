//! What a timeline and an audit say of the newer parts of the language, through C.
use std::ptr::{null, null_mut};

use serde_json::{Value, json};

use crate::calendar::{doithoai_calendar_builtin, doithoai_calendar_free};
use crate::dialogue::{
    doithoai_dialogue_audit_json, doithoai_dialogue_audit_text, doithoai_dialogue_free, doithoai_dialogue_restore,
    doithoai_dialogue_timeline_json,
};
use crate::each_call::{given, taken};
use crate::ruleset::{doithoai_ruleset, doithoai_ruleset_builtin, doithoai_ruleset_free, doithoai_ruleset_from_toml};
use crate::terms::{doithoai_terms, doithoai_terms_free, doithoai_terms_new};

/// A rule set of a file.
pub(crate) fn of_file(text: &str) -> *mut doithoai_ruleset {
    // SAFETY: the text is as long as said.
    given(|out| unsafe { doithoai_ruleset_from_toml(text.as_ptr().cast(), text.len(), out, null_mut()) })
}

/// Terms of rule sets, which are freed at once, on the days of public offices.
pub(crate) fn terms(sets: &[*mut doithoai_ruleset]) -> *mut doithoai_terms {
    let all: Vec<*const doithoai_ruleset> = sets.iter().map(|set| set.cast_const()).collect();
    // SAFETY: the list is as long as said, the objects are of the library and freed once.
    unsafe {
        let calendar = given(|out| doithoai_calendar_builtin(c"vn-public".as_ptr(), out, null_mut()));
        let terms = given(|out| doithoai_terms_new(all.as_ptr(), all.len(), calendar, null(), 0, out, null_mut()));
        sets.iter().for_each(|set| doithoai_ruleset_free(*set));
        doithoai_calendar_free(calendar);
        terms
    }
}

/// What is said of a dialogue: its timeline, its audit, and the audit in English.
pub(crate) fn said(terms: *mut doithoai_terms, log: &[Value], as_of: &str) -> (Value, Value, String) {
    let log: String = log.iter().map(|line| format!("{line}\n")).collect();
    let view = json!({ "as_of": as_of }).to_string();
    let (text, length, view, n) = (log.as_ptr().cast(), log.len(), view.as_ptr().cast(), view.len());
    // SAFETY: the texts are as long as said, the objects are of the library and freed once.
    unsafe {
        let dialogue = given(|out| doithoai_dialogue_restore(terms, text, length, out, null_mut()));
        let timeline = taken(given(|out| doithoai_dialogue_timeline_json(dialogue, view, n, 0, out, null_mut())));
        let audit = taken(given(|out| doithoai_dialogue_audit_json(dialogue, view, n, out, null_mut())));
        let en = c"en".as_ptr();
        let words = taken(given(|out| doithoai_dialogue_audit_text(dialogue, view, n, en, out, null_mut())));
        doithoai_dialogue_free(dialogue);
        (serde_json::from_str(&timeline).unwrap(), serde_json::from_str(&audit).unwrap(), words)
    }
}

/// The duty of an id in a list.
fn of<'a>(list: &'a Value, key: &str, id: &str) -> &'a Value {
    list.as_array().unwrap().iter().find(|duty| duty[key] == id).unwrap()
}

/// The day before and on the end of Hòa Bình.
#[test]
fn a_file_of_a_province_that_ended_is_told_once() {
    // SAFETY: the name ends with a zero, the terms are freed once.
    unsafe {
        let set = given(|out| doithoai_ruleset_builtin(c"hoa-binh-07".as_ptr(), out, null_mut()));
        let terms = terms(&[set]);
        let log = [json!({"dialogue": "DT-1", "appointed": "2025-05-20", "on": "2025-05-05"})];
        let (timeline, _, words) = said(terms, &log, "2025-06-11");
        assert!(timeline.get("ended_territories").is_none() && !words.contains("[!]"), "{words}");
        let (timeline, audit, words) = said(terms, &log, "2025-06-12");
        let [ended] = timeline["ended_territories"].as_array().unwrap().as_slice() else { panic!("{timeline}") };
        assert_eq!((&ended["unit"]["code"], &ended["unit"]["into"]), (&json!("17"), &json!(["25"])));
        assert!(!audit.to_string().contains("2025-06-12"), "said of a duty: {audit}");
        assert_eq!(words.matches("`17` (Hòa Bình) ended on 2025-06-12").count(), 1, "{words}");
        doithoai_terms_free(terms);
    }
}
