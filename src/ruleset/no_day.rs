//! Whether any day can be counted for a duty at all.

use super::{AnchorRule, Obligation, RuleSet};

impl RuleSet {
    /// Whether no day can be counted for a duty, because of what is unknown of its own limit, or of the one that it is
    /// counted from, and however the two are read.
    pub(crate) fn counts_no_day(&self, duty: &Obligation) -> bool {
        let mut from = Some(duty);
        // Limits go round in no circle; no chain of them is longer than there are duties.
        for _ in self.obligations() {
            let Some(duty) = from.filter(|duty| duty.readings.is_empty()) else { return false };
            if duty.unknown_part().is_some() {
                return true;
            }
            from = match duty.due.anchor() {
                Some(AnchorRule::DueOf(of) | AnchorRule::BaseDueOf(of)) => self.obligation(of).map(AsRef::as_ref),
                _ => None,
            };
        }
        false
    }
}
