//! The entries of a log that cannot have been under what judges it, all at once.

use std::collections::{BTreeMap, BTreeSet};

use super::checked::{CheckedLog, MOST_PROBLEMS};
use super::kept::is_by_course;
use super::log::Log;
use super::log_error::LogCause;
use super::state::State;
use super::{Core, ReplayError};
use crate::ruleset::vocabulary::{built_in, effect_of};
use crate::timeline::course::acts_before_raising;
use crate::timeline::details::Details;
use crate::timeline::facts::{Seen, Written};
use crate::timeline::voided::check_void;
use crate::timeline::{Fact, Terms, TimelineError};

impl CheckedLog<Log> {
    /// The entries of sessions that do not say which, with their lines, each as a new entry would be refused. The log is read all
    /// the same: each stands for the session of its day.
    ///
    /// ```
    /// use doithoai::dialogue::Log;
    /// let text = r#"{"dialogue":"DT-1","appointed":"2026-08-20","on":"2026-07-20"}
    /// {"event":"opened","on":"2026-08-20"}
    /// {"event":"session-held","on":"2026-08-20"}"#;
    /// let checked = Log::check_jsonl(text);
    /// let (line, error) = &checked.sessions_unsaid()[0];
    /// assert!(checked.problems.is_empty());
    /// assert_eq!(*line, 3);
    /// assert!(error.to_string().starts_with("`session-held` on 2026-08-20 must say which session"));
    /// ```
    #[must_use]
    pub fn sessions_unsaid(&self) -> Vec<(usize, TimelineError)> {
        let Some(log) = &self.log else { return Vec::new() };
        let corrected: BTreeSet<usize> = log.facts().seen_all().filter_map(Seen::corrects).collect();
        let all = (1..).zip(&self.lines.1).zip(log.facts().seen_all());
        let stand = all.filter(|((entry, _), fact)| !corrected.contains(entry) && !fact.is_unknown());
        stand.filter_map(|((_, line), fact)| Some((*line, Details::session_of(fact).err()?))).collect()
    }

    /// The same with the entries that cannot have been under terms, each as [`AnyDialogue::replay`](super::AnyDialogue::replay)
    /// refuses it. Whatever was refused is taken to have been meant: what only it makes impossible is not told.
    ///
    /// The example of [`CheckedLog`] shows it.
    #[must_use]
    pub fn under(self, terms: Terms) -> Self {
        let (refused, early) = match &self.log {
            Some(log) => (refusals(terms.clone(), log, |entry| self.is_wrong(entry)), early(terms, log)),
            None => (Vec::new(), Vec::new()),
        };
        // An id that is none is told of the line already, and is what the plan is refused for.
        let has_bad_id =
            self.problems.iter().any(|one| one.line == self.lines.0 && matches!(one.cause, LogCause::BadId(_)));
        let refused = refused.into_iter().filter(|error| error.entry > 0 || !has_bad_id).collect();
        let causes = |errors: Vec<ReplayError>| errors.into_iter().map(|error| (error.entry, error.into())).collect();
        let (refused, early) = (causes(refused), causes(early));
        self.and(refused).warning(early)
    }
}

/// What was done about a petition before it came in, as a new entry is refused for it.
fn early(terms: Terms, log: &Log) -> Vec<ReplayError> {
    let standing = log.facts().standing(None);
    let early = acts_before_raising(&standing);
    if early.is_empty() {
        return Vec::new();
    }
    let Ok(core) = Core::planned(terms, log.emptied()) else { return Vec::new() };
    let numbers: BTreeMap<usize, usize> =
        (1..).zip(log.facts().seen_all()).map(|(number, fact)| (fact.address(), number)).collect();
    let told = early.into_iter().filter_map(|(act, error)| {
        let refusal = core.refusal(act.event(), error.into());
        Some(ReplayError::of(*numbers.get(&act.address())?, refusal, &core.terms))
    });
    told.collect()
}

/// The entries of a log that cannot have been; `is_wrong` are those that could not be read.
fn refusals(terms: Terms, log: &Log, is_wrong: impl Fn(usize) -> bool) -> Vec<ReplayError> {
    let core = match Core::planned(terms, log.emptied()) {
        Ok(core) => core,
        Err(refusal) => return vec![ReplayError::of_plan(refusal)],
    };
    let mut course = Course { meant: Some(core.state.clone()), core, passed: Vec::new() };
    let mut refused = Vec::new();
    for (entry, seen) in (1..).zip(log.facts().seen_all()) {
        refused.extend(course.take(entry, seen, is_wrong(entry)));
        if refused.len() > MOST_PROBLEMS {
            break;
        }
    }
    refused
}

/// A dialogue, and where it would stand had nothing been refused.
struct Course {
    core: Core,
    /// Where that is; after a correction it is made anew once it is asked for.
    meant: Option<State>,
    /// What was passed over, by number.
    passed: Vec<usize>,
}

impl Course {
    /// Takes the next entry, or passes over it; why it is refused, unless that follows from what was refused before.
    fn take(&mut self, entry: usize, seen: Seen<'_>, is_wrong: bool) -> Option<ReplayError> {
        if is_wrong {
            self.pass_over(seen, built_in(seen.event()).is_none());
            self.mean(entry);
            return None;
        }
        if let Err(error) = check_void(self.core.log.facts(), seen) {
            let refusal = self.core.refusal(seen.event(), error.into());
            self.pass_over(seen, true);
            self.mean(entry);
            return Some(ReplayError::of(entry, refusal, &self.core.terms));
        }
        match self.core.take(seen) {
            Ok(()) if seen.corrects().is_some() => {
                self.meant = None;
                None
            }
            Ok(()) => {
                self.mean(entry);
                None
            }
            Err(refusal) => {
                self.pass_over(seen, seen.corrects().is_some());
                let follows = seen.corrects().is_none() && is_by_course(&refusal.reason) && self.is_as_meant(entry);
                self.mean(entry);
                (!follows).then(|| ReplayError::of(entry, refusal, &self.core.terms))
            }
        }
    }

    /// Has an entry in its place, of which nothing is made; if nobody can tell what it meant, it may explain what comes.
    fn pass_over(&mut self, seen: Seen<'_>, is_unclear: bool) {
        let fact = Fact { corrects: None, void: false, key: None, ..seen.fact() };
        let petition = fact.petition.clone();
        let number = self.core.log.push(fact);
        self.core.log.mark_last(Some(Written::refused()));
        self.passed.push(number);
        if is_unclear {
            self.core.kept.add(petition.as_deref(), number);
        }
    }

    /// Whether an entry, the last that was passed over, is possible where the dialogue was meant to stand.
    fn is_as_meant(&mut self, entry: usize) -> bool {
        let Self { core, meant, passed } = self;
        let facts = core.log.facts();
        let meant = meant.get_or_insert_with(|| {
            let before = passed.iter().filter(|passed| **passed != entry).filter_map(|passed| facts.seen(*passed));
            before.fold(core.state.clone(), |mut meant, fact| {
                meant.apply(effect_of(fact.event()), fact);
                meant
            })
        });
        facts.seen(entry).is_some_and(|fact| meant.check(&core.terms, fact).is_ok())
    }

    /// Takes in what an entry was meant to change.
    fn mean(&mut self, entry: usize) {
        if let (Some(meant), Some(fact)) = (&mut self.meant, self.core.log.facts().seen(entry)) {
            meant.apply(effect_of(fact.event()), fact);
        }
    }
}
