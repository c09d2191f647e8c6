//! One rule set on one dialogue: anchors, due dates, statuses, and what other readings would give.

mod moves;

use chrono::NaiveDate;

use super::facts::{Fact, Index, View, Visible};
use super::status::{Finding, Lateness, Status};
use super::{Choices, Duty, DutyAnchor, Move, NoDue, ReadingDate, TimelineError};
use crate::calendar::{Calendar, CoverageError};
use crate::ruleset::vocabulary::{
    CLOSED, DEFAULT_READING, DIALOGUE_DAY, NEW_LIMIT, OPENED, PETITION_ASSIGNED, PETITION_CLASSED, RECEPTION_DAY,
    RECEPTION_HELD, SESSION_HELD,
};
use crate::ruleset::{AnchorRule, Channel, Due, MetBy, NoDate, Obligation, Per, Reading, ReadingEffect, RuleSet};
use crate::text::Text;
use crate::time_limit::{Anchor, DueDate, TimeLimit};

/// A rule set, the facts as seen, and the readings chosen.
pub(super) struct Scene<'a> {
    pub(super) set: &'a RuleSet,
    pub(super) calendar: &'a Calendar,
    pub(super) visible: &'a Visible<'a>,
    pub(super) index: Index<'a>,
    pub(super) view: View,
    pub(super) choices: &'a Choices,
}

/// A scene under one alternative: a duty and the reading it has instead of the chosen one.
#[derive(Clone, Copy)]
struct World<'a> {
    scene: &'a Scene<'a>,
    alternative: Option<(&'a Obligation, Option<&'a Reading>)>,
    /// Whether to treat every case as classed, to show what a reading would give.
    classed: bool,
    /// The session that a duty of each session is owed for.
    session: Option<&'a Fact>,
}

/// What a duty's rule gives before anything moves it.
enum Base {
    Due { due: DueDate, limit: TimeLimit, anchor: DutyAnchor },
    None(NoDue),
}

impl Base {
    fn due(&self) -> Option<DueDate> {
        match self {
            Self::Due { due, .. } => Some(*due),
            Self::None(_) => None,
        }
    }
}

/// A duty's date and status in one world.
struct Judged {
    base: Base,
    due: Option<DueDate>,
    status: Status,
    met_on: Option<NaiveDate>,
    missing: Vec<String>,
    moved_by: Vec<Move>,
    findings: Vec<Finding>,
}

/// What happened to a due date after it was counted.
#[derive(Default)]
struct Changes {
    moves: Vec<Move>,
    findings: Vec<Finding>,
}

impl<'a> Scene<'a> {
    pub(super) fn duties(&'a self) -> Result<Vec<Duty>, TimelineError> {
        let (petitions, sessions) = (self.petitions(), self.sessions());
        let mut duties = Vec::new();
        for obligation in self.set.obligations() {
            let of = if obligation.each_petition { petitions.as_slice() } else { &[None] };
            let in_sessions = if obligation.per == Some(Per::Session) { sessions.as_slice() } else { &[None] };
            for petition in of {
                for session in in_sessions {
                    let duty = self.duty(obligation, *petition, *session).map_err(|error| TimelineError::Duty {
                        ruleset: self.set.id().to_owned(),
                        duty: obligation.id.clone(),
                        error,
                    })?;
                    duties.push(duty);
                }
            }
        }
        Ok(duties)
    }

