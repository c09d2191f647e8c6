//! What an office owes beside its dialogues: to each petition of its log, and for each of its receptions. The facts are
//! the office's; the evaluation is that of a dialogue.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::evaluate::Evaluation;
use super::facts::{Seen, View, Visible};
use super::recurring::periods::Span;
use super::{AdoptedReadings, Duty, TimelineError};
use crate::calendar::Calendar;
use crate::ruleset::vocabulary::{PETITION_RECEIVED, RECEPTION_HELD, RECEPTION_RESCHEDULED};
use crate::ruleset::{Activity, Due, DutyKind, Obligation, Per, RuleSet, Subject};

/// The entries of an office that are seen in a view.
pub(crate) struct OfficeFacts<'a> {
    seen: &'a [Seen<'a>],
    calendar: &'a Calendar,
    view: View,
    adopted: &'a AdoptedReadings,
    subject: &'a Subject,
    /// The receptions that were held, and those that were moved and are still to come, in the order of their days.
    pub(crate) receptions: Vec<Reception<'a>>,
}

/// A reception: its first day, and what the entries call it, if they do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Reception<'a> {
    pub(crate) day: NaiveDate,
    pub(crate) id: Option<&'a str>,
}

impl Reception<'_> {
    /// Whether an entry that a reception was held or moved is of this one.
    fn is_of(self, fact: Seen<'_>, day: Option<NaiveDate>) -> bool {
        fact.reception() == self.id && (self.id.is_some() || day == Some(self.day))
    }
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
    pub(crate) fn new(
        seen: &'a [Seen<'a>],
        calendar: &'a Calendar,
        view: View,
        adopted: &'a AdoptedReadings,
        subject: &'a Subject,
    ) -> Self {
        Self { seen, calendar, view, adopted, subject, receptions: receptions(seen) }
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
        let first = || self.reception_of(received);
        let reception = if received.is_recorded { first() } else { None };
        let own = |fact: &Seen<'_>| fact.petition().is_none_or(|petition| petition == received.petition);
        let is_of_petitions = |fact: &Seen<'_>| set.event(fact.event()).is_some_and(|event| event.petition);
        let apart = |fact: &Seen<'_>| fact.petition().is_some() || !is_of_petitions(fact);
        let facts = self.seen.iter().filter(|fact| own(fact) && apart(fact) && is_of_reception(fact, reception));
        let facts: Vec<Seen<'a>> = facts.copied().collect();
        let visible = Visible {
            is_receipt_missing: !received.is_recorded,
            ..Visible::of_office(facts, reception.map(|reception| reception.day))
        };
        let mut duties =
            self.evaluated(set, &visible, received.on, |rule| is_owed_to_petitions(rule).then_some(true))?;
        duties.retain(|duty| duty.petition.as_deref() == Some(received.petition));
        Ok(duties)
    }

    /// What is owed for a reception under a rule set.
    pub(crate) fn of_reception(&self, set: &RuleSet, reception: Reception<'_>) -> Result<Vec<Duty>, TimelineError> {
        let mut duties = Vec::new();
        for before in [true, false] {
            let facts =
                self.seen.iter().filter(|fact| fact.petition().is_none() && self.belongs(before, **fact, reception));
            let visible = Visible::of_office(facts.copied().collect(), Some(reception.day));
            let wanted = |rule: &Obligation| is_owed_for_receptions(rule) && comes_before(rule) == before;
            duties.extend(self.evaluated(set, &visible, reception.day, |rule| wanted(rule).then_some(false))?);
        }
        duties.sort_by_key(|duty| duty.rule.place);
        Ok(duties)
    }

    /// The reception at which a petition was received: the one that its entry names, else the first since.
    fn reception_of(&self, received: Received<'_>) -> Option<Reception<'a>> {
        let is_receipt =
            |fact: &&Seen<'a>| fact.event() == PETITION_RECEIVED && fact.petition() == Some(received.petition);
        let named = self.seen.iter().filter(is_receipt).find_map(|fact| fact.reception());
        let is_it = |one: &&Reception<'a>| named.map_or(one.day >= received.on, |named| one.id == Some(named));
        self.receptions.iter().find(is_it).copied()
    }

    /// Whether an entry belongs to a reception: by what it says, else the receptions next to it, after the entry for duties
    /// that come before a reception, before it for the others. One that tells no two of a day apart is of both.
    fn belongs(&self, before: bool, fact: Seen<'_>, reception: Reception<'_>) -> bool {
        let day = reception.day;
        let about = |about: &str| match about.parse::<NaiveDate>() {
            Ok(on) => Some(on == day),
            Err(_) => Span::of(about).map(|span| span.has(day)),
        };
        match fact.event() {
            RECEPTION_HELD => reception.is_of(fact, Some(fact.on())),
            RECEPTION_RESCHEDULED => reception.is_of(fact, fact.until()),
            _ if fact.reception().is_some() => fact.reception() == reception.id,
            _ => fact.about().and_then(about).unwrap_or_else(|| self.next_to(fact.on(), before) == Some(day)),
        }
    }

    /// The day of the receptions that an entry is next to.
    fn next_to(&self, on: NaiveDate, after: bool) -> Option<NaiveDate> {
        let at = self.receptions.partition_point(|one| if after { one.day < on } else { one.day <= on });
        self.receptions.get(if after { at } else { at.checked_sub(1)? }).map(|one| one.day)
    }

    /// What is owed neither to a petition nor for a reception: for each occurrence of an event, or once in what is handled and
    /// reported; `on` is the day that decides of which kind the unit is.
    pub(crate) fn of_office(&self, set: &RuleSet, on: NaiveDate) -> Result<Vec<Duty>, TimelineError> {
        let facts = self.seen.iter().filter(|fact| fact.petition().is_none());
        let visible = Visible::of_office(facts.copied().collect(), None);
        self.evaluated(set, &visible, on, |rule| {
            let is_of_office = matches!(rule.activity, Activity::PetitionHandling | Activity::Reporting);
            let is_of_office = is_of_office || rule.each_event.is_some() && rule.activity != Activity::Dialogue;
            (is_of_office && !is_owed_to_petitions(rule) && !is_owed_for_receptions(rule)).then_some(false)
        })
    }

    fn evaluated(
        &self,
        set: &RuleSet,
        visible: &Visible<'_>,
        on: NaiveDate,
        wanted: impl Fn(&Obligation) -> Option<bool>,
    ) -> Result<Vec<Duty>, TimelineError> {
        let (calendar, view, adopted) = (self.calendar, self.view, self.adopted);
        let index = visible.index(set);
        let (asked, open) = Default::default();
        let subject = Some(&Subject { on, ..self.subject.clone() });
        let evaluation = Evaluation { set, calendar, visible, index, view, adopted, subject, asked, open };
        evaluation.duties_among(wanted)
    }
}

