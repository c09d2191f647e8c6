//! The work counter: how many places of its tables a calendar reads, and that it does not depend on how far it counts.

use std::cell::Cell;

use chrono::NaiveDate;

use super::Calendar;
use crate::time_limit::{Backward, Roll, Start, TimeLimit, Unit};

thread_local! { static READS: Cell<u64> = const { Cell::new(0) } }

/// Called for every read.
pub(super) fn count() {
    READS.with(|reads| reads.set(reads.get().saturating_add(1)));
}

fn reads<T>(of: impl FnOnce() -> T) -> u64 {
    let before = READS.with(Cell::get);
    of();
    READS.with(Cell::get).saturating_sub(before)
}

fn date(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

#[test]
fn a_count_reads_two_places_however_far_it_goes() {
    let calendar = Calendar::vietnam();
    for n in [1, 2, 30, 500, 5_000, 20_000] {
        assert_eq!(reads(|| calendar.add_working_days(date(2015, 1, 1), n).unwrap()), 2, "{n} days on");
        let back = reads(|| calendar.add_working_days(date(2100, 12, 31), -n).unwrap());
        assert_eq!(back, 3, "{n} days back: whether the first day is worked, too");
    }
    for to in [date(2015, 1, 2), date(2026, 8, 20), date(2100, 12, 31)] {
        assert_eq!(reads(|| calendar.count_working_days(date(2015, 1, 1), to).unwrap()), 2, "up to {to}");
    }
    assert_eq!(reads(|| calendar.is_working_day(date(2026, 8, 22)).unwrap()), 1);
}

#[test]
fn a_due_date_and_its_certainty_read_as_much_however_far_they_are() {
    let calendar = Calendar::vietnam();
    let limits = |amount| {
        [
            TimeLimit::after(amount, Unit::WorkingDay),
            TimeLimit::after_with(amount, Unit::Day, Start::EventExcluded, Roll::NextWorkingDay),
            TimeLimit::before(amount, Unit::WorkingDay, Backward::ClearDays).unwrap(),
        ]
    };
    let cost = |limit: &TimeLimit, anchor, firm: bool| {
        let mut due = None;
        let reads = reads(|| due = Some(calendar.due(limit, anchor).unwrap()));
        assert_eq!(due.unwrap().is_firm(), firm, "{limit:?} from {anchor}");
        reads
    };
    // From 2021 the limits stay within the decreed years, from 2060 within those that are not.
    for (year, firm, most) in [(2021, true, 7), (2060, false, 40)] {
        let anchor = date(year, 6, 15);
        for (short, long) in limits(5).iter().zip(limits(1_200)) {
            let (short, long) = (cost(short, anchor, firm), cost(&long, anchor, firm));
            assert_eq!(short, long, "{year}");
            assert!(long <= most, "{long} reads in {year}");
        }
    }
}
