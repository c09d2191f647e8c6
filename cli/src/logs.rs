//! Logs of dialogues and of offices, read from files.

use std::path::Path;

use chrono::Datelike as _;
use doithoai::audit::{OfficeLog, audit_year};
use doithoai::dialogue::{AnyDialogue, Log, LogError};
use doithoai::{AdoptedReadings, Calendar, Lang, Message as _, Registry, RuleSet, Terms, Text, View};

use crate::input::{self, Outcome, Told as _};

/// A log of either sort; its first line tells which.
pub(crate) enum AnyLog {
    /// Of one dialogue.
    Dialogue(Log),
    /// Of an office.
    Office(OfficeLog),
}

pub(crate) fn read(path: &Path, lang: Lang) -> Outcome<AnyLog> {
    parsed(&input::text_of(path, lang)?).told_of(path.display(), lang)
}

fn parsed(text: &str) -> Result<AnyLog, LogError> {
    let lines = text.trim_start_matches('\u{feff}').lines();
    let first = lines.map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
    let of_an_office = serde_json::from_str::<serde_json::Value>(first).is_ok_and(|line| line.get("office").is_some());
    if of_an_office {
        OfficeLog::from_jsonl(text).map(AnyLog::Office)
    } else {
        Log::from_jsonl(text).map(AnyLog::Dialogue)
    }
}

/// How many entries a log has, or why it is none: in its lines, or under the rule sets that bind whose log it is.
pub(crate) fn checked(
    path: &Path,
    registry: &Registry,
    calendar: &Calendar,
    lang: Lang,
) -> Outcome<Result<usize, Text>> {
    let none = AdoptedReadings::new();
    Ok(match parsed(&input::text_of(path, lang)?) {
        Err(error) => Err(error.both()),
        Ok(AnyLog::Dialogue(log)) if log.plan().subject.is_none() => Ok(log.entries().len()),
        Ok(AnyLog::Dialogue(log)) => {
            let [vi, en] = [Lang::Vi, Lang::En].map(|lang| under_its_rules(&log, registry, calendar, &none, lang));
            match (vi, en) {
                (Err(vi), Err(en)) => Err(Text::owned(vi, en)),
                _ => Ok(log.entries().len()),
            }
        }
        Ok(AnyLog::Office(log)) => {
            let entries = log.entries();
            let year = entries.first().map_or(2026, |fact| fact.on.year());
            let audit = audit_year(registry, calendar, &[], &log, year, View::everything());
            audit.map(|_| entries.len()).map_err(|error| error.both())
        }
    })
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
    let dialogue = under_its_rules(log, registry, calendar, chosen, lang);
    dialogue.map_err(|words| format!("{}: {words}", path.display()))
}

fn under_its_rules(
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
        return Err(words.to_owned());
    };
    input::head(subject.head.word(), registry).told(lang)?;
    let terms = Terms::binding(registry.binding(subject), calendar.clone());
    let adopted = log.fingerprint().map_or_else(|| chosen.clone(), |made| chosen.over(&made.adopted));
    // What is chosen for rule sets that do not bind this dialogue is another's.
    let of_terms = adopted.among(terms.rule_sets().iter().map(RuleSet::id));
    let terms = terms.adopting(of_terms).told(lang)?;
    AnyDialogue::replay(terms, log).told(lang)
}
