//! The due dates of each duty under both calendars, each counted once for a duty and a day.

use std::sync::Arc;

use arrow_array::types::Int32Type;
use arrow_array::{ArrayRef, Date32Array, DictionaryArray, Int32Array, StringArray};
use arrow_schema::ArrowError;
use chrono::NaiveDate;
use doithoai::{DueDate, Lang, TimeLimit};

use super::Both;
use super::causes::Causes;
use super::limits::DutyLimit;

/// What has no number yet.
pub(super) const UNNUMBERED: u32 = u32::MAX;

/// What a duty's anchor comes to. From [`MOVED`] on it is the place of a [`Move`].
pub(super) type Verdict = u32;
/// Nobody has asked yet.
const UNSEEN: Verdict = 0;
/// The date stays, and how sure it is.
const STAYS: Verdict = 1;
/// The date stays, and is no longer provisional.
const FIRMER: Verdict = 2;
/// The count leaves the covered years under both calendars.
const OUTSIDE: Verdict = 3;
/// No version of the rule set with a limit is in force on the anchor's day.
const NOT_IN_FORCE: Verdict = 4;
pub(super) const MOVED: Verdict = 5;

/// Firm and provisional, by their place in the dictionary of certainties.
const CERTAINTIES: [&str; 2] = ["firm", "provisional"];

/// A date that moved, with all that is written of it.
struct Move {
    before: Option<i32>,
    after: Option<i32>,
    certainties: [Option<i32>; 2],
    cause: i32,
    firmer: bool,
}

/// How many rows came to what.
#[derive(Debug, Default, Clone, Copy, serde::Serialize)]
pub(super) struct Tally {
    pub(super) rows: u64,
    pub(super) moved: u64,
    pub(super) later: u64,
    pub(super) earlier: u64,
    /// Moved, with a date under one calendar only.
    pub(super) one_sided: u64,
    /// Provisional before and firm after, moved or not.
    pub(super) became_firm: u64,
    /// Without a date under either calendar: the count leaves the covered years.
    pub(super) outside: u64,
    /// Without a date, since no version of the rule set with a limit of the duty is in force on the anchor's day.
    pub(super) not_in_force: u64,
}

/// One duty of the table.
pub(super) struct Duty {
    pub(super) ruleset: String,
    pub(super) id: String,
    pub(super) rows: u64,
    pub(super) moved: u64,
    limit: DutyLimit,
    /// A verdict for each covered day.
    verdicts: Vec<Verdict>,
}

/// The due dates of every duty from every day that was asked for.
pub(super) struct Counts {
    both: Both,
    first: NaiveDate,
    last: NaiveDate,
    pub(super) duties: Vec<Duty>,
    moves: Vec<Move>,
    pub(super) causes: Causes,
    pub(super) tally: Tally,
}

impl Counts {
    pub(super) fn new(both: Both, lang: Lang) -> Self {
        let coverage = both.before.coverage();
        let causes = Causes::between(&both, lang);
        let (first, last) = (*coverage.start(), *coverage.end());
        Self { both, first, last, duties: Vec::new(), moves: Vec::new(), causes, tally: Tally::default() }
    }

    pub(super) fn add(&mut self, ruleset: String, id: String, limit: DutyLimit) -> u32 {
        let days = self.last.signed_duration_since(self.first).num_days().saturating_add(1);
        let verdicts = vec![UNSEEN; usize::try_from(days).unwrap_or_default()];
        self.duties.push(Duty { ruleset, id, rows: 0, moved: 0, limit, verdicts });
        u32::try_from(self.duties.len().saturating_sub(1)).unwrap_or(UNNUMBERED)
    }

    /// What each row comes to.
    pub(super) fn verdicts(&mut self, duties: &[u32], anchors: &[i32]) -> Vec<Verdict> {
        let first = self.first.to_epoch_days();
        let mut verdicts = Vec::with_capacity(anchors.len());
        for (number, anchor) in duties.iter().zip(anchors) {
            let day = usize::try_from(i64::from(*anchor).saturating_sub(i64::from(first))).unwrap_or(usize::MAX);
            let duty = self.duties.get_mut(index(*number));
            let known = duty.map_or(OUTSIDE, |duty| {
                duty.rows = duty.rows.saturating_add(1);
                duty.verdicts.get(day).copied().unwrap_or(OUTSIDE)
            });
            let verdict = if known == UNSEEN { self.count(index(*number), day, *anchor) } else { known };
            if verdict != STAYS {
                self.note(index(*number), verdict);
            }
            verdicts.push(verdict);
        }
        self.tally.rows = self.tally.rows.saturating_add(u64::try_from(anchors.len()).unwrap_or_default());
        verdicts
    }

