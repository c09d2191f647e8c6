//! `doithoai recount`: millions of open duties, counted under the calendar before and after a decree, column by column.

mod bounded;
mod causes;
mod columns;
mod counter;
mod counts;
mod failed;
mod limits;
mod numbers;
mod sample;
mod sink;
mod source;
mod summary;
mod unfinished;
mod wide;

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use doithoai::{Calendar, Lang};

use crate::args::RecountArgs;
use crate::decrees;
use crate::input::{self, Outcome};

pub(crate) use sample::run as sample;

use counter::Counter;
use failed::{unreadable, unwritable};
use limits::Limits;
use sink::Sink;
use source::Source;

/// So many rows are read, counted and written at a time.
const ROWS_A_BATCH: usize = 65_536;

/// The same of a table with so many columns: fewer, where a row is wide.
fn rows_a_batch(columns: usize) -> usize {
    const LEAST: usize = 64;
    let all = ROWS_A_BATCH.saturating_mul(wide::COLUMNS);
    all.checked_div(columns.max(wide::COLUMNS)).unwrap_or(LEAST).max(LEAST)
}

pub(crate) fn run(args: &RecountArgs) -> Outcome<String> {
    let lang = Lang::from(args.common.lang);
    refuse_same_file(&args.duties, &args.out, lang)?;
    let both = calendars(args, lang)?;
    let limits = Limits::of(&args.ruleset_file, &args.choose, lang)?;
    let mut source = Source::open(&args.duties, args.quiet, lang)?;
    let mut counter = Counter::new(both, limits, &source)?;
    let mut sink = of_out(Sink::create(&args.out, counter.schema(), lang))?;
    let mut spent = Spent::default();
    while let Some(batch) = timed(&mut spent.reading, || source.next())? {
        let moved = timed(&mut spent.counting, || counter.recount(&source, &batch))?;
        if let Some(moved) = moved {
            of_out(timed(&mut spent.writing, || sink.write(&moved)))?;
        }
        source.done(batch.num_rows());
    }
    of_out(timed(&mut spent.writing, || sink.finish()))?;
    source.finish();
    summary::page(args, &counter, args.timings.then_some(spent))
}

/// What is wrong with the table that is written, after its option.
fn of_out<T>(done: Outcome<T>) -> Outcome<T> {
    input::of_option("--out", done)
}

/// How long each part took, by the clock on the wall.
#[derive(Debug, Default, Clone, Copy)]
struct Spent {
    reading: Duration,
    counting: Duration,
    writing: Duration,
}

fn timed<T>(spent: &mut Duration, work: impl FnOnce() -> T) -> T {
    let begun = Instant::now();
    let done = work();
    *spent = spent.saturating_add(begun.elapsed());
    done
}

/// The calendar before and after.
struct Both {
    before: Calendar,
    after: Calendar,
}

fn calendars(args: &RecountArgs, lang: Lang) -> Outcome<Both> {
    if args.decree.is_empty() && args.known_on.is_none() {
        return Err(lang
            .pick(
                "không có gì để so sánh: nêu văn bản mới bằng --decree, hoặc ngày của bộ lịch trước bằng --known-on",
                "nothing to compare: name the new decree with --decree, or the day of the calendar before with --known-on",
            )
            .to_owned());
    }
    let known_on = input::optional_date(args.known_on.as_ref(), "--known-on", lang)?;
    let all = decrees::laid_over(Calendar::vietnam(), ("--before-decree", &args.before_decree), lang)?;
    let before = known_on.map_or_else(|| all.clone(), |date| all.known_on(date));
    Ok(Both { before, after: decrees::laid_over(all, ("--decree", &args.decree), lang)? })
}

/// The forms of a table, by the name of its file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Parquet,
    Csv,
}

impl Form {
    fn of(path: &Path, lang: Lang) -> Outcome<Self> {
        let is = |name: &str| path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case(name));
        match (is("parquet"), is("csv")) {
            (true, _) => Ok(Self::Parquet),
            (_, true) => Ok(Self::Csv),
            _ => Err(match lang {
                Lang::Vi => format!("`{}`: tên tệp phải kết thúc bằng .parquet hoặc .csv", path.display()),
                Lang::En => format!("`{}`: the name must end in .parquet or .csv", path.display()),
            }),
        }
    }
}

/// The duties are read while the output is written: they cannot be one file.
fn refuse_same_file(duties: &Path, out: &Path, lang: Lang) -> Outcome<()> {
    let real = |path: &Path| -> Option<PathBuf> { path.canonicalize().ok() };
    match (real(duties), real(out)) {
        (Some(duties), Some(out)) if duties == out => Err(match lang {
            Lang::Vi => format!("--out: `{}` là tệp nhiệm vụ; hãy ghi ra tệp khác", out.display()),
            Lang::En => format!("--out: `{}` is the file of the duties; name another", out.display()),
        }),
        _ => Ok(()),
    }
}
