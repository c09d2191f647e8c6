//! A dialogue or reception that was moved to a day of another version: what was neglected under the one of its first day is still told.

use chrono::NaiveDate;

use super::TimelineError;
use super::duty::Duty;
use super::facts::{Facts, Seen, View};
use super::finding::Finding;
use super::pending::{absent, key};
use super::status::Status;
use super::terms::Terms;
use super::today::Today;
use super::unknown::Untold;
use crate::ruleset::vocabulary::{RECEPTION_RESCHEDULED, RESCHEDULED};
use crate::ruleset::{Activity, RuleSet, in_force_on};

impl Terms {
    /// Notes of the duties of a dialogue that was moved those which had been late when it was, under the version of its first day; what
    /// only that version has stands beside them.
    pub(super) fn tell_before_move(
        &self,
        (facts, view, day): (&Facts, View, NaiveDate),
        (on_its_day, duties): (&Self, &mut Vec<Duty>),
        in_dialogue: bool,
    ) -> Result<(), TimelineError> {
        let first = facts.appointed();
        let of_first = if first == day { None } else { self.of_first_day(first) };
        let then = of_first.as_ref().unwrap_or(self);
        let Some((earlier, moved_on)) = then.before_move((facts, view, day), on_its_day) else { return Ok(()) };
        let (visible, calendar) = (facts.visible(earlier), self.calendar_in(view));
        let unknown = facts.unknown(earlier);
        let untold = Untold::among(facts, &unknown);
        let is_late = |duty: &Duty| matches!(duty.outcome.status, Status::Overdue { .. } | Status::Missed { .. });
        let names = |set: &RuleSet| is_of_other_day(set, on_its_day, day);
        let before = then.judged(&visible, &calendar, &Today::of(earlier), &untold, in_dialogue)?;
        for was in before.into_iter().filter(|duty| is_late(duty) && names(&duty.rule_set)) {
            let Some(due) = was.outcome.due.map(|due| due.date) else { continue };
            let (version, appointed) = (was.rule_set.name(), self.day(&visible));
            let finding = Finding::DueBeforeMove { version, appointed, due, moved_on };
            if let Some(now) = duties.iter_mut().find(|now| now.ruleset() == was.ruleset() && key(now) == key(&was)) {
                now.outcome.findings.push(finding);
            } else {
                let mut outcome = absent(&was.outcome);
                outcome.findings.push(finding);
                duties.push(Duty { outcome, readings: Vec::new(), ..was });
            }
        }
        Ok(())
    }

    /// The same with the versions that were in force on the first day, of those that are known and bound whoever the others bind.
    fn of_first_day(&self, first: NaiveDate) -> Option<Self> {
        let (subject, activity) = (self.subject(), self.activity());
        let then = |set: &RuleSet| {
            let all = self.versions(set.id()).chain(self.other_versions(set));
            let other =
                in_force_on(all, first).filter(|other| *other != set && !set.binds_since(other, subject, activity));
            other.cloned()
        };
        if !self.rule_sets().iter().any(|set| then(set).is_some()) {
            return None;
        }
        let mut sets: Vec<RuleSet> = Vec::new();
        for set in self.rule_sets() {
            let set = then(set).unwrap_or_else(|| set.clone());
            if !sets.contains(&set) {
                sets.push(set);
            }
        }
        Some(self.with_versions(sets, self.rule_sets().to_vec(), Vec::new()))
    }

    /// The day before a dialogue was moved first, as it is seen, and when it was moved; none where the same versions judge.
    fn before_move(
        &self,
        (facts, view, day): (&Facts, View, NaiveDate),
        on_its_day: &Self,
    ) -> Option<(View, NaiveDate)> {
        let first = facts.appointed();
        if first == day {
            return None;
        }
        let others = |set: &RuleSet| is_of_other_day(set, on_its_day, day);
        let differs = self.rule_sets_on(first).any(others);
        let is_reception = self.activity() == Activity::Reception;
        let moving = if is_reception { RECEPTION_RESCHEDULED } else { RESCHEDULED };
        let moves = facts.visible(view).facts.into_iter().filter(|fact| fact.event() == moving);
        let moved_on = moves.map(Seen::on).min().filter(|_| differs)?;
        Some((View { as_of: moved_on.pred_opt(), ..view }, moved_on))
    }
}

/// Whether a version is not the one that judges on a day.
fn is_of_other_day(set: &RuleSet, terms: &Terms, day: NaiveDate) -> bool {
    !terms.rule_sets_on(day).any(|now| now == set)
}
