//! Short words for dates and fixtures.

use chrono::NaiveDate;

/// A date written `2026-08-20`.
#[track_caller]
pub fn date(written: &str) -> NaiveDate {
    written.parse().unwrap_or_else(|_| panic!("`{written}` is not a date"))
}

/// The rows of a CSV fixture without quotes, comments and header left out.
pub fn rows(csv: &str) -> Vec<Vec<&str>> {
    csv.lines().filter(|line| !line.starts_with('#')).skip(1).map(|line| line.split(',').collect()).collect()
}
