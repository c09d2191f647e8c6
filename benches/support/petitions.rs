//! A log to measure on: one dialogue with as many petitions as wanted, made up.

use chrono::{Days, NaiveDate};

/// The log as JSON lines, of a dialogue on a day: each petition is raised, assigned, classed, settled, replied to and
/// reported, every second one is extended. 30 petitions make 200 entries.
pub(crate) fn log(day: NaiveDate, petitions: usize) -> String {
    let before = |days: u64| day.checked_sub_days(Days::new(days)).unwrap_or(day);
    let after = |days: u64| day.checked_add_days(Days::new(days)).unwrap_or(day);
    let entry = |event: &str, on: NaiveDate| format!("{{\"event\":\"{event}\",\"on\":\"{on}\"}}\n");
    let of_each = |event: &str, on: NaiveDate, every: usize, more: &str| -> String {
        let entry =
            |petition| format!("{{\"event\":\"{event}\",\"on\":\"{on}\",\"petition\":\"KN-{petition}\"{more}}}\n");
        (1..=petitions).step_by(every).map(entry).collect()
    };
    [
        format!("{{\"dialogue\":\"DT-{day}\",\"appointed\":\"{day}\",\"on\":\"{}\"}}\n", before(30)),
        entry("agencies-notified", before(10)),
        entry("invitation-sent", before(10)),
        entry("opened", day),
        of_each("petition-raised", day, 1, ""),
        entry("closed", day),
        entry("conclusion-notified", after(8)),
        of_each("petition-assigned", after(8), 1, ",\"about\":\"phong-kinh-te\""),
        of_each("petition-classed", after(12), 1, ",\"class\":\"needs-longer\""),
        of_each("extension-notified", after(20), 2, &format!(",\"until\":\"{}\"", after(70))),
        of_each("petition-settled", after(30), 1, ""),
        of_each("reply-sent", after(32), 1, ""),
        of_each("reported-to-head", after(33), 1, ""),
    ]
    .concat()
}