    /// The petitions that the facts tell apart; one without an id if they tell none apart.
    fn petitions(&self) -> Vec<Option<&'a str>> {
        let of_petition = |fact: &&&Fact| self.set.event(&fact.event).is_some_and(|event| event.petition);
        let mut petitions: Vec<Option<&str>> =
            self.visible.facts.iter().filter(of_petition).map(|fact| fact.petition.as_deref()).collect();
        petitions.sort_unstable();
        petitions.dedup();
        if petitions.is_empty() {
            petitions.push(None);
        }
        petitions
    }

    /// The sessions that the facts tell apart; none by name if there is only the dialogue as a whole.
    fn sessions(&self) -> Vec<Option<&'a Fact>> {
        let held = self.index.get(SESSION_HELD, None);
        if held.is_empty() { vec![None] } else { held.iter().map(|fact| Some(*fact)).collect() }
    }

    fn facts_of(&self, event: &str, petition: Option<&str>) -> &[&'a Fact] {
        let of_petition = self.set.event(event).is_some_and(|event| event.petition);
        let petition = if of_petition { petition } else { None };
        self.index.get(event, petition)
    }

    /// The agency that a petition was last assigned to.
    fn assigned_to(&self, petition: Option<&str>) -> Option<String> {
        self.facts_of(PETITION_ASSIGNED, petition).iter().max_by_key(|fact| fact.on).and_then(|fact| fact.about.clone())
    }

    fn adopted(&self, obligation: &'a Obligation) -> Option<&'a Reading> {
        self.choices.reading(self.set.id(), obligation)
    }

    /// Every reading that was not chosen, each to be looked at alone.
    fn alternatives(&self) -> Vec<(&'a Obligation, Option<&'a Reading>)> {
        let mut all = Vec::new();
        for obligation in self.set.obligations() {
            let adopted = self.adopted(obligation);
            if adopted.is_some() {
                all.push((obligation, None));
            }
            let others = obligation.readings.iter().filter(|reading| adopted.is_none_or(|a| a.id != reading.id));
            all.extend(others.map(|reading| (obligation, Some(reading))));
        }
        all
    }

    fn duty(
        &'a self,
        obligation: &'a Obligation,
        petition: Option<&'a str>,
        session: Option<&'a Fact>,
    ) -> Result<Duty, CoverageError> {
        let chosen = World { scene: self, alternative: None, classed: false, session };
        let mut judged = chosen.judge(obligation, petition)?;
        let adopted = self.adopted(obligation).map(|reading| reading.id.clone());
        let mut chosen_label = adopted.clone();
        let mut readings = Vec::new();
        let mut outcomes = Vec::new();
        for (home, reading) in self.alternatives() {
            let world = World { alternative: Some((home, reading)), ..chosen };
            let other = world.judge(obligation, petition)?;
            let own = home.id == obligation.id;
            if !own && other.due == judged.due {
                continue;
            }
            if let (None, None, Some(elsewhere)) = (reading, &chosen_label, self.adopted(home)) {
                chosen_label = Some(format!("{}/{}", home.id, elsewhere.id));
            }
            let id = reading.map_or(DEFAULT_READING, |reading| &reading.id);
            let label = if own { id.to_owned() } else { format!("{}/{id}", home.id) };
            outcomes.push((label, other.status.clone()));
            readings.push(world.reading_date(obligation, petition, other)?);
        }
        let chosen_label = chosen_label.unwrap_or_else(|| DEFAULT_READING.to_owned());
        outcomes.insert(0, (chosen_label, judged.status.clone()));
        judged.status = contested(judged.status, &outcomes);
        let mut duty = self.describe(obligation, petition, judged, readings, adopted);
        duty.session = session.map(|held| held.session.clone().unwrap_or_else(|| held.on.to_string()));
        Ok(duty)
    }

    fn describe(
        &self,
        obligation: &Obligation,
        petition: Option<&str>,
        judged: Judged,
        readings: Vec<ReadingDate>,
        adopted: Option<String>,
    ) -> Duty {
        let set = self.set;
        let base_due = judged.base.due().filter(|base| judged.due != Some(*base));
        let (limit, anchor, reason) = match judged.base {
            Base::Due { limit, anchor, .. } => (Some(limit), Some(anchor), None),
            Base::None(reason) => (None, None, judged.due.is_none().then_some(reason)),
        };
        let toward: Vec<String> = obligation.toward.iter().map(|toward| toward.who.clone()).collect();
        let if_any = obligation.toward.iter().filter(|toward| toward.if_any);
        Duty {
            ruleset: set.id().to_owned(),
            id: obligation.id.clone(),
            duty_kind: obligation.duty_kind,
            phase: obligation.phase,
            petition: petition.map(str::to_owned),
            session: None,
            assigned_to: self.assigned_to(petition),
            text: obligation.text.clone(),
            bearer_text: Text::build(|lang| set.actors_text(&obligation.bearer, lang)),
            bearer: obligation.bearer.clone(),
            toward_text: set.toward_text(&obligation.toward),
            toward,
            toward_if_any: if_any.map(|toward| toward.who.clone()).collect(),
            due: judged.due,
            reason,
            limit,
            anchor,
            base_due,
            moved_by: judged.moved_by,
            status: judged.status,
            met_on: judged.met_on,
            met_by: obligation.met_by.clone(),
            missing: judged.missing,
            must_state: obligation.must_state.clone(),
            channels: obligation.channels.clone(),
            form: obligation.form.clone(),
            per: obligation.per,
            basis: obligation.basis,
            same_as: obligation.same_as.clone(),
            suspension: obligation.suspension.clone(),
            changed: super::changed(set, "obligation", &obligation.id),
            extension: obligation.extension.clone(),
            only_if: obligation.only_if.iter().map(|class| class.text()).collect(),
            confidence: obligation.confidence,
            adopted,
            readings,
            findings: judged.findings,
            source_defect: obligation.source_defect.clone(),
            cite_text: set.cite_text(&obligation.cite),
            cite: obligation.cite.clone(),
            trace: None,
        }
    }
}

