//! Why something cannot be recorded: what is impossible, by which provision, and what is possible now.

use std::fmt;

use chrono::NaiveDate;
use serde::ser::SerializeStruct as _;
use serde::{Serialize, Serializer};
use thiserror::Error;

use super::Dialogue;
use super::phase::DialoguePhase;
use crate::ruleset::Phase;
use crate::ruleset::vocabulary::{Effect, PETITION_RAISED, built_in, named};
use crate::text::{Lang, Message, Text, did_you_mean, messages};
use crate::timeline::{TimelineError, VOID_CORRECTS_NOTHING, no_such_id};

/// Why something cannot be recorded. Lateness is never a reason.
///
/// ```
/// use doithoai::{Calendar, Lang, Message, RuleSet, Terms, dialogue::{Dialogue, Plan, ReplySent, RefusalReason}};
/// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
/// let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
/// let planned = Dialogue::plan(terms, Plan::new("DT-1", date(8, 20)), date(7, 20))?;
/// let mut held = planned.open(date(8, 20))?.close(date(8, 20))?;
/// let refusal = held.record(date(9, 1), ReplySent::of("KN-9")).unwrap_err();
/// assert!(matches!(refusal.reason, RefusalReason::UnknownPetition { .. }));
/// assert!(refusal.text(Lang::En).starts_with("the petition `KN-9` was never raised"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub struct Refusal {
    /// The event that was refused.
    pub event: String,
    /// Why.
    #[source]
    pub reason: RefusalReason,
    /// The provision that asks for the event, grants it or counts from it, as a lawyer writes it.
    pub cite: Option<Text>,
    /// The events that may be recorded now.
    pub allowed: Vec<String>,
    /// How those are told.
    pub(crate) told: Told,
}

/// What the events that may be recorded now are called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Told {
    pub(crate) names: Vec<Text>,
    /// The day by which what is entered now must have been done, where the phase that it belongs to is over.
    pub(crate) until: Option<NaiveDate>,
}

/// What makes an event impossible.
///
/// ```
/// use doithoai::{Lang, Message, dialogue::RefusalReason, ruleset::Phase};
/// let early = RefusalReason::WrongPhase { needs: Phase::After, now: Some(Phase::Before) };
/// assert_eq!(early.code(), "wrong-phase"); // as scenarios name it
/// assert_eq!(early.text(Lang::En), "it belongs after the dialogue, and the dialogue has not opened");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error, Serialize)]
#[serde(tag = "reason", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum RefusalReason {
    /// It cannot have been: an unknown event, a date before the opening, a detail that is missing or out of place.
    Impossible(
        #[source]
        #[serde(serialize_with = "code_and_text")]
        TimelineError,
    ),
    /// The dialogue has not reached the phase, or has left the only one in which it can be.
    WrongPhase {
        /// The phase that it belongs to.
        needs: Phase,
        /// The phase now; `None` if the dialogue was cancelled.
        now: Option<Phase>,
    },
    /// It belongs to the office, not to one dialogue.
    NotOfADialogue,
    /// It happens to a petition, and none is named.
    NoPetition,
    /// It does not happen to a petition, and one is named.
    NotOfAPetition,
    /// The petition was never raised.
    UnknownPetition {
        /// The petition.
        petition: String,
        /// The nearest one that was.
        near: Option<String>,
    },
    /// The petition was raised before.
    AlreadyRaised {
        /// The petition.
        petition: String,
    },
    /// The petition's settlement is suspended already.
    AlreadySuspended {
        /// The petition.
        petition: String,
    },
    /// The petition's settlement is not suspended.
    NotSuspended {
        /// The petition.
        petition: String,
    },
    /// The petition's settlement would resume before it was suspended.
    ResumedBeforeSuspended {
        /// The petition.
        petition: String,
        /// The day of the suspension.
        suspended: NaiveDate,
    },
    /// Only `open`, `close` and `cancel` change the phase of a typed dialogue.
    ChangesPhase,
    /// What never happened is no new entry: it corrects one.
    VoidCorrectsNothing,
    /// No rule set has the step, exclusion or field.
    Unknown {
        /// What it is.
        what: Text,
        /// The id that was given; `None` if none was.
        id: Option<String>,
        /// The ids that there are.
        known: Vec<String>,
    },
    /// There is no such entry to correct.
    NoSuchEntry {
        /// The number that was given.
        entry: usize,
        /// How many entries there are.
        entries: usize,
    },
    /// The entry was corrected before: correct the correction.
    AlreadyCorrected {
        /// The entry.
        entry: usize,
        /// The entry that corrects it.
        by: usize,
    },
    /// A correction does not say when it was entered.
    NoRecordedDate,
}

