//! The duties of a dialogue: of its sessions, steps and petitions, and the limits that what happens moves.

use doithoai::dialogue::{AnyDialogue, Dialogue, Plan, SessionHeld};
use doithoai::ruleset::{FollowUp, NoDate};
use doithoai::timeline::{Finding, Move, NoDue};
use doithoai::{AdoptedReadings, Duty, Lang, Message as _, RuleSet, Terms, Timeline, View};

use crate::support::{VIETNAM, as_of, date, suspendable, terms, terms_in};
use crate::written_dialogues::{NOTIFIED, OPEN, PLANNED, dialogue, due, duty, fact, hcmc, known_on, reason, word};

fn of_session<'a>(timeline: &'a Timeline, id: &str, session: &str) -> &'a Duty {
    let of = |duty: &&Duty| duty.rule.id == id && duty.session.as_deref() == Some(session);
    timeline.duties.iter().find(of).unwrap_or_else(|| panic!("no `{id}` of {session}"))
}

const CLUSTERS: &str = "opened 2026-06-15; session-held 2026-06-15 session=cum-1; session-held 2026-06-17 session=cum-2; closed 2026-06-17";

#[test]
fn each_session_has_its_own_duties() {
    let clusters = |more: &str| {
        let law = dialogue(terms("law-72-2025"), "2026-06-15", &format!("{CLUSTERS}; {more}"));
        move |day: &str| law.timeline(as_of(day)).unwrap()
    };
    let timeline = clusters("")("2026-06-18");
    assert_eq!(timeline.duties.len(), 4, "two duties of two sessions");
    // 7 days before 15 and 17 June; 10 days after: Thursday 25 June, and Saturday 27 June rolls to Monday the 29th.
    for (id, session, due, reading) in [
        ("announce-conference", "cum-1", "2026-06-08", "2026-06-07"),
        ("announce-conference", "cum-2", "2026-06-10", "2026-06-09"),
        ("publish-results", "cum-1", "2026-06-25", "2026-06-24"),
        ("publish-results", "cum-2", "2026-06-29", "2026-06-26"),
    ] {
        let duty = of_session(&timeline, id, session);
        assert_eq!(duty.outcome.due.unwrap().date, date(due), "{id} of {session}");
        assert_eq!(duty.readings[0].outcome.due.unwrap().date, date(reading), "{id} of {session}");
    }
    // What names a session stands for that one only.
    let told = clusters(
        "announced 2026-06-05 session=cum-1; announced 2026-06-11 session=cum-2; results-published 2026-06-24 session=cum-1",
    );
    let status = |id, session, day: &str| of_session(&told(day), id, session).outcome.status.word();
    assert_eq!(status("announce-conference", "cum-1", "2026-06-30"), "met");
    assert_eq!(status("announce-conference", "cum-2", "2026-06-30"), "met-late");
    assert_eq!(status("publish-results", "cum-1", "2026-06-30"), "met");
    for (day, word) in [("26", "pending"), ("27", "contested"), ("29", "contested"), ("30", "overdue")] {
        assert_eq!(status("publish-results", "cum-2", &format!("2026-06-{day}")), word, "seen on {day} June");
    }
    // What names none stands for all.
    let told = clusters("announced 2026-06-05");
    for session in ["cum-1", "cum-2"] {
        assert_eq!(
            of_session(&told("2026-06-30"), "announce-conference", session).outcome.met_on,
            Some(date("2026-06-05"))
        );
    }
}

#[test]
fn a_duty_of_the_whole_dialogue_is_owed_once_and_counts_from_the_end() {
    let sets = ["law-72-2025", "hcmc-935"].map(|id| RuleSet::builtin(id).unwrap());
    let both = dialogue(Terms::new(sets, VIETNAM.clone()), "2026-06-15", CLUSTERS);
    let timeline = both.timeline(View::everything()).unwrap();
    let notices: Vec<&Duty> = timeline.duties.iter().filter(|duty| duty.rule.id == "notify-conclusion").collect();
    assert_eq!((notices.len(), &notices[0].session), (1, &None));
    assert_eq!(notices[0].outcome.due.unwrap().date, date("2026-07-01")); // ten working days after Wednesday 17 June
    // Before any was held, the duties of sessions are owed for the dialogue as a whole.
    let planned = dialogue(terms("law-72-2025"), "2026-06-15", "");
    let timeline = planned.timeline(as_of("2026-06-01")).unwrap();
    assert_eq!((timeline.duties.len(), &timeline.duties[0].session), (2, &None));
    // A typed session is the same fact.
    let day = date("2026-06-15");
    let mut open = Dialogue::plan(terms("law-72-2025"), Plan::new("DT-1", day), day).unwrap().open(day).unwrap();
    open.record(day, SessionHeld::of("cum-1")).unwrap();
    assert_eq!(open.log().entries()[1], fact("session-held 2026-06-15 session=cum-1"));
}

