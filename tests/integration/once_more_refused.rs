//! What an entry or a file says that it cannot: a session of what has none, a move after the opening on its day, an id of a page.

use doithoai::dialogue::{AnyDialogue, Log};
use doithoai::ruleset::{Detail, EVENTS, Effect, KeptIn};
use doithoai::{Calendar, Fact, Facts, Lang, Registry, RuleSet, TimelineError, View};

use crate::support::{date, terms};

const PLAN: &str = r#"{"dialogue":"DT-1","appointed":"2026-08-20","on":"2026-07-20"}"#;

fn replayed(lines: &[&str]) -> Result<AnyDialogue, String> {
    let log = Log::from_jsonl(&format!("{PLAN}\n{}\n", lines.join("\n"))).map_err(|error| error.to_string())?;
    AnyDialogue::replay(terms("hcmc-935"), &log).map_err(|error| error.to_string())
}

#[test]
fn each_event_takes_a_session_or_not_by_the_table() {
    let terms = terms("hcmc-935");
    for event in EVENTS.iter().filter(|event| event.kept_in != KeptIn::Office) {
        let takes = event.needs.contains(&Detail::Session) || event.takes.contains(&Detail::Session);
        let fact = Fact::new(event.id.to_string(), date("2026-08-20")).session("S1");
        let fact = if event.petition { fact.petition("KN-1") } else { fact };
        let class = doithoai::ruleset::CaseClass::Complex;
        let fact = if event.needs.contains(&Detail::Class) { fact.class(class) } else { fact };
        let facts = Facts::appointed_for(date("2026-08-20")).with(fact);
        let error = terms.timeline(&facts, View::everything()).err();
        let session = Detail::Session.text();
        let refused = matches!(&error, Some(TimelineError::NotTaken { what, .. }) if *what == session);
        assert_eq!(refused, !takes, "{}: {error:?}", event.id);
        assert!(!takes || event.effect.is_none() || event.effect == Some(Effect::HoldSession), "{}", event.id);
    }
    let error = replayed(&[r#"{"event":"opened","on":"2026-08-20","session":"S"}"#]).unwrap_err();
    assert!(error.contains("takes no session"), "{error}");
}

#[test]
fn what_follows_an_entry_that_is_not_understood_is_told_to_the_byte() {
    let lines = [
        r#"{"event": "re-opened-new", "on": "2026-08-20"}"#,
        r#"{ "on":"2026-08-20", "event":"closed" }"#,
        r#"{"event": "announced",  "on": "2026-08-12"}"#,
    ];
    let dialogue = replayed(&lines).unwrap();
    let told: Vec<String> = dialogue.unknown_entries().iter().map(|entry| entry.line.clone()).collect();
    assert_eq!(told, lines.get(..2).unwrap());
    assert_eq!(dialogue.log().to_jsonl(), format!("{PLAN}\n{}\n", lines.join("\n")));
    let checked = Log::check_jsonl(&format!("{PLAN}\n{}\n", lines.join("\n")));
    assert_eq!(checked.as_read().unwrap().to_jsonl(), dialogue.log().to_jsonl());
}

#[test]
fn an_id_of_a_file_is_no_longer_than_one_of_a_log() {
    let text = RuleSet::builtin_toml("hcmc-935").unwrap();
    for (length, right) in [(199, true), (200, true), (201, false), (1_000_000, false)] {
        let long = "a".repeat(length);
        for (old, new) in [
            ("id = \"hcmc-935\"", format!("id = \"{long}\"")),
            ("version = \"2017-04-28\"", format!("version = \"{long}\"")),
        ] {
            assert!(text.contains(old));
            let checked = Registry::new().check_toml(&text.replacen(old, &new, 1));
            assert_eq!(checked.rule_set.is_some(), right, "{old} of {length}");
            let told = checked.problems.iter().filter(|problem| problem.code.word() == "bad-id");
            let told: Vec<&str> = told.map(|problem| problem.message.get(Lang::En)).collect();
            assert!(
                right || told.iter().any(|told| told.ends_with(&format!("has {length} characters; 200 at most"))),
                "{told:?}"
            );
        }
        let decree = include_str!("../../examples/swap-2027-example.toml");
        let (before, rest) = decree.split_once("id = \"").unwrap();
        let decree = format!("{before}id = \"{long}\"{}", rest.split_once('"').unwrap().1);
        assert_eq!(Calendar::vietnam().check_decree_toml(&decree).calendar.is_some(), right, "{length}");
    }
}
