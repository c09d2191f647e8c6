//! Where a dialogue stands, folded from its facts, and what that makes impossible.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::refusal::RefusalReason;
use crate::ruleset::vocabulary::{
    ADMISSION_REFUSED, CANCELLED, CLOSED, EVENTS, FIELDS, OPENED, PETITION_RAISED, RESCHEDULED, RESUMED, STEP_DONE,
    SUSPENDED,
};
use crate::ruleset::{EventKind, Phase, RuleSet};
use crate::text::{Text, nearest};
use crate::timeline::{Fact, Terms, TimelineError};

/// What the facts so far make of a dialogue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct State {
    /// The phase; `None` if it was cancelled.
    pub(super) phase: Option<Phase>,
    opened: Option<NaiveDate>,
    petitions: BTreeSet<String>,
    suspended: BTreeMap<String, NaiveDate>,
}

impl State {
    pub(super) const fn planned() -> Self {
        Self { phase: Some(Phase::Before), opened: None, petitions: BTreeSet::new(), suspended: BTreeMap::new() }
    }

    /// Whether an event can be recorded now, of some petition, step or exclusion if it is of one.
    pub(super) fn allows(&self, terms: &Terms, event: &EventKind) -> bool {
        let sets = terms.rule_sets();
        let has_object = match event.id.as_ref() {
            PETITION_RAISED => true,
            RESUMED => !self.suspended.is_empty(),
            SUSPENDED => self.suspended.len() < self.petitions.len(),
            STEP_DONE => sets.iter().any(|set| !set.steps().is_empty()),
            ADMISSION_REFUSED => sets.iter().any(|set| !set.exclusions().is_empty()),
            _ => !event.petition || !self.petitions.is_empty(),
        };
        has_object && self.check_phase(event, None).is_ok()
    }

    /// The state after facts, each of which must be possible.
    pub(super) fn fold(terms: &Terms, facts: &[&Fact]) -> Result<Self, (String, RefusalReason)> {
        let mut state = Self::planned();
        for fact in facts {
            state.check(terms, fact).map_err(|reason| (fact.event.clone(), reason))?;
            state.apply(fact);
        }
        Ok(state)
    }

    /// Whether a fact is possible now.
    pub(super) fn check(&self, terms: &Terms, fact: &Fact) -> Result<(), RefusalReason> {
        let event = terms.check_fact(fact, self.opened)?;
        self.check_phase(event, Some(fact.on))?;
        if let (CLOSED, Some(opened)) = (fact.event.as_str(), self.opened.filter(|opened| fact.on < *opened)) {
            return Err(TimelineError::ClosedBeforeOpened { opened, closed: fact.on }.into());
        }
        self.check_petition(event, fact)?;
        check_ids(terms, fact)
    }

    /// Whether an event is possible in this phase; a move to another day may be entered late, if it was before the opening.
    fn check_phase(&self, event: &EventKind, on: Option<NaiveDate>) -> Result<(), RefusalReason> {
        let moved_before = || self.opened.is_some_and(|opened| on.is_none_or(|on| on <= opened));
        let only_in = match event.id.as_ref() {
            RESCHEDULED if moved_before() => None,
            OPENED | CANCELLED | RESCHEDULED => Some(Phase::Before),
            CLOSED => Some(Phase::During),
            _ => None,
        };
        let built_in = EVENTS.iter().any(|known| known.id == event.id);
        if built_in && event.phase.is_none() && !event.petition && event.id != STEP_DONE {
            return Err(RefusalReason::NotOfADialogue);
        }
        let needs = only_in.or(event.phase).unwrap_or(Phase::Before);
        let reached = match only_in {
            Some(only) => self.phase == Some(only),
            None => self.phase.is_some_and(|phase| phase >= needs),
        };
        if reached { Ok(()) } else { Err(RefusalReason::WrongPhase { needs, now: self.phase }) }
    }

    fn check_petition(&self, event: &EventKind, fact: &Fact) -> Result<(), RefusalReason> {
        let Some(petition) = &fact.petition else {
            return if event.petition { Err(RefusalReason::NoPetition) } else { Ok(()) };
        };
        let id = || petition.clone();
        let raised = self.petitions.contains(petition);
        match fact.event.as_str() {
            _ if !event.petition => Err(RefusalReason::NotOfAPetition),
            PETITION_RAISED if raised => Err(RefusalReason::AlreadyRaised { petition: id() }),
            PETITION_RAISED => Ok(()),
            _ if !raised => {
                let near = nearest(petition, self.petitions.iter().map(String::as_str)).map(str::to_owned);
                Err(RefusalReason::UnknownPetition { petition: id(), near })
            }
            SUSPENDED if self.suspended.contains_key(petition) => {
                Err(RefusalReason::AlreadySuspended { petition: id() })
            }
            RESUMED => match self.suspended.get(petition) {
                None => Err(RefusalReason::NotSuspended { petition: id() }),
                Some(from) if fact.on < *from => {
                    Err(RefusalReason::ResumedBeforeSuspended { petition: id(), suspended: *from })
                }
                Some(_) => Ok(()),
            },
            _ => Ok(()),
        }
    }

    /// Takes a fact in.
    pub(super) fn apply(&mut self, fact: &Fact) {
        match (fact.event.as_str(), &fact.petition) {
            (OPENED, _) => {
                self.phase = Some(Phase::During);
                self.opened = Some(fact.on);
            }
            (CLOSED, _) => self.phase = Some(Phase::After),
            (CANCELLED, _) => self.phase = None,
            (PETITION_RAISED, Some(petition)) => drop(self.petitions.insert(petition.clone())),
            (SUSPENDED, Some(petition)) => drop(self.suspended.insert(petition.clone(), fact.on)),
            (RESUMED, Some(petition)) => drop(self.suspended.remove(petition)),
            _ => {}
        }
    }
}

/// Whether the state does not depend on an event: a correction of its day or details changes no phase.
pub(super) fn is_detail(event: &str) -> bool {
    !matches!(event, OPENED | CLOSED | CANCELLED | RESCHEDULED | PETITION_RAISED | SUSPENDED | RESUMED)
}

/// Whether the step, exclusion and fields that a fact names are there.
pub(crate) fn check_ids(terms: &Terms, fact: &Fact) -> Result<(), RefusalReason> {
    let sets = terms.rule_sets();
    let ids = |ids: Vec<&str>| -> Vec<String> { ids.into_iter().map(str::to_owned).collect() };
    let about = match fact.event.as_str() {
        STEP_DONE => {
            let steps = sets.iter().flat_map(RuleSet::steps).map(|step| step.id.as_str()).collect();
            Some((Text::new("bước", "step"), ids(steps)))
        }
        ADMISSION_REFUSED => {
            let all = sets.iter().flat_map(RuleSet::exclusions).map(|exclusion| exclusion.id.as_str()).collect();
            Some((Text::new("trường hợp loại trừ", "exclusion"), ids(all)))
        }
        _ => None,
    };
    if let Some((what, known)) = about.filter(|(_, known)| !fact.about.as_ref().is_some_and(|id| known.contains(id))) {
        return Err(RefusalReason::Unknown { what, id: fact.about.clone(), known });
    }
    let unknown = |field: &&String| !FIELDS.iter().any(|known| known.id == field.as_str());
    match fact.states.iter().flatten().find(unknown) {
        None => Ok(()),
        Some(field) => Err(RefusalReason::Unknown {
            what: Text::new("nội dung phải nêu", "field"),
            id: Some(field.clone()),
            known: ids(FIELDS.iter().map(|field| field.id).collect()),
        }),
    }
}
