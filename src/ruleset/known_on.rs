//! The rule sets as they were known on a day.

use std::sync::Arc;

use chrono::NaiveDate;

use super::{Instrument, Registry, RuleSet};

impl Registry {
    /// The rule sets that were known on a day: those whose instruments had been issued. A version that one of the others has
    /// ended since is in force without that end.
    ///
    /// A version is known from the day on which the first of the instruments that come into force with it was issued: where the file says
    /// for all of them when they are in force, of those that its changes cite, or of all. Where no issue is known, it is from its first day
    /// in force; where none of this is known, always.
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
        let start = |instrument: &Instrument| instrument.in_force.start();
        let issued = |is_wanted: &dyn Fn(&Instrument) -> bool| {
            let wanted = self.instruments().iter().filter(|instrument| is_wanted(instrument));
            wanted.filter_map(|instrument| Some(instrument.issued.value()?.known_from())).min()
        };
        // Where the file says for all of them when they are in force: those that make this version.
        let with_it = issued(&|instrument| start(instrument).is_some() && start(instrument) == first_day);
        let changing = || issued(&|instrument| start(instrument).is_none() && self.is_changed_by(instrument));
        let of_file = || issued(&|instrument| start(instrument).is_none());
        with_it.or_else(changing).or_else(of_file).or(first_day)
    }

    /// Whether this version is a change of another one by an instrument.
    fn is_changed_by(&self, instrument: &Instrument) -> bool {
        let name = self.name();
        let cites = self.changes().iter().filter(|change| change.by == name).filter_map(|change| change.cite.as_ref());
        cites.flat_map(|cite| &cite.places).any(|place| place.instrument == instrument.id)
    }

    /// The same version before anything ended it.
    fn without_end(&self) -> Option<Self> {
        let mut tree = self.tree().clone();
        let (_, in_force) = tree.table_mut()?.get_mut("in_force")?;
        in_force.table_mut()?.remove("until");
        Self::of_tree(tree)
    }
}
