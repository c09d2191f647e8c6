//! What happened, and from which dates it is seen.

mod entries;
mod index;
mod own;
mod view;
mod visible;
mod written;

use std::cell::OnceCell;
use std::collections::HashSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use entries::Entries;
pub use own::BadOwnKey;
pub use view::View;

use super::today::Today;
use super::voided::strikes_another;
use crate::ruleset::vocabulary::{CLOSED, OPENED, RESCHEDULED};
use crate::ruleset::{Activity, CaseClass, Channel, DialogueKind, Mode};
use crate::time_limit::TimeOfDay;

pub(crate) use entries::{Place, Seen};
pub(super) use index::{Index, Petition};
pub(crate) use own::{OwnKeys, RESERVED};
pub(crate) use visible::{Visible, closed, opened};
pub(crate) use written::{FirstLineKept, Written};

/// One thing that happened, on its legal date.
///
/// ```
/// use chrono::NaiveDate;
/// use doithoai::Fact;
/// let date = |m, d| NaiveDate::from_ymd_opt(2026, m, d).unwrap();
/// let fact = Fact::new("extension-notified", date(9, 20)).until(date(10, 30)).petition("KN-7");
/// assert_eq!(fact.until, Some(date(10, 30)));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Fact {
    /// The event: one of every rule set, or declared by the rule file.
    pub event: String,
    /// The legal date in Vietnam.
    pub on: NaiveDate,
    /// The time of day, if it is known; only limits in hours ask for it.
    pub at: Option<TimeOfDay>,
    /// When it was entered; the legal date if not said.
    pub recorded: Option<NaiveDate>,
    /// The petition it belongs to: an opaque id of the caller's.
    pub petition: Option<String>,
    /// The new limit that an extension or interim reply states.
    pub until: Option<NaiveDate>,
    /// What a case was classed as.
    pub class: Option<CaseClass>,
    /// On which channel something was made public; all that are required if not said.
    pub channel: Option<Channel>,
    /// What a notice stated, by field; `None` if that was not recorded.
    pub states: Option<Vec<String>>,
    /// Which session of the dialogue it belongs to, where there are several.
    pub session: Option<String>,
    /// The reception of citizens that it belongs to, where an office tells several of a day apart.
    pub reception: Option<String>,
    /// What it is about: the step that was done, the exclusion that was applied, the agency that a petition was assigned
    /// to, by id; the year of a yearly report.
    pub about: Option<String>,
    /// The fact that it corrects, by its number in the log from 1.
    pub corrects: Option<usize>,
    /// Whether the corrected fact never was.
    pub void: bool,
    /// The number of the document that proves it.
    pub reference: Option<String>,
    /// What tells it from every other entry, so that it is taken once however often it is sent.
    pub key: Option<String>,
    /// Keys of whoever wrote it.
    pub(crate) own: OwnKeys,
}

impl Fact {
    /// An event on a date.
    ///
    /// ```
    /// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// use doithoai::Fact;
    /// let fact = Fact::new("conclusion-notified", date(8, 28));
    /// assert_eq!((fact.event.as_str(), fact.on), ("conclusion-notified", date(8, 28)));
    /// assert_eq!(fact.petition, None);
    /// ```
    #[must_use]
    pub fn new(event: impl Into<String>, on: NaiveDate) -> Self {
        let event = event.into();
        Self {
            event,
            on,
            at: None,
            recorded: None,
            petition: None,
            until: None,
            class: None,
            channel: None,
            states: None,
            session: None,
            reception: None,
            about: None,
            corrects: None,
            void: false,
            reference: None,
            key: None,
            own: OwnKeys::default(),
        }
    }

    /// At a time of day, for limits in hours.
    ///
    /// ```
    /// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// use doithoai::{Fact, TimeOfDay};
    /// let fact = Fact::new("opened", date(8, 20)).at(TimeOfDay::new(8, 30).unwrap());
    /// assert_eq!(fact.at.unwrap().to_string(), "08:30");
    /// ```
    #[must_use]
    pub fn at(mut self, time: TimeOfDay) -> Self {
        self.at = Some(time);
        self
    }

