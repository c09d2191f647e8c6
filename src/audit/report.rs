//! Audits with their figures, and what is to be known of them: what the command prints and the C interface gives.

use chrono::Datelike as _;
use serde::Serialize;

use super::{OfficeLog, Summary, YearAudit, audit_year};
use crate::calendar::{Calendar, CalendarHashes, DataAge};
use crate::dialogue::{AnyDialogue, Fingerprint, Log};
use crate::ruleset::{Registry, Subject};
use crate::text::{Lang, visible};
use crate::timeline::{NotUnderstood, Terms, TimelineError, UnknownEntry, View};

/// Audits of years, as `doithoai audit --format json` prints them.
///
/// ```
/// use doithoai::{Calendar, Registry, View, audit::{AuditReport, OfficeLog, audit_year}};
/// let office = OfficeLog::from_jsonl(r#"{"office":"A","territory":"79","level":"commune","head":"local-government"}"#)?;
/// let (calendar, view) = (Calendar::vietnam(), View::everything());
/// let year = audit_year(&Registry::builtin(), &calendar, &[], &office, 2026, view)?;
/// let report = AuditReport::of(vec![year], &calendar, view).with_office(&office, &calendar);
/// assert_eq!((report.audits.len(), report.other_calendars.len()), (1, 0));
/// assert_eq!(report.calendar, calendar.hashes());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct AuditReport {
    /// The years of offices.
    pub audits: Vec<YearAudit>,
    /// How many duties were kept in which way.
    pub summary: Summary,
    /// On which calendar all of it is judged, as the view knows it.
    pub calendar: CalendarHashes,
    /// What was recorded on a calendar of other days.
    pub other_calendars: Vec<OtherCalendar>,
    /// The entries of dialogues that come again, and change nothing.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub repeated: Vec<RepeatedEntry>,
    /// That the view or a due date reaches beyond what was checked of the days off.
    pub data_age: Option<DataAge>,
}

impl AuditReport {
    /// The audits, with nothing told yet of the logs.
    ///
    /// The example of [`AuditReport`] shows it.
    #[must_use]
    pub fn of(audits: Vec<YearAudit>, calendar: &Calendar, view: View) -> Self {
        let summary = Summary::of(&audits);
        let data_age = audits.iter().filter_map(|audit| audit.data_age.as_ref()).max_by_key(|age| age.beyond).cloned();
        let calendar = view.known_on.map_or_else(|| calendar.hashes(), |day| calendar.known_on(day).hashes());
        Self { audits, summary, calendar, other_calendars: Vec::new(), repeated: Vec::new(), data_age }
    }

    /// The same with what is to be known of a dialogue.
    ///
    /// ```
    /// # use doithoai::{Calendar, RuleSet, Terms, View, audit::AuditReport, dialogue::{AnyDialogue, Plan}};
    /// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
    /// let planned = AnyDialogue::plan(terms, Plan::new("DT-1", date(8, 20)), date(7, 20))?;
    /// let report = AuditReport::of(Vec::new(), &Calendar::vietnam(), View::everything()).with_dialogue(&planned);
    /// assert!(report.repeated.is_empty()); // nothing stands in its log twice
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn with_dialogue(mut self, dialogue: &AnyDialogue) -> Self {
        self.other_calendars.extend(OtherCalendar::of(dialogue.log(), dialogue.terms()));
        self.repeated.extend(RepeatedEntry::of(dialogue));
        self
    }

    /// The same with what is to be known of the log of an office.
    ///
    /// The example of [`AuditReport`] shows it.
    #[must_use]
    pub fn with_office(mut self, office: &OfficeLog, calendar: &Calendar) -> Self {
        self.other_calendars.extend(OtherCalendar::of_office(office, calendar));
        self
    }
}

/// The year of one dialogue, as of the office that holds it and has no log of its own; `None` where it does not say whose it is.
///
/// ```
/// use doithoai::{Calendar, Registry, RuleSet, Subject, Terms, View, audit::audit_dialogue, dialogue::{AnyDialogue, Plan}};
/// use doithoai::ruleset::{HeadKind, Level};
/// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
/// let (registry, terms) = (Registry::builtin(), Terms::new([RuleSet::builtin("law-72-2025")?], Calendar::vietnam()));
/// let whose = Subject::new("79", Level::Commune, HeadKind::LocalGovernment, date(8, 20))?;
/// let planned = |plan: Plan| AnyDialogue::plan(terms.clone(), plan, date(7, 20));
/// let dialogue = planned(Plan::new("DT-1", date(8, 20)).subject(whose))?;
/// let report = audit_dialogue(&registry, &dialogue, View::everything())?.unwrap();
/// assert_eq!(report.audits[0].office, "79 commune local-government");
/// let nobodys = planned(Plan::new("DT-2", date(8, 20)))?;
/// assert!(audit_dialogue(&registry, &nobodys, View::everything())?.is_none());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// As [`audit_year`].
pub fn audit_dialogue(
    registry: &Registry,
    dialogue: &AnyDialogue,
    view: View,
) -> Result<Option<AuditReport>, TimelineError> {
    let Some(subject) = dialogue.log().plan().subject.clone() else { return Ok(None) };
    let (calendar, year) = (dialogue.terms().calendar(), dialogue.facts().appointed_in(view).year());
    let office = OfficeLog::new(named_by_code(&subject), subject);
    let audit = audit_year(registry, calendar, std::slice::from_ref(dialogue), &office, year, view)?;
    Ok(Some(AuditReport::of(vec![audit], calendar, view).with_dialogue(dialogue)))
}

