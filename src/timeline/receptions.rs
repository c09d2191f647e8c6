//! The receptions of an office, and which of its entries belong to each.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use chrono::NaiveDate;

use super::facts::Seen;
use super::recurring::periods::Span;
use crate::ruleset::vocabulary::{RECEPTION_HELD, RECEPTION_RESCHEDULED};

/// A reception: its day, and what the entries call it, if they do. An id that is used again on another day is another reception.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Reception<'a> {
    pub(crate) day: NaiveDate,
    pub(crate) id: Option<&'a str>,
}

/// The receptions that were held, and those that were moved and are still to come, in the order of their days.
pub(crate) struct Receptions<'a> {
    all: Vec<Reception<'a>>,
    /// Where those are that have an id, in the order of their days.
    by_id: BTreeMap<&'a str, Vec<usize>>,
    /// Of each the places of the entries that belong to it, for duties that come before it.
    before: Vec<Vec<usize>>,
    /// The same for duties that come after it.
    after: Vec<Vec<usize>>,
}

impl<'a> Receptions<'a> {
    pub(super) fn of(seen: &[Seen<'a>]) -> Self {
        let all = receptions(seen);
        let mut by_id: BTreeMap<&'a str, Vec<usize>> = BTreeMap::new();
        for (at, id) in all.iter().enumerate().filter_map(|(at, one)| Some((at, one.id?))) {
            by_id.entry(id).or_default().push(at);
        }
        let none = vec![Vec::new(); all.len()];
        let mut found = Self { by_id, before: none.clone(), after: none, all };
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

    /// The reception of an id at which something came in on a day: that of the day, else the first after it, else the only one.
    pub(crate) fn at_receipt(&self, id: &str, on: NaiveDate) -> Option<Reception<'a>> {
        let of_id = self.of_id(id);
        let first = of_id.iter().find(|one| one.day >= on).copied();
        first.or_else(|| if let [only] = *of_id { Some(only) } else { None })
    }

    /// The receptions of an id, in the order of their days.
    pub(crate) fn of_id(&self, id: &str) -> Vec<Reception<'a>> {
        self.by_id.get(id).into_iter().flatten().filter_map(|at| self.all.get(*at).copied()).collect()
    }

