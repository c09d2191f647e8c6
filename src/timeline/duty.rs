//! One duty with its date, its status, and what other readings would give.

use chrono::NaiveDate;
use serde::Serialize;

use super::status::{Finding, Status};
use crate::ruleset::{
    AnchorRule, Basis, Channel, Cite, Due, DutyKind, Extension, Form, MetBy, MustState, NoDate, Per, Phase, Suspension,
};
use crate::text::{Confidence, Lang, Text};
use crate::time_limit::{Anchor, DueDate, TimeLimit, Trace};

/// What a duty is counted from.
///
/// ```
/// # use chrono::NaiveDate;
/// # use doithoai::{Calendar, Facts, RuleSet, Terms, View};
/// # let date = |m, d| NaiveDate::from_ymd_opt(2026, m, d).unwrap();
/// # let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
/// let timeline = terms.timeline(&Facts::held_on(date(8, 20)), View::everything())?;
/// let anchor = timeline.duty("hcmc-935", "notify-conclusion").unwrap().anchor.as_ref().unwrap();
/// assert_eq!((anchor.event.as_deref(), anchor.at.date), (Some("closed"), date(8, 20)));
/// assert!(anchor.actual);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct DutyAnchor {
    /// The event, if it is one.
    pub event: Option<String>,
    /// The duty whose due date it is, if it is one.
    pub due_of: Option<String>,
    /// What it is called.
    pub text: Text,
    /// The date, or range of dates.
    pub at: Anchor,
    /// Whether it happened; if not, the date is projected.
    pub actual: bool,
}

/// Why a duty has no date.
///
/// ```
/// # use chrono::NaiveDate;
/// # use doithoai::{Calendar, Facts, RuleSet, Terms, View};
/// # let date = |m, d| NaiveDate::from_ymd_opt(2026, m, d).unwrap();
/// # let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
/// # use doithoai::{ruleset::NoDate, timeline::NoDue};
/// let timeline = terms.timeline(&Facts::held_on(date(8, 20)), View::everything())?;
/// let agencies = timeline.duty("hcmc-935", "notify-agencies").unwrap();
/// assert_eq!(agencies.reason, Some(NoDue::Rule(NoDate::NotStated)));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum NoDue {
    /// The rule gives none.
    Rule(NoDate),
    /// It is counted from an event that has not happened, and no duty says when it should.
    AwaitsEvent(String),
    /// Under the adopted reading its limit binds another duty.
    Binds(String),
    /// So many hours before or after an event: facts have dates and no times.
    Hours {
        /// How many.
        hours: u32,
        /// Whether they run after the event.
        after: bool,
        /// The event.
        event: String,
    },
    /// The limit stopped running on this day, and has not run on since.
    Suspended(NaiveDate),
}

/// What moved a due date after it was counted.
///
/// ```
/// # use chrono::NaiveDate;
/// # use doithoai::{Calendar, Fact, Facts, RuleSet, Terms, View, timeline::Move};
/// # let date = |m, d| NaiveDate::from_ymd_opt(2026, m, d).unwrap();
/// # let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
/// let facts = Facts::held_on(date(8, 20))
///     .with(Fact::new("conclusion-notified", date(8, 28)))
///     .with(Fact::new("extension-notified", date(9, 25)).until(date(10, 30)));
/// let timeline = terms.timeline(&facts, View::everything())?;
/// let settle = timeline.duty("hcmc-935", "settle-petition").unwrap();
/// assert!(matches!(settle.moved_by[0], Move::Notice { to, .. } if to == date(10, 30)));
/// assert_eq!(settle.base_due.unwrap().date, date(9, 30));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "by", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Move {
    /// An extension or interim reply that states another date.
    Notice {
        /// The event.
        event: String,
        /// Its date.
        notified: NaiveDate,
        /// The date that it states.
        to: NaiveDate,
    },
    /// A suspension, after which the rest of the limit ran on.
    Suspension {
        /// The day on which the limit stopped.
        from: NaiveDate,
        /// The day after which it ran on.
        resumed: NaiveDate,
        /// The later date.
        to: NaiveDate,
    },
    /// The limit of another duty that binds this one too and ends later.
    Limit {
        /// The other duty's id.
        of: String,
        /// The later date.
        to: NaiveDate,
    },
}

