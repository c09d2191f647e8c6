//! Rule sets with changes that come into force later than they do, or end before: what they lay down on which days.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::NaiveDate;

use super::keys::LISTS;
use super::parse;
use super::unit_type::OfType;
use super::{Change, Obligation, RuleSet, Subject};
use crate::reader::{self, Form, Node, Source};
use crate::territory::UnitType;

/// What a rule set lays down from a day on; of none it is as the whole.
pub(super) type Stage = (Option<NaiveDate>, Option<RuleSet>);

impl RuleSet {
    /// What it lays down on a day: before the instrument of a change is in force, and after it has ended, as if nothing had been
    /// changed. What is new is judged by the instrument that it cites itself.
    pub(crate) fn on_day(&self, day: NaiveDate) -> &Self {
        let begun = self.0.stages.iter().rfind(|(from, _)| from.is_none_or(|from| from <= day));
        begun.and_then(|(_, set)| set.as_ref()).unwrap_or(self)
    }

    /// What it lays down on some days, each with the first of them: itself alone, where that is the same on all.
    pub(crate) fn stages(&self) -> impl Iterator<Item = (Option<NaiveDate>, &Self)> {
        let own = self.0.stages.is_empty().then_some((None, self));
        own.into_iter().chain(self.0.stages.iter().map(|(from, set)| (*from, set.as_ref().unwrap_or(self))))
    }

    /// The first day on which a duty is laid down as it stands: by the instrument that it cites, and by those that changed what it asks
    /// for, by when, or of which kinds of units, where the subject was none of those until then.
    pub(crate) fn stands_from(&self, rule: &Obligation, subject: Option<&Subject>) -> Option<NaiveDate> {
        let is_of_rule = |change: &&Change| {
            let path = change.of.strip_prefix("obligation.").and_then(|path| path.strip_prefix(rule.id.as_str()));
            path.is_some_and(|key| match key {
                ".unit_types" => is_of_other_units(change, subject),
                _ => [".due", ".met_by", ".only_if", ".channels", ".lasts"].contains(&key),
            })
        };
        let begins = |change: &Change| self.begins(change);
        let changed = self.0.changes.iter().filter(is_of_rule).filter_map(begins).max();
        self.cited_from(&rule.cite).max(changed)
    }

    /// From when a change holds: by its instrument, and by the version that makes it.
    fn begins(&self, change: &Change) -> Option<NaiveDate> {
        let of_version = if change.by == self.name() { self.range().0 } else { None };
        change.cite.as_ref().and_then(|cite| self.cited_span(cite).0).max(of_version)
    }

    /// What it was before each day on which a change of whom it binds began, as far as that goes.
    pub(crate) fn before_binding(&self) -> &[(NaiveDate, Self)] {
        &self.0.before_binding
    }

    /// The same, looked for.
    pub(super) fn found_before_binding(&self) -> Vec<(NaiveDate, Self)> {
        let whom = || self.0.changes.iter().rev().filter(|change| is_of_whom(change));
        let days: BTreeSet<NaiveDate> = whom().filter_map(|change| self.begins(change)).collect();
        let before = |day: NaiveDate| {
            let mut tree = self.tree().clone();
            let later = whom().filter(|change| self.begins(change).is_some_and(|begins| begins >= day));
            later.map(|change| undo(&mut tree, change)).collect::<Option<()>>()?;
            Some((day, parse::former_of_tree(tree, self)?))
        };
        days.into_iter().filter_map(before).collect()
    }

    /// Whether two of one id are the same version, and what it lays down on the same days.
    pub(crate) fn is_same_stage(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || (self.version(), self.0.stage) == (other.version(), other.0.stage)
    }

    /// Whether what it lays down changes while it is in force.
    pub(crate) fn is_divided(&self) -> bool {
        !self.0.stages.is_empty()
    }

    /// What it lays down on which days, where that is not the same on all.
    pub(super) fn divided(&self) -> Vec<Stage> {
        let (begins, ends) = self.range();
        let within = |day: &NaiveDate| begins.is_none_or(|begins| begins < *day) && ends.is_none_or(|ends| *day < ends);
        let dated = self.0.changes.iter().filter(|change| is_of_value(change));
        let spans = dated.filter_map(|change| Some(self.cited_span(change.cite.as_ref()?)));
        let mut days: Vec<NaiveDate> = spans.flat_map(|(from, until)| [from, until]).flatten().filter(within).collect();
        days.sort_unstable();
        days.dedup();
        if days.is_empty() {
            return Vec::new();
        }
        let starts = std::iter::once(None).chain(days.iter().copied().map(Some));
        let before = |next: Option<NaiveDate>| next.and_then(|next| next.pred_opt());
        let at = |(number, from): (usize, Option<NaiveDate>)| {
            let day = from.or_else(|| before(days.first().copied()))?;
            Some((from, self.as_on(day, number.saturating_add(1))))
        };
        starts.enumerate().filter_map(at).collect()
    }

