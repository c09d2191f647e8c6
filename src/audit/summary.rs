//! Many audits in figures.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;

use super::{Judgement, Verdict, YearAudit};
use crate::ruleset::{HeadKind, Level};

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

/// Whose duty it is, which, and for what: the same in the audit of every year in which it stands.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Case<'a> {
    office: (&'a str, &'a [String], Level, HeadKind),
    duty: (&'a str, &'a str),
    of: [Option<&'a str>; 5],
    reception: Option<NaiveDate>,
}

impl<'a> Case<'a> {
    fn of(audit: &'a YearAudit, verdict: &'a Verdict) -> Self {
        let (subject, duty) = (&audit.subject, &verdict.duty);
        let of = [&verdict.dialogue, &verdict.reception_id, &duty.petition, &duty.session, &duty.occurrence];
        Self {
            office: (&audit.office, &subject.territory, subject.level, subject.head),
            duty: (duty.ruleset(), &duty.rule.id),
            of: of.map(Option::as_deref),
            reception: verdict.reception,
        }
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
    /// Of audits; duties that do not apply are left out. A duty toward a petition or for a reception that stands in the audits of
    /// several years is counted once, with the first of these.
    ///
    /// ```
    /// use doithoai::audit::Summary;
    /// assert_eq!(Summary::of(&[]).all.total(), 0);
    /// ```
    #[must_use]
    pub fn of(audits: &[YearAudit]) -> Self {
        let mut summary = Self::default();
        let mut counted: BTreeMap<Case<'_>, i32> = BTreeMap::new();
        for audit in audits {
            for verdict in &audit.verdicts {
                let first = *counted.entry(Case::of(audit, verdict)).or_insert(audit.year);
                if first == audit.year {
                    let duty = (verdict.duty.ruleset(), verdict.duty.rule.id.as_str());
                    summary.add(&audit.office, duty, verdict.judgement);
                }
            }
            for verdict in &audit.recurring {
                summary.add(&audit.office, (&verdict.ruleset, &verdict.duty), verdict.judgement);
            }
        }
        summary
    }

    fn add(&mut self, office: &str, (ruleset, duty): (&str, &str), judgement: Judgement) {
        if judgement == Judgement::NotApplicable {
            return;
        }
        self.all.add(judgement);
        self.by_office.entry(office.to_owned()).or_default().add(judgement);
        self.by_duty.entry(format!("{ruleset}/{duty}")).or_default().add(judgement);
    }
}
