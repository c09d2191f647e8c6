//! Recurring duties, period by period.

mod acts;
mod cutoffs;
mod exact;
mod gap;
mod meant;
mod no_period;
mod periods;
mod sessions;
mod unknown;
mod untold;
mod versions;

use chrono::NaiveDate;
use serde::Serialize;

pub(super) use no_period::OfNoPeriod;
pub(super) use periods::is_report;
pub(crate) use periods::treated_of_recurring;
use versions::leave_to_other_versions;

use super::{Judgement, cited};
use crate::calendar::{Calendar, CoverageError};
use crate::dialogue::AnyDialogue;
use crate::ruleset::unit_type::{self, OfType};
use crate::ruleset::{
    DialogueKind, Often, Recurring, RecurringDue, RecurringReading, Registry, RuleSet, Subject, UnknownPart,
    unknown_text,
};
use crate::text::{Confidence, Lang, Text};
use crate::time_limit::DueDate;
use crate::timeline::facts::{self, Seen};
use crate::timeline::recurring::days::due_of;
use crate::timeline::recurring::periods::Span;
use crate::timeline::today::Today;
use crate::timeline::{AdoptedReadings, TransitionTaken, Untold, View, WhyNot, changed};

/// How a recurring duty was kept in one period.
///
/// ```
/// # use chrono::NaiveDate;
/// use doithoai::{Calendar, Lang, Registry, View, audit::{Judgement, OfficeLog, audit_year}};
/// let office = OfficeLog::from_jsonl(r#"{"office":"A","territory":"79","level":"commune","head":"local-government"}"#)?;
/// let year = audit_year(&Registry::builtin(), &Calendar::vietnam(), &[], &office, 2026, View::as_of(NaiveDate::from_ymd_opt(2027, 1, 31).unwrap()))?;
/// let held = year.recurring.iter().find(|verdict| verdict.duty == "hold-dialogue").unwrap();
/// assert_eq!((held.required, held.found, held.judgement), (Some(1), 0, Judgement::Overdue));
/// assert!(held.text(Lang::En).contains("0 of 1"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct RecurringVerdict {
    /// The rule set.
    pub ruleset: String,
    /// Its version in the period.
    pub version: String,
    /// The duty's id in it.
    pub duty: String,
    /// What is to be done.
    pub what: Text,
    /// The first day of the period.
    pub from: NaiveDate,
    /// The last day of the period.
    pub to: NaiveDate,
    /// What the period is called where an entry says what it is `about`: `2026-Q1`, `2026-H1`, `2026-09`, `2026-9M`, `2026`.
    pub period: Option<String>,
    /// The very day that the rule names, before it was rolled or moved; `None` where there is none.
    pub appointed: Option<NaiveDate>,
    /// What it had to come before, with its day and that of the one before it; `None` where a period bounds it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<Text>,
    /// When it was due, if the rule gives a day: by then, or on that day.
    pub due: Option<NaiveDate>,
    /// The first and the last day that it may be due on, where days off that are not decreed can move it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub between: Option<(NaiveDate, NaiveDate)>,
    /// How many times at least, if known.
    pub required: Option<u32>,
    /// How many times it was done.
    pub found: u32,
    /// How it was kept.
    pub judgement: Judgement,
    /// How it was kept under the rule's own reading, where the readings contest it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by_default: Option<Judgement>,
    /// By how many days it was early or late, where it was.
    pub days: Option<i64>,
    /// Why nothing more can be said, where nothing can.
    pub reason: Option<Text>,
    /// The act which shows that it was done, and not when, where only that is recorded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub implied_by: Option<Implied>,
    /// What was assumed, and what moved the day.
    pub notes: Vec<Text>,
    /// The provision by which a version judges the whole of a period that began before another one came into force.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub transition: Option<TransitionTaken>,
    /// Whether another version judges the period, by a provision or by the reading that was adopted.
    #[serde(skip)]
    pub(crate) is_left: bool,
    /// How it was kept under each other reading that says otherwise.
    pub readings: Vec<ReadingVerdict>,
    /// How sure the rule is.
    pub confidence: Confidence,
    /// The provision, as a lawyer writes it.
    pub cite_text: Text,
}

