//! Logs of dialogues and of offices, read from files.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use chrono::{Datelike as _, NaiveDate};
use doithoai::audit::{OfficeLog, OtherCalendar, audit_year};
use doithoai::dialogue::{AnyDialogue, CheckedLog, Fingerprint, Log, LogCause, LogError, ReplayError, SetRef};
use doithoai::ruleset::{EndedTerritory, Merger, UnitNote};
use doithoai::timeline::{OtherRules, UnknownEntry};
use doithoai::{
    AdoptedReadings, Calendar, Lang, Message as _, Registry, RuleSet, Subject, Terms, Text, TimelineError, View,
};

use crate::given::Given;
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
    let of_entry = |refused: &ReplayError| refused.entry == error.entry;
    // Of one entry that has several things wrong with it, `check` tells the same one.
    let is = |problem: &&LogError| matches!(&problem.cause, LogCause::Refused(refused) if of_entry(refused));
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
        let checked = OfficeLog::check_jsonl(text).under(registry);
        let problem = checked.problems.iter().find(|problem| problem.cause.text(lang) == told)?;
        let is_newer = checked.as_read().is_some_and(OfficeLog::is_newer);
        Some(format!("{}: {}", path.display(), of_problem(problem, is_newer, lang)))
    });
    placed.unwrap_or_else(|| error.text(lang))
}

/// What is wrong with a line, and where that is what its office was judged by, how else it can be.
fn of_problem(problem: &LogError, is_newer: bool, lang: Lang) -> String {
    use doithoai::audit::OfficeLogError::Impossible;
    match &problem.cause {
        LogCause::Office(Impossible(TimelineError::OtherRules(_))) => {
            format!("{}; {}", problem.text(lang), ANEW.get(lang))
        }
        LogCause::Office(Impossible(TimelineError::NotDeclared { .. })) if is_newer => {
            problem.text(lang) + NEWER.get(lang)
        }
        _ => problem.text(lang),
    }
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

    fn wrong(problems: &[LogError], truncated: bool, is_newer: bool) -> Self {
        let both = |problem| [Lang::Vi, Lang::En].map(|lang| of_problem(problem, is_newer, lang));
        let told = |problem| {
            let [vi, en] = both(problem);
            Text::owned(vi, en)
        };
        let problems = problems.iter().map(|problem| (problem.line, told(problem))).collect();
        Self { problems, truncated, ..Self::default() }
    }
}

/// What a log has, or all that is wrong with it: in its lines, under the rule sets that bind whose log it is, and beside the logs
/// given before it.
pub(crate) fn checked(
    (path, text): (&Path, &str),
    given: &mut Given,
    registry: &Registry,
    calendar: &Calendar,
) -> Checked {
    let checked = if is_of_an_office(text) {
        of_an_office(&OfficeLog::check_jsonl(text).under(registry), registry, calendar)
    } else {
        of_a_dialogue(Log::check_jsonl(text), registry, calendar)
    };
    match parsed(text).map(|log| given.add(path, &log)) {
        Ok(Err(again)) => Checked { entries: None, problems: [vec![(1, again)], checked.problems].concat(), ..checked },
        _ => checked,
    }
}

fn of_an_office(log: &CheckedLog<OfficeLog>, registry: &Registry, calendar: &Calendar) -> Checked {
    let Some(office) = log.as_read().filter(|_| log.problems.is_empty()) else {
        let is_newer = log.as_read().is_some_and(OfficeLog::is_newer);
        return Checked::wrong(&log.problems, log.truncated, is_newer);
    };
    let other = OtherCalendar::of_office(office, calendar);
    let warnings: Vec<(usize, Text)> = other.iter().map(warning).chain(told(&log.warnings)).collect();
    let entries = office.entries();
    let years: BTreeSet<i32> =
        (1..=entries.len()).filter_map(|number| office.day(number)).map(|day| day.year()).collect();
    let year = years.first().copied().unwrap_or(2026);
    match audit_year(registry, calendar, &[], office, year, View::everything()) {
        Ok(audit) => {
            let mut warnings = warnings;
            for year in years {
                let binding = registry.binding(&of_year(office.subject(), year));
                let known = (binding.merged_into.as_ref(), binding.units.as_slice());
                let told = of_units(&binding.subject, known, &audit.ended_territories);
                let new: Vec<_> = told.into_iter().filter(|told| !warnings.contains(told)).collect();
                warnings.extend(new);
            }
            Checked { warnings, ..Checked::sound(entries.len(), audit.unknown_entries) }
        }
        Err(error) => Checked { problems: vec![(1, error.both())], ..Checked::default() },
    }
}

