//! What is wrong with a line: the first mistake that its reader meets, or each of its keys tried alone.

use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

use super::lines::unknown_key;
use super::log_error::{LogCause, LogError, said};
use super::made_under::{self, KEYS as MADE_UNDER};
use super::pairs::Pairs;
use crate::text::{KeysOnce, Text, near_key, wrong_kind_of};
use crate::timeline::Fact;
use crate::timeline::fact_wire::Line;
use crate::timeline::facts::RESERVED;

/// The keys that an entry must have, each with a value that could be.
pub(super) const SAMPLE: &[(&str, &str)] = &[("event", "\"x\""), ("on", "\"2026-08-20\"")];

/// A word that an entry has and no vocabulary.
pub(super) fn of_words(line: Line) -> Option<LogCause> {
    Fact::try_from(line).err().map(LogCause::from)
}

/// The first of [`mistakes`]: the same, and at the same column, whoever reads the line.
pub(super) fn first_mistake<T: DeserializeOwned>(
    text: &str,
    first: LogError,
    sample: &[(&str, &str)],
    check: impl Fn(T) -> Option<LogCause>,
) -> LogError {
    let told = first.clone();
    mistakes(text, first, sample, check).into_iter().next().unwrap_or(told)
}

/// Every mistake of a line, of which the reader told the first: each key is tried alone, beside those that must be there.
pub(super) fn mistakes<T: DeserializeOwned>(
    text: &str,
    first: LogError,
    sample: &[(&str, &str)],
    check: impl Fn(T) -> Option<LogCause>,
) -> Vec<LogError> {
    let line = first.line;
    let twice = |error: &LogError| matches!(&error.cause, LogCause::Malformed { said, .. } if said.starts_with(TWICE));
    let is_of_keys = matches!(&first.cause, LogCause::Malformed { .. } | LogCause::Word(_));
    let each_once = keys_once(line, text);
    let pairs = serde_json::from_str::<Pairs>(text).ok().filter(|_| each_once.is_ok());
    if let Some(twice) = each_once.err().filter(twice).filter(|_| is_of_keys) {
        return vec![twice];
    }
    let (Some(Pairs(pairs)), LogCause::Malformed { .. } | LogCause::Word(_)) = (pairs, &first.cause) else {
        return vec![first];
    };
    // An entry where the first line is to be: what it has is no mistake, the line before it is missing.
    let is_entry = || pairs.iter().any(|(key, _)| key == "event");
    if let Some(cause) = owner(&pairs, sample).filter(|cause| matches!(cause, LogCause::NoOwner) && is_entry()) {
        return vec![LogError { line, cause }];
    }
    let mut all = Vec::new();
    for (key, value) in pairs.iter().filter(|(key, _)| key != "format" && !key.starts_with(RESERVED)) {
        let name = serde_json::to_string(key).unwrap_or_default();
        match serde_json::from_str::<T>(&alone(sample, key, &format!("{name}:{}", value.get()))) {
            Ok(read) => all.extend(check(read).map(|cause| LogError { line, cause })),
            Err(error) => {
                let missing = if key == UNDER { parts_missing::<T>(sample, value) } else { Vec::new() };
                if missing.is_empty() {
                    all.push(of_key(line, text, (key, value.get()), &error));
                } else {
                    all.extend(of_under((line, text), value.get(), missing));
                }
            }
        }
    }
    match owner(&pairs, sample) {
        Some(cause @ LogCause::BothOwners) => return vec![LogError { line, cause }],
        Some(cause) => return all.into_iter().chain([LogError { line, cause }]).collect(),
        None => {}
    }
    let missing = sample.iter().filter(|(key, _)| !pairs.iter().any(|(known, _)| known == key));
    // What is misspelt is told where it stands.
    let is_meant =
        |key: &str| all.iter().any(|one| matches!(&one.cause, LogCause::Malformed { said, .. } if means(said, key)));
    let missing: Vec<&str> = missing.map(|(key, _)| *key).filter(|key| !is_meant(key)).collect();
    for key in missing {
        all.push(malformed(line, text, format!("missing field `{key}`"), None));
    }
    if all.is_empty() { vec![first] } else { all }
}

/// A member beside those that must be there.
fn alone(sample: &[(&str, &str)], key: &str, member: &str) -> String {
    let beside = sample.iter().filter(|(known, _)| *known != key).map(|(key, value)| format!("\"{key}\":{value}"));
    format!("{{{}}}", beside.chain([member.to_owned()]).collect::<Vec<_>>().join(","))
}

const TWICE: &str = "duplicate field";

const UNDER: &str = "made_under";

/// The parts of `made_under` that are not there and must be, whatever the others say; none where it is no object.
fn parts_missing<T: DeserializeOwned>(sample: &[(&str, &str)], written: &RawValue) -> Vec<&'static str> {
    let Ok(Pairs(pairs)) = serde_json::from_str(written.get()) else { return Vec::new() };
    let is_there = |key: &&str| pairs.iter().any(|(name, _)| name == key);
    let mut there: Vec<&str> = MADE_UNDER.into_iter().filter(is_there).collect();
    let mut missing = Vec::new();
    loop {
        let value = |key: &&str| if ["rulesets", "choices"].contains(key) { "[]" } else { "\"\"" };
        let members: Vec<String> = there.iter().map(|key| format!("\"{key}\":{}", value(key))).collect();
        let read = serde_json::from_str::<T>(&alone(sample, UNDER, &format!("\"{UNDER}\":{{{}}}", members.join(","))));
        let said = read.err().map(|error| said(&error)).unwrap_or_default();
        let lacking = said.strip_prefix("missing field `").and_then(|rest| rest.split('`').next());
        let Some(key) = MADE_UNDER.into_iter().find(|key| lacking == Some(*key) && !there.contains(key)) else { break };
        there.push(key);
        missing.push(key);
    }
    missing
}

