//! The three columns that a duty is known by, found in a table by name.

use std::path::Path;

use arrow_array::cast::AsArray;
use arrow_array::types::{
    Date32Type, Date64Type, Int32Type, TimestampMicrosecondType, TimestampMillisecondType, TimestampNanosecondType,
    TimestampSecondType,
};
use arrow_array::{Array, ArrayRef, DictionaryArray, RecordBatch};
use arrow_buffer::ScalarBuffer;
use arrow_schema::{DataType, Schema, TimeUnit};
use doithoai::Lang;

use crate::input::Outcome;

/// Where the columns stand.
#[derive(Debug, Clone, Copy)]
pub(super) struct Columns {
    pub(super) ruleset: usize,
    pub(super) duty: usize,
    pub(super) anchor: usize,
}

/// The columns of some rows: names as numbers of a dictionary, anchors as days since 1970-01-01.
pub(super) struct Rows<'a> {
    pub(super) rulesets: &'a DictionaryArray<Int32Type>,
    pub(super) duties: &'a DictionaryArray<Int32Type>,
    pub(super) anchors: ScalarBuffer<i32>,
}

/// How names are read, whatever text they were written as.
pub(super) fn names() -> DataType {
    DataType::Dictionary(Box::new(DataType::Int32), Box::new(DataType::Utf8))
}

impl Columns {
    /// Finds the columns, once each and of a type that can be read.
    pub(super) fn of(schema: &Schema, path: &Path, lang: Lang) -> Outcome<Self> {
        if let Some(problem) = missing(schema) {
            return Err(in_file(path, problem.pick(lang)));
        }
        let find = |name: &str| find(schema, name).map_err(|problem| in_file(path, problem.pick(lang)));
        let columns = Self { ruleset: find("ruleset")?, duty: find("duty")?, anchor: find("anchor")? };
        for (at, fits, right) in [
            (columns.ruleset, is_text as fn(&DataType) -> bool, ("văn bản (Utf8)", "text (Utf8)")),
            (columns.duty, is_text, ("văn bản (Utf8)", "text (Utf8)")),
            (columns.anchor, is_day, ("ngày (Date32)", "dates (Date32)")),
        ] {
            let Some(field) = schema.fields().get(at).filter(|field| !fits(field.data_type())) else { continue };
            let (name, kind, right) = (field.name(), field.data_type(), lang.pick(right.0, right.1));
            return Err(in_file(
                path,
                match lang {
                    Lang::Vi => format!("cột `{name}` có kiểu {kind}; cần kiểu {right}"),
                    Lang::En => format!("the column `{name}` is of type {kind}; expected {right}"),
                },
            ));
        }
        Ok(columns)
    }

    /// Their places.
    pub(super) const fn places(self) -> [usize; 3] {
        [self.ruleset, self.duty, self.anchor]
    }

    /// Where they stand among themselves.
    pub(super) fn alone(self) -> Self {
        let places = self.places();
        let at = |place: usize| places.into_iter().filter(|other| *other < place).count();
        Self { ruleset: at(self.ruleset), duty: at(self.duty), anchor: at(self.anchor) }
    }

    /// The columns of a batch, none of whose rows may lack a value. `first` is the number of its first row.
    pub(super) fn rows<'a>(&self, batch: &'a RecordBatch, first: u64, lang: Lang) -> Outcome<Rows<'a>> {
        let column = |at: usize, name: &str| -> Outcome<&'a ArrayRef> {
            let column = batch.columns().get(at).ok_or_else(|| name.to_owned())?;
            match first_null(column) {
                None => Ok(column),
                Some(row) => Err(in_row(first, row, lang, &empty(name, lang))),
            }
        };
        let names = |at, name: &str| -> Outcome<&'a DictionaryArray<Int32Type>> {
            column(at, name)?.as_dictionary_opt::<Int32Type>().ok_or_else(|| name.to_owned())
        };
        let (rulesets, duties) = (names(self.ruleset, "ruleset")?, names(self.duty, "duty")?);
        let anchors = days(column(self.anchor, "anchor")?).map_err(|row| {
            let words = lang.pick(
                "`anchor` có giờ trong ngày; cần đúng một ngày (Date32)",
                "`anchor` has a time of day; expected a day (Date32)",
            );
            in_row(first, row, lang, words)
        })?;
        Ok(Rows { rulesets, duties, anchors })
    }
}

fn empty(name: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("`{name}` để trống; mỗi hàng cần ruleset, duty và anchor"),
        Lang::En => format!("`{name}` is empty; every row needs ruleset, duty and anchor"),
    }
}

/// What is wrong in a row, which a person counts from 1 and without the heading.
pub(super) fn in_row(first: u64, row: usize, lang: Lang, problem: &str) -> String {
    let number = first.saturating_add(u64::try_from(row).unwrap_or(u64::MAX));
    format!("{} {number}: {problem}", lang.pick("hàng", "row"))
}

pub(super) fn in_file(path: &Path, problem: impl AsRef<str>) -> String {
    format!("`{}`: {}", path.display(), problem.as_ref())
}

/// A message in both languages.
pub(super) struct Said(String, String);

impl Said {
    fn pick(self, lang: Lang) -> String {
        match lang {
            Lang::Vi => self.0,
            Lang::En => self.1,
        }
    }
}

fn find(schema: &Schema, name: &str) -> Result<usize, Said> {
    let mut found = schema.fields().iter().enumerate().filter(|(_, field)| field.name() == name).map(|(at, _)| at);
    match (found.next(), found.next()) {
        (Some(at), None) => Ok(at),
        (Some(_), Some(_)) => {
            Err(Said(format!("có hai cột `{name}`; cần một"), format!("two columns `{name}`; expected one")))
        }
        (None, _) => Err(Said(format!("thiếu cột `{name}`"), format!("no column `{name}`"))),
    }
}

