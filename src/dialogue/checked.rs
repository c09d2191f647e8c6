//! All that is wrong in a log at once: in its lines, and in its entries under what judges it.

use chrono::NaiveDate;
use serde::de::DeserializeOwned;

use super::kept::is_by_course;
use super::lines::{
    Entry, FORMAT, FirstLine, Head, Pairs, begun, entry, format_alone, keys_once, malformed, numbered, unread,
};
use super::log::Log;
use super::log_error::{LogCause, LogError};
use super::state::State;
use super::{Core, ReplayError};
use crate::calendar::FIRST;
use crate::ruleset::vocabulary::{built_in, effect_of};
use crate::timeline::fact_wire::Line;
use crate::timeline::facts::{RESERVED, Seen, Written};
use crate::timeline::{Fact, NotUnderstood, Terms};

/// So many problems a report has at most, as that of a rule file.
const MOST_PROBLEMS: usize = 1_000;

/// Everything wrong in a log, for whoever mends it; what a mistake makes impossible of later entries is no mistake of its own.
///
/// ```
/// use doithoai::{Calendar, RuleSet, Terms, dialogue::Log};
/// let text = r#"{"dialogue":"DT-1","appointed":"2026-08-20","on":"2026-07-20"}
/// {"event":"opened","on":"2026-8-20"}
/// {"event":"closed","on":"2026-08-20"}
/// {"event":"closed","on":"2026-08-21"}
/// {"event":"conclusion-notified","on":"2026-09-04","evidence":"12/TB-UBND"}
/// "#;
/// let lines = |problems: &[doithoai::dialogue::LogError]| problems.iter().map(|problem| problem.line).collect::<Vec<_>>();
/// let checked = Log::check_jsonl(text);
/// assert_eq!(lines(&checked.problems), [2, 5]);
/// let checked = checked.under(Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam()));
/// assert_eq!(lines(&checked.problems), [2, 4, 5]); // that it closed on the 20th is no mistake
/// # Ok::<(), doithoai::VersionError>(())
/// ```
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct CheckedLog<L> {
    /// What is wrong, in the order of the lines; 1,000 at most.
    pub problems: Vec<LogError>,
    /// Whether there was more that is wrong than is listed.
    pub truncated: bool,
    log: Option<L>,
    /// The line that says whose log it is, and those of the entries.
    lines: (usize, Vec<usize>),
}

impl<L> CheckedLog<L> {
    pub(crate) fn of(log: Option<L>, lines: (usize, Vec<usize>), wrong: Wrong) -> Self {
        Self { problems: wrong.problems, truncated: wrong.truncated, log, lines }
    }

    /// The log as far as it could be read, an entry that could not in its place; `None` if nobody can tell whose it is.
    ///
    /// Its head says which rule sets judge it. It is judged only if nothing is wrong.
    ///
    /// ```
    /// use doithoai::dialogue::Log;
    /// let text = "{\"dialogue\":\"DT-1\",\"appointed\":\"2026-08-20\",\"on\":\"2026-07-20\"}\n{\"event\":\"opened\"}";
    /// let checked = Log::check_jsonl(text);
    /// assert_eq!(checked.as_read().unwrap().plan().id, "DT-1");
    /// assert_eq!(checked.problems[0].to_string(), "line 2: missing field `on` (column 18)");
    /// ```
    #[must_use]
    pub const fn as_read(&self) -> Option<&L> {
        self.log.as_ref()
    }

    /// The same with what else was found wrong: of entries by their numbers, 0 is the first line.
    pub(crate) fn and(mut self, more: Vec<(usize, LogCause)>) -> Self {
        let (first, of_entries) = &self.lines;
        let line = |entry: usize| match entry.checked_sub(1) {
            None => *first,
            Some(at) => of_entries.get(at).copied().unwrap_or(*first),
        };
        self.problems.extend(more.into_iter().map(|(entry, cause)| LogError { line: line(entry), cause }));
        self.problems.sort_by_key(|problem| problem.line);
        self.truncated |= self.problems.len() > MOST_PROBLEMS;
        self.problems.truncate(MOST_PROBLEMS);
        self
    }