#[test]
fn a_step_that_was_done_is_marked() {
    let dialogue = hcmc(
        "step-done 2026-08-03 about=draw-up-plan; step-done 2026-08-01 about=draw-up-plan recorded=2026-08-05; opened 2026-08-20; step-done 2026-08-20 about=conclude",
    );
    let done = |view: View| -> Vec<(String, String)> {
        let timeline = dialogue.timeline(view).unwrap();
        let done = timeline.steps.iter().filter_map(|step| Some((step.step.id.clone(), step.done?.to_string())));
        done.collect()
    };
    let row = |id: &str, day: &str| (id.to_owned(), day.to_owned());
    assert_eq!(done(View::everything()), [row("draw-up-plan", "2026-08-01"), row("conclude", "2026-08-20")]);
    assert_eq!(done(known_on("2026-08-04")), [row("draw-up-plan", "2026-08-03")]);
    assert_eq!(done(as_of("2026-07-31")), []);
}

#[test]
fn who_was_turned_away_is_told_with_what_must_follow() {
    let explain = "Người tiếp công dân trực tiếp giải thích cho công dân lý do từ chối";
    for (set, exclusion, follow_up) in [
        ("hai-phong-1738", "intoxicated", "none"),
        ("hai-phong-1738", "complaint-letter", "none"),
        ("citizen-reception@2026-07-01", "intoxicated", explain),
        ("citizen-reception@2026-07-01", "already-answered", "refusal-notice"),
    ] {
        let facts = format!("opened 2026-08-20; admission-refused 2026-08-20 about={exclusion}");
        let timeline = dialogue(terms(set), "2026-08-20", &facts).timeline(View::everything()).unwrap();
        assert_eq!(timeline.admissions_refused.len(), 1, "{set}: {exclusion}");
        let refused = &timeline.admissions_refused[0];
        assert_eq!((refused.exclusion.as_str(), refused.on), (exclusion, date("2026-08-20")));
        let told = match &refused.follow_up {
            FollowUp::None(NoDate::Unknown) => "none",
            FollowUp::Duty(duty) => duty,
            FollowUp::Act(text) => text.vi.as_ref(),
            other => panic!("{other:?}"),
        };
        assert_eq!(told, follow_up, "{set}: {exclusion}");
    }
    let open = dialogue(terms("hai-phong-1738"), "2026-08-20", OPEN);
    let refusal = open.why_not(&fact("admission-refused 2026-08-20 about=intoxicatd")).unwrap();
    let text = refusal.reason.text(Lang::En);
    assert!(text.starts_with("unknown exclusion `intoxicatd`"), "{text}");
    assert!(text.ends_with("did you mean `intoxicated`?"), "{text}");
    let planned = dialogue(terms("hai-phong-1738"), "2026-08-20", PLANNED);
    let early = planned.why_not(&fact("admission-refused 2026-08-20 about=intoxicated")).unwrap();
    assert_eq!(reason(&early.reason), "wrong-phase", "there is nothing yet to be turned away from");
}

