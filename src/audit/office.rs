//! The log of an office: what belongs to no single dialogue.

use std::borrow::Cow;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::courses::Courses;
use super::made_under::MadeUnder;
use crate::calendar::{Calendar, FIRST};
use crate::dialogue::checked::{AllLines, all_lines};
use crate::dialogue::kept::unknown_word;
use crate::dialogue::lines::{self, Entry, Head, Lines, read_lines, written_lines};
use crate::dialogue::log::{known_type, read_subject};
pub use crate::dialogue::log_error::OfficeLogError;
use crate::dialogue::{CheckedLog, LogCause, LogError};
use crate::ruleset::vocabulary::{KeptIn, built_in};
use crate::ruleset::{Registry, Subject};
use crate::text::{Message as _, Text, UnknownWord, check_id, is_id};
use crate::timeline::course::{check_each_petition, received_again};
use crate::timeline::details::{Details, check_entered_after, dates};
use crate::timeline::facts::{Keyed, Seen, Written};
use crate::timeline::voided::check_void;
use crate::timeline::{AdoptedReadings, Fact, Facts, NotUnderstood, OtherRules, Terms, TimelineError};

/// What an office did beside its dialogues: plans, receptions and their petitions, reports, notices, reviews.
///
/// As JSON lines, the first says whose it is and each other one is an entry.
///
/// ```
/// use doithoai::audit::OfficeLog;
/// let log = OfficeLog::from_jsonl(
///     r#"{"office":"UBND phường A","territory":"79","level":"commune","head":"local-government"}
/// {"event":"reception-held","on":"2026-08-06"}
/// {"event":"annual-report-sent","on":"2026-12-15","reference":"123/BC-UBND"}
/// "#,
/// )?;
/// assert_eq!(log.entries().len(), 2);
/// assert_eq!(OfficeLog::from_jsonl(&log.to_jsonl())?, log);
/// # Ok::<(), doithoai::dialogue::LogError>(())
/// ```
#[derive(Debug, Clone)]
pub struct OfficeLog {
    office: String,
    subject: Subject,
    adopted: AdoptedReadings,
    /// What it was made under, unless it is judged anew.
    under: MadeUnder,
    facts: Facts,
    /// What they make of each petition.
    courses: Courses,
    /// How the first line was written, and with which readings.
    head: Option<(Head, AdoptedReadings)>,
}

/// However the first line is written.
impl PartialEq for OfficeLog {
    fn eq(&self, other: &Self) -> bool {
        let first = |log: &Self| (log.office.clone(), log.subject.clone(), log.adopted.clone());
        first(self) == first(other) && self.facts == other.facts
    }
}

impl Eq for OfficeLog {}

/// The first line of an office's log.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct FirstLine {
    office: String,
    territory: String,
    level: String,
    head: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    unit_type: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    made_under: Option<MadeUnder>,
}

impl lines::FirstLine for FirstLine {
    const SAMPLE: &'static [(&'static str, &'static str)] =
        &[("office", "\"x\""), ("territory", "\"79\""), ("level", "\"commune\""), ("head", "\"local-government\"")];

    fn day(&self) -> NaiveDate {
        FIRST
    }

    fn unknown_word(&self) -> Option<(&'static str, UnknownWord)> {
        Some(("unit_type", known_type(self.unit_type.as_deref()).err()?))
    }
}

impl FirstLine {
    /// The log without its entries, of which the first is of a day, and what is wrong; no log where nobody knows whose it is.
    fn log(self, head: Head, day: NaiveDate, wrong: &mut Vec<LogCause>) -> Option<OfficeLog> {
        let unit_type = self.unit_type.as_deref();
        let subject = read_subject(&self.territory, (&self.level, unit_type), &self.head, day);
        let made = self.made_under.unwrap_or_default();
        let made_wrong = made.wrong(&head);
        let adopted = made.choices.clone();
        let ids = check_id(&Text::new("mã cơ quan", "id of the office"), &self.office).map_err(LogCause::from);
        let subject = subject.map_err(|causes| wrong.extend(causes)).ok();
        wrong.extend(ids.err().into_iter().chain(made_wrong));
        let subject = Subject { on: NaiveDate::MIN, ..subject? };
        let mut log = OfficeLog::new(self.office, subject).adopting(adopted.clone());
        log.facts.first_line = head.kept();
        (log.head, log.under) = (Some((head, adopted)), made);
        Some(log)
    }
}

