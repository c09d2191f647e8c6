//! Counting in constant time: day → working days so far, and working day by its number → day.

use super::day_number::{BASE, DayNumber, SLOTS, slot};

/// A set of covered days, a bit each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct DaySet(Box<[u64; SLOTS / 64]>);

/// Working days, and the two dense arrays made from them.
///
/// INVARIANT: `rank` holds for each covered day how many working days there are from the first one up to and with it;
/// `select` holds the number of the `k`-th working day in its slot `k`, from 1, and 0 in all others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Table {
    working: DaySet,
    rank: Box<[u16; SLOTS]>,
    select: Box<[u16; SLOTS]>,
    /// From any rank, and from the mark of an uncovered day, so many bits of working days lead to a slot below [`SLOTS`].
    reach_bits: u32,
}

/// Added to the rank of a day that is not covered.
pub(super) const UNCOVERED: u16 = 1 << 15;

impl DaySet {
    pub(super) fn new() -> Self {
        Self(boxed())
    }

    /// The bits of the 64 days with the numbers from `64 * word` on.
    fn word(&self, word: u16) -> u64 {
        #[cfg(test)]
        super::work::count();
        self.0.get(usize::from(word) % (SLOTS / 64)).copied().unwrap_or(0)
    }

    fn place(&mut self, day: DayNumber) -> Option<(&mut u64, u64)> {
        let word = self.0.get_mut(day.slot() / 64)?;
        Some((word, 1 << (day.get() % 64)))
    }

    pub(super) fn insert(&mut self, day: DayNumber) {
        if let Some((word, bit)) = self.place(day) {
            *word |= bit;
        }
    }

    pub(super) fn remove(&mut self, day: DayNumber) {
        if let Some((word, bit)) = self.place(day) {
            *word &= !bit;
        }
    }

    /// Sets the days from `first` to `last` as a week says, from Monday: 64 days at a time.
    pub(super) fn set_weeks(&mut self, (first, last): (DayNumber, DayNumber), week: [bool; 7]) {
        let bits = |weekday: usize| {
            let days = week.iter().cycle().skip(weekday).zip(0..64);
            days.fold(0_u64, |bits, (works, day)| bits | u64::from(*works) << day)
        };
        // Word 0 begins on Thursday 1970-01-01; each next one begins a weekday later, since 64 days are 9 weeks and a day.
        let patterns = [3, 4, 5, 6, 0, 1, 2].map(bits);
        let (first_word, last_word) = (first.get() / 64, last.get() / 64);
        for word in first_word..=last_word {
            let from = if word == first_word { u64::MAX << (first.get() % 64) } else { u64::MAX };
            let to = if word == last_word { u64::MAX >> (63 ^ (last.get() % 64)) } else { u64::MAX };
            let pattern = patterns.get(usize::from(word) % 7).copied().unwrap_or(0);
            if let Some(place) = self.0.get_mut(usize::from(word) % (SLOTS / 64)) {
                *place = *place & !(from & to) | pattern & from & to;
            }
        }
    }

    #[inline]
    pub(super) fn contains(&self, day: DayNumber) -> bool {
        self.word(day.get() / 64) >> (day.get() % 64) & 1 != 0
    }
}

/// An array on the heap that was not on the stack before.
pub(super) fn boxed<T: Clone + Default, const N: usize>() -> Box<[T; N]> {
    vec![T::default(); N]
        .into_boxed_slice()
        .try_into()
        .unwrap_or_else(|_| Box::new(std::array::from_fn(|_| T::default())))
}

/// What a table holds in the slot of a number.
#[inline]
pub(super) fn read(table: &[u16; SLOTS], number: usize) -> u16 {
    #[cfg(test)]
    super::work::count();
    table.get(number % SLOTS).copied().unwrap_or(0)
}

fn put(table: &mut [u16; SLOTS], number: u16, value: u16) {
    if let Some(place) = table.get_mut(slot(number)) {
        *place = value;
    }
}

impl Table {
    /// The table of a set of working days.
    pub(super) fn new(working: DaySet) -> Self {
        let mut table = Self { working, rank: boxed(), select: boxed(), reach_bits: 0 };
        let mut count = 0_u16;
        for word in DayNumber::FIRST.get() / 64..=DayNumber::LAST.get() / 64 {
            let mut bits = table.working.word(word);
            for bit in 0..64 {
                let day = word.wrapping_mul(64).wrapping_add(bit);
                // Written for every day, and over it for the next one unless this one is worked: no branch.
                put(&mut table.select, count.wrapping_add(1), day);
                count = count.wrapping_add(u16::from(bits & 1 != 0));
                put(&mut table.rank, day, count);
                bits >>= 1;
            }
        }
        table.close(count)
    }

    /// Marks the end of the `count` working days, and the days that are not covered.
    fn close(mut self, count: u16) -> Self {
        let past = count.wrapping_add(1);
        put(&mut self.select, past, 0);
        let (first, last) = (DayNumber::FIRST.get(), DayNumber::LAST.get());
        for day in (BASE..first).chain(last.wrapping_add(1)..BASE.wrapping_add(UNCOVERED)) {
            put(&mut self.rank, day, UNCOVERED | past);
        }
        self.reach_bits = UNCOVERED.wrapping_sub(past).wrapping_sub(1).checked_ilog2().unwrap_or(0);
        self
    }

    /// How many working days there are from the first day up to and with `day`.
    #[inline]
    pub(super) fn rank(&self, day: DayNumber) -> u16 {
        read(&self.rank, day.get().into())
    }

    /// How many working days there are from the first day up to but without `day`.
    #[inline]
    pub(super) fn rank_before(&self, day: DayNumber) -> u16 {
        self.rank(day).wrapping_sub(self.is_working(day).into())
    }

    /// The working day with this number, from 1.
    #[inline]
    pub(super) fn select(&self, number: u32) -> Option<DayNumber> {
        let number = usize::try_from(number).ok().filter(|number| *number < SLOTS)?;
        DayNumber::found(read(&self.select, number))
    }

    /// The `n`-th working day after `day`, or before it; `n` is at least 1. With `included`, `day` itself can be the first.
    #[inline]
    pub(super) fn nth(&self, day: DayNumber, n: u32, forward: bool, included: bool) -> Option<DayNumber> {
        self.select(self.number(day, n, forward, included))
    }

    /// The number of that working day; 0 or one that no working day has if there is none.
    #[inline]
    pub(super) fn number(&self, day: DayNumber, n: u32, forward: bool, included: bool) -> u32 {
        let rank = u32::from(if forward == included { self.rank_before(day) } else { self.rank(day) });
        if forward { rank.saturating_add(n) } else { rank.wrapping_add(1).saturating_sub(n) }
    }

    /// How many working days lie after `from` up to and with `to`; negative if `to` is earlier.
    #[inline]
    pub(super) fn between(&self, from: DayNumber, to: DayNumber) -> i16 {
        self.rank(to).wrapping_sub(self.rank(from)).cast_signed()
    }

    #[inline]
    pub(super) fn is_working(&self, day: DayNumber) -> bool {
        self.working.contains(day)
    }

    /// For batches: [`UNCOVERED`] is set in the rank of a slot that is no covered day's.
    pub(super) fn ranks(&self) -> &[u16; SLOTS] {
        &self.rank
    }

    /// For batches: 0 where no working day has the number.
    pub(super) fn selected(&self) -> &[u16; SLOTS] {
        &self.select
    }

    /// Adding 1 to `1 << reach_bits` working days to any rank, even an uncovered day's, stays within the slots.
    pub(super) fn reach_bits(&self) -> u32 {
        self.reach_bits
    }
}
