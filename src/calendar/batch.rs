//! Counting for many rows at once, over slices of day numbers.

use std::cell::Cell;
use std::ops::{BitOr, Not};

use chrono::NaiveDate;
use thiserror::Error;

use super::Calendar;
use super::day_number::{BASE, DayNumber, SLOTS};
use super::tables::{Table, UNCOVERED, boxed, read};
use crate::text::messages;

/// A day of an array, as days since 1970-01-01: `i32` as in Arrow's `date32`, or `i64` as in numpy's `datetime64[D]`.
///
/// ```
/// use doithoai::EpochDay;
/// assert_eq!((i32::NONE, i64::NONE), (i32::MIN, i64::MIN)); // the latter is numpy's NaT
/// ```
pub trait EpochDay: Row {
    /// What stands in a row that has no date.
    const NONE: Self;
}

impl EpochDay for i32 {
    const NONE: Self = Self::MIN;
}

impl EpochDay for i64 {
    const NONE: Self = Self::MIN;
}

/// What batches do with a number. Nobody else can implement it, so that it may grow.
pub trait Row:
    Copy + Ord + Default + From<i16> + From<u16> + Into<i64> + BitOr<Output = Self> + Not<Output = Self>
{
    /// The difference, wrapped around.
    fn less(self, other: u16) -> Self;
    /// Whether no bit from this one on is set.
    fn fits(self, bits: u32) -> bool;
    /// The lowest bits.
    fn low(self) -> u32;
}

impl Row for i32 {
    #[inline]
    fn less(self, other: u16) -> Self {
        self.wrapping_sub(other.into())
    }

    #[inline]
    fn fits(self, bits: u32) -> bool {
        self.wrapping_shr(bits) == 0
    }

    #[inline]
    fn low(self) -> u32 {
        self.cast_unsigned()
    }
}

impl Row for i64 {
    #[inline]
    fn less(self, other: u16) -> Self {
        self.wrapping_sub(other.into())
    }

    #[inline]
    fn fits(self, bits: u32) -> bool {
        self.wrapping_shr(bits) == 0
    }

    #[inline]
    #[expect(clippy::cast_sign_loss, clippy::cast_possible_truncation, reason = "only the lowest bits are used")]
    fn low(self) -> u32 {
        self as u32
    }
}

/// One value for all rows of a batch, or one for each.
///
/// ```
/// use doithoai::{Calendar, PerRow};
/// let (calendar, days) = (Calendar::vietnam(), [20_685, 20_686]); // 20 and 21 August 2026
/// let (mut same, mut each) = ([0; 2], [0; 2]);
/// calendar.add_working_days_batch(&days, PerRow::Same(7), &mut same)?;
/// calendar.add_working_days_batch(&days, PerRow::Each(&[7, 7]), &mut each)?;
/// assert_eq!(same, each);
/// # Ok::<(), doithoai::BatchError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PerRow<'a, T> {
    /// The same in every row.
    Same(T),
    /// The value of each row.
    Each(&'a [T]),
}

/// Arrays of a batch that do not fit each other.
///
/// ```
/// use doithoai::{Calendar, PerRow};
/// let error = Calendar::vietnam().add_working_days_batch(&[20_685, 20_686], PerRow::Each(&[7]), &mut [0; 2]);
/// assert_eq!(error.unwrap_err().to_string(), "`n` has 1 item, `days` has 2 items: they need as many");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Error)]
#[non_exhaustive]
pub struct BatchError {
    /// The array of another length.
    pub array: &'static str,
    /// How many items it has.
    pub length: usize,
    /// The array that says how many rows there are.
    pub rows_of: &'static str,
    /// How many rows there are.
    pub rows: usize,
}

messages! { BatchError, lang:
    Self { array, length, rows_of, rows } => "unequal-lengths", {
        let items = |count: &usize| if *count == 1 { "item" } else { "items" };
        let (its, wanted) = (items(length), items(rows));
    },
        "`{array}` có {length} phần tử, `{rows_of}` có {rows} phần tử: hai mảng phải dài bằng nhau",
        "`{array}` has {length} {its}, `{rows_of}` has {rows} {wanted}: they need as many";
}

