//! A decree: it is refused, or gives a calendar on which adding and counting working days undo each other.

#![no_main]

use chrono::{Datelike, NaiveDate};
use doithoai::Calendar;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let Ok(calendar) = Calendar::vietnam().to_builder().decree_toml(text).build() else { return };
    let from = NaiveDate::from_ymd_opt(2026, 1, 1).expect("a date");
    for day in from.iter_days().take_while(|day| day.year() < 2029).step_by(13) {
        for n in [1, 10, 45] {
            let to = calendar.add_working_days(day, n).expect("covered");
            assert_eq!(calendar.count_working_days(day, to), Ok(n.into()));
            assert_eq!(calendar.is_working_day(to), Ok(true));
        }
    }
});
