//! Getters on a table of a file that report what is wrong and go on.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::ops::Range;
use std::rc::Rc;

use super::schema::{Kind, Shape};
use super::tree::{Entries, Node};
use super::value::{MOST_ITEMS, Value, quoted};
use super::words_only::otherwise;
use super::{Code, Source};
use crate::text::signs::of_word;
use crate::text::{Lang, Text, nearest};

/// Something of a file, or of the description of what a file may hold.
#[derive(Clone)]
pub(super) enum Found<'a, T> {
    Read(&'a T),
    Shape(Rc<Shape>),
}

/// Where something stands.
#[derive(Clone)]
pub(super) struct Place<'a> {
    pub(super) span: Range<usize>,
    pub(super) layer: usize,
    pub(super) path: String,
    pub(super) source: &'a Source,
}

impl Place<'_> {
    pub(super) fn report(&self, code: Code, message: Text, suggestion: Option<&str>) {
        self.source.report(code, self.span.clone(), self.layer, self.path.clone(), message, suggestion);
    }

    fn path_of(&self, key: &str) -> String {
        if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) }
    }
}

/// A table of the file.
pub(crate) struct Table<'a> {
    found: Found<'a, Entries>,
    place: Place<'a>,
    asked: RefCell<BTreeSet<Cow<'static, str>>>,
    missing: RefCell<Vec<Vec<&'static str>>>,
}

impl<'a> Table<'a> {
    pub(super) fn new(found: Found<'a, Entries>, place: Place<'a>) -> Self {
        Self { found, place, asked: RefCell::default(), missing: RefCell::default() }
    }

    /// The root of a file; `None` if it is no table, which is reported.
    pub(crate) fn root(node: &'a Node, source: &'a Source) -> Option<Self> {
        Value::of(node, String::new(), source).table()
    }

    /// A root without a file: every getter writes down what it looks for.
    pub(crate) fn describing(shape: &Rc<Shape>, source: &'a Source) -> Self {
        shape.becomes(Kind::table());
        let place = Place { span: 0..0, layer: 0, path: String::new(), source };
        Self::new(Found::Shape(Rc::clone(shape)), place)
    }

    /// Whether anything in the file was found wrong so far.
    pub(crate) fn has_errors(&self) -> bool {
        self.place.source.has_errors()
    }

    /// Whether anything in the file was found wrong so far beside keys that are not known and documents that say nothing.
    pub(crate) fn has_errors_of_values(&self) -> bool {
        self.place.source.has_errors_beside(&[Code::UnknownKey, Code::NoContent])
    }

    /// Whether anything in it was found wrong so far.
    pub(crate) fn has_errors_within(&self) -> bool {
        self.place.source.has_errors_under(&self.place.path)
    }

    /// Where it begins, in bytes.
    pub(crate) fn at(&self) -> usize {
        self.place.span.start
    }

    /// Whether no file is read, only what one may hold is asked.
    pub(crate) fn is_described(&self) -> bool {
        matches!(self.found, Found::Shape(_))
    }

