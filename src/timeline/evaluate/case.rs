//! One duty of one petition and session under one set of readings: whether it binds, its date, how it stands.

mod bound;
mod done;
mod holding;

use chrono::NaiveDate;

use self::done::{open_days, undone};
use super::super::Move;
use super::super::facts::{Petition, Seen};
use super::super::finding::Finding;
use super::super::missing::Missing;
use super::super::outcome::{DutyAnchor, NoDue, Outcome, Stopped};
use super::super::reading_at::{OpenReading, ReadingAt};
use super::super::status::{Status, WhyNot, WhyOpen, WhyUnknown};
use super::condition::{Tied, Truth};
pub(super) use super::count::Counted;
use super::count::Uncounted;
use super::early::{Arose, CameIn};
use super::hours;
use super::moves::Running;
use super::times::Time;
use super::{Evaluation, Instead};
use crate::calendar::CoverageError;
use crate::ruleset::unit_type::OfType;
use crate::ruleset::vocabulary::{CANCELLED, CLOSED, DIALOGUE_DAY, NEW_LIMIT, OPENED};
use crate::ruleset::{AnchorRule, MetBy, Obligation, Reading};
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
        if depth == 0 {
            self.of.led.clear();
        }
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
            (Some(WhyNot::LedTooFar), _) => Status::Undetermined { because: WhyOpen::LedTooFar },
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
        let has_passed = self.of.today.is_after(appointed);
        let is_silent = || self.happened(OPENED).is_none() && self.happened(CANCELLED).is_none();
        if of_dialogue && self.of.visible.is_appointed && has_passed && is_silent() {
            findings.push(Finding::NotOpened { appointed });
        }
    }
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
