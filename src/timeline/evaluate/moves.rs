//! What moves a due date after it was counted: caps of other duties, then suspensions, extensions and interim replies in
//! the order of their days.

use chrono::NaiveDate;

use super::super::Move;
use super::super::facts::Seen;
use super::super::finding::Finding;
use super::super::reading_at::OpenReading;
use super::super::status::{WhyNot, WhyOpen};
use super::case::{Case, Changes};
use super::classed::is_by_class;
use super::condition::{Tied, Truth};
use super::count::{Counted, if_any};
use crate::calendar::CoverageError;
use crate::ruleset::vocabulary::PETITION_CLASSED;
use crate::ruleset::{Condition, ExtendedFrom, Extension, GrantedBefore, Most, Obligation, Reading, ReadingEffect};
use crate::time_limit::{Anchor, Direction, DueDate, Roll, Start, TimeLimit, Unit};

/// Whether a limit runs.
pub(super) enum Running {
    /// It runs to this date.
    To(DueDate),
    /// It stands still since this day.
    StoppedOn(NaiveDate),
}

/// What may move a date.
enum Act<'a> {
    /// The limit stops, and perhaps runs on.
    Stop(Seen<'a>, Option<NaiveDate>),
    /// An extension is granted: one of those that the event grants.
    Notice(Seen<'a>),
    /// Another duty was fulfilled, which may state a new limit.
    Reply(Seen<'a>, &'a Obligation),
}

impl Act<'_> {
    fn on(&self) -> NaiveDate {
        match self {
            Self::Stop(fact, _) | Self::Notice(fact) | Self::Reply(fact, _) => fact.on(),
        }
    }
}

/// What a notice grants.
enum Granted<'a> {
    /// An extension, by its place in the rule.
    By(usize, &'a Extension),
    /// None, and why.
    No(Finding),
}

/// Where a limit ends.
#[derive(Clone, Copy)]
struct End {
    due: DueDate,
    /// Its last day before that rolls to a working day, from which what is left of it is counted.
    last: NaiveDate,
    roll: Roll,
}

/// A date on its way.
struct Moving<'c> {
    due: DueDate,
    /// Where it ends, if that is known.
    end: Option<End>,
    /// How the last day of its limit rolls.
    roll: Roll,
    /// How far each extension of the rule may go.
    rooms: Vec<Room>,
    changes: &'c mut Changes,
}

/// How far an extension may go, and how often it was granted.
struct Room {
    /// Where its length and its maximum end, if they run from the anchor.
    ends: [Option<(Unit, End)>; 2],
    granted: u32,
}

impl Moving<'_> {
    /// Where the date stands that may be suspended.
    fn end(&self) -> End {
        self.end.filter(|end| end.due == self.due).unwrap_or(self.stated(self.due))
    }

    /// A day that was stated, which does not roll.
    const fn stated(&self, due: DueDate) -> End {
        End { due, last: due.date, roll: self.roll }
    }
}

impl<'a> Case<'a> {
    /// What becomes of a date as counted. Where a move hangs on something that nobody recorded, the date is the one with
    /// it, and the shortest the one without.
    pub(super) fn moved(
        &self,
        rule: &'a Obligation,
        counted: &Counted,
        changes: &mut Changes,
        depth: usize,
    ) -> Result<Running, CoverageError> {
        if !changes.is_blank() {
            let mut own = Changes::default();
            let running = self.moved(rule, counted, &mut own, depth)?;
            changes.followed_by(own);
            return Ok(running);
        }
        let running = self.moved_so(rule, counted, changes, depth)?;
        let Some(why) = changes.open else { return Ok(running) };
        let mut with = Changes { taking_open: true, ..Changes::default() };
        let longer = self.moved_so(rule, counted, &mut with, depth)?;
        match (&running, &longer) {
            (Running::To(due), Running::To(longer)) => with.shortest = Some(*due).filter(|due| due.date < longer.date),
            (Running::To(_), Running::StoppedOn(_)) => {
                changes.endless = Some(why);
                return Ok(running);
            }
            _ => {}
        }
        let stopped = with.stopped.map(|due| changes.stopped.map_or(due, |stopped| stopped.sooner(due)));
        *changes = Changes { open: Some(why), stopped, taking_open: false, ..with };
        Ok(longer)
    }

