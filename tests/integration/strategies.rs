//! The random dates, calendars, rule sets and facts: accepted, various, and what holds of all of them.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate, TimeDelta};
use doithoai::calendar::{DayKind, Question, lunar};
use doithoai::ruleset::{AnchorRule, Due, GrantedBefore, MetBy, Often, Phase, ReadingEffect, RecurringDue};
use doithoai::strategies::{calendars, dates, dates_in, decrees, facts, rule_set_toml, rule_sets};
use doithoai::{AdoptedReadings, Calendar, Code, Direction, DueDate, Facts, RuleSet, Terms, Timeline, Unit, View};
use proptest::prelude::*;
use proptest::sample::select;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;

use crate::support::{VIETNAM, cases, date};

fn samples<T: std::fmt::Debug>(strategy: &impl Strategy<Value = T>, many: usize) -> Vec<T> {
    let mut runner = TestRunner::deterministic();
    (0..many).map(|_| strategy.new_tree(&mut runner).unwrap().current()).collect()
}

/// How often each kind of thing occurs among samples.
#[derive(Default)]
struct Seen(BTreeMap<String, usize>);

impl Seen {
    fn note(&mut self, what: impl Into<String>) {
        *self.0.entry(what.into()).or_default() += 1;
    }

    fn note_if(&mut self, holds: bool, what: &str) {
        if holds {
            self.note(what);
        }
    }

    #[track_caller]
    fn all(&self, least: usize, of: &[&str]) {
        for what in of {
            let times = self.0.get(*what).copied().unwrap_or_default();
            assert!(times >= least, "`{what}` {times} times, of {:?}", self.0);
        }
    }
}

// ---- Dates and calendars

#[test]
fn about_half_of_the_dates_are_near_days_that_matter() {
    let mut seen = Seen::default();
    let all = samples(&dates(), 20_000);
    for day in &all {
        let near = |other: NaiveDate| (*day - other).num_days().abs() <= 2;
        let of_year = |month, day_of_month| near(NaiveDate::from_ymd_opt(day.year(), month, day_of_month).unwrap());
        seen.note_if(near(lunar::tet(day.year()).unwrap()), "tet");
        seen.note_if(of_year(4, 30), "30/4");
        seen.note_if(of_year(9, 2), "2/9");
        seen.note_if(of_year(11, 24), "24/11");
        seen.note_if((day.month(), day.day()) == (2, 29), "leap day");
        let kind = VIETNAM.day(*day).unwrap().kind;
        seen.note_if(matches!(kind, DayKind::SwappedWorking { .. }), "swapped Saturday");
        seen.note_if(*day < date("2015-01-04") || *day > date("2100-12-28"), "ends");
        seen.note_if(day.month() == 7, "July");
    }
    seen.all(10, &["swapped Saturday", "ends"]);
    seen.all(50, &["leap day"]);
    seen.all(800, &["tet", "30/4", "2/9", "24/11"]); // of 20,000 even dates about 270
    seen.all(500, &["July"]);
}

#[test]
fn a_range_without_a_covered_date_gives_the_nearest() {
    for (from, to, expected) in [
        ("2026-08-20", "2026-08-20", "2026-08-20"),
        ("2026-08-20", "2026-08-01", "2026-08-20"),
        ("2001-01-01", "2002-01-01", "2015-01-01"),
        ("2200-01-01", "2201-01-01", "2100-12-31"),
    ] {
        let drawn = samples(&dates_in(date(from)..=date(to)), 20);
        assert_eq!(drawn, [date(expected); 20]);
    }
}

