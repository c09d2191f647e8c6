//! What was recorded before the petition came in that it was done for, and what was done before that happened which made the duty
//! arise: neither counts, and it is told.

use chrono::NaiveDate;

use super::super::facts::{Petition, Seen};
use super::super::finding::Finding;
use super::super::office::comes_before;
use super::super::status::Status;
use super::Evaluation;
use super::case::{Case, Counted};
use super::condition::Truth;
use crate::ruleset::vocabulary::{MOVES, PETITION_CLASSED, PETITION_RAISED, PETITION_RECEIVED};
use crate::ruleset::{AnchorRule, Condition, Due, Obligation};
use crate::timeline::course::{follows_raising, follows_receipt};

/// When a petition came in, where something that was recorded is before that.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct CameIn {
    on: NaiveDate,
    /// Whether something of the petition itself is before it.
    own: bool,
    /// Whether it is in the log of an office: what that records of no petition was done for those that there were.
    of_office: bool,
}

impl CameIn {
    /// Whether it is something done about the petition before it came in.
    pub(super) fn forbids(self, fact: Seen<'_>) -> bool {
        let follows = if self.of_office { follows_receipt } else { follows_raising };
        fact.on() < self.on && fact.petition_place().is_some() && follows(fact.event())
    }

    /// Whether an act of a duty is before it.
    fn forbids_act(self, rule: &Obligation, fact: Seen<'_>) -> bool {
        let is_of_it = self.of_office || fact.petition_place().is_some();
        fact.on() < self.on && is_of_it && rule.met_by.has(fact.event()) && !comes_before(rule)
    }
}

impl Evaluation<'_> {
    /// When a petition was received or raised, whichever was first; `None` where nothing is before that, or it is not recorded.
    pub(super) fn came_in(&self, petition: Petition<'_>) -> Option<CameIn> {
        let of_office = self.visible.of_one_petition;
        let matters = |(own, shared): (bool, bool)| own || shared && of_office;
        if !matters(self.index.has_before_receipts()) {
            return None;
        }
        let at = |event| self.index.get(event, Some(petition.place)).map(Seen::on).min();
        let on = [PETITION_RECEIVED, PETITION_RAISED].into_iter().filter_map(at).min()?;
        let before = self.index.has_before(on);
        matters(before).then_some(CameIn { on, own: before.0, of_office })
    }
}

/// The day on which a duty arose, by its place in the rule set: an act of before that was done for something else.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Arose {
    of: usize,
    on: NaiveDate,
}

impl Arose {
    /// When a duty arose that binds: by its condition, or by the move that it is counted from. What has to come before something may
    /// be done before it arises.
    pub(super) fn of(
        rule: &Obligation,
        counted: Option<&Counted>,
        (binds, made): (Truth, Option<NaiveDate>),
    ) -> Option<Self> {
        let anchor = counted.and_then(|counted| counted.anchor.as_ref()).filter(|anchor| anchor.actual);
        let is_move = |event: &str| MOVES.iter().any(|(moved, _)| *moved == event);
        let moved = anchor.filter(|anchor| {
            rule.each_event.is_none() && matches!(&anchor.rule, AnchorRule::Event(event) if is_move(event))
        });
        let on = made.max(moved.map(|anchor| anchor.at.date))?;
        let binds = matches!(binds, Truth::Holds(_)) && !rule.due.parts().into_iter().any(is_backward);
        binds.then_some(Self { of: rule.place, on })
    }

    fn forbids(self, rule: &Obligation, fact: Seen<'_>) -> bool {
        self.of == rule.place && fact.on() < self.on && rule.met_by.has(fact.event())
    }
}

impl<'a> Case<'a> {
    /// Whether an act of a duty is before the petition that it is owed to came in, or before the duty arose.
    pub(super) fn is_too_early(&self, rule: &Obligation, fact: Seen<'_>) -> bool {
        self.is_before_receipt(rule, fact) || self.arose.is_some_and(|arose| arose.forbids(rule, fact))
    }

    fn is_before_receipt(&self, rule: &Obligation, fact: Seen<'_>) -> bool {
        self.since.is_some_and(|since| since.forbids(fact) || since.forbids_act(rule, fact))
    }

    /// Tells what of a duty does not count.
    pub(super) fn too_early(
        &self,
        rule: &'a Obligation,
        (is_met, status): (bool, &Status),
        findings: &mut Vec<Finding>,
    ) {
        self.before_receipt(rule, is_met, findings);
        let is_late = matches!(status, Status::MetLate { .. } | Status::Overdue { .. } | Status::Missed { .. });
        let Some(arose) = self.arose.filter(|_| !is_met && !matches!(status, Status::NotApplicable { .. }) || is_late)
        else {
            return;
        };
        let acts = rule.met_by.events().iter().flat_map(|event| self.acts_of(rule, event));
        let early = acts.filter(|fact| arose.forbids(rule, *fact) && !self.is_before_receipt(rule, *fact));
        findings.extend(early.max_by_key(|fact| fact.on()).map(|fact| Finding::BeforeItArose {
            event: fact.event().to_owned(),
            on: fact.on(),
            arose: arose.on,
        }));
    }

    /// What is of the petition; of the rest the last, where nothing else meets the duty.
    fn before_receipt(&self, rule: &'a Obligation, is_met: bool, findings: &mut Vec<Finding>) {
        let Some(since) = self.since else { return };
        let petition = self.petition.map(|petition| petition.place);
        let mut tell = |fact: Seen<'_>| {
            let (event, on) = (fact.event().to_owned(), fact.on());
            let finding = Finding::BeforeReceipt { event, on, received: since.on };
            if !findings.contains(&finding) {
                findings.push(finding);
            }
        };
        if since.own {
            let by_class =
                rule.conditions().flat_map(Condition::leaves).any(|leaf| matches!(leaf, Condition::Class(_)));
            let classing = by_class.then_some(PETITION_CLASSED);
            for fact in rule.events().chain(classing).flat_map(|event| self.of.index.get(event, petition)) {
                if fact.petition_place().is_some() && self.is_before_receipt(rule, fact) {
                    tell(fact);
                }
            }
        }
        if !is_met {
            let acts = rule.met_by.events().iter().flat_map(|event| self.of.index.get(event, petition));
            let early = acts.filter(|fact| fact.petition_place().is_none() && self.is_before_receipt(rule, *fact));
            early.max_by_key(|fact| fact.on()).into_iter().for_each(tell);
        }
    }
}

/// Whether a limit runs back from something, or lies in a month about it.
const fn is_backward(due: &Due) -> bool {
    match due {
        Due::Limit { limit, .. } => !limit.is_after(),
        Due::Hours { after, .. } => !*after,
        Due::DayOfMonth { .. } => true,
        _ => false,
    }
}
