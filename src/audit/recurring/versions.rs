//! Periods in which one version of a rule set follows another.

use std::borrow::Cow;
use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::{Judged, OfficeInView, Owed, RecurringVerdict, while_in_force};
use crate::audit::Judgement;
use crate::ruleset::vocabulary::DEFAULT_READING;
use crate::ruleset::{NotBound, Pending, Recurring, RecurringDue, RuleSet, Subject};
use crate::text::Text;
use crate::timeline::recurring::days::due_of;
use crate::timeline::{OpenReading, TransitionTaken};

impl OfficeInView<'_> {
    /// The other versions of a rule set.
    pub(super) fn other_versions(&self, set: &RuleSet) -> impl Iterator<Item = &RuleSet> + Clone {
        let is_other = move |other: &&RuleSet| other.id() == set.id() && other.version() != set.version();
        self.registry.rule_sets().iter().filter(is_other)
    }

    /// The version that binds the office on a day.
    pub(super) fn version_on(&self, id: &str, on: NaiveDate) -> Option<&RuleSet> {
        Some(self.registry.binding_version(id, &Subject { on, ..self.subject.clone() })?.on_day(on))
    }

    /// Whether a version binds the office on a day.
    pub(in crate::audit) fn binds(&self, set: &RuleSet, on: NaiveDate) -> bool {
        self.version_on(set.id(), on).is_some_and(|bound| bound.is_same_stage(set))
    }

    /// The same, or what stands in its place: an overlay, or what one completes.
    fn in_place_of(&self, set: &RuleSet, on: NaiveDate) -> Option<&RuleSet> {
        Some(self.registry.binding_version_of(set, &Subject { on, ..self.subject.clone() })?.on_day(on))
    }

    /// Whether the duty is laid on the office on a day, by whichever version.
    pub(super) fn is_laid_on(&self, set: &RuleSet, duty: &Recurring, on: NaiveDate) -> bool {
        self.in_place_of(set, on)
            .is_some_and(|bound| bound.recurring_duty(&duty.id).is_some_and(|duty| stands(bound, duty, on)))
    }

    /// The reading of a duty that was adopted, where this version has it: one of a later version says nothing of an earlier one.
    pub(super) fn reading_in(&self, set: &RuleSet, duty: &Recurring) -> Option<&str> {
        let is_there = |id: &&str| *id == DEFAULT_READING || duty.readings.iter().any(|reading| reading.id == *id);
        self.adopted.of(set.id(), &duty.id).filter(is_there)
    }

    /// A duty of a version by the reading that was adopted.
    pub(super) fn as_read<'d>(&self, set: &RuleSet, duty: &'d Recurring) -> Cow<'d, Recurring> {
        duty.adopting(self.reading_in(set, duty))
    }

    /// The same while the version binds and the document that lays it down is in force. Where other versions bind for a part and
    /// judge alike, the one of the first day stands for them all; where they do not, the one that a later of them says, else it is
    /// undetermined.
    pub(super) fn while_bound(&self, set: &RuleSet, duty: &Recurring, owed: Owed) -> Option<Owed> {
        let (from, to) = owed.binding;
        let span = set.cited_span(&duty.cite);
        // Each exact day is a time of its own, which no other version could take over.
        let is_exact = matches!(due_of(set, duty), RecurringDue::On { .. });
        if !is_exact && let Some(decided) = self.decided(set.id(), &duty.id, (from, to)) {
            return decided.leaves(set, span, owed);
        }
        match (self.binds(set, from), self.binds(set, to)) {
            (false, false) => None,
            (true, true) => Some(while_in_force(span, owed)),
            (is_first, _) if self.is_unchanged(set, &duty.id, owed.binding) => Some(owed).filter(|_| is_first),
            (true, false) if self.level_ended(set, to).is_some() => {
                // That no rule changed: what was done in time stands.
                let judged = match (owed.judged.judgement, self.level_ended(set, to)) {
                    (Judgement::OnTime, _) | (_, None) => owed.judged,
                    (_, Some(reason)) => Judged::because(Judgement::Undetermined, reason),
                };
                Some(while_in_force(span, Owed { judged, ..owed }))
            }
            _ => Some(while_in_force(span, Owed { judged: Judged::changing(), ..owed })),
        }
    }

    /// Which version judges the whole of what began before others came into force: as was adopted, else as each of these says of it,
    /// unless it judges as the one before. `None` where nothing is changed, or nobody says.
    fn decided(&self, id: &str, duty: &str, (from, to): (NaiveDate, NaiveDate)) -> Option<Decided<'_>> {
        let first = self.version_on(id, from)?;
        let adopted = match self.open_reading(id, duty) {
            Some(reading @ OpenReading::PendingOld) => Some((reading, Pending::Old)),
            Some(reading @ OpenReading::PendingNew) => Some((reading, Pending::New)),
            _ => None,
        };
        let mut decided = Decided { by: first, since: from, first, because: None };
        for (day, set) in self.begun_within(id, (from, to)) {
            if self.alike((decided.by, set), duty, day) {
                continue;
            }
            let (because, pending) = if let Some((reading, pending)) = adopted {
                (Because::Reading(reading), pending)
            } else {
                let transition = set.transition_of(duty)?;
                (Because::Provision(TransitionTaken::of(set, day, duty, transition)), transition.pending)
            };
            decided.because = Some(because);
            // Until it is there it takes nothing over.
            if pending == Pending::New && self.today.has_come(day) {
                (decided.by, decided.since) = (set, day);
            }
        }
        self.version_on(id, to)?;
        Some(decided).filter(|decided| decided.because.is_some())
    }

    /// The answer that was adopted for a duty to a question which is open between versions.
    pub(super) fn open_reading(&self, id: &str, duty: &str) -> Option<OpenReading> {
        OpenReading::from_word(self.adopted.of(id, duty)?).ok()
    }

    /// Whether two versions judge a duty alike, as it is read in each, the second of them from a day on.
    fn alike(&self, (one, other): (&RuleSet, &RuleSet), id: &str, on: NaiveDate) -> bool {
        // What was adopted silences the other readings.
        let read = |set: &RuleSet| {
            let duty = set.recurring_duty(id)?;
            let is_adopted = self.reading_in(set, duty).is_some();
            let read = self.as_read(set, duty).into_owned();
            Some(if is_adopted { Recurring { readings: Vec::new(), ..read } } else { read })
        };
        let (Some(duty), Some(changed)) = (read(one), read(other)) else { return false };
        changed.judges_as(&duty) && due_of(other, &changed) == due_of(one, &duty) && stands(other, &changed, on)
    }

    /// The versions that began to bind within some days, after the first of these.
    fn begun_within(&self, id: &str, (from, to): (NaiveDate, NaiveDate)) -> Vec<(NaiveDate, &RuleSet)> {
        let versions = self.registry.rule_sets().iter().filter(|set| set.id() == id);
        let begun = versions.filter_map(|set| Some((set.range().0?, set)));
        let mut within: Vec<(NaiveDate, &RuleSet)> =
            begun.filter(|(day, set)| from < *day && *day <= to && self.binds(set, *day)).collect();
        within.sort_by_key(|(day, _)| *day);
        within
    }

    /// Why a rule set does not bind on a day, where that is that the level had ended.
    fn level_ended(&self, set: &RuleSet, on: NaiveDate) -> Option<Text> {
        let not = self.registry.not_binding(set.id(), &Subject { on, ..self.subject.clone() })?;
        let reason = Some(not.reason).filter(|reason| matches!(reason, NotBound::LevelEnded { .. }))?;
        Some(Text::build(|lang| reason.text(lang)))
    }

    /// Whether some version lays a duty down on each day from one to another, and each judges it as this one.
    fn is_unchanged(&self, set: &RuleSet, id: &str, (from, to): (NaiveDate, NaiveDate)) -> bool {
        let versions = self.registry.rule_sets().iter().filter(|other| self.registry.are_of_one(other, set));
        let begins = versions.flat_map(|other| other.stages().map(|(from, set)| from.or(set.range().0)));
        let begins = begins.flatten().filter(|day| from < *day && *day <= to);
        let days = begins.flat_map(|day| [day.pred_opt(), Some(day)]).flatten();
        days.chain([from, to])
            .all(|day| self.in_place_of(set, day).is_some_and(|bound| self.alike((set, bound), id, day)))
    }
}