fn of_a_dialogue(log: CheckedLog<Log>, registry: &Registry, calendar: &Calendar) -> Checked {
    let Some(read) = log.as_read().cloned() else { return Checked::wrong(&log.problems, log.truncated, false) };
    // Then no rule set has what it chose, which is told with its line.
    let is_told = log.problems.iter().any(|problem| matches!(problem.cause, LogCause::ChosenUnlisted { .. }));
    let chosen = &AdoptedReadings::new();
    let under = Under { registry, calendar, chosen, anew: false, known_on: None };
    let (terms, unbound) = match read.plan().subject {
        // By which rules it is judged is not said: all of them together know what can be.
        None => {
            let all = Terms::new(registry.rule_sets().iter().cloned(), calendar.clone());
            let chosen = read.fingerprint().map_or_else(AdoptedReadings::new, |made| made.adopted.clone());
            let wrong = all.clone().adopting(chosen).err().map(|error| {
                Text::owned(format!("dòng 1: {}", error.text(Lang::Vi)), format!("line 1: {}", error.text(Lang::En)))
            });
            (all, wrong)
        }
        Some(_) => match [Lang::Vi, Lang::En].map(|lang| terms_of(&read, under, lang)) {
            [Ok(terms), _] | [_, Ok(terms)] => (terms, None),
            [Err(vi), Err(en)] => {
                (Terms::new(registry.rule_sets().iter().cloned(), calendar.clone()), Some(Text::owned(vi, en)))
            }
        },
    };
    let log = log.under(terms.clone());
    // Of what is no hash, that is told.
    let is_hash = !log.problems.iter().any(|problem| matches!(problem.cause, LogCause::BadHash { .. }));
    let mut checked = Checked::wrong(&log.problems, log.truncated, read.is_newer());
    checked.problems.splice(0..0, unbound.filter(|_| !is_told).map(|words| (1, words)));
    let other = OtherCalendar::of(&read, &terms).filter(|_| is_hash).iter().map(warning).collect::<Vec<_>>();
    let sessions = log.sessions_unsaid().into_iter().map(|(line, error)| {
        let (vi, en) = (error.text(Lang::Vi), error.text(Lang::En));
        (line, Text::owned(format!("dòng {line}: {vi}"), format!("line {line}: {en}")))
    });
    let mut warnings: Vec<(usize, Text)> = other.into_iter().chain(sessions).chain(told(&log.warnings)).collect();
    match AnyDialogue::replay(terms, &read) {
        Ok(dialogue) if checked.problems.is_empty() => {
            checked = Checked::sound(read.entries().len(), dialogue.unknown_entries());
            if let (Some(subject), Ok(told)) = (&read.plan().subject, dialogue.timeline(View::everything())) {
                let known = (told.merged_into.as_ref(), told.units.as_slice());
                warnings.extend(of_units(subject, known, &told.ended_territories));
            }
        }
        _ => {}
    }
    checked.warnings.extend(warnings);
    checked
}

/// An office as it was at the end of a year, as its audit has it.
fn of_year(subject: &Subject, year: i32) -> Subject {
    let mut subject = subject.clone();
    subject.on = NaiveDate::from_ymd_opt(year, 12, 31).unwrap_or(subject.on);
    subject
}

/// What is to be known of the units that a first line names, in the words in which a timeline and an audit tell it.
fn of_units(
    subject: &Subject,
    (merged, units): (Option<&Merger>, &[UnitNote]),
    ended: &[EndedTerritory],
) -> Vec<(usize, Text)> {
    let told = |lang| {
        let of_province = merged.map(|merger| input::merged(subject, merger, lang));
        let ended = input::ended(ended, units, merged.and(subject.territory.first()), lang);
        let all = of_province.into_iter().chain(units.iter().map(|note| note.text(lang))).chain(ended);
        all.map(|words| words.trim_start_matches("[!] ").to_owned()).collect::<Vec<String>>()
    };
    told(Lang::Vi).into_iter().zip(told(Lang::En)).map(|(vi, en)| (1, Text::owned(vi, en))).collect()
}

/// What is told of entries that are read all the same.
fn told(warnings: &[LogError]) -> impl Iterator<Item = (usize, Text)> {
    warnings.iter().map(|told| (told.line, told.both()))
}

/// That a log was recorded on another calendar, as a warning of its first line.
fn warning(other: &OtherCalendar) -> (usize, Text) {
    (1, Text::owned(other.text(Lang::Vi), other.text(Lang::En)))
}

/// How a log is judged whose own rule sets are not there.
static ANEW: Text = Text::new(
    "dùng `doithoai audit --anew` để xét lại theo các văn bản hiện có",
    "`doithoai audit --anew` judges it by the rule sets there are now",
);

