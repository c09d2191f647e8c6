//! What may have happened around a dialogue, as a rule set asks about it.

use std::collections::BTreeSet;

use chrono::{Datelike as _, NaiveDate};
use proptest::collection::vec;
use proptest::option::weighted;
use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::dates_in;
use crate::audit::OfficeLog;
use crate::calendar::{FIRST, LAST, shift};
use crate::ruleset::vocabulary::{
    ADMISSION_REFUSED, CANCELLED, CLOSED, COUNCIL_SESSION, Detail, EVENTS, FIELDS, OPENED, PETITION_ASSIGNED,
    PETITION_CLASSED, PETITION_RAISED, PETITION_RECEIVED, RECEPTION_DAY, RECEPTION_HELD, RESCHEDULED, SESSION_HELD,
    SESSION_SCHEDULED, STEP_DONE,
};
use crate::ruleset::{
    CaseClass, Channel, DialogueKind, EventKind, HeadKind, KeptIn, Level, Mode, Obligation, Phase, RuleSet, Subject,
};
use crate::time_limit::TimeOfDay;
use crate::timeline::course::{acts_before_receipt, check_course, check_petitions};
use crate::timeline::facts::opened;
use crate::timeline::{Fact, Facts};

/// An event that may happen, and what a fact of it may say.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each is a detail that is taken or not")]
struct Asked {
    event: EventKind,
    states_limit: bool,
    on_channel: bool,
    states_fields: bool,
    takes_session: bool,
    /// Whether an occurrence of it is named by its day.
    names_a_day: bool,
    /// What it must be about, by id.
    about: Vec<String>,
}

/// What entries may say under a rule set.
#[derive(Debug, Clone)]
struct Asks {
    of_office: bool,
    events: Vec<Asked>,
    classes: Vec<CaseClass>,
    channels: Vec<Channel>,
    fields: Vec<String>,
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
    class: Index,
    channel: Option<Index>,
    states: Option<Index>,
    session: Option<u8>,
    reception: Option<u8>,
    about: Option<Index>,
    recorded: Option<i64>,
    at: Option<TimeOfDay>,
    /// Whether it has a document, and a key.
    proved: [bool; 2],
}

/// Facts of which [`Terms::timeline`](crate::Terms::timeline) makes a timeline under a rule set.
///
/// The dialogue is appointed for a day of 2017-2095, of a kind and in a mode or of none that is said, perhaps moved, cancelled, opened or held.
/// Then come facts of the events that the set asks about and of any others, its own included, from two months before that day to a year after: of
/// petitions or of none, with and without a time of day, new limit, class, channel, session, fields stated, what it is
/// about, a document, a key and a later day of entry. No fact corrects another.
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
    let asks = asks(set, false);
    let set = set.clone();
    let moved = prop_oneof![
        6 => Just(Vec::new()),
        2 => vec((-30_i64..0, 0_i64..40), 1..=3),
    ];
    let said = (weighted(0.5, select(DialogueKind::ALL)), weighted(0.5, select(Mode::ALL)));
    (first_days(), said, moved, (course(), time(), time(), weighted(0.2, 0_i64..30)), vec(happened(), 0..10))
        .prop_map(move |(appointed, (kind, mode), moved, course, more)| {
            let facts = kind.into_iter().fold(Facts::appointed_for(appointed), Facts::of_kind);
            let facts = mode.into_iter().fold(facts, Facts::in_mode);
            let all = all(&asks, facts.clone(), &moved, &course, &more);
            // What cannot all have been, such as a resumption without a suspension, is left out.
            all.iter().fold(facts, |facts, fact| {
                let more = facts.clone().with(fact);
                let standing = more.standing(None);
                let can_be = check_course(&standing, opened(&standing), |fact| set.event(fact.event())).is_ok();
                let can_be = can_be && acts_before_receipt(&standing).is_empty();
                if can_be { more } else { facts }
            })
        })
        .boxed()
}

