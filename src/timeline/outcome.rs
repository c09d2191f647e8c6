//! How a duty turns out under one reading: its date, what moved it, how it stands.

use std::sync::Arc;

use chrono::NaiveDate;
use serde::Serialize;

use super::called;
use super::finding::Finding;
use super::missing::Missing;
use super::status::{Status, WhyNot, WhyOpen};
use crate::calendar::{Calendar, CoverageError};
use crate::ruleset::{AnchorRule, Cite, Due, NoDate, RuleSet, VersionError};
use crate::text::{Lang, Message as _, Text, vocabulary, words};
use crate::time_limit::{Anchor, DueDate, Step, TimeLimit, TimeOfDay, Trace};

/// How a duty turns out under one reading.
///
/// ```
/// # use doithoai::{Calendar, Fact, Facts, Lang, RuleSet, Terms, View};
/// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
/// # let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
/// let facts = Facts::held_on(date(8, 20)).with(Fact::new("agencies-notified", date(8, 10)));
/// let timeline = terms.timeline(&facts, View::everything())?;
/// let told = &timeline.duty("hcmc-935", "notify-agencies")?.outcome;
/// assert_eq!((told.due, told.status_text(Lang::Vi)), (None, "đã thực hiện".to_owned()));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Outcome {
    /// When it is due; where which limit holds is open, as where the case was not classed, by the longest that it may have.
    pub due: Option<DueDate>,
    /// Where which limit holds is open, when it is due by the shortest that it may have.
    pub shortest: Option<DueDate>,
    /// Why it is open.
    pub(crate) open: Option<WhyOpen>,
    /// At what time of that day, where the limit is in hours and the time that it runs from is known.
    pub due_at: Option<TimeOfDay>,
    /// The date as counted, if something moved it.
    pub base_due: Option<DueDate>,
    /// Why there is no date, if there is none.
    pub reason: Option<NoDue>,
    /// The limit, if it has one.
    pub limit: Option<TimeLimit>,
    /// How its day is fixed, if it is not counted.
    pub fixed: Option<FixedDay>,
    /// What it is counted from, or in whose month it falls.
    pub anchor: Option<DutyAnchor>,
    /// Whether its limit runs: it waits for nothing, or what it waits for has happened. Until then its date is projected.
    pub begun: bool,
    /// What moved it, in order.
    pub moved_by: Vec<Move>,
    /// Where its limit stood when it stopped, if it has no date since that stands still.
    pub(crate) stopped: Option<Box<Stopped>>,
    /// How it stands.
    pub status: Status,
    /// When it was fulfilled.
    pub met_on: Option<NaiveDate>,
    /// At what time of that day, where the limit is in hours and the time is known.
    pub met_at: Option<TimeOfDay>,
    /// The events that fulfil it and are still missing; empty once it is fulfilled.
    pub missing: Missing,
    /// What stands out.
    pub findings: Vec<Finding>,
    /// Why the date falls where it does; see [`Timeline::explained`](super::Timeline::explained).
    pub trace: Option<Trace>,
}

/// A limit that stands still.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stopped {
    /// The date as it stood when it stopped.
    pub(super) due: DueDate,
    /// Whether it may have passed by then.
    pub(super) may_have_passed: bool,
}

impl Outcome {
    /// Whether it was not done and nobody can be late: its limit stands still, or the rule knows none.
    pub(super) fn cannot_be_late(&self) -> bool {
        let stands_still = self.stopped.as_ref().is_some_and(|limit| !limit.may_have_passed);
        matches!(self.status, Status::NoDate) && (stands_still || matches!(self.reason, Some(NoDue::Rule(_))))
    }

    /// Whether it was done within a limit that the file calls unknown.
    pub(super) const fn is_in_a_time_not_known(&self) -> bool {
        matches!((&self.status, &self.reason), (Status::Met, Some(NoDue::PartUnknown { .. } | NoDue::FormerDay)))
    }

