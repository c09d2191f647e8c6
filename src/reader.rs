//! Reading a file that a person wrote: what is there, where, and what is wrong with it.
//!
//! A file, TOML or JSON, becomes a tree whose values know their place (`tree`). Getters on it (`table`, `value`) record a
//! [`Problem`] when a value is missing or of the wrong kind, and go on. A key that no getter asked for is a
//! problem too, so nothing in a file is ignored. The same getters, asked without a file, describe what a file may
//! hold (`schema`).

mod code;
mod headings;
mod json;
mod lengths;
mod mistyped;
mod places;
mod problem;
pub(crate) mod schema;
mod source;
mod syntax;
mod table;
mod tree;
mod unclosed;
mod value;
mod words_only;

pub use code::Code;
pub use problem::{FileError, Problem, Severity};
pub(crate) use source::Source;
pub(crate) use table::Table;
pub(crate) use tree::{Data, Entries, Form, Node};
pub(crate) use value::Value;
pub(crate) use words_only::{after_period, weekly};

use unicode_normalization::is_nfc;

use crate::text::{Text, is_hidden};

/// A file larger than this is refused unread: the largest rule file known has 20 kB.
const MOST_BYTES: usize = 1 << 20;

/// What reading a file gave.
pub(crate) struct Reading<T> {
    /// The value, if nothing is wrong.
    pub(crate) value: Option<T>,
    /// Errors and warnings, in the order of the file.
    pub(crate) problems: Vec<Problem>,
    /// Whether there were more problems than a report holds.
    pub(crate) truncated: bool,
}

impl<T> Reading<T> {
    /// The value, or why there is none.
    pub(crate) fn result(self) -> Result<T, FileError> {
        let Self { value, problems, truncated } = self;
        value.ok_or_else(|| FileError::new(problems, truncated))
    }
}

/// The tree of a text, as the file of one layer, and what its syntax gets wrong.
pub(crate) fn parse(text: &str, form: Form, layer: usize, source: &Source) -> Node {
    if text.len() > MOST_BYTES {
        source.whole_file(
            Code::TooLarge,
            Text::owned(
                format!("tệp có {} byte; một bộ quy tắc có nhiều nhất {MOST_BYTES} byte", text.len()),
                format!("the file has {} bytes; a file has {MOST_BYTES} at most", text.len()),
            ),
        );
        return Node::empty(form, layer);
    }
    let root = match form {
        Form::Toml => tree::from_toml(text, layer, source),
        Form::Json => json::parse(text, layer, source),
    };
    warn_not_nfc(&root, source);
    refuse_hidden(&root, source);
    root
}

/// Warns of texts whose letters are not in NFC: they look right and are found by no search.
fn warn_not_nfc(root: &Node, source: &Source) {
    root.each_text(&mut |text, place| {
        if !is_nfc(text) {
            let message = Text::new(
                "chữ không ở dạng dựng sẵn (NFC): nhìn đúng nhưng tìm kiếm không thấy; hãy lưu lại tệp ở dạng NFC",
                "the text is not in NFC: it looks right and no search finds it; save the file in NFC",
            );
            source.report(Code::NotNfc, place.span.clone(), place.layer, String::new(), message, None);
        }
    });
}

/// Refuses texts with signs that are not seen, or that a terminal obeys: what is read is not what is shown.
fn refuse_hidden(root: &Node, source: &Source) {
    root.each_text(&mut |text, place| {
        let hidden = |letter: &char| is_hidden(*letter) && !matches!(letter, '\n' | '\r' | '\t');
        if let Some(letter) = text.chars().find(hidden) {
            let sign = letter.escape_unicode();
            let message = Text::owned(
                format!("chữ có ký tự không nhìn thấy được hoặc điều khiển màn hình, {sign}; hãy xóa ký tự đó"),
                format!("the text has a sign that is not seen or that a terminal obeys, {sign}; delete it"),
            );
            source.report(Code::HiddenSign, place.span.clone(), place.layer, String::new(), message, None);
        }
    });
}

/// Reads a TOML file that is its own only layer: `lower` takes the root table and gives the value, if enough of it
/// is there.
pub(crate) fn read<T>(text: &str, lower: impl FnOnce(&Table<'_>) -> Option<T>) -> Reading<T> {
    read_by(text, Source::new(0), lower)
}

/// The same; `source` may know which keys stand where.
pub(crate) fn read_by<T>(text: &str, source: Source, lower: impl FnOnce(&Table<'_>) -> Option<T>) -> Reading<T> {
    let root = parse(text, Form::Toml, 0, &source);
    let value = Table::root(&root, &source).and_then(|table| lower(&table));
    source.finish(text, value)
}
