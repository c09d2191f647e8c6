//! Whom one version or stage of a rule set binds that another one does not.

use chrono::NaiveDate;

use super::instrument::COUNTRY;
use super::subject::is_there;
use super::vocabulary::Activity;
use super::{Applies, RuleSet, Subject};

impl RuleSet {
    /// Whether it binds a subject in an activity whom another version or stage did not bind, or not for certain; where nobody says who
    /// that is, whether the other one left out anybody.
    pub(crate) fn binds_since(&self, before: &Self, subject: Option<&Subject>, activity: Activity) -> bool {
        let (now, then) = (self.applies(), before.applies());
        if now == then && self.unknowns() == before.unknowns() {
            return false;
        }
        let activity = if now.activities.contains(&activity) { activity } else { Activity::Dialogue };
        // In a dialogue a set judges that lays down dialogues; in the log of an office each duty is of its own activity.
        let had = activity != Activity::Dialogue && before.has_duties_of(activity);
        if now.activities.contains(&activity) && !then.activities.contains(&activity) && !had {
            return true;
        }
        match subject {
            Some(subject) => subject.is_bound_by(self, before) && !subject.is_bound_by(before, self),
            None => leaves_out(then, now) || self.settles_whom(before),
        }
    }

    /// Whether any of its duties is of an activity.
    pub(crate) fn has_duties_of(&self, activity: Activity) -> bool {
        let once = self.obligations().iter().map(|duty| duty.activity);
        once.chain(self.recurring().iter().map(|duty| duty.activity)).any(|of| of == activity)
    }

    /// What it lays down on a day for a subject; where it does not bind that yet, what it does from the first day on which it does.
    pub(crate) fn on_day_for(&self, day: NaiveDate, subject: Option<&Subject>) -> &Self {
        let then = self.on_day(day);
        let Some(subject) = subject.filter(|subject| self.is_divided() && !subject.is_bound_by(then, then)) else {
            return then;
        };
        let later = self.stages().filter(|(from, _)| from.is_some_and(|from| from > day));
        later.map(|(_, set)| set).find(|set| subject.is_bound_by(set, then)).unwrap_or(then)
    }

    /// Whether it says of somebody that it binds him of whom another one did not know it.
    fn settles_whom(&self, before: &Self) -> bool {
        let of_whom = |of: &str| of.starts_with("applies.");
        let is_settled = |of: &String| of_whom(of) && !self.unknowns().iter().any(|known| known.of == *of);
        before.unknowns().iter().any(|unknown| is_settled(&unknown.of))
    }
}

impl Subject {
    /// Whether a rule set is known to bind it, by what may tell it from another one.
    fn is_bound_by(&self, set: &RuleSet, other: &RuleSet) -> bool {
        let applies = set.applies();
        let is_of_place = applies.territory.code == other.applies().territory.code || is_there(set, self, None);
        let is_of_level = applies.levels.is_empty() || applies.levels.contains(&self.level);
        let is_known = self.unknown_in(set).is_none() && self.of_other_type(set).is_none();
        is_of_place && is_of_level && self.is_head(set) && is_known
    }
}

/// Whether somebody is bound now who was not.
fn leaves_out(then: &Applies, now: &Applies) -> bool {
    then.territory.code != now.territory.code && then.territory.code != COUNTRY
        || has_more(&then.levels, &now.levels)
        || has_more(&then.unit_types, &now.unit_types)
        || now.heads.iter().any(|head| !then.heads.contains(head))
        || now.bodies.iter().any(|body| !then.bodies.contains(body))
}

/// Whether a list of whom it is for, all where it is empty, names or leaves open more than before.
fn has_more<T: PartialEq>(then: &[T], now: &[T]) -> bool {
    !then.is_empty() && (now.is_empty() || now.iter().any(|one| !then.contains(one)))
}
