//! Entries of a log that are kept and not understood: of a newer release, or of a rule file that is not among the terms.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;
use serde::ser::{SerializeStruct as _, Serializer};

use super::duty::Duty;
use super::facts::{Facts, Seen, View};
use super::finding::Finding;
use super::status::{Status, WhyNot, WhyOpen};
use crate::ruleset::vocabulary::built_in;
use crate::ruleset::{EventKind, NamedPeriod};
use crate::text::{Lang, Text, did_you_mean, in_plain_english, in_vietnamese, quotes_shortened, shortened};

/// An entry of a log that is kept as it is and judged by nothing, since a part of it is not understood.
///
/// ```
/// use doithoai::{AnyDialogue, Calendar, RuleSet, Terms, View, dialogue::Log, timeline::{NotUnderstood, Status}};
/// let log = Log::from_jsonl(
///     r#"{"dialogue":"DT-1","appointed":"2026-08-20","on":"2026-07-20"}
/// { "event": "vote-held", "on": "2026-08-19" }
/// "#,
/// )?;
/// let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
/// let dialogue = AnyDialogue::replay(terms, &log)?;
/// let timeline = dialogue.timeline(View::everything())?;
/// let unknown = &timeline.unknown_entries[0];
/// assert_eq!((unknown.entry, unknown.line.as_str()), (1, r#"{ "event": "vote-held", "on": "2026-08-19" }"#));
/// assert!(matches!(unknown.because, NotUnderstood::Event { .. }));
/// assert!(matches!(timeline.duties[0].outcome.status, Status::Undetermined { .. }));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct UnknownEntry {
    /// Its number in the log, from 1; 0 is the first line.
    pub entry: usize,
    /// Its date, if that can be read.
    pub on: Option<NaiveDate>,
    /// Its event, if that can be read.
    pub event: Option<String>,
    /// Its petition, if it names one.
    pub petition: Option<String>,
    /// Its line, to the byte.
    pub line: String,
    /// What of it is not understood.
    pub because: NotUnderstood,
}

/// An entry of a dialogue that an office is audited with which is kept and not understood: it leaves open what it could touch there.
///
/// ```
/// use doithoai::audit::{OfficeLog, audit_year};
/// use doithoai::{AnyDialogue, Calendar, Registry, RuleSet, Terms, View, dialogue::Log};
/// let log = "{\"dialogue\":\"DT-1\",\"appointed\":\"2026-08-20\",\"on\":\"2026-07-20\"}\n{\"event\":\"vote-held\",\"on\":\"2026-08-20\"}\n";
/// let dialogue = AnyDialogue::replay(Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam()), &Log::from_jsonl(log)?)?;
/// let office = OfficeLog::from_jsonl(r#"{"office":"A","territory":"79","level":"commune","head":"local-government"}"#)?;
/// let year = audit_year(&Registry::builtin(), &Calendar::vietnam(), &[dialogue], &office, 2026, View::everything())?;
/// let [unknown] = year.unknown_in_dialogues.as_slice() else { panic!() };
/// assert_eq!((unknown.dialogue.as_str(), unknown.entry.entry), ("DT-1", 1));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct UnknownInDialogue {
    /// The dialogue.
    pub dialogue: String,
    /// The entry.
    #[serde(flatten)]
    pub entry: UnknownEntry,
}

impl UnknownInDialogue {
    /// Those of a dialogue that a view sees, but for what comes again.
    pub(crate) fn all(dialogue: &str, facts: &Facts, view: View) -> Vec<Self> {
        let mut unknown = facts.unknown(view);
        unknown.retain(|(_, fact)| !fact.is_repeat());
        let of = |entry| Self { dialogue: dialogue.to_owned(), entry };
        UnknownEntry::all(facts, &unknown).into_iter().map(of).collect()
    }
}

