//! What changes between two versions in ways of its own: what had been unknown, what another duty's condition asks, a gap, the limit of
//! an interim reply, the time between two sessions, the day of a reception.

use doithoai::audit::{OfficeLog, YearAudit, audit_year};
use doithoai::timeline::Finding;
use doithoai::{Fact, Facts, Registry, RuleSet, Terms, View};

use crate::support::{OWN_FILE, VIETNAM, as_of, date, duty, terms_in};

/// A duty to each petition: so many working days after it was received.
fn settle(id: &str, n: u32, met_by: &str, more: &str) -> String {
    format!(
        "[[obligation]]\nid = \"{id}\"\nduty_kind = \"other\"\nactivity = \"petition-handling\"\neach = \"petition\"\nbearer = \"office\"\n\
         {more}\ndue = {{ after = \"petition-received\", n = {n}, unit = \"working-day\" }}\nmet_by = {{ all = [\"{met_by}\"] }}\ncite = \"main#d1\"\n"
    )
}

/// A file that changes the first one by an instrument of 16 March: a version of that day, one of 1 February, an overlay.
fn changed(how: &str, more: &str) -> String {
    let head = match how {
        "version" => "id = \"own\"\namends = \"own\"\nin_force = { from = 2026-03-16 }",
        "stage" => "id = \"own\"\namends = \"own\"\nin_force = { from = 2026-02-01 }",
        _ => "id = \"plan\"\nextends = \"own\"\ntitle = \"Kế hoạch\"",
    };
    format!(
        "format = 1\nversion = \"2026-03-16\"\n{head}\n[source.w]\nkind = \"inferred\"\nconfidence = \"D\"\nref = \"x\"\n[instrument.sd]\n\
         kind = \"quyet-dinh\"\nnumber = \"02-QĐ/VD\"\nissuer = \"unknown\"\nissued = 2026-01-10\nin_force = {{ from = 2026-03-16 }}\n\
         standing = \"in-force\"\n{more}"
    )
}

fn registry(first: &str, how: &str, more: &str) -> Registry {
    let activities = "activities = [\"dialogue\", \"petition-handling\", \"reception\"]\n";
    let first = RuleSet::from_toml(&format!("{OWN_FILE}{activities}{first}")).unwrap_or_else(|error| panic!("{error}"));
    let first = Registry::new().with(first).unwrap();
    if how.is_empty() {
        return first;
    }
    let later = first.from_toml(&changed(how, more)).unwrap_or_else(|error| panic!("{error}"));
    first.with(later).unwrap()
}

/// The audit of 2026 of an office with these entries, seen at the end of June.
fn audited(registry: &Registry, entries: &[(&str, &str, &str)]) -> YearAudit {
    let first = r#"{"office":"A","territory":"48","level":"commune","head":"local-government"}"#;
    let line = |(event, on, more): &(&str, &str, &str)| format!("\n{{\"event\":\"{event}\",\"on\":\"{on}\"{more}}}");
    let log = format!("{first}{}", entries.iter().map(line).collect::<String>());
    audit_year(registry, &VIETNAM, &[], &OfficeLog::from_jsonl(&log).unwrap(), 2026, as_of("2026-06-30")).unwrap()
}

const OF_A: &str = r#","petition":"A""#;

/// How each duty of a petition stands, with its date.
fn told(audit: &YearAudit) -> Vec<(String, String, Option<String>)> {
    let of = |one: &doithoai::audit::Verdict| {
        let outcome = &one.duty.outcome;
        let due = outcome.due.map(|due| due.date.to_string());
        (one.duty.rule.id.clone(), outcome.status.word().to_owned(), due)
    };
    audit.verdicts.iter().map(of).collect()
}

