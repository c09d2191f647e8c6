//! Timelines: statuses on the day before, on and after each limit, readings, extensions, what was known.

use doithoai::ruleset::{AnchorRule, CaseClass};
use doithoai::timeline::{Finding, Lateness, Missing, Status};
use doithoai::{Duty, Fact, Facts, Lang, Message as _, RuleSet, Step, Terms, Timeline, View};

use crate::support::{SUSPENSION, VIETNAM, as_of, date, decree, duty, happened, terms, terms_in, terms_of};

pub(crate) fn hcmc(day: &str, events: &[(&str, &str)], seen: &str) -> Timeline {
    terms("hcmc-935").timeline(&happened(day, events), as_of(seen)).unwrap()
}

pub(crate) fn due(timeline: &Timeline, id: &str) -> chrono::NaiveDate {
    duty(timeline, id).outcome.due.unwrap().date
}

#[test]
fn hcmc_dates_of_a_dialogue_on_2026_08_20() {
    let timeline = terms("hcmc-935").timeline(&happened("2026-08-20", &[]), View::everything()).unwrap();
    assert_eq!(due(&timeline, "invite-citizens"), date("2026-08-12"));
    assert_eq!(due(&timeline, "notify-conclusion"), date("2026-09-07"));
    assert_eq!(due(&timeline, "settle-petition"), date("2026-10-05"));
    let settle = duty(&timeline, "settle-petition");
    let anchor = settle.outcome.anchor.as_ref().unwrap();
    assert_eq!(
        (&anchor.rule, anchor.at.date, anchor.actual),
        (&AnchorRule::Event("conclusion-notified".into()), date("2026-09-07"), false)
    );
    assert_eq!(settle.readings[0].outcome.due.unwrap().date, date("2026-09-21"));
    let agencies = duty(&timeline, "notify-agencies");
    assert_eq!((agencies.outcome.due, &agencies.outcome.status), (None, &Status::NoDate));
    assert_eq!(agencies.outcome.reason.as_ref().unwrap().word(), "not-stated");
}

#[test]
fn held_with_no_notice_sent_the_notice_is_overdue_and_settlement_awaits() {
    let timeline = hcmc("2026-08-20", &[], "2026-10-20");
    let notice = duty(&timeline, "notify-conclusion");
    assert_eq!(notice.outcome.status, Status::Overdue { by: lateness(43, 31) });
    let settle = duty(&timeline, "settle-petition");
    assert_eq!(settle.outcome.status, Status::Awaiting);
    // Its date is counted from the later of the notice's due date and today.
    assert_eq!(settle.outcome.anchor.as_ref().unwrap().at.date, date("2026-10-20"));
    assert_eq!(settle.outcome.due.unwrap().date, date("2026-11-17"));
}

pub(crate) fn lateness(days: i64, working_days: i64) -> Lateness {
    // `Lateness` may grow, so it is compared through its JSON.
    let timeline = hcmc("2026-08-20", &[], "2026-09-08");
    let Status::Overdue { mut by } = duty(&timeline, "notify-conclusion").outcome.status.clone() else {
        panic!("overdue")
    };
    by.days = days;
    by.working_days = working_days;
    by
}

#[test]
fn a_notice_the_day_before_on_and_after_its_limit() {
    // 2026-09-07 is a Monday.
    for (sent, expected) in [
        ("2026-09-06", Status::Met),
        ("2026-09-07", Status::Met),
        ("2026-09-08", Status::MetLate { by: lateness(1, 1) }),
        ("2026-09-14", Status::MetLate { by: lateness(7, 5) }),
    ] {
        let timeline = hcmc("2026-08-20", &[("conclusion-notified", sent)], "2026-12-01");
        assert_eq!(duty(&timeline, "notify-conclusion").outcome.status, expected, "sent {sent}");
    }
    for (today, expected) in [
        ("2026-09-06", Status::Pending),
        ("2026-09-07", Status::Pending),
        ("2026-09-08", Status::Overdue { by: lateness(1, 1) }),
    ] {
        assert_eq!(duty(&hcmc("2026-08-20", &[], today), "notify-conclusion").outcome.status, expected, "seen {today}");
    }
}

