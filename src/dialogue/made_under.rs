//! What a log says that it was made under: the same is asked of it wherever it is read.

use super::lines::Head;
use super::log::{Fingerprint, SetRef, check_chosen};
use super::log_error::LogCause;
use crate::ruleset::Registry;
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
