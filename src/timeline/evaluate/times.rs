//! The times that a duty is owed: for the whole, or for each session or occurrence of an event.

use std::borrow::Cow;
use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::super::facts::{Petition, Seen};
use super::super::outcome::NoDue;
use super::super::recurring::moves::fixed_day;
use super::Evaluation;
use super::case::Case;
use crate::ruleset::vocabulary::{MOVES, RECEPTION_RESCHEDULED, RESCHEDULED, SESSION_HELD};
use crate::ruleset::{Obligation, Per};

/// One time that a duty is owed.
#[derive(Clone, Copy)]
pub(super) enum Time<'a> {
    /// For the dialogue or the office as a whole.
    Whole,
    /// For a session of the dialogue.
    Session(Held<'a>),
    /// For an occurrence of an event.
    Occurrence(Occurrence<'a>),
}

impl<'a> Time<'a> {
    /// What tells it from the other times; none where it is the only one.
    pub(super) fn address(self) -> Option<usize> {
        match self {
            Self::Whole => None,
            Self::Session(held) => Some(held.first.address()),
            Self::Occurrence(of) => Some(of.fact.address()),
        }
    }

    /// Its id or date; none where it is the only one.
    pub(super) fn name(self) -> Option<String> {
        match self {
            Self::Whole => None,
            Self::Session(held) => Some(held.name()),
            Self::Occurrence(of) => Some(of.name()),
        }
    }

    /// The day of the occurrence.
    pub(super) fn day(self) -> Option<NaiveDate> {
        if let Self::Occurrence(of) = self { Some(of.fact.on()) } else { None }
    }

    /// Whether an act counts for the occurrence, or is it.
    pub(super) fn begins_with(self, act: Seen<'a>, name: &str) -> bool {
        let Self::Occurrence(of) = self else { return false };
        if act.event() == of.fact.event() { act.is(of.fact) } else { of.has(act, name) }
    }
}

/// One occurrence of an event.
#[derive(Clone, Copy)]
pub(super) struct Occurrence<'a> {
    pub(super) fact: Seen<'a>,
    /// The day of the next one.
    pub(super) next: Option<NaiveDate>,
    /// How many of the same name came before it.
    twins: u32,
}

impl Occurrence<'_> {
    /// What its entry calls it, or its date; numbered where there are several.
    pub(super) fn name(self) -> String {
        let name = name_of(self.fact);
        if self.twins == 0 { name } else { format!("{name} ({})", self.twins.saturating_add(1)) }
    }

    /// Whether an act counts for it: by what the act is about, else after it and before the next one.
    fn has(self, act: Seen<'_>, name: &str) -> bool {
        match act.about() {
            Some(about) if about == name => true,
            Some(about) if about.parse::<NaiveDate>().is_ok() => false,
            _ => act.on() >= self.fact.on() && self.next.is_none_or(|next| act.on() < next),
        }
    }
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
        name_of(self.first)
    }

    /// What it is counted from: as of a dialogue, forward from its end and back from its beginning.
    pub(super) fn day(self, forward: bool) -> NaiveDate {
        if forward { self.last } else { self.first.on() }
    }
}

/// What an entry calls its session or occurrence, or its date.
fn name_of(fact: Seen<'_>) -> String {
    fact.session().map_or_else(|| fact.on().to_string(), str::to_owned)
}

/// What tells entries of one name from others: the id, or the date where there is none.
fn key_of(fact: Seen<'_>) -> (Option<&str>, Option<NaiveDate>) {
    (fact.session(), Some(fact.on()).filter(|_| fact.session().is_none()))
}

impl<'a> Evaluation<'a> {
    /// The times that a duty is owed.
    pub(super) fn times(&self, rule: &Obligation, petition: Option<Petition<'a>>) -> Cow<'a, [Time<'a>]> {
        let times = match (&rule.each_event, rule.per) {
            (Some(event), _) => self.occurrences(event, petition),
            (None, Some(Per::Session)) => self.sessions(),
            (None, _) => Vec::new(),
        };
        if times.is_empty() { Cow::Borrowed(&[Time::Whole]) } else { Cow::Owned(times) }
    }

    /// The occurrences of an event, in the order of their days; none by name if there is none yet.
    fn occurrences(&self, event: &str, petition: Option<Petition<'a>>) -> Vec<Time<'a>> {
        let mut facts: Vec<Seen<'a>> = self.index.get(event, petition.map(|petition| petition.place)).collect();
        facts.sort_by_key(|fact| fact.on());
        let (mut all, mut twins) = (Vec::with_capacity(facts.len()), BTreeMap::new());
        for fact in facts {
            let before: &mut u32 = twins.entry(key_of(fact)).or_default();
            all.push(Occurrence { fact, next: None, twins: *before });
            *before = before.saturating_add(1);
        }
        let mut next = None;
        let mut last: Option<NaiveDate> = None;
        for of in all.iter_mut().rev() {
            if last != Some(of.fact.on()) {
                (next, last) = (last, Some(of.fact.on()));
            }
            of.next = next;
        }
        all.into_iter().map(Time::Occurrence).collect()
    }

    /// The sessions that the facts tell apart; none by name if there is only the dialogue as a whole.
    fn sessions(&self) -> Vec<Time<'a>> {
        let (mut all, mut places): (Vec<Held<'a>>, BTreeMap<_, usize>) = Default::default();
        for fact in self.index.get(SESSION_HELD, None) {
            let place = *places.entry(key_of(fact)).or_insert(all.len());
            match all.get_mut(place) {
                None => all.push(Held { first: fact, last: fact.on() }),
                Some(held) => {
                    held.last = held.last.max(fact.on());
                    held.first = if fact.on() < held.first.on() { fact } else { held.first };
                }
            }
        }
        all.into_iter().map(Time::Session).collect()
    }
}

impl<'a> Case<'a> {
    /// The acts that count for a duty at this time.
    pub(super) fn acts_of<'s>(
        &'s self,
        rule: &Obligation,
        event: &str,
    ) -> impl Iterator<Item = Seen<'a>> + use<'s, 'a> {
        self.acts_at(rule, event, false)
    }

