//! All that is wrong in a log at once: in its lines, and in its entries under what judges it.

use chrono::NaiveDate;

use super::lines::{Entry, FORMAT, FirstLine, Head, begun, entry, format_alone, numbered, unread};
use super::log_error::{LogCause, LogError, is_cut};
use super::mistakes::{SAMPLE, another_log, mistakes, of_words};
use super::pairs::Pairs;
use crate::calendar::FIRST;
use crate::timeline::NotUnderstood;

/// So many problems a report has at most, as that of a rule file.
pub(super) const MOST_PROBLEMS: usize = 1_000;

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
    /// What an entry would be refused for where it is appended, and a stored log is not: it is read, and counts for nothing. It is
    /// known once the log is judged ([`under`](Self::under)).
    pub warnings: Vec<LogError>,
    pub(super) log: Option<L>,
    /// The line that says whose log it is, and those of the entries.
    pub(super) lines: (usize, Vec<usize>),
}

impl<L> CheckedLog<L> {
    pub(crate) fn of(log: Option<L>, lines: (usize, Vec<usize>), wrong: Wrong) -> Self {
        Self { problems: wrong.problems, truncated: wrong.truncated, warnings: Vec::new(), log, lines }
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
        self.problems.extend(in_lines(&self.lines, more));
        self.problems.sort_by_key(|problem| problem.line);
        self.truncated |= self.problems.len() > MOST_PROBLEMS;
        self.problems.truncate(MOST_PROBLEMS);
        self
    }

    /// The same with what is told of entries that are read all the same.
    pub(crate) fn warning(mut self, more: Vec<(usize, LogCause)>) -> Self {
        self.warnings = in_lines(&self.lines, more).collect();
        self.warnings.sort_by_key(|told| told.line);
        self.warnings.truncate(MOST_PROBLEMS);
        self
    }

    /// Whether a line is wrong in itself.
    pub(super) fn is_wrong(&self, entry: usize) -> bool {
        let line = entry.checked_sub(1).and_then(|at| self.lines.1.get(at));
        line.is_some_and(|line| self.problems.binary_search_by_key(line, |problem| problem.line).is_ok())
    }
}

/// What is wrong of entries, by their numbers, with their lines; 0 is the first line.
fn in_lines(
    (first, of_entries): &(usize, Vec<usize>),
    of: Vec<(usize, LogCause)>,
) -> impl Iterator<Item = LogError> + use<'_> {
    let line = |entry: usize| entry.checked_sub(1).and_then(|at| of_entries.get(at)).copied().unwrap_or(*first);
    of.into_iter().map(move |(entry, cause)| LogError { line: line(entry), cause })
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
    let (mut entries, mut strange) = (Vec::new(), false);
    let mut goes_on = first.is_none() && read.last().is_some_and(|(_, said)| is_cut(said));
    for (line, said) in lines {
        // What goes on in the next lines is one mistake.
        if goes_on && !said.trim_start().starts_with('{') {
            continue;
        }
        goes_on = is_cut(said);
        let read = entry(line, said, undated, format);
        if let Some(another) = another_log(line, said).filter(|_| read.is_err()) {
            wrong.extend(vec![another]);
            break; // the lines after it are of that one
        }
        let read = read.unwrap_or_else(|error| {
            wrong.extend(mistakes(said, error, SAMPLE, of_words));
            unreadable(said, undated)
        });
        entries.push((line, read.kept_after(&mut strange, said)));
    }
    AllLines { at, first, entries, wrong }
}

/// What can be read of a line that is wrong.
fn unreadable(line: &str, undated: NaiveDate) -> Entry {
    let pairs = serde_json::from_str::<Pairs>(line).unwrap_or_default();
    unread(line, &pairs, NotUnderstood::Value { said: String::new() }, undated)
}
