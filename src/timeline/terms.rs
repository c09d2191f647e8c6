//! What a dialogue is judged by, and which facts are impossible under it.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::NaiveDate;

use super::Timeline;
use super::adopted::{AdoptedReadings, NotInTerms};
use super::course::{check_course, check_moves};
use super::details::{Details, check_corrections, check_names};
use super::duty::Duty;
use super::error::TimelineError;
use super::evaluate::Evaluation;
use super::facts::{Facts, Seen, View, Visible, closed, opened};
use super::known_on::Then;
use super::pending::Versions;
use super::reading_at::OpenReading;
use super::unknown::{UnknownEntry, Untold};
use super::versions::SameSetTwice;
use crate::calendar::Calendar;
use crate::ruleset::vocabulary::{DEFAULT_READING, Effect, RECEPTION_DAY, RECEPTION_HELD, built_in};
use crate::ruleset::{Binding, CaseClass, EventKind, LevelEnd, Obligation, Phase, RuleSet, event_in};
use crate::text::Text;

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
    /// Where no subject is given, the end of the level that a rule set is made for, by the hash of the set.
    level_ends: Vec<(String, (LevelEnd, Text))>,
    /// Other versions of the rule sets, which judge what was pending when they came into force.
    pub(super) known: Option<Arc<Vec<RuleSet>>>,
    /// What was given twice: such terms answer nothing.
    twice: Option<Box<SameSetTwice>>,
    pub(super) then: Then,
}

