//! The rule sets as they were known on a day.

use std::sync::Arc;

use chrono::NaiveDate;

use super::{Registry, RuleSet};

impl Registry {
    /// The rule sets that were known on a day: those whose instruments had been issued. A version that one of the others has
    /// ended since is in force without that end.
    ///
    /// A version is known from the day on which the first of the instruments that come into force with it was issued; where no
    /// issue is known, from its first day in force; where none of this is known, always.
    ///
    /// ```
    /// use chrono::NaiveDate;
    /// use doithoai::Registry;
    /// let date = |m, d| NaiveDate::from_ymd_opt(2025, m, d).unwrap();
    /// // The amendment of 23 November 2025 was not foreseen in October.
    /// let then = Registry::builtin().known_on(date(10, 1));
    /// assert_eq!(then.find("qd-11", date(12, 1))?.version(), "2019-02-18");
    /// assert_eq!(Registry::builtin().find("qd-11", date(12, 1))?.version(), "2025-11-23");
    /// # Ok::<(), doithoai::VersionError>(())
    /// ```
    #[must_use]
    pub fn known_on(&self, date: NaiveDate) -> Self {
        self.of_those(|set| set.known_from().is_none_or(|from| from <= date))
    }

    /// The rule sets as if a version, and those after it, had not come.
    pub(crate) fn before_version(&self, version: &RuleSet) -> Self {
        self.of_those(|set| set.id() != version.id() || set.range().0 < version.range().0)
    }

    /// Some of the rule sets; what another one ended goes on without that.
    fn of_those(&self, stays: impl Fn(&RuleSet) -> bool) -> Self {
        let (known, later): (Vec<&RuleSet>, Vec<&RuleSet>) = self.sets.iter().partition(|set| stays(set));
        let ended_by = |set: &RuleSet| {
            let until = set.range().1;
            until.is_some() && later.iter().any(|other| other.id() == set.id() && other.range().0 == until)
        };
        let open = |set: &RuleSet| if ended_by(set) { set.without_end() } else { None };
        Self::of_versions(known.into_iter().map(|set| open(set).unwrap_or_else(|| set.clone())))
    }

    /// Versions that were chosen already, in their order.
    pub(crate) fn of_versions(sets: impl IntoIterator<Item = RuleSet>) -> Self {
        Self { sets: Arc::new(sets.into_iter().collect()) }
    }

    /// The rule set with a hash, as a log or a timeline names it.
    ///
    /// ```
    /// use doithoai::{Registry, RuleSet};
    /// let hcmc = RuleSet::builtin("hcmc-935")?;
    /// assert_eq!(Registry::builtin().by_hash(hcmc.hash()), Some(&hcmc));
    /// # Ok::<(), doithoai::VersionError>(())
    /// ```
    #[must_use]
    pub fn by_hash(&self, hash: &str) -> Option<&RuleSet> {
        self.sets.iter().find(|set| set.hash() == hash)
    }
}

impl RuleSet {
    /// The day from which the version can have been known.
    pub(crate) fn known_from(&self) -> Option<NaiveDate> {
        let first_day = self.range().0;
        let with_it = self.instruments().iter().filter(|instrument| instrument.in_force.start() == first_day);
        let issued = with_it.filter_map(|instrument| Some(instrument.issued.value()?.known_from()));
        issued.min().or(first_day)
    }

    /// The same version before anything ended it.
    fn without_end(&self) -> Option<Self> {
        let mut tree = self.tree().clone();
        let (_, in_force) = tree.table_mut()?.get_mut("in_force")?;
        in_force.table_mut()?.remove("until");
        Self::of_tree(tree)
    }
}
