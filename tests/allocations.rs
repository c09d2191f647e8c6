//! What calls allocate, and how much memory a calendar holds. The ceilings are those that the documentation states.
#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "tests fail by panicking and show what they measured")]

use std::hint::black_box;

use allocation_counter::{AllocationInfo, measure};
use chrono::NaiveDate;
use doithoai::{Backward, Calendar, DueColumns, PerRow, TimeLimit, Unit};

/// Bytes that [`Calendar::vietnam`] holds.
const CALENDAR: i64 = 800_000;
/// Bytes that are in use at most while it is built.
const BUILDING: u64 = 850_000;
/// Bytes that a trace of ten working days holds at most if the date is firm, and in how many pieces.
const TRACE: (i64, i64) = (7_500, 100);
/// The same if it is provisional, with what is open.
const TRACE_PROVISIONAL: (i64, i64) = (9_000, 100);

fn date(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn ten() -> TimeLimit {
    TimeLimit::after(10, Unit::WorkingDay)
}

/// What a call allocates, and what is still held while its result is kept.
fn kept<T>(of: impl FnOnce() -> T) -> AllocationInfo {
    let mut kept = None;
    let info = measure(|| kept = Some(of()));
    black_box(kept);
    info
}

#[test]
fn the_counter_counts() {
    assert_eq!(kept(|| Box::new(1_u32)).bytes_current, 4);
}

#[test]
fn calls_allocate_nothing() {
    let calendar = Calendar::vietnam();
    let back = TimeLimit::before(5, Unit::WorkingDay, Backward::ClearDays).unwrap();
    // 1,000 days from 2024-01-01 on; from 1,024 rows a batch remembers its days, in 64 KiB.
    let days: Vec<i32> = (19_723..20_723).collect();
    let n: Vec<i32> = (1..=30).cycle().take(days.len()).collect();
    let mut out = vec![0; days.len()];
    let info = measure(|| {
        for day in [date(2015, 6, 15), date(2026, 8, 20), date(2031, 1, 16), date(2060, 8, 28)] {
            black_box(calendar.is_working_day(day).unwrap());
            black_box(calendar.last_working_day(day).unwrap());
            black_box(calendar.add_working_days(day, 10).unwrap());
            black_box(calendar.add_working_days(day, -10).unwrap());
            black_box(calendar.count_working_days(day, date(2100, 12, 31)).unwrap());
            for unit in [Unit::WorkingDay, Unit::Day, Unit::Week, Unit::Month, Unit::Year] {
                black_box(calendar.due(&TimeLimit::after(3, unit), day).unwrap());
            }
            black_box(calendar.due(&ten(), calendar.due(&back, day).unwrap()).unwrap());
            black_box(calendar.due(&ten(), date(2101, 1, 1)).unwrap_err());
        }
        black_box(calendar.clone());
        for n in [PerRow::Each(&n), PerRow::Same(7)] {
            assert_eq!(calendar.add_working_days_batch(&days, n, &mut out), Ok(0));
        }
        for to in [PerRow::Each(&days), PerRow::Same(20_000)] {
            assert_eq!(calendar.count_working_days_batch(&days, to, &mut out), Ok(0));
        }
        assert_eq!(calendar.due_batch(&ten(), &days, DueColumns::dates(&mut out)), Ok(0));
    });
    assert_eq!((info.count_total, info.bytes_total), (0, 0));
}

#[test]
fn a_trace_holds_what_the_documentation_says() {
    let calendar = Calendar::vietnam();
    let traced = |anchor, firm: bool| {
        let info = kept(|| {
            let (due, trace) = calendar.due_traced(&ten(), anchor).unwrap();
            assert_eq!(due.is_firm(), firm, "{anchor}");
            trace
        });
        (info.bytes_current, info.count_current)
    };
    // Every anchor of a year whose count ends in it.
    let year = |year, firm| {
        let anchors = date(year, 1, 1).iter_days().take(340);
        anchors.map(|anchor| traced(anchor, firm)).reduce(|a, b| (a.0.max(b.0), a.1.max(b.1))).unwrap()
    };
    for (name, (bytes, pieces), ceiling) in
        [("2026", year(2026, true), TRACE), ("2031, provisional", year(2031, false), TRACE_PROVISIONAL)]
    {
        println!("a trace of ten working days in {name}: at most {bytes} bytes in {pieces} pieces");
        assert!(bytes <= ceiling.0 && pieces <= ceiling.1, "{name}: more than {ceiling:?}");
    }
}

#[test]
fn a_calendar_holds_what_the_documentation_says() {
    let info = kept(Calendar::vietnam);
    println!("a calendar: {} bytes in {} pieces", info.bytes_current, info.count_current);
    println!("building it: at most {} bytes at a time, {} pieces in all", info.bytes_max, info.count_total);
    assert!(info.bytes_current <= CALENDAR && info.bytes_max <= BUILDING, "{info:?}");
}
