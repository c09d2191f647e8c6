use chrono::NaiveDate;
use doithoai::dialogue::{Before, Dialogue};

/// What never opened cannot close.
fn close(planned: Dialogue<Before>, day: NaiveDate) {
    let _ = planned.close(day);
}

fn main() {}
