//! Every word of files and of JSON, in both languages: for a list, and to find one by what it is called.
//!
//! ```
//! let posted = &doithoai::words::search("niem yet tai tru so")?[0];
//! assert_eq!((posted.id, posted.of.vi.as_ref()), ("posted-at-headquarters", "kênh công khai"));
//! # Ok::<(), doithoai::words::NoSuchWord>(())
//! ```

use serde::Serialize;
use thiserror::Error;

use crate::analysis::{FlawKind, Sameness};
use crate::audit::Judgement;
use crate::calendar::{DocumentKind, RestDay};
use crate::reader::Code;
use crate::reader::schema::About;
use crate::ruleset::keys::KEYS;
use crate::ruleset::vocabulary::{ACTORS, DAYS, EVENTS, FIELDS};
use crate::ruleset::{
    Activity, Basis, Body, By, CaseClass, Channel, Counts, Cutoff, DayRoll, Detail, DialogueKind, DutyKind,
    ExtendedFrom, Form, GrantedBefore, HeadKind, InstrumentKind, Level, Modality, Mode, NoDate, NormKind, NotBound,
    Nth, Order, Pending, Per, Period, Phase, RuleSet, Scope, Severity, SourceKind, Standing, UnitType,
};
use crate::scenario::{Measure, key_meanings};
use crate::text::{Confidence, Text, Word, did_you_mean, messages, without_marks};
use crate::time_limit::{Backward, Roll, Start, Unit};
use crate::timeline::{Finding, MissingTime, Move, NoDue, OpenReading, Status, WhyNot, WhyOpen, WhyUnknown};

/// One word, and what it means.
///
/// ```
/// let closed = doithoai::words::all().find(|entry| entry.id == "closed").unwrap();
/// assert_eq!((closed.of.en.as_ref(), closed.text.vi.as_ref()), ("event", "kết thúc đối thoại"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Entry<'a> {
    /// What it is a word for, which those that belong together share: "kênh công khai", "channel".
    pub of: Text,
    /// As it stands in files and JSON.
    pub id: &'a str,
    /// What it means.
    pub text: Text,
}

/// That no word means what was sought.
///
/// ```
/// use doithoai::{Lang, Message, words};
/// let error = words::search("niêm yếtt").unwrap_err();
/// assert!(error.text(Lang::En).contains("did you mean `reception-schedule-posted`?"), "{error}");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub struct NoSuchWord {
    /// What was sought.
    pub sought: String,
    /// The word that was most likely meant, if one is near.
    pub near: Option<String>,
}

messages! { NoSuchWord, lang:
    Self { sought, near } => "no-such-word", { let near = did_you_mean(near.as_deref(), lang); },
        "không có từ nào khớp với `{sought}`{near}", "no word matches `{sought}`{near}";
}

/// Every word: events, actors and fields, then what rule files say, what timelines and audits answer, and the keys.
///
/// ```
/// let words: Vec<_> = doithoai::words::all().collect();
/// assert_eq!((words[0].of.vi.as_ref(), words[0].id), ("sự kiện", "rescheduled"));
/// assert!(words.iter().any(|entry| entry.id == "nearest-working-day"));
/// ```
pub fn all() -> impl Iterator<Item = Entry<'static>> {
    let event = Text::new("sự kiện", "event");
    let actor = Text::new("chủ thể", "actor");
    let field = Text::new("nội dung phải nêu", "content of a notice");
    let named = EVENTS.iter().map(move |one| (event.clone(), one.id.as_ref(), &one.text));
    let day = Text::new("ngày làm mốc", "day that a limit is counted from");
    let named = named.chain(DAYS.iter().map(move |(id, text)| (day.clone(), *id, text)));
    let named = named.chain(ACTORS.iter().map(move |one| (actor.clone(), one.id.as_ref(), &one.text)));
    let named = named.chain(FIELDS.iter().map(move |one| (field.clone(), one.id, &one.text)));
    let named = named.map(|(of, id, text)| Entry { of, id, text: text.clone() });
    let rule_keys = keys(Text::new("khóa của tệp quy tắc", "key of a rule file"), KEYS.to_vec());
    let scenario_keys = keys(Text::new("khóa của tệp tình huống", "key of a scenario file"), key_meanings());
    named.chain(vocabularies()).chain(answers()).chain(rule_keys).chain(scenario_keys)
}

