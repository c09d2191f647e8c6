//! When something changes next if nothing happens, what is overdue on a day, and what falls due between two.

use chrono::NaiveDate;
use serde::Serialize;
use serde::ser::SerializeStruct;

use super::called::event_text;
use super::duty::{Duty, OtherReading};
use super::facts::{Facts, View};
use super::missing::Missing;
use super::outcome::{NoDue, Outcome};
use super::pending::key;
use super::status::{Lateness, Status};
use super::terms::Terms;
use super::today::Today;
use super::{Timeline, TimelineError};
use crate::calendar::Calendar;
use crate::ruleset::RuleSet;
use crate::text::Lang;

/// What a timeline was made of, to judge the same on another day.
#[derive(Debug, Clone)]
pub(super) struct MadeOf {
    pub(super) terms: Terms,
    pub(super) facts: Facts,
    pub(super) in_dialogue: bool,
}

/// The next day on which anything is judged otherwise, if nothing happens, and what that is.
///
/// The example of [`Timeline::next_change`] shows it. As JSON: `on`, and in `duties` each change by `ruleset`, `duty`, `petition`,
/// `session`, `occurrence`, with the whole duty `before` and `now`; `null` where it was not there, or is not any more.
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct NextChange {
    /// The day.
    pub on: NaiveDate,
    /// The duties that change on it, in the order of the timeline; those that come about on it stand last.
    pub duties: Vec<DutyChange>,
}

/// A duty that is judged otherwise from a day on.
///
/// The example of [`Timeline::next_change`] shows it.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct DutyChange {
    /// As it was until then; none of a duty that comes about on that day.
    pub before: Option<Duty>,
    /// As it is from then on; none of a duty that is no more.
    pub now: Option<Duty>,
}

impl DutyChange {
    /// The duty itself, as it is now if it still is.
    fn duty(&self) -> Option<&Duty> {
        self.now.as_ref().or(self.before.as_ref())
    }

    /// The change as a sentence in one language.
    ///
    /// The example of [`Timeline::next_change`] shows it.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let Some(duty) = self.duty() else { return String::new() };
        let (before, now) = (told_of(self.before.as_ref(), lang), told_of(self.now.as_ref(), lang));
        let parts = before.iter().zip(&now).filter(|(before, now)| before != now);
        let parts: Vec<String> = parts.map(|(before, now)| format!("{before} → {now}")).collect();
        let due = duty.outcome.due_text(lang, Lang::date).filter(|_| before[1] == now[1]);
        let due = due.map(|due| format!(", {} {due}", lang.pick("hạn", "due"))).unwrap_or_default();
        format!("{}: {}{due}", duty.what_text(lang), parts.join("; "))
    }
}

/// How a duty stands, its date, what is missing, what stands out, and its dates under other readings; each in words.
fn told_of(duty: Option<&Duty>, lang: Lang) -> [String; 5] {
    let none = || lang.pick("không có", "none").to_owned();
    let Some(duty) = duty else { return [none(), none(), none(), none(), none()] };
    let listed =
        |label: &str, all: Vec<String>| if all.is_empty() { none() } else { format!("{label}{}", all.join(", ")) };
    let due = duty.outcome.due_text(lang, Lang::date).filter(|_| !is_relative(&duty.outcome));
    let missing = duty.outcome.missing.iter().map(|act| event_text(Some(&duty.rule_set), act).get(lang).to_owned());
    let settled = |all: Vec<String>| if is_relative(&duty.outcome) { Vec::new() } else { all };
    let findings = duty.outcome.findings.iter().map(|finding| duty.finding_text(finding, lang));
    let reading = |reading: &OtherReading| {
        let due = reading.outcome.due_text(lang, Lang::date).filter(|_| !is_relative(&reading.outcome));
        format!("{} {}", duty.reading_text(reading.id(), lang), due.unwrap_or_else(none))
    };
    [
        duty.status_text(lang),
        due.map_or_else(none, |due| format!("{} {due}", lang.pick("hạn", "due"))),
        listed(lang.pick("còn thiếu ", "missing: "), missing.collect()),
        listed("", settled(findings.collect())),
        listed("", settled(duty.readings.iter().map(reading).collect())),
    ]
}

