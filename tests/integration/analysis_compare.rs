//! `analysis`: what is called equal is, what differs is found with a case that shows it, and what that costs.

use std::collections::BTreeMap;

use doithoai::analysis::{Sameness, compare, compare_calendars, compare_reading};
use doithoai::ruleset::Activity;
use doithoai::scenario::{Suite, Survivor};
use doithoai::strategies::{facts, rule_sets};
use doithoai::{Calendar, DueDate, Duty, Lang, Registry, RuleSet, Terms, View};
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;
use serde_json::Value;

use crate::support::size;

fn builtin(name: &str) -> RuleSet {
    RuleSet::builtin(name).unwrap()
}

/// Runs a counterexample as a scenario file of its own, as whoever reads it would.
#[track_caller]
fn runs(set: &RuleSet, case: &str) -> bool {
    // Under another id: a file may not have that of a built-in set.
    let mut json: Value = serde_json::from_str(&set.to_json()).unwrap();
    json["id"] = Value::from("set-under-test");
    json.as_object_mut().unwrap().remove("builds_on");
    json.as_object_mut().unwrap().remove("changed");
    let text = json.to_string();
    let file = format!("format = 1\nrulesets = [\"set.json\"]\n\n{case}");
    let file = file.replace(&format!("\"{}/", set.id()), "\"set-under-test/");
    let report = Suite::new().with("a.test.toml", &file, &|_| Ok(text.clone())).run();
    assert!(report.files[0].problems.is_empty(), "{:#?}\n{file}", report.files[0].problems);
    report.is_ok()
}

#[test]
fn the_limits_of_two_cities_are_proved_equal_and_the_rest_is_told() {
    let (old, new) = (builtin("hcmc-935"), builtin("can-tho-10"));
    let comparison = compare(&old, &new, &Calendar::vietnam());
    let notice = comparison.duty("notify-conclusion").unwrap();
    assert_eq!(notice.verdict, Sameness::ProvedEqual);
    let settle = comparison.duty("settle-petition").unwrap();
    assert_eq!(settle.verdict, Sameness::Differs);
    for duty in [notice, settle] {
        let days = &duty.limits[0].days;
        assert_eq!((days.covered, days.differing, days.same + days.undated), (31_411, 0, 31_411));
        assert!(days.undated < 40 && days.ranges.is_empty());
    }
    let example = settle.counterexample.as_ref().unwrap();
    if !example.always {
        assert!(runs(&old, &example.case) && !runs(&new, &example.mapped), "{example:#?}");
    }
    let of = |verdict: Sameness| {
        comparison.of(verdict).map(|duty| duty.old.as_deref().or(duty.new.as_deref()).unwrap()).collect::<Vec<_>>()
    };
    assert_eq!(of(Sameness::OnlyOld), ["invite-citizens", "notify-agencies", "annual-report", "annual-notice"]);
    assert_eq!(of(Sameness::OnlyNew), ["interim-reply", "hold-dialogue"]);
    let (vi, en) = (comparison.text(Lang::Vi), comparison.text(Lang::En));
    assert!(
        vi.contains("ĐÃ CHỨNG MINH LÀ NHƯ NHAU\n  = Thông báo ý kiến kết luận của người đứng đầu [notify-conclusion]"),
        "{vi}"
    );
    assert!(
        vi.contains("20 ngày làm việc: như nhau tính từ cả 31.385 ngày; 26 ngày cả hai không có ngày đến hạn"),
        "{vi}"
    );
    assert!(en.contains("10 working days: the same from all 31,399 days; from 12 days neither has a date"), "{en}");
    assert!(en.contains("+ Working regulation 10-QC/TU (article not known)"), "{en}");
}

#[test]
fn two_versions_of_one_regulation() {
    let comparison = compare(&builtin("qd-11@2019-02-18"), &builtin("qd-11@2025-11-23"), &Calendar::vietnam());
    let text = comparison.text(Lang::En);
    assert!(
        text.contains("3,096 periods are judged otherwise") && text.contains("[at_least.district]: 1 → -"),
        "{text}"
    );
    let reception = comparison.duty("reception").unwrap();
    assert_eq!(reception.verdict, Sameness::Differs);
    let json = serde_json::to_value(&comparison).unwrap();
    assert_eq!(json["duties"].as_array().unwrap().len(), comparison.duties.len());
}

