//! A quote or a bracket that is not closed where it should be: told once, and what follows is read as if its line were not there.

use std::collections::BTreeSet;
use std::ops::Range;

use toml::de::Error;

use crate::text::Text;

/// What is not closed in a text.
pub(super) struct Unclosed {
    /// The text with blanks where that stands, so that all else keeps its place.
    pub(super) rest: String,
    /// The lines in which the parser said what is wrong, by the byte at which they begin.
    lines: BTreeSet<usize>,
    /// What the parser did not say: that a bracket is open, at its place.
    pub(super) told: Vec<(Range<usize>, Text)>,
}

impl Unclosed {
    /// How many mistakes it is.
    pub(super) fn count(&self) -> usize {
        self.lines.len().saturating_add(self.told.len())
    }

    /// Whether a mistake of the parser is told of the text as it is.
    pub(super) fn is_of(&self, error: &Error, text: &str) -> bool {
        let start = line_start(text, error.span().unwrap_or_default().start);
        self.lines.contains(&start)
    }
}

/// What is not closed in a text in which a parser found mistakes, if anything is.
pub(super) fn found(text: &str, errors: &[Error]) -> Option<Unclosed> {
    let lines = |said: &[&str]| -> BTreeSet<usize> {
        let told = errors.iter().filter(|error| said.iter().any(|said| error.message().starts_with(said)));
        told.map(|error| line_start(text, error.span().unwrap_or_default().start)).collect()
    };
    let (lines, broken) = (lines(&QUOTES), lines(&["missing "]));
    let open = open_brackets(text, &broken, &lines);
    if lines.is_empty() && open.is_empty() {
        return None;
    }
    let mut rest = text.as_bytes().to_vec();
    let of_quotes = lines.iter().map(|start| {
        *start..text.get(*start..).and_then(|rest| rest.find('\n')).map_or(text.len(), |end| start.saturating_add(end))
    });
    for part in of_quotes.chain(open.iter().map(|(_, lines)| lines.clone())) {
        rest.get_mut(part).into_iter().flatten().filter(|byte| **byte != b'\n').for_each(|byte| *byte = b' ');
    }
    let told = open.into_iter().map(|((at, bracket), _)| (at..at.saturating_add(1), not_closed(bracket))).collect();
    Some(Unclosed { rest: String::from_utf8(rest).ok()?, lines, told })
}

/// What the parser says of a text in quotes that ends with its line.
const QUOTES: [&str; 2] = ["invalid basic string", "invalid literal string"];

fn line_start(text: &str, at: usize) -> usize {
    text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |end| end.saturating_add(1))
}

/// The brackets that a line opens, that nothing closes, and after which another key or heading begins, where the parser finds no
/// comma: each with its byte, and the lines in which it stands.
fn open_brackets(
    text: &str,
    broken: &BTreeSet<usize>,
    of_quotes: &BTreeSet<usize>,
) -> Vec<((usize, char), Range<usize>)> {
    let mut found = Vec::new();
    let mut open: Vec<(usize, char)> = Vec::new();
    let (mut unclosed, mut begun): (Vec<(usize, char)>, usize) = (Vec::new(), 0);
    for (start, line) in super::syntax::lines(text) {
        if is_statement(line) && (open.is_empty() || broken.contains(&start)) {
            // What stands in another and is not closed is the mistake, not what it stands in.
            let wrong = unclosed.first().or(open.first());
            found.extend(wrong.map(|bracket| (*bracket, begun..start)));
            (open, unclosed, begun) = (Vec::new(), Vec::new(), start);
        }
        if !of_quotes.contains(&start) {
            brackets(start, line, &mut open, &mut unclosed);
        }
    }
    found.extend(unclosed.first().filter(|_| open.is_empty()).map(|bracket| (*bracket, begun..text.len())));
    found
}

/// Whether a line begins a key at its first letter, or is a heading.
fn is_statement(line: &str) -> bool {
    let is_of_key = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '_' | '-' | '.');
    let rest = line.trim_start_matches(is_of_key);
    rest.len() < line.len() && rest.trim_start().starts_with('=')
        || line.starts_with('[') && line.trim_end().ends_with(']')
}

/// Opens and closes the brackets of a line outside of its quotes.
fn brackets(start: usize, line: &str, open: &mut Vec<(usize, char)>, unclosed: &mut Vec<(usize, char)>) {
    if is_statement(line) && line.starts_with('[') {
        return;
    }
    let (mut quoted, mut escaped) = (None, false);
    for (at, letter) in line.char_indices() {
        match (quoted, letter) {
            (Some(quote), _) if letter == quote && !escaped => quoted = None,
            (Some('"'), _) => escaped = letter == '\\' && !escaped,
            (None, '"' | '\'') => quoted = Some(letter),
            (None, '#') => return,
            (None, '[' | '{') => {
                // A table has keys: the next one of a list begins on a line of its own where the last was not closed.
                if letter == '{' && open.len() > 1 && line.get(..at).is_some_and(|before| before.trim().is_empty()) {
                    unclosed.extend(open.pop_if(|(_, bracket)| *bracket == '{'));
                }
                open.push((start.saturating_add(at), letter));
            }
            (None, ']' | '}') => {
                // What was opened since the last of this sign was not closed.
                let opened = open.iter().rposition(|(_, bracket)| (*bracket == '{') == (letter == '}'));
                let inner = opened.map(|opened| open.drain(opened.saturating_add(1)..));
                unclosed.extend(inner.into_iter().flatten());
                open.pop();
            }
            _ => {}
        }
    }
}

fn not_closed(bracket: char) -> Text {
    let closing = if bracket == '{' { '}' } else { ']' };
    Text::owned(
        format!("dấu `{bracket}` mở ở đây không có dấu đóng `{closing}`"),
        format!("the `{bracket}` that opens here is not closed by `{closing}`"),
    )
}
