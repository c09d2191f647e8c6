//! A recurring duty that asks for several acts: it was done when the last of them was, and is late when that is.

use doithoai::audit::{Judgement, OfficeLog, RecurringVerdict, audit_year};
use doithoai::{Registry, RuleSet};

use crate::support::{OWN_FILE, VIETNAM, as_of, date};

const ACTS: &str = r#"
activities = ["reception", "reporting"]
[[event]]
id = "list-sent"
text = { vi = "gửi danh sách", en = "list sent" }
[[event]]
id = "tables-sent"
text = { vi = "gửi biểu mẫu", en = "tables sent" }
"#;

/// The verdicts of 2026 on a duty that asks for both; what was sent when, perhaps `about` a period.
fn verdicts(keys: &str, acts: [&[&str]; 2], seen: &str) -> Vec<RecurringVerdict> {
    let duty = "met_by = { all = [\"list-sent\", \"tables-sent\"] }\ncite = \"main#d1\"\n";
    let file = format!("{OWN_FILE}{ACTS}[[recurring]]\nid = \"both\"\ntext = \"Gửi cả hai\"\n{keys}\n{duty}");
    let registry = Registry::new().with(RuleSet::from_toml(&file).unwrap()).unwrap();
    let line = |event: &str, said: &str| {
        let (day, about) = said.split_once(' ').unwrap_or((said, ""));
        let about = if about.is_empty() { String::new() } else { format!(",\"about\":\"{about}\"") };
        format!("{{\"event\":\"{event}\",\"on\":\"2026-{day}\"{about}}}\n")
    };
    let of = |(event, days): (&str, &[&str])| days.iter().copied().map(|said| line(event, said)).collect::<String>();
    let lines: String = ["list-sent", "tables-sent"].into_iter().zip(acts).map(of).collect();
    let head = "{\"office\":\"A\",\"territory\":\"48\",\"level\":\"commune\",\"head\":\"local-government\"}";
    let log = format!("{head}\n{lines}");
    let office = OfficeLog::from_jsonl(&log).unwrap();
    audit_year(&registry, &VIETNAM, &[], &office, 2026, as_of(seen)).unwrap().recurring
}

fn of(verdicts: &[RecurringVerdict], period: &str) -> (Judgement, Option<i64>, u32) {
    let is = |one: &&RecurringVerdict| one.period.as_deref() == Some(period);
    let found = verdicts.iter().find(is).unwrap_or_else(|| panic!("{period}: {verdicts:?}"));
    (found.judgement, found.days, found.found)
}

#[test]
fn a_period_is_kept_when_the_last_act_was() {
    use Judgement::{Late, OnTime, Overdue};
    let month = "activity = \"reception\"\nevery = \"month\"\nat_least = 1\ndue = { day = 20 }";
    let quarter = "activity = \"reception\"\nevery = \"quarter\"\nat_least = 1\ndue = { month = 3, day = 20 }";
    for (keys, period) in [(month, "2026-03"), (quarter, "2026-Q1")] {
        for (acts, expected) in [
            ([&["03-19"][..], &["03-19"][..]], (OnTime, None, 1)),
            ([&["03-19"], &["03-20"]], (OnTime, None, 1)),
            ([&["03-20"], &["03-20"]], (OnTime, None, 1)),
            ([&["03-19"], &["03-21"]], (Late, Some(1), 1)),
            ([&["03-21"], &["03-19"]], (Late, Some(1), 1)),
            ([&["03-22"], &["03-24"]], (Late, Some(4), 1)),
            ([&["03-24"], &["03-22"]], (Late, Some(4), 1)),
            ([&["03-19"], &[]], (Overdue, None, 0)),
            ([&[], &["03-19"]], (Overdue, None, 0)),
            // What is of the next period does not count for this one, unless it says so.
            ([&["03-19"], &["04-02"]], (Overdue, None, 0)),
            ([&["03-19"], &["03-19", "03-25"]], (OnTime, None, 1)),
            ([&["03-19", "03-25"], &["03-26"]], (Late, Some(6), 1)),
        ] {
            assert_eq!(of(&verdicts(keys, acts, "2026-12-31"), period), expected, "{period} {acts:?}");
        }
        let about = format!("04-02 {period}");
        let late = verdicts(keys, [&["03-19"], &[&about]], "2026-12-31");
        assert_eq!(of(&late, period), (Late, Some(13), 1), "{period}");
    }
    // Twice: the second time is over with the second of each.
    let twice = "activity = \"reception\"\nevery = \"month\"\nat_least = 2\ndue = { day = 20 }";
    for (acts, expected) in [
        ([&["03-03", "03-10"][..], &["03-04", "03-20"][..]], (OnTime, None, 2)),
        ([&["03-03", "03-10"], &["03-04", "03-25"]], (Late, Some(5), 2)),
        ([&["03-03", "03-25"], &["03-04", "03-10"]], (Late, Some(5), 2)),
        ([&["03-03", "03-10"], &["03-04"]], (Overdue, None, 1)),
    ] {
        assert_eq!(of(&verdicts(twice, acts, "2026-12-31"), "2026-03"), expected, "{acts:?}");
    }
}

