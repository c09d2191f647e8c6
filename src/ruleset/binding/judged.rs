//! Whom each rule set of a registry binds on a day.

use std::sync::Arc;

use chrono::NaiveDate;

use super::super::instrument::COUNTRY;
use super::super::subject::is_there;
use super::super::{Known, LevelEnd, Merger, Registry, RuleSet, Subject};
use super::{Binding, BoundSet, NotApplicable, NotBound};
use crate::territory::{self, UnitNote};
use crate::text::{Confidence, Text};

impl Registry {
    /// Which rule sets bind a subject on its day, and which of its territory and head do not.
    ///
    /// ```
    /// # use chrono::NaiveDate;
    /// use doithoai::{Registry, Subject, ruleset::{HeadKind, Level}};
    /// let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
    /// let district = |on| Subject::new("79", Level::District, HeadKind::LocalGovernment, on).unwrap();
    /// let registry = Registry::builtin();
    /// assert_eq!(registry.binding(&district(day(2025, 6, 30))).sets.len(), 1);
    /// assert!(registry.binding(&district(day(2025, 7, 1))).sets.is_empty()); // Law 72/2025/QH15, Art. 51(3)
    /// ```
    #[must_use]
    pub fn binding(&self, subject: &Subject) -> Binding {
        let level_end = self.end_to_be_told(subject).map(Box::new);
        let (merged_into, units) = self.told_of_units(subject);
        let mut binding = Binding {
            subject: subject.clone(),
            sets: Vec::new(),
            not_applicable: Vec::new(),
            merged_into,
            units,
            level_end,
            others: None,
            registry: Some(self.clone()),
        };
        let mut ids: Vec<&str> = self.rule_sets().iter().map(RuleSet::id).collect();
        ids.dedup();
        for id in ids {
            self.bind(id, &mut binding);
        }
        binding.sets.sort_by_key(|bound| bound.set.applies().territory.code != COUNTRY);
        binding
    }

    /// Which rule sets bound a subject as far as was known on a day ([`known_on`](Self::known_on)); those that bind it and of which
    /// no version was known are told among those that do not.
    ///
    /// ```
    /// # use chrono::NaiveDate;
    /// use doithoai::{Lang, Registry, Subject, ruleset::{HeadKind, Level}};
    /// let day = |y, m, d| NaiveDate::from_ymd_opt(y, m, d).unwrap();
    /// let ward = Subject::new("79", Level::Commune, HeadKind::LocalGovernment, day(2026, 8, 20))?;
    /// let then = Registry::builtin().binding_known_on(&ward, day(2025, 6, 15));
    /// assert_eq!(then.sets.len(), 1); // the law was passed the day after
    /// assert_eq!(then.not_applicable[0].id, "law-72-2025");
    /// assert_eq!(then.not_applicable[0].reason.text(Lang::En), "it was not known on 2025-06-15: it is there since 2025-06-16");
    /// # Ok::<(), doithoai::ruleset::SubjectError>(())
    /// ```
    #[must_use]
    pub fn binding_known_on(&self, subject: &Subject, day: NaiveDate) -> Binding {
        let mut then = self.known_on(day).binding(subject);
        let ids: Vec<&str> = then.sets.iter().map(|bound| bound.set.id()).collect();
        let now = self.binding(subject).sets;
        let later = now.iter().filter(|bound| !ids.contains(&bound.set.id()));
        let not_known: Vec<NotApplicable> =
            later.filter_map(|bound| NotApplicable::not_known(self, &bound.set, day)).collect();
        then.not_applicable.retain(|not| !not_known.iter().any(|later| later.id == not.id));
        then.not_applicable.extend(not_known);
        then
    }

    /// What is to be known of the units that a subject names: the merger of its province, and those that ended or lie elsewhere.
    pub(crate) fn told_of_units(&self, subject: &Subject) -> (Option<Merger>, Vec<UnitNote>) {
        let notes = territory::notes(&subject.territory, subject.on).into_iter().chain(subject.not_as_listed());
        (self.merged_into(subject), notes.collect())
    }

