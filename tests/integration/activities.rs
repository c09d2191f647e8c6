//! Whose duties a timeline judges: those of a dialogue and what its facts tell of beside it, or of another activity; and the version
//! of a reception that was moved.

use doithoai::ruleset::{Activity, HeadKind, Level};
use doithoai::{Fact, Facts, Registry, RuleSet, Subject, Terms, View};

use crate::support::{OWN_FILE, VIETNAM, as_of, date, terms, terms_in};

/// A duty of each activity.
fn mixed() -> Terms {
    let duty = |id: &str, more: &str, after: &str, act: &str| {
        format!(
            "[[obligation]]\nid = \"{id}\"\nduty_kind = \"other\"\ntext = \"Việc\"\nbearer = \"office\"\nphase = \"after\"\n{more}\
             due = {{ after = \"{after}\", n = 5, unit = \"day\" }}\nmet_by = {{ all = [\"{act}\"] }}\ncite = \"main#d1\"\n"
        )
    };
    let duties = [
        duty("of-dialogue", "", "closed", "conclusion-notified"),
        duty("of-reception", "activity = \"reception\"\n", "reception-day", "reception-schedule-posted"),
        duty(
            "of-petition",
            "activity = \"petition-handling\"\neach = \"petition\"\n",
            "petition-received",
            "petition-settled",
        ),
        duty("of-report", "activity = \"reporting\"\n", "closed", "annual-report-sent"),
    ];
    let activities = "activities = [\"dialogue\", \"reception\", \"petition-handling\", \"reporting\"]\n";
    terms_in(&format!("{OWN_FILE}{activities}{}", duties.concat()))
}

fn ids(terms: &Terms, facts: &Facts) -> Vec<String> {
    let timeline = terms.timeline(facts, View::everything()).unwrap();
    let of = |duties: &[doithoai::Duty]| duties.iter().map(|duty| duty.rule.id.clone()).collect::<Vec<_>>();
    assert_eq!(of(&timeline.duties), of(&terms.duties(facts, View::everything()).unwrap()));
    of(&timeline.duties)
}

#[test]
fn a_dialogue_has_its_own_duties_and_those_that_its_facts_tell_of() {
    let terms = mixed();
    let held = Facts::held_on(date("2026-08-20"));
    let received = Fact::new("petition-received", date("2026-08-20")).petition("KN-1");
    let reception = Fact::new("reception-held", date("2026-08-20"));
    let moved = Fact::new("reception-rescheduled", date("2026-08-10")).until(date("2026-08-21"));
    for (more, expected) in [
        (vec![], &["of-dialogue"][..]),
        (vec![received.clone()], &["of-dialogue", "of-petition"]),
        (vec![reception.clone()], &["of-dialogue", "of-reception"]),
        (vec![moved], &["of-dialogue", "of-reception"]),
        (vec![received, reception], &["of-dialogue", "of-reception", "of-petition"]),
    ] {
        let facts = more.into_iter().fold(held.clone(), Facts::with);
        assert_eq!(ids(&terms, &facts), expected);
        // Of another activity all of them.
        let all = ["of-dialogue", "of-reception", "of-petition", "of-report"];
        for activity in [Activity::Reception, Activity::PetitionHandling, Activity::Reporting] {
            assert_eq!(ids(&terms.in_activity(activity), &facts), all, "{activity:?}");
        }
        assert_eq!(ids(&terms.in_activity(Activity::Dialogue), &facts), expected);
    }
}

#[test]
fn a_rule_set_without_dialogues_is_judged_whole() {
    let facts = Facts::held_on(date("2026-08-20"));
    for (id, duty) in [("citizen-reception", "post-schedule"), ("citizen-reception@2014-07-01", "post-schedule")] {
        assert!(ids(&terms(id), &facts).contains(&duty.to_owned()), "{id}");
    }
}

/// A reception appointed for 25 June 2026, moved or held; the new version is in force from 1 July.
#[test]
fn a_reception_that_was_moved_is_judged_by_the_version_of_its_day() {
    let registry = Registry::builtin();
    let of_both = ["2014-07-01", "2026-07-01"].map(|of| RuleSet::builtin(&format!("citizen-reception@{of}")).unwrap());
    let appointed = date("2026-06-25");
    let ward = Subject::new("79", Level::Commune, HeadKind::LocalGovernment, appointed).unwrap();
    let binding = registry.binding(&ward.in_activity(Activity::Reception));
    let terms = [Terms::new(of_both, VIETNAM.clone()), Terms::binding(binding, VIETNAM.clone())];
    let moved = |until: &str| Fact::new("reception-rescheduled", date("2026-06-15")).until(date(until));
    let held = |on: &str| Fact::new("reception-held", date(on));
    for (facts, version, day) in [
        (vec![], "2014-07-01", "2026-06-25"),
        (vec![moved("2026-06-30")], "2014-07-01", "2026-06-30"),
        (vec![moved("2026-07-01")], "2026-07-01", "2026-07-01"),
        (vec![moved("2026-07-02")], "2026-07-01", "2026-07-02"),
        (vec![held("2026-06-30")], "2014-07-01", "2026-06-30"),
        (vec![held("2026-07-01")], "2026-07-01", "2026-07-01"),
        (vec![moved("2026-07-02"), held("2026-06-30")], "2014-07-01", "2026-06-30"),
    ] {
        let facts = facts.into_iter().fold(Facts::appointed_for(appointed), Facts::with);
        for terms in &terms {
            let timeline = terms.timeline(&facts, View::everything()).unwrap();
            let set = timeline.rulesets.iter().find(|set| set.id == "citizen-reception").unwrap();
            assert_eq!((set.version.as_str(), timeline.opened), (version, date(day)), "{facts:?}");
            let versions = |duties: &[doithoai::Duty]| {
                let of = duties.iter().filter(|duty| duty.ruleset() == "citizen-reception");
                of.map(|duty| duty.rule_set.version().to_owned()).collect::<std::collections::BTreeSet<_>>()
            };
            assert!(versions(&timeline.duties).contains(version), "{facts:?}");
            assert_eq!(terms.day_in(&facts, View::everything()), date(day));
        }
    }
}

/// The schedule was to be posted five working days before 25 June, on the 18th.
#[test]
fn what_was_late_when_a_reception_was_moved_is_told() {
    let of_both = ["2014-07-01", "2026-07-01"].map(|of| RuleSet::builtin(&format!("citizen-reception@{of}")).unwrap());
    let terms = Terms::new(of_both, VIETNAM.clone());
    for (on, is_told) in [("2026-06-18", false), ("2026-06-19", false), ("2026-06-20", true)] {
        let moved = Fact::new("reception-rescheduled", date(on)).until(date("2026-07-02"));
        let facts = Facts::appointed_for(date("2026-06-25")).with(moved);
        let timeline = terms.timeline(&facts, as_of("2026-06-30")).unwrap();
        let post = timeline.duty("citizen-reception", "post-schedule").unwrap();
        assert_eq!(post.outcome.due.unwrap().date, date("2026-06-25"));
        let told = post.outcome.findings.iter().any(|found| found.word() == "due-before-move");
        assert_eq!(told, is_told, "{on}: {:?}", post.outcome.findings);
    }
}
