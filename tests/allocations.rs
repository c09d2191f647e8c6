//! What memory calls take: most none, a trace and a calendar what their documentation says.
#![expect(clippy::unwrap_used, reason = "tests fail by panicking")]

#[path = "../benches/support/petitions.rs"]
mod petitions;

use allocation_counter::measure;
use chrono::NaiveDate;
use doithoai::audit::{OfficeLog, audit_year};
use doithoai::dialogue::Log;
use doithoai::ruleset::{HeadKind, Level};
use doithoai::{
    AnyDialogue, Backward, Calendar, DueColumns, PerRow, Registry, Roll, RuleSet, Start, Subject, Terms, TimeLimit,
    Unit, View,
};

/// What the documentation of `Calendar` says a calendar takes, in bytes: with years that are open, and without.
const CALENDAR: [u64; 2] = [800_000, 260_000];

/// What the documentation of `Calendar::due_traced` says a trace over some weeks takes at a time, in bytes.
const TRACE: u64 = 13_000;

/// What terms that bind a subject take over the registry and the calendar that they share, in bytes; 5,000 kept together may
/// take 20 MB.
const BOUND: u64 = 1_230;

/// What a dialogue with 30 petitions takes over its terms while it is kept, in bytes; it may take 10 kB.
const DIALOGUE: u64 = 8_200;

/// How often one more entry asks for memory whose event is unknown, and was met before: looking for what was meant does so some
/// thousand times.
const ONCE_MORE: u64 = 60;

fn date(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap()
}

fn limits() -> [TimeLimit; 4] {
    [
        TimeLimit::after(10, Unit::WorkingDay),
        TimeLimit::after_with(30, Unit::Day, Start::EventExcluded, Roll::NextWorkingDay),
        TimeLimit::after(1, Unit::Month),
        TimeLimit::before(5, Unit::WorkingDay, Backward::ClearDays).unwrap(),
    ]
}

#[track_caller]
fn takes_nothing<T>(work: impl FnOnce() -> T) {
    let taken = measure(|| drop(work()));
    assert_eq!(taken.count_total, 0, "{taken:?}");
}

#[test]
fn counting_and_due_dates_allocate_nothing() {
    let calendar = Calendar::vietnam();
    // Decreed, open, and past the ends, where the answer is an error.
    for day in [date(2026, 8, 20), date(2040, 1, 20), date(2100, 12, 31), date(2014, 1, 1)] {
        takes_nothing(|| calendar.add_working_days(day, 7));
        takes_nothing(|| calendar.add_working_days(day, -7));
        takes_nothing(|| calendar.count_working_days(day, date(2030, 1, 1)));
        takes_nothing(|| calendar.is_working_day(day));
        takes_nothing(|| calendar.last_working_day(day));
        for limit in limits() {
            takes_nothing(|| calendar.due(&limit, day));
        }
    }
    takes_nothing(|| calendar.clone());
}

#[test]
fn batches_allocate_nothing_but_what_many_due_dates_are_remembered_in() {
    let calendar = Calendar::vietnam();
    for rows in [1, 64, 1_000, 100_000] {
        let (days, n, mut out) = (vec![20_685_i32; rows], vec![7; rows], vec![0; rows]);
        takes_nothing(|| calendar.add_working_days_batch(&days, PerRow::Each(&n), &mut out));
        takes_nothing(|| calendar.count_working_days_batch(&days, PerRow::Each(&n), &mut out));
        let [ten, ..] = limits();
        let taken = measure(|| _ = calendar.due_batch(&ten, &days, DueColumns::dates(&mut out)));
        assert_eq!(taken.bytes_total, if rows < 1_024 { 0 } else { 65_536 }, "{rows} rows: {taken:?}");
    }
}

#[test]
fn a_trace_takes_what_is_said() {
    let calendar = Calendar::vietnam();
    let terms = Terms::new([RuleSet::builtin("hcmc-935").unwrap()], calendar.clone());
    let mut most = 0;
    // Every anchor of years that are decreed, with long Tết holidays and short ones, and of years that are open.
    for year in [2015, 2026, 2027, 2030, 2031, 2040] {
        for day in date(year, 1, 1).iter_days().take(365) {
            for limit in limits() {
                most = most.max(measure(|| drop(calendar.due_traced(&limit, day))).bytes_max);
            }
            let by_name = || drop(terms.due_traced("hcmc-935@2017-04-28", "notify-conclusion", day).unwrap());
            most = most.max(measure(by_name).bytes_max);
        }
    }
    assert!(most <= TRACE && most > TRACE / 10 * 8, "{most} bytes; said {TRACE}");
}

