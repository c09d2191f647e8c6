//! Finding facts by event and petition.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use chrono::NaiveDate;

use super::{Place, Seen, Visible};
use crate::ruleset::RuleSet;
use crate::timeline::course::is_receipt;

impl<'a> Visible<'a> {
    /// The facts by event, and by petition for events of petitions.
    pub(in crate::timeline) fn index(&self, set: &RuleSet) -> Index<'a> {
        let mut events: Vec<OfEvent<'a>> = Vec::new();
        let mut facts: Vec<(usize, Option<Place>, Seen<'a>)> = Vec::with_capacity(self.facts.len());
        for fact in &self.facts {
            let (event, petition) = fact.place();
            // Most logs tell what is alike one after the other.
            let at = events.iter().rposition(|known| known.event == event).unwrap_or(events.len());
            if at == events.len() {
                let (name, of_petition) = (fact.event(), set.event(fact.event()).is_some_and(|event| event.petition));
                events.push(OfEvent { event, name, of_petition, from: 0, to: 0 });
            }
            let of_petition = events.get(at).is_some_and(|event| event.of_petition);
            facts.push((at, petition.filter(|_| of_petition), *fact));
        }
        facts.sort_by_key(|(at, petition, _)| (*at, *petition));
        let mut from = 0;
        for (at, event) in events.iter_mut().enumerate() {
            let rest = facts.get(from..).unwrap_or_default();
            event.from = from;
            event.to = from.saturating_add(rest.partition_point(|(of, ..)| *of == at));
            from = event.to;
        }
        let days = facts.iter().map(|(_, petition, fact)| (petition.is_some(), fact.on()));
        let first = |of_petition: bool| days.clone().filter(|(of, _)| *of == of_petition).map(|(_, on)| on).min();
        let first = [first(false), first(true)];
        let receipts = events.iter().filter(|event| is_receipt(event.name));
        let receipts = receipts.flat_map(|event| facts.get(event.from..event.to).unwrap_or_default());
        let last_receipt = receipts.map(|(.., fact)| fact.on()).max();
        let has_stated = self.facts.iter().any(|fact| fact.states().is_some());
        let mut slots = [None; SLOTS];
        for (at, event) in events.iter().enumerate().rev() {
            if let Some(first) = slots.get_mut(slot(event.name)) {
                *first = u32::try_from(at).ok();
            }
        }
        Index { events, slots, facts, first, last_receipt, has_stated, shared: None, days: RefCell::default() }
    }
}

/// Facts by event and petition, so that finding them costs little however many there are.
pub(in crate::timeline) struct Index<'a> {
    /// The events that happened, in the order in which their facts stand.
    events: Vec<OfEvent<'a>>,
    /// By the slot of a name the first event that has it: most of what is asked for did not happen.
    slots: [Option<u32>; SLOTS],
    /// By the place of their event, then by petition where it is an event of petitions.
    facts: Vec<(usize, Option<Place>, Seen<'a>)>,
    /// The first day of those of no petition, and of those of one.
    first: [Option<NaiveDate>; 2],
    /// The last day on which any petition came in.
    last_receipt: Option<NaiveDate>,
    /// Whether any of them tells what a notice stated.
    has_stated: bool,
    /// Facts of no petition that others share, before these.
    shared: Option<&'a Index<'a>>,
    /// The facts of an event and petition by day and by what they are about, made when they are asked for.
    days: RefCell<ByDays>,
}

/// The facts of each event and petition.
type ByDays = BTreeMap<(usize, Option<Place>), Rc<ByDay>>;

/// Some facts by their places, in the order of their days, and by what they are about.
#[derive(Default)]
struct ByDay {
    in_order: Vec<(NaiveDate, usize)>,
    /// Of each content the first: what many entries say alike is told once.
    distinct: Vec<(NaiveDate, usize)>,
    by_about: Vec<usize>,
    /// By where each is kept, where it stands in the order of the days.
    kept: Vec<(usize, usize)>,
}

