//! Mistakes in how often a duty is owed, in denied conditions, acts of recurring duties and the scope of exclusions.

use super::{Making, Node, Place, word};

impl Making<'_> {
    /// A duty owed once instead of each time.
    pub(super) fn owed(&mut self, place: &Place<'_>) {
        if place.rule.get("per").is_some() {
            self.one(place, &["per"], None, false);
        }
    }

    /// A condition that is denied taken for one that holds.
    pub(super) fn affirmed(&mut self, place: &Place<'_>, keys: &[&str], value: &Node) {
        if let Some((_, above)) = keys.split_last().filter(|(_, above)| !above.is_empty()) {
            self.one(place, above, Some(value.data.clone()), false);
        }
    }

    /// What a refusal is of: the person for the subject, and the other way round.
    pub(super) fn scope(&mut self, place: &Place<'_>) {
        let other = match place.rule.get("scope").and_then(Node::text) {
            Some("person") => "subject",
            Some("subject") => "person",
            _ => return,
        };
        self.one(place, &["scope"], Some(word(other)), false);
    }

    /// Each act of a recurring duty left out, where there are several.
    pub(super) fn acts(&mut self, place: &Place<'_>) {
        self.fewer(place, &["met_by", "all"]);
        self.fewer(place, &["met_by", "any"]);
    }
}
