//! What was meant by a word that is none: by its name in either language, with marks or without, in capitals, by another name.

use doithoai::dialogue::Log;
use doithoai::ruleset::{HeadKind, Level};
use doithoai::scenario::Suite;
use doithoai::timeline::{Status, known_head, known_level};
use doithoai::{Fact, Facts, Lang, Message as _, Registry, RuleSet, Terms, TimelineError, View};

use crate::support::{VIETNAM, date};

/// The event that is offered for one that nobody knows.
fn event(written: &str) -> Option<String> {
    let terms = Terms::new([RuleSet::builtin("hcmc-935").unwrap()], VIETNAM.clone());
    let facts = Facts::held_on(date("2026-08-20")).with(Fact::new(written, date("2026-08-25")));
    match terms.timeline(&facts, View::everything()) {
        Err(TimelineError::UnknownEvent { near, .. }) => near,
        other => panic!("{written}: {other:?}"),
    }
}

#[test]
fn an_event_is_found_by_its_names() {
    for (written, id) in [
        ("OPENED", "opened"),
        ("Opened", "opened"),
        ("opend", "opened"),
        ("plan_approved", "plan-approved"),
        ("plan approved", "plan-approved"),
        ("gửi thông báo, thư mời", "invitation-sent"),
        ("Gửi thông báo, thư mời", "invitation-sent"),
        ("gui thu moi", "invitation-sent"),
        ("giấy mời", "invitation-sent"),
        ("công bố kết luận", "conclusion-notified"),
        ("có thông báo ý kiến kết luận", "conclusion-notified"),
        ("cong khai ket qua", "results-published"),
        ("khai mạc đối thoại", "opened"),
        ("trả lời", "reply-sent"),
        ("dời ngày đối thoại", "rescheduled"),
        ("tiếp công dân", "reception-held"),
    ] {
        assert_eq!(event(written).as_deref(), Some(id), "{written}");
    }
    assert_eq!(event("xyzzy"), None);
    // Each by its own name, in either language, with marks or without, in capitals.
    for known in doithoai::ruleset::EVENTS {
        for name in [known.text.vi.as_ref(), known.text.en.as_ref()] {
            for written in [name.to_owned(), name.to_uppercase()].into_iter().filter(|written| *written != known.id) {
                assert_eq!(event(&written).as_deref(), Some(known.id.as_ref()), "{written}");
            }
        }
    }
}

#[test]
fn a_level_and_a_head_are_found_by_what_they_are_called() {
    let sets = Registry::builtin();
    let near = |error: TimelineError| match error {
        TimelineError::NotDeclared { near, .. } => near,
        other => panic!("{other:?}"),
    };
    for (written, level) in [
        ("phường", Level::Commune),
        ("phuong", Level::Commune),
        ("ward", Level::Commune),
        ("xã", Level::Commune),
        ("Xã", Level::Commune),
        ("cấp xã", Level::Commune),
        ("thị trấn", Level::Commune),
        ("quận", Level::District),
        ("huyện", Level::District),
        ("tỉnh", Level::Province),
        ("thành phố", Level::Province),
        ("PROVINCE", Level::Province),
    ] {
        let found = known_level(sets.rule_sets(), written).unwrap_err();
        assert_eq!(near(found).as_deref(), Some(level.word()), "{written}");
    }
    for (written, head) in [
        ("chu tich", HeadKind::LocalGovernment),
        ("Chủ tịch", HeadKind::LocalGovernment),
        ("chính quyền", HeadKind::LocalGovernment),
        ("bí thư", HeadKind::PartyCommittee),
        ("cấp ủy", HeadKind::PartyCommittee),
        ("giám đốc", HeadKind::Agency),
        ("cơ quan", HeadKind::Agency),
    ] {
        let found = known_head(sets.rule_sets(), written).unwrap_err();
        assert_eq!(near(found).as_deref(), Some(head.word()), "{written}");
    }
}

#[test]
fn a_status_of_a_scenario_is_found_by_its_name() {
    let file = |status: &str| {
        format!(
            "format = 1\nrulesets = [\"hcmc-935\"]\n[[case]]\nname = \"c\"\nappointed = 2026-08-20\nlog = [{{ event = \"opened\", on = 2026-08-20 }}]\nexpect = [{{ as_of = 2026-09-08, duty = \"notify-conclusion\", status = \"{status}\" }}]\n"
        )
    };
    for (written, word) in [
        ("quá hạn", "overdue"),
        ("qua han", "overdue"),
        ("QUÁ HẠN", "overdue"),
        ("đúng hạn", "met"),
        ("trong hạn", "pending"),
        ("không áp dụng", "not-applicable"),
        ("overdu", "overdue"),
    ] {
        let report = Suite::new().with("a.test.toml", &file(written), &|_| Err(String::new())).run();
        let near: Vec<_> = report.files.into_iter().flat_map(|file| file.problems).map(|one| one.suggestion).collect();
        assert!(near.contains(&Some(word.to_owned())), "{written}: {near:?}");
    }
    let words: Vec<&str> = [Status::Met, Status::Excused].iter().map(Status::word).collect();
    assert_eq!(words, ["met", "excused"]);
}

#[test]
fn a_key_is_found_by_its_name() {
    for (key, meant) in [
        ("ngày", "on"),
        ("ngay", "on"),
        ("sự kiện", "event"),
        ("kiến nghị", "petition"),
        ("kien_nghi", "petition"),
        ("đính chính", "corrects"),
        ("EVENT", "event"),
        ("evnt", "event"),
    ] {
        let first = r#"{"dialogue":"DT-1","appointed":"2026-08-20","on":"2026-07-20"}"#;
        let line = format!(r#"{{"event":"opened","on":"2026-08-20","{key}":"x"}}"#);
        let error = Log::from_jsonl(&format!("{first}\n{line}\n")).unwrap_err();
        let (vi, en) = (error.text(Lang::Vi), error.text(Lang::En));
        assert!(vi.contains(&format!("không có khóa `{key}`; có phải là `{meant}`?")), "{vi}");
        assert!(en.contains(&format!("unknown field `{key}`; did you mean `{meant}`?")), "{en}");
    }
    // Of a rule file and of a scenario.
    for (text, key, meant) in [
        ("id = \"x\"\nphiên_bản = \"1\"\n", "phiên_bản", "version"),
        ("[[obligation]]\nid = \"x\"\ngiai_doan = \"before\"\n", "giai_doan", "phase"),
        ("[[sự_kiện]]\nid = \"x\"\n", "sự_kiện", "event"),
    ] {
        let text = text.replace(key, &format!("\"{key}\""));
        let found = Registry::builtin().check_toml(&format!("format = 1\n{text}")).problems;
        let near = found.iter().find(|one| one.message.en.contains(&format!("unknown key `{key}`")));
        assert_eq!(near.and_then(|one| one.suggestion.as_deref()), Some(meant), "{key}: {found:#?}");
    }
}
