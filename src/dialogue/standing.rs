//! Which entries stand after corrections, kept as they come: a correction asks again only what it can touch.

use std::collections::{BTreeMap, BTreeSet};

use super::state::is_detail;
use crate::timeline::Facts;
use crate::timeline::facts::{Place, Seen};

/// The entries that stand, each in the place of what it corrects: the number of the first entry of its chain.
#[derive(Debug, Clone, Default)]
pub(super) struct Standing {
    entries: BTreeMap<usize, usize>,
    /// The places of corrections.
    places: BTreeMap<usize, usize>,
    /// The places of each petition's entries, and of those that may move the dialogue to another phase or day.
    petitions: BTreeMap<Place, BTreeSet<usize>>,
    transitions: BTreeSet<usize>,
}

impl Standing {
    pub(super) fn of(facts: &Facts) -> Self {
        let mut standing = Self::default();
        for number in 1..=facts.len() {
            facts.seen(number).into_iter().for_each(|fact| standing.add(number, fact));
        }
        standing
    }

    /// Takes the next entry in.
    pub(super) fn add(&mut self, number: usize, fact: Seen<'_>) {
        let place = fact.corrects().map_or(number, |earlier| self.place(earlier));
        if place != number {
            self.places.insert(number, place);
        }
        if fact.is_unknown() {
            return;
        }
        if fact.is_void() {
            self.entries.remove(&place);
        } else {
            self.entries.insert(place, number);
        }
        match fact.petition_place() {
            Some(petition) => drop(self.petitions.entry(petition).or_default().insert(place)),
            None if !is_detail(fact.event()) => drop(self.transitions.insert(place)),
            None => {}
        }
    }

    fn place(&self, number: usize) -> usize {
        self.places.get(&number).copied().unwrap_or(number)
    }

    /// Every entry that stands, with one more that corrects one of them, in their order.
    pub(super) fn with<'f>(&self, facts: &'f Facts, number: usize, fact: Seen<'f>) -> Vec<Seen<'f>> {
        let places = self.entries.keys().copied().chain(fact.corrects().map(|earlier| self.place(earlier)));
        self.at(places.collect(), facts, number, fact)
    }

    /// The same of its petition, if it has one, and of what moves the dialogue to another phase or day.
    pub(super) fn of_petition_with<'f>(&self, facts: &'f Facts, number: usize, fact: Seen<'f>) -> Vec<Seen<'f>> {
        let of_petition =
            fact.petition_place().and_then(|petition| self.petitions.get(&petition)).into_iter().flatten();
        let places = self.transitions.iter().chain(of_petition).copied();
        self.at(places.chain(fact.corrects().map(|earlier| self.place(earlier))).collect(), facts, number, fact)
    }

    fn at<'f>(&self, places: BTreeSet<usize>, facts: &'f Facts, number: usize, fact: Seen<'f>) -> Vec<Seen<'f>> {
        let corrected = fact.corrects().map(|earlier| self.place(earlier));
        let entry = |place: usize| {
            if corrected == Some(place) {
                return Some(number).filter(|_| !fact.is_void());
            }
            self.entries.get(&place).copied()
        };
        places.into_iter().filter_map(|place| facts.seen(entry(place)?)).collect()
    }
}