#[test]
fn settlement_needs_all_three_acts() {
    let notified = ("conclusion-notified", "2026-08-28");
    let two = [notified, ("petition-settled", "2026-09-10"), ("reply-sent", "2026-09-11")];
    let timeline = hcmc("2026-08-20", &two, "2026-10-01");
    let settle = duty(&timeline, "settle-petition");
    assert_eq!(settle.outcome.missing, ["reported-to-head"]);
    assert_eq!(settle.outcome.status, Status::Overdue { by: lateness(1, 1) });
    let all = [two[0], two[1], two[2], ("reported-to-head", "2026-09-30")];
    let timeline = hcmc("2026-08-20", &all, "2026-10-01");
    let settle = duty(&timeline, "settle-petition");
    assert_eq!(settle.outcome.met_on, Some(date("2026-09-30")));
    // Within 20 working days, not within the 10 of the other reading.
    assert_eq!(settle.outcome.status.word(), "contested");
    let fast = [
        notified,
        ("petition-settled", "2026-09-10"),
        ("reply-sent", "2026-09-11"),
        ("reported-to-head", "2026-09-16"),
    ];
    assert_eq!(duty(&hcmc("2026-08-20", &fast, "2026-10-01"), "settle-petition").outcome.status, Status::Met);
}

#[test]
fn an_extension_before_the_limit_moves_it_and_after_it_does_not() {
    let extended = |notified: &str, until: Option<&str>| {
        let fact = Fact::new("extension-notified", date(notified));
        let fact = until.map_or(fact.clone(), |until| fact.until(date(until)));
        let facts = happened("2026-08-20", &[("conclusion-notified", "2026-08-28")]).with(fact);
        terms("hcmc-935").timeline(&facts, as_of("2026-10-15")).unwrap()
    };
    for notified in ["2026-09-29", "2026-09-30"] {
        let timeline = extended(notified, Some("2026-10-30"));
        let settle = duty(&timeline, "settle-petition");
        assert_eq!(
            (settle.outcome.due.unwrap().date, settle.outcome.base_due.unwrap().date),
            (date("2026-10-30"), date("2026-09-30"))
        );
        assert!(settle.outcome.findings.is_empty());
        let trace = timeline.trace(settle).unwrap().text(Lang::En);
        assert!(trace.ends_with(&format!("The notice of {notified} states a new limit: Fri 2026-10-30.")), "{trace}");
    }
    let late = extended("2026-10-01", Some("2026-10-30"));
    let settle = duty(&late, "settle-petition");
    assert_eq!(settle.outcome.due.unwrap().date, date("2026-09-30"));
    assert_eq!(
        settle.outcome.findings,
        [Finding::ExtensionAfterLimit {
            notified: date("2026-10-01"),
            limit: date("2026-09-30"),
            inferred: true,
            counts: false
        }]
    );
    assert_eq!(settle.outcome.status.word(), "contested", "by when to notify is not said");
    let shorter = extended("2026-09-10", Some("2026-09-20"));
    assert_eq!(
        duty(&shorter, "settle-petition").outcome.findings,
        [Finding::ExtensionEndsBeforeLimit { stated: date("2026-09-20"), limit: date("2026-09-30") }]
    );
    let silent = extended("2026-09-10", None);
    assert_eq!(
        duty(&silent, "settle-petition").outcome.findings,
        [Finding::ExtensionWithoutLimit { notified: date("2026-09-10") }]
    );
}

