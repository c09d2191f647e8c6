//! Whether two duties are judged by the same rule, with their limits as holes.
//!
//! A status may hang on more than the duty itself: on every other one that it is led to. All of them are compared, as parsed, with
//! ids renamed and mere words left out. What is not named here is compared, also a field that comes later.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::days::are_one;
use super::side::Side;
use crate::ruleset::vocabulary::{FORMER_DAY, RECEPTION_RESCHEDULED};
use crate::ruleset::{
    Activity, AnchorRule, Cite, Condition, Due, EventKind, Obligation, Reading, ReadingEffect, RuleSet,
};
use crate::text::{Confidence, Text};
use crate::time_limit::{Backward, TimeLimit, Unit};

/// The duties of one set by their ids in the other.
pub(super) type Pairs = [(String, String)];

/// A limit cut out of a rule.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Hole {
    pub(super) due: Due,
    /// Whether more hangs on it than when it ends: only the very same limit is equal to it.
    pub(super) strict: bool,
}

/// Why two duties are not judged by one rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Apart {
    /// The duty itself asks for something else.
    Own,
    /// A duty that it is led to does.
    Other,
    /// What the sets say of their events or activities.
    Words,
    /// A reading is adopted on one side.
    Adopted,
}

/// Two duties by their places, and whether they are the same by themselves.
struct Paired {
    places: (usize, usize),
    /// Whether they are one rule with their limits as holes.
    rule: bool,
    /// Whether their limits are one.
    limits: bool,
    /// Whether either asks for the day that a move gave up, which may hang on recurring duties.
    asks_former_day: bool,
}

/// Every pair of duties of two sets, and what each is led to.
pub(super) struct Rules<'a> {
    sides: (&'a Side, &'a Side),
    webs: (Web<'a>, Web<'a>),
    /// By the places of the one.
    pairs: BTreeMap<usize, Paired>,
    same_words: bool,
    same_returning: bool,
}

impl<'a> Rules<'a> {
    pub(super) fn of((old, new): (&'a Side, &'a Side), pairs: &Pairs) -> Self {
        let places = |ids: &(String, String)| Some((old.set.obligation(&ids.0)?, new.set.obligation(&ids.1)?));
        let names = |of: &dyn Fn(&(String, String)) -> String| -> BTreeMap<String, usize> {
            pairs.iter().enumerate().map(|(at, ids)| (of(ids), at)).collect()
        };
        let (olds, news) = (names(&|ids| ids.0.clone()), names(&|ids| ids.1.clone()));
        let canon_old = |id: &str| name(olds.get(id).copied(), "old", id);
        let canon_new = |id: &str| name(news.get(id).copied(), "new", id);
        let paired = |(from, to): (&Obligation, &Obligation)| {
            let (mut one, mut other) = (Vec::new(), Vec::new());
            let readings = super::readings(
                from.readings.iter().map(|reading| &reading.id),
                to.readings.iter().map(|reading| &reading.id),
            );
            let reading_old = |id: &str| name(readings.iter().position(|(old, _)| old == id), "old", id);
            let reading_new = |id: &str| name(readings.iter().position(|(_, new)| new == id), "new", id);
            let rules =
                (cut(from, (&canon_old, &reading_old), &mut one), cut(to, (&canon_new, &reading_new), &mut other));
            let rule = rules.0 == rules.1;
            let limits = rule && one.iter().zip(&other).all(|both| are_one((old, new), both));
            let asks_former_day = asks_former_day(&rules.0) || asks_former_day(&rules.1);
            (from.place, Paired { places: (from.place, to.place), rule, limits, asks_former_day })
        };
        Self {
            sides: (old, new),
            webs: (Web::of(&old.set), Web::of(&new.set)),
            pairs: pairs.iter().filter_map(places).map(|(from, to)| paired((from, to))).collect(),
            same_words: same_words(&old.set, &new.set),
            same_returning: same_returning(&old.set, &new.set),
        }
    }