#[test]
fn every_built_in_set_is_proved_equal_to_itself() {
    for set in Registry::builtin().rule_sets() {
        let comparison = compare(set, set, &Calendar::vietnam());
        let rest: Vec<_> = comparison.duties.iter().filter(|duty| duty.verdict != Sameness::ProvedEqual).collect();
        assert!(rest.is_empty(), "{}: {rest:#?}", set.name());
        assert!(comparison.duties.iter().flat_map(|duty| &duty.limits).all(|limit| limit.days.differing == 0));
    }
}

/// The wrong numbers that the test suite tries of a built-in set: what was made wrong, and the set that has it.
fn numeric_mutants(set: &RuleSet) -> Vec<(String, RuleSet)> {
    // A file that looks at nothing but that a duty is there: every wrong number survives, with its path and both values.
    let duties = set.obligations().iter().map(|duty| format!("{{ duty = \"{}\", present = true }}", duty.id));
    let recurring = set.recurring().iter().map(|duty| format!("{{ recurring = \"{}\", present = true }}", duty.id));
    let Some(expect) = duties.chain(recurring).next() else { return Vec::new() };
    let blind = format!(
        "format = 1\nrulesets = [\"{}\"]\n[[case]]\nname = \"a\"\nappointed = 2026-08-20\nactivity = \"petition-handling\"\nexpect = [{expect}]",
        set.name()
    );
    let mutation = Suite::new().with("a.test.toml", &blind, &|_| Err(String::new())).mutate();
    let numeric: Vec<_> = mutation.survivors.iter().filter(|survivor| survivor.numeric).collect();
    assert_eq!(numeric.len(), mutation.numeric, "{blind}");
    let made = |survivor: &&Survivor| {
        let mut json: Value = serde_json::from_str(&set.to_json()).unwrap();
        let new = serde_json::from_str(&survivor.new).unwrap_or_else(|_| Value::from(survivor.new.as_str()));
        *at(&mut json, &survivor.path) = new;
        let name = format!("{} {} {} → {}", set.name(), survivor.path, survivor.old, survivor.new);
        (name, RuleSet::from_json(&json.to_string()).unwrap())
    };
    numeric.into_iter().filter(|survivor| !survivor.path.contains("in_force")).map(|survivor| made(&survivor)).collect()
}

/// The value at a path of ids, keys and numbers.
fn at<'v>(json: &'v mut Value, path: &str) -> &'v mut Value {
    path.split('.').fold(json, |value, part| match value {
        Value::Array(items) => {
            let at = items.iter().position(|item| item["id"] == part);
            &mut items[at.unwrap_or_else(|| part.parse().unwrap())]
        }
        Value::Object(table) => table.get_mut(part).unwrap_or_else(|| panic!("no {part} of {path}")),
        _ => panic!("{path}"),
    })
}

#[test]
fn every_wrong_number_of_the_built_in_sets_is_found_with_a_case_that_shows_it() {
    let calendar = Calendar::vietnam();
    let mut sorts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut unfound = Vec::new();
    for set in Registry::builtin().rule_sets() {
        for (name, mutant) in numeric_mutants(set) {
            let comparison = compare(set, &mutant, &calendar);
            let Some(duty) = comparison.duties.iter().find(|duty| duty.counterexample.is_some()) else {
                unfound.push(name);
                continue;
            };
            let example = duty.counterexample.as_ref().unwrap();
            let sort = match duty.list.as_str() {
                "recurring" => "recurring",
                _ if duty.limits.iter().any(|limit| limit.days.differing > 0) => "dates",
                _ => "other",
            };
            *sorts.entry(sort).or_default() += 1;
            if !example.always {
                let (holds, fails) = (runs(set, &example.case), runs(&mutant, &example.mapped));
                assert!(holds && !fails, "{name}: {holds} {fails}\n{}", example.case);
            }
        }
    }
    assert_eq!(unfound, [] as [String; 0], "{sorts:?}");
    // The suite tries these, and 16 days of effect, which change nothing where each set is taken to apply always.
    assert_eq!(sorts, BTreeMap::from([("dates", 52), ("other", 4), ("recurring", 23)]));
}

