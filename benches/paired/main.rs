//! The library beside its Rust peers: one call of each, in turns, in CPU time, over the same random arguments.
//!
//! `cargo bench --bench paired`; with `-- --quick` for a first look, with `-- --json FILE` for a machine. Every answer that is
//! timed is first compared with a count day by day.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    clippy::print_stdout,
    clippy::unnecessary_wraps,
    reason = "the inputs are fixed and covered; a bench prints; peers answer as the library does, so that all pay alike"
)]

mod measure;
mod peers;

use std::hint::black_box;

use chrono::{Datelike, NaiveDate, TimeDelta};
use doithoai::{Backward, Calendar, CoverageError, DueColumns, EpochDay, PerRow, RuleSet, Terms, TimeLimit, Unit};
use serde::Serialize;

use measure::{Cost, Effort, Way, measured};
use peers::{Added, Bdays, Days, Lists, Sets, Tables, Worked};

const CALLS: usize = 1 << 16;
/// Fewer calls of what takes long; the arguments are the first of the same.
const FEW: usize = 1 << 12;
const VERY_FEW: usize = 1 << 8;
const ROWS: usize = 1_000_000;

/// One table: the first row is what the others are multiples of.
#[derive(Serialize)]
struct Group {
    name: String,
    rows: Vec<Cost>,
}

impl Group {
    fn print(&self) {
        println!("\n{}", self.name);
        for row in &self.rows {
            let (best, median) = (figure(row.best), figure(row.median));
            println!(
                "  {:<44}{best:>10} /{median:>9}{:>10}x /{:>8}x",
                row.name,
                figure(row.best_ratio),
                figure(row.median_ratio)
            );
        }
    }
}

fn figure(value: f64) -> String {
    if value < 10.0 { format!("{value:.2}") } else { format!("{value:.0}") }
}

/// splitmix64: the same arguments on every machine.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % limit
    }

    fn date(&mut self, years: (i32, i32)) -> NaiveDate {
        let first = NaiveDate::from_ymd_opt(years.0, 1, 1).unwrap();
        let end = NaiveDate::from_ymd_opt(years.1 + 1, 1, 1).unwrap();
        let days = u64::try_from(end.signed_duration_since(first).num_days()).unwrap();
        first + TimeDelta::days(i64::try_from(self.below(days)).unwrap())
    }

    fn dates(&mut self, years: (i32, i32), rows: usize) -> Vec<NaiveDate> {
        (0..rows).map(|_| self.date(years)).collect()
    }

    fn n(&mut self, most: u64) -> i32 {
        i32::try_from(1 + self.below(most)).unwrap()
    }
}

/// One call for each of the arguments. That the function is not known where it is called keeps every call a call, and the
/// empty one from vanishing.
fn calls<'a, P, A: Copy, R: 'a>(
    name: &'static str,
    arguments: &'a [A],
    peer: &'a P,
    one: fn(&P, A) -> R,
    small: impl Fn(R) -> u64 + 'a,
) -> Way<'a> {
    let run = move || {
        let one = black_box(one);
        arguments.iter().map(|argument| small(one(peer, *argument))).sum()
    };
    Way { name, calls: arguments.len(), run: Box::new(run) }
}

/// A number that costs next to nothing to take from a date.
fn small(date: NaiveDate) -> u64 {
    date.ordinal().into()
}

/// Random arguments, and the right answer to each.
struct Work<A, R> {
    arguments: Vec<A>,
    answers: Vec<R>,
}

impl<A: Copy + std::fmt::Debug, R: Copy + PartialEq + std::fmt::Debug + 'static> Work<A, R> {
    fn new(arguments: Vec<A>, reference: impl Fn(A) -> R) -> Self {
        Self { answers: arguments.iter().map(|argument| reference(*argument)).collect(), arguments }
    }

    /// A way over the first arguments, whose answers are right.
    fn way<'a, P, E: std::fmt::Debug + PartialEq + 'a>(
        &'a self,
        name: &'static str,
        calls_: usize,
        peer: &'a P,
        one: fn(&P, A) -> Result<R, E>,
        small: impl Fn(R) -> u64 + 'a,
    ) -> Way<'a> {
        for (argument, answer) in self.arguments.iter().zip(&self.answers).take(calls_) {
            assert_eq!(one(peer, *argument), Ok(*answer), "{name}: {argument:?}");
        }
        calls(name, &self.arguments[..calls_], peer, one, move |answer| answer.map_or(0, &small))
    }
}

