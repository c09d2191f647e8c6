//! `doithoai audit`.

use crate::{json, refused, shown, temporary};

const OFFICE: &str = "examples/commune-2026.jsonl";
const DIALOGUE: &str = "examples/commune-2026-dialogue.jsonl";
const HEAD: &str = r#""territory":"79","level":"commune","head":"local-government""#;

#[test]
fn a_commune_s_year_in_both_languages() {
    let year = |lang| shown(&["audit", OFFICE, DIALOGUE, "--year", "2026", "--as-of", "2027-01-31", "--lang", lang]);
    let (vi, en) = (year("vi"), year("en"));
    for (vi_words, en_words) in [
        (
            "[hoàn thành quá hạn 1 ngày (1 ngày làm việc)] Thông báo ý kiến kết luận",
            "[met late by 1 day (1 working day)] Send out the head's conclusion",
        ),
        ("01/07/2026 - 30/09/2026: 3 kỳ", "2026-07-01 - 2026-09-30: 3 periods"),
        (
            "29/06/2026 - 05/07/2026 (đã ghi nhận 0/1; quy định thay đổi trong kỳ",
            "2026-06-29 - 2026-07-05 (0 of 1; the rules change within the period",
        ),
        ("tính theo năm dương lịch (giả định, văn bản không nêu)", "by calendar years (an assumption"),
        ("34 buổi tiếp công dân, 08/01/2026 - 24/12/2026", "34 receptions, 2026-01-08 - 2026-12-24"),
        ("[chưa xác định được] Chủ tịch Ủy ban nhân dân cấp xã", "[undetermined] The chair of the commune"),
        (
            "Theo cách hiểu “chỉ tính hội nghị định kỳ”: quá hạn (đã ghi nhận 0/1) [periodic-only]",
            "Under “only periodic conferences count”: overdue",
        ),
        ("Tổng hợp", "Summary"),
    ] {
        assert!(vi.contains(vi_words), "{vi_words}\n{vi}");
        assert!(en.contains(en_words), "{en_words}\n{en}");
    }
}

/// Reports of several cut-offs of one span are several lines; months that follow one another are one.
#[test]
fn each_cut_off_has_its_line() {
    let office = temporary("cutoffs.jsonl", &format!("{{\"office\":\"A\",{HEAD}}}\n"));
    let rules = include_str!("../../../tests/forms/returns.toml").replace("code = \"15\"", "code = \"79\"");
    let rules = temporary("cutoffs.toml", &rules);
    let arguments = ["audit", office.as_str(), "--ruleset-file", rules.as_str(), "--year", "2026"];
    let page = shown(&arguments);
    for span in
        ["01/01/2026 - 31/03/2026", "01/01/2026 - 30/06/2026", "01/01/2026 - 30/09/2026", "01/01/2026 - 31/12/2026"]
    {
        assert!(
            page.lines().any(|line| line.contains(&format!("{span} (đã ghi nhận 0/1; nguồn không nêu thời hạn)"))),
            "{span}\n{page}"
        );
    }
}

/// The language may stand before the command, whichever way it is written.
#[test]
fn the_language_may_stand_before_the_command() {
    let after = shown(&["count", "2026-08-28", "+7", "--lang", "en"]);
    for before in [&["--lang", "en", "count", "2026-08-28", "+7"][..], &["--lang=en", "count", "2026-08-28", "+7"]] {
        assert_eq!(shown(before), after);
    }
    refused(&["--lang", "en", "--lang=vi", "count", "2026-08-28", "+7"], "--lang");
}

