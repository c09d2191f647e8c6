//! What a dialogue is judged by, and which facts are impossible under it.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;

use super::Timeline;
use super::adopted::{AdoptedReadings, NotInTerms};
use super::course::{check_course, check_moves, tells_of_reception};
use super::details::{Details, check_corrections, check_names};
use super::duty::Duty;
use super::error::TimelineError;
use super::evaluate::Evaluation;
use super::facts::{Facts, Seen, View, Visible, closed, opened};
use super::known_on::Then;
use super::next_change::MadeOf;
use super::pending::Versions;
use super::reading_at::OpenReading;
use super::recurring::days::due_of;
use super::same_set::SameSetTwice;
use super::today::Today;
use super::unknown::{UnknownEntry, Untold};
use super::versions::NotYetKnown;
use crate::calendar::Calendar;
use crate::ruleset::vocabulary::{DEFAULT_READING, Effect, RECEPTION_DAY, TRANSFER_NOTIFIED, built_in};
use crate::ruleset::{
    Activity, Binding, CaseClass, Condition, EventKind, LevelEnd, NotApplicable, NotBound, Obligation, Phase,
    RecurringDue, Registry, RuleSet, Subject, event_in,
};
use crate::text::{Text, nearest_by_name};

/// What a dialogue is judged by: rule sets, a calendar, and the readings that were adopted.
///
/// Immutable and cheap to clone.
///
/// ```
/// use chrono::NaiveDate;
/// use doithoai::{Calendar, Fact, Facts, RuleSet, Terms, View, timeline::Status};
/// let date = |m, d| NaiveDate::from_ymd_opt(2026, m, d).unwrap();
/// let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
/// let facts = Facts::held_on(date(8, 20));
/// let timeline = terms.timeline(&facts, View::as_of(date(10, 20)))?;
///
/// let notice = timeline.duty("hcmc-935", "notify-conclusion")?;
/// assert_eq!(notice.outcome.due.unwrap().date, date(9, 7));
/// assert!(matches!(notice.outcome.status, Status::Overdue { .. }));
/// // The clock of settlement has not begun: it starts with the notice.
/// let settlement = timeline.duty("hcmc-935", "settle-petition")?;
/// assert_eq!(settlement.outcome.status, Status::Awaiting);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct Terms {
    pub(super) inner: Arc<TermsInner>,
}

#[derive(Debug, Clone)]
pub(super) struct TermsInner {
    pub(super) sets: Vec<RuleSet>,
    calendar: Calendar,
    adopted: AdoptedReadings,
    binding: Option<Binding>,
    /// Whose dialogue it is, where the rule sets were named and not looked up.
    of_whom: Option<Box<Subject>>,
    /// Where no subject is given, the end of the level that a rule set is made for, by the hash of the set.
    level_ends: Vec<(String, (LevelEnd, Text))>,
    /// Other versions of the rule sets, which judge what was pending when they came into force.
    pub(super) known: Option<Arc<Vec<RuleSet>>>,
    /// Whether the rule sets were looked up by the day: one that is not in force on it lays nothing down.
    pub(super) only_in_force: bool,
    /// What the facts are of, where that was said.
    activity: Option<Activity>,
    /// What was given twice: such terms answer nothing.
    twice: Option<Box<SameSetTwice>>,
    pub(super) then: Then,
}

impl TermsInner {
    /// Rule sets and their calendar, of which nothing more is said.
    fn of(sets: Vec<RuleSet>, calendar: Calendar) -> Self {
        Self {
            sets,
            calendar,
            adopted: AdoptedReadings::new(),
            binding: None,
            of_whom: None,
            level_ends: Vec::new(),
            known: None,
            only_in_force: false,
            activity: None,
            twice: None,
            then: Then::default(),
        }
    }

    pub(super) const fn binding(&self) -> Option<&Binding> {
        self.binding.as_ref()
    }

    /// The other versions that are known.
    pub(super) fn known(&self) -> impl Iterator<Item = &RuleSet> {
        self.known.iter().flat_map(|known| known.iter())
    }
}

