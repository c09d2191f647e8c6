//! What a file calls unknown of a duty: no day is counted by it, and nothing firm is said by it.

use super::vocabulary::{Counts, DayRoll, DialogueKind, DutyKind};
use super::{
    Activity, AnchorRule, Due, MetBy, Obligation, Often, OnDay, Period, Recurring, RecurringDue, RecurringReading,
    RuleSet,
};
use crate::text::Text;

/// The limits of the cases, and what holds otherwise: what is unknown of the one says nothing of the other.
pub(crate) const CASES: &str = "due.cases";
pub(crate) const OTHERWISE: &str = "due.otherwise";

/// What a file calls unknown of a duty, each by its path there, and what it says of it; the whole duty by an empty path.
pub(crate) type UnknownParts = Vec<(String, Option<Text>)>;

/// A part of a limit that a file calls unknown, by its path, and what the file says of it.
pub(crate) type UnknownPart<'a> = (&'a str, Option<&'a Text>);

/// What the file says of an unknown part, or else that it is not known.
pub(crate) fn unknown_text((path, because): UnknownPart<'_>) -> Text {
    let plain = || {
        let part =
            if path.is_empty() { Text::new("nhiệm vụ này", "this duty") } else { Text::same(format!("`{path}`")) };
        Text::owned(format!("chưa rõ {}", part.vi), format!("{} is not known", part.en))
    };
    because.cloned().unwrap_or_else(plain)
}

impl Obligation {
    /// Whether the file calls a value unknown, by its path in the duty.
    pub(crate) fn is_unknown(&self, path: &str) -> bool {
        self.unknown.iter().any(|(known, _)| known == path)
    }

    /// Whether the file calls a value unknown, or a part of it.
    pub(crate) fn has_unknown(&self, key: &str) -> bool {
        self.unknown_within(key).next().is_some()
    }

    /// Whether it is not known whom it binds or in which cases.
    pub(crate) fn may_bind_others(&self) -> bool {
        let keys = ["only_if", "unit_types", "each", "per", "activity"];
        self.is_unknown("") || keys.iter().any(|key| self.has_unknown(key))
    }

    /// Whether it is not known what meets it.
    pub(crate) fn has_unknown_acts(&self) -> bool {
        self.has_unknown("met_by") || matches!(self.met_by, MetBy::EachChannel(_)) && self.has_unknown("channels")
    }

    /// Whether something may excuse it, extend its limit or let it stand still that is not known.
    pub(crate) fn has_unknown_excuse(&self) -> bool {
        // What an extension asks for in words or form moves no date.
        let moves = |path: &str| {
            let last = path.rsplit('.').next().unwrap_or_default();
            path == "extension" || last == "granted_by" || last.bytes().all(|byte| byte.is_ascii_digit())
        };
        self.has_unknown("excused_by")
            || self.unknown_within("suspension").any(|(path, _)| path != "suspension.when")
            || self.unknown_within("extension").any(|(path, _)| moves(path))
    }

    /// Whether a value of one of its extensions is not known.
    pub(crate) fn has_unknown_of_extension(&self, at: usize, key: &str) -> bool {
        let is_it = |rest: &str| match rest.split_once('.') {
            Some((one, rest)) if one.parse() == Ok(at) => rest == key,
            _ => rest == key,
        };
        self.unknown.iter().filter_map(|(path, _)| path.strip_prefix("extension.")).any(is_it)
    }

    /// A part of its limit that the file calls unknown, without which no day can be counted. On whether a limit rolls or
    /// counts its first day there are two answers, which are both counted.
    pub(crate) fn unknown_part(&self) -> Option<UnknownPart<'_>> {
        let both_counted = |path: &str| ["due.roll", "due.start"].contains(&path);
        // "Before" an event without a number says no more than that; how long before is another question.
        let no_number = matches!(&self.due, Due::Limit { limit, .. } if !limit.is_after() && limit.amount() == 0);
        let not_said = |path: &str| no_number && ["due.n", "due.unit", "due.count"].contains(&path);
        let of_arm = |path: &str| is_within(path, CASES) || is_within(path, OTHERWISE);
        let mut parts = self.unknown_within("due");
        let part = parts.find(|(path, _)| !both_counted(path) && !not_said(path) && !of_arm(path));
        part.filter(|_| self.due.is_dated())
    }

    /// The same of [`CASES`] or [`OTHERWISE`].
    pub(crate) fn unknown_arm(&self, arm: &str) -> Option<UnknownPart<'_>> {
        self.unknown_within(arm).next()
    }

    /// Whether nothing is judged by a value, because the file calls it, or what it belongs to, unknown.
    pub(crate) fn judges_nothing_by(&self, path: &[&str]) -> bool {
        let path = path.join(".");
        let of_arm = |arm: &&str| is_within(&path, arm) && self.unknown_arm(arm).is_some();
        is_within(&path, "due") && self.unknown_part().is_some() || [CASES, OTHERWISE].iter().any(of_arm)
    }

    fn unknown_within(&self, whole: &str) -> impl Iterator<Item = UnknownPart<'_>> {
        let within = self.unknown.iter().filter(move |(path, _)| is_within(path, whole));
        within.map(|(path, because)| (path.as_str(), because.as_ref()))
    }
}

