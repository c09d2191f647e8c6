//! The events as types: one for each row of the table that a dialogue records, made with what the row says of it.

use chrono::NaiveDate;

use super::event::{Event, Stamp, sealed};
use super::phase::{After, Before, During};
use crate::ruleset::vocabulary::{self, events};
use crate::ruleset::{CaseClass, Channel};
use crate::timeline::Fact;

/// What an event says beside its time.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Details {
    petition: Option<String>,
    until: Option<NaiveDate>,
    class: Option<CaseClass>,
    channel: Option<Channel>,
    states: Option<Vec<String>>,
    session: Option<String>,
    about: Option<String>,
}

impl Details {
    const NONE: Self =
        Self { petition: None, until: None, class: None, channel: None, states: None, session: None, about: None };

    fn fact(self, event: &str, at: Stamp) -> Fact {
        let Self { petition, until, class, channel, states, session, about } = self;
        Fact { petition, until, class, channel, states, session, about, ..at.fact(event) }
    }
}

/// What a detail is given as.
macro_rules! given {
    (NewDay) => { NaiveDate };
    (NewLimit) => { NaiveDate };
    (Class) => { CaseClass };
    (Channel) => { Channel };
    (States) => { impl IntoIterator<Item = impl Into<String>> };
    ($id:ident) => { impl Into<String> };
}

/// Where a detail is kept.
macro_rules! keep {
    ($details:expr, NewDay, $value:expr) => {
        $details.until = Some($value)
    };
    ($details:expr, NewLimit, $value:expr) => {
        $details.until = Some($value)
    };
    ($details:expr, Class, $value:expr) => {
        $details.class = Some($value)
    };
    ($details:expr, Channel, $value:expr) => {
        $details.channel = Some($value)
    };
    ($details:expr, States, $value:expr) => {
        $details.states = Some($value.into_iter().map(Into::into).collect())
    };
    ($details:expr, Petition, $value:expr) => {
        $details.petition = Some($value.into())
    };
    ($details:expr, Session, $value:expr) => {
        $details.session = Some($value.into())
    };
    ($details:expr, $about:ident, $value:expr) => {
        $details.about = Some($value.into())
    };
}

/// A detail as an argument of an example.
macro_rules! example {
    (NewDay) => {
        "day"
    };
    (NewLimit) => {
        "day"
    };
    (Class) => {
        "CaseClass::NeedsLonger"
    };
    (Channel) => {
        "Channel::MassMedia"
    };
    (States) => {
        "[\"content\", \"time\"]"
    };
    (Petition) => {
        "\"KN-7\""
    };
    (Session) => {
        "\"S1\""
    };
    (Step) => {
        "\"draw-up-plan\""
    };
    (Exclusion) => {
        "\"intoxicated\""
    };
    (Agency) => {
        "\"phong-kinh-te\""
    };
}

/// A link to a detail.
macro_rules! link {
    ($detail:ident) => {
        concat!("[`", stringify!($detail), "`](crate::ruleset::vocabulary::Detail::", stringify!($detail), ")")
    };
}

/// The methods that add what may be said; `$example` is an event without it.
macro_rules! setters {
    ($name:ident, $example:expr; $($set:ident($take:ident))*) => {
        impl $name { $(
            #[doc = concat!("The same with its ", link!($take), ".")]
            ///
            /// ```
            /// # let day = chrono::NaiveDate::from_ymd_opt(2026, 8, 20).unwrap();
            #[doc = concat!("use doithoai::{dialogue::", stringify!($name), ", ruleset::Channel};")]
            #[doc = concat!("let event = ", $example, ".", stringify!($set), "(", example!($take), ");")]
            #[doc = concat!("assert_ne!(event, ", $example, ");")]
            /// ```
            #[must_use]
            pub fn $set(mut self, value: given!($take)) -> Self {
                keep!(self.details, $take, value);
                self
            }
        )* }
    };
}

