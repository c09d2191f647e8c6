//! Recurring duties, period by period.

use chrono::{Datelike as _, Days, NaiveDate, Weekday};
use serde::Serialize;

use super::{Judgement, cited};
use crate::calendar::{Calendar, CoverageError};
use crate::dialogue::AnyDialogue;
use crate::ruleset::vocabulary::CLOSED;
use crate::ruleset::{
    Counts, DialogueKind, MetBy, Often, Period, Recurring, RecurringReading, Registry, RuleSet, Subject,
};
use crate::text::{Confidence, Lang, Text};
use crate::time_limit::DueDate;
use crate::timeline::facts::{self, Seen};
use crate::timeline::recurring::fixed_due;
use crate::timeline::{View, changed};

/// How a recurring duty was kept in one period.
///
/// ```
/// # use chrono::NaiveDate;
/// use doithoai::{Calendar, Lang, Registry, View, audit::{Judgement, OfficeLog, audit_year}};
/// let office = OfficeLog::from_jsonl(r#"{"office":"A","territory":"79","level":"commune","head":"local-government"}"#)?;
/// let year = audit_year(&Registry::builtin(), &Calendar::vietnam(), &[], &office, 2026, View::as_of(NaiveDate::from_ymd_opt(2027, 1, 31).unwrap()))?;
/// let held = year.recurring.iter().find(|verdict| verdict.duty == "hold-dialogue").unwrap();
/// assert_eq!((held.required, held.found, held.judgement), (Some(1), 0, Judgement::Overdue));
/// assert!(held.text(Lang::En).contains("0 of 1"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct RecurringVerdict {
    /// The rule set.
    pub ruleset: String,
    /// Its version in the period.
    pub version: String,
    /// The duty's id in it.
    pub duty: String,
    /// What is to be done.
    pub what: Text,
    /// The first day of the period.
    pub from: NaiveDate,
    /// The last day of the period.
    pub to: NaiveDate,
    /// When it was due, if the rule gives a day.
    pub due: Option<NaiveDate>,
    /// How many times at least, if known.
    pub required: Option<u32>,
    /// How many times it was done.
    pub found: u32,
    /// How it was kept.
    pub judgement: Judgement,
    /// How it was kept under each other reading that says otherwise.
    pub readings: Vec<ReadingVerdict>,
    /// How sure the rule is.
    pub confidence: Confidence,
    /// The provision, as a lawyer writes it.
    pub cite_text: Text,
}

/// How a recurring duty was kept under another reading.
///
/// ```
/// # use doithoai::{Calendar, Registry, View, audit::{OfficeLog, audit_year}};
/// # let office = OfficeLog::from_jsonl(r#"{"office":"A","territory":"79","level":"commune","head":"local-government"}"#)?;
/// # let view = View::as_of(chrono::NaiveDate::from_ymd_opt(2027, 1, 31).unwrap());
/// let year = audit_year(&Registry::builtin(), &Calendar::vietnam(), &[], &office, 2026, view)?;
/// assert!(year.recurring.iter().all(|verdict| verdict.readings.is_empty())); // nothing was done: no reading helps
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ReadingVerdict {
    /// The reading's id.
    pub reading: String,
    /// What the reading is called in a sentence.
    pub name: Text,
    /// How the duty was kept under it.
    pub judgement: Judgement,
}

impl RecurringVerdict {
    /// The verdict as a sentence in one language.
    ///
    /// ```
    /// # use doithoai::{Calendar, Lang, Registry, View, audit::{OfficeLog, audit_year}};
    /// let office = OfficeLog::from_jsonl(r#"{"office":"A","territory":"79","level":"commune","head":"local-government"}"#)?;
    /// let year = audit_year(&Registry::builtin(), &Calendar::vietnam(), &[], &office, 2026, View::everything())?;
    /// assert!(year.recurring[0].text(Lang::Vi).contains("chưa đến hạn"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let judgement = self.judgement.text();
        format!(
            "{}: {} ({}). {}",
            self.what_text(lang),
            judgement.get(lang),
            self.times_text(lang),
            self.cite_text.get(lang)
        )
    }

    fn what_text(&self, lang: Lang) -> String {
        format!("{}, {} - {}", self.what.get(lang), lang.date(self.from), lang.date(self.to))
    }

    fn times_text(&self, lang: Lang) -> String {
        let required = self.required.map_or_else(|| "?".to_owned(), |n| n.to_string());
        format!("{} {} {required}", self.found, lang.pick("trên", "of"))
    }

    /// The sentence without the judgement, for a reader who is told that beside it.
    ///
    /// ```
    /// # use doithoai::{Calendar, Lang, Registry, View, audit::{OfficeLog, audit_year}};
    /// # let office = OfficeLog::from_jsonl(r#"{"office":"A","territory":"79","level":"commune","head":"local-government"}"#)?;
    /// let year = audit_year(&Registry::builtin(), &Calendar::vietnam(), &[], &office, 2026, View::everything())?;
    /// assert!(!year.recurring[0].rest_text(Lang::Vi).contains("chưa đến hạn"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn rest_text(&self, lang: Lang) -> String {
        format!("{} ({}). {}", self.what_text(lang), self.times_text(lang), self.cite_text.get(lang))
    }
}

