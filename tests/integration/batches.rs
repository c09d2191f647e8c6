//! Each row of a batch is what the single call gives, whatever stands in the rows beside it.

use std::fmt::Debug;
use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate};
use doithoai::{Backward, BatchError, Calendar, DueColumns, DueDate, EpochDay, PerRow, Roll, Start, TimeLimit, Unit};
use proptest::prelude::*;

use crate::oracle::Oracle;
use crate::support::{VIETNAM, cases};

/// 2015-01-01 and 2100-12-31.
const FIRST: i32 = 16_436;
const LAST: i32 = 47_846;

/// Beside the built-in calendar one that works every day, and one that works on the first days of a month alone.
static CALENDARS: LazyLock<[Calendar; 3]> = LazyLock::new(|| {
    let every_day = Calendar::builder().weekly_rest([]).build().expect("a calendar");
    let off = |day: &NaiveDate| day.weekday().number_from_monday() <= 5 && day.day() > 3;
    let seldom = Calendar::from_days((FIRST..=LAST).filter_map(NaiveDate::from_epoch_days).filter(off), []);
    [VIETNAM.clone(), every_day, seldom.expect("a calendar")]
});

/// A number of 32 or 64 bits.
trait Number: EpochDay + TryFrom<i64> + Debug {
    fn of(number: i64) -> Self {
        Self::try_from(number).unwrap_or(Self::NONE)
    }

    fn small(self) -> Option<i32> {
        i32::try_from(self.into()).ok()
    }

    fn date(self) -> Option<NaiveDate> {
        NaiveDate::from_epoch_days(self.small()?)
    }

    fn row(date: Option<NaiveDate>) -> Self {
        date.map_or(Self::NONE, |date| Self::of(date.to_epoch_days().into()))
    }
}

impl Number for i32 {}
impl Number for i64 {}

/// Days within the covered years, at their ends, at the ends of the tables behind them, and far away.
fn days() -> impl Strategy<Value = i64> {
    let (first, last) = (i64::from(FIRST), i64::from(LAST));
    let tables = [0, 1, 2, -1, 16_383, 16_384, 32_767, 32_768, 49_151, 49_152, 65_535, 65_536, first + (1 << 16)];
    let far = [i64::MIN, i64::MAX, i32::MIN.into(), i32::MAX.into(), first + (1 << 32), first - (1 << 32)];
    prop_oneof![
        2_000 => first..=last,
        8 => first - 3..first + 3,
        8 => last - 3..last + 3,
        4 => prop::sample::select(tables.to_vec()),
        1 => prop::sample::select(far.to_vec()),
    ]
}

fn counts() -> impl Strategy<Value = i64> {
    let tables =
        [0, 1_023, 1_024, 1_025, 8_191, 8_192, 8_193, 16_384, 32_767, 32_768, 65_535, 65_536, -32_768, -65_536];
    let far = [i64::MIN, i64::MAX, i32::MIN.into(), i32::MAX.into(), 1 << 32, (1 << 32) + 5];
    prop_oneof![
        2_000 => 1_i64..=30,
        8 => -30_i64..=30,
        8 => 1_i64..=33_000,
        4 => prop::sample::select(tables.to_vec()),
        1 => prop::sample::select(far.to_vec()),
    ]
}

/// From no row to more than are worth remembering by day.
fn lengths() -> impl Strategy<Value = usize> {
    prop_oneof![0..3_usize, 60..70_usize, 100..400_usize, 1_020..1_100_usize]
}

/// Days and counts; of a table that goes back every count is turned, as far as it can be.
fn table() -> impl Strategy<Value = Vec<(i64, i64)>> {
    let rows = lengths().prop_flat_map(|length| prop::collection::vec((days(), counts()), length));
    (rows, any::<bool>()).prop_map(|(mut rows, back)| {
        if back {
            for (_, n) in &mut rows {
                *n = n.checked_neg().unwrap_or(*n);
            }
        }
        rows
    })
}

