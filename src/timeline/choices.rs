//! The readings that were adopted, and choices that name nothing.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::ruleset::Obligation;
use crate::text::{did_you_mean, messages, nearest};

/// The readings that an office adopted; each duty without one keeps the rule set's default.
///
/// ```
/// use doithoai::timeline::Choices;
/// let choices = Choices::new().adopt("hcmc-935", "settle-petition", "ten-as-in-words");
/// assert_eq!(choices.adopted("hcmc-935", "settle-petition"), Some("ten-as-in-words"));
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Choices {
    pub(super) adopted: Vec<(String, String, String)>,
}

impl Choices {
    /// Rule set, duty and reading of each.
    pub(crate) fn all(&self) -> impl Iterator<Item = (&str, &str, &str)> {
        self.adopted.iter().map(|(set, duty, reading)| (set.as_str(), duty.as_str(), reading.as_str()))
    }

    /// No choices: every duty as its rule set reads it.
    ///
    /// ```
    /// use doithoai::Choices;
    /// assert_eq!(Choices::new().adopted("hcmc-935", "settle-petition"), None);
    /// ```
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adopts a reading for a duty of a rule set; a later choice for the same duty replaces an earlier one.
    ///
    /// ```
    /// use doithoai::Choices;
    /// let choices = Choices::new().adopt("can-tho-10", "interim-reply", "from-closing");
    /// let choices = choices.adopt("can-tho-10", "interim-reply", "working-days");
    /// assert_eq!(choices.adopted("can-tho-10", "interim-reply"), Some("working-days"));
    /// ```
    #[must_use]
    pub fn adopt(mut self, ruleset: &str, duty: &str, reading: &str) -> Self {
        self.adopted.retain(|(set, id, _)| !(set == ruleset && id == duty));
        self.adopted.push((ruleset.to_owned(), duty.to_owned(), reading.to_owned()));
        self
    }

    /// The reading adopted for a duty.
    ///
    /// ```
    /// use doithoai::Choices;
    /// let choices = Choices::new().adopt("hcmc-935", "settle-petition", "ten-as-in-words");
    /// assert_eq!(choices.adopted("hcmc-935", "settle-petition"), Some("ten-as-in-words"));
    /// assert_eq!(choices.adopted("hcmc-935", "invite-citizens"), None);
    /// ```
    #[must_use]
    pub fn adopted(&self, ruleset: &str, duty: &str) -> Option<&str> {
        self.adopted.iter().find(|(set, id, _)| set == ruleset && id == duty).map(|(_, _, reading)| reading.as_str())
    }

    /// The place of the reading that is adopted for a duty, if it is another than the rule's own.
    pub(super) fn reading(&self, ruleset: &str, duty: &Obligation) -> Option<usize> {
        let id = self.adopted(ruleset, &duty.id)?;
        duty.readings.iter().position(|reading| reading.id == id)
    }
}

/// A choice that names nothing: which part of it, and what was likely meant.
///
/// ```
/// # use doithoai::{Calendar, Choices, RuleSet, Terms};
/// # let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
/// let mistyped = Choices::new().adopt("hcmc-935", "settle-petition", "ten-as-in-word");
/// let error = terms.choosing(mistyped).unwrap_err();
/// assert_eq!(error.to_string(), "`settle-petition` has no reading `ten-as-in-word`; it has: ten-as-in-words; did you mean `ten-as-in-words`?");
/// # Ok::<(), doithoai::VersionError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ChoiceError {
    /// No rule set of the terms has this id.
    RuleSet {
        /// The id.
        id: String,
        /// The nearest one.
        near: Option<String>,
    },
    /// The rule set has no such duty.
    Duty {
        /// The rule set.
        ruleset: String,
        /// The duty's id.
        id: String,
        /// The nearest one.
        near: Option<String>,
    },
    /// The duty has no such reading.
    Reading {
        /// The duty.
        duty: String,
        /// The reading's id.
        id: String,
        /// The readings that it has.
        known: Vec<String>,
    },
}

messages! { ChoiceError, lang:
    Self::RuleSet { id, near } => "rule-set-not-in-use", { let near = did_you_mean(near.as_deref(), lang); },
        "không dùng bộ quy tắc `{id}`{near}", "the rule set `{id}` is not in use{near}";
    Self::Duty { ruleset, id, near } => "unknown-duty", { let near = did_you_mean(near.as_deref(), lang); },
        "`{ruleset}` không có nhiệm vụ `{id}`{near}", "`{ruleset}` has no duty `{id}`{near}";
    Self::Reading { duty, id, known } => "unknown-reading", {
        let near = did_you_mean(nearest(id, known.iter().map(String::as_str)), lang);
        let known = known.join(", ");
    }, "`{duty}` không có cách hiểu `{id}`; có: {known}{near}", "`{duty}` has no reading `{id}`; it has: {known}{near}";
}
