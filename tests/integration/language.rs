//! What must hold of every rule file and every log, over the whole language. Together with `properties.rs` these are the
//! properties of the rule language:
//!
//! (a) what binds has a verdict or a stated reason: `properties::no_duty_is_without_a_verdict_or_a_reason`,
//!     `every_returning_duty_has_a_verdict_or_a_reason`;
//! (b) what no rule names changes nothing: `properties::a_fact_that_nothing_names_changes_no_status`,
//!     `an_entry_that_nothing_names_changes_no_verdict`;
//! (c) what is settled stays settled: `properties::what_is_settled_stays_settled`,
//!     `what_is_settled_of_a_year_stays_settled`; what comes later is not seen: `what_comes_later_changes_nothing_before`;
//! (d) text and JSON agree: `properties::json_and_text_agree`, `verdicts_of_a_year_say_the_same_in_words_and_json`;
//!
//! and: a file and its canonical JSON are one (`a_file_and_its_json_are_one`), a file that changes nothing changes
//! nothing (`a_file_that_changes_nothing_changes_nothing`), the order of files and rules does not matter
//! (`the_order_of_files_and_rules_does_not_matter`), and each way to ask has the same answer
//! (`each_way_to_ask_has_the_same_answer`).

use chrono::{Datelike as _, NaiveDate, TimeDelta};
use doithoai::audit::{Judgement, OfficeLog, RecurringVerdict, Verdict, YearAudit, audit, audit_year};
use doithoai::dialogue::{AnyDialogue, Plan};
use doithoai::ruleset::{Activity, Cutoff, Due, EVENTS, KeptIn, Often};
use doithoai::strategies::{calendars, facts, office_logs, rule_sets};
use doithoai::timeline::{Duty, NoDue, OtherReading};
use doithoai::{Calendar, Fact, Facts, Lang, Registry, RuleSet, Terms, View};
use proptest::prelude::*;
use serde_json::Value;

use crate::support::cases;

/// A rule set with every form of a duty.
const FORMS: &str = include_str!("../forms/duties.toml");

fn of_facts() -> impl Strategy<Value = (RuleSet, Calendar, Facts, NaiveDate)> {
    (rule_sets(), calendars(), -60_i64..400).prop_flat_map(|(set, calendar, later)| {
        facts(&set).prop_map(move |facts| {
            let day = facts.appointed() + TimeDelta::days(later);
            (set.clone(), calendar.clone(), facts, day)
        })
    })
}

fn of_years() -> impl Strategy<Value = (RuleSet, Calendar, OfficeLog, NaiveDate)> {
    (rule_sets(), calendars(), 0_i64..500).prop_flat_map(|(set, calendar, later)| {
        office_logs(&set).prop_map(move |log| {
            let day = log.subject().on + TimeDelta::days(later);
            (set.clone(), calendar.clone(), log, day)
        })
    })
}

fn year_of(sets: &[&RuleSet], calendar: &Calendar, log: &OfficeLog, view: View, year: i32) -> YearAudit {
    let registry = sets.iter().fold(Registry::new(), |registry, set| registry.with((*set).clone()).unwrap());
    audit_year(&registry, calendar, &[], log, year, view).unwrap_or_else(|error| panic!("{error}"))
}

fn json(of: &impl serde::Serialize) -> Value {
    serde_json::to_value(of).unwrap()
}

/// Each duty with how it stands, without which version of which set has it.
fn stand(duties: &[Duty]) -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> = duties
        .iter()
        .map(|duty| {
            let other =
                |reading: &OtherReading| format!("{} {:?} {:?}", reading.id(), reading.declared_by(), reading.outcome);
            let mut readings: Vec<String> = duty.readings.iter().map(other).collect();
            readings.sort();
            let of = [&duty.petition, &duty.session, &duty.occurrence].map(|id| id.clone().unwrap_or_default());
            (format!("{} {}", duty.rule.id, of.join(" ")), format!("{:?} {readings:?}", duty.outcome))
        })
        .collect();
    all.sort();
    all
}

