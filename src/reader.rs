//! Reading a TOML file that a person wrote: what is there, where, and what is wrong with it.
//!
//! Every getter records a [`Problem`] with its place when a value is missing or of the wrong kind, and goes
//! on. A key that no getter asked for is a problem too, so nothing in a file is ignored.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fmt;
use std::ops::{Range, RangeInclusive};

use chrono::NaiveDate;
use serde::Serialize;
use thiserror::Error;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::text::{Lang, Text, Word, did_you_mean, nearest};

/// One thing wrong in a file: what, where, and what would be right.
///
/// ```
/// use doithoai::calendar::parse_documents;
/// let error = parse_documents("format = 1\n[[document]]\nkind = \"cong-vn\"\n").unwrap_err();
/// let problem = error.problems().iter().find(|problem| problem.path == "document[0].kind").unwrap();
/// assert_eq!((problem.line, problem.column), (3, 8));
/// assert_eq!(problem.suggestion.as_deref(), Some("cong-van"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Problem {
    /// The bytes it stands at.
    pub span: Range<usize>,
    /// The line, from 1.
    pub line: usize,
    /// The column, in characters from 1.
    pub column: usize,
    /// The path inside the document, as in `obligation[settle-petition].due.unit`.
    pub path: String,
    /// What is wrong.
    pub message: Text,
    /// The word that was most likely meant.
    pub suggestion: Option<String>,
}

impl Problem {
    /// One line in one language.
    ///
    /// ```
    /// use doithoai::{Lang, calendar::parse_documents};
    /// let error = parse_documents("format = 2\n[[document]]\n").unwrap_err();
    /// let problem = error.problems().iter().find(|problem| problem.path == "format").unwrap();
    /// assert_eq!(problem.text(Lang::Vi), "dòng 1, cột 10: format: cần 1, thấy 2");
    /// ```
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let place = match lang {
            Lang::Vi => format!("dòng {}, cột {}", self.line, self.column),
            Lang::En => format!("line {}, column {}", self.line, self.column),
        };
        let path = if self.path.is_empty() { String::new() } else { format!("{}: ", self.path) };
        let hint = did_you_mean(self.suggestion.as_deref(), lang);
        format!("{place}: {path}{}{hint}", self.message.get(lang))
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text(Lang::En))
    }
}

/// Why a file was refused: everything wrong with it, in the order of the file.
///
/// `Display` gives the first problem and how many more there are.
///
/// ```
/// use doithoai::calendar::parse_documents;
/// let error = parse_documents("").unwrap_err();
/// assert_eq!(error.to_string(), "line 1, column 1: `format` is missing (and 1 more)");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub struct FileError {
    problems: Vec<Problem>,
}

impl FileError {
    /// The problems, in the order of the file; never empty.
    ///
    /// ```
    /// use doithoai::calendar::parse_documents;
    /// let error = parse_documents("format = 2\n[[document]]\n").unwrap_err();
    /// let lines: Vec<usize> = error.problems().iter().map(|problem| problem.line).collect();
    /// assert!(!lines.is_empty() && lines.is_sorted());
    /// ```
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }
}

impl FileError {
    /// The first problem and how many more there are, in one language.
    ///
    /// ```
    /// use doithoai::{Lang, calendar::parse_documents};
    /// let error = parse_documents("").unwrap_err();
    /// assert!(error.text(Lang::Vi).starts_with("dòng 1, cột 1: thiếu `format`"));
    /// ```
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let first = self.problems.first().map(|problem| problem.text(lang)).unwrap_or_default();
        match (self.problems.len().saturating_sub(1), lang) {
            (0, _) => first,
            (more, Lang::Vi) => format!("{first} (và {more} lỗi khác)"),
            (more, Lang::En) => format!("{first} (and {more} more)"),
        }
    }
}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text(Lang::En))
    }
}

/// A report stops here; a file with more problems than this has one problem.
const MOST_PROBLEMS: usize = 1_000;

/// What was found wrong in a file so far.
pub(crate) struct Source {
    problems: RefCell<Vec<Problem>>,
}

