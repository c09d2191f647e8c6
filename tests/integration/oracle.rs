//! A second, slow calendar that shares no code with the library: sets of days, counted one by one.
//!
//! Decreed years come from the hand-made CSV. Later years follow the rules of practice, stated here again in
//! another form: the days off of Tết are the weekdays from two days before lunar New Year's Day to four after.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, Days, NaiveDate, Weekday};

use crate::support::{date, rows};

/// What was decided for a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Decision {
    /// 1 or 2 days of Tết before lunar New Year's Day.
    pub(crate) tet_days_before: u64,
    /// Whether the second National Day is 3 September.
    pub(crate) national_day_after: bool,
    /// Whether a 24 November on a weekend is made up.
    pub(crate) culture_day_made_up: bool,
}

#[derive(Debug, Clone)]
pub(crate) struct Oracle {
    /// Weekdays that are not worked.
    off: BTreeSet<NaiveDate>,
    /// Weekend days that are worked.
    worked: BTreeSet<NaiveDate>,
    lunar: BTreeMap<i32, (NaiveDate, NaiveDate)>,
}

fn weekend(day: NaiveDate) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a fixed holiday")
}

impl Oracle {
    pub(crate) fn vietnam() -> Self {
        let lunar = rows(include_str!("../data/tet_hung_kings.csv"))
            .iter()
            .map(|row| (row[0].parse().expect("a year"), (date(row[1]), date(row[2]))))
            .collect();
        let mut oracle = Self { off: BTreeSet::new(), worked: BTreeSet::new(), lunar };
        for row in rows(include_str!("../data/vn_calendar.csv")) {
            let day = date(row[0]);
            match row[1] {
                "swap_work" => _ = oracle.worked.insert(day),
                _ if weekend(day) => {}
                _ => _ = oracle.off.insert(day),
            }
        }
        for year in 2028..=2100 {
            oracle.decide(year, None);
        }
        oracle
    }

    /// Replaces a year after 2027 by what was decided for it; by practice if nothing was.
    pub(crate) fn decide(&mut self, year: i32, decision: Option<Decision>) {
        self.off.retain(|day| day.year() != year);
        let (tet, hung_kings) = self.lunar[&year];
        let national = day(year, 9, 2);
        let after = decision
            .map_or(matches!(national.weekday(), Weekday::Mon | Weekday::Thu | Weekday::Sun), |d| d.national_day_after);
        let mut holidays = vec![
            day(year, 1, 1),
            hung_kings,
            day(year, 4, 30),
            day(year, 5, 1),
            national,
            if after { day(year, 9, 3) } else { day(year, 9, 1) },
        ];
        match decision {
            None => {
                let window = (tet - Days::new(2)).iter_days().take(7);
                self.off.extend(window.filter(|day| !weekend(*day)));
            }
            Some(decision) => holidays.extend((tet - Days::new(decision.tet_days_before)).iter_days().take(5)),
        }
        let culture = day(year, 11, 24);
        if !weekend(culture) || decision.is_some_and(|d| d.culture_day_made_up) {
            holidays.push(culture);
        }
        holidays.sort_unstable();
        holidays.dedup();
        let weekdays: Vec<NaiveDate> = holidays.iter().copied().filter(|day| !weekend(*day)).collect();
        self.off.extend(weekdays);
        for holiday in holidays.into_iter().filter(|day| weekend(*day)) {
            let mut free = holiday + Days::new(1);
            while weekend(free) || self.off.contains(&free) {
                free = free + Days::new(1);
            }
            self.off.insert(free);
        }
    }

    pub(crate) fn swap(&mut self, off: NaiveDate, worked: NaiveDate) {
        self.off.insert(off);
        self.worked.insert(worked);
    }

    pub(crate) fn works(&self, day: NaiveDate) -> bool {
        if weekend(day) { self.worked.contains(&day) } else { !self.off.contains(&day) }
    }

    /// The `n`-th working day after `from`; before it if negative.
    pub(crate) fn add(&self, from: NaiveDate, n: i32) -> NaiveDate {
        let (mut at, mut left) = (from, n.unsigned_abs());
        while left > 0 {
            at = if n > 0 { at + Days::new(1) } else { at - Days::new(1) };
            left -= u32::from(self.works(at));
        }
        at
    }

    /// The working days after `from` up to and with `to`.
    pub(crate) fn count(&self, from: NaiveDate, to: NaiveDate) -> i64 {
        if to < from {
            return -self.count(to, from);
        }
        let days = from.iter_days().skip(1).take_while(|day| *day <= to);
        i64::try_from(days.filter(|day| self.works(*day)).count()).expect("few days")
    }

    /// The last day of `months` months from `from`, before any roll, by walking through the days of the month it ends in.
    ///
    /// The day with the number of `from` is the last, or, if `from` itself counts, the first that is too many. A month that
    /// has no such day is full with its own last day.
    pub(crate) fn month_end(from: NaiveDate, months: u32, from_counts: bool) -> NaiveDate {
        let mut first = from - Days::new(u64::from(from.day()) - 1);
        for _ in 0..months {
            first = first.iter_days().skip(1).find(|day| day.day() == 1).expect("another month");
        }
        let month = first.iter_days().take_while(|day| day.month() == first.month());
        let (too_many, counted) =
            (|day: &NaiveDate| day.day() >= from.day(), |day: &NaiveDate| day.day() <= from.day());
        match (month.clone().find(too_many), from_counts) {
            (Some(day), true) => day - Days::new(1),
            _ => month.filter(counted).last().expect("a month has days"),
        }
    }

    pub(crate) fn on_or_after(&self, from: NaiveDate) -> NaiveDate {
        from.iter_days().find(|day| self.works(*day)).expect("a working day")
    }
}
