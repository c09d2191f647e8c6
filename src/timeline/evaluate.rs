//! One rule set on one dialogue: each duty under the adopted readings, then under each other one.

mod case;
mod extension;
mod suspension;

use std::cell::Cell;
use std::sync::Arc;

use super::duty::{Duty, OtherReading};
use super::facts::{Index, Petition, Seen, View, Visible};
use super::status::Status;
use super::{AdoptedReadings, TimelineError};
use crate::calendar::{Calendar, CoverageError};
use crate::ruleset::vocabulary::{DEFAULT_READING, PETITION_ASSIGNED, SESSION_HELD};
use crate::ruleset::{Obligation, Per, Reading, ReadingEffect, RuleSet};
use case::Case;

/// A rule set, the facts as seen, and the readings adopted.
pub(super) struct Evaluation<'a> {
    pub(super) set: &'a RuleSet,
    pub(super) calendar: &'a Calendar,
    pub(super) visible: &'a Visible<'a>,
    pub(super) index: Index<'a>,
    pub(super) view: View,
    pub(super) adopted: &'a AdoptedReadings,
    /// Of which rules the last outcome depends on the reading.
    pub(super) asked: Cell<Asked>,
}

/// Some rules of a set, by their places in it; from the 128th on they are not told apart.
#[derive(Clone, Copy, Default)]
pub(super) struct Asked(u128);

impl Asked {
    const fn bit(rule: &Obligation) -> u128 {
        1 << if rule.place < 127 { rule.place } else { 127 }
    }

    const fn has(self, rule: &Obligation) -> bool {
        self.0 & Self::bit(rule) != 0
    }

    const fn with(self, rule: &Obligation) -> Self {
        Self(self.0 | Self::bit(rule))
    }
}

/// A reading that is looked at instead of the adopted one.
#[derive(Clone, Copy)]
struct Instead<'a> {
    /// The rule that declares it.
    rule: &'a Arc<Obligation>,
    /// Its place there; `None` for the rule as it stands.
    at: Option<usize>,
}

impl<'a> Instead<'a> {
    fn reading(self) -> Option<&'a Reading> {
        self.rule.readings.get(self.at?)
    }
}

impl<'a> Evaluation<'a> {
    pub(super) fn duties(&'a self) -> Result<Vec<Duty>, TimelineError> {
        self.duties_among(|_| true)
    }

    /// The duties of some rules.
    pub(super) fn duties_among(&'a self, wanted: impl Fn(&Obligation) -> bool) -> Result<Vec<Duty>, TimelineError> {
        let (petitions, sessions, others) = (self.index.petitions(), self.sessions(), self.others());
        let mut duties = Vec::new();
        for rule in self.set.obligations().iter().filter(|rule| wanted(rule)) {
            let of = if rule.each_petition { petitions.as_slice() } else { &[None] };
            let in_sessions = if rule.per == Some(Per::Session) { sessions.as_slice() } else { &[None] };
            for petition in of {
                for session in in_sessions {
                    let case = Case::of(self, *petition, *session);
                    let duty = self.duty(rule, case, &others).map_err(|error| TimelineError::Duty {
                        ruleset: self.set.id().to_owned(),
                        duty: rule.id.clone(),
                        error,
                    })?;
                    duties.push(duty);
                }
            }
        }
        Ok(duties)
    }

