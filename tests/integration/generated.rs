//! The two generated source files are what their sources say. `UPDATE=1` rewrites them.

use std::fmt::Write as _;

use calendrical_calculations::chinese_based::{ChineseBased, YearBounds, month_structure_for_year};
use calendrical_calculations::gregorian::{fixed_from_gregorian, gregorian_from_fixed};
use calendrical_calculations::rata_die::RataDie;
use chrono::{Datelike, NaiveDate};
use doithoai::Calendar;
use doithoai::Text;
use doithoai::calendar::{Document, DocumentFact, HolidayRule, Issued, VIETNAM_TOML, lunar, parse_documents};

use crate::support::{current, date, rows};

#[test]
fn the_documents_are_those_of_vietnam_toml() {
    let documents = parse_documents(VIETNAM_TOML).expect("vietnam.toml is valid");
    let (lists, written): (Vec<_>, Vec<_>) = documents.iter().map(document).unzip();
    let text = format!(
        "// Generated from vietnam.toml by tests/integration/generated.rs. Do not edit.\n\n\
         use std::borrow::Cow;\n\n\
         use chrono::NaiveDate;\n\n\
         use super::document::{{Document, DocumentFact, DocumentKind, HolidayRule, Issued, RestDay}};\n\
         use super::practice::Practice;\n\
         use crate::text::{{Confidence, Text}};\n\n\
         pub(super) fn documents() -> Vec<Document> {{\n    DOCUMENTS.to_vec()\n}}\n\n\
         const fn day(year: i32, month: u32, day: u32) -> NaiveDate {{\n    \
         match NaiveDate::from_ymd_opt(year, month, day) {{\n        Some(date) => date,\n        None => NaiveDate::MIN,\n    }}\n}}\n\n\
         pub(super) const CHECKED_UNTIL: NaiveDate = {};\n\n\
         {}{}static DOCUMENTS: [Document; {}] = [\n{}];\n",
        day(checked_until()),
        practice(),
        lists.concat(),
        documents.len(),
        written.concat(),
    );
    current("src/calendar/generated.rs", &text);
    let compiled_before_the_update = std::env::var_os("UPDATE").is_some();
    assert!(
        compiled_before_the_update || Calendar::vietnam().documents() == documents,
        "the generated documents differ"
    );
}

/// Until when documents were looked for.
fn checked_until() -> NaiveDate {
    let line = VIETNAM_TOML.lines().find_map(|line| line.strip_prefix("checked_until = ")).expect("a line of its own");
    date(line.split(' ').next().expect("a date"))
}

/// What practice makes likely, for each weekday once.
fn practice() -> String {
    const WEEK: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    let file = toml::de::DeTable::parse(VIETNAM_TOML).expect("vietnam.toml is TOML");
    let practices = file.get_ref()["practice"].get_ref().as_array().expect("a list").iter();
    let practices: Vec<_> = practices.map(|table| table.get_ref().as_table().expect("a table")).collect();
    let likely = |of: &str, weekday: &str| {
        let names = |list: &toml::de::DeValue<'_>| {
            list.as_array().expect("a list").iter().any(|day| day.get_ref().as_str() == Some(weekday))
        };
        let found = practices
            .iter()
            .filter(|table| table["of"].get_ref().as_str() == Some(of) && names(table["weekdays"].get_ref()));
        let [one] = found.collect::<Vec<_>>()[..] else { panic!("{of} on {weekday}: not once") };
        let number =
            |key: &str| one.get(key).map(|days| days.get_ref().as_integer().expect("a number").as_str().to_owned());
        number("after").or(number("before").map(|days| format!("-{days}"))).expect("a side")
    };
    let week = |of: &str| WEEK.map(|weekday| likely(of, weekday)).join(", ");
    format!(
        "pub(super) const PRACTICE: Practice = Practice {{\n    tet: [{}],\n    national_day: [{}],\n}};\n\n",
        week("tet"),
        week("national-day")
    )
}

/// The constants of a document's lists, and the document. Rust 1.88 keeps no list of what is dropped inside `Cow::Borrowed(…)`.
fn document(document: &Document) -> (String, String) {
    assert!(document.supersedes.is_empty(), "the generator does not write `supersedes` yet");
    let mut lists = String::new();
    let mut list = |kind: &str, item: &str, items: Vec<String>| {
        if items.is_empty() {
            return "Cow::Borrowed(&[])".to_owned();
        }
        let name = format!("{kind}_{}", document.id.replace('-', "_").to_uppercase());
        writeln!(lists, "const {name}: &[{item}] = &[\n    {},\n];\n", items.join(",\n    "))
            .expect("a string takes any text");
        format!("Cow::Borrowed({name})")
    };
    let ends = list("ENDS", "Cow<'static, str>", document.ends.iter().map(|id| cow(id)).collect());
    let with = list("WITH", "Text", document.with.iter().map(text).collect());
    let facts = list("FACTS", "DocumentFact", document.facts.iter().map(fact).collect());
    let document = format!(
        "    Document {{\n        id: {},\n        kind: DocumentKind::{:?},\n        number: {},\n        name: {},\n        \
         issuer: {},\n        issued: {},\n        from: {},\n        ends: {ends},\n        confidence: Confidence::{:?},\n        \
         source: {},\n        with: {with},\n        supersedes: Cow::Borrowed(&[]),\n        facts: {facts},\n    }},\n",
        cow(&document.id),
        document.kind,
        option(document.number.as_deref().map(cow)),
        option(document.name.as_ref().map(text)),
        text(&document.issuer),
        match document.issued {
            Issued::On(on) => format!("Issued::On({})", day(on)),
            Issued::NotAfter(on) => format!("Issued::NotAfter({})", day(on)),
            _ => panic!("a new kind of date of issue"),
        },
        day(document.from),
        document.confidence,
        cow(&document.source),
    );
    (lists, document)
}

