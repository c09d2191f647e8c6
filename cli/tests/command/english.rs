//! Whether a text has English in it, and that no command answers a Vietnamese reader so, whatever it prints.

use std::path::{Path, PathBuf};

use super::{doithoai, root, split, temporary};

/// English words that could be Vietnamese syllables without their marks.
const ENGLISH: &[&str] = &[
    "a", "an", "and", "at", "be", "by", "come", "day", "did", "due", "give", "go", "he", "her", "him", "his", "how",
    "in", "is", "it", "late", "line", "me", "met", "more", "must", "not", "of", "on", "one", "or", "out", "same",
    "see", "such", "take", "ten", "than", "that", "the", "them", "then", "time", "too", "two", "up", "use", "was",
    "way", "we", "when", "who", "you",
];

/// Names, whatever language is spoken.
const NAMES: &[&str] = &["Schema", "Parquet", "Windows", "JUnit", "JSON", "XML", "CSV", "English", "snappy", "zstd"];

/// Whether letters can be a Vietnamese syllable without its marks: onset, vowels, final.
pub(crate) fn is_syllable(word: &str) -> bool {
    const ONSETS: &[&str] = &[
        "", "b", "c", "ch", "d", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh", "nh", "p", "ph", "q",
        "qu", "r", "s", "t", "th", "tr", "v", "x",
    ];
    const FINALS: &[&str] = &["", "c", "ch", "m", "n", "ng", "nh", "p", "t"];
    let is_vowel = |letter: char| "aeiouy".contains(letter);
    ONSETS.iter().filter_map(|onset| word.strip_prefix(onset)).any(|rest| {
        let vowels = rest.find(|letter| !is_vowel(letter)).unwrap_or(rest.len());
        (1..=3).contains(&vowels) && rest.get(vowels..).is_some_and(|last| FINALS.contains(&last))
    })
}

/// The same of what is quoted: a sentence, which no id and no name is.
pub(crate) fn quoted(text: &str) -> Option<String> {
    let is_sentence = |quote: &&str| {
        quote.matches(' ').count() > 1
            && !quote.starts_with("cargo ")
            && !quote.contains(['=', '"', '<', '{', '[', '|', '/', '…'])
    };
    text.lines().flat_map(|line| line.split('`').skip(1).step_by(2)).filter(is_sentence).find_map(|quote| {
        let whole = quote.replace(|letter: char| !letter.is_alphanumeric() && letter != ' ', "");
        english(&whole)
    })
}

/// Two words in a row that only English has, on one line; what is quoted, in brackets or an id may be anything, and what one types.
pub(crate) fn english(text: &str) -> Option<String> {
    text.lines().find_map(|line| {
        let line = line.split("doithoai ").next().unwrap_or(line);
        let outside: String = line.split('`').step_by(2).collect::<Vec<_>>().join(" ; ");
        let mut before: Option<&str> = None;
        for written in outside.split_whitespace() {
            let word = written.trim_matches(|letter: char| !letter.is_alphanumeric());
            let is_new = written.starts_with(|letter: char| !letter.is_alphanumeric());
            let is_last = written.ends_with(|letter: char| !letter.is_alphanumeric());
            let is_word = is_english(word) && !written.starts_with('-');
            match before.filter(|_| is_word && !is_new) {
                Some(before) => return Some(format!("{before} {word}: {line}")),
                None => before = Some(word).filter(|_| is_word && !is_last),
            }
        }
        None
    })
}

fn is_english(word: &str) -> bool {
    let (letters, small) = (word.chars().all(|letter| letter.is_ascii_alphabetic()), word.to_lowercase());
    let is_name = NAMES.contains(&word) || word.len() > 1 && word.chars().all(|letter| letter.is_ascii_uppercase());
    letters && !word.is_empty() && !is_name && (ENGLISH.contains(&small.as_str()) || !is_syllable(&small))
}

#[test]
fn english_is_found_and_names_are_none() {
    for text in ["Print help", "the day", "lỗi: unexpected argument", "see `x` more with", "No such file", "of the"] {
        assert!(english(text).is_some(), "{text}");
    }
    for text in
        ["`No such file or directory (os error 2)`", "tệp: `file too large`", "`invalid utf-8 sequence of 1 bytes`"]
    {
        assert!(english(text).is_none() && quoted(text).is_some(), "{text}");
    }
    for text in ["`khai mạc` và `opened`", "`a = of the`", "`tests/the of`"] {
        assert_eq!(quoted(text), None, "{text}");
    }
    for text in
        ["JSON Schema của tệp", "commune (xã), ward (phường)", "cho to theo", "text, json", "[a-b] opened (closed)"]
    {
        assert_eq!(english(text), None, "{text}");
    }
}

const COMMANDS: &[&str] = &[
    "timeline",
    "audit",
    "check",
    "explain",
    "compare",
    "rulesets",
    "words",
    "schema",
    "calendar",
    "test",
    "count",
    "recount",
    "recount-sample",
    "help",
];