/// The date that another reading of a duty gives.
///
/// ```
/// # use chrono::NaiveDate;
/// # use doithoai::{Calendar, Facts, RuleSet, Terms, View};
/// # let date = |m, d| NaiveDate::from_ymd_opt(2026, m, d).unwrap();
/// # let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
/// # use doithoai::Fact;
/// let facts = Facts::held_on(date(8, 20)).with(Fact::new("conclusion-notified", date(8, 28)));
/// let timeline = terms.timeline(&facts, View::everything())?;
/// let settlement = timeline.duty("hcmc-935", "settle-petition").unwrap();
/// assert_eq!(settlement.due.unwrap().date, date(9, 30));
/// assert_eq!(settlement.readings[0].id, "ten-as-in-words");
/// assert_eq!(settlement.readings[0].due.unwrap().date, date(9, 16));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ReadingDate {
    /// The reading; `default` for the rule set's own where another was adopted.
    pub id: String,
    /// The duty that declares the reading, if it is another one.
    pub declared_by: Option<String>,
    /// The duty that the date binds, if it is another one.
    pub of: Option<String>,
    /// The date under the reading.
    pub due: Option<DueDate>,
    /// The limit under the reading.
    pub limit: Option<TimeLimit>,
    /// What it is counted from.
    pub anchor: Option<DutyAnchor>,
    /// What stands out under the reading.
    pub findings: Vec<Finding>,
    /// Why one may read it so.
    pub because: Text,
    /// Why the date falls where it does; see [`Timeline::explained`](super::Timeline::explained).
    pub trace: Option<Trace>,
}

/// One duty of one dialogue, or of one petition of it.
///
/// ```
/// # use chrono::NaiveDate;
/// # use doithoai::{Calendar, Facts, RuleSet, Terms, View};
/// # let date = |m, d| NaiveDate::from_ymd_opt(2026, m, d).unwrap();
/// # let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
/// # use doithoai::timeline::Status;
/// let timeline = terms.timeline(&Facts::held_on(date(8, 20)), View::as_of(date(9, 1)))?;
/// let notice = timeline.duty("hcmc-935", "notify-conclusion").unwrap();
/// assert_eq!(notice.due.unwrap().date, date(9, 7));
/// assert_eq!(notice.status, Status::Pending);
/// assert_eq!(notice.missing, ["conclusion-notified"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Duty {
    /// The rule set.
    pub ruleset: String,
    /// The duty's id in it.
    pub id: String,
    /// What it is about.
    pub duty_kind: DutyKind,
    /// In which phase.
    pub phase: Option<Phase>,
    /// Which petition it belongs to, where petitions were told apart.
    pub petition: Option<String>,
    /// Which session it belongs to, where there were several: its id, or its date.
    pub session: Option<String>,
    /// The agency that the petition was assigned to, by the id that the caller gave.
    pub assigned_to: Option<String>,
    /// What is to be done.
    pub text: Text,
    /// Who must do it, by id.
    pub bearer: Vec<String>,
    /// The bearers' names.
    pub bearer_text: Text,
    /// To whom, by id.
    pub toward: Vec<String>,
    /// Those of them to whom it is owed only if there are any ("nếu có").
    pub toward_if_any: Vec<String>,
    /// The names of those it is owed to.
    pub toward_text: Text,
    /// When it is due.
    pub due: Option<DueDate>,
    /// Why there is no date, if there is none.
    pub reason: Option<NoDue>,
    /// The limit, if it has one.
    pub limit: Option<TimeLimit>,
    /// What it is counted from.
    pub anchor: Option<DutyAnchor>,
    /// The date as counted, if something moved it.
    pub base_due: Option<DueDate>,
    /// What moved it, in order.
    pub moved_by: Vec<Move>,
    /// How it stands.
    pub status: Status,
    /// When it was fulfilled.
    pub met_on: Option<NaiveDate>,
    /// Which events fulfil it.
    pub met_by: MetBy,
    /// Those of them still missing; empty once it is fulfilled.
    pub missing: Vec<String>,
    /// What a notice must state.
    pub must_state: Option<MustState>,
    /// Where something must be made public.
    pub channels: Vec<Channel>,
    /// The form that an act must have, by event.
    pub form: Vec<(String, Form)>,
    /// What it is owed for, where the source says.
    pub per: Option<Per>,
    /// Whether the source lays it down.
    pub basis: Basis,
    /// The duties of other rule sets that are this one, as `rule-set/duty`.
    pub same_as: Vec<String>,
    /// How the limit may be moved.
    pub extension: Option<Extension>,
    /// What stops the limit from running.
    pub suspension: Option<Suspension>,
    /// Under which condition it applies.
    pub only_if: Vec<Text>,
    /// How sure the rule is.
    pub confidence: Confidence,
    /// The reading adopted for it.
    pub adopted: Option<String>,
    /// The dates under other readings.
    pub readings: Vec<ReadingDate>,
    /// What stands out.
    pub findings: Vec<Finding>,
    /// What is wrong with the printed source.
    pub source_defect: Option<Text>,
    /// Which of its values an overlay or amendment changed, and by which provision.
    pub changed: Vec<ChangedValue>,
    /// Where the text says so.
    pub cite: Cite,
    /// The citation as a lawyer writes it.
    pub cite_text: Text,
    /// Why the date falls where it does; see [`Timeline::explained`](super::Timeline::explained).
    pub trace: Option<Trace>,
}

