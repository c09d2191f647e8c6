//! Which option makes facts impossible.

use chrono::NaiveDate;
use doithoai::ruleset::Effect;
use doithoai::{Fact, Lang, Message as _, Terms, TimelineError, View};

use super::held;
use crate::args::CaseArgs;
use crate::input::{self, Outcome, event_of};

/// Why there is no timeline, after the option that it is about: the first event without which there is one, or the day.
pub(super) fn told(args: &CaseArgs, (terms, view): (&Terms, View), error: &TimelineError, lang: Lang) -> String {
    if args.log.is_some() {
        return error.text(lang);
    }
    match option(args, (terms, view), lang) {
        Ok((appointed, option)) => format!("{option}: {}", typed(error, appointed, lang)),
        Err(_) => error.text(lang),
    }
}

/// The same as it is typed, without the keys of a log.
fn typed(error: &TimelineError, appointed: NaiveDate, lang: Lang) -> String {
    match (error, lang) {
        (TimelineError::NewDayPassed { event, on, until, .. }, _) => {
            let right = format!("`{event}={on}:{}`", input::later(*on, appointed));
            let (on, until) = (lang.date(*on), lang.date(*until));
            match lang {
                Lang::Vi => format!(
                    "ngày mới {until} không thể trước ngày quyết định {on}; viết ngày quyết định trước, ngày mới sau dấu `:`, như {right}"
                ),
                Lang::En => format!(
                    "the new day {until} cannot come before that of the decision, {on}; the day of the decision comes first and the new day after `:`, such as {right}"
                ),
            }
        }
        (TimelineError::MovedToSameDay { on, until }, _) => {
            let right = format!("`{}={on}:{}`", event_of(Effect::Reschedule), input::later(*on, appointed.max(*until)));
            let until = lang.date(*until);
            match lang {
                Lang::Vi => format!("ngày sau dấu `:` là {until}, vốn là ngày đã định; hãy nêu ngày mới, như {right}"),
                Lang::En => format!(
                    "the day after `:` is {until}, for which the dialogue was appointed already; name the new one, such as {right}"
                ),
            }
        }
        (TimelineError::MovedAfterOpening { on, opened }, Lang::Vi) if on <= opened => format!(
            "đối thoại không thể dời vào ngày {}, khi đã khai mạc; nếu quyết định dời có trước khi khai mạc thì nêu `--event {}` trước `--event {}`",
            lang.date(*on),
            event_of(Effect::Reschedule),
            event_of(Effect::Open)
        ),
        (TimelineError::MovedAfterOpening { on, opened }, Lang::En) if on <= opened => format!(
            "the dialogue cannot be moved on {}, when it had opened; if the move was decided before the opening, give `--event {}` before `--event {}`",
            lang.date(*on),
            event_of(Effect::Reschedule),
            event_of(Effect::Open)
        ),
        (TimelineError::UnknownPeriod { event, about, .. }, Lang::Vi) => {
            format!("`{about}` không phải kỳ báo cáo; kỳ viết sau ngày và dấu `:`, như `{event}=2026-08-20:2026-Q1`")
        }
        (TimelineError::UnknownPeriod { event, about, .. }, Lang::En) => {
            format!("`{about}` is no period; it comes after the day and `:`, such as `{event}=2026-08-20:2026-Q1`")
        }
        (TimelineError::Unknown { what, id: None, known }, Lang::Vi) if known.is_empty() => {
            format!("phải nêu {}, mà bộ quy tắc đã chọn không có", what.get(lang))
        }
        (TimelineError::Unknown { what, id: None, known }, Lang::En) if known.is_empty() => {
            format!("it must name the {}, and the chosen rule sets have none", what.get(lang))
        }
        (TimelineError::BadId(_), Lang::Vi) => error.text(lang).replace("`about`", "phần sau dấu `:`"),
        (TimelineError::BadId(_), Lang::En) => error.text(lang).replace("the `about`", "what comes after `:`"),
        _ => error.text(lang),
    }
}

/// The day that the dialogue is appointed for, and the option.
fn option(args: &CaseArgs, (terms, view): (&Terms, View), lang: Lang) -> Outcome<(NaiveDate, String)> {
    let on = input::date(args.on.as_deref().unwrap_or_default(), "--on", lang)?;
    let sets = terms.rule_sets();
    let events = args.event.iter().map(|event| input::event(event, on, sets, lang)).collect::<Outcome<Vec<Fact>>>()?;
    let fails = |on: NaiveDate, events: Vec<Fact>| -> Outcome<bool> {
        Ok(terms.timeline(&held(on, events, lang)?, view).is_err())
    };
    for number in 0..=events.len() {
        let first: Vec<Fact> = events.iter().take(number).cloned().collect();
        let last = first.last().map(|fact| format!("--event {}", fact.event));
        if fails(on, first)? {
            return Ok((on, last.unwrap_or_else(|| "--on".to_owned())));
        }
    }
    Err(String::new())
}
