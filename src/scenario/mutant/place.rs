//! A rule, or a reading of one, in the tree of its file, and what changes there.

use super::node;
use crate::reader::{Data, Entries, Node};

/// A rule, or a reading of one, in the tree of its file.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    pub(super) list: &'static str,
    pub(super) at: usize,
    pub(super) reading: Option<usize>,
    pub(super) rule: &'a Node,
}

impl<'a> Place<'a> {
    /// The table that it is.
    pub(super) fn node(&self) -> Option<&'a Node> {
        match self.reading {
            None => Some(self.rule),
            Some(at) => self.rule.get("reading")?.list()?.get(at),
        }
    }

    /// The same table in a copy of the tree.
    pub(super) fn find<'t>(&self, tree: &'t mut Node) -> Option<&'t mut Entries> {
        let item = |entries: &'t mut Entries, list: &str, at: usize| {
            entries.get_mut(list).and_then(|(_, node)| node.list_mut()?.get_mut(at)?.table_mut())
        };
        let rule = item(tree.table_mut()?, self.list, self.at)?;
        match self.reading {
            None => Some(rule),
            Some(at) => item(rule, "reading", at),
        }
    }

    /// Its other readings.
    pub(super) fn readings(&self) -> Vec<Self> {
        let all = self.rule.get("reading").and_then(Node::list).unwrap_or_default();
        (0..all.len()).map(|at| Self { reading: Some(at), ..*self }).collect()
    }

    /// Its other readings without those that say which days count, which goes with one direction only.
    pub(super) fn readings_of_any_direction(&self) -> Option<Data> {
        let of_one = |node: &Node| {
            let due = node.get("due");
            ["count", "start", "roll"].iter().any(|key| due.is_some_and(|due| due.get(key).is_some()))
        };
        let all = self.rule.get("reading").and_then(Node::list)?;
        Some(Data::List(all.iter().filter(|node| !of_one(node)).cloned().collect()))
    }

    pub(super) fn name(&self) -> String {
        let id = |node: Option<&Node>| node.and_then(Node::id).unwrap_or_default().to_owned();
        let reading = self.reading.map(|_| format!(".reading.{}", id(self.node()))).unwrap_or_default();
        let own = id(Some(self.rule));
        if own.is_empty() { format!("{}.{}", self.list, self.at) } else { format!("{}.{own}{reading}", self.list) }
    }
}

/// Sets a value in a table, or takes it out.
pub(super) fn change(table: &mut Entries, path: &[&str], value: Option<Data>) {
    match (path, value) {
        ([], _) => {}
        ([key], None) => drop(table.remove(*key)),
        ([key], Some(data)) => drop(table.insert((*key).to_owned(), (0..0, node(data)))),
        ([key, at, rest @ ..], value) if table.get(*key).is_some_and(|(_, node)| node.list().is_some()) => {
            let items = table.get_mut(*key).and_then(|(_, node)| node.list_mut());
            let item = at.parse().ok().and_then(|at: usize| items?.get_mut(at));
            match (item, rest, value) {
                (Some(item), [], Some(data)) => *item = node(data),
                (Some(item), rest, value) => {
                    if let Some(table) = item.table_mut() {
                        change(table, rest, value);
                    }
                }
                (None, ..) => {}
            }
        }
        ([key, rest @ ..], value) => {
            if let Some(inside) = table.get_mut(*key).and_then(|(_, node)| node.table_mut()) {
                change(inside, rest, value);
            }
        }
    }
}

/// What stands under a key of a table, or at a number of a list.
pub(super) fn inside<'n>(node: &'n Node, key: &&str) -> Option<&'n Node> {
    match node.list() {
        Some(items) => items.get(key.parse::<usize>().ok()?),
        None => node.get(key),
    }
}
