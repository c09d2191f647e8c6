//! What a file may hold, written down by the getters that would read it, as JSON Schema.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use serde_json::{Map, Value, json};

use crate::text::Text;

/// What one value may be; it fills as getters ask.
#[derive(Debug)]
pub(crate) struct Shape(RefCell<Kind>);

#[derive(Debug)]
pub(crate) enum Kind {
    Any,
    Text,
    Id,
    Bool,
    Integer(u32, u32),
    Date,
    /// A closed set of words, and what they are.
    Words(Cow<'static, str>, Vec<(&'static str, Text)>),
    /// Words to which a file may add its own, and what they are.
    Open(String, Vec<(String, Option<Text>)>),
    /// `{ vi = "…", en = "…" }`
    Both,
    List(Rc<Shape>),
    Either(Vec<Rc<Shape>>),
    Table(TableShape),
    /// What stands once under its name, since it may hold more of itself; what it is, where that is said first.
    Named(&'static str, Option<Rc<Shape>>),
}

#[derive(Debug, Default)]
pub(crate) struct TableShape {
    keys: BTreeMap<&'static str, Rc<Shape>>,
    required: BTreeSet<&'static str>,
    one_of: Vec<Vec<&'static str>>,
    each: Option<Rc<Shape>>,
}

impl Kind {
    pub(crate) fn table() -> Self {
        Self::Table(TableShape::default())
    }
}

impl Shape {
    pub(crate) fn new() -> Rc<Self> {
        Rc::new(Self(RefCell::new(Kind::Any)))
    }

    /// Says what the value is; a table that is asked for again stays as it is.
    pub(crate) fn becomes(&self, kind: Kind) {
        let mut now = self.0.borrow_mut();
        if !matches!((&*now, &kind), (Kind::Table(_), Kind::Table(_))) {
            *now = kind;
        }
    }

    fn with_table<T>(&self, work: impl FnOnce(&mut TableShape) -> T) -> Option<T> {
        match &mut *self.0.borrow_mut() {
            Kind::Table(table) => Some(work(table)),
            _ => None,
        }
    }

    /// What the value may be.
    pub(super) fn with(&self, work: impl FnOnce(&Kind)) {
        work(&self.0.borrow());
    }

    pub(crate) fn key(&self, key: &'static str, required: bool) -> Rc<Self> {
        let found = self.with_table(|table| {
            if required {
                table.required.insert(key);
            }
            Rc::clone(table.keys.entry(key).or_insert_with(Self::new))
        });
        found.unwrap_or_else(Self::new)
    }

