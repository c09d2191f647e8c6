//! A limit that lay before what changed it was in force: as it was until then.

use doithoai::audit::{OfficeLog, audit_year};
use doithoai::ruleset::{HeadKind, Level};
use doithoai::{Fact, Facts, Registry, RuleSet, Subject, Terms};

use crate::support::{OWN_FILE, VIETNAM, as_of, date, duty};

/// Five working days before a dialogue and before a reception, from 2025.
fn base() -> String {
    let duty = |id: &str, before: &str, more: &str| {
        format!(
            "[[obligation]]\nid = \"{id}\"\nbearer = \"office\"\ncite = \"main#d5\"\n{more}\n\
             due = {{ before = \"{before}\", n = 5, unit = \"working-day\", count = \"event-excluded\" }}\n"
        )
    };
    let invite = "duty_kind = \"invite\"\nphase = \"before\"\nmet_by = { all = [\"invitation-sent\"] }";
    let post = "duty_kind = \"post-schedule\"\nactivity = \"reception\"\nmet_by = { all = [\"posted\"] }";
    let posted = "[[event]]\nid = \"posted\"\ntext = { vi = \"niêm yết\", en = \"posted\" }\n";
    let both = [duty("invite", "dialogue-day", invite), duty("post", "reception-day", post)].concat();
    format!("{OWN_FILE}activities = [\"dialogue\", \"reception\"]\n{posted}{both}").replace("2026-01-01", "2025-01-01")
}

/// Another number of days from 11 May 2026, issued on the first: a new version, or a plan that builds on the first one.
fn changed(as_what: &str, n: u32) -> String {
    let head = match as_what {
        "version" => "id = \"own\"\namends = \"own@2025-01-01\"\nin_force = { from = 2026-05-11 }",
        _ => "id = \"plan\"\nextends = \"own@2025-01-01\"\ntitle = \"Kế hoạch\"",
    };
    let change = |id: &str| format!("[[obligation]]\nid = \"{id}\"\ndue = {{ n = {n} }}\ncite = \"qd#d1\"\n");
    format!(
        "format = 1\nversion = \"2026-05-01\"\n{head}\n[source.q]\nkind = \"inferred\"\nconfidence = \"D\"\nref = \"tự đặt\"\n\
         [instrument.qd]\nkind = \"quyet-dinh\"\nnumber = \"02-QĐ/TU\"\nissuer = \"unknown\"\nissued = 2026-05-01\n\
         in_force = {{ from = 2026-05-11 }}\nstanding = \"in-force\"\n{}{}",
        change("invite"),
        change("post"),
    )
}

fn registry(as_what: &str, n: u32) -> Registry {
    let registry = Registry::new().with(RuleSet::from_toml(&base()).unwrap()).unwrap();
    let set = registry.from_toml(&changed(as_what, n)).unwrap_or_else(|error| panic!("{error}"));
    registry.with(set).unwrap()
}

/// Of an invitation: when it is due and how it stands, seen on a day.
fn invited(registry: &Registry, held: &str, sent: Option<&str>, seen: &str) -> (Option<String>, &'static str) {
    let subject = Subject::new("48", Level::Commune, HeadKind::LocalGovernment, date(held)).unwrap();
    let terms = Terms::binding(registry.binding(&subject), VIETNAM.clone());
    let facts = if seen < held { Facts::appointed_for(date(held)) } else { Facts::held_on(date(held)) };
    let facts = sent.into_iter().fold(facts, |facts, on| facts.with(Fact::new("invitation-sent", date(on))));
    let timeline = terms.timeline(&facts, as_of(seen)).unwrap();
    let duties: Vec<_> = timeline.duties.iter().filter(|duty| duty.rule.id == "invite").collect();
    assert_eq!(duties.len(), 1, "{held}");
    let outcome = &duty(&timeline, "invite").outcome;
    (outcome.due.map(|due| due.date.to_string()), outcome.status.word())
}

#[test]
fn a_longer_lead_does_not_reach_back_before_it_was_in_force() {
    for as_what in ["version", "plan"] {
        let longer = registry(as_what, 8);
        // On 11 May the old limit is the 4th and the new one would be 24 April.
        for (sent, seen, due, word) in [
            (None, "2026-04-23", Some("2026-05-04"), "pending"),
            (None, "2026-04-27", Some("2026-05-04"), "pending"),
            (None, "2026-05-04", Some("2026-05-04"), "pending"),
            (None, "2026-05-05", Some("2026-05-04"), "overdue"),
            (None, "2026-05-11", Some("2026-05-04"), "missed"),
            (Some("2026-04-24"), "2026-05-11", Some("2026-04-24"), "met"),
            (Some("2026-04-27"), "2026-05-11", Some("2026-05-04"), "met"),
            (Some("2026-05-04"), "2026-05-11", Some("2026-05-04"), "met"),
            (Some("2026-05-05"), "2026-05-11", Some("2026-05-04"), "met-late"),
        ] {
            let expected = (due.map(str::to_owned), word);
            assert_eq!(invited(&longer, "2026-05-11", sent, seen), expected, "{as_what}, {sent:?}, seen {seen}");
        }
        // The days on which the old limit, and then the new one, lies on the other side of 11 May.
        for (held, due, word) in [
            ("2026-05-08", Some("2026-04-29"), "missed"), // another version, or as if nothing had been changed
            ("2026-05-15", Some("2026-05-08"), "missed"),
            ("2026-05-18", None, "no-date"), // by the old one the 11th, which was no longer in force
            ("2026-05-20", None, "no-date"),
            ("2026-05-21", Some("2026-05-11"), "missed"),
            ("2026-05-22", Some("2026-05-12"), "missed"),
        ] {
            assert_eq!(invited(&longer, held, None, "2026-06-30"), (due.map(str::to_owned), word), "{as_what}, {held}");
        }
        // A shorter one is kept by whoever keeps it.
        let shorter = registry(as_what, 3);
        for (sent, due, word) in [
            ("2026-05-04", "2026-05-06", "met"),
            ("2026-05-06", "2026-05-06", "met"),
            ("2026-05-07", "2026-05-04", "met-late"),
        ] {
            let expected = (Some(due.to_owned()), word);
            assert_eq!(invited(&shorter, "2026-05-11", Some(sent), "2026-05-11"), expected, "{as_what}, {sent}");
        }
    }
}

