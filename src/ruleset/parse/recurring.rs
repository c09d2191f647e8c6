//! The recurring duties and triggers of a rule file.

use chrono::NaiveDate;

use super::super::{
    Activity, DutyKind, Level, NoDate, Often, Period, Recurring, RecurringDue, RecurringReading, Trigger, When,
};
use super::due::no_date;
use super::duty;
use super::lint;
use super::names::Names;
use crate::reader::{Code, Table, Value};
use crate::text::Text;
use crate::time_limit::Roll;

/// The most times in a period.
const MOST_TIMES: u32 = 366;

pub(super) fn recurring(table: &Table<'_>, names: &Names<'_>) -> Option<Recurring> {
    let id = table.stated("id").and_then(|v| v.id());
    let duty_kind = table.optional("duty_kind").and_then(|v| v.word::<DutyKind>());
    let activity = table.get("activity").and_then(|v| v.word()).unwrap_or(Activity::Dialogue);
    let text = table.optional("text").and_then(|v| v.text());
    table.one_of(&["every", "cutoffs"]);
    let often = often(table, true);
    let counts = table.optional("counts").and_then(|v| v.word());
    let kinds = table.list("kinds", Value::word);
    let levels = table.list("levels", Value::word);
    let heads = table.list("heads", Value::word);
    let bearer = names.some_actors(table, "bearer");
    let toward = names.toward(table);
    let due = table.get("due").map(|v| due(&v, names));
    let met_by = duty::met_by(table, names, None).map(|(met_by, _)| met_by);
    let same_as = duty::same_as(table);
    let cite = names.cite(table);
    let source = names.source(table);
    let readings = table.tables("reading");
    let readings = readings.iter().filter_map(|t| reading(t, &often));
    let readings: Vec<RecurringReading> = readings.collect();
    let silent_on = lint::silent_on(table);
    table.done();
    lint::unique(table, &["reading"]);
    if let Some(Some(RecurringDue::Day { month, .. })) = due {
        fits(table, &often, month.is_some());
    }
    let (source, confidence) = source?;
    let text = text.or_else(|| duty_kind.map(DutyKind::text));
    Some(Recurring {
        duty_kind,
        activity,
        text: text.unwrap_or_else(|| Text::same(id.unwrap_or_default().to_owned())),
        id: id?.to_owned(),
        often,
        counts,
        kinds,
        levels,
        heads,
        bearer,
        toward,
        due: due.unwrap_or(Some(RecurringDue::None(NoDate::NotStated)))?,
        met_by: met_by?,
        cite: cite?,
        source,
        confidence,
        same_as,
        silent_on,
        readings,
    })
}

/// How often; `whole` where the amount must be there too.
fn often(table: &Table<'_>, whole: bool) -> Often {
    let (cutoffs, every, at_least) = (table.get("cutoffs"), table.get("every"), table.get("at_least"));
    if cutoffs.is_some() && at_least.is_some() {
        table.report(
            Code::ExclusiveKeys,
            Text::new(
                "`at_least` đi với `every`, không đi với `cutoffs`",
                "`at_least` goes with `every`, not with `cutoffs`",
            ),
        );
    }
    let cutoffs = cutoffs.map(|v| v.filled(Value::word));
    let period = every.as_ref().and_then(|v| {
        if v.is_unknown() {
            v.note_unknown();
            return None;
        }
        v.word()
    });
    let times = at_least.as_ref().map(times);
    if whole && every.is_some() && times.is_none() {
        table.required_if("at_least", true);
    }
    match cutoffs {
        Some(cutoffs) => Often::Cutoffs(cutoffs),
        None => Often::Every { period, at_least: times.unwrap_or_default() },
    }
}

/// A number for all levels, or one for each.
fn times(value: &Value<'_>) -> Vec<(Option<Level>, u32)> {
    if value.is_unknown() {
        value.note_unknown();
        return Vec::new();
    }
    let number = |value: &Value<'_>| value.integer(1..=MOST_TIMES);
    let read = value.either(
        !value.is_table(),
        |value| Some(number(value).map(|n| (None, n)).into_iter().collect()),
        |value| {
            let table = value.table()?;
            let of = |key, level| table.optional(key).and_then(|v| number(&v)).map(|n| (Some(level), n));
            let (province, district) = (of("province", Level::Province), of("district", Level::District));
            let commune = of("commune", Level::Commune);
            table.any_of(&["province", "district", "commune"]);
            table.done();
            Some([province, district, commune].into_iter().flatten().collect())
        },
    );
    read.unwrap_or_default()
}

/// A year that has every day.
const LEAP_YEAR: i32 = 2024;

