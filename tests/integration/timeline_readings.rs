//! Readings: what another one gives, what an adopted one changes, and statuses between them.

use doithoai::ruleset::CaseClass;
use doithoai::timeline::{Finding, Move, NoDue, Status, WhyOpen};
use doithoai::{AdoptedReadings, Fact, Facts, RuleSet, Timeline, View};

use crate::support::{OWN_FILE, as_of, date, duty, happened, terms, terms_in, terms_of};
use crate::timelines::{due, hcmc, lateness};

#[test]
fn an_invitation_is_contested_on_the_one_day_between_the_readings() {
    let contested =
        Status::Contested { met_under: vec!["sending-day-counts".to_owned()], late_under: vec!["default".to_owned()] };
    for (sent, expected) in [("2026-08-11", None), ("2026-08-12", None), ("2026-08-13", Some(&contested))] {
        let timeline = hcmc("2026-08-20", &[("invitation-sent", sent)], "2026-08-20");
        assert_eq!(&duty(&timeline, "invite-citizens").outcome.status, expected.unwrap_or(&Status::Met), "sent {sent}");
    }
    let late = hcmc("2026-08-20", &[("invitation-sent", "2026-08-14")], "2026-08-20");
    assert_eq!(duty(&late, "invite-citizens").outcome.status, Status::MetLate { by: lateness(2, 2) });
    // Before the dialogue, with nothing sent.
    for (today, word) in [("2026-08-12", "pending"), ("2026-08-13", "contested"), ("2026-08-14", "overdue")] {
        let timeline = hcmc("2026-08-20", &[], today);
        assert_eq!(duty(&timeline, "invite-citizens").outcome.status.word(), word, "seen {today}");
    }
}

/// What can still be done in time is pending, also where another answer to what the file does not know leaves it open on that day: only
/// what is judged already is not firm then.
#[test]
fn an_open_answer_takes_nothing_from_what_is_pending() {
    // Whether Monday 26 November 2029 makes up for a holiday on Saturday is not decided: ten working days end on the 29th or the 30th,
    // a day sooner if the first day counts.
    let text = format!(
        "{OWN_FILE}[[obligation]]\nid = \"notify\"\nduty_kind = \"notify-conclusion\"\nphase = \"after\"\nbearer = \"office\"\n\
         due = {{ after = \"closed\", n = 10, unit = \"working-day\" }}\nmet_by = {{ all = [\"conclusion-notified\"] }}\ncite = \"main#d1\"\n\
         [[unknown]]\nof = \"obligation.notify.due.start\"\n"
    );
    let terms = terms_of(RuleSet::from_toml(&text).unwrap());
    for (today, word) in [
        ("2029-11-28", "pending"),
        ("2029-11-29", "pending"),
        ("2029-11-30", "undetermined"),
        ("2029-12-01", "overdue"),
    ] {
        let timeline = terms.timeline(&Facts::held_on(date("2029-11-15")), as_of(today)).unwrap();
        assert_eq!(duty(&timeline, "notify").outcome.status.word(), word, "{today}");
    }
}

#[test]
fn an_adopted_reading_becomes_the_baseline() {
    let adopted = AdoptedReadings::new().adopt("hcmc-935", "invite-citizens", "sending-day-counts");
    let terms = terms("hcmc-935").adopting(adopted).unwrap();
    let facts = happened("2026-08-20", &[("invitation-sent", "2026-08-13")]);
    let timeline = terms.timeline(&facts, as_of("2026-08-20")).unwrap();
    let invite = duty(&timeline, "invite-citizens");
    assert_eq!((invite.outcome.due.unwrap().date, invite.adopted()), (date("2026-08-13"), Some("sending-day-counts")));
    assert_eq!(
        (invite.readings[0].id(), invite.readings[0].outcome.due.unwrap().date),
        ("default", date("2026-08-12"))
    );
    assert_eq!(invite.outcome.status.word(), "met", "an adopted reading silences the others of its duty");
    let error = terms.adopting(AdoptedReadings::new().adopt("hcmc-935", "settle-petition", "ten")).unwrap_err();
    assert_eq!(
        error.to_string(),
        "`settle-petition` has no reading `ten`; it has: ten-as-in-words, late-notice-counts, late-notice-does-not"
    );
    let error = terms.adopting(AdoptedReadings::new().adopt("hcmc-935", "settle-petiton", "x")).unwrap_err();
    assert_eq!(error.to_string(), "`hcmc-935` has no duty `settle-petiton`; did you mean `settle-petition`?");
    let error = terms.adopting(AdoptedReadings::new().adopt("hcm-935", "x", "x")).unwrap_err();
    assert_eq!(error.to_string(), "the rule set `hcm-935` is not in use; did you mean `hcmc-935`?");
    // `default` is the rule set's own, and silences the others like any other.
    let own = terms.adopting(AdoptedReadings::new().adopt("hcmc-935", "invite-citizens", "default")).unwrap();
    let timeline = own.timeline(&facts, as_of("2026-08-20")).unwrap();
    let invite = duty(&timeline, "invite-citizens");
    assert_eq!((invite.adopted(), invite.outcome.status.word(), invite.readings.len()), (None, "met-late", 1));
}