impl TermsInner {
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
        let (adopted, known) = (AdoptedReadings::new(), None);
        let end = |set: &RuleSet| Some((set.hash().to_owned(), set.end_of_its_level(&sets)?));
        let level_ends = sets.iter().filter_map(end).collect();
        let then = Then::default();
        let inner = TermsInner { sets, calendar, adopted, binding: None, level_ends, known, twice, then };
        Self { inner: Arc::new(inner) }
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
        let (adopted, known) = (AdoptedReadings::new(), binding.others.clone());
        let (binding, then) = (Some(binding), Then::default());
        let (twice, level_ends) = (None, Vec::new());
        let inner = TermsInner { sets, calendar, adopted, binding, level_ends, known, twice, then };
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
            if reading != DEFAULT_READING && !known.contains(reading) {
                return Err(NotInTerms::Reading { duty: duty.clone(), id: reading.clone(), known });
            }
        }
        Ok(Self { inner: Arc::new(TermsInner { adopted, ..TermsInner::clone(&self.inner) }) })
    }

    /// The readings that a duty has in any version of its rule set, those that the file leaves open last.
    fn readings_of(&self, ruleset: &str, duty: &str) -> Vec<String> {
        let mut known: Vec<String> = Vec::new();
        let recurring = self.versions(ruleset).flat_map(RuleSet::recurring).filter(|known| known.id == duty);
        for reading in recurring.flat_map(|known| &known.readings) {
            if !known.contains(&reading.id) {
                known.push(reading.id.clone());
            }
        }
        let duties = self.versions(ruleset).filter_map(|set| Some((set, set.obligation(duty)?)));
        for (set, duty) in duties {
            let of_versions = self.of_versions(set).into_iter().map(|reading| reading.word().to_owned());
            let own = duty.readings.iter().map(|reading| reading.id.clone());
            let open = open_readings(set, duty).map(|reading| reading.word().to_owned());
            for reading in own.chain(open).chain(of_versions) {
                if !known.contains(&reading) {
                    known.push(reading);
                }
            }
        }
        known
    }

    /// The same terms with other versions of the rule sets.
    pub(super) fn with_versions(&self, sets: Vec<RuleSet>, known: Vec<RuleSet>) -> Self {
        let known = Some(Arc::new(known));
        Self { inner: Arc::new(TermsInner { sets, known, ..TermsInner::clone(&self.inner) }) }
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

    /// Every duty of every rule set, with its due date and status, as seen in `view`.
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
        self.timeline_of_checked(facts, view)
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
        self.duties_of_checked(facts, view)
    }

    /// The whole page on facts that were checked under these terms.
    pub(crate) fn timeline_of_checked(&self, facts: &Facts, view: View) -> Result<Timeline, TimelineError> {
        let then = view.known_on.and_then(|day| self.as_known_on(day));
        then.as_ref().unwrap_or(self).timeline_of_known(facts, view)
    }

    fn timeline_of_known(&self, facts: &Facts, view: View) -> Result<Timeline, TimelineError> {
        let (calendar, visible) = (self.calendar_in(view), facts.visible(view));
        let unknown = facts.unknown(view);
        let duties = self.judged(&visible, &calendar, view, &Untold::among(facts, &unknown))?;
        let mut timeline = Timeline::new(&visible, view, calendar, duties);
        timeline.bound(self.inner.binding.as_ref());
        timeline.unknown_entries = UnknownEntry::all(facts, &unknown);
        let day = visible.opening();
        for set in self.rule_sets_on(day) {
            timeline.describe(set, self.inner.binding.as_ref(), self.not_in_force(set, day), &self.inner.adopted)?;
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

    /// The duties alone, on facts that were checked under these terms.
    pub(crate) fn duties_of_checked(&self, facts: &Facts, view: View) -> Result<Vec<Duty>, TimelineError> {
        let then = view.known_on.and_then(|day| self.as_known_on(day));
        let terms = then.as_ref().unwrap_or(self);
        terms.judged(&facts.visible(view), &self.calendar_in(view), view, &Untold::among(facts, &facts.unknown(view)))
    }

    /// The duties, those left open that what is not understood could touch.
    fn judged(
        &self,
        visible: &Visible<'_>,
        calendar: &Calendar,
        view: View,
        untold: &Untold<'_>,
    ) -> Result<Vec<Duty>, TimelineError> {
        let mut duties = Vec::new();
        let (adopted, day) = (&self.inner.adopted, visible.opening());
        let subject = self.inner.binding.as_ref().map(|binding| &binding.subject);
        let evaluate = |set: &RuleSet| {
            let (index, (asked, open)) = (visible.index(set), Default::default());
            Evaluation { set, calendar, visible, index, view, adopted, subject, asked, open }.duties()
        };
        for set in self.rule_sets_on(day) {
            let versions = Versions { set, others: self.other_versions(set), day, adopted };
            duties.extend(versions.settled(evaluate(set)?, evaluate)?);
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

    /// The calendar as it was known in a view.
    fn calendar_in(&self, view: View) -> Calendar {
        match view.known_on {
            Some(date) => self.inner.calendar.known_on(date),
            None => self.inner.calendar.clone(),
        }
    }

    /// Refuses what is unknown, incomplete or impossible. A late fact is none of these.
    pub(crate) fn check(&self, facts: &Facts) -> Result<(), TimelineError> {
        self.check_all(facts).map_err(|error| error.naming(|id| self.event(id)))
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
        event_in(self.inner.sets.iter().chain(self.inner.known()), id)
    }
}

/// The readings that the silence of a rule may leave open: of one that can be extended or has a limit by class.
pub(crate) fn open_readings<'a>(
    set: &'a RuleSet,
    rule: &'a Obligation,
) -> impl Iterator<Item = OpenReading> + Clone + use<'a> {
    let extended = !rule.extensions.is_empty() || set.setters_of(&rule.id).next().is_some();
    let classed = rule.dues().any(|due| !due.conditions().is_empty());
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

/// Whether a rule of the set depends on a fact.
fn asks_about(set: &RuleSet, fact: Seen<'_>) -> bool {
    let event = fact.event();
    let always = built_in(event).is_some_and(|event| {
        event.is_about_an_id() || !matches!(event.effect, None | Some(Effect::Suspend | Effect::Resume))
    });
    let recurring = set.recurring().iter().any(|duty| duty.met_by.has(event));
    always
        || recurring
        || set.obligations().iter().any(|duty| {
            let mut events = duty.events();
            let classed = fact.class().is_some_and(|class| duty.conditions().any(|of| of.asks_for(class)));
            classed || events.any(|asked| asked == event || asked == RECEPTION_DAY && event == RECEPTION_HELD)
        })
}