#[test]
fn what_a_notice_does_not_state_is_a_finding() {
    let found = |facts: &str| duty(&hcmc(facts), "invite-citizens", None, View::everything());
    let missing = |on: &str, fields: &[&str]| Finding::FieldsMissing {
        event: "invitation-sent".to_owned(),
        on: date(on),
        fields: fields.iter().map(|field| (*field).to_owned()).collect(),
    };
    let short = found("invitation-sent 2026-08-10 states=content,time");
    assert_eq!(short.outcome.findings, [missing("2026-08-10", &["venue", "chair"])]);
    assert_eq!(short.outcome.met_on, Some(date("2026-08-10")), "it was sent all the same");
    let empty = found("invitation-sent 2026-08-10 states=");
    assert_eq!(empty.outcome.findings, [missing("2026-08-10", &["content", "venue", "time", "chair"])]);
    assert!(found("invitation-sent 2026-08-10 states=chair,time,venue,content").outcome.findings.is_empty());
    assert!(found("invitation-sent 2026-08-10").outcome.findings.is_empty(), "what it stated was not recorded");
    // Each notice by itself.
    let two =
        found("invitation-sent 2026-08-10 states=content,time,venue,chair; invitation-sent 2026-08-11 states=chair");
    assert_eq!(two.outcome.findings, [missing("2026-08-11", &["content", "venue", "time"])]);
    // Two of one day that lack the same are told once.
    let alike = "invitation-sent 2026-08-10 states=chair; invitation-sent 2026-08-10 states=chair";
    assert_eq!(found(alike).outcome.findings, [missing("2026-08-10", &["content", "venue", "time"])]);
    let reply = dialogue(
        terms("can-tho-10"),
        "2026-02-05",
        &format!("{TET}; {CLASSED}; interim-reply-sent 2026-03-06 KN-1 until=2026-04-15 states=content,time"),
    );
    let fields = vec!["requirements".to_owned(), "responsibility".to_owned()];
    let event = "interim-reply-sent".to_owned();
    assert_eq!(
        duty(&reply, "interim-reply", None, View::everything()).outcome.findings,
        [Finding::FieldsMissing { event, on: date("2026-03-06"), fields }]
    );
    assert_eq!(due(&reply, "settle-petition", View::everything()), "2026-04-15", "and still it moves the limit");
}

#[test]
fn a_suspension_stops_the_limit_of_its_own_petition() {
    let held = |more: &str| dialogue(terms_in(&suspendable()), "2026-08-20", &format!("{NOTIFIED}; {more}"));
    let settle = |dialogue: &AnyDialogue, petition, view| duty(dialogue, "settle-petition", Some(petition), view);
    let stopped = held("suspended 2026-09-09 KN-1");
    let still = settle(&stopped, "KN-1", as_of("2026-12-01"));
    assert_eq!((still.outcome.due, still.outcome.reason), (None, Some(NoDue::Suspended(date("2026-09-09")))));
    assert_eq!(settle(&stopped, "KN-2", as_of("2026-12-01")).outcome.due.unwrap().date, date("2026-09-30"));
    assert_eq!(settle(&stopped, "KN-2", as_of("2026-12-01")).outcome.status.word(), "overdue");
    // 3, 4, 7, 8, 9 September are used; fifteen are left after Monday the 21st: 22 September to 12 October.
    let resumed = held("suspended 2026-09-09 KN-1; resumed 2026-09-21 KN-1");
    let moved = settle(&resumed, "KN-1", View::everything());
    assert_eq!(
        (moved.outcome.due.unwrap().date, moved.outcome.base_due.unwrap().date),
        (date("2026-10-12"), date("2026-09-30"))
    );
    let (from, until, to) = (date("2026-09-09"), date("2026-09-21"), date("2026-10-12"));
    assert_eq!(moved.outcome.moved_by, [Move::Suspension { from, resumed: until, to }]);
    assert_eq!(settle(&resumed, "KN-2", View::everything()).outcome.due.unwrap().date, date("2026-09-30"));
    // It may be stopped again, and another one beside it.
    let again = held(
        "suspended 2026-09-09 KN-1; suspended 2026-09-10 KN-2; resumed 2026-09-21 KN-1; suspended 2026-10-01 KN-1",
    );
    assert_eq!(settle(&again, "KN-1", View::everything()).outcome.reason, Some(NoDue::Suspended(date("2026-10-01"))));
    assert_eq!(settle(&again, "KN-2", View::everything()).outcome.reason, Some(NoDue::Suspended(date("2026-09-10"))));
}

