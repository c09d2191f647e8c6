//! Two duties tried on printed days, where they are not judged by one rule: a difference is found or it is not, and nothing is proved.

mod happened;

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use chrono::NaiveDate;
use serde::Serialize;

use super::counterexample::{Counterexample, Ids, Trial, of_trial, shortest};
use super::side::Side;
use crate::ruleset::Obligation;
use crate::text::Text;
use crate::timeline::{Duty, MissingTime, Outcome, Status};
use happened::Happened;

/// What two duties were tried on where they are not judged by one rule.
///
/// Nothing is proved by it: two duties that no trial told apart may differ.
///
/// ```
/// use doithoai::{Calendar, RuleSet, analysis::{compare, Sameness}};
/// let text = RuleSet::builtin_toml("hcmc-935")?;
/// let other_act = text.replace("unit = \"working-day\" }\nmet_by = { all = [\"conclusion-notified\"] }", "unit = \"working-day\" }\nmet_by = { any = [\"conclusion-notified\"] }");
/// assert_ne!(text, other_act);
/// let comparison = compare(&RuleSet::from_toml(text)?, &RuleSet::from_toml(&other_act)?, &Calendar::vietnam());
/// let notice = comparison.duty("notify-conclusion").unwrap();
/// assert_eq!(notice.verdict, Sameness::NotToldApart); // "all of" one act and "any of" it are the same, which is not seen
/// let tried = notice.trials.as_ref().unwrap();
/// assert!(tried.trials > 100 && tried.events.contains(&"conclusion-notified".to_owned()));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
#[non_exhaustive]
pub struct Trials {
    /// How many dialogues were judged by both.
    pub trials: usize,
    /// The days for which they were appointed; `edges` are counted from what falls due then.
    pub days: Vec<NaiveDate>,
    /// How many days before or after each date on which something falls due acts, notices and views lie.
    pub edges: Vec<i64>,
    /// The events that happened in them.
    pub events: Vec<String>,
    /// The classes of cases in them.
    pub classes: Vec<String>,
    /// The readings that were looked at, each alone, by their ids here and there.
    pub readings: Vec<(String, String)>,
    /// What the events, classes and readings are called.
    #[serde(skip)]
    pub(super) names: [Vec<Text>; 3],
}

/// The days for which dialogues are appointed: over Tết, a worked Saturday, days swapped, National Day, the end of a year, into a
/// year that is not decreed.
const DAYS: [(i32, u32, u32); 5] = [(2026, 8, 20), (2026, 2, 5), (2025, 4, 24), (2027, 12, 20), (2028, 1, 13)];

/// So many trials of one day are enough: what comes after is a mixture of what came before.
const MOST_A_DAY: usize = 1_500;

/// How far from a date what is tried lies.
pub(super) const EDGES: [i64; 3] = [-1, 0, 1];

/// How a duty stands in a trial.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) petition: Option<String>,
    pub(super) session: Option<String>,
    pub(super) occurrence: Option<String>,
    values: Vec<Said>,
}

impl Row {
    /// Whether another row is of the same petition, session and occurrence.
    pub(super) fn is_of(&self, other: &Self) -> bool {
        (&self.petition, &self.session, &self.occurrence) == (&other.petition, &other.session, &other.occurrence)
    }
}

/// A value by its key in scenario files, or the date under a reading.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Said {
    key: &'static str,
    reading: Option<usize>,
    value: String,
}

/// A value that differs.
pub(super) struct Told<'a> {
    pub(super) name: &'a str,
    pub(super) row: &'a Row,
    pub(super) key: &'a str,
    pub(super) reading: Option<usize>,
    pub(super) old: &'a str,
    pub(super) new: &'a str,
}

/// Two duties that are tried.
#[derive(Clone, Copy)]
pub(super) struct Pair<'a> {
    pub(super) sides: (&'a Side, &'a Side),
    pub(super) duties: (&'a Obligation, &'a Obligation),
    pub(super) readings: &'a [(String, String)],
    /// What the case is called.
    pub(super) name: &'a str,
}