    /// Whether it was done, and nothing says whether that was in time: what was done while the limit stood still was.
    pub(crate) const fn is_done_undated(&self) -> bool {
        matches!(self.status, Status::Met) && self.due.is_none() && self.stopped.is_none()
    }

    /// Whether the date is only expected: what it is counted from has not happened.
    ///
    /// ```
    /// # use doithoai::{Calendar, Facts, RuleSet, Terms, View};
    /// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// # let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
    /// let timeline = terms.timeline(&Facts::held_on(date(8, 20)), View::everything())?;
    /// assert!(!timeline.duty("hcmc-935", "notify-conclusion")?.outcome.is_projected());
    /// assert!(timeline.duty("hcmc-935", "settle-petition")?.outcome.is_projected()); // from the notice, which is to come
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub const fn is_projected(&self) -> bool {
        self.due.is_some() && !self.begun
    }

    /// When it is due, in one language: a date as `date` writes it, or between which two it lies until it is known which limit
    /// holds, as until the case is classed.
    ///
    /// ```
    /// # use doithoai::{Calendar, Facts, Lang, RuleSet, Terms, View};
    /// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// # let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
    /// let timeline = terms.timeline(&Facts::held_on(date(8, 20)), View::everything())?;
    /// let notice = &timeline.duty("hcmc-935", "notify-conclusion")?.outcome;
    /// assert_eq!(notice.due_text(Lang::Vi, Lang::date).unwrap(), "07/09/2026");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn due_text(&self, lang: Lang, date: impl Fn(Lang, NaiveDate) -> String) -> Option<String> {
        let due = date(lang, self.due?.date);
        let Some(shortest) = self.shortest.map(|shortest| date(lang, shortest.date)) else { return Some(due) };
        let why = match self.open {
            Some(WhyOpen::ModeNotSaid) => lang
                .pick("tùy cách tổ chức (chưa ghi trực tiếp hay trực tuyến)", "by how it is held (which was not said)"),
            Some(WhyOpen::KindNotSaid) => {
                lang.pick("tùy loại đối thoại (chưa ghi định kỳ hay đột xuất)", "by its kind (which was not said)")
            }
            Some(WhyOpen::RuleNotKnown) => {
                lang.pick("chưa rõ quy định về kéo dài", "the rule on its extension is not known")
            }
            Some(WhyOpen::ClassedLate) => lang.pick(
                "chưa rõ theo thời hạn nào (phân loại sau khi đã hết hạn)",
                "which of them holds is open (classed after the limit)",
            ),
            _ => lang.pick("tùy phân loại (chưa phân loại)", "by its class (not classed)"),
        };
        Some(match lang {
            Lang::Vi => format!("từ {shortest} đến {due}, {why}"),
            Lang::En => format!("{shortest} to {due}, {why}"),
        })
    }

    /// Whether every year of its count is decreed, and the case is classed where its limit goes by that.
    ///
    /// ```
    /// # use doithoai::{Calendar, Facts, RuleSet, Terms, View};
    /// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// # let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
    /// let timeline = terms.timeline(&Facts::held_on(date(8, 20)), View::everything())?;
    /// assert!(timeline.duty("hcmc-935", "notify-conclusion")?.outcome.is_firm());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn is_firm(&self) -> bool {
        self.due.is_some_and(|due| due.is_firm()) && self.shortest.is_none()
    }

    /// How sure its date is, as a word; none where it has none.
    pub(crate) fn certainty(&self) -> Option<&'static str> {
        let due = self.due?;
        Some(match self.shortest {
            Some(_) => self.open.unwrap_or(WhyOpen::NotClassed).word(),
            None if due.is_firm() => "firm",
            None => "provisional",
        })
    }

    /// The earliest date on which it may be due.
    pub(crate) fn earliest(&self) -> Option<NaiveDate> {
        self.shortest.or(self.due).map(|due| due.earliest())
    }

    /// Whether the date is projected and goes on with the day of the view, so that it is no date to write down.
    ///
    /// ```
    /// # use doithoai::{Calendar, Facts, RuleSet, Terms, View};
    /// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// # let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
    /// let seen = |day| terms.timeline(&Facts::held_on(date(8, 20)), View::as_of(day));
    /// // The notice, from which settlement runs, is due on 7 September.
    /// assert!(!seen(date(9, 7))?.duty("hcmc-935", "settle-petition")?.outcome.slides());
    /// assert!(seen(date(9, 8))?.duty("hcmc-935", "settle-petition")?.outcome.slides());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn slides(&self) -> bool {
        self.is_projected() && self.anchor.as_ref().is_some_and(|anchor| anchor.slides)
    }

    /// When it is due, unless that goes on with the day of the view.
    ///
    /// The example of [`slides`](Self::slides) shows when it does.
    #[must_use]
    pub fn settled_due(&self) -> Option<DueDate> {
        self.due.filter(|_| !self.slides())
    }

    /// The word of why it has no date; of one that would go on with the day of the view, that it waits.
    pub(crate) fn reason_word(&self) -> Option<&'static str> {
        if self.slides() { Some("awaits-event") } else { self.reason.as_ref().map(NoDue::word) }
    }

    /// Which time of day is missing, where the limit is in hours and cannot be judged.
    ///
    /// ```
    /// use doithoai::{Calendar, Facts, RuleSet, Terms, View, timeline::MissingTime};
    /// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
    /// let timeline = terms.timeline(&Facts::held_on(date(8, 20)), View::everything())?;
    /// assert_eq!(timeline.duty("hcmc-935", "notify-conclusion")?.outcome.missing_time(), None); // it is in days
    /// # let _ = MissingTime::OfAct;
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub const fn missing_time(&self) -> Option<MissingTime> {
        match &self.reason {
            Some(NoDue::Hours { missing, .. }) => Some(*missing),
            _ => None,
        }
    }

    /// How it stands, in one language; what has no date is done, not on time, unless its limit stood still.
    ///
    /// The example of [`Outcome`] shows it.
    #[must_use]
    pub fn status_text(&self, lang: Lang) -> String {
        if self.is_done_undated() { lang.pick("đã thực hiện", "done").to_owned() } else { self.status.text(lang) }
    }

    /// How the date was counted and what moved it, for a rule that a provision lays down.
    pub(super) fn trace_in(&self, set: &RuleSet, cite: &Cite, calendar: &Calendar) -> Option<Trace> {
        let mut trace = match (self.limit, self.fixed, &self.anchor) {
            (Some(limit), _, Some(anchor)) => {
                let (_, mut trace) = counted(calendar, set, cite, limit, anchor.at).ok()?;
                if !anchor.actual && limit.is_after() {
                    trace.begin(Step::Expected { anchor: set.anchor_text(&anchor.rule), on: anchor.at.date });
                }
                trace
            }
            (None, Some(FixedDay::OfMonth { day, included }), Some(anchor)) => Trace::fixed(
                Step::DayOfMonth { of: set.anchor_text(&anchor.rule), month: anchor.at.date, day, included },
                self.base_due.or(self.due)?.date,
            ),
            (None, Some(FixedDay::Hours { hours, after }), Some(anchor)) => {
                let of = called::moment_text(Some(set), &anchor.rule);
                let (on, at) = (anchor.at.date, anchor.time);
                let (ends, until) = (self.base_due.or(self.due)?.date, self.due_at);
                Trace::hours(Step::Hours { of, on, at, hours, after, ends, until })
            }
            (None, Some(_), _) => {
                let on = self.base_due.or(self.due)?.date;
                Trace::fixed(Step::FixedDay { on }, on)
            }
            _ => return None,
        };
        self.moved_by.iter().for_each(|moved| trace.push(moved.step()));
        let stated = matches!(self.moved_by.last(), Some(Move::Notice { by_rule: false, stated: None, .. }));
        if let Some(due) = self.due.filter(|due| stated && due.date != due.last_working_day) {
            trace.push(Step::StatedDayOff { on: due.date, last_working_day: due.last_working_day });
        }
        Some(trace)
    }
}

