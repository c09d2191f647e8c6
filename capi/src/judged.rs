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
use crate::scenario::doithoai_scenario_run_json;
use crate::terms::{doithoai_terms, doithoai_terms_free, doithoai_terms_knowing, doithoai_terms_new};

/// A rule set of a file.
fn of_file(text: &str) -> *mut doithoai_ruleset {
    // SAFETY: the text is as long as said.
    given(|out| unsafe { doithoai_ruleset_from_toml(text.as_ptr().cast(), text.len(), out, null_mut()) })
}

/// Terms of rule sets, which are freed at once, on the days of public offices.
fn terms(sets: &[*mut doithoai_ruleset]) -> *mut doithoai_terms {
    let all: Vec<*const doithoai_ruleset> = sets.iter().map(|set| set.cast_const()).collect();
    // SAFETY: the list is as long as said, the objects are of the library and freed once.
    unsafe {
        let calendar = given(|out| doithoai_calendar_builtin(c"vn-public".as_ptr(), out, null_mut()));
        let terms = given(|out| doithoai_terms_new(all.as_ptr(), all.len(), calendar, null(), 0, out, null_mut()));
        for set in sets {
            doithoai_ruleset_free(*set);
        }
        doithoai_calendar_free(calendar);
        terms
    }
}

/// What is said of a dialogue: its timeline, its audit, and the audit in English.
fn said(terms: *mut doithoai_terms, log: &[Value], as_of: &str) -> (Value, Value, String) {
    let log = log.iter().map(Value::to_string).collect::<Vec<_>>().join("\n");
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

/// A file of the forms of the language.
macro_rules! form {
    ($name:literal) => {
        include_str!(concat!("../../tests/forms/", $name))
    };
}

fn freed(terms: *mut doithoai_terms) {
    // SAFETY: they are of the library, and freed once.
    unsafe { doithoai_terms_free(terms) }
}

/// A log's first line, and what happened.
fn log(entries: &[Value]) -> Vec<Value> {
    let first = json!({"dialogue": "DT-1", "appointed": "2026-08-20", "on": "2026-07-20"});
    std::iter::once(first).chain(entries.iter().cloned()).collect()
}

/// One hour before the opening: a minute before, on it, a minute after.
#[test]
fn hours_are_judged_to_the_minute() {
    let terms = terms(&[of_file(form!("hours.toml"))]);
    for (at, status, judgement) in
        [("07:29", "met", "on-time"), ("07:30", "met", "on-time"), ("07:31", "met-late", "late")]
    {
        let log = log(&[
            json!({"event": "room-ready", "on": "2026-08-19"}),
            json!({"event": "points-connected", "on": "2026-08-20", "at": at}),
            json!({"event": "opened", "on": "2026-08-20", "at": "08:30"}),
        ]);
        let (timeline, audit, words) = said(terms, &log, "2026-08-21");
        let duty = of(&timeline["obligations"], "id", "connect");
        assert_eq!((&duty["due_at"], &duty["met_at"], &duty["status"]), (&json!("07:30"), &json!(at), &json!(status)));
        let verdict = of(&audit, "duty", "connect");
        assert_eq!((&verdict["due_at"], &verdict["met_at"]), (&json!("07:30"), &json!(at)));
        assert_eq!(verdict["judgement"], judgement);
        assert!(words.contains(&format!("done 2026-08-20 at {at}")), "{words}");
    }
    // Without the time of the act it is not said when.
    let log = log(&[
        json!({"event": "room-ready", "on": "2026-08-19"}),
        json!({"event": "points-connected", "on": "2026-08-20"}),
        json!({"event": "opened", "on": "2026-08-20", "at": "08:30"}),
    ]);
    let (timeline, audit, _) = said(terms, &log, "2026-08-21");
    assert_eq!(of(&timeline["obligations"], "id", "connect")["missing_time"], "of-act");
    assert_eq!(of(&audit, "duty", "connect")["judgement"], "undated");
    freed(terms);
}

/// Posted for thirty days from 24 August: taken down a day too early, on the last day, a day later.
#[test]
fn what_must_go_on_is_judged_from_its_first_day_to_its_last() {
    let terms = terms(&[of_file(form!("lasts.toml"))]);
    for (removed, status, finding) in
        [("2026-09-21", "overdue", Some("ended-too-early")), ("2026-09-22", "met", None), ("2026-09-23", "met", None)]
    {
        let log = log(&[
            json!({"event": "opened", "on": "2026-08-20"}),
            json!({"event": "closed", "on": "2026-08-20"}),
            json!({"event": "results-posted", "on": "2026-08-24"}),
            json!({"event": "posting-removed", "on": removed}),
        ]);
        let (timeline, audit, _) = said(terms, &log, "2026-10-01");
        let duty = of(&timeline["obligations"], "id", "post-results");
        assert_eq!((&duty["lasts"]["n"], &duty["status"]), (&json!(30), &json!(status)), "{duty}");
        let findings: Vec<&Value> = duty["findings"].as_array().unwrap().iter().map(|one| &one["finding"]).collect();
        assert_eq!(findings, finding.iter().collect::<Vec<_>>());
        assert_eq!(of(&audit, "duty", "post-results")["findings"], duty["findings"]);
        let (running, audit, _) = said(terms, &log, "2026-09-20");
        assert_eq!(of(&running["obligations"], "id", "post-results")["status"], "pending");
        assert_eq!(of(&audit, "duty", "post-results")["judgement"], "open");
    }
    freed(terms);
}

/// Terms that know a later version judge what was pending as its transition says, and say by which provision.
#[test]
fn terms_know_other_versions() {
    let version = |version: &str, from: &str, n: u32, more: &str| {
        format!(
            "format = 1\nid = \"qc\"\nversion = \"{version}\"\ntitle = \"Thử\"\nin_force = {{ from = {from} }}\n\
             [source.s]\nkind = \"inferred\"\nconfidence = \"D\"\nref = \"x\"\n\
             [instrument.main]\nkind = \"quy-che\"\nnumber = \"1\"\nissuer = \"unknown\"\nissued = {from}\nstanding = \"in-force\"\n\
             [applies]\nterritory = {{ code = \"48\", as_of = 2025-12-01 }}\nheads = [\"local-government\"]\nlevels = [\"commune\"]\n\
             [[obligation]]\nid = \"notify\"\nduty_kind = \"notify-conclusion\"\nphase = \"after\"\nbearer = \"office\"\n\
             due = {{ after = \"closed\", n = {n}, unit = \"day\", roll = \"none\" }}\nmet_by = {{ all = [\"conclusion-notified\"] }}\ncite = \"main#d7\"\n{more}"
        )
    };
    let closed = log(&[json!({"event": "opened", "on": "2026-08-20"}), json!({"event": "closed", "on": "2026-09-02"})]);
    let old = || of_file(&version("1", "2026-01-01", 10, ""));
    for (more, due, transitions) in [
        ("", "2026-09-12", json!(null)),
        ("[[transition]]\npending = \"old\"\ncite = \"main#d9\"\n", "2026-09-12", json!("old")),
        ("[[transition]]\npending = \"new\"\ncite = \"main#d9\"\n", "2026-09-07", json!("new")),
    ] {
        let (alone, new) = (terms(&[old()]), of_file(&version("2", "2026-09-01", 5, more)));
        let versions = [new.cast_const()];
        // SAFETY: the list is as long as said, the objects are of the library and freed once.
        let knowing = unsafe {
            let knowing = given(|out| doithoai_terms_knowing(alone, versions.as_ptr(), 1, out, null_mut()));
            doithoai_ruleset_free(new);
            knowing
        };
        let (timeline, audit, _) = said(knowing, &closed, "2026-09-05");
        let duty = of(&timeline["obligations"], "id", "notify");
        assert_eq!((&duty["due"], &of(&audit, "duty", "notify")["due"]), (&json!(due), &json!(due)), "{more}");
        let applied = &timeline["transitions"][0];
        assert_eq!(applied["pending"], transitions, "{timeline}");
        if !transitions.is_null() {
            assert_eq!((&applied["duty"], &applied["version"]), (&json!("notify"), &json!("qc@2")));
            assert_eq!((&applied["ruleset"], &applied["in_force_from"]), (&json!("qc"), &json!("2026-09-01")));
            assert!(applied["cite_text"]["vi"].as_str().unwrap().starts_with("Điều 9"), "{applied}");
        }
        let reads = duty["readings"].as_array().unwrap().iter().any(|reading| reading["id"] == "pending-new");
        assert_eq!(reads, more.is_empty());
        let (without, ..) = said(alone, &closed, "2026-09-05");
        assert_eq!(of(&without["obligations"], "id", "notify")["readings"], json!([]));
        assert!(without.get("transitions").is_none());
        freed(knowing);
        freed(alone);
    }
}

/// Two receptions of a day, each with its own verdict.
#[test]
fn what_is_owed_for_each_reception_goes_through_scenarios() {
    let files = json!({"files": {
        "reception-ids.toml": form!("reception-ids.toml"),
        "reception-ids.test.toml": form!("reception-ids.test.toml"),
    }});
    let text = files.to_string();
    // SAFETY: the text is as long as said.
    let call = |out| unsafe { doithoai_scenario_run_json(text.as_ptr().cast(), text.len(), out, null_mut()) };
    let report: Value = serde_json::from_str(&taken(given(call))).unwrap();
    assert_eq!((&report["ok"], &report["failed"]), (&json!(true), &json!(0)), "{report}");
    assert!(report["passed"].as_u64().unwrap() >= 4);
    let wrong = text.replace(
        "reception = \\\"sáng\\\", as_of = 2026-12-31, met_on",
        "reception = \\\"chiều\\\", as_of = 2026-12-31, met_on",
    );
    assert_ne!(wrong, text);
    // SAFETY: the text is as long as said.
    let call = |out| unsafe { doithoai_scenario_run_json(wrong.as_ptr().cast(), wrong.len(), out, null_mut()) };
    let report: Value = serde_json::from_str(&taken(given(call))).unwrap();
    assert_eq!(report["failed"], 1, "{report}");
}