/// What the recurring duties of an office are judged by.
pub(super) struct OfficeInView<'a> {
    pub(super) registry: &'a Registry,
    pub(super) calendar: &'a Calendar,
    pub(super) subject: &'a Subject,
    pub(super) view: View,
    /// The office's entries that are seen.
    pub(super) entries: Vec<Seen<'a>>,
    /// Each dialogue that is seen to have closed: of which kind, and when.
    pub(super) held: Vec<(Option<DialogueKind>, NaiveDate)>,
}

/// Each dialogue that closed, as far as the view sees it.
pub(super) fn held(dialogues: &[AnyDialogue], view: View) -> Vec<(Option<DialogueKind>, NaiveDate)> {
    let closed = |dialogue: &AnyDialogue| {
        let day = facts::closed(&dialogue.facts().visible(view).facts)?;
        Some((dialogue.log().plan().kind, day))
    };
    dialogues.iter().filter_map(closed).collect()
}

/// A stretch of time in which a duty must be done so often.
type Span = (NaiveDate, NaiveDate);

/// How often and when something was done.
#[derive(Default)]
struct Done {
    /// The days, in order.
    days: Vec<NaiveDate>,
    /// How often it may have been done besides: dialogues whose kind was not recorded.
    unsure: usize,
}

impl OfficeInView<'_> {
    /// The verdicts on every recurring duty of a rule set's versions, in the order of time.
    pub(super) fn recurring(&self, id: &str, year: i32) -> Result<Vec<RecurringVerdict>, CoverageError> {
        let mut verdicts = Vec::new();
        for set in self.registry.rule_sets().iter().filter(|set| set.id() == id) {
            for duty in set.recurring().iter().filter(|duty| duty.binds(self.subject.level, self.subject.head)) {
                for span in spans(duty, year) {
                    verdicts.extend(self.verdict(set, duty, span)?);
                }
            }
        }
        verdicts.sort_by_key(|verdict| verdict.from);
        Ok(verdicts)
    }

    /// Whether a version binds the office on a day.
    fn binds(&self, set: &RuleSet, on: NaiveDate) -> bool {
        let subject = Subject { on, ..self.subject.clone() };
        self.registry.binding_version(set.id(), &subject).is_some_and(|bound| bound.version() == set.version())
    }

    fn verdict(&self, set: &RuleSet, duty: &Recurring, span: Span) -> Result<Option<RecurringVerdict>, CoverageError> {
        let (from, to) = span;
        let (first, last) = (self.binds(set, from), self.binds(set, to));
        if !first && !last {
            return Ok(None);
        }
        let due = fixed_due(set, duty, from, self.calendar)?;
        let required = duty.at_least(self.subject.level);
        let done = self.done(duty, &duty.kinds, span);
        let judge = |done: &Done| match judgement(duty, required, done, due, to, self.view) {
            _ if !(first && last) => Judgement::Undetermined,
            Judgement::Overdue if !self.has_working_day(span) => Judgement::Undetermined,
            judgement => judgement,
        };
        let judgement = judge(&done);
        let under = |reading: &RecurringReading| {
            let kinds = reading.kinds.as_ref().unwrap_or(&duty.kinds);
            ReadingVerdict {
                reading: reading.id.clone(),
                name: reading.name().clone(),
                judgement: judge(&self.done(duty, kinds, span)),
            }
        };
        let readings = duty.readings.iter().map(under).filter(|other| other.judgement != judgement);
        let readings: Vec<ReadingVerdict> = readings.collect();
        let contested = readings.iter().any(|reading| splits(reading.judgement, judgement));
        Ok(Some(RecurringVerdict {
            ruleset: set.id().to_owned(),
            version: set.version().to_owned(),
            duty: duty.id.clone(),
            what: duty.text.clone(),
            from,
            to,
            due: due.map(|due| due.date),
            required,
            found: u32::try_from(done.days.len()).unwrap_or(u32::MAX),
            judgement: if contested { Judgement::Contested } else { judgement },
            readings,
            confidence: duty.confidence,
            cite_text: cited(&set.cite_text(&duty.cite), &changed(set, "recurring", &duty.id)),
        }))
    }

    fn has_working_day(&self, (from, to): Span) -> bool {
        let mut days = from.iter_days().take_while(|day| *day <= to);
        days.any(|day| self.calendar.is_working_day(day).unwrap_or(true))
    }

    /// How often a duty was done: each of its acts, or all of them together where any will do.
    fn done(&self, duty: &Recurring, kinds: &[DialogueKind], span: Span) -> Done {
        let acts = duty.met_by.events().iter().map(|event| self.act(duty, event, kinds, span));
        if !matches!(duty.met_by, MetBy::Any(_)) {
            return acts.min_by_key(|act| act.days.len()).unwrap_or_default();
        }
        let mut any = Done::default();
        for act in acts {
            any.days.extend(act.days);
            any.unsure = any.unsure.saturating_add(act.unsure);
        }
        any.days.sort_unstable();
        any
    }

    fn act(&self, duty: &Recurring, event: &str, kinds: &[DialogueKind], span: Span) -> Done {
        let mut done = if event == CLOSED { self.dialogues_held(kinds, span) } else { self.recorded(event, span) };
        done.days.sort_unstable();
        if duty.counts == Some(Counts::Days) {
            done.days.dedup();
        }
        done
    }

    fn dialogues_held(&self, kinds: &[DialogueKind], (from, to): Span) -> Done {
        let mut done = Done::default();
        for (kind, day) in self.held.iter().filter(|(_, day)| (from..=to).contains(day)) {
            match kind {
                Some(kind) if !kinds.is_empty() && !kinds.contains(kind) => {}
                None if !kinds.is_empty() => done.unsure = done.unsure.saturating_add(1),
                _ => done.days.push(*day),
            }
        }
        done
    }

    /// The entries of the office; one that says which year it is about counts for that year.
    fn recorded(&self, event: &str, (from, to): Span) -> Done {
        let year = (from.month(), to.month()) == (1, 12);
        let counts = |fact: &&Seen<'_>| match fact.about() {
            Some(about) if year => about == from.year().to_string(),
            _ => (from..=to).contains(&fact.on()),
        };
        let seen = self.entries.iter().filter(|fact| fact.event() == event);
        Done { days: seen.filter(counts).map(|fact| fact.on()).collect(), unsure: 0 }
    }
}

