//! What it costs to replay the log of a dialogue and to judge it, by its petitions; divan counts the entries, so that a
//! steady rate is a cost that is linear in them. `cargo bench --bench dialogues`
#![expect(clippy::unwrap_used, reason = "the inputs are fixed and covered")]

#[path = "support/petitions.rs"]
mod petitions;

use chrono::NaiveDate;
use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use doithoai::dialogue::{AnyDialogue, Correction, Log};
use doithoai::timeline::moved;
use doithoai::{Calendar, RuleSet, Terms, Timeline, View};

const PETITIONS: [usize; 4] = [10, 30, 100, 300];

fn main() {
    divan::main();
}

fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, day).unwrap()
}

fn terms(id: &str) -> Terms {
    Terms::new([RuleSet::builtin(id).unwrap()], Calendar::vietnam())
}

fn log(petitions: usize) -> Log {
    Log::from_jsonl(&petitions::log(day(8, 20), petitions)).unwrap()
}

fn judge(dialogue: &AnyDialogue) -> Timeline {
    dialogue.timeline(View::as_of(day(12, 31))).unwrap()
}

#[divan::bench(args = PETITIONS)]
fn read(bencher: Bencher<'_, '_>, petitions: usize) {
    let text = petitions::log(day(8, 20), petitions);
    bencher.counter(ItemsCount::new(log(petitions).entries().len())).bench_local(|| Log::from_jsonl(black_box(&text)));
}

#[divan::bench(args = PETITIONS)]
fn replay(bencher: Bencher<'_, '_>, petitions: usize) {
    let (terms, log) = (terms("hcmc-935"), log(petitions));
    bencher
        .counter(ItemsCount::new(log.entries().len()))
        .bench_local(|| AnyDialogue::replay(terms.clone(), black_box(&log)));
}

#[divan::bench(args = PETITIONS, consts = [0, 1])]
fn timeline<const SET: usize>(bencher: Bencher<'_, '_>, petitions: usize) {
    let (log, terms) = (log(petitions), terms(["hcmc-935", "can-tho-10"].get(SET).unwrap()));
    let dialogue = AnyDialogue::replay(terms, &log).unwrap();
    bencher.counter(ItemsCount::new(log.entries().len())).bench_local(|| judge(black_box(&dialogue)));
}

/// The duties alone, as a list or an audit asks for them.
#[divan::bench(args = PETITIONS, consts = [0, 1])]
fn duties<const SET: usize>(bencher: Bencher<'_, '_>, petitions: usize) {
    let (log, terms) = (log(petitions), terms(["hcmc-935", "can-tho-10"].get(SET).unwrap()));
    let dialogue = AnyDialogue::replay(terms, &log).unwrap();
    bencher
        .counter(ItemsCount::new(log.entries().len()))
        .bench_local(|| black_box(&dialogue).duties(View::as_of(day(12, 31))).unwrap());
}

#[divan::bench(args = PETITIONS)]
fn replay_and_timeline(bencher: Bencher<'_, '_>, petitions: usize) {
    let (terms, log) = (terms("hcmc-935"), log(petitions));
    bencher
        .counter(ItemsCount::new(log.entries().len()))
        .bench_local(|| judge(&AnyDialogue::replay(terms.clone(), black_box(&log)).unwrap()));
}

/// As many corrections as petitions on top: what a log costs that was entered badly.
#[divan::bench(args = PETITIONS)]
fn replay_corrected(bencher: Bencher<'_, '_>, petitions: usize) {
    let (terms, plain) = (terms("hcmc-935"), log(petitions));
    let mut dialogue = AnyDialogue::replay(terms.clone(), &plain).unwrap();
    let entries = plain.entries().len();
    for entry in entries.saturating_sub(petitions)..entries {
        dialogue.correct(day(10, 30), entry.saturating_add(1), Correction::On(day(9, 23))).unwrap();
    }
    let log = dialogue.log().clone();
    bencher
        .counter(ItemsCount::new(log.entries().len()))
        .bench_local(|| AnyDialogue::replay(terms.clone(), black_box(&log)));
}

#[divan::bench(args = PETITIONS)]
fn moved_by_a_calendar(bencher: Bencher<'_, '_>, petitions: usize) {
    let dialogue = AnyDialogue::replay(terms("hcmc-935"), &log(petitions)).unwrap();
    let (new, old) = (judge(&dialogue), dialogue.timeline(View::as_of(day(12, 31)).known_on(day(12, 31))).unwrap());
    bencher.counter(ItemsCount::new(dialogue.log().entries().len())).bench_local(|| moved(black_box(&old), &new));
}
