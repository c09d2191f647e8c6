use chrono::NaiveDate;
use doithoai::dialogue::{Before, Dialogue};

/// What has opened is no longer planned.
fn open(planned: Dialogue<Before>, day: NaiveDate) {
    let _ = planned.open(day);
    let _ = planned.open(day);
}

fn main() {}
