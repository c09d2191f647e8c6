//! A table of more columns than are read at a time, in many row groups: what moved is written as of a narrow one, letter by letter.

use std::fs::File;
use std::sync::Arc;

use arrow_array::{ArrayRef, RecordBatch, StringArray};
use arrow_schema::{DataType, Field, FieldRef, Schema};
use parquet::arrow::ArrowWriter;
use parquet::file::properties::WriterProperties;

use super::tables::{Columns, columns, parquet, read, text_of};
use super::{all_rows, decrees, file, recount};

/// Each row's number in words, in so many more columns before and after the others.
fn widened(narrow: &RecordBatch, more: usize) -> RecordBatch {
    let texts = |at: usize| -> ArrayRef {
        Arc::new(
            (0..narrow.num_rows())
                .map(|row| (row % 7 != at % 7).then(|| format!("{at}/{row}")))
                .collect::<StringArray>(),
        )
    };
    let extra = |at: usize| (Arc::new(Field::new(format!("more-{at}"), DataType::Utf8, true)), texts(at));
    let own = narrow
        .schema()
        .fields()
        .iter()
        .cloned()
        .zip(narrow.columns().iter().cloned())
        .collect::<Vec<(FieldRef, ArrayRef)>>();
    let half = more / 2;
    let all: Vec<(FieldRef, ArrayRef)> = (0..half).map(extra).chain(own).chain((half..more).map(extra)).collect();
    let (fields, arrays): (Vec<FieldRef>, Vec<ArrayRef>) = all.into_iter().unzip();
    RecordBatch::try_new(Arc::new(Schema::new(fields)), arrays).unwrap()
}

#[test]
fn a_wide_table_gives_what_a_narrow_one_gives() {
    let rows = all_rows();
    let narrow = columns(&rows, Columns::default());
    let wide = widened(&narrow, 150);
    let path = file("wide.parquet");
    let how = WriterProperties::builder().set_max_row_group_row_count(Some(97)).build();
    let mut writer = ArrowWriter::try_new(File::create(&path).unwrap(), wide.schema(), Some(how)).unwrap();
    writer.write(&wide).unwrap();
    writer.close().unwrap();
    let narrow = parquet("narrow.parquet", &narrow);
    for (name, _, _, arguments) in decrees() {
        let (of_narrow, of_wide) = (file(&format!("narrow-{name}.parquet")), file(&format!("wide-{name}.parquet")));
        assert_eq!(recount(&narrow, &of_narrow, &arguments)["moved"], recount(&path, &of_wide, &arguments)["moved"]);
        let (of_narrow, of_wide) = (read(&of_narrow), read(&of_wide));
        let ids = text_of(&of_narrow, "id");
        for field in of_narrow.schema().fields() {
            assert_eq!(text_of(&of_narrow, field.name()), text_of(&of_wide, field.name()), "{name}: {}", field.name());
        }
        for at in [0, 1, 63, 74, 75, 149] {
            let expected = ids.iter().map(|id| {
                let row: usize = id.as_deref().unwrap().parse().unwrap();
                (row % 7 != at % 7).then(|| format!("{at}/{row}"))
            });
            assert_eq!(text_of(&of_wide, &format!("more-{at}")), expected.collect::<Vec<_>>(), "{name}: {at}");
        }
    }
}
