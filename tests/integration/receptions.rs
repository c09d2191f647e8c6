//! Receptions that an office tells apart by ids, in rule files, logs and verdicts.

use doithoai::audit::{OfficeLog, audit_year};
use doithoai::{Code, Fact, Facts, Lang, Registry, RuleSet, TimelineError};

use crate::support::{VIETNAM, as_of, date, terms};

const FILE: &str = include_str!("../forms/reception-ids.toml");

#[test]
fn a_verdict_names_the_reception_by_its_id_and_day() {
    let registry = Registry::new().with(RuleSet::from_toml(FILE).unwrap()).unwrap();
    let text = "{\"office\":\"A\",\"territory\":\"15\",\"level\":\"commune\",\"head\":\"local-government\"}\n\
        {\"event\":\"reception-held\",\"on\":\"2026-03-11\",\"reception\":\"sáng\"}\n\
        {\"event\":\"reception-held\",\"on\":\"2026-03-11\",\"reception\":\"chiều\"}\n";
    let office = OfficeLog::from_jsonl(text).unwrap();
    assert_eq!(office.to_jsonl(), text);
    let year = audit_year(&registry, &VIETNAM, &[], &office, 2026, as_of("2026-12-31")).unwrap();
    let filed: Vec<_> = year.verdicts.iter().filter(|one| one.duty.rule.id == "file-minutes").collect();
    let ids: Vec<_> = filed.iter().map(|one| one.reception_id.as_deref().unwrap()).collect();
    assert_eq!(ids, ["chiều", "sáng"]);
    assert!(filed.iter().all(|one| one.reception == Some(date("2026-03-11"))));
    assert_eq!(filed[1].of_text(Lang::Vi).unwrap(), "buổi tiếp công dân sáng ngày 11/03/2026");
    assert_eq!(filed[1].of_text(Lang::En).unwrap(), "reception sáng of 2026-03-11");
    let json = serde_json::to_value(filed[1]).unwrap();
    assert_eq!((json["reception"].as_str(), json["reception_id"].as_str()), (Some("2026-03-11"), Some("sáng")));
}

#[test]
fn facts_keep_the_reception_and_a_dialogue_takes_none() {
    let fact = Fact::new("reception-held", date("2026-03-11")).reception("sáng");
    let facts = Facts::appointed_for(date("2026-08-20")).with(fact.clone());
    assert_eq!(facts.all(), [fact]);
    let json = serde_json::to_string(&facts).unwrap();
    assert_eq!(serde_json::from_str::<Facts>(&json).unwrap(), facts);
    let of_dialogue =
        Facts::appointed_for(date("2026-08-20")).with(Fact::new("invitation-sent", date("2026-08-10")).reception("A"));
    let error = terms("hcmc-935").timeline(&of_dialogue, as_of("2026-08-20")).unwrap_err();
    assert!(matches!(&error, TimelineError::NotTaken { what, .. } if what.vi == "buổi tiếp công dân"), "{error}");
}

#[test]
fn per_reception_goes_with_what_an_office_owes_for_each() {
    let problems = |text: &str| RuleSet::check_toml(text).problems.iter().map(|one| one.code).collect::<Vec<_>>();
    assert_eq!(problems(FILE), []);
    let dialogue = FILE.replace("activity = \"reporting\"\nper", "phase = \"after\"\nper");
    assert_eq!(problems(&dialogue), [Code::ExclusiveKeys]);
    let petition = FILE.replace("each = \"petition\"\n", "each = \"petition\"\nper = \"reception\"\n");
    assert_eq!(problems(&petition), [Code::ExclusiveKeys]);
    let occurrence =
        FILE.replace("per = \"reception\"\n", "per = \"reception\"\neach = { event = \"reception-rescheduled\" }\n");
    assert_eq!(problems(&occurrence), [Code::ExclusiveKeys]);
}
