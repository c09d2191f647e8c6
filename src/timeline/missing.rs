//! What is still missing of a duty.

use std::fmt;
use std::sync::Arc;

use serde::{Serialize, Serializer};

/// The acts that are still missing of a duty, in the order of its rule: events, or `event:channel` for one channel of an event.
///
/// ```
/// # use doithoai::{Calendar, Fact, Facts, RuleSet, Terms, View};
/// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
/// # let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
/// let facts = Facts::held_on(date(8, 20)).with(Fact::new("petition-settled", date(9, 1)));
/// let timeline = terms.timeline(&facts, View::everything())?;
/// let missing = &timeline.duty("hcmc-935", "settle-petition")?.outcome.missing;
/// assert_eq!(missing.iter().collect::<Vec<_>>(), ["reply-sent", "reported-to-head"]);
/// assert!(missing.has("reply-sent") && !missing.is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Default)]
pub struct Missing {
    /// The acts of the rule.
    acts: Arc<[String]>,
    /// Which of them, a bit each; those are that have no bit.
    only: u64,
}

impl Missing {
    /// The acts of a rule at some places.
    pub(super) fn at(acts: &Arc<[String]>, places: &Places) -> Self {
        if acts.len() <= FAR {
            return Self { acts: Arc::clone(acts), only: places.near };
        }
        places.iter().filter_map(|place| acts.get(place).cloned()).collect()
    }

    /// Each of them.
    ///
    /// The example of [`Missing`] shows it.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        let is_missing = |place: usize| bit(place).is_none_or(|bit| self.only & bit != 0);
        self.acts.iter().enumerate().filter(move |(place, _)| is_missing(*place)).map(|(_, act)| act.as_str())
    }

    /// Whether nothing is missing.
    ///
    /// The example of [`Missing`] shows it.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.iter().next().is_none()
    }

    /// Whether an act is among them.
    ///
    /// The example of [`Missing`] shows it.
    #[must_use]
    pub fn has(&self, act: &str) -> bool {
        self.iter().any(|missing| missing == act)
    }
}

impl FromIterator<String> for Missing {
    fn from_iter<I: IntoIterator<Item = String>>(acts: I) -> Self {
        Self { acts: acts.into_iter().collect(), only: u64::MAX }
    }
}

impl fmt::Debug for Missing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}

impl PartialEq for Missing {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other.iter())
    }
}

impl Eq for Missing {}

impl<const N: usize> PartialEq<[&str; N]> for Missing {
    fn eq(&self, other: &[&str; N]) -> bool {
        self.iter().eq(other.iter().copied())
    }
}

impl Serialize for Missing {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

/// From which place on there is no bit.
const FAR: usize = 64;

fn bit(place: usize) -> Option<u64> {
    u32::try_from(place).ok().and_then(|place| 1_u64.checked_shl(place))
}

/// Some places of a list; the first ones take no memory of their own.
#[derive(Default)]
pub(super) struct Places {
    near: u64,
    far: Vec<usize>,
}

impl Places {
    pub(super) fn add(&mut self, place: usize) {
        match bit(place) {
            Some(bit) => self.near |= bit,
            None => self.far.push(place),
        }
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.near == 0 && self.far.is_empty()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = usize> {
        let near = (0..FAR).filter(|place| bit(*place).is_some_and(|bit| self.near & bit != 0));
        near.chain(self.far.iter().copied())
    }
}