    /// The first reception since a day.
    pub(super) fn since(&self, day: NaiveDate) -> Option<Reception<'a>> {
        self.all.get(self.all.partition_point(|one| one.day < day)).copied()
    }

    /// Where a reception stands among them.
    pub(super) fn place(&self, reception: Reception<'_>) -> Option<usize> {
        self.all.binary_search(&reception).ok()
    }

    /// The places of the entries that belong to a reception, for duties that come before or after it.
    pub(super) fn entries_of(&self, reception: Reception<'_>, before: bool) -> &[usize] {
        let of = if before { &self.before } else { &self.after };
        self.place(reception).and_then(|at| of.get(at)).map(Vec::as_slice).unwrap_or_default()
    }

    /// Which receptions an entry belongs to: by what it says, else those next to it, after the entry for duties that come
    /// before a reception, before it for the others. One that tells no two of a day apart is of both.
    pub(super) fn belonging(&self, fact: Seen<'_>, before: bool) -> Range<usize> {
        let day = match fact.event() {
            RECEPTION_HELD => Some(fact.on()),
            RECEPTION_RESCHEDULED => fact.until(),
            _ => return self.belonging_by_words(fact, before),
        };
        let exact = day.and_then(|day| self.all.binary_search(&Reception { day, id: fact.reception() }).ok());
        // What was moved again, or held on another day than was planned.
        let again = || self.one_of(self.by_id.get(fact.reception()?)?, fact.on(), true);
        exact.or_else(again).map_or(0..0, one)
    }

    fn belonging_by_words(&self, fact: Seen<'_>, before: bool) -> Range<usize> {
        let about = about(fact);
        let Some(id) = fact.reception() else {
            let about = about.map(|(from, to)| self.within(from, to));
            return about.unwrap_or_else(|| self.next_to(fact.on(), before));
        };
        let of_id = self.by_id.get(id).map(Vec::as_slice).unwrap_or_default();
        let Some((from, to)) = about else { return self.one_of(of_id, fact.on(), before).map_or(0..0, one) };
        let within = self.within(from, to);
        let of_about: Vec<usize> = of_id.iter().copied().filter(|at| within.contains(at)).collect();
        // A day on which its id is none's tells of no reception; a period is no more than a hint.
        let of_id = if of_about.is_empty() && from != to { of_id } else { &of_about };
        self.one_of(of_id, fact.on(), before).map_or(0..0, one)
    }

    /// Of those of one id, the one next to an entry, as [`next_to`](Self::next_to); else the nearest on the other side.
    fn one_of(&self, of_id: &[usize], on: NaiveDate, after: bool) -> Option<usize> {
        let day = |at: &usize| self.all.get(*at).map(|one| one.day);
        let next = if after {
            of_id.iter().find(|at| day(at) >= Some(on))
        } else {
            of_id.iter().rev().find(|at| day(at) <= Some(on))
        };
        let other = || if after { of_id.last() } else { of_id.first() };
        next.or_else(other).copied()
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

fn one(at: usize) -> Range<usize> {
    at..at.saturating_add(1)
}

/// The days of the day or period that an entry says it is about.
fn about(fact: Seen<'_>) -> Option<(NaiveDate, NaiveDate)> {
    let about = fact.about()?;
    match about.parse::<NaiveDate>() {
        Ok(on) => Some((on, on)),
        Err(_) => Span::of(about).map(|span| (span.from, span.to)),
    }
}

/// The receptions that entries tell apart, in the order of their days.
pub(crate) fn receptions<'a>(seen: &[Seen<'a>]) -> Vec<Reception<'a>> {
    let of = |event: &'static str| seen.iter().filter(move |fact| fact.event() == event);
    let held: Vec<Reception<'a>> =
        of(RECEPTION_HELD).map(|fact| Reception { day: fact.on(), id: fact.reception() }).collect();
    let last = held.iter().map(|one| one.day).max();
    let mut last_of: BTreeMap<&str, NaiveDate> = BTreeMap::new();
    for (id, day) in held.iter().filter_map(|one| Some((one.id?, one.day))) {
        last_of.entry(id).and_modify(|last| *last = day.max(*last)).or_insert(day);
    }
    let mut all = held;
    let mut moves: Vec<Seen<'a>> = of(RECEPTION_RESCHEDULED).copied().collect();
    moves.sort_by_key(|fact| fact.on());
    // Of those that were moved again, under one id, the last day.
    let mut planned: BTreeMap<&'a str, Vec<NaiveDate>> = BTreeMap::new();
    for fact in moves {
        match (fact.until(), fact.reception()) {
            (Some(day), None) if last.is_none_or(|last| day > last) => all.push(Reception { day, id: None }),
            // It was held since, on that day or another one.
            (Some(day), Some(id)) if last_of.get(id).is_none_or(|last| *last < held_from(fact, day)) => {
                let days = planned.entry(id).or_default();
                let given_up = about(fact).map(|(from, _)| from);
                // What was still to come is moved again; what has passed, only where that is said.
                days.retain(|known| *known < fact.on() && given_up != Some(*known));
                days.push(day);
            }
            _ => {}
        }
    }
    all.extend(
        planned.into_iter().flat_map(|(id, days)| days.into_iter().map(move |day| Reception { day, id: Some(id) })),
    );
    all.sort_unstable();
    all.dedup();
    all
}

/// From which day on a reception of the id of a move is the one that was moved: that of the move, or, where it says which day was
/// given up, the first of both days.
fn held_from(fact: Seen<'_>, until: NaiveDate) -> NaiveDate {
    about(fact).map_or(fact.on(), |(from, _)| from.min(until).max(fact.on()))
}
