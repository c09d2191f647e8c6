//! The same work with the old crate and the new, and the goals that a result is held to.

use chrono::NaiveDate;

#[path = "HERE/benches/support/petitions.rs"]
mod petitions;

/// The log of `benches/dialogues.rs`.
pub fn log() -> String {
    petitions::log(day(8, 20), 30)
}

pub fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, day).unwrap()
}

/// A measure beside its goal; whether it is met.
pub fn held(what: &str, measured: f64, goal: f64, unit: &str) -> bool {
    let met = measured <= goal;
    println!("{what:<56}{measured:>9.2} {unit:<4} goal {goal:>6.2}  {}", if met { "met" } else { "MISSED" });
    met
}

/// The calls of one crate, under a module of its name.
#[macro_export]
macro_rules! calls {
    ($name:ident) => {
        mod $name {
            use $name::dialogue::{AnyDialogue, Log};
            use $name::ruleset::{HeadKind, Level};
            use $name::{Calendar, RuleSet, Subject, Terms, Timeline, View};

            pub fn view() -> View {
                View::as_of(speed::day(12, 31))
            }

            pub fn terms() -> Terms {
                Terms::new([RuleSet::builtin("hcmc-935").unwrap()], Calendar::vietnam())
            }

            pub fn log() -> Log {
                Log::from_jsonl(&speed::log()).unwrap()
            }

            pub fn replayed(terms: &Terms, log: &Log) -> AnyDialogue {
                AnyDialogue::replay(terms.clone(), log).unwrap()
            }

            #[allow(dead_code)]
            pub fn timeline(dialogue: &AnyDialogue) -> Timeline {
                dialogue.timeline(view()).unwrap()
            }

            #[allow(dead_code)]
            pub fn subject(number: u64) -> Subject {
                let day = chrono::NaiveDate::from_ymd_opt(2026, 1, 1).unwrap() + chrono::Days::new(number);
                Subject::new("79", Level::Commune, HeadKind::LocalGovernment, day).unwrap()
            }
        }
    };
}
