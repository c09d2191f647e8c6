//! `doithoai timeline`.

mod blame;
mod entries;
mod first;
mod form;
mod log;
mod rules;

use std::collections::BTreeSet;

use chrono::NaiveDate;
use doithoai::dialogue::{AnyDialogue, Log};
use doithoai::ruleset::{Activity, Binding, EVENTS, Effect, KeptIn, UnitType};
use doithoai::{
    Calendar, Fact, Facts, Lang, Message as _, Registry, RuleSet, Subject, Terms, Timeline, TimelineError,
    VersionError, View,
};

use form::Form;

use crate::args::{CaseArgs, Format, TimelineArgs};
use crate::input::{self, Outcome, Told as _, event_of};

const DEFAULT_RULE_SET: &str = "hcmc-935";

/// A dialogue whose windows cross a worked Saturday (22/8), a day swapped off (31/8) and National Day.
const SAMPLE_DAY: &str = "2026-08-20";
const SAMPLE_EVENTS: [&str; 2] = ["invitation-sent=2026-08-13", "conclusion-notified=2026-08-28"];
const SAMPLE_AS_OF: &str = "2026-09-15";

/// What is judged, and by what.
pub(crate) struct Case {
    pub(crate) terms: Terms,
    facts: Facts,
    pub(crate) as_of: Option<NaiveDate>,
    /// The log that it was read from, and the dialogue that it makes.
    log: Option<(Log, AnyDialogue)>,
}

pub(crate) fn run(args: &TimelineArgs) -> Outcome<String> {
    let TimelineArgs { case: of, full, explain } = args;
    let lang = Lang::from(of.common.lang);
    let case = case(of, lang)?;
    let timeline = judged(of, &case, lang)?;
    let Case { terms, facts, log, .. } = case;
    let form = Form { lang, explain: *explain, sample: is_sample(of), log: log.as_ref().map(|(log, _)| log) };
    match of.common.format {
        Format::Json => input::json(&if *explain { timeline.explained() } else { timeline }),
        Format::Text if *full || *explain => Ok(form.page(&terms, &timeline.explained(), &facts)),
        Format::Text => Ok(form.first_page(&terms, &timeline, &facts)),
    }
}

/// The timeline of a case, on the day that the arguments name.
pub(crate) fn judged(args: &CaseArgs, case: &Case, lang: Lang) -> Outcome<Timeline> {
    let Case { terms, facts, as_of, log } = case;
    let view = input::view(*as_of, &args.common)?;
    let timeline = match log {
        // A log that could be read is judged as it is.
        Some((_, dialogue)) => dialogue.timeline(view),
        None => terms.timeline(facts, view),
    };
    let timeline = timeline.map_err(|error| match &error {
        TimelineError::UnknownEvent { event, .. } if args.log.is_none() => {
            format!("--event {event}: {}", error.text(lang))
        }
        _ => blame::told(args, (terms, view), &error, lang),
    })?;
    if args.log.is_none() {
        of_an_office(&timeline.unused_events, lang)?;
        of_an_office(&without_a_duty((terms, facts), lang)?, lang)?;
    }
    Ok(timeline)
}

/// Refuses events of which one is kept in the log of an office alone.
fn of_an_office(events: &[String], lang: Lang) -> Outcome<()> {
    match events.iter().find(|id| is_of_office(id)) {
        Some(event) => Err(match lang {
            Lang::Vi => format!(
                "--event {event}: việc này thuộc sổ của cơ quan, không thuộc riêng một cuộc đối thoại; hãy ghi vào sổ rồi xét bằng `doithoai audit`"
            ),
            Lang::En => format!(
                "--event {event}: it belongs to the office's log, not to one dialogue; enter it there, which `doithoai audit` judges"
            ),
        }),
        None => Ok(()),
    }
}

fn is_of_office(id: &str) -> bool {
    EVENTS.iter().any(|event| event.id == id && event.kept_in == KeptIn::Office)
}

/// The events of an office without which every duty is as it is: that one which returns is done by them is of its year.
fn without_a_duty((terms, facts): (&Terms, &Facts), lang: Lang) -> Outcome<Vec<String>> {
    let duties = |facts: &Facts| terms.duties(facts, View::everything()).told(lang).and_then(|all| input::json(&all));
    let of_office = facts.all().into_iter().map(|fact| fact.event).filter(|id| is_of_office(id));
    let mut idle = Vec::new();
    for event in of_office.collect::<BTreeSet<String>>() {
        let others = facts.all().into_iter().filter(|fact| fact.event != event);
        let others = others.fold(Facts::appointed_for(facts.appointed()), Facts::with);
        if duties(&others)? == duties(facts)? {
            idle.push(event);
        }
    }
    Ok(idle)
}

