//! The lines of a log: read leniently, so that what a later release wrote is kept, and written to the byte.

use chrono::NaiveDate;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

use super::log_error::{LogCause, LogError, said};
use super::mistakes::{SAMPLE, another_log, first_mistake, keys_once, malformed, of_words};
use super::pairs::Pairs;
use crate::ruleset::vocabulary::{Detail, FIELDS, built_in, may_be_declared};
use crate::ruleset::{CaseClass, Channel};
use crate::text::{UnknownWord, near_key, signs};
use crate::timeline::fact_wire::Line;
use crate::timeline::facts::{FirstLineKept, RESERVED, Seen, Written};
use crate::timeline::{Fact, NotUnderstood};

/// The format that this release writes: a key that it does not know is a mistake here, and kept in a log of a later one.
pub(crate) const FORMAT: u64 = 1;

/// What the first line of a log says.
pub(crate) trait FirstLine: DeserializeOwned {
    /// The keys that it must have, each with a value that could be: beside them each other key is tried alone.
    const SAMPLE: &'static [(&'static str, &'static str)];

    /// The day of what can say none of its own.
    fn day(&self) -> NaiveDate;

    /// A word that is none of a closed set, and its key. A later format may add some.
    fn unknown_word(&self) -> Option<(&'static str, UnknownWord)>;
}

/// The lines of a log.
pub(crate) struct Lines<First> {
    /// The number of the line that says whose log it is.
    pub(crate) at: usize,
    pub(crate) first: First,
    pub(crate) head: Head,
    /// The entries, each with the number of its line.
    pub(crate) entries: Vec<(usize, Entry)>,
}

/// How the first line is written, beside what it says.
#[derive(Debug, Clone)]
pub(crate) struct Head {
    /// To the byte; the format may stand on a line of its own before it.
    line: Box<str>,
    pub(super) format: u64,
    /// Keys that belong to whoever wrote them.
    reserved: Pairs,
    /// What of it is not understood.
    because: Option<NotUnderstood>,
}

impl Head {
    /// Whether a newer release wrote the log: what it says may be more than this one takes.
    pub(crate) const fn is_newer(&self) -> bool {
        self.format > FORMAT
    }

    /// That `made_under` has a key that is none.
    pub(crate) fn unknown_key(&self, key: &str, known: &str) -> LogCause {
        let line = self.line.lines().last().unwrap_or_default();
        let said = format!("unknown field `{key}`, expected one of {known}");
        malformed(1, line, said, Some(&format!("\"{key}\""))).cause
    }

    /// The first line, if a part of it is not understood. A format alone touches nothing: it only ever adds words.
    pub(crate) fn kept(&self) -> Option<Box<FirstLineKept>> {
        let because = self.because.clone()?;
        let touches = !matches!(because, NotUnderstood::Format { .. });
        Some(Box::new(FirstLineKept { line: self.line.clone(), because, touches }))
    }
}

/// An entry, and its line where that is not what this release would write.
#[derive(Debug, Clone)]
pub(crate) struct Entry {
    pub(crate) fact: Fact,
    pub(crate) written: Option<Written>,
}

impl Entry {
    /// Whether its day could be read.
    pub(crate) fn is_dated(&self) -> bool {
        self.written.as_ref().is_none_or(|written| written.dated)
    }

    /// The same, of a day where its own could not be read.
    pub(crate) fn dated(mut self, day: NaiveDate) -> Self {
        if !self.is_dated() && day < NaiveDate::MAX {
            self.fact.on = day;
        }
        self
    }
}

/// Reads the lines; an entry whose day cannot be read is of the day that the first line gives.
pub(crate) fn read_lines<First: FirstLine>(text: &str) -> Result<Lines<First>, LogError> {
    let mut lines = numbered(text);
    let mut last = ""; // the line that was asked for
    let begun = begun::<First>(&mut lines.by_ref().inspect(|(_, said)| last = said));
    let (at, first, head) = begun.map_err(|error| first_mistake::<First>(last, error, First::SAMPLE, |_| None))?;
    let (undated, format) = (first.day(), head.format);
    let mut strange = false;
    let read = |(line, said)| match entry(line, said, undated, format) {
        Ok(entry) => Ok((line, entry.kept_after(&mut strange, said))),
        Err(error) => Err(another_log(line, said).unwrap_or_else(|| first_mistake(said, error, SAMPLE, of_words))),
    };
    let entries = lines.map(read);
    let entries = entries.collect::<Result<_, _>>()?;
    Ok(Lines { at, first, head, entries })
}

/// The lines that say something, with their numbers.
pub(super) fn numbered(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text); // some editors begin a file with it
    // However a line ends, and also the last one, which ends in nothing.
    let lines = text.lines().map(|line| line.trim_end_matches('\r'));
    (1_usize..).zip(lines).filter(|(_, line)| !line.trim().is_empty())
}

