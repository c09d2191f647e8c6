//! Verdicts with citations: for each duty of a dialogue, and for an office's year.

mod courses;
mod made_under;
mod next_change;
mod office;
mod petitions;
mod receipts;
mod receptions;
mod recurring;
mod report;
mod summary;
mod year;

use chrono::NaiveDate;
use serde::{Serialize, Serializer};

pub use next_change::{RecurringChange, YearChange, next_change};
pub use office::{OfficeLog, OfficeLogError};
pub use receptions::{OtherDay, UnknownReception};
pub(crate) use recurring::treated_of_recurring;
pub use recurring::{Implied, ReadingVerdict, RecurringVerdict};
pub use report::{AuditReport, OtherCalendar, RepeatedEntry, audit_dialogue, named_by_code};
pub use summary::{Summary, Tally};
pub use year::{YearAudit, audit_year};

use crate::dialogue::AnyDialogue;
use crate::ruleset::DutyKind;
use crate::text::{Confidence, Lang, Text, vocabulary};
use crate::time_limit::TimeOfDay;
use crate::timeline::{ChangedValue, Duty, Finding, Status, TimelineError, View};

vocabulary! {
    /// How a duty was kept.
    ///
    /// ```
    /// use doithoai::audit::Judgement;
    /// assert_eq!(Judgement::Late.word(), "late");
    /// assert_eq!(Judgement::OnTime.text().vi, "đúng hạn");
    /// ```
    pub enum Judgement ("kết quả đánh giá", "judgement") {
        OnTime = "on-time", "đúng hạn", "on time";
        /// Not fulfilled within the limit, with the excuse that the rule accepts.
        Excused = "excused", "được miễn trừ", "excused";
        /// Fulfilled after the limit.
        Late = "late", "hoàn thành quá hạn", "late";
        /// Done before the very day on which it was to be done, and not on it.
        Early = "early", "sớm hơn ngày quy định", "earlier than the day laid down";
        /// Not fulfilled, and the limit has passed.
        Overdue = "overdue", "quá hạn", "overdue";
        /// It was not fulfilled before what it had to come before.
        Missed = "missed", "không có ghi nhận đã thực hiện trước hạn", "no record that it was done before what it had to precede";
        /// It can still be fulfilled in time, or its clock has not begun.
        Open = "open", "chưa đến hạn", "open";
        /// In time under one reading and late under another.
        Contested = "contested", "tùy cách hiểu", "contested";
        /// It hangs on a decree, or on something that was not recorded.
        Undetermined = "undetermined", "chưa xác định được", "undetermined";
        /// No date can be computed; whether it was done is told.
        Undated = "undated", "không tính được ngày đến hạn", "undated";
        /// It does not bind this case.
        NotApplicable = "not-applicable", "không áp dụng", "not applicable";
        /// Not enough is known of the rule.
        Unknown = "unknown", "chưa rõ", "unknown";
    }
}

/// How one duty of one dialogue, or toward one petition of an office, was kept, and by which provision it is judged.
///
/// ```
/// use doithoai::{Calendar, Fact, Lang, RuleSet, Terms, View, audit::{self, Judgement}, dialogue::{AnyDialogue, Plan}};
/// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
/// let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
/// let mut dialogue = AnyDialogue::plan(terms, Plan::new("DT-1", date(8, 20)), date(7, 20))?;
/// for (event, on) in [("opened", date(8, 20)), ("closed", date(8, 20)), ("conclusion-notified", date(9, 8))] {
///     dialogue.record(Fact::new(event, on))?;
/// }
/// let verdicts = audit::audit(&dialogue, View::as_of(date(9, 30)))?;
/// let notice = verdicts.iter().find(|verdict| verdict.duty.rule.id == "notify-conclusion").unwrap();
/// assert_eq!(notice.judgement, Judgement::Late);
/// assert!(notice.text(Lang::En).contains("met late by 1 day"));
/// assert_eq!(notice.cite_text().vi, "gạch đầu dòng thứ nhất khoản 3 Điều 13 Quy chế kèm theo Quyết định 935-QĐ/TU");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Verdict {
    /// The dialogue; `None` of a petition or reception in the log of an office.
    pub dialogue: Option<String>,
    /// The day of the reception that it is owed for, where it is owed for each.
    pub reception: Option<NaiveDate>,
    /// What the log calls that reception, where it does.
    pub reception_id: Option<String>,
    /// The duty: its rule, and how it turned out.
    pub duty: Duty,
    /// How it was kept.
    pub judgement: Judgement,
}