/// A date with its trace, which says that the Civil Code applies by analogy unless the instrument refers to it.
pub(super) fn counted(
    calendar: &Calendar,
    set: &RuleSet,
    cite: &Cite,
    limit: TimeLimit,
    from: Anchor,
) -> Result<(DueDate, Trace), CoverageError> {
    let (due, mut trace) = calendar.due_traced(&limit, from)?;
    if set.refers_to_civil_code(cite) {
        trace.not_by_analogy();
    }
    Ok((due, trace))
}

/// How a day is fixed that is not counted; it never rolls.
///
/// ```
/// use doithoai::timeline::FixedDay;
/// let before_the_fifth = FixedDay::OfMonth { day: 5, included: false };
/// assert_ne!(before_the_fifth, FixedDay::Date);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(tag = "by", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum FixedDay {
    /// A date that the rule names.
    Date,
    /// A day of the month in which something happens.
    OfMonth {
        /// The day.
        day: u32,
        /// Whether that day itself is still in time.
        included: bool,
    },
    /// So many hours from something; no day off stops them.
    Hours {
        /// How many.
        hours: u32,
        /// Whether they run after it.
        after: bool,
    },
}

/// What a duty is counted from.
///
/// ```
/// # use doithoai::{Calendar, Facts, RuleSet, Terms, View};
/// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
/// # let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
/// use doithoai::ruleset::AnchorRule;
/// let timeline = terms.timeline(&Facts::held_on(date(8, 20)), View::everything())?;
/// let anchor = timeline.duty("hcmc-935", "notify-conclusion")?.outcome.anchor.as_ref().unwrap();
/// assert_eq!((&anchor.rule, anchor.at.date), (&AnchorRule::Event("closed".into()), date(8, 20)));
/// assert!(anchor.actual);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct DutyAnchor {
    /// The event, or the duty whose due date it is.
    pub rule: AnchorRule,
    /// The date, or range of dates.
    pub at: Anchor,
    /// The time of day, where a limit in hours asks for it and it is known.
    pub time: Option<TimeOfDay>,
    /// Whether it happened; if not, the date is projected.
    pub actual: bool,
    /// Whether the date is the day of the view, because it should have happened before: on a later day it is a later one.
    pub slides: bool,
}

