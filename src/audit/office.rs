//! The log of an office: what belongs to no single dialogue.

use serde::{Deserialize, Serialize};

use crate::dialogue::LogError;
use crate::dialogue::log::{Lines, read_lines, read_subject, written_lines};
pub use crate::dialogue::log_error::OfficeLogError;
use crate::ruleset::NamedPeriod;
use crate::ruleset::Subject;
use crate::ruleset::vocabulary::{Detail, KeptIn, built_in};
use crate::timeline::facts::Seen;
use crate::timeline::{AdoptedReadings, Fact, Facts, Terms, View};

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
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfficeLog {
    office: String,
    subject: Subject,
    adopted: AdoptedReadings,
    facts: Facts,
}

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

/// The readings that an office adopted, as the log of a dialogue has them; what else stands there is passed over.
#[derive(Debug, Serialize, Deserialize)]
struct MadeUnder {
    choices: AdoptedReadings,
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
        Self { office: office.into(), subject, adopted: AdoptedReadings::new(), facts }
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
    /// [`OfficeLogError`] for an event of a dialogue, an entry of before its day, a correction of nothing, or what the event does
    /// not take or lacks.
    pub fn with(mut self, fact: Fact) -> Result<Self, OfficeLogError> {
        if built_in(&fact.event).is_some_and(|event| event.kept_in == KeptIn::Dialogue) {
            return Err(OfficeLogError::OfADialogue { event: fact.event });
        }
        Terms::check_entry(&fact.event, fact.on, fact.recorded.unwrap_or(fact.on))?;
        check_details(&fact)?;
        if fact.void && fact.corrects.is_none() {
            return Err(OfficeLogError::VoidCorrectsNothing);
        }
        if let Some(entry) = fact.corrects {
            let corrected = self.facts.iter().any(|other| other.corrects == Some(entry));
            if corrected || entry == 0 || entry > self.facts.len() {
                return Err(OfficeLogError::NothingToCorrect { entry });
            }
        }
        self.facts.push(fact);
        Ok(self)
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

    /// The entries that are seen in a view, as corrected.
    pub(super) fn seen(&self, view: View) -> Vec<Seen<'_>> {
        self.facts.visible(view).facts
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
            made_under: Some(MadeUnder { choices: self.adopted.clone() })
                .filter(|made| made.choices != AdoptedReadings::new()),
        };
        written_lines(&first, self.facts.iter())
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
        let Lines { at, first, entries } = read_lines::<FirstLine>(text)?;
        let any_day = chrono::NaiveDate::MIN;
        let day = entries.iter().map(|(_, fact)| fact.on).min().unwrap_or(chrono::NaiveDate::MAX); // the eldest list asked
        let subject = read_subject(&first.territory, (&first.level, first.unit_type.as_deref()), &first.head, day);
        let subject = Subject { on: any_day, ..subject.map_err(|cause| LogError { line: at, cause })? };
        let adopted = first.made_under.map(|made| made.choices).unwrap_or_default();
        entries.into_iter().try_fold(Self::new(first.office, subject).adopting(adopted), |log, (line, fact)| {
            log.with(fact).map_err(|error| LogError { line, cause: error.into() })
        })
    }
}

/// Refuses what an event of the table does not take, and what is missing or no period; what a rule file declares takes
/// what its rules ask for.
fn check_details(fact: &Fact) -> Result<(), OfficeLogError> {
    let Some(event) = built_in(&fact.event) else { return Ok(()) };
    let name = || fact.event.clone();
    let said = [
        (fact.class.is_some(), Detail::Class),
        (fact.channel.is_some(), Detail::Channel),
        (fact.states.is_some(), Detail::States),
        // What of a petition states a limit is for the rules to say.
        (fact.until.is_some() && !event.petition && !event.says(Detail::NewDay), Detail::NewLimit),
    ];
    if let Some((_, what)) = said.into_iter().find(|(is_said, detail)| *is_said && !event.says(*detail)) {
        return Err(OfficeLogError::NotTaken { event: name(), what: what.text() });
    }
    if event.petition && fact.petition.is_none() {
        return Err(OfficeLogError::NoPetition { event: name() });
    }
    if event.needs.contains(&Detail::Class) && fact.class.is_none() {
        return Err(OfficeLogError::NoClass { event: name() });
    }
    if event.needs.contains(&Detail::NewDay) && fact.until.is_none() {
        return Err(OfficeLogError::NoNewDay { event: name() });
    }
    if event.says(Detail::NewDay) {
        Terms::check_new_day(&fact.event, fact.on, fact.until)?;
    }
    match &fact.about {
        Some(about) if event.says(Detail::Year) && about.parse::<NamedPeriod>().is_err() => {
            Err(OfficeLogError::UnknownPeriod { event: name(), about: about.clone() })
        }
        _ => Ok(()),
    }
}
