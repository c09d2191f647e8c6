//! When anything changes next: as a look at every day says.

use chrono::{Datelike as _, Days, NaiveDate, TimeDelta};
use doithoai::audit::{OfficeLog, audit_year, next_change};
use doithoai::dialogue::{AnyDialogue, Plan};
use doithoai::strategies::{facts, office_logs, rule_sets};
use doithoai::timeline::{NoDue, OtherReading, Outcome, Status};
use doithoai::{AdoptedReadings, Duty, Fact, Facts, Lang, Registry, RuleSet, Terms, View};
use proptest::prelude::*;
use proptest::sample::select;

use crate::support::{OWN_FILE, VIETNAM, as_of, cases, date, happened, terms, terms_of};

/// How many days are looked at one by one.
const DAYS: u64 = 150;

/// What counts as a change of a duty, in words.
fn told(duty: &Duty) -> String {
    let outcome = &duty.outcome;
    let status = match &outcome.status {
        Status::Overdue { .. } => "overdue".to_owned(),
        Status::MetLate { .. } => "met late".to_owned(),
        other => format!("{other:?}"),
    };
    let missing: Vec<&str> = outcome.missing.iter().collect();
    let name = (duty.rule_set.name(), &duty.rule.id, &duty.petition, &duty.session, &duty.occurrence);
    let always = format!("{name:?} {status} {:?} {missing:?}", outcome.met_on);
    if is_relative(outcome) {
        return always;
    }
    let readings: Vec<String> = duty
        .readings
        .iter()
        .map(|reading| {
            format!(
                "{} {}",
                reading.id(),
                if is_relative(&reading.outcome) { String::new() } else { dates(&reading.outcome) }
            )
        })
        .collect();
    format!("{always} {} {readings:?}", dates(outcome))
}

/// Whether its clock has not begun.
fn is_relative(outcome: &Outcome) -> bool {
    let awaits = matches!(outcome.reason, Some(NoDue::AwaitsEvent(_)));
    let is_stopped = outcome.due.is_none() && outcome.anchor.as_ref().is_some_and(|anchor| !anchor.actual);
    outcome.is_projected() || awaits || is_stopped || outcome.status == Status::Awaiting
}

fn dates(outcome: &Outcome) -> String {
    let Outcome { due, shortest, due_at, base_due, moved_by, findings, .. } = outcome;
    format!("{due:?} {shortest:?} {due_at:?} {base_due:?} {moved_by:?} {findings:?}")
}

fn all(terms: &Terms, facts: &Facts, view: View) -> Option<Vec<String>> {
    let mut all: Vec<String> = terms.duties(facts, view).ok()?.iter().map(told).collect();
    all.sort();
    Some(all)
}

/// What a look at every day finds.
#[derive(Debug, PartialEq)]
enum Found {
    /// The first day on which anything is judged otherwise.
    On(NaiveDate),
    Nothing,
    /// Judging fails on the way.
    Fails,
}

fn by_looking(terms: &Terms, facts: &Facts, view: View, day: NaiveDate) -> Found {
    let seen = |day: NaiveDate| all(terms, facts, view_on(view, day));
    let Some(first) = seen(day) else { return Found::Fails };
    for day in (1..=DAYS).map(|more| day + Days::new(more)) {
        match seen(day) {
            None => return Found::Fails,
            Some(now) if now != first => return Found::On(day),
            Some(_) => {}
        }
    }
    Found::Nothing
}

fn view_on(view: View, day: NaiveDate) -> View {
    match view.known_on {
        Some(known_on) => View::as_of(day).known_on(known_on),
        None => View::as_of(day),
    }
}

#[track_caller]
fn agrees(terms: &Terms, facts: &Facts, view: View, day: NaiveDate) {
    let Ok(timeline) = terms.timeline(facts, view) else { return };
    let expected = by_looking(terms, facts, view, day);
    if expected == Found::Fails {
        return;
    }
    let next = timeline.next_change(day).unwrap();
    let next = next.map(|next| next.on).filter(|next| *next <= day + Days::new(DAYS));
    let next = next.map_or(Found::Nothing, Found::On);
    assert_eq!(next, expected, "after {day} of {view:?}: {facts:?}");
}

fn sets() -> BoxedStrategy<RuleSet> {
    let built_in =
        select(RuleSet::builtin_ids().into_iter().map(|id| RuleSet::builtin(id).unwrap()).collect::<Vec<_>>());
    prop_oneof![2 => rule_sets(), 1 => built_in].boxed()
}

