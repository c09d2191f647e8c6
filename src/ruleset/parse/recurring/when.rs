//! When in its period a recurring duty falls, and what of it contradicts how often it returns.

use chrono::NaiveDate;

use super::super::super::PeriodStart;
use super::{
    Code, Detail, KeptIn, Names, Often, OnDay, Period, RECEPTION_RESCHEDULED, Recurring, RecurringDue, Table, Text,
    Value, built_in, due_forms, no_date,
};
use crate::reader::{after_period, weekly};

/// A year that has every day.
const LEAP_YEAR: i32 = 2024;

/// The months in which something returns.
pub(super) fn in_months(table: &Table<'_>) -> Option<Vec<u32>> {
    let value = table.get("in_months")?;
    let mut months = value.filled(|month| month.integer(1..=12));
    months.sort_unstable();
    if months.windows(2).any(|pair| matches!(pair, [one, other] if one == other)) {
        value.report(Code::DuplicateId, Text::new("một tháng có hai lần", "a month stands twice"));
    }
    months.dedup();
    Some(months)
}

/// `"12-15"`, or the day on which months begin.
pub(super) fn period_starts(table: &Table<'_>) -> Option<PeriodStart> {
    let value = table.get("period_starts")?;
    value.either(
        !value.is_str(),
        |value| value.integer(2..=28).and_then(|day| PeriodStart::new(12, day)),
        |value| {
            let written = value.str()?;
            let two = |text: &str| text.parse().ok().filter(|_| text.len() == 2);
            let start = written.split_once('-').and_then(|(month, day)| PeriodStart::new(two(month)?, two(day)?));
            let start = start.filter(|start| *start != PeriodStart::CALENDAR);
            if start.is_none() {
                let (vi, en) = (
                    "ngày bắt đầu kỳ viết là \"tháng-ngày\", như \"12-15\", ngày từ 01 đến 28 và không phải 01-01; của kỳ hằng tháng thì ghi ngày, như 15",
                    "the day on which periods begin is written \"month-day\", such as \"12-15\", with a day from 01 to 28, and is not 01-01; of months it is a day, such as 15",
                );
                value.report(Code::WrongType, Text::new(vi, en));
            }
            start
        },
    )
}

pub(super) fn due(value: &Value<'_>, names: &Names<'_>) -> Option<RecurringDue> {
    let table = value.table_like("{ none = \"not-stated\" }")?;
    let broken = due_forms::contradict(&table, &due_forms::RETURNING);
    let key = if broken { None } else { table.one_of(&["none", "with", "day", "on"]) };
    let none = table.get("none").and_then(|v| no_date(&v));
    let with = table.get("with").and_then(|v| names.recurring(&v));
    let day = table.get("day").and_then(|v| v.integer(1..=31));
    let on = table.get("on").map(|v| on(&v));
    let month = table.get("month").and_then(|v| v.integer(1..=12));
    let roll = table.get("roll").and_then(|v| v.word());
    let moved_by = table.get("moved_by").and_then(|v| moved_by(&v, names));
    table.done();
    match key? {
        "none" => none.map(RecurringDue::None),
        "with" => with.map(RecurringDue::With),
        "on" => on.filter(|days| !days.is_empty()).map(|days| RecurringDue::On { month, days, roll, moved_by }),
        _ => day.map(|day| RecurringDue::Day { month, day, roll }),
    }
}

/// Days of the month, by number or weekday.
fn on(value: &Value<'_>) -> Vec<OnDay> {
    let words: Vec<(String, Text, OnDay)> = OnDay::weekdays().collect();
    let weekday = |value: &Value<'_>| {
        let known = words.iter().map(|(word, text, _)| (word.as_str(), Some(text)));
        let word = value.among(Code::UnknownWord, &Text::new("ngày trong tháng", "day of the month"), known)?;
        words.iter().find(|(known, ..)| *known == word).map(|(.., day)| *day)
    };
    let number = |value: &Value<'_>| value.integer(1..=31).map(OnDay::Day);
    let days = value.one_or_more(|day| day.either(!day.is_str(), number, weekday));
    let twice = days.iter().enumerate().any(|(at, day)| days.iter().take(at).any(|before| before == day));
    if twice {
        value.report(Code::DuplicateId, Text::new("một ngày có hai lần", "a day stands twice"));
    }
    days
}

