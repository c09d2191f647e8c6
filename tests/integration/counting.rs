//! Counting in constant time equals counting day by day, on decreed and projected years and under random decrees.

use std::sync::LazyLock;

use chrono::{Datelike, Days, NaiveDate};
use doithoai::strategies::dates_in;
use doithoai::{Backward, Calendar, Roll, Start, TimeLimit, Unit};
use proptest::prelude::*;

use crate::oracle::{Decision, Oracle};
use crate::support::{VIETNAM, date, decree};

static ORACLE: LazyLock<Oracle> = LazyLock::new(Oracle::vietnam);

/// A day of the covered years, far enough from their ends for the counts below.
fn days() -> impl Strategy<Value = NaiveDate> {
    dates_in(date("2015-12-01")..=date("2096-05-31"))
}

fn decisions() -> impl Strategy<Value = Decision> {
    (1_u64..=2, any::<bool>(), any::<bool>()).prop_map(|(tet_days_before, national_day_after, culture_day_made_up)| {
        Decision { tet_days_before, national_day_after, culture_day_made_up }
    })
}

/// The facts of a decree for a year, in the words of a decree file.
fn facts(year: i32, decision: Decision) -> String {
    let tet = doithoai::calendar::lunar::tet(year).expect("a covered year");
    let from = tet - Days::new(decision.tet_days_before);
    let second = if decision.national_day_after { 3 } else { 1 };
    let facts = format!(
        "tet = [{{ from = {from}, to = {} }}]\nbeside_national_day = [{year}-09-0{second}]\n",
        from + Days::new(4)
    );
    let culture = NaiveDate::from_ymd_opt(year, 11, 24).expect("a date");
    match culture.weekday().num_days_from_monday() {
        5 | 6 if decision.culture_day_made_up => {
            let monday = culture.iter_days().find(|day| day.weekday().num_days_from_monday() == 0).expect("a Monday");
            facts + &format!("in_lieu = [{{ of = {culture}, on = {monday} }}]\n")
        }
        5 | 6 => facts + &format!("not_made_up = [{culture}]\n"),
        _ => facts,
    }
}

/// A swap of the week of `near`, if it has a working weekday and its Saturday is an ordinary one.
fn swap(oracle: &Oracle, near: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
    let monday = near - Days::new(near.weekday().num_days_from_monday().into());
    let saturday = monday + Days::new(5);
    let holiday = VIETNAM.day(saturday).expect("a covered day").kind.is_special();
    let off = monday.iter_days().take(5).find(|day| oracle.works(*day))?;
    (!holiday).then_some((off, saturday))
}

