//! Scenario files: what a wrong one says, and what a right one may name and build on.

use doithoai::scenario::{Report, Suite};
use doithoai::{Code, Lang, Message as _, RuleSet};
use proptest::prelude::*;

use crate::scenarios::{NO_FILES, failures, suite};
use crate::support::{cases, decree};

#[test]
fn files_may_build_on_each_other_and_decrees_move_dates() {
    let overlay = "format = 1\nid = \"ward\"\nversion = \"1\"\nextends = \"mine\"\ntitle = { vi = \"Phường\", en = \"Ward\" }\n[source.own]\nkind = \"official\"\nconfidence = \"A\"\nref = \"a test\"\n[instrument.own]\nkind = \"quyet-dinh\"\nnumber = \"1/QĐ\"\nissuer = \"unknown\"\nissued = 2026-01-01\nstanding = \"in-force\"\n[[obligation]]\nid = \"notify-conclusion\"\ndue = { n = 7 }\ncite = \"own#d2\"\n";
    let base = RuleSet::builtin_toml("hcmc-935").unwrap().replace("id = \"hcmc-935\"", "id = \"mine\"");
    let json = RuleSet::builtin("can-tho-10").unwrap().to_json();
    let swap = decree("swap", "2027-12-01", "swap = [{ off = 2028-03-03, worked = 2028-03-11 }]");
    let open = |name: &str| match name {
        "base.toml" => Ok(base.clone()),
        "ward.toml" => Ok(overlay.to_owned()),
        "rules.json" => Ok(json.clone()),
        "swap.toml" => Ok(swap.clone()),
        _ => Err("no such file".to_owned()),
    };
    let run = |text: &str| Suite::new().with("a.test.toml", text, &open).run();
    let text = "format = 1\nrulesets = [\"base.toml\", \"ward.toml\", \"rules.json\"]\n[[table]]\nname = \"a\"\nduty = \"ward/notify-conclusion\"\nrows = [[2026-08-28, 2026-09-11]]\n[[table]]\nname = \"b\"\nduty = \"can-tho-10/notify-conclusion\"\nrows = [[2026-02-05, 2026-02-26]]\n";
    let report = run(text);
    assert!(report.is_ok(), "{:#?}", report.files);
    let sets: Vec<&str> = report.coverage.rule_sets.iter().map(|set| set.ruleset.as_str()).collect();
    assert_eq!(sets, ["ward@1", "can-tho-10@2019"], "the base does not apply beside its overlay");
    let text = "format = 1\nrulesets = [\"can-tho-10\"]\ncalendar = { decrees = [\"swap.toml\"] }\n[[table]]\nname = \"a\"\nduty = \"notify-conclusion\"\nrows = [[2028-02-24, 2028-03-10]]\n";
    let report = run(text);
    assert!(report.is_ok(), "{:#?}", report.files);
    assert!(!run(&text.replace("calendar =", "#")).is_ok(), "without the decree it is another day");
    let known = "format = 1\nrulesets = [\"can-tho-10\"]\ncalendar = { known_on = 2024-04-11 }\n[[table]]\nname = \"the swap of 2024-04-12 is not known\"\nduty = \"notify-conclusion\"\nrows = [[2024-04-15, 2024-05-03]]\n";
    let before = failures(&run(known)).iter().map(|failure| failure.actual.clone()).collect::<Vec<_>>();
    assert_eq!(before, ["2024-05-02"], "29 April was to be worked");
}