#[test]
fn before_the_dialogue_its_appointed_day_is_the_anchor() {
    let facts = Facts::appointed_for(date("2026-08-20"));
    let timeline = terms("hcmc-935").timeline(&facts, as_of("2026-08-01")).unwrap();
    let invite = duty(&timeline, "invite-citizens");
    assert_eq!((invite.outcome.status.word(), invite.outcome.anchor.as_ref().unwrap().actual), ("pending", false));
    let notice = duty(&timeline, "notify-conclusion");
    assert_eq!((notice.outcome.status.word(), notice.outcome.due.unwrap().date), ("awaiting", date("2026-09-07")));
    // A day that passed without an opening moves what comes after, never what comes before.
    let timeline = terms("hcmc-935").timeline(&facts, as_of("2026-08-28")).unwrap();
    assert_eq!(due(&timeline, "invite-citizens"), date("2026-08-12"));
    assert_eq!(duty(&timeline, "notify-conclusion").outcome.anchor.as_ref().unwrap().at.date, date("2026-08-28"));
}

#[test]
fn later_facts_are_not_seen_and_later_entries_were_not_known() {
    let sent = Fact::new("conclusion-notified", date("2026-08-28")).recorded(date("2026-09-20"));
    let facts = Facts::held_on(date("2026-08-20")).with(sent);
    let seen = |view: View| {
        let timeline = terms("hcmc-935").timeline(&facts, view).unwrap();
        duty(&timeline, "notify-conclusion").outcome.status.word()
    };
    assert_eq!(seen(as_of("2026-08-27")), "pending");
    assert_eq!(seen(as_of("2026-08-28")), "met");
    assert_eq!(seen(as_of("2026-09-10").known_on(date("2026-09-10"))), "overdue");
    assert_eq!(seen(as_of("2026-09-10").known_on(date("2026-09-20"))), "met");
}

#[test]
fn the_calendar_is_cut_to_what_was_known() {
    let facts = happened("2024-04-19", &[]);
    let date_known = |known: &str| {
        let timeline = terms("hcmc-935").timeline(&facts, View::everything().known_on(date(known))).unwrap();
        due(&timeline, "notify-conclusion")
    };
    // 10 working days after 2024-04-19: the swap of 29 April ↔ 4 May was announced on 12 April.
    assert_eq!(date_known("2024-04-01"), date("2024-05-07"));
    assert_eq!(date_known("2024-04-12"), date("2024-05-07"));
    let eight = doithoai::TimeLimit::after(6, doithoai::Unit::WorkingDay);
    assert_eq!(VIETNAM.known_on(date("2024-04-01")).due(&eight, date("2024-04-19")).unwrap().date, date("2024-04-29"));
    assert_eq!(VIETNAM.due(&eight, date("2024-04-19")).unwrap().date, date("2024-05-02"));
}

#[test]
fn inside_provisional_bounds_a_status_is_undetermined() {
    let facts = |sent: &str| happened("2031-08-18", &[("conclusion-notified", sent)]);
    // Ten working days after 2031-08-18: 29 August is the ninth, the tenth is 1 or 3 September.
    let status = |sent: &str| {
        let timeline = terms("hcmc-935").timeline(&facts(sent), as_of("2031-12-01")).unwrap();
        (
            duty(&timeline, "notify-conclusion").outcome.due.unwrap(),
            duty(&timeline, "notify-conclusion").outcome.status.word(),
        )
    };
    let (due, _) = status("2031-09-01");
    assert_eq!((due.earliest(), due.latest()), (date("2031-09-01"), date("2031-09-03")));
    assert_eq!(status("2031-09-01").1, "met");
    assert_eq!(status("2031-09-02").1, "undetermined");
    assert_eq!(status("2031-09-03").1, "undetermined");
    assert_eq!(status("2031-09-04").1, "met-late");
    // A decree settles it.
    let decided = "tet = [{ from = 2031-01-21, to = 2031-01-25 }]\nbeside_national_day = [2031-09-01]";
    let calendar = VIETNAM.to_builder().decree_toml(&decree("cv-2031", "2030-11-01", decided)).build().unwrap();
    let terms = Terms::new([RuleSet::builtin("hcmc-935").unwrap()], calendar);
    let timeline = terms.timeline(&facts("2031-09-03"), as_of("2031-12-01")).unwrap();
    assert_eq!(duty(&timeline, "notify-conclusion").outcome.status, Status::Met);
}