/// What the first file calls unknown is so until the instrument is in force that says it, also where that says what stood there.
#[test]
fn what_was_unknown_is_known_from_its_effect() {
    let s = settle("settle", 10, "petition-settled", "");
    for (unknown, key, withheld) in [
        ("obligation.settle.due.n", "due = { n = 12 }", "no-date"),
        ("obligation.settle.due.n", "due = { n = 10 }", "no-date"),
        ("obligation.settle", "due = { n = 12 }", "unknown"),
        ("obligation.settle.met_by", "met_by = { all = [\"petition-settled\"] }", "unknown"),
    ] {
        let first = format!("{s}[[unknown]]\nof = \"{unknown}\"\nbecause = \"chưa rõ\"\n");
        let fills = format!("[[obligation]]\nid = \"settle\"\n{key}\ncite = \"sd#d1\"\n");
        for how in ["version", "stage", "overlay"] {
            for (received, is_known) in
                [("2026-03-10", false), ("2026-03-15", false), ("2026-03-16", true), ("2026-03-17", true)]
            {
                let audit = audited(&registry(&first, how, &fills), &[("petition-received", received, OF_A)]);
                let [(_, status, _)] = told(&audit).try_into().unwrap();
                assert_eq!(status, if is_known { "overdue" } else { withheld }, "{unknown} {key} {how} {received}");
            }
        }
    }
}

/// Whether another duty is overdue is asked of what was pending, too, whatever the later version changes.
#[test]
fn a_condition_asks_the_same_of_another_duty_under_each_version() {
    let on_overdue = "only_if = { overdue = \"settle\" }";
    let tell = settle("tell", 13, "reported-to-head", on_overdue)
        .replace("after = \"petition-received\", n = 13", "after = { due_of = \"settle\" }, n = 3");
    let first =
        [settle("settle", 10, "petition-settled", ""), tell, settle("class", 10, "petition-classed", "")].concat();
    let other = "[[obligation]]\nid = \"class\"\ndue = { n = 12 }\ncite = \"sd#d1\"\n";
    for how in ["", "version", "stage", "overlay"] {
        let audit = audited(&registry(&first, how, other), &[("petition-received", "2026-03-10", OF_A)]);
        let tell = told(&audit).into_iter().find(|(id, ..)| id == "tell").unwrap();
        assert_eq!((tell.1.as_str(), tell.2.as_deref()), ("overdue", Some("2026-03-27")), "{how}");
    }
}

/// A reply of its own limit that has gone over to the later version is late by that one.
#[test]
fn the_limit_of_a_reply_goes_over_with_its_duty() {
    let reply = settle("reply", 8, "interim-reply-sent", "sets = { due_of = \"settle\", to = \"stated\" }");
    let first = format!("{reply}{}", settle("settle", 15, "petition-settled", ""));
    let late = |finding: &Finding| matches!(finding, Finding::ExtensionAfterLimit { .. });
    for (n, replied, of_reply, of_settle) in
        [(12, "2026-03-24", "met", ("met", false)), (5, "2026-03-20", "met-late", ("contested", true))]
    {
        let more = format!(
            "[[obligation]]\nid = \"reply\"\ndue = {{ n = {n} }}\ncite = \"sd#d1\"\n[[transition]]\npending = \"new\"\ncite = \"sd#d2\"\n"
        );
        let until = format!("{OF_A},\"until\":\"2026-04-20\"");
        let log = [
            ("petition-received", "2026-03-10", OF_A),
            ("interim-reply-sent", replied, until.as_str()),
            ("petition-settled", "2026-04-10", OF_A),
        ];
        let audit = audited(&registry(&first, "version", &more), &log);
        let of = |id: &str| &audit.verdicts.iter().find(|one| one.duty.rule.id == id).unwrap().duty.outcome;
        assert_eq!(of("reply").status.word(), of_reply, "{n}");
        let settle = of("settle");
        assert_eq!((settle.status.word(), settle.findings.iter().any(late)), of_settle, "{n}");
    }
}