/// The first day of which something is entered: the eldest list is asked for the codes of units.
fn first_day(entries: &[(usize, Entry)]) -> NaiveDate {
    let dated = entries.iter().filter(|(_, entry)| entry.is_dated());
    dated.map(|(_, entry)| entry.fact.on).min().unwrap_or(NaiveDate::MAX)
}

impl OfficeLog {
    /// An office in which nothing was recorded yet; the day of the subject means nothing.
    ///
    /// ```
    /// use doithoai::{Subject, audit::OfficeLog, ruleset::{HeadKind, Level}};
    /// # let day = chrono::NaiveDate::from_ymd_opt(2026, 8, 20).unwrap();
    /// let ward = Subject::new("79", Level::Commune, HeadKind::LocalGovernment, day)?;
    /// assert_eq!(OfficeLog::new("UBND phường A", ward).office(), "UBND phường A");
    /// # Ok::<(), doithoai::ruleset::SubjectError>(())
    /// ```
    #[must_use]
    pub fn new(office: impl Into<String>, subject: Subject) -> Self {
        let facts = Facts::appointed_for(subject.on);
        let (adopted, courses) = (AdoptedReadings::new(), Courses::default());
        Self { office: office.into(), subject, adopted, under: MadeUnder::default(), facts, courses, head: None }
    }

