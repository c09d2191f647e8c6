//! The anchors, actors and fields that every rule file knows.

use serde::Serialize;

use super::{RECEPTION_RESCHEDULED, RESCHEDULED};
use crate::text::Text;

/// The day of the dialogue: the appointed one, then the one on which it opened. An anchor, never a fact.
///
/// ```
/// use doithoai::ruleset::{AnchorRule, DIALOGUE_DAY, Due};
/// # use doithoai::RuleSet;
/// let hcmc = RuleSet::builtin("hcmc-935")?;
/// let Due::Limit { anchor, .. } = &hcmc.obligation("invite-citizens").unwrap().due else { unreachable!() };
/// assert_eq!(*anchor, AnchorRule::Event(DIALOGUE_DAY.into()));
/// assert!(hcmc.event(DIALOGUE_DAY).is_none());
/// # Ok::<(), doithoai::VersionError>(())
/// ```
pub const DIALOGUE_DAY: &str = "dialogue-day";
/// The day on which citizens are received: the appointed one, then the first on which they were. An anchor, never a
/// fact.
///
/// ```
/// use doithoai::{RuleSet, ruleset::{AnchorRule, Due, RECEPTION_DAY}};
/// let law = RuleSet::builtin("citizen-reception")?;
/// let Due::Limit { anchor, .. } = &law.obligation("post-schedule").unwrap().due else { unreachable!() };
/// assert_eq!(*anchor, AnchorRule::Event(RECEPTION_DAY.into()));
/// # Ok::<(), doithoai::VersionError>(())
/// ```
pub const RECEPTION_DAY: &str = "reception-day";

/// The anchor that is the day given up where a dialogue or reception was moved.
///
/// ```
/// assert_eq!(doithoai::ruleset::FORMER_DAY, "former-day");
/// ```
pub const FORMER_DAY: &str = "former-day";

/// What is no event and that limits may be counted from all the same.
pub(crate) static DAYS: [(&str, Text); 3] = [
    (DIALOGUE_DAY, Text::new("ngày đối thoại", "the day of the dialogue")),
    (RECEPTION_DAY, Text::new("ngày tiếp công dân", "the day of the reception")),
    (FORMER_DAY, Text::new("ngày đã định trước khi dời", "the day given up")),
];

/// The events that give up a day for another, each with what that is the day of.
pub(crate) const MOVES: [(&str, &str); 2] = [(RESCHEDULED, DIALOGUE_DAY), (RECEPTION_RESCHEDULED, RECEPTION_DAY)];

/// The field that a stated date fills.
pub(crate) const NEW_LIMIT: &str = "new-limit";
/// The label of a rule set's own reading where others are listed beside it.
pub(crate) const DEFAULT_READING: &str = "default";

/// Someone who bears a duty or is owed one.
///
/// ```
/// use doithoai::ruleset::ACTORS;
/// let office = ACTORS.iter().find(|actor| actor.id == "office").unwrap();
/// assert_eq!(office.text.vi, "văn phòng");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Actor {
    /// Its id in files and JSON.
    pub id: std::borrow::Cow<'static, str>,
    /// What it is called.
    pub text: Text,
}

const fn actor(id: &'static str, vi: &'static str, en: &'static str) -> Actor {
    Actor { id: std::borrow::Cow::Borrowed(id), text: Text::new(vi, en) }
}

/// The actors that every rule set knows.
///
/// ```
/// use doithoai::ruleset::ACTORS;
/// # use doithoai::RuleSet;
/// let hcmc = RuleSet::builtin("hcmc-935")?;
/// assert!(hcmc.steps().iter().all(|step| ACTORS.iter().any(|actor| actor.id == step.actor)));
/// # Ok::<(), doithoai::VersionError>(())
/// ```
pub static ACTORS: &[Actor] = &[
    actor("unknown", "chưa rõ", "not known"),
    actor("office", "văn phòng", "office"),
    actor("agency", "cơ quan có trách nhiệm", "responsible agency"),
    actor("agencies", "các cơ quan, tổ chức, đơn vị liên quan", "agencies concerned"),
    actor("agency-heads", "lãnh đạo các cơ quan, tổ chức, đơn vị liên quan", "heads of the agencies concerned"),
    actor("people", "Nhân dân", "the People"),
    actor("petitioner", "người có kiến nghị", "petitioner"),
    actor("contributor", "người có ý kiến góp ý", "person who gave the opinion"),
    actor("collectives", "tập thể có liên quan", "collectives concerned"),
    actor("organizations", "tổ chức liên quan", "organizations concerned"),
    actor("individuals", "cá nhân liên quan", "individuals concerned"),
    actor("head", "người đứng đầu cấp ủy, chính quyền", "head of the party committee or government"),
    actor("each-head", "người đứng đầu cấp ủy, chính quyền các cấp", "each head of a party committee or government"),
    actor("government-head", "người đứng đầu chính quyền", "head of the government"),
    actor("party-head", "người đứng đầu cấp ủy", "head of the party committee"),
    actor("front", "Mặt trận Tổ quốc", "Fatherland Front"),
    actor("socio-political-organizations", "các tổ chức chính trị - xã hội", "socio-political organizations"),
    actor("front-same-level", "Mặt trận Tổ quốc cùng cấp", "Fatherland Front of the same level"),
    actor(
        "socio-political-organizations-same-level",
        "các tổ chức chính trị - xã hội cùng cấp",
        "socio-political organizations of the same level",
    ),
    actor("party-committee-same-level", "cấp ủy cùng cấp", "party committee of the same level"),
    actor("government-above", "chính quyền cấp trên trực tiếp", "government directly above"),
    actor("cadres", "cán bộ", "cadres"),
    actor("party-members", "đảng viên", "party members"),
    actor("commune-people-committee", "Ủy ban nhân dân cấp xã", "commune people's committee"),
];

/// A thing that a notice must state.
///
/// ```
/// use doithoai::ruleset::FIELDS;
/// let chair = FIELDS.iter().find(|field| field.id == "chair").unwrap();
/// assert_eq!(chair.text.vi, "người chủ trì");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Field {
    /// Its id in files and JSON.
    pub id: &'static str,
    /// What it is called.
    pub text: Text,
}

const fn field(id: &'static str, vi: &'static str, en: &'static str) -> Field {
    Field { id, text: Text::new(vi, en) }
}

/// The things that a notice may have to state.
///
/// ```
/// use doithoai::ruleset::FIELDS;
/// let ids: Vec<&str> = FIELDS.iter().map(|field| field.id).collect();
/// assert!(ids.starts_with(&["content", "venue", "time", "chair"]));
/// ```
pub static FIELDS: &[Field] = &[
    field("content", "nội dung", "content"),
    field("venue", "địa điểm", "venue"),
    field("time", "thời gian", "time"),
    field("chair", "người chủ trì", "chair"),
    field("how-to-attend", "cách thức tham dự", "how to attend"),
    field(NEW_LIMIT, "thời hạn giải quyết", "the new time limit"),
    field("requirements", "yêu cầu", "requirements"),
    field("responsibility", "trách nhiệm giải quyết", "responsibility"),
];