#[test]
fn petitions_told_apart_have_their_own_duties() {
    let facts = happened("2026-08-20", &[("conclusion-notified", "2026-08-28")])
        .with(Fact::new("petition-raised", date("2026-08-20")).petition("A"))
        .with(Fact::new("petition-raised", date("2026-08-20")).petition("B"))
        .with(Fact::new("extension-notified", date("2026-09-10")).petition("B").until(date("2026-11-02")));
    let timeline = terms("hcmc-935").timeline(&facts, View::everything()).unwrap();
    let settle: Vec<_> = timeline
        .duties
        .iter()
        .filter(|duty| duty.rule.id == "settle-petition")
        .map(|duty| (duty.petition.as_deref(), duty.outcome.due.unwrap().date.to_string()))
        .collect();
    assert_eq!(settle, [(Some("A"), "2026-09-30".to_owned()), (Some("B"), "2026-11-02".to_owned())]);
}

#[test]
fn several_rule_sets_stand_side_by_side() {
    let sets = ["hcmc-935", "can-tho-10"].map(|id| RuleSet::builtin(id).unwrap());
    let terms = Terms::new(sets, VIETNAM.clone());
    let timeline = terms.timeline(&happened("2026-08-20", &[]), View::everything()).unwrap();
    let notices: Vec<&str> =
        timeline.duties.iter().filter(|d| d.rule.id == "notify-conclusion").map(Duty::ruleset).collect();
    assert_eq!(notices, ["hcmc-935", "can-tho-10"]);
    assert_eq!(timeline.rulesets.len(), 2);
    assert!(timeline.duty("can-tho-10", "settle-petition").is_ok());
}

#[test]
fn the_impossible_is_refused_with_the_reason() {
    let refused = |facts: &Facts| terms("hcmc-935").timeline(facts, View::everything()).unwrap_err();
    let day = date("2026-08-20");
    let closing =
        Facts::appointed_for(day).with(Fact::new("opened", day)).with(Fact::new("closed", date("2026-08-19")));
    assert_eq!(refused(&closing).to_string(), "the dialogue cannot close on 2026-08-19 before it opened on 2026-08-20");
    let never = Facts::appointed_for(day).with(Fact::new("closed", day));
    assert_eq!(refused(&never).to_string(), "the dialogue cannot close on 2026-08-20: no opening is recorded");
    let unknown = Facts::held_on(day).with(Fact::new("conclusion-notifed", day));
    assert_eq!(
        refused(&unknown).to_string(),
        "unknown event `conclusion-notifed`; did you mean `conclusion-notified`?"
    );
    assert_eq!(
        refused(&unknown).text(Lang::Vi),
        "không có sự kiện `conclusion-notifed`; có phải là `conclusion-notified`?"
    );
    assert_eq!(
        refused(&Facts::held_on(date("2101-01-03"))).to_string(),
        "2101-01-03 is outside the covered years 2015-2100"
    );
    let nonsense = Facts::held_on(day).with(Fact::new("settled", day));
    assert!(refused(&nonsense).to_string().starts_with("unknown event `settled`; did you mean `petition-settled`?"));
    let nothing = Facts::held_on(day).with(Fact::new("foo", day));
    assert!(refused(&nothing).to_string().contains("known are rescheduled, cancelled, plan-approved, survey-held"));
    let early = Facts::held_on(day).with(Fact::new("conclusion-notified", date("2026-08-19")));
    assert_eq!(
        refused(&early).to_string(),
        "`conclusion-notified` on 2026-08-19 cannot come before the dialogue opened on 2026-08-20"
    );
    let unclassed = Facts::held_on(day).with(Fact::new("petition-classed", day));
    assert!(refused(&unclassed).to_string().contains("must say which class: `needs-longer`"));
    let classed = Facts::held_on(day).with(Fact::new("reply-sent", day).class(CaseClass::Complex));
    assert_eq!(refused(&classed).to_string(), "`reply-sent` takes no class of case");
    let stated = Facts::held_on(day).with(Fact::new("reply-sent", day).until(date("2026-09-01")));
    assert_eq!(refused(&stated).to_string(), "`reply-sent` takes no new limit");
    let outside = Facts::held_on(day).with(Fact::new("conclusion-notified", date("2014-01-01")));
    assert!(refused(&outside).to_string().contains("2014-01-01 is outside"));
    assert_eq!(
        refused(&Facts::held_on(date("2100-12-30"))).to_string(),
        "hcmc-935/notify-conclusion: counting from 2100-12-30 leaves the covered years 2015-2100"
    );
}