/// What is done stays done: that the dialogue then opens, as was planned, changes nothing of it.
#[test]
fn what_only_becomes_certain_is_no_change() {
    for set in ["hcmc-935", "law-72-2025"] {
        let facts = Facts::appointed_for(date("2026-08-20")).with(Fact::new("opened", date("2026-08-20")));
        let facts = facts.with(Fact::new("invitation-sent", date("2026-08-10")));
        let facts = facts.with(Fact::new("announced", date("2026-08-10")));
        let timeline = terms(set).timeline(&facts, View::everything()).unwrap();
        let next = timeline.next_change(date("2026-08-14")).unwrap();
        for change in next.iter().flat_map(|next| &next.duties) {
            let was = change.before.as_ref().map(told);
            assert_ne!(was, change.now.as_ref().map(told), "{set}");
            assert!(!change.text(Lang::Vi).contains(": , "), "{}", change.text(Lang::Vi));
        }
    }
}

proptest! {
    #![proptest_config(cases(120))]

    #[test]
    fn the_next_change_is_that_of_a_look_at_every_day(
        (set, facts) in sets().prop_flat_map(|set| { let facts = facts(&set); (Just(set), facts) }),
        from in -40_i64..300,
        known in proptest::option::weighted(0.2, -30_i64..200),
        adopts in any::<bool>(),
    ) {
        let mut adopted = AdoptedReadings::new();
        if adopts {
            for rule in set.obligations() {
                if let Some(reading) = rule.readings.first() {
                    adopted = adopted.adopt(set.id(), &rule.id, &reading.id);
                }
            }
        }
        let Ok(terms) = Terms::new([set], VIETNAM.clone()).adopting(adopted) else { return Ok(()) };
        let appointed = facts.appointed();
        let mut view = View::everything();
        if let Some(known) = known {
            view = view.known_on(appointed + TimeDelta::days(known));
        }
        agrees(&terms, &facts, view, appointed + TimeDelta::days(from));
    }
}

/// Before a limit that has not begun another one goes on with the day, and passes what is over long since.
#[test]
fn a_limit_before_what_has_not_happened_passes_what_is_over() {
    let text = format!(
        "{OWN_FILE}{}",
        r#"
[[event]]
id = "stopped"
text = "tạm dừng"
[[event]]
id = "restarted"
text = "tiếp tục"
[[obligation]]
id = "prepare"
duty_kind = "other"
phase = "before"
bearer = "office"
text = "Chuẩn bị"
due = { before = { due_of = "conclude" }, n = 80, unit = "day", count = "event-excluded" }
met_by = { all = ["agencies-notified"] }
cite = "main#d1"
  [obligation.suspension]
  by = "stopped"
  until = "restarted"
[[obligation]]
id = "conclude"
duty_kind = "other"
phase = "after"
bearer = "office"
text = "Kết luận"
due = { after = "closed", n = 5, unit = "day" }
met_by = { all = ["conclusion-notified"] }
cite = "main#d2"
"#
    );
    let terms = terms_of(RuleSet::from_toml(&text).unwrap());
    let facts = Facts::appointed_for(date("2026-01-05")).with(Fact::new("opened", date("2026-01-05")));
    let facts = facts.with(Fact::new("stopped", date("2026-02-10")));
    let mut on = Vec::new();
    for day in date("2026-04-01").iter_days().take(60) {
        agrees(&terms, &facts, View::everything(), day);
        on.push(by_looking(&terms, &facts, View::everything(), day));
    }
    assert!(on.iter().any(|found| matches!(found, Found::On(_))), "{on:?}");
}

#[test]
fn what_is_overdue_on_a_day_is_what_the_timeline_of_that_day_says() {
    let facts = happened("2026-08-20", &[("conclusion-notified", "2026-09-03"), ("reply-sent", "2026-10-05")]);
    let terms = terms("hcmc-935");
    let timeline = terms.timeline(&facts, View::everything()).unwrap();
    for day in date("2026-08-01").iter_days().take(120) {
        let overdue: Vec<String> = timeline.overdue_on(day).unwrap().iter().map(|duty| duty.rule.id.clone()).collect();
        let seen = terms.timeline(&facts, View::as_of(day)).unwrap();
        let is_late = |duty: &&Duty| {
            let late = matches!(
                duty.outcome.status,
                Status::Overdue { .. } | Status::Missed { .. } | Status::Contested { .. }
            );
            late && duty.outcome.met_on.is_none()
        };
        let mut expected: Vec<&Duty> = seen.duties.iter().filter(is_late).collect();
        expected.sort_by_key(|duty| duty.outcome.due.map(|due| due.date));
        assert_eq!(overdue, expected.iter().map(|duty| duty.rule.id.clone()).collect::<Vec<_>>(), "{day}");
    }
}