impl Terms {
    /// Rule sets and the calendar they are counted on.
    ///
    /// ```
    /// use doithoai::{Calendar, RuleSet, Terms};
    /// let sets = [RuleSet::builtin("hcmc-935")?, RuleSet::builtin("can-tho-10")?];
    /// assert_eq!(Terms::new(sets, Calendar::vietnam()).rule_sets().len(), 2);
    /// # Ok::<(), doithoai::VersionError>(())
    /// ```
    ///
    /// Of two versions of one rule set the one in force on the day judges. Terms with the same version twice answer nothing:
    /// every question to them is refused, as [`try_new`](Self::try_new) refuses to make them.
    #[must_use]
    pub fn new(sets: impl IntoIterator<Item = RuleSet>, calendar: Calendar) -> Self {
        let sets: Vec<RuleSet> = sets.into_iter().collect();
        let twice = SameSetTwice::among(&sets).map(Box::new);
        let end = |set: &RuleSet| Some((set.hash().to_owned(), set.end_of_its_level(&sets)?));
        let level_ends = sets.iter().filter_map(end).collect();
        Self { inner: Arc::new(TermsInner { level_ends, twice, ..TermsInner::of(sets, calendar) }) }
    }

    /// The same for rule sets that may have been given twice, as those that a user lists.
    ///
    /// ```
    /// use doithoai::{Calendar, RuleSet, Terms};
    /// let both = [RuleSet::builtin("qd-11@2019-02-18")?, RuleSet::builtin("qd-11@2025-11-23")?];
    /// assert!(Terms::try_new(both, Calendar::vietnam()).is_ok()); // two versions
    /// let twice = [RuleSet::builtin("qd-11")?, RuleSet::builtin("qd-11@2025-11-23")?];
    /// assert_eq!(Terms::try_new(twice, Calendar::vietnam()).unwrap_err().name, "qd-11@2025-11-23");
    /// # Ok::<(), doithoai::VersionError>(())
    /// ```
    ///
    /// # Errors
    /// [`SameSetTwice`] for two of one id and version, or of the same text.
    pub fn try_new(sets: impl IntoIterator<Item = RuleSet>, calendar: Calendar) -> Result<Self, SameSetTwice> {
        let terms = Self::new(sets, calendar);
        terms.sound().map(|()| terms)
    }

    /// Refuses terms that have one version twice.
    pub(super) fn sound(&self) -> Result<(), SameSetTwice> {
        self.inner.twice.as_deref().cloned().map_or(Ok(()), Err)
    }

    /// The rule sets that bind a subject; the timeline tells what was found about it.
    ///
    /// ```
    /// # use chrono::NaiveDate;
    /// use doithoai::{Calendar, Facts, Registry, Subject, Terms, View, ruleset::{HeadKind, Level}};
    /// let on = NaiveDate::from_ymd_opt(2026, 8, 20).unwrap();
    /// let ward = Subject::new("79", Level::Commune, HeadKind::LocalGovernment, on)?;
    /// let terms = Terms::binding(Registry::builtin().binding(&ward), Calendar::vietnam());
    /// let timeline = terms.timeline(&Facts::held_on(on), View::everything())?;
    /// let due = |id| timeline.duty("law-72-2025", id).unwrap().outcome.due.unwrap().date.to_string();
    /// assert_eq!(due("announce-conference"), "2026-08-13"); // 7 days before
    /// assert_eq!(due("publish-results"), "2026-09-03"); // 10 days after end on 30 August, three days off later
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn binding(binding: Binding, calendar: Calendar) -> Self {
        let sets = binding.sets.iter().map(|bound| bound.set.clone()).collect();
        let (known, activity) = (binding.others.clone(), Some(binding.subject.activity));
        let inner = TermsInner { known, activity, binding: Some(binding), ..TermsInner::of(sets, calendar) };
        Self { inner: Arc::new(inner) }
    }

