//! What may be recorded of a dialogue: typed events, each of one phase, and when and by what they are proved.

use chrono::NaiveDate;

use super::phase::{After, Before, DialoguePhase, During};
use crate::ruleset::vocabulary::{
    ADMISSION_REFUSED, PETITION_ASSIGNED, PETITION_CLASSED, PETITION_RAISED, RESCHEDULED, RESUMED, SESSION_HELD,
    STEP_DONE, SUSPENDED,
};
use crate::ruleset::{CaseClass, Channel};
use crate::timeline::Fact;

mod sealed {
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
    /// When it was entered; the legal date if not said.
    pub recorded: Option<NaiveDate>,
    /// The number of the document that proves it.
    pub reference: Option<String>,
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
        Self { on: date, recorded: None, reference: None }
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

    /// A fact at this time.
    pub(super) fn fact(self, event: &str) -> Fact {
        let mut fact = Fact::new(event, self.on);
        (fact.recorded, fact.reference) = (self.recorded, self.reference);
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
/// let fact = InvitationSent::stating(["content", "venue"]).fact(Stamp::on(day));
/// assert_eq!(fact.event, "invitation-sent");
/// ```
pub trait Event: sealed::Event {
    /// The phase it belongs to: a dialogue that has not reached it cannot record it.
    type Phase: DialoguePhase;

    /// The event as data.
    fn fact(self, at: Stamp) -> Fact;
}

/// Events that carry nothing but their time.
macro_rules! plain_events {
    ($( $(#[$meta:meta])* $name:ident : $phase:ident = $id:literal; )+) => { $(
        $(#[$meta])*
        ///
        /// ```
        /// # use chrono::NaiveDate;
        /// # let day = NaiveDate::from_ymd_opt(2026, 8, 20).unwrap();
        #[doc = concat!("use doithoai::dialogue::{Event, ", stringify!($name), "};")]
        #[doc = concat!("assert_eq!(", stringify!($name), ".fact(day.into()).event, \"", $id, "\");")]
        /// ```
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub struct $name;

        impl sealed::Event for $name {}
        impl Event for $name {
            type Phase = $phase;
            fn fact(self, at: Stamp) -> Fact {
                at.fact($id)
            }
        }
    )+ };
}

plain_events! {
    /// The plan was approved.
    PlanApproved: Before = "plan-approved";
    /// Opinions were collected beforehand.
    SurveyHeld: Before = "survey-held";
    /// The agencies concerned were told to prepare and attend.
    AgenciesNotified: Before = "agencies-notified";
    /// The conclusion was sent out.
    ConclusionNotified: After = "conclusion-notified";
    /// Settlement was directed.
    SettlementDirected: After = "settlement-directed";
    /// Settlement was recommended to those who can settle.
    SettlementRecommended: After = "settlement-recommended";
}

/// Events of one petition that carry nothing else.
macro_rules! petition_events {
    ($( $(#[$meta:meta])* $name:ident : $phase:ident = $id:expr, $word:literal; )+) => { $(
        $(#[$meta])*
        ///
        /// ```
        /// # use chrono::NaiveDate;
        /// # let day = NaiveDate::from_ymd_opt(2026, 8, 20).unwrap();
        #[doc = concat!("use doithoai::dialogue::{Event, ", stringify!($name), "};")]
        #[doc = concat!("let fact = ", stringify!($name), "::of(\"KN-7\").fact(day.into());")]
        #[doc = concat!("assert_eq!((fact.event.as_str(), fact.petition.as_deref()), (\"", $word, "\", Some(\"KN-7\")));")]
        /// ```
        #[derive(Debug, Clone, PartialEq, Eq, Hash)]
        pub struct $name {
            /// The petition: an opaque id of the caller's.
            pub petition: String,
        }

        impl $name {
            /// Of a petition, by the caller's id.
            ///
            /// ```
            #[doc = concat!("use doithoai::dialogue::", stringify!($name), ";")]
            #[doc = concat!("assert_eq!(", stringify!($name), "::of(\"KN-7\").petition, \"KN-7\");")]
            /// ```
            #[must_use]
            pub fn of(petition: impl Into<String>) -> Self {
                Self { petition: petition.into() }
            }
        }

        impl sealed::Event for $name {}
        impl Event for $name {
            type Phase = $phase;
            fn fact(self, at: Stamp) -> Fact {
                at.fact($id).petition(self.petition)
            }
        }
    )+ };
}

petition_events! {
    /// A petition was raised.
    PetitionRaised: During = PETITION_RAISED, "petition-raised";
    /// The settlement of a petition was suspended.
    Suspended: After = SUSPENDED, "suspended";
    /// The settlement of a petition was resumed.
    Resumed: After = RESUMED, "resumed";
    /// A petition was settled.
    PetitionSettled: After = "petition-settled", "petition-settled";
    /// The petitioner was given the result in writing.
    ReplySent: After = "reply-sent", "reply-sent";
    /// The head was told how a petition was settled.
    ReportedToHead: After = "reported-to-head", "reported-to-head";
}

/// The invitation was sent, with what it stated.
///
/// ```
/// use doithoai::dialogue::InvitationSent;
/// assert_eq!(InvitationSent::stating(["content"]).states, Some(vec!["content".to_owned()]));
/// assert_eq!(InvitationSent::default().states, None); // what it stated was not recorded
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct InvitationSent {
    /// The fields that it stated, if that was recorded: a missing one is a finding.
    pub states: Option<Vec<String>>,
}

/// The dialogue was announced in public, with what the announcement stated.
///
/// ```
/// use doithoai::dialogue::Announced;
/// assert_eq!(Announced::stating(["time", "venue"]).states.unwrap().len(), 2);
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Announced {
    /// The fields that it stated, if that was recorded: a missing one is a finding.
    pub states: Option<Vec<String>>,
    /// Which session it announced, where there are several.
    pub session: Option<String>,
}

fn ids<S: Into<String>>(fields: impl IntoIterator<Item = S>) -> Vec<String> {
    fields.into_iter().map(Into::into).collect()
}

impl InvitationSent {
    /// Stating these fields.
    ///
    /// ```
    /// use doithoai::dialogue::InvitationSent;
    /// assert_eq!(InvitationSent::stating(["venue"]).states, Some(vec!["venue".to_owned()]));
    /// ```
    #[must_use]
    pub fn stating<S: Into<String>>(fields: impl IntoIterator<Item = S>) -> Self {
        Self { states: Some(ids(fields)) }
    }
}

impl Announced {
    /// Stating these fields.
    ///
    /// ```
    /// use doithoai::dialogue::Announced;
    /// assert_eq!(Announced::stating(["venue"]).states, Some(vec!["venue".to_owned()]));
    /// ```
    #[must_use]
    pub fn stating<S: Into<String>>(fields: impl IntoIterator<Item = S>) -> Self {
        Self { states: Some(ids(fields)), session: None }
    }
}

/// The dialogue was moved to another day.
///
/// ```
/// # use chrono::NaiveDate;
/// use doithoai::dialogue::{Event, Rescheduled};
/// let day = |d| NaiveDate::from_ymd_opt(2026, 8, d).unwrap();
/// assert_eq!(Rescheduled { to: day(27) }.fact(day(17).into()).until, Some(day(27)));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Rescheduled {
    /// The new day.
    pub to: NaiveDate,
}

/// One session of the dialogue was held, where there are several.
///
/// ```
/// # use chrono::NaiveDate;
/// use doithoai::dialogue::{Event, SessionHeld};
/// # let day = NaiveDate::from_ymd_opt(2026, 8, 20).unwrap();
/// let fact = SessionHeld { session: "cụm 1".to_owned() }.fact(day.into());
/// assert_eq!(fact.session.as_deref(), Some("cụm 1"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct SessionHeld {
    /// Its id.
    pub session: String,
}

/// A step of a rule set was done.
///
/// ```
/// # use chrono::NaiveDate;
/// use doithoai::dialogue::{Event, StepDone};
/// # let day = NaiveDate::from_ymd_opt(2026, 8, 20).unwrap();
/// assert_eq!(StepDone { step: "draw-up-plan".to_owned() }.fact(day.into()).about.as_deref(), Some("draw-up-plan"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct StepDone {
    /// The step, by its id.
    pub step: String,
}

/// Someone was turned away.
///
/// ```
/// # use chrono::NaiveDate;
/// use doithoai::dialogue::{AdmissionRefused, Event};
/// # let day = NaiveDate::from_ymd_opt(2026, 8, 20).unwrap();
/// let fact = AdmissionRefused { exclusion: "intoxicated".to_owned() }.fact(day.into());
/// assert_eq!(fact.event, "admission-refused");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct AdmissionRefused {
    /// The exclusion that was applied, by its id.
    pub exclusion: String,
}

/// A petition was assigned to an agency.
///
/// ```
/// # use chrono::NaiveDate;
/// use doithoai::dialogue::{Event, PetitionAssigned};
/// # let day = NaiveDate::from_ymd_opt(2026, 8, 20).unwrap();
/// let assigned = PetitionAssigned { petition: "KN-7".to_owned(), agency: "phong-kinh-te".to_owned() };
/// assert_eq!(assigned.fact(day.into()).about.as_deref(), Some("phong-kinh-te"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct PetitionAssigned {
    /// The petition.
    pub petition: String,
    /// The agency: an opaque id of the caller's.
    pub agency: String,
}

/// A case was classed.
///
/// ```
/// # use chrono::NaiveDate;
/// use doithoai::{dialogue::{Event, PetitionClassed}, ruleset::CaseClass};
/// # let day = NaiveDate::from_ymd_opt(2026, 8, 20).unwrap();
/// let classed = PetitionClassed { petition: "KN-7".to_owned(), class: CaseClass::NeedsLonger };
/// assert_eq!(classed.fact(day.into()).class, Some(CaseClass::NeedsLonger));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct PetitionClassed {
    /// The petition.
    pub petition: String,
    /// What it was found to be.
    pub class: CaseClass,
}

