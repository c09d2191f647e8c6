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
    right: Vec<NamedPeriod>,
    /// Where it is told: on the last day of that period, or on its own where that is not judged or is of another year; and at which
    /// duty, by its rule set and id.
    places: Vec<(NaiveDate, [String; 2])>,
}

/// Whether an entry is about a period of a duty.
enum About {
    /// It counts, or no duty asks.
    Right,
    /// No duty of the day asks about its event.
    NotAsked,
    /// It is about none: those that there are, and the duty that is asked first.
    Wrong(Vec<NamedPeriod>, [String; 2]),
}

impl<'f> OfNoPeriod<'f> {
    /// Those among entries, by the duties that bind an office.
    pub(in crate::audit) fn among(registry: &Registry, subject: &Subject, entries: &[Seen<'f>]) -> Vec<Self> {
        let mut known: BTreeMap<(&str, &str, NaiveDate), Option<OfPeriods>> = BTreeMap::new();
        let found = entries.iter().filter_map(|fact| {
            let (written, about) = (fact.about()?, super::acts::about(*fact)?);
            let told = known.entry((fact.event(), written, fact.on()));
            let of = (fact.event(), about);
            let (right, places) = told.or_insert_with(|| of_periods(registry, subject, of, fact.on())).clone()?;
            Some(Self { fact: *fact, about, right, places })
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

/// The periods that would be right, and where it is told that an entry is about none of them.
type OfPeriods = (Vec<NamedPeriod>, Vec<(NaiveDate, [String; 2])>);

/// Those of an entry that is about none, by the duties of the last day of its period; where none of that day asks, or that is not judged,
/// by those of its own day.
fn of_periods(registry: &Registry, subject: &Subject, of: (&str, NamedPeriod), on: NaiveDate) -> Option<OfPeriods> {
    let last = Span::named(of.1, PeriodStart::CALENDAR).map(|span| span.to).filter(|to| *to >= FIRST);
    let of_day = |day: NaiveDate| about_on(registry, subject, of, day);
    match last.map(|last| (last, of_day(last))) {
        Some((_, About::Right)) => None,
        Some((last, About::Wrong(right, duty))) => {
            let mut places = vec![(last, duty)];
            // Who looks at the year of the entry alone is told there, too.
            if on.year() != last.year()
                && let About::Wrong(_, duty) = of_day(on)
            {
                places.push((on, duty));
            }
            Some((right, places))
        }
        None | Some((_, About::NotAsked)) => match of_day(on) {
            About::Wrong(right, duty) => Some((right, vec![(on, duty)])),
            About::Right | About::NotAsked => None,
        },
    }
}

/// Whether an entry that is about a period is about one of those around a day.
fn about_on(registry: &Registry, subject: &Subject, (event, about): (&str, NamedPeriod), day: NaiveDate) -> About {
    let then = Subject { on: day, ..subject.clone() };
    let bound = registry.rule_sets().iter().filter_map(|set| registry.binding_version_of(set, &then));
    let bound: Vec<&RuleSet> = bound.map(|set| set.on_day(day)).collect();
    // What is done for each reception may be about a period of them; a reception is itself on its day.
    if event != RECEPTION_HELD && bound.iter().flat_map(|set| set.obligations()).any(|duty| duty.met_by.has(event)) {
        return About::Right;
    }
    let duties = bound.iter().flat_map(|set| set.recurring().iter().map(move |duty| (set.id(), duty)));
    let asked = duties.filter(|(_, duty)| duty.asks_about(event) && duty.binds(subject.level, subject.head));
    let span = Span::named(about, PeriodStart::CALENDAR);
    let is_about =
        |other: &Span| other.has(day) || span.is_some_and(|span| span.from <= other.to && other.from <= span.to);
    let mut right = Vec::new();
    let mut first: Option<[String; 2]> = None;
    for (set, duty) in asked {
        if counts_by_more_than_names(duty, event) || about == NamedPeriod::AdHoc && is_ad_hoc(duty) {
            return About::Right;
        }
        first = first.or_else(|| Some([set.to_owned(), duty.id.clone()]));
        for span in spans_around(duty, day) {
            let Some(name) = span.name else { return About::Right };
            if name == about && about.year().is_none_or(|year| year >= FIRST.year()) {
                return About::Right;
            }
            if is_about(&span) && span.to >= FIRST && !right.contains(&name) {
                right.push(name);
            }
        }
    }
    first.map_or(About::NotAsked, |duty| About::Wrong(right, duty))
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
    pub(super) fn with_uncounted(&self, set: &RuleSet, duty: &Recurring, mut owed: Owed) -> Owed {
        let falls_in = |day: NaiveDate| {
            let of_day = spans_around(duty, day).into_iter().filter(|span| span.has(day));
            owed.span.has(day) && of_day.min_by_key(|span| span.to).is_none_or(|first| first == owed.span)
        };
        let is_of_duty = |of: &[String; 2]| of[0] == set.id() && of[1] == duty.id;
        let is_here = |one: &&OfNoPeriod<'_>| one.places.iter().any(|(day, of)| is_of_duty(of) && falls_in(*day));
        let notes: Vec<Text> = match owed.number {
            0 => self.of_no_period.iter().filter(is_here).map(OfNoPeriod::note).collect(),
            _ => Vec::new(),
        };
        for note in notes {
            // The same was entered twice.
            if !owed.notes.contains(&note) {
                owed.notes.push(note);
            }
        }
        owed
    }
}
