//! Verdicts with citations: for each duty of a dialogue, and for an office's year.

mod office;
mod recurring;
mod summary;
mod year;

use chrono::NaiveDate;
use serde::Serialize;

pub use office::{OfficeLog, OfficeLogError};
pub use recurring::{ReadingVerdict, RecurringVerdict};
pub use summary::{Counts, Summary};
pub use year::{YearAudit, audit_year};

use crate::dialogue::AnyDialogue;
use crate::ruleset::DutyKind;
use crate::text::{Confidence, Lang, Text, vocabulary};
use crate::timeline::{ChangedValue, Duty, Fact, Facts, Finding, Status, Terms, TimelineError, View};

vocabulary! {
    /// How a duty was kept.
    ///
    /// ```
    /// use doithoai::audit::Judgement;
    /// assert_eq!(Judgement::Late.word(), "late");
    /// assert_eq!(Judgement::OnTime.text().vi, "đúng hạn");
    /// ```
    pub enum Judgement ("kết quả đánh giá", "judgement") {
        /// Fulfilled in time.
        OnTime = "on-time", "đúng hạn", "on time";
        /// Fulfilled after the limit.
        Late = "late", "hoàn thành quá hạn", "late";
        /// Not fulfilled, and the limit has passed.
        Overdue = "overdue", "quá hạn", "overdue";
        /// It can still be fulfilled in time, or its clock has not begun.
        Open = "open", "chưa đến hạn", "open";
        /// In time under one reading and late under another.
        Contested = "contested", "tùy cách hiểu", "contested";
        /// It hangs on a decree, or on something that was not recorded.
        Undetermined = "undetermined", "chưa xác định được", "undetermined";
        /// No date can be computed; whether it was done is told.
        Undated = "undated", "không có thời hạn", "undated";
        /// It does not bind this case.
        NotApplicable = "not-applicable", "không áp dụng", "not applicable";
        /// Not enough is known of the rule.
        Unknown = "unknown", "chưa rõ quy định", "unknown";
    }
}

/// How one duty of one dialogue was kept, and by which provision it is judged.
///
/// ```
/// # use chrono::NaiveDate;
/// use doithoai::{Calendar, Fact, Lang, RuleSet, Terms, View, audit::{self, Judgement}, dialogue::{AnyDialogue, Plan}};
/// # let date = |m, d| NaiveDate::from_ymd_opt(2026, m, d).unwrap();
/// let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
/// let mut dialogue = AnyDialogue::plan(terms, Plan::new("DT-1", date(8, 20)), date(7, 20))?;
/// for (event, on) in [("opened", date(8, 20)), ("closed", date(8, 20)), ("conclusion-notified", date(9, 8))] {
///     dialogue.record(Fact::new(event, on))?;
/// }
/// let verdicts = audit::audit(&dialogue, View::as_of(date(9, 30)))?;
/// let notice = verdicts.iter().find(|verdict| verdict.duty == "notify-conclusion").unwrap();
/// assert_eq!(notice.judgement, Judgement::Late);
/// assert!(notice.text(Lang::En).contains("met late by 1 day"));
/// assert_eq!(notice.cite_text.vi, "gạch đầu dòng thứ nhất khoản 3 Điều 13 Quy chế kèm theo Quyết định 935-QĐ/TU");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Verdict {
    /// The dialogue.
    pub dialogue: String,
    /// The rule set.
    pub ruleset: String,
    /// The duty's id in it.
    pub duty: String,
    /// What it is about.
    pub duty_kind: DutyKind,
    /// The petition, for a duty of each.
    pub petition: Option<String>,
    /// The session, for a duty of each.
    pub session: Option<String>,
    /// What was to be done.
    pub what: Text,
    /// By whom.
    pub bearer: Text,
    /// How it was kept.
    pub judgement: Judgement,
    /// How it stands, in detail.
    #[serde(flatten)]
    pub status: Status,
    /// When it was due.
    pub due: Option<NaiveDate>,
    /// When it was fulfilled.
    pub met_on: Option<NaiveDate>,
    /// What stands out.
    pub findings: Vec<Finding>,
    /// How sure the rule is.
    pub confidence: Confidence,
    /// The provision, as a lawyer writes it.
    pub cite_text: Text,
}

impl Verdict {
    fn of(dialogue: &str, duty: &Duty, judgement: Judgement) -> Self {
        Self {
            dialogue: dialogue.to_owned(),
            ruleset: duty.ruleset.clone(),
            duty: duty.id.clone(),
            duty_kind: duty.duty_kind,
            petition: duty.petition.clone(),
            session: duty.session.clone(),
            what: duty.text.clone(),
            bearer: duty.bearer_text.clone(),
            judgement,
            status: duty.status.clone(),
            due: duty.due.map(|due| due.date),
            met_on: duty.met_on,
            findings: duty.findings.clone(),
            confidence: duty.confidence,
            cite_text: cited(&duty.cite_text, &duty.changed),
        }
    }

