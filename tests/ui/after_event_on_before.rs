use chrono::NaiveDate;
use doithoai::dialogue::{Before, ConclusionNotified, Dialogue};

/// The conclusion of a dialogue that has not been held.
fn notify(mut planned: Dialogue<Before>, day: NaiveDate) {
    let _ = planned.record(day, ConclusionNotified);
}

fn main() {}