    /// Whether a line is wrong in itself.
    fn is_wrong(&self, entry: usize) -> bool {
        let line = entry.checked_sub(1).and_then(|at| self.lines.1.get(at));
        line.is_some_and(|line| self.problems.binary_search_by_key(line, |problem| problem.line).is_ok())
    }
}

impl CheckedLog<Log> {
    /// The same with the entries that cannot have been under terms, each as [`AnyDialogue::replay`](super::AnyDialogue::replay)
    /// refuses it. Whatever was refused is taken to have been meant: what only it makes impossible is not told.
    ///
    /// The example of [`CheckedLog`] shows it.
    #[must_use]
    pub fn under(self, terms: Terms) -> Self {
        let refused = match &self.log {
            Some(log) => refusals(terms, log, |entry| self.is_wrong(entry)),
            None => Vec::new(),
        };
        let refused = refused.into_iter().map(|error| (error.entry, error.into())).collect();
        self.and(refused)
    }
}

/// The entries of a log that cannot have been; `is_wrong` are those that could not be read.
fn refusals(terms: Terms, log: &Log, is_wrong: impl Fn(usize) -> bool) -> Vec<ReplayError> {
    let core = match Core::planned(terms, log.emptied()) {
        Ok(core) => core,
        Err(refusal) => return vec![ReplayError::of_plan(refusal)],
    };
    let mut course = Course { meant: core.state.clone(), core, passed: Vec::new() };
    let mut refused = Vec::new();
    for (entry, seen) in (1..).zip(log.facts().seen_all()) {
        refused.extend(course.take(entry, seen, is_wrong(entry)));
        if refused.len() > MOST_PROBLEMS {
            break;
        }
    }
    refused
}

/// A dialogue, and where it would stand had nothing been refused.
struct Course {
    core: Core,
    meant: State,
    /// What was passed over, by number.
    passed: Vec<usize>,
}

impl Course {
    /// Takes the next entry, or passes over it; why it is refused, unless that follows from what was refused before.
    fn take(&mut self, entry: usize, seen: Seen<'_>, is_wrong: bool) -> Option<ReplayError> {
        if is_wrong {
            self.pass_over(seen, built_in(seen.event()).is_none());
            self.mean(entry);
            return None;
        }
        match self.core.take(seen) {
            Ok(()) if seen.corrects().is_some() => {
                self.meant = self.core.state.clone();
                for passed in self.passed.clone() {
                    self.mean(passed);
                }
                None
            }
            Ok(()) => {
                self.mean(entry);
                None
            }
            Err(refusal) => {
                self.pass_over(seen, seen.corrects().is_some());
                let follows = seen.corrects().is_none() && is_by_course(&refusal.reason) && self.is_as_meant(entry);
                self.mean(entry);
                (!follows).then(|| ReplayError::of(entry, refusal, &self.core.terms))
            }
        }
    }

    /// Has an entry in its place, of which nothing is made; if nobody can tell what it meant, it may explain what comes.
    fn pass_over(&mut self, seen: Seen<'_>, is_unclear: bool) {
        let fact = Fact { corrects: None, void: false, key: None, ..seen.fact() };
        let petition = fact.petition.clone();
        let number = self.core.log.push(fact);
        self.core.log.mark_last(Some(Written::refused()));
        self.passed.push(number);
        if is_unclear {
            self.core.kept.add(petition.as_deref(), number);
        }
    }

    /// Whether an entry is possible where the dialogue was meant to stand.
    fn is_as_meant(&self, entry: usize) -> bool {
        self.core.log.facts().seen(entry).is_some_and(|fact| self.meant.check(&self.core.terms, fact).is_ok())
    }

    /// Takes in what an entry was meant to change.
    fn mean(&mut self, entry: usize) {
        if let Some(fact) = self.core.log.facts().seen(entry) {
            self.meant.apply(effect_of(fact.event()), fact);
        }
    }
}

/// What is wrong, in the order of the lines, up to a limit.
#[derive(Debug, Default)]
pub(crate) struct Wrong {
    problems: Vec<LogError>,
    truncated: bool,
}

impl Wrong {
    pub(crate) fn add(&mut self, line: usize, causes: Vec<LogCause>) {
        self.extend(causes.into_iter().map(|cause| LogError { line, cause }).collect());
    }