impl RefusalReason {
    /// Whether it is about how the log corrects itself, which no provision asks for.
    pub(super) const fn is_of_log(&self) -> bool {
        matches!(
            self,
            Self::VoidCorrectsNothing
                | Self::NoSuchEntry { .. }
                | Self::AlreadyCorrected { .. }
                | Self::NoRecordedDate
                | Self::Impossible(
                    TimelineError::VoidOfAnother { .. }
                        | TimelineError::CorrectsRepeat { .. }
                        | TimelineError::KeyTaken { .. }
                )
        )
    }
}

impl From<TimelineError> for RefusalReason {
    fn from(error: TimelineError) -> Self {
        match error {
            TimelineError::Unknown { what, id, known } => Self::Unknown { what, id, known },
            error => Self::Impossible(error),
        }
    }
}

/// An error as this refusal has it in JSON.
fn code_and_text<S: Serializer>(error: &TimelineError, to: S) -> Result<S::Ok, S::Error> {
    let mut out = to.serialize_struct("Impossible", 2)?;
    out.serialize_field("code", error.code())?;
    out.serialize_field("text", &error.both())?;
    out.end()
}

messages! { words of RefusalReason, lang:
    Self::Impossible(error) => error;
    Self::WrongPhase { needs, now } => "wrong-phase", {
        let needs = needs.text();
        let needs = needs.get(lang);
        let now = match now {
            Some(Phase::Before) => lang.pick("cuộc đối thoại chưa khai mạc", "the dialogue has not opened"),
            Some(Phase::During) => lang.pick("cuộc đối thoại đang diễn ra", "the dialogue is open"),
            Some(Phase::After) => lang.pick("cuộc đối thoại đã kết thúc", "the dialogue has closed"),
            None => lang.pick("cuộc đối thoại đã bị hủy", "the dialogue was cancelled"),
        };
    }, "việc này thuộc giai đoạn {needs}, mà {now}", "it belongs {needs}, and {now}";
    Self::NotOfADialogue => "not-of-a-dialogue",
        "việc này thuộc sổ của cơ quan, không thuộc riêng một cuộc đối thoại",
        "it belongs to the office's log, not to one dialogue";
    Self::NoPetition => "no-petition", "phải nêu kiến nghị nào", "it must say of which petition";
    Self::NotOfAPetition => "not-of-a-petition",
        "việc này không thuộc về một kiến nghị", "it does not happen to a petition";
    Self::UnknownPetition { petition, near } => "unknown-petition", {
        let (near, raised) = (did_you_mean(near.as_deref(), lang), named(PETITION_RAISED, lang));
    },
        "kiến nghị `{petition}` chưa được ghi nhận; trước hết hãy ghi: {raised}{near}",
        "the petition `{petition}` was never raised; record {raised} first{near}";
    Self::AlreadyRaised { petition } => "already-raised", {
        let words = TimelineError::AlreadyRaised { petition: petition.clone() }.text(lang);
    }, "{words}", "{words}";
    Self::AlreadySuspended { petition } => "already-suspended", {
        let words = TimelineError::AlreadySuspended { petition: petition.clone() }.text(lang);
    }, "{words}", "{words}";
    Self::NotSuspended { petition } => "not-suspended", {
        let words = TimelineError::NotSuspended { petition: petition.clone() }.text(lang);
    }, "{words}", "{words}";
    Self::ResumedBeforeSuspended { petition, suspended } => "resumed-before-suspended", {
        let words = TimelineError::ResumedBeforeSuspended { petition: petition.clone(), suspended: *suspended }.text(lang);
    }, "{words}", "{words}";
    Self::ChangesPhase => "changes-phase",
        "việc này chuyển giai đoạn; hãy dùng `open`, `close` hoặc `cancel`",
        "it changes the phase; use `open`, `close` or `cancel`";
    Self::VoidCorrectsNothing => "void-corrects-nothing",
        { let words = VOID_CORRECTS_NOTHING.get(lang); }, "{words}", "{words}";
    Self::Unknown { what, id, known } => "unknown", { let words = no_such_id(what, id.as_deref(), known, lang); },
        "{words}", "{words}";
    Self::NoSuchEntry { entry, entries } => "no-such-entry",
        { let words = no_such_entry(*entry, *entries, lang); }, "{words}", "{words}";
    Self::AlreadyCorrected { entry, by } => "already-corrected", {
        let words = TimelineError::AlreadyCorrected { entry: *entry, by: *by }.text(lang);
    }, "{words}", "{words}";
    Self::NoRecordedDate => "no-recorded-date",
        { let words = TimelineError::NoRecordedDate.text(lang); }, "{words}", "{words}";
}

