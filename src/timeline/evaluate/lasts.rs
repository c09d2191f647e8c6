//! Acts that must go on for some time: from their first to their last day, both counted.

use chrono::NaiveDate;

use super::super::facts::Seen;
use super::super::finding::Finding;
use super::super::status::{Status, WhyOpen};
use super::case::{Case, Done};
use crate::calendar::CoverageError;
use crate::ruleset::{Channel, Lasts, MetBy, Obligation};
use crate::time_limit::DueDate;

/// An act that goes on.
struct Run<'a> {
    fact: Seen<'a>,
    /// Its last day, as far as it has come in the view.
    ended: Option<NaiveDate>,
    /// The day before that on which it or another one ended, where which is not said.
    may_have_ended: Option<NaiveDate>,
    /// The last day that it must have.
    enough_on: NaiveDate,
    /// Whether that has passed, and no entry of what ends it says that it ended.
    has_lasted: bool,
}

impl Run<'_> {
    fn is_enough(&self) -> bool {
        let is_enough = |ended: NaiveDate| ended >= self.enough_on;
        self.ended.map_or(self.has_lasted, is_enough) && self.may_have_ended.is_none_or(is_enough)
    }

    fn is_short(&self) -> bool {
        self.ended.is_some_and(|ended| ended < self.enough_on)
    }

    fn still_running(&self) -> Finding {
        let event = self.fact.event().to_owned();
        Finding::StillRunning { event, since: self.fact.on(), enough_on: self.enough_on }
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
    pub(super) fn deeds<'s>(
        &'s self,
        rule: &'a Obligation,
        event: &str,
    ) -> impl Iterator<Item = Seen<'a>> + use<'s, 'a> {
        let lasts = rule.lasts.as_ref().filter(|_| rule.met_by.has(event));
        let is_short = move |fact: &Seen<'a>| {
            // A count that leaves the covered years is told where the duty is judged.
            lasts.and_then(|lasts| self.run(rule, lasts, *fact).ok()).is_some_and(|run| run.is_short())
        };
        self.distinct_acts_of(rule, event).filter(move |fact| !is_short(fact) && !self.is_too_early(rule, *fact))
    }

    fn run(&self, rule: &Obligation, lasts: &Lasts, fact: Seen<'a>) -> Result<Run<'a>, CoverageError> {
        let endings = lasts.until.as_deref().and_then(|until| self.endings(rule, until));
        let ended = match (&lasts.until, &endings) {
            (None, _) => fact.until(),
            (Some(_), Some(endings)) => endings.own(self.time, fact.on()),
            (Some(event), None) => self.facts_of(event).map(Seen::on).filter(|on| *on >= fact.on()).min(),
        };
        let ended = ended.filter(|day| self.of.today.has_come(*day));
        let of_several =
            self.of.visible.ends_of_several.iter().filter(|end| lasts.until.as_deref() == Some(end.event()));
        let of_times = endings.and_then(|endings| endings.of_several(self.time, fact.on()));
        let may_have_ended = of_several.map(|end| end.on()).filter(|on| *on >= fact.on()).chain(of_times).min();
        let may_have_ended = may_have_ended.filter(|day| self.of.today.has_come(*day));
        let may_have_ended = may_have_ended.filter(|day| ended.is_none_or(|ended| *day < ended));
        let enough_on = self.of.calendar.due(&lasts.limit(), fact.on())?.latest();
        let has_passed = self.of.today.is_after(enough_on);
        let has_lasted = ended.is_none() && lasts.until.is_some() && has_passed;
        Ok(Run { fact, ended, may_have_ended, enough_on, has_lasted })
    }

    /// What a status becomes of a duty whose acts must go on: what goes on has not been done yet.
    pub(super) fn lasting(
        &self,
        rule: &'a Obligation,
        (done, due): (&mut Done, Option<DueDate>),
        status: Status,
        findings: &mut Vec<Finding>,
    ) -> Result<Status, CoverageError> {
        let Some(lasts) = &rule.lasts else { return Ok(status) };
        let (mut running, mut is_done, mut of_several) = (Vec::new(), false, false);
        for acts in self.groups(rule) {
            let runs = acts.into_iter().map(|fact| self.run(rule, lasts, fact)).collect::<Result<Vec<_>, _>>()?;
            if let Some(run) = runs.iter().find(|run| run.is_enough()) {
                findings.extend(run.has_lasted.then(|| run.still_running()));
                is_done = true;
                continue;
            }
            if runs.iter().any(|run| run.may_have_ended.is_some() && !run.is_short()) {
                of_several = true;
                continue;
            }
            match runs.iter().find(|run| run.ended.is_none()) {
                Some(run) => {
                    findings.push(run.still_running());
                    running.push(run.enough_on);
                }
                None => findings.extend(runs.iter().filter_map(|run| Some(run.too_early(run.ended?)))),
            }
        }
        let any = matches!(rule.met_by, MetBy::Any(_));
        if of_several && status == Status::Met && !(any && is_done) {
            done.met_on = None;
            return Ok(Status::Undetermined { because: WhyOpen::SeveralOpen });
        }
        let enough_on = if any { running.iter().min() } else { running.iter().max() };
        let Some(enough_on) = enough_on.filter(|_| !(any && is_done)) else { return Ok(status) };
        let has_passed = self.of.today.is_after(*enough_on);
        let status = match (status, due, self.of.today.on()) {
            (Status::Met, ..) => None,
            // Begun too late, and not enough yet.
            (Status::MetLate { .. }, Some(due), Some(today)) if !has_passed => {
                Some(Status::Overdue { by: self.late(due, today)? })
            }
            (status, ..) => return Ok(status),
        };
        done.met_on = None;
        let ends = lasts.until.as_deref();
        done.missing = done.missing.iter().chain(ends).map(str::to_owned).collect();
        if let Some(overdue) = status {
            return Ok(overdue);
        }
        Ok(if has_passed { Status::Undetermined { because: WhyOpen::EndNotRecorded } } else { Status::Pending })
    }

    /// The acts of a duty by what has to be done: by event, or by channel.
    fn groups(&self, rule: &'a Obligation) -> Vec<Vec<Seen<'a>>> {
        let acts = |event: &String| self.acts_of(rule, event).filter(|fact| !self.is_too_early(rule, *fact));
        match &rule.met_by {
            MetBy::EachChannel(event) => {
                let on = |channel: &Channel| acts(event).filter(|fact| fact.is_on(*channel)).collect();
                rule.channels.iter().map(on).collect()
            }
            met_by => met_by.events().iter().map(|event| acts(event).collect()).collect(),
        }
    }
}