fn fact(fact: &DocumentFact) -> String {
    match fact {
        DocumentFact::WeeklyRest { days } => {
            let days: Vec<String> = days.iter().map(|day| format!("RestDay::{day:?}")).collect();
            format!("DocumentFact::WeeklyRest {{ days: Cow::Borrowed(&[{}]) }}", days.join(", "))
        }
        DocumentFact::Holiday { id, name, rule, at } => {
            let rule = match rule {
                HolidayRule::Solar { month, day } => format!("HolidayRule::Solar {{ month: {month}, day: {day} }}"),
                HolidayRule::HungKings => "HolidayRule::HungKings".to_owned(),
                HolidayRule::Tet { days } => format!("HolidayRule::Tet {{ days: {days} }}"),
                HolidayRule::Beside { month, day } => format!("HolidayRule::Beside {{ month: {month}, day: {day} }}"),
                _ => panic!("a new kind of holiday"),
            };
            format!("DocumentFact::Holiday {{ id: {}, name: {}, rule: {rule}, at: {} }}", cow(id), text(name), cow(at))
        }
        DocumentFact::DecidedYearly { at } => format!("DocumentFact::DecidedYearly {{ at: {} }}", cow(at)),
        DocumentFact::Confirms { on } => format!("DocumentFact::Confirms {{ on: {} }}", day(*on)),
        DocumentFact::MakeUp { at } => format!("DocumentFact::MakeUp {{ at: {} }}", cow(at)),
        DocumentFact::Tet { from, to } => format!("DocumentFact::Tet {{ from: {}, to: {} }}", day(*from), day(*to)),
        DocumentFact::BesideNationalDay { on } => format!("DocumentFact::BesideNationalDay {{ on: {} }}", day(*on)),
        DocumentFact::InLieu { of, on } => format!("DocumentFact::InLieu {{ of: {}, on: {} }}", day(*of), day(*on)),
        DocumentFact::Swap { off, worked } => {
            format!("DocumentFact::Swap {{ off: {}, worked: {} }}", day(*off), day(*worked))
        }
        other => panic!("the generator does not write {other:?} yet"),
    }
}

fn cow(words: &str) -> String {
    format!("Cow::Borrowed({words:?})")
}

fn text(text: &Text) -> String {
    format!("Text::new({:?}, {:?})", text.vi, text.en)
}

fn option(value: Option<String>) -> String {
    value.map_or_else(|| "None".to_owned(), |value| format!("Some({value})"))
}

fn day(date: NaiveDate) -> String {
    format!("day({}, {}, {})", date.year(), date.month(), date.day())
}

/// The lunar calendar of Vietnam: Chinese rules at the meridian of Hanoi, from 1968.
struct Vietnamese;

impl ChineseBased for Vietnamese {
    fn utc_offset(_: RataDie) -> f64 {
        7.0 / 24.0
    }
    const EPOCH: RataDie = fixed_from_gregorian(-2636, 2, 15); // not used by what is called here
    const DEBUG_NAME: &'static str = "vietnamese";
}

/// Lunar New Year's Day and the 10th of the regular third month.
fn computed(year: i32) -> (NaiveDate, NaiveDate) {
    let bounds = YearBounds::compute::<Vietnamese>(fixed_from_gregorian(year, 7, 1));
    let (lengths, leap) = month_structure_for_year::<Vietnamese>(bounds.new_year, bounds.next_new_year);
    let leap = leap.map_or(usize::MAX, usize::from);
    let months_before_third = if leap <= 3 { 3 } else { 2 };
    let long: i64 = lengths[..months_before_third].iter().map(|long| if *long { 30 } else { 29 }).sum();
    let civil = |fixed: RataDie| {
        let (year, month, day) = gregorian_from_fixed(fixed).expect("a year in range");
        NaiveDate::from_ymd_opt(year, month.into(), day.into()).expect("a valid date")
    };
    (civil(bounds.new_year), civil(bounds.new_year + long + 9))
}

#[test]
fn the_lunar_table_is_what_the_astronomy_says() {
    let entries: Vec<u16> = (1976..=2174)
        .map(|year| {
            let (tet, hung_kings) = computed(year);
            u16::try_from(tet.ordinal() << 8 | hung_kings.ordinal()).expect("both fit a byte")
        })
        .collect();
    let mut table = String::new();
    for row in entries.chunks(16) {
        let row: Vec<String> = row.iter().map(|entry| format!("0x{entry:04x}")).collect();
        writeln!(table, "    {},", row.join(", ")).expect("a string takes any text");
    }
    let text = format!(
        "// Generated by tests/integration/generated.rs with `calendrical_calculations` at UTC+7. Do not edit.\n\n\
         pub(super) const FIRST_YEAR: i32 = 1976;\n\n\
         /// Day of the year of Tết in the high byte, of 10/3 in the low byte.\n\
         pub(super) static TABLE: [u16; {}] = [\n{table}];\n",
        entries.len()
    );
    current("src/calendar/lunar_table.rs", &text);
}

#[test]
fn tet_and_hung_kings_equal_four_independent_computations() {
    let rows = rows(include_str!("../data/tet_hung_kings.csv"));
    assert_eq!(rows.len(), 199);
    for row in rows {
        let year: i32 = row[0].parse().expect("a year");
        assert_eq!(lunar::tet(year), Some(date(row[1])), "Tết {year}");
        assert_eq!(lunar::hung_kings(year), Some(date(row[2])), "10/3 {year}");
    }
    assert_eq!((lunar::tet(1975), lunar::tet(2175), lunar::hung_kings(2175)), (None, None, None));
}
