//! Which due dates move between two rule sets, on the same facts.

use chrono::NaiveDate;
use serde::Serialize;

use super::Timeline;
use crate::ruleset::{DutyKind, RuleSetDiff};

/// The due dates that two rule sets give one duty.
///
/// ```
/// use doithoai::{Calendar, Facts, RuleSet, Terms, View};
/// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
/// let (old, new) = (RuleSet::builtin("hcmc-935")?, RuleSet::builtin("can-tho-10")?);
/// let diff = old.diff(&new);
/// let timeline = |set| Terms::new([set], Calendar::vietnam()).timeline(&Facts::held_on(date(8, 20)), View::everything());
/// let dates = diff.dates(&timeline(old)?, &timeline(new)?);
/// let notice = dates.iter().find(|date| date.new_id.as_deref() == Some("notify-conclusion")).unwrap();
/// assert_eq!(notice.days, Some(0)); // both ten working days after the end
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct DateDiff {
    /// What the duty is about.
    pub duty_kind: DutyKind,
    /// Its id in the one set, if it has it.
    pub old_id: Option<String>,
    /// Its id in the other.
    pub new_id: Option<String>,
    /// The date under the one.
    pub old: Option<NaiveDate>,
    /// The date under the other.
    pub new: Option<NaiveDate>,
    /// By how many days it moves; `None` if one of them gives no date.
    pub days: Option<i64>,
}

impl RuleSetDiff {
    /// The due dates of every duty of either set, from a timeline under each on the same facts;
    /// [`Terms::in_activity`](crate::Terms::in_activity) has those of receptions and petitions, too.
    ///
    /// ```
    /// use doithoai::{Calendar, Facts, RuleSet, Terms, View};
    /// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// let old = RuleSet::builtin("hcmc-935")?;
    /// let new = RuleSet::from_toml(&RuleSet::builtin_toml("hcmc-935")?.replace("n = 5, unit", "n = 4, unit"))?;
    /// let diff = old.diff(&new);
    /// let timeline = |set| Terms::new([set], Calendar::vietnam()).timeline(&Facts::held_on(date(8, 20)), View::everything());
    /// let dates = diff.dates(&timeline(old)?, &timeline(new)?);
    /// let moved: Vec<_> = dates.iter().filter(|date| date.days != Some(0) && date.days.is_some()).collect();
    /// assert_eq!((moved.len(), moved[0].days), (1, Some(1))); // 12 August becomes 13 August
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn dates(&self, old: &Timeline, new: &Timeline) -> Vec<DateDiff> {
        let mut dates = Vec::new();
        for duty in &old.duties {
            let other = self.pairs.iter().find(|(from, _)| *from == duty.rule.id).map(|(_, to)| to);
            let other =
                other.and_then(|id| new.duties.iter().find(|d| d.rule.id == *id && d.petition == duty.petition));
            let (from, to) =
                (duty.outcome.due.map(|due| due.date), other.and_then(|duty| duty.outcome.due).map(|due| due.date));
            dates.push(DateDiff {
                duty_kind: duty.rule.duty_kind,
                old_id: Some(duty.rule.id.clone()),
                new_id: other.map(|duty| duty.rule.id.clone()),
                old: from,
                new: to,
                days: from.zip(to).map(|(from, to)| to.signed_duration_since(from).num_days()),
            });
        }
        let added = new.duties.iter().filter(|duty| !self.pairs.iter().any(|(_, to)| *to == duty.rule.id));
        dates.extend(added.map(|duty| DateDiff {
            duty_kind: duty.rule.duty_kind,
            old_id: None,
            new_id: Some(duty.rule.id.clone()),
            old: None,
            new: duty.outcome.due.map(|due| due.date),
            days: None,
        }));
        dates
    }
}
