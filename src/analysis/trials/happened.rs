//! What may have happened around two duties: the course of a dialogue, what they are counted from, what moves them, what fulfils them.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use chrono::NaiveDate;

use super::{Pair, Trial};
use crate::analysis::said::{Asked, PETITION, classed, fact};
use crate::calendar::shift;
use crate::ruleset::vocabulary::{
    CANCELLED, CLOSED, DIALOGUE_DAY, Detail, FORMER_DAY, OPENED, PETITION_CLASSED, PETITION_RAISED, RECEPTION_DAY,
    RECEPTION_HELD, RESCHEDULED,
};
use crate::ruleset::{CaseClass, Channel, DialogueKind, Due, EventKind, Mode, Obligation};
use crate::time_limit::TimeOfDay;
use crate::timeline::{Fact, Facts, View};

/// What may have happened around two duties.
pub(super) struct Happened<'a> {
    pair: Pair<'a>,
    /// What they are counted from or asked about, and is no part of the course or of an act.
    before: Vec<&'a EventKind>,
    acts: Vec<&'a EventKind>,
    /// What extends a limit.
    notices: Vec<&'a EventKind>,
    /// What stops one, and from when it runs on.
    stops: Vec<(&'a EventKind, &'a EventKind)>,
    /// What excuses.
    excuses: Vec<&'a EventKind>,
    pub(super) classes: Vec<CaseClass>,
    kinds: Vec<Option<DialogueKind>>,
    modes: Vec<Option<Mode>>,
    channels: Vec<Channel>,
    of_petitions: bool,
    in_hours: bool,
}

/// What is done with a trial.
type Try<'t> = &'t mut dyn FnMut(Trial) -> ControlFlow<()>;

impl<'a> Happened<'a> {
    pub(super) fn of(pair: Pair<'a>) -> Self {
        let (old, new) = pair.duties;
        let rules = [old, new];
        // What one side has no word for would leave its duties open.
        let known = |id: &str| pair.sides.0.set.event(id).filter(|_| pair.sides.1.set.event(id).is_some());
        let kinds_of = |ids: BTreeSet<&str>| -> Vec<&'a EventKind> { ids.into_iter().filter_map(known).collect() };
        let of = |each: &dyn Fn(&'a Obligation) -> Vec<&'a str>| -> BTreeSet<&'a str> {
            rules.into_iter().flat_map(each).collect()
        };
        let acts = of(&|rule| rule.met_by.events().iter().map(String::as_str).collect());
        // What states their date when it is done is a notice too.
        let (by_old, by_new) = (pair.sides.0.set.setters_of(old), pair.sides.1.set.setters_of(new));
        let setters: Vec<&'a Obligation> = by_old.chain(by_new).map(|rule| &**rule).collect();
        let mut notices = of(&|rule| rule.extensions.iter().map(|one| one.granted_by.as_str()).collect());
        notices.extend(setters.iter().flat_map(|rule| rule.met_by.events()).map(String::as_str));
        let excuses =
            of(&|rule| rule.unless.iter().map(|(_, id)| id.as_str()).chain(rule.excused_by.as_deref()).collect());
        let stopped =
            of(&|rule| rule.suspension.iter().flat_map(|one| [one.by.as_str(), one.until.as_str()]).collect());
        let course = [OPENED, CLOSED, RESCHEDULED, CANCELLED, PETITION_CLASSED];
        let apart: BTreeSet<&str> =
            acts.iter().chain(&notices).chain(&excuses).chain(&stopped).copied().chain(course).collect();
        let before = of(&|rule| rule.events().collect()).difference(&apart).copied().collect();
        let stops = rules.into_iter().filter_map(|rule| rule.suspension.as_ref());
        let stops = stops.filter_map(|one| Some((known(&one.by)?, known(&one.until)?))).collect();
        let said = Asked::by(rules.into_iter().chain(setters).flat_map(Obligation::conditions));
        let in_hours = |due: &Due| due.any(&|part| matches!(part, Due::Hours { .. }));
        Self {
            pair,
            before: kinds_of(before),
            acts: kinds_of(acts),
            notices: kinds_of(notices),
            stops,
            excuses: kinds_of(excuses),
            kinds: std::iter::once(None).chain(said.kinds.iter().copied().map(Some)).collect(),
            modes: std::iter::once(None).chain(said.modes.iter().copied().map(Some)).collect(),
            classes: said.classes,
            channels: rules.into_iter().flat_map(|rule| rule.channels.iter().copied()).collect(),
            of_petitions: rules.into_iter().any(|rule| rule.is_of_petitions),
            in_hours: rules.into_iter().flat_map(Obligation::dues).any(in_hours),
        }
    }

