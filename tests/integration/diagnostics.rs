//! Every sort of mistake has a page; the wrong example of the page has that mistake and no other, the right one has
//! none. The files of `tests/broken` say what is wrong in them, and where.

use std::collections::BTreeSet;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use doithoai::ruleset::Severity;
use doithoai::scenario::Suite;
use doithoai::{Calendar, Checked, Code, Lang, Problem, Registry, RuleSet, VersionError};

/// What an example leaves to the rest of its file: each item and the key it gives.
type Frame = [(&'static str, &'static str)];

const FRAME: [(&str, &str); 8] = [
    ("format", "format = 1"),
    ("id", "id = \"dialogue-regulation\""),
    ("version", "version = \"2017-04-28\""),
    ("title", "title = { vi = \"Quy chế đối thoại với Nhân dân\", en = \"Regulation on dialogue with the People\" }"),
    ("source", "[source.text]\nkind = \"official\"\nconfidence = \"A\"\nref = \"Quy chế, toàn văn\""),
    (
        "instrument",
        "[instrument.main]\nkind = \"quy-che\"\nnumber = \"unknown\"\nissuer = \"unknown\"\nissued = 2017-04-28\nstanding = \"in-force\"",
    ),
    (
        "applies",
        "[applies]\nterritory = { code = \"79\", as_of = 2017-04-28 }\nheads = [\"local-government\"]\nlevels = [\"commune\"]",
    ),
    (
        "obligation",
        "[[obligation]]\nid = \"notify-conclusion\"\nduty_kind = \"notify-conclusion\"\nphase = \"after\"\nbearer = \"office\"\ndue = { after = \"closed\", n = 10, unit = \"working-day\" }\nmet_by = { all = [\"conclusion-notified\"] }\ncite = \"main#d13.k3.g1\"",
    ),
];

/// The frame of an example that builds on a built-in rule set.
const OVERLAY: [(&str, &str); 6] = [
    ("format", "format = 1"),
    ("id", "id = \"ward-plan\""),
    ("version", "version = \"2026-01-05\""),
    ("title", "title = { vi = \"Kế hoạch của phường\", en = \"Plan of a ward\" }"),
    ("source", "[source.plan]\nkind = \"official\"\nconfidence = \"A\"\nref = \"Kế hoạch, toàn văn\""),
    (
        "instrument",
        "[instrument.plan]\nkind = \"ke-hoach\"\nnumber = \"unknown\"\nissuer = \"unknown\"\nissued = 2026-01-05\nstanding = \"in-force\"",
    ),
];

/// The frame of an example of a scenario file.
const SCENARIO: [(&str, &str); 3] = [
    ("format", "format = 1"),
    ("rulesets", "rulesets = [\"hcmc-935\"]"),
    ("table", "[[table]]\nname = \"Kết luận\"\nduty = \"notify-conclusion\"\nrows = [[2026-08-20, 2026-09-07]]"),
];

/// What only a decree file can have.
const OF_DECREES: [Code; 1] = [Code::ConflictingDocuments];

/// What only a scenario file can have.
const OF_SCENARIOS: [Code; 5] =
    [Code::RuleSetNotFound, Code::UnusableFile, Code::UnknownReading, Code::UnknownExclusion, Code::ExpectsNothing];

/// What no example in TOML can show: the TOML parser refuses deep nesting itself. JSON has a test of its own below.
const SHOWN_IN_JSON: Code = Code::TooDeep;

/// What has no file in `tests/broken`: nobody wants a megabyte in the repository. The test makes one.
const WITHOUT_A_FILE: Code = Code::TooLarge;

/// What is said of the file as a whole, at its start.
const OF_THE_WHOLE_FILE: [Code; 3] = [Code::TooLarge, Code::NoContent, Code::OverlappingVersions];

/// The rule sets that a file may build on, and whose versions it must not overlap.
static BUILTIN: LazyLock<Registry> = LazyLock::new(Registry::builtin);

const HEADINGS: [&str; 4] = ["Tiếng Việt", "English", "Sai · Wrong", "Đúng · Right"];

/// The top-level keys that an example gives.
fn keys(piece: &str) -> BTreeSet<&str> {
    let table = |line: &str| line.trim_start().starts_with('[');
    let first = piece.lines().take_while(|line| !table(line)).filter(|line| !line.starts_with('#'));
    let names = piece
        .lines()
        .filter(|line| table(line))
        .filter_map(|line| line.trim_start().trim_start_matches('[').split(['.', ']']).next());
    first.filter_map(|line| line.split_once('=')).map(|(key, _)| key.trim()).chain(names).collect()
}

