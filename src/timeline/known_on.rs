//! Terms as they were known on a day.

use std::sync::Mutex;

use chrono::NaiveDate;

use super::terms::Terms;
use crate::ruleset::{NotApplicable, Registry, RuleSet};

impl Terms {
    /// The same terms with the rule sets that were known on a day, as [`Registry::known_on`] has them; a timeline in a view of
    /// [`known_on`](crate::View::known_on) is judged by these.
    ///
    /// In the place of a version that was issued later stand the earlier ones that are [known](Self::knowing). Where there is none, a
    /// rule set that was given by name is kept, since it was named, and its [`SetSummary`](super::SetSummary) tells; one that was looked
    /// up for a subject does not bind, and stands among those that do not.
    ///
    /// ```
    /// use doithoai::{Calendar, Registry, Terms};
    /// let date = |m, d| chrono::NaiveDate::from_ymd_opt(2025, m, d).unwrap();
    /// let registry = Registry::builtin();
    /// let terms = Terms::new([registry.get("qd-11@2025-11-23")?.clone()], Calendar::vietnam());
    /// let terms = terms.knowing(registry.rule_sets().iter().cloned());
    /// // The amendment of 23 November 2025 was not foreseen in October.
    /// assert_eq!(terms.known_on(date(11, 22)).rule_sets()[0].version(), "2019-02-18");
    /// assert_eq!(terms.known_on(date(11, 23)).rule_sets()[0].version(), "2025-11-23");
    /// # Ok::<(), doithoai::VersionError>(())
    /// ```
    #[must_use]
    pub fn known_on(&self, day: NaiveDate) -> Self {
        self.as_known_on(day).unwrap_or_else(|| self.clone())
    }

    /// The terms as they were known on a day, where they were others.
    pub(super) fn as_known_on(&self, day: NaiveDate) -> Option<Self> {
        let mut versions = self.inner.sets.iter().chain(self.inner.known());
        if versions.all(|set| set.known_from().is_none_or(|from| from <= day)) {
            return None;
        }
        self.inner.then.of(day, || self.found_on(day))
    }

    fn found_on(&self, day: NaiveDate) -> Option<Self> {
        let all = Registry::of_versions(self.inner.sets.iter().chain(self.inner.known()).cloned());
        let then = all.known_on(day);
        let is_same = all.rule_sets().len() == then.rule_sets().len()
            && all.rule_sets().iter().zip(then.rule_sets()).all(|(now, then)| now.hash() == then.hash());
        if is_same {
            return None;
        }
        let mut sets: Vec<RuleSet> = Vec::new();
        for set in &self.inner.sets {
            for known in self.instead_of(set, &then) {
                if !sets.iter().any(|set| set.name() == known.name()) {
                    sets.push(known);
                }
            }
        }
        let known = then.rule_sets().iter().filter(|known| !sets.iter().any(|set| set.name() == known.name()));
        let known = known.cloned().collect();
        let left = self.inner.sets.iter().filter(|set| !sets.iter().any(|known| known.id() == set.id()));
        let left: Vec<NotApplicable> = left.filter_map(|set| NotApplicable::not_known(&all, set, day)).collect();
        Some(self.with_versions(sets, known, left))
    }

    /// The versions that stand for one among those that were known.
    fn instead_of(&self, set: &RuleSet, then: &Registry) -> Vec<RuleSet> {
        let versions = || then.rule_sets().iter().filter(|known| known.id() == set.id());
        let same = versions().find(|known| known.version() == set.version());
        match (same, self.inner.binding()) {
            (Some(same), _) => vec![same.clone()],
            (None, Some(binding)) => then.binding_version(set.id(), &binding.subject).into_iter().cloned().collect(),
            (None, None) if versions().next().is_none() => vec![set.clone()],
            (None, None) => versions().cloned().collect(),
        }
    }
}

/// The terms as they were known on the day that was asked last: many timelines are asked of one day.
#[derive(Debug, Default)]
pub(super) struct Then(Mutex<Option<(NaiveDate, Option<Terms>)>>);

/// Other terms were known as others.
impl Clone for Then {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl Then {
    fn of(&self, day: NaiveDate, find: impl FnOnce() -> Option<Terms>) -> Option<Terms> {
        let known = |then: &Option<(NaiveDate, Option<Terms>)>| then.clone().filter(|(of, _)| *of == day);
        if let Some((_, terms)) = self.0.lock().ok().and_then(|then| known(&then)) {
            return terms;
        }
        let terms = find();
        if let Ok(mut then) = self.0.lock() {
            *then = Some((day, terms.clone()));
        }
        terms
    }
}
