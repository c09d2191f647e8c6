//! Dialogues: what may be recorded when, what is refused and why, and how every duty then stands.

use std::collections::BTreeSet;

use doithoai::dialogue::{
    AnyDialogue, ConclusionNotified, Correction, Declared, Dialogue, InvitationSent, Log, PetitionRaised, Plan,
    RefusalReason, Rescheduled, RestoreError, SessionHeld, Stamp,
};
use doithoai::ruleset::{CaseClass, Channel, DialogueKind, FollowUp, HeadKind, Level, NoDate, Phase};
use doithoai::timeline::{Finding, Move, NoDue, Status};
use doithoai::{AdoptedReadings, Duty, Fact, Lang, Message as _, RuleSet, Subject, Terms, Timeline, View};

use crate::messages::worded;
use crate::support::{VIETNAM, date};

fn terms(id: &str) -> Terms {
    Terms::new([RuleSet::builtin(id).unwrap()], VIETNAM.clone())
}

/// A fact written `event date [petition] [key=value]…`.
fn fact(written: &str) -> Fact {
    let mut words = written.split_whitespace();
    let (event, on) = (words.next().unwrap(), date(words.next().unwrap()));
    words.fold(Fact::new(event, on), |fact, word| match word.split_once('=') {
        None => fact.petition(word),
        Some(("recorded", day)) => fact.recorded(date(day)),
        Some(("until", day)) => fact.until(date(day)),
        Some(("class", class)) => fact.class(CaseClass::from_word(class).unwrap()),
        Some(("channel", channel)) => fact.channel(Channel::from_word(channel).unwrap()),
        Some(("about", id)) => fact.about(id),
        Some(("session", id)) => fact.session(id),
        Some(("states", fields)) => fact.stating(fields.split(',').filter(|field| !field.is_empty())),
        Some(("corrects", entry)) => fact.correcting(entry.parse().unwrap()),
        Some(("void", "yes")) => {
            let mut fact = fact;
            fact.void = true;
            fact
        }
        Some(other) => panic!("`{other:?}` is no part of a fact"),
    })
}

fn parts(facts: &str) -> impl Iterator<Item = Fact> {
    facts.split(';').filter(|part| !part.trim().is_empty()).map(fact)
}

/// A dialogue appointed for a day, with facts written `event date …; event date …`.
#[track_caller]
fn dialogue(terms: Terms, appointed: &str, facts: &str) -> AnyDialogue {
    let appointed = date(appointed);
    let mut dialogue = AnyDialogue::plan(terms, Plan::new("DT-1", appointed), appointed).unwrap();
    for fact in parts(facts) {
        dialogue.record(fact).unwrap_or_else(|refusal| panic!("{}: {refusal}", refusal.event));
    }
    dialogue
}

const PLANNED: &str = "";
const OPEN: &str = "opened 2026-08-20";
const HELD: &str = "opened 2026-08-20; petition-raised 2026-08-20 KN-1; closed 2026-08-20";
/// The limit of settlement is 30 September.
const NOTIFIED: &str = "opened 2026-08-20; petition-raised 2026-08-20 KN-1; petition-raised 2026-08-20 KN-2; \
                        closed 2026-08-20; conclusion-notified 2026-08-28";

fn hcmc(facts: &str) -> AnyDialogue {
    dialogue(terms("hcmc-935"), "2026-08-20", facts)
}

fn as_of(day: &str) -> View {
    View::as_of(date(day))
}

fn known_on(day: &str) -> View {
    View::everything().known_on(date(day))
}

/// A duty of a dialogue, of a petition where there are several.
#[track_caller]
fn duty(dialogue: &AnyDialogue, id: &str, petition: Option<&str>, view: View) -> Duty {
    let timeline = dialogue.timeline(view).unwrap();
    let found = timeline
        .duties
        .iter()
        .find(|duty| duty.rule.id == id && (petition.is_none() || duty.petition.as_deref() == petition));
    found.unwrap_or_else(|| panic!("no duty `{id}` of {petition:?}")).clone()
}

