//! Why a call failed: its status, words and places.

use std::ffi::CString;

use doithoai::audit::OfficeLogError;
use doithoai::dialogue::{LogCause, LogError, Refusal, ReplayError, RestoreError};
use doithoai::timeline::NotUnderstood;
use doithoai::{
    BatchError, CalendarError, CoverageError, DueError, FileError, Lang, Message, NotInTerms, RuleSetError,
    SameSetTwice, TimelineError, VersionError,
};
use serde_json::{Value, json};

/// The outcome of a call. New codes may appear: treat unknown ones as failure.
pub type doithoai_status = i32;

/// It went well.
pub const DOITHOAI_OK: doithoai_status = 0;
/// NULL, text that is not UTF-8, or an argument that means nothing.
pub const DOITHOAI_INVALID_ARGUMENT: doithoai_status = 1;
/// A document has mistakes; the error's JSON has each with its place.
pub const DOITHOAI_PARSE: doithoai_status = 2;
/// No such calendar, rule set, duty or reading.
pub const DOITHOAI_NOT_FOUND: doithoai_status = 3;
/// A date, or a count from one, leaves the covered years.
pub const DOITHOAI_OUT_OF_RANGE: doithoai_status = 4;
/// What is to be recorded cannot have been; the error says why, and what is allowed now.
pub const DOITHOAI_REFUSED: doithoai_status = 5;
/// The duty has no date that could be counted.
pub const DOITHOAI_UNDATED: doithoai_status = 6;
/// A log was made under other rule sets, readings or another calendar.
pub const DOITHOAI_MISMATCH: doithoai_status = 7;
/// A bug in the library; the objects of the call may only be freed.
pub const DOITHOAI_PANIC: doithoai_status = 255;

/// Why a call failed.
pub(crate) struct Failure {
    pub(crate) status: doithoai_status,
    pub(crate) vi: String,
    pub(crate) en: String,
    pub(crate) more: Value,
}

impl Failure {
    pub(crate) fn new(status: doithoai_status, vi: impl Into<String>, en: impl Into<String>) -> Self {
        Self { status, vi: vi.into(), en: en.into(), more: Value::Null }
    }

    fn told(status: doithoai_status, error: &impl Message) -> Self {
        Self::new(status, error.text(Lang::Vi), error.text(Lang::En))
    }

    pub(crate) fn invalid(error: &impl Message) -> Self {
        Self::told(DOITHOAI_INVALID_ARGUMENT, error)
    }

    fn with(mut self, more: Value) -> Self {
        self.more = more;
        self
    }

    pub(crate) fn argument(name: &str, vi: &str, en: &str) -> Self {
        Self::new(DOITHOAI_INVALID_ARGUMENT, format!("`{name}` {vi}"), format!("`{name}` {en}"))
    }

    pub(crate) fn not_an_object(name: &str) -> Self {
        let (vi, en) = (format!("`{name}` không phải một đối tượng JSON"), format!("`{name}` is not a JSON object"));
        Self::new(DOITHOAI_PARSE, vi, en).with(json!({ "line": 1, "column": 1 }))
    }

    /// What a document says that this release does not know.
    pub(crate) fn not_understood(because: &NotUnderstood) -> Self {
        let [vi, en] = [Lang::Vi, Lang::En].map(|lang| because.text(lang));
        Self::new(DOITHOAI_PARSE, vi, en).with(json!({ "line": 1, "because": because }))
    }

    pub(crate) fn panic(message: &str) -> Self {
        Self::new(DOITHOAI_PANIC, format!("lỗi của thư viện: {message}"), format!("a bug in the library: {message}"))
    }
}

/// Text for C, which ends at the first zero.
pub(crate) fn c_text(text: &str) -> CString {
    CString::new(text.replace('\0', "\u{fffd}")).unwrap_or_default()
}

/// What an error of the library is to C: its status, and what its JSON has beside the message.
trait Fails: Message {
    fn fails(&self) -> (doithoai_status, Value);
}

impl<E: Fails> From<E> for Failure {
    fn from(error: E) -> Self {
        let (status, more) = error.fails();
        Self { more, ..Self::told(status, &error) }
    }
}

impl Fails for CoverageError {
    fn fails(&self) -> (doithoai_status, Value) {
        (DOITHOAI_OUT_OF_RANGE, json!({ "code": self.code() }))
    }
}

impl Fails for BatchError {
    fn fails(&self) -> (doithoai_status, Value) {
        (DOITHOAI_INVALID_ARGUMENT, Value::Null)
    }
}

impl Fails for VersionError {
    fn fails(&self) -> (doithoai_status, Value) {
        match self {
            Self::Overlap { .. } => (DOITHOAI_INVALID_ARGUMENT, json!({ "code": self.code() })),
            _ => (DOITHOAI_NOT_FOUND, json!({ "near": self.near() })),
        }
    }
}

