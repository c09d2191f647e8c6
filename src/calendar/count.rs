//! Counting over the likely outcome, and over the admissible ones for bounds.

use chrono::{Datelike, NaiveDate};

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
    fn tables(&self, lens: Lens, forward: bool) -> &[Table] {
        match (lens, forward) {
            (Lens::Likely, _) => std::slice::from_ref(&self.inner.likely),
            (Lens::Earliest, true) | (Lens::Latest, false) => &self.inner.few,
            (Lens::Latest, true) | (Lens::Earliest, false) => &self.inner.many,
        }
    }

    /// The `n`-th working day after `date`, or before it; `n` is at least 1. With `included`, `date` itself can be
    /// the first.
    ///
    /// A bound is the extreme over the admissible outcomes. Each season is decided apart from the others, so the
    /// outcome at `date` and the one at the result may differ, unless both lie in one season.
    pub(crate) fn nth(&self, date: NaiveDate, n: u32, count: Count) -> Result<NaiveDate, CoverageError> {
        let Count { forward, included, lens } = count;
        let tables = self.tables(lens, forward);
        let steps = i64::from(n);
        let mut found: Option<NaiveDate> = None;
        for (at, from) in tables.iter().enumerate() {
            let rank = if forward == included { from.rank_before(date) } else { from.rank(date) };
            let rank = rank.ok_or(CoverageError::Outside { date })?;
            let number =
                if forward { rank.saturating_add(steps) } else { rank.saturating_sub(steps).saturating_add(1) };
            for (other, to) in tables.iter().enumerate() {
                let day = to.select(number).ok_or(CoverageError::Leaves { from: date })?;
                if at == other || season(day) != season(date) {
                    found = Some(
                        found.map_or(day, |best| if lens == Lens::Earliest { best.min(day) } else { best.max(day) }),
                    );
                }
            }
        }
        found.ok_or(CoverageError::Leaves { from: date })
    }

    /// The first working day on or after `date`.
    pub(crate) fn on_or_after(&self, date: NaiveDate, lens: Lens) -> Result<NaiveDate, CoverageError> {
        Self::check(date)?;
        let tables = self.tables(lens, true);
        extreme(tables, |table| table.on_or_after(date), lens == Lens::Earliest)
            .ok_or(CoverageError::Leaves { from: date })
    }
}

/// The stretch of a year in which one yearly decision falls: Tết in the first half, National Day in the second.
fn season(date: NaiveDate) -> (i32, bool) {
    (date.year(), date.month() <= 6)
}

/// The least or greatest value over the tables; `None` if any has none.
fn extreme<T: Ord>(tables: &[Table], value: impl Fn(&Table) -> Option<T>, least: bool) -> Option<T> {
    tables.iter().map(value).reduce(|a, b| {
        let (a, b) = (a?, b?);
        Some(if least { a.min(b) } else { a.max(b) })
    })?
}