/// An act that shows that a recurring duty was done, and not when (`implied_by`).
///
/// ```
/// # use doithoai::{Calendar, Registry, RuleSet, View, audit::{Judgement, OfficeLog, audit_year}};
/// # let date = |y, m, d| chrono::NaiveDate::from_ymd_opt(y, m, d).unwrap();
/// let office = OfficeLog::from_jsonl(
///     r#"{"office":"A","territory":"17","level":"district","head":"agency"}
/// {"event":"plan-approved","on":"2024-03-04"}
/// "#,
/// )?;
/// let registry = Registry::builtin();
/// let year = audit_year(&registry, &Calendar::vietnam(), &[], &office, 2024, View::as_of(date(2025, 1, 31)))?;
/// let plan = year.recurring.iter().find(|verdict| verdict.duty == "annual-plan").unwrap();
/// let implied = plan.implied_by.as_ref().unwrap();
/// assert_eq!((plan.judgement, implied.event.as_str(), implied.on), (Judgement::Undetermined, "plan-approved", date(2024, 3, 4)));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Implied {
    /// The event.
    pub event: String,
    /// What the event is called.
    pub text: Text,
    /// When it was.
    pub on: NaiveDate,
}

/// How a recurring duty was kept under another reading.
///
/// ```
/// # use doithoai::{Calendar, Registry, View, audit::{OfficeLog, audit_year}};
/// # let office = OfficeLog::from_jsonl(r#"{"office":"A","territory":"79","level":"commune","head":"local-government"}"#)?;
/// # let view = View::as_of(chrono::NaiveDate::from_ymd_opt(2027, 1, 31).unwrap());
/// let year = audit_year(&Registry::builtin(), &Calendar::vietnam(), &[], &office, 2026, view)?;
/// assert!(year.recurring.iter().all(|verdict| verdict.readings.is_empty())); // nothing was done: no reading helps
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ReadingVerdict {
    /// The reading's id.
    pub reading: String,
    /// What the reading is called in a sentence.
    pub name: Text,
    /// How the duty was kept under it.
    pub judgement: Judgement,
    /// When it was due under it, if it gives a day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due: Option<NaiveDate>,
    /// How many times at least under it, where that is another number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub required: Option<u32>,
    /// How many times it was done, as far as that counts under it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub found: Option<u32>,
}

impl ReadingVerdict {
    /// What the reading changes, in one language.
    ///
    /// The example of [`RecurringVerdict::status_text`] has one.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let due = self.due.map(|due| format!(", {} {}", lang.pick("hạn", "due"), lang.date(due))).unwrap_or_default();
        let count =
            self.found.map(|found| format!(" ({})", count_text(found, self.required, lang))).unwrap_or_default();
        format!("{}{due}{count}", self.judgement.text().get(lang))
    }
}

