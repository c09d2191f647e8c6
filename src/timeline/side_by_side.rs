//! Duties of several rule sets on one dialogue, side by side by what they are about.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::{Duty, Timeline};
use crate::ruleset::DutyKind;
use crate::text::Text;
use crate::time_limit::DueDate;

/// The duties of one kind that several rule sets lay on one dialogue.
///
/// They are compared, never merged: only where a file says `same_as` do two duties stand as one.
///
/// ```
/// use doithoai::{Calendar, Facts, RuleSet, Terms, View, ruleset::DutyKind};
/// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
/// let sets = [RuleSet::builtin("hcmc-935")?, RuleSet::builtin("can-tho-10")?];
/// let timeline = Terms::new(sets, Calendar::vietnam()).timeline(&Facts::held_on(date(8, 20)), View::everything())?;
/// let both = timeline.side_by_side();
/// let notices = both.iter().find(|row| row.duty_kind == DutyKind::NotifyConclusion).unwrap();
/// assert_eq!(notices.sides.len(), 2);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct SideBySide {
    /// What the duties are about.
    pub duty_kind: DutyKind,
    /// One side for each duty, or for duties that are the same.
    pub sides: Vec<Side>,
}

/// A duty, or several that are the same, with the date that satisfies all of them.
///
/// ```
/// use doithoai::{Calendar, Facts, RuleSet, Terms, View};
/// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
/// // An office states that its notice is the one of the city's regulation, in 7 working days instead of 10.
/// let own = RuleSet::builtin_toml("can-tho-10")?
///     .replace("n = 10,", "n = 7,")
///     .replace("id = \"notify-conclusion\"", "id = \"notify-conclusion\"\nsame_as = [\"hcmc-935/notify-conclusion\"]");
/// let sets = [RuleSet::builtin("hcmc-935")?, RuleSet::from_toml(&own)?];
/// let timeline = Terms::new(sets, Calendar::vietnam()).timeline(&Facts::held_on(date(8, 28)), View::everything())?;
/// let side = &timeline.side_by_side().into_iter().find(|row| row.sides[0].duties.len() == 2).unwrap().sides[0];
/// assert_eq!(side.duties, ["hcmc-935/notify-conclusion", "can-tho-10/notify-conclusion"]);
/// assert_eq!(side.due.unwrap().date, date(9, 11));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Side {
    /// The duties, as `rule-set/duty`.
    pub duties: Vec<String>,
    /// The petition, where petitions were told apart.
    pub petition: Option<String>,
    /// The earliest of their due dates.
    #[serde(serialize_with = "only_date")]
    pub due: Option<DueDate>,
    /// When they are expected where that would go on with the day of the view: so long after what has not happened.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expected: Option<Text>,
}

#[expect(clippy::ref_option, reason = "serde passes a reference to the field")]
fn only_date<S: serde::Serializer>(due: &Option<DueDate>, serializer: S) -> Result<S::Ok, S::Error> {
    due.map(|due| due.date).serialize(serializer)
}

impl Timeline {
    /// The duties that several rule sets lay on the dialogue, kind by kind.
    ///
    /// ```
    /// use doithoai::{Calendar, Facts, RuleSet, Terms, View};
    /// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// let alone = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
    /// let timeline = alone.timeline(&Facts::held_on(date(8, 20)), View::everything())?;
    /// assert!(timeline.side_by_side().is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn side_by_side(&self) -> Vec<SideBySide> {
        let row = |kind: &DutyKind| {
            let of_kind: Vec<&Duty> = self.duties.iter().filter(|duty| duty.rule.duty_kind == *kind).collect();
            let mut sets: Vec<&str> = of_kind.iter().map(|duty| duty.ruleset()).collect();
            sets.dedup();
            (sets.len() > 1).then(|| SideBySide { duty_kind: *kind, sides: sides(&of_kind) })
        };
        DutyKind::ALL.iter().filter_map(row).collect()
    }
}

fn name(duty: &Duty) -> String {
    format!("{}/{}", duty.ruleset(), duty.rule.id)
}

fn expected(duty: &Duty) -> Option<Text> {
    duty.expected_text().filter(|_| duty.outcome.slides())
}

/// Each duty, or what a file says is the same, with the earliest date.
fn sides(duties: &[&Duty]) -> Vec<Side> {
    // What is the same, whichever of the two says so.
    let mut same: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for duty in duties {
        for other in &duty.rule.same_as {
            same.entry(name(duty)).or_default().insert(other.clone());
            same.entry(other.clone()).or_default().insert(name(duty));
        }
    }
    let mut sides: Vec<Side> = Vec::new();
    // The first side that has a duty of this name for a petition.
    let mut places: BTreeMap<(Option<&str>, String), usize> = BTreeMap::new();
    for duty in duties {
        let (name, petition) = (name(duty), duty.petition.as_deref());
        let place = |other: &String| places.get(&(petition, other.clone())).copied();
        let place = same.get(&name).into_iter().flatten().filter_map(place).min().unwrap_or(sides.len());
        places.entry((petition, name.clone())).or_insert(place);
        match sides.get_mut(place) {
            Some(side) => {
                side.duties.push(name);
                side.due = [side.due, duty.outcome.settled_due()].into_iter().flatten().min_by_key(|due| due.date);
                side.expected = side.expected.take().or_else(|| expected(duty));
            }
            None => sides.push(Side {
                duties: vec![name],
                petition: duty.petition.clone(),
                due: duty.outcome.settled_due(),
                expected: expected(duty),
            }),
        }
    }
    sides
}
