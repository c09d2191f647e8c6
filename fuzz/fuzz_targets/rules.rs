//! A rule file: whatever it holds, it is refused with problems inside it, or is a rule set that its own canonical JSON gives again,
//! that the published schema takes, and that differs in nothing from itself.

#![no_main]

use std::sync::LazyLock;

use doithoai::{Registry, RuleSet};
use libfuzzer_sys::fuzz_target;
use serde_json::Value;

static REGISTRY: LazyLock<Registry> = LazyLock::new(Registry::builtin);
static SCHEMA: LazyLock<(boon::Schemas, boon::SchemaIndex)> = LazyLock::new(|| {
    let schema: Value = serde_json::from_str(&RuleSet::json_schema()).expect("JSON");
    let (mut schemas, mut compiler) = (boon::Schemas::new(), boon::Compiler::new());
    compiler.add_resource("rules.json", schema).expect("a resource");
    let index = compiler.compile("rules.json", &mut schemas).expect("a schema");
    (schemas, index)
});

fuzz_target!(|text: &str| {
    for checked in [REGISTRY.check_toml(text), REGISTRY.check_json(text)] {
        for problem in &checked.problems {
            assert!(problem.span.start <= problem.span.end && problem.span.end <= text.len(), "{problem:?}");
        }
        let Some(set) = checked.rule_set else { continue };
        let json = set.to_json();
        let again = RuleSet::from_json(&json).expect("its own JSON");
        assert_eq!((set.hash(), json.as_str()), (again.hash(), again.to_json().as_str()));
        let differences = set.diff(&again);
        assert!(differences.rules.is_empty() && differences.values.is_empty(), "{differences:?}");
        let (schemas, index) = &*SCHEMA;
        let mut value: Value = serde_json::from_str(&json).expect("JSON");
        for written_by_the_library in ["builds_on", "changed"] {
            value.as_object_mut().expect("a table").remove(written_by_the_library);
        }
        if let Err(error) = schemas.validate(&value, *index) {
            panic!("the schema refuses what the reader takes: {error}");
        }
    }
});
