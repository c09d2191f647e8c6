//! The log of an office: it is refused, or written as it was read, and its year is judged.

#![no_main]

use std::sync::LazyLock;

use chrono::NaiveDate;
use doithoai::audit::{OfficeLog, audit_year};
use doithoai::{Calendar, Registry, View};
use libfuzzer_sys::fuzz_target;

static CALENDAR: LazyLock<Calendar> = LazyLock::new(Calendar::vietnam);
static REGISTRY: LazyLock<Registry> = LazyLock::new(Registry::builtin);

fuzz_target!(|text: &str| {
    let Ok(log) = OfficeLog::from_jsonl(text) else { return };
    let written = log.to_jsonl();
    assert_eq!(OfficeLog::from_jsonl(&written).expect("its own lines").to_jsonl(), written);
    let end = NaiveDate::from_ymd_opt(2026, 12, 31).expect("a date");
    if let Ok(year) = audit_year(&REGISTRY, &CALENDAR, &[], &log, 2026, View::as_of(end)) {
        serde_json::to_string(&year).expect("JSON");
    }
});
