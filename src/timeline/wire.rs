//! The stable JSON form of a timeline.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use super::{
    ChangedValue, Duty, DutyAnchor, Finding, FixedDay, Missing, MissingTime, Move, OtherReading, Outcome,
    RecurringDuty, SideBySide, Status, Timeline, TransitionTaken,
};
use crate::calendar::Undecided;
use crate::ruleset::{
    Activity, AnchorRule, Basis, Channel, Counts, Cutoff, DialogueKind, DutyKind, Extension, Form, Lasts, Level, MetBy,
    MustState, Often, Per, Period, Phase, RecurringDue, RecurringReading,
};
use crate::territory::UnitType;
use crate::text::{Confidence, Text};
use crate::time_limit::{DueDate, TimeLimit, TimeOfDay, Trace};

impl Serialize for Timeline {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let transitions = TransitionTaken::among(&self.duties);
        let more =
            [self.ended_territories.is_empty(), transitions.is_empty()].iter().filter(|is_empty| !**is_empty).count();
        let mut out = serializer.serialize_struct("Timeline", 23_usize.saturating_add(more))?;
        out.serialize_field("appointed", &self.appointed)?;
        out.serialize_field("opened", &self.opened)?;
        out.serialize_field("as_of", &self.view.as_of)?;
        out.serialize_field("known_on", &self.view.known_on)?;
        out.serialize_field("rulesets", &self.rulesets)?;
        out.serialize_field("obligations", &self.duties)?;
        out.serialize_field("recurring", &self.recurring)?;
        out.serialize_field("steps", &self.steps)?;
        out.serialize_field("triggers", &self.triggers)?;
        out.serialize_field("norms", &self.norms)?;
        out.serialize_field("exclusions", &self.exclusions)?;
        out.serialize_field("roles", &self.roles)?;
        out.serialize_field("practices", &self.practices)?;
        out.serialize_field("admissions_refused", &self.admissions_refused)?;
        out.serialize_field::<[SideBySide]>("side_by_side", &self.side_by_side())?;
        if !transitions.is_empty() {
            out.serialize_field("transitions", &transitions)?;
        }
        out.serialize_field("subject", &self.subject)?;
        out.serialize_field("merged_into", &self.merged_into)?;
        out.serialize_field("units", &self.units)?;
        if !self.ended_territories.is_empty() {
            out.serialize_field("ended_territories", &self.ended_territories)?;
        }
        out.serialize_field("not_applicable", &self.not_applicable)?;
        out.serialize_field("unused_events", &self.unused_events)?;
        out.serialize_field("unknown_entries", &self.unknown_entries)?;
        out.serialize_field("data_age", &self.data_age)?;
        out.serialize_field("calendar", &self.calendar.hashes())?;
        out.end()
    }
}

/// A due date, each key `null` where there is none.
#[derive(Serialize)]
struct DueKeys {
    due: Option<NaiveDate>,
    last_working_day: Option<NaiveDate>,
    certainty: Option<&'static str>,
    earliest: Option<NaiveDate>,
    latest: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    undecided: Option<Undecided>,
}

impl From<Option<DueDate>> for DueKeys {
    fn from(due: Option<DueDate>) -> Self {
        Self {
            due: due.map(|due| due.date),
            last_working_day: due.map(|due| due.last_working_day),
            certainty: due.map(|due| if due.is_firm() { "firm" } else { "provisional" }),
            earliest: due.map(|due| due.earliest()),
            latest: due.map(|due| due.latest()),
            undecided: due.and_then(|due| due.because()),
        }
    }
}

impl DueKeys {
    /// The date of an outcome; between which two it lies, where the case was not classed.
    fn of(outcome: &Outcome) -> Self {
        match outcome.settled_due() {
            None => Self::from(None),
            due => Self { certainty: outcome.certainty(), earliest: outcome.earliest(), ..Self::from(due) },
        }
    }
}