/// In time under one reading and late under another is contested.
fn contested(chosen: Status, outcomes: &[(String, Status)]) -> Status {
    if !chosen.is_late() && !chosen.is_in_time() {
        return chosen;
    }
    let under = |fits: fn(&Status) -> bool| -> Vec<String> {
        outcomes.iter().filter(|(_, status)| fits(status)).map(|(label, _)| label.clone()).collect()
    };
    let (met_under, late_under) = (under(Status::is_in_time), under(Status::is_late));
    if met_under.is_empty() || late_under.is_empty() {
        return chosen;
    }
    Status::Contested { met_under, late_under }
}

impl<'a> World<'a> {
    fn reading(&self, obligation: &'a Obligation) -> Option<&'a Reading> {
        match self.alternative {
            Some((home, reading)) if home.id == obligation.id => reading,
            _ => self.scene.adopted(obligation),
        }
    }

    /// What to list for the alternative of this world beside a duty.
    fn reading_date(
        self,
        obligation: &'a Obligation,
        petition: Option<&str>,
        judged: Judged,
    ) -> Result<ReadingDate, CoverageError> {
        let (home, reading) = self.alternative.unwrap_or((obligation, None));
        let bound = match reading.map(|reading| &reading.effect) {
            Some(ReadingEffect::Limits(object)) if home.id == obligation.id => self.scene.set.obligation(object),
            _ => None,
        };
        let judged = match bound {
            Some(object) => World { classed: true, ..self }.judge(object, petition)?,
            None => judged,
        };
        let (limit, anchor) = match judged.base {
            Base::Due { limit, anchor, .. } => (Some(limit), Some(anchor)),
            Base::None(_) => (None, None),
        };
        let because = Text::new("cách hiểu mặc định của bộ quy tắc", "the rule set's own reading");
        Ok(ReadingDate {
            id: reading.map_or(DEFAULT_READING, |reading| &reading.id).to_owned(),
            declared_by: (home.id != obligation.id).then(|| home.id.clone()),
            of: bound.map(|object| object.id.clone()),
            due: judged.due,
            limit,
            anchor,
            findings: judged.findings,
            trace: None,
            because: reading.map_or(because, |reading| reading.because.clone()),
        })
    }

    fn facts_of(&self, event: &str, petition: Option<&str>) -> impl Iterator<Item = &'a Fact> {
        let session = self.session;
        let found = self.scene.facts_of(event, petition).iter().copied();
        found.filter(move |fact| match (session, &fact.session) {
            (Some(held), Some(named)) => held.session.as_ref() == Some(named),
            _ => true, // a fact that names no session stands for all
        })
    }

