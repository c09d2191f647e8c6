//! What is not written to the end is told: a closed reader, a full disk. Every command that prints, in each of its forms.

use std::fs::{File, OpenOptions};
use std::process::{Command, Stdio};

use super::{root, split, temporary};

/// Every command that prints, with arguments that it takes.
fn commands() -> Vec<Vec<String>> {
    let plan = "{\"dialogue\":\"DT-1\",\"appointed\":\"2026-08-20\",\"on\":\"2026-07-20\",\"kind\":\"periodic\",\
        \"territory\":\"79\",\"level\":\"commune\",\"head\":\"local-government\"}\n";
    let log = temporary("written.jsonl", plan);
    let mut lines = vec![
        "timeline".to_owned(),
        "timeline --full".to_owned(),
        "timeline --format json".to_owned(),
        format!("timeline --log {log}"),
        format!("audit {log} --as-of 2026-12-31"),
        format!("audit {log} --as-of 2026-12-31 --format json"),
        format!("check {log}"),
        "check tests/rules/hcmc-935.test.toml --format json".to_owned(),
        "check tests/broken/cycle.toml".to_owned(), // it fails, and says so
    ];
    lines.extend(
        [
            "explain cycle",
            "compare qd-11@2019-02-18 qd-11@2025-11-23",
            "compare qd-11@2019-02-18 qd-11@2025-11-23 --format json",
            "rulesets",
            "rulesets --format json",
            "words",
            "words --format json",
            "schema",
            "schema --scenario",
            "test tests/rules/hoa-binh-07.test.toml",
            "test tests/rules/hoa-binh-07.test.toml --format json",
            "test tests/rules/hoa-binh-07.test.toml --format junit",
            "calendar 2026",
            "calendar 2026 --format json",
            "count 2026-08-20 +10",
            "count 2026-08-20 +10 --format json",
            "--help",
            "timeline --help",
            "--version",
        ]
        .map(str::to_owned),
    );
    lines.iter().map(|line| split(line).into_iter().map(str::to_owned).collect()).collect()
}

/// How a command ends whose output goes there, and what it says on standard error.
fn ended(arguments: &[String], out: Stdio, lang: &str) -> (Option<i32>, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_doithoai"));
    command.args(arguments).current_dir(root()).env("LANG", if lang == "en" { "en_US.UTF-8" } else { "vi_VN.UTF-8" });
    if arguments.iter().all(|argument| !["--help", "--version", "schema"].contains(&argument.as_str())) {
        command.args(["--lang", lang]);
    }
    let output = command.stdin(Stdio::null()).stdout(out).stderr(Stdio::piped()).output().unwrap();
    (output.status.code(), String::from_utf8(output.stderr).unwrap())
}

/// A pipe of which nobody reads the other end: that of a process that has ended.
fn closed() -> Stdio {
    let mut reader = Command::new("true").stdin(Stdio::piped()).spawn().unwrap();
    let pipe = reader.stdin.take().unwrap();
    reader.wait().unwrap();
    pipe.into()
}

#[test]
fn a_closed_output_is_an_error_with_its_name() {
    // Half a page must not look like a whole one: `doithoai timeline | head -1` ends with 1, and says why.
    for arguments in commands() {
        for (lang, words) in
            [("en", "cannot write to standard output: the reader has closed"), ("vi", "bên nhận đã đóng")]
        {
            let (code, errors) = ended(&arguments, closed(), lang);
            assert!(code.is_some_and(|code| code != 0), "{arguments:?} ends with {code:?}");
            assert!(errors.contains(words) || is_without_language(&arguments), "{arguments:?}: {errors}");
            assert_eq!(errors.lines().count(), 1, "{arguments:?}: {errors}");
        }
    }
}

/// Closed before the command begins (`>&-`), where Rust opens another file in its place; sent to nowhere on purpose it is written.
#[cfg(unix)]
#[test]
fn an_output_that_was_closed_before_is_an_error() {
    for arguments in commands() {
        let run = |script: &str| {
            let command = [env!("CARGO_BIN_EXE_doithoai").to_owned()].into_iter().chain(arguments.iter().cloned());
            let mut shell = Command::new("sh");
            shell.args(["-c", script]).args(command).current_dir(root()).env("LANG", "en_US.UTF-8");
            let output = shell.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).output().unwrap();
            (output.status.code(), String::from_utf8(output.stderr).unwrap())
        };
        let (code, errors) = run(r#"exec "$0" "$@" >&-"#);
        assert!(code.is_some_and(|code| code != 0), "{arguments:?} ends with {code:?}");
        assert_eq!(errors.lines().count(), 1, "{arguments:?}: {errors}");
        let (_, errors) = run(r#"exec "$0" "$@""#);
        assert_eq!(errors, "", "{arguments:?}");
    }
}

/// Help, version and schema speak the language of the environment.
fn is_without_language(arguments: &[String]) -> bool {
    arguments.iter().any(|argument| ["--help", "--version", "schema"].contains(&argument.as_str()))
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error_with_its_name() {
    let full = || -> File { OpenOptions::new().write(true).open("/dev/full").unwrap() };
    for arguments in commands() {
        for (lang, words) in [("en", "cannot write to standard output: the disk is full"), ("vi", "đĩa đã đầy")]
        {
            let (code, errors) = ended(&arguments, full().into(), lang);
            assert!(code.is_some_and(|code| code != 0), "{arguments:?} ends with {code:?}");
            assert!(errors.contains(words) || is_without_language(&arguments), "{arguments:?}: {errors}");
        }
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_mistake_that_cannot_even_be_told_still_ends_with_an_error() {
    let full = || -> File { OpenOptions::new().write(true).open("/dev/full").unwrap() };
    let mut command = Command::new(env!("CARGO_BIN_EXE_doithoai"));
    let status = command.args(["timeline", "--ruleset", "nope"]).stdout(full()).stderr(full()).status().unwrap();
    assert_eq!(status.code(), Some(1));
}
