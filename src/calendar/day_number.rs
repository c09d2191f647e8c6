//! The covered days as numbers, and back: two tables by year and by day instead of chrono's arithmetic.

use chrono::{Datelike, NaiveDate};

use super::{FIRST, FIRST_YEAR, LAST, YEARS};

/// A covered day as days since 1970-01-01; `u16` reaches the year 2149.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct DayNumber(u16);

/// How many slots a table of days has: a power of two, so that a masked number is always a slot.
pub(super) const SLOTS: usize = 1 << 15;

/// The first number of the [`SLOTS`] in a row that include every covered day.
pub(super) const BASE: u16 = 1 << 14;

/// The number of the day before each covered year.
static YEAR_STARTS: [u16; YEARS] = year_starts();

/// The covered days, each in the slot of its number.
static DATES: [NaiveDate; SLOTS] = dates();

impl DayNumber {
    pub(super) const FIRST: Self = Self(number(FIRST));
    pub(super) const LAST: Self = Self(number(LAST));

    /// The number of a date, if it is covered.
    #[inline]
    pub(super) fn of(date: NaiveDate) -> Option<Self> {
        let year = usize::try_from(date.year().wrapping_sub(FIRST_YEAR)).ok()?;
        let start = YEAR_STARTS.get(year)?;
        // An ordinal is at most 366: the sum stays far below 65,536.
        Some(Self(start.wrapping_add(u16::try_from(date.ordinal()).ok()?)))
    }

    /// The day with a number, if it is covered.
    #[inline]
    pub(super) fn covered(number: u16) -> Option<Self> {
        (Self::FIRST.0..=Self::LAST.0).contains(&number).then_some(Self(number))
    }

    /// The day so many days later or earlier, if it is covered.
    #[inline]
    pub(super) fn shifted(self, days: i64) -> Option<Self> {
        u16::try_from(i64::from(self.0).checked_add(days)?).ok().and_then(Self::covered)
    }

    /// The day with a number that tables gave, where 0 is none.
    #[inline]
    pub(super) fn found(number: u16) -> Option<Self> {
        (number != 0).then_some(Self(number))
    }

    #[inline]
    pub(super) fn date(self) -> NaiveDate {
        DATES.get(self.slot()).copied().unwrap_or(FIRST)
    }

    #[inline]
    pub(super) const fn get(self) -> u16 {
        self.0
    }

    /// Where the day stands in a table of [`SLOTS`].
    #[inline]
    pub(super) const fn slot(self) -> usize {
        slot(self.0)
    }
}

pub(super) const fn slot(number: u16) -> usize {
    number as usize & (SLOTS - 1)
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the covered days are within 1970-2149")]
const fn number(date: NaiveDate) -> u16 {
    date.to_epoch_days() as u16
}

#[expect(clippy::arithmetic_side_effects, reason = "computed when compiling, where an overflow is an error")]
#[expect(clippy::indexing_slicing, reason = "the same")]
const fn year_starts() -> [u16; YEARS] {
    let mut starts = [0; YEARS];
    let (mut at, mut year) = (0, FIRST_YEAR);
    while let Some(date) = NaiveDate::from_yo_opt(year, 1)
        && at < YEARS
    {
        starts[at] = number(date) - 1;
        (at, year) = (at + 1, year + 1);
    }
    starts
}

#[expect(clippy::indexing_slicing, reason = "computed when compiling, where a slot that is not there is an error")]
#[expect(clippy::large_stack_arrays, reason = "the same: on no stack")]
const fn dates() -> [NaiveDate; SLOTS] {
    let mut dates = [FIRST; SLOTS];
    let mut date = FIRST;
    loop {
        dates[slot(number(date))] = date;
        date = match date.succ_opt() {
            Some(next) if number(date) < number(LAST) => next,
            _ => return dates,
        };
    }
}