#[test]
fn a_reading_is_compared_with_the_duty_that_it_is_of() {
    let set = builtin("can-tho-10");
    let comparison = compare_reading(&set, "interim-reply", "working-days", &Calendar::vietnam()).unwrap();
    let reply = comparison.duty("interim-reply").unwrap();
    assert_eq!(
        (reply.verdict, comparison.new.reading.as_deref()),
        (Sameness::Differs, Some("interim-reply=working-days"))
    );
    assert!(reply.limits[0].days.moves.least > 0, "working days take longer");
    assert!(
        reply
            .counterexample
            .as_ref()
            .unwrap()
            .mapped
            .contains("choose = { \"can-tho-10/interim-reply\" = \"working-days\" }")
    );
    assert_eq!(comparison.duty("hold-dialogue").unwrap().verdict, Sameness::ProvedEqual);
    assert!(compare_reading(&set, "interim-reply", "no-such", &Calendar::vietnam()).is_err());
}

/// A file with something else in it, as another rule set.
#[track_caller]
fn edited(text: &str, from: &str, to: &str) -> RuleSet {
    assert_eq!(text.matches(from).count(), 1, "{from}");
    RuleSet::from_toml(&text.replace(from, to)).unwrap_or_else(|error| panic!("{to}: {error}"))
}

const SOUND: &str = include_str!("../data/sound.toml");

/// What hangs on an act beside others, on how far a notice may go, on what an interim reply states, on the kind of a dialogue, on
/// which reading is which.
#[test]
fn what_only_some_facts_show_is_found() {
    let text = |name: &str| RuleSet::builtin_toml(name).unwrap();
    let swapped = text("law-72-2025")
        .replace("id = \"event-day-counts\"", "id = \"…\"")
        .replace("id = \"no-roll\"", "id = \"event-day-counts\"")
        .replace("id = \"…\"", "id = \"no-roll\"");
    for (base, other, duty) in [
        (
            text("hcmc-935").to_owned(),
            edited(text("hcmc-935"), "\"reply-sent\", \"reported-to-head\"] }", "\"reply-sent\"] }"),
            "settle-petition",
        ),
        (SOUND.to_owned(), edited(SOUND, "maximum = { n = 60,", "maximum = { n = 61,"), "settle"),
        (
            text("can-tho-10").to_owned(),
            edited(text("can-tho-10"), "sets = { due_of = \"settle-petition\", to = \"stated\" }", ""),
            "settle-petition",
        ),
        (
            text("can-tho-10").to_owned(),
            edited(&text("can-tho-10").replace("silent_on = [\"kinds\"]", ""), "kinds = [\"periodic\"] #", "#"),
            "hold-dialogue",
        ),
        (text("law-72-2025").to_owned(), RuleSet::from_toml(&swapped).unwrap(), "publish-results"),
    ] {
        let base = RuleSet::from_toml(&base).unwrap();
        let comparison = compare(&base, &other, &Calendar::vietnam());
        let compared = comparison.duty(duty).unwrap();
        assert_eq!(compared.verdict, Sameness::Differs, "{}: {duty}: {compared:#?}", base.name());
        let example = compared.counterexample.as_ref().unwrap_or_else(|| panic!("{duty}: {compared:#?}"));
        if !example.always {
            assert!(runs(&base, &example.case) && !runs(&other, &example.mapped), "{example:#?}");
        }
        if let Some(periods) = &compared.periods {
            assert!(periods.differing <= periods.periods, "{periods:?}");
        }
    }
}

/// A reading of a duty that returns is judged in its periods.
#[test]
fn a_reading_of_a_duty_that_returns_is_judged() {
    for (set, duty, reading) in
        [("law-72-2025", "hold-dialogue", "periodic-only"), ("qd-11@2025-11-23", "report", "every-quarter")]
    {
        let comparison = compare_reading(&builtin(set), duty, reading, &Calendar::vietnam()).unwrap();
        let compared = comparison.duty(duty).unwrap();
        assert_eq!(compared.verdict, Sameness::Differs, "{compared:#?}");
        let periods = compared.periods.as_ref().unwrap();
        assert!(periods.differing > 0 && periods.differing <= periods.periods, "{periods:?}");
        let example = compared.counterexample.as_ref().unwrap();
        assert!(
            example.mapped.contains(&format!("= \"{reading}\" }}")) && !example.case.contains("choose"),
            "{example:#?}"
        );
    }
}

