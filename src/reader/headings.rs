//! Headings of a TOML file whose brackets are wrong: each is told once, and the file is read as it was meant.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use toml::de::Error;

use crate::text::Text;

/// A text with other headings, and what was wrong with them.
pub(super) struct Mended {
    pub(super) text: String,
    /// What to tell, each at its place in the text as it was.
    pub(super) told: Vec<(Range<usize>, Text)>,
    edits: Vec<Edit>,
}

/// A heading as it was and as it is.
struct Edit {
    was: Range<usize>,
    is: Range<usize>,
}

impl Mended {
    /// The same place in the text as it was.
    pub(super) fn before(&self, span: Range<usize>) -> Range<usize> {
        self.place(span.start)..self.place(span.end)
    }

    fn place(&self, at: usize) -> usize {
        let Some(edit) = self.edits.partition_point(|edit| edit.is.start <= at).checked_sub(1) else { return at };
        let Some(Edit { was, is }) = self.edits.get(edit) else { return at };
        let into = at.saturating_sub(is.start);
        if at < is.end {
            was.start.saturating_add(into).min(was.end)
        } else {
            was.end.saturating_add(at.saturating_sub(is.end))
        }
    }
}

/// A line that is nothing but a heading, rightly written or not.
#[derive(Clone, Copy)]
struct Heading<'a> {
    name: &'a str,
    /// As it is written.
    written: &'a str,
    /// Where that begins.
    at: usize,
    /// How many brackets open and close.
    brackets: (usize, usize),
}

impl Heading<'_> {
    fn span(&self) -> Range<usize> {
        self.at..self.at.saturating_add(self.written.len())
    }

    fn right(name: &str, is_item: bool) -> String {
        if is_item { format!("[[{name}]]") } else { format!("[{name}]") }
    }

    /// Whether it is written as a table's, or as an item's.
    fn is_written(&self, is_item: bool) -> bool {
        self.written.split_whitespace().collect::<String>() == Self::right(self.name, is_item)
            && !self.written.contains("[ [")
            && !self.written.contains("] ]")
    }
}

/// The heading that a line at a byte of its text is.
fn heading(start: usize, line: &str) -> Option<Heading<'_>> {
    let written = line.split('#').next().unwrap_or_default();
    let at = start.saturating_add(written.len().saturating_sub(written.trim_start().len()));
    let written = written.trim();
    let is_bracket = |of: char| move |letter: char| letter == of || letter == ' ' || letter == '\t';
    let opened = written.trim_start_matches(is_bracket('['));
    let name = opened.trim_end_matches(is_bracket(']'));
    let opens = written.len().saturating_sub(opened.len());
    let count = |part: Option<&str>, of: char| part.unwrap_or_default().matches(of).count();
    let brackets = (count(written.get(..opens), '['), count(opened.get(name.len()..), ']'));
    let is_name = name.starts_with(|first: char| first.is_ascii_alphabetic())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.'));
    (is_name && brackets != (0, 0)).then_some(Heading { name, written, at, brackets })
}

