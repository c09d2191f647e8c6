//! The kit to test regulation variants: that every key can fail, what is told, covered, and noticed.

use std::collections::BTreeSet;

use doithoai::scenario::{Failure, Measure, Mutation, Report, Suite};
use doithoai::{Code, Lang, Message as _, RuleSet};
use proptest::prelude::*;

use crate::support::{cases, decree};

const NO_FILES: &dyn Fn(&str) -> Result<String, String> = &|_| Err("no such file".to_owned());

/// The suite of one file, on a rule file `mine.toml`.
fn suite(text: &str, mine: &str) -> Suite {
    let open = |name: &str| if name == "mine.toml" { Ok(mine.to_owned()) } else { Err("no such file".to_owned()) };
    Suite::new().with("a.test.toml", text, &open)
}

#[track_caller]
fn run(text: &str) -> Report {
    let report = suite(text, "").run();
    let problems: Vec<String> = report.files[0].problems.iter().map(ToString::to_string).collect();
    assert!(problems.is_empty(), "{problems:#?}");
    report
}

#[track_caller]
fn passes(text: &str) -> Report {
    let report = run(text);
    let failures: Vec<String> = failures(&report).iter().map(|failure| failure.text(Lang::En)).collect();
    assert!(report.is_ok() && report.passed() > 0, "{failures:#?}");
    report
}

fn failures(report: &Report) -> Vec<&Failure> {
    report.files.iter().flat_map(|file| &file.outcomes).flat_map(|outcome| &outcome.failures).collect()
}

#[track_caller]
fn only_failure(text: &str) -> Failure {
    let report = run(text);
    let all = failures(&report);
    assert_eq!(all.len(), 1, "{all:#?}");
    all[0].clone()
}

/// The number of the only line that contains these words.
#[track_caller]
fn line_of(text: &str, words: &str) -> usize {
    let found: Vec<usize> =
        (1..).zip(text.lines()).filter(|(_, line)| line.contains(words)).map(|(at, _)| at).collect();
    assert_eq!(found.len(), 1, "{words}");
    found[0]
}

const INVITATION: &str = r#"format = 1
rulesets = ["mine.toml"]

[[table]]
name = "Five clear working days"
duty = "invite-citizens"
rows = [
  [2026-08-20, 2026-08-12],
]
"#;

#[test]
fn a_variant_with_four_days_notice_fails_with_rule_dates_skipped_days_and_line() {
    let hcmc = RuleSet::builtin_toml("hcmc-935").unwrap();
    assert!(suite(INVITATION, hcmc).run().is_ok());
    let wrong = hcmc.replace("before = \"dialogue-day\", n = 5", "before = \"dialogue-day\", n = 4");
    assert_ne!(wrong, hcmc);
    let report = suite(INVITATION, &wrong).run();
    assert_eq!((report.passed(), report.failed()), (0, 1));
    let failure = failures(&report)[0];
    assert_eq!(failure.line, line_of(INVITATION, "2026-08-12"));
    let said = failure.text(Lang::En);
    for words in [
        "line 8: hcmc-935/invite-citizens, due: expected Wed 2026-08-12, found Thu 2026-08-13",
        "by: Working regulation enclosed with Decision 935-QĐ/TU, Art. 13(1)(1.2), dash 2",
        "4 working days before Thu 2026-08-20",
        "Not counted: Sat 2026-08-15, Sun 2026-08-16: weekly rest day",
    ] {
        assert!(said.contains(words), "{words} is not in\n{said}");
    }
    let said = failure.text(Lang::Vi);
    for words in [
        "dòng 8: hcmc-935/invite-citizens, due: cần thứ Tư 12/08/2026, kết quả thứ Năm 13/08/2026",
        "căn cứ: gạch đầu dòng thứ hai điểm 1.2 khoản 1 Điều 13 Quy chế kèm theo Quyết định 935-QĐ/TU",
        "Không tính thứ Bảy 15/08/2026, Chủ nhật 16/08/2026",
    ] {
        assert!(said.contains(words), "{words} is not in\n{said}");
    }
}

