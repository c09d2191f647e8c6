//! Receptions that an office tells apart by ids, in rule files, logs and verdicts.

use doithoai::audit::{OfficeLog, YearAudit, audit_year};
use doithoai::ruleset::Per;
use doithoai::scenario::{Measure, Suite};
use doithoai::{Code, Fact, Facts, Lang, Message as _, Registry, RuleSet, TimelineError, View};

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

const OFFICE: &str = "{\"office\":\"A\",\"territory\":\"15\",\"level\":\"commune\",\"head\":\"local-government\"}\n";

/// The audit of a year by the file, of an office with these entries.
fn audited(lines: &str, year: i32, view: View) -> YearAudit {
    let registry = Registry::new().with(RuleSet::from_toml(FILE).unwrap()).unwrap();
    let office = OfficeLog::from_jsonl(&format!("{OFFICE}{lines}")).unwrap();
    audit_year(&registry, &VIETNAM, &[], &office, year, view).unwrap()
}

fn entry(event: &str, on: &str, reception: &str) -> String {
    format!("{{\"event\":\"{event}\",\"on\":\"{on}\",\"reception\":\"{reception}\"}}\n")
}

#[test]
fn an_entry_of_a_reception_that_the_log_does_not_have_is_told_once_and_judges_nothing() {
    let held = entry("reception-held", "2026-03-11", "TCD-9") + &entry("reception-held", "2026-03-11", "sáng");
    let all = as_of("2026-12-31");
    for (named, near) in [
        ("sang", Some("sáng")),
        ("SÁNG", Some("sáng")),
        ("TCD-09", Some("TCD-9")),
        ("tcd 9", Some("TCD-9")),
        ("TCD-8", None), // another number is another reception
        ("TCD-19", None),
        ("chiều", None),
    ] {
        let audit = audited(&(held.clone() + &entry("minutes-filed", "2026-03-12", named)), 2026, all);
        let [unknown] = audit.unknown_receptions.as_slice() else { panic!("{named}: {:?}", audit.unknown_receptions) };
        assert_eq!((unknown.entry, unknown.reception.as_str(), unknown.near.as_deref()), (3, named, near));
        assert_eq!((unknown.known.as_slice(), unknown.more), (["TCD-9".to_owned(), "sáng".to_owned()].as_slice(), 0));
        let (vi, en) = (unknown.text(Lang::Vi), unknown.text(Lang::En));
        assert!(
            vi.starts_with(&format!("mục 3 (lưu biên bản buổi tiếp, 12/03/2026) nêu buổi tiếp công dân `{named}`")),
            "{vi}"
        );
        assert!(en.contains("the ids that there are: `TCD-9`, `sáng`"), "{en}");
        assert_eq!(en.contains("did you mean"), near.is_some(), "{en}");
        // No verdict by it: as if the entry were not there.
        let without = audited(&held, 2026, all);
        let verdicts = |audit: &YearAudit| serde_json::to_value(&audit.verdicts).unwrap();
        assert_eq!(verdicts(&audit), verdicts(&without));
        assert_eq!(serde_json::to_value(&audit).unwrap()["unknown_receptions"][0]["text"]["vi"], vi.as_str());
    }
    let right = audited(&(held + &entry("minutes-filed", "2026-03-12", "sáng")), 2026, all);
    assert!(right.unknown_receptions.is_empty());
    assert!(serde_json::to_value(&right).unwrap().get("unknown_receptions").is_none());
}

