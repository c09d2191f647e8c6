//! The workflow of one dialogue, from plan to the last settled petition: typed phases over an append-only log.
//!
//! Phases are types, because every regulation has them; what is done inside a phase is data, because regulations
//! differ. Facts are never refused for being late, only for being impossible.

mod any;
pub(crate) mod checked;
mod event;
pub(crate) mod kept;
pub(crate) mod lines;
pub(crate) mod log;
pub(crate) mod log_error;
pub(crate) mod made_under;
mod mistakes;
mod pairs;
mod phase;
mod refusal;
mod refused;
mod standing;
mod state;
mod typed;

use std::collections::{BTreeMap, BTreeSet};
use std::marker::PhantomData;

pub use any::{AnyDialogue, Recorded, ReplayError, RestoreError};
pub use checked::CheckedLog;
pub use event::{Event, Stamp};
pub use log::{Fingerprint, Log, Plan, SetRef};
pub use log_error::{LogCause, LogError};
pub use phase::{After, Before, Cancelled, Closes, DialoguePhase, During, Opens, RecordedIn};
pub use refusal::{Correction, Refusal, RefusalReason, Refused};
pub use typed::*;

use chrono::NaiveDate;

use crate::calendar::Calendar;
use crate::ruleset::vocabulary::{CANCELLED, CLOSED, EVENTS, Effect, OPENED, effect_of};
use crate::ruleset::{AnchorRule, Due, EventKind, Obligation, RuleSet};
use crate::text::{Text, check_id};
use crate::timeline::details::{Details, check_entered_after, check_reference};
use crate::timeline::facts::{Keyed, Seen};
use crate::timeline::voided::check_void;
use crate::timeline::{Duty, Fact, Facts, Terms, Timeline, TimelineError, View};
use kept::Kept;
pub(crate) use refusal::Told;
use standing::Standing;
use state::State;

/// One dialogue in a phase.
///
/// ```
/// use doithoai::{Calendar, RuleSet, Terms, View, dialogue::*};
/// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
/// let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
/// let mut dialogue = Dialogue::plan(terms, Plan::new("DT-1", date(8, 20)), date(7, 20))?;
/// dialogue.record(date(8, 12), InvitationSent.stating(["content", "venue", "time", "chair"]))?;
/// let mut dialogue = dialogue.open(date(8, 20))?;
/// dialogue.record(date(8, 20), PetitionRaised::of("KN-1"))?;
/// let mut dialogue = dialogue.close(date(8, 20))?;
/// dialogue.record(date(8, 28), ConclusionNotified)?;
///
/// let timeline = dialogue.timeline(View::as_of(date(9, 15)))?;
/// assert_eq!(timeline.duty("hcmc-935", "settle-petition")?.outcome.due.unwrap().date, date(9, 30));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// What a phase does not allow does not compile:
///
/// ```compile_fail,E0277
/// # use doithoai::{Calendar, RuleSet, Terms, dialogue::*};
/// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
/// # let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
/// let mut planned = Dialogue::plan(terms, Plan::new("DT-1", date(8, 20)), date(7, 20))?;
/// planned.record(date(8, 28), ConclusionNotified)?; // it has not been held
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// ```compile_fail,E0277
/// # use doithoai::{Calendar, RuleSet, Terms, dialogue::*};
/// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
/// # let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
/// let planned = Dialogue::plan(terms, Plan::new("DT-1", date(8, 20)), date(7, 20))?;
/// planned.close(date(8, 20))?; // what never opened cannot close
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct Dialogue<P: DialoguePhase> {
    core: Core,
    phase: PhantomData<fn() -> P>,
}

/// A dialogue in whatever phase.
#[derive(Debug, Clone)]
struct Core {
    terms: Terms,
    log: Log,
    state: State,
    /// Which entry corrects which.
    corrected_by: BTreeMap<usize, usize>,
    /// What stands after them; none before the first.
    standing: Option<Standing>,
    /// The entries that are kept and not understood.
    kept: Kept,
}

/// What a correction makes of the state.
enum Stands {
    /// What it was.
    Same,
    /// What the entries of a petition and the transitions make of it.
    Part(State),
    /// What all entries make of it.
    Whole(State),
}