/// What of an entry is not understood.
///
/// ```
/// use doithoai::{Lang, timeline::NotUnderstood};
/// let misspelt = NotUnderstood::Event { event: "opend".to_owned(), near: Some("opened".to_owned()) };
/// assert_eq!(misspelt.text(Lang::En), "unknown event `opend`; did you mean `opened`?");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "why", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum NotUnderstood {
    /// The event is none that the rule sets know.
    Event {
        /// The event.
        event: String,
        /// The nearest known one.
        near: Option<String>,
    },
    /// A word of it, or an id of a rule file, is none that is known.
    Word {
        /// What it is a word for.
        what: Text,
        /// The word.
        word: String,
        /// The nearest known one.
        near: Option<String>,
    },
    /// It has a key that this release does not know.
    Key {
        /// The key.
        key: String,
        /// The nearest known one.
        near: Option<String>,
    },
    /// A key has a value that this release does not take.
    Value {
        /// What the JSON reader says, in its own words; [`text`](Self::text) and JSON say it in both languages.
        #[serde(serialize_with = "said_plainly")]
        said: String,
    },
    /// A newer release wrote it, and this one refuses it: a detail that the event does not take here, or lacks, or a period that
    /// is none.
    Refused {
        /// Why it is refused.
        said: Text,
    },
    /// It can only have been by something that an earlier entry says, which is not understood.
    Follows {
        /// The earlier entry, by its number.
        entry: usize,
    },
    /// It is an earlier entry once more, with its `key` and content. It keeps its number, and changes nothing.
    Repeats {
        /// The earlier entry, by its number.
        entry: usize,
    },
    /// The first line says a format that this release does not know.
    Format {
        /// The format.
        format: u64,
    },
}

/// What the JSON reader says, in both languages.
fn said_plainly<S: Serializer>(said: &str, to: S) -> Result<S::Ok, S::Error> {
    let plain = Text::owned(in_vietnamese(said), in_plain_english(said));
    Text::build(|lang| quotes_shortened(plain.get(lang)).into_owned()).serialize(to)
}

impl NotUnderstood {
    /// What is not understood, in one language.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        quotes_shortened(&self.whole_text(lang)).into_owned()
    }

    fn whole_text(&self, lang: Lang) -> String {
        let near = |near: &Option<String>| did_you_mean(near.as_deref(), lang);
        match self {
            Self::Event { event, near: of } => {
                format!("{} `{event}`{}", lang.pick("không có sự kiện", "unknown event"), near(of))
            }
            Self::Word { what, word, near: of } => {
                format!("{} {} `{word}`{}", lang.pick("không có", "unknown"), what.get(lang), near(of))
            }
            Self::Key { key, near: of } => format!("{} `{key}`{}", lang.pick("không có khóa", "unknown key"), near(of)),
            Self::Value { said } if lang == Lang::Vi => in_vietnamese(said),
            Self::Value { said } => in_plain_english(said),
            Self::Refused { said } => {
                format!(
                    "{}: {}",
                    lang.pick("bản phần mềm này không nhận", "this release does not take it"),
                    said.get(lang)
                )
            }
            Self::Follows { entry } => match lang {
                Lang::Vi => format!("chỉ có thể xảy ra nhờ mục {entry}, là mục không hiểu được"),
                Lang::En => format!("it can only have been by entry {entry}, which is not understood"),
            },
            Self::Repeats { entry } => match lang {
                Lang::Vi => format!(
                    "lặp lại mục {entry}, cùng `key` và cùng nội dung, nên không làm thay đổi gì; vẫn được đánh số"
                ),
                Lang::En => format!(
                    "it repeats entry {entry}, with its `key` and content, and changes nothing; it keeps its number"
                ),
            },
            Self::Format { format } => match lang {
                Lang::Vi => format!("nhật ký viết theo `format` {format}, mới hơn bản phần mềm này"),
                Lang::En => format!("the log is of `format` {format}, newer than this release"),
            },
        }
    }

    /// Whether the rest of the entry was read as it is meant, so that its date says when it happened.
    const fn is_word(&self) -> bool {
        matches!(self, Self::Event { .. } | Self::Word { .. } | Self::Refused { .. })
    }
}

