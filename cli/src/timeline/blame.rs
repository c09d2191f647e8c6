//! Which option makes facts impossible.

use chrono::NaiveDate;
use doithoai::{Fact, Lang, Message as _, Terms, TimelineError, View};

use super::held;
use crate::args::TimelineArgs;
use crate::input::{self, Outcome};

/// Why there is no timeline, after the option that it is about: the first event without which there is one, or the day.
pub(super) fn told(args: &TimelineArgs, (terms, view): (&Terms, View), error: &TimelineError, lang: Lang) -> String {
    let said = error.text(lang);
    if args.log.is_some() {
        return said;
    }
    match option(args, (terms, view), lang) {
        Ok(option) => format!("{option}: {said}"),
        Err(_) => said,
    }
}

fn option(args: &TimelineArgs, (terms, view): (&Terms, View), lang: Lang) -> Outcome<String> {
    let on = input::date(args.on.as_deref().unwrap_or_default(), "--on", lang)?;
    let sets = terms.rule_sets();
    let events = args.event.iter().map(|event| input::event(event, sets, lang)).collect::<Outcome<Vec<Fact>>>()?;
    let fails = |on: NaiveDate, events: Vec<Fact>| -> Outcome<bool> {
        Ok(terms.timeline(&held(on, events, lang)?, view).is_err())
    };
    for number in 0..=events.len() {
        let first: Vec<Fact> = events.iter().take(number).cloned().collect();
        let last = first.last().map(|fact| format!("--event {}", fact.event));
        if fails(on, first)? {
            return Ok(last.unwrap_or_else(|| "--on".to_owned()));
        }
    }
    Err(String::new())
}
