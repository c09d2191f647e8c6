//! Reading dates, events, readings and files, each with an error of one line that says what would be right.

use std::fmt::Display;
use std::path::{Path, PathBuf};

use chrono::{Datelike as _, Days, NaiveDate};
use doithoai::ruleset::{Checked, EndedTerritory, HeadKind, Level, Merger, UnitNote};
use doithoai::ruleset::{Detail, EVENTS, Effect, MetBy};
use doithoai::timeline::{known_channel, known_class, known_head, known_level};
use doithoai::{
    AdoptedReadings, Calendar, Fact, Lang, Message, Registry, RuleSet, Subject, Text, TimeOfDay, TimelineError,
    VersionError, View, typed_date, visible,
};

use crate::args::Common;
use crate::decrees;
pub(crate) use crate::files::text_of;
use crate::sort::{Sort, refuse_other};

/// What a command prints, or the line that says why not.
pub(crate) type Outcome<T> = Result<T, String>;

/// What failed, in the line that says so.
pub(crate) trait Told<T> {
    fn told(self, lang: Lang) -> Outcome<T>;
    /// The same after the file or option it is about.
    fn told_of(self, what: impl Display, lang: Lang) -> Outcome<T>;
}

impl<T, E: Message> Told<T> for Result<T, E> {
    fn told(self, lang: Lang) -> Outcome<T> {
        self.map_err(|error| error.text(lang))
    }

    fn told_of(self, what: impl Display, lang: Lang) -> Outcome<T> {
        self.map_err(|error| format!("{what}: {}", error.text(lang)))
    }
}

/// The id of the event that does this to a dialogue.
pub(crate) fn event_of(effect: Effect) -> &'static str {
    EVENTS.iter().find(|event| event.effect == Some(effect)).map_or("", |event| event.id.as_ref())
}

pub(crate) fn date(written: &str, what: &str, lang: Lang) -> Outcome<NaiveDate> {
    typed_date(written).map_err(|said| format!("{what}: {}", said.get(lang)))
}

/// A date in the covered years.
pub(crate) fn covered(date: NaiveDate, what: &str, lang: Lang) -> Outcome<NaiveDate> {
    Calendar::vietnam().day(date).map(|_| date).told_of(what, lang)
}

/// The day to judge on, if one is given.
pub(crate) fn as_of(written: Option<&String>, lang: Lang) -> Outcome<Option<NaiveDate>> {
    optional_date(written, "--as-of", lang)?.map(|date| covered(date, "--as-of", lang)).transpose()
}

pub(crate) fn optional_date(written: Option<&String>, what: &str, lang: Lang) -> Outcome<Option<NaiveDate>> {
    written.map(|written| date(written, what, lang)).transpose()
}

/// A year that the calendar covers.
pub(crate) fn year(written: &str, calendar: &Calendar, lang: Lang) -> Outcome<i32> {
    let (first, last) = (calendar.coverage().start().year(), calendar.coverage().end().year());
    let year = written.parse().ok().filter(|year| (first..=last).contains(year));
    year.ok_or_else(|| match lang {
        Lang::Vi => format!("không có lịch năm `{written}`: có từ {first} đến {last}"),
        Lang::En => format!("no calendar for the year `{written}`: {first} to {last} are covered"),
    })
}

/// The built-in calendar with the decrees laid over it, not yet cut to what was known.
pub(crate) fn calendar(common: &Common) -> Outcome<Calendar> {
    decrees::laid_over(Calendar::vietnam(), ("--decree", &common.decree), common.lang.into())
}

/// The calendar as it was known on `--known-on`, if that is given.
pub(crate) fn calendar_as_known(common: &Common) -> Outcome<Calendar> {
    let calendar = calendar(common)?;
    Ok(known_on(common)?.map_or_else(|| calendar.clone(), |date| calendar.known_on(date)))
}

