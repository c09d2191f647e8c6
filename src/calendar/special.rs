//! The days that are neither ordinary working days nor ordinary weekly rest days.

use std::ops::RangeInclusive;

use chrono::NaiveDate;

use super::YEARS;
use super::day_number::{DayNumber, SLOTS};
use super::open::DayStanding;
use super::tables::boxed;

/// What is known of a day that is neither an ordinary working day nor an ordinary weekly rest day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Special {
    pub(super) kind: SpecialKind,
    pub(super) standing: DayStanding,
    /// The fact of a law that it rests on: document and fact, by index.
    pub(super) law: Option<FactId>,
    /// The document that decided it for this year, by index.
    pub(super) decree: Option<u32>,
}

/// A fact by its document's place and its own in it.
pub(super) type FactId = (u32, u32);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum SpecialKind {
    Holiday,
    DayOff { fact: u32 },
    InLieu { of: NaiveDate },
    SwappedOff { worked: NaiveDate },
    SwappedWorking { off: NaiveDate },
    Worked,
}

/// Special days, found by their date.
#[derive(Clone)]
pub(super) struct Specials {
    /// For each covered day the place of its special day, from 1; 0 if it has none.
    places: Box<[u16; SLOTS]>,
    pub(super) days: Vec<(DayNumber, Special)>,
}

impl Specials {
    pub(super) fn new() -> Self {
        Self { places: boxed(), days: Vec::with_capacity(16 * YEARS) }
    }

    fn place(&self, day: DayNumber) -> Option<usize> {
        usize::from(*self.places.get(day.slot())?).checked_sub(1)
    }

    pub(super) fn get(&self, date: NaiveDate) -> Option<&Special> {
        self.days.get(self.place(DayNumber::of(date)?)?).map(|(_, special)| special)
    }

    pub(super) fn has(&self, date: NaiveDate) -> bool {
        self.get(date).is_some()
    }

    pub(super) fn get_mut(&mut self, date: NaiveDate) -> Option<&mut Special> {
        let place = self.place(DayNumber::of(date)?)?;
        self.days.get_mut(place).map(|(_, special)| special)
    }

    /// A day that is not covered is left out.
    pub(super) fn insert(&mut self, date: NaiveDate, special: Special) {
        if let Some(place) = self.get_mut(date) {
            *place = special;
            return;
        }
        let Some(day) = DayNumber::of(date) else { return };
        self.days.push((day, special));
        if let Some(place) = self.places.get_mut(day.slot()) {
            *place = u16::try_from(self.days.len()).unwrap_or(0);
        }
    }

    /// Those of a range, in order.
    pub(super) fn range(&self, range: &RangeInclusive<NaiveDate>) -> Vec<(NaiveDate, Special)> {
        let all = self.days.iter().map(|(day, special)| (day.date(), *special));
        let mut found: Vec<_> = all.filter(|(date, _)| range.contains(date)).collect();
        found.sort_unstable_by_key(|(date, _)| *date);
        found
    }
}
