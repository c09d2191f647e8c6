//! What a file calls unknown of a duty: no firm verdict hangs on it, key by key.

use doithoai::audit::{Judgement, OfficeLog, audit_year};
use doithoai::{AdoptedReadings, Calendar, Fact, Facts, Lang, Registry, RuleSet, Terms, View};

use crate::support::{as_of, date};

const HEAD: &str = "format = 1\nid = \"test\"\nversion = \"1\"\ntitle = \"Thử\"\nin_force = { from = 2020-01-01 }\n\
    [instrument.main]\nkind = \"quy-che\"\nnumber = \"unknown\"\nissuer = \"unknown\"\nissued = 2020-01-01\nin_force = { from = 2020-01-01 }\nstanding = \"in-force\"\n\
    [source.S]\nkind = \"press\"\nconfidence = \"C\"\nref = \"a test\"\n\
    [applies]\nterritory = { code = \"01\", as_of = 2020-01-01 }\nheads = [\"local-government\"]\nlevels = [\"commune\"]\nactivities = [\"dialogue\", \"reception\", \"reporting\"]\n";

/// A file with a recurring duty of some keys, and one path of it that is not known.
fn file(keys: &str, unknown: Option<&str>) -> String {
    let path = |path: &str| if path.is_empty() { String::new() } else { format!(".{path}") };
    let unknown = unknown.map(|of| format!("[[unknown]]\nof = \"recurring.duty{}\"\n", path(of))).unwrap_or_default();
    format!(
        "{HEAD}{unknown}[[recurring]]\nid = \"duty\"\ntext = \"Việc\"\nbearer = \"office\"\ncite = \"main#d1\"\n{keys}\n"
    )
}

/// How the period that ends in `month` stands, with the text of the verdict, and its due date.
fn judged(toml: &str, entries: &[&str], to: &str, view: View) -> (Judgement, String) {
    audited(toml, entries, view, &AdoptedReadings::new(), to)
}

fn audited(toml: &str, entries: &[&str], view: View, adopted: &AdoptedReadings, to: &str) -> (Judgement, String) {
    let registry = Registry::new().with(RuleSet::from_toml(toml).unwrap()).unwrap();
    let entries: Vec<String> = entries
        .iter()
        .map(|entry| {
            let (event, on) = entry.split_once(' ').unwrap();
            let (on, about) =
                on.split_once(' ').map_or((on, String::new()), |(on, of)| (on, format!(",\"about\":\"{of}\"")));
            format!("\n{{\"event\":\"{event}\",\"on\":\"{on}\"{about}}}")
        })
        .collect();
    let log = format!(
        "{{\"office\":\"A\",\"territory\":\"01\",\"level\":\"commune\",\"head\":\"local-government\"}}{}",
        entries.concat()
    );
    let office = OfficeLog::from_jsonl(&log).unwrap().adopting(adopted.clone());
    let audit = audit_year(&registry, &Calendar::vietnam(), &[], &office, 2026, view).unwrap();
    let of_duty = |verdict: &&doithoai::audit::RecurringVerdict| verdict.duty == "duty" && verdict.ruleset == "test";
    let found = audit.recurring.iter().filter(of_duty).find(|verdict| verdict.to.to_string() == to);
    let found = found.unwrap_or_else(|| panic!("nothing ends on {to}: {:?}", audit.recurring));
    (found.judgement, found.text(Lang::Vi))
}

const FIRM: [Judgement; 5] =
    [Judgement::OnTime, Judgement::Late, Judgement::Early, Judgement::Overdue, Judgement::Missed];

const MONTHLY: &str =
    "every = \"month\"\nat_least = 1\nmet_by = { all = [\"reception-held\"] }\nactivity = \"reception\"";

