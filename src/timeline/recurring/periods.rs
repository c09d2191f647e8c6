//! The periods of a recurring duty in a year.

use chrono::{Datelike as _, Days, Months, NaiveDate, Weekday};

use crate::ruleset::{Cutoff, NamedPeriod, Often, Period, PeriodStart, Recurring};
use crate::text::Lang;

/// A stretch of time, and its name where it has one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Span {
    pub(crate) from: NaiveDate,
    pub(crate) to: NaiveDate,
    pub(crate) name: Option<NamedPeriod>,
}

impl Span {
    pub(crate) fn has(&self, day: NaiveDate) -> bool {
        (self.from..=self.to).contains(&day)
    }

    /// The period of the calendar that a word names.
    pub(crate) fn of(word: &str) -> Option<Self> {
        Self::named(word.parse().ok()?, PeriodStart::CALENDAR)
    }

    /// A named period; none outside the days that there are.
    pub(crate) fn named(name: NamedPeriod, start: PeriodStart) -> Option<Self> {
        let (year, first, months) = match name {
            NamedPeriod::Year(year) => (year, 0, 12),
            NamedPeriod::Half(year, half) => (year, half.checked_sub(1)?.checked_mul(6)?, 6),
            NamedPeriod::NineMonths(year) => (year, 0, 9),
            NamedPeriod::Quarter(year, quarter) => (year, quarter.checked_sub(1)?.checked_mul(3)?, 3),
            NamedPeriod::Month(year, month) => return Self::of_month(year, month, start.day()),
            NamedPeriod::AdHoc => return None,
        };
        let begun = if start.is_in_second_half() { year.checked_sub(1)? } else { year };
        let base = NaiveDate::from_ymd_opt(begun, start.month(), start.day())?;
        let from = base.checked_add_months(Months::new(first))?;
        let to = from.checked_add_months(Months::new(months))?.pred_opt()?;
        Some(Self { from, to, name: Some(name) })
    }

    /// The so many-eth month of it, counted from its own beginning.
    pub(super) fn month(&self, number: u32) -> Option<Self> {
        let from = self.from.checked_add_months(Months::new(number.checked_sub(1)?))?;
        let to = from.checked_add_months(Months::new(1))?.pred_opt()?;
        Some(Self { from, to, name: None })
    }

    /// Whether it is not what the calendar calls by its name.
    pub(crate) fn is_shifted(&self) -> bool {
        let calendar = self.name.and_then(|name| Self::named(name, PeriodStart::CALENDAR));
        calendar.is_some_and(|calendar| calendar != *self)
    }

    /// From when to when, in one language: `kỳ 15/12/2025–14/12/2026`.
    pub(crate) fn text(&self, lang: Lang) -> String {
        let (from, to) = (lang.date(self.from), lang.date(self.to));
        match lang {
            Lang::Vi => format!("kỳ {from}–{to}"),
            Lang::En => format!("period {from} to {to}"),
        }
    }

    /// A month that begins on a day: the one in which it ends has given it its name.
    fn of_month(year: i32, month: u32, day: u32) -> Option<Self> {
        let first = NaiveDate::from_ymd_opt(year, month, 1)?;
        let calendar = first.checked_add_months(Months::new(1))?.pred_opt()?;
        let shift = Days::new(u64::from(day.checked_sub(1)?));
        let begun = if day == 1 { first } else { first.checked_sub_months(Months::new(1))? };
        let to = if day == 1 { calendar } else { first.checked_add_days(shift)?.pred_opt()? };
        Some(Self { from: begun.checked_add_days(shift)?, to, name: Some(NamedPeriod::Month(year, month)) })
    }
}

/// The periods of a duty that belong to a year; the year as a whole where the period is not known.
pub(crate) fn spans(duty: &Recurring, year: i32) -> Vec<Span> {
    let start = duty.period_starts.unwrap_or(PeriodStart::CALENDAR);
    let month = |month| NamedPeriod::Month(year, month);
    let names = match &duty.often {
        _ if !duty.in_months.is_empty() => duty.in_months.iter().map(|n| month(*n)).collect(),
        Often::Every { period: Some(Period::Week), .. } => return weeks(year),
        Often::Every { period: Some(Period::Month), .. } => (1..=12).map(month).collect(),
        Often::Every { period: Some(Period::Quarter), .. } => (1..=4).map(|n| NamedPeriod::Quarter(year, n)).collect(),
        Often::Every { period: Some(Period::HalfYear), .. } => (1..=2).map(|n| NamedPeriod::Half(year, n)).collect(),
        Often::Cutoffs(cutoffs) => cutoffs.iter().flat_map(|cutoff| of_cutoff(*cutoff, cutoffs, year)).collect(),
        Often::Every { .. } | Often::EachBefore { .. } => vec![NamedPeriod::Year(year)],
    };
    let mut spans: Vec<Span> = names.into_iter().filter_map(|name| Span::named(name, start)).collect();
    spans.sort_by_key(|span| (span.to, span.from));
    spans
}

/// The periods of a cut-off: "6 tháng" is the first half where the year is cut off too, and each half where it is not.
fn of_cutoff(cutoff: Cutoff, among: &[Cutoff], year: i32) -> Vec<NamedPeriod> {
    match cutoff {
        Cutoff::Month => (1..=12).map(|month| NamedPeriod::Month(year, month)).collect(),
        Cutoff::Quarter => (1..=4).map(|quarter| NamedPeriod::Quarter(year, quarter)).collect(),
        // Every quarter has the first one already.
        Cutoff::FirstQuarter if among.contains(&Cutoff::Quarter) => Vec::new(),
        Cutoff::FirstQuarter => vec![NamedPeriod::Quarter(year, 1)],
        Cutoff::HalfYear if among.contains(&Cutoff::Year) || among.contains(&Cutoff::NineMonths) => {
            vec![NamedPeriod::Half(year, 1)]
        }
        Cutoff::HalfYear => vec![NamedPeriod::Half(year, 1), NamedPeriod::Half(year, 2)],
        Cutoff::NineMonths => vec![NamedPeriod::NineMonths(year)],
        Cutoff::Year => vec![NamedPeriod::Year(year)],
        Cutoff::AdHoc => Vec::new(),
    }
}

/// The weeks, Monday to Sunday, that begin in a year.
fn weeks(year: i32) -> Vec<Span> {
    let day = |month, day| NaiveDate::from_ymd_opt(year, month, day);
    let Some((first, last)) = day(1, 1).zip(day(12, 31)) else { return Vec::new() };
    let mondays = first.iter_days().take_while(|day| *day <= last).filter(|day| day.weekday() == Weekday::Mon);
    let week = |monday: NaiveDate| Some(Span { from: monday, to: monday.checked_add_days(Days::new(6))?, name: None });
    mondays.filter_map(week).collect()
}

/// The periods of the year of a date, of the one before and of the one after: a period need not lie in the year of its name.
pub(crate) fn spans_around(duty: &Recurring, date: NaiveDate) -> Vec<Span> {
    let year = date.year();
    let years = [year.checked_sub(1), Some(year), year.checked_add(1)];
    years.into_iter().flatten().flat_map(|year| spans(duty, year)).collect()
}

/// The period that a date falls in, or the next one.
pub(super) fn span_of(duty: &Recurring, date: NaiveDate) -> Option<Span> {
    let mut all = spans_around(duty, date);
    all.sort_by_key(|span| span.from);
    all.iter().find(|span| span.has(date)).or_else(|| all.iter().find(|span| span.from > date)).copied()
}
