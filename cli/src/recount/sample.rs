//! `doithoai recount-sample`: random open duties of the built-in rule sets.

use std::sync::Arc;

use arrow_array::types::Int32Type;
use arrow_array::{ArrayRef, Date32Array, DictionaryArray, Int32Array, Int64Array, RecordBatch, StringArray};
use arrow_schema::{DataType, Field, Schema, SchemaRef};
use doithoai::{Lang, visible};

use super::columns::names;
use super::limits::Limits;
use super::sink::Sink;
use super::source::bar;
use super::summary::grouped;
use super::{ROWS_A_BATCH, unwritable};
use crate::args::RecountSampleArgs;
use crate::input::{self, Outcome};

pub(crate) fn run(args: &RecountSampleArgs) -> Outcome<String> {
    let lang = Lang::from(args.lang);
    let [from, to] = [(&args.from, "--from"), (&args.to, "--to")].map(|(day, what)| input::date(day, what, lang));
    let (from, to) = (from?, to?);
    let days = u64::try_from(to.signed_duration_since(from).num_days().saturating_add(1)).unwrap_or_default();
    if days == 0 {
        return Err(lang.pick("--to phải không sớm hơn --from", "--to must not be earlier than --from").to_owned());
    }
    let duties = Limits::of(&[], &[], lang)?.all();
    let mut sample = Sample {
        schema: schema(),
        rulesets: Arc::new(duties.iter().map(|(ruleset, _)| Some(ruleset)).collect::<StringArray>()),
        duties: Arc::new(duties.iter().map(|(_, duty)| Some(duty)).collect::<StringArray>()),
        kinds: u64::try_from(duties.len()).unwrap_or_default(),
        from: from.to_epoch_days(),
        days,
        random: Random { state: args.seed },
    };
    let mut sink = Sink::create(&args.out, schema(), lang)?;
    let bar = bar(args.rows, "{human_pos}/{human_len}", args.quiet);
    let mut done = 0_u64;
    while done < args.rows {
        let next = args.rows.saturating_sub(done).min(u64::try_from(ROWS_A_BATCH).unwrap_or(u64::MAX));
        let batch = sample.batch(done, next).map_err(|error| unwritable(&args.out, &error, lang))?;
        sink.write(&batch)?;
        bar.inc(next);
        done = done.saturating_add(next);
    }
    sink.finish()?;
    bar.finish_and_clear();
    let (rows, out) = (grouped(args.rows, lang), visible(&args.out.to_string_lossy()).into_owned());
    Ok(match lang {
        Lang::Vi => format!("{rows} nhiệm vụ ngẫu nhiên, ghi vào {out}\n"),
        Lang::En => format!("{rows} random duties, written to {out}\n"),
    })
}

fn schema() -> SchemaRef {
    let columns = [("id", DataType::Int64), ("ruleset", names()), ("duty", names()), ("anchor", DataType::Date32)];
    Arc::new(Schema::new(columns.map(|(name, kind)| Field::new(name, kind, false)).to_vec()))
}

struct Sample {
    schema: SchemaRef,
    /// The names of each duty that has a limit, in two columns.
    rulesets: ArrayRef,
    duties: ArrayRef,
    kinds: u64,
    from: i32,
    days: u64,
    random: Random,
}

impl Sample {
    /// So many rows after the first `done`.
    fn batch(&mut self, done: u64, rows: u64) -> Result<RecordBatch, arrow_schema::ArrowError> {
        let (mut ids, mut kinds, mut anchors) = (Vec::new(), Vec::new(), Vec::new());
        for row in 1..=rows {
            ids.push(i64::try_from(done.saturating_add(row)).unwrap_or(i64::MAX));
            kinds.push(i32::try_from(self.random.below(self.kinds)).unwrap_or_default());
            let day = i32::try_from(self.random.below(self.days)).unwrap_or_default();
            anchors.push(self.from.saturating_add(day));
        }
        let kinds = Int32Array::from(kinds);
        let named = |names: &ArrayRef| DictionaryArray::<Int32Type>::try_new(kinds.clone(), Arc::clone(names));
        let columns: [ArrayRef; 4] = [
            Arc::new(Int64Array::from(ids)),
            Arc::new(named(&self.rulesets)?),
            Arc::new(named(&self.duties)?),
            Arc::new(Date32Array::from(anchors)),
        ];
        RecordBatch::try_new(Arc::clone(&self.schema), columns.to_vec())
    }
}

/// `SplitMix64` of Steele, Lea and Flood, "Fast splittable pseudorandom number generators" (2014): the same in every release.
struct Random {
    state: u64,
}

impl Random {
    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.state ^ (self.state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 up to but without `end`.
    fn below(&mut self, end: u64) -> u64 {
        let wide = u128::from(self.next()).wrapping_mul(u128::from(end));
        u64::try_from(wide >> 64).unwrap_or_default()
    }
}
