//! What C is told is what Rust is told, key by key: every built-in rule set, the logs of the examples, files and facts at random.
use std::ffi::c_char;
use std::path::Path;
use std::ptr::null_mut;

use chrono::NaiveDate;
use doithoai::audit::{OfficeLog, audit, audit_dialogue, audit_year};
use doithoai::dialogue::{AnyDialogue, Log};
use doithoai::{Calendar, Facts, Registry, RuleSet, Terms, View, strategies};
use proptest::prelude::*;
use serde_json::Value;

use crate::calendar::{
    doithoai_calendar, doithoai_calendar_builtin, doithoai_calendar_free, doithoai_calendar_hashes_json,
};
use crate::dialogue::{
    doithoai_dialogue_audit_json, doithoai_dialogue_audit_report_json, doithoai_dialogue_free,
    doithoai_dialogue_log_jsonl, doithoai_dialogue_restore, doithoai_dialogue_timeline_json,
};
use crate::error::{DOITHOAI_OK, doithoai_status};
use crate::error_object::{doithoai_error, doithoai_error_free, doithoai_error_json};
use crate::office::{doithoai_office_audit_json, doithoai_office_free, doithoai_office_restore};
use crate::ruleset::{doithoai_ruleset, doithoai_ruleset_free, doithoai_ruleset_from_json, doithoai_ruleset_to_json};
use crate::terms::{doithoai_terms, doithoai_terms_free, doithoai_terms_new, doithoai_terms_timeline_json};
use crate::text::{doithoai_string, doithoai_string_data, doithoai_string_free, doithoai_string_length};

/// What a call gave, or the code or words of its refusal.
pub(crate) type Told = Result<Value, String>;

/// The JSON that a call gives out.
pub(crate) fn json(call: impl FnOnce(*mut *mut doithoai_string, *mut *mut doithoai_error) -> doithoai_status) -> Told {
    text(call).map(|text| serde_json::from_str(&text).unwrap())
}

fn text(
    call: impl FnOnce(*mut *mut doithoai_string, *mut *mut doithoai_error) -> doithoai_status,
) -> Result<String, String> {
    let (mut out, mut error) = (null_mut(), null_mut());
    let status = call(&raw mut out, &raw mut error);
    // SAFETY: both are of the library or NULL, and freed once.
    unsafe {
        if status != DOITHOAI_OK {
            let json = std::ffi::CStr::from_ptr(doithoai_error_json(error)).to_str().unwrap();
            let json: Value = serde_json::from_str(json).unwrap();
            doithoai_error_free(error);
            return Err(json["message"]["en"].as_str().unwrap_or_default().to_owned());
        }
        let bytes = std::slice::from_raw_parts(doithoai_string_data(out).cast::<u8>(), doithoai_string_length(out));
        let text = std::str::from_utf8(bytes).unwrap().to_owned();
        doithoai_string_free(out);
        Ok(text)
    }
}

pub(crate) fn bytes(text: &str) -> (*const c_char, usize) {
    (text.as_ptr().cast(), text.len())
}

/// Rule sets and the calendar of Vietnam on the other side.
pub(crate) struct Across {
    pub(crate) calendar: *mut doithoai_calendar,
    pub(crate) sets: Vec<*mut doithoai_ruleset>,
    pub(crate) terms: *mut doithoai_terms,
}

impl Across {
    pub(crate) fn of(sets: &[RuleSet]) -> Self {
        let (mut calendar, mut terms) = (null_mut(), null_mut());
        // SAFETY: the places are of this function, every object is of the library.
        unsafe {
            assert_eq!(doithoai_calendar_builtin(c"vn-public".as_ptr(), &raw mut calendar, null_mut()), DOITHOAI_OK);
            let read = |set: &RuleSet| {
                let (written, mut read) = (set.to_json(), null_mut());
                let (document, length) = bytes(&written);
                assert_eq!(doithoai_ruleset_from_json(document, length, &raw mut read, null_mut()), DOITHOAI_OK);
                read
            };
            let sets: Vec<*mut doithoai_ruleset> = sets.iter().map(read).collect();
            let list: Vec<*const doithoai_ruleset> = sets.iter().map(|set| set.cast_const()).collect();
            let made = doithoai_terms_new(
                list.as_ptr(),
                list.len(),
                calendar,
                std::ptr::null(),
                0,
                &raw mut terms,
                null_mut(),
            );
            assert_eq!(made, DOITHOAI_OK);
            Self { calendar, sets, terms }
        }
    }

