//! The rule sets that come with the crate: ordinary TOML files, nothing in them that a user's file could not use.

use thiserror::Error;

use super::RuleSet;
use crate::text::{Lang, did_you_mean, nearest};

/// Id and text of each; a test checks that every file parses and carries its id.
pub(super) static FILES: &[(&str, &str)] =
    &[("hcmc-935", include_str!("builtin/hcmc-935.toml")), ("can-tho-10", include_str!("builtin/can-tho-10.toml"))];

/// No built-in rule set has this id.
///
/// ```
/// use doithoai::RuleSet;
/// let error = RuleSet::builtin("can-tho").unwrap_err();
/// assert_eq!((error.id.as_str(), error.near), ("can-tho", Some("can-tho-10")));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{}", self.text(Lang::En))]
pub struct UnknownRuleSet {
    /// The id that was asked for.
    pub id: String,
    /// The nearest known id.
    pub near: Option<&'static str>,
}

impl UnknownRuleSet {
    /// The error in one language.
    ///
    /// ```
    /// use doithoai::{Lang, RuleSet};
    /// let error = RuleSet::builtin("can-tho").unwrap_err();
    /// let words = "không có bộ quy tắc `can-tho`; có sẵn: `hcmc-935`, `can-tho-10`; có phải là `can-tho-10`?";
    /// assert_eq!(error.text(Lang::Vi), words);
    /// ```
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let near = did_you_mean(self.near, lang);
        match lang {
            Lang::En => format!("no rule set `{}`; built in are {}{near}", self.id, known()),
            Lang::Vi => format!("không có bộ quy tắc `{}`; có sẵn: {}{near}", self.id, known()),
        }
    }
}

fn known() -> String {
    FILES.iter().map(|(id, _)| format!("`{id}`")).collect::<Vec<_>>().join(", ")
}

fn unknown(id: &str) -> UnknownRuleSet {
    UnknownRuleSet { id: id.to_owned(), near: nearest(id, FILES.iter().map(|(id, _)| *id)) }
}

pub(super) fn text(id: &str) -> Result<&'static str, UnknownRuleSet> {
    FILES.iter().find(|(known, _)| *known == id).map(|(_, text)| *text).ok_or_else(|| unknown(id))
}

pub(super) fn load(id: &str) -> Result<RuleSet, UnknownRuleSet> {
    RuleSet::from_toml(text(id)?).map_err(|_| unknown(id))
}
