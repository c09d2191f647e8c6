//! Files that build on another: overlays and amendments.

use chrono::NaiveDate;
use proptest::collection::vec;
use proptest::option::weighted;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::keys::{Keys, declared, one_of, some_of, with_events};
use super::text;
use crate::calendar::{FIRST, LAST, shift};
use crate::ruleset::{Registry, RuleSet};
use crate::strategies::dates_in;

/// What a file may change in a duty; `{id}` stands for its id.
const OF_DUTY: [&str; 9] = [
    "due = { n = 7 }",
    "due = { none = \"not-stated\" }",
    "due = { date = 2031-06-01 }",
    "due = { after = \"{closed}\", n = 12, unit = \"day\" }",
    "due = { before = \"dialogue-day\", n = 4, unit = \"working-day\", count = \"clear-days\" }",
    "bearer = [\"agency\", \"own-actor\"]",
    "basis = \"practice\"\ntext = \"việc đã sửa\"",
    "only_if = { mode = \"online\" }",
    "confidence = \"B\"\n[[obligation.reading]]\nid = \"added\"\ndue = { date = 2032-06-01 }\nbecause = \"vì thế\"",
];
/// What a file may change in a recurring duty.
const OF_RETURNING: [&str; 4] = [
    "text = \"việc đã sửa\"",
    "counts = \"reports\"",
    "met_by = { any = [\"own-event\"] }",
    "due = { none = \"promptly\" }",
];
/// What a file may take away of a duty.
const TAKEN: [&str; 4] =
    ["obligation.{id}", "obligation.{id}.extension", "obligation.{id}.suspension", "obligation.{id}.reading"];
/// What else it may say, each at the end of the file.
const MORE: Keys = &[
    &[
        "[[obligation]]\nid = \"added\"\nduty_kind = \"other\"\nphase = \"after\"\nbearer = \"office\"\ndue = { after = \"{closed}\", n = 9, unit = \"day\" }\nmet_by = { all = [\"own-event\"] }\ncite = \"changing#d2\"",
    ],
    &[
        "[[recurring]]\nid = \"added\"\nevery = \"quarter\"\nat_least = 2\nmet_by = { any = [\"{received}\"] }\ncite = \"changing#d3\"",
    ],
    &["[applies]\nlevels = [\"commune\"]\ncite = \"changing#d1\"\ncite_basis = \"unattributed\""],
    &["[words]\nopened = \"bắt đầu họp\""],
    &["[[unknown]]\nof = \"role\"\nbecause = \"chưa đọc được\"\ncite = \"changing#d4\""],
    &[
        "[[transition]]\npending = \"old\"\ncite = \"changing#d5\"",
        "[[transition]]\npending = \"new\"\ntext = \"theo quy định mới\"\ncite = \"changing#d5\"",
    ],
    &["[[principle]]\nid = \"added\"\ntext = \"công khai\"\ncite = { in = \"changing\", text = \"phần mở đầu\" }"],
];

/// What is drawn for one duty of the base.
#[derive(Debug, Clone)]
enum Change {
    None,
    Changed(Index),
    Taken(Index),
    /// Its own word for pending matters.
    Pending(bool),
}

/// The text of a file that builds on a rule set: an overlay of another id, or an amendment, which makes a version of it.
///
/// It changes, adds and takes away duties, changes whom the set binds, and says what becomes of pending matters. An
/// amendment comes into force on a day of 2017-2095, sometimes before its own issue; of that, and of a transition that decides nothing for an office, `check`
/// warns.
///
/// ```
/// use doithoai::{Code, Problem, Registry, RuleSet, strategies::changes};
/// use proptest::prelude::*;
/// let base = RuleSet::builtin("can-tho-10")?;
/// let of = format!("{}@{}", base.id(), base.version());
/// let registry = Registry::builtin();
/// proptest!(ProptestConfig::with_cases(32), |(file in changes(&base))| {
///     let checked = registry.check_toml(&file);
///     let may_be = |problem: &Problem| [Code::EffectBeforeIssue, Code::DecidesNothing].contains(&problem.code);
///     prop_assert!(checked.problems.iter().all(may_be), "{file}");
///     let set = checked.rule_set.unwrap();
///     prop_assert_eq!(set.builds_on(), Some(of.as_str()));
/// });
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn changes(set: &RuleSet) -> BoxedStrategy<String> {
    let Ok(registry) = Registry::new().with(set.clone()) else { return Just(String::new()).boxed() };
    let day = |year| NaiveDate::from_ymd_opt(year, 1, 1);
    let from = dates_in(day(2017).unwrap_or(FIRST)..=day(2095).unwrap_or(LAST));
    let head = (any::<bool>(), from, weighted(0.8, -90_i64..30), any::<bool>());
    let change = prop_oneof![
        6 => Just(Change::None),
        4 => any::<Index>().prop_map(Change::Changed),
        3 => any::<Index>().prop_map(Change::Taken),
        1 => any::<bool>().prop_map(Change::Pending),
    ];
    let of_duties = (
        vec(change, set.obligations().len()),
        vec(weighted(0.3, select(OF_RETURNING.to_vec())), set.recurring().len()),
    );
    let base = set.clone();
    (
        head,
        of_duties,
        some_of(MORE, 0.3),
        one_of(&["", "cite_basis = \"not-cited\"\n", "because = \"đã thay\"\n", "because = \"unknown\"\n"]),
    )
        .prop_map(move |(head, (duties, returning), more, taken)| {
            file(&base, head, (&duties, &returning), &more, taken)
        })
        .prop_filter_map("what is taken away is needed, or a change fits no rule", move |text| {
            let checked = registry.check_toml(&text);
            checked.rule_set.map(|_| text)
        })
        .boxed()
}

