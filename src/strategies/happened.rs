//! What may have happened around a dialogue, as a rule set asks about it.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use proptest::collection::vec;
use proptest::option::weighted;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::dates_in;
use crate::calendar::{FIRST, LAST, shift};
use crate::ruleset::vocabulary::{
    CANCELLED, CLOSED, Detail, FIELDS, OPENED, PETITION_ASSIGNED, PETITION_CLASSED, PETITION_RAISED, RECEPTION_DAY,
    RECEPTION_HELD, RESCHEDULED, SESSION_HELD, SURVEY_HELD,
};
use crate::ruleset::{CaseClass, Channel, EventKind, Obligation, Phase, RuleSet};
use crate::time_limit::TimeOfDay;
use crate::timeline::{Fact, Facts};

/// Nothing of a random rule set asks about it, unless a duty is anchored on it.
const UNASKED: &str = SURVEY_HELD;

/// An event that may happen, and what a fact of it may say.
#[derive(Debug, Clone)]
struct Asked {
    event: EventKind,
    states_limit: bool,
    on_channel: bool,
    states_fields: bool,
}

/// How far the dialogue itself came, in days after the appointed day.
#[derive(Debug, Clone)]
enum Course {
    Planned,
    Cancelled,
    Opened(i64),
    Held(i64, i64),
}

/// One more thing that happened.
#[derive(Debug, Clone)]
struct Happened {
    event: Index,
    days: i64,
    petition: Option<u8>,
    until: Option<i64>,
    class: CaseClass,
    channel: Option<Channel>,
    states: Option<usize>,
    session: Option<u8>,
    recorded: Option<i64>,
    at: Option<TimeOfDay>,
}

/// Facts of which [`Terms::timeline`](crate::Terms::timeline) makes a timeline under a rule set.
///
/// The dialogue is appointed for a day of 2017-2095, perhaps moved, cancelled, opened or held. Then come facts of the
/// events that the set asks about, from two months before that day to a year after: of petitions or of none, with and
/// without a time of day, new limit, class, channel, session, fields stated and a later day of entry. No fact corrects another.
///
/// Under a set whose limits reach further than two years a count may still leave the covered years.
///
/// ```
/// use doithoai::{Calendar, RuleSet, Terms, View, strategies::facts};
/// use proptest::prelude::*;
/// let can_tho = RuleSet::builtin("can-tho-10")?;
/// let terms = Terms::new([can_tho.clone()], Calendar::vietnam());
/// proptest!(ProptestConfig::with_cases(64), |(facts in facts(&can_tho))| {
///     prop_assert!(terms.timeline(&facts, View::everything()).is_ok());
/// });
/// # Ok::<(), doithoai::VersionError>(())
/// ```
pub fn facts(set: &RuleSet) -> BoxedStrategy<Facts> {
    let asked = asked(set);
    let day = |year| NaiveDate::from_ymd_opt(year, 1, 1);
    let appointed = dates_in(day(2017).unwrap_or(FIRST)..=day(2096).and_then(|day| day.pred_opt()).unwrap_or(LAST));
    let moved = prop_oneof![
        6 => Just(Vec::new()),
        2 => vec((-30_i64..0, 0_i64..40), 1..=3),
    ];
    (appointed, moved, (course(), time(), time()), vec(happened(), 0..10))
        .prop_map(move |(appointed, moved, course, more)| all(&asked, appointed, &moved, &course, &more))
        .boxed()
}

fn course() -> impl Strategy<Value = Course> {
    prop_oneof![
        2 => Just(Course::Planned),
        1 => Just(Course::Cancelled),
        1 => (0_i64..4).prop_map(Course::Opened),
        6 => (0_i64..4, 0_i64..4).prop_map(|(opened, closed)| Course::Held(opened, closed)),
    ]
}

fn happened() -> impl Strategy<Value = Happened> {
    let days = prop_oneof![6 => 0_i64..60, 2 => -60_i64..0, 1 => 60_i64..400];
    let channel = weighted(0.5, select(Channel::ALL));
    let of = (any::<Index>(), days, weighted(0.9, 1_u8..4), weighted(0.1, 1_u8..3));
    let says = (weighted(0.6, -10_i64..120), select(CaseClass::ALL), channel, weighted(0.3, 0..=FIELDS.len()));
    (of, says, weighted(0.3, 0_i64..60), time()).prop_map(|(of, says, recorded, at)| {
        let (event, days, petition, session) = of;
        let (until, class, channel, states) = says;
        Happened { event, days, petition, until, class, channel, states, session, recorded, at }
    })
}