#[track_caller]
fn due(dialogue: &AnyDialogue, id: &str, view: View) -> String {
    duty(dialogue, id, None, view).outcome.due.unwrap().date.to_string()
}

#[track_caller]
fn word(dialogue: &AnyDialogue, id: &str, view: View) -> &'static str {
    duty(dialogue, id, None, view).outcome.status.word()
}

fn json(timeline: &Timeline) -> String {
    serde_json::to_string(timeline).unwrap()
}

/// The word of a reason, as in its JSON.
fn reason(reason: &RefusalReason) -> String {
    serde_json::to_value(reason).unwrap()["reason"].as_str().unwrap().to_owned()
}

// ---- Phases and refusals

#[test]
fn a_dialogue_goes_from_before_to_during_to_after() {
    let plan = Plan::new("DT-1", date("2026-08-20"));
    let mut planned = Dialogue::plan(terms("hcmc-935"), plan, date("2026-07-20")).unwrap();
    planned.record(date("2026-08-12"), InvitationSent).unwrap();
    let mut open = planned.open(Stamp::on(date("2026-08-20")).reference("7/BB")).unwrap();
    open.record(date("2026-08-20"), PetitionRaised::of("KN-1")).unwrap();
    let mut closed = open.close(date("2026-08-21")).unwrap();
    assert_eq!(closed.record(date("2026-08-28"), ConclusionNotified).unwrap(), 5);
    let entries = closed.log().entries();
    let events: Vec<(&str, String)> = entries.iter().map(|fact| (fact.event.as_str(), fact.on.to_string())).collect();
    let expected = [
        ("invitation-sent", "2026-08-12"),
        ("opened", "2026-08-20"),
        ("petition-raised", "2026-08-20"),
        ("closed", "2026-08-21"),
        ("conclusion-notified", "2026-08-28"),
    ];
    assert_eq!(events, expected.map(|(event, day)| (event, day.to_owned())));
    assert_eq!(closed.log().entries()[1].reference.as_deref(), Some("7/BB"));
    assert_eq!(AnyDialogue::from(closed).phase(), Some(Phase::After));
}

#[test]
fn a_refused_transition_gives_the_dialogue_back() {
    let plan = || Dialogue::plan(terms("hcmc-935"), Plan::new("DT-1", date("2026-08-20")), date("2026-07-20")).unwrap();
    let outside = date("2101-01-01");
    let refused = plan().open(outside).unwrap_err();
    assert_eq!(refused.to_string().split(';').next(), Some("2101-01-01 is outside the covered years 2015-2100"));
    assert_eq!(refused.dialogue.log(), plan().log());
    let refused = refused.dialogue.cancel(outside).unwrap_err();
    let open = refused.dialogue.open(date("2026-08-20")).unwrap();
    let log = open.log().clone();
    let refused = open.close(date("2026-08-19")).unwrap_err();
    assert_eq!((refused.refusal.event.as_str(), refused.dialogue.log()), ("closed", &log));
    let closed = refused.dialogue.close(date("2026-08-20")).unwrap();
    let log = closed.log().clone();
    let refused = closed.correct(date("2026-09-01"), 3, Correction::Void).unwrap_err();
    assert_eq!(refused.refusal.reason, RefusalReason::NoSuchEntry { entry: 3, entries: 2 });
    assert_eq!(refused.dialogue.log(), &log);
}

