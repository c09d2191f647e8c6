//! Every order in which what a duty asks about may have happened: each event long before, on, long after a day, or not at all.
//!
//! Whether a limit can be kept hangs on which event came first and on whether the time between two is shorter or longer than a limit.
//! Days that lie together, or further apart than any limit of the rule set is long, stand for all of them.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use chrono::{Datelike as _, NaiveDate};

use super::happened::{COURSE, a_day};
use crate::analysis::said::{Asked, PETITION, classed, fact};
use crate::analysis::side::Side;
use crate::calendar::{LAST, shift};
use crate::dialogue::{AnyDialogue, Plan};
use crate::ruleset::vocabulary::{
    CANCELLED, CLOSED, Effect, FORMER_DAY, OPENED, PETITION_RAISED, RECEPTION_DAY, RECEPTION_HELD, RESCHEDULED,
};
use crate::ruleset::{
    Activity, AnchorRule, CaseClass, Condition, DialogueKind, Due, EventKind, Mode, Obligation, Phase,
};
use crate::time_limit::Unit;
use crate::timeline::{Fact, Facts, Terms, View};

/// So many of them are looked at; a duty that hangs on more is told as not decided.
const MOST: usize = 60_000;

/// A duty is followed to those that it hangs on through so many others.
const MOST_LED_THROUGH: usize = 4;

/// What may have happened around a duty.
pub(super) struct Worlds<'a> {
    side: &'a Side,
    rule: &'a Obligation,
    /// The events that happen or not, each when it likes.
    events: Vec<&'a EventKind>,
    /// The same, as facts of their days.
    free: Vec<[Fact; 3]>,
    /// Every event that the duty asks about.
    asked: BTreeSet<&'a str>,
    classes: Vec<Option<CaseClass>>,
    kinds: Vec<Option<DialogueKind>>,
    modes: Vec<Option<Mode>>,
    /// Whether a duty that it hangs on is not known, or not everybody's: how that stands is not known either.
    pub(super) is_open: bool,
    /// What judges the dialogue whose phases say what may follow what.
    course: Terms,
    day: NaiveDate,
    far: i64,
}

/// What is done with one of them.
type Look<'t> = &'t mut dyn FnMut(&Facts) -> ControlFlow<()>;

impl<'a> Worlds<'a> {
    pub(super) fn of(side: &'a Side, rule: &'a Obligation) -> Self {
        let mut led_to = vec![rule];
        let mut asked: BTreeSet<&str> = BTreeSet::new();
        follow(side, rule, MOST_LED_THROUGH, &mut led_to, &mut asked);
        for extension in &rule.extensions {
            asked.insert(&extension.granted_by);
        }
        for setter in side.set.setters_of(rule) {
            follow(side, setter, 1, &mut led_to, &mut asked);
        }
        let events = asked.iter().filter(|id| !COURSE.contains(id)).filter_map(|id| side.set.event(id));
        let said = Asked::by(led_to.iter().flat_map(|rule| rule.conditions()));
        let other =
            CaseClass::ALL.iter().find(|class| !said.classes.contains(class)).filter(|_| !said.classes.is_empty());
        let classes = said.classes.iter().chain(other).copied().map(Some);
        let is_open = led_to.iter().skip(1).any(|rule| rule.unknown_part().is_some() || !rule.unit_types.is_empty());
        let far = far(&led_to);
        let worlds = Self {
            is_open,
            side,
            rule,
            events: events.collect(),
            free: Vec::new(),
            asked,
            classes: std::iter::once(None).chain(classes).collect(),
            kinds: each_or_none(said.kinds),
            modes: each_or_none(said.modes),
            course: Terms::new([side.set.clone()], side.calendar.clone()),
            day: a_day(side, far),
            far,
        };
        let day = worlds.day;
        worlds.on(day)
    }

    /// The same about each of some days: of every weekday, before Tết, before 30 April and before National Day.
    pub(super) fn days(&self) -> Vec<NaiveDate> {
        let week = (0..7).filter_map(|by| shift(self.day, by));
        let before = [(2, 3), (4, 28), (8, 31)];
        let before = before.into_iter().filter_map(|(month, day)| NaiveDate::from_ymd_opt(self.day.year(), month, day));
        week.chain(before).collect()
    }

