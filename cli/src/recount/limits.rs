//! The time limit of a duty by the names in a table: `ruleset`, which is an id or `id@version`, and `duty`.

use std::collections::BTreeMap;
use std::path::PathBuf;

use doithoai::{Calendar, Choices, Lang, Registry, RuleSet, Terms, TimeLimit};

use crate::input::{self, Outcome};

pub(super) struct Limits {
    registry: Registry,
    choices: Choices,
    terms: BTreeMap<String, Terms>,
    lang: Lang,
}

impl Limits {
    pub(super) fn of(files: &[PathBuf], choices: &[String], lang: Lang) -> Outcome<Self> {
        let rules = input::registry(files, lang)?;
        if let Some(error) = rules.copies.first() {
            return Err(error.text(lang));
        }
        let choices = input::choices(choices, lang)?;
        let limits = Self { registry: rules.all, choices, terms: BTreeMap::new(), lang };
        limits.terms_of(None)?; // so that a choice that names nothing is refused whatever the table holds
        Ok(limits)
    }

    pub(super) fn limit(&mut self, ruleset: &str, duty: &str) -> Outcome<TimeLimit> {
        let lang = self.lang;
        let set = self.registry.get(ruleset).map_err(|error| error.text(lang))?.clone();
        let id = set.id().to_owned();
        if !self.terms.contains_key(ruleset) {
            let terms = self.terms_of(Some(set))?;
            self.terms.insert(ruleset.to_owned(), terms);
        }
        let limit = self.terms.get(ruleset).map(|terms| terms.limit(&id, duty).map_err(|error| error.text(lang)));
        limit.unwrap_or_else(|| Err(ruleset.to_owned()))
    }

    /// Every rule set that a duty can be of, by name, with the duties that have a limit.
    pub(super) fn all(&mut self) -> Vec<(String, String)> {
        let terms = Terms::new(self.latest(), Calendar::vietnam());
        let with_limit = |set: &RuleSet| {
            let ids = set.obligations().iter().map(|duty| duty.id.clone());
            let dated = ids.filter(|duty| terms.limit(set.id(), duty).is_ok());
            dated.map(|duty| (set.id().to_owned(), duty)).collect::<Vec<_>>()
        };
        terms.rule_sets().iter().flat_map(with_limit).collect()
    }

    /// The latest version of each id.
    fn latest(&self) -> Vec<RuleSet> {
        let sets = self.registry.rule_sets();
        let newer = |set: &RuleSet| self.registry.get(set.id()).is_ok_and(|latest| latest.version() == set.version());
        sets.iter().filter(|set| newer(set)).cloned().collect()
    }

    /// The terms in which one version stands for its id, and the latest for every other.
    fn terms_of(&self, version: Option<RuleSet>) -> Outcome<Terms> {
        let mut sets = self.latest();
        if let Some(version) = version {
            sets.retain(|set| set.id() != version.id());
            sets.push(version);
        }
        let terms = Terms::new(sets, Calendar::vietnam());
        terms.choosing(self.choices.clone()).map_err(|error| format!("--choose: {}", error.text(self.lang)))
    }
}