/// What is wrong with `made_under`: a key of its own that is misspelt, else what is of the wrong kind, and what is missing.
fn of_under((line, text): (usize, &str), written: &str, missing: Vec<&str>) -> Vec<LogError> {
    if let Some(misspelt) = misspelt((line, text), written) {
        return vec![misspelt];
    }
    let of_part = made_under::wrong_kind(written);
    let of_part = of_part.map(|(part, said)| malformed(line, text, said, Some(&format!("\"{part}\""))));
    let at = format!("\"{UNDER}\"");
    let missing =
        missing.into_iter().map(|key| malformed(line, text, format!("missing field `{UNDER}.{key}`"), Some(&at)));
    of_part.into_iter().chain(missing).collect()
}

/// A key of `made_under` that is misspelt.
fn misspelt((line, text): (usize, &str), written: &str) -> Option<LogError> {
    let Pairs(pairs) = serde_json::from_str(written).ok()?;
    let strange = |name: &&String| !MADE_UNDER.contains(&name.as_str()) && near_key(name, &MADE_UNDER).is_some();
    let name = pairs.iter().map(|(name, _)| name).find(strange)?;
    let said = format!("unknown field `{name}`, expected one of `{}`", MADE_UNDER.join("`, `"));
    Some(malformed(line, text, said, None))
}

/// What is wrong with the value of a key, at that key: of the wrong kind, or with a key of its own that is misspelt.
fn of_key(line: usize, text: &str, (key, written): (&str, &str), error: &serde_json::Error) -> LogError {
    let said = said(error);
    let of_part = || {
        let (part, said) = made_under::wrong_kind(written).filter(|_| key == UNDER)?;
        Some(malformed(line, text, said, Some(&format!("\"{part}\""))))
    };
    let misspelt = misspelt((line, text), written).filter(|_| key == UNDER);
    misspelt.or_else(of_part).unwrap_or_else(|| {
        let said = wrong_kind_of(key, written, &said).unwrap_or(said);
        let name = serde_json::to_string(key).unwrap_or_default();
        malformed(line, text, said, Some(&name))
    })
}

/// Whether the reader tells an unknown key for which another was meant.
fn means(said: &str, key: &str) -> bool {
    unknown_key(said).is_some_and(|(_, near)| near.as_deref() == Some(key))
}

/// That a line is the first one of another log, which begins there in the same file.
pub(super) fn another_log(line: usize, text: &str) -> Option<LogError> {
    let Pairs(pairs) = serde_json::from_str(text).ok()?;
    let has = |key: &str| pairs.iter().any(|(known, _)| known == key);
    let is_first = OWNERS.into_iter().any(has) && !has("event");
    is_first.then_some(LogError { line, cause: LogCause::Sign { said: ANOTHER_LOG, column: 1 } })
}

const ANOTHER_LOG: Text = Text::new(
    "đây là dòng đầu của một nhật ký khác; mỗi tệp chỉ chứa một nhật ký: hãy tách phần từ dòng này sang tệp riêng",
    "this is the first line of another log; one file holds one: move what begins here to a file of its own",
);

/// The keys that say whose a log is: one of them stands on its first line.
const OWNERS: [&str; 2] = ["dialogue", "office"];

/// That a first line does not say whose the log is, or says it twice.
fn owner(pairs: &[(String, Box<RawValue>)], sample: &[(&str, &str)]) -> Option<LogCause> {
    if !sample.iter().any(|(key, _)| OWNERS.contains(key)) {
        return None;
    }
    let has = |key: &str| pairs.iter().any(|(known, _)| known == key);
    let is_misspelt = || pairs.iter().any(|(key, _)| near_key(key, &OWNERS).is_some());
    match OWNERS.map(has) {
        [true, true] => Some(LogCause::BothOwners),
        [false, false] if !is_misspelt() => Some(LogCause::NoOwner),
        _ => None,
    }
}

/// Refuses a line in which a key stands twice, in whichever object: which of the two counts is not for their order to say. The value
/// of a key that is nobody's is not looked into.
pub(super) fn keys_once(line: usize, text: &str) -> Result<(), LogError> {
    match serde_json::from_str::<KeysOnce>(text) {
        Ok(_) => Ok(()),
        Err(error) => Err(LogError { line, cause: LogCause::of(&error, text) }),
    }
}

/// What is wrong with a line of which a part was left out: at the key that it names.
pub(super) fn malformed(line: usize, text: &str, said: String, key: Option<&str>) -> LogError {
    let quoted = || said.split('`').nth(1).map(|key| format!("\"{key}\""));
    let key = key.map(str::to_owned).or_else(quoted);
    let column = key.and_then(|key| text.find(&key)).map_or(text.len(), |at| at.saturating_add(1));
    LogError { line, cause: LogCause::Malformed { said, column } }
}
