//! What was done of a duty, and how it stands by its date.

use chrono::NaiveDate;

use super::super::condition::Truth;
use super::super::count::Counted;
use super::{Case, Changes, Done};
use crate::calendar::CoverageError;
use crate::ruleset::vocabulary::{CLOSED, OPENED, SESSION_HELD};
use crate::ruleset::{Channel, MetBy, Obligation, Per};
use crate::time_limit::DueDate;
use crate::timeline::facts::Seen;
use crate::timeline::finding::Finding;
use crate::timeline::missing::{Missing, Places};
use crate::timeline::outcome::{MissingTime, NoDue};
use crate::timeline::status::{Lateness, Status, WhyOpen};
use crate::timeline::today::Until;

impl<'a> Case<'a> {
    /// What was done of a duty, and what is missing.
    pub(in super::super) fn fulfilled(&self, rule: &'a Obligation) -> Done {
        let is_exempt = |act: &&String| {
            let excused = |(of, by): &(String, String)| of == *act && self.acted(rule, by).is_some();
            rule.unless.iter().any(excused) && self.acted(rule, act).is_none()
        };
        let all = rule.met_by.events();
        let exempted = !all.is_empty() && all.iter().all(|act| is_exempt(&act));
        let owed = all.iter().enumerate().filter(|(_, act)| !is_exempt(act));
        let acts = owed.map(|(place, event)| (place, self.acted(rule, event)));
        let (met_on, missing) = match &rule.met_by {
            MetBy::EachChannel(event) => {
                let acts = rule.channels.iter().map(|channel| self.on_channel(rule, event, *channel));
                let (met_on, missing) = all_of(acts.enumerate());
                let missing = missing.iter().filter_map(|place| rule.channels.get(place));
                (met_on, missing.map(|channel| format!("{event}:{}", channel.word())).collect())
            }
            MetBy::Any(events) => {
                let (met_on, missing) = any_of(acts);
                (met_on, Missing::at(events, &missing))
            }
            MetBy::All(events) => {
                let (met_on, missing) = all_of(acts);
                (met_on, Missing::at(events, &missing))
            }
            MetBy::Unknown => (None, Missing::default()),
        };
        let met_at = self.met_at(rule, met_on);
        Done { met_on, met_at, missing, exempted }
    }

    /// When something was made public on a channel.
    pub(super) fn on_channel(&self, rule: &'a Obligation, event: &str, channel: Channel) -> Option<NaiveDate> {
        self.deeds(rule, event).filter(|fact| fact.is_on(channel)).map(Seen::on).min()
    }