    /// The same about another day.
    pub(super) fn on(self, day: NaiveDate) -> Self {
        let worlds = Self { day, ..self };
        let states = |event: &str| {
            let mut replies = worlds.side.set.setters_of(worlds.rule);
            worlds.rule.states_limit(event) || replies.any(|reply| reply.met_by.has(event))
        };
        let on = |event: &EventKind, times: i64| {
            let until = states(&event.id).then(|| worlds.at(times.saturating_add(1)));
            fact(&worlds.side.set, event, worlds.at(times), until)
        };
        let free = worlds.events.iter().map(|event| [0, -1, 1].map(|times| on(event, times))).collect();
        Self { free, ..worlds }
    }

    /// When all of it is over.
    pub(super) fn over(&self) -> NaiveDate {
        self.at(3)
    }

    /// Looks at each until one is enough; whether all were looked at, or one was enough.
    pub(super) fn each(&self, look: Look<'_>) -> bool {
        let courses = self.courses();
        let of_free = self.free.iter().try_fold(1_usize, |all, _| all.checked_mul(4));
        let kinds = [courses.len(), self.classes.len(), self.kinds.len(), self.modes.len()];
        let all = kinds.iter().try_fold(of_free.unwrap_or(usize::MAX), |all, some| all.checked_mul(*some));
        let is_whole = all.is_some_and(|all| all <= MOST);
        let mut left = MOST;
        let enough = courses.iter().try_for_each(|course| {
            self.said(course, &mut |facts: &Facts| {
                left = left.saturating_sub(1);
                if left == 0 { ControlFlow::Break(()) } else { look(facts) }
            })
        });
        is_whole || enough.is_break() && left > 0
    }

    /// Whether the phases of a dialogue allow it: each of its entries made on its day.
    pub(super) fn is_allowed(&self, facts: &Facts) -> bool {
        if self.rule.activity != Activity::Dialogue || !self.side.set.applies().activities.contains(&Activity::Dialogue)
        {
            return true;
        }
        // On one day what is of an earlier phase came first, and what stops before what goes on.
        let rank = |fact: &Fact| {
            let event = self.side.set.event(&fact.event);
            match (fact.event.as_str(), event.and_then(|event| event.phase), event.and_then(|event| event.effect)) {
                (OPENED, ..) => 1,
                (CLOSED, ..) => 3,
                (_, Some(Phase::Before), _) => 0,
                (.., Some(Effect::Resume)) => 5,
                (_, Some(Phase::After), _) => 4,
                (_, Some(Phase::During) | None, _) => 2,
            }
        };
        let mut entries = facts.all();
        entries.sort_by_key(|fact| (fact.on, rank(fact)));
        let plan = Plan::new("DT", facts.appointed());
        let first = entries.first().map_or(facts.appointed(), |fact| fact.on).min(facts.appointed());
        let Ok(mut dialogue) = AnyDialogue::plan(self.course.clone(), plan, first) else { return false };
        entries.into_iter().all(|fact| dialogue.record(fact).is_ok())
    }

    /// Whether what the duty is counted from happened.
    pub(super) fn has_begun(&self, facts: &Facts) -> bool {
        let entries = facts.all();
        let happened = |event: &str| {
            ![OPENED, CLOSED].contains(&event) && COURSE.contains(&event)
                || entries.iter().any(|fact| fact.event == event)
        };
        self.rule.due.parts().into_iter().all(|part| match part.anchor() {
            Some(AnchorRule::Event(event)) => happened(event),
            _ => true,
        })
    }

    fn at(&self, times: i64) -> NaiveDate {
        shift(self.day, self.far.saturating_mul(times)).unwrap_or(LAST)
    }

    /// How far the dialogue came.
    fn courses(&self) -> Vec<Facts> {
        let asks = |events: &[&str]| events.iter().any(|event| self.asked.contains(event));
        let held = |closed: i64| {
            let facts = Facts::appointed_for(self.day).with(Fact::new(OPENED, self.day));
            self.raised(facts.with(Fact::new(CLOSED, self.at(closed))))
        };
        let planned = || Facts::appointed_for(self.day);
        let mut all = vec![held(0), planned()];
        if asks(&[CLOSED]) {
            all.push(held(1));
        }
        if asks(&[CANCELLED]) {
            all.extend([-1, 0].map(|at| planned().with(Fact::new(CANCELLED, self.at(at)))));
        }
        if asks(&[RESCHEDULED, FORMER_DAY]) {
            let moved = |at| {
                Facts::appointed_for(self.at(at)).with(Fact::new(RESCHEDULED, self.at(at.min(-1))).until(self.day))
            };
            all.extend([-1, 1].map(moved));
            let held = moved(1).with(Fact::new(OPENED, self.day)).with(Fact::new(CLOSED, self.day));
            all.push(self.raised(held));
        }
        if asks(&[RECEPTION_DAY, RECEPTION_HELD]) {
            all.push(planned().with(Fact::new(RECEPTION_HELD, self.day)));
        }
        all
    }

