//! Running one case: what happened is recorded, then every value that is stated is compared.

mod compare;
#[cfg(test)]
#[path = "../../tests/inside/sentences.rs"]
mod sentences;
mod year;

use std::rc::Rc;

use chrono::NaiveDate;

use super::case::{Asked, Case, CaseOf, Entry, Expect, ExpectOf, RuleId, Rules, Stated};
use super::coverage::Seen;
use super::report::Failure;
use crate::calendar::Calendar;
use crate::dialogue::kept::is_by_course;
use crate::dialogue::{AnyDialogue, Plan, Refusal};
use crate::ruleset::{Activity, Subject};
use crate::text::Message;
use crate::timeline::{AdoptedReadings, Fact, Facts, Terms, Timeline, TimelineError, View};

/// What a case is run under.
#[derive(Clone, Copy)]
pub(super) struct Under<'a> {
    pub(super) rules: &'a Rules,
    pub(super) calendar: &'a Calendar,
    /// A rule and a reading of it that is adopted unless the case chooses one itself.
    pub(super) swapped: Option<(&'a RuleId, &'a str)>,
}

/// Why nothing of a case can be judged.
struct Stopped {
    why: Box<dyn Message>,
    /// Whether an entry is impossible by those before it: where one of these was refused, that is the mistake.
    by_course: bool,
}

impl<E: Message + 'static> From<E> for Stopped {
    fn from(error: E) -> Self {
        Self { why: Box::new(error), by_course: false }
    }
}

impl Stopped {
    fn of_entry(refusal: Refusal) -> Self {
        let by_course = is_by_course(&refusal.reason);
        Self { why: Box::new(refusal), by_course }
    }
}

/// Runs a case; what it saw of the rules is noted in `seen`.
pub(super) fn run(case: &Case, under: Under<'_>, seen: &mut Seen) -> Vec<Failure> {
    let mut running = Running { case, seen, failures: Vec::new() };
    match &case.of {
        CaseOf::Year { year, office, held } => year::run(&mut running, under, (*year, office, held)),
        // A duty of whichever activity.
        CaseOf::Row { facts } => match terms(case, under, facts.appointed(), None) {
            Ok(terms) => running.judge(&terms.in_activity(Activity::PetitionHandling), facts),
            Err(stopped) => running.stopped(&stopped),
        },
        CaseOf::Day { planned, activity, subject } => {
            let day = day_of(case, planned, *activity);
            let facts = terms(case, under, day, subject.as_ref()).and_then(|terms| {
                let terms = if *activity == Activity::Dialogue { terms } else { terms.in_activity(*activity) };
                let facts = running.happened(&terms, planned, *activity)?;
                Ok((terms, facts))
            });
            match facts {
                Ok((terms, Some(facts))) => running.judge(&terms, &facts),
                Ok((_, None)) => {} // an entry was refused, which is the failure
                Err(stopped) => running.stopped(&stopped),
            }
        }
    }
    running.failures
}

/// The day of a dialogue or reception as its entries leave it.
fn day_of(case: &Case, planned: &Facts, activity: Activity) -> NaiveDate {
    let taken = case.log.iter().filter(|entry| entry.refused.is_none());
    let facts = taken.fold(planned.clone(), |facts, entry| facts.with(entry.fact.clone()));
    facts.day_of(activity, View::everything())
}

/// What a day is judged by.
fn terms(case: &Case, under: Under<'_>, day: NaiveDate, subject: Option<&Subject>) -> Result<Terms, Stopped> {
    let calendar = under.calendar.clone();
    let terms = if let Some(subject) = subject {
        Terms::binding(under.rules.registry().binding(subject), calendar)
    } else {
        Terms::new(under.rules.on(day)?, calendar)
    };
    let chosen = chosen(case, under, &terms);
    Ok(terms.adopting(chosen).unwrap_or(terms)) // the parser has checked them
}

/// The readings that are adopted, of rule sets that apply.
fn chosen(case: &Case, under: Under<'_>, terms: &Terms) -> AdoptedReadings {
    let has =
        |set: &str, duty: &str, reading: &str| terms.adopting(AdoptedReadings::new().adopt(set, duty, reading)).is_ok();
    let swapped = under.swapped.map(|(of, reading)| (of.ruleset.as_str(), of.id.as_str(), reading));
    let own = case.adopted.all();
    let all = swapped.into_iter().chain(own).filter(|(set, duty, reading)| has(set, duty, reading));
    all.fold(AdoptedReadings::new(), |adopted, (set, duty, reading)| adopted.adopt(set, duty, reading))
}

struct Running<'a> {
    case: &'a Case,
    seen: &'a mut Seen,
    failures: Vec<Failure>,
}

