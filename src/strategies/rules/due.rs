//! The `due` table of a random duty, and readings that change it.

use proptest::prelude::*;
use proptest::sample::{Index, select};

use crate::ruleset::EVENTS;
use crate::ruleset::vocabulary::{
    CLOSED, DIALOGUE_DAY, EXTENSION_NOTIFIED, FORMER_DAY, OPENED, RECEPTION_DAY, SESSION_HELD, SURVEY_HELD,
};
use crate::time_limit::{Backward, Roll, Start, Unit};

/// Events that no random duty is fulfilled by.
const LOOSE: [&str; 9] = [
    DIALOGUE_DAY,
    CLOSED,
    OPENED,
    RECEPTION_DAY,
    SURVEY_HELD,
    SESSION_HELD,
    EXTENSION_NOTIFIED,
    "own-event",
    "own-matter",
];
/// Limits that one of several may be, from `{a}`.
const ARMS: [&str; 18] = [
    "after = {a}, n = 5, unit = \"working-day\"",
    "after = {a}, n = 2, unit = \"week\", start = \"event-included\", roll = \"none\"",
    "after = {a}, n = 1, unit = \"month\", roll = \"next-working-day\"",
    "before = {a}, n = 3, unit = \"working-day\", count = \"clear-days\"",
    "before = \"dialogue-day\"",
    "after = {a}, n = 5, unit = \"unknown\"",
    "last_of = [{ after = {a}, n = 3, unit = \"day\" }, { date = 2030-06-30 }]",
    "date = 2026-12-31",
    "date = 2040-02-29",
    "by_day = 15, of_month_of = {a}",
    "before_day = 9, of_month_of = {a}",
    "before_day = 5, of_month_of = \"dialogue-day\"",
    "before = {a}, by_day = 20, of_month_of = \"dialogue-day\"",
    "after = {a}, n = 4, unit = \"hour\"",
    "none = \"not-stated\"",
    "after = {a}, n = \"unknown\", unit = \"day\"",
    "first_of = [{ after = {a}, n = 20, unit = \"day\" }, { last_of = [{ date = 2030-06-30 }, { before = {a} }] }]",
    "cases = [{ only_if = { kind = \"enterprise\" }, after = {a}, n = 9, unit = \"day\" }], otherwise = { after = {a}, n = 8, unit = \"day\" }",
];
/// Conditions of a case.
const CASES: [&str; 6] = [
    "{ class = \"complex\" }",
    "{ any_class = [\"needs-longer\", \"own-class\"] }",
    "{ mode = \"online\" }",
    "{ kind = \"ad-hoc\" }",
    "{ event = \"own-event\", by = \"anchor\" }",
    "{ all = [{ class = \"bound-by-law\" }, { not = { event = \"{moved}\" } }] }",
];
/// Limits of another form, as a reading may have them, from `{a}`; no drawn rule has one of them itself.
const OTHER_FORMS: [&str; 10] = [
    "{ date = 2031-05-05 }",
    "{ before_day = 3, of_month_of = {a}, before = {a} }",
    "{ by_day = 30, of_month_of = {a} }",
    "{ first_of = [{ after = {a}, n = 44, unit = \"day\" }, { date = 2031-05-05 }] }",
    "{ last_of = [{ after = {a}, n = 44, unit = \"day\" }, { date = 2031-05-05 }] }",
    "{ cases = [{ only_if = { class = \"complex\" }, after = {a}, n = 44, unit = \"day\" }] }",
    "{ cases = [{ only_if = { class = \"own-class\" }, after = {a}, n = 44, unit = \"day\" }], otherwise = { before = {a} } }",
    "{ none = \"unknown\" }",
    "{ after = {a}, n = \"unknown\", unit = \"day\" }",
    "{ after = {a}, n = 44, unit = \"unknown\" }",
];
/// The reasons for no date, and the ways to say that the limit is not known.
const NO_DATE: [&str; 6] = [
    "{ none = \"promptly\" }",
    "{ none = \"not-stated\" }",
    "{ none = \"unknown\" }",
    "\"unknown\"",
    "{ after = \"{closed}\", n = \"unknown\", unit = \"day\" }",
    "{ after = \"{closed}\", n = 5, unit = \"unknown\" }",
];

