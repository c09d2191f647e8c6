//! The append-only log of a dialogue, and its form as JSON lines.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::checked::{AllLines, CheckedLog, all_lines};
use super::event::Stamp;
use super::lines::{self, Entry, Head, Lines, read_lines, written_lines};
use super::log_error::{LogCause, LogError};
use super::made_under::MadeUnder;
use crate::ruleset::{Activity, DialogueKind, HeadKind, Level, Mode, Subject, UnitType};
use crate::text::{Text, UnknownWord, check_id, members};
use crate::timeline::fact_wire::{day, some_day};
use crate::timeline::facts::{RESERVED, Seen, Written};
use crate::timeline::{AdoptedReadings, Fact, Facts, Terms, View};

/// What is planned: which dialogue, whose, of which kind, on which day.
///
/// ```
/// use doithoai::{Subject, dialogue::Plan, ruleset::{DialogueKind, HeadKind, Level}};
/// # let day = chrono::NaiveDate::from_ymd_opt(2026, 8, 20).unwrap();
/// let ward = Subject::new("79", Level::Commune, HeadKind::LocalGovernment, day)?;
/// let plan = Plan::new("DT-2026-1", day).kind(DialogueKind::Periodic).subject(ward);
/// assert_eq!(plan.kind, Some(DialogueKind::Periodic));
/// # Ok::<(), doithoai::ruleset::SubjectError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Plan {
    /// The dialogue: an opaque id of the caller's.
    pub id: String,
    /// The appointed day.
    pub appointed: NaiveDate,
    /// Which kind of dialogue, if that was said.
    pub kind: Option<DialogueKind>,
    /// How it is to be held, if that was said.
    pub mode: Option<Mode>,
    /// Whose dialogue, if that was said.
    pub subject: Option<Subject>,
}

impl Plan {
    /// A dialogue on a day.
    ///
    /// ```
    /// use doithoai::dialogue::Plan;
    /// # let day = chrono::NaiveDate::from_ymd_opt(2026, 8, 20).unwrap();
    /// assert_eq!(Plan::new("DT-1", day).appointed, day);
    /// ```
    #[must_use]
    pub fn new(id: impl Into<String>, appointed: NaiveDate) -> Self {
        Self { id: id.into(), appointed, kind: None, mode: None, subject: None }
    }

    /// Of this kind.
    ///
    /// ```
    /// use doithoai::{dialogue::Plan, ruleset::DialogueKind};
    /// # let day = chrono::NaiveDate::from_ymd_opt(2026, 8, 20).unwrap();
    /// assert_eq!(Plan::new("DT-1", day).kind(DialogueKind::AdHoc).kind, Some(DialogueKind::AdHoc));
    /// ```
    #[must_use]
    pub fn kind(mut self, kind: DialogueKind) -> Self {
        self.kind = Some(kind);
        self
    }

    /// To be held in this mode.
    ///
    /// ```
    /// use doithoai::{dialogue::Plan, ruleset::Mode};
    /// # let day = chrono::NaiveDate::from_ymd_opt(2026, 8, 20).unwrap();
    /// assert_eq!(Plan::new("DT-1", day).mode(Mode::Online).mode, Some(Mode::Online));
    /// ```
    #[must_use]
    pub const fn mode(mut self, mode: Mode) -> Self {
        self.mode = Some(mode);
        self
    }

    /// Of this head; its day and activity are those of the dialogue.
    ///
    /// ```
    /// use doithoai::{Subject, dialogue::Plan, ruleset::{HeadKind, Level}};
    /// # let day = chrono::NaiveDate::from_ymd_opt(2026, 8, 20).unwrap();
    /// let ward = Subject::new("79", Level::Commune, HeadKind::LocalGovernment, day)?;
    /// assert_eq!(Plan::new("DT-1", day).subject(ward.clone()).subject, Some(ward));
    /// # Ok::<(), doithoai::ruleset::SubjectError>(())
    /// ```
    #[must_use]
    pub fn subject(mut self, subject: Subject) -> Self {
        self.subject = Some(Subject { on: self.appointed, ..subject.in_activity(Activity::Dialogue) });
        self
    }
}

