//! Every error and refusal: its code, and what it says in both languages, as `docs/messages.md` lists them.

#[path = "messages/examples.rs"]
mod examples;

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::path::PathBuf;

use doithoai::audit::{OfficeLog, OfficeLogError};
use doithoai::dialogue::{LogCause, ReplayError, RestoreError};
use doithoai::ruleset::{HeadKind, Level, NotBound, SubjectError};
use doithoai::{Code, CoverageError, Lang, Registry, Subject, Text, TimelineError, UnknownWord, VersionError};

use crate::support::{current, date, library};

use examples::{Example, FIRST_LINE, OFFICE, examples, of_log, refused, replay_error, subject_error};

pub(crate) fn word_at(text: &str) -> &str {
    text.split(|letter: char| !letter.is_alphanumeric() && letter != '_').next().unwrap()
}

/// The cases that the rows of `messages!` have, which the compiler holds complete, by their type.
pub(crate) fn worded() -> BTreeMap<String, BTreeSet<String>> {
    let mut all = BTreeMap::new();
    for (_, text) in library() {
        for table in text.split("\nmessages! {").skip(1) {
            let table = table.split("\n}\n").next().unwrap().trim_start();
            let table = table.strip_prefix("words of ").unwrap_or(table);
            let cases: BTreeSet<String> = table
                .split(" Self")
                .skip(1)
                .filter(|row| row.starts_with("::") || row.starts_with(" {") || row.starts_with('('))
                .map(|row| row.strip_prefix("::").map_or_else(String::new, |row| word_at(row).to_owned()))
                .collect();
            all.insert(word_at(table).to_owned(), cases);
        }
    }
    all
}

#[test]
fn every_public_error_says_what_it_is_in_every_case() {
    let mut errors = BTreeSet::new();
    for (path, text) in library() {
        for item in text.split("\n#[derive(").skip(1) {
            let (derived, after) = item.split_once(")]").unwrap();
            if derived.split(", ").any(|name| name == "Error") {
                let lines = after.lines().find(|line| line.starts_with("pub ")).unwrap_or_default();
                let name = lines.split_whitespace().nth(2).map(word_at).unwrap_or_default();
                assert!(!name.is_empty(), "an error in {} is not public: word it or say why not here", path.display());
                errors.insert(name.to_owned());
            }
        }
        assert!(!text.contains("Error for ") || text.contains("macro_rules!"), "{}: derive it", path.display());
        assert!(!text.contains("#[error("), "{}: its words belong in `messages!`", path.display());
    }
    let mut expected = worded();
    for by_hand in ["Problem", "Refused"] {
        expected.insert(by_hand.to_owned(), BTreeSet::from([String::new()]));
    }
    assert_eq!(errors, expected.keys().cloned().collect());
    let mut shown: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for Example { of, case, .. } in examples() {
        shown.entry(of.to_owned()).or_default().insert(case);
    }
    assert_eq!(shown, expected);
}

#[test]
fn every_case_has_a_code_words_and_its_data() {
    let vietnamese = |text: &str| {
        text.chars().any(|letter| "ăâđêôơưạảãàáặắẳằậấầẩẫẹẻẽéèệếềểễịỉĩíìọỏõóòộốồổỗợớờởỡụủũúùựứừửữỵỷỹýỳ".contains(letter))
    };
    for Example { of, case, error, json } in examples() {
        let (vi, en) = (error.text(Lang::Vi), error.text(Lang::En));
        assert!(vietnamese(&vi), "{of}::{case}: {vi}");
        assert!(
            !en.is_empty()
                && vi != en
                && en == error.to_string()
                && error.both() == Text::owned(vi.clone(), en.clone())
        );
        assert!(vi.matches("có phải là").count() <= 1 && en.matches("did you mean").count() <= 1, "{en}");
        let code = error.code();
        assert!(!code.is_empty() && code.chars().all(|letter| letter.is_ascii_lowercase() || letter == '-'), "{code}");
        match of {
            // Their JSON was there before.
            "RefusalReason" => assert_eq!(json[if case == "Impossible" { "code" } else { "reason" }], code),
            "Problem" => assert!(json["code"] == code && json["message"].is_object()),
            _ => {
                assert_eq!(json["code"], code, "{of}::{case}");
                assert_eq!(json["message"], serde_json::json!({ "vi": vi, "en": en }), "{of}::{case}");
            }
        }
    }
}

