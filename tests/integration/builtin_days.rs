//! The days of the duties of the built-in rule sets, counted by hand from the text of the law.

use chrono::NaiveDate;
use doithoai::ruleset::{Activity, Channel};
use doithoai::timeline::Status;
use doithoai::{Fact, Facts, RuleSet, Timeline, View};

use crate::set_in_rows::list;
use crate::support::{date, duty, happened, terms};

pub(crate) fn timeline(name: &str, facts: &Facts) -> Timeline {
    terms(name).timeline(facts, View::everything()).unwrap()
}

#[track_caller]
pub(crate) fn day(timeline: &Timeline, id: &str) -> String {
    duty(timeline, id).outcome.due.unwrap().date.to_string()
}

/// `met`; `late 1 (1)`, in days and working days; `met unless five-clear-days`, a reading.
#[track_caller]
fn verdict(timeline: &Timeline, id: &str) -> String {
    match &duty(timeline, id).outcome.status {
        Status::MetLate { by } => format!("late {} ({})", by.days, by.working_days),
        Status::Contested { met_under, late_under } if met_under.first().is_some_and(|first| first == "default") => {
            format!("met unless {}", list(late_under))
        }
        other => other.word().to_owned(),
    }
}

/// On 2026-08-20 these duties have these days, and no other duty has any.
#[test]
fn a_duty_without_a_known_limit_has_no_day() {
    for (name, days) in [
        ("hcmc-935", "invite-citizens 2026-08-12, notify-conclusion 2026-09-07, settle-petition 2026-10-05"),
        ("can-tho-10", "notify-conclusion 2026-09-07, settle-petition 2026-10-05"),
        ("hoa-binh-07", "survey-opinion 2026-08-20"), // before the conference, without a number
        ("hoan-kiem-120", ""),
        ("hai-phong-1738", ""),
        ("qd-11@2019-02-18", ""),
        ("qd-11@2025-11-23", ""),
        ("law-72-2025", "announce-conference 2026-08-13, publish-results 2026-09-03"),
        ("citizen-reception@2014-07-01", "answer-citizen 2026-08-20, post-schedule 2026-08-13"), // answered at the reception
        // Whether it was held online nobody said: the duties of that are unknown, with the day that they would have.
        (
            "citizen-reception@2026-07-01",
            "answer-citizen 2026-08-20, notify-online-reception 2026-08-13, post-schedule 2026-08-13, test-connection 2026-08-19",
        ),
        ("levels", ""),
    ] {
        // Of every activity.
        let terms = terms(name).in_activity(Activity::PetitionHandling);
        let facts = Facts::held_on(date("2026-08-20"));
        let (set, timeline) = (RuleSet::builtin(name).unwrap(), terms.timeline(&facts, View::everything()).unwrap());
        let bound = timeline.duties.iter().filter(|duty| !matches!(duty.outcome.status, Status::NotApplicable { .. }));
        let mut dated: Vec<String> =
            bound.filter_map(|duty| Some(format!("{} {}", duty.rule.id, duty.outcome.due?.date))).collect();
        dated.sort_unstable();
        assert_eq!(dated.join(", "), days, "{name}");
        let counts = (timeline.duties.len(), timeline.recurring.len(), timeline.exclusions.len());
        assert_eq!(counts, (set.obligations().len(), set.recurring().len(), set.exclusions().len()), "{name}");
    }
}

/// Art. 43(2): the day of the conference minus seven, never rolled.
#[test]
fn a_conference_is_announced_seven_days_before() {
    for (held, due, last_working_day) in [
        ("2026-08-20", "2026-08-13", "2026-08-13"),
        ("2026-02-25", "2026-02-18", "2026-02-13"), // in Tết, which runs from Saturday 14 to Sunday 22 February
        ("2026-03-02", "2026-02-23", "2026-02-23"), // the first working day after it
        ("2026-03-01", "2026-02-22", "2026-02-13"), // the last day off
        ("2026-05-07", "2026-04-30", "2026-04-29"), // 30 April, a Thursday
        ("2026-05-08", "2026-05-01", "2026-04-29"), // 1 May
        ("2026-05-04", "2026-04-27", "2026-04-24"), // in lieu of the Hùng Kings' day on Sunday 26 April
        ("2026-08-29", "2026-08-22", "2026-08-22"), // a worked Saturday
    ] {
        let timeline = timeline("law-72-2025", &Facts::held_on(date(held)));
        let found = timeline.duty("law-72-2025", "announce-conference").unwrap().outcome.due.unwrap();
        assert_eq!((found.date, found.last_working_day), (date(due), date(last_working_day)), "held on {held}");
    }
    for (announced, expected) in
        [("2026-08-12", "met"), ("2026-08-13", "met unless seven-clear-days"), ("2026-08-14", "late 1 (1)")]
    {
        let timeline = timeline("law-72-2025", &happened("2026-08-20", &[("announced", announced)]));
        assert_eq!(verdict(&timeline, "announce-conference"), expected, "announced on {announced}");
    }
}