#[test]
fn every_undecreed_year_has_decrees_of_every_kind() {
    let mut seen = Seen::default();
    for year in 2028..=2100 {
        for text in samples(&decrees(year), 8) {
            let calendar = Calendar::builder().decree_toml(&text).build().unwrap_or_else(|e| panic!("{e} in {text}"));
            let asked = calendar.open_questions(year);
            assert!(asked.iter().all(|question| matches!(question, Question::MadeUp { .. })), "{text}");
            seen.note_if(!asked.is_empty(), "left open");
            assert!(!calendar.known_on(date(&format!("{}-09-30", year - 1))).is_decreed(year));
            let tet = lunar::tet(year).unwrap();
            let split = (1..=2).find(|days| text.contains(&format!("from = {}", tet - TimeDelta::days(*days))));
            seen.note(format!("{} before Tết", split.unwrap()));
            seen.note(if text.contains("-09-01]") { "1 September" } else { "3 September" });
            for key in ["in_lieu", "not_made_up", "swap"] {
                seen.note_if(text.contains(key), key);
            }
        }
    }
    seen.all(100, &["1 before Tết", "2 before Tết", "1 September", "3 September", "swap"]);
    seen.all(20, &["in_lieu", "not_made_up", "left open"]);
    assert_eq!(samples(&decrees(2026), 5), samples(&decrees(2028), 5));
    assert_eq!(samples(&decrees(2200), 5), samples(&decrees(2100), 5));
}

#[test]
fn calendars_are_plain_decreed_and_as_known() {
    let mut seen = Seen::default();
    for calendar in samples(&calendars(), 120) {
        let own = calendar.documents().iter().filter(|document| document.source.contains("random")).count();
        seen.note_if(calendar == *VIETNAM, "plain");
        seen.note_if(own > 0, "decreed");
        seen.note_if(own > 1, "years in a row");
        seen.note_if(calendar.documents().len() - own < VIETNAM.documents().len(), "as known");
        assert_eq!(calendar.to_builder().build().unwrap(), calendar);
    }
    seen.all(10, &["plain", "decreed", "years in a row", "as known"]);
}

// ---- Rule sets

fn note_due(seen: &mut Seen, due: &Due) {
    match due {
        Due::Limit { anchor, limit } => {
            let unit = limit.unit().word();
            match limit.direction() {
                Direction::After { start, roll } => {
                    seen.note(format!("after {unit}"));
                    seen.note(start.word());
                    seen.note(format!("roll {}", roll.word()));
                }
                Direction::Before { count } => seen.note(format!("before {unit} {}", count.word())),
            }
            match anchor {
                AnchorRule::Event(event) => seen.note(format!("from {event}")),
                _ => seen.note("due_of"),
            }
        }
        Due::Hours { after, .. } => seen.note(format!("hours after: {after}")),
        Due::None(reason) => seen.note(reason.word()),
        Due::DayOfMonth { .. } => seen.note("a day of a month"),
        Due::Date(_) => seen.note("a date"),
        Due::FirstOf(_) | Due::LastOf(_) => seen.note("of two"),
        Due::Cases { .. } => seen.note("by case"),
        _ => seen.note("none such"),
    }
}

