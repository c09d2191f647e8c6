//! A file that builds on another: it is refused, or gives a rule set that its canonical JSON gives again.

#![no_main]

use std::sync::LazyLock;

use doithoai::{Registry, RuleSet};
use libfuzzer_sys::fuzz_target;

static REGISTRY: LazyLock<Registry> = LazyLock::new(Registry::builtin);

fuzz_target!(|rest: &str| {
    for head in ["format = 1\nextends = \"hcmc-935\"\n", "format = 1\namends = \"can-tho-10\"\n", ""] {
        let checked = REGISTRY.check_toml(&format!("{head}{rest}"));
        let Some(set) = checked.rule_set else { continue };
        let again = RuleSet::from_json(&set.to_json()).expect("its own JSON");
        assert_eq!(set.hash(), again.hash());
    }
});
