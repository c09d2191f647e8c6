//! Terms kept whole, to judge by them again under any later release.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use thiserror::Error;

use super::adopted::{AdoptedReadings, NotInTerms};
use super::same_set::SameSetTwice;
use super::terms::Terms;
use crate::calendar::{Calendar, DayChange};
use crate::ruleset::{RuleSet, RuleSetDiff, RuleSetError};
use crate::text::{Lang, messages};

/// Rule sets, adopted readings and calendar, whole: what a snapshot names by its hashes.
///
/// Stored once beside the dialogues judged by it, it gives the same dates and verdicts under a release whose built-in sets and
/// calendar have changed, and [`changes`](Self::changes) says what has. Its JSON takes some 50 kB.
///
/// ```
/// use doithoai::{Calendar, RuleSet, Terms, dialogue::Fingerprint, timeline::Archive};
/// let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
/// let kept = serde_json::to_string(&Archive::of(&terms))?;
/// // years later
/// let archive: Archive = serde_json::from_str(&kept)?;
/// let again = archive.terms()?;
/// assert_eq!(Fingerprint::of(&again), Fingerprint::of(&terms));
/// assert!(archive.changes(&terms)?.is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Archive {
    /// The rule sets, each in its canonical JSON.
    pub rulesets: Vec<Value>,
    /// The readings adopted.
    #[serde(rename = "choices")]
    pub adopted: AdoptedReadings,
    /// The calendar: its documents, and what practice makes likely.
    pub calendar: Calendar,
}

