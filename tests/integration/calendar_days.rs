//! Every decreed day is what the official decisions say.

use std::collections::BTreeMap;

use chrono::Datelike as _;
use doithoai::Calendar;
use doithoai::calendar::{DayKind, Standing};

use crate::support::{date, rows};

/// The oracle's word for a kind of day.
fn word(kind: &DayKind) -> &'static str {
    match kind {
        DayKind::Holiday { .. } => "holiday",
        DayKind::InLieu { .. } => "compensatory",
        DayKind::SwappedOff { .. } => "swap_off",
        DayKind::SwappedWorking { .. } => "swap_work",
        DayKind::WeeklyRest => "weekend",
        DayKind::Working => "weekday",
        other => panic!("a new kind of day: {other:?}"),
    }
}

#[test]
fn each_of_the_4748_days_2015_to_2027_is_what_the_decisions_say() {
    let rows = rows(include_str!("../data/vn_calendar.csv"));
    let mut oracle: BTreeMap<_, _> = rows.iter().map(|row| (date(row[0]), row[1])).collect();
    assert_eq!(oracle.remove(&date("2014-12-27")), Some("swap_work"), "the one row before coverage");
    let calendar = Calendar::vietnam();
    let mut days = 0;
    for day in date("2015-01-01").iter_days().take_while(|day| *day <= date("2027-12-31")) {
        let found = calendar.day(day).unwrap();
        let ordinary = if day.weekday().num_days_from_monday() < 5 { "weekday" } else { "weekend" };
        let expected = oracle.remove(&day).unwrap_or(ordinary);
        assert_eq!(word(&found.kind), expected, "{day}: {found:?}");
        assert_eq!(calendar.is_working_day(day).unwrap(), matches!(expected, "weekday" | "swap_work"), "{day}");
        assert_ne!(found.standing, Standing::Projected, "{day}");
        assert_eq!(found.basis.is_empty(), expected == "weekday", "{day} names its basis");
        days += 1;
    }
    assert_eq!(days, 4748);
    assert!(oracle.is_empty(), "left over: {oracle:?}");
}