impl RecurringVerdict {
    /// The verdict as a sentence in one language.
    ///
    /// ```
    /// # use doithoai::{Calendar, Lang, Registry, View, audit::{OfficeLog, audit_year}};
    /// let office = OfficeLog::from_jsonl(r#"{"office":"A","territory":"79","level":"commune","head":"local-government"}"#)?;
    /// let year = audit_year(&Registry::builtin(), &Calendar::vietnam(), &[], &office, 2026, View::everything())?;
    /// let held = year.recurring.iter().find(|verdict| verdict.duty == "hold-dialogue").unwrap();
    /// assert!(held.text(Lang::Vi).contains("chưa đến hạn (đã ghi nhận 0/1; tính theo năm dương lịch"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let (what, how) = (self.what_text(lang), self.status_text(lang));
        format!("{what}: {how} ({}). {}", self.told_text(lang), self.cite_text.get(lang))
    }

    /// How it was kept, and by how many days early or late, in one language.
    ///
    /// ```
    /// # use doithoai::{Calendar, Lang, Registry, View, audit::{OfficeLog, audit_year}};
    /// # let office = OfficeLog::from_jsonl(r#"{"office":"A","territory":"79","level":"commune","head":"local-government"}"#)?;
    /// let year = audit_year(&Registry::builtin(), &Calendar::vietnam(), &[], &office, 2026, View::everything())?;
    /// let held = year.recurring.iter().find(|verdict| verdict.duty == "hold-dialogue").unwrap();
    /// assert_eq!(held.status_text(Lang::Vi), "chưa đến hạn");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn status_text(&self, lang: Lang) -> String {
        let days = self.days.map(|n| days_text(n, lang)).unwrap_or_default();
        match self.by_default {
            Some(own) if self.judgement == Judgement::Contested => self.contested(own, lang),
            _ => format!("{}{days}", self.judgement.text().get(lang)),
        }
    }

    /// How it was kept under each reading, the adopted one first.
    fn contested(&self, own: Judgement, lang: Lang) -> String {
        let default = lang.pick("cách hiểu mặc định", "the default reading").to_owned();
        let days = self.days.map(|n| days_text(n, lang)).unwrap_or_default();
        let mut kept: Vec<(Judgement, Vec<String>)> = vec![(own, vec![default])];
        for reading in &self.readings {
            let name = format!("“{}”", reading.name.get(lang));
            match kept.iter_mut().find(|(judgement, _)| *judgement == reading.judgement) {
                Some((_, names)) => names.push(name),
                None => kept.push((reading.judgement, vec![name])),
            }
        }
        let kept: Vec<String> = kept
            .iter()
            .map(|(judgement, names)| {
                let days = if *judgement == own { days.as_str() } else { "" };
                format!("{}{days} {} {}", judgement.text().get(lang), lang.pick("theo", "under"), names.join(", "))
            })
            .collect();
        format!("{}: {}", lang.pick("tùy cách hiểu", "contested"), kept.join("; "))
    }

    fn what_text(&self, lang: Lang) -> String {
        let span = self.shifted().map(|span| span.text(lang));
        let when = match (self.appointed, self.due) {
            (Some(_), Some(due)) => {
                let within = span.map(|span| format!(", {span}")).unwrap_or_default();
                format!("{} {}{within}", lang.pick("ngày", "on"), self.day_text(due, lang))
            }
            (_, due) => {
                let due = due.filter(|_| self.before.is_none());
                let due = due.map(|due| format!(", {} {}", lang.pick("hạn", "due"), self.day_text(due, lang)));
                let of = span.unwrap_or_else(|| match &self.before {
                    Some(before) => before.get(lang).to_owned(),
                    None => format!("{} - {}", lang.date(self.from), lang.date(self.to)),
                });
                format!("{of}{}", due.unwrap_or_default())
            }
        };
        format!("{}, {when}", self.what.get(lang))
    }

    /// The day that it is due on, with those that it may be moved to.
    fn day_text(&self, due: NaiveDate, lang: Lang) -> String {
        let due = lang.date(due);
        let Some([first, last]) = self.between.map(|(first, last)| [first, last].map(|day| lang.date(day))) else {
            return due;
        };
        match lang {
            Lang::Vi => format!("{due} (dự kiến, từ {first} đến {last})"),
            Lang::En => format!("{due} (projected; {first} to {last})"),
        }
    }

    /// Its period, where that is not what the calendar calls so.
    fn shifted(&self) -> Option<Span> {
        let name = self.period.as_ref()?.parse().ok()?;
        Some(Span { from: self.from, to: self.to, name: Some(name) }).filter(Span::is_shifted)
    }

    /// How often it was done, and what is remarked.
    fn told_text(&self, lang: Lang) -> String {
        let remarks = self.remarks().map(|text| text.get(lang).to_owned());
        let told: Vec<String> = [self.count_text(lang)].into_iter().chain(remarks).collect();
        told.join("; ")
    }

    /// The sentence without the judgement, for a reader who is told that beside it.
    ///
    /// ```
    /// # use doithoai::{Calendar, Lang, Registry, View, audit::{OfficeLog, audit_year}};
    /// # let office = OfficeLog::from_jsonl(r#"{"office":"A","territory":"79","level":"commune","head":"local-government"}"#)?;
    /// let year = audit_year(&Registry::builtin(), &Calendar::vietnam(), &[], &office, 2026, View::everything())?;
    /// assert!(!year.recurring[0].rest_text(Lang::Vi).contains("chưa đến hạn"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn rest_text(&self, lang: Lang) -> String {
        format!("{} ({}). {}", self.what_text(lang), self.told_text(lang), self.cite_text.get(lang))
    }

    /// Why nothing more can be said, then what was assumed.
    ///
    /// ```
    /// # use doithoai::{Calendar, Lang, Registry, View, audit::{OfficeLog, audit_year}};
    /// let office = OfficeLog::from_jsonl(r#"{"office":"A","territory":"79","level":"commune","head":"local-government"}"#)?;
    /// let year = audit_year(&Registry::builtin(), &Calendar::vietnam(), &[], &office, 2026, View::everything())?;
    /// let held = year.recurring.iter().find(|verdict| verdict.duty == "hold-dialogue").unwrap();
    /// let said: Vec<&str> = held.remarks().map(|text| text.get(Lang::Vi)).collect();
    /// assert_eq!(said, ["tính theo năm dương lịch (giả định, văn bản không nêu)"]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn remarks(&self) -> impl Iterator<Item = &Text> {
        self.reason.iter().chain(&self.notes)
    }

    /// How often it was done, of how often it must be where that is known.
    fn count_text(&self, lang: Lang) -> String {
        count_text(self.found, self.required, lang)
    }
}

