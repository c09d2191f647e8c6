//! Time limits of the corpus: those that are computed, by every unit, direction and convention, and those that others published.

use chrono::NaiveDate;
use doithoai::{Anchor, Backward, Calendar, CoverageError, DueDate, Message, Roll, Start, TimeLimit, Unit};
use serde_json::{Value, json};

use super::corpus;
use super::written::{COMPUTED, case, cases_are_current};
use crate::support::{VIETNAM, date};

/// The word of a list that a value is.
fn word<T: Copy>(all: &[T], of: fn(&T) -> &'static str, value: &Value) -> T {
    *all.iter().find(|one| *value == of(one)).unwrap_or_else(|| panic!("no word: {value}"))
}

fn limit(written: &Value) -> Result<TimeLimit, &'static str> {
    let amount = u32::try_from(written["amount"].as_u64().unwrap()).unwrap();
    let unit = word(Unit::ALL, |unit| unit.word(), &written["unit"]);
    if written["direction"] == "before" {
        let count = word(Backward::ALL, |count| count.word(), &written["count"]);
        return TimeLimit::before(amount, unit, count).map_err(|error| error.code());
    }
    let start = word(Start::ALL, |start| start.word(), &written["start"]);
    let roll = word(Roll::ALL, |roll| roll.word(), &written["roll"]);
    Ok(TimeLimit::after_with(amount, unit, start, roll))
}

fn due(calendar: &Calendar, input: &Value) -> Result<DueDate, &'static str> {
    let limits = input["limits"].as_array().unwrap().iter().map(limit);
    let limits = limits.collect::<Result<Vec<_>, _>>()?;
    let (first, others) = limits.split_first().unwrap();
    let code = |error: CoverageError| error.code();
    let due = calendar.due(first, date(input["from"].as_str().unwrap())).map_err(code)?;
    others.iter().try_fold(due, |due, limit| calendar.due(limit, Anchor::from(due)).map_err(code))
}

/// What the library says of a case.
fn counted(input: &Value) -> Value {
    let known_on = input.get("known_on").map(|day| VIETNAM.known_on(date(day.as_str().unwrap())));
    match due(known_on.as_ref().unwrap_or(&VIETNAM), input) {
        Err(code) => json!({ "refused": code }),
        Ok(due) => json!({
            "due": due.date,
            "last_working_day": due.last_working_day,
            "certainty": if due.is_firm() { "firm" } else { "provisional" },
            "earliest": due.earliest(),
            "latest": due.latest(),
        }),
    }
}

fn after(amount: u32, unit: Unit, start: Start, roll: Roll) -> Value {
    json!({ "amount": amount, "unit": unit, "direction": "after", "start": start, "roll": roll })
}

fn before(amount: u32, unit: Unit, count: Backward) -> Value {
    json!({ "amount": amount, "unit": unit, "direction": "before", "count": count })
}

/// A limit in every convention.
fn every_convention(amount: u32, unit: Unit) -> Vec<Value> {
    let starts = Start::ALL.iter().flat_map(|start| Roll::ALL.iter().map(|roll| (*start, *roll)));
    let ahead = starts.map(|(start, roll)| after(amount, unit, start, roll));
    ahead.chain(Backward::ALL.iter().map(|count| before(amount, unit, *count))).collect()
}

/// A limit after an event by the Civil Code.
fn by_the_code(amount: u32, unit: Unit) -> Value {
    after(amount, unit, Start::EventExcluded, Roll::NextWorkingDay)
}

/// Where conventions differ: Tết, a swap, a Sunday, a leap day, the end of a month, what is not decreed, the ends of the calendar.
const TRIED: [&str; 12] = [
    "2026-02-06",
    "2026-08-22",
    "2026-08-28",
    "2026-08-30",
    "2024-02-29",
    "2026-01-31",
    "2028-01-14",
    "2029-11-23",
    "2031-08-29",
    "2015-01-01",
    "2100-12-20",
    "2100-12-31",
];

