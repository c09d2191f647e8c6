//! The rows of a table, batch by batch: which moved, and what is written of them.

use std::sync::Arc;

use arrow_array::{Array, ArrayRef, BooleanArray, RecordBatch};
use arrow_buffer::BooleanBuffer;
use arrow_cast::cast;
use arrow_schema::{ArrowError, DataType, Field, FieldRef, Schema, SchemaRef};
use doithoai::Lang;

use super::causes::Causes;
use super::columns::{Columns, in_file, in_row, names};
use super::counts::{Counts, Duty, MOVED, Tally, Verdict};
use super::limits::Limits;
use super::numbers::Numbers;
use super::source::Source;
use super::{Both, unreadable};
use crate::input::Outcome;

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
    pub(super) fn recount(&mut self, source: &Source, batch: &RecordBatch) -> Outcome<Option<RecordBatch>> {
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
        let moved = self.moved(source, batch, &verdicts).map_err(|error| unreadable(&self.path, &error, self.lang))?;
        Ok(Some(moved))
    }

    fn moved(&mut self, source: &Source, batch: &RecordBatch, verdicts: &[Verdict]) -> Result<RecordBatch, ArrowError> {
        let moved = |at: usize| verdicts.get(at).is_some_and(|verdict| *verdict >= MOVED);
        let picked = BooleanArray::from(BooleanBuffer::collect_bool(verdicts.len(), moved));
        let mut columns: Vec<ArrayRef> = Vec::new();
        for (column, field) in source.picked(batch, &picked)?.into_iter().zip(self.kept.fields()) {
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