/// Every key of a duty, with a value that holds and one that does not.
const DUTY: &str = r#"format = 1
rulesets = ["hcmc-935", "can-tho-10", "hai-phong-1738", "law-72-2025", "qd-11", "levels"]
[[case]]
name = "conclusion late, over a worked Saturday"
appointed = 2026-08-20
log = [
  { event = "opened", on = 2026-08-20 },
  { event = "petition-raised", on = 2026-08-20, petition = "KN-1" },
  { event = "admission-refused", on = 2026-08-20, about = "intoxicated" },
  { event = "closed", on = 2026-08-20 },
  { event = "conclusion-notified", on = 2026-09-08 },
  { event = "extension-notified", on = 2026-09-10, petition = "KN-1", until = 2026-10-30 },
]
  [[case.expect]]
  as_of = 2026-12-31
  duty = "hcmc-935/notify-conclusion"
  due = 2026-09-07 # 2026-09-08
  earliest = 2026-09-07 # "none"
  latest = 2026-09-07 # 2026-09-08
  last_working_day = 2026-09-07 # 2026-09-04
  base_due = "none" # 2026-09-07
  met_on = 2026-09-08 # 2026-09-07
  certainty = "firm" # "provisional"
  status = "met-late" # "met"
  days = 1 # 2
  working_days = 1 # 0
  verdict = "late" # "on-time"
  cite = "main#d13.k3.g1" # "main#d13.k3"
  missing = [] # ["conclusion-notified"]
  met_under = [] # ["default"]
  late_under = [] # ["default"]
  findings = [] # ["fields-missing"]
  moved_by = [] # ["notice"]
  present = true # false
  skips = [2026-08-31] # [2026-08-22]
  counts = [2026-08-22] # [2026-08-31]
  because = ["Art. 13(3), dash 1"] # ["Art. 99"]
  seen = { 2026-09-07 = "pending" } # { 2026-09-07 = "overdue" }
  done = { 2026-09-07 = "met" } # { 2026-09-08 = "pending" }
  [[case.expect]]
  as_of = 2026-10-10
  duty = "hcmc-935/settle-petition"
  petition = "KN-1"
  due = 2026-10-30 # 2026-10-06
  base_due = 2026-10-06 # "none"
  moved_by = ["notice"] # []
  readings = { ten-as-in-words = 2026-10-30 } # { ten-as-in-words = 2026-10-31 }
  [[case.expect]]
  as_of = 2026-12-31
  duty = "hcmc-935/notify-agencies"
  due = "none" # 2026-08-20
  reason = "not-stated" # "promptly"
  [[case.expect]]
  exclusion = "intoxicated"
  present = true # false
  refused_on = 2026-08-20 # "none"
  follow_up = "unknown" # "refusal-notice"
  scope = "person" # "subject"
  cite = "main, hd12, qd218" # "main"
  [[case.expect]]
  recurring = "qd-11/report"
  due = "none" # 2026-12-31
  reason = "unknown" # "not-stated"
  cutoffs = ["month", "q1", "half-year", "nine-months", "year", "ad-hoc"] # ["year"]
  cite = "main" # "main#d3.k8"
  readings = { every-quarter = "month, quarter, half-year, nine-months, year, ad-hoc" } # { every-quarter = "quarter" }
  [[case.expect]]
  recurring = "hcmc-935/annual-notice"
  present = true # false
  with = "annual-report" # "report"
  every = "year" # "month"
  at_least = 1 # 2
[[case]]
name = "which sets bind"
appointed = 2026-08-20
subject = { territory = "79", level = "commune", head = "local-government" }
  [[case.expect]]
  ruleset = "hcmc-935"
  binds = true # false
  merged = true # false
  [[case.expect]]
  ruleset = "can-tho-10"
  binds = false # true
