//! Counting in constant time: day → working days so far, and working day by its number → day.

use super::day_number::{BASE, DayNumber, SLOTS, slot};

/// A set of covered days, a bit each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct DaySet(Box<[u64; SLOTS / 64]>);

/// The two dense arrays of each of some sets of working days, one behind the other in one piece of memory.
#[derive(Debug)]
pub(super) struct Tables(Vec<u16>);

/// The arrays of one set of working days.
///
/// INVARIANT: `rank` holds for each covered day how many working days there are from the first one up to and with it;
/// `select` holds the number of the `k`-th working day in its slot `k`, from 1, and 0 in all others.
#[derive(Debug, Clone, Copy)]
pub(super) struct Table<'a> {
    rank: &'a [u16; SLOTS],
    select: &'a [u16; SLOTS],
}

/// What eight days in a row add to the arrays.
#[derive(Clone, Copy)]
struct EightDays {
    /// Of each day, how many are worked up to and with it.
    ranks: [u16; 8],
    /// The days worked, from 0, in order; then zeros.
    worked: [u16; 8],
    count: u16,
}

/// By the bits of the days worked, the first in the lowest.
static EIGHT_DAYS: [EightDays; 256] = all_eight_days();

#[expect(clippy::arithmetic_side_effects, reason = "computed when compiling, where an overflow is an error")]
#[expect(clippy::indexing_slicing, reason = "the same")]
const fn all_eight_days() -> [EightDays; 256] {
    let mut all = [EightDays { ranks: [0; 8], worked: [0; 8], count: 0 }; 256];
    let mut bits = 0;
    while bits < 256 {
        all[bits] = eight_days(bits);
        bits += 1;
    }
    all
}

#[expect(clippy::arithmetic_side_effects, reason = "computed when compiling, where an overflow is an error")]
#[expect(clippy::indexing_slicing, reason = "the same")]
const fn eight_days(bits: usize) -> EightDays {
    let mut days = EightDays { ranks: [0; 8], worked: [0; 8], count: 0 };
    let mut day = 0;
    while day < 8 {
        if bits >> day & 1 != 0 {
            days.worked[days.count as usize] = day;
            days.count += 1;
        }
        days.ranks[day as usize] = days.count;
        day += 1;
    }
    days
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

    /// The days in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = DayNumber> {
        (DayNumber::FIRST.get() / 64..=DayNumber::LAST.get() / 64).flat_map(|word| {
            let mut left = self.word(word);
            std::iter::from_fn(move || {
                let bit = u16::try_from(left.trailing_zeros()).ok().filter(|bit| *bit < 64)?;
                left &= left.wrapping_sub(1);
                DayNumber::covered(word.wrapping_mul(64).wrapping_add(bit))
            })
        })
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
pub(super) fn read(table: &[u16; SLOTS], number: u32) -> u16 {
    #[cfg(test)]
    super::work::count();
    table.get(number as usize % SLOTS).copied().unwrap_or(0)
}

impl Tables {
    pub(super) fn new(sets: &[&DaySet]) -> Self {
        let mut arrays = vec![0; sets.len().saturating_mul(2 * SLOTS)];
        let (pairs, _) = arrays.as_chunks_mut().0.as_chunks_mut();
        for (working, [rank, select]) in sets.iter().zip(pairs) {
            let count = fill(working, rank, select);
            close(rank, select, count);
        }
        Self(arrays)
    }

    /// All that counting reads.
    pub(super) fn bytes(&self) -> impl Iterator<Item = [u8; 2]> {
        self.0.iter().map(|place| place.to_le_bytes())
    }

    #[inline]
    pub(super) fn get(&self, at: usize) -> Option<Table<'_>> {
        let (pairs, _) = self.0.as_chunks().0.as_chunks();
        pairs.get(at).map(|[rank, select]| Table { rank, select })
    }
}

