//! What was judged is judged the same by what was kept: calendars, rule sets and terms of an earlier release.

use doithoai::audit::{OfficeLog, audit_year};
use doithoai::calendar::{Document, VIETNAM_TOML, parse_documents};
use doithoai::dialogue::{AnyDialogue, Fingerprint, Log};
use doithoai::ruleset::{HeadKind, Level};
use doithoai::timeline::{Archive, Changed};
use doithoai::{AdoptedReadings, Calendar, Facts, Lang, Registry, RuleSet, Subject, Terms, View};
use serde_json::{Value, json};

use crate::support::{VIETNAM, as_of, date, terms, text_of};
use crate::written_dialogues::{NOTIFIED, hcmc};

fn stored<T: serde::Serialize + serde::de::DeserializeOwned>(value: &T) -> T {
    serde_json::from_str(&serde_json::to_string(value).unwrap()).unwrap()
}

#[test]
fn a_calendar_stored_and_read_is_the_same_to_the_day() {
    let six_days = Calendar::builder().weekly_rest([chrono::Weekday::Sun]).build().unwrap();
    let days = Calendar::from_days([date("2026-08-31")], [date("2026-08-22")]).unwrap();
    for calendar in [VIETNAM.clone(), VIETNAM.known_on(date("2024-04-11")), six_days, days] {
        let again = stored(&calendar);
        assert_eq!((again.hash(), again.days_hash()), (calendar.hash(), calendar.days_hash()));
        assert!(Calendar::changes(&calendar, &again).is_empty());
        assert_eq!(again, calendar);
    }
}

#[test]
fn documents_are_read_as_they_are_written_and_nothing_else_is() {
    let documents: Vec<Document> = VIETNAM.documents().to_vec();
    assert_eq!(stored(&documents), documents);
    let refused = |change: fn(&mut Value)| {
        let mut calendar = serde_json::to_value(&*VIETNAM).unwrap();
        change(&mut calendar);
        serde_json::from_value::<Calendar>(calendar).unwrap_err().to_string()
    };
    for (change, said) in [
        ((|v| v["documents"][0]["id"] = json!("a\nb")) as fn(&mut Value), "is no id"),
        (|v| v["documents"][0]["kind"] = json!("decrees"), "decrees"),
        (|v| v["documents"][0]["extra"] = json!(1), "unknown field `extra`"),
        (|v| v["practice"]["tet"][0] = json!(100), "Tết begins at most two days"),
        (|v| v["documents"][1]["id"] = v["documents"][0]["id"].clone(), "two documents have the id"),
        (
            |v| v["documents"][4]["facts"][0] = json!({ "tet": { "from": "2015-02-17", "to": "9999-12-31" } }),
            "as many days in a row",
        ),
        (
            |v| v["documents"][4]["facts"][0] = json!({ "tet": { "from": "-200000-01-01", "to": "+200000-12-31" } }),
            "outside the years",
        ),
    ] {
        let told = refused(change);
        assert!(told.contains(said), "{told}: {said}");
    }
}

#[test]
fn the_two_hashes_tell_days_and_sources_apart() {
    let of = |toml: &str| Calendar::from_documents(parse_documents(toml).unwrap()).unwrap();
    let built_in = of(VIETNAM_TOML);
    assert_eq!((built_in.hash(), built_in.days_hash()), (VIETNAM.hash(), VIETNAM.days_hash()));
    for (from, to, days_differ) in [
        ("source = \"tailieu.vn", "source = \"www.tailieu.vn", false),
        ("confidence = \"B\"", "confidence = \"C\"", false),
        ("{ off = 2026-08-31, worked = 2026-08-22 }", "{ off = 2026-08-31, worked = 2026-08-29 }", true),
        ("Ngày Quốc tế lao động", "Ngày lao động", true),
    ] {
        let other = of(&VIETNAM_TOML.replacen(from, to, 9));
        assert_ne!(other.hash(), built_in.hash(), "{to}");
        assert_eq!(other.days_hash() != built_in.days_hash(), days_differ, "{to}");
    }
    // What is open counts: the bounds of a date depend on it.
    let one_year_less = VIETNAM.known_on(date("2026-10-01"));
    assert_ne!(one_year_less.days_hash(), VIETNAM.days_hash());
}

