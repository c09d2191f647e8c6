//! The C interface gives every case of the conformance corpus that it can be asked for.
use std::collections::BTreeMap;
use std::ffi::CString;
use std::fmt::Write as _;
use std::ptr::null_mut;

use chrono::{Datelike, NaiveDate};
use doithoai::RuleSet;
use serde_json::{Value, json};

use crate::calendar::{day, doithoai_calendar_count_working_days, doithoai_calendar_day_json};
use crate::dialogue::{
    doithoai_dialogue, doithoai_dialogue_audit_json, doithoai_dialogue_free, doithoai_dialogue_record_json,
    doithoai_dialogue_restore, doithoai_dialogue_timeline_json,
};
use crate::error::{DOITHOAI_OK, doithoai_status};
use crate::error_object::{doithoai_error, doithoai_error_free, doithoai_error_json};
use crate::office::{
    doithoai_office_audit_json, doithoai_office_free, doithoai_office_record_json, doithoai_office_restore,
};
use crate::ruleset::doithoai_ruleset_check_json;
use crate::same_as_rust::{Across, Told, bytes, json as called};
use crate::terms::{
    doithoai_due, doithoai_terms, doithoai_terms_free, doithoai_terms_new, doithoai_terms_timeline_json,
};

#[path = "../../tests/integration/conformance/corpus.rs"]
mod corpus;

use corpus::{asked, cases, rule_sets, said};

/// The code with which a call is refused, if it is.
fn code(call: impl FnOnce(*mut *mut doithoai_error) -> doithoai_status) -> Option<String> {
    let mut error = null_mut();
    if call(&raw mut error) == DOITHOAI_OK {
        return None;
    }
    // SAFETY: the error is of the library, and freed once.
    unsafe {
        let json = std::ffi::CStr::from_ptr(doithoai_error_json(error)).to_str().unwrap();
        let json: Value = serde_json::from_str(json).unwrap();
        doithoai_error_free(error);
        Some(json["code"].as_str().unwrap().to_owned())
    }
}

/// The rule sets of a case on the other side, and terms with the readings that it adopts.
struct Asked {
    across: Across,
    terms: *mut doithoai_terms,
}

/// Goes through the cases of some files, those of the same rule sets and readings together.
fn each(files: &[&str], holds: impl Fn(&Asked, &Value)) {
    let mut groups: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for case in files.iter().copied().flat_map(cases).filter(|case| case["input"].get("rulesets").is_some()) {
        let (sets, choices) = (&case["input"]["rulesets"], &case["input"]["choose"]);
        groups.entry(format!("{sets} {choices}")).or_default().push(case);
    }
    for cases in groups.into_values() {
        let asked = Asked::of(cases.first().unwrap());
        for case in &cases {
            holds(&asked, case);
        }
    }
}

/// What is seen, as a document.
fn view(input: &Value) -> String {
    input.get("view").unwrap_or(&json!({})).to_string()
}

impl Asked {
    fn of(case: &Value) -> Self {
        let sets: Vec<RuleSet> = rule_sets(case).iter().map(|set| RuleSet::from_json(set).unwrap()).collect();
        let (across, mut terms) = (Across::of(&sets), null_mut());
        let choices = case["input"].get("choose").map(Value::to_string).unwrap_or_default();
        let list: Vec<_> = across.sets.iter().map(|set| set.cast_const()).collect();
        let (chosen, length) = if choices.is_empty() { (std::ptr::null(), 0) } else { bytes(&choices) };
        // SAFETY: every object is of the library, the document as long as said.
        unsafe {
            let (calendar, out) = (across.calendar, &raw mut terms);
            let made = doithoai_terms_new(list.as_ptr(), list.len(), calendar, chosen, length, out, null_mut());
            assert_eq!(made, DOITHOAI_OK, "{case}");
        }
        Self { across, terms }
    }

    fn dialogue(&self, log: &Value) -> *mut doithoai_dialogue {
        let (log, mut dialogue) = (lines(log), null_mut());
        let (document, length) = bytes(&log);
        // SAFETY: the terms are of the library, the document as long as said.
        let status = unsafe { doithoai_dialogue_restore(self.terms, document, length, &raw mut dialogue, null_mut()) };
        assert_eq!(status, DOITHOAI_OK, "{log}");
        dialogue
    }

