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
            "29/06/2026 - 05/07/2026 (0 trên 1; quy định thay đổi trong kỳ",
            "2026-06-29 - 2026-07-05 (0 of 1; the rules change within the period",
        ),
        ("tính theo năm dương lịch (giả định, văn bản không nêu)", "by calendar years (an assumption"),
        ("34 buổi tiếp công dân, 08/01/2026 - 24/12/2026", "34 receptions, 2026-01-08 - 2026-12-24"),
        ("[chưa xác định được] Chủ tịch Ủy ban nhân dân cấp xã", "[undetermined] The chair of the commune"),
        (
            "Theo cách hiểu “chỉ tính hội nghị định kỳ”: quá hạn [periodic-only]",
            "Under “only periodic conferences count”: overdue",
        ),
        ("Tổng hợp", "Summary"),
    ] {
        assert!(vi.contains(vi_words), "{vi_words}\n{vi}");
        assert!(en.contains(en_words), "{en_words}\n{en}");
    }
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
    assert_eq!(alone["audits"][0]["office"], "79/00001 commune local-government");
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
    refused(&["audit", &typo], "did you mean `reception-held`");
    refused(&["audit", &whose], "line 1 has no `territory`");
    refused(&["audit", &never], "entry 1");
    refused(&["audit", &empty], "the log is empty");
    refused(&["audit", "no-such.jsonl"], "cannot read `no-such.jsonl`");
    refused(&["audit", &office, "--year", "1999"], "no calendar for the year `1999`");
    refused(&["audit", &office, "--as-of", "2026-02-30"], "--as-of: `2026-02-30` is not a date");
}