    fn moved_so(
        &self,
        rule: &'a Obligation,
        counted: &Counted,
        changes: &mut Changes,
        depth: usize,
    ) -> Result<Running, CoverageError> {
        let mut due = counted.due;
        let mut capping = None;
        for other in self.of.set.limiters_of(rule) {
            if let Some(cap) = self.cap(rule, other, due, changes, depth)? {
                due = capped(due, cap.due, &other.id, changes);
                capping = Some(cap).filter(|cap| cap.due == due).or(capping);
            }
        }
        let from_anchor = |length: Option<Most>| {
            let length = length.filter(|length| length.from == ExtendedFrom::Anchor);
            let end = |length: Most| Ok::<_, CoverageError>((length.unit, self.longest(length, counted, due, None)?));
            length.map(end).transpose()
        };
        let acts = self.acts(rule);
        // Without a notice none is asked for.
        let is_granted = acts.iter().any(|act| matches!(act, Act::Notice(_)));
        let mut rooms = Vec::new();
        for extension in rule.extensions.iter().filter(|_| is_granted) {
            let ends = [from_anchor(extension.limit.counted())?, from_anchor(extension.maximum)?];
            rooms.push(Room { ends, granted: 0 });
        }
        let is_stopped = acts.iter().any(|act| matches!(act, Act::Stop(..)));
        let end = if is_stopped { self.end_as_counted(capping.as_ref().unwrap_or(counted))? } else { None };
        let roll = match counted.limit.map(|limit| limit.direction()) {
            Some(Direction::After { roll, .. }) => roll,
            _ => Roll::None,
        };
        let mut moving = Moving { due, end, roll, rooms, changes };
        if let Some(stopped) = self.follow_acts(rule, counted, acts, (&mut moving, depth))? {
            return Ok(Running::StoppedOn(stopped));
        }
        self.while_an_interim_limit_runs(rule, &mut moving, depth)?;
        Ok(Running::To(moving.due))
    }

