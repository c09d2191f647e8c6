//! How often and when something was done.

use chrono::NaiveDate;

use super::OfficeInView;
use crate::ruleset::vocabulary::CLOSED;
use crate::ruleset::{Counts, DialogueKind, DutyKind, MetBy, NamedPeriod, Recurring};
use crate::text::{Lang, Text};
use crate::timeline::facts::Seen;
use crate::timeline::recurring::periods::Span;

/// How often and when something was done.
#[derive(Clone, Default)]
pub(super) struct Done {
    /// The days, in order.
    pub(super) days: Vec<NaiveDate>,
    /// When it may have been done besides: dialogues whose kind was not recorded.
    pub(super) unsure: Vec<NaiveDate>,
}

impl Done {
    /// Whether it may have been done so often, if what is not recorded was as it had to be.
    pub(super) fn may_reach(&self, times: usize) -> bool {
        self.at_most() >= times
    }

    fn at_most(&self) -> usize {
        self.days.len().saturating_add(self.unsure.len())
    }

    /// All of some acts together: each time is over with the last of them, so often as the least of them was done.
    pub(super) fn all_of(acts: &[Self]) -> Self {
        if let [only] = acts {
            return only.clone();
        }
        let times = acts.iter().map(|act| act.days.len()).min().unwrap_or_default();
        let at_most = acts.iter().map(Self::at_most).min().unwrap_or_default();
        let last_of = |time: usize| acts.iter().filter_map(|act| act.days.get(time)).max().copied();
        let mut unsure: Vec<NaiveDate> = acts.iter().flat_map(|act| act.unsure.iter().copied()).collect();
        unsure.truncate(at_most.saturating_sub(times));
        Self { days: (0..times).filter_map(last_of).collect(), unsure }
    }
}

/// Whether an act is a report on a period that had not begun on its day: nobody reports what is still to come. What is not a
/// report, such as a plan or a notice, may be.
pub(super) fn is_before_its_period(duty: &Recurring, span: Span, day: NaiveDate) -> bool {
    let reports = duty.duty_kind == Some(DutyKind::Report) || duty.counts == Some(Counts::Reports);
    reports && day < span.from
}

/// What a duty asks for: each of its acts by its event, or any of some events.
pub(super) fn acts(duty: &Recurring) -> impl Iterator<Item = &[String]> {
    let events = duty.met_by.events();
    events.chunks(if matches!(duty.met_by, MetBy::Any(_)) { events.len().max(1) } else { 1 })
}

/// What of the entries counts: by their day, and by the period that they say they are about.
type Counting<'c> = &'c dyn Fn(NaiveDate, Option<NamedPeriod>) -> bool;

/// What a fact says it is about, if that is a period.
pub(super) fn about(fact: Seen<'_>) -> Option<NamedPeriod> {
    fact.about()?.parse().ok()
}

impl OfficeInView<'_> {
    /// The first entry that shows that a duty was done in a period, or before it, and not when.
    pub(super) fn implied_in(&self, duty: &Recurring, span: Span) -> Option<(&str, NaiveDate)> {
        let shows = |fact: &&Seen<'_>| duty.implied_by.iter().any(|event| event == fact.event());
        let is_of_span = |fact: &&Seen<'_>| match (about(**fact), span.name) {
            (Some(about), Some(name)) => about == name,
            _ => span.has(fact.on()),
        };
        let all = self.entries.iter().filter(shows).filter(is_of_span);
        all.min_by_key(|fact| fact.on()).map(|fact| (fact.event(), fact.on()))
    }

    /// How often a duty was done in a period; an entry that says which period it is about counts for that one.
    pub(super) fn done_in(&self, duty: &Recurring, span: Span) -> Done {
        self.done(duty, &|day, about| match (about, span.name) {
            (Some(about), Some(name)) => about == name && !is_before_its_period(duty, span, day),
            _ => span.has(day),
        })
    }

    /// That a report says that it is about a period which had not begun: it does not count. Of several the last.
    pub(super) fn too_early(&self, duty: &Recurring, span: Span) -> Option<Text> {
        let of_period =
            |fact: &&Seen<'_>| duty.met_by.has(fact.event()) && span.name.is_some() && about(**fact) == span.name;
        let all = self.entries.iter().filter(of_period).map(|fact| fact.on());
        let day = all.filter(|day| is_before_its_period(duty, span, *day)).max()?;
        Some(Text::owned(
            format!(
                "mục ngày {} nêu kỳ này trước khi kỳ bắt đầu ngày {}: không được tính",
                Lang::Vi.date(day),
                Lang::Vi.date(span.from)
            ),
            format!(
                "the entry of {} is about this period before it began on {}: it does not count",
                Lang::En.date(day),
                Lang::En.date(span.from)
            ),
        ))
    }

    /// How often a duty was done, and when the last of its acts was, each time; or any of them, where any will do.
    pub(super) fn done(&self, duty: &Recurring, counting: Counting<'_>) -> Done {
        Done::all_of(&self.each_done(duty, counting))
    }

    /// The same of each of its acts by itself, or of all of them together where any will do.
    fn each_done(&self, duty: &Recurring, counting: Counting<'_>) -> Vec<Done> {
        acts(duty).map(|events| self.any_done(duty, events, counting)).collect()
    }

    /// How often something of some events was done.
    pub(super) fn any_done(&self, duty: &Recurring, events: &[String], counting: Counting<'_>) -> Done {
        let mut any = Done::default();
        for act in events.iter().map(|event| self.act(duty, event, counting)) {
            any.days.extend(act.days);
            any.unsure.extend(act.unsure);
        }
        any.days.sort_unstable();
        any
    }

    /// The days on which each of its acts was done.
    pub(super) fn days_of_each(&self, duty: &Recurring, counting: Counting<'_>) -> Vec<Done> {
        let mut each = self.each_done(duty, counting);
        for done in &mut each {
            done.days.dedup();
        }
        each
    }

    fn act(&self, duty: &Recurring, event: &str, counting: Counting<'_>) -> Done {
        let mut done =
            if event == CLOSED { self.dialogues_held(&duty.kinds, counting) } else { self.recorded(event, counting) };
        done.days.sort_unstable();
        if duty.counts == Some(Counts::Days) {
            done.days.dedup();
        }
        done
    }

    pub(super) fn dialogues_held(&self, kinds: &[DialogueKind], counting: Counting<'_>) -> Done {
        let mut done = Done::default();
        for (kind, day) in self.held.iter().filter(|(_, day)| counting(*day, None)) {
            match kind {
                Some(kind) if !kinds.is_empty() && !kinds.contains(kind) => {}
                None if !kinds.is_empty() => done.unsure.push(*day),
                _ => done.days.push(*day),
            }
        }
        done
    }

    fn recorded(&self, event: &str, counting: Counting<'_>) -> Done {
        let seen = self.entries.iter().filter(|fact| fact.event() == event);
        let counts = seen.filter(|fact| counting(fact.on(), about(**fact)));
        Done { days: counts.map(|fact| fact.on()).collect(), unsure: Vec::new() }
    }
}