/// Wrong files: what is written instead of what, the code, the line, and words of the message.
#[rustfmt::skip]
const WRONG: &[(&str, &str, Code, usize, &str)] = &[
    ("format = 1", "format = 2", Code::OutOfRange, 1, "expected 1"),
    ("[\"hcmc-935\"]", "[\"hcmc-953\"]", Code::RuleSetNotFound, 2, "did you mean `hcmc-935`?"),
    ("[\"hcmc-935\"]", "[\"hcmc-935@2018\"]", Code::RuleSetNotFound, 2, "it has `2017-04-28`"),
    ("[\"hcmc-935\"]", "[\"mine.tml\"]", Code::RuleSetNotFound, 2, "ends in .toml or .json"),
    ("[\"hcmc-935\"]", "[\"none.toml\"]", Code::UnusableFile, 2, "cannot read the file `none.toml`: no such file"),
    ("[\"hcmc-935\"]", "[\"mine.toml\"]", Code::UnusableFile, 2, "`mine.toml`: line 1"),
    ("[\"hcmc-935\"]", "[]", Code::Empty, 2, "the list is empty"),
    ("[\"hcmc-935\"]", "[\"hcmc-935\", \"hcmc-935\"]", Code::DuplicateId, 2, "the rule set `hcmc-935` is given twice: give it once"),
    ("rulesets", "rulests", Code::UnknownKey, 2, "did you mean `rulesets`?"),
    ("{ known_on = 2026-12-31 }", "{ decrees = [\"none.toml\"] }", Code::UnusableFile, 3, "cannot read the file"),
    ("{ known_on = 2026-12-31 }", "{ decree = [] }", Code::UnknownKey, 3, "did you mean `decrees`?"),
    ("settle-petition\" = \"ten", "settle-petitions\" = \"ten", Code::UnknownDuty, 4, "did you mean `hcmc-935/settle-petition`?"),
    ("\"ten-as-in-words\" }", "\"ten-as-in-word\" }", Code::UnknownReading, 4, "did you mean `ten-as-in-words`?"),
    ("name = \"one\"", "name = 1", Code::WrongType, 7, "expected a string"),
    ("name = \"two\"", "name = \"one\"", Code::DuplicateId, 21, "used above"),
    ("appointed = 2026-08-20", "appointed = \"2026-08-20\"", Code::WrongType, 8, "without quotes"),
    ("appointed = 2026-08-20", "", Code::MissingKey, 6, "`appointed` is missing"),
    ("event = \"opened\"", "event = \"opend\"", Code::UnknownEvent, 10, "did you mean `opened`?"),
    ("on = 2026-08-19", "on = 2026-08-32", Code::Syntax, 11, "TOML"),
    ("refused = \"wrong-phase\"", "refused = \"wrong-fase\"", Code::UnknownWord, 11, "did you mean `wrong-phase`?"),
    ("as_of = 2026-09-30", "as_off = 2026-09-30", Code::UnknownKey, 14, "did you mean `as_of`?"),
    ("duty = \"notify-conclusion\"", "duty = \"notify-conclusio\"", Code::UnknownDuty, 15, "did you mean `notify-conclusion`?"),
    ("duty = \"notify-conclusion\"", "", Code::MissingKey, 13, "needs one of `duty`, `recurring`, `exclusion`, `ruleset`, `error`"),
    ("due = 2026-09-07\n", "due = \"nome\"\n", Code::UnknownWord, 16, "did you mean `none`?"),
    ("due = 2026-09-07\n", "due = \"2026-09-07\"\n", Code::WrongType, 16, "expected a date such as 2026-08-20, without quotes"),
    ("rows = [[2026-08-20,", "rows = [[\"2026-08-20\",", Code::WrongType, 23, "without quotes"),
    ("due = 2026-09-07\n", "due = 2101-01-01\n", Code::OutOfRange, 16, "2101-01-01 is outside the covered years 2015-2100"),
    ("as_of = 2026-09-30", "as_of = 2126-09-30", Code::OutOfRange, 14, "2126-09-30 is outside the covered years"),
    ("appointed = 2026-08-20", "appointed = 2014-12-31", Code::OutOfRange, 8, "2014-12-31 is outside the covered years"),
    ("\"opened\", on = 2026-08-20", "\"opened\", on = 2101-01-01", Code::OutOfRange, 10, "2101-01-01 is outside the covered years"),
    ("\"opened\", on = 2026-08-20", "\"opened\", on = 2026-08-20, recorded = 2101-01-01", Code::OutOfRange, 10, "2101-01-01 is outside"),
    ("rows = [", "rows = [[2014-12-31, 2015-01-20],", Code::OutOfRange, 23, "2014-12-31 is outside the covered years"),
    ("rows = [", "rows = [[2100-12-31, 2101-01-10],", Code::OutOfRange, 23, "2101-01-10 is outside the covered years"),
    ("rows = [", "rows = [{ on = 2101-01-01, due = \"none\" },", Code::OutOfRange, 23, "2101-01-01 is outside the covered years"),
    ("status = \"overdue\"", "status = \"over-due\"", Code::UnknownWord, 17, "did you mean `overdue`?"),
    ("seen = { 2026-09-07", "seen = { 2026-9-7", Code::WrongType, 18, "`2026-9-7` is not a date; expected YYYY-MM-DD"),
    ("rows = [", "rows = [[2026-08-20],", Code::WrongType, 23, "a row has two dates"),
    ("rows = [", "rows = [{ on = 2026-08-20 },", Code::ExpectsNothing, 23, "it expects nothing"),
    ("exclusion = \"x\"", "exclusion = \"x\"", Code::UnknownExclusion, 31, "unknown exclusion `x`"),
    ("recurring = \"annual-report\"", "recurring = \"anual-report\"", Code::UnknownDuty, 29, "did you mean `annual-report`?"),
    ("recurring = \"annual-report\"", "duty = \"annual-report\"", Code::UnknownDuty, 29, "unknown obligation `annual-report`"),
    ("territory = \"79\"", "territory = \"7\"", Code::BadTerritory, 27, "2 digits of a province"),
    ("year = 2026", "year = 2014", Code::OutOfRange, 26, "outside 2015-2100"),
];