/// Why a duty has no date.
///
/// ```
/// # use doithoai::{Calendar, Facts, RuleSet, Terms, View};
/// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
/// # let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
/// # use doithoai::{ruleset::NoDate, timeline::NoDue};
/// let timeline = terms.timeline(&Facts::held_on(date(8, 20)), View::everything())?;
/// let agencies = timeline.duty("hcmc-935", "notify-agencies")?;
/// assert_eq!(agencies.outcome.reason, Some(NoDue::Rule(NoDate::NotStated)));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum NoDue {
    /// The rule gives none.
    Rule(NoDate),
    /// It is counted from an event that has not happened, and no duty says when it should.
    AwaitsEvent(Arc<str>),
    /// Under the adopted reading its limit binds another duty.
    Binds(String),
    /// So many hours before or after an event, where a time of day would have to be known that is not.
    Hours {
        /// How many.
        hours: u32,
        /// Whether they run after the event.
        after: bool,
        /// The event, or the limit of another duty.
        anchor: AnchorRule,
        /// Which time is missing.
        missing: MissingTime,
    },
    /// The limit stopped running on this day, and has not run on since.
    Suspended(NaiveDate),
    /// No version of the rule set is in force on the day it would be counted from: which there are, and when they are.
    NotInForce(Box<VersionError>),
    /// The file calls a part of its limit unknown.
    PartUnknown {
        /// The part, such as `due.after`.
        part: String,
        /// What the file says of it.
        because: Option<Text>,
    },
    /// It goes by the case, and this one is none of those that the rule names.
    NoCase,
    /// It goes by the case, and which one this is is not known yet.
    CaseOpen(WhyNot),
    /// It is made of several limits, which one day cannot count.
    SeveralLimits,
    /// It came about only after its limit, which was on this day: it is owed, and cannot be late.
    AfterLimit(NaiveDate),
    /// Its limit passed before its instrument came into force on this day: it is owed, and cannot be late.
    BeforeInForce(NaiveDate),
    /// Of a petition in the log of an office, where no entry says when it was received.
    NotReceived,
    /// It is counted from the day that a move gave up, and which day that was is not recorded.
    FormerDay,
    /// It is counted through too many other duties to be followed.
    LedTooFar,
}

