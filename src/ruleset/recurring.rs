//! Duties that return every period, and what obliges or permits to act outside the plan.

use super::duty::{MetBy, Toward};
use super::instrument::Cite;
use super::vocabulary::{
    Activity, CaseClass, Counts, Cutoff, DialogueKind, DutyKind, HeadKind, Level, Modality, NoDate, Period,
};
use crate::text::{Confidence, Lang, Text};
use crate::time_limit::Roll;

/// How often a recurring duty returns.
///
/// ```
/// use doithoai::{RuleSet, ruleset::{Often, Period}};
/// let can_tho = RuleSet::builtin("can-tho-10")?;
/// let once_a_year = Often::Every { period: Some(Period::Year), at_least: vec![(None, 1)] };
/// assert_eq!(can_tho.recurring()[0].often, once_a_year);
/// # Ok::<(), doithoai::VersionError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Often {
    /// So many times in each period.
    Every {
        /// The period, if known.
        period: Option<Period>,
        /// How many times at least, for all levels or one by one; empty if not known.
        at_least: Vec<(Option<Level>, u32)>,
    },
    /// At each of these.
    Cutoffs(Vec<Cutoff>),
}

/// When in its period a recurring duty falls.
///
/// ```
/// use doithoai::{RuleSet, ruleset::RecurringDue};
/// let hcmc = RuleSet::builtin("hcmc-935")?;
/// let notice = hcmc.recurring().iter().find(|duty| duty.id == "annual-notice").unwrap();
/// assert_eq!(notice.due, RecurringDue::With("annual-report".to_owned())); // "đồng thời"
/// # Ok::<(), doithoai::VersionError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum RecurringDue {
    /// No day is given.
    None(NoDate),
    /// At the same time as another recurring duty.
    With(String),
    /// A fixed day of each period.
    Day {
        /// The month, for a duty of every year.
        month: Option<u32>,
        /// The day of the month.
        day: u32,
        /// Where it goes if it is a day off.
        roll: Roll,
    },
}

/// Another way to understand a recurring duty; what it does not change is `None`.
///
/// ```
/// use doithoai::{RuleSet, ruleset::{Cutoff, Often}};
/// let politburo = RuleSet::builtin("qd-11@2025-11-23")?;
/// let report = politburo.recurring().iter().find(|duty| duty.id == "report").unwrap();
/// // Some papers print "quý" where the reprinted text has "quý I".
/// let reading = &report.readings[0];
/// assert!(matches!(&reading.often, Some(Often::Cutoffs(all)) if all.contains(&Cutoff::Quarter)));
/// # Ok::<(), doithoai::VersionError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct RecurringReading {
    /// Its id, unique in the duty.
    pub id: String,
    /// A few words that name it in a sentence.
    pub text: Option<Text>,
    /// How often instead.
    pub often: Option<Often>,
    /// Which dialogues count instead.
    pub kinds: Option<Vec<DialogueKind>>,
    /// Why one may read it so.
    pub because: Text,
}

/// A duty that returns every period.
///
/// ```
/// use doithoai::ruleset::DialogueKind;
/// # use doithoai::RuleSet;
/// let can_tho = RuleSet::builtin("can-tho-10")?;
/// let hold = &can_tho.recurring()[0];
/// assert_eq!(hold.id, "hold-dialogue");
/// assert_eq!(hold.kinds, [DialogueKind::Periodic]);
/// # Ok::<(), doithoai::VersionError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Recurring {
    /// Its id.
    pub id: String,
    /// What it is about, where the file says.
    pub duty_kind: Option<DutyKind>,
    /// What it belongs to.
    pub activity: Activity,
    /// What is to be done.
    pub text: Text,
    /// How often.
    pub often: Often,
    /// What is counted, where the source says.
    pub counts: Option<Counts>,
    /// Which dialogues count; all if empty.
    pub kinds: Vec<DialogueKind>,
    /// Which levels have the duty; all if empty.
    pub levels: Vec<Level>,
    /// Whose heads have the duty; all that the set binds if empty.
    pub heads: Vec<HeadKind>,
    /// Who must do it.
    pub bearer: Vec<String>,
    /// To whom.
    pub toward: Vec<Toward>,
    /// When in the period.
    pub due: RecurringDue,
    /// What fulfils it.
    pub met_by: MetBy,
    /// Where the text says so.
    pub cite: Cite,
    /// Where the words were read.
    pub source: String,
    /// How sure the value is.
    pub confidence: Confidence,
    /// The duties of other rule sets that are this one, as `rule-set/duty`.
    pub same_as: Vec<String>,
    /// Which values are a reading, because the text is silent.
    pub silent_on: Vec<String>,
    /// Other ways to understand it.
    pub readings: Vec<RecurringReading>,
}

