//! The kit to test regulation variants: that every key can fail, and what is told.

use std::collections::BTreeSet;

use doithoai::scenario::{Failure, Report, Suite};
use doithoai::{Code, Lang, RuleSet};

pub(crate) const NO_FILES: &dyn Fn(&str) -> Result<String, String> = &|_| Err("no such file".to_owned());

/// The suite of one file, on a rule file `mine.toml`.
pub(crate) fn suite(text: &str, mine: &str) -> Suite {
    let open = |name: &str| if name == "mine.toml" { Ok(mine.to_owned()) } else { Err("no such file".to_owned()) };
    Suite::new().with("a.test.toml", text, &open)
}

#[track_caller]
pub(crate) fn run(text: &str) -> Report {
    let report = suite(text, "").run();
    let problems: Vec<String> = report.files[0].problems.iter().map(ToString::to_string).collect();
    assert!(problems.is_empty(), "{problems:#?}");
    report
}

#[track_caller]
pub(crate) fn passes(text: &str) -> Report {
    let report = run(text);
    let failures: Vec<String> = failures(&report).iter().map(|failure| failure.text(Lang::En)).collect();
    assert!(report.is_ok() && report.passed() > 0, "{failures:#?}");
    report
}

pub(crate) fn failures(report: &Report) -> Vec<&Failure> {
    report.files.iter().flat_map(|file| &file.outcomes).flat_map(|outcome| &outcome.failures).collect()
}

