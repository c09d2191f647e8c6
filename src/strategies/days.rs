//! Dates, decrees, and calendars made of them.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use chrono::{Datelike, NaiveDate, Weekday};
use proptest::option::weighted;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use crate::calendar::{Calendar, FIRST, LAST, lunar, shift, swapped_days};

/// How many times a day that matters is among the dates: about half of all drawn are.
const WEIGHT: usize = 8;
/// How near a day must be to one that matters.
const NEAR: RangeInclusive<i64> = -2..=2;
/// The first year that no document decides.
const FIRST_UNDECREED: i32 = 2028;

/// Dates that the calendar covers, about half of them near days that matter.
///
/// Those are Tết, the other holidays, 24 November, swapped days, leap days and both ends of coverage. A failing date
/// shrinks toward an earlier one.
///
/// ```
/// use doithoai::{Calendar, strategies::dates};
/// use proptest::prelude::*;
/// # let calendar = Calendar::vietnam();
/// proptest!(|(date in dates())| {
///     prop_assert!(calendar.is_working_day(date).is_ok());
/// });
/// ```
pub fn dates() -> BoxedStrategy<NaiveDate> {
    dates_in(FIRST..=LAST)
}

/// The dates of a range that the calendar covers, drawn as [`dates`] are.
///
/// Of a range without a covered date it is the covered one nearest to its start.
///
/// ```
/// # use chrono::NaiveDate;
/// use doithoai::strategies::dates_in;
/// use proptest::prelude::*;
/// let date = |m, d| NaiveDate::from_ymd_opt(2026, m, d).unwrap();
/// proptest!(|(day in dates_in(date(8, 1)..=date(9, 30)))| {
///     prop_assert!((date(8, 1)..=date(9, 30)).contains(&day));
/// });
/// ```
pub fn dates_in(range: RangeInclusive<NaiveDate>) -> BoxedStrategy<NaiveDate> {
    let first = (*range.start()).clamp(FIRST, LAST);
    let last = (*range.end()).clamp(first, LAST);
    let matter = days_that_matter();
    let times = |day: &NaiveDate| if matter.contains(day) { WEIGHT } else { 1 };
    let days = first.iter_days().take_while(|day| *day <= last);
    // In order, so that an earlier place is an earlier day.
    select(days.flat_map(|day| std::iter::repeat_n(day, times(&day))).collect::<Vec<_>>()).boxed()
}

fn days_that_matter() -> BTreeSet<NaiveDate> {
    let of_year = |year: i32| {
        let days = [(1, 1), (2, 29), (4, 30), (5, 1), (9, 2), (11, 24)];
        let days = days.map(|(month, day)| NaiveDate::from_ymd_opt(year, month, day));
        let tet = [-2, 0, 3].map(|days| lunar::tet(year).and_then(|new_year| shift(new_year, days)));
        days.into_iter().chain(tet).chain([lunar::hung_kings(year)]).flatten()
    };
    let days = (FIRST.year()..=LAST.year()).flat_map(of_year).chain(swapped_days()).chain([FIRST, LAST]);
    days.flat_map(|day| NEAR.filter_map(move |near| shift(day, near))).collect()
}

/// What a decree decides beside its year.
#[derive(Debug, Clone)]
struct Decided {
    tet_days_before: i64,
    national_day_after: bool,
    /// Whether a 24 November on a weekend is made up; `None` leaves it open.
    made_up: Option<bool>,
    swap: Option<Index>,
    /// Days after 1 October of the year before.
    issued: i64,
}

/// The text of a decree that decides a year which no document decides yet: 2028 to 2100.
///
/// It decides Tết as 1 + 4 or 2 + 3 days and on which side of National Day the second day lies; where 24 November
/// falls on a weekend, that it is made up, that it is not, or nothing; and perhaps swaps a day near a holiday for a
/// Saturday. It is issued in the last three months of the year before, and has the id `cv-YEAR`. Another year gives
/// the nearest of these.
///
/// ```
/// use doithoai::{Calendar, strategies::decrees};
/// use proptest::prelude::*;
/// # let vietnam = Calendar::vietnam();
/// proptest!(ProptestConfig::with_cases(32), |(decree in decrees(2028))| {
///     let calendar = vietnam.to_builder().decree_toml(&decree).build().unwrap();
///     prop_assert!(calendar.is_decreed(2028));
/// });
/// ```
pub fn decrees(year: i32) -> BoxedStrategy<String> {
    let year = year.clamp(FIRST_UNDECREED, LAST.year());
    let made_up = select(vec![None, Some(false), Some(true)]);
    (1_i64..=2, any::<bool>(), made_up, weighted(0.5, any::<Index>()), 0_i64..92)
        .prop_map(|(tet_days_before, national_day_after, made_up, swap, issued)| Decided {
            tet_days_before,
            national_day_after,
            made_up,
            swap,
            issued,
        })
        .prop_filter_map("every year has these days", move |decided| decree(year, &decided))
        .boxed()
}

