//! Levels that a rule file declares: read, checked and named in words.

use doithoai::audit::{OfficeLog, audit_year};
use doithoai::ruleset::{HeadKind, Level};
use doithoai::{Calendar, Code, Lang, Message as _, Registry, RuleSet, Subject, TimelineError, View};

use crate::support::date;

const FILE: &str = include_str!("../forms/levels.toml");

fn registry() -> Registry {
    Registry::new().with(RuleSet::from_toml(FILE).unwrap()).unwrap()
}

fn subject(level: &str) -> Subject {
    Subject::new("01", Level::named(level).unwrap(), HeadKind::LocalGovernment, date("2026-08-20")).unwrap()
}

#[test]
fn a_level_of_its_own_is_named_in_words() {
    let set = RuleSet::from_toml(FILE).unwrap();
    assert_eq!(set.level_text(Level::named("cluster").unwrap()).vi, "cụm xã, phường");
    assert_eq!(set.toward_text(&set.obligation("invite").unwrap().toward).vi, "Nhân dân (cụm xã, phường)");
    let binding = registry().binding(&subject("province"));
    let reason = &binding.not_applicable[0].reason;
    assert_eq!(reason.text(Lang::Vi), "áp dụng cho cấp khác: cụm xã, phường và cấp xã");
    assert_eq!(reason.text(Lang::En), "it binds other levels: cluster of communes and commune");
    let unknown = registry().binding(&subject("region"));
    assert_eq!(
        unknown.not_applicable[0].reason.text(Lang::Vi),
        "chưa rõ có áp dụng không: văn bản không nói về cấp vùng"
    );
    // Without a subject both numbers are told, each with its level.
    let terms = doithoai::Terms::new([set], Calendar::vietnam());
    let timeline = terms.timeline(&doithoai::Facts::held_on(date("2026-08-20")), View::everything()).unwrap();
    let hold = timeline.recurring.iter().find(|duty| duty.id == "hold").unwrap();
    assert!(hold.often_text(Lang::Vi).contains("(cụm xã, phường)"), "{}", hold.often_text(Lang::Vi));
}

#[test]
fn an_office_of_a_level_that_no_rule_set_declares_is_refused_with_the_nearest() {
    let audited = |level: &str| {
        let text =
            format!("{{\"office\":\"A\",\"territory\":\"01\",\"level\":\"{level}\",\"head\":\"local-government\"}}\n");
        let office = OfficeLog::from_jsonl(&text).unwrap();
        assert_eq!(office.to_jsonl(), text);
        audit_year(&registry(), &Calendar::vietnam(), &[], &office, 2026, View::everything())
    };
    assert!(audited("cluster").is_ok() && audited("province").is_ok());
    for (wrong, meant) in [("cluser", "cluster"), ("comune", "commune")] {
        let error = audited(wrong).unwrap_err();
        assert!(matches!(&error, TimelineError::NotDeclared { near: Some(near), .. } if near == meant), "{error}");
        assert!(error.text(Lang::Vi).contains("`cluster`"), "{}", error.text(Lang::Vi));
    }
}

#[test]
fn what_is_wrong_with_a_level_of_its_own_is_said() {
    let problems = |text: &str| {
        RuleSet::check_toml(text).problems.iter().map(|one| (one.code, one.suggestion.clone())).collect::<Vec<_>>()
    };
    assert_eq!(problems(FILE), []);
    let near = |word: &str| Some(word.to_owned());
    for (from, to, code, suggestion) in [
        ("levels = [\"cluster\", ", "levels = [\"cluter\", ", Code::UnknownWord, near("cluster")),
        ("levels = [\"cluster\", ", "levels = [\"cụm xã\", ", Code::UnknownWord, near("cluster")),
        ("level = \"cluster\"", "level = \"clusters\"", Code::UnknownWord, near("cluster")),
        ("commune = 1, cluster = 2", "commune = 1, clustr = 2", Code::UnknownKey, near("cluster")),
        ("applies.levels.region", "applies.levels.regin", Code::UnknownPath, near("region")),
        ("id = \"region\"\n", "id = \"district\"\n", Code::AlreadyBuiltIn, None),
    ] {
        let said = problems(&FILE.replacen(from, to, 1));
        assert!(said.iter().any(|(found, meant)| (*found, meant) == (code, &suggestion)), "{to}: {said:?}");
    }
    let unused = FILE
        .replace("[[level]]\nid = \"region\"", "[[level]]\nid = \"zone\"\ntext = \"khu\"\n[[level]]\nid = \"region\"");
    assert_eq!(problems(&unused).first().map(|(code, _)| *code), Some(Code::Unused));
}

#[test]
fn levels_survive_the_canonical_form_and_are_compared() {
    let set = RuleSet::from_toml(FILE).unwrap();
    assert_eq!(RuleSet::from_json(&set.to_json()).unwrap(), set);
    let more = RuleSet::from_toml(&FILE.replace("cluster = 2", "cluster = 3")).unwrap();
    let differ = set.diff(&more);
    let paths: Vec<&str> = differ.rules.iter().flat_map(|duty| &duty.values).map(|value| value.path.as_str()).collect();
    assert!(paths.iter().any(|path| path.contains("at_least")), "{paths:?}");
    let child = "format = 1\nid = \"child\"\nversion = \"1\"\nextends = \"levels\"\ntitle = \"VÍ DỤ\"\n\
        source.b = { kind = \"inferred\", confidence = \"D\", ref = \"Ví dụ\" }\n\
        instrument.b = { kind = \"quyet-dinh\", number = \"1\", issuer = \"unknown\", issued = 2021-01-01, standing = \"in-force\" }\n\
        [[level]]\nid = \"zone\"\ntext = \"khu\"\n\
        [[recurring]]\nid = \"cluster-reception\"\nlevels = [\"cluster\", \"zone\"]\ncite = \"b#d2\"\nfrom = \"b\"\n";
    let checked = registry().check_toml(child);
    assert_eq!(checked.problems, []);
    assert_eq!(checked.rule_set.unwrap().level_text(Level::named("zone").unwrap()).vi, "khu");
}
