//! A scenario file: whatever it holds, it is run or refused.

#![no_main]

use doithoai::scenario::Suite;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let none = |_: &str| Err("no such file".to_owned());
    let report = Suite::new().with("fuzz.test.toml", text, &none).run();
    serde_json::to_string(&report).expect("JSON");
});