/// The logs of an office that a rule set may bind, which [`audit_year`](crate::audit::audit_year) takes.
///
/// Up to twenty entries of a year and a half from a day of 2017-2095: receptions, sessions of the council, reports about
/// their periods, and what happened to petitions, with every detail; some correct an earlier one or strike it out.
///
/// ```
/// use chrono::Datelike as _;
/// use doithoai::{Calendar, Registry, View, audit::audit_year, strategies::office_logs};
/// use proptest::prelude::*;
/// let (registry, calendar) = (Registry::builtin(), Calendar::vietnam());
/// let set = registry.get("citizen-reception@2026-07-01")?;
/// proptest!(ProptestConfig::with_cases(32), |(log in office_logs(set))| {
///     let year = log.entries().first().map_or(2026, |fact| fact.on.year());
///     prop_assert!(audit_year(&registry, &calendar, &[], &log, year, View::everything()).is_ok());
/// });
/// # Ok::<(), doithoai::VersionError>(())
/// ```
pub fn office_logs(set: &RuleSet) -> BoxedStrategy<OfficeLog> {
    let asks = asks(set, true);
    let heads: Vec<HeadKind> = set.applies().heads.iter().copied().chain([HeadKind::LocalGovernment]).take(2).collect();
    let levels = if set.applies().levels.is_empty() { Level::ALL.to_vec() } else { set.applies().levels.clone() };
    let entry = (happened(), weighted(0.15, (any::<Index>(), any::<bool>())));
    (first_days(), select(heads), select(levels), vec(entry, 0..20))
        .prop_filter_map("Hà Nội has offices", move |(first, head, level, entries)| {
            let subject = Subject::new("01", level, head, first).ok()?;
            let mut log = OfficeLog::new("random", subject);
            for (at, (happened, corrects)) in entries.iter().enumerate() {
                let Some(fact) = fact(&asks, happened, at, first, None) else { continue };
                let fact = match (corrects, log.entries().len()) {
                    (Some((pick, void)), entries) if entries > 0 => {
                        let entry = pick.index(entries);
                        // What strikes out an entry says what that says.
                        let old = log.entries().into_iter().nth(entry).filter(|_| *void);
                        let said = old.map_or_else(|| fact.clone(), |old| Fact { key: None, ..old });
                        let recorded = fact.recorded.unwrap_or(fact.on).max(said.on);
                        let corrects = Some(entry.saturating_add(1));
                        Fact { void: *void, corrects, recorded: Some(recorded), ..said }
                    }
                    _ => fact,
                };
                // What an office does not take, such as a second correction, is left out.
                let more = log.clone().with(fact).ok().filter(|more| {
                    let facts = more.entries().into_iter().fold(Facts::appointed_for(first), Facts::with);
                    check_petitions(&facts.standing(None)).is_ok()
                });
                log = more.unwrap_or(log);
            }
            Some(log)
        })
        .boxed()
}

/// The days around which something happens.
fn first_days() -> BoxedStrategy<NaiveDate> {
    let day = |year| NaiveDate::from_ymd_opt(year, 1, 1);
    dates_in(day(2017).unwrap_or(FIRST)..=day(2096).and_then(|day| day.pred_opt()).unwrap_or(LAST))
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
    let of = (any::<Index>(), days, weighted(0.9, 1_u8..4), weighted(0.1, 1_u8..3));
    let says =
        (weighted(0.6, -10_i64..120), any::<Index>(), weighted(0.5, any::<Index>()), weighted(0.3, any::<Index>()));
    let proved = [proptest::bool::weighted(0.2), proptest::bool::weighted(0.2)];
    let about = (weighted(0.1, 1_u8..3), weighted(0.4, any::<Index>()), weighted(0.3, 0_i64..60), time(), proved);
    (of, says, about).prop_map(|(of, says, (reception, about, recorded, at, proved))| {
        let (event, days, petition, session) = of;
        let (until, class, channel, states) = says;
        Happened {
            event,
            days,
            petition,
            until,
            class,
            channel,
            states,
            session,
            reception,
            about,
            recorded,
            at,
            proved,
        }
    })
}

/// A time of day, or none that is known.
fn time() -> impl Strategy<Value = Option<TimeOfDay>> {
    weighted(0.4, (0_u16..24, 0_u16..60)).prop_map(|time| time.and_then(|(hour, minute)| TimeOfDay::new(hour, minute)))
}

