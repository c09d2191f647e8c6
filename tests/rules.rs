//! The built-in rule sets by scenarios: one file a set in `tests/rules`, each case counted and named.

use std::process::ExitCode;

use doithoai::scenario::harness::Tests;

fn main() -> ExitCode {
    Tests::of(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/rules")).threshold(100).without_survivors().run()
}