    pub(crate) fn one_of(&self, keys: &[&'static str]) {
        self.with_table(|table| table.one_of.push(keys.to_vec()));
    }

    pub(crate) fn each_entry(&self) -> Rc<Self> {
        self.with_table(|table| Rc::clone(table.each.get_or_insert_with(Self::new))).unwrap_or_else(Self::new)
    }

    /// One more way to write the value.
    pub(crate) fn either(&self) -> Rc<Self> {
        let way = Self::new();
        match &mut *self.0.borrow_mut() {
            Kind::Either(ways) => ways.push(Rc::clone(&way)),
            other => *other = Kind::Either(vec![Rc::clone(&way)]),
        }
        way
    }

    /// The JSON Schema of the value.
    pub(crate) fn json(&self, defs: &mut Definitions) -> Value {
        match &*self.0.borrow() {
            Kind::Any => json!({}),
            Kind::Text => json!({ "type": "string", "minLength": 1 }),
            Kind::Id => json!({ "type": "string", "pattern": "^[a-z][a-z0-9-]*$" }),
            Kind::Bool => json!({ "type": "boolean" }),
            Kind::Integer(low, high) => json!({ "type": "integer", "minimum": low, "maximum": high }),
            Kind::Date => json!({ "$ref": "#/$defs/date" }),
            Kind::Both => json!({ "$ref": "#/$defs/text" }),
            Kind::Words(what, words) => defs.words(what, words.iter().map(|(word, text)| (*word, Some(text)))),
            Kind::Open(what, words) => {
                let own = json!({ "type": "string", "minLength": 1 });
                if words.is_empty() {
                    return own;
                }
                let known = defs.words(what, words.iter().map(|(word, text)| (word.as_str(), text.as_ref())));
                json!({ "anyOf": [known, own] })
            }
            Kind::List(item) => json!({ "type": "array", "items": item.json(defs) }),
            Kind::Either(ways) => match ways.as_slice() {
                [only] => only.json(defs),
                ways => json!({ "anyOf": ways.iter().map(|way| way.json(defs)).collect::<Vec<_>>() }),
            },
            Kind::Table(table) => table.json(defs),
            Kind::Named(name, shape) => {
                if let Some(shape) = shape {
                    let said = shape.json(defs);
                    defs.all.insert((*name).to_owned(), said);
                }
                json!({ "$ref": format!("#/$defs/{name}") })
            }
        }
    }
}

/// A key, and what it is for in Vietnamese and in English.
pub(crate) type About = (&'static str, &'static str, &'static str);

macro_rules! about {
    ($($key:literal = $vi:literal / $en:literal;)+) => { &[$(($key, $vi, $en)),+] };
}
pub(crate) use about;

/// What a schema says once and refers to: sets of words, by what they are; and what keys are for.
pub(crate) struct Definitions {
    about: Vec<About>,
    /// Whether a file may leave out what it must otherwise have, as one that builds on another may.
    partial: bool,
    all: Map<String, Value>,
}

impl Definitions {
    pub(crate) fn new(about: Vec<About>, partial: bool) -> Self {
        let mut all = Map::new();
        all.insert("date".to_owned(), json!({ "type": "string", "format": "date" }));
        let words = json!({ "type": "string", "minLength": 1 });
        all.insert(
            "text".to_owned(),
            json!({
                "anyOf": [
                    words,
                    {
                        "type": "object",
                        "properties": { "vi": words, "en": words },
                        "required": ["vi"],
                        "additionalProperties": false
                    }
                ]
            }),
        );
        Self { about, partial, all }
    }

    /// The whole document of the schema of a root.
    pub(crate) fn document(self, mut schema: Value, title: &str) -> String {
        if let Some(root) = schema.as_object_mut() {
            root.insert("$schema".to_owned(), "https://json-schema.org/draft/2020-12/schema".into());
            root.insert("title".to_owned(), title.into());
            root.insert("$defs".to_owned(), Value::Object(self.all));
        }
        serde_json::to_string_pretty(&schema).unwrap_or_default() + "\n"
    }

    /// A reference to a set of words.
    fn words<'w>(&mut self, what: &str, words: impl Iterator<Item = (&'w str, Option<&'w Text>)>) -> Value {
        let (words, texts): (Vec<&str>, Vec<String>) =
            words.map(|(word, text)| (word, text.map(both).unwrap_or_default())).unzip();
        let set = json!({ "enum": words, "enumDescriptions": texts });
        if words.len() < 2 {
            return set;
        }
        let mut name = what.replace(' ', "-");
        while self.all.get(&name).is_some_and(|other| *other != set) {
            name.push_str("-or-other");
        }
        self.all.insert(name.clone(), set);
        json!({ "$ref": format!("#/$defs/{name}") })
    }
}

impl TableShape {
    pub(super) fn keys(&self) -> impl Iterator<Item = (&'static str, &Shape)> {
        self.keys.iter().map(|(key, shape)| (*key, &**shape))
    }

    /// What each of its entries may be, where its keys are ids.
    pub(super) fn each(&self) -> Option<&Shape> {
        self.each.as_deref()
    }

    fn json(&self, defs: &mut Definitions) -> Value {
        let mut keys = Map::new();
        for (key, shape) in &self.keys {
            let mut schema = shape.json(defs);
            let about = defs.about.iter().find(|(known, _, _)| known == key);
            if let (Some((_, vi, en)), Some(object)) = (about, schema.as_object_mut()) {
                object.insert("description".to_owned(), Value::String(both(&Text::new(vi, en))));
            }
            keys.insert((*key).to_owned(), schema);
        }
        let mut schema = Map::new();
        schema.insert("type".to_owned(), json!("object"));
        schema.insert("properties".to_owned(), Value::Object(keys));
        let rest = self.each.as_ref().map_or(Value::Bool(false), |each| each.json(defs));
        schema.insert("additionalProperties".to_owned(), rest);
        if !self.required.is_empty() && !defs.partial {
            schema.insert("required".to_owned(), json!(self.required));
        }
        let one_of = |keys: &Vec<&str>| json!({ "oneOf": keys.iter().map(|key| json!({ "required": [key] })).collect::<Vec<_>>() });
        if !self.one_of.is_empty() && !defs.partial {
            schema.insert("allOf".to_owned(), Value::Array(self.one_of.iter().map(one_of).collect()));
        }
        Value::Object(schema)
    }
}

/// Both languages in one description, as editors show only one.
fn both(text: &Text) -> String {
    if text.vi == text.en { text.vi.to_string() } else { format!("{} / {}", text.vi, text.en) }
}
