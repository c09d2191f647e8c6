//! What every public type can do.

use std::collections::BTreeSet;
use std::path::Path;

use doithoai::{Calendar, Certainty, DueDate, Duty, Facts, RuleSet, Terms, TimeLimit, Timeline, Trace};

use crate::messages::word_at;
use crate::support::library;

fn sendable<T: Send + Sync + Clone + std::fmt::Debug>() {}

#[test]
fn public_types_can_be_shared_between_threads() {
    sendable::<Calendar>();
    sendable::<DueDate>();
    sendable::<TimeLimit>();
    sendable::<Trace>();
    sendable::<RuleSet>();
    sendable::<Terms>();
    sendable::<Facts>();
    sendable::<Timeline>();
    sendable::<Duty>();
}

#[test]
fn a_due_date_stays_small_and_needs_no_allocation() {
    assert!(size_of::<DueDate>() <= 32, "{}", size_of::<DueDate>());
    assert!(size_of::<Certainty>() <= 24, "{}", size_of::<Certainty>());
    assert_eq!(size_of::<Calendar>(), size_of::<usize>());
}

#[test]
fn a_calendar_shows_what_it_is_made_of() {
    let shown = format!("{:?}", Calendar::vietnam());
    assert_eq!(shown, "Calendar { documents: 19, .. }");
}

#[test]
fn the_versions_of_the_workspace_agree() {
    let cli = include_str!("../../cli/Cargo.toml");
    assert!(cli.contains("version.workspace = true"));
    assert!(include_str!("../../CHANGELOG.md").contains("## [Unreleased]"));
}

/// What has public fields can have more of them one day.
#[test]
fn public_structs_can_grow() {
    let mut seen = 0;
    for (path, text) in library() {
        let lines: Vec<&str> = text.lines().collect();
        for (at, line) in lines.iter().enumerate() {
            let Some(name) = line.trim_start().strip_prefix("pub struct ") else { continue };
            let end = " ".repeat(line.len() - line.trim_start().len()) + "}";
            let body = lines[at..].iter().skip(1).take_while(|line| **line != end);
            let fields = line.ends_with('{') && body.clone().any(|line| line.trim_start().starts_with("pub "));
            let head = lines[..at].iter().rev().take_while(|line| !line.is_empty() && !line.ends_with(['}', ';', '{']));
            let grows = head.clone().any(|line| line.trim() == "#[non_exhaustive]");
            assert!(
                grows || !(fields || line.contains("(pub ")),
                "{}: {} is exhaustive",
                path.display(),
                word_at(name)
            );
            seen += usize::from(fields);
        }
    }
    assert!(seen > 80, "{seen}");
}

/// The names that a module of the library makes public, its own modules' with them.
fn public(folder: &Path, file: &str, names: &mut BTreeSet<String>) {
    let text = std::fs::read_to_string(folder.join(file).with_extension("rs")).unwrap();
    let within = if file == "lib" { folder.to_owned() } else { folder.join(file) };
    for used in text.split("\npub use ").skip(1) {
        let used = used.split(';').next().unwrap();
        if let Some(file) = used.strip_suffix("::*") {
            public(&within, file, names);
            continue;
        }
        let list = used.rsplit_once("::").unwrap().1.split(|letter: char| !letter.is_alphanumeric() && letter != '_');
        names.extend(list.filter(|name| !name.is_empty()).map(str::to_owned));
    }
    for line in text.lines() {
        let word = line.strip_prefix("    pub enum ").filter(|line| line.contains(" (\"")); // of `vocabulary!`
        let Some(line) = word.or_else(|| line.strip_prefix("pub ")) else { continue };
        let mut words =
            line.split(' ').filter(|_| word.is_none()).skip_while(|word| *word == "const" && line.contains(" fn "));
        match words.next() {
            Some("mod") => public(&within, word_at(words.next().unwrap()), names),
            Some("use") => {}
            Some("struct" | "enum" | "trait" | "type" | "const" | "static" | "fn") => {
                names.insert(word_at(words.next().unwrap()).to_owned());
            }
            None => _ = names.insert(word_at(line).to_owned()),
            Some(other) => panic!("{file}: pub {other}"),
        }
    }
}

/// A public item is told of, or it goes. The type of each event is made from its row, which the READMEs list.
#[test]
fn the_tour_names_every_public_item() {
    let mut names = BTreeSet::new();
    public(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), "lib", &mut names);
    assert!(names.len() > 200 && ["Judgement", "tet", "Declared", "dates_in"].iter().all(|name| names.contains(*name)));
    let tour = include_str!("../../docs/tour.md");
    let code = tour.split('`').skip(1).step_by(2);
    let told: BTreeSet<&str> = code.flat_map(|code| code.split(|c: char| !c.is_alphanumeric() && c != '_')).collect();
    let untold = names.iter().filter(|name| !told.contains(name.as_str()));
    assert_eq!(untold.collect::<Vec<_>>(), Vec::<&String>::new());
}