/// The keys of a recurring duty that no verdict hangs on: who owes it to whom, and where it stands.
const SAY_NOTHING_OF_VERDICTS: [&str; 9] =
    ["text", "bearer", "toward", "cite", "cite_basis", "from", "confidence", "same_as", "silent_on"];
/// The keys that say whom a recurring duty binds.
const BIND: [&str; 3] = ["levels", "unit_types", "heads"];

impl Recurring {
    /// What the file calls unknown of it that a verdict may hang on, its `due` as that of the duty which it goes with.
    pub(crate) fn open_parts<'a>(&'a self, set: &'a RuleSet) -> Vec<UnknownPart<'a>> {
        let with = match &self.due {
            RecurringDue::With(other) => set.recurring_duty(other),
            _ => None,
        };
        let of_other = with.into_iter().flat_map(|other| &other.unknown).filter(|(path, _)| is_within(path, "due"));
        let all = self.unknown.iter().chain(of_other).map(|(path, because)| (path.as_str(), because.as_ref()));
        let first = |path: &str| path.split(['.', '[']).next().unwrap_or_default().to_owned();
        let hangs = |path: &str| {
            let key = first(path);
            // A duty without a day of its own says so already; one of a reading is looked at under the reading.
            let is_said = key == "due" && matches!(self.due, RecurringDue::None(_)) || key == "reading";
            !is_said && !SAY_NOTHING_OF_VERDICTS.contains(&key.as_str())
        };
        all.filter(|(path, _)| hangs(path)).collect()
    }

    /// Whom it binds, where the file does not know it: the same as far as it may bind, and the part that is not known.
    pub(crate) fn may_bind(&self) -> Option<(Self, UnknownPart<'_>)> {
        let (path, because) = self.unknown.iter().find(|(path, _)| BIND.iter().any(|key| is_within(path, key)))?;
        let (levels, heads, unit_types) = (Vec::new(), Vec::new(), Vec::new());
        Some((Self { levels, unit_types, heads, ..self.clone() }, (path.as_str(), because.as_ref())))
    }

    /// The same with each value that an unknown part may have; `None` where they cannot be told one by one.
    pub(crate) fn with_each_value(&self, set: &RuleSet, path: &str) -> Option<Vec<Self>> {
        let due = |due| Self { due, ..self.clone() };
        let own = match &self.due {
            RecurringDue::With(other) => set.recurring_duty(other).map(|duty| &duty.due),
            due => Some(due),
        };
        Some(match (path, own) {
            ("every", _) => {
                let Often::Every { at_least, .. } = &self.often else { return None };
                vec![Self { often: Often::Every { period: None, at_least: at_least.clone() }, ..self.clone() }]
            }
            ("at_least" | "at_least.province" | "at_least.district" | "at_least.commune", _) => {
                let often = match &self.often {
                    Often::Every { period, .. } => Often::Every { period: *period, at_least: Vec::new() },
                    Often::EachBefore { event, .. } => Often::EachBefore { event: event.clone(), at_least: Vec::new() },
                    Often::Cutoffs(_) => return None,
                };
                vec![Self { often, ..self.clone() }]
            }
            ("met_by" | "met_by.all" | "met_by.any", _) => vec![Self { met_by: MetBy::Unknown, ..self.clone() }],
            ("kinds", _) => {
                let of = |kinds| Self { kinds, ..self.clone() };
                let each = DialogueKind::ALL.iter().map(|kind| of(vec![*kind]));
                std::iter::once(of(Vec::new())).chain(each).collect()
            }
            ("counts", _) => {
                let each = [None, Some(Counts::Days), Some(Counts::Reports)];
                each.into_iter().map(|counts| Self { counts, ..self.clone() }).collect()
            }
            ("duty_kind", _) => {
                let each = [None, Some(DutyKind::Report)];
                each.into_iter().map(|duty_kind| Self { duty_kind, ..self.clone() }).collect()
            }
            ("activity", _) => {
                let each = [Activity::Reporting, Activity::Dialogue];
                each.into_iter().map(|activity| Self { activity, ..self.clone() }).collect()
            }
            ("due.roll", Some(RecurringDue::Day { month, day, .. })) => DayRoll::ALL
                .iter()
                .map(|roll| due(RecurringDue::Day { month: *month, day: *day, roll: Some(*roll) }))
                .collect(),
            ("due.roll", Some(RecurringDue::On { month, days, moved_by, .. })) => {
                let of = |roll| RecurringDue::On {
                    month: *month,
                    days: days.clone(),
                    roll: Some(roll),
                    moved_by: moved_by.clone(),
                };
                DayRoll::ALL.iter().map(|roll| due(of(*roll))).collect()
            }
            ("due.day", Some(RecurringDue::Day { month, roll, .. })) => {
                (1..=31).map(|day| due(RecurringDue::Day { month: *month, day, roll: *roll })).collect()
            }
            ("due.on", Some(RecurringDue::On { month, days, roll, moved_by })) if days.len() == 1 => {
                let of = |day| RecurringDue::On {
                    month: *month,
                    days: vec![OnDay::Day(day)],
                    roll: *roll,
                    moved_by: moved_by.clone(),
                };
                (1..=31).map(|day| due(of(day))).collect()
            }
            ("due.month", Some(RecurringDue::Day { day, roll, .. })) => self
                .months()
                .map(|month| due(RecurringDue::Day { month: Some(month), day: *day, roll: *roll }))
                .collect(),
            ("due.month", Some(RecurringDue::On { days, roll, moved_by, .. })) => {
                let of = |month| RecurringDue::On {
                    month: Some(month),
                    days: days.clone(),
                    roll: *roll,
                    moved_by: moved_by.clone(),
                };
                self.months().map(|month| due(of(month))).collect()
            }
            _ => return None,
        })
    }

