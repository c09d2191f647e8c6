//! Why a call failed: its status, words and places.

use std::ffi::CString;

use doithoai::audit::OfficeLogError;
use doithoai::dialogue::{LogError, Refusal, ReplayError, RestoreError};
use doithoai::timeline::NoDue;
use doithoai::{
    BatchError, CalendarError, ChoiceError, CoverageError, DueError, FileError, Lang, RuleSetError, TimelineError,
    VersionError,
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

    fn told(status: doithoai_status, text: impl Fn(Lang) -> String) -> Self {
        Self::new(status, text(Lang::Vi), text(Lang::En))
    }

    pub(crate) fn invalid(text: impl Fn(Lang) -> String) -> Self {
        Self::told(DOITHOAI_INVALID_ARGUMENT, text)
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

    pub(crate) fn panic(message: &str) -> Self {
        Self::new(DOITHOAI_PANIC, format!("lỗi của thư viện: {message}"), format!("a bug in the library: {message}"))
    }
}

/// Text for C, which ends at the first zero.
pub(crate) fn c_text(text: &str) -> CString {
    CString::new(text.replace('\0', "\u{fffd}")).unwrap_or_default()
}

impl From<CoverageError> for Failure {
    fn from(error: CoverageError) -> Self {
        Self::told(DOITHOAI_OUT_OF_RANGE, |lang| error.text(lang)).with(json!({ "code": error.code() }))
    }
}

impl From<BatchError> for Failure {
    fn from(error: BatchError) -> Self {
        Self::invalid(|lang| error.text(lang))
    }
}

impl From<VersionError> for Failure {
    fn from(error: VersionError) -> Self {
        Self::told(DOITHOAI_NOT_FOUND, |lang| error.text(lang)).with(json!({ "near": error.near() }))
    }
}

impl From<ChoiceError> for Failure {
    fn from(error: ChoiceError) -> Self {
        Self::told(DOITHOAI_NOT_FOUND, |lang| error.text(lang))
    }
}

impl From<DueError> for Failure {
    fn from(error: DueError) -> Self {
        match error {
            DueError::Unknown(error) => error.into(),
            DueError::Coverage(error) => error.into(),
            DueError::NoDate { ref reason, .. } => {
                let reason = NoDue::word(reason);
                Self::told(DOITHOAI_UNDATED, |lang| error.text(lang)).with(json!({ "reason": reason }))
            }
            _ => Self::told(DOITHOAI_UNDATED, |lang| error.text(lang)),
        }
    }
}

impl From<FileError> for Failure {
    fn from(error: FileError) -> Self {
        let more = json!({ "problems": error.problems(), "truncated": error.is_truncated() });
        Self::told(DOITHOAI_PARSE, |lang| error.text(lang)).with(more)
    }
}

impl From<RuleSetError> for Failure {
    fn from(error: RuleSetError) -> Self {
        Self::told(DOITHOAI_PARSE, |lang| error.text(lang)).with(json!({ "problems": error.problems() }))
    }
}

impl From<CalendarError> for Failure {
    fn from(error: CalendarError) -> Self {
        match error {
            CalendarError::File(error) => error.into(),
            error => Self::told(DOITHOAI_PARSE, |lang| error.text(lang)),
        }
    }
}

impl From<TimelineError> for Failure {
    fn from(error: TimelineError) -> Self {
        let status = match error {
            TimelineError::Coverage(_) | TimelineError::Duty { .. } => DOITHOAI_OUT_OF_RANGE,
            TimelineError::UnknownEvent { .. } => DOITHOAI_NOT_FOUND,
            _ => DOITHOAI_REFUSED,
        };
        Self::told(status, |lang| error.text(lang)).with(json!({ "code": error.code() }))
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        let more = json!({
            "event": refusal.event,
            "code": refusal.reason.code(),
            "reason": refusal.reason,
            "cite": refusal.cite,
            "allowed": refusal.allowed,
        });
        Self::told(DOITHOAI_REFUSED, |lang| refusal.text(lang)).with(more)
    }
}

impl From<ReplayError> for Failure {
    fn from(error: ReplayError) -> Self {
        let (entry, text) = (error.entry, [error.text(Lang::Vi), error.text(Lang::En)]);
        let mut failure = Self::from(error.refusal);
        if let Some(more) = failure.more.as_object_mut() {
            more.insert("entry".to_owned(), entry.into());
        }
        [failure.vi, failure.en] = text;
        failure
    }
}

impl From<RestoreError> for Failure {
    fn from(error: RestoreError) -> Self {
        match error {
            RestoreError::Entry(error) => error.into(),
            error => Self::told(DOITHOAI_MISMATCH, |lang| error.text(lang)),
        }
    }
}

impl From<LogError> for Failure {
    fn from(error: LogError) -> Self {
        Self::told(DOITHOAI_PARSE, |lang| error.text(lang)).with(json!({ "line": error.line }))
    }
}

impl From<OfficeLogError> for Failure {
    fn from(error: OfficeLogError) -> Self {
        Self::told(DOITHOAI_REFUSED, |lang| error.text(lang)).with(json!({ "code": error.code() }))
    }
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Self {
        let (line, column) = (error.line(), error.column());
        Self::new(DOITHOAI_PARSE, format!("JSON: {error}"), format!("JSON: {error}"))
            .with(json!({ "line": line, "column": column }))
    }
}