    /// Every event that happens in a trial.
    pub(super) fn events(&self) -> Vec<String> {
        let stops = self.stops.iter().flat_map(|(by, until)| [*by, *until]);
        let own = [&self.before, &self.acts, &self.notices, &self.excuses].into_iter().flatten().copied().chain(stops);
        let course = [OPENED, CLOSED, RESCHEDULED, CANCELLED].map(str::to_owned);
        let all: BTreeSet<String> = own.map(|event| event.id.to_string()).chain(course).collect();
        all.into_iter().collect()
    }

    /// Every trial of a day, until one is enough.
    pub(super) fn each(&self, day: NaiveDate, attempt: Try<'_>) -> ControlFlow<()> {
        for kind in &self.kinds {
            for mode in &self.modes {
                for course in self.courses(day) {
                    let course = kind.iter().fold(course, |facts, kind| facts.of_kind(*kind));
                    let course = mode.iter().fold(course, |facts, mode| facts.in_mode(*mode));
                    self.counted_from(day, course, attempt)?;
                }
            }
        }
        ControlFlow::Continue(())
    }

    /// How far the dialogue came: held, on two days, only planned, moved, cancelled.
    fn courses(&self, day: NaiveDate) -> Vec<Facts> {
        let at = |by: i64| shift(day, by).unwrap_or(day);
        let fact = |event: &str, on: NaiveDate| self.timed(Fact::new(event, on));
        let held = |on, closed| Facts::appointed_for(day).with(fact(OPENED, on)).with(fact(CLOSED, closed));
        let moved = || Facts::appointed_for(day).with(Fact::new(RESCHEDULED, at(-7)).until(at(4)));
        let asks = |event: &str| {
            [self.pair.duties.0, self.pair.duties.1].iter().any(|rule| rule.events().any(|of| of == event))
        };
        let mut all = vec![held(day, day), held(day, at(1)), Facts::appointed_for(day)];
        all.push(moved().with(fact(OPENED, at(4))).with(fact(CLOSED, at(4))));
        if asks(FORMER_DAY) || asks(RESCHEDULED) {
            all.push(moved());
        }
        if asks(CANCELLED) || asks(DIALOGUE_DAY) {
            all.push(Facts::appointed_for(day).with(Fact::new(CANCELLED, at(-3))));
        }
        if asks(RECEPTION_DAY) || asks(RECEPTION_HELD) {
            all.push(Facts::appointed_for(day).with(fact(RECEPTION_HELD, day)));
        }
        all
    }

