//! What a file or a name holds is shown, never obeyed: no sign that a terminal acts on, no line that only looks like ours.

use std::path::Path;

use quick_xml::events::Event;

use super::{doithoai, json, root, temporary};

/// Signs that hide, reorder, colour, erase, or break a line.
const SIGNS: [char; 14] = [
    '\u{1b}', '\r', '\u{7}', '\u{8}', '\0', '\u{7f}', '\u{9b}', '\u{202e}', '\u{2066}', '\u{200b}', '\u{2028}',
    '\u{feff}', '\u{fffe}', '\u{85}',
];

/// None of the signs, and a line break only where a line ends.
#[track_caller]
fn safe(arguments: &[&str]) -> String {
    let output = doithoai(arguments);
    let text = String::from_utf8([output.stdout, output.stderr].concat()).unwrap();
    for sign in SIGNS {
        assert!(!text.contains(sign), "{arguments:?} prints {}:\n{text:?}", sign.escape_unicode());
    }
    assert!(text.lines().all(|line| !line.trim_start().starts_with("FORGED")), "{arguments:?} forges a line:\n{text}");
    text
}

/// A JSON string of a name with every sign, colours of our own, and a line break.
fn hostile() -> String {
    let signs: String = SIGNS.iter().collect();
    serde_json::to_string(&format!("a\u{1b}[32mOK\u{1b}[0m{signs}\nFORGED\u{1b}]0;title\u{7}")).unwrap()
}

fn dialogue() -> String {
    let name = hostile();
    let plan = "\"appointed\":\"2026-08-20\",\"on\":\"2026-07-20\",\"kind\":\"periodic\",\"territory\":\"79\",\"level\":\"commune\",\"head\":\"local-government\"";
    format!(
        "{{\"dialogue\":\"DT-1\",{plan}}}\n{{\"event\":\"opened\",\"on\":\"2026-08-20\",\"reference\":{name}}}\n\
         {{\"event\":\"closed\",\"on\":\"2026-08-20\",\"reference\":{name}}}\n"
    )
}

#[test]
fn a_log_cannot_forge_a_page() {
    let path = temporary("safe.jsonl", &dialogue());
    for arguments in [
        &["timeline", "--log", &path, "--lang", "en"][..],
        &["timeline", "--log", &path, "--full"],
        &["audit", &path, "--as-of", "2026-12-31"],
        &["timeline", "--log", &path, "--format", "json"],
        &["check", &path],
    ] {
        safe(arguments);
    }
    let text = safe(&["timeline", "--log", &path, "--full"]);
    assert!(text.contains(r"(a\u{1b}[32mOK\u{1b}[0m\u{1b}\u{d}"), "{text}");
    // The sample of the issue, whose ids may be refused: then by a safe line.
    let esc = Path::new("/work/shared/cases/inputs/esc.jsonl");
    if esc.exists() {
        safe(&["timeline", "--log", esc.to_str().unwrap()]);
    }
}

#[test]
fn json_stays_json() {
    let office = format!(
        "{{\"office\":\"UBND xã A\",\"territory\":\"79\",\"level\":\"commune\",\"head\":\"local-government\"}}\n\
         {{\"event\":\"petition-raised\",\"on\":\"2026-03-02\",\"petition\":\"KN-1\",\"reference\":{}}}\n",
        hostile()
    );
    let path = temporary("safe-office.jsonl", &office);
    safe(&["audit", &path, "--year", "2026"]);
    let path = temporary("safe-json.jsonl", &dialogue());
    safe(&["timeline", "--log", &path, "--format", "json", "--lang", "en"]);
    assert_eq!(json(&["timeline", "--log", &path])["opened"], "2026-08-20");
}