/// A value of a rule that an overlay or amendment changed.
///
/// ```
/// # use chrono::NaiveDate;
/// use doithoai::{Calendar, Facts, RuleSet, Terms, View};
/// # let date = |m, d| NaiveDate::from_ymd_opt(2026, m, d).unwrap();
/// let terms = Terms::new([RuleSet::builtin("qd-11@2025-11-23")?], Calendar::vietnam());
/// let timeline = terms.timeline(&Facts::held_on(date(8, 20)), View::everything())?;
/// let reception = timeline.recurring.iter().find(|duty| duty.id == "reception").unwrap();
/// assert_eq!((reception.changed[0].value.as_str(), reception.changed[0].by.as_str()), ("at_least", "qd-11@2025-11-23"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ChangedValue {
    /// The value, inside the rule; empty where the rule as a whole was added.
    pub value: String,
    /// The file that changed it, as `id@version`.
    pub by: String,
    /// The provision that changed it, as a lawyer writes it.
    pub cite_text: Option<Text>,
    /// How sure the new value is.
    pub confidence: Option<Confidence>,
}

impl Duty {
    /// How it stands, in one language; what has no date is done, not on time.
    ///
    /// ```
    /// # use chrono::NaiveDate;
    /// # use doithoai::{Calendar, Fact, Facts, Lang, RuleSet, Terms, View};
    /// # let date = |m, d| NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// # let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
    /// let facts = Facts::held_on(date(8, 20)).with(Fact::new("agencies-notified", date(8, 10)));
    /// let timeline = terms.timeline(&facts, View::everything())?;
    /// let told = timeline.duty("hcmc-935", "notify-agencies").unwrap();
    /// assert_eq!((told.due, told.status_text(Lang::Vi)), (None, "đã thực hiện".to_owned()));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn status_text(&self, lang: Lang) -> String {
        self.status.text_of(self.due.is_some(), lang)
    }
}