fn verdicts(year: &YearAudit) -> Vec<String> {
    let recurring = year.recurring.iter().map(|verdict| json(verdict).to_string());
    let mut all: Vec<String> = year.verdicts.iter().map(|verdict| json(verdict).to_string()).chain(recurring).collect();
    all.sort();
    all
}

/// The log as it was on a day.
fn seen_on(log: &OfficeLog, day: NaiveDate) -> OfficeLog {
    // A correction names an entry by its number, so logs with one are seen as a whole.
    if log.entries().iter().any(|fact| fact.corrects.is_some()) {
        return log.clone();
    }
    let entries = log.entries().into_iter().filter(|fact| fact.on <= day);
    entries.fold(OfficeLog::new("random", log.subject().clone()), |log, fact| log.with(fact).unwrap())
}

/// How a duty that stands so may be judged: `docs/semantics.md` has the table. Nothing else decides a verdict.
fn judged_as(status: &str) -> &'static [&'static str] {
    match status {
        "awaiting" | "pending" => &["open"],
        "met" => &["on-time", "undated"],
        "met-late" => &["late"],
        "overdue" => &["overdue"],
        "missed" => &["missed"],
        "contested" => &["contested"],
        "undetermined" => &["undetermined"],
        "no-date" => &["undated"],
        "not-applicable" => &["not-applicable"],
        "excused" => &["excused"],
        "permitted" => &["on-time"],
        "unknown" => &["unknown"],
        _ => &[],
    }
}

/// Whether a verdict's status and judgement say the same, and its words with them.
fn agrees(verdict: &Verdict) -> bool {
    let (of, duty) = (json(verdict), &verdict.duty);
    let word = |key: &str| of[key].as_str().unwrap().to_owned();
    let same_words = [Lang::Vi, Lang::En].into_iter().all(|lang| verdict.status_text(lang) == duty.status_text(lang));
    word("status") == duty.outcome.status.word()
        && word("judgement") == verdict.judgement.word()
        && judged_as(&word("status")).contains(&&*word("judgement"))
        && same_words
}

