//! Two instruments that bind the same head: a duty of one that is idle beside one of the other, and days that exclude each other.

use chrono::{Datelike as _, NaiveDate};

use super::happened::around;
use super::limits::{ends, is_of_one_day};
use super::readings::days_of;
use super::shown::{Expect, Shown};
use super::{Flaw, FlawCase, FlawDays, FlawKind};
use crate::analysis::returning::Returning;
use crate::analysis::side::Side;
use crate::calendar::{FIRST, LAST};
use crate::ruleset::{Applies, MetBy, Obligation, Recurring, RecurringDue, RuleSet};
use crate::territory;
use crate::text::{Lang, Text};
use crate::timeline::from_day::root;

pub(super) fn found(one: &Side, other: &Side, flaws: &mut Vec<Flaw>) {
    let builds_on = |set: &RuleSet, base: &RuleSet| set.builds_on() == Some(base.name().as_str());
    let (real, beside) = (&one.real, &other.real);
    let is_one = real.id() == beside.id() || builds_on(real, beside) || builds_on(beside, real);
    if is_one || !bind_together(one, other) {
        return;
    }
    for rule in one.set.obligations() {
        for same in other.set.obligations().iter().filter(|same| is_same_act((one, rule), (other, same))) {
            if let Some(flaw) = idle((other, same), (one, rule)).or_else(|| idle((one, rule), (other, same))) {
                flaws.push(flaw);
            }
        }
    }
    for duty in one.set.recurring() {
        for same in other.set.recurring() {
            let is_same = duty.activity == same.activity
                && acts(&duty.met_by) == acts(&same.met_by)
                && duty.counts == same.counts;
            flaws.extend(is_same.then(|| excluded((one, duty), (other, same))).flatten());
        }
    }
}

/// Whether two rule sets can bind one head on one day.
fn bind_together(one: &Side, other: &Side) -> bool {
    let ((from, until), (begun, ended)) = (one.real.range(), other.real.range());
    let before =
        |end: Option<NaiveDate>, start: Option<NaiveDate>| end.zip(start).is_some_and(|(end, start)| end <= start);
    let (a, b) = (one.real.applies(), other.real.applies());
    !before(until, begun)
        && !before(ended, from)
        && (is_within(a, b) || is_within(b, a))
        && meet(&a.levels, &b.levels)
        && meet(&a.heads, &b.heads)
        && meet(&a.unit_types, &b.unit_types)
}

/// Whether two lists have something in common, of which an empty one stands for all.
fn meet<T: PartialEq>(one: &[T], other: &[T]) -> bool {
    one.is_empty() || other.is_empty() || one.iter().any(|item| other.contains(item))
}

/// Whether the territory of one is or lies in that of the other.
fn is_within(one: &Applies, other: &Applies) -> bool {
    let (own, wider) = (&one.territory, &other.territory);
    wider.code == "VN"
        || wider.code == own.code
        || territory::province_of(&own.code, own.as_of).is_some_and(|province| province == wider.code)
}

/// The acts that fulfil a duty, and whether all of them are needed.
fn acts(met_by: &MetBy) -> (Vec<&str>, bool) {
    let mut all: Vec<&str> = met_by.events().iter().map(String::as_str).collect();
    all.sort_unstable();
    let every = all.len() > 1 && !matches!(met_by, MetBy::Any(_));
    (all, every)
}

fn is_same_act((one, rule): (&Side, &Obligation), (other, same): (&Side, &Obligation)) -> bool {
    let is_plain = |rule: &Obligation| rule.unknown_part().is_none() && rule.due.is_dated() && rule.unless.is_empty();
    is_plain(rule)
        && is_plain(same)
        && !rule.met_by.events().is_empty()
        && acts(&rule.met_by) == acts(&same.met_by)
        && (rule.activity, rule.is_of_petitions, &rule.each_event, rule.per)
            == (same.activity, same.is_of_petitions, &same.each_event, same.per)
        && is_of_one_day((one, &rule.due), (other, &same.due))
}