/// Codes that more than one error has, because they mean the same.
const SHARED: &[(&str, &[&str])] = &[
    ("already-corrected", &["RefusalReason", "TimelineError"]),
    ("already-raised", &["RefusalReason", "TimelineError"]),
    ("already-suspended", &["RefusalReason", "TimelineError"]),
    ("no-petition", &["OfficeLogError", "RefusalReason", "TimelineError"]),
    ("no-recorded-date", &["RefusalReason", "TimelineError"]),
    ("not-suspended", &["RefusalReason", "TimelineError"]),
    ("resumed-before-suspended", &["RefusalReason", "TimelineError"]),
    ("unknown", &["RefusalReason", "TimelineError"]),
    ("void-corrects-nothing", &["OfficeLogError", "RefusalReason", "TimelineError"]),
];

/// Codes that mean what the code of a mistake in a file does.
const AS_IN_FILES: &[&str] = &[
    "bad-place",
    "bad-territory",
    "conflicting-documents",
    "duplicate-id",
    "limit-conflict",
    "overlapping-versions",
    "rule-set-not-found",
    "unknown-duty",
    "unknown-event",
    "unknown-reading",
    "unknown-word",
];

#[test]
fn a_code_has_one_meaning() {
    let mut holders: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for Example { of, case, error, .. } in examples().iter().filter(|example| !example.passes_on()) {
        holders.entry(error.code()).or_default().insert(format!("{of}::{case}"));
    }
    for (code, of) in &holders {
        let types: Vec<&str> = of.iter().map(|name| name.split("::").next().unwrap()).collect();
        let shared = SHARED.iter().any(|(known, all)| known == code && types == *all);
        assert!(of.len() == 1 || shared, "`{code}` is of {of:?}");
    }
    let in_files = |code: &str| Code::ALL.iter().any(|of_file| of_file.word() == code);
    let both: Vec<&str> = holders.keys().copied().filter(|code| in_files(code)).collect();
    assert_eq!(both, AS_IN_FILES);
    assert!(SHARED.iter().all(|(code, _)| holders.contains_key(code)));
}

/// Scenario files name refusals by their codes.
#[test]
fn scenarios_know_the_codes() {
    let parse = include_str!("../../src/scenario/parse.rs");
    let list = parse.split("const CODES").nth(1).unwrap().split('"').nth(1).unwrap();
    let known: Vec<&str> = list.split_whitespace().filter(|word| *word != "\\").collect();
    assert!(known.len() > 20);
    let codes: BTreeSet<&str> = examples().iter().map(|example| example.error.code()).collect();
    for code in known {
        assert!(codes.contains(code), "no error has the code `{code}`");
    }
}

