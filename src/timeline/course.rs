//! Which facts cannot all have been, in whichever order they are given: what a log refuses as it comes, wherever facts come from.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::error::TimelineError;
use super::facts::{Place, Seen};
use crate::ruleset::vocabulary::{CANCELLED, CLOSED, Effect, OPENED, RESCHEDULED, effect_of};
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
    match opened.and_then(|opened| Some((of(RESCHEDULED).find(|on| *on > opened)?, opened))) {
        Some((on, opened)) => Err(TimelineError::MovedAfterOpening { on, opened }),
        None => Ok(()),
    }
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
struct Course {
    raised: usize,
    suspended: Vec<NaiveDate>,
    resumed: Vec<NaiveDate>,
}

/// A petition is raised once, and its settlement is resumed as often as it was suspended, or once less. Which of the facts was
/// entered first is not asked: refused is what no order makes possible.
pub(crate) fn check_petitions(standing: &[Seen<'_>]) -> Result<(), TimelineError> {
    courses(standing).into_iter().try_for_each(|(petition, course)| course.check(petition))
}

/// The petitions for which [`check_petitions`] refuses, each with why.
pub(crate) fn petitions_refused<'f>(standing: &[Seen<'f>]) -> Vec<(&'f str, TimelineError)> {
    let refused = |(petition, course): (&'f str, Course)| Some((petition, course.check(petition).err()?));
    courses(standing).into_iter().filter_map(refused).collect()
}

fn courses<'f>(standing: &[Seen<'f>]) -> Vec<(&'f str, Course)> {
    let mut courses: BTreeMap<Place, (Course, Seen<'f>)> = BTreeMap::new();
    for fact in standing {
        let effect = effect_of(fact.event());
        let (Some(place), Some(Effect::RaisePetition | Effect::Suspend | Effect::Resume)) =
            (fact.petition_place(), effect)
        else {
            continue;
        };
        let (course, _) = courses.entry(place).or_insert_with(|| (Course::default(), *fact));
        match effect {
            Some(Effect::Suspend) => course.suspended.push(fact.on()),
            Some(Effect::Resume) => course.resumed.push(fact.on()),
            _ => course.raised = course.raised.saturating_add(1),
        }
    }
    courses.into_values().map(|(course, fact)| (fact.petition().unwrap_or_default(), course)).collect()
}

impl Course {
    fn check(mut self, petition: &str) -> Result<(), TimelineError> {
        let petition = || petition.to_owned();
        if self.raised > 1 {
            return Err(TimelineError::AlreadyRaised { petition: petition() });
        }
        if self.suspended.len() < self.resumed.len() {
            return Err(TimelineError::NotSuspended { petition: petition() });
        }
        self.suspended.sort_unstable();
        self.resumed.sort_unstable();
        // The first resumption follows a first suspension, the second a second one, and so on.
        if let Some((suspended, _)) = self.suspended.iter().zip(&self.resumed).find(|(from, until)| until < from) {
            return Err(TimelineError::ResumedBeforeSuspended { petition: petition(), suspended: *suspended });
        }
        if self.suspended.len() > self.resumed.len().saturating_add(1) {
            return Err(TimelineError::AlreadySuspended { petition: petition() });
        }
        Ok(())
    }
}
