//! The `due` table of a duty, and what a reading makes of it.

use std::cell::Cell;

use super::super::due_forms;
use super::super::vocabulary::CLOSED;
use super::super::{AnchorRule, Condition, Due, Known, NoDate};
use super::condition::condition;
use super::known;
use super::names::Names;
use crate::reader::{Code, Table, Value};
use crate::text::{Message as _, Text, Word};
use crate::time_limit::{Backward, Roll, Start, TimeLimit, Unit};

/// The largest amount a rule may state: a hundred years of days.
pub(super) const MOST_UNITS: u32 = 36_500;

/// The units that a file may use: those that are counted in days, and hours, which are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum WrittenUnit {
    Counted(Unit),
    Hour,
}

impl Word for WrittenUnit {
    const WHAT: Text = Unit::WHAT;
    fn all() -> &'static [Self] {
        &[
            Self::Counted(Unit::WorkingDay),
            Self::Counted(Unit::Day),
            Self::Counted(Unit::Week),
            Self::Counted(Unit::Month),
            Self::Counted(Unit::Year),
            Self::Hour,
        ]
    }
    fn id(self) -> &'static str {
        match self {
            Self::Counted(unit) => unit.word(),
            Self::Hour => "hour",
        }
    }
    fn words(self) -> Text {
        match self {
            Self::Counted(unit) => unit.text(),
            Self::Hour => Text::new("giờ", "hour"),
        }
    }
}

/// The keys of a `due` table, each there or not, so that a reading can patch some.
#[derive(Debug, Clone, Default)]
pub(super) struct DueParts {
    anchor: Option<(AnchorRule, bool)>,
    amount: Option<Known<u32>>,
    unit: Option<Known<WrittenUnit>>,
    count: Option<Backward>,
    start: Option<Start>,
    roll: Option<Roll>,
    none: Option<NoDate>,
    /// A limit that is not counted from an anchor, or is made of several.
    whole: Option<Due>,
    /// A key is there but cannot be read; that has been reported.
    broken: bool,
}

impl DueParts {
    /// The parts of a `due`; `due = "unknown"` is one without a known date.
    pub(super) fn of_value(value: &Value<'_>, names: &Names<'_>) -> Option<Self> {
        let unknown = Self { none: Some(NoDate::Unknown), ..Self::default() };
        value.or_unknown(unknown, |value| {
            let example = format!("{{ after = \"{CLOSED}\", n = 10, unit = \"working-day\" }}");
            Some(Self::of(&value.table_like(&example)?, names))
        })
    }

    pub(super) fn of(table: &Table<'_>, names: &Names<'_>) -> Self {
        let mut parts = Self::read(table, names);
        parts.broken |= !table.done();
        parts
    }

    /// The keys of a table that may have others.
    fn read(table: &Table<'_>, names: &Names<'_>) -> Self {
        let contradicts = due_forms::contradict(table, &due_forms::DUE);
        let broken = Cell::new(contradicts);
        let (after, before) = (table.get("after"), table.get("before"));
        let after = after.map(|v| (anchor(&v, names), true));
        let before = before.map(|v| (anchor(&v, names), false));
        let anchor = after.or(before).and_then(|(anchor, after)| {
            broken.set(broken.get() || anchor.is_none());
            anchor.map(|anchor| (anchor, after))
        });
        let whole = whole(table, names, &broken, contradicts);
        Self {
            anchor,
            amount: read(table.get("n"), &broken, |v| known(v, |v| v.integer(0..=MOST_UNITS))),
            unit: read(table.get("unit"), &broken, |v| known(v, Value::word)),
            count: read(table.get("count"), &broken, Value::word),
            start: read(table.get("start"), &broken, Value::word),
            roll: read(table.get("roll"), &broken, Value::word),
            none: read(table.get("none"), &broken, no_date),
            whole,
            broken: broken.get(),
        }
    }

    /// What a reading makes of these parts.
    pub(super) fn patched(self, patch: Self) -> Self {
        if patch.none.is_some() || patch.whole.is_some() {
            return Self { broken: self.broken || patch.broken, ..patch };
        }
        let turned = matches!((&self.anchor, &patch.anchor), (Some((_, a)), Some((_, b))) if a != b);
        Self {
            anchor: patch.anchor.or(self.anchor),
            amount: patch.amount.or(self.amount),
            unit: patch.unit.or(self.unit),
            count: patch.count.or(self.count.filter(|_| !turned)),
            start: patch.start.or(self.start.filter(|_| !turned)),
            roll: patch.roll.or(self.roll.filter(|_| !turned)),
            none: None,
            whole: None,
            broken: self.broken || patch.broken,
        }
    }