    /// Whether every limit that two duties may hang on is one, where they are judged by the same rule.
    pub(super) fn same(&self, (from, to): (&Obligation, &Obligation)) -> Result<bool, Apart> {
        if self.pairs.get(&from.place).is_none_or(|pair| !pair.rule) {
            return Err(Apart::Own);
        }
        if !self.same_words {
            return Err(Apart::Words);
        }
        let (one, other) = (self.webs.0.led_to(from.place), self.webs.1.led_to(to.place));
        let (old, new) = self.sides;
        if old.reading != new.reading && (adopts(old, &one) || adopts(new, &other)) {
            return Err(Apart::Adopted);
        }
        let pairs: Option<Vec<&Paired>> = one.iter().map(|place| self.pairs.get(place)).collect();
        let pairs = pairs.ok_or(Apart::Other)?;
        // The same duties in the same order: of several the first may decide.
        let is_same = pairs.iter().map(|pair| pair.places.1).eq(other.iter().copied());
        let former = pairs.iter().any(|pair| pair.asks_former_day) && !self.same_returning;
        if !is_same || former || pairs.iter().any(|pair| !pair.rule) {
            return Err(Apart::Other);
        }
        Ok(pairs.iter().all(|pair| pair.limits))
    }
}

/// What each duty of a set is led to.
struct Web<'a> {
    named: Vec<Vec<usize>>,
    named_by: Vec<Vec<usize>>,
    asks: Vec<Vec<&'a str>>,
    fulfil: BTreeMap<&'a str, Vec<usize>>,
    kind_of: Vec<usize>,
    kinds: Vec<Vec<usize>>,
}

impl<'a> Web<'a> {
    fn of(set: &'a RuleSet) -> Self {
        let all = set.obligations();
        let place = |id: &str| set.obligation(id).map(|other| other.place);
        let named: Vec<Vec<usize>> =
            all.iter().map(|rule| named(rule).into_iter().filter_map(place).collect()).collect();
        let mut named_by = vec![Vec::new(); all.len()];
        for (of, places) in named.iter().enumerate() {
            for place in places {
                named_by.get_mut(*place).into_iter().for_each(|by: &mut Vec<usize>| by.push(of));
            }
        }
        let mut fulfil: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for rule in all {
            for event in rule.met_by.events() {
                fulfil.entry(event).or_default().push(rule.place);
            }
        }
        let mut keys: BTreeMap<String, usize> = BTreeMap::new();
        let mut kinds: Vec<Vec<usize>> = Vec::new();
        let mut kind_of = Vec::new();
        for rule in all {
            let key = format!("{:?} {:?} {:?}", rule.duty_kind, rule.activity, rule.met_by);
            let at = *keys.entry(key).or_insert_with(|| {
                kinds.push(Vec::new());
                kinds.len().saturating_sub(1)
            });
            kind_of.push(at);
            kinds.get_mut(at).into_iter().for_each(|kind| kind.push(rule.place));
        }
        let asks = all.iter().map(|rule| rule.events().collect()).collect();
        Self { named, named_by, asks, fulfil, kind_of, kinds }
    }

    /// A duty with every other one that its outcome may hang on, in the order of the file: those that it names and that name it, that
    /// fulfil what it is counted from or asks about, and those of its kind that the same acts fulfil. Rather too many than one too few.
    fn led_to(&self, of: usize) -> BTreeSet<usize> {
        let (mut reached, mut open) = (BTreeSet::from([of]), vec![of]);
        let mut kinds = BTreeSet::new();
        let mut events = BTreeSet::new();
        while let Some(place) = open.pop() {
            let kind = self.kind_of.get(place).filter(|kind| kinds.insert(**kind));
            let of_kind = kind.and_then(|kind| self.kinds.get(*kind)).into_iter().flatten();
            let asked = self.asks.get(place).into_iter().flatten().filter(|event| events.insert(**event));
            let fulfil = asked.filter_map(|event| self.fulfil.get(event)).flatten();
            let named = [&self.named, &self.named_by].into_iter().filter_map(|all| all.get(place)).flatten();
            for other in of_kind.chain(fulfil).chain(named).copied() {
                if reached.insert(other) {
                    open.push(other);
                }
            }
        }
        reached
    }
}

