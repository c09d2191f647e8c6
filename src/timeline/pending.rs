//! Matters that were pending when another version came into force, and versions that claim effect from before their issue: by
//! which version a duty is judged, and where no text says so, how it turns out under each.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;

use super::TimelineError;
use super::adopted::AdoptedReadings;
use super::duty::{Duty, OtherReading};
use super::evaluate::Stand;
use super::finding::Finding;
use super::outcome::{NoDue, Outcome};
use super::reading_at::{OpenReading, ReadingAt};
use super::status::{Status, WhyNot};
use super::today::Today;
use crate::ruleset::vocabulary::{DEFAULT_READING, Pending};
use crate::ruleset::{AnchorRule, RuleSet, Subject, last_begun};

/// The versions of one rule set that are known, and what is judged.
pub(super) struct Versions<'a> {
    /// The version of the day.
    pub(super) set: &'a RuleSet,
    /// The other ones.
    pub(super) others: Vec<&'a RuleSet>,
    /// The day that chose the version: of the dialogue, the receipt, the reception. Without one each duty has its own, on which it
    /// arose.
    pub(super) day: Option<NaiveDate>,
    /// The day of the view.
    pub(super) today: &'a Today,
    /// Whose it is, if that was said.
    pub(super) subject: Option<&'a Subject>,
    pub(super) adopted: &'a AdoptedReadings,
}

/// What a version makes of the duties; where it takes over what was pending, with the day on which it came.
pub(super) trait Evaluate: Fn(&RuleSet, Option<NaiveDate>) -> Result<Vec<Duty>, TimelineError> {}

impl<F: Fn(&RuleSet, Option<NaiveDate>) -> Result<Vec<Duty>, TimelineError>> Evaluate for F {}

/// A version, or what one lays down otherwise from then on, with its first day.
type Later<'a> = (NaiveDate, &'a RuleSet);

/// Which of two versions judges a duty.
enum Decided<'a> {
    /// The provision of a version, or the reading that was adopted.
    By(Pending, Option<&'a RuleSet>),
    /// Nobody.
    Open,
}

