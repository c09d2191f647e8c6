//! A table of duties, read batch by batch.

use std::fs::File;
use std::io::{BufReader, Error, ErrorKind, Read as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::{ArrayRef, BooleanArray, Date32Array, RecordBatch, StringArray};
use arrow_buffer::bit_iterator::BitSliceIterator;
use arrow_csv::ReaderBuilder;
use arrow_csv::reader::Format;
use arrow_schema::{ArrowError, DataType, Field, FieldRef, Schema, SchemaRef};
use arrow_select::filter::FilterBuilder;
use chrono::NaiveDate;
use doithoai::{Lang, Text, typed_date};
use indicatif::{ProgressBar, ProgressStyle};
use parquet::arrow::arrow_reader::{ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReaderBuilder};
use parquet::basic::Compression;
use parquet::file::metadata::{ParquetMetaData, RowGroupMetaData};

use super::bounded::Bounded;
use super::columns::{Columns, in_file, in_row, names};
use super::failed::unreadable_as;
use super::wide::{self, Wide};
use super::{Form, ROWS_A_BATCH, rows_a_batch, unreadable};
use crate::encoding;
use crate::files::words_of;
use crate::input::Outcome;

/// So much of a table is looked at for the form of its letters.
const LOOKED_AT: u64 = 64 << 10;

pub(super) struct Source {
    path: PathBuf,
    lang: Lang,
    /// What the table is, and what is written again; names are read as [`names`] all the same.
    pub(super) schema: SchemaRef,
    /// Where the columns of a duty stand in what [`next`](Self::next) gives.
    pub(super) columns: Columns,
    /// The other columns, where they are many.
    wide: Option<Wide>,
    batches: Box<dyn Iterator<Item = Result<RecordBatch, ArrowError>>>,
    /// The anchors of a CSV file are still text.
    form: Form,
    bar: ProgressBar,
    /// The number of the next row.
    row: u64,
}

impl Source {
    /// A table is a regular file: it is read from several places, and what comes through a pipe can be read once.
    pub(super) fn open(path: &Path, quiet: bool, lang: Lang) -> Outcome<Self> {
        let about = std::fs::metadata(path).map_err(|error| unreadable(path, &error.to_string(), lang))?;
        if !about.is_file() && !about.is_dir() {
            let why: Error = ErrorKind::Unsupported.into();
            return Err(unreadable_as(path, &words_of(&why, lang), lang));
        }
        match Form::of(path, lang)? {
            Form::Parquet => Self::parquet(path, quiet, lang),
            Form::Csv => Self::csv(path, quiet, lang),
        }
    }

    fn parquet(path: &Path, quiet: bool, lang: Lang) -> Outcome<Self> {
        let failed = |error: &dyn ToString| unreadable(path, &error.to_string(), lang);
        let file = File::open(path).map_err(|error| failed(&error))?;
        let metadata = ArrowReaderMetadata::load(&file, ArrowReaderOptions::new()).map_err(|error| failed(&error))?;
        let schema = Arc::clone(metadata.schema());
        let columns = Columns::of(&schema, path, lang)?;
        refuse_compression(metadata.metadata(), path, lang)?;
        let options =
            ArrowReaderOptions::new().with_schema(with_types(&schema, &[columns.ruleset, columns.duty], &names()));
        let metadata =
            ArrowReaderMetadata::try_new(Arc::clone(metadata.metadata()), options).map_err(|error| failed(&error))?;
        let rows = metadata.metadata().file_metadata().num_rows();
        let (wide, columns, batches) = if schema.fields().len() > wide::COLUMNS {
            let (wide, [ruleset, duty, anchor]) = (Wide::new(file, metadata), columns.places());
            let batches = wide.columns(&[ruleset, duty, anchor], ROWS_A_BATCH);
            (Some(wide), columns.alone(), batches)
        } else {
            let builder = ParquetRecordBatchReaderBuilder::new_with_metadata(file, metadata);
            (None, columns, builder.with_batch_size(ROWS_A_BATCH).build())
        };
        let batches = batches.map_err(|error| failed(&error))?;
        let bar = bar(u64::try_from(rows).unwrap_or_default(), "{human_pos}/{human_len}", quiet);
        Ok(Self {
            path: path.to_owned(),
            lang,
            schema,
            columns,
            wide,
            batches: Box::new(batches),
            form: Form::Parquet,
            bar,
            row: 1,
        })
    }

    /// Every column of a CSV file is text that is written again as it is; only the anchors are dates.
    fn csv(path: &Path, quiet: bool, lang: Lang) -> Outcome<Self> {
        let failed = |error: &dyn ToString| unreadable(path, &error.to_string(), lang);
        let open = || File::open(path).map_err(|error| failed(&error));
        let format = Format::default().with_header(true);
        let mut beginning = Vec::new();
        open()?.take(LOOKED_AT).read_to_end(&mut beginning).map_err(|error| failed(&error))?;
        if let Some(mistake) = encoding::mistake_of_table(&beginning, lang) {
            return Err(unreadable_as(path, &mistake, lang));
        }
        let (heading, _) = format.infer_schema(Bounded::new(open()?, 1), Some(0)).map_err(|error| failed(&error))?;
        let text = |field: &FieldRef| Field::new(field.name(), DataType::Utf8, true);
        let text: SchemaRef = Arc::new(Schema::new(heading.fields().iter().map(text).collect::<Vec<_>>()));
        let schema = match text.index_of("anchor") {
            Ok(anchor) => with_types(&text, &[anchor], &DataType::Date32),
            Err(_) => Arc::clone(&text),
        };
        let columns = Columns::of(&schema, path, lang)?;
        let file = open()?;
        let bar = bar(
            file.metadata().map(|file| file.len()).unwrap_or_default(),
            "{binary_bytes}/{binary_total_bytes}",
            quiet,
        );
        let rows = rows_a_batch(schema.fields().len());
        let read = BufReader::new(Bounded::new(bar.wrap_read(file), rows));
        let builder =
            ReaderBuilder::new(with_types(&text, &[columns.ruleset, columns.duty], &names())).with_format(format);
        let batches = builder.with_batch_size(rows).build_buffered(read).map_err(|error| failed(&error))?;
        Ok(Self {
            path: path.to_owned(),
            lang,
            schema,
            columns,
            wide: None,
            batches: Box::new(batches),
            form: Form::Csv,
            bar,
            row: 1,
        })
    }

    /// The next rows; `None` at the end.
    pub(super) fn next(&mut self) -> Outcome<Option<RecordBatch>> {
        let Some(batch) = self.batches.next() else { return Ok(None) };
        let batch = batch.map_err(|error| unreadable(&self.path, &error, self.lang))?;
        match self.form {
            Form::Parquet => Ok(Some(batch)),
            Form::Csv => self.dated(&batch).map(Some),
        }
    }

    /// Every column of some rows of the batch that came last.
    pub(super) fn picked(&self, batch: &RecordBatch, picked: &BooleanArray) -> Result<Vec<ArrayRef>, ArrowError> {
        if let Some(wide) = &self.wide {
            let before = usize::try_from(self.row.saturating_sub(1)).unwrap_or(usize::MAX);
            let runs = BitSliceIterator::new(picked.values().values(), picked.values().offset(), picked.len());
            let runs = runs.map(|(from, to)| before.saturating_add(from)..before.saturating_add(to));
            return wide.rows(&runs.collect::<Vec<_>>());
        }
        let filter = FilterBuilder::new(picked).optimize().build();
        batch.columns().iter().map(|column| filter.filter(column)).collect()
    }

    /// That so many rows were counted.
    pub(super) fn done(&mut self, rows: usize) {
        let rows = u64::try_from(rows).unwrap_or_default();
        self.row = self.row.saturating_add(rows);
        if self.form == Form::Parquet {
            self.bar.inc(rows);
        }
    }

    pub(super) fn finish(&self) {
        self.bar.finish_and_clear();
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    pub(super) const fn lang(&self) -> Lang {
        self.lang
    }

    /// The batch with its anchors read as dates.
    fn dated(&self, batch: &RecordBatch) -> Outcome<RecordBatch> {
        let mut columns = batch.columns().to_vec();
        if let Some(anchors) = columns.get_mut(self.columns.anchor) {
            *anchors = self.dates(anchors.as_string_opt())?;
        }
        let schema = with_types(batch.schema_ref(), &[self.columns.anchor], &DataType::Date32);
        RecordBatch::try_new(schema, columns).map_err(|error| unreadable(&self.path, &error, self.lang))
    }

    fn dates(&self, written: Option<&StringArray>) -> Outcome<ArrayRef> {
        let date = |(row, written): (usize, Option<&str>)| match written {
            None => Ok(None),
            Some(written) => day(written).map(Some).ok_or_else(|| {
                let said = typed_date(written).err().unwrap_or_else(|| Text::same(written.to_owned()));
                let problem = format!("`anchor`: {}", said.get(self.lang));
                in_file(&self.path, in_row(self.row, row, self.lang, &problem))
            }),
        };
        let dates = written.into_iter().flatten().enumerate().map(date).collect::<Outcome<Date32Array>>()?;
        Ok(Arc::new(dates))
    }
}

/// Only what pyarrow and polars write of themselves is read, so that the feature builds no more decoders than these.
fn refuse_compression(metadata: &ParquetMetaData, path: &Path, lang: Lang) -> Outcome<()> {
    let columns = metadata.row_groups().iter().flat_map(RowGroupMetaData::columns);
    let read = |how: Compression| matches!(how, Compression::UNCOMPRESSED | Compression::SNAPPY | Compression::ZSTD(_));
    let Some(column) = columns.into_iter().find(|column| !read(column.compression())) else { return Ok(()) };
    let how = column.compression();
    let problem = match lang {
        Lang::Vi => format!("tệp được nén bằng {how}; hãy ghi lại bằng snappy hoặc zstd"),
        Lang::En => format!("the file is compressed with {how}; write it with snappy or zstd"),
    };
    Err(in_file(path, problem))
}

/// `YYYY-MM-DD` as days since 1970-01-01.
fn day(written: &str) -> Option<i32> {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = written.as_bytes() else { return None };
    let number = |digits: &[&u8]| {
        digits.iter().try_fold(0_u32, |number, digit| {
            let digit = char::from(**digit).to_digit(10)?;
            number.checked_mul(10)?.checked_add(digit)
        })
    };
    let year = i32::try_from(number(&[y1, y2, y3, y4])?).ok()?;
    NaiveDate::from_ymd_opt(year, number(&[m1, m2])?, number(&[d1, d2])?).map(|date| date.to_epoch_days())
}

/// The schema with another type for some columns.
pub(super) fn with_types(schema: &SchemaRef, columns: &[usize], kind: &DataType) -> SchemaRef {
    let field = |(at, field): (usize, &FieldRef)| {
        if columns.contains(&at) {
            Arc::new(field.as_ref().clone().with_data_type(kind.clone()))
        } else {
            Arc::clone(field)
        }
    };
    let fields: Vec<FieldRef> = schema.fields().iter().enumerate().map(field).collect();
    Arc::new(Schema::new_with_metadata(fields, schema.metadata().clone()))
}

/// A bar on standard error, which is drawn on a terminal only.
pub(super) fn bar(length: u64, numbers: &str, quiet: bool) -> ProgressBar {
    if quiet {
        return ProgressBar::hidden();
    }
    let style = ProgressStyle::with_template(&format!("{{wide_bar}} {numbers} {{eta}}"));
    ProgressBar::new(length).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}
