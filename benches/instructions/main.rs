//! Pieces of work to count the instructions of; `benches/instructions/run.sh` runs it under valgrind.
//!
//! `instructions PIECE PASSES` does the piece on each row of a fixed table, as often as `PASSES` says. Without a piece it
//! prints them: name, calls a pass, passes that make a steady mean.
#![expect(clippy::unwrap_used, reason = "the inputs are fixed and covered")]

#[path = "../support/petitions.rs"]
mod petitions;

use std::hint::black_box;
use std::io::Write;

use chrono::NaiveDate;
use doithoai::dialogue::{AnyDialogue, Log};
use doithoai::{Backward, Calendar, DueColumns, PerRow, RuleSet, Terms, TimeLimit, Unit, View};

/// Name, calls a pass, passes, and what does so many passes.
type Piece = (&'static str, usize, usize, fn(usize));

const DAYS: usize = 16;

/// Days of every season and weekday: around Tết, 30 April, National Day, the turn of the year, and plain ones.
const DAYS_OF_A_YEAR: [(u32, u32); DAYS] = [
    (1, 2),
    (1, 16),
    (2, 6),
    (2, 13),
    (3, 3),
    (4, 10),
    (4, 24),
    (5, 1),
    (6, 15),
    (7, 4),
    (8, 20),
    (8, 28),
    (9, 2),
    (10, 11),
    (11, 13),
    (12, 24),
];

/// Rows of a batch: what one costs is a call divided by them.
const ROWS: usize = 1_000;

const PIECES: &[Piece] = &[
    ("is-working-day", DAYS, 512, |passes| {
        let calendar = Calendar::vietnam();
        each(passes, &days(2026, 0), |day| calendar.is_working_day(day).unwrap());
    }),
    ("add-10", DAYS, 512, |passes| add(passes, 2026, 10)),
    ("add-minus-10", DAYS, 512, |passes| add(passes, 2026, -10)),
    ("add-1-from-2015", DAYS, 512, |passes| add(passes, 2015, 1)),
    ("add-20000-from-2015", DAYS, 512, |passes| add(passes, 2015, 20_000)),
    ("count-1-day", DAYS, 512, |passes| count(passes, 0)),
    ("count-80-years", DAYS, 512, |passes| count(passes, 80)),
    ("due-working-days", DAYS, 512, |passes| due(passes, 2026, 0, TimeLimit::after(20, Unit::WorkingDay))),
    ("due-days-rolled", DAYS, 512, |passes| due(passes, 2026, 0, TimeLimit::after(30, Unit::Day))),
    ("due-before-an-event", DAYS, 512, |passes| {
        due(passes, 2026, 0, TimeLimit::before(5, Unit::WorkingDay, Backward::ClearDays).unwrap());
    }),
    ("due-firm-1", DAYS, 512, |passes| due(passes, 2015, 1, TimeLimit::after(1, Unit::WorkingDay))),
    ("due-firm-10-years", DAYS, 512, |passes| due(passes, 2015, 1, TimeLimit::after(2_500, Unit::WorkingDay))),
    ("due-firm-days-7", DAYS, 512, |passes| due(passes, 2015, 1, TimeLimit::after(7, Unit::Day))),
    ("due-firm-days-3647", DAYS, 512, |passes| due(passes, 2015, 1, TimeLimit::after(3_647, Unit::Day))),
    ("due-provisional", DAYS, 512, |passes| due(passes, 2031, 0, TimeLimit::after(20, Unit::WorkingDay))),
    ("due-provisional-1", DAYS, 512, |passes| due(passes, 2031, 1, TimeLimit::after(1, Unit::WorkingDay))),
    ("due-provisional-5000", DAYS, 512, |passes| due(passes, 2031, 1, TimeLimit::after(5_000, Unit::WorkingDay))),
    ("due-traced", DAYS, 8, |passes| {
        let (calendar, limit) = (Calendar::vietnam(), TimeLimit::after(10, Unit::WorkingDay));
        each(passes, &days(2026, 0), |day| calendar.due_traced(black_box(&limit), day).unwrap());
    }),
    ("due-by-name", DAYS, 512, |passes| {
        let terms = terms();
        each(passes, &days(2026, 0), |day| {
            terms.due(black_box("hcmc-935"), black_box("notify-conclusion"), day).unwrap()
        });
    }),
    ("batch-add-row", ROWS, 16, |passes| {
        let (calendar, (days, n)) = (Calendar::vietnam(), rows());
        let mut out = vec![0; ROWS];
        for _ in 0..passes {
            let (days, n) = (black_box(&*days), PerRow::Each(black_box(&*n)));
            assert_eq!(calendar.add_working_days_batch(days, n, black_box(&mut out)), Ok(0));
        }
    }),
    ("batch-count-row", ROWS, 16, |passes| {
        let (calendar, (days, _)) = (Calendar::vietnam(), rows());
        let to: Vec<i32> = days.iter().rev().copied().collect();
        let mut out = vec![0; ROWS];
        for _ in 0..passes {
            let (days, to) = (black_box(&*days), PerRow::Each(black_box(&*to)));
            assert_eq!(calendar.count_working_days_batch(days, to, black_box(&mut out)), Ok(0));
        }
    }),
    ("batch-due-row", ROWS, 16, |passes| {
        let (calendar, (days, _)) = (Calendar::vietnam(), rows());
        let limit = TimeLimit::after(20, Unit::WorkingDay);
        let mut out = vec![0; ROWS];
        for _ in 0..passes {
            let columns = DueColumns::dates(black_box(&mut out));
            assert_eq!(calendar.due_batch(black_box(&limit), black_box(&days), columns), Ok(0));
        }
    }),
    ("build-the-calendar", 1, 4, |passes| each(passes, &[()], |()| Calendar::vietnam())),
    ("timeline-30-petitions", 4, 2, |passes| {
        let log = Log::from_jsonl(&petitions::log(date(2026, 8, 20), 30)).unwrap();
        let dialogue = AnyDialogue::replay(terms(), &log).unwrap();
        let views = [(8, 20), (9, 20), (10, 20), (12, 31)].map(|(month, day)| View::as_of(date(2026, month, day)));
        each(passes, &views, |view| dialogue.timeline(view).unwrap());
    }),
];

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let passes = arguments.get(1).and_then(|passes| passes.parse().ok());
    let piece = arguments.first().and_then(|named| PIECES.iter().find(|(name, ..)| name == named));
    match (piece, passes) {
        (Some((.., work)), Some(passes)) => work(passes),
        _ => {
            for (name, calls, passes, _) in PIECES {
                writeln!(std::io::stdout(), "{name} {calls} {passes}").unwrap();
            }
        }
    }
}

