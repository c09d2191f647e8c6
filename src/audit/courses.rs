//! Whether the settlement of each petition in an office's log is suspended, as its entries come: what a dialogue refuses, an office does.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::receipts::Receipts;
use crate::ruleset::vocabulary::{Effect, effect_of};
use crate::timeline::course::check_petitions;
use crate::timeline::facts::{Place, Seen};
use crate::timeline::voided::strikes_another;
use crate::timeline::{Facts, TimelineError};

/// What the entries so far make of each petition.
#[derive(Debug, Clone, Default)]
pub(super) struct Courses {
    /// The numbers of the entries that suspended or resumed the settlement of each petition, as they were entered.
    entries: BTreeMap<Place, Vec<usize>>,
    /// Since when it is suspended, of those that are.
    suspended: BTreeMap<Place, NaiveDate>,
    /// When each petition came in, and what was done about it.
    receipts: Receipts,
    /// Of each entry that was corrected, the one that corrects it.
    corrected: BTreeMap<usize, usize>,
}

impl Courses {
    pub(super) fn of(facts: &Facts) -> Self {
        let mut courses = Self::default();
        for (number, fact) in (1..).zip(facts.seen_all()) {
            courses.add(number, fact, facts);
            courses.receipts.take(number, fact, facts);
        }
        let petitions: Vec<Place> = courses.entries.keys().copied().collect();
        for petition in petitions {
            courses.stand_again(petition, facts);
        }
        courses
    }

    /// Whether an entry was corrected before.
    pub(super) fn is_corrected(&self, entry: usize) -> bool {
        self.corrected.contains_key(&entry)
    }

    /// Refuses the next entry where it is before the receipt of its petition, suspends what is suspended or resumes what is not, also by what it corrects.
    pub(super) fn check(&self, fact: Seen<'_>, facts: &Facts) -> Result<(), TimelineError> {
        self.receipts.check(fact, facts)?;
        if fact.corrects().is_some() {
            let standing = |petition: Place| self.standing(petition, facts, Some(fact));
            return touched(fact, facts).into_iter().try_for_each(|petition| check_petitions(&standing(petition)));
        }
        let Some((effect, petition)) = course_of(fact) else { return Ok(()) };
        let petition_id = || fact.name_at(petition).to_owned();
        match (effect, self.suspended.get(&petition)) {
            (Effect::Suspend, Some(_)) => Err(TimelineError::AlreadySuspended { petition: petition_id() }),
            (Effect::Resume, None) => Err(TimelineError::NotSuspended { petition: petition_id() }),
            (Effect::Resume, Some(from)) if fact.on() < *from => {
                Err(TimelineError::ResumedBeforeSuspended { petition: petition_id(), suspended: *from })
            }
            _ => Ok(()),
        }
    }

    /// Takes the next entry in.
    pub(super) fn take(&mut self, number: usize, fact: Seen<'_>, facts: &Facts) {
        self.add(number, fact, facts);
        self.receipts.take(number, fact, facts);
        if fact.corrects().is_some() {
            return touched(fact, facts).into_iter().for_each(|petition| self.stand_again(petition, facts));
        }
        match course_of(fact) {
            Some((Effect::Suspend, petition)) => drop(self.suspended.insert(petition, fact.on())),
            Some((_, petition)) => drop(self.suspended.remove(&petition)),
            None => {}
        }
    }

    fn add(&mut self, number: usize, fact: Seen<'_>, facts: &Facts) {
        if let Some(entry) = fact.corrects().filter(|_| !strikes_another(facts, fact)) {
            self.corrected.entry(entry).or_insert(number);
        }
        if let Some((_, petition)) = course_of(fact) {
            self.entries.entry(petition).or_default().push(number);
        }
    }

    /// Finds out anew whether a petition's settlement is suspended.
    fn stand_again(&mut self, petition: Place, facts: &Facts) {
        let (mut open, mut last) = (0_isize, None);
        for (effect, fact) in
            self.standing(petition, facts, None).into_iter().filter_map(|of| Some((course_of(of)?.0, of)))
        {
            if effect == Effect::Suspend {
                (open, last) = (open.saturating_add(1), Some(fact.on()));
            } else {
                open = open.saturating_sub(1);
            }
        }
        match last.filter(|_| open > 0) {
            Some(from) => drop(self.suspended.insert(petition, from)),
            None => drop(self.suspended.remove(&petition)),
        }
    }

    /// The entries that stand of a petition's course, with one more that corrects one of them.
    fn standing<'f>(&self, petition: Place, facts: &'f Facts, more: Option<Seen<'f>>) -> Vec<Seen<'f>> {
        let corrected = more.and_then(Seen::corrects);
        // What corrects and is not understood strikes nothing out.
        let by_known = |entry| {
            let by = self.corrected.get(&entry).and_then(|by| facts.seen(*by));
            by.is_some_and(|by| !by.is_unknown())
        };
        let stands = |number: &usize| corrected != Some(*number) && !by_known(*number);
        let entries = self.entries.get(&petition).into_iter().flatten().copied().filter(stands);
        let own = entries.filter_map(|number| facts.seen(number));
        let more = more.filter(|fact| fact.petition_place() == Some(petition));
        own.chain(more).filter(|fact| !fact.is_void()).collect()
    }
}

/// What an entry does to the course of its petition.
fn course_of(fact: Seen<'_>) -> Option<(Effect, Place)> {
    let effect = effect_of(fact.event()).filter(|effect| matches!(effect, Effect::Suspend | Effect::Resume))?;
    Some((effect, fact.petition_place()?)).filter(|_| !fact.is_unknown())
}

/// The petitions whose course a correction changes: its own, and that of what it corrects.
fn touched(fact: Seen<'_>, facts: &Facts) -> BTreeSet<Place> {
    let corrected = fact.corrects().and_then(|entry| facts.seen(entry));
    [Some(fact), corrected].into_iter().flatten().filter_map(|fact| Some(course_of(fact)?.1)).collect()
}
