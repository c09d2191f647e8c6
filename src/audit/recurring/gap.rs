//! Duties that return, on days from which a version claims effect and on which it was not issued yet.

use chrono::{Datelike as _, NaiveDate};

use super::{Judged, OfficeInView, ReadingVerdict, RecurringVerdict, only_read, splits};
use crate::audit::Judgement;
use crate::calendar::CoverageError;
use crate::ruleset::{Registry, RuleSet};
use crate::text::Text;
use crate::timeline::recurring::days::due_of;
use crate::timeline::{Finding, OpenReading, Untold};

/// From when a version claims effect, and when it was issued.
#[derive(Clone, Copy)]
struct Gap {
    from: NaiveDate,
    issued: NaiveDate,
}

impl Gap {
    fn has(self, day: NaiveDate) -> bool {
        (self.from..self.issued).contains(&day)
    }

    /// Whether a verdict is wholly of these days; `None` where it is of none.
    fn covers(self, of: &RecurringVerdict) -> Option<bool> {
        let (first, last) = days_of(of);
        (first < self.issued && last >= self.from).then(|| self.has(first) && self.has(last))
    }
}

/// The first and the last day that a verdict is of.
fn days_of(of: &RecurringVerdict) -> (NaiveDate, NaiveDate) {
    match of.appointed.and(of.due) {
        Some(due) => (due, due),
        None => (of.from, of.to),
    }
}

impl OfficeInView<'_> {
    /// The verdicts of days on which a version claims effect from before its issue, with what the version before it makes of them:
    /// as of the duties of cases, contested where that decides.
    pub(super) fn before_issue(
        &self,
        id: &str,
        year: i32,
        verdicts: &mut Vec<RecurringVerdict>,
    ) -> Result<(), CoverageError> {
        for set in self.registry.rule_sets().iter().filter(|set| set.id() == id) {
            let Some((from, issued)) = set.issued_after_effect() else { continue };
            let gap = Gap { from, issued };
            let is_touched = |one: &RecurringVerdict| one.version == set.version() && gap.covers(one).is_some();
            if !verdicts.iter().any(is_touched) && !(from.year()..=issued.year()).contains(&year) {
                continue;
            }
            let registry = self.registry.before_version(set);
            if registry.find(id, from).is_err() {
                continue; // there is no version before it
            }
            let others = self.under(&registry).recurring(id, year)?;
            beside((set, &registry), gap, others, |duty| self.open_reading(id, duty), verdicts);
        }
        Ok(())
    }

    /// The same office under other rule sets.
    fn under<'s>(&'s self, registry: &'s Registry) -> OfficeInView<'s> {
        let Self { calendar, subject, view, today, adopted, .. } = *self;
        let (entries, held) = (self.entries.clone(), self.held.clone());
        let (untold, of_no_period) = (Untold::default(), Vec::new());
        OfficeInView { registry, calendar, subject, view, today, adopted, entries, held, untold, of_no_period }
    }
}

/// Puts beside the verdicts of a version what the rule sets before it make of them, or in their place where that was adopted.
fn beside(
    (set, registry): (&RuleSet, &Registry),
    gap: Gap,
    mut others: Vec<RecurringVerdict>,
    chosen: impl Fn(&str) -> Option<OpenReading>,
    verdicts: &mut Vec<RecurringVerdict>,
) {
    let finding = Finding::EffectBeforeIssue { version: set.name(), from: gap.from, issued: gap.issued };
    for own in verdicts.iter_mut().filter(|own| own.version == set.version()) {
        let Some(whole) = gap.covers(own) else { continue };
        let at = others.iter().position(|other| is_same(own, other));
        let mut other = at.map(|at| others.remove(at));
        if !whole && is_unchanged(registry, set, &own.duty, gap.from) {
            continue;
        }
        // In a part of it the other version would still hold.
        if let Some(other) = &mut other
            && gap.covers(other) != Some(true)
        {
            let Judged { judgement, reason, .. } = Judged::changing();
            (other.judgement, other.by_default, other.reason) = (judgement, None, reason);
        }
        let other = other.unwrap_or_else(|| not_owed(own));
        *own = both((&*own, other), chosen(&own.duty), &finding);
    }
    let only_before = others.into_iter().filter(|other| gap.covers(other) == Some(true));
    let only_before = only_before.filter(|other| !matches!(other.judgement, Judgement::NotApplicable));
    verdicts.extend(only_before.map(|other| {
        let chosen = chosen(&other.duty);
        both((&not_owed(&other), other), chosen, &finding)
    }));
}

/// The same time by a version that does not have the duty.
fn not_owed(of: &RecurringVerdict) -> RecurringVerdict {
    let (judgement, reason, readings) = (Judgement::NotApplicable, Some(only_read()), Vec::new());
    RecurringVerdict { judgement, reason, readings, days: None, by_default: None, ..of.clone() }
}

/// Whether two verdicts are on one time that a duty is owed.
fn is_same(own: &RecurringVerdict, other: &RecurringVerdict) -> bool {
    own.duty == other.duty
        && match (&own.period, &other.period) {
            (Some(own), Some(other)) => own == other,
            _ => (own.from, own.to) == (other.from, other.to),
        }
}

/// Whether the version before has the duty with the same rule.
fn is_unchanged(registry: &Registry, set: &RuleSet, duty: &str, from: NaiveDate) -> bool {
    let Ok(before) = registry.find(set.id(), from) else { return false };
    let both = set.recurring_duty(duty).zip(before.recurring_duty(duty));
    both.is_some_and(|(own, other)| own.judges_as(other) && due_of(set, own) == due_of(before, other))
}

/// A verdict by what the version claims of its effect with what holds if it has effect only from its issue, or the other way where
/// that was adopted; contested where it decides and nothing was.
fn both(
    (stated, from_issue): (&RecurringVerdict, RecurringVerdict),
    chosen: Option<OpenReading>,
    finding: &Finding,
) -> RecurringVerdict {
    let said = |of: &RecurringVerdict| of.by_default.unwrap_or(of.judgement);
    let told = |of: &RecurringVerdict| (said(of), of.due, of.required, of.found);
    if told(stated) == told(&from_issue) {
        return stated.clone();
    }
    let (mut own, other, reading) = match chosen {
        Some(OpenReading::EffectFromIssue) => (from_issue, stated.clone(), OpenReading::EffectAsStated),
        _ => (stated.clone(), from_issue, OpenReading::EffectFromIssue),
    };
    let is_chosen = matches!(chosen, Some(OpenReading::EffectFromIssue | OpenReading::EffectAsStated));
    let (one, there) = (said(&own), said(&other));
    let counts = (other.required, other.found) != (own.required, own.found);
    own.readings.push(ReadingVerdict {
        reading: reading.word().to_owned(),
        name: reading.text(),
        judgement: there,
        due: other.due.filter(|_| there != Judgement::NotApplicable),
        required: other.required.filter(|_| counts),
        found: Some(other.found).filter(|_| counts),
    });
    own.notes.push(Text::build(|lang| finding.text(lang)));
    if !is_chosen && splits(one, there) {
        (own.by_default, own.judgement) = (Some(one), Judgement::Contested);
    }
    own
}
