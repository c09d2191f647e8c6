//! The readings that were adopted, and names of rules that are not there.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::text::{Lang, did_you_mean, messages, one_of};

/// The readings that an office adopted; each duty without one keeps the rule set's default.
///
/// ```
/// use doithoai::timeline::AdoptedReadings;
/// let adopted = AdoptedReadings::new().adopt("hcmc-935", "settle-petition", "ten-as-in-words");
/// assert_eq!(adopted.of("hcmc-935", "settle-petition"), Some("ten-as-in-words"));
/// assert_eq!(adopted.of("hcmc-935", "invite-citizens"), None);
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct AdoptedReadings {
    pub(super) readings: Vec<(String, String, String)>,
}

impl AdoptedReadings {
    /// Rule set, duty and reading of each.
    pub(crate) fn all(&self) -> impl Iterator<Item = (&str, &str, &str)> {
        self.readings.iter().map(|(set, duty, reading)| (set.as_str(), duty.as_str(), reading.as_str()))
    }

    /// A duty for which two readings stand there: a file may say so, [`adopt`](Self::adopt) never does.
    pub(crate) fn twice(&self) -> Option<(&str, &str)> {
        let mut duties: Vec<(&str, &str)> = self.all().map(|(set, duty, _)| (set, duty)).collect();
        duties.sort_unstable();
        duties.windows(2).find_map(|two| if let [a, b] = two { (a == b).then_some(*a) } else { None })
    }

    /// None: every duty as its rule set reads it.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adopts a reading for a duty of a rule set; a later one for the same duty replaces an earlier one.
    ///
    /// ```
    /// use doithoai::AdoptedReadings;
    /// let adopted = AdoptedReadings::new().adopt("can-tho-10", "interim-reply", "from-closing");
    /// let adopted = adopted.adopt("can-tho-10", "interim-reply", "working-days");
    /// assert_eq!(adopted.of("can-tho-10", "interim-reply"), Some("working-days"));
    /// ```
    #[must_use]
    pub fn adopt(mut self, ruleset: &str, duty: &str, reading: &str) -> Self {
        self.readings.retain(|(set, id, _)| !(set == ruleset && id == duty));
        self.readings.push((ruleset.to_owned(), duty.to_owned(), reading.to_owned()));
        self
    }

    /// These, and of the others those for duties that these say nothing of.
    ///
    /// ```
    /// use doithoai::AdoptedReadings;
    /// let stored = AdoptedReadings::new().adopt("can-tho-10", "interim-reply", "from-closing").adopt("qd-11", "report", "every-quarter");
    /// let chosen = AdoptedReadings::new().adopt("can-tho-10", "interim-reply", "working-days").over(&stored);
    /// assert_eq!(chosen.of("can-tho-10", "interim-reply"), Some("working-days"));
    /// assert_eq!(chosen.of("qd-11", "report"), Some("every-quarter"));
    /// ```
    #[must_use]
    pub fn over(&self, others: &Self) -> Self {
        self.all().fold(others.clone(), |adopted, (set, duty, reading)| adopted.adopt(set, duty, reading))
    }

    /// Those for duties of some rule sets.
    ///
    /// ```
    /// use doithoai::AdoptedReadings;
    /// let adopted = AdoptedReadings::new().adopt("qd-11", "report", "every-quarter");
    /// assert_eq!(adopted.among(["hcmc-935"]), AdoptedReadings::new());
    /// ```
    #[must_use]
    pub fn among<'s>(&self, rulesets: impl IntoIterator<Item = &'s str>) -> Self {
        let ids: Vec<&str> = rulesets.into_iter().collect();
        let own = self.readings.iter().filter(|(set, ..)| ids.contains(&set.as_str()));
        Self { readings: own.cloned().collect() }
    }

    /// The reading adopted for a duty.
    #[must_use]
    pub fn of(&self, ruleset: &str, duty: &str) -> Option<&str> {
        self.readings.iter().find(|(set, id, _)| set == ruleset && id == duty).map(|(_, _, reading)| reading.as_str())
    }
}

/// What names a rule set, duty or reading that the terms do not have: which part of it, and what was likely meant.
///
/// ```
/// # use doithoai::{Calendar, AdoptedReadings, RuleSet, Terms};
/// # let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
/// let mistyped = AdoptedReadings::new().adopt("hcmc-935", "settle-petition", "ten-as-in-word");
/// let error = terms.adopting(mistyped).unwrap_err();
/// assert_eq!(error.to_string(), "`settle-petition` has no reading `ten-as-in-word`; it has: ten-as-in-words, late-notice-counts, late-notice-does-not; did you mean `ten-as-in-words`?");
/// # Ok::<(), doithoai::VersionError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum NotInTerms {
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
        /// The duties that it has.
        known: Vec<String>,
    },
    /// The duty has no such reading.
    Reading {
        /// The duty.
        duty: String,
        /// The reading's id.
        id: String,
        /// The readings that it has.
        known: Vec<String>,
        /// The nearest one, by its id or by what it is called.
        near: Option<String>,
    },
}

messages! { NotInTerms, lang:
    Self::RuleSet { id, near } => "rule-set-not-in-use", { let near = did_you_mean(near.as_deref(), lang); },
        "không dùng bộ quy tắc `{id}`{near}", "the rule set `{id}` is not in use{near}";
    Self::Duty { ruleset, id, near, known } => "unknown-duty", {
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        let near = match near {
            Some(_) => did_you_mean(near.as_deref(), lang),
            None => one_of(&known, None, lang),
        };
    },
        "`{ruleset}` không có nhiệm vụ `{id}`{near}", "`{ruleset}` has no duty `{id}`{near}";
    Self::Reading { duty, id, known, near } => "unknown-reading", {
        let near = did_you_mean(near.as_deref(), lang);
        let known = match (known.as_slice(), lang) {
            ([], Lang::Vi) => "nhiệm vụ này chỉ có một cách hiểu, không có gì để chọn".to_owned(),
            ([], Lang::En) => "it has no other readings, so there is nothing to choose".to_owned(),
            (all, _) => format!("{}: {}", lang.pick("có", "it has"), all.join(", ")),
        };
    }, "`{duty}` không có cách hiểu `{id}`; {known}{near}", "`{duty}` has no reading `{id}`; {known}{near}";
}