#[derive(Serialize)]
struct DutyWire<'a> {
    ruleset: &'a str,
    version: &'a str,
    id: &'a str,
    duty_kind: DutyKind,
    phase: Option<Phase>,
    petition: Option<&'a str>,
    session: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    occurrence: Option<&'a str>,
    assigned_to: Option<&'a str>,
    text: &'a Text,
    bearer: &'a [String],
    toward: Vec<&'a str>,
    toward_if_any: Vec<&'a str>,
    #[serde(flatten)]
    due: DueKeys,
    #[serde(skip_serializing_if = "Option::is_none")]
    due_at: Option<TimeOfDay>,
    #[serde(skip_serializing_if = "Option::is_none")]
    missing_time: Option<MissingTime>,
    reason: Option<&'static str>,
    limit: Option<TimeLimit>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fixed: Option<FixedDay>,
    anchor: Option<&'a DutyAnchor>,
    projected: bool,
    /// When it is expected, as far as that is known: so long after what has not happened.
    #[serde(skip_serializing_if = "Option::is_none")]
    expected: Option<Text>,
    base_due: Option<NaiveDate>,
    moved_by: &'a [Move],
    #[serde(flatten)]
    status: &'a Status,
    met_on: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    met_at: Option<TimeOfDay>,
    met_by: &'a MetBy,
    missing: &'a Missing,
    only_if: Vec<Text>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    unless: BTreeMap<&'a str, &'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    lasts: Option<&'a Lasts>,
    #[serde(skip_serializing_if = "Option::is_none")]
    excused_by: Option<&'a str>,
    must_state: Option<&'a MustState>,
    extension: Option<&'a Extension>,
    #[serde(skip_serializing_if = "<[Extension]>::is_empty")]
    further_extensions: &'a [Extension],
    channels: &'a [Channel],
    form: BTreeMap<&'a str, Form>,
    #[serde(skip_serializing_if = "Option::is_none")]
    each_event: Option<&'a str>,
    per: Option<Per>,
    basis: Basis,
    same_as: &'a [String],
    changed: Vec<ChangedValue>,
    confidence: Confidence,
    adopted: Option<&'a str>,
    readings: &'a [OtherReading],
    findings: &'a [Finding],
    source_defect: Option<&'a Text>,
    cite: String,
    cite_text: Text,
    #[serde(skip_serializing_if = "Option::is_none")]
    trace: Option<&'a Trace>,
}

impl Serialize for Duty {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (rule, outcome) = (&self.rule, &self.outcome);
        let wire = DutyWire {
            ruleset: self.ruleset(),
            version: self.rule_set.version(),
            id: &rule.id,
            duty_kind: rule.duty_kind,
            phase: rule.phase,
            petition: self.petition.as_deref(),
            session: self.session.as_deref(),
            occurrence: self.occurrence.as_deref(),
            assigned_to: self.assigned_to.as_deref(),
            text: &rule.text,
            bearer: &rule.bearer,
            toward: rule.toward.iter().map(|toward| toward.who.as_str()).collect(),
            toward_if_any: rule
                .toward
                .iter()
                .filter(|toward| toward.if_any)
                .map(|toward| toward.who.as_str())
                .collect(),
            due: DueKeys::of(outcome),
            due_at: outcome.due_at.filter(|_| !outcome.slides()),
            missing_time: outcome.missing_time(),
            reason: outcome.reason_word(),
            limit: outcome.limit,
            fixed: outcome.fixed,
            anchor: outcome.anchor.as_ref(),
            projected: outcome.is_projected(),
            expected: self.expected_text(),
            base_due: outcome.base_due.filter(|_| !outcome.slides()).map(|due| due.date),
            moved_by: &outcome.moved_by,
            status: &outcome.status,
            met_on: outcome.met_on,
            met_at: outcome.met_at,
            met_by: &rule.met_by,
            missing: &outcome.missing,
            only_if: rule.only_if.iter().map(|of| Text::build(|lang| of.text(&self.rule_set, lang))).collect(),
            unless: rule.unless.iter().map(|(act, unless)| (act.as_str(), unless.as_str())).collect(),
            lasts: rule.lasts.as_ref(),
            excused_by: rule.excused_by.as_deref(),
            must_state: rule.must_state.as_ref(),
            extension: rule.extensions.first(),
            further_extensions: rule.extensions.get(1..).unwrap_or_default(),
            channels: &rule.channels,
            form: rule.form.iter().map(|(event, form)| (event.as_str(), *form)).collect(),
            each_event: rule.each_event.as_deref(),
            per: rule.per,
            basis: rule.basis,
            same_as: &rule.same_as,
            changed: self.changed(),
            confidence: rule.confidence,
            adopted: self.adopted(),
            readings: &self.readings,
            findings: &outcome.findings,
            source_defect: rule.source_defect.as_ref(),
            cite: rule.cite.to_string(),
            cite_text: self.cite_text(),
            trace: outcome.trace.as_ref(),
        };
        wire.serialize(serializer)
    }
}

impl Serialize for DutyAnchor {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Anchor", 7)?;
        let (event, due_of, base) = match &self.rule {
            AnchorRule::Event(event) => (Some(&**event), None, None),
            AnchorRule::DueOf(duty) => (None, Some(&**duty), None),
            AnchorRule::BaseDueOf(duty) => (None, None, Some(&**duty)),
        };
        out.serialize_field("event", &event)?;
        out.serialize_field("due_of", &due_of)?;
        if base.is_some() {
            out.serialize_field("due_of_base", &base)?;
        }
        let on = |day: NaiveDate| Some(day).filter(|_| !self.slides);
        out.serialize_field("on", &on(self.at.date))?;
        out.serialize_field("earliest", &on(self.at.earliest))?;
        out.serialize_field("latest", &on(self.at.latest))?;
        if let Some(time) = self.time {
            out.serialize_field("at", &time)?;
        }
        out.serialize_field("actual", &self.actual)?;
        out.end()
    }
}

