//! What is stored of a dialogue, and under which terms it is read again.

use std::collections::BTreeSet;

use doithoai::dialogue::{AnyDialogue, Dialogue, Log, Plan, RestoreError, Stamp};
use doithoai::ruleset::{DialogueKind, HeadKind, Level};
use doithoai::{AdoptedReadings, Lang, Message as _, RuleSet, Subject, Terms, View};

use crate::support::{VIETNAM, as_of, date, terms, terms_in};
use crate::written_dialogues::{NOTIFIED, OPEN, dialogue, due, hcmc, json, reason};

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
    let changed = terms_in(&changed);
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

    // What a later release writes into it is kept, and read past; a key that is missing is not, nor one that is none in our own format.
    let text = again.to_jsonl();
    let later = text.replacen("\"calendar\":", "\"engine\":{\"n\":2},\"calendar\":", 1);
    let later = later.replacen("\"version\":", "\"office\":\"79\",\"version\":", 1);
    let error = Log::from_jsonl(&later).unwrap_err();
    assert!(error.text(Lang::En).contains("unknown field `engine`, expected one of `rulesets`"), "{error}");
    let later = later.replacen("\"format\":1,", "\"format\":2,", 1);
    let read = Log::from_jsonl(&later).unwrap();
    let kept = read.to_jsonl();
    assert!(kept.contains("\"engine\":{\"n\":2}") && kept.contains("\"office\":\"79\"") && kept.len() == later.len());
    assert_eq!(read.fingerprint(), again.fingerprint());
    let restored = AnyDialogue::restore(terms("hcmc-935"), &read).unwrap();
    let mut timeline = restored.timeline(as_of("2026-10-01")).unwrap();
    assert_eq!(timeline.unknown_entries.len(), 1, "the format alone, which touches nothing");
    timeline.unknown_entries.clear();
    assert_eq!((json(&timeline), restored.log().to_jsonl()), (live, kept));
    let error = Log::from_jsonl(&text.replacen("\"calendar\":", "\"calender\":", 1)).unwrap_err();
    assert!(error.text(Lang::En).contains("unknown field `calender`; did you mean `calendar`?"), "{error}");

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
    let other = online.with_terms(terms("hcmc-935")).unwrap();
    let unknown = &other.timeline(View::everything()).unwrap().unknown_entries[0];
    assert_eq!(unknown.entry, 2);
    assert!(unknown.text(Lang::En).contains("unknown event `online-reception-notified`"), "{unknown:?}");
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
