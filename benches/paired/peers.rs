//! The working days as a plain list, the slow reference, and other ways to count them, given the same days.

use std::collections::HashSet;

use bdays::{HolidayCalendar, HolidayCalendarCache};
use chrono::{Datelike, NaiveDate, Weekday};
use doithoai::{Calendar, CoverageError};

/// What every way to add gives, so that all pay for the same kind of answer.
pub(crate) type Added = Result<NaiveDate, CoverageError>;

/// Every non-ordinary day of 2015-2027, compiled by hand and independently of the library.
const BY_HAND: &str = include_str!("../../tests/data/vn_calendar.csv");

fn is_week_day(date: NaiveDate) -> bool {
    !matches!(date.weekday(), Weekday::Sat | Weekday::Sun)
}

/// Whether each day is worked: what every peer is told and every answer is checked against.
pub(crate) struct Days {
    pub(crate) first: NaiveDate,
    worked: Vec<bool>,
}

impl Days {
    /// The days of some years, as the library has them; those of 2015-2027 must be as the list by hand says.
    pub(crate) fn of(calendar: &Calendar, years: std::ops::RangeInclusive<i32>) -> Self {
        let first = NaiveDate::from_ymd_opt(*years.start(), 1, 1).unwrap();
        let worked: Vec<_> = first
            .iter_days()
            .take_while(|date| years.contains(&date.year()))
            .map(|date| calendar.is_working_day(date).unwrap())
            .collect();
        let rows = BY_HAND.lines().filter(|line| !line.starts_with(['#', 'd']));
        let special: std::collections::HashMap<NaiveDate, bool> = rows
            .map(|row| row.split(',').collect::<Vec<_>>())
            .map(|row| (row[0].parse().unwrap(), row[1] == "swap_work"))
            .collect();
        for (date, worked) in first.iter_days().zip(&worked).filter(|(date, _)| date.year() <= 2027) {
            assert_eq!(*worked, special.get(&date).copied().unwrap_or_else(|| is_week_day(date)), "{date}");
        }
        Self { first, worked }
    }

    fn place(&self, date: NaiveDate) -> usize {
        usize::try_from(date.signed_duration_since(self.first).num_days()).unwrap()
    }

    pub(crate) fn is_worked(&self, date: NaiveDate) -> bool {
        self.worked[self.place(date)]
    }

    /// The slow reference: day after day.
    pub(crate) fn add(&self, date: NaiveDate, n: i32) -> NaiveDate {
        let (mut date, mut left) = (date, n);
        while left > 0 {
            date = date.succ_opt().unwrap();
            left -= i32::from(self.is_worked(date));
        }
        date
    }

    /// The slow reference: day before day.
    pub(crate) fn back(&self, date: NaiveDate, n: i32) -> NaiveDate {
        let (mut date, mut left) = (date, n);
        while left > 0 {
            date = date.pred_opt().unwrap();
            left -= i32::from(self.is_worked(date));
        }
        date
    }

    /// The slow reference: the worked days after `from` up to and with `to`.
    pub(crate) fn count(&self, from: NaiveDate, to: NaiveDate) -> i64 {
        let worked = &self.worked[self.place(from) + 1..=self.place(to)];
        i64::try_from(worked.iter().filter(|worked| **worked).count()).unwrap()
    }

    /// The worked days, in order.
    pub(crate) fn list(&self) -> Vec<NaiveDate> {
        self.first.iter_days().zip(&self.worked).filter(|(_, worked)| **worked).map(|(date, _)| date).collect()
    }

    /// The days with their state that are not as their week day says.
    fn special(&self) -> impl Iterator<Item = (NaiveDate, bool)> + '_ {
        let days = self.first.iter_days().zip(self.worked.iter().copied());
        days.filter(|(date, worked)| is_week_day(*date) != *worked)
    }

    pub(crate) fn rank_and_select(&self) -> Tables {
        let first = self.first.to_epoch_days();
        let mut tables = Tables { first, rank: Vec::new(), select: vec![i32::MIN] };
        for (day, worked) in (first..).zip(&self.worked) {
            if *worked {
                tables.select.push(day);
            }
            tables.rank.push(u16::try_from(tables.select.len() - 1).unwrap());
        }
        tables
    }
}

/// The plain way: two hash sets.
pub(crate) struct Sets {
    off: HashSet<NaiveDate>,
    worked: HashSet<NaiveDate>,
}