#[test]
fn the_json_form_has_the_verdicts_and_the_summary() {
    let report = json(&["audit", OFFICE, DIALOGUE, "--year", "2026", "--as-of", "2027-01-31"]);
    let audit = &report["audits"][0];
    assert_eq!((audit["year"].as_i64(), audit["office"].as_str().unwrap().len() > 3), (Some(2026), true));
    let verdicts = audit["verdicts"].as_array().unwrap();
    let notice = verdicts.iter().find(|verdict| verdict["duty"] == "notify-conclusion").unwrap();
    assert_eq!((notice["judgement"].as_str(), notice["due"].as_str()), (Some("late"), Some("2026-09-07")));
    assert_eq!(notice["status"], "met-late");
    let hold =
        audit["recurring"].as_array().unwrap().iter().find(|verdict| verdict["duty"] == "hold-dialogue").unwrap();
    assert_eq!(hold["readings"][0]["judgement"], "overdue");
    assert_eq!(report["summary"]["by_duty"]["hcmc-935/notify-conclusion"]["late"], 1);
}

#[test]
fn without_a_year_every_year_of_the_logs_is_audited() {
    let report = json(&["audit", OFFICE, DIALOGUE, "--as-of", "2027-01-31"]);
    let years: Vec<i64> =
        report["audits"].as_array().unwrap().iter().filter_map(|audit| audit["year"].as_i64()).collect();
    assert_eq!(years, [2026, 2027]); // the report was sent in January
    let alone = json(&["audit", DIALOGUE, "--as-of", "2027-01-31"]);
    assert_eq!(alone["audits"][0]["office"], "79 commune local-government");
}