#[test]
fn rule_sets_have_every_kind_of_rule() {
    let mut seen = Seen::default();
    for set in samples(&rule_sets(), 400) {
        seen.note(format!("{} duties", set.obligations().len()));
        let events = |due: &Due| {
            matches!(due, Due::Limit { anchor: AnchorRule::Event(event), .. }
            if set.obligations().iter().any(|duty| duty.met_by.events().iter().any(|met| **met == **event)))
        };
        for duty in set.obligations() {
            note_due(&mut seen, &duty.due);
            seen.note_if(events(&duty.due), "from what another duty produces");
            if let Due::Limit { limit, .. } = &duty.due
                && events(&duty.due)
            {
                assert_ne!(limit.unit(), Unit::Year, "{}: a chain of years may leave the covered ones", duty.id);
            }
            seen.note(match duty.met_by {
                MetBy::All(_) => "all",
                MetBy::Any(_) => "any",
                MetBy::EachChannel(_) => "each channel",
                _ => "met unknown",
            });
            seen.note(if duty.each_petition { "each petition" } else { "the dialogue" });
            seen.note_if(duty.met_by.events().iter().any(|event| event.starts_with("act-")), "own event");
            seen.note_if(duty.per.is_some(), "per");
            seen.note_if(duty.suspension.is_some(), "suspension");
            seen.note_if(duty.sets_due_of.is_some(), "sets");
            seen.note_if(duty.only_if.is_some(), "only if");
            seen.note_if(!duty.form.is_empty(), "form");
            seen.note_if(duty.must_state.is_some(), "must state");
            for extension in &duty.extensions {
                seen.note(format!("extension {}", extension.granted_before == GrantedBefore::Due));
            }
            for reading in &duty.readings {
                seen.note(match &reading.effect {
                    ReadingEffect::Limits(_) => "reading of another duty",
                    ReadingEffect::Due(Due::None(_)) => "reading without a date",
                    ReadingEffect::Due(due) if std::mem::discriminant(due) != std::mem::discriminant(&duty.due) => {
                        "reading with a date"
                    }
                    ReadingEffect::Due(Due::Limit { anchor, limit }) => match &duty.due {
                        Due::Limit { anchor: base, .. } if anchor != base => "reading from elsewhere",
                        Due::Limit { limit: base, .. } if limit.unit() != base.unit() => "reading in another unit",
                        Due::Limit { limit: base, .. } if limit.amount() != base.amount() => "reading of the amount",
                        _ => "reading of an end",
                    },
                    ReadingEffect::Due(_) => "reading of another form",
                    _ => "none such",
                });
            }
        }
        for duty in set.recurring() {
            seen.note(match &duty.often {
                Often::Every { period: Some(period), .. } => format!("every {}", period.word()),
                Often::EachBefore { .. } => "each before".to_owned(),
                _ => "cutoffs".to_owned(),
            });
            seen.note(match duty.due {
                RecurringDue::Day { month: Some(_), .. } => "day of a month",
                RecurringDue::Day { .. } => "day of each month",
                RecurringDue::On { moved_by: Some(_), .. } => "exact day that is moved",
                RecurringDue::On { .. } => "exact day",
                RecurringDue::With(_) => "with another",
                _ => "no day",
            });
            seen.note_if(!duty.readings.is_empty(), "recurring reading");
            seen.note_if(!duty.in_months.is_empty(), "in months");
            seen.note_if(duty.period_starts.is_some(), "another start of periods");
        }
    }
    for unit in Unit::ALL {
        seen.all(5, &[&format!("after {}", unit.word())]);
        let days = matches!(unit, Unit::WorkingDay | Unit::Day);
        for count in ["clear-days", "event-excluded", "event-included"] {
            let wanted = format!("before {} {count}", unit.word());
            if days || count != "event-included" {
                seen.all(5, &[&wanted]);
            } else {
                assert!(!seen.0.contains_key(&wanted), "no rule can mean {wanted}");
            }
        }
    }
    seen.all(30, &["1 duties", "2 duties", "3 duties", "4 duties", "5 duties", "due_of", "all", "any", "each channel"]);
    seen.all(30, &["event-excluded", "event-included", "roll next-working-day", "roll none", "per", "own event"]);
    seen.all(
        30,
        &["from dialogue-day", "from closed", "from opened", "from what another duty produces", "met unknown"],
    );
    seen.all(10, &["hours after: true", "hours after: false", "promptly", "not-stated", "unknown"]);
    seen.all(30, &["each petition", "the dialogue", "suspension", "sets", "only if", "form", "must state"]);
    seen.all(30, &["extension true", "extension false", "reading of another duty", "reading without a date"]);
    seen.all(
        10,
        &["reading with a date", "reading from elsewhere", "reading in another unit", "reading of the amount"],
    );
    seen.all(10, &["reading of an end", "every week", "every month", "every year", "cutoffs", "recurring reading"]);
    seen.all(10, &["day of a month", "day of each month", "with another", "no day"]);
    seen.all(5, &["every quarter", "every half-year", "each before", "exact day", "exact day that is moved"]);
    seen.all(5, &["in months", "another start of periods"]);
    assert!(!seen.0.contains_key("none such"));
}