fn all(
    asks: &Asks,
    mut facts: Facts,
    moved: &[(i64, i64)],
    (course, begins, ends, entered): &(Course, Option<TimeOfDay>, Option<TimeOfDay>, Option<i64>),
    more: &[Happened],
) -> Facts {
    let of_course = |fact: Fact, time: &Option<TimeOfDay>| {
        let recorded = entered.map(|days| after(fact.on, days));
        Fact { at: *time, recorded, ..fact }
    };
    let appointed = facts.appointed();
    let mut day = appointed;
    let mut moved = moved.to_vec();
    moved.sort_by_key(|(told, _)| *told);
    for (told, later) in moved {
        let next = after(appointed, later);
        if next == day {
            continue; // a move is to another day
        }
        day = next;
        facts = facts.with(of_course(Fact::new(RESCHEDULED, after(appointed, told)).until(day), ends));
    }
    let mut opened = None;
    match course {
        Course::Planned => {}
        Course::Cancelled => facts = facts.with(of_course(Fact::new(CANCELLED, after(day, -1)), begins)),
        Course::Opened(late) | Course::Held(late, _) => opened = Some(after(day, *late)),
    }
    facts = opened.iter().fold(facts, |facts, day| facts.with(of_course(Fact::new(OPENED, *day), begins)));
    if let (Course::Held(_, long), Some(opened)) = (course, opened) {
        facts = facts.with(of_course(Fact::new(CLOSED, after(opened, *long)), ends));
    }
    let entries = more.iter().enumerate().filter_map(|(at, happened)| fact(asks, happened, at, day, opened));
    entries.fold(facts, Facts::with)
}

fn fact(asks: &Asks, happened: &Happened, number: usize, day: NaiveDate, opened: Option<NaiveDate>) -> Option<Fact> {
    let asked = asks.events.get(happened.event.index(asks.events.len().max(1)))?;
    let on = after(day, happened.days);
    // What follows the dialogue does not come before it.
    let on = if asked.event.phase == Some(Phase::After) { opened.map_or(on, |opened| on.max(opened)) } else { on };
    let mut fact = Fact::new(asked.event.id.clone(), on);
    // In the log of an office what happens to a petition says to which.
    let petition = happened.petition.or(asks.of_office.then_some(1));
    fact.petition = petition.filter(|_| asked.event.petition).map(|number| format!("KN-{number}"));
    let until = happened.until.filter(|_| asked.states_limit).map(|days| after(on, days));
    fact.until = until.or_else(|| asked.event.needs.contains(&Detail::NewDay).then(|| after(on, happened.days.abs())));
    fact.class = asked.event.says(Detail::Class).then(|| *happened.class.get(&asks.classes));
    fact.channel = happened.channel.filter(|_| asked.on_channel).map(|pick| *pick.get(&asks.channels));
    let stated = happened.states.filter(|_| asked.states_fields);
    let some = |pick: Index| asks.fields.iter().skip(pick.index(asks.fields.len().max(1))).cloned().collect();
    fact.states = stated.map(some);
    let session = happened.session.or_else(|| asked.event.needs.contains(&Detail::Session).then_some(0));
    fact.session = session.filter(|_| asked.takes_session).map(|number| format!("cluster-{number}"));
    fact.reception = happened.reception.filter(|_| asks.of_office).map(|number| format!("reception-{number}"));
    fact.about = about(asked, happened.about, on);
    fact.at = happened.at;
    fact.recorded = happened.recorded.map(|days| after(on, days));
    let [has_document, has_key] = happened.proved;
    fact.reference = has_document.then(|| format!("{number}/TB-UBND"));
    fact.key = has_key.then(|| format!("key-{number}"));
    Some(fact)
}