vocabulary! {
    /// Which time of day is missing that a limit in hours would be judged by.
    ///
    /// ```
    /// use doithoai::timeline::MissingTime;
    /// assert_eq!(MissingTime::OfAct.word(), "of-act");
    /// assert_eq!(MissingTime::OfEvent.text().vi, "chưa ghi giờ của việc làm mốc");
    /// ```
    pub enum MissingTime ("giờ chưa ghi", "missing time") {
        /// What it is counted from is not recorded at all.
        NotRecorded = "not-recorded", "chưa ghi nhận việc làm mốc", "what it is counted from is not recorded";
        /// At what time that was which it is counted from.
        OfEvent = "of-event", "chưa ghi giờ của việc làm mốc", "at what time that happened is not recorded";
        /// At what time the duty was done.
        OfAct = "of-act", "chưa ghi giờ thực hiện", "at what time it was done is not recorded";
        /// Both.
        Both = "both", "chưa ghi giờ của việc làm mốc và giờ thực hiện", "at what time either happened is not recorded";
    }
}

/// What moved a due date after it was counted.
///
/// ```
/// # use doithoai::{Calendar, Fact, Facts, RuleSet, Terms, View, timeline::Move};
/// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
/// # let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
/// let facts = Facts::held_on(date(8, 20))
///     .with(Fact::new("conclusion-notified", date(8, 28)))
///     .with(Fact::new("extension-notified", date(9, 25)).until(date(10, 30)));
/// let timeline = terms.timeline(&facts, View::everything())?;
/// let settle = timeline.duty("hcmc-935", "settle-petition")?;
/// assert!(matches!(settle.outcome.moved_by[0], Move::Notice { to, .. } if to == date(10, 30)));
/// assert_eq!(settle.outcome.base_due.unwrap().date, date(9, 30));
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
        /// The date that holds by it.
        to: NaiveDate,
        /// The date that it states, where that is beyond the maximum, which holds then.
        #[serde(skip_serializing_if = "Option::is_none")]
        stated: Option<NaiveDate>,
        /// Whether it states none itself, so that the date is the one that the rule gives.
        #[serde(skip_serializing_if = "std::ops::Not::not")]
        by_rule: bool,
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