fn adding(days: &Days, years: (i32, i32), most: u64) -> Work<(NaiveDate, i32), NaiveDate> {
    let mut random = Random(2026);
    let arguments = (0..CALLS).map(|_| (random.date(years), random.n(most))).collect();
    Work::new(arguments, |(date, n)| days.add(date, n))
}

fn add_one(calendar: &Calendar, (date, n): (NaiveDate, i32)) -> Added {
    calendar.add_working_days(date, n)
}

/// The peers know 2015-2028 only, which is all they need.
fn add(calendar: &Calendar, days: &Days, effort: Effort) -> Group {
    let work = adding(days, (2017, 2027), 30);
    let (bdays, sets, lists, worked) = (Bdays::of(days), Sets::of(days), Lists::of(days), Worked(days.list()));
    let empty: fn(&Calendar, (NaiveDate, i32)) -> Added = |_, (date, _)| Ok(date);
    let ways = vec![
        work.way("Calendar::add_working_days", CALLS, calendar, add_one, small),
        calls("an empty function", &work.arguments, calendar, empty, |date| date.map_or(0, small)),
        work.way("sorted list of worked days", CALLS, &worked, |peer, (date, n)| peer.add(date, n), small),
        work.way("bdays with its cache", FEW, &bdays, |peer, (date, n)| peer.add(date, n), small),
        work.way("chrono loop, sorted Vec", FEW, &lists, |peer, (date, n)| peer.add(date, n), small),
        work.way("chrono loop, HashSet", FEW, &sets, |peer, (date, n)| peer.add(date, n), small),
    ];
    Group { name: "add".into(), rows: measured(ways, effort) }
}

fn count(calendar: &Calendar, days: &Days, effort: Effort) -> Group {
    let mut random = Random(2027);
    let pair = |random: &mut Random| {
        let (one, other) = (random.date((2017, 2027)), random.date((2017, 2027)));
        (one.min(other), one.max(other))
    };
    let work = Work::new((0..CALLS).map(|_| pair(&mut random)).collect(), |(from, to)| days.count(from, to));
    let (bdays, sets, worked) = (Bdays::of(days), Sets::of(days), Worked(days.list()));
    let small = |count: i64| count.unsigned_abs();
    let ways = vec![
        work.way(
            "Calendar::count_working_days",
            CALLS,
            calendar,
            |calendar, (from, to)| calendar.count_working_days(from, to),
            small,
        ),
        work.way("bdays with its cache", CALLS, &bdays, |peer, (from, to)| peer.count(from, to), small),
        work.way("sorted list of worked days", CALLS, &worked, |peer, (from, to)| peer.count(from, to), small),
        work.way("chrono loop, HashSet", VERY_FEW, &sets, |peer, (from, to)| peer.count(from, to), small),
    ];
    Group { name: "count".into(), rows: measured(ways, effort) }
}

fn is_worked(calendar: &Calendar, days: &Days, effort: Effort) -> Group {
    let work = Work::new(Random(2028).dates((2017, 2027), CALLS), |date| days.is_worked(date));
    let (bdays, sets) = (Bdays::of(days), Sets::of(days));
    let ways = vec![
        work.way("Calendar::is_working_day", CALLS, calendar, Calendar::is_working_day, u64::from),
        work.way("bdays with its cache", CALLS, &bdays, Bdays::is_worked, u64::from),
        work.way("chrono, HashSet", CALLS, &sets, |peer, date| Ok::<_, CoverageError>(peer.is_worked(date)), u64::from),
    ];
    Group { name: "is worked".into(), rows: measured(ways, effort) }
}

/// The bare count is given its days as the due date is: in a limit.
fn days_of(limit: TimeLimit) -> i32 {
    limit.amount().cast_signed()
}