/// Which rule set a dialogue was judged by.
///
/// ```
/// use doithoai::{Calendar, RuleSet, Terms, dialogue::Fingerprint};
/// let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
/// let used = &Fingerprint::of(&terms).rulesets[0];
/// assert_eq!((used.id.as_str(), used.version.as_str()), ("hcmc-935", "2017-04-28"));
/// # Ok::<(), doithoai::VersionError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct SetRef {
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: String,
    /// SHA-256 of its canonical JSON.
    pub hash: String,
    #[serde(flatten)]
    later: Later,
}

impl SetRef {
    pub(crate) fn of(set: &crate::RuleSet) -> Self {
        let (id, version, hash) = (set.id().to_owned(), set.version().to_owned(), set.hash().to_owned());
        Self { id, version, hash, later: Later::default() }
    }

    /// The keys beside its own that are nobody's.
    pub(super) fn later_keys(&self) -> impl Iterator<Item = &str> {
        self.later.keys()
    }
}

/// What a later release wrote beside it: kept as it is, and no part of what is compared.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Later(#[serde(deserialize_with = "members")] BTreeMap<String, Value>);

impl Later {
    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Its keys, but for those that belong to whoever wrote them.
    pub(crate) fn keys(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str).filter(|key| !key.starts_with(RESERVED))
    }
}

impl PartialEq for Later {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Later {}

/// What a dialogue was judged by: rule sets, adopted readings, calendar.
///
/// Keys that a later release adds here or to a [`SetRef`] are kept in a log of its format, and not compared.
///
/// ```
/// use doithoai::{Calendar, RuleSet, Terms, dialogue::Fingerprint};
/// let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
/// assert_eq!(Fingerprint::of(&terms), Fingerprint::of(&terms.clone()));
/// # Ok::<(), doithoai::VersionError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Fingerprint {
    /// The rule sets.
    pub rulesets: Vec<SetRef>,
    /// The readings adopted.
    #[serde(rename = "choices")]
    pub adopted: AdoptedReadings,
    /// SHA-256 of the calendar's documents.
    pub calendar: String,
    /// SHA-256 of the calendar's days; a log of an earlier release has none. Where both have it, it alone is compared:
    /// a document whose source was corrected changes no date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days: Option<String>,
    #[serde(flatten)]
    later: Later,
}

impl Fingerprint {
    /// Whether both name calendars of the same days: a document whose source was corrected makes no other day.
    ///
    /// ```
    /// use doithoai::{Calendar, RuleSet, Terms, dialogue::Fingerprint};
    /// let of = |calendar| RuleSet::builtin("can-tho-10").map(|set| Fingerprint::of(&Terms::new([set], calendar)));
    /// let before_the_swap = Calendar::vietnam().known_on(chrono::NaiveDate::from_ymd_opt(2024, 4, 11).unwrap());
    /// assert!(of(Calendar::vietnam())?.same_days(&of(Calendar::vietnam())?));
    /// assert!(!of(Calendar::vietnam())?.same_days(&of(before_the_swap)?));
    /// # Ok::<(), doithoai::VersionError>(())
    /// ```
    #[must_use]
    pub fn same_days(&self, other: &Self) -> bool {
        match (&self.days, &other.days) {
            (Some(days), Some(others)) => days == others,
            _ => self.calendar == other.calendar,
        }
    }

    /// The keys beside its own that are nobody's.
    pub(super) fn later_keys(&self) -> impl Iterator<Item = &str> {
        self.later.keys()
    }