    /// The same without those that say nothing but what another one says: enough for when and how something was done.
    pub(super) fn distinct_acts_of<'s>(
        &'s self,
        rule: &Obligation,
        event: &str,
    ) -> impl Iterator<Item = Seen<'a>> + use<'s, 'a> {
        self.acts_at(rule, event, true)
    }

    fn acts_at<'s>(
        &'s self,
        rule: &Obligation,
        event: &str,
        distinct: bool,
    ) -> impl Iterator<Item = Seen<'a>> + use<'s, 'a> {
        match self.time {
            Time::Occurrence(of) if of.fact.event() == event => self.either(vec![of.fact], None),
            Time::Occurrence(of) if rule.each_event.as_deref() == Some(of.fact.event()) => {
                let (name, petition) = (of.name(), self.petition.map(|petition| petition.place));
                let mut acts = self.of.index.during(event, petition, (of.fact.on(), of.next), (&name, distinct));
                acts.retain(|act| of.has(*act, &name) && !self.since.is_some_and(|since| since.forbids(*act)));
                self.either(acts, None)
            }
            _ => self.either(Vec::new(), Some(event)),
        }
    }

    /// When the first act that counts was done.
    pub(super) fn acted(&self, rule: &'a Obligation, event: &str) -> Option<NaiveDate> {
        if self.of.index.may_tell(event) { self.deeds(rule, event).map(Seen::on).min() } else { None }
    }

    /// What this occurrence set the day of the dialogue or reception to, if it moved it and another one followed.
    pub(super) fn set_for_a_while(&self, day: &str) -> Option<NaiveDate> {
        match self.time {
            Time::Occurrence(of) if of.next.is_some() && MOVES.contains(&(of.fact.event(), day)) => of.fact.until(),
            _ => None,
        }
    }

    /// The day that was given up by this move, or by the last one.
    pub(super) fn former_day(&self) -> Result<NaiveDate, NoDue> {
        // A dialogue is moved by its own moves, and a reception by those of receptions.
        let last = |own: &str| self.facts_of(own).max_by_key(|fact| fact.on());
        let rules = self.of.set.obligations();
        let is_asked = || rules.iter().any(|rule| rule.events().any(|event| event == RECEPTION_RESCHEDULED));
        let last = || last(RESCHEDULED).or_else(|| last(RECEPTION_RESCHEDULED).filter(|_| is_asked()));
        let moved = match self.time {
            Time::Occurrence(of) if MOVES.iter().any(|(event, _)| *event == of.fact.event()) => Some(of.fact),
            _ => last(),
        };
        moved.and_then(|moved| self.of.given_up(moved)).ok_or(NoDue::FormerDay)
    }
}

impl<'a> Evaluation<'a> {
    /// The day that a move gave up: what the move before it set, else the appointed one; of a reception the fixed day that it moves.
    fn given_up(&self, moved: Seen<'a>) -> Option<NaiveDate> {
        if let Some(day) = self.fixed_day(moved) {
            return Some(day);
        }
        if let Some(said) = moved.about().filter(|_| moved.event() != RESCHEDULED) {
            return said.parse().ok();
        }
        // In the log of an office, of which reception is not known otherwise.
        self.visible.planned.map(|planned| self.index.before(moved, None).and_then(Seen::until).unwrap_or(planned))
    }

    /// The day of a recurring duty that the move of a reception gives up.
    fn fixed_day(&self, moved: Seen<'a>) -> Option<NaiveDate> {
        if moved.event() == RESCHEDULED {
            return None;
        }
        let mut notices: Vec<Seen<'a>> = self.index.get(moved.event(), None).collect();
        notices.sort_by_key(|fact| fact.on());
        fixed_day(self.set, self.subject, &notices, moved, self.calendar)
    }
}
