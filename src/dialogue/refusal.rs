//! Why something cannot be recorded: what is impossible, by which provision, and what is possible now.

use std::fmt;

use chrono::NaiveDate;
use serde::Serialize;
use thiserror::Error;

use super::Dialogue;
use super::phase::DialoguePhase;
use crate::ruleset::Phase;
use crate::ruleset::vocabulary::PETITION_RAISED;
use crate::text::{Lang, Text, did_you_mean, nearest};
use crate::timeline::TimelineError;

/// Why something cannot be recorded. Lateness is never a reason.
///
/// ```
/// # use chrono::NaiveDate;
/// use doithoai::{Calendar, Lang, RuleSet, Terms, dialogue::{Dialogue, Plan, Refused, ReplySent, RefusalReason}};
/// # let date = |m, d| NaiveDate::from_ymd_opt(2026, m, d).unwrap();
/// let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
/// let planned = Dialogue::plan(terms, Plan::new("DT-1", date(8, 20)), date(7, 20))?;
/// let mut held = planned.open(date(8, 20)).map_err(Refused::into_refusal)?.close(date(8, 20)).map_err(Refused::into_refusal)?;
/// let refusal = held.record(date(9, 1), ReplySent::of("KN-9")).unwrap_err();
/// assert!(matches!(refusal.reason, RefusalReason::UnknownPetition { .. }));
/// assert!(refusal.text(Lang::En).starts_with("the petition `KN-9` was never raised"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{}", self.text(Lang::En))]
#[non_exhaustive]
pub struct Refusal {
    /// The event that was refused.
    pub event: String,
    /// Why.
    pub reason: RefusalReason,
    /// The provision that asks for the event, grants it or counts from it, as a lawyer writes it.
    pub cite: Option<Text>,
    /// The events that may be recorded now.
    pub allowed: Vec<String>,
}

/// What makes an event impossible.
///
/// ```
/// use doithoai::{Lang, dialogue::RefusalReason, ruleset::Phase};
/// let early = RefusalReason::WrongPhase { needs: Phase::After, now: Some(Phase::Before) };
/// assert_eq!(early.text(Lang::En), "it belongs after the dialogue, and the dialogue has not opened");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "reason", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum RefusalReason {
    /// It cannot have been: an unknown event, a date before the opening, a detail that is missing or out of place.
    Impossible {
        /// The error's code.
        code: &'static str,
        /// The error, in both languages.
        text: Text,
    },
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

impl From<TimelineError> for RefusalReason {
    fn from(error: TimelineError) -> Self {
        Self::Impossible { code: error.code(), text: Text::build(|lang| error.text(lang)) }
    }
}