/// So many times, of so many where that is known.
fn count_text(found: u32, required: Option<u32>, lang: Lang) -> String {
    match (required, lang) {
        (Some(required), Lang::Vi) => format!("đã ghi nhận {found}/{required}"),
        (Some(required), Lang::En) => format!("{found} of {required}"),
        (None, _) => format!("{} {found}", lang.pick("đã ghi nhận", "recorded:")),
    }
}

/// So many days, in one language.
fn days_text(days: i64, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!(" {days} ngày"),
        Lang::En => format!(" by {days} day{}", if days == 1 { "" } else { "s" }),
    }
}

/// What the recurring duties of an office are judged by.
pub(super) struct OfficeInView<'a> {
    pub(super) registry: &'a Registry,
    pub(super) calendar: &'a Calendar,
    pub(super) subject: &'a Subject,
    pub(super) view: View,
    /// Its day, which notes what is compared with it.
    pub(super) today: &'a Today,
    pub(super) adopted: &'a AdoptedReadings,
    /// The office's entries that are seen.
    pub(super) entries: Vec<Seen<'a>>,
    /// Each dialogue that is seen to have closed: of which kind, and when.
    pub(super) held: Vec<(Option<DialogueKind>, NaiveDate)>,
    /// What its entries that are not understood could touch.
    pub(super) untold: Untold<'a>,
    /// Its entries that are about a period which no duty has.
    pub(super) of_no_period: Vec<OfNoPeriod<'a>>,
}

/// Each dialogue that closed, as far as the view sees it.
pub(super) fn held(dialogues: &[AnyDialogue], view: View) -> Vec<(Option<DialogueKind>, NaiveDate)> {
    let closed = |dialogue: &AnyDialogue| {
        let day = facts::closed(&dialogue.facts().visible(view).facts)?;
        Some((dialogue.log().plan().kind, day))
    };
    dialogues.iter().filter_map(closed).collect()
}