    /// With what the duties are counted from or asked about: all of it two days later, on the day, or nothing; of each class.
    fn counted_from(&self, day: NaiveDate, course: Facts, attempt: Try<'_>) -> ControlFlow<()> {
        let raised = self.of_petitions && self.knows(PETITION_RAISED);
        let course = if raised { course.with(Fact::new(PETITION_RAISED, day).petition(PETITION)) } else { course };
        let mut bases = vec![course.clone()];
        for by in [2, 0] {
            let on = shift(day, by).unwrap_or(day);
            let with = |facts: Facts, event: &&EventKind| facts.with(self.fact(event, on));
            if !self.before.is_empty() {
                bases.push(self.before.iter().fold(course.clone(), with));
            }
            if self.before.len() > 1 && by > 0 {
                bases.extend(self.before.iter().map(|event| with(course.clone(), event)));
            }
        }
        for base in bases.into_iter().rev() {
            self.moved(&base, attempt)?;
            for class in &self.classes {
                let on = shift(day, 3).unwrap_or(day);
                let one = base.clone().with(classed(on, *class));
                self.moved(&one, attempt)?;
                for edge in self.edges(&base) {
                    self.looked_at(&base.clone().with(classed(edge, *class)), attempt)?;
                }
                for other in self.classes.iter().filter(|other| *other != class) {
                    let later = shift(day, 5).unwrap_or(day);
                    self.looked_at(&one.clone().with(classed(later, *other)), attempt)?;
                }
            }
        }
        ControlFlow::Continue(())
    }

    /// With what moves a limit: nothing, one notice or two, a stop, an excuse.
    fn moved(&self, base: &Facts, attempt: Try<'_>) -> ControlFlow<()> {
        self.done(base, attempt)?;
        let edges = self.edges(base);
        for notice in &self.notices {
            for on in &edges {
                let beyond = edges.last().filter(|_| self.has_maximum()).and_then(|last| shift(*last, BEYOND));
                let within = edges.last().and_then(|last| shift(*last, 20));
                for until in [shift(*on, 3), within, beyond].into_iter().flatten() {
                    let once = base.clone().with(self.until(notice, *on, until));
                    self.looked_at(&once, attempt)?;
                    let twice = once.clone().with(self.until(
                        notice,
                        shift(*on, 1).unwrap_or(*on),
                        shift(until, 5).unwrap_or(until),
                    ));
                    self.looked_at(&twice, attempt)?;
                    if Some(on) == edges.first() {
                        self.done(&once, attempt)?;
                        self.done(&twice, attempt)?;
                    }
                }
            }
        }
        for (by, until) in &self.stops {
            for on in &edges {
                let stopped = base.clone().with(self.fact(by, *on));
                self.looked_at(&stopped, attempt)?;
                for days in [4, 30] {
                    let resumed = stopped.clone().with(self.fact(until, shift(*on, days).unwrap_or(*on)));
                    self.looked_at(&resumed, attempt)?;
                    if Some(on) == edges.first() {
                        self.done(&resumed, attempt)?;
                    }
                }
            }
        }
        for excuse in &self.excuses {
            if let Some(first) = edges.first() {
                self.done(&base.clone().with(self.fact(excuse, *first)), attempt)?;
            }
        }
        ControlFlow::Continue(())
    }

    /// Whether an extension of either has a maximum.
    fn has_maximum(&self) -> bool {
        let rules = [self.pair.duties.0, self.pair.duties.1].into_iter();
        rules.flat_map(|rule| &rule.extensions).any(|extension| extension.maximum.is_some())
    }

    /// With what fulfils the duties, on each edge, all of it or one act of several; and not.
    fn done(&self, base: &Facts, attempt: Try<'_>) -> ControlFlow<()> {
        self.looked_at(base, attempt)?;
        for on in self.edges(base) {
            for act in self.acted(on) {
                attempt(Trial { facts: act.into_iter().fold(base.clone(), Facts::with), view: View::everything() })?;
            }
        }
        ControlFlow::Continue(())
    }

