//! Many audits in figures.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{Judgement, YearAudit};

/// How many duties were kept how.
///
/// ```
/// use doithoai::audit::{Tally, Judgement};
/// let mut tally = Tally::default();
/// tally.add(Judgement::Late);
/// assert_eq!((tally.of(Judgement::Late), tally.total()), (1, 1));
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Tally {
    by: BTreeMap<Judgement, usize>,
}

impl Tally {
    /// Counts one more.
    ///
    /// ```
    /// # use doithoai::audit::{Tally, Judgement};
    /// let mut tally = Tally::default();
    /// tally.add(Judgement::OnTime);
    /// assert_eq!(tally.of(Judgement::OnTime), 1);
    /// ```
    pub fn add(&mut self, judgement: Judgement) {
        let count = self.by.entry(judgement).or_default();
        *count = count.saturating_add(1);
    }

    /// How many were kept so.
    #[must_use]
    pub fn of(&self, judgement: Judgement) -> usize {
        self.by.get(&judgement).copied().unwrap_or_default()
    }

    /// How many there are.
    #[must_use]
    pub fn total(&self) -> usize {
        self.by.values().fold(0, |sum, count| sum.saturating_add(*count))
    }
}

/// How many duties were kept how: in all, by office, and by duty.
///
/// ```
/// # use chrono::NaiveDate;
/// use doithoai::{Calendar, Registry, View, audit::{Judgement, OfficeLog, Summary, audit_year}};
/// let day = NaiveDate::from_ymd_opt(2027, 1, 31).unwrap();
/// let audited = |office: &str| {
///     let head = format!(r#"{{"office":"{office}","territory":"79","level":"commune","head":"local-government"}}"#);
///     let office = OfficeLog::from_jsonl(&head).unwrap();
///     audit_year(&Registry::builtin(), &Calendar::vietnam(), &[], &office, 2026, View::as_of(day)).unwrap()
/// };
/// let summary = Summary::of(&[audited("A"), audited("B")]);
/// assert_eq!(summary.by_duty["law-72-2025/hold-dialogue"].of(Judgement::Overdue), 2);
/// assert_eq!(summary.by_office["A"], summary.by_office["B"]);
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Summary {
    /// All of them.
    pub all: Tally,
    /// By office.
    pub by_office: BTreeMap<String, Tally>,
    /// By duty, as `rule-set/duty`.
    pub by_duty: BTreeMap<String, Tally>,
}

impl Summary {
    /// Of audits; duties that do not apply are left out.
    ///
    /// ```
    /// use doithoai::audit::Summary;
    /// assert_eq!(Summary::of(&[]).all.total(), 0);
    /// ```
    #[must_use]
    pub fn of(audits: &[YearAudit]) -> Self {
        let mut summary = Self::default();
        for audit in audits {
            let dialogues =
                audit.verdicts.iter().map(|verdict| (verdict.duty.ruleset(), &verdict.duty.rule.id, verdict.judgement));
            let recurring =
                audit.recurring.iter().map(|verdict| (verdict.ruleset.as_str(), &verdict.duty, verdict.judgement));
            for (ruleset, duty, judgement) in dialogues.chain(recurring) {
                if judgement != Judgement::NotApplicable {
                    summary.all.add(judgement);
                    summary.by_office.entry(audit.office.clone()).or_default().add(judgement);
                    summary.by_duty.entry(format!("{ruleset}/{duty}")).or_default().add(judgement);
                }
            }
        }
        summary
    }
}
