//! What returns: keys that contradict each other, and what a verdict says of it in text and JSON.

use doithoai::audit::{Judgement, OfficeLog, YearAudit, audit_year};
use doithoai::ruleset::{Often, Period};
use doithoai::{AdoptedReadings, Code, Lang, Registry, RuleSet};

use chrono::{Datelike as _, Days, Months, NaiveDate};
use proptest::prelude::*;

use crate::support::{VIETNAM, as_of, cases, date};

const FORMS: &str = include_str!("../forms/returns.toml");

/// The rule file of the forms with one line in the place of the rest of its last duty.
fn with(lines: &str) -> String {
    let (before, _) = FORMS.split_once("each_before = ").unwrap();
    format!("{before}{lines}\ncounts = \"days\"\nmet_by = {{ all = [\"reception-held\"] }}\ncite = \"main#d21\"\n")
}

#[test]
fn contradictory_keys_are_reported_with_what_would_be_right() {
    for (lines, code, words) in [
        (
            "every = \"month\"\nat_least = 1\nin_months = [4]",
            Code::LimitConflict,
            "`in_months` goes with `every = \"year\"`",
        ),
        ("every = \"year\"\nat_least = 1\nin_months = [4, 4]", Code::DuplicateId, "a month stands twice"),
        ("every = \"year\"\nat_least = 1\nin_months = [13]", Code::OutOfRange, "outside 1-12"),
        (
            "every = \"year\"\nat_least = 1\nin_months = [4]\ndue = { month = 4, day = 5 }",
            Code::LimitConflict,
            "`due` takes no `month`",
        ),
        (
            "every = \"month\"\nat_least = 1\ndue = { none = \"not-stated\", roll = \"none\" }",
            Code::LimitConflict,
            "`roll` goes with `day` or `on` only",
        ),
        (
            "every = \"month\"\nat_least = 1\ndue = { day = 5, moved_by = \"reception-rescheduled\" }",
            Code::LimitConflict,
            "`moved_by` goes with `on` only",
        ),
        (
            "every = \"month\"\ndue = { on = 5, moved_by = \"rescheduled\" }",
            Code::LimitConflict,
            "use `reception-rescheduled`",
        ),
        ("every = \"month\"\ndue = { on = [5, 5] }", Code::DuplicateId, "a day stands twice"),
        ("every = \"month\"\ndue = { on = \"last-thurday\" }", Code::UnknownWord, "did you mean `last-thursday`"),
        (
            "every = \"month\"\nat_least = 3\ndue = { on = [5, 20] }",
            Code::LimitConflict,
            "each day of `on` is one time",
        ),
        (
            "every = \"month\"\nat_least = 2\ndue = { on = [5, 15, 25] }",
            Code::LimitConflict,
            "write 1 (once on each day) or 3",
        ),
        (
            "every = \"month\"\nat_least = { province = 1, commune = 2 }\ndue = { on = [5, 20] }",
            Code::LimitConflict,
            "alike for all levels",
        ),
        ("every = \"quarter\"\nat_least = 1\ndue = { day = 14 }", Code::LimitIncomplete, "which month of the period"),
        ("every = \"quarter\"\nat_least = 1\ndue = { day = 14, month = 4 }", Code::OutOfRange, "a quarter has 3"),
        ("every = \"week\"\ndue = { on = 5 }", Code::LimitConflict, "a fixed day goes with `every`"),
        ("cutoffs = [\"year\"]\ndue = { day = 5 }", Code::LimitConflict, "a fixed day goes with `every`"),
        ("every = \"week\"\nat_least = 1\nperiod_starts = \"12-15\"", Code::LimitConflict, "`period_starts` goes with"),
        ("every = \"year\"\nat_least = 1\nperiod_starts = \"12-31\"", Code::WrongType, "is written \"month-day\""),
        ("each_before = \"council-sesion\"", Code::UnknownEvent, "did you mean `council-session`"),
        ("every = \"month\"\neach_before = \"council-session\"", Code::ExclusiveKeys, "expected only one of"),
    ] {
        let checked = RuleSet::check_toml(&with(lines));
        let found = checked.problems.iter().find(|problem| problem.code == code);
        let found = found.unwrap_or_else(|| panic!("{lines}: {:#?}", checked.problems));
        assert!(found.to_string().contains(words), "{lines}: {found}");
    }
}

