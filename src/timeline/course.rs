//! Which facts cannot all have been, in whichever order they are given: what a log refuses as it comes, wherever facts come from.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::error::TimelineError;
use super::facts::{Place, Seen};
use crate::ruleset::vocabulary::{
    CANCELLED, CLOSED, Effect, OPENED, PETITION_RAISED, PETITION_RECEIVED, RECEPTION_HELD, RECEPTION_RESCHEDULED,
    RESCHEDULED, built_in, effect_of,
};
use crate::ruleset::{EventKind, Phase};

/// What happens once is there once, and what excludes each other is not there together.
pub(crate) fn check_course<'e>(
    standing: &[Seen<'_>],
    opened: Option<NaiveDate>,
    event_of: impl Fn(Seen<'_>) -> Option<&'e EventKind>,
) -> Result<(), TimelineError> {
    let of = |id: &'static str| standing.iter().filter(move |fact| fact.event() == id).map(|fact| fact.on());
    for id in [OPENED, CLOSED, CANCELLED] {
        let mut days = of(id);
        if let (Some(first), Some(again)) = (days.next(), days.next()) {
            return Err(TimelineError::HappenedTwice { event: id.to_owned(), first, again });
        }
    }
    check_petitions(standing)?;
    let cancelled = of(CANCELLED).next();
    match (opened, cancelled) {
        (Some(opened), Some(cancelled)) => return Err(TimelineError::OpenedAndCancelled { opened, cancelled }),
        (None, Some(cancelled)) => return check_cancelled(standing, cancelled, event_of),
        (None, None) => return Ok(()),
        (Some(_), None) => {}
    }
    let mut has_opened = false;
    for fact in standing {
        has_opened |= fact.event() == OPENED;
        if fact.event() == RESCHEDULED {
            check_moved_before(*fact, opened, has_opened)?;
        }
    }
    Ok(())
}

/// Refuses a move of a day after the opening, or of its day, where the entries say that the opening came first: the move stands
/// `after` it and was not entered later, so that nothing says it had been decided before.
pub(crate) fn check_moved_before(fact: Seen<'_>, opened: Option<NaiveDate>, after: bool) -> Result<(), TimelineError> {
    let on = fact.on();
    let is_late = |opened: &NaiveDate| on > *opened || on == *opened && after && fact.known_from() <= on;
    match opened.filter(is_late) {
        Some(opened) => Err(TimelineError::MovedAfterOpening { on, opened }),
        None => Ok(()),
    }
}

/// The days to which a dialogue was moved, by the days on which it was.
pub(crate) type Moves = BTreeMap<NaiveDate, NaiveDate>;

/// Refuses a move to the day for which the dialogue was appointed when it was moved, by the moves before it.
pub(crate) fn check_move(appointed: NaiveDate, moves: &Moves, fact: Seen<'_>) -> Result<(), TimelineError> {
    let appointed = moves.range(..=fact.on()).next_back().map_or(appointed, |(_, until)| *until);
    match fact.until().filter(|until| *until == appointed) {
        Some(until) => Err(TimelineError::MovedToSameDay { on: fact.on(), until }),
        None => Ok(()),
    }
}

/// The same of each move of facts, in the order in which they are given.
pub(crate) fn check_moves(appointed: NaiveDate, standing: &[Seen<'_>]) -> Result<(), TimelineError> {
    let mut moves = Moves::new();
    for fact in standing.iter().filter(|fact| fact.event() == RESCHEDULED) {
        check_move(appointed, &moves, *fact)?;
        moves.extend(fact.until().map(|until| (fact.on(), until)));
    }
    Ok(())
}

/// After a cancellation nothing happens: what was done before it may be entered late, and nothing of a dialogue that was held.
fn check_cancelled<'e>(
    standing: &[Seen<'_>],
    cancelled: NaiveDate,
    event_of: impl Fn(Seen<'_>) -> Option<&'e EventKind>,
) -> Result<(), TimelineError> {
    let is_after = |fact: &&Seen<'_>| {
        let is_held = event_of(**fact).and_then(|event| event.phase).is_some_and(|phase| phase != Phase::Before);
        fact.event() != CLOSED && (fact.on() > cancelled || is_held)
    };
    match standing.iter().find(is_after) {
        Some(fact) => {
            let (event, on) = (fact.event().to_owned(), fact.on());
            Err(TimelineError::AfterCancellation { event, called: None, on, cancelled })
        }
        None => Ok(()),
    }
}

/// What happened to one petition.
#[derive(Default)]
struct Course<'f> {
    raised: Vec<Seen<'f>>,
    suspended: Vec<Seen<'f>>,
    resumed: Vec<Seen<'f>>,
}

/// A petition is raised once, and its settlement is resumed as often as it was suspended, or once less. Which of the facts was
/// entered first is not asked: refused is what no order makes possible.
pub(crate) fn check_petitions(standing: &[Seen<'_>]) -> Result<(), TimelineError> {
    check_each_petition(standing).map_err(|(_, error)| error)
}

/// The same with the last of the facts that together are impossible.
pub(crate) fn check_each_petition<'f>(standing: &[Seen<'f>]) -> Result<(), (Seen<'f>, TimelineError)> {
    courses(standing).into_iter().try_for_each(Course::check)
}

/// The petitions for which [`check_petitions`] refuses, each with why.
pub(crate) fn petitions_refused<'f>(standing: &[Seen<'f>]) -> Vec<(&'f str, TimelineError)> {
    let refused = courses(standing).into_iter().filter_map(|course| course.check().err());
    refused.map(|(fact, error)| (fact.petition().unwrap_or_default(), error)).collect()
}