    fn node(&self, key: &str) -> Option<&'a Node> {
        match &self.found {
            Found::Read(entries) => entries.get(key).map(|(_, node)| node),
            Found::Shape(_) => None,
        }
    }

    fn value(&self, key: &str, node: &'a Node) -> Value<'a> {
        Value::of(node, self.place.path_of(key), self.place.source)
    }

    fn look(&self, key: &'static str, required: bool) -> Option<Value<'a>> {
        self.asked.borrow_mut().insert(Cow::Borrowed(key));
        match &self.found {
            Found::Read(_) => self.node(key).map(|node| self.value(key, node)),
            Found::Shape(shape) => {
                Some(Value { found: Found::Shape(shape.key(key, required)), place: self.place.clone() })
            }
        }
    }

    /// The value of a key that may be absent.
    pub(crate) fn get(&self, key: &'static str) -> Option<Value<'a>> {
        self.look(key, false)
    }

    /// The value of a key that is a word of the file's own.
    pub(crate) fn own(&self, key: &str) -> Option<Value<'a>> {
        self.asked.borrow_mut().insert(Cow::Owned(key.to_owned()));
        self.node(key).map(|node| self.value(key, node))
    }

    /// The value of a key that must be there.
    pub(crate) fn need(&self, key: &'static str) -> Option<Value<'a>> {
        let value = self.look(key, true);
        if value.is_none() {
            self.missing.borrow_mut().push(vec![key]);
        }
        value
    }

    /// The value of a key that may be absent or unknown.
    pub(crate) fn optional(&self, key: &'static str) -> Option<Value<'a>> {
        self.get(key).and_then(Value::if_known)
    }

    /// The value of a key that must be there and may be unknown.
    pub(crate) fn required(&self, key: &'static str) -> Option<Value<'a>> {
        self.need(key).and_then(Value::if_known)
    }

    /// The value of a key that must be there and known: what a file stands on.
    pub(crate) fn stated(&self, key: &'static str) -> Option<Value<'a>> {
        let value = self.need(key)?;
        if !value.is_unknown() {
            return Some(value);
        }
        value.report(
            Code::MustBeKnown,
            Text::owned(
                format!("`{key}` không thể là `unknown`: thiếu nó thì không biết đang nói về điều gì"),
                format!("`{key}` cannot be `unknown`: without it there is nothing to speak of"),
            ),
        );
        None
    }

    /// The value of a key that must be there if `when`.
    pub(crate) fn required_if(&self, key: &'static str, when: bool) -> Option<Value<'a>> {
        let value = self.get(key);
        if value.is_none() && when {
            self.missing.borrow_mut().push(vec![key]);
        }
        value.and_then(Value::if_known)
    }

    /// Asks that one of `keys` be there, or several of them.
    pub(crate) fn any_of(&self, keys: &[&'static str]) {
        if matches!(&self.found, Found::Read(entries) if !keys.iter().any(|key| entries.contains_key(*key))) {
            self.missing.borrow_mut().push(keys.to_vec());
        }
    }

    /// Whether the file has a key, which is no question for it.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.node(key).is_some()
    }

    /// Reports something at the value of a key.
    pub(crate) fn report_at(&self, key: &str, code: Code, message: Text) {
        match self.node(key) {
            Some(node) => self.value(key, node).report(code, message),
            None => self.report(code, message),
        }
    }

    /// Whether `key` is one that a getter asked for.
    pub(crate) fn knows(&self, key: &str) -> bool {
        self.asked.borrow().contains(key)
    }

    /// The tables under `[[key]]`; none if absent.
    pub(crate) fn tables(&self, key: &'static str) -> Vec<Table<'a>> {
        self.list(key, Value::table)
    }

    /// What `read` makes of the items of a list; empty if absent or unknown.
    pub(crate) fn list<T>(&self, key: &'static str, read: impl FnMut(&Value<'a>) -> Option<T>) -> Vec<T> {
        self.optional(key).map_or_else(Vec::new, |value| value.each(read))
    }

    /// Like [`list`](Self::list), for a list that must name something.
    pub(crate) fn filled<T>(&self, key: &'static str, read: impl FnMut(&Value<'a>) -> Option<T>) -> Vec<T> {
        self.required(key).map_or_else(Vec::new, |value| value.filled(read))
    }

    /// The ids of the tables under `[[key]]`, without a word about what is wrong with them.
    pub(crate) fn ids(&self, key: &str) -> Vec<(&'a str, Value<'a>)> {
        let node = self.node(key);
        let single = node.filter(|node| node.is_under_heading()); // which is meant as the only item
        let items = node.and_then(Node::list).into_iter().flatten().chain(single).take(MOST_ITEMS);
        let named = |item: &'a Node| {
            let id = item.id()?;
            let path = self.place.path_of(&format!("{key}[{id}]"));
            Some((id, Value::of(item.get("id").unwrap_or(item), path, self.place.source)))
        };
        items.filter_map(named).collect()
    }

    /// The keys of the table `[key]`.
    pub(crate) fn keys(&self, key: &str) -> Vec<&'a str> {
        let entries = self.node(key).and_then(Node::table);
        entries.into_iter().flat_map(|entries| entries.keys().map(String::as_str)).take(MOST_ITEMS).collect()
    }

    /// Whether the table's `id` is `id`.
    pub(crate) fn has_id(&self, id: &str) -> bool {
        self.node("id").and_then(Node::text) == Some(id)
    }

    /// Whether an entry is a table.
    pub(crate) fn has_table(&self, key: &str) -> bool {
        matches!(&self.found, Found::Read(entries) if entries.get(key).is_some_and(|(_, node)| node.table().is_some()))
    }

    /// What `read` makes of the entries of a table whose keys are ids.
    pub(crate) fn entries<T>(&self, mut read: impl FnMut(&str, &Value<'a>) -> Option<T>) -> Vec<T> {
        match &self.found {
            Found::Read(entries) => {
                let all = entries.iter().take(MOST_ITEMS);
                all.filter_map(|(key, (_, node))| read(key, &self.value(key, node))).collect()
            }
            Found::Shape(shape) => {
                let value = Value { found: Found::Shape(shape.each_entry()), place: self.place.clone() };
                read("id", &value).into_iter().collect()
            }
        }
    }

    /// Which one of `keys` is there; it must be exactly one.
    pub(crate) fn one_of(&self, keys: &[&'static str]) -> Option<&'static str> {
        self.asked.borrow_mut().extend(keys.iter().copied().map(Cow::Borrowed));
        match &self.found {
            Found::Shape(shape) => shape.one_of(keys),
            Found::Read(entries) => {
                let there: Vec<&'static str> = keys.iter().copied().filter(|key| entries.contains_key(*key)).collect();
                match there.as_slice() {
                    [only] => return Some(only),
                    [] => self.missing.borrow_mut().push(keys.to_vec()),
                    several => self.exclusive(keys, several),
                }
            }
        }
        None
    }

    /// Reports that keys exclude each other.
    fn exclusive(&self, keys: &[&str], found: &[&str]) {
        let (all, found) = (quoted(keys), quoted(found));
        self.report(
            Code::ExclusiveKeys,
            Text::owned(
                format!("chỉ dùng một trong {all}, thấy {found}"),
                format!("expected only one of {all}, found {found}"),
            ),
        );
    }

    /// Reports every key that no getter asked for, then every missing one that none of those was meant for.
    /// Whether there was none of either.
    pub(crate) fn done(&self) -> bool {
        let Found::Read(entries) = &self.found else { return true };
        let asked = self.asked.borrow();
        let mut meant: Vec<&str> = Vec::new();
        let mut clean = true;
        for (name, (span, node)) in entries.iter().filter(|(key, _)| !asked.contains(key.as_str())) {
            clean = false;
            if self.place.source.is_full() {
                break;
            }
            let path = self.place.path_of(name);
            let all: Vec<&str> = asked.iter().map(AsRef::as_ref).collect();
            let called = self.place.source.key_called(name, &all);
            if let Some(how) = otherwise(name).filter(|_| called.is_none()) {
                let message = Text::build(|lang| {
                    format!("{} `{name}`: {}", lang.pick("không có khóa", "unknown key"), how.get(lang))
                });
                self.place.source.report(Code::UnknownKey, span.clone(), node.layer, path, message, None);
                continue;
            }
            let belongs = self.place.source.tables_of(name, &self.place.path);
            let message = Text::build(|lang| {
                let unknown = lang.pick("không có khóa", "unknown key");
                let here = lang.pick("ở đây dùng được", "known here");
                let belongs = belongs.as_ref().map(|tables| match lang {
                    Lang::Vi => format!(" ở đây: khóa này thuộc {}", tables.vi),
                    Lang::En => format!(" here: it belongs in {}", tables.en),
                });
                let (belongs, sign) = (belongs.unwrap_or_default(), of_word(name, lang));
                format!("{unknown} `{name}`{belongs}{sign}; {here}: {}", all.join(", "))
            });
            let absent = all.iter().copied().filter(|key| !entries.contains_key(*key));
            let spelt = || nearest(name, absent).or_else(|| nearest(name, all.iter().copied()));
            // What is right elsewhere is not misspelt here.
            let near = called.or_else(|| if belongs.is_none() { spelt() } else { None });
            meant.extend(near);
            self.place.source.report(Code::UnknownKey, span.clone(), node.layer, path, message, near);
        }
        for keys in self.missing.borrow().iter().filter(|keys| !keys.iter().any(|key| meant.contains(key))) {
            let all = quoted(keys);
            let code = if keys.contains(&"cite") { Code::NoCitation } else { Code::MissingKey };
            let message = match keys.as_slice() {
                [_] => Text::owned(format!("thiếu {all}"), format!("{all} is missing")),
                _ => Text::owned(format!("cần một trong {all}"), format!("needs one of {all}")),
            };
            self.report(code, message);
            clean = false;
        }
        clean
    }

    /// Whether it has a key that no getter asked for.
    pub(crate) fn has_unknown_keys(&self) -> bool {
        let asked = self.asked.borrow();
        matches!(&self.found, Found::Read(entries) if entries.keys().any(|key| !asked.contains(key.as_str())))
    }

    /// Records a problem with this table as a whole.
    pub(crate) fn report(&self, code: Code, message: Text) {
        self.place.report(code, message, None);
    }
}