    /// Of terms.
    ///
    /// ```
    /// use doithoai::{Calendar, RuleSet, Terms, dialogue::Fingerprint};
    /// let terms = Terms::new([RuleSet::builtin("can-tho-10")?], Calendar::vietnam());
    /// assert_eq!(Fingerprint::of(&terms).calendar, Calendar::vietnam().hash());
    /// # Ok::<(), doithoai::VersionError>(())
    /// ```
    #[must_use]
    pub fn of(terms: &Terms) -> Self {
        Self {
            rulesets: terms.rule_sets().iter().map(SetRef::of).collect(),
            adopted: terms.adopted().clone(),
            calendar: terms.calendar().hash(),
            days: Some(terms.calendar().days_hash()),
            later: Later::default(),
        }
    }
}

/// What was entered of a dialogue, in its order; nothing in it is ever changed.
///
/// As JSON lines, the first is the plan and each other one an entry; what is not said is left out.
///
/// ```
/// use doithoai::dialogue::Log;
/// let log = Log::from_jsonl(
///     r#"{"dialogue":"DT-1","appointed":"2026-08-20","on":"2026-07-20"}
/// {"event":"invitation-sent","on":"2026-08-12","states":["content","venue","time","chair"]}
/// {"event":"opened","on":"2026-08-20"}
/// "#,
/// )?;
/// assert_eq!(log.entries()[1].event, "opened");
/// assert_eq!(Log::from_jsonl(&log.to_jsonl())?, log);
/// # Ok::<(), doithoai::dialogue::LogError>(())
/// ```
#[derive(Debug, Clone)]
pub struct Log {
    plan: Plan,
    planned: Stamp,
    made_under: Option<Fingerprint>,
    facts: Facts,
    /// How the first line was written, and with which fingerprint.
    head: Option<(Head, Option<Fingerprint>)>,
}

/// However the first line is written.
impl PartialEq for Log {
    fn eq(&self, other: &Self) -> bool {
        let all = |log: &Self| (log.plan.clone(), log.planned.clone(), log.made_under.clone());
        all(self) == all(other) && self.facts == other.facts
    }
}

impl Eq for Log {}

/// The first line of a log.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct FirstLine {
    dialogue: String,
    #[serde(deserialize_with = "day")]
    appointed: NaiveDate,
    #[serde(deserialize_with = "day")]
    on: NaiveDate,
    #[serde(default, deserialize_with = "some_day", skip_serializing_if = "Option::is_none")]
    recorded: Option<NaiveDate>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reference: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    kind: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    mode: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    territory: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    level: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    head: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    unit_type: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    made_under: Option<Fingerprint>,
}

impl Log {
    pub(super) fn new(plan: Plan, planned: Stamp) -> Self {
        let mut facts = Facts::appointed_for(plan.appointed);
        facts = plan.kind.into_iter().fold(facts, Facts::of_kind);
        facts = plan.mode.into_iter().fold(facts, Facts::in_mode);
        Self { plan, planned, made_under: None, facts, head: None }
    }

    pub(super) fn made_under(mut self, fingerprint: Fingerprint) -> Self {
        self.set_made_under(fingerprint);
        self
    }

    pub(super) fn set_made_under(&mut self, fingerprint: Fingerprint) {
        self.made_under = Some(fingerprint);
    }

    /// Keeps how a log has the last entry.
    pub(super) fn mark_last(&mut self, written: Option<Written>) {
        self.facts.mark_last(written);
    }

    /// Takes the last entry back, which turned out to be impossible.
    pub(super) fn pop(&mut self) {
        self.facts.pop();
    }

    /// Adds an entry; its number from 1.
    pub(super) fn push(&mut self, fact: Fact) -> usize {
        self.facts.push(fact);
        self.facts.len()
    }

    /// Adds an entry as it is read, also one that is there already.
    pub(super) fn push_read(&mut self, fact: Fact, written: Option<Written>) {
        self.facts.push_read(fact, written);
    }

