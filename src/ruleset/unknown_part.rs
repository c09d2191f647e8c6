//! What a file calls unknown of a duty's limit: no day is counted by it.

use super::{AnchorRule, Due, Obligation, RuleSet};
use crate::text::Text;

/// The limits of the cases, and what holds otherwise: what is unknown of the one says nothing of the other.
pub(crate) const CASES: &str = "due.cases";
pub(crate) const OTHERWISE: &str = "due.otherwise";

/// A part of a limit that a file calls unknown, by its path, and what the file says of it.
pub(crate) type UnknownPart<'a> = (&'a str, Option<&'a Text>);

impl Obligation {
    /// Whether the file calls a value unknown, by its path in the duty.
    pub(crate) fn is_unknown(&self, path: &str) -> bool {
        self.unknown.iter().any(|(known, _)| known == path)
    }

    /// A part of its limit that the file calls unknown, without which no day can be counted. On whether a limit rolls or
    /// counts its first day there are two answers, which are both counted.
    pub(crate) fn unknown_part(&self) -> Option<UnknownPart<'_>> {
        let both_counted = |path: &str| ["due.roll", "due.start"].contains(&path);
        // "Before" an event without a number says no more than that; how long before is another question.
        let no_number = matches!(&self.due, Due::Limit { limit, .. } if !limit.is_after() && limit.amount() == 0);
        let not_said = |path: &str| no_number && ["due.n", "due.unit", "due.count"].contains(&path);
        let of_arm = |path: &str| is_within(path, CASES) || is_within(path, OTHERWISE);
        let mut parts = self.unknown_within("due");
        let part = parts.find(|(path, _)| !both_counted(path) && !not_said(path) && !of_arm(path));
        part.filter(|_| self.due.is_dated())
    }

    /// The same of [`CASES`] or [`OTHERWISE`].
    pub(crate) fn unknown_arm(&self, arm: &str) -> Option<UnknownPart<'_>> {
        self.unknown_within(arm).next()
    }

    /// Whether nothing is judged by a value, because the file calls it, or what it belongs to, unknown.
    pub(crate) fn judges_nothing_by(&self, path: &[&str]) -> bool {
        let path = path.join(".");
        let of_arm = |arm: &&str| is_within(&path, arm) && self.unknown_arm(arm).is_some();
        is_within(&path, "due") && self.unknown_part().is_some() || [CASES, OTHERWISE].iter().any(of_arm)
    }

    fn unknown_within(&self, whole: &str) -> impl Iterator<Item = UnknownPart<'_>> {
        let within = self.unknown.iter().filter(move |(path, _)| is_within(path, whole));
        within.map(|(path, because)| (path.as_str(), because.as_ref()))
    }
}

impl RuleSet {
    /// Whether no day can be counted for a duty, because of what is unknown of its own limit, or of the one that it is
    /// counted from, and however the two are read.
    pub(crate) fn counts_no_day(&self, duty: &Obligation) -> bool {
        let mut from = Some(duty);
        // Limits go round in no circle; no chain of them is longer than there are duties.
        for _ in self.obligations() {
            let Some(duty) = from.filter(|duty| duty.readings.is_empty()) else { return false };
            if duty.unknown_part().is_some() {
                return true;
            }
            from = match duty.due.anchor() {
                Some(AnchorRule::DueOf(of) | AnchorRule::BaseDueOf(of)) => self.obligation(of).map(AsRef::as_ref),
                _ => None,
            };
        }
        false
    }
}

fn is_within(path: &str, whole: &str) -> bool {
    path.strip_prefix(whole).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
}
