//! A duty that returns every period, in the period that the dialogue falls in.

use chrono::{Datelike, NaiveDate};

use super::{ChangedValue, changed};
use crate::calendar::{Calendar, CoverageError};
use crate::ruleset::{
    Activity, Cite, Counts, Cutoff, DialogueKind, DutyKind, Level, NoDate, Often, Period, Recurring, RecurringDue,
    RecurringReading, RuleSet,
};
use crate::text::{Confidence, Lang, Text};
use crate::time_limit::{DueDate, Roll, Start, TimeLimit, Unit};

/// A recurring duty, in the period that the dialogue falls in.
///
/// ```
/// # use doithoai::{Calendar, Facts, RuleSet, Terms, View};
/// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
/// # let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
/// # use doithoai::ruleset::{NoDate, Period};
/// let timeline = terms.timeline(&Facts::held_on(date(8, 20)), View::everything())?;
/// let report = &timeline.recurring[0];
/// assert_eq!((report.at_least, report.every), (Some(1), Some(Period::Year)));
/// assert_eq!(report.reason, Some(NoDate::NotStated));
/// assert_eq!(report.bearer_text.vi, "người đứng đầu chính quyền");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct RecurringDuty {
    /// The rule set.
    pub ruleset: String,
    /// The duty's id in it.
    pub id: String,
    /// What it is about.
    pub duty_kind: Option<DutyKind>,
    /// What it belongs to.
    pub activity: Activity,
    /// What is to be done.
    pub text: Text,
    /// How often; `None` if not known, or at cut-offs.
    pub every: Option<Period>,
    /// How many times at least: for all levels, or for the subject's; `None` if not known, or if levels differ.
    pub at_least: Option<u32>,
    /// How many times at least, level by level.
    pub at_least_by_level: Vec<(Level, u32)>,
    /// The cut-offs of uneven reporting.
    pub cutoffs: Vec<Cutoff>,
    /// What is counted.
    pub counts: Option<Counts>,
    /// Which dialogues count.
    pub kinds: Vec<DialogueKind>,
    /// Which levels have the duty; all if empty.
    pub levels: Vec<Level>,
    /// Who must do it, by id.
    pub bearer: Vec<String>,
    /// The bearers' names.
    pub bearer_text: Text,
    /// To whom, by id.
    pub toward: Vec<String>,
    /// The names of those it is owed to.
    pub toward_text: Text,
    /// The fixed day of the period that the dialogue falls in.
    pub due: Option<DueDate>,
    /// The recurring duty that it is done together with.
    pub with: Option<String>,
    /// Why it has no date within the period, if it has none.
    pub reason: Option<NoDate>,
    /// How sure the rule is.
    pub confidence: Confidence,
    /// The duties of other rule sets that are this one, as `rule-set/duty`.
    pub same_as: Vec<String>,
    /// Other ways to understand it.
    pub readings: Vec<RecurringReading>,
    /// Which of its values an overlay or amendment changed, and by which provision.
    pub changed: Vec<ChangedValue>,
    /// Where the text says so.
    pub cite: Cite,
    /// The citation as a lawyer writes it.
    pub cite_text: Text,
}

impl RecurringDuty {
    pub(super) fn of(
        set: &RuleSet,
        duty: &Recurring,
        level: Option<Level>,
        in_period_of: NaiveDate,
        calendar: &Calendar,
    ) -> Result<Self, CoverageError> {
        let (every, times, cutoffs) = match &duty.often {
            Often::Every { period, at_least } => (*period, at_least.as_slice(), Vec::new()),
            Often::Cutoffs(cutoffs) => (None, &[] as &[(Option<Level>, u32)], cutoffs.clone()),
        };
        let by_level = times.iter().filter_map(|(of, n)| Some(((*of)?, *n)));
        let (with, reason) = match &duty.due {
            RecurringDue::None(reason) => (None, Some(*reason)),
            RecurringDue::With(other) => (Some(other.clone()), None),
            RecurringDue::Day { .. } => (None, None),
        };
        let due = if with.is_none() { fixed_due(set, duty, in_period_of, calendar)? } else { None };
        let toward =
            duty.toward.iter().filter(|toward| toward.level.is_none() || level.is_none() || toward.level == level);
        let toward: Vec<_> = toward.cloned().collect();
        Ok(Self {
            ruleset: set.id().to_owned(),
            id: duty.id.clone(),
            duty_kind: duty.duty_kind,
            activity: duty.activity,
            text: duty.text.clone(),
            every,
            at_least: duty.at_least_of(level),
            at_least_by_level: by_level.collect(),
            cutoffs,
            counts: duty.counts,
            kinds: duty.kinds.clone(),
            levels: duty.levels.clone(),
            bearer_text: Text::build(|lang| set.actors_text(&duty.bearer, lang)),
            bearer: duty.bearer.clone(),
            toward_text: set.toward_text(&toward),
            toward: toward.iter().map(|toward| toward.who.clone()).collect(),
            due,
            with,
            reason,
            confidence: duty.confidence,
            same_as: duty.same_as.clone(),
            readings: duty.readings.clone(),
            changed: changed(set, "recurring", &duty.id),
            cite: duty.cite.clone(),
            cite_text: set.cite_text(&duty.cite),
        })
    }