#[test]
fn a_dialogue_that_closes_days_later_counts_from_its_end() {
    let facts = Facts::appointed_for(date("2026-08-20"))
        .with(Fact::new("opened", date("2026-08-20")))
        .with(Fact::new("closed", date("2026-08-21")));
    let timeline = terms("hcmc-935").timeline(&facts, View::everything()).unwrap();
    assert_eq!(due(&timeline, "notify-conclusion"), date("2026-09-08"));
    assert_eq!(due(&timeline, "invite-citizens"), date("2026-08-12"));
}

#[test]
fn the_trace_of_a_duty_explains_its_date() {
    let timeline = hcmc("2026-08-20", &[], "2026-08-21").explained();
    let notice = duty(&timeline, "notify-conclusion");
    assert_eq!(notice.outcome.trace, timeline.trace(notice));
    assert!(
        notice
            .outcome
            .trace
            .as_ref()
            .unwrap()
            .text(Lang::Vi)
            .contains("Có tính thứ Bảy 22/08/2026: đi làm bù cho thứ Hai 31/08/2026")
    );
    assert_eq!(timeline.trace(duty(&timeline, "notify-agencies")), None);
}

#[test]
fn the_json_form_has_the_documented_keys() {
    let timeline = terms("hcmc-935").timeline(&happened("2026-08-20", &[]), View::everything()).unwrap();
    let json = serde_json::to_value(&timeline).unwrap();
    assert_eq!(json["opened"], "2026-08-20");
    assert!(json["as_of"].is_null());
    assert_eq!(json["rulesets"][0]["standing"], "unknown");
    let invite = &json["obligations"][0];
    for (key, value) in [
        ("ruleset", "hcmc-935"),
        ("id", "invite-citizens"),
        ("duty_kind", "invite"),
        ("phase", "before"),
        ("due", "2026-08-12"),
        ("last_working_day", "2026-08-12"),
        ("certainty", "firm"),
        ("earliest", "2026-08-12"),
        ("latest", "2026-08-12"),
        ("status", "missed"),
        ("limit_passed_on", "2026-08-12"),
        ("confidence", "B"),
        ("cite", "main#d13.k1.2.g2"),
    ] {
        assert_eq!(invite[key], value, "{key}");
    }
    assert_eq!(invite["anchor"]["event"], "dialogue-day");
    assert_eq!(invite["anchor"]["on"], "2026-08-20");
    assert_eq!(invite["anchor"]["actual"], true);
    assert_eq!(invite["readings"][0]["id"], "sending-day-counts");
    assert_eq!(invite["readings"][0]["due"], "2026-08-13");
    let agencies = &json["obligations"][1];
    assert!(agencies["due"].is_null());
    assert_eq!(agencies["reason"], "not-stated");
    assert_eq!(json["recurring"][0]["id"], "annual-report");
}

