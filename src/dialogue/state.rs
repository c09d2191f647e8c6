//! Where a dialogue stands, folded from its facts, and what that makes impossible.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::refusal::RefusalReason;
use super::standing::Standing;
use crate::ruleset::vocabulary::{Detail, Effect, KeptIn};
use crate::ruleset::{EventKind, Phase};
use crate::text::nearest;
use crate::timeline::course::{Moves, before_receipt, check_move, check_moved_before, follows_raising};
use crate::timeline::details::ids_of;
use crate::timeline::facts::{Place, Seen};
use crate::timeline::{Terms, TimelineError};

/// Of more petitions than these one is near any id: none is named as the one that was meant.
const FEW: usize = 100;

/// What the facts so far make of a dialogue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct State {
    /// The phase; `None` if it was cancelled.
    pub(super) phase: Option<Phase>,
    opened: Option<NaiveDate>,
    cancelled: Option<NaiveDate>,
    /// For which day it was appointed, and each move of it: when, and to which day.
    appointed: NaiveDate,
    moves: Moves,
    /// When each petition was raised, and since when the settlement of some is suspended, by the places of their names in the log.
    petitions: BTreeMap<Place, NaiveDate>,
    suspended: BTreeMap<Place, NaiveDate>,
    /// Whether what was done about a petition before it was raised is taken, as it is where a stored log is read: it counts for
    /// nothing there.
    pub(super) is_lenient: bool,
}

impl State {
    pub(super) const fn planned(appointed: NaiveDate) -> Self {
        Self {
            phase: Some(Phase::Before),
            opened: None,
            cancelled: None,
            appointed,
            moves: Moves::new(),
            petitions: BTreeMap::new(),
            suspended: BTreeMap::new(),
            is_lenient: false,
        }
    }

    /// The same that takes what was done about a petition before it was raised, or does not.
    pub(super) fn lenient(self, is_lenient: bool) -> Self {
        Self { is_lenient, ..self }
    }

    /// The day by which what belongs before the dialogue must have been done, once that is over.
    pub(super) fn until(&self) -> Option<NaiveDate> {
        self.cancelled.filter(|_| self.phase.is_none()).or(self.opened)
    }

    /// Whether an event can be recorded now, of some petition, step or exclusion if it is of one.
    pub(super) fn allows(&self, terms: &Terms, event: &EventKind) -> bool {
        let has_object = match event.effect {
            Some(Effect::RaisePetition) => true,
            Some(Effect::Resume) => !self.suspended.is_empty(),
            Some(Effect::Suspend) => self.suspended.len() < self.petitions.len(),
            _ => !event.petition || !self.petitions.is_empty(),
        };
        let none_to_name = ids_needed(terms, event).is_some_and(|(_, known)| known.is_empty());
        has_object && !none_to_name && self.check_phase(event, None).is_ok()
    }