fn decree(year: i32, decided: &Decided) -> Option<String> {
    let day = |month, day| NaiveDate::from_ymd_opt(year, month, day);
    let from = shift(lunar::tet(year)?, decided.tet_days_before.checked_neg()?)?;
    let national_day = day(9, 2)?;
    let beside = shift(national_day, if decided.national_day_after { 1 } else { -1 })?;
    let culture_day = day(11, 24)?;
    let mut off: BTreeSet<NaiveDate> = from.iter_days().take(5).collect();
    off.extend([day(1, 1)?, lunar::hung_kings(year)?, day(4, 30)?, day(5, 1)?, national_day, beside, culture_day]);
    let mut lines = vec![
        format!("tet = [{{ from = {from}, to = {} }}]", shift(from, 4)?),
        format!("beside_national_day = [{beside}]"),
    ];
    match decided.made_up {
        Some(true) if is_weekend(culture_day) => {
            let monday = culture_day.iter_days().find(|day| !is_weekend(*day))?;
            off.insert(monday);
            lines.push(format!("in_lieu = [{{ of = {culture_day}, on = {monday} }}]"));
        }
        Some(false) if is_weekend(culture_day) => lines.push(format!("not_made_up = [{culture_day}]")),
        _ => {}
    }
    if let Some(swap) = decided.swap {
        let (off, worked) = *swap.get(&swaps(&off));
        lines.push(format!("swap = [{{ off = {off}, worked = {worked} }}]"));
    }
    let issued = shift(NaiveDate::from_ymd_opt(year.checked_sub(1)?, 10, 1)?, decided.issued)?;
    Some(format!(
        "format = 1\n[[document]]\nid = \"cv-{year}\"\nkind = \"cong-van\"\nnumber = \"unknown\"\n\
         issuer = {{ vi = \"ngẫu nhiên\", en = \"random\" }}\nissued = {issued}\nconfidence = \"D\"\n\
         source = \"random, not a real letter\"\n{}\n",
        lines.join("\n")
    ))
}

/// The working days within three days of one off, each with the Saturdays of the two weeks before and after it.
fn swaps(off: &BTreeSet<NaiveDate>) -> Vec<(NaiveDate, NaiveDate)> {
    let near = |day: NaiveDate, days: i64| {
        let around = (days.saturating_neg()..=days).filter_map(move |days| shift(day, days));
        around.filter(move |other| other.year() == day.year() && !off.contains(other))
    };
    let bridges = off.iter().flat_map(|day| near(*day, 3)).filter(|day| !is_weekend(*day));
    let pairs = bridges.flat_map(|bridge| {
        near(bridge, 14).filter(|day| day.weekday() == Weekday::Sat).map(move |worked| (bridge, worked))
    });
    pairs.collect()
}

fn is_weekend(day: NaiveDate) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

/// Calendars: that of Vietnam, the same with decrees for some years, each perhaps as it was known on a day.
///
/// ```
/// use doithoai::{TimeLimit, Unit, strategies::{calendars, dates_in}};
/// use proptest::prelude::*;
/// # let date = |y| chrono::NaiveDate::from_ymd_opt(y, 1, 1).unwrap();
/// proptest!(ProptestConfig::with_cases(32), |(calendar in calendars(), day in dates_in(date(2015)..=date(2100)))| {
///     let due = calendar.due(&TimeLimit::after(10, Unit::WorkingDay), day).unwrap();
///     prop_assert!(calendar.is_working_day(due.date).unwrap());
/// });
/// ```
pub fn calendars() -> BoxedStrategy<Calendar> {
    let vietnam = Calendar::vietnam();
    let plain = Just(vietnam.clone());
    let decreed = (FIRST_UNDECREED..=LAST.year(), 1_usize..=3)
        .prop_flat_map(|(first, years)| (first..=LAST.year()).take(years).map(decrees).collect::<Vec<_>>())
        .prop_filter_map("decrees of different years fit together", move |decrees| {
            let all = decrees.iter().fold(vietnam.to_builder(), |builder, decree| builder.decree_toml(decree));
            all.build().ok()
        });
    let base = prop_oneof![2 => plain, 3 => decreed];
    let decided = NaiveDate::from_ymd_opt(FIRST_UNDECREED, 1, 1).unwrap_or(LAST);
    let known_on = prop_oneof![dates_in(FIRST..=decided), dates()]; // while laws and letters came, and later
    (base, weighted(0.4, known_on))
        .prop_map(|(calendar, known_on)| known_on.map_or_else(|| calendar.clone(), |day| calendar.known_on(day)))
        .boxed()
}