pub(super) fn name(pair: Option<usize>, side: &str, id: &str) -> String {
    pair.map_or_else(|| format!("{side}:{id}"), |pair| format!("#{pair}"))
}

fn adopts(side: &Side, places: &BTreeSet<usize>) -> bool {
    let of = side.reading.as_ref().and_then(|(duty, _)| side.set.obligation(duty));
    of.is_some_and(|rule| places.contains(&rule.place))
}

/// Whether the sets mean the same by the events that both declare, and are both of dialogues or not.
pub(super) fn same_words(old: &RuleSet, new: &RuleSet) -> bool {
    let of_dialogues = |set: &RuleSet| set.applies().activities.contains(&Activity::Dialogue);
    let unworded = |event: &EventKind| EventKind { text: Text::same(""), ..event.clone() };
    let same_event = |event: &EventKind| new.event(&event.id).is_none_or(|other| unworded(other) == unworded(event));
    of_dialogues(old) == of_dialogues(new) && old.own_events().iter().all(same_event)
}

/// Whether a duty is counted from a day that was given up: which day that is may hang on recurring duties.
fn asks_former_day(rule: &Obligation) -> bool {
    let asks = |event: &str| event == FORMER_DAY || event == RECEPTION_RESCHEDULED;
    rule.events().any(asks)
}

/// Whether all recurring duties are the same, and every duty that asks for moved receptions.
fn same_returning(old: &RuleSet, new: &RuleSet) -> bool {
    let asks =
        |set: &RuleSet| set.obligations().iter().any(|rule| rule.events().any(|event| event == RECEPTION_RESCHEDULED));
    old.recurring() == new.recurring() && asks(old) == asks(new)
}

/// The duties that a rule names.
fn named(rule: &Obligation) -> Vec<&str> {
    let anchors = rule.dues().flat_map(Due::parts).filter_map(|due| match due.anchor()? {
        AnchorRule::DueOf(id) | AnchorRule::BaseDueOf(id) => Some(&**id),
        AnchorRule::Event(_) => None,
    });
    let overdue = rule.conditions().flat_map(Condition::overdue);
    let limited = rule.readings.iter().filter_map(|reading| match &reading.effect {
        ReadingEffect::Limits(id) => Some(id.as_str()),
        ReadingEffect::Due(_) => None,
    });
    anchors.chain(overdue).chain(limited).chain(rule.sets_due_of.as_deref()).collect()
}

/// What is only told of a duty, by its key: nothing is judged by who does it for whom, by words, or by where it stands.
const TOLD: [&str; 9] =
    ["text", "bearer", "toward", "cite", "cite_basis", "from", "confidence", "source_defect", "same_as"];

/// How ids of one side are told on both.
type Canon<'c> = &'c dyn Fn(&str) -> String;

/// A duty without words, with canonical ids of duties and of its readings, its limits cut out.
fn cut(rule: &Obligation, (canon, reading_id): (Canon<'_>, Canon<'_>), holes: &mut Vec<Hole>) -> Obligation {
    // What moves a limit counts on in its unit and rolls as it does; of what is unknown of it both answers are counted.
    let strict = rule.suspension.is_some() || !rule.extensions.is_empty() || rule.has_unknown("due");
    let mut rule = rule.clone();
    rule.place = 0;
    rule.id = canon(&rule.id);
    rule.text = Text::same("");
    rule.bearer = Vec::new();
    rule.toward = Vec::new();
    rule.cite = blank_cite();
    rule.source = String::new();
    rule.confidence = Confidence::D;
    rule.source_defect = None;
    rule.same_as = Vec::new();
    // Whether a late notice counts is open where the text is silent on it: all else is only told.
    rule.silent_on.retain(|path| path == "extension.granted_before");
    rule.unknown.retain(|(path, _)| !TOLD.contains(&path.split(['.', '[']).next().unwrap_or_default()));
    for (_, because) in &mut rule.unknown {
        *because = None;
    }
    if let Some(must) = &mut rule.must_state {
        must.texts = Vec::new();
    }
    for extension in &mut rule.extensions {
        extension.when = None;
        extension.toward = Vec::new();
        if let Some(must) = &mut extension.must_state {
            must.texts = Vec::new();
        }
        extension.only_if = extension.only_if.as_ref().map(|condition| renamed(condition, canon));
    }
    if let Some(suspension) = &mut rule.suspension {
        suspension.when = None;
    }
    rule.only_if = rule.only_if.as_ref().map(|condition| renamed(condition, canon));
    rule.sets_due_of = rule.sets_due_of.as_deref().map(canon);
    rule.due = without(&rule.due, canon, strict, holes);
    rule.readings = rule
        .readings
        .iter()
        .map(|reading| Reading {
            id: reading_id(&reading.id),
            text: None,
            because: Text::same(""),
            effect: match &reading.effect {
                ReadingEffect::Due(due) => ReadingEffect::Due(without(due, canon, strict, holes)),
                ReadingEffect::Limits(id) => ReadingEffect::Limits(canon(id)),
            },
        })
        .collect();
    rule
}