/// Whether an amendment, when it comes into force, how many days later it was issued, and whether it has a title.
type Head = (bool, NaiveDate, Option<i64>, bool);

fn file(
    base: &RuleSet,
    (amends, from, issued, titled): Head,
    (duties, returning): (&[Change], &[Option<&str>]),
    more: &[&str],
    taken: &str,
) -> String {
    // Whose effect was claimed from before its issue is an amendment; an overlay is of its own day.
    let issued = issued.and_then(|days| shift(from, if amends { days } else { days.min(0) }));
    let issued = issued.map_or_else(|| "\"unknown\"".to_owned(), |day| day.to_string());
    let name = base.name();
    let (id, on) = if amends { (base.id(), "amends") } else { ("own-overlay", "extends") };
    let title = if titled || !amends { text("title") } else { String::new() };
    let mut all = vec![
        format!(
            "format = 1\nid = \"{id}\"\nversion = \"changed\"\n{on} = \"{name}\"\n{title}\nin_force = {{ from = {from} }}"
        ),
        "[source.change]\nkind = \"inferred\"\nconfidence = \"D\"\nref = \"random, not law\"".to_owned(),
        format!(
            "[instrument.changing]\nkind = \"quyet-dinh\"\nnumber = \"5\"\nissuer = \"Tỉnh\"\nissued = {issued}\nstanding = \"in-force\""
        ),
    ];
    let mut pending = Vec::new();
    for (duty, change) in base.obligations().iter().zip(duties) {
        match change {
            Change::None => {}
            Change::Changed(pick) => {
                all.push(format!(
                    "[[obligation]]\nid = \"{}\"\ncite = \"changing#d1\"\n{}",
                    duty.id,
                    pick.get(&OF_DUTY)
                ));
            }
            Change::Taken(pick) => {
                let of = pick.get(&TAKEN).replace("{id}", &duty.id);
                all.push(format!("[[remove]]\nof = \"{of}\"\n{taken}cite = [\"changing#d6\", \"changing#d7\"]"));
            }
            Change::Pending(old) => {
                let which = if *old { "old" } else { "new" };
                pending.push(format!(
                    "[[transition]]\nof = [\"{}\"]\npending = \"{which}\"\ncite = \"changing#d8\"",
                    duty.id
                ));
            }
        }
    }
    for (duty, change) in base.recurring().iter().zip(returning) {
        all.extend(
            change.map(|change| format!("[[recurring]]\nid = \"{}\"\ncite = \"changing#d3\"\n{change}", duty.id)),
        );
    }
    all.extend(pending);
    all.extend(more.iter().map(|more| (*more).to_owned()));
    let known = |declared: &str| base.to_json().contains(declared);
    let declared = declared(&all.concat());
    let new: Vec<&str> = declared.split("[[").filter(|table| !table.is_empty()).collect();
    let is_new = |table: &&&str| {
        let id = table.split("id = ").nth(1).and_then(|rest| rest.lines().next()).unwrap_or_default();
        !known(&format!("\"id\":{id}"))
    };
    all.extend(new.iter().filter(is_new).map(|table| format!("[[{table}")));
    with_events(&all.join("\n")) + "\n"
}