#[test]
fn a_petition_is_with_the_agency_it_was_last_assigned_to() {
    let assigned = |facts: &str, petition: &str, view: View| {
        duty(&hcmc(&format!("{NOTIFIED}; {facts}")), "settle-petition", Some(petition), view).assigned_to
    };
    let both =
        "petition-assigned 2026-09-01 KN-1 about=so-xay-dung; petition-assigned 2026-09-10 KN-1 about=so-tai-chinh";
    assert_eq!(assigned(both, "KN-1", View::everything()).as_deref(), Some("so-tai-chinh"));
    assert_eq!(assigned(both, "KN-1", as_of("2026-09-09")).as_deref(), Some("so-xay-dung"));
    assert_eq!(assigned(both, "KN-1", as_of("2026-08-31")), None);
    assert_eq!(assigned(both, "KN-2", View::everything()), None);
}

#[test]
fn an_assignment_entered_late_does_not_undo_a_later_one() {
    let late = "petition-assigned 2026-09-10 KN-1 about=so-tai-chinh; petition-assigned 2026-09-01 KN-1 about=so-xay-dung recorded=2026-09-20";
    let settle = duty(&hcmc(&format!("{NOTIFIED}; {late}")), "settle-petition", Some("KN-1"), View::everything());
    assert_eq!(settle.assigned_to.as_deref(), Some("so-tai-chinh"));
}

#[test]
fn petitions_have_independent_dates() {
    let facts = format!(
        "{NOTIFIED}; petition-raised 2026-08-20 KN-3 recorded=2026-09-01; extension-notified 2026-09-15 KN-1 until=2026-10-30; \
         petition-settled 2026-09-14 KN-2; reply-sent 2026-09-15 KN-2; reported-to-head 2026-09-16 KN-2"
    );
    let timeline = hcmc(&facts).timeline(as_of("2026-10-01")).unwrap();
    let settle: Vec<(&str, String, &str)> = timeline
        .duties
        .iter()
        .filter(|duty| duty.rule.id == "settle-petition")
        .map(|duty| {
            (duty.petition.as_deref().unwrap(), duty.outcome.due.unwrap().date.to_string(), duty.outcome.status.word())
        })
        .collect();
    assert_eq!(
        settle,
        [
            ("KN-1", "2026-10-30".to_owned(), "pending"),
            ("KN-2", "2026-09-30".to_owned(), "met"),
            ("KN-3", "2026-09-30".to_owned(), "overdue")
        ]
    );
}

#[test]
fn hcmc_extends_before_the_limit_and_on_it_and_not_after_it() {
    let extended = |notified: &str| {
        let facts = format!("{NOTIFIED}; extension-notified {notified} KN-1 until=2026-10-30");
        duty(&hcmc(&facts), "settle-petition", Some("KN-1"), as_of("2026-10-15"))
    };
    for notified in ["2026-09-29", "2026-09-30"] {
        let settle = extended(notified);
        assert_eq!(
            (settle.outcome.due.unwrap().date, settle.outcome.base_due.unwrap().date),
            (date("2026-10-30"), date("2026-09-30"))
        );
        let (event, to) = ("extension-notified".to_owned(), date("2026-10-30"));
        assert_eq!(
            settle.outcome.moved_by,
            [Move::Notice { event, notified: date(notified), to, stated: None, by_rule: false }]
        );
        assert_eq!(settle.outcome.findings, []);
    }
    let late = extended("2026-10-01");
    assert_eq!(
        (late.outcome.due.unwrap().date, late.outcome.moved_by.len(), late.outcome.status.word()),
        (date("2026-09-30"), 0, "contested")
    );
    let late_under = late.readings.iter().map(doithoai::timeline::OtherReading::id).collect::<Vec<_>>();
    assert_eq!(late_under, ["ten-as-in-words", "late-notice-counts"], "the source does not say by when to notify");
    let (notified, limit) = (date("2026-10-01"), date("2026-09-30"));
    assert_eq!(
        late.outcome.findings,
        [Finding::ExtensionAfterLimit { notified, limit, inferred: true, counts: false }]
    );
    // A second one against the limit that the first one left.
    let facts = format!(
        "{NOTIFIED}; extension-notified 2026-09-30 KN-1 until=2026-10-30; extension-notified 2026-10-30 KN-1 until=2026-11-30"
    );
    assert_eq!(due(&hcmc(&facts), "settle-petition", View::everything()), "2026-11-30");
}

/// The notice of Friday 6 February 2026: twenty working days over Tết end on 13 March, thirty days on 9 March.
const TET: &str =
    "opened 2026-02-05; petition-raised 2026-02-05 KN-1; closed 2026-02-05; conclusion-notified 2026-02-06";