/// What an office is called that has no log of its own, in words of no language.
///
/// ```
/// use doithoai::{Subject, audit::named_by_code, ruleset::{HeadKind, Level}};
/// # let day = chrono::NaiveDate::from_ymd_opt(2026, 8, 20).unwrap();
/// let ward = Subject::new("79", Level::Commune, HeadKind::LocalGovernment, day)?;
/// assert_eq!(named_by_code(&ward), "79 commune local-government");
/// # Ok::<(), doithoai::ruleset::SubjectError>(())
/// ```
#[must_use]
pub fn named_by_code(subject: &Subject) -> String {
    format!("{} {} {}", subject.territory.join("/"), subject.level.word(), subject.head.word())
}

/// An entry of a dialogue that comes again.
///
/// The example of [`AuditReport::with_dialogue`] shows where it stands.
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct RepeatedEntry {
    /// The dialogue.
    pub dialogue: String,
    /// The entry.
    #[serde(flatten)]
    pub entry: UnknownEntry,
}

impl RepeatedEntry {
    /// Those of a dialogue.
    #[must_use]
    pub fn of(dialogue: &AnyDialogue) -> Vec<Self> {
        let repeats = |entry: &UnknownEntry| matches!(entry.because, NotUnderstood::Repeats { .. });
        let of = |entry| Self { dialogue: dialogue.log().plan().id.clone(), entry };
        dialogue.unknown_entries().into_iter().filter(repeats).map(of).collect()
    }

    /// The same as a sentence in one language.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let of = lang.pick("cuộc đối thoại", "the dialogue");
        format!("{of} {}: {}", visible(&self.dialogue), visible(&self.entry.text(lang)))
    }
}

/// A dialogue or an office that was recorded on a calendar of other days than those it is judged by now, by their hashes.
///
/// ```
/// use doithoai::{Calendar, Lang, audit::{OfficeLog, OtherCalendar}};
/// let line = r#"{"office":"A","territory":"79","level":"commune","head":"local-government","made_under":{"choices":[],"calendar":"HASH"}}"#;
/// let office = OfficeLog::from_jsonl(&line.replace("HASH", &"0".repeat(64)))?;
/// let other = OtherCalendar::of_office(&office, &Calendar::vietnam()).unwrap();
/// assert!(other.text(Lang::En).starts_with("the log of the office A was recorded on another calendar (hash 00000000, now "));
/// # Ok::<(), doithoai::dialogue::LogError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct OtherCalendar {
    /// The dialogue, of a dialogue.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dialogue: Option<String>,
    /// The office, of an office.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub office: Option<String>,
    /// The hash of the calendar that it was recorded on.
    pub recorded_on: String,
    /// That of the one by which it is judged.
    pub judged_on: String,
}

impl OtherCalendar {
    /// Of the log of a dialogue.
    #[must_use]
    pub fn of(log: &Log, terms: &Terms) -> Option<Self> {
        let (stored, now) = (log.fingerprint()?, Fingerprint::of(terms));
        let hash = |of: &Fingerprint| of.days.clone().filter(|_| stored.days.is_some()).unwrap_or(of.calendar.clone());
        let (recorded_on, judged_on) = (hash(stored), hash(&now));
        let dialogue = Some(log.plan().id.clone());
        (!stored.same_days(&now)).then_some(Self { dialogue, office: None, recorded_on, judged_on })
    }

    /// Of the log of an office.
    #[must_use]
    pub fn of_office(log: &OfficeLog, calendar: &Calendar) -> Option<Self> {
        let recorded_on = log.other_calendar(calendar)?.to_owned();
        let (office, judged_on) = (Some(log.office().to_owned()), calendar.days_hash());
        Some(Self { dialogue: None, office, recorded_on, judged_on })
    }

    /// The same as a sentence in one language.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let short = |hash: &str| hash.chars().take(8).collect::<String>();
        let (then, now) = (short(&self.recorded_on), short(&self.judged_on));
        let whose = match (&self.dialogue, &self.office) {
            (Some(id), _) => format!("{} {id}", lang.pick("cuộc đối thoại", "the dialogue")),
            (None, office) => {
                let office = office.as_deref().unwrap_or_default();
                format!("{} {office}", lang.pick("sổ của cơ quan", "the log of the office"))
            }
        };
        match lang {
            Lang::Vi => format!(
                "{whose} được ghi theo bộ lịch làm việc khác (mã băm {then}, nay là {now}): ngày đến hạn có thể khác trước"
            ),
            Lang::En => format!(
                "{whose} was recorded on another calendar (hash {then}, now {now}): its due dates may differ from those then"
            ),
        }
    }
}