/// How a duty stands.
struct Judged {
    judgement: Judgement,
    days: Option<i64>,
    reason: Option<Text>,
}

impl From<Judgement> for Judged {
    fn from(judgement: Judgement) -> Self {
        Self { judgement, days: None, reason: None }
    }
}

impl Judged {
    fn because(judgement: Judgement, reason: Text) -> Self {
        Self { judgement, days: None, reason: Some(reason) }
    }

    /// A dialogue of the right kind would fulfil it, and of which kind one was is not recorded.
    fn kind_not_recorded() -> Self {
        let (vi, en) = ("có cuộc đối thoại chưa ghi hình thức", "the kind of a dialogue was not recorded");
        Self::because(Judgement::Undetermined, Text::new(vi, en))
    }

    /// The rules are not the same for the whole of a period.
    fn changing() -> Self {
        let (vi, en) = ("quy định thay đổi trong kỳ", "the rules change within the period");
        Self::because(Judgement::Undetermined, Text::new(vi, en))
    }

    /// By so many days of a date, which only counts where that cannot move.
    fn by(judgement: Judgement, due: DueDate, days: i64) -> Self {
        Self { judgement, days: (due.earliest() == due.latest()).then_some(days), reason: None }
    }

    /// Days off that are not decreed decide.
    fn not_decreed(due: DueDate) -> Self {
        let reason = due.because().map(|because| Text::build(|lang| because.text(lang)));
        Self { judgement: Judgement::Undetermined, days: None, reason }
    }
}

/// One time that a duty is owed: in a period, on a day, before a session.
struct Owed {
    span: Span,
    /// Which of the days of its period it is.
    number: usize,
    /// The first and the last day on which the version must bind.
    binding: (NaiveDate, NaiveDate),
    appointed: Option<NaiveDate>,
    before: Option<Text>,
    due: Option<DueDate>,
    required: Option<u32>,
    found: usize,
    judged: Judged,
    implied: Option<Implied>,
    notes: Vec<Text>,
    /// By which provision this version judges it, or another one does.
    transition: Option<TransitionTaken>,
    /// Whether another one does.
    is_left: bool,
}

impl Owed {
    /// In a period, with nothing more said of it.
    fn within(span: Span, required: Option<u32>, found: usize, judged: Judged) -> Self {
        let binding = (span.from, span.to);
        let (appointed, before, due, implied, notes, transition) = (None, None, None, None, Vec::new(), None);
        let (number, is_left) = (0, false);
        Self {
            span,
            number,
            binding,
            appointed,
            before,
            due,
            required,
            found,
            judged,
            implied,
            notes,
            transition,
            is_left,
        }
    }

    /// Whether another reading speaks of the same time.
    fn is_same(&self, other: &Self) -> bool {
        let same = match (self.span.name, other.span.name) {
            (Some(name), Some(other)) => name == other,
            _ => self.span == other.span,
        };
        same && self.number == other.number
    }
}

