//! The values that a scenario may state, a row each: its key, how a file writes it, and what there is.

use chrono::NaiveDate;

use super::case::NONE;
use crate::audit::{Judgement, RecurringVerdict, judge};
use crate::reader::Value;
use crate::ruleset::{Exclusion, FollowUp, Known, NoDate, Period};
use crate::text::{Lang, Text, Word};
use crate::time_limit::{Step, Trace};
use crate::timeline::{
    Duty, Facts, Finding, InSet, Lateness, Move, NoDue, RecurringDuty, Status, Terms, Timeline, View,
};

/// How the value of a key is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Written {
    /// One value.
    One,
    /// A list that is compared as a whole.
    List,
    /// A list of which each item is looked for.
    Each,
}

/// One value that a scenario may state.
#[derive(Debug)]
pub(super) struct Key<Found> {
    pub(super) name: &'static str,
    pub(super) written: Written,
    /// The value, or an item of it, as it is written in the file.
    pub(super) read: fn(&Value<'_>) -> Option<String>,
    /// The same as the timeline has it.
    pub(super) found: Found,
}

type Read = fn(&Value<'_>) -> Option<String>;

const fn one<Found>(name: &'static str, read: Read, found: Found) -> Key<Found> {
    Key { name, written: Written::One, read, found }
}

const fn list<Found>(name: &'static str, read: Read, found: Found) -> Key<Found> {
    Key { name, written: Written::List, read, found }
}

const fn each<Found>(name: &'static str, read: Read, found: Found) -> Key<Found> {
    Key { name, written: Written::Each, read, found }
}

/// A duty, and what it is judged by.
pub(super) struct OfDuty<'a> {
    pub(super) duty: &'a Duty,
    pub(super) timeline: &'a Timeline,
    pub(super) terms: &'a Terms,
    pub(super) facts: &'a Facts,
    pub(super) view: View,
    pub(super) expected: &'a str,
}

pub(super) type DutyKey = Key<fn(&OfDuty<'_>) -> String>;

/// What is stated of a duty.
pub(super) const DUTY: &[DutyKey] = &[
    one("due", date_or_none, |of| or_none(of.duty.outcome.due.map(|due| due.date))),
    one("earliest", date_or_none, |of| or_none(of.duty.outcome.due.map(|due| due.earliest()))),
    one("latest", date_or_none, |of| or_none(of.duty.outcome.due.map(|due| due.latest()))),
    one("last_working_day", date_or_none, |of| or_none(of.duty.outcome.due.map(|due| due.last_working_day))),
    one("base_due", date_or_none, |of| or_none(of.duty.outcome.base_due.map(|due| due.date))),
    one("met_on", date_or_none, |of| or_none(of.duty.outcome.met_on)),
    one("certainty", certainty, |of| {
        or_none(of.duty.outcome.due.map(|due| if due.is_firm() { "firm" } else { "provisional" }))
    }),
    one("reason", reason, |of| or_none(of.duty.outcome.reason.as_ref().map(NoDue::word))),
    one("hours", number, |of| match &of.duty.outcome.reason {
        Some(NoDue::Hours { hours, .. }) => hours.to_string(),
        _ => NONE.to_owned(),
    }),
    one("status", status, |of| of.duty.outcome.status.word().to_owned()),
    one("days", number, |of| or_none(late_by(of.duty).map(|by| by.days))),
    one("working_days", number, |of| or_none(late_by(of.duty).map(|by| by.working_days))),
    one("verdict", word::<Judgement>, |of| judge(of.terms.rule_sets(), of.facts, of.view)(of.duty).word().to_owned()),
    one("cite", text, |of| of.duty.rule.cite.to_string()),
    list("missing", text, |of| joined(&of.duty.outcome.missing)),
    list("met_under", text, |of| match &of.duty.outcome.status {
        Status::Contested { met_under, .. } => joined(met_under),
        _ => String::new(),
    }),
    list("late_under", text, |of| match &of.duty.outcome.status {
        Status::Contested { late_under, .. } => joined(late_under),
        _ => String::new(),
    }),
    list("findings", finding, |of| joined(of.duty.outcome.findings.iter().map(Finding::word))),
    list("moved_by", moved_by, |of| joined(of.duty.outcome.moved_by.iter().map(Move::word))),
    each("skips", day, |of| {
        of.days(|step| match step {
            Step::Skipped { day } | Step::OffAtEnd { day } => Some(day.date),
            _ => None,
        })
    }),
    each("counts", day, |of| {
        of.days(|step| match step {
            Step::Worked { day } => Some(day.date),
            _ => None,
        })
    }),
    each("because", text, because),
];

/// The keys of a duty that try its limit on a day.
pub(super) fn tries_the_limit(key: &DutyKey) -> bool {
    ["status", "verdict", "days", "working_days"].contains(&key.name)
}

fn late_by(duty: &Duty) -> Option<Lateness> {
    match &duty.outcome.status {
        Status::MetLate { by } | Status::Overdue { by } => Some(*by),
        _ => None,
    }
}

impl OfDuty<'_> {
    /// What is expected, if it is among the days of some steps of the count; all of them if not.
    fn days(&self, of: impl Fn(&Step) -> Option<NaiveDate>) -> String {
        let trace = self.timeline.trace(self.duty);
        let days = trace.iter().flat_map(Trace::steps).filter_map(of).map(|day| day.to_string());
        let days: Vec<String> = days.collect();
        if days.iter().any(|day| day == self.expected) {
            return self.expected.to_owned();
        }
        or_none(Some(joined(&days)).filter(|days| !days.is_empty()))
    }
}

/// What is expected, if it stands in the explanation or the citation in either language; a sign that it does not.
fn because(of: &OfDuty<'_>) -> String {
    let trace = of.timeline.trace(of.duty);
    let changes = of.duty.changed().into_iter().filter_map(|change| change.cite_text);
    let cites: Vec<Text> = changes.chain([of.duty.cite_text()]).collect();
    let said = |lang: Lang| {
        let cites: Vec<&str> = cites.iter().map(|cite| cite.get(lang)).collect();
        format!("{}\n{}\n{}", cites.join("\n"), of.duty.rule.cite, why(trace.as_ref(), of.duty, lang))
    };
    let is_said = [Lang::Vi, Lang::En].into_iter().any(|lang| said(lang).contains(of.expected));
    if is_said { of.expected.to_owned() } else { "…".to_owned() }
}

/// How a date was counted, or why there is none.
pub(super) fn why(trace: Option<&Trace>, duty: &Duty, lang: Lang) -> String {
    let reason = || duty.outcome.reason.as_ref().map(|reason| reason.text(lang)).unwrap_or_default();
    trace.map_or_else(reason, |trace| trace.text(lang))
}

pub(super) type RecurringKey = Key<fn(&RecurringDuty) -> String>;

/// What is stated of a recurring duty.
pub(super) const RECURRING: &[RecurringKey] = &[
    one("due", date_or_none, |duty| or_none(duty.due.map(|due| due.date))),
    one("reason", reason, |duty| or_none(duty.reason.map(NoDate::word))),
    one("with", text, |duty| or_none(duty.with.as_ref())),
    one("cite", text, |duty| duty.cite.to_string()),
    one("every", word::<Period>, |duty| or_none(duty.every.map(Period::word))),
    one("at_least", number, |duty| or_none(duty.at_least)),
    list("cutoffs", text, |duty| joined(duty.cutoffs.iter().map(|cutoff| cutoff.word()))),
];

pub(super) type YearKey = Key<fn(&RecurringVerdict) -> String>;

/// What is stated of a recurring duty in a period of a year.
pub(super) const YEAR: &[YearKey] = &[
    one("due", date_or_none, |verdict| or_none(verdict.due)),
    one("verdict", verdict_or_none, |verdict| verdict.judgement.word().to_owned()),
    one("found", number, |verdict| verdict.found.to_string()),
    one("required", number_or_none, |verdict| or_none(verdict.required)),
];

/// An exclusion, and when someone was turned away on its ground.
pub(super) struct OfExclusion<'a> {
    pub(super) exclusion: &'a InSet<Exclusion>,
    pub(super) refused_on: Option<NaiveDate>,
    pub(super) expected: &'a str,
}