#[test]
fn a_snapshot_is_restored_where_only_the_source_of_a_day_was_corrected() {
    let snapshot = hcmc(NOTIFIED).snapshot();
    let corrected = VIETNAM_TOML.replace("source = \"tailieu.vn", "source = \"www.tailieu.vn");
    let calendar = Calendar::from_documents(parse_documents(&corrected).unwrap()).unwrap();
    let under = |calendar| Terms::new([RuleSet::builtin("hcmc-935").unwrap()], calendar);
    assert!(AnyDialogue::restore(under(calendar.clone()), &snapshot).is_ok());
    // A log of a release that knew one hash only is compared by it.
    let jsonl = snapshot.to_jsonl();
    let days = format!(",\"days\":\"{}\"", VIETNAM.days_hash());
    let old = Log::from_jsonl(&jsonl.replacen(&days, "", 1)).unwrap();
    assert_ne!(old, snapshot);
    assert!(AnyDialogue::restore(under(VIETNAM.clone()), &old).is_ok());
    assert!(AnyDialogue::restore(under(calendar), &old).is_err());
}

/// Kept on 2026-11-29; never renewed: a release under which this fails judges the past anew.
#[test]
fn the_archive_of_an_earlier_release_gives_its_dates_and_verdicts() {
    let archive: Archive = serde_json::from_str(&text_of("tests/data/kept/2026-11-29.archive.json")).unwrap();
    let log = Log::from_jsonl(&text_of("tests/data/kept/2026-11-29.jsonl")).unwrap();
    let dialogue = AnyDialogue::restore(archive.terms().unwrap(), &log).unwrap();
    let duties = dialogue.duties(as_of("2026-10-01")).unwrap();
    let judged = duties.iter().map(|duty| {
        let due = duty.outcome.due.as_ref().map_or_else(|| "-".to_owned(), |due| due.date.to_string());
        format!("{} {due} {}\n", duty.rule.id, duty.outcome.status.word())
    });
    assert_eq!(judged.collect::<String>(), text_of("tests/data/kept/2026-11-29.dates.txt"));
}

#[test]
fn an_archive_says_exactly_what_changed() {
    let adopted = |reading| AdoptedReadings::new().adopt("hcmc-935", "settle-petition", reading);
    let then = terms("hcmc-935").adopting(adopted("ten-as-in-words")).unwrap();
    let archive = stored_archive(&then);
    assert!(archive.changes(&then).unwrap().is_empty());
    assert_eq!(Fingerprint::of(&archive.terms().unwrap()), Fingerprint::of(&then));

    let said =
        |now: &Terms| archive.changes(now).unwrap().iter().map(|change| change.text(Lang::En)).collect::<Vec<_>>();
    assert_eq!(said(&terms("hcmc-935")), ["reading hcmc-935 · settle-petition: ten-as-in-words → none"]);
    let text = RuleSet::builtin_toml("hcmc-935").unwrap().replacen("n = 10, unit", "n = 9, unit", 1);
    let nine = Terms::new([RuleSet::from_toml(&text).unwrap()], VIETNAM.clone());
    let nine = nine.adopting(adopted("ten-as-in-words")).unwrap();
    let changes = archive.changes(&nine).unwrap();
    let [Changed::Rules(diff)] = &changes[..] else { panic!("{changes:?}") };
    assert_eq!(diff.rules.len(), 1);
    let other = terms("can-tho-10");
    assert_eq!(said(&other)[..2], ["no longer there: hcmc-935@2017-04-28", "added: can-tho-10@2019"]);
    let calendar = Calendar::builder().decree_toml(&text_of("examples/swap-2027-example.toml")).build().unwrap();
    let swapped = Terms::new([RuleSet::builtin("hcmc-935").unwrap()], calendar);
    let swapped = swapped.adopting(adopted("ten-as-in-words")).unwrap();
    let days = archive.changes(&swapped).unwrap();
    assert!(!days.is_empty() && days.iter().all(|change| matches!(change, Changed::Day(_))), "{days:?}");
}

fn stored_archive(terms: &Terms) -> Archive {
    serde_json::from_str(&serde_json::to_string(&Archive::of(terms)).unwrap()).unwrap()
}

