//! All that is wrong in a log at once: each line's mistakes, and what cannot have been, but nothing that only follows from it.

use doithoai::audit::OfficeLog;
use doithoai::dialogue::{AnyDialogue, CheckedLog, Log, LogError};
use doithoai::{Calendar, Lang, Message, Registry, Terms};

use crate::support::terms;

const PLAN: &str = r#"{"dialogue":"DT-1","appointed":"2026-08-20","on":"2026-07-20"}"#;
const OFFICE: &str = r#"{"office":"A","territory":"79","level":"commune","head":"local-government"}"#;

#[track_caller]
fn expect(problems: &[LogError], expected: &[(usize, &str)], of: &str) {
    let told: Vec<String> = problems.iter().map(ToString::to_string).collect();
    assert_eq!(problems.iter().map(|one| one.line).collect::<Vec<_>>(), lines(expected), "{of}: {told:#?}");
    for (told, (_, words)) in told.iter().zip(expected) {
        assert!(told.contains(words), "{of}: expected `{words}` in {told}");
    }
}

fn lines(expected: &[(usize, &str)]) -> Vec<usize> {
    expected.iter().map(|(line, _)| *line).collect()
}

fn of_dialogue(text: &str) -> CheckedLog<Log> {
    Log::check_jsonl(text).under(terms("hcmc-935"))
}