    /// Adds an entry as another log has it.
    fn push_seen(&mut self, seen: Seen<'_>) {
        self.push(seen.fact());
        self.mark_last(seen.written().cloned());
    }

    pub(super) const fn facts(&self) -> &Facts {
        &self.facts
    }

    /// Makes room for so many entries in all.
    pub(super) fn reserve(&mut self, entries: usize) {
        self.facts.reserve(entries);
    }

    /// Whether a newer release wrote it.
    ///
    /// ```
    /// use doithoai::dialogue::Log;
    /// let read = |format: u8| Log::from_jsonl(&format!(r#"{{"format":{format},"dialogue":"DT-1","appointed":"2026-08-20","on":"2026-07-20"}}"#));
    /// assert!(!read(1)?.is_newer());
    /// assert!(read(2)?.is_newer());
    /// # Ok::<(), doithoai::dialogue::LogError>(())
    /// ```
    #[must_use]
    pub fn is_newer(&self) -> bool {
        self.head.as_ref().is_some_and(|(head, _)| head.is_newer())
    }

    /// The plan alone, not yet judged by anything.
    pub(super) fn emptied(&self) -> Self {
        let mut log = Self { head: self.head.clone(), ..Self::new(self.plan.clone(), self.planned.clone()) };
        log.facts.first_line.clone_from(&self.facts.first_line);
        log
    }

    /// The plan.
    #[must_use]
    pub const fn plan(&self) -> &Plan {
        &self.plan
    }

    /// When it was planned.
    #[must_use]
    pub const fn planned(&self) -> &Stamp {
        &self.planned
    }

    /// What it was judged by when it was stored, if that was stored too.
    #[must_use]
    pub const fn fingerprint(&self) -> Option<&Fingerprint> {
        self.made_under.as_ref()
    }

    /// The entries; the number of the first is 1.
    #[must_use]
    pub fn entries(&self) -> Vec<Fact> {
        self.facts.all()
    }

    /// The day of the dialogue as a view sees it: [`Facts::day_in`](crate::Facts::day_in).
    ///
    /// ```
    /// use doithoai::{View, dialogue::Log};
    /// let log = Log::from_jsonl(
    ///     r#"{"dialogue":"DT-1","appointed":"2026-08-20","on":"2026-07-20"}
    /// {"event":"rescheduled","on":"2026-08-10","until":"2026-09-03"}
    /// "#,
    /// )?;
    /// assert_eq!(log.day_in(View::everything()).to_string(), "2026-09-03");
    /// # Ok::<(), doithoai::dialogue::LogError>(())
    /// ```
    #[must_use]
    pub fn day_in(&self, view: View) -> NaiveDate {
        self.facts().day_in(view)
    }

    /// The log with its first entries only.
    ///
    /// ```
    /// # use doithoai::dialogue::Log;
    /// let text = "{\"dialogue\":\"DT-1\",\"appointed\":\"2026-08-20\",\"on\":\"2026-07-20\"}\n{\"event\":\"opened\",\"on\":\"2026-08-20\"}";
    /// assert_eq!(Log::from_jsonl(text)?.prefix(0).entries().len(), 0);
    /// # Ok::<(), doithoai::dialogue::LogError>(())
    /// ```
    #[must_use]
    pub fn prefix(&self, entries: usize) -> Self {
        let mut log = Self { made_under: self.made_under.clone(), ..self.emptied() };
        for seen in self.facts.seen_all().take(entries) {
            log.push_seen(seen);
        }
        log
    }

