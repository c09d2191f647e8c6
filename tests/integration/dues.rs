//! When one duty is due from a day: what a timeline says of it, without the facts.

use doithoai::ruleset::Due;
use doithoai::timeline::NoDue;
use doithoai::{AdoptedReadings, Calendar, DueError, Fact, Facts, Lang, RuleSet, Terms, View};

use crate::support::{date, terms};

/// Every built-in set.
fn all() -> Terms {
    Terms::new(RuleSet::builtin_ids().iter().map(|id| RuleSet::builtin(id).unwrap()), Calendar::vietnam())
}

#[test]
fn each_duty_of_a_timeline_is_due_as_counted_from_its_anchor() {
    let terms = all();
    let mut dated = 0;
    for day in ["2026-02-10", "2026-04-24", "2026-08-20", "2026-11-23", "2028-01-20"].map(date) {
        let mut facts = Facts::held_on(day).with(Fact::new("petition-raised", day).petition("KN-1"));
        for event in ["conclusion-notified", "petition-received", "petition-assigned"] {
            let fact = Fact::new(event, day);
            facts = facts.with(if event == "conclusion-notified" { fact } else { fact.petition("KN-1") });
        }
        for duty in &terms.timeline(&facts, View::everything()).unwrap().duties {
            let (Some(base), Some(anchor)) = (duty.outcome.base_due.or(duty.outcome.due), &duty.outcome.anchor) else {
                continue;
            };
            if !anchor.actual || duty.outcome.limit.is_none() {
                continue;
            }
            // The version was named: the days include some on which it is not in force.
            let (name, on) = (duty.rule_set.name(), anchor.at.date);
            let (due, trace) = terms.due_traced(&name, &duty.rule.id, on).unwrap();
            assert_eq!(due, base, "{}/{} from {}", duty.ruleset(), duty.rule.id, anchor.at.date);
            assert_eq!(terms.due(&name, &duty.rule.id, on).unwrap(), base);
            assert_eq!(terms.due(duty.ruleset(), &duty.rule.id, on).is_ok(), duty.rule_set.is_in_force(on));
            assert_eq!(Some(terms.limit(duty.ruleset(), &duty.rule.id).unwrap()), duty.outcome.limit);
            assert!(trace.text(Lang::Vi).lines().count() > 1);
            dated += 1;
        }
    }
    assert_eq!(dated, 55, "eleven duties on each of the days");
}

#[test]
fn a_duty_without_a_limit_says_why_and_one_with_a_limit_has_a_date() {
    let terms = all();
    for set in terms.rule_sets() {
        for duty in set.obligations() {
            let found = terms.due(set.id(), &duty.id, date("2026-08-20"));
            assert_eq!(found.is_ok(), matches!(duty.due, Due::Limit { .. }), "{}/{}: {found:?}", set.id(), duty.id);
        }
    }
}

#[test]
fn the_adopted_reading_counts() {
    let terms = terms("hcmc-935");
    let due = |terms: &Terms, duty: &str| terms.due("hcmc-935", duty, date("2026-08-28")).unwrap().date;
    assert_eq!(due(&terms, "settle-petition"), date("2026-09-30"));
    let ten = terms.adopting(AdoptedReadings::new().adopt("hcmc-935", "settle-petition", "ten-as-in-words")).unwrap();
    assert_eq!(due(&ten, "settle-petition"), date("2026-09-16"));
}

#[test]
fn what_is_not_there_is_named_with_what_is() {
    let terms = terms("hcmc-935");
    let day = date("2026-08-20");
    let said = |ruleset: &str, duty: &str| terms.due(ruleset, duty, day).unwrap_err().to_string();
    assert!(said("hcmc-936", "notify-conclusion").contains("`hcmc-936`"));
    assert!(said("hcmc-935", "notify-conclusions").contains("`notify-conclusion`"));
    let undated = terms.due("hcmc-935", "notify-agencies", day).unwrap_err();
    assert!(matches!(&undated, DueError::NoDate { reason: NoDue::Rule(_), .. }), "{undated}");
    let late = terms.due("hcmc-935", "notify-conclusion", date("2100-12-31")).unwrap_err();
    assert!(matches!(late, DueError::Coverage(_)), "{late}");
}