impl BatchError {
    /// # Errors
    /// If the array has not as many items as there are rows.
    pub(crate) fn check(
        (rows_of, rows): (&'static str, usize),
        (array, length): (&'static str, usize),
    ) -> Result<(), Self> {
        if length == rows { Ok(()) } else { Err(Self { array, length, rows_of, rows }) }
    }
}

/// The covered days are within so many bits from [`BASE`].
const WINDOW_BITS: u32 = SLOTS.ilog2();

/// How many rows are counted together: the numbers are checked first, then looked up without a branch.
const BLOCK: usize = 64;

/// The number of a covered day.
fn covered<D: EpochDay>(day: D) -> Option<DayNumber> {
    u16::try_from(day.into()).ok().and_then(DayNumber::covered)
}

/// A date as a row has it.
fn row<D: EpochDay>(date: Option<DayNumber>) -> D {
    date.map_or(D::NONE, |date| D::from(date.get()))
}

/// Marks every row.
fn no_dates<D: EpochDay>(out: &mut [D]) -> usize {
    out.fill(D::NONE);
    out.len()
}

/// Whether each of the numbers is at least `base` and less than `1 << bits` above it.
#[inline]
fn all_above<D: EpochDay>(numbers: &[D; BLOCK], base: u16, bits: u32) -> bool {
    let all = numbers.iter().fold(D::default(), |all, number| all | number.less(base));
    all.fits(bits)
}

/// Whether each of the numbers is negative, and at least `-(1 << bits)`.
#[inline]
fn all_negative<D: EpochDay>(numbers: &[D; BLOCK], bits: u32) -> bool {
    let all = numbers.iter().fold(D::default(), |all, number| all | !*number);
    all.fits(bits)
}

/// Fills `out` block by block where that gives every row its answer, else row by row; the rows without one are counted.
#[inline]
fn fill<D: EpochDay>(
    (first, second): (&[D], &[D]),
    out: &mut [D],
    block: impl Fn(&[D; BLOCK], &[D; BLOCK], &mut [D; BLOCK]) -> bool,
    row: impl Fn(D, D) -> D,
) -> usize {
    let rows = |first: &[D], second: &[D], out: &mut [D]| {
        first.iter().zip(second).zip(out).fold(0_usize, |bad, ((first, second), out)| {
            *out = row(*first, *second);
            bad.saturating_add(usize::from(*out == D::NONE))
        })
    };
    let (firsts, first_rest) = first.as_chunks();
    let (seconds, second_rest) = second.as_chunks();
    let (outs, out_rest) = out.as_chunks_mut();
    let mut bad = 0_usize;
    for ((first, second), out) in firsts.iter().zip(seconds).zip(outs) {
        if !block(first, second, out) {
            bad = bad.saturating_add(rows(first, second, out));
        }
    }
    bad.saturating_add(rows(first_rest, second_rest, out_rest))
}

impl Table<'_> {
    /// The day `n` working days from `day`, as [`Calendar::add_working_days`] has it.
    #[inline]
    pub(super) fn add(&self, day: DayNumber, n: i32) -> Option<DayNumber> {
        if n == 0 { Some(day) } else { self.nth(day, n.unsigned_abs(), n > 0, false) }
    }

    fn add_rows<D: EpochDay>(&self, days: &[D], n: &[D], out: &mut [D]) -> usize {
        let (rank, select, reach_bits) = (self.ranks(), self.selected(), self.reach_bits());
        let find = |number: u32| D::from(read(select, number));
        let forward = |days: &[D; BLOCK], n: &[D; BLOCK], out: &mut [D; BLOCK]| {
            for ((day, n), out) in days.iter().zip(n).zip(&mut *out) {
                *out = find(u32::from(read(rank, day.low())).wrapping_add(n.low()));
            }
            all_above(out, 1, u16::BITS)
        };
        let backward = |days: &[D; BLOCK], n: &[D; BLOCK], out: &mut [D; BLOCK]| {
            let mut uncovered = 0;
            for ((day, n), out) in days.iter().zip(n).zip(&mut *out) {
                let (own, before) = (read(rank, day.low()), read(rank, day.low().wrapping_sub(1)));
                uncovered |= own | before; // of the first day, too: no day before it is covered
                *out = find(u32::from(before).wrapping_add(n.low()).wrapping_add(1));
            }
            uncovered & UNCOVERED == 0 && all_above(out, 1, u16::BITS)
        };
        let block = |days: &[D; BLOCK], n: &[D; BLOCK], out: &mut [D; BLOCK]| {
            all_above(days, BASE, WINDOW_BITS)
                && (all_above(n, 1, reach_bits) && forward(days, n, out)
                    || all_negative(n, reach_bits) && backward(days, n, out))
        };
        fill((days, n), out, block, |day, n| {
            row(covered(day).zip(i32::try_from(n.into()).ok()).and_then(|(day, n)| self.add(day, n)))
        })
    }

    fn count_rows<D: EpochDay>(&self, from: &[D], to: &[D], out: &mut [D]) -> usize {
        let rank = self.ranks();
        let block = |from: &[D; BLOCK], to: &[D; BLOCK], out: &mut [D; BLOCK]| {
            if !(all_above(from, BASE, WINDOW_BITS) && all_above(to, BASE, WINDOW_BITS)) {
                return false;
            }
            let mut uncovered = 0;
            for ((from, to), out) in from.iter().zip(to).zip(out) {
                let (from, to) = (read(rank, from.low()), read(rank, to.low()));
                uncovered |= from | to;
                *out = D::from(to.wrapping_sub(from).cast_signed());
            }
            uncovered & UNCOVERED == 0
        };
        fill((from, to), out, block, |from, to| {
            let both = covered(from).zip(covered(to));
            both.map_or(D::NONE, |(from, to)| D::from(self.between(from, to)))
        })
    }
}

impl Calendar {
    /// [`add_working_days`](Self::add_working_days) for each row of a slice; gives how many rows have no date.
    ///
    /// A row whose day is not covered or whose count leaves the covered years becomes [`EpochDay::NONE`]; it stops nothing.
    /// A million rows with an `n` each take about a millisecond.
    ///
    /// ```
    /// use doithoai::{Calendar, EpochDay, PerRow};
    /// let calendar = Calendar::vietnam();
    /// let days = [20_685, 20_693, i32::NONE]; // 20 and 28 August 2026, and no day
    /// let mut out = [0; 3];
    /// assert_eq!(calendar.add_working_days_batch(&days, PerRow::Each(&[7, 7, 7]), &mut out)?, 1);
    /// assert_eq!(out, [20_693, 20_707, i32::NONE]); // 28 August and 11 September
    /// # Ok::<(), doithoai::BatchError>(())
    /// ```
    ///
    /// # Errors
    /// [`BatchError`] if the slices are not equally long; then nothing is written.
    pub fn add_working_days_batch<D: EpochDay>(
        &self,
        days: &[D],
        n: PerRow<'_, D>,
        out: &mut [D],
    ) -> Result<usize, BatchError> {
        let rows = ("days", days.len());
        BatchError::check(rows, ("out", out.len()))?;
        match n {
            PerRow::Each(n) => {
                BatchError::check(rows, ("n", n.len()))?;
                Ok(match self.likely() {
                    Some(table) => table.add_rows(days, n, out),
                    None => no_dates(out),
                })
            }
            PerRow::Same(n) => {
                let n = i32::try_from(n.into()).ok();
                Ok(each_day(days, out, |date| self.add_working_days(date, n?).ok()))
            }
        }
    }