    /// The same log of an office that adopted readings, instead of any before: each silences the others of its duty in its
    /// audits, where they stay listed.
    ///
    /// ```
    /// # use chrono::NaiveDate;
    /// use doithoai::{AdoptedReadings, Calendar, Registry, View, audit::{Judgement, OfficeLog, audit_year}};
    /// let line = r#"{"office":"A","territory":"79","level":"province","head":"party-committee"}"#;
    /// let quarterly = AdoptedReadings::new().adopt("qd-11", "report", "every-quarter");
    /// let office = OfficeLog::from_jsonl(line)?.adopting(quarterly);
    /// let view = View::as_of(NaiveDate::from_ymd_opt(2027, 1, 31).unwrap());
    /// let year = audit_year(&Registry::builtin(), &Calendar::vietnam(), &[], &office, 2026, view)?;
    /// assert!(year.recurring.iter().all(|verdict| verdict.duty != "report" || verdict.judgement != Judgement::Contested));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn adopting(mut self, adopted: AdoptedReadings) -> Self {
        self.adopted = adopted;
        self
    }

    /// The same log, judged by the rule sets that there are, whatever it was made under; its readings stay adopted.
    ///
    /// The example of [`OtherRules`] shows it.
    #[must_use]
    pub fn anew(self) -> Self {
        Self { under: MadeUnder::default(), ..self }
    }

    /// The hash of the calendar that it was recorded on, where that has other days than this one: due dates may differ.
    ///
    /// ```
    /// use doithoai::{Calendar, audit::OfficeLog};
    /// let line = r#"{"office":"A","territory":"79","level":"commune","head":"local-government","made_under":{"choices":[],"calendar":"HASH"}}"#;
    /// let on = |hash: &str| OfficeLog::from_jsonl(&line.replace("HASH", hash));
    /// let (now, other) = (Calendar::vietnam(), "0".repeat(64));
    /// assert_eq!(on(&now.hash())?.other_calendar(&now), None);
    /// assert_eq!(on(&other)?.other_calendar(&now), Some(&*other));
    /// # Ok::<(), doithoai::dialogue::LogError>(())
    /// ```
    #[must_use]
    pub fn other_calendar(&self, now: &Calendar) -> Option<&str> {
        self.under.other_calendar(now)
    }

    /// Refuses what it was made under where that is not what there is.
    pub(super) fn check_made_under(&self, registry: &Registry) -> Result<(), OtherRules> {
        self.under.check(registry)
    }

    /// The readings that the office adopted.
    #[must_use]
    pub const fn adopted(&self) -> &AdoptedReadings {
        &self.adopted
    }

    /// The same log and one more entry; events that a rule file declares belong here too.
    ///
    /// ```
    /// use doithoai::{Fact, Subject, audit::OfficeLog, ruleset::{HeadKind, Level}};
    /// # let day = chrono::NaiveDate::from_ymd_opt(2026, 8, 20).unwrap();
    /// let ward = Subject::new("79", Level::Commune, HeadKind::LocalGovernment, day)?;
    /// let log = OfficeLog::new("UBND phường A", ward).with(Fact::new("reception-held", day)).unwrap();
    /// assert_eq!(log.entries()[0].event, "reception-held");
    /// # Ok::<(), doithoai::ruleset::SubjectError>(())
    /// ```
    ///
    /// # Errors
    /// [`OfficeLogError`] for an event of a dialogue, an entry of before its day, a correction of nothing, what the event does
    /// not take or lacks, or a settlement that is suspended twice or resumed without having been suspended, as in a dialogue.
    pub fn with(mut self, fact: Fact) -> Result<Self, OfficeLogError> {
        self.record(fact)?;
        Ok(self)
    }

    /// Adds an entry in place; its number, from 1. A refusal leaves the log as it was, and so does an entry that is there already
    /// with its key and content.
    ///
    /// ```
    /// use doithoai::{Fact, Subject, audit::OfficeLog, ruleset::{HeadKind, Level}};
    /// # let day = chrono::NaiveDate::from_ymd_opt(2026, 8, 20).unwrap();
    /// let ward = Subject::new("79", Level::Commune, HeadKind::LocalGovernment, day)?;
    /// let mut log = OfficeLog::new("UBND phường A", ward);
    /// assert_eq!(log.record(Fact::new("reception-held", day)), Ok(1));
    /// assert!(log.record(Fact::new("reception-held", day).until(day)).is_err());
    /// assert_eq!(log.entries().len(), 1); // nothing was lost
    /// # Ok::<(), doithoai::ruleset::SubjectError>(())
    /// ```
    ///
    /// # Errors
    /// As [`with`](Self::with).
    pub fn record(&mut self, fact: Fact) -> Result<usize, OfficeLogError> {
        self.take(fact, true)
    }

    /// The same, with the course of its petition as it was entered, or, for what is read, whichever entry comes first.
    fn take(&mut self, fact: Fact, in_order: bool) -> Result<usize, OfficeLogError> {
        if built_in(&fact.event).is_some_and(|event| event.kept_in == KeptIn::Dialogue) {
            return Err(OfficeLogError::OfADialogue { event: fact.event });
        }
        match self.facts.keyed(&fact) {
            None => {}
            Some(Keyed::Same(number)) => return Ok(number),
            Some(Keyed::Other(entry)) => {
                return Err(TimelineError::KeyTaken { key: fact.key.unwrap_or_default(), entry }.into());
            }
        }
        self.facts.push(fact);
        let number = self.facts.len();
        let Some(fact) = self.facts.seen(number) else { return Ok(number) };
        let in_course = || if in_order { self.courses.check(fact, &self.facts) } else { Ok(()) };
        match self.check(number, fact).and_then(|()| Ok(in_course()?)) {
            Ok(()) => {
                self.courses.take(number, fact, &self.facts);
                Ok(number)
            }
            Err(error) => {
                self.facts.pop();
                Err(error)
            }
        }
    }

    /// Whether an entry is possible where it stands.
    fn check(&self, number: usize, fact: Seen<'_>) -> Result<(), OfficeLogError> {
        Terms::check_entry(fact.event(), fact.on(), fact.known_from())?;
        check(fact)?;
        let Some(entry) = fact.corrects() else {
            return if fact.is_void() { Err(OfficeLogError::VoidCorrectsNothing) } else { Ok(()) };
        };
        check_void(&self.facts, fact)?;
        if self.courses.is_corrected(entry) || entry == 0 || entry >= number {
            let mut before = (1..number).zip(self.facts.seen_all());
            let by = before.find(|(_, fact)| fact.corrects() == Some(entry)).map(|(by, _)| by);
            return Err(OfficeLogError::NothingToCorrect { entry, entries: number.saturating_sub(1), by });
        }
        if let Some(of) = self.facts.seen(entry).and_then(Seen::repeats) {
            return Err(TimelineError::CorrectsRepeat { entry, of }.into());
        }
        if !fact.says_recorded() {
            return Err(TimelineError::NoRecordedDate.into());
        }
        Ok(check_entered_after(&self.facts, fact)?)
    }

    /// The office: an opaque id of the caller's.
    #[must_use]
    pub fn office(&self) -> &str {
        &self.office
    }

    /// Whose office it is.
    #[must_use]
    pub const fn subject(&self) -> &Subject {
        &self.subject
    }

    /// The entries, in the order they were entered.
    #[must_use]
    pub fn entries(&self) -> Vec<Fact> {
        self.facts.all()
    }

    /// The day of an entry by its number, from 1; none where that cannot be read, which [`Fact::on`] cannot say.
    ///
    /// ```
    /// use doithoai::audit::OfficeLog;
    /// let log = OfficeLog::from_jsonl(
    ///     r#"{"office":"A","territory":"79","level":"commune","head":"local-government"}
    /// {"event":"vote-held","on":"2026-02-30"}
    /// {"event":"reception-held","on":"2026-08-06"}
    /// "#,
    /// )?;
    /// assert_eq!((log.day(1), log.day(2).is_some()), (None, true));
    /// # Ok::<(), doithoai::dialogue::LogError>(())
    /// ```
    #[must_use]
    pub fn day(&self, number: usize) -> Option<NaiveDate> {
        self.facts.day(number)
    }

    /// Its entries, of which some are not understood by whoever judges it.
    pub(super) fn facts(&self) -> &Facts {
        &self.facts
    }

    /// The same with more that is not understood, by number. It can only be in what was read: what is appended is refused.
    pub(super) fn but_for(&self, unknown: Vec<(usize, NotUnderstood)>) -> Cow<'_, Facts> {
        if unknown.is_empty() {
            return Cow::Borrowed(&self.facts);
        }
        let mut facts = Facts::appointed_for(self.facts.appointed());
        facts.first_line.clone_from(&self.facts.first_line);
        let mut unknown = unknown.into_iter().peekable();
        for (number, seen) in (1..).zip(self.facts.seen_all()) {
            facts.push(seen.fact());
            let because = unknown.next_if(|(of, _)| *of == number).map(|(_, because)| because);
            let written = seen.written().cloned();
            let written = written.map(|written| Written { because: because.or(written.because.clone()), ..written });
            facts.mark_last(written);
        }
        Cow::Owned(facts)
    }

    /// The log as JSON lines.
    ///
    /// ```
    /// # use doithoai::audit::OfficeLog;
    /// let line = "{\"office\":\"A\",\"territory\":\"79\",\"level\":\"commune\",\"head\":\"local-government\"}\n";
    /// assert_eq!(OfficeLog::from_jsonl(line)?.to_jsonl(), line);
    /// # Ok::<(), doithoai::dialogue::LogError>(())
    /// ```
    #[must_use]
    pub fn to_jsonl(&self) -> String {
        let first = FirstLine {
            office: self.office.clone(),
            territory: self.subject.territory.join("/"),
            level: self.subject.level.word().to_owned(),
            head: self.subject.head.word().to_owned(),
            unit_type: self.subject.said_type.map(|of| of.word().to_owned()),
            made_under: self.under.with(self.adopted.clone()),
        };
        let head = self.head.as_ref();
        let is_as_read = head.is_some_and(|(_, read)| *read == self.adopted);
        written_lines(&first, (head.map(|(head, _)| head), is_as_read), self.facts.seen_all())
    }

    /// Reads JSON lines; empty lines are passed over.
    ///
    /// ```
    /// use doithoai::audit::OfficeLog;
    /// let error = OfficeLog::from_jsonl(r#"{"office":"A","territory":"79","level":"Ward","head":"local-government"}"#).unwrap_err();
    /// assert!(error.to_string().starts_with("line 1: unknown level `Ward`"), "{error}"); // and no id of a file's own
    /// ```
    ///
    /// # Errors
    /// [`LogError`] with the first line that cannot be read.
    pub fn from_jsonl(text: &str) -> Result<Self, LogError> {
        let Lines { at, first, head, entries } = read_lines::<FirstLine>(text)?;
        let day = first_day(&entries);
        let mut wrong = Vec::new();
        let log = first.log(head, day, &mut wrong);
        let mut log = match (log, wrong.into_iter().next()) {
            (Some(log), None) => log,
            (_, cause) => return Err(LogError { line: at, cause: cause.unwrap_or(LogCause::HalfSubject) }),
        };
        let mut lines = Vec::with_capacity(entries.len());
        for (line, entry) in entries {
            log.read(entry.dated(day)).map_err(|error| LogError { line, cause: error.into() })?;
            lines.resize(log.facts.len(), line);
        }
        log.check_petitions().map_err(|(number, error)| {
            let line = lines.get(number.saturating_sub(1)).copied().unwrap_or(at);
            LogError { line, cause: OfficeLogError::from(error).into() }
        })?;
        log.courses = Courses::of(&log.facts);
        Ok(log)
    }

    /// Refuses what no order of the entries makes possible, by its number. What rule files declare, and what is not understood,
    /// may explain it: then it is for the audit to say.
    fn check_petitions(&self) -> Result<(), (usize, TimelineError)> {
        let may_explain = |fact: Seen<'_>| fact.is_unknown() && !fact.is_repeat() || built_in(fact.event()).is_none();
        if self.facts.is_in_part_unknown() || self.facts.seen_all().any(may_explain) {
            return Ok(());
        }
        let standing = self.facts.standing(None);
        let again = || received_again(&standing).into_iter().next().map_or(Ok(()), Err);
        check_each_petition(&standing).and_then(|()| again()).map_err(|(at, error)| {
            let mut numbered = (1..).zip(self.facts.seen_all());
            (numbered.find_map(|(number, fact)| fact.is(at).then_some(number)).unwrap_or_default(), error)
        })
    }

    /// Reads JSON lines and tells everything wrong in them at once; [`CheckedLog::under`] tells what no rule set takes.
    ///
    /// ```
    /// use doithoai::{Registry, audit::OfficeLog};
    /// let text = r#"{"office":"A","territory":"79","level":"commune","head":"local-government"}
    /// {"event":"reception-held","on":"2026-8-6"}
    /// {"event":"opened","on":"2026-08-06"}
    /// "#;
    /// let checked = OfficeLog::check_jsonl(text).under(&Registry::builtin());
    /// assert_eq!(checked.problems.iter().map(|problem| problem.line).collect::<Vec<_>>(), [2, 3]);
    /// ```
    #[must_use]
    pub fn check_jsonl(text: &str) -> CheckedLog<Self> {
        let AllLines { at, first, entries, mut wrong } = all_lines::<FirstLine>(text);
        let day = first_day(&entries);
        let mut causes = Vec::new();
        let mut log = first.and_then(|(first, head)| first.log(head, day, &mut causes));
        wrong.add(at, causes);
        let mut lines = Vec::new();
        for (line, entry) in entries {
            let Some(log) = &mut log else { break };
            let entry = entry.dated(day);
            if wrong.is_of(line) {
                log.pass_over(entry.fact);
            } else if let Err(error) = log.read(entry.clone()) {
                wrong.add(line, vec![error.into()]);
                log.pass_over(entry.fact);
            }
            lines.push(line);
        }
        CheckedLog::of(log, (at, lines), wrong)
    }

    /// Has an entry that is refused in its place, so that the others keep their numbers: nothing is made of it.
    fn pass_over(&mut self, fact: Fact) {
        self.facts.push(Fact { corrects: None, void: false, ..fact });
        self.facts.mark_last(Some(Written::refused()));
    }

    /// Whether a newer release wrote it.
    ///
    /// ```
    /// use doithoai::audit::OfficeLog;
    /// let line = r#"{"format":2,"office":"A","territory":"79","level":"commune","head":"local-government"}"#;
    /// assert!(OfficeLog::from_jsonl(line)?.is_newer());
    /// # Ok::<(), doithoai::dialogue::LogError>(())
    /// ```
    #[must_use]
    pub fn is_newer(&self) -> bool {
        self.head.as_ref().is_some_and(|(head, _)| head.is_newer())
    }

    /// Takes an entry as it was read, or keeps it where a newer release may have known more.
    fn read(&mut self, Entry { fact, mut written }: Entry) -> Result<(), OfficeLogError> {
        if matches!(self.facts.keyed(&fact), Some(Keyed::Same(_))) {
            self.facts.push_read(fact, written);
            return Ok(());
        }
        let mut unreadable = written.as_ref().is_some_and(Written::is_unreadable);
        if unreadable {
            self.facts.push(fact);
        } else {
            let is_newer = self.is_newer() && written.is_some();
            // A release or a rule file may know it that is not at hand here.
            let is_of_another = is_newer || built_in(&fact.event).is_none() && is_id(&fact.event);
            let again = (is_of_another || fact.void).then(|| fact.clone());
            if let Err(error) = self.take(fact, false) {
                let is_kept =
                    is_of_another || matches!(&error, OfficeLogError::Impossible(TimelineError::VoidOfAnother { .. }));
                let Some(fact) = again.filter(|_| is_kept) else { return Err(error) };
                let because = not_understood(&error).or_else(|| if is_of_another { refused(&error) } else { None });
                let because = Some(because.ok_or(error)?);
                written = Some(Written { because, ..written.unwrap_or_else(|| Written::plain(&fact)) });
                self.facts.push(fact);
                unreadable = true;
            }
        }
        let number = self.facts.len();
        self.facts.mark_last(written);
        if let Some(fact) = self.facts.seen(number).filter(|_| unreadable) {
            self.courses.take(number, fact, &self.facts);
        }
        Ok(())
    }
}

