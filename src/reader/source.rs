//! What was found in a file so far: problems, and values that are unknown.

use std::borrow::Cow;
use std::cell::{OnceCell, RefCell};
use std::collections::BTreeSet;
use std::ops::Range;
use std::rc::Rc;

use super::places::Places;
use super::problem::place;
use super::schema::{About, Shape};
use super::{Code, Problem, Reading, Severity};
use crate::text::{Lang, Text, folded, key_called, only_key_called, shortened, visible};

/// A longer path is cut in its middle.
const LONGEST_PATH: usize = 400;

/// A report stops here.
const MOST_PROBLEMS: usize = 1_000;

/// What was found wrong in a file so far, and which of its values are unknown.
pub(crate) struct Source {
    /// The file that places refer to; what stands in another one is reported at the start.
    layer: usize,
    problems: RefCell<Vec<Problem>>,
    truncated: RefCell<bool>,
    unknowns: RefCell<Vec<String>>,
    /// What a schema has said of kinds that may hold more of themselves, by name.
    described: RefCell<BTreeSet<&'static str>>,
    /// What a file of its kind may hold, asked for where a key stands in the wrong table; and the tables of each key.
    shape: Option<fn() -> Rc<Shape>>,
    places: OnceCell<Places>,
    /// What keys are for, by which they are found, too.
    about: &'static [About],
}

impl Source {
    pub(crate) fn new(layer: usize) -> Self {
        Self {
            layer,
            problems: RefCell::default(),
            truncated: RefCell::default(),
            unknowns: RefCell::default(),
            described: RefCell::default(),
            shape: None,
            places: OnceCell::new(),
            about: &[],
        }
    }

    /// Whether a layer is that of the file itself, not of what it builds on.
    pub(crate) const fn is_of_file(&self, layer: usize) -> bool {
        layer == self.layer
    }

    /// The same of a kind of file that may hold what a shape says.
    pub(crate) fn shaped(self, shape: fn() -> Rc<Shape>) -> Self {
        Self { shape: Some(shape), ..self }
    }

    /// The same of a kind of file whose keys are for what a table says.
    pub(crate) fn about(self, about: &'static [About]) -> Self {
        Self { about, ..self }
    }

