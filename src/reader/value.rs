//! Getters on a value of a file that report what is wrong and go on.

use std::ops::RangeInclusive;
use std::rc::Rc;

use chrono::NaiveDate;

use super::Code;
use super::places::keys_of;
use super::schema::{Kind, Shape};
use super::source::Source;
use super::table::{Found, Place, Table};
use super::tree::{Data, Form, Node};
use super::words_only::otherwise;
use crate::text::signs::of_word;
use crate::text::{OpenWord, Text, Word, folded, is_id, nearest_by_name, one_of, special};

/// A list may hold this many items; the longest known has twenty.
pub(super) const MOST_ITEMS: usize = 1_000;

/// The word for what is not known.
const UNKNOWN: &str = "unknown";

/// A value of the file.
pub(crate) struct Value<'a> {
    pub(super) found: Found<'a, Node>,
    pub(super) place: Place<'a>,
}

impl<'a> Value<'a> {
    pub(super) fn of(node: &'a Node, path: String, source: &'a Source) -> Self {
        Self { found: Found::Read(node), place: Place { span: node.span.clone(), layer: node.layer, path, source } }
    }

    /// Where it begins, in bytes.
    pub(crate) fn at(&self) -> usize {
        self.place.span.start
    }

    fn node(&self) -> Option<&'a Node> {
        match &self.found {
            Found::Read(node) => Some(node),
            Found::Shape(_) => None,
        }
    }

    /// Notes what the value may be, where no file is read; whether one is.
    fn is_read(&self, kind: impl FnOnce() -> Kind) -> bool {
        match &self.found {
            Found::Read(_) => true,
            Found::Shape(shape) => {
                shape.becomes(kind());
                false
            }
        }
    }

    /// This value read in one of several ways; `first` where `is_first`.
    pub(crate) fn either<T>(
        &self,
        is_first: bool,
        first: impl FnOnce(&Self) -> Option<T>,
        second: impl FnOnce(&Self) -> Option<T>,
    ) -> Option<T> {
        match &self.found {
            Found::Read(_) if is_first => first(self),
            Found::Read(_) => second(self),
            Found::Shape(shape) => {
                let way = || Self { found: Found::Shape(shape.either()), place: self.place.clone() };
                first(&way());
                second(&way());
                None
            }
        }
    }

    /// Reads what may hold more of its own kind; a schema says it once, under this name.
    pub(crate) fn recursive<T>(&self, name: &'static str, read: impl FnOnce(&Self) -> Option<T>) -> Option<T> {
        let Found::Shape(shape) = &self.found else { return read(self) };
        let inner = self.place.source.describe_once(name, |inner| {
            read(&Self { found: Found::Shape(Rc::clone(inner)), place: self.place.clone() });
        });
        shape.becomes(Kind::Named(name, inner));
        None
    }

    /// Records a problem with this value.
    pub(crate) fn report(&self, code: Code, message: Text) {
        self.place.report(code, message, None);
    }

    /// The same with what may have been meant.
    pub(crate) fn report_near(&self, code: Code, message: Text, near: Option<&str>) {
        self.place.report(code, message, near);
    }

    /// Records that `word`, which this value is or has in it, is unknown, and the nearest known one.
    pub(crate) fn unknown_among(&self, code: Code, what: &Text, word: &str, known: &[&str]) {
        let known: Vec<(&str, Option<&Text>)> = known.iter().map(|word| (*word, None)).collect();
        self.unknown_named(code, what, word, &known);
    }

    /// The same where words have names, by which they are found too.
    fn unknown_named(&self, code: Code, what: &Text, word: &str, known: &[(&str, Option<&Text>)]) {
        if self.place.source.is_full() {
            return;
        }
        let is_name = |text: &Text| folded(&text.vi) == folded(word);
        let is_named = || known.iter().any(|(_, text)| text.is_some_and(is_name));
        if let Some(how) = otherwise(word).filter(|_| code == Code::UnknownWord && !is_named()) {
            let message = Text::build(|lang| {
                format!("{} {} `{word}`: {}", lang.pick("không có", "unknown"), what.get(lang), how.get(lang))
            });
            return self.report(code, message);
        }
        let near = nearest_by_name(word, known);
        let words: Vec<&str> = known.iter().map(|(word, _)| *word).collect();
        let message = Text::build(|lang| {
            let known = of_word(word, lang) + &one_of(&words, near, lang);
            format!("{} {} `{word}`{known}", lang.pick("không có", "unknown"), what.get(lang))
        });
        self.place.report(code, message, near);
    }

    fn wrong_kind(&self, vi: &str, en: &str) {
        let Some(node) = self.node() else { return };
        let (found_vi, found_en) = match node.data {
            Data::Text(_) => ("chuỗi", "a string"),
            Data::Integer(..) => ("số nguyên", "an integer"),
            Data::Float => ("số thực", "a float"),
            Data::Bool(_) => ("true/false", "true or false"),
            Data::Date(_) => ("ngày", "a date"),
            Data::Time => ("ngày giờ, hoặc ngày không có trong lịch", "a time, or a day that no calendar has"),
            Data::Null => ("null", "null"),
            Data::List(_) => ("danh sách", "a list"),
            Data::Table(_) => ("bảng", "a table"),
        };
        let how = match &node.data {
            Data::Text(text) => otherwise(text),
            Data::Table(entries) => entries.keys().find_map(|key| otherwise(key)),
            _ => None,
        };
        let how = how.map_or_else(|| Text::same(""), |how| Text::build(|lang| format!(": {}", how.get(lang))));
        self.report(
            Code::WrongType,
            Text::owned(
                format!("cần {vi}, thấy {found_vi}{}", how.vi),
                format!("expected {en}, found {found_en}{}", how.en),
            ),
        );
    }

    /// Says that something else stands where a list is to be; whether it stands under `[…]` and is meant as an item.
    fn no_list(&self) -> bool {
        if !self.node().is_some_and(Node::is_under_heading) {
            self.wrong_kind("một danh sách", "a list");
            return false;
        }
        let name = keys_of(&self.place.path).join(".");
        self.report(
            Code::WrongType,
            Text::owned(
                format!("cần một danh sách, thấy một bảng `[{name}]`; mỗi mục viết `[[{name}]]`"),
                format!("expected a list, found a table `[{name}]`; each item is written `[[{name}]]`"),
            ),
        );
        true
    }

    /// Says that several tables stand where one does.
    fn several_for_one(&self) -> bool {
        let is_tables = |items: &[Node]| !items.is_empty() && items.iter().all(|item| item.table().is_some());
        let several = self.node().filter(|node| node.form == Form::Toml && node.list().is_some_and(is_tables));
        if several.is_some() {
            let name = keys_of(&self.place.path).join(".");
            self.report(
                Code::WrongType,
                Text::owned(
                    format!(
                        "cần một bảng, thấy một danh sách `[[{name}]]`; bảng này chỉ đứng một lần, viết `[{name}]`"
                    ),
                    format!("expected a table, found a list `[[{name}]]`; this table stands once, written `[{name}]`"),
                ),
            );
        }
        several.is_some()
    }

    /// The value, unless it is the word `unknown`, which is noted.
    pub(super) fn if_known(self) -> Option<Self> {
        if self.is_unknown() {
            self.note_unknown();
            return None;
        }
        Some(match &self.found {
            Found::Read(_) => self,
            Found::Shape(shape) => {
                shape
                    .either()
                    .becomes(Kind::Words("unknown".into(), vec![(UNKNOWN, Text::new("chưa rõ", "not known"))]));
                Self { found: Found::Shape(shape.either()), place: self.place }
            }
        })
    }

    /// Notes that the file says it is unknown.
    pub(crate) fn note_unknown(&self) {
        if !self.is_read(|| Kind::Words("unknown".into(), vec![(UNKNOWN, Text::new("chưa rõ", "not known"))])) {
            return;
        }
        let path = self.place.path.replace('[', ".").replace(']', "");
        // `due.none` says it of `due`, the only item of `toward` of `toward`.
        let of = path.rsplit_once('.').filter(|(_, last)| *last == "none" || last.bytes().all(|b| b.is_ascii_digit()));
        let path = of.map_or(path.clone(), |(of, _)| of.to_owned());
        self.place.source.note_unknown(path);
    }

    /// What `read` makes of it; where it is the word `unknown`, which is noted, `unknown`.
    pub(crate) fn or_unknown<T>(&self, unknown: T, read: impl FnOnce(&Self) -> Option<T>) -> Option<T> {
        let noted = |value: &Self| {
            value.note_unknown();
            Some(unknown)
        };
        self.either(self.is_unknown(), noted, read)
    }

    /// Whether it is the word `unknown`.
    pub(crate) fn is_unknown(&self) -> bool {
        self.node().and_then(Node::text) == Some(UNKNOWN)
    }

    /// The last date in it that is one of those asked for.
    pub(crate) fn last_date(&self, is_asked: &impl Fn(NaiveDate) -> bool) -> Option<Self> {
        let node = self.node()?;
        let source = self.place.source;
        match &node.data {
            Data::Date(date) => is_asked(*date).then(|| Self::of(node, self.place.path.clone(), source)),
            Data::List(items) => {
                let mut items = items
                    .iter()
                    .enumerate()
                    .rev()
                    .map(|(at, item)| Self::of(item, format!("{}[{at}]", self.place.path), source));
                items.find_map(|item| item.last_date(is_asked))
            }
            Data::Table(entries) => {
                let entries = entries.iter().rev();
                let mut values =
                    entries.map(|(key, (_, node))| Self::of(node, format!("{}.{key}", self.place.path), source));
                values.find_map(|value| value.last_date(is_asked))
            }
            _ => None,
        }
    }

    /// Whether it is a text, or has one within.
    pub(crate) fn has_text(&self, text: &str) -> bool {
        let mut found = false;
        self.node().into_iter().for_each(|node| node.each_text(&mut |other, _| found |= other == text));
        found
    }

    /// Whether it is text that is no date in quotes.
    pub(crate) fn is_word(&self) -> bool {
        let is_date = |text: &str| text.starts_with(|first: char| first.is_ascii_digit());
        self.node().and_then(Node::text).is_some_and(|text| !is_date(text))
    }

    pub(crate) fn is_str(&self) -> bool {
        self.node().is_some_and(|node| node.text().is_some())
    }

    pub(crate) fn is_table(&self) -> bool {
        self.node().is_some_and(|node| node.table().is_some())
    }

    pub(crate) fn is_list(&self) -> bool {
        self.node().is_some_and(|node| node.list().is_some())
    }

    /// Whether it is a list of so many items, readable or not.
    pub(crate) fn is_list_of(&self, items: usize) -> bool {
        self.node().and_then(Node::list).is_some_and(|list| list.len() == items)
    }

    /// Text that is not empty.
    pub(crate) fn str(&self) -> Option<&'a str> {
        if !self.is_read(|| Kind::Text) {
            return None;
        }
        match self.node().and_then(Node::text) {
            Some(text) if text.trim().is_empty() => {
                self.report(Code::Empty, Text::new("chuỗi rỗng", "the string is empty"));
                None
            }
            Some(text) => Some(text),
            None => {
                self.wrong_kind("một chuỗi", "a string");
                None
            }
        }
    }

    /// An id: lower-case ASCII letters, digits and hyphens, starting with a letter.
    pub(crate) fn id(&self) -> Option<&'a str> {
        let id = self.str();
        self.is_read(|| Kind::Id);
        let id = id?;
        (self.as_id(id) && self.is_short(id)).then_some(id)
    }

    /// Whether `id`, which this value has, is one; says so if not.
    fn as_id(&self, id: &str) -> bool {
        let is_id = is_id(id);
        if !is_id {
            self.report(
                Code::BadId,
                Text::owned(
                    format!("`{id}` không dùng làm mã được: cần chữ thường không dấu, chữ số và gạch nối"),
                    format!("`{id}` is not an id: expected lower-case ASCII letters, digits and hyphens"),
                ),
            );
        }
        is_id
    }

    /// Says so if `key`, which this value stands under, is no name for an instrument or source.
    pub(crate) fn as_name(&self, key: &str) {
        if !key.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') {
            self.report(
                Code::BadId,
                Text::owned(
                    format!("`{key}` không dùng làm tên được: cần chữ cái không dấu, chữ số và gạch nối"),
                    format!("`{key}` is no name here: expected ASCII letters, digits and hyphens"),
                ),
            );
        }
        self.is_short(key);
    }

    pub(crate) fn bool(&self) -> Option<bool> {
        if !self.is_read(|| Kind::Bool) {
            return None;
        }
        if let Some(Data::Bool(value)) = self.node().map(|node| &node.data) {
            return Some(*value);
        }
        self.wrong_kind("true hoặc false", "true or false");
        None
    }

    /// A whole number within `range`.
    pub(crate) fn integer(&self, range: RangeInclusive<u32>) -> Option<u32> {
        if !self.is_read(|| Kind::Integer(*range.start(), *range.end())) {
            return None;
        }
        let Some(Data::Integer(number, written)) = self.node().map(|node| &node.data) else {
            self.wrong_kind("một số nguyên", "an integer");
            return None;
        };
        let number = number.and_then(|number| u32::try_from(number).ok()).filter(|n| range.contains(n));
        if number.is_none() {
            let (low, high) = (range.start(), range.end());
            let message = if low == high {
                Text::owned(format!("cần {low}, thấy {written}"), format!("expected {low}, found {written}"))
            } else {
                Text::owned(
                    format!("{written} nằm ngoài khoảng {low}-{high}"),
                    format!("{written} is outside {low}-{high}"),
                )
            };
            self.report(Code::OutOfRange, message);
        }
        number
    }

    /// A local date: `2026-08-20`, unquoted in TOML, a string in JSON.
    pub(crate) fn date(&self) -> Option<NaiveDate> {
        if !self.is_read(|| Kind::Date) {
            return None;
        }
        let node = self.node()?;
        let date = match (&node.data, node.form) {
            (Data::Date(date), _) => Some(*date),
            (Data::Text(text), Form::Json) if text.len() == 10 => text.parse().ok(),
            _ => None,
        };
        if date.is_none() {
            if let (Data::Text(text), Form::Json) = (&node.data, node.form)
                && let Some(said) = special(text)
            {
                self.report(Code::WrongType, said);
                return None;
            }
            match node.form {
                Form::Toml => self.wrong_kind(
                    "một ngày viết như 2026-08-20, không có ngoặc kép",
                    "a date such as 2026-08-20, without quotes",
                ),
                Form::Json => self.wrong_kind("một ngày viết như \"2026-08-20\"", "a date such as \"2026-08-20\""),
            }
        }
        date
    }

    /// One word of a closed set.
    pub(crate) fn word<T: Word>(&self) -> Option<T> {
        let written = self.str();
        self.is_read(|| Kind::Words(T::WHAT.en, T::all().iter().map(|value| (value.id(), value.words())).collect()));
        let written = written?;
        let word = T::find(written);
        if word.is_none() {
            let texts: Vec<Text> = T::all().iter().map(|value| value.words()).collect();
            let known = T::all().iter().zip(&texts).map(|(value, text)| (value.id(), Some(text)));
            self.unknown_named(Code::UnknownWord, &T::WHAT, written, &known.collect::<Vec<_>>());
        }
        word
    }

    /// One word of a set to which a file adds `own`.
    pub(crate) fn open<'k, T: OpenWord>(&self, own: impl Iterator<Item = (&'k str, Option<&'k Text>)>) -> Option<T> {
        let built_in: Vec<(&str, Text)> = T::all().iter().map(|value| (value.id(), value.words())).collect();
        let own: Vec<(&str, Option<&Text>)> = own.collect();
        let known = built_in.iter().map(|(id, text)| (*id, Some(text))).chain(own.iter().copied());
        let word = self.among(Code::UnknownWord, &T::WHAT, known)?;
        T::named(&word).ok()
    }

    /// One of the `known` words, of which a file may declare more.
    pub(crate) fn among<'k>(
        &self,
        code: Code,
        what: &Text,
        known: impl Iterator<Item = (&'k str, Option<&'k Text>)>,
    ) -> Option<String> {
        let word = self.str();
        let known: Vec<(&str, Option<&Text>)> = known.collect();
        self.is_read(|| {
            let words = known.iter().map(|(word, text)| ((*word).to_owned(), text.cloned()));
            Kind::Open(what.en.to_string(), words.collect())
        });
        let word = word?;
        if known.iter().any(|(known, _)| *known == word) {
            return Some(word.to_owned());
        }
        self.unknown_named(code, what, word, &known);
        None
    }

    /// The only word there is.
    pub(crate) fn only(&self, word: &'static str, what: &Text) {
        self.closed(what, &[word]);
    }

    /// One of some words with what they mean.
    pub(crate) fn closed_named(&self, what: &Text, words: &[(&'static str, Text)]) -> Option<String> {
        let written = self.str();
        self.is_read(|| {
            Kind::Words(what.en.clone(), words.iter().map(|(word, _)| (*word, Text::same(*word))).collect())
        });
        let written = written?;
        if words.iter().any(|(word, _)| *word == written) {
            return Some(written.to_owned());
        }
        let known: Vec<(&str, Option<&Text>)> = words.iter().map(|(word, text)| (*word, Some(text))).collect();
        self.unknown_named(Code::UnknownWord, what, written, &known);
        None
    }

    /// One of some words that no vocabulary has.
    pub(crate) fn closed(&self, what: &Text, words: &[&'static str]) -> Option<String> {
        let written = self.str();
        self.is_read(|| Kind::Words(what.en.clone(), words.iter().map(|word| (*word, Text::same(*word))).collect()));
        let written = written?;
        if words.contains(&written) {
            return Some(written.to_owned());
        }
        self.unknown_among(Code::UnknownWord, what, written, words);
        None
    }

    pub(crate) fn table(&self) -> Option<Table<'a>> {
        self.table_like("{ … }")
    }

    /// A table; `example` shows what it looks like where something else is found.
    pub(crate) fn table_like(&self, example: &str) -> Option<Table<'a>> {
        if let Found::Shape(shape) = &self.found {
            shape.becomes(Kind::table());
            return Some(Table::new(Found::Shape(Rc::clone(shape)), self.place.clone()));
        }
        let Some(entries) = self.node().and_then(Node::table) else {
            if !self.several_for_one() {
                self.wrong_kind(&format!("một bảng như `{example}`"), &format!("a table such as `{example}`"));
            }
            return None;
        };
        Some(Table::new(Found::Read(entries), self.place.clone()))
    }

    /// The items of a list.
    fn items(&self) -> Vec<Value<'a>> {
        if let Found::Shape(shape) = &self.found {
            let item = Shape::new();
            shape.becomes(Kind::List(Rc::clone(&item)));
            return vec![Value { found: Found::Shape(item), place: self.place.clone() }];
        }
        let Some(items) = self.node().and_then(Node::list) else {
            // What it declares is declared all the same.
            return if self.no_list() {
                vec![Self { found: self.found.clone(), place: self.place.clone() }]
            } else {
                Vec::new()
            };
        };
        if items.len() > MOST_ITEMS {
            let message = Text::owned(
                format!("danh sách có {} mục; nhiều nhất {MOST_ITEMS}", items.len()),
                format!("the list has {} items; {MOST_ITEMS} at most", items.len()),
            );
            self.report(Code::TooMany, message);
        }
        let path = |at: usize, item: &Node| {
            format!("{}[{}]", self.place.path, item.id().map_or_else(|| at.to_string(), str::to_owned))
        };
        let items = items.iter().take(MOST_ITEMS).enumerate();
        items.map(|(at, item)| Self::of(item, path(at, item), self.place.source)).collect()
    }

    /// What `read` makes of the items of a list.
    pub(crate) fn each<T>(&self, read: impl FnMut(&Self) -> Option<T>) -> Vec<T> {
        self.items().iter().filter_map(read).collect()
    }

    /// Like [`each`](Self::each), for a list that must not be empty.
    pub(crate) fn filled<T>(&self, read: impl FnMut(&Self) -> Option<T>) -> Vec<T> {
        if self.node().and_then(Node::list).is_some_and(<[Node]>::is_empty) {
            self.report(
                Code::Empty,
                Text::new("danh sách rỗng: cần ít nhất một mục", "the list is empty: it needs an item"),
            );
        }
        self.each(read)
    }

    /// One item without brackets, or a list of them.
    pub(crate) fn one_or_more<T>(&self, read: impl Fn(&Self) -> Option<T>) -> Vec<T> {
        let all =
            self.either(!self.is_list(), |one| Some(read(one).into_iter().collect()), |all| Some(all.filled(&read)));
        all.unwrap_or_default()
    }

    /// Words: `"…"` in Vietnamese, or `{ vi = "…", en = "…" }`; without English the Vietnamese stands for it.
    pub(crate) fn text(&self) -> Option<Text> {
        if !self.is_read(|| Kind::Both) {
            return None;
        }
        if self.is_str() {
            return self.str().map(|vi| Text::same(vi.to_owned()));
        }
        let table = self.table_like("{ vi = \"…\", en = \"…\" }")?;
        let (vi, en) = (table.need("vi"), table.get("en"));
        table.done();
        let vi = vi?.str()?.to_owned();
        match en {
            Some(en) => Some(Text::owned(vi, en.str()?.to_owned())),
            None => Some(Text::same(vi)),
        }
    }
}

pub(super) fn quoted(words: &[&str]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}