    fn hashes(&self) -> Value {
        // SAFETY: the calendar is of the library.
        json(|out, error| unsafe { doithoai_calendar_hashes_json(self.calendar, out, error) }).unwrap()
    }

    fn rule_set(&self, at: usize) -> Value {
        // SAFETY: the rule set is of the library.
        json(|out, error| unsafe { doithoai_ruleset_to_json(self.sets[at], out, error) }).unwrap()
    }

    fn timeline(&self, facts: &Facts, view: View, explain: i32) -> Told {
        let (facts, view) = (serde_json::to_string(facts).unwrap(), serde_json::to_string(&view).unwrap());
        let ((facts, n), (view, m)) = (bytes(&facts), bytes(&view));
        // SAFETY: the terms are of the library, the documents as long as said.
        json(|out, error| unsafe { doithoai_terms_timeline_json(self.terms, facts, n, view, m, explain, out, error) })
    }

    /// The timeline, the audit, its report and the log of a stored dialogue.
    fn dialogue(&self, jsonl: &str, view: View) -> Result<[Told; 4], doithoai_status> {
        let (mut dialogue, view) = (null_mut(), serde_json::to_string(&view).unwrap());
        let ((log, n), (view, m)) = (bytes(jsonl), bytes(&view));
        // SAFETY: as above; the dialogue is freed once.
        unsafe {
            let status = doithoai_dialogue_restore(self.terms, log, n, &raw mut dialogue, null_mut());
            if status != DOITHOAI_OK {
                return Err(status);
            }
            let timeline = json(|out, error| doithoai_dialogue_timeline_json(dialogue, view, m, 1, out, error));
            let audit = json(|out, error| doithoai_dialogue_audit_json(dialogue, view, m, out, error));
            let sets: Vec<*const doithoai_ruleset> = self.sets.iter().map(|set| set.cast_const()).collect();
            let (sets, count) = (sets.as_ptr(), sets.len());
            let report =
                json(|out, error| doithoai_dialogue_audit_report_json(dialogue, sets, count, view, m, out, error));
            let log = text(|out, error| doithoai_dialogue_log_jsonl(dialogue, out, error)).map(Value::String);
            doithoai_dialogue_free(dialogue);
            Ok([timeline, audit, report, log])
        }
    }

    /// The audit of an office with one dialogue.
    fn office(&self, jsonl: &str, dialogue: &str, view: View) -> Value {
        let (view, mut office, mut held) = (serde_json::to_string(&view).unwrap(), null_mut(), null_mut());
        let (log, n) = bytes(jsonl);
        let (document, length) = bytes(dialogue);
        let (view, m) = bytes(&view);
        let sets: Vec<*const doithoai_ruleset> = self.sets.iter().map(|set| set.cast_const()).collect();
        // SAFETY: every pointer is of the library or to a text of this function.
        unsafe {
            assert_eq!(doithoai_office_restore(log, n, &raw mut office, null_mut()), DOITHOAI_OK);
            let restored = doithoai_dialogue_restore(self.terms, document, length, &raw mut held, null_mut());
            assert_eq!(restored, DOITHOAI_OK);
            let dialogues = [held.cast_const()];
            let audit = json(|out, error| {
                let (sets, count, calendar) = (sets.as_ptr(), sets.len(), self.calendar);
                let dialogues = dialogues.as_ptr();
                doithoai_office_audit_json(office, sets, count, calendar, dialogues, 1, 2026, view, m, out, error)
            });
            doithoai_dialogue_free(held);
            doithoai_office_free(office);
            audit.unwrap()
        }
    }
}

impl Drop for Across {
    fn drop(&mut self) {
        // SAFETY: each is of the library and freed once.
        unsafe {
            doithoai_terms_free(self.terms);
            self.sets.iter().for_each(|set| doithoai_ruleset_free(*set));
            doithoai_calendar_free(self.calendar);
        }
    }
}

fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, day).unwrap()
}

fn views() -> [View; 3] {
    [View::everything(), View::as_of(day(12, 31)), View::as_of(day(9, 30)).known_on(day(9, 1))]
}

fn of_rust(terms: &Terms, facts: &Facts, view: View, explain: i32) -> Told {
    let timeline = terms.timeline(facts, view).map_err(|error| error.to_string())?;
    let timeline = if explain == 0 { timeline } else { timeline.explained() };
    Ok(serde_json::to_value(timeline).unwrap())
}