/// The day of `--known-on`.
pub(crate) fn known_on(common: &Common) -> Outcome<Option<NaiveDate>> {
    optional_date(common.known_on.as_ref(), "--known-on", common.lang.into())
}

/// What is seen: up to the day to judge on, as it was known on `--known-on`.
pub(crate) fn view(as_of: Option<NaiveDate>, common: &Common) -> Outcome<View> {
    let view = as_of.map_or_else(View::everything, View::as_of);
    Ok(known_on(common)?.map_or(view, |day| view.known_on(day)))
}

/// The built-in rule sets and those of files.
pub(crate) struct Rules {
    /// All of them.
    pub(crate) all: Registry,
    /// Those of files, without what a later file builds on.
    pub(crate) of_files: Vec<RuleSet>,
    /// Files that stand for a built-in version of their id, which they were copied from.
    pub(crate) copies: Vec<VersionError>,
}

/// The built-in rule sets and the files, each of which may build on those before it.
pub(crate) fn registry(paths: &[PathBuf], lang: Lang) -> Outcome<Rules> {
    registry_of(paths, |found| of_option("--ruleset-file", found), lang)
}

/// The same of files that are named otherwise than by an option; `told` says of one that cannot be read how it was named.
pub(crate) fn registry_of(
    paths: &[PathBuf],
    told: impl Fn(Outcome<(String, Checked)>) -> Outcome<(String, Checked)>,
    lang: Lang,
) -> Outcome<Rules> {
    let mut rules = Rules { all: Registry::builtin(), of_files: Vec::new(), copies: Vec::new() };
    let named = |words: String| told(Err(words)).err().unwrap_or_default();
    for path in paths {
        let (text, checked) = told(checked_file(path, &rules.all, lang))?;
        refuse_other((path, &text), Sort::Rules, lang).map_err(named)?;
        let set = checked.result().map_err(|error| {
            let more = lang.pick("xem hết bằng", "see all with");
            named(format!("{}: {} ({more} `doithoai check`)", path.display(), error.text(lang)))
        })?;
        if rules.of_files.iter().any(|known| known.name() == set.name()) {
            let (path, name) = (path.display(), set.name());
            let words = match lang {
                Lang::Vi => {
                    format!("{path}: `{name}` được nêu hai lần: mỗi phiên bản của một bộ quy tắc chỉ nêu một lần")
                }
                Lang::En => format!("{path}: `{name}` is given twice: give each version of a rule set once"),
            };
            return Err(named(words));
        }
        match rules.all.clone().with(set.clone()) {
            Ok(all) => rules.all = all,
            Err(error) => rules.copies.push(error),
        }
        rules.of_files.retain(|known| set.builds_on() != Some(&known.name()));
        rules.of_files.push(set);
    }
    Ok(rules)
}

/// A rule set by its name, by `id@version`, or by its hash, of which the first eight digits are enough; of a name alone the version
/// of a day, if there is one.
pub(crate) fn named<'a>(registry: &'a Registry, name: &str, on: Option<NaiveDate>, lang: Lang) -> Outcome<&'a RuleSet> {
    const LEAST: usize = 8;
    let is_hash = name.len() >= LEAST && name.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    let mut all = registry.rule_sets().iter().filter(|set| is_hash && set.hash().starts_with(name));
    match (all.next(), all.next(), on) {
        (Some(set), None, _) => Ok(set),
        (_, _, Some(on)) => registry.find(name, on).told(lang),
        (_, _, None) => registry.get(name).told(lang),
    }
}

/// The same, where it fails under the option that it is about.
pub(crate) fn of_option<T>(option: &str, found: Outcome<T>) -> Outcome<T> {
    found.map_err(|said| format!("{option}: {said}"))
}

/// The text of a rule file, TOML or JSON by its name, and what reading it gave.
pub(crate) fn checked_file(path: &Path, registry: &Registry, lang: Lang) -> Outcome<(String, Checked)> {
    let text = text_of(path, lang)?;
    let checked = checked_text((path, &text), registry);
    Ok((text, checked))
}