[[case]]
name = "a level that ended"
appointed = 2026-08-20
subject = { territory = "79", level = "district", head = "local-government" }
expect = [{ ruleset = "hcmc-935", not_bound = "level-ended" }]
[[year]]
name = "a year"
year = 2026
office = { territory = "79", level = "commune", head = "local-government" }
held = [{ on = 2026-08-20, kind = "ad-hoc" }]
  [[year.expect]]
  as_of = 2027-01-31
  recurring = "law-72-2025/hold-dialogue"
  verdict = "contested" # "on-time"
  found = 1 # 0
  required = 1 # 2
  due = "none" # 2026-12-31
  readings = { periodic-only = "overdue" } # { periodic-only = "on-time" }
[[table]]
name = "a row"
duty = "can-tho-10/notify-conclusion"
rows = [
  { on = 2026-02-05, due = 2026-02-26 },
  { on = 2100-12-27, error = "leaves-coverage" },
]
"#;

#[test]
fn every_key_can_fail_and_names_its_line() {
    let split = |line: &'static str| line.split_once(" # ").map_or((line, None), |(line, wrong)| (line, Some(wrong)));
    let lines: Vec<(&str, Option<&str>)> = DUTY.lines().map(split).collect();
    let right: Vec<&str> = lines.iter().map(|(line, _)| *line).collect();
    passes(&right.join("\n"));
    let mut tried = BTreeSet::new();
    for (at, (line, wrong)) in lines.iter().enumerate() {
        let Some(wrong) = wrong else { continue };
        let (key, _) = line.split_once(" = ").unwrap();
        let mut broken: Vec<String> = right.iter().map(|line| (*line).to_owned()).collect();
        broken[at] = format!("{key} = {wrong}");
        let failure = only_failure(&broken.join("\n"));
        assert_eq!(failure.line, at + 1, "{line}");
        assert!(failure.key.starts_with(key.trim()), "{key} fails as {}", failure.key);
        assert_ne!(failure.expected, failure.actual);
        assert!(
            failure.cite_text.is_some() || ["binds", "merged", "not_bound", "present"].contains(&key.trim()),
            "{key} cites nothing"
        );
        tried.insert(key.trim());
    }
    assert_eq!(tried.len(), 36, "{tried:?}");
}

#[test]
fn a_limit_in_hours_is_data_that_can_be_stated() {
    let text = |hours: u32| {
        format!(
            "format = 1\nrulesets = [\"citizen-reception@2026-07-01\"]\n[[case]]\nname = \"a\"\nappointed = 2026-08-20\nactivity = \"reception\"\nexpect = [{{ duty = \"connect-points\", due = \"none\", reason = \"in-hours\", hours = {hours} }}]"
        )
    };
    passes(&text(1));
    assert_eq!(only_failure(&text(2)).actual, "1");
}

#[test]
fn an_expectation_of_several_petitions_must_name_one() {
    let text = r#"format = 1
rulesets = ["hcmc-935"]
[[case]]
name = "two petitions"
appointed = 2026-08-20
log = [
  { event = "opened", on = 2026-08-20 },
  { event = "petition-raised", on = 2026-08-20, petition = "KN-1" },
  { event = "petition-raised", on = 2026-08-20, petition = "KN-2" },
]
expect = [{ duty = "settle-petition", status = "awaiting" }]
"#;
    let failure = only_failure(text);
    assert_eq!(failure.actual, "several: KN-1, KN-2");
    passes(&text.replace("duty =", "petition = \"KN-2\", duty ="));
    assert_eq!(only_failure(&text.replace("duty =", "petition = \"KN-3\", duty =")).actual, "absent");
}

