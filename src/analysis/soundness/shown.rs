//! What shows a finding: a case that is run before it is printed.

use chrono::NaiveDate;

use super::FlawCase;
use crate::analysis::case::{Expected, Written, file};
use crate::analysis::side::Side;
use crate::analysis::trials::said;
use crate::ruleset::{Activity, RuleSet};
use crate::scenario;
use crate::timeline::{AdoptedReadings, Facts, Outcome, Terms, View};

/// What happened, and what it comes to.
pub(super) struct Shown<'a> {
    pub(super) name: String,
    pub(super) facts: Facts,
    /// The duty and its reading that is adopted.
    pub(super) reading: Option<(&'a str, &'a str)>,
    pub(super) expects: Vec<Expect<'a>>,
}

/// What is told of a duty.
pub(super) struct Expect<'a> {
    pub(super) of: &'a Side,
    pub(super) duty: &'a str,
    pub(super) as_of: Option<NaiveDate>,
    pub(super) keys: &'a [&'a str],
    /// Whether an outcome is the one that was found.
    pub(super) is_it: &'a dyn Fn(&Outcome) -> bool,
}

impl Shown<'_> {
    /// The case, if it holds: in a dialogue or else as a matter of none, under the rule sets as they are, else as if each applied on every
    /// covered day.
    pub(super) fn case(&self, sides: &[&Side]) -> Option<FlawCase> {
        [(false, false), (false, true), (true, false), (true, true)].into_iter().find_map(|(always, loose)| {
            let case = self.written(sides, always, loose)?;
            Some(FlawCase { case, always })
        })
    }

    fn written(&self, sides: &[&Side], always: bool, loose: bool) -> Option<String> {
        let sets: Vec<&RuleSet> = sides.iter().map(|side| if always { &side.set } else { &side.real }).collect();
        let (first, calendar) = (*sets.first()?, &sides.first()?.calendar);
        let terms = Terms::new(sets.iter().map(|set| (*set).clone()), calendar.clone());
        let terms = if loose { terms.in_activity(Activity::PetitionHandling) } else { terms };
        let adopted =
            |(duty, id): (&str, &str)| terms.adopting(AdoptedReadings::new().adopt(first.id(), duty, id)).ok();
        let terms = if let Some(reading) = self.reading { adopted(reading)? } else { terms };
        let reading = self.reading.map(|(duty, id)| (format!("{}/{duty}", first.id()), id));
        let mut text = Written { name: &self.name, facts: &self.facts, loose, reading }.text();
        for expect in &self.expects {
            text += &expect.written(&terms, &self.facts, sets.len() > 1)?;
        }
        (scenario::holds(&file(&sets, &text), &sets, calendar) == Some(true)).then_some(text)
    }
}

impl Expect<'_> {
    fn written(&self, terms: &Terms, facts: &Facts, several: bool) -> Option<String> {
        let view = self.as_of.map_or_else(View::everything, View::as_of);
        let duties = terms.duties(facts, view).ok()?;
        let set = self.of.real.id();
        let mut of_rule = duties.iter().filter(|duty| duty.rule.id == self.duty && duty.rule_set.id() == set);
        let duty = of_rule.find(|duty| (self.is_it)(&duty.outcome))?;
        let id = if several { format!("{set}/{}", self.duty) } else { self.duty.to_owned() };
        let of = Expected {
            as_of: self.as_of,
            duty: &id,
            petition: duty.petition.as_deref(),
            session: duty.session.as_deref(),
            occurrence: duty.occurrence.as_deref(),
        };
        Some(of.expects(&told(&duty.outcome, self.keys)))
    }
}

/// Some values of an outcome, but that there is no reason or no act.
fn told(outcome: &Outcome, keys: &[&str]) -> Vec<(&'static str, String)> {
    let mut told = said(outcome, keys);
    told.retain(|(key, value)| *value != "\"none\"" || !["why", "reason", "met_on"].contains(key));
    told
}