impl RefusalReason {
    /// The reason's code, as scenarios name it. Codes are stable: they are never renamed.
    ///
    /// ```
    /// use doithoai::{dialogue::RefusalReason, ruleset::Phase};
    /// assert_eq!(RefusalReason::WrongPhase { needs: Phase::After, now: Some(Phase::Before) }.code(), "wrong-phase");
    /// assert_eq!(RefusalReason::NoPetition.code(), "no-petition");
    /// ```
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Impossible { code, .. } => code,
            Self::WrongPhase { .. } => "wrong-phase",
            Self::NotOfADialogue => "not-of-a-dialogue",
            Self::NoPetition => "no-petition",
            Self::NotOfAPetition => "not-of-a-petition",
            Self::UnknownPetition { .. } => "unknown-petition",
            Self::AlreadyRaised { .. } => "already-raised",
            Self::AlreadySuspended { .. } => "already-suspended",
            Self::NotSuspended { .. } => "not-suspended",
            Self::ResumedBeforeSuspended { .. } => "resumed-before-suspended",
            Self::ChangesPhase => "changes-phase",
            Self::VoidCorrectsNothing => "void-corrects-nothing",
            Self::Unknown { .. } => "unknown",
            Self::NoSuchEntry { .. } => "no-such-entry",
            Self::AlreadyCorrected { .. } => "already-corrected",
            Self::NoRecordedDate => "no-recorded-date",
        }
    }

    /// The reason in one language.
    ///
    /// ```
    /// use doithoai::{Lang, dialogue::RefusalReason};
    /// let twice = RefusalReason::AlreadyRaised { petition: "KN-7".to_owned() };
    /// assert_eq!(twice.text(Lang::Vi), "kiến nghị `KN-7` đã được ghi nhận trước đó");
    /// ```
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let say = |vi: String, en: String| match lang {
            Lang::Vi => vi,
            Lang::En => en,
        };
        match self {
            Self::Impossible { text, .. } => text.get(lang).to_owned(),
            Self::WrongPhase { needs, now } => {
                let needs = needs.text();
                let now = match now {
                    Some(Phase::Before) => lang.pick("cuộc đối thoại chưa khai mạc", "the dialogue has not opened"),
                    Some(Phase::During) => lang.pick("cuộc đối thoại đang diễn ra", "the dialogue is open"),
                    Some(Phase::After) => lang.pick("cuộc đối thoại đã kết thúc", "the dialogue has closed"),
                    None => lang.pick("cuộc đối thoại đã bị hủy", "the dialogue was cancelled"),
                };
                say(
                    format!("việc này thuộc giai đoạn {}, mà {now}", needs.vi),
                    format!("it belongs {}, and {now}", needs.en),
                )
            }
            Self::NotOfADialogue => lang
                .pick(
                    "việc này thuộc sổ của cơ quan, không thuộc riêng một cuộc đối thoại",
                    "it belongs to the office's log, not to one dialogue",
                )
                .to_owned(),
            Self::NoPetition => lang.pick("phải nêu kiến nghị nào", "it must say of which petition").to_owned(),
            Self::NotOfAPetition => {
                lang.pick("việc này không thuộc về một kiến nghị", "it does not happen to a petition").to_owned()
            }
            Self::UnknownPetition { petition, near } => {
                let near = did_you_mean(near.as_deref(), lang);
                say(
                    format!("kiến nghị `{petition}` chưa được ghi nhận; hãy ghi `{PETITION_RAISED}` trước{near}"),
                    format!("the petition `{petition}` was never raised; record `{PETITION_RAISED}` first{near}"),
                )
            }
            Self::AlreadyRaised { petition } => say(
                format!("kiến nghị `{petition}` đã được ghi nhận trước đó"),
                format!("the petition `{petition}` was raised before"),
            ),
            Self::AlreadySuspended { petition } => say(
                format!("việc giải quyết kiến nghị `{petition}` đang tạm đình chỉ"),
                format!("the settlement of `{petition}` is suspended already"),
            ),
            Self::NotSuspended { petition } => say(
                format!("việc giải quyết kiến nghị `{petition}` không bị tạm đình chỉ"),
                format!("the settlement of `{petition}` is not suspended"),
            ),
            Self::ResumedBeforeSuspended { petition, suspended } => {
                let day = lang.date(*suspended);
                say(
                    format!("kiến nghị `{petition}` không thể được tiếp tục giải quyết trước ngày tạm đình chỉ {day}"),
                    format!("the settlement of `{petition}` cannot resume before it was suspended on {day}"),
                )
            }
            Self::ChangesPhase => lang
                .pick(
                    "việc này chuyển giai đoạn; hãy dùng `open`, `close` hoặc `cancel`",
                    "it changes the phase; use `open`, `close` or `cancel`",
                )
                .to_owned(),
            Self::VoidCorrectsNothing => lang
                .pick(
                    "`void` dùng để bỏ một mục; hãy nêu mục đó ở `corrects`",
                    "`void` strikes an entry out; name it with `corrects`",
                )
                .to_owned(),
            Self::Unknown { what, id, known } => {
                let id = id.as_deref().unwrap_or_default();
                let near = nearest(id, known.iter().map(String::as_str));
                let known: Vec<&str> = known.iter().map(String::as_str).collect();
                let known = crate::text::one_of(&known, near, lang);
                format!(
                    "{} {} `{id}`{known}{}",
                    lang.pick("không có", "unknown"),
                    what.get(lang),
                    did_you_mean(near, lang)
                )
            }
            Self::NoSuchEntry { entry, entries } => say(
                format!("không có mục số {entry} để đính chính; nhật ký có {entries} mục"),
                format!("there is no entry {entry} to correct; the log has {entries}"),
            ),
            Self::AlreadyCorrected { entry, by } => say(
                format!("mục số {entry} đã được mục số {by} đính chính; hãy đính chính mục {by}"),
                format!("entry {entry} was corrected by entry {by}; correct that one"),
            ),
            Self::NoRecordedDate => {
                lang.pick("đính chính phải nêu ngày ghi", "a correction must say when it was entered").to_owned()
            }
        }
    }
}

