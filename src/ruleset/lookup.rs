//! Where the duties and events of a rule set stand: finding one costs little however many there are.

use std::sync::Arc;

use super::{EventKind, Obligation, ReadingEffect, RuleSet};

/// The places of duties and events, in the order of their names; of one name the first comes first.
#[derive(Debug, Default)]
pub(super) struct Lookup {
    duties: Vec<usize>,
    events: Vec<usize>,
    /// By each event the duties that it fulfils.
    producers: Vec<(Arc<str>, usize)>,
    /// By each duty those that set its date.
    setters: Vec<(String, usize)>,
    /// By each duty those of which a reading limits it.
    limiters: Vec<(String, usize)>,
}

impl Lookup {
    pub(super) fn of(obligations: &[Arc<Obligation>], events: &[EventKind]) -> Self {
        let numbered = || obligations.iter().enumerate();
        let fulfilled = |(at, duty): (usize, &Arc<Obligation>)| -> Vec<(Arc<str>, usize)> {
            duty.met_by.events().iter().map(|event| (Arc::from(event.as_str()), at)).collect()
        };
        let limited = |(at, duty): (usize, &Arc<Obligation>)| -> Vec<(String, usize)> {
            let object =
                |effect: &ReadingEffect| if let ReadingEffect::Limits(of) = effect { Some(of.clone()) } else { None };
            duty.readings.iter().filter_map(|reading| Some((object(&reading.effect)?, at))).collect()
        };
        Self {
            duties: sorted(obligations.len(), |at| obligations.get(at).map(|duty| duty.id.as_str())),
            events: sorted(events.len(), |at| events.get(at).map(|event| event.id.as_ref())),
            producers: in_order(numbered().flat_map(fulfilled)),
            setters: in_order(numbered().filter_map(|(at, duty)| Some((duty.sets_due_of.clone()?, at)))),
            limiters: in_order(numbered().flat_map(limited)),
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
        let places = &self.0.lookup.duties;
        let at = |place: &usize| self.0.obligations.get(*place);
        let first = places.partition_point(|place| at(place).is_some_and(|duty| duty.id.as_str() < id));
        places.get(first).and_then(at).filter(|duty| duty.id == id)
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
    pub(crate) fn setters_of(&self, id: &str) -> impl Iterator<Item = &Arc<Obligation>> {
        under(&self.0.lookup.setters, id).filter_map(|place| self.at(place))
    }

    /// The duties of which a reading limits another, in the order of the file.
    pub(crate) fn limiters_of(&self, id: &str) -> impl Iterator<Item = &Arc<Obligation>> {
        under(&self.0.lookup.limiters, id).filter_map(|place| self.at(place))
    }
}