const CLASSED: &str = "petition-classed 2026-02-24 KN-1 class=needs-verification";

fn can_tho(facts: &str) -> AnyDialogue {
    dialogue(terms("can-tho-10"), "2026-02-05", facts)
}

#[test]
fn can_tho_replies_within_thirty_days_and_the_date_it_states_holds() {
    let replied = |on: &str| can_tho(&format!("{TET}; {CLASSED}; interim-reply-sent {on} KN-1 until=2026-04-15"));
    for (on, due_then, interim, after) in [
        ("2026-03-08", "2026-04-15", "met", None),
        ("2026-03-09", "2026-04-15", "met", None),
        // Late for itself under one reading, in time for what it moves.
        ("2026-03-10", "2026-04-15", "contested", Some(("2026-03-09", true))),
        ("2026-03-13", "2026-04-15", "contested", Some(("2026-03-09", true))),
        ("2026-03-14", "2026-03-13", "contested", Some(("2026-03-13", false))),
    ] {
        let dialogue = replied(on);
        assert_eq!(due(&dialogue, "settle-petition", View::everything()), due_then, "replied {on}");
        assert_eq!(word(&dialogue, "interim-reply", as_of("2026-03-20")), interim, "replied {on}");
        let settle = duty(&dialogue, "settle-petition", None, View::everything());
        let late = |(limit, counts): (&str, bool)| Finding::ExtensionAfterLimit {
            notified: date(on),
            limit: date(limit),
            inferred: true,
            counts,
        };
        assert_eq!(settle.outcome.findings, after.map(late).into_iter().collect::<Vec<_>>(), "replied {on}");
    }
    let silent = can_tho(&format!("{TET}; {CLASSED}; interim-reply-sent 2026-03-06 KN-1"));
    assert_eq!(
        due(&silent, "settle-petition", View::everything()),
        "2026-03-13",
        "a reply without a date moves nothing"
    );
}

#[test]
fn where_thirty_days_cap_settlement_over_tet_the_later_limit_binds() {
    let adopted = AdoptedReadings::new().adopt("can-tho-10", "interim-reply", "final-settlement-cap");
    let capped = dialogue(terms("can-tho-10").adopting(adopted).unwrap(), "2026-02-05", &format!("{TET}; {CLASSED}"));
    let settle = duty(&capped, "settle-petition", None, View::everything());
    assert_eq!(settle.outcome.due.unwrap().date, date("2026-03-13"));
    let (cap, limit) = (date("2026-03-09"), date("2026-03-13"));
    assert_eq!(settle.outcome.findings, [Finding::CapEndsBeforeLimit { of: "interim-reply".to_owned(), cap, limit }]);
    let interim = duty(&capped, "interim-reply", None, View::everything());
    assert_eq!((interim.outcome.due, interim.outcome.reason), (None, Some(NoDue::Binds("settle-petition".to_owned()))));
    for (day, expected) in [("2026-03-12", "pending"), ("2026-03-13", "pending"), ("2026-03-14", "overdue")] {
        assert_eq!(word(&capped, "settle-petition", as_of(day)), expected, "seen {day}");
    }
}

/// An overlay's extension that must say why, beside the new limit.
#[test]
fn what_an_extension_did_not_state_is_a_finding() {
    let text = RuleSet::builtin_toml("hcmc-935").unwrap();
    let text = text.replacen("fields = [\"new-limit\"]", "fields = [\"new-limit\", \"content\"]", 1);
    let terms = terms_in(&text);
    let missing = |states: &[&str]| -> Vec<Vec<String>> {
        let mut dialogue = dialogue(terms.clone(), "2026-08-20", NOTIFIED);
        let mut notice = fact("extension-notified 2026-09-25 KN-1 until=2026-10-30");
        notice.states = Some(states.iter().map(|field| (*field).to_owned()).collect());
        dialogue.record(notice).unwrap();
        let findings = duty(&dialogue, "settle-petition", Some("KN-1"), View::everything()).outcome.findings;
        let fields = findings.into_iter().filter_map(|finding| match finding {
            Finding::FieldsMissing { fields, .. } => Some(fields),
            _ => None,
        });
        fields.collect()
    };
    assert_eq!(missing(&[]), [["content"]]); // the date that it states is the new limit
    assert!(missing(&["content"]).is_empty());
}
