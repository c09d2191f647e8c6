//! Every kind of input that was once taken in silence, in the words in which it was reported; a row for each, with what is said now.
//! More of each kind are rows of the tests of the library.

use super::{doithoai, temporary};

const WARD: &str = "\"territory\":\"79/26734\",\"level\":\"commune\",\"head\":\"local-government\"";
const OTHER: &str = "\"territory\":\"79/26737\",\"level\":\"commune\",\"head\":\"local-government\"";

fn plan(id: &str) -> String {
    format!("{{\"dialogue\":\"{id}\",\"appointed\":\"2026-08-20\",\"on\":\"2026-07-20\",{WARD}}}\n")
}

fn dialogue(lines: &str) -> String {
    format!("{}{lines}\n", plan("DT-1"))
}

fn office(lines: &str) -> String {
    format!("{{\"office\":\"A\",{WARD}}}\n{lines}\n")
}

fn decree(id: &str, issued: &str, more: &str) -> String {
    format!(
        "[[document]]\nid = \"{id}\"\nkind = \"cong-van\"\nnumber = \"unknown\"\nissuer = \"VPCP\"\nissued = {issued}\n\
         confidence = \"D\"\nsource = \"a test\"\n{more}\n"
    )
}

fn decrees(all: &[String]) -> String {
    format!("format = 1\n{}", all.concat())
}

const SWAP: &str = "swap = [{ off = 2028-05-05, worked = 2028-05-06 }]";
const OPENED: &str = r#"{"event":"opened","on":"2026-08-20"}"#;
const CANCELLED: &str = r#"{"event":"cancelled","on":"2026-08-10"}"#;

/// What is sent, and what is said of it; without words it is taken.
struct Row {
    kind: &'static str,
    files: Vec<String>,
    /// A command, in which `{0}` is the first file.
    command: &'static str,
    says: &'static str,
}

fn row(kind: &'static str, files: &[&str], command: &'static str, says: &'static str) -> Row {
    Row { kind, files: files.iter().map(|text| (*text).to_owned()).collect(), command, says }
}

fn of_decrees() -> Vec<Row> {
    let own = decrees(&[decree("d-1", "2027-10-15", &format!("supersedes = [\"d-1\"]\n{SWAP}"))]);
    let each = decrees(&[
        decree("d-1", "2027-10-15", &format!("supersedes = [\"d-2\"]\n{SWAP}")),
        decree("d-2", "2027-10-15", &format!("supersedes = [\"d-1\"]\n{SWAP}")),
    ]);
    let later = decrees(&[decree("d-1", "2001-01-01", &format!("supersedes = [\"cv-10065-2026\"]\n{SWAP}"))]);
    let mistakes = decrees(&[decree("d-1", "2027-10-15", "swpa = 1\nday_off = 5")]);
    let scenario = "format = 1\nrulesets = [\"hcmc-935\"]\n[[table]]\nname = \"a\"\nduty = \"notify-conclusion\"\nrows = [[2026-08-20, \"x\"]]\n";
    vec![
        row(
            "decrees that supersede themselves",
            &[&own],
            "count 2028-05-04 +1 --decree {0}",
            "names that very document",
        ),
        row("decrees that supersede each other", &[&each], "count 2028-05-04 +1 --decree {0}", "`supersedes`"),
        row(
            "decrees that supersede a later one",
            &[&later],
            "count 2028-05-04 +1 --decree {0}",
            "issued later, on 2026-10-02",
        ),
        row("a decree's own mistakes all at once", &[&mistakes], "check {0}", "unknown key `swpa`"),
        row("a decree's own mistakes all at once", &[&mistakes], "check {0}", "2 errors"),
        row("`check` for decree files by their content", &[&own], "check {0}", "names that very document"),
        row("`check` for scenario files by their content", &[scenario], "check {0}", "1 error"),
        row(
            "`check` for logs by their content",
            &[&dialogue("{\"event\":\"closed\",\"on\":\"2026-08-20\"}")],
            "check {0}",
            "entry 1 (closed)",
        ),
    ]
}