    fn extend(&mut self, more: Vec<LogError>) {
        for problem in more {
            if self.problems.len() < MOST_PROBLEMS {
                self.problems.push(problem);
            } else {
                self.truncated = true;
            }
        }
        self.problems.sort_by_key(|problem| problem.line);
    }

    /// Whether anything is wrong with a line.
    pub(crate) fn is_of(&self, line: usize) -> bool {
        self.problems.binary_search_by_key(&line, |problem| problem.line).is_ok()
    }
}

/// The lines of a log with all that is wrong in them.
pub(crate) struct AllLines<First> {
    /// The number of the line that says whose log it is.
    pub(crate) at: usize,
    /// What that says, if it can be read.
    pub(crate) first: Option<(First, Head)>,
    /// The entries, each with the number of its line; one that cannot be read as far as it can.
    pub(crate) entries: Vec<(usize, Entry)>,
    pub(crate) wrong: Wrong,
}

/// Reads the lines; as [`read_lines`](super::lines::read_lines), but goes on after a mistake.
pub(crate) fn all_lines<First: FirstLine>(text: &str) -> AllLines<First> {
    let mut wrong = Wrong::default();
    let mut lines = numbered(text).peekable();
    // A format of its own line that is none says nothing of the next one.
    if let Some((line, Err(cause))) = lines.peek().and_then(|(line, said)| Some((*line, format_alone(said)?))) {
        wrong.add(line, vec![cause]);
        lines.next();
    }
    let mut read = Vec::new(); // the lines that were asked for
    let begun = begun::<First>(&mut lines.by_ref().inspect(|line| read.push(*line)));
    let (at, first) = match begun {
        Ok((at, first, head)) => (at, Some((first, head))),
        Err(error) => {
            let (at, said) = read.last().copied().unwrap_or((error.line, ""));
            wrong.extend(mistakes::<First>(said, error, First::SAMPLE, |_| None));
            (at, None)
        }
    };
    let undated = first.as_ref().map_or(FIRST, |(first, _)| first.day());
    let format = first.as_ref().map_or(FORMAT, |(_, head)| head.format);
    let mut entries = Vec::new();
    for (line, said) in lines {
        let read = entry(line, said, undated, format).unwrap_or_else(|error| {
            wrong.extend(mistakes(said, error, SAMPLE, of_words));
            unreadable(said, undated)
        });
        entries.push((line, read));
    }
    AllLines { at, first, entries, wrong }
}

/// What can be read of a line that is wrong.
fn unreadable(line: &str, undated: NaiveDate) -> Entry {
    let pairs = serde_json::from_str::<Pairs>(line).unwrap_or_default();
    unread(line, &pairs, NotUnderstood::Value { said: String::new() }, undated)
}

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
fn mistakes<T: DeserializeOwned>(
    text: &str,
    first: LogError,
    sample: &[(&str, &str)],
    check: impl Fn(T) -> Option<LogCause>,
) -> Vec<LogError> {
    let line = first.line;
    let pairs = serde_json::from_str::<Pairs>(text).ok().filter(|_| keys_once(line, text).is_ok());
    let (Some(Pairs(pairs)), LogCause::Malformed { .. } | LogCause::Word(_)) = (pairs, &first.cause) else {
        return vec![first];
    };
    let mut all = Vec::new();
    for (key, value) in pairs.iter().filter(|(key, _)| key != "format" && !key.starts_with(RESERVED)) {
        let name = serde_json::to_string(key).unwrap_or_default();
        let beside = sample.iter().filter(|(known, _)| known != key).map(|(key, value)| format!("\"{key}\":{value}"));
        let alone: Vec<String> = beside.chain([format!("{name}:{}", value.get())]).collect();
        match serde_json::from_str::<T>(&format!("{{{}}}", alone.join(","))) {
            Ok(read) => all.extend(check(read).map(|cause| LogError { line, cause })),
            Err(error) => all.push(malformed(line, text, super::lines::said(&error), Some(&name))),
        }
    }
    for (key, _) in sample.iter().filter(|(key, _)| !pairs.iter().any(|(known, _)| known == key)) {
        all.push(malformed(line, text, format!("missing field `{key}`"), None));
    }
    if all.is_empty() { vec![first] } else { all }
}