impl UnknownEntry {
    fn of(number: usize, fact: Seen<'_>) -> Option<Self> {
        let written = fact.written()?;
        Some(Self {
            entry: number,
            on: Some(fact.on()).filter(|_| written.dated),
            event: Some(fact.event().to_owned()).filter(|event| !event.is_empty()),
            petition: fact.petition().map(str::to_owned),
            line: written.line.to_string(),
            because: written.because.clone()?,
        })
    }

    /// Those of facts that a view sees, the first line before them.
    pub(crate) fn all(facts: &Facts, unknown: &[(usize, Seen<'_>)]) -> Vec<Self> {
        let first = facts.first_line.as_deref().map(|first| Self {
            entry: 0,
            on: None,
            event: None,
            petition: None,
            line: first.line.to_string(),
            because: first.because.clone(),
        });
        let entries = unknown.iter().filter_map(|(number, fact)| Self::of(*number, *fact));
        first.into_iter().chain(entries).collect()
    }

    /// The entry and why it is not understood, in one language.
    ///
    /// ```
    /// # use doithoai::{AnyDialogue, Calendar, Lang, RuleSet, Terms, View, dialogue::Log};
    /// # let log = Log::from_jsonl("{\"dialogue\":\"DT-1\",\"appointed\":\"2026-08-20\",\"on\":\"2026-07-20\"}\n{\"event\":\"vote-held\",\"on\":\"2026-08-19\"}")?;
    /// # let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
    /// let unknown = &AnyDialogue::replay(terms, &log)?.timeline(View::everything())?.unknown_entries[0];
    /// assert!(unknown.text(Lang::En).starts_with("entry 1 (vote-held, 2026-08-19): unknown event `vote-held`"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        format!("{}: {}", named(self.entry, self.event.as_deref(), self.on, lang), self.because.text(lang))
    }
}

/// `mục 5 (vote-held, 19/08/2026)`
pub(super) fn named(entry: usize, event: Option<&str>, on: Option<NaiveDate>, lang: Lang) -> String {
    let what = match entry {
        0 => lang.pick("dòng đầu", "first line").to_owned(),
        entry => format!("{} {entry}", lang.pick("mục", "entry")),
    };
    let said: Vec<String> =
        event.map(|event| shortened(event).into_owned()).into_iter().chain(on.map(|on| lang.date(on))).collect();
    if said.is_empty() { what } else { format!("{what} ({})", said.join(", ")) }
}

impl Serialize for UnknownEntry {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut out = to.serialize_struct("UnknownEntry", 7)?;
        out.serialize_field("entry", &self.entry)?;
        out.serialize_field("event", &self.event)?;
        out.serialize_field("on", &self.on)?;
        out.serialize_field("petition", &self.petition)?;
        out.serialize_field("line", &self.line)?;
        out.serialize_field("because", &self.because)?;
        out.serialize_field("text", &Text::build(|lang| self.text(lang)))?;
        out.end()
    }
}

/// What could touch a verdict: the first such entry, how many more, and since when.
#[derive(Clone)]
struct Touch {
    entry: usize,
    event: Option<String>,
    on: Option<NaiveDate>,
    more: usize,
    /// The first day on which any of them happened; `None` if one of them may undo what was before it.
    since: Option<NaiveDate>,
}

impl Touch {
    fn and(self, other: Self) -> Self {
        let (first, then) = if self.entry <= other.entry { (self, other) } else { (other, self) };
        let more = first.more.saturating_add(then.more).saturating_add(1);
        let since = first.since.zip(then.since).map(|(one, other)| one.min(other));
        Self { more, since, ..first }
    }

    fn both(known: Option<Self>, touch: Self) -> Self {
        match known {
            Some(known) => known.and(touch),
            None => touch,
        }
    }

    fn finding(&self) -> Finding {
        Finding::UnknownEntry { entry: self.entry, event: self.event.clone(), on: self.on, more: self.more }
    }
}

