//! A dialogue that two rule sets judge otherwise, as a case of a scenario file that holds under the one and fails under the other.

use serde::Serialize;

use super::case::{Expected, Written, file, quoted};
use super::side::Side;
use super::trials::Told;
use crate::scenario;
use crate::timeline::{Facts, View};

/// A dialogue, or the year of an office, that two rule sets judge otherwise.
///
/// ```
/// use doithoai::{Calendar, RuleSet, analysis::compare};
/// let text = RuleSet::builtin_toml("hcmc-935")?;
/// let nine = RuleSet::from_toml(&text.replace("after = \"closed\", n = 10", "after = \"closed\", n = 9"))?;
/// let comparison = compare(&RuleSet::from_toml(text)?, &nine, &Calendar::vietnam());
/// let example = comparison.duty("notify-conclusion").unwrap().counterexample.as_ref().unwrap();
/// assert!(example.case.contains("duty = \"notify-conclusion\"\n  due = "));
/// assert!(example.holds_for_old && !example.holds_for_new);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Counterexample {
    /// What the one says, as a case of a scenario file, in the words of the one: to be written under a line that names it.
    pub case: String,
    /// The same with the ids of the other.
    pub mapped: String,
    /// Which value differs: a key of scenario files.
    pub key: String,
    /// The value under the one.
    pub old: String,
    /// The value under the other.
    pub new: String,
    /// Whether the case holds under the one: scenarios were run to say so.
    pub holds_for_old: bool,
    /// Whether it holds under the other with the ids of that.
    pub holds_for_new: bool,
    /// Whether that is so only as if each set applied on every covered day, for one of them is not in force then.
    pub always: bool,
}

/// A dialogue and how it is looked at.
#[derive(Debug, Clone)]
pub(super) struct Trial {
    pub(super) facts: Facts,
    pub(super) view: View,
}

/// The ids of what is looked at on either side.
#[derive(Clone, Copy)]
pub(super) struct Ids<'a> {
    pub(super) duty: (&'a str, &'a str),
    /// The readings that are compared, by their ids there.
    pub(super) readings: &'a [(String, String)],
}

/// A trial as a case that holds under the one and fails under the other, if it is one there too: as a dialogue, or loosely as a matter
/// of none, which what the course of a dialogue does not allow is told as.
pub(super) fn of_trial(
    sides: (&Side, &Side),
    ids: Ids<'_>,
    trial: &Trial,
    (told, loose): (&Told<'_>, bool),
) -> Option<Counterexample> {
    let write = |new: bool| case(sides, ids, trial, told, (loose, new));
    verified_as(sides, (write(false), write(true)), (told.key, told.old, told.new))
}

/// The texts of a case with what comes of them, if it holds on exactly one side: under the sets as they are, else as if each applied on
/// every covered day.
pub(super) fn verified_as(
    (old, new): (&Side, &Side),
    (case, mapped): (String, String),
    (key, of_old, of_new): (&str, &str, &str),
) -> Option<Counterexample> {
    let holds = |side: &Side, case: &str, always: bool| {
        let set = if always { &side.set } else { &side.real };
        scenario::holds(&file(&[set], case), &[set], &side.calendar)
    };
    let is_apart =
        |always: &bool| holds(old, &case, *always) == Some(true) && holds(new, &mapped, *always) == Some(false);
    let always = [false, true].into_iter().find(is_apart)?;
    let (key, old, new) = (key.to_owned(), of_old.to_owned(), of_new.to_owned());
    Some(Counterexample { case, mapped, key, old, new, holds_for_old: true, holds_for_new: false, always })
}

fn case(
    (old, new): (&Side, &Side),
    ids: Ids<'_>,
    Trial { facts, view }: &Trial,
    told: &Told<'_>,
    (loose, is_new): (bool, bool),
) -> String {
    let (side, duty) = if is_new { (new, ids.duty.1) } else { (old, ids.duty.0) };
    let reading = side.reading.as_ref().map(|(of, reading)| (format!("{}/{of}", side.real.id()), reading.as_str()));
    let row = told.row;
    let of = Expected {
        as_of: view.as_of,
        duty,
        petition: row.petition.as_deref(),
        session: row.session.as_deref(),
        occurrence: row.occurrence.as_deref(),
    };
    let value = match told.reading {
        None => (told.key, told.old.to_owned()),
        Some(at) => {
            let id = ids.readings.get(at).map(|(old, new)| if is_new { new } else { old });
            let id = id.map(|id| quoted(id)).unwrap_or_default();
            ("readings", format!("{{ {id} = {} }}", told.old))
        }
    };
    Written { name: told.name, facts, loose, reading }.text() + &of.expects(&[value])
}

/// The trial with as few facts as still tell both apart.
pub(super) fn shortest(trial: Trial, is_one: &dyn Fn(&Trial) -> bool) -> Trial {
    let mut trial = trial;
    loop {
        let all = trial.facts.all();
        let fewer = (0..all.len()).rev().map(|left_out| {
            let kept = all.iter().enumerate().filter(|(at, _)| *at != left_out).map(|(_, fact)| fact.clone());
            Trial { facts: kept.fold(bare(&trial.facts), Facts::with), view: trial.view }
        });
        match fewer.into_iter().find(|fewer| is_one(fewer)) {
            Some(fewer) => trial = fewer,
            None => return trial,
        }
    }
}

/// The same dialogue, of which nothing happened yet.
pub(super) fn bare(facts: &Facts) -> Facts {
    let bare = Facts::appointed_for(facts.appointed());
    let bare = facts.kind().into_iter().fold(bare, Facts::of_kind);
    facts.mode().into_iter().fold(bare, Facts::in_mode)
}
