//! Due dates that moved between two timelines of one dialogue, each with what moved it. Dates are counted by hand.

use doithoai::timeline::{Cause, Moved, moved};
use doithoai::{AdoptedReadings, Calendar, Fact, Facts, Lang, RuleSet, Terms, View};

use crate::support::{OWN_FILE, SUSPENSION, VIETNAM, as_of, date, decree, terms_in};

const EXTENSION: &str = "  [obligation.extension]\n";

fn toml(id: &str) -> &'static str {
    RuleSet::builtin_toml(id).unwrap()
}

fn hcmc() -> Terms {
    terms_in(toml("hcmc-935"))
}

/// A dialogue on 20 August 2026 whose conclusion was notified on 28 August: settlement is due on 30 September.
fn notified() -> Facts {
    Facts::held_on(date("2026-08-20")).with(Fact::new("conclusion-notified", date("2026-08-28")))
}

fn between(old: (&Terms, &Facts), new: (&Terms, &Facts)) -> Vec<Moved> {
    let timeline = |(terms, facts): (&Terms, &Facts)| terms.timeline(facts, View::everything()).unwrap();
    moved(&timeline(old), &timeline(new))
}

/// `duty petition old new cause`
fn shown(moved: &[Moved]) -> Vec<String> {
    let day = |day: Option<chrono::NaiveDate>| day.map_or_else(|| "-".to_owned(), |day| day.to_string());
    let line = |one: &Moved| {
        let of = one.petition.as_deref().or(one.session.as_deref()).unwrap_or("-");
        format!("{} {of} {} {} {:?}", one.duty, day(one.old), day(one.new), one.cause)
    };
    moved.iter().map(line).collect()
}

#[test]
fn the_same_timeline_twice_moves_nothing() {
    for id in ["hcmc-935", "can-tho-10", "law-72-2025", "hai-phong-1738"] {
        let terms = terms_in(toml(id));
        assert!(between((&terms, &notified()), (&terms, &notified())).is_empty(), "{id}");
    }
}

#[test]
fn an_extension() {
    let raised = notified().with(Fact::new("petition-raised", date("2026-08-20")).petition("KN-1"));
    let raised = raised.with(Fact::new("petition-raised", date("2026-08-20")).petition("KN-2"));
    let notice = |on| Fact::new("extension-notified", date(on)).until(date("2026-10-30")).petition("KN-2");
    let extended = raised.clone().with(notice("2026-09-20"));
    let found = between((&hcmc(), &raised), (&hcmc(), &extended));
    assert_eq!(shown(&found), ["settle-petition KN-2 2026-09-30 2026-10-30 Extension"]);
    assert!(found[0].open);
    assert_eq!(
        found[0].text(Lang::Vi),
        "hcmc-935/settle-petition KN-2: 30/09/2026 → 30/10/2026: thời hạn được kéo dài"
    );
    // And back, as the dialogue was seen before.
    let back = between((&hcmc(), &extended), (&hcmc(), &raised));
    assert_eq!(shown(&back), ["settle-petition KN-2 2026-10-30 2026-09-30 Extension"]);
    // One that came too late moves nothing.
    let late = raised.clone().with(notice("2026-10-01"));
    assert!(between((&hcmc(), &raised), (&hcmc(), &late)).is_empty());
}

#[test]
fn a_suspension_while_it_lasts_and_after() {
    let set = toml("hcmc-935").replacen(EXTENSION, &format!("{SUSPENSION}{EXTENSION}"), 1);
    let terms = terms_in(&set);
    let raised = notified().with(Fact::new("petition-raised", date("2026-08-20")).petition("KN-1"));
    let stopped = raised.clone().with(Fact::new("suspended", date("2026-09-11")).petition("KN-1"));
    // From 28 August, 7 of 20 working days are used on 11 September; 13 are left.
    let resumed = stopped.clone().with(Fact::new("resumed", date("2026-09-18")).petition("KN-1"));
    let moves = |old, new| shown(&between((&terms, old), (&terms, new)));
    assert_eq!(moves(&raised, &stopped), ["settle-petition KN-1 2026-09-30 - Suspension"]);
    assert_eq!(moves(&raised, &resumed), ["settle-petition KN-1 2026-09-30 2026-10-07 Suspension"]);
    assert_eq!(moves(&stopped, &resumed), ["settle-petition KN-1 - 2026-10-07 Suspension"]);
}

