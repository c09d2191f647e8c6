//! Verdicts that hang on what a file calls unknown of a duty: firm only where every value that it may have gives the same one.

use chrono::NaiveDate;

use super::{Implied, Judged, OfficeInView, Owed, splits};
use crate::audit::Judgement;
use crate::calendar::CoverageError;
use crate::ruleset::{Recurring, RuleSet, UnknownPart, unknown_text};
use crate::text::{Lang, Text};

impl OfficeInView<'_> {
    /// Each time that a duty is owed in a year, no firmer than the file knows its rule.
    pub(super) fn owed(&self, set: &RuleSet, duty: &Recurring, year: i32) -> Result<Vec<Owed>, CoverageError> {
        let mut all = self.owed_as_written(set, duty, year)?;
        for part in duty.open_parts(set) {
            let others = duty.with_each_value(set, part.0).unwrap_or_default();
            // A value whose days lie beyond the calendar leaves the verdict open.
            let read = others.iter().map(|other| self.owed_as_written(set, other, year));
            let read: Vec<Vec<Owed>> = read.collect::<Result<_, _>>().unwrap_or_default();
            all = all
                .into_iter()
                .map(|owed| if read.is_empty() { self.hanging(owed, part) } else { among(owed, &read, part) })
                .collect();
        }
        Ok(all)
    }

    /// What another act shows to have been done, and not when, is not overdue; nor is it late where that act was in time.
    pub(super) fn unless_implied(&self, set: &RuleSet, duty: &Recurring, owed: Owed) -> Owed {
        let is_late = owed.judged.judgement == Judgement::Late;
        let is_blamed = matches!(owed.judged.judgement, Judgement::Overdue | Judgement::Missed);
        let in_time = |on: NaiveDate| owed.due.is_some_and(|due| on <= due.latest());
        let implied = self.implied_in(duty, owed.span).filter(|(_, on)| is_blamed || is_late && in_time(*on));
        let Some((event, on)) = implied else { return owed };
        let act = set.event_text(event);
        let implied = Some(Implied { event: event.to_owned(), text: act.clone(), on });
        let reason = Text::build(|lang| {
            let (act, on) = (act.get(lang), lang.date(on));
            match (is_late, lang) {
                (false, Lang::Vi) => {
                    format!("đã {act} ngày {on}, nên việc này đã được làm; chưa ghi nhận làm ngày nào")
                }
                (false, Lang::En) => format!("{act} on {on}, so it had been done; on which day is not recorded"),
                (true, Lang::Vi) => {
                    format!("đã {act} ngày {on}, trong hạn, nên việc này đã được làm khi đó; chỉ ghi nhận làm sau hạn")
                }
                (true, Lang::En) => {
                    format!(
                        "{act} on {on}, within the limit, so it had been done by then; recorded as done after it only"
                    )
                }
            }
        });
        Owed { implied, ..undetermined(owed, reason) }
    }

    /// What hangs on a part of which no value is known; before its time nothing is claimed.
    fn hanging(&self, owed: Owed, part: UnknownPart<'_>) -> Owed {
        let has_begun = self.view.as_of.is_some() && self.today.has_come(owed.span.from);
        let is_open = owed.judged.judgement == Judgement::Open;
        if if is_open { !has_begun } else { !is_firm(owed.judged.judgement) } {
            return owed;
        }
        undetermined(owed, unknown_text(part))
    }
}

/// A verdict among those that other values of an unknown part would give.
fn among(owed: Owed, read: &[Vec<Owed>], part: UnknownPart<'_>) -> Owed {
    let own = owed.judged.judgement;
    if !is_firm(own) && own != Judgement::Open {
        return owed;
    }
    let others: Vec<Option<&Owed>> = read.iter().map(|all| all.iter().find(|other| other.is_same(&owed))).collect();
    let judged = |other: Option<&Owed>| other.map_or(Judgement::NotApplicable, |other| other.judged.judgement);
    let is_other_day =
        others.iter().flatten().any(|other| other.due.map(|due| due.date) != owed.due.map(|due| due.date));
    let Some(differing) = others.iter().find(|other| judged(**other) != own) else {
        let days =
            others.iter().flatten().all(|other| other.judged.days == owed.judged.days).then_some(owed.judged.days);
        let judged = Judged { days: days.flatten(), ..owed.judged };
        return told(Owed { judged, ..owed }, part, is_other_day);
    };
    // What too little is known of with no value of it says that itself.
    if let Some(Owed { judged, .. }) = differing
        && let Some(reason) = judged.reason.as_ref().filter(|_| judged.judgement == Judgement::Unknown)
    {
        let judged = Judged::because(Judgement::Unknown, part.1.cloned().unwrap_or_else(|| reason.clone()));
        return told(Owed { judged, ..owed }, part, is_other_day);
    }
    let split = others.iter().find(|other| splits(judged(**other), own)).filter(|_| part.0 == "due.roll");
    let Some(split) = split else { return told(undetermined(owed, unknown_text(part)), part, is_other_day) };
    let reason = either(part, (&owed, own), (*split, judged(*split)));
    Owed { judged: Judged::because(Judgement::Contested, reason), ..owed }
}

/// The same without a day that the file does not know; one that only rolls is told as it stands.
fn told(owed: Owed, (path, _): UnknownPart<'_>, is_other_day: bool) -> Owed {
    if !is_other_day || path == "due.roll" {
        return owed;
    }
    Owed { due: None, appointed: None, ..owed }
}

fn undetermined(owed: Owed, reason: Text) -> Owed {
    Owed { judged: Judged::because(Judgement::Undetermined, reason), ..owed }
}

/// Where a day that is off goes is not known, and that decides.
fn either(part: UnknownPart<'_>, (owed, own): (&Owed, Judgement), (other, there): (Option<&Owed>, Judgement)) -> Text {
    let unknown = unknown_text(part);
    let on = |owed: Option<&Owed>, lang: Lang| {
        owed.and_then(|owed| owed.due).map(|due| lang.date(due.date)).unwrap_or_default()
    };
    Text::build(|lang| {
        let (day, there_day) = (on(Some(owed), lang), on(other, lang));
        let (unknown, own, there) = (unknown.get(lang), own.text(), there.text());
        match lang {
            Lang::Vi => format!("{unknown}: ngày {day} thì {}, ngày {there_day} thì {}", own.vi, there.vi),
            Lang::En => format!("{unknown}: {} if on {day}, {} if on {there_day}", own.en, there.en),
        }
    })
}

/// Whether a verdict claims how a duty was kept.
const fn is_firm(judgement: Judgement) -> bool {
    matches!(judgement, Judgement::OnTime | Judgement::Late | Judgement::Early | Judgement::Overdue | Judgement::Missed)
}
