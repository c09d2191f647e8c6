//! A calendar as results name it.

use serde::Serialize;

use super::Calendar;

/// Which calendar it was, by the hash of its documents and by that of its days.
///
/// ```
/// use doithoai::Calendar;
/// let calendar = Calendar::vietnam();
/// let hashes = calendar.hashes();
/// assert_eq!((hashes.documents, hashes.days), (calendar.hash(), calendar.days_hash()));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct CalendarHashes {
    /// SHA-256 of its documents with their sources, see [`Calendar::hash`].
    pub documents: String,
    /// SHA-256 of its days alone, see [`Calendar::days_hash`].
    pub days: String,
}

impl Calendar {
    /// Both hashes, as timelines and audits have them in JSON; counted once for a calendar.
    ///
    /// The example of [`CalendarHashes`] shows it.
    #[must_use]
    pub fn hashes(&self) -> CalendarHashes {
        CalendarHashes { documents: self.hash(), days: self.days_hash() }
    }
}
