use chrono::NaiveDate;
use doithoai::dialogue::{Cancelled, Dialogue, InvitationSent};

/// Nothing more happens to what was cancelled.
fn invite(mut cancelled: Dialogue<Cancelled>, day: NaiveDate) {
    let _ = cancelled.record(day, InvitationSent);
}

fn main() {}