/// A longer limit was notified.
///
/// ```
/// # use chrono::NaiveDate;
/// use doithoai::dialogue::{Event, ExtensionNotified};
/// # let day = |d| NaiveDate::from_ymd_opt(2026, 10, d).unwrap();
/// let extended = ExtensionNotified { petition: "KN-7".to_owned(), until: Some(day(30)) };
/// assert_eq!(extended.fact(day(1).into()).until, Some(day(30)));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ExtensionNotified {
    /// The petition.
    pub petition: String,
    /// The new limit that it states; without one it moves nothing, which is a finding.
    pub until: Option<NaiveDate>,
}

/// A reply was sent while a case needs longer.
///
/// ```
/// # use chrono::NaiveDate;
/// use doithoai::dialogue::{Event, InterimReplySent};
/// # let day = |d| NaiveDate::from_ymd_opt(2026, 10, d).unwrap();
/// let reply = InterimReplySent { petition: "KN-7".to_owned(), until: Some(day(30)), states: None };
/// assert_eq!(reply.fact(day(1).into()).event, "interim-reply-sent");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct InterimReplySent {
    /// The petition.
    pub petition: String,
    /// The date of settlement that it states, if any.
    pub until: Option<NaiveDate>,
    /// The fields that it stated, if that was recorded.
    pub states: Option<Vec<String>>,
}