    /// Entered on another date than it happened.
    ///
    /// ```
    /// # use doithoai::{Calendar, Facts, RuleSet, Terms, View};
    /// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// # let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
    /// # use doithoai::Fact;
    /// let notice = Fact::new("conclusion-notified", date(9, 4)).recorded(date(9, 9));
    /// let facts = Facts::held_on(date(8, 20)).with(notice);
    /// let timeline = terms.timeline(&facts, View::everything().known_on(date(9, 8)))?;
    /// assert_eq!(timeline.duty("hcmc-935", "notify-conclusion")?.outcome.met_on, None); // not entered yet
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn recorded(mut self, date: NaiveDate) -> Self {
        self.recorded = Some(date);
        self
    }

    /// Of one petition.
    ///
    /// ```
    /// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// use doithoai::Fact;
    /// let reply = Fact::new("reply-sent", date(9, 15)).petition("KN-7");
    /// assert_eq!(reply.petition.as_deref(), Some("KN-7"));
    /// ```
    #[must_use]
    pub fn petition(mut self, id: impl Into<String>) -> Self {
        self.petition = Some(id.into());
        self
    }

    /// States a new limit.
    ///
    /// ```
    /// # use doithoai::{Calendar, Facts, RuleSet, Terms, View};
    /// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// # let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
    /// # use doithoai::Fact;
    /// let extended = Fact::new("extension-notified", date(9, 20)).until(date(10, 30));
    /// let facts = Facts::held_on(date(8, 20)).with(Fact::new("conclusion-notified", date(8, 28))).with(extended);
    /// let timeline = terms.timeline(&facts, View::everything())?;
    /// let settlement = timeline.duty("hcmc-935", "settle-petition")?;
    /// assert_eq!(settlement.outcome.base_due.unwrap().date, date(9, 30));
    /// assert_eq!(settlement.outcome.due.unwrap().date, date(10, 30));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn until(mut self, date: NaiveDate) -> Self {
        self.until = Some(date);
        self
    }

    /// Classes a case.
    ///
    /// ```
    /// # use doithoai::{Calendar, Facts, RuleSet, Terms, View};
    /// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// # let terms = Terms::new([RuleSet::builtin("can-tho-10")?], Calendar::vietnam());
    /// # use doithoai::{Fact, ruleset::CaseClass, timeline::Status};
    /// let classed = Fact::new("petition-classed", date(9, 1)).class(CaseClass::Complex);
    /// let timeline = terms.timeline(&Facts::held_on(date(8, 20)).with(classed), View::everything())?;
    /// // An interim reply is for cases that need verification or are bound by provisions of law.
    /// let reply = timeline.duty("can-tho-10", "interim-reply")?;
    /// assert!(matches!(reply.outcome.status, Status::NotApplicable { .. }));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn class(mut self, class: CaseClass) -> Self {
        self.class = Some(class);
        self
    }

    /// Made public on one channel.
    ///
    /// ```
    /// # use doithoai::{Calendar, Facts, RuleSet, Terms, View};
    /// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// use doithoai::{Fact, ruleset::Channel};
    /// let terms = Terms::new([RuleSet::builtin("law-72-2025")?], Calendar::vietnam());
    /// let in_the_media = Fact::new("results-published", date(8, 25)).channel(Channel::MassMedia);
    /// let timeline = terms.timeline(&Facts::held_on(date(8, 20)).with(in_the_media), View::everything())?;
    /// let publish = timeline.duty("law-72-2025", "publish-results")?;
    /// assert_eq!(publish.outcome.met_on, None);
    /// assert!(publish.outcome.missing.has("results-published:posted-at-headquarters"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn channel(mut self, channel: Channel) -> Self {
        self.channel = Some(channel);
        self
    }

    /// Stating these fields of a notice.
    ///
    /// ```
    /// use doithoai::{Calendar, Fact, Facts, RuleSet, Terms, View, timeline::Finding};
    /// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
    /// let sent = Fact::new("invitation-sent", date(8, 10)).stating(["content", "venue", "time"]);
    /// let timeline = terms.timeline(&Facts::appointed_for(date(8, 20)).with(sent), View::everything())?;
    /// let invite = timeline.duty("hcmc-935", "invite-citizens")?;
    /// let missing = Finding::FieldsMissing { event: "invitation-sent".into(), on: date(8, 10), fields: vec!["chair".into()] };
    /// assert_eq!(invite.outcome.findings, [missing]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn stating<S: Into<String>>(mut self, fields: impl IntoIterator<Item = S>) -> Self {
        self.states = Some(fields.into_iter().map(Into::into).collect());
        self
    }

    /// Of one session of the dialogue.
    ///
    /// ```
    /// use doithoai::Fact;
    /// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// assert_eq!(Fact::new("session-held", date(8, 20)).session("cụm 1").session.as_deref(), Some("cụm 1"));
    /// ```
    #[must_use]
    pub fn session(mut self, id: impl Into<String>) -> Self {
        self.session = Some(id.into());
        self
    }

    /// Of one reception of citizens, by the office's own id.
    ///
    /// ```
    /// use doithoai::Fact;
    /// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// assert_eq!(Fact::new("reception-held", date(8, 20)).reception("sáng").reception.as_deref(), Some("sáng"));
    /// ```
    #[must_use]
    pub fn reception(mut self, id: impl Into<String>) -> Self {
        self.reception = Some(id.into());
        self
    }

    /// About a step, an exclusion or an agency, by id.
    ///
    /// ```
    /// use doithoai::Fact;
    /// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// assert_eq!(Fact::new("step-done", date(8, 1)).about("draw-up-plan").about.as_deref(), Some("draw-up-plan"));
    /// ```
    #[must_use]
    pub fn about(mut self, id: impl Into<String>) -> Self {
        self.about = Some(id.into());
        self
    }

    /// In the place of an earlier fact, by its number from 1.
    ///
    /// ```
    /// use doithoai::{Calendar, Fact, Facts, RuleSet, Terms, View};
    /// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
    /// let facts = Facts::held_on(date(8, 20))
    ///     .with(Fact::new("conclusion-notified", date(9, 8)))
    ///     .with(Fact::new("conclusion-notified", date(9, 7)).recorded(date(9, 30)).correcting(3));
    /// let met_on = |view| {
    ///     let timeline = terms.timeline(&facts, view).unwrap();
    ///     timeline.duty("hcmc-935", "notify-conclusion").unwrap().outcome.met_on
    /// };
    /// assert_eq!(met_on(View::everything()), Some(date(9, 7)));
    /// assert_eq!(met_on(View::everything().known_on(date(9, 29))), Some(date(9, 8))); // as it was known then
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn correcting(mut self, entry: usize) -> Self {
        self.corrects = Some(entry);
        self
    }

    /// Proved by a document.
    ///
    /// ```
    /// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// use doithoai::Fact;
    /// let notice = Fact::new("conclusion-notified", date(8, 28)).reference("12/TB-UBND");
    /// assert_eq!(notice.reference.as_deref(), Some("12/TB-UBND"));
    /// ```
    #[must_use]
    pub fn reference(mut self, number: impl Into<String>) -> Self {
        self.reference = Some(number.into());
        self
    }

    /// With a key: sent again with the same content it changes nothing, with another content it is refused.
    ///
    /// ```
    /// use doithoai::{Fact, Facts};
    /// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// let notice = Fact::new("conclusion-notified", date(8, 28)).key("a1b2");
    /// let facts = Facts::held_on(date(8, 20)).with(notice.clone()).with(notice); // the first answer was lost on the way
    /// assert_eq!(facts.all().len(), 3); // opened, closed, conclusion notified
    /// ```
    #[must_use]
    pub fn key(mut self, key: impl Into<String>) -> Self {
        self.key = Some(key.into());
        self
    }
}