/// Why an archive makes no terms.
///
/// ```
/// use doithoai::{Calendar, RuleSet, Terms, timeline::{Archive, ArchiveError}};
/// let mut archive = Archive::of(&Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam()));
/// archive.rulesets[0]["obligation"][0]["due"]["n"] = (-5).into();
/// assert!(matches!(archive.terms(), Err(ArchiveError::RuleSet(_))));
/// # Ok::<(), doithoai::VersionError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum ArchiveError {
    /// A rule set cannot be read.
    RuleSet(#[from] RuleSetError),
    /// A rule set stands twice.
    SameSetTwice(#[from] SameSetTwice),
    /// A reading is adopted that no rule set has.
    NotInTerms(#[from] NotInTerms),
}

messages! { ArchiveError, lang:
    Self::RuleSet(error) => error;
    Self::SameSetTwice(error) => error;
    Self::NotInTerms(error) => error;
}

/// One thing that has changed since terms were archived.
///
/// ```
/// use doithoai::{Calendar, Lang, RuleSet, Terms, timeline::{Archive, Changed}};
/// let terms = |text: &str| RuleSet::from_toml(text).map(|set| Terms::new([set], Calendar::vietnam()));
/// let text = RuleSet::builtin_toml("hcmc-935")?;
/// let changed = Archive::of(&terms(text)?).changes(&terms(&text.replace("n = 5, unit", "n = 4, unit"))?)?;
/// assert!(matches!(&changed[..], [Changed::Rules(_)]));
/// assert!(changed[0].text(Lang::En).ends_with("due.n 5 → 4"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Changed {
    /// A rule set is no longer there, or not this version of it: `id@version`.
    RuleSetGone(String),
    /// A rule set has come.
    RuleSetNew(String),
    /// A version of a rule set says other things.
    Rules(Box<RuleSetDiff>),
    /// Another reading is adopted for a duty.
    Reading {
        /// The rule set.
        ruleset: String,
        /// The duty.
        duty: String,
        /// The reading adopted then.
        then: Option<String>,
        /// The one adopted now.
        now: Option<String>,
    },
    /// A day is another.
    Day(Box<DayChange>),
}

impl Archive {
    /// Of terms. Which subject they bind is for the log to say.
    #[must_use]
    pub fn of(terms: &Terms) -> Self {
        let json = |set: &RuleSet| serde_json::from_str(&set.to_json()).unwrap_or_default();
        Self {
            rulesets: terms.rule_sets().iter().map(json).collect(),
            adopted: terms.adopted().clone(),
            calendar: terms.calendar().clone(),
        }
    }

    /// The rule sets.
    ///
    /// ```
    /// use doithoai::{Calendar, RuleSet, Terms, timeline::Archive};
    /// let hcmc = RuleSet::builtin("hcmc-935")?;
    /// let archive = Archive::of(&Terms::new([hcmc.clone()], Calendar::vietnam()));
    /// assert_eq!(archive.rule_sets()?, [hcmc]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// Everything wrong in the first that cannot be read.
    pub fn rule_sets(&self) -> Result<Vec<RuleSet>, RuleSetError> {
        self.rulesets.iter().map(|set| RuleSet::from_json(&set.to_string())).collect()
    }

    /// The terms, to [restore](crate::dialogue::AnyDialogue::restore) a dialogue under.
    ///
    /// # Errors
    /// [`ArchiveError`] if a rule set cannot be read, stands twice, or lacks a reading that is adopted.
    pub fn terms(&self) -> Result<Terms, ArchiveError> {
        let terms = Terms::try_new(self.rule_sets()?, self.calendar.clone())?;
        Ok(terms.adopting(self.adopted.clone())?)
    }

    /// What has changed in terms since: rules, readings and days, in this order.
    ///
    /// # Errors
    /// Everything wrong in the first archived rule set that cannot be read.
    pub fn changes(&self, terms: &Terms) -> Result<Vec<Changed>, RuleSetError> {
        let (then, now) = (self.rule_sets()?, terms.rule_sets());
        let of = |sets: &[RuleSet], name: &str| sets.iter().find(|set| set.name() == name).cloned();
        let mut changes: Vec<Changed> = Vec::new();
        for set in &then {
            match of(now, &set.name()) {
                None => changes.push(Changed::RuleSetGone(set.name())),
                Some(other) if other.hash() != set.hash() => changes.push(Changed::Rules(Box::new(set.diff(&other)))),
                Some(_) => {}
            }
        }
        let new = now.iter().filter(|set| of(&then, &set.name()).is_none());
        changes.extend(new.map(|set| Changed::RuleSetNew(set.name())));
        changes.extend(readings(&self.adopted, terms.adopted()));
        if self.calendar.days_hash() != terms.calendar().days_hash() {
            let days = Calendar::changes(&self.calendar, terms.calendar()).into_iter();
            changes.extend(days.map(|day| Changed::Day(Box::new(day))));
        }
        Ok(changes)
    }
}

fn readings(then: &AdoptedReadings, now: &AdoptedReadings) -> Vec<Changed> {
    let mut duties: Vec<(&str, &str)> = then.all().chain(now.all()).map(|(set, duty, _)| (set, duty)).collect();
    duties.sort_unstable();
    duties.dedup();
    let differ = duties.into_iter().filter(|(set, duty)| then.of(set, duty) != now.of(set, duty));
    let reading = |(set, duty): (&str, &str)| Changed::Reading {
        ruleset: set.to_owned(),
        duty: duty.to_owned(),
        then: then.of(set, duty).map(str::to_owned),
        now: now.of(set, duty).map(str::to_owned),
    };
    differ.map(reading).collect()
}

impl Changed {
    /// The same in words.
    ///
    /// ```
    /// use doithoai::{Lang, timeline::Changed};
    /// let gone = Changed::RuleSetGone("hcmc-935@2017-04-28".to_owned());
    /// assert_eq!(gone.text(Lang::Vi), "không còn bộ quy tắc hcmc-935@2017-04-28");
    /// ```
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let none = || lang.pick("không chọn", "none").to_owned();
        match self {
            Self::RuleSetGone(name) => format!("{} {name}", lang.pick("không còn bộ quy tắc", "no longer there:")),
            Self::RuleSetNew(name) => format!("{} {name}", lang.pick("thêm bộ quy tắc", "added:")),
            Self::Rules(diff) => rules(diff, lang),
            Self::Reading { ruleset, duty, then, now } => {
                let (then, now) = (then.clone().unwrap_or_else(none), now.clone().unwrap_or_else(none));
                format!("{} {ruleset} · {duty}: {then} → {now}", lang.pick("cách hiểu", "reading"))
            }
            Self::Day(change) => format!(
                "{} {}: {} → {}",
                lang.pick("ngày", "day"),
                lang.date(change.old.date),
                change.old.reason(lang),
                change.new.reason(lang)
            ),
        }
    }
}

fn rules(diff: &RuleSetDiff, lang: Lang) -> String {
    let values = |values: &[crate::ruleset::ValueDiff]| {
        let shown = |value: &Option<Value>| value.as_ref().map_or_else(|| "–".to_owned(), Value::to_string);
        let all = values.iter().map(|value| format!("{} {} → {}", value.path, shown(&value.old), shown(&value.new)));
        all.collect::<Vec<_>>().join(", ")
    };
    let rules = diff.rules.iter().map(|rule| match (&rule.old, &rule.new) {
        (Some(id), None) => format!("{} {id}: {}", rule.list, lang.pick("bỏ", "removed")),
        (None, Some(id)) => format!("{} {id}: {}", rule.list, lang.pick("thêm", "added")),
        (old, _) => format!("{} {}: {}", rule.list, old.as_deref().unwrap_or_default(), values(&rule.values)),
    });
    let outside = Some(values(&diff.values)).filter(|values| !values.is_empty());
    let all: Vec<String> = rules.chain(outside).collect();
    format!("{}: {}", diff.old, all.join("; "))
}
