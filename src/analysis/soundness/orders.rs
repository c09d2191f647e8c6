//! What no order of events brings about: a duty met in time, a condition that holds or fails, an extension that moves something.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use super::happened::COURSE;
use super::shown::{Expect, Shown};
use super::worlds::Worlds;
use super::{Flaw, FlawCase, FlawKind};
use crate::analysis::counterexample::bare;
use crate::analysis::side::Side;
use crate::ruleset::{Condition, Due, MetBy, Obligation};
use crate::text::{Lang, Text};
use crate::timeline::{Fact, Facts, Move, Outcome, Status};

/// Adds what was found of a duty; whether every order was looked at.
pub(super) fn found(side: &Side, rule: &Obligation, flaws: &mut Vec<Flaw>) -> bool {
    let mut worlds = Worlds::of(side, rule);
    let mut seen = Seen::of(side, rule);
    let mut is_whole = true;
    for day in worlds.days() {
        worlds = worlds.on(day);
        is_whole &= worlds.each(&mut |facts| {
            seen.look(&worlds, facts);
            if seen.has_all() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        if !is_whole || seen.has_all() {
            break;
        }
    }
    if is_whole {
        let never = seen.conditions(&worlds, flaws);
        if !never {
            seen.in_time(&worlds, flaws);
            seen.moved(&worlds, flaws);
        }
    }
    is_whole
}

/// A condition of a duty.
struct Asked<'a> {
    condition: &'a Condition,
    /// Its place in [`Obligation::conditions`].
    at: usize,
    /// The conditions before it of which the first that holds decides.
    behind: Vec<usize>,
    holds: Option<Facts>,
    fails: Option<Facts>,
}

/// What was seen in some order of events.
struct Seen<'a> {
    side: &'a Side,
    rule: &'a Obligation,
    asked: Vec<Asked<'a>>,
    /// Whether it was seen to be kept in time, or need not be for its date does not tell.
    in_time: bool,
    /// What is late, with the act rather than without it, and with as little else as may be.
    late: Option<((bool, usize), Facts)>,
    /// The events that would move the limit and were not seen to.
    unmoved: BTreeSet<&'a str>,
    /// One in which such an event happened.
    idle: Option<Facts>,
}

impl<'a> Seen<'a> {
    fn of(side: &'a Side, rule: &'a Obligation) -> Self {
        let is_told = rule.due.is_dated() && rule.unknown_part().is_none() && !matches!(rule.met_by, MetBy::Unknown);
        let setters = side.set.setters_of(rule).flat_map(|other| other.met_by.events());
        let granted = rule.extensions.iter().map(|extension| &extension.granted_by);
        let moving = granted.chain(setters).map(String::as_str).filter(|_| is_told);
        Self {
            side,
            rule,
            asked: asked(rule),
            in_time: !is_told,
            late: None,
            unmoved: moving.filter(|event| !COURSE.contains(event)).collect(),
            idle: None,
        }
    }

    fn has_all(&self) -> bool {
        self.in_time
            && self.unmoved.is_empty()
            && self.asked.iter().all(|asked| asked.holds.is_some() && asked.fails.is_some())
    }

    fn look(&mut self, worlds: &Worlds<'_>, facts: &Facts) {
        for (duty, holds) in worlds.judged(facts) {
            // What tells nothing new need not be allowed.
            let mut allowed = None;
            let mut is_allowed = || *allowed.get_or_insert_with(|| worlds.is_allowed(facts));
            self.outcome(&duty.outcome, facts, &mut is_allowed);
            self.on_the_last_day(worlds, &duty.outcome, facts);
            for reading in &duty.readings {
                self.in_time |= !self.in_time && is_in_time(&reading.outcome) && is_allowed();
            }
            let has_begun = worlds.has_begun(facts);
            for asked in &mut self.asked {
                let told = |at: &usize| holds.get(*at).copied().unwrap_or_default();
                let decides = told(&asked.at) && !asked.behind.iter().any(told);
                let unseen = if decides { &mut asked.holds } else { &mut asked.fails };
                // One that fails before the duty has begun may hold whenever it matters.
                if unseen.is_none() && (decides || has_begun) && is_allowed() {
                    *unseen = Some(facts.clone());
                }
            }
        }
    }