    fn bind(&self, id: &str, binding: &mut Binding) {
        let Some((set, judged)) = self.judge(id, &binding.subject, false) else { return };
        match judged {
            Ok(()) => {
                let merged = self.merger(set, binding.subject.on);
                let is_other = |other: &&RuleSet| other.id() == id && other.version() != set.version();
                for other in self.rule_sets().iter().filter(is_other) {
                    Arc::make_mut(binding.others.get_or_insert_default()).push(other.clone());
                }
                binding.sets.push(BoundSet { set: set.clone(), merged });
            }
            Err(reason) => {
                binding.not_applicable.push(NotApplicable::of(set, reason));
            }
        }
    }

    /// Which rule sets bind the same subject on another day. What no longer binds since the level has ended does, as before: that is
    /// told of its duties.
    pub(crate) fn binding_moved(&self, from: &Binding, on: NaiveDate) -> Binding {
        let mut binding = self.binding(&Subject { on, ..from.subject.clone() });
        let has_ended = |not: &NotApplicable| matches!(not.reason, NotBound::LevelEnded { .. });
        let still =
            |bound: &&BoundSet| binding.not_applicable.iter().any(|not| not.id == bound.set.id() && has_ended(not));
        let kept: Vec<BoundSet> = from.sets.iter().filter(still).cloned().collect();
        binding.not_applicable.retain(|not| !kept.iter().any(|bound| bound.set.id() == not.id));
        binding.sets.extend(kept);
        binding
    }

    /// Of a rule set that binds a subject on other days the version nearest to a day on which none is in force: the last that had
    /// begun, else the first.
    pub(crate) fn out_of_force_version(&self, id: &str, subject: &Subject) -> Option<&RuleSet> {
        let activity = *self.get(id).ok()?.on_day(subject.on).applies().activities.first()?;
        let subject = subject.clone().in_activity(activity);
        let (set, judged) = self.judge(id, &subject, true)?;
        let set = set.on_day(subject.on);
        let is_bound = |set: &RuleSet| {
            let levels = &set.applies().levels;
            (levels.is_empty() || levels.contains(&subject.level)) && subject.of_other_type(set).is_none()
        };
        let is_out_of_force = matches!(judged, Err(NotBound::NotInForce { .. }));
        let nearest = self.nearest(id, subject.on).ok().filter(|_| is_bound(set) && is_out_of_force);
        nearest.filter(|nearest| is_bound(nearest.on_day(subject.on)))
    }

    /// The first version of a rule set that binds a subject after its day, where none does on it, nor what it completes or what completes
    /// it: by that one is judged what begins once it binds.
    ///
    /// ```
    /// # use chrono::NaiveDate;
    /// use doithoai::{Registry, Subject, ruleset::{HeadKind, Level}};
    /// let day = NaiveDate::from_ymd_opt(2019, 1, 15).unwrap();
    /// let committee = Subject::new("79", Level::Province, HeadKind::PartyCommittee, day)?;
    /// let later = Registry::builtin().binding_later("qd-11", &committee).map(|set| set.name());
    /// assert_eq!(later.as_deref(), Some("qd-11@2019-02-18"));
    /// # Ok::<(), doithoai::ruleset::SubjectError>(())
    /// ```
    #[must_use]
    pub fn binding_later(&self, id: &str, subject: &Subject) -> Option<&RuleSet> {
        let versions = self.rule_sets().iter().filter(|set| set.id() == id);
        if versions.clone().any(|set| self.binding_version_of(set, subject).is_some()) {
            return None;
        }
        let begins = versions.flat_map(|set| set.stages().filter_map(|(from, _)| from.or(set.range().0)));
        let mut later: Vec<NaiveDate> = begins.filter(|from| *from > subject.on).collect();
        later.sort_unstable();
        let on = |on: NaiveDate| self.binding_version(id, &Subject { on, ..subject.clone() });
        later.into_iter().find_map(on)
    }

    /// That a rule set of a subject's territory and head does not bind it on its day, in whichever activity, and why.
    pub(crate) fn not_binding(&self, id: &str, subject: &Subject) -> Option<NotApplicable> {
        let set = self.find(id, subject.on).or_else(|_| self.get(id)).ok()?;
        let subject = subject.clone().in_activity(*set.on_day(subject.on).applies().activities.first()?);
        let (set, judged) = self.judge(id, &subject, true)?;
        let then = set.on_day(subject.on);
        let levels = &then.applies().levels;
        let never = !levels.is_empty() && !levels.contains(&subject.level);
        // That a level ended is no reason where the set never was of it.
        let reason = match judged.err()? {
            NotBound::LevelEnded { .. } if never => NotBound::other_level(then),
            reason => reason,
        };
        Some(NotApplicable::of(set, reason))
    }

