//! The fixed days of a period: by which a duty is due, or on exactly which.

use chrono::{Datelike as _, Days, Months, NaiveDate, Weekday};

use super::periods::Span;
use crate::calendar::{Calendar, CoverageError};
use crate::ruleset::{DayRoll, NamedPeriod, Nth, OnDay, Recurring, RecurringDue, RuleSet};
use crate::text::{Lang, Text};
use crate::time_limit::{DueDate, Roll, Start, TimeLimit, Unit};

/// The `due` of a duty: its own, or that of the one it goes with.
pub(crate) fn due_of<'a>(set: &'a RuleSet, duty: &'a Recurring) -> &'a RecurringDue {
    match &duty.due {
        RecurringDue::With(other) => set.recurring_duty(other).map_or(&duty.due, |other| &other.due),
        due => due,
    }
}

/// Where a day off is shown to go of which the file does not say it.
const UNSAID: DayRoll = DayRoll::NextWorkingDay;

/// By when a duty is due in a period, if it has a day at the latest.
pub(crate) fn latest_day(
    due: &RecurringDue,
    span: Span,
    calendar: &Calendar,
) -> Result<Option<ExactDay>, CoverageError> {
    let RecurringDue::Day { month, day, roll } = due else { return Ok(None) };
    appointed(in_span(OnDay::Day(*day), *month, span), roll.unwrap_or(UNSAID), calendar).map(Some)
}

/// A day on which a duty is to be done.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ExactDay {
    /// The day, as rolled; the later of two that are equally near.
    pub(crate) due: DueDate,
    /// The earlier of two that are equally near.
    pub(crate) or: Option<NaiveDate>,
    /// The day as the text names it, before it was rolled.
    pub(crate) named: NaiveDate,
    /// The number of the day that the text names and the month does not have: then its last day is assumed.
    pub(crate) lacking: Option<u32>,
}

impl ExactDay {
    /// That the month has no such day, and which was taken instead.
    pub(crate) fn assumption(&self) -> Option<Text> {
        let (lacking, last) = (self.lacking?, self.named);
        let (month, year) = (last.month(), last.year());
        Some(Text::owned(
            format!(
                "tháng {month}/{year} không có ngày {lacking}; lấy ngày cuối tháng, {} (giả định, văn bản không nêu)",
                Lang::Vi.date(last)
            ),
            format!(
                "the month of {year}-{month:02} has no day {lacking}: its last day, {}, is taken (an assumption, the text does not say)",
                Lang::En.date(last)
            ),
        ))
    }
}

/// A day that a text names, in a month.
#[derive(Debug, Clone, Copy)]
struct NamedDay {
    date: NaiveDate,
    lacking: Option<u32>,
}

/// The days of a period on which a duty is to be done, in the order of time.
pub(crate) fn exact_days(due: &RecurringDue, span: Span, calendar: &Calendar) -> Result<Vec<ExactDay>, CoverageError> {
    let RecurringDue::On { month, days, roll, .. } = due else { return Ok(Vec::new()) };
    let roll = roll.unwrap_or(UNSAID);
    let all = days.iter().map(|day| appointed(in_span(*day, *month, span), roll, calendar));
    let mut all = all.collect::<Result<Vec<ExactDay>, _>>()?;
    all.sort_by_key(|day| day.due.date);
    Ok(all)
}

/// A day, or the next working day where it is off.
pub(super) fn next_working_day(named: NaiveDate, calendar: &Calendar) -> Result<NaiveDate, CoverageError> {
    let limit = TimeLimit::after_with(0, Unit::Day, Start::EventExcluded, Roll::NextWorkingDay);
    calendar.due(&limit, named).map(|due| due.date)
}

