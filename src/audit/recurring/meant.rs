//! Which period an entry counts for that does not say: the one of its day, unless one before it was not done yet and may still be
//! meant.

use chrono::{Days, NaiveDate};

use super::OfficeInView;
use super::acts::{Done, about, is_before_its_period};
use super::periods::{is_report, times};
use crate::calendar::CoverageError;
use crate::ruleset::vocabulary::CLOSED;
use crate::ruleset::{Counts, MetBy, NamedPeriod, Recurring, RuleSet};
use crate::text::{Lang, Text};
use crate::timeline::recurring::days::{ExactDay, due_of, latest_day};
use crate::timeline::recurring::periods::{Span, spans};

/// How long after its end a period may still be what an entry is about that does not say: an inference.
pub(super) const OPEN_AFTER: Days = Days::new(31);

/// How many periods before its own an act may be for.
const LOOKED_BACK: usize = 4;

/// A period, and what was done in it.
pub(super) struct Kept {
    pub(super) span: Span,
    /// By when it is due.
    pub(super) day: Option<ExactDay>,
    of_year: bool,
    /// What was surely done for it.
    pub(super) done: Done,
    /// The same with what may have been done for another period.
    pub(super) at_most: Done,
    /// What may have been done for another period, the first first.
    pub(super) open: Vec<NaiveDate>,
    /// What was done after it and within its limit.
    pub(super) in_limit: Vec<NaiveDate>,
}

/// What is done of a duty, by one of its acts or by any of them.
struct Acts {
    /// Which event, when, and about which period.
    all: Vec<(usize, NaiveDate, Option<NamedPeriod>)>,
    /// Dialogues whose kind was not recorded.
    unsure: Vec<NaiveDate>,
}

/// What of some acts was done for a period.
#[derive(Clone, Default)]
struct For {
    sure: Vec<(usize, NaiveDate)>,
    open: Vec<(usize, NaiveDate)>,
    in_limit: Vec<NaiveDate>,
}

impl OfficeInView<'_> {
    /// Each period of a year with what was done in it.
    pub(super) fn kept(&self, set: &RuleSet, duty: &Recurring, year: i32) -> Result<Vec<Kept>, CoverageError> {
        let mut all = Vec::new();
        for near in [year.checked_sub(1), Some(year), year.checked_add(1)].into_iter().flatten() {
            for span in spans(duty, near) {
                let day = match latest_day(due_of(set, duty), span, self.calendar) {
                    Err(error) if near == year => return Err(error),
                    day => day.unwrap_or_default(), // of a year beside it, that no calendar covers
                };
                let (of_year, done, at_most, open, in_limit) =
                    (near == year, Done::default(), Done::default(), vec![], vec![]);
                all.push(Kept { span, day, of_year, done, at_most, open, in_limit });
            }
        }
        let streams: Vec<(Acts, Vec<For>)> = self
            .streams(duty)
            .into_iter()
            .map(|acts| {
                let given = self.given(set, duty, &all, &acts);
                (acts, given)
            })
            .collect();
        for (at, kept) in all.iter_mut().enumerate() {
            kept.fill(duty, at, &streams);
        }
        all.retain(|kept| kept.of_year);
        Ok(all)
    }

    /// The acts of a duty: each by itself, or all together where any will do.
    fn streams(&self, duty: &Recurring) -> Vec<Acts> {
        let acts = |(number, event): (usize, &String)| {
            if event == CLOSED {
                let held = self.dialogues_held(&duty.kinds, &|_, _| true);
                return Acts {
                    all: held.days.into_iter().map(|day| (number, day, None)).collect(),
                    unsure: held.unsure,
                };
            }
            let of_event = self.entries.iter().filter(|fact| fact.event() == event);
            Acts { all: of_event.map(|fact| (number, fact.on(), about(*fact))).collect(), unsure: Vec::new() }
        };
        let each = duty.met_by.events().iter().enumerate().map(acts);
        let mut streams: Vec<Acts> = if matches!(duty.met_by, MetBy::Any(_)) {
            let merged = each.reduce(|mut one, other| {
                one.all.extend(other.all);
                one.unsure.extend(other.unsure);
                one
            });
            merged.into_iter().collect()
        } else {
            each.collect()
        };
        for acts in &mut streams {
            acts.all.sort_by_key(|(_, day, _)| *day);
        }
        streams
    }

    /// Gives each act to its period: first what says which it is about.
    fn given(&self, set: &RuleSet, duty: &Recurring, periods: &[Kept], acts: &Acts) -> Vec<For> {
        let mut given = vec![For::default(); periods.len()];
        let (mut unsaid, is_named) = (Vec::new(), periods.first().is_some_and(|kept| kept.span.name.is_some()));
        for (event, day, about) in &acts.all {
            let Some(about) = about.filter(|_| is_named) else {
                unsaid.push((*event, *day));
                continue;
            };
            for (kept, of) in periods.iter().zip(&mut given) {
                if kept.span.name == Some(about) && !is_before_its_period(duty, kept.span, *day) {
                    of.sure.push((*event, *day));
                }
            }
        }
        if duty.counts == Some(Counts::Days) {
            unsaid.dedup();
        }
        let times = times(duty.at_least(self.subject.level));
        for (event, day) in unsaid {
            let ended = periods.partition_point(|kept| kept.span.to < day);
            let own = Some(ended).filter(|at| periods.get(*at).is_some_and(|kept| kept.span.has(day)));
            let is_open = |at: &usize| {
                let of = (periods.get(*at), given.get(*at));
                of.0.is_some_and(|kept| self.is_laid_on(set, duty, kept.span.to))
                    && of.1.is_some_and(|of| of.sure.len() < times)
            };
            let before = || ended.saturating_sub(LOOKED_BACK)..ended;
            let in_limit = |at: &usize| periods.get(*at).is_some_and(|kept| kept.ends() >= day);
            let in_time = before().filter(in_limit).find(is_open);
            let own = own.and_then(|own| Some((own, periods.get(own)?)));
            let nearer = |at: &usize| {
                own.zip(periods.get(*at)).is_some_and(|((_, own), other)| is_report(duty) && other.is_nearer(day, own))
            };
            let others: Vec<usize> = before().filter(nearer).filter(is_open).collect();
            if let Some(of) = in_time.and_then(|at| given.get_mut(at)) {
                of.sure.push((event, day));
                of.in_limit.push(day);
                continue;
            }
            let Some((own, _)) = own else { continue };
            match (others.is_empty(), given.get_mut(own)) {
                (true, Some(of)) => of.sure.push((event, day)),
                _ => {
                    for at in others.into_iter().chain([own]) {
                        given.get_mut(at).into_iter().for_each(|of| of.open.push((event, day)));
                    }
                }
            }
        }
        given
    }
}

