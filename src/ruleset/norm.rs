//! What a rule set lays down without a date: principles, prohibitions, permissions, guidance, exclusions, roles; how a
//! meeting was held; and what became of levels and territories.

use chrono::NaiveDate;
use serde::Serialize;

use super::instrument::{Cite, Known};
use super::vocabulary::{HeadKind, Level, NoDate, NormKind, Scope};
use crate::text::{Confidence, Text};

/// A principle, prohibition, permission or guidance.
///
/// ```
/// use doithoai::{RuleSet, ruleset::NormKind};
/// let hai_phong = RuleSet::builtin("hai-phong-1738")?;
/// assert!(hai_phong.norms().iter().any(|norm| norm.kind == NormKind::Prohibition));
/// # Ok::<(), doithoai::VersionError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Norm {
    /// How it binds.
    pub kind: NormKind,
    /// Its id.
    pub id: String,
    /// What it says.
    pub text: Text,
    /// Whom it binds, where the source says.
    pub who: Vec<String>,
    /// When it holds, where the source says.
    pub when: Option<Text>,
    /// Where the text says so.
    pub cite: Cite,
    /// How sure it is.
    pub confidence: Confidence,
}

/// Who or what is kept out of a dialogue or reception.
///
/// ```
/// use doithoai::{RuleSet, ruleset::{FollowUp, NoDate, Scope}};
/// let hai_phong = RuleSet::builtin("hai-phong-1738")?;
/// let exclusions = hai_phong.exclusions();
/// assert_eq!(exclusions.len(), 4);
/// assert_eq!(exclusions[0].follow_up, FollowUp::None(NoDate::Unknown));
/// assert!(exclusions[3].readings.iter().any(|reading| reading.scope == Scope::Subject));
/// # Ok::<(), doithoai::VersionError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Exclusion {
    /// Its id.
    pub id: String,
    /// The ground.
    pub ground: Text,
    /// What is kept out.
    pub scope: Known<Scope>,
    /// Who turns away.
    pub by: Known<String>,
    /// What must follow.
    pub follow_up: FollowUp,
    /// Where the text says so.
    pub cite: Cite,
    /// How sure it is.
    pub confidence: Confidence,
    /// Other ways to understand it.
    pub readings: Vec<ExclusionReading>,
}

/// What must follow an exclusion.
///
/// ```
/// use doithoai::{RuleSet, ruleset::FollowUp};
/// let law = RuleSet::builtin("citizen-reception@2026-07-01")?;
/// let by_notice = |follow_up: &FollowUp| matches!(follow_up, FollowUp::Duty(id) if law.obligation(id).is_some());
/// assert!(law.exclusions().iter().any(|exclusion| by_notice(&exclusion.follow_up)));
/// # Ok::<(), doithoai::VersionError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum FollowUp {
    /// Nothing is stated, or it is not known.
    None(NoDate),
    /// A duty of the rule set, by its id.
    Duty(String),
    /// An act without a date.
    Act(Text),
}

impl FollowUp {
    /// What must follow; a duty by its id, which [`RuleSet::follow_up_text`](super::RuleSet::follow_up_text) names.
    #[must_use]
    pub fn text(&self) -> Text {
        match self {
            Self::None(NoDate::Unknown) => {
                Text::new("chưa rõ từ chối rồi phải làm gì", "what must follow is not known")
            }
            Self::None(_) => {
                Text::new("văn bản không nêu từ chối rồi phải làm gì", "the text does not say what must follow")
            }
            Self::Duty(id) => Text::same(format!("[{id}]")),
            Self::Act(text) => text.clone(),
        }
    }
}

/// Another way to understand an exclusion.
///
/// ```
/// use doithoai::RuleSet;
/// let hai_phong = RuleSet::builtin("hai-phong-1738")?;
/// assert!(hai_phong.exclusions().iter().flat_map(|exclusion| &exclusion.readings).all(|reading| !reading.because.vi.is_empty()));
/// # Ok::<(), doithoai::VersionError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct ExclusionReading {
    /// Its id, unique in the exclusion.
    pub id: String,
    /// A few words that name it in a sentence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<Text>,
    /// What is kept out instead.
    pub scope: Scope,
    /// Why one may read it so.
    pub because: Text,
}