/// What a batch wrote and counted is what `single` gives for each row.
fn agree<D: Number>(out: &[D], bad: usize, single: impl Fn(usize) -> D) -> Result<(), TestCaseError> {
    for (at, out) in out.iter().enumerate() {
        prop_assert_eq!(*out, single(at), "row {}", at);
    }
    prop_assert_eq!(bad, out.iter().filter(|out| **out == D::NONE).count());
    Ok(())
}

fn adding_agrees<D: Number>(calendar: &Calendar, table: &[(i64, i64)]) -> Result<(), TestCaseError> {
    let (days, n): (Vec<D>, Vec<D>) = table.iter().map(|(day, n)| (D::of(*day), D::of(*n))).unzip();
    let mut out = vec![D::of(7); days.len()];
    let single = |day: D, n: D| {
        let ends = day.date().zip(n.small()).map(|(day, n)| calendar.add_working_days(day, n));
        D::row(ends.and_then(Result::ok))
    };
    let bad = calendar.add_working_days_batch(&days, PerRow::Each(&n), &mut out).unwrap();
    agree(&out, bad, |at| single(days[at], n[at]))?;
    if let Some(same) = n.first() {
        let bad = calendar.add_working_days_batch(&days, PerRow::Same(*same), &mut out).unwrap();
        agree(&out, bad, |at| single(days[at], *same))?;
    }
    Ok(())
}

fn counting_agrees<D: Number>(calendar: &Calendar, table: &[(i64, i64)]) -> Result<(), TestCaseError> {
    let (from, to): (Vec<D>, Vec<D>) = table.iter().map(|(from, to)| (D::of(*from), D::of(*to))).unzip();
    let mut out = vec![D::of(7); from.len()];
    let single = |from: D, to: D| {
        let count = from.date().zip(to.date()).map(|(from, to)| calendar.count_working_days(from, to));
        count.and_then(Result::ok).map_or(D::NONE, D::of)
    };
    let bad = calendar.count_working_days_batch(&from, PerRow::Each(&to), &mut out).unwrap();
    agree(&out, bad, |at| single(from[at], to[at]))?;
    if let Some(same) = to.first() {
        let bad = calendar.count_working_days_batch(&from, PerRow::Same(*same), &mut out).unwrap();
        agree(&out, bad, |at| single(from[at], *same))?;
    }
    Ok(())
}

fn due_dates_agree<D: Number>(calendar: &Calendar, limit: TimeLimit, days: &[i64]) -> Result<(), TestCaseError> {
    let anchors: Vec<D> = days.iter().map(|day| D::of(*day)).collect();
    let [mut dates, mut alone, mut earliest, mut latest] = [(); 4].map(|()| vec![D::of(7); days.len()]);
    let mut columns = DueColumns::dates(&mut dates);
    (columns.earliest, columns.latest) = (Some(&mut earliest[..]), Some(&mut latest[..]));
    let bad = calendar.due_batch(&limit, &anchors, columns).unwrap();
    let single = |at: usize| calendar.due(&limit, D::date(anchors[at])?).ok();
    for (column, of) in [
        (&dates, (|due| due.date) as fn(DueDate) -> NaiveDate),
        (&earliest, |due| due.earliest()),
        (&latest, |due| due.latest()),
    ] {
        agree(column, bad, |at| D::row(single(at).map(of)))?;
    }
    prop_assert_eq!(calendar.due_batch(&limit, &anchors, DueColumns::dates(&mut alone)).unwrap(), bad);
    prop_assert_eq!(alone, dates);
    Ok(())
}

