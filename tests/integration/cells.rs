//! Every cell of the tables of events, words and keys stands in `tests/data`: whoever changes one sees it there, and
//! whoever reviews the change too. `scripts/cells` changes each and tells what noticed it.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use doithoai::analysis::{FlawKind, Sameness};
use doithoai::audit::Judgement;
use doithoai::calendar::{DocumentKind, RestDay};
use doithoai::ruleset::{ACTORS, Detail, EVENTS, EventKind, FIELDS};
use doithoai::ruleset::{
    Activity, Basis, Body, By, CaseClass, Channel, Counts, Cutoff, DayRoll, DialogueKind, DutyKind, ExtendedFrom, Form,
    GrantedBefore, HeadKind, InstrumentKind, Level, Modality, Mode, NoDate, NormKind, Nth, Order, Pending, Per, Period,
    Phase, Scope, Severity, SourceKind, Standing, UnitType,
};
use doithoai::scenario::Measure;
use doithoai::timeline::{MissingTime, OpenReading, WhyNot, WhyOpen, WhyUnknown};
use doithoai::{Backward, Code, Confidence, Roll, Start, Text, Unit};

use crate::support::{current, library, text_of};

pub(crate) const EVENT_TABLE: &str = "src/ruleset/vocabulary/events.rs";

// ---- Events

/// What only the source of the table has of a row.
struct Row {
    doc: String,
    constant: String,
    id: String,
    /// `Rescheduled::to(NewDay)`, or nothing.
    typed: String,
}

fn rows() -> Vec<Row> {
    let source = text_of(EVENT_TABLE);
    let table = source.split_once("$make! {\n").unwrap().1.split_once("\n    } };").unwrap().0;
    let mut rows = Vec::new();
    let mut lines = table.lines().map(str::trim).peekable();
    while lines.peek().is_some() {
        let mut doc = Vec::new();
        while let Some(line) = lines.next_if(|line| line.starts_with("///")) {
            doc.push(line.trim_start_matches('/').trim());
        }
        let mut row = String::new();
        while !row.ends_with(';') {
            row = row + " " + lines.next().unwrap();
        }
        let (constant, rest) = row.trim().split_once(" \"").unwrap();
        let typed = row.split_once('{').unwrap().1.split_once('}').unwrap().0;
        rows.push(Row {
            doc: doc.join(" "),
            constant: constant.to_owned(),
            id: rest.split_once('"').unwrap().0.to_owned(),
            typed: typed.trim().to_owned(),
        });
    }
    rows
}

fn words(details: &[Detail]) -> String {
    details.iter().map(|detail| detail.word()).collect::<Vec<_>>().join(" ")
}

#[test]
fn every_cell_of_the_events_is_listed() {
    let rows = rows();
    assert_eq!(rows.len(), EVENTS.len());
    let mut list = format!("# Made from {EVENT_TABLE} by tests/integration/cells.rs.\n");
    for (event, row) in EVENTS.iter().zip(rows) {
        let EventKind { id, phase, petition, text, kept_in, needs, takes, effect, .. } = event;
        assert_eq!(*id, row.id);
        let phase = phase.map_or("none", Phase::word);
        let effect = effect.map_or_else(|| "none".to_owned(), |effect| format!("{effect:?}"));
        write!(
            list,
            "\n{id}\n  {}\n  {} | {}\n  phase: {phase}; of a petition: {petition}; kept in: {kept_in:?}; effect: {effect}\n  \
             needs: {}; takes: {}; type: {}\n",
            row.doc,
            text.vi,
            text.en,
            words(needs),
            words(takes),
            row.typed
        )
        .unwrap();
    }
    current("tests/data/events.txt", &list.replace(": ;", ": -;").replace(": \n", ": -\n"));
}

#[test]
fn the_three_names_of_an_event_are_one() {
    let mut differ = Vec::new();
    for Row { doc, constant, id, typed } in rows() {
        let capital = |word: &str| word.split_at(1).0.to_uppercase() + word.split_at(1).1;
        let name = id.split('-').map(capital).collect::<String>();
        let of_type = typed.split(['.', ':']).next().unwrap();
        if !doc.ends_with('.') || constant != id.to_uppercase().replace('-', "_") {
            differ.push(format!("`{id}` is `{constant}`: {doc}"));
        }
        if !of_type.is_empty() && of_type != name {
            differ.push(format!("`{id}` is `{name}` as a type, not `{of_type}`"));
        }
    }
    assert!(differ.is_empty(), "{differ:#?}");
}

// ---- Words