/// What an entry is about: what the event needs, a period of its year, or the day of an occurrence.
fn about(asked: &Asked, pick: Option<Index>, on: NaiveDate) -> Option<String> {
    if let Some(first) = asked.about.first() {
        return Some(pick.map_or(first, |pick| pick.get(&asked.about)).clone());
    }
    let (pick, year) = (pick?, on.year());
    if asked.event.says(Detail::Year) {
        let periods = ["", "-Q1", "-Q4", "-H1", "-H2", "-9M", "-09", "-12"];
        return Some(format!("{year}{}", pick.get(&periods)));
    }
    asked.names_a_day.then(|| after(on, i64::try_from(pick.index(20)).unwrap_or_default()).to_string())
}

fn after(day: NaiveDate, days: i64) -> NaiveDate {
    shift(day, days).unwrap_or(day)
}

/// What entries may say under a rule set: the events that it asks about, thrice, and every other one that is kept in such a log.
fn asks(set: &RuleSet, of_office: bool) -> Asks {
    let recurring = || set.recurring().iter().flat_map(|duty| duty.met_by.events()).map(String::as_str);
    let mut events: BTreeSet<&str> = set.obligations().iter().flat_map(|duty| duty.events()).collect();
    events.extend(recurring());
    if events.contains(RECEPTION_DAY) {
        events.insert(RECEPTION_HELD);
    }
    events.extend([PETITION_RAISED, PETITION_ASSIGNED, PETITION_CLASSED, SESSION_HELD, ADMISSION_REFUSED, STEP_DONE]);
    if of_office {
        events.extend([RECEPTION_HELD, PETITION_RECEIVED, COUNCIL_SESSION, SESSION_SCHEDULED]);
    }
    let any = EVENTS.iter().map(|event| event.id.as_ref());
    let of_the_course = [OPENED, CLOSED, RESCHEDULED, CANCELLED];
    let events = events.iter().copied().flat_map(|event| [event, event, event]).chain(any);
    let events = events.filter(|event| !of_the_course.contains(event)).filter_map(|event| set.event(event));
    let kept = |event: &&EventKind| !of_office || event.kept_in != KeptIn::Dialogue;
    let ids = |event: &EventKind| -> Option<Vec<String>> {
        let ids: Vec<String> = match event.needs {
            [Detail::Step, ..] => set.steps().iter().map(|step| step.id.clone()).collect(),
            [Detail::Exclusion, ..] => set.exclusions().iter().map(|ground| ground.id.clone()).collect(),
            _ if event.says(Detail::Agency) => ["so-xay-dung", "so-noi-vu"].map(str::to_owned).to_vec(),
            _ => return Some(Vec::new()),
        };
        Some(ids).filter(|ids| !ids.is_empty())
    };
    let is_own = |event: &EventKind| EVENTS.iter().all(|known| known.id != event.id);
    let of_any = |takes: &dyn Fn(&Obligation) -> bool| set.obligations().iter().any(|duty| takes(duty));
    let asked = |event: &EventKind| {
        let of_each = |duty: &Obligation| duty.each_event.is_some() && duty.met_by.has(&event.id);
        Some(Asked {
            event: event.clone(),
            states_limit: event.says(Detail::NewLimit) || of_any(&|duty| duty.states_limit(&event.id)),
            on_channel: of_any(&|duty| duty.is_on_channels(&event.id)),
            states_fields: event.says(Detail::States) || of_any(&|duty| duty.asks_to_state(&event.id)),
            takes_session: if of_office || is_own(event) {
                is_own(event) || [COUNCIL_SESSION, SESSION_SCHEDULED].contains(&&*event.id)
            } else {
                event.says(Detail::Session) || event.effect.is_none() && of_any(&|duty| duty.is_of_sessions(&event.id))
            },
            names_a_day: of_any(&of_each) && !recurring().any(|met| met == event.id),
            about: ids(event)?,
        })
    };
    let own = |list| set.own_of(list).map(|(id, _)| id);
    Asks {
        of_office,
        events: events.filter(kept).filter_map(asked).collect(),
        classes: CaseClass::ALL
            .iter()
            .copied()
            .chain(own("class").filter_map(|id| CaseClass::named(id).ok()))
            .collect(),
        channels: Channel::ALL.iter().copied().chain(own("channel").filter_map(|id| Channel::named(id).ok())).collect(),
        fields: FIELDS.iter().map(|field| field.id).chain(own("field")).map(str::to_owned).collect(),
    }
}