    /// What a call says of a dialogue.
    fn of_dialogue<T>(&self, log: &Value, call: impl FnOnce(*mut doithoai_dialogue) -> T) -> T {
        let dialogue = self.dialogue(log);
        let told = call(dialogue);
        // SAFETY: it is of the library, and freed once.
        unsafe { doithoai_dialogue_free(dialogue) };
        told
    }

    fn timeline(&self, input: &Value) -> Told {
        let view = view(input);
        let (view, m) = bytes(&view);
        let Some(log) = input.get("log") else {
            let facts = input["facts"].to_string();
            let (facts, n) = bytes(&facts);
            // SAFETY: the terms are of the library, the documents as long as said.
            return called(|out, error| unsafe {
                doithoai_terms_timeline_json(self.terms, facts, n, view, m, 0, out, error)
            });
        };
        let told = |dialogue: *mut doithoai_dialogue| {
            // SAFETY: the dialogue is of the library, the view as long as said.
            called(|out, error| unsafe { doithoai_dialogue_timeline_json(dialogue, view, m, 0, out, error) })
        };
        self.of_dialogue(log, told)
    }

    /// The verdicts on the duties of an office or a dialogue, and on what returns.
    fn verdicts(&self, input: &Value) -> [Value; 2] {
        let view = view(input);
        let (view, m) = bytes(&view);
        let Some(office) = input.get("office") else {
            let told = |dialogue: *mut doithoai_dialogue| {
                // SAFETY: the dialogue is of the library, the view as long as said.
                called(|out, error| unsafe { doithoai_dialogue_audit_json(dialogue, view, m, out, error) })
            };
            return [self.of_dialogue(&input["log"], told).unwrap(), json!([])];
        };
        let held = input["dialogues"].as_array().into_iter().flatten();
        let held: Vec<*mut doithoai_dialogue> = held.map(|log| self.dialogue(log)).collect();
        let year = i32::try_from(input["year"].as_i64().unwrap()).unwrap();
        let (log, mut office_log) = (lines(office), null_mut());
        let (document, length) = bytes(&log);
        let sets: Vec<_> = self.across.sets.iter().map(|set| set.cast_const()).collect();
        let dialogues: Vec<_> = held.iter().map(|dialogue| dialogue.cast_const()).collect();
        // SAFETY: every pointer is of the library or to a text of this function, and freed once.
        unsafe {
            assert_eq!(doithoai_office_restore(document, length, &raw mut office_log, null_mut()), DOITHOAI_OK);
            let audit = called(|out, error| {
                let (sets, count, calendar) = (sets.as_ptr(), sets.len(), self.across.calendar);
                let (dialogues, n) = (dialogues.as_ptr(), dialogues.len());
                doithoai_office_audit_json(office_log, sets, count, calendar, dialogues, n, year, view, m, out, error)
            });
            doithoai_office_free(office_log);
            for dialogue in held {
                doithoai_dialogue_free(dialogue);
            }
            let audit = audit.unwrap();
            let of_office = audit["verdicts"].as_array().unwrap().iter().filter(|one| one["dialogue"].is_null());
            [of_office.cloned().collect(), audit["recurring"].clone()]
        }
    }

    /// The code with which facts or an entry are refused.
    fn refused(&self, input: &Value) -> Option<String> {
        let view = view(input);
        let (view, m) = bytes(&view);
        let entry = input.get("entry").or(input.get("facts")).unwrap().to_string();
        let (document, length) = bytes(&entry);
        // SAFETY: every pointer is of the library or to a text of this function, and freed once.
        unsafe {
            if input.get("facts").is_some() {
                let mut out = null_mut();
                return code(|error| {
                    doithoai_terms_timeline_json(self.terms, document, length, view, m, 0, &raw mut out, error)
                });
            }
            if let Some(log) = input.get("log") {
                return self.of_dialogue(log, |dialogue| {
                    code(|error| doithoai_dialogue_record_json(dialogue, document, length, null_mut(), error))
                });
            }
            let (log, mut office) = (lines(&input["office"]), null_mut());
            let (jsonl, n) = bytes(&log);
            assert_eq!(doithoai_office_restore(jsonl, n, &raw mut office, null_mut()), DOITHOAI_OK);
            let code = code(|error| doithoai_office_record_json(office, document, length, null_mut(), error));
            doithoai_office_free(office);
            code
        }
    }
}