/// That the second duty never ends before the first, which nothing moves and which binds whenever that does.
fn idle((one, rule): (&Side, &Obligation), (other, same): (&Side, &Obligation)) -> Option<Flaw> {
    let binds = rule.only_if.is_none() || rule.only_if == same.only_if;
    let stays = rule.extensions.is_empty() && rule.suspension.is_none() && rule.excused_by.is_none();
    let set_by = one.set.setters_of(rule).next().is_some() || one.set.limiters_of(rule).next().is_some();
    if !binds || !stays || set_by || rule.unit_types != same.unit_types {
        return None;
    }
    let both = |day: NaiveDate| Some((ends(one, &rule.due, day)?, ends(other, &same.due, day)?));
    let is_so = |day: NaiveDate| both(day).map(|(first, later)| first <= later);
    let in_force = |day: NaiveDate| one.real.is_in_force(day) && other.real.is_in_force(day);
    let days = FlawDays::among(&in_force, &is_so).filter(|days| days.found == days.of)?;
    let text = Text::build(|lang| match lang {
        Lang::Vi => format!("cùng một việc, {} luôn đến hạn trước hoặc cùng ngày", one.real.title().vi),
        Lang::En => format!("for the same act {} always ends before it or with it", one.real.title().en),
    });
    let event = root(&other.set, &same.due).map(|event| &**event);
    let expect = |of, duty| Expect { of, duty, as_of: None, keys: &["due"], is_it: &|outcome| outcome.due.is_some() };
    let case = days.shown(&|day| {
        let expects = vec![expect(other, &same.id), expect(one, &rule.id)];
        let name = format!("{}: {}", same.id, FlawKind::IdleBesideAnother.word());
        Shown { name, facts: around(other, &[same], event, day), reading: None, expects }.case(&[other, one])
    });
    let flaw = Flaw::of(FlawKind::IdleBesideAnother, other, same, text).beside(one, rule);
    Some(flaw.on(days).shown(case))
}

/// That no day, or no month, is right for both.
fn excluded((one, duty): (&Side, &Recurring), (other, same): (&Side, &Recurring)) -> Option<Flaw> {
    let is_exact = |duty: &Recurring| matches!(duty.due, RecurringDue::On { moved_by: None, .. });
    let months = |side: &Side, duty: &Recurring| -> Vec<u32> {
        let named = || days_of(side, duty).into_iter().flatten().map(|day| day.month());
        if is_exact(duty) && duty.in_months.is_empty() { named().collect() } else { duty.in_months.clone() }
    };
    let is_apart = if is_exact(duty) && is_exact(same) {
        let (days, others) = (days_of(one, duty)?, days_of(other, same)?);
        !days.is_empty() && !others.is_empty() && !days.iter().any(|day| others.contains(day))
    } else {
        let (own, others) = (months(one, duty), months(other, same));
        !own.is_empty() && !others.is_empty() && !own.iter().any(|month| others.contains(month))
    };
    if !is_apart {
        return None;
    }
    let text = Text::build(|lang| match lang {
        Lang::Vi => format!(
            "không có ngày nào hợp với cả việc này và việc của {}: {} [{}]",
            one.real.title().vi,
            duty.text.vi,
            duty.id
        ),
        Lang::En => format!(
            "no day is right for this and for the duty of {}: {} [{}]",
            one.real.title().en,
            duty.text.en,
            duty.id
        ),
    });
    let first = days_of(one, duty).or_else(|| days_in(&duty.in_months)).unwrap_or_default();
    let name = format!("{}: {}", same.id, FlawKind::ExcludedByAnother.word());
    let case = Returning { sides: (one, other), duties: (duty, same), name: &name }.side_by_side(&first);
    let flaw = Flaw::returning(FlawKind::ExcludedByAnother, other, same, text);
    let beside = Some(format!("{}/{}", one.real.id(), duty.id));
    Some(Flaw { other: beside, ..flaw.shown(case.map(|(case, always)| FlawCase { case, always })) })
}

/// A day in each of some months of every year.
fn days_in(months: &[u32]) -> Option<Vec<NaiveDate>> {
    let of_year = |year| months.iter().map(move |month| NaiveDate::from_ymd_opt(year, *month, 14));
    (FIRST.year()..=LAST.year()).flat_map(of_year).collect()
}
