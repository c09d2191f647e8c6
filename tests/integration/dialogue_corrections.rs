//! What is entered late, moved to another day, called off or corrected, and how every duty then stands.

use doithoai::dialogue::{AnyDialogue, Correction, Dialogue, Plan, RefusalReason, Rescheduled, Stamp};
use doithoai::ruleset::Phase;
use doithoai::timeline::Status;
use doithoai::{Duty, View};

use crate::support::{as_of, date, terms};
use crate::written_dialogues::{HELD, NOTIFIED, OPEN, due, duty, fact, hcmc, json, known_on, reason, word};

/// Facts as they happened, and the same entered in another order and late.
const LATE: &[(&str, &str)] = &[
    (
        "invitation-sent 2026-08-10; opened 2026-08-20; closed 2026-08-20; conclusion-notified 2026-08-28",
        "opened 2026-08-20; closed 2026-08-20; conclusion-notified 2026-08-28; invitation-sent 2026-08-10 recorded=2026-09-03",
    ),
    (
        "invitation-sent 2026-08-14; opened 2026-08-20; petition-raised 2026-08-20 KN-1; closed 2026-08-20",
        "opened 2026-08-20; closed 2026-08-20; petition-raised 2026-08-20 KN-1 recorded=2026-08-25; invitation-sent 2026-08-14 recorded=2026-09-03",
    ),
    (
        "opened 2026-08-20; petition-raised 2026-08-20 KN-1; closed 2026-08-20; conclusion-notified 2026-08-28; extension-notified 2026-09-30 KN-1 until=2026-10-30; petition-settled 2026-10-08 KN-1; reply-sent 2026-10-09 KN-1; reported-to-head 2026-10-09 KN-1",
        "opened 2026-08-20; petition-raised 2026-08-20 KN-1; closed 2026-08-20; reported-to-head 2026-10-09 KN-1; reply-sent 2026-10-09 KN-1; petition-settled 2026-10-08 KN-1; extension-notified 2026-09-30 KN-1 until=2026-10-30 recorded=2026-11-20; conclusion-notified 2026-08-28 recorded=2026-11-21",
    ),
];

fn verdicts(dialogue: &AnyDialogue, view: View) -> Vec<(String, Option<String>, String, Status)> {
    let timeline = dialogue.timeline(view).unwrap();
    let of = |duty: &Duty| {
        (duty.rule.id.clone(), duty.petition.clone(), format!("{:?}", duty.outcome.due), duty.outcome.status.clone())
    };
    timeline.duties.iter().map(of).collect()
}

#[test]
fn a_late_entry_changes_no_verdict_that_its_legal_date_does_not_change() {
    for (in_time, late) in LATE {
        let (in_time, late) = (hcmc(in_time), hcmc(late));
        for day in ["2026-08-01", "2026-08-13", "2026-08-21", "2026-09-08", "2026-10-01", "2026-10-31", "2026-12-31"] {
            assert_eq!(verdicts(&late, as_of(day)), verdicts(&in_time, as_of(day)), "seen {day}");
        }
        assert_eq!(verdicts(&late, View::everything()), verdicts(&in_time, View::everything()));
        assert_ne!(
            verdicts(&late, as_of("2026-12-31").known_on(date("2026-08-24"))),
            verdicts(&late, as_of("2026-12-31")),
            "what was entered late was not known before"
        );
    }
    let entered = |sent: &str| hcmc(&format!("{HELD}; invitation-sent {sent} recorded=2026-09-03"));
    assert_eq!(word(&entered("2026-08-12"), "invite-citizens", as_of("2026-09-03")), "met");
    assert_eq!(word(&entered("2026-08-14"), "invite-citizens", as_of("2026-09-03")), "met-late");
    let view = as_of("2026-09-10").known_on(date("2026-09-02"));
    assert_eq!(word(&entered("2026-08-12"), "invite-citizens", view), "missed", "not entered yet");
}