    /// The same terms with these readings adopted, instead of any before; `default` is the rule set's own.
    ///
    /// ```
    /// # use doithoai::{Calendar, Facts, RuleSet, Terms, View};
    /// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// # let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
    /// # use doithoai::{AdoptedReadings, Fact};
    /// let adopted = AdoptedReadings::new().adopt("hcmc-935", "settle-petition", "ten-as-in-words");
    /// let facts = Facts::held_on(date(8, 20)).with(Fact::new("conclusion-notified", date(8, 28)));
    /// let timeline = terms.adopting(adopted)?.timeline(&facts, View::everything())?;
    /// let settlement = timeline.duty("hcmc-935", "settle-petition")?;
    /// assert_eq!(settlement.outcome.due.unwrap().date, date(9, 16)); // 30 September by the figure of 20
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`NotInTerms`] if one names a rule set, duty or reading that is not there.
    pub fn adopting(&self, adopted: AdoptedReadings) -> Result<Self, NotInTerms> {
        for (ruleset, duty, reading) in &adopted.readings {
            if let Some((id, _)) = ruleset.split_once('@') {
                return Err(NotInTerms::RuleSet { id: ruleset.clone(), near: Some(id.to_owned()) });
            }
            if !self.versions(ruleset).any(|set| set.recurring().iter().any(|known| known.id == *duty)) {
                self.find(ruleset, duty)?;
            }
            let known = self.readings_of(ruleset, duty);
            if reading != DEFAULT_READING && !known.iter().any(|(id, _)| id == reading) {
                let named: Vec<(&str, Option<&Text>)> =
                    known.iter().map(|(id, text)| (id.as_str(), text.as_ref())).collect();
                let near = nearest_by_name(reading, &named).map(str::to_owned);
                let known = known.into_iter().map(|(id, _)| id).collect();
                return Err(NotInTerms::Reading { duty: duty.clone(), id: reading.clone(), known, near });
            }
        }
        Ok(Self { inner: Arc::new(TermsInner { adopted, ..TermsInner::clone(&self.inner) }) })
    }

    /// The readings that a duty has in any version of its rule set, each with what it is called, those that the file leaves open last.
    fn readings_of(&self, ruleset: &str, duty: &str) -> Vec<(String, Option<Text>)> {
        let mut known: Vec<(String, Option<Text>)> = Vec::new();
        let mut add = |reading: &str, text: Option<Text>| {
            if !known.iter().any(|(known, _)| known == reading) {
                known.push((reading.to_owned(), text));
            }
        };
        for set in self.versions(ruleset) {
            for returning in set.recurring().iter().filter(|known| known.id == duty) {
                returning.readings.iter().for_each(|reading| add(&reading.id, reading.text.clone()));
                // Each exact day goes by the version that binds on it.
                let is_exact = matches!(due_of(set, returning), RecurringDue::On { .. });
                let decides = |reading: &OpenReading| !is_exact || !reading.is_of_pending();
                self.of_versions(set)
                    .into_iter()
                    .filter(decides)
                    .for_each(|reading| add(reading.word(), Some(reading.text())));
            }
            if let Some(duty) = set.obligation(duty) {
                duty.readings.iter().for_each(|reading| add(&reading.id, reading.text.clone()));
                open_readings(set, duty).for_each(|reading| add(reading.word(), Some(reading.text())));
                self.of_versions(set).into_iter().for_each(|reading| add(reading.word(), Some(reading.text())));
            }
        }
        known
    }

    /// The same terms for whom a dialogue names as its own, unless the rule sets were looked up for somebody: what they say of some
    /// levels and kinds of units is asked of these.
    pub(crate) fn of_whom(self, subject: Option<&Subject>) -> Self {
        if self.inner.binding.is_some() || self.inner.of_whom.as_deref() == subject {
            return self;
        }
        let of_whom = subject.cloned().map(Box::new);
        Self { inner: Arc::new(TermsInner { of_whom, ..TermsInner::clone(&self.inner) }) }
    }

    /// Whose dialogue it is, if that is known.
    pub(super) fn subject(&self) -> Option<&Subject> {
        let bound = self.inner.binding.as_ref().map(|binding| &binding.subject);
        bound.or(self.inner.of_whom.as_deref())
    }

    /// The same terms, whose rule sets were not named as they are but looked up for a day: of one that is not in force on the day of the
    /// dialogue the duties are [`not-applicable`](crate::timeline::Status::NotApplicable), before it and after it.
    ///
    /// ```
    /// use doithoai::{Calendar, Facts, RuleSet, Terms, View};
    /// # let date = |y, m, d| chrono::NaiveDate::from_ymd_opt(y, m, d).unwrap();
    /// let original = Terms::new([RuleSet::builtin("qd-11@2019-02-18")?], Calendar::vietnam());
    /// let held = Facts::held_on(date(2025, 11, 23)); // the first day of the version that followed
    /// let said = |terms: &Terms| -> Result<String, Box<dyn std::error::Error>> {
    ///     let timeline = terms.timeline(&held, View::everything())?;
    ///     Ok(timeline.rulesets[0].not_in_force.as_ref().unwrap().text.en.to_string())
    /// };
    /// assert!(said(&original)?.ends_with("Applied all the same, since it was named"));
    /// assert!(!said(&original.only_in_force())?.contains("Applied"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn only_in_force(&self) -> Self {
        Self { inner: Arc::new(TermsInner { only_in_force: true, ..TermsInner::clone(&self.inner) }) }
    }

    /// The same terms for facts of an activity, that of a dialogue unless the rule sets lay down none. Of a dialogue those duties of
    /// other activities are judged of which the facts tell: toward petitions where one is recorded, of receptions where one is. Of
    /// any other activity every duty is, and of a reception by the versions of [its day](Self::day_in).
    ///
    /// ```
    /// use doithoai::{Calendar, Fact, Facts, RuleSet, Terms, View, ruleset::Activity};
    /// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// let terms = Terms::new([RuleSet::builtin("qd-11")?], Calendar::vietnam());
    /// let facts = Facts::held_on(date(8, 20));
    /// assert!(terms.duties(&facts, View::everything())?.is_empty());
    /// let handled = terms.in_activity(Activity::PetitionHandling).duties(&facts, View::everything())?;
    /// assert_eq!(handled[0].rule.id, "acknowledge-petition");
    /// let received = facts.with(Fact::new("petition-received", date(8, 20)).petition("KN-1"));
    /// assert_eq!(terms.duties(&received, View::everything())?[0].rule.id, "acknowledge-petition");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn in_activity(&self, activity: Activity) -> Self {
        Self { inner: Arc::new(TermsInner { activity: Some(activity), ..TermsInner::clone(&self.inner) }) }
    }

    /// What the facts are of.
    pub(super) fn activity(&self) -> Activity {
        // A set of receptions alone may not say so.
        let is_unsaid = |set: &RuleSet| {
            let has = |activity| set.has_duties_of(activity);
            set.applies().activities == [Activity::Dialogue] && has(Activity::Reception) && !has(Activity::Dialogue)
        };
        let lays_down = |activity| {
            let of = |set: &RuleSet| match is_unsaid(set).then_some(Activity::Reception) {
                Some(unsaid) => unsaid == activity,
                None => set.applies().activities.contains(&activity),
            };
            self.rule_sets().iter().any(of)
        };
        self.inner.activity.unwrap_or_else(|| {
            let of_reception = !lays_down(Activity::Dialogue) && lays_down(Activity::Reception);
            if of_reception { Activity::Reception } else { Activity::Dialogue }
        })
    }

    /// The day by which the versions of the rule sets are chosen, as a view sees it: [of a dialogue](Facts::day_in); of a reception,
    /// where the rule sets lay down no dialogues, that on which it was held, else the appointed day as last moved.
    ///
    /// ```
    /// use doithoai::{Calendar, Fact, Facts, RuleSet, Terms, View};
    /// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// let facts = Facts::appointed_for(date(6, 25));
    /// let facts = facts.with(Fact::new("reception-rescheduled", date(6, 20)).until(date(7, 2)));
    /// let versions = ["2014-07-01", "2026-07-01"].map(|version| RuleSet::builtin(&format!("citizen-reception@{version}")).unwrap());
    /// let terms = Terms::new(versions, Calendar::vietnam());
    /// assert_eq!(terms.day_in(&facts, View::as_of(date(6, 19))), date(6, 25));
    /// assert_eq!(terms.day_in(&facts, View::as_of(date(6, 20))), date(7, 2));
    /// assert_eq!(terms.timeline(&facts, View::everything())?.rulesets[0].version, "2026-07-01");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn day_in(&self, facts: &Facts, view: View) -> NaiveDate {
        facts.day_of(self.activity(), view)
    }

    /// The day of what is judged.
    pub(super) fn day(&self, visible: &Visible<'_>) -> NaiveDate {
        visible.day(self.activity())
    }

    /// The rule sets of the day of a dialogue as it stands, where they were looked up for another: it was moved, or opened on
    /// another day.
    fn of_its_day(&self, facts: &Facts, view: View) -> Option<Self> {
        let registry = self.inner.binding.as_ref()?.registry.as_ref()?;
        let day = self.day_in(facts, view);
        let then = view.known_on.map(|known_on| registry.known_on(known_on));
        self.of_day(then.as_ref().unwrap_or(registry), day)
    }

    /// Whether a version of a rule set judges a dialogue.
    pub(crate) fn judges(&self, id: &str, facts: &Facts, view: View) -> bool {
        let moved = self.of_its_day(facts, view);
        moved.as_ref().unwrap_or(self).rule_sets().iter().any(|set| set.id() == id)
    }

    /// The same of a day, by a registry.
    fn of_day(&self, registry: &Registry, day: NaiveDate) -> Option<Self> {
        let first = self.inner.binding.as_ref().filter(|binding| binding.subject.on != day)?;
        let binding = registry.binding_moved(first, day);
        let sets: Vec<RuleSet> = binding.sets.iter().map(|bound| bound.set.clone()).collect();
        // What happened before it was moved may be an event of what bound then.
        let before = self.inner.sets.iter().chain(self.inner.known()).filter(|set| !sets.contains(set)).cloned();
        let others = binding.others.iter().flat_map(|others| others.iter().cloned());
        let mut known: Vec<RuleSet> = Vec::new();
        for set in others.chain(before) {
            if !known.contains(&set) {
                known.push(set);
            }
        }
        let (binding, known, then) = (Some(binding), Some(Arc::new(known)), Then::default());
        Some(Self { inner: Arc::new(TermsInner { sets, binding, known, then, ..TermsInner::clone(&self.inner) }) })
    }

    /// The same terms with other versions of the rule sets; `left` are those of which there is none.
    pub(super) fn with_versions(&self, sets: Vec<RuleSet>, known: Vec<RuleSet>, left: Vec<NotApplicable>) -> Self {
        let mut inner = TermsInner { sets, known: Some(Arc::new(known)), ..TermsInner::clone(&self.inner) };
        if let Some(binding) = &mut inner.binding {
            binding.not_applicable.extend(left);
        }
        Self { inner: Arc::new(inner) }
    }

    /// The rule sets.
    #[must_use]
    pub fn rule_sets(&self) -> &[RuleSet] {
        &self.inner.sets
    }

    /// The calendar.
    #[must_use]
    pub fn calendar(&self) -> &Calendar {
        &self.inner.calendar
    }

    /// The readings adopted.
    #[must_use]
    pub fn adopted(&self) -> &AdoptedReadings {
        &self.inner.adopted
    }

    /// Every duty that the facts have under the rule sets, with its due date and status, as seen in `view`: of a dialogue those of
    /// dialogues, and of other [activities](Self::in_activity) what the facts tell of.
    ///
    /// ```
    /// # use doithoai::{Calendar, Facts, RuleSet, Terms, View};
    /// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// # let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
    /// # use doithoai::{Fact, timeline::Status};
    /// // The notice is due on 7 September.
    /// let facts = Facts::held_on(date(8, 20)).with(Fact::new("conclusion-notified", date(9, 8)));
    /// let timeline = terms.timeline(&facts, View::everything())?;
    /// let notice = timeline.duty("hcmc-935", "notify-conclusion")?;
    /// assert!(matches!(notice.outcome.status, Status::MetLate { by } if by.days == 1));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`TimelineError`] for facts that are impossible, unknown or incomplete, and where a date of the facts or the view,
    /// or a count from one, leaves the covered years. A late fact is
    /// never an error.
    pub fn timeline(&self, facts: &Facts, view: View) -> Result<Timeline, TimelineError> {
        self.check(facts)?;
        self.timeline_in(facts, view, self.is_of_dialogue())
    }

    /// The duties of [`timeline`](Self::timeline) alone: for lists and audits, at a fraction of the cost.
    ///
    /// ```
    /// # use doithoai::{Calendar, Facts, RuleSet, Terms, View};
    /// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// # let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
    /// let duties = terms.duties(&Facts::held_on(date(8, 20)), View::everything())?;
    /// let due = |id| duties.iter().find(|duty| duty.rule.id == id).and_then(|duty| duty.outcome.due);
    /// assert_eq!(due("notify-conclusion").unwrap().date, date(9, 7));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// As [`timeline`](Self::timeline).
    pub fn duties(&self, facts: &Facts, view: View) -> Result<Vec<Duty>, TimelineError> {
        self.check(facts)?;
        self.duties_in(facts, view, self.is_of_dialogue())
    }

    /// Whether the facts are a dialogue's.
    fn is_of_dialogue(&self) -> bool {
        self.activity() == Activity::Dialogue
    }

    /// The whole page on a dialogue's facts that were checked under these terms.
    pub(crate) fn timeline_of_checked(&self, facts: &Facts, view: View) -> Result<Timeline, TimelineError> {
        self.timeline_in(facts, view, true)
    }

    fn timeline_in(&self, facts: &Facts, view: View, in_dialogue: bool) -> Result<Timeline, TimelineError> {
        let moved = self.of_its_day(facts, view);
        let terms = moved.as_ref().unwrap_or(self);
        let then = view.known_on.and_then(|day| terms.as_known_on(day));
        then.as_ref().unwrap_or(terms).timeline_of_known(facts, view, (self, in_dialogue))
    }

    fn timeline_of_known(
        &self,
        facts: &Facts,
        view: View,
        (first, in_dialogue): (&Self, bool),
    ) -> Result<Timeline, TimelineError> {
        let (calendar, visible) = (self.calendar_in(view), facts.visible(view));
        let unknown = facts.unknown(view);
        let (today, untold) = (Today::of(view), Untold::among(facts, &unknown));
        let mut duties = self.judged(&visible, &calendar, &today, &untold, in_dialogue)?;
        let day = self.day(&visible);
        first.tell_before_move((facts, view, day), (self, &mut duties), in_dialogue)?;
        let made_of = MadeOf { terms: first.clone(), facts: facts.clone(), in_dialogue };
        let mut timeline = Timeline::new(&visible, (view, day), calendar, (duties, made_of));
        timeline.bound(self.inner.binding.as_ref());
        timeline.unknown_entries = UnknownEntry::all(facts, &unknown);
        for set in self.rule_sets_on(day) {
            timeline.summarize(
                set,
                self.inner.binding.as_ref(),
                (self.not_in_force(set, day), NotYetKnown::of(set, view)),
            );
            timeline.describe(set.on_day(day), self.subject(), &self.inner.adopted)?;
        }
        timeline.tell_what_was_done(&visible.facts);
        timeline.tell_data_age();
        timeline.tell_ended(self.rule_sets_on(day));
        timeline.unused_events = self.unused(&visible.facts, day);
        Ok(timeline)
    }

    /// The events that no rule set which judges asks about, nor a version of one that came into force before they happened.
    fn unused<'f>(&self, facts: &'f [Seen<'f>], day: NaiveDate) -> Vec<String> {
        let judging: Vec<&RuleSet> = self.rule_sets_on(day).collect();
        let later = |set: &RuleSet, fact: Seen<'_>| {
            let begun = |from: NaiveDate| from > day && from <= fact.on();
            self.other_versions(set).into_iter().any(|set| set.range().0.is_some_and(begun) && asks_about(set, fact))
        };
        // Asked once of what happened many times.
        let mut asked: BTreeMap<(&'f str, Option<CaseClass>), bool> = BTreeMap::new();
        let mut is_asked = |fact: Seen<'f>| {
            let now = || judging.iter().any(|set| asks_about(set, fact));
            *asked.entry((fact.event(), fact.class())).or_insert_with(now)
        };
        let unused = facts.iter().filter(|fact| !is_asked(**fact) && !judging.iter().any(|set| later(set, **fact)));
        unused.map(|fact| fact.event().to_owned()).collect()
    }

    /// The duties alone, on a dialogue's facts that were checked under these terms.
    pub(crate) fn duties_of_checked(&self, facts: &Facts, view: View) -> Result<Vec<Duty>, TimelineError> {
        self.duties_in(facts, view, true)
    }

    fn duties_in(&self, facts: &Facts, view: View, in_dialogue: bool) -> Result<Vec<Duty>, TimelineError> {
        self.duties_today(facts, (view, &Today::of(view)), in_dialogue)
    }

    /// The same, noting what was compared with the day of the view.
    pub(super) fn duties_today(
        &self,
        facts: &Facts,
        (view, today): (View, &Today),
        in_dialogue: bool,
    ) -> Result<Vec<Duty>, TimelineError> {
        let moved = self.of_its_day(facts, view);
        let terms = moved.as_ref().unwrap_or(self);
        let then = view.known_on.and_then(|day| terms.as_known_on(day));
        let terms = then.as_ref().unwrap_or(terms);
        let (visible, unknown) = (facts.visible(view), facts.unknown(view));
        let untold = Untold::among(facts, &unknown);
        let mut duties = terms.judged(&visible, &self.calendar_in(view), today, &untold, in_dialogue)?;
        self.tell_before_move((facts, view, terms.day(&visible)), (terms, &mut duties), in_dialogue)?;
        Ok(duties)
    }

    /// The duties, those left open that what is not understood could touch.
    pub(super) fn judged(
        &self,
        visible: &Visible<'_>,
        calendar: &Calendar,
        today: &Today,
        untold: &Untold<'_>,
        in_dialogue: bool,
    ) -> Result<Vec<Duty>, TimelineError> {
        let mut duties = Vec::new();
        let (adopted, day, subject) = (&self.inner.adopted, self.day(visible), self.subject());
        let evaluate = |set: &RuleSet, taking_over: Option<NaiveDate>| {
            let evaluation = Evaluation { taking_over, ..self.evaluation(set, visible, calendar, today) };
            evaluation.duties(in_dialogue)
        };
        for set in self.rule_sets_on(day) {
            let versions = Versions { set, others: self.other_versions(set), day: Some(day), today, subject, adopted };
            let of_set = versions.settled(evaluate)?;
            if duties.is_empty() { duties = of_set } else { duties.extend(of_set) }
        }
        if let Some(end) = self.inner.binding.as_ref().and_then(|binding| binding.level_end.as_deref()) {
            for duty in &mut duties {
                duty.outlives(end);
            }
        }
        for duty in duties.iter_mut().filter(|_| !self.inner.level_ends.is_empty()) {
            let end = self.inner.level_ends.iter().find(|(hash, _)| hash == duty.rule_set.hash());
            if let Some((_, end)) = end {
                duty.outlives(end);
            }
        }
        untold.leave_open(&mut duties);
        Ok(duties)
    }

    /// A rule set of these terms on what is seen.
    pub(super) fn evaluation<'e>(
        &'e self,
        set: &'e RuleSet,
        visible: &'e Visible<'e>,
        calendar: &'e Calendar,
        today: &'e Today,
    ) -> Evaluation<'e> {
        let (index, (led, asked, open, endings)) = (visible.index(set), Default::default());
        let is_out = self.inner.only_in_force && !set.is_in_force(self.day(visible));
        let known = self.inner.known.as_ref().map_or(&[] as &[RuleSet], |known| known.as_slice());
        Evaluation {
            set,
            versions: [self.rule_sets(), known],
            only_from: is_out.then(|| set.range()),
            taking_over: None,
            calendar,
            visible,
            index,
            today,
            adopted: &self.inner.adopted,
            subject: self.subject(),
            led,
            asked,
            open,
            endings,
        }
    }

    /// The calendar as it was known in a view.
    pub(super) fn calendar_in(&self, view: View) -> Calendar {
        match view.known_on {
            Some(date) => self.inner.calendar.known_on(date),
            None => self.inner.calendar.clone(),
        }
    }

    /// Refuses what is unknown, incomplete or impossible. A late fact is none of these.
    pub(crate) fn check(&self, facts: &Facts) -> Result<(), TimelineError> {
        let moved = self.of_its_day(facts, View::everything());
        moved.as_ref().unwrap_or(self).check_all(facts).map_err(|error| error.naming(|id| self.event(id)))
    }

    fn check_all(&self, facts: &Facts) -> Result<(), TimelineError> {
        self.sound()?;
        Calendar::check(facts.appointed())?;
        let standing = facts.standing(None);
        let (opened, closed) = (opened(&standing), closed(&standing));
        check_names(facts)?;
        check_corrections(facts)?;
        // Also what was corrected or struck out since was entered once; of what is not understood nothing is known.
        for fact in facts.seen_all().filter(|fact| !fact.is_unknown()) {
            Calendar::check(fact.known_from())?;
            Self::check_entry(fact.event(), fact.on(), fact.known_from())?;
        }
        for fact in &standing {
            let event = self.check_fact(*fact, opened)?;
            Details::petition(event, *fact)?;
            Details::session_of(*fact)?;
            self.details().ids(event, *fact)?;
        }
        check_course(&standing, opened, |fact| self.event(fact.event()))?;
        check_moves(facts.appointed(), &standing)?;
        match (opened, closed) {
            (Some(opened), Some(closed)) if closed < opened => {
                Err(TimelineError::ClosedBeforeOpened { opened, closed })
            }
            (None, Some(closed)) => Err(TimelineError::NeverOpened { closed }),
            _ => Ok(()),
        }
    }

    /// The same for one fact of a dialogue that opened on a day.
    pub(crate) fn check_fact(&self, fact: Seen<'_>, opened: Option<NaiveDate>) -> Result<&EventKind, TimelineError> {
        self.sound()?;
        Details::bounds(fact)?;
        let Some(event) = self.event(fact.event()) else {
            return Err(TimelineError::unknown_event(&self.inner.sets, fact.event()));
        };
        self.details().check(event, fact)?;
        Self::check_entry(fact.event(), fact.on(), fact.known_from())?;
        match opened.filter(|opened| fact.on() < *opened && event.phase == Some(Phase::After)) {
            Some(opened) => {
                let event = fact.event().to_owned();
                Err(TimelineError::BeforeOpening { event, called: None, on: fact.on(), opened })
            }
            None => Ok(event),
        }
    }

    /// What is judged of the details of an entry.
    pub(crate) fn details(&self) -> Details<'_> {
        Details { sets: Some(&self.inner.sets), of_office: false }
    }

    /// Refuses what was entered before it happened.
    pub(crate) fn check_entry(event: &str, on: NaiveDate, recorded: NaiveDate) -> Result<(), TimelineError> {
        if on <= recorded {
            return Ok(());
        }
        Err(TimelineError::EnteredBefore { event: event.to_owned(), called: None, on, recorded })
    }

    /// An event of any of the rule sets.
    pub(crate) fn event(&self, id: &str) -> Option<&EventKind> {
        event_in(self.inner.sets.iter().chain(self.inner.known()).chain(self.if_moved()), id)
    }

    /// The rule sets that would bind on another day, to which the dialogue may be moved.
    fn if_moved(&self) -> impl Iterator<Item = &RuleSet> {
        let binding = self.inner.binding.as_ref().filter(|binding| binding.registry.is_some());
        let not_yet = |not: &&NotApplicable| matches!(not.reason, NotBound::NotInForce { .. });
        let ids =
            binding.into_iter().flat_map(|binding| &binding.not_applicable).filter(not_yet).map(|not| not.id.as_str());
        let sets = binding.and_then(|binding| binding.registry.as_ref()).map_or(&[] as &[RuleSet], Registry::rule_sets);
        ids.flat_map(move |id| sets.iter().filter(move |set| set.id() == id))
    }
}

