//! Whether a duty binds a case: by its condition, by what is in force, and before a transfer or another day.

use std::sync::Arc;

use chrono::NaiveDate;

use super::super::condition::{Arisen, Tied, Truth, all};
use super::super::count::Counted;
use super::super::times::Time;
use super::{Case, Changes, Done};
use crate::calendar::CoverageError;
use crate::ruleset::unit_type::OfType;
use crate::ruleset::vocabulary::{CANCELLED, TRANSFER_NOTIFIED};
use crate::ruleset::{Activity, AnchorRule, Obligation, Subject};
use crate::time_limit::DueDate;
use crate::timeline::finding::Finding;
use crate::timeline::outcome::{DutyAnchor, NoDue};
use crate::timeline::status::WhyNot;

impl<'a> Case<'a> {
    /// Why the duty does not bind the case, if it does not.
    pub(super) fn why_not(
        &self,
        rule: &'a Obligation,
        done: &Done,
        (counted, stopped): (Option<&Counted>, Option<&DutyAnchor>),
        due: Option<DueDate>,
        binds: Truth,
    ) -> Option<WhyNot> {
        if let Some(why) = self.out_of_force(rule, (counted, stopped), due) {
            return Some(why);
        }
        if self.of_type(rule) == OfType::Other {
            return Some(WhyNot::OtherUnitType);
        }
        let of_condition = match binds {
            Truth::Holds(_) => None,
            Truth::Fails => Some(WhyNot::Condition),
            Truth::NotYet(why) => Some(why),
        };
        // What was done of a case that was not classed may have been owed.
        let of_condition = of_condition.filter(|why| done.met_on.is_none() || *why != WhyNot::NotClassed);
        match of_condition {
            Some(why) => Some(why),
            None if done.exempted => Some(WhyNot::Exempted),
            None if self.ended_before(rule, done, counted, due) => Some(WhyNot::Transferred),
            None if done.met_on.is_some() => None,
            None if self.happened(CANCELLED).is_some() => Some(WhyNot::Cancelled),
            None if self.is_superseded(counted, due) => Some(WhyNot::Superseded),
            None => {
                let in_time = |on: NaiveDate| due.is_none_or(|due| on <= due.latest());
                self.transferred(rule).is_some_and(in_time).then_some(WhyNot::Transferred)
            }
        }
    }

    /// Whether the rule is one for the kind of unit whose dialogue or office it is.
    pub(super) fn of_type(&self, rule: &Obligation) -> OfType {
        Subject::may_be_of_type(self.of.subject, &rule.unit_types, &[])
    }

    /// Whether the rule binds the case, by what it is owed for and by its own condition.
    pub(in super::super) fn binds(
        &self,
        rule: &'a Obligation,
        tied: Tied,
        depth: usize,
    ) -> Result<Truth, CoverageError> {
        Ok(self.bound(rule, tied, depth)?.0)
    }

    /// The same with what made it arise by its own condition.
    pub(super) fn bound(&self, rule: &'a Obligation, tied: Tied, depth: usize) -> Result<Arisen, CoverageError> {
        let tied = Tied { of: Some(rule.place), ..tied };
        let arisen = rule.only_if.as_ref().map(|condition| self.arisen(condition, tied, depth)).transpose()?;
        let (condition, made) = arisen.map_or((None, None), |(truth, made)| (Some(truth), made));
        let occurrence = rule.each_event.as_ref().map(|event| match self.happened(event) {
            Some(on) => Truth::Holds(Some(on)),
            None => Truth::NotYet(WhyNot::ConditionNotYet),
        });
        Ok((all(occurrence.into_iter().chain(condition)), made))
    }

    /// The same; a case that was classed otherwise after the limit had passed is not let go by that alone.
    pub(super) fn still_binds(
        &self,
        rule: &'a Obligation,
        (binds, tied): (Truth, Tied),
        changes: &mut Changes,
        depth: usize,
    ) -> Result<Truth, CoverageError> {
        if self.in_place.is_some_and(|taken| taken.place == rule.place) {
            return Ok(Truth::Holds(None));
        }
        let standing = self.standing(rule, depth, &mut changes.findings)?;
        match binds {
            _ if standing.is_late && standing.is_another(rule) => Ok(Truth::Fails),
            _ if standing.is_late || standing.is_kept => {
                let tied = Tied { classed_by: standing.classed_by, ..tied };
                let (binds, made) = self.bound(rule, tied, depth)?;
                Ok(if binds.holds() { Truth::Holds(made) } else { binds })
            }
            // It was done as what it was classed as until then.
            Truth::Holds(_) if standing.is_another(rule) => Ok(Truth::Fails),
            Truth::Holds(_) => Ok(binds),
            _ => self.binds_in_time((rule, rule), (tied, tied.due), depth, &mut changes.findings),
        }
    }