/// The same of what was read of a file.
pub(crate) fn checked_text((path, text): (&Path, &str), registry: &Registry) -> Checked {
    let json = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("json"));
    if json { registry.check_json(text) } else { registry.check_toml(text) }
}

/// Whose head: a built-in word, or one that a rule set declares.
pub(crate) fn head(word: &str, registry: &Registry) -> Result<HeadKind, TimelineError> {
    known_head(registry.rule_sets(), word)
}

/// A level: a built-in word, or one that a rule set declares.
pub(crate) fn level(word: &str, registry: &Registry) -> Result<Level, TimelineError> {
    known_level(registry.rule_sets(), word)
}

/// That the province of a subject went into another.
pub(crate) fn merged(subject: &Subject, merger: &Merger, lang: Lang) -> String {
    let (code, into) = (subject.territory.first().map_or("", String::as_str), &merger.into);
    let on = merger.on.value().map(|on| lang.date(*on)).unwrap_or_default();
    let words = match lang {
        Lang::Vi => format!("[!] mã {code} đã nhập vào {into} từ ngày {on}; hãy dùng mã {into}"),
        Lang::En => format!("[!] {code} merged into {into} on {on}; use the code {into}"),
    };
    let text = merger.text.as_ref().map(|text| format!(" ({})", text.get(lang))).unwrap_or_default();
    format!("{words}{text}")
}

/// The rule sets whose units have ended, but for a unit that is told of already.
pub(crate) fn ended<'a>(
    all: impl IntoIterator<Item = &'a EndedTerritory>,
    units: &[UnitNote],
    merged: Option<&String>,
    lang: Lang,
) -> Vec<String> {
    let is_told = |ended: &&EndedTerritory| {
        let code = ended.unit.code();
        let is_note = |note: &UnitNote| matches!(note, UnitNote::Ended { code: told, .. } if told == code);
        merged.is_some_and(|merged| merged == code) || units.iter().any(is_note)
    };
    let untold = all.into_iter().filter(|ended| !is_told(ended));
    untold.map(|ended| format!("[!] {}", ended.text(lang))).collect()
}

/// What a word is called by the rule set that declares it, else as the library calls it.
pub(crate) fn text_in(sets: &[RuleSet], word: &Text, of: impl Fn(&RuleSet) -> Text) -> Text {
    sets.iter().map(of).find(|text| text != word).unwrap_or_else(|| word.clone())
}

