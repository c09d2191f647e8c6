//! One thing wrong in a file, and all of them.

use std::ops::Range;

use serde::Serialize;
use thiserror::Error;

use super::Code;
use crate::text::{Lang, Message, Text, did_you_mean, in_english, messages, visible, vocabulary};

vocabulary! {
    /// Whether a problem refuses a file or only asks for a second look.
    ///
    /// ```
    /// use doithoai::ruleset::Severity;
    /// assert_eq!(Severity::Warning.word(), "warning");
    /// assert_eq!(Severity::Error.text().vi, "lỗi");
    /// ```
    pub enum Severity ("mức độ", "severity") {
        /// The file is refused.
        Error = "error", "lỗi", "error";
        /// The file is read; a person should look.
        Warning = "warning", "cảnh báo", "warning";
    }
}

/// One thing wrong in a file: what, where, and what would be right.
///
/// ```
/// use doithoai::{Code, calendar::parse_documents};
/// let error = parse_documents("format = 1\n[[document]]\nkind = \"cong-vn\"\n").unwrap_err();
/// let problem = error.problems().iter().find(|problem| problem.path == "document[0].kind").unwrap();
/// assert_eq!((problem.line, problem.column), (3, 8));
/// assert_eq!(problem.code, Code::UnknownWord);
/// assert_eq!(problem.suggestion.as_deref(), Some("cong-van"));
/// assert!(problem.to_string().starts_with("line 3, column 8: document[0].kind: unknown kind of document"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error, Serialize)]
#[non_exhaustive]
pub struct Problem {
    /// What sort of mistake it is; stable.
    pub code: Code,
    /// Whether it refuses the file.
    pub severity: Severity,
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
    /// A problem at a place of a text.
    pub(crate) fn placed(code: Code, span: Range<usize>, text: &str, path: &str, message: Text) -> Self {
        let (severity, path, message) = (code.severity(), visible(path).into_owned(), message.visible());
        let mut problem = Self { code, severity, span, line: 1, column: 1, path, message, suggestion: None };
        place(std::slice::from_mut(&mut problem), text);
        problem
    }
}

impl Message for Problem {
    fn code(&self) -> &'static str {
        self.code.word()
    }

    fn text(&self, lang: Lang) -> String {
        let (line, column) = lang.pick(("dòng", "cột"), ("line", "column"));
        let path = if self.path.is_empty() { String::new() } else { format!("{}: ", self.path) };
        let hint = did_you_mean(self.suggestion.as_deref(), lang);
        format!("{line} {}, {column} {}: {path}{}{hint}", self.line, self.column, self.message.get(lang))
    }
}

in_english!(Problem);

/// Gives sorted problems their line and column, in one walk over the text.
pub(super) fn place(problems: &mut [Problem], text: &str) {
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

/// Why a file was refused: everything wrong with it, in the order of the file.
///
/// `Display` gives the first error and how many more problems there are.
///
/// ```
/// use doithoai::calendar::parse_documents;
/// let error = parse_documents("").unwrap_err();
/// assert_eq!(error.to_string(), "line 1, column 1: `format` is missing (and 1 more)");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub struct FileError {
    problems: Vec<Problem>,
    truncated: bool,
}

impl FileError {
    pub(crate) fn new(problems: Vec<Problem>, truncated: bool) -> Self {
        Self { problems, truncated }
    }

    /// The problems, in the order of the file; at least one of them is an error. A report stops at 1,000.
    #[must_use]
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }

    /// Whether the file has more problems than are listed.
    ///
    /// ```
    /// use doithoai::calendar::parse_documents;
    /// assert!(!parse_documents("format = 2\n").unwrap_err().is_truncated());
    /// ```
    #[must_use]
    pub const fn is_truncated(&self) -> bool {
        self.truncated
    }
}

messages! { FileError, lang:
    Self { problems, truncated } => first(problems).map_or("syntax", Message::code), {
        let first = first(problems).map(|problem| problem.text(lang)).unwrap_or_default();
        let (other, at_least) = lang.pick(("lỗi khác", "ít nhất "), ("more", "at least "));
        let at_least = if *truncated { at_least } else { "" };
        let more = match problems.len().saturating_sub(1) {
            0 => String::new(),
            more => format!(" ({}{at_least}{more} {other})", lang.pick("và ", "and ")),
        };
    }, "{first}{more}", "{first}{more}";
}

fn first(problems: &[Problem]) -> Option<&Problem> {
    problems.iter().find(|problem| problem.severity == Severity::Error)
}