/// The stable JSON form of a verdict.
#[derive(Serialize)]
struct Wire<'a> {
    dialogue: Option<&'a str>,
    reception: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reception_id: Option<&'a str>,
    ruleset: &'a str,
    duty: &'a str,
    duty_kind: DutyKind,
    petition: Option<&'a str>,
    session: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    occurrence: Option<&'a str>,
    what: &'a Text,
    bearer: Text,
    judgement: Judgement,
    #[serde(flatten)]
    status: &'a Status,
    due: Option<NaiveDate>,
    /// Where which limit holds is open: by the shortest that it may have.
    #[serde(skip_serializing_if = "Option::is_none")]
    earliest: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    due_at: Option<TimeOfDay>,
    #[serde(skip_serializing_if = "Option::is_none")]
    expected: Option<Text>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason_text: Option<Text>,
    met_on: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    met_at: Option<TimeOfDay>,
    findings: &'a [Finding],
    confidence: Confidence,
    cite_text: Text,
}

impl Serialize for Verdict {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (duty, rule, outcome) = (&self.duty, &self.duty.rule, &self.duty.outcome);
        let wire = Wire {
            dialogue: self.dialogue.as_deref(),
            reception: self.reception,
            reception_id: self.reception_id.as_deref(),
            ruleset: duty.ruleset(),
            duty: &rule.id,
            duty_kind: rule.duty_kind,
            petition: duty.petition.as_deref(),
            session: duty.session.as_deref(),
            occurrence: duty.occurrence.as_deref(),
            what: &rule.text,
            bearer: duty.bearer_text(),
            judgement: self.judgement,
            status: &outcome.status,
            due: outcome.settled_due().map(|due| due.date),
            earliest: outcome.shortest.map(|due| due.date),
            due_at: outcome.due_at.filter(|_| !outcome.slides()),
            expected: duty.expected_text(),
            reason: outcome.reason_word(),
            reason_text: outcome.reason.as_ref().map(|why| Text::build(|lang| duty.reason_text(why, lang))),
            met_on: outcome.met_on,
            met_at: outcome.met_at,
            findings: &outcome.findings,
            confidence: rule.confidence,
            cite_text: self.cite_text(),
        };
        wire.serialize(serializer)
    }
}

