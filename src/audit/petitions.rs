//! What an office owes to the petitions in its log, and for its receptions.

use chrono::{Datelike as _, NaiveDate};

use super::recurring::OfficeInView;
use super::{Judgement, Verdict, judgement};
use crate::ruleset::{Registry, RuleSet, Subject};
use crate::timeline::office::OfficeFacts;
use crate::timeline::pending::arose_on;
use crate::timeline::receptions::Reception;
use crate::timeline::{Duty, TimelineError};

impl OfficeInView<'_> {
    /// The verdicts on its petitions, then on its receptions of a year.
    pub(super) fn beside_dialogues(&self, year: i32) -> Result<Vec<Verdict>, TimelineError> {
        let (subject, versions) = (self.subject, self.registry.rule_sets());
        let facts = OfficeFacts::new(&self.entries, self.calendar, self.today, self.adopted, (subject, versions));
        let mut verdicts = Vec::new();
        for received in facts.petitions().into_iter().filter(|received| received.on.year() <= year) {
            for set in self.judging_on(received.on, year) {
                let mut duties = facts.of_petition(set, received)?;
                self.untold.leave_open(&mut duties);
                let of_year = duties.into_iter().filter(|duty| stands_in(duty, received.on, year));
                verdicts.extend(of_year.map(|duty| verdict(duty, None)));
            }
        }
        for reception in facts.receptions.all().iter().copied().filter(|reception| reception.day.year() == year) {
            for set in self.judging_on(reception.day, year) {
                let mut duties = facts.of_reception(set, reception)?;
                self.untold.leave_open(&mut duties);
                verdicts.extend(duties.into_iter().map(|duty| verdict(duty, Some(reception))));
            }
        }
        let last = self.last_seen_of(year);
        for (_, set) in self.registry.rule_sets().iter().flat_map(RuleSet::stages) {
            let mut duties = facts.of_office(set, last)?;
            if !duties.is_empty() && self.view.as_of.is_some_and(|day| day.year() <= year) {
                self.today.note_each_day(); // whom it binds, and which kind of unit that is, hangs on the day
            }
            self.untold.leave_open(&mut duties);
            let days = arose_on(&duties);
            let of_year = duties.into_iter().zip(days).filter(|(duty, arose)| {
                let anchor = duty.outcome.anchor.as_ref().filter(|anchor| anchor.actual).map(|anchor| anchor.at.date);
                let since = duty.occurred_on.or(anchor);
                self.binds(set, arose.unwrap_or(last)) && since.is_none_or(|since| stands_in(duty, since, year))
            });
            verdicts.extend(of_year.map(|(duty, _)| verdict(duty, None)));
        }
        if let Some(end) = self.registry.end_to_be_told(self.subject) {
            for verdict in &mut verdicts {
                verdict.duty.outlives(&end);
            }
        }
        Ok(verdicts)
    }

    /// The last day of a year, or the day of the view within it.
    pub(super) fn last_seen_of(&self, year: i32) -> NaiveDate {
        let last = NaiveDate::from_ymd_opt(year, 12, 31).unwrap_or(NaiveDate::MAX);
        self.view.as_of.filter(|day| day.year() == year).unwrap_or(last)
    }

    /// The versions that bind the office on a day, and of what is in force on other days of the year the nearest: that says why not.
    fn judging_on(&self, on: NaiveDate, year: i32) -> Vec<&RuleSet> {
        let mut ids: Vec<&str> = self.registry.rule_sets().iter().map(RuleSet::id).collect();
        ids.dedup();
        let subject = Subject { on, ..self.subject.clone() };
        let bound = |id| self.registry.binding_version(id, &subject);
        let out_of_force = |id| out_of_force_in(self.registry, id, &subject, year);
        ids.into_iter().filter_map(|id| bound(id).or_else(|| out_of_force(id))).collect()
    }
}

/// Of a rule set that binds a subject, and not on its day though on others of a year, the version that says so: the nearest, where none
/// is in force, else the first that binds it later.
pub(super) fn out_of_force_in<'r>(
    registry: &'r Registry,
    id: &str,
    subject: &Subject,
    year: i32,
) -> Option<&'r RuleSet> {
    let first = NaiveDate::from_ymd_opt(year, 1, 1)?;
    let is_of_year = |set: &RuleSet| {
        let (from, until) = set.range();
        from.is_none_or(|from| from.year() <= year) && until.is_none_or(|until| until > first)
    };
    registry.rule_sets().iter().any(|set| set.id() == id && is_of_year(set)).then_some(())?;
    let later = || registry.binding_later(id, subject).filter(|set| is_of_year(set));
    registry.out_of_force_version(id, subject).or_else(later)
}

/// Whether a duty to a petition stands in the audit of a year: from that of the receipt to that in which it is due or done,
/// and in every later one while it is owed.
fn stands_in(duty: &Duty, received: NaiveDate, year: i32) -> bool {
    let (due, met) = (duty.outcome.due.map(|due| due.date), duty.outcome.met_on);
    let last = due.into_iter().chain(met).fold(received, NaiveDate::max);
    let (judged, met) = (judgement(duty), met.is_some());
    let done_with =
        [Judgement::NotApplicable, Judgement::Missed, Judgement::OnTime, Judgement::Excused, Judgement::Late];
    let owed = !met && !done_with.contains(&judged);
    (received.year()..=if owed { i32::MAX } else { last.year() }).contains(&year)
}

fn verdict(duty: Duty, of: Option<Reception<'_>>) -> Verdict {
    let reception = of.map(|of| of.day);
    let reception_id = of.and_then(|of| of.id).map(str::to_owned);
    Verdict { dialogue: None, reception, reception_id, judgement: judgement(&duty), duty }
}
