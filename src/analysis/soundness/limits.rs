//! Limits against the regulation, against each other and against what moves them, on every covered day.

use chrono::NaiveDate;

use super::happened::{a_day, around, bound};
use super::shown::{Expect, Shown};
use super::web::Web;
use super::{Flaw, FlawCase, FlawDays, FlawKind};
use crate::analysis::said::fact;
use crate::analysis::side::Side;
use crate::calendar::shift;
use crate::ruleset::vocabulary::{CLOSED, DIALOGUE_DAY, OPENED};
use crate::ruleset::{AnchorRule, Condition, Due, EventKind, ExtendedFrom, Extension, GrantedBefore, Most, Obligation};
use crate::text::{Lang, Text};
use crate::time_limit::{Roll, Start, TimeLimit};
use crate::timeline::from_day::{due_from, root};
use crate::timeline::{Fact, Outcome};

/// More days than a regulation has that nobody noticed in the year in which it began.
const MOST_AT_THE_BEGINNING: usize = 366;

pub(super) fn found(side: &Side, web: &Web<'_>, rule: &Obligation, flaws: &mut Vec<Flaw>) {
    if rule.unknown_part().is_some() {
        return;
    }
    before_in_force(side, rule, flaws);
    for other in needed(side, web, rule) {
        before_what_it_needs(side, rule, other, flaws);
    }
    for other in side.set.setters_of(rule) {
        late_notice(side, rule, other, FlawKind::InterimReplyTooLate, flaws);
    }
    for extension in &rule.extensions {
        let of_notice = web.fulfilled_by(&extension.granted_by).iter();
        let asked_for = of_notice.filter(|other| other.place != rule.place && other.sets_due_of.is_none());
        for other in asked_for {
            late_notice(side, rule, other, FlawKind::ExtensionTooLate, flaws);
        }
        without_a_day(side, rule, extension, flaws);
        too_short(side, rule, extension, flaws);
    }
}

/// The day on which a limit is led back to, the same for a dialogue's day, its opening and its closing: as of one that takes a day.
fn family<'a>(side: &'a Side, due: &'a Due) -> Option<&'a str> {
    root(&side.set, due).map(|event| if [OPENED, CLOSED].contains(&&**event) { DIALOGUE_DAY } else { &**event })
}

/// When a limit ends, counted from a day.
pub(super) fn ends(side: &Side, due: &Due, day: NaiveDate) -> Option<NaiveDate> {
    due_from(&side.set, &side.calendar, due, day).map(|due| due.date)
}

/// Whether two limits are led back to what happens on one day.
pub(super) fn is_of_one_day((one, due): (&Side, &Due), (other, beside): (&Side, &Due)) -> bool {
    let days = (family(one, due), family(other, beside));
    days.0.is_some() && days.0 == days.1
}

/// The limits of which one holds, by the case.
fn arms(due: &Due) -> Vec<&Due> {
    match due {
        Due::Cases { cases, otherwise } => cases.iter().map(|(_, due)| due).chain(otherwise.as_deref()).collect(),
        one => vec![one],
    }
}

fn before_in_force(side: &Side, rule: &Obligation, flaws: &mut Vec<Flaw>) {
    let Some(from) = side.real.range().0 else { return };
    for due in arms(&rule.due) {
        let in_force = |day: NaiveDate| side.real.is_in_force(day);
        let is_so = |day: NaiveDate| in_force(day).then(|| ends(side, due, day).map(|end| end < from)).flatten();
        let Some(days) = FlawDays::among(&in_force, &is_so) else { continue };
        if days.found < days.of && days.found <= MOST_AT_THE_BEGINNING {
            continue; // an act before an event may lie before the first day of any regulation
        }
        let text = Text::build(|lang| match lang {
            Lang::Vi => format!("hạn kết thúc trước ngày văn bản có hiệu lực, {}", lang.date(from)),
            Lang::En => format!("the limit ends before the regulation is in force, {}", lang.date(from)),
        });
        let case = days.shown(&|day| case(side, &[rule], day, &["due", "status", "why"]));
        flaws.push(Flaw::of(FlawKind::BeforeInForce, side, rule, text).on(days).shown(case));
    }
}

