//! Duties at cut-offs: each cut-off is a period, and an entry says which it is about.

use chrono::{Days, NaiveDate};

use super::acts::{Done, about, is_before_its_period};
use super::periods::{assumed, is_report, no_day, times, unknown};
use super::{Judged, OfficeInView, Owed};
use crate::audit::Judgement;
use crate::ruleset::vocabulary::CLOSED;
use crate::ruleset::{Cutoff, NamedPeriod, NoDate, PeriodStart, Recurring, RecurringDue, RuleSet};
use crate::text::{Lang, Text};
use crate::timeline::facts::Seen;
use crate::timeline::recurring::periods::{Span, spans, spans_around};

/// How long after its end a period may still be what an entry is about that does not say: an inference.
const OPEN_AFTER: Days = Days::new(31);

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
        let labelled = self.labelled(duty, &span);
        let (own, several) = self.unlabelled(duty, span);
        let found = labelled.days.len().saturating_add(own.len());
        let reason = match duty.due {
            RecurringDue::None(reason) => reason,
            _ => NoDate::NotStated,
        };
        let judged = match (unknown(duty, required), several.first()) {
            (Some(judged), _) => judged,
            (None, Some(day)) if found == 0 => Judged::because(Judgement::Unknown, about_what(*day)),
            _ => no_day(set, duty, reason),
        };
        let counted = labelled.days.is_empty().then(|| own.first()).flatten();
        let counted = counted.map(|day| counted_by_day(*day));
        let notes = counted.into_iter().chain(self.too_early(duty, span)).collect();
        Owed { notes, ..Owed::within(span, required, found, judged) }
    }

    /// How often it was done by the entries that say that they are about a period.
    fn labelled(&self, duty: &Recurring, span: &Span) -> Done {
        self.done(duty, &|day, about| about == span.name && about.is_some() && !is_before_its_period(duty, *span, day))
    }

    /// The entries that say nothing of their period: those that only this one can be meant by, and those that others
    /// can be meant by too.
    fn unlabelled(&self, duty: &Recurring, span: Span) -> (Vec<NaiveDate>, Vec<NaiveDate>) {
        let is_open = |span: &Span, day: NaiveDate| {
            let until = span.to.checked_add_days(OPEN_AFTER).unwrap_or(span.to);
            span.from <= day && day <= until && self.labelled(duty, span).days.is_empty()
        };
        let (mut own, mut several) = (Vec::new(), Vec::new());
        for day in self.without_period(duty).into_iter().filter(|day| is_open(&span, *day)) {
            let is_alone = !spans_around(duty, day).iter().any(|other| *other != span && is_open(other, day));
            if is_alone { own.push(day) } else { several.push(day) }
        }
        (own, several)
    }

    /// The days of the entries that fulfil a duty and do not say what they are about.
    fn without_period(&self, duty: &Recurring) -> Vec<NaiveDate> {
        let of_duty = |fact: &&Seen<'_>| duty.met_by.has(fact.event()) && fact.event() != CLOSED;
        let unsaid = self.entries.iter().filter(of_duty).filter(|fact| about(**fact).is_none());
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
fn about_what(day: NaiveDate) -> Text {
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
