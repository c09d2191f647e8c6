//! The events, actors and fields that every rule file knows.

use serde::Serialize;

use super::Phase;
use crate::text::Text;

/// Something that happens in the life of a dialogue.
///
/// ```
/// use doithoai::ruleset::Phase;
/// # use doithoai::RuleSet;
/// let hcmc = RuleSet::builtin("hcmc-935")?;
/// let settled = hcmc.event("petition-settled").unwrap();
/// assert_eq!(settled.phase, Some(Phase::After));
/// assert!(settled.petition);
/// # Ok::<(), doithoai::VersionError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct EventKind {
    /// Its id in files, facts and JSON.
    pub id: std::borrow::Cow<'static, str>,
    /// The phase it belongs to; `None` for what belongs to no single dialogue.
    pub phase: Option<Phase>,
    /// Whether it happens to one petition.
    pub petition: bool,
    /// What it is called.
    pub text: Text,
}

/// The day of the dialogue: the appointed one, then the one on which it opened. An anchor, never a fact.
///
/// ```
/// use doithoai::ruleset::{AnchorRule, Due, vocabulary::DIALOGUE_DAY};
/// # use doithoai::RuleSet;
/// let hcmc = RuleSet::builtin("hcmc-935")?;
/// let Due::Limit { anchor, .. } = &hcmc.obligation("invite-citizens").unwrap().due else { unreachable!() };
/// assert_eq!(*anchor, AnchorRule::Event(DIALOGUE_DAY.to_owned()));
/// assert!(hcmc.event(DIALOGUE_DAY).is_none());
/// # Ok::<(), doithoai::VersionError>(())
/// ```
pub const DIALOGUE_DAY: &str = "dialogue-day";
/// The day on which citizens are received: the appointed one, then the first on which they were. An anchor, never a
/// fact.
///
/// ```
/// use doithoai::{RuleSet, ruleset::{AnchorRule, Due, vocabulary::RECEPTION_DAY}};
/// let law = RuleSet::builtin("citizen-reception")?;
/// let Due::Limit { anchor, .. } = &law.obligation("post-schedule").unwrap().due else { unreachable!() };
/// assert_eq!(*anchor, AnchorRule::Event(RECEPTION_DAY.to_owned()));
/// # Ok::<(), doithoai::VersionError>(())
/// ```
pub const RECEPTION_DAY: &str = "reception-day";
/// The reception of citizens.
pub(crate) const RECEPTION_HELD: &str = "reception-held";
/// The conclusion went out.
pub(crate) const CONCLUSION_NOTIFIED: &str = "conclusion-notified";
/// The opening of the dialogue.
///
/// ```
/// # use chrono::NaiveDate;
/// # let date = |m, d| NaiveDate::from_ymd_opt(2026, m, d).unwrap();
/// use doithoai::{Facts, ruleset::vocabulary::OPENED};
/// assert_eq!(Facts::held_on(date(8, 20)).all()[0].event, OPENED);
/// ```
pub const OPENED: &str = "opened";
/// The end of the dialogue.
///
/// ```
/// # use chrono::NaiveDate;
/// # let date = |m, d| NaiveDate::from_ymd_opt(2026, m, d).unwrap();
/// use doithoai::{Facts, ruleset::vocabulary::CLOSED};
/// assert_eq!(Facts::held_on(date(8, 20)).all()[1].event, CLOSED);
/// ```
pub const CLOSED: &str = "closed";
/// The raising of a petition.
pub(crate) const PETITION_RAISED: &str = "petition-raised";
/// A petition's classification.
///
/// ```
/// use doithoai::ruleset::vocabulary::PETITION_CLASSED;
/// # use doithoai::RuleSet;
/// let hcmc = RuleSet::builtin("hcmc-935")?;
/// assert_eq!(hcmc.event(PETITION_CLASSED).unwrap().text.vi, "phân loại vụ việc");
/// # Ok::<(), doithoai::VersionError>(())
/// ```
pub const PETITION_CLASSED: &str = "petition-classed";

/// The move of the dialogue to another day, which it states.
pub(crate) const RESCHEDULED: &str = "rescheduled";
/// The field that a stated date fills.
pub(crate) const NEW_LIMIT: &str = "new-limit";
/// The end of a dialogue that was never held.
pub(crate) const CANCELLED: &str = "cancelled";
/// One of several sessions of a dialogue.
pub(crate) const SESSION_HELD: &str = "session-held";
/// A step of a rule set that was done.
pub(crate) const STEP_DONE: &str = "step-done";
/// Someone who was turned away.
pub(crate) const ADMISSION_REFUSED: &str = "admission-refused";
/// A petition's way to the agency that settles it.
pub(crate) const PETITION_ASSIGNED: &str = "petition-assigned";
/// The suspension of a petition's settlement.
pub(crate) const SUSPENDED: &str = "suspended";
/// Its resumption.
pub(crate) const RESUMED: &str = "resumed";

/// The label of a rule set's own reading where others are listed beside it.
pub(crate) const DEFAULT_READING: &str = "default";

/// The events that state a new limit.
pub(crate) const MOVING_EVENTS: [&str; 2] = ["extension-notified", "interim-reply-sent"];

