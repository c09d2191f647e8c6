//! Whether rules are sound: what no one meant, each with a case that shows it.

mod beside;
mod flaw;
mod happened;
mod limits;
mod orders;
mod petitions;
mod readings;
mod sentence;
mod shown;
mod web;
mod worlds;

use chrono::NaiveDate;
use serde::Serialize;

pub use flaw::{Flaw, FlawCase, FlawDays, FlawKind};

use super::side::Side;
use crate::calendar::{Calendar, FIRST, LAST};
use crate::ruleset::RuleSet;
use web::Web;

/// What was found in some rule sets.
///
/// ```
/// use doithoai::{Calendar, RuleSet, analysis::{analyse, FlawKind}};
/// let analysis = analyse(&[RuleSet::builtin("can-tho-10")?], &Calendar::vietnam());
/// let late = analysis.of(FlawKind::InterimReplyTooLate).next().unwrap();
/// assert_eq!((late.id.as_str(), late.other.as_deref()), ("interim-reply", Some("can-tho-10/settle-petition")));
/// // 30 days end after 20 working days, but over Tết.
/// let days = late.days.as_ref().unwrap();
/// assert_eq!((days.found, days.of), (22_308, 31_381));
/// # Ok::<(), doithoai::VersionError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Analysis {
    /// The rule sets, as `id@version`.
    pub rulesets: Vec<String>,
    /// The first and the last covered day.
    pub covered: (NaiveDate, NaiveDate),
    /// What was found, in the order of the rule sets and their duties.
    pub flaws: Vec<Flaw>,
    /// The duties, as `rule-set/duty`, that hang on too many events for every order of them to be tried: whether one can be met in
    /// time and whether its conditions can hold was not decided.
    pub undecided: Vec<String>,
}

impl Analysis {
    /// What was found of one kind.
    ///
    /// The example of [`Analysis`] shows it.
    pub fn of(&self, kind: FlawKind) -> impl Iterator<Item = &Flaw> {
        self.flaws.iter().filter(move |flaw| flaw.kind == kind)
    }
}

/// Finds what no one meant in each of some rule sets, and between those of different instruments.
///
/// Whatever hangs on days is looked at on every covered day, whatever hangs on what happens in every order of the events that a duty asks
/// about, as far as the phases of a dialogue allow it, about ten days: of each weekday and before the long holidays. A finding is a defect of the file or of the law: which of the two, only who
/// has read the law can say.
///
/// Looked for are the [kinds](FlawKind) and nothing else: no finding does not mean that a regulation is good. Excuses, transfers to
/// another body, limits in hours and what readings of exclusions change are not looked at.
///
/// ```
/// use doithoai::{Calendar, RuleSet, analysis::{analyse, FlawKind}};
/// let text = RuleSet::builtin_toml("hcmc-935")?;
/// let odd = text.replace("met_by = { all = [\"invitation-sent\"] }", "met_by = { all = [\"conclusion-notified\"] }");
/// assert_ne!(text, odd);
/// let analysis = analyse(&[RuleSet::from_toml(&odd)?], &Calendar::vietnam());
/// let never = analysis.of(FlawKind::NeverInTime).next().unwrap();
/// assert_eq!(never.id, "invite-citizens"); // the conclusion comes after the dialogue, the limit ends before it
/// assert!(never.case.as_ref().unwrap().case.contains("status = \"met-late\""));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[must_use]
pub fn analyse(sets: &[RuleSet], calendar: &Calendar) -> Analysis {
    let sides: Vec<Side> = sets.iter().map(|set| Side::new(set, calendar, None)).collect();
    let (mut flaws, mut undecided) = (Vec::new(), Vec::new());
    for side in &sides {
        let web = Web::of(&side.set);
        for rule in side.set.obligations() {
            limits::found(side, &web, rule, &mut flaws);
            readings::found(side, rule, &mut flaws);
            if !orders::found(side, rule, &mut flaws) {
                undecided.push(format!("{}/{}", side.real.id(), rule.id));
            }
            petitions::unanswered(side, &web, rule, &mut flaws);
        }
        for duty in side.set.recurring() {
            readings::of_recurring(side, duty, &mut flaws);
        }
        petitions::leading_nowhere(side, &web, &mut flaws);
    }
    for (at, one) in sides.iter().enumerate() {
        for other in sides.iter().skip(at.saturating_add(1)) {
            beside::found(one, other, &mut flaws);
        }
    }
    Analysis { rulesets: sets.iter().map(RuleSet::name).collect(), covered: (FIRST, LAST), flaws, undecided }
}