impl Drop for Asked {
    fn drop(&mut self) {
        // SAFETY: the terms are of the library and freed once.
        unsafe { doithoai_terms_free(self.terms) };
    }
}

/// A log as JSON lines.
fn lines(log: &Value) -> String {
    log.as_array().unwrap().iter().map(Value::to_string).collect::<Vec<_>>().join("\n")
}

fn date(written: &Value) -> NaiveDate {
    written.as_str().unwrap().parse().unwrap()
}

#[test]
#[cfg_attr(miri, ignore = "reads files")]
fn each_day_of_the_calendars() {
    let across = Across::of(&[]);
    let told = |date: NaiveDate| {
        // SAFETY: the calendar is of the library.
        called(|out, error| unsafe { doithoai_calendar_day_json(across.calendar, day(date), out, error) }).unwrap()
    };
    let ordinary = |found: &Value| found["kind"] == "working" || found["kind"] == "weekly-rest";
    for case in ["calendar-decreed.json", "calendar-projected.json"].into_iter().flat_map(cases) {
        let (input, mut expected) = (&case["input"], case["expected"].clone());
        let Some(year) = input["year"].as_i64() else {
            let mut found = told(date(&input["date"]));
            found["works"] = (found["kind"] == "swapped-working").into();
            assert_eq!(said(&found, &expected), expected, "{case}");
            continue;
        };
        let first = NaiveDate::from_ymd_opt(i32::try_from(year).unwrap(), 1, 1).unwrap();
        let days = first.iter_days().take_while(|day| day.year() == first.year());
        let (last, mut count) = (days.clone().last().unwrap(), 0);
        // SAFETY: the calendar is of the library, the place of this function. New Year's Day itself is off.
        let status = unsafe {
            doithoai_calendar_count_working_days(across.calendar, day(first), day(last), &raw mut count, null_mut())
        };
        assert_eq!(status, DOITHOAI_OK);
        let special = days.filter(|day| !ordinary(&told(*day))).count();
        expected.as_object_mut().unwrap().remove("open_questions"); // which a count tells, as its bounds
        assert_eq!(json!({ "working_days": count, "special_days": special }), expected, "{case}");
    }
}

/// The due of a limit in a rule file; none of what the rule language does not say.
fn due(limit: &Value) -> Option<String> {
    let amount = limit["amount"].as_u64().filter(|amount| (1..=3_000).contains(amount))?;
    let unit = &limit["unit"];
    if limit["direction"] == "before" {
        let fits = limit["count"] != "event-included" || unit == "day" || unit == "working-day";
        return fits.then(|| {
            format!("{{ before = \"dialogue-day\", n = {amount}, unit = {unit}, count = {} }}", limit["count"])
        });
    }
    let (start, roll) = (&limit["start"], &limit["roll"]);
    Some(format!("{{ after = \"closed\", n = {amount}, unit = {unit}, start = {start}, roll = {roll} }}"))
}

const RULES: &str = r#"
format = 1
id = "limits-of-corpus"
version = "2000-01-01"
title = { vi = "Thử", en = "Try" }
[source.vd]
kind = "inferred"
confidence = "D"
ref = "Thử"
[instrument.main]
kind = "quy-che"
number = "00-QC/VD"
issuer = { vi = "Cơ quan giả định", en = "Invented" }
issued = 2000-01-01
in_force = { from = 2000-01-01 }
standing = "in-force"
[applies]
territory = { code = "15", as_of = 2000-01-01 }
heads = ["local-government"]
"#;