fn courses<'f>(standing: &[Seen<'f>]) -> Vec<Course<'f>> {
    let mut courses: BTreeMap<Place, Course<'f>> = BTreeMap::new();
    for fact in standing {
        let (Some(place), Some(effect)) = (fact.petition_place(), effect_of(fact.event())) else { continue };
        let course = courses.entry(place).or_default();
        match effect {
            Effect::RaisePetition => course.raised.push(*fact),
            Effect::Suspend => course.suspended.push(*fact),
            Effect::Resume => course.resumed.push(*fact),
            _ => {}
        }
    }
    courses.into_values().collect()
}

impl<'f> Course<'f> {
    fn check(mut self) -> Result<(), (Seen<'f>, TimelineError)> {
        let petition = |fact: Seen<'f>| fact.petition().unwrap_or_default().to_owned();
        let (suspended, resumed) = (self.suspended.len(), self.resumed.len());
        let (last_suspended, last_resumed) = (self.suspended.last().copied(), self.resumed.last().copied());
        if let [_, .., again] = *self.raised {
            return Err((again, TimelineError::AlreadyRaised { petition: petition(again) }));
        }
        if let Some(last) = last_resumed.filter(|_| suspended < resumed) {
            return Err((last, TimelineError::NotSuspended { petition: petition(last) }));
        }
        self.suspended.sort_by_key(|fact| fact.on());
        self.resumed.sort_by_key(|fact| fact.on());
        // The first resumption follows a first suspension, the second a second one, and so on.
        let mut each = self.suspended.iter().zip(&self.resumed);
        if let Some((from, until)) = each.find(|(from, until)| until.on() < from.on()) {
            let error = TimelineError::ResumedBeforeSuspended { petition: petition(*until), suspended: from.on() };
            return Err((*until, error));
        }
        if let Some(last) = last_suspended.filter(|_| suspended > resumed.saturating_add(1)) {
            return Err((last, TimelineError::AlreadySuspended { petition: petition(last) }));
        }
        Ok(())
    }
}

/// The receipts of an office of what it had received, each with why that cannot be: that it came in on another day is a correction.
pub(crate) fn received_again<'f>(standing: &[Seen<'f>]) -> Vec<(Seen<'f>, TimelineError)> {
    let mut received = BTreeSet::new();
    let receipts = standing.iter().filter(|fact| fact.event() == PETITION_RECEIVED);
    let again = receipts.filter(|fact| fact.petition_place().is_some_and(|petition| !received.insert(petition)));
    again.map(|fact| (*fact, already_received(*fact))).collect()
}

/// That a petition had been received before.
pub(crate) fn already_received(fact: Seen<'_>) -> TimelineError {
    TimelineError::AlreadyReceived { petition: fact.petition().unwrap_or_default().to_owned() }
}

/// Whether a petition comes in by an event.
pub(crate) fn is_receipt(event: &str) -> bool {
    [PETITION_RECEIVED, PETITION_RAISED].contains(&event)
}

/// Whether an event says that there was a reception of citizens, or was to be one.
pub(crate) fn tells_of_reception(event: &str) -> bool {
    [RECEPTION_HELD, RECEPTION_RESCHEDULED].contains(&event)
}

/// Whether an event of the table is something done about a petition, which cannot be before that came in. What a rule file
/// declares may be: that an office passed it on, for one.
pub(crate) fn follows_receipt(event: &str) -> bool {
    !is_receipt(event) && built_in(event).is_some_and(|event| event.petition)
}

/// Whether an event is something done about a petition after the dialogue in which that was raised; that it was received and
/// taken up may have been before.
pub(crate) fn follows_raising(event: &str) -> bool {
    follows_receipt(event) && built_in(event).is_some_and(|event| event.phase == Some(Phase::After))
}

/// That something was done about a petition before it came in.
pub(crate) fn before_receipt(act: Seen<'_>, received: NaiveDate) -> TimelineError {
    TimelineError::BeforeReceipt {
        event: act.event().to_owned(),
        called: None,
        petition: act.petition().unwrap_or_default().to_owned(),
        on: act.on(),
        received,
    }
}

/// The same of a dialogue, in which a petition may be received and taken up before it is raised.
pub(crate) fn acts_before_raising<'f>(standing: &[Seen<'f>]) -> Vec<(Seen<'f>, TimelineError)> {
    let received: BTreeSet<Place> = standing
        .iter()
        .filter(|fact| fact.event() == PETITION_RECEIVED)
        .filter_map(|fact| fact.petition_place())
        .collect();
    let is_received = |act: Seen<'_>| act.petition_place().is_some_and(|petition| received.contains(&petition));
    let mut early = acts_before_receipt(standing);
    early.retain(|(act, _)| follows_raising(act.event()) || is_received(*act));
    early
}

/// What was done about a petition before it came in, each with why that cannot be. Whoever appends it is refused; where it is
/// read, it does not count, and that is told beside the duties.
pub(crate) fn acts_before_receipt<'f>(standing: &[Seen<'f>]) -> Vec<(Seen<'f>, TimelineError)> {
    let mut received: BTreeMap<Place, NaiveDate> = BTreeMap::new();
    for fact in standing.iter().filter(|fact| is_receipt(fact.event())) {
        if let Some(petition) = fact.petition_place() {
            received.entry(petition).and_modify(|day| *day = fact.on().min(*day)).or_insert(fact.on());
        }
    }
    let early = standing.iter().filter_map(|fact| {
        let day = *received.get(&fact.petition_place()?).filter(|day| fact.on() < **day)?;
        follows_receipt(fact.event()).then(|| (*fact, before_receipt(*fact, day)))
    });
    early.collect()
}
