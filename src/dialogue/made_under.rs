//! What a log says that it was made under: the same is asked of it wherever it is read.

use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

use super::lines::Head;
use super::log::{Fingerprint, SetRef, check_chosen};
use super::log_error::LogCause;
use super::pairs::Pairs;
use crate::ruleset::Registry;
use crate::text::wrong_kind::{self, Kind};
use crate::timeline::{AdoptedReadings, OtherRules};

/// A hash of ours: SHA-256, as 64 hexadecimal digits.
const HASH_DIGITS: usize = 64;

/// The keys of `made_under`.
pub(super) const KEYS: [&str; 4] = ["rulesets", "choices", "calendar", "days"];

/// What `made_under` of a first line says.
pub(crate) struct MadeUnder<'a> {
    /// The rule sets; none where it names none, as an office may.
    pub(crate) rulesets: Option<&'a [SetRef]>,
    pub(crate) adopted: &'a AdoptedReadings,
    pub(crate) calendar: Option<&'a str>,
    pub(crate) days: Option<&'a str>,
    /// Other keys.
    pub(crate) later: Vec<&'a str>,
}

impl<'a> MadeUnder<'a> {
    pub(crate) fn of(made: &'a Fingerprint) -> Self {
        Self {
            rulesets: Some(&made.rulesets),
            adopted: &made.adopted,
            calendar: Some(&made.calendar),
            days: made.days.as_deref(),
            later: made.later_keys().collect(),
        }
    }

    /// All that is wrong with it. A newer release may have other keys, and hashes of another form.
    pub(crate) fn wrong(&self, head: &Head) -> Vec<LogCause> {
        let mut wrong: Vec<LogCause> = check_chosen(Some(self.adopted)).err().into_iter().collect();
        if head.is_newer() {
            return wrong;
        }
        let sets = self.rulesets.unwrap_or_default();
        wrong.extend(self.unlisted());
        let known = KEYS.map(|key| format!("`{key}`")).join(", ");
        let own = self.later.iter().map(|key| (*key, known.as_str()));
        let of_sets = sets.iter().flat_map(SetRef::later_keys).map(|key| (key, "`id`, `version`, `hash`"));
        wrong.extend(own.chain(of_sets).map(|(key, known)| head.unknown_key(key, known)));
        let hashes = sets.iter().map(|set| ("hash", set.hash.as_str()));
        let of_calendar = [("calendar", self.calendar), ("days", self.days)];
        let of_calendar = of_calendar.into_iter().filter_map(|(key, said)| Some((key, said?)));
        let bad = hashes.chain(of_calendar).filter(|(_, said)| !is_hash(said));
        wrong.extend(bad.map(|(key, said)| LogCause::BadHash { key: key.to_owned(), said: said.to_owned() }));
        wrong
    }

    /// The readings of rule sets that it does not name.
    fn unlisted(&self) -> Vec<LogCause> {
        let Some(sets) = self.rulesets else { return Vec::new() };
        let listed: Vec<String> = sets.iter().map(|set| set.id.clone()).collect();
        let other = self.adopted.all().filter(|(ruleset, ..)| !listed.iter().any(|id| id == ruleset));
        let unlisted = |(ruleset, duty, _): (&str, &str, &str)| LogCause::ChosenUnlisted {
            ruleset: ruleset.to_owned(),
            duty: duty.to_owned(),
            listed: listed.clone(),
        };
        other.map(unlisted).collect()
    }
}

/// The first part of `made_under`, as it is written, that is of the wrong kind, and what its reader says of it.
pub(super) fn wrong_kind(written: &str) -> Option<(&'static str, String)> {
    let Pairs(pairs) = serde_json::from_str(written).ok()?;
    KEYS.into_iter().find_map(|key| {
        let (_, value) = pairs.iter().find(|(name, _)| name == key)?;
        let wrong = |place: String, written: &str, kind| Some((key, wrong_kind::said(&place, written, kind)));
        let place = format!("made_under.{key}");
        let (is_item, list, item): (fn(&RawValue) -> bool, _, _) = match key {
            "choices" => (|item| read::<[String; 3]>(item).is_some(), Kind::Choices, Kind::Choice),
            "rulesets" => (|item| read::<SetRef>(item).is_some(), Kind::RuleSets, Kind::RuleSet),
            _ => return if read::<String>(value).is_none() { wrong(place, value.get(), Kind::Text) } else { None },
        };
        let Some(items) = read::<Vec<Box<RawValue>>>(value) else { return wrong(place, value.get(), list) };
        let (at, bad) = items.iter().enumerate().find(|(_, item)| !is_item(item))?;
        wrong(format!("{place}[{at}]"), bad.get(), item)
    })
}

fn read<T: DeserializeOwned>(value: &RawValue) -> Option<T> {
    serde_json::from_str(value.get()).ok()
}

/// Refuses rule sets that are not there or say something else now, and a list that names none.
pub(crate) fn check_sets(sets: &[SetRef], registry: &Registry) -> Result<(), OtherRules> {
    if sets.is_empty() {
        return Err(OtherRules::NoneNamed);
    }
    let short = |hash: &str| hash.chars().take(8).collect();
    sets.iter().try_for_each(|stored| {
        let name = format!("{}@{}", stored.id, stored.version);
        let now = registry.get(&name)?.hash();
        if now == stored.hash {
            return Ok(());
        }
        Err(OtherRules::OtherText { name, then: short(&stored.hash), now: short(now) })
    })
}

fn is_hash(said: &str) -> bool {
    said.len() == HASH_DIGITS && said.bytes().all(|digit| digit.is_ascii_digit() || (b'a'..=b'f').contains(&digit))
}
