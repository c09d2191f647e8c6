//! Duties that return every period, and what obliges or permits to act outside the plan.

use super::duty::{MetBy, Toward};
use super::instrument::Cite;
use super::own_texts;
use super::unknown_part::UnknownParts;
use std::borrow::Cow;
use std::fmt;

use chrono::Weekday;

use super::vocabulary::{
    Activity, COUNCIL_SESSION, CaseClass, Counts, Cutoff, DEFAULT_READING, DayRoll, DialogueKind, DutyKind, HeadKind,
    Level, Modality, NoDate, Nth, Period, SESSION_SCHEDULED,
};
use crate::territory::UnitType;
use crate::text::{Confidence, Lang, Text};

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
    /// Before each occurrence of an event: each session of the council.
    EachBefore {
        /// The event.
        event: String,
        /// How many times at least, for all levels or one by one.
        at_least: Vec<(Option<Level>, u32)>,
    },
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
    /// By a fixed day of each period, at the latest.
    Day {
        /// The month, for a duty of every year; which month of the period, for one of every quarter or half-year.
        month: Option<u32>,
        /// The day of the month.
        day: u32,
        /// Where it goes if it is a day off, if the file says so; if not, the next working day is shown, and the day as it
        /// stands judged beside it.
        roll: Option<DayRoll>,
    },
    /// On exactly these days of each period: neither before nor after.
    On {
        /// The month, as of a day.
        month: Option<u32>,
        /// The days of the month.
        days: Vec<OnDay>,
        /// Where one goes that is a day off, if the file says so; if not, the next working day is shown, and the day as it
        /// stands judged beside it.
        roll: Option<DayRoll>,
        /// The event that moves one to another day, which it states.
        moved_by: Option<String>,
    },
}

/// A day of a month: by its number, or by its weekday.
///
/// ```
/// use chrono::Weekday;
/// use doithoai::{Lang, ruleset::{Nth, OnDay}};
/// let last = OnDay::Weekday { nth: Nth::Last, weekday: Weekday::Thu };
/// assert_eq!((last.to_string(), last.text(Lang::Vi)), ("last-thursday".to_owned(), "thứ Năm cuối cùng của tháng".to_owned()));
/// assert_eq!(OnDay::Day(5).text(Lang::Vi), "ngày 05");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum OnDay {
    /// The day of this number; in a month that has no such day its last day is assumed, which is said beside the verdict.
    Day(u32),
    /// A weekday.
    Weekday {
        /// Which of the month.
        nth: Nth,
        /// The weekday.
        weekday: Weekday,
    },
}

/// The weekdays in words of rule files.
const WEEKDAYS: [(&str, Weekday); 7] = [
    ("monday", Weekday::Mon),
    ("tuesday", Weekday::Tue),
    ("wednesday", Weekday::Wed),
    ("thursday", Weekday::Thu),
    ("friday", Weekday::Fri),
    ("saturday", Weekday::Sat),
    ("sunday", Weekday::Sun),
];

impl OnDay {
    /// Each weekday of a month, with its word and what it is called.
    pub(crate) fn weekdays() -> impl Iterator<Item = (String, Text, Self)> {
        let of = |nth: Nth| WEEKDAYS.iter().map(move |(_, weekday)| Self::Weekday { nth, weekday: *weekday });
        Nth::ALL
            .iter()
            .flat_map(move |nth| of(*nth))
            .map(|day| (day.to_string(), Text::build(|lang| day.text(lang)), day))
    }

    /// What it is called in one language.
    ///
    /// The example of [`OnDay`] shows it.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        match (self, lang) {
            (Self::Day(day), Lang::Vi) => format!("ngày {day:02}"),
            (Self::Day(day), Lang::En) => format!("day {day}"),
            (Self::Weekday { nth, weekday }, Lang::Vi) => format!("{} {}", lang.weekday(*weekday), nth.text().vi),
            (Self::Weekday { nth, weekday }, Lang::En) => {
                format!("{} {} of the month", nth.text().en, lang.weekday(*weekday))
            }
        }
    }
}

/// As rule files write it: `25`, `last-thursday`.
impl fmt::Display for OnDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(day) => day.fmt(f),
            Self::Weekday { nth, weekday } => {
                let word = WEEKDAYS.iter().find(|(_, day)| day == weekday).map_or("", |(word, _)| word);
                write!(f, "{}-{word}", nth.word())
            }
        }
    }
}

/// The day on which periods begin that are not those of the calendar.
///
/// A month has the name of that in which it ends. A year has the name of that in which it begins if it begins from January to
/// June, and of that in which it ends if it begins later: the 2026 of `"12-15"` runs from 15/12/2025 to 14/12/2026, that of
/// `"02-01"` from 01/02/2026 to 31/01/2027. Quarters and halves are counted from there.
///
/// ```
/// use doithoai::ruleset::PeriodStart;
/// assert_eq!(PeriodStart::new(12, 15).unwrap().to_string(), "12-15"); // from 15 December to 14 December
/// assert_eq!(PeriodStart::new(12, 31), None); // not every month has it
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PeriodStart {
    month: u32,
    day: u32,
}

impl PeriodStart {
    /// The calendar's own.
    pub(crate) const CALENDAR: Self = Self { month: 1, day: 1 };

    /// A day that every month has.
    ///
    /// The example of [`PeriodStart`] shows it.
    #[must_use]
    pub const fn new(month: u32, day: u32) -> Option<Self> {
        if month >= 1 && month <= 12 && day >= 1 && day <= 28 { Some(Self { month, day }) } else { None }
    }