    /// The version of a rule set that binds a subject on its day, in whichever activity.
    pub(crate) fn binding_version(&self, id: &str, subject: &Subject) -> Option<&RuleSet> {
        let activity = *self.find(id, subject.on).ok()?.on_day(subject.on).applies().activities.first()?;
        let subject = subject.clone().in_activity(activity);
        self.judge(id, &subject, true).and_then(|(set, judged)| judged.ok().map(|()| set))
    }

    /// The version that speaks of a subject, and whether it binds it; one that another completes gives way to that: in the activity that
    /// is asked of, or in whichever, as an office's log is judged.
    fn judge(&self, id: &str, subject: &Subject, in_any: bool) -> Option<(&RuleSet, Result<(), NotBound>)> {
        let (set, judged) = self.judge_alone(id, subject)?;
        let judged = judged.and_then(|()| match self.completing(set, subject, in_any) {
            Some(by) => Err(NotBound::Completed { by: by.name(), title: by.title().clone() }),
            None => self.superseded_base(set, subject.on).map_or(Ok(()), Err),
        });
        Some((set, judged))
    }

    /// That the version which a rule set completes, or one that this completes, had ended by a day.
    fn superseded_base(&self, set: &RuleSet, on: NaiveDate) -> Option<NotBound> {
        let mut id = set.id();
        for base in self.bases(set).filter_map(|name| self.get(name).ok()) {
            // A version of the same set is amended, not completed.
            if base.id() == id {
                continue;
            }
            id = base.id();
            let now = self.find(id, on).ok().filter(|now| now.version() != base.version());
            let followed = now.and_then(|now| now.range().0).filter(|from| base.range().0 < Some(*from));
            let ended = base.range().1.filter(|until| *until <= on);
            if let Some(since) = followed.into_iter().chain(ended).min() {
                let by = now.filter(|_| followed.is_some()).map(RuleSet::name);
                return Some(NotBound::SupersededBase { base: base.name(), by, since });
            }
        }
        None
    }

    /// The overlay of a version that binds a subject, too: the one that was laid on it first.
    fn completing(&self, set: &RuleSet, subject: &Subject, in_any: bool) -> Option<&RuleSet> {
        let is_base = |name: &str| name.split_once('@') == Some((set.id(), set.version()));
        let is_overlay = |other: &&RuleSet| other.id() != set.id() && self.bases(other).any(is_base);
        let whose = |other: &RuleSet| match other.on_day(subject.on).applies().activities.first() {
            Some(first) if in_any => subject.clone().in_activity(*first),
            _ => subject.clone(),
        };
        let binds = |other: &&RuleSet| {
            let bound = self.judge_alone(other.id(), &whose(other));
            bound.is_some_and(|(bound, judged)| judged.is_ok() && bound == *other)
                && self.superseded_base(other, subject.on).is_none()
        };
        self.rule_sets().iter().filter(is_overlay).find(binds)
    }

    /// What a rule set builds on, and what that builds on, as `id@version`.
    fn bases<'a>(&'a self, set: &'a RuleSet) -> impl Iterator<Item = &'a str> {
        let below = |name: &&'a str| self.get(name).ok().and_then(RuleSet::builds_on);
        std::iter::successors(set.builds_on(), below).take(self.rule_sets().len())
    }

    /// Whether two rule sets are versions of one, or the one completes a version of the other.
    pub(crate) fn are_of_one(&self, one: &RuleSet, other: &RuleSet) -> bool {
        let is_on = |set: &RuleSet, id: &str| self.bases(set).any(|name| name.split('@').next() == Some(id));
        one.id() == other.id() || is_on(one, other.id()) || is_on(other, one.id())
    }

    /// The version of a rule set that binds a subject on its day, in whichever activity, or what stands in its place: an overlay of
    /// it, or what it is an overlay of.
    pub(crate) fn binding_version_of(&self, set: &RuleSet, subject: &Subject) -> Option<&RuleSet> {
        let others = || self.rule_sets().iter().filter(|other| other.id() != set.id() && self.are_of_one(set, other));
        self.binding_version(set.id(), subject)
            .or_else(|| others().find_map(|other| self.binding_version(other.id(), subject)))
    }