proptest! {
    #![proptest_config(crate::support::cases(400))]

    #[test]
    fn every_day_2015_to_2100_agrees(day in days()) {
        prop_assert_eq!(VIETNAM.is_working_day(day).unwrap(), ORACLE.works(day), "{}", day);
    }

    #[test]
    fn adding_agrees_with_counting_day_by_day(day in days(), n in -200_i32..=200) {
        prop_assert_eq!(VIETNAM.add_working_days(day, n).unwrap(), ORACLE.add(day, n));
    }

    /// From any covered day, also at the ends of coverage, where the answer is an error exactly if it lies outside.
    #[test]
    fn adding_agrees_from_any_covered_day(offset in 0_i32..31_411, n in -400_i32..=400) {
        let day = NaiveDate::from_epoch_days(date("2015-01-01").to_epoch_days() + offset).unwrap();
        let expected = ORACLE.add(day, n);
        let covered = VIETNAM.coverage().contains(&expected);
        prop_assert_eq!(VIETNAM.add_working_days(day, n).ok(), covered.then_some(expected));
    }

    #[test]
    fn counting_agrees_and_adds_up(day in days(), ahead in 0_u64..300, more in 0_u64..300) {
        let (b, c) = (day + Days::new(ahead), day + Days::new(ahead + more));
        let count = |from, to| VIETNAM.count_working_days(from, to).unwrap();
        prop_assert_eq!(count(day, b), ORACLE.count(day, b));
        prop_assert_eq!(count(b, day), -count(day, b));
        prop_assert_eq!(count(day, b) + count(b, c), count(day, c));
    }

    #[test]
    fn what_is_added_is_counted(day in days(), n in 1_i32..=400) {
        let later = VIETNAM.add_working_days(day, n).unwrap();
        prop_assert_eq!(VIETNAM.count_working_days(day, later).unwrap(), i64::from(n));
        prop_assert!(VIETNAM.is_working_day(later).unwrap());
        prop_assert!(VIETNAM.count_working_days(day, later - Days::new(1)).unwrap() < i64::from(n));
    }

    #[test]
    fn going_back_and_forth_between_working_days_ends_where_it_began(day in days(), n in 1_i32..=400) {
        let start = ORACLE.on_or_after(day);
        let later = VIETNAM.add_working_days(start, n).unwrap();
        prop_assert_eq!(VIETNAM.add_working_days(later, -n).unwrap(), start);
    }

    #[test]
    fn a_later_anchor_never_gives_an_earlier_date(day in days(), gap in 0_u64..30, n in 0_u32..60, unit in 0..Unit::ALL.len()) {
        let unit = Unit::ALL[unit];
        let n = if matches!(unit, Unit::Month | Unit::Year) { n % 3 } else { n };
        let day = day.max(date("2019-06-01"));
        let later = day + Days::new(gap);
        let after = TimeLimit::after(n, unit);
        prop_assert!(VIETNAM.due(&after, day).unwrap().date <= VIETNAM.due(&after, later).unwrap().date);
        let before = TimeLimit::before(n % 4, unit, Backward::ClearDays).unwrap();
        prop_assert!(VIETNAM.due(&before, day).unwrap().date <= VIETNAM.due(&before, later).unwrap().date);
    }

    #[test]
    fn more_units_never_end_earlier(day in days(), n in 0_u32..200) {
        for unit in [Unit::WorkingDay, Unit::Day] {
            let due = |n| VIETNAM.due(&TimeLimit::after(n, unit), day).unwrap().date;
            prop_assert!(due(n) <= due(n + 1));
        }
    }

    /// Each backward convention is what its definition says, checked on the days around its answer.
    #[test]
    fn a_backward_limit_is_the_latest_day_that_satisfies_its_definition(event in days(), n in 1_u32..40) {
        // The working days from the act to the event, each end counted or not.
        let between = |act: NaiveDate, with_act: bool, with_event: bool| {
            let days = act.iter_days().take_while(|day| *day <= event);
            let days = days.filter(|day| (*day != act || with_act) && (*day != event || with_event));
            days.filter(|day| ORACLE.works(*day)).count()
        };
        for (count, from, to) in [(Backward::ClearDays, false, false), (Backward::EventExcluded, true, false), (Backward::EventIncluded, true, true)] {
            let limit = TimeLimit::before(n, Unit::WorkingDay, count).unwrap();
            let due = VIETNAM.due(&limit, event).unwrap().date;
            let enough = |act| between(act, from, to) >= usize::try_from(n).unwrap();
            prop_assert!(enough(due), "{count:?} {due}");
            prop_assert!(!enough(due + Days::new(1)), "{count:?} the day after {due}");
        }
    }

    #[test]
    fn forward_limits_agree_with_the_oracle(day in days(), n in 1_u32..120, included: bool) {
        let start = if included { Start::EventIncluded } else { Start::EventExcluded };
        let shift = u64::from(included);
        let working = TimeLimit::after_with(n, Unit::WorkingDay, start, Roll::NextWorkingDay);
        let expected = ORACLE.add(day - Days::new(shift), i32::try_from(n).unwrap());
        prop_assert_eq!(VIETNAM.due(&working, day).unwrap().date, expected);
        for (unit, length) in [(Unit::Day, 1), (Unit::Week, 7)] {
            let end = day + Days::new(u64::from(n) * length - shift);
            let rolled = TimeLimit::after_with(n, unit, start, Roll::NextWorkingDay);
            prop_assert_eq!(VIETNAM.due(&rolled, day).unwrap().date, ORACLE.on_or_after(end));
            let unrolled = TimeLimit::after_with(n, unit, start, Roll::None);
            prop_assert_eq!(VIETNAM.due(&unrolled, day).unwrap().date, end);
        }
    }

    /// Also from the last days of a month, which the month at the other end may not have.
    #[test]
    fn months_and_years_agree_with_the_oracle(day in days(), late: bool, n in 1_u32..30, included: bool) {
        let day = if late { day.iter_days().find(|day| day.day() >= 28).unwrap() } else { day };
        let start = if included { Start::EventIncluded } else { Start::EventExcluded };
        for (unit, amount, months) in [(Unit::Month, n, n), (Unit::Year, n % 4 + 1, 12 * (n % 4 + 1))] {
            let end = Oracle::month_end(day, months, included);
            let rolled = TimeLimit::after_with(amount, unit, start, Roll::NextWorkingDay);
            prop_assert_eq!(VIETNAM.due(&rolled, day).unwrap().date, ORACLE.on_or_after(end));
            let unrolled = TimeLimit::after_with(amount, unit, start, Roll::None);
            prop_assert_eq!(VIETNAM.due(&unrolled, day).unwrap().date, end);
        }
    }
}

