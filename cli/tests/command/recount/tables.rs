//! Tables as files: written in every type that is taken, and read back.
#![expect(clippy::arithmetic_side_effects, reason = "tests fail by panicking")]

use std::fs::File;
use std::sync::Arc;

use arrow_array::builder::{Int32Builder, ListBuilder};
use arrow_array::cast::AsArray;
use arrow_array::types::Int64Type;
use arrow_array::{Array, ArrayRef, Date32Array, Int64Array, RecordBatch, StringArray};
use arrow_cast::cast;
use arrow_cast::display::array_value_to_string;
use arrow_schema::{DataType, Field, Schema, TimeUnit};
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

use super::oracle::{Row, numbers};
use super::{file, temporary};

#[derive(Debug, Clone, Copy, Default)]
pub(super) enum Name {
    #[default]
    Utf8,
    LargeUtf8,
    Utf8View,
    Dictionary32,
    Dictionary8,
    DictionaryLarge,
}

impl Name {
    fn kind(self) -> DataType {
        let dictionary = |key, value| DataType::Dictionary(Box::new(key), Box::new(value));
        match self {
            Self::Utf8 => DataType::Utf8,
            Self::LargeUtf8 => DataType::LargeUtf8,
            Self::Utf8View => DataType::Utf8View,
            Self::Dictionary32 => dictionary(DataType::Int32, DataType::Utf8),
            Self::Dictionary8 => dictionary(DataType::Int8, DataType::Utf8),
            Self::DictionaryLarge => dictionary(DataType::UInt32, DataType::LargeUtf8),
        }
    }
}

#[derive(Debug, Clone, Copy, Default)]
pub(super) enum Day {
    #[default]
    Date32,
    Date64,
    Second,
    Millisecond,
    Microsecond,
}

impl Day {
    fn kind(self) -> DataType {
        match self {
            Self::Date32 => DataType::Date32,
            Self::Date64 => DataType::Date64,
            Self::Second => DataType::Timestamp(TimeUnit::Second, None),
            Self::Millisecond => DataType::Timestamp(TimeUnit::Millisecond, None),
            Self::Microsecond => DataType::Timestamp(TimeUnit::Microsecond, None),
        }
    }
}

/// How a table is written.
#[derive(Default)]
pub(super) struct Columns {
    pub(super) ruleset: Name,
    pub(super) duty: Name,
    pub(super) anchor: Day,
    /// Columns that nobody asks about, with empty places.
    pub(super) extra: bool,
    /// The rows' numbers from 0, if not given.
    pub(super) ids: Option<ArrayRef>,
}

pub(super) fn columns(rows: &[Row], how: Columns) -> RecordBatch {
    let names =
        |name: fn(&Row) -> &String| -> ArrayRef { Arc::new(StringArray::from_iter_values(rows.iter().map(name))) };
    let count = i64::try_from(rows.len()).unwrap();
    let ids = how.ids.unwrap_or_else(|| Arc::new(Int64Array::from_iter_values(0..count)));
    let anchors: ArrayRef = Arc::new(Date32Array::from_iter_values(rows.iter().map(|(_, _, day)| day.to_epoch_days())));
    let mut all = vec![
        ("id", ids),
        ("ruleset", cast(&names(|row| &row.0), &how.ruleset.kind()).unwrap()),
        ("duty", cast(&names(|row| &row.1), &how.duty.kind()).unwrap()),
        ("anchor", cast(&anchors, &how.anchor.kind()).unwrap()),
    ];
    if how.extra {
        let every_third = |at: i64| (at % 3 == 0).then_some(at);
        all.push(("số", Arc::new((0..count).map(every_third).collect::<Int64Array>())));
        let notes = (0..count).map(|at| every_third(at + 1).map(|at| format!("ghi chú {at}")));
        all.push(("ghi chú", Arc::new(notes.collect::<StringArray>())));
        let mut lists = ListBuilder::new(Int32Builder::new());
        for at in 0..rows.len() {
            lists.values().append_option((at % 2 == 0).then_some(1));
            lists.append(at % 5 != 0);
        }
        all.push(("danh sách", Arc::new(lists.finish())));
    }
    table(all)
}

pub(super) fn table(columns: Vec<(&str, ArrayRef)>) -> RecordBatch {
    let fields: Vec<Field> =
        columns.iter().map(|(name, column)| Field::new(*name, column.data_type().clone(), true)).collect();
    RecordBatch::try_new(Arc::new(Schema::new(fields)), columns.into_iter().map(|(_, column)| column).collect())
        .unwrap()
}

pub(super) fn parquet(name: &str, table: &RecordBatch) -> String {
    let path = file(name);
    let mut writer = ArrowWriter::try_new(File::create(&path).unwrap(), table.schema(), None).unwrap();
    writer.write(table).unwrap();
    writer.close().unwrap();
    path
}

pub(super) fn csv(name: &str, rows: &[Row]) -> String {
    let lines = rows.iter().enumerate().map(|(id, (ruleset, duty, day))| format!("{id},{ruleset},{duty},{day}\n"));
    temporary(name, &format!("id,ruleset,duty,anchor\n{}", lines.collect::<String>()))
}

/// A table of either form; a CSV file as text.
pub(super) fn read(path: &str) -> RecordBatch {
    if path.ends_with(".parquet") {
        let reader = ParquetRecordBatchReaderBuilder::try_new(File::open(path).unwrap()).unwrap();
        let schema = Arc::clone(reader.schema());
        let batches: Vec<RecordBatch> = reader.build().unwrap().map(Result::unwrap).collect();
        return arrow_select::concat::concat_batches(&schema, &batches).unwrap();
    }
    let format = arrow_csv::reader::Format::default().with_header(true);
    let (schema, _) = format.infer_schema(File::open(path).unwrap(), Some(0)).unwrap();
    let text = schema.fields().iter().map(|field| Field::new(field.name(), DataType::Utf8, true));
    let schema = Arc::new(Schema::new(text.collect::<Vec<_>>()));
    let reader = arrow_csv::ReaderBuilder::new(Arc::clone(&schema))
        .with_format(format)
        .build(File::open(path).unwrap())
        .unwrap();
    let batches: Vec<RecordBatch> = reader.map(Result::unwrap).collect();
    arrow_select::concat::concat_batches(&schema, &batches).unwrap()
}

pub(super) fn text_of(table: &RecordBatch, name: &str) -> Vec<Option<String>> {
    let column = cast(table.column_by_name(name).unwrap(), &DataType::Utf8).unwrap();
    column.as_string::<i32>().iter().map(|text| text.map(str::to_owned)).collect()
}

pub(super) fn number_of(table: &RecordBatch, name: &str) -> Vec<Option<i64>> {
    let column = table.column_by_name(name).unwrap();
    match column.data_type() {
        DataType::Int64 => column.as_primitive::<Int64Type>().iter().collect(),
        DataType::Int32 => numbers(column),
        _ => text_of(table, name).into_iter().map(|text| text.map(|text| text.parse().unwrap())).collect(),
    }
}

pub(super) fn shown_values(column: &ArrayRef) -> Vec<Option<String>> {
    (0..column.len()).map(|row| column.is_valid(row).then(|| array_value_to_string(column, row).unwrap())).collect()
}
