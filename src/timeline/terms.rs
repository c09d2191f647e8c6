//! What a dialogue is judged by, and which facts are impossible under it.

use std::sync::Arc;

use chrono::NaiveDate;
use thiserror::Error;

use super::Timeline;
use super::adopted::{AdoptedReadings, NotInTerms};
use super::duty::Duty;
use super::evaluate::Evaluation;
use super::facts::{Facts, Seen, View, Visible, closed, opened};
use super::reading_at::OpenReading;
use super::versions::SameSetTwice;
use crate::calendar::{Calendar, CoverageError};
use crate::ruleset::vocabulary::{
    DEFAULT_READING, Detail, EVENTS, Effect, PETITION_CLASSED, RECEPTION_DAY, RECEPTION_HELD, RESCHEDULED, built_in,
    may_be_declared,
};
use crate::ruleset::{Binding, CaseClass, EventKind, NamedPeriod, Obligation, Phase, RuleSet};
use crate::text::{Text, did_you_mean, messages, nearest, one_of};

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
    inner: Arc<TermsInner>,
}

#[derive(Debug, Clone)]
struct TermsInner {
    sets: Vec<RuleSet>,
    calendar: Calendar,
    adopted: AdoptedReadings,
    binding: Option<Binding>,
    /// What was given twice: such terms answer nothing.
    twice: Option<SameSetTwice>,
}