    /// The verdict as a sentence in one language.
    ///
    /// ```
    /// # use chrono::NaiveDate;
    /// # use doithoai::{Calendar, Lang, RuleSet, Terms, View, audit, dialogue::{AnyDialogue, Plan}};
    /// # let date = |m, d| NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// # let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
    /// let planned = AnyDialogue::plan(terms, Plan::new("DT-1", date(8, 20)), date(7, 20))?;
    /// let verdicts = audit::audit(&planned, View::as_of(date(8, 15)))?;
    /// let words = verdicts[0].text(Lang::Vi);
    /// assert!(words.starts_with("Gửi thông báo, thư mời Nhân dân tham gia: "), "{words}");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let of: Vec<&str> = [&self.petition, &self.session].into_iter().flatten().map(String::as_str).collect();
        let of = if of.is_empty() { String::new() } else { format!(" [{}]", of.join(", ")) };
        let due = self.due.map(|due| format!("; {} {}", lang.pick("hạn", "due"), lang.date(due))).unwrap_or_default();
        let met = self.met_on.map(|on| format!("; {} {}", lang.pick("hoàn thành", "done"), lang.date(on)));
        let status = match self.judgement {
            Judgement::Undetermined if matches!(self.status, Status::Overdue { .. }) => lang
                .pick(
                    "chưa ghi nhận kiến nghị nào nên chưa xác định được",
                    "undetermined, for no petition was recorded",
                )
                .to_owned(),
            _ => self.status.text_of(self.due.is_some(), lang),
        };
        let (what, met) = (self.what.get(lang), met.unwrap_or_default());
        format!("{what}{of}: {status}{due}{met}. {}", self.cite_text.get(lang))
    }
}

/// A citation, and the provisions that changed what it says.
fn cited(cite: &Text, changed: &[ChangedValue]) -> Text {
    let mut by: Vec<&Text> = changed.iter().filter_map(|change| change.cite_text.as_ref()).collect();
    by.dedup();
    Text::build(|lang| {
        let by = by.iter().map(|by| format!("; {} {}", lang.pick("sửa đổi bởi", "changed by"), by.get(lang)));
        format!("{}{}", cite.get(lang), by.collect::<String>())
    })
}

/// What a status says of how a duty was kept. What is owed for each petition is not overdue where none was recorded.
fn judgement(duty: &Duty, of_no_petition: bool) -> Judgement {
    match &duty.status {
        Status::MetLate { .. } => Judgement::Late,
        Status::Overdue { .. } if of_no_petition => Judgement::Undetermined,
        Status::Overdue { .. } => Judgement::Overdue,
        Status::Contested { .. } => Judgement::Contested,
        Status::Undetermined => Judgement::Undetermined,
        Status::NotApplicable => Judgement::NotApplicable,
        Status::Unknown => Judgement::Unknown,
        Status::Awaiting | Status::Pending => Judgement::Open,
        Status::Met | Status::NoDate if duty.due.is_none() => Judgement::Undated,
        Status::NoDate => Judgement::Undated,
        Status::Met | Status::Excused | Status::Permitted => Judgement::OnTime,
    }
}

/// How each duty of a dialogue was kept, as seen in a view.
///
/// With `known_on` it is the audit as it would have read then.
///
/// ```
/// # use chrono::NaiveDate;
/// use doithoai::{Calendar, Fact, RuleSet, Terms, View, audit::{Judgement, audit}, dialogue::{AnyDialogue, Plan}};
/// # let date = |m, d| NaiveDate::from_ymd_opt(2026, m, d).unwrap();
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
    let timeline = dialogue.timeline(view)?;
    let (id, judge) = (&dialogue.log().plan().id, judge(dialogue.terms(), dialogue.facts(), view));
    Ok(timeline.duties.iter().map(|duty| Verdict::of(id, duty, judge(duty))).collect())
}

/// How each duty of the timeline of these facts was kept.
pub(crate) fn judge(terms: &Terms, facts: &Facts, view: View) -> impl Fn(&Duty) -> Judgement {
    let sets = terms.rule_sets();
    let of_petition = |fact: &&Fact| sets.iter().any(|set| set.event(&fact.event).is_some_and(|event| event.petition));
    let no_petition = !facts.visible(view).facts.iter().any(of_petition);
    move |duty| {
        let of_each = terms
            .rule_set(&duty.ruleset)
            .and_then(|set| set.obligation(&duty.id))
            .is_some_and(|rule| rule.each_petition);
        judgement(duty, no_petition && of_each)
    }
}