const SOUND: &str = r#"format = 1
rulesets = ["hcmc-935"]
calendar = { known_on = 2026-12-31 }
choose = { "hcmc-935/settle-petition" = "ten-as-in-words" }

[[case]]
name = "one"
appointed = 2026-08-20
log = [
  { event = "opened", on = 2026-08-20 },
  { event = "conclusion-notified", on = 2026-08-19, refused = "wrong-phase" },
]
  [[case.expect]]
  as_of = 2026-09-30
  duty = "notify-conclusion"
  due = 2026-09-07
  status = "overdue"
  seen = { 2026-09-07 = "pending" }

[[table]]
name = "two"
duty = "notify-conclusion"
rows = [[2026-08-20, 2026-09-07]]
[[year]]
name = "three"
year = 2026
office = { territory = "79", level = "commune", head = "local-government" }
expect = [
  { as_of = 2026-12-31, recurring = "annual-report", verdict = "open" },
]
"#;

#[test]
fn a_wrong_file_says_what_is_wrong_where_and_what_would_be_right() {
    for (right, wrong, code, line, words) in WRONG {
        let text = if *code == Code::UnknownExclusion {
            format!(
                "{SOUND}[[case]]\nname = \"x\"\nappointed = 2026-08-20\nexpect = [{{ {wrong}, scope = \"person\" }}]\n"
            )
        } else {
            SOUND.replacen(right, wrong, 1)
        };
        assert_ne!(text, SOUND, "{right}");
        let report = suite(&text, "nonsense").run();
        assert_eq!((report.passed(), report.failed()), (0, 1), "{wrong}");
        let problems = &report.files[0].problems;
        let found = problems.iter().find(|problem| problem.code == *code);
        let found = found.unwrap_or_else(|| panic!("{wrong}: no {code:?} in {problems:#?}"));
        let line = if *code == Code::UnknownExclusion { 34 } else { *line };
        assert_eq!(found.line, line, "{wrong}: {found}");
        assert!(found.to_string().contains(words), "{wrong}: {found}");
        assert!(!found.text(Lang::Vi).is_empty());
    }
}

