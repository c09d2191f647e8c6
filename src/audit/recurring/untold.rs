//! What entries that are not understood leave open among the duties that return.

use super::{OfficeInView, RecurringVerdict};
use crate::audit::Judgement;
use crate::dialogue::AnyDialogue;
use crate::ruleset::{Counts, RuleSet};
use crate::text::{Lang, Text};
use crate::timeline::{Facts, Untold};

impl OfficeInView<'_> {
    /// Leaves open what an entry of the office could touch that is not understood, and what counts dialogues, where one of the period
    /// has such an entry. What was kept in its period stands against anything that came after it.
    pub(in crate::audit) fn leave_open<'d>(&self, verdicts: &mut [RecurringVerdict], dialogues: &'d [AnyDialogue]) {
        let untold = |facts: &'d Facts| Untold::among(facts, &facts.unknown(self.view));
        let in_part = dialogues.iter().filter(|dialogue| dialogue.facts().is_in_part_unknown());
        let dialogues: Vec<_> = in_part.map(|dialogue| (dialogue, untold(dialogue.facts()))).collect();
        for verdict in verdicts {
            let kept_by = match verdict.judgement {
                Judgement::OnTime => Some(verdict.to),
                Judgement::NotApplicable | Judgement::Unknown | Judgement::Undated => continue,
                _ => None,
            };
            let of_office = |lang| self.untold.of_period(kept_by, lang);
            let is_of_period = |(dialogue, _): &&(&AnyDialogue, Untold<'_>)| {
                let day = dialogue.facts().appointed_in(self.view);
                (verdict.from..=verdict.to).contains(&day) && self.counts_dialogues(verdict)
            };
            let of_dialogue = |(dialogue, untold): &(&AnyDialogue, Untold<'_>)| {
                let id = &dialogue.log().plan().id;
                let told = |lang| untold.of_period(kept_by, lang);
                Some(Text::owned(format!("{id}: {}", told(Lang::Vi)?), format!("{id}: {}", told(Lang::En)?)))
            };
            let reason = match (of_office(Lang::Vi), of_office(Lang::En)) {
                (Some(vi), Some(en)) => Some(Text::owned(vi, en)),
                _ => dialogues.iter().filter(is_of_period).find_map(of_dialogue),
            };
            if reason.is_some() {
                (verdict.judgement, verdict.days, verdict.reason) = (Judgement::Undetermined, None, reason);
            }
        }
    }

    fn counts_dialogues(&self, verdict: &RecurringVerdict) -> bool {
        let is_set = |set: &&RuleSet| set.id() == verdict.ruleset && set.version() == verdict.version;
        let sets = self.registry.rule_sets().iter().find(is_set);
        let mut duties = sets.into_iter().flat_map(RuleSet::recurring);
        duties.any(|duty| duty.id == verdict.duty && duty.counts == Some(Counts::Dialogues))
    }
}
