//! Why the log of a dialogue or of an office cannot be read.

use thiserror::Error;

use super::ReplayError;
use super::refusal::no_such_entry;
use crate::UnknownWord;
use crate::ruleset::SubjectError;
use crate::ruleset::vocabulary::{OPENED, named};
use crate::text::{BadId, Text, in_plain_english, in_vietnamese, messages, signs};
use crate::timeline::{TimelineError, VOID_CORRECTS_NOTHING};

/// A line of a log that cannot be read.
///
/// ```
/// use doithoai::{Lang, Message, dialogue::{Log, LogCause}};
/// let error = Log::from_jsonl("{\"dialogue\":\"DT-1\"}").unwrap_err();
/// assert!(matches!(error.cause, LogCause::Malformed { column: 19, .. }));
/// assert!(error.to_string().starts_with("line 1: missing field `appointed`"));
/// assert!(Log::from_jsonl("").unwrap_err().text(Lang::Vi).starts_with("dòng 1: nhật ký trống"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub struct LogError {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong with it.
    #[source]
    pub cause: LogCause,
}

messages! { LogError, lang:
    Self { line, cause } => cause.code(), { let cause = cause.text(lang); },
        "dòng {line}: {cause}", "line {line}: {cause}";
}

/// What is wrong with a line of a log.
///
/// ```
/// use doithoai::{Message, dialogue::{Log, LogCause}};
/// let first = "{\"dialogue\":\"DT-1\",\"appointed\":\"2026-08-20\",\"on\":\"2026-07-20\",\"kind\":\"adhoc\"}";
/// let cause = Log::from_jsonl(first).unwrap_err().cause;
/// assert!(matches!(&cause, LogCause::Word(unknown) if unknown.near == Some("ad-hoc")));
/// assert_eq!(cause.code(), "unknown-word");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum LogCause {
    /// The log has no line.
    Empty,
    /// The line is no JSON object.
    NotAnObject,
    /// The line is not JSON, or not that of an entry.
    Malformed {
        /// What the JSON reader says, in English.
        said: String,
        /// The column, from 1.
        column: usize,
    },
    /// The line is not JSON for a sign in it that a person does not see to be wrong.
    Sign {
        /// What sign it is, and what to write.
        said: Text,
        /// The column at which the reader stopped, from 1.
        column: usize,
    },
    /// The first line says of a dialogue and of an office that the log is theirs.
    BothOwners,
    /// The first line does not say whose the log is.
    NoOwner,
    /// The first line has a part of `territory`, `level` and `head`.
    HalfSubject,
    /// A word that is not one of a closed set.
    Word(#[from] UnknownWord),
    /// A territory that is none.
    Subject(#[from] SubjectError),
    /// An id that is empty, of several lines, or too long.
    BadId(#[from] BadId),
    /// Two readings are adopted for one duty.
    ChosenTwice {
        /// The duty, as `rule-set/duty`.
        duty: String,
    },
    /// A reading is adopted for a duty of a rule set that the log was not made under.
    ChosenUnlisted {
        /// The rule set.
        ruleset: String,
        /// The duty.
        duty: String,
        /// The rule sets that it was made under.
        listed: Vec<String>,
    },
    /// A hash has not the form of one.
    BadHash {
        /// Its key.
        key: String,
        /// What stands there.
        said: String,
    },
    /// The format is no number from 1.
    BadFormat {
        /// What stands there.
        said: String,
    },
    /// The format stands twice, or in another line than the first.
    FormatTwice,
    /// An entry that does not belong in the log of an office.
    Office(#[from] OfficeLogError),
    /// An entry that cannot have been, as [`CheckedLog::under`](super::CheckedLog::under) tells it.
    Refused(#[from] ReplayError),
}

const CUT: Text = Text::new(
    "đối tượng chưa đóng ở cuối dòng: hãy viết trọn mỗi đối tượng `{…}` trên một dòng",
    "the object is not closed where its line ends: write each object `{…}` on one line",
);

/// Whether an object begins in a line and does not end there, outside of its texts.
pub(super) fn is_cut(line: &str) -> bool {
    let error = serde_json::from_str::<serde::de::IgnoredAny>(line).err();
    let is_text = |error: &serde_json::Error| error.to_string().contains("string");
    line.trim_start().starts_with('{') && error.is_some_and(|error| error.is_eof() && !is_text(&error))
}

impl LogCause {
    /// What is wrong with a line that the JSON reader could not read: the sign that broke it, if one is known to have.
    pub(super) fn of(error: &serde_json::Error, line: &str) -> Self {
        // The reader counts what it read before such a sign.
        let begun = || line.get(error.column()..).unwrap_or_default().chars().next();
        let sign = begun().filter(|sign| sign.is_control() && error.to_string().starts_with("control character"));
        if let Some(sign) = sign {
            return Self::Sign { said: signs::control(sign), column: error.column().saturating_add(1) };
        }
        if is_cut(line) {
            return Self::Sign { said: CUT, column: error.column() };
        }
        match signs::of_json(line).filter(|_| error.is_syntax() || error.is_eof()) {
            Some(said) => Self::Sign { said, column: error.column() },
            None => Self::from(error),
        }
    }
}

/// What the JSON reader says, and where in its line.
impl From<&serde_json::Error> for LogCause {
    fn from(error: &serde_json::Error) -> Self {
        Self::Malformed { said: said(error), column: error.column() }
    }
}

messages! { LogCause, lang:
    Self::Empty => "empty-log",
        "nhật ký trống: dòng đầu nói nhật ký là của ai", "the log is empty: the first line says whose it is";
    Self::NotAnObject => "not-an-object",
        "mỗi dòng là một đối tượng JSON, ví dụ {{\"event\":\"{OPENED}\",\"on\":\"2026-08-20\"}}",
        "every line is a JSON object, such as {{\"event\":\"{OPENED}\",\"on\":\"2026-08-20\"}}";
    Self::Malformed { said, column } => "malformed-line",
        { let (vi, en) = (in_vietnamese(said), in_plain_english(said)); }, "{vi} (cột {column})", "{en} (column {column})";
    Self::Sign { said, column } => "strange-sign", { let said = said.get(lang); },
        "{said} (cột {column})", "{said} (column {column})";
    Self::BothOwners => "both-owners",
        "dòng đầu có cả `dialogue` và `office`: nhật ký là của một trong hai, hãy giữ một khóa",
        "the first line has both `dialogue` and `office`: a log is of one of the two, keep one";
    Self::NoOwner => "no-owner",
        "dòng đầu phải nêu nhật ký là của cuộc đối thoại nào (`dialogue`, với `appointed` và `on`) hoặc của cơ quan nào (`office`, với `territory`, `level` và `head`)",
        "the first line says of which dialogue the log is (`dialogue`, with `appointed` and `on`) or of which office (`office`, with `territory`, `level` and `head`)";
    Self::HalfSubject => "half-subject",
        "`territory`, `level` và `head` phải đi cùng nhau", "`territory`, `level` and `head` go together";
    Self::Word(error) => error;
    Self::Subject(error) => error;
    Self::BadId(error) => error;
    Self::ChosenTwice { duty } => "chosen-twice",
        "`choices` chọn hai cách hiểu cho `{duty}`: chỉ giữ một", "`choices` adopts two readings for `{duty}`: keep one";
    Self::ChosenUnlisted { ruleset, duty, listed } => "chosen-unlisted", {
        let listed = match listed.as_slice() {
            [] => lang.pick("không nêu bộ quy tắc nào", "names no rule set").to_owned(),
            all => format!("{} {}", lang.pick("chỉ nêu", "names only"), all.join(", ")),
        };
    },
        "`choices` chọn cách hiểu cho `{ruleset}/{duty}`, mà `rulesets` {listed}: thêm `{ruleset}` vào `rulesets`, hoặc bỏ cách hiểu đó",
        "`choices` adopts a reading for `{ruleset}/{duty}`, and `rulesets` {listed}: add `{ruleset}` to `rulesets`, or leave that reading out";
    Self::BadHash { key, said } => "bad-hash",
        "`{key}` trong `made_under` là mã băm, gồm đúng 64 chữ số 0-9 và chữ a-f; không thể là `{said}`",
        "`{key}` in `made_under` is a hash, of exactly 64 digits 0-9 and letters a-f, not `{said}`";
    Self::BadFormat { said } => "bad-format",
        "`format` là số nguyên từ 1, không thể là {said}; bản này ghi \"format\":1",
        "`format` is a whole number from 1, not {said}; this release writes \"format\":1";
    Self::FormatTwice => "format-twice",
        "`format` chỉ nêu một lần, ở dòng đầu", "`format` stands once, on the first line";
    Self::Office(error) => error;
    Self::Refused(error) => error;
}

/// An entry that does not belong in the log of an office.
///
/// ```
/// use doithoai::{Fact, Message, Subject, audit::OfficeLog, ruleset::{HeadKind, Level}};
/// # let day = chrono::NaiveDate::from_ymd_opt(2026, 8, 20).unwrap();
/// let ward = Subject::new("79", Level::Commune, HeadKind::LocalGovernment, day)?;
/// let error = OfficeLog::new("UBND phường A", ward).with(Fact::new("conclusion-notified", day)).unwrap_err();
/// assert_eq!(error.code(), "of-a-dialogue"); // as scenarios name it
/// assert_eq!(error.to_string(), "`conclusion-notified` belongs to a dialogue, not to the log of an office");
/// # Ok::<(), doithoai::ruleset::SubjectError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum OfficeLogError {
    /// The entry cannot have been, whatever the log.
    Impossible(#[from] TimelineError),
    /// It belongs to a dialogue.
    OfADialogue {
        /// The event.
        event: String,
    },
    /// What never happened is no new entry: it corrects one.
    VoidCorrectsNothing,
    /// What it corrects is not there, or was corrected before.
    NothingToCorrect {
        /// The number of the entry that is to be corrected, from 1.
        entry: usize,
        /// How many entries stand before it.
        entries: usize,
        /// The entry that corrected it before.
        by: Option<usize>,
    },
    /// It does not say of which petition it is.
    NoPetition {
        /// The event.
        event: String,
    },
}

messages! { OfficeLogError, lang:
    Self::Impossible(error) => error;
    Self::OfADialogue { event } => "of-a-dialogue", { let event = named(event, lang); },
        "{event} thuộc một cuộc đối thoại, không thuộc sổ của cơ quan",
        "{event} belongs to a dialogue, not to the log of an office";
    Self::VoidCorrectsNothing => "void-corrects-nothing",
        { let words = VOID_CORRECTS_NOTHING.get(lang); }, "{words}", "{words}";
    Self::NothingToCorrect { entry, entries, by } => "nothing-to-correct", {
        let corrected = by.map(|by| TimelineError::AlreadyCorrected { entry: *entry, by }.text(lang));
        let words = corrected.unwrap_or_else(|| no_such_entry(*entry, *entries, lang));
    }, "{words}", "{words}";
    Self::NoPetition { event } => "no-petition", { let event = named(event, lang); },
        "{event} phải nêu kiến nghị nào ở `petition`", "{event} must say of which `petition` it is";
}

/// What the JSON reader says, without the place.
pub(super) fn said(error: &serde_json::Error) -> String {
    let said = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    let said = said.strip_suffix(&place).unwrap_or(&said);
    // The format is read apart from the other keys of a first line.
    let first = ["expected one of `dialogue`", "expected one of `office`"];
    match first.iter().find_map(|first| said.split_once(first).map(|(before, after)| (before, *first, after))) {
        Some((before, first, after)) => {
            let known = first.strip_prefix("expected one of ").unwrap_or_default();
            format!("{before}expected one of `format`, {known}{after}")
        }
        None => said.to_owned(),
    }
}