#[test]
fn a_rule_that_changed_and_what_follows_it() {
    let four = terms_in(&toml("hcmc-935").replace("n = 5, unit", "n = 4, unit"));
    let found = between((&hcmc(), &notified()), (&four, &notified()));
    assert_eq!(shown(&found), ["invite-citizens - 2026-08-12 2026-08-13 RuleSet"]);
    // Nine instead of ten: the projected settlement follows, though its own rule is the same.
    let held = Facts::held_on(date("2026-08-20"));
    let nine = terms_in(&toml("hcmc-935").replace("after = \"closed\", n = 10", "after = \"closed\", n = 9"));
    assert_eq!(
        shown(&between((&hcmc(), &held), (&nine, &held))),
        ["notify-conclusion - 2026-09-07 2026-09-04 RuleSet", "settle-petition - 2026-10-05 2026-10-02 RuleSet",]
    );
    // Counted from something else: 20 working days from 20 August.
    let from_end = toml("hcmc-935").replace("after = \"conclusion-notified\", n = 20", "after = \"closed\", n = 20");
    let found = between((&hcmc(), &notified()), (&terms_in(&from_end), &notified()));
    assert_eq!(shown(&found), ["settle-petition - 2026-09-30 2026-09-21 RuleSet"]);
}

#[test]
fn a_rule_set_that_came_or_went() {
    let both = [RuleSet::builtin("hcmc-935").unwrap(), RuleSet::builtin("can-tho-10").unwrap()];
    let both = Terms::new(both, VIETNAM.clone());
    let came = between((&hcmc(), &notified()), (&both, &notified()));
    assert_eq!(
        shown(&came),
        [
            "notify-conclusion - - 2026-09-07 RuleSet",
            "settle-petition - - 2026-09-30 RuleSet",
            "interim-reply - - 2026-09-28 RuleSet", // 30 days: Sunday 27 September, rolled
        ]
    );
    assert!(came.iter().all(|one| one.ruleset == "can-tho-10"));
    let went = between((&both, &notified()), (&hcmc(), &notified()));
    assert!(went.iter().all(|one| one.new.is_none() && one.cause == Cause::RuleSet) && went.len() == 3);
}

#[test]
fn a_reading_and_one_that_binds_another_duty() {
    let ten = hcmc().adopting(AdoptedReadings::new().adopt("hcmc-935", "settle-petition", "ten-as-in-words")).unwrap();
    let found = between((&hcmc(), &notified()), (&ten, &notified()));
    assert_eq!(shown(&found), ["settle-petition - 2026-09-30 2026-09-16 Reading"]);

    // Cần Thơ, where 30 days cap the settlement of what needs longer: here the cap ends before the base limit,
    // and the interim reply has no date of its own any more.
    let can_tho = terms_in(toml("can-tho-10"));
    let adopted = AdoptedReadings::new().adopt("can-tho-10", "interim-reply", "final-settlement-cap");
    let capped = can_tho.adopting(adopted).unwrap();
    let facts = notified()
        .with(Fact::new("petition-classed", date("2026-09-01")).class(doithoai::ruleset::CaseClass::NeedsVerification))
        .with(Fact::new("interim-reply-sent", date("2026-09-20")).until(date("2026-10-30")));
    assert_eq!(
        shown(&between((&can_tho, &facts), (&capped, &facts))),
        [
            "settle-petition - 2026-10-30 2026-09-30 Reading", // the stated date moves nothing under it
            "interim-reply - 2026-09-28 - Reading",
        ]
    );
}

/// Of two duties that hang together, each read otherwise, the rule of the second changed: what it says itself is what counts.
#[test]
fn a_rule_that_changed_under_an_adopted_reading() {
    let rules = |n: u32| {
        let duty = |id: &str, due: &str, act: &str, other: u32| {
            format!(
                "[[obligation]]\nid = \"{id}\"\nduty_kind = \"other\"\nphase = \"after\"\nbearer = \"office\"\ndue = {{ {due}, unit = \"day\" }}\n\
                 met_by = {{ all = [\"{act}\"] }}\ncite = \"main#d1\"\n\
                 [[obligation.reading]]\nid = \"longer\"\nbecause = \"x\"\ndue = {{ n = {other} }}\n"
            )
        };
        let conclude = duty("conclude", "after = \"closed\", n = 7", "conclusion-notified", 12);
        let due = format!("after = {{ due_of = \"conclude\" }}, n = {n}");
        format!("{OWN_FILE}{conclude}{}", duty("publish", &due, "results-published", 10))
    };
    let adopted = AdoptedReadings::new().adopt("own", "conclude", "longer").adopt("own", "publish", "longer");
    let terms = |n| terms_in(&rules(n)).adopting(adopted.clone()).unwrap();
    let on = |day: &str| Facts::held_on(date(day));
    let causes = |n| {
        let found = between((&terms(5), &on("2026-06-10")), (&terms(n), &on("2026-06-16")));
        found.iter().map(|one| (one.duty.clone(), format!("{:?}", one.cause))).collect::<Vec<_>>()
    };
    let [same, changed] = [5, 6].map(causes);
    let of = |causes: &[(String, String)]| causes.iter().find(|(duty, _)| duty == "publish").unwrap().1.clone();
    assert_ne!(of(&same), "RuleSet", "{same:?}");
    assert_eq!(of(&changed), "RuleSet", "{changed:?}");
}