/// What stands, what is refused, by which reason, how the English reason begins, and the provision.
#[rustfmt::skip]
const REFUSED: &[(&str, &str, &str, &str, &str)] = &[
    (PLANNED, "closed 2026-08-20", "wrong-phase",
        "it belongs during the dialogue, and the dialogue has not opened", "Art. 13(3), dash 1"),
    (PLANNED, "petition-raised 2026-08-20 KN-1", "wrong-phase",
        "it belongs during the dialogue, and the dialogue has not opened", ""),
    (PLANNED, "conclusion-notified 2026-08-28", "wrong-phase",
        "it belongs after the dialogue, and the dialogue has not opened", "Art. 13(3), dash 1"),
    (OPEN, "opened 2026-08-20", "wrong-phase",
        "it belongs before the dialogue, and the dialogue is open", ""),
    (OPEN, "cancelled 2026-08-20", "wrong-phase",
        "it belongs before the dialogue, and the dialogue is open", ""),
    (OPEN, "conclusion-notified 2026-08-28", "wrong-phase",
        "it belongs after the dialogue, and the dialogue is open", "Art. 13(3), dash 1"),
    (HELD, "closed 2026-08-20", "wrong-phase",
        "it belongs during the dialogue, and the dialogue has closed", "Art. 13(3), dash 1"),
    (HELD, "opened 2026-08-20", "wrong-phase",
        "it belongs before the dialogue, and the dialogue has closed", ""),
    ("cancelled 2026-08-10", "invitation-sent 2026-08-01", "wrong-phase",
        "it belongs before the dialogue, and the dialogue was cancelled", "Art. 13(1)(1.2), dash 2"),
    ("cancelled 2026-08-10", "opened 2026-08-20", "wrong-phase",
        "it belongs before the dialogue, and the dialogue was cancelled", ""),
    (OPEN, "closed 2026-08-19", "impossible",
        "the dialogue cannot close on 2026-08-19 before it opened on 2026-08-20", "Art. 13(3), dash 1"),
    (HELD, "conclusion-notified 2026-08-19", "impossible",
        "`conclusion-notified` on 2026-08-19 cannot come before the dialogue opened on 2026-08-20", "Art. 13(3), dash 1"),
    (HELD, "conclusion-notifed 2026-08-28", "impossible",
        "unknown event `conclusion-notifed`; did you mean `conclusion-notified`?", ""),
    (HELD, "petition-classed 2026-08-28 KN-1", "impossible",
        "`petition-classed` on 2026-08-28 must say which class", ""),
    (PLANNED, "rescheduled 2026-08-14", "impossible",
        "`rescheduled` on 2026-08-14 must say the new day", ""),
    (HELD, "reply-sent 2026-09-28 KN-1 until=2026-10-30", "impossible",
        "`reply-sent` takes no new limit", "Art. 13(3), dash 2"),
    (HELD, "conclusion-notified 2101-01-01", "impossible",
        "2101-01-01 is outside the covered years 2015-2100", "Art. 13(3), dash 1"),
    (HELD, "annual-report-sent 2026-12-20", "not-of-a-dialogue",
        "it belongs to the office's log, not to one dialogue", ""),
    (HELD, "reply-sent 2026-09-28", "no-petition",
        "it must say of which petition", "Art. 13(3), dash 2"),
    (HELD, "conclusion-notified 2026-08-28 KN-1", "not-of-a-petition",
        "it does not happen to a petition", "Art. 13(3), dash 1"),
    (HELD, "extension-notified 2026-09-28 KN-7 until=2026-10-30", "unknown-petition",
        "the petition `KN-7` was never raised; record `petition-raised` first; did you mean `KN-1`?", "Art. 13(3), dash 2"),
    (HELD, "reply-sent 2026-09-28 so-tay", "unknown-petition",
        "the petition `so-tay` was never raised; record `petition-raised` first (", "Art. 13(3), dash 2"),
    (HELD, "petition-raised 2026-08-20 KN-1", "already-raised",
        "the petition `KN-1` was raised before", ""),
    ("opened 2026-08-20; petition-raised 2026-08-20 KN-1; closed 2026-08-20; suspended 2026-09-01 KN-1", "suspended 2026-09-02 KN-1", "already-suspended",
        "the settlement of `KN-1` is suspended already", ""),
    (HELD, "resumed 2026-09-02 KN-1", "not-suspended",
        "the settlement of `KN-1` is not suspended", ""),
    ("opened 2026-08-20; petition-raised 2026-08-20 KN-1; closed 2026-08-20; suspended 2026-09-01 KN-1; resumed 2026-09-02 KN-1", "resumed 2026-09-03 KN-1", "not-suspended",
        "the settlement of `KN-1` is not suspended", ""),
    ("opened 2026-08-20; petition-raised 2026-08-20 KN-1; closed 2026-08-20; suspended 2026-09-09 KN-1", "resumed 2026-09-08 KN-1", "resumed-before-suspended",
        "the settlement of `KN-1` cannot resume before it was suspended on 2026-09-09", ""),
    (PLANNED, "opened 2026-08-20 void=yes", "void-corrects-nothing",
        "`void` strikes an entry out; name it with `corrects`", ""),
    (PLANNED, "step-done 2026-08-01 about=draw-up-plans", "unknown",
        "unknown step `draw-up-plans`", ""),
    (PLANNED, "step-done 2026-08-01", "unknown",
        "unknown step ``", ""),
    (PLANNED, "invitation-sent 2026-08-10 states=content,venu", "unknown",
        "unknown field `venu`", "Art. 13(1)(1.2), dash 2"),
    (HELD, "conclusion-notified 2026-08-28 corrects=4 recorded=2026-09-01", "no-such-entry",
        "there is no entry 4 to correct; the log has 3", ""),
    (HELD, "conclusion-notified 2026-08-28 corrects=0 recorded=2026-09-01", "no-such-entry",
        "there is no entry 0 to correct; the log has 3", ""),
    ("invitation-sent 2026-08-10; invitation-sent 2026-08-11 corrects=1 recorded=2026-08-12", "invitation-sent 2026-08-12 corrects=1 recorded=2026-08-13", "already-corrected",
        "entry 1 was corrected by entry 2; correct that one", ""),
    ("invitation-sent 2026-08-10", "invitation-sent 2026-08-11 corrects=1", "no-recorded-date",
        "a correction must say when it was entered", ""),
];