impl Sets {
    pub(crate) fn of(days: &Days) -> Self {
        let (worked, off): (Vec<_>, Vec<_>) = days.special().partition(|(_, worked)| *worked);
        let dates = |days: Vec<(NaiveDate, bool)>| days.into_iter().map(|(date, _)| date).collect();
        Self { off: dates(off), worked: dates(worked) }
    }

    pub(crate) fn is_worked(&self, date: NaiveDate) -> bool {
        if is_week_day(date) { !self.off.contains(&date) } else { self.worked.contains(&date) }
    }

    pub(crate) fn add(&self, date: NaiveDate, n: i32) -> Added {
        Ok(day_by_day(date, n, |date| self.is_worked(date)))
    }

    pub(crate) fn count(&self, from: NaiveDate, to: NaiveDate) -> Result<i64, CoverageError> {
        let (mut date, mut count) = (from, 0);
        while date < to {
            date = date.succ_opt().unwrap();
            count += i64::from(self.is_worked(date));
        }
        Ok(count)
    }
}

/// The same with sorted lists.
pub(crate) struct Lists {
    off: Vec<NaiveDate>,
    worked: Vec<NaiveDate>,
}

impl Lists {
    pub(crate) fn of(days: &Days) -> Self {
        let of = |state| days.special().filter(|(_, worked)| *worked == state).map(|(date, _)| date).collect();
        Self { off: of(false), worked: of(true) }
    }

    pub(crate) fn add(&self, date: NaiveDate, n: i32) -> Added {
        Ok(day_by_day(date, n, |date| {
            if is_week_day(date) {
                self.off.binary_search(&date).is_err()
            } else {
                self.worked.binary_search(&date).is_ok()
            }
        }))
    }
}

fn day_by_day(mut date: NaiveDate, n: i32, is_worked: impl Fn(NaiveDate) -> bool) -> NaiveDate {
    let mut left = n;
    while left > 0 {
        date = date.succ_opt().unwrap();
        left -= i32::from(is_worked(date));
    }
    date
}

/// A list of every worked day: O(log days).
pub(crate) struct Worked(pub(crate) Vec<NaiveDate>);

impl Worked {
    fn rank(&self, date: NaiveDate) -> usize {
        self.0.partition_point(|worked| *worked <= date)
    }

    pub(crate) fn add(&self, date: NaiveDate, n: i32) -> Added {
        let place = (self.rank(date) + usize::try_from(n).unwrap_or_default()).wrapping_sub(1);
        self.0.get(place).copied().ok_or(CoverageError::Leaves { from: date })
    }

    pub(crate) fn count(&self, from: NaiveDate, to: NaiveDate) -> Result<i64, CoverageError> {
        Ok(i64::try_from(self.rank(to)).unwrap() - i64::try_from(self.rank(from)).unwrap())
    }
}

/// What `bdays` is told: a worked Saturday is not a holiday that is missing, so `is_bday` is ours to say.
struct Vietnam(Sets);

impl HolidayCalendar<NaiveDate> for Vietnam {
    fn is_holiday(&self, date: NaiveDate) -> bool {
        self.0.off.contains(&date)
    }

    fn is_bday(&self, date: NaiveDate) -> bool {
        self.0.is_worked(date)
    }
}

/// `bdays` with its cache. It rolls a day of rest forward before it counts; rolled back before, its answers are exact.
pub(crate) struct Bdays(HolidayCalendarCache<NaiveDate>);

impl Bdays {
    pub(crate) fn of(days: &Days) -> Self {
        let last = *days.list().last().unwrap();
        Self(HolidayCalendarCache::new(Vietnam(Sets::of(days)), days.first, last))
    }

    pub(crate) fn is_worked(&self, date: NaiveDate) -> Result<bool, CoverageError> {
        Ok(self.0.is_bday(date))
    }

    pub(crate) fn add(&self, date: NaiveDate, n: i32) -> Added {
        Ok(self.0.advance_bdays(self.0.to_bday(date, false), n))
    }

    pub(crate) fn count(&self, from: NaiveDate, to: NaiveDate) -> Result<i64, CoverageError> {
        Ok(self.0.bdays(self.0.to_bday(from, false), self.0.to_bday(to, false)).into())
    }
}

/// The two tables that a user may write: `rank` from a day to the worked days so far, `select` back.
pub(crate) struct Tables {
    first: i32,
    rank: Vec<u16>,
    select: Vec<i32>,
}

impl Tables {
    pub(crate) fn add(&self, day: i32, n: i32) -> i32 {
        let rank = self.rank[(day - self.first) as usize];
        self.select[(i32::from(rank) + n) as usize]
    }
}