/// `EVENT=DATE` or `EVENT=DATETHH:MM`, each perhaps with `:DETAIL`: a stated limit, a class of case, a channel, or what it is about;
/// of a dialogue that is appointed for a day.
pub(crate) fn event(written: &str, appointed: NaiveDate, sets: &[RuleSet], lang: Lang) -> Outcome<Fact> {
    let wrong = || match lang {
        Lang::Vi => format!("--event: `{written}` cần dạng SỰ-KIỆN=NGÀY, ví dụ conclusion-notified=2026-08-28"),
        Lang::En => format!("--event: `{written}` is not EVENT=DATE, for example conclusion-notified=2026-08-28"),
    };
    let (name, rest) = written.split_once('=').filter(|(name, _)| !name.is_empty()).ok_or_else(wrong)?;
    let (on, time, detail) = moment(rest);
    let mut fact = Fact::new(name, date(on, &format!("--event {name}"), lang)?);
    let example = later(fact.on, appointed);
    fact.at = time.map(|time| time_of_day(&time, name, lang)).transpose()?;
    let takes = |asked: &[Detail]| {
        let kind = EVENTS.iter().find(|event| event.id == name);
        kind.is_some_and(|kind| kind.needs.iter().chain(kind.takes).any(|detail| asked.contains(detail)))
    };
    let needs = |detail| EVENTS.iter().any(|event| event.id == name && event.needs.contains(&detail));
    let is_empty = detail.is_some_and(|detail| detail.trim().is_empty());
    match detail.filter(|_| !is_empty) {
        None if needs(Detail::NewDay) => Err(new_day((name, on), example, None, lang)),
        None if needs(Detail::Session) => Err(match lang {
            Lang::Vi => format!("--event {name}: thiếu mã buổi; viết như `{name}={on}:buoi-1`"),
            Lang::En => format!("--event {name}: which session is missing; write it as `{name}={on}:session-1`"),
        }),
        None if is_empty && !takes(&[Detail::Step, Detail::Exclusion, Detail::Class]) => Err(match lang {
            Lang::Vi => format!("--event {name}: sau dấu `:` không có gì; hãy viết `{name}={on}`"),
            Lang::En => format!("--event {name}: nothing comes after `:`; write `{name}={on}`"),
        }),
        None => Ok(fact),
        Some(detail) if needs(Detail::Session) => Ok(fact.session(detail)),
        Some(detail) if takes(&[Detail::Step, Detail::Exclusion, Detail::Agency, Detail::Year]) => {
            Ok(fact.about(detail))
        }
        Some(detail) if takes(&[Detail::Channel]) => {
            let channel = known_channel(sets, detail).told_of(format!("--event {name}"), lang)?;
            Ok(fact.channel(channel))
        }
        Some(detail) if detail.starts_with(|first: char| first.is_ascii_digit()) => {
            date(detail, &format!("--event {name}"), lang).map(|until| fact.until(until))
        }
        Some(detail) if needs(Detail::NewDay) => Err(new_day((name, on), example, Some(detail), lang)),
        Some(detail) => match (known_class(sets, detail), known_channel(sets, detail)) {
            (Ok(class), _) => Ok(fact.class(class)),
            (_, Ok(channel)) => Ok(fact.channel(channel)),
            (Err(class), Err(channel)) => {
                // An event of the table that is not classed may be made public, never classed.
                let is_built_in = EVENTS.iter().any(|event| event.id == name);
                let mut duties = sets.iter().flat_map(RuleSet::obligations);
                let on_channels = duties.any(|duty| matches!(&duty.met_by, MetBy::EachChannel(met) if met == name));
                if is_built_in && !on_channels && !takes(&[Detail::Class]) {
                    return Err(no_such_detail((name, on), example, detail, lang));
                }
                let of_channel = is_built_in && !takes(&[Detail::Class]);
                let closer =
                    if of_channel || near(&class).is_none() && near(&channel).is_some() { channel } else { class };
                Err(format!("--event {name}: {}", closer.text(lang)))
            }
        },
    }
}

/// A week after a day and the day that a dialogue is appointed for: an example of a new day, which neither may be.
pub(crate) fn later(on: NaiveDate, appointed: NaiveDate) -> NaiveDate {
    on.max(appointed).checked_add_days(Days::new(7)).unwrap_or(on)
}

/// That an event takes no detail after `:`, or none but a new limit.
fn no_such_detail((name, on): (&str, &str), example: NaiveDate, detail: &str, lang: Lang) -> String {
    let kind = EVENTS.iter().find(|event| event.id == name);
    let limit = kind.is_some_and(|kind| kind.needs.iter().chain(kind.takes).any(|one| *one == Detail::NewLimit));
    match (limit, lang) {
        (true, Lang::Vi) => format!(
            "--event {name}: `{detail}` không phải ngày; sau dấu `:` chỉ nêu thời hạn mới, như `{name}={on}:{example}`"
        ),
        (true, Lang::En) => format!(
            "--event {name}: `{detail}` is no day; only a new limit comes after `:`, such as `{name}={on}:{example}`"
        ),
        (false, Lang::Vi) => {
            format!("--event {name}: sự kiện này không kèm chi tiết nào, mà có `:{detail}`; hãy viết `{name}={on}`")
        }
        (false, Lang::En) => {
            format!("--event {name}: the event takes no detail, and there is `:{detail}`; write `{name}={on}`")
        }
    }
}

