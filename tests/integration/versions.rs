//! No date by a version that is not in force on the day, and no answer by the order of two versions.

use chrono::NaiveDate;
use doithoai::timeline::NoDue;
use doithoai::{
    Calendar, DueColumns, DueError, EpochDay, Fact, Facts, Lang, Message, RuleSet, Terms, TimelineError, View,
};

use crate::support::{VIETNAM, date};

/// A regulation whose second version shortens the limit on 1 July 2026, and ends with that year.
fn both() -> [RuleSet; 2] {
    let version = |version: &str, in_force: &str, n: u32| {
        format!(
            "format = 1\nid = \"quy-che\"\nversion = \"{version}\"\ntitle = {{ vi = \"Quy chế\", en = \"Rules\" }}\nin_force = {in_force}\n\
             [source.s]\nkind = \"inferred\"\nconfidence = \"D\"\nref = \"x\"\n\
             [instrument.main]\nkind = \"quy-che\"\nnumber = \"1\"\nissuer = \"unknown\"\nissued = 2025-12-01\nstanding = \"in-force\"\n\
             [applies]\nterritory = {{ code = \"48\", as_of = 2025-12-01 }}\nheads = [\"local-government\"]\nlevels = [\"commune\"]\n\
             [[obligation]]\nid = \"notify-conclusion\"\nduty_kind = \"notify-conclusion\"\nphase = \"after\"\nbearer = \"office\"\n\
             due = {{ after = \"closed\", n = {n}, unit = \"working-day\" }}\nmet_by = {{ all = [\"conclusion-notified\"] }}\ncite = \"main#d7.k1\"\n"
        )
    };
    let old = version("old", "{ from = 2026-01-01 }", 10);
    let new = version("new", "{ from = 2026-07-01, until = 2027-01-01 }", 5);
    [old, new].map(|text| RuleSet::from_toml(&text).unwrap_or_else(|error| panic!("{error}")))
}

fn in_both_orders() -> [Terms; 2] {
    let [old, new] = both();
    [Terms::new([old.clone(), new.clone()], VIETNAM.clone()), Terms::new([new, old], VIETNAM.clone())]
}

fn not_in_force(error: &DueError) -> bool {
    matches!(error, DueError::NoDate { reason: NoDue::NotInForce(_), .. })
}

#[test]
fn the_version_of_the_anchor_s_day_counts_whatever_the_order() {
    for terms in in_both_orders() {
        let due = |name: &str, day: &str| terms.due(name, "notify-conclusion", date(day));
        for (day, expected) in [
            ("2026-01-01", "2026-01-15"), // the first day; 2 January is off, Saturday the 10th is worked
            ("2026-06-29", "2026-07-13"),
            ("2026-06-30", "2026-07-14"), // the last day of the ten
            ("2026-07-01", "2026-07-08"), // the first day of the five
            ("2026-12-31", "2027-01-08"), // the last day in force
        ] {
            assert_eq!(due("quy-che", day).unwrap().date, date(expected), "{day}");
            let (traced, _) = terms.due_traced("quy-che", "notify-conclusion", date(day)).unwrap();
            assert_eq!(traced.date, date(expected), "{day}");
        }
        for day in ["2025-12-31", "2027-01-01", "2028-05-05"] {
            let error = due("quy-che", day).unwrap_err();
            assert!(not_in_force(&error), "{day}: {error}");
            assert_eq!(error.code(), "no-date");
            let words = error.text(Lang::En);
            assert!(
                words.contains("old (from 2026-01-01)") && words.contains("new (from 2026-07-01 until 2027-01-01)"),
                "{words}"
            );
            assert!(words.contains("ID@VERSION"), "{words}");
        }
        // Named, a version is applied on any day.
        assert_eq!(due("quy-che@old", "2027-03-01").unwrap().date, date("2027-03-15"));
        assert_eq!(due("quy-che@new", "2027-03-01").unwrap().date, date("2027-03-08"));
        let unknown = due("quy-che@newer", "2026-08-20").unwrap_err();
        assert!(matches!(unknown, DueError::Unknown(_)), "{unknown}");
        assert!(due("quy-che", "2026-08-20").is_ok() && terms.due("quy-che", "notify", date("2026-08-20")).is_err());
        // Without a day nobody can say which limit it is.
        let several = terms.limit("quy-che", "notify-conclusion").unwrap_err();
        assert_eq!(several.code(), "several-versions");
        assert_eq!(terms.limit("quy-che@new", "notify-conclusion").unwrap().amount(), 5);
        assert_eq!(terms.limit_on("quy-che", "notify-conclusion", date("2026-06-30")).unwrap().amount(), 10);
    }
}

#[test]
fn a_batch_counts_each_row_by_the_version_of_its_day() {
    let days = ["2025-12-31", "2026-01-01", "2026-06-30", "2026-07-01", "2026-12-31", "2027-01-01"].map(date);
    let anchors: Vec<i32> = days.iter().map(NaiveDate::to_epoch_days).chain([i32::NONE]).collect();
    for terms in in_both_orders() {
        let due = |name: &str| {
            let (mut dates, mut latest) = (vec![0; anchors.len()], vec![0; anchors.len()]);
            let mut columns = DueColumns::dates(&mut dates);
            columns.latest = Some(&mut latest);
            let bad = terms.due_batch(name, "notify-conclusion", &anchors, columns).unwrap();
            for (anchor, due) in days.iter().zip(&dates) {
                let alone = terms.due(name, "notify-conclusion", *anchor).ok();
                assert_eq!(alone.map(|due| due.date.to_epoch_days()), Some(*due).filter(|due| *due != i32::NONE));
            }
            (bad, dates.iter().filter(|due| **due == i32::NONE).count())
        };
        assert_eq!(due("quy-che"), (3, 3));
        assert_eq!(due("quy-che@old"), (1, 1));
        let unequal = terms.due_batch("quy-che", "notify-conclusion", &anchors, DueColumns::dates(&mut [0; 2]));
        assert_eq!(unequal.unwrap_err().code(), "unequal-lengths");
        let undated = Terms::new([RuleSet::builtin("hcmc-935").unwrap()], VIETNAM.clone());
        let undated = undated.due_batch("hcmc-935", "notify-agencies", &[0_i32], DueColumns::dates(&mut [0]));
        assert_eq!(undated.unwrap_err().code(), "no-date");
    }
}