impl Move {
    /// What moved the date, in one language.
    ///
    /// ```
    /// # use chrono::NaiveDate;
    /// use doithoai::{Lang, timeline::Move};
    /// let cap = Move::Limit { of: "interim-reply".to_owned(), to: NaiveDate::from_ymd_opt(2026, 9, 1).unwrap() };
    /// assert_eq!(cap.text(Lang::En), "the limit of `interim-reply`, which ends later");
    /// ```
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        self.text_in(None, lang)
    }

    /// The move with duties by the names of their rule set.
    pub(super) fn text_in(&self, set: Option<&RuleSet>, lang: Lang) -> String {
        let date = |date: &NaiveDate| lang.date(*date);
        match (self, lang) {
            (Self::Notice { stated: Some(_), .. }, _) => {
                let (most, beyond) =
                    (lang.pick("thời hạn tối đa", "the maximum"), self.beyond(lang).unwrap_or_default());
                format!("{most}; {beyond}")
            }
            (Self::Notice { notified, by_rule: true, .. }, Lang::Vi) => {
                format!("kéo dài theo quy định, thông báo ngày {}", date(notified))
            }
            (Self::Notice { notified, by_rule: true, .. }, Lang::En) => {
                format!("as the rule extends it by the notice of {}", date(notified))
            }
            (Self::Notice { notified, .. }, Lang::Vi) => format!("thời hạn nêu trong văn bản ngày {}", date(notified)),
            (Self::Notice { notified, .. }, Lang::En) => format!("as the notice of {} states", date(notified)),
            (Self::Limit { of, .. }, Lang::Vi) => format!("thời hạn {}, kết thúc sau", called::duty_text(set, of).vi),
            (Self::Limit { of, .. }, Lang::En) => {
                format!("the limit of {}, which ends later", called::duty_text(set, of).en)
            }
            (Self::Suspension { from, resumed, .. }, Lang::Vi) => {
                format!("tạm đình chỉ từ {} đến {}", date(from), date(resumed))
            }
            (Self::Suspension { from, resumed, .. }, Lang::En) => {
                format!("suspended from {} to {}", date(from), date(resumed))
            }
        }
    }

    /// The date beyond the maximum that a notice states, or that the rule gives by one.
    pub(super) fn beyond(&self, lang: Lang) -> Option<String> {
        let Self::Notice { notified, stated: Some(stated), by_rule, .. } = self else { return None };
        let (notified, stated) = (lang.date(*notified), lang.date(*stated));
        Some(match (by_rule, lang) {
            (false, Lang::Vi) => format!("văn bản ngày {notified} nêu {stated}, vượt mức tối đa"),
            (false, Lang::En) => format!("the notice of {notified} states {stated}, which is beyond it"),
            (true, Lang::Vi) => {
                format!("kéo dài theo quy định, thông báo ngày {notified}, đến {stated}, vượt mức tối đa")
            }
            (true, Lang::En) => format!("the rule gives {stated} by the notice of {notified}, which is beyond it"),
        })
    }

    /// Whether two moves left the date at the same maximum.
    pub(super) fn is_at_maximum_of(&self, other: &Self) -> bool {
        let at = |moved: &Self| if let Self::Notice { stated: Some(_), to, .. } = moved { Some(*to) } else { None };
        at(self).is_some() && at(self) == at(other)
    }

    /// The move as a step of a trace.
    pub(crate) fn step(&self) -> Step {
        match self {
            Self::Notice { notified, to, stated, by_rule, .. } => {
                Step::MovedByNotice { notified: *notified, to: *to, stated: *stated, by_rule: *by_rule }
            }
            Self::Limit { of, to } => Step::MovedByLimit { of: of.clone(), to: *to },
            Self::Suspension { from, resumed, to } => {
                Step::MovedBySuspension { from: *from, resumed: *resumed, to: *to }
            }
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
                let (anchor, missing) = (anchor.clone(), MissingTime::OfEvent);
                Err(Self::Hours { hours: *hours, after: *after, anchor, missing })
            }
            Due::DayOfMonth { .. } | Due::Date(_) | Due::FirstOf(_) | Due::LastOf(_) | Due::Cases { .. } => {
                Err(Self::SeveralLimits)
            }
        }
    }

    /// That the file calls a part of a limit unknown.
    pub(super) fn unknown((part, because): (&str, Option<&Text>)) -> Self {
        Self::PartUnknown { part: part.to_owned(), because: because.cloned() }
    }

    /// The reason in one language; `event` names the event awaited.
    ///
    /// ```
    /// use doithoai::{Lang, ruleset::NoDate, timeline::NoDue};
    /// assert_eq!(NoDue::Rule(NoDate::NotStated).text(Lang::En), "the text states no limit");
    /// let awaits = NoDue::AwaitsEvent("announced".into());
    /// assert_eq!(awaits.text(Lang::En), "counted from \"announced in public\", which has not happened");
    /// ```
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        self.text_in(None, lang)
    }

    /// The reason with events and duties by the names of their rule set.
    pub(super) fn text_in(&self, set: Option<&RuleSet>, lang: Lang) -> String {
        match (self, lang) {
            (Self::Rule(reason), _) => reason.text().get(lang).to_owned(),
            (Self::AwaitsEvent(event), Lang::Vi) => {
                format!("tính từ khi {}, chưa diễn ra", called::event_text(set, event).vi)
            }
            (Self::AwaitsEvent(event), Lang::En) => {
                format!("counted from \"{}\", which has not happened", called::event_text(set, event).en)
            }
            (Self::Hours { hours, after, anchor, missing }, _) => {
                let limit = called::hours_text(&called::moment_text(set, anchor), *hours, *after, lang);
                format!("{limit}: {}", missing.text().get(lang))
            }
            (Self::Suspended(date), Lang::Vi) => format!("tạm đình chỉ từ ngày {}", lang.date(*date)),
            (Self::Suspended(date), Lang::En) => format!("suspended since {}", lang.date(*date)),
            (Self::NotInForce(error), Lang::Vi) => {
                format!("{}; muốn áp dụng một phiên bản dù không có hiệu lực thì nêu rõ ID@PHIÊN-BẢN", error.text(lang))
            }
            (Self::NotInForce(error), Lang::En) => {
                format!("{}; to apply a version all the same, name it as ID@VERSION", error.text(lang))
            }
            (Self::PartUnknown { because: Some(because), .. }, _) => because.get(lang).to_owned(),
            (Self::PartUnknown { part, because: None }, Lang::Vi) => format!("chưa rõ `{part}`"),
            (Self::PartUnknown { part, because: None }, Lang::En) => format!("`{part}` is not known"),
            (Self::NoCase, Lang::Vi) => "không thuộc trường hợp nào mà văn bản nêu thời hạn".to_owned(),
            (Self::NoCase, Lang::En) => "it is none of the cases that the text has a limit for".to_owned(),
            (Self::CaseOpen(why), _) => why.text().get(lang).to_owned(),
            (Self::SeveralLimits, Lang::Vi) => "thời hạn không chỉ tính từ một ngày: hãy xem dòng thời gian".to_owned(),
            (Self::SeveralLimits, Lang::En) => "it is not counted from one day: look at a timeline".to_owned(),
            (Self::AfterLimit(limit), Lang::Vi) => {
                format!("phát sinh sau thời hạn ngày {}: phải thực hiện, không tính quá hạn", lang.date(*limit))
            }
            (Self::AfterLimit(limit), Lang::En) => {
                format!("it came about after its limit of {}: owed, and not late", lang.date(*limit))
            }
            (Self::BeforeInForce(from), Lang::Vi) => format!(
                "thời hạn rơi vào trước ngày văn bản có hiệu lực {}: phải thực hiện, không tính quá hạn",
                lang.date(*from)
            ),
            (Self::BeforeInForce(from), Lang::En) => {
                format!(
                    "its limit was before its instrument came into force on {}: owed, and not late",
                    lang.date(*from)
                )
            }
            (Self::LedTooFar, Lang::Vi) => "phải tính qua quá nhiều nhiệm vụ nối tiếp nhau".to_owned(),
            (Self::LedTooFar, Lang::En) => "it is counted through too many duties, one through the other".to_owned(),
            (Self::NotReceived, Lang::Vi) => "chưa ghi nhận ngày tiếp nhận kiến nghị".to_owned(),
            (Self::NotReceived, Lang::En) => "when the petition was received is not recorded".to_owned(),
            (Self::FormerDay, Lang::Vi) => "chưa ghi nhận ngày đã định trước khi dời".to_owned(),
            (Self::FormerDay, Lang::En) => "which day was given up is not recorded".to_owned(),
            (Self::Binds(duty), Lang::Vi) => {
                let duty = called::duty_text(set, duty).vi;
                format!("theo cách hiểu đã chọn, thời hạn này áp dụng cho việc {duty}")
            }
            (Self::Binds(duty), Lang::En) => {
                format!("under the adopted reading this limit binds {}", called::duty_text(set, duty).en)
            }
        }
    }
}