/// Whether an office owes it to each petition: where the file says so, and where what it asks about happens to petitions.
fn is_owed_to_petitions(rule: &Obligation) -> bool {
    rule.activity != Activity::Dialogue && rule.is_of_petitions
}

/// Whether an office owes it for each reception: what belongs to receptions, and the posting of their schedule.
fn is_owed_for_receptions(rule: &Obligation) -> bool {
    let is_told_apart = rule.is_of_petitions || rule.each_event.is_some();
    let is_of_receptions = rule.duty_kind == DutyKind::PostSchedule && rule.activity != Activity::Dialogue;
    (is_of_receptions || rule.per == Some(Per::Reception) || rule.activity == Activity::Reception) && !is_told_apart
}

/// Whether it comes before a reception: by its limit, or, where it has none, by what it is about.
fn comes_before(rule: &Obligation) -> bool {
    let limits = rule.due.parts();
    let limit = limits.iter().find_map(|due| match due {
        Due::Limit { limit, .. } => Some(!limit.is_after()),
        Due::Hours { after, .. } => Some(!after),
        _ => None,
    });
    limit.unwrap_or_else(|| {
        use DutyKind::{Announce, Invite, NotifyAgencies, Plan, PostSchedule, Survey};
        matches!(rule.duty_kind, Announce | Invite | NotifyAgencies | Plan | PostSchedule | Survey)
    })
}

fn receptions<'a>(seen: &[Seen<'a>]) -> Vec<Reception<'a>> {
    let of = |event: &'static str| seen.iter().filter(move |fact| fact.event() == event);
    let held: Vec<Reception<'a>> =
        of(RECEPTION_HELD).map(|fact| Reception { day: fact.on(), id: fact.reception() }).collect();
    let last = held.iter().map(|one| one.day).max();
    let planned =
        of(RECEPTION_RESCHEDULED).filter_map(|fact| Some(Reception { day: fact.until()?, id: fact.reception() }));
    let is_to_come = |one: &Reception<'a>| match one.id {
        Some(_) => !held.iter().any(|held| held.id == one.id),
        None => last.is_none_or(|last| one.day > last),
    };
    // Of those that were moved again, under one id, the last day.
    let planned = planned.filter(is_to_come).fold(Vec::new(), |mut all: Vec<Reception<'a>>, one| {
        all.retain(|other| one.id.is_none() || other.id != one.id);
        all.push(one);
        all
    });
    let mut all: Vec<Reception<'a>> = held.iter().copied().chain(planned).collect();
    all.sort_unstable();
    let mut names = BTreeSet::new();
    all.retain(|one| names.insert((one.id, if one.id.is_none() { Some(one.day) } else { None })));
    all
}

/// Whether a fact belongs where only one reception is looked at.
fn is_of_reception(fact: &Seen<'_>, reception: Option<Reception<'_>>) -> bool {
    fact.event() != RECEPTION_HELD || reception.is_some_and(|one| one.is_of(*fact, Some(fact.on())))
}