/// The lines after the plan, and what is wrong with which line of the file.
type Row<'a> = (&'a [&'a str], &'a [(usize, &'a str)]);

const OPENED: &str = r#"{"event":"opened","on":"2026-08-20"}"#;
const CLOSED: &str = r#"{"event":"closed","on":"2026-08-20"}"#;
const RAISED: &str = r#"{"event":"petition-raised","on":"2026-08-20","petition":"KN-1"}"#;
const REPLY: &str = r#"{"event":"reply-sent","on":"2026-09-10","petition":"KN-1"}"#;

const DIALOGUES: &[Row<'_>] = &[
    (&[OPENED, RAISED, CLOSED, REPLY], &[]),
    // Each line has its own, and a line all of its own.
    (
        &[
            "[]",
            r#"{"event":"opened","on":"2026-8-20","until":7,"evidence":"x"}"#,
            r#"{"on":"2026-08-20"}"#,
            "{\"event\"",
        ],
        &[
            (2, "every line is a JSON object"),
            (3, "`2026-8-20` is not a date"),
            (3, "`until` is text in quotes, such as \"2026-08-20\", not `7` (column 36)"),
            (3, "unknown field `evidence`"),
            (4, "missing field `event`"),
            (5, "on one line"),
        ],
    ),
    // A blank line is none, and moves those after it.
    (&[OPENED, "", OPENED, CLOSED, CLOSED], &[(4, "entry 2 (opened)"), (6, "entry 4 (closed)")]),
    // What follows from a mistake is none: the opening was meant, the petition was raised.
    (&[r#"{"event":"opened","on":"20/08/2026"}"#, RAISED, CLOSED, REPLY], &[(2, "`20/08/2026` is not a date")]),
    (
        &[OPENED, r#"{"event":"petition-raised","on":"2026-08-20"}"#, CLOSED, REPLY],
        &[(3, "which petition"), (5, "KN-1")],
    ),
    (
        &[OPENED, r#"{"event":"petition-raised","on":1,"petition":"KN-1"}"#, CLOSED, REPLY],
        &[(3, "`on` is text in quotes, such as \"2026-08-20\", not `1`")],
    ),
    // What closed before it opened closed all the same, and what is wrong beside it is told.
    (
        &[CLOSED, r#"{"event":"conclusion-notified","on":"2026-08-28"}"#, CLOSED, REPLY],
        &[(2, "entry 1 (closed)"), (4, "entry 3 (closed)"), (5, "entry 4 (reply-sent)")],
    ),
    // Nobody can tell what a line that is no JSON meant: what it may explain is not told, what it cannot is.
    (&["{", CLOSED, r#"{"event":"closed","on":"2126-08-20"}"#], &[(2, "on one line"), (4, "outside")]),
    // A correction that is refused leaves what it was of to be corrected.
    (
        &[
            OPENED,
            r#"{"event":"opened","on":"2026-08-21","corrects":1}"#,
            r#"{"event":"opened","on":"2026-08-21","corrects":9,"recorded":"2026-08-22"}"#,
            r#"{"event":"opened","on":"2026-08-21","corrects":1,"recorded":"2026-08-22"}"#,
            r#"{"event":"opened","on":"2026-08-22","corrects":1,"recorded":"2026-08-23"}"#,
        ],
        &[(3, "when it was entered"), (4, "no entry 9"), (6, "was corrected by entry 4")],
    ),
    // Numbers stay those of the file: the refused entry 2 may be struck out, and is told all the same.
    (
        &[
            OPENED,
            OPENED,
            r#"{"event":"opened","on":"2026-08-20","corrects":2,"void":true,"recorded":"2026-08-22"}"#,
            CLOSED,
        ],
        &[(3, "entry 2 (opened)")],
    ),
    // A petition's mistakes are not another's.
    (
        &[OPENED, RAISED, RAISED, CLOSED, REPLY, r#"{"event":"reply-sent","on":"2026-09-10","petition":"KN-2"}"#],
        &[(4, "raised"), (7, "`KN-2` was never raised")],
    ),
    // What is kept and not understood is no mistake.
    (&[r#"{"event":"vote-held","on":"2026-08-19"}"#, CLOSED, OPENED], &[]),
    (
        &[r#"{"event":"opened","on":"2026-08-20","key":"a"}"#, r#"{"event":"closed","on":"2026-08-20","key":"a"}"#],
        &[(3, "`key` `a`")],
    ),
];

#[test]
fn everything_wrong_in_the_log_of_a_dialogue_is_told_at_once() {
    for (after, expected) in DIALOGUES {
        let text = [&[PLAN], *after].concat().join("\n");
        let checked = of_dialogue(&text);
        expect(&checked.problems, expected, &text);
        assert!(!checked.truncated);
        // A log is wrong exactly where reading or replaying it is refused, which tells the first.
        let replays = |log: &Log| AnyDialogue::replay(terms("hcmc-935"), log).is_ok();
        assert_eq!(Log::from_jsonl(&text).is_ok_and(|log| replays(&log)), expected.is_empty(), "{text}");
        for problem in &checked.problems {
            assert!(problem.text(Lang::Vi).starts_with("dòng "), "{problem}");
        }
    }
}

#[test]
fn every_mistake_of_a_first_line_is_told() {
    let entry = r#"{"event":"opened","on":"soon"}"#;
    for (first, expected) in [
        (
            r#"{"dialogue":"","appointed":"2026-08-20","on":"2026-07-20","kind":"adhoc","mode":"phone"}"#,
            &["empty", "`adhoc`", "`phone`"][..],
        ),
        (r#"{"dialogue":"DT-1","appointed":"20/08/2026","onn":"2026-07-20"}"#, &["`20/08/2026`", "`onn`"]),
        (
            r#"{"dialogue":"DT-1","appointed":"2026-08-20","on":"2026-07-20","territory":"99","level":"Ward","head":"Boss"}"#,
            &["`Ward`", "`Boss`"],
        ),
        (
            r#"{"dialogue":"DT-1","appointed":"2026-08-20","on":"2026-07-20","territory":"99","level":"commune","head":"Boss"}"#,
            &["`Boss`", "99"],
        ),
        (r#"{"office":"","territory":"99","level":"commune","head":"local-government"}"#, &["99", "empty"]),
        (
            r#"{"office":"A","territory":"79","level":1}"#,
            &["`level` is text in quotes, such as \"1\", not `1`", "missing field `head`"],
        ),
    ] {
        let text = format!("{first}\n{entry}");
        let problems = if first.contains("office") {
            OfficeLog::check_jsonl(&text).problems
        } else {
            Log::check_jsonl(&text).problems
        };
        let all: Vec<(usize, &str)> = expected.iter().map(|words| (1, *words)).chain([(2, "`soon`")]).collect();
        expect(&problems, &all, first);
    }
    // A format that is none, on a line of its own, hides nothing.
    let checked = Log::check_jsonl(&format!("{{\"format\":0}}\n{PLAN}\n{entry}"));
    expect(&checked.problems, &[(1, "`format`"), (3, "`soon`")], "format");
    assert_eq!(checked.as_read().unwrap().plan().id, "DT-1");
    expect(&Log::check_jsonl("\n").problems, &[(1, "empty")], "empty");
    assert!(Log::check_jsonl("\n").as_read().is_none());
}

#[test]
fn everything_wrong_in_the_log_of_an_office_is_told_at_once() {
    let text = [
        OFFICE,
        r#"{"event":"reception-held","on":"2026-8-6"}"#,
        r#"{"event":"opened","on":"2026-08-06"}"#,
        r#"{"event":"reception-held","on":"2026-08-06","until":"2026-08-07"}"#,
        r#"{"event":"annual-report-sent","on":"2026-12-15","about":"2O26"}"#,
        r#"{"event":"petition-received","on":"2026-08-06"}"#,
        r#"{"event":"reception-held","on":"2026-08-06","corrects":9,"recorded":"2026-08-07"}"#,
        r#"{"event":"reception-held","on":"2026-08-06","corrects":7}"#,
        r#"{"event":"reception-held","on":"2026-08-20"}"#,
    ];
    let checked = OfficeLog::check_jsonl(&text.join("\n")).under(&Registry::builtin());
    let expected = [
        (2, "`2026-8-6` is not a date"),
        (3, "belongs to a dialogue"),
        (4, "takes no"),
        (5, "`2O26`"),
        (6, "which `petition`"),
        (7, "no entry 9"),
        (8, "entry 7 is this correction itself"),
    ];
    expect(&checked.problems, &expected, "office");
    // What cannot have been of a petition, where nothing before it is wrong.
    let raised = r#"{"event":"petition-received","on":"2026-08-06","petition":"KN-1"}"#;
    let twice = |event: &str| format!("{{\"event\":\"{event}\",\"on\":\"2026-08-07\",\"petition\":\"KN-1\"}}");
    let text = [OFFICE, raised, &twice("resumed"), &twice("reply-sent")].join("\n");
    expect(&OfficeLog::check_jsonl(&text).under(&Registry::builtin()).problems, &[(4, "KN-1")], "petition");
    // What no rule set declares is kept, not refused.
    let kept = format!("{OFFICE}\n{}", r#"{"event":"hall-opened","on":"2026-03-01"}"#);
    assert!(OfficeLog::check_jsonl(&kept).under(&Registry::builtin()).problems.is_empty());
    // Of readings and heads that no rule set has.
    let adopted = OFFICE.replace('}', r#","made_under":{"choices":[["hcmc-935","settle-petition","nope"]]}}"#);
    expect(&OfficeLog::check_jsonl(&adopted).under(&Registry::builtin()).problems, &[(1, "`nope`")], "adopted");
}

#[test]
fn a_report_on_a_log_has_a_limit() {
    for (line, more) in [("{\"event\":1,\"on\":\"2026-08-20\"}", false), (CLOSED, true)] {
        for (count, truncated) in [(999, false), (1_000, false), (1_001, true)] {
            let text = [PLAN].into_iter().chain(std::iter::repeat_n(line, count)).collect::<Vec<_>>().join("\n");
            let checked = Log::check_jsonl(&text);
            let checked = if more { checked.under(Terms::new([], Calendar::vietnam())) } else { checked };
            assert_eq!((checked.problems.len(), checked.truncated), (count.min(1_000), truncated), "{count} of {line}");
        }
    }
}