/// Who organizes, chairs, is invited.
///
/// ```
/// use doithoai::RuleSet;
/// let law = RuleSet::builtin("law-72-2025")?;
/// let chair = law.roles().iter().find(|role| role.id == "chair").unwrap();
/// assert_eq!(chair.jointly.len(), 2);
/// # Ok::<(), doithoai::VersionError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Role {
    /// Its id.
    pub id: String,
    /// What the role is, where the id does not say it.
    pub text: Option<Text>,
    /// Who leads.
    pub lead: Option<String>,
    /// Together with whom.
    pub with: Vec<String>,
    /// Who does it jointly.
    pub jointly: Vec<String>,
    /// Who work together on it, where the source names none that leads.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub together: Vec<String>,
    /// Who is invited.
    pub invited: Vec<String>,
    /// Where the text says so.
    pub cite: Cite,
    /// How sure it is.
    pub confidence: Confidence,
}

/// How a meeting was held: a fact, never a duty.
///
/// ```
/// use doithoai::RuleSet;
/// let hai_phong = RuleSet::builtin("hai-phong-1738")?;
/// let meeting = &hai_phong.practices()[0];
/// assert_eq!(meeting.opinions, Some(31)); // voiced; which became petitions is not said
/// # Ok::<(), doithoai::VersionError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Practice {
    /// Its id.
    pub id: String,
    /// Where.
    pub place: Text,
    /// The first day on which it can have been held.
    pub not_before: Option<NaiveDate>,
    /// The last day on which it can have been held.
    pub not_after: Option<NaiveDate>,
    /// Whose heads held it, jointly if several.
    pub heads: Vec<HeadKind>,
    /// How many opinions were voiced.
    pub opinions: Option<u32>,
    /// Anything else.
    pub text: Option<Text>,
    /// What was done, in its order.
    pub steps: Vec<PracticeStep>,
    /// Where the words were read.
    pub source: String,
    /// How sure it is.
    pub confidence: Confidence,
}

/// One thing that was done at a meeting.
///
/// ```
/// use doithoai::RuleSet;
/// let hai_phong = RuleSet::builtin("hai-phong-1738")?;
/// assert!(hai_phong.practices()[0].steps.iter().any(|step| step.actor == "people"));
/// # Ok::<(), doithoai::VersionError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct PracticeStep {
    /// Its id.
    pub id: String,
    /// Who did it.
    pub actor: String,
    /// What was done.
    pub text: Text,
}

/// The end of a level of the administration.
///
/// ```
/// # use chrono::NaiveDate;
/// use doithoai::{RuleSet, ruleset::Level};
/// let national = RuleSet::builtin("levels")?;
/// let end = &national.level_ends()[0];
/// assert_eq!((end.level, Some(end.on)), (Level::District, NaiveDate::from_ymd_opt(2025, 7, 1)));
/// # Ok::<(), doithoai::VersionError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct LevelEnd {
    /// The level.
    pub level: Level,
    /// For whose heads.
    pub heads: Vec<HeadKind>,
    /// The first day without it.
    pub on: NaiveDate,
    /// Who carries on with what was pending.
    pub successor: Text,
    /// Where the text says so.
    pub cite: Cite,
}

/// The merger of administrative units.
///
/// ```
/// use doithoai::RuleSet;
/// let national = RuleSet::builtin("levels")?;
/// assert!(national.mergers().iter().any(|merger| merger.into == "25" && merger.of.contains(&"17".to_owned())));
/// # Ok::<(), doithoai::VersionError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Merger {
    /// The code of the new unit.
    pub into: String,
    /// The codes of the units that it was made of.
    pub of: Vec<String>,
    /// The first day of the new unit.
    pub on: Known<NaiveDate>,
    /// Anything else.
    pub text: Option<Text>,
    /// How sure it is.
    pub confidence: Confidence,
}

/// A value that an overlay or amendment changed.
///
/// ```
/// use doithoai::RuleSet;
/// let amended = RuleSet::builtin("qd-11@2025-11-23")?;
/// let change = amended.changes().iter().find(|change| change.of == "recurring.reception.at_least").unwrap();
/// assert_eq!(change.was.as_deref(), Some(r#"{"commune":2,"district":1,"province":1}"#));
/// assert_eq!(change.by, "qd-11@2025-11-23");
/// # Ok::<(), doithoai::VersionError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Change {
    /// What was changed, as a path in the rule set.
    pub of: String,
    /// The file that changed it, as `id@version`.
    pub by: String,
    /// The value before, as JSON; `None` for what is new.
    pub was: Option<String>,
    /// The provision that changed it.
    pub cite: Option<Cite>,
    /// Where the new words were read, by the id of the source.
    pub source: Option<String>,
    /// How sure the new value is.
    pub confidence: Option<Confidence>,
}
