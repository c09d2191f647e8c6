//! The tables of a rule file beyond plain duties: what each means for a timeline, at its limits.

use doithoai::ruleset::{Channel, Due, MetBy, NoDate};
use doithoai::timeline::{MissingTime, Move, NoDue, Status, WhyUnknown};
use doithoai::{Calendar, Code, Duty, Fact, Facts, RuleSet, Terms, Timeline, View};

use crate::support::{as_of, date, refused, terms, terms_in, terms_of};

/// A whole file around some rules.
fn file(rules: &str) -> String {
    format!(
        "format = 1\nid = \"test\"\nversion = \"1\"\ntitle = {{ vi = \"Thử\", en = \"Test\" }}\n\
         [instrument.main]\nkind = \"quy-che\"\nnumber = \"unknown\"\nissuer = \"unknown\"\nissued = \"unknown\"\nstanding = \"in-force\"\n\
         [source.S]\nkind = \"press\"\nconfidence = \"C\"\nref = \"a test\"\n\
         [applies]\nterritory = {{ code = \"01\", as_of = 2026-01-01 }}\nheads = [\"local-government\"]\nlevels = [\"commune\"]\n{rules}"
    )
}

/// A duty of the after phase, met by the conclusion notice.
fn duty(more: &str) -> String {
    file(&format!(
        "[[obligation]]\nid = \"duty\"\nduty_kind = \"settle\"\nphase = \"after\"\neach = \"petition\"\nbearer = \"office\"\ncite = \"main#d1\"\n{more}\n"
    ))
}

fn timeline(text: &str, facts: &Facts, view: View) -> Timeline {
    terms_in(text).timeline(facts, view).unwrap()
}

fn only(timeline: &Timeline) -> &Duty {
    timeline.duty("test", "duty").unwrap()
}

const SUSPENDABLE: &str = "due = { after = \"closed\", n = 20, unit = \"working-day\" }\nmet_by = { all = [\"petition-settled\"] }\n\
    [obligation.suspension]\nby = \"suspended\"\nuntil = \"resumed\"";

#[test]
fn time_between_suspension_and_resumption_is_not_counted() {
    let text = duty(SUSPENDABLE);
    let held = Facts::held_on(date("2026-06-15")); // 20 working days: 13 July
    let due = |facts: &Facts| only(&timeline(&text, facts, View::everything())).outcome.due.map(|due| due.date);
    assert_eq!(due(&held), Some(date("2026-07-13")));
    let stopped = held.clone().with(Fact::new("suspended", date("2026-06-22"))); // 5 of 20 are used, 15 are left
    let resumed = |on: &str| stopped.clone().with(Fact::new("resumed", date(on)));
    assert_eq!(due(&resumed("2026-07-06")), Some(date("2026-07-27")));
    assert_eq!(due(&resumed("2026-06-22")), Some(date("2026-07-13")), "resumed on the same day: nothing moves");
    assert_eq!(due(&resumed("2026-06-23")), Some(date("2026-07-14")));
    // Across National Day and its swap: 21 August has 15 working days left.
    assert_eq!(due(&resumed("2026-08-21")), Some(date("2026-09-15")));
    let moved = timeline(&text, &resumed("2026-07-06"), View::everything());
    assert!(
        matches!(only(&moved).outcome.moved_by[..], [Move::Suspension { from, resumed, to }] if from == date("2026-06-22") && resumed == date("2026-07-06") && to == date("2026-07-27"))
    );
    let reason = moved.trace(only(&moved)).unwrap().text(doithoai::Lang::En);
    assert!(reason.contains("Suspended on 2026-06-22, resumed on 2026-07-06"), "{reason}");
}

#[test]
fn a_limit_that_stands_still_is_never_overdue() {
    let text = duty(SUSPENDABLE);
    let stopped = Facts::held_on(date("2026-06-15")).with(Fact::new("suspended", date("2026-07-13")));
    let view = as_of("2026-09-01");
    let still = timeline(&text, &stopped, view);
    assert_eq!((only(&still).outcome.due, &only(&still).outcome.status), (None, &Status::NoDate));
    assert_eq!(only(&still).outcome.reason, Some(NoDue::Suspended(date("2026-07-13"))));
    // After the limit has passed there is nothing left to stop.
    let late = Facts::held_on(date("2026-06-15")).with(Fact::new("suspended", date("2026-07-14")));
    assert!(matches!(only(&timeline(&text, &late, view)).outcome.status, Status::Overdue { .. }));
    // Two stops, one after the other; a second stop while it stands still changes nothing.
    let twice = stopped_twice("2026-06-22", "2026-06-29", "2026-07-01", "2026-07-08");
    let due = only(&timeline(&text, &twice, View::everything())).outcome.due.unwrap().date;
    assert_eq!(due, date("2026-07-27")); // 5 used, 15 left from 29 June; 2 used, 13 left from 8 July
    let nested = stopped_twice("2026-06-22", "2026-07-08", "2026-07-01", "2026-07-08");
    assert_eq!(only(&timeline(&text, &nested, View::everything())).outcome.due.unwrap().date, date("2026-07-29"));
}