/// A whole file of an example, and where the example stands in it.
fn framed(piece: &str, frame: &Frame) -> (String, Range<usize>) {
    let given = keys(piece);
    let rest = frame.iter().filter(|(key, _)| !given.contains(key)).map(|(_, item)| *item);
    let (tables, top): (Vec<_>, Vec<_>) = rest.partition(|item| item.starts_with('['));
    let (before, after) = (top.join("\n"), tables.join("\n"));
    let start = before.len() + 1;
    (format!("{before}\n{piece}\n{after}\n"), start..start + piece.len())
}

/// The file of an example of `code`, and where the example stands in it.
fn example(code: Code, piece: &str) -> (String, Range<usize>) {
    match code {
        Code::TooLarge => framed(&piece.replace('…', &"Điều 1. ".repeat(150_000)), &FRAME), // "…" is the full text
        Code::TooMany if piece.contains("-1\"") => framed(&repeated(piece, 1_001), &FRAME), // "…" is a thousand more
        Code::ChainTooLong if piece.contains("step-1") => framed(&chained(piece), &FRAME),  // "…" is as many more
        Code::NoContent => framed(piece, &FRAME[..7]), // without the duty of the frame
        _ if OF_DECREES.contains(&code) => framed(piece, &FRAME[..1]),
        _ if OF_SCENARIOS.contains(&code) && piece.contains("[[case]]") => framed(piece, &SCENARIO[..2]),
        _ if OF_SCENARIOS.contains(&code) => framed(piece, &SCENARIO),
        _ if keys(piece).contains("extends") => framed(piece, &OVERLAY),
        _ => framed(piece, &FRAME),
    }
}

/// Steps that hang on each other, the first on the end of the dialogue.
fn chained(piece: &str) -> String {
    let first = piece.replace("{ due_of = \"step-1\" }", "\"closed\"").replace("step-2", "step-1");
    let step =
        |n: usize| piece.replace("step-2", &format!("step-{n}")).replace("\"step-1\"", &format!("\"step-{}\"", n - 1));
    std::iter::once(first + "\n").chain((2..=19).map(|n| step(n) + "\n")).collect()
}

/// An item so many times, with as many ids.
fn repeated(piece: &str, times: usize) -> String {
    (1..=times).map(|n| piece.replace("-1\"", &format!("-{n}\"")) + "\n").collect()
}

/// What is wrong in a file, and whether it can be used all the same.
struct Found {
    problems: Vec<Problem>,
    sound: bool,
}

impl From<Checked> for Found {
    fn from(checked: Checked) -> Self {
        Self { sound: checked.rule_set.is_some(), problems: checked.problems }
    }
}

/// What is found in a file of the sort in which a code can stand.
fn checked(code: Code, text: &str) -> Found {
    if OF_DECREES.contains(&code) {
        let checked = Calendar::vietnam().check_decree_toml(text);
        return Found { sound: checked.calendar.is_some(), problems: checked.problems };
    }
    if !OF_SCENARIOS.contains(&code) {
        return BUILTIN.check_toml(text).into();
    }
    let suite = Suite::new().with("example.test.toml", text, &|_| Err("no such file".to_owned()));
    let report = suite.run();
    Found { sound: !report.files[0].is_broken(), problems: report.files[0].problems.clone() }
}

#[track_caller]
fn rule_set(piece: &str) -> RuleSet {
    RuleSet::from_toml(&framed(piece, &FRAME).0).expect("a whole file")
}

fn codes(checked: &Checked) -> Vec<Code> {
    checked.problems.iter().map(|problem| problem.code).collect()
}

fn folder(name: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(&folder).expect(name).map(|entry| entry.expect("an entry").path()).collect();
    files.sort();
    files
}

