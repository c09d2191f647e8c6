//! One duty alone, and which of its conditions hold: what proofs over many dialogues ask.

use super::today::Today;
use super::{Duty, Facts, Terms, TimelineError, View};

impl Terms {
    /// A duty of the first rule set, each time that it is owed, and of each of its conditions whether it holds.
    pub(crate) fn alone(&self, facts: &Facts, view: View, duty: &str) -> Result<Vec<(Duty, Vec<bool>)>, TimelineError> {
        self.check(facts)?;
        let (visible, calendar, today) = (facts.visible(view), self.calendar_in(view), Today::of(view));
        let Some((set, rule)) = self.rule_sets().iter().find_map(|set| Some((set, set.obligation(duty)?))) else {
            return Ok(Vec::new());
        };
        self.evaluation(set, &visible, &calendar, &today).alone(rule)
    }
}
