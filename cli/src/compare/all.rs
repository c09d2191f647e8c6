//! `doithoai compare --all`: over every covered day.

use doithoai::analysis::{Comparison, compare, compare_calendars, compare_reading};
use doithoai::{Calendar, Lang, RuleSet};

use super::changed;
use super::named::Named;
use crate::args::{CompareArgs, Format};
use crate::input::{self, Outcome, Told as _};

/// Compares two rule sets; one with itself before and after decrees, or with a reading of its own.
pub(super) fn run(args: &CompareArgs, (old, new): (&RuleSet, &RuleSet), calendar: &Calendar) -> Outcome<String> {
    let lang = Lang::from(args.common.lang);
    let comparison = of(args, (old, new), calendar, lang)?;
    match args.common.format {
        Format::Text => {
            let (one, other) = (Named::new(old, lang), Named::new(new, lang));
            Ok(comparison.text_naming(lang, &|value| changed(value, (&one, &other))))
        }
        Format::Json => input::json(&comparison),
    }
}

fn of(args: &CompareArgs, (old, new): (&RuleSet, &RuleSet), calendar: &Calendar, lang: Lang) -> Outcome<Comparison> {
    let is_same = old.hash() == new.hash();
    input::adopted(&args.choose, lang)?;
    let choice = |written: &String| -> Option<(String, String, String)> {
        let (of, reading) = written.split_once('=')?;
        let (set, duty) = of.split_once('/')?;
        Some((set.to_owned(), duty.to_owned(), reading.to_owned()))
    };
    let chosen: Vec<(String, String, String)> = args.choose.iter().filter_map(choice).collect();
    match chosen.as_slice() {
        [(set, duty, reading)] if is_same && set == new.id() => {
            compare_reading(new, duty, reading, calendar).told(lang)
        }
        [] if is_same && !args.common.decree.is_empty() => Ok(compare_calendars(new, &Calendar::vietnam(), calendar)),
        [] => Ok(compare(old, new, calendar)),
        [_, ..] => Err(lang
            .pick(
                "--choose: cùng với --all chỉ nêu một cách hiểu, của chính bộ quy tắc được nêu hai lần",
                "--choose: with --all name one reading, of the rule set that is named twice",
            )
            .to_owned()),
    }
}
