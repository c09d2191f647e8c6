//! Counting in constant time: date → working-day number, and working-day number → date.

use chrono::NaiveDate;

/// Two dense arrays over the days of a calendar.
///
/// INVARIANT: `rank` has one entry a day from `first`; `select` has one entry per working day; day `i` is a
/// working day exactly if `rank` grows there, and then `select[rank[i] - 1] == i`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Table {
    /// The first day, in days since 1970-01-01.
    first: i32,
    /// How many working days there are from the first day up to and with this one. `u16` holds 250 years.
    rank: Box<[u16]>,
    /// The working days in order, as offsets from the first day.
    select: Box<[u16]>,
}

impl Table {
    /// A table of the days from `first` on; `working` says of each whether it is worked.
    pub(super) fn new(first: NaiveDate, working: &[bool]) -> Self {
        let mut rank = Vec::with_capacity(working.len());
        let mut select = Vec::with_capacity(working.len());
        let mut count = 0_u16;
        for (offset, works) in (0..u16::MAX).zip(working) {
            if *works {
                count = count.saturating_add(1);
                select.push(offset);
            }
            rank.push(count);
        }
        Self { first: first.to_epoch_days(), rank: rank.into(), select: select.into() }
    }

    fn offset(&self, date: NaiveDate) -> Option<usize> {
        usize::try_from(date.to_epoch_days().checked_sub(self.first)?).ok().filter(|at| *at < self.rank.len())
    }

    /// How many working days there are from the first day up to and with `date`.
    pub(super) fn rank(&self, date: NaiveDate) -> Option<i64> {
        let offset = self.offset(date)?;
        self.rank.get(offset).map(|rank| i64::from(*rank))
    }

    /// How many working days there are from the first day up to but without `date`.
    pub(super) fn rank_before(&self, date: NaiveDate) -> Option<i64> {
        match self.offset(date)? {
            0 => Some(0),
            offset => self.rank.get(offset.checked_sub(1)?).map(|rank| i64::from(*rank)),
        }
    }

    /// The working day with this number, from 1.
    pub(super) fn select(&self, number: i64) -> Option<NaiveDate> {
        let index = usize::try_from(number.checked_sub(1)?).ok()?;
        let offset = self.select.get(index)?;
        NaiveDate::from_epoch_days(self.first.checked_add(i32::from(*offset))?)
    }

    /// The first working day on or after `date`.
    pub(super) fn on_or_after(&self, date: NaiveDate) -> Option<NaiveDate> {
        self.select(self.rank_before(date)?.checked_add(1)?)
    }

    pub(super) fn is_working(&self, date: NaiveDate) -> Option<bool> {
        Some(self.rank(date)? != self.rank_before(date)?)
    }
}