/// The duties that one depends on: it is owed only once that was done, or once that is late, or it is of a later phase and chained to it.
fn needed<'a>(side: &'a Side, web: &Web<'a>, rule: &'a Obligation) -> Vec<&'a Obligation> {
    let conditions = || rule.only_if.iter();
    let events = conditions().flat_map(Condition::events);
    let done = events.flat_map(|event| web.fulfilled_by(event)).copied();
    let done = done.filter(|other| conditions().any(|only_if| only_if.needs(&|event| other.met_by.has(event))));
    let late = conditions().flat_map(Condition::overdue).filter_map(|id| side.set.obligation(id));
    let anchors = rule.due.parts().into_iter().filter_map(Due::anchor);
    let chained = anchors.filter_map(|anchor| match anchor {
        AnchorRule::DueOf(id) | AnchorRule::BaseDueOf(id) => side.set.obligation(id),
        AnchorRule::Event(_) => None,
    });
    let chained = chained.filter(|other| other.phase < rule.phase);
    let mut all: Vec<&Obligation> = done.chain(late.chain(chained).map(|other| &**other)).collect();
    all.retain(|other| other.place != rule.place && other.unknown_part().is_none());
    all.sort_by_key(|other| other.place);
    all.dedup_by_key(|other| other.place);
    all
}

fn before_what_it_needs(side: &Side, rule: &Obligation, other: &Obligation, flaws: &mut Vec<Flaw>) {
    if !is_of_one_day((side, &rule.due), (side, &other.due)) {
        return;
    }
    let is_so = |day: NaiveDate| Some(ends(side, &rule.due, day)? < ends(side, &other.due, day)?);
    let Some(days) = FlawDays::among(&|day| side.real.is_in_force(day), &is_so) else { return };
    let text = Text::build(|lang| match lang {
        Lang::Vi => format!("hạn kết thúc trước hạn của việc mà nó phụ thuộc: {} [{}]", other.text.vi, other.id),
        Lang::En => {
            format!("its limit ends before that of a duty that it depends on: {} [{}]", other.text.en, other.id)
        }
    });
    let case = days.shown(&|day| case(side, &[rule, other], day, &["due"]));
    flaws.push(Flaw::of(FlawKind::BeforeWhatItNeeds, side, rule, text).beside(side, other).on(days).shown(case));
}

/// A notice that is in time by its own limit, and after the limit that it is to move.
fn late_notice(side: &Side, rule: &Obligation, notice: &Obligation, kind: FlawKind, flaws: &mut Vec<Flaw>) {
    if !is_of_one_day((side, &rule.due), (side, &notice.due)) || notice.unknown_part().is_some() {
        return;
    }
    let is_so = |day: NaiveDate| Some(ends(side, &notice.due, day)? > ends(side, &rule.due, day)?);
    let Some(days) = FlawDays::among(&|day| side.real.is_in_force(day), &is_so) else { return };
    let text = Text::build(|lang| match lang {
        Lang::Vi => format!("ngày cuối để làm việc này rơi sau hạn mà nó phải dời: {} [{}]", rule.text.vi, rule.id),
        Lang::En => format!("its last day is after the limit that it is to move: {} [{}]", rule.text.en, rule.id),
    });
    let case = days.shown(&|day| case(side, &[notice, rule], day, &["due"]));
    flaws.push(Flaw::of(kind, side, notice, text).beside(side, rule).on(days).shown(case));
}

/// An extension by a notice that need not come before the limit that it moves.
fn without_a_day(side: &Side, rule: &Obligation, extension: &Extension, flaws: &mut Vec<Flaw>) {
    let silent = rule.silent_on.iter().any(|path| path == "extension.granted_before");
    let (vi, en) = match extension.granted_before {
        GrantedBefore::NotStated => (
            "văn bản không nêu phải thông báo gia hạn trước khi hết hạn: thông báo sau đó có dời được hạn hay không còn tranh cãi",
            "the text does not say that an extension is notified before the limit ends: whether a later notice moves it is contested",
        ),
        _ if silent => (
            "việc phải thông báo gia hạn trước khi hết hạn chỉ là suy ra, văn bản không nêu",
            "that an extension is notified before the limit ends is inferred, the text does not say it",
        ),
        GrantedBefore::AnyTime
            if extension.limit.counted().is_some_and(|length| length.from != ExtendedFrom::Notice) =>
        {
            (
                "gia hạn được thông báo vào lúc nào cũng được, kể cả khi hạn mới đã qua",
                "an extension may be notified at any time, even when the new limit has passed",
            )
        }
        _ => return,
    };
    flaws.push(
        Flaw::of(FlawKind::ExtensionTooLate, side, rule, Text::new(vi, en))
            .shown(late_extension(side, rule, extension)),
    );
}

