//! Counting over the likely outcome, and over the admissible ones for bounds.

use chrono::{Datelike, NaiveDate};

use super::day_number::DayNumber;
use super::tables::Table;
use super::{Calendar, CoverageError};

/// Which outcome of the open questions to count with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lens {
    Likely,
    Earliest,
    Latest,
}

/// Which way to count, and whether the date counted from can be the first.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Count {
    pub(crate) forward: bool,
    pub(crate) included: bool,
    pub(crate) lens: Lens,
}

impl Calendar {
    /// The outcomes that a bound is the extreme of.
    fn tables(&self, lens: Lens, forward: bool) -> &[Table] {
        let Some(bounds) = &self.inner.bounds else { return std::slice::from_ref(&self.inner.likely) };
        match (lens, forward) {
            (Lens::Likely, _) => std::slice::from_ref(&self.inner.likely),
            (Lens::Earliest, true) | (Lens::Latest, false) => &bounds.few,
            (Lens::Latest, true) | (Lens::Earliest, false) => &bounds.many,
        }
    }

    /// The `n`-th working day after `date`, or before it; `n` is at least 1. With `included`, `date` itself can be
    /// the first.
    #[inline]
    pub(crate) fn nth(&self, date: NaiveDate, n: u32, count: Count) -> Result<NaiveDate, CoverageError> {
        let day = DayNumber::of(date).ok_or(CoverageError::Outside { date })?;
        let found = match count.lens {
            Lens::Likely => self.inner.likely.nth(day, n, count.forward, count.included),
            Lens::Earliest | Lens::Latest => self.nth_bound(day, n, count),
        };
        found.map(DayNumber::date).ok_or(CoverageError::Leaves { from: date })
    }

    /// A bound is the extreme over the admissible outcomes. Each season is decided apart from the others, so the
    /// outcome at `day` and the one at the result may differ, unless both lie in one season.
    fn nth_bound(&self, day: DayNumber, n: u32, count: Count) -> Option<DayNumber> {
        let Count { forward, included, lens } = count;
        let tables = self.tables(lens, forward);
        let mut found: Option<DayNumber> = None;
        for (at, from) in tables.iter().enumerate() {
            let number = from.number(day, n, forward, included);
            for (other, to) in tables.iter().enumerate() {
                let end = to.select(number)?;
                if at == other || season(end) != season(day) {
                    let extreme = |best: DayNumber| if lens == Lens::Earliest { best.min(end) } else { best.max(end) };
                    found = Some(found.map_or(end, extreme));
                }
            }
        }
        found
    }

    /// The first working day on or after `date`.
    pub(crate) fn on_or_after(&self, date: NaiveDate, lens: Lens) -> Result<NaiveDate, CoverageError> {
        let day = DayNumber::of(date).ok_or(CoverageError::Outside { date })?;
        let firsts = self.tables(lens, true).iter().map(|table| table.nth(day, 1, true, true));
        let extreme = firsts.reduce(|a, b| {
            let (a, b) = (a?, b?);
            Some(if lens == Lens::Earliest { a.min(b) } else { a.max(b) })
        });
        extreme.flatten().map(DayNumber::date).ok_or(CoverageError::Leaves { from: date })
    }
}

/// The stretch of a year in which one yearly decision falls: Tết in the first half, National Day in the second.
fn season(day: DayNumber) -> (i32, bool) {
    let date = day.date();
    (date.year(), date.month() <= 6)
}