/// The line that says whose log it is; the format may have a line of its own before it.
pub(super) fn begun<'t, First: FirstLine>(
    lines: &mut impl Iterator<Item = (usize, &'t str)>,
) -> Result<(usize, First, Head), LogError> {
    let (at, line) = lines.next().ok_or(LogError { line: 1, cause: LogCause::Empty })?;
    let alone = format_alone(line).map(|format| format.map_err(|cause| LogError { line: at, cause })).transpose()?;
    let Some(format) = alone else { return first_line(at, line, None) };
    let (next, rest) = lines.next().ok_or(LogError { line: at, cause: LogCause::Empty })?;
    let (at, first, head) = first_line(next, rest, Some(format))?;
    Ok((at, first, Head { line: format!("{line}\n{rest}").into(), ..head }))
}

/// The format of a line that says nothing else.
pub(super) fn format_alone(line: &str) -> Option<Result<u64, LogCause>> {
    let Pairs(pairs) = serde_json::from_str(line).ok()?;
    let (format, rest): (Vec<_>, Vec<_>) = pairs.iter().partition(|(key, _)| key == "format");
    let is_alone = rest.iter().all(|(key, _)| key.starts_with(RESERVED));
    format.first().filter(|_| is_alone).map(|(_, value)| read_format(value))
}

fn read_format(value: &RawValue) -> Result<u64, LogCause> {
    let format = serde_json::from_str::<u64>(value.get()).ok().filter(|format| *format > 0);
    format.ok_or_else(|| LogCause::BadFormat { said: value.get().to_owned() })
}

/// The line that says whose log it is; `before` is the format where it has a line of its own.
fn first_line<First: FirstLine>(at: usize, text: &str, before: Option<u64>) -> Result<(usize, First, Head), LogError> {
    let head = |format, reserved, because| Head { line: text.into(), format, reserved, because };
    let newer = |format| Some(NotUnderstood::Format { format }).filter(|_| format > FORMAT);
    let error = match parsed::<First>(at, text) {
        Ok(first) if before.is_none_or(|format| format <= FORMAT) => {
            keys_once(at, text)?;
            return Ok((at, first, head(FORMAT, Pairs::default(), None)));
        }
        Ok(_) => LogError { line: at, cause: LogCause::NotAnObject }, // read once more, as what a later format says
        Err(error) => error,
    };
    let Pairs(pairs) = match pairs_of(at, text, &error) {
        Ok(pairs) => pairs,
        Err(broken) => return Err(broken.unwrap_or(error)),
    };
    let (formats, pairs): (Vec<_>, Vec<_>) = pairs.into_iter().partition(|(key, _)| key == "format");
    let (mut reserved, mut rest): (Vec<_>, Vec<_>) = pairs.into_iter().partition(|(key, _)| key.starts_with(RESERVED));
    let wrong = |cause| LogError { line: at, cause };
    let format = match (formats.as_slice(), before) {
        ([], None) if reserved.is_empty() => return Err(error),
        ([], before) => before.unwrap_or(FORMAT),
        ([(_, value)], None) => read_format(value).map_err(wrong)?,
        _ => return Err(wrong(LogCause::FormatTwice)),
    };
    keys_once(at, text)?;
    let mut because = newer(format);
    loop {
        let (key, not) = match serde_json::from_str::<First>(&Pairs::text(&rest)) {
            Ok(first) => match first.unknown_word().filter(|_| format > FORMAT) {
                None => return Ok((at, first, head(format, Pairs(reserved), because))),
                Some((key, UnknownWord { what, word, near, .. })) => {
                    let near = near.map(str::to_owned);
                    (key.to_owned(), NotUnderstood::Word { what, word, near })
                }
            },
            Err(error) => {
                let said = said(&error);
                let key = unknown_key(&said).map(|(key, near)| (key.to_owned(), near)).filter(|_| format > FORMAT);
                let Some((key, near)) = key else { return Err(malformed(at, text, said, None)) };
                (key.clone(), NotUnderstood::Key { key, near })
            }
        };
        // It is kept, also where the line is written anew.
        let (later, known): (Vec<_>, Vec<_>) = rest.into_iter().partition(|(known, _)| *known == key);
        reserved.extend(later);
        rest = known;
        because = because.filter(|because| !matches!(because, NotUnderstood::Format { .. })).or(Some(not));
    }
}

