//! The log of a dialogue: it is refused, or written as it was read, and replayed into a dialogue with a timeline and verdicts in both
//! languages.

#![no_main]

use std::sync::LazyLock;

use doithoai::dialogue::{AnyDialogue, Log};
use doithoai::{Calendar, Lang, RuleSet, Terms, View, audit};
use libfuzzer_sys::fuzz_target;

static TERMS: LazyLock<Terms> = LazyLock::new(|| {
    let sets = ["hcmc-935", "can-tho-10"].map(|id| RuleSet::builtin(id).expect("built in"));
    Terms::new(sets, Calendar::vietnam())
});

fuzz_target!(|text: &str| {
    let Ok(log) = Log::from_jsonl(text) else { return };
    let written = log.to_jsonl();
    assert_eq!(Log::from_jsonl(&written).expect("its own lines").to_jsonl(), written);
    let Ok(dialogue) = AnyDialogue::replay(TERMS.clone(), &log) else { return };
    if let Ok(timeline) = dialogue.timeline(View::everything()) {
        serde_json::to_string(&timeline.explained()).expect("JSON");
    }
    for verdict in audit::audit(&dialogue, View::everything()).unwrap_or_default() {
        assert!(!verdict.text(Lang::Vi).is_empty() && !verdict.text(Lang::En).is_empty());
    }
});