macro_rules! typed {
    // What changes the phase is a method of the dialogue; what only an office records has no type.
    ($doc:tt $id:ident $word:literal $phase:tt { $(. $set:ident ($take:ident))* }) => {};
    ($doc:tt $id:ident $word:literal $phase:tt { :: $new:ident ($need:ident) }) => {};
    ($doc:tt $id:ident $word:literal $phase:tt { $name:ident $(. $set:ident ($take:ident))* }) => {
        typed!($doc $id $word $phase $name [stringify!($name)] $($set($take))*);
        /// The event as a value: nothing must be said of it.
        #[doc(hidden)]
        #[expect(non_upper_case_globals, reason = "it is written like a unit struct, and may still grow details")]
        pub const $name: $name = $name { details: Details::NONE };
    };
    ($doc:tt $id:ident $word:literal $phase:tt
        { $name:ident :: $new:ident ($first:ident $(, $more:ident)?) $(. $set:ident ($take:ident))* }) => {
        typed!($doc $id $word $phase $name
            [concat!(stringify!($name), "::", stringify!($new), "(", example!($first), $(", ", example!($more),)? ")")]
            $($set($take))*);
        impl $name {
            #[doc = concat!("With its ", link!($first), $(" and its ", link!($more),)? ".")]
            ///
            /// ```
            /// # let day = chrono::NaiveDate::from_ymd_opt(2026, 8, 20).unwrap();
            #[doc = concat!("use doithoai::{Fact, dialogue::{Event, ", stringify!($name), "}, ruleset::CaseClass};")]
            #[doc = concat!("let event = ", stringify!($name), "::", stringify!($new), "(",
                example!($first), $(", ", example!($more),)? ");")]
            #[doc = concat!("assert_ne!(event.fact(day.into()), Fact::new(\"", $word, "\", day));")]
            /// ```
            #[must_use]
            pub fn $new(first: given!($first) $(, more: given!($more))?) -> Self {
                let mut details = Details::NONE;
                keep!(details, $first, first);
                $( keep!(details, $more, more); )?
                Self { details }
            }
        }
    };
    ([$($doc:tt)+] $id:ident $word:literal $phase:tt $name:ident [$example:expr] $($set:ident($take:ident))*) => {
        $($doc)+
        ///
        /// ```
        /// # let day = chrono::NaiveDate::from_ymd_opt(2026, 8, 20).unwrap();
        #[doc = concat!("use doithoai::{dialogue::{Event, ", stringify!($name), "}, ruleset::CaseClass};")]
        #[doc = concat!("assert_eq!(", $example, ".fact(day.into()).event, \"", $word, "\");")]
        /// ```
        #[derive(Debug, Clone, PartialEq, Eq, Hash)]
        pub struct $name {
            details: Details,
        }
        setters!($name, $example; $($set($take))*);
        impl sealed::Event for $name {}
        impl Event for $name {
            type Phase = phase!($phase);
            fn fact(self, at: Stamp) -> Fact {
                self.details.fact(vocabulary::$id, at)
            }
        }
    };
}

macro_rules! phase {
    (-) => {
        Before
    };
    ($phase:ident) => {
        $phase
    };
}

macro_rules! all_typed {
    ($( $(#[$doc:meta])+ $id:ident $word:literal $text:tt $phase:tt $kept_in:ident $typed:tt $effect:tt; )+) => {
        $( typed!([$(#[$doc])+] $id $word $phase $typed); )+
    };
}
events!(all_typed);

/// An event that a rule file declares; whether the dialogue has reached its phase is checked when it is recorded.
///
/// ```
/// use doithoai::dialogue::{Declared, Event};
/// # let day = chrono::NaiveDate::from_ymd_opt(2026, 8, 20).unwrap();
/// assert_eq!(Declared::event("hearing-held").petition("KN-7").fact(day.into()).event, "hearing-held");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Declared {
    event: String,
    details: Details,
}

impl Declared {
    /// An event by its id.
    ///
    /// ```
    /// use doithoai::dialogue::{Declared, Event};
    /// # let day = chrono::NaiveDate::from_ymd_opt(2026, 8, 20).unwrap();
    /// assert_eq!(Declared::event("hearing-held").fact(day.into()).petition, None);
    /// ```
    #[must_use]
    pub fn event(id: impl Into<String>) -> Self {
        Self { event: id.into(), details: Details::NONE }
    }
}

setters!(Declared, "Declared::event(\"hearing-held\")";
    petition(Petition) until(NewLimit) channel(Channel) stating(States) session(Session));

impl sealed::Event for Declared {}
impl Event for Declared {
    type Phase = Before;
    fn fact(self, at: Stamp) -> Fact {
        self.details.fact(&self.event, at)
    }
}
