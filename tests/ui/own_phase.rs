use doithoai::dialogue::DialoguePhase;
use doithoai::ruleset::Phase;

/// A phase of one's own.
#[derive(Debug, Clone)]
enum Rehearsal {}

impl DialoguePhase for Rehearsal {
    const PHASE: Option<Phase> = None;
}

fn main() {}
