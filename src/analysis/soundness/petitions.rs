//! What becomes of a petition: whether it leads to a duty that has a date and a bearer, and whether it must ever be answered.

use std::collections::BTreeSet;

use super::happened::{a_day, around, bound};
use super::shown::{Expect, Shown};
use super::web::{Web, is_dated, is_owed};
use super::{Flaw, FlawCase, FlawKind};
use crate::analysis::said::fact;
use crate::analysis::side::Side;
use crate::calendar::shift;
use crate::ruleset::vocabulary::PETITION_RAISED;
use crate::ruleset::{
    Condition, Due, DutyKind, EventKind, ExtendedBy, ExtendedFrom, Extension, NoDate, Obligation, RuleSet,
};
use crate::text::{Lang, Text};
use crate::timeline::from_day::root;
use crate::timeline::{Facts, Outcome, Status, View};

/// So many times a limit is put off in a case, where that can go on for ever.
const TIMES: usize = 6;

/// For so many days a petition stays unanswered in a case.
const LONG: i64 = 3_650;

/// Adds what can keep a petition unanswered for ever while its duty of settlement is not late.
pub(super) fn unanswered(side: &Side, web: &Web<'_>, rule: &Obligation, flaws: &mut Vec<Flaw>) {
    if rule.duty_kind != DutyKind::Settle || !rule.is_of_petitions || !rule.due.is_dated() {
        return;
    }
    let kind = FlawKind::UnansweredForEver;
    for extension in rule.extensions.iter().filter(|extension| has_no_end(extension)) {
        let text = match extension.limit {
            ExtendedBy::Stated => Text::new(
                "gia hạn không có mức tối đa: văn bản thông báo nêu ngày nào, hạn dời đến ngày đó",
                "an extension has no maximum: the limit is whatever day the notice states",
            ),
            ExtendedBy::Counted(_) => Text::new(
                "gia hạn được nhiều lần mà không có mức tối đa: gia hạn mãi thì không bao giờ quá hạn",
                "an extension may be granted again and again without a maximum",
            ),
        };
        let event = side.set.event(&extension.granted_by);
        let case = event.and_then(|event| {
            let only_if: Vec<&Condition> = extension.only_if.iter().collect();
            until_much_later(side, rule, &only_if, &|facts, day| match extension.limit {
                ExtendedBy::Stated => facts.with(fact(&side.set, event, day, Some(later(day)))),
                ExtendedBy::Counted(_) => again(side, rule, facts, event),
            })
        });
        flaws.push(Flaw::of(kind, side, rule, text).shown(case));
    }
    for reply in side.set.setters_of(rule) {
        let text = Text::build(|lang| match lang {
            Lang::Vi => format!("không có mức tối đa cho ngày nêu trong việc này: {} [{}]", reply.text.vi, reply.id),
            Lang::En => format!("the day that this states has no maximum: {} [{}]", reply.text.en, reply.id),
        });
        let acts: Vec<_> = reply.met_by.events().iter().filter_map(|event| side.set.event(event)).collect();
        let only_if: Vec<&Condition> = reply.only_if.iter().collect();
        let case = until_much_later(side, rule, &only_if, &|facts, day| {
            acts.iter().fold(facts, |facts, event| facts.with(fact(&side.set, event, day, Some(later(day)))))
        });
        flaws.push(Flaw::of(kind, side, rule, text).beside(side, reply).shown(case));
    }
    let Some(suspension) = rule.suspension.as_ref().filter(|stop| !must_go_on(web, rule, (&stop.by, &stop.until)))
    else {
        return;
    };
    let text = Text::new(
        "tạm đình chỉ không có thời hạn: không có việc nào buộc phải tiếp tục giải quyết trước một ngày nào",
        "a suspension has no end: no duty asks by when the case goes on",
    );
    let case = side.set.event(&suspension.by).and_then(|event| {
        until_much_later(side, rule, &[], &|facts, day| facts.with(fact(&side.set, event, day, None)))
    });
    flaws.push(Flaw::of(kind, side, rule, text).shown(case));
}

/// Whether an extension can put off a limit as far as one likes.
fn has_no_end(extension: &Extension) -> bool {
    let again = match extension.limit {
        ExtendedBy::Stated => true,
        ExtendedBy::Counted(length) => extension.times.is_none() && length.from != ExtendedFrom::Anchor,
    };
    again && extension.maximum.is_none()
}

/// Whether a duty with a date and a bearer asks that a case which stopped goes on, each one that can stop.
fn must_go_on(web: &Web<'_>, of: &Obligation, (stopped, resumed): (&str, &str)) -> bool {
    let begun = web.begun_by(stopped);
    let is_always = |rule: &Obligation| rule.only_if.is_none() || rule.only_if == of.only_if;
    let asks = |rule: &&&Obligation| is_owed(rule) && is_always(rule);
    web.fulfilled_by(resumed).iter().filter(asks).any(|rule| begun.iter().any(|other| other.place == rule.place))
}

fn later(day: chrono::NaiveDate) -> chrono::NaiveDate {
    shift(day, LONG).unwrap_or(day)
}

/// The same with one notice after the other, each on the last day of the limit that the one before left.
fn again(side: &Side, rule: &Obligation, facts: Facts, event: &EventKind) -> Facts {
    (0..TIMES).fold(facts, |facts, _| match ending(side, rule, &facts) {
        Some(due) => facts.with(fact(&side.set, event, due, None)),
        None => facts,
    })
}

/// When a duty is due.
fn ending(side: &Side, rule: &Obligation, facts: &Facts) -> Option<chrono::NaiveDate> {
    let duties = side.terms.alone(facts, View::everything(), &rule.id).ok()?;
    duties.into_iter().find_map(|(duty, _)| duty.outcome.due).map(|due| due.date)
}