proptest! {
    #![proptest_config(crate::support::cases(60))]

    #[test]
    fn random_decrees_move_both_calendars_alike(
        years in proptest::collection::btree_map(2028_i32..2099, decisions(), 1..5),
        swaps in proptest::collection::btree_set(60_u64..190, 0..3),
        n in -150_i32..=150,
        at in 0_u64..365,
    ) {
        let mut oracle = ORACLE.clone();
        let mut builder = Calendar::builder();
        for (year, decision) in &years {
            oracle.decide(*year, Some(*decision));
            builder = builder.decree_toml(&decree(&format!("decree-{year}"), "2027-06-01", &facts(*year, *decision)));
        }
        let first = *years.keys().next().unwrap();
        let year = NaiveDate::from_ymd_opt(first, 1, 20).unwrap();
        for (number, week) in swaps.iter().enumerate() {
            // Swaps between March and July, in weeks that no holiday touches, so that the law's days in lieu stay.
            let near = year + Days::new(*week);
            let quiet = (0..14).all(|d| !VIETNAM.day(near + Days::new(d)).unwrap().kind.is_special());
            let Some((off, worked)) = swap(&oracle, near).filter(|_| quiet) else { continue };
            if swaps.iter().any(|other| other != week && other.abs_diff(*week) < 14) {
                continue;
            }
            oracle.swap(off, worked);
            let facts = format!("swap = [{{ off = {off}, worked = {worked} }}]");
            builder = builder.decree_toml(&decree(&format!("swap-{number}"), "2027-06-01", &facts));
        }
        let calendar = builder.build().unwrap();
        for year in years.keys() {
            prop_assert!(calendar.is_decreed(*year));
            let mut days = NaiveDate::from_ymd_opt(*year, 1, 1).unwrap().iter_days().take_while(|day| day.year() == *year);
            prop_assert!(days.all(|day| calendar.is_working_day(day).unwrap() == oracle.works(day)));
        }
        let day = NaiveDate::from_ymd_opt(first, 1, 1).unwrap() + Days::new(at);
        prop_assert_eq!(calendar.add_working_days(day, n).unwrap(), oracle.add(day, n));
    }

    /// Whatever is decided for the years of a count, the outcome lies within the bounds, and each bound is one.
    #[test]
    fn bounds_contain_every_admissible_outcome(year in 2028_i32..2098, at in 0_u64..365, n in 1_u32..200, unit in 0_usize..3) {
        let day = NaiveDate::from_ymd_opt(year, 1, 1).unwrap() + Days::new(at);
        let unit = [Unit::WorkingDay, Unit::Day, Unit::Week][unit];
        let n = if unit == Unit::Week { n % 28 } else { n };
        let after = TimeLimit::after(n, unit);
        let before = TimeLimit::before(n, unit, Backward::EventExcluded).unwrap();
        let (ahead, back) = (VIETNAM.due(&after, day).unwrap(), VIETNAM.due(&before, day).unwrap());
        prop_assert!(!ahead.is_firm() && ahead.earliest() <= ahead.date && ahead.date <= ahead.latest());
        let (mut met, mut met_back) = ((ahead.latest(), ahead.earliest()), (back.latest(), back.earliest()));
        for choice in 0..64_u32 {
            let mut oracle = ORACLE.clone();
            // One decision for the year of the day, one for both its neighbours.
            let decision = |bits: u32| Decision {
                tet_days_before: u64::from(bits & 1) + 1,
                national_day_after: bits & 2 != 0,
                culture_day_made_up: bits & 4 != 0,
            };
            for (decided, bits) in [(year, choice), (year - 1, choice >> 3), (year + 1, choice >> 3)] {
                if decided >= 2028 {
                    oracle.decide(decided, Some(decision(bits)));
                }
            }
            let steps = i32::try_from(n).unwrap();
            let (forward, backward) = match unit {
                Unit::WorkingDay => (oracle.add(day, steps), oracle.add(day, -steps)),
                Unit::Day => (oracle.on_or_after(day + Days::new(n.into())), day - Days::new(n.into())),
                _ => (oracle.on_or_after(day + Days::new(u64::from(n) * 7)), day - Days::new(u64::from(n) * 7)),
            };
            prop_assert!(ahead.earliest() <= forward && forward <= ahead.latest(), "{} {:?} {:?}", forward, decision(choice), ahead);
            prop_assert!(back.earliest() <= backward && backward <= back.latest(), "{} {:?} {:?}", backward, decision(choice), back);
            met = (met.0.min(forward), met.1.max(forward));
            met_back = (met_back.0.min(backward), met_back.1.max(backward));
        }
        // And they are no wider than the outcomes: the count reaches no further than the years decided here.
        prop_assert_eq!(met, (ahead.earliest(), ahead.latest()));
        prop_assert_eq!(met_back, (back.earliest(), back.latest()));
    }
}