/// The work on each row; the compiler knows neither row nor result.
fn each<T: Clone, R>(passes: usize, rows: &[T], work: impl Fn(T) -> R) {
    for _ in 0..passes {
        for row in rows {
            black_box(work(black_box(row.clone())));
        }
    }
}

fn date(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

/// The days of the table, from a year on, in turn in so many years more.
fn days(year: i32, more: usize) -> [NaiveDate; DAYS] {
    let years: Vec<i32> = (year..).take(more.saturating_add(1)).collect();
    let mut years = years.iter().cycle();
    DAYS_OF_A_YEAR.map(|(month, day)| date(*years.next().unwrap(), month, day))
}

/// As many days, one after another from 1 January 2024, and a number of 1 to 30 for each.
fn rows() -> (Vec<i32>, Vec<i32>) {
    ((19_723..).take(ROWS).collect(), (1..=30).cycle().take(ROWS).collect())
}

fn terms() -> Terms {
    Terms::new([RuleSet::builtin("hcmc-935").unwrap()], Calendar::vietnam())
}

fn add(passes: usize, year: i32, n: i32) {
    let calendar = Calendar::vietnam();
    each(passes, &days(year, 0), |day| calendar.add_working_days(day, black_box(n)).unwrap());
}

fn count(passes: usize, years: i32) {
    let calendar = Calendar::vietnam();
    let spans: Vec<_> = days(2016, 0)
        .into_iter()
        .zip(days(2016_i32.saturating_add(years), 0))
        .map(|(from, to)| (from, to.succ_opt().unwrap()))
        .collect();
    each(passes, &spans, |(from, to)| calendar.count_working_days(from, to).unwrap());
}

fn due(passes: usize, year: i32, more: usize, limit: TimeLimit) {
    let calendar = Calendar::vietnam();
    each(passes, &days(year, more), |day| calendar.due(black_box(&limit), day).unwrap());
}