/// The readings that the silence of a rule may leave open: of one that can be extended or has a limit by class.
pub(crate) fn open_readings<'a>(
    set: &'a RuleSet,
    rule: &'a Obligation,
) -> impl Iterator<Item = OpenReading> + Clone + use<'a> {
    let extended = !rule.extensions.is_empty() || set.setters_of(rule).next().is_some();
    let by_class = |of: &Condition| of.leaves().iter().any(|leaf| matches!(leaf, Condition::Class(_)));
    let classed =
        rule.conditions().any(by_class) || set.limiters_of(rule).flat_map(|other| &other.only_if).any(by_class);
    let of = |reading: &OpenReading| match reading {
        OpenReading::LateNoticeCounts | OpenReading::LateNoticeDoesNot => extended,
        OpenReading::LateClassCounts | OpenReading::LateClassDoesNot => classed,
        OpenReading::LastDayRolls | OpenReading::LastDayDoesNotRoll => rule.is_unknown("due.roll"),
        OpenReading::FirstDayCounts | OpenReading::FirstDayDoesNotCount => rule.is_unknown("due.start"),
        _ => false,
    };
    let open: Vec<OpenReading> = OpenReading::ALL.iter().copied().filter(of).collect();
    open.into_iter()
}

/// Whether a rule of the set depends on a fact: also one of receptions on that there was one.
fn asks_about(set: &RuleSet, fact: Seen<'_>) -> bool {
    let event = fact.event();
    let is_reception = tells_of_reception(event);
    let always = built_in(event).is_some_and(|event| {
        event.is_about_an_id() || !matches!(event.effect, None | Some(Effect::Suspend | Effect::Resume))
    });
    let transferred = event == TRANSFER_NOTIFIED && set.obligations().iter().any(|duty| duty.ends_with_transfer());
    always
        || transferred
        || set.recurring().iter().any(|duty| duty.asks_about(event))
        || set.obligations().iter().any(|duty| {
            let mut events = duty.events();
            let classed = fact.class().is_some_and(|class| duty.conditions().any(|of| of.asks_for(class)));
            classed
                || is_reception && duty.activity == Activity::Reception
                || events.any(|asked| asked == event || asked == RECEPTION_DAY && is_reception)
        })
}
