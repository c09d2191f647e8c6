//! Which document comes before which: what one replaces or ends was issued before it, and never leads back to itself.

use std::collections::BTreeMap;

use super::document::{Document, Issued};
use super::open::Conflict;
use crate::text::nearest;

/// The keys by which a document names earlier ones.
const KEYS: [&str; 2] = ["supersedes", "ends"];

/// What is wrong with the order in which documents name each other.
pub(super) fn conflicts(documents: &[Document]) -> Vec<Conflict> {
    KEYS.into_iter().flat_map(|key| Named::of(documents, key).conflicts()).collect()
}

/// What each document names under one key.
struct Named<'a> {
    documents: &'a [Document],
    key: &'static str,
    /// For each document those that it names, without itself and without what came later.
    earlier: Vec<Vec<usize>>,
    conflicts: Vec<Conflict>,
}

impl<'a> Named<'a> {
    fn of(documents: &'a [Document], key: &'static str) -> Self {
        let places: BTreeMap<&str, usize> = documents.iter().map(|one| one.id.as_ref()).zip(0..).collect();
        let mut named = Self { documents, key, earlier: vec![Vec::new(); documents.len()], conflicts: Vec::new() };
        for (at, document) in documents.iter().enumerate() {
            for id in ids(document, key) {
                match places.get(id) {
                    Some(other) => named.names(at, *other),
                    // What nobody supersedes is told with the rest of the documents.
                    None if key == "ends" => named.conflicts.push(Conflict::NothingToEnd {
                        document: document.id.to_string(),
                        missing: id.to_owned(),
                        near: nearest(id, places.keys().copied().filter(|other| *other != document.id))
                            .map(str::to_owned),
                    }),
                    None => {}
                }
            }
        }
        named
    }

    fn names(&mut self, at: usize, other: usize) {
        let (Some(document), Some(named)) = (self.documents.get(at), self.documents.get(other)) else { return };
        let key = self.key;
        if document.id == named.id {
            self.conflicts.push(Conflict::NamesItself { document: document.id.to_string(), key });
            return;
        }
        let issued = document.issued.known_from();
        match named.issued {
            Issued::On(later_issued) if later_issued > issued => self.conflicts.push(Conflict::NamesLater {
                document: document.id.to_string(),
                issued,
                later: named.id.to_string(),
                later_issued,
                key,
            }),
            _ => self.earlier.get_mut(at).into_iter().for_each(|earlier| earlier.push(other)),
        }
    }

    /// What was found, and each circle that is left: documents of one day may still name each other.
    fn conflicts(mut self) -> Vec<Conflict> {
        let mut seen = vec![Seen::Not; self.documents.len()];
        for at in 0..self.documents.len() {
            self.walk(at, &mut seen);
        }
        self.conflicts
    }

    /// Goes from a document to all that it leads to, without recursion.
    fn walk(&mut self, first: usize, seen: &mut [Seen]) {
        let mut path: Vec<(usize, usize)> = Vec::new(); // a document, and how many of those that it names were looked at
        enter(first, &mut path, seen);
        while let Some((at, next)) = path.last_mut() {
            let (at, nth) = (*at, *next);
            *next = next.saturating_add(1);
            let Some(other) = self.earlier.get(at).and_then(|earlier| earlier.get(nth)).copied() else {
                seen.get_mut(at).into_iter().for_each(|seen| *seen = Seen::Done);
                path.pop();
                continue;
            };
            if seen.get(other) == Some(&Seen::OnPath) {
                let circle = path.iter().map(|(at, _)| *at).skip_while(|at| *at != other);
                let ids = circle.filter_map(|at| self.documents.get(at)).map(|document| document.id.to_string());
                self.conflicts.push(Conflict::InACircle { documents: ids.collect(), key: self.key });
            }
            enter(other, &mut path, seen);
        }
    }
}

/// How far a document was looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Seen {
    Not,
    OnPath,
    Done,
}

fn enter(at: usize, path: &mut Vec<(usize, usize)>, seen: &mut [Seen]) {
    if let Some(seen) = seen.get_mut(at).filter(|seen| **seen == Seen::Not) {
        *seen = Seen::OnPath;
        path.push((at, 0));
    }
}

fn ids<'a>(document: &'a Document, key: &str) -> Vec<&'a str> {
    match key {
        "ends" => document.ends.iter().map(AsRef::as_ref).collect(),
        _ => document.supersedes.iter().map(|earlier| earlier.document.as_ref()).collect(),
    }
}