/// How what happens once and was entered is changed.
fn again_text(reason: &RefusalReason, event: &str, lang: Lang) -> Option<String> {
    let RefusalReason::WrongPhase { now, .. } = reason else { return None };
    let was = match built_in(event)?.effect? {
        Effect::Open => now.is_some_and(|now| now > Phase::Before),
        Effect::Close => *now == Some(Phase::After),
        Effect::Cancel => now.is_none(),
        _ => false,
    };
    let how = lang.pick(
        "; việc này chỉ có một lần: nếu mục đã ghi sai thì ghi mục đính chính, với số của mục đó ở `corrects`",
        "; it happens once: what is wrong with the entry that stands is corrected by one with its number in `corrects`",
    );
    was.then(|| how.to_owned())
}

/// Whether the phase that an event belongs to is over, and the dialogue goes on: nothing that can be entered now makes it possible.
fn is_over(reason: &RefusalReason) -> bool {
    matches!(reason, RefusalReason::WrongPhase { needs, now: Some(now) } if now > needs)
}

/// What can be entered instead, where an event comes too early or too late: only then does it help. What is refused for its day is
/// not among it.
fn allowed_text(reason: &RefusalReason, event: &str, (allowed, told): (&[String], &Told), lang: Lang) -> String {
    if !matches!(reason, RefusalReason::WrongPhase { .. }) || allowed.is_empty() {
        return String::new();
    }
    if let Some(again) = again_text(reason, event, lang) {
        return again;
    }
    let until = told.until.map(|day| lang.date(day));
    match (until, lang) {
        (Some(until), Lang::Vi) if allowed.iter().any(|id| id == event) => {
            format!("; chỉ ghi được nếu việc đó đã làm đến hết ngày {until}, với ngày đó ở `on`")
        }
        (Some(until), Lang::En) if allowed.iter().any(|id| id == event) => {
            format!("; it can be entered only if it was done by {until}, with that day in `on`")
        }
        _ if is_over(reason) => String::new(),
        (until, _) => {
            let called = |(id, name): (&String, &Text)| match lang {
                Lang::Vi => format!("{} [{id}]", name.vi),
                Lang::En => id.clone(),
            };
            let all: Vec<String> = allowed.iter().zip(&told.names).map(called).collect();
            let is_cancelled = matches!(reason, RefusalReason::WrongPhase { now: None, .. });
            let now = match (until.filter(|_| is_cancelled), lang) {
                (Some(until), Lang::Vi) => format!("lúc này chỉ ghi được việc đã làm đến hết ngày {until}"),
                (Some(until), Lang::En) => format!("allowed now, if it was done by {until}"),
                (None, _) => lang.pick("lúc này ghi được", "allowed now").to_owned(),
            };
            format!("; {now}: {}", all.join(", "))
        }
    }
}

/// Whether a provision that asks for the event is why: it says when it is due, and that it is of a petition. That there is no such
/// entry, or no such day, it does not say.
const fn rests_on_text(reason: &RefusalReason) -> bool {
    matches!(
        reason,
        RefusalReason::WrongPhase { .. } | RefusalReason::NoPetition | RefusalReason::UnknownPetition { .. }
    )
}