    /// With a petition, where the duty is one of petitions and nothing else that is asked about brings it in.
    fn raised(&self, facts: Facts) -> Facts {
        let is_wanted = self.rule.is_of_petitions && self.side.set.event(PETITION_RAISED).is_some();
        if is_wanted && !self.asked.contains(PETITION_RAISED) {
            return facts.with(Fact::new(PETITION_RAISED, self.day).petition(PETITION));
        }
        facts
    }

    /// With each kind, mode and class, and every order of the rest.
    fn said(&self, course: &Facts, look: Look<'_>) -> ControlFlow<()> {
        for kind in &self.kinds {
            for mode in &self.modes {
                for class in &self.classes {
                    let facts = kind.iter().fold(course.clone(), |facts, kind| facts.of_kind(*kind));
                    let facts = mode.iter().fold(facts, |facts, mode| facts.in_mode(*mode));
                    let facts = class.iter().fold(facts, |facts, class| facts.with(classed(self.day, *class)));
                    freely(facts, &self.free, look)?;
                }
            }
        }
        ControlFlow::Continue(())
    }

    /// How a duty stands in one of them, when all of it is over.
    pub(super) fn judged(&self, facts: &Facts) -> Vec<(crate::timeline::Duty, Vec<bool>)> {
        self.side.terms.alone(facts, View::as_of(self.over()), &self.rule.id).unwrap_or_default()
    }
}

/// Each of some, or none where there is none.
fn each_or_none<T: Copy>(some: &[T]) -> Vec<Option<T>> {
    if some.is_empty() { vec![None] } else { some.iter().copied().map(Some).collect() }
}

/// With every order of some events.
fn freely(facts: Facts, free: &[[Fact; 3]], look: Look<'_>) -> ControlFlow<()> {
    let Some((event, rest)) = free.split_first() else { return look(&facts) };
    for happened in event {
        freely(facts.clone().with(happened.clone()), rest, look)?;
    }
    freely(facts, rest, look)
}

/// Gathers the events that a duty asks about, through the duties that it is led to.
fn follow<'a>(
    side: &'a Side,
    rule: &'a Obligation,
    depth: usize,
    led_to: &mut Vec<&'a Obligation>,
    asked: &mut BTreeSet<&'a str>,
) {
    asked.extend(rule.main_events());
    asked.extend(rule.conditions().flat_map(Condition::events));
    let Some(depth) = depth.checked_sub(1) else { return };
    let chained = rule.dues().flat_map(Due::parts).filter_map(|part| match part.anchor() {
        Some(AnchorRule::DueOf(id) | AnchorRule::BaseDueOf(id)) => Some(&**id),
        _ => None,
    });
    for id in chained.chain(rule.conditions().flat_map(Condition::overdue)) {
        if let Some(other) =
            side.set.obligation(id).filter(|other| led_to.iter().all(|known| known.place != other.place))
        {
            led_to.push(other);
            follow(side, other, depth, led_to, asked);
        }
    }
}

/// More days than the limits of some duties are long together.
fn far(led_to: &[&Obligation]) -> i64 {
    let days = |n: u32, unit: Unit| {
        let each = match unit {
            Unit::Day => 1,
            Unit::WorkingDay => 2,
            Unit::Week => 7,
            Unit::Month => 31,
            Unit::Year => 366,
        };
        i64::from(n).saturating_mul(each)
    };
    let of_due = |due: &Due| match due {
        Due::Limit { limit, .. } => days(limit.amount(), limit.unit()),
        Due::Hours { hours, .. } => days(*hours, Unit::Day).checked_div(24).unwrap_or_default(),
        _ => 31,
    };
    let of_rule = |rule: &Obligation| -> i64 {
        let longest = rule.dues().flat_map(Due::parts).map(of_due).max().unwrap_or_default();
        let counted = rule.extensions.iter().filter_map(|extension| extension.limit.counted());
        longest.saturating_add(counted.map(|most| days(most.n, most.unit)).sum())
    };
    let all: i64 = led_to.iter().map(|rule| of_rule(rule)).fold(100, i64::saturating_add);
    all.saturating_mul(2).clamp(400, 4_000)
}