#[test]
fn a_correction() {
    let corrected = notified()
        .with(Fact::new("conclusion-notified", date("2026-08-27")).recorded(date("2026-09-10")).correcting(3));
    let found = between((&hcmc(), &notified()), (&hcmc(), &corrected));
    assert_eq!(shown(&found), ["settle-petition - 2026-09-30 2026-09-29 Correction"]);
    // The same log before and after the correction was entered.
    let known = |on| hcmc().timeline(&corrected, View::everything().known_on(date(on))).unwrap();
    let found = moved(&known("2026-09-09"), &known("2026-09-10"));
    assert_eq!(shown(&found), ["settle-petition - 2026-09-30 2026-09-29 Correction"]);
}

#[test]
fn an_event_that_happened_or_is_expected_on_another_day() {
    let held = Facts::held_on(date("2026-08-20"));
    let found = between((&hcmc(), &held), (&hcmc(), &notified()));
    assert_eq!(shown(&found), ["settle-petition - 2026-10-05 2026-09-30 Event"]);

    // From Thursday 20 to Thursday 27 August: Saturday 22 is worked, Monday 31 to Wednesday 2 September are off.
    let planned = Facts::appointed_for(date("2026-08-20"));
    let put_off = planned.clone().with(Fact::new("rescheduled", date("2026-08-10")).until(date("2026-08-27")));
    assert_eq!(
        shown(&between((&hcmc(), &planned), (&hcmc(), &put_off))),
        [
            "invite-citizens - 2026-08-12 2026-08-20 Event",
            "notify-conclusion - 2026-09-07 2026-09-15 Event",
            "settle-petition - 2026-10-05 2026-10-13 Event",
        ]
    );
}

#[test]
fn a_petition_that_only_one_timeline_tells_apart() {
    let raised = |facts: Facts, id: &str| facts.with(Fact::new("petition-raised", date("2026-08-20")).petition(id));
    let one = raised(notified(), "KN-1");
    // Nothing moved: it was expected of every petition.
    assert!(between((&hcmc(), &notified()), (&hcmc(), &one)).is_empty());
    assert!(between((&hcmc(), &one), (&hcmc(), &notified())).is_empty());
    let two = raised(one.clone(), "KN-2");
    let found = between((&hcmc(), &one), (&hcmc(), &two));
    assert_eq!(shown(&found), ["settle-petition KN-2 - 2026-09-30 Event"]);
    // Told apart and moved at once: each petition is listed, the one of none is not.
    let held = Facts::held_on(date("2026-08-20"));
    assert_eq!(
        shown(&between((&hcmc(), &held), (&hcmc(), &two))),
        ["settle-petition KN-1 2026-10-05 2026-09-30 Event", "settle-petition KN-2 2026-10-05 2026-09-30 Event"]
    );
}

/// Tuesday 4 May 2027 off, in exchange for Saturday 8 May: invented, laid over the calendar of 2027, where Friday 30
/// April and Monday 3 May are days off and Friday 16 April is the Hùng Kings' day.
fn swapped() -> Calendar {
    let swap = decree("cv-swap", "2027-04-01", "swap = [{ off = 2027-05-04, worked = 2027-05-08 }]");
    VIETNAM.to_builder().decree_toml(&swap).build().unwrap()
}