#[test]
fn so_it_is_of_a_reception() {
    let registry = registry("version", 8);
    // On 12 May the old limit is the 5th and the new one would be 28 April.
    for (posted, due, word) in [
        ("2026-04-28", "2026-04-28", "met"),
        ("2026-05-04", "2026-05-05", "met"),
        ("2026-05-05", "2026-05-05", "met"),
        ("2026-05-06", "2026-05-05", "met-late"),
    ] {
        let log = format!(
            "{{\"office\":\"A\",\"territory\":\"48\",\"level\":\"commune\",\"head\":\"local-government\"}}\n\
             {{\"event\":\"posted\",\"on\":\"{posted}\"}}\n{{\"event\":\"reception-held\",\"on\":\"2026-05-12\"}}"
        );
        let office = OfficeLog::from_jsonl(&log).unwrap();
        let audit = audit_year(&registry, &VIETNAM, &[], &office, 2026, as_of("2026-08-01")).unwrap();
        let posts: Vec<_> = audit.verdicts.iter().filter(|one| one.duty.rule.id == "post").collect();
        let told = posts.iter().map(|one| (one.duty.outcome.due.unwrap().date, one.duty.outcome.status.word()));
        assert_eq!(told.collect::<Vec<_>>(), [(date(due), word)], "{posted}");
    }
}

/// By the old lead the 11th, by the new one 5 May, and the new one is in force from 11 May: owed without a date, until the dialogue of 18 May.
#[test]
fn what_is_owed_without_a_date_and_done_after_the_event_is_missed() {
    for as_what in ["version", "plan"] {
        let longer = registry(as_what, 8);
        for (sent, word) in [
            (None, "no-date"),
            (Some("2026-05-11"), "met"),
            (Some("2026-05-17"), "met"),
            (Some("2026-05-18"), "met"),
            (Some("2026-05-19"), "missed"),
            (Some("2026-06-30"), "missed"),
        ] {
            assert_eq!(invited(&longer, "2026-05-18", sent, "2026-06-30"), (None, word), "{as_what}, {sent:?}");
        }
        let subject = Subject::new("48", Level::Commune, HeadKind::LocalGovernment, date("2026-05-18")).unwrap();
        let terms = Terms::binding(longer.binding(&subject), VIETNAM.clone());
        let facts = Facts::held_on(date("2026-05-18")).with(Fact::new("invitation-sent", date("2026-05-19")));
        let timeline = terms.timeline(&facts, as_of("2026-06-30")).unwrap();
        let duty = duty(&timeline, "invite");
        assert_eq!(
            duty.outcome.findings.iter().map(doithoai::timeline::Finding::word).collect::<Vec<_>>(),
            ["done-after-event"]
        );
        let reason = duty.reason_text(duty.outcome.reason.as_ref().unwrap(), doithoai::Lang::En);
        assert_eq!(reason, "its limit was before its instrument came into force on 2026-05-11");
    }
}

/// So it is of a plan that laid it down first, in force from 12 May, and of what came about after its limit.
#[test]
fn so_it_is_of_what_was_laid_down_or_came_about_after_its_limit() {
    let first = base().replace("2025-01-01", "2026-05-12");
    let moved = "only_if = { event = \"date-changed\" }\n";
    let arisen = base().replacen("cite = \"main#d5\"\n", &format!("cite = \"main#d5\"\n{moved}"), 1)
        + "[[event]]\nid = \"date-changed\"\ntext = { vi = \"đổi chương trình\", en = \"changed\" }\n";
    for (text, changed, sent, word) in [
        (&first, None, Some("2026-05-15"), "met"),
        (&first, None, Some("2026-05-18"), "met"),
        (&first, None, Some("2026-05-19"), "missed"),
        (&first, None, None, "no-date"),
        (&arisen, Some("2026-05-11"), Some("2026-05-19"), "missed"), // its limit is 11 May
        (&arisen, Some("2026-05-12"), Some("2026-05-18"), "met"),
        (&arisen, Some("2026-05-12"), Some("2026-05-19"), "missed"),
        (&arisen, Some("2026-05-18"), Some("2026-05-19"), "missed"),
        (&arisen, Some("2026-05-19"), Some("2026-05-20"), "met"), // it was never to be done before the dialogue
        (&arisen, Some("2026-05-12"), None, "no-date"),
    ] {
        let set = RuleSet::from_toml(text).unwrap_or_else(|error| panic!("{error}"));
        let terms = Terms::new([set], VIETNAM.clone());
        let of = |event: &str, on: Option<&str>| on.map(|on| Fact::new(event, date(on)));
        let facts = of("date-changed", changed).into_iter().chain(of("invitation-sent", sent));
        let facts = facts.fold(Facts::held_on(date("2026-05-18")), Facts::with);
        let timeline = terms.timeline(&facts, as_of("2026-06-30")).unwrap();
        let outcome = &duty(&timeline, "invite").outcome;
        assert_eq!(outcome.status.word(), word, "changed {changed:?}, sent {sent:?}");
        let found = outcome.findings.iter().any(|one| one.word() == "done-after-event");
        assert_eq!(found, word == "missed", "changed {changed:?}, sent {sent:?}");
    }
}
