//! One rule set on one dialogue: each duty under the adopted readings, then under each other one.

mod case;
mod classed;
mod condition;
mod count;
mod early;
mod endings;
mod hours;
mod lasts;
mod led;
mod moves;
mod times;

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::NaiveDate;

use super::course::tells_of_reception;
use super::duty::{Duty, OtherReading};
use super::facts::{Index, Petition, Seen, Visible};
use super::outcome::Outcome;
use super::reading_at::{OpenReading, ReadingAt};
use super::status::{Status, WhyOpen};
use super::today::Today;
use super::{AdoptedReadings, TimelineError};
use crate::calendar::{Calendar, CoverageError};
use crate::ruleset::vocabulary::{DEFAULT_READING, PETITION_ASSIGNED};
use crate::ruleset::{Activity, InForceRange, Obligation, ReadingEffect, RuleSet, Subject};
use case::Case;
pub(super) use count::day_of_month;
pub(super) use led::Led;
use times::Time;

/// A rule set, the facts as seen, and the readings adopted.
pub(super) struct Evaluation<'a> {
    pub(super) set: &'a RuleSet,
    /// The rule sets of whose ids some are versions of it, itself among them.
    pub(super) versions: [&'a [RuleSet]; 2],
    /// When the set is in force, where it is not on the day of what is judged and lays nothing down for that.
    pub(super) only_from: Option<InForceRange>,
    /// The first day of the set, where it is looked at as what takes over what was pending then.
    pub(super) taking_over: Option<NaiveDate>,
    pub(super) calendar: &'a Calendar,
    pub(super) visible: &'a Visible<'a>,
    pub(super) index: Index<'a>,
    pub(super) today: &'a Today,
    pub(super) adopted: &'a AdoptedReadings,
    /// Whose dialogue or office it is, if that was said.
    pub(super) subject: Option<&'a Subject>,
    /// What the last outcome asked of other duties.
    pub(super) led: Led,
    /// Of which rules the last outcome depends on the reading.
    pub(super) asked: Asked,
    /// Which questions that no rule answers it depends on, by the place of the rule.
    pub(super) open: RefCell<Vec<(usize, OpenReading)>>,
    /// Of which times entries end something, as far as that was asked.
    pub(super) endings: RefCell<endings::Found>,
}

/// Some rules of a set, by their places in it: a bit each, as far as the bits go.
#[derive(Default)]
pub(super) struct Asked {
    near: Cell<u128>,
    far: RefCell<BTreeSet<usize>>,
}

impl Asked {
    fn bit(place: usize) -> u128 {
        u32::try_from(place).ok().and_then(|place| 1_u128.checked_shl(place)).unwrap_or_default()
    }

    pub(super) fn note(&self, rule: &Obligation) {
        match Self::bit(rule.place) {
            0 => drop(self.far.borrow_mut().insert(rule.place)),
            bit => self.near.set(self.near.get() | bit),
        }
    }

    fn clear(&self) {
        self.near.set(0);
        self.far.borrow_mut().clear();
    }

    /// Of other readings those of a rule and of the rules that were asked, in the order of the rules.
    fn among<'a, 'o>(
        &self,
        others: &'o [Instead<'a>],
        own: &Obligation,
    ) -> impl Iterator<Item = Instead<'a>> + use<'a, 'o> {
        self.note(own);
        let (near, far) = (self.near.get(), self.far.take());
        let has_bits = others.partition_point(|other| Self::bit(other.rule.place) != 0);
        let (with_bits, without) = others.split_at_checked(has_bits).unwrap_or_default();
        let of_place = move |place: usize| {
            let rest = without.get(without.partition_point(|other| other.rule.place < place)..).unwrap_or_default();
            rest.iter().take_while(move |other| other.rule.place == place)
        };
        let near = with_bits.iter().filter(move |other| near & Self::bit(other.rule.place) != 0);
        near.chain(far.into_iter().flat_map(of_place)).copied()
    }
}

