//! What was recorded before the petition came in that it was done for: that cannot be, so it does not count, and is told.

use chrono::NaiveDate;

use super::super::facts::{Petition, Seen};
use super::super::finding::Finding;
use super::super::office::comes_before;
use super::Evaluation;
use super::case::Case;
use crate::ruleset::vocabulary::{PETITION_CLASSED, PETITION_RAISED, PETITION_RECEIVED};
use crate::ruleset::{Condition, Obligation};
use crate::timeline::course::{follows_raising, follows_receipt};

/// When a petition came in, where something that was recorded is before that.
#[derive(Clone, Copy)]
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

impl<'a> Case<'a> {
    /// Whether an act of a duty is before the petition that it is owed to came in.
    pub(super) fn is_too_early(&self, rule: &Obligation, fact: Seen<'_>) -> bool {
        self.since.is_some_and(|since| since.forbids(fact) || since.forbids_act(rule, fact))
    }

    /// Tells what of a duty does not count: what is of the petition; of the rest the last, where nothing else meets the duty.
    pub(super) fn too_early(&self, rule: &'a Obligation, is_met: bool, findings: &mut Vec<Finding>) {
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
                if fact.petition_place().is_some() && self.is_too_early(rule, fact) {
                    tell(fact);
                }
            }
        }
        if !is_met {
            let acts = rule.met_by.events().iter().flat_map(|event| self.of.index.get(event, petition));
            let early = acts.filter(|fact| fact.petition_place().is_none() && self.is_too_early(rule, *fact));
            early.max_by_key(|fact| fact.on()).into_iter().for_each(tell);
        }
    }
}