#[test]
fn a_reception_that_comes_later_is_not_missing_and_each_entry_is_told_in_its_own_year() {
    let told = entry("schedule-told", "2026-03-08", "B");
    let held = told.clone() + &entry("reception-held", "2026-03-12", "B");
    // The day before, on and after it is held; and where it never is.
    for day in ["2026-03-11", "2026-03-12", "2026-03-13"] {
        assert!(audited(&held, 2026, as_of(day)).unknown_receptions.is_empty(), "{day}");
        assert_eq!(audited(&told, 2026, as_of(day)).unknown_receptions.len(), 1, "{day}");
    }
    assert!(audited(&told, 2026, as_of("2026-03-07")).unknown_receptions.is_empty());
    assert!(audited(&told, 2025, View::everything()).unknown_receptions.is_empty());
    // A reception that is put off has its id; a handful of ids is named, the nearest in time first.
    let moved =
        "{\"event\":\"reception-rescheduled\",\"on\":\"2026-03-09\",\"until\":\"2026-03-20\",\"reception\":\"B\"}\n";
    assert!(audited(&(told.clone() + moved), 2026, View::everything()).unknown_receptions.is_empty());
    let many: String =
        (1..=7).map(|n| entry("reception-held", &format!("2026-0{n}-05"), &format!("buổi tháng {n}"))).collect();
    let audit = audited(&(many + &told), 2026, View::everything());
    let unknown = &audit.unknown_receptions[0];
    assert_eq!((unknown.known.len(), unknown.more, unknown.known[0].as_str()), (5, 2, "buổi tháng 3"));
    // One that was struck out since is told no more.
    let struck = told
        + "{\"event\":\"schedule-told\",\"on\":\"2026-03-08\",\"recorded\":\"2026-03-10\",\"corrects\":1,\"void\":true}\n";
    assert!(audited(&struck, 2026, View::everything()).unknown_receptions.is_empty());
    // A petition that names none that there is.
    let petition = "{\"event\":\"petition-received\",\"on\":\"2026-03-05\",\"petition\":\"1\",\"reception\":\"X\"}\n";
    assert_eq!(audited(petition, 2026, View::everything()).unknown_receptions[0].known, [""; 0]);
}

fn received(petition: &str, on: &str, reception: &str) -> String {
    format!(
        "{{\"event\":\"petition-received\",\"on\":\"{on}\",\"petition\":\"{petition}\",\"reception\":\"{reception}\"}}\n"
    )
}

/// An id that is used again on another day is another reception, which each verdict says by its day.
#[test]
fn an_id_that_is_used_again_is_another_reception() {
    let held: String = ["2026-08-06", "2026-09-04"]
        .map(|day| entry("reception-held", day, "sáng") + &entry("reception-held", day, "chiều"))
        .concat();
    let audit = audited(&held, 2026, as_of("2026-12-31"));
    let of: Vec<String> = audit
        .verdicts
        .iter()
        .filter(|one| one.duty.rule.id == "file-minutes")
        .filter_map(|one| one.of_text(Lang::En))
        .collect();
    let (morning, afternoon) = ("reception sáng of", "reception chiều of");
    let all = [
        format!("{afternoon} 2026-08-06"),
        format!("{morning} 2026-08-06"),
        format!("{afternoon} 2026-09-04"),
        format!("{morning} 2026-09-04"),
    ];
    assert_eq!(of, all);
    assert!(audit.unknown_receptions.is_empty());
}