/// A day after its roll.
fn appointed(day: NamedDay, roll: DayRoll, calendar: &Calendar) -> Result<ExactDay, CoverageError> {
    let NamedDay { date: named, lacking } = day;
    let on = |day: NaiveDate, roll| calendar.due(&TimeLimit::after_with(0, Unit::Day, Start::EventExcluded, roll), day);
    let only = |due| ExactDay { due, or: None, named, lacking };
    let next = match roll {
        DayRoll::None => return on(named, Roll::None).map(only),
        DayRoll::NextWorkingDay => return on(named, Roll::NextWorkingDay).map(only),
        DayRoll::NearestWorkingDay => on(named, Roll::NextWorkingDay)?,
    };
    let before = calendar.last_working_day(named)?;
    let (back, ahead) = (named.signed_duration_since(before), next.date.signed_duration_since(named));
    if back > ahead || before == named {
        return Ok(only(next));
    }
    if back < ahead {
        return on(before, Roll::None).map(only);
    }
    Ok(ExactDay { due: next, or: Some(before), named, lacking })
}

/// A day of a month of a period: of the month that a year has, of the so many-eth month of a quarter or half-year.
fn in_span(day: OnDay, month: Option<u32>, span: Span) -> NamedDay {
    let (first, last) = (first_of_month(span.from), first_of_month(span.to));
    let (months, within) = match (month, span.name) {
        (Some(month), Some(NamedPeriod::Year(_))) => {
            let of = |year: i32| NaiveDate::from_ymd_opt(year, month, 1).unwrap_or(last);
            ([of(last.year()), of(first.year())], span)
        }
        (Some(month), Some(NamedPeriod::Half(..) | NamedPeriod::Quarter(..))) => {
            let part = span.month(month).unwrap_or(span);
            ([first_of_month(part.to), first_of_month(part.from)], part)
        }
        _ => ([last, first], span),
    };
    let [likely, _] = months;
    let days = months.map(|month| of_month(day, month));
    let inside = |found: &&NamedDay| within.has(found.date);
    let whole = days.iter().filter(|found| found.lacking.is_none()).find(inside);
    whole.or_else(|| days.iter().find(inside)).copied().unwrap_or_else(|| of_month(day, likely))
}

/// A day of the month that begins on a day; the month's last day if it has no such day.
fn of_month(day: OnDay, first: NaiveDate) -> NamedDay {
    match day {
        OnDay::Day(number) => {
            let (date, last) = (first.with_day(number), last_of_month(first));
            NamedDay { date: date.unwrap_or(last), lacking: date.is_none().then_some(number) }
        }
        OnDay::Weekday { nth, weekday } => NamedDay { date: weekday_of(nth, weekday, first), lacking: None },
    }
}

/// A weekday of the month that begins on a day.
fn weekday_of(nth: Nth, weekday: Weekday, first: NaiveDate) -> NaiveDate {
    let last = last_of_month(first);
    let ahead = |from: NaiveDate, days: u64| from.checked_add_days(Days::new(days)).unwrap_or(from);
    let weeks = match nth {
        Nth::First => 0,
        Nth::Second => 7,
        Nth::Third => 14,
        Nth::Fourth => 21,
        Nth::Last => {
            return last.checked_sub_days(Days::new(until(weekday, last.weekday()))).unwrap_or(last);
        }
        Nth::LastWeek => {
            let monday = last.checked_sub_days(Days::new(until(Weekday::Mon, last.weekday()))).unwrap_or(last);
            return ahead(monday, until(Weekday::Mon, weekday));
        }
    };
    ahead(first, until(first.weekday(), weekday).saturating_add(weeks))
}

/// The first day of the month that a date falls in.
fn first_of_month(within: NaiveDate) -> NaiveDate {
    within.with_day(1).unwrap_or(within)
}

/// The last day of the month that a date falls in.
pub(in crate::timeline) fn last_of_month(within: NaiveDate) -> NaiveDate {
    let next = first_of_month(within).checked_add_months(Months::new(1));
    next.and_then(|next| next.pred_opt()).unwrap_or(within)
}

/// How many days a weekday comes after another one.
fn until(from: Weekday, to: Weekday) -> u64 {
    u64::from(to.days_since(from))
}
