//! Which entries stand after corrections, kept as they come: a correction asks again only what it can touch.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::ruleset::Phase;
use crate::ruleset::vocabulary::{Effect, effect_of};
use crate::timeline::facts::{Place, Seen};
use crate::timeline::voided::strikes_another;
use crate::timeline::{Facts, Terms};

/// The entries that stand, each in the place of what it corrects: the number of the first entry of its chain.
#[derive(Debug, Clone, Default)]
pub(super) struct Standing {
    entries: BTreeMap<usize, usize>,
    /// How many of those that stand are of which day: of what can only follow the opening, and of the rest.
    after: Days,
    before: Days,
    /// The places of corrections.
    places: BTreeMap<usize, usize>,
    /// The places of each petition's entries, and of those that may move the dialogue to another phase or day.
    petitions: BTreeMap<Place, BTreeSet<usize>>,
    transitions: BTreeSet<usize>,
}

impl Standing {
    pub(super) fn of(facts: &Facts, terms: &Terms) -> Self {
        let mut standing = Self::default();
        for number in 1..=facts.len() {
            facts.seen(number).into_iter().for_each(|fact| standing.add(number, fact, facts, terms));
        }
        standing
    }

    /// Takes the next entry in.
    pub(super) fn add(&mut self, number: usize, fact: Seen<'_>, facts: &Facts, terms: &Terms) {
        let corrected = fact.corrects().filter(|_| !strikes_another(facts, fact));
        let place = corrected.map_or(number, |earlier| self.place(earlier));
        if place != number {
            self.places.insert(number, place);
        }
        if fact.is_unknown() {
            return;
        }
        let earlier = if fact.is_void() { self.entries.remove(&place) } else { self.entries.insert(place, number) };
        if let Some(earlier) = earlier.and_then(|earlier| facts.seen(earlier)) {
            self.days_of(earlier, terms).into_iter().for_each(|days| days.remove(earlier.on()));
        }
        if !fact.is_void() {
            self.days_of(fact, terms).into_iter().for_each(|days| days.add(fact.on()));
        }
        match fact.petition_place() {
            Some(petition) => drop(self.petitions.entry(petition).or_default().insert(place)),
            None if !is_detail(fact.event()) => drop(self.transitions.insert(place)),
            None => {}
        }
    }

    /// Among which days an entry is kept: of what moves the dialogue to another phase or day among none, that is folded anew.
    fn days_of(&mut self, fact: Seen<'_>, terms: &Terms) -> Option<&mut Days> {
        if fact.petition_place().is_none() && !is_detail(fact.event()) {
            return None;
        }
        let is_after = terms.event(fact.event()).is_some_and(|event| event.phase == Some(Phase::After));
        Some(if is_after { &mut self.after } else { &mut self.before })
    }

    /// Whether every entry beside the transitions is as possible if the dialogue opens, or is cancelled, on this day.
    pub(super) fn allows(&self, opened: Option<NaiveDate>, cancelled: Option<NaiveDate>) -> bool {
        opened.is_none_or(|opened| self.after.first().is_none_or(|first| opened <= first))
            && cancelled.is_none_or(|cancelled| self.before.last().is_none_or(|last| last <= cancelled))
    }

    fn place(&self, number: usize) -> usize {
        self.places.get(&number).copied().unwrap_or(number)
    }

    /// Every entry that stands, in their order.
    pub(super) fn all<'f>(&self, facts: &'f Facts) -> Vec<Seen<'f>> {
        self.entries.values().filter_map(|number| facts.seen(*number)).collect()
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

/// How many entries are of which day.
#[derive(Debug, Clone, Default)]
struct Days {
    days: BTreeMap<NaiveDate, usize>,
}

impl Days {
    fn add(&mut self, day: NaiveDate) {
        let entries = self.days.entry(day).or_default();
        *entries = entries.saturating_add(1);
    }

    fn remove(&mut self, day: NaiveDate) {
        let left = self.days.get(&day).map(|entries| entries.saturating_sub(1));
        match left {
            Some(0) => drop(self.days.remove(&day)),
            Some(left) => drop(self.days.insert(day, left)),
            None => {}
        }
    }

    fn first(&self) -> Option<NaiveDate> {
        self.days.first_key_value().map(|(day, _)| *day)
    }

    fn last(&self) -> Option<NaiveDate> {
        self.days.last_key_value().map(|(day, _)| *day)
    }
}

/// Whether the state does not depend on an event: a correction of its day or details changes no phase.
pub(super) fn is_detail(event: &str) -> bool {
    matches!(effect_of(event), None | Some(Effect::HoldSession))
}
