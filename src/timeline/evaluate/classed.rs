//! What hangs on how a case was classed, and whether that was still in time: a classing after the limit that ran until then
//! counts, or does not, by an open reading.

use chrono::NaiveDate;

use super::super::finding::Finding;
use super::super::outcome::NoDue;
use super::super::reading_at::OpenReading;
use super::super::status::{WhyNot, WhyOpen};
use super::case::{Case, Changes};
use super::condition::{Tied, Truth};
use super::count::{Counted, Uncounted, if_any};
use super::hours::Ends;
use super::moves::Running;
use crate::calendar::CoverageError;
use crate::ruleset::vocabulary::PETITION_CLASSED;
use crate::ruleset::{CASES, CaseClass, Condition, Due, OTHERWISE, Obligation};
use crate::time_limit::DueDate;

/// The limits of cases, and what holds otherwise.
type Cases<'a> = (&'a [(Condition, Due)], Option<&'a Due>);

/// Which of the limits of a duty holds.
enum Arm<'a> {
    /// That of a case.
    Case(&'a Due),
    /// What holds otherwise.
    Otherwise(&'a Due),
    /// Any of these, which one is open.
    Open(WhyNot, Vec<&'a Due>),
    /// None, or none before it is said of the dialogue what the limits go by.
    Missing(NoDue),
}

/// Which of the duties that have a limit for a class each is the one of a case.
#[derive(Clone, Copy, Default)]
pub(super) struct Standing<'a> {
    pub(super) of: Option<&'a Obligation>,
    /// The last day whose classings count for it.
    pub(super) classed_by: Option<NaiveDate>,
    /// Whether the case was classed otherwise after a limit, which an open reading decides.
    pub(super) is_late: bool,
    /// Whether it was done in time before it was classed otherwise.
    pub(super) is_kept: bool,
}

impl Standing<'_> {
    /// Whether it is another duty than this one.
    pub(super) fn is_another(&self, rule: &Obligation) -> bool {
        self.of.is_some_and(|of| of.place != rule.place)
    }
}

fn is_same(one: Option<&Obligation>, other: Option<&Obligation>) -> bool {
    one.map(|rule| rule.place) == other.map(|rule| rule.place)
}

/// Whether a condition goes by how the case was classed.
pub(super) fn is_by_class(condition: &Condition) -> bool {
    condition.leaves().iter().any(|leaf| matches!(leaf, Condition::Class(_)))
}

impl Arm<'_> {
    fn is(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Case(one), Self::Case(other)) | (Self::Otherwise(one), Self::Otherwise(other)) => {
                std::ptr::eq(*one, *other)
            }
            (Self::Open(_, some), Self::Open(_, others)) => {
                some.len() == others.len() && some.iter().zip(others).all(|(one, other)| std::ptr::eq(*one, *other))
            }
            (Self::Missing(_), Self::Missing(_)) => true,
            _ => false,
        }
    }
}

impl<'a> Case<'a> {
    /// The limit of the first case that holds; until one does, what holds otherwise, or all that may still hold. Each time
    /// that the case was classed the limit is another one, if that was in time.
    pub(super) fn by_case(
        &self,
        rule: &'a Obligation,
        cases: Cases<'a>,
        changes: &mut Changes,
        depth: usize,
    ) -> Result<Counted, Uncounted> {
        let days = self.class_days(cases.0.iter().map(|(condition, _)| condition));
        let before = days.first().and_then(NaiveDate::pred_opt);
        let mut arm = self.chosen(cases, before, depth)?;
        let (mut own, mut late_classings) = (Changes::default(), Vec::new());
        let mut standing = self.of_arm(rule, &arm, &mut own, depth);
        let done = if days.is_empty() { None } else { self.fulfilled(rule).met_on };
        for day in days {
            if let Ok(limit) = &standing
                && self.was_kept((rule, limit), (done, day), depth)?
            {
                break;
            }
            let next = self.chosen(cases, Some(day), depth)?;
            if next.is(&arm) {
                continue;
            }
            let mut of_next = Changes::default();
            let counted = self.of_arm(rule, &next, &mut of_next, depth);
            let late = match (&standing, &counted) {
                (Err(Uncounted::Outside(_)), _) => return standing,
                (Ok(former), Ok(counted)) => self.limit_passed([(rule, former), (rule, counted)], day, depth)?,
                _ => None,
            };
            arm = next;
            let Some(limit) = late else {
                (standing, own) = (counted, of_next);
                continue;
            };
            let counts = self.takes_open(rule, OpenReading::LateClassCounts);
            if counts {
                (standing, own) = (counted, of_next);
            } else if standing.as_ref().is_ok_and(|former| former.shortest.is_some()) {
                own.open = Some(WhyOpen::ClassedLate); // it was classed, which decides nothing in this reading
            }
            late_classings.push(Finding::ClassedAfterLimit { classed: day, limit, counts });
        }
        changes.open = own.open.or(changes.open);
        changes.findings.extend(own.findings.into_iter().chain(late_classings));
        standing
    }