    /// What can only be done once another limit has passed, and must be soon then, is done on the last day that is in time.
    fn on_the_last_day(&mut self, worlds: &Worlds<'_>, outcome: &Outcome, facts: &Facts) {
        let Some(due) = outcome.due.filter(|_| !self.in_time && outcome.met_on.is_some()) else { return };
        let entries = facts.all().into_iter();
        let moved = entries.map(|fact| {
            if self.rule.met_by.has(&fact.event) { Fact { on: due.date, recorded: None, ..fact } } else { fact }
        });
        let moved = moved.fold(bare(facts), Facts::with);
        let is_kept = worlds.judged(&moved).iter().any(|(duty, _)| is_in_time(&duty.outcome));
        self.in_time = is_kept && worlds.is_allowed(&moved);
    }

    fn outcome(&mut self, outcome: &Outcome, facts: &Facts, is_allowed: &mut dyn FnMut() -> bool) {
        self.in_time |= !self.in_time && is_in_time(outcome) && is_allowed();
        let is_late = matches!(outcome.status, Status::MetLate { .. } | Status::Overdue { .. } | Status::Missed { .. });
        let rank = (outcome.met_on.is_none(), facts.all().len());
        if !self.in_time && is_late && self.late.as_ref().is_none_or(|(known, _)| rank < *known) && is_allowed() {
            self.late = Some((rank, facts.clone()));
        }
        let notices = outcome
            .moved_by
            .iter()
            .filter_map(|moved| if let Move::Notice { event, .. } = moved { Some(event) } else { None });
        for event in notices {
            if self.unmoved.contains(event.as_str()) && is_allowed() {
                self.unmoved.remove(event.as_str());
            }
        }
        let has_notice = || facts.all().iter().any(|fact| self.unmoved.contains(fact.event.as_str()));
        if self.idle.is_none() && outcome.due.is_some() && has_notice() && is_allowed() {
            self.idle = Some(facts.clone());
        }
    }

    /// Conditions that never hold or never fail; whether the duty never binds.
    fn conditions(&self, worlds: &Worlds<'_>, flaws: &mut Vec<Flaw>) -> bool {
        let mut never = false;
        for asked in self.asked.iter().filter(|_| !worlds.is_open) {
            let own = self.rule.only_if.as_ref().is_some_and(|own| std::ptr::eq(own, asked.condition));
            let of = |lang| asked.condition.text(&self.side.set, lang);
            let (kind, text, facts) = match (&asked.holds, &asked.fails) {
                (None, _) => {
                    never |= own;
                    let text = |lang| match lang {
                        Lang::Vi => format!("không thứ tự sự kiện nào làm cho điều kiện này đúng: {}", of(lang)),
                        Lang::En => format!("no order of events makes this condition hold: {}", of(lang)),
                    };
                    (FlawKind::NeverHolds, Text::build(text), &asked.fails)
                }
                (Some(_), None) => {
                    let text = |lang| match lang {
                        Lang::Vi => format!("hễ đã bắt đầu tính hạn thì điều kiện này luôn đúng: {}", of(lang)),
                        Lang::En => format!("whenever the duty has begun this condition holds: {}", of(lang)),
                    };
                    (FlawKind::AlwaysHolds, Text::build(text), &asked.holds)
                }
                (Some(_), Some(_)) => continue,
            };
            let case = facts.as_ref().and_then(|facts| self.case(worlds, facts, kind, &|_| true));
            flaws.push(Flaw::of(kind, self.side, self.rule, text).shown(case));
        }
        never
    }