impl OfficeInView<'_> {
    /// The verdicts on every recurring duty of a rule set's versions, in the order of time.
    pub(super) fn recurring(&self, id: &str, year: i32) -> Result<Vec<RecurringVerdict>, CoverageError> {
        let mut verdicts = Vec::new();
        let versions = self.registry.rule_sets().iter().filter(|set| set.id() == id);
        for (_, set) in versions.flat_map(RuleSet::stages) {
            for duty in set.recurring() {
                let open = duty.may_bind();
                let may_bind = open.as_ref().map_or(duty, |(duty, _)| duty);
                if !may_bind.binds(self.subject.level, self.subject.head) {
                    continue;
                }
                let adopted = self.reading_in(set, may_bind);
                let all = self.of_duty(set, &may_bind.adopting(adopted), adopted.is_some(), year)?;
                let all = all.into_iter().filter_map(|verdict| self.of_type(may_bind, verdict));
                verdicts.extend(all.map(|verdict| match &open {
                    Some((_, part)) => unknown(verdict, may_not_bind(*part)),
                    None => verdict,
                }));
            }
        }
        leave_to_other_versions(&mut verdicts);
        self.before_issue(id, year, &mut verdicts)?;
        verdicts.sort_by_key(|verdict| (verdict.from, verdict.due));
        Ok(verdicts)
    }

    /// The verdict on a duty, as far as it is one of the office's kind of unit: none, or an unknown one where that was not said.
    fn of_type(&self, duty: &Recurring, verdict: RecurringVerdict) -> Option<RecurringVerdict> {
        let subject = Subject { on: verdict.to, ..self.subject.clone() };
        match subject.is_of_type(&duty.unit_types, &duty.levels) {
            OfType::Bound => Some(verdict),
            OfType::Other => None,
            OfType::NotSaid => {
                let reason = Text::build(|lang| unit_type::not_said(&duty.unit_types, lang));
                Some(unknown(verdict, reason))
            }
        }
    }

    /// Each time that a duty is owed, also where only another reading has it.
    /// A reading that was adopted silences the others.
    fn of_duty(
        &self,
        set: &RuleSet,
        duty: &Recurring,
        silent: bool,
        year: i32,
    ) -> Result<Vec<RecurringVerdict>, CoverageError> {
        let own = self.owed(set, duty, year)?;
        let mut read = Vec::new();
        for reading in &duty.readings {
            read.push((reading, self.owed(set, &duty.under(reading), year)?));
        }
        let mut only_read: Vec<&Owed> = Vec::new();
        for owed in read.iter().flat_map(|(_, all)| all) {
            if !own.iter().chain(only_read.iter().copied()).any(|known| known.is_same(owed)) {
                only_read.push(owed);
            }
        }
        let verdict = |owed: &Owed, judgement| verdict(set, duty, owed, judgement, (silent, &read));
        let of_rule = own.iter().map(|owed| verdict(owed, owed.judged.judgement));
        let of_readings = only_read.into_iter().map(|owed| verdict(owed, Judgement::NotApplicable));
        Ok(of_rule.chain(of_readings).collect())
    }

    /// Each time that a duty is owed in a year while a version of it binds, with each of its values as it is written.
    fn owed_as_written(&self, set: &RuleSet, duty: &Recurring, year: i32) -> Result<Vec<Owed>, CoverageError> {
        let all = match (&duty.often, due_of(set, duty)) {
            (Often::EachBefore { event, .. }, _) => self.before_each(set, duty, event, year),
            (Often::Every { period: None, .. }, _) => self.in_periods(set, duty, year)?,
            (_, RecurringDue::On { .. }) => self.on_days(set, duty, year)?,
            (Often::Cutoffs(cutoffs), _) => self.at_cutoffs(set, duty, cutoffs, year),
            (Often::Every { .. }, _) => self.by_days(set, duty, year)?,
        };
        Ok(all
            .into_iter()
            .map(|owed| self.unless_implied(set, duty, owed))
            .filter_map(|owed| self.while_bound(set, duty, owed))
            .map(|owed| self.with_uncounted(set, duty, owed))
            .collect())
    }
}

/// The verdict on what may not bind the office at all.
fn unknown(verdict: RecurringVerdict, reason: Text) -> RecurringVerdict {
    let (judgement, reason, readings) = (Judgement::Unknown, Some(reason), Vec::new());
    RecurringVerdict { judgement, reason, readings, days: None, by_default: None, ..verdict }
}

/// That the file does not know whom a duty binds.
fn may_not_bind(part: UnknownPart<'_>) -> Text {
    let part = unknown_text(part);
    Text::owned(format!("chưa rõ có áp dụng không: {}", part.vi), format!("whether it binds is not known: {}", part.en))
}

