//! `doithoai timeline --log`: a stored dialogue, and by which rule sets it is judged.

use std::path::Path;

use chrono::NaiveDate;
use doithoai::dialogue::{AnyDialogue, Fingerprint, Log};
use doithoai::{Lang, Registry, Terms};

use crate::args::TimelineArgs;
use crate::input::{self, Outcome, Told as _};
use crate::logs;
use crate::sort::{Sort, refuse_other};

/// The log as it was stored, and the dialogue that it makes.
pub(super) fn read(path: &Path, args: &TimelineArgs) -> Outcome<(Log, AnyDialogue)> {
    let lang = Lang::from(args.common.lang);
    if args.on.is_some() || !args.event.is_empty() {
        return Err(lang
            .pick(
                "--log đã có ngày đối thoại và các sự kiện; không dùng cùng --on, --event",
                "--log has the day of the dialogue and its events; it excludes --on and --event",
            )
            .to_owned());
    }
    let text = input::of_option("--log", input::text_of(path, lang))?;
    refuse_other((path, &text), Sort::Log, lang)?;
    if logs::is_of_an_office(&text) {
        return Err(match lang {
            Lang::Vi => format!(
                "{}: tệp này là sổ của một cơ quan; --log cần nhật ký của một cuộc đối thoại, còn sổ xét bằng `doithoai audit`",
                path.display()
            ),
            Lang::En => format!(
                "{}: it is the log of an office; --log takes that of a dialogue, and an office is judged by `doithoai audit`",
                path.display()
            ),
        });
    }
    let log = Log::from_jsonl(&text).map_err(|error| logs::first_of(path, &text, &error, lang))?;
    let terms = terms(&log, args, lang).map_err(|words| format!("{}: {words}", path.display()))?;
    let dialogue = AnyDialogue::replay(terms.clone(), &log);
    let dialogue = dialogue.map_err(|error| logs::placed((path, &text), terms, &error, lang))?;
    Ok((log, dialogue))
}

/// By what it is judged: what is named, else what it was judged by before, else what binds its head, else the default.
fn terms(log: &Log, args: &TimelineArgs, lang: Lang) -> Outcome<Terms> {
    let day = log.plan().appointed;
    let registry = input::registry(&args.ruleset_file, lang)?;
    let named = !args.ruleset.is_empty()
        || !args.ruleset_file.is_empty()
        || super::subject(args, &registry.all, day, lang)?.is_some();
    if named {
        return super::terms(args, &registry, day, lang);
    }
    match (log.fingerprint(), &log.plan().subject) {
        (Some(fingerprint), _) => stored(fingerprint, args, lang),
        (None, Some(subject)) => {
            input::level(subject.level.word(), &registry.all).told_of(lang.pick("dòng 1", "line 1"), lang)?;
            input::head(subject.head.word(), &registry.all).told_of(lang.pick("dòng 1", "line 1"), lang)?;
            let known_on = input::optional_date(args.common.known_on.as_ref(), "--known-on", lang)?;
            let terms =
                Terms::binding(super::binding(&registry, subject, known_on, lang)?, input::calendar(&args.common)?);
            adopting(&terms, args, lang)
        }
        (None, None) => super::terms(args, &registry, day, lang),
    }
}

/// The rule sets and readings that a log was stored with, and those chosen beside them.
fn stored(fingerprint: &Fingerprint, args: &TimelineArgs, lang: Lang) -> Outcome<Terms> {
    let anew = lang.pick("nêu --ruleset hoặc --ruleset-file để chọn", "name it with --ruleset or --ruleset-file");
    let registry = Registry::builtin();
    let sets = logs::stored_sets(fingerprint, &registry, anew, lang)?;
    let terms = Terms::try_new(sets, input::calendar(&args.common)?).told(lang)?;
    let terms = terms.knowing(registry.rule_sets().iter().cloned());
    let chosen = input::adopted(&args.choose, lang)?;
    terms.clone().adopting(chosen.clone()).told_of("--choose", lang)?;
    terms.adopting(chosen.over(&fingerprint.adopted)).told(lang)
}

fn adopting(terms: &Terms, args: &TimelineArgs, lang: Lang) -> Outcome<Terms> {
    terms.adopting(input::adopted(&args.choose, lang)?).told_of("--choose", lang)
}

/// What differs between the terms a log was stored with and those it is judged by now.
pub(super) fn differs(log: &Log, terms: &Terms, lang: Lang) -> Vec<&'static str> {
    let Some(stored) = log.fingerprint() else { return Vec::new() };
    let now = Fingerprint::of(terms);
    [
        (stored.rulesets != now.rulesets, lang.pick("bộ quy tắc", "rule sets")),
        (stored.adopted != now.adopted, lang.pick("cách hiểu đã chọn", "readings adopted")),
        (!stored.same_days(&now), lang.pick("lịch làm việc", "calendar")),
    ]
    .into_iter()
    .filter_map(|(differs, what)| differs.then_some(what))
    .collect()
}

/// When a fact was known.
pub(super) fn known_from(fact: &doithoai::Fact) -> NaiveDate {
    fact.recorded.unwrap_or(fact.on)
}