    /// Whether a case was done before it was classed on a day, within the limit that it had until then: that is done, whatever it is
    /// classed as later.
    fn was_kept(
        &self,
        (rule, limit): (&'a Obligation, &Counted),
        (done, classed): (Option<NaiveDate>, NaiveDate),
        depth: usize,
    ) -> Result<bool, CoverageError> {
        let is_known = limit.begun && limit.shortest.is_none();
        let Some(done) = done.filter(|done| *done < classed && is_known) else { return Ok(false) };
        Ok(match self.moved(rule, limit, &mut Changes::default(), depth)? {
            Running::To(due) => done <= limit.hours_of(due).and_then(Ends::day_before).unwrap_or(due.latest()),
            Running::StoppedOn(_) => true,
        })
    }

    /// Which limit holds by the classings until a day: the first that does, and of those for classes the one of which the case was
    /// classed last.
    fn chosen(
        &self,
        (cases, otherwise): Cases<'a>,
        classed_by: Option<NaiveDate>,
        depth: usize,
    ) -> Result<Arm<'a>, CoverageError> {
        let mut open: Vec<(WhyNot, &'a Due)> = Vec::new();
        let mut holding: Option<(Option<NaiveDate>, &'a Due)> = None;
        for (condition, due) in cases {
            match self.truth(condition, Tied { classed_by, ..Tied::default() }, depth)? {
                Truth::Fails => {}
                // What nobody says of the dialogue is not what holds otherwise.
                Truth::NotYet(WhyNot::LedTooFar) => return Ok(Arm::Missing(NoDue::LedTooFar)),
                Truth::NotYet(why @ (WhyNot::ModeNotSaid | WhyNot::KindNotSaid)) => {
                    return Ok(Arm::Missing(NoDue::CaseOpen(why)));
                }
                Truth::NotYet(why) => open.push((why, due)),
                Truth::Holds(_) => {
                    let classed = self.classings(condition).filter(|on| classed_by.is_none_or(|by| *on <= by)).max();
                    if holding.is_none_or(|(before, _)| before.is_some() && classed > before) {
                        holding = Some((classed, due));
                    }
                }
            }
        }
        Ok(match (holding, otherwise, open.first()) {
            (Some((_, due)), ..) => Arm::Case(due),
            (None, Some(due), _) => Arm::Otherwise(due),
            (None, None, None) => Arm::Missing(NoDue::NoCase),
            (None, None, Some((why, _))) => Arm::Open(*why, open.into_iter().map(|(_, due)| due).collect()),
        })
    }

    fn of_arm(
        &self,
        rule: &'a Obligation,
        arm: &Arm<'a>,
        changes: &mut Changes,
        depth: usize,
    ) -> Result<Counted, Uncounted> {
        match arm {
            Arm::Case(due) => self.arm(rule, (CASES, due), changes, depth),
            Arm::Otherwise(due) => self.arm(rule, (OTHERWISE, due), changes, depth),
            Arm::Open(why, open) => self.unclassed(rule, open, *why, changes, depth),
            Arm::Missing(reason) => Err(reason.clone().into()),
        }
    }

    /// All limits that may still hold: the longest, with the shortest.
    fn unclassed(
        &self,
        rule: &'a Obligation,
        open: &[&'a Due],
        why: WhyNot,
        changes: &mut Changes,
        depth: usize,
    ) -> Result<Counted, Uncounted> {
        let mut bounds: Option<(DueDate, Counted)> = None;
        for due in open {
            let one = self.arm(rule, (CASES, due), changes, depth)?;
            // Of a limit in hours whose times are not known, only the day before it is sure.
            let sure = one.hours.and_then(Ends::day_before).map(|day| self.of.calendar.stated(day)).transpose()?;
            let short = one.shortest.or(sure).unwrap_or(one.due);
            bounds = Some(match bounds {
                None => (short, one),
                Some((shortest, longest)) => {
                    (shortest.sooner(short), if one.end() > longest.end() { one } else { longest })
                }
            });
        }
        let (shortest, longest) = bounds.ok_or(NoDue::CaseOpen(why))?;
        Ok(Counted { shortest: Some(shortest), ..longest })
    }

    /// The limit that had passed before the case was classed on a day: the former one or the new one, as moved.
    fn limit_passed(
        &self,
        limits: [(&'a Obligation, &Counted); 2],
        classed: NaiveDate,
        depth: usize,
    ) -> Result<Option<NaiveDate>, CoverageError> {
        let [(_, former), (_, new)] = limits;
        if classed <= former.due.latest().min(new.due.latest()) || !new.begun {
            return Ok(None);
        }
        let mut passed = None;
        for (rule, limit) in limits {
            // What stands still has not passed.
            if let Running::To(due) = self.moved(rule, limit, &mut Changes::default(), depth)? {
                passed = passed.into_iter().chain(Some(due.latest())).min();
            }
        }
        Ok(passed.filter(|limit| classed > *limit))
    }

    /// Which of a limit for each class, each in a duty of its own, is the one of a case: as in `cases`, by the open reading where it
    /// was classed otherwise after the limit of the former class or of the new one. What came after it was done in time changes nothing.
    pub(super) fn standing(
        &self,
        rule: &'a Obligation,
        depth: usize,
        findings: &mut Vec<Finding>,
    ) -> Result<Standing<'a>, CoverageError> {
        let none = Standing::default();
        let Some(condition) = rule.only_if.as_ref().filter(|condition| is_by_class(condition)) else { return Ok(none) };
        if self.happened(PETITION_CLASSED).is_none() {
            return Ok(none);
        }
        let beside = || self.limits_beside(rule).filter_map(|(other, _)| Some((other, other.only_if.as_ref()?)));
        let beside = beside().filter(|(_, condition)| is_by_class(condition));
        let (beside, conditions): (Vec<_>, Vec<_>) = beside.unzip();
        if beside.is_empty() {
            return Ok(none);
        }
        let choose = |classed_by: Option<NaiveDate>| {
            for one in std::iter::once(rule).chain(beside.iter().copied()) {
                if self.binds(one, Tied { classed_by, ..Tied::default() }, depth)?.holds() {
                    return Ok::<_, CoverageError>(Some(one));
                }
            }
            Ok(None)
        };
        let done = self.fulfilled(rule).met_on;
        let days = self.class_days(std::iter::once(condition).chain(conditions));
        let before = days.first().and_then(NaiveDate::pred_opt);
        let mut last = choose(before)?;
        let mut standing = Standing { of: last, classed_by: before, ..none };
        for day in days {
            if let Some(former) = standing.of.filter(|_| done.is_some_and(|done| done < day))
                && let Some(limit) = if_any(self.counted(former, depth))?
                && self.was_kept((former, &limit), (done, day), depth)?
            {
                standing.is_kept = true;
                break;
            }
            let next = choose(Some(day))?;
            if is_same(next, last) {
                continue;
            }
            last = next;
            let late = match (standing.of, next) {
                (Some(former), Some(new)) if former.place != new.place => self.passed_of([former, new], day, depth)?,
                // Classed for the first time, after the limit of its class: it came about after its limit.
                (None, Some(new)) if self.passed_of([new, new], day, depth)?.is_some() => continue,
                _ => None,
            };
            let (of, classed_by) = (next, Some(day));
            let Some(limit) = late else {
                standing = Standing { of, classed_by, ..standing };
                continue;
            };
            let counts = self.takes_open_beside(rule, &beside, OpenReading::LateClassCounts);
            if is_same(standing.of, Some(rule)) || is_same(next, Some(rule)) {
                standing.is_late = true;
                findings.push(Finding::ClassedAfterLimit { classed: day, limit, counts });
            }
            if counts {
                standing = Standing { of, classed_by, ..standing };
            }
        }
        Ok(standing)
    }

    /// The limit of one of two duties that had passed before the case was classed on a day.
    fn passed_of(
        &self,
        [former, new]: [&'a Obligation; 2],
        classed: NaiveDate,
        depth: usize,
    ) -> Result<Option<NaiveDate>, CoverageError> {
        match (if_any(self.counted(former, depth))?, if_any(self.counted(new, depth))?) {
            (Some(of_former), Some(of_new)) => {
                self.limit_passed([(former, &of_former), (new, &of_new)], classed, depth)
            }
            _ => Ok(None),
        }
    }

    /// Whether a condition holds where the case may have been classed after a limit had passed: then as it was classed until
    /// then, or as it is, by the open reading of the rule whose limit it is.
    pub(super) fn in_time(
        &self,
        of: &'a Obligation,
        (condition, limit): (&'a Condition, NaiveDate),
        truth: impl Fn(Option<NaiveDate>) -> Result<Truth, CoverageError>,
        findings: &mut Vec<Finding>,
    ) -> Result<Truth, CoverageError> {
        let known = truth(None)?;
        let is_own = of.only_if.as_ref().is_some_and(|own| std::ptr::eq(own, condition));
        let beside = self.limits_beside(of).filter_map(|(other, _)| other.only_if.as_ref());
        let days = self.class_days(std::iter::once(condition).chain(beside));
        let mut late = days.into_iter().filter(|day| *day > limit).peekable();
        if late.peek().is_none() {
            return Ok(known);
        }
        let until = truth(Some(limit))?;
        if until.holds() == known.holds() {
            return Ok(known);
        }
        let bound = until.holds() || !is_own;
        if bound && self.fulfilled(of).met_on.is_some_and(|on| on <= limit) {
            return Ok(until); // done within its limit
        }
        for classed in late {
            if truth(Some(classed))?.holds() != until.holds() {
                let beside: Vec<&Obligation> = self.limits_beside(of).map(|(other, _)| other).collect();
                let counts = self.takes_open_beside(of, &beside, OpenReading::LateClassCounts);
                let found = Finding::ClassedAfterLimit { classed, limit, counts };
                if !findings.contains(&found) {
                    findings.push(found);
                }
                return Ok(if counts { known } else { until });
            }
        }
        Ok(known)
    }

    /// Whether a rule binds a case that may have been classed after its limit: what bound it then, or no longer.
    pub(super) fn binds_in_time(
        &self,
        (of, rule): (&'a Obligation, &'a Obligation),
        (tied, limit): (Tied, Option<NaiveDate>),
        depth: usize,
        findings: &mut Vec<Finding>,
    ) -> Result<Truth, CoverageError> {
        let truth = |classed_by| self.binds(rule, Tied { classed_by, ..tied }, depth);
        match (&rule.only_if, limit) {
            (Some(condition), Some(limit)) => self.in_time(of, (condition, limit), truth, findings),
            _ => truth(None),
        }
    }

    /// Whether the case was classed last as what another duty is for which the same acts fulfil: a limit for each class, each in a
    /// duty of its own, is one as in `cases`. What was fulfilled before that stays, unless it is asked of a day.
    pub(super) fn is_of_another(&self, classes: &[CaseClass], tied: Tied) -> bool {
        let Some(rule) = tied.of.and_then(|place| self.of.set.obligations().get(place)) else { return false };
        let mut beside = self.limits_beside(rule).peekable();
        if beside.peek().is_none() {
            return false;
        }
        let done = if tied.classed_by.is_some() { None } else { self.fulfilled(rule).met_on };
        let counts = |on: &NaiveDate| tied.classed_by.is_none_or(|by| *on <= by);
        let last = |classes: &[CaseClass]| self.classed_as(classes).filter(counts).max();
        let own = last(classes);
        beside.any(|(other, theirs)| {
            let theirs: Vec<CaseClass> = theirs.into_iter().filter(|class| !classes.contains(class)).collect();
            let since = last(&theirs).filter(|on| done.is_none_or(|done| *on <= done));
            since > own || since.is_some() && since == own && other.place < rule.place
        })
    }

    /// The other duties of a kind that the same acts fulfil, with the classes that each is for.
    fn limits_beside(&self, rule: &Obligation) -> impl Iterator<Item = (&'a Obligation, Vec<CaseClass>)> {
        let is_one = |other: &Obligation| {
            other.place != rule.place
                && (other.duty_kind, other.activity, other.is_of_petitions)
                    == (rule.duty_kind, rule.activity, rule.is_of_petitions)
                && other.met_by == rule.met_by
        };
        let all = self.of.set.obligations().iter().map(|other| &**other).filter(move |other| is_one(other));
        all.filter_map(|other| Some((other, other.only_if.as_ref()?.classes())))
    }

    /// The days from which conditions hold another way because of how the case was classed.
    fn class_days(&self, conditions: impl Iterator<Item = &'a Condition>) -> Vec<NaiveDate> {
        let Some(first) = self.happened(PETITION_CLASSED) else { return Vec::new() };
        let mut days: Vec<NaiveDate> = conditions
            .filter(|condition| is_by_class(condition))
            .flat_map(|condition| std::iter::once(first).chain(self.classings(condition)))
            .collect();
        days.sort_unstable();
        days.dedup();
        days
    }

    /// The days on which the case was classed as a condition asks.
    fn classings(&self, condition: &'a Condition) -> impl Iterator<Item = NaiveDate> {
        let asked = condition.leaves().into_iter().filter_map(|leaf| match leaf {
            Condition::Class(classes) => Some(classes),
            _ => None,
        });
        asked.flat_map(|classes| self.classed_as(classes))
    }
}
