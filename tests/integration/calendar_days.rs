//! Every decreed day is what the official decisions say.

use std::collections::BTreeMap;

use chrono::Datelike as _;
use doithoai::calendar::{DayKind, DayStanding};
use doithoai::{Calendar, Lang, TimeLimit, Unit};

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
        assert_ne!(found.standing, DayStanding::Projected, "{day}");
        assert_eq!(found.basis.is_empty(), expected == "weekday", "{day} names its basis");
        days += 1;
    }
    assert_eq!(days, 4748);
    assert!(oracle.is_empty(), "left over: {oracle:?}");
}

/// The days off and the worked Saturdays alone, from the oracle's file, give the same working days.
#[test]
fn a_calendar_of_bare_days_counts_as_the_one_with_documents() {
    let rows = rows(include_str!("../data/vn_calendar.csv"));
    let days = |worked: bool| {
        let rows = rows.iter().filter(move |row| (row[1] == "swap_work") == worked);
        rows.map(|row| date(row[0])).filter(|day| day.year() > 2014)
    };
    let bare = Calendar::from_days(days(false), days(true)).unwrap();
    for day in date("2015-01-01").iter_days().take_while(|day| *day <= date("2027-12-31")) {
        assert_eq!(bare.is_working_day(day), Calendar::vietnam().is_working_day(day), "{day}");
    }
    let saturday = bare.day(date("2026-08-22")).unwrap();
    assert_eq!((&saturday.kind, saturday.is_working()), (&DayKind::Worked, true));
    assert_eq!(bare.day(date("2026-08-23")).unwrap().kind, DayKind::WeeklyRest);
    let limit = TimeLimit::after(10, Unit::WorkingDay);
    let (due, trace) = bare.due_traced(&limit, date("2026-08-20")).unwrap();
    assert_eq!((due.date, due.earliest(), due.latest()), (date("2026-09-07"), due.date, due.date));
    assert!(trace.text(Lang::En).contains("Counted: Sat 2026-08-22"));
}

#[test]
fn a_calendar_of_bare_days_refuses_what_it_cannot_hold() {
    let refused = |off: &[&str], worked: &[&str]| {
        let days = |days: &[&str]| days.iter().map(|day| date(day)).collect::<Vec<_>>();
        Calendar::from_days(days(off), days(worked)).unwrap_err().to_string()
    };
    assert_eq!(refused(&["2026-08-22"], &["2026-08-22"]), "`days`, 2026-08-22: both off and worked");
    assert_eq!(refused(&["2026-09-02"], &["2026-09-02"]), "`days`, 2026-09-02: both off and worked");
    assert!(refused(&["2101-01-01"], &[]).contains("outside"), "a Saturday, which rests anyway");
    let outside = refused(&["2014-12-31"], &["2101-01-01"]);
    assert!(outside.contains("`days`, 2014-12-31: outside") && outside.contains("2101-01-01"), "{outside}");
}