/// The results were published.
///
/// ```
/// # use chrono::NaiveDate;
/// use doithoai::{dialogue::{Event, ResultsPublished}, ruleset::Channel};
/// # let day = NaiveDate::from_ymd_opt(2026, 8, 20).unwrap();
/// assert_eq!(ResultsPublished { channel: Some(Channel::MassMedia), session: None }.fact(day.into()).channel, Some(Channel::MassMedia));
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct ResultsPublished {
    /// On which channel; all that are required if not said.
    pub channel: Option<Channel>,
    /// Of which session, where there were several.
    pub session: Option<String>,
}

/// An event that a rule file declares; whether the dialogue has reached its phase is checked when it is recorded.
///
/// ```
/// # use chrono::NaiveDate;
/// use doithoai::dialogue::{Declared, Event};
/// # let day = NaiveDate::from_ymd_opt(2026, 8, 20).unwrap();
/// let hearing = Declared { event: "hearing-held".to_owned(), petition: None };
/// assert_eq!(hearing.fact(day.into()).event, "hearing-held");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Declared {
    /// The event, by its id.
    pub event: String,
    /// The petition, for an event of one.
    pub petition: Option<String>,
}

/// How each event with fields of its own becomes a fact.
macro_rules! facts {
    ($( $name:ident: $phase:ident, |$event:ident, $at:ident| $fact:expr; )+) => { $(
        impl sealed::Event for $name {}
        impl Event for $name {
            type Phase = $phase;
            fn fact(self, $at: Stamp) -> Fact {
                let $event = self;
                $fact
            }
        }
    )+ };
}

facts! {
    Rescheduled: Before, |event, at| at.fact(RESCHEDULED).until(event.to);
    SessionHeld: During, |event, at| at.fact(SESSION_HELD).session(event.session);
    StepDone: Before, |event, at| at.fact(STEP_DONE).about(event.step);
    AdmissionRefused: During, |event, at| at.fact(ADMISSION_REFUSED).about(event.exclusion);
    PetitionAssigned: After, |event, at| at.fact(PETITION_ASSIGNED).petition(event.petition).about(event.agency);
    PetitionClassed: After, |event, at| at.fact(PETITION_CLASSED).petition(event.petition).class(event.class);
    ExtensionNotified: After, |event, at| {
        Fact { until: event.until, ..at.fact("extension-notified").petition(event.petition) }
    };
    InterimReplySent: After, |event, at| {
        let fact = at.fact("interim-reply-sent").petition(event.petition);
        Fact { until: event.until, states: event.states, ..fact }
    };
    InvitationSent: Before, |event, at| Fact { states: event.states, ..at.fact("invitation-sent") };
    Announced: Before, |event, at| Fact { states: event.states, session: event.session, ..at.fact("announced") };
    ResultsPublished: After, |event, at| {
        Fact { channel: event.channel, session: event.session, ..at.fact("results-published") }
    };
    Declared: Before, |event, at| Fact { petition: event.petition, ..at.fact(&event.event) };
}