#[test]
fn what_cannot_have_been_is_refused_and_nothing_changes() {
    let mut provoked = BTreeSet::new();
    for (standing, tried, expected, text, cite) in REFUSED {
        let mut dialogue = hcmc(standing);
        let before = (dialogue.log().clone(), json(&dialogue.timeline(View::everything()).unwrap()), dialogue.phase());
        let refusal = dialogue.record(fact(tried)).expect_err(tried);
        assert_eq!(reason(&refusal.reason), *expected, "{tried}");
        assert!(refusal.text(Lang::En).starts_with(text), "{tried}: {}", refusal.text(Lang::En));
        assert!(!refusal.reason.text(Lang::Vi).is_empty() && refusal.text(Lang::Vi) != refusal.text(Lang::En));
        if !tried.contains("corrects") {
            let said = refusal.cite.as_ref().map_or("", |cite| cite.en.as_ref());
            assert!(if cite.is_empty() { said.is_empty() } else { said.ends_with(cite) }, "{tried}: cites `{said}`");
        }
        let allowed: Vec<String> = dialogue.allowed().iter().map(|event| event.id.to_string()).collect();
        assert_eq!(refusal.allowed, allowed, "{tried}");
        assert_eq!(dialogue.why_not(&fact(tried)), Some(refusal));
        let after = (dialogue.log().clone(), json(&dialogue.timeline(View::everything()).unwrap()), dialogue.phase());
        assert_eq!(after, before, "{tried}: the dialogue changed");
        provoked.insert((*expected).to_owned());
    }
    // Of a typed dialogue only.
    let planned = Dialogue::plan(terms("hcmc-935"), Plan::new("DT-1", date("2026-08-20")), date("2026-07-20"));
    let declared = Declared::event("opened");
    let refusal = planned.unwrap().record(date("2026-08-20"), declared).unwrap_err();
    assert_eq!(refusal.reason, RefusalReason::ChangesPhase);
    provoked.insert(reason(&refusal.reason));
    let kebab = |case: &String| {
        case.chars().fold(String::new(), |word, letter| {
            let dash = if letter.is_uppercase() && !word.is_empty() { "-" } else { "" };
            format!("{word}{dash}{}", letter.to_lowercase())
        })
    };
    let all: BTreeSet<String> = worded()["RefusalReason"].iter().map(kebab).collect();
    assert_eq!(provoked, all, "every reason there is");
}