messages! { Refusal, lang:
    Self { event, reason, cite, allowed; told } => reason.code(), {
        let allowed = allowed_text(reason, event, (allowed, told), lang);
        let cite = cite.as_ref().filter(|_| rests_on_text(reason));
        let cite = cite.map(|cite| format!(" ({})", cite.get(lang))).unwrap_or_default();
        let reason = reason.text(lang);
    }, "{reason}{cite}{allowed}", "{reason}{cite}{allowed}";
}

/// A transition that was refused: the dialogue as it was, and why.
///
/// `?` makes a [`Refusal`] of it, which leaves the dialogue behind.
///
/// ```
/// use doithoai::{Calendar, Message, RuleSet, Terms, dialogue::{Correction, Dialogue, Plan, Refusal}};
/// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
/// let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
/// let planned = Dialogue::plan(terms, Plan::new("DT-1", date(8, 20)), date(7, 20))?;
/// let open = planned.open(date(8, 20)).unwrap();
/// let refused = open.close(date(8, 19)).unwrap_err(); // before it opened
/// assert!(refused.to_string().starts_with("the dialogue cannot close on 2026-08-19"));
/// let closed = refused.dialogue.close(date(8, 20))?; // nothing was lost
/// let refusal = Refusal::from(closed.correct(date(9, 1), 3, Correction::Void).unwrap_err());
/// assert_eq!(refusal.code(), "no-such-entry");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Error)]
#[non_exhaustive]
pub struct Refused<P: DialoguePhase> {
    /// The dialogue, as it was.
    pub dialogue: Dialogue<P>,
    /// Why the transition was refused.
    #[source]
    pub refusal: Refusal,
}

impl<P: DialoguePhase> From<Box<Refused<P>>> for Refusal {
    fn from(refused: Box<Refused<P>>) -> Self {
        refused.refusal
    }
}

impl<P: DialoguePhase> Message for Refused<P> {
    fn code(&self) -> &'static str {
        self.refusal.code()
    }

    fn text(&self, lang: Lang) -> String {
        self.refusal.text(lang)
    }
}

impl<P: DialoguePhase> fmt::Display for Refused<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.refusal.fmt(f)
    }
}

impl<P: DialoguePhase> Serialize for Refused<P> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.refusal.serialize(to)
    }
}

/// How an entry is corrected.
///
/// ```
/// # use chrono::NaiveDate;
/// use doithoai::dialogue::Correction;
/// let day = NaiveDate::from_ymd_opt(2026, 8, 21).unwrap();
/// assert_ne!(Correction::On(day), Correction::Void);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
#[expect(clippy::large_enum_variant, reason = "it lives for one call")]
pub enum Correction {
    /// It happened on another day.
    On(NaiveDate),
    /// This happened instead.
    Replace(crate::timeline::Fact),
    /// It never happened.
    Void,
}

/// That what is corrected is none of the entries before it.
pub(super) fn no_such_entry(entry: usize, entries: usize, lang: Lang) -> String {
    let is_itself = entry == entries.saturating_add(1);
    let what = match (is_itself, lang) {
        (true, Lang::Vi) => format!("mục {entry} là chính mục đính chính này"),
        (true, Lang::En) => format!("entry {entry} is this correction itself"),
        (false, Lang::Vi) => format!("không có mục số {entry} đứng trước để đính chính"),
        (false, Lang::En) => format!("there is no entry {entry} before it to correct"),
    };
    let right = match (entries, lang) {
        (0, Lang::Vi) => "chưa có mục nào đứng trước, nên bỏ `corrects`".to_owned(),
        (0, Lang::En) => "none stands before it, so leave `corrects` out".to_owned(),
        (_, Lang::Vi) => format!("`corrects` là số thứ tự của một mục đứng trước, từ 1 đến {entries}"),
        (_, Lang::En) => format!("`corrects` is the number of an entry before it, from 1 to {entries}"),
    };
    format!("{what}: {right}")
}