#[test]
fn errors_name_what_they_cannot_show() {
    let name = "a\u{1b}[2J\u{202e}\nFORGED";
    for arguments in [
        &["timeline", "--ruleset", name][..],
        &["timeline", "--on", name],
        &["timeline", "--on", "2026-08-20", "--event", name],
        &["timeline", "--on", "2026-08-20", "--event", &format!("{name}=2026-08-20")],
        &["timeline", "--on", "2026-08-20", "--choose", name],
        &["timeline", "--log", name],
        &["timeline", "--territory", name, "--level", "commune", "--head", "agency", "--on", "2026-08-20"],
        &["audit", name],
        &["check", name],
        &["check", &format!("{name}.test.toml")],
        &["compare", name, name],
        &["explain", name],
        &["test", name],
        &["calendar", name],
        &["count", "2026-08-20", name],
        &["count", name, "+1"],
        &[name],
        &["timeline", &format!("--{name}")],
        &["timeline", "--format", name],
    ] {
        let text = safe(arguments);
        assert_eq!(text.lines().count(), 1, "{arguments:?}: {text}");
        // An id of several lines is refused for that, before it is looked up.
        let named = text.contains(r"\u{1b}[2J\u{202e}") || text.contains("có ngắt dòng");
        assert!(named, "{arguments:?}: {text}");
    }
}

#[test]
fn rule_files_decrees_and_scenarios_hold_no_hidden_sign() {
    let rules = doithoai::RuleSet::builtin_toml("hcmc-935").unwrap();
    let title = "title = { vi = \"";
    for sign in SIGNS {
        let hidden = format!("\\U{:08X}", u32::from(sign));
        let path = temporary("safe-rules.toml", &rules.replacen(title, &format!("{title}{hidden}FORGED"), 1));
        for arguments in [
            &["check", &path][..],
            &["check", &path, "--format", "json"],
            &["timeline", "--ruleset-file", &path, "--on", "2026-08-20"],
            &["compare", "hcmc-935", &path],
        ] {
            safe(arguments);
        }
        let report = doithoai(&["check", &path, "--lang", "en"]);
        let text = String::from_utf8(report.stdout).unwrap();
        // A line break within a text is no mistake; a carriage return alone is.
        let refused = text.contains("hidden-sign") && text.contains(&sign.escape_unicode().to_string());
        assert!(refused || sign == '\r', "{}: {text}", sign.escape_unicode());
    }
    // As they stand, too, not as escapes; TOML itself refuses some.
    for sign in SIGNS {
        let path = temporary("safe-raw.toml", &rules.replacen(title, &format!("{title}{sign}"), 1));
        safe(&["check", &path]);
        let decree = format!("format = 1\n[[document]]\nid = \"a{sign}b\"\nkind = \"cong{sign}van\"\n\"{sign}\" = 1\n");
        let path = temporary("safe-decree.toml", &decree);
        safe(&["count", "2026-08-20", "+1", "--decree", &path]);
        safe(&["check", &path]);
    }
}

#[test]
fn junit_is_xml_whatever_a_scenario_is_called() {
    let name = r#"<&>\"']]>\u0001\u001B[2J\u202E\uFFFE\u007F\u0085\tx\nFORGED"#;
    let scenario = format!(
        "format = 1\nrulesets = [\"hcmc-935\"]\n[[scenario]]\nname = \"{name}\"\nappointed = 2026-08-20\n\
         expect = {{ notify-conclusion = {{ due = 2026-01-01 }} }}\n"
    );
    for folder in ["safe-junit", "safe-junit <&>\"'\u{1b}[2J\u{202e}"] {
        let folder = root().join(env!("CARGO_TARGET_TMPDIR")).join(folder);
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("a\u{7}<b.test.toml"), &scenario).unwrap();
        let folder = folder.to_str().unwrap();
        for lang in ["vi", "en"] {
            let text = safe(&["test", folder, "--format", "junit", "--lang", lang]);
            let mut reader = quick_xml::Reader::from_str(&text);
            loop {
                match reader.read_event().unwrap_or_else(|error| panic!("{error}: {text}")) {
                    Event::Eof => break,
                    Event::Start(element) | Event::Empty(element) => {
                        element.attributes().for_each(|attribute| drop(attribute.unwrap()));
                    }
                    _ => {}
                }
            }
            safe(&["test", folder, "--lang", lang]);
            safe(&["check", &format!("{folder}/a\u{7}<b.test.toml"), "--lang", lang]);
        }
    }
}
