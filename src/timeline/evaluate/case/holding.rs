//! Which conditions of a duty hold in a case.

use super::{Case, Changes, Tied};
use crate::calendar::CoverageError;
use crate::ruleset::Obligation;

impl<'a> Case<'a> {
    /// Of each condition of a duty whether it holds, in the order of [`Obligation::conditions`].
    pub(in super::super) fn holding(&self, rule: &'a Obligation) -> Result<Vec<bool>, CoverageError> {
        self.of.led.clear();
        let (counted, due) = self.dated(rule, &mut Changes::default(), 0)?;
        let tied = Tied::to(counted.as_ref().ok(), due);
        rule.conditions().map(|condition| Ok(self.truth(condition, tied, 0)?.holds())).collect()
    }
}
