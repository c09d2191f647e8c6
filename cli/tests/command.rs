//! The command as a user runs it.
#![expect(clippy::unwrap_used, clippy::panic, reason = "tests fail by panicking")]

#[path = "command/alike.rs"]
mod alike;
#[path = "command/audits.rs"]
mod audits;
#[path = "command/bad_inputs.rs"]
mod bad_inputs;
#[path = "command/cases.rs"]
mod cases;
#[path = "command/comparisons.rs"]
mod comparisons;
#[path = "command/conformance.rs"]
mod conformance;
#[path = "command/english.rs"]
mod english;
#[path = "command/everywhere.rs"]
mod everywhere;
#[path = "command/kept.rs"]
mod kept;
#[path = "command/kinds.rs"]
mod kinds;
#[path = "command/logs.rs"]
mod logs;
#[path = "command/next.rs"]
mod next;
#[path = "command/options.rs"]
mod options;
#[path = "command/places.rs"]
mod places;
#[cfg(feature = "recount")]
#[path = "command/recount.rs"]
mod recount;
#[path = "command/refusals.rs"]
mod refusals;
#[path = "command/rules.rs"]
mod rules;
#[path = "command/safe.rs"]
mod safe;
#[path = "command/scenarios.rs"]
mod scenarios;
#[path = "command/shown.rs"]
mod shown;
#[path = "command/told_once.rs"]
mod told_once;
#[path = "command/vietnamese.rs"]
mod vietnamese;
#[path = "command/words.rs"]
mod words;
#[path = "command/written.rs"]
mod written;

use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

use serde_json::Value;

/// The folder of the repository.
fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

fn doithoai(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_doithoai"));
    command.args(arguments).current_dir(root()).stdin(Stdio::null()).output().unwrap()
}

#[track_caller]
fn shown(arguments: &[&str]) -> String {
    // Of a timeline the whole page: its first one has a test of its own.
    let full: &[&str] = if arguments.first() == Some(&"timeline") { &["--full"] } else { &[] };
    typed(&[arguments, full].concat())
}

/// What a command prints as it is typed.
#[track_caller]
fn typed(arguments: &[&str]) -> String {
    let output = doithoai(arguments);
    let (text, errors) = (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
    assert!(output.status.success() && errors.is_empty(), "{arguments:?}: {errors}");
    text
}

#[track_caller]
fn json(arguments: &[&str]) -> Value {
    serde_json::from_str(&shown(&[arguments, &["--format", "json"]].concat())).unwrap()
}

/// One line on standard error, nothing on standard output, a non-zero exit.
#[track_caller]
fn refused(arguments: &[&str], expected: &str) {
    let output = doithoai(&[arguments, &["--lang", "en"]].concat());
    let errors = String::from_utf8(output.stderr).unwrap();
    assert!(!output.status.success() && output.stdout.is_empty(), "{arguments:?} was accepted");
    assert_eq!(errors.lines().count(), 1, "{arguments:?}: {errors}");
    assert!(
        errors.starts_with("error: ") && errors.contains(expected),
        "{arguments:?}: expected `{expected}` in {errors}"
    );
    assert!(errors.matches("did you mean").count() <= 1, "{errors}");
}

fn split(line: &str) -> Vec<&str> {
    line.split_whitespace().collect()
}

fn obligation<'a>(timeline: &'a Value, id: &str) -> &'a Value {
    let all = timeline["obligations"].as_array().unwrap();
    all.iter().find(|duty| duty["id"] == id).unwrap_or_else(|| panic!("no obligation {id}"))
}

