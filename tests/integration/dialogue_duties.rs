//! Every duty that has a date, around its limit.

use std::collections::BTreeSet;

use doithoai::dialogue::AnyDialogue;
use doithoai::ruleset::{Due, MetBy, Obligation, ReadingEffect};
use doithoai::time_limit::Direction;
use doithoai::timeline::Status;
use doithoai::{Fact, Lang, RuleSet};

use crate::dialogues::{CLASSED, HELD, NOTIFIED, PLANNED, TET, as_of, can_tho, dialogue, duty, hcmc, terms};
use crate::support::date;

/// A rule set, the appointed day, what happened; a duty and its date; how it stands if `done` on a day, or `seen` on one
/// without being done.
type Row = (&'static str, &'static str, &'static str, &'static str, &'static str, &'static str);

const CAPPED: &str = "opened 2026-06-26; petition-raised 2026-06-26 KN-1; closed 2026-06-26; conclusion-notified 2026-06-29; \
                      petition-classed 2026-07-01 KN-1 class=bound-by-law";
const INTERIM: &str = "opened 2026-02-05; petition-raised 2026-02-05 KN-1; closed 2026-02-05; conclusion-notified 2026-02-06; \
                       petition-classed 2026-02-24 KN-1 class=needs-verification; interim-reply-sent 2026-03-06 KN-1 until=2026-04-15";
const NEEDS_LONGER: &str = "opened 2026-08-20; petition-raised 2026-08-20 KN-1; closed 2026-08-20; conclusion-notified 2026-08-28; \
                            extension-notified 2026-09-15 KN-1 until=2026-10-30";
const TOO_LONG_FOR_TEN: &str = "opened 2026-08-20; petition-raised 2026-08-20 KN-1; closed 2026-08-20; conclusion-notified 2026-08-28; \
                                extension-notified 2026-09-17 KN-1 until=2026-10-30";