    /// The month in which the first period begins.
    #[must_use]
    pub const fn month(&self) -> u32 {
        self.month
    }

    /// The day of the month.
    #[must_use]
    pub const fn day(&self) -> u32 {
        self.day
    }

    /// Whether a year of it has the name of the calendar year in which it ends, for it begins after June.
    pub(crate) const fn is_in_second_half(self) -> bool {
        self.month > 6
    }
}

impl fmt::Display for PeriodStart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:02}-{:02}", self.month, self.day)
    }
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
    /// In which months instead.
    pub in_months: Option<Vec<u32>>,
    /// When its periods begin instead.
    pub period_starts: Option<PeriodStart>,
    /// When in the period instead.
    pub due: Option<RecurringDue>,
    /// Which dialogues count instead.
    pub kinds: Option<Vec<DialogueKind>>,
    /// Why one may read it so.
    pub because: Text,
    /// What the file calls unknown of the duty under it, where that is not what it calls unknown of the rule.
    pub(crate) unknown: Option<UnknownParts>,
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
    /// In which months of each year; the whole year if empty.
    pub in_months: Vec<u32>,
    /// When its periods begin, where that is not as in the calendar.
    pub period_starts: Option<PeriodStart>,
    /// What is counted, where the source says.
    pub counts: Option<Counts>,
    /// Which dialogues count; all if empty.
    pub kinds: Vec<DialogueKind>,
    /// Which levels have the duty; all if empty.
    pub levels: Vec<Level>,
    /// Which kinds of units have the duty, where not all of a level.
    pub unit_types: Vec<UnitType>,
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
    /// What shows that it was done, and not when: nobody is blamed where it is recorded.
    pub implied_by: Vec<String>,
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
    /// Which of its values the file calls unknown, by key, and what it says of them; the whole duty by an empty one.
    pub(crate) unknown: UnknownParts,
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
            Often::Every { at_least, .. } | Often::EachBefore { at_least, .. } => {
                at_least.is_empty() || self.at_least(level).is_some()
            }
            Often::Cutoffs(_) => true,
        };
        speaks_of_it
            && (self.levels.is_empty() || self.levels.contains(&level))
            && (self.heads.is_empty() || self.heads.contains(&head))
    }

    /// Whether its verdicts hang on an event: one that fulfils or shows it, moves its day, or that it has to come before.
    pub(crate) fn asks_about(&self, event: &str) -> bool {
        let moves = matches!(&self.due, RecurringDue::On { moved_by: Some(by), .. } if by == event);
        let before = match &self.often {
            Often::EachBefore { event: of, .. } => of == event || of == COUNCIL_SESSION && event == SESSION_SCHEDULED,
            Often::Every { .. } | Often::Cutoffs(_) => false,
        };
        moves || before || self.met_by.has(event) || self.implied_by.iter().any(|shows| shows == event)
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
        let (Often::Every { at_least, .. } | Often::EachBefore { at_least, .. }) = &self.often else { return None };
        let times = at_least.iter().find(|(of, _)| of.is_none() || *of == level).map(|(_, times)| *times)?;
        // As often as the days that are named, whatever a number beside them says.
        Some(match &self.due {
            RecurringDue::On { days, .. } => u32::try_from(days.len()).unwrap_or(times),
            _ => times,
        })
    }

    /// The same under the reading that is adopted, if one is: its own is then one of the others, which say all that they
    /// change of it.
    pub(crate) fn adopting(&self, adopted: Option<&str>) -> Cow<'_, Self> {
        let Some(chosen) = adopted.and_then(|id| self.readings.iter().find(|reading| reading.id == id)) else {
            return Cow::Borrowed(self);
        };
        let text = || Text::new("cách hiểu mặc định", "the default reading");
        let own = self.as_reading(DEFAULT_READING, Some(text()), text());
        let others =
            self.readings.iter().filter(|reading| reading.id != chosen.id).map(|reading| {
                self.under(reading).as_reading(&reading.id, reading.text.clone(), reading.because.clone())
            });
        let readings = std::iter::once(own).chain(others).collect();
        Cow::Owned(Self { readings, ..self.under(chosen) })
    }

    /// What a reading says that makes of any other reading this one.
    fn as_reading(&self, id: &str, text: Option<Text>, because: Text) -> RecurringReading {
        RecurringReading {
            id: id.to_owned(),
            text,
            often: Some(self.often.clone()),
            in_months: Some(self.in_months.clone()),
            period_starts: Some(self.period_starts.unwrap_or(PeriodStart::CALENDAR)),
            due: Some(self.due.clone()),
            kinds: Some(self.kinds.clone()),
            because,
            unknown: Some(self.unknown.clone()),
        }
    }

    /// The same under another reading.
    pub(crate) fn under(&self, reading: &RecurringReading) -> Self {
        let mut other = self.clone();
        other.unknown = self.unknown_under(reading);
        let RecurringReading { often, in_months, period_starts, due, kinds, .. } = reading.clone();
        other.often = often.unwrap_or(other.often);
        other.in_months = in_months.unwrap_or(other.in_months);
        other.period_starts = period_starts.or(other.period_starts).filter(|start| *start != PeriodStart::CALENDAR);
        other.due = due.unwrap_or(other.due);
        other.kinds = kinds.unwrap_or(other.kinds);
        other
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
            (Self::Classes(classes), _) => own_texts::of_classes(classes.iter().map(CaseClass::text), lang),
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