/// A month of the year has its days; the so many-eth of a quarter or half-year is now one month, now another.
#[test]
fn only_a_month_of_the_year_lacks_days() {
    for (every, due, is_right) in [
        ("year", "{ day = 29, month = 2 }", true),
        ("year", "{ day = 30, month = 2 }", false),
        ("year", "{ on = [1, 30], month = 2, roll = \"none\" }", false),
        ("year", "{ day = 30, month = 4 }", true),
        ("year", "{ day = 31, month = 4 }", false),
        ("quarter", "{ day = 31, month = 2 }", true),
        ("quarter", "{ on = 30, month = 2, roll = \"none\" }", true),
        ("half-year", "{ day = 31, month = 4 }", true),
    ] {
        let at_least = if due.contains("on =") { "" } else { "at_least = 1\n" };
        let problems = RuleSet::check_toml(&with(&format!("every = \"{every}\"\n{at_least}due = {due}"))).problems;
        let codes: Vec<_> =
            problems.iter().map(|problem| (problem.code, problem.path.rsplit('.').next() == Some("due"))).collect();
        let expected = if is_right { vec![] } else { vec![(Code::OutOfRange, true)] };
        assert_eq!(codes, expected, "{every}, {due}: {problems:#?}");
    }
}

/// A number of times beside the days decides nothing, which is said; what is unknown, or differs by level, does.
#[test]
fn a_number_beside_the_days_decides_nothing() {
    let codes = |lines: &str| {
        let problems = RuleSet::check_toml(&with(lines)).problems;
        problems.into_iter().map(|problem| (problem.code, problem.path)).collect::<Vec<_>>()
    };
    let on = "every = \"month\"\ndue = { on = [5, 20], roll = \"none\" }";
    for (at_least, is_said) in
        [("", false), ("1", true), ("2", true), ("\"unknown\"", false), ("{ commune = 1 }", false)]
    {
        let at_least = if at_least.is_empty() { String::new() } else { format!("\nat_least = {at_least}") };
        let codes = codes(&format!("{on}{at_least}"));
        assert_eq!(
            codes.iter().any(|(code, path)| *code == Code::DecidesNothing && path.ends_with("at_least")),
            is_said,
            "{codes:?}"
        );
        assert_eq!(codes.len(), usize::from(is_said), "{codes:?}");
    }
    assert_eq!(codes(&format!("{on}\nat_least = 3")).first().unwrap().0, Code::LimitConflict);
    // In periods it decides.
    assert_eq!(codes("every = \"month\"\nat_least = 2\ndue = { day = 20 }"), []);
}

/// The last duty of the file with a reading under which how many times is not known.
fn with_reading(at_least: &str, more: &str) -> String {
    with(&format!("every = \"month\"\nat_least = {at_least}"))
        + &format!(
            "[[recurring.reading]]\nid = \"not-known\"\nbecause = {{ vi = \"bản in mờ\", en = \"the print is faint\" }}\nat_least = \"unknown\"\n{more}"
        )
}