/// What the limit of a duty can be counted from: the duties before it, each with the events that fulfil it, and the events
/// that lead to no duty.
pub(super) struct Place {
    before: Vec<(String, Vec<String>)>,
    loose: Vec<String>,
}

/// What is drawn for a limit.
#[derive(Debug, Clone)]
pub(super) struct Limit {
    kind: Kind,
    chained: bool,
    anchor: Index,
    amount: u32,
    unit: Unit,
    start: Option<Start>,
    roll: Option<Roll>,
    count: Backward,
    none: &'static str,
    /// The limits that it is made of, and the conditions of cases.
    arms: Vec<(Index, Index)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    After,
    Before,
    Hours,
    None,
    /// Before something, without a number.
    Simply,
    OfMonth,
    Date,
    /// The first or the last of two.
    OfTwo,
    ByClass,
}

/// What is drawn for a reading of a limit.
#[derive(Debug, Clone, Copy)]
pub(super) struct Patch {
    what: usize,
    amount: u32,
    anchor: Index,
}

/// A limit as the file states it.
#[derive(Debug, Clone)]
pub(super) enum Due {
    After {
        anchor: String,
        amount: u32,
        unit: Unit,
        start: Option<Start>,
        roll: Option<Roll>,
    },
    Before {
        anchor: String,
        amount: u32,
        unit: Unit,
        count: Backward,
    },
    Hours {
        anchor: String,
        amount: u32,
        side: &'static str,
    },
    None(&'static str),
    /// One that is not counted, or is made of several.
    Whole(String),
}

impl Arbitrary for Limit {
    type Parameters = ();
    type Strategy = BoxedStrategy<Self>;

    fn arbitrary_with((): ()) -> Self::Strategy {
        let kind = prop_oneof![
            6 => Just(Kind::After),
            4 => Just(Kind::Before),
            1 => Just(Kind::Hours),
            2 => Just(Kind::None),
            4 => select(vec![Kind::Simply, Kind::OfMonth, Kind::Date, Kind::OfTwo, Kind::OfTwo, Kind::ByClass, Kind::ByClass]),
        ];
        let anchor = (any::<bool>(), any::<Index>());
        let ends = (
            proptest::option::of(select(Start::ALL)),
            proptest::option::of(select(Roll::ALL)),
            select(Backward::ALL),
            select(NO_DATE.to_vec()),
        );
        let arms = proptest::collection::vec(any::<(Index, Index)>(), 2..=3);
        (kind, anchor, 0_u32..=45, select(Unit::ALL), ends, arms)
            .prop_map(|(kind, (chained, anchor), amount, unit, (start, roll, count, none), arms)| Self {
                kind,
                chained,
                anchor,
                amount,
                unit,
                start,
                roll,
                count,
                none,
                arms,
            })
            .boxed()
    }
}

impl Arbitrary for Patch {
    type Parameters = ();
    type Strategy = BoxedStrategy<Self>;

    fn arbitrary_with((): ()) -> Self::Strategy {
        (0_usize..7, 0_u32..100, any::<Index>())
            .prop_map(|(what, amount, anchor)| Self { what, amount, anchor })
            .boxed()
    }
}

impl Place {
    /// The place after these duties. What no duty leads to is what is not among the events `of_all` of them: an anchor that
    /// leads to a duty before is a chain, and counts no years.
    pub(super) fn after(before: Vec<(String, Vec<String>)>, of_all: &[String]) -> Self {
        let often = LOOSE.iter().copied().cycle().take(LOOSE.len().saturating_mul(12));
        let all = often.chain(EVENTS.iter().map(|event| event.id.as_ref()));
        let loose = all.filter(|event| !of_all.iter().any(|of| of == event));
        let loose = loose.map(|event| format!("\"{event}\"")).collect();
        Self { before, loose }
    }

