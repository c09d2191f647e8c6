//! The time limit of a duty by the names in a table: `ruleset`, which is an id or `id@version`, and `duty`.

use std::path::PathBuf;

use doithoai::{Calendar, Lang, Message as _, Registry, RuleSet, Terms, TimeLimit};

use crate::input::{self, Outcome, Told as _};

pub(super) struct Limits {
    registry: Registry,
    choose: Vec<String>,
    lang: Lang,
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

    pub(super) fn limit(&self, ruleset: &str, duty: &str) -> Outcome<TimeLimit> {
        let set = self.registry.get(ruleset).told(self.lang)?.clone();
        let id = set.id().to_owned();
        let of_set = |choice: &&String| choice.split_once('/').is_some_and(|(chosen, _)| chosen == id);
        let choose: Vec<String> = self.choose.iter().filter(of_set).cloned().collect();
        self.terms(vec![set], &choose)?.limit(&id, duty).told(self.lang)
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
        let terms = Terms::new(sets, Calendar::vietnam());
        terms.adopting(adopted).told_of("--choose", self.lang)
    }
}
