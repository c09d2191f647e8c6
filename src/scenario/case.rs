//! What a scenario file says, read and checked.

use chrono::NaiveDate;

use super::keys::{DutyKey, ExclusionKey, OfficeDutyKey, RecurringKey, RuleSetKey, YearKey};
use crate::calendar::Calendar;
use crate::ruleset::vocabulary::{
    CLOSED, DIALOGUE_DAY, Detail, FORMER_DAY, OPENED, RECEPTION_DAY, RECEPTION_HELD, built_in,
};
use crate::ruleset::{Activity, DialogueKind, Registry, RuleSet, Subject, VersionError};
use crate::timeline::{AdoptedReadings, Fact, Facts, View};

/// What stands for a date or a verdict where there is none.
pub(super) const NONE: &str = "none";

/// The key of a refusal.
pub(super) const ERROR: &str = "error";

/// The key of whether a rule applies.
pub(super) const PRESENT: &str = "present";

/// A file of scenarios: what they are judged by, and the cases.
#[derive(Debug, Clone)]
pub(super) struct Scenario {
    pub(super) rules: Rules,
    pub(super) calendar: Calendar,
    pub(super) cases: Vec<Case>,
}

/// The rule sets of a file.
#[derive(Debug, Clone)]
pub(super) struct Rules {
    pub(super) sets: Vec<RuleSet>,
    /// The ids of built-in sets that were named without a version: the version of the day applies.
    pub(super) by_day: Vec<String>,
}

impl Rules {
    /// What a day is judged by: of several versions all, among which the day chooses; an error if none is in force.
    pub(super) fn on(&self, day: NaiveDate) -> Result<Vec<RuleSet>, VersionError> {
        let registry = self.registry();
        let refused = |set: &&RuleSet| {
            let by_day = self.by_day.iter().any(|id| id == set.id());
            by_day.then(|| registry.find(set.id(), day).err()).flatten()
        };
        let applied: Vec<RuleSet> = self.sets.iter().filter(|set| refused(set).is_none()).cloned().collect();
        match self.sets.iter().find_map(|set| refused(&set)).filter(|_| applied.is_empty()) {
            Some(error) => Err(error),
            None => Ok(applied),
        }
    }

    /// All of them, by id and date.
    pub(super) fn registry(&self) -> Registry {
        let with = |registry: Registry, set: &RuleSet| registry.clone().with(set.clone()).unwrap_or(registry);
        self.sets.iter().fold(Registry::new(), with)
    }

    /// The same with another rule set in the place of the one of its name.
    pub(super) fn replacing(&self, other: &RuleSet) -> Self {
        let replaced = |set: &RuleSet| if set.name() == other.name() { other.clone() } else { set.clone() };
        Self { sets: self.sets.iter().map(replaced).collect(), by_day: self.by_day.clone() }
    }
}

/// One scenario: what happened, and what is expected.
#[derive(Debug, Clone)]
pub(super) struct Case {
    pub(super) name: String,
    pub(super) line: usize,
    pub(super) adopted: AdoptedReadings,
    pub(super) of: CaseOf,
    pub(super) log: Vec<Entry>,
    pub(super) expects: Vec<Expect>,
}

impl Case {
    /// The same where other things are expected.
    pub(super) fn asking(&self, expects: Vec<Expect>) -> Self {
        let (name, adopted, of, log) = (self.name.clone(), self.adopted.clone(), self.of.clone(), self.log.clone());
        Self { name, line: self.line, adopted, of, log, expects }
    }
}

/// What a case is about.
#[derive(Debug, Clone)]
pub(super) enum CaseOf {
    /// A dialogue, recorded entry by entry, or what happened in another activity.
    Day { planned: Facts, activity: Activity, subject: Option<Subject> },
    /// A row of a table: facts that are no more than what one duty is counted from.
    Row { facts: Facts },
    /// The year of an office.
    Year { year: i32, office: Subject, held: Vec<(NaiveDate, Option<DialogueKind>)> },
}

/// Something that happened, or that must be refused with a code.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub(super) line: usize,
    pub(super) fact: Fact,
    pub(super) refused: Option<String>,
}

/// What is expected, as seen on a date.
#[derive(Debug, Clone)]
pub(super) struct Expect {
    pub(super) view: View,
    pub(super) of: ExpectOf,
    pub(super) stated: Vec<Stated>,
}