/// Reads a file: `lower` takes the root table and gives the value, if enough of it is there.
pub(crate) fn read<T>(text: &str, lower: impl FnOnce(&Table<'_>) -> Option<T>) -> Result<T, FileError> {
    let (root, syntax) = DeTable::parse_recoverable(text);
    let source = Source { problems: RefCell::default() };
    for error in &syntax {
        let said = error.message().replace('\n', "; ");
        let message = Text::owned(
            format!(
                "lỗi cú pháp TOML ({said}); chữ phải đặt trong ngoặc kép, ngày viết như 2026-08-20, mỗi khóa một lần"
            ),
            format!("TOML syntax ({said}); text needs quotes, a date is written 2026-08-20, a key stands once"),
        );
        source.report(error.span().unwrap_or_default(), String::new(), message, None);
    }
    let table = Table::new(root.get_ref(), root.span(), String::new(), &source);
    let value = lower(&table);
    if value.is_none() && source.problems.borrow().is_empty() {
        table.report(&Text::new("không đọc được tệp", "the file cannot be read"));
    }
    let mut problems = source.problems.into_inner();
    if !syntax.is_empty() {
        problems.truncate(syntax.len()); // what the syntax hides is no mistake of its own
    }
    problems.sort_by_key(|problem| problem.span.start);
    place(&mut problems, text);
    match value {
        Some(value) if problems.is_empty() => Ok(value),
        _ => Err(FileError { problems }),
    }
}

impl Source {
    fn report(&self, span: Range<usize>, path: String, message: Text, suggestion: Option<&str>) {
        let mut problems = self.problems.borrow_mut();
        if problems.len() >= MOST_PROBLEMS {
            return;
        }
        let suggestion = suggestion.map(str::to_owned);
        problems.push(Problem { span, line: 0, column: 0, path, message, suggestion });
    }
}

/// Gives sorted problems their line and column, in one walk over the text.
fn place(problems: &mut [Problem], text: &str) {
    let (mut line, mut column) = (1_usize, 1_usize);
    let mut letters = text.char_indices().peekable();
    for problem in problems {
        while let Some((_, letter)) = letters.next_if(|(at, _)| *at < problem.span.start) {
            (line, column) =
                if letter == '\n' { (line.saturating_add(1), 1) } else { (line, column.saturating_add(1)) };
        }
        (problem.line, problem.column) = (line, column);
    }
}

/// A table of the file.
pub(crate) struct Table<'a> {
    entries: &'a DeTable<'a>,
    span: Range<usize>,
    path: String,
    source: &'a Source,
    asked: RefCell<BTreeSet<&'static str>>,
    missing: RefCell<Vec<Vec<&'static str>>>,
}

/// A value of the file.
pub(crate) struct Value<'a> {
    found: &'a DeValue<'a>,
    span: Range<usize>,
    path: String,
    source: &'a Source,
}

impl<'a> Table<'a> {
    fn new(entries: &'a DeTable<'a>, span: Range<usize>, path: String, source: &'a Source) -> Self {
        Self { entries, span, path, source, asked: RefCell::default(), missing: RefCell::default() }
    }