/// When something happened that is not understood but for a word, or what it says it is about.
struct Placed {
    touch: Touch,
    days: Vec<NaiveDate>,
    about: Vec<NamedPeriod>,
}

impl Placed {
    /// An entry, and what it corrects; nothing where a day cannot be read.
    fn of(touch: &Touch, entry: Seen<'_>, corrected: Option<Seen<'_>>) -> Option<Self> {
        let dated = |fact: &Seen<'_>| {
            let word = |because: &NotUnderstood| because.is_word();
            fact.written().is_none_or(|written| written.dated && written.because.as_ref().is_none_or(word))
        };
        let both = || [Some(entry), corrected].into_iter().flatten();
        // It may be about a period that this release does not know.
        let of_new_period = |fact: Seen<'_>| {
            let is_id = built_in(fact.event()).is_some_and(EventKind::is_about_an_id);
            let is_known = |about: &str| about.parse::<NamedPeriod>().is_ok() || about.parse::<NaiveDate>().is_ok();
            fact.about().is_some_and(|about| !is_id && !is_known(about))
        };
        if both().any(of_new_period) {
            return None;
        }
        let days = both().flat_map(|fact| [Some(fact.on()), fact.until()]).flatten().collect();
        let about = both().filter_map(|fact| fact.about()?.parse().ok()).collect();
        both().all(|fact| dated(&fact)).then(|| Self { touch: touch.clone(), days, about })
    }

    fn could_touch(&self, reach: &Reach) -> bool {
        self.days.iter().any(|day| (reach.from..=reach.to).contains(day))
            || reach.name.is_some_and(|name| self.about.contains(&name))
    }
}

/// The days on which an act may count for a period, and what the period is called.
pub(crate) struct Reach {
    pub(crate) from: NaiveDate,
    pub(crate) to: NaiveDate,
    pub(crate) name: Option<NamedPeriod>,
}

/// Which verdicts the entries that are not understood could touch: those of their petitions, or all.
#[derive(Default)]
pub(crate) struct Untold<'a> {
    whole: Option<Touch>,
    /// Of the whole, those that touch some periods, and the others.
    placed: Vec<Placed>,
    anywhere: Option<Touch>,
    petitions: BTreeMap<&'a str, Touch>,
    /// Of any petition, where the duties do not tell them apart.
    any: Option<Touch>,
}

