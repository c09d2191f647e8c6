//! One duty of one petition and session under one set of readings: its anchor, its date, how it stands.

use std::sync::Arc;

use chrono::NaiveDate;

use super::super::Move;
use super::super::facts::{Petition, Seen};
use super::super::outcome::{DutyAnchor, NoDue, Outcome};
use super::super::status::{Finding, Lateness, Status};
use super::suspension::Running;
use super::{Evaluation, Instead};
use crate::calendar::CoverageError;
use crate::ruleset::vocabulary::{
    CANCELLED, CLOSED, DIALOGUE_DAY, NEW_LIMIT, OPENED, PETITION_CLASSED, RECEPTION_DAY, RECEPTION_HELD, SESSION_HELD,
};
use crate::ruleset::{AnchorRule, Channel, Due, MetBy, NoDate, Obligation, Reading};
use crate::time_limit::{Anchor, DueDate, TimeLimit};

/// Whose duty it is, and which readings it is looked at under.
#[derive(Clone, Copy)]
pub(super) struct Case<'a> {
    pub(super) of: &'a Evaluation<'a>,
    pub(super) petition: Option<Petition<'a>>,
    /// The session that a duty of each session is owed for.
    session: Option<Seen<'a>>,
    instead: Option<Instead<'a>>,
    /// Whether to treat every case as classed, to show what a reading would give.
    pub(super) as_if_classed: bool,
}

/// A date as it was counted, before anything moved it.
pub(super) struct Counted {
    pub(super) due: DueDate,
    pub(super) limit: TimeLimit,
    pub(super) anchor: DutyAnchor,
}

/// Why a count gives no date.
pub(super) enum Uncounted {
    /// The rule or the facts give none.
    NoDue(NoDue),
    /// The count leaves the covered years.
    Outside(CoverageError),
}

impl From<CoverageError> for Uncounted {
    fn from(error: CoverageError) -> Self {
        Self::Outside(error)
    }
}

impl From<NoDue> for Uncounted {
    fn from(reason: NoDue) -> Self {
        Self::NoDue(reason)
    }
}

/// A count, if there is one.
pub(super) fn if_any<T>(counted: Result<T, Uncounted>) -> Result<Option<T>, CoverageError> {
    match counted {
        Ok(counted) => Ok(Some(counted)),
        Err(Uncounted::NoDue(_)) => Ok(None),
        Err(Uncounted::Outside(error)) => Err(error),
    }
}

/// What happened to a date after it was counted.
#[derive(Default)]
pub(super) struct Changes {
    pub(super) moves: Vec<Move>,
    pub(super) findings: Vec<Finding>,
}

impl<'a> Case<'a> {
    pub(super) fn of(of: &'a Evaluation<'a>, petition: Option<Petition<'a>>, session: Option<Seen<'a>>) -> Self {
        Self { of, petition, session, instead: None, as_if_classed: false }
    }

    /// The same with another reading.
    pub(super) fn under(self, instead: Instead<'a>) -> Self {
        Self { instead: Some(instead), ..self }
    }

    pub(super) fn as_if_classed(self) -> Self {
        Self { as_if_classed: true, ..self }
    }

    /// The id of the session, or its date.
    pub(super) fn session_name(&self) -> Option<String> {
        let held = self.session?;
        Some(held.session().map_or_else(|| held.on().to_string(), str::to_owned))
    }

    pub(super) fn reading(&self, rule: &'a Obligation) -> Option<&'a Reading> {
        if rule.readings.is_empty() {
            return None;
        }
        self.of.asked.set(self.of.asked.get().with(rule));
        match self.instead {
            Some(instead) if instead.rule.place == rule.place => instead.reading(),
            _ => self.of.adopted(rule).and_then(|at| rule.readings.get(at)),
        }
    }

    pub(super) fn facts_of(&self, event: &str) -> impl Iterator<Item = Seen<'a>> + use<'a> {
        let session = self.session;
        self.of.index.get(event, self.petition.map(|petition| petition.place)).filter(move |fact| {
            match (session, fact.session()) {
                (Some(held), Some(named)) => held.session() == Some(named),
                _ => true, // a fact that names no session stands for all
            }
        })
    }

    /// The facts of some events, each against the limit that the ones before it left.
    pub(super) fn in_order(&self, events: &[String]) -> Vec<Seen<'a>> {
        let mut facts: Vec<Seen<'a>> = events.iter().flat_map(|event| self.facts_of(event)).collect();
        facts.sort_by_key(|fact| fact.on());
        facts
    }

    fn happened(&self, event: &str) -> Option<NaiveDate> {
        self.facts_of(event).map(Seen::on).min()
    }