/// Keys of a duty, what was done, the period, the day of the view, and what is firm where nothing is unknown.
type Row = (&'static str, &'static [&'static str], &'static str, &'static str, Judgement);

/// Every way in which a recurring duty is judged.
fn rows() -> Vec<(String, &'static [&'static str], &'static str, &'static str, Judgement)> {
    let rows: [Row; 16] = [
        ("due = { on = 15, roll = \"next-working-day\" }", &[], "2026-08-31", "2026-09-30", Judgement::Overdue),
        (
            "due = { on = 15, roll = \"next-working-day\" }",
            &["reception-held 2026-08-17"],
            "2026-08-31",
            "2026-09-30",
            Judgement::OnTime,
        ),
        (
            "due = { on = 15, roll = \"next-working-day\" }",
            &["reception-held 2026-08-13"],
            "2026-08-31",
            "2026-09-30",
            Judgement::Early,
        ),
        (
            "due = { on = 15, roll = \"next-working-day\" }",
            &["reception-held 2026-08-19"],
            "2026-08-31",
            "2026-09-30",
            Judgement::Late,
        ),
        (
            "due = { on = 15, roll = \"next-working-day\", moved_by = \"reception-rescheduled\" }",
            &["reception-held 2026-08-17"],
            "2026-08-31",
            "2026-09-30",
            Judgement::OnTime,
        ),
        ("due = { day = 15, roll = \"next-working-day\" }", &[], "2026-08-31", "2026-09-30", Judgement::Overdue),
        (
            "due = { day = 15, roll = \"next-working-day\" }",
            &["reception-held 2026-08-17"],
            "2026-08-31",
            "2026-09-30",
            Judgement::OnTime,
        ),
        (
            "due = { day = 15, roll = \"next-working-day\" }",
            &["reception-held 2026-08-19"],
            "2026-08-31",
            "2026-09-30",
            Judgement::Late,
        ),
        ("", &[], "2026-08-31", "2026-09-30", Judgement::Overdue),
        ("", &["reception-held 2026-08-19"], "2026-08-31", "2026-09-30", Judgement::OnTime),
        ("counts = \"days\"", &["reception-held 2026-08-19"], "2026-08-31", "2026-09-30", Judgement::OnTime),
        ("levels = [\"commune\"]\nheads = [\"local-government\"]", &[], "2026-08-31", "2026-09-30", Judgement::Overdue),
        (
            "every = \"year\"\nat_least = 1\nin_months = [4, 8]\nmet_by = { all = [\"reception-held\"] }\nactivity = \"reception\"",
            &[],
            "2026-08-31",
            "2026-09-30",
            Judgement::Overdue,
        ),
        (
            "every = \"quarter\"\nat_least = 1\nperiod_starts = \"12-15\"\nmet_by = { all = [\"reception-held\"] }\nactivity = \"reception\"\ndue = { day = 10, month = 2 }",
            &[],
            "2026-09-14",
            "2026-12-30",
            Judgement::Overdue,
        ),
        (
            "cutoffs = [\"half-year\", \"year\"]\nmet_by = { all = [\"evaluation-held\"] }",
            &["evaluation-held 2026-06-10 2026-H1"],
            "2026-06-30",
            "2026-12-30",
            Judgement::OnTime,
        ),
        (
            "each_before = \"council-session\"\nat_least = 1\nmet_by = { all = [\"annual-report-sent\"] }",
            &["council-session 2026-07-08"],
            "2026-07-07",
            "2026-12-30",
            Judgement::Missed,
        ),
    ];
    let whole = |keys: &str| {
        if keys.contains("every") || keys.contains("cutoffs") || keys.contains("each_before") {
            keys.to_owned()
        } else {
            format!("{MONTHLY}\n{keys}")
        }
    };
    rows.into_iter().map(|(keys, done, to, on, firm)| (whole(keys), done, to, on, firm)).collect()
}

/// The keys of a recurring duty that a verdict may hang on, each with the keys of the file without which there is none.
const OPEN: [(&str, &str); 22] = [
    ("", ""),
    ("every", "every"),
    ("at_least", "at_least"),
    ("cutoffs", "cutoffs"),
    ("each_before", "each_before"),
    ("in_months", "every = \"year\""),
    ("period_starts", "every"),
    ("counts", "every"),
    ("kinds", "kinds"),
    ("levels", ""),
    ("unit_types", ""),
    ("heads", ""),
    ("met_by", ""),
    ("due", "due"),
    ("due.on", "on ="),
    ("due.day", "day ="),
    ("due.month", "month = 2"),
    ("due.roll", "roll"),
    ("due.moved_by", "on ="),
    ("due.with", "with"),
    ("activity", "every"),
    ("duty_kind", "every"),
];

/// What stays firm, since every value of the key gives the same: by key, keys of the duty and verdict.
fn is_the_same_whatever(path: &str, keys: &str, firm: Judgement, done: &[&str]) -> bool {
    match path {
        "due.on" | "due.day" | "due.month" => done.is_empty(), // on whichever day
        "kinds" => true,                                       // receptions have none
        // What has no day of its own and is a report has none at all.
        "counts" | "activity" | "duty_kind" => keys.contains("due") || keys.contains("in_months"),
        // 15 August 2026 is a Saturday: before the Friday is early, after the Monday is late.
        "due.roll" => firm != Judgement::OnTime,
        _ => false,
    }
}

#[test]
fn no_verdict_is_firm_that_hangs_on_a_value_which_the_file_does_not_know() {
    let mut wrong = Vec::new();
    for (keys, done, to, on, firm) in rows() {
        let known = judged(&file(&keys, None), done, to, as_of(on));
        if known.0 != firm {
            wrong.push(format!("{keys} {done:?}: {}", known.1));
        }
        for (path, needs) in OPEN {
            if !keys.contains(needs) {
                continue;
            }
            let (judgement, text) = judged(&file(&keys, Some(path)), done, to, as_of(on));
            let is_right = if is_the_same_whatever(path, &keys, firm, done) {
                judgement == firm
            } else {
                !FIRM.contains(&judgement) && (text.contains("chưa rõ") || text.contains("chưa nêu"))
            };
            if !is_right {
                wrong.push(format!("`{path}` unknown of {keys}, {done:?}: {text}"));
            }
        }
        for path in ["text", "bearer", "toward", "cite", "same_as", "silent_on"] {
            let (judgement, text) = judged(&file(&keys, Some(path)), done, to, as_of(on));
            if judgement != firm {
                wrong.push(format!("`{path}` unknown of {keys}: {text}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

const WITH_READING: &str = "every = \"month\"\nat_least = 1\nmet_by = { all = [\"reception-held\"] }\nactivity = \"reception\"\n\
    due = { on = 15, roll = \"next-working-day\" }\n\
    [[recurring.reading]]\nid = \"tenth\"\nbecause = \"Thử\"\ndue = { on = 10, roll = \"next-working-day\" }";

/// 10 August 2026 is a Monday, 15 August a Saturday.
#[test]
fn a_reading_that_says_what_the_rule_does_not_know_is_firm_and_the_rule_stays_open() {
    let reading = |unknown: &str, adopted: Option<&str>, done: &[&str]| {
        let toml = file(WITH_READING, Some(unknown));
        let adopted = adopted.map(|id| AdoptedReadings::new().adopt("test", "duty", id)).unwrap_or_default();
        audited(&toml, done, as_of("2026-09-30"), &adopted, "2026-08-31").0
    };
    for (unknown, adopted, done, expected) in [
        ("due.roll", Some("tenth"), "reception-held 2026-08-10", Judgement::OnTime),
        ("due.roll", Some("tenth"), "reception-held 2026-08-11", Judgement::Late),
        ("due", Some("tenth"), "reception-held 2026-08-10", Judgement::OnTime),
        ("due", Some("default"), "reception-held 2026-08-17", Judgement::Undetermined),
        ("due", None, "reception-held 2026-08-17", Judgement::Undetermined),
        ("due.roll", Some("default"), "reception-held 2026-08-17", Judgement::Contested),
        ("due.roll", Some("default"), "reception-held 2026-08-18", Judgement::Late),
        ("reading.tenth.due.roll", Some("tenth"), "reception-held 2026-08-10", Judgement::OnTime), // no day off
        ("reading.tenth.due", Some("tenth"), "reception-held 2026-08-10", Judgement::Undetermined),
        ("reading.tenth.due", Some("default"), "reception-held 2026-08-17", Judgement::OnTime),
        ("met_by", Some("tenth"), "reception-held 2026-08-10", Judgement::Unknown),
        ("at_least", Some("tenth"), "reception-held 2026-08-10", Judgement::Unknown),
        ("period_starts", Some("tenth"), "reception-held 2026-08-10", Judgement::Undetermined),
    ] {
        assert_eq!(reading(unknown, adopted, &[done]), expected, "{unknown} unknown, {adopted:?} adopted, {done}");
    }
}

/// How a duty of a petition stands that was raised on 1 October 2026 and is due on 11 October.
fn status(keys: &str, unknown: &str, entries: &[Entry], on: &str) -> String {
    let path = |path: &str| if path.is_empty() { String::new() } else { format!(".{path}") };
    let unknown = if unknown == "nothing" {
        String::new()
    } else {
        format!("[[unknown]]\nof = \"obligation.duty{}\"\n", path(unknown))
    };
    let toml = format!(
        "{HEAD}{unknown}[[obligation]]\nid = \"duty\"\nduty_kind = \"settle\"\nphase = \"after\"\ntext = \"Việc\"\nbearer = \"office\"\ncite = \"main#d1\"\n\
         due = {{ after = \"petition-raised\", n = 10, unit = \"day\", roll = \"none\" }}\nmet_by = {{ all = [\"petition-settled\"] }}\n{keys}\n"
    );
    let terms = Terms::new([RuleSet::from_toml(&toml).unwrap()], Calendar::vietnam());
    let raised =
        Facts::held_on(date("2026-10-01")).with(Fact::new("petition-raised", date("2026-10-01")).petition("A"));
    let facts = entries.iter().fold(raised, |facts, (event, on, until)| {
        let fact = Fact::new(*event, date(on)).petition("A");
        facts.with(match until {
            Some(until) => fact.until(date(until)),
            None => fact,
        })
    });
    let timeline = terms.timeline(&facts, as_of(on)).unwrap();
    timeline.duties.first().unwrap().outcome.status.word().to_owned()
}

const EXTENSION: &str =
    "[[obligation.extension]]\ngranted_by = \"extension-notified\"\nlimit = \"stated\"\ngranted_before = \"due\"";

/// An event, its day, and the day that its entry states.
type Entry = (&'static str, &'static str, Option<&'static str>);
/// Keys of the duty, what happened, the day of the view, and how it stands with each path unknown.
type OfPetition = (&'static str, &'static [Entry], &'static str, &'static [(&'static str, &'static str)]);

const OF_PETITION: [OfPetition; 7] = [
    (
        "",
        &[],
        "2026-10-12",
        &[
            ("nothing", "overdue"),
            ("", "unknown"),
            ("only_if", "unknown"),
            ("only_if.mode", "unknown"),
            ("met_by", "unknown"),
            ("met_by.all", "unknown"),
            ("each", "unknown"),
            ("per", "unknown"),
            ("unit_types", "unknown"),
            ("due", "no-date"),
            ("due.n", "no-date"),
            ("due.after", "no-date"),
            ("due.roll", "contested"),
            ("excused_by", "undetermined"),
            ("suspension", "undetermined"),
            ("suspension.until", "undetermined"),
            ("suspension.when", "overdue"),
            ("extension", "undetermined"),
            ("extension.granted_by", "undetermined"),
            ("extension.form", "overdue"),
            ("lasts", "overdue"),
            ("must_state", "overdue"),
            ("form", "overdue"),
            ("text", "overdue"),
            ("bearer", "overdue"),
            ("toward", "overdue"),
            ("cite", "overdue"),
        ],
    ),
    (
        "",
        &[],
        "2026-10-11",
        &[("nothing", "pending"), ("excused_by", "pending"), ("extension", "pending"), ("suspension", "pending")],
    ),
    (
        "",
        &[("petition-settled", "2026-10-13", None)],
        "2026-12-31",
        &[
            ("nothing", "met-late"),
            ("excused_by", "undetermined"),
            ("suspension", "undetermined"),
            ("extension", "undetermined"),
            ("lasts", "undetermined"),
            ("lasts.n", "undetermined"),
            ("due.roll", "met-late"),
            ("met_by", "unknown"),
        ],
    ),
    (
        "",
        &[("petition-settled", "2026-10-09", None)],
        "2026-12-31",
        &[
            ("nothing", "met"),
            ("excused_by", "met"),
            ("suspension", "met"),
            ("extension", "met"),
            ("lasts", "undetermined"),
            ("due.roll", "met"),
            ("due.n", "met"),
            ("only_if", "unknown"),
        ],
    ),
    (
        EXTENSION,
        &[("extension-notified", "2026-10-09", Some("2026-10-20"))],
        "2026-10-11",
        &[("nothing", "pending"), ("extension.only_if", "pending"), ("extension.maximum", "pending")],
    ),
    (
        EXTENSION,
        &[("extension-notified", "2026-10-09", Some("2026-10-20"))],
        "2026-10-12",
        &[
            ("nothing", "pending"),
            ("extension.only_if", "undetermined"),
            ("extension.0.only_if", "undetermined"),
            ("extension.1.only_if", "pending"),
            ("extension.maximum", "undetermined"),
            ("extension.limit", "undetermined"),
            ("extension.times", "pending"),
            ("extension.must_state", "pending"),
        ],
    ),
    (
        EXTENSION,
        &[("extension-notified", "2026-10-09", Some("2026-10-20"))],
        "2026-10-21",
        &[
            ("nothing", "overdue"),
            ("extension.only_if", "overdue"),
            ("extension.maximum", "overdue"),
            ("extension.granted_by", "undetermined"),
            ("excused_by", "undetermined"),
        ],
    ),
];

#[test]
fn a_duty_of_a_petition_is_no_firmer_than_the_file_knows_its_rule() {
    let mut wrong = Vec::new();
    for (keys, entries, on, expected) in OF_PETITION {
        for (path, right) in expected {
            let found = status(keys, path, entries, on);
            if found != *right {
                wrong.push(format!("`{path}` unknown on {on}, {entries:?}: expected {right}, found {found}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_day_that_the_file_does_not_know_is_not_told() {
    let keys = format!("{MONTHLY}\ncounts = \"days\"\ndue = {{ day = 20, roll = \"none\" }}");
    let told = |unknown| judged(&file(&keys, unknown), &[], "2026-08-31", as_of("2026-09-30")).1.contains("20/08/2026");
    for unknown in [None, Some("counts"), Some("due.roll")] {
        assert!(told(unknown), "{unknown:?} leaves the day as it is");
    }
    assert!(!told(Some("due.day")));
}