/// An event that states the new day of what it moves.
fn moved_by(value: &Value<'_>, names: &Names<'_>) -> Option<String> {
    let event = names.event(value)?;
    let known = built_in(&event).filter(|_| !names.declares(&event));
    if known.is_some_and(|known| known.kept_in != KeptIn::Office || !known.says(Detail::NewDay)) {
        let right = RECEPTION_RESCHEDULED;
        let message = Text::owned(
            format!(
                "`{event}` không nêu ngày mới của một buổi trong sổ của cơ quan; dùng `{right}` hoặc sự kiện riêng"
            ),
            format!("`{event}` states no new day in the log of an office; use `{right}` or an event of your own"),
        );
        value.report(Code::LimitConflict, message);
    }
    Some(event)
}

/// Reports what contradicts how often a duty returns, and what would be right.
pub(super) fn fits(table: &Table<'_>, duty: &Recurring) {
    let period = match &duty.often {
        Often::Every { period: None, .. } => return, // not known, or reported
        Often::Every { period: Some(period), .. } => Some(*period),
        Often::Cutoffs(_) | Often::EachBefore { .. } => None,
    };
    if !duty.in_months.is_empty() && period != Some(Period::Year) {
        let (vi, en) = ("`in_months` đi với `every = \"year\"`", "`in_months` goes with `every = \"year\"`");
        table.report(Code::LimitConflict, Text::new(vi, en));
    }
    if duty.period_starts.is_some() {
        starts_fit(table, duty, period);
    }
    let (month, times) = match &duty.due {
        RecurringDue::Day { month, .. } => (*month, None),
        RecurringDue::On { month, days, .. } => (*month, Some(days.len())),
        RecurringDue::None(_) | RecurringDue::With(_) => return,
    };
    day_fits(table, duty, period, month);
    if let Some(month) = month.filter(|_| period == Some(Period::Year) && duty.in_months.is_empty()) {
        month_has_its_days(table, &duty.due, month);
    }
    if let (Some(days), Often::Every { at_least, .. }) = (times, &duty.often) {
        let all = |times: usize| at_least.iter().all(|(_, n)| usize::try_from(*n).is_ok_and(|n| n == times));
        if !all(1) && !all(days) {
            let message = Text::owned(
                format!(
                    "`at_least` trái với `on`: mỗi ngày nêu ở `on` là một lần riêng; bỏ `at_least`, hoặc ghi 1 (mỗi ngày một lần) hay {days} (cả kỳ), như nhau cho mọi cấp"
                ),
                format!(
                    "`at_least` contradicts `on`: each day of `on` is one time of its own; leave `at_least` out, or write 1 (once on each day) or {days} (in the period), alike for all levels"
                ),
            );
            table.report(Code::LimitConflict, message);
        } else if at_least.iter().all(|(level, _)| level.is_none()) {
            decides_nothing(table);
        }
    }
}

/// Reports days that a month of the year does not have. Which month of a quarter or half-year, counted from its beginning, is no
/// month of the year: one that has the day is always among them.
fn month_has_its_days(table: &Table<'_>, due: &RecurringDue, month: u32) {
    let number = |on: &OnDay| if let OnDay::Day(day) = on { Some(*day) } else { None };
    let days: Vec<u32> = match due {
        RecurringDue::Day { day, .. } => vec![*day],
        RecurringDue::On { days, .. } => days.iter().filter_map(number).collect(),
        RecurringDue::None(_) | RecurringDue::With(_) => Vec::new(),
    };
    for day in days.into_iter().filter(|day| NaiveDate::from_ymd_opt(LEAP_YEAR, month, *day).is_none()) {
        let message =
            Text::owned(format!("tháng {month} không có ngày {day}"), format!("month {month} has no day {day}"));
        match table.get("due") {
            Some(value) => value.report(Code::OutOfRange, message),
            None => table.report(Code::OutOfRange, message),
        }
    }
}