/// A dialogue of an office without a log, and its petition, whose case is not classed.
fn alone(territory: &str, head: &str, day: &str) -> String {
    let subject = format!(r#""territory":"{territory}","level":"commune","head":"{head}""#);
    let text = format!(
        r#"{{"dialogue":"D","appointed":"{day}","on":"{day}",{subject}}}
{{"event":"opened","on":"{day}"}}
{{"event":"petition-raised","petition":"7","on":"{day}"}}
{{"event":"petition-raised","petition":"8","on":"{day}"}}
{{"event":"closed","on":"{day}"}}
"#
    );
    temporary(&format!("alone-{territory}-{head}-{day}.jsonl"), &text)
}

#[test]
fn an_office_without_a_log_is_named_in_words() {
    for (head, vi, en) in [
        ("local-government", "Chính quyền cấp xã, mã 79 · 2026", "Commune government, code 79 · 2026"),
        ("party-committee", "Cấp ủy cấp xã, mã 79 · 2026", "Commune party committee, code 79 · 2026"),
    ] {
        let path = alone("79", head, "2026-08-20");
        assert!(shown(&["audit", &path]).starts_with(vi));
        assert!(shown(&["audit", &path, "--lang", "en"]).starts_with(en));
    }
}

/// Nothing disappears: what JSON has, the text names, with the reason.
#[test]
fn duties_that_do_not_bind_are_told_with_the_reason() {
    let path = alone("92", "local-government", "2026-08-20");
    for (lang, words) in [
        ("vi", "[chưa phân loại; chỉ áp dụng khi vụ việc cần có thêm thời gian để xác minh"),
        ("en", "[not classed; only if the case is"),
    ] {
        let text = shown(&["audit", &path, "--as-of", "2026-09-30", "--lang", lang]);
        let line = text.lines().find(|line| line.contains(words)).unwrap_or_else(|| panic!("{text}"));
        let both = if lang == "vi" { "[kiến nghị 7; kiến nghị 8]" } else { "[petition 7; petition 8]" };
        assert!(line.contains(both), "{line}"); // once for both petitions
    }
    let report = json(&["audit", &path, "--as-of", "2026-09-30"]);
    let text = shown(&["audit", &path, "--as-of", "2026-09-30"]);
    let verdicts = report["audits"][0]["verdicts"].as_array().unwrap();
    let left = verdicts.iter().filter(|verdict| verdict["judgement"] == "not-applicable");
    assert_eq!(left.clone().count(), 2);
    for verdict in verdicts {
        assert!(text.contains(verdict["what"]["vi"].as_str().unwrap()), "{verdict}");
    }
}

#[test]
fn a_regulation_that_is_not_in_force_is_named_with_its_dates() {
    let path = alone("79", "party-committee", "2016-08-22");
    let text = shown(&["audit", &path, "--as-of", "2016-12-31"]);
    for words in [
        "Không có nhiệm vụ nào phải đánh giá",
        "Không áp dụng: Quy định 11-QĐi/TW [qd-11 @ 2025-11-23]: không có hiệu lực ngày 31/12/2016; các phiên bản: \
         2019-02-18 (từ 18/02/2019",
        "Tất cả: không có nhiệm vụ nào",
    ] {
        assert!(text.contains(words), "{words}\n{text}");
    }
    let report = json(&["audit", &path, "--as-of", "2016-12-31"]);
    let left = report["audits"][0]["not_applicable"].as_array().unwrap();
    let not = left.iter().find(|not| not["id"] == "qd-11").unwrap();
    assert_eq!(not["reason"]["because"], "not-in-force");
    assert_eq!(not["instrument"]["vi"], "Quy định 11-QĐi/TW");
    // From the day on which it is in force it is judged, and no longer named here.
    let text = shown(&["audit", &alone("79", "party-committee", "2019-02-18"), "--as-of", "2019-12-31"]);
    assert!(!text.contains("[qd-11 @"), "{text}");
}

#[test]
fn a_late_notice_counts_in_a_reading_that_is_named() {
    let of = |day: &str| {
        let head = format!(
            r#"{{"dialogue":"D","appointed":"2026-08-20","on":"2026-07-20",{HEAD}}}
{{"event":"opened","on":"2026-08-20"}}
{{"event":"petition-raised","petition":"1","on":"2026-08-20"}}
{{"event":"closed","on":"2026-08-20"}}
{{"event":"conclusion-notified","on":"2026-08-28"}}
{{"event":"extension-notified","petition":"1","on":"{day}","until":"2026-11-30"}}
"#
        );
        shown(&["audit", &temporary(&format!("late-notice-{day}.jsonl"), &head), "--as-of", "2026-10-20"])
    };
    let named = "“thông báo sau khi hết hạn vẫn có hiệu lực”";
    let late = of("2026-10-01"); // 20 working days from the notice of 28 August end on 30 September
    assert!(late.contains(named) && late.contains("; theo cách hiểu này thời hạn giữ nguyên"), "{late}");
    assert!(!late.contains("late-notice-counts"), "{late}");
    for day in ["2026-09-29", "2026-09-30"] {
        let text = of(day);
        // Under the ten days of the words in brackets it came too late all the same.
        assert!(!text.contains(&format!("còn hạn theo {named}")), "{text}");
    }
}

#[test]
fn a_reading_that_is_chosen_silences_the_others() {
    let year = |more: &[&str]| {
        let mut args = vec!["audit", OFFICE, DIALOGUE, "--year", "2026", "--as-of", "2027-01-31", "--lang", "vi"];
        args.extend(more);
        shown(&args)
    };
    assert!(
        year(&[])
            .contains("[tùy cách hiểu: đúng hạn theo cách hiểu mặc định; quá hạn theo “chỉ tính hội nghị định kỳ”] ")
    );
    let chosen = year(&["--choose", "law-72-2025/hold-dialogue=periodic-only"]);
    assert!(chosen.contains("Theo cách hiểu “cách hiểu mặc định”: đúng hạn (đã ghi nhận 1/1) [default]"), "{chosen}");
    let own = year(&["--choose", "law-72-2025/hold-dialogue=default"]);
    assert!(
        own.contains("Theo cách hiểu “chỉ tính hội nghị định kỳ”: quá hạn (đã ghi nhận 0/1) [periodic-only]"),
        "{own}"
    );
    refused(&["audit", OFFICE, "--choose", "law-72-2025/hold-dialogue=periodic"], "has no reading `periodic`");
    refused(&["audit", OFFICE, "--choose", "law-72-2026/hold-dialogue=default"], "`law-72-2026` is not in use");
}

#[test]
fn what_cannot_be_audited_is_refused() {
    let office = temporary("office.jsonl", &format!("{{\"office\":\"A\",{HEAD}}}\n"));
    let same = temporary("same.jsonl", &format!("{{\"office\":\"B\",{HEAD}}}\n"));
    let typo = temporary(
        "typo.jsonl",
        &format!("{{\"office\":\"A\",{HEAD}}}\n{{\"event\":\"recepton-held\",\"on\":\"2026-08-06\"}}"),
    );
    let whose = temporary("whose.jsonl", r#"{"dialogue":"D","appointed":"2026-08-20","on":"2026-07-20"}"#);
    let never = temporary(
        "never.jsonl",
        &format!(
            "{{\"dialogue\":\"D\",\"appointed\":\"2026-08-20\",\"on\":\"2026-07-20\",{HEAD}}}\n{{\"event\":\"closed\",\"on\":\"2026-08-20\"}}"
        ),
    );
    // A mark that some editors begin a file with does not hide whose log it is.
    let marked = temporary("marked.jsonl", &format!("\u{feff}{{\"office\":\"A\",{HEAD}}}\r\n"));
    assert!(shown(&["audit", &marked, "--year", "2026"]).starts_with("A · 2026"));
    let empty = temporary("empty.jsonl", "\n");
    refused(&["audit", &office, &same], "an earlier log has the same `territory`");
    // What was stored and is not understood takes nothing offline: it is named.
    let named = shown(&["audit", &typo, "--lang", "en"]);
    assert!(named.contains("[!] Kept and not understood: entry 1 (recepton-held, 2026-08-06)"), "{named}");
    assert!(named.contains("did you mean `reception-held`"), "{named}");
    assert!(shown(&["audit", &typo]).contains("[!] Giữ nguyên nhưng không hiểu được: mục 1"));
    let checked = shown(&["check", &typo, "--lang", "en"]);
    assert!(checked.contains("warning: ") && checked.contains("did you mean `reception-held`"), "{checked}");
    refused(&["audit", &whose], "line 1 has no `territory`");
    refused(&["audit", &never], "entry 1");
    refused(&["audit", &empty], "the log is empty");
    refused(&["audit", "no-such.jsonl"], "cannot read `no-such.jsonl`");
    refused(&["audit", &office, "--year", "1999"], "no calendar for the year `1999`");
    refused(&["audit", &office, "--as-of", "2026-02-30"], "--as-of: there is no day `2026-02-30`");
}

/// The day before and on the end of the district that the plan was made for; once in a page, not for each duty.
#[test]
fn a_file_made_for_a_unit_that_ended_is_told_once() {
    for lang in ["vi", "en"] {
        let words = if lang == "vi" {
            "`002` (Quận Hoàn Kiếm) kết thúc từ ngày 01/07/2025"
        } else {
            "`002` (Quận Hoàn Kiếm) ended on 2025-07-01"
        };
        let page = |day: &str| {
            shown(&["timeline", "--ruleset", "hoan-kiem-120", "--on", "2025-05-20", "--as-of", day, "--lang", lang])
        };
        assert!(!page("2025-06-30").contains(words), "{}", page("2025-06-30"));
        assert_eq!(page("2025-07-01").matches(words).count(), 1, "{}", page("2025-07-01"));
        let log = temporary(
            "quan-hoan-kiem.jsonl",
            "{\"office\":\"A\",\"territory\":\"01/002\",\"level\":\"commune\",\"head\":\"party-committee\"}\n",
        );
        let audit = |day: &str| shown(&["audit", &log, "--year", "2025", "--as-of", day, "--lang", lang]);
        assert!(!audit("2025-06-30").contains(words));
        assert_eq!(audit("2025-07-01").matches(words).count(), 1, "{}", audit("2025-07-01"));
    }
    let report = json(&["timeline", "--ruleset", "hoan-kiem-120", "--on", "2025-05-20", "--as-of", "2025-07-01"]);
    assert_eq!(report["ended_territories"][0]["ruleset"], "hoan-kiem-120");
    assert!(report["ended_territories"][0]["text"]["vi"].as_str().unwrap().contains("00070 (Phường Hoàn Kiếm)"));
}