    /// The anchors that lead to a duty before this one, so that none leads in a circle.
    fn chained(&self) -> Vec<String> {
        let of = |(id, events): &(String, Vec<String>)| {
            let events: Vec<String> = events.iter().map(|event| format!("\"{event}\"")).collect();
            [format!("{{ due_of = \"{id}\" }}"), format!("{{ due_of_base = \"{id}\" }}")]
                .into_iter()
                .chain(events)
                .collect::<Vec<_>>()
        };
        self.before.iter().flat_map(of).collect()
    }
}

/// The most of a unit in one limit: about six weeks; a year only where a chain begins.
const fn most(unit: Unit) -> u32 {
    match unit {
        Unit::WorkingDay => 25,
        Unit::Day => 45,
        Unit::Week => 6,
        Unit::Month | Unit::Year => 1,
    }
}

/// Any amount up to the most.
fn within(amount: u32, unit: Unit) -> u32 {
    amount.min(most(unit))
}

impl Limit {
    pub(super) fn due(&self, place: &Place) -> Due {
        let chained = place.chained();
        let is_chained = self.chained && !chained.is_empty();
        let anchor = self.anchor.get(&if is_chained { chained } else { place.loose.clone() }).clone();
        let unit = if is_chained && self.unit == Unit::Year { Unit::Month } else { self.unit };
        let amount = within(self.amount, unit);
        let days = matches!(unit, Unit::WorkingDay | Unit::Day);
        let count = if days || self.count != Backward::EventIncluded { self.count } else { Backward::EventExcluded };
        match self.kind {
            Kind::After => Due::After { anchor, amount, unit, start: self.start, roll: self.roll },
            Kind::Before => Due::Before { anchor, amount, unit, count },
            Kind::Hours => Due::Hours { anchor, amount, side: if self.start.is_some() { "after" } else { "before" } },
            Kind::None => Due::None(self.none),
            Kind::Simply => Due::Whole(format!("{{ before = {anchor} }}")),
            Kind::OfMonth | Kind::Date | Kind::OfTwo | Kind::ByClass => Due::Whole(self.whole(&anchor, amount, unit)),
        }
    }

    /// One before the day that was given up.
    pub(super) fn before_the_former_day(&self) -> Due {
        let amount = within(self.amount, Unit::Day);
        Due::Before { anchor: format!("\"{FORMER_DAY}\""), amount, unit: Unit::Day, count: self.count }
    }

    /// A limit that is not counted, or is made of several.
    fn whole(&self, anchor: &str, amount: u32, unit: Unit) -> String {
        let counted = format!("after = {anchor}, n = {amount}, unit = \"{}\"", unit.word());
        let day = amount.saturating_add(1).min(31);
        let arm = |of: &Index| of.get(&ARMS).replace("{a}", anchor);
        let some = |more: usize| {
            let arms: Vec<String> = self.arms.iter().take(more).map(|(of, _)| format!(", {{ {} }}", arm(of))).collect();
            arms.concat()
        };
        match self.kind {
            Kind::OfMonth => {
                let key = if self.chained { "before_day" } else { "by_day" };
                let before = if self.roll.is_some() { format!("before = {anchor}, ") } else { String::new() };
                format!("{{ {before}{key} = {day}, of_month_of = {anchor} }}")
            }
            Kind::Date => format!("{{ date = {}-12-{day:02} }}", amount.saturating_add(2020)),
            Kind::OfTwo => {
                let key = if self.chained { "first_of" } else { "last_of" };
                let first = if self.start.is_some() { counted } else { format!("date = 2026-12-{day:02}") };
                format!("{{ {key} = [{{ {first} }}{}] }}", some(if self.roll.is_some() { 1 } else { 2 }))
            }
            _ => {
                let case = |(of, when): &(Index, Index)| format!("{{ only_if = {}, {} }}", when.get(&CASES), arm(of));
                let cases: Vec<String> = self.arms.iter().skip(1).map(case).collect();
                let otherwise = match (self.chained, self.roll) {
                    (true, Some(Roll::None)) => ", otherwise = \"unknown\"".to_owned(),
                    (true, _) => format!(", otherwise = {{ {counted} }}"),
                    (false, _) => String::new(),
                };
                format!("{{ cases = [{}]{otherwise} }}", cases.join(", "))
            }
        }
    }
}

impl Due {
    pub(super) fn toml(&self) -> String {
        match self {
            Self::After { anchor, amount, unit, start, roll } => {
                let start = start.map_or_else(String::new, |start| format!(", start = \"{}\"", start.word()));
                let roll = roll.map_or_else(String::new, |roll| format!(", roll = \"{}\"", roll.word()));
                format!("{{ after = {anchor}, n = {amount}, unit = \"{}\"{start}{roll} }}", unit.word())
            }
            Self::Before { anchor, amount, unit, count } => {
                let (unit, count) = (unit.word(), count.word());
                format!("{{ before = {anchor}, n = {amount}, unit = \"{unit}\", count = \"{count}\" }}")
            }
            Self::Hours { anchor, amount, side } => format!("{{ {side} = {anchor}, n = {amount}, unit = \"hour\" }}"),
            Self::None(reason) => reason.replace("{closed}", CLOSED),
            Self::Whole(whole) => whole.clone(),
        }
    }

