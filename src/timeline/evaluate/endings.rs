//! Of which of the times that a duty is owed an entry ends what must go on (`lasts`): of the one that it names, else of the one
//! whose act is open.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use chrono::NaiveDate;

use super::super::facts::{Petition, Place, Seen};
use super::Evaluation;
use super::case::Case;
use super::times::Time;
use crate::ruleset::Obligation;

/// The days on which something ended, by the times that it is of.
type Days = BTreeMap<usize, Vec<NaiveDate>>;

/// When what must go on ended.
#[derive(Default)]
pub(in crate::timeline) struct Endings {
    own: Days,
    /// Of a time or of another one: which is not said.
    of_several: Days,
}

/// Those that were looked up, by the place of the rule and the petition.
pub(in crate::timeline) type Found = BTreeMap<(usize, Option<Place>), Rc<Endings>>;

impl Endings {
    fn first(of: &Days, time: Time<'_>, since: NaiveDate) -> Option<NaiveDate> {
        of.get(&time.address()?)?.iter().copied().filter(|on| *on >= since).min()
    }

    /// The first day since another on which what began for a time ended.
    pub(super) fn own(&self, time: Time<'_>, since: NaiveDate) -> Option<NaiveDate> {
        Self::first(&self.own, time, since)
    }

    /// The same of it or another one.
    pub(super) fn of_several(&self, time: Time<'_>, since: NaiveDate) -> Option<NaiveDate> {
        Self::first(&self.of_several, time, since)
    }
}

impl Case<'_> {
    /// What ends the acts of a duty that is owed several times; none where it is owed once.
    pub(super) fn endings(&self, rule: &Obligation, until: &str) -> Option<Rc<Endings>> {
        self.time.address()?;
        let key = (rule.place, self.petition.map(|petition| petition.place));
        let known = self.of.endings.borrow().get(&key).map(Rc::clone);
        Some(known.unwrap_or_else(|| {
            let found = Rc::new(self.of.endings(rule, until, self.petition));
            self.of.endings.borrow_mut().insert(key, Rc::clone(&found));
            found
        }))
    }
}

/// The times that a duty is owed, and which of them are open: by which act.
struct Open<'a> {
    times: Vec<(Time<'a>, String)>,
    by_name: BTreeMap<String, Vec<usize>>,
    acts: BTreeMap<usize, usize>,
}

impl<'a> Evaluation<'a> {
    /// Goes through the days: what ends comes before what begins, unless nothing is open yet.
    fn endings(&self, rule: &Obligation, until: &str, petition: Option<Petition<'a>>) -> Endings {
        let place = petition.map(|petition| petition.place);
        let mut days: BTreeMap<NaiveDate, [Vec<Seen<'a>>; 2]> = BTreeMap::new();
        for event in rule.met_by.events() {
            for act in self.index.get(event, place) {
                let [begin, _] = days.entry(act.on()).or_default();
                begin.push(act);
            }
        }
        for end in self.index.get(until, place) {
            let [_, ended] = days.entry(end.on()).or_default();
            ended.push(end);
        }
        let mut open = Open::of(&self.times(rule, petition));
        let mut endings = Endings::default();
        for [begin, end] in days.into_values() {
            let left: Vec<Seen<'a>> = end.into_iter().filter(|end| !open.end(*end, &mut endings)).collect();
            for act in begin {
                for at in open.begun_by(act) {
                    open.acts.insert(at, act.address());
                }
            }
            for end in left {
                open.end(end, &mut endings);
            }
        }
        endings
    }
}

impl<'a> Open<'a> {
    fn of(times: &[Time<'a>]) -> Self {
        let times: Vec<(Time<'a>, String)> = times.iter().filter_map(|time| Some((*time, time.name()?))).collect();
        let mut by_name: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, (_, name)) in times.iter().enumerate() {
            by_name.entry(name.clone()).or_default().push(at);
        }
        Self { times, by_name, acts: BTreeMap::new() }
    }

    /// The times that an entry names.
    fn named(&self, fact: Seen<'_>) -> Option<&[usize]> {
        let name = if self.is_of_sessions() { fact.session() } else { fact.about() }?;
        self.by_name.get(name).map(Vec::as_slice)
    }

    fn is_of_sessions(&self) -> bool {
        matches!(self.times.first(), Some((Time::Session(_), _)))
    }

    /// The times that an act counts for.
    fn begun_by(&self, act: Seen<'a>) -> Vec<usize> {
        if let Some(named) = self.named(act) {
            return named.to_vec();
        }
        if self.is_of_sessions() {
            return if act.session().is_none() { (0..self.times.len()).collect() } else { Vec::new() };
        }
        // Of the occurrences, which follow in the order of their days, those of the last day that had come.
        let after = self.times.partition_point(|(time, _)| time.day().is_some_and(|day| day <= act.on()));
        let is_for = |(time, name): &(Time<'a>, String)| time.begins_with(act, name);
        let last =
            self.times.get(..after).unwrap_or_default().iter().enumerate().rev().take_while(|(_, of)| is_for(of));
        last.map(|(at, _)| at).collect()
    }

    /// Takes an entry that ends something; whether anything was open.
    fn end(&mut self, end: Seen<'a>, endings: &mut Endings) -> bool {
        if self.acts.is_empty() {
            return false;
        }
        if let Some(named) = self.named(end).map(<[usize]>::to_vec) {
            for at in named {
                self.ended(at, end, &mut endings.own);
                self.acts.remove(&at);
            }
            return true;
        }
        let names_another = if self.is_of_sessions() {
            end.session().is_some()
        } else {
            end.about().is_some_and(|about| about.parse::<NaiveDate>().is_ok())
        };
        if names_another {
            return true;
        }
        // What one act began for several ends for all of them.
        let is_one = self.acts.values().collect::<BTreeSet<_>>().len() == 1;
        let of = if is_one { &mut endings.own } else { &mut endings.of_several };
        for at in self.acts.keys() {
            self.ended(*at, end, of);
        }
        if is_one {
            self.acts.clear();
        }
        true
    }

    fn ended(&self, at: usize, end: Seen<'a>, of: &mut Days) {
        if let Some(time) = self.times.get(at).and_then(|(time, _)| time.address()) {
            of.entry(time).or_default().push(end.on());
        }
    }
}