/// How logs are judged.
#[derive(Clone, Copy)]
pub(crate) struct Under<'a> {
    pub(crate) registry: &'a Registry,
    pub(crate) calendar: &'a Calendar,
    /// What is chosen beside what a log was made under.
    pub(crate) chosen: &'a AdoptedReadings,
    /// Whether the rule sets that bind now judge, whatever it was made under.
    pub(crate) anew: bool,
    /// By what was known on which day, if not by all that is.
    pub(crate) known_on: Option<NaiveDate>,
}

/// The dialogue of a log, under the rule sets that it was made under, else those that bind whoever holds it on its appointed day.
pub(crate) fn replay((path, text): (&Path, &str), log: &Log, under: Under<'_>, lang: Lang) -> Outcome<AnyDialogue> {
    let terms = terms_of(log, under, lang).map_err(|words| format!("{}: {words}", path.display()))?;
    AnyDialogue::replay(terms.clone(), log).map_err(|error| placed((path, text), terms, &error, lang))
}

/// What a log is judged by.
fn terms_of(log: &Log, under: Under<'_>, lang: Lang) -> Outcome<Terms> {
    let Under { registry, calendar, chosen, anew, known_on } = under;
    let Some(subject) = &log.plan().subject else {
        let words = lang.pick(
            "dòng 1 chưa nêu `territory`, `level`, `head` nên không biết văn bản nào áp dụng",
            "line 1 has no `territory`, `level`, `head`, so which rule sets bind is not known",
        );
        return Err(words.to_owned());
    };
    check_subject(log, registry, lang)?;
    let first = lang.pick("dòng 1", "line 1");
    let fingerprint = log.fingerprint();
    let known_on = known_on.filter(|_| anew || fingerprint.is_none());
    let bound = |day| registry.binding_known_on(subject, day);
    let mut binding = known_on.map_or_else(|| registry.binding(subject), bound);
    let hint = ANEW.get(lang);
    let stored = fingerprint.filter(|_| !anew).map(|made| stored_sets(made, registry, hint, lang)).transpose()?;
    let terms = match stored {
        None => Terms::binding(binding, calendar.clone()),
        Some(sets) => {
            binding.sets.retain(|bound| sets.iter().any(|set| set.hash() == bound.set.hash()));
            // Those that bind may be others by now; then it is judged by those of its time alone.
            if binding.sets.len() == sets.len() {
                Terms::binding(binding, calendar.clone())
            } else {
                Terms::try_new(sets.iter().cloned(), calendar.clone()).told_of(first, lang)?;
                Terms::binding(binding.judged_by(sets), calendar.clone())
            }
        }
    };
    // What is chosen for rule sets that do not bind this dialogue is another's; what the log itself chose is its own.
    let of_terms = |adopted: &AdoptedReadings| adopted.among(terms.rule_sets().iter().map(RuleSet::id));
    let stored = fingerprint.map(|made| if anew { of_terms(&made.adopted) } else { made.adopted.clone() });
    let stored = stored.unwrap_or_default();
    terms.clone().adopting(stored.clone()).told_of(first, lang)?;
    terms.adopting(of_terms(chosen).over(&stored)).told(lang)
}

/// Refuses a level or head of a first line that no rule set knows.
pub(crate) fn check_subject(log: &Log, registry: &Registry, lang: Lang) -> Outcome<()> {
    let Some(subject) = &log.plan().subject else { return Ok(()) };
    let first = lang.pick("dòng 1", "line 1");
    let level = input::level(subject.level.word(), registry).map(drop);
    let known = level.and_then(|()| input::head(subject.head.word(), registry).map(drop));
    known.told_of(first, lang).map_err(|said| if log.is_newer() { said + NEWER.get(lang) } else { said })
}

/// Why a word of a first line may be one all the same.
static NEWER: Text = Text::new(
    "; nhật ký viết theo `format` mới hơn bản phần mềm này, nên đó có thể là từ của bản mới: hãy dùng bản mới hơn",
    "; the log is of a `format` newer than this release, of which the word may be: use a newer release",
);

/// The rule sets that a log was stored with, if they still say the same.
pub(crate) fn stored_sets(made: &Fingerprint, registry: &Registry, anew: &str, lang: Lang) -> Outcome<Vec<RuleSet>> {
    let sets = match made.rulesets.as_slice() {
        // What names nothing judges by nothing.
        [] => Err(format!("{}; {anew}", OtherRules::NoneNamed.text(lang))),
        all => all.iter().map(|set| same_text(set, registry, anew, lang)).collect::<Outcome<_>>(),
    };
    sets.map_err(|said| format!("{}: {said}", lang.pick("dòng 1", "line 1")))
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
