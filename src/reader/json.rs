//! A JSON text as a tree: the slices that `serde_json` leaves unread tell where each value stands.

use std::fmt;
use std::ops::Range;

use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::tree::{Data, Entries, Form, Node};
use super::{Code, Source};
use crate::text::{Text, in_vietnamese, signs};

/// Lists and tables may stand in each other this deep; a rule set needs eight.
const DEEPEST: usize = 64;

pub(super) fn parse(text: &str, layer: usize, source: &Source) -> Node {
    let json = Json { text, layer, source };
    match serde_json::from_str::<&RawValue>(text) {
        Ok(raw) => json.node(raw.get(), DEEPEST),
        Err(error) => {
            json.syntax(&error);
            Node::empty(Form::Json, layer)
        }
    }
}

struct Json<'a> {
    text: &'a str,
    layer: usize,
    source: &'a Source,
}

/// The entries of an object in their order, a key that stands twice twice.
struct Object<'a>(Vec<(String, &'a RawValue)>);

impl<'a> Deserialize<'a> for Object<'a> {
    fn deserialize<D: Deserializer<'a>>(deserializer: D) -> Result<Self, D::Error> {
        struct Pairs;
        impl<'a> Visitor<'a> for Pairs {
            type Value = Object<'a>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: MapAccess<'a>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut pairs = Vec::new();
                while let Some(pair) = map.next_entry()? {
                    pairs.push(pair);
                }
                Ok(Object(pairs))
            }
        }
        deserializer.deserialize_map(Pairs)
    }
}

impl Json<'_> {
    fn syntax(&self, error: &serde_json::Error) {
        let line_start: usize =
            self.text.split_inclusive('\n').take(error.line().saturating_sub(1)).map(str::len).sum();
        let at = line_start.saturating_add(error.column().saturating_sub(1)).min(self.text.len());
        let line = self.text.get(line_start..).and_then(|rest| rest.lines().next()).unwrap_or_default();
        self.report(Code::Syntax, at..at, signs::of_json(line).map_or_else(|| syntax_of(error), |sign| named(&sign)));
    }

    fn report(&self, code: Code, span: Range<usize>, message: Text) {
        self.source.report(code, span, self.layer, String::new(), message, None);
    }

    /// Where a slice of the text stands in it.
    fn span(&self, slice: &str) -> Range<usize> {
        let start = slice.as_ptr().addr().saturating_sub(self.text.as_ptr().addr());
        start..start.saturating_add(slice.len())
    }

    fn node(&self, raw: &str, depth: usize) -> Node {
        let data = self.data(raw, depth);
        Node { data, span: self.span(raw), form: Form::Json, layer: self.layer }
    }

    fn data(&self, raw: &str, depth: usize) -> Data {
        let nested = raw.starts_with(['{', '[']);
        if nested && depth == 0 {
            let message = Text::owned(
                format!("lồng nhau sâu hơn {DEEPEST} tầng"),
                format!("nested deeper than {DEEPEST} levels"),
            );
            self.report(Code::TooDeep, self.span(raw), message);
            return Data::Null;
        }
        let below = depth.saturating_sub(1);
        match raw.bytes().next() {
            Some(b'{') => match serde_json::from_str::<Object<'_>>(raw) {
                Ok(object) => self.table(object, below),
                Err(error) => self.unreadable(raw, &error),
            },
            Some(b'[') => match serde_json::from_str::<Vec<&RawValue>>(raw) {
                Ok(items) => Data::List(items.iter().map(|item| self.node(item.get(), below)).collect()),
                Err(error) => self.unreadable(raw, &error),
            },
            Some(b'"') => match serde_json::from_str::<String>(raw) {
                Ok(text) => Data::Text(text),
                Err(error) => self.unreadable(raw, &error),
            },
            Some(b't') => Data::Bool(true),
            Some(b'f') => Data::Bool(false),
            Some(b'n') | None => Data::Null,
            Some(_) if raw.contains(['.', 'e', 'E']) => Data::Float,
            Some(_) => Data::Integer(raw.parse().ok(), raw.to_owned()),
        }
    }

    fn unreadable(&self, raw: &str, error: &serde_json::Error) -> Data {
        let message = signs::half_letter(raw).map_or_else(|| syntax_of(error), |sign| named(&sign));
        self.report(Code::Syntax, self.span(raw), message);
        Data::Null
    }

    fn table(&self, object: Object<'_>, depth: usize) -> Data {
        let mut entries = Entries::new();
        for (key, raw) in object.0 {
            let value = self.node(raw.get(), depth);
            let place = value.span.clone();
            if entries.insert(key.clone(), (place.clone(), value)).is_some() {
                let message = Text::owned(
                    format!("khóa `{key}` lặp lại: chỉ giữ một"),
                    format!("the key `{key}` stands twice: keep one"),
                );
                self.report(Code::Syntax, place, message);
            }
        }
        Data::Table(entries)
    }
}

/// A sign that breaks the syntax.
fn named(sign: &Text) -> Text {
    Text::owned(format!("lỗi cú pháp JSON: {}", sign.vi), format!("JSON syntax: {}", sign.en))
}

fn syntax_of(error: &serde_json::Error) -> Text {
    let vi = in_vietnamese(&error.to_string());
    Text::owned(format!("lỗi cú pháp JSON: {vi}"), format!("JSON syntax ({error})"))
}
