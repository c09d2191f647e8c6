//! Testing rule sets: the guides as they are written, the forms of the report, the exit status.

use std::path::Path;
use std::process::Command;

use doithoai::RuleSet;
use quick_xml::events::Event;
use serde_json::Value;

use super::{doithoai, refused, root, shown, temporary};

/// The fenced blocks of a page: what stands behind the fence, and the content.
fn blocks(page: &str) -> Vec<(&str, &str)> {
    page.split("\n```").skip(1).step_by(2).map(|block| block.split_once('\n').unwrap()).collect()
}

/// Does what a guide says, in a folder of its own; what it shows must be what is printed.
fn follow(guide: &str, folder: &str) {
    let page = std::fs::read_to_string(root().join("docs").join(guide)).unwrap();
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(folder);
    let _ = std::fs::remove_dir_all(&folder);
    let examples = folder.join("examples/da-nang");
    std::fs::create_dir_all(&examples).unwrap();
    for file in ["da-nang.toml", "da-nang.test.toml"] {
        std::fs::copy(root().join("examples/da-nang").join(file), examples.join(file)).unwrap();
    }
    std::fs::copy(examples.join("da-nang.toml"), folder.join("da-nang.toml")).unwrap();
    let (mut printed, mut shown) = (String::new(), Vec::new());
    for (fence, block) in blocks(&page) {
        match fence.split_once(' ').unwrap_or((fence, "")) {
            ("toml", file) => std::fs::write(folder.join(file), block).unwrap(),
            ("diff", file) => {
                let line = |mark: char| block.lines().find_map(|line| line.strip_prefix(mark)).unwrap();
                let text = std::fs::read_to_string(folder.join(file)).unwrap();
                assert_eq!(text.matches(line('-')).count(), 1, "{block}");
                std::fs::write(folder.join(file), text.replace(line('-'), line('+'))).unwrap();
            }
            ("sh", _) => {
                let words = block.trim().strip_prefix("doithoai ").unwrap().split(' ');
                let output = Command::new(env!("CARGO_BIN_EXE_doithoai")).current_dir(&folder).args(words).output();
                let output = output.unwrap();
                printed = String::from_utf8(output.stdout).unwrap();
                let bad = ["FAILED", "KHÔNG ĐẠT", "unnoticed", "không bị phát hiện"];
                assert_eq!(
                    output.status.success(),
                    !bad.iter().any(|word| printed.contains(word)),
                    "{block}\n{printed}"
                );
            }
            ("text", _) => {
                let mut rest = printed.as_str();
                for line in block.lines() {
                    let (_, left) =
                        rest.split_once(line).unwrap_or_else(|| panic!("`{line}` is not in what is left:\n{rest}"));
                    rest = left;
                    shown.push(line);
                }
            }
            (other, _) => panic!("a block of {other}"),
        }
    }
    assert!(shown.len() >= 20, "{shown:?}");
}

#[test]
fn the_guide_in_english_does_what_it_says() {
    follow("guide-tests.md", "guide-en");
}

#[test]
fn the_guide_in_vietnamese_does_what_it_says() {
    follow("huong-dan-kiem-thu.md", "guide-vi");
}

/// A scenario file beside a rule file in a folder of its own.
fn suite(folder: &str, rules: &str, scenarios: &str) -> String {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(folder);
    std::fs::create_dir_all(folder.join("inner")).unwrap();
    std::fs::write(folder.join("mine.toml"), rules).unwrap();
    std::fs::write(folder.join("inner/mine.test.toml"), scenarios).unwrap();
    folder.display().to_string()
}

const SCENARIOS: &str = "format = 1\nrulesets = [\"../mine.toml\"]\n[[table]]\nname = \"a & <b>\"\nduty = \"invite-citizens\"\nrows = [[2026-08-20, 2026-08-12], [2026-06-15, 2026-06-07]]\n";

fn hcmc(days: u32) -> String {
    RuleSet::builtin_toml("hcmc-935").unwrap().replace("n = 5,", &format!("n = {days},"))
}