/// The words whose id or meaning has what is sought in it, in either language, whatever the case and the diacritics; all
/// words of a kind that is called so; every word where nothing is sought.
///
/// ```
/// use doithoai::words::search;
/// let ids = |sought| search(sought).unwrap().iter().map(|entry| entry.id).collect::<Vec<_>>();
/// assert!(ids("NIÊM YẾT").contains(&"post-schedule"));
/// assert_eq!(ids("niem yet"), ids("niêm yết"));
/// assert_eq!(ids("nearest-working-day"), ["nearest-working-day"]);
/// assert!(ids("kênh công khai").contains(&"website"));
/// ```
///
/// # Errors
/// [`NoSuchWord`] if there is none, with the nearest.
pub fn search(sought: &str) -> Result<Vec<Entry<'static>>, NoSuchWord> {
    among(all().collect(), sought)
}

/// The words that rule files declare: events, actors, classes, contents of notices, channels, heads and levels.
///
/// ```
/// use doithoai::{RuleSet, words};
/// let sets = [RuleSet::builtin("hoa-binh-07")?];
/// let drawn_up = words::own(&sets).find(|entry| entry.id == "plan-drawn-up").unwrap();
/// assert_eq!((drawn_up.of.vi.as_ref(), drawn_up.text.vi.as_ref()), ("sự kiện (hoa-binh-07)", "xây dựng xong kế hoạch"));
/// # Ok::<(), doithoai::VersionError>(())
/// ```
pub fn own(sets: &[RuleSet]) -> impl Iterator<Item = Entry<'_>> {
    sets.iter().flat_map(|set| {
        let entry = move |of: Text, id, text: &Text| {
            let of = Text::build(|lang| format!("{} ({})", of.get(lang), set.id()));
            Entry { of, id, text: text.clone() }
        };
        let events = set.own_events().iter();
        let events = events.map(move |one| entry(Text::new("sự kiện", "event"), one.id.as_ref(), &one.text));
        let actors = set.own_actors().iter();
        let actors = actors.map(move |one| entry(Text::new("chủ thể", "actor"), one.id.as_ref(), &one.text));
        let field = Text::new("nội dung phải nêu", "content of a notice");
        let lists = [
            ("class", CaseClass::WHAT),
            ("field", field),
            ("channel", Channel::WHAT),
            ("head", HeadKind::WHAT),
            ("level", Level::WHAT),
        ];
        let lists = lists.into_iter().flat_map(move |(list, of)| {
            set.own_of(list).filter_map(move |(id, text)| Some(entry(of.clone(), id, text?)))
        });
        events.chain(actors).chain(lists)
    })
}

/// As [`search`], first among the words that rule files declare.
///
/// ```
/// use doithoai::{RuleSet, words};
/// let sets = [RuleSet::builtin("hoa-binh-07")?];
/// assert_eq!(words::search_with(&sets, "xay dung xong").unwrap()[0].id, "plan-drawn-up");
/// # Ok::<(), doithoai::VersionError>(())
/// ```
///
/// # Errors
/// As [`search`].
pub fn search_with<'a>(sets: &'a [RuleSet], sought: &str) -> Result<Vec<Entry<'a>>, NoSuchWord> {
    let mut known: Vec<Entry<'a>> = own(sets).collect();
    for built_in in all() {
        known.push(built_in);
    }
    among(known, sought)
}