/// Where no date differs nothing differs: whichever way the limits of which one holds stand, and whatever is said of a day that is not
/// decided.
#[test]
fn what_gives_the_same_dates_does_not_differ() {
    let due = "due = { after = \"closed\", n = 10, unit = \"working-day\" }";
    let (first, second) =
        ("{ after = \"closed\", n = 10, unit = \"working-day\" }", "{ after = \"closed\", n = 60, unit = \"day\" }");
    let hcmc = RuleSet::builtin_toml("hcmc-935").unwrap();
    let of = |parts: [&str; 2]| edited(hcmc, due, &format!("due = {{ first_of = [{}, {}] }}", parts[0], parts[1]));
    let comparison = compare(&of([first, second]), &of([second, first]), &Calendar::vietnam());
    let notice = comparison.duty("notify-conclusion").unwrap();
    assert_ne!(notice.verdict, Sameness::Differs, "{notice:#?}");
    assert_eq!((notice.limits.len(), notice.limits[0].days.differing), (1, 0));
    // A decree that decides what was likely moves no date.
    let likely = "format = 1\n[[document]]\nid = \"d\"\nkind = \"cong-van\"\nnumber = \"1\"\nissuer = \"a\"\nissued = 2027-10-01\n\
        confidence = \"D\"\nsource = \"an example\"\nbeside_national_day = [2028-09-01]";
    let (old, new) = (Calendar::vietnam(), Calendar::builder().decree_toml(likely).build().unwrap());
    let decided = compare_calendars(&builtin("hcmc-935"), &old, &new);
    assert!(decided.of(Sameness::ProvedEqual).next().is_none());
    for limit in decided.duties.iter().flat_map(|duty| &duty.limits) {
        let shown = [limit.days.first, limit.days.worst].into_iter().flatten();
        for day in shown {
            let dates =
                |due: Option<DueDate>| due.map(|due| (due.date, due.earliest(), due.latest(), due.last_working_day));
            assert_ne!(dates(day.old), dates(day.new), "{day:?}");
        }
    }
}

/// What differs in its citation alone is told in one line.
#[test]
fn a_citation_is_one_line() {
    let hcmc = RuleSet::builtin_toml("hcmc-935").unwrap();
    let cited = edited(
        hcmc,
        "met_by = { all = [\"conclusion-notified\"] }\ncite = \"main#d13.k3.g1\"",
        "met_by = { all = [\"conclusion-notified\"] }\ncite = \"main#d13.k3.g2\"",
    );
    let text = compare(&builtin("hcmc-935"), &cited, &Calendar::vietnam()).text(Lang::Vi);
    let of_notice: Vec<&str> = text.lines().filter(|line| line.contains("[notify-conclusion]")).collect();
    assert_eq!(
        of_notice,
        [
            "1 nhiệm vụ chỉ khác lời văn, căn cứ hoặc ngày có hiệu lực: Thông báo ý kiến kết luận của người đứng đầu [notify-conclusion]."
        ]
    );
}

/// No id and no English stands for a name in the Vietnamese form.
#[test]
fn the_vietnamese_form_names_what_was_tried() {
    let text = compare(&builtin("hcmc-935"), &builtin("can-tho-10"), &Calendar::vietnam()).text(Lang::Vi);
    for id in ["needs-verification", "reply-sent,", "local-government", "cách hiểu ten-as-in-words"] {
        assert!(!text.contains(id), "{id}: {text}");
    }
}

/// A rule set with one value changed somewhere in its duties, if that is another sound one.
fn mutant(set: &RuleSet, runner: &mut TestRunner) -> Option<RuleSet> {
    let json: Value = serde_json::from_str(&set.to_json()).unwrap();
    let mut places = Vec::new();
    for list in ["obligation", "recurring"] {
        leaves(&json[list], &mut vec![list.to_owned()], &mut places);
    }
    for _ in 0..30 {
        let (pick, other) = (any::<Index>(), any::<Index>()).new_tree(runner).unwrap().current();
        let path: &Vec<String> = places.get(pick.index(places.len().max(1)))?;
        let key = path.iter().rev().find(|part| part.parse::<usize>().is_err()).unwrap();
        let mut changed = json.clone();
        let value = path.iter().fold(&mut changed, |value, part| match part.parse::<usize>() {
            Ok(at) if value.is_array() => &mut value[at],
            _ => &mut value[part.as_str()],
        });
        let new = match &*value {
            Value::Number(number) => Value::from(number.as_i64()? + if other.index(2) == 0 { 1 } else { -1 }),
            Value::Bool(is) => Value::from(!is),
            _ => {
                let words = match key.as_str() {
                    "unit" => vec!["day", "working-day", "week", "month"],
                    "count" => vec!["clear-days", "event-excluded", "event-included"],
                    "roll" => vec!["none", "next-working-day"],
                    "start" => vec!["event-included", "event-excluded"],
                    "phase" => vec!["before", "during", "after"],
                    _ => vec![
                        "opened",
                        "closed",
                        "conclusion-notified",
                        "reply-sent",
                        "petition-received",
                        "dialogue-day",
                        "needs-verification",
                        "complex",
                    ],
                };
                Value::from(words[other.index(words.len())])
            }
        };
        if new == *value {
            continue;
        }
        *value = new;
        if let Ok(mutant) = RuleSet::from_json(&changed.to_string()) {
            return Some(mutant);
        }
    }
    None
}

