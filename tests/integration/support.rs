//! Short words for dates and fixtures.

use std::sync::LazyLock;

use chrono::NaiveDate;
use doithoai::Calendar;
use proptest::prelude::ProptestConfig;

/// The built-in calendar, built once.
pub(crate) static VIETNAM: LazyLock<Calendar> = LazyLock::new(Calendar::vietnam);

/// A date written `2026-08-20`.
#[track_caller]
pub(crate) fn date(written: &str) -> NaiveDate {
    written.parse().unwrap_or_else(|_| panic!("`{written}` is not a date"))
}

/// The rows of a CSV fixture without quotes, comments and header left out.
pub(crate) fn rows(csv: &str) -> Vec<Vec<&str>> {
    csv.lines().filter(|line| !line.starts_with('#')).skip(1).map(|line| line.split(',').collect()).collect()
}

/// A decree file with one document; `facts` are its last lines.
pub(crate) fn decree(id: &str, issued: &str, facts: &str) -> String {
    format!(
        "format = 1\n[[document]]\nid = \"{id}\"\nkind = \"cong-van\"\nnumber = \"unknown\"\n\
         issuer = {{ vi = \"thử\", en = \"test\" }}\nissued = {issued}\nconfidence = \"D\"\nsource = \"a test\"\n{facts}\n"
    )
}

/// So many random cases, and no file of failed ones: a failure becomes a test of its own.
pub(crate) fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}