impl Versions<'_> {
    /// The duties of the version of the day, as the versions that came into force before their anchors leave them.
    pub(super) fn settled(&self, evaluate: impl Evaluate) -> Result<Vec<Duty>, TimelineError> {
        let (begins, own) = self.own();
        let mut duties = evaluate(own, None)?;
        if self.others.is_empty() && !self.set.is_divided() {
            return Ok(duties);
        }
        duties = self.before_effect(duties, &evaluate)?;
        if let Some(before) = self.before_issue(&duties) {
            duties = self.in_gap(duties, &evaluate(before, None)?);
        }
        let begun =
            self.others.iter().filter_map(|set| self.begun_after(set)).map(|(from, set)| (from, set.on_day(from)));
        let mut later: Vec<Later<'_>> = self.later_stages(begins).chain(begun).collect();
        later.sort_by_key(|(from, _)| *from);
        self.through((own, duties), &later, &mut vec![None; later.len()], &evaluate)
    }

    /// The duties of a version as some that came after it leave them, one after the other; what those make of them is found once.
    fn through(
        &self,
        (own, mut duties): (&RuleSet, Vec<Duty>),
        later: &[Later<'_>],
        made: &mut [Option<Vec<Duty>>],
        evaluate: &impl Evaluate,
    ) -> Result<Vec<Duty>, TimelineError> {
        for at in 0..later.len() {
            let rest = (later.get(at..).unwrap_or_default(), made.get_mut(at..).unwrap_or_default());
            duties = self.after_change((own, duties), rest, evaluate)?;
        }
        Ok(duties)
    }

    /// What a version that came later makes of the duties, as those after it leave them.
    fn made_by<'m>(
        &self,
        later: &[Later<'_>],
        made: &'m mut [Option<Vec<Duty>>],
        evaluate: &impl Evaluate,
    ) -> Result<&'m [Duty], TimelineError> {
        let (Some(((from, set), rest)), Some((first, others))) = (later.split_first(), made.split_first_mut()) else {
            return Ok(&[]);
        };
        if first.is_none() {
            *first = Some(self.through((set, evaluate(set, Some(*from))?), rest, others, evaluate)?);
        }
        Ok(first.as_deref().unwrap_or_default())
    }

    /// What the version lays down on the day, or once it binds the subject, with the first day of that; without a day what it lays down
    /// first.
    fn own(&self) -> (Option<NaiveDate>, &RuleSet) {
        let mut stages = self.set.stages();
        let Some(day) = self.day else { return stages.next().unwrap_or((None, self.set)) };
        let own = self.set.on_day_for(day, self.subject);
        stages.find(|(_, set)| set.is_same_stage(own)).unwrap_or((None, own))
    }

    /// Duties whose limit had passed when what changed them came into force, as they were until then: if that limit had passed, too.
    fn before_effect(&self, mut duties: Vec<Duty>, evaluate: impl Evaluate) -> Result<Vec<Duty>, TimelineError> {
        let days: BTreeSet<NaiveDate> = duties.iter().filter_map(in_force_after_limit).collect();
        for from in days {
            let Some(before) = self.in_force_until(from) else { continue };
            let former = evaluate(before, None)?;
            let by_key: BTreeMap<Key<'_>, &Duty> = former.iter().rev().map(|duty| (key(duty), duty)).collect();
            for duty in duties.iter_mut().filter(|duty| in_force_after_limit(duty) == Some(from)) {
                // A limit of after its end is none of that version, though no other followed it at once.
                let had_passed = |duty: &&&Duty| {
                    let binds = !matches!(duty.outcome.status, Status::NotApplicable { .. });
                    let holds = |due: NaiveDate| before.range().1.is_none_or(|until| due < until);
                    binds && duty.outcome.due.map(|due| due.latest()).is_some_and(|due| due < from && holds(due))
                };
                let former = by_key.get(&key(duty)).filter(|_| self.bound_too(duty, before));
                if let Some(former) = former.filter(had_passed) {
                    *duty = (*former).clone();
                }
            }
        }
        Ok(duties)
    }

    /// Whether another version binds whom the one of a duty does.
    fn bound_too(&self, duty: &Duty, other: &RuleSet) -> bool {
        !duty.rule_set.binds_since(other, self.subject, duty.rule.activity)
    }

    /// What was laid down until a day on which the version of the day, or what it changes, came into force.
    fn in_force_until(&self, from: NaiveDate) -> Option<&RuleSet> {
        let is_before = |set: &&RuleSet| set.range().0.is_none_or(|begun| begun < from);
        let own = Some(self.set).filter(is_before);
        let before = own.or_else(|| last_begun(self.others.iter().copied().filter(is_before), from))?;
        Some(before.on_day(from.pred_opt()?))
    }

    /// What the version of the day lays down otherwise on later days, until another version follows it.
    fn later_stages(&self, begins: Option<NaiveDate>) -> impl Iterator<Item = (NaiveDate, &RuleSet)> {
        let next = self.others.iter().filter_map(|set| self.begun_after(set)).map(|(from, _)| from).min();
        let stages = self.set.stages().filter_map(|(from, set)| Some((from?, set)));
        let is_later = move |from: NaiveDate| Some(from) > self.day.max(begins);
        stages.filter(move |(from, _)| is_later(*from) && next.is_none_or(|next| *from < next))
    }

    fn begun_after<'s>(&self, set: &'s RuleSet) -> Option<(NaiveDate, &'s RuleSet)> {
        let is_later = |from: NaiveDate| match self.day {
            Some(day) => from > day,
            None => self.set.range().0.is_none_or(|begun| from > begun),
        };
        set.range().0.filter(|from| is_later(*from)).map(|from| (from, set))
    }

    /// Which of some duties are affected, each by the day that chose its version.
    fn affected(&self, duties: &[Duty], is_affected: impl Fn(&Duty, NaiveDate) -> bool) -> Vec<bool> {
        let days = if self.day.is_some() { vec![self.day; duties.len()] } else { arose_on(duties) };
        let of = |(duty, day): (&Duty, Option<NaiveDate>)| day.is_some_and(|day| is_affected(duty, day));
        duties.iter().zip(days).map(of).collect()
    }

    /// The version before the one of the day, if that was issued only after the day.
    fn before_issue(&self, duties: &[Duty]) -> Option<&RuleSet> {
        let (from, _) = self.set.issued_after_effect()?;
        let is_in_gap = self.in_gap_among(duties).contains(&true);
        let earlier = self.others.iter().copied().filter(|set| set.range().0.is_none_or(|begun| begun < from));
        last_begun(earlier, from).filter(|_| is_in_gap)
    }

    /// The duties of a day on which the version claims effect and was not issued yet.
    fn in_gap(&self, duties: Vec<Duty>, before: &[Duty]) -> Vec<Duty> {
        let readings = (OpenReading::EffectAsStated, OpenReading::EffectFromIssue);
        let Some((from, issued)) = self.set.issued_after_effect() else { return duties };
        let affected = [self.in_gap_among(&duties), self.in_gap_among(before)];
        self.each(duties, before, affected, |own, other| {
            let chosen = self.chosen(&own, readings);
            let mut duty = match chosen {
                Some(false) => turned(own, other, readings),
                _ => contested(own, other, readings, chosen.is_some()),
            };
            let version = self.set.name();
            duty.outcome.findings.push(Finding::EffectBeforeIssue { version, from, issued });
            Some(duty)
        })
    }

    /// Of which duties the version of the day was issued only after that, or after the last day of a limit before it.
    fn in_gap_among(&self, duties: &[Duty]) -> Vec<bool> {
        let is_in_gap = |day: NaiveDate| self.set.effect_before_issue(day).is_some();
        self.affected(duties, |duty, day| is_in_gap(day) || lead_time(duty).is_some_and(is_in_gap))
    }

    /// The duties whose anchor came after a version had come into force, or that were pending then and that it takes over.
    fn after_change(
        &self,
        (of, duties): (&RuleSet, Vec<Duty>),
        (later, made): (&[Later<'_>], &mut [Option<Vec<Duty>>]),
        evaluate: &impl Evaluate,
    ) -> Result<Vec<Duty>, TimelineError> {
        let Some(&(from, set)) = later.first() else { return Ok(duties) };
        // Until it is there it takes nothing over.
        let has_come = self.today.has_come(from);
        let is_after = |duty: &Duty, day: NaiveDate| {
            let begins = begins(duty);
            let has_begun = begins.is_some() || in_force_after_limit(duty) == Some(from);
            let is_taken_over = || has_come && has_begun && is_taken_over(duty, from, set);
            day < from && (begins.is_some_and(|begins| begins >= from) || is_taken_over())
        };
        // What went over to a later version before was asked of this one there.
        let is_own = |duty: &Duty| duty.rule_set.is_same_stage(of);
        let mut own = self.affected(&duties, |duty, day| is_own(duty) && is_after(duty, day));
        let is_undated = |duty: &Duty| is_own(duty) && begins(duty).is_none();
        if !own.contains(&true) && !duties.iter().any(is_undated) {
            return Ok(duties);
        }
        let readings = (OpenReading::PendingOld, OpenReading::PendingNew);
        let had_passed = |duty: &Duty| in_force_after_limit(duty) == Some(from);
        let new = self.made_by(later, made, evaluate)?;
        let affected_by_new = self.affected(new, is_after);
        // What has no limit until then has one since.
        let begun: BTreeSet<Key<'_>> = new
            .iter()
            .zip(&affected_by_new)
            .filter(|(_, is_affected)| **is_affected)
            .map(|(duty, _)| key(duty))
            .collect();
        for (duty, is_affected) in duties.iter().zip(&mut own).filter(|(duty, _)| is_undated(duty)) {
            *is_affected |= begun.contains(&key(duty));
        }
        let affected = [own, affected_by_new];
        Ok(self.each(duties, new, affected, |own, other| {
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
                // Nobody could keep a limit that had passed when it was laid down: the one until then stands.
                Decided::By(Pending::New, Some(by)) if !is_absent(&own) && other.is_some_and(had_passed) => {
                    Some(with_limit_passed(own, by, from))
                }
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

    /// Each duty that is affected with what the other version makes of it, where the two differ or one binds others; one
    /// that only the other version has comes after them.
    fn each(
        &self,
        duties: Vec<Duty>,
        others: &[Duty],
        [own_affected, others_affected]: [Vec<bool>; 2],
        judge: impl Fn(Duty, Option<&Duty>) -> Option<Duty>,
    ) -> Vec<Duty> {
        let ids: BTreeSet<&str> = duties.iter().map(|own| own.rule.id.as_str()).collect();
        let binds = |other: &Duty| !self.set.binds_since(&other.rule_set, self.subject, other.rule.activity);
        let is_added = |(other, is_affected): &(&Duty, bool)| {
            *is_affected && !ids.contains(other.rule.id.as_str()) && binds(other)
        };
        let added: Vec<&Duty> = others.iter().zip(others_affected).filter(is_added).map(|(other, _)| other).collect();
        // The first of those that are one.
        let by_key: BTreeMap<Key<'_>, &Duty> = others.iter().rev().map(|other| (key(other), other)).collect();
        let judged = |(own, is_affected): (Duty, bool)| {
            let other = by_key.get(&key(&own)).copied().filter(|other| self.bound_too(&own, &other.rule_set));
            let differs = other.is_none_or(|other| differ(&own.outcome, &other.outcome));
            if is_affected && differs { judge(own, other) } else { Some(own) }
        };
        let absent = |other: &&Duty| Duty { outcome: absent(&other.outcome), readings: Vec::new(), ..(*other).clone() };
        let added: Vec<Duty> = added.iter().filter_map(|other| judge(absent(other), Some(other))).collect();
        duties.into_iter().zip(own_affected).filter_map(judged).chain(added).collect()
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

/// The day on which each duty arose that an office owes neither to a petition nor for a reception: of what it is owed for, else of
/// what its limit, or the one which that is counted from, runs from. None where that has not been.
pub(crate) fn arose_on(duties: &[Duty]) -> Vec<Option<NaiveDate>> {
    let once = duties.iter().filter(|duty| duty.occurred_on.is_none());
    let by_id: BTreeMap<&str, &Duty> = once.map(|duty| (duty.rule.id.as_str(), duty)).collect();
    let mut known: BTreeMap<&str, Option<NaiveDate>> = BTreeMap::new();
    for duty in by_id.values() {
        let (mut of, mut path): (&Duty, Vec<&str>) = (*duty, Vec::new());
        let day = loop {
            let id = of.rule.id.as_str();
            if let Some(day) = known.get(id) {
                break *day;
            }
            path.push(id);
            let anchor = of.outcome.anchor.as_ref();
            let next = match anchor.map(|anchor| &anchor.rule) {
                Some(AnchorRule::DueOf(id) | AnchorRule::BaseDueOf(id)) => by_id.get(&**id),
                _ => None,
            };
            match next.filter(|_| path.len() < by_id.len()) {
                Some(next) => of = *next,
                None => break anchor.filter(|anchor| anchor.actual).map(|anchor| anchor.at.date),
            }
        };
        known.extend(path.into_iter().map(|id| (id, day)));
    }
    let day = |duty: &Duty| duty.occurred_on.or_else(|| known.get(duty.rule.id.as_str()).copied().flatten());
    duties.iter().map(day).collect()
}

/// Whether a duty was pending on the day on which a version came that takes over what is: neither done nor over.
fn is_taken_over(duty: &Duty, from: NaiveDate, set: &RuleSet) -> bool {
    let outcome = &duty.outcome;
    let is_pending = outcome.met_on.is_none_or(|on| on >= from) && outcome.due.is_none_or(|due| due.latest() >= from);
    is_pending && set.takes_over(&duty.rule.id)
}

/// A duty that keeps its limit, since that of the version which takes it over had passed before its first day.
fn with_limit_passed(mut own: Duty, by: &RuleSet, from: NaiveDate) -> Duty {
    let transition = by.transition_of(&own.rule.id);
    own.outcome.findings.extend(transition.map(|transition| Finding::PassedWhenLaidDown {
        version: by.name(),
        from,
        cite_text: by.cite_text(&transition.cite),
    }));
    own
}

/// The day that a limit runs from, or ends before.
fn begins(duty: &Duty) -> Option<NaiveDate> {
    duty.outcome.anchor.as_ref().map(|anchor| anchor.at.date)
}

/// The last day of a limit that ends before what it is counted from.
fn lead_time(duty: &Duty) -> Option<NaiveDate> {
    let is_backward = duty.outcome.limit.is_some_and(|limit| !limit.is_after());
    duty.outcome.due.map(|due| due.date).filter(|_| is_backward)
}

/// When what lays a duty down as it stands came into force, where that was after its limit.
const fn in_force_after_limit(duty: &Duty) -> Option<NaiveDate> {
    match duty.outcome.reason {
        Some(NoDue::BeforeInForce(from)) => Some(from),
        _ => None,
    }
}

/// Whether a version does not have the duty.
const fn is_absent(duty: &Duty) -> bool {
    matches!(duty.outcome.status, Status::NotApplicable { because: WhyNot::NotInVersion })
}

/// What makes a duty one in two versions: its id, petition, session and occurrence.
pub(super) type Key<'a> = (&'a str, [Option<&'a str>; 3]);

pub(super) fn key(duty: &Duty) -> Key<'_> {
    let of = [&duty.petition, &duty.session, &duty.occurrence];
    (duty.rule.id.as_str(), of.map(Option::as_deref))
}

/// Whether a duty has another date by two versions or stands otherwise, or only one of them lays it on the case.
fn differ(one: &Outcome, other: &Outcome) -> bool {
    let binds = |outcome: &Outcome| !matches!(outcome.status, Status::NotApplicable { .. });
    match (binds(one), binds(other)) {
        (true, true) => (one.due, &one.stopped, &one.status) != (other.due, &other.stopped, &other.status),
        (false, false) => false,
        _ => true,
    }
}

/// How a duty stands by a version that does not have it.
pub(super) fn absent(outcome: &Outcome) -> Outcome {
    Outcome {
        due: None,
        base_due: None,
        reason: None,
        limit: None,
        fixed: None,
        moved_by: Vec::new(),
        stopped: None,
        findings: Vec::new(),
        trace: None,
        status: Status::NotApplicable { because: WhyNot::NotInVersion },
        ..outcome.clone()
    }
}

fn reading_of(duty: &Duty, at: OpenReading, outcome: Outcome) -> OtherReading {
    let (rule, at, stand) = (Arc::clone(&duty.rule), ReadingAt::Open(at), Stand::of_outcome(&outcome));
    OtherReading { rule, at, is_own: true, of: None, stand, outcome }
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
        if let Some(status) = Stand::opposed((&label, &own.outcome), (new.word(), &there)) {
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
