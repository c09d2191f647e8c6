//! Which receptions an entry ends something of that must go on for some time (`lasts`): those whose act is open on its day.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use chrono::NaiveDate;

use super::facts::Seen;
use super::office::comes_before;
use super::receptions::Receptions;
use crate::ruleset::{Obligation, RuleSet};

/// The entries that end something and name no reception, by the receptions that they are of.
#[derive(Default)]
pub(super) struct Ends {
    /// Their places, all together.
    placed: BTreeSet<usize>,
    /// Of each reception those that are of it, or of it and others of its day.
    own: BTreeMap<usize, Vec<usize>>,
    /// Of each reception those that are of it or of one of another day: which is not said.
    of_several: BTreeMap<usize, Vec<usize>>,
}

/// What begins and what ends something.
struct Acts<'s> {
    begin: Vec<&'s str>,
    end: &'s str,
}

impl Ends {
    /// Those of the duties of a rule set that come before a reception, or after it.
    pub(super) fn of(receptions: &Receptions<'_>, seen: &[Seen<'_>], set: &RuleSet, before: bool) -> Self {
        let is_of = |rule: &&Obligation| rule.is_owed_for_receptions() && comes_before(rule) == before;
        let mut all: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for rule in set.obligations().iter().map(|rule| &**rule).filter(is_of) {
            if let Some(end) = rule.lasts.as_ref().and_then(|lasts| lasts.until.as_deref()) {
                all.entry(end).or_default().extend(rule.met_by.events().iter().map(String::as_str));
            }
        }
        let mut ends = Self::default();
        for (end, begin) in all {
            ends.follow(receptions, seen, &Acts { begin, end }, before);
        }
        ends
    }

    /// The entries of a reception, at its place, with those that end something of it instead of those that are next to it.
    pub(super) fn of_reception(&self, at: usize, entries: &[usize]) -> Vec<usize> {
        let own = self.own.get(&at).into_iter().flatten();
        let mut all: Vec<usize> =
            entries.iter().filter(|place| !self.placed.contains(place)).chain(own).copied().collect();
        all.sort_unstable();
        all.dedup();
        all
    }

    /// The places of those that end something of it, or of another one.
    pub(super) fn of_several(&self, at: usize) -> &[usize] {
        self.of_several.get(&at).map(Vec::as_slice).unwrap_or_default()
    }

    /// Goes through the days: what ends comes before what begins, unless nothing is open yet.
    fn follow(&mut self, receptions: &Receptions<'_>, seen: &[Seen<'_>], acts: &Acts<'_>, before: bool) {
        let mut days: BTreeMap<NaiveDate, [Vec<usize>; 2]> = BTreeMap::new();
        for (place, fact) in seen.iter().enumerate().filter(|(_, fact)| fact.petition().is_none()) {
            let [begin, end] = days.entry(fact.on()).or_default();
            if fact.event() == acts.end {
                end.push(place);
            } else if acts.begin.contains(&fact.event()) {
                begin.push(place);
            }
        }
        let of = |place: usize| seen.get(place).map(|fact| (*fact, receptions.belonging(*fact, before)));
        let mut open = Open { receptions, at: BTreeSet::new() };
        for [begin, end] in days.into_values() {
            let left: Vec<usize> = end.into_iter().filter(|place| !self.end(*place, of(*place), &mut open)).collect();
            open.at.extend(begin.into_iter().filter_map(of).flat_map(|(_, range)| range));
            for place in left {
                self.end(place, of(place), &mut open);
            }
        }
    }

    /// Takes an entry that ends something; whether anything was open.
    fn end(&mut self, place: usize, of: Option<(Seen<'_>, Range<usize>)>, open: &mut Open<'_, '_>) -> bool {
        let Some((fact, named)) = of.filter(|_| !open.at.is_empty()) else { return false };
        if fact.reception().is_some() || fact.about().is_some() {
            open.at.retain(|at| !named.contains(at));
            return true;
        }
        let of_one_day = open.is_of_one_day();
        let of = if of_one_day { &mut self.own } else { &mut self.of_several };
        self.placed.insert(place);
        for at in &open.at {
            of.entry(*at).or_default().push(place);
        }
        if of_one_day {
            open.at.clear();
        }
        true
    }
}

/// The receptions of which something goes on, by their places.
struct Open<'r, 'a> {
    receptions: &'r Receptions<'a>,
    at: BTreeSet<usize>,
}

impl Open<'_, '_> {
    fn is_of_one_day(&self) -> bool {
        let day = |at: &usize| self.receptions.all().get(*at).map(|one| one.day);
        self.at.first().and_then(day) == self.at.last().and_then(day)
    }
}