#[test]
fn an_id_of_another_day_is_told_and_makes_no_limit_of_before_the_receipt() {
    let held = entry("reception-held", "2026-08-06", "chiều") + &entry("reception-held", "2026-09-04", "sáng");
    // The day before, on and after; and where the limit from that reception would end before the receipt.
    for (on, counts_for, due) in [
        ("2026-08-05", Some("2026-08-06"), Some("2026-08-16")),
        ("2026-08-06", None, Some("2026-08-16")),
        ("2026-08-07", Some("2026-08-06"), Some("2026-08-16")),
        ("2026-08-16", Some("2026-08-06"), Some("2026-08-16")),
        ("2026-08-17", Some("2026-08-06"), None),
        ("2026-09-04", Some("2026-08-06"), None),
    ] {
        let log = held.clone() + &received("1", on, "chiều");
        let audit = audited(&log, 2026, as_of("2026-12-31"));
        let settle = audit.verdicts.iter().find(|one| one.duty.rule.id == "settle").unwrap();
        assert_eq!(settle.duty.outcome.due.map(|due| due.date), due.map(date), "{on}");
        let told = audit.unknown_receptions.first();
        let other = told.and_then(|told| told.other_day.as_ref());
        assert_eq!(other.and_then(|other| other.counts_for), counts_for.map(date), "{on}");
        let registry = Registry::new().with(RuleSet::from_toml(FILE).unwrap()).unwrap();
        let checked = OfficeLog::check_jsonl(&format!("{OFFICE}{log}")).under(&registry);
        assert!(checked.problems.is_empty(), "what is read so is judged: {:?}", checked.problems);
        let problems: Vec<String> = checked.warnings.iter().map(ToString::to_string).collect();
        let is_before = on > "2026-08-06";
        assert_eq!(
            checked.warnings.iter().map(|one| (one.line, one.code())).collect::<Vec<_>>(),
            if is_before { vec![(4, "reception-of-another-day")] } else { vec![] }
        );
        if let Some(told) = told.filter(|_| is_before) {
            let day = Lang::Vi.date(date(on));
            let but = "nêu buổi tiếp công dân `chiều` ngày";
            assert_eq!(
                told.text(Lang::Vi),
                format!(
                    "mục 3 (tiếp nhận kiến nghị, phản ánh, {day}) {but} {day}, mà mã này là của buổi ngày 06/08/2026; thời hạn tính từ buổi ngày 06/08/2026, trừ thời hạn sẽ hết trước ngày tiếp nhận"
                )
            );
            assert!(
                problems[0].contains(&format!(
                    "names the reception `chiều` of {on}, but that id is of the reception of 2026-08-06"
                )),
                "{problems:?}"
            );
            let json = serde_json::to_value(told).unwrap();
            assert_eq!(json["other_day"]["days"], serde_json::json!(["2026-08-06"]));
        }
    }
    // What is said of a day on which the id is none's counts for none.
    let about =
        "{\"event\":\"minutes-filed\",\"on\":\"2026-08-08\",\"reception\":\"chiều\",\"about\":\"2026-08-07\"}\n";
    let audit = audited(&(held.clone() + about), 2026, as_of("2026-12-31"));
    let told = audit.unknown_receptions[0].text(Lang::En);
    assert!(
        told.ends_with("of 2026-08-07, but that id is of the reception of 2026-08-06; so it counts for none"),
        "{told}"
    );
    let filed = |audit: &YearAudit| {
        let of = |one: &&doithoai::audit::Verdict| {
            one.duty.rule.id == "file-minutes" && one.reception == Some(date("2026-08-06"))
        };
        audit.verdicts.iter().find(of).and_then(|one| one.duty.outcome.met_on)
    };
    assert_eq!(filed(&audit), None);
    let right = audited(&(held + &about.replace("08-07", "08-06")), 2026, as_of("2026-12-31"));
    assert_eq!((filed(&right), right.unknown_receptions.len()), (Some(date("2026-08-08")), 0));
}

/// Whatever `check` tells, each audit tells that has to do with it: of the year of the entry, of the day that it is about, of the
/// receptions of the id, and of the petition as long as its duties stand.
#[test]
fn every_audit_that_has_to_do_with_an_id_of_another_day_tells_it() {
    let about =
        "{\"event\":\"minutes-filed\",\"on\":\"2025-12-29\",\"reception\":\"chiều\",\"about\":\"2026-01-07\"}\n";
    let settled = "{\"event\":\"petition-settled\",\"on\":\"2026-01-12\",\"petition\":\"1\"}\n";
    let none = || received("1", "2025-12-29", "tối");
    for (log, told) in [
        // Received in 2025 at a reception that was on another day; its duties stand until they are done.
        (entry("reception-held", "2025-12-22", "chiều") + &received("1", "2025-12-29", "chiều"), [1, 1, 1]),
        (entry("reception-held", "2025-12-22", "chiều") + &received("1", "2025-12-29", "chiều") + settled, [1, 1, 0]),
        (entry("reception-held", "2026-01-06", "chiều") + &received("1", "2025-12-29", "chiều") + settled, [1, 1, 0]),
        // About a day of another year on which the id is none's.
        (entry("reception-held", "2025-12-22", "chiều") + about, [1, 1, 0]),
        (entry("reception-held", "2027-01-06", "chiều") + about, [1, 1, 1]),
        // An id that the log does not have at all.
        (entry("reception-held", "2025-12-22", "chiều") + &none() + settled, [1, 1, 0]),
    ] {
        let of = |year: i32| audited(&log, year, as_of("2027-12-31")).unknown_receptions.len();
        assert_eq!([of(2025), of(2026), of(2027)], told, "{log}");
        // Before its day it is told by none.
        assert!(audited(&log, 2026, as_of("2025-12-28")).unknown_receptions.is_empty(), "{log}");
    }
}