fn due(value: &Value<'_>, names: &Names<'_>) -> Option<RecurringDue> {
    let table = value.table_like("{ none = \"not-stated\" }")?;
    let key = table.one_of(&["none", "with", "day"]);
    let none = table.get("none").and_then(|v| no_date(&v));
    let with = table.get("with").and_then(|v| names.recurring(&v));
    let day = table.get("day").and_then(|v| v.integer(1..=31));
    let month = table.get("month").and_then(|v| v.integer(1..=12));
    let roll = table.get("roll").and_then(|v| v.word());
    table.done();
    if key != Some("day") && (month.is_some() || roll.is_some()) {
        let message = Text::new("`month`, `roll` chỉ đi với `day`", "`month` and `roll` go with `day` only");
        value.report(Code::LimitConflict, message);
    }
    let roll = roll.unwrap_or(Roll::NextWorkingDay);
    if let (Some(month), Some(day)) = (month, day)
        && NaiveDate::from_ymd_opt(LEAP_YEAR, month, day).is_none()
    {
        let message =
            Text::owned(format!("tháng {month} không có ngày {day}"), format!("month {month} has no day {day}"));
        value.report(Code::OutOfRange, message);
    }
    match key? {
        "none" => none.map(RecurringDue::None),
        "with" => with.map(RecurringDue::With),
        _ => day.map(|day| RecurringDue::Day { month, day, roll }),
    }
}

/// Reports a fixed day that does not fit how often the duty returns.
fn fits(table: &Table<'_>, often: &Often, has_month: bool) {
    let (code, message) = match often {
        Often::Every { period: Some(Period::Year), .. } if !has_month => (
            Code::LimitIncomplete,
            Text::new(
                "nhiệm vụ hằng năm có ngày cố định cần thêm `month`",
                "a fixed day of a yearly duty needs `month`",
            ),
        ),
        Often::Every { period: Some(Period::Month), .. } if has_month => (
            Code::LimitConflict,
            Text::new("nhiệm vụ hằng tháng không dùng `month`", "a monthly duty takes no `month`"),
        ),
        Often::Every { period: Some(Period::Week), .. } | Often::Cutoffs(_) => (
            Code::LimitConflict,
            Text::new(
                "ngày cố định chỉ dùng với `every` là `month` hoặc `year`",
                "a fixed day goes with `every` as `month` or `year` only",
            ),
        ),
        Often::Every { .. } => return,
    };
    table.report(code, message);
}

fn reading(table: &Table<'_>, base: &Often) -> Option<RecurringReading> {
    let id = table.stated("id").and_then(|v| v.id());
    let text = table.optional("text").and_then(|v| v.text());
    let because = table.stated("because").and_then(|v| v.text());
    let often = often(table, false);
    let kinds = table.get("kinds").map(|v| v.filled(Value::word));
    table.done();
    let often = match (often, base) {
        (Often::Every { period: None, at_least }, _) if at_least.is_empty() => None,
        (Often::Every { period, at_least }, Often::Every { period: old, at_least: times }) => {
            let at_least = if at_least.is_empty() { times.clone() } else { at_least };
            Some(Often::Every { period: period.or(*old), at_least })
        }
        (other, _) => Some(other),
    };
    if kinds.is_none() && (often.is_none() || often.as_ref() == Some(base)) {
        lint::changes_nothing(table);
    }
    Some(RecurringReading { id: id?.to_owned(), text, often, kinds, because: because? })
}

pub(super) fn trigger(table: &Table<'_>, names: &Names<'_>) -> Option<Trigger> {
    let id = table.stated("id").and_then(|v| v.id());
    let modality = table.stated("modality").and_then(|v| v.word());
    let when = table.stated("when").and_then(|v| when(&v, names));
    let leads_to = table.get("leads_to").and_then(|v| v.word::<Activity>()).unwrap_or(Activity::Dialogue);
    let kind = table.optional("kind").and_then(|v| v.word());
    let text = table.optional("text").and_then(|v| v.text());
    let cite = names.cite(table);
    let source = names.source(table);
    table.done();
    let (_, confidence) = source?;
    Some(Trigger {
        id: id?.to_owned(),
        modality: modality?,
        when: when?,
        leads_to,
        kind,
        text,
        cite: cite?,
        confidence,
    })
}

fn when(value: &Value<'_>, names: &Names<'_>) -> Option<When> {
    let table = value.table_like("{ judgement = { vi = \"…\", en = \"…\" } }")?;
    let key = table.one_of(&["judgement", "share", "any_class"]);
    let judgement = table.get("judgement").and_then(|v| v.text());
    let share = table.get("share").and_then(|v| share(&v.table()?, names));
    let classes = table.get("any_class").map(|v| v.filled(Value::word));
    table.done();
    match key? {
        "judgement" => judgement.map(When::Judgement),
        "share" => share,
        _ => classes.map(When::Classes),
    }
}

fn share(table: &Table<'_>, names: &Names<'_>) -> Option<When> {
    let of = table.stated("of").and_then(|v| v.text());
    let requested_by = table.need("requested_by").and_then(|v| names.actor(&v));
    let percent = table.stated("at_least_percent").and_then(|v| v.integer(1..=100));
    table.done();
    Some(When::Share { of: of?, requested_by: requested_by?, at_least_percent: percent? })
}