#[rustfmt::skip]
const LIMITS: &[Row] = &[
    // Five clear working days before Thursday 20 August; 13 August where the day of sending counts.
    ("hcmc-935", "2026-08-20", PLANNED, "invite-citizens", "2026-08-12",
        "done 2026-08-11 met; done 2026-08-12 met; done 2026-08-13 contested; done 2026-08-14 met-late; \
         seen 2026-08-11 pending; seen 2026-08-12 pending; seen 2026-08-13 contested; seen 2026-08-14 overdue"),
    // Over Tết, 16 to 20 February: 23, 13, 12, 11, 10 February are clear.
    ("hcmc-935", "2026-02-24", "opened 2026-02-24", "invite-citizens", "2026-02-09",
        "done 2026-02-08 met; done 2026-02-09 met; done 2026-02-10 contested; done 2026-02-11 met-late; \
         seen 2026-02-11 overdue"),
    // Ten working days, with Saturday 22 August worked and 31 August to 2 September off.
    ("hcmc-935", "2026-08-20", HELD, "notify-conclusion", "2026-09-07",
        "done 2026-09-06 met; done 2026-09-07 met; done 2026-09-08 met-late; seen 2026-09-06 pending; \
         seen 2026-09-07 pending; seen 2026-09-08 overdue"),
    ("hcmc-935", "2026-08-20", PLANNED, "notify-conclusion", "2026-09-07",
        "seen 2026-08-19 awaiting"),
    // Twenty working days after Friday 28 August; ten end on 16 September.
    ("hcmc-935", "2026-08-20", NOTIFIED, "settle-petition", "2026-09-30",
        "done 2026-09-15 met; done 2026-09-16 met; done 2026-09-17 contested; done 2026-09-29 contested; \
         done 2026-09-30 contested; done 2026-10-01 met-late; seen 2026-09-16 pending; \
         seen 2026-09-17 contested; seen 2026-09-29 contested; seen 2026-09-30 contested; seen 2026-10-01 overdue"),
    // Counted from when the notice is due, 7 September.
    ("hcmc-935", "2026-08-20", HELD, "settle-petition", "2026-10-05",
        "seen 2026-09-07 awaiting"),
    ("hcmc-935", "2026-08-20", NEEDS_LONGER, "settle-petition", "2026-10-30",
        "done 2026-10-29 met; done 2026-10-30 met; done 2026-10-31 met-late; seen 2026-10-29 pending; \
         seen 2026-10-30 pending; seen 2026-10-31 overdue"),
    // Notified after the tenth working day: under that reading it came too late.
    ("hcmc-935", "2026-08-20", TOO_LONG_FOR_TEN, "settle-petition", "2026-10-30",
        "done 2026-10-29 contested; done 2026-10-30 contested; done 2026-10-31 met-late"),
    // Ten working days after 5 February, over Tết.
    ("can-tho-10", "2026-02-05", TET, "notify-conclusion", "2026-02-26",
        "seen 2026-02-27 met"),
    ("can-tho-10", "2026-02-05", "opened 2026-02-05; closed 2026-02-05", "notify-conclusion", "2026-02-26",
        "done 2026-02-25 met; done 2026-02-26 met; done 2026-02-27 met-late; seen 2026-02-25 pending; \
         seen 2026-02-26 pending; seen 2026-02-27 overdue"),
    ("can-tho-10", "2026-02-05", PLANNED, "notify-conclusion", "2026-02-26",
        "seen 2026-02-04 awaiting"),
    ("can-tho-10", "2026-02-05", TET, "settle-petition", "2026-03-13",
        "done 2026-03-12 met; done 2026-03-13 met; done 2026-03-14 met-late; seen 2026-03-12 pending; \
         seen 2026-03-13 pending; seen 2026-03-14 overdue"),
    // Counted from when the notice is due, 26 February.
    ("can-tho-10", "2026-02-05", "opened 2026-02-05; closed 2026-02-05", "settle-petition", "2026-03-26",
        "seen 2026-02-26 awaiting"),
    // Twenty working days after 29 June; thirty days, which may cap a case that needs longer, end on 29 July.
    ("can-tho-10", "2026-06-26", CAPPED, "settle-petition", "2026-07-27",
        "done 2026-07-26 met; done 2026-07-27 met; done 2026-07-28 contested; done 2026-07-29 contested; \
         done 2026-07-30 met-late; seen 2026-07-27 pending; seen 2026-07-28 contested; \
         seen 2026-07-29 contested; seen 2026-07-30 overdue"),
    // A reply states 15 April; where the thirty days cap settlement it moves nothing and 13 March stays.
    ("can-tho-10", "2026-02-05", INTERIM, "settle-petition", "2026-04-15",
        "done 2026-03-13 met; done 2026-03-14 contested; done 2026-04-14 contested; done 2026-04-15 contested; \
         done 2026-04-16 met-late; seen 2026-04-14 contested; seen 2026-04-15 contested; seen 2026-04-16 overdue"),
    // Thirty days after 6 February end on Sunday 8 March. In working days 27 March; from the end of the base limit
    // 13 April; where they cap settlement, no limit of its own.
    ("can-tho-10", "2026-02-05",
        "opened 2026-02-05; petition-raised 2026-02-05 KN-1; closed 2026-02-05; conclusion-notified 2026-02-06; petition-classed 2026-02-24 KN-1 class=needs-verification",
        "interim-reply", "2026-03-09",
        "done 2026-03-08 met; done 2026-03-09 met; done 2026-03-10 contested; done 2026-04-14 contested; \
         seen 2026-03-08 pending; seen 2026-03-09 pending; seen 2026-03-10 contested; seen 2026-04-13 contested; \
         seen 2026-04-14 overdue"),
    // From when the notice is due, 26 February: Saturday 28 March rolls to Monday.
    ("can-tho-10", "2026-02-05",
        "opened 2026-02-05; petition-raised 2026-02-05 KN-1; closed 2026-02-05; petition-classed 2026-02-24 KN-1 class=bound-by-law",
        "interim-reply", "2026-03-30",
        "seen 2026-02-25 awaiting"),
    ("can-tho-10", "2026-02-05", TET, "interim-reply", "2026-03-09",
        "seen 2026-04-14 not-applicable"),
    // Seven days before Monday 15 June; 7 June where they must be clear.
    ("law-72-2025", "2026-06-15", "opened 2026-06-15; closed 2026-06-15", "announce-conference", "2026-06-08",
        "done 2026-06-07 met; done 2026-06-08 contested; done 2026-06-09 met-late; seen 2026-06-09 overdue"),
    ("law-72-2025", "2026-06-15", PLANNED, "announce-conference", "2026-06-08",
        "seen 2026-06-07 pending; seen 2026-06-08 contested; seen 2026-06-09 overdue"),
    // Ten days after; 24 June where the day of the conference counts.
    ("law-72-2025", "2026-06-15", "opened 2026-06-15; closed 2026-06-15", "publish-results", "2026-06-25",
        "done 2026-06-24 met; done 2026-06-25 contested; done 2026-06-26 met-late; seen 2026-06-24 pending; \
         seen 2026-06-25 contested; seen 2026-06-26 overdue"),
    ("law-72-2025", "2026-06-15", PLANNED, "publish-results", "2026-06-25",
        "seen 2026-06-14 awaiting"),
    // Ten days after 20 August end on a Sunday, and Monday to Wednesday are off; under both readings.
    ("law-72-2025", "2026-08-20", HELD, "publish-results", "2026-09-03",
        "done 2026-09-02 met; done 2026-09-03 met; done 2026-09-04 met-late; seen 2026-09-02 pending; \
         seen 2026-09-03 pending; seen 2026-09-04 overdue"),
];

/// What fulfils a duty, all on one day.
fn acts(set: &str, id: &str, on: &str) -> Vec<Fact> {
    let set = RuleSet::builtin(set).unwrap();
    let met_by = &set.obligation(id).unwrap().met_by;
    let events = match met_by {
        MetBy::EachChannel(event) => std::slice::from_ref(event),
        other => other.events(),
    };
    let of_petition = |event: &str| set.event(event).unwrap().petition;
    let act = |event: &String| {
        let fact = Fact::new(event, date(on));
        if of_petition(event) { fact.petition("KN-1") } else { fact }
    };
    events.iter().map(act).collect()
}

