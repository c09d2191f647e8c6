//! A duty that returns every period, in the period that the dialogue falls in.

pub(crate) mod days;
pub(crate) mod moves;
pub(crate) mod periods;

use chrono::NaiveDate;
use days::ExactDay;

use super::{ChangedValue, changed};
use crate::calendar::{Calendar, CoverageError};
use crate::ruleset::vocabulary::COUNCIL_SESSION;
use crate::ruleset::{
    Activity, Cite, Counts, Cutoff, DialogueKind, DutyKind, Level, NoDate, Often, OnDay, Period, PeriodStart,
    Recurring, RecurringDue, RecurringReading, RuleSet, unknown_text,
};
use crate::territory::UnitType;
use crate::text::{Confidence, Lang, Text};
use crate::time_limit::DueDate;

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
    /// The event before each occurrence of which it is done, by id.
    pub each_before: Option<String>,
    /// What that event is called.
    pub each_before_text: Option<Text>,
    /// In which months of the year; the whole year if empty.
    pub in_months: Vec<u32>,
    /// When its periods begin, where that is not as in the calendar.
    pub period_starts: Option<PeriodStart>,
    /// On exactly which days of each period it is done; empty if on any day.
    pub on: Vec<OnDay>,
    /// What is counted.
    pub counts: Option<Counts>,
    /// Which dialogues count.
    pub kinds: Vec<DialogueKind>,
    /// Which levels have the duty; all if empty.
    pub levels: Vec<Level>,
    /// What the levels are called that the file declares.
    pub(super) own_levels: Vec<(Level, Text)>,
    /// Which kinds of units have the duty, where not all of a level.
    pub unit_types: Vec<UnitType>,
    /// What shows that it was done, and not when, by event: it does not meet the duty.
    pub implied_by: Vec<String>,
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
    /// The first and the last day of that period, where it is not as in the calendar.
    pub period: Option<(NaiveDate, NaiveDate)>,
    /// What was assumed of the day.
    pub notes: Vec<Text>,
    /// The recurring duty that it is done together with.
    pub with: Option<String>,
    /// Why it has no date within the period, if it has none.
    pub reason: Option<NoDate>,
    /// How sure the rule is.
    pub confidence: Confidence,
    /// The duties of other rule sets that are this one, as `rule-set/duty`.
    pub same_as: Vec<String>,
    /// The reading that was adopted for it, if it is another than the rule's own; then the values are those of the reading.
    pub adopted: Option<String>,
    /// Other ways to understand it; `default` is the rule's own where a reading was adopted.
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
            Often::EachBefore { at_least, .. } => (None, at_least.as_slice(), Vec::new()),
        };
        let each_before = match &duty.often {
            Often::EachBefore { event, .. } => Some(event.clone()),
            Often::Every { .. } | Often::Cutoffs(_) => None,
        };
        let on = match &duty.due {
            RecurringDue::On { days, .. } => days.clone(),
            _ => Vec::new(),
        };
        let by_level: Vec<(Level, u32)> = times.iter().filter_map(|(of, n)| Some(((*of)?, *n))).collect();
        let own_levels = own_levels(set, &by_level);
        let (with, reason) = match &duty.due {
            RecurringDue::None(reason) => (None, Some(*reason)),
            RecurringDue::With(other) => (Some(other.clone()), None),
            RecurringDue::Day { .. } | RecurringDue::On { .. } => (None, None),
        };
        let day = if with.is_none() { due_around(set, duty, in_period_of, calendar)? } else { None };
        let open = duty.open_parts(set);
        // Where a day off goes does not take the day away; what else is not known does.
        let of_day = |key: &str| ["due", "every", "in_months", "period_starts", "cutoffs"].contains(&key);
        let is_open = |path: &str| path.is_empty() || path != "due.roll" && path.split('.').next().is_some_and(of_day);
        let day = day.filter(|_| !open.iter().any(|(path, _)| is_open(path)));
        let period = periods::span_of(duty, in_period_of).filter(periods::Span::is_shifted);
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
            at_least_by_level: by_level,
            cutoffs,
            each_before_text: each_before.as_ref().map(|event| set.event_text(event)),
            each_before,
            in_months: duty.in_months.clone(),
            period_starts: duty.period_starts,
            on,
            counts: duty.counts,
            kinds: duty.kinds.clone(),
            levels: duty.levels.clone(),
            own_levels,
            unit_types: duty.unit_types.clone(),
            implied_by: duty.implied_by.clone(),
            bearer_text: Text::build(|lang| set.actors_text(&duty.bearer, lang)),
            bearer: duty.bearer.clone(),
            toward_text: set.toward_text(&toward),
            toward: toward.iter().map(|toward| toward.who.clone()).collect(),
            due: day.map(|day| day.due),
            period: period.map(|span| (span.from, span.to)),
            notes: day.and_then(|day| day.assumption()).into_iter().chain(open.into_iter().map(unknown_text)).collect(),
            with,
            reason,
            confidence: duty.confidence,
            same_as: duty.same_as.clone(),
            adopted: None,
            readings: duty.readings.clone(),
            changed: changed(set, "recurring", &duty.id),
            cite: duty.cite.clone(),
            cite_text: set.cite_text(&duty.cite),
        })
    }

    /// The period that the dialogue falls in, where it is not as in the calendar: `kỳ 15/12/2025–14/12/2026`.
    #[must_use]
    pub fn in_period_text(&self, lang: Lang) -> Option<String> {
        let (from, to) = self.period?;
        Some(periods::Span { from, to, name: None }.text(lang))
    }

    /// Before what it is to be done, in one language; `None` where that is no event.
    ///
    /// The sessions stand in the log of the office, which a dialogue does not have: an audit has their days.
    #[must_use]
    pub fn before_text(&self, lang: Lang) -> Option<String> {
        let event = self.each_before.as_deref()?;
        Some(if event == COUNCIL_SESSION {
            let (vi, en) = (
                "trước mỗi kỳ họp của Hội đồng nhân dân, sau kỳ họp trước đó; ngày họp theo sổ của cơ quan",
                "before each session of the People's Council and after the one before it; the log of the office has their days",
            );
            lang.pick(vi, en).to_owned()
        } else {
            let text = self.each_before_text.as_ref().map_or(event, |text| text.get(lang));
            format!("{} {text}", lang.pick("trước mỗi lần", "before each"))
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
        let period = self.period_text(lang);
        if !self.on.is_empty() {
            let days: Vec<String> = self.on.iter().map(|day| day.text(lang)).collect();
            return format!("{period}: {}", lang.list(&days));
        }
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
            .map(|(level, n)| format!("{} ({})", count(*n), self.level_text(*level).get(lang)))
            .collect();
        match (self.at_least, levels.is_empty()) {
            (_, false) => format!("{period}: {at_least} {}", join(levels)),
            (Some(n), true) => format!("{period}: {at_least} {}", count(n)),
            (None, true) => format!("{period}: {}", lang.pick("chưa rõ số lần", "how many times is not known")),
        }
    }

    fn level_text(&self, level: Level) -> Text {
        let own = self.own_levels.iter().find(|(own, _)| *own == level);
        own.map_or_else(|| level.text(), |(_, text)| text.clone())
    }

    /// The period in which it returns, in one language.
    fn period_text(&self, lang: Lang) -> String {
        if let Some(event) = &self.each_before_text {
            return each_before_text(self.each_before.as_deref(), event, lang);
        }
        let months: Vec<String> = self.in_months.iter().map(u32::to_string).collect();
        let period = match (self.every, months.is_empty()) {
            (Some(_), false) => format!(
                "{} {}",
                lang.pick("mỗi năm, trong tháng", "every year, in each of the months"),
                lang.list(&months)
            ),
            (Some(period), true) => period.text().get(lang).to_owned(),
            (None, _) => lang.pick("chưa rõ chu kỳ", "period not known").to_owned(),
        };
        let starts = self.period_starts.map(|start| starts_text(start, self.every, lang)).unwrap_or_default();
        format!("{period}{starts}")
    }
}

/// What the levels of a duty are called that its rule set declares.
fn own_levels(set: &RuleSet, by_level: &[(Level, u32)]) -> Vec<(Level, Text)> {
    let own = by_level.iter().filter(|(level, _)| matches!(level, Level::Own(_)));
    own.map(|(level, _)| (*level, set.level_text(*level))).collect()
}

/// Before each occurrence of an event, in one language.
pub(crate) fn each_before_text(event: Option<&str>, text: &Text, lang: Lang) -> String {
    if event == Some(COUNCIL_SESSION) {
        return lang.pick("trước mỗi kỳ họp", "before each session").to_owned();
    }
    format!("{} {}", lang.pick("trước mỗi lần", "before each"), text.get(lang))
}

/// When periods begin, in one language.
fn starts_text(start: PeriodStart, period: Option<Period>, lang: Lang) -> String {
    let (day, month) = (start.day(), start.month());
    match (period, lang) {
        (Some(Period::Month), Lang::Vi) => format!(" (kỳ tính từ ngày {day:02})"),
        (Some(Period::Month), Lang::En) => format!(" (from day {day})"),
        (_, Lang::Vi) => format!(" (kỳ tính từ ngày {day:02}/{month:02})"),
        (_, Lang::En) => format!(" (from {month:02}-{day:02})"),
    }
}

/// When a duty is due in the period that a date falls in, or in the next one: by a day at the latest, or on the next
/// exact day.
fn due_around(
    set: &RuleSet,
    duty: &Recurring,
    date: NaiveDate,
    calendar: &Calendar,
) -> Result<Option<ExactDay>, CoverageError> {
    let Some(span) = periods::span_of(duty, date) else { return Ok(None) };
    let due = days::due_of(set, duty);
    if !matches!(due, RecurringDue::On { .. }) {
        return days::latest_day(due, span, calendar);
    }
    let exact = days::exact_days(due, span, calendar)?;
    Ok(exact.iter().find(|day| day.due.date >= date).or(exact.last()).copied())
}