    /// The log as JSON lines.
    ///
    /// ```
    /// # use doithoai::dialogue::Log;
    /// let line = "{\"dialogue\":\"DT-1\",\"appointed\":\"2026-08-20\",\"on\":\"2026-07-20\"}\n";
    /// assert_eq!(Log::from_jsonl(line)?.to_jsonl(), line);
    /// # Ok::<(), doithoai::dialogue::LogError>(())
    /// ```
    #[must_use]
    pub fn to_jsonl(&self) -> String {
        let subject = self.plan.subject.as_ref();
        let first = FirstLine {
            dialogue: self.plan.id.clone(),
            appointed: self.plan.appointed,
            on: self.planned.on,
            recorded: self.planned.recorded,
            reference: self.planned.reference.clone(),
            kind: self.plan.kind.map(|kind| kind.word().to_owned()),
            mode: self.plan.mode.map(|mode| mode.word().to_owned()),
            territory: subject.map(|subject| subject.territory.join("/")),
            level: subject.map(|subject| subject.level.word().to_owned()),
            head: subject.map(|subject| subject.head.word().to_owned()),
            unit_type: subject.and_then(|subject| subject.said_type).map(|of| of.word().to_owned()),
            made_under: self.made_under.clone(),
        };
        let head = self.head.as_ref();
        let is_as_read = head.is_some_and(|(_, read)| *read == self.made_under);
        written_lines(&first, (head.map(|(head, _)| head), is_as_read), self.facts.seen_all())
    }

    /// Reads JSON lines; empty lines are passed over. An entry that is there already with its `key` and content keeps its number, and
    /// changes nothing ([`NotUnderstood::Repeats`](crate::timeline::NotUnderstood)).
    ///
    /// ```
    /// use doithoai::dialogue::Log;
    /// let error = Log::from_jsonl("{\"dialogue\":\"DT-1\",\"appointed\":\"2026-08-20\",\"on\":\"2026-07-20\"}\n{\"evnt\":1}").unwrap_err();
    /// assert_eq!(error.line, 2);
    /// assert!(error.to_string().contains("unknown field `evnt`"));
    /// ```
    ///
    /// # Errors
    /// [`LogError`] with the first line that cannot be read.
    pub fn from_jsonl(text: &str) -> Result<Self, LogError> {
        let Lines { at, first, head, entries } = read_lines::<FirstLine>(text)?;
        let mut wrong = Vec::new();
        let mut log = first.log(head, &mut wrong);
        if let Some(cause) = wrong.into_iter().next() {
            return Err(LogError { line: at, cause });
        }
        log.reserve(entries.len());
        for (_, Entry { fact, written }) in entries {
            log.push_read(fact, written);
        }
        Ok(log)
    }

    /// Reads JSON lines and tells everything wrong in them at once; [`CheckedLog::under`] tells what cannot have been.
    ///
    /// The example of [`CheckedLog`] shows it.
    #[must_use]
    pub fn check_jsonl(text: &str) -> CheckedLog<Self> {
        let AllLines { at, first, entries, mut wrong } = all_lines::<FirstLine>(text);
        let mut causes = Vec::new();
        let mut log = first.map(|(first, head)| first.log(head, &mut causes));
        wrong.add(at, causes);
        let mut lines = Vec::new();
        for (line, Entry { fact, written }) in entries {
            let Some(log) = log.as_mut() else { break };
            log.push_read(fact, written);
            lines.push(line);
        }
        CheckedLog::of(log, (at, lines), wrong)
    }
}

/// What the id of a dialogue is called.
pub(crate) const DIALOGUE_ID: Text = Text::new("mã cuộc đối thoại", "id of the dialogue");

/// Refuses a duty for which two readings are adopted: which of them holds is not for their order to say.
pub(crate) fn check_chosen(adopted: Option<&AdoptedReadings>) -> Result<(), LogCause> {
    match adopted.and_then(AdoptedReadings::twice) {
        Some((ruleset, duty)) => Err(LogCause::ChosenTwice { duty: format!("{ruleset}/{duty}") }),
        None => Ok(()),
    }
}

