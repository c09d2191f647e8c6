//! Logs of dialogues and of offices, read from files.

use std::path::{Path, PathBuf};

use chrono::Datelike as _;
use doithoai::audit::{OfficeLog, audit_year};
use doithoai::dialogue::{AnyDialogue, CheckedLog, Fingerprint, Log, LogCause, LogError, ReplayError, SetRef};
use doithoai::timeline::UnknownEntry;
use doithoai::{AdoptedReadings, Calendar, Lang, Message as _, Registry, RuleSet, Terms, Text, TimelineError, View};
use serde::Serialize;

use crate::input::{self, Outcome, Told as _};
use crate::sort::{Sort, refuse_other};

/// A log of either sort; its first line tells which.
pub(crate) enum AnyLog {
    /// Of one dialogue.
    Dialogue(Box<Log>),
    /// Of an office.
    Office(Box<OfficeLog>),
}

/// A log, and its text.
pub(crate) fn read(path: &Path, lang: Lang) -> Outcome<(AnyLog, String)> {
    let text = input::text_of(path, lang)?;
    refuse_other((path, &text), Sort::Log, lang)?;
    let log = parsed(&text).map_err(|error| first_of(path, &text, &error, lang))?;
    Ok((log, text))
}

/// Why the log of a dialogue cannot have been under terms, with its line.
pub(crate) fn placed((path, text): (&Path, &str), terms: Terms, error: &ReplayError, lang: Lang) -> String {
    let all = Log::check_jsonl(text).under(terms).problems;
    let is = |problem: &&LogError| matches!(&problem.cause, LogCause::Refused(refused) if refused == error);
    let told = all.iter().find(is).map_or_else(|| error.text(lang), |problem| problem.text(lang));
    format!("{}: {told}", path.display())
}

/// Why the log of an office cannot be audited, with its line if it is for an entry of it or its first line.
pub(crate) fn placed_of_office(
    source: Option<&(PathBuf, String)>,
    registry: &Registry,
    error: &TimelineError,
    lang: Lang,
) -> String {
    let placed = source.and_then(|(path, text)| {
        let told = error.text(lang);
        let problems = OfficeLog::check_jsonl(text).under(registry).problems;
        let problem = problems.iter().find(|problem| problem.cause.text(lang) == told)?;
        Some(format!("{}: {}", path.display(), problem.text(lang)))
    });
    placed.unwrap_or_else(|| error.text(lang))
}

/// The first mistake of a log, and how many more lines have.
pub(crate) fn first_of(path: &Path, text: &str, error: &LogError, lang: Lang) -> String {
    let all =
        if is_of_an_office(text) { OfficeLog::check_jsonl(text).problems } else { Log::check_jsonl(text).problems };
    let told = format!("{}: {}", path.display(), error.text(lang));
    match (all.len().saturating_sub(1), lang) {
        (0, _) => told,
        (more, Lang::Vi) => format!("{told} (và {more} lỗi nữa; xem hết bằng `doithoai check`)"),
        (more, Lang::En) => format!("{told} (and {more} more; see all with `doithoai check`)"),
    }
}

fn parsed(text: &str) -> Result<AnyLog, LogError> {
    if is_of_an_office(text) {
        OfficeLog::from_jsonl(text).map(|log| AnyLog::Office(Box::new(log)))
    } else {
        Log::from_jsonl(text).map(|log| AnyLog::Dialogue(Box::new(log)))
    }
}

pub(crate) fn is_of_an_office(text: &str) -> bool {
    let lines = text.trim_start_matches('\u{feff}').lines().map(str::trim).filter(|line| !line.is_empty());
    // The format may have a line of its own before the one that says whose it is.
    let mut first = lines.take(2).map_while(|line| serde_json::from_str::<serde_json::Value>(line).ok());
    let of_an_office = first.find(|line| line.get("format").is_none() || line.get("office").is_some());
    of_an_office.is_some_and(|line| line.get("office").is_some())
}

/// What is in a log, and all that is wrong with it.
#[derive(Default)]
pub(crate) struct Checked {
    pub(crate) entries: Option<usize>,
    /// Which entries are not understood.
    pub(crate) unknown: Vec<UnknownEntry>,
    /// What is wrong, each with its line.
    pub(crate) problems: Vec<(usize, Text)>,
    pub(crate) truncated: bool,
    /// What is to be known of it, each with its line.
    pub(crate) warnings: Vec<(usize, Text)>,
}

impl Checked {
    fn sound(entries: usize, unknown: Vec<UnknownEntry>) -> Self {
        Self { entries: Some(entries), unknown, ..Self::default() }
    }

    fn wrong(problems: &[LogError], truncated: bool) -> Self {
        let problems = problems.iter().map(|problem| (problem.line, problem.both())).collect();
        Self { problems, truncated, ..Self::default() }
    }
}

/// What a log has, or all that is wrong with it: in its lines, or under the rule sets that bind whose log it is.
pub(crate) fn checked(text: &str, registry: &Registry, calendar: &Calendar) -> Checked {
    if is_of_an_office(text) {
        of_an_office(&OfficeLog::check_jsonl(text).under(registry), registry, calendar)
    } else {
        of_a_dialogue(Log::check_jsonl(text), registry, calendar)
    }
}

