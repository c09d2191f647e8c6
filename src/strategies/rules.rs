//! Rule files: what is drawn for each duty, and the text that is made of it.

mod changes;
mod due;
mod duty;
mod keys;
mod parts;
mod returning;

use proptest::collection::vec;
use proptest::option::weighted;
use proptest::prelude::*;

pub use changes::changes;

use crate::ruleset::{InstrumentKind, RuleSet, SourceKind};
use duty::{Duty, MOST_DUTIES, duty};
use keys::{APPLIES, HEADS, INSTRUMENTS, OF_INSTRUMENT, UNKNOWN_LISTS, a_word, one_of, some_of, some_unknown};
use parts::parts;
use returning::{Returning, returning};

/// What is drawn for a file beside its duties.
#[derive(Debug, Clone)]
struct Head {
    number: u32,
    keys: Vec<&'static str>,
    instrument: String,
    of_instrument: Vec<&'static str>,
    applies: &'static str,
    /// The kind of a second source, and its note.
    second_source: Option<(&'static str, &'static str)>,
    /// Lists of which nothing is known.
    unknown: Vec<&'static str>,
}

/// The text of a valid rule file, so that one that fails a test can be saved and checked by hand.
///
/// One to five duties: limits after and before an event in every unit and counting, days of months, fixed days, the
/// sooner and the later of several, limits by case, anchors that lead from duty to duty, hours, no date for each reason,
/// extensions, suspensions, conditions, excuses, acts that last, channels, readings that change something, duties of each petition, session or
/// occurrence; up to two recurring duties, in periods, months, at cut-offs, before sessions, by a day or on exact
/// ones, with numbers by level; and the rules without a date: steps, triggers, roles, exclusions and the others. Events,
/// classes, fields, channels, heads, levels and actors of the file's own are declared where they are used.
///
/// Over many files every key of the language occurs. The limits that a date leads through add up to less than two
/// years: no count from a date of 2017-2098 leaves the covered years.
///
/// ```
/// use doithoai::{Code, RuleSet, strategies::rule_set_toml};
/// use proptest::prelude::*;
/// proptest!(ProptestConfig::with_cases(64), |(file in rule_set_toml())| {
///     let checked = RuleSet::check_toml(&file);
///     // A transition may be of a duty for which it decides nothing in the log of an office.
///     let is_warning = checked.problems.iter().all(|problem| problem.code == Code::DecidesNothing);
///     prop_assert!(is_warning, "{:?} in {file}", checked.problems);
/// });
/// ```
pub fn rule_set_toml() -> BoxedStrategy<String> {
    (head(), vec(duty(), 1..=MOST_DUTIES), vec(returning(), 0..=2), parts())
        .prop_map(|(head, duties, returning, parts)| file(&head, &duties, &returning, &parts))
        .boxed()
}

/// The rule sets of [`rule_set_toml`], read.
///
/// One that fails a test is printed as its JSON, which can be saved and read back.
///
/// ```
/// use doithoai::{RuleSet, strategies::rule_sets};
/// use proptest::prelude::*;
/// proptest!(ProptestConfig::with_cases(64), |(set in rule_sets())| {
///     prop_assert_eq!(RuleSet::from_json(&set.to_json()).unwrap(), set);
/// });
/// ```
pub fn rule_sets() -> BoxedStrategy<RuleSet> {
    rule_set_toml().prop_filter_map("every file is valid", |file| RuleSet::from_toml(&file).ok()).boxed()
}

fn head() -> impl Strategy<Value = Head> {
    let of_file = (
        1_u32..1000,
        some_of(HEADS, 0.15),
        one_of(APPLIES),
        weighted(0.3, (a_word::<SourceKind>(), one_of(&["", "note = \"ngẫu nhiên\"", "note = \"unknown\""]))),
        some_unknown(UNKNOWN_LISTS),
    );
    (of_file, (one_of(INSTRUMENTS), a_word::<InstrumentKind>()), some_of(OF_INSTRUMENT, 0.15)).prop_map(
        |((number, keys, applies, second_source, unknown), (instrument, kind), of_instrument)| Head {
            number,
            keys,
            instrument: instrument.replace("{kind}", kind),
            of_instrument,
            applies,
            second_source,
            unknown,
        },
    )
}

/// A text in both languages; what it says does not matter.
fn text(key: &str) -> String {
    format!("{key} = {{ vi = \"ngẫu nhiên\", en = \"random\" }}")
}

fn file(head: &Head, duties: &[Duty], returning: &[Returning], parts: &[String]) -> String {
    let mut rules: Vec<String> =
        duties.iter().enumerate().map(|(at, duty)| duty.declared(at)).filter(|events| !events.is_empty()).collect();
    rules.extend(duties.iter().enumerate().map(|(at, duty)| duty.toml(at, duties)));
    rules.extend(returning.iter().enumerate().map(|(at, duty)| duty.toml(at)));
    rules.extend(parts.iter().cloned());
    let applies = format!("[applies]\nterritory = {{ code = \"VN\", as_of = 2015-01-01 }}\n{}", head.applies);
    let rules = format!("\n{}", rules.join("\n"));
    let rules = match head.second_source {
        Some((kind, note)) => keys::with_two_sources(&rules, kind, note),
        None => rules,
    };
    let mut all = vec![format!("format = 1\nid = \"random-{}\"\nversion = \"1\"\n{}", head.number, text("title"))];
    all.extend(head.keys.iter().map(|key| (*key).to_owned()));
    let said = [applies.as_str(), &rules].concat();
    all.extend(keys::unknown_lists(&head.unknown, &head.keys, &said));
    all.push("\n[source.random]\nkind = \"inferred\"\nconfidence = \"D\"\nref = \"random, not law\"".to_owned());
    all.push(format!("\n[instrument.main]\n{}\n{}", head.instrument, head.of_instrument.join("\n")));
    all.push(keys::declared(&said));
    all.push(applies);
    all.push(rules);
    keys::with_events(&all.join("\n")) + "\n"
}
