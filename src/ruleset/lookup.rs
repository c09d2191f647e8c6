//! Where the duties and events of a rule set stand: finding one costs little however many there are.

use std::sync::Arc;

use super::{EventKind, Obligation, ReadingEffect, Recurring, RuleSet};

/// The places of duties and events, in the order of their names; of one name the first comes first.
#[derive(Debug, Default)]
pub(super) struct Lookup {
    duties: Vec<usize>,
    events: Vec<usize>,
    /// By each event the duties that it fulfils.
    producers: Vec<(Arc<str>, usize)>,
    /// Of each duty, by its place, those that set its date.
    setters: Vec<Vec<usize>>,
    /// Of each duty those of which a reading limits it.
    limiters: Vec<Vec<usize>>,
}

impl Lookup {
    pub(super) fn of(obligations: &[Arc<Obligation>], events: &[EventKind]) -> Self {
        let numbered = || obligations.iter().enumerate();
        let fulfilled = |(at, duty): (usize, &Arc<Obligation>)| -> Vec<(Arc<str>, usize)> {
            duty.met_by.events().iter().map(|event| (Arc::from(event.as_str()), at)).collect()
        };
        let object =
            |effect: &ReadingEffect| if let ReadingEffect::Limits(of) = effect { Some(of.clone()) } else { None };
        let limited = |duty: &Obligation| -> Vec<String> {
            duty.readings.iter().filter_map(|reading| object(&reading.effect)).collect()
        };
        let duties = sorted(obligations.len(), |at| obligations.get(at).map(|duty| duty.id.as_str()));
        // By the place of the duty that they name.
        let by_named = |named: &dyn Fn(&Obligation) -> Vec<String>| {
            let mut all = vec![Vec::new(); obligations.len()];
            for (at, of) in numbered().flat_map(|(at, duty)| named(duty).into_iter().map(move |of| (at, of))) {
                let place = place_of(obligations, &duties, &of).and_then(|place| all.get_mut(place));
                if let Some(places) = place.filter(|places| !places.contains(&at)) {
                    places.push(at);
                }
            }
            all
        };
        Self {
            events: sorted(events.len(), |at| events.get(at).map(|event| event.id.as_ref())),
            producers: in_order(numbered().flat_map(fulfilled)),
            setters: by_named(&|duty| duty.sets_due_of.iter().cloned().collect()),
            limiters: by_named(&limited),
            duties,
        }
    }
}

/// The places in the order of the names there.
fn sorted<'a>(count: usize, name: impl Fn(usize) -> Option<&'a str>) -> Vec<usize> {
    let mut places: Vec<usize> = (0..count).collect();
    places.sort_by_key(|at| name(*at));
    places
}

fn in_order<K: Ord>(of: impl Iterator<Item = (K, usize)>) -> Vec<(K, usize)> {
    let mut all: Vec<(K, usize)> = of.collect();
    all.sort();
    all.dedup();
    all
}

/// The place of a duty, the first of its id.
fn place_of(obligations: &[Arc<Obligation>], sorted: &[usize], id: &str) -> Option<usize> {
    let at = |place: &usize| obligations.get(*place);
    let first = sorted.partition_point(|place| at(place).is_some_and(|duty| duty.id.as_str() < id));
    sorted.get(first).copied().filter(|place| at(place).is_some_and(|duty| duty.id == id))
}

/// The places under a name.
fn under<'l, K: AsRef<str>>(all: &'l [(K, usize)], name: &str) -> impl Iterator<Item = usize> + use<'l, K> {
    let from = all.partition_point(|(known, _)| known.as_ref() < name);
    let rest = all.get(from..).unwrap_or_default();
    let to = rest.partition_point(|(known, _)| known.as_ref() <= name);
    rest.get(..to).unwrap_or_default().iter().map(|(_, at)| *at)
}

impl RuleSet {
    /// A duty by its id.
    ///
    /// ```
    /// # use doithoai::RuleSet;
    /// let hcmc = RuleSet::builtin("hcmc-935")?;
    /// assert_eq!(hcmc.obligation("settle-petition").unwrap().cite.to_string(), "main#d13.k3.g2");
    /// assert!(hcmc.obligation("no-such-duty").is_none());
    /// # Ok::<(), doithoai::VersionError>(())
    /// ```
    #[must_use]
    pub fn obligation(&self, id: &str) -> Option<&Arc<Obligation>> {
        place_of(&self.0.obligations, &self.0.lookup.duties, id).and_then(|place| self.at(place))
    }

    /// A duty that returns, by id.
    pub(crate) fn recurring_duty(&self, id: &str) -> Option<&Recurring> {
        self.recurring().iter().find(|duty| duty.id == id)
    }

    /// An event that its file declares.
    pub(super) fn own_event(&self, id: &str) -> Option<&EventKind> {
        let places = &self.0.lookup.events;
        let at = |place: &usize| self.0.events.get(*place);
        let first = places.partition_point(|place| at(place).is_some_and(|event| event.id.as_ref() < id));
        places.get(first).and_then(at).filter(|event| event.id == id)
    }

    fn at(&self, place: usize) -> Option<&Arc<Obligation>> {
        self.0.obligations.get(place)
    }

    /// The duty that an event fulfils, if one does; where several do, the first with a date.
    pub(crate) fn producer(&self, event: &str) -> Option<&Arc<Obligation>> {
        let mut producers = under(&self.0.lookup.producers, event).filter_map(|place| self.at(place));
        let first = producers.next()?;
        let dated = std::iter::once(first).chain(producers).find(|duty| duty.due.is_dated());
        dated.or(Some(first))
    }

    /// The duties that set the date of another, in the order of the file.
    pub(crate) fn setters_of(&self, rule: &Obligation) -> impl Iterator<Item = &Arc<Obligation>> {
        self.all_at(self.0.lookup.setters.get(rule.place))
    }

    /// The duties of which a reading limits another, in the order of the file.
    pub(crate) fn limiters_of(&self, rule: &Obligation) -> impl Iterator<Item = &Arc<Obligation>> {
        self.all_at(self.0.lookup.limiters.get(rule.place))
    }

    fn all_at<'s>(&'s self, places: Option<&'s Vec<usize>>) -> impl Iterator<Item = &'s Arc<Obligation>> {
        places.into_iter().flatten().filter_map(|place| self.at(*place))
    }
}
