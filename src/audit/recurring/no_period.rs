//! Entries that say that they are about a period which no duty has: they count for none, and that is said.

use std::collections::BTreeMap;

use chrono::{Datelike as _, NaiveDate};

use super::{OfficeInView, Owed};
use crate::calendar::FIRST;
use crate::ruleset::vocabulary::RECEPTION_HELD;
use crate::ruleset::{Cutoff, NamedPeriod, Often, PeriodStart, Recurring, Registry, RuleSet, Subject};
use crate::text::{Lang, Text};
use crate::timeline::TimelineError;
use crate::timeline::error::periods_text;
use crate::timeline::facts::Seen;
use crate::timeline::recurring::periods::{Span, spans_around};

/// An entry that is about a period which no duty has.
pub(in crate::audit) struct OfNoPeriod<'f> {
    pub(in crate::audit) fact: Seen<'f>,
    about: NamedPeriod,
    /// The last day of that period, or its own day where that is not judged.
    day: NaiveDate,
    right: Vec<NamedPeriod>,
}

impl<'f> OfNoPeriod<'f> {
    /// Those among entries, by the duties that bind an office.
    pub(in crate::audit) fn among(registry: &Registry, subject: &Subject, entries: &[Seen<'f>]) -> Vec<Self> {
        let mut known: BTreeMap<(&str, &str, NaiveDate), Option<Vec<NamedPeriod>>> = BTreeMap::new();
        let found = entries.iter().filter_map(|fact| {
            let (written, about) = (fact.about()?, super::acts::about(*fact)?);
            let day = day_of(about, fact.on());
            let right = known.entry((fact.event(), written, day));
            let right =
                right.or_insert_with(|| right_periods(registry, subject, (fact.event(), about), day)).clone()?;
            Some(Self { fact: *fact, about, day, right })
        });
        found.collect()
    }

    /// That it counts for none, with the periods that would be right.
    pub(in crate::audit) fn error(&self) -> TimelineError {
        TimelineError::AboutNoPeriod {
            event: self.fact.event().to_owned(),
            called: None,
            about: self.about.to_string(),
            right: self.right.iter().map(ToString::to_string).collect(),
        }
    }

    fn note(&self) -> Text {
        let right = |lang: Lang| periods_text(&self.right.iter().map(ToString::to_string).collect::<Vec<_>>(), lang);
        let (vi, en) = (Lang::Vi.date(self.fact.on()), Lang::En.date(self.fact.on()));
        let about = self.about;
        Text::owned(
            format!(
                "mục ngày {vi} nêu kỳ `{about}` (`about`), không có kỳ nào như vậy nên không được tính{}",
                right(Lang::Vi)
            ),
            format!(
                "the entry of {en} is `about` `{about}`, and there is no such period: it does not count{}",
                right(Lang::En)
            ),
        )
    }
}

/// The last day of a period that is judged, else the day of the entry.
fn day_of(about: NamedPeriod, on: NaiveDate) -> NaiveDate {
    let span = Span::named(about, PeriodStart::CALENDAR).filter(|span| span.to >= FIRST);
    span.map_or(on, |span| span.to)
}

/// The periods that an entry could be about, where what it is about is none of them; `None` where it counts, or is not asked.
fn right_periods(
    registry: &Registry,
    subject: &Subject,
    (event, about): (&str, NamedPeriod),
    day: NaiveDate,
) -> Option<Vec<NamedPeriod>> {
    let then = Subject { on: day, ..subject.clone() };
    let bound = registry.rule_sets().iter().filter_map(|set| registry.binding_version_of(set, &then));
    let bound: Vec<&RuleSet> = bound.map(|set| set.on_day(day)).collect();
    // What is done for each reception may be about a period of them; a reception is itself on its day.
    if event != RECEPTION_HELD && bound.iter().flat_map(|set| set.obligations()).any(|duty| duty.met_by.has(event)) {
        return None;
    }
    let duties = bound.iter().flat_map(|set| set.recurring());
    let asked = duties.filter(|duty| duty.asks_about(event) && duty.binds(subject.level, subject.head));
    let span = Span::named(about, PeriodStart::CALENDAR);
    let is_about =
        |other: &Span| other.has(day) || span.is_some_and(|span| span.from <= other.to && other.from <= span.to);
    let mut right = Vec::new();
    let mut is_asked = false;
    for duty in asked {
        is_asked = true;
        if counts_by_more_than_names(duty, event) || about == NamedPeriod::AdHoc && is_ad_hoc(duty) {
            return None;
        }
        for span in spans_around(duty, day) {
            let name = span.name?;
            if name == about && about.year().is_none_or(|year| year >= FIRST.year()) {
                return None;
            }
            if is_about(&span) && span.to >= FIRST && !right.contains(&name) {
                right.push(name);
            }
        }
    }
    is_asked.then_some(right)
}

/// Whether an event counts for a duty by its day or by something else, whatever period it is about.
fn counts_by_more_than_names(duty: &Recurring, event: &str) -> bool {
    matches!(duty.often, Often::EachBefore { .. }) || !duty.met_by.has(event)
}

fn is_ad_hoc(duty: &Recurring) -> bool {
    matches!(&duty.often, Often::Cutoffs(cutoffs) if cutoffs.contains(&Cutoff::AdHoc))
}

impl OfficeInView<'_> {
    /// A time that a duty is owed, with a note of what was done about a period that there is not: of those of its day the first that
    /// ends.
    pub(super) fn with_uncounted(&self, duty: &Recurring, mut owed: Owed) -> Owed {
        let is_here = |one: &&OfNoPeriod<'_>| {
            let of_day = || spans_around(duty, one.day).into_iter().filter(|span| span.has(one.day));
            owed.number == 0
                && duty.met_by.has(one.fact.event())
                && owed.span.has(one.day)
                && of_day().min_by_key(|span| span.to).is_none_or(|first| first == owed.span)
        };
        let notes: Vec<Text> = self.of_no_period.iter().filter(is_here).map(OfNoPeriod::note).collect();
        owed.notes.extend(notes);
        owed
    }
}