/// What of an entry that a newer release wrote is not understood, if that is why it is refused.
fn not_understood(error: &OfficeLogError) -> Option<NotUnderstood> {
    match error {
        OfficeLogError::Impossible(error) => unknown_word(error, true),
        OfficeLogError::OfADialogue { .. } | OfficeLogError::NoPetition { .. } => {
            Some(NotUnderstood::Refused { said: error.both() })
        }
        _ => None,
    }
}

/// That something is wrong here with what another release or rule file wrote, but for another content under one key.
fn refused(error: &OfficeLogError) -> Option<NotUnderstood> {
    let is_key = matches!(error, OfficeLogError::Impossible(TimelineError::KeyTaken { .. }));
    (!is_key).then(|| NotUnderstood::Refused { said: error.both() })
}

/// Refuses what an event of the table does not take or lacks; what a rule file declares takes what its rules ask for, and is
/// checked where the log is judged.
fn check(fact: Seen<'_>) -> Result<(), OfficeLogError> {
    let details = Details { sets: None, of_office: true };
    Details::bounds(fact)?;
    let Some(event) = built_in(fact.event()) else { return Ok(dates(fact)?) };
    details.check(event, fact)?;
    if event.petition && fact.petition().is_none() {
        return Err(OfficeLogError::NoPetition { event: fact.event().to_owned() });
    }
    Details::petition(event, fact)?;
    Ok(details.ids(event, fact)?)
}