impl Core {
    /// What was planned, and nothing happened yet.
    fn planned(terms: Terms, log: Log) -> Result<Self, Refusal> {
        let state = State::planned(log.plan().appointed);
        let terms = terms.of_whom(log.plan().subject.as_ref());
        let core = Self { terms, log, state, corrected_by: BTreeMap::new(), standing: None, kept: Kept::default() };
        let stamp = core.log.planned();
        let recorded = stamp.recorded.unwrap_or(stamp.on);
        let reference = check_reference(stamp.reference.as_deref());
        let ids = check_id(&log::DIALOGUE_ID, &core.log.plan().id).and(reference).map_err(TimelineError::from);
        let covered = Calendar::check(stamp.on).and(Calendar::check(recorded)).map_err(TimelineError::from);
        let entry = covered.and_then(|_| Terms::check_entry("planned", stamp.on, recorded));
        let (on, appointed) = (stamp.on, core.log.plan().appointed);
        let order = if on > appointed { Err(TimelineError::PlannedAfter { on, appointed }) } else { Ok(()) };
        match core.terms.check(core.log.facts()).and(ids).and(entry).and(order) {
            Ok(()) => Ok(core),
            Err(error) => Err(core.refusal("planned", error.into())),
        }
    }

    /// Takes a fact into the log, if it is possible; its number.
    fn record(&mut self, fact: Fact) -> Result<usize, Refusal> {
        let number = self.log.push(fact);
        let Some(fact) = self.log.facts().seen(number) else { return Ok(number) };
        match self.state.check(&self.terms, fact) {
            Ok(effect) => {
                self.state.apply(effect, fact);
                self.standing.iter_mut().for_each(|standing| standing.add(number, fact, self.log.facts(), &self.terms));
            }
            Err(reason) => {
                let refusal = self.refusal(fact.event(), reason);
                self.log.pop();
                return Err(refusal);
            }
        }
        Ok(number)
    }

    fn refusal(&self, event: &str, reason: RefusalReason) -> Refusal {
        let reason = match reason {
            RefusalReason::Impossible(error) => RefusalReason::Impossible(error.naming(|id| self.terms.event(id))),
            reason => reason,
        };
        let mut sets = self.terms.rule_sets().iter().filter(|_| !reason.is_of_log());
        let cite = sets.find_map(|set| cite(set, event));
        let all = self.allowed();
        let allowed = all.iter().map(|event| event.id.to_string()).collect();
        let names = all.iter().map(|event| event.text.clone()).collect();
        Refusal { event: event.to_owned(), reason, cite, allowed, told: Told { names, until: self.state.until() } }
    }

    fn allowed(&self) -> Vec<&EventKind> {
        let own = self.terms.rule_sets().iter().flat_map(RuleSet::own_events);
        let mut all: Vec<&EventKind> = EVENTS.iter().chain(own).collect();
        let mut seen = BTreeSet::new();
        all.retain(|event| seen.insert(event.id.as_ref()) && self.state.allows(&self.terms, event));
        all
    }