/// A reading that is looked at instead of the adopted one.
#[derive(Clone, Copy)]
struct Instead<'a> {
    /// The rule whose reading it is.
    rule: &'a Arc<Obligation>,
    at: ReadingAt,
}

impl<'a> Evaluation<'a> {
    /// The duties of a case. In a dialogue, where the rule set lays down dialogues, its duties of another activity are judged by that:
    /// those of handling petitions for each petition that is recorded, those of receptions where one is, those of reporting never.
    pub(super) fn duties(&'a self, in_dialogue: bool) -> Result<Vec<Duty>, TimelineError> {
        let is_whole = !in_dialogue || !self.set.applies().activities.contains(&Activity::Dialogue);
        let is_told = |of: &dyn Fn(&str) -> bool| self.visible.facts.iter().any(|fact| of(fact.event()));
        let is_of_petitions = |event: &str| self.set.event(event).is_some_and(|event| event.petition);
        let happened = |rule: &Obligation| match rule.activity {
            Activity::Dialogue => true,
            Activity::PetitionHandling => rule.is_of_petitions && is_told(&is_of_petitions),
            Activity::Reception => is_told(&tells_of_reception),
            Activity::Reporting => false,
        };
        self.duties_among(|rule| (is_whole || happened(rule)).then_some(rule.is_of_petitions))
    }

    /// The duties of some rules: whether each petition has them, where they are wanted.
    pub(super) fn duties_among(
        &'a self,
        wanted: impl Fn(&Obligation) -> Option<bool>,
    ) -> Result<Vec<Duty>, TimelineError> {
        let (petitions, others) = (self.index.petitions(), self.others());
        let rules = || self.set.obligations().iter().filter_map(|rule| Some((rule, wanted(rule)?)));
        let of = |each_petition: bool| if each_petition { petitions.as_slice() } else { &[None] };
        let mut duties = Vec::with_capacity(rules().map(|(_, each_petition)| of(each_petition).len()).sum());
        for (rule, each_petition) in rules() {
            let of = of(each_petition);
            for petition in of {
                for time in self.times(rule, *petition).iter() {
                    let case = Case::of(self, *petition, *time);
                    self.push_duty(&mut duties, rule, case, &others).map_err(|error| TimelineError::Duty {
                        ruleset: self.set.id().to_owned(),
                        duty: rule.id.clone(),
                        error,
                    })?;
                }
            }
        }
        Ok(duties)
    }

    /// One duty, each time that it is owed, and which of its conditions hold then.
    pub(super) fn alone(&'a self, rule: &'a Obligation) -> Result<Vec<(Duty, Vec<bool>)>, TimelineError> {
        let duties = self.duties_among(|of| (of.place == rule.place).then_some(rule.is_of_petitions))?;
        let petitions = if rule.is_of_petitions { self.index.petitions() } else { vec![None] };
        let mut holding = Vec::with_capacity(duties.len());
        for petition in petitions {
            for time in self.times(rule, petition).iter() {
                holding.push(Case::of(self, petition, *time).holding(rule)?);
            }
        }
        Ok(duties.into_iter().zip(holding).collect())
    }

    /// The day on which a rule came, where the set says that what was pending then goes by it.
    fn taken_over(&self, rule: &Obligation) -> Option<NaiveDate> {
        self.taking_over.filter(|_| self.set.takes_over(&rule.id))
    }

    /// Since when a rule is laid down as it stands for whom it is judged.
    fn stands_from(&self, rule: &Obligation) -> Option<NaiveDate> {
        self.set.stands_from(rule, self.subject).max(self.binds_subject_from(rule))
    }

    /// Since when the rule set binds whose dialogue or office it is, where it did not before.
    fn binds_subject_from(&self, rule: &Obligation) -> Option<NaiveDate> {
        self.subject.and_then(|_| self.binds_from(rule))
    }