#[test]
fn a_refusal_says_what_is_near_and_what_is_known() {
    let refusal = hcmc(PLANNED).why_not(&fact("step-done 2026-08-01 about=draw-up-plans")).unwrap();
    assert!(refusal.reason.text(Lang::En).ends_with("did you mean `draw-up-plan`?"), "{refusal}");
    assert!(refusal.reason.text(Lang::Vi).ends_with("có phải là `draw-up-plan`?"));
    let RefusalReason::Unknown { known, .. } = refusal.reason else { panic!("unknown step") };
    let steps: Vec<String> = terms("hcmc-935").rule_sets()[0].steps().iter().map(|step| step.id.clone()).collect();
    assert_eq!(known, steps);
    let refusal = hcmc(PLANNED).why_not(&fact("invitation-sent 2026-08-10 states=venu")).unwrap();
    assert!(refusal.reason.text(Lang::En).ends_with("did you mean `venue`?"), "{refusal}");
    let text = hcmc(PLANNED).why_not(&fact("closed 2026-08-20")).unwrap().text(Lang::En);
    let allowed = "; allowed now: rescheduled, cancelled, plan-approved, survey-held, invitation-sent, \
                   agencies-notified, announced, opened, step-done";
    assert!(text.ends_with(allowed), "{text}");
    let text = hcmc("cancelled 2026-08-10").why_not(&fact("opened 2026-08-20")).unwrap().text(Lang::En);
    assert_eq!(text, "it belongs before the dialogue, and the dialogue was cancelled", "nothing is allowed any more");
}

/// A dialogue in each phase, with and without petitions.
const STAGES: &[&str] = &[
    PLANNED,
    "cancelled 2026-08-10",
    OPEN,
    "opened 2026-08-20; petition-raised 2026-08-20 KN-1",
    "opened 2026-08-20; closed 2026-08-20",
    HELD,
    "opened 2026-08-20; petition-raised 2026-08-20 KN-1; petition-raised 2026-08-20 KN-2; closed 2026-08-20; suspended 2026-09-01 KN-1",
    "opened 2026-08-20; petition-raised 2026-08-20 KN-1; closed 2026-08-20; suspended 2026-09-01 KN-1",
];

/// Facts of an event that lack nothing, one of which can be recorded if the event can.
fn well_formed(set: &RuleSet, event: &doithoai::ruleset::EventKind) -> Vec<Fact> {
    let on = |id: &str| Fact::new(id, date("2026-10-01"));
    let id = event.id.as_ref();
    match id {
        "rescheduled" => {
            ["2026-08-14", "2026-10-01"].map(|on| Fact::new(id, date(on)).until(date("2026-10-08"))).to_vec()
        }
        "step-done" => set.steps().iter().map(|step| on(id).about(&step.id)).collect(),
        "admission-refused" => set.exclusions().iter().map(|exclusion| on(id).about(&exclusion.id)).collect(),
        "petition-classed" => {
            ["KN-1", "KN-2"].map(|petition| on(id).petition(petition).class(CaseClass::Complex)).to_vec()
        }
        _ if event.petition => ["KN-1", "KN-2", "KN-9"].map(|petition| on(id).petition(petition)).to_vec(),
        _ => vec![on(id)],
    }
}

#[test]
fn what_is_allowed_is_what_is_not_refused() {
    let (mut seen, mut differ) = (BTreeSet::new(), Vec::new());
    for id in RuleSet::builtin_ids() {
        let set = RuleSet::builtin(id).unwrap();
        for stage in STAGES {
            let dialogue = dialogue(terms(id), "2026-08-20", stage);
            let allowed: BTreeSet<&str> = dialogue.allowed().iter().map(|event| event.id.as_ref()).collect();
            for event in set.events() {
                let (facts, name) = (well_formed(&set, event), event.id.as_ref());
                let possible = facts.iter().any(|fact| dialogue.why_not(fact).is_none());
                if allowed.contains(name) != possible {
                    differ
                        .push(format!("{id}, `{stage}`: {name} is {}", if possible { "possible" } else { "allowed" }));
                }
                for fact in facts {
                    let recorded = dialogue.clone().record(fact.clone());
                    assert_eq!(recorded.is_ok(), dialogue.why_not(&fact).is_none(), "{id}, `{stage}`: {name}");
                }
                seen.insert((possible, dialogue.phase().map(Phase::word)));
            }
        }
    }
    assert!(differ.is_empty(), "{differ:#?}");
    let phases = [Some("before"), Some("during"), Some("after")];
    let both: BTreeSet<_> = phases.into_iter().flat_map(|phase| [(true, phase), (false, phase)]).collect();
    assert!(both.is_subset(&seen) && seen.contains(&(false, None)) && !seen.contains(&(true, None)));
}

