//! What binds wards only: by the lists, by what was said, or not known.

use doithoai::audit::{Judgement, OfficeLog, audit_year};
use doithoai::dialogue::Log;
use doithoai::ruleset::{HeadKind, Level, NotBound, UnitType};
use doithoai::{Calendar, Code, Lang, Message as _, Registry, RuleSet, Subject, Terms, View};

use crate::support::{as_of, date};

const WARDS: &str = include_str!("../forms/wards-only.toml");
const FORMS: &str = include_str!("../forms/unit-types.toml");

fn subject(territory: &str, level: Level, on: &str) -> Subject {
    Subject::new(territory, level, HeadKind::LocalGovernment, date(on)).unwrap()
}

fn type_of(territory: &str, level: Level, on: &str) -> Option<UnitType> {
    subject(territory, level, on).unit_type()
}

/// Decision 19/2025/QĐ-TTg with the names of 2026-07-12; the lists of before have names of districts only.
#[test]
fn the_lists_tell_the_kind_of_a_unit_on_the_days_that_they_are_of() {
    let commune = |code, on| type_of(code, Level::Commune, on);
    assert_eq!(commune("01/00070", "2025-06-30"), None);
    assert_eq!(commune("01/00070", "2025-07-01"), Some(UnitType::Ward)); // Phường Hoàn Kiếm
    assert_eq!(commune("00070", "2026-08-20"), Some(UnitType::Ward));
    assert_eq!(commune("01/00376", "2026-08-20"), Some(UnitType::Commune)); // Xã Sóc Sơn
    assert_eq!(commune("22/06994", "2026-08-20"), Some(UnitType::SpecialZone)); // Đặc khu Vân Đồn
    // Ten communes of Đồng Nai became wards between two lists.
    for (on, kind) in [
        ("2025-07-01", None),
        ("2026-07-11", None),
        ("2026-07-12", Some(UnitType::Ward)),
        ("2026-08-20", Some(UnitType::Ward)),
    ] {
        assert_eq!(commune("75/26368", on), kind, "{on}"); // Long Thành
    }
    let district = |code, on| type_of(code, Level::District, on);
    for (code, kind) in [
        ("01/002", UnitType::UrbanDistrict),
        ("01/016", UnitType::RuralDistrict),
        ("01/269", UnitType::Town),
        ("79/769", UnitType::City), // Thành phố Thủ Đức
    ] {
        assert_eq!(district(code, "2025-06-30"), Some(kind), "{code}");
        assert_eq!(district(code, "2025-07-01"), None, "{code}");
    }
    // Of a larger unit nothing is told; a unit smaller than the level is refused.
    assert_eq!((commune("01", "2026-08-20"), commune("01/002", "2025-06-30")), (None, None));
    let smaller = Subject::new("01/00070", Level::District, HeadKind::LocalGovernment, date("2026-08-20"));
    assert_eq!(smaller.unwrap_err().code(), "territory-of-another-level");
}

#[test]
fn each_kind_is_of_one_level_and_no_other_is_taken() {
    for kind in UnitType::ALL {
        let level = kind.level();
        for other in Level::ALL {
            let made = subject("01", *other, "2026-08-20").of_type(*kind);
            assert_eq!(made.is_ok(), *other == level, "{kind:?} {other:?}");
        }
    }
    let error = subject("01", Level::Province, "2026-08-20").of_type(UnitType::Ward).unwrap_err();
    for lang in [Lang::Vi, Lang::En] {
        assert!(error.text(lang).contains("`ward`") && error.text(lang).contains("`commune`"), "{}", error.text(lang));
    }
}

#[test]
fn a_set_of_wards_binds_them_and_is_unknown_where_the_kind_was_not_said() {
    let registry = Registry::builtin().with(RuleSet::from_toml(WARDS).unwrap()).unwrap();
    let reason = |subject: Subject| {
        let binding = registry.binding(&subject);
        let not = binding.not_applicable.iter().find(|not| not.id == "wards-only").map(|not| not.reason.clone());
        assert_eq!(not.is_none(), binding.sets.iter().any(|bound| bound.set.id() == "wards-only"));
        not
    };
    let commune = |code| subject(code, Level::Commune, "2026-08-20");
    assert_eq!(reason(commune("01/00070")), None);
    assert_eq!(reason(commune("01").of_type(UnitType::Ward).unwrap()), None);
    let other = reason(commune("01/00376")).unwrap();
    assert!(matches!(&other, NotBound::OtherUnitType { unit_types } if unit_types == &[UnitType::Ward]));
    assert_eq!(other.text(Lang::Vi), "chỉ áp dụng cho đơn vị là phường");
    let not_said = reason(commune("01")).unwrap();
    assert!(
        not_said.is_unknown()
            && not_said.text(Lang::Vi).starts_with("chưa rõ có áp dụng không: chỉ áp dụng cho phường")
    );
    assert!(not_said.text(Lang::En).starts_with("whether it binds is not known: it binds only units of the kind ward"));
    let json = serde_json::to_value(&not_said).unwrap();
    assert_eq!(json, serde_json::json!({ "because": "unit-type-not-said", "unit_types": ["ward"] }));
}