impl Running<'_> {
    /// What happened, as recorded; none if an entry was refused that should not be.
    fn happened(&mut self, terms: &Terms, planned: &Facts, activity: Activity) -> Result<Option<Facts>, Stopped> {
        if activity == Activity::Dialogue {
            let (kind, mode) = (planned.kind(), planned.mode());
            let plan = Plan { kind, mode, ..Plan::new("scenario", planned.appointed()) };
            let mut dialogue = AnyDialogue::plan(terms.clone(), plan, planned.appointed())?;
            let recorded = self.recorded(|fact| dialogue.record(fact).map(drop).map_err(Stopped::of_entry));
            return Ok(recorded.then(|| dialogue.facts().clone()));
        }
        let mut facts = planned.clone();
        let recorded = self.recorded(|fact| {
            let with = facts.clone().with(fact);
            terms.check(&with)?;
            facts = with;
            Ok(())
        });
        Ok(recorded.then_some(facts))
    }

    /// Records every entry of the log; whether each was taken or refused as it should be. What only follows from one that was refused is
    /// not told.
    fn recorded(&mut self, mut record: impl FnMut(Fact) -> Result<(), Stopped>) -> bool {
        let before = self.failures.len();
        for Entry { line, fact, refused } in &self.case.log {
            let outcome = record(fact.clone());
            let follows = outcome.as_ref().is_err_and(|stopped| stopped.by_course) && self.failures.len() > before;
            let expected = refused.as_deref().unwrap_or(RECORDED);
            let (actual, because) = match outcome {
                Ok(()) => (RECORDED, None),
                Err(Stopped { why, .. }) => (why.code(), Some(why.both())),
            };
            if actual != expected && !follows {
                self.failures.push(Failure {
                    line: *line,
                    of: Some(fact.event.clone()),
                    key: "refused".to_owned(),
                    expected: expected.to_owned(),
                    actual: actual.to_owned(),
                    cite_text: None,
                    because,
                });
            }
        }
        self.failures.len() == before
    }

    /// Every value fails but the error that is expected.
    fn stopped(&mut self, stopped: &Stopped) {
        let case = self.case;
        for stated in case.expects.iter().flat_map(|expect| &expect.stated) {
            self.error(stated, stopped);
        }
        if case.expects.is_empty() {
            let line = case.line;
            let stated = Stated { asked: Asked::Error, line, expected: "none".to_owned() };
            self.error(&stated, stopped);
        }
    }

    fn error(&mut self, stated: &Stated, Stopped { why, .. }: &Stopped) {
        if !matches!(stated.asked, Asked::Error) || stated.expected != why.code() {
            self.failures
                .push(Failure { because: Some(why.both()), ..Failure::of(stated, None, why.code().to_owned()) });
        }
    }

    fn judge(&mut self, terms: &Terms, facts: &Facts) {
        let mut views = Views { terms, facts, seen: Vec::new() };
        for expect in &self.case.expects {
            self.expect(expect, &mut views);
        }
    }

    fn expect(&mut self, expect: &Expect, views: &mut Views<'_>) {
        for stated in &expect.stated {
            match views.of(expect, &stated.asked) {
                Ok(case) => {
                    let failure = compare::compare(&case, expect, stated, self.seen);
                    self.failures.extend(failure);
                }
                Err(error) => self.error(stated, &error.into()),
            }
        }
    }
}

/// What stands for an entry that was taken.
const RECORDED: &str = "recorded";

/// What is seen of a case on a date.
#[derive(Clone)]
struct CaseInView<'a> {
    terms: &'a Terms,
    timeline: Rc<Timeline>,
}

/// The timelines of a case, each made once.
struct Views<'a> {
    terms: &'a Terms,
    facts: &'a Facts,
    seen: Vec<(View, CaseInView<'a>)>,
}

impl<'a> Views<'a> {
    /// What a value is looked for in.
    fn of(&mut self, expect: &Expect, asked: &Asked) -> Result<CaseInView<'a>, TimelineError> {
        match (asked, &expect.of) {
            (Asked::Done(day), ExpectOf::Duty { of, petition, session, occurrence }) => {
                let view = View { as_of: None, ..expect.view };
                let before = self.at(view)?;
                let only = before.duty(&expect.of).ok();
                let petition = only.and_then(|duty| duty.petition.as_deref()).or(petition.as_deref());
                let facts = self.done(of, petition, session.as_ref(), occurrence.as_ref(), *day);
                self.case(&facts, view)
            }
            (Asked::Seen(day), _) => self.at(View { as_of: Some(*day), ..expect.view }),
            _ => self.at(expect.view),
        }
    }

    fn at(&mut self, view: View) -> Result<CaseInView<'a>, TimelineError> {
        if let Some((_, case)) = self.seen.iter().find(|(known, _)| *known == view) {
            return Ok(case.clone());
        }
        let case = self.case(self.facts, view)?;
        self.seen.push((view, case.clone()));
        Ok(case)
    }

    fn case(&self, facts: &Facts, view: View) -> Result<CaseInView<'a>, TimelineError> {
        Ok(CaseInView { terms: self.terms, timeline: Rc::new(self.terms.timeline(facts, view)?) })
    }

    /// The facts with what fulfils a duty on a day.
    fn done(
        &self,
        of: &RuleId,
        petition: Option<&str>,
        session: Option<&String>,
        occurrence: Option<&String>,
        day: NaiveDate,
    ) -> Facts {
        let set = self.terms.rule_set_on(&of.ruleset, self.facts.appointed());
        let events = set.and_then(|set| set.obligation(&of.id)).map_or(&[] as &[String], |duty| duty.met_by.events());
        events.iter().fold(self.facts.clone(), |facts, event| {
            let of_petition = self.terms.event(event).is_some_and(|event| event.petition);
            let petition = petition.filter(|_| of_petition).map(str::to_owned);
            let (session, about) = (session.cloned(), occurrence.cloned());
            facts.with(Fact { petition, session, about, ..Fact::new(event, day) })
        })
    }
}
