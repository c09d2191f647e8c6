//! A file as a tree whose values know where they stand.

use std::collections::BTreeMap;
use std::ops::Range;

use chrono::NaiveDate;
use serde::ser::{SerializeMap, SerializeSeq};
use serde::{Serialize, Serializer};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Source, headings, syntax, unclosed};
use crate::text::Text;

/// How a file is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    Toml,
    Json,
}

/// A value, the bytes it stands at, and in which of several files.
#[derive(Debug, Clone)]
pub(crate) struct Node {
    pub(crate) data: Data,
    pub(crate) span: Range<usize>,
    pub(crate) form: Form,
    /// Which file: 0 is the base, each overlay counts one up.
    pub(crate) layer: usize,
}

#[derive(Debug, Clone)]
pub(crate) enum Data {
    Text(String),
    /// As a number, if it fits, and as written.
    Integer(Option<i64>, String),
    Float,
    Bool(bool),
    Date(NaiveDate),
    /// A time, or a date that no calendar has.
    Time,
    Null,
    List(Vec<Node>),
    Table(Entries),
}

/// The keys of a table in alphabetical order, each with its place.
pub(crate) type Entries = BTreeMap<String, (Range<usize>, Node)>;

impl Node {
    /// A table with nothing in it.
    pub(crate) fn empty(form: Form, layer: usize) -> Self {
        Self { data: Data::Table(Entries::new()), span: 0..0, form, layer }
    }

    /// A list with nothing in it, of no file.
    pub(crate) fn empty_list() -> Self {
        Self { data: Data::List(Vec::new()), span: 0..0, form: Form::Toml, layer: 0 }
    }

    pub(crate) fn text(&self) -> Option<&str> {
        match &self.data {
            Data::Text(text) => Some(text),
            _ => None,
        }
    }

    pub(crate) fn list(&self) -> Option<&[Self]> {
        match &self.data {
            Data::List(items) => Some(items),
            _ => None,
        }
    }

    pub(crate) fn table(&self) -> Option<&Entries> {
        match &self.data {
            Data::Table(entries) => Some(entries),
            _ => None,
        }
    }

    /// Whether it is a table of TOML that stands under a heading, not in braces: its keys stand behind its place.
    pub(super) fn is_under_heading(&self) -> bool {
        let keys = self.table().into_iter().flat_map(|entries| entries.values());
        self.form == Form::Toml && keys.map(|(span, _)| span.start).any(|key| key >= self.span.end)
    }

    pub(crate) fn table_mut(&mut self) -> Option<&mut Entries> {
        match &mut self.data {
            Data::Table(entries) => Some(entries),
            _ => None,
        }
    }

    pub(crate) fn list_mut(&mut self) -> Option<&mut Vec<Self>> {
        match &mut self.data {
            Data::List(items) => Some(items),
            _ => None,
        }
    }

    pub(crate) fn into_list(self) -> Option<Vec<Self>> {
        match self.data {
            Data::List(items) => Some(items),
            _ => None,
        }
    }

    pub(crate) fn into_table(self) -> Option<Entries> {
        match self.data {
            Data::Table(entries) => Some(entries),
            _ => None,
        }
    }

    /// The value of a key of a table.
    pub(crate) fn get(&self, key: &str) -> Option<&Self> {
        self.table()?.get(key).map(|(_, node)| node)
    }

    /// The `id` of a table, or what an `[[unknown]]` or `[[remove]]` is about.
    pub(crate) fn id(&self) -> Option<&str> {
        self.get("id").or_else(|| self.get("of")).and_then(Self::text)
    }

    /// The same value on another layer.
    pub(crate) fn on_layer(mut self, layer: usize) -> Self {
        self.layer = layer;
        self.data = match self.data {
            Data::List(items) => Data::List(items.into_iter().map(|item| item.on_layer(layer)).collect()),
            Data::Table(entries) => Data::Table(
                entries.into_iter().map(|(key, (span, node))| (key, (span, node.on_layer(layer)))).collect(),
            ),
            other => other,
        };
        self
    }

    /// The same value at other places.
    fn moved(mut self, to: &impl Fn(Range<usize>) -> Range<usize>) -> Self {
        self.span = to(self.span);
        self.data = match self.data {
            Data::List(items) => Data::List(items.into_iter().map(|item| item.moved(to)).collect()),
            Data::Table(entries) => {
                Data::Table(entries.into_iter().map(|(key, (span, node))| (key, (to(span), node.moved(to)))).collect())
            }
            other => other,
        };
        self
    }

    /// Calls `visit` with every text in the value.
    pub(crate) fn each_text<'a>(&'a self, visit: &mut impl FnMut(&'a str, &'a Self)) {
        match &self.data {
            Data::Text(text) => visit(text, self),
            Data::List(items) => items.iter().for_each(|item| item.each_text(visit)),
            Data::Table(entries) => entries.values().for_each(|(_, node)| node.each_text(visit)),
            _ => {}
        }
    }

    /// Calls `visit` with every key in the value.
    pub(crate) fn each_key<'a>(&'a self, visit: &mut impl FnMut(&'a str)) {
        match &self.data {
            Data::List(items) => items.iter().for_each(|item| item.each_key(visit)),
            Data::Table(entries) => entries.iter().for_each(|(key, (_, node))| {
                visit(key);
                node.each_key(visit);
            }),
            _ => {}
        }
    }
}