#[test]
fn what_falls_due_between_two_days() {
    let facts = happened("2026-08-20", &[("conclusion-notified", "2026-08-28")]);
    let timeline = terms("hcmc-935").timeline(&facts, as_of("2026-09-01")).unwrap();
    // Settlement by the default reading on 30 September, by the words of its text on 16 September.
    for (from, to, expected) in [
        ("2026-09-01", "2026-09-15", vec![]),
        ("2026-09-01", "2026-09-16", vec![("2026-09-16", Some("ten-as-in-words"))]),
        ("2026-09-16", "2026-09-16", vec![("2026-09-16", Some("ten-as-in-words"))]),
        ("2026-09-17", "2026-09-29", vec![]),
        ("2026-09-17", "2026-09-30", vec![("2026-09-30", None)]),
        ("2026-09-01", "2026-12-31", vec![("2026-09-16", Some("ten-as-in-words")), ("2026-09-30", None)]),
        ("2026-10-01", "2026-12-31", vec![]),
    ] {
        let due = timeline.due_between(date(from), date(to));
        let of_settlement = due.iter().filter(|due| due.duty.rule.id == "settle-petition");
        let found: Vec<_> = of_settlement.map(|due| (due.on, due.reading.map(OtherReading::id))).collect();
        let expected: Vec<_> = expected.into_iter().map(|(on, reading)| (date(on), reading)).collect();
        assert_eq!(found, expected, "{from} to {to}");
    }
}

/// The last day with all duties over, and the first on which nothing is late yet: looked for day by day.
#[test]
fn the_day_to_hold_a_dialogue_is_that_of_a_look_at_every_day() {
    for id in ["hcmc-935", "can-tho-10", "hoa-binh-07"] {
        let terms = terms(id);
        for asked in ["2026-12-31", "2026-03-02", "2025-02-10", "2028-01-31"].map(date) {
            let all = |facts: Facts, readings: bool| {
                let duties = terms.duties(&facts, View::everything()).unwrap();
                let own = duties.iter().map(|duty| &duty.outcome);
                let others = duties.iter().flat_map(|duty| &duty.readings).map(|reading| &reading.outcome);
                let bind = |outcome: &&Outcome| !matches!(outcome.status, Status::NotApplicable { .. });
                own.chain(others.filter(|_| readings))
                    .filter(bind)
                    .filter_map(|outcome| outcome.due)
                    .collect::<Vec<_>>()
            };
            let over =
                |day: NaiveDate, readings| all(Facts::held_on(day), readings).iter().all(|due| due.latest() <= asked);
            let still = |day: NaiveDate, readings| {
                all(Facts::appointed_for(day), readings).iter().all(|due| due.earliest() >= asked)
            };
            let back = || std::iter::successors(Some(asked), NaiveDate::pred_opt).take(400);
            let on = || asked.iter_days().take(400);
            let latest = terms.latest_day(asked).unwrap();
            assert_eq!(latest.as_ref().map(|found| found.on), back().find(|day| over(*day, false)), "{id} {asked}");
            let by_all = latest.and_then(|found| found.under_every_reading);
            assert_eq!(by_all, back().find(|day| over(*day, true)), "{id} {asked}");
            let earliest = terms.earliest_day(asked).unwrap();
            assert_eq!(earliest.as_ref().map(|found| found.on), on().find(|day| still(*day, false)), "{id} {asked}");
            let by_all = earliest.and_then(|found| found.under_every_reading);
            assert_eq!(by_all, on().find(|day| still(*day, true)), "{id} {asked}");
        }
    }
}

#[test]
fn nothing_changes_beyond_the_covered_years() {
    let terms = terms("hcmc-935");
    let timeline = terms.timeline(&Facts::held_on(date("2100-06-01")), View::everything()).unwrap();
    assert!(timeline.next_change(date("2100-06-02")).unwrap().is_some());
    // Settlement waits for the notice, until its date would lie after the covered years.
    assert!(timeline.next_change(date("2100-07-01")).unwrap().is_none());
    assert!(timeline.next_change(date("2100-12-31")).is_err());
    for outside in ["2014-12-31", "2101-01-01"] {
        assert!(timeline.next_change(date(outside)).is_err(), "{outside}");
        assert!(timeline.overdue_on(date(outside)).is_err(), "{outside}");
        assert!(terms.latest_day(date(outside)).is_err(), "{outside}");
        assert!(terms.earliest_day(date(outside)).is_err(), "{outside}");
    }
}

