//! Another reading taken for the rule.

use super::{DEFAULT_READING, Entries, Making, Node, Place};

impl Making<'_> {
    /// Another reading taken for the rule, of what is judged without adopted readings: what the two say changes places.
    pub(super) fn swaps(&mut self, place: &Place<'_>) {
        for (at, reading) in place.readings().iter().enumerate() {
            let Some(values) = reading.node().and_then(Node::table) else { continue };
            let mut tree = self.set.tree().clone();
            let Some(rule) = place.find(&mut tree) else { continue };
            let keys: Vec<&String> = values.keys().filter(|key| !["id", "because"].contains(&key.as_str())).collect();
            let mut taken = Entries::new();
            for key in &keys {
                let Some(value) = values.get(*key) else { continue };
                taken.extend(rule.insert((*key).clone(), value.clone()).map(|old| ((*key).clone(), old)));
            }
            if let Some(all) = rule.get_mut("reading").and_then(|(_, node)| node.list_mut()) {
                if taken.len() == keys.len() {
                    all.get_mut(at)
                        .and_then(Node::table_mut)
                        .into_iter()
                        .for_each(|reading| reading.extend(taken.clone()));
                } else {
                    all.remove(at); // the rule says nothing of it, which a reading cannot
                }
            }
            let id = reading.node().and_then(Node::id).unwrap_or_default().to_owned();
            self.push(place, (&["reading"], DEFAULT_READING.to_owned(), id), tree, false);
        }
    }
}
