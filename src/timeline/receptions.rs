//! The receptions of an office, and which of its entries belong to each.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use chrono::NaiveDate;

use super::facts::Seen;
use super::recurring::periods::Span;
use crate::ruleset::vocabulary::{RECEPTION_HELD, RECEPTION_RESCHEDULED};

/// A reception: its first day, and what the entries call it, if they do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Reception<'a> {
    pub(crate) day: NaiveDate,
    pub(crate) id: Option<&'a str>,
}

/// The receptions that were held, and those that were moved and are still to come, in the order of their days.
pub(crate) struct Receptions<'a> {
    all: Vec<Reception<'a>>,
    /// Where those are that have an id.
    by_id: BTreeMap<&'a str, usize>,
    /// Of each the places of the entries that belong to it, for duties that come before it.
    before: Vec<Vec<usize>>,
    /// The same for duties that come after it.
    after: Vec<Vec<usize>>,
}

impl<'a> Receptions<'a> {
    pub(super) fn of(seen: &[Seen<'a>]) -> Self {
        let all = receptions(seen);
        let named = all.iter().enumerate().filter_map(|(at, one)| Some((one.id?, at)));
        let none = vec![Vec::new(); all.len()];
        let mut found = Self { by_id: named.collect(), before: none.clone(), after: none, all };
        let mut told = BTreeSet::new();
        for (place, fact) in seen.iter().enumerate().filter(|(_, fact)| fact.petition().is_none()) {
            for before in [true, false] {
                let of = found.belonging(*fact, before);
                // What says nothing but what another entry says of the same receptions is kept with them once.
                let content = fact.content().filter(|_| of.len() > 1);
                if content.is_none_or(|content| told.insert((before, of.start, of.end, content))) {
                    let all = if before { &mut found.before } else { &mut found.after };
                    all.get_mut(of).into_iter().flatten().for_each(|entries| entries.push(place));
                }
            }
        }
        found
    }

    pub(crate) fn all(&self) -> &[Reception<'a>] {
        &self.all
    }

    /// The reception of an id.
    pub(super) fn named(&self, id: &str) -> Option<Reception<'a>> {
        self.all.get(*self.by_id.get(id)?).copied()
    }

    /// The first reception since a day.
    pub(super) fn since(&self, day: NaiveDate) -> Option<Reception<'a>> {
        self.all.get(self.all.partition_point(|one| one.day < day)).copied()
    }

    /// The places of the entries that belong to a reception, for duties that come before or after it.
    pub(super) fn entries_of(&self, reception: Reception<'_>, before: bool) -> &[usize] {
        let of = if before { &self.before } else { &self.after };
        let at = self.all.binary_search(&reception).ok();
        at.and_then(|at| of.get(at)).map(Vec::as_slice).unwrap_or_default()
    }

    /// Which receptions an entry belongs to: by what it says, else those next to it, after the entry for duties that come
    /// before a reception, before it for the others. One that tells no two of a day apart is of both.
    fn belonging(&self, fact: Seen<'_>, before: bool) -> Range<usize> {
        let named = fact.reception().map(|id| self.by_id.get(id).map_or(0..0, |at| *at..at.saturating_add(1)));
        let day = match fact.event() {
            RECEPTION_HELD => Some(fact.on()),
            RECEPTION_RESCHEDULED => fact.until(),
            _ => return named.unwrap_or_else(|| self.about(fact).unwrap_or_else(|| self.next_to(fact.on(), before))),
        };
        let unnamed = || {
            let at = day.and_then(|day| self.all.binary_search(&Reception { day, id: None }).ok());
            at.map_or(0..0, |at| at..at.saturating_add(1))
        };
        named.unwrap_or_else(unnamed)
    }

    /// Those of the day or period that an entry says it is about.
    fn about(&self, fact: Seen<'_>) -> Option<Range<usize>> {
        let about = fact.about()?;
        let (from, to) = match about.parse::<NaiveDate>() {
            Ok(on) => (on, on),
            Err(_) => Span::of(about).map(|span| (span.from, span.to))?,
        };
        Some(self.within(from, to))
    }

    /// Those of the days from one to another.
    fn within(&self, from: NaiveDate, to: NaiveDate) -> Range<usize> {
        self.all.partition_point(|one| one.day < from)..self.all.partition_point(|one| one.day <= to)
    }

    /// Those of the day that an entry is next to.
    fn next_to(&self, on: NaiveDate, after: bool) -> Range<usize> {
        let at = if after {
            Some(self.all.partition_point(|one| one.day < on))
        } else {
            self.all.partition_point(|one| one.day <= on).checked_sub(1)
        };
        let day = at.and_then(|at| self.all.get(at)).map(|one| one.day);
        day.map_or(0..0, |day| self.within(day, day))
    }
}

fn receptions<'a>(seen: &[Seen<'a>]) -> Vec<Reception<'a>> {
    let of = |event: &'static str| seen.iter().filter(move |fact| fact.event() == event);
    let held: Vec<Reception<'a>> =
        of(RECEPTION_HELD).map(|fact| Reception { day: fact.on(), id: fact.reception() }).collect();
    let last = held.iter().map(|one| one.day).max();
    let held_ids: BTreeSet<&str> = held.iter().filter_map(|one| one.id).collect();
    let mut all = held;
    // Of those that were moved again, under one id, the last day.
    let mut planned: BTreeMap<&'a str, NaiveDate> = BTreeMap::new();
    for fact in of(RECEPTION_RESCHEDULED) {
        match (fact.until(), fact.reception()) {
            (Some(day), None) if last.is_none_or(|last| day > last) => all.push(Reception { day, id: None }),
            (Some(day), Some(id)) if !held_ids.contains(id) => drop(planned.insert(id, day)),
            _ => {}
        }
    }
    all.extend(planned.into_iter().map(|(id, day)| Reception { day, id: Some(id) }));
    all.sort_unstable();
    let mut ids = BTreeSet::new();
    all.dedup();
    all.retain(|one| one.id.is_none_or(|id| ids.insert(id)));
    all
}