    /// The entry that a correction is of, if it can be corrected.
    fn corrigible(&self, entry: usize) -> Result<Seen<'_>, RefusalReason> {
        let Some(old) = self.log.facts().seen(entry) else {
            return Err(RefusalReason::NoSuchEntry { entry, entries: self.log.facts().len() });
        };
        if let Some(of) = old.repeats() {
            return Err(TimelineError::CorrectsRepeat { entry, of }.into());
        }
        match self.corrected_by.get(&entry) {
            Some(by) => Err(RefusalReason::AlreadyCorrected { entry, by: *by }),
            None => Ok(old),
        }
    }

    /// The fact that stands for an entry after a correction.
    fn correcting(&self, recorded: NaiveDate, entry: usize, correction: Correction) -> Result<Fact, RefusalReason> {
        let old = self.corrigible(entry)?.fact();
        let mut fact = match correction {
            Correction::On(on) => Fact { on, void: false, ..old },
            Correction::Replace(fact) => fact,
            Correction::Void => Fact { void: true, ..old },
        };
        (fact.recorded, fact.corrects) = (Some(recorded), Some(entry));
        Ok(fact)
    }

    /// That a fact strikes out another entry than the one it describes.
    fn strikes_another(&mut self, fact: &Fact) -> Option<TimelineError> {
        let number = self.log.push(fact.clone());
        let facts = self.log.facts();
        let error = facts.seen(number).and_then(|seen| check_void(facts, seen).err());
        self.log.pop();
        error
    }

    /// Takes a correction into the log, if what stands after it is possible.
    fn correct(&mut self, entry: usize, fact: Fact) -> Result<usize, Refusal> {
        if let Some(error) = self.corrigible(entry).err().and_then(|_| self.strikes_another(&fact)) {
            return Err(self.refusal(&fact.event, error.into())); // the wrong number, before what that number leads to
        }
        let old = self.corrigible(entry).map_err(|reason| self.refusal(&fact.event, reason))?;
        let same = (old.event(), old.petition()) == (fact.event.as_str(), fact.petition.as_deref());
        let of_detail = same && !old.is_unknown() && standing::is_detail(&fact.event) && self.state.phase.is_some();
        // What a petition's entries make of it, or the transitions of the dialogue, is judged without the rest.
        let whole = old.is_unknown()
            || old.petition() != fact.petition.as_deref()
            || old.petition().is_none() && (!same || old.is_void() || fact.void);
        let event = fact.event.clone();
        let recorded = fact.recorded.unwrap_or(fact.on);
        let covered = Calendar::check(recorded).map_err(TimelineError::from);
        if let Err(error) = covered.and_then(|_| Terms::check_entry(&event, fact.on, recorded)) {
            return Err(self.refusal(&event, error.into()));
        }
        let mut standing = self.standing.take().unwrap_or_else(|| Standing::of(self.log.facts(), &self.terms));
        let number = self.log.push(fact);
        let Some(fact) = self.log.facts().seen(number) else { return Ok(number) };
        let facts = self.log.facts();
        let possible = Details::bounds(fact).and_then(|()| check_void(facts, fact));
        if let Err(error) = possible.and_then(|()| check_entered_after(facts, fact)) {
            self.standing = Some(standing);
            self.log.pop();
            return Err(self.refusal(&event, error.into()));
        }
        let after = if of_detail {
            let checked = if fact.is_void() { Ok(None) } else { self.state.check(&self.terms, fact) };
            checked.map(|_| Stands::Same).map_err(|reason| (event, reason))
        } else {
            self.after(&standing, number, fact, whole)
        };
        match after {
            Ok(after) => {
                let petition = fact.petition_place();
                standing.add(number, fact, self.log.facts(), &self.terms);
                self.standing = Some(standing);
                self.corrected_by.insert(entry, number);
                match after {
                    Stands::Same => {}
                    Stands::Part(part) => self.state.take_in(petition, &part),
                    Stands::Whole(state) => self.state = state,
                }
                Ok(number)
            }
            Err((event, reason)) => {
                self.standing = Some(standing);
                self.log.pop();
                Err(self.refusal(&event, reason))
            }
        }
    }

    /// Where the dialogue stands after a correction.
    fn after(
        &self,
        standing: &Standing,
        number: usize,
        fact: Seen<'_>,
        whole: bool,
    ) -> Result<Stands, (String, RefusalReason)> {
        let (facts, is_lenient) = (self.log.facts(), self.state.is_lenient);
        let planned = |is_lenient| State::planned(self.log.plan().appointed).lenient(is_lenient);
        if !whole {
            let part = planned(is_lenient).fold(&self.terms, &standing.of_petition_with(facts, number, fact));
            if let Some(part) = part.ok().filter(|part| self.state.has_course(part, standing)) {
                return Ok(Stands::Part(part));
            }
        }
        let all = standing.with(facts, number, fact);
        let refused = match planned(is_lenient).fold(&self.terms, &all) {
            Ok(state) => return Ok(Stands::Whole(state)),
            Err(refused) => refused,
        };
        // A log that was read so may be mended entry by entry.
        let is_early = matches!(refused.1, RefusalReason::Impossible(TimelineError::BeforeReceipt { .. }));
        let was_so = || planned(false).fold(&self.terms, &standing.all(facts)).is_err();
        let mended = if is_early && was_so() { planned(true).fold(&self.terms, &all).ok() } else { None };
        let mended = mended.filter(|state| fact.is_void() || !state.is_before_raising(fact));
        mended.map(|state| Stands::Whole(state.lenient(false))).ok_or(refused)
    }

    /// A fact of a log: an event, or a correction. One that is there already, with its key and content, changes nothing.
    fn replay(&mut self, fact: Fact) -> Result<usize, Refusal> {
        match self.log.facts().keyed(&fact) {
            None => self.enter(fact),
            Some(Keyed::Same(number)) => Ok(number),
            Some(Keyed::Other(entry)) => {
                let key = fact.key.unwrap_or_default();
                Err(self.refusal(&fact.event, TimelineError::KeyTaken { key, entry }.into()))
            }
        }
    }

    fn enter(&mut self, fact: Fact) -> Result<usize, Refusal> {
        match fact.corrects {
            None if fact.void => Err(self.refusal(&fact.event, RefusalReason::VoidCorrectsNothing)),
            None => self.record(fact),
            Some(_) if fact.recorded.is_none() => Err(self.refusal(&fact.event, RefusalReason::NoRecordedDate)),
            Some(entry) => self.correct(entry, fact),
        }
    }

    fn snapshot(&self) -> Log {
        self.log.clone().made_under(Fingerprint::of(&self.terms))
    }

    fn why_not(&self, fact: &Fact) -> Option<Refusal> {
        self.clone().replay(fact.clone()).err()
    }
}

