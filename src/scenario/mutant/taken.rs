//! Words, and things not known, that change nothing of what is judged: the timeline and the audit treat the duty as before.

use crate::audit::treated_of_recurring;
use crate::ruleset::{CASES, OTHERWISE, Obligation, RuleSet};
use crate::timeline::office::treated;

/// The keys whose words matter only by how a duty is treated.
const SORTS: [&str; 4] = ["activity", "duty_kind", "counts", "phase"];

/// Whether a changed word of what sort of duty a rule is leaves it treated as before.
pub(super) fn is_treated_alike(path: &[&str], (old, new): (&RuleSet, &RuleSet), (list, id): (&str, &str)) -> bool {
    let is_sort = matches!(path, [key] if SORTS.contains(key));
    let recurring = |set: &RuleSet| set.recurring_duty(id).map(treated_of_recurring);
    is_sort
        && match list {
            "obligation" => {
                old.obligation(id).map(|rule| treated(rule)) == new.obligation(id).map(|rule| treated(rule))
            }
            "recurring" => recurring(old) == recurring(new),
            _ => false,
        }
}

/// Whether it decides nothing that a path is known.
pub(super) fn is_known_alike(of: &str, (old, new): (&RuleSet, &RuleSet)) -> bool {
    let mut parts = of.split('.');
    let (list, id) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let recurring = |set: &RuleSet| {
        let duty = set.recurring_duty(id);
        duty.map(|duty| (duty.open_parts(set).len(), duty.may_bind().is_some()))
    };
    match list {
        "obligation" => old.obligation(id).map(|rule| unknown(rule)) == new.obligation(id).map(|rule| unknown(rule)),
        "recurring" => recurring(old) == recurring(new),
        "applies" => TOLD_OF_A_SET.contains(&id),
        _ => true,
    }
}

/// What a rule set says of itself that decides nothing.
const TOLD_OF_A_SET: [&str; 2] = ["audience", "kinds"];

/// What of a duty is not known.
fn unknown(rule: &Obligation) -> [bool; 8] {
    [
        rule.unknown_part().is_some(),
        rule.has_unknown_acts(),
        rule.has_unknown_excuse(),
        rule.may_bind_others(),
        rule.has_unknown("extension"),
        rule.unknown_arm(CASES).is_some() || rule.unknown_arm(OTHERWISE).is_some(),
        rule.due.is_dated() && rule.has_unknown("due.roll"),
        rule.due.is_dated() && rule.has_unknown("due.start"),
    ]
}