    /// The key that is called so in Vietnamese, or is said to be for it, if it is one of those there are.
    pub(super) fn key_called(&self, name: &str, known: &[&str]) -> Option<&'static str> {
        let said = folded(name);
        let is_for =
            |text: &str| text.split([';', ':', ',', '(']).next().is_some_and(|first| folded(first.trim()) == said);
        let mut about = self.about.iter().filter(|(key, ..)| known.contains(key));
        let of_about = || about.find(|(_, vi, en)| is_for(vi) || is_for(en)).map(|(key, ..)| *key);
        key_called(name, known).or_else(of_about)
    }

    /// The key that is called so, of those that a file of its kind may have; where that is not known, of all if there is only one.
    pub(super) fn key_meant(&self, name: &str) -> Option<&'static str> {
        match self.shape {
            Some(shape) => {
                let known: Vec<&str> = self.places.get_or_init(|| Places::of(&shape())).keys().collect();
                self.key_called(name, &known)
            }
            None => only_key_called(name),
        }
    }

    /// The tables in which a key stands, nearest to the path of one in which it does not; `None` if in none.
    pub(super) fn tables_of(&self, key: &str, path: &str) -> Option<Text> {
        let shape = self.shape?;
        let places = self.places.get_or_init(|| Places::of(&shape()));
        let named = |lang| Some(places.of_key(key, path, lang)).filter(|tables| !tables.is_empty());
        named(Lang::Vi).map(|_| Text::build(|lang| named(lang).unwrap_or_default().join(lang.pick(" hoặc ", " or "))))
    }

    /// Whether a name is known to be that of a table, which stands once.
    pub(super) fn is_table(&self, name: &str) -> bool {
        self.shape.is_some_and(|shape| self.places.get_or_init(|| Places::of(&shape())).is_table(name))
    }

    /// The shape of a kind that may hold more of itself, the first time; after that its name says it.
    pub(super) fn describe_once(&self, name: &'static str, describe: impl FnOnce(&Rc<Shape>)) -> Option<Rc<Shape>> {
        let is_first = self.described.borrow_mut().insert(name);
        is_first.then(|| {
            let shape = Shape::new();
            describe(&shape);
            shape
        })
    }

    pub(super) fn is_full(&self) -> bool {
        *self.truncated.borrow()
    }

    pub(crate) fn has_errors(&self) -> bool {
        self.problems.borrow().iter().any(|problem| problem.severity == Severity::Error)
    }

    /// Whether there is an error at a path or below it.
    pub(crate) fn has_errors_under(&self, path: &str) -> bool {
        let is_under = |problem: &Problem| {
            let rest = problem.path.strip_prefix(path);
            problem.severity == Severity::Error
                && rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
        };
        self.problems.borrow().iter().any(is_under)
    }

    /// Whether there is an error beside those with some codes.
    pub(crate) fn has_errors_beside(&self, codes: &[Code]) -> bool {
        let is_other = |problem: &Problem| problem.severity == Severity::Error && !codes.contains(&problem.code);
        self.problems.borrow().iter().any(is_other)
    }

    /// Notes the path of a value that the file says is unknown.
    pub(super) fn note_unknown(&self, path: String) {
        self.unknowns.borrow_mut().push(path);
    }

    /// The paths of values that the file says are unknown.
    pub(crate) fn unknowns(&self) -> Vec<String> {
        self.unknowns.borrow().clone()
    }

    pub(crate) fn report(
        &self,
        code: Code,
        span: Range<usize>,
        layer: usize,
        path: String,
        message: Text,
        suggestion: Option<&str>,
    ) {
        let mut problems = self.problems.borrow_mut();
        if problems.len() >= MOST_PROBLEMS {
            self.truncated.replace(true);
            return;
        }
        let message = message.visible();
        let span = if layer == self.layer { span } else { 0..0 };
        if problems.iter().any(|told| told.code == code && told.span == span && told.message == message) {
            return; // one mistake, met twice
        }
        let suggestion = suggestion.map(str::to_owned);
        let path = if path.len() > LONGEST_PATH { shortened(&path).into_owned() } else { path };
        let path = match visible(&path) {
            Cow::Borrowed(_) => path,
            Cow::Owned(seen) => seen,
        };
        let severity = code.severity();
        problems.push(Problem { code, severity, span, line: 0, column: 0, path, message, suggestion });
    }

    /// Reports what concerns the file as a whole.
    pub(crate) fn whole_file(&self, code: Code, message: Text) {
        self.report(code, 0..0, self.layer, String::new(), message, None);
    }

    /// What reading gave: a value only if there is no error.
    pub(crate) fn finish<T>(self, text: &str, value: Option<T>) -> Reading<T> {
        if value.is_none() && !self.has_errors() {
            self.whole_file(Code::NoContent, Text::new("không đọc được tệp", "the file cannot be read"));
        }
        let value = value.filter(|_| !self.has_errors());
        let mut problems = self.problems.into_inner();
        problems.sort_by_key(|problem| problem.span.start);
        place(&mut problems, text);
        keep_what_syntax_does_not_hide(&mut problems);
        keep_what_does_not_follow(&mut problems);
        Reading { value, problems, truncated: self.truncated.into_inner() }
    }
}

/// Where the syntax is broken, what seems missing or unknown may stand in the broken part: only what is wrong with a
/// value that can be read is kept, and nothing on a broken line. Problems have their lines already.
fn keep_what_syntax_does_not_hide(problems: &mut Vec<Problem>) {
    let is_syntax = |problem: &&Problem| problem.code.is_of_the_syntax();
    let broken: BTreeSet<usize> = problems.iter().filter(is_syntax).map(|problem| problem.line).collect();
    if !broken.is_empty() {
        problems.retain(|problem| {
            let readable = problem.code.is_of_a_value(problem.suggestion.is_some());
            // What the parser made up where it went on stands at no place.
            let is_placed = problem.span.end > 0;
            problem.code.is_of_the_syntax() || readable && is_placed && !broken.contains(&problem.line)
        });
    }
}

/// Where a table of the file is misspelt, what is missing in that which was meant stands in the other.
fn keep_what_does_not_follow(problems: &mut Vec<Problem>) {
    let is_of_key = |problem: &Problem| matches!(problem.code, Code::UnknownKey | Code::Syntax);
    let is_of_file = |problem: &&Problem| is_of_key(problem) && !problem.path.contains(['.', '[']);
    let meant: BTreeSet<String> = problems.iter().filter(is_of_file).filter_map(|one| one.suggestion.clone()).collect();
    problems.retain(|problem| {
        let table = problem.path.split(['.', '[']).next().unwrap_or_default();
        !meant.contains(table) || !matches!(problem.code, Code::MissingKey | Code::WrongType | Code::NoCitation)
    });
}