fn is_sample(args: &CaseArgs) -> bool {
    args.on.is_none() && args.log.is_none()
}

pub(crate) fn case(args: &CaseArgs, lang: Lang) -> Outcome<Case> {
    if let Some(path) = &args.log {
        let (log, dialogue) = log::read(path, args)?;
        let as_of = input::as_of(args.as_of.as_ref(), lang)?;
        let (terms, facts) = (dialogue.terms().clone(), dialogue.facts().clone());
        return Ok(Case { terms, facts, as_of, log: Some((log, dialogue)) });
    }
    let sample = is_sample(args);
    input::as_of(args.as_of.as_ref(), lang)?; // what is no date is told before what is missing
    if sample && (!args.event.is_empty() || args.as_of.is_some()) {
        return Err(lang
            .pick(
                "thiếu --on: ngày đối thoại, ví dụ --on 2026-08-20",
                "--on is missing: the day of the dialogue, for example --on 2026-08-20",
            )
            .to_owned());
    }
    let registry = input::registry(&args.ruleset_file, lang)?;
    let (facts, as_of) = if sample { sample_facts(lang)? } else { facts(args, &registry.of_files, lang)? };
    let is_looked_up = args.territory.is_some();
    let named = registry.all.rule_sets().iter().filter(|set| !is_looked_up && is_named(args, &registry, set)).cloned();
    let day = Terms::new(named, Calendar::vietnam()).day_in(&facts, input::view(as_of, &args.common)?);
    Ok(Case { terms: terms(args, &registry, day, lang)?, facts, as_of, log: None })
}

/// The terms of a dialogue on a day: the rule sets that are named, or those that bind the subject.
fn terms(args: &CaseArgs, registry: &input::Rules, on: NaiveDate, lang: Lang) -> Outcome<Terms> {
    let calendar = input::calendar(&args.common)?;
    let adopted = input::adopted(&args.choose, lang)?;
    let terms = match subject(args, &registry.all, on, lang)? {
        Some(subject) => {
            if !args.ruleset.is_empty() {
                return Err(lang
                    .pick(
                        "--territory tự tìm bộ quy tắc; không dùng cùng --ruleset",
                        "--territory looks the rule sets up; it excludes --ruleset",
                    )
                    .to_owned());
            }
            let known_on = input::optional_date(args.common.known_on.as_ref(), "--known-on", lang)?;
            Terms::binding(binding(registry, &subject, known_on, lang)?, calendar)
        }
        None => knowing_others(&named_terms(args, registry, on, calendar)?, args, registry),
    };
    terms.adopting(adopted).told_of("--choose", lang)
}

fn named_terms(args: &CaseArgs, registry: &input::Rules, on: NaiveDate, calendar: Calendar) -> Outcome<Terms> {
    let sets = sets(args, registry, on, calendar.coverage().contains(&on))?;
    let only_in_force = is_out_of_force(args, registry, &sets, on);
    // What a rule set lays down is asked for, not what a log tells of: its page has every duty.
    let of_dialogues = sets.iter().any(|set| set.applies().activities.contains(&Activity::Dialogue));
    let terms = Terms::try_new(sets, calendar).told_of("--ruleset", args.common.lang.into())?;
    let terms = if of_dialogues { terms.in_activity(Activity::PetitionHandling) } else { terms };
    Ok(if only_in_force { terms.only_in_force() } else { terms })
}

/// Whether a rule set judges a day on which it is not in force, though no version of it was named.
fn is_out_of_force(args: &CaseArgs, registry: &input::Rules, sets: &[RuleSet], on: NaiveDate) -> bool {
    sets.iter().any(|set| !set.is_in_force(on) && !is_version_named(args, registry, set))
}

/// Whether a rule set was named, or is that of a file.
fn is_named(args: &CaseArgs, registry: &input::Rules, set: &RuleSet) -> bool {
    let by_id = args.ruleset.iter().any(|name| name.split('@').next() == Some(set.id()));
    by_id || is_version_named(args, registry, set) || registry.of_files.iter().any(|file| file.id() == set.id())
}