#[test]
fn facts_are_of_every_kind() {
    let mut seen = Seen::default();
    let sets_and_facts = rule_sets().prop_flat_map(|set| (facts(&set), Just(set)));
    for (facts, set) in samples(&sets_and_facts, 400) {
        let on = |event: &str| facts.all().iter().find(|fact| fact.event == event).map(|fact| fact.on);
        seen.note_if(facts.all().is_empty(), "nothing");
        for event in ["opened", "closed", "cancelled", "rescheduled", "petition-classed", "session-held"] {
            seen.note_if(on(event).is_some(), event);
        }
        seen.note_if(on("opened").is_some_and(|opened| opened != facts.appointed()), "another day");
        seen.note_if(on("opened").is_some() && on("closed").is_none(), "not closed");
        for fact in facts.all() {
            let event = set.event(&fact.event).unwrap();
            seen.note(if event.petition && fact.petition.is_some() { "of a petition" } else { "of none" });
            seen.note_if(event.phase == Some(Phase::After), "after");
            seen.note_if(fact.on < facts.appointed(), "early");
            seen.note_if(fact.on > facts.appointed() + TimeDelta::days(60), "late");
            seen.note_if(fact.channel.is_some(), "channel");
            seen.note_if(fact.recorded.is_some_and(|day| day > fact.on), "recorded later");
            seen.note_if(fact.states.is_some(), "states");
            seen.note_if(fact.event.starts_with("act-"), "own event");
            for duty in set.obligations() {
                let extends = duty.extensions.iter().any(|extension| extension.granted_by == fact.event);
                seen.note_if(extends && fact.until.is_some(), "extension until");
                seen.note_if(extends && fact.until.is_none(), "extension without a date");
                seen.note_if(duty.suspension.as_ref().is_some_and(|s| s.until == fact.event), "resumed");
                seen.note_if(duty.met_by.events().contains(&fact.event), "fulfils");
            }
        }
    }
    seen.all(1, &["nothing"]);
    seen.all(20, &["opened", "closed", "cancelled", "rescheduled", "another day", "not closed"]);
    seen.all(
        20,
        &["petition-classed", "session-held", "of a petition", "of none", "after", "early", "late", "channel"],
    );
    seen.all(20, &["recorded later", "states", "own event", "extension until", "extension without a date", "fulfils"]);
    seen.all(20, &["resumed"]);
}

// ---- What holds of all

/// Terms, facts and a view: of a random rule set or a built-in one, with and without readings adopted.
fn worlds() -> impl Strategy<Value = (Terms, Facts, View)> {
    let built_in = select(RuleSet::builtin_ids()).prop_map(|id| RuleSet::builtin(id).unwrap());
    let sets = prop_oneof![5 => rule_sets(), 1 => built_in];
    let view = (proptest::option::of(-90_i64..420), proptest::option::of(-400_i64..420));
    (sets, calendars(), view, 0_usize..3).prop_flat_map(|(set, calendar, (as_of, known_on), chosen)| {
        facts(&set).prop_map(move |facts| {
            let day = |days| facts.appointed() + TimeDelta::days(days);
            let view = as_of.map_or_else(View::everything, |days| View::as_of(day(days)));
            let view = known_on.map_or(view, |days| view.known_on(day(days)));
            let adopted = set.obligations().iter().fold(AdoptedReadings::new(), |adopted, duty| {
                let reading = duty.readings.get(chosen);
                reading.map_or(adopted.clone(), |reading| adopted.adopt(set.id(), &duty.id, &reading.id))
            });
            (Terms::new([set.clone()], calendar.clone()).adopting(adopted).unwrap(), facts, view)
        })
    })
}

