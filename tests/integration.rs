//! Everything that is tested from outside, as a user of the crate sees it.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::arithmetic_side_effects,
    reason = "tests fail by panicking"
)]

#[path = "integration/support.rs"]
mod support;

#[path = "integration/calendar_days.rs"]
mod calendar_days;
#[path = "integration/generated.rs"]
mod generated;