fn stopped_twice(first: &str, resumed: &str, second: &str, again: &str) -> Facts {
    Facts::held_on(date("2026-06-15"))
        .with(Fact::new("suspended", date(first)))
        .with(Fact::new("resumed", date(resumed)))
        .with(Fact::new("suspended", date(second)))
        .with(Fact::new("resumed", date(again)))
}

#[test]
fn calendar_days_left_over_run_on_and_roll() {
    let text = duty(&SUSPENDABLE.replace("working-day", "day"));
    let facts = Facts::held_on(date("2026-06-15")) // 20 days: Sunday 5 July, so Monday the 6th
        .with(Fact::new("suspended", date("2026-06-25")))
        .with(Fact::new("resumed", date("2026-07-01")));
    // From 25 June to 6 July are 11 days: 12 July is a Sunday.
    assert_eq!(only(&timeline(&text, &facts, View::everything())).outcome.due.unwrap().date, date("2026-07-13"));
}

#[test]
fn each_channel_is_needed_and_the_last_one_counts() {
    let channels = [Channel::MassMedia, Channel::PostedAtHeadquarters, Channel::SentToVillageAndGroupHeads];
    let law = || RuleSet::builtin("law-72-2025").unwrap();
    let publish = |days: &[&str]| {
        let facts = days.iter().zip(channels).fold(Facts::held_on(date("2026-08-20")), |facts, (day, channel)| {
            facts.with(Fact::new("results-published", date(day)).channel(channel))
        });
        let terms = terms_of(law());
        let timeline = terms.timeline(&facts, as_of("2026-10-01")).unwrap();
        timeline.duty("law-72-2025", "publish-results").unwrap().clone()
    };
    assert_eq!(publish(&["2026-08-25", "2026-08-26", "2026-08-30"]).outcome.status, Status::Met);
    // 30 August is a Sunday: whether the limit rolls to 3 September is a reading, since the Civil Code holds by analogy.
    let status = publish(&["2026-08-25", "2026-08-26", "2026-09-03"]).outcome.status;
    assert!(matches!(status, Status::Contested { late_under, .. } if late_under == ["no-roll"]));
    assert!(
        matches!(publish(&["2026-08-25", "2026-08-26", "2026-09-04"]).outcome.status, Status::MetLate { by } if by.days == 1)
    );
    let two = publish(&["2026-08-25", "2026-08-26"]);
    assert!(matches!(two.outcome.status, Status::Overdue { .. }));
    assert_eq!(two.outcome.missing, ["results-published:sent-to-village-and-group-heads"]);
    // A fact that names no channel stands for all.
    let facts = Facts::held_on(date("2026-08-20")).with(Fact::new("results-published", date("2026-08-25")));
    let terms = terms_of(law());
    let timeline = terms.timeline(&facts, View::everything()).unwrap();
    assert_eq!(timeline.duty("law-72-2025", "publish-results").unwrap().outcome.met_on, Some(date("2026-08-25")));
    // A channel on an event that takes none is refused.
    let facts =
        Facts::held_on(date("2026-08-20")).with(Fact::new("announced", date("2026-08-10")).channel(Channel::Website));
    assert_eq!(terms.timeline(&facts, View::everything()).unwrap_err().to_string(), "`announced` takes no channel");
}