#[test]
#[cfg_attr(miri, ignore = "reads files")]
fn each_time_limit_that_a_rule_can_say() {
    let files = ["time-limits.json", "time-limits-counted.json", "time-limits-published.json"];
    let all = files.into_iter().flat_map(cases).filter_map(|case| {
        let [limit] = &case["input"]["limits"].as_array()?[..] else { return None };
        let due = due(limit).filter(|_| case["input"].get("known_on").is_none())?;
        Some((due, case))
    });
    let all: Vec<(String, Value)> = all.collect();
    assert!(all.len() > 750, "{}", all.len());
    let mut dues: Vec<&str> = all.iter().map(|(due, _)| due.as_str()).collect();
    dues.sort_unstable();
    dues.dedup();
    let mut rules = RULES.to_owned();
    for (number, due) in dues.iter().enumerate() {
        let phase = if due.contains("before") { "before" } else { "after" };
        let met_by = if phase == "before" { "invitation-sent" } else { "conclusion-notified" };
        write!(
            rules,
            "[[obligation]]\nid = \"d{number}\"\nduty_kind = \"other\"\nphase = \"{phase}\"\nbearer = \"office\"\n\
             text = {{ vi = \"Việc {number}\", en = \"Work {number}\" }}\ndue = {due}\n\
             met_by = {{ all = [\"{met_by}\"] }}\ncite = \"main#d{}\"\n",
            number + 1
        )
        .unwrap();
    }
    let across = Across::of(&[RuleSet::from_toml(&rules).unwrap_or_else(|error| panic!("{error}"))]);
    for (due, case) in &all {
        let id = CString::new(format!("d{}", dues.binary_search(&due.as_str()).unwrap())).unwrap();
        let (anchor, mut found) = (day(date(&case["input"]["from"])), [0; 3]);
        let [due, earliest, latest] = &mut found;
        // SAFETY: the terms are of the library, the places of this function.
        let refused = code(|error| unsafe {
            let set = c"limits-of-corpus".as_ptr();
            doithoai_due(across.terms, set, id.as_ptr(), anchor, due, earliest, latest, error)
        });
        let mut expected = case["expected"].clone();
        if let Some(code) = refused {
            assert_eq!(json!({ "refused": code }), expected, "{case}");
            continue;
        }
        for key in ["last_working_day", "certainty"] {
            expected.as_object_mut().unwrap().remove(key); // a timeline tells them
        }
        let days = found.map(|number| NaiveDate::from_epoch_days(number).unwrap());
        let told = json!({ "due": days[0], "earliest": days[1], "latest": days[2] });
        assert_eq!(said(&told, &expected), expected, "{case}");
    }
}

#[test]
#[cfg_attr(miri, ignore = "reads files")]
fn each_timeline_and_status() {
    each(&["timelines.json", "statuses.json"], |sets, case| {
        let timeline = sets.timeline(&case["input"]).unwrap();
        let found = asked(&timeline["obligations"], case).unwrap_or_else(|| panic!("{case}"));
        assert_eq!(said(found, &case["expected"]), case["expected"], "{case}");
    });
}

#[test]
#[cfg_attr(miri, ignore = "reads files")]
fn each_verdict() {
    each(&["verdicts.json"], |sets, case| {
        let [duties, recurring] = sets.verdicts(&case["input"]);
        let found = asked(&duties, case).or_else(|| asked(&recurring, case)).unwrap_or_else(|| panic!("{case}"));
        assert_eq!(said(found, &case["expected"]), case["expected"], "{case}");
    });
}

#[test]
#[cfg_attr(miri, ignore = "reads files")]
fn what_is_refused() {
    each(&["refusals.json"], |sets, case| {
        assert_eq!(json!({ "refused": sets.refused(&case["input"]) }), case["expected"], "{case}");
    });
    for case in cases("refusals.json") {
        let Some(text) = case["input"]["rule_file"].as_str() else { continue };
        let (text, length) = bytes(text);
        // SAFETY: the document is as long as said.
        let checked = called(|out, error| unsafe { doithoai_ruleset_check_json(text, length, out, error) }).unwrap();
        let problems = checked["problems"].as_array().unwrap();
        assert!(problems.iter().any(|problem| problem["code"] == case["expected"]["code"]), "{checked}: {case}");
    }
}
