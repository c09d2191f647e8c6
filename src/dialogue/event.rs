//! What an event is as a type, and when and by what it is proved.

use chrono::NaiveDate;

use super::phase::DialoguePhase;
use crate::time_limit::TimeOfDay;
use crate::timeline::facts::OwnKeys;
use crate::timeline::{BadOwnKey, Fact};

pub(super) mod sealed {
    /// Nobody else adds events: a rule file declares its own.
    pub trait Event {}
}

/// When something happened, when that was entered, and which document proves it.
///
/// ```
/// use chrono::NaiveDate;
/// use doithoai::dialogue::Stamp;
/// let date = |d| NaiveDate::from_ymd_opt(2026, 8, d).unwrap();
/// let late_entry = Stamp::on(date(10)).recorded(date(25)).reference("12/TB-UBND");
/// assert_eq!((late_entry.on, late_entry.recorded), (date(10), Some(date(25))));
/// assert_eq!(Stamp::from(date(10)).recorded, None);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Stamp {
    /// The legal date in Vietnam.
    pub on: NaiveDate,
    /// The time of day, if it is known; only limits in hours ask for it.
    pub at: Option<TimeOfDay>,
    /// When it was entered; the legal date if not said.
    pub recorded: Option<NaiveDate>,
    /// The number of the document that proves it.
    pub reference: Option<String>,
    /// What tells the entry from every other one; see [`Fact::key`].
    pub key: Option<String>,
    /// Keys of whoever writes it.
    pub(super) own: OwnKeys,
}

impl Stamp {
    /// On a legal date.
    ///
    /// ```
    /// # use chrono::NaiveDate;
    /// use doithoai::dialogue::Stamp;
    /// let day = NaiveDate::from_ymd_opt(2026, 8, 10).unwrap();
    /// assert_eq!(Stamp::on(day), Stamp::from(day));
    /// ```
    #[must_use]
    pub const fn on(date: NaiveDate) -> Self {
        Self { on: date, at: None, recorded: None, reference: None, key: None, own: OwnKeys::NONE }
    }

    /// At a time of day, for limits in hours; of the plan of a dialogue it is not kept.
    ///
    /// ```
    /// # use chrono::NaiveDate;
    /// use doithoai::{TimeOfDay, dialogue::Stamp};
    /// let day = NaiveDate::from_ymd_opt(2026, 8, 10).unwrap();
    /// let half_past_eight = TimeOfDay::new(8, 30);
    /// assert_eq!(Stamp::on(day).at(half_past_eight.unwrap()).at, half_past_eight);
    /// ```
    #[must_use]
    pub const fn at(mut self, time: TimeOfDay) -> Self {
        self.at = Some(time);
        self
    }

    /// Entered on another day.
    ///
    /// ```
    /// # use chrono::NaiveDate;
    /// use doithoai::dialogue::Stamp;
    /// let day = |d| NaiveDate::from_ymd_opt(2026, 8, d).unwrap();
    /// assert_eq!(Stamp::on(day(10)).recorded(day(12)).recorded, Some(day(12)));
    /// ```
    #[must_use]
    pub fn recorded(mut self, date: NaiveDate) -> Self {
        self.recorded = Some(date);
        self
    }

    /// Proved by a document.
    ///
    /// ```
    /// # use chrono::NaiveDate;
    /// use doithoai::dialogue::Stamp;
    /// let day = NaiveDate::from_ymd_opt(2026, 8, 10).unwrap();
    /// assert_eq!(Stamp::on(day).reference("12/TB").reference.as_deref(), Some("12/TB"));
    /// ```
    #[must_use]
    pub fn reference(mut self, number: impl Into<String>) -> Self {
        self.reference = Some(number.into());
        self
    }

    /// With a key, by which it is taken once however often it is sent.
    ///
    /// ```
    /// # use chrono::NaiveDate;
    /// use doithoai::{Calendar, RuleSet, Terms, dialogue::{Dialogue, InvitationSent, Plan, Stamp}};
    /// let date = |m, d| NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
    /// let mut planned = Dialogue::plan(terms, Plan::new("DT-1", date(8, 20)), date(7, 20))?;
    /// let sent = Stamp::on(date(8, 10)).key("a1b2");
    /// assert_eq!(planned.record(sent.clone(), InvitationSent)?, 1);
    /// assert_eq!(planned.record(sent, InvitationSent)?, 1); // nothing changed
    /// assert_eq!(planned.record(date(8, 10), InvitationSent)?, 2); // without a key it is another entry
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn key(mut self, key: impl Into<String>) -> Self {
        self.key = Some(key.into());
        self
    }

    /// With a key that belongs to whoever writes it, and its value as JSON; see [`Fact::own`]. Of the plan of a dialogue it is not
    /// kept.
    ///
    /// ```
    /// # use chrono::NaiveDate;
    /// use doithoai::{Calendar, RuleSet, Terms, dialogue::{Dialogue, InvitationSent, Plan, Stamp}};
    /// let date = |m, d| NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
    /// let mut planned = Dialogue::plan(terms, Plan::new("DT-1", date(8, 20)), date(7, 20))?;
    /// planned.record(Stamp::on(date(8, 10)).own("x-scan", "[2, 1]")?, InvitationSent)?;
    /// let line = r#"{"event":"invitation-sent","on":"2026-08-10","x-scan":[2, 1]}"#;
    /// assert_eq!(planned.log().to_jsonl().lines().nth(1), Some(line));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// As [`Fact::own`].
    pub fn own(mut self, name: &str, value: &str) -> Result<Self, BadOwnKey> {
        let fact = Fact { own: self.own, ..Fact::new("", self.on) };
        self.own = fact.own(name, value)?.own;
        Ok(self)
    }

    /// A fact at this time.
    pub(super) fn fact(self, event: &str) -> Fact {
        let mut fact = Fact::new(event, self.on);
        (fact.at, fact.recorded, fact.reference, fact.key) = (self.at, self.recorded, self.reference, self.key);
        fact.own = self.own;
        fact
    }
}

impl From<NaiveDate> for Stamp {
    fn from(date: NaiveDate) -> Self {
        Self::on(date)
    }
}

/// Something that may be recorded of a dialogue; which phase it belongs to is part of its type.
///
/// ```
/// use chrono::NaiveDate;
/// use doithoai::dialogue::{Event, InvitationSent, Stamp};
/// let day = NaiveDate::from_ymd_opt(2026, 8, 10).unwrap();
/// let fact = InvitationSent.stating(["content", "venue"]).fact(Stamp::on(day));
/// assert_eq!(fact.event, "invitation-sent");
/// ```
pub trait Event: sealed::Event {
    /// The phase it belongs to: a dialogue that has not reached it cannot record it.
    type Phase: DialoguePhase;

    /// The event as data.
    fn fact(self, at: Stamp) -> Fact;
}
