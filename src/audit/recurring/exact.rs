//! Duties on exactly some days: neither before nor after.

use std::borrow::Cow;
use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::acts::{Done, is_before_its_period};
use super::cutoffs::about_what;
use super::meant::OPEN_AFTER;
use super::periods::{is_report, not_blamed, unknown};
use super::{Judged, OfficeInView, Owed, splits};
use crate::audit::Judgement;
use crate::calendar::CoverageError;
use crate::ruleset::{DayRoll, OnDay, Recurring, RecurringDue, RuleSet};
use crate::text::{Lang, Text};
use crate::time_limit::DueDate;
use crate::timeline::error::about_text;
use crate::timeline::facts::Seen;
use crate::timeline::recurring::days::{ExactDay, due_of, exact_days};
use crate::timeline::recurring::moves::Moves;
use crate::timeline::recurring::periods::{Span, spans};

/// Whether a month has the day that a text names.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Stands {
    There,
    /// It has not: its last one is assumed.
    Assumed,
    /// It has not, and its last one is named too.
    OnAnother,
}

/// A day on which a duty is to be done, and what was done about it.
#[derive(Clone)]
struct Day<'a> {
    span: Span,
    number: usize,
    of_year: bool,
    exact: ExactDay,
    /// What moves it.
    moved_by: Option<&'a str>,
    named: NaiveDate,
    stands: Stands,
    /// The day as rolled or moved.
    due: DueDate,
    or: Option<NaiveDate>,
    notes: Vec<Text>,
    on_it: bool,
    may_be_on_it: bool,
    /// Before it, and after it.
    early: Vec<NaiveDate>,
    late: Vec<NaiveDate>,
    /// What may have been done for it, or for the period before or after.
    open: Option<NaiveDate>,
}