pub(super) const fn blank_cite() -> Cite {
    Cite { places: Vec::new(), unattributed: false, not_cited: false }
}

fn renamed(condition: &Condition, canon: &dyn Fn(&str) -> String) -> Condition {
    let each = |parts: &[Condition]| parts.iter().map(|part| renamed(part, canon)).collect();
    match condition {
        Condition::Overdue(id) => Condition::Overdue(canon(id)),
        Condition::All(parts) => Condition::All(each(parts)),
        Condition::Any(parts) => Condition::Any(each(parts)),
        Condition::Not(part) => Condition::Not(Box::new(renamed(part, canon))),
        other => other.clone(),
    }
}

/// A limit with its leaves cut out: what is left is from what, on which side, and how they are joined.
fn without(due: &Due, canon: &dyn Fn(&str) -> String, strict: bool, holes: &mut Vec<Hole>) -> Due {
    let hole = |strict: bool| Hole { due: due.clone(), strict };
    let anchored = |anchor: &AnchorRule| match anchor {
        AnchorRule::Event(event) => AnchorRule::Event(Arc::clone(event)),
        AnchorRule::DueOf(id) => AnchorRule::DueOf(canon(id).into()),
        AnchorRule::BaseDueOf(id) => AnchorRule::BaseDueOf(canon(id).into()),
    };
    match due {
        Due::Limit { anchor, limit } => {
            holes.push(hole(strict));
            Due::Limit { anchor: anchored(anchor), limit: any_like(*limit) }
        }
        Due::DayOfMonth { of, .. } => {
            holes.push(hole(true));
            Due::DayOfMonth { day: 1, included: true, of: anchored(of) }
        }
        Due::Date(_) => {
            holes.push(hole(true));
            Due::Date(crate::calendar::FIRST)
        }
        Due::Hours { anchor, hours, after } => Due::Hours { anchor: anchored(anchor), hours: *hours, after: *after },
        Due::None(why) => Due::None(*why),
        Due::FirstOf(parts) => Due::FirstOf(parts.iter().map(|part| without(part, canon, strict, holes)).collect()),
        Due::LastOf(parts) => Due::LastOf(parts.iter().map(|part| without(part, canon, strict, holes)).collect()),
        Due::Cases { cases, otherwise } => Due::Cases {
            cases: cases
                .iter()
                .map(|(condition, due)| (renamed(condition, canon), without(due, canon, strict, holes)))
                .collect(),
            otherwise: otherwise.as_ref().map(|due| Box::new(without(due, canon, strict, holes))),
        },
    }
}

/// A limit of the same direction; one of no units is its own.
fn any_like(limit: TimeLimit) -> TimeLimit {
    let amount = limit.amount().min(1);
    if limit.is_after() {
        TimeLimit::after(amount, Unit::Day)
    } else {
        TimeLimit::before(amount, Unit::Day, Backward::EventExcluded).unwrap_or(limit)
    }
}