    /// Whether any key of a counted limit is there beside the anchor.
    const fn is_counted(&self) -> bool {
        let says_how = self.count.is_some() || self.start.is_some() || self.roll.is_some();
        says_how || self.amount.is_some() || self.unit.is_some()
    }

    /// When the duty is due; problems are reported at `value`.
    pub(super) fn due(&self, value: &Value<'_>) -> Option<Due> {
        let fail = |code: Code, vi: &'static str, en: &'static str| {
            value.report(code, Text::new(vi, en));
            None
        };
        if self.broken {
            return None;
        }
        if let Some(whole) = &self.whole {
            return Some(match &self.anchor {
                Some((anchor, _)) => Due::FirstOf(vec![before(anchor.clone()), whole.clone()]),
                None => whole.clone(),
            });
        }
        if let Some(none) = self.none {
            return Some(Due::None(none));
        }
        let Some((anchor, after)) = self.anchor.clone() else {
            let (vi, en) = ("`due` cần `after`, `before` hoặc `none`", "`due` needs `after`, `before` or `none`");
            return fail(Code::LimitIncomplete, vi, en);
        };
        if !after && !self.is_counted() {
            return Some(before(anchor));
        }
        let (Some(amount), Some(unit)) = (self.amount, self.unit) else {
            return fail(Code::LimitIncomplete, "`due` cần `n` và `unit`", "`due` needs `n` and `unit`");
        };
        let (Known::Value(amount), Known::Value(unit)) = (amount, unit) else {
            return Some(Due::None(NoDate::Unknown));
        };
        let WrittenUnit::Counted(unit) = unit else {
            if self.count.is_some() || self.start.is_some() || self.roll.is_some() {
                let (vi, en) =
                    ("giờ không đi cùng `count`, `start`, `roll`", "hours take no `count`, `start` or `roll`");
                return fail(Code::LimitConflict, vi, en);
            }
            return Some(Due::Hours { anchor, hours: amount, after });
        };
        let limit = if after {
            if self.count.is_some() {
                return fail(Code::LimitConflict, "`count` chỉ dùng với `before`", "`count` goes with `before` only");
            }
            let start = self.start.unwrap_or(Start::EventExcluded);
            TimeLimit::after_with(amount, unit, start, self.roll.unwrap_or(Roll::NextWorkingDay))
        } else {
            if self.start.is_some() || self.roll.is_some() {
                let (vi, en) = ("`start`, `roll` chỉ dùng với `after`", "`start` and `roll` go with `after` only");
                return fail(Code::LimitConflict, vi, en);
            }
            let Some(count) = self.count else {
                return fail(
                    Code::CountMissing,
                    "thời hạn tính lùi phải nêu `count`: `clear-days`, `event-excluded` hoặc `event-included`",
                    "a limit before an event must state `count`: `clear-days`, `event-excluded` or `event-included`",
                );
            };
            match TimeLimit::before(amount, unit, count) {
                Ok(limit) => limit,
                Err(error) => {
                    value.report(Code::LimitConflict, error.both());
                    return None;
                }
            }
        };
        Some(Due::Limit { anchor, limit })
    }
}

/// Before something, without a number: on its day at the latest.
fn before(anchor: AnchorRule) -> Due {
    // No days back from a day is that day in every unit and count; this one cannot be refused.
    let limit = TimeLimit::before(0, Unit::Day, Backward::EventExcluded);
    limit.map_or(Due::None(NoDate::Unknown), |limit| Due::Limit { anchor, limit })
}

