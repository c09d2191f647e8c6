//! What one count, one due date and one timeline cost. `cargo bench`
#![expect(clippy::unwrap_used, reason = "the inputs are fixed and covered")]

use chrono::NaiveDate;
use divan::{Bencher, black_box};
use doithoai::{Calendar, Facts, RuleSet, Terms, TimeLimit, Unit, View};

fn main() {
    divan::main();
}

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 8, 20).unwrap()
}

#[divan::bench]
fn build_the_calendar() -> Calendar {
    Calendar::vietnam()
}

#[divan::bench(args = [7, 20, 5_000])]
fn add_working_days(bencher: Bencher<'_, '_>, n: i32) {
    let calendar = Calendar::vietnam();
    bencher.bench_local(|| calendar.add_working_days(black_box(day()), black_box(n)));
}

/// The peer: a loop over the days, asking of each whether it is worked.
#[divan::bench(args = [7, 20, 5_000])]
fn add_day_by_day(bencher: Bencher<'_, '_>, n: i32) {
    let calendar = Calendar::vietnam();
    bencher.bench_local(|| {
        let works = |day: &NaiveDate| calendar.is_working_day(*day).unwrap_or(false);
        black_box(day()).iter_days().skip(1).filter(works).nth(usize::try_from(n).unwrap().saturating_sub(1))
    });
}

#[divan::bench(args = [2026, 2031])]
fn due_date(bencher: Bencher<'_, '_>, year: i32) {
    let calendar = Calendar::vietnam();
    let anchor = NaiveDate::from_ymd_opt(year, 8, 20).unwrap();
    let limit = TimeLimit::after(20, Unit::WorkingDay);
    bencher.bench_local(|| calendar.due(black_box(&limit), black_box(anchor)));
}

#[divan::bench]
fn due_date_traced(bencher: Bencher<'_, '_>) {
    let calendar = Calendar::vietnam();
    let limit = TimeLimit::after(20, Unit::WorkingDay);
    bencher.bench_local(|| calendar.due_traced(black_box(&limit), black_box(day())));
}

#[divan::bench(args = ["hcmc-935", "can-tho-10"])]
fn timeline(bencher: Bencher<'_, '_>, id: &str) {
    let terms = Terms::new([RuleSet::builtin(id).unwrap()], Calendar::vietnam());
    let facts = Facts::held_on(day());
    bencher.bench_local(|| terms.timeline(black_box(&facts), View::everything()));
}