#[test]
fn both_forms_of_a_dialogue_say_why_not_alike() {
    let day = date("2026-08-20");
    let mut typed = Dialogue::plan(terms("hcmc-935"), Plan::new("DT-1", day), day).unwrap();
    typed.record(date("2026-08-10"), InvitationSent).unwrap();
    let any = AnyDialogue::from(typed.clone());
    for tried in [
        "opened 2026-08-20",
        "closed 2026-08-20",
        "invitation-sent 2026-08-11 corrects=1 recorded=2026-08-12",
        "invitation-sent 2026-08-11 corrects=1",
        "invitation-sent 2026-08-11 corrects=2 recorded=2026-08-12",
        "opened 2026-08-20 corrects=1 recorded=2026-08-12",
    ] {
        assert_eq!(typed.why_not(&fact(tried)), any.why_not(&fact(tried)), "{tried}");
    }
}

#[test]
fn a_declared_event_cannot_pass_for_a_transition() {
    let mut planned =
        Dialogue::plan(terms("hcmc-935"), Plan::new("DT-1", date("2026-08-20")), date("2026-07-20")).unwrap();
    for event in ["opened", "cancelled"] {
        let declared = Declared::event(event);
        assert!(planned.record(date("2026-08-20"), declared).is_err(), "`{event}` through `Declared`");
    }
    let mut open = planned.open(date("2026-08-20")).unwrap();
    let declared = Declared::event("closed");
    assert!(open.record(date("2026-08-20"), declared).is_err());
    assert!(open.close(date("2026-08-20")).is_ok());
}

#[test]
fn a_fact_that_is_void_corrects_one() {
    let mut void = fact("opened 2026-08-20");
    void.void = true;
    let mut dialogue = hcmc(PLANNED);
    assert!(dialogue.record(void).is_err(), "what never was cannot be recorded as a new entry");
    assert_eq!(dialogue.phase(), Some(Phase::Before));
}

// ---- Late entries, another day, no dialogue

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
            verdicts(&late, View::as_of(date("2026-12-31")).known_on(date("2026-08-24"))),
            verdicts(&late, as_of("2026-12-31")),
            "what was entered late was not known before"
        );
    }
    let entered = |sent: &str| hcmc(&format!("{HELD}; invitation-sent {sent} recorded=2026-09-03"));
    assert_eq!(word(&entered("2026-08-12"), "invite-citizens", as_of("2026-09-03")), "met");
    assert_eq!(word(&entered("2026-08-14"), "invite-citizens", as_of("2026-09-03")), "met-late");
    let view = as_of("2026-09-10").known_on(date("2026-09-02"));
    assert_eq!(word(&entered("2026-08-12"), "invite-citizens", view), "overdue", "not entered yet");
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
    assert!(cancelled.allowed().is_empty());
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

// ---- Sessions, steps, exclusions, contents

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

// ---- Corrections

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
    assert_eq!(notice(&replaced, View::as_of(date("2026-12-01"))).0, None, "that was no notice");
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

// ---- Petitions

fn suspendable() -> Terms {
    let text = RuleSet::builtin_toml("hcmc-935").unwrap();
    let before = "  [obligation.extension]\n";
    assert_eq!(text.matches(before).count(), 1);
    let text = text
        .replace(before, &format!("  [obligation.suspension]\n  by = \"suspended\"\n  until = \"resumed\"\n{before}"));
    Terms::new([RuleSet::from_toml(&text).unwrap()], VIETNAM.clone())
}

