//! Inputs on which the library once gave a wrong answer, with the right one.

use std::process::ExitCode;

use doithoai::scenario::harness::Tests;

fn main() -> ExitCode {
    Tests::of(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/cases")).run()
}