impl Verdict {
    /// The provision as a lawyer writes it, and those that changed what it says.
    ///
    /// ```
    /// # use doithoai::{Calendar, RuleSet, Terms, View, audit, dialogue::{Dialogue, Plan}};
    /// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
    /// let planned = Dialogue::plan(terms, Plan::new("DT-1", date(8, 20)), date(7, 20))?;
    /// let verdicts = audit::audit(&planned.into(), View::everything())?;
    /// assert!(verdicts[0].cite_text().en.starts_with("Working regulation enclosed with Decision 935-QĐ/TU"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn cite_text(&self) -> Text {
        cited(&self.duty.cite_text(), &self.duty.changed())
    }

    /// The verdict as a sentence in one language.
    ///
    /// ```
    /// # use doithoai::{Calendar, Lang, RuleSet, Terms, View, audit, dialogue::{AnyDialogue, Plan}};
    /// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// # let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
    /// let planned = AnyDialogue::plan(terms, Plan::new("DT-1", date(8, 20)), date(7, 20))?;
    /// let verdicts = audit::audit(&planned, View::as_of(date(8, 15)))?;
    /// let words = verdicts[0].text(Lang::Vi);
    /// assert!(words.starts_with("Gửi thông báo, thư mời Nhân dân tham gia: "), "{words}");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let (what, status, facts) = (self.what_text(lang), self.status_text(lang), self.facts_text(lang));
        format!("{what}: {status}{facts}. {}", self.cite_text().get(lang))
    }

    /// The sentence without how it was kept, for a reader who is told that beside it.
    ///
    /// ```
    /// # use doithoai::{Calendar, Lang, RuleSet, Terms, View, audit, dialogue::{AnyDialogue, Plan}};
    /// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// # let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
    /// let planned = AnyDialogue::plan(terms, Plan::new("DT-1", date(8, 20)), date(7, 20))?;
    /// let first = &audit::audit(&planned, View::as_of(date(8, 15)))?[0];
    /// assert!(first.text(Lang::Vi).contains(&first.status_text(Lang::Vi)));
    /// assert!(first.rest_text(Lang::Vi).starts_with("Gửi thông báo, thư mời Nhân dân tham gia; hạn 12/08/2026. "));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn rest_text(&self, lang: Lang) -> String {
        format!("{}{}. {}", self.what_text(lang), self.facts_text(lang), self.cite_text().get(lang))
    }

    /// Which petition, session or reception of its case it is owed for, in one language; `None` where it is one duty.
    ///
    /// ```
    /// # use doithoai::{Calendar, Lang, RuleSet, Terms, View, audit, dialogue::{AnyDialogue, Plan}};
    /// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// # let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
    /// let planned = AnyDialogue::plan(terms, Plan::new("DT-1", date(8, 20)), date(7, 20))?;
    /// assert_eq!(audit::audit(&planned, View::everything())?[0].of_text(Lang::Vi), None); // an invitation to all
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn of_text(&self, lang: Lang) -> Option<String> {
        let duty = &self.duty;
        let petition = duty.petition.as_ref().map(|id| format!("{} {id}", lang.pick("kiến nghị", "petition")));
        let session = duty.session.as_ref().map(|id| match (id.parse().map(|day| lang.date(day)), lang) {
            (Ok(day), Lang::Vi) => format!("buổi ngày {day}"),
            (Ok(day), Lang::En) => format!("session of {day}"),
            (Err(_), _) => format!("{} {id}", lang.pick("buổi", "session")),
        });
        let reception = self.reception.map(|day| match &self.reception_id {
            Some(id) => format!(
                "{} {id} {} {}",
                lang.pick("buổi tiếp công dân", "reception"),
                lang.pick("ngày", "of"),
                lang.date(day)
            ),
            None => format!("{} {}", lang.pick("buổi tiếp công dân ngày", "reception of"), lang.date(day)),
        });
        let of: Vec<String> =
            [petition, session, duty.occurrence_text(lang), reception].into_iter().flatten().collect();
        (!of.is_empty()).then(|| of.join(", "))
    }

    fn what_text(&self, lang: Lang) -> String {
        let of = self.of_text(lang).map(|of| format!(" [{of}]")).unwrap_or_default();
        format!("{}{of}", self.duty.rule.text.get(lang))
    }

    fn facts_text(&self, lang: Lang) -> String {
        let outcome = &self.duty.outcome;
        let binds = !matches!(outcome.status, Status::NotApplicable { .. });
        let at = |time: Option<TimeOfDay>| {
            time.map_or_else(String::new, |time| format!(" {} {time}", lang.pick("lúc", "at")))
        };
        let due = outcome.due_text(lang, Lang::date).filter(|_| binds).map(|due| {
            match self.duty.limit_text(lang).filter(|_| outcome.is_projected()) {
                Some(limit) => format!("; {}: {limit}", lang.pick("dự kiến đến hạn", "expected due")), // a date would slide
                None => format!("; {} {due}{}", lang.pick("hạn", "due"), at(outcome.due_at)),
            }
        });
        let done = |on| format!("; {} {}{}", lang.pick("hoàn thành", "done"), lang.date(on), at(outcome.met_at));
        let met = outcome.met_on.map(done);
        let why = self.why_text(lang).map(|why| format!("; {why}"));
        format!("{}{}{}", due.unwrap_or_default(), why.unwrap_or_default(), met.unwrap_or_default())
    }

    /// Why it has no date, in one language; `None` where it has one, or what is said of how it was kept says it.
    ///
    /// ```
    /// # use doithoai::{Calendar, Lang, RuleSet, Terms, View, audit, dialogue::{AnyDialogue, Plan}};
    /// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
    /// let planned = AnyDialogue::plan(terms, Plan::new("DT-1", date(8, 20)), date(7, 20))?;
    /// let verdicts = audit::audit(&planned, View::everything())?;
    /// let agencies = verdicts.iter().find(|verdict| verdict.duty.rule.id == "notify-agencies").unwrap();
    /// assert_eq!(agencies.why_text(Lang::Vi).unwrap(), "văn bản không nêu thời hạn");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn why_text(&self, lang: Lang) -> Option<String> {
        let outcome = &self.duty.outcome;
        let is_silent = matches!(outcome.status, Status::NoDate | Status::Met | Status::Awaiting | Status::Permitted);
        let reason = outcome.reason.as_ref().filter(|_| is_silent && outcome.due.is_none())?;
        Some(self.duty.reason_text(reason, lang))
    }

    /// How it was kept, in one language.
    ///
    /// The example of [`rest_text`](Self::rest_text) shows it.
    #[must_use]
    pub fn status_text(&self, lang: Lang) -> String {
        self.duty.status_text(lang)
    }
}

