//! Whose dialogue a log is of, and what was done for sessions that nobody recorded.

use doithoai::dialogue::{AnyDialogue, Log};
use doithoai::timeline::{Status, WhyNot, WhyOpen};
use doithoai::{Lang, RuleSet, Terms};

use crate::support::{VIETNAM, as_of};

const FORMS: &str = include_str!("../forms/unit-types.toml");
const OCCURRENCES: &str = include_str!("../forms/occurrences.toml");

/// How the first duty for some kinds of units stands in a dialogue whose first line ends so, by a rule set that is named.
fn of_whom(more: &str) -> Vec<Status> {
    let first = format!("{{\"dialogue\":\"D\",\"appointed\":\"2026-08-20\",\"on\":\"2026-07-20\"{more}}}");
    let terms = Terms::new([RuleSet::from_toml(FORMS).unwrap()], VIETNAM.clone());
    let dialogue = AnyDialogue::replay(terms, &Log::from_jsonl(&first).unwrap()).unwrap();
    let timeline = dialogue.timeline(as_of("2026-12-31")).unwrap();
    timeline
        .duties
        .iter()
        .filter(|duty| !duty.rule.unit_types.is_empty())
        .map(|duty| duty.outcome.status.clone())
        .collect()
}

#[test]
fn whose_dialogue_it_is_stands_in_its_first_line_also_under_named_rule_sets() {
    let unsaid = Status::Undetermined { because: WhyOpen::UnitTypeNotSaid };
    let other = Status::NotApplicable { because: WhyNot::OtherUnitType };
    let of_type = |unit_type: &str| {
        of_whom(&format!(r#","territory":"01","level":"commune","head":"local-government"{unit_type}"#))
    };
    assert!(of_whom("").contains(&unsaid), "{:?}", of_whom(""));
    assert!(of_type("").contains(&unsaid), "{:?}", of_type(""));
    let (ward, commune) = (of_type(r#","unit_type":"ward""#), of_type(r#","unit_type":"commune""#));
    assert!(!ward.contains(&unsaid) && !commune.contains(&unsaid), "{ward:?} {commune:?}");
    assert!(commune.contains(&other) && ward != commune, "{ward:?} {commune:?}");
}

#[test]
fn terms_of_one_dialogue_ask_nothing_of_whom_for_another() {
    let first = |more: &str| {
        let first = format!("{{\"dialogue\":\"D\",\"appointed\":\"2026-08-20\",\"on\":\"2026-07-20\"{more}}}");
        Log::from_jsonl(&first).unwrap()
    };
    let terms = Terms::new([RuleSet::from_toml(FORMS).unwrap()], VIETNAM.clone());
    let ward = first(r#","territory":"01","level":"commune","head":"local-government","unit_type":"ward""#);
    let of_ward = AnyDialogue::replay(terms.clone(), &ward).unwrap();
    let statuses = |terms: &Terms| {
        let dialogue = AnyDialogue::replay(terms.clone(), &first("")).unwrap();
        let timeline = dialogue.timeline(as_of("2026-12-31")).unwrap();
        timeline.duties.iter().map(|duty| duty.outcome.status.clone()).collect::<Vec<_>>()
    };
    assert_eq!(statuses(of_ward.terms()), statuses(&terms));
}

#[test]
fn what_was_done_for_sessions_that_nobody_recorded_is_not_said_to_be_in_time() {
    let (before, _) = OCCURRENCES.split_once("[[obligation]]").unwrap();
    let rule = "[[obligation]]\nid = \"publish\"\nduty_kind = \"publish-results\"\nphase = \"after\"\nper = \"session\"\n\
                bearer = \"office\"\ndue = { after = \"session-held\", n = 10, unit = \"day\" }\n\
                met_by = { all = [\"results-published\"] }\ncite = \"main#d6\"\n";
    let set = RuleSet::from_toml(&format!("{before}{rule}")).unwrap();
    let judged = |lines: &str| {
        let first = r#"{"dialogue":"D","appointed":"2026-06-10","on":"2026-01-02"}"#;
        let log = Log::from_jsonl(&format!("{first}\n{lines}")).unwrap();
        let dialogue = AnyDialogue::replay(Terms::new([set.clone()], VIETNAM.clone()), &log).unwrap();
        let timeline = dialogue.timeline(as_of("2026-12-31")).unwrap();
        timeline.duties.iter().find(|duty| duty.rule.id == "publish").unwrap().clone()
    };
    let opened = r#"{"event":"opened","on":"2026-06-10"}"#;
    let published = r#"{"event":"results-published","on":"2026-12-30"}"#;
    let closed = r#"{"event":"closed","on":"2026-06-15"}"#;
    let unsaid = judged(&format!("{opened}\n{closed}\n{published}"));
    assert_eq!(unsaid.outcome.status, Status::Undetermined { because: WhyOpen::NoSession });
    assert_eq!(unsaid.status_text(Lang::Vi), "chưa ghi nhận buổi đối thoại nào nên chưa xác định được");
    assert_eq!(unsaid.status_text(Lang::En), "no session was recorded, so when its limit runs from is open");
    // Nothing done: the limit has not begun, as before.
    assert_eq!(judged(&format!("{opened}\n{closed}")).outcome.status, Status::Awaiting);
    // With the session it is late.
    let held = r#"{"event":"session-held","on":"2026-06-10","session":"1"}"#;
    let late = judged(&format!("{opened}\n{held}\n{closed}\n{published}"));
    assert!(matches!(late.outcome.status, Status::MetLate { .. }), "{:?}", late.outcome.status);
}