fn of_an_office(log: &CheckedLog<OfficeLog>, registry: &Registry, calendar: &Calendar) -> Checked {
    let Some(office) = log.as_read().filter(|_| log.problems.is_empty()) else {
        return Checked::wrong(&log.problems, log.truncated);
    };
    let entries = office.entries();
    let year = (1..=entries.len()).find_map(|number| office.day(number)).map_or(2026, |day| day.year());
    match audit_year(registry, calendar, &[], office, year, View::everything()) {
        Ok(audit) => Checked::sound(entries.len(), audit.unknown_entries),
        Err(error) => Checked { problems: vec![(1, error.both())], ..Checked::default() },
    }
}

fn of_a_dialogue(log: CheckedLog<Log>, registry: &Registry, calendar: &Calendar) -> Checked {
    let Some(read) = log.as_read().cloned() else { return Checked::wrong(&log.problems, log.truncated) };
    let chosen = &AdoptedReadings::new();
    let under = Under { registry, calendar, chosen, anew: false };
    let (terms, unbound) = match read.plan().subject {
        // By which rules it is judged is not said: all of them together know what can be.
        None => (Terms::new(registry.rule_sets().iter().cloned(), calendar.clone()), None),
        Some(_) => match [Lang::Vi, Lang::En].map(|lang| terms_of(&read, under, lang)) {
            [Ok(terms), _] | [_, Ok(terms)] => (terms, None),
            [Err(vi), Err(en)] => {
                (Terms::new(registry.rule_sets().iter().cloned(), calendar.clone()), Some(Text::owned(vi, en)))
            }
        },
    };
    let log = log.under(terms.clone());
    let mut checked = Checked::wrong(&log.problems, log.truncated);
    checked.problems.splice(0..0, unbound.map(|words| (1, words)));
    let warnings =
        OtherCalendar::of(&read, &terms).map(|other| (1, Text::owned(other.text(Lang::Vi), other.text(Lang::En))));
    match AnyDialogue::replay(terms, &read) {
        Ok(dialogue) if checked.problems.is_empty() => {
            checked = Checked::sound(read.entries().len(), dialogue.unknown_entries());
        }
        _ => {}
    }
    checked.warnings.extend(warnings);
    checked
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
pub(crate) fn replay((path, text): (&Path, &str), log: &Log, under: Under<'_>, lang: Lang) -> Outcome<AnyDialogue> {
    let terms = terms_of(log, under, lang).map_err(|words| format!("{}: {words}", path.display()))?;
    AnyDialogue::replay(terms.clone(), log).map_err(|error| placed((path, text), terms, &error, lang))
}

/// What a log is judged by.
fn terms_of(log: &Log, under: Under<'_>, lang: Lang) -> Outcome<Terms> {
    let Under { registry, calendar, chosen, anew } = under;
    let Some(subject) = &log.plan().subject else {
        let words = lang.pick(
            "dòng 1 chưa nêu `territory`, `level`, `head` nên không biết văn bản nào áp dụng",
            "line 1 has no `territory`, `level`, `head`, so which rule sets bind is not known",
        );
        return Err(words.to_owned());
    };
    let first = lang.pick("dòng 1", "line 1");
    input::level(subject.level.word(), registry).told_of(first, lang)?;
    input::head(subject.head.word(), registry).told_of(first, lang)?;
    let mut binding = registry.binding(subject);
    let fingerprint = log.fingerprint();
    let hint = lang.pick(
        "dùng `doithoai audit --anew` để xét lại theo các văn bản hiện có",
        "`doithoai audit --anew` judges it by the rule sets there are now",
    );
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
    // What is chosen for rule sets that do not bind this dialogue is another's; what the log itself chose is its own.
    let of_terms = |adopted: &AdoptedReadings| adopted.among(terms.rule_sets().iter().map(RuleSet::id));
    let stored = fingerprint.map(|made| if anew { of_terms(&made.adopted) } else { made.adopted.clone() });
    terms.adopting(of_terms(chosen).over(&stored.unwrap_or_default())).told(lang)
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

/// A dialogue that was recorded on a calendar of other days than those it is judged by now, by their hashes.
#[derive(Serialize)]
pub(crate) struct OtherCalendar {
    dialogue: String,
    recorded_on: String,
    judged_on: String,
}

impl OtherCalendar {
    pub(crate) fn of(log: &Log, terms: &Terms) -> Option<Self> {
        let (stored, now) = (log.fingerprint()?, Fingerprint::of(terms));
        let hash = |of: &Fingerprint| of.days.clone().filter(|_| stored.days.is_some()).unwrap_or(of.calendar.clone());
        let (recorded_on, judged_on) = (hash(stored), hash(&now));
        (!stored.same_days(&now)).then(|| Self { dialogue: log.plan().id.clone(), recorded_on, judged_on })
    }

    pub(crate) fn text(&self, lang: Lang) -> String {
        let short = |hash: &str| hash.chars().take(8).collect::<String>();
        let (id, then, now) = (&self.dialogue, short(&self.recorded_on), short(&self.judged_on));
        match lang {
            Lang::Vi => format!(
                "cuộc đối thoại {id} được ghi theo bộ lịch làm việc khác (mã băm {then}, nay là {now}): ngày đến hạn có thể khác trước"
            ),
            Lang::En => format!(
                "the dialogue {id} was recorded on another calendar (hash {then}, now {now}): its due dates may differ from those then"
            ),
        }
    }
}