/// What a due date costs on top of the count.
fn layers(calendar: &Calendar, days: &Days, effort: Effort) -> Group {
    struct Limit<'a>(&'a Calendar, TimeLimit);
    let due: fn(&Limit<'_>, NaiveDate) -> Added = |limit, date| limit.0.due(&limit.1, date).map(|due| due.date);

    let terms = Terms::new([RuleSet::builtin("hcmc-935").unwrap()], calendar.clone());
    let ten = Limit(calendar, TimeLimit::after(10, Unit::WorkingDay));
    let thirty = Limit(calendar, TimeLimit::after(30, Unit::Day));
    assert_eq!(terms.limit("hcmc-935", "notify-conclusion"), Ok(ten.1));
    let decreed = Work::new(Random(2029).dates((2015, 2026), CALLS), |date| days.add(date, 10));
    let projected = Work::new(Random(2030).dates((2030, 2090), CALLS), |date| days.add(date, 10));
    let rolled = Work::new(Random(2031).dates((2015, 2026), CALLS), |date| {
        days.add(date + TimeDelta::days(29), 1) // a day before, the next worked one
    });
    let before = Limit(calendar, TimeLimit::before(5, Unit::WorkingDay, Backward::EventExcluded).unwrap());
    let earlier = Work::new(Random(2032).dates((2016, 2026), CALLS), |date| days.back(date, 5));
    let ways = vec![
        decreed.way(
            "Calendar::add_working_days, 10",
            CALLS,
            &ten,
            |ten, date| ten.0.add_working_days(date, days_of(ten.1)),
            small,
        ),
        earlier.way(
            "Calendar::add_working_days, -5",
            CALLS,
            &before,
            |five, date| five.0.add_working_days(date, -days_of(five.1)),
            small,
        ),
        earlier.way("Calendar::due, working days before", CALLS, &before, due, small),
        decreed.way("Calendar::due, working days, firm", CALLS, &ten, due, small),
        projected.way("Calendar::due, working days, with bounds", CALLS, &ten, due, small),
        rolled.way("Calendar::due, days, rolled", CALLS, &thirty, due, small),
        decreed.way(
            "Terms::due",
            CALLS,
            &terms,
            |terms, date| terms.due("hcmc-935", "notify-conclusion", date).map(|due| due.date),
            small,
        ),
        decreed.way(
            "Terms::due_traced",
            FEW,
            &terms,
            |terms, date| terms.due_traced("hcmc-935", "notify-conclusion", date).map(|(due, _)| due.date),
            small,
        ),
    ];
    Group { name: "layers".into(), rows: measured(ways, effort) }
}

/// A million dates at once.
fn batch(calendar: &Calendar, days: &Days, effort: Effort) -> Group {
    let mut random = Random(2026);
    let (from, n): (Vec<_>, Vec<_>) =
        (0..ROWS).map(|_| (random.date((2017, 2027)).to_epoch_days(), random.n(30))).unzip();
    let far: Vec<i32> = (0..ROWS).map(|_| random.n(5_000)).collect();
    let wide = |days: &[i32]| days.iter().copied().map(i64::from).collect::<Vec<_>>();
    let (from_i64, n_i64) = (wide(&from), wide(&n));
    let (ten, rolled) = (TimeLimit::after(10, Unit::WorkingDay), TimeLimit::after(30, Unit::Day));
    let tables = days.rank_and_select();
    let right: Vec<i32> = from.iter().zip(&n).map(|(day, n)| tables.add(*day, *n)).collect();

    let (from, n) = (&from[..], &n[..]);
    let add = |out: &mut [i32], n: PerRow<'_, i32>| calendar.add_working_days_batch(from, n, out).unwrap();
    let due = |out: &mut [i32], limit: &TimeLimit| calendar.due_batch(limit, from, DueColumns::dates(out)).unwrap();
    let mut out = vec![0; ROWS];
    add(&mut out, PerRow::Each(n));
    assert_eq!(out, right);

    let ways = vec![
        rows("add_working_days_batch, i32", |out| add(out, PerRow::Each(n))),
        rows("two tables by hand", |out| by_hand(&tables, from, n, out)),
        rows("out = d + n", |out| sums(from, n, out)),
        rows("a copy", |out| copied(from, out)),
        rows("the same, N up to 5,000", |out| add(out, PerRow::Each(&far))),
        rows("the same, one N", |out| add(out, PerRow::Same(15))),
        rows("the same, backwards", |out| add(out, PerRow::Same(-15))),
        rows("the same, i64", |out: &mut [i64]| {
            calendar.add_working_days_batch(&from_i64, PerRow::Each(&n_i64), out).unwrap()
        }),
        rows("count_working_days_batch, i32", |out| {
            calendar.count_working_days_batch(from, PerRow::Each(&right), out).unwrap()
        }),
        rows("due_batch, 10 working days", |out| due(out, &ten)),
        rows("due_batch, 30 days, rolled", |out| due(out, &rolled)),
    ];
    Group { name: "batch of 1,000,000".into(), rows: measured(ways, effort) }
}

