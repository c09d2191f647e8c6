//! What one count, one due date and one timeline cost. `cargo bench`
#![expect(
    clippy::unwrap_used,
    clippy::arithmetic_side_effects,
    clippy::indexing_slicing,
    clippy::cast_sign_loss,
    clippy::unnecessary_wraps,
    reason = "the inputs are fixed and covered"
)]

#[path = "paired/peers.rs"]
#[expect(dead_code, reason = "the paired bench uses the rest")]
mod peers;

use chrono::NaiveDate;
use divan::{Bencher, black_box};
use doithoai::{Calendar, Facts, PerRow, RuleSet, Terms, TimeLimit, Unit, View};

use peers::{Bdays, Days, Sets, Worked};

fn main() {
    divan::main();
}

/// What the peers are told.
fn days() -> Days {
    Days::of(&Calendar::vietnam(), 2015..=2100)
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

#[divan::bench(args = [7, 20, 5_000])]
fn add_with_bdays_and_its_cache(bencher: Bencher<'_, '_>, n: i32) {
    let peer = Bdays::of(&days());
    bencher.bench_local(|| peer.add(black_box(day()), black_box(n)));
}

#[divan::bench(args = [7, 20, 5_000])]
fn add_day_by_day_with_hash_sets(bencher: Bencher<'_, '_>, n: i32) {
    let peer = Sets::of(&days());
    bencher.bench_local(|| peer.add(black_box(day()), black_box(n)));
}

#[divan::bench(args = [7, 20, 5_000])]
fn add_in_a_sorted_list_of_worked_days(bencher: Bencher<'_, '_>, n: i32) {
    let peer = Worked(days().list());
    bencher.bench_local(|| peer.add(black_box(day()), black_box(n)));
}

/// Batches of a million rows, each with an `n` of its own.
#[divan::bench(args = [30, 5_000])]
fn add_a_million(bencher: Bencher<'_, '_>, most: i32) {
    let calendar = Calendar::vietnam();
    let rows = || 0..1_000_000;
    let days: Vec<i32> = rows().map(|row| 16_801 + row % 4_017 * 919 % 4_017).collect();
    let (n, mut out): (Vec<i32>, _) = (rows().map(|row| 1 + row % 9_973 * 31 % most).collect(), vec![0; days.len()]);
    bencher.bench_local(|| calendar.add_working_days_batch(black_box(&days), PerRow::Each(&n), &mut out));
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
