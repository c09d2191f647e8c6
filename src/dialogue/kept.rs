//! Reading a log leniently: what is not understood is kept in its place, and nothing is made of it.

use std::collections::BTreeMap;

use super::lines::line_of;
use super::refusal::RefusalReason;
use super::{Core, Refusal};
use crate::text::{Message as _, is_id};
use crate::timeline::details::{Details, OF_NOTICE};
use crate::timeline::facts::{Seen, Written};
use crate::timeline::voided::strikes_another;
use crate::timeline::{Fact, Facts, NotUnderstood, TimelineError, near_id};

/// The first entries that are not understood: of none of the petitions, and of each.
#[derive(Debug, Clone, Default)]
pub(super) struct Kept {
    first: Option<usize>,
    petitions: BTreeMap<String, usize>,
    /// Why they are not, by the events that no rule set knows: what was meant by one is long to find.
    events: BTreeMap<String, NotUnderstood>,
}

impl Kept {
    pub(super) fn add(&mut self, petition: Option<&str>, number: usize) {
        match petition {
            None => self.first = self.first.or(Some(number)),
            Some(petition) => drop(self.petitions.entry(petition.to_owned()).or_insert(number)),
        }
    }

    /// The first that could have to do with a petition, or with the dialogue as a whole.
    fn before(&self, petition: Option<&str>) -> Option<usize> {
        let of_petition = petition.and_then(|petition| self.petitions.get(petition)).copied();
        [self.first, of_petition].into_iter().flatten().min()
    }
}

impl Core {
    /// Takes an entry of a stored log, or keeps it where it is not understood.
    pub(super) fn take(&mut self, seen: Seen<'_>) -> Result<(), Refusal> {
        let written = seen.written();
        if let Some(written) = written.filter(|written| written.is_unreadable()) {
            self.keep(seen.fact(), written.clone());
            return Ok(());
        }
        let not = |because| Written { line: line_of(seen).into(), dated: true, partly: false, because: Some(because) };
        if let Some(because) = self.known_to_be_unknown(seen) {
            self.keep(seen.fact(), not(because));
            return Ok(());
        }
        let before = self.log.facts().len();
        self.state.is_lenient = true;
        let taken = self.replay(seen.fact());
        self.state.is_lenient = false;
        match taken {
            // It is there already.
            Ok(entry) if entry <= before => {
                self.log.push_read(seen.fact(), written.cloned());
                Ok(())
            }
            Ok(_) => {
                let line = written.map(|written| Written { because: None, ..written.clone() });
                self.log.mark_last(line);
                Ok(())
            }
            Err(refusal) => {
                let because = not_understood(&refusal.reason, self.log.is_newer())
                    .or_else(|| self.follows(seen, &refusal.reason))
                    .or_else(|| self.of_another(seen, &refusal.reason));
                let because = because.ok_or(refusal)?;
                if let NotUnderstood::Event { event, .. } = &because {
                    self.kept.events.insert(event.clone(), because.clone());
                }
                self.keep(seen.fact(), not(because));
                Ok(())
            }
        }
    }

    /// Why a new entry is not understood, if that is for an event that another entry had: nothing but what it is called by is asked
    /// of it before.
    fn known_to_be_unknown(&self, seen: Seen<'_>) -> Option<NotUnderstood> {
        let because = self.kept.events.get(seen.event())?;
        let is_new = seen.corrects().is_none() && !seen.is_void() && self.log.facts().keyed(&seen.fact()).is_none();
        (is_new && Details::bounds(seen).is_ok()).then(|| because.clone())
    }

    /// Keeps an entry in its place: the dialogue stands as it stood.
    pub(super) fn keep(&mut self, fact: Fact, written: Written) {
        let (petition, corrects) = (fact.petition.clone(), fact.corrects);
        let number = self.log.push(fact);
        self.log.mark_last(Some(written));
        let is_of_another = |facts: &Facts| facts.seen(number).is_some_and(|seen| strikes_another(facts, seen));
        let corrects = corrects.filter(|entry| (1..number).contains(entry) && !is_of_another(self.log.facts()));
        if let Some(entry) = corrects {
            self.corrected_by.entry(entry).or_insert(number);
        }
        if let (Some(standing), Some(seen)) = (&mut self.standing, self.log.facts().seen(number)) {
            standing.add(number, seen, self.log.facts(), &self.terms);
        }
        self.kept.add(petition.as_deref(), number);
    }

