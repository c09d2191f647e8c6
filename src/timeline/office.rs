//! What an office owes beside its dialogues: to each petition of its log, and for each of its receptions. The facts are
//! the office's; the evaluation is that of a dialogue.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::evaluate::Evaluation;
use super::facts::{Seen, View, Visible};
use super::pending::Versions;
use super::recurring::periods::Span;
use super::{AdoptedReadings, Duty, TimelineError};
use crate::calendar::Calendar;
use crate::ruleset::vocabulary::{PETITION_RECEIVED, RECEPTION_HELD, RECEPTION_RESCHEDULED};
use crate::ruleset::{Activity, Due, DutyKind, Obligation, RuleSet, Subject};

/// The entries of an office that are seen in a view.
pub(crate) struct OfficeFacts<'a> {
    seen: &'a [Seen<'a>],
    calendar: &'a Calendar,
    view: View,
    adopted: &'a AdoptedReadings,
    subject: &'a Subject,
    /// The versions of all rule sets.
    versions: &'a [RuleSet],
    /// The places of the entries of each petition, and of those of none.
    by_petition: BTreeMap<Option<&'a str>, Vec<usize>>,
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
    pub(crate) fn new(
        seen: &'a [Seen<'a>],
        calendar: &'a Calendar,
        view: View,
        adopted: &'a AdoptedReadings,
        (subject, versions): (&'a Subject, &'a [RuleSet]),
    ) -> Self {
        let mut by_petition: BTreeMap<Option<&'a str>, Vec<usize>> = BTreeMap::new();
        for (place, fact) in seen.iter().enumerate() {
            by_petition.entry(fact.petition()).or_default().push(place);
        }
        Self { seen, calendar, view, adopted, subject, versions, by_petition, receptions: receptions(seen) }
    }

    /// The petitions that the entries tell apart, in the order of their receipt.
    pub(crate) fn petitions(&self) -> Vec<Received<'a>> {
        let mut all: Vec<Received<'a>> = Vec::new();
        let mut places: BTreeMap<&str, usize> = BTreeMap::new();
        let of_receipt = |fact: &&Seen<'a>| fact.event() == PETITION_RECEIVED;
        let (received, others): (Vec<&Seen<'a>>, Vec<&Seen<'a>>) = self.seen.iter().partition(of_receipt);
        for (facts, is_recorded) in [(received, true), (others, false)] {
            for fact in facts {
                let Some(petition) = fact.petition() else { continue };
                let place = *places.entry(petition).or_insert(all.len());
                match all.get_mut(place) {
                    Some(known) if known.is_recorded == is_recorded => known.on = known.on.min(fact.on()),
                    Some(_) => {} // its receipt is recorded
                    None => all.push(Received { petition, on: fact.on(), is_recorded }),
                }
            }
        }
        all.sort_by_key(|received| received.on);
        all
    }

    /// What is owed to a petition under a rule set, each duty by its own activity: those of a dialogue never.
    pub(crate) fn of_petition(&self, set: &RuleSet, received: Received<'_>) -> Result<Vec<Duty>, TimelineError> {
        let first = || self.receptions.iter().copied().find(|day| *day >= received.on);
        let reception = if received.is_recorded { first() } else { None };
        let is_of_petitions = |fact: &Seen<'_>| set.event(fact.event()).is_some_and(|event| event.petition);
        let apart = |fact: &Seen<'_>| fact.petition().is_some() || !is_of_petitions(fact);
        let entries = [None, Some(received.petition)].map(|of| self.by_petition.get(&of));
        let mut places: Vec<usize> = entries.into_iter().flatten().flatten().copied().collect();
        places.sort_unstable();
        let facts = places.into_iter().filter_map(|place| self.seen.get(place).copied());
        let facts: Vec<Seen<'a>> = facts.filter(|fact| apart(fact) && is_of_reception(fact, reception)).collect();
        let visible = Visible { is_receipt_missing: !received.is_recorded, ..Visible::of_office(facts, reception) };
        let wanted = |rule: &Obligation| is_owed_to_petitions(rule).then_some(true);
        let mut duties = self.settled((set, received.on), &visible, wanted)?;
        duties.retain(|duty| duty.petition.as_deref() == Some(received.petition));
        Ok(duties)
    }

    /// What is owed for a reception under a rule set.
    pub(crate) fn of_reception(&self, set: &RuleSet, day: NaiveDate) -> Result<Vec<Duty>, TimelineError> {
        let mut duties = Vec::new();
        for before in [true, false] {
            let facts = self.seen.iter().filter(|fact| fact.petition().is_none() && self.belongs(before, **fact, day));
            let visible = Visible::of_office(facts.copied().collect(), Some(day));
            let wanted = |rule: &Obligation| is_owed_for_receptions(rule) && comes_before(rule) == before;
            duties.extend(self.settled((set, day), &visible, |rule| wanted(rule).then_some(false))?);
        }
        duties.sort_by_key(|duty| duty.rule.place);
        Ok(duties)
    }

    /// Whether an entry belongs to a reception: by what it says, else the reception next to it, after the entry for duties
    /// that come before a reception, before it for the others.
    fn belongs(&self, before: bool, fact: Seen<'_>, day: NaiveDate) -> bool {
        let about = |about: &str| match about.parse::<NaiveDate>() {
            Ok(on) => Some(on == day),
            Err(_) => Span::of(about).map(|span| span.has(day)),
        };
        match fact.event() {
            RECEPTION_HELD => fact.on() == day,
            RECEPTION_RESCHEDULED => fact.until() == Some(day),
            _ => fact.about().and_then(about).unwrap_or_else(|| self.next_to(fact.on(), before) == Some(day)),
        }
    }

    /// The reception that an entry is next to.
    fn next_to(&self, on: NaiveDate, after: bool) -> Option<NaiveDate> {
        let at = self.receptions.partition_point(|day| if after { *day < on } else { *day <= on });
        self.receptions.get(if after { at } else { at.checked_sub(1)? }).copied()
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

    /// The duties of the version of a day, as those that came into force before their anchors leave them.
    fn settled(
        &self,
        (set, day): (&RuleSet, NaiveDate),
        visible: &Visible<'_>,
        wanted: impl Fn(&Obligation) -> Option<bool>,
    ) -> Result<Vec<Duty>, TimelineError> {
        let is_other = |other: &&RuleSet| other.id() == set.id() && other.version() != set.version();
        let others = self.versions.iter().filter(is_other).collect();
        let versions = Versions { set, others, day, adopted: self.adopted };
        versions.settled(self.evaluated(set, visible, day, &wanted)?, |set| self.evaluated(set, visible, day, &wanted))
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
        let subject = Subject { on, ..self.subject.clone() };
        let subject = Some(&subject);
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
    (is_of_receptions || rule.activity == Activity::Reception) && !is_told_apart
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
