use doithoai::Fact;
use doithoai::dialogue::{Before, Event, Stamp};

/// An event that no rule file declares.
struct Rehearsed;

impl Event for Rehearsed {
    type Phase = Before;

    fn fact(self, at: Stamp) -> Fact {
        Fact::new("rehearsed", at.on)
    }
}

fn main() {}