    /// The version that speaks of a subject, and whether it binds it, whatever completes it.
    fn judge_alone(&self, id: &str, subject: &Subject) -> Option<(&RuleSet, Result<(), NotBound>)> {
        let (set, not_in_force) = match self.find(id, subject.on) {
            Ok(set) => (set, None),
            Err(error) => (self.get(id).ok()?, Some(error)),
        };
        let then = set.on_day(subject.on);
        let applies = then.applies();
        let unknown = subject.unknown_in(then);
        let speaks_of_it = is_there(then, subject, self.merger(then, subject.on).as_ref())
            && set.lays_down_rules()
            && (subject.is_head(then) || unknown.is_some_and(|unknown| subject.is_of_head(unknown)))
            && applies.activities.contains(&subject.activity);
        if !speaks_of_it {
            return None;
        }
        let of_level = unknown.is_some_and(|unknown| subject.is_of_level(unknown));
        let other_level = !applies.levels.is_empty() && !applies.levels.contains(&subject.level) && !of_level;
        let judged = match (self.end_of_level(subject), not_in_force) {
            (Some((end, cite_text)), _) if end.on <= subject.on => Err(NotBound::LevelEnded { end, cite_text }),
            (_, Some(error)) => Err(NotBound::NotInForce { on: subject.on, error }),
            (_, None) if other_level => Err(NotBound::other_level(then)),
            (_, None) => {
                let of_source = || unknown.map(|un| NotBound::Unknown { of: un.of.clone(), text: un.because.clone() });
                subject.of_other_type(then).or_else(of_source).map_or(Ok(()), Err)
            }
        };
        Some((set, judged))
    }

    /// The merger that a rule set's territory has been through since the rule set was made.
    fn merger(&self, set: &RuleSet, on: NaiveDate) -> Option<Merger> {
        let territory = &set.applies().territory;
        let since = |merger: &&Merger| merger.on.value().is_some_and(|day| territory.as_of < *day && *day <= on);
        let mut all = self.rule_sets().iter().flat_map(RuleSet::mergers);
        all.find(|merger| merger.of.contains(&territory.code) && since(merger)).cloned()
    }

    /// The merger that left the subject's province without its code.
    fn merged_into(&self, subject: &Subject) -> Option<Merger> {
        let code = subject.territory.first()?;
        let into = |merger: &&Merger| {
            let begun = merger.on.value().is_some_and(|on| *on <= subject.on);
            merger.of.contains(code) && merger.into != *code && begun && !subject.territory.contains(&merger.into)
        };
        let told = self.rule_sets().iter().flat_map(RuleSet::mergers).find(into).cloned();
        told.or_else(|| listed_merger(subject))
    }

    /// The end of the subject's level, on whichever day.
    fn end_of_level(&self, subject: &Subject) -> Option<(LevelEnd, Text)> {
        let ended = |end: &&LevelEnd| end.level == subject.level && end.heads.contains(&subject.head);
        self.rule_sets().iter().find_map(|set| {
            let end = set.level_ends().iter().find(ended)?;
            Some((end.clone(), set.cite_text(&end.cite)))
        })
    }

    /// The same, as the built-in rule sets tell it where none of these does.
    pub(crate) fn end_to_be_told(&self, subject: &Subject) -> Option<(LevelEnd, Text)> {
        self.end_of_level(subject).or_else(|| {
            let set = RuleSet::levels_that_ended(subject.level)?;
            let ended = |end: &&LevelEnd| end.level == subject.level && end.heads.contains(&subject.head);
            let end = set.level_ends().iter().find(ended)?;
            Some((end.clone(), set.cite_text(&end.cite)))
        })
    }
}

/// The merger that left the subject's province without its code, by the lists alone.
fn listed_merger(subject: &Subject) -> Option<Merger> {
    let on = territory::MERGED_ON.filter(|on| *on <= subject.on)?;
    let (into, of) = territory::merger_of(subject.territory.first()?)?;
    let name = |code: &String, since: bool| territory::province_name(code, since).unwrap_or_default();
    let parts: Vec<&str> = of.iter().map(|code| name(code, false)).collect();
    let whole = name(&into, true);
    let text = Text::build(|lang| format!("{} {} {whole}", lang.list(&parts), lang.pick("thành", "into")));
    let told = !subject.territory.contains(&into);
    told.then_some(Merger { into, of, on: Known::Value(on), text: Some(text), confidence: Confidence::C })
}
