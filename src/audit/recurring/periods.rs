//! Duties of each period: so often within it, or by a day of it.

use chrono::NaiveDate;

use super::acts::Done;
use super::cutoffs::about_what;
use super::exact::{either_way, rolled};
use super::meant::Kept;
use super::{Judged, OfficeInView, Owed};
use crate::audit::Judgement;
use crate::calendar::CoverageError;
use crate::ruleset::{
    Activity, Counts, DayRoll, DutyKind, MetBy, NamedPeriod, NoDate, Often, Recurring, RecurringDue, RuleSet,
};
use crate::text::Text;
use crate::time_limit::DueDate;
use crate::timeline::recurring::days::due_of;
use crate::timeline::recurring::periods::Span;
use crate::timeline::today::Today;

impl OfficeInView<'_> {
    pub(super) fn in_periods(&self, set: &RuleSet, duty: &Recurring, year: i32) -> Result<Vec<Owed>, CoverageError> {
        Ok(self.kept(set, duty, year)?.into_iter().map(|kept| self.in_period(set, duty, kept)).collect())
    }

    /// The same; where the text does not say what holds of a day that is off, and no reading does, both as rolled and as it stands.
    pub(super) fn by_days(&self, set: &RuleSet, duty: &Recurring, year: i32) -> Result<Vec<Owed>, CoverageError> {
        let rolled = self.in_periods(set, duty, year)?;
        let RecurringDue::Day { month, day, roll: None } = due_of(set, duty) else { return Ok(rolled) };
        if duty.readings.iter().any(|reading| reading.due.is_some()) {
            return Ok(rolled);
        }
        let due = RecurringDue::Day { month: *month, day: *day, roll: Some(DayRoll::None) };
        let unrolled = self.in_periods(set, &Recurring { due, ..duty.clone() }, year)?;
        Ok(rolled.into_iter().map(|owed| either_way(owed, &unrolled)).collect())
    }

    fn in_period(&self, set: &RuleSet, duty: &Recurring, kept: Kept) -> Owed {
        let (required, span, day) = (duty.at_least(self.subject.level), kept.span, kept.day);
        let due = day.map(|day| day.due);
        let by_its_end = |done: &Done| self.by_its_end(done, times(required), due, span);
        let undated = || undated(set, duty).map(|judged| kept.or_another(judged, |done| done.days.is_empty()));
        let judged = unknown(duty, required).or_else(undated).unwrap_or_else(|| {
            let judged = by_its_end(&kept.done);
            let (judgement, days) = (judged.judgement, judged.days);
            kept.or_another(judged, |_| {
                let other = by_its_end(&kept.at_most);
                (judgement, days) != (other.judgement, other.days)
            })
        });
        let told = kept.told_in_limit().collect::<Vec<_>>();
        let done = kept.done;
        let mut notes = assumed(duty, &judged, due, span);
        let assumption = day.and_then(|day| day.assumption());
        let judged = match &assumption {
            // Nothing but the end of the period bounds what has no day.
            Some(_) if !self.today.is_after(span.to) || !done.days.is_empty() => not_blamed(judged),
            _ => judged,
        };
        let is_silent = matches!(due_of(set, duty), RecurringDue::Day { roll: None, .. });
        let rolled = day.filter(|_| is_silent).and_then(|day| rolled(day, false));
        notes.extend(assumption.into_iter().chain(rolled).chain(told).chain(self.too_early(duty, span)));
        Owed { due, notes, ..Owed::within(span, required, done.days.len(), judged) }
    }

    /// By a day, or else by the end of the period; nobody is blamed for one without a working day.
    pub(super) fn by_its_end(&self, done: &Done, times: usize, due: Option<DueDate>, span: Span) -> Judged {
        let judged = judged(done, times, due, span.to, self.today);
        if judged.judgement == Judgement::Overdue && !self.has_working_day(span) {
            let reason = Text::new("kỳ này không có ngày làm việc nào", "the period has no working day");
            return Judged::because(Judgement::Undetermined, reason);
        }
        judged
    }

    fn has_working_day(&self, span: Span) -> bool {
        let mut days = span.from.iter_days().take_while(|day| *day <= span.to);
        days.any(|day| self.calendar.is_working_day(day).unwrap_or(true))
    }
}

impl Kept {
    /// A verdict, unless it hangs on an entry that may be about another period.
    fn or_another(&self, judged: Judged, hangs: impl Fn(&Done) -> bool) -> Judged {
        match self.open.first().filter(|_| hangs(&self.done)) {
            Some(day) => Judged::because(Judgement::Unknown, about_what(*day)),
            None => judged,
        }
    }
}

/// On a day that was assumed nobody is blamed.
pub(super) fn not_blamed(judged: Judged) -> Judged {
    if matches!(judged.judgement, Judgement::Overdue | Judgement::Early | Judgement::Late) {
        let (vi, en) = ("chưa rõ phải làm ngày nào", "on which day it is owed is not known");
        return Judged::because(Judgement::Undetermined, Text::new(vi, en));
    }
    judged
}