/// A version that had ended by the last day of a limit before something judges nothing of it, though none followed it at once.
#[test]
fn a_limit_of_a_gap_is_that_of_no_version() {
    let invite = "[[obligation]]\nid = \"invite\"\nduty_kind = \"invite\"\nphase = \"before\"\nbearer = \"office\"\n\
                  due = { before = \"dialogue-day\", n = 5, unit = \"working-day\", count = \"event-excluded\" }\n\
                  met_by = { all = [\"invitation-sent\"] }\ncite = \"main#d7\"\n";
    for (until, status, due) in [
        ("2026-03-16", "no-date", None),
        ("2026-04-01", "no-date", None), // the last day of the limit of five days
        ("2026-04-02", "missed", Some("2026-04-01")),
    ] {
        let head =
            OWN_FILE.replace("title =", &format!("in_force = {{ from = 2025-01-01, until = {until} }}\ntitle ="));
        let first = Registry::new().with(RuleSet::from_toml(&format!("{head}{invite}")).unwrap()).unwrap();
        let eight = "[[obligation]]\nid = \"invite\"\ndue = { n = 8 }\ncite = \"sd#d1\"\n";
        let text = changed("version", eight).replace("from = 2026-03-16", "from = 2026-04-06");
        let later = first.from_toml(&text).unwrap_or_else(|error| panic!("{error}"));
        let terms = Terms::new([later], VIETNAM.clone()).knowing(first.rule_sets().iter().cloned());
        let timeline = terms.timeline(&Facts::held_on(date("2026-04-08")), as_of("2026-06-30")).unwrap();
        let outcome = &duty(&timeline, "invite").outcome;
        assert_eq!(
            (outcome.status.word(), outcome.due.map(|due| due.date.to_string()).as_deref()),
            (status, due),
            "{until}"
        );
    }
}

/// Between two sessions a rule changed, began or ended: nothing firm is said of that time, by either. It is that from the day after the one before.
#[test]
fn between_two_sessions_a_rule_may_change() {
    let before = "[[recurring]]\nid = \"before\"\nactivity = \"reception\"\neach_before = \"council-session\"\nat_least = 1\n\
                  met_by = { all = [\"reception-held\"] }\ncite = \"main#d4\"\n";
    let two = "[[recurring]]\nid = \"before\"\nat_least = 2\ncite = \"sd#d1\"\n";
    let sessions = |first: &'static str| {
        [("council-session", first, ""), ("reception-held", "2026-03-31", ""), ("council-session", "2026-04-10", "")]
    };
    let only = |range: &str| {
        let head = OWN_FILE.replace("title =", &format!("in_force = {{ {range} }}\ntitle ="));
        let set = RuleSet::from_toml(&format!("{head}activities = [\"reception\"]\n{before}")).unwrap();
        Registry::new().with(set).unwrap()
    };
    for (what, registry, first, verdicts) in [
        ("version", registry(before, "version", two), "2026-03-13", &["undetermined", "undetermined"][..]),
        ("version", registry(before, "version", two), "2026-03-14", &["undetermined", "undetermined"]),
        ("version", registry(before, "version", two), "2026-03-15", &["missed"]), // the day before the version came
        ("overlay", registry(before, "overlay", two), "2026-03-13", &["undetermined", "undetermined"]),
        ("overlay", registry(before, "overlay", two), "2026-03-15", &["missed"]),
        (
            "unchanged",
            registry(before, "version", "[[recurring]]\nid = \"before\"\ntext = \"Tiếp\"\ncite = \"sd#d1\"\n"),
            "2026-03-13",
            &["on-time"],
        ),
        ("begins", only("from = 2026-03-16"), "2026-03-13", &["undetermined"]),
        ("begins", only("from = 2026-03-16"), "2026-03-15", &["on-time"]),
        ("ends", only("from = 2025-01-01, until = 2026-03-16"), "2026-03-13", &["undetermined"]),
        ("ends", only("from = 2025-01-01, until = 2026-04-11"), "2026-03-13", &["on-time"]),
    ] {
        let audit = audited(&registry, &sessions(first));
        let of_second = audit.recurring.iter().filter(|one| one.to == date("2026-04-09"));
        let words: Vec<&str> = of_second.map(|one| one.judgement.word()).collect();
        assert_eq!(words, verdicts, "{what} {first}");
    }
}

