//! Logs of dialogues and of offices, read from files.

use std::path::Path;

use chrono::Datelike as _;
use doithoai::audit::{OfficeLog, audit_year};
use doithoai::dialogue::{AnyDialogue, Fingerprint, Log, LogError, SetRef};
use doithoai::timeline::UnknownEntry;
use doithoai::{AdoptedReadings, Calendar, Lang, Message as _, Registry, RuleSet, Terms, Text, View};

use crate::input::{self, Outcome, Told as _};

/// A log of either sort; its first line tells which.
pub(crate) enum AnyLog {
    /// Of one dialogue.
    Dialogue(Box<Log>),
    /// Of an office.
    Office(Box<OfficeLog>),
}

pub(crate) fn read(path: &Path, lang: Lang) -> Outcome<AnyLog> {
    parsed(&input::text_of(path, lang)?).told_of(path.display(), lang)
}

fn parsed(text: &str) -> Result<AnyLog, LogError> {
    let lines = text.trim_start_matches('\u{feff}').lines().map(str::trim).filter(|line| !line.is_empty());
    // The format may have a line of its own before the one that says whose it is.
    let mut first = lines.take(2).map_while(|line| serde_json::from_str::<serde_json::Value>(line).ok());
    let of_an_office = first.find(|line| line.get("format").is_none() || line.get("office").is_some());
    let of_an_office = of_an_office.is_some_and(|line| line.get("office").is_some());
    if of_an_office {
        OfficeLog::from_jsonl(text).map(|log| AnyLog::Office(Box::new(log)))
    } else {
        Log::from_jsonl(text).map(|log| AnyLog::Dialogue(Box::new(log)))
    }
}

/// How many entries a log has, and which of them are not understood.
pub(crate) struct Sound {
    pub(crate) entries: usize,
    pub(crate) unknown: Vec<UnknownEntry>,
}

/// What a log has, or why it is none: in its lines, or under the rule sets that bind whose log it is.
pub(crate) fn checked(
    path: &Path,
    registry: &Registry,
    calendar: &Calendar,
    lang: Lang,
) -> Outcome<Result<Sound, Text>> {
    let chosen = &AdoptedReadings::new();
    let under = Under { registry, calendar, chosen, anew: false };
    Ok(match parsed(&input::text_of(path, lang)?) {
        Err(error) => Err(error.both()),
        Ok(AnyLog::Dialogue(log)) if log.plan().subject.is_none() => {
            // By which rules it is judged is not said: what none of them knows is named.
            let terms = Terms::new(registry.rule_sets().iter().cloned(), calendar.clone());
            let unknown = AnyDialogue::replay(terms, &log).map(|dialogue| dialogue.unknown_entries());
            Ok(Sound { entries: log.entries().len(), unknown: unknown.unwrap_or_default() })
        }
        Ok(AnyLog::Dialogue(log)) => {
            let [vi, en] = [Lang::Vi, Lang::En].map(|lang| under_its_rules(&log, under, lang));
            match (vi, en) {
                (Ok(dialogue), _) | (_, Ok(dialogue)) => {
                    Ok(Sound { entries: log.entries().len(), unknown: dialogue.unknown_entries() })
                }
                (Err(vi), Err(en)) => Err(Text::owned(vi, en)),
            }
        }
        Ok(AnyLog::Office(log)) => {
            let entries = log.entries();
            let year = entries.first().map_or(2026, |fact| fact.on.year());
            let audit = audit_year(registry, calendar, &[], &log, year, View::everything());
            let sound = |unknown| Sound { entries: entries.len(), unknown };
            audit.map(|audit| sound(audit.unknown_entries)).map_err(|error| error.both())
        }
    })
}

/// How logs are judged.
#[derive(Clone, Copy)]
pub(crate) struct Under<'a> {
    pub(crate) registry: &'a Registry,
    pub(crate) calendar: &'a Calendar,
    /// What is chosen beside what a log was made under.
    pub(crate) chosen: &'a AdoptedReadings,
    /// Whether the rule sets that bind now judge, whatever it was made under.
    pub(crate) anew: bool,
}

/// The dialogue of a log, under the rule sets that it was made under, else those that bind whoever holds it on its appointed day.
pub(crate) fn replay(path: &Path, log: &Log, under: Under<'_>, lang: Lang) -> Outcome<AnyDialogue> {
    under_its_rules(log, under, lang).map_err(|words| format!("{}: {words}", path.display()))
}

fn under_its_rules(log: &Log, under: Under<'_>, lang: Lang) -> Outcome<AnyDialogue> {
    let Under { registry, calendar, chosen, anew } = under;
    let Some(subject) = &log.plan().subject else {
        let words = lang.pick(
            "dòng 1 chưa nêu `territory`, `level`, `head` nên không biết văn bản nào áp dụng",
            "line 1 has no `territory`, `level`, `head`, so which rule sets bind is not known",
        );
        return Err(words.to_owned());
    };
    input::level(subject.level.word(), registry).told(lang)?;
    input::head(subject.head.word(), registry).told(lang)?;
    let mut binding = registry.binding(subject);
    let fingerprint = log.fingerprint();
    let hint =
        lang.pick("dùng --anew để xét lại theo các văn bản hiện có", "--anew judges it by the rule sets there are now");
    let stored = fingerprint.filter(|_| !anew).map(|made| stored_sets(made, registry, hint, lang)).transpose()?;
    let terms = match stored {
        None => Terms::binding(binding, calendar.clone()),
        Some(sets) => {
            binding.sets.retain(|bound| sets.iter().any(|set| set.hash() == bound.set.hash()));
            // Those that bind may be others by now; then it is judged by those of its time alone.
            if binding.sets.len() == sets.len() {
                Terms::binding(binding, calendar.clone())
            } else {
                Terms::try_new(sets.iter().cloned(), calendar.clone()).told(lang)?;
                Terms::binding(binding.judged_by(sets), calendar.clone())
            }
        }
    };
    let adopted = fingerprint.map_or_else(|| chosen.clone(), |made| chosen.over(&made.adopted));
    // What is chosen for rule sets that do not bind this dialogue is another's.
    let of_terms = adopted.among(terms.rule_sets().iter().map(RuleSet::id));
    let terms = terms.adopting(of_terms).told(lang)?;
    AnyDialogue::replay(terms, log).told(lang)
}

/// The rule sets that a log was stored with, if they still say the same.
pub(crate) fn stored_sets(made: &Fingerprint, registry: &Registry, anew: &str, lang: Lang) -> Outcome<Vec<RuleSet>> {
    made.rulesets.iter().map(|set| same_text(set, registry, anew, lang)).collect()
}

/// The rule set of that id and version, if it still says the same.
fn same_text(stored: &SetRef, registry: &Registry, anew: &str, lang: Lang) -> Outcome<RuleSet> {
    let name = format!("{}@{}", stored.id, stored.version);
    let set = registry.get(&name).map_err(|error| format!("{}; {anew}", error.text(lang)))?;
    if set.hash() == stored.hash {
        return Ok(set.clone());
    }
    let short = |hash: &str| hash.chars().take(8).collect::<String>();
    let (then, now) = (short(&stored.hash), short(set.hash()));
    Err(match lang {
        Lang::Vi => format!(
            "`{name}` có sẵn không giống bộ quy tắc mà cuộc đối thoại đã được xét theo (mã băm {now}, không phải {then}); {anew}"
        ),
        Lang::En => format!(
            "the built-in `{name}` is not the text that the dialogue was judged by (hash {now}, not {then}); {anew}"
        ),
    })
}
