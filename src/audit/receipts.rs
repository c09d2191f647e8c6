//! When the petitions of an office's log came in, as its entries come: what is done about one cannot be before that.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::timeline::course::{already_received, before_receipt, follows_receipt, is_receipt};
use crate::timeline::facts::{Place, Seen};
use crate::timeline::{Facts, TimelineError};

/// The entries that stand of each petition, by day and number.
#[derive(Debug, Clone, Default)]
pub(super) struct Receipts {
    came_in: BTreeMap<Place, Entries>,
    acts: BTreeMap<Place, Entries>,
}

type Entries = BTreeSet<(NaiveDate, usize)>;

impl Receipts {
    /// Refuses the next entry where its petition came in before, or something was done about one before it came in. A log that was so
    /// before, as it was read, may be mended entry by entry.
    pub(super) fn check(&self, fact: Seen<'_>, facts: &Facts) -> Result<(), TimelineError> {
        // What is not understood may be why.
        if facts.is_in_part_unknown() {
            return Ok(());
        }
        let corrects = fact.corrects();
        let corrected = corrects.and_then(|entry| facts.seen(entry));
        let petitions: BTreeSet<Place> =
            [Some(fact), corrected].into_iter().flatten().filter_map(Seen::petition_place).collect();
        petitions.into_iter().try_for_each(|petition| {
            let received = |more| first(self.came_in.get(&petition), corrects, more);
            let own = Some(fact.on()).filter(|_| !fact.is_void() && fact.petition_place() == Some(petition));
            let others =
                || self.came_in.get(&petition).into_iter().flatten().any(|(_, entry)| corrects != Some(*entry));
            if own.is_some() && is_receipt(fact.event()) && others() {
                return Err(already_received(fact));
            }
            let Some(day) = received(own.filter(|_| is_receipt(fact.event()))) else { return Ok(()) };
            if own.is_some_and(|on| on < day) && follows_receipt(fact.event()) {
                return Err(before_receipt(fact, day));
            }
            if received_before(self.came_in.get(&petition), day) {
                return Ok(());
            }
            let act = self.acts.get(&petition).into_iter().flatten().find(|(_, entry)| corrects != Some(*entry));
            let act = act.filter(|(on, _)| *on < day).and_then(|(_, entry)| facts.seen(*entry));
            act.map_or(Ok(()), |act| Err(before_receipt(act, day)))
        })
    }

    /// Takes the next entry in.
    pub(super) fn take(&mut self, number: usize, fact: Seen<'_>, facts: &Facts) {
        // What corrects and is not understood strikes nothing out.
        if fact.is_unknown() {
            return;
        }
        if let Some(entry) = fact.corrects()
            && let Some(earlier) = facts.seen(entry)
            && let Some(entries) = self.of(earlier)
        {
            entries.remove(&(earlier.on(), entry));
        }
        if let Some(entries) = Some(fact).filter(|fact| !fact.is_void()).and_then(|fact| self.of(fact)) {
            entries.insert((fact.on(), number));
        }
    }

    /// Among which entries one is kept.
    fn of(&mut self, fact: Seen<'_>) -> Option<&mut Entries> {
        let petition = fact.petition_place()?;
        let all = match (is_receipt(fact.event()), follows_receipt(fact.event())) {
            (true, _) => &mut self.came_in,
            (_, true) => &mut self.acts,
            _ => return None,
        };
        Some(all.entry(petition).or_default())
    }
}

/// The first day of some entries, without one of them and with one more.
fn first(entries: Option<&Entries>, without: Option<usize>, more: Option<NaiveDate>) -> Option<NaiveDate> {
    let standing = entries.into_iter().flatten().find(|(_, entry)| without != Some(*entry));
    standing.map(|(day, _)| *day).into_iter().chain(more).min()
}

/// Whether the petition came in on this day, or later, as far as was known before: then what is impossible was so before.
fn received_before(receipts: Option<&Entries>, day: NaiveDate) -> bool {
    first(receipts, None, None).is_some_and(|known| day <= known)
}