    /// The same of anybody, where nobody says whose it is.
    fn binds_some_from(&self, rule: &Obligation) -> Option<NaiveDate> {
        if self.subject.is_none() { self.binds_from(rule) } else { None }
    }

    /// Since when the rule set binds whom it did not bind before, as its changes and the versions before it tell.
    fn binds_from(&self, rule: &Obligation) -> Option<NaiveDate> {
        let newly_bound = |before: &RuleSet| self.set.binds_since(before, self.subject, rule.activity);
        let changes = self.set.before_binding().iter().filter(|(_, before)| newly_bound(before)).map(|(day, _)| *day);
        changes.max().max(self.bound_by_versions(newly_bound))
    }

    /// The first day on which the versions and their stages up to this one bind without a break.
    fn bound_by_versions(&self, newly_bound: impl Fn(&RuleSet) -> bool) -> Option<NaiveDate> {
        let of_set = || self.versions.into_iter().flatten().filter(|other| other.id() == self.set.id());
        let all = || of_set().flat_map(|set| set.stages().map(|(from, stage)| (from.or(set.range().0), stage)));
        if !all().any(|(_, stage)| !stage.is_same_stage(self.set) && newly_bound(stage)) {
            return None;
        }
        let mut stages: Vec<(Option<NaiveDate>, &RuleSet)> = all().collect();
        stages.sort_by_key(|(from, _)| *from);
        let own = stages.iter().position(|(_, set)| set.is_same_stage(self.set))?;
        let until_own = stages.get(..=own)?;
        let unbound = until_own.iter().rposition(|(_, before)| newly_bound(before))?;
        until_own.get(unbound.saturating_add(1)).and_then(|(from, _)| *from)
    }

    /// The agency that a petition was last assigned to.
    fn assigned_to(&self, petition: Option<Petition<'_>>) -> Option<String> {
        let last =
            self.index.get(PETITION_ASSIGNED, petition.map(|petition| petition.place)).max_by_key(|fact| fact.on());
        last.and_then(Seen::about).map(str::to_owned)
    }

    /// The reading that is adopted for a rule; its own if none is.
    fn adopted(&self, rule: &Obligation) -> ReadingAt {
        ReadingAt::adopted(self.adopted, self.set.id(), rule)
    }

    /// Notes that an outcome depends on how an open question of a rule is answered.
    fn note_open(&self, rule: &Obligation, reading: OpenReading) {
        let asked = (rule.place, reading);
        let mut open = self.open.borrow_mut();
        if !open.contains(&asked) {
            open.push(asked);
        }
    }

