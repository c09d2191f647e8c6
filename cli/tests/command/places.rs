//! Where a mistake stands, what a file of another sort is, and what is told beside it.

use super::{doithoai, refused, shown, temporary};

const WARD: &str = r#""territory":"79","level":"commune","head":"local-government""#;
const HASH: &str = "14e33b3b31525b9b783a4c99afe11527b9a6359d460340c7ca7f5fc980d4a6e1";

fn dialogue(more: &str) -> String {
    format!("{{\"dialogue\":\"DT-1\",\"appointed\":\"2026-08-20\",\"on\":\"2026-07-20\",{WARD}}}\n\n{more}\n")
}

fn office(more: &str) -> String {
    format!("{{\"office\":\"A\",{WARD}}}\n\n{more}\n")
}

/// In both languages.
#[track_caller]
fn told(arguments: &[&str], english: &str, vietnamese: &str) {
    refused(arguments, english);
    let output = doithoai(&[arguments, &["--lang", "vi"]].concat());
    let text = format!("{}{}", String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
    assert!(text.contains(vietnamese), "{text}");
}

#[test]
fn every_refusal_of_a_log_says_in_which_line() {
    let step = office(r#"{"event":"step-done","on":"2026-03-05","about":"nope"}"#);
    let step = temporary("places-step.jsonl", &step);
    let kept = shown(&["audit", &step, "--year", "2026"]);
    assert!(
        kept.contains("Giữ nguyên nhưng không hiểu được: mục 1 (step-done, 05/03/2026): không có bước `nope`"),
        "{kept}"
    );
    let level = temporary(
        "places-level.jsonl",
        &office(r#"{"event":"reception-held","on":"2026-03-05"}"#).replace("commune", "ward"),
    );
    told(&["audit", &level], "places-level.jsonl: line 1: unknown level `ward`", "dòng 1: không có cấp `ward`");
    let level = temporary("places-level-2.jsonl", &dialogue("").replace("commune", "ward"));
    told(&["audit", &level], "places-level-2.jsonl: line 1: unknown level `ward`", "dòng 1: không có cấp `ward`");
    told(&["timeline", "--log", &level], "line 1: unknown level `ward`", "dòng 1: không có cấp `ward`");
    let closed = temporary("places-closed.jsonl", &dialogue(r#"{"event":"closed","on":"2026-08-20"}"#));
    for command in [&["timeline", "--log", &closed][..], &["audit", &closed]] {
        told(
            command,
            "places-closed.jsonl: line 3: entry 1 (closed): it belongs during",
            "places-closed.jsonl: dòng 3: mục 1 (",
        );
    }
    let plan = temporary("places-plan.jsonl", &dialogue("").replace("2026-07-20", "2026-08-21"));
    for command in [&["timeline", "--log", &plan][..], &["audit", &plan]] {
        told(
            command,
            "line 1: the plan: a dialogue that was planned on 2026-08-21",
            "dòng 1: kế hoạch: cuộc đối thoại",
        );
    }
    let no_step = temporary("places-no-step.jsonl", &office(r#"{"event":"step-done","on":"2026-03-05"}"#));
    told(
        &["audit", &no_step],
        "line 3: it must name the step: its id in `about`",
        "dòng 3: phải nêu bước: mã ghi ở `about`",
    );
    let key = temporary("places-key.jsonl", &dialogue("").replace("\"on\"", "\"zzzz\""));
    told(&["timeline", "--log", &key], "`format`, `dialogue`, `appointed`", "`format`, `dialogue`, `appointed`");
}

#[test]
fn a_file_of_another_sort_is_named_as_what_it_is() {
    let rules = temporary("places-rules.toml", doithoai::RuleSet::builtin_toml("hcmc-935").unwrap());
    let log = temporary("places-log.jsonl", &dialogue(""));
    let office = temporary("places-office.jsonl", &office(""));
    let decree = temporary("places-decree.toml", "format = 1\n[[document]]\nid = \"x\"\n");
    let cases = temporary("places-cases.toml", "rulesets = [\"hcmc-935\"]\n[[case]]\nname = \"a\"\n");
    let none = temporary("places-none.toml", "format = 1\ndocument = []\n");
    let on = ["timeline", "--on", "2026-08-20"];
    for (arguments, english, vietnamese) in [
        (
            vec!["timeline", "--log", &rules],
            "it is a rule file, not a log; such a file goes with `--ruleset-file`",
            "tệp này là tệp quy tắc, không phải nhật ký",
        ),
        (
            vec!["timeline", "--log", &decree],
            "it is a decree file, not a log; such a file goes with `--decree`",
            "tệp này là tệp văn bản về ngày nghỉ, không phải nhật ký",
        ),
        (
            vec!["timeline", "--log", &cases],
            "it is a file of scenarios, not a log; such a file goes with `doithoai test`",
            "tệp này là tệp tình huống",
        ),
        (
            vec!["timeline", "--log", &office],
            "it is the log of an office; --log takes that of a dialogue",
            "tệp này là sổ của một cơ quan",
        ),
        (vec!["test", &decree], "it is a decree file, not a file of scenarios", "không phải tệp tình huống"),
        (vec!["test", &log], "it is a log, not a file of scenarios", "tệp này là nhật ký, không phải tệp tình huống"),
        (vec!["compare", &decree, "hcmc-935"], "it is a decree file, not a rule file", "không phải tệp quy tắc"),
        (vec!["compare", "hcmc-935", &log], "it is a log, not a rule file", "không phải tệp quy tắc"),
        (vec!["audit", &rules], "it is a rule file, not a log", "tệp này là tệp quy tắc, không phải nhật ký"),
        (
            [&on[..], &["--ruleset-file", &log]].concat(),
            "it is a log, not a rule file; such a file goes with `timeline --log`",
            "tệp này là nhật ký, không phải tệp quy tắc",
        ),
        (
            [&on[..], &["--ruleset-file", &decree]].concat(),
            "it is a decree file, not a rule file",
            "không phải tệp quy tắc",
        ),
        (
            [&on[..], &["--decree", &rules]].concat(),
            "it is a rule file, not a decree file",
            "không phải tệp văn bản về ngày nghỉ",
        ),
        (
            vec!["count", "2026-08-20", "+1", "--decree", &log],
            "it is a log, not a decree file",
            "không phải tệp văn bản về ngày nghỉ",
        ),
    ] {
        told(&arguments, english, vietnamese);
    }
    // A list of none is one all the same.
    let checked = doithoai(&["check", &none, "--lang", "en"]);
    assert!(String::from_utf8(checked.stdout).unwrap().contains("the file has no [[document]]"));
}

#[test]
fn a_file_twice_is_told() {
    let log = temporary("places-twice.jsonl", &dialogue(""));
    told(&["check", &log, &log], "the file is given twice: give each once", "tệp này được nêu hai lần");
    let other = log.replace("places-twice", "./places-twice");
    told(&["check", &log, &other], "the file is given twice", "tệp này được nêu hai lần");
    let one = temporary("places-office-1.jsonl", &office(""));
    let entry = r#"{"event":"reception-held","on":"2026-03-05"}"#;
    let two = temporary("places-office-2.jsonl", &office(entry));
    told(&["audit", &one, &one], "this log is given twice (before it as `", "sổ này được nêu hai lần");
    told(
        &["audit", &one, &two],
        "make one log of both, or add the commune's code",
        "gộp hai sổ làm một, hoặc thêm mã đơn vị cấp xã",
    );
    let ward = |text: &str| text.replace("\"79\"", "\"79/26734\"");
    let one = temporary("places-office-3.jsonl", &ward(&office("")));
    let two = temporary("places-office-4.jsonl", &ward(&office(entry)));
    refused(&["audit", &one, &two], "make one log of both");
    let output = doithoai(&["audit", &one, &two, "--lang", "en"]);
    assert!(!String::from_utf8(output.stderr).unwrap().contains("add the commune's code"));
}

#[test]
fn check_tells_what_is_no_mistake_too() {
    let set = doithoai::RuleSet::builtin("hcmc-935").unwrap();
    let made = format!(
        r#""made_under":{{"rulesets":[{{"id":"hcmc-935","version":"{}","hash":"{}"}}],"choices":[],"calendar":"{}"}}"#,
        set.version(),
        set.hash(),
        "0".repeat(64)
    );
    let other = temporary("places-calendar.jsonl", &dialogue("").replacen('{', &format!("{{{made},"), 1));
    for command in ["check", "audit"] {
        let page = shown(&[command, &other, "--lang", "en"]);
        assert!(page.contains("the dialogue DT-1 was recorded on another calendar (hash 00000000"), "{page}");
        let page = shown(&[command, &other, "--lang", "vi"]);
        assert!(page.contains("cuộc đối thoại DT-1 được ghi theo bộ lịch làm việc khác"), "{page}");
    }
    let json = super::json(&["check", &other]);
    assert_eq!(json["files"][0]["warnings"][0]["line"], 1);
    // A text of a rule set that is another: the way out is named where it is.
    let changed = made.replace(set.hash(), HASH);
    let changed = temporary("places-changed.jsonl", &dialogue("").replacen('{', &format!("{{{changed},"), 1));
    for (lang, said) in [("en", "`doithoai audit --anew` judges it"), ("vi", "dùng `doithoai audit --anew`")] {
        let page = String::from_utf8(doithoai(&["check", &changed, "--lang", lang]).stdout).unwrap();
        assert!(page.contains(said), "{page}");
    }
    // A line that comes again, in each of the three.
    let invited = r#"{"event":"invitation-sent","on":"2026-08-12","key":"a"}"#;
    let twice = temporary("places-key-twice.jsonl", &dialogue(&format!("{invited}\n{invited}")));
    for command in [&["timeline", "--log", &twice][..], &["audit", &twice], &["check", &twice]] {
        let page = shown(&[command, &["--lang", "vi"]].concat());
        assert!(page.contains("lặp lại mục 1, cùng `key` và cùng nội dung"), "{command:?}: {page}");
    }
    // An entry without a day has none on the page.
    let undated = temporary("places-undated.jsonl", &dialogue(r#"{"event":"zzz","on":"2026-02-30"}"#));
    let page = shown(&["timeline", "--log", &undated, "--as-of", "2026-07-10", "--lang", "vi"]);
    assert!(page.contains("zzz: không đọc được ngày") && !page.contains("zzz: thứ Hai 20/07/2026"), "{page}");
    let page = shown(&["timeline", "--log", &undated, "--as-of", "2026-07-10", "--lang", "en"]);
    assert!(page.contains("zzz: its day cannot be read"), "{page}");
}

#[test]
fn events_on_the_command_line_are_told_what_they_take() {
    let told = |event: &str, english: &str, vietnamese: &str| {
        told(&["timeline", "--on", "2026-08-20", "--event", event], english, vietnamese);
    };
    told("results-published=2026-09-10:x", "unknown channel `x`", "không có kênh");
    // No duty asks on which channel it was.
    let alone = "the event takes no detail, and there is `:x`; write `announced=2026-08-10`";
    told(
        "announced=2026-08-10:x",
        alone,
        "sự kiện này không kèm chi tiết nào, mà có `:x`; hãy viết `announced=2026-08-10`",
    );
    told("invitation-sent=2026-08-10:websit", "the event takes no detail", "sự kiện này không kèm chi tiết nào");
    told("petition-classed=2026-08-25:x", "unknown class of case `x`", "không có loại vụ việc `x`");
    told(
        "rescheduled=2026-08-10",
        "the new day comes after that of the decision: `rescheduled=2026-08-10:2026-08-27`",
        "cần ngày mới, viết sau ngày quyết định: `rescheduled=2026-08-10:2026-08-27`",
    );
    told("rescheduled=2026-08-10:x", "`x` is no day; the new day", "`x` không phải ngày; cần ngày mới");
    told(
        "session-held=2026-08-20",
        "write it as `session-held=2026-08-20:session-1`",
        "viết như `session-held=2026-08-20:buoi-1`",
    );
    let page = shown(&["timeline", "--on", "2026-08-20", "--event", "session-held=2026-08-20:cum-1", "--lang", "en"]);
    assert!(page.contains("[cum-1]"), "{page}");
    let both = ["timeline", "--on", "2026-08-20", "--event", "opened=2026-08-20", "--event", "cancelled=2026-08-10"];
    refused(&both, "keep one (in a log");
}