#[test]
fn four_days_of_notice_fail_in_every_form() {
    let folder = suite("four-days", &hcmc(4), SCENARIOS);
    let run = |form: &str| {
        let output = doithoai(&["test", &folder, "--format", form, "--lang", "en"]);
        assert_eq!(output.status.code(), Some(1), "{form}");
        String::from_utf8(output.stdout).unwrap()
    };
    let text = run("text");
    for words in [
        "inner/mine.test.toml: 0 passed, 2 failed",
        "FAILED a & <b>: 2026-08-20 (inner/mine.test.toml:6)",
        "line 6: hcmc-935/invite-citizens, due: expected Wed 2026-08-12, found Thu 2026-08-13",
        "Art. 13(1)(1.2), dash 2",
        "Not counted: Sat 2026-08-15, Sun 2026-08-16",
    ] {
        assert!(text.contains(words), "no `{words}` in\n{text}");
    }
    let data: Value = serde_json::from_str(&run("json")).unwrap();
    assert_eq!(
        (data["ok"].as_bool(), data["passed"].as_u64(), data["failed"].as_u64()),
        (Some(false), Some(0), Some(2))
    );
    let failure = &data["files"][0]["outcomes"][0]["failures"][0];
    assert_eq!((failure["key"].as_str(), failure["expected"].as_str()), (Some("due"), Some("2026-08-12")));
    assert_eq!(failure["line"].as_u64(), Some(6));
    assert!(data["mutation"].is_null() && data["coverage"]["rule_sets"][0]["ruleset"] == "hcmc-935@2017-04-28");
    let xml = run("junit");
    assert_eq!(
        elements(&xml),
        [("testsuites", 1), ("testsuite", 1), ("testcase", 2), ("failure", 2)].map(|(n, c)| (n.to_owned(), c))
    );
    assert!(
        xml.contains("name=\"a &amp; &lt;b&gt;: 2026-08-20\"")
            && xml.contains("tests=\"2\" failures=\"2\" errors=\"0\""),
        "{xml}"
    );
}

/// How many elements of each name a report has, in the order of their first; the XML must be well-formed.
fn elements(xml: &str) -> Vec<(String, usize)> {
    let names = names(xml);
    let mut seen: Vec<(String, usize)> = Vec::new();
    for name in &names {
        if !seen.iter().any(|(known, _)| known == name) {
            seen.push((name.clone(), names.iter().filter(|other| *other == name).count()));
        }
    }
    seen
}

fn names(xml: &str) -> Vec<String> {
    let mut reader = quick_xml::Reader::from_str(xml);
    reader.config_mut().check_end_names = true;
    let mut all = Vec::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Eof => return all,
            Event::Start(tag) | Event::Empty(tag) => {
                let name = tag.name().as_ref().to_owned();
                assert!(tag.attributes().all(|attribute| attribute.is_ok()), "{name}");
                all.push(name);
            }
            _ => {}
        }
    }
}

#[test]
fn a_suite_that_passes_can_still_fall_short() {
    let folder = suite("short", &hcmc(5), SCENARIOS);
    let code = |more: &[&str]| doithoai(&[&["test", folder.as_str()], more].concat()).status.code();
    assert_eq!(code(&[]), Some(0));
    assert_eq!(code(&["--coverage"]), Some(0), "to look is not to ask");
    assert_eq!(code(&["--threshold", "0"]), Some(0));
    assert_eq!(code(&["--threshold", "100"]), Some(1));
    assert_eq!(code(&["--mutate"]), Some(1));
    assert_eq!(code(&["--threshold", "101"]), Some(2));
    let data = doithoai(&["test", &folder, "--format", "json", "--threshold", "100", "--mutate"]).stdout;
    let data: Value = serde_json::from_slice(&data).unwrap();
    assert_eq!(data["ok"].as_bool(), Some(false));
    assert!(data["below"].as_array().unwrap().contains(&Value::from("citations")));
    assert!(data["mutation"]["survivors"].as_array().unwrap().len() > 10);
    let xml = doithoai(&["test", &folder, "--format", "junit", "--threshold", "100", "--mutate"]).stdout;
    let xml = String::from_utf8(xml).unwrap();
    let suites = elements(&xml).into_iter().find(|(name, _)| name == "testsuite").unwrap().1;
    assert_eq!(suites, 3, "the file, the coverage, the mutants\n{xml}");
}

#[test]
fn a_broken_file_is_shown_as_check_shows_it() {
    let folder = suite("broken-suite", &hcmc(5), &SCENARIOS.replace("invite-citizens", "invite-citizen"));
    let output = doithoai(&["test", &folder, "--lang", "en"]);
    assert_eq!(output.status.code(), Some(1));
    let text = String::from_utf8(output.stdout).unwrap();
    for words in [
        "error[unknown-duty]: unknown obligation `invite-citizen`",
        "--> inner/mine.test.toml:5:8",
        "did you mean `invite-citizens`?",
        "inner/mine.test.toml: cannot be read, no scenario was run",
        "0 passed, 1 failed",
    ] {
        assert!(text.contains(words), "no `{words}` in\n{text}");
    }
    let path = format!("{folder}/inner/mine.test.toml");
    let checked = doithoai(&["check", &path, "--lang", "en"]);
    assert_eq!(checked.status.code(), Some(1));
    assert!(String::from_utf8(checked.stdout).unwrap().contains("error[unknown-duty]"));
    let xml = String::from_utf8(doithoai(&["test", &folder, "--format", "junit"]).stdout).unwrap();
    assert!(elements(&xml).contains(&("error".to_owned(), 1)), "{xml}");
    let sound = doithoai(&["check", "examples/da-nang/da-nang.test.toml", "--lang", "en"]);
    let sound = String::from_utf8(sound.stdout).unwrap();
    assert_eq!(sound, "examples/da-nang/da-nang.test.toml: sound; 20 scenarios; 0 errors, 0 warnings\n");
}

