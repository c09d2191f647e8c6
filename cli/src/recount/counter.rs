//! Every row's due date under both calendars, each counted once for a duty and a day.

use std::sync::Arc;

use arrow_array::types::Int32Type;
use arrow_array::{Array, ArrayRef, BooleanArray, Date32Array, DictionaryArray, Int32Array, RecordBatch, StringArray};
use arrow_buffer::BooleanBuffer;
use arrow_cast::cast;
use arrow_schema::{ArrowError, DataType, Field, FieldRef, Schema, SchemaRef};
use arrow_select::filter::FilterBuilder;
use chrono::NaiveDate;
use doithoai::{DueDate, Lang, TimeLimit};

use super::causes::Causes;
use super::columns::{Columns, in_file, in_row, names};
use super::limits::Limits;
use super::numbers::{Numbers, UNNUMBERED};
use super::source::Source;
use super::{Both, unreadable};
use crate::input::Outcome;

/// What a duty's anchor comes to. From [`MOVED`] on it is the place of a [`Move`].
type Verdict = u32;
/// Nobody has asked yet.
const UNSEEN: Verdict = 0;
/// The date stays, and how sure it is.
const STAYS: Verdict = 1;
/// The date stays, and is no longer provisional.
const FIRMER: Verdict = 2;
/// The count leaves the covered years under both calendars.
const OUTSIDE: Verdict = 3;
const MOVED: Verdict = 4;

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
}

/// One duty of the table.
pub(super) struct Duty {
    pub(super) ruleset: String,
    pub(super) id: String,
    pub(super) rows: u64,
    pub(super) moved: u64,
    limit: TimeLimit,
    /// A verdict for each covered day.
    verdicts: Vec<Verdict>,
}

pub(super) struct Counter {
    lang: Lang,
    path: std::path::PathBuf,
    columns: Columns,
    /// What the table is, and what is written.
    kept: SchemaRef,
    written: SchemaRef,
    numbers: Numbers,
    counts: Counts,
}

impl Counter {
    pub(super) fn new(both: Both, limits: Limits, source: &Source) -> Outcome<Self> {
        let lang = source.lang();
        let written = written_schema(&source.schema).map_err(|taken| {
            in_file(
                source.path(),
                match lang {
                    Lang::Vi => format!("tệp đã có cột `{taken}`, là cột của kết quả; hãy đổi tên"),
                    Lang::En => format!("the file already has a column `{taken}`, which the output adds; rename it"),
                },
            )
        })?;
        Ok(Self {
            lang,
            path: source.path().to_owned(),
            columns: source.columns,
            kept: Arc::clone(&source.schema),
            written,
            numbers: Numbers::new(limits),
            counts: Counts::new(both, lang),
        })
    }

    /// What the rows that moved look like.
    pub(super) fn schema(&self) -> SchemaRef {
        Arc::clone(&self.written)
    }

    /// The rows of a batch that moved; `None` if there are none.
    pub(super) fn recount(&mut self, batch: &RecordBatch) -> Outcome<Option<RecordBatch>> {
        let first = self.counts.tally.rows.saturating_add(1);
        let rows = self.columns.rows(batch, first, self.lang).map_err(|problem| in_file(&self.path, problem))?;
        let duties = self
            .numbers
            .of(&rows, &mut self.counts)
            .map_err(|(row, problem)| in_file(&self.path, in_row(first, row, self.lang, &problem)))?;
        let verdicts = self.counts.verdicts(&duties, &rows.anchors);
        if verdicts.iter().all(|verdict| *verdict < MOVED) {
            return Ok(None);
        }
        let moved = self.moved(batch, &verdicts).map_err(|error| unreadable(&self.path, &error, self.lang))?;
        Ok(Some(moved))
    }

    fn moved(&mut self, batch: &RecordBatch, verdicts: &[Verdict]) -> Result<RecordBatch, ArrowError> {
        let moved = |at: usize| verdicts.get(at).is_some_and(|verdict| *verdict >= MOVED);
        let picked = BooleanArray::from(BooleanBuffer::collect_bool(verdicts.len(), moved));
        let filter = FilterBuilder::new(&picked).optimize().build();
        let mut columns: Vec<ArrayRef> = Vec::new();
        for (column, field) in batch.columns().iter().zip(self.kept.fields()) {
            let column = filter.filter(column)?;
            columns.push(if column.data_type() == field.data_type() {
                column
            } else {
                cast(&column, field.data_type())?
            });
        }
        columns.extend(self.counts.columns(verdicts)?);
        RecordBatch::try_new(self.schema(), columns)
    }