/// What a row shows: the duty, whether it was done, how it stands, how many days after the limit, whether it was moved.
type Shown = (&'static str, &'static str, bool, &'static str, i64, bool);

fn shown(row: &Row) -> Vec<Shown> {
    let (set, day, facts, id, limit, cells) = *row;
    let cell = |cell: &'static str| {
        let [how, on, expected] = cell.split(' ').collect::<Vec<_>>().try_into().unwrap();
        let mut dialogue = dialogue(terms(set), day, facts);
        if how == "done" {
            for act in acts(set, id, on) {
                dialogue.record(act).unwrap();
            }
        }
        let view = if how == "done" { as_of("2026-12-31") } else { as_of(on) };
        let duty = duty(&dialogue, id, None, view);
        let name = format!("{set}/{id} on {day}, {cell}");
        assert_eq!(duty.due.unwrap().date, date(limit), "{name}");
        assert_eq!(duty.status.word(), expected, "{name}: {}", duty.status.text(Lang::En));
        let after = date(on).signed_duration_since(date(limit)).num_days();
        if let Status::MetLate { by } | Status::Overdue { by } = duty.status {
            assert_eq!(by.days, after, "{name}");
        }
        (set, id, how == "done", expected, after, !duty.moved_by.is_empty())
    };
    cells.split("; ").map(cell).collect()
}

#[test]
fn every_duty_with_a_date_stands_as_it_should_around_its_limit() {
    let shown: BTreeSet<Shown> = LIMITS.iter().flat_map(shown).collect();
    for id in ["hcmc-935", "can-tho-10", "law-72-2025"] {
        let set = RuleSet::builtin(id).unwrap();
        for duty in set.obligations() {
            let Due::Limit { limit, .. } = &duty.due else { continue };
            let of_duty: Vec<&Shown> = shown.iter().filter(|row| (row.0, row.1) == (id, duty.id.as_str())).collect();
            let has = |test: &dyn Fn(&Shown) -> bool| of_duty.iter().any(|row| test(row));
            for after in [-1, 0, 1] {
                assert!(has(&|row| row.2 && row.4 == after), "{id}/{} done {after} days after", duty.id);
                assert!(has(&|row| !row.2 && row.4 == after), "{id}/{} seen {after} days after", duty.id);
            }
            for word in wanted(&set, duty, matches!(limit.direction(), Direction::After { .. })) {
                let found = has(&|row| row.3 == word || (word == "extended" && row.5));
                assert!(found, "{id}/{} is nowhere {word}", duty.id);
            }
        }
    }
}

/// How a duty can stand, by its rule.
fn wanted(set: &RuleSet, duty: &Obligation, after: bool) -> Vec<&'static str> {
    let limits = |effect: &ReadingEffect| matches!(effect, ReadingEffect::Limits(_));
    let capped = |effect: &ReadingEffect| matches!(effect, ReadingEffect::Limits(id) if *id == duty.id);
    let caps = set.obligations().iter().flat_map(|other| &other.readings).any(|reading| capped(&reading.effect));
    let moved = set.obligations().iter().any(|other| other.sets_due_of.as_ref() == Some(&duty.id));
    let free = duty.readings.iter().any(|reading| limits(&reading.effect));
    let mut words = vec!["met", "pending", "overdue"];
    words.extend((!free).then_some("met-late")); // where a reading takes the limit away, done late is contested
    words.extend(after.then_some("awaiting"));
    words.extend((caps || !duty.readings.is_empty()).then_some("contested"));
    words.extend((moved || duty.extension.is_some()).then_some("extended"));
    words
}

#[test]
fn what_is_contested_names_the_readings() {
    let under = |dialogue: &AnyDialogue, id: &str, day: &str| match duty(dialogue, id, None, as_of(day)).status {
        Status::Contested { met_under, late_under } => (met_under.join(" "), late_under.join(" ")),
        other => panic!("{other:?}"),
    };
    let names = |met: &str, late: &str| (met.to_owned(), late.to_owned());
    assert_eq!(under(&hcmc(PLANNED), "invite-citizens", "2026-08-13"), names("sending-day-counts", "default"));
    assert_eq!(under(&hcmc(NOTIFIED), "settle-petition", "2026-09-17"), names("default", "ten-as-in-words"));
    let classed = can_tho(&format!("{TET}; {CLASSED}"));
    assert_eq!(
        under(&classed, "interim-reply", "2026-03-10"),
        names("working-days from-end-of-base", "default from-closing")
    );
    assert_eq!(
        under(&classed, "interim-reply", "2026-03-28"),
        names("from-end-of-base", "default working-days from-closing")
    );
    let capped = dialogue(terms("can-tho-10"), "2026-06-26", CAPPED);
    assert_eq!(under(&capped, "settle-petition", "2026-07-28"), names("interim-reply/final-settlement-cap", "default"));
}
