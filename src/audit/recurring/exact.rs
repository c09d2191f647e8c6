//! Duties on exactly some days: neither before nor after.

use chrono::NaiveDate;

use super::acts::Done;
use super::periods::{not_blamed, unknown};
use super::{Judged, OfficeInView, Owed, splits};
use crate::audit::Judgement;
use crate::calendar::CoverageError;
use crate::ruleset::{DayRoll, Recurring, RecurringDue, RuleSet};
use crate::text::{Lang, Text};
use crate::time_limit::DueDate;
use crate::timeline::facts::Seen;
use crate::timeline::recurring::days::{ExactDay, due_of, exact_days};
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
struct Day {
    span: Span,
    number: usize,
    of_year: bool,
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
}

impl OfficeInView<'_> {
    /// Each of the days of a year, after notices have moved them. Where the text does not say what holds of one that is a
    /// day off, and no reading does, it is judged both as rolled and as it stands.
    pub(super) fn on_days(&self, set: &RuleSet, duty: &Recurring, year: i32) -> Result<Vec<Owed>, CoverageError> {
        let due = due_of(set, duty);
        let rolled = self.all_days(duty, due, year)?;
        let RecurringDue::On { month, days, roll: None, moved_by } = due else { return Ok(rolled) };
        if duty.readings.iter().any(|reading| reading.due.is_some()) {
            return Ok(rolled);
        }
        let (days, moved_by) = (days.clone(), moved_by.clone());
        let as_it_stands = RecurringDue::On { month: *month, days, roll: Some(DayRoll::None), moved_by };
        let unrolled = self.all_days(duty, &as_it_stands, year)?;
        Ok(rolled.into_iter().map(|owed| either_way(owed, &unrolled)).collect())
    }

    fn all_days(&self, duty: &Recurring, due: &RecurringDue, year: i32) -> Result<Vec<Owed>, CoverageError> {
        let mut days = Vec::new();
        for near in [year.checked_sub(1), Some(year), year.checked_add(1)].into_iter().flatten() {
            match self.days_of(duty, due, near, near == year) {
                Ok(all) => days.extend(all),
                Err(error) if near == year => return Err(error),
                Err(_) => {} // a year beside it that no calendar covers
            }
        }
        // What is done on a day that the text names twice over belongs to the one that the month has.
        let (others, mut days): (Vec<Day>, Vec<Day>) =
            days.into_iter().partition(|day| day.stands == Stands::OnAnother);
        self.move_days(due, &mut days)?;
        attribute(&mut days, &self.days_done(duty));
        note_shared(&mut days);
        let required = duty.at_least(self.subject.level).map(|_| 1);
        let of_year = days.into_iter().chain(others).filter(|day| day.of_year);
        Ok(of_year.map(|day| self.on_day(duty, required, day)).collect())
    }

    fn days_of(
        &self,
        duty: &Recurring,
        due: &RecurringDue,
        year: i32,
        of_year: bool,
    ) -> Result<Vec<Day>, CoverageError> {
        let says_roll = !matches!(due, RecurringDue::On { roll: None, .. });
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
                });
            }
        }
        Ok(days)
    }

    /// A notice moves the nearest day that has not passed when it is given.
    fn move_days(&self, due: &RecurringDue, days: &mut [Day]) -> Result<(), CoverageError> {
        let RecurringDue::On { moved_by: Some(event), .. } = due else { return Ok(()) };
        let mut notices: Vec<Seen<'_>> = self.entries.iter().filter(|fact| fact.event() == *event).copied().collect();
        notices.sort_by_key(|fact| fact.on());
        for notice in notices {
            let Some(to) = notice.until() else { continue };
            let still_to_come = days.iter_mut().filter(|day| day.due.date >= notice.on());
            if let Some(day) = still_to_come.min_by_key(|day| day.due.date) {
                day.notes = vec![moved(day.due.date, to, notice.on())];
                (day.due, day.or) = (self.calendar.stated(to)?, None);
                day.stands = Stands::There;
            }
        }
        Ok(())
    }

    fn on_day(&self, duty: &Recurring, required: Option<u32>, day: Day) -> Owed {
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
            implied: None,
            span: day.span,
            number: day.number,
            binding: (day.due.date, day.due.date),
            appointed: Some(day.named),
            before: None,
            due: Some(day.due),
            required,
            found,
            judged,
            notes,
        }
    }

    fn judged_on(&self, day: &Day) -> Judged {
        let (earliest, latest) = (day.due.earliest(), day.due.latest());
        let days = |from: NaiveDate, to: NaiveDate| to.signed_duration_since(from).num_days();
        let has_passed = self.view.as_of.is_some_and(|today| today > latest);
        if day.on_it {
            return if earliest == latest { Judgement::OnTime } else { Judgement::Undetermined }.into();
        }
        if day.may_be_on_it {
            return Judged::kind_not_recorded();
        }
        match (day.early.last(), day.late.first()) {
            (Some(_), _) if !has_passed => Judgement::Open.into(),
            (Some(early), _) => Judged::by(Judgement::Early, days(*early, day.or.unwrap_or(day.due.date))),
            (None, Some(late)) => Judged::by(Judgement::Late, days(day.due.date, *late)),
            (None, None) if has_passed => Judgement::Overdue.into(),
            (None, None) if self.view.as_of.is_some_and(|today| today > earliest) => Judgement::Undetermined.into(),
            (None, None) => Judgement::Open.into(),
        }
    }
}