#[test]
fn hours_are_judged_where_every_time_of_day_agrees() {
    let text =
        duty("due = { before = \"dialogue-day\", n = 1, unit = \"hour\" }\nmet_by = { all = [\"survey-held\"] }");
    let set = RuleSet::from_toml(&text).unwrap();
    assert!(matches!(set.obligation("duty").unwrap().due, Due::Hours { hours: 1, after: false, .. }));
    let seen = timeline(&text, &Facts::held_on(date("2026-08-20")), as_of("2026-09-20"));
    // The dialogue was held and nothing is recorded before it: at whatever time it opened, that was missed.
    assert!(matches!(only(&seen).outcome.status, Status::Missed { .. }));
    let done = |day: &str| {
        let facts = Facts::held_on(date("2026-08-20")).with(Fact::new("survey-held", date(day)));
        let seen = timeline(&text, &facts, as_of("2026-09-20"));
        let outcome = &only(&seen).outcome;
        (outcome.status.word(), outcome.due.is_some(), outcome.missing_time().map(MissingTime::word))
    };
    assert_eq!(done("2026-08-18"), ("met", true, None));
    assert_eq!(done("2026-08-20"), ("no-date", false, Some("both")));
    assert_eq!(done("2026-08-21"), ("missed", true, None));
    refused(&text.replace("unit = \"hour\"", "unit = \"hour\", count = \"clear-days\""), Code::LimitConflict, "");
}

#[test]
fn unknown_stands_for_any_value() {
    for unknown in [
        "due = \"unknown\"\nmet_by = \"unknown\"",
        "due = { after = \"closed\", n = \"unknown\", unit = \"working-day\" }\nmet_by = { all = [\"petition-settled\"] }\ntoward = \"unknown\"\ntext = \"unknown\"\nmust_state = \"unknown\"\nonly_if = \"unknown\"\nextension = \"unknown\"\nsuspension = \"unknown\"\nchannels = \"unknown\"\nper = \"unknown\"\nform = \"unknown\"\nsource_defect = \"unknown\"",
    ] {
        let seen = timeline(&duty(unknown), &Facts::held_on(date("2026-08-20")), as_of("2026-09-20"));
        assert_eq!(only(&seen).outcome.due, None);
        let of: Vec<&str> = seen.rulesets[0].unknown.iter().map(|unknown| unknown.of.as_str()).collect();
        assert!(of.iter().any(|of| of.starts_with("obligation.duty.due")), "{of:?}");
        assert!(of.contains(&"instrument.main.number"), "values that are unknown are listed by themselves");
    }
    let met = timeline(
        &duty("due = { after = \"closed\", n = 1, unit = \"day\" }\nmet_by = \"unknown\""),
        &Facts::held_on(date("2026-08-20")),
        as_of("2026-09-20"),
    );
    assert_eq!(
        only(&met).outcome.status,
        Status::Unknown { because: WhyUnknown::Rule },
        "whether it was done cannot be told"
    );
    assert_eq!(only(&met).rule.met_by, MetBy::Unknown);
    let whole = "exclusion = \"unknown\"\n";
    let set = RuleSet::from_toml(&duty("due = { none = \"promptly\" }\nmet_by = { all = [\"closed\"] }").replacen(
        "[instrument",
        &format!("{whole}[instrument"),
        1,
    ))
    .unwrap();
    assert!(set.unknowns().iter().any(|unknown| unknown.of == "exclusion"));
    let unknown = duty("due = \"unknown\"\nmet_by = \"unknown\"");
    refused(&unknown.replace("id = \"duty\"", "id = \"unknown\""), Code::MustBeKnown, "");
    refused(&unknown.replace("duty_kind = \"settle\"", "duty_kind = \"unknown\""), Code::MustBeKnown, "");
    refused(&unknown.replace("cite = \"main#d1\"", "cite = \"unknown\""), Code::UnknownInstrument, "");
}

fn recurring(more: &str) -> String {
    file(&format!(
        "[[recurring]]\nid = \"report\"\nmet_by = {{ all = [\"annual-report-sent\"] }}\ncite = \"main\"\n{more}\n"
    ))
}