#[test]
fn rule_sets_are_known_from_the_day_on_which_they_were_issued() {
    let known = |id: &str, on: &str| {
        let registry = Registry::builtin().known_on(date(on));
        registry.rule_sets().iter().filter(|set| set.id() == id).map(|set| set.version().to_owned()).collect::<Vec<_>>()
    };
    for (id, on, versions) in [
        ("hcmc-935", "2017-04-27", &[][..]),
        ("hcmc-935", "2017-04-28", &["2017-04-28"]),
        ("qd-11", "2025-11-22", &["2019-02-18"]),
        ("qd-11", "2025-11-23", &["2019-02-18", "2025-11-23"]),
        // Adopted before it is in force.
        ("citizen-reception", "2025-12-09", &["2014-07-01"]),
        ("citizen-reception", "2025-12-10", &["2014-07-01", "2026-07-01"]),
    ] {
        assert_eq!(known(id, on), versions, "{id} as known on {on}");
    }
    // An end that nobody had decided is none.
    let find = |known_on: &str| {
        let registry = Registry::builtin().known_on(date(known_on));
        registry.find("citizen-reception", date("2026-08-20")).unwrap().version().to_owned()
    };
    assert_eq!(find("2025-12-09"), "2014-07-01");
    assert_eq!(find("2025-12-10"), "2026-07-01");
}

#[test]
fn what_was_known_reaches_rule_sets_amendments_and_the_audit_of_an_office() {
    let on = date("2025-12-15");
    let subject = Subject::new("79", Level::Province, HeadKind::PartyCommittee, on).unwrap();
    let bound = Terms::binding(Registry::builtin().binding(&subject), VIETNAM.clone());
    let named = Terms::new([RuleSet::builtin("qd-11@2025-11-23").unwrap()], VIETNAM.clone())
        .knowing(Registry::builtin().rule_sets().iter().cloned());
    let office = r#"{"office":"A","territory":"79","level":"province","head":"party-committee"}"#;
    let office = OfficeLog::from_jsonl(office).unwrap();
    for (known_on, version) in [
        ("2025-11-22", "2019-02-18"), // the day before the amendment was issued
        ("2025-11-23", "2025-11-23"),
        ("2025-11-24", "2025-11-23"),
    ] {
        let view = View::as_of(date("2025-12-31")).known_on(date(known_on));
        for terms in [&bound, &named] {
            let facts = Facts::held_on(on);
            let timeline = terms.timeline(&facts, view).unwrap();
            let judged = timeline.rulesets.iter().find(|set| set.id == "qd-11").unwrap();
            assert_eq!(judged.version, version, "as known on {known_on}");
            let duties = terms.duties(&facts, view).unwrap();
            assert!(
                duties.iter().filter(|duty| duty.ruleset() == "qd-11").all(|duty| duty.rule_set.version() == version)
            );
            let again = terms.known_on(date(known_on)).duties(&facts, view).unwrap();
            assert_eq!(serde_json::to_value(again).unwrap(), serde_json::to_value(duties).unwrap());
        }
        let year = audit_year(&Registry::builtin(), &VIETNAM, &[], &office, 2025, view).unwrap();
        let versions: Vec<&str> =
            year.recurring.iter().filter(|one| one.ruleset == "qd-11").map(|one| one.version.as_str()).collect();
        assert!(versions.contains(&"2019-02-18"), "{versions:?}");
        assert_eq!(versions.contains(&"2025-11-23"), version == "2025-11-23", "as known on {known_on}: {versions:?}");
    }
    // What was named and has no other version is kept, since it was named; what was looked up did not bind.
    let alone = Terms::new([RuleSet::builtin("hcmc-935").unwrap()], VIETNAM.clone());
    assert_eq!(alone.known_on(date("2017-04-27")).rule_sets().len(), 1);
    let ward = Subject::new("79", Level::Commune, HeadKind::LocalGovernment, date("2026-08-20")).unwrap();
    let ward = Terms::binding(Registry::builtin().binding(&ward), VIETNAM.clone());
    let sets = |terms: &Terms| terms.rule_sets().iter().map(|set| set.id().to_owned()).collect::<Vec<_>>();
    assert_eq!(sets(&ward), ["law-72-2025", "hcmc-935"]);
    assert_eq!(sets(&ward.known_on(date("2024-12-31"))), ["hcmc-935"]);
}
