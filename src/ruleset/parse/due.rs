//! The `due` table of a duty, and what a reading makes of it.

use std::cell::Cell;

use super::super::{AnchorRule, Due, Known, NoDate};
use super::{Names, known};
use crate::reader::{Table, Value};
use crate::text::Text;
use crate::time_limit::{Backward, Roll, Start, TimeLimit, Unit};

/// The largest amount a rule may state: a hundred years of days.
const MOST_UNITS: u32 = 36_500;

/// The keys of a `due` table, each there or not, so that a reading can patch some.
#[derive(Debug, Clone, Default)]
pub(super) struct DueParts {
    anchor: Option<(AnchorRule, bool)>,
    amount: Option<Known<u32>>,
    unit: Option<Known<Unit>>,
    count: Option<Backward>,
    start: Option<Start>,
    roll: Option<Roll>,
    none: Option<NoDate>,
    /// A key is there but cannot be read; that has been reported.
    broken: bool,
}

impl DueParts {
    /// The parts of a `due`; `due = "unknown"` is one without a known date.
    pub(super) fn of_value(value: &Value<'_>, names: &Names<'_>) -> Option<Self> {
        if value.is_unknown() {
            return Some(Self { none: Some(NoDate::Unknown), ..Self::default() });
        }
        Self::of(&value.table_like("{ after = \"closed\", n = 10, unit = \"working-day\" }")?, names)
    }

    pub(super) fn of(table: &Table<'_>, names: &Names<'_>) -> Option<Self> {
        let after = table.get("after").map(|v| (anchor(&v, names), true));
        let before = table.get("before").map(|v| (anchor(&v, names), false));
        if after.is_some() && before.is_some() {
            table.report(&Text::new("chỉ dùng một trong `after`, `before`", "`after` and `before` exclude each other"));
            return None;
        }
        let broken = Cell::new(false);
        let anchor = after.or(before).and_then(|(anchor, after)| {
            broken.set(broken.get() || anchor.is_none());
            anchor.map(|anchor| (anchor, after))
        });
        let mut parts = Self {
            anchor,
            amount: read(table.get("n"), &broken, |v| known(v, |v| v.integer(0..=MOST_UNITS))),
            unit: read(table.get("unit"), &broken, |v| known(v, Value::word)),
            count: read(table.get("count"), &broken, Value::word),
            start: read(table.get("start"), &broken, Value::word),
            roll: read(table.get("roll"), &broken, Value::word),
            none: read(table.get("none"), &broken, Value::word),
            broken: broken.get(),
        };
        parts.broken |= !table.done();
        Some(parts)
    }

    /// What a reading makes of these parts.
    pub(super) fn patched(self, patch: Self) -> Self {
        let turned = matches!((&self.anchor, &patch.anchor), (Some((_, a)), Some((_, b))) if a != b);
        Self {
            anchor: patch.anchor.or(self.anchor),
            amount: patch.amount.or(self.amount),
            unit: patch.unit.or(self.unit),
            count: patch.count.or(self.count.filter(|_| !turned)),
            start: patch.start.or(self.start.filter(|_| !turned)),
            roll: patch.roll.or(self.roll.filter(|_| !turned)),
            none: patch.none,
            broken: self.broken || patch.broken,
        }
    }

    /// When the duty is due; problems are reported at `table`.
    pub(super) fn due(&self, table: &Table<'_>) -> Option<Due> {
        let fail = |vi: &'static str, en: &'static str| {
            table.report(&Text::new(vi, en));
            None
        };
        if self.broken {
            return None;
        }
        if let Some(none) = self.none {
            if self.anchor.is_some() || self.amount.is_some() || self.unit.is_some() {
                return fail("`due.none` không đi cùng thời hạn", "`due.none` excludes a limit");
            }
            return Some(Due::None(none));
        }
        let Some((anchor, after)) = self.anchor.clone() else {
            return fail("`due` cần `after`, `before` hoặc `none`", "`due` needs `after`, `before` or `none`");
        };
        let (Some(amount), Some(unit)) = (self.amount, self.unit) else {
            return fail("`due` cần `n` và `unit`", "`due` needs `n` and `unit`");
        };
        let (Known::Value(amount), Known::Value(unit)) = (amount, unit) else {
            return Some(Due::None(NoDate::Unknown));
        };
        let limit = if after {
            if self.count.is_some() {
                return fail("`count` chỉ dùng với `before`", "`count` goes with `before` only");
            }
            let start = self.start.unwrap_or(Start::EventExcluded);
            TimeLimit::after_with(amount, unit, start, self.roll.unwrap_or(Roll::NextWorkingDay))
        } else {
            if self.start.is_some() || self.roll.is_some() {
                return fail("`start`, `roll` chỉ dùng với `after`", "`start` and `roll` go with `after` only");
            }
            let Some(count) = self.count else {
                return fail(
                    "thời hạn tính lùi phải nêu `count`: `clear-days`, `event-excluded` hoặc `event-included`",
                    "a limit before an event must state `count`: `clear-days`, `event-excluded` or `event-included`",
                );
            };
            match TimeLimit::before(amount, unit, count) {
                Ok(limit) => limit,
                Err(error) => {
                    table.report(&Text::build(|lang| error.text(lang)));
                    return None;
                }
            }
        };
        Some(Due::Limit { anchor, limit })
    }
}

/// The value of a key, if it is there; notes in `broken` if it cannot be read.
fn read<'v, T>(value: Option<Value<'v>>, broken: &Cell<bool>, read: impl Fn(&Value<'v>) -> Option<T>) -> Option<T> {
    let value = value?;
    let found = read(&value);
    broken.set(broken.get() || found.is_none());
    found
}

fn anchor(value: &Value<'_>, names: &Names<'_>) -> Option<AnchorRule> {
    if !value.is_table() {
        return names.anchor_event(value).map(AnchorRule::Event);
    }
    let table = value.table()?;
    let due_of = table.need("due_of").and_then(|v| names.obligation(&v));
    table.done();
    due_of.map(AnchorRule::DueOf)
}