/// A code, and a log whose last entry is refused with it.
#[rustfmt::skip]
const REFUSED: &[(&str, &str)] = &[
    ("wrong-phase", "closed 2026-08-20"),
    ("before-opening", "opened 2026-08-20; closed 2026-08-20; conclusion-notified 2026-08-19"),
    ("closed-before-opened", "opened 2026-08-20; closed 2026-08-19"),
    ("no-class", "opened 2026-08-20; petition-raised 2026-08-20 petition=\"1\"; closed 2026-08-20; petition-classed 2026-08-21 petition=\"1\""),
    ("no-new-day", "rescheduled 2026-08-10"),
    ("not-taken", "invitation-sent 2026-08-10 until=2026-08-12"),
    ("unknown-event", "invitation-snt 2026-08-10"),
    ("outside-coverage", "invitation-sent 2101-08-10"),
    ("no-petition", "opened 2026-08-20; petition-raised 2026-08-20"),
    ("unknown-petition", "opened 2026-08-20; closed 2026-08-20; reply-sent 2026-08-20 petition=\"1\""),
    ("already-raised", "opened 2026-08-20; petition-raised 2026-08-20 petition=\"1\"; petition-raised 2026-08-20 petition=\"1\""),
    ("not-of-a-petition", "invitation-sent 2026-08-10 petition=\"1\""),
    ("not-of-a-dialogue", "annual-report-sent 2026-08-10"),
    ("not-suspended", "opened 2026-08-20; petition-raised 2026-08-20 petition=\"1\"; closed 2026-08-20; suspended 2026-08-21 petition=\"1\"; resumed 2026-08-22 petition=\"1\"; resumed 2026-08-23 petition=\"1\""),
    ("already-suspended", "opened 2026-08-20; petition-raised 2026-08-20 petition=\"1\"; closed 2026-08-20; suspended 2026-08-21 petition=\"1\"; suspended 2026-08-22 petition=\"1\""),
    ("resumed-before-suspended", "opened 2026-08-20; petition-raised 2026-08-20 petition=\"1\"; closed 2026-08-20; suspended 2026-08-22 petition=\"1\"; resumed 2026-08-21 petition=\"1\""),
    ("unknown", "step-done 2026-08-10 about=\"draw-up-pln\""),
    ("no-such-entry", "invitation-sent 2026-08-10 corrects=9;recorded=2026-08-11"),
    ("no-recorded-date", "invitation-sent 2026-08-10; invitation-sent 2026-08-11 corrects=1"),
    ("already-corrected", "invitation-sent 2026-08-10; invitation-sent 2026-08-11 corrects=1;recorded=2026-08-12; invitation-sent 2026-08-09 corrects=1;recorded=2026-08-13"),
    ("void-corrects-nothing", "invitation-sent 2026-08-10 void=true"),
];

fn entry(written: &str, refused: Option<&str>) -> String {
    let mut words = written.split_whitespace();
    let (event, on) = (words.next().unwrap(), words.next().unwrap());
    let more: Vec<String> =
        words.flat_map(|word| word.split(';')).map(|word| format!(", {}", word.replace('=', " = "))).collect();
    let more = more.concat();
    let refused = refused.map(|code| format!(", refused = \"{code}\"")).unwrap_or_default();
    format!("{{ event = \"{event}\", on = {on}{more}{refused} }}")
}