    pub(super) fn status(
        &self,
        rule: &'a Obligation,
        counted: &Result<Counted, NoDue>,
        due: Option<DueDate>,
        met_on: Option<NaiveDate>,
        changes: &mut Changes,
    ) -> Result<Status, CoverageError> {
        let (Some(due), Ok(base)) = (due, counted) else {
            return Ok(match (met_on, counted) {
                (Some(on), Err(NoDue::AwaitsEvent(of))) if self.sessions_are_missing(rule, of, on) => {
                    Status::Undetermined { because: WhyOpen::NoSession }
                }
                (_, Err(NoDue::NotReceived)) => Status::Undetermined { because: WhyOpen::NotReceived },
                (_, Err(NoDue::LedTooFar)) => Status::Undetermined { because: WhyOpen::LedTooFar },
                (Some(on), Err(NoDue::Suspended(_))) => {
                    changes.stands_still.as_ref().map_or(Status::Met, |limit| limit.done(on))
                }
                (Some(_), Err(NoDue::Hours { missing, .. })) if *missing != MissingTime::NotRecorded => Status::NoDate,
                (Some(_), _) => Status::Met,
                (None, _) => undone(counted),
            });
        };
        let today = self.of.today.until(self.transferred(rule));
        let in_hours = self.status_in_hours(rule, base, due, (met_on, today), changes)?;
        let status = match (in_hours, met_on, &base.preceded) {
            (Some(status), ..) => status,
            (_, Some(on), Some((event, happened))) if on > *happened => {
                changes.findings.push(Finding::DoneAfterEvent { event: event.to_string(), happened: *happened, on });
                Status::Missed { limit_passed_on: due.date }
            }
            (_, Some(on), _) if on > due.latest() && changes.new_limit_unsaid => {
                Status::Undetermined { because: WhyOpen::NewLimit }
            }
            (_, Some(on), _) => self.done(base, changes, due, on)?,
            (_, None, preceded) => match preceded {
                Some((_, happened))
                    if today.on().map_or(*happened > due.latest(), |_| today.is_after(due.latest())) =>
                {
                    Status::Missed { limit_passed_on: due.date }
                }
                _ if changes.new_limit_unsaid && today.is_after(due.latest()) => {
                    Status::Undetermined { because: WhyOpen::NewLimit }
                }
                _ => self.open(base, changes, due, today)?,
            },
        };
        let excuse = self.excuse(rule);
        let is_late = matches!(status, Status::MetLate { .. } | Status::Overdue { .. } | Status::Missed { .. });
        let is_overdue = matches!(status, Status::Overdue { .. });
        let no_petition = || (is_overdue && self.is_of_no_petition(rule)).then_some(WhyOpen::NoPetition);
        let not_known = || self.may_not_be_late(rule).then_some(WhyOpen::RuleNotKnown);
        let whose = || self.may_be_of_others(rule, (base, due), met_on).then_some(WhyOpen::SubjectNotSaid);
        let open = || no_petition().or(changes.endless).or_else(not_known).or_else(whose);
        Ok(match (is_late, excuse, is_late.then(open).flatten()) {
            (true, Some(excuse), _) => {
                changes.findings.extend(excused_late(excuse, due.latest()));
                Status::Excused
            }
            (true, None, Some(because)) => Status::Undetermined { because },
            _ if met_on.is_some() && rule.has_unknown("lasts") => {
                Status::Undetermined { because: WhyOpen::RuleNotKnown }
            }
            _ => status,
        })
    }

    /// Whether it was done for sessions of which none was recorded, once the dialogue had begun: before that none could have been.
    pub(super) fn sessions_are_missing(&self, rule: &Obligation, of: &str, done: NaiveDate) -> bool {
        let of_sessions = rule.per == Some(Per::Session) && of == SESSION_HELD;
        of_sessions && [OPENED, CLOSED].iter().any(|event| self.happened(event).is_some_and(|begun| begun <= done))
    }

    /// Whether it is owed to each petition, and none was recorded: whether there was one is not known.
    pub(super) fn is_of_no_petition(&self, rule: &Obligation) -> bool {
        rule.is_of_petitions && self.petition.is_none() && !self.of.index.has_petitions()
    }

    /// Whether a duty that is late may be one of somebody whom the rule set bound only after that: nobody says whose it is.
    pub(super) fn may_be_of_others(
        &self,
        rule: &Obligation,
        (base, due): (&Counted, DueDate),
        met_on: Option<NaiveDate>,
    ) -> bool {
        let Some(from) = self.of.binds_some_from(rule) else { return false };
        let forward = base.limit.is_some_and(|limit| limit.is_after());
        let day = base.anchor.as_ref().filter(|_| forward).map_or(due.date, |anchor| anchor.at.date);
        // Done after what it comes before, it was missed by everybody who was bound until then.
        let is_missed = |happened: NaiveDate| from <= happened && met_on.is_some_and(|on| on > happened);
        day < from && !base.preceded.as_ref().is_some_and(|(_, happened)| is_missed(*happened))
    }