/// The paths of every value that is no word in two languages, id or citation.
fn leaves(value: &Value, path: &mut Vec<String>, out: &mut Vec<Vec<String>>) {
    match value {
        Value::Object(table) => {
            for (key, value) in table {
                if ![
                    "id",
                    "text",
                    "because",
                    "cite",
                    "from",
                    "when",
                    "note",
                    "bearer",
                    "toward",
                    "vi",
                    "en",
                    "source_defect",
                ]
                .contains(&key.as_str())
                {
                    path.push(key.clone());
                    leaves(value, path, out);
                    path.pop();
                }
            }
        }
        Value::Array(items) => {
            for (at, value) in items.iter().enumerate() {
                path.push(at.to_string());
                leaves(value, path, out);
                path.pop();
            }
        }
        _ => out.push(path.clone()),
    }
}

/// How a duty stands, in all that is told of it.
fn told(timeline: &[Duty], id: &str) -> Vec<String> {
    let of = timeline.iter().filter(|duty| duty.rule.id == id);
    of.map(|duty| {
        let outcomes: Vec<String> = duty
            .outcomes()
            .map(|one| {
                format!(
                    "{:?} {:?} {:?} {:?} {:?} {:?} {:?}",
                    one.status, one.due, one.due_at, one.reason, one.met_on, one.findings, one.moved_by
                )
            })
            .collect();
        format!("{:?} {:?} {:?} {outcomes:?}", duty.petition, duty.session, duty.occurrence)
    })
    .collect()
}

#[test]
#[expect(clippy::print_stdout, reason = "the figures of a run of full size")]
fn what_is_proved_equal_is_equal_whatever_happened() {
    let (pairs, dialogues) = (size("DOITHOAI_PAIRS", 8_usize), size("DOITHOAI_DIALOGUES", 60_usize));
    let calendar = Calendar::vietnam();
    let mut runner = TestRunner::deterministic();
    let (mut proved, mut differing, mut open, mut tried, mut told_apart) = (0, 0, 0, 0_usize, 0);
    let mut done = 0;
    while done < pairs {
        let base = rule_sets().new_tree(&mut runner).unwrap().current();
        let Some(mutant) = mutant(&base, &mut runner) else { continue };
        done += 1;
        let comparison = compare(&base, &mutant, &calendar);
        differing += comparison.of(Sameness::Differs).count();
        open += comparison.of(Sameness::NotToldApart).count();
        let equal: Vec<&str> = comparison
            .of(Sameness::ProvedEqual)
            .filter(|duty| duty.list == "obligation")
            .filter_map(|duty| duty.old.as_deref())
            .collect();
        proved += equal.len();
        let terms = [&base, &mutant]
            .map(|set| Terms::new([set.clone()], calendar.clone()).in_activity(Activity::PetitionHandling));
        for _ in 0..dialogues {
            let (facts, days) =
                (facts(&base), proptest::option::of(-30_i64..200)).new_tree(&mut runner).unwrap().current();
            let view = days.map_or_else(View::everything, |days| {
                View::as_of(facts.appointed_in(View::everything()) + chrono::TimeDelta::days(days))
            });
            let [Ok(one), Ok(other)] = [&terms[0], &terms[1]].map(|terms| terms.duties(&facts, view)) else { continue };
            tried += 1;
            for id in &equal {
                let (one, other) = (told(&one, id), told(&other, id));
                assert_eq!(one, other, "{id} of\n{}\nand\n{}\n{facts:?} {view:?}", base.to_json(), mutant.to_json());
            }
            told_apart +=
                usize::from(base.obligations().iter().any(|duty| told(&one, &duty.id) != told(&other, &duty.id)));
        }
    }
    println!(
        "{pairs} pairs: {proved} duties proved equal, {differing} differ, {open} not told apart; {tried} dialogues, {told_apart} of which tell a pair apart in some duty"
    );
    assert!(proved > 0 && differing > 0 && told_apart > 0, "{proved} {differing} {told_apart}");
}
