//! Which due date a duty of a direct dialogue with the People has, why it falls there, and by which provision.
//!
//! Heads of party committees and of governments in Vietnam hold direct dialogues (tiếp xúc, đối thoại trực tiếp)
//! with the People by regulations that differ from province to province. `doithoai` counts their time limits on
//! the working-day calendar of state offices, and says of every date how it was counted.
//!
//! ```
//! use chrono::NaiveDate;
//! use doithoai::{Calendar, Facts, Lang, RuleSet, Terms, View};
//!
//! let date = |m, d| NaiveDate::from_ymd_opt(2026, m, d).unwrap();
//! let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
//! let timeline = terms.timeline(&Facts::held_on(date(8, 20)), View::everything())?;
//!
//! let notice = timeline.duty("hcmc-935", "notify-conclusion")?;
//! assert_eq!(notice.outcome.due.unwrap().date, date(9, 7));
//! assert_eq!(notice.cite_text().get(Lang::Vi), "gạch đầu dòng thứ nhất khoản 3 Điều 13 Quy chế kèm theo Quyết định 935-QĐ/TU");
//! let reason = timeline.trace(notice).unwrap().text(Lang::En);
//! assert!(reason.contains("Counted: Sat 2026-08-22: worked rest day, in exchange for Mon 2026-08-31"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # What it does
//!
//! - counts working days, days, weeks, months and years, forward and backward, by Civil Code 2015, Arts. 144-148;
//! - knows every day off and every worked Saturday of 2015-2027 by the document that decided it;
//! - projects 2028-2100 and gives bounds wherever a decree is still missing;
//! - holds regulations as data, with citations, contested readings, and what is not known.
//!
//! # What it does not do
//!
//! - read a clock, a file or the environment: the caller passes every date;
//! - foresee swapped Saturdays: they are decided late, and can move any date;
//! - decide which reading of a contested rule is right: it shows the date under each.
//!
//! # The four nouns
//!
//! - [`Calendar`]: which days are worked, and by which document.
//! - [`RuleSet`]: one version of one regulation.
//! - [`DueDate`]: the end of a [`TimeLimit`], firm or with bounds, explained by a [`Trace`].
//! - [`Timeline`]: every duty of one dialogue under its [`Terms`], seen in a [`View`].
//!
//! A [`Dialogue`] is followed from phase to phase and kept as a [`Log`](dialogue::Log); an [`audit`] judges it.
//!
#![doc = include_str!("../docs/tour.md")]
//!
//! # Panics, threads, dates
//!
//! No call panics on any input; a panic is a bug. Everything public is `Send + Sync`, and the same input gives
//! the same answer anywhere. Dates are legal days in Vietnam; [`legal_date`] turns an instant into one. Covered
//! are 2015-01-01 to 2100-12-31; outside is an error that says so.

pub mod analysis;
pub mod audit;
pub mod calendar;
mod citation;
pub mod dialogue;
mod hash;
mod reader;
pub mod ruleset;
pub mod scenario;
#[cfg(feature = "proptest")]
pub mod strategies;
pub(crate) mod territory;
mod text;
pub mod time_limit;
pub mod timeline;
pub mod words;

pub use calendar::{BatchError, Calendar, CalendarBuilder, CalendarError, CoverageError, EpochDay, PerRow, Undecided};
pub use citation::{Provision, ProvisionError};
pub use dialogue::{AnyDialogue, Dialogue};
pub use reader::{Code, FileError, Problem};
pub use ruleset::{Checked, Registry, RuleSet, RuleSetError, Subject, VersionError};
pub use text::{BadId, Confidence, Lang, Message, OwnWord, Text, UnknownWord, legal_date, typed_date, visible};
pub use time_limit::{
    Anchor, Backward, Certainty, Direction, DueColumns, DueDate, Roll, Start, Step, TimeLimit, TimeLimitError,
    TimeOfDay, Trace, Unit,
};
pub use timeline::{
    AdoptedReadings, DueError, Duty, Fact, Facts, NotInTerms, SameSetTwice, Terms, Timeline, TimelineError, View,
};

/// The READMEs, so that their examples are tests.
#[cfg(doctest)]
mod readme {
    #[doc = include_str!("../README.md")]
    struct English;
    #[doc = include_str!("../README.vi.md")]
    struct Vietnamese;
}