    /// Moves a date by what was done, act by act; since when it stands still, if it does.
    fn follow_acts(
        &self,
        rule: &'a Obligation,
        counted: &Counted,
        acts: Vec<Act<'a>>,
        (moving, depth): (&mut Moving<'_>, usize),
    ) -> Result<Option<NaiveDate>, CoverageError> {
        for act in acts {
            match act {
                Act::Stop(fact, resumed) => {
                    let stopped = self.stop(counted, (fact.event(), fact.on()), resumed, moving)?;
                    if stopped.is_some() {
                        return Ok(stopped);
                    }
                }
                Act::Notice(fact) => self.notice(rule, counted, fact, moving, depth)?,
                Act::Reply(fact, other) => self.reply(rule, other, fact, moving, depth)?,
            }
        }
        Ok(None)
    }

    fn setters(&self, rule: &'a Obligation) -> impl Iterator<Item = &'a Obligation> {
        self.of.set.setters_of(rule).map(|other| &**other)
    }

    /// What may move the date of a duty, in the order of days.
    fn acts(&self, rule: &'a Obligation) -> Vec<Act<'a>> {
        let mut acts = Vec::new();
        if let Some(suspension) = &rule.suspension {
            let resumed = self.in_order(rule, std::slice::from_ref(&suspension.until));
            for stopped in self.in_order(rule, std::slice::from_ref(&suspension.by)) {
                let on = resumed.iter().map(|fact| fact.on()).find(|on| *on >= stopped.on());
                acts.push(Act::Stop(stopped, on));
            }
        }
        let granting = |at: usize| rule.extensions.iter().take(at).map(|extension| &extension.granted_by);
        for (at, extension) in rule.extensions.iter().enumerate() {
            if !self.of.index.may_tell(&extension.granted_by)
                || granting(at).any(|event| *event == extension.granted_by)
            {
                continue; // one notice grants one extension
            }
            let granted = self.acts_of(rule, &extension.granted_by);
            let grants = |fact: &Seen<'_>| of_event(rule, *fact).any(|(_, extension)| grants(extension, *fact));
            acts.extend(granted.filter(grants).map(Act::Notice));
        }
        let mut replies: Vec<&str> = Vec::new();
        for other in self.setters(rule) {
            for event in other.met_by.events().iter().filter(|event| !replies.contains(&event.as_str())) {
                if !self.of.index.may_tell(event) {
                    continue;
                }
                acts.extend(self.acts_of(other, event).map(|fact| Act::Reply(fact, other)));
            }
            replies.extend(other.met_by.events().iter().map(String::as_str));
        }
        acts.sort_by_key(Act::on);
        acts
    }

    /// Stops a limit, and every maximum with it; the day, if it stands still since. What has passed does not stop: told as a
    /// finding.
    fn stop(
        &self,
        counted: &Counted,
        (event, stopped): (&str, NaiveDate),
        resumed: Option<NaiveDate>,
        moving: &mut Moving<'_>,
    ) -> Result<Option<NaiveDate>, CoverageError> {
        let begun = counted.anchor.as_ref().filter(|_| counted.limit.is_some_and(|limit| limit.is_after()));
        let stopped = begun.map_or(stopped, |anchor| stopped.max(anchor.at.date));
        let standing_still = moving.changes.moves.iter().any(
            |moved| matches!(moved, Move::Suspension { from, resumed, .. } if *from <= stopped && stopped <= *resumed),
        );
        let limit = moving.due.latest();
        if stopped > limit && !standing_still {
            let found = Finding::SuspendedAfterLimit { event: event.to_owned(), suspended: stopped, limit };
            moving.changes.findings.push(found);
            return Ok(None);
        }
        if standing_still || resumed.is_some_and(|on| on <= stopped) {
            return Ok(None); // it stood still already, or that was over before the limit began
        }
        let Some(on) = resumed else {
            moving.changes.stopped = Some(moving.due);
            return Ok(Some(stopped));
        };
        for (unit, end) in moving.rooms.iter_mut().flat_map(|room| &mut room.ends).flatten() {
            *end = self.rest(*unit, stopped, *end, on)?;
        }
        let unit = counted.limit.map_or(Unit::Day, |limit| limit.unit());
        let rest = self.rest(unit, stopped, moving.end(), on)?;
        if rest.due.date >= moving.due.date {
            // Before an event a limit may end on a rest day, which the working days left do not reach.
            (moving.due, moving.end) = (rest.due, Some(rest));
        }
        let to = moving.due.date;
        moving.changes.moves.push(Move::Suspension { from: stopped, resumed: on, to });
        Ok(None)
    }

    /// Where a limit ends as counted, if it gives the date: of several another one may.
    fn end_as_counted(&self, counted: &Counted) -> Result<Option<End>, CoverageError> {
        let Some((limit, anchor)) = counted.limit.zip(counted.anchor.as_ref()) else { return Ok(None) };
        Ok(Some(self.ending(limit, anchor.at)?).filter(|end| end.due == counted.due))
    }

    /// Where a limit ends, and on which day before it rolls.
    fn ending(&self, limit: TimeLimit, from: Anchor) -> Result<End, CoverageError> {
        let due = self.of.calendar.due(&limit, from)?;
        let Direction::After { start, roll } = limit.direction() else {
            return Ok(End { due, last: due.date, roll: Roll::None });
        };
        let as_it_stands = TimeLimit::after_with(limit.amount(), limit.unit(), start, Roll::None);
        Ok(End { due, last: self.of.calendar.due(&as_it_stands, from)?.date, roll })
    }

    /// Where the rest of a limit ends that stopped on one day and ran on after another.
    fn rest(&self, unit: Unit, stopped: NaiveDate, end: End, resumed: NaiveDate) -> Result<End, CoverageError> {
        let calendar = self.of.calendar;
        let (left, unit) = match unit {
            Unit::WorkingDay => (calendar.count_working_days(stopped, end.last)?, Unit::WorkingDay),
            _ => (end.last.signed_duration_since(stopped).num_days(), Unit::Day),
        };
        let left = u32::try_from(left).unwrap_or(0);
        self.ending(TimeLimit::after_with(left, unit, Start::EventExcluded, end.roll), resumed.into())
    }

    /// What a notice that grants an extension makes of the date.
    fn notice(
        &self,
        rule: &'a Obligation,
        counted: &Counted,
        fact: Seen<'a>,
        moving: &mut Moving<'_>,
        depth: usize,
    ) -> Result<(), CoverageError> {
        let notified = fact.on();
        let (at, extension) = match self.granted(rule, fact, moving, depth)? {
            Granted::By(at, extension) => (at, extension),
            Granted::No(finding) => {
                moving.changes.findings.push(finding);
                return Ok(());
            }
        };
        let (ends, times) = moving.rooms.get(at).map_or(([None; 2], 0), |room| (room.ends, room.granted));
        let end = |length: Option<Most>, from_anchor: Option<(Unit, End)>| match (from_anchor, length) {
            (Some((_, end)), _) => Ok::<_, CoverageError>(Some(end)),
            (None, Some(length)) => Ok(Some(self.longest(length, counted, moving.due, Some(notified))?)),
            (None, None) => Ok(None),
        };
        let [length, most] = [end(extension.limit.counted(), ends[0])?, end(extension.maximum, ends[1])?];
        let stated = fact.until().map(|day| self.of.calendar.stated(day)).transpose()?;
        let stated = stated.map(|due| moving.stated(due));
        let unknown = |key: &str| rule.has_unknown_of_extension(at, key);
        let Some(asked) = stated.or(length) else {
            moving.changes.findings.push(Finding::ExtensionWithoutLimit { notified });
            if unknown("limit") {
                moving.changes.endless = Some(WhyOpen::RuleNotKnown);
            }
            return Ok(());
        };
        // Between not at all and as far as is asked for.
        if (unknown("maximum") || unknown("limit") || unknown("times") && times > 0)
            && !moving.changes.is_taken(WhyOpen::RuleNotKnown)
        {
            return Ok(());
        }
        let silent = extension.granted_before == GrantedBefore::NotStated
            || rule.silent_on.iter().any(|path| path == "extension.granted_before");
        let may_be_late = extension.granted_before == GrantedBefore::AnyTime;
        if !self.counts_though_late(rule, notified, (silent, may_be_late), moving) {
            return Ok(());
        }
        if extend(fact, asked, [length, most], moving)
            && let Some(room) = moving.rooms.get_mut(at)
        {
            room.granted = room.granted.saturating_add(1);
        }
        Ok(())
    }

    /// Which extension a notice grants: the first of its event that is for the case and was not granted as often as it
    /// may be. One that says no `times` is granted once as long as another one follows it.
    fn granted(
        &self,
        rule: &'a Obligation,
        fact: Seen<'a>,
        moving: &mut Moving<'_>,
        depth: usize,
    ) -> Result<Granted<'a>, CoverageError> {
        let notified = fact.on();
        let mut for_case = Vec::new();
        for (at, extension) in of_event(rule, fact).filter(|(_, extension)| grants(extension, fact)) {
            let truth = extension.only_if.as_ref().map(|condition| self.truth_of(rule, condition, fact, moving, depth));
            let holds = match truth.transpose()? {
                _ if rule.has_unknown_of_extension(at, "only_if") => moving.changes.is_taken(WhyOpen::RuleNotKnown),
                Some(truth) => moving.changes.holds(truth),
                None => true,
            };
            let granted = moving.rooms.get(at).map_or(0, |room| room.granted);
            for_case.extend(holds.then_some((at, extension, granted)));
        }
        // Of extensions for classes that of the class of which the case was when it was notified.
        let classed = |extension: &Extension| {
            let classes = extension.only_if.as_ref().map(Condition::classes).filter(|classes| !classes.is_empty())?;
            Some(self.classed_as(&classes).filter(|on| *on <= notified).max())
        };
        let last = for_case.iter().filter_map(|(_, extension, _)| classed(extension)).max();
        for_case.retain(|(_, extension, _)| classed(extension).is_none_or(|on| Some(on) == last));
        if for_case.is_empty() {
            return Ok(Granted::No(Finding::ExtensionNotForCase { notified }));
        }
        let in_turn = for_case.iter().find(|(_, extension, granted)| *granted < extension.times.unwrap_or(1));
        let unlimited = || for_case.iter().rev().find(|(_, extension, _)| extension.times.is_none());
        let times = for_case.iter().fold(0, |times: u32, (.., granted)| times.saturating_add(*granted));
        Ok(match in_turn.or_else(unlimited) {
            Some((at, extension, _)) => Granted::By(*at, extension),
            None => Granted::No(Finding::ExtensionTooOften { notified, times }),
        })
    }

    /// Whether the condition of an extension holds that a notice would grant: the case is classed before the limit has passed
    /// that it moves, if it is not its classing that grants it.
    fn truth_of(
        &self,
        rule: &'a Obligation,
        condition: &'a Condition,
        fact: Seen<'a>,
        moving: &mut Moving<'_>,
        depth: usize,
    ) -> Result<Truth, CoverageError> {
        let truth = |classed_by| self.truth(condition, Tied { classed_by, ..Tied::default() }, depth);
        match fact.event() {
            PETITION_CLASSED => truth(None),
            _ => self.in_time(rule, (condition, moving.due.latest()), truth, &mut moving.changes.findings),
        }
    }

    /// Whether a notice counts that comes after the limit that it would move; noted as a finding if it is late.
    fn counts_though_late(
        &self,
        rule: &'a Obligation,
        notified: NaiveDate,
        (silent, may_be_late): (bool, bool),
        moving: &mut Moving<'_>,
    ) -> bool {
        let limit = moving.due.latest();
        if notified <= limit {
            return true;
        }
        // Where it is not even known whether it holds, that it may count late makes the limit no firmer.
        let counts = may_be_late
            || silent && (moving.changes.taking_open || self.takes_open(rule, OpenReading::LateNoticeCounts));
        moving.changes.findings.push(Finding::ExtensionAfterLimit { notified, limit, inferred: silent, counts });
        counts
    }

    /// The same of a reply, which has a limit of its own: after that alone it counts, unless it is read otherwise.
    fn reply_counts(
        &self,
        rule: &'a Obligation,
        (notified, own): (NaiveDate, Option<&Counted>),
        moving: &mut Moving<'_>,
    ) -> bool {
        let limit = own.filter(|own| own.begun).map(|own| own.due.latest());
        let Some(limit) = limit.filter(|limit| *limit < notified && notified <= moving.due.latest()) else {
            return self.counts_though_late(rule, notified, (true, false), moving);
        };
        let counts = moving.changes.taking_open || !self.takes_open(rule, OpenReading::LateNoticeDoesNot);
        moving.changes.findings.push(Finding::ExtensionAfterLimit { notified, limit, inferred: true, counts });
        counts
    }

    /// Where a length of time ends.
    fn longest(
        &self,
        length: Most,
        counted: &Counted,
        due: DueDate,
        notified: Option<NaiveDate>,
    ) -> Result<End, CoverageError> {
        let from = match length.from {
            ExtendedFrom::Due => due.into(),
            ExtendedFrom::Anchor => counted.anchor.as_ref().map_or_else(|| due.into(), |anchor| anchor.at),
            ExtendedFrom::Notice => notified.map_or_else(|| due.into(), Into::into),
        };
        let limit = TimeLimit::after_with(length.n, length.unit, Start::EventExcluded, Roll::NextWorkingDay);
        let end = self.ending(limit, from)?;
        let goes_on = counted.slides() && length.from != ExtendedFrom::Notice;
        self.of.today.note_due(end.due, goes_on);
        Ok(end)
    }

    /// What a reply that another duty asks for makes of the date: if that duty is one of the case.
    fn reply(
        &self,
        rule: &'a Obligation,
        other: &'a Obligation,
        fact: Seen<'a>,
        moving: &mut Moving<'_>,
        depth: usize,
    ) -> Result<(), CoverageError> {
        let notified = fact.on();
        let truth = other.only_if.as_ref().map(|condition| self.truth_of(rule, condition, fact, moving, depth));
        let is_for_case = match truth.transpose()? {
            // Whether it was owed is as open as whether it counts.
            Some(Truth::NotYet(WhyNot::NotClassed)) => {
                if !moving.changes.is_taken(WhyOpen::NotClassed) {
                    return Ok(());
                }
                true
            }
            Some(truth) => moving.changes.holds(truth),
            None => true,
        };
        if !is_for_case {
            moving.changes.findings.push(Finding::ExtensionNotForCase { notified });
            return Ok(());
        }
        let own = if_any(self.counted(other, depth))?;
        let Some(stated) = fact.until() else {
            // It was to say until when; that it did not, or that nobody wrote it down, leaves the limit open.
            moving.changes.findings.push(Finding::ExtensionWithoutLimit { notified });
            moving.changes.new_limit_unsaid |= self.reply_counts(rule, (notified, own.as_ref()), moving);
            return Ok(());
        };
        if own.is_none() {
            moving.changes.findings.push(Finding::StatedLimitMovesNothing { notified, stated });
            return Ok(());
        }
        let asked = self.of.calendar.stated(stated)?;
        // By when a reply must come to move the limit is not said.
        if self.reply_counts(rule, (notified, own.as_ref()), moving) {
            moving.changes.new_limit_unsaid = false;
            extend(fact, moving.stated(asked), [None, None], moving);
        }
        Ok(())
    }

    /// While the limit of an interim reply still runs, a late one could still move this date.
    fn while_an_interim_limit_runs(
        &self,
        rule: &'a Obligation,
        moving: &mut Moving<'_>,
        depth: usize,
    ) -> Result<(), CoverageError> {
        let mut setters = self.setters(rule).peekable();
        let met_on = setters.peek().and_then(|_| self.fulfilled(rule).met_on);
        let has_passed = |day: NaiveDate| met_on.map_or_else(|| self.of.today.is_after(day), |on| on > day);
        let is_in_time = |due: DueDate| !has_passed(due.latest());
        let mut running = Vec::new();
        for other in setters.filter(|_| !is_in_time(moving.due)) {
            let stated = || self.in_order(other, other.met_by.events()).iter().any(|fact| fact.until().is_some());
            if self.fulfilled(other).met_on.is_some() && stated() {
                continue;
            }
            let interim = if_any(self.counted(other, depth))?.filter(|counted| counted.begun);
            running.extend(interim.map(|interim| (other, interim)));
        }
        // In the order of their days, whichever rule stands first in the file.
        running.sort_by(|(one, of_one), (other, of_other)| {
            of_one.due.date.cmp(&of_other.due.date).then_with(|| one.id.cmp(&other.id))
        });
        for (other, interim) in running {
            if is_in_time(moving.due) {
                continue;
            }
            let binds = self.binds(other, Tied::default(), depth)?;
            if interim.due.date <= moving.due.date || !moving.changes.holds(binds) {
                continue;
            }
            moving.changes.new_limit_unsaid &= has_passed(interim.due.latest());
            if moving.changes.taking_open || self.takes_open(rule, OpenReading::LateNoticeCounts) {
                moving.changes.moves.push(Move::Limit { of: other.id.clone(), to: interim.due.date });
                moving.due = moving.due.later(interim.due);
            }
        }
        Ok(())
    }

    /// The limit of `other`, if under its reading it binds the duty `rule` of this case.
    fn cap(
        &self,
        rule: &'a Obligation,
        other: &'a Obligation,
        due: DueDate,
        changes: &mut Changes,
        depth: usize,
    ) -> Result<Option<Counted>, CoverageError> {
        let binds = |reading: &Reading| matches!(&reading.effect, ReadingEffect::Limits(object) if *object == rule.id);
        let binds = other.readings.iter().any(binds) && self.reading(other).is_some_and(binds);
        if !binds {
            return Ok(None);
        }
        if !self.as_if_classed {
            let limit = (Tied::default(), Some(due.latest()));
            let truth = self.binds_in_time((rule, other), limit, depth, &mut changes.findings)?;
            if !changes.holds(truth) {
                return Ok(None);
            }
        }
        if_any(self.count(other, &other.due, &mut Changes::default(), depth))
    }
}

impl Changes {
    /// Whether nothing happened to it yet.
    fn is_blank(&self) -> bool {
        let is_open = self.new_limit_unsaid || self.taking_open || self.open.is_some() || self.endless.is_some();
        let is_set = self.shortest.is_some() || self.stopped.is_some() || self.stands_still.is_some();
        !is_open && !is_set && self.moves.is_empty() && self.findings.is_empty()
    }

    /// What happened next.
    fn followed_by(&mut self, next: Self) {
        self.new_limit_unsaid |= next.new_limit_unsaid;
        self.shortest = next.shortest;
        self.open = next.open.or(self.open);
        self.endless = next.endless;
        self.stopped = next.stopped;
        follow(&mut self.moves, next.moves);
        // What was found of the limit as counted may be found of what moves it, too.
        let found = next.findings.into_iter().filter(|found| !self.findings.contains(found)).collect();
        follow(&mut self.findings, found);
    }

    /// Whether what is open for a reason is taken to hold; that it is open is noted.
    fn is_taken(&mut self, why: WhyOpen) -> bool {
        self.open = self.open.or(Some(why));
        self.taking_open
    }

    /// Whether a condition holds; one that hangs on what nobody recorded of the dialogue, as it is taken. A case that is not
    /// classed is of no class.
    fn holds(&mut self, truth: Truth) -> bool {
        match truth {
            Truth::Holds(_) => true,
            Truth::NotYet(WhyNot::ModeNotSaid) => self.is_taken(WhyOpen::ModeNotSaid),
            Truth::NotYet(WhyNot::KindNotSaid) => self.is_taken(WhyOpen::KindNotSaid),
            Truth::NotYet(WhyNot::LedTooFar) => self.is_taken(WhyOpen::LedTooFar),
            Truth::Fails | Truth::NotYet(_) => false,
        }
    }
}

/// Some things after others, of which there are none most of the time.
fn follow<T>(first: &mut Vec<T>, next: Vec<T>) {
    if first.is_empty() {
        *first = next;
    } else {
        first.extend(next);
    }
}

/// The extensions that the event of a fact grants, with their places in the rule.
fn of_event<'a>(rule: &'a Obligation, fact: Seen<'a>) -> impl Iterator<Item = (usize, &'a Extension)> {
    rule.extensions.iter().enumerate().filter(move |(_, extension)| extension.granted_by == fact.event())
}

/// Whether a fact may grant an extension: a classing only as one of the classes that it is for.
fn grants(extension: &Extension, fact: Seen<'_>) -> bool {
    let Some(condition) = extension.only_if.as_ref().filter(|_| fact.event() == PETITION_CLASSED) else { return true };
    !is_by_class(condition) || fact.class().is_some_and(|class| condition.asks_for(class))
}

/// Moves the date to the one that a notice asks for, as far as it may; whether it did.
fn extend(fact: Seen<'_>, asked: End, most: [Option<End>; 2], moving: &mut Moving<'_>) -> bool {
    let (notified, stated, findings) = (fact.on(), asked.due.date, &mut moving.changes.findings);
    let by_rule = fact.until().is_none();
    let most = most.into_iter().flatten().min_by_key(|most| most.due.date);
    let given = match most.filter(|most| stated > most.due.date) {
        Some(most) => {
            findings.push(Finding::ExtensionBeyondMaximum { notified, stated, maximum: most.due.date, by_rule });
            most
        }
        None => asked,
    };
    let to = given.due.date;
    if to < moving.due.date {
        if to == stated {
            findings.push(Finding::ExtensionEndsBeforeLimit { stated, limit: moving.due.date });
        }
        return false;
    }
    let event = fact.event().to_owned();
    let beyond = Some(stated).filter(|stated| *stated > to);
    moving.changes.moves.push(Move::Notice { event, notified, to, stated: beyond, by_rule });
    (moving.due, moving.end) = (given.due, Some(given));
    true
}

/// The later of two limits that bind one duty.
fn capped(due: DueDate, cap: DueDate, of: &str, changes: &mut Changes) -> DueDate {
    let of = of.to_owned();
    if cap.date > due.date {
        changes.moves.push(Move::Limit { of, to: cap.date });
    } else if cap.date < due.date {
        changes.findings.push(Finding::CapEndsBeforeLimit { of, cap: cap.date, limit: due.date });
    }
    due.later(cap)
}