/// A day of which it is not said what holds where it is off: contested where that decides.
fn either_way(owed: Owed, unrolled: &[Owed]) -> Owed {
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

impl Day {
    fn is_on(&self, act: NaiveDate) -> bool {
        (self.due.earliest()..=self.due.latest()).contains(&act) || self.or == Some(act)
    }

    /// Whether an act of another day belongs to it: within its period, and after that until the next day, where its own
    /// lies beyond the period.
    fn has(&self, act: NaiveDate, next: Option<NaiveDate>) -> bool {
        let beyond = self.due.latest() > self.span.to;
        let is_after = act > self.span.to && beyond && next.is_none_or(|next| act < next);
        self.span.has(act) || is_after
    }
}

/// Gives each act to the day on which it was done; what was done on no such day is late for the last day before it for
/// which nothing was done, or else early for the next.
fn attribute(days: &mut [Day], done: &Done) {
    days.sort_by_key(|day| day.due.date);
    for day in days.iter_mut() {
        day.on_it = done.days.iter().any(|act| day.is_on(*act));
        day.may_be_on_it = done.unsure.iter().any(|act| day.is_on(*act));
    }
    let dates: Vec<NaiveDate> = days.iter().map(|day| day.due.date).collect();
    for act in &done.days {
        if days.iter().any(|day| day.is_on(*act)) {
            continue;
        }
        let next = |at: usize| dates.get(at.saturating_add(1)).copied();
        let missed = |(at, day): &(usize, &mut Day)| !day.on_it && day.has(*act, next(*at));
        let nothing_done = |day: &Day| day.early.is_empty() && day.late.is_empty();
        let before = days.iter_mut().enumerate().filter(missed).map(|(_, day)| day);
        if let Some(day) = before.filter(|day| day.due.latest() < *act && nothing_done(day)).last() {
            day.late.push(*act);
            continue;
        }
        let mut after = days.iter_mut().enumerate().filter(missed).map(|(_, day)| day);
        after.find(|day| *act < day.due.earliest()).into_iter().for_each(|day| day.early.push(*act));
    }
}

/// Says of days that were rolled onto one another that what was done on it counts for each.
fn note_shared(days: &mut [Day]) {
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
fn rolled(day: ExactDay, says_roll: bool) -> Option<Text> {
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
    if says_roll {
        return told(format!("ngày {vi} là ngày nghỉ"), format!("{en} is a day off"));
    }
    told(
        format!(
            "ngày {vi} là ngày nghỉ; văn bản không nêu chuyển sang ngày nào, tính ngày làm việc tiếp theo (giả định)"
        ),
        format!("{en} is a day off; the text does not say where it goes: the next working day (an assumption)"),
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

/// That something was done before the day, which is still to come.
fn done_early(early: NaiveDate) -> Text {
    let (vi, en) = (Lang::Vi.date(early), Lang::En.date(early));
    Text::owned(format!("đã làm ngày {vi}, sớm hơn ngày quy định"), format!("done on {en}, before the day laid down"))
}
