//! Acts that must go on for some time: from their first to their last day, both counted.

use chrono::NaiveDate;

use super::super::facts::Seen;
use super::super::finding::Finding;
use super::super::status::{Status, WhyOpen};
use super::case::{Case, Done};
use crate::calendar::CoverageError;
use crate::ruleset::{Channel, Lasts, MetBy, Obligation};

/// An act that goes on.
struct Run<'a> {
    fact: Seen<'a>,
    /// Its last day, as far as it has come in the view.
    ended: Option<NaiveDate>,
    /// The last day that it must have.
    enough_on: NaiveDate,
}

impl Run<'_> {
    fn is_enough(&self) -> bool {
        self.ended.is_some_and(|ended| ended >= self.enough_on)
    }

    fn is_short(&self) -> bool {
        self.ended.is_some_and(|ended| ended < self.enough_on)
    }

    fn too_early(&self, ended: NaiveDate) -> Finding {
        Finding::EndedTooEarly {
            event: self.fact.event().to_owned(),
            since: self.fact.on(),
            ended,
            enough_on: self.enough_on,
            short_by: self.enough_on.signed_duration_since(ended).num_days(),
        }
    }
}

impl<'a> Case<'a> {
    /// The acts that count for a duty, without those that ended too early.
    pub(super) fn deeds(&self, rule: &'a Obligation, event: &str) -> impl Iterator<Item = Seen<'a>> + use<'a> {
        let (case, lasts) = (*self, rule.lasts.as_ref().filter(|_| rule.met_by.has(event)));
        let is_short = move |fact: &Seen<'a>| {
            // A count that leaves the covered years is told where the duty is judged.
            lasts.and_then(|lasts| case.run(lasts, *fact).ok()).is_some_and(|run| run.is_short())
        };
        self.distinct_acts_of(rule, event).filter(move |fact| !is_short(fact) && !case.is_too_early(rule, *fact))
    }

    fn run(&self, lasts: &Lasts, fact: Seen<'a>) -> Result<Run<'a>, CoverageError> {
        let ended = match &lasts.until {
            None => fact.until(),
            Some(event) => self.facts_of(event).map(Seen::on).filter(|on| *on >= fact.on()).min(),
        };
        let ended = ended.filter(|day| self.of.view.as_of.is_none_or(|today| *day <= today));
        Ok(Run { fact, ended, enough_on: self.of.calendar.due(&lasts.limit(), fact.on())?.latest() })
    }

    /// What a status becomes of a duty whose acts must go on: what goes on has not been done yet.
    pub(super) fn lasting(
        &self,
        rule: &'a Obligation,
        done: &mut Done,
        status: Status,
        findings: &mut Vec<Finding>,
    ) -> Result<Status, CoverageError> {
        let Some(lasts) = &rule.lasts else { return Ok(status) };
        let (mut running, mut is_done) = (Vec::new(), false);
        for acts in self.groups(rule) {
            let runs = acts.into_iter().map(|fact| self.run(lasts, fact)).collect::<Result<Vec<_>, _>>()?;
            if runs.iter().any(Run::is_enough) {
                is_done = true;
                continue;
            }
            match runs.iter().find(|run| run.ended.is_none()) {
                Some(run) => {
                    let (event, since, enough_on) = (run.fact.event().to_owned(), run.fact.on(), run.enough_on);
                    findings.push(Finding::StillRunning { event, since, enough_on });
                    running.push(enough_on);
                }
                None => findings.extend(runs.iter().filter_map(|run| Some(run.too_early(run.ended?)))),
            }
        }
        let any = matches!(rule.met_by, MetBy::Any(_));
        let enough_on = if any { running.iter().min() } else { running.iter().max() };
        let Some(enough_on) = enough_on.filter(|_| status == Status::Met && !(any && is_done)) else {
            return Ok(status);
        };
        done.met_on = None;
        done.missing.extend(lasts.until.clone());
        let has_passed = self.of.view.as_of.is_some_and(|today| today > *enough_on);
        Ok(if has_passed { Status::Undetermined { because: WhyOpen::EndNotRecorded } } else { Status::Pending })
    }

    /// The acts of a duty by what has to be done: by event, or by channel.
    fn groups(&self, rule: &'a Obligation) -> Vec<Vec<Seen<'a>>> {
        match &rule.met_by {
            MetBy::EachChannel(event) => {
                let on = |channel: &Channel| self.acts_of(rule, event).filter(|fact| fact.is_on(*channel)).collect();
                rule.channels.iter().map(on).collect()
            }
            met_by => met_by.events().iter().map(|event| self.acts_of(rule, event).collect()).collect(),
        }
    }
}