fn stem(path: &Path) -> &str {
    path.file_stem().and_then(|stem| stem.to_str()).expect("a name in UTF-8").trim_end_matches(".test")
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The sections of a page as they stand in its file.
fn sections(code: Code) -> Vec<(String, String)> {
    let path = format!("{}/docs/diagnostics/{}.md", env!("CARGO_MANIFEST_DIR"), code.word());
    let text = read(Path::new(&path));
    assert!(unicode_normalization::is_nfc(&text), "{path} is in NFC");
    let mut parts = text.split("\n## ");
    assert_eq!(parts.next().map(str::trim), Some(format!("# {}", code.word()).as_str()), "{path}");
    let halves = parts.map(|part| part.split_once('\n').expect("a heading and a body"));
    halves.map(|(heading, body)| (heading.to_owned(), body.trim().to_owned())).collect()
}

#[test]
fn every_code_has_a_page_and_every_page_a_code() {
    let pages = folder("docs/diagnostics");
    let pages: BTreeSet<&str> = pages.iter().map(|page| stem(page)).collect();
    assert_eq!(pages, Code::ALL.iter().map(|code| code.word()).collect());
    for code in Code::ALL {
        let sections = sections(*code);
        let headings: Vec<&str> = sections.iter().map(|(heading, _)| heading.as_str()).collect();
        assert_eq!(headings, HEADINGS, "{code:?}");
        assert!(sections.iter().all(|(_, body)| body.len() > 10), "{code:?} has an empty section");
        let fenced =
            |body: &str| body.starts_with("```toml\n") && body.ends_with("\n```") && body.matches("```").count() == 2;
        assert!(sections[2..].iter().all(|(_, body)| fenced(body)), "{code:?} shows two pieces of a file");
        assert_ne!(sections[2].1, sections[3].1, "{code:?}: wrong and right are the same");
    }
}

#[test]
fn a_page_is_in_one_language_and_has_both_examples() {
    for code in Code::ALL {
        let sections = sections(*code);
        let body = |at: usize| sections[at].1.as_str();
        for (lang, own, other) in [(Lang::Vi, 0, 1), (Lang::En, 1, 0)] {
            let page = code.page(lang);
            assert!(page.starts_with(&format!("# {}: {}\n", code.word(), code.text().get(lang))), "{page}");
            assert!(page.contains(body(own)) && !page.contains(body(other)), "{page}");
            assert!(page.contains(body(2)) && page.contains(body(3)), "{page}");
        }
        assert_eq!(body(2), format!("```toml\n{}\n```", code.wrong()));
        assert_eq!(body(3), format!("```toml\n{}\n```", code.right()));
    }
}

#[test]
fn the_wrong_example_has_its_mistake_and_no_other() {
    for code in Code::ALL.iter().filter(|code| **code != SHOWN_IN_JSON) {
        let (text, piece) = example(*code, code.wrong());
        let checked = checked(*code, &text);
        assert!(!checked.problems.is_empty(), "{code:?}: nothing found in\n{text:.2000}");
        for problem in &checked.problems {
            assert_eq!((problem.code, problem.severity), (*code, code.severity()), "{problem}\n{text:.2000}");
            stands_at_its_place(&text, problem);
            let inside = piece.start <= problem.span.start && problem.span.end <= piece.end;
            assert!(inside || OF_THE_WHOLE_FILE.contains(code), "{problem} is not in the example");
        }
        assert_eq!(checked.sound, code.severity() != Severity::Error, "{code:?}");
    }
}

#[test]
fn the_right_example_has_no_mistake() {
    for code in Code::ALL {
        let (text, _) = example(*code, code.right());
        let checked = checked(*code, &text);
        assert!(checked.problems.is_empty(), "{code:?}: {:#?}", checked.problems);
        assert!(checked.sound, "{code:?}");
    }
}

#[test]
fn a_file_has_a_mebibyte_at_most() {
    let of_size = |bytes: usize| {
        let (text, _) = framed("", &FRAME);
        text.clone() + "#" + &"x".repeat(bytes - text.len() - 1)
    };
    assert_eq!(codes(&BUILTIN.check_toml(&of_size(1 << 20))), []);
    assert_eq!(codes(&BUILTIN.check_toml(&of_size((1 << 20) + 1))), [Code::TooLarge]);
}

#[test]
fn a_list_has_a_thousand_items_at_most() {
    let with = |items: usize| BUILTIN.check_toml(&framed(&repeated(Code::TooMany.wrong(), items), &FRAME).0);
    assert_eq!(codes(&with(1_000)), []);
    assert_eq!(codes(&with(1_001)), [Code::TooMany]);
}

#[test]
fn json_nests_64_levels_at_most() {
    let (wrong, right) = (Code::TooDeep.wrong(), Code::TooDeep.right());
    assert!(wrong.contains("[[[[\"people\"]]]]") && right.contains("[\"people\"]"), "the page shows lists in lists");
    let json = rule_set(right).to_json();
    // The list stands in the duty, the duty in a list, that in the file: 61 lists are 64 levels.
    let nested = |lists: usize| format!("{}\"people\"{}", "[".repeat(lists - 1), "]".repeat(lists - 1));
    let with = |lists: usize| BUILTIN.check_json(&json.replace("\"people\"", &nested(lists)));
    assert_eq!(codes(&with(1)), []);
    assert_eq!(codes(&with(61)), [Code::WrongType], "a list is no actor, however shallow");
    assert_eq!(codes(&with(62)), [Code::TooDeep]);
    assert!(RuleSet::from_json(&json.replace("\"people\"", &nested(62))).is_err());
}

#[test]
fn versions_that_overlap_do_not_come_together() {
    let (wrong, right) = (Code::OverlappingVersions.wrong(), Code::OverlappingVersions.right());
    let old = RuleSet::builtin("qd-11@2019-02-18").expect("a built-in version");
    let registry = Registry::new().with(old).expect("the only one");
    let error = registry.clone().with(rule_set(wrong)).expect_err("the old one holds until 2025-11-23");
    assert!(matches!(error, VersionError::Overlap { .. }), "{error}");
    assert_eq!(registry.with(rule_set(right)).expect("it begins as the old one ends").rule_sets().len(), 2);
}

fn check(path: &Path) -> (String, Found) {
    let text = read(path);
    let json = path.extension().is_some_and(|extension| extension == "json");
    let of_scenario = OF_SCENARIOS.iter().chain(&OF_DECREES).find(|code| code.word() == stem(path));
    let found = match of_scenario {
        Some(code) => checked(*code, &text),
        None if json => BUILTIN.check_json(&text).into(),
        None => BUILTIN.check_toml(&text).into(),
    };
    (text, found)
}

/// The line and the column are those of the span, which lies in the file.
#[track_caller]
fn stands_at_its_place(text: &str, problem: &Problem) {
    assert!(problem.span.start <= problem.span.end && problem.span.end <= text.len(), "{problem:?}");
    let (before, _) = text.split_at(problem.span.start);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    assert_eq!((problem.line, problem.column), (line, column), "{problem:?}");
}

#[track_caller]
fn stand_in_the_order_of_the_file(text: &str, problems: &[Problem]) {
    for problem in problems {
        stands_at_its_place(text, problem);
    }
    assert!(problems.is_sorted_by_key(|problem| problem.span.start), "{problems:#?}");
}

#[test]
fn a_broken_file_has_the_mistake_that_it_is_named_after() {
    let files = folder("tests/broken");
    let named: Vec<&PathBuf> = files.iter().filter(|file| !stem(file).starts_with("many-")).collect();
    let stems: BTreeSet<&str> = named.iter().map(|file| stem(file)).collect();
    let wanted = Code::ALL.iter().filter(|code| **code != WITHOUT_A_FILE);
    assert_eq!(stems, wanted.map(|code| code.word()).collect());
    for file in named {
        let code = Code::from_word(stem(file)).expect("a code");
        let (text, checked) = check(file);
        let found = checked.problems.iter().any(|problem| problem.code == code);
        assert!(found, "{}: {:#?}", file.display(), checked.problems);
        assert_eq!(checked.sound, code.severity() != Severity::Error, "{}", file.display());
        stand_in_the_order_of_the_file(&text, &checked.problems);
        let other_example = [Code::TooMany, Code::TooDeep, Code::ChainTooLong].contains(&code); // shorter lists of other things; JSON
        assert!(other_example || text.contains(code.wrong()), "{} has not the example of its page", file.display());
    }
}

#[test]
fn a_file_of_many_mistakes_tells_them_all_in_its_order() {
    let files = folder("tests/broken");
    let many: Vec<&PathBuf> = files.iter().filter(|file| stem(file).starts_with("many-")).collect();
    assert!(many.len() >= 5, "{many:?}");
    for file in many {
        let (text, checked) = check(file);
        assert!(!checked.sound, "{}", file.display());
        stand_in_the_order_of_the_file(&text, &checked.problems);
        let places: BTreeSet<usize> = checked.problems.iter().map(|problem| problem.span.start).collect();
        assert!(places.len() >= 5, "{}: {:#?}", file.display(), checked.problems);
        let syntax = checked.problems.iter().any(|problem| problem.code == Code::Syntax);
        assert!(!syntax, "{}: what syntax hides is not told", file.display());
    }
}