/// Whether the version of a rule set was named, by `id@version` or by its hash.
fn is_version_named(args: &CaseArgs, registry: &input::Rules, set: &RuleSet) -> bool {
    let is_id = |name: &str| registry.all.rule_sets().iter().any(|set| set.id() == name);
    args.ruleset.iter().any(|name| match name.split_once('@') {
        Some((id, _)) => id == set.id(),
        None => !is_id(name) && set.hash().starts_with(name.as_str()),
    })
}

/// The same terms with the other versions known; who names a version means that one.
fn knowing_others(terms: &Terms, args: &CaseArgs, registry: &input::Rules) -> Terms {
    let is_named = |set: &RuleSet| is_version_named(args, registry, set);
    let named: Vec<&str> = terms.rule_sets().iter().filter(|set| is_named(set)).map(RuleSet::id).collect();
    terms.knowing(registry.all.rule_sets().iter().filter(|set| !named.contains(&set.id())).cloned())
}

/// The rule sets that are named; without any, the default one.
fn sets(args: &CaseArgs, registry: &input::Rules, on: NaiveDate, covered: bool) -> Outcome<Vec<RuleSet>> {
    let lang = Lang::from(args.common.lang);
    let mut sets = Vec::new();
    // Outside the covered years the calendar says so, not the registry.
    let find = |name: &str| match registry.all.find(name, on) {
        // Of a rule set that was not in force the page tells that it was not.
        Err(VersionError::NotInForce { .. }) if covered => registry.all.nearest(name, on).told(lang),
        _ => input::named(&registry.all, name, covered.then_some(on), lang),
    };
    for name in &args.ruleset {
        sets.push(input::of_option("--ruleset", find(name))?.clone());
    }
    let is_named = |set: &&RuleSet| args.ruleset.iter().any(|name| name.split('@').next() == Some(set.id()));
    for file in &registry.of_files {
        let is_known = registry.all.get(&file.name()).is_ok_and(|known| known == file);
        if is_named(&file) {
            // A copy of a built-in version beside that version is that version twice, which no terms take.
            sets.extend(RuleSet::builtin(&file.name()).is_ok().then(|| file.clone()));
            continue;
        }
        let set = if is_known { find(file.id())? } else { file };
        if !sets.contains(set) {
            sets.push(set.clone());
        }
    }
    if sets.is_empty() {
        sets.push(find(DEFAULT_RULE_SET)?.clone());
    }
    Ok(sets)
}

/// The rule sets that bind a subject, as they were known on a day; a file that does not is an error, since it was named.
fn binding(registry: &input::Rules, subject: &Subject, known_on: Option<NaiveDate>, lang: Lang) -> Outcome<Binding> {
    if let Some(error) = registry.copies.first() {
        return Err(error.text(lang));
    }
    let binding = registry.all.binding(subject);
    let told = |set: &&RuleSet| {
        let bound = binding.sets.iter().any(|bound| bound.set.id() == set.id());
        bound || binding.not_applicable.iter().any(|not| not.id == set.id())
    };
    match registry.of_files.iter().find(|set| !told(set)) {
        None => Ok(known_on.map_or(binding, |day| registry.all.binding_known_on(subject, day))),
        Some(set) => Err(does_not_bind(set, lang)),
    }
}

/// That a rule set binds nobody of the kind whose dialogue it is.
fn does_not_bind(set: &RuleSet, lang: Lang) -> String {
    match lang {
        Lang::Vi => {
            format!("`{}` không áp dụng cho chủ thể này: khác địa bàn, người đứng đầu hoặc hoạt động", set.id())
        }
        Lang::En => format!("`{}` does not bind this subject: it has another territory, head or activity", set.id()),
    }
}

/// Whose dialogue it is, if that is said.
fn subject(args: &CaseArgs, registry: &Registry, on: NaiveDate, lang: Lang) -> Outcome<Option<Subject>> {
    let (territory, level, head) = match (&args.territory, &args.level, &args.head) {
        (None, None, None) if args.unit_type.is_none() => return Ok(None),
        (Some(territory), Some(level), Some(head)) => (territory, level, head),
        _ => {
            return Err(lang
                .pick(
                    "--territory, --level và --head phải đi cùng nhau, ví dụ --territory 79 --level commune --head local-government",
                    "--territory, --level and --head go together, for example --territory 79 --level commune --head local-government",
                )
                .to_owned());
        }
    };
    let level = input::level(level, registry).told_of("--level", lang)?;
    let head = input::head(head, registry).told_of("--head", lang)?;
    let subject = Subject::new(territory, level, head, on).told_of("--territory", lang)?;
    let unit_type = args.unit_type.as_deref().map(UnitType::from_word).transpose().told_of("--unit-type", lang)?;
    let of_type = unit_type.map_or(Ok(subject.clone()), |unit_type| subject.of_type(unit_type));
    of_type.map(Some).told_of("--unit-type", lang)
}