    /// The `due` of a reading that makes another limit of this one.
    pub(super) fn patched(&self, patch: Patch, place: &Place) -> String {
        match self {
            Self::Whole(whole) if whole.starts_with("{ before = ") => {
                let n = within(patch.amount, Unit::Day);
                format!("{{ n = {n}, unit = \"day\", count = \"clear-days\" }}")
            }
            Self::Whole(_) if patch.what == 0 => "{ none = \"promptly\" }".to_owned(),
            Self::Whole(_) => Self::of_another_form(patch, place),
            Self::None(_) => {
                format!("{{ after = \"{CLOSED}\", n = {}, unit = \"day\" }}", within(patch.amount, Unit::Day))
            }
            Self::Hours { side, .. } => {
                let count = if *side == "before" { ", count = \"clear-days\"" } else { "" };
                format!("{{ n = {}, unit = \"working-day\"{count} }}", within(patch.amount, Unit::WorkingDay))
            }
            Self::After { amount, unit, .. } | Self::Before { amount, unit, .. } => match patch.what {
                0 => format!("{{ n = {} }}", other_amount(*amount, *unit, patch.amount)),
                1 => {
                    let other = if *unit == Unit::WorkingDay { Unit::Day } else { Unit::WorkingDay };
                    format!("{{ n = {}, unit = \"{}\" }}", within(patch.amount, other), other.word())
                }
                2 => self.with_other_end(),
                3 => self.with_other_anchor(patch.anchor, place),
                5 | 6 => Self::of_another_form(patch, place),
                _ => "{ none = \"promptly\" }".to_owned(),
            },
        }
    }

    fn of_another_form(patch: Patch, place: &Place) -> String {
        let mut anchors = place.loose.clone();
        anchors.extend(place.chained());
        let form = OTHER_FORMS.iter().cycle().nth(usize::try_from(patch.amount).unwrap_or_default());
        let anchor: &String = patch.anchor.get(&anchors);
        form.map_or_else(String::new, |form| form.replace("{a}", anchor))
    }

    fn with_other_end(&self) -> String {
        match self {
            Self::Before { count: Backward::ClearDays, .. } => "{ count = \"event-excluded\" }".to_owned(),
            Self::Before { .. } => "{ count = \"clear-days\" }".to_owned(),
            Self::After { start: Some(Start::EventIncluded), .. } => "{ start = \"event-excluded\" }".to_owned(),
            Self::After { roll: Some(Roll::None), .. } => "{ roll = \"next-working-day\" }".to_owned(),
            Self::After { roll: Some(_), .. } => "{ roll = \"none\" }".to_owned(),
            _ => "{ start = \"event-included\" }".to_owned(),
        }
    }

    fn with_other_anchor(&self, pick: Index, place: &Place) -> String {
        let (Self::After { anchor, unit, .. } | Self::Before { anchor, unit, .. }) = self else {
            return self.toml();
        };
        let mut others = place.loose.clone();
        if *unit != Unit::Year {
            others.extend(place.chained().iter().cycle().take(place.chained().len().saturating_mul(12)).cloned());
        }
        others.retain(|other| other != anchor);
        let other = pick.get(&others);
        match self {
            // Another anchor keeps no counting of the first.
            Self::Before { count, .. } => format!("{{ before = {other}, count = \"{}\" }}", count.word()),
            _ => format!("{{ after = {other} }}"),
        }
    }
}

/// An amount of the unit that is not this one.
fn other_amount(amount: u32, unit: Unit, drawn: u32) -> u32 {
    let drawn = within(drawn, unit);
    if drawn != amount {
        drawn
    } else if amount == 0 {
        1
    } else {
        amount.saturating_sub(1)
    }
}
