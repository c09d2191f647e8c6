//! What a version says of matters that were pending when it came into force.

use serde::Serialize;

use super::RuleSet;
use super::instrument::Cite;
use super::vocabulary::Pending;
use crate::text::{Confidence, Text};

/// By which version a duty is judged that was pending when a version came into force: one whose anchor came after the change, in a
/// dialogue of before it; by `pending = "new"` also one whose limit was running then, and that was not done yet.
///
/// It stands in the version that makes the change, and speaks of that change only: an amendment of that version does not
/// inherit it.
///
/// ```
/// use doithoai::{Registry, RuleSet, ruleset::Pending};
/// let amendment = r#"
/// format = 1
/// id = "hcmc-935"
/// version = "2027-01-01"
/// amends = "hcmc-935"
/// in_force = { from = 2027-01-01 }
/// [source.new]
/// kind = "inferred"
/// confidence = "D"
/// ref = "x"
/// [[obligation]]
/// id = "notify-conclusion"
/// due = { n = 5 }
/// cite = "main"
/// [[transition]]
/// of = ["notify-conclusion"]
/// pending = "old"
/// cite = "main"
/// "#;
/// let set = Registry::builtin().from_toml(amendment)?;
/// assert_eq!(set.transitions()[0].pending, Pending::Old);
/// assert_eq!(set.transition_of("notify-conclusion"), set.transitions().first());
/// assert_eq!(set.transition_of("settle-petition"), None);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Transition {
    /// The duties, by id; empty for every duty that no other transition names.
    pub of: Vec<String>,
    /// Which version judges them.
    pub pending: Pending,
    /// The words of the provision.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<Text>,
    /// Where it stands.
    pub cite: Cite,
    /// How sure it is.
    pub confidence: Confidence,
}

impl RuleSet {
    /// What it says of matters that were pending when it came into force.
    ///
    /// The example of [`Transition`] shows it.
    #[must_use]
    pub fn transitions(&self) -> &[Transition] {
        &self.0.transitions
    }

    /// What it says of a pending duty: the transition that names it, else the one of every duty.
    ///
    /// The example of [`Transition`] shows it.
    #[must_use]
    pub fn transition_of(&self, duty: &str) -> Option<&Transition> {
        let named = self.transitions().iter().find(|one| one.of.iter().any(|id| id == duty));
        named.or_else(|| self.transitions().iter().find(|one| one.of.is_empty()))
    }

    /// Whether it says that what was pending of a duty goes by it.
    pub(crate) fn takes_over(&self, duty: &str) -> bool {
        self.transition_of(duty).is_some_and(|transition| transition.pending == Pending::New)
    }
}