#[derive(Serialize)]
struct ReadingWire<'a> {
    id: &'a str,
    declared_by: Option<&'a str>,
    of: Option<&'a str>,
    #[serde(flatten)]
    due: DueKeys,
    #[serde(skip_serializing_if = "Option::is_none")]
    due_at: Option<TimeOfDay>,
    findings: &'a [Finding],
    because: &'a Text,
    #[serde(skip_serializing_if = "Option::is_none")]
    trace: Option<&'a Trace>,
}

impl Serialize for OtherReading {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let wire = ReadingWire {
            id: self.id(),
            declared_by: self.declared_by(),
            of: self.of(),
            due: DueKeys::of(&self.outcome),
            due_at: self.outcome.due_at.filter(|_| !self.outcome.slides()),
            findings: &self.outcome.findings,
            because: &self.because(),
            trace: self.outcome.trace.as_ref(),
        };
        wire.serialize(serializer)
    }
}

#[derive(Serialize)]
struct RecurringWire<'a> {
    ruleset: &'a str,
    id: &'a str,
    duty_kind: Option<DutyKind>,
    activity: Activity,
    text: &'a Text,
    every: Option<Period>,
    at_least: Option<u32>,
    at_least_by_level: BTreeMap<&'a str, u32>,
    cutoffs: &'a [Cutoff],
    each_before: Option<&'a str>,
    in_months: &'a [u32],
    period_starts: Option<String>,
    on: Vec<String>,
    counts: Option<Counts>,
    kinds: &'a [DialogueKind],
    levels: &'a [Level],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    unit_types: &'a [UnitType],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    implied_by: &'a [String],
    bearer: &'a [String],
    toward: &'a [String],
    #[serde(flatten)]
    due: DueKeys,
    #[serde(skip_serializing_if = "Option::is_none")]
    period_from: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    period_to: Option<NaiveDate>,
    #[serde(skip_serializing_if = "<[Text]>::is_empty")]
    notes: &'a [Text],
    with: Option<&'a str>,
    reason: Option<&'static str>,
    confidence: Confidence,
    same_as: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    adopted: Option<&'a str>,
    readings: Vec<RecurringReadingWire<'a>>,
    changed: &'a [ChangedValue],
    cite: String,
    cite_text: &'a Text,
}

#[derive(Serialize)]
struct RecurringReadingWire<'a> {
    id: &'a str,
    every: Option<Period>,
    at_least: Option<u32>,
    cutoffs: &'a [Cutoff],
    #[serde(skip_serializing_if = "Option::is_none")]
    in_months: Option<&'a [u32]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    period_starts: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    on: Option<Vec<String>>,
    kinds: Option<&'a [DialogueKind]>,
    because: &'a Text,
}

impl<'a> From<&'a RecurringReading> for RecurringReadingWire<'a> {
    fn from(reading: &'a RecurringReading) -> Self {
        let (every, at_least, cutoffs) = match &reading.often {
            Some(Often::Every { period, at_least }) => (*period, at_least.first().map(|(_, n)| *n), &[] as &[Cutoff]),
            Some(Often::Cutoffs(cutoffs)) => (None, None, cutoffs.as_slice()),
            Some(Often::EachBefore { at_least, .. }) => (None, at_least.first().map(|(_, n)| *n), &[] as &[Cutoff]),
            None => (None, None, &[] as &[Cutoff]),
        };
        let on = match &reading.due {
            Some(RecurringDue::On { days, .. }) => Some(days.iter().map(ToString::to_string).collect()),
            _ => None,
        };
        Self {
            id: &reading.id,
            every,
            at_least,
            cutoffs,
            in_months: reading.in_months.as_deref(),
            period_starts: reading.period_starts.map(|start| start.to_string()),
            on,
            kinds: reading.kinds.as_deref(),
            because: &reading.because,
        }
    }
}

impl Serialize for RecurringDuty {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let wire = RecurringWire {
            ruleset: &self.ruleset,
            id: &self.id,
            duty_kind: self.duty_kind,
            activity: self.activity,
            text: &self.text,
            every: self.every,
            at_least: self.at_least,
            at_least_by_level: self.at_least_by_level.iter().map(|(level, n)| (level.word(), *n)).collect(),
            cutoffs: &self.cutoffs,
            each_before: self.each_before.as_deref(),
            in_months: &self.in_months,
            period_starts: self.period_starts.map(|start| start.to_string()),
            on: self.on.iter().map(ToString::to_string).collect(),
            counts: self.counts,
            kinds: &self.kinds,
            levels: &self.levels,
            unit_types: &self.unit_types,
            implied_by: &self.implied_by,
            bearer: &self.bearer,
            toward: &self.toward,
            due: self.due.into(),
            period_from: self.period.map(|(from, _)| from),
            period_to: self.period.map(|(_, to)| to),
            notes: &self.notes,
            with: self.with.as_deref(),
            reason: self.reason.map(crate::ruleset::NoDate::word),
            confidence: self.confidence,
            same_as: &self.same_as,
            adopted: self.adopted.as_deref(),
            readings: self.readings.iter().map(Into::into).collect(),
            changed: &self.changed,
            cite: self.cite.to_string(),
            cite_text: &self.cite_text,
        };
        wire.serialize(serializer)
    }
}
