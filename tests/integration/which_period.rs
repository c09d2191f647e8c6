//! For which period something was done that does not say: the one of its day, unless the one before was not done yet.

use doithoai::audit::{Judgement, OfficeLog, RecurringVerdict, audit_year};
use doithoai::{Lang, Message as _, Registry, RuleSet, View};

use crate::support::{OWN_FILE, VIETNAM, as_of};

const EVENTS: &str = r#"
activities = ["reporting", "reception", "dialogue"]
[[event]]
id = "sent"
text = { vi = "gửi báo cáo", en = "sent" }
[[event]]
id = "also"
text = { vi = "gửi phụ lục", en = "sent too" }
"#;

const REPORT: &str = "duty_kind = \"report\"\nactivity = \"reporting\"\nat_least = 1\nmet_by = { all = [\"sent\"] }";
const OTHER: &str = "duty_kind = \"other\"\ntext = \"Gửi số liệu\"\nat_least = 1\nmet_by = { all = [\"sent\"] }";
const RECEPTION: &str = "activity = \"reception\"\nat_least = 1\nmet_by = { all = [\"reception-held\"] }";

/// The verdicts of a year on a duty, with these entries: a day, or a day and what it is about.
fn audited(keys: &str, entries: &[&str], year: i32, view: View) -> Vec<RecurringVerdict> {
    // In force since before the years that are audited.
    let head = OWN_FILE.replace("2025-01-01", "2021-01-01").replace("2026-01-15", "2021-01-15");
    let duty = format!("{head}{EVENTS}[[recurring]]\nid = \"r\"\nbearer = \"office\"\ncite = \"main#d5\"\n{keys}\n");
    let set = RuleSet::from_toml(&duty).unwrap_or_else(|error| panic!("{error}"));
    let event = if keys.contains("reception-held") { "reception-held" } else { "sent" };
    let mut text = r#"{"office":"A","territory":"48","level":"commune","head":"local-government"}"#.to_owned();
    for entry in entries {
        let (event, entry) = match (entry.strip_prefix('+'), entry.strip_prefix('?')) {
            (Some(entry), _) => ("also", entry),
            (_, Some(entry)) => ("not-understood", entry),
            (None, None) => (event, *entry),
        };
        let (on, about) = entry.split_once(' ').map_or((entry, None), |(on, about)| (on, Some(about)));
        let about = about.map(|about| format!(r#","about":"{about}""#)).unwrap_or_default();
        text.extend(["\n", &format!(r#"{{"event":"{event}","on":"{on}"{about}}}"#)]);
    }
    let (registry, office) = (Registry::new().with(set).unwrap(), OfficeLog::from_jsonl(&text).unwrap());
    audit_year(&registry, &VIETNAM, &[], &office, year, view).unwrap().recurring
}

/// The first verdicts of 2026, at the end of the year, by their words; the days late behind.
fn told(keys: &str, entries: &[&str]) -> Vec<String> {
    words(&audited(keys, entries, 2026, as_of("2027-03-31")))
}

fn words(verdicts: &[RecurringVerdict]) -> Vec<String> {
    let word = |one: &RecurringVerdict| {
        format!("{}{}", one.judgement.word(), one.days.map(|days| format!(" {days}")).unwrap_or_default())
    };
    verdicts.iter().map(word).collect()
}

fn is(verdicts: &[String], words: &[&str]) {
    assert_eq!(&verdicts[..words.len()], words);
}

fn every(what: &str, period: &str, due: &str) -> String {
    format!("{what}\nevery = \"{period}\"\n{due}")
}

/// An entry that is not understood, the day before what was done late, on it, and after: what was decided before it stays so, also where
/// it is years older or younger.
#[test]
fn what_was_done_late_stands_against_what_came_after_it() {
    let monthly = every(REPORT, "month", "due = { day = 31, roll = \"next-working-day\" }");
    let done = "2026-02-05 2026-01"; // due on 2 February
    assert_eq!(told(&monthly, &[done])[0], "late 3");
    for (day, january) in [
        ("2021-05-01", "undetermined"),
        ("2026-02-04", "undetermined"),
        ("2026-02-05", "undetermined"),
        ("2026-02-06", "late 3"),
        ("2027-03-30", "late 3"),
        ("2027-04-01", "late 3"), // not seen yet
    ] {
        assert_eq!(told(&monthly, &[done, &format!("?{day}")])[0], january, "{day}");
        // What was not done may have been done then, whenever that was.
        let neglected = if day == "2027-04-01" { "overdue" } else { "undetermined" };
        assert_eq!(told(&monthly, &[done, &format!("?{day}")])[3], neglected, "{day}");
    }
}

#[test]
fn nothing_is_overdue_on_its_printed_day_that_was_done_on_it() {
    // 31 January 2026 is a Saturday: due on Monday, 2 February.
    let rolled = "due = { day = 31, roll = \"next-working-day\" }";
    for what in [REPORT, OTHER, RECEPTION] {
        let monthly = every(what, "month", rolled);
        is(&told(&monthly, &["2026-01-31"]), &["on-time", "overdue"]);
        is(&told(&monthly, &["2026-02-02"]), &["on-time", "overdue"]);
        is(&told(&monthly, &["2026-02-02", "2026-03-02"]), &["on-time", "on-time", "overdue"]);
        // Once it is done, what follows is for the next.
        is(&told(&monthly, &["2026-01-30", "2026-02-02"]), &["on-time", "on-time"]);
        is(&told(&monthly, &["2026-02-02", "2026-02-02"]), &["on-time", "on-time"]);
        let verdicts = audited(&monthly, &["2026-02-02"], 2026, as_of("2026-02-03"));
        assert_eq!((verdicts[0].found, verdicts[1].found), (1, 0));
        let said: Vec<&str> = verdicts[0].remarks().map(|text| text.get(Lang::Vi)).collect();
        assert!(said.contains(&"việc làm ngày 02/02/2026, sau kỳ mà còn trong hạn: tính cho kỳ này"), "{said:?}");
        let said: Vec<&str> = verdicts[0].remarks().map(|text| text.get(Lang::En)).collect();
        assert!(
            said.contains(&"done on 2026-02-02, after the period and within its limit: counted for it"),
            "{said:?}"
        );
        // What says which it is about counts for that.
        if what != RECEPTION {
            is(&told(&monthly, &["2026-02-02 2026-02"]), &["overdue", "on-time"]);
        }
    }
    // The day after, for what is no report of a period: it is done in the next.
    for what in [OTHER, RECEPTION] {
        is(&told(&every(what, "month", rolled), &["2026-02-03"]), &["overdue", "on-time"]);
    }
    // Twice at least: the second on the day.
    let twice = every(&RECEPTION.replace("at_least = 1", "at_least = 2"), "month", rolled);
    is(&told(&twice, &["2026-01-15", "2026-02-02", "2026-02-10"]), &["on-time", "undetermined"]); // no 31 February
    is(&told(&twice, &["2026-01-15", "2026-01-16", "2026-02-02", "2026-02-10"]), &["on-time", "on-time"]);
    // Several entries of one day are one where days are counted.
    let days = every(&RECEPTION.replace("at_least = 1", "at_least = 2\ncounts = \"days\""), "month", rolled);
    is(&told(&days, &["2026-01-15", "2026-02-02", "2026-02-02"]), &["on-time", "overdue"]);
    is(&told(&days, &["2026-02-02", "2026-02-02"]), &["overdue", "overdue"]);
}

#[test]
fn so_it_is_of_longer_periods_and_of_those_that_begin_on_another_day() {
    let quarter = every(
        REPORT,
        "quarter",
        "period_starts = \"12-15\"\ndue = { month = 3, day = 14, roll = \"next-working-day\" }",
    );
    is(&told(&quarter, &["2026-03-14"]), &["on-time", "overdue"]);
    is(&told(&quarter, &["2026-03-16"]), &["on-time", "overdue"]); // Monday
    is(&told(&quarter, &["2026-03-17"]), &["unknown", "unknown", "overdue"]);
    // 31 December 2022 is a Saturday, 2 January 2023 a holiday too.
    let year = every(REPORT, "year", "due = { month = 12, day = 31, roll = \"next-working-day\" }");
    for (on, of_2022, of_2023) in [
        ("2022-12-31", "on-time", "overdue"),
        ("2023-01-03", "on-time", "overdue"),
        ("2023-01-04", "unknown", "unknown"),
    ] {
        let audited = |of: i32| words(&audited(&year, &[on], of, as_of("2024-03-01"))).swap_remove(0);
        assert_eq!((audited(2022).as_str(), audited(2023).as_str()), (of_2022, of_2023), "{on}");
    }
}

#[test]
fn a_report_of_the_days_after_its_limit_that_does_not_say_its_period_leaves_both_open() {
    let monthly = every(REPORT, "month", "due = { day = 25 }"); // 26 January, 25 February
    for (entries, expected) in [
        (&["2026-01-27"][..], ["late 1", "overdue"]),
        (&["2026-01-31"], ["late 5", "overdue"]),
        (&["2026-02-01"], ["unknown", "unknown"]),
        (&["2026-02-09"], ["unknown", "unknown"]), // 14 days after the one, 16 before the other
        (&["2026-02-10"], ["overdue", "on-time"]), // as near to the one as to the other
        (&["2026-02-25"], ["overdue", "on-time"]),
        (&["2026-02-02 2026-01"], ["late 7", "overdue"]),
        (&["2026-02-02 2026-02"], ["overdue", "on-time"]),
        (&["2026-01-20", "2026-02-02"], ["on-time", "on-time"]),
        (&["2026-01-20 2026-01", "2026-02-02"], ["on-time", "on-time"]),
        // February is done whichever the first is for.
        (&["2026-02-02", "2026-02-20"], ["unknown", "on-time"]),
        (&["2026-02-02", "2026-02-26"], ["unknown", "unknown"]),
    ] {
        is(&told(&monthly, entries), &expected);
    }
    let verdicts = audited(&monthly, &["2026-02-02"], 2026, as_of("2026-03-31"));
    for verdict in &verdicts[..2] {
        let reason = verdict.reason.as_ref().unwrap();
        assert_eq!(reason.vi, "mục ngày 02/02/2026 không nêu kỳ (`about`), có thể thuộc nhiều kỳ");
        assert_eq!(reason.en, "the entry of 2026-02-02 does not say which period it is `about`, and several are open");
        assert_eq!((verdict.found, verdict.days), (0, None));
    }
    // Before it was sent the first was overdue; it is open on its day already.
    assert_eq!(words(&audited(&monthly, &["2026-02-02"], 2026, as_of("2026-02-01")))[..2], ["overdue", "open"]);
    assert_eq!(words(&audited(&monthly, &["2026-02-02"], 2026, as_of("2026-02-02")))[..2], ["unknown", "unknown"]);
    // A reception is of its day, and what a text does not call a report too.
    for what in [OTHER, RECEPTION] {
        is(&told(&every(what, "month", "due = { day = 25 }"), &["2026-02-02"]), &["overdue", "on-time"]);
    }
}

#[test]
fn so_it_is_of_quarters_halves_and_years_and_of_reports_without_a_day() {
    let quarter = every(REPORT, "quarter", "due = { month = 3, day = 31 }");
    is(&told(&quarter, &["2026-03-31"]), &["on-time", "overdue"]);
    is(&told(&quarter, &["2026-04-01"]), &["unknown", "unknown"]);
    is(&told(&quarter, &["2026-05-02"]), &["overdue", "on-time"]); // a month is over
    let half = every(REPORT, "half-year", "period_starts = \"02-01\"");
    is(&told(&half, &["2026-07-31"]), &["on-time", "overdue"]);
    is(&told(&half, &["2026-08-01"]), &["unknown", "unknown"]);
    is(&told(&half, &["2026-08-31"]), &["unknown", "unknown"]);
    is(&told(&half, &["2026-09-01"]), &["overdue", "on-time"]);
    is(&told(&half, &["2026-06-01", "2026-08-01"]), &["on-time", "on-time"]);
    let without_a_day = every(REPORT, "half-year", "");
    is(&told(&without_a_day, &["2026-06-30"]), &["undated", "undated"]);
    is(&told(&without_a_day, &["2026-07-02"]), &["unknown", "unknown"]);
    is(&told(&without_a_day, &["2026-07-02", "2026-12-01"]), &["unknown", "undated"]);
    // The year before too, if the rule was in force in it.
    let year = every(REPORT, "year", "due = { month = 12, day = 20 }");
    for (on, of_2026, of_2027) in [
        ("2026-12-31", "late 10", "overdue"),
        ("2027-01-05", "unknown", "unknown"),
        ("2027-01-31", "unknown", "unknown"),
        ("2027-02-01", "overdue", "on-time"),
    ] {
        let audited = |of: i32| words(&audited(&year, &[on], of, as_of("2028-01-31"))).swap_remove(0);
        assert_eq!((audited(2026).as_str(), audited(2027).as_str()), (of_2026, of_2027), "{on}");
    }
    // Of a year before the rule was in force nothing was owed.
    let first = words(&audited(&year, &["2021-01-05"], 2021, as_of("2022-01-31"))).swap_remove(0);
    assert_eq!(first, "on-time");
}

#[test]
fn on_exact_days_too_an_entry_counts_for_the_period_that_it_says() {
    let exactly = |what: &str| {
        every(&what.replace("at_least = 1\n", ""), "month", "due = { on = 25, roll = \"next-working-day\" }")
    };
    for (entries, expected) in [
        (&["2026-01-26"][..], ["on-time", "overdue"]),
        (&["2026-01-27"], ["late 1", "overdue"]),
        (&["2026-02-02 2026-01"], ["late 7", "overdue"]),
        (&["2026-02-25 2026-01"], ["late 30", "overdue"]),
        (&["2026-02-02 2026-02"], ["overdue", "early 23"]),
        (&["2026-02-25 2026-02"], ["overdue", "on-time"]),
        (&["2026-02-02"], ["unknown", "unknown"]),
        (&["2026-02-09"], ["unknown", "unknown"]),
        (&["2026-02-10"], ["overdue", "early 15"]),
        (&["2026-01-26", "2026-02-02"], ["on-time", "early 23"]),
        (&["2026-02-02", "2026-02-25"], ["unknown", "on-time"]),
    ] {
        is(&told(&exactly(REPORT), entries), &expected);
    }
    for what in [OTHER, RECEPTION] {
        is(&told(&exactly(what), &["2026-02-02"]), &["overdue", "early 23"]);
    }
}

#[test]
fn of_several_acts_each_has_its_period() {
    let both = every(
        &REPORT.replace("[\"sent\"]", "[\"sent\", \"also\"]"),
        "month",
        "due = { day = 31, roll = \"next-working-day\" }",
    );
    is(&told(&both, &["2026-01-20", "+2026-02-02"]), &["on-time", "overdue"]);
    is(&told(&both, &["2026-01-20", "+2026-01-20", "+2026-02-02"]), &["on-time", "overdue"]);
    let any = both.replace("all =", "any =");
    is(&told(&any, &["+2026-02-02"]), &["on-time", "overdue"]);
    is(&told(&any, &["2026-01-20", "+2026-02-02"]), &["on-time", "on-time"]);
}

#[test]
fn what_was_shown_to_be_done_in_time_is_not_late_by_an_entry_of_after() {
    let plan = "duty_kind = \"other\"\ntext = \"Lập kế hoạch\"\nevery = \"year\"\nat_least = 1\ndue = { month = 1, day = 15 }\nmet_by = { all = [\"sent\"] }\nimplied_by = [\"also\"]";
    for (entries, expected) in [
        (&["2026-01-16", "+2026-01-14"][..], "undetermined"),
        (&["2026-01-16", "+2026-01-15"], "undetermined"),
        (&["2026-01-16", "+2026-01-16"], "late 1"),
        (&["2026-01-15", "+2026-01-16"], "on-time"),
        (&["2026-01-16"], "late 1"),
        (&["+2026-01-14"], "undetermined"),
        (&["+2026-02-14"], "undetermined"),
    ] {
        assert_eq!(told(plan, entries), [expected], "{entries:?}");
    }
    let verdict = &audited(plan, &["2026-01-16", "+2026-01-14"], 2026, as_of("2026-02-01"))[0];
    let reason = verdict.reason.as_ref().unwrap();
    let vi = "đã gửi phụ lục ngày 14/01/2026, trong hạn, nên việc này đã được làm khi đó; chỉ ghi nhận làm sau hạn";
    let en = "sent too on 2026-01-14, within the limit, so it had been done by then; recorded as done after it only";
    assert_eq!((reason.vi.as_ref(), reason.en.as_ref()), (vi, en));
    assert_eq!(
        (verdict.judgement, verdict.implied_by.as_ref().unwrap().event.as_str()),
        (Judgement::Undetermined, "also")
    );
    let verdict = &audited(plan, &["+2026-01-14"], 2026, as_of("2026-02-01"))[0];
    let reason = verdict.reason.as_ref().unwrap();
    assert_eq!(reason.vi, "đã gửi phụ lục ngày 14/01/2026, nên việc này đã được làm; chưa ghi nhận làm ngày nào");
    assert_eq!(reason.en, "sent too on 2026-01-14, so it had been done; on which day is not recorded");
}

/// What an entry is about that no duty has for a period counts for none: a note says so, and what would be right; so does a check.
#[test]
fn what_is_about_a_period_that_there_is_not_is_told() {
    let cutoffs = "cutoffs = [\"quarter\", \"year\", \"ad-hoc\"]\ndue = { none = \"not-stated\" }";
    for (often, entry, right) in [
        ("every = \"year\"", "2026-03-05 2026-Q1", Some("`2026`")),
        ("every = \"year\"", "2026-03-05 2026-H1", Some("`2026`")),
        ("every = \"year\"", "2026-03-05 ad-hoc", Some("`2026`")),
        ("every = \"year\"", "2026-03-05 2014-Q4", Some("`2026`")),
        ("every = \"year\"", "2026-03-05 2019", Some("`2026`")), // before the duty: by the day of the entry
        ("every = \"year\"", "2026-03-05 2026", None),
        ("every = \"year\"", "2026-03-05", None),
        ("every = \"quarter\"", "2026-03-05 2026-02", Some("`2026-Q1`")),
        ("every = \"quarter\"", "2026-03-05 2026", Some("`2026-Q1`, `2026-Q2`, `2026-Q3`, `2026-Q4`")),
        ("every = \"quarter\"", "2026-03-05 2026-Q1", None),
        ("every = \"month\"", "2026-03-05 2026-Q1", Some("`2026-01`, `2026-02`, `2026-03`")),
        ("every = \"month\"", "2026-03-05 2026", Some("`2026-01`, `2026-02`, `2026-03`, `2026-04`, …")),
        ("every = \"week\"", "2026-03-05 2026-Q1", None), // a week has no name: it counts by its day
        (cutoffs, "2026-03-05 2026-H1", Some("`2026-Q1`, `2026-Q2`, `2026`")),
        (cutoffs, "2026-03-05 ad-hoc", None),
    ] {
        let due = if often == cutoffs { "" } else { "due = { none = \"not-stated\" }" };
        let keys = format!("{REPORT}\n{often}\n{due}")
            .replace("at_least = 1\n", if due.is_empty() { "" } else { "at_least = 1\n" });
        let verdicts = audited(&keys, &[entry], 2026, as_of("2026-12-31"));
        let notes =
            verdicts.iter().flat_map(|one| &one.notes).filter(|note| note.en.contains("there is no such period"));
        let notes: Vec<[&str; 2]> = notes.map(|note| [note.vi.as_ref(), note.en.as_ref()]).collect();
        let about = entry.split(' ').nth(1).unwrap_or_default();
        let expected = right.map(|right| [
            format!("mục ngày 05/03/2026 nêu kỳ `{about}` (`about`), không có kỳ nào như vậy nên không được tính; kỳ có thể nêu: {right}"),
            format!("the entry of 2026-03-05 is `about` `{about}`, and there is no such period: it does not count; periods that can be named: {right}"),
        ]);
        assert_eq!(
            notes,
            expected.iter().map(|of| [of[0].as_str(), of[1].as_str()]).collect::<Vec<_>>(),
            "{often} {entry}"
        );
    }
    // A month of a yearly report, entered in the year after, is told in both; entered twice it is told once, also where two ask for it.
    let yearly = format!("{REPORT}\nevery = \"year\"\ndue = {{ none = \"not-stated\" }}");
    let twice = format!("{yearly}\n[[recurring]]\nid = \"s\"\nbearer = \"office\"\ncite = \"main#d6\"\n{yearly}");
    for keys in [&yearly, &twice] {
        for (year, count) in [(2025, 0), (2026, 1), (2027, 1), (2028, 0)] {
            let entry = "2027-01-05 2026-12";
            let verdicts = audited(keys, &[entry, entry], year, as_of("2028-12-31"));
            let notes = verdicts.iter().flat_map(|one| &one.notes);
            assert_eq!(
                notes.filter(|note| note.en.contains("there is no such period")).count(),
                count,
                "{keys} {year}"
            );
        }
    }
    let held = |about: &str| {
        let log = format!(
            "{{\"office\":\"A\",\"territory\":\"79\",\"level\":\"commune\",\"head\":\"local-government\"}}\n\
             {{\"event\":\"annual-report-sent\",\"on\":\"2027-01-05\",\"about\":\"{about}\"}}\n"
        );
        let checked = OfficeLog::check_jsonl(&log).under(&Registry::builtin());
        assert!(checked.problems.is_empty(), "{:?}", checked.problems);
        checked.warnings.iter().map(|one| (one.line, one.code())).collect::<Vec<_>>()
    };
    for (about, warned) in [("2026", false), ("2027", false), ("2026-Q4", true), ("2014", true), ("ad-hoc", true)] {
        assert_eq!(held(about), if warned { vec![(2, "about-no-period")] } else { vec![] }, "{about}");
    }
}
