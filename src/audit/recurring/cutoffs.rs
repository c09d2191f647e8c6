//! Duties at cut-offs: each cut-off is a period, and an entry says which it is about.

use chrono::NaiveDate;

use super::acts::{about, acts, is_before_its_period};
use super::meant::OPEN_AFTER;
use super::periods::{assumed, is_report, no_day, times, unknown};
use super::{Judged, OfficeInView, Owed};
use crate::audit::Judgement;
use crate::ruleset::vocabulary::CLOSED;
use crate::ruleset::{Cutoff, NamedPeriod, NoDate, PeriodStart, Recurring, RecurringDue, RuleSet};
use crate::text::{Lang, Text};
use crate::timeline::facts::Seen;
use crate::timeline::recurring::periods::{Span, spans, spans_around};

/// What was done of one of the acts of a duty for a cut-off.
struct Reported {
    /// How often by what says that it is about it.
    labelled: usize,
    /// What does not say it, and can be about no other.
    own: Vec<NaiveDate>,
    /// What can be about others, too.
    several: Vec<NaiveDate>,
}

impl Reported {
    const fn found(&self) -> usize {
        self.labelled.saturating_add(self.own.len())
    }
}

impl OfficeInView<'_> {
    pub(super) fn at_cutoffs(&self, set: &RuleSet, duty: &Recurring, cutoffs: &[Cutoff], year: i32) -> Vec<Owed> {
        let mut all: Vec<Owed> = spans(duty, year).into_iter().map(|span| self.at_cutoff(set, duty, span)).collect();
        if cutoffs.contains(&Cutoff::AdHoc) {
            all.extend(self.ad_hoc(duty, year));
        }
        all
    }

    fn at_cutoff(&self, set: &RuleSet, duty: &Recurring, span: Span) -> Owed {
        let required = Some(1);
        if !is_report(duty) {
            let done = self.done_in(duty, span);
            let judged = unknown(duty, required);
            let judged = judged.unwrap_or_else(|| self.by_its_end(&done, times(required), None, span));
            let notes = assumed(duty, &judged, None, span);
            return Owed { notes, ..Owed::within(span, required, done.days.len(), judged) };
        }
        let acts: Vec<Reported> = acts(duty).map(|events| self.reported(duty, events, span)).collect();
        let found = acts.iter().map(Reported::found).min().unwrap_or_default();
        let missing = || acts.iter().filter(|act| act.found() == 0);
        let reason = match duty.due {
            RecurringDue::None(reason) => reason,
            _ => NoDate::NotStated,
        };
        // Where one of its acts is of no entry at all, it was not done, whatever the others may be about.
        let may_be = missing().map(|act| act.several.first()).collect::<Option<Vec<_>>>();
        let judged = match (unknown(duty, required), may_be.as_deref()) {
            (Some(judged), _) => judged,
            (None, Some([day, ..])) => Judged::because(Judgement::Unknown, about_what(**day)),
            _ => no_day(set, duty, reason),
        };
        let counted = acts.iter().filter(|act| act.labelled == 0).find_map(|act| act.own.first());
        let counted = counted.map(|day| counted_by_day(*day));
        let notes = counted.into_iter().chain(self.too_early(duty, span)).collect();
        Owed { notes, ..Owed::within(span, required, found, judged) }
    }

    /// What was done of one of the acts of a duty.
    fn reported(&self, duty: &Recurring, events: &[String], span: Span) -> Reported {
        let (own, several) = self.unlabelled(duty, events, span);
        Reported { labelled: self.labelled(duty, events, span, None), own, several }
    }

    /// How often it was done by the entries that say that they are about a period, all of them or those until a day.
    fn labelled(&self, duty: &Recurring, events: &[String], span: Span, until: Option<NaiveDate>) -> usize {
        let is_seen = |day| until.is_none_or(|until| day <= until);
        let is_of = |day, about: Option<NamedPeriod>| {
            about.is_some() && about == span.name && is_seen(day) && !is_before_its_period(duty, span, day)
        };
        self.any_done(duty, events, &is_of).days.len()
    }

    /// The entries that say nothing of their period: those that only this one can be meant by, and those that others
    /// can be meant by too. What was reported of a period later leaves it open on the day.
    fn unlabelled(&self, duty: &Recurring, events: &[String], span: Span) -> (Vec<NaiveDate>, Vec<NaiveDate>) {
        let is_open = |span: &Span, day: NaiveDate| {
            let until = span.to.checked_add_days(OPEN_AFTER).unwrap_or(span.to);
            span.from <= day && day <= until && self.labelled(duty, events, *span, Some(day)) == 0
        };
        let (mut own, mut several) = (Vec::new(), Vec::new());
        for day in self.without_period(events).into_iter().filter(|day| is_open(&span, *day)) {
            let is_alone = !spans_around(duty, day).iter().any(|other| *other != span && is_open(other, day));
            if is_alone { own.push(day) } else { several.push(day) }
        }
        (own, several)
    }

    /// The days of the entries that do not say what they are about.
    fn without_period(&self, events: &[String]) -> Vec<NaiveDate> {
        let of_act = |fact: &&Seen<'_>| fact.event() != CLOSED && events.iter().any(|event| event == fact.event());
        let unsaid = self.entries.iter().filter(of_act).filter(|fact| about(**fact).is_none());
        unsaid.map(|fact| fact.on()).collect()
    }

    /// What is done whenever there is an occasion has no period.
    fn ad_hoc(&self, duty: &Recurring, year: i32) -> Option<Owed> {
        let whole = Span::named(NamedPeriod::Year(year), PeriodStart::CALENDAR)?;
        let done = self.done(duty, &|day, about| about == Some(NamedPeriod::AdHoc) && whole.has(day));
        let reason = Text::new("đột xuất: không có kỳ và không có thời hạn", "ad hoc: it has no period and no limit");
        let judged = Judged::because(Judgement::Undated, reason);
        let span = Span { name: Some(NamedPeriod::AdHoc), ..whole };
        Some(Owed::within(span, None, done.days.len(), judged))
    }
}

/// That an entry may be about more than one period.
pub(super) fn about_what(day: NaiveDate) -> Text {
    Text::owned(
        format!("mục ngày {} không nêu kỳ (`about`), có thể thuộc nhiều kỳ", Lang::Vi.date(day)),
        format!("the entry of {} does not say which period it is `about`, and several are open", Lang::En.date(day)),
    )
}

/// That an entry was counted for the only period that it can be about.
fn counted_by_day(day: NaiveDate) -> Text {
    Text::owned(
        format!("mục ngày {} không nêu kỳ (`about`); tính cho kỳ duy nhất đang mở", Lang::Vi.date(day)),
        format!(
            "the entry of {} does not say what it is `about`; counted for the only period that is open",
            Lang::En.date(day)
        ),
    )
}
