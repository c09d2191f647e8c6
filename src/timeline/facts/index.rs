//! Finding facts by event and petition.

use super::{Place, Seen, Visible};
use crate::ruleset::RuleSet;

impl<'a> Visible<'a> {
    /// The facts by event, and by petition for events of petitions.
    pub(in crate::timeline) fn index(&self, set: &RuleSet) -> Index<'a> {
        let mut events: Vec<OfEvent<'a>> = Vec::new();
        let mut facts: Vec<(usize, Option<Place>, Seen<'a>)> = Vec::with_capacity(self.facts.len());
        for fact in &self.facts {
            let (event, petition) = fact.place();
            let at = events.iter().position(|known| known.event == event).unwrap_or(events.len());
            if at == events.len() {
                let (name, of_petition) = (fact.event(), set.event(fact.event()).is_some_and(|event| event.petition));
                events.push(OfEvent { event, name, of_petition, to: 0 });
            }
            let of_petition = events.get(at).is_some_and(|event| event.of_petition);
            facts.push((at, petition.filter(|_| of_petition), *fact));
        }
        facts.sort_by_key(|(at, petition, _)| (*at, *petition));
        for (to, (at, ..)) in (1..).zip(&facts) {
            events.get_mut(*at).into_iter().for_each(|event| event.to = to);
        }
        Index { events, facts, shared: None }
    }
}

/// Facts by event and petition, so that finding them costs little however many there are.
pub(in crate::timeline) struct Index<'a> {
    /// The events that happened, in the order in which their facts stand.
    events: Vec<OfEvent<'a>>,
    /// By the place of their event, then by petition where it is an event of petitions.
    facts: Vec<(usize, Option<Place>, Seen<'a>)>,
    /// Facts of no petition that others share, before these.
    shared: Option<&'a Index<'a>>,
}

/// An event, and where its facts end.
struct OfEvent<'a> {
    event: Option<Place>,
    name: &'a str,
    of_petition: bool,
    to: usize,
}

impl<'a> Index<'a> {
    /// The facts of an event; where it is an event of petitions, of one or of none.
    pub(in crate::timeline) fn get(
        &self,
        event: &str,
        petition: Option<Place>,
    ) -> impl Iterator<Item = Seen<'a>> + use<'a, '_> {
        let shared = self.shared.and_then(|shared| shared.find(event, None)).unwrap_or_default();
        let own = self.find(event, petition).unwrap_or_default();
        shared.iter().chain(own).map(|(.., fact)| *fact)
    }

    /// The same over facts of no petition that are found already.
    pub(in crate::timeline) fn over(self, shared: &'a Self) -> Self {
        Self { shared: Some(shared), ..self }
    }

    fn find(&self, event: &str, petition: Option<Place>) -> Option<&[(usize, Option<Place>, Seen<'a>)]> {
        let at = self.events.iter().position(|known| known.name == event)?;
        let (known, before) = (self.events.get(at)?, at.checked_sub(1).and_then(|before| self.events.get(before)));
        let facts = self.facts.get(before.map_or(0, |before| before.to)..known.to)?;
        let petition = petition.filter(|_| known.of_petition);
        let rest = facts.get(facts.partition_point(|(_, of, _)| *of < petition)..)?;
        rest.get(..rest.partition_point(|(_, of, _)| *of == petition))
    }

    /// The petitions that the facts tell apart, by name; one without a name if they tell none apart.
    pub(in crate::timeline) fn petitions(&self) -> Vec<Option<Petition<'a>>> {
        let is_of_petition = |at: usize| self.events.get(at).is_some_and(|event| event.of_petition);
        let facts = self.facts.iter().filter(|(at, ..)| is_of_petition(*at));
        let named = |(_, place, fact): &(usize, Option<Place>, Seen<'a>)| {
            place.map(|place| Petition { place, name: fact.name_at(place) })
        };
        let mut petitions: Vec<Option<Petition<'a>>> = facts.map(named).collect();
        petitions.sort_unstable_by_key(|petition| petition.map(|petition| petition.place));
        petitions.dedup_by_key(|petition| petition.map(|petition| petition.place));
        petitions.sort_unstable_by_key(|petition| petition.map(|petition| petition.name));
        if petitions.is_empty() {
            petitions.push(None);
        }
        petitions
    }
}

/// A petition by its name, and where that stands.
#[derive(Clone, Copy)]
pub(in crate::timeline) struct Petition<'a> {
    pub(in crate::timeline) place: Place,
    pub(in crate::timeline) name: &'a str,
}
