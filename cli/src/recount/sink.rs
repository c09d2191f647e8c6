//! The table that is written: under another name until it is whole.

use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::{Path, PathBuf};

use arrow_array::RecordBatch;
use arrow_schema::SchemaRef;
use doithoai::Lang;
use parquet::arrow::ArrowWriter;
use parquet::basic::Compression;
use parquet::file::properties::WriterProperties;

use super::unfinished::Unfinished;
use super::{Form, rows_a_batch, unwritable};
use crate::input::Outcome;

/// So many batches of moved rows are kept until they are written together; as many rows as Parquet has by itself.
const BATCHES_A_GROUP: usize = 16;

pub(super) struct Sink {
    writer: Writer,
    unfinished: Unfinished,
    to: PathBuf,
    lang: Lang,
}

enum Writer {
    Parquet(Box<ArrowWriter<File>>),
    Csv(Box<arrow_csv::Writer<BufWriter<File>>>),
}

impl Sink {
    pub(super) fn create(to: &Path, schema: SchemaRef, lang: Lang) -> Outcome<Self> {
        let form = Form::of(to, lang)?;
        let failed = |error: &dyn ToString| unwritable(to, &error.to_string(), lang);
        let (file, unfinished) = Unfinished::beside(to).map_err(|error| failed(&error))?;
        let writer = match form {
            Form::Parquet => {
                let how = WriterProperties::builder()
                    .set_compression(Compression::SNAPPY)
                    .set_max_row_group_row_count(Some(
                        rows_a_batch(schema.fields().len()).saturating_mul(BATCHES_A_GROUP),
                    ))
                    .build();
                let writer = ArrowWriter::try_new(file, schema, Some(how)).map_err(|error| failed(&error))?;
                Writer::Parquet(Box::new(writer))
            }
            Form::Csv => {
                let mut writer = arrow_csv::WriterBuilder::new().with_header(true).build(BufWriter::new(file));
                // The heading, also if no row follows.
                writer.write(&RecordBatch::new_empty(schema)).map_err(|error| failed(&error))?;
                Writer::Csv(Box::new(writer))
            }
        };
        Ok(Self { writer, unfinished, to: to.to_owned(), lang })
    }

    pub(super) fn write(&mut self, batch: &RecordBatch) -> Outcome<()> {
        let written = match &mut self.writer {
            Writer::Parquet(writer) => writer.write(batch).map_err(|error| error.to_string()),
            Writer::Csv(writer) => writer.write(batch).map_err(|error| error.to_string()),
        };
        written.map_err(|error| unwritable(&self.to, &error, self.lang))
    }

    /// Gives the whole file its name.
    pub(super) fn finish(self) -> Outcome<()> {
        let Self { writer, unfinished, to, lang } = self;
        let closed = match writer {
            Writer::Parquet(writer) => writer.close().map(|_| ()).map_err(|error| error.to_string()),
            Writer::Csv(writer) => writer.into_inner().flush().map_err(|error| error.to_string()),
        };
        closed.map_err(|error| unwritable(&to, &error, lang))?;
        unfinished.finish().map_err(|error| unwritable(&to, &error, lang))
    }
}
