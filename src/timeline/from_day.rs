//! When a limit ends, counted from each day on which what it is led back to may happen: to compare rules over all days.

use std::sync::Arc;

use chrono::NaiveDate;

use super::evaluate::day_of_month;
use crate::calendar::Calendar;
use crate::ruleset::{AnchorRule, Due, MOST_LED_THROUGH, RuleSet};
use crate::time_limit::{Anchor, DueDate};

/// The event that a limit is led back to through the duties that it is chained to; none where that is no one event.
pub(crate) fn root<'a>(set: &'a RuleSet, due: &'a Due) -> Option<&'a Arc<str>> {
    root_within(set, due, MOST_LED_THROUGH)
}

fn root_within<'a>(set: &'a RuleSet, due: &'a Due, depth: usize) -> Option<&'a Arc<str>> {
    if let Due::FirstOf(parts) | Due::LastOf(parts) = due {
        let mut roots =
            parts.iter().filter(|part| !matches!(part, Due::Date(_))).map(|part| root_within(set, part, depth));
        let first = roots.next()??;
        return roots.all(|root| root == Some(first)).then_some(first);
    }
    match due.anchor()? {
        AnchorRule::Event(event) => Some(event),
        AnchorRule::DueOf(id) | AnchorRule::BaseDueOf(id) => {
            root_within(set, &set.obligation(id)?.due, depth.checked_sub(1)?)
        }
    }
}

/// When a limit ends if the event that it is led back to happens on a day; none where the rule or the covered years give no date.
/// Nothing that moves a limit is asked, and of chained duties their own readings.
pub(crate) fn due_from(set: &RuleSet, calendar: &Calendar, due: &Due, day: NaiveDate) -> Option<DueDate> {
    ending(set, calendar, due, day, MOST_LED_THROUGH)
}

fn ending(set: &RuleSet, calendar: &Calendar, due: &Due, day: NaiveDate, depth: usize) -> Option<DueDate> {
    let from = |rule: &AnchorRule| match rule {
        AnchorRule::Event(_) => Some(Anchor::from(day)),
        AnchorRule::DueOf(id) | AnchorRule::BaseDueOf(id) => {
            let other = set.obligation(id).filter(|other| other.unknown_part().is_none())?;
            ending(set, calendar, &other.due, day, depth.checked_sub(1)?).map(Anchor::from)
        }
    };
    match due {
        Due::Limit { anchor, limit } => calendar.due(limit, from(anchor)?).ok(),
        Due::DayOfMonth { day, included, of } => calendar.stated(day_of_month(from(of)?.date, *day, *included)).ok(),
        Due::Date(day) => calendar.stated(*day).ok(),
        Due::FirstOf(parts) | Due::LastOf(parts) => {
            let ends = parts.iter().map(|part| ending(set, calendar, part, day, depth)).collect::<Option<Vec<_>>>()?;
            match due {
                Due::FirstOf(_) => ends.into_iter().min_by_key(|end| end.date),
                _ => ends.into_iter().max_by_key(|end| end.date),
            }
        }
        _ => None,
    }
}
