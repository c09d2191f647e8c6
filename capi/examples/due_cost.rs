//! What a due date costs: the nanoseconds of CPU time of one [`Terms::due`] over the anchors of 2026, and the sum of the days
//! from 1970, which `capi/benches/run.sh` compares with those of a call through the C interface.
//!
//! `cargo run --release -p doithoai-capi --example due_cost`
#![expect(clippy::print_stdout, reason = "an example prints")]

use std::hint::black_box;

use chrono::NaiveDate;
use doithoai::{Calendar, RuleSet, Terms};

const CALLS: u32 = 1_000_000;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
    let first = "2026-01-01".parse::<NaiveDate>()?;
    let anchors: Vec<_> = first.iter_days().take(365).collect();

    let (mut days, before) = (0_i64, cpu_nanoseconds()?);
    for anchor in anchors.iter().cycle().take(usize::try_from(CALLS)?) {
        let due = terms.due(black_box("hcmc-935"), black_box("notify-conclusion"), black_box(*anchor))?;
        days = days.saturating_add(i64::from(due.date.to_epoch_days()));
    }
    let taken = u32::try_from(cpu_nanoseconds()?.saturating_sub(before))?;
    println!("{:.1} {days}", f64::from(taken) / f64::from(CALLS));
    Ok(())
}

/// The CPU time of the only thread. The system brings it up to date when the thread yields.
fn cpu_nanoseconds() -> Result<u64, Box<dyn std::error::Error>> {
    std::thread::yield_now();
    let times = std::fs::read_to_string("/proc/self/schedstat")?;
    Ok(times.split_whitespace().next().unwrap_or_default().parse()?)
}