/// Whose log it is, as its first line says, or all that is wrong with that. Of a level that is none no territory is asked.
pub(crate) fn read_subject(
    territory: &str,
    (level, unit_type): (&str, Option<&str>),
    head: &str,
    on: NaiveDate,
) -> Result<Subject, Vec<LogCause>> {
    let (level, head) = (Level::named(level), HeadKind::named(head));
    let known = head.clone().unwrap_or(HeadKind::LocalGovernment);
    let subject = level.clone().ok().map(|level| Subject::new(territory, level, known, on));
    let unit_type = unit_type.map(UnitType::from_word).transpose();
    let words = [level.err(), head.err(), unit_type.clone().err()].into_iter().flatten().map(LogCause::from);
    let mut wrong: Vec<LogCause> = words.collect();
    match (subject, unit_type.ok().flatten()) {
        (Some(Ok(subject)), _) if !wrong.is_empty() => drop(subject),
        (Some(Ok(subject)), None) => return Ok(subject),
        (Some(Ok(subject)), Some(unit_type)) => match subject.of_type(unit_type) {
            Ok(subject) => return Ok(subject),
            Err(error) => wrong.push(error.into()),
        },
        (Some(Err(error)), _) => wrong.push(error.into()),
        (None, _) => {}
    }
    Err(wrong)
}

impl lines::FirstLine for FirstLine {
    const SAMPLE: &'static [(&'static str, &'static str)] =
        &[("dialogue", "\"x\""), ("appointed", "\"2026-08-20\""), ("on", "\"2026-07-20\"")];

    fn day(&self) -> NaiveDate {
        self.on
    }

    fn unknown_word(&self) -> Option<(&'static str, UnknownWord)> {
        let of = |key, word: Result<(), UnknownWord>| Some((key, word.err()?));
        let kind = self.kind.as_deref().map_or(Ok(()), |word| DialogueKind::from_word(word).map(drop));
        let mode = self.mode.as_deref().map_or(Ok(()), |word| Mode::from_word(word).map(drop));
        of("kind", kind).or_else(|| of("mode", mode)).or_else(|| of("unit_type", known_type(self.unit_type.as_deref())))
    }
}

/// Refuses a kind of unit that is none.
pub(crate) fn known_type(unit_type: Option<&str>) -> Result<(), UnknownWord> {
    unit_type.map_or(Ok(()), |word| UnitType::from_word(word).map(drop))
}

impl FirstLine {
    /// The log without its entries, and what is wrong.
    fn log(self, head: Head, wrong: &mut Vec<LogCause>) -> Log {
        let mut plan = Plan::new(self.dialogue, self.appointed);
        let id = check_id(&DIALOGUE_ID, &plan.id).map_err(LogCause::from);
        let under = self.made_under.as_ref().map(|made| MadeUnder::of(made).wrong(&head)).unwrap_or_default();
        let kind = self.kind.as_deref().map(DialogueKind::from_word).transpose();
        let mode = self.mode.as_deref().map(Mode::from_word).transpose();
        let words = [kind.clone().err(), mode.clone().err()].into_iter().flatten().map(LogCause::from);
        wrong.extend(id.err().into_iter().chain(under).chain(words));
        (plan.kind, plan.mode) = (kind.ok().flatten(), mode.ok().flatten());
        match (self.territory, self.level, self.head) {
            (None, None, None) if self.unit_type.is_none() => {}
            (Some(territory), Some(level), Some(head)) => {
                let of = (level.as_str(), self.unit_type.as_deref());
                match read_subject(&territory, of, &head, self.appointed) {
                    Ok(subject) => plan.subject = Some(subject),
                    Err(causes) => wrong.extend(causes),
                }
            }
            _ => wrong.push(LogCause::HalfSubject),
        }
        let planned = Stamp { recorded: self.recorded, reference: self.reference, ..Stamp::on(self.on) };
        let mut log = Log { made_under: self.made_under, ..Log::new(plan, planned) };
        log.facts.first_line = head.kept();
        log.head = Some((head, log.made_under.clone()));
        log
    }
}
