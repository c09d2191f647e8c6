//! One duty of one petition and session under one set of readings: whether it binds, its date, how it stands.

use std::sync::Arc;

use chrono::NaiveDate;

use super::super::Move;
use super::super::facts::{Petition, Seen};
use super::super::finding::Finding;
use super::super::missing::{Missing, Places};
use super::super::outcome::{DutyAnchor, MissingTime, NoDue, Outcome, Stopped};
use super::super::reading_at::{OpenReading, ReadingAt};
use super::super::status::{Lateness, Status, WhyNot, WhyOpen, WhyUnknown};
use super::condition::{Arisen, Tied, Truth, all};
pub(super) use super::count::Counted;
use super::count::Uncounted;
use super::early::{Arose, CameIn};
use super::hours;
use super::moves::Running;
use super::times::Time;
use super::{Evaluation, Instead};
use crate::calendar::CoverageError;
use crate::ruleset::unit_type::OfType;
use crate::ruleset::vocabulary::{CANCELLED, CLOSED, DIALOGUE_DAY, NEW_LIMIT, OPENED, SESSION_HELD, TRANSFER_NOTIFIED};
use crate::ruleset::{Activity, AnchorRule, Channel, MetBy, Obligation, Per, Reading, Subject};
use crate::time_limit::{DueDate, TimeOfDay};

/// Whose duty it is, and which readings it is looked at under.
#[derive(Clone, Copy)]
pub(super) struct Case<'a> {
    pub(super) of: &'a Evaluation<'a>,
    pub(super) petition: Option<Petition<'a>>,
    /// When the petition came in, where something that was recorded is before that.
    pub(super) since: Option<CameIn>,
    /// What made the duty arise that is looked at, where something that happened did.
    pub(super) arose: Option<Arose>,
    /// Which of the times that it is owed.
    pub(super) time: Time<'a>,
    pub(super) instead: Option<Instead<'a>>,
    /// Whether to treat every case as classed, to show what a reading would give.
    pub(super) as_if_classed: bool,
    /// A rule that is taken to bind, to show what another reading puts in the place of one.
    pub(super) in_place: Option<&'a Obligation>,
    /// Whether it is asked for the condition of another duty.
    pub(super) of_condition: bool,
}

/// What happened to a date after it was counted.
#[derive(Default)]
pub(super) struct Changes {
    /// Whether a reply in time was to state a new limit, and states none.
    pub(super) new_limit_unsaid: bool,
    /// Where which limit holds is open, the end of the shortest that it may have, as moved.
    pub(super) shortest: Option<DueDate>,
    /// Why it is open.
    pub(super) open: Option<WhyOpen>,
    /// Whether what hangs on something that nobody recorded is taken to hold.
    pub(super) taking_open: bool,
    /// Why no end is known that a limit may have: then nothing is late.
    pub(super) endless: Option<WhyOpen>,
    /// The limit as it stood when it stopped, if it stands still.
    pub(super) stopped: Option<DueDate>,
    /// What of a limit that stands still is in time.
    pub(super) stands_still: Option<StandsStill>,
    pub(super) moves: Vec<Move>,
    pub(super) findings: Vec<Finding>,
}

impl Changes {
    /// Why it is open which limit holds.
    pub(super) fn which_limit(&self) -> WhyOpen {
        self.open.unwrap_or(WhyOpen::NotClassed)
    }
}

/// A limit that stands still cannot pass: what is done meanwhile is in time, unless it may have passed before.
pub(super) struct StandsStill {
    /// What it is counted from.
    anchor: Option<DutyAnchor>,
    /// The last day that is in time for certain, if not every one is, and what is open of those after it.
    until: Option<(NaiveDate, WhyOpen)>,
    /// When that happened which it comes before, if it did.
    preceded: Option<NaiveDate>,
}

impl StandsStill {
    /// How what was done on a day stands.
    fn done(&self, on: NaiveDate) -> Status {
        match self.until {
            _ if self.preceded.is_some_and(|happened| on > happened) => Status::NoDate,
            Some((until, because)) if on > until => Status::Undetermined { because },
            _ => Status::Met,
        }
    }
}

/// What was done of a duty.
#[derive(Clone)]
pub(super) struct Done {
    pub(super) met_on: Option<NaiveDate>,
    met_at: Option<TimeOfDay>,
    pub(super) missing: Missing,
    /// Whether something excuses from all that it asks for.
    exempted: bool,
}

impl<'a> Case<'a> {
    pub(super) fn of(of: &'a Evaluation<'a>, petition: Option<Petition<'a>>, time: Time<'a>) -> Self {
        let since = petition.and_then(|petition| of.came_in(petition));
        Self {
            of,
            petition,
            since,
            arose: None,
            time,
            instead: None,
            as_if_classed: false,
            in_place: None,
            of_condition: false,
        }
    }

    /// The same with another reading.
    pub(super) fn under(self, instead: Instead<'a>) -> Self {
        Self { instead: Some(instead), ..self }
    }

    pub(super) fn as_if_classed(self) -> Self {
        Self { as_if_classed: true, ..self }
    }

