//! Pieces of work to count the instructions of; `benches/instructions/run.sh` runs it under valgrind.
//!
//! `instructions PIECE PASSES` does the piece on each row of a fixed table, as often as `PASSES` says. Without a piece it
//! prints them: name, calls a pass, passes that make a steady mean.
#![expect(clippy::unwrap_used, clippy::arithmetic_side_effects, reason = "the inputs are fixed and covered")]

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

const PIECES: &[Piece] = &[
    ("is-working-day", DAYS, 512, |passes| {
        let calendar = Calendar::vietnam();
        each(passes, &days(2026, 0), |day| calendar.is_working_day(day).unwrap());
    }),
    ("add-10", DAYS, 512, |passes| add(passes, 2026, 10)),
    ("add-minus-10", DAYS, 512, |passes| add(passes, 2026, -10)),
    ("add-1", DAYS, 512, |passes| add(passes, 2015, 1)),
    ("add-20000", DAYS, 512, |passes| add(passes, 2015, 20_000)),
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
    // A call counts 1,024 rows: the figure is of so many.
    ("add-batch-1024", 1, 16, |passes| {
        let calendar = Calendar::vietnam();
        let (days, n, mut out) = (batch_days(), batch_days().map(|day| day % 30 + 1), [0; ROWS]);
        each_mut(passes, || {
            let bad = calendar.add_working_days_batch(black_box(&days), PerRow::Each(black_box(&n)), &mut out);
            assert_eq!(bad, Ok(0));
        });
    }),
    ("due-batch-1024", 1, 16, |passes| {
        let (calendar, limit, days, mut out) =
            (Calendar::vietnam(), TimeLimit::after(20, Unit::WorkingDay), batch_days(), [0; ROWS]);
        each_mut(passes, || {
            let bad = calendar.due_batch(black_box(&limit), black_box(&days), DueColumns::dates(&mut out));
            assert_eq!(bad, Ok(0));
        });
    }),
    ("build-the-calendar", 1, 4, |passes| each(passes, &[()], |()| Calendar::vietnam())),
    ("timeline-30-petitions", 4, 2, |passes| {
        let dialogue = of_30_petitions();
        each(passes, &views(), |view| dialogue.timeline(view).unwrap());
    }),
    ("duties-30-petitions", 4, 2, |passes| {
        let dialogue = of_30_petitions();
        each(passes, &views(), |view| dialogue.duties(view).unwrap());
    }),
];

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let passes = arguments.get(1).and_then(|passes| passes.parse().ok());
    let piece = arguments.first().and_then(|named| PIECES.iter().find(|(name, ..)| name == named));
    if let (Some((.., work)), Some(passes)) = (piece, passes) {
        return work(passes);
    }
    let mut out = std::io::stdout().lock();
    for (name, calls, passes, _) in PIECES {
        writeln!(out, "{name} {calls} {passes}").unwrap();
    }
}

/// The work on each row; the compiler knows neither row nor result. It panics if there is no date: an error may take less.
fn each<T: Clone, R>(passes: usize, rows: &[T], work: impl Fn(T) -> R) {
    for _ in 0..passes {
        for row in rows {
            black_box(work(black_box(row.clone())));
        }
    }
}

fn each_mut<R>(passes: usize, mut work: impl FnMut() -> R) {
    for _ in 0..passes {
        black_box(work());
    }
}

const ROWS: usize = 1_024;

/// Days of 2017 to 2025 in no order.
fn batch_days() -> [i32; ROWS] {
    let mut day = 0;
    [0; ROWS].map(|_| {
        day = (day + 1_009) % 3_287;
        17_167 + day
    })
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

fn terms() -> Terms {
    Terms::new([RuleSet::builtin("hcmc-935").unwrap()], Calendar::vietnam())
}

fn of_30_petitions() -> AnyDialogue {
    let log = Log::from_jsonl(&petitions::log(date(2026, 8, 20), 30)).unwrap();
    AnyDialogue::replay(terms(), &log).unwrap()
}

fn views() -> [View; 4] {
    [(8, 20), (9, 20), (10, 20), (12, 31)].map(|(month, day)| View::as_of(date(2026, month, day)))
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
