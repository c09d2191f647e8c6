//! The time limit of a duty by the names in a table: `ruleset`, which is an id or `id@version`, and `duty`.

use std::path::PathBuf;

use chrono::NaiveDate;
use doithoai::{Calendar, Lang, Message as _, Registry, RuleSet, Terms, TimeLimit};

use crate::input::{self, Outcome, Told as _};

pub(super) struct Limits {
    registry: Registry,
    choose: Vec<String>,
    lang: Lang,
}

/// The limit of a duty, which may differ from version to version.
pub(super) struct DutyLimit {
    terms: Terms,
    ruleset: String,
    duty: String,
}

impl DutyLimit {
    /// The limit that is counted from a day; none where no version with a limit is in force on it.
    pub(super) fn on(&self, day: NaiveDate) -> Option<TimeLimit> {
        self.terms.limit_on(&self.ruleset, &self.duty, day).ok()
    }
}

impl Limits {
    pub(super) fn of(files: &[PathBuf], choose: &[String], lang: Lang) -> Outcome<Self> {
        let rules = input::registry(files, lang)?;
        if let Some(error) = rules.copies.first() {
            return Err(error.text(lang));
        }
        let limits = Self { registry: rules.all, choose: choose.to_vec(), lang };
        limits.terms(limits.latest(), choose)?; // a choice that names nothing is refused whatever the table holds
        Ok(limits)
    }

    /// A duty of the versions of a rule set, or of the one that `id@version` names; refused where none gives it a limit.
    pub(super) fn limit(&self, ruleset: &str, duty: &str) -> Outcome<DutyLimit> {
        let last = self.registry.get(ruleset).told(self.lang)?;
        let of_id = |set: &&RuleSet| set.id() == last.id();
        let versions: Vec<RuleSet> = self.registry.rule_sets().iter().filter(of_id).cloned().collect();
        let of_set = |choice: &&String| choice.split_once('/').is_some_and(|(chosen, _)| chosen == last.id());
        let choose: Vec<String> = self.choose.iter().filter(of_set).cloned().collect();
        let terms = self.terms(versions, &choose)?;
        let named = |set: &RuleSet| if ruleset.contains('@') { ruleset.to_owned() } else { set.name() };
        let mut limits = terms.rule_sets().iter().map(|set| terms.limit(&named(set), duty));
        if !limits.any(|limit| limit.is_ok()) {
            terms.limit(&last.name(), duty).told(self.lang)?;
        }
        Ok(DutyLimit { terms, ruleset: ruleset.to_owned(), duty: duty.to_owned() })
    }

    /// The duties that have a limit, of the latest version of each rule set: its id, and that of the duty.
    pub(super) fn all(&self) -> Vec<(String, String)> {
        let terms = Terms::new(self.latest(), Calendar::vietnam());
        let with_limit = |set: &RuleSet| {
            let ids = set.obligations().iter().map(|duty| duty.id.clone());
            let dated = ids.filter(|duty| terms.limit(set.id(), duty).is_ok());
            dated.map(|duty| (set.id().to_owned(), duty)).collect::<Vec<_>>()
        };
        terms.rule_sets().iter().flat_map(with_limit).collect()
    }

    fn latest(&self) -> Vec<RuleSet> {
        let is_latest = |set: &&RuleSet| self.registry.get(set.id()).is_ok_and(|last| last.version() == set.version());
        self.registry.rule_sets().iter().filter(is_latest).cloned().collect()
    }

    fn terms(&self, sets: Vec<RuleSet>, choose: &[String]) -> Outcome<Terms> {
        let adopted = input::adopted(choose, self.lang)?;
        let terms = Terms::try_new(sets, Calendar::vietnam()).told(self.lang)?;
        terms.adopting(adopted).told_of("--choose", self.lang)
    }
}