    /// The same without the changes that do not hold on a day; none where all do.
    fn as_on(&self, day: NaiveDate, number: usize) -> Option<Self> {
        let holds = |change: &Change| {
            let (from, until) = change.cite.as_ref().map(|cite| self.cited_span(cite)).unwrap_or_default();
            from.is_none_or(|from| from <= day) && until.is_none_or(|until| day < until)
        };
        let mut tree = self.tree().clone();
        let mut undone = Vec::new();
        for (at, change) in self.0.changes.iter().enumerate().rev().filter(|(_, change)| !holds(change)) {
            // What changed the same value later, and holds, stands.
            let mut later = self.0.changes.iter().skip(at.saturating_add(1));
            if is_of_value(change) && !later.any(|other| other.of == change.of && holds(other)) {
                undo(&mut tree, change)?;
                undone.push(at);
            }
        }
        if undone.is_empty() {
            return None;
        }
        let notes = tree.table_mut()?.get_mut("changed")?.1.list_mut()?;
        if notes.len() != self.0.changes.len() {
            return None; // one of them was not understood
        }
        let mut places = 0..notes.len();
        notes.retain(|_| places.next().is_none_or(|at| !undone.contains(&at)));
        parse::stage_of_tree(tree, self, number)
    }
}

/// Whether a change is one of a value or a removal in one of the lists, or of whom the set binds.
fn is_of_value(change: &Change) -> bool {
    let mut path = change.of.split('.');
    match path.next() {
        Some("applies") => true,
        Some("transition") | None => false,
        Some("unknown") => change.was.is_some(),
        Some(list) => LISTS.contains(&list) && (change.was.is_some() || path.nth(1).is_some()),
    }
}

/// Whether a change is one of whom the set binds.
fn is_of_whom(change: &Change) -> bool {
    change.of.starts_with("applies.") || change.was.is_some() && change.of.starts_with("unknown.applies.")
}

/// Whether a change of the kinds of units that a duty is for leaves out a subject until then, or may.
fn is_of_other_units(change: &Change, subject: Option<&Subject>) -> bool {
    let was = change.was.as_deref().and_then(|was| serde_json::from_str::<Vec<UnitType>>(was).ok());
    let unit_types = was.unwrap_or_default();
    Subject::may_be_of_type(subject, &unit_types, &[]) != OfType::Bound
}

/// Takes a change back.
fn undo(tree: &mut Node, change: &Change) -> Option<()> {
    let was = change.was.as_deref().map(value).map(|was| was.ok_or(())).transpose().ok()?;
    let (list, rest) = change.of.split_once('.')?;
    let entry = tree.table_mut()?.entry(list.to_owned()).or_insert_with(|| (0..0, Node::empty_list()));
    match list {
        "applies" => in_table(&mut entry.1, rest, was),
        "unknown" => entry.1.list_mut().map(|unknown| unknown.extend(was)),
        _ => in_list(&mut entry.1, rest, was),
    }
}

/// The same below a list, of an item or of a key of one.
fn in_list(list: &mut Node, path: &str, was: Option<Node>) -> Option<()> {
    let (id, key) = path.split_once('.').map_or((path, None), |(id, key)| (id, Some(key)));
    let items = list.list_mut()?;
    let at = items.iter().position(|item| item.id() == Some(id));
    match (at, key, was) {
        (Some(at), None, Some(was)) => *items.get_mut(at)? = was,
        (Some(at), None, None) => drop(items.remove(at)),
        (None, None, Some(was)) => items.push(was),
        (None, ..) => {}
        (Some(at), Some(key), was) => in_table(items.get_mut(at)?, key, was)?,
    }
    Some(())
}

/// The same in a table: of a key, or in the list that it holds.
fn in_table(table: &mut Node, key: &str, was: Option<Node>) -> Option<()> {
    let entries = table.table_mut()?;
    match (key.split_once('.'), was) {
        (Some((list, rest)), was) => {
            let entry = entries.entry(list.to_owned()).or_insert_with(|| (0..0, Node::empty_list()));
            in_list(&mut entry.1, rest, was)?;
            if entry.1.list().is_some_and(<[Node]>::is_empty) {
                entries.remove(list);
            }
        }
        (None, Some(was)) => drop(entries.insert(key.to_owned(), (0..0, was))),
        (None, None) => drop(entries.remove(key)),
    }
    Some(())
}

/// A value as JSON.
fn value(json: &str) -> Option<Node> {
    let source = Source::new(0);
    let tree = reader::parse(&format!("{{\"was\":{json}}}"), Form::Json, 0, &source);
    let (_, was) = tree.into_table()?.remove("was")?;
    Some(was).filter(|_| !source.has_errors())
}