fn of_territories() -> Vec<Row> {
    vec![
        row(
            "territories: two digits of a province",
            &[],
            "timeline --territory 79 --level province --head local-government --on 2026-08-20",
            "",
        ),
        row(
            "territories: three of a district (to 2025-06-30)",
            &[],
            "timeline --territory 79/760 --level district --head local-government --on 2025-06-30",
            "",
        ),
        row(
            "territories: five of a commune",
            &[],
            "timeline --territory 79/26734 --level commune --head local-government --on 2026-08-20",
            "",
        ),
        row(
            "`079` refused with the likely code",
            &[],
            "timeline --territory 079 --level commune --head local-government --on 2026-08-20",
            "79",
        ),
        row(
            "`00` refused",
            &[],
            "timeline --territory 00 --level commune --head local-government --on 2026-08-20",
            "`00`",
        ),
        row(
            "`99` refused",
            &[],
            "timeline --territory 99 --level commune --head local-government --on 2026-08-20",
            "`99`",
        ),
        row(
            "`77` answered with its merger",
            &[],
            "timeline --territory 77 --level commune --head local-government --on 2026-08-20",
            "~77 merged into 79",
        ),
        row(
            "a district code after its end with what succeeded it",
            &[],
            "timeline --territory 79/760 --level district --head local-government --on 2026-08-20",
            "~2025-07-01",
        ),
    ]
}