/// The provision that asks for an event, or grants it, or counts from it.
fn cite(set: &RuleSet, event: &str) -> Option<Text> {
    let find = |asks: &dyn Fn(&Obligation) -> bool| set.obligations().iter().find(|duty| asks(duty));
    let duty = find(&|duty| duty.met_by.events().iter().any(|id| id == event));
    let extended = || find(&|duty| duty.extensions.iter().any(|extension| extension.granted_by == event));
    let counted_from = || {
        let is = |due: &Due| matches!(due.anchor(), Some(AnchorRule::Event(anchor)) if **anchor == *event);
        find(&|duty| duty.due.parts().into_iter().any(is))
    };
    duty.or_else(extended).or_else(counted_from).map(|duty| set.cite_text(&duty.cite))
}

impl Dialogue<Before> {
    /// Plans a dialogue under terms.
    ///
    /// ```
    /// use doithoai::{Calendar, RuleSet, Terms, dialogue::{Dialogue, Plan}};
    /// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
    /// let planned = Dialogue::plan(terms, Plan::new("DT-1", date(8, 20)), date(7, 20))?;
    /// assert_eq!(planned.log().plan().appointed, date(8, 20));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`Refusal`] if the appointed day is outside the covered years.
    pub fn plan(terms: Terms, plan: Plan, at: impl Into<Stamp>) -> Result<Self, Refusal> {
        Core::planned(terms, Log::new(plan, at.into())).map(Self::of)
    }
}

impl<P: DialoguePhase> Dialogue<P> {
    /// Opens the dialogue.
    ///
    /// ```
    /// # use doithoai::{Calendar, RuleSet, Terms, dialogue::{Dialogue, Plan}};
    /// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// # let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
    /// let planned = Dialogue::plan(terms, Plan::new("DT-1", date(8, 20)), date(7, 20))?;
    /// let open = planned.open(date(8, 21)).unwrap(); // a day later than appointed: a fact like any other
    /// assert_eq!(open.log().entries()[0].event, "opened");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`Refused`] with the dialogue, if the date is outside the covered years.
    pub fn open(self, at: impl Into<Stamp>) -> Result<Dialogue<During>, Box<Refused<P>>>
    where
        P: Opens,
    {
        self.step(at.into().fact(OPENED))
    }