    pub(super) fn outcome(&self, rule: &'a Obligation) -> Result<Outcome, CoverageError> {
        let (met_on, missing) = self.fulfilled(rule);
        let mut changes = Changes::default();
        let mut counted = match self.counted(rule, 0) {
            Ok(counted) => Ok(counted),
            Err(Uncounted::NoDue(reason)) => Err(reason),
            Err(Uncounted::Outside(error)) => return Err(error),
        };
        let mut due = None;
        if let Ok(base) = &counted {
            match self.running(rule, base, &mut changes)? {
                Running::To(running) => due = Some(self.moved(rule, running, &mut changes)?),
                Running::StoppedOn(day) => counted = Err(NoDue::Suspended(day)),
            }
        }
        if let Some(on) = met_on.filter(|_| !self.applies(rule, None)) {
            changes.findings.push(Finding::DoneWithoutClass { on });
        }
        self.contents(rule, &mut changes.findings);
        let status = match rule.met_by {
            _ if !self.applies(rule, met_on) => Status::NotApplicable,
            _ if met_on.is_none() && self.happened(CANCELLED).is_some() => Status::NotApplicable,
            MetBy::Unknown => Status::Unknown,
            _ => self.status(&counted, due, met_on)?,
        };
        let Changes { moves: moved_by, findings } = changes;
        let (base_due, limit, anchor, reason) = match counted {
            Ok(Counted { due, limit, anchor }) => (Some(due), Some(limit), Some(anchor), None),
            Err(reason) => (None, None, None, Some(reason)),
        };
        let base_due = base_due.filter(|base| due != Some(*base));
        Ok(Outcome { due, base_due, reason, limit, anchor, moved_by, status, met_on, missing, findings, trace: None })
    }

    /// What the notices of a duty did not state.
    fn contents(&self, rule: &Obligation, findings: &mut Vec<Finding>) {
        let own = rule.must_state.as_ref().map(|must_state| (rule.met_by.events(), must_state));
        let of_extension = rule
            .extension
            .as_ref()
            .and_then(|extension| Some((std::slice::from_ref(&extension.granted_by), extension.must_state.as_ref()?)));
        for (events, must_state) in own.into_iter().chain(of_extension) {
            for fact in events.iter().flat_map(|event| self.facts_of(event)) {
                let Some(stated) = fact.states() else { continue };
                let is_stated = |field: &String| stated.contains(field) || field == NEW_LIMIT && fact.until().is_some();
                let fields: Vec<String> = must_state.fields.iter().filter(|field| !is_stated(field)).cloned().collect();
                if !fields.is_empty() {
                    findings.push(Finding::FieldsMissing { event: fact.event().to_owned(), on: fact.on(), fields });
                }
            }
        }
    }

    /// When a duty is due before anything moves it; `depth` is how many duties it was led through.
    pub(super) fn counted(&self, rule: &'a Obligation, depth: usize) -> Result<Counted, Uncounted> {
        match rule.due_under(self.reading(rule)) {
            Ok(due) => self.count(due, depth),
            Err(object) => Err(NoDue::Binds(object.to_owned()).into()),
        }
    }

    pub(super) fn count(&self, due: &'a Due, depth: usize) -> Result<Counted, Uncounted> {
        let (rule, limit) = NoDue::limit_of(due)?;
        let anchor = match rule {
            AnchorRule::Event(event) => self.event_anchor(event, limit.is_after(), depth)?,
            AnchorRule::DueOf(id) => self.due_anchor(id, depth)?,
        };
        Ok(Counted { due: self.of.calendar.due(&limit, anchor.at)?, limit, anchor })
    }

    /// When an event happened; if it has not, when it should, never earlier than the day of the view.
    fn event_anchor(&self, event: &Arc<str>, forward: bool, depth: usize) -> Result<DutyAnchor, Uncounted> {
        let named = |at: Anchor, actual: bool| DutyAnchor { rule: AnchorRule::Event(Arc::clone(event)), at, actual };
        let happened = match &**event {
            DIALOGUE_DAY | SESSION_HELD if self.session.is_some() => self.session.map(Seen::on),
            DIALOGUE_DAY => self.happened(OPENED),
            RECEPTION_DAY => self.happened(RECEPTION_HELD),
            CLOSED => self.facts_of(CLOSED).map(Seen::on).max(),
            event => self.happened(event),
        };
        if let Some(date) = happened {
            return Ok(named(date.into(), true));
        }
        let appointed = self.of.visible.appointed;
        let expected = match &**event {
            DIALOGUE_DAY | RECEPTION_DAY | OPENED if !self.of.visible.is_appointed => {
                return Err(NoDue::AwaitsEvent(Arc::clone(event)).into());
            }
            DIALOGUE_DAY | RECEPTION_DAY | OPENED => Anchor::from(appointed),
            CLOSED => self.happened(OPENED).unwrap_or(appointed).into(),
            other => self.expected(other, depth)?.ok_or_else(|| NoDue::AwaitsEvent(Arc::clone(event)))?,
        };
        let at = match self.of.view.as_of {
            Some(today) if forward => expected.not_before(today),
            _ => expected,
        };
        Ok(named(at, false))
    }