/// Windows of which every day is tried: Tết, the swap of 2026, the last decreed days, and what is open: Tết of 2030, National Day of
/// 2031 and 2033, 24 November on a Saturday.
const WINDOWS: [(&str, usize); 7] = [
    ("2026-02-11", 15),
    ("2026-08-20", 16),
    ("2027-12-22", 12),
    ("2030-01-24", 18),
    ("2031-08-26", 10),
    ("2033-08-30", 8),
    ("2029-11-19", 9),
];

fn inputs() -> Vec<Value> {
    use Unit::{Day, Month, Week, WorkingDay, Year};
    let one = |from: &str, limit: Value| json!({ "from": from, "limits": [limit] });
    let mut inputs = Vec::new();
    for from in TRIED {
        let tried = [(1, WorkingDay), (10, WorkingDay), (30, Day), (2, Week), (1, Month), (1, Year)];
        inputs.extend(tried.iter().flat_map(|(n, unit)| every_convention(*n, *unit)).map(|limit| one(from, limit)));
    }
    for (first, length) in WINDOWS {
        for day in date(first).iter_days().take(length) {
            let limits =
                [by_the_code(5, WorkingDay), by_the_code(7, Day), before(5, WorkingDay, Backward::EventExcluded)];
            inputs.extend(limits.into_iter().map(|limit| one(&day.to_string(), limit)));
        }
    }
    // The last days of each month, of a leap year and of another.
    let months = [2024, 2026].into_iter().flat_map(|year| (1..=12).map(move |month| (year, month)));
    for (year, month, day) in months.flat_map(|(year, month)| (28..=31).map(move |day| (year, month, day))) {
        let Some(from) = NaiveDate::from_ymd_opt(year, month, day) else { continue };
        inputs.push(one(&from.to_string(), after(1, Month, Start::EventExcluded, Roll::None)));
        inputs.push(one(&from.to_string(), after(1, Month, Start::EventIncluded, Roll::None)));
        inputs.push(one(&from.to_string(), before(1, Month, Backward::ClearDays)));
        inputs.push(one(&from.to_string(), by_the_code(2, Week)));
        inputs.push(one(&from.to_string(), by_the_code(7, Day)));
    }
    for (from, years) in
        [("2016-02-29", 1), ("2016-02-29", 4), ("2023-02-28", 1), ("2024-02-29", 76), ("2096-02-29", 4)]
    {
        inputs.extend(every_convention(years, Year).into_iter().map(|limit| one(from, limit)));
    }
    // Nothing, much, and more than the calendar has.
    for unit in Unit::ALL {
        inputs.extend(every_convention(0, *unit).into_iter().map(|limit| one("2026-08-29", limit)));
        inputs.push(one("2026-01-05", by_the_code(100_000, *unit)));
        inputs.push(one("2026-01-05", by_the_code(u32::MAX, *unit)));
        inputs.push(one("2026-01-05", before(u32::MAX, *unit, Backward::ClearDays)));
        inputs.push(one("2014-12-31", by_the_code(1, *unit)));
        inputs.push(one("2101-01-03", by_the_code(1, *unit)));
    }
    for (from, n) in [("2015-01-05", 3_000), ("2026-01-05", 500), ("2027-06-01", 700), ("2060-06-15", 10_000)] {
        inputs.push(one(from, by_the_code(n, WorkingDay)));
        inputs.push(one(from, before(n.min(600), WorkingDay, Backward::ClearDays)));
    }
    for day in date("2015-01-02").iter_days().take(8) {
        inputs.push(one(&day.to_string(), before(1, WorkingDay, Backward::EventExcluded)));
        inputs.push(one(&day.to_string(), after(0, Day, Start::EventExcluded, Roll::None)));
    }
    for day in date("2100-12-25").iter_days().take(7) {
        inputs.push(one(&day.to_string(), by_the_code(3, WorkingDay)));
        inputs.push(one(&day.to_string(), by_the_code(2, Day)));
    }
    inputs.extend(chains());
    inputs.extend(then());
    inputs
}