    fn path_of(&self, key: &str) -> String {
        if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) }
    }

    fn value(&self, key: &str, found: &'a Spanned<DeValue<'a>>) -> Value<'a> {
        Value { found: found.get_ref(), span: found.span(), path: self.path_of(key), source: self.source }
    }

    /// The value of a key that may be absent.
    pub(crate) fn get(&self, key: &'static str) -> Option<Value<'a>> {
        self.asked.borrow_mut().insert(key);
        self.entries.get(key).map(|found| self.value(key, found))
    }

    /// The value of a key that must be there.
    pub(crate) fn need(&self, key: &'static str) -> Option<Value<'a>> {
        let value = self.get(key);
        if value.is_none() {
            self.missing.borrow_mut().push(vec![key]);
        }
        value
    }

    /// The tables under `[[key]]`; none if absent.
    pub(crate) fn tables(&self, key: &'static str) -> Vec<Table<'a>> {
        self.list(key, Value::table)
    }

    /// What `read` makes of the items of a list; empty if absent.
    pub(crate) fn list<T>(&self, key: &'static str, read: impl Fn(&Value<'a>) -> Option<T>) -> Vec<T> {
        self.get(key).map_or_else(Vec::new, |value| value.items().iter().filter_map(read).collect())
    }

    /// The ids of the tables under `[[key]]`, without a word about what is wrong with them.
    pub(crate) fn ids(&self, key: &str) -> Vec<(&'a str, Value<'a>)> {
        let items = self.entries.get(key).and_then(|value| value.get_ref().as_array());
        let tables = items.into_iter().flatten().filter_map(|item| item.get_ref().as_table());
        let ids = tables.filter_map(|table| table.get("id"));
        ids.filter_map(|found| Some((found.get_ref().as_str()?, self.value(key, found)))).collect()
    }

    /// Whether the table's `id` is `id`.
    pub(crate) fn has_id(&self, id: &str) -> bool {
        self.entries.get("id").and_then(|found| found.get_ref().as_str()) == Some(id)
    }

    /// The entries of a table whose keys are ids.
    pub(crate) fn entries(&self) -> Vec<(&'a str, Value<'a>)> {
        let mut all: Vec<_> = self
            .entries
            .iter()
            .map(|(key, found)| (key.get_ref().as_ref(), self.value(key.get_ref(), found)))
            .collect();
        all.sort_by_key(|(_, value)| value.span.start);
        all
    }

    /// Which one of `keys` is there; it must be exactly one.
    pub(crate) fn one_of(&self, keys: &[&'static str]) -> Option<&'static str> {
        self.asked.borrow_mut().extend(keys);
        let there: Vec<&'static str> = keys.iter().copied().filter(|key| self.entries.contains_key(*key)).collect();
        match there.as_slice() {
            [only] => return Some(only),
            [] => self.missing.borrow_mut().push(keys.to_vec()),
            several => {
                let (all, found) = (quoted(keys), quoted(several));
                self.report(&Text::owned(
                    format!("chỉ dùng một trong {all}, thấy {found}"),
                    format!("expected only one of {all}, found {found}"),
                ));
            }
        }
        None
    }

    /// Reports every key that no getter asked for, then every missing one that none of those was meant for.
    /// Whether there was none of either.
    pub(crate) fn done(&self) -> bool {
        let asked = self.asked.borrow();
        let mut meant: Vec<&str> = Vec::new();
        let mut clean = true;
        for key in self.entries.keys().filter(|key| !asked.contains(key.get_ref().as_ref())) {
            let name: &str = key.get_ref();
            let all: Vec<&str> = asked.iter().copied().collect();
            let message = Text::owned(
                format!("không có khóa `{name}`; ở đây dùng được: {}", all.join(", ")),
                format!("unknown key `{name}`; known here: {}", all.join(", ")),
            );
            let absent = asked.iter().copied().filter(|key| !self.entries.contains_key(*key));
            let near = nearest(name, absent).or_else(|| nearest(name, asked.iter().copied()));
            meant.extend(near);
            self.source.report(key.span(), self.path_of(name), message, near);
            clean = false;
        }
        for keys in self.missing.borrow().iter().filter(|keys| !keys.iter().any(|key| meant.contains(key))) {
            let all = quoted(keys);
            self.report(&match keys.as_slice() {
                [_] => Text::owned(format!("thiếu {all}"), format!("{all} is missing")),
                _ => Text::owned(format!("cần một trong {all}"), format!("needs one of {all}")),
            });
            clean = false;
        }
        clean
    }

    /// Records a problem with this table as a whole.
    pub(crate) fn report(&self, message: &Text) {
        self.source.report(self.span.clone(), self.path.clone(), message.clone(), None);
    }
}

impl<'a> Value<'a> {
    /// Records a problem with this value.
    pub(crate) fn report(&self, message: Text) {
        self.source.report(self.span.clone(), self.path.clone(), message, None);
    }

    /// Records an unknown word and the nearest known one.
    pub(crate) fn unknown_word(&self, what: &Text, known: &[&str]) {
        self.unknown_among(what, self.found.as_str().unwrap_or_default(), known);
    }

    /// Records that `word`, a part of this value, is unknown, and the nearest known one.
    pub(crate) fn unknown_among(&self, what: &Text, word: &str, known: &[&str]) {
        let all = quoted(known);
        let message = Text::owned(
            format!("không có {} `{word}`; dùng được: {all}", what.vi),
            format!("unknown {} `{word}`; expected one of {all}", what.en),
        );
        self.source.report(self.span.clone(), self.path.clone(), message, nearest(word, known.iter().copied()));
    }

    fn wrong_kind(&self, vi: &str, en: &str) {
        let (found_vi, found_en) = match self.found {
            DeValue::String(_) => ("chuỗi", "a string"),
            DeValue::Integer(_) => ("số nguyên", "an integer"),
            DeValue::Float(_) => ("số thực", "a float"),
            DeValue::Boolean(_) => ("true/false", "true or false"),
            DeValue::Datetime(_) => ("ngày giờ", "a date or time"),
            DeValue::Array(_) => ("danh sách", "a list"),
            DeValue::Table(_) => ("bảng", "a table"),
        };
        self.report(Text::owned(format!("cần {vi}, thấy {found_vi}"), format!("expected {en}, found {found_en}")));
    }

    /// Whether it is the word `unknown`.
    pub(crate) fn is_unknown(&self) -> bool {
        self.found.as_str() == Some("unknown")
    }

    pub(crate) fn is_str(&self) -> bool {
        self.found.is_str()
    }

    /// Whether it is a list of nothing.
    pub(crate) fn is_empty_list(&self) -> bool {
        self.found.as_array().is_some_and(|items| items.is_empty())
    }

    pub(crate) fn is_table(&self) -> bool {
        self.found.is_table()
    }

    /// Text that is not empty.
    pub(crate) fn str(&self) -> Option<&'a str> {
        match self.found.as_str() {
            Some(text) if text.trim().is_empty() => {
                self.report(Text::new("chuỗi rỗng", "the string is empty"));
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
        let id = self.str()?;
        let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if id.starts_with(|c: char| c.is_ascii_lowercase()) && id.chars().all(fits) {
            return Some(id);
        }
        self.report(Text::owned(
            format!("`{id}` không dùng làm mã được: cần chữ thường không dấu, chữ số và gạch nối"),
            format!("`{id}` is not an id: expected lower-case ASCII letters, digits and hyphens"),
        ));
        None
    }

    pub(crate) fn bool(&self) -> Option<bool> {
        let value = self.found.as_bool();
        if value.is_none() {
            self.wrong_kind("true hoặc false", "true or false");
        }
        value
    }

    /// A whole number within `range`.
    pub(crate) fn integer(&self, range: RangeInclusive<u32>) -> Option<u32> {
        let Some(written) = self.found.as_integer() else {
            self.wrong_kind("một số nguyên", "an integer");
            return None;
        };
        let number = u32::from_str_radix(written.as_str(), written.radix()).ok().filter(|n| range.contains(n));
        if number.is_none() {
            let (low, high, found) = (range.start(), range.end(), written.as_str());
            self.report(if low == high {
                Text::owned(format!("cần {low}, thấy {found}"), format!("expected {low}, found {found}"))
            } else {
                Text::owned(
                    format!("{found} nằm ngoài khoảng {low}-{high}"),
                    format!("{found} is outside {low}-{high}"),
                )
            });
        }
        number
    }

    /// A local date such as `2026-08-20`, unquoted.
    pub(crate) fn date(&self) -> Option<NaiveDate> {
        let date = self.found.as_datetime().filter(|value| value.time.is_none() && value.offset.is_none());
        let date = date
            .and_then(|value| value.date)
            .and_then(|date| NaiveDate::from_ymd_opt(i32::from(date.year), u32::from(date.month), u32::from(date.day)));
        if date.is_none() {
            self.wrong_kind(
                "một ngày viết như 2026-08-20, không có ngoặc kép",
                "a date such as 2026-08-20, without quotes",
            );
        }
        date
    }

    /// One word of a closed set.
    pub(crate) fn word<T: Word>(&self) -> Option<T> {
        let written = self.str()?;
        let word = T::find(written);
        if word.is_none() {
            let known: Vec<&str> = T::all().iter().map(|value| value.word()).collect();
            self.unknown_word(&T::WHAT, &known);
        }
        word
    }

    pub(crate) fn table(&self) -> Option<Table<'a>> {
        self.table_like("{ … }")
    }

    /// A table; `example` shows what it looks like where something else is found.
    pub(crate) fn table_like(&self, example: &str) -> Option<Table<'a>> {
        let Some(entries) = self.found.as_table() else {
            self.wrong_kind(&format!("một bảng như `{example}`"), &format!("a table such as `{example}`"));
            return None;
        };
        Some(Table::new(entries, self.span.clone(), self.path.clone(), self.source))
    }

    /// The items of a list.
    pub(crate) fn items(&self) -> Vec<Value<'a>> {
        let Some(items) = self.found.as_array() else {
            self.wrong_kind("một danh sách", "a list");
            return Vec::new();
        };
        items
            .iter()
            .enumerate()
            .map(|(at, item)| Value {
                found: item.get_ref(),
                span: item.span(),
                path: format!("{}[{}]", self.path, id_of(item.get_ref()).map_or_else(|| at.to_string(), str::to_owned)),
                source: self.source,
            })
            .collect()
    }

    /// Words in both languages: `{ vi = "…", en = "…" }`.
    pub(crate) fn text(&self) -> Option<Text> {
        let table = self.table_like("{ vi = \"…\", en = \"…\" }")?;
        let (vi, en) = (table.need("vi"), table.need("en"));
        table.done();
        Some(Text::owned(vi?.str()?.to_owned(), en?.str()?.to_owned()))
    }
}

/// The id of a table in a list, so that a path can name it.
fn id_of<'a>(item: &'a DeValue<'_>) -> Option<&'a str> {
    item.as_table()?.get("id")?.get_ref().as_str()
}

fn quoted(words: &[&str]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}
