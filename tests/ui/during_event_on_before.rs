use chrono::NaiveDate;
use doithoai::dialogue::{Before, Dialogue, PetitionRaised};

/// A petition at a dialogue that has not opened.
fn raise(mut planned: Dialogue<Before>, day: NaiveDate) {
    let _ = planned.record(day, PetitionRaised::of("KN-1"));
}

fn main() {}
