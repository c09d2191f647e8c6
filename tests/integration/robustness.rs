//! Whatever a file holds, reading it ends soon, with a rule set or an error, and never with a panic.

use std::fmt::Write as _;

use doithoai::ruleset::Severity;
use doithoai::{Code, Registry, RuleSet};
use proptest::prelude::*;

/// Both forms read the text; a refusal has an error, and every problem lies inside the text.
#[track_caller]
fn read(text: &str) {
    let registry = Registry::new();
    for checked in [registry.check_toml(text), registry.check_json(text)] {
        let errors = checked.problems.iter().filter(|problem| problem.severity == Severity::Error).count();
        assert_eq!(checked.rule_set.is_some(), errors == 0);
        assert!(checked.problems.len() <= 1_000);
        for problem in &checked.problems {
            assert!(problem.span.start <= problem.span.end && problem.span.end <= text.len(), "{problem:?}");
            assert!(problem.line >= 1 && problem.column >= 1);
        }
        let starts: Vec<usize> = checked.problems.iter().map(|problem| problem.span.start).collect();
        assert!(starts.is_sorted(), "in the order of the file");
    }
}

#[track_caller]
fn refused_for(text: &str, code: Code) {
    let checked = RuleSet::check_toml(text);
    assert!(checked.problems.iter().any(|problem| problem.code == code), "{:?}", checked.problems.first());
    read(text);
}

#[test]
fn a_hundred_thousand_brackets() {
    for bracket in ["[", "{", "]", "}", "[[", "a = [", "a = {b = ", "[a."] {
        read(&bracket.repeat(100_000));
        read(&format!("format = 1\nx = {}", bracket.repeat(100_000)));
    }
    let deep = format!("{}1{}", "[".repeat(10_000), "]".repeat(10_000));
    assert_eq!(RuleSet::from_json(&deep).unwrap_err().problems()[0].code, Code::TooDeep);
    let deep = format!("{}1{}", "{\"a\":".repeat(10_000), "}".repeat(10_000));
    assert_eq!(RuleSet::from_json(&deep).unwrap_err().problems()[0].code, Code::TooDeep);
    read(&format!("x = {}1{}", "[".repeat(10_000), "]".repeat(10_000)));
}

#[test]
fn ten_megabytes_of_anything() {
    let hcmc = RuleSet::builtin_toml("hcmc-935").unwrap();
    for piece in ["x", "a = 1\n", "[[obligation]]\n", "\"", "# ", "ă", "\n", hcmc] {
        let text = piece.repeat(10_000_000 / piece.len());
        let checked = RuleSet::check_toml(&text);
        assert_eq!(checked.problems[0].code, Code::TooLarge);
        assert_eq!(checked.problems.len(), 1, "nothing else is said of a file that was not read");
        read(&text);
    }
}

#[test]
fn as_many_mistakes_as_a_file_can_hold() {
    let hcmc = RuleSet::builtin_toml("hcmc-935").unwrap();
    let mut unknown_keys = hcmc.to_owned();
    let mut duties = hcmc.to_owned();
    let mut events = hcmc.to_owned();
    for at in 0..30_000 {
        let _ = writeln!(unknown_keys, "k{at} = {at}");
        let _ = writeln!(duties, "[[obligation]]");
        let _ = writeln!(events, "[[event]]\nid = \"e{at}\"");
    }
    let checked = RuleSet::check_toml(&unknown_keys);
    assert!(checked.truncated && checked.problems.len() == 1_000);
    let words = checked.result().unwrap_err().to_string();
    assert!(words.contains("at least 999 more"), "{words}");
    refused_for(&duties, Code::TooMany);
    refused_for(&events, Code::TooMany);
}

#[test]
fn a_long_chain_of_anchors_and_a_long_circle() {
    let hcmc = RuleSet::builtin_toml("hcmc-935").unwrap();
    let duty = |at: usize, of: &str| {
        format!(
            "[[obligation]]\nid = \"d{at}\"\nduty_kind = \"other\"\nphase = \"after\"\nbearer = \"office\"\n\
             due = {{ after = {{ due_of = \"{of}\" }}, n = 1, unit = \"day\" }}\nmet_by = {{ all = [\"closed\"] }}\ncite = \"main\"\n"
        )
    };
    let chain = |last: &str| {
        let duties: String =
            (0..900).map(|at| duty(at, &if at == 899 { last.to_owned() } else { format!("d{}", at + 1) })).collect();
        format!("{hcmc}{duties}")
    };
    assert!(RuleSet::from_toml(&chain("notify-conclusion")).is_ok());
    refused_for(&chain("d0"), Code::Cycle);
    refused_for(&chain("d450"), Code::Cycle);
}