impl Serialize for DutyChange {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let of = self.duty();
        let mut out = serializer.serialize_struct("DutyChange", 7)?;
        out.serialize_field("ruleset", &of.map(Duty::ruleset))?;
        out.serialize_field("duty", &of.map(|duty| &duty.rule.id))?;
        out.serialize_field("petition", &of.and_then(|duty| duty.petition.as_deref()))?;
        out.serialize_field("session", &of.and_then(|duty| duty.session.as_deref()))?;
        out.serialize_field("occurrence", &of.and_then(|duty| duty.occurrence.as_deref()))?;
        out.serialize_field("before", &self.before)?;
        out.serialize_field("now", &self.now)?;
        out.end()
    }
}

/// A day on which a duty falls due that is not done yet.
///
/// The example of [`Timeline::due_between`] shows it.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub struct FallsDue<'a> {
    /// The last day in time; where days off are not decreed or which limit holds is open, the first that it may be.
    pub on: NaiveDate,
    /// The duty.
    pub duty: &'a Duty,
    /// The reading under which it falls due on that day, if it is not one that was adopted.
    pub reading: Option<&'a OtherReading>,
}

impl FallsDue<'_> {
    /// The day, the duty, and the reading if it is not an adopted one, as a sentence in one language.
    ///
    /// The example of [`Timeline::due_between`] shows it.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let outcome = self.reading.map_or(&self.duty.outcome, |reading| &reading.outcome);
        let due = outcome.due_text(lang, Lang::date_with_weekday).unwrap_or_default();
        let under = self.reading.map(|reading| self.duty.reading_text(reading.id(), lang));
        let under = under.map(|name| format!(", {} {name}", lang.pick("nếu hiểu theo cách", "if read as")));
        format!("{due}: {}{}", self.duty.what_text(lang), under.unwrap_or_default())
    }
}

impl Serialize for FallsDue<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("FallsDue", 3)?;
        out.serialize_field("on", &self.on)?;
        out.serialize_field("duty", self.duty)?;
        out.serialize_field("reading", &self.reading.map(OtherReading::id))?;
        out.end()
    }
}

impl Timeline {
    /// The next day after a given one on which anything is judged otherwise, if nothing happens but what is recorded already; none, if
    /// nothing changes as long as days are covered.
    ///
    /// A change is one of a status with the readings that it names, of `met_on`, of what is missing, or that a duty comes about; and, but
    /// for a duty whose clock has not begun, of its dates, its findings and its readings: the date of such a duty is relative, and goes on
    /// with the day. By how many days something is late is no change. What is recorded for a later day happens on that day. Judged as this
    /// timeline is: by the same terms and adopted readings, and with what was known when its view says.
    ///
    /// ```
    /// # use doithoai::{Calendar, Facts, Lang, RuleSet, Terms, View};
    /// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// # let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
    /// let timeline = terms.timeline(&Facts::held_on(date(8, 20)), View::everything())?;
    /// // The conclusion is to be notified by 7 September.
    /// let next = timeline.next_change(date(8, 21))?.unwrap();
    /// assert_eq!(next.on, date(9, 8));
    /// assert!(next.duties[0].text(Lang::Vi).ends_with("trong hạn → quá hạn 1 ngày (1 ngày làm việc), hạn 07/09/2026"));
    /// // After that nothing changes: it is late by one more day every day.
    /// assert!(timeline.next_change(date(9, 8))?.is_none());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`TimelineError`] where the facts cannot be judged on the given day, as a day outside the covered years.
    pub fn next_change(&self, as_of: NaiveDate) -> Result<Option<NextChange>, TimelineError> {
        let (first, mut next) = self.judged_on(as_of)?;
        while let Some(on) = next.filter(|day| Calendar::check(*day).is_ok()) {
            // What cannot be judged any more, as its date would leave the covered years, changes no more.
            let Ok((now, later)) = self.judged_on(on) else { return Ok(None) };
            let duties = changes(&first, now);
            if !duties.is_empty() {
                return Ok(Some(NextChange { on, duties }));
            }
            next = later;
        }
        Ok(None)
    }