    pub(super) const fn tally(&self) -> &Tally {
        &self.counts.tally
    }

    /// The duties of the table, by name.
    pub(super) fn duties(&self) -> Vec<&Duty> {
        let mut duties: Vec<&Duty> = self.counts.duties.iter().collect();
        duties.sort_by_key(|duty| (&duty.ruleset, &duty.id));
        duties
    }

    pub(super) const fn causes(&self) -> &Causes {
        &self.counts.causes
    }
}

/// The table's own columns and those that are added, or the one that it has already.
fn written_schema(kept: &Schema) -> Result<SchemaRef, String> {
    let mut fields: Vec<FieldRef> = kept.fields().iter().cloned().collect();
    let added = [
        ("due_before", DataType::Date32, true),
        ("due_after", DataType::Date32, true),
        ("moved_by", DataType::Int32, true),
        ("certainty_before", names(), true),
        ("certainty_after", names(), true),
        ("cause", names(), false),
        ("documents", names(), false),
    ];
    for (name, kind, nullable) in added {
        if kept.index_of(name).is_ok() {
            return Err(name.to_owned());
        }
        fields.push(Arc::new(Field::new(name, kind, nullable)));
    }
    Ok(Arc::new(Schema::new_with_metadata(fields, kept.metadata().clone())))
}

/// The due dates of every duty from every day that was asked for.
pub(super) struct Counts {
    both: Both,
    first: NaiveDate,
    last: NaiveDate,
    duties: Vec<Duty>,
    moves: Vec<Move>,
    causes: Causes,
    tally: Tally,
}

impl Counts {
    fn new(both: Both, lang: Lang) -> Self {
        let coverage = both.before.coverage();
        let causes = Causes::between(&both, lang);
        let (first, last) = (*coverage.start(), *coverage.end());
        Self { both, first, last, duties: Vec::new(), moves: Vec::new(), causes, tally: Tally::default() }
    }

    pub(super) fn add(&mut self, ruleset: String, id: String, limit: TimeLimit) -> u32 {
        let days = self.last.signed_duration_since(self.first).num_days().saturating_add(1);
        let verdicts = vec![UNSEEN; usize::try_from(days).unwrap_or_default()];
        self.duties.push(Duty { ruleset, id, rows: 0, moved: 0, limit, verdicts });
        u32::try_from(self.duties.len().saturating_sub(1)).unwrap_or(UNNUMBERED)
    }

    /// What each row comes to.
    fn verdicts(&mut self, duties: &[u32], anchors: &[i32]) -> Vec<Verdict> {
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
        let [before, after] = [&self.both.before, &self.both.after].map(|it| it.due(&duty.limit, anchor).ok());
        let firmer = before.is_some_and(|due| !due.is_firm()) && after.is_some_and(|due| due.is_firm());
        let date = |due: Option<DueDate>| due.map(|due| due.date);
        let verdict = match (date(before), date(after)) {
            (None, None) => OUTSIDE,
            (one, other) if one == other && firmer => FIRMER,
            (one, other) if one == other => STAYS,
            (one, other) => {
                let span = self.span(anchor, duty.limit, [one, other]);
                let cause = self.causes.of(&span);
                let certainty = |due: DueDate| i32::from(!due.is_firm());
                let certainties = [before, after].map(|due| due.map(certainty));
                let [before, after] = [one, other].map(|date| date.map(|date| date.to_epoch_days()));
                self.moves.push(Move { before, after, certainties, cause, firmer });
                let at = u32::try_from(self.moves.len().saturating_sub(1)).unwrap_or(u32::MAX);
                MOVED.saturating_add(at)
            }
        };
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
    fn columns(&self, verdicts: &[Verdict]) -> Result<[ArrayRef; 7], ArrowError> {
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