/// What an expectation is about; rules by rule set and id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum ExpectOf {
    Duty {
        of: RuleId,
        petition: Option<String>,
        session: Option<String>,
        occurrence: Option<String>,
    },
    /// In a year of the period that begins on a day or has a name, of a day, and of a version, where there are several.
    Recurring {
        of: RuleId,
        from: Option<NaiveDate>,
        version: Option<String>,
        period: Option<String>,
        appointed: Option<NaiveDate>,
    },
    /// In a year, of a petition in the log of the office, or of a reception.
    OfficeDuty {
        of: RuleId,
        petition: Option<String>,
        /// Its day or its id.
        reception: Option<String>,
        occurrence: Option<String>,
        version: Option<String>,
    },
    Exclusion(RuleId),
    /// Whether a rule set binds the subject.
    RuleSet(String),
    /// That the facts or a count are refused.
    Error,
}

/// A rule of a rule set.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct RuleId {
    pub(super) ruleset: String,
    pub(super) id: String,
}

impl std::fmt::Display for RuleId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{}", self.ruleset, self.id)
    }
}

impl ExpectOf {
    /// The rule it is about, if it is about one.
    pub(super) const fn rule(&self) -> Option<&RuleId> {
        match self {
            Self::Duty { of, .. } | Self::Recurring { of, .. } | Self::OfficeDuty { of, .. } | Self::Exclusion(of) => {
                Some(of)
            }
            Self::RuleSet(_) | Self::Error => None,
        }
    }
}

/// One value that is expected, as it is written in JSON.
#[derive(Debug, Clone)]
pub(super) struct Stated {
    pub(super) asked: Asked,
    pub(super) line: usize,
    pub(super) expected: String,
}

/// What is asked of a rule.
#[derive(Debug, Clone)]
pub(super) enum Asked {
    /// Whether the facts or a count are refused, with which code.
    Error,
    /// Whether the rule is among those that apply.
    Present,
    /// A value of a duty.
    Duty(&'static DutyKey),
    /// A value of a recurring duty.
    Recurring(&'static RecurringKey),
    /// A value of a recurring duty in a period of a year.
    Year(&'static YearKey),
    /// A value of a duty of an office toward a petition or for a reception.
    OfficeDuty(&'static OfficeDutyKey),
    /// A value of an exclusion.
    Exclusion(&'static ExclusionKey),
    /// A value of a rule set.
    RuleSet(&'static RuleSetKey),
    /// What another reading gives.
    Reading(String),
    /// How a duty stands on a day if it is not done by then.
    Seen(NaiveDate),
    /// How a duty stands if it is done on a day.
    Done(NaiveDate),
}

impl std::fmt::Display for Asked {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Error => f.write_str(ERROR),
            Self::Present => f.write_str(PRESENT),
            Self::Duty(key) => f.write_str(key.name),
            Self::Recurring(key) => f.write_str(key.name),
            Self::Year(key) => f.write_str(key.name),
            Self::OfficeDuty(key) => f.write_str(key.name),
            Self::Exclusion(key) => f.write_str(key.name),
            Self::RuleSet(key) => f.write_str(key.name),
            Self::Reading(id) => write!(f, "readings.{id}"),
            Self::Seen(day) => write!(f, "seen.{day}"),
            Self::Done(day) => write!(f, "done.{day}"),
        }
    }
}

/// The facts of a row: `event` happened on `day`, and `more` beside it.
pub(super) fn facts_of_row(event: &str, day: NaiveDate, petition: Option<&str>, more: &[Entry]) -> Facts {
    let anchored = match event {
        DIALOGUE_DAY | OPENED | CLOSED => Facts::held_on(day),
        RECEPTION_DAY => Facts::appointed_for(day).with(Fact::new(RECEPTION_HELD, day)),
        FORMER_DAY => Facts::appointed_for(day),
        event => {
            let mut fact = Fact::new(event, day);
            fact.until = built_in(event).filter(|event| event.says(Detail::NewDay)).map(|_| day);
            Facts::appointed_for(day).with(match petition {
                Some(id) => fact.petition(id),
                None => fact,
            })
        }
    };
    more.iter().fold(anchored, |facts, entry| facts.with(entry.fact.clone()))
}