/// An overlay may make a duty one of each reception, and back.
#[test]
fn an_overlay_changes_for_what_a_duty_is_owed() {
    let base = RuleSet::from_toml(FILE).unwrap();
    let of_none = FILE.replace("per = \"reception\"\n", "").replace("id = \"reception-ids\"", "id = \"of-none\"");
    let of_none = RuleSet::from_toml(&of_none).unwrap();
    let overlay = |of: &str, per: &str| {
        format!(
            "format = 1\nid = \"own\"\nversion = \"1\"\nextends = \"{of}\"\ntitle = \"Thử\"\n[source.own]\nkind = \"official\"\nconfidence = \"A\"\nref = \"x\"\n\
             [instrument.own]\nkind = \"quyet-dinh\"\nnumber = \"1/QĐ\"\nissuer = \"unknown\"\nissued = 2020-01-01\nstanding = \"in-force\"\n\
             [[obligation]]\nid = \"file-minutes\"\nper = \"{per}\"\ncite = \"own#d1\"\n"
        )
    };
    let registry = Registry::new().with(base).unwrap().with(of_none).unwrap();
    let made = registry.from_toml(&overlay("of-none", "reception")).unwrap();
    assert_eq!(made.obligation("file-minutes").unwrap().per, Some(Per::Reception));
    let changed = made.changes().iter().find(|change| change.of == "obligation.file-minutes.per").unwrap();
    assert_eq!((changed.by.as_str(), changed.was.as_deref()), ("own@1", None));
    let lines = entry("reception-held", "2026-03-11", "sáng") + &entry("reception-held", "2026-03-11", "chiều");
    let office = OfficeLog::from_jsonl(&format!("{OFFICE}{lines}")).unwrap();
    let owed = |set: RuleSet| {
        let registry = Registry::new().with(set).unwrap();
        let audit = audit_year(&registry, &VIETNAM, &[], &office, 2026, as_of("2026-12-31")).unwrap();
        audit
            .verdicts
            .iter()
            .filter(|one| one.duty.rule.id == "file-minutes")
            .map(|one| one.reception)
            .collect::<Vec<_>>()
    };
    assert_eq!(owed(made), [Some(date("2026-03-11")); 2]);
    assert_eq!(owed(registry.get("of-none").unwrap().clone()), [None]);
    let back = registry.from_toml(&overlay("reception-ids", "session")).unwrap();
    assert_eq!(back.obligation("file-minutes").unwrap().per, Some(Per::Session));
    assert_eq!(back.changes()[0].was.as_deref(), Some("\"reception\""));
}

/// What is owed for each reception is covered by a year that states it, at the limit of a reception.
#[test]
fn the_coverage_of_what_is_owed_for_each_reception() {
    let covered = |expect: &str| {
        let file = format!(
            "format = 1\nrulesets = [\"a.toml\"]\n[[year]]\nname = \"a\"\nyear = 2026\n\
             office = {{ territory = \"15\", level = \"commune\", head = \"local-government\" }}\n\
             log = [{{ event = \"reception-held\", on = 2026-03-11, reception = \"sáng\" }}]\nexpect = [{expect}]\n"
        );
        let report = Suite::new().with("a.test.toml", &file, &|_| Ok(FILE.to_owned())).run();
        assert!(report.is_ok(), "{report:?}");
        let duties = report.coverage.rule_sets[0]
            .measured
            .iter()
            .find(|one| one.measure == Measure::Obligations)
            .unwrap()
            .clone();
        (duties.covered, duties.missing)
    };
    let of = |duty: &str, day: &str| {
        format!("{{ duty = \"{duty}\", reception = \"sáng\", as_of = {day}, verdict = \"overdue\" }}")
    };
    let missing = |ids: [&str; 2]| ids.map(str::to_owned).to_vec();
    assert_eq!(covered(&of("file-minutes", "2026-03-14")), (1, missing(["tell-schedule", "settle"])));
}
