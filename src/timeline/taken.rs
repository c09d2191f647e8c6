//! The transitions by which duties are judged.

use chrono::NaiveDate;
use serde::Serialize;

use super::{Duty, Finding};
use crate::ruleset::{Pending, RuleSet, Transition};
use crate::text::{Lang, Text};

/// A provision of a version by which a duty is judged that was pending when it came into force.
///
/// ```
/// use doithoai::{Calendar, Lang, Registry, View, audit::{OfficeLog, audit_year}};
/// let later = r#"
/// format = 1
/// id = "qd-11"
/// version = "2026-07-15"
/// amends = "qd-11"
/// in_force = { from = 2026-07-15 }
/// [source.new]
/// kind = "inferred"
/// confidence = "D"
/// ref = "x"
/// [[recurring]]
/// id = "reception"
/// at_least = 3
/// cite = "main"
/// [[transition]]
/// of = ["reception"]
/// pending = "old"
/// cite = "main"
/// "#;
/// let registry = Registry::builtin();
/// let registry = registry.clone().with(registry.from_toml(later)?)?;
/// let office = OfficeLog::from_jsonl(r#"{"office":"A","territory":"79","level":"commune","head":"party-committee"}"#)?;
/// let year = audit_year(&registry, &Calendar::vietnam(), &[], &office, 2026, View::everything())?;
/// let taken = &year.transitions[0];
/// assert_eq!((taken.duty.as_str(), taken.version.as_str(), taken.pending.word()), ("reception", "qd-11@2026-07-15", "old"));
/// let july = year.recurring.iter().find(|one| one.duty == "reception" && one.from.to_string() == "2026-07-01").unwrap();
/// assert_eq!((july.required, july.transition.as_ref()), (Some(2), Some(taken)));
/// assert!(taken.text(Lang::Vi).starts_with("từ ngày 15/07/2026 có quy định mới [qd-11@2026-07-15]; việc đang giải quyết theo quy định cũ"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct TransitionTaken {
    /// The rule set, by id.
    pub ruleset: String,
    /// The duty's id in it.
    pub duty: String,
    /// The version that came into force, as `id@version`.
    pub version: String,
    /// Since when it is.
    pub in_force_from: NaiveDate,
    /// By which version the duty is judged.
    pub pending: Pending,
    /// The provision, as a lawyer writes it.
    pub cite_text: Text,
}

impl TransitionTaken {
    /// What a version says of a duty.
    pub(crate) fn of(set: &RuleSet, from: NaiveDate, duty: &str, transition: &Transition) -> Self {
        Self {
            ruleset: set.id().to_owned(),
            duty: duty.to_owned(),
            version: set.name(),
            in_force_from: from,
            pending: transition.pending,
            cite_text: set.cite_text(&transition.cite),
        }
    }

    /// Those that decide duties, each once for each duty.
    pub(crate) fn among<'d>(duties: impl IntoIterator<Item = &'d Duty>) -> Vec<Self> {
        let mut all = Vec::new();
        for duty in duties {
            for finding in &duty.outcome.findings {
                let Finding::PendingMatter { version, from, pending, cite_text } = finding else { continue };
                let (ruleset, id) = (duty.ruleset().to_owned(), duty.rule.id.clone());
                let (version, cite_text) = (version.clone(), cite_text.clone());
                let one = Self { ruleset, duty: id, version, in_force_from: *from, pending: *pending, cite_text };
                if !all.contains(&one) {
                    all.push(one);
                }
            }
        }
        all
    }

    /// What it says, in one language.
    ///
    /// The example of [`TransitionTaken`] shows it.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        pending_text((&self.version, self.in_force_from), (self.pending, &self.cite_text), lang)
    }
}

/// That a version came into force, and by which version what was pending goes, in one language.
pub(super) fn pending_text(
    (version, from): (&str, NaiveDate),
    (pending, cite): (Pending, &Text),
    lang: Lang,
) -> String {
    let (from, goes, cite) = (lang.date(from), pending.text(), cite.get(lang));
    let goes = goes.get(lang);
    match lang {
        Lang::Vi => format!("từ ngày {from} có quy định mới [{version}]; việc đang giải quyết {goes} ({cite})"),
        Lang::En => format!("another version, {version}, is in force from {from}; pending matters go {goes} ({cite})"),
    }
}
