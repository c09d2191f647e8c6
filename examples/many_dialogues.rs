//! Replays and judges many dialogues of 30 petitions in one process, and says how long it took and how much memory.
//!
//! `cargo run --release --example many_dialogues`, or with another number: `… --example many_dialogues -- 1000`
#![expect(clippy::print_stdout, reason = "an example prints")]

#[path = "../benches/support/petitions.rs"]
mod petitions;

use std::time::Instant;

use chrono::{Days, NaiveDate};
use doithoai::dialogue::{AnyDialogue, Log};
use doithoai::{Calendar, RuleSet, Terms, View};

const DIALOGUES: u64 = 10_000;
const PETITIONS: usize = 30;

/// The log of a dialogue on one of the days of a year.
fn log(number: u64) -> Result<Log, Box<dyn std::error::Error>> {
    let first = "2026-01-05".parse::<NaiveDate>()?;
    let day = first.checked_add_days(Days::new(number % 300)).unwrap_or(first);
    Ok(Log::from_jsonl(&petitions::log(day, PETITIONS))?)
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let wanted = std::env::args().nth(1).map_or(Ok(DIALOGUES), |written| written.parse())?;
    let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
    let as_of = View::as_of("2027-06-30".parse()?);

    let before = resident();
    let start = Instant::now();
    let mut dialogues = Vec::new();
    for number in 0..wanted {
        dialogues.push(AnyDialogue::replay(terms.clone(), &log(number)?)?);
    }
    let (read, kept) = (start.elapsed(), resident());

    let start = Instant::now();
    let (mut entries, mut duties, mut late) = (0_usize, 0_usize, 0_usize);
    for dialogue in &dialogues {
        let timeline = dialogue.timeline(as_of)?;
        entries = entries.saturating_add(dialogue.log().entries().len());
        duties = duties.saturating_add(timeline.duties.len());
        let is_late = |status: &str| status == "met-late" || status == "overdue";
        late = late.saturating_add(timeline.duties.iter().filter(|duty| is_late(duty.outcome.status.word())).count());
    }
    let judged = start.elapsed();

    assert_eq!(duties, dialogues.len().saturating_mul(PETITIONS.saturating_add(3)));
    let all = read.saturating_add(judged);
    let number = f64::from(u32::try_from(wanted)?);
    println!("{wanted} dialogues, {entries} entries, {duties} duties ({late} late)");
    println!("read and replayed: {:.2} s; judged: {:.2} s", read.as_secs_f64(), judged.as_secs_f64());
    println!("{:.0} dialogues per second", number / all.as_secs_f64());
    if let Some((before, kept)) = before.zip(kept) {
        println!("{} bytes per dialogue kept in memory", kept.saturating_sub(before).checked_div(wanted).unwrap_or(0));
    }
    if let Some(peak) = kilobytes("VmHWM:") {
        println!("{} MB at the peak", peak.checked_div(1024).unwrap_or(0));
    }
    Ok(())
}

/// The memory in use, in bytes, where the system tells.
fn resident() -> Option<u64> {
    kilobytes("VmRSS:")?.checked_mul(1024)
}

#[cfg(target_os = "linux")]
fn kilobytes(what: &str) -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    status.lines().find_map(|line| line.strip_prefix(what))?.split_whitespace().next()?.parse().ok()
}

#[cfg(not(target_os = "linux"))]
fn kilobytes(_: &str) -> Option<u64> {
    None
}