pub(super) type ExclusionKey = Key<fn(&OfExclusion<'_>) -> String>;

/// What is stated of an exclusion.
pub(super) const EXCLUSION: &[ExclusionKey] = &[
    one("refused_on", date_or_none, |of| or_none(of.refused_on)),
    one("follow_up", text, |of| match &of.exclusion.rule.follow_up {
        FollowUp::None(reason) => reason.word().to_owned(),
        FollowUp::Duty(id) => id.clone(),
        FollowUp::Act(text) if [&text.vi, &text.en].iter().any(|words| words.contains(of.expected)) => {
            of.expected.to_owned()
        }
        FollowUp::Act(text) => text.vi.to_string(),
    }),
    one("scope", scope, |of| match of.exclusion.rule.scope {
        Known::Value(scope) => scope.word().to_owned(),
        Known::Unknown => "unknown".to_owned(),
    }),
    one("cite", text, |of| of.exclusion.rule.cite.to_string()),
];

pub(super) type RuleSetKey = Key<fn(&Timeline, &str) -> String>;

/// What is stated of a rule set, by its id.
pub(super) const RULE_SET: &[RuleSetKey] = &[
    one("binds", yes_or_no, |timeline, id| timeline.rulesets.iter().any(|set| set.id == id).to_string()),
    one("merged", yes_or_no, |timeline, id| {
        timeline.rulesets.iter().any(|set| set.id == id && set.merged.is_some()).to_string()
    }),
    one("not_bound", not_bound, |timeline, id| {
        or_none(timeline.not_applicable.iter().find(|not| not.id == id).map(|not| not.reason.word()))
    }),
];

pub(super) fn or_none<T: ToString>(value: Option<T>) -> String {
    value.map_or_else(|| NONE.to_owned(), |value| value.to_string())
}

pub(super) fn joined<S: AsRef<str>>(words: impl IntoIterator<Item = S>) -> String {
    words.into_iter().map(|word| word.as_ref().to_owned()).collect::<Vec<_>>().join(", ")
}

/// A date as it is written in the file, or that there is none.
pub(super) fn date_or_none(value: &Value<'_>) -> Option<String> {
    value.either(
        value.is_str(),
        |value| {
            value.only(NONE, &Text::new("ngày", "date"));
            Some(NONE.to_owned())
        },
        day,
    )
}

/// What a reading gives, of a duty or of another rule.
pub(super) fn date_or_word(value: &Value<'_>) -> Option<String> {
    value.either(value.is_str(), text, day)
}

pub(super) fn word<T: Word>(value: &Value<'_>) -> Option<String> {
    value.word::<T>().map(|word| word.word().to_owned())
}

pub(super) fn text(value: &Value<'_>) -> Option<String> {
    value.str().map(str::to_owned)
}

fn day(value: &Value<'_>) -> Option<String> {
    value.date().map(|day| day.to_string())
}

fn number(value: &Value<'_>) -> Option<String> {
    value.integer(0..=100_000).map(|number| number.to_string())
}

fn number_or_none(value: &Value<'_>) -> Option<String> {
    value.either(value.is_str(), date_or_none, number)
}

pub(super) fn yes_or_no(value: &Value<'_>) -> Option<String> {
    value.bool().map(|is| is.to_string())
}

pub(super) fn status(value: &Value<'_>) -> Option<String> {
    value.closed(&Text::new("trạng thái", "status"), Status::WORDS)
}

fn reason(value: &Value<'_>) -> Option<String> {
    value.closed(&Text::new("lý do", "reason"), NoDue::WORDS)
}

fn finding(value: &Value<'_>) -> Option<String> {
    value.closed(&Text::new("điều cần lưu ý", "finding"), Finding::WORDS)
}

fn moved_by(value: &Value<'_>) -> Option<String> {
    value.closed(&Text::new("nguyên nhân", "cause"), Move::WORDS)
}

fn certainty(value: &Value<'_>) -> Option<String> {
    value.closed(&Text::new("mức chắc chắn", "certainty"), &["firm", "provisional"])
}

fn not_bound(value: &Value<'_>) -> Option<String> {
    value.closed(&Text::new("lý do", "reason"), &["level-ended", "other-level", "not-in-force"])
}

fn scope(value: &Value<'_>) -> Option<String> {
    value.closed(&Text::new("đối tượng loại trừ", "scope of an exclusion"), &["person", "subject", "unknown"])
}

/// A verdict, or that there is none since the duty does not bind.
fn verdict_or_none(value: &Value<'_>) -> Option<String> {
    let words: Vec<&str> = Judgement::ALL.iter().map(|word| word.word()).chain([NONE]).collect();
    value.closed(&Judgement::WHAT, &words)
}