#[test]
fn a_law_of_2025_gives_no_date_in_2020() {
    let terms = Terms::new([RuleSet::builtin("law-72-2025").unwrap()], Calendar::vietnam());
    let due = |name: &str, day: &str| terms.due(name, "publish-results", date(day));
    assert!(not_in_force(&due("law-72-2025", "2020-08-20").unwrap_err()));
    assert!(not_in_force(&due("law-72-2025", "2025-06-15").unwrap_err()));
    assert!(due("law-72-2025", "2025-06-16").is_ok());
    assert!(due("law-72-2025@2025-06-16", "2020-08-20").is_ok());
}

#[test]
fn a_dialogue_is_judged_by_the_version_of_its_day() {
    for terms in in_both_orders() {
        let judged = |day: &str| {
            let timeline = terms.timeline(&Facts::held_on(date(day)), View::everything()).unwrap();
            assert_eq!((timeline.rulesets.len(), timeline.duties.len()), (1, 1), "one version judges");
            let json = serde_json::to_value(&timeline.duties[0]).unwrap();
            assert_eq!(json["version"], timeline.rulesets[0].version.as_str());
            let told = timeline.rulesets[0].not_in_force.as_ref().map(|not| not.text.vi.to_string());
            (timeline.rulesets[0].version.clone(), timeline.duties[0].outcome.due.unwrap().date.to_string(), told)
        };
        let version = |day: &str| judged(day).0;
        assert_eq!((version("2026-06-30").as_str(), version("2026-07-01").as_str()), ("old", "new"));
        assert_eq!(judged("2026-06-30").1, "2026-07-14");
        assert_eq!(judged("2026-07-01").1, "2026-07-08");
        assert_eq!(judged("2026-07-01").2, None);
        // Before the first and after the last the nearest is applied, and that is said.
        let (early, _, told) = judged("2025-12-31");
        assert_eq!(early, "old");
        assert!(told.unwrap().contains("không có hiệu lực ngày 31/12/2025"));
        let (late, _, told) = judged("2027-01-01");
        assert_eq!(late, "new");
        assert!(told.unwrap().contains("không biết phiên bản nào có hiệu lực"));
    }
}

/// What only the later version asks about is asked about from its first day on.
#[test]
fn what_a_later_version_asks_about_is_unused_until_then() {
    let [old, new] = both();
    let text = new.to_json().replace("\"conclusion-notified\"", "\"results-published\"");
    let new = RuleSet::from_json(&text).unwrap();
    let terms = Terms::new([old, new], VIETNAM.clone());
    for (on, unused) in [("2026-06-30", true), ("2026-07-01", false), ("2026-07-02", false)] {
        let facts = Facts::held_on(date("2026-06-25")).with(Fact::new("results-published", date(on)));
        let timeline = terms.timeline(&facts, View::everything()).unwrap();
        assert_eq!(!timeline.unused_events.is_empty(), unused, "{on}");
    }
}

#[test]
fn a_version_that_is_named_and_not_in_force_says_which_is() {
    let original = RuleSet::builtin("qd-11@2019-02-18").unwrap();
    let terms = Terms::new([original], VIETNAM.clone());
    let told = |day: &str| {
        let timeline = terms.timeline(&Facts::held_on(date(day)), View::everything()).unwrap();
        timeline.rulesets[0].not_in_force.clone()
    };
    assert_eq!(told("2025-11-22"), None);
    let not = told("2025-11-23").unwrap();
    assert_eq!((not.until, not.in_force.as_deref()), (Some(date("2025-11-23")), Some("qd-11@2025-11-23")));
    assert!(not.text.vi.starts_with(
        "không có hiệu lực ngày 23/11/2025: phiên bản này có hiệu lực từ 18/02/2019 đến trước 23/11/2025"
    ));
    assert_eq!(told("2019-02-17").unwrap().in_force, None);
}

#[test]
fn one_version_twice_is_refused() {
    let [old, new] = both();
    let copy = RuleSet::from_json(&old.to_json()).unwrap();
    for sets in [vec![old.clone(), copy], vec![old.clone(), new, old.clone()]] {
        let error = Terms::try_new(sets.clone(), VIETNAM.clone()).unwrap_err();
        assert_eq!((error.code(), error.name.as_str()), ("same-rule-set-twice", "quy-che@old"));
        let terms = Terms::new(sets, VIETNAM.clone());
        let facts = Facts::held_on(date("2026-08-20"));
        assert_eq!(terms.timeline(&facts, View::everything()).unwrap_err(), TimelineError::SameSetTwice(error));
        assert!(terms.duties(&facts, View::everything()).is_err());
        let due = terms.due("quy-che", "notify-conclusion", date("2026-08-20")).unwrap_err();
        assert_eq!(due.code(), "same-rule-set-twice");
        assert!(terms.limit("quy-che@old", "notify-conclusion").is_err());
        let batch = terms.due_batch("quy-che", "notify-conclusion", &[20_685], DueColumns::dates(&mut [0]));
        assert!(batch.is_err());
    }
    let [old, new] = both();
    assert!(Terms::try_new([old, new], VIETNAM.clone()).is_ok());
}