fn of_entries() -> Vec<Row> {
    let log = |kind, lines: &str, says| row(kind, &[&dialogue(lines)], "timeline --log {0} --ruleset hcmc-935", says);
    let of_office = |kind, lines: &str, says| row(kind, &[&office(lines)], "audit {0} --year 2026", says);
    let typed = |kind, command, says| row(kind, &[], command, says);
    let void = r#"{"event":"survey-held","on":"2026-08-01","void":true}"#;
    let itself = r#"{"event":"opened","on":"2026-08-20","recorded":"2026-08-21","corrects":1}"#;
    let circle = r#"{"event":"opened","on":"2026-08-20","recorded":"2026-08-21","corrects":2}
{"event":"opened","on":"2026-08-20","recorded":"2026-08-21","corrects":1}"#;
    let petition =
        |id: &str| format!("{OPENED}\n{{\"event\":\"petition-raised\",\"on\":\"2026-08-20\",\"petition\":\"{id}\"}}");
    let key = r#"{"event":"survey-held","on":"2026-08-01","key":"a"}"#;
    let lines = |all: &[&str]| all.join("\n");
    vec![
        log(
            "an entry recorded before it happened",
            r#"{"event":"opened","on":"2026-08-20","recorded":"2026-08-19"}"#,
            "before it happened",
        ),
        of_office(
            "an entry recorded before it happened",
            r#"{"event":"reception-held","on":"2026-08-06","recorded":"2026-08-05"}"#,
            "before it happened",
        ),
        log("a date out of the covered years", r#"{"event":"opened","on":"2126-08-20"}"#, "outside the covered years"),
        of_office(
            "a date out of the covered years, in office logs too",
            r#"{"event":"reception-held","on":"2126-08-06"}"#,
            "outside the covered years",
        ),
        of_office(
            "`about` that is no year",
            r#"{"event":"annual-report-sent","on":"2026-12-20","about":"2O26"}"#,
            "is a period, which `2O26` is not",
        ),
        log(
            "details that an event does not take",
            r#"{"event":"opened","on":"2026-08-20","class":"complex"}"#,
            "takes no class of case",
        ),
        of_office(
            "details that an event does not take, in office logs",
            r#"{"event":"reception-held","on":"2026-08-06","class":"complex"}"#,
            "takes no class of case",
        ),
        typed(
            "details that an event does not take, in `--event`",
            "timeline --on 2026-08-20 --event opened=2026-08-20:website",
            "takes no channel",
        ),
        log(
            "unknown words in `states`",
            r#"{"event":"invitation-sent","on":"2026-08-10","states":["nope"]}"#,
            "unknown field `nope`",
        ),
        log("facts that correct themselves", itself, "entry 1 is this correction itself"),
        log("facts that correct each other in a circle", circle, "there is no entry 2"),
        log("facts that void nothing", void, "`void` strikes an entry out"),
        log("`opened` after `cancelled`", &lines(&[CANCELLED, OPENED]), "was cancelled"),
        typed(
            "`opened` after `cancelled`, in `--event`",
            "timeline --on 2026-08-20 --event cancelled=2026-08-10",
            "cannot open on",
        ),
        log(
            "`rescheduled` after opening",
            &lines(&[OPENED, r#"{"event":"rescheduled","on":"2026-08-21","until":"2026-08-27"}"#]),
            "the dialogue is open",
        ),
        log("`step-done` without a step", r#"{"event":"step-done","on":"2026-08-10"}"#, "must name the step"),
        typed(
            "`step-done` without a step, in `--event`",
            "timeline --on 2026-08-20 --event step-done=2026-08-01",
            "must name the step",
        ),
        log("the same entry twice: the same content changes nothing", &lines(&[key, key]), ""),
        log(
            "the same entry twice: different content under one key",
            &lines(&[key, &key.replace("08-01", "08-02")]),
            "has the `key` `a` with other content",
        ),
        log("empty ids", &petition(""), "is empty"),
        log("ids with line breaks", &petition("a\\nb"), "has a line break"),
        log("ids of a megabyte", &petition(&"a".repeat(1 << 20)), "200"),
        log(
            "a late entry after a cancellation is recorded",
            &lines(&[CANCELLED, r#"{"event":"invitation-sent","on":"2026-08-07","recorded":"2026-08-11"}"#]),
            "",
        ),
    ]
}

fn of_files() -> Vec<Row> {
    let twice = plan("DT-1").replacen("\"appointed\"", "\"appointed\":\"2026-08-21\",\"appointed\"", 1);
    let made = r#""made_under":{"rulesets":[],"choices":[],"choices":[],"calendar":""}"#;
    let choices = plan("DT-1").replacen("\"appointed\"", &format!("{made},\"appointed\""), 1);
    let hash = "0".repeat(64);
    let stored = format!(
        r#""made_under":{{"rulesets":[{{"id":"hcmc-935","version":"2017-04-28","hash":"{hash}"}}],"choices":[],"calendar":"{hash}"}}"#
    );
    let stored = plan("DT-1").replacen("\"appointed\"", &format!("{stored},\"appointed\""), 1);
    let rules = doithoai::RuleSet::builtin_toml("hcmc-935").unwrap();
    let other = plan("DT-2").replace(WARD, OTHER);
    vec![
        row("two `appointed` keys", &[&twice], "timeline --log {0}", "`appointed`"),
        row("two `choices` keys", &[&choices], "timeline --log {0}", "`choices`"),
        row(
            "the same rule set twice",
            &[rules, rules],
            "timeline --on 2026-08-20 --ruleset-file {0} --ruleset-file {1}",
            "is given twice",
        ),
        row("the same log twice", &[&office("")], "audit {0} {0} --year 2026", "this log is given twice"),
        row("the same dialogue twice", &[&plan("DT-1"), &plan("DT-1")], "audit {0} {1} --year 2026", "is given twice"),
        row(
            "the same dialogue twice, checked",
            &[&plan("DT-1"), &plan("DT-1")],
            "check {0} {1}",
            "is given twice (before",
        ),
        row("two logs of one office, checked", &[&office(""), &office("")], "check {0} {1}", "is given twice (before"),
        row(
            "a decree for scenarios",
            &[&decrees(&[decree("d-1", "2027-10-15", "")])],
            "test {0}",
            "it is a decree file",
        ),
        row("a log for scenarios", &[&plan("DT-1")], "test {0}", "it is a log"),
        row(
            "a decree to compare",
            &[&decrees(&[decree("d-1", "2027-10-15", "")])],
            "compare {0} hcmc-935",
            "it is a decree file",
        ),
        // Of two offices each is audited with its own dialogues.
        row(
            "an office's audit given another office's dialogues",
            &[&office(""), &other],
            "audit {0} {1} --year 2026 --as-of 2026-12-31",
            "",
        ),
        row(
            "`made_under` of `audit`, checked as `timeline` does",
            &[&stored],
            "audit {0}",
            "is not the text that the dialogue was judged by",
        ),
        row(
            "`made_under` of `timeline`",
            &[&stored],
            "timeline --log {0}",
            "is not the text that the dialogue was judged by",
        ),
    ]
}

#[test]
fn no_kind_passes_in_silence() {
    let rows = [of_decrees(), of_territories(), of_entries(), of_files()];
    for (number, Row { kind, files, command, says }) in rows.into_iter().flatten().enumerate() {
        let ends = if files.first().is_some_and(|text| text.starts_with('{')) { "jsonl" } else { "toml" };
        let paths: Vec<String> =
            files.iter().enumerate().map(|(at, text)| temporary(&format!("kind-{number}-{at}.{ends}"), text)).collect();
        let named = |word: &str| match word {
            "{0}" => paths.first().unwrap().clone(),
            "{1}" => paths.last().unwrap().clone(),
            word => word.to_owned(),
        };
        let arguments: Vec<String> =
            command.split(' ').map(named).chain(["--lang".to_owned(), "en".to_owned()]).collect();
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let output = doithoai(&arguments);
        let text = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
        let (told, is_taken) = match says.strip_prefix('~') {
            Some(told) => (told, true),
            None => (says, says.is_empty()),
        };
        assert_eq!(output.status.success(), is_taken, "{kind}: {text}");
        assert!(text.contains(told), "{kind}: expected `{told}` in {text}");
    }
}