/// The canonical form: keys in order, dates as text.
impl Serialize for Node {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.data {
            Data::Text(text) => serializer.serialize_str(text),
            Data::Integer(Some(number), _) => serializer.serialize_i64(*number),
            Data::Integer(None, written) => serializer.serialize_str(written),
            Data::Float | Data::Time | Data::Null => serializer.serialize_unit(),
            Data::Bool(value) => serializer.serialize_bool(*value),
            Data::Date(date) => date.serialize(serializer),
            Data::List(items) => {
                let mut list = serializer.serialize_seq(Some(items.len()))?;
                for item in items {
                    list.serialize_element(item)?;
                }
                list.end()
            }
            Data::Table(entries) => {
                let mut map = serializer.serialize_map(Some(entries.len()))?;
                for (key, (_, node)) in entries {
                    map.serialize_entry(key, node)?;
                }
                map.end()
            }
        }
    }
}

pub(super) fn from_toml(text: &str, layer: usize, source: &Source) -> Node {
    let tell = |span, said: Text| syntax::tell(text, span, &said, layer, source);
    if text.contains('\r') && !text.contains('\n') {
        tell(0..0, RETURNS);
        return from_lines(&text.replace('\r', "\n"), layer, source); // as many bytes
    }
    from_lines(text, layer, source)
}

/// Lines that an editor of old ended by a carriage return alone.
const RETURNS: Text = Text::new(
    "các dòng kết thúc bằng ký tự CR, không phải LF; hãy lưu lại tệp với xuống dòng LF hoặc CRLF",
    "lines end by CR, not by LF; save the file with LF or CRLF at the ends of lines",
);

fn from_lines(text: &str, layer: usize, source: &Source) -> Node {
    let tell = |span, said: Text| syntax::tell(text, span, &said, layer, source);
    let (root, errors) = DeTable::parse_recoverable(text);
    if errors.is_empty() {
        return Node { data: table(root.get_ref(), layer), span: root.span(), form: Form::Toml, layer };
    }
    let Some(mended) = headings::mended(text, &errors, |name| source.is_table(name)) else {
        return closed(text, tell, layer);
    };
    for (span, said) in &mended.told {
        syntax::tell(text, span.clone(), said, layer, source);
    }
    closed(&mended.text, |span, said| tell(mended.before(span), said), layer).moved(&|span| mended.before(span))
}

/// What a text says, of which mistakes of the syntax are told: beside what is not closed only those that do not follow from it.
fn closed(text: &str, tell: impl Fn(Range<usize>, Text), layer: usize) -> Node {
    let (root, errors) = DeTable::parse_recoverable(text);
    let node = |root: &Spanned<DeTable<'_>>| Node {
        data: table(root.get_ref(), layer),
        span: root.span(),
        form: Form::Toml,
        layer,
    };
    let Some(unclosed) = unclosed::found(text, &errors) else {
        syntax::report(text, errors.iter(), tell);
        return node(&root);
    };
    let (rest, others) = DeTable::parse_recoverable(&unclosed.rest);
    if unclosed.count().saturating_add(others.len()) >= errors.len() {
        syntax::report(text, errors.iter(), tell); // nothing followed from it
        return node(&root);
    }
    let of_it = errors.iter().filter(|error| unclosed.is_of(error, text));
    syntax::report(text, of_it.chain(&others), &tell);
    for (span, said) in unclosed.told {
        tell(span, said);
    }
    node(&rest)
}

fn table(entries: &DeTable<'_>, layer: usize) -> Data {
    Data::Table(
        entries.iter().map(|(key, value)| (key.get_ref().to_string(), (key.span(), node(value, layer)))).collect(),
    )
}

fn node(value: &Spanned<DeValue<'_>>, layer: usize) -> Node {
    let data = match value.get_ref() {
        DeValue::String(text) => Data::Text(text.to_string()),
        DeValue::Integer(written) => {
            Data::Integer(i64::from_str_radix(written.as_str(), written.radix()).ok(), written.as_str().to_owned())
        }
        DeValue::Float(_) => Data::Float,
        DeValue::Boolean(value) => Data::Bool(*value),
        DeValue::Datetime(value) if value.time.is_none() && value.offset.is_none() => {
            let date = value.date.and_then(|date| {
                NaiveDate::from_ymd_opt(i32::from(date.year), u32::from(date.month), u32::from(date.day))
            });
            date.map_or(Data::Time, Data::Date)
        }
        DeValue::Datetime(_) => Data::Time,
        DeValue::Array(items) => Data::List(items.iter().map(|item| node(item, layer)).collect()),
        DeValue::Table(entries) => table(entries, layer),
    };
    Node { data, span: value.span(), form: Form::Toml, layer }
}