impl ByDay {
    fn of(facts: &[(usize, Option<Place>, Seen<'_>)]) -> Self {
        let mut by_day = Self::default();
        for (place, (.., fact)) in facts.iter().enumerate() {
            by_day.in_order.push((fact.on(), place));
            if fact.about().is_some() {
                by_day.by_about.push(place);
            }
        }
        by_day.in_order.sort_unstable();
        let mut told = BTreeSet::new();
        let fact = |place: usize| facts.get(place).map(|(.., fact)| *fact);
        let is_new = |place: usize| fact(place).and_then(Seen::content).is_none_or(|content| told.insert(content));
        by_day.distinct = filtered(&by_day.in_order, is_new);
        let kept = by_day.in_order.iter().enumerate();
        by_day.kept = kept.filter_map(|(at, (_, place))| Some((fact(*place)?.address(), at))).collect();
        by_day.kept.sort_unstable();
        by_day.by_about.sort_by_key(|place| about(facts, *place));
        by_day
    }

    /// The places of the facts from a day until another one, and of those that are about a name, in their order.
    fn places(
        &self,
        facts: &[(usize, Option<Place>, Seen<'_>)],
        (from, until): (NaiveDate, Option<NaiveDate>),
        (name, distinct): (&str, bool),
    ) -> Vec<usize> {
        let all = if distinct { &self.distinct } else { &self.in_order };
        let rest = all.get(all.partition_point(|(on, _)| *on < from)..).unwrap_or_default();
        let within = rest.iter().take_while(|(on, _)| until.is_none_or(|until| *on < until)).map(|(_, place)| *place);
        let first = self.by_about.partition_point(|place| about(facts, *place) < Some(name));
        let of_name = self.by_about.iter().skip(first).copied().take_while(|place| about(facts, *place) == Some(name));
        let mut places: Vec<usize> = within.chain(of_name).collect();
        places.sort_unstable();
        places.dedup();
        places
    }
}

/// The days and places that are wanted, in their order.
fn filtered(all: &[(NaiveDate, usize)], mut wanted: impl FnMut(usize) -> bool) -> Vec<(NaiveDate, usize)> {
    all.iter().copied().filter(|(_, place)| wanted(*place)).collect()
}

/// What the fact at a place is about.
fn about<'a>(facts: &[(usize, Option<Place>, Seen<'a>)], place: usize) -> Option<&'a str> {
    facts.get(place).and_then(|(.., fact)| fact.about())
}

const SLOTS: usize = 64;

/// The slot of a name, by its length and its first and last letter.
fn slot(name: &str) -> usize {
    let letter = |letter: Option<&u8>| usize::from(letter.copied().unwrap_or_default());
    let [first, last] = [letter(name.as_bytes().first()), letter(name.as_bytes().last())];
    (name.len().wrapping_mul(5) ^ first.wrapping_mul(3) ^ last) % SLOTS
}

/// An event, and where its facts begin and end.
struct OfEvent<'a> {
    event: Option<Place>,
    name: &'a str,
    of_petition: bool,
    from: usize,
    to: usize,
}