    /// Every declared reading that was not adopted, each to be looked at alone.
    fn others(&self) -> Vec<Instead<'a>> {
        let of_rule = |rule: &'a Arc<Obligation>| {
            let adopted = self.adopted(rule);
            let own = matches!(adopted, ReadingAt::Declared(_)).then_some(ReadingAt::Own);
            let others = (0..rule.readings.len()).map(ReadingAt::Declared).filter(move |at| *at != adopted);
            own.into_iter().chain(others).map(move |at| Instead { rule, at })
        };
        self.set.obligations().iter().flat_map(of_rule).collect()
    }

    /// The other answers to the open questions that the last outcome depended on.
    fn other_answers(&self) -> Vec<Instead<'a>> {
        let other = |(place, reading): (usize, OpenReading)| {
            let rule = self.set.obligations().get(place)?;
            let taken = self.adopted(rule) == ReadingAt::Open(reading);
            Some(Instead { rule, at: ReadingAt::Open(if taken { reading.opposite() } else { reading }) })
        };
        self.open.take().into_iter().filter_map(other).collect()
    }

    fn push_duty(
        &self,
        duties: &mut Vec<Duty>,
        rule: &'a Arc<Obligation>,
        case: Case<'a>,
        others: &[Instead<'a>],
    ) -> Result<(), CoverageError> {
        self.asked.clear();
        self.open.take();
        let done = case.fulfilled(rule);
        let mut outcome = case.outcome_of(rule, &done, 0)?;
        let (mut readings, mut open) = (Vec::new(), None);
        // Whichever way another rule is read, the outcome is the same.
        for instead in self.asked.among(others, rule).chain(self.other_answers()) {
            let (is_own, is_open) = (Arc::ptr_eq(instead.rule, rule), matches!(instead.at, ReadingAt::Open(_)));
            let by_class = is_own && instead.at.is_of_class();
            if by_class && case.in_place_of(rule)?.is_some() {
                continue; // the duty that stands in its place tells it
            }
            let case = case.under(instead);
            let in_place = if by_class { case.in_place_of(rule)? } else { None };
            let other = match in_place {
                Some(beside) => case.in_place(beside).outcome(beside)?,
                None => case.outcome_of(rule, &done, 0)?,
            };
            let is_same = (other.due, other.due_at) == (outcome.due, outcome.due_at)
                && (!is_open || other.status == outcome.status);
            if (!is_own || is_open) && is_same {
                continue;
            }
            let bound = match instead.at.declared(instead.rule).map(|reading| &reading.effect) {
                Some(ReadingEffect::Limits(object)) if is_own => self.set.obligation(object),
                _ => None,
            };
            // An adopted reading silences the others of its duty.
            let is_silenced = ReadingAt::is_chosen(self.adopted, self.set.id(), instead.rule);
            let stand = if is_silenced { Stand::Neither } else { Stand::of_outcome(&other) };
            if is_open && !is_silenced && matches!(other.status, Status::Undetermined { .. }) {
                open = open.or_else(|| Some(other.status.clone()));
            }
            let outcome = match bound {
                Some(object) => case.as_if_classed().outcome(object)?,
                None => other,
            };
            let of = bound.or(in_place).cloned();
            let (rule, at) = (Arc::clone(instead.rule), instead.at);
            if readings.is_empty() {
                readings = Vec::with_capacity(1); // most have one, and it is large
            }
            readings.push(OtherReading { rule, at, is_own, of, stand, outcome });
        }
        let adopted = self.adopted(rule);
        if let Some(contested) = self.contested(rule, &outcome, &readings) {
            outcome.status = contested;
        } else if let Some(open) = open.filter(|_| outcome.status.is_judged()) {
            outcome.status = open; // nothing is firm of what one answer to an open question leaves undetermined
        }
        let petition = case.petition.map(|petition| petition.name.to_owned());
        let (session, occurrence) = case.names();
        let occurred_on = if let Time::Occurrence(of) = case.time { Some(of.fact.on()) } else { None };
        let (rule_set, assigned_to, rule) = (self.set.clone(), self.assigned_to(case.petition), Arc::clone(rule));
        duties.push(Duty {
            rule_set,
            rule,
            petition,
            session,
            occurrence,
            assigned_to,
            occurred_on,
            adopted,
            outcome,
            readings,
        });
        Ok(())
    }

    /// In time under one reading and late under another is contested; so is not to bind under one. Late under every one
    /// that gives a date, where the chosen one gives none since the file does not know it, is undetermined.
    fn contested(&self, rule: &Obligation, chosen: &Outcome, readings: &[OtherReading]) -> Option<Status> {
        let own = Stand::of_outcome(chosen);
        let stands = || readings.iter().map(|reading| reading.stand);
        let is_one = |stand: Stand| stands().any(|other| other == stand);
        if chosen.is_in_a_time_not_known() && is_one(Stand::Late) && !is_one(Stand::InTime) {
            return Some(Status::Undetermined { because: WhyOpen::RuleNotKnown });
        }
        let is_opposite = |stand: Stand| match own {
            Stand::Late => matches!(stand, Stand::InTime | Stand::NotBound),
            Stand::InTime | Stand::NotBound => stand == Stand::Late,
            Stand::Neither => chosen.is_in_a_time_not_known() && stand == Stand::Late,
        };
        if !stands().any(is_opposite) {
            return None;
        }
        let others = readings.iter().map(|reading| match reading.declared_by() {
            None => reading.id().to_owned(),
            Some(other) => format!("{other}/{}", reading.id()),
        });
        let labels = std::iter::once(self.chosen_label(rule, readings)).chain(others);
        let (mut met_under, mut late_under) = (Vec::new(), Vec::new());
        for (label, stand) in labels.zip(std::iter::once(own).chain(stands())) {
            match stand {
                Stand::InTime | Stand::NotBound => met_under.push(label),
                Stand::Late => late_under.push(label),
                Stand::Neither => {}
            }
        }
        Some(Status::Contested { met_under, late_under })
    }

    /// The reading that was adopted for a duty, or for another one where only that makes a difference; of an open
    /// question, the answer that was taken.
    fn chosen_label(&self, rule: &Obligation, readings: &[OtherReading]) -> String {
        let adopted = self.adopted(rule);
        if adopted != ReadingAt::Own {
            return adopted.id(rule).to_owned();
        }
        let elsewhere = || {
            let of_other = readings.iter().find(|reading| reading.at == ReadingAt::Own && !reading.is_own)?;
            Some(format!("{}/{}", of_other.rule.id, self.adopted(&of_other.rule).id(&of_other.rule)))
        };
        let open = || match readings {
            [only] => {
                let ReadingAt::Open(other) = only.at else { return None };
                let word = other.opposite().word();
                Some(if only.is_own { word.to_owned() } else { format!("{}/{word}", only.rule.id) })
            }
            _ => None,
        };
        elsewhere().or_else(open).unwrap_or_else(|| DEFAULT_READING.to_owned())
    }
}