/// Tries two duties on printed days, those given first, until one trial tells them apart.
pub(super) fn tried(pair: Pair<'_>, first: &[NaiveDate]) -> (Trials, Option<Counterexample>) {
    let fixed = DAYS.iter().filter_map(|(year, month, day)| NaiveDate::from_ymd_opt(*year, *month, *day));
    let mut days: Vec<NaiveDate> = first.to_vec();
    days.extend(fixed.filter(|day| !first.contains(day)));
    let happened = Happened::of(pair);
    let mut trials = Trials {
        trials: 0,
        days: days.clone(),
        edges: EDGES.to_vec(),
        events: happened.events(),
        classes: happened.classes.iter().map(|class| class.word().to_owned()).collect(),
        readings: pair.readings.to_vec(),
        names: pair.names(&happened),
    };
    let mut found = None;
    for day in days {
        let most = trials.trials.saturating_add(MOST_A_DAY);
        // That the trials of a day are over, because one is enough or they are too many.
        let _ = happened.each(day, &mut |trial: Trial| {
            if let Some(apart) = pair.apart(&trial, &mut trials.trials) {
                found = pair.example(&trial, &apart);
            }
            if found.is_some() || trials.trials >= most { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        if found.is_some() {
            break;
        }
    }
    (trials, found)
}

/// What a trial told apart.
pub(super) struct Apart {
    row: Row,
    key: &'static str,
    reading: Option<usize>,
    old: String,
    new: String,
}

impl<'a> Pair<'a> {
    /// What the events, classes and readings of its trials are called.
    fn names(&self, happened: &Happened<'_>) -> [Vec<Text>; 3] {
        let set = &self.sides.0.set;
        let reading = |(old, _): &(String, String)| super::reading_text(self.duties.0, old);
        [
            happened.events().iter().map(|event| set.event_text(event)).collect(),
            happened.classes.iter().map(|class| set.class_text(*class)).collect(),
            self.readings.iter().map(reading).collect(),
        ]
    }

    const fn ids(&self) -> Ids<'a> {
        Ids { duty: (self.duties.0.id.as_str(), self.duties.1.id.as_str()), readings: self.readings }
    }

    /// The first value of a trial that differs; one that a side refuses tells nothing.
    fn apart(&self, trial: &Trial, tried: &mut usize) -> Option<Apart> {
        let (old, new) = (self.rows(trial, false)?, self.rows(trial, true)?);
        *tried = tried.saturating_add(1);
        old.iter().find_map(|row| {
            let Some(other) = new.iter().find(|other| other.is_of(row)) else {
                return Some(Apart::of(row, ("present", None), ("true", "false")));
            };
            let differs = row.values.iter().zip(&other.values).find(|(one, other)| one != other);
            differs.map(|(one, other)| Apart::of(row, (one.key, one.reading), (&one.value, &other.value)))
        })
    }

    /// The case of a trial, with as few facts as still tell the two apart; none where scenarios say otherwise.
    fn example(&self, trial: &Trial, apart: &Apart) -> Option<Counterexample> {
        let written = |trial: &Trial, apart: &Apart, loose: bool| {
            of_trial(self.sides, self.ids(), trial, (&apart.told(self.name), loose))
        };
        let loose = [false, true].into_iter().find(|loose| written(trial, apart, *loose).is_some())?;
        let again = |trial: &Trial| self.apart(trial, &mut 0);
        let is_one = |trial: &Trial| again(trial).is_some_and(|apart| written(trial, &apart, loose).is_some());
        let trial = shortest(trial.clone(), &is_one);
        written(&trial, &again(&trial)?, loose)
    }

    /// How the duty stands in a trial, each time that it is owed.
    fn rows(&self, trial: &Trial, is_new: bool) -> Option<Vec<Row>> {
        let duties = self.duties_of(trial, is_new)?;
        Some(duties.iter().map(|duty| self.row(duty, is_new)).collect())
    }

    fn duties_of(&self, Trial { facts, view }: &Trial, is_new: bool) -> Option<Vec<Duty>> {
        let (side, id) = if is_new { (self.sides.1, &self.duties.1.id) } else { (self.sides.0, &self.duties.0.id) };
        let duties = side.terms.alone(facts, *view, id).ok()?;
        Some(duties.into_iter().map(|(duty, _)| duty).collect())
    }

    fn row(&self, duty: &Duty, is_new: bool) -> Row {
        let mut values = values(&duty.outcome);
        for (at, (old, new)) in self.readings.iter().enumerate() {
            let id = if is_new { new } else { old };
            let is_it =
                |reading: &&crate::timeline::OtherReading| reading.declared_by().is_none() && reading.id() == id;
            // What is adopted, or gives the same, is no other reading.
            let outcome = duty.readings.iter().find(is_it).map(|reading| &reading.outcome);
            let value = outcome.map(|outcome| date(outcome.due.map(|due| due.date))).unwrap_or_default();
            values.push(Said { key: "readings", reading: Some(at), value });
        }
        let Duty { petition, session, occurrence, .. } = duty.clone();
        Row { petition, session, occurrence, values }
    }

    /// The days on which something falls due in a trial, on either side and under any reading, with those beside them.
    fn edges(&self, trial: &Trial) -> BTreeSet<NaiveDate> {
        let duties = [false, true].into_iter().filter_map(|is_new| self.duties_of(trial, is_new)).flatten();
        let mut days = BTreeSet::new();
        for duty in duties {
            for outcome in duty.outcomes() {
                let dues = [outcome.due, outcome.base_due, outcome.shortest];
                days.extend(dues.into_iter().flatten().flat_map(|due| [due.date, due.earliest(), due.latest()]));
            }
        }
        let beside = |day: &NaiveDate| EDGES.map(|by| crate::calendar::shift(*day, by));
        days.iter().flat_map(beside).flatten().collect()
    }
}

impl Apart {
    fn of(row: &Row, (key, reading): (&'static str, Option<usize>), (old, new): (&str, &str)) -> Self {
        Self { row: row.clone(), key, reading, old: old.to_owned(), new: new.to_owned() }
    }

    fn told<'a>(&'a self, name: &'a str) -> Told<'a> {
        Told { name, row: &self.row, key: self.key, reading: self.reading, old: &self.old, new: &self.new }
    }
}

/// What scenario files can say of an outcome, in the order in which a difference is told.
fn values(outcome: &Outcome) -> Vec<Said> {
    let (due, by) = (outcome.due, late_by(&outcome.status));
    let why = match &outcome.status {
        Status::NotApplicable { because } => Some(because.word()),
        Status::Undetermined { because } => Some(because.word()),
        Status::Unknown { because } => Some(because.word()),
        _ => None,
    };
    let time = |time: Option<crate::TimeOfDay>| time.map_or_else(|| word("none"), |time| word(&time.to_string()));
    [
        ("due", date(due.map(|due| due.date))),
        ("due_at", time(outcome.due_at)),
        ("status", word(outcome.status.word())),
        ("why", why.map_or_else(|| word("none"), word)),
        ("days", by.map_or_else(|| word("none"), |(days, _)| days.to_string())),
        ("minutes", by.and_then(|(_, minutes)| minutes).map_or_else(|| word("none"), |minutes| minutes.to_string())),
        ("reason", outcome.reason.as_ref().map_or_else(|| word("none"), |reason| word(reason.word()))),
        ("earliest", date(due.map(|due| due.earliest()))),
        ("latest", date(due.map(|due| due.latest()))),
        ("last_working_day", date(due.map(|due| due.last_working_day))),
        ("certainty", outcome.certainty().map_or_else(|| word("none"), word)),
        ("base_due", date(outcome.base_due.map(|due| due.date))),
        ("met_on", date(outcome.met_on)),
        ("missing_time", outcome.missing_time().map_or_else(|| word("none"), |time| word(MissingTime::word(time)))),
        ("findings", list(outcome.findings.iter().map(crate::timeline::Finding::word))),
        ("moved_by", list(outcome.moved_by.iter().map(crate::timeline::Move::word))),
    ]
    .into_iter()
    .map(|(key, value)| Said { key, reading: None, value })
    .collect()
}

/// Some of these values, by their keys.
pub(super) fn said(outcome: &Outcome, keys: &[&str]) -> Vec<(&'static str, String)> {
    values(outcome).into_iter().filter(|said| keys.contains(&said.key)).map(|said| (said.key, said.value)).collect()
}

const fn late_by(status: &Status) -> Option<(i64, Option<i64>)> {
    match status {
        Status::MetLate { by } | Status::Overdue { by } => Some((by.days, by.minutes)),
        _ => None,
    }
}

fn date(day: Option<NaiveDate>) -> String {
    day.map_or_else(|| word("none"), |day| day.to_string())
}

pub(super) fn word(word: &str) -> String {
    super::case::quoted(word)
}

fn list<'a>(words: impl Iterator<Item = &'a str>) -> String {
    let words: Vec<String> = words.map(word).collect();
    format!("[{}]", words.join(", "))
}
