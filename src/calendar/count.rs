//! Counting over the likely outcome, and over the admissible ones for bounds.

use chrono::{Datelike, NaiveDate};

use super::day_number::DayNumber;
use super::tables::Table;
use super::{Calendar, CoverageError, Outcome};

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
    /// The two outcomes that a bound is the extreme of; if nothing is open, the likely one alone.
    fn outcomes(&self, lens: Lens, forward: bool) -> Option<(Table<'_>, Option<Table<'_>>)> {
        let tables = &self.inner.tables;
        let (one, other) = match (lens, forward) {
            _ if self.inner.open.is_empty() => (Outcome::LIKELY, None),
            (Lens::Likely, _) => (Outcome::LIKELY, None),
            (Lens::Earliest, true) | (Lens::Latest, false) => (Outcome::FEW[0], tables.get(Outcome::FEW[1])),
            (Lens::Latest, true) | (Lens::Earliest, false) => (Outcome::MANY[0], tables.get(Outcome::MANY[1])),
        };
        Some((tables.get(one)?, other))
    }

    /// The `n`-th working day after `date`, or before it; `n` is at least 1. With `included`, `date` itself can be
    /// the first.
    #[inline]
    pub(crate) fn nth(&self, date: NaiveDate, n: u32, count: Count) -> Result<NaiveDate, CoverageError> {
        let day = DayNumber::of(date).ok_or(CoverageError::Outside { date })?;
        let found = match count.lens {
            Lens::Likely => self.likely().and_then(|table| table.nth(day, n, count.forward, count.included)),
            Lens::Earliest | Lens::Latest => self.nth_bound(day, n, count),
        };
        found.map(DayNumber::date).ok_or(CoverageError::Leaves { from: date })
    }

    /// A bound is the extreme over the admissible outcomes. Each season is decided apart from the others, so the
    /// outcome at `day` and the one at the result may differ, unless both lie in one season.
    fn nth_bound(&self, day: DayNumber, n: u32, count: Count) -> Option<DayNumber> {
        let Count { forward, included, lens } = count;
        let (one, other) = self.outcomes(lens, forward)?;
        let number = one.number(day, n, forward, included);
        let found = one.select(number)?;
        let Some(other) = other else { return Some(found) };
        let other_number = other.number(day, n, forward, included);
        let mut found = lens.extreme(found, other.select(other_number)?);
        if other_number != number {
            for end in [one.select(other_number)?, other.select(number)?] {
                if season(end) != season(day) {
                    found = lens.extreme(found, end);
                }
            }
        }
        Some(found)
    }

    /// The first working day on or after `date`.
    #[inline]
    pub(crate) fn on_or_after(&self, date: NaiveDate, lens: Lens) -> Result<NaiveDate, CoverageError> {
        self.nth(date, 1, Count { forward: true, included: true, lens })
    }
}

impl Lens {
    fn extreme(self, a: DayNumber, b: DayNumber) -> DayNumber {
        if self == Self::Earliest { a.min(b) } else { a.max(b) }
    }
}

/// The day of the year, about 1 July, that no yearly decision comes near.
const MIDSUMMER: u32 = 182;

/// The stretch of a year in which one yearly decision falls: Tết in the first half, National Day in the second.
fn season(day: DayNumber) -> (i32, bool) {
    let date = day.date();
    (date.year(), date.ordinal() <= MIDSUMMER)
}