/// A time of day, or none that is known.
fn time() -> impl Strategy<Value = Option<TimeOfDay>> {
    weighted(0.4, (0_u16..24, 0_u16..60)).prop_map(|time| time.and_then(|(hour, minute)| TimeOfDay::new(hour, minute)))
}

fn all(
    asked: &[Asked],
    appointed: NaiveDate,
    moved: &[(i64, i64)],
    (course, begins, ends): &(Course, Option<TimeOfDay>, Option<TimeOfDay>),
    more: &[Happened],
) -> Facts {
    let mut facts = Facts::appointed_for(appointed);
    let mut day = appointed;
    let mut moved = moved.to_vec();
    moved.sort_by_key(|(told, _)| *told);
    for (told, later) in moved {
        day = after(appointed, later);
        facts = facts.with(Fact::new(RESCHEDULED, after(appointed, told)).until(day));
    }
    let mut opened = None;
    match course {
        Course::Planned => {}
        Course::Cancelled => facts = facts.with(Fact::new(CANCELLED, after(day, -1))),
        Course::Opened(late) | Course::Held(late, _) => opened = Some(after(day, *late)),
    }
    let at = |event, day, time: &Option<TimeOfDay>| Fact { at: *time, ..Fact::new(event, day) };
    facts = opened.iter().fold(facts, |facts, day| facts.with(at(OPENED, *day, begins)));
    if let (Course::Held(_, long), Some(opened)) = (course, opened) {
        facts = facts.with(at(CLOSED, after(opened, *long), ends));
    }
    more.iter().filter_map(|happened| fact(asked, happened, day, opened)).fold(facts, Facts::with)
}

fn fact(asked: &[Asked], happened: &Happened, day: NaiveDate, opened: Option<NaiveDate>) -> Option<Fact> {
    let asked = asked.get(happened.event.index(asked.len().max(1)))?;
    let on = after(day, happened.days);
    // What follows the dialogue does not come before it.
    let on = if asked.event.phase == Some(Phase::After) { opened.map_or(on, |opened| on.max(opened)) } else { on };
    let mut fact = Fact::new(asked.event.id.clone(), on);
    fact.petition = happened.petition.filter(|_| asked.event.petition).map(|number| format!("KN-{number}"));
    let until = happened.until.filter(|_| asked.states_limit).map(|days| after(on, days));
    fact.until = until.or_else(|| asked.event.needs.contains(&Detail::NewDay).then(|| after(on, happened.days.abs())));
    fact.class = asked.event.says(Detail::Class).then_some(happened.class);
    fact.channel = happened.channel.filter(|_| asked.on_channel);
    let stated = happened.states.filter(|_| asked.states_fields);
    fact.states = stated.map(|some| FIELDS.iter().take(some).map(|field| field.id.to_owned()).collect());
    fact.session = happened.session.map(|number| format!("cluster-{number}"));
    fact.at = happened.at;
    fact.recorded = happened.recorded.map(|days| after(on, days));
    Some(fact)
}

fn after(day: NaiveDate, days: i64) -> NaiveDate {
    shift(day, days).unwrap_or(day)
}

/// The events that a rule set asks about, each once, and one that it may not.
fn asked(set: &RuleSet) -> Vec<Asked> {
    let recurring = set.recurring().iter().flat_map(|duty| duty.met_by.events());
    let mut events: BTreeSet<&str> = set.obligations().iter().flat_map(|duty| duty.events()).collect();
    events.extend(recurring.map(String::as_str));
    if events.contains(RECEPTION_DAY) {
        events.insert(RECEPTION_HELD);
    }
    events.extend([PETITION_RAISED, PETITION_ASSIGNED, PETITION_CLASSED, SESSION_HELD, UNASKED]);
    let of_the_course = [OPENED, CLOSED, RESCHEDULED, CANCELLED];
    let events = events.into_iter().filter(|event| !of_the_course.contains(event));
    let known = events.filter_map(|event| set.event(event));
    let of_any = |takes: &dyn Fn(&Obligation) -> bool| set.obligations().iter().any(|duty| takes(duty));
    known
        .map(|event| Asked {
            event: event.clone(),
            states_limit: event.says(Detail::NewLimit) || of_any(&|duty| duty.states_limit(&event.id)),
            on_channel: of_any(&|duty| duty.is_on_channels(&event.id)),
            states_fields: event.says(Detail::States) || of_any(&|duty| duty.asks_to_state(&event.id)),
        })
        .collect()
}
