//! Each mistake in an option says which option; and what a message quotes is cut, never what would be right.

use crate::{doithoai, temporary};

fn said(arguments: &[&str], lang: &str) -> String {
    let output = doithoai(&[arguments, &["--lang", lang]].concat());
    assert!(!output.status.success(), "{arguments:?}");
    String::from_utf8(output.stderr).unwrap()
}

#[test]
fn the_option_is_named() {
    let office = "examples/commune-2026.jsonl";
    let day: &[&str] = &["timeline", "--on", "2026-08-20"];
    let with = |more: &[&'static str]| [day, more].concat();
    let (rules, decree) = ("src/ruleset/builtin/hcmc-935.toml", "examples/swap-2027-example.toml");
    let (broken_rules, broken_decree) = (
        temporary("option-rules.toml", "format = 1\n[instrument]\n"),
        temporary("option-decree.toml", "[[document]]\n"),
    );
    let count = |files: &[&'static str]| {
        let files = files.iter().flat_map(|file| ["--decree", *file]);
        ["count", "2026-08-28", "+7"].into_iter().chain(files).collect::<Vec<&str>>()
    };
    let rows: Vec<(Vec<&str>, &str, &str)> = vec![
        (with(&["--ruleset-file", decree]), "--ruleset-file: examples/swap", "--ruleset-file: examples/swap"),
        (count(&[rules]), "--decree: src/ruleset/builtin/hcmc-935.toml: it is a rule file", "--decree: src/ruleset"),
        (
            count(&[decree, decree]),
            "--decree: examples/swap-2027-example.toml is given twice: give it once",
            "--decree: examples/swap-2027-example.toml: văn bản này được nêu hai lần: chỉ nêu một lần",
        ),
        (
            vec!["timeline", "--on", "2026-08-20", "--ruleset-file", &broken_rules],
            "option-rules.toml: line 1, column 1: ",
            "option-rules.toml: dòng 1, cột 1: ",
        ),
        (
            vec!["count", "2026-08-28", "+7", "--decree", &broken_decree],
            "option-decree.toml: line 1, column 1: ",
            "option-decree.toml: dòng 1, cột 1: ",
        ),
        (with(&["--choose", "hcmc-935/settle-petitio=ten"]), "--choose: `hcmc-935` has no duty", "--choose: "),
        (with(&["--choose", "hcmc-93/x=ten"]), "--choose: the rule set `hcmc-93` is not in use", "--choose: "),
        (vec!["audit", office, "--choose", "a/b=c"], "--choose: the rule set `a`", "--choose: "),
        (with(&["--event", "xyz=2026-08-21"]), "--event xyz: unknown event `xyz`", "--event xyz: không có sự kiện"),
        (with(&["--ruleset", "hcmc-936"]), "--ruleset: no rule set `hcmc-936`", "--ruleset: không có bộ quy tắc"),
        (with(&["--ruleset-file", "/nope"]), "--ruleset-file: cannot read `/nope`", "--ruleset-file: không đọc được"),
        (with(&["--decree", "/nope"]), "--decree: cannot read `/nope`", "--decree: không đọc được"),
        (vec!["count", "2026-08-28", "+7", "--decree", "/nope"], "--decree: cannot read", "--decree: không đọc được"),
        (vec!["timeline", "--log", "/nope"], "--log: cannot read `/nope`", "--log: không đọc được"),
        (vec!["audit", office, "--year", "26"], "--year: no calendar for the year `26`", "--year: không có lịch năm"),
        (vec!["audit", office, "--year", "2101"], "--year: no calendar", "--year: không có lịch năm"),
        (with(&["--as-of", "2101-01-01"]), "--as-of: 2101-01-01 is outside the covered years", "--as-of: 01/01/2101"),
        (with(&["--as-of", "2014-12-31"]), "--as-of: 2014-12-31 is outside the covered years", "--as-of: 31/12/2014"),
        (vec!["audit", office, "--as-of", "2014-12-31"], "--as-of: 2014-12-31 is outside", "--as-of: 31/12/2014"),
        (vec!["audit", office, "--as-of", "2101-01-01"], "--as-of: 2101-01-01 is outside", "--as-of: 01/01/2101"),
        (vec!["timeline", "--on", "2014-12-31"], "--on: 2014-12-31 is outside the covered years", "--on: 31/12/2014"),
        (vec!["timeline", "--on", "2101-01-01"], "--on: 2101-01-01 is outside the covered years", "--on: 01/01/2101"),
        (vec!["compare", "hcmc-935", "qd-11", "--on", "2014-01-01"], "--on: 2014-01-01 is outside", "--on: 01/01/2014"),
        (vec!["count", "2014-12-31", "+1"], "the date: 2014-12-31 is outside", "ngày bắt đầu: 31/12/2014"),
        (
            vec!["timeline", "--on", "-1"],
            "`--on` does not take `-1`; expected a date YYYY-MM-DD",
            "`--on` không nhận giá trị `-1`; cần ngày",
        ),
        (
            vec!["audit", office, "--year", "-1"],
            "`--year` does not take `-1`; expected a year",
            "`--year` không nhận giá trị `-1`; cần năm",
        ),
        (
            vec!["test", "tests/rules", "--threshold", "x"],
            "does not take `x`; expected a whole number from 0 to 100",
            "cần số nguyên từ 0 đến 100",
        ),
        (
            vec!["test", "tests/rules", "--threshold", "101"],
            "does not take `101`; expected a whole number",
            "cần số nguyên từ 0 đến 100",
        ),
        (
            vec!["test", "tests/rules", "--threshold", "-1"],
            "`--threshold` does not take `-1`; expected a whole number",
            "`--threshold` không nhận",
        ),
        (
            vec!["recount-sample", "a.csv", "--rows", "many"],
            "does not take `many`; expected a whole number from 0",
            "cần số nguyên từ 0, ví dụ 1000",
        ),
        (
            vec!["recount-sample", "a.csv", "--seed", "-1"],
            "`--seed` does not take `-1`; expected a whole number",
            "`--seed` không nhận",
        ),
    ];
    each_is_told(rows);
    // The days at the ends are covered.
    assert!(doithoai(&with(&["--as-of", "2015-01-01"])).status.success());
    let last = said(&with(&["--as-of", "2100-12-31"]), "en"); // there is a limit that ends later
    assert!(last.contains("counting from 2100-12-31 leaves the covered years"), "{last}");
}

fn each_is_told(rows: Vec<(Vec<&str>, &str, &str)>) {
    for (arguments, en, vi) in rows {
        let (english, vietnamese) = (said(&arguments, "en"), said(&arguments, "vi"));
        assert!(english.contains(en), "{arguments:?}: no `{en}` in {english}");
        assert!(vietnamese.contains(vi), "{arguments:?}: no `{vi}` in {vietnamese}");
    }
}

#[test]
fn what_next_asks_for_is_named() {
    each_is_told(vec![
        (vec!["next", "--as-of", "2026-08-20"], "--on is missing, for example --on 2026", "thiếu --on, ví dụ --on"),
        (vec!["next", "--on", "2026-08-20"], "--as-of is missing, for example", "thiếu --as-of, ví dụ --as-of"),
        (
            vec!["next", "--on", "2026-08-20", "--as-of", "2026-08-20", "--until", "2026-08-19"],
            "--until 2026-08-19: it is before --as-of 2026-08-20",
            "--until 2026-08-19: trước --as-of 2026-08-20",
        ),
        (vec!["next", "--over-by", "2101-01-01"], "--over-by: 2101-01-01 is outside", "--over-by: 01/01/2101"),
        (vec!["next", "--sent-on", "2014-01-01"], "--sent-on: 2014-01-01 is outside", "--sent-on: 01/01/2014"),
        (
            vec!["next", "--over-by", "2026-12-31", "--sent-on", "2026-08-10"],
            "--over-by and --sent-on ask two things; give one",
            "--over-by và --sent-on hỏi hai điều khác nhau",
        ),
        (
            vec!["next", "--over-by", "2026-12-31", "--on", "2026-08-10"],
            "--on: --over-by asks for the day to hold a dialogue",
            "--on: --over-by hỏi ngày tổ chức",
        ),
    ]);
}

#[test]
fn at_most_two_are_offered_the_nearest_first() {
    for (typed, en, vi) in [
        ("cuont", "did you mean `count` or `recount`?", "có phải là `count` hoặc `recount`?"),
        ("timelin", "did you mean `timeline`?", "có phải là `timeline`?"),
    ] {
        assert!(said(&[typed], "en").contains(en), "{}", said(&[typed], "en"));
        assert!(said(&[typed], "vi").contains(vi), "{}", said(&[typed], "vi"));
    }
}

/// A name of megabytes is cut wherever it is told, and what would be right is told whole.
#[test]
fn a_name_of_megabytes_is_not_echoed_whole() {
    let long = "A".repeat(3 << 20);
    let plan = r#"{"dialogue":"D","appointed":"2026-08-20","on":"2026-07-20"}"#;
    let entry = |line: String| format!("{plan}\n{line}\n");
    let short: String = long.chars().take(300_000).collect();
    for (name, text) in [
        ("event.jsonl", entry(format!(r#"{{"event":"{long}","on":"2026-08-20"}}"#))),
        ("key.jsonl", entry(format!(r#"{{"event":"opened","on":"2026-08-20","{long}":1}}"#))),
        ("day.jsonl", entry(format!(r#"{{"event":"opened","on":"{long}"}}"#))),
        ("class.jsonl", entry(format!(r#"{{"event":"opened","on":"2026-08-20","class":"{long}"}}"#))),
        ("rules.toml", format!("format = 1\nid = \"{short}\"\n[{short}]\nx = 1\n")),
    ] {
        let path = temporary(&format!("long-{name}"), &text);
        for arguments in [&["check", &path][..], &["timeline", "--log", &path]] {
            let output = doithoai(arguments);
            let told = output.stdout.len() + output.stderr.len();
            assert!(told < 20_000, "{arguments:?}: {told}");
        }
        std::fs::remove_file(&path).unwrap();
    }
}

#[test]
#[cfg(unix)]
fn a_link_that_leads_back_to_itself_is_told_in_words() {
    let path = temporary("circle.toml", "");
    std::fs::remove_file(&path).unwrap();
    std::os::unix::fs::symlink(&path, &path).unwrap();
    let (english, vietnamese) = (said(&["check", &path], "en"), said(&["check", &path], "vi"));
    std::fs::remove_file(&path).unwrap();
    assert!(english.contains("its links lead in a circle"), "{english}");
    assert!(vietnamese.contains("liên kết quay vòng: đường dẫn dẫn về chính nó"), "{vietnamese}");
}
