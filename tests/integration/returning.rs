//! What returns: keys that contradict each other, and what a verdict says of it in text and JSON.

use doithoai::audit::{Judgement, OfficeLog, YearAudit, audit_year};
use doithoai::{Code, Lang, Registry, RuleSet};

use crate::support::{VIETNAM, as_of};

const FORMS: &str = include_str!("../forms/returns.toml");

/// The rule file of the forms with one line in the place of the rest of its last duty.
fn with(lines: &str) -> String {
    let (before, _) = FORMS.split_once("each_before = ").unwrap();
    format!("{before}{lines}\ncounts = \"days\"\nmet_by = {{ all = [\"reception-held\"] }}\ncite = \"main#d21\"\n")
}

#[test]
fn contradictory_keys_are_reported_with_what_would_be_right() {
    for (lines, code, words) in [
        (
            "every = \"month\"\nat_least = 1\nin_months = [4]",
            Code::LimitConflict,
            "`in_months` goes with `every = \"year\"`",
        ),
        ("every = \"year\"\nat_least = 1\nin_months = [4, 4]", Code::DuplicateId, "a month stands twice"),
        ("every = \"year\"\nat_least = 1\nin_months = [13]", Code::OutOfRange, "outside 1-12"),
        (
            "every = \"year\"\nat_least = 1\nin_months = [4]\ndue = { month = 4, day = 5 }",
            Code::LimitConflict,
            "`due` takes no `month`",
        ),
        (
            "every = \"month\"\nat_least = 1\ndue = { none = \"not-stated\", roll = \"none\" }",
            Code::LimitConflict,
            "go with `day` or `on` only",
        ),
        (
            "every = \"month\"\nat_least = 1\ndue = { day = 5, moved_by = \"reception-rescheduled\" }",
            Code::LimitConflict,
            "`moved_by` goes with `on` only",
        ),
        (
            "every = \"month\"\ndue = { on = 5, moved_by = \"rescheduled\" }",
            Code::LimitConflict,
            "use `reception-rescheduled`",
        ),
        ("every = \"month\"\ndue = { on = [5, 5] }", Code::DuplicateId, "a day stands twice"),
        ("every = \"month\"\ndue = { on = \"last-thurday\" }", Code::UnknownWord, "did you mean `last-thursday`"),
        ("every = \"month\"\nat_least = 3\ndue = { on = [5, 20] }", Code::LimitConflict, "more than the days of `on`"),
        ("every = \"quarter\"\nat_least = 1\ndue = { day = 14 }", Code::LimitIncomplete, "which month of the period"),
        ("every = \"quarter\"\nat_least = 1\ndue = { day = 14, month = 4 }", Code::OutOfRange, "a quarter has 3"),
        ("every = \"week\"\ndue = { on = 5 }", Code::LimitConflict, "a fixed day goes with `every`"),
        ("cutoffs = [\"year\"]\ndue = { day = 5 }", Code::LimitConflict, "a fixed day goes with `every`"),
        ("every = \"week\"\nat_least = 1\nperiod_starts = \"12-15\"", Code::LimitConflict, "`period_starts` goes with"),
        ("every = \"year\"\nat_least = 1\nperiod_starts = \"12-31\"", Code::WrongType, "is written \"month-day\""),
        ("each_before = \"council-sesion\"", Code::UnknownEvent, "did you mean `council-session`"),
        ("every = \"month\"\neach_before = \"council-session\"", Code::ExclusiveKeys, "expected only one of"),
    ] {
        let checked = RuleSet::check_toml(&with(lines));
        let found = checked.problems.iter().find(|problem| problem.code == code);
        let found = found.unwrap_or_else(|| panic!("{lines}: {:#?}", checked.problems));
        assert!(found.to_string().contains(words), "{lines}: {found}");
    }
}

fn year(log: &str) -> YearAudit {
    let head = r#"{"office":"A","territory":"15","level":"province","head":"local-government"}"#;
    let office = OfficeLog::from_jsonl(&format!("{head}\n{log}")).unwrap();
    let registry = Registry::new().with(RuleSet::from_toml(FORMS).unwrap()).unwrap();
    audit_year(&registry, &VIETNAM, &[], &office, 2026, as_of("2027-01-31")).unwrap()
}

#[test]
fn every_verdict_has_its_reason_or_assumption_in_text_and_json() {
    let year = year(r#"{"event":"annual-report-sent","on":"2026-04-05"}"#);
    assert!(year.recurring.len() > 100);
    for verdict in &year.recurring {
        let json = serde_json::to_value(verdict).unwrap();
        for lang in [Lang::Vi, Lang::En] {
            let text = verdict.text(lang);
            assert!(!text.contains('?'), "{text}");
            for remark in verdict.remarks() {
                assert!(text.contains(remark.get(lang)), "{text}");
            }
        }
        let notes = json["notes"].as_array().unwrap().iter().chain([&json["reason"]]).filter(|note| !note.is_null());
        assert_eq!(notes.count(), verdict.remarks().count());
        if matches!(verdict.judgement, Judgement::Unknown | Judgement::Undated) {
            assert!(verdict.reason.is_some(), "{json}");
        }
    }
}

#[test]
fn a_report_that_is_about_no_period_is_refused() {
    let head = r#"{"office":"A","territory":"15","level":"province","head":"local-government"}"#;
    for (about, is_one) in [
        ("2026-Q1", true),
        ("2026-Q5", false),
        ("2026-H3", false),
        ("2026-13", false),
        ("2026-9M", true),
        ("Q1", false),
    ] {
        let log = format!("{head}\n{{\"event\":\"annual-report-sent\",\"on\":\"2026-04-05\",\"about\":\"{about}\"}}");
        let read = OfficeLog::from_jsonl(&log);
        assert_eq!(read.is_ok(), is_one, "{about}");
        if let Err(error) = read {
            assert!(error.to_string().contains("write it as `2026-Q1`"), "{error}");
        }
        // Of an event that the rule file declares, when the year is judged.
        let log = format!("{head}\n{{\"event\":\"report-sent\",\"on\":\"2026-04-05\",\"about\":\"{about}\"}}");
        let registry = Registry::new().with(RuleSet::from_toml(FORMS).unwrap()).unwrap();
        let office = OfficeLog::from_jsonl(&log).unwrap();
        assert_eq!(audit_year(&registry, &VIETNAM, &[], &office, 2026, as_of("2027-01-31")).is_ok(), is_one, "{about}");
    }
}
