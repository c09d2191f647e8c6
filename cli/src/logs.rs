//! Logs of dialogues and of offices, read from files.

use std::path::Path;

use doithoai::audit::OfficeLog;
use doithoai::dialogue::{AnyDialogue, Log};
use doithoai::{AdoptedReadings, Calendar, Lang, Registry, RuleSet, Terms};

use crate::input::{self, Outcome, Told as _};

/// A log of either sort; its first line tells which.
pub(crate) enum AnyLog {
    /// Of one dialogue.
    Dialogue(Log),
    /// Of an office.
    Office(OfficeLog),
}

pub(crate) fn read(path: &Path, lang: Lang) -> Outcome<AnyLog> {
    let text = input::text_of(path, lang)?;
    let lines = text.trim_start_matches('\u{feff}').lines();
    let first = lines.map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
    let of_an_office = serde_json::from_str::<serde_json::Value>(first).is_ok_and(|line| line.get("office").is_some());
    let log = if of_an_office {
        OfficeLog::from_jsonl(&text).map(AnyLog::Office)
    } else {
        Log::from_jsonl(&text).map(AnyLog::Dialogue)
    };
    log.told_of(path.display(), lang)
}

/// The dialogue of a log, under the rule sets that bind whoever holds it on its appointed day.
pub(crate) fn replay(
    path: &Path,
    log: &Log,
    registry: &Registry,
    calendar: &Calendar,
    chosen: &AdoptedReadings,
    lang: Lang,
) -> Outcome<AnyDialogue> {
    let Some(subject) = &log.plan().subject else {
        let words = lang.pick(
            "dòng 1 chưa nêu `territory`, `level`, `head` nên không biết văn bản nào áp dụng",
            "line 1 has no `territory`, `level`, `head`, so which rule sets bind is not known",
        );
        return Err(format!("{}: {words}", path.display()));
    };
    input::head(subject.head.word(), registry).told_of(path.display(), lang)?;
    let terms = Terms::binding(registry.binding(subject), calendar.clone());
    let adopted = log.fingerprint().map_or_else(|| chosen.clone(), |made| chosen.over(&made.adopted));
    // What is chosen for rule sets that do not bind this dialogue is another's.
    let of_terms = adopted.among(terms.rule_sets().iter().map(RuleSet::id));
    let terms = terms.adopting(of_terms).told_of(path.display(), lang)?;
    AnyDialogue::replay(terms, log).told_of(path.display(), lang)
}