/// All of one set of terms and some facts.
fn same(sets: &[RuleSet], facts: &Facts) {
    let (terms, across) = (Terms::new(sets.iter().cloned(), Calendar::vietnam()), Across::of(sets));
    assert_eq!(across.hashes(), serde_json::to_value(Calendar::vietnam().hashes()).unwrap());
    for (at, set) in sets.iter().enumerate() {
        assert_eq!(across.rule_set(at), serde_json::from_str::<Value>(&set.to_json()).unwrap());
    }
    for (view, explain) in views().into_iter().zip([0, 1, 0]) {
        let told = across.timeline(facts, view, explain);
        if let Ok(timeline) = &told {
            assert!(timeline["calendar"]["days"].is_string() && timeline["rulesets"][0]["hash"].is_string());
        }
        assert_eq!(told, of_rust(&terms, facts, view, explain), "{view:?}");
    }
}

#[test]
#[cfg_attr(miri, ignore = "takes hours under Miri; `each_call` is for it")]
fn each_built_in_rule_set() {
    let held = Facts::held_on(day(8, 20)).with(doithoai::Fact::new("petition-received", day(8, 20)).petition("KN-1"));
    for set in Registry::builtin().rule_sets() {
        for facts in [&Facts::appointed_for(day(8, 20)), &Facts::held_on(day(8, 20)), &held] {
            same(std::slice::from_ref(set), facts);
        }
    }
    let all: Vec<RuleSet> = Registry::builtin().rule_sets().to_vec();
    same(&all, &held);
}

#[test]
#[cfg_attr(miri, ignore = "reads files")]
fn the_logs_of_the_examples() {
    let all: Vec<RuleSet> = Registry::builtin().rule_sets().to_vec();
    let (terms, across) = (Terms::new(all.iter().cloned(), Calendar::vietnam()), Across::of(&all));
    let (registry, mut seen) = (Registry::builtin(), 0);
    for name in ["commune-2026-dialogue.jsonl", "hcmc-dialogue.jsonl"] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples").join(name);
        let written = std::fs::read_to_string(path).unwrap();
        let strange =
            format!("{}\n{{\"event\":\"vote-held\",\"on\":\"2026-08-21\",\"x-a\":[1 ]}}\n", written.trim_end());
        for jsonl in [&written, &strange] {
            let dialogue = AnyDialogue::restore(terms.clone(), &Log::from_jsonl(jsonl).unwrap()).unwrap();
            for view in views() {
                let expected = [
                    serde_json::to_value(dialogue.timeline(view).unwrap().explained()).unwrap(),
                    serde_json::to_value(audit(&dialogue, view).unwrap()).unwrap(),
                    serde_json::to_value(audit_dialogue(&registry, &dialogue, view).unwrap().unwrap()).unwrap(),
                    Value::String(dialogue.snapshot().to_jsonl()),
                ];
                assert_eq!(across.dialogue(jsonl, view).unwrap().map(Result::unwrap), expected, "{name} {view:?}");
                seen += 1;
            }
        }
    }
    assert_eq!(seen, 12);
}

#[test]
#[cfg_attr(miri, ignore = "reads files")]
fn the_office_of_the_examples() {
    let registry = Registry::builtin();
    let (calendar, across) = (Calendar::vietnam(), Across::of(registry.rule_sets()));
    let read = |name: &str| {
        std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples").join(name)).unwrap()
    };
    let (log, held) = (read("commune-2026.jsonl"), read("commune-2026-dialogue.jsonl"));
    let office = OfficeLog::from_jsonl(&log).unwrap();
    let terms = Terms::new(registry.rule_sets().iter().cloned(), calendar.clone());
    let dialogue = AnyDialogue::restore(terms, &Log::from_jsonl(&held).unwrap()).unwrap();
    for view in views() {
        let told = audit_year(&registry, &calendar, std::slice::from_ref(&dialogue), &office, 2026, view).unwrap();
        assert!(!told.recurring.is_empty() && !told.verdicts.is_empty());
        assert_eq!(across.office(&log, &held, view), serde_json::to_value(told).unwrap(), "{view:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(24) })]

    #[test]
    #[cfg_attr(miri, ignore = "takes hours under Miri; `each_call` is for it")]
    fn files_and_facts_at_random(
        (set, facts) in strategies::rule_sets().prop_flat_map(|set| (Just(set.clone()), strategies::facts(&set))),
    ) {
        same(&[set], &facts);
    }
}
