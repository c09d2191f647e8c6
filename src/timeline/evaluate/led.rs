//! What one outcome has asked of other duties: how often, and what was found, so that a duty that is reached in several ways is followed once.

use std::cell::{Cell, RefCell};

use super::super::outcome::{DutyAnchor, NoDue};
use super::super::reading_at::ReadingAt;
use super::super::status::WhyNot;
use super::case::Case;
use super::condition::Truth;
use super::early::{Arose, CameIn};
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
    pub(super) fn anchor_once<E: From<NoDue>>(
        &self,
        other: &'a Obligation,
        base: bool,
        find: impl FnOnce() -> Result<Result<DutyAnchor, NoDue>, E>,
    ) -> Result<DutyAnchor, E> {
        let key = self.key(other, base);
        let known = self.of.led.anchors.borrow().iter().find(|(of, _)| *of == key).map(|(_, found)| found.clone());
        if let Some(found) = known {
            return Ok(found?);
        }
        let found = find()?;
        if !matches!(found, Err(NoDue::LedTooFar)) {
            self.of.led.anchors.borrow_mut().push((key, found.clone()));
        }
        Ok(found?)
    }

    /// The same of whether it is overdue.
    pub(super) fn overdue_once<E>(
        &self,
        other: &'a Obligation,
        find: impl FnOnce() -> Result<Truth, E>,
    ) -> Result<Truth, E> {
        let key = self.key(other, false);
        let known = self.of.led.truths.borrow().iter().find(|(of, _)| *of == key).map(|(_, truth)| *truth);
        if let Some(truth) = known {
            return Ok(truth);
        }
        let truth = find()?;
        if truth != Truth::NotYet(WhyNot::LedTooFar) {
            self.of.led.truths.borrow_mut().push((key, truth));
        }
        Ok(truth)
    }
}