impl Kept {
    /// The last day on which it is in time.
    fn ends(&self) -> NaiveDate {
        self.day.as_ref().map_or(self.span.to, last_of)
    }

    /// Whether a day after it is nearer to its end than to that of the period of the day.
    fn is_nearer(&self, day: NaiveDate, own: &Self) -> bool {
        let until = self.span.to.checked_add_days(OPEN_AFTER).unwrap_or(self.span.to);
        day <= until && day.signed_duration_since(self.ends()) < own.ends().signed_duration_since(day)
    }

    /// What was done for it, by all acts together.
    fn fill(&mut self, duty: &Recurring, at: usize, streams: &[(Acts, Vec<For>)]) {
        let (from, to) = (self.span.from, self.ends().max(self.span.to));
        let within = |days: &[NaiveDate]| days.iter().filter(|day| (from..=to).contains(*day)).copied().collect();
        let days = |mut all: Vec<(usize, NaiveDate)>| {
            all.sort_unstable();
            if duty.counts == Some(Counts::Days) {
                all.dedup();
            }
            let mut days: Vec<NaiveDate> = all.into_iter().map(|(_, day)| day).collect();
            days.sort_unstable();
            days
        };
        let of = || streams.iter().filter_map(|(acts, given)| Some((acts, given.get(at)?)));
        let sure = of().map(|(acts, of)| Done { days: days(of.sure.clone()), unsure: within(&acts.unsure) });
        self.done = Done::all_of(&sure.collect::<Vec<_>>());
        let all = of().map(|(acts, of)| Done {
            days: days([of.sure.as_slice(), of.open.as_slice()].concat()),
            unsure: within(&acts.unsure),
        });
        self.at_most = Done::all_of(&all.collect::<Vec<_>>());
        self.open = days(of().flat_map(|(_, of)| of.open.clone()).collect());
        self.in_limit = days(of().flat_map(|(_, of)| of.in_limit.iter().map(|day| (0, *day))).collect());
        self.in_limit.dedup();
    }

    /// What is told of what was done after it and within its limit.
    pub(super) fn told_in_limit(&self) -> impl Iterator<Item = Text> {
        self.in_limit.iter().map(|day| {
            Text::owned(
                format!("việc làm ngày {}, sau kỳ mà còn trong hạn: tính cho kỳ này", Lang::Vi.date(*day)),
                format!("done on {}, after the period and within its limit: counted for it", Lang::En.date(*day)),
            )
        })
    }
}

/// The last day that it may be due on. A call of its own: inlined, it is read before it is known whether there is a day, which
/// changes nothing, and which valgrind tells all the same.
#[inline(never)]
const fn last_of(day: &ExactDay) -> NaiveDate {
    day.due.latest()
}