/// Art. 43(3): ten days from the conference; a last day that is off ends on the next working day.
#[test]
fn results_are_published_within_ten_days() {
    for (held, due) in [
        ("2026-06-15", "2026-06-25"),
        ("2026-08-20", "2026-09-03"), // Sunday 30 August; 31 August is swapped, 1 and 2 September are National Day
        ("2026-08-12", "2026-08-22"), // a worked Saturday
        ("2026-02-03", "2026-02-13"), // the last working day before Tết
        ("2026-02-04", "2026-02-23"), // Saturday 14 February
        ("2026-02-12", "2026-02-23"), // Sunday 22 February
        ("2026-04-17", "2026-04-28"), // Monday 27 April, in lieu
        ("2026-04-20", "2026-05-04"), // 30 April
        ("2026-04-21", "2026-05-04"), // 1 May
    ] {
        assert_eq!(
            day(&timeline("law-72-2025", &Facts::held_on(date(held))), "publish-results"),
            due,
            "held on {held}"
        );
    }
    for (held, published, expected) in [
        ("2026-08-20", "2026-09-02", "met unless no-roll"), // without roll it ends on Sunday 30 August
        ("2026-08-20", "2026-09-03", "met unless no-roll"), // with the day of the conference counted, Saturday 29 August rolls as far
        ("2026-08-20", "2026-09-04", "late 1 (1)"),
        ("2026-06-15", "2026-06-24", "met"),
        ("2026-06-15", "2026-06-25", "met unless event-day-counts"),
        ("2026-06-15", "2026-06-26", "late 1 (1)"),
    ] {
        let timeline = timeline("law-72-2025", &happened(held, &[("results-published", published)]));
        assert_eq!(verdict(&timeline, "publish-results"), expected, "held on {held}, published on {published}");
    }
    // All three channels are needed, and the last of them counts.
    let published = |channel, day: &str| Fact::new("results-published", date(day)).channel(channel);
    let two = Facts::held_on(date("2026-06-15"))
        .with(published(Channel::MassMedia, "2026-06-16"))
        .with(published(Channel::PostedAtHeadquarters, "2026-06-16"));
    assert_eq!(verdict(&timeline("law-72-2025", &two), "publish-results"), "pending");
    let three = two.with(published(Channel::SentToVillageAndGroupHeads, "2026-06-29"));
    assert_eq!(verdict(&timeline("law-72-2025", &three), "publish-results"), "late 4 (2)");
}

/// Art. 24(4), and Arts. 4(3), 23(1) of the decree, across Saturday 22 August worked, 31 August swapped, National Day.
#[test]
fn receptions_are_posted_five_working_days_before() {
    let name = "citizen-reception@2026-07-01";
    for (held, five, five_clear, one, one_clear) in [
        ("2026-09-07", "2026-08-26", "2026-08-25", "2026-09-04", "2026-09-03"),
        ("2026-08-25", "2026-08-19", "2026-08-18", "2026-08-24", "2026-08-23"),
        ("2026-02-24", "2026-02-10", "2026-02-09", "2026-02-23", "2026-02-22"),
    ] {
        let timeline = timeline(name, &Facts::held_on(date(held)));
        let expected = [
            ("post-schedule", five, five_clear),
            ("notify-online-reception", five, five_clear),
            ("test-connection", one, one_clear),
        ];
        for (id, due, clear) in expected {
            assert_eq!(day(&timeline, id), due, "{id} for {held}");
            let reading = timeline.duty("citizen-reception", id).unwrap().readings[0].outcome.due.unwrap();
            assert_eq!(reading.date, date(clear), "{id} for {held}, in clear days");
        }
    }
    for (posted, expected) in
        [("2026-08-25", "met"), ("2026-08-26", "met unless five-clear-days"), ("2026-08-27", "late 1 (1)")]
    {
        let timeline = timeline(name, &happened("2026-09-07", &[("reception-schedule-posted", posted)]));
        assert_eq!(verdict(&timeline, "post-schedule"), expected, "posted on {posted}");
    }
    let of = |event: &str, day: NaiveDate| Fact::new(event, day).petition("1");
    let received = |day: &str| Facts::held_on(date("2026-09-07")).with(of("petition-received", date(day)));
    for (on, due) in [("2026-08-20", "2026-09-07"), ("2026-08-21", "2026-09-08"), ("2026-02-10", "2026-03-03")] {
        assert_eq!(day(&timeline(name, &received(on)), "notify-first-handling"), due, "received on {on}");
    }
    for (told, expected) in [("2026-09-04", "met"), ("2026-09-07", "met"), ("2026-09-08", "late 1 (1)")] {
        let facts = received("2026-08-20").with(of("transfer-notified", date(told)));
        assert_eq!(verdict(&timeline(name, &facts), "notify-first-handling"), expected, "told on {told}");
    }
    let refused = Facts::held_on(date("2026-08-28")).with(of("refusal-grounds-sufficient", date("2026-08-28")));
    assert_eq!(day(&timeline(name, &refused), "refusal-notice"), "2026-09-07");
}