/// Fills the arrays eight days at a time; gives how many working days there are.
fn fill(working: &DaySet, rank: &mut [u16; SLOTS], select: &mut [u16; SLOTS]) -> u16 {
    let (ranks, _) = rank.as_chunks_mut::<8>();
    let mut count = 0_u16;
    for word in DayNumber::FIRST.get() / 64..=DayNumber::LAST.get() / 64 {
        let bytes = working.word(word).to_le_bytes();
        for (byte, first) in bytes.into_iter().zip((word.wrapping_mul(64)..).step_by(8)) {
            let Some(days) = EIGHT_DAYS.get(usize::from(byte)) else { continue };
            if let Some(ranks) = ranks.get_mut(slot(first) / 8) {
                *ranks = days.ranks.map(|rank| rank.wrapping_add(count));
            }
            // All eight are written, and those that are not worked over again with the next.
            if let Some(select) =
                select.get_mut(usize::from(count.wrapping_add(1))..).and_then(<[u16]>::first_chunk_mut)
            {
                *select = days.worked.map(|day| day.wrapping_add(first));
            }
            count = count.wrapping_add(days.count);
        }
    }
    count
}

/// Marks the end of the `count` working days, and the days that are not covered.
fn close(rank: &mut [u16; SLOTS], select: &mut [u16; SLOTS], count: u16) {
    let past = count.wrapping_add(1);
    select.iter_mut().skip(past.into()).take(8).for_each(|place| *place = 0);
    let (first, last) = (DayNumber::FIRST.get(), DayNumber::LAST.get());
    for day in (BASE..first).chain(last.wrapping_add(1)..BASE.wrapping_add(UNCOVERED)) {
        if let Some(place) = rank.get_mut(slot(day)) {
            *place = UNCOVERED | past;
        }
    }
}

impl<'a> Table<'a> {
    /// How many working days there are from the first day up to and with `day`.
    #[inline]
    pub(super) fn rank(self, day: DayNumber) -> u16 {
        read(self.rank, day.get().into())
    }

    /// How many working days there are from the first day up to but without `day`.
    #[inline]
    pub(super) fn rank_before(self, day: DayNumber) -> u16 {
        let rank = self.rank(day);
        rank.wrapping_sub((read(self.select, rank.into()) == day.get()).into())
    }

    /// The working day with this number, from 1.
    #[inline]
    pub(super) fn select(self, number: u32) -> Option<DayNumber> {
        if number < UNCOVERED.into() { DayNumber::found(read(self.select, number)) } else { None }
    }

    /// The `n`-th working day after `day`, or before it; `n` is at least 1. With `included`, `day` itself can be the first.
    #[inline]
    pub(super) fn nth(self, day: DayNumber, n: u32, forward: bool, included: bool) -> Option<DayNumber> {
        self.select(self.number(day, n, forward, included))
    }

    /// The number of that working day; 0 or one that no working day has if there is none.
    #[inline]
    pub(super) fn number(self, day: DayNumber, n: u32, forward: bool, included: bool) -> u32 {
        let rank = u32::from(if forward == included { self.rank_before(day) } else { self.rank(day) });
        if forward { rank.saturating_add(n) } else { rank.wrapping_add(1).saturating_sub(n) }
    }

    /// How many working days lie after `from` up to and with `to`; negative if `to` is earlier.
    #[inline]
    pub(super) fn between(self, from: DayNumber, to: DayNumber) -> i16 {
        self.rank(to).wrapping_sub(self.rank(from)).cast_signed()
    }

    /// For batches: [`UNCOVERED`] is set in the rank of a slot that is no covered day's.
    pub(super) fn ranks(self) -> &'a [u16; SLOTS] {
        self.rank
    }

    /// For batches: 0 where no working day has the number.
    pub(super) fn selected(self) -> &'a [u16; SLOTS] {
        self.select
    }

    /// `1 << reach_bits` working days from any rank, even an uncovered day's, are a number below [`SLOTS`].
    pub(super) fn reach_bits(self) -> u32 {
        let past = read(self.rank, BASE.into()) & !UNCOVERED;
        UNCOVERED.wrapping_sub(past).wrapping_sub(1).checked_ilog2().unwrap_or(0)
    }
}
