//! What two limits give from every covered day.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;

use super::judging::Hole;
use super::side::Side;
use crate::calendar::{FIRST, LAST};
use crate::ruleset::Due;
use crate::time_limit::DueDate;
use crate::timeline::from_day::due_from;

/// What two limits give from every covered day.
///
/// ```
/// use doithoai::{Calendar, RuleSet, analysis::compare};
/// let old = RuleSet::builtin("hcmc-935")?;
/// let nine = RuleSet::from_toml(&RuleSet::builtin_toml("hcmc-935")?.replace("after = \"closed\", n = 10", "after = \"closed\", n = 9"))?;
/// let comparison = compare(&old, &nine, &Calendar::vietnam());
/// let days = &comparison.duty("notify-conclusion").unwrap().limits[0].days;
/// assert_eq!((days.covered, days.same, days.undated), (31_411, 0, 11)); // a limit that ends in 2101 has no date
/// assert_eq!((days.moves.least, days.moves.most), (-10, -1)); // nine working days end up to 10 days sooner, over Tết
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[non_exhaustive]
pub struct DaysCompared {
    /// How many days are covered.
    pub covered: usize,
    /// From how many both give the same date, with the same bounds and the same last working day.
    pub same: usize,
    /// From how many neither gives a date: the count leaves the covered years.
    pub undated: usize,
    /// From how many they give something else.
    pub differing: usize,
    /// From how many of these only the one gives a date.
    pub only_old: usize,
    /// From how many only the other does.
    pub only_new: usize,
    /// By how many days the date moves, over all days from which both give one.
    pub moves: Moves,
    /// The days from which they differ, those that follow one another together.
    pub ranges: Vec<DayRange>,
    /// The first of them.
    pub first: Option<DayDiff>,
    /// That from which the date moves most, the first of several.
    pub worst: Option<DayDiff>,
}

/// By how many days a date moves: a negative number is sooner.
///
/// The example of [`DaysCompared`] shows it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[non_exhaustive]
pub struct Moves {
    /// The least.
    pub least: i64,
    /// The most.
    pub most: i64,
    /// From how many days it moves by so many; also by none, where only a bound or the last working day differs.
    pub by: BTreeMap<i64, usize>,
}

/// Days that follow one another, from each of which two limits differ.
///
/// ```
/// use doithoai::{Calendar, RuleSet, analysis::compare};
/// let text = RuleSet::builtin_toml("hcmc-935")?;
/// let four = RuleSet::from_toml(&text.replace("n = 5, unit", "n = 4, unit"))?;
/// let comparison = compare(&RuleSet::from_toml(text)?, &four, &Calendar::vietnam());
/// let range = &comparison.duty("invite-citizens").unwrap().limits[0].days.ranges[0];
/// assert_eq!((range.from.to_string(), range.to.to_string(), range.days), ("2015-01-10".to_owned(), "2100-12-31".to_owned(), 31_402));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct DayRange {
    /// The first.
    pub from: NaiveDate,
    /// The last.
    pub to: NaiveDate,
    /// How many.
    pub days: usize,
}

/// What two limits give from one day.
///
/// ```
/// use doithoai::{Calendar, RuleSet, analysis::compare};
/// let text = RuleSet::builtin_toml("hcmc-935")?;
/// let nine = RuleSet::from_toml(&text.replace("after = \"closed\", n = 10", "after = \"closed\", n = 9"))?;
/// let comparison = compare(&RuleSet::from_toml(text)?, &nine, &Calendar::vietnam());
/// let worst = comparison.duty("notify-conclusion").unwrap().limits[0].days.worst.unwrap();
/// assert_eq!(worst.old.unwrap().date - worst.new.unwrap().date, chrono::TimeDelta::days(10));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct DayDiff {
    /// The day.
    pub on: NaiveDate,
    /// When the one ends, if it gives a date.
    pub old: Option<DueDate>,
    /// When the other does.
    pub new: Option<DueDate>,
}

impl DayDiff {
    fn moved(&self) -> Option<i64> {
        Some(self.new?.date.signed_duration_since(self.old?.date).num_days())
    }
}

/// What a date says of days: itself, its bounds, its last working day. Which decision is missing is told beside them.
fn days_of(due: Option<DueDate>) -> Option<[NaiveDate; 4]> {
    due.map(|due| [due.date, due.earliest(), due.latest(), due.last_working_day])
}

/// Every covered day.
pub(super) fn covered() -> impl Iterator<Item = NaiveDate> {
    FIRST.iter_days().take_while(|day| *day <= LAST)
}

/// What two limits give from every covered day, through the duties that they are chained to.
pub(super) fn compare((old, new): (&Side, &Side), (from, to): (&Due, &Due)) -> DaysCompared {
    let mut all = DaysCompared::default();
    for on in covered() {
        let due = |side: &Side, due: &Due| due_from(&side.set, &side.calendar, due, on);
        all.add(DayDiff { on, old: due(old, from), new: due(new, to) });
    }
    let moves = &mut all.moves;
    moves.least = moves.by.keys().next().copied().unwrap_or_default();
    moves.most = moves.by.keys().next_back().copied().unwrap_or_default();
    all
}

/// Whether two limits are one: the very same, or of the same end from every covered day, at its likeliest, earliest and latest, so
/// that they are from any range of days too.
pub(super) fn are_one((old, new): (&Side, &Side), (from, to): (&Hole, &Hole)) -> bool {
    match (&from.due, &to.due) {
        _ if old.calendar.hash() != new.calendar.hash() => false,
        (Due::Limit { limit: one, .. }, Due::Limit { limit: other, .. }) if one == other => true,
        (Due::Limit { limit: one, .. }, Due::Limit { limit: other, .. }) if !from.strict && !to.strict => {
            covered().all(|day| old.calendar.ends(*one, day) == new.calendar.ends(*other, day))
        }
        (Due::DayOfMonth { day: a, included: b, .. }, Due::DayOfMonth { day: c, included: d, .. }) => (a, b) == (c, d),
        (Due::Date(one), Due::Date(other)) => one == other,
        _ => false,
    }
}

impl DaysCompared {
    fn add(&mut self, day: DayDiff) {
        let count = |number: &mut usize| *number = number.saturating_add(1);
        count(&mut self.covered);
        if let Some(moved) = day.moved() {
            count(self.moves.by.entry(moved).or_default());
        }
        match (day.old, day.new) {
            (None, None) => return count(&mut self.undated),
            (old, new) if days_of(old) == days_of(new) => return count(&mut self.same),
            (Some(_), None) => count(&mut self.only_old),
            (None, Some(_)) => count(&mut self.only_new),
            (Some(_), Some(_)) => {}
        }
        count(&mut self.differing);
        self.first = self.first.or(Some(day));
        let by = |day: &DayDiff| day.moved().map_or(-1, i64::abs);
        if self.worst.is_none_or(|worst| by(&day) > by(&worst)) {
            self.worst = Some(day);
        }
        match self.ranges.last_mut() {
            Some(last) if last.to.succ_opt() == Some(day.on) => {
                last.to = day.on;
                count(&mut last.days);
            }
            _ => self.ranges.push(DayRange { from: day.on, to: day.on, days: 1 }),
        }
    }

    /// Whether both give the same from every day.
    pub(super) const fn is_same(&self) -> bool {
        self.differing == 0
    }
}