impl Move {
    /// Every word of [`word`](Self::word).
    pub(crate) const WORDS: [&'static str; 3] = ["notice", "suspension", "limit"];

    /// The word of what moved it, in JSON and in scenarios.
    ///
    /// ```
    /// # use chrono::NaiveDate;
    /// use doithoai::timeline::Move;
    /// let day = NaiveDate::from_ymd_opt(2026, 9, 1).unwrap();
    /// assert_eq!(Move::Limit { of: "interim-reply".to_owned(), to: day }.word(), "limit");
    /// ```
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Notice { .. } => "notice",
            Self::Suspension { .. } => "suspension",
            Self::Limit { .. } => "limit",
        }
    }
}

impl NoDue {
    /// What a limit is counted from, and the limit; why there is none to count.
    pub(super) fn limit_of(due: &Due) -> Result<(&AnchorRule, TimeLimit), Self> {
        match due {
            Due::Limit { anchor, limit } => Ok((anchor, *limit)),
            Due::None(reason) => Err(Self::Rule(*reason)),
            Due::Hours { anchor, hours, after } => {
                let (AnchorRule::Event(event) | AnchorRule::DueOf(event)) = anchor;
                Err(Self::Hours { hours: *hours, after: *after, event: event.clone() })
            }
        }
    }

    /// Every word of [`word`](Self::word).
    pub(crate) const WORDS: [&'static str; 7] =
        ["promptly", "not-stated", "unknown", "awaits-event", "binds-other-duty", "in-hours", "suspended"];

    /// The reason in one language; `event` names the event awaited.
    ///
    /// ```
    /// use doithoai::{Lang, ruleset::NoDate, timeline::NoDue};
    /// assert_eq!(NoDue::Rule(NoDate::NotStated).text(Lang::En), "the text states no limit");
    /// let awaits = NoDue::AwaitsEvent("announced".to_owned());
    /// assert_eq!(awaits.text(Lang::En), "counted from `announced`, which has not happened");
    /// ```
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        match (self, lang) {
            (Self::Rule(reason), _) => reason.text().get(lang).to_owned(),
            (Self::AwaitsEvent(event), Lang::Vi) => format!("tính từ sự kiện `{event}` chưa diễn ra"),
            (Self::AwaitsEvent(event), Lang::En) => format!("counted from `{event}`, which has not happened"),
            (Self::Hours { hours, after, event }, Lang::Vi) => {
                let side = if *after { "sau" } else { "trước" };
                format!("{hours} giờ {side} `{event}`: dữ kiện chỉ có ngày, không có giờ")
            }
            (Self::Hours { hours, after, event }, Lang::En) => {
                let (plural, side) = (if *hours == 1 { "" } else { "s" }, if *after { "after" } else { "before" });
                format!("{hours} hour{plural} {side} `{event}`: facts have dates and no times")
            }
            (Self::Suspended(date), Lang::Vi) => format!("tạm đình chỉ từ ngày {}", lang.date(*date)),
            (Self::Suspended(date), Lang::En) => format!("suspended since {}", lang.date(*date)),
            (Self::Binds(duty), Lang::Vi) => format!("theo cách hiểu đã chọn, thời hạn này áp dụng cho `{duty}`"),
            (Self::Binds(duty), Lang::En) => format!("under the adopted reading this limit binds `{duty}`"),
        }
    }

    /// The reason's word in JSON.
    ///
    /// ```
    /// use doithoai::{ruleset::NoDate, timeline::NoDue};
    /// assert_eq!(NoDue::Rule(NoDate::Promptly).word(), "promptly");
    /// assert_eq!(NoDue::AwaitsEvent("announced".to_owned()).word(), "awaits-event");
    /// ```
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Rule(reason) => reason.word(),
            Self::AwaitsEvent(_) => "awaits-event",
            Self::Binds(_) => "binds-other-duty",
            Self::Hours { .. } => "in-hours",
            Self::Suspended(_) => "suspended",
        }
    }
}