    /// The due date of the duty that produces an event.
    fn expected(&self, event: &str, depth: usize) -> Result<Option<Anchor>, CoverageError> {
        let Some(producer) = self.of.set.producer(event).filter(|_| self.may_go_deeper(depth)) else {
            return Ok(None);
        };
        let counted = if_any(self.counted(producer, depth.saturating_add(1)))?;
        Ok(counted.map(|counted| counted.due.into()))
    }

    /// The due date of another duty, before any extension.
    fn due_anchor(&self, id: &Arc<str>, depth: usize) -> Result<DutyAnchor, Uncounted> {
        let other = self.of.set.obligation(id).filter(|_| self.may_go_deeper(depth));
        let other = other.ok_or(NoDue::Rule(NoDate::Unknown))?;
        let Counted { due, anchor, .. } = self.counted(other, depth.saturating_add(1))?;
        Ok(DutyAnchor { rule: AnchorRule::DueOf(Arc::clone(id)), at: due.into(), actual: anchor.actual })
    }

    /// Readings adopted together may lead in a circle that none makes alone.
    fn may_go_deeper(&self, depth: usize) -> bool {
        depth < self.of.set.obligations().len()
    }

    /// When the duty was fulfilled, and what is missing if it was not.
    fn fulfilled(&self, rule: &Obligation) -> (Option<NaiveDate>, Vec<String>) {
        let acts = rule.met_by.events().iter().map(|event| (event, self.happened(event)));
        match &rule.met_by {
            MetBy::EachChannel(event) => {
                let acts = rule.channels.iter().map(|channel| (channel, self.on_channel(event, *channel)));
                all_of(acts, |channel| format!("{event}:{}", channel.word()))
            }
            MetBy::Any(_) => match acts.clone().filter_map(|(_, date)| date).min() {
                None => (None, rule.met_by.events().to_vec()),
                first => (first, Vec::new()),
            },
            _ => all_of(acts, String::clone),
        }
    }

    /// When something was made public on a channel; a fact that names none stands for all.
    fn on_channel(&self, event: &str, channel: Channel) -> Option<NaiveDate> {
        let there = |fact: &Seen<'_>| fact.channel().is_none_or(|named| named == channel);
        self.facts_of(event).filter(there).map(Seen::on).min()
    }

    /// Whether the duty binds this case: it is for all, the case was classed for it, or it was done.
    pub(super) fn applies(&self, rule: &Obligation, met_on: Option<NaiveDate>) -> bool {
        let classed = |fact: Seen<'_>| fact.class().is_some_and(|class| rule.only_if.contains(&class));
        rule.only_if.is_empty() || met_on.is_some() || self.facts_of(PETITION_CLASSED).any(classed)
    }

    fn status(
        &self,
        counted: &Result<Counted, NoDue>,
        due: Option<DueDate>,
        met_on: Option<NaiveDate>,
    ) -> Result<Status, CoverageError> {
        let (Some(due), Ok(Counted { limit, anchor, .. })) = (due, counted) else {
            return Ok(match (met_on, counted) {
                (Some(_), _) => Status::Met,
                (None, Err(NoDue::AwaitsEvent(_))) => Status::Awaiting,
                (None, _) => Status::NoDate,
            });
        };
        let begun = anchor.actual || !limit.is_after();
        match (met_on, self.of.view.as_of) {
            (Some(_), _) if !begun => Ok(Status::Met),
            (Some(met), _) if met > due.latest() => Ok(Status::MetLate { by: self.late(due, met)? }),
            (Some(met), _) if met > due.earliest() => Ok(Status::Undetermined),
            (Some(_), _) => Ok(Status::Met),
            (None, _) if !begun => Ok(Status::Awaiting),
            (None, Some(today)) if today > due.latest() => Ok(Status::Overdue { by: self.late(due, today)? }),
            (None, Some(today)) if today > due.earliest() => Ok(Status::Undetermined),
            (None, _) => Ok(Status::Pending),
        }
    }

    fn late(&self, due: DueDate, date: NaiveDate) -> Result<Lateness, CoverageError> {
        let days = date.signed_duration_since(due.date).num_days();
        Ok(Lateness { days, working_days: self.of.calendar.count_working_days(due.date, date)? })
    }
}

/// When the last of some acts was done, if all were; those that were not.
fn all_of<T>(
    acts: impl Iterator<Item = (T, Option<NaiveDate>)> + Clone,
    name: impl Fn(T) -> String,
) -> (Option<NaiveDate>, Vec<String>) {
    let missing: Vec<String> = acts.clone().filter(|(_, date)| date.is_none()).map(|(act, _)| name(act)).collect();
    let met_on = acts.filter_map(|(_, date)| date).max().filter(|_| missing.is_empty());
    (met_on, missing)
}