/// The day of a reception chooses the version where a file lays down receptions alone, though it does not say so.
#[test]
fn a_file_of_receptions_alone_goes_by_the_day_of_the_reception() {
    let post = "[[event]]\nid = \"posted\"\nphase = \"before\"\ntext = \"niêm yết\"\n[[obligation]]\nid = \"post\"\nduty_kind = \"post-schedule\"\n\
                activity = \"reception\"\nbearer = \"office\"\nmet_by = { all = [\"posted\"] }\ncite = \"main#d5\"\n\
                due = { before = \"reception-day\", n = 3, unit = \"working-day\", count = \"event-excluded\" }\n";
    let first = Registry::new().with(RuleSet::from_toml(&format!("{OWN_FILE}{post}")).unwrap()).unwrap();
    let four = "[[obligation]]\nid = \"post\"\ndue = { n = 4 }\ncite = \"sd#d1\"\n";
    let later = first.from_toml(&changed("version", four)).unwrap_or_else(|error| panic!("{error}"));
    let registry = first.with(later).unwrap();
    let terms = Terms::new(registry.rule_sets().iter().cloned(), VIETNAM.clone());
    let facts = Facts::appointed_for(date("2026-03-13"));
    let facts = facts.with(Fact::new("reception-rescheduled", date("2026-03-12")).until(date("2026-03-25")));
    let facts = facts.with(Fact::new("reception-held", date("2026-03-25")));
    let timeline = terms.timeline(&facts, View::everything()).unwrap();
    assert_eq!(duty(&timeline, "post").outcome.due.unwrap().date.to_string(), "2026-03-19");
    assert_eq!(terms_in(&format!("{OWN_FILE}{post}")).day_in(&facts, View::everything()), date("2026-03-25"));
}

/// A duty of receptions in a file that names dialogues alone, or in what is completed by a file that names fewer activities: it is judged
/// once, and as before.
#[test]
fn which_activities_a_file_names_makes_nobody_newly_bound() {
    let post = "[[event]]\nid = \"posted\"\nphase = \"before\"\ntext = \"niêm yết\"\n[[obligation]]\nid = \"post\"\nduty_kind = \"post-schedule\"\n\
                activity = \"reception\"\nbearer = \"office\"\nmet_by = { all = [\"posted\"] }\ncite = \"main#d5\"\n\
                due = { before = \"reception-day\", n = 3, unit = \"working-day\", count = \"event-excluded\" }\n";
    for (was, now) in [
        ("[\"dialogue\"]", "[\"dialogue\", \"reception\"]"),
        ("[\"reception\", \"petition-handling\"]", "[\"petition-handling\"]"),
        ("[\"reception\", \"dialogue\"]", "[\"reception\"]"),
        ("[\"dialogue\", \"reception\"]", "[\"reception\"]"),
        ("[\"reception\", \"dialogue\"]", "[\"dialogue\"]"),
    ] {
        for how in ["version", "stage", "overlay"] {
            let first = RuleSet::from_toml(&format!("{OWN_FILE}activities = {was}\n{post}")).unwrap();
            let first = Registry::new().with(first).unwrap();
            let text = changed(how, &format!("[applies]\nactivities = {now}\ncite = \"sd#d1\"\n"));
            let later = first.from_toml(&text).unwrap_or_else(|error| panic!("{error}"));
            let registry = first.with(later).unwrap();
            let held = [("reception-held", "2026-03-10", ""), ("reception-held", "2026-03-18", "")];
            let told = told(&audited(&registry, &held));
            let missed = |due: &str| ("post".to_owned(), "missed".to_owned(), Some(due.to_owned()));
            assert_eq!(told, [missed("2026-03-05"), missed("2026-03-13")], "{was} {now} {how}");
        }
    }
}
