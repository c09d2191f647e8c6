use chrono::NaiveDate;
use doithoai::dialogue::{Dialogue, During, ReplySent};

/// A reply to what is still being said.
fn reply(mut open: Dialogue<During>, day: NaiveDate) {
    let _ = open.record(day, ReplySent::of("KN-1"));
}

fn main() {}