#[track_caller]
pub(crate) fn only_failure(text: &str) -> Failure {
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

pub(crate) const INVITATION: &str = r#"format = 1
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
  due_at = "none" # "08:30"
  met_at = "none" # "08:30"
  missing_time = "none" # "of-act"
  minutes = "none" # 5
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
  territory_ended = false # true
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
            failure.cite_text.is_some()
                || ["binds", "merged", "territory_ended", "not_bound", "present"].contains(&key.trim()),
            "{key} cites nothing"
        );
        tried.insert(key.trim());
    }
    assert_eq!(tried.len(), 41, "{tried:?}");
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
    ("entered-before", "invitation-sent 2026-08-10 recorded=2026-08-09"),
    ("new-day-passed", "rescheduled 2026-08-10 until=2026-08-09"),
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
    ("before-receipt", "opened 2026-08-20; petition-raised 2026-08-21 petition=\"1\"; closed 2026-08-21; petition-settled 2026-08-20 petition=\"1\""),
    ("resumed-before-suspended", "opened 2026-08-20; petition-raised 2026-08-20 petition=\"1\"; closed 2026-08-20; suspended 2026-08-22 petition=\"1\"; resumed 2026-08-21 petition=\"1\""),
    ("unknown", "step-done 2026-08-10 about=\"draw-up-pln\""),
    ("no-such-entry", "invitation-sent 2026-08-10 corrects=9;recorded=2026-08-11"),
    ("no-recorded-date", "invitation-sent 2026-08-10; invitation-sent 2026-08-11 corrects=1"),
    ("corrected-before-entered", "invitation-sent 2026-08-10 recorded=2026-08-12; invitation-sent 2026-08-11 corrects=1 recorded=2026-08-11"),
    ("already-corrected", "invitation-sent 2026-08-10; invitation-sent 2026-08-11 corrects=1;recorded=2026-08-12; invitation-sent 2026-08-09 corrects=1;recorded=2026-08-13"),
    ("void-corrects-nothing", "invitation-sent 2026-08-10 void=true"),
    ("void-of-another", "invitation-sent 2026-08-10; invitation-sent 2026-08-11 corrects=1;recorded=2026-08-12;void=true"),
    ("key-taken", "invitation-sent 2026-08-10 key=\"a\"; invitation-sent 2026-08-11 key=\"a\""),
    ("no-session", "opened 2026-08-20; session-held 2026-08-20"),
    ("moved-to-same-day", "rescheduled 2026-08-10 until=2026-08-20"),
    ("id-with-spaces", "opened 2026-08-20; petition-raised 2026-08-20 petition=\"\\u00201\""),
    ("id-of-several-lines", "opened 2026-08-20; petition-raised 2026-08-20 petition=\"a\\nb\""),
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
            if *code == "outside-coverage" {
                let report = suite(&file(log, None), "").run();
                assert_eq!(report.files[0].problems[0].code, Code::OutOfRange, "told before anything is judged");
            } else {
                let unexpected = only_failure(&file(log, None));
                assert_eq!((unexpected.expected.as_str(), unexpected.actual.as_str()), ("recorded", *code));
                assert!(unexpected.because.is_some());
            }
            assert_eq!(only_failure(&file(log, Some(other))).actual, *code);
        }
    }
    let taken = only_failure(&file("invitation-sent 2026-08-10", Some("wrong-phase")));
    assert_eq!((taken.expected.as_str(), taken.actual.as_str()), ("wrong-phase", "recorded"));
    // Those of an office's log, of a rule set and of a count.
    let year = |entry: &str| {
        format!(
            "format = 1\nrulesets = [\"hcmc-935\"]\n[[year]]\nname = \"a\"\nyear = 2026\noffice = {{ territory = \"79\", level = \"commune\", head = \"local-government\" }}\nlog = [{entry}]\nexpect = [{{ as_of = 2026-12-31, recurring = \"annual-report\", verdict = \"undated\" }}]"
        )
    };
    passes(&year("{ event = \"opened\", on = 2026-08-20, refused = \"of-a-dialogue\" }"));
    let received = "{ event = \"petition-received\", on = 2026-08-20, petition = \"KN-1\"";
    passes(&year(&format!("{received} }}, {received}, refused = \"already-received\" }}")));
    passes(&year(
        "{ event = \"annual-report-sent\", on = 2026-08-20, corrects = 1, refused = \"nothing-to-correct\" }",
    ));
    passes(&year(
        "{ event = \"annual-report-sent\", on = 2026-08-20, about = \"2O26\", refused = \"unknown-period\" }",
    ));
    let row = |day: &str, code: &str| {
        format!(
            "format = 1\nrulesets = [\"hcmc-935\"]\n[[table]]\nname = \"a\"\nduty = \"notify-conclusion\"\nrows = [{{ on = {day}, error = \"{code}\" }}]"
        )
    };
    passes(&row("2100-12-28", "leaves-coverage"));
    passes(&row("2017-04-27", "not-in-force"));
    passes(&file(&format!("survey-held 2026-08-10 key=\"{}\"", "a".repeat(201)), Some("id-too-long")));
    // Of which the file is warned, too.
    let composed = "opened 2026-08-20; petition-raised 2026-08-20 petition=\"Ho\\u0302\\u0300\"";
    assert!(suite(&file(composed, Some("id-not-composed")), "").run().is_ok());
    // What a log refuses by the phase of its dialogue.
    for (code, entries) in [
        ("corrects-no-earlier", &["opened 2026-08-20 recorded=2026-08-21;corrects=1"][..]),
        ("happened-twice", &["opened 2026-08-20", "opened 2026-08-21"]),
        ("after-cancellation", &["cancelled 2026-08-10", "invitation-sent 2026-08-11"]),
        ("opened-and-cancelled", &["cancelled 2026-08-10", "opened 2026-08-20"]),
        ("moved-after-opening", &["opened 2026-08-20", "rescheduled 2026-08-21 until=2026-08-27"]),
    ] {
        let last = entries.len() - 1;
        let log: Vec<String> =
            entries.iter().enumerate().map(|(at, written)| entry(written, (at == last).then_some(code))).collect();
        let case = "format = 1\nrulesets = [\"hcmc-935\"]\n[[case]]\nname = \"a\"\nappointed = 2026-08-20\nactivity = \"reception\"";
        passes(&format!("{case}\nlog = [{}]", log.join(", ")));
    }
    let never = "format = 1\nrulesets = [\"hcmc-935\"]\n[[case]]\nname = \"a\"\nappointed = 2026-08-20\nactivity = \"reception\"\nlog = [{ event = \"closed\", on = 2026-08-20, refused = \"never-opened\" }]";
    passes(never);
    let known: BTreeSet<&str> = REFUSED.iter().map(|(code, _)| *code).collect();
    let others =
        ["of-a-dialogue", "unknown-period", "nothing-to-correct", "leaves-coverage", "not-in-force", "never-opened"];
    let more = ["id-too-long", "corrects-no-earlier", "happened-twice", "opened-and-cancelled", "moved-after-opening"];
    let all: BTreeSet<&str> = known
        .into_iter()
        .chain(others)
        .chain(more)
        .chain(["after-cancellation", "already-received", "id-not-composed"])
        .collect();
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
fn a_case_takes_the_version_of_its_day() {
    let text = "format = 1\nrulesets = [\"qd-11\"]\n[[case]]\nname = \"a\"\nappointed = 2025-11-22\nactivity = \"reception\"\nexpect = [{ recurring = \"report\", cutoffs = [\"q1\", \"half-year\", \"nine-months\", \"year\", \"ad-hoc\"] }]";
    passes(text);
    let after = text.replace("2025-11-22", "2025-11-23");
    assert_eq!(only_failure(&after).actual, "month, q1, half-year, nine-months, year, ad-hoc");
    let pinned = after.replace("\"qd-11\"", "\"qd-11@2019-02-18\"");
    passes(&pinned);
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
