//! What an office owes beside its dialogues: to each petition of its log, and for each of its receptions. The facts are
//! the office's; the evaluation is that of a dialogue.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::ends::Ends;
use super::evaluate::Evaluation;
use super::facts::{Index, Seen, Visible};
use super::pending::{Evaluate, Versions};
use super::receptions::{Reception, Receptions};
use super::today::Today;
use super::{AdoptedReadings, Duty, TimelineError};
use crate::calendar::Calendar;
use crate::ruleset::vocabulary::{PETITION_RECEIVED, RECEPTION_HELD};
use crate::ruleset::{Activity, Due, DutyKind, InForceRange, Obligation, Phase, RuleSet, Subject};

/// The entries of an office that are seen in a view.
pub(crate) struct OfficeFacts<'a> {
    seen: &'a [Seen<'a>],
    calendar: &'a Calendar,
    today: &'a Today,
    adopted: &'a AdoptedReadings,
    subject: &'a Subject,
    /// The versions of all rule sets.
    versions: &'a [RuleSet],
    /// The places of the entries of each petition.
    by_petition: BTreeMap<&'a str, Vec<usize>>,
    /// The places of the entries of no petition, but for those that a reception was held.
    of_none: Vec<usize>,
    /// The same entries as each version finds them, once it is asked for.
    shared: Vec<OnceCell<Index<'a>>>,
    /// What of each version ends something before its receptions, and after them, once it is asked for.
    ends: Vec<[OnceCell<Ends>; 2]>,
    /// Its receptions.
    pub(crate) receptions: Receptions<'a>,
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
        today: &'a Today,
        adopted: &'a AdoptedReadings,
        (subject, versions): (&'a Subject, &'a [RuleSet]),
    ) -> Self {
        let (mut by_petition, mut of_none): (BTreeMap<&'a str, Vec<usize>>, Vec<usize>) = Default::default();
        for (place, fact) in seen.iter().enumerate() {
            match fact.petition() {
                Some(petition) => by_petition.entry(petition).or_default().push(place),
                None if is_held(fact) => {}
                None => of_none.push(place),
            }
        }
        Self {
            seen,
            calendar,
            today,
            adopted,
            subject,
            versions,
            by_petition,
            of_none,
            ends: versions.iter().map(|_| Default::default()).collect(),
            shared: versions.iter().map(|_| OnceCell::new()).collect(),
            receptions: Receptions::of(seen),
        }
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

    /// What is owed to a petition under a rule set, each duty by its own activity: those of a dialogue never. What a reception of
    /// before the receipt would make end before that is not counted from it.
    pub(crate) fn of_petition(&self, set: &RuleSet, received: Received<'_>) -> Result<Vec<Duty>, TimelineError> {
        let reception = if received.is_recorded { self.reception_of(received) } else { None };
        let mut duties = self.at_reception(set, received, reception)?;
        let is_early = |duty: &Duty| duty.outcome.due.is_some_and(|due| due.date < received.on);
        if reception.is_some_and(|one| one.day < received.on) && duties.iter().any(is_early) {
            let without = self.at_reception(set, received, None)?;
            let is_same = |a: &Duty, b: &Duty| a.rule.id == b.rule.id && a.occurrence == b.occurrence;
            for early in duties.iter_mut().filter(|duty| is_early(duty)) {
                let other = without.iter().find(|duty| is_same(duty, early));
                if let Some(other) = other {
                    early.clone_from(other);
                }
            }
        }
        Ok(duties)
    }

    /// The same of one that was received at a reception, or at none.
    fn at_reception(
        &self,
        set: &RuleSet,
        received: Received<'_>,
        reception: Option<Reception<'_>>,
    ) -> Result<Vec<Duty>, TimelineError> {
        let facts = self.entries_of(received.petition, reception);
        let visible = Visible {
            is_receipt_missing: !received.is_recorded,
            of_one_petition: true,
            ..Visible::of_office(facts, reception.map(|one| one.day))
        };
        let wanted = |rule: &Obligation| rule.is_owed_to_petitions().then_some(true);
        let mut duties = self.settled((set, received.on), &visible, wanted)?;
        duties.retain(|duty| duty.petition.as_deref() == Some(received.petition));
        Ok(duties)
    }

    /// The reception at which a petition was received: the one that its entry names, of the day of the receipt, else the first since.
    fn reception_of(&self, received: Received<'_>) -> Option<Reception<'a>> {
        let entries = self.by_petition.get(received.petition).into_iter().flatten();
        let mut receipts = self.at(entries).filter(|fact| fact.event() == PETITION_RECEIVED);
        match receipts.find_map(Seen::reception) {
            Some(named) => self.receptions.at_receipt(named, received.on),
            None => self.receptions.since(received.on),
        }
    }

    /// The entries of a petition, and those that its reception was held.
    fn entries_of(&self, petition: &str, reception: Option<Reception<'_>>) -> Vec<Seen<'a>> {
        let own = self.by_petition.get(petition).into_iter().flatten();
        let held = reception.map(|one| self.receptions.entries_of(one, false)).unwrap_or_default();
        self.at(own).chain(self.at(held).filter(is_held)).collect()
    }

    /// The entries of no petition under a version, found once; those of an event of petitions are none's.
    fn shared(&self, set: &RuleSet) -> Option<&Index<'a>> {
        let at = self.versions.iter().position(|version| version.hash() == set.hash())?;
        let of_petitions = |fact: &Seen<'_>| set.event(fact.event()).is_some_and(|event| event.petition);
        let found = || {
            let facts = self.at(&self.of_none).filter(|fact| !of_petitions(fact)).collect();
            Visible::of_office(facts, None).index(set)
        };
        Some(self.shared.get(at)?.get_or_init(found))
    }

    /// The entries at some places.
    fn at<'p>(&self, places: impl IntoIterator<Item = &'p usize>) -> impl Iterator<Item = Seen<'a>> {
        places.into_iter().filter_map(|place| self.seen.get(*place).copied())
    }

    /// What is owed for a reception under a rule set.
    pub(crate) fn of_reception(&self, set: &RuleSet, reception: Reception<'_>) -> Result<Vec<Duty>, TimelineError> {
        let mut duties = Vec::new();
        for before in [true, false] {
            let visible = self.around(set, reception, before);
            let wanted = |rule: &Obligation| rule.is_owed_for_receptions() && comes_before(rule) == before;
            let wanted = |rule: &Obligation| wanted(rule).then_some(false);
            duties.extend(self.settled((set, reception.day), &visible, wanted)?);
        }
        duties.sort_by_key(|duty| duty.rule.place);
        Ok(duties)
    }

    /// The entries that belong to a reception, for the duties of a rule set that come before or after it.
    fn around(&self, set: &RuleSet, reception: Reception<'_>, before: bool) -> Visible<'a> {
        let entries = self.receptions.entries_of(reception, before);
        let version = self.versions.iter().position(|version| version.hash() == set.hash());
        let ends = version.and_then(|version| self.ends.get(version)).and_then(|[first, after]| {
            let of = if before { first } else { after };
            Some((
                of.get_or_init(|| Ends::of(&self.receptions, self.seen, set, before)),
                self.receptions.place(reception)?,
            ))
        });
        let day = Some(reception.day);
        match ends {
            Some((ends, at)) => Visible {
                ends_of_several: self.at(ends.of_several(at)).collect(),
                ..Visible::of_office(self.at(&ends.of_reception(at, entries)).collect(), day)
            },
            None => Visible::of_office(self.at(entries).collect(), day),
        }
    }

    /// What is owed neither to a petition nor for a reception: for each occurrence of an event, or once in what is handled and
    /// reported; `on` is the day that decides of which kind the unit is.
    pub(crate) fn of_office(&self, set: &RuleSet, on: NaiveDate) -> Result<Vec<Duty>, TimelineError> {
        let facts = self.seen.iter().filter(|fact| fact.petition().is_none());
        let visible = Visible::of_office(facts.copied().collect(), None);
        let wanted = |rule: &Obligation| rule.is_owed_by_office().then_some(false);
        self.among_versions((set, None), |set, taking| self.evaluated((set, None, taking), &visible, on, wanted))
    }

    /// The duties of the version of a day, as those that came into force before their anchors leave them.
    fn settled(
        &self,
        (set, day): (&RuleSet, NaiveDate),
        visible: &Visible<'_>,
        wanted: impl Fn(&Obligation) -> Option<bool>,
    ) -> Result<Vec<Duty>, TimelineError> {
        self.among_versions((set, Some(day)), |set, taking| {
            let only_from = Some(set.range()).filter(|_| !set.is_in_force(day));
            self.evaluated((set, only_from, taking), visible, day, &wanted)
        })
    }

    /// What a version makes of duties, of a day or each of its own, as the others leave it.
    fn among_versions(
        &self,
        (set, day): (&RuleSet, Option<NaiveDate>),
        evaluate: impl Evaluate,
    ) -> Result<Vec<Duty>, TimelineError> {
        let is_other = |other: &&RuleSet| other.id() == set.id() && other.version() != set.version();
        let others = self.versions.iter().filter(is_other).collect();
        let (subject, today) = (Some(self.subject), self.today);
        let versions = Versions { set, others, day, today, subject, adopted: self.adopted };
        versions.settled(evaluate)
    }

    fn evaluated(
        &self,
        (set, only_from, taking_over): (&RuleSet, Option<InForceRange>, Option<NaiveDate>),
        visible: &Visible<'_>,
        on: NaiveDate,
        wanted: impl Fn(&Obligation) -> Option<bool>,
    ) -> Result<Vec<Duty>, TimelineError> {
        let (calendar, today, adopted) = (self.calendar, self.today, self.adopted);
        let index = visible.index(set);
        let index = match self.shared(set).filter(|_| visible.of_one_petition) {
            Some(shared) => index.over(shared),
            None => index,
        };
        let (led, asked, open, endings) = Default::default();
        let subject = Subject { on, ..self.subject.clone() };
        let subject = Some(&subject);
        let evaluation = Evaluation {
            set,
            versions: [self.versions, &[]],
            only_from,
            taking_over,
            calendar,
            visible,
            index,
            today,
            adopted,
            subject,
            led,
            asked,
            open,
            endings,
        };
        evaluation.duties_among(wanted)
    }
}

/// Whether it comes before a reception: by its limit, or, where it has none, by what it is about.
pub(super) fn comes_before(rule: &Obligation) -> bool {
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

/// What of a duty hangs on what sort of duty it is and when: whether it is of dialogues, ends with the transfer of a petition,
/// is owed to petitions, for receptions, before them, or by an office, and whether its day of a month is over with the event.
pub(crate) fn treated(rule: &Obligation) -> [bool; 7] {
    let for_receptions = rule.is_owed_for_receptions();
    let parts = rule.due.parts();
    let comes_before_it = |part: &&Due| matches!(part, Due::Limit { limit, .. } if !limit.is_after());
    let is_over_with_event =
        parts.iter().any(|part| matches!(part, Due::DayOfMonth { .. })) && !parts.iter().any(comes_before_it);
    [
        rule.activity == Activity::Dialogue,
        rule.ends_with_transfer(),
        rule.is_owed_to_petitions(),
        for_receptions,
        for_receptions && comes_before(rule),
        rule.is_owed_by_office(),
        is_over_with_event && !matches!(rule.phase, Some(Phase::During | Phase::After)),
    ]
}

/// Whether an entry says that a reception was held.
fn is_held(fact: &Seen<'_>) -> bool {
    fact.event() == RECEPTION_HELD
}