/// Warns of a number of times beside the days on which each is.
fn decides_nothing(table: &Table<'_>) {
    let Some(value) = table.get("at_least").filter(|value| !value.is_unknown()) else { return };
    let (vi, en) = (
        "`at_least` không quyết định gì cạnh `on`: mỗi ngày nêu ở `on` là một lần riêng; bỏ `at_least`",
        "`at_least` decides nothing beside `on`: each day of `on` is one time of its own; leave `at_least` out",
    );
    value.report(Code::DecidesNothing, Text::new(vi, en));
}

/// Reports a beginning of periods that the duty does not have.
fn starts_fit(table: &Table<'_>, duty: &Recurring, period: Option<Period>) {
    let of_period = !matches!(period, Some(Period::Week)) && !matches!(duty.often, Often::EachBefore { .. });
    if !of_period || !duty.in_months.is_empty() {
        let (vi, en) = (
            "`period_starts` đi với `cutoffs` hoặc `every` là `month`, `quarter`, `half-year`, `year`, không có `in_months`",
            "`period_starts` goes with `cutoffs` or with `every` as `month`, `quarter`, `half-year`, `year`, and not with `in_months`",
        );
        table.report(Code::LimitConflict, Text::new(vi, en));
    }
}

/// Reports a fixed day that lacks its month, has one too many, or has no period.
fn day_fits(table: &Table<'_>, duty: &Recurring, period: Option<Period>, month: Option<u32>) {
    let months = match period {
        Some(Period::Year) => 12,
        Some(Period::HalfYear) => 6,
        Some(Period::Quarter) => 3,
        _ => 0,
    };
    let named = !duty.in_months.is_empty() || period == Some(Period::Month);
    let (code, vi, en) = match (period, month) {
        (None | Some(Period::Week), _) => (
            Code::LimitConflict,
            "ngày cố định chỉ dùng với `every` là `month`, `quarter`, `half-year` hoặc `year`",
            "a fixed day goes with `every` as `month`, `quarter`, `half-year` or `year` only",
        ),
        (Some(Period::Month), Some(_)) => {
            (Code::LimitConflict, "nhiệm vụ hằng tháng không dùng `month`", "a monthly duty takes no `month`")
        }
        (Some(_), Some(_)) if named => (
            Code::LimitConflict,
            "đã có `in_months` thì không dùng `month` trong `due`",
            "with `in_months`, `due` takes no `month`",
        ),
        (Some(Period::Year), None) if !named => (
            Code::LimitIncomplete,
            "nhiệm vụ hằng năm có ngày cố định cần thêm `month`",
            "a fixed day of a yearly duty needs `month`",
        ),
        (Some(_), None) if !named => (
            Code::LimitIncomplete,
            "ngày cố định của nhiệm vụ hằng quý, 6 tháng cần `month`: tháng thứ mấy trong kỳ",
            "a fixed day of a quarter or half-year needs `month`: which month of the period",
        ),
        (Some(_), Some(month)) if month > months => (
            Code::OutOfRange,
            "`month` là tháng thứ mấy trong kỳ: quý có 3 tháng, nửa năm có 6 tháng",
            "`month` is which month of the period: a quarter has 3, a half-year 6",
        ),
        _ => return,
    };
    let message = Text::new(vi, en);
    let nearest = match (period, code) {
        (Some(Period::Week), _) => weekly(),
        (_, Code::OutOfRange) => after_period(),
        _ => return table.report(code, message),
    };
    table.report(code, Text::build(|lang| format!("{}; {}", message.get(lang), nearest.get(lang))));
}