/// What is named as a rule file or as a decree, and is a file of another sort.
#[test]
fn a_file_of_another_sort_is_named_as_what_it_is() {
    let swap = decree("swap", "2027-12-01", "swap = [{ off = 2028-03-03, worked = 2028-03-11 }]");
    for (right, wrong, mine, en, vi) in [
        (
            "[\"hcmc-935\"]",
            "[\"mine.toml\"]",
            SOUND,
            "`mine.toml`: it is a file of scenarios, not a rule file; name the rule set that the scenarios are judged by",
            "tệp này là tệp tình huống, không phải tệp quy tắc",
        ),
        (
            "[\"hcmc-935\"]",
            "[\"mine.toml\"]",
            swap.as_str(),
            "`mine.toml`: it is a decree file, not a rule file; name it under `decrees` of [calendar]",
            "tệp này là tệp văn bản về ngày nghỉ, không phải tệp quy tắc; hãy nêu ở `decrees` của [calendar]",
        ),
        (
            "{ known_on = 2026-12-31 }",
            "{ decrees = [\"mine.toml\"] }",
            RuleSet::builtin_toml("hcmc-935").unwrap(),
            "`mine.toml`: it is a rule file, not a decree file; name it under `rulesets`",
            "tệp này là tệp quy tắc, không phải tệp văn bản về ngày nghỉ; hãy nêu ở `rulesets`",
        ),
    ] {
        let report = suite(&SOUND.replacen(right, wrong, 1), mine).run();
        let problem = &report.files[0].problems[0];
        assert_eq!((problem.code, &*problem.message.en), (Code::UnusableFile, en));
        assert!(problem.message.vi.contains(vi), "{}", problem.message.vi);
    }
}

/// What lies outside the years of the calendar may be what a scenario is about: then it says so.
#[test]
fn a_day_outside_the_years_may_be_what_is_expected() {
    let table = "format = 1\nrulesets = [\"hcmc-935\"]\n[[table]]\nname = \"a\"\nduty = \"notify-conclusion\"\nrows = [{ on = 2101-01-03, error = \"outside-coverage\" }]\n";
    let case = "format = 1\nrulesets = [\"hcmc-935\"]\n[[case]]\nname = \"a\"\nappointed = 2026-08-20\nlog = [{ event = \"invitation-sent\", on = 2101-08-10, refused = \"outside-coverage\" }]\n";
    for text in [table, case] {
        let report = suite(text, "").run();
        assert!(report.is_ok(), "{:#?}", report.files);
    }
}

#[test]
fn a_duty_of_several_rule_sets_must_name_one() {
    let text = "format = 1\nrulesets = [\"hcmc-935\", \"can-tho-10\"]\n[[table]]\nname = \"a\"\nduty = \"notify-conclusion\"\nrows = [[2026-08-20, 2026-09-07]]";
    let report = suite(text, "").run();
    let said = report.files[0].problems[0].to_string();
    assert!(said.contains("write `can-tho-10/notify-conclusion`, `hcmc-935/notify-conclusion`"), "{said}");
}

#[test]
fn a_file_without_a_scenario_and_a_scenario_without_an_expectation_are_refused() {
    let problem = |text: &str| suite(text, "").run().files[0].problems[0].clone();
    assert_eq!(problem("format = 1\nrulesets = [\"hcmc-935\"]\n").code, Code::NoContent);
    for nothing in ["", "expect = []", "expect = [{ duty = \"invite-citizens\" }]"] {
        let text =
            format!("format = 1\nrulesets = [\"hcmc-935\"]\n[[case]]\nname = \"a\"\nappointed = 2026-08-20\n{nothing}");
        assert_eq!(problem(&text).code, Code::ExpectsNothing, "{nothing}");
    }
}

#[test]
fn names_that_a_broken_rule_file_may_declare_are_not_called_unknown() {
    let text = "format = 1\nrulesets = [\"mine.toml\"]\n[[case]]\nname = \"a\"\nappointed = 2026-08-20\nlog = [{ event = \"hearing-held\", on = 2026-08-10 }]\nexpect = [{ duty = \"hold-hearing\", status = \"met\" }]";
    let problems = suite(text, "broken").run().files[0].problems.clone();
    assert_eq!(problems.iter().map(|problem| problem.code).collect::<Vec<_>>(), [Code::UnusableFile]);
}