#[test]
fn fixed_days_roll_to_the_next_working_day() {
    let due = |rule: &str, on: &str| {
        let seen = timeline(&recurring(rule), &Facts::held_on(date(on)), View::everything());
        seen.recurring[0].due.unwrap().date
    };
    let monthly = "every = \"month\"\nat_least = 1\ndue = { day = 20 }";
    for (on, expected) in [
        ("2026-08-03", "2026-08-20"), // a Thursday
        ("2026-06-30", "2026-06-22"), // the 20th is a Saturday
        ("2026-02-01", "2026-02-23"), // Tết: 14 to 22 February are off
    ] {
        assert_eq!(due(monthly, on), date(expected), "in the month of {on}");
    }
    let stays = "every = \"month\"\nat_least = 1\ndue = { day = 20, roll = \"none\" }";
    assert_eq!(due(stays, "2026-06-30"), date("2026-06-20"));
    let yearly = "every = \"year\"\nat_least = 1\ndue = { month = 5, day = 1 }";
    assert_eq!(due(yearly, "2026-08-03"), date("2026-05-04"), "1 May 2026 is a Friday and off");
    let last = "every = \"month\"\nat_least = 1\ndue = { day = 31, roll = \"none\" }";
    assert_eq!(due(last, "2028-02-10"), date("2028-02-29"), "the last day of a shorter month");
    refused(&recurring("every = \"year\"\nat_least = 1\ndue = { day = 20 }"), Code::LimitIncomplete, "");
    refused(&recurring("every = \"month\"\nat_least = 1\ndue = { day = 20, month = 3 }"), Code::LimitConflict, "");
    refused(&recurring("every = \"week\"\nat_least = 1\ndue = { day = 20 }"), Code::LimitConflict, "");
    refused(&recurring("cutoffs = [\"q1\"]\ndue = { day = 20 }"), Code::LimitConflict, "");
    refused(
        &recurring("every = \"month\"\nat_least = 1\ndue = { day = 20, none = \"promptly\" }"),
        Code::ExclusiveKeys,
        "",
    );
    refused(&recurring("every = \"month\""), Code::MissingKey, "");
    refused(&recurring("at_least = 1"), Code::MissingKey, "");
    refused(&recurring("every = \"month\"\nat_least = 1\ncutoffs = [\"q1\"]"), Code::ExclusiveKeys, "");
}

#[test]
fn a_recurring_duty_together_with_another_and_one_without_a_day() {
    let seen =
        timeline(&recurring("every = \"year\"\nat_least = 1"), &Facts::held_on(date("2026-08-03")), View::everything());
    assert_eq!(seen.recurring[0].reason, Some(NoDate::NotStated));
    let hcmc = terms("hcmc-935");
    let seen = hcmc.timeline(&Facts::held_on(date("2026-08-20")), View::everything()).unwrap();
    assert_eq!((seen.recurring[1].with.as_deref(), seen.recurring[1].reason), (Some("annual-report"), None));
    refused(&recurring("every = \"year\"\nat_least = 1\ndue = { with = \"nothing\" }"), Code::UnknownDuty, "");
}

#[test]
fn duties_that_are_the_same_stand_as_one_and_others_beside_each_other() {
    let own = RuleSet::builtin_toml("can-tho-10").unwrap().replace("id = \"can-tho-10\"", "id = \"own\"");
    let beside = |text: &str| {
        let sets = [RuleSet::builtin("hcmc-935").unwrap(), RuleSet::from_toml(text).unwrap()];
        let terms = Terms::new(sets, Calendar::vietnam());
        terms.timeline(&Facts::held_on(date("2026-08-20")), View::everything()).unwrap().side_by_side()
    };
    let rows = beside(&own);
    let kinds: Vec<&str> = rows.iter().map(|row| row.duty_kind.word()).collect();
    assert_eq!(kinds, ["notify-conclusion", "settle"]);
    assert!(rows.iter().all(|row| row.sides.len() == 2));
    let same = own.replace(
        "id = \"settle-petition\"\nduty_kind",
        "id = \"settle-petition\"\nsame_as = [\"hcmc-935/settle-petition\"]\nduty_kind",
    );
    let sides: Vec<usize> = beside(&same).iter().map(|row| row.sides.len()).collect();
    assert_eq!(sides, [2, 1], "only where a file says so");
    refused(
        &own.replace(
            "id = \"settle-petition\"\nduty_kind",
            "id = \"settle-petition\"\nsame_as = [\"settle-petition\"]\nduty_kind",
        ),
        Code::BadId,
        "",
    );
}

#[test]
fn a_reception_is_counted_from_its_own_day() {
    let terms = terms("citizen-reception");
    let due = |facts: &Facts| {
        let timeline = terms.timeline(facts, View::everything()).unwrap();
        timeline.duty("citizen-reception", "post-schedule").unwrap().outcome.due.unwrap().date
    };
    assert_eq!(due(&Facts::appointed_for(date("2026-08-20"))), date("2026-08-13"));
    let held = Facts::appointed_for(date("2026-08-20")).with(Fact::new("reception-held", date("2026-08-24")));
    assert_eq!(due(&held), date("2026-08-18")); // Saturday 22 August is worked
}