/// The members of a line; where it is no JSON at all, that is its mistake, and not the key before it.
fn pairs_of(line: usize, text: &str, told: &LogError) -> Result<Pairs, Option<LogError>> {
    serde_json::from_str(text).map_err(|error| {
        let is_told = !matches!(told.cause, LogCause::Malformed { .. }) || error.is_data();
        (!is_told).then(|| LogError { line, cause: LogCause::of(&error, text) })
    })
}

/// An entry, or what could be read of one that is not understood.
pub(super) fn entry(line: usize, text: &str, undated: NaiveDate, format: u64) -> Result<Entry, LogError> {
    let error = match parsed::<Line>(line, text) {
        // What a newer release wrote stays to the byte, also where this one understands it.
        Ok(parsed) => {
            return of_line(line, text, parsed, format > FORMAT)
                .or_else(|error| of_later_word(text, error, (undated, format)));
        }
        Err(error) => error,
    };
    let Pairs(pairs) = match pairs_of(line, text, &error) {
        Ok(pairs) => pairs,
        Err(broken) => return Err(broken.unwrap_or(error)),
    };
    if pairs.iter().all(|(key, _)| key == "format") && !pairs.is_empty() {
        return Err(LogError { line, cause: LogCause::FormatTwice });
    }
    keys_once(line, text)?;
    let (reserved, rest): (Vec<_>, Vec<_>) = pairs.into_iter().partition(|(key, _)| key.starts_with(RESERVED));
    let said = match serde_json::from_str::<Line>(&Pairs::text(&rest)) {
        Ok(parsed) => {
            let mut entry =
                of_line(line, text, parsed, true).or_else(|error| of_later_word(text, error, (undated, format)))?;
            for (key, value) in &reserved {
                entry.fact.own.push(key, value);
            }
            return Ok(entry);
        }
        Err(error) => said(&error),
    };
    let rest = Pairs(rest);
    let is_of_later = format > FORMAT || rest.read::<String>("event").is_some_and(|event| built_in(&event).is_none());
    if !is_of_later {
        return Err(if reserved.is_empty() { error } else { malformed(line, text, said, None) });
    }
    let because = match unknown_key(&said) {
        Some((key, near)) => NotUnderstood::Key { key: key.to_owned(), near },
        None => NotUnderstood::Value { said },
    };
    Ok(unread(text, &rest, because, undated))
}

/// An entry with a word that is none here: a later release may have it.
fn of_later_word(text: &str, error: LogError, (undated, format): (NaiveDate, u64)) -> Result<Entry, LogError> {
    let LogCause::Word(UnknownWord { what, word, near, .. }) = &error.cause else { return Err(error) };
    if format <= FORMAT {
        return Err(error);
    }
    let because = NotUnderstood::Word { what: what.clone(), word: word.clone(), near: near.map(str::to_owned) };
    let pairs = serde_json::from_str::<Pairs>(text).unwrap_or_default();
    Ok(unread(text, &pairs, because, undated))
}

/// What can be read of an entry that is not understood.
pub(super) fn unread(text: &str, rest: &Pairs, because: NotUnderstood, undated: NaiveDate) -> Entry {
    let on = rest.day("on");
    let mut fact = Fact::new(rest.read::<String>("event").unwrap_or_default(), on.unwrap_or(undated));
    (fact.recorded, fact.petition) = (rest.day("recorded"), rest.read("petition"));
    (fact.corrects, fact.void) = (rest.read("corrects"), rest.read("void").unwrap_or_default());
    (fact.about, fact.key) = (rest.read("about"), rest.read("key"));
    let written = Written { line: text.into(), dated: on.is_some(), partly: true, because: Some(because) };
    Entry { fact, written: Some(written) }
}