    /// Cancels the dialogue.
    ///
    /// ```
    /// # use doithoai::{Calendar, RuleSet, Terms, View, dialogue::{Dialogue, Plan}, timeline::Status};
    /// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// # let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
    /// let planned = Dialogue::plan(terms, Plan::new("DT-1", date(8, 20)), date(7, 20))?;
    /// let cancelled = planned.cancel(date(8, 10)).unwrap();
    /// let timeline = cancelled.timeline(View::as_of(date(12, 31)))?;
    /// assert!(timeline.duties.iter().all(|duty| matches!(duty.outcome.status, Status::NotApplicable { .. })));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`Refused`] with the dialogue, if the date is outside the covered years.
    pub fn cancel(self, at: impl Into<Stamp>) -> Result<Dialogue<Cancelled>, Box<Refused<P>>>
    where
        P: Opens,
    {
        self.step(at.into().fact(CANCELLED))
    }

    /// Closes the dialogue.
    ///
    /// ```
    /// # use doithoai::{Calendar, RuleSet, Terms, dialogue::{Dialogue, Plan}};
    /// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// # let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
    /// let open = Dialogue::plan(terms, Plan::new("DT-1", date(8, 20)), date(7, 20))?.open(date(8, 20)).unwrap();
    /// assert_eq!(open.close(date(8, 21)).unwrap().log().entries().len(), 2);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`Refused`] with the dialogue, if it would close before it opened, or outside the covered years.
    pub fn close(self, at: impl Into<Stamp>) -> Result<Dialogue<After>, Box<Refused<P>>>
    where
        P: Closes,
    {
        self.step(at.into().fact(CLOSED))
    }

    fn of(core: Core) -> Self {
        Self { core, phase: PhantomData }
    }

    fn step<Q: DialoguePhase>(mut self, fact: Fact) -> Result<Dialogue<Q>, Box<Refused<P>>> {
        match self.core.record(fact) {
            Ok(_) => Ok(Dialogue::of(self.core)),
            Err(refusal) => Err(Box::new(Refused { dialogue: self, refusal })),
        }
    }

    /// Records an event of this or an earlier phase; gives its number in the log.
    ///
    /// A late entry is recorded like any other. A refusal leaves the dialogue as it was.
    ///
    /// ```
    /// # use doithoai::{Calendar, RuleSet, Terms, dialogue::{Dialogue, InvitationSent, Plan, Stamp}};
    /// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// # let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
    /// let open = Dialogue::plan(terms, Plan::new("DT-1", date(8, 20)), date(7, 20))?.open(date(8, 20)).unwrap();
    /// let mut closed = open.close(date(8, 20)).unwrap();
    /// // Sent in time, entered two weeks after the dialogue.
    /// let entry = closed.record(Stamp::on(date(8, 10)).recorded(date(9, 3)), InvitationSent)?;
    /// assert_eq!(entry, 3);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`Refusal`] for what is impossible: the reason, the provision, and what is allowed now.
    pub fn record<E: Event>(&mut self, at: impl Into<Stamp>, event: E) -> Result<usize, Refusal>
    where
        E::Phase: RecordedIn<P>,
    {
        let fact = event.fact(at.into());
        if matches!(effect_of(&fact.event), Some(Effect::Open | Effect::Close | Effect::Cancel)) {
            return Err(self.core.refusal(&fact.event, RefusalReason::ChangesPhase));
        }
        self.core.replay(fact)
    }