fn limits() -> Vec<TimeLimit> {
    let mut limits = Vec::new();
    for unit in Unit::ALL {
        for amount in [0, 1, 5, 30, 1_200, 30_000] {
            for start in [Start::EventExcluded, Start::EventIncluded] {
                limits.extend(
                    [Roll::None, Roll::NextWorkingDay].map(|roll| TimeLimit::after_with(amount, *unit, start, roll)),
                );
            }
            let counts = [Backward::EventExcluded, Backward::EventIncluded, Backward::ClearDays];
            limits.extend(counts.iter().filter_map(|count| TimeLimit::before(amount, *unit, *count).ok()));
        }
    }
    limits
}

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn each_row_of_added_days_is_the_single_call(which in 0..3_usize, table in table()) {
        adding_agrees::<i32>(&CALENDARS[which], &table)?;
        adding_agrees::<i64>(&CALENDARS[which], &table)?;
    }

    #[test]
    fn each_row_of_counts_is_the_single_call(which in 0..3_usize, length in lengths(), seed in prop::collection::vec((days(), days()), 400)) {
        let table: Vec<(i64, i64)> = seed.iter().copied().cycle().take(length).collect();
        counting_agrees::<i32>(&CALENDARS[which], &table)?;
        counting_agrees::<i64>(&CALENDARS[which], &table)?;
    }

    #[test]
    fn each_row_of_due_dates_is_the_single_call(which in 0..3_usize, limit in prop::sample::select(limits()), length in lengths(), seed in prop::collection::vec(days(), 400)) {
        let days: Vec<i64> = seed.iter().copied().cycle().take(length).collect();
        due_dates_agree::<i32>(&CALENDARS[which], limit, &days)?;
        due_dates_agree::<i64>(&CALENDARS[which], limit, &days)?;
    }
}

#[test]
fn every_covered_day_and_those_around_agree_with_counting_day_by_day() {
    let oracle = Oracle::vietnam();
    let days: Vec<i32> = (FIRST - 70..=LAST + 70).collect();
    let mut out = vec![0; days.len()];
    for n in [-400, -25, -2, -1, 0, 1, 2, 7, 25] {
        VIETNAM.add_working_days_batch(&days, PerRow::Each(&vec![n; days.len()]), &mut out).unwrap();
        for (day, out) in days.iter().zip(&out) {
            let covered = |day: &i32| (FIRST..=LAST).contains(day);
            let far = *day > LAST - 60 && n > 0; // the oracle knows no holiday after 2100
            if !covered(day) || far {
                continue;
            }
            let date = NaiveDate::from_epoch_days(*day).unwrap();
            let expected = oracle.add(date, n).to_epoch_days();
            assert_eq!(*out, if covered(&expected) { expected } else { i32::NONE }, "{date} {n:+}");
        }
        assert!(out.iter().zip(&days).all(|(out, day)| *day >= FIRST && *day <= LAST || *out == i32::NONE));
    }
}

#[test]
fn a_row_without_a_date_stops_nothing() {
    for bad in [i32::MIN, i32::MAX, FIRST - 1, LAST + 1, 0, FIRST + (1 << 16), FIRST - (1 << 15)] {
        for at in [0, 1, 63, 64, 127, 128, 2_000] {
            let mut days = vec![20_685; 2_001]; // 20 August 2026
            days[at] = bad;
            let mut out = vec![0; days.len()];
            for n in [PerRow::Same(7), PerRow::Each(&vec![7; days.len()])] {
                assert_eq!(VIETNAM.add_working_days_batch(&days, n, &mut out).unwrap(), 1);
                assert_eq!(out[at], i32::NONE);
                assert_eq!(out.iter().filter(|day| **day == 20_693).count(), 2_000); // 28 August
            }
        }
    }
}

/// Also where both days of a row are not covered: what each lacks must not make up for the other.
#[test]
fn a_row_of_days_that_are_not_covered_has_no_count() {
    for (from, to) in [(FIRST - 1, FIRST - 1), (FIRST - 7, LAST + 7), (LAST + 1, 20_685), (20_685, FIRST - 1)] {
        for at in [0, 1, 63, 64, 2_000] {
            let (mut froms, mut tos) = (vec![20_685; 2_001], vec![20_693; 2_001]); // 20 and 28 August 2026
            (froms[at], tos[at]) = (from, to);
            let mut out = vec![0; froms.len()];
            assert_eq!(
                VIETNAM.count_working_days_batch(&froms, PerRow::Each(&tos), &mut out).unwrap(),
                1,
                "{from} {to}"
            );
            assert_eq!(out[at], i32::NONE);
            // The Saturday between is worked, in the place of Monday 31 August.
            assert_eq!(out.iter().filter(|days| **days == 7).count(), 2_000);
        }
    }
}

