//! `doithoai timeline --log`: a stored dialogue, and by which rule sets it is judged.

use std::path::Path;

use chrono::NaiveDate;
use doithoai::dialogue::{AnyDialogue, Fingerprint, Log};
use doithoai::ruleset::{Binding, NotApplicable, NotBound};
use doithoai::{AdoptedReadings, Lang, Registry, RuleSet, Subject, Terms};

use crate::args::CaseArgs;
use crate::input::{self, Outcome, Told as _};
use crate::logs;
use crate::sort::{Sort, refuse_other};

/// The log as it was stored, and the dialogue that it makes.
pub(super) fn read(path: &Path, args: &CaseArgs) -> Outcome<(Log, AnyDialogue)> {
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
    let terms = terms(path, &log, args, lang)?;
    let dialogue = AnyDialogue::replay(terms.clone(), &log);
    let dialogue = dialogue.map_err(|error| logs::placed((path, &text), terms, &error, lang))?;
    Ok((log, dialogue))
}

/// By what it is judged: what is named, else what it was judged by before, else what binds its head, else the default. Only what is
/// wrong in the log itself is told of its file.
fn terms(path: &Path, log: &Log, args: &CaseArgs, lang: Lang) -> Outcome<Terms> {
    let of_log = |words: String| format!("{}: {words}", path.display());
    let as_of = input::as_of(args.as_of.as_ref(), lang)?;
    let day = log.day_in(input::view(as_of, &args.common)?);
    let registry = input::registry(&args.ruleset_file, lang)?;
    let of_whom = super::subject(args, &registry.all, day, lang)?;
    let named = !args.ruleset.is_empty() || !args.ruleset_file.is_empty() || of_whom.is_some();
    if let Some(subject) = log.plan().subject.as_ref().filter(|_| of_whom.is_none()) {
        logs::check_subject(log, &registry.all, lang).map_err(of_log)?;
        if named {
            return as_read(log, named_for(subject, args, &registry, day)?, args, lang);
        }
    }
    if named {
        return as_read(log, super::terms(args, &registry, day, lang)?, args, lang);
    }
    match (log.fingerprint(), &log.plan().subject) {
        (Some(fingerprint), subject) => stored(fingerprint, subject.as_ref(), args, of_log, lang),
        (None, Some(subject)) => {
            let known_on = input::optional_date(args.common.known_on.as_ref(), "--known-on", lang)?;
            let terms =
                Terms::binding(super::binding(&registry, subject, known_on, lang)?, input::calendar(&args.common)?);
            adopting(&terms, args, lang)
        }
        (None, None) => super::terms(args, &registry, day, lang),
    }
}

/// The rule sets that are named, for those whom the log names: what they say of some levels and units is asked of these. A file
/// that does not bind them judges nothing, which is told; a rule set that is named by its id is meant to judge.
fn named_for(subject: &Subject, args: &CaseArgs, registry: &input::Rules, day: NaiveDate) -> Outcome<Terms> {
    let (lang, calendar) = (Lang::from(args.common.lang), input::calendar(&args.common)?);
    let sets = super::sets(args, registry, day, calendar.coverage().contains(&day))?;
    Terms::try_new(sets.iter().cloned(), calendar.clone()).told(lang)?;
    let mut of_day = subject.clone();
    of_day.on = day;
    let mut binding = registry.all.binding(&of_day);
    let by_its_id = |id: &str| args.ruleset.iter().any(|name| name.split('@').next() == Some(id));
    let by_file = |id: &str| !by_its_id(id) && registry.of_files.iter().any(|file| file.id() == id);
    let has_given_way = |not: &NotApplicable| matches!(not.reason, NotBound::Completed { .. });
    binding.not_applicable.retain(|not| by_file(&not.id) || has_given_way(not));
    let binds = |set: &RuleSet| binding.sets.iter().any(|bound| bound.set.id() == set.id());
    let is_told = |set: &RuleSet| binding.not_applicable.iter().any(|not| not.id == set.id());
    // What is not in force on the day stays, to say so of each duty.
    let is_out_of_force = |not: &NotApplicable| matches!(not.reason, NotBound::NotInForce { .. });
    let stays = |set: &RuleSet| binding.not_applicable.iter().any(|not| not.id == set.id() && is_out_of_force(not));
    let left = |set: &RuleSet| by_file(set.id()) && !binds(set) && !stays(set);
    let judging =
        |set: RuleSet| if left(&set) { instead_of(&set, &binding, &registry.all).ok_or(set) } else { Ok(set) };
    let judging: Vec<Result<RuleSet, RuleSet>> = sets.into_iter().map(judging).collect();
    if let Some(set) = judging.iter().filter_map(|set| set.as_ref().err()).find(|set| !is_told(set)) {
        return Err(super::does_not_bind(set, lang));
    }
    let sets: Vec<RuleSet> = judging.into_iter().flatten().collect();
    let only_in_force = super::is_out_of_force(args, registry, &sets, day);
    let terms = Terms::binding(binding.judged_by(sets), calendar);
    let terms = if only_in_force { terms.only_in_force() } else { terms };
    let terms = super::knowing_others(&terms, args, registry);
    adopting(&terms, args, lang)
}

