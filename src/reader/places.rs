//! In which tables of a file each key stands, as the getters that read such a file ask for it: for whoever wrote one elsewhere.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::schema::{Kind, Shape};
use crate::text::Lang;

/// So many tables are named.
const MOST_TABLES: usize = 3;

/// The tables in which each key stands.
#[derive(Debug, Default)]
pub(super) struct Places(BTreeMap<&'static str, Vec<Place>>);

/// A table of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Place {
    /// Its keys from the root.
    path: Vec<String>,
    /// Whether it is one of several, under `[[…]]`.
    is_item: bool,
}

impl Places {
    pub(super) fn of(shape: &Rc<Shape>) -> Self {
        let mut places = Self::default();
        places.add(shape, &Place { path: Vec::new(), is_item: false });
        places
    }

    fn add(&mut self, shape: &Shape, place: &Place) {
        shape.with(|kind| match kind {
            Kind::Table(table) => {
                for (key, inner) in table.keys() {
                    let known = self.0.entry(key).or_default();
                    if !known.contains(place) {
                        known.push(place.clone());
                    }
                    self.add(inner, &place.inside(key));
                }
                if let Some(each) = table.each() {
                    self.add(each, &place.inside("…"));
                }
            }
            Kind::List(item) => self.add(item, &Place { is_item: true, ..place.clone() }),
            Kind::Either(ways) => ways.iter().for_each(|way| self.add(way, place)),
            Kind::Named(_, Some(shape)) => self.add(shape, place),
            _ => {}
        });
    }

    /// Every key.
    pub(super) fn keys(&self) -> impl Iterator<Item = &'static str> {
        self.0.keys().copied()
    }

    /// Whether the keys of a table stand in it once, not in each of several.
    pub(super) fn is_table(&self, name: &str) -> bool {
        // `…` stands for the name of an entry, as in `[source.x]`.
        let is_of = |place: &&Place| {
            place.path.len() == name.split('.').count()
                && place.path.iter().zip(name.split('.')).all(|(key, written)| key == written || key == "…")
        };
        let mut all = self.0.values().flatten().filter(is_of).peekable();
        all.peek().is_some() && all.all(|place| !place.is_item)
    }

    /// The tables nearest to one in which a key stands, as a file writes them; none if it stands nowhere.
    pub(super) fn of_key(&self, key: &str, from: &str, lang: Lang) -> Vec<String> {
        let from = keys_of(from);
        let shared = |place: &&Place| place.path.iter().zip(&from).take_while(|(one, other)| one == other).count();
        let mut all: Vec<&Place> = self.0.get(key).into_iter().flatten().collect();
        let most = all.iter().map(shared).max().unwrap_or_default();
        all.retain(|place| shared(place) == most);
        all.sort_by_key(|place| place.path.len());
        let least = all.first().map_or(0, |place| place.path.len());
        all.retain(|place| place.path.len() == least);
        all.into_iter().take(MOST_TABLES).map(|place| place.head(lang)).collect()
    }
}

impl Place {
    fn inside(&self, key: &str) -> Self {
        let path = self.path.iter().cloned().chain([key.to_owned()]).collect();
        Self { path, is_item: false }
    }

    /// `[[obligation]]`, `[obligation.due]`
    fn head(&self, lang: Lang) -> String {
        match (self.path.join("."), self.is_item) {
            (root, _) if root.is_empty() => lang.pick("đầu tệp", "the top of the file").to_owned(),
            (path, true) => format!("[[{path}]]"),
            (path, false) => format!("[{path}]"),
        }
    }
}

/// The keys of a path as problems have it: `obligation[settle-petition].due` is of `obligation` and `due`.
pub(super) fn keys_of(path: &str) -> Vec<String> {
    let mut keys = String::new();
    let mut depth = 0_usize;
    for letter in path.chars() {
        match letter {
            '[' => depth = depth.saturating_add(1),
            ']' => depth = depth.saturating_sub(1),
            letter if depth == 0 => keys.push(letter),
            _ => {}
        }
    }
    keys.split('.').filter(|key| !key.is_empty()).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::keys_of;

    #[test]
    fn a_path_is_of_its_keys() {
        for (path, keys) in [
            ("", &[][..]),
            ("obligation[settle-petition].due", &["obligation", "due"]),
            ("obligation[0].reading[a.b].due.cases[1]", &["obligation", "reading", "due", "cases"]),
        ] {
            assert_eq!(keys_of(path), keys, "{path}");
        }
    }
}
