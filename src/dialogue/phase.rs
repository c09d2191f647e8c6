//! The phases of a dialogue as types.

use crate::ruleset::Phase;

mod sealed {
    /// Nobody else adds phases.
    pub trait Phase {}
}

/// A phase of a dialogue, as a type.
///
/// ```
/// use doithoai::{dialogue::{Before, DialoguePhase}, ruleset::Phase};
/// assert_eq!(Before::PHASE, Some(Phase::Before));
/// ```
pub trait DialoguePhase: sealed::Phase + Clone + std::fmt::Debug + 'static {
    /// The phase as a value; `None` once the dialogue was cancelled.
    const PHASE: Option<Phase>;
}

macro_rules! phases {
    ($( $(#[$meta:meta])* $name:ident = $phase:expr; )+) => { $(
        $(#[$meta])*
        ///
        /// ```
        #[doc = concat!("use doithoai::{dialogue::{DialoguePhase, ", stringify!($name), "}, ruleset::Phase};")]
        #[doc = concat!("assert_eq!(", stringify!($name), "::PHASE, ", stringify!($phase), ");")]
        /// ```
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum $name {}
        impl sealed::Phase for $name {}
        impl DialoguePhase for $name {
            const PHASE: Option<Phase> = $phase;
        }
    )+ };
}

phases! {
    /// From planning to the opening.
    Before = Some(Phase::Before);
    /// From opening to closing.
    During = Some(Phase::During);
    /// From closing to the last settled petition.
    After = Some(Phase::After);
    /// Cancelled before it opened.
    Cancelled = None;
}

/// A phase whose events may be recorded in a dialogue of phase `Now`: what happened earlier may still be entered, what comes
/// later may not.
///
/// ```
/// use doithoai::dialogue::{After, Before, RecordedIn};
/// fn may_record<Of: RecordedIn<After>>() {}
/// may_record::<Before>(); // an invitation entered late
/// ```
///
/// ```compile_fail,E0277
/// use doithoai::dialogue::{After, Before, RecordedIn};
/// fn may_record<Of: RecordedIn<Before>>() {}
/// may_record::<After>(); // no conclusion before the dialogue
/// ```
#[diagnostic::on_unimplemented(
    message = "a dialogue in phase `{Now}` cannot record an event of phase `{Self}`",
    label = "this event belongs to phase `{Self}`",
    note = "a dialogue reaches `During` with `dialogue.open(date)?` and `After` with `dialogue.close(date)?`; once `Cancelled`, it records only what was done before"
)]
pub trait RecordedIn<Now: DialoguePhase>: DialoguePhase {}

impl RecordedIn<Before> for Before {}
impl RecordedIn<During> for Before {}
impl RecordedIn<After> for Before {}
impl RecordedIn<Cancelled> for Before {}
impl RecordedIn<During> for During {}
impl RecordedIn<After> for During {}
impl RecordedIn<After> for After {}

/// A phase in which a dialogue can open or be cancelled.
///
/// ```
/// use doithoai::dialogue::{Before, Opens};
/// fn may_open<P: Opens>() {}
/// may_open::<Before>();
/// ```
#[diagnostic::on_unimplemented(
    message = "a dialogue in phase `{Self}` can no longer open or be cancelled",
    note = "only a planned dialogue, in phase `Before`, can"
)]
pub trait Opens: DialoguePhase {}

impl Opens for Before {}

/// A phase in which a dialogue can close.
///
/// ```
/// use doithoai::dialogue::{Closes, During};
/// fn may_close<P: Closes>() {}
/// may_close::<During>();
/// ```
#[diagnostic::on_unimplemented(
    message = "a dialogue in phase `{Self}` cannot close",
    note = "only an open dialogue, in phase `During`, closes: open it first with `dialogue.open(date)?`"
)]
pub trait Closes: DialoguePhase {}

impl Closes for During {}