#[test]
fn every_single_day_of_the_projected_years_agrees() {
    let mut days = 0;
    for day in date("2028-01-01").iter_days().take_while(|day| *day <= date("2100-12-31")) {
        assert_eq!(VIETNAM.is_working_day(day).unwrap(), ORACLE.works(day), "{day}");
        days += 1;
    }
    assert_eq!(days, 26_663);
}

/// Where both ends of a count lie near open days: inside one window, from Tết to National Day and back, from National
/// Day to the next Tết, and from each to itself a year later, each decided on its own. Every bound is an outcome.
#[test]
fn bounds_between_open_windows_are_exact() {
    let decision = |bits: u32| Decision {
        tet_days_before: u64::from(bits & 1) + 1,
        national_day_after: bits & 2 != 0,
        culture_day_made_up: bits & 4 != 0,
    };
    for year in [2028, 2029, 2030, 2033, 2036, 2044, 2050] {
        let outcomes: Vec<Oracle> = (0..64_u32)
            .map(|bits| {
                let mut oracle = ORACLE.clone();
                oracle.decide(year, Some(decision(bits)));
                oracle.decide(year + 1, Some(decision(bits >> 3)));
                oracle
            })
            .collect();
        let tet = doithoai::calendar::lunar::tet(year).unwrap() - Days::new(4);
        let national_day = NaiveDate::from_ymd_opt(year, 8, 29).unwrap();
        let near = |first: NaiveDate| first.iter_days().take(11);
        let cases = near(tet).flat_map(|day| (1..10_i32).chain(140..166).chain(238..260).map(move |n| (day, n)));
        let cases = cases
            .chain(near(national_day).flat_map(|day| (1..10).chain(95..116).chain(238..260).map(move |n| (day, n))));
        let back = near(national_day).flat_map(|day| (1..10).chain(140..166).map(move |n| (day, -n)));
        for (day, n) in cases.chain(back) {
            let amount = n.unsigned_abs();
            let limit = if n > 0 {
                TimeLimit::after(amount, Unit::WorkingDay)
            } else {
                TimeLimit::before(amount, Unit::WorkingDay, Backward::EventExcluded).unwrap()
            };
            let due = VIETNAM.due(&limit, day).unwrap();
            let dates: Vec<NaiveDate> = outcomes.iter().map(|oracle| oracle.add(day, n)).collect();
            let bounds = (*dates.iter().min().unwrap(), *dates.iter().max().unwrap());
            assert_eq!((due.earliest(), due.latest()), bounds, "{n} from {day}");
        }
    }
}