impl Refusal {
    /// The refusal in one language: the reason, the provision, and what may be recorded now.
    ///
    /// ```
    /// # use chrono::NaiveDate;
    /// use doithoai::{Calendar, Fact, Lang, RuleSet, Terms, dialogue::{Dialogue, Plan}};
    /// # let date = |m, d| NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
    /// let planned = Dialogue::plan(terms, Plan::new("DT-1", date(8, 20)), date(7, 20))?;
    /// let refusal = planned.why_not(&Fact::new("conclusion-notified", date(8, 28))).unwrap();
    /// let words = refusal.text(Lang::Vi);
    /// assert!(words.contains("cuộc đối thoại chưa khai mạc"), "{words}");
    /// assert!(words.contains("khoản 3 Điều 13"), "{words}");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let cite = self.cite.as_ref().map(|cite| format!(" ({})", cite.get(lang))).unwrap_or_default();
        let allowed = if self.allowed.is_empty() {
            String::new()
        } else {
            format!("; {}: {}", lang.pick("lúc này ghi được", "allowed now"), self.allowed.join(", "))
        };
        format!("{}{cite}{allowed}", self.reason.text(lang))
    }
}

/// A transition that was refused: the dialogue as it was, and why.
///
/// ```
/// # use chrono::NaiveDate;
/// use doithoai::{Calendar, RuleSet, Terms, dialogue::{Dialogue, Plan}};
/// # let date = |m, d| NaiveDate::from_ymd_opt(2026, m, d).unwrap();
/// let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
/// let planned = Dialogue::plan(terms, Plan::new("DT-1", date(8, 20)), date(7, 20))?;
/// let open = planned.open(date(8, 20)).unwrap();
/// let refused = open.close(date(8, 19)).unwrap_err(); // before it opened
/// assert!(refused.to_string().starts_with("the dialogue cannot close on 2026-08-19"));
/// assert!(refused.dialogue.close(date(8, 20)).is_ok()); // nothing was lost
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
pub struct Refused<P: DialoguePhase> {
    /// The dialogue, as it was.
    pub dialogue: Dialogue<P>,
    /// Why the transition was refused.
    pub refusal: Refusal,
}

impl<P: DialoguePhase> Refused<P> {
    /// Only why, without the dialogue.
    ///
    /// ```
    /// # use chrono::NaiveDate;
    /// use doithoai::{Calendar, RuleSet, Terms, dialogue::{Dialogue, Plan, Refused}};
    /// # let date = |m, d| NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// # let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
    /// let planned = Dialogue::plan(terms, Plan::new("DT-1", date(8, 20)), date(7, 20))?;
    /// let outside = NaiveDate::from_ymd_opt(2101, 1, 1).unwrap();
    /// assert_eq!(planned.open(outside).map_err(Refused::into_refusal).unwrap_err().event, "opened");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn into_refusal(self: Box<Self>) -> Refusal {
        self.refusal
    }
}

impl<P: DialoguePhase> fmt::Display for Refused<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.refusal.fmt(f)
    }
}

impl<P: DialoguePhase> std::error::Error for Refused<P> {}

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
pub enum Correction {
    /// It happened on another day.
    On(NaiveDate),
    /// This happened instead.
    Replace(crate::timeline::Fact),
    /// It never happened.
    Void,
}