/// Both streams, in Vietnamese, without what is the reader's own: the lines of files that are shown, and what was typed.
fn said(arguments: &[&str]) -> String {
    let output = doithoai(arguments);
    let text = String::from_utf8([output.stderr, output.stdout].concat()).unwrap();
    assert!(!text.contains("panicked"), "{arguments:?}: {text}");
    let own = |line: &&str| {
        let line = line.trim_start_matches(|letter: char| letter.is_ascii_digit() || letter == ' ');
        !line.starts_with('|') && !line.starts_with("doithoai ") && !line.starts_with("Nguồn: ")
    };
    text.lines().filter(own).collect::<Vec<_>>().join("\n")
}

#[track_caller]
fn no_english(arguments: &[&str]) -> String {
    let text = said(arguments);
    assert_eq!(english(&text), None, "{arguments:?}: {text}");
    assert_eq!(quoted(&text), None, "{arguments:?}: {text}");
    text
}

#[test]
fn the_help_of_every_command_is_in_one_language() {
    for command in COMMANDS {
        let told = no_english(&["help", command]);
        assert_eq!(told, no_english(&["help", command, "--lang", "vi"]));
        if *command != "help" {
            assert_eq!(told, no_english(&[command, "--help"]), "{command}");
            assert_eq!(told, no_english(&[command, "-h"]), "{command}");
            assert!(told.contains("Cách dùng: ") && told.contains("In hướng dẫn này"), "{told}");
        }
        assert!(!told.contains(" | ") && !told.contains("COMMAND") && !told.contains("OPTIONS"), "{told}");
        let english = [&["help", command, "--lang", "en"][..], &["--lang=en", "help", command]].map(said);
        let [one, other] = english;
        assert_eq!(one, other);
        let marks =
            |text: &str| text.replace("Tiếng Việt", "").chars().filter(|letter| "ăâđêôơưếạ".contains(*letter)).count();
        assert_eq!(marks(&one), 0, "{one}");
        assert!(one.contains("Usage: "), "{one}");
    }
    assert_eq!(no_english(&["--help"]), no_english(&["help"]));
    assert!(said(&["--help", "--lang", "en"]).contains("Commands:\n"));
}

/// What a command may be asked wrongly: each option without a value, with a wrong one, twice; a missing and an unknown one.
#[test]
fn usage_errors_of_every_command_are_in_vietnamese() {
    let mut seen = 0;
    for command in COMMANDS {
        let help = said(&["help", command]);
        let options: Vec<&str> = help.split_whitespace().filter(|word| word.starts_with("--")).collect();
        let mut rows: Vec<Vec<&str>> =
            vec![vec![command], vec![command, "--no-such"], vec![command, "--", "x", "y", "z"]];
        for option in options {
            rows.extend([
                vec![command, option],
                vec![command, option, "?"],
                vec![command, option, "2026-08-20", option, "2026-08-21"],
            ]);
        }
        for row in rows {
            let output = doithoai(&row);
            if !output.status.success() && !output.stderr.is_empty() {
                let text = String::from_utf8(output.stderr).unwrap();
                assert_eq!(english(&text).or_else(|| quoted(&text)), None, "{row:?}: {text}");
                assert!(text.starts_with("lỗi: ") && text.lines().count() == 1, "{row:?}: {text}");
                seen += 1;
            }
        }
    }
    assert!(seen > 100, "{seen} usage errors");
}

#[test]
fn every_page_of_explain_is_in_vietnamese() {
    let codes = no_english(&["explain"]);
    let codes: Vec<&str> = codes.lines().filter_map(|line| line.split_whitespace().next()).collect();
    let codes: Vec<&str> = codes.into_iter().filter(|word| word.contains('-') || *word == "syntax").collect();
    assert!(codes.len() > 30, "{codes:?}");
    for code in codes {
        // The examples are files, whose words are the language of rules.
        let page = said(&["explain", code]);
        let sentences: Vec<&str> = page.split("```").step_by(2).collect();
        assert!(sentences.len() > 1 && english(&sentences.join("\n")).is_none(), "{code}: {page}");
    }
}

/// The files of a folder of the repository that end so.
fn files(folder: &str, end: &str) -> Vec<String> {
    let all = std::fs::read_dir(root().join(folder)).unwrap();
    let names = all.map(|file| file.unwrap().file_name().to_string_lossy().into_owned());
    let mut paths: Vec<String> =
        names.filter(|name| name.ends_with(end)).map(|name| format!("{folder}/{name}")).collect();
    paths.sort();
    paths
}

/// What is wrong with a file, in every kind of it, and what goes through.
#[test]
fn what_check_says_is_in_vietnamese() {
    let folders = [
        "tests/broken",
        "tests/cases/inputs",
        "tests/cases/reports",
        "tests/forms",
        "tests/rules",
        "examples/regulations",
        "examples",
    ];
    let paths: Vec<String> = folders
        .iter()
        .flat_map(|folder| [".toml", ".jsonl", ".json"].map(|end| files(folder, end)))
        .flatten()
        .collect();
    assert!(paths.len() > 150, "{}", paths.len());
    for path in &paths {
        no_english(&["check", path]);
    }
}

