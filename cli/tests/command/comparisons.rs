//! What `compare` calls keys and words: every key of a rule file has a wording, in either language.

use std::collections::BTreeSet;

use serde_json::Value;

use self::keys::KEYS;
use crate::{shown, temporary};

#[path = "../../src/compare/keys.rs"]
mod keys;

/// What stands in every text and is no key of a rule.
const LANGUAGES: [&str; 2] = ["vi", "en"];

fn keys_of(schema: &Value, out: &mut BTreeSet<String>) {
    match schema {
        Value::Object(table) => {
            out.extend(schema["properties"].as_object().into_iter().flat_map(|keys| keys.keys().cloned()));
            table.values().for_each(|below| keys_of(below, out));
        }
        Value::Array(items) => items.iter().for_each(|item| keys_of(item, out)),
        _ => {}
    }
}

#[test]
fn every_key_of_the_schema_has_a_wording_and_no_other() {
    let mut known = BTreeSet::new();
    for schema in [&["schema"][..], &["schema", "--overlay"]] {
        keys_of(&serde_json::from_str(&shown(schema)).unwrap(), &mut known);
    }
    for language in &LANGUAGES {
        assert!(known.remove(*language));
    }
    assert!(known.len() > 160);
    let named: BTreeSet<String> = KEYS.iter().map(|(key, _, _)| key.rsplit('.').next().unwrap().to_owned()).collect();
    assert_eq!(named, known);
    for (key, vi, en) in KEYS {
        assert!(!vi.is_ascii() || ["ai", "cho", "khi"].contains(&vi), "{key}: {vi}");
        assert!(en.is_ascii() && !en.contains('_') && !vi.contains('_'), "{key}: {vi}, {en}");
    }
    assert!(KEYS.is_sorted_by_key(|(key, _, _)| key));
}

/// Keys and words that a line has without saying what they mean: nothing but the id in brackets.
fn unworded(text: &str) -> Vec<&str> {
    let is_bare = |line: &&str| {
        let line = line.trim_start().trim_start_matches(['+', '-', '~']).trim_start();
        let after = ["→ [", ": [", ", [", "= [", "{ ["];
        line.starts_with('[') && !line.starts_with("[!]") || after.iter().any(|bare| line.contains(bare))
    };
    text.lines().filter(is_bare).collect()
}

#[test]
fn no_key_and_no_word_stands_alone() {
    let every = "tests/data/every-key.toml";
    for set in [
        "hcmc-935",
        "can-tho-10",
        "qd-11",
        "law-72-2025",
        "citizen-reception",
        "hoa-binh-07",
        "hai-phong-1738",
        "levels",
    ] {
        for pair in [["compare", set, every], ["compare", every, set]] {
            let text = shown(&pair);
            assert_eq!(unworded(&text), [""; 0], "{pair:?}");
        }
    }
    // Each part of a file that has every key, taken away: what is shown of it has words.
    let text = std::fs::read_to_string(crate::root().join(every)).unwrap();
    let parts: Vec<&str> = text.split("\n\n").collect();
    let mut compared = 0;
    for at in 1..parts.len() {
        let less: Vec<&str> =
            parts.iter().enumerate().filter(|(other, _)| *other != at).map(|(_, part)| *part).collect();
        let path = temporary(&format!("less-{at}.toml"), &less.join("\n\n"));
        let output = crate::doithoai(&["compare", every, &path]);
        if output.status.success() {
            assert_eq!(unworded(&String::from_utf8(output.stdout).unwrap()), [""; 0], "{}", parts[at]);
            compared += 1;
        }
    }
    assert!(compared > 20, "{compared}");
}

#[test]
fn keys_words_places_and_days_are_told_in_words() {
    for (command, words) in [
        ("compare qd-11@2019-02-18 qd-11@2025-11-23", "[at_least.district]: 1 → -"),
        ("compare qd-11@2019-02-18 qd-11@2025-11-23", "cấp huyện [at_least.district]"),
        ("compare qd-11@2019-02-18 qd-11@2025-11-23 --lang en", "district level [at_least.district]: 1 → -"),
        ("compare hcmc-935 tests/data/every-key.toml", "loại đơn vị áp dụng [unit_types]: - → phường [ward]"),
        ("compare hcmc-935 tests/data/every-key.toml", "người sử dụng lao động [employer]"),
        ("compare hcmc-935 tests/data/every-key.toml", "thời hạn kéo dài = như văn bản thông báo nêu [stated]"),
        ("compare hcmc-935 tests/data/every-key.toml --lang en", "who must do it [bearer]: agencies → office"),
    ] {
        let text = shown(&crate::split(command));
        assert!(text.contains(words), "{command}: no `{words}` in\n{text}");
    }
}

/// What was known on a day reaches rule sets: an id is the latest version of then, and a version that came later is told.
#[test]
fn a_comparison_is_as_known_on_a_day() {
    let compare = |new: &str, day: &str| shown(&["compare", "qd-11@2019-02-18", new, "--known-on", day]);
    assert!(compare("qd-11", "2025-06-01").starts_with("qd-11@2019-02-18  →  qd-11@2019-02-18\n"));
    assert!(compare("qd-11", "2025-11-23").starts_with("qd-11@2019-02-18  →  qd-11@2025-11-23\n"));
    let told = "[!] qd-11@2025-11-23: ngày 01/06/2025 chưa thể biết đến văn bản này: có từ ngày 23/11/2025";
    assert!(compare("qd-11@2025-11-23", "2025-06-01").contains(told));
    assert!(!compare("qd-11@2025-11-23", "2025-11-23").contains("[!] qd-11"));
}