#[test]
fn every_refusal_has_a_code_and_another_code_fails() {
    let file = |log: &str, code: Option<&str>| {
        let entries: Vec<&str> = log.split("; ").collect();
        let last = entries.len() - 1;
        let entries: Vec<String> =
            entries.iter().enumerate().map(|(at, written)| entry(written, code.filter(|_| at == last))).collect();
        format!(
            "format = 1\nrulesets = [\"hcmc-935\"]\n[[case]]\nname = \"a\"\nappointed = 2026-08-20\nlog = [{}]\nexpect = [{{ duty = \"invite-citizens\", due = 2026-08-12 }}]",
            entries.join(", ")
        )
    };
    for (code, log) in REFUSED {
        passes(&file(log, Some(code)));
        let other = if *code == "no-class" { "no-petition" } else { "no-class" };
        if *code != "unknown-event" {
            let unexpected = only_failure(&file(log, None));
            assert_eq!((unexpected.expected.as_str(), unexpected.actual.as_str()), ("recorded", *code));
            assert!(unexpected.because.is_some());
            assert_eq!(only_failure(&file(log, Some(other))).actual, *code);
        }
    }
    let taken = only_failure(&file("invitation-sent 2026-08-10", Some("wrong-phase")));
    assert_eq!((taken.expected.as_str(), taken.actual.as_str()), ("wrong-phase", "recorded"));
    // Those of an office's log, of a rule set and of a count.
    let year = |entry: &str| {
        format!(
            "format = 1\nrulesets = [\"hcmc-935\"]\n[[year]]\nname = \"a\"\nyear = 2026\noffice = {{ territory = \"79\", level = \"commune\", head = \"local-government\" }}\nlog = [{entry}]\nexpect = [{{ as_of = 2026-12-31, recurring = \"annual-report\", verdict = \"open\" }}]"
        )
    };
    passes(&year("{ event = \"opened\", on = 2026-08-20, refused = \"of-a-dialogue\" }"));
    passes(&year(
        "{ event = \"annual-report-sent\", on = 2026-08-20, corrects = 1, refused = \"nothing-to-correct\" }",
    ));
    let row = |day: &str, code: &str| {
        format!(
            "format = 1\nrulesets = [\"hcmc-935\"]\n[[table]]\nname = \"a\"\nduty = \"notify-conclusion\"\nrows = [{{ on = {day}, error = \"{code}\" }}]"
        )
    };
    passes(&row("2100-12-28", "leaves-coverage"));
    passes(&row("2017-04-27", "not-in-force"));
    let never = "format = 1\nrulesets = [\"hcmc-935\"]\n[[case]]\nname = \"a\"\nappointed = 2026-08-20\nactivity = \"reception\"\nlog = [{ event = \"closed\", on = 2026-08-20, refused = \"never-opened\" }]";
    passes(never);
    let known: BTreeSet<&str> = REFUSED.iter().map(|(code, _)| *code).collect();
    let others = ["of-a-dialogue", "nothing-to-correct", "leaves-coverage", "not-in-force", "never-opened"];
    let all: BTreeSet<&str> = known.into_iter().chain(others).collect();
    let schema: serde_json::Value = serde_json::from_str(&Suite::json_schema()).unwrap();
    let listed = schema["$defs"]["code-of-a-refusal"]["enum"].as_array().unwrap();
    let listed: BTreeSet<&str> = listed.iter().map(|code| code.as_str().unwrap()).collect();
    assert_eq!(all, listed, "every code that a file may name is provoked above");
}

#[test]
fn an_entry_that_is_refused_unexpectedly_stops_the_case_with_the_reason() {
    let text = "format = 1\nrulesets = [\"hcmc-935\"]\n[[case]]\nname = \"a\"\nappointed = 2026-08-20\nlog = [\n  { event = \"closed\", on = 2026-08-20 },\n]\nexpect = [{ duty = \"invite-citizens\", due = 2026-08-12 }]";
    let failure = only_failure(text);
    assert_eq!((failure.line, failure.key.as_str()), (7, "refused"));
    assert!(failure.text(Lang::En).contains("it belongs during the dialogue, and the dialogue has not opened"));
    assert!(failure.text(Lang::Vi).contains("cuộc đối thoại chưa khai mạc"));
}

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

