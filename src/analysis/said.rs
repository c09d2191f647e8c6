//! What a case can say: entries with all that must be said of them, and what conditions ask about beside events.

use chrono::NaiveDate;

use crate::calendar::shift;
use crate::ruleset::vocabulary::{Detail, PETITION_CLASSED};
use crate::ruleset::{CaseClass, Condition, DialogueKind, EventKind, Mode, RuleSet};
use crate::timeline::Fact;

/// The petition of every case.
pub(super) const PETITION: &str = "KN-1";

/// So many days after its own an entry states a day, where it must state one and nothing else is asked.
const STATED: i64 = 30;

/// That an event happened, with all that must be said of it, and a day that it states, if it does.
pub(super) fn fact(set: &RuleSet, event: &EventKind, on: NaiveDate, until: Option<NaiveDate>) -> Fact {
    let needs = |detail: Detail| event.needs.contains(&detail);
    let mut fact = Fact::new(event.id.as_ref(), on);
    if event.petition || needs(Detail::Petition) {
        fact = fact.petition(PETITION);
    }
    let must_state = needs(Detail::NewDay) || needs(Detail::NewLimit);
    fact.until = until.or_else(|| shift(on, STATED).filter(|_| must_state));
    if needs(Detail::Class) {
        fact = fact.class(CaseClass::NeedsLonger);
    }
    if needs(Detail::Session) {
        fact = fact.session("1");
    }
    let id = match (set.steps().first(), set.exclusions().first()) {
        (Some(step), _) if needs(Detail::Step) => Some(step.id.clone()),
        (_, Some(exclusion)) if needs(Detail::Exclusion) => Some(exclusion.id.clone()),
        _ => None,
    };
    id.into_iter().fold(fact, Fact::about)
}

/// That a case was classed.
pub(super) fn classed(on: NaiveDate, class: CaseClass) -> Fact {
    Fact::new(PETITION_CLASSED, on).petition(PETITION).class(class)
}

/// What conditions ask about beside events: the classes that they name; every kind and mode, if one is named.
pub(super) struct Asked {
    pub(super) classes: Vec<CaseClass>,
    pub(super) kinds: &'static [DialogueKind],
    pub(super) modes: &'static [Mode],
}

impl Asked {
    pub(super) fn by<'c>(conditions: impl Iterator<Item = &'c Condition>) -> Self {
        let leaves: Vec<&Condition> = conditions.flat_map(Condition::leaves).collect();
        let mut classes: Vec<CaseClass> = leaves.iter().flat_map(|leaf| leaf.classes()).collect();
        classes.sort();
        classes.dedup();
        let of_kind = leaves.iter().any(|leaf| matches!(leaf, Condition::Kind(_)));
        let of_mode = leaves.iter().any(|leaf| matches!(leaf, Condition::Mode(_)));
        Self {
            classes,
            kinds: if of_kind { DialogueKind::ALL } else { &[] },
            modes: if of_mode { Mode::ALL } else { &[] },
        }
    }
}