#[test]
fn a_reading_may_be_that_how_many_times_is_not_known() {
    let file = with_reading("2", "");
    let set = RuleSet::from_toml(&file).unwrap();
    let (id, duty) = (set.id().to_owned(), set.recurring().last().unwrap().id.clone());
    let registry = Registry::new().with(set).unwrap();
    let head = r#"{"office":"A","territory":"15","level":"province","head":"local-government"}"#;
    let office =
        OfficeLog::from_jsonl(&format!("{head}\n{{\"event\":\"reception-held\",\"on\":\"2026-03-05\"}}")).unwrap();
    let march = |office: &OfficeLog| {
        let audit = audit_year(&registry, &VIETNAM, &[], office, 2026, as_of("2027-01-31")).unwrap();
        audit.recurring.into_iter().find(|one| one.duty == duty && one.from == date("2026-03-01")).unwrap()
    };
    let own = march(&office);
    assert_eq!((own.judgement, own.required), (Judgement::Overdue, Some(2)));
    let read: Vec<_> = own.readings.iter().map(|one| (one.reading.as_str(), one.judgement)).collect();
    assert_eq!(read, [("not-known", Judgement::Unknown)]);
    let adopted = march(&office.adopting(AdoptedReadings::new().adopt(&id, &duty, "not-known")));
    assert_eq!((adopted.judgement, adopted.required), (Judgement::Unknown, None));
    assert!(adopted.reason.is_some());
    // Where the rule does not know it either, the reading changes nothing.
    let problems = RuleSet::check_toml(&with_reading("\"unknown\"", "")).problems;
    assert_eq!(problems.iter().map(|one| one.code).collect::<Vec<_>>(), [Code::ReadingChangesNothing]);
    // Beside another period, too.
    let quarter = RuleSet::from_toml(&with_reading("2", "every = \"quarter\"\n")).unwrap();
    let reading = quarter.recurring().last().unwrap().readings.last().unwrap();
    assert!(
        matches!(&reading.often, Some(Often::Every { period: Some(Period::Quarter), at_least }) if at_least.is_empty())
    );
}

/// A reading that names a period knows it; one that says only how many times does not.
#[test]
fn a_reading_knows_the_period_that_it_names() {
    let file = with("every = \"unknown\"\nat_least = 1")
        + "[[recurring.reading]]\nid = \"quarterly\"\nbecause = \"x\"\nevery = \"quarter\"\n\
           [[recurring.reading]]\nid = \"twice\"\nbecause = \"x\"\nat_least = 2\n";
    let set = RuleSet::from_toml(&file).unwrap_or_else(|error| panic!("{error}"));
    let (id, duty) = (set.id().to_owned(), set.recurring().last().unwrap().id.clone());
    let registry = Registry::new().with(set).unwrap();
    let head = r#"{"office":"A","territory":"15","level":"province","head":"local-government"}"#;
    let judged = |reading: &str| {
        let office = OfficeLog::from_jsonl(head).unwrap().adopting(AdoptedReadings::new().adopt(&id, &duty, reading));
        let audit = audit_year(&registry, &VIETNAM, &[], &office, 2026, as_of("2027-01-31")).unwrap();
        audit.recurring.iter().filter(|one| one.duty == duty).map(|one| one.judgement).collect::<Vec<_>>()
    };
    let quarters = judged("quarterly");
    assert_eq!(quarters.iter().filter(|judgement| **judgement == Judgement::Overdue).count(), 4, "{quarters:?}");
    let twice = judged("twice");
    assert!(twice.contains(&Judgement::Unknown) && !twice.contains(&Judgement::Overdue), "{twice:?}");
}

fn year(log: &str) -> YearAudit {
    let head = r#"{"office":"A","territory":"15","level":"province","head":"local-government"}"#;
    let office = OfficeLog::from_jsonl(&format!("{head}\n{log}")).unwrap();
    let registry = Registry::new().with(RuleSet::from_toml(FORMS).unwrap()).unwrap();
    audit_year(&registry, &VIETNAM, &[], &office, 2026, as_of("2027-01-31")).unwrap()
}

/// The verdicts of June and July 2026 on the Friday of the last week of each month: 03/07 and 31/07.
fn last_week_fridays(on: &str, as_of_day: &str, acts: &[&str]) -> [(Judgement, Option<i64>); 2] {
    let set = RuleSet::from_toml(&with(&format!("every = \"month\"\n{on}"))).unwrap();
    let duty = set.recurring().last().unwrap().id.clone();
    let registry = Registry::new().with(set).unwrap();
    let head = r#"{"office":"A","territory":"15","level":"province","head":"local-government"}"#;
    let acts: Vec<String> =
        acts.iter().map(|day| format!("{{\"event\":\"reception-held\",\"on\":\"2026-{day}\"}}")).collect();
    let office = OfficeLog::from_jsonl(&format!("{head}\n{}", acts.join("\n"))).unwrap();
    let audit = audit_year(&registry, &VIETNAM, &[], &office, 2026, as_of(as_of_day)).unwrap();
    ["2026-06", "2026-07"].map(|month| {
        let of = |one: &&doithoai::audit::RecurringVerdict| one.duty == duty && one.period.as_deref() == Some(month);
        let found = audit.recurring.iter().find(of).unwrap();
        (found.judgement, found.days)
    })
}