/// The appointed day of a dialogue and what happened around it.
///
/// ```
/// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
/// use doithoai::{Fact, Facts};
/// let facts = Facts::held_on(date(8, 20)).with(Fact::new("conclusion-notified", date(8, 28)));
/// assert_eq!(facts.appointed(), date(8, 20));
/// assert_eq!(facts.all().len(), 3); // opened, closed, conclusion notified
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "super::fact_wire::Document", try_from = "super::fact_wire::Document")]
pub struct Facts {
    appointed: NaiveDate,
    kind: Option<DialogueKind>,
    mode: Option<Mode>,
    /// The first line of its log, if a part of it is not understood.
    pub(crate) first_line: Option<Box<FirstLineKept>>,
    entries: Entries,
}

impl Facts {
    /// A dialogue appointed for a day; nothing has happened yet.
    ///
    /// ```
    /// # use doithoai::{Calendar, Facts, RuleSet, Terms, View};
    /// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// # let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
    /// let timeline = terms.timeline(&Facts::appointed_for(date(8, 20)), View::everything())?;
    /// // The invitation is due before the dialogue, which has not been held.
    /// assert_eq!(timeline.duty("hcmc-935", "invite-citizens")?.outcome.due.unwrap().date, date(8, 12));
    /// assert!(Facts::appointed_for(date(8, 20)).all().is_empty());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn appointed_for(day: NaiveDate) -> Self {
        Self { appointed: day, kind: None, mode: None, first_line: None, entries: Entries::default() }
    }

    /// A dialogue that opened and closed on its appointed day.
    ///
    /// ```
    /// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// use doithoai::Facts;
    /// let facts = Facts::held_on(date(8, 20));
    /// assert_eq!(facts.all().iter().map(|fact| fact.event.as_str()).collect::<Vec<_>>(), ["opened", "closed"]);
    /// ```
    #[must_use]
    pub fn held_on(day: NaiveDate) -> Self {
        Self::appointed_for(day).with(Fact::new(OPENED, day)).with(Fact::new(CLOSED, day))
    }

    /// Of a dialogue of this kind.
    ///
    /// ```
    /// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// use doithoai::{Facts, ruleset::{DialogueKind, Mode}};
    /// let facts = Facts::appointed_for(date(8, 20)).of_kind(DialogueKind::AdHoc).in_mode(Mode::Online);
    /// assert_eq!((facts.kind(), facts.mode()), (Some(DialogueKind::AdHoc), Some(Mode::Online)));
    /// ```
    #[must_use]
    pub const fn of_kind(mut self, kind: DialogueKind) -> Self {
        self.kind = Some(kind);
        self
    }

    /// Of a dialogue that is held in this mode.
    ///
    /// The example of [`of_kind`](Self::of_kind) shows it.
    #[must_use]
    pub const fn in_mode(mut self, mode: Mode) -> Self {
        self.mode = Some(mode);
        self
    }

    /// The kind of dialogue, if that was said.
    #[must_use]
    pub const fn kind(&self) -> Option<DialogueKind> {
        self.kind
    }

    /// How it is held, if that was said.
    #[must_use]
    pub const fn mode(&self) -> Option<Mode> {
        self.mode
    }

    /// The same facts and one more; one that is there already, with its [`key`](Fact::key) and content, is not added again.
    ///
    /// ```
    /// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// use doithoai::{Fact, Facts};
    /// let facts = Facts::appointed_for(date(8, 20)).with(Fact::new("invitation-sent", date(8, 10)));
    /// assert_eq!(facts.entry(1).unwrap().on, date(8, 10));
    /// ```
    #[must_use]
    pub fn with(mut self, fact: Fact) -> Self {
        if !matches!(self.keyed(&fact), Some(Keyed::Same(_))) {
            self.entries.push(fact);
        }
        self
    }

    /// The appointed day.
    #[must_use]
    pub const fn appointed(&self) -> NaiveDate {
        self.appointed
    }

    /// Every fact, in the order given; made anew at each call, since facts are kept in less memory.
    ///
    /// ```
    /// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// use doithoai::{Fact, Facts};
    /// let facts = Facts::held_on(date(8, 20)).with(Fact::new("conclusion-notified", date(8, 28)));
    /// assert_eq!(facts.all()[2].event, "conclusion-notified");
    /// ```
    #[must_use]
    pub fn all(&self) -> Vec<Fact> {
        self.iter().collect()
    }

    /// The facts one by one.
    pub(crate) fn iter(&self) -> impl Iterator<Item = Fact> + '_ {
        self.entries.iter().map(Seen::fact)
    }

    /// A fact by its number, from 1.
    ///
    /// ```
    /// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// use doithoai::Facts;
    /// let held = Facts::held_on(date(8, 20));
    /// assert_eq!(held.entry(2).unwrap().event, "closed");
    /// assert_eq!((held.entry(0), held.entry(3)), (None, None));
    /// ```
    #[must_use]
    pub fn entry(&self, number: usize) -> Option<Fact> {
        self.seen(number).map(Seen::fact)
    }

    /// The day of a fact by its number, from 1; none of an entry of a log whose day cannot be read, which [`Fact::on`] cannot say.
    ///
    /// ```
    /// use doithoai::{AnyDialogue, Calendar, RuleSet, Terms, dialogue::Log};
    /// let log = Log::from_jsonl(
    ///     r#"{"dialogue":"DT-1","appointed":"2026-08-20","on":"2026-07-20"}
    /// {"event":"vote-held","on":"2026-02-30"}
    /// {"event":"invitation-sent","on":"2026-08-12"}
    /// "#,
    /// )?;
    /// let dialogue = AnyDialogue::replay(Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam()), &log)?;
    /// assert_eq!(dialogue.facts().day(1), None);
    /// assert_eq!(dialogue.facts().day(2).unwrap().to_string(), "2026-08-12");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn day(&self, number: usize) -> Option<NaiveDate> {
        self.seen(number).filter(|fact| fact.is_dated()).map(Seen::on)
    }

    /// The appointed day as last rescheduled, as far as a view sees it.
    ///
    /// ```
    /// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// use doithoai::{Fact, Facts, View};
    /// let facts = Facts::appointed_for(date(8, 20)).with(Fact::new("rescheduled", date(8, 10)).until(date(9, 3)));
    /// assert_eq!(facts.appointed_in(View::everything()), date(9, 3));
    /// assert_eq!(facts.appointed_in(View::as_of(date(8, 9))), date(8, 20));
    /// ```
    #[must_use]
    pub fn appointed_in(&self, view: View) -> NaiveDate {
        self.visible(view).appointed
    }

    /// The day of the dialogue as a view sees it, by which the versions of rule sets are chosen: the day on which it opened, else the
    /// appointed day as last rescheduled.
    ///
    /// ```
    /// use doithoai::{Fact, Facts, View};
    /// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// let facts = Facts::appointed_for(date(8, 20)).with(Fact::new("rescheduled", date(8, 10)).until(date(9, 3)));
    /// let facts = facts.with(Fact::new("opened", date(9, 4)));
    /// let days = [date(8, 9), date(9, 3), date(9, 4)].map(|day| facts.day_in(View::as_of(day)));
    /// assert_eq!(days, [date(8, 20), date(9, 3), date(9, 4)]);
    /// ```
    #[must_use]
    pub fn day_in(&self, view: View) -> NaiveDate {
        self.visible(view).opening()
    }

    /// Whether the dialogue has opened, as far as a view sees.
    pub(crate) fn has_opened_in(&self, view: View) -> bool {
        self.visible(view).facts.iter().any(|fact| fact.event() == OPENED)
    }

    /// The same of what an activity is: of a reception the day on which it was held, else the appointed one as last moved.
    pub(crate) fn day_of(&self, activity: Activity, view: View) -> NaiveDate {
        self.visible(view).day(activity)
    }

    /// A fact by its number, where it is kept.
    pub(crate) fn seen(&self, number: usize) -> Option<Seen<'_>> {
        self.entries.get(number.checked_sub(1)?)
    }

    /// The fact that has the key of this one.
    pub(crate) fn keyed(&self, fact: &Fact) -> Option<Keyed> {
        let number = self.entries.of_key(fact.key.as_deref()?)?;
        // What is not said of when it was entered is the day itself.
        let entered = |fact: Fact| Fact { recorded: fact.recorded.or(Some(fact.on)), ..fact };
        let same = self.seen(number).is_some_and(|known| entered(known.fact()) == entered(fact.clone()));
        Some(if same { Keyed::Same(number) } else { Keyed::Other(number) })
    }

    /// The number of the first fact with a key.
    pub(crate) fn of_key(&self, key: &str) -> Option<usize> {
        self.entries.of_key(key)
    }

    /// Every fact where it is kept, as it was entered.
    pub(crate) fn seen_all(&self) -> impl Iterator<Item = Seen<'_>> {
        self.entries.iter()
    }

    /// The numbers of the entries that are kept and not understood, whether or not others correct them.
    ///
    /// ```
    /// use doithoai::{AnyDialogue, Calendar, RuleSet, Terms, dialogue::Log};
    /// let log = "{\"dialogue\":\"DT-1\",\"appointed\":\"2026-08-20\",\"on\":\"2026-07-20\"}\n{\"event\":\"vote-held\",\"on\":\"2026-08-20\"}\n";
    /// let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
    /// let dialogue = AnyDialogue::replay(terms, &Log::from_jsonl(log)?)?;
    /// assert_eq!(dialogue.facts().not_understood().collect::<Vec<_>>(), [1]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn not_understood(&self) -> impl Iterator<Item = usize> + '_ {
        let is_unknown =
            |(number, fact): (usize, Seen<'_>)| (fact.is_unknown() && fact.repeats().is_none()).then_some(number);
        (1..).zip(self.entries.iter()).filter_map(is_unknown)
    }

    /// Whether a part of them is kept and not understood.
    pub(crate) fn is_in_part_unknown(&self) -> bool {
        self.first_line.is_some() || self.entries.has_not_understood()
    }

    /// Whether any of them corrects another.
    pub(crate) fn has_corrections(&self) -> bool {
        self.entries.has_corrections()
    }

    /// How many facts there are.
    pub(crate) const fn len(&self) -> usize {
        self.entries.len()
    }

    /// Makes room for so many facts in all.
    pub(crate) fn reserve(&mut self, facts: usize) {
        self.entries.reserve(facts);
    }

    /// Adds a fact in place.
    pub(crate) fn push(&mut self, fact: Fact) {
        self.entries.push(fact);
    }

    /// Keeps how a log has the last fact.
    pub(crate) fn mark_last(&mut self, written: Option<Written>) {
        if let Some(written) = written {
            self.entries.mark_last(written);
        }
    }

    /// Adds a fact in its place where it is read; one that is there already, with its key and content, keeps its number and changes
    /// nothing.
    pub(crate) fn push_read(&mut self, fact: Fact, written: Option<Written>) {
        let written = match self.keyed(&fact) {
            Some(Keyed::Same(entry)) => Some(written.unwrap_or_else(|| Written::plain(&fact)).repeating(entry)),
            _ => written,
        };
        self.push(fact);
        self.mark_last(written);
    }

    /// Takes the last fact back.
    pub(crate) fn pop(&mut self) {
        self.entries.pop();
    }

    /// The facts as corrected, as far as that was known on a day.
    pub(crate) fn standing(&self, known_on: Option<NaiveDate>) -> Vec<Seen<'_>> {
        let known = |fact: &Seen<'_>| !fact.is_unknown() && known_on.is_none_or(|day| fact.known_from() <= day);
        if !self.entries.has_corrections() {
            let mut standing = Vec::with_capacity(self.entries.len());
            standing.extend(self.entries.iter().filter(known));
            return standing;
        }
        let corrected = self.corrected(known);
        let numbered = self.entries.iter().zip(self.roots()).zip(1_usize..);
        let stands =
            numbered.filter(|((fact, _), number)| known(fact) && !fact.is_void() && !corrected.contains(number));
        let mut standing: Vec<(usize, Seen<'_>)> = stands.map(|((fact, root), _)| (root, fact)).collect();
        standing.sort_by_key(|(place, _)| *place); // a correction stands in the place of what it corrects
        standing.into_iter().map(|(_, fact)| fact).collect()
    }

    /// The entries that others correct, through those that are not understood: they corrected something, too, but for what was to
    /// strike out another entry than the one it describes.
    fn corrected(&self, known: impl Fn(&Seen<'_>) -> bool) -> HashSet<usize> {
        let mut corrected = HashSet::new();
        for fact in self.entries.iter().filter(known) {
            let mut earlier = fact.corrects();
            while let Some(entry) = earlier.filter(|entry| corrected.insert(*entry)) {
                let through = |of: &Seen<'_>| of.is_unknown() && !strikes_another(self, *of);
                earlier = self.seen(entry).filter(through).and_then(Seen::corrects);
            }
        }
        corrected
    }

    /// The entries that a view sees, that are not understood, and that no later one strikes out or replaces; by number.
    pub(crate) fn unknown(&self, view: View) -> Vec<(usize, Seen<'_>)> {
        if !self.entries.has_unknown() {
            return Vec::new();
        }
        // Of what has no day that can be read, nobody can say that it was later.
        let known = |fact: &Seen<'_>| {
            view.known_on.is_none_or(|day| fact.known_from() <= day || !fact.is_dated() && !fact.says_recorded())
        };
        let corrected = self.corrected(|fact| !fact.is_unknown() && known(fact));
        let numbered = (1..).zip(self.entries.iter());
        let seen = numbered.filter(|(number, fact)| fact.is_unknown() && known(fact) && !corrected.contains(number));
        seen.filter(|(_, fact)| view.as_of.is_none_or(|day| fact.on() <= day || !fact.is_dated())).collect()
    }

    /// Of each entry the first one of its chain of corrections, by number.
    fn roots(&self) -> Vec<usize> {
        let mut roots: Vec<usize> = Vec::with_capacity(self.entries.len());
        for (fact, number) in self.entries.iter().zip(1_usize..) {
            let earlier =
                fact.corrects().filter(|_| !strikes_another(self, fact)).and_then(|earlier| earlier.checked_sub(1));
            // What corrects no earlier entry is its own.
            let root = earlier.and_then(|earlier| roots.get(earlier).copied()).unwrap_or(number);
            roots.push(root);
        }
        roots
    }

    /// Notes the days on which what is recorded for later comes into view, and every date that entries name.
    pub(crate) fn note_days(&self, view: View, today: &Today) {
        today.note_fixed(self.appointed);
        for fact in self.entries.iter().filter(|fact| view.known_on.is_none_or(|day| fact.known_from() <= day)) {
            today.note(Some(fact.on()).filter(|_| fact.is_dated()));
            today.note_fixed(fact.on().max(fact.until().unwrap_or(fact.on())));
        }
    }

    pub(crate) fn visible(&self, view: View) -> Visible<'_> {
        let mut facts = self.standing(view.known_on);
        facts.retain(|fact| view.as_of.is_none_or(|date| fact.on() <= date));
        let of = |event| {
            let place = self.entries.place_of(event);
            facts.iter().filter(move |fact| place.is_some() && fact.place().0 == place)
        };
        let opened = of(OPENED).map(|fact| fact.on()).min();
        let moved = of(RESCHEDULED).max_by_key(|fact| fact.on());
        let appointed = moved.and_then(|fact| fact.until()).unwrap_or(self.appointed);
        Visible {
            appointed,
            planned: Some(self.appointed),
            is_appointed: true,
            is_receipt_missing: false,
            of_one_petition: false,
            kind: self.kind,
            mode: self.mode,
            ends_of_several: Vec::new(),
            facts,
            opened: OnceCell::from(opened),
        }
    }
}

/// An entry that was there before with the key of another one, by its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Keyed {
    /// With the same content.
    Same(usize),
    /// With other content.
    Other(usize),
}
