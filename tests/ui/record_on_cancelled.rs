use chrono::NaiveDate;
use doithoai::dialogue::{Cancelled, ConclusionNotified, Dialogue};

/// Nothing that follows a dialogue happens to what was cancelled.
fn conclude(mut cancelled: Dialogue<Cancelled>, day: NaiveDate) {
    let _ = cancelled.record(day, ConclusionNotified);
}

fn main() {}
