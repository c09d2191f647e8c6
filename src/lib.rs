//! Scaffold
pub mod calendar;
mod citation;
mod reader;
pub mod ruleset;
mod text;
pub mod time_limit;
pub mod timeline;

pub use calendar::{Calendar, CalendarBuilder, CalendarError, CoverageError};
pub use citation::{Provision, ProvisionError};
pub use reader::{FileError, Problem};
pub use ruleset::{RuleSet, RuleSetError, UnknownRuleSet};
pub use text::{Confidence, Lang, Text, legal_date};
pub use time_limit::{Anchor, Backward, Certainty, Direction, DueDate, Roll, Start, Step, TimeLimit, TimeLimitError, Trace, Undecided, Unit};
pub use timeline::{Choices, Duty, Fact, Facts, Terms, Timeline, TimelineError, View};