fn can_tho(facts: &Facts, adopted: AdoptedReadings, seen: &str) -> Timeline {
    terms("can-tho-10").adopting(adopted).unwrap().timeline(facts, as_of(seen)).unwrap()
}

fn tet_case() -> Facts {
    happened("2026-02-05", &[("conclusion-notified", "2026-02-06")])
}

#[test]
fn can_tho_over_tet_2026_with_every_reading() {
    let classed = Fact::new("petition-classed", date("2026-02-20")).class(CaseClass::NeedsVerification);
    let timeline = can_tho(&tet_case().with(classed), AdoptedReadings::new(), "2026-02-25");
    assert_eq!(due(&timeline, "settle-petition"), date("2026-03-13"));
    let interim = duty(&timeline, "interim-reply");
    assert_eq!((interim.outcome.due.unwrap().date, interim.outcome.status.word()), (date("2026-03-09"), "pending"));
    let readings: Vec<_> = interim
        .readings
        .iter()
        .map(|reading| (reading.id(), reading.of(), reading.outcome.due.unwrap().date.to_string()))
        .collect();
    assert_eq!(
        readings,
        [
            ("final-settlement-cap", Some("settle-petition"), "2026-03-13".to_owned()),
            ("working-days", None, "2026-03-27".to_owned()),
            ("from-end-of-base", None, "2026-04-13".to_owned()),
            ("from-closing", None, "2026-03-09".to_owned()),
        ]
    );
}

#[test]
fn the_thirty_days_do_not_bind_a_case_that_was_not_classed() {
    let timeline = can_tho(&tet_case(), AdoptedReadings::new(), "2026-04-20");
    let interim = duty(&timeline, "interim-reply");
    assert_eq!(
        (interim.outcome.status.word(), interim.outcome.due.unwrap().date),
        ("not-applicable", date("2026-03-09"))
    );
    let other = Fact::new("petition-classed", date("2026-02-20")).class(CaseClass::Complex);
    let timeline = can_tho(&tet_case().with(other), AdoptedReadings::new(), "2026-04-20");
    assert_eq!(duty(&timeline, "interim-reply").outcome.status.word(), "not-applicable");
}

