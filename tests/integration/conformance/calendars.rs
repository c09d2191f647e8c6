//! The documents, the lunar dates and the days of the corpus.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use doithoai::calendar::{VIETNAM_TOML, lunar};
use serde_json::{Map, Value, json};

use super::written::{COMPUTED, Source, case, cases_are_current, items_are_current, toml};
use crate::support::{VIETNAM, date, rows};

#[test]
fn the_documents_are_those_of_the_library() {
    let file = toml(VIETNAM_TOML);
    let list = |key: &str| file[key].as_array().expect("a list").iter().map(Value::to_string).collect::<Vec<_>>();
    let head = format!(
        "\"checked_until\": {},\n\"practice\": [\n{}\n],\n\"document\": [",
        file["checked_until"],
        list("practice").join(",\n")
    );
    items_are_current("documents.json", &head, &list("document"), "]");
}

#[test]
fn the_lunar_dates_are_those_on_which_the_astronomies_agree() {
    const SOURCES: &str = "Hồ Ngọc Đức, tables TK20-TK22; npm date-chinese 2.1.4 (VSOP87); JPL DE423 with IAU 2006/2000A at UTC+7; ICU4X \
        calendrical_calculations 0.2.4: all four agree on both dates";
    let rows = rows(include_str!("../../data/tet_hung_kings.csv"));
    let years = rows.iter().filter(|row| ("2015".."2101").contains(&row[0]));
    let cases: Vec<Value> = years
        .map(|row| {
            let year: i32 = row[0].parse().expect("a year");
            let of_library = (lunar::tet(year), lunar::hung_kings(year));
            assert_eq!(of_library, (Some(date(row[1])), Some(date(row[2]))), "{year}");
            let expected = json!({ "tet": row[1], "hung_kings": row[2] });
            case(&format!("lunar/{year}"), &json!({ "year": year }), &expected, "astronomies")
        })
        .collect();
    let about = "Lunar New Year's Day and the 10th of the third lunar month, at the meridian of Hà Nội (UTC+7)";
    let at = Some("tests/data/tet_hung_kings.csv");
    cases_are_current("lunar.json", about, &[("astronomies", true, SOURCES, at)], &cases);
}

/// A day that is no ordinary one, as the corpus says it.
fn special(day: NaiveDate) -> Option<Value> {
    let day = VIETNAM.day(day).expect("a covered day");
    let json = serde_json::to_value(&day).expect("it serializes");
    let keys = ["kind", "holiday", "of", "worked_on", "off", "standing"];
    let said = keys.iter().filter_map(|key| Some((key.to_string(), json.get(key)?.clone())));
    let mut said: Map<String, Value> = said.filter(|(_, value)| !value.is_null()).collect();
    said.insert("works".to_owned(), day.is_working().into());
    day.kind.is_special().then_some(Value::Object(said))
}

/// A case for each year, and one for each day of it that is no ordinary one.
fn of_years(years: std::ops::RangeInclusive<i32>, source: &dyn Fn(NaiveDate) -> String) -> Vec<Value> {
    years.flat_map(|year| of_year(year, source)).collect()
}

fn of_year(year: i32, source: &dyn Fn(NaiveDate) -> String) -> Vec<Value> {
    let days = NaiveDate::from_ymd_opt(year, 1, 1).expect("a day").iter_days().take_while(|day| day.year() == year);
    let found: Vec<(NaiveDate, Value)> = days.clone().filter_map(|day| Some((day, special(day)?))).collect();
    let expected = json!({
        "working_days": days.filter(|day| VIETNAM.is_working_day(*day) == Ok(true)).count(),
        "special_days": found.len(),
        "open_questions": VIETNAM.open_questions(year),
    });
    let whole = case(&format!("calendar/{year}"), &json!({ "year": year }), &expected, COMPUTED.0);
    let of_day = |(day, said): (NaiveDate, Value)| {
        case(&format!("calendar/{day}"), &json!({ "date": day }), &said, &source(day))
    };
    [whole].into_iter().chain(found.into_iter().map(of_day)).collect()
}

/// What says so of each day: the provision or notice, and where it was read.
fn notices() -> BTreeMap<NaiveDate, (&'static str, &'static str)> {
    let rows = include_str!("../../data/notices.tsv").lines().filter(|line| !line.starts_with('#')).skip(1);
    let row = |line: &'static str| {
        let [day, basis, at] = line.split('\t').collect::<Vec<_>>()[..] else { panic!("three columns: {line}") };
        (date(day), (basis, at))
    };
    rows.map(row).collect()
}

#[test]
fn the_decreed_days_are_those_of_the_official_notices() {
    let notices = notices();
    let by_hand = rows(include_str!("../../data/vn_calendar.csv"));
    assert!(by_hand.iter().map(|row| date(row[0])).eq(notices.keys().copied()), "the two files have the same days");
    let mut of_notices: Vec<(&str, &str)> = notices.values().copied().collect();
    of_notices.sort_unstable();
    of_notices.dedup();
    let ids: Vec<String> = (1..=of_notices.len()).map(|number| format!("notice-{number}")).collect();
    let id = |day: NaiveDate| {
        let at = of_notices.iter().position(|notice| *notice == notices[&day]).expect("a notice");
        ids[at].clone()
    };
    let cases = of_years(2015..=2027, &id);
    let days = cases.iter().filter(|case| case["input"].get("date").is_some()).count();
    assert_eq!(days + 1, notices.len(), "but for 2014-12-27, which is before the covered years");
    let told = ids.iter().zip(&of_notices).map(|(id, (basis, at))| (id.as_str(), true, *basis, Some(*at)));
    let sources: Vec<Source<'_>> = told.chain([COMPUTED]).collect();
    let about = "Every day of 2015-2027 that is neither an ordinary working day nor an ordinary Saturday or Sunday, by the notices of each \
        year; every other day of these years is an ordinary one";
    cases_are_current("calendar-decreed.json", about, &sources, &cases);
}

#[test]
fn the_projected_days_follow_law_and_practice() {
    let cases = of_years(2028..=2100, &|_| COMPUTED.0.to_owned());
    let about = "Every day of 2028-2100 that is neither an ordinary working day nor an ordinary Saturday or Sunday, by the law and, where it \
        leaves days to a decision, by practice; every other day of these years is an ordinary one";
    cases_are_current("calendar-projected.json", about, &[COMPUTED], &cases);
}
