//! No promise without a test: `docs/promises.md`.

use std::fs::{read_dir, read_to_string};
use std::path::{Path, PathBuf};

use chrono::Datelike;
use doithoai::calendar::DayKind;
use doithoai::{Step, TimeLimit, Unit};

use crate::support::{VIETNAM, date};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn text(path: &str) -> String {
    read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// Files of Rust below a folder.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found
}

/// A page without its blocks of code, on one line.
fn prose(path: &str) -> String {
    let page = text(path);
    let outside = page.split("```").step_by(2).collect::<Vec<_>>().join(" ");
    outside.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The rows of the table: the promise, the same in Vietnamese, what would fail.
fn table() -> Vec<[String; 3]> {
    let rows: Vec<_> = text("docs/promises.md")
        .lines()
        .filter(|line| line.starts_with("| ") && !line.starts_with("| promise "))
        .map(|line| {
            let cells: Vec<_> = line.trim_matches('|').split(" | ").map(|cell| cell.trim().to_owned()).collect();
            cells.try_into().unwrap_or_else(|cells| panic!("three cells in {cells:?}"))
        })
        .collect();
    assert!(rows.len() >= 40, "{}", rows.len());
    rows
}

/// The names of the functions that are tests, in a text of Rust.
fn tests_of(text: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut marked = false;
    for line in text.lines().map(str::trim_start) {
        marked |= line == "#[test]";
        if let Some((name, _)) = line.strip_prefix("fn ").and_then(|rest| rest.split_once('(')) {
            if marked {
                names.push(name.to_owned());
            }
            marked = false;
        }
    }
    names
}

#[test]
fn both_readmes_make_each_promise() {
    let pages = [prose("README.md"), prose("README.vi.md")];
    for [english, vietnamese, _] in table() {
        assert!(pages[0].contains(&english), "README.md says no more: {english}");
        assert!(vietnamese == "–" || pages[1].contains(&vietnamese), "README.vi.md says no more: {vietnamese}");
    }
}

#[test]
fn each_promise_has_a_test_that_is_there() {
    let folders = ["tests", "capi/src", "capi/tests", "cli/tests"];
    let files = folders.iter().flat_map(|folder| sources(&root().join(folder)));
    let tests: Vec<_> = files.flat_map(|file| tests_of(&read_to_string(file).unwrap())).collect();
    for [promise, _, fails] in table() {
        let named: Vec<_> = fails.split(", ").map(|name| name.trim_matches('`')).collect();
        assert!(named.iter().any(|name| !name.is_empty()), "{promise}");
        for name in named {
            let there =
                if name.contains('/') { root().join(name).is_file() } else { tests.iter().any(|test| test == name) };
            assert!(there, "`{name}` is no test, for: {promise}");
        }
    }
}

/// So many words of a promise say which it is.
const SAYING: usize = 4;

#[test]
fn no_promise_of_the_readme_is_missing() {
    let readme = prose("README.md");
    let table = table();
    let end = |char: char| matches!(char, '.' | ';' | ':' | '|');
    let mut missing = Vec::new();
    for sentence in readme.split_inclusive(end) {
        let bare: String = sentence.split('`').step_by(2).collect::<String>() + " ";
        if ![" never ", " nothing ", "Nothing ", "Never ", " is refused", " are refused"]
            .iter()
            .any(|word| bare.contains(word))
        {
            continue;
        }
        let sentence = sentence.trim_matches(|char| end(char) || char == ' ');
        let covers = |promise: &str| promise.contains(sentence) || sentence.contains(promise.trim_end_matches(end));
        // A promise may go over several sentences, of which a few words say nothing.
        let is_said = |part: &str| part.split(' ').count() >= SAYING && sentence.contains(part);
        let part = |promise: &str| promise.split(end).any(|part| is_said(part.trim()));
        if !table.iter().any(|[promise, ..]| covers(promise) || part(promise)) {
            missing.push(sentence);
        }
    }
    assert!(missing.is_empty(), "docs/promises.md has no row, and so no test, for: {missing:#?}");
}

#[test]
fn the_core_has_no_clock_no_files_and_no_unsafe() {
    let manifest = text("Cargo.toml");
    assert!(manifest.contains("unsafe_code = \"forbid\"") && manifest.contains("[lints]\nworkspace = true"));
    let chrono = manifest.lines().find(|line| line.starts_with("chrono = {")).expect("chrono");
    assert!(
        chrono.contains("default-features = false") && !chrono.contains("clock") && !chrono.contains("now"),
        "{chrono}"
    );
    let modules = ["fs", "io", "env", "net", "process", "thread", "time"];
    let words =
        ["SystemTime", "Instant", "Local", "unsafe", "extern", "println!", "print!", "eprintln!", "eprint!", "dbg!"];
    for file in sources(&root().join("src")) {
        // Behind a feature, and said so: it reads folders of scenarios.
        if file.to_string_lossy().contains("src/scenario/harness") {
            continue;
        }
        for (number, line) in (1..).zip(read_to_string(&file).unwrap().lines()) {
            let code = line.trim_start();
            if code.starts_with("//") {
                continue;
            }
            let of_std = code.starts_with("use std::{");
            for word in code.split(|char: char| !(char.is_alphanumeric() || "_:!".contains(char))) {
                let module = word.strip_prefix("std::").or(of_std.then_some(word)).unwrap_or("");
                let module = module.split("::").next().unwrap_or("");
                assert!(
                    !modules.contains(&module) && !words.contains(&word),
                    "`{word}` in {}:{number}: {code}",
                    file.display()
                );
            }
        }
    }
}

#[test]
fn swaps_are_never_projected_and_every_trace_says_so() {
    let (first, last) = (date("2028-01-01"), date("2100-12-31"));
    for day in first.iter_days().take_while(|day| *day <= last) {
        let kind = VIETNAM.day(day).unwrap().kind;
        assert!(!matches!(kind, DayKind::SwappedOff { .. } | DayKind::SwappedWorking { .. }), "{day} {kind:?}");
    }
    for year in (2028..=2100).filter_map(|year| first.with_year(year)) {
        let (_, trace) = VIETNAM.due_traced(&TimeLimit::after(10, Unit::WorkingDay), year).unwrap();
        assert!(trace.steps().contains(&Step::SwapsMayMove), "{year}");
    }
}