#[test]
fn a_case_takes_the_version_of_its_day() {
    let text = "format = 1\nrulesets = [\"qd-11\"]\n[[case]]\nname = \"a\"\nappointed = 2025-11-22\nactivity = \"reception\"\nexpect = [{ recurring = \"report\", cutoffs = [\"q1\", \"half-year\", \"nine-months\", \"year\", \"ad-hoc\"] }]";
    passes(text);
    let after = text.replace("2025-11-22", "2025-11-23");
    assert_eq!(only_failure(&after).actual, "month, q1, half-year, nine-months, year, ad-hoc");
    let pinned = after.replace("\"qd-11\"", "\"qd-11@2019-02-18\"");
    passes(&pinned);
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
    ("[\"hcmc-935\"]", "[\"hcmc-935\", \"hcmc-935\"]", Code::OverlappingVersions, 2, "in force on the same days"),
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
    ("status = \"overdue\"", "status = \"over-due\"", Code::UnknownWord, 17, "did you mean `overdue`?"),
    ("seen = { 2026-09-07", "seen = { 2026-9-7", Code::WrongType, 18, "not a date such as 2026-09-07"),
    ("rows = [", "rows = [[2026-08-20],", Code::WrongType, 23, "a row has two dates"),
    ("rows = [", "rows = [{ on = 2026-08-20 },", Code::ExpectsNothing, 23, "it expects nothing"),
    ("exclusion = \"x\"", "exclusion = \"x\"", Code::UnknownExclusion, 31, "unknown exclusion `x`"),
    ("recurring = \"annual-report\"", "recurring = \"anual-report\"", Code::UnknownDuty, 29, "did you mean `annual-report`?"),
    ("recurring = \"annual-report\"", "duty = \"annual-report\"", Code::UnknownKey, 29, "unknown key `duty`"),
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
fn coverage_tells_before_on_and_after_apart_and_is_told_when_cases_fail() {
    let file = |days: &str| {
        format!(
            "format = 1\nrulesets = [\"can-tho-10\"]\n[[table]]\nname = \"a\"\nduty = \"notify-conclusion\"\nrows = [{{ on = 2026-02-05, {days} }}]"
        )
    };
    let tried = |days: &str| {
        let coverage = run(&file(days)).coverage;
        [Measure::Before, Measure::On, Measure::After].map(|measure| coverage.figures(measure).0)
    };
    assert_eq!(tried("due = 2026-02-26"), [0, 0, 0], "a date is not a try");
    assert_eq!(tried("done = { 2026-02-24 = \"met\", 2026-02-28 = \"met-late\" }"), [0, 0, 0], "two days off");
    assert_eq!(tried("done = { 2026-02-25 = \"met\" }"), [1, 0, 0]);
    assert_eq!(tried("seen = { 2026-02-26 = \"pending\" }"), [0, 1, 0]);
    assert_eq!(tried("done = { 2026-02-27 = \"met-late\" }"), [0, 0, 1]);
    assert_eq!(tried("done = { 2026-02-27 = \"met\" }"), [0, 0, 1], "also where it fails");
}

/// The survivors of a file, as `path old new`.
fn survivors(mutation: &Mutation) -> Vec<String> {
    mutation.survivors.iter().map(|one| format!("{} {} {}", one.path, one.old, one.new)).collect()
}

#[test]
fn mistakes_of_every_sort_are_tried_and_those_unnoticed_are_listed() {
    // A file that looks at nothing but what is certain anyway: everything survives.
    let blind = "format = 1\nrulesets = [\"can-tho-10\", \"hcmc-935\"]\n[[case]]\nname = \"a\"\nappointed = 2026-08-20\nexpect = [{ duty = \"hcmc-935/notify-agencies\", due = \"none\" }]";
    let mutation = suite(blind, "").mutate();
    assert_eq!(mutation.survivors.len(), mutation.mutants);
    let all: BTreeSet<String> = survivors(&mutation).into_iter().collect();
    for mistake in [
        "obligation.invite-citizens.due.n 5 4",
        "obligation.invite-citizens.due.n 5 6",
        "obligation.invite-citizens.due.unit working-day day",
        "obligation.invite-citizens.due.before dialogue-day closed",
        "obligation.invite-citizens.due before dialogue-day after dialogue-day",
        "obligation.invite-citizens.due.count clear-days event-excluded",
        "obligation.invite-citizens.due.count clear-days event-included",
        "obligation.invite-citizens.reading default sending-day-counts",
        "obligation.invite-citizens.reading.sending-day-counts.due.count event-excluded event-included",
        "obligation.notify-conclusion.due after closed before closed",
        "obligation.notify-conclusion.due.start event-excluded event-included",
        "obligation.settle-petition.reading.ten-as-in-words.due.n 10 9",
        "obligation.settle-petition.extension.granted_before due not-stated",
        "obligation.interim-reply.due.unit day working-day",
        "obligation.interim-reply.due.roll next-working-day none",
        "obligation.interim-reply.reading default final-settlement-cap",
        "obligation.interim-reply.reading.from-closing.due.after closed dialogue-day",
        "recurring.annual-report.at_least 1 2",
        "recurring.hold-dialogue.every year month",
    ] {
        assert!(all.contains(mistake), "`{mistake}` is not tried: {all:#?}");
    }
    let left_out = |path: &str| mutation.survivors.iter().any(|one| one.path == path && one.new == "-");
    assert!(left_out("obligation.settle-petition.extension") && left_out("obligation.interim-reply.sets"));
    assert!(all.iter().all(|mistake| !mistake.contains("notify-conclusion.due.roll")), "working days are never rolled");
    let numbers = mutation.survivors.iter().filter(|one| one.numeric).count();
    assert_eq!(numbers, mutation.numeric);
    assert!(mutation.survivors.iter().all(|one| !one.cite_text.vi.is_empty()));
}

#[test]
fn a_mistake_that_is_noticed_is_no_survivor() {
    let weak = "format = 1\nrulesets = [\"can-tho-10\"]\n[[table]]\nname = \"a\"\nduty = \"notify-conclusion\"\nrows = [[2026-02-05, 2026-02-26]]";
    let of = |text: &str| {
        let all = survivors(&suite(text, "").mutate());
        all.into_iter().filter(|one| one.starts_with("obligation.notify-conclusion")).collect::<Vec<_>>()
    };
    assert_eq!(of(weak), ["obligation.notify-conclusion.due.after closed dialogue-day"]);
    let two_days = format!(
        "{weak}\n[[case]]\nname = \"b\"\nappointed = 2026-02-05\nlog = [{{ event = \"opened\", on = 2026-02-05 }}, {{ event = \"closed\", on = 2026-02-06 }}]\nexpect = [{{ duty = \"notify-conclusion\", due = 2026-02-27 }}]"
    );
    assert_eq!(of(&two_days), [] as [&str; 0]);
}

#[test]
fn a_file_is_tried_on_mistakes_in_its_own_rule_file() {
    let mine = RuleSet::builtin_toml("hcmc-935").unwrap().replace("id = \"hcmc-935\"", "id = \"mine\"");
    let mutation = suite(INVITATION, &mine).mutate();
    assert!(
        mutation
            .survivors
            .iter()
            .all(|one| one.ruleset == "mine@2017-04-28" && !one.path.ends_with("invite-citizens.due.n"))
    );
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

/// The schema says of each key of the tables what it is for.
#[test]
fn every_key_has_its_words_in_its_row() {
    let schema: serde_json::Value = serde_json::from_str(&Suite::json_schema()).unwrap();
    let mut told = BTreeSet::new();
    let mut within = vec![&schema];
    while let Some(value) = within.pop() {
        within.extend(value.as_array().into_iter().flatten());
        for (key, value) in value.as_object().into_iter().flatten() {
            told.extend(value["description"].as_str().map(|_| key.as_str()));
            within.push(value);
        }
    }
    let rows = include_str!("../../src/scenario/keys.rs").lines().map(str::trim_start);
    let row = |line: &'static str| ["One \"", "List \"", "Each \""].iter().find_map(|how| line.strip_prefix(how));
    let keys: BTreeSet<&str> = rows.filter_map(row).map(|row| row.split('"').next().unwrap()).collect();
    assert!(keys.len() > 30);
    assert_eq!(keys.difference(&told).collect::<Vec<_>>(), Vec::<&&str>::new());
}