    pub(super) fn in_place(self, rule: &'a Obligation) -> Self {
        Self { in_place: Some(rule), ..self }
    }

    /// The session and the occurrence that it is of, by id or date.
    pub(super) fn names(&self) -> (Option<String>, Option<String>) {
        match self.time {
            Time::Whole => (None, None),
            Time::Session(held) => (Some(held.name()), None),
            Time::Occurrence(of) => (None, Some(of.name())),
        }
    }

    fn reading_at(&self, rule: &Obligation) -> ReadingAt {
        match self.instead {
            Some(instead) if instead.rule.place == rule.place => instead.at,
            _ => self.of.adopted(rule),
        }
    }

    pub(super) fn reading(&self, rule: &'a Obligation) -> Option<&'a Reading> {
        if rule.readings.is_empty() {
            return None;
        }
        self.of.asked.note(rule);
        self.reading_at(rule).declared(rule)
    }

    /// Whether an open question of a rule is answered in this way; that it was asked is noted.
    pub(super) fn takes_open(&self, rule: &Obligation, reading: OpenReading) -> bool {
        self.of.note_open(rule, reading);
        self.reading_at(rule) == ReadingAt::Open(reading)
    }

    /// The same of a rule that has others beside it: the answer that is adopted for one of them is adopted for all.
    pub(super) fn takes_open_beside(&self, rule: &Obligation, beside: &[&Obligation], reading: OpenReading) -> bool {
        let answer = |other: &&Obligation| match self.reading_at(other) {
            ReadingAt::Open(answer) if [reading, reading.opposite()].contains(&answer) => Some(answer),
            _ => None,
        };
        match beside.iter().find_map(answer).filter(|_| self.reading_at(rule) == ReadingAt::Own) {
            Some(answer) => answer == reading,
            None => self.takes_open(rule, reading),
        }
    }

    pub(super) fn facts_of<'s>(&'s self, event: &str) -> impl Iterator<Item = Seen<'a>> + use<'s, 'a> {
        let own = match self.time {
            Time::Occurrence(of) if of.fact.event() == event => Some(of.fact),
            _ => None,
        };
        self.either(own, Some(event).filter(|_| own.is_none()))
    }

    /// Facts that were picked out, and those of an event that are of this case.
    pub(super) fn either<'s, P: IntoIterator<Item = Seen<'a>>>(
        &'s self,
        picked: P,
        event: Option<&str>,
    ) -> impl Iterator<Item = Seen<'a>> + use<'s, 'a, P> {
        let found = self.of.index.found(event, self.petition.map(|petition| petition.place));
        picked.into_iter().chain(found.filter(|fact| self.is_of(*fact)))
    }

    /// Whether a fact is of this session, and possible; one that names no session stands for all.
    fn is_of(&self, fact: Seen<'_>) -> bool {
        !self.since.is_some_and(|since| since.forbids(fact))
            && match self.time {
                Time::Session(held) => fact.session().is_none_or(|named| held.first.session() == Some(named)),
                Time::Whole | Time::Occurrence(_) => true,
            }
    }

    /// The facts of some events that count for a duty, each against the limit that the ones before it left.
    pub(super) fn in_order(&self, rule: &Obligation, events: &[String]) -> Vec<Seen<'a>> {
        let mut facts = Vec::new();
        for event in events.iter().filter(|event| self.of.index.may_tell(event)) {
            facts.extend(self.acts_of(rule, event));
        }
        facts.sort_by_key(|fact: &Seen<'a>| fact.on());
        facts
    }

    pub(super) fn happened(&self, event: &str) -> Option<NaiveDate> {
        if self.of.index.may_tell(event) { self.facts_of(event).map(Seen::on).min() } else { None }
    }

    pub(super) fn outcome(&self, rule: &'a Obligation) -> Result<Outcome, CoverageError> {
        self.outcome_at(rule, 0)
    }

    pub(super) fn outcome_at(&self, rule: &'a Obligation, depth: usize) -> Result<Outcome, CoverageError> {
        self.outcome_of(rule, &self.fulfilled(rule), depth)
    }

    /// The same where it is known what was done, which is the same under every reading.
    pub(super) fn outcome_of(&self, rule: &'a Obligation, done: &Done, depth: usize) -> Result<Outcome, CoverageError> {
        let mut changes = Changes::default();
        let mut dated = self.dated(rule, &mut changes, depth)?;
        let counted = dated.0.as_ref().ok();
        let (binds, made) = self.bound(rule, Tied::to(counted, dated.1), depth)?;
        let arose = Arose::of(rule, counted, (binds, made));
        let case = Self { arose, ..*self };
        if arose.is_none() {
            return case.judged(rule, done, (&mut dated.0, dated.1), &mut changes, (binds, depth));
        }
        let done_since = case.fulfilled(rule);
        if done_since.met_on != done.met_on {
            // What moves the date may go by when the duty was done.
            changes = Changes::default();
            dated = case.dated(rule, &mut changes, depth)?;
        }
        case.judged(rule, &done_since, (&mut dated.0, dated.1), &mut changes, (binds, depth))
    }

    /// How a duty stands that was dated, and binds or not.
    fn judged(
        &self,
        rule: &'a Obligation,
        done: &Done,
        (counted, mut due): (&mut Result<Counted, NoDue>, Option<DueDate>),
        changes: &mut Changes,
        (binds, depth): (Truth, usize),
    ) -> Result<Outcome, CoverageError> {
        let mut done = done.clone();
        let binds = self.still_binds(rule, (binds, Tied::to(counted.as_ref().ok(), due)), changes, depth)?;
        let stopped = changes.stands_still.as_ref().and_then(|limit| limit.anchor.as_ref());
        let why_not = self.why_not(rule, &done, (counted.as_ref().ok(), stopped), due, binds);
        if why_not == Some(WhyNot::Cancelled) {
            let limit = due.map(|due| due.latest());
            let late = self.happened(CANCELLED).zip(limit).filter(|(cancelled, limit)| cancelled > limit);
            let late = late.map(|(cancelled, limit)| Finding::CancelledAfterLimit { cancelled, limit });
            changes.findings.extend(late);
        }
        let no_date = match (why_not, due, &*counted) {
            (None, Some(due), Ok(base)) => self
                .impossible_date(rule, (base, due), (&done, binds), changes)
                .or_else(|| self.unknown_time(rule, (base, due), done.met_on)),
            _ => None,
        };
        let missed = match (&no_date, &*counted) {
            (Some(reason), Ok(base)) => self.missed_without_date(rule, (base, reason), (&done, binds), changes),
            _ => None,
        };
        if let Some(reason) = no_date {
            (*counted, due) = (Err(reason), None);
        }
        // What was done of a case that was not classed may have been owed, or not: that is told.
        let unclassed = why_not.is_none() && binds == Truth::NotYet(WhyNot::NotClassed);
        let status = match (why_not, &rule.met_by) {
            (Some(because), _) if because.is_of_condition() && rule.may_bind_others() => {
                Status::Unknown { because: WhyUnknown::Rule }
            }
            (Some(WhyNot::ModeNotSaid), _) => Status::Unknown { because: WhyUnknown::ModeNotSaid },
            (Some(WhyNot::KindNotSaid), _) => Status::Unknown { because: WhyUnknown::KindNotSaid },
            (Some(because), _) => Status::NotApplicable { because },
            (None, _) if self.of_type(rule) == OfType::NotSaid => {
                Status::Undetermined { because: WhyOpen::UnitTypeNotSaid }
            }
            (None, MetBy::Unknown) => Status::Unknown { because: WhyUnknown::Rule },
            (None, _) if rule.may_bind_others() || rule.has_unknown_acts() => {
                Status::Unknown { because: WhyUnknown::Rule }
            }
            (None, _) if unclassed => Status::Undetermined { because: WhyOpen::BindsByClass },
            (None, _) => {
                let status = match missed {
                    Some(status) => status,
                    None => self.status(rule, counted, due, done.met_on, changes)?,
                };
                match self.lasting(rule, (&mut done, due), status, &mut changes.findings)? {
                    // What still goes on waits for no date where the duty has none.
                    Status::Pending if due.is_none() => undone(counted),
                    status => status,
                }
            }
        };
        changes.findings.extend(done.met_on.filter(|_| unclassed).map(|on| Finding::DoneWithoutClass { on }));
        self.contents(rule, &mut changes.findings);
        self.too_early(rule, (done.met_on.is_some(), &status), &mut changes.findings);
        self.not_opened(counted.as_ref().ok(), &mut changes.findings);
        Ok(outcome(counted, due, changes, status, done))
    }

    /// The date as counted, and as moved.
    fn dated(
        &self,
        rule: &'a Obligation,
        changes: &mut Changes,
        depth: usize,
    ) -> Result<(Result<Counted, NoDue>, Option<DueDate>), CoverageError> {
        match self.counted_noting(rule, changes, depth) {
            Err(Uncounted::Outside(error)) => Err(error),
            Err(Uncounted::NoDue(reason)) => Ok((Err(reason), None)),
            Ok(base) => match self.moved(rule, &base, changes, depth)? {
                Running::To(due) => {
                    let of_class = self.shortest(rule, &base, depth)?;
                    let all = [of_class, changes.shortest].into_iter().flatten();
                    changes.shortest = all.min_by_key(|short| short.date).filter(|short| short.date < due.date);
                    Ok((Ok(base), Some(due)))
                }
                Running::StoppedOn(day) => {
                    changes.stands_still = Some(self.stands_still(rule, (&base, day), changes, depth)?);
                    Ok((Err(NoDue::Suspended(day)), None))
                }
            },
        }
    }

    /// What of a limit that stopped on a day is in time: whether it had passed by then may be open.
    fn stands_still(
        &self,
        rule: &'a Obligation,
        (base, day): (&Counted, NaiveDate),
        changes: &Changes,
        depth: usize,
    ) -> Result<StandsStill, CoverageError> {
        let of_shortest = self.shortest(rule, base, depth)?.map(|short| (short.earliest(), changes.which_limit()));
        let of_days =
            || changes.stopped.filter(|due| day > due.earliest()).map(|due| (due.earliest(), open_days(base)));
        let of_hours = || {
            let ends = changes.stopped.filter(|due| day >= due.date).and_then(|due| base.hours_of(due))?;
            Some((ends.day_before()?, WhyOpen::TimeOfDay))
        };
        let until = of_shortest.or_else(of_hours).or_else(of_days).filter(|_| base.begun);
        let preceded = base.preceded.as_ref().map(|(_, happened)| *happened);
        Ok(StandsStill { anchor: base.anchor.clone(), until, preceded })
    }

    /// Where the case was not classed, what becomes of the shortest limit that it may have.
    fn shortest(&self, rule: &'a Obligation, base: &Counted, depth: usize) -> Result<Option<DueDate>, CoverageError> {
        let Some(due) = base.shortest else { return Ok(None) };
        let base = Counted { due, ..base.clone() };
        let mut changes = Changes::default();
        match self.moved(rule, &base, &mut changes, depth)? {
            Running::To(due) => Ok(changes.shortest.or(Some(due))),
            Running::StoppedOn(_) => Ok(None),
        }
    }

    /// Why the duty does not bind the case, if it does not.
    fn why_not(
        &self,
        rule: &'a Obligation,
        done: &Done,
        (counted, stopped): (Option<&Counted>, Option<&DutyAnchor>),
        due: Option<DueDate>,
        binds: Truth,
    ) -> Option<WhyNot> {
        if let Some(why) = self.out_of_force(rule, (counted, stopped), due) {
            return Some(why);
        }
        if self.of_type(rule) == OfType::Other {
            return Some(WhyNot::OtherUnitType);
        }
        let of_condition = match binds {
            Truth::Holds(_) => None,
            Truth::Fails => Some(WhyNot::Condition),
            Truth::NotYet(why) => Some(why),
        };
        // What was done of a case that was not classed may have been owed.
        let of_condition = of_condition.filter(|why| done.met_on.is_none() || *why != WhyNot::NotClassed);
        match of_condition {
            Some(why) => Some(why),
            None if done.exempted => Some(WhyNot::Exempted),
            None if self.ended_before(rule, done, counted, due) => Some(WhyNot::Transferred),
            None if done.met_on.is_some() => None,
            None if self.happened(CANCELLED).is_some() => Some(WhyNot::Cancelled),
            None if self.is_superseded(counted, due) => Some(WhyNot::Superseded),
            None => {
                let in_time = |on: NaiveDate| due.is_none_or(|due| on <= due.latest());
                self.transferred(rule).is_some_and(in_time).then_some(WhyNot::Transferred)
            }
        }
    }

    /// Whether the rule is one for the kind of unit whose dialogue or office it is.
    fn of_type(&self, rule: &Obligation) -> OfType {
        Subject::may_be_of_type(self.of.subject, &rule.unit_types, &[])
    }

    /// Whether the rule binds the case, by what it is owed for and by its own condition.
    pub(super) fn binds(&self, rule: &'a Obligation, tied: Tied, depth: usize) -> Result<Truth, CoverageError> {
        Ok(self.bound(rule, tied, depth)?.0)
    }

    /// The same with what made it arise by its own condition.
    fn bound(&self, rule: &'a Obligation, tied: Tied, depth: usize) -> Result<Arisen, CoverageError> {
        let tied = Tied { of: Some(rule.place), ..tied };
        let arisen = rule.only_if.as_ref().map(|condition| self.arisen(condition, tied, depth)).transpose()?;
        let (condition, made) = arisen.map_or((None, None), |(truth, made)| (Some(truth), made));
        let occurrence = rule.each_event.as_ref().map(|event| match self.happened(event) {
            Some(on) => Truth::Holds(Some(on)),
            None => Truth::NotYet(WhyNot::ConditionNotYet),
        });
        Ok((all(occurrence.into_iter().chain(condition)), made))
    }

    /// The same; a case that was classed otherwise after the limit had passed is not let go by that alone.
    fn still_binds(
        &self,
        rule: &'a Obligation,
        (binds, tied): (Truth, Tied),
        changes: &mut Changes,
        depth: usize,
    ) -> Result<Truth, CoverageError> {
        if self.in_place.is_some_and(|taken| taken.place == rule.place) {
            return Ok(Truth::Holds(None));
        }
        let standing = self.standing(rule, depth, &mut changes.findings)?;
        match binds {
            _ if standing.is_late && standing.is_another(rule) => Ok(Truth::Fails),
            _ if standing.is_late || standing.is_kept => {
                let tied = Tied { classed_by: standing.classed_by, ..tied };
                let (binds, made) = self.bound(rule, tied, depth)?;
                Ok(if binds.holds() { Truth::Holds(made) } else { binds })
            }
            // It was done as what it was classed as until then.
            Truth::Holds(_) if standing.is_another(rule) => Ok(Truth::Fails),
            Truth::Holds(_) => Ok(binds),
            _ => self.binds_in_time((rule, rule), (tied, tied.due), depth, &mut changes.findings),
        }
    }

    /// The duty that a late classing puts in the place of one, as it is read.
    pub(super) fn in_place_of(&self, rule: &'a Obligation) -> Result<Option<&'a Arc<Obligation>>, CoverageError> {
        let standing = self.standing(rule, 0, &mut Vec::new())?;
        let of = standing.of.filter(|_| standing.is_late && standing.is_another(rule));
        Ok(of.and_then(|of| self.of.set.obligations().get(of.place)))
    }

    /// Whether the day that it had to come before was given up in its turn, while it could still be done in time.
    fn is_superseded(&self, counted: Option<&Counted>, due: Option<DueDate>) -> bool {
        let Time::Occurrence(of) = self.time else { return false };
        let is_of_day = counted.and_then(|counted| counted.anchor.as_ref()).is_some_and(
            |anchor| matches!(&anchor.rule, AnchorRule::Event(event) if self.set_for_a_while(event) == Some(anchor.at.date)),
        );
        is_of_day && of.next.zip(due).is_some_and(|(next, due)| next <= due.latest())
    }

    /// Whether a transfer within the limit had ended the duty before it was done, and after its limit: nothing was late.
    fn ended_before(&self, rule: &Obligation, done: &Done, counted: Option<&Counted>, due: Option<DueDate>) -> bool {
        let (Some(done), Some(due)) = (done.met_on, due) else { return false };
        let shortest = counted.and_then(|counted| counted.shortest).unwrap_or(due);
        let ends_it = |on: NaiveDate| on <= due.latest() && on < done;
        done > shortest.earliest() && self.transferred(rule).is_some_and(ends_it)
    }

    /// When the petition was passed to whom it belongs, which ends the duties of settling it.
    fn transferred(&self, rule: &Obligation) -> Option<NaiveDate> {
        if rule.settles() { self.happened(TRANSFER_NOTIFIED) } else { None }
    }

    /// That the instrument that lays the duty down was not in force yet, or no longer: on the day that a limit runs from; before
    /// an event, on that of the event, and on the last day of the limit.
    fn out_of_force(
        &self,
        rule: &Obligation,
        (counted, stopped): (Option<&Counted>, Option<&DutyAnchor>),
        due: Option<DueDate>,
    ) -> Option<WhyNot> {
        let (begins, ends) = self.of.only_from.unwrap_or_default();
        let from = self.of.set.cited_from(&rule.cite).max(begins).filter(|_| self.of.taken_over(rule).is_none());
        // What a version makes of matters of before it, it makes of what these hang on, too.
        let of_before = self.of_condition && self.of.taking_over.is_some();
        let from = from.max(self.of.binds_subject_from(rule)).filter(|_| !of_before);
        let until = [self.of.set.cited_until(&rule.cite), ends].into_iter().flatten().min();
        if from.is_none() && until.is_none() {
            return None;
        }
        let is_of_dialogue = self.of.visible.is_appointed && rule.activity == Activity::Dialogue;
        let of_dialogue = || Some(self.of.visible.opening()).filter(|_| is_of_dialogue);
        let anchor = counted.and_then(|counted| counted.anchor.as_ref()).or(stopped);
        let day = match counted {
            _ if anchor.is_some() => anchor.map(|anchor| anchor.at.date),
            // A day that is not counted says nothing of when the case arose.
            Some(_) => of_dialogue().or(due.map(|due| due.date)),
            None => of_dialogue(),
        }?;
        let is_backward = counted.and_then(|counted| counted.limit).is_some_and(|limit| !limit.is_after());
        let last = due.map(|due| due.date).filter(|_| is_backward).unwrap_or(day);
        match (from, until) {
            (Some(from), _) if day < from => Some(WhyNot::BeforeInForce),
            (_, Some(until)) if last >= until => Some(WhyNot::NoLongerInForce),
            _ => None,
        }
    }

    /// A duty that came about after its limit, or that an instrument laid down or changed which came into force after it, is owed
    /// without a date.
    fn impossible_date(
        &self,
        rule: &'a Obligation,
        (base, limit): (&Counted, DueDate),
        (done, binds): (&Done, Truth),
        changes: &mut Changes,
    ) -> Option<NoDue> {
        let limit_day = limit.latest();
        if done.met_on.is_some_and(|on| on <= limit_day) {
            return None;
        }
        if let Truth::Holds(Some(since)) = binds
            && since > limit_day
        {
            changes.findings.push(Finding::ConditionAfterLimit { since, limit: limit_day });
            return Some(NoDue::AfterLimit(limit_day));
        }
        let backward = base.limit.is_none_or(|limit| !limit.is_after());
        let from = if backward { self.of.stands_from(rule) } else { self.of.taken_over(rule) };
        from.filter(|from| limit.date < *from).map(NoDue::BeforeInForce)
    }

    /// What excuses a delay of a duty, and when that was.
    fn excuse(&self, rule: &'a Obligation) -> Option<(&'a String, NaiveDate)> {
        rule.excused_by.as_ref().and_then(|event| Some((event, self.acted(rule, event)?)))
    }

    /// How a duty stands that is owed without a date and was done after the event that it had to come before: it could have been done
    /// until then, once it was laid down or had come about.
    fn missed_without_date(
        &self,
        rule: &'a Obligation,
        (base, reason): (&Counted, &NoDue),
        (done, binds): (&Done, Truth),
        changes: &mut Changes,
    ) -> Option<Status> {
        let since = match (reason, binds) {
            (NoDue::BeforeInForce(from), _) => Some(*from),
            (NoDue::AfterLimit(_), Truth::Holds(since)) => since,
            _ => None,
        }?;
        let (event, happened) = base.preceded.as_ref()?;
        let on = done.met_on.filter(|on| since <= *happened && on > happened)?;
        changes.findings.push(Finding::DoneAfterEvent { event: event.to_string(), happened: *happened, on });
        let excuse = self.excuse(rule);
        let missed = Status::Missed { limit_passed_on: *happened };
        Some(excuse.map_or(missed, |excuse| {
            changes.findings.extend(excused_late(excuse, *happened));
            Status::Excused
        }))
    }

    /// What the notices of a duty did not state.
    fn contents(&self, rule: &Obligation, findings: &mut Vec<Finding>) {
        if !self.of.index.has_stated() {
            return;
        }
        let own = rule.must_state.as_ref().map(|must_state| (rule.met_by.events(), must_state));
        let of_extensions = rule.extensions.iter().filter_map(|extension| {
            Some((std::slice::from_ref(&extension.granted_by), extension.must_state.as_ref()?))
        });
        for (events, must_state) in own.into_iter().chain(of_extensions) {
            for fact in events.iter().flat_map(|event| self.distinct_acts_of(rule, event)) {
                let Some(stated) = fact.states() else { continue };
                let is_stated = |field: &String| stated.contains(field) || field == NEW_LIMIT && fact.until().is_some();
                let fields: Vec<String> = must_state.fields.iter().filter(|field| !is_stated(field)).cloned().collect();
                let is_whole = fields.is_empty();
                let found = Finding::FieldsMissing { event: fact.event().to_owned(), on: fact.on(), fields };
                // Many notices of one day that lack the same are told once.
                if !is_whole && !findings.contains(&found) {
                    findings.push(found);
                }
            }
        }
    }

    /// That the day on which the dialogue was to be has passed and nobody says that it opened.
    fn not_opened(&self, counted: Option<&Counted>, findings: &mut Vec<Finding>) {
        let appointed = self.of.visible.appointed;
        let of_dialogue = counted.and_then(|counted| counted.anchor.as_ref()).is_some_and(|anchor| {
            let day = |event: &str| [DIALOGUE_DAY, OPENED, CLOSED].contains(&event);
            !anchor.actual && matches!(&anchor.rule, AnchorRule::Event(event) if day(event))
        });
        let has_passed = self.of.view.as_of.is_some_and(|today| today > appointed);
        let is_silent = || self.happened(OPENED).is_none() && self.happened(CANCELLED).is_none();
        if of_dialogue && self.of.visible.is_appointed && has_passed && is_silent() {
            findings.push(Finding::NotOpened { appointed });
        }
    }

    /// What was done of a duty, and what is missing.
    pub(super) fn fulfilled(&self, rule: &'a Obligation) -> Done {
        let is_exempt = |act: &&String| {
            let excused = |(of, by): &(String, String)| of == *act && self.acted(rule, by).is_some();
            rule.unless.iter().any(excused) && self.acted(rule, act).is_none()
        };
        let all = rule.met_by.events();
        let exempted = !all.is_empty() && all.iter().all(|act| is_exempt(&act));
        let owed = all.iter().enumerate().filter(|(_, act)| !is_exempt(act));
        let acts = owed.map(|(place, event)| (place, self.acted(rule, event)));
        let (met_on, missing) = match &rule.met_by {
            MetBy::EachChannel(event) => {
                let acts = rule.channels.iter().map(|channel| self.on_channel(rule, event, *channel));
                let (met_on, missing) = all_of(acts.enumerate());
                let missing = missing.iter().filter_map(|place| rule.channels.get(place));
                (met_on, missing.map(|channel| format!("{event}:{}", channel.word())).collect())
            }
            MetBy::Any(events) => {
                let (met_on, missing) = any_of(acts);
                (met_on, Missing::at(events, &missing))
            }
            MetBy::All(events) => {
                let (met_on, missing) = all_of(acts);
                (met_on, Missing::at(events, &missing))
            }
            MetBy::Unknown => (None, Missing::default()),
        };
        let met_at = self.met_at(rule, met_on);
        Done { met_on, met_at, missing, exempted }
    }

    /// When something was made public on a channel.
    fn on_channel(&self, rule: &'a Obligation, event: &str, channel: Channel) -> Option<NaiveDate> {
        self.deeds(rule, event).filter(|fact| fact.is_on(channel)).map(Seen::on).min()
    }

    fn status(
        &self,
        rule: &'a Obligation,
        counted: &Result<Counted, NoDue>,
        due: Option<DueDate>,
        met_on: Option<NaiveDate>,
        changes: &mut Changes,
    ) -> Result<Status, CoverageError> {
        let (Some(due), Ok(base)) = (due, counted) else {
            return Ok(match (met_on, counted) {
                (Some(on), Err(NoDue::AwaitsEvent(of))) if self.sessions_are_missing(rule, of, on) => {
                    Status::Undetermined { because: WhyOpen::NoSession }
                }
                (_, Err(NoDue::NotReceived)) => Status::Undetermined { because: WhyOpen::NotReceived },
                (Some(on), Err(NoDue::Suspended(_))) => {
                    changes.stands_still.as_ref().map_or(Status::Met, |limit| limit.done(on))
                }
                (Some(_), Err(NoDue::Hours { missing, .. })) if *missing != MissingTime::NotRecorded => Status::NoDate,
                (Some(_), _) => Status::Met,
                (None, _) => undone(counted),
            });
        };
        let until = self.transferred(rule);
        let today = self.of.view.as_of.map(|today| until.map_or(today, |until| until.min(today)));
        let in_hours = self.status_in_hours(rule, base, due, (met_on, today), changes)?;
        let status = match (in_hours, met_on, &base.preceded) {
            (Some(status), ..) => status,
            (_, Some(on), Some((event, happened))) if on > *happened => {
                changes.findings.push(Finding::DoneAfterEvent { event: event.to_string(), happened: *happened, on });
                Status::Missed { limit_passed_on: due.date }
            }
            (_, Some(on), _) if on > due.latest() && changes.new_limit_unsaid => {
                Status::Undetermined { because: WhyOpen::NewLimit }
            }
            (_, Some(on), _) => self.done(base, changes, due, on)?,
            (_, None, preceded) => match preceded {
                Some((_, happened)) if today.unwrap_or(*happened) > due.latest() => {
                    Status::Missed { limit_passed_on: due.date }
                }
                _ if changes.new_limit_unsaid && today.is_some_and(|today| today > due.latest()) => {
                    Status::Undetermined { because: WhyOpen::NewLimit }
                }
                _ => self.open(base, changes, due, today)?,
            },
        };
        let excuse = self.excuse(rule);
        let is_late = matches!(status, Status::MetLate { .. } | Status::Overdue { .. } | Status::Missed { .. });
        let is_overdue = matches!(status, Status::Overdue { .. });
        let no_petition = || (is_overdue && self.is_of_no_petition(rule)).then_some(WhyOpen::NoPetition);
        let not_known = || self.may_not_be_late(rule).then_some(WhyOpen::RuleNotKnown);
        let whose = || self.may_be_of_others(rule, (base, due), met_on).then_some(WhyOpen::SubjectNotSaid);
        let open = || no_petition().or(changes.endless).or_else(not_known).or_else(whose);
        Ok(match (is_late, excuse, is_late.then(open).flatten()) {
            (true, Some(excuse), _) => {
                changes.findings.extend(excused_late(excuse, due.latest()));
                Status::Excused
            }
            (true, None, Some(because)) => Status::Undetermined { because },
            _ if met_on.is_some() && rule.has_unknown("lasts") => {
                Status::Undetermined { because: WhyOpen::RuleNotKnown }
            }
            _ => status,
        })
    }

    /// Whether it was done for sessions of which none was recorded, once the dialogue had begun: before that none could have been.
    fn sessions_are_missing(&self, rule: &Obligation, of: &str, done: NaiveDate) -> bool {
        let of_sessions = rule.per == Some(Per::Session) && of == SESSION_HELD;
        of_sessions && [OPENED, CLOSED].iter().any(|event| self.happened(event).is_some_and(|begun| begun <= done))
    }

    /// Whether it is owed to each petition, and none was recorded: whether there was one is not known.
    fn is_of_no_petition(&self, rule: &Obligation) -> bool {
        rule.is_of_petitions && self.petition.is_none() && !self.of.index.has_petitions()
    }

    /// Whether a duty that is late may be one of somebody whom the rule set bound only after that: nobody says whose it is.
    fn may_be_of_others(&self, rule: &Obligation, (base, due): (&Counted, DueDate), met_on: Option<NaiveDate>) -> bool {
        let Some(from) = self.of.binds_some_from(rule) else { return false };
        let forward = base.limit.is_some_and(|limit| limit.is_after());
        let day = base.anchor.as_ref().filter(|_| forward).map_or(due.date, |anchor| anchor.at.date);
        // Done after what it comes before, it was missed by everybody who was bound until then.
        let is_missed = |happened: NaiveDate| from <= happened && met_on.is_some_and(|on| on > happened);
        day < from && !base.preceded.as_ref().is_some_and(|(_, happened)| is_missed(*happened))
    }

    /// Whether a duty that is late may not be so, by what the file calls unknown of what excuses it, extends its limit or lets
    /// it stand still.
    fn may_not_be_late(&self, rule: &'a Obligation) -> bool {
        let sets = |other: &'a Obligation| {
            other.has_unknown("sets")
                && other.place != rule.place
                && self.in_order(other, other.met_by.events()).iter().any(|fact| fact.until().is_some())
        };
        rule.has_unknown_excuse() || self.of.set.obligations().iter().any(|other| sets(other))
    }

    fn done(&self, base: &Counted, changes: &Changes, due: DueDate, on: NaiveDate) -> Result<Status, CoverageError> {
        Ok(match changes.shortest {
            _ if !base.begun => Status::Met,
            _ if on > due.latest() => Status::MetLate { by: self.late(due, on)? },
            Some(shortest) if on > shortest.earliest() => Status::Undetermined { because: changes.which_limit() },
            None if on > due.earliest() => Status::Undetermined { because: open_days(base) },
            _ => Status::Met,
        })
    }

    fn open(
        &self,
        base: &Counted,
        changes: &Changes,
        due: DueDate,
        today: Option<NaiveDate>,
    ) -> Result<Status, CoverageError> {
        Ok(match (today, changes.shortest) {
            _ if !base.begun => Status::Awaiting,
            (Some(today), _) if today > due.latest() => Status::Overdue { by: self.late(due, today)? },
            (Some(today), Some(shortest)) if today > shortest.earliest() => {
                Status::Undetermined { because: changes.which_limit() }
            }
            (Some(today), None) if today > due.earliest() => Status::Undetermined { because: open_days(base) },
            _ => Status::Pending,
        })
    }

    pub(super) fn late(&self, due: DueDate, date: NaiveDate) -> Result<Lateness, CoverageError> {
        let days = date.signed_duration_since(due.date).num_days();
        Ok(Lateness { days, working_days: self.of.calendar.count_working_days(due.date, date)?, minutes: None })
    }
}

