//! Every sequence of a small alphabet up to a length, against the model: what random dialogues may never reach.

use doithoai::Fact;

use super::{AnyDialogue, Model, Try, date, make, planned};

/// How long sequences get.
const LENGTH: usize = 6;

/// What moves the machine, on the appointed day and on another one, and corrections of the first two entries.
fn alphabet() -> Vec<Try> {
    let of_petition = |event: &str, on| Fact::new(event, date(on)).petition("KN-1");
    let facts = [
        Fact::new("opened", date("2026-08-20")),
        Fact::new("opened", date("2026-08-25")),
        Fact::new("closed", date("2026-08-20")),
        Fact::new("cancelled", date("2026-08-18")),
        Fact::new("rescheduled", date("2026-08-18")).until(date("2026-08-25")),
        Fact::new("rescheduled", date("2026-08-21")).until(date("2026-08-25")),
        Fact::new("announced", date("2026-08-12")),
        Fact::new("conclusion-notified", date("2026-08-19")),
        Fact::new("conclusion-notified", date("2026-08-28")),
        of_petition("petition-raised", "2026-08-20"),
        of_petition("suspended", "2026-08-26"),
        of_petition("resumed", "2026-08-25"),
        of_petition("resumed", "2026-08-31"),
        of_petition("petition-settled", "2026-09-01"),
    ];
    let recorded = date("2026-10-05");
    let corrections = [1, 2].into_iter().flat_map(|entry| {
        let on = Try::On { recorded, pick: entry, on: date("2026-08-22") };
        [Try::Void { recorded, pick: entry }, on]
    });
    facts.into_iter().map(Try::Record).chain(corrections).collect()
}

/// Tries every letter after every sequence that was taken; how many were tried, and how many were taken by their length.
fn walk((dialogue, model): &(AnyDialogue, Model), letters: &[Try], taken: &mut [u64; LENGTH]) -> u64 {
    let at = model.entries.len();
    if at == LENGTH {
        return 0;
    }
    let mut tried = letters.len() as u64;
    for letter in letters {
        let mut next = (dialogue.clone(), model.clone());
        if make(&mut next.0, &mut next.1, letter.clone()).unwrap() {
            taken[at] += 1;
            tried += walk(&next, letters, taken);
        }
    }
    tried
}

#[test]
fn every_sequence_of_the_alphabet_is_what_the_model_says() {
    let mut taken = [0; LENGTH];
    let tried = walk(&planned(), &alphabet(), &mut taken);
    // Each length is reached, and most of what is tried is refused somewhere.
    assert!(taken.iter().all(|taken| *taken > 0) && taken.iter().sum::<u64>() < tried, "{taken:?} of {tried}");
}