#[test]
fn a_calendar_holds_what_is_said() {
    let mut built = None;
    let open = measure(|| built = Some(Calendar::vietnam()));
    let decided = measure(|| drop(built.replace(Calendar::from_days([], []).unwrap())));
    // The second measure also frees the first calendar.
    let decided = open.bytes_current.saturating_add(decided.bytes_current);
    let taken = [open.bytes_current, decided];
    for (taken, said) in taken.into_iter().zip(CALENDAR) {
        let taken = u64::try_from(taken).unwrap();
        assert!(taken <= said && taken > said / 10 * 8, "{taken} bytes; said {said}");
    }
}

#[test]
fn terms_that_bind_a_subject_copy_no_rule_set() {
    let (registry, calendar) = (Registry::builtin(), Calendar::vietnam());
    let days = date(2026, 1, 1).iter_days().take(5_000);
    let subjects: Vec<Subject> =
        days.map(|day| Subject::new("79", Level::Commune, HeadKind::LocalGovernment, day).unwrap()).collect();
    let bind = |subject| Terms::binding(registry.binding(subject), calendar.clone());
    let mut kept: Vec<Terms> = Vec::new();
    let taken = measure(|| kept = subjects.iter().map(bind).collect());
    let each = u64::try_from(taken.bytes_current).unwrap() / 5_000;
    assert!(each <= BOUND && each > BOUND / 10 * 8, "{each} bytes for each; said {BOUND}");
    assert!(kept.iter().all(|terms| terms.rule_sets().len() == 2));
}

#[test]
fn a_dialogue_that_is_kept_is_small() {
    let terms = Terms::new([RuleSet::builtin("hcmc-935").unwrap()], Calendar::vietnam());
    let log = Log::from_jsonl(&petitions::log(date(2026, 8, 20), 30)).unwrap();
    let mut kept = None;
    let taken = measure(|| kept = Some(AnyDialogue::replay(terms.clone(), &log).unwrap()));
    let taken = u64::try_from(taken.bytes_current).unwrap();
    assert!(taken <= DIALOGUE && taken > DIALOGUE / 10 * 8, "{taken} bytes; said {DIALOGUE}");
    assert_eq!(kept.unwrap().log().entries().len(), log.entries().len());
}

#[test]
fn what_was_meant_by_an_unknown_event_is_looked_for_once() {
    let entries = |first: &str, (n, of_one): (usize, bool)| {
        let event = |n: usize| if of_one { "weighed".to_owned() } else { format!("weighed-{n}") };
        let entry = |n| format!("{{\"event\":\"{}\",\"on\":\"2026-08-01\",\"key\":\"{n}\"}}\n", event(n));
        format!("{first}\n{}", (0..n).map(entry).collect::<String>())
    };
    let terms = Terms::new([RuleSet::builtin("hcmc-935").unwrap()], Calendar::vietnam());
    let registry = Registry::builtin();
    let replay = |said| {
        let of = r#"{"dialogue":"DT-1","appointed":"2026-08-20","on":"2026-07-20"}"#;
        let log = Log::from_jsonl(&entries(of, said)).unwrap();
        measure(|| drop(AnyDialogue::replay(terms.clone(), &log).unwrap())).count_total
    };
    let audit = |said| {
        let of = r#"{"office":"A","territory":"48","level":"commune","head":"local-government"}"#;
        let office = OfficeLog::from_jsonl(&entries(of, said)).unwrap();
        let audit = || audit_year(&registry, &Calendar::vietnam(), &[], &office, 2026, View::everything()).unwrap();
        measure(|| drop(audit())).count_total
    };
    let each = |taken: &dyn Fn((usize, bool)) -> u64, of_one| {
        let [few, many] = [100, 200].map(|n| taken((n, of_one)));
        many.saturating_sub(few) / 100
    };
    let again_or_other = |taken: &dyn Fn((usize, bool)) -> u64| [true, false].map(|of_one| each(taken, of_one));
    for (what, [again, other]) in [("dialogue", again_or_other(&replay)), ("office", again_or_other(&audit))] {
        assert!(again <= ONCE_MORE, "{what}: {again} times for each; said {ONCE_MORE}");
        assert!(other > ONCE_MORE * 5, "{what}: {other} times for each word, which is looked for");
    }
}