#[test]
fn an_interim_reply_in_time_that_states_a_date_moves_settlement() {
    let reply = |sent: &str| Fact::new("interim-reply-sent", date(sent)).until(date("2026-04-15"));
    let classed = |class| tet_case().with(Fact::new("petition-classed", date("2026-02-20")).class(class));
    // In time is: before its own limit and that which it moves have passed, an inference that the finding names.
    for (sent, due, late) in [
        ("2026-03-06", "2026-04-15", None),
        ("2026-03-09", "2026-04-15", None),
        ("2026-03-10", "2026-04-15", Some(("2026-03-09", true))),
        ("2026-03-13", "2026-04-15", Some(("2026-03-09", true))),
        ("2026-03-14", "2026-03-13", Some(("2026-03-13", false))),
    ] {
        let facts = classed(CaseClass::NeedsVerification).with(reply(sent));
        let timeline = can_tho(&facts, AdoptedReadings::new(), "2026-03-20");
        let settle = duty(&timeline, "settle-petition");
        // Under another reading the thirty days cap settlement.
        let stands = (settle.outcome.due.unwrap().date, settle.outcome.status.word());
        assert_eq!(stands, (date(due), "contested"), "sent {sent}");
        let late = late.map(|(limit, counts)| Finding::ExtensionAfterLimit {
            notified: date(sent),
            limit: date(limit),
            inferred: true,
            counts,
        });
        assert_eq!(settle.outcome.findings, late.into_iter().collect::<Vec<_>>(), "sent {sent}");
    }
    // For a case of another class it moves nothing; for one that nobody classed whether it does is as open as whether it was owed.
    let notified = date("2026-03-06");
    for (facts, due, status, findings) in [
        (
            classed(CaseClass::Complex),
            "2026-03-13",
            "overdue",
            [vec![Finding::ExtensionNotForCase { notified }], vec![]],
        ),
        (tet_case(), "2026-04-15", "undetermined", [vec![], vec![Finding::DoneWithoutClass { on: notified }]]),
    ] {
        let timeline = can_tho(&facts.with(reply("2026-03-06")), AdoptedReadings::new(), "2026-03-20");
        let settle = duty(&timeline, "settle-petition");
        assert_eq!((settle.outcome.due.unwrap().date, settle.outcome.status.word()), (date(due), status));
        let told = ["settle-petition", "interim-reply"].map(|id| duty(&timeline, id).outcome.findings.clone());
        assert_eq!(told, findings);
    }
    // Where the thirty days cap settlement, a stated date moves nothing, and that is said.
    let adopted = AdoptedReadings::new().adopt("can-tho-10", "interim-reply", "final-settlement-cap");
    let timeline = can_tho(&tet_case().with(reply("2026-03-06")), adopted, "2026-03-20");
    let stated = date("2026-04-15");
    let found = Finding::StatedLimitMovesNothing { notified, stated };
    assert!(duty(&timeline, "settle-petition").outcome.findings.contains(&found));
    // Without a date, which it was to state, it leaves the limit open: in words, not in silence.
    let silent = tet_case().with(Fact::new("interim-reply-sent", date("2026-03-06")));
    let timeline = can_tho(&silent, AdoptedReadings::new(), "2026-03-20");
    let settle = duty(&timeline, "settle-petition");
    assert_eq!(settle.outcome.due.unwrap().date, date("2026-03-13"));
    assert_eq!(settle.outcome.findings, [Finding::ExtensionWithoutLimit { notified }]);
    assert_eq!(settle.outcome.status, Status::Undetermined { because: WhyOpen::NewLimit });
}

#[test]
fn where_thirty_days_cap_settlement_the_later_limit_binds_and_a_finding_says_so() {
    let adopted = AdoptedReadings::new().adopt("can-tho-10", "interim-reply", "final-settlement-cap");
    let classed = Fact::new("petition-classed", date("2026-02-20")).class(CaseClass::BoundByLaw);
    let timeline = can_tho(&tet_case().with(classed), adopted, "2026-02-25");
    let settle = duty(&timeline, "settle-petition");
    assert_eq!(settle.outcome.due.unwrap().date, date("2026-03-13"));
    assert_eq!(
        settle.outcome.findings,
        [Finding::CapEndsBeforeLimit {
            of: "interim-reply".to_owned(),
            cap: date("2026-03-09"),
            limit: date("2026-03-13")
        }]
    );
    let interim = duty(&timeline, "interim-reply");
    assert_eq!(interim.outcome.reason, Some(NoDue::Binds("settle-petition".to_owned())));
    // Where both end on one day there is nothing to find.
    let same = happened("2026-08-19", &[("conclusion-notified", "2026-08-20")])
        .with(Fact::new("petition-classed", date("2026-08-21")).class(CaseClass::BoundByLaw));
    let adopted = AdoptedReadings::new().adopt("can-tho-10", "interim-reply", "final-settlement-cap");
    let timeline = can_tho(&same, adopted, "2026-08-21");
    let settle = duty(&timeline, "settle-petition");
    assert_eq!(
        (settle.outcome.due.unwrap().date, settle.outcome.findings.len(), settle.outcome.moved_by.len()),
        (date("2026-09-21"), 0, 0)
    );
    // Without Tết in between the cap is the later limit.
    let summer = happened("2026-06-15", &[("conclusion-notified", "2026-06-29")])
        .with(Fact::new("petition-classed", date("2026-07-01")).class(CaseClass::NeedsVerification));
    let adopted = AdoptedReadings::new().adopt("can-tho-10", "interim-reply", "final-settlement-cap");
    let timeline = can_tho(&summer, adopted, "2026-07-02");
    assert_eq!(due(&timeline, "settle-petition"), date("2026-07-29"));
    let settle = duty(&timeline, "settle-petition");
    assert_eq!(settle.outcome.moved_by, [Move::Limit { of: "interim-reply".to_owned(), to: date("2026-07-29") }]);
}

