//! What the log of an office says that it was made under.

use serde::{Deserialize, Serialize};

use crate::calendar::Calendar;
use crate::dialogue::lines::Head;
use crate::dialogue::log::Later;
use crate::dialogue::made_under::{self, check_sets};
use crate::dialogue::{LogCause, SetRef};
use crate::ruleset::Registry;
use crate::timeline::{AdoptedReadings, OtherRules};

/// The readings that an office adopted, as the log of a dialogue has them, and what it was recorded with; which rule sets bind it
/// is asked period by period.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(super) struct MadeUnder {
    pub(super) choices: AdoptedReadings,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    rulesets: Option<Vec<SetRef>>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    calendar: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    days: Option<String>,
    #[serde(flatten)]
    later: Later,
}

impl MadeUnder {
    /// The same with other readings; `None` if it says nothing then.
    pub(super) fn with(&self, choices: AdoptedReadings) -> Option<Self> {
        let made = Self { choices, ..self.clone() };
        let says = made.rulesets.is_some() || made.calendar.is_some() || made.days.is_some() || !made.later.is_empty();
        (says || made.choices != AdoptedReadings::new()).then_some(made)
    }

    pub(super) fn wrong(&self, head: &Head) -> Vec<LogCause> {
        let (calendar, days) = (self.calendar.as_deref(), self.days.as_deref());
        let (rulesets, adopted, later) = (self.rulesets.as_deref(), &self.choices, self.later.keys().collect());
        made_under::MadeUnder { rulesets, adopted, calendar, days, later }.wrong(head)
    }

    /// Refuses a rule set that says something else now, or is not there; an office may name none at all.
    pub(super) fn check(&self, registry: &Registry) -> Result<(), OtherRules> {
        self.rulesets.as_deref().map_or(Ok(()), |sets| check_sets(sets, registry))
    }

    /// The hash of the calendar that it was recorded on, where that has other days.
    pub(super) fn other_calendar(&self, now: &Calendar) -> Option<&str> {
        match (&self.days, &self.calendar) {
            (Some(days), _) => Some(days.as_str()).filter(|days| *days != now.days_hash()),
            (None, Some(calendar)) => Some(calendar.as_str()).filter(|calendar| *calendar != now.hash()),
            (None, None) => None,
        }
    }
}
