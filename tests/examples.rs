//! The examples by scenarios: the regulations of `examples/regulations` and the guides' own variant, whole, without a survivor.

use std::process::ExitCode;

use doithoai::scenario::harness::Tests;

fn main() -> ExitCode {
    Tests::of(concat!(env!("CARGO_MANIFEST_DIR"), "/examples")).threshold(100).without_survivors().run()
}