impl Recurring {
    /// Whether it binds such a head.
    ///
    /// ```
    /// use doithoai::{RuleSet, ruleset::{HeadKind, Level}};
    /// let reception = RuleSet::builtin("citizen-reception@2014-07-01")?;
    /// let commune = reception.recurring().iter().find(|duty| duty.id == "commune-reception").unwrap();
    /// assert!(commune.binds(Level::Commune, HeadKind::LocalGovernment));
    /// assert!(!commune.binds(Level::Province, HeadKind::LocalGovernment));
    /// assert!(!commune.binds(Level::Commune, HeadKind::Agency));
    /// # Ok::<(), doithoai::VersionError>(())
    /// ```
    #[must_use]
    pub fn binds(&self, level: Level, head: HeadKind) -> bool {
        let speaks_of_it = match &self.often {
            Often::Every { at_least, .. } => at_least.is_empty() || self.at_least(level).is_some(),
            Often::Cutoffs(_) => true,
        };
        speaks_of_it
            && (self.levels.is_empty() || self.levels.contains(&level))
            && (self.heads.is_empty() || self.heads.contains(&head))
    }

    /// How many times at least at a level, if known.
    ///
    /// ```
    /// use doithoai::{RuleSet, ruleset::Level};
    /// let politburo = RuleSet::builtin("qd-11@2019-02-18")?;
    /// let reception = politburo.recurring().iter().find(|duty| duty.id == "reception").unwrap();
    /// assert_eq!((reception.at_least(Level::Province), reception.at_least(Level::Commune)), (Some(1), Some(2)));
    /// # Ok::<(), doithoai::VersionError>(())
    /// ```
    #[must_use]
    pub fn at_least(&self, level: Level) -> Option<u32> {
        self.at_least_of(Some(level))
    }

    /// The same where the level may not be known: then only a number for all levels holds.
    pub(crate) fn at_least_of(&self, level: Option<Level>) -> Option<u32> {
        let Often::Every { at_least, .. } = &self.often else { return None };
        at_least.iter().find(|(of, _)| of.is_none() || *of == level).map(|(_, times)| *times)
    }
}

/// What sets a trigger off.
///
/// ```
/// use doithoai::{Lang, RuleSet};
/// let law = RuleSet::builtin("law-72-2025")?;
/// let asked_for = law.triggers()[0].when.text(Lang::En);
/// assert!(asked_for.contains("at least 10 %"), "{asked_for}");
/// # Ok::<(), doithoai::VersionError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum When {
    /// A matter of judgement, in the words of the source.
    Judgement(Text),
    /// A share of some people asks for it.
    Share {
        /// Of whom.
        of: Text,
        /// Who asks.
        requested_by: String,
        /// The least share, in per cent.
        at_least_percent: u32,
    },
    /// A case of one of these classes.
    Classes(Vec<CaseClass>),
}

impl When {
    /// The condition in one language.
    ///
    /// ```
    /// use doithoai::{Lang, RuleSet};
    /// let can_tho = RuleSet::builtin("can-tho-10")?;
    /// assert_eq!(can_tho.triggers()[0].when.text(Lang::Vi), "khi cần thiết");
    /// # Ok::<(), doithoai::VersionError>(())
    /// ```
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        match (self, lang) {
            (Self::Judgement(words), _) => words.get(lang).to_owned(),
            (Self::Share { of, at_least_percent, .. }, Lang::Vi) => {
                format!("khi có ít nhất {at_least_percent}% {} yêu cầu", of.vi)
            }
            (Self::Share { of, at_least_percent, .. }, Lang::En) => {
                format!("when at least {at_least_percent} % of {} ask for it", of.en)
            }
            (Self::Classes(classes), _) => {
                let classes: Vec<String> = classes.iter().map(|class| class.text().get(lang).to_owned()).collect();
                format!("{} {}", lang.pick("khi vụ việc", "when a case is"), classes.join(lang.pick(" hoặc ", " or ")))
            }
        }
    }
}

/// What obliges or permits to act outside the plan.
///
/// ```
/// use doithoai::{RuleSet, ruleset::{DialogueKind, Modality}};
/// let can_tho = RuleSet::builtin("can-tho-10")?;
/// let trigger = &can_tho.triggers()[0];
/// assert_eq!((trigger.modality, trigger.kind), (Modality::May, Some(DialogueKind::AdHoc)));
/// # Ok::<(), doithoai::VersionError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Trigger {
    /// Its id.
    pub id: String,
    /// Whether it obliges or permits.
    pub modality: Modality,
    /// When.
    pub when: When,
    /// What it leads to: a dialogue or a reception.
    pub leads_to: Activity,
    /// The kind of dialogue it leads to, where the source says.
    pub kind: Option<DialogueKind>,
    /// What is to be done, where the words above do not say it.
    pub text: Option<Text>,
    /// Where the text says so.
    pub cite: Cite,
    /// How sure the value is.
    pub confidence: Confidence,
}