    /// [`count_working_days`](Self::count_working_days) for each row of two slices; gives how many rows have no count.
    ///
    /// A row with a day that is not covered becomes [`EpochDay::NONE`]; it stops nothing.
    ///
    /// ```
    /// use doithoai::{Calendar, EpochDay, PerRow};
    /// let calendar = Calendar::vietnam();
    /// let from = [20_693_i64, 20_707, i64::NONE]; // 28 August and 11 September 2026, and no day
    /// let mut out = [0; 3];
    /// assert_eq!(calendar.count_working_days_batch(&from, PerRow::Same(20_707), &mut out)?, 1);
    /// assert_eq!(out, [7, 0, i64::NONE]);
    /// # Ok::<(), doithoai::BatchError>(())
    /// ```
    ///
    /// # Errors
    /// [`BatchError`] if the slices are not equally long; then nothing is written.
    pub fn count_working_days_batch<D: EpochDay>(
        &self,
        from: &[D],
        to: PerRow<'_, D>,
        out: &mut [D],
    ) -> Result<usize, BatchError> {
        let rows = ("from", from.len());
        BatchError::check(rows, ("out", out.len()))?;
        match to {
            PerRow::Each(to) => {
                BatchError::check(rows, ("to", to.len()))?;
                Ok(match self.likely() {
                    Some(table) => table.count_rows(from, to, out),
                    None => no_dates(out),
                })
            }
            PerRow::Same(to) => {
                let (to, Some(table)) = ([to; BLOCK], self.likely()) else { return Ok(no_dates(out)) };
                let blocks = from.chunks(BLOCK).zip(out.chunks_mut(BLOCK));
                Ok(blocks.map(|(from, out)| table.count_rows(from, to.get(..from.len()).unwrap_or(&to), out)).sum())
            }
        }
    }
}

/// So many rows are worth remembering the answer of each day.
const MANY: usize = 1 << 10;

/// What a day that was asked and has no answer is remembered as: the number of a day long before the first.
const NO_ANSWER: u16 = 1;

/// Puts into `out` what `answer` says of each day, asking once a day where there are many rows; counts the rows without an answer.
///
/// Many rows take 64 KiB meanwhile; few take nothing.
pub(crate) fn each_day<D: EpochDay>(
    days: &[D],
    out: &mut [D],
    answer: impl Fn(NaiveDate) -> Option<NaiveDate>,
) -> usize {
    let answer = |day: DayNumber| answer(day.date()).and_then(DayNumber::of);
    if days.len() < MANY {
        return fill((days, days), out, |_, _, _| false, |day, _| row(covered(day).and_then(answer)));
    }
    let known = boxed::<Cell<u16>, SLOTS>();
    let at = |day: u32| known.get(day as usize % SLOTS).map_or(0, Cell::get);
    let block = |days: &[D; BLOCK], _: &[D; BLOCK], out: &mut [D; BLOCK]| {
        if !all_above(days, BASE, WINDOW_BITS) {
            return false;
        }
        for (day, out) in days.iter().zip(&mut *out) {
            *out = D::from(at(day.low()));
        }
        all_above(out, NO_ANSWER.saturating_add(1), u16::BITS)
    };
    fill((days, days), out, block, |day, _| {
        let Some(day) = covered(day) else { return D::NONE };
        let number = match at(day.get().into()) {
            0 => answer(day).map_or(NO_ANSWER, DayNumber::get),
            known => known,
        };
        if let Some(place) = known.get(day.slot()) {
            place.set(number);
        }
        if number == NO_ANSWER { D::NONE } else { D::from(number) }
    })
}