    /// The duties that are overdue on a day if nothing happens until then but what is recorded already, by their dates: not done, and late
    /// by the readings that were adopted, or contested, which is late by some.
    ///
    /// ```
    /// # use doithoai::{Calendar, Facts, RuleSet, Terms, View};
    /// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// # let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
    /// let timeline = terms.timeline(&Facts::held_on(date(8, 20)), View::everything())?;
    /// let overdue = |day| Ok::<_, doithoai::TimelineError>(timeline.overdue_on(day)?.iter().map(|duty| duty.rule.id.clone()).collect::<Vec<_>>());
    /// assert!(!overdue(date(9, 7))?.contains(&"notify-conclusion".to_owned()));
    /// assert!(overdue(date(9, 8))?.contains(&"notify-conclusion".to_owned()));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// As [`next_change`](Self::next_change).
    pub fn overdue_on(&self, day: NaiveDate) -> Result<Vec<Duty>, TimelineError> {
        let is_late = |status: &Status| {
            matches!(status, Status::Overdue { .. } | Status::Missed { .. } | Status::Contested { .. })
        };
        let mut duties = self.judged_on(day)?.0;
        duties.retain(|duty| duty.outcome.met_on.is_none() && is_late(&duty.outcome.status));
        duties.sort_by_key(|duty| duty.outcome.due.map(|due| due.date));
        Ok(duties)
    }

    /// What falls due from one day to another, both counted, and is not done yet, by its dates: as this timeline sees it, under the
    /// readings that were adopted, and under each other one that has another date. A date that would go on with the view is none.
    ///
    /// ```
    /// # use doithoai::{Calendar, Facts, Lang, RuleSet, Terms, View};
    /// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// # let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
    /// let timeline = terms.timeline(&Facts::held_on(date(8, 20)), View::as_of(date(8, 31)))?;
    /// let due = timeline.due_between(date(9, 7), date(9, 13));
    /// assert_eq!((due.len(), due[0].on), (1, date(9, 7)));
    /// assert_eq!(due[0].text(Lang::Vi), "thứ Hai 07/09/2026: Thông báo ý kiến kết luận của người đứng đầu");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn due_between(&self, from: NaiveDate, to: NaiveDate) -> Vec<FallsDue<'_>> {
        let mut all = Vec::new();
        for duty in self.duties.iter().filter(|duty| duty.outcome.met_on.is_none()) {
            let own = falls_due(&duty.outcome, from, to);
            all.extend(own.map(|on| FallsDue { on, duty, reading: None }));
            for reading in duty.readings.iter().filter(|reading| reading.outcome.due != duty.outcome.due) {
                let on = falls_due(&reading.outcome, from, to);
                all.extend(on.map(|on| FallsDue { on, duty, reading: Some(reading) }));
            }
        }
        all.sort_by_key(|due| due.on);
        all
    }

    /// The duties on another day, and the next one after it on which any of them may be judged otherwise.
    fn judged_on(&self, day: NaiveDate) -> Result<(Vec<Duty>, Option<NaiveDate>), TimelineError> {
        Calendar::check(day)?;
        let MadeOf { terms, facts, in_dialogue } = &*self.made_of;
        let view = View { as_of: Some(day), ..self.view };
        let today = Today::of(view);
        let duties = terms.duties_today(facts, (view, &today), *in_dialogue)?;
        facts.note_days(view, &today);
        note_dates(&duties, terms.rule_sets(), &today);
        Ok((duties, today.next()))
    }
}