    /// The duty that a late classing puts in the place of one, as it is read.
    pub(in super::super) fn in_place_of(
        &self,
        rule: &'a Obligation,
    ) -> Result<Option<&'a Arc<Obligation>>, CoverageError> {
        let standing = self.standing(rule, 0, &mut Vec::new())?;
        let of = standing.of.filter(|_| standing.is_late && standing.is_another(rule));
        Ok(of.and_then(|of| self.of.set.obligations().get(of.place)))
    }

    /// Whether the day that it had to come before was given up in its turn, while it could still be done in time.
    pub(super) fn is_superseded(&self, counted: Option<&Counted>, due: Option<DueDate>) -> bool {
        let Time::Occurrence(of) = self.time else { return false };
        let is_of_day = counted.and_then(|counted| counted.anchor.as_ref()).is_some_and(
            |anchor| matches!(&anchor.rule, AnchorRule::Event(event) if self.set_for_a_while(event) == Some(anchor.at.date)),
        );
        is_of_day && of.next.zip(due).is_some_and(|(next, due)| next <= due.latest())
    }

    /// Whether a transfer within the limit had ended the duty before it was done, and after its limit: nothing was late.
    pub(super) fn ended_before(
        &self,
        rule: &Obligation,
        done: &Done,
        counted: Option<&Counted>,
        due: Option<DueDate>,
    ) -> bool {
        let (Some(done), Some(due)) = (done.met_on, due) else { return false };
        let shortest = counted.and_then(|counted| counted.shortest).unwrap_or(due);
        let ends_it = |on: NaiveDate| on <= due.latest() && on < done;
        done > shortest.earliest() && self.transferred(rule).is_some_and(ends_it)
    }

    /// When the petition was passed to whom it belongs, which ends the duties of settling it.
    pub(super) fn transferred(&self, rule: &Obligation) -> Option<NaiveDate> {
        if rule.settles() { self.happened(TRANSFER_NOTIFIED) } else { None }
    }

    /// That the instrument that lays the duty down was not in force yet, or no longer: on the day that a limit runs from; before
    /// an event, on that of the event, and on the last day of the limit.
    pub(super) fn out_of_force(
        &self,
        rule: &Obligation,
        (counted, stopped): (Option<&Counted>, Option<&DutyAnchor>),
        due: Option<DueDate>,
    ) -> Option<WhyNot> {
        let (begins, ends) = self.of.only_from.unwrap_or_default();
        let from = self.of.set.cited_from(&rule.cite).max(begins).filter(|_| self.of.taken_over(rule).is_none());
        // What a version makes of matters of before it, it makes of what these hang on, too.
        let of_before = self.of_condition && self.of.taking_over.is_some();
        let from = from.max(self.of.binds_subject_from(rule)).filter(|_| !of_before);
        let until = [self.of.set.cited_until(&rule.cite), ends].into_iter().flatten().min();
        if from.is_none() && until.is_none() {
            return None;
        }
        let is_of_dialogue = self.of.visible.is_appointed && rule.activity == Activity::Dialogue;
        let of_dialogue = || Some(self.of.visible.opening()).filter(|_| is_of_dialogue);
        let anchor = counted.and_then(|counted| counted.anchor.as_ref()).or(stopped);
        let day = match counted {
            _ if anchor.is_some() => anchor.map(|anchor| anchor.at.date),
            // A day that is not counted says nothing of when the case arose.
            Some(_) => of_dialogue().or(due.map(|due| due.date)),
            None => of_dialogue(),
        }?;
        let is_backward = counted.and_then(|counted| counted.limit).is_some_and(|limit| !limit.is_after());
        let last = due.map(|due| due.date).filter(|_| is_backward).unwrap_or(day);
        match (from, until) {
            (Some(from), _) if day < from => Some(WhyNot::BeforeInForce),
            (_, Some(until)) if last >= until => Some(WhyNot::NoLongerInForce),
            _ => None,
        }
    }

    /// A duty that came about after its limit, or that an instrument laid down or changed which came into force after it, is owed
    /// without a date.
    pub(super) fn impossible_date(
        &self,
        rule: &'a Obligation,
        (base, limit): (&Counted, DueDate),
        (done, binds): (&Done, Truth),
        changes: &mut Changes,
    ) -> Option<NoDue> {
        let limit_day = limit.latest();
        if done.met_on.is_some_and(|on| on <= limit_day) {
            return None;
        }
        if let Truth::Holds(Some(since)) = binds
            && since > limit_day
        {
            changes.findings.push(Finding::ConditionAfterLimit { since, limit: limit_day });
            return Some(NoDue::AfterLimit(limit_day));
        }
        let backward = base.limit.is_none_or(|limit| !limit.is_after());
        let from = if backward { self.of.stands_from(rule) } else { self.of.taken_over(rule) };
        from.filter(|from| limit.date < *from).map(NoDue::BeforeInForce)
    }
}