proptest! {
    #![proptest_config(cases(128))]

    /// (d) of how a duty stands, in a timeline, and how it is judged, in an audit.
    #[test]
    fn a_status_and_a_judgement_never_contradict((set, calendar, log, day) in of_years()) {
        for year in [day.year(), day.year() - 1] {
            for verdict in year_of(&[&set], &calendar, &log, View::as_of(day), year).verdicts {
                prop_assert!(agrees(&verdict), "{}", json(&verdict));
            }
        }
    }

    #[test]
    fn a_file_and_its_json_are_one((set, calendar, facts, day) in of_facts()) {
        let again = RuleSet::from_json(&set.to_json()).unwrap();
        prop_assert_eq!(again.to_json(), set.to_json());
        prop_assert_eq!(again.hash(), set.hash());
        let read: Facts = serde_json::from_value(json(&facts)).unwrap();
        prop_assert_eq!(&read, &facts);
        let judged = |set: RuleSet, facts: &Facts| json(&Terms::new([set], calendar.clone()).timeline(facts, View::as_of(day)).unwrap());
        prop_assert_eq!(judged(again, &read), judged(set, &facts));
    }

    #[test]
    fn a_file_that_changes_nothing_changes_nothing((set, calendar, facts, day) in of_facts()) {
        let registry = Registry::new().with(set.clone()).unwrap();
        let judged = |set: RuleSet| {
            let terms = Terms::new([set], calendar.clone());
            stand(&terms.duties(&facts, View::as_of(day)).unwrap())
        };
        let (id, name) = (set.id(), set.name());
        // A version ends the one before it, so it comes into force later: here before anything else, where the first was always in force.
        let (from, until) = (set.in_force().from.value().copied().or(set.in_force().assumed_from), set.in_force().until);
        let is_version = from.is_none() && until.is_none();
        let files = [("own-overlay", "extends", ""), (id, "amends", "in_force = { from = 2015-01-02 }")];
        for (own, on, in_force) in files.into_iter().take(if is_version { 2 } else { 1 }) {
            let text = format!("format = 1\nid = \"{own}\"\nversion = \"2\"\n{on} = \"{name}\"\ntitle = \"khác\"\n{in_force}\n");
            let same = registry.from_toml(&text).unwrap();
            prop_assert!(same.changes().is_empty());
            prop_assert_eq!(judged(same), judged(set.clone()), "{}", on);
        }
    }

    #[test]
    fn the_order_of_files_and_rules_does_not_matter(
        (set, calendar, facts, day) in of_facts(),
        (other, _, log, on) in of_years(),
    ) {
        let forms = RuleSet::from_toml(FORMS).unwrap();
        let together = |sets: [&RuleSet; 2]| {
            let terms = Terms::new(sets.map(Clone::clone), calendar.clone());
            terms.duties(&facts, View::as_of(day)).map(|duties| stand(&duties)).map_err(|error| error.to_string())
        };
        prop_assert_eq!(together([&set, &forms]), together([&forms, &set]));
        let year = |sets: &[&RuleSet]| verdicts(&year_of(sets, &calendar, &log, View::as_of(on), on.year()));
        prop_assert_eq!(year(&[&other, &forms]), year(&[&forms, &other]));
        let mut document: Value = serde_json::from_str(&set.to_json()).unwrap();
        document["obligation"].as_array_mut().unwrap().reverse();
        let reversed = RuleSet::from_json(&document.to_string()).unwrap();
        // Readings are listed in the order of the rules that declare them.
        let signs = |(duty, outcome): (String, String)| {
            let mut signs: Vec<String> = outcome.split([' ', '[', ']', ',']).map(str::to_owned).collect();
            signs.sort();
            (duty, signs)
        };
        let alone = |set: RuleSet| {
            let duties = Terms::new([set], calendar.clone()).duties(&facts, View::as_of(day)).unwrap();
            let mut all: Vec<_> = stand(&duties).into_iter().map(signs).collect();
            all.sort();
            all
        };
        prop_assert_eq!(alone(reversed), alone(set));
    }

    /// What happens after a day, or is entered after it, is not seen on it.
    #[test]
    fn what_comes_later_changes_nothing_before((set, calendar, facts, day) in of_facts()) {
        let terms = Terms::new([set], calendar);
        let without = |later: &dyn Fn(&Fact) -> bool| {
            let mut visible = json(&facts);
            let kept: Vec<Value> = facts.all().iter().filter(|fact| !later(fact)).map(json).collect();
            visible["facts"] = Value::Array(kept);
            serde_json::from_value::<Facts>(visible).unwrap()
        };
        let duties = |facts: &Facts, view| json(&terms.timeline(facts, view).unwrap().duties);
        let can_be = |facts: &Facts| terms.timeline(facts, View::everything()).is_ok();
        let happened = without(&|fact| fact.on > day);
        prop_assert_eq!(duties(&happened, View::as_of(day)), duties(&facts, View::as_of(day)));
        let known = without(&|fact| fact.recorded.unwrap_or(fact.on) > day);
        let view = View::everything().known_on(day);
        // Of a suspension that was entered later, a resumption alone is known: such facts cannot be given.
        if can_be(&known) {
            prop_assert_eq!(duties(&known, view), duties(&facts, view));
        }
    }

    /// `Terms::due` counts as the timeline does, and the audit of a dialogue says what its timeline says.
    #[test]
    fn each_way_to_ask_has_the_same_answer((set, calendar, facts, day) in of_facts()) {
        let terms = Terms::new([set.clone()], calendar);
        for duty in terms.duties(&facts, View::as_of(day)).unwrap() {
            let (Due::Limit { .. }, Some(anchor)) = (&duty.rule.due, &duty.outcome.anchor) else { continue };
            let Ok(due) = terms.due(set.id(), &duty.rule.id, anchor.at.date) else { continue };
            let Some(counted) = duty.outcome.base_due.or(duty.outcome.due) else {
                prop_assert_eq!(duty.outcome.reason.as_ref().map(NoDue::word), Some("suspended"));
                continue;
            };
            // An anchor that is not sure makes the date less sure.
            let is_sure = anchor.at.because.is_none();
            prop_assert!(counted == due || !is_sure && counted.date == due.date, "{}: {counted:?} {due:?}", duty.rule.id);
        }
        let first = facts.all().iter().map(|fact| fact.on).chain([facts.appointed()]).min().unwrap();
        let plan = facts.kind().into_iter().fold(Plan::new("DT-1", facts.appointed()), Plan::kind);
        let plan = facts.mode().into_iter().fold(plan, Plan::mode);
        let mut dialogue = AnyDialogue::plan(terms.clone(), plan, first).unwrap();
        for fact in facts.all() {
            let _refused = dialogue.record(fact);
        }
        let timeline = terms.timeline(dialogue.facts(), View::as_of(day)).unwrap();
        let verdicts = audit(&dialogue, View::as_of(day)).unwrap();
        prop_assert!(verdicts.iter().all(agrees));
        let audited: Vec<Duty> = verdicts.into_iter().map(|verdict| verdict.duty).collect();
        prop_assert_eq!(stand(&audited), stand(&dialogue.timeline(View::as_of(day)).unwrap().duties));
        // Of rule sets that are named, the facts may be of any activity; in a dialogue, what it lays down of others is not judged.
        let of_dialogues = |duties: Vec<Duty>| {
            let all = duties.into_iter().filter(|duty| duty.rule.activity == Activity::Dialogue);
            stand(&all.collect::<Vec<_>>())
        };
        prop_assert_eq!(of_dialogues(audited), of_dialogues(timeline.duties));
    }

    /// (a) of what returns.
    #[test]
    fn every_returning_duty_has_a_verdict_or_a_reason((set, calendar, log, day) in of_years()) {
        let year = year_of(&[&set], &calendar, &log, View::as_of(day), day.year());
        let mut subject = log.subject().clone();
        subject.on = NaiveDate::from_ymd_opt(day.year(), 12, 31).unwrap();
        let binds = !Registry::new().with(set.clone()).unwrap().binding(&subject).sets.is_empty();
        for duty in set.recurring().iter().filter(|_| binds) {
            let of_some = !duty.levels.is_empty() || !duty.heads.is_empty() || !duty.unit_types.is_empty();
            let ad_hoc = matches!(&duty.often, Often::Cutoffs(cutoffs) if cutoffs.iter().all(|one| *one == Cutoff::AdHoc));
            let by_level = matches!(&duty.often, Often::Every { at_least, .. } if at_least.iter().any(|(level, _)| level.is_some()));
            let said = year.recurring.iter().any(|verdict| verdict.duty == duty.id);
            prop_assert!(said || of_some || by_level || ad_hoc, "{} in {year:?}", duty.id);
        }
        for verdict in &year.recurring {
            let open = [Judgement::Unknown, Judgement::Undated, Judgement::Undetermined, Judgement::NotApplicable];
            let told = verdict.remarks().next().is_some() || !verdict.readings.is_empty();
            prop_assert!(told || !open.contains(&verdict.judgement), "{verdict:?}");
        }
        for verdict in &year.verdicts {
            let outcome = &verdict.duty.outcome;
            prop_assert!(outcome.due.is_some() != outcome.reason.is_some(), "{verdict:?}");
        }
    }

    /// (b) of an office: what neither a rule nor the work of an office names.
    #[test]
    fn an_entry_that_nothing_names_changes_no_verdict((set, calendar, log, day) in of_years(), back in 0_i64..100) {
        let named = set.to_json();
        let before = year_of(&[&set], &calendar, &log, View::as_of(day), day.year());
        for event in EVENTS.iter().filter(|event| event.kept_in != KeptIn::Dialogue && event.needs.is_empty()) {
            let of_the_work = event.id.starts_with("reception-held") || event.id.starts_with("council");
            if of_the_work || named.contains(&format!("\"{}\"", event.id)) {
                continue;
            }
            let more = log.clone().with(Fact::new(event.id.to_string(), day - TimeDelta::days(back))).unwrap();
            let after = year_of(&[&set], &calendar, &more, View::as_of(day), day.year());
            prop_assert_eq!(verdicts(&before), verdicts(&after), "{}", event.id);
        }
    }

    /// (c) of a year.
    #[test]
    fn what_is_settled_of_a_year_stays_settled((set, calendar, log, day) in of_years(), later in 1_i64..800) {
        let log = seen_on(&log, day);
        prop_assume!(log.entries().iter().all(|fact| fact.on <= day));
        let at = |day| year_of(&[&set], &calendar, &log, View::as_of(day), day.year());
        let (before, after) = (at(day), year_of(&[&set], &calendar, &log, View::as_of(day + TimeDelta::days(later)), day.year()));
        let same = |one: &RecurringVerdict, other: &RecurringVerdict| {
            (&one.duty, one.from, one.to, one.appointed, &one.before) == (&other.duty, other.from, other.to, other.appointed, &other.before)
                && one.due == other.due
        };
        // What is open under another reading may be neglected under that later, and is contested then.
        let open = |verdict: &RecurringVerdict| verdict.readings.iter().any(|reading| reading.judgement == Judgement::Open);
        for verdict in before.recurring.iter().filter(|verdict| !open(verdict)) {
            let settled = [Judgement::OnTime, Judgement::Late, Judgement::Missed].contains(&verdict.judgement);
            if settled {
                let now = after.recurring.iter().find(|other| same(verdict, other));
                prop_assert!(now.is_some_and(|now| now.judgement == verdict.judgement), "{verdict:?}\n{now:?}");
            }
        }
        let settled = [Judgement::OnTime, Judgement::Late, Judgement::Missed];
        for verdict in before.verdicts.iter().filter(|verdict| settled.contains(&verdict.judgement)) {
            let same = |other: &&Verdict| {
                let of = |verdict: &Verdict| {
                    let duty = &verdict.duty;
                    (duty.rule.id.clone(), duty.petition.clone(), duty.session.clone(), duty.occurrence.clone(), verdict.reception)
                };
                of(other) == of(verdict)
            };
            let now = after.verdicts.iter().find(same);
            prop_assert!(now.is_none_or(|now| now.judgement == verdict.judgement), "{verdict:?}\n{now:?}");
        }
    }

    /// (d) of a year.
    #[test]
    fn verdicts_of_a_year_say_the_same_in_words_and_json((set, calendar, log, day) in of_years()) {
        let read = OfficeLog::from_jsonl(&log.to_jsonl()).unwrap();
        prop_assert_eq!(read.entries(), log.entries());
        let year = year_of(&[&set], &calendar, &log, View::as_of(day), day.year());
        prop_assert_eq!(verdicts(&year_of(&[&set], &calendar, &read, View::as_of(day), day.year())), verdicts(&year));
        let written = json(&year);
        for (verdict, json) in year.recurring.iter().zip(written["recurring"].as_array().unwrap()) {
            prop_assert_eq!(json["judgement"].as_str(), Some(verdict.judgement.word()));
            for lang in [Lang::Vi, Lang::En] {
                let text = verdict.text(lang);
                prop_assert!(text.contains(verdict.judgement.text().get(lang)), "{text}");
                prop_assert!(!text.contains('?') && !text.contains('{'), "{text}");
            }
        }
        for (verdict, json) in year.verdicts.iter().zip(written["verdicts"].as_array().unwrap()) {
            prop_assert_eq!(json["judgement"].as_str(), Some(verdict.judgement.word()));
            prop_assert_eq!(json["status"].as_str(), Some(verdict.duty.outcome.status.word()));
            for lang in [Lang::Vi, Lang::En] {
                let text = verdict.text(lang);
                prop_assert!(!text.contains('?') && !text.contains('{'), "{text}");
            }
        }
    }
}
