//! Readings that change no date.

use chrono::Datelike as _;

use super::happened::{a_day, around};
use super::limits::ends;
use super::shown::{Expect, Shown};
use super::{Flaw, FlawCase, FlawKind};
use crate::analysis::days::covered;
use crate::analysis::returning::Returning;
use crate::analysis::side::Side;
use crate::calendar::{FIRST, LAST};
use crate::ruleset::{Due, Obligation, ReadingEffect, Recurring, RecurringDue};
use crate::text::{Lang, Text};
use crate::timeline::from_day::{due_from, root};
use crate::timeline::recurring::days::{exact_days, latest_day};
use crate::timeline::recurring::periods::spans;

pub(super) fn found(side: &Side, rule: &Obligation, flaws: &mut Vec<Flaw>) {
    for reading in &rule.readings {
        let ReadingEffect::Due(due) = &reading.effect else { continue };
        if rule.unknown_part().is_some() || !gives_the_same(side, &rule.due, due) {
            continue;
        }
        let event = root(&side.set, &rule.due).map(|event| &**event);
        let day = a_day(side, 400);
        let facts = around(side, &[rule], event, day);
        let own = ends(side, &rule.due, day);
        let is_it =
            |outcome: &crate::timeline::Outcome| own.is_none_or(|own| outcome.due.map(|due| due.date) == Some(own));
        let expect = Expect { of: side, duty: &rule.id, as_of: None, keys: &["due"], is_it: &is_it };
        let name = format!("{}: {}", rule.id, reading.id);
        let case = Shown { name, facts, reading: Some((&rule.id, &reading.id)), expects: vec![expect] }.case(&[side]);
        let flaw = Flaw::of(FlawKind::IdleReading, side, rule, text(&reading.id, reading.text.as_ref())).shown(case);
        flaws.push(Flaw { reading: Some(reading.id.clone()), ..flaw });
    }
}

fn text(id: &str, called: Option<&Text>) -> Text {
    Text::build(|lang| {
        let called = called.map_or_else(|| id.to_owned(), |text| format!("{} [{id}]", text.get(lang)));
        match lang {
            Lang::Vi => format!("cách hiểu này không làm đổi ngày nào: {called}"),
            Lang::En => format!("this reading changes no date: {called}"),
        }
    })
}

/// Whether two limits give the same date whatever they are counted from happens on whichever day, each on its own.
fn gives_the_same(side: &Side, own: &Due, other: &Due) -> bool {
    match (own, other) {
        (Due::Cases { cases, otherwise }, Due::Cases { cases: others, otherwise: last }) => {
            let same = |((one, due), (other, beside)): (&(_, Due), &(_, Due))| {
                one == other && gives_the_same(side, due, beside)
            };
            let rest = match (otherwise, last) {
                (Some(one), Some(other)) => gives_the_same(side, one, other),
                (one, other) => one.is_none() && other.is_none(),
            };
            rest && cases.len() == others.len() && cases.iter().zip(others).all(same)
        }
        _ if own == other => true,
        // Of several limits each is counted from a day of its own: with more than one of these any limit may decide.
        _ if anchors(own) != anchors(other) || anchors(own).len() > 1 => false,
        _ if !own.is_dated() || !other.is_dated() => false,
        _ => {
            let both = |day| {
                let end = |due: &Due| due_from(&side.set, &side.calendar, due, day);
                end(own).zip(end(other))
            };
            let mut dates = covered().filter_map(both).peekable();
            dates.peek().is_some() && dates.all(|(one, other)| one == other)
        }
    }
}

fn anchors(due: &Due) -> Vec<&crate::ruleset::AnchorRule> {
    let mut all: Vec<_> = due.parts().into_iter().filter_map(Due::anchor).collect();
    all.dedup();
    all
}

pub(super) fn of_recurring(side: &Side, duty: &Recurring, flaws: &mut Vec<Flaw>) {
    for reading in &duty.readings {
        let read = duty.under(reading);
        let rest =
            |duty: &Recurring| (duty.often.clone(), duty.kinds.clone(), duty.in_months.clone(), duty.period_starts);
        let same_days = || days_of(side, duty).is_some_and(|own| Some(own) == days_of(side, &read));
        let is_same = rest(&read) == rest(duty) && (read.due == duty.due || rolls(&read) && rolls(duty) && same_days());
        if !is_same || reading.unknown.is_some() {
            continue;
        }
        let name = format!("{}: {}", duty.id, reading.id);
        let of = Returning { sides: (side, side), duties: (duty, duty), name: &name };
        let case = of.alone(&days_of(side, duty).unwrap_or_default());
        let flaw = Flaw::returning(FlawKind::IdleReading, side, duty, text(&reading.id, reading.text.as_ref()));
        let case = case.map(|(case, always)| FlawCase { case, always });
        flaws.push(Flaw { reading: Some(reading.id.clone()), ..flaw.shown(case) });
    }
}

/// Whether the file says where a day off goes: where it does not, both ways are judged.
const fn rolls(duty: &Recurring) -> bool {
    matches!(duty.due, RecurringDue::Day { roll: Some(_), .. } | RecurringDue::On { roll: Some(_), .. })
}

/// The days on which a duty that returns is due in every covered year, where it has days.
pub(super) fn days_of(side: &Side, duty: &Recurring) -> Option<Vec<chrono::NaiveDate>> {
    if !matches!(duty.due, RecurringDue::Day { .. } | RecurringDue::On { .. }) {
        return None;
    }
    let all = (FIRST.year()..LAST.year()).flat_map(|year| spans(duty, year));
    let days = all.flat_map(|span| {
        let exact = exact_days(&duty.due, span, &side.calendar).unwrap_or_default();
        let latest = latest_day(&duty.due, span, &side.calendar).ok().flatten();
        exact.into_iter().chain(latest).map(|day| day.due.date).collect::<Vec<_>>()
    });
    Some(days.collect())
}