/// That an event which moves something lacks the new day.
fn new_day((name, on): (&str, &str), example: NaiveDate, detail: Option<&str>, lang: Lang) -> String {
    let wrong = detail.map(|detail| match lang {
        Lang::Vi => format!("`{detail}` không phải ngày; "),
        Lang::En => format!("`{detail}` is no day; "),
    });
    let wrong = wrong.unwrap_or_default();
    match lang {
        Lang::Vi => format!("--event {name}: {wrong}cần ngày mới, viết sau ngày quyết định: `{name}={on}:{example}`"),
        Lang::En => {
            format!("--event {name}: {wrong}the new day comes after that of the decision: `{name}={on}:{example}`")
        }
    }
}

/// The word that was most likely meant.
fn near(error: &TimelineError) -> Option<&String> {
    if let TimelineError::NotDeclared { near, .. } = error { near.as_ref() } else { None }
}

/// `2026-08-20T08:30:detail`: the date, the time if one is given, and the detail.
fn moment(written: &str) -> (&str, Option<String>, Option<&str>) {
    if let Some((on, rest)) = written.split_once('T').filter(|(on, _)| !on.contains(':')) {
        let mut parts = rest.splitn(3, ':');
        let (hour, minute) = (parts.next().unwrap_or_default(), parts.next());
        let time = minute.map_or_else(|| hour.to_owned(), |minute| format!("{hour}:{minute}"));
        return (on, Some(time), parts.next());
    }
    written.split_once(':').map_or((written, None, None), |(on, detail)| (on, None, Some(detail)))
}

fn time_of_day(written: &str, event: &str, lang: Lang) -> Outcome<TimeOfDay> {
    TimeOfDay::parse(written).ok_or_else(|| match lang {
        Lang::Vi => format!("--event {event}: `{written}` không phải giờ trong ngày; cần dạng GG:PP, như 08:30"),
        Lang::En => format!("--event {event}: `{written}` is not a time of day; expected HH:MM, such as 08:30"),
    })
}

/// `RULESET/DUTY=READING`.
pub(crate) fn adopted(written: &[String], lang: Lang) -> Outcome<AdoptedReadings> {
    written.iter().try_fold(AdoptedReadings::new(), |adopted, written| {
        let parts = written.split_once('=').and_then(|(duty, reading)| Some((duty.split_once('/')?, reading)));
        let ((ruleset, duty), reading) = parts.ok_or_else(|| match lang {
            Lang::Vi => format!("--choose: `{written}` cần dạng BỘ-QUY-TẮC/NHIỆM-VỤ=CÁCH-HIỂU, ví dụ hcmc-935/settle-petition=ten-as-in-words"),
            Lang::En => format!("--choose: `{written}` is not RULESET/DUTY=READING, for example hcmc-935/settle-petition=ten-as-in-words"),
        })?;
        if adopted.of(ruleset, duty).is_some() {
            return Err(match lang {
                Lang::Vi => format!("--choose: `{ruleset}/{duty}` được chọn hai lần"),
                Lang::En => format!("--choose: `{ruleset}/{duty}` is chosen twice"),
            });
        }
        Ok(adopted.adopt(ruleset, duty, reading))
    })
}

pub(crate) fn json(value: &impl serde::Serialize) -> Outcome<String> {
    let text = serde_json::to_string_pretty(value).map_err(|error| error.to_string())?;
    Ok(escaped(&text) + "\n")
}

/// The same JSON with the signs of its strings that are not seen as escapes.
fn escaped(text: &str) -> String {
    let mut json = String::new();
    for letter in text.chars() {
        let mut buffer = [0; 4];
        if letter == '\n' || visible(letter.encode_utf8(&mut buffer)) == *letter.encode_utf8(&mut [0; 4]) {
            json.push(letter);
        } else {
            for unit in letter.encode_utf16(&mut [0; 2]) {
                json.extend(format!("\\u{unit:04x}").chars());
            }
        }
    }
    json
}