    /// The months that a period may have.
    fn months(&self) -> std::ops::RangeInclusive<u32> {
        match &self.often {
            Often::Every { period: Some(Period::Quarter), .. } => 1..=3,
            Often::Every { period: Some(Period::HalfYear), .. } => 1..=6,
            _ => 1..=12,
        }
    }

    /// What is unknown of it under a reading: what the file calls unknown of the reading, and of the rule what the reading does
    /// not say otherwise.
    pub(super) fn unknown_under(&self, reading: &RecurringReading) -> UnknownParts {
        if let Some(unknown) = &reading.unknown {
            return unknown.clone();
        }
        let of_reading = format!("reading.{}.", reading.id);
        let says = |path: &str| {
            let often = reading.often.as_ref();
            let period = |often: &Often| match often {
                Often::Every { period, .. } => Some(*period),
                Often::Cutoffs(_) | Often::EachBefore { .. } => None,
            };
            let times = |often: &Often| match often {
                Often::Every { at_least, .. } | Often::EachBefore { at_least, .. } => at_least.clone(),
                Often::Cutoffs(_) => Vec::new(),
            };
            match path.split(['.', '[']).next().unwrap_or_default() {
                "every" | "cutoffs" | "each_before" => often.is_some_and(|often| period(often) != period(&self.often)),
                "at_least" => often.is_some_and(|often| times(often) != times(&self.often)),
                "in_months" => reading.in_months.is_some(),
                "period_starts" => reading.period_starts.is_some(),
                "due" => reading.due.is_some(),
                "kinds" => reading.kinds.is_some(),
                _ => false,
            }
        };
        let mut all = UnknownParts::new();
        for (path, because) in &self.unknown {
            if let Some(own) = path.strip_prefix(&of_reading) {
                all.push((own.to_owned(), because.clone()));
            } else if !says(path) {
                all.push((path.clone(), because.clone()));
            }
        }
        all
    }
}

impl RuleSet {
    /// Whether no day can be counted for a duty, because of what is unknown of its own limit, or of the one that it is
    /// counted from, and however the two are read.
    pub(crate) fn counts_no_day(&self, duty: &Obligation) -> bool {
        let mut from = Some(duty);
        // Limits go round in no circle; no chain of them is longer than there are duties.
        for _ in self.obligations() {
            let Some(duty) = from.filter(|duty| duty.readings.is_empty()) else { return false };
            if duty.unknown_part().is_some() {
                return true;
            }
            from = match duty.due.anchor() {
                Some(AnchorRule::DueOf(of) | AnchorRule::BaseDueOf(of)) => self.obligation(of).map(AsRef::as_ref),
                _ => None,
            };
        }
        false
    }
}

fn is_within(path: &str, whole: &str) -> bool {
    path.strip_prefix(whole).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
}