/// Which version judges what began before others.
struct Decided<'a> {
    by: &'a RuleSet,
    /// When that came.
    since: NaiveDate,
    /// The version of its first day.
    first: &'a RuleSet,
    /// What says so: the last that was asked.
    because: Option<Because>,
}

/// What says which version judges.
enum Because {
    Provision(TransitionTaken),
    /// A reading that was adopted.
    Reading(OpenReading),
}

impl Because {
    fn text(&self) -> Text {
        Text::build(|lang| match self {
            Self::Provision(taken) => taken.text(lang),
            Self::Reading(reading) => {
                format!("{}: {}", lang.pick("cách hiểu đã chọn", "the reading adopted"), reading.text().get(lang))
            }
        })
    }
}

impl Decided<'_> {
    /// What it leaves of what a version lays down: all of it, whatever came or ended within, or that another one judges it.
    fn leaves(self, set: &RuleSet, (begins, ends): (Option<NaiveDate>, Option<NaiveDate>), owed: Owed) -> Option<Owed> {
        let is = |other: &RuleSet| other.version() == set.version();
        let because = self.because?;
        let text = because.text();
        let transition = if let Because::Provision(taken) = because { Some(taken) } else { None };
        if !is(self.by) {
            let judged = Judged::because(Judgement::NotApplicable, text);
            return Some(Owed { judged, transition, is_left: true, ..owed });
        }
        let span = if is(self.first) { (begins, None) } else { (None, ends) };
        let notes = owed.notes.iter().cloned().chain([text]).collect();
        // Nobody could keep a limit that had passed when it was laid down.
        let had_passed = owed.before.is_none() && owed.due.is_some_and(|due| due.latest() < self.since);
        let judged = match owed.judged.judgement {
            Judgement::OnTime => owed.judged,
            _ if had_passed => Judged::changing(),
            _ => owed.judged,
        };
        Some(while_in_force(span, Owed { judged, notes, transition, ..owed }))
    }
}

/// Drops what a version leaves to another one that judges the same days.
pub(super) fn leave_to_other_versions(verdicts: &mut Vec<RecurringVerdict>) {
    let key = |one: &RecurringVerdict| (one.duty.clone(), one.from, one.to);
    let is_left = |one: &RecurringVerdict| one.is_left && one.judgement == Judgement::NotApplicable;
    let kept: BTreeSet<_> = verdicts.iter().filter(|one| !is_left(one)).map(key).collect();
    verdicts.retain(|one| !is_left(one) || !kept.contains(&key(one)));
}

/// Whether the document that lays a duty down is in force on a day, as far as its days are known.
fn stands(set: &RuleSet, duty: &Recurring, on: NaiveDate) -> bool {
    let (begins, ends) = set.cited_span(&duty.cite);
    begins.is_none_or(|begins| begins <= on) && ends.is_none_or(|ends| on < ends)
}