    /// How often, in one language: `hằng năm: ít nhất 1 cuộc đối thoại`.
    ///
    /// ```
    /// use doithoai::{Calendar, Facts, Lang, RuleSet, Terms, View};
    /// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// let terms = Terms::new([RuleSet::builtin("qd-11")?], Calendar::vietnam());
    /// let timeline = terms.timeline(&Facts::held_on(date(8, 20)), View::everything())?;
    /// let reception = timeline.recurring.iter().find(|duty| duty.id == "reception").unwrap();
    /// assert_eq!(reception.often_text(Lang::Vi), "hằng tháng: ít nhất 1 ngày (cấp tỉnh), 2 ngày (cấp xã)");
    /// assert_eq!(reception.often_text(Lang::En), "every month: at least 1 day (province), 2 days (commune)");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn often_text(&self, lang: Lang) -> String {
        let join = |all: Vec<String>| all.join(", ");
        if !self.cutoffs.is_empty() {
            return join(self.cutoffs.iter().map(|cutoff| cutoff.text().get(lang).to_owned()).collect());
        }
        let period = self.every.map(|period| period.text().get(lang).to_owned());
        let period = period.unwrap_or_else(|| lang.pick("chưa rõ chu kỳ", "period not known").to_owned());
        let count = |n: u32| {
            let what = self.counts.map(|counts| format!(" {}", counts.text().get(lang))).unwrap_or_default();
            let one = n == 1 && lang == Lang::En;
            format!("{n}{}", if one { what.trim_end_matches('s') } else { &what })
        };
        let at_least = lang.pick("ít nhất", "at least");
        let levels: Vec<String> = self
            .at_least_by_level
            .iter()
            .filter(|(_, n)| self.at_least.is_none_or(|here| here == *n))
            .map(|(level, n)| format!("{} ({})", count(*n), level.text().get(lang)))
            .collect();
        match (self.at_least, levels.is_empty()) {
            (_, false) => format!("{period}: {at_least} {}", join(levels)),
            (Some(n), true) => format!("{period}: {at_least} {}", count(n)),
            (None, true) => format!("{period}: {}", lang.pick("chưa rõ số lần", "how many times is not known")),
        }
    }
}

/// When a duty is due in the period that a date falls in, if it has a fixed day or goes with one that has.
pub(crate) fn fixed_due(
    set: &RuleSet,
    duty: &Recurring,
    within: NaiveDate,
    calendar: &Calendar,
) -> Result<Option<DueDate>, CoverageError> {
    let due = match &duty.due {
        RecurringDue::With(other) => set.recurring().iter().find(|duty| duty.id == *other).map(|other| &other.due),
        due => Some(due),
    };
    let Some(RecurringDue::Day { month, day, roll }) = due else { return Ok(None) };
    fixed_day(within, *month, *day, *roll, calendar).map(Some)
}

/// A fixed day in the period that a date falls in; the month's last day if it has no such day.
fn fixed_day(
    within: NaiveDate,
    month: Option<u32>,
    day: u32,
    roll: Roll,
    calendar: &Calendar,
) -> Result<DueDate, CoverageError> {
    let first = NaiveDate::from_ymd_opt(within.year(), month.unwrap_or(within.month()), 1).unwrap_or(within);
    let last_first = (1..=day).rev().find_map(|day| first.with_day(day));
    let on = TimeLimit::after_with(0, Unit::Day, Start::EventExcluded, roll);
    calendar.due(&on, last_first.unwrap_or(first))
}