    /// Corrects an entry, which may move the dialogue to another phase.
    ///
    /// The entry stays in the log: what was known before `recorded` is what it said.
    ///
    /// ```
    /// # use doithoai::{Calendar, RuleSet, Terms, View, dialogue::*};
    /// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// # let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
    /// let open = Dialogue::plan(terms, Plan::new("DT-1", date(8, 20)), date(7, 20))?.open(date(8, 20)).unwrap();
    /// let closed = open.close(date(8, 20)).unwrap();
    /// let corrected = closed.correct(date(9, 1), 2, Correction::Void).unwrap(); // it had not closed after all
    /// assert!(matches!(corrected, AnyDialogue::During(_)));
    /// assert_eq!(corrected.log().entries().len(), 3); // nothing is lost
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`Refused`] with the dialogue, if there is no such entry or what would stand after the correction is impossible.
    pub fn correct(
        self,
        recorded: NaiveDate,
        entry: usize,
        correction: Correction,
    ) -> Result<AnyDialogue, Box<Refused<P>>> {
        let mut any = AnyDialogue::of(self.core.clone());
        match any.correct(recorded, entry, correction) {
            Ok(_) => Ok(any),
            Err(refusal) => Err(Box::new(Refused { dialogue: self, refusal })),
        }
    }

    /// Every duty with its date and status, as seen in a view.
    ///
    /// ```
    /// # use doithoai::{Calendar, RuleSet, Terms, View, dialogue::{Dialogue, Plan}};
    /// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// # let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
    /// let planned = Dialogue::plan(terms, Plan::new("DT-1", date(8, 20)), date(7, 20))?;
    /// let timeline = planned.timeline(View::everything())?;
    /// assert_eq!(timeline.duty("hcmc-935", "invite-citizens")?.outcome.due.unwrap().date, date(8, 12));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`TimelineError`] if a date of the view or a count leaves the covered years.
    pub fn timeline(&self, view: View) -> Result<Timeline, TimelineError> {
        self.core.terms.timeline_of_checked(self.core.log.facts(), view)
    }

    /// The duties of [`timeline`](Self::timeline) alone: for lists and audits, at a fraction of the cost.
    ///
    /// The example of [`AnyDialogue::duties`] shows it.
    ///
    /// # Errors
    /// As [`timeline`](Self::timeline).
    pub fn duties(&self, view: View) -> Result<Vec<Duty>, TimelineError> {
        self.core.terms.duties_of_checked(self.core.log.facts(), view)
    }

    /// What happened so far, in the order it was entered.
    #[must_use]
    pub const fn log(&self) -> &Log {
        &self.core.log
    }

    /// What it is judged by.
    #[must_use]
    pub const fn terms(&self) -> &Terms {
        &self.core.terms
    }

    /// The events that may be recorded now.
    ///
    /// ```
    /// # use doithoai::{Calendar, RuleSet, Terms, dialogue::{Dialogue, Plan}};
    /// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// # let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
    /// let planned = Dialogue::plan(terms, Plan::new("DT-1", date(8, 20)), date(7, 20))?;
    /// let allowed: Vec<&str> = planned.allowed().iter().map(|event| event.id.as_ref()).collect();
    /// assert!(allowed.contains(&"opened") && !allowed.contains(&"closed"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn allowed(&self) -> Vec<&EventKind> {
        self.core.allowed()
    }

    /// Why a fact cannot be recorded now; `None` if it can.
    ///
    /// ```
    /// # use doithoai::{Calendar, Fact, RuleSet, Terms, dialogue::{Dialogue, Plan}};
    /// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// # let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
    /// let planned = Dialogue::plan(terms, Plan::new("DT-1", date(8, 20)), date(7, 20))?;
    /// assert!(planned.why_not(&Fact::new("closed", date(8, 20))).is_some());
    /// assert!(planned.why_not(&Fact::new("opened", date(8, 20))).is_none());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn why_not(&self, fact: &Fact) -> Option<Refusal> {
        self.core.why_not(fact)
    }

    /// The log with a fingerprint of the terms, to be restored under the same.
    ///
    /// ```
    /// # use doithoai::{Calendar, RuleSet, Terms, dialogue::{AnyDialogue, Dialogue, Log, Plan}};
    /// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// # let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
    /// let planned = Dialogue::plan(terms.clone(), Plan::new("DT-1", date(8, 20)), date(7, 20))?;
    /// let stored = planned.snapshot().to_jsonl();
    /// let restored = AnyDialogue::restore(terms, &Log::from_jsonl(&stored)?)?;
    /// assert_eq!(restored.log(), &planned.snapshot());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn snapshot(&self) -> Log {
        self.core.snapshot()
    }

    /// The facts, for a timeline under other terms.
    #[must_use]
    pub const fn facts(&self) -> &Facts {
        self.core.log.facts()
    }
}
