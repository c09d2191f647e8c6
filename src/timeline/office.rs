//! What an office owes beside its dialogues: to each petition of its log, and for each of its receptions. The facts are
//! the office's; the evaluation is that of a dialogue.

use chrono::NaiveDate;

use super::evaluate::Evaluation;
use super::facts::{Seen, View, Visible};
use super::recurring::periods::Span;
use super::{AdoptedReadings, Duty, TimelineError};
use crate::calendar::Calendar;
use crate::ruleset::vocabulary::{PETITION_RECEIVED, RECEPTION_HELD, RECEPTION_RESCHEDULED, RECEPTION_SCHEDULE_POSTED};
use crate::ruleset::{Activity, DutyKind, Obligation, RuleSet};

/// The entries of an office that are seen in a view.
pub(crate) struct OfficeFacts<'a> {
    seen: &'a [Seen<'a>],
    calendar: &'a Calendar,
    view: View,
    /// The days on which citizens were received, and those to which a reception was moved that is still to come.
    pub(crate) receptions: Vec<NaiveDate>,
}

/// A petition, and when it was received: the first of its entries, if none says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Received<'a> {
    pub(crate) petition: &'a str,
    pub(crate) on: NaiveDate,
    /// Whether an entry says that it was received; otherwise that day is the first of its entries.
    pub(crate) is_recorded: bool,
}

impl<'a> OfficeFacts<'a> {
    pub(crate) fn new(seen: &'a [Seen<'a>], calendar: &'a Calendar, view: View) -> Self {
        Self { seen, calendar, view, receptions: receptions(seen) }
    }

    /// The petitions that the entries tell apart, in the order of their receipt.
    pub(crate) fn petitions(&self) -> Vec<Received<'a>> {
        let mut all: Vec<Received<'a>> = Vec::new();
        let of_receipt = |fact: &&Seen<'a>| fact.event() == PETITION_RECEIVED;
        let (received, others): (Vec<&Seen<'a>>, Vec<&Seen<'a>>) = self.seen.iter().partition(of_receipt);
        for (facts, is_recorded) in [(received, true), (others, false)] {
            let mut first: Vec<Received<'a>> = Vec::new();
            for fact in facts {
                let Some(petition) = fact.petition() else { continue };
                match first.iter_mut().find(|known| known.petition == petition) {
                    Some(known) => known.on = known.on.min(fact.on()),
                    None => first.push(Received { petition, on: fact.on(), is_recorded }),
                }
            }
            first.retain(|one| !all.iter().any(|known| known.petition == one.petition));
            all.extend(first);
        }
        all.sort_by_key(|received| received.on);
        all
    }

    /// What is owed to a petition under a rule set, each duty by its own activity: those of a dialogue never.
    pub(crate) fn of_petition(&self, set: &RuleSet, received: Received<'_>) -> Result<Vec<Duty>, TimelineError> {
        let first = || self.receptions.iter().copied().find(|day| *day >= received.on);
        let reception = if received.is_recorded { first() } else { None };
        let own = |fact: &Seen<'_>| fact.petition().is_none_or(|petition| petition == received.petition);
        let is_of_petitions = |fact: &Seen<'_>| set.event(fact.event()).is_some_and(|event| event.petition);
        let apart = |fact: &Seen<'_>| fact.petition().is_some() || !is_of_petitions(fact);
        let facts = self.seen.iter().filter(|fact| own(fact) && apart(fact) && is_of_reception(fact, reception));
        let facts: Vec<Seen<'a>> = facts.copied().collect();
        let visible = Visible { is_receipt_missing: !received.is_recorded, ..Visible::of_office(facts, reception) };
        let mut duties = self.evaluated(set, &visible, |rule| is_owed_to_petitions(rule).then_some(true))?;
        duties.retain(|duty| duty.petition.as_deref() == Some(received.petition));
        Ok(duties)
    }

    /// What is owed for a reception under a rule set.
    pub(crate) fn of_reception(&self, set: &RuleSet, day: NaiveDate) -> Result<Vec<Duty>, TimelineError> {
        let before = self.receptions.iter().filter(|other| **other < day).max().copied();
        let is_posted_for = |fact: &Seen<'_>| {
            let covered = fact.about().and_then(Span::of).map(|span| span.has(day));
            covered.unwrap_or_else(|| fact.on() <= day && before.is_none_or(|before| fact.on() > before))
        };
        let facts = self.seen.iter().filter(|fact| {
            fact.petition().is_none()
                && is_of_reception(fact, Some(day))
                && (fact.event() != RECEPTION_SCHEDULE_POSTED || is_posted_for(fact))
        });
        let visible = Visible::of_office(facts.copied().collect(), Some(day));
        self.evaluated(set, &visible, |rule| is_owed_for_receptions(rule).then_some(false))
    }

    /// What is owed once, neither to a petition nor for a reception: in what is handled, reported, or done for petitions.
    pub(crate) fn of_office(&self, set: &RuleSet) -> Result<Vec<Duty>, TimelineError> {
        let facts = self.seen.iter().filter(|fact| fact.petition().is_none());
        let visible = Visible::of_office(facts.copied().collect(), None);
        self.evaluated(set, &visible, |rule| {
            let is_of_office = matches!(rule.activity, Activity::PetitionHandling | Activity::Reporting);
            (is_of_office && !is_owed_to_petitions(rule) && !is_owed_for_receptions(rule)).then_some(false)
        })
    }

    fn evaluated(
        &self,
        set: &RuleSet,
        visible: &Visible<'_>,
        wanted: impl Fn(&Obligation) -> Option<bool>,
    ) -> Result<Vec<Duty>, TimelineError> {
        let (calendar, view, adopted) = (self.calendar, self.view, AdoptedReadings::new());
        let index = visible.index(set);
        let (adopted, (asked, open)) = (&adopted, Default::default());
        let evaluation = Evaluation { set, calendar, visible, index, view, adopted, asked, open };
        evaluation.duties_among(wanted)
    }
}

/// Whether an office owes it to each petition: where the file says so, and where what it asks about happens to petitions.
fn is_owed_to_petitions(rule: &Obligation) -> bool {
    rule.activity != Activity::Dialogue && rule.is_of_petitions
}

/// Whether an office owes it for each reception.
fn is_owed_for_receptions(rule: &Obligation) -> bool {
    rule.duty_kind == DutyKind::PostSchedule && !rule.is_of_petitions && rule.activity != Activity::Dialogue
}

fn receptions(seen: &[Seen<'_>]) -> Vec<NaiveDate> {
    let of = |event: &'static str| seen.iter().filter(move |fact| fact.event() == event);
    let held = of(RECEPTION_HELD).map(|fact| fact.on());
    let last = held.clone().max();
    let planned = of(RECEPTION_RESCHEDULED).filter_map(|fact| fact.until());
    let mut days: Vec<NaiveDate> = held.chain(planned.filter(|day| last.is_none_or(|last| *day > last))).collect();
    days.sort_unstable();
    days.dedup();
    days
}

/// Whether a fact belongs where only one reception is looked at.
fn is_of_reception(fact: &Seen<'_>, reception: Option<NaiveDate>) -> bool {
    fact.event() != RECEPTION_HELD || reception.is_some_and(|day| fact.on() == day)
}