    /// The facts of some events, each against the limit that the ones before it left.
    fn in_order(&self, events: &[String], petition: Option<&str>) -> Vec<&'a Fact> {
        let mut facts: Vec<&Fact> = events.iter().flat_map(|event| self.facts_of(event, petition)).collect();
        facts.sort_by_key(|fact| fact.on);
        facts
    }

    fn happened(&self, event: &str, petition: Option<&str>) -> Option<NaiveDate> {
        self.facts_of(event, petition).map(|fact| fact.on).min()
    }

    fn judge(&self, obligation: &'a Obligation, petition: Option<&str>) -> Result<Judged, CoverageError> {
        let mut base = self.base(obligation, petition, 0)?;
        let (met_on, missing) = self.fulfilled(obligation, petition);
        let mut changes = Changes::default();
        let due = match self.suspended(obligation, petition, &base, &mut changes)? {
            Ok(Some(due)) => Some(self.moved(obligation, petition, due, &mut changes)?),
            Ok(None) => None,
            Err(since) => {
                base = Base::None(NoDue::Suspended(since));
                None
            }
        };
        if let Some(on) = met_on.filter(|_| !self.applies(obligation, petition, None)) {
            changes.findings.push(Finding::DoneWithoutClass { on });
        }
        self.contents(obligation, petition, &mut changes.findings);
        let status = match obligation.met_by {
            _ if !self.applies(obligation, petition, met_on) => Status::NotApplicable,
            _ if met_on.is_none() && self.scene.visible.is_cancelled() => Status::NotApplicable,
            MetBy::Unknown => Status::Unknown,
            _ => self.status(&base, due, met_on)?,
        };
        let Changes { moves, findings } = changes;
        Ok(Judged { base, due, status, met_on, missing, moved_by: moves, findings })
    }

    /// What the notices of a duty did not state.
    fn contents(&self, obligation: &Obligation, petition: Option<&str>, findings: &mut Vec<Finding>) {
        let own = obligation.must_state.as_ref().map(|must_state| (obligation.met_by.events(), must_state));
        let extension = obligation.extension.as_ref();
        let of_extension = extension
            .and_then(|extension| Some((std::slice::from_ref(&extension.granted_by), extension.must_state.as_ref()?)));
        for (events, must_state) in own.into_iter().chain(of_extension) {
            for fact in events.iter().flat_map(|event| self.facts_of(event, petition)) {
                let Some(stated) = &fact.states else { continue };
                let is_stated = |field: &String| stated.contains(field) || field == NEW_LIMIT && fact.until.is_some();
                let fields: Vec<String> = must_state.fields.iter().filter(|field| !is_stated(field)).cloned().collect();
                if !fields.is_empty() {
                    findings.push(Finding::FieldsMissing { event: fact.event.clone(), on: fact.on, fields });
                }
            }
        }
    }

    fn base(&self, obligation: &'a Obligation, petition: Option<&str>, depth: usize) -> Result<Base, CoverageError> {
        match obligation.due_under(self.reading(obligation)) {
            Ok(due) => self.count(due, petition, depth),
            Err(object) => Ok(Base::None(NoDue::Binds(object.to_owned()))),
        }
    }

    fn count(&self, due: &'a Due, petition: Option<&str>, depth: usize) -> Result<Base, CoverageError> {
        let (rule, limit) = match NoDue::limit_of(due) {
            Ok(limit) => limit,
            Err(reason) => return Ok(Base::None(reason)),
        };
        let anchor = match rule {
            AnchorRule::Event(event) => self.event_anchor(event, petition, limit.is_after(), depth)?,
            AnchorRule::DueOf(id) => self.due_anchor(id, petition, depth)?,
        };
        match anchor {
            Ok(anchor) => Ok(Base::Due { due: self.scene.calendar.due(&limit, anchor.at)?, limit, anchor }),
            Err(reason) => Ok(Base::None(reason)),
        }
    }

    /// When an event happened; if it has not, when it should, never earlier than the day of the view.
    fn event_anchor(
        &self,
        event: &str,
        petition: Option<&str>,
        forward: bool,
        depth: usize,
    ) -> Result<Result<DutyAnchor, NoDue>, CoverageError> {
        let scene = self.scene;
        let named = |at: Anchor, actual: bool| DutyAnchor {
            event: Some(event.to_owned()),
            due_of: None,
            text: scene.set.event_text(event),
            at,
            actual,
        };
        let happened = match event {
            DIALOGUE_DAY | SESSION_HELD if self.session.is_some() => self.session.map(|held| held.on),
            DIALOGUE_DAY => self.happened(OPENED, None),
            RECEPTION_DAY => self.happened(RECEPTION_HELD, None),
            CLOSED => self.facts_of(CLOSED, None).map(|fact| fact.on).max(),
            _ => self.happened(event, petition),
        };
        if let Some(date) = happened {
            return Ok(Ok(named(date.into(), true)));
        }
        let expected = match event {
            DIALOGUE_DAY | RECEPTION_DAY | OPENED => Some(Anchor::from(scene.visible.appointed)),
            CLOSED => Some(self.happened(OPENED, None).unwrap_or(scene.visible.appointed).into()),
            _ => self.expected(event, petition, depth)?,
        };
        let Some(expected) = expected else {
            return Ok(Err(NoDue::AwaitsEvent(event.to_owned())));
        };
        let at = match scene.view.as_of {
            Some(today) if forward => expected.not_before(today),
            _ => expected,
        };
        Ok(Ok(named(at, false)))
    }

    /// The due date of the duty that produces an event.
    fn expected(&self, event: &str, petition: Option<&str>, depth: usize) -> Result<Option<Anchor>, CoverageError> {
        let Some(producer) = self.scene.set.producer(event).filter(|_| self.may_go_deeper(depth)) else {
            return Ok(None);
        };
        let base = self.base(producer, petition, depth.saturating_add(1))?;
        Ok(base.due().map(Anchor::from))
    }

    /// The due date of another duty, before any extension.
    fn due_anchor(
        &self,
        id: &str,
        petition: Option<&str>,
        depth: usize,
    ) -> Result<Result<DutyAnchor, NoDue>, CoverageError> {
        let unknown = Ok(Err(NoDue::Rule(NoDate::Unknown)));
        let Some(other) = self.scene.set.obligation(id).filter(|_| self.may_go_deeper(depth)) else {
            return unknown;
        };
        match self.base(other, petition, depth.saturating_add(1))? {
            Base::Due { due, anchor, .. } => Ok(Ok(DutyAnchor {
                event: None,
                due_of: Some(id.to_owned()),
                text: Text::owned(format!("hết thời hạn của `{id}`"), format!("the limit of `{id}`")),
                at: due.into(),
                actual: anchor.actual,
            })),
            Base::None(reason) => Ok(Err(reason)),
        }
    }

    /// Readings adopted together may lead in a circle that none makes alone.
    fn may_go_deeper(&self, depth: usize) -> bool {
        depth < self.scene.set.obligations().len()
    }

    /// When the duty was fulfilled, and what is missing if it was not.
    fn fulfilled(&self, obligation: &Obligation, petition: Option<&str>) -> (Option<NaiveDate>, Vec<String>) {
        let acts: Vec<(String, Option<NaiveDate>)> = match &obligation.met_by {
            MetBy::EachChannel(event) => obligation
                .channels
                .iter()
                .map(|channel| (format!("{event}:{}", channel.word()), self.on_channel(event, *channel, petition)))
                .collect(),
            other => other.events().iter().map(|event| (event.clone(), self.happened(event, petition))).collect(),
        };
        let missing: Vec<String> = acts.iter().filter(|(_, date)| date.is_none()).map(|(act, _)| act.clone()).collect();
        let dates = acts.iter().filter_map(|(_, date)| *date);
        let met_on = match &obligation.met_by {
            MetBy::Any(_) => dates.min(),
            _ if missing.is_empty() => dates.max(),
            _ => None,
        };
        let missing = if met_on.is_some() { Vec::new() } else { missing };
        (met_on, missing)
    }

    /// When something was made public on a channel; a fact that names none stands for all.
    fn on_channel(&self, event: &str, channel: Channel, petition: Option<&str>) -> Option<NaiveDate> {
        let there = |fact: &&Fact| fact.channel.is_none_or(|named| named == channel);
        self.facts_of(event, petition).filter(there).map(|fact| fact.on).min()
    }

    /// Whether the duty binds this case: it is for all, the case was classed for it, or it was done.
    fn applies(&self, obligation: &Obligation, petition: Option<&str>, met_on: Option<NaiveDate>) -> bool {
        let classed = |fact: &Fact| fact.class.is_some_and(|class| obligation.only_if.contains(&class));
        obligation.only_if.is_empty() || met_on.is_some() || self.facts_of(PETITION_CLASSED, petition).any(classed)
    }

    fn status(&self, base: &Base, due: Option<DueDate>, met_on: Option<NaiveDate>) -> Result<Status, CoverageError> {
        let (Some(due), Base::Due { limit, anchor, .. }) = (due, base) else {
            return Ok(match (met_on, base) {
                (Some(_), _) => Status::Met,
                (None, Base::None(NoDue::AwaitsEvent(_))) => Status::Awaiting,
                (None, _) => Status::NoDate,
            });
        };
        let begun = anchor.actual || !limit.is_after();
        match (met_on, self.scene.view.as_of) {
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
        Ok(Lateness { days, working_days: self.scene.calendar.count_working_days(due.date, date)? })
    }
}