#[test]
fn what_was_done_on_another_day_belongs_to_the_nearer_of_two_named_days() {
    use Judgement::{Early, Late, OnTime, Open, Overdue};
    let last_week = "due = { on = \"last-week-friday\", roll = \"next-working-day\" }";
    let (overdue, on_time) = ((Overdue, None), (OnTime, None));
    for (acts, june, july) in [
        (&["07-02"][..], (Early, Some(1)), overdue),
        (&["07-03"], on_time, overdue),
        (&["07-04"], (Late, Some(1)), overdue),
        (&["07-16"], (Late, Some(13)), overdue),
        // As near to the one as to the other: the one that was not kept.
        (&["07-17"], (Late, Some(14)), overdue),
        (&["07-18"], overdue, (Early, Some(13))),
        (&["07-30"], overdue, (Early, Some(1))),
        (&["07-31"], overdue, on_time),
        // What no other day needs is of the other day that it lies between, if nothing was done for that.
        (&["07-30", "07-31"], (Late, Some(27)), on_time),
        (&["07-18", "07-31"], (Late, Some(15)), on_time),
        (&["07-03", "07-30", "07-31"], on_time, on_time),
        (&["07-02", "07-30", "07-31"], (Early, Some(1)), on_time),
        (&["07-03", "07-04"], on_time, (Early, Some(27))),
        (&["07-29", "07-30"], (Late, Some(26)), (Early, Some(1))),
        (&["07-29", "07-30", "07-31"], (Late, Some(26)), on_time),
        (&["06-27", "07-31"], (Early, Some(6)), on_time),
        // It lies after July's day, and is no longer June's.
        (&["07-31", "08-01"], overdue, on_time),
        (&["07-06", "07-30"], (Late, Some(3)), (Early, Some(1))),
        // Also where that lies within its own month, and the act in the next one.
        (&["08-01"], overdue, (Late, Some(1))),
        (&["08-17"], overdue, (Late, Some(17))),
        (&["08-18"], overdue, overdue),
    ] {
        assert_eq!(last_week_fridays(last_week, "2026-12-31", acts), [june, july], "{acts:?}");
    }
    // An early act leaves the day open until it has passed.
    assert_eq!(last_week_fridays(last_week, "2026-07-31", &["07-30"]), [overdue, (Open, None)]);
    assert_eq!(last_week_fridays(last_week, "2026-08-01", &["07-30"]), [overdue, (Early, Some(1))]);
    // Within a period it is the last day before it for which nothing was done, as ever.
    let two = "due = { on = [5, 20], roll = \"none\" }";
    assert_eq!(last_week_fridays(two, "2026-12-31", &["07-18"])[1], (Late, Some(13)));
    // The nearest working day to 1 August, a Saturday, is 31 July: the day before that is early for it.
    let first = "due = { on = [1], roll = \"nearest-working-day\" }";
    assert_eq!(last_week_fridays(first, "2026-12-31", &["07-30"])[1], overdue);
    assert_eq!(last_week_fridays(first, "2026-12-31", &["07-02"])[1], (Late, Some(1)));
}