#[test]
fn pages_of_years_words_and_sets_are_in_vietnamese() {
    for year in ["2015", "2019", "2024", "2025", "2026", "2027", "2028", "2029", "2050", "2100", "2014", "x"] {
        no_english(&["calendar", year]);
    }
    for words in [
        "rulesets",
        "words zzzzzz",
        "words phuc tapp",
        "explain zzz",
        "count 2026-02-06 +30 --unit day --explain",
        "count 2026-06-15 -5 --explain",
        "count 2029-01-10 +20 --explain",
        "count 2026-01-31 +1 --unit month --explain",
    ] {
        no_english(&split(words));
    }
    let all = said(&["words"]);
    for line in all.lines() {
        let meaning = line.trim_start().split_once("  ").map_or(line, |(_, meaning)| meaning);
        assert_eq!(english(meaning.split(" / ").next().unwrap()), None, "{line}");
    }
}

/// Every set against every other, and every key of a rule file.
#[test]
fn what_compare_says_is_in_vietnamese() {
    let sets = [
        "hcmc-935",
        "can-tho-10",
        "hoa-binh-07",
        "hoan-kiem-120",
        "hai-phong-1738",
        "qd-11@2019-02-18",
        "qd-11@2025-11-23",
        "law-72-2025",
        "citizen-reception@2014-07-01",
        "citizen-reception@2026-07-01",
        "tests/data/every-key.toml",
    ];
    for (at, one) in sets.iter().enumerate() {
        let other = sets[(at + 1) % sets.len()];
        no_english(&["compare", one, other, "--on", "2027-03-01"]);
        no_english(&["compare", other, one]);
    }
    for file in files("examples/regulations", ".toml").into_iter().filter(|file| !file.ends_with(".test.toml")) {
        no_english(&["compare", "hcmc-935", &file]);
    }
}

#[test]
fn what_is_judged_is_told_in_vietnamese() {
    let logs: Vec<String> = ["examples", "tests/cases/reports", "tests/data", "tests/cases/inputs"]
        .iter()
        .flat_map(|folder| files(folder, ".jsonl"))
        .collect();
    for log in &logs {
        for day in ["2025-08-01", "2026-09-08", "2027-03-01"] {
            no_english(&["audit", log, "--as-of", day]);
            no_english(&["audit", log, "--as-of", day, "--anew"]);
        }
        no_english(&["timeline", "--log", log, "--as-of", "2026-10-20", "--explain", "--full"]);
    }
    let rules: Vec<String> = files("examples/regulations", ".toml")
        .into_iter()
        .chain(files("tests/forms", ".toml"))
        .filter(|file| !file.ends_with(".test.toml"))
        .chain(["tests/data/every-key.toml".to_owned()])
        .collect();
    for file in &rules {
        for day in ["2018-08-20", "2026-08-20"] {
            no_english(&[
                "timeline",
                "--ruleset-file",
                file,
                "--on",
                day,
                "--as-of",
                "2027-02-01",
                "--full",
                "--explain",
            ]);
        }
    }
}

/// Scenario files with other answers than the right ones, so that every kind of difference is told.
#[test]
fn what_failing_tests_say_is_in_vietnamese() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("failing-vi");
    std::fs::create_dir_all(&folder).unwrap();
    let mut failed = 0;
    for from in ["tests/forms", "tests/rules", "examples/regulations"] {
        for file in files(from, ".toml") {
            let text = std::fs::read_to_string(root().join(&file)).unwrap();
            let name = PathBuf::from(&file).file_name().unwrap().to_str().unwrap().to_owned();
            if !name.ends_with(".test.toml") {
                std::fs::write(folder.join(&name), &text).unwrap();
                continue;
            }
            let wrong = [
                ("\"met\"", "\"overdue\""),
                ("\"pending\"", "\"contested\""),
                ("\"on-time\"", "\"late\""),
                ("\"not-applicable\"", "\"met\""),
                ("due = 2026-08", "due = 2026-07"),
                ("due = 2026-09", "due = 2026-10"),
                ("-20, 20", "-21, 20"),
                ("refused = \"", "refused = \"unknown-event\" # \""),
            ];
            let text = wrong.iter().fold(text, |text, (right, wrong)| text.replace(right, wrong));
            let text = text.replace("../../examples/", &format!("{}/examples/", root().display()));
            std::fs::write(folder.join(&name), &text).unwrap();
        }
    }
    for path in files(folder.to_str().unwrap(), ".test.toml") {
        let text = no_english(&["test", &path, "--coverage"]);
        failed += text.matches("KHÔNG ĐẠT").count();
    }
    assert!(failed > 30, "{failed}");
    no_english(&["test", "examples/da-nang", "--coverage", "--mutate"]);
    let _ = temporary("unused", "");
}
