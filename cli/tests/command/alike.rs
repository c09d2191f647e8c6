//! What `timeline`, `audit` and `check` tell of one log they tell alike.

use super::{doithoai, json, refused, temporary, typed};

/// What a command prints, of which it matters only that it says something.
fn said(arguments: &[&str], lang: &str) -> String {
    let output = doithoai(&[arguments, &["--lang", lang]].concat());
    format!("{}{}", String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap())
}

/// A unit in one that it went into later: the day before, on, after; and what was told before.
#[test]
fn of_the_units_that_a_first_line_names() {
    for (territory, on, vi, en) in [
        (
            "79/25747",
            "2025-06-11",
            Some("`25747` (Phường Thủ Dầu Một) chỉ thuộc `79` từ ngày 12/06/2025; trước đó thuộc `74`"),
            Some("`25747` (Phường Thủ Dầu Một) lies in `79` only since 2025-06-12; before that in `74`"),
        ),
        ("79/25747", "2025-06-12", None, None),
        ("79/25747", "2026-08-20", None, None),
        ("01/002", "2025-06-30", None, None),
        (
            "01/002",
            "2025-07-01",
            Some("`002` (Quận Hoàn Kiếm) kết thúc từ ngày 01/07/2025"),
            Some("`002` (Quận Hoàn Kiếm) ended on 2025-07-01"),
        ),
        ("77", "2025-06-12", Some("mã 77 đã nhập vào 79 từ ngày 12/06/2025"), Some("77 merged into 79 on 2025-06-12")),
    ] {
        let subject = format!(r#""territory":"{territory}","level":"commune","head":"local-government""#);
        let plan = format!("{{\"dialogue\":\"DT-1\",\"appointed\":\"{on}\",\"on\":\"{on}\",{subject}}}\n");
        let log = temporary(&format!("alike-{}-{on}.jsonl", territory.replace('/', "-")), &plan);
        for (lang, expected) in [("vi", vi), ("en", en)] {
            let Some(expected) = expected else {
                for command in [&["timeline", "--log", &log, "--as-of", on][..], &["check", &log]] {
                    let said = said(command, lang);
                    assert!(!said.contains("only since") && !said.contains("chỉ thuộc"), "{command:?}: {said}");
                }
                continue;
            };
            for command in [&["timeline", "--log", &log][..], &["check", &log]] {
                let said = said(command, lang);
                assert_eq!(said.matches(expected).count(), 1, "{command:?}: {said}");
            }
            // The audit of an office is of a whole year, by its last day.
            let office = format!("{{\"office\":\"A\",{subject}}}\n{{\"event\":\"reception-held\",\"on\":\"{on}\"}}\n");
            let office = temporary(&format!("alike-office-{}-{on}.jsonl", territory.replace('/', "-")), &office);
            let year = on.split('-').next().unwrap();
            let of_year = said(&["audit", &office, "--year", year], lang).contains(expected);
            assert_eq!(said(&["check", &office], lang).contains(expected), of_year, "{territory} {on}");
        }
    }
    let office = r#"{"office":"A","territory":"79/25747","level":"commune","head":"local-government"}"#;
    let office =
        temporary("alike-office.jsonl", &format!("{office}\n{{\"event\":\"reception-held\",\"on\":\"2024-03-05\"}}\n"));
    for command in [&["audit", &office, "--year", "2024"][..], &["check", &office]] {
        let said = said(command, "en");
        assert_eq!(said.matches("lies in `79` only since 2025-06-12").count(), 1, "{command:?}: {said}");
    }
}

/// The day before a law was passed, on it, after: it judges from then on, and before that both say that it was not known.
#[test]
fn of_what_was_not_known_yet() {
    let subject = r#""territory":"79","level":"commune","head":"local-government""#;
    let log = format!("{{\"dialogue\":\"DT-1\",\"appointed\":\"2026-08-20\",\"on\":\"2025-06-20\",{subject}}}\n");
    let log = temporary("alike-known.jsonl", &log);
    for (known_on, expected) in [("2025-06-15", 1), ("2025-06-16", 0), ("2026-01-01", 0)] {
        for command in [
            &["timeline", "--log", &log][..],
            &[
                "timeline",
                "--territory",
                "79",
                "--level",
                "commune",
                "--head",
                "local-government",
                "--on",
                "2026-08-20",
            ],
            &["timeline", "--ruleset", "law-72-2025", "--on", "2026-08-20"],
            &["audit", &log, "--year", "2026"],
        ] {
            let arguments = [command, &["--known-on", known_on]].concat();
            let en = said(&arguments, "en");
            let told = "it was not known on 2025-06-15: it is there since 2025-06-16";
            assert_eq!(en.matches(told).count(), expected, "{arguments:?}: {en}");
            let vi = said(&arguments, "vi");
            let told = "ngày 15/06/2025 chưa thể biết đến văn bản này: có từ ngày 16/06/2025";
            assert_eq!(vi.matches(told).count(), expected, "{arguments:?}: {vi}");
        }
    }
    let named =
        ["timeline", "--ruleset", "law-72-2025", "--on", "2026-08-20", "--known-on", "2025-06-15", "--lang", "en"];
    assert!(typed(&named).contains("judged by it since it was named"));
}

/// A word of the first line that a newer release may have: what the log is, and what to do.
#[test]
fn of_a_level_of_a_newer_format() {
    for (first, more) in [
        (r#""dialogue":"DT-1","appointed":"2026-08-20","on":"2026-07-20""#, ""),
        (r#""office":"A""#, "{\"event\":\"reception-held\",\"on\":\"2026-03-05\"}\n"),
    ] {
        for (format, is_newer) in [(1, false), (2, true)] {
            let text = format!(
                "{{\"format\":{format},{first},\"territory\":\"79\",\"level\":\"cluster\",\"head\":\"local-government\"}}\n{more}"
            );
            let log = temporary(&format!("alike-level-{format}-{}.jsonl", more.len()), &text);
            let timeline = ["timeline", "--log", &log];
            let mut commands = vec![vec!["check", &log], vec!["audit", &log, "--year", "2026"]];
            commands.extend(more.is_empty().then(|| timeline.to_vec()));
            for command in commands {
                for (lang, word, newer) in [
                    ("vi", "không có cấp `cluster`", "mới hơn bản phần mềm này"),
                    ("en", "unknown level `cluster`", "newer than this release"),
                ] {
                    let said = said(&command, lang);
                    assert!(said.contains(word) && said.contains(newer) == is_newer, "{command:?}: {said}");
                }
            }
        }
    }
}

#[test]
fn of_what_a_log_was_made_under() {
    let subject = r#""territory":"79","level":"commune","head":"local-government""#;
    let hash = "14e33b3b31525b9b783a4c99afe11527b9a6359d460340c7ca7f5fc980d4a6e1";
    let plan = format!(r#""dialogue":"DT-1","appointed":"2026-08-20","on":"2026-07-20",{subject}"#);
    let empty = format!("{{{plan},\"made_under\":{{\"rulesets\":[],\"choices\":[],\"calendar\":\"{hash}\"}}}}\n");
    let empty = temporary("alike-none.jsonl", &empty);
    refused(&["timeline", "--log", &empty], "alike-none.jsonl: line 1: `rulesets` in `made_under` names no rule set");
    refused(&["audit", &empty], "alike-none.jsonl: line 1: `rulesets` in `made_under` names no rule set");
    let office = format!("{{\"office\":\"A\",{subject},\"made_under\":{{\"rulesets\":[],\"choices\":[]}}}}\n");
    let office = temporary("alike-none-office.jsonl", &office);
    for command in
        [["audit", &empty].as_slice(), &["audit", &office, "--year", "2026"], &["check", &office], &["check", &empty]]
    {
        for lang in ["vi", "en"] {
            assert!(said(command, lang).contains("`doithoai audit --anew`"), "{command:?}");
        }
    }
    // A reading that the rule set has not, with its line.
    let set = doithoai::RuleSet::builtin("hcmc-935").unwrap();
    let made = format!(
        "\"made_under\":{{\"rulesets\":[{{\"id\":\"hcmc-935\",\"version\":\"2017-04-28\",\"hash\":\"{}\"}}],\"choices\":[[\"hcmc-935\",\"settle-petition\",\"nope\"]],\"calendar\":\"{hash}\"}}",
        set.hash()
    );
    let chosen = temporary("alike-chosen.jsonl", &format!("{{{plan},{made}}}\n"));
    for command in [["timeline", "--log", &chosen].as_slice(), &["audit", &chosen]] {
        refused(command, "alike-chosen.jsonl: line 1: `settle-petition` has no reading `nope`");
    }
}

#[test]
fn of_readings_that_there_are_none_of() {
    let none = ["timeline", "--on", "2026-08-20", "--choose", "hcmc-935/notify-conclusion=x"];
    refused(&none, "`notify-conclusion` has no reading `x`; it has no other readings, so there is nothing to choose");
    assert!(said(&none, "vi").contains("`x`; nhiệm vụ này chỉ có một cách hiểu, không có gì để chọn"));
    // A file that is given twice is told by its option.
    let file = "examples/regulations/hau-giang-2022.toml";
    let twice = ["timeline", "--on", "2026-08-20", "--ruleset-file", file, "--ruleset-file", file];
    refused(
        &twice,
        "--ruleset-file: examples/regulations/hau-giang-2022.toml: `hau-giang-2022@2022-06-06` is given twice",
    );
}

/// A sign that JSON has not in a text: which, and at which column of its line.
#[test]
fn of_a_sign_in_a_text() {
    let plan = r#"{"dialogue":"DT-1","appointed":"2026-08-20","on":"2026-07-20"}"#;
    for (sign, code) in [('\u{1}', "U+0001"), ('\t', "U+0009"), ('\u{1f}', "U+001F")] {
        let line = format!("{{\"event\":\"opened\",\"on\":\"2026-08-20\",\"reference\":\"a{sign}b\"}}");
        let column = line.find(sign).unwrap() + 1;
        let log = temporary("alike-sign.jsonl", &format!("{plan}\n{line}\n"));
        for command in [["timeline", "--log", &log].as_slice(), &["check", &log]] {
            let en = said(command, "en");
            let told = format!("line 2: a control character that is not seen ({code}); delete it (column {column})");
            assert!(en.contains(&told), "{command:?}: {en}");
            assert!(said(command, "vi").contains(&format!("({code}); hãy xóa ký tự đó (cột {column})")), "{command:?}");
        }
    }
}

/// A dialogue that was moved is held on its new day, whether that is said once more or not.
#[test]
fn a_dialogue_that_was_moved_is_held_on_its_new_day() {
    let moved =
        ["timeline", "--ruleset", "hcmc-935", "--on", "2026-08-20", "--event", "rescheduled=2026-08-10:2026-08-27"];
    let told = |more: &[&str]| json(&[&moved, more, &["--as-of", "2026-12-31"]].concat());
    let page = told(&[]);
    assert_eq!(page, told(&["--event", "opened=2026-08-27"]));
    let notice = super::obligation(&page, "notify-conclusion");
    assert_eq!((notice["anchor"]["on"].as_str(), notice["due"].as_str()), (Some("2026-08-27"), Some("2026-09-15")));
}
