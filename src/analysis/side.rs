//! One side of a comparison: a rule set as if it applied on every covered day, its calendar, and a reading that is adopted.

use crate::calendar::{Calendar, FIRST};
use crate::reader::{Data, Form, Node};
use crate::ruleset::{Activity, RuleSet};
use crate::timeline::{AdoptedReadings, Terms};

/// One side of a comparison.
pub(super) struct Side {
    /// The rule set as it is.
    pub(super) real: RuleSet,
    /// The same as if it applied on every covered day.
    pub(super) set: RuleSet,
    pub(super) calendar: Calendar,
    /// The duty and the reading of it that is adopted.
    pub(super) reading: Option<(String, String)>,
    /// What dialogues are judged by here: every duty, of whichever activity.
    pub(super) terms: Terms,
}

impl Side {
    pub(super) fn new(real: &RuleSet, calendar: &Calendar, reading: Option<(&str, &str)>) -> Self {
        let set = always(real).unwrap_or_else(|| real.clone());
        let terms = Terms::new([set.clone()], calendar.clone()).in_activity(Activity::PetitionHandling);
        let adopted = reading.map(|(duty, id)| AdoptedReadings::new().adopt(set.id(), duty, id));
        let terms = adopted.and_then(|adopted| terms.adopting(adopted).ok()).unwrap_or(terms);
        let reading = reading.map(|(duty, id)| (duty.to_owned(), id.to_owned()));
        Self { real: real.clone(), set, calendar: calendar.clone(), reading, terms }
    }

    /// The reading of a duty that is adopted, if one is.
    pub(super) fn adopted(&self, duty: &str) -> Option<&str> {
        self.reading.as_ref().filter(|(of, _)| of == duty).map(|(_, id)| id.as_str())
    }
}

/// A rule set as if every document of it had been in force from the first covered day on: what changes in between is as it stands
/// when all of it holds.
fn always(set: &RuleSet) -> Option<RuleSet> {
    let mut tree = set.tree().clone();
    let root = tree.table_mut()?;
    for key in ["in_force", "changed", "transition"] {
        root.remove(key);
    }
    let documents = root.get_mut("instrument").and_then(|(_, node)| node.table_mut())?;
    for (_, document) in documents.values_mut() {
        let document = document.table_mut()?;
        document.insert("in_force".to_owned(), (0..0, from_the_first_day()));
        document.insert("issued".to_owned(), (0..0, node(Data::Date(FIRST))));
    }
    RuleSet::of_tree(tree)
}

fn from_the_first_day() -> Node {
    let from = ("from".to_owned(), (0..0, node(Data::Date(FIRST))));
    node(Data::Table([from].into()))
}

fn node(data: Data) -> Node {
    Node { data, ..Node::empty(Form::Toml, 0) }
}