/// What judges in the place of a rule set that binds others: what it was laid on, if that does, else the version which binds later,
/// of what begins then.
fn instead_of(set: &RuleSet, binding: &Binding, registry: &Registry) -> Option<RuleSet> {
    let mut bases = std::iter::successors(set.builds_on(), |name| registry.get(name).ok()?.builds_on());
    let bound = |name: &str| binding.sets.iter().map(|bound| &bound.set).find(|set| set.name() == name);
    bases.find_map(bound).or_else(|| registry.binding_later(set.id(), &binding.subject)).cloned()
}

/// The rule sets and readings that a log was stored with, and those chosen beside them.
fn stored(
    fingerprint: &Fingerprint,
    subject: Option<&Subject>,
    args: &CaseArgs,
    of_log: impl Fn(String) -> String,
    lang: Lang,
) -> Outcome<Terms> {
    let anew = lang.pick("nêu --ruleset hoặc --ruleset-file để chọn", "name it with --ruleset or --ruleset-file");
    let registry = Registry::builtin();
    let sets = logs::stored_sets(fingerprint, &registry, anew, lang).map_err(&of_log)?;
    let calendar = input::calendar(&args.common)?;
    let first = lang.pick("dòng 1", "line 1");
    let terms = Terms::try_new(sets.iter().cloned(), calendar.clone()).told_of(first, lang).map_err(&of_log)?;
    let of_subject = subject.map(|subject| Terms::binding(registry.binding(subject).judged_by(sets), calendar));
    let terms = of_subject.unwrap_or(terms);
    let terms = terms.knowing(registry.rule_sets().iter().cloned());
    let chosen = input::adopted(&args.choose, lang)?;
    terms.clone().adopting(chosen.clone()).told_of("--choose", lang)?;
    terms.clone().adopting(fingerprint.adopted.clone()).told_of(first, lang).map_err(&of_log)?;
    terms.adopting(chosen.over(&fingerprint.adopted)).told(lang).map_err(of_log)
}

/// Rule sets that were named, with the readings that the log adopted for their duties, if they have them.
fn as_read(log: &Log, terms: Terms, args: &CaseArgs, lang: Lang) -> Outcome<Terms> {
    let Some(fingerprint) = log.fingerprint() else { return Ok(terms) };
    let stored = fingerprint.adopted.among(terms.rule_sets().iter().map(RuleSet::id));
    let has_them = terms.clone().adopting(stored.clone()).is_ok();
    let stored = if has_them { stored } else { AdoptedReadings::new() };
    terms.adopting(input::adopted(&args.choose, lang)?.over(&stored)).told_of("--choose", lang)
}

fn adopting(terms: &Terms, args: &CaseArgs, lang: Lang) -> Outcome<Terms> {
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