#[test]
fn a_new_decree_lists_the_open_duties_that_moved_over_several_dialogues() {
    let fact = |event: &str, on: &str| Fact::new(event, date(on));
    let petitions = Facts::held_on(date("2027-03-25"))
        .with(fact("conclusion-notified", "2027-04-06"))
        .with(fact("petition-raised", "2027-03-25").petition("KN-1"))
        .with(fact("petition-raised", "2027-03-25").petition("KN-2"));
    let petitions = ["petition-settled", "reply-sent", "reported-to-head"]
        .into_iter()
        .fold(petitions, |facts, event| facts.with(fact(event, "2027-04-15").petition("KN-1")));
    let dialogues = [
        ("notified", petitions),
        ("held", Facts::held_on(date("2027-04-20"))),
        ("both days", Facts::held_on(date("2027-04-22"))),
        ("planned", Facts::appointed_for(date("2027-05-06"))),
        ("over", Facts::held_on(date("2027-01-05")).with(fact("conclusion-notified", "2027-01-15"))),
    ];
    let (before, after) = (hcmc(), Terms::new([RuleSet::builtin("hcmc-935").unwrap()], swapped()));
    let mut open = Vec::new();
    for (name, facts) in &dialogues {
        let timeline = |terms: &Terms| terms.timeline(facts, as_of("2027-04-22")).unwrap();
        let all = moved(&timeline(&before), &timeline(&after));
        assert!(all.iter().all(|one| one.cause == Cause::Calendar), "{name}: {all:?}");
        let lines: Vec<String> = all.iter().filter(|one| one.open).map(|one| one.text(Lang::En)).collect();
        open.extend(lines.into_iter().map(|line| format!("{name}: {}", line.replace("hcmc-935/", ""))));
        // KN-1 is settled: its date moved all the same.
        let done: Vec<_> = all.iter().filter(|one| !one.open).map(|one| one.petition.as_deref()).collect();
        assert_eq!(done, if *name == "notified" { vec![Some("KN-1")] } else { vec![] });
    }
    // Counted from 20 April, the 10th working day was 6 May; the settlement after it passes over both days of the swap
    // under the one calendar and over neither under the other, and falls on 3 June twice. So with what began on 22 April.
    assert_eq!(
        open,
        [
            "notified: settle-petition KN-2: 2027-05-07 → 2027-05-08: the working days changed",
            "held: notify-conclusion: 2027-05-06 → 2027-05-07: the working days changed",
            "planned: invite-citizens: 2027-04-26 → 2027-04-25: the working days changed",
            "planned: notify-conclusion: 2027-05-20 → 2027-05-19: the working days changed",
            "planned: settle-petition: 2027-06-17 → 2027-06-16: the working days changed",
        ]
    );
}

#[test]
fn an_extension_that_only_the_decree_lets_through_is_the_calendar_s_doing() {
    // The limit is Friday 7 May, and Saturday 8 May with the swap.
    let facts = Facts::held_on(date("2027-03-25"))
        .with(Fact::new("conclusion-notified", date("2027-04-06")))
        .with(Fact::new("extension-notified", date("2027-05-08")).until(date("2027-06-30")));
    let after = Terms::new([RuleSet::builtin("hcmc-935").unwrap()], swapped());
    let found = between((&hcmc(), &facts), (&after, &facts));
    assert_eq!(shown(&found), ["settle-petition - 2027-05-07 2027-06-30 Calendar"]);
}

#[test]
fn what_was_known_of_the_calendar() {
    // The swap of Monday 29 April 2024 for Saturday 4 May was announced on 12 April.
    let seen = |known| {
        let view = View::everything().known_on(date(known));
        hcmc().timeline(&Facts::held_on(date("2024-04-12")), view).unwrap()
    };
    let found = moved(&seen("2024-04-11"), &seen("2024-04-12"));
    assert_eq!(shown(&found)[0], "notify-conclusion - 2024-04-29 2024-05-02 Calendar");
    assert!(found.iter().all(|one| one.cause == Cause::Calendar));
}

#[test]
fn the_json_form() {
    let held = Facts::held_on(date("2026-08-20"));
    let found = between((&hcmc(), &held), (&hcmc(), &notified()));
    assert_eq!(
        serde_json::to_value(&found).unwrap(),
        serde_json::json!([{
            "ruleset": "hcmc-935", "duty": "settle-petition", "duty_kind": "settle", "petition": null, "session": null,
            "old": "2026-10-05", "new": "2026-09-30", "cause": "event", "open": true,
        }])
    );
    for (cause, word) in [
        (Cause::Calendar, "calendar"),
        (Cause::RuleSet, "rule-set"),
        (Cause::Reading, "reading"),
        (Cause::Extension, "extension"),
        (Cause::Suspension, "suspension"),
        (Cause::Correction, "correction"),
        (Cause::Event, "event"),
    ] {
        assert_eq!(serde_json::to_value(cause).unwrap(), word);
        assert_ne!(cause.text(Lang::Vi), cause.text(Lang::En));
    }
}