/// The columns that must be there, and what they are called by mistake, without blanks and signs between words.
const CALLED: [(&str, &[&str]); 3] = [
    ("ruleset", &["ruleset", "rulesets", "rules", "bộquytắc", "boquytac", "quytắc", "quytac"]),
    ("duty", &["duty", "duties", "obligation", "nhiệmvụ", "nhiemvu", "nghĩavụ", "nghiavu"]),
    ("anchor", &["anchor", "anchors", "anchordate", "date", "ngày", "ngay", "mốc", "moc", "ngàymốc", "ngaymoc"]),
];

/// Which of them are not there: since nothing is, since other signs part them, or since they are called otherwise.
fn missing(schema: &Schema) -> Option<Said> {
    let there: Vec<&str> = schema.fields().iter().map(|field| field.name().as_str()).collect();
    let missing: Vec<_> = CALLED.iter().filter(|(name, _)| !there.contains(name)).collect();
    let quoted = |names: &[&str]| names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    let names = quoted(&missing.iter().map(|(name, _)| *name).collect::<Vec<_>>());
    if missing.is_empty() {
        return None;
    }
    if there.is_empty() {
        return Some(Said(
            format!("thiếu cột {names}: tệp trống, không có dòng tên cột nào"),
            format!("no column {names}: the file is empty and has no line that names columns"),
        ));
    }
    if let [heading] = there.as_slice()
        && let Some((_, vi, en)) = PARTED.iter().find(|(sign, ..)| heading.contains(*sign))
    {
        return Some(Said(
            format!("các cột cách nhau bằng {vi}; tệp .csv cần dấu phẩy `,`, hãy lưu lại tệp với dấu phẩy"),
            format!("the columns are parted by {en}; a .csv file needs commas `,`, so save it with commas"),
        ));
    }
    let plain = |name: &str| -> String { name.to_lowercase().chars().filter(|sign| sign.is_alphanumeric()).collect() };
    let renamed: Vec<(&str, &str)> = missing
        .iter()
        .filter_map(|(name, called)| Some((*there.iter().find(|one| called.contains(&plain(one).as_str()))?, *name)))
        .collect();
    let rename = |verb: &str, to: &str| match renamed.as_slice() {
        [] => String::new(),
        all => {
            let all: Vec<String> = all.iter().map(|(from, name)| format!("`{from}` {to} `{name}`")).collect();
            format!("; {verb} {}", all.join(", "))
        }
    };
    let (known, vi, en) = (quoted(&there), rename("hãy đổi tên", "thành"), rename("rename", "to"));
    Some(Said(
        format!("thiếu cột {names}; cần `ruleset`, `duty`, `anchor`, tệp có {known}{vi}"),
        format!("no column {names}; expected `ruleset`, `duty`, `anchor`, the file has {known}{en}"),
    ))
}

/// What stands between columns where a program or a country has no commas there.
const PARTED: [(char, &str, &str); 3] =
    [(';', "dấu chấm phẩy `;`", "semicolons `;`"), ('\t', "dấu tab", "tabs"), ('|', "dấu `|`", "`|`")];

fn is_text(kind: &DataType) -> bool {
    match kind {
        DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View => true,
        DataType::Dictionary(_, value) => is_text(value),
        _ => false,
    }
}

const fn is_day(kind: &DataType) -> bool {
    matches!(kind, DataType::Date32 | DataType::Date64 | DataType::Timestamp(_, None))
}

fn first_null(column: &ArrayRef) -> Option<usize> {
    let nulls = column.logical_nulls().filter(|nulls| nulls.null_count() > 0)?;
    nulls.iter().position(|valid| !valid)
}

/// Days since 1970-01-01, or the row that is not a whole day.
fn days(column: &ArrayRef) -> Result<ScalarBuffer<i32>, usize> {
    const SECONDS_A_DAY: i64 = 86_400;
    let whole = |values: &[i64], a_second: i64| {
        let a_day = SECONDS_A_DAY.saturating_mul(a_second);
        let day = |(row, value): (usize, &i64)| {
            if value.checked_rem_euclid(a_day) != Some(0) {
                return Err(row);
            }
            let days = value.checked_div_euclid(a_day).unwrap_or(i64::MAX);
            Ok(i32::try_from(days).unwrap_or(i32::MAX)) // far outside of any calendar
        };
        values.iter().enumerate().map(day).collect::<Result<Vec<i32>, usize>>().map(ScalarBuffer::from)
    };
    match column.data_type() {
        DataType::Date64 => whole(column.as_primitive::<Date64Type>().values(), 1_000),
        DataType::Timestamp(TimeUnit::Second, _) => whole(column.as_primitive::<TimestampSecondType>().values(), 1),
        DataType::Timestamp(TimeUnit::Millisecond, _) => {
            whole(column.as_primitive::<TimestampMillisecondType>().values(), 1_000)
        }
        DataType::Timestamp(TimeUnit::Microsecond, _) => {
            whole(column.as_primitive::<TimestampMicrosecondType>().values(), 1_000_000)
        }
        DataType::Timestamp(TimeUnit::Nanosecond, _) => {
            whole(column.as_primitive::<TimestampNanosecondType>().values(), 1_000_000_000)
        }
        _ => Ok(column.as_primitive_opt::<Date32Type>().map(|days| days.values().clone()).unwrap_or_default()),
    }
}