proptest! {
    #![proptest_config(cases(512))]

    #[test]
    fn a_range_holds_its_dates_and_shrinks_to_earlier_ones(
        day in dates(),
        length in 0_i64..500,
        seed in any::<[u8; 32]>(),
    ) {
        let last = day + TimeDelta::days(length);
        let range = dates_in(day..=last);
        let rng = proptest::test_runner::TestRng::from_seed(proptest::test_runner::RngAlgorithm::ChaCha, &seed);
        let mut tree = range.new_tree(&mut TestRunner::new_with_rng(cases(1), rng)).unwrap();
        let mut drawn = tree.current();
        prop_assert!((day..=last).contains(&drawn) && VIETNAM.is_working_day(drawn).is_ok());
        while tree.simplify() {
            prop_assert!(tree.current() <= drawn);
            drawn = tree.current();
        }
        prop_assert_eq!(drawn, day);
    }

    /// What a file says is all right to the last word, and the same in both forms.
    #[test]
    fn a_rule_file_has_no_problem_and_is_the_same_in_json(text in rule_set_toml()) {
        let checked = RuleSet::check_toml(&text);
        let is_warning = checked.problems.iter().all(|problem| problem.code == Code::DecidesNothing);
        prop_assert!(is_warning, "{:#?} in\n{text}", checked.problems);
        let set = checked.rule_set.unwrap();
        let again = RuleSet::from_json(&set.to_json()).unwrap();
        prop_assert_eq!(again.hash(), set.hash());
        prop_assert_eq!(again.to_json(), set.to_json());
        let shown = format!("{set:?}");
        let shown = shown.strip_prefix("RuleSet(").and_then(|shown| shown.strip_suffix(')')).unwrap();
        prop_assert_eq!(RuleSet::from_json(shown).unwrap(), set);
    }

    /// Due dates lie within their bounds, and are the same with and without a trace and on every call.
    #[test]
    fn accepted_facts_give_the_same_timeline_every_time((terms, facts, view) in worlds()) {
        let timeline = terms.timeline(&facts, view);
        prop_assert!(timeline.is_ok(), "{}", timeline.unwrap_err());
        let timeline = timeline.unwrap();
        let calendar = view.known_on.map_or(terms.calendar().clone(), |day| terms.calendar().known_on(day));
        for duty in &timeline.duties {
            let of_readings = duty.readings.iter().filter_map(|reading| reading.outcome.due);
            for due in duty.outcome.due.into_iter().chain(duty.outcome.base_due).chain(of_readings) {
                prop_assert!(due.earliest() <= due.date && due.date <= due.latest());
                prop_assert!(!due.is_firm() || due.earliest() == due.date && due.date == due.latest());
                prop_assert_eq!(due.is_firm(), due.because().is_none());
                prop_assert!(due.last_working_day <= due.date && calendar.is_working_day(due.last_working_day).unwrap());
            }
            let longer = |base: DueDate| duty.outcome.due.is_some_and(|due| due.date >= base.date);
            prop_assert!(duty.outcome.base_due.is_none_or(longer), "{duty:?}");
            let (Some(limit), Some(anchor)) = (duty.outcome.limit, &duty.outcome.anchor) else { continue };
            let (traced, trace) = calendar.due_traced(&limit, anchor.at).unwrap();
            prop_assert_eq!(traced, calendar.due(&limit, anchor.at).unwrap());
            let counted = duty.outcome.base_due.or(duty.outcome.due).unwrap();
            // The bounds of the soonest or latest of several are those of all.
            let of_several = matches!(duty.rule.due, Due::FirstOf(_) | Due::LastOf(_) | Due::Cases { .. });
            prop_assert!(counted == traced || of_several && counted.date == traced.date, "{counted:?} and {traced:?}");
            prop_assert!(!trace.steps().is_empty());
        }
        let again = terms.timeline(&facts, view).unwrap();
        prop_assert_eq!(serde_json::to_string(&again).unwrap(), serde_json::to_string(&timeline).unwrap());
        let explained = timeline.clone().explained();
        for (plain, explained) in timeline.duties.iter().zip(&explained.duties) {
            prop_assert_eq!((plain.outcome.due, &plain.outcome.status), (explained.outcome.due, &explained.outcome.status));
            let has_day = explained.outcome.limit.is_some() || explained.outcome.fixed.is_some();
            prop_assert_eq!(explained.outcome.trace.is_some(), has_day);
        }
    }

    /// What the timeline says that nothing asks about changes no duty.
    #[test]
    fn what_no_rule_asks_about_moves_nothing((terms, facts, view) in worlds()) {
        let set = &terms.rule_sets()[0];
        let timeline = terms.timeline(&facts, view).unwrap();
        let unused = |event: &String| {
            // A fact of a petition makes the petition known, whatever it is.
            timeline.unused_events.contains(event) && !set.event(event).unwrap().petition
        };
        let kept = facts.all().into_iter().filter(|fact| !unused(&fact.event));
        let said = facts.kind().into_iter().fold(Facts::appointed_for(facts.appointed()), Facts::of_kind);
        let without = kept.fold(facts.mode().into_iter().fold(said, Facts::in_mode), Facts::with);
        let without = terms.timeline(&without, view).unwrap();
        let json = |timeline: &Timeline| serde_json::to_value(&timeline.duties).unwrap();
        prop_assert_eq!(json(&without), json(&timeline));
    }

    /// The date beside a duty under another reading is the duty's date once that reading is adopted.
    #[test]
    fn a_reading_once_adopted_gives_the_date_that_was_shown((terms, facts, view) in worlds()) {
        let timeline = terms.timeline(&facts, view).unwrap();
        for (at, duty) in timeline.duties.iter().enumerate() {
            for reading in duty.readings.iter().filter(|reading| reading.of().is_none()) {
                let declaring = reading.declared_by().unwrap_or(&duty.rule.id);
                let adopted = terms.adopted().clone().adopt(duty.ruleset(), declaring, reading.id());
                let adopted = terms.adopting(adopted).unwrap().timeline(&facts, view).unwrap();
                let adopted = &adopted.duties[at]; // two sessions may have one name, so the place tells them apart
                prop_assert_eq!(&adopted.rule.id, &duty.rule.id);
                prop_assert_eq!(adopted.outcome.due, reading.outcome.due, "{} under {} of {}", duty.rule.id, reading.id(), declaring);
            }
        }
    }

    /// The limits of a random file lead from a date of 2017-2098 to covered dates.
    #[test]
    fn no_chain_of_limits_leaves_the_covered_years(set in rule_sets(), calendar in calendars()) {
        let terms = Terms::new([set], calendar);
        for day in ["2017-01-01", "2098-12-31"] {
            let timeline = terms.timeline(&Facts::held_on(date(day)), View::everything());
            prop_assert!(timeline.is_ok(), "{}", timeline.unwrap_err());
        }
    }

    /// A later event never has an earlier end.
    #[test]
    fn a_limit_of_working_days_is_monotone_in_its_anchor(
        set in rule_sets(),
        calendar in calendars(),
        day in dates_in(date("2017-01-01")..=date("2098-12-31")),
        later in 0_i64..40,
    ) {
        for duty in set.obligations() {
            let Due::Limit { limit, .. } = &duty.due else { continue };
            if limit.is_after() && limit.unit() == Unit::WorkingDay {
                let first = calendar.due(limit, day).unwrap();
                let second = calendar.due(limit, day + TimeDelta::days(later)).unwrap();
                prop_assert!(first.date <= second.date && first.earliest() <= second.earliest());
                prop_assert!(first.latest() <= second.latest());
            }
        }
    }
}