/// A case in which the notice comes the day after the limit.
fn late_extension(side: &Side, rule: &Obligation, extension: &Extension) -> Option<FlawCase> {
    let day = a_day(side, 400);
    let event = side.set.event(&extension.granted_by)?;
    let facts = around(side, &[rule], root(&side.set, arms(&rule.due).last()?).map(|event| &**event), day);
    let facts = extension.only_if.iter().fold(facts, |facts, only_if| bound(&side.set, facts, only_if, day));
    let after = ends(side, arms(&rule.due).last()?, day).or(shift(day, 60))?.succ_opt()?;
    let notice = notice(side, (extension, event), after, shift(after, 30)?);
    let expect = Expect { of: side, duty: &rule.id, as_of: None, keys: &["due", "findings"], is_it: &|_| true };
    let name = format!("{}: {}", rule.id, FlawKind::ExtensionTooLate.word());
    Shown { name, facts: facts.with(notice), reading: None, expects: vec![expect] }.case(&[side])
}

/// The notice of an extension, which states until when unless the rule does.
fn notice(side: &Side, (extension, event): (&Extension, &EventKind), on: NaiveDate, until: NaiveDate) -> Fact {
    fact(&side.set, event, on, extension.limit.counted().is_none().then_some(until))
}

/// An extension, or the most that it may give, that is counted from where the limit is counted from and ends before that does.
fn too_short(side: &Side, rule: &Obligation, extension: &Extension, flaws: &mut Vec<Flaw>) {
    let Some(anchor) = rule.due.anchor() else { return };
    let counted = |length: Most| Due::Limit {
        anchor: anchor.clone(),
        limit: TimeLimit::after_with(length.n, length.unit, Start::EventExcluded, Roll::NextWorkingDay),
    };
    let from_anchor = |length: Option<Most>| length.filter(|length| length.from == ExtendedFrom::Anchor).map(counted);
    let all = [
        (extension.limit.counted(), FlawKind::ExtensionTooLate, true),
        (extension.maximum, FlawKind::MaximumBelowLimit, false),
    ];
    for (length, kind, is_length) in all {
        let Some(longer) = from_anchor(length) else { continue };
        let is_so = |day: NaiveDate| {
            let (longer, base) = (ends(side, &longer, day)?, ends(side, &rule.due, day)?);
            Some(longer < base || is_length && longer == base)
        };
        let Some(days) = FlawDays::among(&|day| side.real.is_in_force(day), &is_so) else { continue };
        let (vi, en) = if is_length {
            (
                "thời gian kéo dài kết thúc trước hoặc cùng lúc với chính thời hạn",
                "the extension ends on or before the limit itself",
            )
        } else {
            (
                "mức kéo dài tối đa kết thúc trước chính thời hạn",
                "the most that the extension may give ends before the limit itself",
            )
        };
        let case = days.shown(&|day| short_extension(side, rule, extension, day));
        flaws.push(Flaw::of(kind, side, rule, Text::new(vi, en)).on(days).shown(case));
    }
}

/// A case in which the notice comes at once, and the date stays what it was.
fn short_extension(side: &Side, rule: &Obligation, extension: &Extension, day: NaiveDate) -> Option<FlawCase> {
    let event = side.set.event(&extension.granted_by)?;
    let facts = around(side, &[rule], root(&side.set, &rule.due).map(|event| &**event), day);
    let facts = extension.only_if.iter().fold(facts, |facts, only_if| bound(&side.set, facts, only_if, day));
    let notice = notice(side, (extension, event), day, shift(day, 90)?);
    let expect = Expect { of: side, duty: &rule.id, as_of: None, keys: &["due", "base_due"], is_it: &|_| true };
    let name = format!("{}: {}", rule.id, FlawKind::MaximumBelowLimit.word());
    Shown { name, facts: facts.with(notice), reading: None, expects: vec![expect] }.case(&[side])
}

/// A case in which what some duties are counted from happens on a day.
fn case(side: &Side, rules: &[&Obligation], day: NaiveDate, keys: &[&str]) -> Option<FlawCase> {
    let first = rules.first()?;
    let event = root(&side.set, arms(&first.due).last()?).map(|event| &**event);
    let facts = around(side, rules, event, day);
    let is_told = |outcome: &Outcome| keys != ["due"] || outcome.due.is_some();
    let expects =
        rules.iter().map(|rule| Expect { of: side, duty: &rule.id, as_of: None, keys, is_it: &is_told }).collect();
    Shown { name: first.id.clone(), facts, reading: None, expects }.case(&[side])
}