#[test]
fn what_no_rule_set_asks_about_is_named() {
    let facts = happened("2026-08-20", &[("survey-held", "2026-08-01"), ("invitation-sent", "2026-08-10")]);
    let timeline = terms("hcmc-935").timeline(&facts, View::everything()).unwrap();
    assert_eq!(timeline.unused_events, ["survey-held"]);
    let timeline = terms("can-tho-10").timeline(&facts, View::everything()).unwrap();
    assert_eq!(timeline.unused_events, ["survey-held", "invitation-sent"]);
}

#[test]
fn a_rule_asks_about_what_suspends_it_and_what_its_readings_count_from() {
    let unused = |toml: &str, event: &str| {
        let set = RuleSet::from_toml(toml).unwrap();
        let facts = happened("2026-08-20", &[(event, "2026-08-25")]);
        terms_of(set).timeline(&facts, View::everything()).unwrap().unused_events
    };
    let hcmc = RuleSet::builtin_toml("hcmc-935").unwrap();
    let suspended = crate::support::suspendable();
    for event in ["suspended", "resumed"] {
        assert_eq!(unused(hcmc, event), [event]);
        assert!(unused(&suspended, event).is_empty());
    }
    let reading = hcmc.replace("due = { n = 10 }", "due = { after = \"results-published\" }");
    assert_eq!(unused(hcmc, "results-published"), ["results-published"]);
    assert!(unused(&reading, "results-published").is_empty());
    let schedule = RuleSet::builtin_toml("citizen-reception").unwrap();
    assert!(unused(schedule, "reception-held").is_empty());
}

#[test]
fn a_projected_anchor_and_a_stated_day_off_are_explained() {
    let timeline = hcmc("2026-08-20", &[], "2026-10-20");
    let trace = timeline.trace(duty(&timeline, "settle-petition")).unwrap().text(Lang::Vi);
    assert!(
        trace.starts_with("Mốc tính chưa diễn ra (có thông báo ý kiến kết luận); lấy ngày dự kiến thứ Ba 20/10/2026."),
        "{trace}"
    );
    let extended = Fact::new("extension-notified", date("2026-09-20")).until(date("2026-10-10"));
    let facts = happened("2026-08-20", &[("conclusion-notified", "2026-08-28")]).with(extended);
    let timeline = terms("hcmc-935").timeline(&facts, View::everything()).unwrap().explained();
    let settle = duty(&timeline, "settle-petition");
    let trace = settle.outcome.trace.as_ref().unwrap().text(Lang::En);
    assert!(trace.ends_with(
        "Sat 2026-10-10 is a day off; a stated date does not roll, the last working day is Fri 2026-10-09."
    ));
    let reading = settle.readings[0].outcome.trace.as_ref().unwrap().text(Lang::En);
    assert!(reading.starts_with("10 working days after Fri 2026-08-28."), "{reading}");
}

proptest::proptest! {
    #![proptest_config(crate::support::cases(150))]

    /// Whatever happened on whichever days, a timeline is given or refused, and its dates are ordered.
    #[test]
    fn any_facts_give_a_timeline_or_an_error(
        day in 16_000_i32..48_000,
        events in proptest::collection::vec((0_usize..22, -10_i64..400, 0_i64..200), 0..8),
        as_of in proptest::option::of(-500_i64..900),
    ) {
        let day = chrono::NaiveDate::from_epoch_days(day).unwrap();
        let shift = |days: i64| day + chrono::TimeDelta::days(days);
        let mut facts = Facts::held_on(day);
        for (event, at, until) in events {
            let event = &doithoai::ruleset::EVENTS[event];
            let fact = Fact::new(event.id.clone(), shift(at));
            let moves = ["extension-notified", "interim-reply-sent"].contains(&event.id.as_ref());
            let fact = if event.id == "petition-classed" { fact.class(CaseClass::BoundByLaw) } else { fact };
            facts = facts.with(if moves { fact.until(shift(at + until)) } else { fact });
        }
        let view = as_of.map_or_else(View::everything, |days| View::as_of(shift(days)));
        for id in RuleSet::builtin_ids() {
            let Ok(timeline) = terms(id).timeline(&facts, view) else { continue };
            for duty in &timeline.duties {
                if let Some(due) = duty.outcome.due {
                    proptest::prop_assert!(due.earliest() <= due.date && due.date <= due.latest());
                    proptest::prop_assert!(due.last_working_day <= due.date);
                }
                proptest::prop_assert!(!duty.outcome.status.text(Lang::Vi).is_empty());
            }
            proptest::prop_assert!(serde_json::to_string(&timeline).is_ok());
        }
    }
}

