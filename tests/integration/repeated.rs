//! An entry that comes again with its key and content: it keeps its number in what is read, changes nothing, and is told.

use doithoai::audit::{OfficeLog, audit_year};
use doithoai::dialogue::{AnyDialogue, Log, Recorded};
use doithoai::timeline::NotUnderstood;
use doithoai::{Fact, Facts, Lang, Message as _, Registry, View};

use crate::support::{VIETNAM, as_of, date, terms};

const DIALOGUE: &str = r#"{"dialogue":"DT-1","appointed":"2026-08-20","on":"2026-07-20"}"#;
const OFFICE: &str = r#"{"office":"A","territory":"79","level":"commune","head":"local-government"}"#;
const SENT: &str = r#"{"event": "invitation-sent", "on": "2026-08-12", "key": "a"}"#;
const AGENCIES: &str = r#"{"event":"agencies-notified","on":"2026-08-12"}"#;

fn log_of(first: &str, lines: &[&str]) -> String {
    [&[first], lines].concat().join("\n") + "\n"
}

#[test]
fn the_numbers_are_those_of_the_entries_that_are_read() {
    let moved = r#"{"event":"agencies-notified","on":"2026-08-13","recorded":"2026-08-20","corrects":3}"#;
    let text = log_of(DIALOGUE, &[SENT, SENT, AGENCIES, moved]);
    let log = Log::from_jsonl(&text).unwrap();
    assert_eq!(log.to_jsonl(), text, "to the byte");
    let checked = Log::check_jsonl(&text).under(terms("hcmc-935"));
    assert!(checked.problems.is_empty(), "{:?}", checked.problems);
    let dialogue = AnyDialogue::replay(terms("hcmc-935"), &log).unwrap();
    assert_eq!(dialogue.log().to_jsonl(), text);
    for view in [View::everything(), as_of("2026-08-12"), as_of("2026-12-31")] {
        let timeline = dialogue.timeline(view).unwrap();
        let [repeat] = &timeline.unknown_entries[..] else { panic!("{:?}", timeline.unknown_entries) };
        assert_eq!((repeat.entry, &repeat.because, &*repeat.line), (2, &NotUnderstood::Repeats { entry: 1 }, SENT));
        assert_eq!(
            repeat.text(Lang::En),
            "entry 2 (invitation-sent, 2026-08-12): it repeats entry 1, with its `key` and content, and changes nothing; it keeps its number"
        );
        assert!(
            repeat
                .text(Lang::Vi)
                .ends_with("lặp lại mục 1, cùng `key` và cùng nội dung, nên không làm thay đổi gì; vẫn được đánh số")
        );
        let invite = timeline.duty("hcmc-935", "invite-citizens").unwrap();
        assert_eq!((invite.outcome.status.word(), invite.outcome.met_on), ("met", Some(date("2026-08-12"))));
    }
    assert!(dialogue.timeline(as_of("2026-08-11")).unwrap().unknown_entries.is_empty(), "the day before");
    let agencies = |dialogue: &AnyDialogue| {
        dialogue.timeline(View::everything()).unwrap().duty("hcmc-935", "notify-agencies").unwrap().outcome.met_on
    };
    assert_eq!(agencies(&dialogue), Some(date("2026-08-13")));
    // It is nothing to correct: what it repeats is.
    let repeat = moved.replace("\"corrects\":3", "\"corrects\":2");
    let log = Log::from_jsonl(&log_of(DIALOGUE, &[SENT, SENT, AGENCIES, &repeat])).unwrap();
    let error = AnyDialogue::replay(terms("hcmc-935"), &log).unwrap_err();
    assert_eq!((error.entry, error.code()), (4, "corrects-repeat"));
    assert!(error.text(Lang::En).contains("entry 2 only repeats entry 1, with its `key`; correct entry 1"), "{error}");
    assert!(error.text(Lang::Vi).contains("mục 2 chỉ lặp lại mục 1, cùng `key`; hãy đính chính mục 1"));
    // The same document of facts, and the same under other terms, and stored and read once more.
    let facts = format!(r#"{{"appointed":"2026-08-20","facts":[{SENT},{SENT},{AGENCIES},{moved}]}}"#);
    let facts: Facts = serde_json::from_str(&facts).unwrap();
    assert_eq!(facts.all().len(), 4);
    let timeline = terms("hcmc-935").timeline(&facts, View::everything()).unwrap();
    assert_eq!(timeline.unknown_entries[0].because, NotUnderstood::Repeats { entry: 1 });
    assert_eq!(timeline.duty("hcmc-935", "notify-agencies").unwrap().outcome.met_on, Some(date("2026-08-13")));
    let facts = format!(r#"{{"appointed":"2026-08-20","facts":[{SENT},{SENT},{AGENCIES},{repeat}]}}"#);
    let facts: Facts = serde_json::from_str(&facts).unwrap();
    assert_eq!(terms("hcmc-935").timeline(&facts, View::everything()).unwrap_err().code(), "corrects-repeat");
    let again = dialogue.with_terms(terms("can-tho-10")).unwrap();
    assert_eq!(again.log().entries().len(), 4);
    // Other content under the key is refused; appended, the same again adds nothing.
    let other = SENT.replace("08-12", "08-11");
    let log = Log::from_jsonl(&log_of(DIALOGUE, &[SENT, &other])).unwrap();
    assert_eq!(AnyDialogue::replay(terms("hcmc-935"), &log).unwrap_err().code(), "key-taken");
    let mut appended = dialogue;
    let fact: Fact = serde_json::from_str(SENT).unwrap();
    assert_eq!(appended.record_once(fact), Ok(Recorded::Before(1)));
    assert_eq!(appended.log().to_jsonl(), text);
}

#[test]
fn an_office_tells_it_too() {
    let held = r#"{"event":"reception-held", "on":"2026-08-06","key":"k"}"#;
    let other = r#"{"event":"reception-held","on":"2026-08-20"}"#;
    let strike = r#"{"event":"reception-held","on":"2026-08-20","recorded":"2026-09-01","corrects":3,"void":true}"#;
    let audited = |lines: &[&str]| {
        let text = log_of(OFFICE, lines);
        let office = OfficeLog::from_jsonl(&text).unwrap();
        assert_eq!(office.to_jsonl(), text);
        assert!(OfficeLog::check_jsonl(&text).under(&Registry::builtin()).problems.is_empty());
        let year = audit_year(&Registry::builtin(), &VIETNAM, &[], &office, 2026, as_of("2026-12-31")).unwrap();
        let august =
            year.recurring.iter().find(|one| one.duty == "commune-reception" && one.from == date("2026-08-01"));
        let (recorded, judgement) = august.map(|one| (one.found, one.judgement)).unwrap();
        (
            recorded,
            judgement,
            year.unknown_entries.iter().map(|one| (one.entry, one.because.clone())).collect::<Vec<_>>(),
        )
    };
    let repeat = vec![(2, NotUnderstood::Repeats { entry: 1 })];
    let once = audited(&[held, other]);
    let twice = audited(&[held, held, other]);
    assert_eq!((once.0, once.1, once.2), (twice.0, twice.1, vec![]));
    assert_eq!(twice.2, repeat);
    let struck = audited(&[held, held, other, strike]);
    assert_eq!((struck.0, struck.2), (once.0 - 1, repeat), "entry 3 is the third line");
    let wrong = strike.replace("\"corrects\":3", "\"corrects\":2");
    let error = OfficeLog::from_jsonl(&log_of(OFFICE, &[held, held, other, &wrong])).unwrap_err();
    assert_eq!((error.line, error.code()), (5, "corrects-repeat"));
    // What no order makes possible is not excused by it.
    let resumed = r#"{"event":"resumed","on":"2026-09-01","petition":"K"}"#;
    let error = OfficeLog::from_jsonl(&log_of(OFFICE, &[held, held, resumed])).unwrap_err();
    assert_eq!(error.code(), "not-suspended");
}