/// That what excuses a delay came after the limit.
fn excused_late((event, excused): (&String, NaiveDate), limit: NaiveDate) -> Option<Finding> {
    (excused > limit).then(|| Finding::ExcusedAfterLimit { event: event.clone(), excused, limit })
}

/// How a duty without a date stands that was not done.
const fn undone(counted: &Result<Counted, NoDue>) -> Status {
    if matches!(counted, Err(NoDue::AwaitsEvent(_))) { Status::Awaiting } else { Status::NoDate }
}

/// What is open where days off are not decreed: the date, or which of several limits it is.
const fn open_days(base: &Counted) -> WhyOpen {
    if base.is_order_open { WhyOpen::Order } else { WhyOpen::Calendar }
}

/// The outcome, with what was counted and what happened to it taken from where they stand: both are large.
fn outcome(
    counted: &mut Result<Counted, NoDue>,
    due: Option<DueDate>,
    changes: &mut Changes,
    status: Status,
    done: Done,
) -> Outcome {
    let (moved_by, findings) = (std::mem::take(&mut changes.moves), std::mem::take(&mut changes.findings));
    let Changes { shortest, open, ref mut stands_still, stopped, .. } = *changes;
    let may_have_passed = stands_still.as_ref().is_some_and(|limit| limit.until.is_some());
    let stopped = stopped.filter(|_| due.is_none()).map(|due| Box::new(Stopped { due, may_have_passed }));
    let shortest = shortest.filter(|_| due.is_some());
    let open = open.filter(|_| shortest.is_some());
    let (Done { met_on, met_at, missing, .. }, trace) = (done, None);
    let due_at = hours::due_at(counted, due);
    let (base_due, limit, fixed, anchor, begun, reason) = match counted {
        Ok(Counted { due, limit, fixed, anchor, begun, .. }) => {
            (Some(*due), *limit, *fixed, anchor.take(), *begun, None)
        }
        // What stands still keeps what it is counted from.
        Err(reason) => {
            let anchor = stands_still.as_mut().and_then(|limit| limit.anchor.take());
            (None, None, None, anchor, false, Some(std::mem::replace(reason, NoDue::NotReceived)))
        }
    };
    let base_due = base_due.filter(|base| due != Some(*base));
    Outcome {
        due,
        shortest,
        open,
        due_at,
        base_due,
        reason,
        limit,
        fixed,
        anchor,
        begun,
        moved_by,
        stopped,
        status,
        met_on,
        met_at,
        missing,
        findings,
        trace,
    }
}

/// When the last of some acts was done, if all were; the places of those that were not.
fn all_of(acts: impl Iterator<Item = (usize, Option<NaiveDate>)>) -> (Option<NaiveDate>, Places) {
    let (mut last, mut missing) = (None, Places::default());
    for (place, date) in acts {
        match date {
            Some(_) => last = last.max(date),
            None => missing.add(place),
        }
    }
    (last.filter(|_| missing.is_empty()), missing)
}

/// When the first of some acts was done; the places of all of them, if none was.
fn any_of(acts: impl Iterator<Item = (usize, Option<NaiveDate>)>) -> (Option<NaiveDate>, Places) {
    let (mut first, mut missing) = (None::<NaiveDate>, Places::default());
    for (place, date) in acts {
        match date {
            Some(date) => first = Some(first.map_or(date, |first| first.min(date))),
            None => missing.add(place),
        }
    }
    (first, if first.is_none() { missing } else { Places::default() })
}
