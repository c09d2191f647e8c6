//! What one outcome has asked of other duties: how often, and what was found, so that a duty that is reached in several ways is followed once.

use std::cell::{Cell, RefCell};

use super::super::outcome::{DutyAnchor, NoDue};
use super::super::reading_at::ReadingAt;
use super::super::status::WhyNot;
use super::case::Case;
use super::condition::Truth;
use super::count::Uncounted;
use super::early::{Arose, CameIn};
use crate::calendar::CoverageError;
use crate::ruleset::{MOST_LED_THROUGH, Obligation};

/// So often one outcome may be led to other duties.
const MOST_LED_TO: u32 = 1_024;

/// What one outcome has asked of other duties.
#[derive(Default)]
pub(in crate::timeline) struct Led {
    times: Cell<u32>,
    anchors: RefCell<Vec<(Key, Result<DutyAnchor, NoDue>)>>,
    truths: RefCell<Vec<(Key, Truth)>>,
}

/// A duty by its place, and how a case looks at it; its petition and time are the same in one outcome.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Key {
    place: usize,
    base: bool,
    arose: Option<Arose>,
    since: Option<CameIn>,
    instead: Option<(usize, ReadingAt)>,
    in_place: Option<usize>,
    as_if_classed: bool,
    of_condition: bool,
}

impl Led {
    /// That another outcome begins.
    pub(super) fn clear(&self) {
        if self.times.replace(0) > 0 {
            self.anchors.borrow_mut().clear();
            self.truths.borrow_mut().clear();
        }
    }

    /// Whether one more duty may be followed, from so deep: readings adopted together may lead in a circle that none makes alone.
    pub(super) fn may_follow(&self, depth: usize) -> bool {
        let times = self.times.get().saturating_add(1);
        self.times.set(times);
        depth < MOST_LED_THROUGH && times <= MOST_LED_TO
    }
}

impl<'a> Case<'a> {
    fn key(&self, other: &Obligation, base: bool) -> Key {
        let instead = self.instead.map(|instead| (instead.rule.place, instead.at));
        let in_place = self.in_place.map(|rule| rule.place);
        let Self { arose, since, as_if_classed, of_condition, .. } = *self;
        Key { place: other.place, base, arose, since, instead, in_place, as_if_classed, of_condition }
    }

    /// The limit of another duty as it was found before in this outcome, or as it is found now; what led too far is not kept.
    pub(super) fn anchor_once(
        &self,
        other: &'a Obligation,
        base: bool,
        find: impl FnOnce() -> Result<DutyAnchor, Uncounted>,
    ) -> Result<DutyAnchor, Uncounted> {
        let (key, anchors) = (self.key(other, base), &self.of.led.anchors);
        if let Some(known) = found(anchors, key) {
            return Ok(known?);
        }
        let found = match find() {
            Ok(anchor) => Ok(anchor),
            Err(Uncounted::NoDue(reason)) if !matches!(reason, NoDue::LedTooFar) => Err(reason),
            Err(other) => return Err(other),
        };
        anchors.borrow_mut().push((key, found.clone()));
        Ok(found?)
    }

    /// The same of whether it is overdue.
    pub(super) fn overdue_once(
        &self,
        other: &'a Obligation,
        find: impl FnOnce() -> Result<Truth, CoverageError>,
    ) -> Result<Truth, CoverageError> {
        let (key, truths) = (self.key(other, false), &self.of.led.truths);
        if let Some(known) = found(truths, key) {
            return Ok(known);
        }
        let truth = find()?;
        if truth != Truth::NotYet(WhyNot::LedTooFar) {
            truths.borrow_mut().push((key, truth));
        }
        Ok(truth)
    }
}

/// What was found for a duty before.
fn found<T: Clone>(all: &RefCell<Vec<(Key, T)>>, key: Key) -> Option<T> {
    all.borrow().iter().find(|(of, _)| *of == key).map(|(_, found)| found.clone())
}