impl OfficeInView<'_> {
    /// Each of the days of a year, after notices have moved them. Where the text does not say what holds of one that is a
    /// day off, and no reading does, it is judged both as rolled and as it stands.
    pub(super) fn on_days(&self, set: &RuleSet, duty: &Recurring, year: i32) -> Result<Vec<Owed>, CoverageError> {
        let due = due_of(set, duty);
        let mut rolled = self.all_days(set, duty, due, year)?;
        rolled.extend(self.without_day(set, duty, year));
        let RecurringDue::On { month, days, roll: None, moved_by } = due else { return Ok(rolled) };
        if duty.readings.iter().any(|reading| reading.due.is_some()) {
            return Ok(rolled);
        }
        let (days, moved_by) = (days.clone(), moved_by.clone());
        let as_it_stands = RecurringDue::On { month: *month, days, roll: Some(DayRoll::None), moved_by };
        let unrolled = self.all_days(set, duty, &as_it_stands, year)?;
        Ok(rolled.into_iter().map(|owed| either_way(owed, &unrolled)).collect())
    }

    fn all_days(
        &self,
        set: &RuleSet,
        duty: &Recurring,
        due: &RecurringDue,
        year: i32,
    ) -> Result<Vec<Owed>, CoverageError> {
        let others = self.read_in_other_versions(set, duty);
        let mut days = Vec::new();
        for near in around(year) {
            match self.days_of(duty, due, near, near == year) {
                Ok(all) => days.extend(all),
                Err(error) if near == year => return Err(error),
                Err(_) => {} // a year beside it that no calendar covers
            }
        }
        self.beside_other_versions(&others, year, &mut days);
        // What is done on a day that the text names twice over belongs to the one that the month has.
        let (others, mut days): (Vec<Day<'_>>, Vec<Day<'_>>) =
            days.into_iter().partition(|day| day.stands == Stands::OnAnother);
        self.move_days(&mut days)?;
        // Of the last week's Thursday, which may lie in the next month.
        let by_weekday = matches!(due, RecurringDue::On { days, .. } if days.iter().copied().all(is_weekday))
            && days.iter().any(|day| !day.span.has(day.named));
        days.sort_by_key(|day| day.due.date);
        let of_period = self.by_period(duty, &days);
        let unsaid = self.days_of_each(duty, &|_, about| about.is_none());
        let nearest = by_weekday && !is_report(duty);
        let acts = unsaid.into_iter().enumerate().map(|(act, done)| {
            let mut of_act = days.clone();
            for (span, named) in of_period.get(act).into_iter().flatten() {
                attribute_named(&mut of_act, *span, named);
            }
            if nearest {
                attribute_to_nearest(&mut of_act, &done);
            } else {
                attribute(&mut of_act, &done, &|day| is_report(duty) && self.is_laid_on(set, duty, day.due.date));
            }
            of_act
        });
        let mut days = acts.reduce(of_both).unwrap_or(days);
        note_shared(&mut days);
        let required = duty.at_least(self.subject.level).map(|_| 1);
        let of_year = days.into_iter().chain(others).filter(|day| day.of_year);
        Ok(of_year.map(|day| self.on_day(duty, required, day)).collect())
    }

    /// The other versions of a rule set, each with the duty as it is read there if it has it.
    fn read_in_other_versions(&self, set: &RuleSet, duty: &Recurring) -> Vec<(&RuleSet, Option<Cow<'_, Recurring>>)> {
        let others = self.other_versions(set);
        others.map(|other| (other, other.recurring_duty(&duty.id).map(|duty| self.as_read(other, duty)))).collect()
    }

    /// Leaves out the days on which another version binds, and puts its own there: an act is done for one of them all.
    fn beside_other_versions<'s>(
        &self,
        others: &'s [(&RuleSet, Option<Cow<'_, Recurring>>)],
        year: i32,
        days: &mut Vec<Day<'s>>,
    ) {
        days.retain(|day| !others.iter().any(|(other, _)| self.binds(other, day.exact.due.date)));
        for (other, duty) in others {
            let Some(duty) = duty.as_deref() else { continue };
            for near in around(year) {
                let of_other = self.days_of(duty, due_of(other, duty), near, false).unwrap_or_default();
                days.extend(of_other.into_iter().filter(|day| self.binds(other, day.exact.due.date)));
            }
        }
    }

    /// The periods in which another version comes, of which the day of the one that ends lies after that, and the day of the other
    /// before: whether it was owed in them is not known.
    fn without_day(&self, set: &RuleSet, duty: &Recurring, year: i32) -> Vec<Owed> {
        let days_in = |set: &RuleSet, span: Span| {
            let duty = set.recurring_duty(&duty.id).map(|duty| self.as_read(set, duty));
            duty.and_then(|duty| exact_days(due_of(set, &duty), span, self.calendar).ok()).unwrap_or_default()
        };
        let is_without = |span: &Span| {
            let (first, last) = (self.version_on(set.id(), span.from), self.version_on(set.id(), span.to));
            let (Some(first), Some(last)) = (first, last) else { return false };
            let changes = first.version() == set.version() && last.version() != set.version();
            let is_laid = |version: &RuleSet| !days_in(version, *span).is_empty();
            let binds = |version: &RuleSet| days_in(version, *span).iter().any(|day| self.binds(version, day.due.date));
            changes && is_laid(first) && is_laid(last) && !binds(set) && !self.other_versions(set).any(binds)
        };
        let required = duty.at_least(self.subject.level).map(|_| 1);
        let spans = spans(duty, year).into_iter().filter(is_without);
        spans
            .map(|span| Owed::within(span, required, self.done_in(duty, span).days.len(), Judged::changing()))
            .collect()
    }

    fn days_of<'s>(
        &self,
        duty: &Recurring,
        due: &'s RecurringDue,
        year: i32,
        of_year: bool,
    ) -> Result<Vec<Day<'s>>, CoverageError> {
        let RecurringDue::On { roll, moved_by, .. } = due else { return Ok(Vec::new()) };
        let says_roll = roll.is_some();
        let mut days = Vec::new();
        for span in spans(duty, year) {
            let exact_days = exact_days(due, span, self.calendar)?;
            for (number, exact) in (0..).zip(exact_days.iter().copied()) {
                let ExactDay { due, or, named, lacking } = exact;
                let notes = exact.assumption().into_iter().chain(rolled(exact, says_roll)).collect();
                let same = |other: &ExactDay| other.named == named && other.lacking != lacking;
                let (early, late) = (Vec::new(), Vec::new());
                days.push(Day {
                    span,
                    number,
                    of_year,
                    exact,
                    moved_by: moved_by.as_deref(),
                    named,
                    stands: match lacking {
                        None => Stands::There,
                        Some(_) if exact_days.iter().any(same) => Stands::OnAnother,
                        Some(_) => Stands::Assumed,
                    },
                    due,
                    or,
                    notes,
                    on_it: false,
                    may_be_on_it: false,
                    early,
                    late,
                    open: None,
                });
            }
        }
        Ok(days)
    }

    /// Of each act what says of which period it is, by that.
    fn by_period(&self, duty: &Recurring, days: &[Day<'_>]) -> Vec<Vec<(Span, Vec<NaiveDate>)>> {
        let mut spans: Vec<Span> = days.iter().map(|day| day.span).collect();
        spans.dedup();
        let mut all: Vec<Vec<(Span, Vec<NaiveDate>)>> = Vec::new();
        for span in spans.into_iter().filter(|span| span.name.is_some()) {
            let counts = |day: NaiveDate, about| about == span.name && !is_before_its_period(duty, span, day);
            for (act, done) in self.days_of_each(duty, &counts).into_iter().enumerate() {
                match all.get_mut(act) {
                    Some(of_act) => of_act.push((span, done.days)),
                    None => all.push(vec![(span, done.days)]),
                }
            }
        }
        all
    }

    /// Each notice moves the day that it gives up; one that had passed stays, and that is told.
    fn move_days(&self, days: &mut [Day<'_>]) -> Result<(), CoverageError> {
        let events: BTreeSet<&str> = days.iter().filter_map(|day| day.moved_by).collect();
        let mut notices: Vec<Seen<'_>> =
            self.entries.iter().filter(|fact| events.contains(fact.event())).copied().collect();
        if notices.is_empty() {
            return Ok(());
        }
        notices.sort_by_key(|fact| fact.on());
        let mut moves = Moves::default();
        for day in days.iter() {
            moves.add(day.span, day.exact, day.moved_by, self.calendar);
        }
        for notice in notices {
            let Some(to) = notice.until() else { continue };
            let Some(given_up) = moves.take(notice) else {
                tell_of_no_day(days, notice);
                continue;
            };
            let Some(day) = days.get_mut(given_up.at) else { continue };
            if given_up.had_passed {
                day.notes.push(told_late(given_up.day, to, notice.on()));
                continue;
            }
            day.notes = vec![moved(given_up.day, to, notice.on())];
            (day.due, day.or) = (self.calendar.stated(to)?, None);
            day.stands = Stands::There;
        }
        Ok(())
    }

    fn on_day(&self, duty: &Recurring, required: Option<u32>, day: Day<'_>) -> Owed {
        let judged = match unknown(duty, required) {
            Some(judged) => judged,
            _ if day.stands == Stands::OnAnother => {
                let (vi, en) = (
                    "tháng này không có ngày đó; chưa rõ còn phải làm thêm một lần không",
                    "the month has no such day; whether it is owed once more is not known",
                );
                Judged::because(Judgement::Undetermined, Text::new(vi, en))
            }
            _ if day.stands == Stands::Assumed => not_blamed(self.judged_on(&day)),
            _ => self.judged_on(&day),
        };
        let found = usize::from(day.on_it).max(day.early.len().saturating_add(day.late.len()));
        let mut notes = day.notes;
        if judged.judgement == Judgement::Open {
            notes.extend(day.early.last().map(|early| done_early(*early)));
        }
        Owed {
            number: day.number,
            binding: (day.exact.due.date, day.exact.due.date),
            appointed: Some(day.named),
            due: Some(day.due),
            notes,
            ..Owed::within(day.span, required, found, judged)
        }
    }

    fn judged_on(&self, day: &Day<'_>) -> Judged {
        let (earliest, latest) = (day.due.earliest(), day.due.latest());
        let days = |from: NaiveDate, to: NaiveDate| to.signed_duration_since(from).num_days();
        let has_passed = self.today.is_after(latest);
        if day.on_it {
            return if earliest == latest { Judgement::OnTime.into() } else { Judged::not_decreed(day.due) };
        }
        if day.may_be_on_it {
            return Judged::kind_not_recorded();
        }
        if let Some(act) = day.open {
            return Judged::because(Judgement::Unknown, about_what(act));
        }
        match (day.early.last(), day.late.first()) {
            (Some(_), _) if !has_passed => Judgement::Open.into(),
            (Some(early), _) => Judged::by(Judgement::Early, day.due, days(*early, day.or.unwrap_or(day.due.date))),
            (None, Some(late)) => Judged::by(Judgement::Late, day.due, days(day.due.date, *late)),
            (None, None) if has_passed => Judgement::Overdue.into(),
            (None, None) if self.today.is_after(earliest) => Judged::not_decreed(day.due),
            (None, None) => Judgement::Open.into(),
        }
    }
}

/// A day of which it is not said what holds where it is off: contested where that decides.
pub(super) fn either_way(owed: Owed, unrolled: &[Owed]) -> Owed {
    let Some(other) = unrolled.iter().find(|other| other.is_same(&owed)) else { return owed };
    let (Some(rolled), Some(stays)) = (owed.due, other.due) else { return owed };
    let (one, two) = (owed.judged.judgement, other.judged.judgement);
    if rolled.date == stays.date || !splits(one, two) {
        return owed;
    }
    let reason = Text::build(|lang| {
        let (day, next) = (lang.date(stays.date), lang.date(rolled.date));
        let (one, two) = (one.text(), two.text());
        match lang {
            Lang::Vi => format!(
                "văn bản không nêu ngày {day} là ngày nghỉ thì chuyển sang ngày nào: chuyển sang ngày {next} thì {}, giữ nguyên thì {}",
                one.vi, two.vi
            ),
            Lang::En => format!(
                "the text does not say where {day}, a day off, goes: {} if to {next}, {} if it stays",
                one.en, two.en
            ),
        }
    });
    Owed { judged: Judged::because(Judgement::Contested, reason), ..owed }
}

impl Day<'_> {
    /// Takes what was done for it on another day.
    fn take(&mut self, act: NaiveDate) {
        let all = if self.due.latest() < act { &mut self.late } else { &mut self.early };
        all.push(act);
        all.sort_unstable();
    }

    /// Whether nothing is known to have been done for it on another day.
    const fn is_undone(&self) -> bool {
        self.early.is_empty() && self.late.is_empty()
    }

    /// How far what was done is from having been done on the day: the further the more.
    fn kept(&self) -> (u8, i64) {
        let away = |act: NaiveDate| act.signed_duration_since(self.due.date).num_days().abs();
        match (self.early.last(), self.late.first()) {
            _ if self.on_it => (0, 0),
            _ if self.may_be_on_it => (3, 0),
            _ if self.open.is_some() => (4, 0),
            (Some(early), _) => (1, away(*early)),
            (None, Some(late)) => (2, away(*late)),
            (None, None) => (5, 0),
        }
    }

    fn is_on(&self, act: NaiveDate) -> bool {
        (self.due.earliest()..=self.due.latest()).contains(&act) || self.or == Some(act)
    }

    /// Whether an act of another day belongs to it: within its period; after that until the next day, where its own lies beyond
    /// the period; and before it since the last one, where its own lies before.
    fn has(&self, act: NaiveDate, last: Option<NaiveDate>, next: Option<NaiveDate>) -> bool {
        let (beyond, ahead) = (self.due.latest() > self.span.to, self.due.earliest() < self.span.from);
        let is_after = act > self.span.to && beyond && next.is_none_or(|next| act < next);
        let is_before = act < self.span.from && ahead && last.is_none_or(|last| act > last);
        self.span.has(act) || is_after || is_before
    }

    /// Whether an act after this day and before another one is nearer to that one, where the two do not share the period of the act.
    fn yields_to(&self, other: &Self, act: NaiveDate) -> bool {
        let days = |from: NaiveDate, to: NaiveDate| to.signed_duration_since(from);
        let is_shared = self.span.has(act) && (other.span.has(act) || other.due.earliest() >= other.span.from);
        !is_shared && days(act, other.due.date) < days(self.due.date, act)
    }
}

