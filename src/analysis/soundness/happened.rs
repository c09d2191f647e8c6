//! What may have happened, as facts that a log would take.

use chrono::NaiveDate;

use crate::analysis::said::{PETITION, classed, fact};
use crate::analysis::side::Side;
use crate::calendar::{FIRST, LAST, shift};
use crate::ruleset::vocabulary::{
    CANCELLED, CLOSED, DIALOGUE_DAY, FORMER_DAY, OPENED, PETITION_CLASSED, PETITION_RAISED, RECEPTION_DAY,
    RECEPTION_HELD, RESCHEDULED,
};
use crate::ruleset::{Condition, Due, Obligation, Phase, RuleSet};
use crate::timeline::{Fact, Facts};

/// The events of the course of a dialogue, which a case has or has not as a whole.
pub(super) const COURSE: [&str; 9] =
    [OPENED, CLOSED, RESCHEDULED, CANCELLED, DIALOGUE_DAY, FORMER_DAY, RECEPTION_DAY, RECEPTION_HELD, PETITION_CLASSED];

/// A dialogue in which the event happened on a day that a limit is led back to, and so that the duties bind.
pub(super) fn around(side: &Side, rules: &[&Obligation], root: Option<&str>, day: NaiveDate) -> Facts {
    let set = &side.set;
    let event = root.and_then(|id| set.event(id));
    let is_before = event.is_some_and(|event| event.phase == Some(Phase::Before));
    let of_petitions = rules.iter().any(|rule| rule.is_of_petitions);
    let is_held = of_petitions || root.is_some_and(|root| ![DIALOGUE_DAY, FORMER_DAY].contains(&root)) && !is_before;
    let mut facts = if is_held { Facts::held_on(day) } else { Facts::appointed_for(day) };
    if root == Some(RECEPTION_DAY) {
        facts = facts.with(Fact::new(RECEPTION_HELD, day));
    }
    if of_petitions && root != Some(PETITION_RAISED) && set.event(PETITION_RAISED).is_some() {
        facts = facts.with(Fact::new(PETITION_RAISED, day).petition(PETITION));
    }
    if let Some(event) = event.filter(|event| !COURSE.contains(&event.id.as_ref())) {
        facts = facts.with(fact(set, event, day, None));
    }
    // What must have happened before a duty that lies before its event happens before that.
    let is_before =
        rules.iter().any(|rule| rule.due.any(&|due| matches!(due, Due::Limit { limit, .. } if !limit.is_after())));
    let early = if is_before { shift(day, -EARLY).unwrap_or(day) } else { day };
    let only_if = rules.iter().filter_map(|rule| rule.only_if.as_ref());
    only_if.fold(facts, |facts, only_if| bound_by(set, facts, only_if, (day, early)))
}

/// So many days before an event all limits before it are still to come.
const EARLY: i64 = 90;

/// The same so that a condition holds, as far as one way to make it hold is plain.
pub(super) fn bound(set: &RuleSet, facts: Facts, condition: &Condition, day: NaiveDate) -> Facts {
    bound_by(set, facts, condition, (day, day))
}

/// The same, events on a day of their own.
fn bound_by(set: &RuleSet, facts: Facts, condition: &Condition, (day, of_events): (NaiveDate, NaiveDate)) -> Facts {
    let bound = |set, facts, part, _| bound_by(set, facts, part, (day, of_events));
    match condition {
        Condition::Class(classes) => {
            classes.iter().take(1).fold(facts, |facts, class| facts.with(classed(day, *class)))
        }
        Condition::Event { event, .. } => {
            let known = set.event(event).filter(|event| !COURSE.contains(&event.id.as_ref()));
            let is_there = facts.all().iter().any(|fact| fact.event == *event);
            known
                .into_iter()
                .filter(|_| !is_there)
                .fold(facts, |facts, event| facts.with(fact(set, event, of_events, None)))
        }
        Condition::Mode(mode) => facts.in_mode(*mode),
        Condition::Kind(kind) => facts.of_kind(*kind),
        Condition::All(parts) => parts.iter().fold(facts, |facts, part| bound(set, facts, part, day)),
        Condition::Any(parts) => parts.iter().take(1).fold(facts, |facts, part| bound(set, facts, part, day)),
        Condition::Overdue(_) | Condition::Not(_) => facts,
    }
}

/// A day on which a rule set is in force, as many days from both ends of that as may be, and from those of the covered years.
pub(super) fn a_day(side: &Side, far: i64) -> NaiveDate {
    let (from, until) = side.real.range();
    let at = |year| NaiveDate::from_ymd_opt(year, 1, 15).unwrap_or(FIRST);
    let from = from.unwrap_or_else(|| at(2026)).max(FIRST);
    let far_in = shift(from, far.saturating_add(14)).unwrap_or(from);
    let middle = |until: NaiveDate| {
        let half = until.signed_duration_since(from).num_days().checked_div(2).unwrap_or_default();
        shift(from, half).unwrap_or(from)
    };
    let day = match until {
        Some(until) if until <= far_in => middle(until),
        _ => far_in,
    };
    let (first, last) = (shift(FIRST, far.saturating_add(14)), shift(LAST, far.saturating_mul(-4)));
    day.max(first.unwrap_or(FIRST)).min(last.unwrap_or(LAST))
}