const fn event(
    id: &'static str,
    phase: Option<Phase>,
    petition: bool,
    vi: &'static str,
    en: &'static str,
) -> EventKind {
    EventKind { id: std::borrow::Cow::Borrowed(id), phase, petition, text: Text::new(vi, en) }
}

/// The events that every rule set knows.
///
/// ```
/// use doithoai::ruleset::vocabulary::EVENTS;
/// let notified = EVENTS.iter().find(|event| event.id == "conclusion-notified").unwrap();
/// assert_eq!(notified.text.vi, "có thông báo ý kiến kết luận");
/// ```
pub static EVENTS: &[EventKind] = &[
    event(RESCHEDULED, Some(Phase::Before), false, "dời ngày đối thoại", "rescheduled"),
    event(CANCELLED, Some(Phase::Before), false, "hủy cuộc đối thoại", "cancelled"),
    event("plan-approved", Some(Phase::Before), false, "phê duyệt kế hoạch", "plan approved"),
    event("survey-held", Some(Phase::Before), false, "khảo sát, lấy ý kiến", "opinions collected"),
    event("invitation-sent", Some(Phase::Before), false, "gửi thông báo, thư mời", "invitation sent"),
    event("agencies-notified", Some(Phase::Before), false, "thông báo cho các cơ quan liên quan", "agencies notified"),
    event("announced", Some(Phase::Before), false, "thông báo công khai", "announced in public"),
    event(OPENED, Some(Phase::During), false, "khai mạc đối thoại", "dialogue opened"),
    event(PETITION_RAISED, Some(Phase::During), true, "nêu kiến nghị", "petition raised"),
    event(SESSION_HELD, Some(Phase::During), false, "tổ chức một buổi đối thoại", "session held"),
    event(STEP_DONE, None, false, "thực hiện một bước", "step done"),
    event(ADMISSION_REFUSED, Some(Phase::During), false, "từ chối đối thoại với một người", "admission refused"),
    event(CLOSED, Some(Phase::During), false, "kết thúc đối thoại", "dialogue closed"),
    event(CONCLUSION_NOTIFIED, Some(Phase::After), false, "có thông báo ý kiến kết luận", "conclusion notified"),
    event("results-published", Some(Phase::After), false, "công khai kết quả", "results published"),
    event(PETITION_ASSIGNED, Some(Phase::After), true, "giao cơ quan giải quyết", "petition assigned"),
    event(PETITION_CLASSED, Some(Phase::After), true, "phân loại vụ việc", "petition classed"),
    event(
        "extension-notified",
        Some(Phase::After),
        true,
        "thông báo kéo dài thời hạn giải quyết",
        "extension notified",
    ),
    event(
        "interim-reply-sent",
        Some(Phase::After),
        true,
        "văn bản trả lời khi cần thêm thời gian",
        "interim reply sent",
    ),
    event("petition-settled", Some(Phase::After), true, "giải quyết xong kiến nghị", "petition settled"),
    event("reply-sent", Some(Phase::After), true, "gửi văn bản trả lời", "reply sent"),
    event("reported-to-head", Some(Phase::After), true, "báo cáo người đứng đầu", "reported to the head"),
    event("settlement-directed", Some(Phase::After), false, "chỉ đạo giải quyết", "settlement directed"),
    event("settlement-recommended", Some(Phase::After), false, "kiến nghị giải quyết", "settlement recommended"),
    event("annual-report-sent", None, false, "gửi báo cáo hằng năm", "annual report sent"),
    event("annual-notice-sent", None, false, "gửi thông báo hằng năm", "annual notice sent"),
    event("evaluation-held", None, false, "đánh giá, sơ kết, tổng kết", "evaluation held"),
    event(RECEPTION_HELD, None, false, "tiếp dân", "reception held"),
    event("reception-schedule-posted", None, false, "niêm yết lịch tiếp dân", "reception schedule posted"),
    event("petition-received", None, true, "tiếp nhận kiến nghị, phản ánh", "petition received"),
    event("acceptance-notified", None, true, "thông báo đã thụ lý", "acceptance notified"),
    event("transfer-notified", None, true, "thông báo đã chuyển cơ quan có thẩm quyền", "transfer notified"),
    event(SUSPENDED, Some(Phase::After), true, "tạm đình chỉ giải quyết", "settlement suspended"),
    event(RESUMED, Some(Phase::After), true, "tiếp tục giải quyết", "settlement resumed"),
];

/// Someone who bears a duty or is owed one.
///
/// ```
/// use doithoai::ruleset::vocabulary::ACTORS;
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
/// use doithoai::ruleset::vocabulary::ACTORS;
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
/// use doithoai::ruleset::vocabulary::FIELDS;
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
/// use doithoai::ruleset::vocabulary::FIELDS;
/// let ids: Vec<&str> = FIELDS.iter().map(|field| field.id).collect();
/// assert!(ids.starts_with(&["content", "venue", "time", "chair"]));
/// ```
pub static FIELDS: &[Field] = &[
    field("content", "nội dung", "content"),
    field("venue", "địa điểm", "venue"),
    field("time", "thời gian", "time"),
    field("chair", "người chủ trì", "chair"),
    field("how-to-attend", "cách thức tham gia", "how to attend"),
    field(NEW_LIMIT, "thời hạn giải quyết", "the new time limit"),
    field("requirements", "yêu cầu", "requirements"),
    field("responsibility", "trách nhiệm giải quyết", "responsibility"),
];