/// What was assumed where a duty is judged by the end of a period that its source does not bound.
pub(super) fn assumed(duty: &Recurring, judged: &Judged, due: Option<DueDate>, span: Span) -> Vec<Text> {
    let bounded = due.is_some() || duty.period_starts.is_some() || !duty.in_months.is_empty();
    let silent = matches!(judged.judgement, Judgement::Unknown | Judgement::Undated);
    if bounded || silent { Vec::new() } else { vec![assumption(span)] }
}

/// As in the calendar, which the source does not say.
fn assumption(span: Span) -> Text {
    let (vi, en) = match span.name {
        Some(NamedPeriod::Month(..)) => ("tháng dương lịch", "calendar months"),
        Some(NamedPeriod::Quarter(..)) => ("quý dương lịch", "calendar quarters"),
        Some(NamedPeriod::Half(..)) => ("nửa năm dương lịch", "halves of the calendar year"),
        Some(NamedPeriod::NineMonths(_)) => {
            ("chín tháng đầu năm dương lịch", "the first nine months of the calendar year")
        }
        Some(NamedPeriod::Year(_) | NamedPeriod::AdHoc) => ("năm dương lịch", "calendar years"),
        None => ("tuần từ thứ Hai đến Chủ nhật", "weeks from Monday to Sunday"),
    };
    Text::owned(
        format!("tính theo {vi} (giả định, văn bản không nêu)"),
        format!("by {en} (an assumption, the text does not say)"),
    )
}

/// How many times, as far as lists can be long.
pub(super) fn times(required: Option<u32>) -> usize {
    required.and_then(|n| usize::try_from(n).ok()).unwrap_or(usize::MAX)
}

/// That too little is known of a duty, and what.
pub(super) fn unknown(duty: &Recurring, required: Option<u32>) -> Option<Judged> {
    let reason = match &duty.often {
        Often::Every { period: None, .. } => Text::new("chưa rõ chu kỳ", "the period is not known"),
        _ if duty.met_by == MetBy::Unknown => {
            Text::new("chưa rõ việc nào cho biết đã hoàn thành", "what fulfils it is not known")
        }
        Often::Every { .. } | Often::EachBefore { .. } if required.is_none() => {
            Text::new("chưa rõ số lần", "how many times is not known")
        }
        _ => return None,
    };
    Some(Judged::because(Judgement::Unknown, reason))
}

/// That a report or notice has no day: when one about a period must be sent, the period does not say.
pub(super) fn undated(set: &RuleSet, duty: &Recurring) -> Option<Judged> {
    let RecurringDue::None(reason) = due_of(set, duty) else { return None };
    let bounded = duty.period_starts.is_some() || !duty.in_months.is_empty();
    (is_report(duty) && !bounded).then(|| no_day(set, duty, *reason))
}

pub(super) fn no_day(set: &RuleSet, duty: &Recurring, reason: NoDate) -> Judged {
    Judged::because(Judgement::Undated, set.no_date_text(reason, &duty.source))
}

/// Whether a duty tells of a period, and so may follow it.
pub(in crate::audit) fn is_report(duty: &Recurring) -> bool {
    duty.activity == Activity::Reporting
        || matches!(duty.counts, Some(Counts::Reports | Counts::Notices))
        || matches!(duty.duty_kind, Some(DutyKind::Report | DutyKind::InformSupervisors))
}

/// What of a duty hangs on what sort of duty it is: whether it may follow its period, and whether several times on a day are
/// one. On an exact day once is enough.
pub(crate) fn treated_of_recurring(duty: &Recurring) -> [bool; 2] {
    let has_no_day = matches!(duty.due, RecurringDue::None(_) | RecurringDue::With(_));
    let may_follow = match &duty.often {
        Often::Cutoffs(_) => true,
        Often::Every { period, at_least } => {
            let is_bounded = duty.period_starts.is_some() || !duty.in_months.is_empty();
            has_no_day && !is_bounded && period.is_some() && !at_least.is_empty()
        }
        Often::EachBefore { .. } => false,
    };
    let is_exact = matches!(duty.due, RecurringDue::On { .. });
    [is_report(duty) && may_follow, duty.counts == Some(Counts::Days) && !is_exact]
}

/// How a duty was kept that was due by a day, or else by the end of its period.
fn judged(done: &Done, times: usize, due: Option<DueDate>, to: NaiveDate, today: &Today) -> Judged {
    let (earliest, latest) = due.map_or((to, to), |due| (due.earliest(), due.latest()));
    let fulfilled = times.checked_sub(1).and_then(|last| done.days.get(last));
    let judgement = match (fulfilled, due) {
        (Some(_), None) => Judgement::OnTime,
        (Some(day), _) if *day <= earliest => Judgement::OnTime,
        (Some(day), Some(due)) if *day > latest => {
            return Judged::by(Judgement::Late, due, day.signed_duration_since(due.date).num_days());
        }
        (Some(_), Some(due)) => return Judged::not_decreed(due),
        (None, _) if done.may_reach(times) => return Judged::kind_not_recorded(),
        (None, _) if today.is_after(latest) => Judgement::Overdue,
        (None, Some(due)) if today.is_after(earliest) => return Judged::not_decreed(due),
        (None, _) => Judgement::Open,
    };
    judgement.into()
}
