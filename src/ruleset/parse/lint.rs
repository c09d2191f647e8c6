//! What is wrong with a file beyond its shape: ids that clash, anchors in a circle, paths that lead nowhere, readings
//! that read nothing, declarations that nothing uses, letters that are not in NFC.

use std::collections::{BTreeMap, BTreeSet};

use super::super::keys::LISTS;
use super::super::vocabulary::{CLOSED, OPENED};
use super::super::{AnchorRule, Due, Obligation, Unknown};
use super::names::Names;
use crate::citation::Provision;
use crate::reader::{Code, Node, Source, Table, Value};
use crate::text::{Message as _, Text};

/// The keys of a rule file, beside its lists, that a path may begin with.
const SINGLE: [&str; 6] = ["title", "covers", "in_force", "applies", "instrument", "source"];

/// Something unknown that a file names by its path.
pub(super) fn unknown(table: &Table<'_>, names: &Names<'_>) -> Option<Unknown> {
    let value = table.stated("of");
    let of = value.as_ref().and_then(Value::str);
    let because = table.get("because").and_then(|v| v.text());
    names.optional_cite(table); // of an overlay
    table.done();
    let (value, of) = (value?, of?);
    if let Some(Err(error)) = of.split_once('#').map(|(_, place)| place.parse::<Provision>()) {
        value.report(Code::BadPlace, error.both());
    }
    let (what, first) = match of.split_once('#') {
        Some((instrument, _)) => (None, instrument),
        None => (Some(()), of.split('.').next().unwrap_or_default()),
    };
    match what {
        None if !names.has_instrument(first) => {
            let known: Vec<&str> = names.instruments.iter().map(|instrument| instrument.id.as_str()).collect();
            value.unknown_among(Code::UnknownInstrument, &Text::new("văn bản", "instrument"), first, &known);
        }
        Some(()) if !LISTS.contains(&first) && !SINGLE.contains(&first) => {
            let known: Vec<&str> = LISTS.iter().chain(&SINGLE).copied().collect();
            value.unknown_among(
                Code::UnknownPath,
                &Text::new("phần của bộ quy tắc", "part of a rule set"),
                first,
                &known,
            );
        }
        _ => {}
    }
    Some(Unknown { of: of.to_owned(), because })
}

/// The values of a table that are a reading, because the text is silent.
pub(super) fn silent_on(table: &Table<'_>) -> Vec<String> {
    table.list("silent_on", |value| {
        let path = value.str()?;
        let first = path.split('.').next().unwrap_or_default();
        if !table.knows(first) {
            let keys = [
                "due",
                "met_by",
                "bearer",
                "toward",
                "extension",
                "must_state",
                "channels",
                "kinds",
                "every",
                "at_least",
                "in_months",
                "period_starts",
            ];
            value.unknown_among(Code::UnknownPath, &Text::new("phần của nhiệm vụ", "part of the duty"), first, &keys);
        }
        Some(path.to_owned())
    })
}

pub(super) fn changes_nothing(table: &Table<'_>) {
    let message = Text::new("cách hiểu này không thay đổi gì", "the reading changes nothing");
    table.report(Code::ReadingChangesNothing, message);
}

/// Reports ids that stand twice under one key, at the second.
pub(super) fn unique(table: &Table<'_>, keys: &[&'static str]) {
    for key in keys {
        let mut seen = BTreeSet::new();
        for (id, place) in table.ids(key) {
            if !seen.insert(id) {
                place.report(
                    Code::DuplicateId,
                    Text::owned(
                        format!("mã `{id}` có hai lần trong [[{key}]]"),
                        format!("the id `{id}` stands twice under [[{key}]]"),
                    ),
                );
            }
        }
    }
}

/// Which duty a duty's anchor leads to.
struct Chain<'a> {
    by_id: BTreeMap<&'a str, &'a Obligation>,
    /// As `RuleSet::producer` has it: one with a date before one without.
    producers: BTreeMap<&'a str, &'a Obligation>,
}

impl<'a> Chain<'a> {
    fn of(obligations: &'a [Obligation]) -> Self {
        let mut producers = BTreeMap::new();
        let dated = obligations.iter().filter(|o| matches!(o.due, Due::Limit { .. }));
        for obligation in dated.chain(obligations) {
            for event in obligation.met_by.events() {
                producers.entry(event.as_str()).or_insert(obligation);
            }
        }
        Self { by_id: obligations.iter().map(|o| (o.id.as_str(), o)).collect(), producers }
    }

    fn next(&self, due: &Due) -> Option<&'a Obligation> {
        let (Due::Limit { anchor, .. } | Due::Hours { anchor, .. }) = due else { return None };
        match anchor {
            AnchorRule::Event(event) if [OPENED, CLOSED].contains(&&**event) => None,
            AnchorRule::Event(event) => self.producers.get(&**event).copied(),
            AnchorRule::DueOf(id) => self.by_id.get(&**id).copied(),
        }
    }

    /// Whether a due date of the duty leads back to the duty.
    fn is_circle(&self, obligation: &Obligation, due: &Due) -> bool {
        let mut at = self.next(due);
        for _ in 0..=self.by_id.len() {
            match at {
                Some(here) if here.id == obligation.id => return true,
                Some(here) => at = self.next(&here.due),
                None => return false,
            }
        }
        false // a circle further on, which is reported there
    }
}

/// Reports duties whose anchors lead back to themselves.
pub(super) fn cycles(tables: &[Table<'_>], obligations: &[Obligation]) {
    let chain = Chain::of(obligations);
    if chain.by_id.len() < obligations.len() {
        return; // an id stands twice, so an anchor may lead to the wrong one
    }
    for obligation in obligations {
        let circle = obligation.dues().any(|due| chain.is_circle(obligation, due));
        if let Some(place) = tables.iter().find(|table| circle && table.has_id(&obligation.id)) {
            place.report(
                Code::Cycle,
                Text::new(
                    "mốc tính thời hạn quay vòng về chính nhiệm vụ này",
                    "the anchors of this duty lead back to itself",
                ),
            );
        }
    }
}

/// Warns of events and actors that nothing refers to.
pub(super) fn unused(root: &Node, source: &Source) {
    if source.has_errors() {
        return; // what is wrong elsewhere may be why
    }
    let mut used: BTreeSet<&str> = BTreeSet::new();
    for (key, (_, node)) in root.table().into_iter().flatten() {
        if !["event", "actor"].contains(&key.as_str()) {
            node.each_text(&mut |text, _| {
                used.insert(text.split_once('#').map_or(text, |(instrument, _)| instrument));
            });
            node.each_key(&mut |key| {
                used.insert(key);
            });
        }
    }
    let warn = |what: &Text, id: &str, node: &Node| {
        let message = Text::owned(
            format!("{} `{id}` được khai báo nhưng không dùng ở đâu", what.vi),
            format!("the {} `{id}` is declared and never used", what.en),
        );
        source.report(Code::Unused, node.span.clone(), node.layer, id.to_owned(), message, None);
    };
    for (key, what) in [("event", Text::new("sự kiện", "event")), ("actor", Text::new("chủ thể", "actor"))] {
        for node in root.get(key).and_then(Node::list).into_iter().flatten() {
            if let Some(id) = node.id().filter(|id| !used.contains(id)) {
                warn(&what, id, node);
            }
        }
    }
}
