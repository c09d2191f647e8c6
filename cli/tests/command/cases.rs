//! The inputs of public bug reports of the field, as they were sent, and the right answers.

use crate::{json, refused, shown, split};

const REPORTS: &str = "tests/cases/reports";
const DA_NANG: &str = "tests/cases/reports/da-nang.toml";

fn file(name: &str) -> String {
    format!("{REPORTS}/{name}")
}

#[test]
fn a_conclusion_of_a_district_names_the_end_of_the_level_and_the_successor() {
    let of = |day| shown(&["audit", &file("dist.jsonl"), "--as-of", day]);
    let text = of("2025-08-01");
    for words in [
        "[quá hạn 28 ngày (20 ngày làm việc)] Thông báo ý kiến kết luận",
        "! cấp huyện đã kết thúc hoạt động từ ngày 01/07/2025 (khoản 3 Điều 51 Luật 72/2025/QH15",
        "việc đang giải quyết chuyển cho: cơ quan tiếp nhận chức năng",
    ] {
        assert!(text.contains(words), "{words}\n{text}");
    }
    // Due on 4 July: the level had ended whether or not the limit has passed.
    assert!(of("2025-07-04").contains("[trong hạn] Thông báo ý kiến kết luận"));
    assert!(of("2025-07-05").contains("[quá hạn 1 ngày"));
}

#[test]
fn what_was_entered_before_it_happened_is_refused() {
    let log = file("fut.jsonl");
    let known = ["--as-of", "2026-09-08", "--known-on", "2026-09-02"];
    refused(
        &[&["audit", &log, "--ruleset-file", DA_NANG][..], &known].concat(),
        "cannot have been entered on 2026-09-01, before it happened",
    );
}

#[test]
fn a_notice_after_the_limit_is_a_finding_and_never_silently_in_time() {
    let of =
        |log: &str| json(&["audit", &file(log), "--ruleset-file", DA_NANG, "--year", "2026", "--as-of", "2026-12-02"]);
    let settle = |report: &serde_json::Value| {
        let verdicts = report["audits"][0]["verdicts"].as_array().unwrap().clone();
        verdicts.into_iter().find(|verdict| verdict["duty"] == "settle-petition").unwrap()
    };
    let (without, with) = (settle(&of("retro0.jsonl")), settle(&of("retro.jsonl")));
    assert_eq!((without["judgement"].as_str(), without["findings"].as_array().unwrap().len()), (Some("late"), 0));
    assert_eq!(with["judgement"], "contested");
    assert_eq!(with["findings"][0]["finding"], "extension-after-limit");
}

#[test]
fn bare_dates_of_a_decree_are_the_mistake_that_is_named() {
    let decree = file("extra.toml");
    let words = ["count", "2026-09-08", "+7", "--decree", &decree];
    refused(&words, "line 10, column 12: document[extra-2026].day_off[0]");
    refused(&words, "{ on = 2026-09-14, name = ");
}

#[test]
fn a_year_from_29_february_with_that_day_counted_ends_on_28_february() {
    let count = "count 2016-02-29 +1 --unit year --start event-included --roll none";
    assert!(shown(&split(count)).contains("28/02/2017"));
    let month = |day: &str| shown(&split(&format!("count {day} +1 --unit month --start event-included --roll none")));
    for (day, end) in [("01-28", "27/02"), ("01-29", "28/02"), ("01-30", "28/02"), ("01-31", "28/02")] {
        assert!(month(&format!("2026-{day}")).contains(&format!("{end}/2026")), "{day}");
    }
}

#[test]
fn a_code_of_no_place_is_refused_and_a_merged_one_is_named() {
    let subject =
        |code: &str| format!("timeline --territory {code} --level commune --head local-government --on 2026-08-20");
    refused(&split(&subject("079")), "did you mean `79`");
    for code in ["7", "0791", "abc"] {
        refused(&split(&subject(code)), "is no code of an administrative unit");
    }
    let text = shown(&split(&subject("77")));
    assert!(text.contains("mã 77 đã nhập vào 79 từ ngày 12/06/2025; hãy dùng mã 79"), "{text}");
}
