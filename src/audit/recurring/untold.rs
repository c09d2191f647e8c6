//! What entries that are not understood leave open among the duties that return.

use std::ops::RangeInclusive;

use chrono::{Days, NaiveDate};

use super::sessions::NEAR;
use super::{OfficeInView, RecurringVerdict};
use crate::audit::Judgement;
use crate::dialogue::AnyDialogue;
use crate::ruleset::{Counts, RuleSet};
use crate::text::Text;
use crate::timeline::facts::Seen;
use crate::timeline::{Facts, Reach, Untold};

impl OfficeInView<'_> {
    /// Leaves open what an entry of the office could touch that is not understood: all that is not kept, since what happened may be
    /// told late or say more than is read; what was kept, by its day or what it is about; and what counts dialogues, where one of the
    /// period has such an entry. What was kept in its period stands against anything that came after it.
    pub(in crate::audit) fn leave_open<'d>(&self, verdicts: &mut [RecurringVerdict], dialogues: &'d [AnyDialogue]) {
        let untold = |facts: &'d Facts| Untold::among(facts, &facts.unknown(self.view));
        let in_part = dialogues.iter().filter(|dialogue| dialogue.facts().is_in_part_unknown());
        let of = |dialogue: &'d AnyDialogue| (dialogue, untold(dialogue.facts()), self.may_be_on(dialogue));
        let dialogues: Vec<_> = in_part.map(of).collect();
        let whole = self.untold.of_whole(None);
        for verdict in verdicts {
            let kept_by = match verdict.judgement {
                Judgement::OnTime => Some(verdict.to),
                Judgement::NotApplicable | Judgement::Unknown => continue,
                _ => None,
            };
            let is_of_period = |(_, _, days): &&(&AnyDialogue, Untold<'_>, RangeInclusive<NaiveDate>)| {
                *days.start() <= verdict.to && verdict.from <= *days.end() && self.counts_dialogues(verdict)
            };
            let of_dialogue = |(dialogue, untold, _): &(&AnyDialogue, Untold<'_>, RangeInclusive<NaiveDate>)| {
                let id = &dialogue.log().plan().id;
                let told = untold.of_whole(kept_by)?;
                Some(Text::owned(format!("{id}: {}", told.vi), format!("{id}: {}", told.en)))
            };
            // What says that something was not done, or late, says that nothing else was: as in a dialogue.
            let blames = matches!(
                verdict.judgement,
                Judgement::Overdue | Judgement::Missed | Judgement::Late | Judgement::Early | Judgement::Contested
            );
            let of_office = self.untold.of_period(kept_by, &reach(verdict));
            // What was done late was done before whatever came after it.
            let is_settled = || late_on(verdict).is_some_and(|on| self.untold.of_whole(Some(on)).is_none());
            let of_office = of_office.or_else(|| whole.clone().filter(|_| blames && !is_settled()));
            let reason = of_office.or_else(|| dialogues.iter().filter(is_of_period).find_map(of_dialogue));
            if reason.is_some() {
                (verdict.judgement, verdict.days, verdict.reason) = (Judgement::Undetermined, None, reason);
                verdict.by_default = None;
            }
        }
    }

    /// The days of which a dialogue may be that has an entry which is not understood: its day, and where nobody says that it opened, which
    /// fixes the day, any later one, to which it may have been moved.
    fn may_be_on(&self, dialogue: &AnyDialogue) -> RangeInclusive<NaiveDate> {
        let facts = dialogue.facts();
        let day = facts.appointed_in(self.view);
        let corrects = |fact: &Seen<'_>| fact.corrects().is_some();
        let is_fixed =
            facts.has_opened_in(self.view) && !facts.unknown(self.view).iter().any(|(_, fact)| corrects(fact));
        if is_fixed { day..=day } else { day.min(dialogue.log().plan().appointed)..=NaiveDate::MAX }
    }

    fn counts_dialogues(&self, verdict: &RecurringVerdict) -> bool {
        let is_set = |set: &&RuleSet| set.id() == verdict.ruleset && set.version() == verdict.version;
        let sets = self.registry.rule_sets().iter().find(is_set);
        let mut duties = sets.into_iter().flat_map(RuleSet::recurring);
        duties.any(|duty| duty.id == verdict.duty && duty.counts == Some(Counts::Dialogues))
    }
}

/// The day on which a duty was done late, where that is known.
fn late_on(verdict: &RecurringVerdict) -> Option<NaiveDate> {
    let days = verdict.days.filter(|_| verdict.judgement == Judgement::Late)?;
    verdict.due?.checked_add_days(Days::new(u64::try_from(days).ok()?))
}

/// When something may have happened that counts for a verdict: in its period; after it until its day, where that lies beyond, and on an exact
/// day, for one period more, since what was done late counts for the last day before; in the period before an exact day, which a notice given there may
/// move; and around the sessions of the council, as far as one of them is taken for another.
fn reach(verdict: &RecurringVerdict) -> Reach {
    let days = |days: i64| Days::new(days.unsigned_abs());
    let length = days(verdict.to.signed_duration_since(verdict.from).num_days().saturating_add(1));
    let none = Days::new(0);
    let beyond = verdict.due.filter(|due| *due > verdict.to);
    let (before, last, after) = match (&verdict.before, verdict.appointed) {
        (Some(_), _) => (days(NEAR), verdict.to, days(NEAR.saturating_add(1))),
        (None, Some(_)) => (length, beyond.unwrap_or(verdict.to), if beyond.is_some() { length } else { none }),
        (None, None) => (none, beyond.unwrap_or(verdict.to), none),
    };
    Reach {
        from: verdict.from.checked_sub_days(before).unwrap_or(verdict.from),
        to: last.checked_add_days(after).unwrap_or(last),
        name: verdict.period.as_ref().and_then(|name| name.parse().ok()),
    }
}
