//! What practice makes likely where the law leaves days to a yearly decision and none is known yet.

use chrono::Weekday;
use serde::{Deserialize, Serialize};

use super::document::RestDay;
use crate::reader::{Table, Value};
use crate::text::{Confidence, Text};

/// By weekday from Monday, how many days after lunar New Year's Day Tết begins, and how many days after National Day the day off
/// beside it is; before it if negative.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Practice {
    pub(super) tet: [i8; 7],
    pub(super) national_day: [i8; 7],
}

impl Practice {
    /// Whether a file could say it: Tết begins on one of the two days before or after, the other day beside National Day.
    pub(super) fn is_possible(&self) -> bool {
        self.tet.iter().all(|days| (-2..=2).contains(days)) && self.national_day.iter().all(|days| days.abs() == 1)
    }

    /// Reads a `[[practice]]`, which stands instead of what was likely on its weekdays.
    pub(super) fn read(&mut self, table: &Table<'_>) {
        let of = table.need("of").and_then(|v| v.closed(&Text::new("dịp", "occasion"), &["tet", "national-day"]));
        let weekdays = table.filled("weekdays", Value::word::<RestDay>);
        let key = table.one_of(&["before", "after"]);
        let most = if of.as_deref() == Some("tet") { 2 } else { 1 };
        let (before, after) = (table.get("before"), table.get("after"));
        let days = before.or(after).and_then(|v| v.integer(1..=most)).and_then(|days| i8::try_from(days).ok());
        table.need("confidence").and_then(|v| v.word::<Confidence>());
        table.need("source").and_then(|v| v.str().map(str::len));
        table.done();
        let (Some(of), Some(days)) = (of, days) else { return };
        let days = if key == Some("before") { days.saturating_neg() } else { days };
        let likely = if of == "tet" { &mut self.tet } else { &mut self.national_day };
        for (at, place) in (0..).zip(likely) {
            if weekdays.iter().any(|day| day.weekday().num_days_from_monday() == at) {
                *place = days;
            }
        }
    }
}

/// What is likely on a weekday.
pub(super) fn on(days: [i8; 7], weekday: Weekday) -> i64 {
    let at = usize::try_from(weekday.num_days_from_monday()).unwrap_or_default();
    days.get(at).copied().unwrap_or_default().into()
}