    fn in_time(&self, worlds: &Worlds<'_>, flaws: &mut Vec<Flaw>) {
        let Some((_, late)) = self.late.as_ref().filter(|_| !self.in_time) else { return };
        let (vi, en) = (
            "không có thứ tự sự kiện nào mà các giai đoạn cho phép để việc này được làm trong hạn",
            "no order of events that the phases allow has it done within its limit",
        );
        let kind = FlawKind::NeverInTime;
        let is_late = |outcome: &Outcome| !is_in_time(outcome);
        let case = self.case(worlds, late, kind, &is_late);
        flaws.push(Flaw::of(kind, self.side, self.rule, Text::new(vi, en)).shown(case));
    }

    fn moved(&self, worlds: &Worlds<'_>, flaws: &mut Vec<Flaw>) {
        for event in &self.unmoved {
            let called = self.side.set.event_text(event);
            let text = Text::build(|lang| match lang {
                Lang::Vi => format!("không thứ tự sự kiện nào để việc này dời được hạn: {}", called.vi),
                Lang::En => format!("in no order of events does this move the limit: {}", called.en),
            });
            let setter = self.side.set.setters_of(self.rule).find(|other| other.met_by.has(event));
            let flaw = match setter {
                Some(reply) => {
                    Flaw::of(FlawKind::InterimReplyTooLate, self.side, reply, text).beside(self.side, self.rule)
                }
                None => Flaw::of(FlawKind::ExtensionTooLate, self.side, self.rule, text),
            };
            // That it is too short is told already, with the days.
            if flaws.iter().any(|told| (told.kind, &told.id, &told.ruleset) == (flaw.kind, &flaw.id, &flaw.ruleset)) {
                continue;
            }
            let case = self.idle.as_ref().and_then(|facts| self.case(worlds, facts, flaw.kind, &|_| true));
            flaws.push(flaw.shown(case));
        }
    }

    fn case(
        &self,
        worlds: &Worlds<'_>,
        facts: &Facts,
        kind: FlawKind,
        is_it: &dyn Fn(&Outcome) -> bool,
    ) -> Option<FlawCase> {
        let keys = ["due", "status", "why", "met_on"];
        let expect = Expect { of: self.side, duty: &self.rule.id, as_of: Some(worlds.over()), keys: &keys, is_it };
        let name = format!("{}: {}", self.rule.id, kind.word());
        Shown { name, facts: facts.clone(), reading: None, expects: vec![expect] }.case(&[self.side])
    }
}

/// Whether what was done was in time, or may be for all that is known.
fn is_in_time(outcome: &Outcome) -> bool {
    matches!(outcome.status, Status::Met | Status::Contested { .. } | Status::Undetermined { .. })
}

/// Each condition of a duty.
fn asked(rule: &Obligation) -> Vec<Asked<'_>> {
    let mut all: Vec<Asked<'_>> = rule
        .conditions()
        .enumerate()
        .map(|(at, condition)| Asked { condition, at, behind: Vec::new(), holds: None, fails: None })
        .collect();
    let mut next = usize::from(rule.only_if.is_some());
    for due in rule.dues() {
        behind(due, &mut next, &mut all);
    }
    all
}

/// Notes which conditions of a limit stand before which, in the order of [`Due::conditions`].
fn behind(due: &Due, next: &mut usize, all: &mut [Asked<'_>]) {
    match due {
        Due::FirstOf(parts) | Due::LastOf(parts) => parts.iter().for_each(|part| behind(part, next, all)),
        Due::Cases { cases, otherwise } => {
            let first = *next;
            for at in first..first.saturating_add(cases.len()) {
                if let Some(asked) = all.get_mut(at) {
                    asked.behind = (first..at).collect();
                }
            }
            *next = first.saturating_add(cases.len());
            cases.iter().map(|(_, due)| due).chain(otherwise.as_deref()).for_each(|part| behind(part, next, all));
        }
        _ => {}
    }
}