/// A file of this text; moved into place whole, since tests that run side by side may write the same one.
fn temporary(name: &str, text: &str) -> String {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let (path, begun) = (folder.join(name), folder.join(format!("{}.{name}", COUNT.fetch_add(1, Ordering::Relaxed))));
    std::fs::write(&begun, text).unwrap();
    std::fs::rename(&begun, &path).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn the_first_page_says_what_needs_attention_first() {
    let page = String::from_utf8(doithoai(&["timeline"]).stdout).unwrap();
    assert!(page.lines().count() < 40, "{page}");
    let places = [
        "CẦN CHÚ Ý",
        "[invite-citizens]",
        "CÒN PHẢI LÀM",
        "[settle-petition]",
        "ĐÃ LÀM",
        "[notify-conclusion]",
        "--full",
    ];
    let at: Vec<usize> = places.iter().map(|words| page.find(words).unwrap_or_else(|| panic!("no {words}"))).collect();
    assert!(at.is_sorted(), "{page}");
    assert!(shown(&["timeline"]).lines().count() > 70);
}

#[test]
fn the_sample_crosses_a_holiday_and_a_worked_saturday() {
    let text = shown(&["timeline"]);
    for words in [
        "chưa rõ hiệu lực",
        "TRƯỚC ĐỐI THOẠI",
        "TRONG ĐỐI THOẠI",
        "SAU ĐỐI THOẠI",
        "22/08/2026 đi làm bù",
        "02/09/2026 Quốc khánh",
    ] {
        assert!(text.contains(words), "no `{words}`");
    }
    assert!(!text.contains('\u{1b}'), "colour only on a terminal");
    assert!(shown(&["timeline", "--lang", "en"]).contains("standing unknown"));
    assert_eq!(json(&["timeline"])["as_of"], "2026-09-15");
    assert!(shown(&["timeline", "--ruleset", "can-tho-10"]).contains("can-tho-10 @ 2019"));
}

#[test]
fn the_json_form_of_the_documented_example() {
    let timeline = json(&split("timeline --on 2026-08-20"));
    assert_eq!((timeline["opened"].as_str(), timeline["as_of"].is_null()), (Some("2026-08-20"), true));
    assert_eq!(timeline["rulesets"][0]["hash"].as_str().unwrap().len(), 64);
    for (id, due) in
        [("invite-citizens", "2026-08-12"), ("notify-conclusion", "2026-09-07"), ("settle-petition", "2026-10-05")]
    {
        assert_eq!(obligation(&timeline, id)["due"], due);
    }
    assert_eq!(obligation(&timeline, "settle-petition")["readings"][0]["id"], "ten-as-in-words");
    assert!(obligation(&timeline, "settle-petition")["trace"].is_null());
    let recurring: Vec<_> =
        timeline["recurring"].as_array().unwrap().iter().map(|duty| duty["id"].as_str().unwrap()).collect();
    assert_eq!(recurring, ["annual-report", "annual-notice"]);

    let explained = json(&split("timeline --on 2026-08-20 --explain"));
    let steps = obligation(&explained, "notify-conclusion")["trace"].as_array().unwrap().clone();
    assert!(steps.iter().any(|step| step["step"] == "worked" && step["day"]["date"] == "2026-08-22"));
    assert!(
        steps.iter().any(|step| step["step"] == "skipped" && step["day"]["basis"][0]["document"] == "cv-9859-2025")
    );
}

#[test]
fn statuses_on_the_command_line() {
    let timeline = json(&split("timeline --on 2026-08-20 --as-of 2026-10-20"));
    let notice = obligation(&timeline, "notify-conclusion");
    assert_eq!((notice["status"].as_str(), notice["by"]["days"].as_i64()), (Some("overdue"), Some(43)));
    assert_eq!(obligation(&timeline, "settle-petition")["status"], "awaiting");
    let timeline = json(&split("timeline --on 2026-08-20 --event closed=2026-08-21"));
    assert_eq!(obligation(&timeline, "notify-conclusion")["due"], "2026-09-08");
    let chosen = "timeline --on 2026-08-20 --event conclusion-notified=2026-08-28 --choose hcmc-935/settle-petition=ten-as-in-words";
    assert_eq!(obligation(&json(&split(chosen)), "settle-petition")["due"], "2026-09-16");
    let extended = "timeline --on 2026-08-20 --event conclusion-notified=2026-08-28 --event extension-notified=2026-09-20:2026-10-30";
    let extended = json(&split(extended));
    let settle = obligation(&extended, "settle-petition");
    assert_eq!((settle["due"].as_str(), settle["base_due"].as_str()), (Some("2026-10-30"), Some("2026-09-30")));
    let twice = "timeline --on 2026-08-20 --event conclusion-notified=2026-08-28 --event extension-notified=2026-09-20:2026-10-30 --event extension-notified=2026-10-20:2026-11-30";
    assert_eq!(obligation(&json(&split(twice)), "settle-petition")["due"], "2026-11-30");
    let moved =
        shown(&split("timeline --on 2026-08-20 --event opened=2026-08-24 --event survey-held=2026-08-01 --lang en"));
    assert!(moved.contains("Dialogue on Mon 2026-08-24 (appointed for 2026-08-20)"));
    assert!(moved.contains("opinions collected: Sat 2026-08-01 (no chosen rule set asks about this)"));
    let two = json(&split("timeline --on 2026-08-20 --ruleset hcmc-935 --ruleset can-tho-10"));
    assert_eq!(two["rulesets"].as_array().unwrap().len(), 2);
    assert_eq!(two["recurring"][2]["id"], "hold-dialogue");
}

#[test]
fn a_rule_file_of_ones_own() {
    let text = doithoai::RuleSet::builtin_toml("hcmc-935").unwrap();
    let four = text.replace("n = 5, unit", "n = 4, unit").replace("id = \"hcmc-935\"", "id = \"mine\"");
    let path = temporary("mine.toml", &four);
    let timeline = json(&["timeline", "--on", "2026-08-20", "--ruleset-file", &path]);
    assert_eq!(
        (obligation(&timeline, "invite-citizens")["due"].as_str(), timeline["rulesets"][0]["id"].as_str()),
        (Some("2026-08-13"), Some("mine"))
    );
    let broken = temporary("broken.toml", &four.replace("unit = \"working-day\"", "unit = \"working-dy\""));
    refused(&["timeline", "--on", "2026-08-20", "--ruleset-file", &broken], "did you mean `working-day`?");
    refused(&["timeline", "--ruleset-file", "/nowhere/at/all.toml"], "cannot read `/nowhere/at/all.toml`");
    refused(&["timeline", "--ruleset", "hcmc-935", "--ruleset", "hcmc-935"], "`hcmc-935@2017-04-28` is given twice");
    // Of two versions the one of the dialogue's day judges; one that is named and not in force says so.
    let versions = ["timeline", "--on", "2026-08-20", "--ruleset", "qd-11@2025-11-23", "--ruleset", "qd-11@2019-02-18"];
    let both = json(&versions);
    assert_eq!(
        (&both["rulesets"][0]["version"], both["rulesets"].as_array().unwrap().len()),
        (&"2025-11-23".into(), 1)
    );
    let not_in_force = json(&versions[..3].iter().chain(&versions[5..]).copied().collect::<Vec<_>>());
    assert_eq!(not_in_force["rulesets"][0]["not_in_force"]["in_force"], "qd-11@2025-11-23");
    let text = shown(&["timeline", "--on", "2026-08-20", "--ruleset", "qd-11@2019-02-18"]);
    assert!(text.contains("[!] không có hiệu lực ngày 20/08/2026"), "{text}");
    assert!(!text.contains("\nđang có hiệu lực"), "{text}");
}

#[test]
fn decrees_and_what_was_known() {
    let document = "format = 1\n[[document]]\nid = \"cv-2028\"\nkind = \"cong-van\"\nnumber = \"unknown\"\nissuer = { vi = \"x\", en = \"x\" }\n\
        issued = 2027-10-15\nconfidence = \"D\"\nsource = \"a test\"\ntet = [{ from = 2028-01-24, to = 2028-01-28 }]\nbeside_national_day = [2028-09-01]\n";
    let path = temporary("decree.toml", document);
    let count = "count 2028-01-10 +20";
    assert_eq!(json(&split(count))["certainty"], "provisional");
    assert_eq!(json(&split(&format!("{count} --decree {path}")))["certainty"], "firm");
    assert_eq!(json(&split(&format!("{count} --decree {path} --known-on 2027-10-14")))["certainty"], "provisional");
    let contrary = temporary(
        "contrary.toml",
        &document.replace("cv-2028", "cv-other").replace("2028-01-24, to = 2028-01-28", "2028-01-25, to = 2028-01-29"),
    );
    refused(
        &split(&format!("{count} --decree {path} --decree {contrary}")),
        "decide the Tết holiday of 2028 differently",
    );
    assert_eq!(json(&split("count 2024-04-26 +1 --known-on 2024-04-01"))["due"], "2024-04-29");
    assert_eq!(json(&split("count 2024-04-26 +1 --known-on 2024-04-12"))["due"], "2024-05-02");
    let timeline = "timeline --on 2024-04-16 --format json --known-on";
    let due = |known| {
        obligation(&json(&split(&format!("{timeline} {known}").replace(" --format json", ""))), "notify-conclusion")["due"].clone()
    };
    assert_eq!((due("2024-04-01"), due("2024-04-12")), ("2024-05-03".into(), "2024-05-04".into()));
}

#[test]
fn counting_on_the_command_line() {
    for (arguments, due) in [
        ("count 2026-08-20 +7", "2026-08-28"),
        ("count 2026-08-28 +7", "2026-09-11"),
        ("count 2026-04-23 7", "2026-05-07"),
        ("count 2026-02-06 +20 --unit working-day", "2026-03-13"),
        ("count 2026-02-06 +30 --unit day", "2026-03-09"),
        ("count 2026-02-06 +30 --unit day --roll none", "2026-03-08"),
        ("count 2026-06-15 +10 --unit day --start event-included", "2026-06-24"),
        ("count 2026-06-15 -5 --count clear-days", "2026-06-07"),
        ("count --unit month 2026-01-31 +1", "2026-03-02"),
        ("count 2016-02-29 +1 --unit year --start event-included --roll none", "2017-02-28"),
        ("count 2016-02-29 +1 --unit year --roll none", "2017-02-28"),
        ("count 2016-02-28 +1 --unit year --start event-included --roll none", "2017-02-27"),
    ] {
        assert_eq!(json(&split(arguments))["due"], due, "{arguments}");
    }
    let three = json(&split("count 2026-06-15 -5"));
    let due: Vec<&str> = three.as_array().unwrap().iter().map(|way| way["due"].as_str().unwrap()).collect();
    assert_eq!(due, ["2026-06-07", "2026-06-08", "2026-06-09"]);
    assert!(shown(&split("count 2026-08-28 +7 --explain")).contains("khoản 3 Điều 147 Bộ luật Dân sự 2015"));
}

#[test]
fn a_year_s_calendar() {
    let year = json(&["calendar", "2026"]);
    assert_eq!((year["decreed"].as_bool(), year["working_days"].as_i64()), (Some(true), Some(249)));
    let kinds = |kind: &str| year["days"].as_array().unwrap().iter().filter(|day| day["kind"] == kind).count();
    assert_eq!((kinds("holiday"), kinds("in-lieu"), kinds("swapped-off"), kinds("swapped-working")), (12, 1, 2, 2));
    assert!(year["days"].as_array().unwrap().iter().all(|day| !day["basis"].as_array().unwrap().is_empty()));
    let text = shown(&["calendar", "2026"]);
    assert!(text.contains("Tháng 12") && text.contains(" 22!") && text.contains(" 31~"));
    assert!(shown(&["calendar", "2029", "--lang", "en"]).contains("PROJECTED, not decided yet: the days of Tết"));
}

#[test]
fn bad_input_gives_one_clear_line() {
    for (arguments, expected) in [
        ("timeline --ruleset hcm-935", "did you mean `hcmc-935`?"),
        ("timeline --ruleset zzz", "there are `hcmc-935`, `can-tho-10`"),
        ("timeline --on 2026-13-01", "--on: there is no day `2026-13-01`: months are 01 to 12"),
        ("timeline --on 2026-02-29", "--on: there is no day `2026-02-29`: that month has 28 days"),
        ("timeline --on 20/08/2026", "is not a date"),
        ("timeline --on +2026-08-20", "is not a date"),
        ("timeline --on 2026-08-20 --as-of tomorrow", "--as-of: `tomorrow` is not a date"),
        ("timeline --on 2026-08-20 --known-on x", "--known-on: `x` is not a date"),
        ("timeline --on 2026-08-20 --event conclusion-notifed=2026-08-28", "did you mean `conclusion-notified`?"),
        ("timeline --on 2026-08-20 --event conclusion-notified", "is not EVENT=DATE"),
        ("timeline --on 2026-08-20 --event =2026-08-28", "is not EVENT=DATE"),
        ("timeline --on 2026-08-20 --event reply-sent=soon", "--event reply-sent: `soon` is not a date"),
        (
            "timeline --on 2026-08-20 --event petition-classed=2026-08-28:hard",
            "unknown class of case `hard`; expected one of `needs-longer`",
        ),
        (
            "timeline --on 2026-08-20 --event closed=2026-08-19",
            "cannot close on 2026-08-19 before it opened on 2026-08-20",
        ),
        ("timeline --on 2026-08-20 --event reply-sent=2026-09-01 --event reply-sent=2026-09-02", "given twice"),
        ("timeline --on 2014-08-20", "2014-08-20 is outside the covered years 2015-2100"),
        ("timeline --on 2101-08-20", "2101-08-20 is outside the covered years 2015-2100"),
        ("timeline --event reply-sent=2026-09-01", "--on is missing"),
        ("timeline --on 2026-08-20 --choose ten", "is not RULESET/DUTY=READING"),
        ("timeline --on 2026-08-20 --choose hcmc-935/settle-petition=ten-as-words", "did you mean `ten-as-in-words`?"),
        (
            "timeline --on 2026-08-20 --choose hcmc-935/settle=ten-as-in-words",
            "has no duty `settle`; did you mean `settle-petition`?",
        ),
        ("timeline --on 2026-08-20 --event foo=2026-08-21", "known are rescheduled"),
        ("timeline --on 2026-08-20 --event petition-classed=2026-08-28", "must say which class"),
        ("timeline --on 2026-08-20 --event invitation-sent=2026-08-12:complex", "takes no class of case"),
        ("timeline --on 2026-08-20 --event conclusion-notified=2026-08-19", "cannot come before the dialogue opened"),
        ("timeline --on 2100-12-20", "hcmc-935/notify-conclusion: counting from 2100-12-20 leaves the covered years"),
        (
            "timeline --on 2026-08-20 --choose hcmc-935/settle-petition=ten-as-in-words --choose hcmc-935/settle-petition=default",
            "is chosen twice",
        ),
        ("timeline --decree /nowhere.toml", "cannot read `/nowhere.toml`"),
        ("calendar 1999", "2015 to 2100 are covered"),
        ("calendar next", "2015 to 2100 are covered"),
        ("count 2026-08-28 +99999999999", "is too large: the calendar covers 2015-2100"),
        ("count 2026-08-28 +4000000000", "leaves the covered years 2015-2100"),
        ("count 2026-08-28 +", "is not an amount"),
        ("count 2026-08-28 +-7", "is not an amount"),
        ("count 2026-08-28 +7 --unit fortnight", "--unit: unknown unit `fortnight`; expected one of `working-day`"),
        ("count 2026-08-28 +7 --count clear-days", "goes with a backward count"),
        ("count 2026-08-28 -7 --roll none", "go with a forward count"),
        ("count 2026-08-28 -1 --unit month --count event-included", "counts days or working days"),
        ("count 2101-01-01 +1", "2101-01-01 is outside the covered years"),
        ("count 2014-12-31 +1", "2014-12-31 is outside the covered years"),
    ] {
        refused(&split(arguments), expected);
    }
    let vietnamese = doithoai(&split("timeline --ruleset hcm-935"));
    assert_eq!(
        String::from_utf8(vietnamese.stderr).unwrap(),
        "lỗi: --ruleset: không có bộ quy tắc `hcm-935`; có: `hcmc-935`, `can-tho-10`, `hoa-binh-07`, `hoan-kiem-120`, `hai-phong-1738`, `qd-11`, `law-72-2025`, `citizen-reception`, `levels`; có phải là `hcmc-935`?\n"
    );
    for arguments in [
        "timelin",
        "timeline --formt json",
        "calendar",
        "calendar 2026 --lang fr",
        "timeline --on A --on B",
        "count 2026-08-28 --7",
    ] {
        let output = doithoai(&split(arguments));
        let errors = String::from_utf8(output.stderr).unwrap();
        assert_eq!((output.status.code(), errors.lines().count()), (Some(2), 1), "{arguments}: {errors}");
    }
    let bare = doithoai(&[]);
    assert_eq!((bare.status.code(), String::from_utf8_lossy(&bare.stderr).lines().count()), (Some(2), 1));
    let typed = doithoai(&split("timelin"));
    assert!(String::from_utf8_lossy(&typed.stderr).contains("`timeline`"));
    let newline = doithoai(&["timeline", "--on", "2026-08-20", "--event", "a\nb=2026-08-21"]);
    assert_eq!(String::from_utf8_lossy(&newline.stderr).lines().count(), 1);
}

#[cfg(not(feature = "recount"))]
#[test]
fn recount_says_how_to_get_it() {
    refused(
        &split("recount duties.parquet --decree new.toml --out moved.parquet"),
        "recount: this build has no feature `recount`; run `cargo run --release --features recount -- recount …`",
    );
    refused(&split("recount-sample duties.parquet"), "`cargo run --release --features recount -- recount-sample …`");
    let vi = String::from_utf8(doithoai(&split("recount-sample duties.parquet")).stderr).unwrap();
    assert!(vi.starts_with("lỗi: recount-sample: bản này được biên dịch không có tính năng `recount`"), "{vi}");
}

#[test]
fn help_has_examples_that_run() {
    let place = Path::new(env!("CARGO_TARGET_TMPDIR")).join("examples");
    std::fs::create_dir_all(&place).unwrap();
    for file in ["mine.toml", "base.toml", "overlay.toml"] {
        std::fs::write(place.join(file), doithoai::RuleSet::builtin_toml("can-tho-10").unwrap()).unwrap();
    }
    std::fs::create_dir_all(place.join("examples")).unwrap();
    for file in std::fs::read_dir(root().join("examples")).unwrap() {
        let file = file.unwrap();
        if file.path().extension().is_some_and(|extension| extension == "jsonl") {
            std::fs::copy(file.path(), place.join("examples").join(file.file_name())).unwrap();
        }
    }
    for command in ["timeline", "audit", "check", "explain", "compare", "words", "calendar", "count"] {
        let help = shown(&["help", command]);
        let examples = help.split("Ví dụ:").nth(1).unwrap();
        let examples: Vec<&str> = examples.lines().filter_map(|line| line.trim().strip_prefix("doithoai ")).collect();
        assert!(examples.len() >= 2);
        for example in examples {
            let output = Command::new(env!("CARGO_BIN_EXE_doithoai")).args(split(example)).current_dir(&place).output();
            let output = output.unwrap();
            assert!(output.status.success() && !output.stdout.is_empty(), "{example}: {output:?}");
        }
    }
}

/// Every command of the READMEs runs, and every line of output they show is in the output of the command before.
#[test]
fn the_commands_of_the_readmes_do_what_they_say() {
    for readme in [include_str!("../../README.md"), include_str!("../../README.vi.md")] {
        let (mut commands, mut checked) = (0, 0);
        let mut output = String::new();
        for block in readme.split("\n```").skip(1).step_by(2) {
            let (kind, body) = block.split_once('\n').unwrap();
            match kind {
                "sh" => {
                    for line in body.lines().filter_map(|line| line.strip_prefix("cargo run -- ")) {
                        output = typed(&split(line));
                        commands += 1;
                    }
                }
                "text" => {
                    for line in body.lines() {
                        assert!(output.contains(line), "not in the output: {line}");
                        checked += 1;
                    }
                }
                _ => {}
            }
        }
        assert!(commands >= 8 && checked >= 5, "{commands} commands, {checked} lines");
    }
}

#[test]
fn both_readmes_have_the_same_sections_and_examples() {
    let shape = |readme: &str| {
        let headings = readme.lines().filter(|line| line.starts_with('#')).count();
        let commands: Vec<String> = readme
            .lines()
            .filter(|line| line.starts_with("cargo "))
            .map(|line| line.replace(" --lang en", ""))
            .collect();
        let keys: Vec<&str> =
            readme.lines().filter(|line| line.starts_with("| `")).filter_map(|line| line.split(" | ").next()).collect();
        let keys: Vec<String> = keys.iter().map(|key| (*key).to_owned()).collect();
        (headings, commands, keys)
    };
    let (en, vi) = (shape(include_str!("../../README.md")), shape(include_str!("../../README.vi.md")));
    assert_eq!((en.0, &en.2), (vi.0, &vi.2));
    let mut commands = en.1;
    commands.dedup(); // the English one shows the sample twice, the second time in English
    assert!(vi.1.iter().all(|command| commands.contains(command)), "{:?}\n{commands:?}", vi.1);
}

#[test]
fn what_reaches_beyond_the_checked_data_is_told_once() {
    let words = "dữ liệu ngày nghỉ được kiểm tra đến hết ngày 28/11/2026";
    assert!(shown(&split("count 2026-12-01 +7")).contains(words));
    assert!(!shown(&split("count 2026-08-20 +7")).contains(words));
    assert_eq!(shown(&split("count 2027-06-15 -5")).matches(words).count(), 1);
    assert_eq!(json(&split("count 2026-12-01 +7"))["data_age"]["checked_until"], "2026-11-28");
    let late = split("timeline --on 2026-08-20 --as-of 2026-12-01");
    assert_eq!(shown(&late).matches(words).count(), 1);
    assert_eq!(json(&late)["data_age"]["beyond"], "2026-12-01");
    assert!(json(&split("timeline --on 2026-08-20 --as-of 2026-11-28"))["data_age"].is_null());
}

#[test]
fn territories_are_codes_of_provinces() {
    let of =
        |code: &str| format!("timeline --on 2026-08-20 --territory {code} --level commune --head local-government");
    refused(&split(&of("079")), "did you mean `79`?");
    assert!(shown(&split(&of("77"))).contains("[!] mã 77 đã nhập vào 79 từ ngày 12/06/2025; hãy dùng mã 79"));
    assert_eq!(json(&split(&of("77")))["merged_into"]["into"], "79");
}