/// The text with the headings that are meant, if any that a parser met with is written wrongly; `is_table` are those that stand once.
pub(super) fn mended(text: &str, errors: &[Error], is_table: impl Fn(&str) -> bool) -> Option<Mended> {
    let lines = &super::syntax::lines(text);
    let headings: Vec<(Heading<'_>, bool)> = {
        let broken: BTreeSet<usize> =
            errors.iter().map(|error| line_of(lines, error.span().unwrap_or_default().start)).collect();
        let numbered = lines.iter().enumerate();
        numbered.filter_map(|(at, (start, line))| Some((heading(*start, line)?, broken.contains(&at)))).collect()
    };
    let mut told = Vec::new();
    // What each is meant as; of two tables of one name the second gets another.
    let mut meant: BTreeMap<usize, (Heading<'_>, bool, &str)> = BTreeMap::new();
    for (heading, is_broken) in &headings {
        if *is_broken && !heading.is_written(true) && !heading.is_written(false) {
            let is_item = is_item(heading, &headings);
            told.push((heading.span(), brackets_wrong(heading, is_item)));
            meant.insert(heading.at, (*heading, is_item, ""));
        }
    }
    if errors.iter().any(|error| error.message().contains("duplicate")) {
        for (name, single, times) in repeated(headings.iter().map(|(heading, _)| *heading)) {
            let at = single.get(1).or(single.first()).map(Heading::span).unwrap_or_default();
            told.push((at, stands_often(name, times, is_table(name))));
            // Elsewhere, too, it is meant as an item.
            let all = headings.iter().map(|(heading, _)| heading);
            let items = all.filter(|heading| heading.name == name && heading.is_written(false) && !is_table(name));
            meant.extend(items.map(|heading| (heading.at, (*heading, true, ""))));
            let again = single.iter().skip(1).filter(|_| is_table(name) && name.contains('.'));
            meant.extend(again.map(|heading| (heading.at, (*heading, false, AGAIN))));
        }
    }
    if told.is_empty() {
        return None;
    }
    let mut mended = Mended { text: String::new(), told, edits: Vec::new() };
    let mut end = 0;
    for (heading, is_item, suffix) in meant.into_values() {
        let was = heading.span();
        mended.text.push_str(text.get(end..was.start).unwrap_or_default());
        let begins = mended.text.len();
        mended.text.push_str(&Heading::right(&format!("{}{suffix}", heading.name), is_item));
        end = was.end;
        mended.edits.push(Edit { is: begins..mended.text.len(), was });
    }
    mended.text.push_str(text.get(end..).unwrap_or_default());
    Some(mended)
}

/// What a second table of a name is called.
const AGAIN: &str = "-2";

/// The number of the line that a byte stands on.
fn line_of(lines: &[(usize, &str)], at: usize) -> usize {
    lines.partition_point(|(start, _)| *start <= at).saturating_sub(1)
}

/// Whether a heading is meant as an item's: as others of its name are written, else by its brackets.
fn is_item(heading: &Heading<'_>, all: &[(Heading<'_>, bool)]) -> bool {
    let mut same = all.iter().map(|(other, _)| other).filter(|other| other.name == heading.name);
    let written = same.find_map(|other| [true, false].into_iter().find(|is_item| other.is_written(*is_item)));
    written.unwrap_or(heading.brackets.0.max(heading.brackets.1) > 1)
}

fn brackets_wrong(heading: &Heading<'_>, is_item: bool) -> Text {
    let (written, right) = (heading.written, Heading::right(heading.name, is_item));
    Text::owned(
        format!("`{written}` thiếu hoặc thừa dấu ngoặc vuông; hãy viết `{right}`"),
        format!("`{written}` has a bracket too few or too many; write `{right}`"),
    )
}

fn stands_often(name: &str, times: usize, is_table: bool) -> Text {
    if is_table {
        return Text::owned(
            format!("`[{name}]` có {times} lần; bảng chỉ đứng một lần: hãy gộp lại, hoặc đặt tên khác"),
            format!("`[{name}]` stands {times} times; a table stands once: join them, or give it another name"),
        );
    }
    Text::owned(
        format!("`[{name}]` có {times} lần; bảng chỉ đứng một lần, còn danh sách thì mỗi mục viết `[[{name}]]`"),
        format!(
            "`[{name}]` stands {times} times; a table stands once, and each item of a list is written `[[{name}]]`"
        ),
    )
}

/// Names that stand as a table's more than once in one item of what they are in, or beside items of their own: where they stand
/// as a table's, and how often they stand.
fn repeated<'a>(headings: impl Iterator<Item = Heading<'a>>) -> Vec<(&'a str, Vec<Heading<'a>>, usize)> {
    let mut seen: BTreeMap<&str, (Vec<Heading<'a>>, usize)> = BTreeMap::new();
    let mut found: BTreeMap<&str, (Vec<Heading<'a>>, usize)> = BTreeMap::new();
    for heading in headings {
        let is_item = heading.is_written(true);
        if !is_item && !heading.is_written(false) {
            continue;
        }
        let (first, after) = (format!("{}.", heading.name), format!("{}/", heading.name));
        let inside: Vec<&str> = seen.range(first.as_str()..after.as_str()).map(|(name, _)| *name).collect();
        for name in inside {
            seen.remove(name); // each item has its own
        }
        let (single, times) = seen.entry(heading.name).or_default();
        *times = times.saturating_add(1);
        single.extend((!is_item).then_some(heading));
        if *times > 1 && !single.is_empty() {
            found.insert(heading.name, (single.clone(), *times));
        }
    }
    found.into_iter().map(|(name, (single, times))| (name, single, times)).collect()
}