/// A limit that is not counted from an anchor, or is made of several.
fn whole(table: &Table<'_>, names: &Names<'_>, broken: &Cell<bool>, contradicts: bool) -> Option<Due> {
    let several = |value: &Value<'_>| {
        let all = value.filled(|item| arm(item, names));
        if value.is_list_of(1) {
            let (vi, en) = (
                "cần ít nhất hai thời hạn; chỉ có một thì viết thẳng thời hạn đó vào `due`",
                "two limits or more are needed; a single one is written as the `due` itself",
            );
            value.report(Code::LimitIncomplete, Text::new(vi, en));
        }
        (all.len() > 1).then_some(all)
    };
    let day = |key: &'static str| read(table.get(key), broken, |v| v.integer(1..=31));
    let (before_day, by_day) = (day("before_day"), day("by_day"));
    let of = read(table.get("of_month_of"), broken, |v| anchor(v, names));
    let date = read(table.get("date"), broken, Value::date);
    let first = read(table.get("first_of"), broken, several);
    let last = read(table.get("last_of"), broken, several);
    let cases = table.get("cases").map(|v| v.filled(|item| case(item, names)));
    let otherwise = read(table.get("otherwise"), broken, |v| arm(v, names));
    if table.is_described() || contradicts {
        return None;
    }
    let incomplete = |vi: &'static str, en: &'static str| {
        table.report(Code::LimitIncomplete, Text::new(vi, en));
        broken.set(true);
    };
    let has_day = table.has("before_day") || table.has("by_day");
    if has_day && !table.has("of_month_of") {
        incomplete(
            "`before_day`, `by_day` cần `of_month_of`: tháng của sự kiện nào, như `dialogue-day`",
            "`before_day` and `by_day` need `of_month_of`: the month of which event, such as `dialogue-day`",
        );
    }
    if table.has("of_month_of") && !has_day {
        incomplete("`of_month_of` cần `before_day` hoặc `by_day`", "`of_month_of` needs `before_day` or `by_day`");
    }
    if table.has("otherwise") && cases.is_none() {
        incomplete("`otherwise` đi cùng `cases`", "`otherwise` goes with `cases`");
    }
    let day_of = |day, included| Some(Due::DayOfMonth { day, included, of: of.clone()? });
    let forms = [
        before_day.and_then(|day| day_of(day, false)),
        by_day.and_then(|day| day_of(day, true)),
        date.map(Due::Date),
        first.map(Due::FirstOf),
        last.map(Due::LastOf),
        cases.map(|cases| Due::Cases { cases, otherwise: otherwise.map(Box::new) }),
    ];
    forms.into_iter().flatten().next()
}

/// One of several limits.
fn arm(value: &Value<'_>, names: &Names<'_>) -> Option<Due> {
    value.recursive("limit", |value| DueParts::of_value(value, names)?.due(value))
}

/// A limit of some cases.
fn case(value: &Value<'_>, names: &Names<'_>) -> Option<(Condition, Due)> {
    value.recursive("case", |value| {
        let table = value.table_like("{ only_if = { class = \"complex\" }, n = 15, … }")?;
        let only_if = table.need("only_if").and_then(|v| condition(&v, names));
        let mut parts = DueParts::read(&table, names);
        parts.broken |= !table.done();
        let due = parts.due(value);
        Some((only_if?, due?))
    })
}

/// Why there is no date; `unknown` is noted as not known.
pub(super) fn no_date(value: &Value<'_>) -> Option<NoDate> {
    let reason = value.word();
    if reason == Some(NoDate::Unknown) {
        value.note_unknown();
    }
    reason
}

/// The value of a key, if it is there; notes in `broken` if it cannot be read.
fn read<'v, T>(value: Option<Value<'v>>, broken: &Cell<bool>, read: impl Fn(&Value<'v>) -> Option<T>) -> Option<T> {
    let value = value?;
    let found = read(&value);
    broken.set(broken.get() || found.is_none());
    found
}

fn anchor(value: &Value<'_>, names: &Names<'_>) -> Option<AnchorRule> {
    value.either(
        !value.is_table(),
        |value| names.anchor_event(value).map(|event| AnchorRule::Event(event.into())),
        |value| {
            let table = value.table()?;
            let key = table.one_of(&["due_of", "due_of_base"]);
            let due_of = table.get("due_of").and_then(|v| names.obligation(&v));
            let base = table.get("due_of_base").and_then(|v| names.obligation(&v));
            table.done();
            match key? {
                "due_of" => due_of.map(|id| AnchorRule::DueOf(id.into())),
                _ => base.map(|id| AnchorRule::BaseDueOf(id.into())),
            }
        },
    )
}