    /// Counts a duty from a day that nobody has asked for, under both calendars.
    #[cold]
    fn count(&mut self, number: usize, day: usize, anchor: i32) -> Verdict {
        let Some(duty) = self.duties.get(number) else { return OUTSIDE };
        let Some(anchor) = NaiveDate::from_epoch_days(anchor) else { return OUTSIDE };
        let Some(limit) = duty.limit.on(anchor) else { return self.keep(number, day, NOT_IN_FORCE) };
        let [before, after] = [&self.both.before, &self.both.after].map(|it| it.due(&limit, anchor).ok());
        let firmer = before.is_some_and(|due| !due.is_firm()) && after.is_some_and(|due| due.is_firm());
        let date = |due: Option<DueDate>| due.map(|due| due.date);
        let verdict = match (date(before), date(after)) {
            (None, None) => OUTSIDE,
            (one, other) if one == other && firmer => FIRMER,
            (one, other) if one == other => STAYS,
            (one, other) => {
                let span = self.span(anchor, limit, [one, other]);
                let cause = self.causes.of(&span);
                let certainty = |due: DueDate| i32::from(!due.is_firm());
                let certainties = [before, after].map(|due| due.map(certainty));
                let [before, after] = [one, other].map(|date| date.map(|date| date.to_epoch_days()));
                self.moves.push(Move { before, after, certainties, cause, firmer });
                let at = u32::try_from(self.moves.len().saturating_sub(1)).unwrap_or(u32::MAX);
                MOVED.saturating_add(at)
            }
        };
        self.keep(number, day, verdict)
    }

    /// Remembers what a duty's anchor comes to.
    fn keep(&mut self, number: usize, day: usize, verdict: Verdict) -> Verdict {
        if let Some(place) = self.duties.get_mut(number).and_then(|duty| duty.verdicts.get_mut(day)) {
            *place = verdict;
        }
        verdict
    }

    /// The days that the count touches under either calendar.
    fn span(
        &self,
        anchor: NaiveDate,
        limit: TimeLimit,
        dates: [Option<NaiveDate>; 2],
    ) -> std::ops::RangeInclusive<NaiveDate> {
        if limit.is_after() {
            anchor..=dates.into_iter().map(|date| date.unwrap_or(self.last)).max().unwrap_or(self.last)
        } else {
            dates.into_iter().map(|date| date.unwrap_or(self.first)).min().unwrap_or(self.first)..=anchor
        }
    }

    fn note(&mut self, number: usize, verdict: Verdict) {
        let tally = &mut self.tally;
        let add = |count: &mut u64| *count = count.saturating_add(1);
        match verdict {
            FIRMER => add(&mut tally.became_firm),
            OUTSIDE => add(&mut tally.outside),
            NOT_IN_FORCE => add(&mut tally.not_in_force),
            _ => {}
        }
        let Some(moved) = self.moves.get(place_of(verdict)) else { return };
        add(&mut tally.moved);
        if moved.firmer {
            add(&mut tally.became_firm);
        }
        match (moved.before, moved.after) {
            (Some(before), Some(after)) if before < after => add(&mut tally.later),
            (Some(_), Some(_)) => add(&mut tally.earlier),
            _ => add(&mut tally.one_sided),
        }
        if let Some(duty) = self.duties.get_mut(number) {
            add(&mut duty.moved);
        }
    }

    /// The columns that are added to the rows that moved.
    pub(super) fn columns(&self, verdicts: &[Verdict]) -> Result<[ArrayRef; 7], ArrowError> {
        let moves: Vec<&Move> = verdicts.iter().filter_map(|verdict| self.moves.get(place_of(*verdict))).collect();
        let dates = |date: fn(&Move) -> Option<i32>| -> ArrayRef {
            Arc::new(moves.iter().map(|moved| date(moved)).collect::<Date32Array>())
        };
        let moved_by = moves.iter().map(|moved| moved.after?.checked_sub(moved.before?)).collect::<Int32Array>();
        let words = |key: fn(&Move) -> Option<i32>, words: ArrayRef| -> Result<ArrayRef, ArrowError> {
            let keys = moves.iter().map(|moved| key(moved)).collect::<Int32Array>();
            Ok(Arc::new(DictionaryArray::<Int32Type>::try_new(keys, words)?))
        };
        let certainties: ArrayRef = Arc::new(StringArray::from_iter_values(CERTAINTIES));
        Ok([
            dates(|moved| moved.before),
            dates(|moved| moved.after),
            Arc::new(moved_by),
            words(|moved| moved.certainties.first().copied().flatten(), Arc::clone(&certainties))?,
            words(|moved| moved.certainties.last().copied().flatten(), certainties)?,
            words(|moved| Some(moved.cause), self.causes.texts())?,
            words(|moved| Some(moved.cause), self.causes.documents())?,
        ])
    }
}

/// Where the move of a verdict stands; nowhere if nothing moved.
fn place_of(verdict: Verdict) -> usize {
    verdict.checked_sub(MOVED).map_or(usize::MAX, index)
}

pub(super) fn index(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}