#[test]
fn a_folder_without_scenarios_is_no_success() {
    refused(&["test", "docs"], "no scenario file in `docs`: their names end in `.test.toml`");
    refused(&["test", "no/such/folder"], "cannot read `no/such/folder`");
    let lone = temporary(
        "lone-scenarios.toml",
        "format = 1\nrulesets = [\"hcmc-935\"]\n[[table]]\nname = \"a\"\nduty = \"notify-conclusion\"\nrows = [[2026-08-20, 2026-09-07]]",
    );
    assert!(doithoai(&["test", &lone]).status.success(), "a file that is named is taken whatever its name");
}

#[test]
fn the_schema_of_scenarios_is_there_for_editors() {
    let schema: Value = serde_json::from_slice(&doithoai(&["schema", "--scenario"]).stdout).unwrap();
    assert!(schema["properties"]["case"].is_object() && schema["properties"]["year"].is_object());
}

#[test]
fn several_folders_are_one_suite() {
    let text = shown(&["test", "tests/rules", "examples", "--threshold", "100", "--lang", "en"]);
    assert!(
        text.contains("tests/rules/hcmc-935.test.toml: ")
            && text.contains("examples/regulations/lao-cai-783.test.toml: ")
    );
    assert!(text.contains(" passed, 0 failed"), "{text}");
    let once = shown(&["test", "tests/rules/versions.test.toml", "--lang", "en"]);
    let passed = |text: &str| text.lines().rfind(|line| line.contains(" passed, ")).map(str::to_owned);
    for again in ["tests/rules/versions.test.toml", "./tests/../tests/rules/versions.test.toml"] {
        let twice = shown(&["test", "tests/rules/versions.test.toml", again, "--lang", "en"]);
        assert_eq!(passed(&twice), passed(&once), "{again} is counted twice");
        assert_eq!(twice.matches("versions.test.toml: ").count(), 1, "{twice}");
    }
    let broken =
        doithoai(&["test", "tests/rules/versions.test.toml", "tests/broken/unusable-file.test.toml", "--lang", "en"]);
    let (text, is_ok) = (String::from_utf8(broken.stdout).unwrap(), broken.status.success());
    assert!(!is_ok && text.contains("tests/broken/unusable-file.test.toml:"), "{text}");
}

/// Entries that cannot have been are told by `check`, all at once, as those of a log; not what only follows from them.
#[test]
fn check_tells_the_entries_of_cases_that_cannot_have_been() {
    let file = "format = 1\nrulesets = [\"hcmc-935\"]\n[[case]]\nname = \"a\"\nappointed = 2026-08-20\nlog = [\n  { event = \"opened\", on = 2026-08-20, recorded = 2026-08-19 },\n  { event = \"step-done\", on = 2026-08-20 },\n  { event = \"invitation-sent\", on = 2026-08-10, states = [\"contnet\"] },\n  { event = \"closed\", on = 2026-08-20 },\n]\nexpect = [{ as_of = 2026-09-08, duty = \"notify-conclusion\", status = \"overdue\" }]\n";
    let path = temporary("entries.test.toml", file);
    let output = doithoai(&["check", &path, "--lang", "en"]);
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(!output.status.success());
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 4, "{text}");
    for (line, said) in lines.iter().zip([
        "line 7: opened: ",
        "line 8: step-done: ",
        "line 9: invitation-sent: unknown field `contnet`",
    ]) {
        assert!(line.starts_with("error: ") && line.contains(said), "{line}");
    }
    assert!(
        lines[2].ends_with("did you mean `content`?") && lines[3].ends_with("entries that cannot have been: 3"),
        "{text}"
    );
    let json = doithoai(&["check", &path, "--format", "json"]).stdout;
    let json: Value = serde_json::from_slice(&json).unwrap();
    assert_eq!(json["files"][0]["refused"][0]["code"], "entered-before");
}