#[test]
fn another_day_moves_the_invitation() {
    // Five clear working days before Thursday 27 August: 26, 25, 24, Saturday 22 (worked), 21.
    let moved = hcmc("rescheduled 2026-08-14 until=2026-08-27 recorded=2026-08-17");
    assert_eq!(due(&moved, "invite-citizens", View::everything()), "2026-08-20");
    assert_eq!(due(&moved, "invite-citizens", as_of("2026-08-14")), "2026-08-20");
    assert_eq!(due(&moved, "invite-citizens", as_of("2026-08-13")), "2026-08-12", "not moved yet");
    assert_eq!(due(&moved, "invite-citizens", known_on("2026-08-16")), "2026-08-12", "not known yet");
    assert_eq!(due(&moved, "invite-citizens", known_on("2026-08-17")), "2026-08-20");
    assert_eq!(moved.timeline(View::everything()).unwrap().appointed, date("2026-08-27"));
    assert_eq!(moved.timeline(known_on("2026-08-16")).unwrap().appointed, date("2026-08-20"));
    for (sent, expected) in [("19", "met"), ("20", "met"), ("21", "contested"), ("22", "met-late")] {
        let sent = hcmc(&format!("rescheduled 2026-08-14 until=2026-08-27; invitation-sent 2026-08-{sent}"));
        assert_eq!(word(&sent, "invite-citizens", as_of("2026-08-27")), expected);
    }
    // Moved again, over National Day: 7, 4, 3 September, 28, 27 August.
    let again = hcmc("rescheduled 2026-08-14 until=2026-08-27; rescheduled 2026-08-25 until=2026-09-08");
    assert_eq!(due(&again, "invite-citizens", View::everything()), "2026-08-26");
    assert_eq!(due(&again, "invite-citizens", as_of("2026-08-24")), "2026-08-20");
    // The day on which it opened is the day of the dialogue, whatever was appointed.
    let opened = hcmc("rescheduled 2026-08-14 until=2026-08-27; opened 2026-08-20");
    assert_eq!(due(&opened, "invite-citizens", View::everything()), "2026-08-12");
}

#[test]
fn the_last_move_holds_in_whatever_order_they_were_entered() {
    let late =
        hcmc("rescheduled 2026-08-25 until=2026-09-08; rescheduled 2026-08-14 until=2026-08-27 recorded=2026-08-26");
    assert_eq!(due(&late, "invite-citizens", View::everything()), "2026-08-26");
}

#[test]
fn a_move_may_be_entered_after_the_opening() {
    let mut held = hcmc("opened 2026-08-27; closed 2026-08-27");
    held.record(fact("rescheduled 2026-08-14 until=2026-08-27 recorded=2026-08-28")).unwrap();
    assert_eq!(held.timeline(View::everything()).unwrap().appointed, date("2026-08-27"));
    let mut typed = Dialogue::plan(terms("hcmc-935"), Plan::new("DT-1", date("2026-08-20")), date("2026-07-20"))
        .unwrap()
        .open(date("2026-08-27"))
        .unwrap();
    let late = Stamp::on(date("2026-08-14")).recorded(date("2026-08-28"));
    typed.record(late, Rescheduled::to(date("2026-08-27"))).unwrap();
}

#[test]
fn a_cancelled_dialogue_owes_nothing_more() {
    let cancelled = hcmc("invitation-sent 2026-08-14; cancelled 2026-08-17 recorded=2026-08-18");
    assert_eq!(cancelled.phase(), None);
    // What was done before it was cancelled may still be entered: what happened is never refused for being late.
    let allowed: Vec<&str> = cancelled.allowed().iter().map(|event| event.id.as_ref()).collect();
    let before = [
        "rescheduled",
        "plan-approved",
        "survey-held",
        "invitation-sent",
        "agencies-notified",
        "announced",
        "step-done",
    ];
    assert_eq!(allowed, before);
    let timeline = cancelled.timeline(as_of("2026-12-31")).unwrap();
    let statuses: Vec<(&str, &str)> =
        timeline.duties.iter().map(|duty| (duty.rule.id.as_str(), duty.outcome.status.word())).collect();
    let nothing = "not-applicable";
    assert_eq!(
        statuses,
        [
            ("invite-citizens", "met-late"), // what was done stays as it was done
            ("notify-agencies", nothing),
            ("notify-conclusion", nothing),
            ("settle-petition", nothing)
        ]
    );
    let not_known = cancelled.timeline(as_of("2026-08-19").known_on(date("2026-08-17"))).unwrap();
    assert_eq!(not_known.duty("hcmc-935", "notify-conclusion").unwrap().outcome.status, Status::Awaiting);
    // It was not cancelled after all.
    let mut dialogue = cancelled;
    dialogue.correct(date("2026-08-19"), 2, Correction::Void).unwrap();
    assert_eq!(dialogue.phase(), Some(Phase::Before));
    assert_eq!(word(&dialogue, "notify-conclusion", as_of("2026-08-19")), "awaiting");
    dialogue.record(fact("opened 2026-08-20")).unwrap();
}

/// The notice is due on 7 September and was entered as sent on the 8th: entry 4.
const SENT_LATE: &str =
    "invitation-sent 2026-08-10; opened 2026-08-20; closed 2026-08-20; conclusion-notified 2026-09-08";

fn corrected(facts: &str, corrections: &[(&str, usize, Correction)]) -> AnyDialogue {
    let mut dialogue = hcmc(facts);
    for (recorded, entry, correction) in corrections {
        let before = dialogue.log().entries().clone();
        dialogue.correct(date(recorded), *entry, correction.clone()).unwrap();
        assert_eq!(dialogue.log().entries().len(), before.len() + 1);
        assert_eq!(dialogue.log().entries()[..before.len()], before, "what was entered stays");
    }
    dialogue
}