/// Whether two readings disagree on whether a duty was neglected.
fn splits(one: Judgement, other: Judgement) -> bool {
    let neglected = |judgement| matches!(judgement, Judgement::Overdue | Judgement::Late);
    let kept = |judgement| matches!(judgement, Judgement::OnTime | Judgement::Open);
    neglected(one) && kept(other) || kept(one) && neglected(other)
}

/// How a duty was kept that was due by a day, or else by the end of its period.
fn judgement(
    duty: &Recurring,
    required: Option<u32>,
    done: &Done,
    due: Option<DueDate>,
    to: NaiveDate,
    view: View,
) -> Judgement {
    if matches!(duty.often, Often::Cutoffs(_)) {
        return Judgement::Undated;
    }
    let times = required.filter(|_| duty.met_by != MetBy::Unknown).and_then(|n| usize::try_from(n).ok());
    let Some(times) = times else { return Judgement::Unknown };
    let (earliest, latest) = due.map_or((to, to), |due| (due.earliest(), due.latest()));
    let fulfilled = times.checked_sub(1).and_then(|last| done.days.get(last));
    match (fulfilled, due, view.as_of) {
        (Some(_), None, _) => Judgement::OnTime,
        (Some(day), _, _) if *day <= earliest => Judgement::OnTime,
        (Some(day), _, _) if *day > latest => Judgement::Late,
        (Some(_), _, _) => Judgement::Undetermined,
        (None, _, _) if done.days.len().saturating_add(done.unsure) >= times => Judgement::Undetermined,
        (None, _, Some(day)) if day > latest => Judgement::Overdue,
        (None, _, Some(day)) if day > earliest => Judgement::Undetermined,
        (None, _, _) => Judgement::Open,
    }
}

/// The periods of a duty in a year; the year as a whole where the period is not known or reporting is uneven.
fn spans(duty: &Recurring, year: i32) -> Vec<Span> {
    let day = |month, day| NaiveDate::from_ymd_opt(year, month, day);
    let Some((first, last)) = day(1, 1).zip(day(12, 31)) else { return Vec::new() };
    match &duty.often {
        Often::Every { period: Some(Period::Month), .. } => {
            let month = |month| {
                let first = day(month, 1)?;
                let next = if month == 12 { last.succ_opt() } else { day(month.saturating_add(1), 1) };
                Some((first, next?.pred_opt()?))
            };
            (1..=12).filter_map(month).collect()
        }
        Often::Every { period: Some(Period::Week), .. } => {
            let mondays = first.iter_days().take_while(|day| *day <= last).filter(|day| day.weekday() == Weekday::Mon);
            mondays.filter_map(|monday| Some((monday, monday.checked_add_days(Days::new(6))?))).collect()
        }
        _ => vec![(first, last)],
    }
}