impl<'a> Untold<'a> {
    pub(crate) fn among(facts: &'a Facts, unknown: &[(usize, Seen<'a>)]) -> Self {
        let mut untold = Self::default();
        if facts.first_line.as_ref().is_some_and(|first| first.touches) {
            let first = Touch { entry: 0, event: None, on: None, more: 0, since: None };
            untold.anywhere = Some(first.clone());
            untold.add(None, first);
        }
        for (number, fact) in unknown.iter().filter(|(_, fact)| !fact.is_repeat()) {
            let Some(written) = fact.written() else { continue };
            let dated = fact.is_dated() && fact.corrects().is_none();
            let is_later = dated && written.because.as_ref().is_some_and(NotUnderstood::is_word);
            let touch = Touch {
                entry: *number,
                event: Some(fact.event().to_owned()).filter(|event| !event.is_empty()),
                on: Some(fact.on()).filter(|_| written.dated),
                more: 0,
                since: Some(fact.on()).filter(|_| is_later),
            };
            let corrected = fact.corrects().and_then(|entry| facts.seen(entry)).filter(|of| !of.is(*fact));
            match corrected.map(Seen::petition).filter(|of| *of != fact.petition()) {
                Some(of) if of.is_some() && fact.petition().is_some() => {
                    untold.add(fact.petition(), touch.clone());
                    untold.add(of, touch);
                    continue;
                }
                None if fact.petition().is_some() => {
                    untold.add(fact.petition(), touch);
                    continue;
                }
                _ => {}
            }
            let is_missing = fact.corrects().is_some() && corrected.is_none();
            match Placed::of(&touch, *fact, corrected).filter(|_| !is_missing) {
                Some(placed) => untold.placed.push(placed),
                None => untold.anywhere = Some(Touch::both(untold.anywhere.take(), touch.clone())),
            }
            untold.add(None, touch);
        }
        untold
    }

    fn add(&mut self, petition: Option<&'a str>, touch: Touch) {
        match petition {
            None => self.whole = Some(Touch::both(self.whole.take(), touch)),
            Some(petition) => {
                self.any = Some(Touch::both(self.any.take(), touch.clone()));
                let known = self.petitions.remove(petition);
                self.petitions.insert(petition, Touch::both(known, touch));
            }
        }
    }

    /// What could touch a duty, and whether any of it is of its petition.
    fn of(&self, duty: &Duty) -> Option<(Touch, bool)> {
        let petition = match &duty.petition {
            Some(petition) => self.petitions.get(petition.as_str()),
            None => self.any.as_ref().filter(|_| duty.rule.is_of_petitions),
        };
        let touch = match (self.whole.clone(), petition.cloned()) {
            (Some(whole), Some(petition)) => Some(whole.and(petition)),
            (whole, petition) => whole.or(petition),
        };
        touch.map(|touch| (touch, petition.is_some()))
    }

    /// Leaves open what they could touch: whoever understands them may judge otherwise.
    pub(crate) fn leave_open<'d>(&self, duties: impl IntoIterator<Item = &'d mut Duty>) {
        if self.whole.is_none() && self.petitions.is_empty() {
            return;
        }
        for duty in duties {
            let touch = self.of(duty).filter(|(touch, of_petition)| !stands(duty, touch.since, *of_petition));
            let Some((touch, _)) = touch else { continue };
            let outcome = &mut duty.outcome;
            if !matches!(outcome.status, Status::Undetermined { .. } | Status::Unknown { .. }) {
                outcome.status = Status::Undetermined { because: WhyOpen::UnknownEntry };
            }
            outcome.findings.push(touch.finding());
        }
    }

    /// Why a duty of the whole that was kept by the end of a period, or was not, is left open; `None` if it stands.
    pub(crate) fn of_whole(&self, kept_by: Option<NaiveDate>) -> Option<Text> {
        left_open(self.whole.as_ref()?, kept_by)
    }

    /// The same of a duty that only what falls within its reach could touch.
    pub(crate) fn of_period(&self, kept_by: Option<NaiveDate>, reach: &Reach) -> Option<Text> {
        let within = self.placed.iter().filter(|placed| placed.could_touch(reach)).map(|placed| placed.touch.clone());
        let touch = within.chain(self.anywhere.clone()).reduce(Touch::and)?;
        left_open(&touch, kept_by)
    }
}

fn left_open(touch: &Touch, kept_by: Option<NaiveDate>) -> Option<Text> {
    let stands = kept_by.zip(touch.since).is_some_and(|(kept, since)| since > kept);
    (!stands).then(|| Text::build(|lang| touch.finding().text(lang)))
}

/// Whether a duty stands all the same: it binds other units, or it was done before anything that is not understood, and its limit
/// and what that is counted from had passed; what was done late only beside nothing of its petition, whose case may be classed later.
fn stands(duty: &Duty, since: Option<NaiveDate>, of_petition: bool) -> bool {
    let outcome = &duty.outcome;
    let is_late = matches!(outcome.status, Status::MetLate { .. });
    match (&outcome.status, since, outcome.met_on) {
        (Status::NotApplicable { because: WhyNot::OtherUnitType }, ..) => true,
        (Status::Met | Status::MetLate { .. }, Some(since), Some(met)) if !(is_late && of_petition) => {
            let due = outcome.due.map(|due| due.latest());
            let anchor = outcome.anchor.as_ref().map(|anchor| anchor.at.latest);
            [Some(met), due, anchor].into_iter().flatten().all(|day| since > day)
        }
        _ => false,
    }
}