/// A case in which a petition stays unanswered for years and nothing is late.
fn until_much_later(
    side: &Side,
    rule: &Obligation,
    only_if: &[&Condition],
    put_off: &dyn Fn(Facts, chrono::NaiveDate) -> Facts,
) -> Option<FlawCase> {
    let day = a_day(side, 400);
    let event = rule.due.parts().into_iter().find_map(|part| root(&side.set, part)).map(|event| &**event);
    let facts = around(side, &[rule], event, day);
    let facts = only_if.iter().fold(facts, |facts, only_if| bound(&side.set, facts, only_if, day));
    let is_late = |outcome: &Outcome| matches!(outcome.status, Status::Overdue { .. } | Status::Missed { .. });
    let is_it = |outcome: &Outcome| !is_late(outcome) && !matches!(outcome.status, Status::NotApplicable { .. });
    let facts = put_off(facts, day);
    // Until the last day of the limit; where it stands still, for years.
    let as_of = ending(side, rule, &facts).or(shift(day, LONG));
    let expect = Expect { of: side, duty: &rule.id, as_of, keys: &["due", "status", "why"], is_it: &is_it };
    let name = format!("{}: {}", rule.id, FlawKind::UnansweredForEver.word());
    Shown { name, facts, reading: None, expects: vec![expect] }.case(&[side])
}

/// Adds the petition events from which no chain of anchors leads to a duty with a date and a bearer.
pub(super) fn leading_nowhere(side: &Side, web: &Web<'_>, flaws: &mut Vec<Flaw>) {
    for event in beginnings(&side.set, web) {
        // Where the file does not know a rule, nothing is said of it.
        let is_unknown = |rule: &Obligation| rule.unknown_part().is_some() || rule.due == Due::None(NoDate::Unknown);
        let is_chained = |rule: &Obligation| web.chained_to(&rule.id).iter().any(|other| is_owed(other));
        if reaches(web, event, &|rule| is_owed(rule) || is_unknown(rule) || is_chained(rule)) {
            continue;
        }
        let Some(kind) = side.set.event(event) else { continue };
        let called = &kind.text;
        let asked = following(web, event).next();
        let has_date = reaches(web, event, &is_dated);
        let text = Text::build(|lang| match (has_date, lang) {
            (false, Lang::Vi) => format!("sau «{}» không chuỗi việc nào dẫn đến một việc có hạn", called.vi),
            (false, Lang::En) => format!("from \"{}\" no chain of duties leads to one that has a date", called.en),
            (true, Lang::Vi) => format!("việc có hạn sau «{}» chưa rõ ai phải làm", called.vi),
            (true, Lang::En) => format!("of the duty with a date after \"{}\" it is not known who bears it", called.en),
        });
        flaws.push(Flaw {
            kind: FlawKind::LeadsNowhere,
            ruleset: side.real.name(),
            list: "event".to_owned(),
            id: event.to_owned(),
            called: called.clone(),
            other: None,
            reading: None,
            text,
            cite: asked.map(|rule| side.real.cite_text(&rule.cite)),
            days: None,
            case: asked.and_then(|rule| nowhere(side, rule, kind)),
        });
    }
}

/// A case in which it happens and nobody is late, for years.
fn nowhere(side: &Side, rule: &Obligation, event: &EventKind) -> Option<FlawCase> {
    let (day, id) = (a_day(side, 400), event.id.as_ref());
    let facts = around(side, &[rule], Some(id), day);
    let is_there = facts.all().iter().any(|fact| fact.event == id);
    let facts = if is_there { facts } else { facts.with(fact(&side.set, event, day, None)) };
    let is_it =
        |outcome: &Outcome| is_dated(rule) || !matches!(outcome.status, Status::Overdue { .. } | Status::Missed { .. });
    let keys = ["due", "status", "why", "reason"];
    let expect = Expect { of: side, duty: &rule.id, as_of: Some(later(day)), keys: &keys, is_it: &is_it };
    let name = format!("{id}: {}", FlawKind::LeadsNowhere.word());
    Shown { name, facts, reading: None, expects: vec![expect] }.case(&[side])
}

/// The events with which something begins for a petition: those that duties are counted from, unless they are what a duty with a date is
/// fulfilled by; where there are none, that it was raised.
fn beginnings<'a>(set: &'a RuleSet, web: &Web<'a>) -> Vec<&'a str> {
    let of_petition = |event: &&str| set.event(event).is_some_and(|event| event.petition);
    let mut all: Vec<&str> = web.beginnings().filter(of_petition).collect();
    if all.is_empty() && !web.owed_to_petitions().is_empty() {
        return set.event(PETITION_RAISED).map(|_| PETITION_RAISED).into_iter().collect();
    }
    all.retain(|event| !web.fulfilled_by(event).iter().any(|rule| is_owed(rule)));
    all
}

/// The duties that are owed or counted from an event of a petition.
fn following<'w, 'a>(web: &'w Web<'a>, event: &str) -> impl Iterator<Item = &'a Obligation> + use<'w, 'a> {
    let raised = if event == PETITION_RAISED { web.owed_to_petitions() } else { &[] };
    web.begun_by(event).iter().chain(raised).copied()
}

/// Whether some duty is reached from an event through what fulfils the duties that follow it.
fn reaches(web: &Web<'_>, event: &str, is_it: &dyn Fn(&Obligation) -> bool) -> bool {
    let (mut open, mut known) = (vec![event], BTreeSet::new());
    while let Some(event) = open.pop() {
        for rule in following(web, event) {
            if is_it(rule) {
                return true;
            }
            open.extend(rule.met_by.events().iter().map(String::as_str).filter(|event| known.insert(*event)));
        }
    }
    false
}
