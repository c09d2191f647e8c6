//! A Parquet table of many columns: only those that a duty is known by are read whole; the others of the rows that moved, some at a time.

use std::fs::File;
use std::ops::Range;
use std::sync::Arc;

use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{ArrowError, SchemaRef};
use arrow_select::concat::concat_batches;
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{
    ArrowReaderMetadata, ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder, RowSelection,
};
use parquet::errors::ParquetError;

/// So many columns are read at a time.
pub(super) const COLUMNS: usize = 64;

pub(super) struct Wide {
    file: File,
    metadata: ArrowReaderMetadata,
    /// The rows of each row group.
    groups: Vec<Range<usize>>,
}

impl Wide {
    pub(super) fn new(file: File, metadata: ArrowReaderMetadata) -> Self {
        let mut end = 0_usize;
        let rows =
            metadata.metadata().row_groups().iter().map(|group| usize::try_from(group.num_rows()).unwrap_or_default());
        let groups = rows.map(|rows| {
            let begin = end;
            end = end.saturating_add(rows);
            begin..end
        });
        let groups = groups.collect();
        Self { file, metadata, groups }
    }

    fn builder(
        &self,
        columns: impl IntoIterator<Item = usize>,
    ) -> Result<ParquetRecordBatchReaderBuilder<File>, ParquetError> {
        let builder = ParquetRecordBatchReaderBuilder::new_with_metadata(self.file.try_clone()?, self.metadata.clone());
        let mask = ProjectionMask::roots(builder.parquet_schema(), columns);
        Ok(builder.with_projection(mask))
    }

    /// Some columns of all rows.
    pub(super) fn columns(&self, columns: &[usize], rows: usize) -> Result<ParquetRecordBatchReader, ParquetError> {
        self.builder(columns.iter().copied())?.with_batch_size(rows).build()
    }

    /// Every column of some rows, in ascending ranges counted from 0.
    pub(super) fn rows(&self, ranges: &[Range<usize>]) -> Result<Vec<ArrayRef>, ArrowError> {
        let (Some(first), Some(last)) = (ranges.first(), ranges.last()) else { return Ok(Vec::new()) };
        let numbered = self.groups.iter().enumerate();
        let within = numbered.filter(|(_, rows)| rows.start < last.end && first.start < rows.end);
        let (groups, rows): (Vec<usize>, Vec<&Range<usize>>) = within.unzip();
        let begin = rows.first().map_or(0, |rows| rows.start);
        let total = rows.iter().map(|rows| rows.len()).sum();
        let count: usize = ranges.iter().map(Range::len).sum();
        let all = self.metadata.schema().fields().len();
        let mut arrays = Vec::new();
        for from in (0..all).step_by(COLUMNS) {
            let relative = ranges.iter().map(|rows| rows.start.saturating_sub(begin)..rows.end.saturating_sub(begin));
            let selection = RowSelection::from_consecutive_ranges(relative, total);
            let builder = self.builder(from..from.saturating_add(COLUMNS).min(all))?;
            let builder = builder.with_row_groups(groups.clone()).with_row_selection(selection);
            let reader = builder.with_batch_size(count).build()?;
            let schema: SchemaRef = arrow_array::RecordBatchReader::schema(&reader);
            let batches = reader.collect::<Result<Vec<RecordBatch>, ArrowError>>()?;
            arrays.extend(concat_batches(&schema, &batches)?.columns().iter().map(Arc::clone));
        }
        Ok(arrays)
    }
}
