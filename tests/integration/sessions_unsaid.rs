//! A session that is held and not named: refused where it is new, read where it was stored, and told.

use doithoai::dialogue::{AnyDialogue, Log, Plan};
use doithoai::timeline::TimelineError;
use doithoai::{Calendar, Fact, Facts, Lang, Message as _, RuleSet, Terms, View};

use crate::support::date;

fn terms() -> Terms {
    Terms::new([RuleSet::builtin("hcmc-935").unwrap()], Calendar::vietnam())
}

#[test]
fn facts_and_new_entries_say_which_session() {
    let held = Fact::new("session-held", date("2026-08-20"));
    let error = TimelineError::NoSession { on: date("2026-08-20") };
    let judged = |fact: Fact| terms().timeline(&Facts::held_on(date("2026-08-20")).with(fact), View::everything());
    assert_eq!(judged(held.clone()).unwrap_err(), error);
    assert!(judged(held.clone().session("cụm 1")).is_ok());
    let planned = AnyDialogue::plan(terms(), Plan::new("DT-1", date("2026-08-20")), date("2026-07-20"));
    let mut dialogue = planned.unwrap();
    dialogue.record(Fact::new("opened", date("2026-08-20"))).unwrap();
    let refusal = dialogue.record(held.clone()).unwrap_err();
    assert_eq!((refusal.code(), dialogue.facts().all().len()), ("no-session", 1));
    let words = "tổ chức một buổi đối thoại [session-held] ngày 20/08/2026 phải nêu mã buổi ở `session`, ví dụ \"session\":\"buoi-1\"";
    assert_eq!(refusal.text(Lang::Vi), words);
    let words = "`session-held` on 2026-08-20 must say which session in `session`, such as \"session\":\"session-1\"";
    assert_eq!(refusal.text(Lang::En), words);
    dialogue.record(held.session("cụm 1")).unwrap();
}

#[test]
fn a_stored_log_without_is_read_and_told() {
    let lines = |held: &str| {
        format!(
            "{{\"dialogue\":\"DT-1\",\"appointed\":\"2026-08-20\",\"on\":\"2026-07-20\"}}\n\n{{\"event\":\"opened\",\"on\":\"2026-08-20\"}}\n{held}\n"
        )
    };
    let told = |text: &str| {
        let checked = Log::check_jsonl(text);
        assert!(checked.problems.is_empty(), "{text}");
        checked.sessions_unsaid().into_iter().map(|(line, error)| (line, error.code())).collect::<Vec<_>>()
    };
    let held = r#"{"event":"session-held","on":"2026-08-20"}"#;
    let text = lines(held);
    assert_eq!(told(&text), [(4, "no-session")]);
    let dialogue = AnyDialogue::replay(terms(), &Log::from_jsonl(&text).unwrap()).unwrap();
    assert!(dialogue.timeline(View::everything()).is_ok());
    assert_eq!(told(&lines(r#"{"event":"session-held","on":"2026-08-20","session":"cụm 1"}"#)), []);
    // Corrected or struck out, it is told no more.
    for correction in [r#""session":"cụm 1""#, r#""void":true"#] {
        let correction = format!(
            "{{\"event\":\"session-held\",\"on\":\"2026-08-20\",\"recorded\":\"2026-08-25\",\"corrects\":2,{correction}}}"
        );
        assert_eq!(told(&lines(&format!("{held}\n{correction}"))), []);
    }
    let stored = || AnyDialogue::replay(terms(), &Log::from_jsonl(&text).unwrap()).unwrap();
    let correction = Fact::new("session-held", date("2026-08-20")).recorded(date("2026-08-25")).correcting(2);
    let mut void = correction.clone();
    void.void = true;
    assert!(stored().record(void).is_ok());
    assert!(stored().record(correction.clone().session("cụm 1")).is_ok());
    assert_eq!(stored().why_not(&correction).unwrap().code(), "no-session");
    assert_eq!(stored().record(correction).unwrap_err().code(), "no-session");
}