#[test]
fn what_was_said_holds_against_the_lists_and_is_noted() {
    let registry = Registry::builtin().with(RuleSet::from_toml(WARDS).unwrap()).unwrap();
    let said = |kind| subject("01/00070", Level::Commune, "2026-08-20").of_type(kind).unwrap();
    let binding = registry.binding(&said(UnitType::Commune));
    assert!(!binding.sets.iter().any(|bound| bound.set.id() == "wards-only"));
    let note = &binding.units[0];
    assert_eq!(note.text(Lang::Vi), "`00070` được ghi là xã, trong danh mục là phường; tính theo điều đã ghi");
    let json = serde_json::to_value(note).unwrap();
    assert_eq!((json["said"].as_str(), json["listed"].as_str()), (Some("commune"), Some("ward")));
    assert_eq!(registry.binding(&said(UnitType::Ward)).units, []);
}

#[test]
fn logs_keep_what_kind_of_unit_was_said() {
    let office = "{\"office\":\"A\",\"territory\":\"01\",\"level\":\"commune\",\"head\":\"local-government\",\"unit_type\":\"ward\"}\n";
    let log = OfficeLog::from_jsonl(office).unwrap();
    assert_eq!(log.subject().unit_type(), Some(UnitType::Ward));
    assert_eq!(log.to_jsonl(), office);
    let dialogue = "{\"dialogue\":\"D\",\"appointed\":\"2026-08-20\",\"on\":\"2026-07-20\",\"territory\":\"01\",\"level\":\"commune\",\"head\":\"local-government\",\"unit_type\":\"ward\"}\n";
    let log = Log::from_jsonl(dialogue).unwrap();
    assert_eq!(log.plan().subject.as_ref().unwrap().said_type, Some(UnitType::Ward));
    assert_eq!(log.to_jsonl(), dialogue);
    for (wrong, code) in [("\"wards\"", "unknown-word"), ("\"urban-district\"", "unit-type-of-another-level")] {
        let of = |text: &str| text.replace("\"ward\"", wrong);
        assert_eq!(OfficeLog::from_jsonl(&of(office)).unwrap_err().code(), code);
        assert_eq!(Log::from_jsonl(&of(dialogue)).unwrap_err().code(), code);
    }
    let half = "{\"dialogue\":\"D\",\"appointed\":\"2026-08-20\",\"on\":\"2026-07-20\",\"unit_type\":\"ward\"}\n";
    assert!(Log::from_jsonl(half).is_err());
}

/// Without a subject whom a duty of wards binds is not known either.
#[test]
fn without_a_subject_a_duty_of_wards_is_undetermined() {
    let terms = Terms::new([RuleSet::from_toml(FORMS).unwrap()], Calendar::vietnam());
    let timeline = terms.timeline(&doithoai::Facts::held_on(date("2026-08-20")), as_of("2026-08-30")).unwrap();
    let duty = timeline.duty("unit-types", "announce-in-wards").unwrap();
    assert_eq!(duty.outcome.status.word(), "undetermined");
    assert!(duty.status_text(Lang::Vi).contains("chỉ áp dụng cho phường"), "{}", duty.status_text(Lang::Vi));
    let reception = timeline.recurring.iter().find(|duty| duty.id == "ward-reception").unwrap();
    assert!(reception.notes[0].en.contains("whether it binds is not known"));
    let plain = timeline.duty("unit-types", "explain").unwrap();
    assert_eq!(plain.outcome.status.word(), "not-applicable");
}

#[test]
fn an_audit_never_binds_a_unit_of_unknown_kind() {
    let registry = Registry::new().with(RuleSet::from_toml(FORMS).unwrap()).unwrap();
    let year = |line: &str| {
        let office = OfficeLog::from_jsonl(line).unwrap();
        audit_year(&registry, &Calendar::vietnam(), &[], &office, 2026, View::as_of(date("2027-02-01"))).unwrap()
    };
    let unknown = year(r#"{"office":"A","territory":"01","level":"commune","head":"local-government"}"#);
    assert_eq!(unknown.recurring.len(), 2);
    assert!(unknown.recurring.iter().all(|one| one.judgement == Judgement::Unknown && one.days.is_none()));
    let ward = year(r#"{"office":"A","territory":"01/00070","level":"commune","head":"local-government"}"#);
    assert!(ward.recurring.iter().all(|one| one.judgement == Judgement::Overdue));
}

#[test]
fn what_is_wrong_with_kinds_of_units_is_said() {
    let problems = |text: &str| {
        RuleSet::check_toml(text).problems.iter().map(|one| (one.code, one.suggestion.clone())).collect::<Vec<_>>()
    };
    assert_eq!(problems(WARDS), []);
    assert_eq!(problems(&WARDS.replace("\"ward\"", "\"wrd\"")), [(Code::UnknownWord, Some("ward".to_owned()))]);
    assert_eq!(problems(&WARDS.replace("\"ward\"", "\"phường\"")), [(Code::UnknownWord, Some("ward".to_owned()))]);
    // Of a level that the set does not bind.
    assert_eq!(problems(&WARDS.replace("\"ward\"", "\"ward\", \"town\"")), [(Code::ExclusiveKeys, None)]);
    let again = RuleSet::from_json(&RuleSet::from_toml(FORMS).unwrap().to_json()).unwrap();
    assert_eq!(again, RuleSet::from_toml(FORMS).unwrap());
    let all = RuleSet::from_toml(&WARDS.replace("unit_types = [\"ward\"]\n", "")).unwrap();
    let differ = RuleSet::from_toml(WARDS).unwrap().diff(&all).values;
    assert_eq!(differ.iter().map(|value| value.path.as_str()).collect::<Vec<_>>(), ["applies.unit_types"]);
}