#[test]
fn each_row_has_a_name_of_its_own() {
    let text = "format = 1\nrulesets = [\"hcmc-935\"]\n[[table]]\nname = \"a\"\nduty = \"notify-conclusion\"\nrows = [[2026-08-20, 2026-09-07], [2026-08-21, 2026-09-08], { on = 2026-08-20, status = \"pending\" }]";
    let suite = suite(text, "");
    let names: Vec<&str> = suite.names().into_iter().map(|(_, name)| name).collect();
    assert_eq!(names, ["a: 2026-08-20", "a: 2026-08-21", "a: 2026-08-20 (2)"]);
}

#[test]
fn the_same_suite_gives_the_same_report() {
    let suite = Suite::new().with("a.test.toml", SOUND, NO_FILES);
    let json = |report: &Report| serde_json::to_string(report).unwrap();
    assert_eq!(json(&suite.run()), json(&suite.run()));
    assert_eq!(suite.mutate(), suite.mutate());
    let names = suite.names().len();
    let one_by_one: Vec<_> = (0..names).filter_map(|at| suite.run_one(at)).collect();
    assert_eq!(one_by_one, suite.run().files[0].outcomes);
}

proptest! {
    #![proptest_config(cases(300))]

    #[test]
    fn no_text_breaks_the_kit(text in "\\PC{0,200}") {
        let suite = suite(&text, &text);
        prop_assert!(!suite.run().is_ok());
        let _ = suite.mutate();
    }

    #[test]
    fn no_change_of_a_file_breaks_the_kit(at in 0..SOUND.len(), with in "[a-z0-9\"\\[\\]{}=,. \\-\n]{0,6}", gone in 0..12_usize) {
        let end = (at + gone).min(SOUND.len());
        let (Some(before), Some(after)) = (SOUND.get(..at), SOUND.get(end..)) else { return Ok(()) };
        let suite = suite(&format!("{before}{with}{after}"), "");
        let report = suite.run();
        prop_assert!(report.passed() + report.failed() > 0);
        let _ = suite.mutate();
    }
}

#[test]
fn two_rule_sets_of_one_name_are_refused_by_it() {
    let rules = RuleSet::builtin_toml("hcmc-935").unwrap();
    let other = rules.replace("n = 5,", "n = 4,");
    assert_ne!(other, rules);
    let file = |name: &str| {
        format!(
            "format = 1\nrulesets = [\"{name}\"]\n[[table]]\nname = \"a\"\nduty = \"notify-conclusion\"\nrows = [[2026-08-20, 2026-09-07]]"
        )
    };
    let open = |name: &str| -> Result<String, String> {
        Ok(if name == "other.toml" { other.clone() } else { rules.to_owned() })
    };
    let suite = |names: &[&str]| {
        let numbered = (1..).zip(names);
        numbered.fold(Suite::new(), |suite, (n, name)| suite.with(format!("{n}.test.toml"), &file(name), &open)).run()
    };
    // The same text under two names, and another one alone.
    for names in
        [&["mine.toml", "same.toml"][..], &["mine.toml", "hcmc-935"], &["other.toml"], &["other.toml", "other.toml"]]
    {
        assert!(suite(names).is_ok(), "{names:?}");
    }
    for names in [
        ["mine.toml", "other.toml"],
        ["other.toml", "mine.toml"],
        ["hcmc-935", "other.toml"],
        ["other.toml", "hcmc-935"],
    ] {
        let report = suite(&names);
        assert!(report.files[0].problems.is_empty(), "{names:?}");
        let [problem] = &report.files[1].problems[..] else { panic!("{names:?}") };
        assert_eq!(problem.code, Code::OverlappingVersions);
        assert!(problem.message.en.contains("`hcmc-935@2017-04-28` says something else"), "{}", problem.message.en);
        assert!(problem.message.en.contains("`1.test.toml`") && problem.message.vi.contains("`1.test.toml`"));
    }
}
