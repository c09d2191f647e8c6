//! The times that a duty is owed: for the whole, or for each session.

use chrono::NaiveDate;

use super::super::facts::Seen;
use super::Evaluation;
use crate::ruleset::vocabulary::SESSION_HELD;
use crate::ruleset::{Obligation, Per};

/// One time that a duty is owed.
#[derive(Clone, Copy)]
pub(super) enum Time<'a> {
    /// For the dialogue or the office as a whole.
    Whole,
    /// For a session of the dialogue.
    Session(Held<'a>),
}

/// A session that was held: on one day, or, under one id, on several.
#[derive(Clone, Copy)]
pub(super) struct Held<'a> {
    pub(super) first: Seen<'a>,
    pub(super) last: NaiveDate,
}

impl Held<'_> {
    /// Its id, or its date.
    pub(super) fn name(self) -> String {
        self.first.session().map_or_else(|| self.first.on().to_string(), str::to_owned)
    }

    /// What it is counted from: as of a dialogue, forward from its end and back from its beginning.
    pub(super) fn day(self, forward: bool) -> NaiveDate {
        if forward { self.last } else { self.first.on() }
    }
}

impl<'a> Evaluation<'a> {
    /// The times that a duty is owed.
    pub(super) fn times(&self, rule: &Obligation) -> Vec<Time<'a>> {
        match rule.per {
            Some(Per::Session) => self.sessions(),
            _ => vec![Time::Whole],
        }
    }

    /// The sessions that the facts tell apart; none by name if there is only the dialogue as a whole.
    fn sessions(&self) -> Vec<Time<'a>> {
        let mut all: Vec<Held<'a>> = Vec::new();
        for fact in self.index.get(SESSION_HELD, None) {
            let is_same = |held: &&mut Held<'_>| match (held.first.session(), fact.session()) {
                (None, None) => held.first.on() == fact.on(),
                (one, other) => one == other,
            };
            match all.iter_mut().find(is_same) {
                None => all.push(Held { first: fact, last: fact.on() }),
                Some(held) => {
                    held.last = held.last.max(fact.on());
                    held.first = if fact.on() < held.first.on() { fact } else { held.first };
                }
            }
        }
        if all.is_empty() { vec![Time::Whole] } else { all.into_iter().map(Time::Session).collect() }
    }
}