#[test]
fn by_the_end_of_a_period_or_at_a_cut_off_each_act_is_of_its_own() {
    use Judgement::{OnTime, Overdue};
    let month = "activity = \"reception\"\nevery = \"month\"\nat_least = 1";
    let cutoffs = "activity = \"reception\"\ncutoffs = [\"quarter\"]";
    for (keys, period) in [(month, "2026-03"), (cutoffs, "2026-Q1")] {
        for (acts, expected) in [
            ([&["03-10"][..], &["03-31"][..]], (OnTime, None, 1)),
            ([&["03-31"], &["03-10"]], (OnTime, None, 1)),
            ([&["03-10"], &["04-01"]], (Overdue, None, 0)),
            ([&["04-01"], &["03-10"]], (Overdue, None, 0)),
            ([&["03-10"], &[]], (Overdue, None, 0)),
        ] {
            assert_eq!(of(&verdicts(keys, acts, "2026-12-31"), period), expected, "{period} {acts:?}");
        }
        let about = format!("04-20 {period}");
        assert_eq!(of(&verdicts(keys, [&["03-10"], &[&about]], "2026-12-31"), period), (OnTime, None, 1), "{period}");
    }
}

/// Reports at cut-offs have no day: how often both were sent, and whether it is known which period they are about.
#[test]
fn of_reports_at_cut_offs_each_act_says_its_own_period() {
    use Judgement::{Undated, Unknown};
    let reports = "activity = \"reporting\"\nduty_kind = \"report\"\ncutoffs = [\"quarter\"]\ncounts = \"reports\"";
    for (acts, expected) in [
        ([&["04-05 2026-Q1"][..], &["04-06 2026-Q1"][..]], (Undated, None, 1)),
        ([&["04-05 2026-Q1"], &[]], (Undated, None, 0)),
        // One says it, the other may be about the next quarter.
        ([&["04-05 2026-Q1"], &["04-06"]], (Unknown, None, 0)),
        ([&["04-05"], &["04-06"]], (Unknown, None, 0)),
        ([&["04-05"], &[]], (Undated, None, 0)),
        ([&["02-05"], &["02-06"]], (Undated, None, 1)),
    ] {
        let all = verdicts(reports, acts, "2026-12-31");
        assert_eq!(of(&all, "2026-Q1"), expected, "{acts:?}");
    }
}

#[test]
fn on_an_exact_day_every_act_is_on_it_or_the_worst_is_told() {
    use Judgement::{Early, Late, OnTime, Open, Overdue};
    let exact = "activity = \"reception\"\nevery = \"month\"\ndue = { on = [20], roll = \"none\" }";
    for (acts, seen, expected) in [
        ([&["03-20"][..], &["03-20"][..]], "2026-12-31", (OnTime, None)),
        ([&["03-20"], &["03-21"]], "2026-12-31", (Late, Some(1))),
        ([&["03-21"], &["03-20"]], "2026-12-31", (Late, Some(1))),
        ([&["03-21"], &["03-23"]], "2026-12-31", (Late, Some(3))),
        ([&["03-23"], &["03-21"]], "2026-12-31", (Late, Some(3))),
        ([&["03-19"], &["03-20"]], "2026-12-31", (Early, Some(1))),
        ([&["03-19"], &["03-18"]], "2026-12-31", (Early, Some(2))),
        ([&["03-19"], &["03-21"]], "2026-12-31", (Late, Some(1))),
        ([&["03-20"], &[]], "2026-12-31", (Overdue, None)),
        ([&[], &["03-19"]], "2026-12-31", (Overdue, None)),
        ([&["03-21"], &[]], "2026-12-31", (Overdue, None)),
        // An act on the day wins over another of it.
        ([&["03-19", "03-20"], &["03-20", "03-21"]], "2026-12-31", (OnTime, None)),
        // Until the day has passed it is open, whatever was done early.
        ([&["03-19"], &["03-19"]], "2026-03-20", (Open, None)),
        ([&["03-20"], &[]], "2026-03-20", (Open, None)),
        ([&["03-20"], &[]], "2026-03-21", (Overdue, None)),
        ([&["03-20"], &["04-02 2026-03"]], "2026-12-31", (Late, Some(13))),
    ] {
        let (judgement, days, _) = of(&verdicts(exact, acts, seen), "2026-03");
        assert_eq!((judgement, days), expected, "{acts:?} {seen}");
    }
    // Each of several days has its own.
    let two = "activity = \"reception\"\nevery = \"month\"\ndue = { on = [5, 20], roll = \"none\" }";
    let all = verdicts(two, [&["03-05", "03-20"], &["03-05", "03-21"]], "2026-12-31");
    let march: Vec<_> = all.iter().filter(|one| one.period.as_deref() == Some("2026-03")).collect();
    let told: Vec<_> = march.iter().map(|one| (one.appointed.unwrap(), one.judgement, one.days)).collect();
    assert_eq!(told, [(date("2026-03-05"), OnTime, None), (date("2026-03-20"), Late, Some(1))]);
    // Of the Friday of June's last week, 03/07.
    let friday = "activity = \"reception\"\nevery = \"month\"\ndue = { on = \"last-week-friday\", roll = \"none\" }";
    for (acts, expected) in [
        ([&["07-03"][..], &["07-03"][..]], (OnTime, None)),
        ([&["07-03"], &["07-04"]], (Late, Some(1))),
        ([&["07-02"], &["07-03"]], (Early, Some(1))),
        ([&["07-03"], &["07-31"]], (Overdue, None)),
    ] {
        let (judgement, days, _) = of(&verdicts(friday, acts, "2026-12-31"), "2026-06");
        assert_eq!((judgement, days), expected, "{acts:?}");
    }
}