/// Limits that are counted from the end of another, which may itself move.
fn chains() -> Vec<Value> {
    use Unit::{Day, Month, WorkingDay};
    let froms = ["2026-08-20", "2027-12-10", "2028-01-14", "2029-02-06", "2030-01-28", "2031-08-29", "2100-12-01"];
    let chain = |from: &str, limits: &[Value]| json!({ "from": from, "limits": limits });
    let of = |from: &&str| {
        [
            chain(from, &[by_the_code(10, WorkingDay), by_the_code(20, WorkingDay)]),
            chain(from, &[by_the_code(1, WorkingDay), by_the_code(2, Day)]),
            chain(
                from,
                &[
                    by_the_code(1, WorkingDay),
                    after(1, Month, Start::EventIncluded, Roll::None),
                    by_the_code(5, WorkingDay),
                ],
            ),
            chain(from, &[by_the_code(7, Day), before(5, WorkingDay, Backward::ClearDays)]),
        ]
    };
    froms.iter().flat_map(of).collect()
}

/// As it was known on a day: before a letter was issued, and from its day on.
fn then() -> Vec<Value> {
    let letters = [
        ("2024-04-26", "2024-04-12"),
        ("2025-12-31", "2025-12-25"),
        ("2022-01-27", "2022-01-11"),
        ("2027-02-01", "2026-10-02"),
        ("2026-08-28", "2025-10-13"),
        ("2019-04-26", "2018-07-11"),
        ("2026-11-20", "2026-04-24"),
    ];
    let of = |(from, issued): &(&str, &str)| {
        let limits = [by_the_code(2, Unit::WorkingDay), before(10, Unit::WorkingDay, Backward::ClearDays)];
        let days = [date(issued).pred_opt().unwrap(), date(issued)];
        let on = |limit: &Value| days.map(|day| json!({ "from": from, "limits": [limit], "known_on": day }));
        limits.iter().flat_map(on).collect::<Vec<_>>()
    };
    letters.iter().flat_map(of).collect()
}

/// An id from what is asked.
fn id(input: &Value) -> String {
    let limit = |limit: &Value| {
        let text = |key: &str| limit.get(key).and_then(Value::as_str).unwrap_or_default().to_owned();
        let how = [text("direction"), text("start"), text("roll"), text("count")];
        let how: Vec<String> = how.into_iter().filter(|word| !word.is_empty()).collect();
        format!("{}-{}-{}", limit["amount"], text("unit"), how.join("-"))
    };
    let limits: Vec<String> = input["limits"].as_array().unwrap().iter().map(limit).collect();
    let known_on = input.get("known_on").map_or(String::new(), |day| format!("/known-on-{}", day.as_str().unwrap()));
    format!("limits/{}/{}{known_on}", input["from"].as_str().unwrap(), limits.join("/"))
}

#[test]
fn the_computed_limits_are_current() {
    let mut cases: Vec<Value> =
        inputs().into_iter().map(|input| case(&id(&input), &input, &counted(&input), COMPUTED.0)).collect();
    cases.sort_by_key(|case| case["id"].to_string());
    cases.dedup();
    let about = "Time limits in every unit, direction and convention; limits counted from the end of another; as known on a day";
    cases_are_current("time-limits.json", about, &[COMPUTED], &cases);
}

#[test]
fn the_library_gives_each_time_limit() {
    let files = ["time-limits.json", "time-limits-counted.json", "time-limits-published.json"];
    for case in files.into_iter().flat_map(corpus::cases) {
        assert_eq!(corpus::said(&counted(&case["input"]), &case["expected"]), case["expected"], "{}", case["id"]);
    }
}