/// Whether a status is in time, late, not to bind, or says none of these.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stand {
    InTime,
    Late,
    NotBound,
    Neither,
}

impl Stand {
    /// That a duty is contested which stands so by one version and otherwise by another, each with its label.
    pub(super) fn opposed((one, own): (&str, &Outcome), (other, there): (&str, &Outcome)) -> Option<Status> {
        let (met, late) = match &own.status {
            Status::Contested { met_under, late_under } => {
                let (mut met, mut late) = (met_under.clone(), late_under.clone());
                match Self::of_outcome(there) {
                    Self::InTime | Self::NotBound => met.push(other.to_owned()),
                    Self::Late => late.push(other.to_owned()),
                    Self::Neither => {}
                }
                (met, late)
            }
            _ => match (Self::of_outcome(own), Self::of_outcome(there)) {
                (Self::Late, Self::InTime | Self::NotBound) => (vec![other.to_owned()], vec![one.to_owned()]),
                (Self::InTime | Self::NotBound, Self::Late) => (vec![one.to_owned()], vec![other.to_owned()]),
                (Self::Late, Self::Neither) if there.status.is_contested() => {
                    (vec![other.to_owned()], vec![one.to_owned()])
                }
                (Self::InTime | Self::NotBound, Self::Neither) if there.status.is_contested() => {
                    (vec![one.to_owned()], vec![other.to_owned()])
                }
                _ => return None,
            },
        };
        Some(Status::Contested { met_under: met, late_under: late })
    }

    /// What was done within a limit that is not known is not in time for that; what cannot be late is.
    pub(super) fn of_outcome(outcome: &Outcome) -> Self {
        match outcome {
            _ if outcome.is_in_a_time_not_known() => Self::Neither,
            _ if outcome.cannot_be_late() => Self::InTime,
            _ => Self::of(&outcome.status),
        }
    }

    const fn of(status: &Status) -> Self {
        match status {
            Status::Met | Status::Pending | Status::Awaiting | Status::Excused => Self::InTime,
            Status::MetLate { .. } | Status::Overdue { .. } | Status::Missed { .. } => Self::Late,
            Status::NotApplicable { .. } => Self::NotBound,
            _ => Self::Neither,
        }
    }
}