/// An entry that could be read; its line is kept where it says more, or where only rule files know what it says.
fn of_line(line: usize, text: &str, parsed: Line, says_more: bool) -> Result<Entry, LogError> {
    let fact = Fact::try_from(parsed).map_err(|error| LogError { line, cause: error.into() })?;
    // An entry with a key may come again, and stays in its place then.
    let kept = says_more || fact.key.is_some() || !is_of_tables(&fact);
    let written = kept.then(|| Written { line: text.into(), dated: true, partly: false, because: None });
    Ok(Entry { fact, written })
}

impl Entry {
    /// The same with its line, where it comes after an entry that may not be understood: by that it may be impossible, and is told
    /// as it stands then.
    pub(super) fn kept_after(mut self, strange: &mut bool, said: &str) -> Self {
        if *strange && self.written.is_none() {
            self.written = Some(Written { line: said.into(), dated: true, partly: false, because: None });
        }
        let is_read = self.written.as_ref().is_none_or(|written| written.because.is_none());
        *strange |= !is_read || !is_of_words(&self.fact);
        self
    }
}

/// Whether the event, class and channel of an entry are of the tables of this release.
fn is_of_words(fact: &Fact) -> bool {
    built_in(&fact.event).is_some_and(|_| !may_be_declared(&fact.event))
        && !matches!(fact.class, Some(CaseClass::Own(_)))
        && !matches!(fact.channel, Some(Channel::Own(_)))
}

/// Whether the tables of this release alone say that an entry is understood.
fn is_of_tables(fact: &Fact) -> bool {
    let by_id = |detail: &Detail| matches!(detail, Detail::Step | Detail::Exclusion);
    let event = built_in(&fact.event).filter(|_| !may_be_declared(&fact.event));
    event.is_some_and(|event| !event.needs.iter().any(by_id))
        && !matches!(fact.class, Some(CaseClass::Own(_)))
        && !matches!(fact.channel, Some(Channel::Own(_)))
        && fact.states.iter().flatten().all(|field| FIELDS.iter().any(|known| known.id == field))
}

/// The lines of a log: the first, `head` where it was read and is still so, and the entries.
pub(crate) fn written_lines<'a>(
    first: &impl Serialize,
    (head, is_as_read): (Option<&Head>, bool),
    entries: impl Iterator<Item = Seen<'a>>,
) -> String {
    let mut text = match head {
        Some(head) if is_as_read => head.line.to_string(),
        head => rewritten(&serde_json::to_string(first).unwrap_or_default(), head),
    };
    text.push('\n');
    for entry in entries {
        text.push_str(&line_of(entry));
        text.push('\n');
    }
    text
}

/// The line of an entry.
pub(crate) fn line_of(entry: Seen<'_>) -> String {
    match entry.written() {
        Some(written) => written.line.to_string(),
        None => serde_json::to_string(&entry.fact()).unwrap_or_default(),
    }
}

/// The first line with its format, and the keys that belong to whoever wrote them.
fn rewritten(first: &str, head: Option<&Head>) -> String {
    let format = head.map_or(FORMAT, |head| head.format);
    let said = first.strip_prefix('{').and_then(|said| said.strip_suffix('}')).unwrap_or_default();
    let reserved = head.map(|head| Pairs::members(&head.reserved.0)).filter(|members| !members.is_empty());
    let reserved = reserved.map(|members| format!(",{members}")).unwrap_or_default();
    format!("{{\"format\":{format},{said}{reserved}}}")
}

/// One line, which is a JSON object.
fn parsed<T: DeserializeOwned>(line: usize, text: &str) -> Result<T, LogError> {
    if !text.trim_start().starts_with('{') {
        let sign = text.trim_start().chars().next().and_then(|first| signs::strange(first.encode_utf8(&mut [0; 4])));
        let cause = sign.map_or(LogCause::NotAnObject, |said| LogCause::Sign { said, column: 1 });
        return Err(LogError { line, cause });
    }
    serde_json::from_str(text).map_err(|error| LogError { line, cause: LogCause::of(&error, text) })
}

/// The key that the JSON reader does not know, and the nearest of those that it names.
pub(super) fn unknown_key(said: &str) -> Option<(&str, Option<String>)> {
    let (key, known) = said.strip_prefix("unknown field `")?.split_once('`')?;
    let known: Vec<&str> = known.split('`').skip(1).step_by(2).collect();
    Some((key, near_key(key, &known).map(str::to_owned)))
}