impl<'a> Index<'a> {
    /// The facts of an event; where it is an event of petitions, of one or of none.
    pub(in crate::timeline) fn get(
        &self,
        event: &str,
        petition: Option<Place>,
    ) -> impl Iterator<Item = Seen<'a>> + use<'a, '_> {
        self.found(Some(event), petition)
    }

    /// The same; none without an event.
    pub(in crate::timeline) fn found(
        &self,
        event: Option<&str>,
        petition: Option<Place>,
    ) -> impl Iterator<Item = Seen<'a>> + use<'a, '_> {
        let shared = event.zip(self.shared).and_then(|(event, shared)| shared.find(event, None)).unwrap_or_default();
        let own = event.and_then(|event| self.find(event, petition)).unwrap_or_default();
        shared.iter().chain(own).map(|(.., fact)| *fact)
    }

    /// The same of the last day on which a petition came in, whichever: where nothing is, nothing is looked for.
    pub(in crate::timeline) fn has_before_receipts(&self) -> (bool, bool) {
        self.last_receipt.map_or((false, false), |day| self.has_before(day))
    }

    /// Whether any of a petition is before a day, and any that is shared.
    pub(in crate::timeline) fn has_before(&self, day: NaiveDate) -> (bool, bool) {
        let is_before = |first: Option<NaiveDate>| first.is_some_and(|first| first < day);
        let [shared, _] = self.shared.map(|shared| shared.first).unwrap_or_default();
        let [_, of_petition] = self.first;
        (is_before(of_petition), is_before(shared))
    }

    /// Whether any fact tells what a notice stated.
    pub(in crate::timeline) fn has_stated(&self) -> bool {
        self.has_stated || self.shared.is_some_and(Self::has_stated)
    }

    /// The same over facts of no petition that are found already.
    pub(in crate::timeline) fn over(self, shared: &'a Self) -> Self {
        Self { shared: Some(shared), ..self }
    }

    /// Those from a day until another one, and those that are about a name: in the same order. Of those that say the same only the
    /// first, where that is all that is asked.
    pub(in crate::timeline) fn during(
        &self,
        event: &str,
        petition: Option<Place>,
        (from, until): (NaiveDate, Option<NaiveDate>),
        (about, distinct): (&str, bool),
    ) -> Vec<Seen<'a>> {
        let during = |shared: &Self| shared.during(event, None, (from, until), (about, distinct));
        let mut during = self.shared.map(during).unwrap_or_default();
        let facts = self.find(event, petition).unwrap_or_default();
        let Some(by_day) = self.by_day(facts) else { return during };
        let places = by_day.places(facts, (from, until), (about, distinct)).into_iter();
        during.extend(places.filter_map(|place| facts.get(place)).map(|(.., fact)| *fact));
        during
    }

    /// The one before a fact, in the order of their days.
    pub(in crate::timeline) fn before(&self, fact: Seen<'a>, petition: Option<Place>) -> Option<Seen<'a>> {
        let facts = self.find(fact.event(), petition).unwrap_or_default();
        let by_day = self.by_day(facts)?;
        let seen = |place: &(NaiveDate, usize)| facts.get(place.1).map(|(.., fact)| *fact);
        let own = by_day.kept.binary_search_by_key(&fact.address(), |(address, _)| *address);
        let (_, at) = own.ok().and_then(|own| by_day.kept.get(own))?;
        by_day.in_order.get(at.checked_sub(1)?).and_then(seen)
    }

    fn by_day(&self, facts: &[(usize, Option<Place>, Seen<'a>)]) -> Option<Rc<ByDay>> {
        let (at, of, _) = facts.first()?;
        let mut days = self.days.borrow_mut();
        Some(Rc::clone(days.entry((*at, *of)).or_insert_with(|| Rc::new(ByDay::of(facts)))))
    }

    /// Whether an event may have happened: most of what is asked for did not, which costs little to see.
    pub(in crate::timeline) fn may_tell(&self, event: &str) -> bool {
        self.slots.get(slot(event)).is_some_and(Option::is_some)
            || self.shared.is_some_and(|shared| shared.may_tell(event))
    }

    fn find(&self, event: &str, petition: Option<Place>) -> Option<&[(usize, Option<Place>, Seen<'a>)]> {
        let first = usize::try_from((*self.slots.get(slot(event))?)?).ok()?;
        let known = self.events.get(first..)?.iter().find(|known| known.name == event)?;
        let facts = self.facts.get(known.from..known.to)?;
        if !known.of_petition {
            return Some(facts);
        }
        let number = |of: Option<Place>| of.map_or(0, Place::get);
        let petition = number(petition);
        let at = |place: usize| facts.get(place).map(|(_, of, _)| number(*of));
        let first_at =
            |place: usize| at(place) == Some(petition) && place.checked_sub(1).and_then(at) != Some(petition);
        // Where it happened once to each, that is the place that its number says.
        let said = petition.checked_sub(at(0)?).and_then(|place| usize::try_from(place).ok());
        let search = || facts.partition_point(|(_, of, _)| number(*of) < petition);
        let rest = facts.get(said.filter(|place| first_at(*place)).unwrap_or_else(search)..)?;
        rest.get(..rest.iter().take_while(|(_, of, _)| number(*of) == petition).count())
    }

    /// Whether anything happened to a petition.
    pub(in crate::timeline) fn has_petitions(&self) -> bool {
        self.events.iter().any(|event| event.of_petition)
    }

    /// The petitions that the facts tell apart, by name; one without a name if they tell none apart.
    pub(in crate::timeline) fn petitions(&self) -> Vec<Option<Petition<'a>>> {
        let of_petitions = self.events.iter().filter(|event| event.of_petition);
        let facts = of_petitions.flat_map(|event| self.facts.get(event.from..event.to).unwrap_or_default());
        let number = |place: Place| usize::try_from(place.get()).unwrap_or_default();
        let last = facts.clone().filter_map(|(_, petition, _)| *petition).max();
        let mut seen = vec![false; last.map_or(0, |last| number(last).saturating_add(1))];
        let (mut places, mut of_none) = (Vec::new(), false);
        for (_, petition, fact) in facts {
            let Some(place) = *petition else {
                of_none = true;
                continue;
            };
            if let Some(seen) = seen.get_mut(number(place)).filter(|seen| !**seen) {
                *seen = true;
                places.push(Petition { place, name: fact.name_at(place) });
            }
        }
        places.sort_unstable_by_key(|petition| petition.name);
        let of_none = (of_none || places.is_empty()).then_some(None);
        of_none.into_iter().chain(places.into_iter().map(Some)).collect()
    }
}

/// A petition by its name, and where that stands.
#[derive(Clone, Copy)]
pub(in crate::timeline) struct Petition<'a> {
    pub(in crate::timeline) place: Place,
    pub(in crate::timeline) name: &'a str,
}
