//! What is wrong is told once, of the file or option that has it.

use crate::{doithoai, temporary};

/// What the command says, on either stream.
fn said(arguments: &[&str]) -> String {
    let output = doithoai(arguments);
    String::from_utf8([output.stderr, output.stdout].concat()).unwrap()
}

fn log(name: &str, first: &str, entries: &str) -> String {
    let head = r#""dialogue":"DT-1","appointed":"2026-08-20","on":"2026-07-20""#;
    temporary(name, &format!("{{{head}{first}}}\n{{\"event\":\"opened\",\"on\":\"2026-08-20\"}}\n{entries}"))
}

#[test]
fn a_rule_file_or_an_option_that_is_wrong_is_not_told_of_the_log() {
    let (rules, path) = (temporary("wrong.toml", "format = 1\nid = \"x\"\n"), log("right.jsonl", "", ""));
    for arguments in [
        &["timeline", "--log", &path, "--ruleset-file", &rules][..],
        &["timeline", "--log", &path, "--decree", &rules],
        &["timeline", "--log", &path, "--choose", "hcmc-935/settle=x"],
        &["timeline", "--log", &path, "--ruleset", "nope"],
        &["audit", &path, "--ruleset-file", &rules],
    ] {
        let text = said(arguments);
        assert!(text.starts_with("lỗi: ") && !text.contains("right.jsonl"), "{arguments:?}: {text}");
    }
    // What is wrong in the log itself is.
    let subject = r#","territory":"79","level":"nope","head":"local-government""#;
    let text = said(&["timeline", "--log", &log("level.jsonl", subject, "")]);
    assert!(text.contains("level.jsonl: dòng 1"), "{text}");
}

#[test]
fn an_unlisted_choice_is_told_once() {
    let hash = "0".repeat(64);
    let first = format!(
        r#","territory":"79","level":"province","head":"local-government","made_under":{{"rulesets":[],"choices":[["can-tho-10","settle-petition","late-notice-counts"]],"calendar":"{hash}"}}"#
    );
    let text = said(&["check", &log("unlisted.jsonl", &first, ""), "--lang", "en"]);
    assert_eq!(text.matches("error: ").count(), 1, "{text}");
    assert!(text.contains("line 1: `choices` adopts a reading for `can-tho-10/settle-petition`"), "{text}");
}

/// A calendar that is no hash is not told of as another calendar, too; and what `made_under` has wrong, each command says of line 1.
#[test]
fn what_a_log_was_made_under_is_told_once_and_with_its_line() {
    let set = doithoai::RuleSet::builtin("hcmc-935").unwrap();
    let named = format!(r#"{{"id":"hcmc-935","version":"2017-04-28","hash":"{}"}}"#, set.hash());
    let (zeros, whose) = ("0".repeat(64), r#","territory":"79","level":"commune","head":"local-government""#);
    let made = |whose: &str, sets: &str, choices: &str, calendar: &str| {
        format!(r#"{whose},"made_under":{{"rulesets":[{sets}],"choices":[{choices}],"calendar":"{calendar}"}}"#)
    };
    let path = log("bad-hash.jsonl", &made(whose, &named, "", "zzz"), "");
    let text = said(&["check", &path, "--lang", "en"]);
    assert_eq!((text.matches("error: ").count(), text.matches("warning: ").count()), (1, 0), "{text}");
    assert!(text.contains("line 1: `calendar` in `made_under` is a hash"), "{text}");
    let nope = r#"["hcmc-935","nope","x"]"#;
    let twice = format!("{named},{named}");
    for (first, expected) in [
        (made(whose, &named, nope, &zeros), "line 1: `hcmc-935` has no duty `nope`"),
        (made("", &named, nope, &zeros), "line 1: `hcmc-935` has no duty `nope`"),
        (made(whose, &twice, "", &zeros), "line 1: `hcmc-935@2017-04-28` is given twice"),
    ] {
        let path = log("made-under.jsonl", &first, "");
        for command in [&["timeline", "--log", &path][..], &["check", &path]] {
            let text = said(&[command, &["--lang", "en"]].concat());
            assert_eq!(text.matches(expected).count(), 1, "{command:?}: {text}");
        }
    }
}

#[test]
fn a_session_that_is_not_named_is_warned_of() {
    let path = log("unnamed-session.jsonl", "", "{\"event\":\"session-held\",\"on\":\"2026-08-20\"}\n");
    let text = said(&["check", &path]);
    assert!(text.contains("cảnh báo: "), "{text}");
    assert!(
        text.contains("dòng 3: tổ chức một buổi đối thoại [session-held] ngày 20/08/2026 phải nêu mã buổi"),
        "{text}"
    );
    assert!(doithoai(&["timeline", "--log", &path]).status.success());
    let text = said(&["timeline", "--on", "2026-08-20", "--event", "session-held=2026-08-20"]);
    assert!(text.contains("thiếu mã buổi"), "{text}");
}

#[test]
fn what_only_an_office_has_is_no_event_of_a_dialogue() {
    for event in [
        "reception-held",
        "reception-schedule-posted",
        "council-session",
        "annual-report-sent", // which returns, and is of no dialogue
        "annual-notice-sent",
    ] {
        let happened = format!("{event}=2026-08-20");
        let text = said(&["timeline", "--on", "2026-08-20", "--event", &happened]);
        let words = format!("lỗi: --event {event}: việc này thuộc sổ của cơ quan");
        assert!(text.starts_with(&words) && text.contains("`doithoai audit`"), "{text}");
        let text = said(&["timeline", "--on", "2026-08-20", "--event", &happened, "--lang", "en"]);
        assert!(text.contains(&format!("--event {event}: it belongs to the office's log")), "{text}");
    }
    // The rule sets of receptions ask about it.
    let reception = ["timeline", "--ruleset", "citizen-reception", "--on", "2026-08-20", "--event"];
    assert!(doithoai(&[&reception[..], &["reception-held=2026-08-20"]].concat()).status.success());
}