words! {
    /// The word of what moved it, in JSON and in scenarios.
    ///
    /// ```
    /// # use chrono::NaiveDate;
    /// use doithoai::timeline::Move;
    /// let day = NaiveDate::from_ymd_opt(2026, 9, 1).unwrap();
    /// assert_eq!(Move::Limit { of: "interim-reply".to_owned(), to: day }.word(), "limit");
    /// ```
    Move {
        Self::Notice { .. } => "notice", "theo thông báo kéo dài", "by a notice";
        Self::Suspension { .. } => "suspension", "do tạm đình chỉ", "by a suspension";
        Self::Limit { .. } => "limit", "theo thời hạn của nhiệm vụ khác", "by the limit of another duty";
    }
}

words! {
    /// The reason's word in JSON.
    ///
    /// ```
    /// use doithoai::{ruleset::NoDate, timeline::NoDue};
    /// assert_eq!(NoDue::Rule(NoDate::Promptly).word(), "promptly");
    /// assert_eq!(NoDue::AwaitsEvent("announced".into()).word(), "awaits-event");
    /// ```
    NoDue {
        Self::Rule(NoDate::Promptly) => NoDate::Promptly.word(), "văn bản chỉ nêu kịp thời", "the text says promptly";
        Self::Rule(NoDate::NotStated) => NoDate::NotStated.word(), "văn bản không nêu thời hạn", "the text states no limit";
        Self::Rule(NoDate::Unknown) => NoDate::Unknown.word(), "chưa rõ văn bản quy định thế nào", "what the text says is not known";
        Self::AwaitsEvent(_) => "awaits-event", "chờ sự kiện làm mốc", "awaits the event it is counted from";
        Self::Binds(_) => "binds-other-duty", "theo cách hiểu đã chọn, thời hạn thuộc nhiệm vụ khác", "under the adopted reading the limit binds another duty";
        Self::Hours { .. } => "in-hours", "tính bằng giờ", "counted in hours";
        Self::Suspended(_) => "suspended", "đang tạm đình chỉ", "suspended";
        Self::NotInForce(_) => "not-in-force", "không có phiên bản nào có hiệu lực vào ngày đó", "no version is in force on that day";
        Self::PartUnknown { .. } => "part-unknown", "bộ quy tắc chưa rõ một phần của thời hạn", "a part of the limit is not known";
        Self::NoCase => "no-case", "không thuộc trường hợp nào có thời hạn", "none of the cases that have a limit";
        Self::CaseOpen(_) => "case-open", "chưa rõ thuộc trường hợp nào", "which case it is is open";
        Self::SeveralLimits => "several-limits", "có nhiều thời hạn cùng lúc", "several limits at once";
        Self::AfterLimit(_) => "after-limit", "phát sinh sau khi đã hết hạn", "it came about after its limit";
        Self::BeforeInForce(_) => "before-in-force", "văn bản chưa có hiệu lực vào lúc đó", "its instrument was not in force then";
        Self::LedTooFar => "led-too-far", "tính qua quá nhiều nhiệm vụ nối tiếp nhau", "it is counted through too many duties";
        Self::NotReceived => "not-received", "chưa ghi nhận ngày tiếp nhận kiến nghị", "when the petition was received is not recorded";
        Self::FormerDay => "no-former-day", "chưa ghi nhận ngày đã định trước khi dời", "which day was given up is not recorded";
    }
}