impl Fails for NotInTerms {
    fn fails(&self) -> (doithoai_status, Value) {
        (DOITHOAI_NOT_FOUND, Value::Null)
    }
}

impl Fails for SameSetTwice {
    fn fails(&self) -> (doithoai_status, Value) {
        (DOITHOAI_INVALID_ARGUMENT, json!({ "code": self.code() }))
    }
}

impl Fails for DueError {
    fn fails(&self) -> (doithoai_status, Value) {
        match self {
            Self::Unknown(error) => error.fails(),
            Self::Batch(error) => error.fails(),
            Self::SameSetTwice(error) => error.fails(),
            Self::SeveralVersions { .. } => (DOITHOAI_NOT_FOUND, json!({ "code": self.code() })),
            Self::Coverage(error) => error.fails(),
            Self::NoDate { reason, .. } => (DOITHOAI_UNDATED, json!({ "reason": reason })),
            _ => (DOITHOAI_UNDATED, Value::Null),
        }
    }
}

impl Fails for FileError {
    fn fails(&self) -> (doithoai_status, Value) {
        (DOITHOAI_PARSE, json!({ "problems": self.problems(), "truncated": self.is_truncated() }))
    }
}

impl Fails for RuleSetError {
    fn fails(&self) -> (doithoai_status, Value) {
        (DOITHOAI_PARSE, json!({ "problems": self.problems() }))
    }
}

impl Fails for CalendarError {
    fn fails(&self) -> (doithoai_status, Value) {
        match self {
            Self::File(error) => error.fails(),
            _ => (DOITHOAI_PARSE, Value::Null),
        }
    }
}

impl Fails for TimelineError {
    fn fails(&self) -> (doithoai_status, Value) {
        let status = match self {
            Self::Coverage(_) | Self::Duty { .. } => DOITHOAI_OUT_OF_RANGE,
            Self::UnknownEvent { .. } => DOITHOAI_NOT_FOUND,
            _ => DOITHOAI_REFUSED,
        };
        (status, json!({ "code": self.code() }))
    }
}

impl Fails for Refusal {
    fn fails(&self) -> (doithoai_status, Value) {
        let Self { event, reason, cite, allowed, .. } = self;
        let more = json!({ "event": event, "code": self.code(), "reason": reason, "cite": cite, "allowed": allowed });
        (DOITHOAI_REFUSED, more)
    }
}

impl Fails for ReplayError {
    fn fails(&self) -> (doithoai_status, Value) {
        let (status, mut more) = self.refusal.fails();
        if let Some(more) = more.as_object_mut() {
            more.insert("entry".to_owned(), self.entry.into());
        }
        (status, more)
    }
}

impl Fails for RestoreError {
    fn fails(&self) -> (doithoai_status, Value) {
        match self {
            Self::Entry(error) => error.fails(),
            _ => (DOITHOAI_MISMATCH, Value::Null),
        }
    }
}

impl Fails for LogError {
    fn fails(&self) -> (doithoai_status, Value) {
        (DOITHOAI_PARSE, json!({ "line": self.line }))
    }
}

impl Fails for OfficeLogError {
    fn fails(&self) -> (doithoai_status, Value) {
        (DOITHOAI_REFUSED, json!({ "code": self.code() }))
    }
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Self {
        let (line, column) = (error.line(), error.column());
        let vi = LogCause::from(&error).text(Lang::Vi);
        Self::new(DOITHOAI_PARSE, format!("JSON, dòng {line}: {vi}"), format!("JSON: {error}"))
            .with(json!({ "line": line, "column": column }))
    }
}

#[test]
fn a_document_that_cannot_be_read_is_told_in_each_language() {
    for (document, vi) in [
        ("{\"appointed\":\n}", "JSON, dòng 2: "),
        ("{\"appointed\":\"20/08/2026\",\"facts\":[]}", "`20/08/2026` không phải là ngày"),
        ("{\"appointed\":\"2026-08-20\",\"fact\":[]}", "khóa `fact`"),
        ("{\"appointed\":20,\"facts\":[]}", "giá trị sai kiểu"),
    ] {
        let failure = Failure::from(serde_json::from_str::<doithoai::Facts>(document).unwrap_err());
        assert!(failure.vi.contains(vi) && failure.en.starts_with("JSON: "), "{} / {}", failure.vi, failure.en);
        let words: Vec<&str> = failure.en.split_whitespace().filter(|word| word.len() > 3 && word.is_ascii()).collect();
        let english = words.windows(2).map(|two| two.join(" ")).find(|two| failure.vi.contains(two.as_str()));
        assert_eq!(english, None, "{}", failure.vi);
    }
}