/// One pass over the rows.
fn rows<'a, D: EpochDay + 'a>(name: &'static str, mut pass: impl FnMut(&mut [D]) -> usize + 'a) -> Way<'a> {
    let mut out = vec![D::NONE; ROWS];
    Way { name, calls: ROWS, run: Box::new(move || u64::try_from(pass(black_box(&mut out))).unwrap()) }
}

#[inline(never)]
fn by_hand(tables: &Tables, days: &[i32], n: &[i32], out: &mut [i32]) -> usize {
    for ((out, day), n) in out.iter_mut().zip(days).zip(n) {
        *out = tables.add(*day, *n);
    }
    0
}

/// As much memory as a batch reads and writes, and nothing else.
#[inline(never)]
fn sums(days: &[i32], n: &[i32], out: &mut [i32]) -> usize {
    for ((out, day), n) in out.iter_mut().zip(days).zip(n) {
        *out = day.wrapping_add(*n);
    }
    0
}

#[inline(never)]
fn copied(days: &[i32], out: &mut [i32]) -> usize {
    out.copy_from_slice(days);
    0
}

/// Building what the calls look up, for every covered year.
fn build(days: &Days, effort: Effort) -> Group {
    let ways = vec![
        Way {
            name: "Calendar::vietnam, with bounds",
            calls: 1,
            run: Box::new(|| u64::from(Calendar::vietnam().is_decreed(2027))),
        },
        Way {
            name: "bdays: its cache, from hash sets",
            calls: 1,
            run: Box::new(|| u64::from(Bdays::of(days).is_worked(days.first).unwrap())),
        },
    ];
    Group { name: "build".into(), rows: measured(ways, effort) }
}

/// The same dates, more and more days.
fn growth(calendar: &Calendar, days: &Days, most: u64, effort: Effort) -> Group {
    let work = adding(days, (2016, 2079), most);
    let (bdays, sets, worked) = (Bdays::of(days), Sets::of(days), Worked(days.list()));
    let few = FEW.min(usize::try_from(400_000 / most).unwrap());
    let ways = vec![
        work.way("Calendar::add_working_days", CALLS, calendar, add_one, small),
        work.way("sorted list of worked days", CALLS, &worked, |peer, (date, n)| peer.add(date, n), small),
        work.way("bdays with its cache", few, &bdays, |peer, (date, n)| peer.add(date, n), small),
        work.way("chrono loop, HashSet", few, &sets, |peer, (date, n)| peer.add(date, n), small),
    ];
    Group { name: format!("growth {most}"), rows: measured(ways, effort) }
}

fn main() {
    let arguments: Vec<_> = std::env::args().collect();
    let quick = arguments.iter().any(|argument| argument == "--quick");
    let effort = if quick { Effort { passes: 1, rounds: 3 } } else { Effort { passes: 3, rounds: 7 } };

    let calendar = Calendar::vietnam();
    let (near, all) = (Days::of(&calendar, 2015..=2028), Days::of(&calendar, 2015..=2100));
    println!("CPU nanoseconds a call, best / median of {} x {} rounds in turns;", effort.passes, effort.rounds);
    println!("then the same as multiples of the first row");
    let mut groups = vec![
        add(&calendar, &near, effort),
        count(&calendar, &near, effort),
        is_worked(&calendar, &near, effort),
        layers(&calendar, &all, effort),
        batch(&calendar, &near, effort),
        build(&all, effort),
    ];
    groups.extend([30, 100, 500, 1_000, 5_000].map(|most| growth(&calendar, &all, most, effort)));
    groups.iter().for_each(Group::print);

    if let Some(place) = arguments.iter().position(|argument| argument == "--json") {
        let path = arguments.get(place + 1).unwrap();
        std::fs::write(path, serde_json::to_string_pretty(&groups).unwrap()).unwrap();
    }
}