#[test]
fn an_adopted_reading_silences_the_others_for_other_duties_too() {
    let facts = happened("2026-06-20", &[("conclusion-notified", "2026-06-29")])
        .with(Fact::new("petition-classed", date("2026-07-01")).class(CaseClass::BoundByLaw));
    let adopted = AdoptedReadings::new().adopt("can-tho-10", "interim-reply", "final-settlement-cap");
    // 20 working days end on 27 July, the thirty days on 29 July.
    let timeline = can_tho(&facts, adopted, "2026-07-28");
    let settle = duty(&timeline, "settle-petition");
    assert_eq!(
        settle.outcome.status,
        Status::Pending,
        "the readings of the duty that adopted one are silent everywhere"
    );
    let of_other = settle.readings.iter().filter(|reading| reading.declared_by() == Some("interim-reply"));
    let ids: Vec<(&str, &str)> = of_other.map(|reading| (reading.id(), reading.outcome.status.word())).collect();
    assert!(ids.contains(&("default", "overdue")), "{ids:?}: listed with what they would give");
}

#[test]
fn the_adopted_reading_is_the_only_one_not_listed() {
    let adopted = AdoptedReadings::new().adopt("can-tho-10", "interim-reply", "working-days");
    let timeline = can_tho(&tet_case(), adopted, "2026-02-25");
    let readings: Vec<&str> =
        duty(&timeline, "interim-reply").readings.iter().map(doithoai::timeline::OtherReading::id).collect();
    assert_eq!(readings, ["default", "final-settlement-cap", "from-end-of-base", "from-closing"]);
}

/// Two readings that lead in a circle only together give no date, and no endless count.
#[test]
fn readings_adopted_together_may_lead_in_a_circle() {
    let text = RuleSet::builtin_toml("hcmc-935").unwrap();
    let circle = |after: &str| {
        format!(
            "\n  [[obligation.reading]]\n  id = \"circle\"\n  due = {{ after = \"{after}\" }}\n  because = {{ vi = \"x\", en = \"x\" }}\n"
        )
    };
    let notify = "cite = \"main#d13.k3.g1\"\nsilent_on = [\"due.after\"] # which end, where a dialogue has several sessions: the last is taken\n";
    assert!(text.contains(notify));
    let text = text.replace(notify, &format!("{notify}{}", circle("agencies-notified")));
    let agencies =
        "due = { none = \"not-stated\" }\nmet_by = { all = [\"agencies-notified\"] }\ncite = \"main#d13.k1.2.g3\"\n";
    assert!(text.contains(agencies));
    let limited = agencies.replace("{ none = \"not-stated\" }", "{ after = \"dialogue-day\", n = 2, unit = \"day\" }");
    let text = text.replace(agencies, &format!("{limited}{}", circle("conclusion-notified")));
    let terms = terms_in(&text);
    let both = AdoptedReadings::new().adopt("hcmc-935", "notify-conclusion", "circle").adopt(
        "hcmc-935",
        "notify-agencies",
        "circle",
    );
    let timeline = terms.adopting(both).unwrap().timeline(&happened("2026-08-20", &[]), View::everything()).unwrap();
    assert_eq!(duty(&timeline, "notify-conclusion").outcome.due, None);
    assert_eq!(duty(&timeline, "notify-conclusion").outcome.status, Status::Awaiting);
}

#[test]
fn two_provisional_limits_give_the_later_bounds() {
    let facts = happened("2031-07-28", &[("conclusion-notified", "2031-08-01")])
        .with(Fact::new("petition-classed", date("2031-08-04")).class(CaseClass::BoundByLaw));
    let due_under = |adopted| duty(&can_tho(&facts, adopted, "2031-08-05"), "settle-petition").outcome.due.unwrap();
    let alone = due_under(AdoptedReadings::new());
    let capped = due_under(AdoptedReadings::new().adopt("can-tho-10", "interim-reply", "final-settlement-cap"));
    // 20 working days end on 29 August; 30 days end on Sunday 31 August and roll over the open 1 September.
    assert_eq!((alone.date, alone.latest()), (date("2031-08-29"), date("2031-08-29")));
    assert_eq!(
        (capped.earliest(), capped.date, capped.latest()),
        (date("2031-09-01"), date("2031-09-03"), date("2031-09-03"))
    );
}