#[test]
fn over_every_day_what_is_equal_is_proved_and_what_differs_is_shown() {
    for (command, told) in [
        (
            "compare hcmc-935 can-tho-10 --all --lang en",
            "PROVED EQUAL\n  = Send out the head's conclusion [notify-conclusion]",
        ),
        ("compare hcmc-935 can-tho-10 --all --lang en", "10 working days: the same from all 31,399 days"),
        ("compare hcmc-935 can-tho-10 --all --lang en", "≠ Settle the petition"),
        (
            "compare hcmc-935 can-tho-10 --all",
            "ĐÃ CHỨNG MINH LÀ NHƯ NHAU\n  = Thông báo ý kiến kết luận của người đứng đầu",
        ),
        ("compare hcmc-935 can-tho-10 --all", "10 ngày làm việc: như nhau tính từ cả 31.399 ngày"),
        ("compare qd-11@2019-02-18 qd-11@2025-11-23 --all --lang en", "[at_least.district]: 1 → -"),
        (
            "compare hcmc-935 hcmc-935 --all --choose hcmc-935/settle-petition=ten-as-in-words --lang en",
            "20 working days → 10 working days: differs from",
        ),
        (
            "compare hcmc-935 hcmc-935 --all --decree examples/swap-2027-example.toml --lang en",
            "They are counted on two calendars.",
        ),
        (
            "compare hcmc-935 hcmc-935 --all --decree examples/swap-2027-example.toml --lang en",
            "10 working days: differs from",
        ),
    ] {
        let text = shown(&command.split(' ').collect::<Vec<_>>());
        assert!(text.contains(told), "{command}: {told}\n{text}");
    }
    let json = shown(&["compare", "hcmc-935", "can-tho-10", "--all", "--format", "json"]);
    let json: Value = serde_json::from_str(&json).unwrap();
    let notice = json["duties"].as_array().unwrap().iter().find(|duty| duty["old"] == "notify-conclusion").unwrap();
    assert_eq!(
        (notice["verdict"].as_str(), notice["limits"][0]["days"]["differing"].as_u64()),
        (Some("proved-equal"), Some(0))
    );
    for wrong in [
        "compare hcmc-935 can-tho-10 --all --choose hcmc-935/settle-petition=ten-as-in-words",
        "compare hcmc-935 hcmc-935 --all --choose hcmc-935/settle-petition=ten",
        "compare hcmc-935 hcmc-935 --choose hcmc-935/settle-petition=ten-as-in-words",
        "compare hcmc-935 can-tho-10 --all --on 2026-08-20",
    ] {
        let output = crate::doithoai(&wrong.split(' ').collect::<Vec<_>>());
        assert!(!output.status.success(), "{wrong}");
    }
}

#[test]
fn the_case_that_compare_shows_holds_on_one_side_only() {
    let text = doithoai::RuleSet::builtin_toml("hcmc-935")
        .unwrap()
        .replace("after = \"closed\", n = 10", "after = \"closed\", n = 9");
    let edited = temporary("nine-days.toml", &text.replace("id = \"hcmc-935\"", "id = \"mine\""));
    let json = shown(&["compare", "hcmc-935", &edited, "--all", "--format", "json"]);
    let json: Value = serde_json::from_str(&json).unwrap();
    let duty = json["duties"].as_array().unwrap().iter().find(|duty| duty["old"] == "notify-conclusion").unwrap();
    let case = duty["counterexample"]["case"].as_str().unwrap();
    let mapped = duty["counterexample"]["mapped"].as_str().unwrap();
    let scenario = temporary("seen.test.toml", &format!("format = 1\nrulesets = [\"hcmc-935@2017-04-28\"]\n\n{case}"));
    assert!(shown(&["test", &scenario, "--lang", "en"]).contains("1 passed, 0 failed"));
    let scenario = temporary("unseen.test.toml", &format!("format = 1\nrulesets = [\"nine-days.toml\"]\n\n{mapped}"));
    assert!(!crate::doithoai(&["test", &scenario]).status.success());
}

#[test]
fn analyse_tells_what_it_finds_by_its_exit_status_too() {
    let done = crate::doithoai(&["analyse", "can-tho-10", "--lang", "en"]);
    let text = String::from_utf8(done.stdout).unwrap();
    assert!(!done.status.success() && text.contains("from 22,308 of 31,381 days"), "{text}");
    let json = crate::doithoai(&["analyse", "can-tho-10", "--format", "json"]).stdout;
    let json: Value = serde_json::from_slice(&json).unwrap();
    assert_eq!(json["flaws"][0]["kind"], "interim-reply-too-late");
    assert!(shown(&["analyse", "law-72-2025"]).contains("không tìm thấy bất cập nào"));
    let twice = crate::doithoai(&["analyse", "hcmc-935", "hcmc-935", "--lang", "en"]);
    assert!(String::from_utf8(twice.stderr).unwrap().contains("given twice"));
}

#[test]
fn an_audit_tells_what_changes_next() {
    let log = concat!(env!("CARGO_MANIFEST_DIR"), "/../examples/commune-2026.jsonl");
    let audit = ["audit", log, "--year", "2026", "--as-of", "2026-08-15", "--next"];
    assert!(shown(&audit).contains("nếu không có gì xảy ra thêm, thay đổi kế tiếp"));
    let json: Value = serde_json::from_str(&shown(&[&audit[..], &["--format", "json"]].concat())).unwrap();
    let change = &json["next_changes"][0];
    assert_eq!(change["year"], 2026);
    assert!(change["change"]["on"].as_str().is_some_and(|day| day > "2026-08-15"), "{change}");
}