/// What an office owes on a day, in words: what returns whole, its duties as of a timeline.
fn of_year(office: &OfficeLog, registry: &Registry, year: i32, view: View) -> Option<Vec<String>> {
    let audit = audit_year(registry, &VIETNAM, &[], office, year, view).ok()?;
    let duties = audit
        .verdicts
        .iter()
        .map(|verdict| format!("{:?} {:?} {}", verdict.reception, verdict.reception_id, told(&verdict.duty)));
    let mut all: Vec<String> = duties.chain(audit.recurring.iter().map(|verdict| format!("{verdict:?}"))).collect();
    all.sort();
    Some(all)
}

fn agrees_of_a_year(office: &OfficeLog, registry: &Registry, first: NaiveDate, view: View) {
    let year = first.year();
    let Ok(next) = next_change(registry, &VIETNAM, &[], office, year, (first, view)) else { return };
    let seen = |day: NaiveDate| of_year(office, registry, year, view_on(view, day));
    let before = seen(first);
    let found = next.as_ref().map(|next| next.on);
    for day in first.iter_days().skip(1).take(YEAR_OF_DAYS) {
        let Some(now) = seen(day) else { break };
        let changes = Some(&now) != before.as_ref();
        assert_eq!(
            found == Some(day),
            changes,
            "{day} from {first}: {next:#?}\n{}\n{:#?}",
            office.to_jsonl(),
            differing(before.as_ref(), &now)
        );
        if changes {
            break;
        }
    }
}

fn differing(before: Option<&Vec<String>>, now: &[String]) -> Vec<String> {
    let before = before.cloned().unwrap_or_default();
    let gone = before.iter().filter(|one| !now.contains(one)).map(|one| format!("- {one}"));
    let come = now.iter().filter(|one| !before.contains(one)).map(|one| format!("+ {one}"));
    gone.chain(come).collect()
}

/// How many days of an office are looked at one by one.
const YEAR_OF_DAYS: usize = 400;

fn offices() -> impl Strategy<Value = (OfficeLog, Registry, NaiveDate, View)> {
    let builtin = select(Registry::builtin().rule_sets().to_vec());
    let set = prop_oneof![2 => builtin, 1 => rule_sets()];
    let of_set = set.prop_flat_map(|set| (office_logs(&set), Just(set)));
    (of_set, 0_i64..300, any::<bool>(), any::<bool>()).prop_map(|((log, set), by, alone, known)| {
        let registry = if alone {
            Registry::new().with(set).unwrap()
        } else {
            Registry::builtin().with(set).unwrap_or(Registry::builtin())
        };
        let first = log.entries().first().map_or(date("2026-03-01"), |fact| fact.on) + TimeDelta::days(by - 60);
        let view = View::everything();
        (log, registry, first, if known { view.known_on(first + TimeDelta::days(200)) } else { view })
    })
}

proptest! {
    #![proptest_config(cases(40))]

    #[test]
    fn the_next_change_of_a_year_is_what_a_look_at_every_day_finds((office, registry, first, view) in offices()) {
        agrees_of_a_year(&office, &registry, first, view);
    }
}

/// A dialogue of the office, what returns, a petition: whichever comes first.
#[test]
fn the_next_change_of_a_year_is_the_first_of_all() {
    let registry = Registry::builtin();
    let text = r#"{"office":"A","territory":"79","level":"commune","head":"local-government"}
{"event":"petition-received","on":"2026-07-10","petition":"1"}
"#;
    let office = OfficeLog::from_jsonl(text).unwrap();
    let subject = office.subject().clone();
    let terms = Terms::binding(registry.binding(&subject), VIETNAM.clone());
    let plan = Plan::new("DT-1", date("2026-07-20")).subject(subject);
    let dialogue = AnyDialogue::plan(terms, plan, date("2026-07-01")).unwrap();
    let next = |day: &str, dialogues: &[AnyDialogue]| {
        next_change(&registry, &VIETNAM, dialogues, &office, 2026, (date(day), View::everything())).unwrap().unwrap()
    };
    // The petition first, then that nobody was received in July.
    let alone = next("2026-07-20", &[]);
    assert_eq!((alone.duties.is_empty(), alone.recurring.is_empty()), (false, true), "{alone:#?}");
    assert!(alone.text(Lang::Vi).starts_with("25/07/2026\n"), "{}", alone.text(Lang::Vi));
    let july = next("2026-07-31", &[]);
    assert_eq!((july.on, july.recurring.is_empty()), (date("2026-08-01"), false));
    let both = next("2026-07-01", std::slice::from_ref(&dialogue));
    assert!(both.on < alone.on && both.dialogues.iter().all(|(id, _)| id == "DT-1"), "{both:#?}");
    assert_eq!(both.dialogues.is_empty(), next("2026-07-01", &[]).on == both.on);
}