fn facts(args: &CaseArgs, sets: &[RuleSet], lang: Lang) -> Outcome<(Facts, Option<NaiveDate>)> {
    let on = input::date(args.on.as_deref().unwrap_or_default(), "--on", lang)?;
    let on = input::covered(on, "--on", lang)?;
    let events = args.event.iter().map(|event| input::event(event, on, sets, lang)).collect::<Outcome<Vec<Fact>>>()?;
    let as_of = input::as_of(args.as_of.as_ref(), lang)?;
    held(on, events, lang).map(|facts| (facts, as_of))
}

fn sample_facts(lang: Lang) -> Outcome<(Facts, Option<NaiveDate>)> {
    let on = input::date(SAMPLE_DAY, "--on", lang)?;
    let events =
        SAMPLE_EVENTS.iter().map(|event| input::event(event, on, &[], lang)).collect::<Outcome<Vec<Fact>>>()?;
    let facts = held(on, events, lang)?;
    Ok((facts, Some(input::date(SAMPLE_AS_OF, "--as-of", lang)?)))
}

/// A dialogue held on `on`, or on the day to which it was moved last: it opened then and closed the same day, unless an event says
/// otherwise.
fn held(on: NaiveDate, events: Vec<Fact>, lang: Lang) -> Outcome<Facts> {
    let mut seen = BTreeSet::new();
    let repeats = |fact: &&Fact| fact.until.is_none() && !seen.insert((fact.event.clone(), fact.channel));
    if let Some(twice) = events.iter().find(repeats) {
        return Err(match lang {
            Lang::Vi => {
                format!("--event: sự kiện `{}` được nêu hai lần; chỉ lần đầu được tính, hãy nêu một lần", twice.event)
            }
            Lang::En => {
                format!("--event: event `{}` is given twice; only the first counts, so give it once", twice.event)
            }
        });
    }
    suspended_before(&events, lang)?;
    let moving = |fact: &&Fact| fact.event == event_of(Effect::Reschedule) && fact.on <= on;
    let moved = events.iter().filter(moving).max_by_key(|fact| fact.on);
    let held_on = moved.and_then(|fact| fact.until).unwrap_or(on);
    let opened = events.iter().find(|fact| fact.event == event_of(Effect::Open)).map_or(held_on, |fact| fact.on);
    let mut facts = Facts::appointed_for(on);
    for event in [Effect::Open, Effect::Close].map(event_of) {
        if !seen.iter().any(|(known, _)| known == event) {
            facts = facts.with(Fact::new(event, opened));
        }
    }
    Ok(events.into_iter().fold(facts, Facts::with))
}

/// Refuses a settlement that resumes without having been suspended: an option names no petition, so all events are of one.
fn suspended_before(events: &[Fact], lang: Lang) -> Outcome<()> {
    let day_of = |effect| events.iter().find(|fact| fact.event == event_of(effect)).map(|fact| fact.on);
    let (suspend, resume) = (event_of(Effect::Suspend), event_of(Effect::Resume));
    let (suspended, resumed) = (day_of(Effect::Suspend), day_of(Effect::Resume));
    let Some(resumed) = resumed.filter(|resumed| suspended.is_none_or(|suspended| suspended > *resumed)) else {
        return Ok(());
    };
    Err(match (suspended.map(|day| lang.date(day)), lang) {
        (None, Lang::Vi) => format!(
            "--event {resume}: việc giải quyết không bị tạm đình chỉ nên không có gì để tiếp tục; hãy nêu thêm ngày tạm đình chỉ, ví dụ --event {suspend}={resumed}, hoặc bỏ sự kiện này"
        ),
        (None, Lang::En) => format!(
            "--event {resume}: the settlement is not suspended, so it cannot resume; say when it was, such as --event {suspend}={resumed}, or leave this event out"
        ),
        (Some(day), Lang::Vi) => {
            format!(
                "--event {resume}: không thể tiếp tục giải quyết trước ngày tạm đình chỉ {day}; hãy sửa một trong hai ngày"
            )
        }
        (Some(day), Lang::En) => {
            format!(
                "--event {resume}: the settlement cannot resume before it was suspended on {day}; correct one of the days"
            )
        }
    })
}