fn among<'a>(all: Vec<Entry<'a>>, sought: &str) -> Result<Vec<Entry<'a>>, NoSuchWord> {
    let plain = plain(sought);
    let is_called = |of: &str| {
        let of = self::plain(of);
        of == plain || of.strip_prefix(&plain).is_some_and(|rest| rest.starts_with(" ("))
    };
    let is_meant = |entry: &Entry<'_>| {
        is_called(&entry.of.vi) || is_called(&entry.of.en) || told(entry).iter().any(|text| text.contains(&plain))
    };
    let near = if all.iter().any(is_meant) { None } else { nearest(&all, &plain) };
    let found: Vec<Entry<'a>> = all.into_iter().filter(is_meant).collect();
    if found.is_empty() {
        return Err(NoSuchWord { sought: sought.to_owned(), near });
    }
    Ok(found)
}

/// What of a word is searched.
fn told(entry: &Entry<'_>) -> [String; 3] {
    [plain(entry.id), plain(&entry.text.vi), plain(&entry.text.en)]
}

/// Letters alone, small and without marks, with one space between words.
fn plain(text: &str) -> String {
    let text = without_marks(text).replace('-', " ");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The word of which as many words in a row are most alike to what was sought.
fn nearest(all: &[Entry<'_>], sought: &str) -> Option<String> {
    const LONGEST: usize = 64;
    const ALIKE: f64 = 0.78; // more than of two words of four letters that share three
    let size = sought.split(' ').count();
    if sought.len() > LONGEST {
        return None;
    }
    let likeness = |text: &String| {
        let words: Vec<&str> = text.split(' ').collect();
        let runs = words.windows(size.min(words.len())).map(|run| run.join(" "));
        runs.map(|run| strsim::normalized_damerau_levenshtein(sought, &run)).fold(0.0, f64::max)
    };
    let best = all.iter().map(|entry| (told(entry).iter().map(likeness).fold(0.0, f64::max), entry.id));
    let near = best.filter(|(likeness, _)| *likeness >= ALIKE);
    near.fold(None, |best: Option<(f64, &str)>, one| best.filter(|best| best.0 >= one.0).or(Some(one)))
        .map(|(_, id)| id.to_owned())
}

fn keys(of: Text, about: Vec<About>) -> impl Iterator<Item = Entry<'static>> {
    about.into_iter().map(move |(id, vi, en)| Entry { of: of.clone(), id, text: Text::new(vi, en) })
}

fn of<T: Word>() -> impl Iterator<Item = Entry<'static>> {
    T::all().iter().map(|value| Entry { of: T::WHAT, id: value.id(), text: value.words() })
}

macro_rules! each {
    ($($name:ident)+) => { std::iter::empty() $(.chain(of::<$name>()))+ };
}

fn vocabularies() -> impl Iterator<Item = Entry<'static>> {
    each! {
        Phase Activity DutyKind CaseClass Channel Mode DialogueKind Level UnitType HeadKind Body Form Detail
        Unit Start Roll Backward By ExtendedFrom GrantedBefore NoDate Pending Per
        Period Cutoff Nth DayRoll Counts Modality Order NormKind Scope
        InstrumentKind Standing SourceKind Confidence Basis DocumentKind RestDay
    }
}

/// The words of timelines, audits and diagnostics.
fn answers() -> impl Iterator<Item = Entry<'static>> {
    let of_all = |of: Text, meanings: &'static [(&str, Text)]| {
        meanings.iter().map(move |(id, text)| Entry { of: of.clone(), id, text: text.clone() })
    };
    of_all(Text::new("lý do không áp dụng", "reason why a rule set does not bind"), NotBound::MEANINGS)
        .chain(of_all(Text::new("trạng thái nhiệm vụ", "status of a duty"), Status::MEANINGS))
        .chain(each! { WhyNot WhyOpen WhyUnknown MissingTime })
        .chain(of_all(Text::new("lý do chưa có ngày đến hạn", "reason for no due date yet"), NoDue::MEANINGS))
        .chain(of_all(Text::new("lý do thời hạn thay đổi", "what moved a limit"), Move::MEANINGS))
        .chain(of_all(Text::new("điều cần lưu ý", "finding"), Finding::MEANINGS))
        .chain(each! { OpenReading Judgement Sameness FlawKind Measure Severity Code })
}
