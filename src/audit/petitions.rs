//! What an office owes to the petitions in its log, and for its receptions.

use chrono::{Datelike as _, NaiveDate};

use super::recurring::OfficeInView;
use super::{Judgement, Verdict, judgement};
use crate::ruleset::{RuleSet, Subject};
use crate::timeline::office::OfficeFacts;
use crate::timeline::receptions::Reception;
use crate::timeline::{Duty, TimelineError};

impl OfficeInView<'_> {
    /// The verdicts on its petitions, then on its receptions of a year.
    pub(super) fn beside_dialogues(&self, year: i32) -> Result<Vec<Verdict>, TimelineError> {
        let (subject, versions) = (self.subject, self.registry.rule_sets());
        let facts = OfficeFacts::new(&self.entries, self.calendar, self.view, self.adopted, (subject, versions));
        let mut verdicts = Vec::new();
        for received in facts.petitions().into_iter().filter(|received| received.on.year() <= year) {
            for set in self.bound_on(received.on) {
                let mut duties = facts.of_petition(set, received)?;
                self.untold.leave_open(&mut duties);
                let of_year = duties.into_iter().filter(|duty| stands_in(duty, received.on, year));
                verdicts.extend(of_year.map(|duty| verdict(duty, None)));
            }
        }
        for reception in facts.receptions.all().iter().copied().filter(|reception| reception.day.year() == year) {
            for set in self.bound_on(reception.day) {
                let mut duties = facts.of_reception(set, reception)?;
                self.untold.leave_open(&mut duties);
                verdicts.extend(duties.into_iter().map(|duty| verdict(duty, Some(reception))));
            }
        }
        let last = self.last_seen_of(year);
        for set in self.registry.rule_sets() {
            let mut duties = facts.of_office(set, last)?;
            self.untold.leave_open(&mut duties);
            let of_year = duties.into_iter().filter(|duty| {
                let anchor = duty.outcome.anchor.as_ref().filter(|anchor| anchor.actual).map(|anchor| anchor.at.date);
                let since = duty.occurred_on.or(anchor);
                let is_bound = self.binds(set, duty.occurred_on.unwrap_or(last));
                is_bound && since.is_none_or(|since| stands_in(duty, since, year))
            });
            verdicts.extend(of_year.map(|duty| verdict(duty, None)));
        }
        Ok(verdicts)
    }

    /// The last day of a year, or the day of the view within it.
    pub(super) fn last_seen_of(&self, year: i32) -> NaiveDate {
        let last = NaiveDate::from_ymd_opt(year, 12, 31).unwrap_or(NaiveDate::MAX);
        self.view.as_of.filter(|day| day.year() == year).unwrap_or(last)
    }

    /// The versions that bind the office on a day.
    fn bound_on(&self, on: NaiveDate) -> Vec<&RuleSet> {
        let mut ids: Vec<&str> = self.registry.rule_sets().iter().map(RuleSet::id).collect();
        ids.dedup();
        let subject = Subject { on, ..self.subject.clone() };
        ids.into_iter().filter_map(|id| self.registry.binding_version(id, &subject)).collect()
    }
}

/// Whether a duty to a petition stands in the audit of a year: from that of the receipt to that in which it is due or done,
/// and in every later one while it is owed.
fn stands_in(duty: &Duty, received: NaiveDate, year: i32) -> bool {
    let (due, met) = (duty.outcome.due.map(|due| due.date), duty.outcome.met_on);
    let last = due.into_iter().chain(met).fold(received, NaiveDate::max);
    let (judged, met) = (judgement(duty), met.is_some());
    let done_with = [Judgement::NotApplicable, Judgement::Missed, Judgement::OnTime, Judgement::Late];
    let owed = !met && !done_with.contains(&judged);
    (received.year()..=if owed { i32::MAX } else { last.year() }).contains(&year)
}

fn verdict(duty: Duty, of: Option<Reception<'_>>) -> Verdict {
    let reception = of.map(|of| of.day);
    let reception_id = of.and_then(|of| of.id).map(str::to_owned);
    Verdict { dialogue: None, reception, reception_id, judgement: judgement(&duty), duty }
}