    /// Whether a duty that is late may not be so, by what the file calls unknown of what excuses it, extends its limit or lets
    /// it stand still.
    pub(super) fn may_not_be_late(&self, rule: &'a Obligation) -> bool {
        let sets = |other: &'a Obligation| {
            other.has_unknown("sets")
                && other.place != rule.place
                && self.in_order(other, other.met_by.events()).iter().any(|fact| fact.until().is_some())
        };
        rule.has_unknown_excuse() || self.of.set.obligations().iter().any(|other| sets(other))
    }

    pub(super) fn done(
        &self,
        base: &Counted,
        changes: &Changes,
        due: DueDate,
        on: NaiveDate,
    ) -> Result<Status, CoverageError> {
        Ok(match changes.shortest {
            _ if !base.begun => Status::Met,
            _ if on > due.latest() => Status::MetLate { by: self.late(due, on)? },
            Some(shortest) if on > shortest.earliest() => Status::Undetermined { because: changes.which_limit() },
            None if on > due.earliest() => Status::Undetermined { because: open_days(base) },
            _ => Status::Met,
        })
    }

    pub(super) fn open(
        &self,
        base: &Counted,
        changes: &Changes,
        due: DueDate,
        today: Until<'_>,
    ) -> Result<Status, CoverageError> {
        Ok(match (today.on(), changes.shortest) {
            _ if !base.begun => Status::Awaiting,
            (Some(on), _) if today.is_after(due.latest()) => Status::Overdue { by: self.late(due, on)? },
            (_, Some(shortest)) if today.is_after(shortest.earliest()) => {
                Status::Undetermined { because: changes.which_limit() }
            }
            (_, None) if today.is_after(due.earliest()) => Status::Undetermined { because: open_days(base) },
            _ => Status::Pending,
        })
    }

    pub(in super::super) fn late(&self, due: DueDate, date: NaiveDate) -> Result<Lateness, CoverageError> {
        let days = date.signed_duration_since(due.date).num_days();
        Ok(Lateness { days, working_days: self.of.calendar.count_working_days(due.date, date)?, minutes: None })
    }

    /// What excuses a delay of a duty, and when that was.
    pub(super) fn excuse(&self, rule: &'a Obligation) -> Option<(&'a String, NaiveDate)> {
        rule.excused_by.as_ref().and_then(|event| Some((event, self.acted(rule, event)?)))
    }

    /// How a duty stands that is owed without a date and was done after the event that it had to come before: it could have been done
    /// until then, once it was laid down or had come about.
    pub(super) fn missed_without_date(
        &self,
        rule: &'a Obligation,
        (base, reason): (&Counted, &NoDue),
        (done, binds): (&Done, Truth),
        changes: &mut Changes,
    ) -> Option<Status> {
        let since = match (reason, binds) {
            (NoDue::BeforeInForce(from), _) => Some(*from),
            (NoDue::AfterLimit(_), Truth::Holds(since)) => since,
            _ => None,
        }?;
        let (event, happened) = base.preceded.as_ref()?;
        let on = done.met_on.filter(|on| since <= *happened && on > happened)?;
        changes.findings.push(Finding::DoneAfterEvent { event: event.to_string(), happened: *happened, on });
        let excuse = self.excuse(rule);
        let missed = Status::Missed { limit_passed_on: *happened };
        Some(excuse.map_or(missed, |excuse| {
            changes.findings.extend(excused_late(excuse, *happened));
            Status::Excused
        }))
    }
}

/// That what excuses a delay came after the limit.
fn excused_late((event, excused): (&String, NaiveDate), limit: NaiveDate) -> Option<Finding> {
    (excused > limit).then(|| Finding::ExcusedAfterLimit { event: event.clone(), excused, limit })
}

/// How a duty without a date stands that was not done.
pub(super) const fn undone(counted: &Result<Counted, NoDue>) -> Status {
    if matches!(counted, Err(NoDue::AwaitsEvent(_))) { Status::Awaiting } else { Status::NoDate }
}

/// What is open where days off are not decreed: the date, or which of several limits it is.
pub(super) const fn open_days(base: &Counted) -> WhyOpen {
    if base.is_order_open { WhyOpen::Order } else { WhyOpen::Calendar }
}

/// When the last of some acts was done, if all were; the places of those that were not.
fn all_of(acts: impl Iterator<Item = (usize, Option<NaiveDate>)>) -> (Option<NaiveDate>, Places) {
    let (mut last, mut missing) = (None, Places::default());
    for (place, date) in acts {
        match date {
            Some(_) => last = last.max(date),
            None => missing.add(place),
        }
    }
    (last.filter(|_| missing.is_empty()), missing)
}

/// When the first of some acts was done; the places of all of them, if none was.
fn any_of(acts: impl Iterator<Item = (usize, Option<NaiveDate>)>) -> (Option<NaiveDate>, Places) {
    let (mut first, mut missing) = (None::<NaiveDate>, Places::default());
    for (place, date) in acts {
        match date {
            Some(date) => first = Some(first.map_or(date, |first| first.min(date))),
            None => missing.add(place),
        }
    }
    (first, if first.is_none() { missing } else { Places::default() })
}