/// Whole blocks of such rows, before the first day and after the last.
#[test]
fn where_no_row_is_covered_none_has_a_count() {
    for day in [FIRST - 1, FIRST - 2, FIRST - 64, LAST + 1, LAST + 64] {
        let days = vec![day; 130];
        let mut out = vec![7; days.len()];
        assert_eq!(VIETNAM.count_working_days_batch(&days, PerRow::Each(&days), &mut out).unwrap(), 130, "{day}");
        assert!(out.iter().all(|count| *count == i32::NONE), "{day}");
    }
}

/// Days that a table of the covered ones would take for one another: each 2^15 days from one that was asked.
#[test]
fn days_outside_the_covered_years_do_not_get_the_answer_of_one_inside() {
    const INSIDE: i32 = 20_685; // 2026-08-20
    for outside in [INSIDE + (1 << 15), INSIDE - (1 << 15), INSIDE + (1 << 16), i32::MAX, i32::NONE] {
        let days: Vec<i32> = [vec![INSIDE; 4_096], vec![outside; 128], vec![INSIDE; 64]].concat();
        let mut out = vec![7; days.len()];
        let limit = TimeLimit::after(5, Unit::WorkingDay);
        assert_eq!(VIETNAM.due_batch(&limit, &days, DueColumns::dates(&mut out)), Ok(128), "{outside}");
        for (day, due) in days.iter().zip(out) {
            assert_eq!(due, if *day == INSIDE { 20_691 } else { i32::NONE }, "{day}");
        }
    }
}

/// Whole blocks of the first days, of which nothing before is covered.
#[test]
fn before_the_first_days_there_is_no_date() {
    for first in FIRST..FIRST + 12 {
        for n in [-1, -2, -5] {
            let days = vec![first; 130];
            let mut out = vec![7; days.len()];
            let bad = VIETNAM.add_working_days_batch(&days, PerRow::Each(&vec![n; days.len()]), &mut out).unwrap();
            let date = |day: i32| NaiveDate::from_num_days_from_ce_opt(719_163 + day).unwrap();
            let single = VIETNAM.add_working_days(date(first), n).ok().map(|day| day.num_days_from_ce() - 719_163);
            assert!(out.iter().all(|day| *day == single.unwrap_or(i32::NONE)), "{first} {n}: {out:?}");
            assert_eq!(bad, if single.is_none() { days.len() } else { 0 });
        }
    }
}

#[test]
fn slices_of_other_lengths_are_refused_and_nothing_is_written() {
    let (days, mut out) = ([20_685, 20_686], [7, 7]);
    let added = VIETNAM.add_working_days_batch(&days, PerRow::Each(&[1, 2, 3]), &mut out);
    let counted = VIETNAM.count_working_days_batch(&days, PerRow::Each(&[]), &mut out);
    let ten = TimeLimit::after(10, Unit::WorkingDay);
    let mut short = [7];
    let mut columns = DueColumns::dates(&mut out);
    columns.earliest = Some(&mut short);
    let due = VIETNAM.due_batch(&ten, &days, columns);
    let told: Vec<String> = [added, counted, due].map(|result| result.unwrap_err().to_string()).to_vec();
    assert_eq!(
        told,
        [
            "`n` has 3 items, `days` has 2 items: they need as many",
            "`to` has 0 items, `from` has 2 items: they need as many",
            "`earliest` has 1 item, `anchors` has 2 items: they need as many",
        ]
    );
    assert_eq!((out, short), ([7, 7], [7]));
    let mut none: [i64; 0] = [];
    assert_eq!(VIETNAM.add_working_days_batch(&[], PerRow::Same(1), &mut none), Ok::<usize, BatchError>(0));
}
