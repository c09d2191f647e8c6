//! Random dates, calendars, rule sets and facts, to test a regulation of your own with.
//!
//! They are strategies of the crate [`proptest`](https://docs.rs/proptest), and here only with the feature of its name:
//!
//! ```toml
//! [dev-dependencies]
//! doithoai = { version = "0.1", features = ["proptest"] }
//! proptest = "1"
//! ```
//!
//! # A property of your own variant
//!
//! A ward writes its own limits over those of Hồ Chí Minh City. Whatever happens on whichever days, its invitation is
//! due before the day of the dialogue, and an extension never makes a limit shorter:
//!
//! ```
//! use doithoai::strategies::{calendars, facts};
//! use doithoai::{RuleSet, Terms, View};
//! use proptest::prelude::*;
//!
//! const WARD: &str = r#"
//! format = 1
//! id = "ward"
//! version = "2026"
//! extends = "hcmc-935"
//! title = { vi = "VÍ DỤ, KHÔNG PHẢI QUY ĐỊNH", en = "EXAMPLE, NOT LAW" }
//! source.own = { kind = "inferred", confidence = "D", ref = "an example" }
//! instrument.own = { kind = "ke-hoach", number = "1", issuer = "unknown", issued = "unknown", standing = "unknown" }
//!
//! [[obligation]]
//! id = "invite-citizens"
//! due = { n = 7 }
//! cite = "own#d2"
//! from = "own"
//!
//! [[obligation]]
//! id = "settle-petition"
//! due = { n = 15 }
//! cite = "own#d3"
//! from = "own"
//! "#;
//!
//! proptest! {
//!     # /*
//!     #[test]
//!     # */
//!     fn the_limits_of_the_ward_make_sense(
//!         facts in facts(&RuleSet::from_toml(WARD).unwrap()),
//!         calendar in calendars(),
//!     ) {
//!         let terms = Terms::new([RuleSet::from_toml(WARD).unwrap()], calendar);
//!         let timeline = terms.timeline(&facts, View::everything()).unwrap();
//!         let invite = timeline.duty("ward", "invite-citizens")?;
//!         // No date: the invitation was to be sent before there was a regulation that asked for it.
//!         if let Some(due) = invite.outcome.due {
//!             prop_assert!(due.latest() < timeline.opened);
//!         }
//!         for settle in timeline.duties.iter().filter(|duty| duty.rule.id == "settle-petition") {
//!             if let (Some(before), Some(after)) = (settle.outcome.base_due, settle.outcome.due) {
//!                 prop_assert!(after.date >= before.date, "{:?}", settle.outcome.moved_by);
//!             }
//!         }
//!     }
//! }
//! # the_limits_of_the_ward_make_sense();
//! ```
//!
//! A case that fails is made smaller: fewer facts, earlier dates. To keep it as a test of its own, write out what was
//! printed; [`decrees`] and [`rule_set_toml`] give the texts of the files that failed.

mod days;
mod happened;
mod rules;

pub use days::{calendars, dates, dates_in, decrees};
pub use happened::{facts, office_logs};
pub use rules::{changes, rule_set_toml, rule_sets};
