//! Matters that were pending when another version came into force, and versions that claim effect from before their issue: by
//! which version a duty is judged, and where no text says so, how it turns out under each.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::TimelineError;
use super::adopted::AdoptedReadings;
use super::duty::{Duty, OtherReading};
use super::evaluate::Stand;
use super::finding::Finding;
use super::outcome::Outcome;
use super::reading_at::{OpenReading, ReadingAt};
use super::status::{Status, WhyNot};
use crate::ruleset::vocabulary::{DEFAULT_READING, Pending};
use crate::ruleset::{RuleSet, last_begun};

/// The versions of one rule set that are known, and what is judged.
pub(super) struct Versions<'a> {
    /// The version of the day.
    pub(super) set: &'a RuleSet,
    /// The other ones.
    pub(super) others: Vec<&'a RuleSet>,
    /// The day that chose the version: of the dialogue, the receipt, the reception.
    pub(super) day: NaiveDate,
    pub(super) adopted: &'a AdoptedReadings,
}

/// Which of two versions judges a duty.
enum Decided<'a> {
    /// The provision of a version, or the reading that was adopted.
    By(Pending, Option<&'a RuleSet>),
    /// Nobody.
    Open,
}

impl Versions<'_> {
    /// The duties of the version of the day, as the versions that came into force before their anchors leave them.
    pub(super) fn settled(
        &self,
        mut duties: Vec<Duty>,
        evaluate: impl Fn(&RuleSet) -> Result<Vec<Duty>, TimelineError>,
    ) -> Result<Vec<Duty>, TimelineError> {
        if self.others.is_empty() {
            return Ok(duties);
        }
        if let Some(before) = self.before_issue() {
            duties = self.in_gap(duties, &evaluate(before)?);
        }
        let mut later: Vec<(NaiveDate, &RuleSet)> =
            self.others.iter().filter_map(|set| self.begun_after(set)).collect();
        later.sort_by_key(|(from, _)| *from);
        for (from, set) in later {
            duties = self.after_change(duties, (from, set), &evaluate)?;
        }
        Ok(duties)
    }

    fn begun_after<'s>(&self, set: &'s RuleSet) -> Option<(NaiveDate, &'s RuleSet)> {
        set.range().0.filter(|from| *from > self.day).map(|from| (from, set))
    }

    /// The version before the one of the day, if that was issued only after the day.
    fn before_issue(&self) -> Option<&RuleSet> {
        let (from, _) = self.set.effect_before_issue(self.day)?;
        let earlier = self.others.iter().copied().filter(|set| set.range().0.is_none_or(|begun| begun < from));
        last_begun(earlier, from)
    }

    /// The duties of a day on which the version claims effect and was not issued yet.
    fn in_gap(&self, duties: Vec<Duty>, before: &[Duty]) -> Vec<Duty> {
        let readings = (OpenReading::EffectAsStated, OpenReading::EffectFromIssue);
        let Some((from, issued)) = self.set.effect_before_issue(self.day) else { return duties };
        each(
            duties,
            before,
            |_| true,
            |own, other| {
                let chosen = self.chosen(&own, readings);
                let mut duty = match chosen {
                    Some(false) => turned(own, other, readings),
                    _ => contested(own, other, readings, chosen.is_some()),
                };
                let version = self.set.name();
                duty.outcome.findings.push(Finding::EffectBeforeIssue { version, from, issued });
                Some(duty)
            },
        )
    }

    /// The duties whose anchor came after a version had come into force.
    fn after_change(
        &self,
        duties: Vec<Duty>,
        (from, set): (NaiveDate, &RuleSet),
        evaluate: impl Fn(&RuleSet) -> Result<Vec<Duty>, TimelineError>,
    ) -> Result<Vec<Duty>, TimelineError> {
        let is_after = |duty: &Duty| duty.outcome.anchor.as_ref().is_some_and(|anchor| anchor.at.date >= from);
        if !duties.iter().any(is_after) {
            return Ok(duties);
        }
        let readings = (OpenReading::PendingOld, OpenReading::PendingNew);
        let new = evaluate(set)?;
        Ok(each(duties, &new, is_after, |own, other| {
            let told = |mut duty: Duty, pending: Pending, by: Option<&RuleSet>| {
                if let Some((set, transition)) = by.and_then(|set| Some((set, set.transition_of(&duty.rule.id)?))) {
                    let (version, cite_text) = (set.name(), set.cite_text(&transition.cite));
                    duty.outcome.findings.push(Finding::PendingMatter { version, from, pending, cite_text });
                }
                duty
            };
            match self.decided(&own, set) {
                Decided::By(Pending::Old, Some(_)) if is_absent(&own) => None,
                Decided::By(Pending::Old, by @ Some(_)) => Some(told(own, Pending::Old, by)),
                Decided::By(Pending::New, by @ Some(_)) => {
                    let mut duty = turned(own, other, readings);
                    duty.readings.retain(|reading| reading.at != ReadingAt::Open(readings.0));
                    Some(told(duty, Pending::New, by))
                }
                Decided::By(Pending::New, None) => Some(turned(own, other, readings)),
                Decided::By(Pending::Old, None) => Some(contested(own, other, readings, true)),
                Decided::Open => Some(contested(own, other, readings, false)),
            }
        }))
    }

    /// Which version judges a duty: as was chosen, else as the later version says.
    fn decided<'s>(&self, duty: &Duty, set: &'s RuleSet) -> Decided<'s> {
        match self.chosen(duty, (OpenReading::PendingOld, OpenReading::PendingNew)) {
            Some(true) => Decided::By(Pending::Old, None),
            Some(false) => Decided::By(Pending::New, None),
            None => match set.transition_of(&duty.rule.id) {
                Some(transition) => Decided::By(transition.pending, Some(set)),
                None => Decided::Open,
            },
        }
    }

    /// Whether the first of two readings was adopted, or the second.
    fn chosen(&self, duty: &Duty, readings: (OpenReading, OpenReading)) -> Option<bool> {
        let adopted = self.adopted.of(self.set.id(), &duty.rule.id)?;
        let is = |reading: OpenReading| adopted == reading.word();
        (is(readings.0) || is(readings.1)).then(|| is(readings.0))
    }
}