/// The same while the document that lays it down, which need not be the main one, is in force.
fn while_in_force((begins, ends): (Option<NaiveDate>, Option<NaiveDate>), owed: Owed) -> Owed {
    let (from, to) = owed.binding;
    let before = |day: NaiveDate| begins.is_some_and(|begins| day < begins);
    let after = |day: NaiveDate| ends.is_some_and(|ends| ends <= day);
    let judged = if before(to) {
        Judged::because(Judgement::NotApplicable, WhyNot::BeforeInForce.text())
    } else if after(from) {
        let (vi, en) = ("văn bản không còn hiệu lực vào lúc đó", "its instrument was no longer in force then");
        Judged::because(Judgement::NotApplicable, Text::new(vi, en))
    } else if before(from) || after(to) {
        Judged::changing()
    } else {
        return owed;
    };
    Owed { judged, ..owed }
}

/// The verdict on one time, under the rule and under each reading.
fn verdict(
    set: &RuleSet,
    duty: &Recurring,
    owed: &Owed,
    judgement: Judgement,
    (silent, read): (bool, &[(&RecurringReading, Vec<Owed>)]),
) -> RecurringVerdict {
    let under = |(reading, all): &(&RecurringReading, Vec<Owed>)| {
        let other = all.iter().find(|other| other.is_same(owed));
        let judgement = other.map_or(Judgement::NotApplicable, |other| other.judged.judgement);
        let due = other.and_then(|other| other.due).map(|due| due.date);
        let counted = other.filter(|other| (other.required, other.found) != (owed.required, owed.found));
        let (required, found) = (counted.and_then(|other| other.required), counted.map(times_found));
        ReadingVerdict { reading: reading.id.clone(), name: reading.name().clone(), judgement, due, required, found }
    };
    let readings = read.iter().map(under).filter(|other| silent || other.judgement != judgement);
    let readings: Vec<ReadingVerdict> = readings.collect();
    let contested = !silent && readings.iter().any(|reading| splits(reading.judgement, judgement));
    let is_own = judgement == owed.judged.judgement;
    RecurringVerdict {
        ruleset: set.id().to_owned(),
        version: set.version().to_owned(),
        duty: duty.id.clone(),
        what: duty.text.clone(),
        from: owed.span.from,
        to: owed.span.to,
        period: owed.span.name.map(|name| name.to_string()),
        appointed: owed.appointed,
        before: owed.before.clone(),
        due: owed.due.map(|due| due.date),
        between: owed.due.filter(|due| due.earliest() != due.latest()).map(|due| (due.earliest(), due.latest())),
        required: owed.required,
        found: times_found(owed),
        judgement: if contested { Judgement::Contested } else { judgement },
        by_default: contested.then_some(judgement),
        days: owed.judged.days.filter(|_| is_own),
        reason: if is_own { owed.judged.reason.clone() } else { Some(only_read()) },
        implied_by: owed.implied.clone(),
        notes: owed.notes.clone(),
        transition: owed.transition.clone(),
        is_left: owed.is_left,
        readings,
        confidence: duty.confidence,
        cite_text: cited(&set.cite_text(&duty.cite), &changed(set, "recurring", &duty.id)),
    }
}

fn only_read() -> Text {
    Text::new("chỉ phải làm theo cách hiểu khác", "owed under another reading only")
}

fn times_found(owed: &Owed) -> u32 {
    u32::try_from(owed.found).unwrap_or(u32::MAX)
}

/// Whether two readings disagree on whether a duty was neglected.
fn splits(one: Judgement, other: Judgement) -> bool {
    let neglected =
        |judgement| matches!(judgement, Judgement::Overdue | Judgement::Missed | Judgement::Late | Judgement::Early);
    let kept = |judgement| matches!(judgement, Judgement::OnTime | Judgement::Open | Judgement::NotApplicable);
    neglected(one) && kept(other) || kept(one) && neglected(other)
}