const fn is_weekday(day: OnDay) -> bool {
    matches!(day, OnDay::Weekday { .. })
}

/// Marks the days on which it was done, or may have been; what was done on none of them.
fn done_on_them<'d>(days: &mut [Day<'_>], done: &'d Done) -> Vec<&'d NaiveDate> {
    for day in days.iter_mut() {
        day.on_it |= done.days.iter().any(|act| day.is_on(*act));
        day.may_be_on_it = done.unsure.iter().any(|act| day.is_on(*act));
    }
    done.days.iter().filter(|act| !days.iter().any(|day| day.is_on(**act))).collect()
}

/// Gives what says of which period it is to the days of that: on it, else late for the last before it that was not kept, else
/// early for the next.
fn attribute_named(days: &mut [Day<'_>], span: Span, acts: &[NaiveDate]) {
    for act in acts.iter().copied() {
        let of_span = |day: &&mut Day<'_>| day.span == span;
        if let Some(day) = days.iter_mut().filter(of_span).find(|day| day.is_on(act)) {
            day.on_it = true;
            continue;
        }
        let is_free = |day: &&mut Day<'_>| !day.on_it && day.is_undone();
        if let Some(day) = days.iter_mut().filter(of_span).filter(|day| day.due.latest() < act).filter(is_free).last() {
            day.late.push(act);
            continue;
        }
        let after = days.iter_mut().filter(of_span).find(|day| !day.on_it && act < day.due.earliest());
        if let Some(day) = after {
            day.early.push(act);
        }
    }
}

/// Gives each act to the nearer of the two days named by their weekdays between which it lies, of two that are as near to the
/// earlier; where that was kept, or something nearer was done for it, to the other if nothing was done for that.
fn attribute_to_nearest(days: &mut [Day<'_>], done: &Done) {
    let away = |days: &[Day<'_>], at: Option<usize>, act: NaiveDate| {
        let day = at.and_then(|at| days.get(at));
        day.map_or(i64::MAX, |day| day.due.date.signed_duration_since(act).num_days().abs())
    };
    let mut acts = Vec::new();
    for act in done_on_them(days, done) {
        let next = days.partition_point(|day| day.due.date <= *act);
        let mut between = [next.checked_sub(1), Some(next)];
        between.sort_by_key(|at| (away(days, *at, *act), at.and_then(|at| days.get(at)).is_some_and(|day| day.on_it)));
        acts.push((*act, between));
    }
    for which in [0, 1] {
        acts.sort_by_key(|(act, between)| away(days, between.get(which).copied().flatten(), *act));
        acts.retain(|(act, between)| {
            let day = between.get(which).copied().flatten().and_then(|at| days.get_mut(at));
            let free = day.filter(|day| !day.on_it && day.is_undone());
            free.map(|day| day.take(*act)).is_none()
        });
    }
    // What is beside what was done for both is told with the nearer one.
    for (act, between) in acts {
        let nearer = between.first().copied().flatten().and_then(|at| days.get_mut(at));
        nearer.filter(|day| !day.on_it).into_iter().for_each(|day| day.take(act));
    }
}

/// What was done of each day by two acts together: what of them is furthest from having been done on it.
fn of_both<'a>(some: Vec<Day<'a>>, others: Vec<Day<'a>>) -> Vec<Day<'a>> {
    let worse = |(one, other): (Day<'a>, Day<'a>)| if one.kept() >= other.kept() { one } else { other };
    some.into_iter().zip(others).map(worse).collect()
}

/// Gives each act to the day on which it was done; what was done on no such day is late for the last day before it for
/// which nothing was done, or else early for the next. What was done after the period of a day, whose own lies beyond that, belongs
/// to the nearer one.
///
/// A report that is nearer to the day before it, in the period before, may be for that or for the next.
fn attribute(days: &mut [Day<'_>], done: &Done, may_be_late: &dyn Fn(&Day<'_>) -> bool) {
    let elsewhere = done_on_them(days, done);
    let dates: Vec<NaiveDate> = days.iter().map(|day| day.due.date).collect();
    for act in elsewhere {
        let date = |at: Option<usize>| at.and_then(|at| dates.get(at)).copied();
        let has = |(at, day): &(usize, &Day<'_>)| {
            !day.on_it && day.has(*act, date(at.checked_sub(1)), date(at.checked_add(1)))
        };
        let nothing_done = Day::is_undone;
        let next = days.iter().find(|day| *act < day.due.earliest());
        let yields = |day: &Day<'_>| next.is_some_and(|next| day.yields_to(next, *act));
        let missed = || days.iter().enumerate().filter(&has);
        let late = missed().rfind(|(_, day)| day.due.latest() < *act && nothing_done(day));
        let late = late.filter(|(_, day)| !yields(day)).map(|(at, _)| at);
        let early = missed().find(|(_, day)| *act < day.due.earliest()).map(|(at, _)| at);
        let either = either_of(days, *act, may_be_late);
        if let Some(day) = late.and_then(|at| days.get_mut(at)) {
            day.late.push(*act);
        } else if let Some(either) = either {
            for at in either {
                days.get_mut(at).into_iter().for_each(|day| day.open = Some(*act));
            }
        } else if let Some(day) = early.and_then(|at| days.get_mut(at)) {
            day.early.push(*act);
        }
    }
}

/// The places of the day before an act, in a period that had ended, and of the next, if it is nearer to the first and that was not
/// kept.
fn either_of(days: &[Day<'_>], act: NaiveDate, may_be_late: &dyn Fn(&Day<'_>) -> bool) -> Option<[usize; 2]> {
    let next = days.partition_point(|day| day.due.earliest() <= act);
    let before = next.checked_sub(1)?;
    let (last, own) = (days.get(before)?, days.get(next)?);
    let until = last.span.to.checked_add_days(OPEN_AFTER)?;
    let is_free = !last.on_it && last.is_undone();
    let is_nearer = act.signed_duration_since(last.due.latest()) < own.due.earliest().signed_duration_since(act);
    let is_either = is_free && own.span.has(act) && last.span.to < act && act <= until && is_nearer;
    (is_either && may_be_late(last)).then_some([before, next])
}

/// Says of days that were rolled onto one another that what was done on it counts for each.
fn note_shared(days: &mut [Day<'_>]) {
    let held: Vec<(NaiveDate, NaiveDate)> =
        days.iter().filter(|day| day.on_it).map(|day| (day.due.date, day.named)).collect();
    for day in days.iter_mut().filter(|day| day.on_it) {
        if held.iter().any(|(due, named)| *due == day.due.date && *named != day.named) {
            day.notes.push(Text::new(
                "hai ngày dồn vào cùng một ngày làm việc; một lần làm tính cho cả hai (giả định, văn bản không nêu)",
                "two days fall on one working day; what was done on it counts for both (an assumption, the text does not say)",
            ));
        }
    }
}

/// What is told of a day that was a day off.
pub(super) fn rolled(day: ExactDay, says_roll: bool) -> Option<Text> {
    let told = |vi: String, en: String| Some(Text::owned(vi, en));
    let text = |date: NaiveDate, lang: Lang| lang.date(date);
    if let Some(or) = day.or {
        let (vi, en) =
            ((text(or, Lang::Vi), text(day.due.date, Lang::Vi)), (text(or, Lang::En), text(day.due.date, Lang::En)));
        return told(
            format!("ngày {} và ngày {} cùng là ngày làm việc gần nhất; ngày nào cũng được", vi.0, vi.1),
            format!("{} and {} are equally near; either will do", en.0, en.1),
        );
    }
    if day.due.date == day.named {
        return None;
    }
    let (vi, en) = (text(day.named, Lang::Vi), text(day.named, Lang::En));
    let is_off = if day.due.earliest() != day.due.latest() && day.due.earliest() <= day.named {
        [format!("ngày {vi} dự kiến là ngày nghỉ"), format!("{en} is projected to be a day off")]
    } else {
        [format!("ngày {vi} là ngày nghỉ"), format!("{en} is a day off")]
    };
    let [vi, en] = is_off;
    if says_roll {
        return told(vi, en);
    }
    told(
        format!("{vi}; văn bản không nêu chuyển sang ngày nào, tính ngày làm việc tiếp theo (giả định)"),
        format!("{en}; the text does not say where it goes: the next working day (an assumption)"),
    )
}

/// That a notice moved the day.
fn moved(from: NaiveDate, to: NaiveDate, notice: NaiveDate) -> Text {
    let of = |lang: Lang| [from, to, notice].map(|day| lang.date(day));
    let ([vi_from, vi_to, vi_notice], [from, to, notice]) = (of(Lang::Vi), of(Lang::En));
    Text::owned(
        format!("dời từ ngày {vi_from} sang ngày {vi_to} theo thông báo ngày {vi_notice}"),
        format!("moved from {from} to {to} by the notice of {notice}"),
    )
}

/// Tells beside the nearest day that a notice is about none of them.
fn tell_of_no_day(days: &mut [Day<'_>], notice: Seen<'_>) {
    let Some(about) = notice.about() else { return };
    let named = about.parse::<NaiveDate>().ok();
    let far = |day: &Day<'_>| day.due.date.signed_duration_since(named.unwrap_or(notice.on())).num_days().abs();
    let movable = days.iter_mut().filter(|day| day.moved_by == Some(notice.event()));
    let Some(nearest) = movable.min_by_key(|day| far(day)) else { return };
    nearest.notes.push(Text::build(|lang| {
        let given = lang.date(notice.on());
        let about = about_text(about, lang);
        match lang {
            Lang::Vi => format!(
                "thông báo ngày {given} nói về {about}, không phải ngày nào phải thực hiện: không dời được ngày nào"
            ),
            Lang::En => format!("the notice of {given} is about {about}, which is none of the days: it moves nothing"),
        }
    }));
}

/// That a notice came too late to move the day.
fn told_late(day: NaiveDate, to: NaiveDate, notice: NaiveDate) -> Text {
    let of = |lang: Lang| [day, to, notice].map(|day| lang.date(day));
    let ([vi_day, vi_to, vi_notice], [day, to, notice]) = (of(Lang::Vi), of(Lang::En));
    Text::owned(
        format!("thông báo ngày {vi_notice} dời sang ngày {vi_to} khi ngày {vi_day} đã qua: không dời được"),
        format!("the notice of {notice} names {to} when {day} had passed: it moves nothing"),
    )
}

/// The year before, the year and the year after.
fn around(year: i32) -> impl Iterator<Item = i32> {
    [year.checked_sub(1), Some(year), year.checked_add(1)].into_iter().flatten()
}

/// That something was done before the day, which is still to come.
fn done_early(early: NaiveDate) -> Text {
    let (vi, en) = (Lang::Vi.date(early), Lang::En.date(early));
    Text::owned(format!("đã làm ngày {vi}, sớm hơn ngày quy định"), format!("done on {en}, before the day laid down"))
}