/// A clear-days limit may end on a rest day; the days that were left lead to the working day before it.
#[test]
fn a_suspension_never_makes_a_limit_shorter() {
    let (before, hcmc) = (
        "  [[obligation.reading]]
",
        RuleSet::builtin_toml("hcmc-935").unwrap(),
    );

    let hcmc = hcmc.replacen(before, &format!("{SUSPENSION}{before}"), 1);
    let terms = terms_in(&hcmc);
    // Five clear working days before Monday 15 June 2026 leave Sunday 7 June; it stood still from Thursday 4 June.
    for (resumed, due) in [("2026-06-04", "2026-06-07"), ("2026-06-05", "2026-06-08"), ("2026-06-08", "2026-06-09")] {
        let facts = Facts::appointed_for(date("2026-06-15"))
            .with(Fact::new("suspended", date("2026-06-04")))
            .with(Fact::new("resumed", date(resumed)));
        let timeline = terms.timeline(&facts, View::everything()).unwrap();
        assert_eq!(duty(&timeline, "invite-citizens").outcome.due.unwrap().date, date(due), "resumed {resumed}");
    }
}

/// Neither a party regulation nor a law or decree is a civil relation; only an instrument that refers to the Civil Code is
/// counted by it directly.
#[test]
fn the_civil_code_is_taken_by_analogy_unless_the_instrument_refers_to_it() {
    let by_analogy = |terms: &Terms, set: &str, duty: &str| {
        let timeline = terms.timeline(&Facts::held_on(date("2026-08-20")), View::everything()).unwrap().explained();
        let duty = timeline.duty(set, duty).unwrap();
        let of_reading = duty.readings.iter().filter_map(|reading| reading.outcome.trace.as_ref());
        let all: Vec<bool> =
            duty.outcome.trace.iter().chain(of_reading).map(|trace| trace.steps().contains(&Step::ByAnalogy)).collect();
        assert!(all.iter().all(|one| *one == all[0]), "{set}/{duty:?}");
        all[0]
    };
    assert!(by_analogy(&terms("hcmc-935"), "hcmc-935", "settle-petition"));
    assert!(by_analogy(&terms("law-72-2025"), "law-72-2025", "publish-results"), "a law");
    // The Code has no rule for a count before an event, so none of it is applied there.
    assert!(!by_analogy(&terms("hcmc-935"), "hcmc-935", "invite-citizens"));
    assert!(!by_analogy(&terms("law-72-2025"), "law-72-2025", "announce-conference"), "a law");
    assert!(!by_analogy(&terms("citizen-reception@2026-07-01"), "citizen-reception", "test-connection"), "a decree");
    let refers = RuleSet::builtin_toml("hcmc-935").unwrap();
    let refers = refers.replacen("[instrument.main]\n", "[instrument.main]\ncivil_code = true\n", 1);
    assert!(!by_analogy(&terms_in(&refers), "hcmc-935", "settle-petition"), "it refers to the Civil Code");
}

/// For a programmer's eye what is missing is the list that it stands for.
#[test]
fn what_is_missing_is_shown_as_a_list() {
    let missing: Missing = ["invitation-sent".to_owned(), "agenda-posted".to_owned()].into_iter().collect();
    assert_eq!(format!("{missing:?}"), r#"["invitation-sent", "agenda-posted"]"#);
}