/// Notes the days between which rule sets are in force, and each day where a date that is told as it stands goes on with the view.
pub(crate) fn note_dates(duties: &[Duty], sets: &[RuleSet], today: &Today) {
    for end in sets.iter().map(RuleSet::range).flat_map(|(from, until)| [from, until]).flatten() {
        today.note_fixed(end);
    }
    let outcomes = duties.iter().flat_map(Duty::outcomes).filter(|outcome| !is_relative(outcome));
    if outcomes.flat_map(|outcome| [outcome.due, outcome.shortest]).any(|due| today.slides(due)) {
        today.note_each_day();
    }
}

/// On which day an outcome falls due between two, if it is owed.
fn falls_due(outcome: &Outcome, from: NaiveDate, to: NaiveDate) -> Option<NaiveDate> {
    let is_owed = !matches!(outcome.status, Status::NotApplicable { .. } | Status::Permitted | Status::Excused);
    let due = outcome.settled_due().filter(|_| is_owed)?;
    let first = outcome.shortest.unwrap_or(due).earliest();
    (first <= to && due.latest() >= from).then_some(first)
}

/// What changes between two days.
pub(crate) fn changes(before: &[Duty], now: Vec<Duty>) -> Vec<DutyChange> {
    let is_same = |one: &Duty, other: &Duty| one.ruleset() == other.ruleset() && key(one) == key(other);
    let mut now: Vec<Option<Duty>> = now.into_iter().map(Some).collect();
    let mut changes = Vec::new();
    for (place, was) in before.iter().enumerate() {
        // Most stand where they stood.
        let is_it = |other: &Option<Duty>| other.as_ref().is_some_and(|other| is_same(was, other));
        let at = Some(place).filter(|at| now.get(*at).is_some_and(is_it)).or_else(|| now.iter().position(is_it));
        let is = at.and_then(|at| now.get_mut(at)).and_then(Option::take);
        if !is.as_ref().is_some_and(|is| told(was) == told(is)) {
            changes.push(DutyChange { before: Some(was.clone()), now: is });
        }
    }
    changes.extend(now.into_iter().flatten().map(|duty| DutyChange { before: None, now: Some(duty) }));
    changes
}

/// What of a duty does not go on with the day; of another reading its dates and what stands out under it.
fn told(duty: &Duty) -> (String, Outcome, Vec<(&str, Outcome)>) {
    let of_reading = |reading: &OtherReading| Outcome {
        status: Status::Pending,
        met_on: None,
        met_at: None,
        missing: Missing::default(),
        ..lasting(&reading.outcome)
    };
    let readings = duty.readings.iter().filter(|_| !is_relative(&duty.outcome));
    let readings = readings.map(|reading| (reading.id(), of_reading(reading))).collect();
    (duty.rule_set.name(), lasting(&duty.outcome), readings)
}

/// Whether its clock has not begun: its date, if it has one, is relative.
fn is_relative(outcome: &Outcome) -> bool {
    let awaits = matches!(outcome.status, Status::Awaiting) || matches!(outcome.reason, Some(NoDue::AwaitsEvent(_)));
    // What stands still before it has begun.
    let is_stopped = outcome.due.is_none() && outcome.anchor.as_ref().is_some_and(|anchor| !anchor.actual);
    awaits || outcome.is_projected() || is_stopped
}

fn lasting(outcome: &Outcome) -> Outcome {
    let mut lasting = outcome.clone();
    if let Status::Overdue { by } | Status::MetLate { by } = &mut lasting.status {
        *by = Lateness { days: 0, working_days: 0, minutes: None };
    }
    // What it is counted from, and by which limit, is no change: the date is.
    let (reason, limit, fixed, anchor, stopped, trace) = Default::default();
    lasting = Outcome { reason, limit, fixed, anchor, stopped, trace, begun: false, ..lasting };
    if is_relative(outcome) {
        let (due, shortest, open, due_at, base_due) = Default::default();
        lasting = Outcome { due, shortest, open, due_at, base_due, ..lasting };
        lasting.moved_by.clear();
        lasting.findings.clear();
    }
    lasting
}
