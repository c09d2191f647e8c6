//! What each phase of a dialogue allows, what is refused and why.

use std::collections::BTreeSet;

use doithoai::dialogue::{
    AnyDialogue, ConclusionNotified, Correction, Declared, Dialogue, InvitationSent, PetitionRaised, Plan,
    RefusalReason, Stamp,
};
use doithoai::ruleset::{CaseClass, Phase};
use doithoai::{Fact, Lang, Message as _, RuleSet, View};

use crate::messages::worded;
use crate::support::{date, terms};
use crate::written_dialogues::{HELD, OPEN, PLANNED, dialogue, fact, hcmc, json, reason};

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
    ("cancelled 2026-08-10", "invitation-sent 2026-08-11", "wrong-phase",
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
        "it must name the step", ""),
    (PLANNED, "invitation-sent 2026-08-10 states=content,venu", "unknown",
        "unknown field `venu`", "Art. 13(1)(1.2), dash 2"),
    (HELD, "conclusion-notified 2026-08-28 corrects=4 recorded=2026-09-01", "no-such-entry",
        "entry 4 is this correction itself: `corrects` is the number of an entry before it, from 1 to 3", ""),
    (HELD, "conclusion-notified 2026-08-28 corrects=0 recorded=2026-09-01", "no-such-entry",
        "there is no entry 0 before it to correct: `corrects` is the number of an entry before it, from 1 to 3", ""),
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
        // Behind the message it stands only where it is why.
        let rests = ["wrong-phase", "no-petition", "unknown-petition"].contains(expected);
        for lang in [Lang::En, Lang::Vi] {
            let cite = refusal.cite.as_ref().map_or("", |cite| cite.get(lang));
            let is_shown = !cite.is_empty() && refusal.text(lang).contains(&format!("({cite})"));
            assert_eq!(is_shown, rests && !cite.is_empty(), "{tried}: {}", refusal.text(lang));
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
    let allowed = "; allowed now, if it was done by 2026-08-10: rescheduled, plan-approved, survey-held, invitation-sent, \
                   agencies-notified, announced, step-done";
    let told = format!("it belongs before the dialogue, and the dialogue was cancelled{allowed}");
    assert_eq!(text, told, "what was done before that may be entered late");
}

/// What is refused, and what is advised: never the very thing, and nothing where only a detail is wrong.
#[test]
fn what_is_advised_is_not_what_is_refused() {
    let cancelled = "cancelled 2026-08-10";
    for (stands, refused, english, vietnamese) in [
        (
            cancelled,
            "rescheduled 2026-08-12 until=2026-09-01",
            "it can be entered only if it was done by 2026-08-10, with that day in `on`",
            "chỉ ghi được nếu việc đó đã làm đến hết ngày 10/08/2026, với ngày đó ở `on`",
        ),
        (
            cancelled,
            "invitation-sent 2026-08-12",
            "it can be entered only if it was done by 2026-08-10, with that day in `on`",
            "chỉ ghi được nếu việc đó đã làm đến hết ngày 10/08/2026, với ngày đó ở `on`",
        ),
        (
            OPEN,
            "rescheduled 2026-08-25 until=2026-09-01",
            "it can be entered only if it was done by 2026-08-20, with that day in `on`",
            "chỉ ghi được nếu việc đó đã làm đến hết ngày 20/08/2026, với ngày đó ở `on`",
        ),
        (
            cancelled,
            "opened 2026-08-20",
            "allowed now, if it was done by 2026-08-10: rescheduled, plan-approved",
            "lúc này chỉ ghi được việc đã làm đến hết ngày 10/08/2026: dời ngày đối thoại [rescheduled]",
        ),
        (
            OPEN,
            "opened 2026-08-20",
            "it happens once: what is wrong with the entry that stands is corrected by one with its number in `corrects`",
            "việc này chỉ có một lần: nếu mục đã ghi sai thì ghi mục đính chính, với số của mục đó ở `corrects`",
        ),
        (
            PLANNED,
            "closed 2026-08-20",
            "allowed now: rescheduled",
            "lúc này ghi được: dời ngày đối thoại [rescheduled]",
        ),
        // Only a detail is wrong: what else could be entered does not help.
        (PLANNED, "step-done 2026-08-01 about=nope", "", ""),
        (PLANNED, "invitation-sent 2026-08-10 states=venu", "", ""),
        (HELD, "reply-sent 2026-09-10 KN-9", "", ""),
        (PLANNED, "reception-held 2026-08-10", "", ""),
        (PLANNED, "invitation-sent 2026-08-10 KN-1", "", ""),
    ] {
        let refusal = hcmc(stands).why_not(&fact(refused)).unwrap_or_else(|| panic!("{refused}"));
        for (lang, said) in [(Lang::En, english), (Lang::Vi, vietnamese)] {
            let text = refusal.text(lang);
            if said.is_empty() {
                assert!(!text.contains("allowed now") && !text.contains("ghi được"), "{text}");
            } else {
                assert!(text.contains(said), "{refused}: {text}");
            }
            let listed = text.rsplit_once(": ").map_or("", |(_, listed)| listed);
            assert!(
                !listed.split(", ").any(|id| id == refusal.event || id.ends_with(&format!("[{}]", refusal.event))),
                "{text}"
            );
        }
        assert!(!refusal.allowed.is_empty(), "whoever asks is told");
    }
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
        "rescheduled" => ["2026-08-01", "2026-08-14", "2026-10-01"]
            .map(|on| Fact::new(id, date(on)).until(date("2026-10-08")))
            .to_vec(),
        "step-done" => {
            let done = |step: &str| ["2026-08-01", "2026-10-01"].map(|on| Fact::new(id, date(on)).about(step));
            set.steps().iter().flat_map(|step| done(&step.id)).collect()
        }
        "admission-refused" => set.exclusions().iter().map(|exclusion| on(id).about(&exclusion.id)).collect(),
        "petition-classed" => {
            ["KN-1", "KN-2"].map(|petition| on(id).petition(petition).class(CaseClass::Complex)).to_vec()
        }
        "session-held" => vec![on(id).session("cụm 1")],
        _ if event.petition => ["KN-1", "KN-2", "KN-9"].map(|petition| on(id).petition(petition)).to_vec(),
        // After the dialogue, and before it was cancelled.
        _ => vec![on(id), Fact::new(id, date("2026-08-01"))],
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
    let phases = [Some("before"), Some("during"), Some("after"), None];
    let both: BTreeSet<_> = phases.into_iter().flat_map(|phase| [(true, phase), (false, phase)]).collect();
    assert!(both.is_subset(&seen));
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