    /// The state after facts, each of which must be possible where it begins.
    pub(super) fn fold(self, terms: &Terms, facts: &[Seen<'_>]) -> Result<Self, (String, RefusalReason)> {
        let mut state = self;
        for fact in facts {
            let effect = state.check(terms, *fact).map_err(|reason| (fact.event().to_owned(), reason))?;
            state.apply(effect, *fact);
        }
        Ok(state)
    }

    /// Whether another takes the same course, in the same phase; on which days it opened or was cancelled may differ, if all that
    /// stands is possible then.
    pub(super) fn has_course(&self, other: &Self, standing: &Standing) -> bool {
        let is_same = (self.phase, self.opened.is_some()) == (other.phase, other.opened.is_some());
        let moved = |now: Option<NaiveDate>, then: Option<NaiveDate>| then.filter(|_| now != then);
        is_same && standing.allows(moved(self.opened, other.opened), moved(self.cancelled, other.cancelled))
    }

    /// Takes in the days on which the dialogue opened or was cancelled, and was moved, and what a part of the facts makes of one
    /// petition.
    pub(super) fn take_in(&mut self, petition: Option<Place>, part: &Self) {
        (self.opened, self.cancelled) = (part.opened, part.cancelled);
        self.moves.clone_from(&part.moves);
        let Some(petition) = petition else { return };
        match part.petitions.get(&petition) {
            Some(raised) => drop(self.petitions.insert(petition, *raised)),
            None => drop(self.petitions.remove(&petition)),
        }
        match part.suspended.get(&petition) {
            Some(from) => drop(self.suspended.insert(petition, *from)),
            None => drop(self.suspended.remove(&petition)),
        }
    }

    /// What a fact changes, if it is possible now.
    pub(super) fn check(&self, terms: &Terms, fact: Seen<'_>) -> Result<Option<Effect>, RefusalReason> {
        let event = terms.check_fact(fact, self.opened)?;
        self.check_phase(event, Some(fact.on()))?;
        if let (Some(Effect::Close), Some(opened)) = (event.effect, self.opened.filter(|opened| fact.on() < *opened)) {
            return Err(TimelineError::ClosedBeforeOpened { opened, closed: fact.on() }.into());
        }
        if event.effect == Some(Effect::Reschedule) {
            check_moved_before(fact, self.opened, true)?;
            check_move(self.appointed, &self.moves, fact)?;
        }
        self.check_petition(event, fact)?;
        terms.details().ids(event, fact)?;
        Ok(event.effect)
    }

    /// Whether an event is possible in this phase. What was done before the dialogue was cancelled may be entered late, and so
    /// may a move to another day, if it was before the opening or the cancellation.
    fn check_phase(&self, event: &EventKind, on: Option<NaiveDate>) -> Result<(), RefusalReason> {
        let before = |end: Option<NaiveDate>| end.is_some_and(|end| on.is_none_or(|on| on <= end));
        let only_in = match event.effect {
            Some(Effect::Reschedule) if before(self.opened) || before(self.cancelled) => None,
            Some(Effect::Open | Effect::Cancel | Effect::Reschedule) => Some(Phase::Before),
            Some(Effect::Close) => Some(Phase::During),
            _ => None,
        };
        if event.kept_in == KeptIn::Office {
            return Err(RefusalReason::NotOfADialogue);
        }
        let needs = only_in.or(event.phase).unwrap_or(Phase::Before);
        let reached = match only_in {
            Some(only) => self.phase == Some(only),
            None => self.phase.map_or(needs == Phase::Before && before(self.cancelled), |phase| phase >= needs),
        };
        if reached { Ok(()) } else { Err(RefusalReason::WrongPhase { needs, now: self.phase }) }
    }

    fn check_petition(&self, event: &EventKind, fact: Seen<'_>) -> Result<(), RefusalReason> {
        let Some(petition) = fact.petition_place() else {
            return if event.petition { Err(RefusalReason::NoPetition) } else { Ok(()) };
        };
        let id = || fact.name_at(petition).to_owned();
        let raised = self.petitions.get(&petition).copied();
        match event.effect {
            _ if !event.petition => Err(RefusalReason::NotOfAPetition),
            Some(Effect::RaisePetition) if raised.is_some() => Err(RefusalReason::AlreadyRaised { petition: id() }),
            Some(Effect::RaisePetition) => Ok(()),
            _ if raised.is_none() => {
                let few = if self.petitions.len() > FEW { None } else { Some(self.petitions.keys()) };
                let mut known: Vec<&str> = few.into_iter().flatten().map(|place| fact.name_at(*place)).collect();
                known.sort_unstable();
                let near = nearest(&id(), known).map(str::to_owned);
                Err(RefusalReason::UnknownPetition { petition: id(), near })
            }
            _ if !self.is_lenient && self.is_before_raising(fact) => {
                Err(before_receipt(fact, raised.unwrap_or_default()).into())
            }
            Some(Effect::Suspend) if self.suspended.contains_key(&petition) => {
                Err(RefusalReason::AlreadySuspended { petition: id() })
            }
            Some(Effect::Resume) => match self.suspended.get(&petition) {
                None => Err(RefusalReason::NotSuspended { petition: id() }),
                Some(from) if fact.on() < *from => {
                    Err(RefusalReason::ResumedBeforeSuspended { petition: id(), suspended: *from })
                }
                Some(_) => Ok(()),
            },
            _ => Ok(()),
        }
    }

    /// Whether something was done about a petition before it was raised.
    pub(super) fn is_before_raising(&self, fact: Seen<'_>) -> bool {
        let raised = fact.petition_place().and_then(|petition| self.petitions.get(&petition));
        raised.is_some_and(|raised| fact.on() < *raised) && follows_raising(fact.event())
    }

    /// Takes a fact in, with what it changes.
    pub(super) fn apply(&mut self, effect: Option<Effect>, fact: Seen<'_>) {
        match (effect, fact.petition_place()) {
            (Some(Effect::Open), _) => {
                self.phase = Some(Phase::During);
                self.opened = Some(fact.on());
            }
            (Some(Effect::Close), _) => self.phase = Some(Phase::After),
            (Some(Effect::Cancel), _) => {
                self.phase = None;
                self.cancelled = Some(fact.on());
            }
            (Some(Effect::Reschedule), _) => self.moves.extend(fact.until().map(|until| (fact.on(), until))),
            (Some(Effect::RaisePetition), Some(petition)) => drop(self.petitions.insert(petition, fact.on())),
            (Some(Effect::Suspend), Some(petition)) => drop(self.suspended.insert(petition, fact.on())),
            (Some(Effect::Resume), Some(petition)) => drop(self.suspended.remove(&petition)),
            _ => {}
        }
    }
}

/// What an event must name by an id of the rule sets, and the ids that there are.
fn ids_needed<'a>(terms: &'a Terms, event: &EventKind) -> Option<(Detail, Vec<&'a str>)> {
    let needed = event.needs.iter().find(|detail| matches!(detail, Detail::Step | Detail::Exclusion));
    needed.map(|detail| (*detail, ids_of(terms.rule_sets(), *detail)))
}
