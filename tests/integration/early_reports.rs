//! A report about a period that had not begun on its day: it does not count for that period, which is said.

use doithoai::audit::{Judgement, OfficeLog, RecurringVerdict, audit_year};
use doithoai::{Lang, Registry, RuleSet};

use crate::support::{VIETNAM, as_of};

fn file(keys: &str) -> RuleSet {
    let text = format!(
        r#"
format = 1
id = "own"
version = "2020-01-01"
title = {{ vi = "Thử", en = "Try" }}
[source.vd]
kind = "inferred"
confidence = "D"
ref = "Thử"
[instrument.main]
kind = "quy-che"
number = "00-QC/VD"
issuer = {{ vi = "Cơ quan giả định", en = "Invented" }}
issued = 2020-01-01
in_force = {{ from = 2020-01-01 }}
standing = "in-force"
[applies]
territory = {{ code = "48", as_of = 2020-01-15 }}
heads = ["local-government"]
levels = ["commune"]
activities = ["reporting"]
[[recurring]]
id = "r"
bearer = "office"
met_by = {{ all = ["annual-report-sent"] }}
cite = "main#d5"
{keys}"#
    );
    RuleSet::from_toml(&text).unwrap()
}

/// The verdict on 2027 of a report about it that was sent on a day.
fn judged(keys: &str, on: &str) -> RecurringVerdict {
    let text = format!(
        "{{\"office\":\"A\",\"territory\":\"48\",\"level\":\"commune\",\"head\":\"local-government\"}}\n\
         {{\"event\":\"annual-report-sent\",\"on\":\"{on}\",\"about\":\"2027\"}}\n"
    );
    let (registry, office) = (Registry::new().with(file(keys)).unwrap(), OfficeLog::from_jsonl(&text).unwrap());
    let year = audit_year(&registry, &VIETNAM, &[], &office, 2027, as_of("2028-01-31")).unwrap();
    year.recurring.into_iter().find(|one| one.period.as_deref() == Some("2027")).unwrap()
}

#[test]
fn a_report_on_what_is_still_to_come_counts_for_nothing() {
    let by_day = "duty_kind = \"report\"\nactivity = \"reporting\"\nevery = \"year\"\nat_least = 1\ndue = { month = 12, day = 20 }";
    let shifted =
        "duty_kind = \"report\"\nactivity = \"reporting\"\nevery = \"year\"\nat_least = 1\nperiod_starts = \"12-15\"";
    let notice = "duty_kind = \"other\"\ntext = \"Thông báo\"\nactivity = \"reporting\"\nevery = \"year\"\nat_least = 1\ndue = { month = 12, day = 20 }";
    for (keys, on, judgement, told) in [
        (by_day, "2026-12-20", Judgement::Overdue, true),
        (by_day, "2026-12-31", Judgement::Overdue, true),
        (by_day, "2027-01-01", Judgement::OnTime, false),
        (by_day, "2027-12-20", Judgement::OnTime, false),
        (by_day, "2027-12-21", Judgement::Late, false),
        // 2027 begins on 15 December 2026.
        (shifted, "2026-12-14", Judgement::Overdue, true),
        (shifted, "2026-12-15", Judgement::OnTime, false),
        (shifted, "2026-12-20", Judgement::OnTime, false),
        // What is no report may come before.
        (notice, "2026-12-20", Judgement::OnTime, false),
    ] {
        let verdict = judged(keys, on);
        assert_eq!((verdict.judgement, verdict.found), (judgement, u32::from(!told)), "{keys} {on}");
        let said: Vec<&str> = verdict.remarks().map(|text| text.get(Lang::Vi)).collect();
        let words = "nêu kỳ này trước khi kỳ bắt đầu ngày";
        assert_eq!(said.iter().any(|text| text.contains(words) && text.ends_with("không được tính")), told, "{said:?}");
        let said: Vec<&str> = verdict.remarks().map(|text| text.get(Lang::En)).collect();
        assert_eq!(
            said.iter()
                .any(|text| text.contains(&format!("the entry of {on} is about this period before it began on"))),
            told
        );
    }
    // At a cut-off too, where the report has no day.
    let cutoffs = "duty_kind = \"report\"\nactivity = \"reporting\"\ncutoffs = [\"year\"]";
    for (on, found) in [("2026-12-31", 0), ("2027-01-01", 1)] {
        let verdict = judged(cutoffs, on);
        assert_eq!((verdict.judgement, verdict.found), (Judgement::Undated, found), "{on}");
        let told = verdict.remarks().any(|text| text.get(Lang::Vi).contains("trước khi kỳ bắt đầu ngày 01/01/2027"));
        assert_eq!(told, found == 0, "{on}");
    }
}