/// Why there is no timeline.
///
/// ```
/// # use doithoai::{Calendar, Facts, RuleSet, Terms, View};
/// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
/// # let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
/// # use doithoai::{Fact, TimelineError};
/// let closed_first = Facts::appointed_for(date(8, 20)).with(Fact::new("closed", date(8, 20)));
/// let error = terms.timeline(&closed_first, View::everything()).unwrap_err();
/// assert_eq!(error, TimelineError::NeverOpened { closed: date(8, 20) });
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum TimelineError {
    /// A date or a count leaves the covered years.
    Coverage(#[from] CoverageError),
    /// One version of a rule set was given twice.
    SameSetTwice(#[from] SameSetTwice),
    /// A reading is adopted that no rule set has.
    NotInTerms(#[from] NotInTerms),
    /// A fact of an event that no rule set knows.
    UnknownEvent {
        /// The event.
        event: String,
        /// The nearest known event.
        near: Option<String>,
        /// The events that the rule sets know.
        known: Vec<String>,
    },
    /// A class, channel or head that no rule set knows.
    NotDeclared {
        /// What it is a word for.
        what: Text,
        /// The word.
        word: String,
        /// The nearest known word.
        near: Option<String>,
        /// The words that there are, those that the rule sets declare last.
        known: Vec<String>,
    },
    /// The dialogue closed before it opened.
    ClosedBeforeOpened {
        /// The opening.
        opened: NaiveDate,
        /// The closing.
        closed: NaiveDate,
    },
    /// What can only follow the dialogue happened before it.
    BeforeOpening {
        /// The event.
        event: String,
        /// Its date.
        on: NaiveDate,
        /// The opening.
        opened: NaiveDate,
    },
    /// A case was classed without saying as what.
    NoClass {
        /// The date.
        on: NaiveDate,
        /// The classes that the rule sets declare beside the built-in ones: their ids and what they are called.
        own: Vec<(String, Text)>,
    },
    /// The dialogue was rescheduled without saying to which day.
    NoNewDay {
        /// The date.
        on: NaiveDate,
    },
    /// It moves or convenes something to a day that had passed when that was decided.
    NewDayPassed {
        /// The event.
        event: String,
        /// When it happened.
        on: NaiveDate,
        /// The day that it names.
        until: NaiveDate,
    },
    /// A fact was entered before it happened: nobody enters what has not been.
    EnteredBefore {
        /// The event.
        event: String,
        /// Its date.
        on: NaiveDate,
        /// The day of entry.
        recorded: NaiveDate,
    },
    /// A fact carries a class or a new limit that its event does not take.
    NotTaken {
        /// The event.
        event: String,
        /// What it does not take.
        what: Text,
    },
    /// What a report is about is no period.
    UnknownPeriod {
        /// The event.
        event: String,
        /// What it says it is about.
        about: String,
    },
    /// A duty's date cannot be counted within the covered years.
    Duty {
        /// The rule set.
        ruleset: String,
        /// The duty.
        duty: String,
        /// Why.
        #[source]
        error: CoverageError,
    },
    /// The dialogue closed but never opened.
    NeverOpened {
        /// The closing.
        closed: NaiveDate,
    },
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
        let twice = SameSetTwice::among(&sets);
        let inner = TermsInner { sets, calendar, adopted: AdoptedReadings::new(), binding: None, twice };
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
        self.inner.twice.clone().map_or(Ok(()), Err)
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
        let inner = TermsInner { sets, calendar, adopted: AdoptedReadings::new(), binding: Some(binding), twice: None };
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
            let own = duty.readings.iter().map(|reading| reading.id.clone());
            let open = open_readings(set, duty).map(|reading| reading.word().to_owned());
            for reading in own.chain(open) {
                if !known.contains(&reading) {
                    known.push(reading);
                }
            }
        }
        known
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
        let (calendar, visible) = (self.calendar_in(view), facts.visible(view));
        let duties = self.judged(&visible, &calendar, view)?;
        let mut timeline = Timeline::new(&visible, view, calendar, duties);
        timeline.bound(self.inner.binding.as_ref());
        let day = visible.opening();
        for set in self.rule_sets_on(day) {
            timeline.describe(set, self.inner.binding.as_ref(), self.not_in_force(set, day), &self.inner.adopted)?;
        }
        timeline.tell_what_was_done(&visible.facts);
        timeline.tell_data_age();
        let unused = visible.facts.iter().filter(|fact| !self.inner.sets.iter().any(|set| asks_about(set, **fact)));
        timeline.unused_events = unused.map(|fact| fact.event().to_owned()).collect();
        Ok(timeline)
    }

    /// The duties alone, on facts that were checked under these terms.
    pub(crate) fn duties_of_checked(&self, facts: &Facts, view: View) -> Result<Vec<Duty>, TimelineError> {
        self.judged(&facts.visible(view), &self.calendar_in(view), view)
    }

    fn judged(&self, visible: &Visible<'_>, calendar: &Calendar, view: View) -> Result<Vec<Duty>, TimelineError> {
        let mut duties = Vec::new();
        for set in self.rule_sets_on(visible.opening()) {
            let (adopted, index) = (&self.inner.adopted, visible.index(set));
            let (asked, open) = Default::default();
            let subject = self.inner.binding.as_ref().map(|binding| &binding.subject);
            duties.extend(Evaluation { set, calendar, visible, index, view, adopted, subject, asked, open }.duties()?);
        }
        if let Some(end) = self.inner.binding.as_ref().and_then(|binding| binding.level_end.as_deref()) {
            for duty in &mut duties {
                duty.outlives(end);
            }
        }
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
        self.sound()?;
        Calendar::check(facts.appointed())?;
        let standing = facts.standing(None);
        let (opened, closed) = (opened(&standing), closed(&standing));
        for fact in &standing {
            self.check_fact(*fact, opened)?;
        }
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
        Calendar::check(fact.on())?;
        fact.until().map(Calendar::check).transpose()?;
        let Some(event) = self.event(fact.event()) else {
            return Err(TimelineError::unknown_event(&self.inner.sets, fact.event()));
        };
        self.check_details(event, fact)?;
        Self::check_entry(fact.event(), fact.on(), fact.known_from())?;
        match opened.filter(|opened| fact.on() < *opened && event.phase == Some(Phase::After)) {
            Some(opened) => Err(TimelineError::BeforeOpening { event: fact.event().to_owned(), on: fact.on(), opened }),
            None => Ok(event),
        }
    }

    /// Refuses what was entered before it happened.
    pub(crate) fn check_entry(event: &str, on: NaiveDate, recorded: NaiveDate) -> Result<(), TimelineError> {
        if on <= recorded {
            return Ok(());
        }
        Err(TimelineError::EnteredBefore { event: event.to_owned(), on, recorded })
    }

    /// An event of any of the rule sets.
    pub(crate) fn event(&self, id: &str) -> Option<&EventKind> {
        let built_in = built_in(id).filter(|_| !may_be_declared(id));
        built_in.or_else(|| self.inner.sets.iter().find_map(|set| set.event(id)))
    }

    /// Refuses to move or convene something to a day that had passed.
    pub(crate) fn check_new_day(event: &str, on: NaiveDate, until: Option<NaiveDate>) -> Result<(), TimelineError> {
        match until.filter(|until| *until < on) {
            Some(until) => Err(TimelineError::NewDayPassed { event: event.to_owned(), on, until }),
            None => Ok(()),
        }
    }

    /// A classification says which class; only what moves a limit or the dialogue states a date.
    fn check_details(&self, event: &EventKind, fact: Seen<'_>) -> Result<(), TimelineError> {
        let needs = |detail| event.needs.contains(&detail);
        let not_taken = |what: Detail| TimelineError::NotTaken { event: fact.event().to_owned(), what: what.text() };
        if needs(Detail::Class) && fact.class().is_none() {
            let own = self.inner.sets.iter().flat_map(|set| set.own_of("class"));
            let own = own.filter_map(|(id, text)| Some((id.to_owned(), text?.clone()))).collect();
            return Err(TimelineError::NoClass { on: fact.on(), own });
        }
        self.check_own_words(fact)?;
        if fact.class().is_some() && !event.says(Detail::Class) {
            return Err(not_taken(Detail::Class));
        }
        if needs(Detail::NewDay) && fact.until().is_none() {
            return Err(TimelineError::NoNewDay { on: fact.on() });
        }
        // It is the dialogue that moves; a session is held on the day that its entry says.
        if event.effect == Some(Effect::Reschedule) && fact.session().is_some() {
            return Err(not_taken(Detail::Session));
        }
        if fact.reception().is_some() {
            return Err(not_taken(Detail::Reception)); // it is of an office
        }
        if event.says(Detail::NewDay) {
            Self::check_new_day(fact.event(), fact.on(), fact.until())?;
        }
        let duties = || self.inner.sets.iter().flat_map(RuleSet::obligations);
        let states = event.says(Detail::NewDay) || event.says(Detail::NewLimit);
        if fact.until().is_some() && !states && !duties().any(|duty| duty.states_limit(fact.event())) {
            return Err(not_taken(Detail::NewLimit));
        }
        if fact.channel().is_some() && !duties().any(|duty| duty.is_on_channels(fact.event())) {
            return Err(not_taken(Detail::Channel));
        }
        Ok(())
    }
}

/// The readings that the silence of a rule may leave open: of one that can be extended or has a limit by class.
fn open_readings<'a>(set: &'a RuleSet, rule: &'a Obligation) -> impl Iterator<Item = OpenReading> + Clone + use<'a> {
    let extended = !rule.extensions.is_empty()
        || set.obligations().iter().any(|other| other.sets_due_of.as_ref() == Some(&rule.id));
    let classed = rule.dues().any(|due| !due.conditions().is_empty());
    let of = |reading: &OpenReading| match reading {
        OpenReading::LateNoticeCounts | OpenReading::LateNoticeDoesNot => extended,
        OpenReading::LateClassCounts | OpenReading::LateClassDoesNot => classed,
    };
    let open: Vec<OpenReading> = OpenReading::ALL.iter().copied().filter(of).collect();
    open.into_iter()
}

/// Whether a rule of the set depends on a fact.
fn asks_about(set: &RuleSet, fact: Seen<'_>) -> bool {
    let event = fact.event();
    let always = built_in(event).is_some_and(|event| {
        let named = [Detail::Step, Detail::Exclusion, Detail::Agency].into_iter().any(|detail| event.says(detail));
        named || !matches!(event.effect, None | Some(Effect::Suspend | Effect::Resume))
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

impl TimelineError {
    /// That no rule set knows an event.
    pub(crate) fn unknown_event(sets: &[RuleSet], event: &str) -> Self {
        let mut known: Vec<String> = Vec::new();
        for event in EVENTS.iter().chain(sets.iter().flat_map(RuleSet::events)) {
            if !known.iter().any(|id| *id == event.id) {
                known.push(event.id.to_string());
            }
        }
        let near = nearest(event, known.iter().map(String::as_str)).map(str::to_owned);
        Self::UnknownEvent { event: event.to_owned(), near, known }
    }
}

messages! { TimelineError, lang:
    Self::Coverage(error) => error;
    Self::SameSetTwice(error) => error;
    Self::NotInTerms(error) => error;
    Self::UnknownEvent { event, near, known } => "unknown-event", {
        let known = match near {
            Some(_) => did_you_mean(near.as_deref(), lang),
            None => format!("; {} {}", lang.pick("có:", "known are"), known.join(", ")),
        };
    }, "không có sự kiện `{event}`{known}", "unknown event `{event}`{known}";
    Self::NotDeclared { what, word, near, known } => "not-declared", {
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        let known = one_of(&known, near.as_deref(), lang) + &did_you_mean(near.as_deref(), lang);
        let what = what.get(lang);
    }, "không có {what} `{word}`{known}", "unknown {what} `{word}`{known}";
    Self::ClosedBeforeOpened { opened, closed } => "closed-before-opened",
        { let (opened, closed) = (lang.date(*opened), lang.date(*closed)); },
        "đối thoại không thể kết thúc ngày {closed} trước khi khai mạc ngày {opened}",
        "the dialogue cannot close on {closed} before it opened on {opened}";
    Self::BeforeOpening { event, on, opened } => "before-opening",
        { let (on, opened) = (lang.date(*on), lang.date(*opened)); },
        "`{event}` ngày {on} không thể có trước khi đối thoại khai mạc ngày {opened}",
        "`{event}` on {on} cannot come before the dialogue opened on {opened}";
    Self::UnknownPeriod { event, about } => "unknown-period", { let examples = NamedPeriod::EXAMPLES; },
        "`about` của `{event}` là kỳ báo cáo, không thể là `{about}`; viết như {examples}",
        "`about` of `{event}` is a period, which `{about}` is not; write it as {examples}";
    Self::NoClass { on, own } => "no-class", {
        let own = own.iter().map(|(id, text)| format!("`{id}` ({})", text.get(lang)));
        let classes: Vec<String> = CaseClass::ALL.iter().map(|class| format!("`{}`", class.word())).chain(own).collect();
        let (on, classes) = (lang.date(*on), classes.join(", "));
    },
        "`{PETITION_CLASSED}` ngày {on} phải nêu loại vụ việc: {classes}",
        "`{PETITION_CLASSED}` on {on} must say which class: {classes}";
    Self::NoNewDay { on } => "no-new-day", { let on = lang.date(*on); },
        "`{RESCHEDULED}` ngày {on} phải nêu ngày mới", "`{RESCHEDULED}` on {on} must say the new day";
    Self::NewDayPassed { event, on, until } => "new-day-passed", {
        let (on, until) = (lang.date(*on), lang.date(*until));
    },
        "`{event}` ngày {on} không thể ấn định ngày {until}, đã qua; nếu ghi muộn thì `on` là ngày quyết định, `recorded` là ngày ghi",
        "`{event}` on {on} cannot name {until}, which had passed; where it is entered late, `on` is the day of the decision and `recorded` that of the entry";
    Self::EnteredBefore { event, on, recorded } => "entered-before", {
        let (on, recorded) = (lang.date(*on), lang.date(*recorded));
    },
        "`{event}` ngày {on} không thể được ghi nhận từ ngày {recorded}, khi chưa diễn ra",
        "`{event}` on {on} cannot have been entered on {recorded}, before it happened";
    Self::NotTaken { event, what } => "not-taken", { let what = what.get(lang); },
        "`{event}` không kèm {what}", "`{event}` takes no {what}";
    Self::Duty { ruleset, duty, error } => error.code(), { let error = error.text(lang); },
        "{ruleset}/{duty}: {error}", "{ruleset}/{duty}: {error}";
    Self::NeverOpened { closed } => "never-opened", { let closed = lang.date(*closed); },
        "đối thoại không thể kết thúc ngày {closed}: chưa ghi nhận khai mạc",
        "the dialogue cannot close on {closed}: no opening is recorded";
}
