//! Rule sets whose place has ended: files made for a district, commune or province that is no more.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Serialize, Serializer, ser::SerializeStruct as _};

use super::{Level, LevelEnd, Merger, RuleSet, Subject};
use crate::territory::{self, UnitNote};
use crate::text::{Lang, Text};

/// That the unit which a rule set was made for had ended when it judged; a fact, which turns no verdict.
///
/// ```
/// use doithoai::{Calendar, Facts, Lang, RuleSet, Terms, View};
/// # let date = |y, m, d| chrono::NaiveDate::from_ymd_opt(y, m, d).unwrap();
/// let terms = Terms::new([RuleSet::builtin("hoan-kiem-120")?], Calendar::vietnam());
/// let facts = Facts::held_on(date(2025, 5, 20));
/// assert!(terms.timeline(&facts, View::as_of(date(2025, 6, 30)))?.ended_territories.is_empty());
/// let ended = &terms.timeline(&facts, View::as_of(date(2025, 7, 1)))?.ended_territories[0];
/// assert_eq!((ended.ruleset.as_str(), ended.unit.code()), ("hoan-kiem-120", "002"));
/// assert!(ended.text(Lang::En).contains("`002` (Quận Hoàn Kiếm) ended on 2025-07-01; what it was lies now in 00070"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct EndedTerritory {
    /// The rule set.
    pub ruleset: String,
    /// Its version.
    pub version: String,
    /// The document that it is named after.
    pub instrument: Text,
    /// The unit, when it ended, and what succeeded it.
    pub unit: UnitNote,
}

impl EndedTerritory {
    /// Of a rule set, as seen on a day.
    pub(crate) fn of(set: &RuleSet, on: NaiveDate) -> Option<Self> {
        let unit = territory::ended(&set.applies().territory.code, on)?;
        let (ruleset, version, instrument) = (set.id().to_owned(), set.version().to_owned(), set.instrument_title());
        Some(Self { ruleset, version, instrument, unit })
    }

    /// Of the rule sets that judge, each once, as seen on a day.
    pub(crate) fn among<'a>(sets: impl IntoIterator<Item = &'a RuleSet>, on: NaiveDate) -> Vec<Self> {
        let (mut all, mut asked): (Vec<Self>, BTreeSet<&str>) = Default::default();
        for ended in sets.into_iter().filter(|set| asked.insert(set.hash())).filter_map(|set| Self::of(set, on)) {
            if !all.iter().any(|known| (&known.ruleset, &known.unit) == (&ended.ruleset, &ended.unit)) {
                all.push(ended);
            }
        }
        all
    }

    /// The finding in one language.
    ///
    /// The example of [`EndedTerritory`] shows it.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let Self { ruleset, version, instrument, unit } = self;
        let (instrument, unit) = (instrument.get(lang), unit.text(lang));
        let open = lang.pick("chưa rõ văn bản còn áp dụng ở đâu", "whether, and where, it still holds is not known");
        let place = lang.pick("địa bàn", "its territory");
        format!("{instrument} [{ruleset} @ {version}]: {place} {unit}; {open}")
    }
}

impl RuleSet {
    /// The end of the level that it is made for, where that is one and every head that it binds has lost it: as one of the rule
    /// sets at hand tells it, else as the built-in ones do.
    pub(crate) fn end_of_its_level(&self, at_hand: &[Self]) -> Option<(LevelEnd, Text)> {
        let ([level], heads) = (self.applies().levels.as_slice(), &self.applies().heads) else { return None };
        let has_ended = |end: &&LevelEnd| end.level == *level && heads.iter().all(|head| end.heads.contains(head));
        let told = |set: &Self| {
            let end = set.level_ends().iter().find(has_ended)?;
            Some((end.clone(), set.cite_text(&end.cite)))
        };
        let built_in = || told(&Self::levels_that_ended(*level)?);
        if heads.is_empty() { None } else { at_hand.iter().find_map(told).or_else(built_in) }
    }

    /// The built-in rule set that tells what became of a level which has ended.
    pub(crate) fn levels_that_ended(level: Level) -> Option<Self> {
        if level == Level::District { Self::builtin(LEVELS).ok() } else { None }
    }
}

/// The built-in rule set that tells what became of levels.
const LEVELS: &str = "levels";

impl Subject {
    /// What is known of its units, and those of them that had ended by the day on which it is judged; the merger of its province
    /// is told by itself.
    pub(crate) fn and_ended(
        &self,
        mut units: Vec<UnitNote>,
        merged_into: Option<&Merger>,
        on: NaiveDate,
    ) -> Vec<UnitNote> {
        let merged = merged_into.and(self.territory.first());
        for unit in territory::ended_units(&self.territory, on) {
            if merged.is_none_or(|code| code != unit.code()) && !units.contains(&unit) {
                units.push(unit);
            }
        }
        units
    }
}

impl Serialize for EndedTerritory {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut out = to.serialize_struct("EndedTerritory", 5)?;
        out.serialize_field("ruleset", &self.ruleset)?;
        out.serialize_field("version", &self.version)?;
        out.serialize_field("instrument", &self.instrument)?;
        out.serialize_field("unit", &self.unit)?;
        out.serialize_field("text", &Text::build(|lang| self.text(lang)))?;
        out.end()
    }
}