/// Each duty that is affected with what the other version makes of it, where the two differ; one that only the other version
/// has comes after them.
fn each(
    duties: Vec<Duty>,
    others: &[Duty],
    is_affected: impl Fn(&Duty) -> bool,
    judge: impl Fn(Duty, Option<&Duty>) -> Option<Duty>,
) -> Vec<Duty> {
    let ids: BTreeSet<&str> = duties.iter().map(|own| own.rule.id.as_str()).collect();
    let is_added = |other: &&Duty| is_affected(other) && !ids.contains(other.rule.id.as_str());
    let added: Vec<&Duty> = others.iter().filter(is_added).collect();
    // The first of those that are one.
    let by_key: BTreeMap<Key<'_>, &Duty> = others.iter().rev().map(|other| (key(other), other)).collect();
    let judged = |own: Duty| {
        let other = by_key.get(&key(&own)).copied();
        let differs = other.is_none_or(|other| differ(&own.outcome, &other.outcome));
        if is_affected(&own) && differs { judge(own, other) } else { Some(own) }
    };
    let absent = |other: &&Duty| Duty { outcome: absent(&other.outcome), readings: Vec::new(), ..(*other).clone() };
    let added: Vec<Duty> = added.iter().filter_map(|other| judge(absent(other), Some(other))).collect();
    duties.into_iter().filter_map(judged).chain(added).collect()
}

/// Whether a version does not have the duty.
const fn is_absent(duty: &Duty) -> bool {
    matches!(duty.outcome.status, Status::NotApplicable { because: WhyNot::NotInVersion })
}

/// What makes a duty one in two versions: its id, petition, session and occurrence.
type Key<'a> = (&'a str, [Option<&'a str>; 3]);

fn key(duty: &Duty) -> Key<'_> {
    let of = [&duty.petition, &duty.session, &duty.occurrence];
    (duty.rule.id.as_str(), of.map(Option::as_deref))
}

/// Whether two versions make another date of a duty, or only one of them lays it on the case.
fn differ(one: &Outcome, other: &Outcome) -> bool {
    let binds = |outcome: &Outcome| !matches!(outcome.status, Status::NotApplicable { .. });
    match (binds(one), binds(other)) {
        (true, true) => one.due != other.due,
        (false, false) => false,
        _ => true,
    }
}

/// How a duty stands by a version that does not have it.
fn absent(outcome: &Outcome) -> Outcome {
    Outcome {
        due: None,
        base_due: None,
        reason: None,
        limit: None,
        fixed: None,
        moved_by: Vec::new(),
        findings: Vec::new(),
        trace: None,
        status: Status::NotApplicable { because: WhyNot::NotInVersion },
        ..outcome.clone()
    }
}

fn reading_of(duty: &Duty, at: OpenReading, outcome: Outcome) -> OtherReading {
    OtherReading { rule: std::sync::Arc::clone(&duty.rule), at: ReadingAt::Open(at), is_own: true, of: None, outcome }
}

/// The duty by its own version, with what the other one makes of it beside it.
fn contested(mut own: Duty, other: Option<&Duty>, (old, new): (OpenReading, OpenReading), is_chosen: bool) -> Duty {
    let there = other.map_or_else(|| absent(&own.outcome), |other| other.outcome.clone());
    if !is_chosen {
        let label = match own.adopted() {
            Some(adopted) => adopted.to_owned(),
            None if own.readings.is_empty() => old.word().to_owned(),
            None => DEFAULT_READING.to_owned(),
        };
        if let Some(status) = Stand::opposed((&label, &own.outcome.status), (new.word(), &there.status)) {
            own.outcome.status = status;
        }
    }
    let reading = reading_of(other.unwrap_or(&own), new, there);
    own.readings.push(reading);
    own
}

/// The duty by the other version, with what its own one makes of it beside it.
fn turned(own: Duty, other: Option<&Duty>, (old, _): (OpenReading, OpenReading)) -> Duty {
    let before = reading_of(&own, old, own.outcome.clone());
    let mut duty = match other {
        Some(other) => other.clone(),
        None => Duty { outcome: absent(&own.outcome), ..own },
    };
    duty.readings.push(before);
    duty
}