/// A citation, and the provisions that changed what it says.
fn cited(cite: &Text, changed: &[ChangedValue]) -> Text {
    let mut by: Vec<&Text> = changed.iter().filter_map(|change| change.cite_text.as_ref()).collect();
    by.dedup();
    by.retain(|by| by.vi != cite.vi); // what a provision adds is not changed by it
    Text::build(|lang| {
        // Cited beside what it changes, as the whole of one text with its amendments, it is named once.
        let alone = |by: &'_ Text| {
            let (by, cite) = (by.get(lang), cite.get(lang));
            by.strip_prefix(cite).and_then(|rest| rest.strip_prefix("; ")).unwrap_or(by).to_owned()
        };
        let by = by.iter().map(|by| format!("; {} {}", lang.pick("sửa đổi bởi", "changed by"), alone(by)));
        format!("{}{}", cite.get(lang), by.collect::<String>())
    })
}

/// What a status says of how a duty was kept: nothing but the status decides it.
pub(crate) fn judgement(duty: &Duty) -> Judgement {
    match &duty.outcome.status {
        Status::MetLate { .. } => Judgement::Late,
        Status::Overdue { .. } => Judgement::Overdue,
        Status::Contested { .. } => Judgement::Contested,
        Status::Missed { .. } => Judgement::Missed,
        Status::Undetermined { .. } => Judgement::Undetermined,
        Status::NotApplicable { .. } => Judgement::NotApplicable,
        Status::Unknown { .. } => Judgement::Unknown,
        Status::Awaiting | Status::Pending => Judgement::Open,
        Status::Met if duty.outcome.is_done_undated() => Judgement::Undated,
        Status::NoDate => Judgement::Undated,
        Status::Excused => Judgement::Excused,
        Status::Met | Status::Permitted => Judgement::OnTime,
    }
}

/// How each duty of a dialogue was kept, as seen in a view.
///
/// With `known_on` it is the audit as it would have read then.
///
/// ```
/// use doithoai::{Calendar, Fact, RuleSet, Terms, View, audit::{Judgement, audit}, dialogue::{AnyDialogue, Plan}};
/// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
/// let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
/// let mut dialogue = AnyDialogue::plan(terms, Plan::new("DT-1", date(8, 20)), date(7, 20))?;
/// dialogue.record(Fact::new("invitation-sent", date(8, 12)).recorded(date(9, 1)))?; // in time, entered late
/// let judged = |view| audit(&dialogue, view).map(|verdicts| verdicts[0].judgement);
/// assert_eq!(judged(View::as_of(date(9, 2)))?, Judgement::OnTime);
/// assert_eq!(judged(View::as_of(date(9, 2)).known_on(date(8, 31)))?, Judgement::Overdue);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// [`TimelineError`] if a date of the view or a count leaves the covered years.
pub fn audit(dialogue: &AnyDialogue, view: View) -> Result<Vec<Verdict>, TimelineError> {
    Ok(dialogue.duties(view)?.into_iter().map(|duty| of_dialogue(dialogue, duty)).collect())
}

fn of_dialogue(dialogue: &AnyDialogue, duty: Duty) -> Verdict {
    let id = dialogue.log().plan().id.clone();
    Verdict { dialogue: Some(id), reception: None, reception_id: None, judgement: judgement(&duty), duty }
}