#[test]
fn a_suspension_stops_the_limit_of_its_own_petition() {
    let held = |more: &str| dialogue(suspendable(), "2026-08-20", &format!("{NOTIFIED}; {more}"));
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

// ---- Storage

#[test]
fn a_snapshot_is_restored_under_the_very_same_terms_only() {
    let stored = hcmc(NOTIFIED).snapshot();
    let again = Log::from_jsonl(&stored.to_jsonl()).unwrap();
    assert_eq!(again, stored);
    let live = json(&hcmc(NOTIFIED).timeline(as_of("2026-10-01")).unwrap());
    let restored = AnyDialogue::restore(terms("hcmc-935"), &again).unwrap();
    assert_eq!(json(&restored.timeline(as_of("2026-10-01")).unwrap()), live);
    assert_eq!(restored.log().entries(), hcmc(NOTIFIED).log().entries());

    let refused = |terms: Terms| AnyDialogue::restore(terms, &again).unwrap_err();
    let text = RuleSet::builtin_toml("hcmc-935").unwrap();
    let changed = text.replacen("n = 10, unit", "n = 9, unit", 1);
    assert_ne!(changed, text);
    let changed = Terms::new([RuleSet::from_toml(&changed).unwrap()], VIETNAM.clone());
    let RestoreError::RuleSets { stored, given } = refused(changed) else { panic!("the rule file was changed") };
    assert!(stored[0].starts_with("hcmc-935@2017-04-28 ") && given[0].starts_with("hcmc-935@2017-04-28 "));
    assert_ne!(stored, given, "they differ by hash");
    assert!(matches!(refused(terms("can-tho-10")), RestoreError::RuleSets { .. }));
    let more = ["hcmc-935", "can-tho-10"].map(|id| RuleSet::builtin(id).unwrap());
    assert!(matches!(refused(Terms::new(more, VIETNAM.clone())), RestoreError::RuleSets { .. }));
    let adopted = AdoptedReadings::new().adopt("hcmc-935", "settle-petition", "ten-as-in-words");
    assert_eq!(refused(terms("hcmc-935").adopting(adopted).unwrap()), RestoreError::Readings);
    let calendar = VIETNAM.known_on(date("2026-01-01"));
    assert_eq!(refused(Terms::new([RuleSet::builtin("hcmc-935").unwrap()], calendar)), RestoreError::Calendar);

    // Another version of the same regulation.
    let old = dialogue(terms("citizen-reception@2014-07-01"), "2026-08-20", OPEN).snapshot();
    let error = AnyDialogue::restore(terms("citizen-reception@2026-07-01"), &old).unwrap_err();
    let said = error.text(Lang::En);
    assert!(matches!(error, RestoreError::RuleSets { .. }));
    assert!(said.contains("citizen-reception@2014-07-01") && said.contains("citizen-reception@2026-07-01"), "{said}");
    assert!(said.ends_with("`replay` judges the same log under these terms"), "{said}");

    // An entry that cannot have been.
    let text = hcmc(OPEN).snapshot().to_jsonl() + "{\"event\":\"opened\",\"on\":\"2026-08-21\"}\n";
    let error = AnyDialogue::restore(terms("hcmc-935"), &Log::from_jsonl(&text).unwrap()).unwrap_err();
    let RestoreError::Entry(error) = error else { panic!("opened twice") };
    assert_eq!((error.entry, reason(&error.refusal.reason).as_str()), (2, "wrong-phase"));
}

#[test]
fn the_same_log_is_judged_under_other_terms() {
    let hcmc = hcmc(NOTIFIED);
    let can_tho = hcmc.with_terms(terms("can-tho-10")).unwrap();
    assert_eq!(can_tho.log().entries(), hcmc.log().entries());
    let ids = |dialogue: &AnyDialogue| -> BTreeSet<String> {
        dialogue.timeline(View::everything()).unwrap().duties.into_iter().map(|duty| duty.rule.id.clone()).collect()
    };
    assert!(ids(&can_tho).contains("interim-reply") && !ids(&can_tho).contains("invite-citizens"));
    assert_eq!(due(&can_tho, "settle-petition", View::everything()), "2026-09-30");
    let adopted = AdoptedReadings::new().adopt("hcmc-935", "settle-petition", "ten-as-in-words");
    let ten = hcmc.with_terms(terms("hcmc-935").adopting(adopted).unwrap()).unwrap();
    assert_eq!(due(&ten, "settle-petition", View::everything()), "2026-09-16");
    // An event that only one file declares.
    let online = dialogue(
        terms("citizen-reception@2026-07-01"),
        "2026-08-20",
        "plan-approved 2026-08-01; online-reception-notified 2026-08-10",
    );
    let error = online.with_terms(terms("hcmc-935")).unwrap_err();
    assert_eq!(error.entry, 2);
    assert!(error.text(Lang::En).contains("unknown event `online-reception-notified`"), "{error}");
}

#[test]
fn what_a_snapshot_was_made_under_is_not_carried_over_to_other_terms() {
    let restored = AnyDialogue::restore(terms("hcmc-935"), &hcmc(NOTIFIED).snapshot()).unwrap();
    let other = restored.with_terms(terms("can-tho-10")).unwrap();
    let stored = Log::from_jsonl(&other.log().to_jsonl()).unwrap();
    assert!(AnyDialogue::restore(terms("can-tho-10"), &stored).is_ok());
}

#[test]
fn a_log_keeps_whose_dialogue_it_is() {
    let planned = date("2026-07-20");
    let subject = Subject::new("79", Level::Commune, HeadKind::LocalGovernment, planned).unwrap();
    let plan = Plan::new("DT-1", date("2026-08-20")).kind(DialogueKind::AdHoc).subject(subject);
    let at = Stamp::on(planned).recorded(date("2026-07-22")).reference("31/KH");
    let log = Dialogue::plan(terms("hcmc-935"), plan, at).unwrap().snapshot();
    assert_eq!(Log::from_jsonl(&log.to_jsonl()).unwrap(), log);
}

// ---- Limits that move

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
        assert_eq!(settle.outcome.moved_by, [Move::Notice { event, notified: date(notified), to }]);
        assert_eq!(settle.outcome.findings, []);
    }
    let late = extended("2026-10-01");
    assert_eq!(
        (late.outcome.due.unwrap().date, late.outcome.moved_by.len(), late.outcome.status.word()),
        (date("2026-09-30"), 0, "overdue")
    );
    let (notified, limit) = (date("2026-10-01"), date("2026-09-30"));
    assert_eq!(late.outcome.findings, [Finding::ExtensionAfterLimit { notified, limit, inferred: true }]);
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
    for (on, due_then, interim) in [
        ("2026-03-08", "2026-04-15", "met"),
        ("2026-03-09", "2026-04-15", "met"),
        ("2026-03-10", "2026-04-15", "contested"), // late for itself under one reading, in time for what it moves
        ("2026-03-13", "2026-04-15", "contested"),
        ("2026-03-14", "2026-03-13", "contested"),
    ] {
        let dialogue = replied(on);
        assert_eq!(due(&dialogue, "settle-petition", View::everything()), due_then, "replied {on}");
        assert_eq!(word(&dialogue, "interim-reply", as_of("2026-03-20")), interim, "replied {on}");
        let settle = duty(&dialogue, "settle-petition", None, View::everything());
        let (notified, limit) = (date(on), date("2026-03-13"));
        let late = [Finding::ExtensionAfterLimit { notified, limit, inferred: true }];
        let expected: &[Finding] = if due_then == "2026-03-13" { &late } else { &[] };
        assert_eq!(settle.outcome.findings, expected, "replied {on}");
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
    let terms = Terms::new([RuleSet::from_toml(&text).unwrap()], VIETNAM.clone());
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

// ---- What does not compile

/// Which compiler the snapshots are of: others word their messages differently.
const COMPILER: &str = "rustc 1.95.";

/// Renew the snapshots with `TRYBUILD=overwrite`. That it does not compile is also shown, under any compiler, by the
/// `compile_fail` examples of the documentation.
#[test]
fn what_a_phase_does_not_allow_does_not_compile() {
    let version = std::process::Command::new("rustc").arg("--version").output().unwrap();
    if version.stdout.starts_with(COMPILER.as_bytes()) {
        trybuild::TestCases::new().compile_fail("tests/ui/*.rs");
    }
}