/// The listing of a table of words that is compiled: `word | vi | en`.
fn listed(rows: impl IntoIterator<Item = (String, Text)>) -> String {
    let rows = rows.into_iter().map(|(word, text)| format!("  {word} | {} | {}\n", text.vi, text.en));
    rows.collect::<Vec<_>>().concat()
}

macro_rules! vocabularies {
    ($($name:ident)+) => { [$( {
        let what = $name::from_word("?").unwrap_err().what;
        let rows = $name::ALL.iter().map(|value| (format!("{value:?} = {}", value.word()), value.text()));
        (stringify!($name), format!("{} | {}\n{}", what.vi, what.en, listed(rows)))
    } ),+] };
}

/// The name after `enum` or the like, up to what follows it.
fn name_in<'a>(line: &'a str, before: &str, after: &str) -> Option<&'a str> {
    line.split_once(before)?.1.split_once(after).map(|(name, _)| name)
}

/// The blocks of `words!`: the name of the type, and its rows as they are written.
fn words_of(text: &str) -> impl Iterator<Item = (&str, String)> {
    text.split("\nwords! {").skip(1).map(|block| {
        let rows = block.split("\n}\n").next().unwrap().lines().map(str::trim).filter(|line| !line.starts_with("//"));
        let (heads, rows): (Vec<&str>, Vec<&str>) =
            rows.filter(|line| !["", "}"].contains(line)).partition(|line| line.ends_with(" {"));
        (heads[0].trim_end_matches(" {"), format!("  {}\n", rows.join("\n  ")))
    })
}

/// Each vocabulary as it is compiled; what only the source has, as it is written there.
#[test]
fn every_cell_of_the_words_is_listed() {
    let compiled = vocabularies! {
        Activity Backward Basis Body By CaseClass Channel Code Confidence Counts Cutoff DayRoll Detail DialogueKind DocumentKind
        DutyKind ExtendedFrom Form GrantedBefore HeadKind InstrumentKind Judgement Level Measure MissingTime Modality Mode NoDate
        NormKind Nth OpenReading Order Pending Per Period Phase RestDay Roll FlawKind Sameness Scope Severity SourceKind Standing Start Unit UnitType
        WhyNot
        WhyOpen
        WhyUnknown
    };
    let mut list = "# Made from the tables of words in src by tests/integration/cells.rs.\n".to_owned();
    for (name, rows) in &compiled {
        write!(list, "\n{name}: {rows}").unwrap();
    }
    let actors = listed(ACTORS.iter().map(|actor| (actor.id.to_string(), actor.text.clone())));
    let fields = listed(FIELDS.iter().map(|field| (field.id.to_owned(), field.text.clone())));
    write!(list, "\nACTORS\n{actors}\nFIELDS\n{fields}").unwrap();
    let (mut vocabularies, mut tables) = (BTreeSet::new(), 0);
    for (file, text) in library() {
        let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
        vocabularies.extend(code.filter_map(|line| name_in(line, "pub enum ", " (\"")).map(str::to_owned));
        tables += text.matches("vocabulary! {").count();
        for (name, rows) in words_of(&text) {
            write!(list, "\n{name}, in {}\n{rows}", file.display()).unwrap();
        }
    }
    let known: BTreeSet<String> = compiled.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(vocabularies, known, "the vocabularies of src, and those that are listed here");
    assert_eq!(tables, known.len(), "each `vocabulary!` is an enum of one of these names");
    current("tests/data/words.txt", &list);
}

// ---- Keys of scenarios

/// The rows of the `keys!` of `keys.rs`: how the value is written, the name, what it is for, what reads it. What it is
/// compared with is tried by `scenarios.rs`, key by key.
#[test]
fn every_key_of_a_scenario_is_listed() {
    let source = text_of("src/scenario/keys.rs");
    let mut list = "# Made from src/scenario/keys.rs by tests/integration/cells.rs.\n".to_owned();
    for table in source.split("\nkeys! {").skip(1) {
        let mut lines = table.split("\n}\n").next().unwrap().lines().skip(1).map(str::trim);
        write!(list, "\n{}\n", lines.next().unwrap()).unwrap();
        while let Some(line) = lines.next() {
            if ["One \"", "List \"", "Each \""].iter().any(|written| line.starts_with(written)) {
                let row =
                    if line.ends_with(',') { format!("{line} {}", lines.next().unwrap()) } else { line.to_owned() };
                let (row, _) = row.split_once(", |").or(row.rsplit_once(", ")).unwrap();
                writeln!(list, "  {row}").unwrap();
            }
        }
    }
    current("tests/data/keys.txt", &list);
}