    /// What a newer release or another rule file wrote is kept, whatever is wrong with it here, but for another content under one key.
    fn of_another(&self, seen: Seen<'_>, reason: &RefusalReason) -> Option<NotUnderstood> {
        if matches!(reason, RefusalReason::Impossible(TimelineError::KeyTaken { .. })) {
            return None;
        }
        let is_known = self.terms.event(seen.event()).is_some() || !is_id(seen.event());
        (self.log.is_newer() || !is_known).then(|| NotUnderstood::Refused { said: reason.both() })
    }

    /// That an entry, which is impossible as far as the others are understood, comes after one that is not.
    fn follows(&self, seen: Seen<'_>, reason: &RefusalReason) -> Option<NotUnderstood> {
        let entry = self.kept.before(seen.petition()).filter(|_| is_by_course(reason))?;
        Some(NotUnderstood::Follows { entry })
    }
}

/// Whether an entry is impossible by those before it, not by itself.
pub(crate) const fn is_by_course(reason: &RefusalReason) -> bool {
    matches!(
        reason,
        RefusalReason::WrongPhase { .. }
            | RefusalReason::UnknownPetition { .. }
            | RefusalReason::AlreadyRaised { .. }
            | RefusalReason::AlreadySuspended { .. }
            | RefusalReason::NotSuspended { .. }
            | RefusalReason::ResumedBeforeSuspended { .. }
            | RefusalReason::Impossible(TimelineError::MovedAfterOpening { .. })
    )
}

/// What of an entry is not understood, if that is why it is refused; `is_newer` is what a newer release wrote.
fn not_understood(reason: &RefusalReason, is_newer: bool) -> Option<NotUnderstood> {
    match reason {
        RefusalReason::Impossible(error) => unknown_word(error, is_newer),
        RefusalReason::Unknown { what, id, known } => {
            let (what, id, known) = (what.clone(), id.clone(), known.clone());
            unknown_word(&TimelineError::Unknown { what, id, known }, is_newer)
        }
        RefusalReason::NotOfADialogue | RefusalReason::NoPetition | RefusalReason::NotOfAPetition if is_newer => {
            Some(NotUnderstood::Refused { said: reason.both() })
        }
        _ => None,
    }
}

/// The event, class, channel, step or exclusion of an entry that no rule set knows. A field is no word of its own: it is looked up in
/// the rules that ask for it, and a wrong one is refused, unless a newer release wrote it. That may know more of them, other periods,
/// and more of what an event says. No release and no rule file has an event whose name is none: `nêu kiến nghị`.
pub(crate) fn unknown_word(error: &TimelineError, is_newer: bool) -> Option<NotUnderstood> {
    match error {
        TimelineError::UnknownEvent { event, near, .. } if is_newer || is_id(event) => {
            Some(NotUnderstood::Event { event: event.clone(), near: near.clone() })
        }
        TimelineError::NotDeclared { what, word, near, .. } => {
            Some(NotUnderstood::Word { what: what.clone(), word: word.clone(), near: near.clone() })
        }
        // Which entry was meant is not known.
        TimelineError::VoidOfAnother { .. } => Some(NotUnderstood::Refused { said: error.both() }),
        TimelineError::Unknown { what, id: Some(id), known } if is_newer || *what != OF_NOTICE => {
            let near = near_id(id, known).map(str::to_owned);
            Some(NotUnderstood::Word { what: what.clone(), word: id.clone(), near })
        }
        _ if !is_newer => None,
        TimelineError::Unknown { .. }
        | TimelineError::UnknownPeriod { .. }
        | TimelineError::NotTaken { .. }
        | TimelineError::NoClass { .. }
        | TimelineError::NoNewDay { .. } => Some(NotUnderstood::Refused { said: error.both() }),
        _ => None,
    }
}
