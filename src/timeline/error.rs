//! Why there is no timeline: what of the facts is unknown, incomplete or impossible.

use chrono::{Datelike as _, Days, NaiveDate};
use thiserror::Error;

use super::adopted::NotInTerms;
use super::other_rules::OtherRules;
use super::same_set::SameSetTwice;
use crate::calendar::{CoverageError, FIRST};
use crate::ruleset::vocabulary::{
    Detail, EVENTS, FIELDS, PETITION_CLASSED, RECEPTION_RESCHEDULED, SESSION_HELD, built_in, named,
};
use crate::ruleset::{CaseClass, EventKind, NamedPeriod, RuleSet};
use crate::text::signs::of_word;
use crate::text::{BadId, Lang, Text, did_you_mean, messages, nearest_by_name, one_of};

/// What is said wherever an entry is struck out and none is named.
pub(crate) static VOID_CORRECTS_NOTHING: Text = Text::new(
    "`void` dùng để bỏ một mục; hãy nêu mục đó ở `corrects`",
    "`void` strikes an entry out; name it with `corrects`",
);

/// Why there is no timeline.
///
/// ```
/// # use doithoai::{Calendar, Facts, RuleSet, Terms, View};
/// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
/// # let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
/// # use doithoai::{Fact, TimelineError};
/// let closed_first = Facts::appointed_for(date(8, 20)).with(Fact::new("closed", date(8, 20)));
/// let error = terms.timeline(&closed_first, View::everything()).unwrap_err();
/// assert_eq!(error, TimelineError::NeverOpened { closed: date(8, 20) });
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum TimelineError {
    /// A date or a count leaves the covered years.
    Coverage(#[from] CoverageError),
    /// One version of a rule set was given twice.
    SameSetTwice(#[from] SameSetTwice),
    /// A reading is adopted that no rule set has.
    NotInTerms(#[from] NotInTerms),
    /// A log was made under other rule sets than there are.
    OtherRules(#[from] OtherRules),
    /// A fact of an event that no rule set knows.
    UnknownEvent {
        /// The event.
        event: String,
        /// The nearest known event.
        near: Option<String>,
        /// The events that the rule sets know.
        known: Vec<String>,
    },
    /// A class, channel or head that no rule set knows.
    NotDeclared {
        /// What it is a word for.
        what: Text,
        /// The word.
        word: String,
        /// The nearest known word.
        near: Option<String>,
        /// The words that there are, those that the rule sets declare last.
        known: Vec<String>,
    },
    /// The dialogue closed before it opened.
    ClosedBeforeOpened {
        /// The opening.
        opened: NaiveDate,
        /// The closing.
        closed: NaiveDate,
    },
    /// What can only follow the dialogue happened before it.
    BeforeOpening {
        /// The event.
        event: String,
        /// What that is called by the rule set that declares it; `None` for an event of the table.
        called: Option<Box<Text>>,
        /// Its date.
        on: NaiveDate,
        /// The opening.
        opened: NaiveDate,
    },
    /// A case was classed without saying as what.
    NoClass {
        /// The date.
        on: NaiveDate,
        /// The classes that the rule sets declare beside the built-in ones: their ids and what they are called.
        own: Vec<(String, Text)>,
    },
    /// A dialogue was planned after the day that it is appointed for.
    PlannedAfter {
        /// When it was planned.
        on: NaiveDate,
        /// The appointed day.
        appointed: NaiveDate,
    },
    /// The dialogue was moved to the day that it was appointed for already.
    MovedToSameDay {
        /// When it was moved.
        on: NaiveDate,
        /// The day.
        until: NaiveDate,
    },
    /// Something was moved or convened without saying to which day.
    NoNewDay {
        /// The event.
        event: String,
        /// What that is called by the rule set that declares it; `None` for an event of the table.
        called: Option<Box<Text>>,
        /// The date.
        on: NaiveDate,
    },
    /// It holds one of several sessions, and does not say which.
    NoSession {
        /// The date.
        on: NaiveDate,
    },
    /// It moves or convenes something to a day that had passed when that was decided.
    NewDayPassed {
        /// The event.
        event: String,
        /// What that is called by the rule set that declares it; `None` for an event of the table.
        called: Option<Box<Text>>,
        /// When it happened.
        on: NaiveDate,
        /// The day that it names.
        until: NaiveDate,
    },
    /// A fact was entered before it happened: nobody enters what has not been.
    EnteredBefore {
        /// The event.
        event: String,
        /// What that is called by the rule set that declares it; `None` for an event of the table.
        called: Option<Box<Text>>,
        /// Its date.
        on: NaiveDate,
        /// The day of entry.
        recorded: NaiveDate,
    },
    /// A fact says what its event does not take.
    NotTaken {
        /// The event.
        event: String,
        /// What that is called by the rule set that declares it; `None` for an event of the table.
        called: Option<Box<Text>>,
        /// What it does not take.
        what: Text,
    },
    /// What a report is about is no period.
    UnknownPeriod {
        /// The event.
        event: String,
        /// What that is called by the rule set that declares it; `None` for an event of the table.
        called: Option<Box<Text>>,
        /// What it says it is about.
        about: String,
    },
    /// An id that is empty, of several lines, or too long.
    BadId(#[from] BadId),
    /// Another entry has the key, with other content.
    KeyTaken {
        /// The key.
        key: String,
        /// The entry that has it, from 1.
        entry: usize,
    },
    /// A dialogue was given twice to one audit.
    SameDialogueTwice {
        /// The dialogue.
        dialogue: String,
    },
    /// A dialogue was given to the audit of another office.
    OfAnotherOffice {
        /// The dialogue.
        dialogue: String,
        /// Whose it is: head, level and territory, in words.
        of: Box<Text>,
        /// Whose audit it is.
        office: Box<Text>,
    },
    /// No rule set has the step, exclusion or field that a fact names.
    Unknown {
        /// What it is.
        what: Text,
        /// The id that was given; `None` if none was.
        id: Option<String>,
        /// The ids that there are, as far as they are known where it is read.
        known: Vec<String>,
    },
    /// What never happened is no new fact: it corrects one.
    VoidCorrectsNothing,
    /// A fact corrects itself, a later one, or one that is not there.
    CorrectsNoEarlier {
        /// The fact, by its number from 1.
        number: usize,
        /// What it is to correct.
        entry: usize,
    },
    /// The fact was corrected before: correct the correction.
    AlreadyCorrected {
        /// The fact, by its number from 1.
        entry: usize,
        /// The one that corrects it.
        by: usize,
    },
    /// What a fact corrects is an earlier one once more: that one is to be corrected.
    CorrectsRepeat {
        /// What it is to correct.
        entry: usize,
        /// The earlier one.
        of: usize,
    },
    /// An entry strikes out another one, and is not of its event, petition, day or session.
    VoidOfAnother {
        /// What it is to strike out, by its number from 1.
        entry: usize,
        /// What that is: its event, its day and whose it is.
        of: Box<Text>,
        /// What the one that is to strike it out says instead.
        said: Box<Text>,
    },
    /// A notice that moves an exact day is about none of the days.
    AboutNoDay {
        /// The event.
        event: String,
        /// What that is called by the rule set that declares it; `None` for an event of the table.
        called: Option<Box<Text>>,
        /// What it is about.
        about: String,
    },
    /// What is done in each period is about one that no duty has: it counts for none.
    AboutNoPeriod {
        /// The event.
        event: String,
        /// What that is called by the rule set that declares it; `None` for an event of the table.
        called: Option<Box<Text>>,
        /// What it is about.
        about: String,
        /// The periods about its day that there are; none where it is before the calendar begins.
        right: Vec<String>,
    },
    /// A reception is named by an id that is of other days only: a reception is known by its day and id together.
    ReceptionOfAnotherDay {
        /// The event.
        event: String,
        /// What that is called by the rule set that declares it; `None` for an event of the table.
        called: Option<Box<Text>>,
        /// The id.
        reception: String,
        /// The day that is named.
        on: NaiveDate,
        /// The days of the receptions of that id: a handful.
        days: Vec<NaiveDate>,
    },
    /// A correction does not say when it was entered.
    NoRecordedDate,
    /// A correction was entered before what it corrects was.
    CorrectedBeforeEntered {
        /// What it corrects, by its number from 1.
        entry: usize,
        /// When that was entered.
        entered: NaiveDate,
        /// When the correction was.
        recorded: NaiveDate,
    },
    /// A petition is received twice in the log of an office.
    AlreadyReceived {
        /// The petition.
        petition: String,
    },
    /// What happens once happened twice.
    HappenedTwice {
        /// The event.
        event: String,
        /// Its first date.
        first: NaiveDate,
        /// The other one.
        again: NaiveDate,
    },
    /// The dialogue opened and was cancelled.
    OpenedAndCancelled {
        /// The opening.
        opened: NaiveDate,
        /// The cancellation.
        cancelled: NaiveDate,
    },
    /// The dialogue was moved to another day after it had opened; on the day of the opening it is by the order of the entries.
    MovedAfterOpening {
        /// When it was moved.
        on: NaiveDate,
        /// The opening.
        opened: NaiveDate,
    },
    /// Something of a cancelled dialogue that can only have been before, or in one that was held.
    AfterCancellation {
        /// The event.
        event: String,
        /// What that is called by the rule set that declares it; `None` for an event of the table.
        called: Option<Box<Text>>,
        /// Its date.
        on: NaiveDate,
        /// The cancellation.
        cancelled: NaiveDate,
    },
    /// It happens to a petition, and does not say to which.
    NoPetition {
        /// The event.
        event: String,
        /// What that is called by the rule set that declares it; `None` for an event of the table.
        called: Option<Box<Text>>,
    },
    /// Something was done about a petition before it was received or raised.
    BeforeReceipt {
        /// The event.
        event: String,
        /// What that is called by the rule set that declares it; `None` for an event of the table.
        called: Option<Box<Text>>,
        /// The petition.
        petition: String,
        /// The event's date.
        on: NaiveDate,
        /// The receipt, or when it was raised.
        received: NaiveDate,
    },
    /// A petition was raised twice.
    AlreadyRaised {
        /// The petition.
        petition: String,
    },
    /// The settlement of a petition was suspended while it was.
    AlreadySuspended {
        /// The petition.
        petition: String,
    },
    /// The settlement of a petition was resumed more often than it was suspended.
    NotSuspended {
        /// The petition.
        petition: String,
    },
    /// The settlement of a petition was resumed before it was suspended.
    ResumedBeforeSuspended {
        /// The petition.
        petition: String,
        /// The suspension.
        suspended: NaiveDate,
    },
    /// A duty's date cannot be counted within the covered years.
    Duty {
        /// The rule set.
        ruleset: String,
        /// The duty.
        duty: String,
        /// Why.
        #[source]
        error: CoverageError,
    },
    /// The dialogue closed but never opened.
    NeverOpened {
        /// The closing.
        closed: NaiveDate,
    },
}

impl TimelineError {
    /// That no rule set knows an event.
    pub(crate) fn unknown_event(sets: &[RuleSet], event: &str) -> Self {
        let mut called: Vec<(&str, Option<&Text>)> = Vec::new();
        for event in EVENTS.iter().chain(sets.iter().flat_map(RuleSet::events)) {
            if !called.iter().any(|(id, _)| *id == event.id) {
                called.push((event.id.as_ref(), Some(&event.text)));
            }
        }
        let known = called.iter().map(|(id, _)| (*id).to_owned()).collect();
        let near = nearest_by_name(event, &called).map(str::to_owned);
        Self::UnknownEvent { event: event.to_owned(), near, known }
    }

    /// The same, its event by the words of the rule file that declares it.
    pub(crate) fn naming<'e>(mut self, event_of: impl Fn(&str) -> Option<&'e EventKind>) -> Self {
        if let Self::BeforeOpening { event, called, .. }
        | Self::NoNewDay { event, called, .. }
        | Self::NewDayPassed { event, called, .. }
        | Self::EnteredBefore { event, called, .. }
        | Self::NotTaken { event, called, .. }
        | Self::UnknownPeriod { event, called, .. }
        | Self::NoPetition { event, called }
        | Self::BeforeReceipt { event, called, .. }
        | Self::AboutNoDay { event, called, .. }
        | Self::AboutNoPeriod { event, called, .. }
        | Self::ReceptionOfAnotherDay { event, called, .. }
        | Self::AfterCancellation { event, called, .. } = &mut self
        {
            let own = event_of(event).filter(|_| called.is_none() && built_in(event).is_none());
            *called = own.map(|event| Box::new(event.text.clone())).or(called.take());
        }
        self
    }
}

/// What an entry is about: a day as it is written in a language, or the name of a period.
pub(crate) fn about_text(about: &str, lang: Lang) -> String {
    match (about.parse(), lang) {
        (Ok(day), Lang::Vi) => format!("ngày {}", lang.date(day)),
        (Ok(day), Lang::En) => lang.date(day),
        (Err(_), _) => format!("{} {about}", lang.pick("kỳ", "the period")),
    }
}

/// What the `about` of an event is to be, and that it is not: of what moves a reception the day given up, else a period.
fn about_what(event: &str, about: &str, lang: Lang) -> String {
    let examples = NamedPeriod::EXAMPLES;
    match (event, lang) {
        (RECEPTION_RESCHEDULED, Lang::Vi) => format!(
            "ngày tiếp công dân đã định, nay dời đi, không thể là `{about}`; viết như `2026-08-06`, hoặc tháng của ngày đó, `2026-08`"
        ),
        (RECEPTION_RESCHEDULED, Lang::En) => format!(
            "the day of reception that is given up, which `{about}` is not; write it as `2026-08-06`, or its month, `2026-08`"
        ),
        (_, Lang::Vi) => format!(
            "kỳ báo cáo, không thể là `{about}`; viết như {examples} (`2026-09` là tháng 9, `2026-9M` là 9 tháng)"
        ),
        (_, Lang::En) => format!(
            "a period, which `{about}` is not; write it as {examples} (`2026-09` is September, `2026-9M` nine months)"
        ),
    }
}

/// A day that may follow another, as an example of one.
fn later(on: NaiveDate) -> NaiveDate {
    on.checked_add_days(Days::new(30)).unwrap_or(on)
}

/// The periods that something may be about, after what it is about and none of these is.
pub(crate) fn periods_text(right: &[String], lang: Lang) -> String {
    const MOST_NAMED: usize = 4;
    let named: Vec<String> = right.iter().take(MOST_NAMED).map(|period| format!("`{period}`")).collect();
    let more = if right.len() > MOST_NAMED { ", …" } else { "" };
    match (named.is_empty(), lang) {
        (true, Lang::Vi) => format!("; lịch bắt đầu từ năm {}", FIRST.year()),
        (true, Lang::En) => format!("; the calendar begins with {}", FIRST.year()),
        (false, Lang::Vi) => format!("; kỳ có thể nêu: {}{more}", named.join(", ")),
        (false, Lang::En) => format!("; periods that can be named: {}{more}", named.join(", ")),
    }
}

/// An event as readers name it: one of a rule file by its words beside its id.
fn own_named(event: &str, called: Option<&Text>, lang: Lang) -> String {
    match called {
        Some(called) => format!("{} [{event}]", called.get(lang)),
        None => named(event, lang),
    }
}

/// The id that was meant: a field also by what it is called.
pub(crate) fn near_id<'k>(id: &str, known: &'k [String]) -> Option<&'k str> {
    let field = |known: &str| FIELDS.iter().find(|field| field.id == known).map(|field| &field.text);
    let named: Vec<(&str, Option<&Text>)> = known.iter().map(|known| (known.as_str(), field(known))).collect();
    nearest_by_name(id, &named)
}

/// That an id is none of those that there are, or that none was given.
pub(crate) fn no_such_id(what: &Text, id: Option<&str>, known: &[String], lang: Lang) -> String {
    let near = near_id(id.unwrap_or_default(), known);
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    let known = match id {
        None if known.is_empty() => lang.pick(": mã ghi ở `about`", ": its id in `about`").to_owned(),
        _ => one_of(&known, near, lang) + &did_you_mean(near, lang),
    };
    let what = what.get(lang);
    match (id, lang) {
        (Some(id), Lang::Vi) => format!("không có {what} `{id}`{known}"),
        (Some(id), Lang::En) => format!("unknown {what} `{id}`{known}"),
        (None, Lang::Vi) => format!("phải nêu {what}{known}"),
        (None, Lang::En) => format!("it must name the {what}{known}"),
    }
}

messages! { TimelineError, lang:
    Self::Coverage(error) => error;
    Self::SameSetTwice(error) => error;
    Self::NotInTerms(error) => error;
    Self::OtherRules(error) => error;
    Self::UnknownEvent { event, near, known } => "unknown-event", {
        let known = match near {
            Some(_) => of_word(event, lang) + &did_you_mean(near.as_deref(), lang),
            None => format!("; {} {}", lang.pick("có:", "known are"), known.join(", ")),
        };
    }, "không có sự kiện `{event}`{known}", "unknown event `{event}`{known}";
    Self::NotDeclared { what, word, near, known } => "not-declared", {
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        let known = of_word(word, lang) + &one_of(&known, near.as_deref(), lang) + &did_you_mean(near.as_deref(), lang);
        let what = what.get(lang);
    }, "không có {what} `{word}`{known}", "unknown {what} `{word}`{known}";
    Self::ClosedBeforeOpened { opened, closed } => "closed-before-opened",
        { let (opened, closed) = (lang.date(*opened), lang.date(*closed)); },
        "đối thoại không thể kết thúc ngày {closed} trước khi khai mạc ngày {opened}",
        "the dialogue cannot close on {closed} before it opened on {opened}";
    Self::BeforeOpening { event, on, opened; called } => "before-opening",
        { let (event, on, opened) = (own_named(event, called.as_deref(), lang), lang.date(*on), lang.date(*opened)); },
        "{event} ngày {on} không thể có trước khi đối thoại khai mạc ngày {opened}",
        "{event} on {on} cannot come before the dialogue opened on {opened}";
    Self::UnknownPeriod { event, about; called } => "unknown-period", {
        let right = about_what(event, about, lang);
        let event = own_named(event, called.as_deref(), lang);
    },
        "`about` của {event} là {right}", "`about` of {event} is {right}";
    Self::NoClass { on, own } => "no-class", {
        let classes = CaseClass::ALL.iter().map(|class| match lang {
            Lang::Vi => format!("{} [{}]", class.text().vi, class.word()),
            Lang::En => format!("`{}`", class.word()),
        });
        let own = own.iter().map(|(id, text)| match lang {
            Lang::Vi => format!("{} [{id}]", text.vi),
            Lang::En => format!("`{id}` ({})", text.en),
        });
        let classes: Vec<String> = classes.chain(own).collect();
        let (event, on, classes) = (named(PETITION_CLASSED, lang), lang.date(*on), classes.join(", "));
    },
        "{event} ngày {on} phải nêu loại vụ việc: {classes}",
        "{event} on {on} must say which class: {classes}";
    Self::PlannedAfter { on, appointed } => "planned-after", { let (on, appointed) = (lang.date(*on), lang.date(*appointed)); },
        "cuộc đối thoại lập kế hoạch ngày {on} không thể đã định vào ngày {appointed} trước đó: `on` là ngày lập kế hoạch, ghi muộn thì ngày ghi ở `recorded`",
        "a dialogue that was planned on {on} cannot be appointed for {appointed}, before it: `on` is the day of the plan, and `recorded` that of a late entry";
    Self::MovedToSameDay { on, until } => "moved-to-same-day", { let (on, until) = (lang.date(*on), lang.date(*until)); },
        "việc dời ngày {on} nêu ngày {until}, vốn là ngày đã định: `until` là ngày mới",
        "the move on {on} names {until}, for which the dialogue was appointed already: `until` is the new day";
    Self::NoNewDay { event, on; called } => "no-new-day", {
        let (event, on, until) = (own_named(event, called.as_deref(), lang), lang.date(*on), later(*on));
    },
        "{event} ngày {on} phải nêu ngày mới ở `until`, ví dụ \"until\":\"{until}\"",
        "{event} on {on} must say the new day in `until`, such as \"until\":\"{until}\"";
    Self::NoSession { on } => "no-session", { let (event, on) = (named(SESSION_HELD, lang), lang.date(*on)); },
        "{event} ngày {on} phải nêu mã buổi ở `session`, ví dụ \"session\":\"buoi-1\"",
        "{event} on {on} must say which session in `session`, such as \"session\":\"session-1\"";
    Self::NewDayPassed { event, on, until; called } => "new-day-passed", {
        let (event, on, until) = (own_named(event, called.as_deref(), lang), lang.date(*on), lang.date(*until));
    },
        "{event} ngày {on} không thể ấn định ngày {until}, đã qua; nếu ghi muộn thì `on` là ngày quyết định, `recorded` là ngày ghi",
        "{event} on {on} cannot name {until}, which had passed; where it is entered late, `on` is the day of the decision and `recorded` that of the entry";
    Self::EnteredBefore { event, on, recorded; called } => "entered-before", {
        let (event, on, recorded) = (own_named(event, called.as_deref(), lang), lang.date(*on), lang.date(*recorded));
    },
        "{event} ngày {on} không thể được ghi nhận từ ngày {recorded}, khi chưa diễn ra",
        "{event} on {on} cannot have been entered on {recorded}, before it happened";
    Self::NotTaken { event, what; called } => "not-taken", {
        // Whether an event of a rule file's own happens to petitions is for the file to say.
        let is_own_petition = called.is_some() && *what == Detail::Petition.text();
        let cure = match (is_own_petition, lang) {
            (false, _) => "",
            (true, Lang::Vi) => "; bỏ `petition`, hoặc khai báo sự kiện với `petition = true` trong tệp quy tắc",
            (true, Lang::En) => "; leave out `petition`, or declare the event with `petition = true` in the rule file",
        };
        let (event, what) = (own_named(event, called.as_deref(), lang), what.get(lang));
    },
        "{event} không kèm {what}{cure}", "{event} takes no {what}{cure}";
    Self::BadId(error) => error;
    Self::KeyTaken { key, entry } => "key-taken",
        "mục {entry} đã có `key` là `{key}` với nội dung khác; mỗi mục một `key`, còn ghi sai thì đính chính bằng `corrects`",
        "entry {entry} has the `key` `{key}` with other content; each entry has its own `key`, and a wrong one is corrected with `corrects`";
    Self::SameDialogueTwice { dialogue } => "same-dialogue-twice",
        "cuộc đối thoại `{dialogue}` được nêu hai lần: mỗi cuộc chỉ nêu một lần",
        "the dialogue `{dialogue}` is given twice: give each once";
    Self::OfAnotherOffice { dialogue, of, office } => "of-another-office",
        { let (of, office) = (of.get(lang), office.get(lang)); },
        "cuộc đối thoại `{dialogue}` là của {of}, không phải của {office}: mỗi cơ quan xét riêng các cuộc của mình",
        "the dialogue `{dialogue}` is of {of}, not of {office}: each office is audited with its own";
    Self::Unknown { what, id, known } => "unknown", { let words = no_such_id(what, id.as_deref(), known, lang); },
        "{words}", "{words}";
    Self::VoidCorrectsNothing => "void-corrects-nothing",
        { let words = VOID_CORRECTS_NOTHING.get(lang); }, "{words}", "{words}";
    Self::CorrectsNoEarlier { number, entry } => "corrects-no-earlier",
        "mục {number} không thể đính chính mục {entry}: `corrects` nêu số thứ tự của một mục đứng trước, tính từ 1",
        "entry {number} cannot correct entry {entry}: `corrects` is the number of an entry before it, from 1";
    Self::AlreadyCorrected { entry, by } => "already-corrected",
        "mục {entry} đã được đính chính ở mục {by}; hãy đính chính mục {by}",
        "entry {entry} was corrected by entry {by}; correct that one";
    Self::CorrectsRepeat { entry, of } => "corrects-repeat",
        "mục {entry} chỉ lặp lại mục {of}, cùng `key`; hãy đính chính mục {of}",
        "entry {entry} only repeats entry {of}, with its `key`; correct entry {of}";
    Self::VoidOfAnother { entry, of, said } => "void-of-another", { let (of, said) = (of.get(lang), said.get(lang)); },
        "mục {entry} là {of}, mà mục hủy ghi {said}: hãy nêu ở `corrects` đúng mục phải hủy, hoặc ghi lại đúng nội dung của mục {entry}",
        "entry {entry} is {of}, but what strikes it out says {said}: name with `corrects` the entry that is meant, or say what entry {entry} says";
    Self::AboutNoDay { event, about; called } => "about-no-day",
        { let (event, about) = (own_named(event, called.as_deref(), lang), about_text(about, lang)); },
        "{event} nói về {about}, không phải ngày nào phải thực hiện, nên không dời được ngày nào: hãy ghi ở `about` ngày được dời, như quy định hoặc như đã dời",
        "{event} is about {about}, which is none of the days that it may move, so it moves nothing: name the day given up in `about`, as the text has it or as it was moved";
    Self::AboutNoPeriod { event, about, right; called } => "about-no-period",
        { let (event, right) = (own_named(event, called.as_deref(), lang), periods_text(right, lang)); },
        "{event} nêu kỳ `{about}` (`about`), không có kỳ nào như vậy nên không được tính{right}",
        "{event} is `about` `{about}`, and there is no such period: it does not count{right}";
    Self::ReceptionOfAnotherDay { event, reception, on, days; called } => "reception-of-another-day", {
        let (event, on) = (own_named(event, called.as_deref(), lang), lang.date(*on));
        let days = days.iter().map(|day| lang.date(*day)).collect::<Vec<_>>().join(", ");
    },
        "{event} nêu buổi tiếp công dân `{reception}` ngày {on}, mà mã này là của buổi ngày {days}: ghi buổi ngày {on} vào sổ, hoặc sửa mã hay ngày",
        "{event} names the reception `{reception}` of {on}, but that id is of the reception of {days}: enter that of {on}, or correct the id or the day";
    Self::CorrectedBeforeEntered { entry, entered, recorded } => "corrected-before-entered",
        { let (entered, recorded) = (lang.date(*entered), lang.date(*recorded)); },
        "`recorded` của mục đính chính là {recorded}, trước ngày {entered} ghi mục {entry}: ngày ghi đính chính không trước ngày ghi mục được đính chính",
        "the correction is recorded on {recorded}, before entry {entry} was, on {entered}: a correction is recorded on that day or later";
    Self::AlreadyReceived { petition } => "already-received",
        "kiến nghị `{petition}` đã được ghi là tiếp nhận trước đó; ghi sai thì đính chính bằng `corrects`",
        "the petition `{petition}` was received before; correct a wrong entry with `corrects`";
    Self::NoRecordedDate => "no-recorded-date",
        "một đính chính phải nêu ngày ghi (`recorded`)", "a correction must say when it was entered (`recorded`)";
    Self::HappenedTwice { event, first, again } => "happened-twice", {
        let (event, first, again) = (named(event, lang), lang.date(*first), lang.date(*again));
    },
        "{event} chỉ có một lần, mà được ghi ngày {first} và ngày {again}: chỉ giữ một (trong nhật ký, đính chính mục sai bằng `corrects`)",
        "{event} happens once, and is recorded on {first} and on {again}: keep one (in a log, correct the wrong one with `corrects`)";
    Self::OpenedAndCancelled { opened, cancelled } => "opened-and-cancelled", {
        let (opened, cancelled) = (lang.date(*opened), lang.date(*cancelled));
    },
        "đối thoại không thể vừa khai mạc ngày {opened} vừa bị hủy ngày {cancelled}: chỉ giữ một (trong nhật ký, đính chính mục sai bằng `corrects`)",
        "a dialogue cannot open on {opened} and be cancelled on {cancelled}: keep one (in a log, correct the wrong one with `corrects`)";
    Self::MovedAfterOpening { on, opened } => "moved-after-opening", {
        let late = match lang {
            _ if on > opened => "",
            Lang::Vi => " và đã ghi khai mạc trước; nếu quyết định dời có trước khi khai mạc thì nêu ngày ghi muộn ở `recorded`",
            Lang::En => ", which was entered before it; if the move was decided before the opening, say in `recorded` on which later day it was entered",
        };
        let (on, opened) = (lang.date(*on), lang.date(*opened));
    },
        "đối thoại không thể dời vào ngày {on}, khi đã khai mạc ngày {opened}{late}",
        "the dialogue cannot be moved on {on}: it opened on {opened}{late}";
    Self::AfterCancellation { event, on, cancelled; called } => "after-cancellation", {
        let (event, on, cancelled) = (own_named(event, called.as_deref(), lang), lang.date(*on), lang.date(*cancelled));
    },
        "{event} ngày {on} không thể có trong cuộc đối thoại đã bị hủy ngày {cancelled}; việc làm trước khi hủy ghi muộn được",
        "{event} on {on} cannot be of a dialogue that was cancelled on {cancelled}; what was done before may be entered late";
    Self::NoPetition { event; called } => "no-petition", { let event = own_named(event, called.as_deref(), lang); },
        "{event} phải nêu kiến nghị nào ở `petition`", "{event} must say of which `petition` it is";
    Self::BeforeReceipt { event, petition, on, received; called } => "before-receipt", {
        let (event, on, received) = (own_named(event, called.as_deref(), lang), lang.date(*on), lang.date(*received));
    },
        "{event} ngày {on} không thể có trước khi tiếp nhận kiến nghị `{petition}` ngày {received}; ghi sai thì đính chính bằng `corrects`",
        "{event} on {on} cannot come before the petition `{petition}` came in on {received}; correct a wrong entry with `corrects`";
    Self::AlreadyRaised { petition } => "already-raised",
        "kiến nghị `{petition}` đã được ghi nhận trước đó; ghi sai thì đính chính bằng `corrects`",
        "the petition `{petition}` was raised before; correct a wrong entry with `corrects`";
    Self::AlreadySuspended { petition } => "already-suspended",
        "việc giải quyết kiến nghị `{petition}` đang tạm đình chỉ; phải tiếp tục rồi mới tạm đình chỉ được lần nữa",
        "the settlement of `{petition}` is suspended already; it resumes before it is suspended again";
    Self::NotSuspended { petition } => "not-suspended",
        "việc giải quyết kiến nghị `{petition}` không bị tạm đình chỉ nên không có gì để tiếp tục",
        "the settlement of `{petition}` is not suspended, so it cannot resume";
    Self::ResumedBeforeSuspended { petition, suspended } => "resumed-before-suspended",
        { let day = lang.date(*suspended); },
        "kiến nghị `{petition}` không thể được tiếp tục giải quyết trước ngày tạm đình chỉ {day}",
        "the settlement of `{petition}` cannot resume before it was suspended on {day}";
    Self::Duty { ruleset, duty, error } => error.code(), { let error = error.text(lang); },
        "{ruleset}/{duty}: {error}", "{ruleset}/{duty}: {error}";
    Self::NeverOpened { closed } => "never-opened", { let closed = lang.date(*closed); },
        "đối thoại không thể kết thúc ngày {closed}: chưa ghi nhận khai mạc",
        "the dialogue cannot close on {closed}: no opening is recorded";
}