#[test]
fn every_verdict_has_its_reason_or_assumption_in_text_and_json() {
    let year = year(r#"{"event":"annual-report-sent","on":"2026-04-05"}"#);
    assert!(year.recurring.len() > 100);
    for verdict in &year.recurring {
        let json = serde_json::to_value(verdict).unwrap();
        for lang in [Lang::Vi, Lang::En] {
            let text = verdict.text(lang);
            assert!(!text.contains('?'), "{text}");
            for remark in verdict.remarks() {
                assert!(text.contains(remark.get(lang)), "{text}");
            }
        }
        let notes = json["notes"].as_array().unwrap().iter().chain([&json["reason"]]).filter(|note| !note.is_null());
        assert_eq!(notes.count(), verdict.remarks().count());
        if matches!(verdict.judgement, Judgement::Unknown | Judgement::Undated) {
            assert!(verdict.reason.is_some(), "{json}");
        }
    }
}

#[test]
fn a_report_that_is_about_no_period_is_refused() {
    let head = r#"{"office":"A","territory":"15","level":"province","head":"local-government"}"#;
    for (about, is_one) in [
        ("2026-Q1", true),
        ("2026-Q5", false),
        ("2026-H3", false),
        ("2026-13", false),
        ("2026-9M", true),
        ("Q1", false),
    ] {
        let log = format!("{head}\n{{\"event\":\"annual-report-sent\",\"on\":\"2026-04-05\",\"about\":\"{about}\"}}");
        let read = OfficeLog::from_jsonl(&log);
        assert_eq!(read.is_ok(), is_one, "{about}");
        if let Err(error) = read {
            assert!(error.to_string().contains("write it as `2026-Q1`"), "{error}");
        }
        // Of an event that the rule file declares, when the year is judged.
        let log = format!("{head}\n{{\"event\":\"report-sent\",\"on\":\"2026-04-05\",\"about\":\"{about}\"}}");
        let registry = Registry::new().with(RuleSet::from_toml(FORMS).unwrap()).unwrap();
        let office = OfficeLog::from_jsonl(&log).unwrap();
        assert_eq!(audit_year(&registry, &VIETNAM, &[], &office, 2026, as_of("2027-01-31")).is_ok(), is_one, "{about}");
    }
}

/// The periods of a year that begin on a day, by walking: each is as long as the calendar's, and a year of them has the name
/// of that in which more than half of its months lie.
fn walked(month: u32, day: u32, year: i32, months: u32) -> Vec<(NaiveDate, NaiveDate)> {
    let begun = if month > 6 { year - 1 } else { year };
    let mut from = NaiveDate::from_ymd_opt(begun, month, day).unwrap();
    let mut spans = Vec::new();
    for _ in 0..12 / months {
        let mut to = from;
        // Walk day by day until the day on which the next one begins.
        let next = from + Months::new(months);
        while to.succ_opt().unwrap() < next {
            to = to.succ_opt().unwrap();
        }
        spans.push((from, to));
        from = next;
    }
    spans
}

proptest! {
    #![proptest_config(cases(64))]

    // The set is in force from 2020: the year of that name may begin in 2019.
    #[test]
    fn a_fixed_day_is_the_one_day_of_its_period_that_walking_finds(
        months in prop_oneof![Just(12_u32), Just(6), Just(3)],
        start in (1..=12_u32, 1..=28_u32).prop_filter("as in the calendar", |start| *start != (1, 1)),
        on in (1..=12_u32, 1..=28_u32),
        exact in any::<bool>(),
        year in 2021..2030_i32,
    ) {
        let (every, month) = match months {
            12 => ("year", on.0),
            6 => ("half-year", (on.0 - 1) % 6 + 1),
            _ => ("quarter", (on.0 - 1) % 3 + 1),
        };
        let key = if exact { "on" } else { "day" };
        let rule = with(&format!(
            "every = \"{every}\"\nat_least = 1\nperiod_starts = \"{:02}-{:02}\"\ndue = {{ {key} = {}, month = {month}, roll = \"none\" }}",
            start.0, start.1, on.1,
        ));
        let head = r#"{"office":"A","territory":"15","level":"province","head":"local-government"}"#;
        let office = OfficeLog::from_jsonl(head).unwrap();
        let registry = Registry::new().with(RuleSet::from_toml(&rule).unwrap()).unwrap();
        let view = doithoai::View::as_of(date("2032-01-01"));
        let audit = audit_year(&registry, &VIETNAM, &[], &office, year, view).unwrap();
        let of: Vec<_> = audit.recurring.iter().filter(|verdict| verdict.duty == "before-session").collect();
        let spans = walked(start.0, start.1, year, months);
        prop_assert_eq!(of.len(), spans.len());
        for (verdict, (from, to)) in of.iter().zip(spans) {
            prop_assert_eq!((verdict.from, verdict.to), (from, to));
            // A year names a month of the calendar; a quarter or half its so many-eth month, counted from its own beginning.
            let (first, next) = if months == 12 {
                (from, to + Days::new(1))
            } else {
                (from + Months::new(month - 1), from + Months::new(month))
            };
            let all = first.iter_days().take_while(|day| *day < next);
            let found: Vec<NaiveDate> =
                all.filter(|day| day.day() == on.1 && (months != 12 || day.month() == month)).collect();
            prop_assert_eq!(&found, &[verdict.due.unwrap()]);
            let name = verdict.period.clone().unwrap();
            prop_assert!(name.starts_with(&year.to_string()), "{}", name);
            let words = format!("kỳ {}–{}", Lang::Vi.date(from), Lang::Vi.date(to));
            prop_assert!(verdict.text(Lang::Vi).contains(&words), "{}", verdict.text(Lang::Vi));
        }
    }

    #[test]
    fn each_day_named_is_an_occasion_of_its_own(
        days in proptest::collection::btree_set(1..=31_u32, 1..4),
        held in proptest::collection::btree_set(1..=365_u32, 0..30),
        once in any::<bool>(),
    ) {
        let of_year = |n: u32| NaiveDate::from_yo_opt(2026, n).unwrap();
        let numbers: Vec<u32> = days.iter().copied().collect();
        let at_least = if once { 1 } else { numbers.len() };
        let rule = with(&format!(
            "every = \"month\"\nat_least = {at_least}\ndue = {{ on = {numbers:?}, roll = \"none\" }}",
        ));
        let head = r#"{"office":"A","territory":"15","level":"province","head":"local-government"}"#;
        let entry = |n: &u32| format!(r#"{{"event":"reception-held","on":"{}"}}"#, of_year(*n));
        let lines: Vec<String> = std::iter::once(head.to_owned()).chain(held.iter().map(entry)).collect();
        let office = OfficeLog::from_jsonl(&lines.join("\n")).unwrap();
        let registry = Registry::new().with(RuleSet::from_toml(&rule).unwrap()).unwrap();
        let audit = audit_year(&registry, &VIETNAM, &[], &office, 2026, as_of("2027-01-31")).unwrap();
        let of: Vec<_> = audit.recurring.iter().filter(|verdict| verdict.duty == "before-session").collect();
        prop_assert_eq!(of.len(), 12 * numbers.len());
        for verdict in of {
            prop_assert_eq!(verdict.required, Some(1));
            let named = verdict.appointed.unwrap();
            let was_held = held.iter().any(|n| of_year(*n) == named);
            let says_so = verdict.notes.iter().any(|note| note.vi.contains("không có ngày"));
            match verdict.judgement {
                Judgement::OnTime => prop_assert!(was_held),
                Judgement::Undetermined => prop_assert!(says_so && verdict.reason.is_some()),
                // Only on a day that the month has is anybody blamed.
                _ => prop_assert!(!says_so && !was_held && days.contains(&named.day()), "{}", verdict.text(Lang::Vi)),
            }
        }
    }
}

#[test]
fn what_is_owed_before_a_session_names_it_and_the_one_before() {
    let year = year(
        "{\"event\":\"council-session\",\"on\":\"2026-03-10\"}\n{\"event\":\"session-scheduled\",\"on\":\"2026-06-01\",\"until\":\"2026-07-08\"}",
    );
    let of: Vec<_> = year.recurring.iter().filter(|verdict| verdict.duty == "before-session").collect();
    let texts: Vec<String> = of.iter().map(|verdict| verdict.text(Lang::Vi)).collect();
    let words = "trước kỳ họp của Hội đồng nhân dân ngày 10/03/2026 (kỳ họp trước: chưa ghi nhận)";
    assert!(texts[0].contains(words), "{}", texts[0]);
    let words = "trước kỳ họp của Hội đồng nhân dân ngày 08/07/2026 (kỳ họp trước: 10/03/2026)";
    assert!(texts[1].contains(words), "{}", texts[1]);
    let terms = crate::support::terms_in(FORMS);
    let timeline = terms.timeline(&doithoai::Facts::held_on(date("2026-06-01")), as_of("2026-06-01")).unwrap();
    let duty = timeline.recurring.iter().find(|duty| duty.id == "before-session").unwrap();
    assert!(duty.before_text(Lang::Vi).unwrap().starts_with("trước mỗi kỳ họp của Hội đồng nhân dân"));
}