    /// The acts of a day: all of them, each alone, on each channel, at each time.
    fn acted(&self, on: NaiveDate) -> Vec<Vec<Fact>> {
        let all = || self.acts.iter().map(|act| self.fact(act, on)).collect::<Vec<Fact>>();
        let mut sorts = vec![all()];
        if self.acts.len() > 1 {
            sorts.extend(all().into_iter().map(|act| vec![act]));
        }
        if self.acts.len() > 2 {
            let without = |left_out: usize| {
                let others = all().into_iter().enumerate().filter(|(at, _)| *at != left_out);
                others.map(|(_, act)| act).collect::<Vec<Fact>>()
            };
            sorts.extend((0..self.acts.len()).map(without));
        }
        for channel in &self.channels {
            sorts.push(all().into_iter().map(|act| act.channel(*channel)).collect());
        }
        // Until every time that the acts say something of their own, a day later is long enough.
        let states = |act: &Fact| Fact { until: on.succ_opt(), ..act.clone() };
        if self.acts.iter().any(|act| act.says(Detail::NewLimit)) || self.lasts() {
            sorts.push(all().iter().map(states).collect());
            for days in [29, 30, 31, 44, 45, 46] {
                sorts.push(all().iter().map(|act| Fact { until: shift(on, days), ..act.clone() }).collect());
            }
        }
        if self.in_hours {
            // Between nine o'clock, the time of all else, and so many hours before or after it.
            for minutes in self.times() {
                let at = TimeOfDay::new(minutes / 60, minutes % 60);
                sorts.extend(at.map(|at| all().into_iter().map(|act| act.at(at)).collect()));
            }
        }
        sorts
    }

    fn lasts(&self) -> bool {
        [self.pair.duties.0, self.pair.duties.1].iter().any(|rule| rule.lasts.is_some())
    }

    /// A minute before, on and after the hour that each limit in hours comes to, on a day.
    fn times(&self) -> Vec<u16> {
        let mut times = BTreeSet::new();
        for due in [self.pair.duties.0, self.pair.duties.1].into_iter().flat_map(Obligation::dues).flat_map(Due::parts)
        {
            if let Due::Hours { hours, after, .. } = due {
                let by = i64::from(*hours).saturating_mul(60).checked_rem(24 * 60).unwrap_or_default();
                let at = if *after { NINE.saturating_add(by) } else { NINE.saturating_sub(by) };
                let at = at.rem_euclid(24 * 60);
                times.extend(
                    [-1, 0, 1]
                        .map(|beside| at.saturating_add(beside))
                        .into_iter()
                        .filter_map(|at| u16::try_from(at).ok()),
                );
            }
        }
        times.into_iter().collect()
    }

    /// Looked at when all is over, and on each edge.
    fn looked_at(&self, facts: &Facts, attempt: Try<'_>) -> ControlFlow<()> {
        let trial = Trial { facts: facts.clone(), view: View::everything() };
        let edges = self.pair.edges(&trial);
        attempt(trial)?;
        for day in edges {
            attempt(Trial { facts: facts.clone(), view: View::as_of(day) })?;
        }
        ControlFlow::Continue(())
    }

    fn edges(&self, facts: &Facts) -> BTreeSet<NaiveDate> {
        let mut edges = self.pair.edges(&Trial { facts: facts.clone(), view: View::everything() });
        if edges.is_empty() {
            edges.insert(facts.appointed());
        }
        edges
    }

    fn knows(&self, event: &str) -> bool {
        self.pair.sides.0.set.event(event).is_some() && self.pair.sides.1.set.event(event).is_some()
    }

    fn fact(&self, event: &EventKind, on: NaiveDate) -> Fact {
        let mut fact = self.timed(fact(&self.pair.sides.0.set, event, on, None));
        // One of the classes that are asked about, if any is.
        fact.class = fact.class.and(self.classes.first().copied()).or(fact.class);
        fact
    }

    fn until(&self, event: &EventKind, on: NaiveDate, until: NaiveDate) -> Fact {
        Fact { until: Some(until), ..self.fact(event, on) }
    }

    fn timed(&self, fact: Fact) -> Fact {
        match TimeOfDay::new(9, 0).filter(|_| self.in_hours) {
            Some(nine) => fact.at(nine),
            None => fact,
        }
    }
}

/// So many days after a limit are beyond any maximum of an extension.
const BEYOND: i64 = 730;

/// Nine o'clock, in minutes.
const NINE: i64 = 9 * 60;