#[test]
fn a_correction_holds_from_the_day_it_was_entered() {
    let to = |day: &str| Correction::On(date(day));
    let notice = |dialogue: &AnyDialogue, view: View| {
        let duty = duty(dialogue, "notify-conclusion", None, view);
        (duty.outcome.met_on.map(|on| on.to_string()), duty.outcome.status.word())
    };
    let seen = |day: &str| as_of("2026-12-01").known_on(date(day));
    let met = |day: &str, word| (Some(day.to_owned()), word);
    let other_day = corrected(SENT_LATE, &[("2026-09-30", 4, to("2026-09-07"))]);
    assert_eq!(notice(&other_day, seen("2026-09-29")), met("2026-09-08", "met-late"));
    assert_eq!(notice(&other_day, seen("2026-09-30")), met("2026-09-07", "met"));
    assert_eq!(notice(&other_day, View::everything()), met("2026-09-07", "met"));

    let twice = corrected(SENT_LATE, &[("2026-09-30", 4, to("2026-09-07")), ("2026-10-05", 5, to("2026-09-10"))]);
    for (known, expected) in [
        ("2026-09-07", (None, "overdue")),
        ("2026-09-29", met("2026-09-08", "met-late")),
        ("2026-10-04", met("2026-09-07", "met")),
        ("2026-10-05", met("2026-09-10", "met-late")),
    ] {
        assert_eq!(notice(&twice, seen(known)), expected, "known on {known}");
    }
    let again = twice.why_not(&fact("conclusion-notified 2026-09-07 corrects=4 recorded=2026-10-06")).unwrap();
    assert_eq!(again.reason, RefusalReason::AlreadyCorrected { entry: 4, by: 5 });

    let void = corrected(SENT_LATE, &[("2026-09-30", 4, Correction::Void)]);
    assert_eq!(notice(&void, seen("2026-09-29")), met("2026-09-08", "met-late"));
    assert_eq!(notice(&void, seen("2026-09-30")), (None, "overdue"));
    let restored = fact("conclusion-notified 2026-09-04");
    let unvoided = corrected(
        SENT_LATE,
        &[("2026-09-30", 4, Correction::Void), ("2026-10-02", 5, Correction::Replace(restored.clone()))],
    );
    assert_eq!(notice(&unvoided, seen("2026-10-01")), (None, "overdue"));
    assert_eq!(notice(&unvoided, seen("2026-10-02")), met("2026-09-04", "met"));

    let replaced = corrected(
        SENT_LATE,
        &[("2026-09-30", 4, Correction::Replace(fact("settlement-directed 2026-09-08 recorded=2026-09-09")))],
    );
    assert_eq!(notice(&replaced, as_of("2026-12-01")).0, None, "that was no notice");
    let entry = &replaced.log().entries()[4];
    assert_eq!((entry.corrects, entry.recorded), (Some(4), Some(date("2026-09-30"))));
}

#[test]
fn a_correction_of_the_opening_moves_the_dialogue() {
    // Five clear working days before Wednesday 19 August: 18, 17, 14, 13, 12.
    let earlier = corrected(HELD, &[("2026-08-25", 1, Correction::On(date("2026-08-19")))]);
    assert_eq!(due(&earlier, "invite-citizens", View::everything()), "2026-08-11");
    assert_eq!(due(&earlier, "invite-citizens", known_on("2026-08-24")), "2026-08-12");
    assert_eq!(earlier.phase(), Some(Phase::After));
    let reopened = corrected(HELD, &[("2026-08-25", 3, Correction::Void)]);
    assert_eq!(reopened.phase(), Some(Phase::During));
    let unopened = corrected(OPEN, &[("2026-08-25", 1, Correction::Void)]);
    assert_eq!(unopened.phase(), Some(Phase::Before));
    let mut dialogue = unopened;
    dialogue.record(fact("opened 2026-08-27")).unwrap();
    assert_eq!(dialogue.timeline(View::everything()).unwrap().opened, date("2026-08-27"));
    let cancelled = corrected(OPEN, &[("2026-08-25", 1, Correction::Replace(fact("cancelled 2026-08-19")))]);
    assert_eq!(cancelled.phase(), None);
    // The corrected opening is what later facts are checked against.
    let mut dialogue = corrected(OPEN, &[("2026-08-25", 1, Correction::On(date("2026-08-22")))]);
    assert!(dialogue.record(fact("closed 2026-08-21")).is_err());
    dialogue.record(fact("closed 2026-08-22")).unwrap();
}

