//! The forms of the rule language by scenarios: one file a form in `tests/forms`, on the day before, on and after.

use std::process::ExitCode;

use doithoai::scenario::harness::Tests;

fn main() -> ExitCode {
    Tests::of(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/forms")).threshold(100).without_survivors().run()
}
