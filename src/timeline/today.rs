//! The day of a view, as the judgement sees it: what it compares with that day is noted, so that it is known until when nothing changes.

use std::cell::{Cell, RefCell};

use chrono::NaiveDate;

use super::facts::View;
use crate::time_limit::{Anchor, DueDate};

/// The day of a view, and the first later day on which something that was compared with it would compare otherwise.
#[derive(Debug, Clone)]
pub(crate) struct Today {
    on: Option<NaiveDate>,
    next: Cell<Option<NaiveDate>>,
    /// The dates that go on with the view, and the last of those that do not: the ones pass the others until then, and none after.
    sliding: RefCell<Vec<DueDate>>,
    last_fixed: Cell<Option<NaiveDate>>,
}

impl Today {
    pub(crate) fn of(view: View) -> Self {
        Self { on: view.as_of, next: Cell::default(), sliding: RefCell::default(), last_fixed: Cell::default() }
    }

    /// The day itself, for what only tells it.
    pub(crate) const fn on(&self) -> Option<NaiveDate> {
        self.on
    }

    /// Whether a day has passed; without a day of the view none has.
    pub(crate) fn is_after(&self, day: NaiveDate) -> bool {
        let has_passed = self.on.is_some_and(|today| today > day);
        if !has_passed {
            self.note(day.succ_opt());
        }
        has_passed
    }

    /// Whether a day has come; without a day of the view every day has.
    pub(crate) fn has_come(&self, day: NaiveDate) -> bool {
        let has_come = self.on.is_none_or(|today| today >= day);
        if !has_come {
            self.note(Some(day));
        }
        has_come
    }

    /// What is expected, which is no earlier than the day.
    pub(super) fn not_before(&self, expected: Anchor) -> Anchor {
        for day in [expected.earliest, expected.date, expected.latest] {
            self.note(day.succ_opt());
        }
        self.on.map_or(expected, |today| expected.not_before(today))
    }

    /// Notes a date: one that goes on with the view passes those that do not.
    pub(super) fn note_due(&self, due: DueDate, slides: bool) {
        if slides {
            self.sliding.borrow_mut().push(due);
        } else {
            self.note_fixed(due.latest());
        }
    }

    /// Notes a date that stays.
    pub(crate) fn note_fixed(&self, date: NaiveDate) {
        self.last_fixed.set(self.last_fixed.get().max(Some(date)));
    }

    /// Whether a date is one that goes on with the view, as it is where a limit that has begun is that of another one which has not.
    pub(super) fn slides(&self, due: Option<DueDate>) -> bool {
        let ends = |due: DueDate| [due.date, due.earliest(), due.latest()];
        let is_one = |due: DueDate, other: DueDate| ends(due).iter().zip(ends(other)).any(|(one, other)| *one == other);
        due.is_some_and(|due| self.sliding.borrow().iter().any(|other| is_one(due, *other)))
    }

    /// Notes that something goes on with the view that is taken as it stands on each day.
    pub(crate) fn note_each_day(&self) {
        self.note(self.on.and_then(|today| today.succ_opt()));
    }

    /// Notes a day on which something may change.
    pub(crate) fn note(&self, day: Option<NaiveDate>) {
        let next = self.next.get();
        if let Some(day) = day.filter(|day| Some(*day) > self.on && next.is_none_or(|next| *day < next)) {
            self.next.set(Some(day));
        }
    }

    /// The first later day on which anything may be judged otherwise.
    pub(crate) fn next(&self) -> Option<NaiveDate> {
        // One that lies before the event that it waits for may have to pass what is over already.
        let first = self.sliding.borrow().iter().map(DueDate::earliest).min();
        if first.is_some_and(|first| self.last_fixed.get() >= self.on.min(Some(first))) {
            self.note_each_day();
        }
        self.next.get()
    }

    /// The same day, for what goes on until a day at most.
    pub(super) const fn until(&self, end: Option<NaiveDate>) -> Until<'_> {
        Until { today: self, end }
    }
}

/// The day of a view, or an earlier one after which nothing is owed.
#[derive(Clone, Copy)]
pub(super) struct Until<'a> {
    today: &'a Today,
    end: Option<NaiveDate>,
}

impl Until<'_> {
    pub(super) fn on(self) -> Option<NaiveDate> {
        self.today.on.map(|today| self.end.map_or(today, |end| end.min(today)))
    }

    /// Whether a day had passed by then.
    pub(super) fn is_after(self, day: NaiveDate) -> bool {
        self.end.is_none_or(|end| end > day) && self.today.is_after(day)
    }

    /// Whether a day had come by then; without a day of the view none had.
    pub(super) fn has_reached(self, day: NaiveDate) -> bool {
        self.today.on.is_some() && self.end.is_none_or(|end| end >= day) && self.today.has_come(day)
    }
}