#[test]
fn a_correction_that_leaves_the_impossible_standing_is_refused() {
    for (standing, entry, correction, event, word) in [
        (HELD, 1, Correction::On(date("2026-08-21")), "closed", "impossible"),
        (HELD, 1, Correction::Void, "petition-raised", "wrong-phase"),
        (HELD, 3, Correction::On(date("2026-08-19")), "closed", "impossible"),
        (NOTIFIED, 4, Correction::Void, "conclusion-notified", "wrong-phase"),
        (NOTIFIED, 5, Correction::On(date("2026-08-19")), "conclusion-notified", "impossible"),
        (NOTIFIED, 5, Correction::Replace(fact("opened 2026-08-20")), "opened", "wrong-phase"),
        (
            NOTIFIED,
            2,
            Correction::Replace(fact("petition-raised 2026-08-20 KN-2")),
            "petition-raised",
            "already-raised",
        ),
        (NOTIFIED, 5, Correction::Replace(fact("reply-sent 2026-09-01 KN-3")), "reply-sent", "unknown-petition"),
        (NOTIFIED, 5, Correction::Replace(fact("conclusion-notifed 2026-08-28")), "conclusion-notifed", "impossible"),
        (NOTIFIED, 5, Correction::On(date("2101-01-01")), "conclusion-notified", "impossible"),
        ("invitation-sent 2026-08-10", 2, Correction::Void, "correction", "no-such-entry"),
    ] {
        let mut dialogue = hcmc(standing);
        let before = (dialogue.log().clone(), json(&dialogue.timeline(View::everything()).unwrap()));
        let refusal = dialogue.correct(date("2026-09-30"), entry, correction.clone()).unwrap_err();
        assert_eq!((refusal.event.as_str(), reason(&refusal.reason).as_str()), (event, word), "{correction:?}");
        assert_eq!((dialogue.log().clone(), json(&dialogue.timeline(View::everything()).unwrap())), before);
    }
}

#[test]
fn a_correction_is_entered_as_it_was_given() {
    // A void fact says by which document, like any other.
    let mut void = fact("invitation-sent 2026-08-10 corrects=1 recorded=2026-08-20").reference("15/BB");
    void.void = true;
    let mut dialogue = hcmc("invitation-sent 2026-08-10");
    dialogue.record(void.clone()).unwrap();
    assert_eq!(dialogue.log().entries()[1], void);
}

#[test]
fn what_happened_on_another_day_did_happen() {
    let mut dialogue = corrected("invitation-sent 2026-08-10", &[("2026-08-20", 1, Correction::Void)]);
    if dialogue.correct(date("2026-08-21"), 2, Correction::On(date("2026-08-11"))).is_ok() {
        let met = duty(&dialogue, "invite-citizens", None, View::everything()).outcome.met_on;
        assert_eq!(met, Some(date("2026-08-11")), "a correction that is taken has an effect");
    }
}

/// What was entered before it happened is refused wherever facts are read; on the day itself it is not.
#[test]
fn nothing_is_entered_before_it_happened() {
    let code = |error: &dyn doithoai::Message| error.code();
    let early = fact("conclusion-notified 2026-09-07 recorded=2026-09-06");
    let mut held = hcmc(HELD);
    let refusal = held.record(early.clone()).unwrap_err();
    assert_eq!(code(&refusal), "entered-before");
    assert!(refusal.to_string().contains("on 2026-09-07 cannot have been entered on 2026-09-06"), "{refusal}");
    let entry = held.record(fact("conclusion-notified 2026-09-07 recorded=2026-09-07")).unwrap();
    let of_nothing = held.correct(date("2026-09-06"), entry, Correction::Void).unwrap_err();
    assert_eq!(code(&of_nothing), "entered-before", "a correction is an entry, too");
    let later = held.clone().correct(date("2026-09-10"), entry, Correction::On(date("2026-09-11"))).unwrap_err();
    assert_eq!(code(&later), "entered-before");
    held.correct(date("2026-09-11"), entry, Correction::On(date("2026-09-11"))).unwrap();
    let facts = doithoai::Facts::held_on(date("2026-08-20")).with(early);
    let error = terms("hcmc-935").timeline(&facts, View::everything()).unwrap_err();
    assert_eq!(code(&error), "entered-before");
    let planned = Stamp::on(date("2026-07-20")).recorded(date("2026-07-19"));
    let plan = Plan::new("DT-1", date("2026-08-20"));
    assert_eq!(code(&AnyDialogue::plan(terms("hcmc-935"), plan, planned).unwrap_err()), "entered-before");
    let log = include_str!("../data/entered-before.jsonl");
    let error = AnyDialogue::replay(terms("hcmc-935"), &doithoai::dialogue::Log::from_jsonl(log).unwrap()).unwrap_err();
    assert_eq!((code(&error), error.entry), ("entered-before", 3));
}
