//! How the duties of a rule set hang together, looked up instead of searched for.

use std::collections::BTreeMap;

use crate::ruleset::{AnchorRule, Due, Obligation, RuleSet};

/// The bearer of a duty that nobody is named to bear.
const NOBODY: &str = "unknown";

/// The duties of a rule set by what they hang on.
pub(super) struct Web<'a> {
    fulfilled_by: Named<'a>,
    begun_by: Named<'a>,
    chained_to: Named<'a>,
    owed_to_petitions: Vec<&'a Obligation>,
}

type Named<'a> = BTreeMap<&'a str, Vec<&'a Obligation>>;

impl<'a> Web<'a> {
    pub(super) fn of(set: &'a RuleSet) -> Self {
        let rules = || set.obligations().iter().map(|rule| &**rule);
        let mut web = Self {
            fulfilled_by: BTreeMap::new(),
            begun_by: BTreeMap::new(),
            chained_to: BTreeMap::new(),
            owed_to_petitions: rules()
                .filter(|rule| rule.is_of_petitions && !waits_for_a_petition(set, rule))
                .collect(),
        };
        for rule in rules() {
            for event in rule.met_by.events() {
                push(&mut web.fulfilled_by, event, rule);
            }
            if let Some(event) = &rule.each_event {
                push(&mut web.begun_by, event, rule);
            }
            for anchor in rule.due.parts().into_iter().filter_map(Due::anchor) {
                match anchor {
                    AnchorRule::Event(event) => push(&mut web.begun_by, event, rule),
                    AnchorRule::DueOf(id) | AnchorRule::BaseDueOf(id) => push(&mut web.chained_to, id, rule),
                }
            }
        }
        web
    }

    /// The duties that an event fulfils, or helps to.
    pub(super) fn fulfilled_by(&self, event: &str) -> &[&'a Obligation] {
        self.fulfilled_by.get(event).map_or(&[], Vec::as_slice)
    }

    /// The duties that are counted from an event or owed for each of it.
    pub(super) fn begun_by(&self, event: &str) -> &[&'a Obligation] {
        self.begun_by.get(event).map_or(&[], Vec::as_slice)
    }

    /// The duties that are counted from the limit of another.
    pub(super) fn chained_to(&self, duty: &str) -> &[&'a Obligation] {
        self.chained_to.get(duty).map_or(&[], Vec::as_slice)
    }

    /// The duties that every petition has, whatever happens to it.
    pub(super) fn owed_to_petitions(&self) -> &[&'a Obligation] {
        &self.owed_to_petitions
    }

    /// The events that duties are counted from or owed for.
    pub(super) fn beginnings(&self) -> impl Iterator<Item = &'a str> {
        self.begun_by.keys().copied()
    }
}

/// Whether a duty is counted from what happens to a petition, or owed for each such event.
fn waits_for_a_petition(set: &RuleSet, rule: &Obligation) -> bool {
    let anchors = rule.due.parts().into_iter().filter_map(Due::anchor);
    let mut events =
        anchors.filter_map(|anchor| if let AnchorRule::Event(event) = anchor { Some(&**event) } else { None });
    let of_petition = |event: &str| set.event(event).is_some_and(|event| event.petition);
    events.any(of_petition) || rule.each_event.as_deref().is_some_and(of_petition)
}

fn push<'a>(named: &mut Named<'a>, name: &'a str, rule: &'a Obligation) {
    let rules = named.entry(name).or_default();
    if rules.last().is_none_or(|last| last.place != rule.place) {
        rules.push(rule);
    }
}

/// Whether a duty has a date and someone who bears it.
pub(super) fn is_owed(rule: &Obligation) -> bool {
    is_dated(rule) && rule.bearer.iter().any(|bearer| bearer != NOBODY)
}

/// Whether a duty has a date, or a time.
pub(super) fn is_dated(rule: &Obligation) -> bool {
    rule.due.is_dated() || rule.due.any(&|part| matches!(part, Due::Hours { .. }))
}