#[test]
fn what_made_an_error_is_kept_in_it() {
    fn cause<'a, E: Error + 'static>(mut error: &'a (dyn Error + 'static)) -> Option<&'a E> {
        while let Some(source) = error.source() {
            if let Some(found) = source.downcast_ref::<E>() {
                return Some(found);
            }
            error = source;
        }
        None
    }
    assert!(matches!(cause::<TimelineError>(&refused()), Some(TimelineError::ClosedBeforeOpened { .. })));
    let restored = RestoreError::Entry(replay_error());
    assert_eq!(cause::<CoverageError>(&restored), Some(&CoverageError::Outside { date: date("2101-01-01") }));
    assert_eq!(cause::<ReplayError>(&restored), Some(&replay_error()));
    // A class may be a rule file's own, so that only the rule sets refuse it (`own_words.rs`); a mode may not.
    let unknown = of_log(&FIRST_LINE.replace('}', ",\"mode\":\"onlin\"}"));
    assert_eq!((unknown.line, cause::<UnknownWord>(&unknown).and_then(|word| word.near)), (1, Some("online")));
    let not_an_id = of_log(&format!("{FIRST_LINE}{{\"event\":\"x\",\"on\":\"2026-08-20\",\"class\":\"Complex\"}}"));
    assert_eq!((not_an_id.line, cause::<UnknownWord>(&not_an_id).and_then(|word| word.near)), (2, Some("complex")));
    let of_office =
        OfficeLog::from_jsonl(&format!("{OFFICE}{{\"event\":\"closed\",\"on\":\"2026-08-20\"}}")).unwrap_err();
    assert_eq!(cause::<OfficeLogError>(&of_office), Some(&OfficeLogError::OfADialogue { event: "closed".to_owned() }));
    let nowhere = OfficeLog::from_jsonl(&OFFICE.replace("79", "HCMC")).unwrap_err();
    assert_eq!(cause::<SubjectError>(&nowhere), Some(&subject_error()));
    assert!(matches!(of_log("{\"a\":1}").cause, LogCause::Malformed { column: 2, .. }));
    let early = Subject::new("79", Level::Commune, HeadKind::LocalGovernment, date("2017-01-01")).unwrap();
    let reasons = Registry::builtin().binding(&early).not_applicable;
    let not_yet = reasons.iter().find(|not| not.id == "hcmc-935").unwrap();
    assert!(
        matches!(&not_yet.reason, NotBound::NotInForce { error: VersionError::NotInForce { id, .. }, .. } if id == "hcmc-935")
    );
}

/// The page of all codes, each with an example of its words.
#[test]
fn the_page_lists_them() {
    let own = examples().into_iter().filter(|example| !example.passes_on());
    let rows: BTreeSet<String> = own
        .map(|Example { of, case, error, .. }| {
            let name = if case.is_empty() { of.to_owned() } else { format!("{of}::{case}") };
            format!("| `{}` | `{name}` | {} | {} |\n", error.code(), error.text(Lang::Vi), error.text(Lang::En))
        })
        .collect();
    let page = "# Mã lỗi · Codes of errors\n\n\
        Mỗi lỗi có mã không bao giờ đổi và lời văn bằng hai ngôn ngữ; mã của lỗi trong tệp thì xem bằng `doithoai explain`.\n\n\
        Every error has a code that is never renamed, and words in both languages; `doithoai explain` lists those of files.\n\n\
        | mã · code | Rust | ví dụ | example |\n|---|---|---|---|\n"
        .to_owned()
        + &rows.into_iter().collect::<String>();
    current("docs/messages.md", &page);
}
/// Names that only one public type has.
#[test]
fn no_two_public_types_have_one_name() {
    let mut seen: BTreeMap<String, PathBuf> = BTreeMap::new();
    for (path, text) in library() {
        for line in text.lines().map(str::trim_start).filter(|line| !line.ends_with("{}")) {
            let mut words = line.split_whitespace();
            let kind = (words.next(), words.next());
            if let (Some("pub"), Some("struct" | "enum" | "trait" | "type" | "union")) = kind {
                let name = word_at(words.next().unwrap());
                if let Some(other) = seen.insert(name.to_owned(), path.clone()) {
                    assert!(name.is_empty(), "{name}: {} and {}", other.display(), path.display());
                }
            }
        }
    }
    assert!(seen.len() > 100);
}

/// What is only remotely like a word is not suggested for it.
#[test]
fn words_suggest_what_is_near() {
    for (sought, near) in [("niêm yếtt", true), ("opend", true), ("swap", false), ("hoán đổi", false)] {
        let Err(error) = doithoai::words::search(sought) else { continue };
        assert_eq!(error.near.is_some(), near, "{sought}: {error}");
    }
}