    /// The sessions that the facts tell apart; none by name if there is only the dialogue as a whole.
    fn sessions(&self) -> Vec<Option<Seen<'a>>> {
        let held: Vec<Option<Seen<'a>>> = self.index.get(SESSION_HELD, None).map(Some).collect();
        if held.is_empty() { vec![None] } else { held }
    }

    /// The agency that a petition was last assigned to.
    fn assigned_to(&self, petition: Option<Petition<'_>>) -> Option<String> {
        let last =
            self.index.get(PETITION_ASSIGNED, petition.map(|petition| petition.place)).max_by_key(|fact| fact.on());
        last.and_then(Seen::about).map(str::to_owned)
    }

    /// The place of the reading that is adopted for a rule, if it is another than the rule's own.
    fn adopted(&self, rule: &Obligation) -> Option<usize> {
        self.adopted.reading(self.set.id(), rule)
    }

    /// Every reading that was not adopted, each to be looked at alone.
    fn others(&self) -> Vec<Instead<'a>> {
        let of_rule = |rule: &'a Arc<Obligation>| {
            let adopted = self.adopted(rule);
            let own = adopted.map(|_| None);
            let others = (0..rule.readings.len()).filter(move |at| Some(*at) != adopted).map(Some);
            own.into_iter().chain(others).map(move |at| Instead { rule, at })
        };
        self.set.obligations().iter().flat_map(of_rule).collect()
    }

    fn duty(&self, rule: &'a Arc<Obligation>, case: Case<'a>, others: &[Instead<'a>]) -> Result<Duty, CoverageError> {
        self.asked.set(Asked::default());
        let mut outcome = case.outcome(rule)?;
        let asked = self.asked.get();
        let (mut readings, mut stands) = (Vec::new(), Vec::new());
        for instead in others {
            let is_own = Arc::ptr_eq(instead.rule, rule);
            if !is_own && !asked.has(instead.rule) {
                continue; // whichever way that rule is read, the outcome is the same
            }
            let case = case.under(*instead);
            let other = case.outcome(rule)?;
            if !is_own && other.due == outcome.due {
                continue;
            }
            let bound = match instead.reading().map(|reading| &reading.effect) {
                Some(ReadingEffect::Limits(object)) if is_own => self.set.obligation(object),
                _ => None,
            };
            stands.push(Stand::of(&other.status));
            let outcome = match bound {
                Some(object) => case.as_if_classed().outcome(object)?,
                None => other,
            };
            let (rule, at, of) = (Arc::clone(instead.rule), instead.at, bound.cloned());
            readings.push(OtherReading { rule, at, is_own, of, outcome });
        }
        let adopted = self.adopted(rule);
        if let Some(contested) = self.contested(rule, &outcome.status, &readings, &stands) {
            outcome.status = contested;
        }
        let (petition, session) = (case.petition.map(|petition| petition.name.to_owned()), case.session_name());
        let (rule_set, assigned_to) = (self.set.clone(), self.assigned_to(case.petition));
        Ok(Duty { rule_set, rule: Arc::clone(rule), petition, session, assigned_to, adopted, outcome, readings })
    }

    /// In time under one reading and late under another is contested.
    fn contested(
        &self,
        rule: &Obligation,
        chosen: &Status,
        readings: &[OtherReading],
        stands: &[Stand],
    ) -> Option<Status> {
        let own = Stand::of(chosen);
        let opposite = match own {
            Stand::InTime => Stand::Late,
            Stand::Late => Stand::InTime,
            Stand::Neither => return None,
        };
        if !stands.contains(&opposite) {
            return None;
        }
        let labels: Vec<String> = std::iter::once(self.chosen_label(rule, readings))
            .chain(readings.iter().map(|reading| match reading.declared_by() {
                None => reading.id().to_owned(),
                Some(other) => format!("{other}/{}", reading.id()),
            }))
            .collect();
        let under = |stand: Stand| -> Vec<String> {
            let all = labels.iter().zip(std::iter::once(&own).chain(stands));
            all.filter(|(_, known)| **known == stand).map(|(label, _)| label.clone()).collect()
        };
        Some(Status::Contested { met_under: under(Stand::InTime), late_under: under(Stand::Late) })
    }

    /// The reading that was adopted for a duty, or for another one where only that makes a difference.
    fn chosen_label(&self, rule: &Obligation, readings: &[OtherReading]) -> String {
        let adopted = |rule: &Obligation| Some(rule.readings.get(self.adopted(rule)?)?.id.clone());
        let elsewhere = || {
            let of_other = readings.iter().find(|reading| reading.at.is_none() && !reading.is_own)?;
            Some(format!("{}/{}", of_other.rule.id, adopted(&of_other.rule)?))
        };
        adopted(rule).or_else(elsewhere).unwrap_or_else(|| DEFAULT_READING.to_owned())
    }
}

/// Whether a status is in time, late, or says neither.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stand {
    InTime,
    Late,
    Neither,
}

impl Stand {
    const fn of(status: &Status) -> Self {
        match status {
            Status::Met | Status::Pending | Status::Awaiting => Self::InTime,
            Status::MetLate { .. } | Status::Overdue { .. } => Self::Late,
            _ => Self::Neither,
        }
    }
}