#[test]
fn decomposed_letters_bytes_out_of_place_and_line_ends() {
    let hcmc = RuleSet::builtin_toml("hcmc-935").unwrap();
    assert!(RuleSet::from_toml(&hcmc.replace('\n', "\r\n")).is_ok());
    let decomposed = hcmc.replace("Thông báo ý kiến", "Tho\u{302}ng ba\u{301}o ý kiến");
    let checked = RuleSet::check_toml(&decomposed);
    assert!(checked.rule_set.is_some());
    assert_eq!(checked.problems[0].code, Code::NotNfc);
    let marked = format!("\u{feff}{hcmc}");
    assert!(RuleSet::from_toml(&marked).is_ok(), "{:?}", RuleSet::check_toml(&marked).problems.first());
    read(&hcmc.replace("dialogue-day", "dialogue\0day"));
}

/// Any TOML value, deep enough to stand for any table.
fn value() -> impl Strategy<Value = String> {
    let leaf = prop_oneof![
        any::<i64>().prop_map(|n| n.to_string()),
        any::<bool>().prop_map(|b| b.to_string()),
        Just("2026-08-20".to_owned()),
        Just("2026-08-20T10:00:00Z".to_owned()),
        Just("1.5".to_owned()),
        "[a-zà-ỹ#. -]{0,12}".prop_map(|text| format!("\"{text}\"")),
        prop::sample::select(vec!["unknown", "closed", "office", "main#d1", "working-day", "clear-days", "all"])
            .prop_map(|text| format!("\"{text}\"")),
    ];
    leaf.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(|items| format!("[{}]", items.join(", "))),
            prop::collection::btree_map(key(), inner, 0..4).prop_map(|entries| {
                let entries: Vec<String> = entries.iter().map(|(key, value)| format!("{key} = {value}")).collect();
                format!("{{ {} }}", entries.join(", "))
            }),
        ]
    })
}

fn key() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::sample::select(vec![
            "id",
            "due",
            "n",
            "unit",
            "after",
            "before",
            "count",
            "met_by",
            "all",
            "any",
            "each_channel",
            "cite",
            "from",
            "bearer",
            "toward",
            "text",
            "vi",
            "en",
            "reading",
            "object",
            "extension",
            "every",
            "at_least",
            "levels",
            "when",
            "of",
            "scope",
        ])
        .prop_map(str::to_owned),
        "[a-z_]{1,6}",
    ]
}

proptest! {
    #![proptest_config(crate::support::cases(256))]

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        read(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn any_tables(
        tables in prop::collection::vec(
            (
                prop::sample::select(vec![
                    "[[obligation]]", "[[recurring]]", "[[step]]", "[[trigger]]", "[[exclusion]]", "[[role]]", "[[practice]]",
                    "[[unknown]]", "[[event]]", "[[actor]]", "[[merger]]", "[[level_end]]", "[[changed]]", "[[remove]]",
                    "[instrument.main]", "[source.S]", "[applies]", "[in_force]",
                ]),
                prop::collection::btree_map(key(), value(), 0..8),
            ),
            0..8,
        ),
        head in prop::collection::btree_map(key(), value(), 0..4),
    ) {
        let mut text = String::from("format = 1\n");
        for (key, value) in &head {
            let _ = writeln!(text, "{key} = {value}");
        }
        for (table, entries) in &tables {
            let _ = writeln!(text, "{table}");
            for (key, value) in entries {
                let _ = writeln!(text, "{key} = {value}");
            }
        }
        read(&text);
    }

    #[test]
    fn any_overlay(list in prop::sample::select(vec!["obligation", "recurring", "exclusion", "step", "unknown", "instrument", "applies", "remove"]), body in value()) {
        let text = format!("format = 1\nid = \"own\"\nversion = \"1\"\nextends = \"hai-phong-1738\"\n{list} = {body}\n");
        let checked = RuleSet::check_toml(&text);
        prop_assert_eq!(checked.rule_set.is_some(), checked.problems.iter().all(|problem| problem.severity == Severity::Warning));
    }

    #[test]
    fn any_value_in_a_sound_set(set in prop::sample::select(RuleSet::builtin_ids()), at in any::<prop::sample::Index>(), body in value()) {
        let text = RuleSet::builtin_toml(set).unwrap();
        let lines: Vec<&str> = text.lines().collect();
        let at = at.index(lines.len());
        let changed: Vec<String> = lines.iter().enumerate().map(|(n, line)| match line.split_once('=') {
            Some((key, _)) if n == at => format!("{key}= {body}"),
            _ => (*line).to_owned(),
        }).collect();
        read(&changed.join("\n"));
    }

    #[test]
    fn a_sound_set_in_json_with_a_piece_cut_out(set in prop::sample::select(RuleSet::builtin_ids()), from in any::<prop::sample::Index>(), length in 1_usize..80) {
        let json = RuleSet::builtin(set).unwrap().to_json();
        let from = from.index(json.len());
        let kept: Vec<u8> = json.bytes().enumerate().filter(|(at, _)| !(from..from + length).contains(at)).map(|(_, byte)| byte).collect();
        read(&String::from_utf8_lossy(&kept));
    }
}
