//! The words that rule files use: kinds, phases, units, events, actors.

use serde::Serialize;

use crate::text::{Text, vocabulary};

vocabulary! {
    /// A phase of the work on a dialogue; every regulation has these three.
    ///
    /// ```
    /// use doithoai::ruleset::Phase;
    /// assert_eq!(Phase::ALL, [Phase::Before, Phase::During, Phase::After]);
    /// assert_eq!(Phase::Before.word(), "before");
    /// assert_eq!(Phase::Before.text().vi, "trước đối thoại");
    /// ```
    pub enum Phase ("giai đoạn", "phase") {
        /// From planning to the opening.
        Before = "before", "trước đối thoại", "before the dialogue";
        /// From opening to closing.
        During = "during", "trong đối thoại", "during the dialogue";
        /// From closing to the last settled petition.
        After = "after", "sau đối thoại", "after the dialogue";
    }
}

vocabulary! {
    /// What sort of instrument a rule set rests on.
    ///
    /// ```
    /// use doithoai::ruleset::InstrumentKind;
    /// assert_eq!(InstrumentKind::Regulation.word(), "quy-che");
    /// assert_eq!(InstrumentKind::Regulation.text().vi, "Quy chế");
    /// ```
    pub enum InstrumentKind ("loại văn bản", "kind of instrument") {
        /// An act of the National Assembly.
        Law = "luat", "Luật", "Law";
        /// A decree of the Government.
        Decree = "nghi-dinh", "Nghị định", "Decree";
        /// A resolution.
        Resolution = "nghi-quyet", "Nghị quyết", "Resolution";
        /// A decision.
        Decision = "quyet-dinh", "Quyết định", "Decision";
        /// A party regulation.
        Rule = "quy-dinh", "Quy định", "Regulation";
        /// A working regulation.
        Regulation = "quy-che", "Quy chế", "Working regulation";
        /// A conclusion.
        Conclusion = "ket-luan", "Kết luận", "Conclusion";
        /// A plan.
        Plan = "ke-hoach", "Kế hoạch", "Plan";
        /// A guidance.
        Guidance = "huong-dan", "Hướng dẫn", "Guidance";
        /// A circular.
        Circular = "thong-tu", "Thông tư", "Circular";
    }
}

vocabulary! {
    /// Whether an instrument still holds.
    ///
    /// ```
    /// use doithoai::ruleset::Standing;
    /// assert_eq!(Standing::InForce.word(), "in-force");
    /// assert_eq!(Standing::InForce.text().vi, "đang có hiệu lực");
    /// ```
    pub enum Standing ("hiệu lực", "standing") {
        /// In force.
        InForce = "in-force", "đang có hiệu lực", "in force";
        /// Repealed or replaced.
        Repealed = "repealed", "đã bị bãi bỏ hoặc thay thế", "repealed or replaced";
        /// Lapsed without repeal.
        Lapsed = "lapsed", "đã hết hiệu lực", "lapsed";
        /// Not known.
        Unknown = "unknown", "chưa rõ hiệu lực", "standing unknown";
    }
}

vocabulary! {
    /// How the words of a source were read.
    ///
    /// ```
    /// use doithoai::ruleset::SourceKind;
    /// assert_eq!(SourceKind::Reprint.word(), "reprint");
    /// assert_eq!(SourceKind::Reprint.text().vi, "bản đăng lại");
    /// ```
    pub enum SourceKind ("loại nguồn", "kind of source") {
        /// The official text.
        Official = "official", "văn bản chính thức", "official text";
        /// A page of an official body.
        OfficialPage = "official-page", "trang của cơ quan chính thức", "page of an official body";
        /// A reprint.
        Reprint = "reprint", "bản đăng lại", "reprint";
        /// A press report.
        Press = "press", "tin báo chí", "press report";
        /// An inference from other sources.
        Inferred = "inferred", "suy luận", "inference";
    }
}

vocabulary! {
    /// Whose head must hold the dialogue.
    ///
    /// ```
    /// use doithoai::ruleset::HeadKind;
    /// assert_eq!(HeadKind::PartyCommittee.word(), "party-committee");
    /// assert_eq!(HeadKind::PartyCommittee.text().vi, "người đứng đầu cấp ủy");
    /// ```
    pub enum HeadKind ("người đứng đầu", "kind of head") {
        /// Cấp ủy.
        PartyCommittee = "party-committee", "người đứng đầu cấp ủy", "head of a party committee";
        /// Chính quyền địa phương.
        LocalGovernment = "local-government", "người đứng đầu chính quyền", "head of a local government";
        /// Cơ quan, đơn vị.
        Agency = "agency", "người đứng đầu cơ quan, đơn vị", "head of an agency or unit";
    }
}

vocabulary! {
    /// A level of the administration.
    ///
    /// ```
    /// use doithoai::ruleset::Level;
    /// assert_eq!(Level::Commune.word(), "commune");
    /// assert_eq!(Level::Commune.text().vi, "cấp xã");
    /// ```
    pub enum Level ("cấp", "level") {
        /// Tỉnh, thành phố.
        Province = "province", "cấp tỉnh", "province";
        /// Huyện, quận; ended for governments on 2025-07-01 (Law 72/2025/QH15, Art. 51(3)).
        District = "district", "cấp huyện", "district";
        /// Xã, phường, đặc khu.
        Commune = "commune", "cấp xã", "commune";
    }
}

vocabulary! {
    /// What a duty belongs to.
    ///
    /// ```
    /// use doithoai::ruleset::Activity;
    /// assert_eq!(Activity::PetitionHandling.word(), "petition-handling");
    /// assert_eq!(Activity::PetitionHandling.text().vi, "xử lý kiến nghị");
    /// ```
    pub enum Activity ("hoạt động", "activity") {
        /// Tiếp xúc, đối thoại.
        Dialogue = "dialogue", "đối thoại", "dialogue";
        /// Tiếp dân.
        Reception = "reception", "tiếp dân", "reception";
        /// Xử lý đơn thư, kiến nghị.
        PetitionHandling = "petition-handling", "xử lý kiến nghị", "handling of petitions";
        /// Báo cáo.
        Reporting = "reporting", "báo cáo", "reporting";
    }
}

vocabulary! {
    /// What a duty is about; duties of one kind may be compared across rule sets.
    ///
    /// ```
    /// use doithoai::ruleset::DutyKind;
    /// assert_eq!(DutyKind::NotifyConclusion.word(), "notify-conclusion");
    /// assert_eq!(DutyKind::NotifyConclusion.text().vi, "có thông báo ý kiến kết luận");
    /// ```
    pub enum DutyKind ("loại nhiệm vụ", "kind of duty") {
        /// Draw up the plan.
        Plan = "plan", "xây dựng kế hoạch", "draw up the plan";
        /// Collect opinions beforehand.
        Survey = "survey", "khảo sát, lấy ý kiến", "collect opinions";
        /// Invite the People.
        Invite = "invite", "gửi thông báo, thư mời Nhân dân", "invite the People";
        /// Announce the dialogue to the public.
        Announce = "announce", "thông báo công khai", "announce in public";
        /// Tell agencies to prepare and attend.
        NotifyAgencies = "notify-agencies", "thông báo cơ quan liên quan chuẩn bị và tham dự", "tell agencies to prepare and attend";
        /// Send out the conclusion.
        NotifyConclusion = "notify-conclusion", "có thông báo ý kiến kết luận", "send out the conclusion";
        /// Publish the results.
        PublishResults = "publish-results", "công khai kết quả", "publish the results";
        /// Direct or recommend settlement.
        DirectSettlement = "direct-settlement", "chỉ đạo giải quyết", "direct the settlement";
        /// Settle a petition and reply.
        Settle = "settle", "giải quyết và trả lời kiến nghị", "settle and reply";
        /// Reply while a case needs longer.
        InterimReply = "interim-reply", "trả lời khi vụ việc cần thêm thời gian", "reply while a case needs longer";
        /// Acknowledge a petition.
        Acknowledge = "acknowledge", "thông báo tiếp nhận, xử lý", "acknowledge";
        /// Hold dialogues.
        HoldDialogue = "hold-dialogue", "tổ chức đối thoại", "hold a dialogue";
        /// Receive citizens.
        Receive = "receive", "tiếp dân", "receive citizens";
        /// Report.
        Report = "report", "báo cáo", "report";
        /// Inform those who supervise.
        InformSupervisors = "inform-supervisors", "thông báo để theo dõi, giám sát", "inform those who supervise";
        /// Evaluate or review.
        Evaluate = "evaluate", "đánh giá, sơ kết, tổng kết", "evaluate or review";
        /// Anything else.
        Other = "other", "nhiệm vụ khác", "other duty";
    }
}

vocabulary! {
    /// Why a duty has no computable date.
    ///
    /// ```
    /// use doithoai::ruleset::NoDate;
    /// assert_eq!(NoDate::NotStated.word(), "not-stated");
    /// assert_eq!(NoDate::NotStated.text().vi, "văn bản không nêu thời hạn");
    /// ```
    pub enum NoDate ("lý do không có thời hạn", "reason for no date") {
        /// The text says "promptly", "in time" or the like.
        Promptly = "promptly", "văn bản chỉ nêu kịp thời, không có số ngày", "the text says promptly, without a number";
        /// The text states no limit.
        NotStated = "not-stated", "văn bản không nêu thời hạn", "the text states no limit";
        /// The text is not known.
        Unknown = "unknown", "chưa rõ văn bản quy định thế nào", "what the text says is not known";
    }
}

vocabulary! {
    /// What a list of steps means by its order.
    ///
    /// ```
    /// use doithoai::ruleset::Order;
    /// assert_eq!(Order::AsListed.word(), "as-listed");
    /// assert_eq!(Order::AsListed.text().vi, "theo thứ tự liệt kê");
    /// ```
    pub enum Order ("ý nghĩa thứ tự", "meaning of the order") {
        /// The source requires this order.
        Required = "required", "bắt buộc theo thứ tự", "required";
        /// The source lists dashes; the order is only how they are printed.
        AsListed = "as-listed", "theo thứ tự liệt kê", "as listed";
        /// How one meeting was held.
        AsPractised = "as-practised", "theo thực tế đã tổ chức", "as practised";
    }
}

vocabulary! {
    /// Whether a trigger obliges or permits.
    ///
    /// ```
    /// use doithoai::ruleset::Modality;
    /// assert_eq!(Modality::May.word(), "may");
    /// assert_eq!(Modality::May.text().vi, "có thể");
    /// ```
    pub enum Modality ("tính chất", "modality") {
        /// A duty.
        Must = "must", "phải", "must";
        /// A permission.
        May = "may", "có thể", "may";
    }
}

vocabulary! {
    /// How often a recurring duty returns.
    ///
    /// ```
    /// use doithoai::ruleset::Period;
    /// assert_eq!(Period::Year.word(), "year");
    /// assert_eq!(Period::Year.text().vi, "hằng năm");
    /// ```
    pub enum Period ("chu kỳ", "period") {
        /// Every week, Monday to Sunday: an assumption where a source says only "tuần".
        Week = "week", "hằng tuần", "every week";
        /// Every calendar month.
        Month = "month", "hằng tháng", "every month";
        /// Every calendar year: an assumption where a source says only "năm".
        Year = "year", "hằng năm", "every year";
    }
}

vocabulary! {
    /// What a recurring duty counts.
    ///
    /// ```
    /// use doithoai::ruleset::Counts;
    /// assert_eq!(Counts::Dialogues.word(), "dialogues");
    /// assert_eq!(Counts::Dialogues.text().vi, "cuộc đối thoại");
    /// ```
    pub enum Counts ("đối tượng đếm", "thing counted") {
        /// Dialogues.
        Dialogues = "dialogues", "cuộc đối thoại", "dialogues";
        /// Reports.
        Reports = "reports", "báo cáo", "reports";
        /// Notices.
        Notices = "notices", "thông báo", "notices";
        /// Plans.
        Plans = "plans", "kế hoạch", "plans";
        /// Evaluations.
        Evaluations = "evaluations", "lần đánh giá", "evaluations";
        /// Days of reception.
        Days = "days", "ngày", "days";
    }
}

vocabulary! {
    /// Periodic or ad hoc.
    ///
    /// ```
    /// use doithoai::ruleset::DialogueKind;
    /// assert_eq!(DialogueKind::AdHoc.word(), "ad-hoc");
    /// assert_eq!(DialogueKind::AdHoc.text().vi, "đột xuất");
    /// ```
    pub enum DialogueKind ("hình thức đối thoại", "kind of dialogue") {
        /// Định kỳ.
        Periodic = "periodic", "định kỳ", "periodic";
        /// Đột xuất.
        AdHoc = "ad-hoc", "đột xuất", "ad hoc";
    }
}

vocabulary! {
    /// What a case was found to be.
    ///
    /// ```
    /// use doithoai::ruleset::CaseClass;
    /// assert_eq!(CaseClass::NeedsVerification.word(), "needs-verification");
    /// assert_eq!(CaseClass::NeedsVerification.text().vi, "cần có thêm thời gian để xác minh, làm rõ");
    /// ```
    pub enum CaseClass ("loại vụ việc", "class of case") {
        /// It needs more time, for whatever reason.
        NeedsLonger = "needs-longer", "cần thêm thời gian", "needs more time";
        /// Complex.
        Complex = "complex", "phức tạp", "complex";
        /// It needs verification.
        NeedsVerification = "needs-verification", "cần có thêm thời gian để xác minh, làm rõ", "needs more time for verification";
        /// Its settlement is bound by provisions of law.
        BoundByLaw = "bound-by-law", "phải tuân thủ các quy định của pháp luật", "bound by provisions of law";
    }
}

/// Something that happens in the life of a dialogue.
///
/// ```
/// use doithoai::ruleset::Phase;
/// # use doithoai::RuleSet;
/// let hcmc = RuleSet::builtin("hcmc-935")?;
/// let settled = hcmc.event("petition-settled").unwrap();
/// assert_eq!(settled.phase, Some(Phase::After));
/// assert!(settled.petition);
/// # Ok::<(), doithoai::UnknownRuleSet>(())
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
/// # Ok::<(), doithoai::UnknownRuleSet>(())
/// ```
pub const DIALOGUE_DAY: &str = "dialogue-day";
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
/// # Ok::<(), doithoai::UnknownRuleSet>(())
/// ```
pub const PETITION_CLASSED: &str = "petition-classed";

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
    event("plan-approved", Some(Phase::Before), false, "phê duyệt kế hoạch", "plan approved"),
    event("survey-held", Some(Phase::Before), false, "khảo sát, lấy ý kiến", "opinions collected"),
    event("invitation-sent", Some(Phase::Before), false, "gửi thông báo, thư mời", "invitation sent"),
    event("agencies-notified", Some(Phase::Before), false, "thông báo cho các cơ quan liên quan", "agencies notified"),
    event("announced", Some(Phase::Before), false, "thông báo công khai", "announced in public"),
    event(OPENED, Some(Phase::During), false, "khai mạc đối thoại", "dialogue opened"),
    event(PETITION_RAISED, Some(Phase::During), true, "nêu kiến nghị", "petition raised"),
    event(CLOSED, Some(Phase::During), false, "kết thúc đối thoại", "dialogue closed"),
    event("conclusion-notified", Some(Phase::After), false, "có thông báo ý kiến kết luận", "conclusion notified"),
    event("results-published", Some(Phase::After), false, "công khai kết quả", "results published"),
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
    event("reception-held", None, false, "tiếp dân", "reception held"),
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
/// # Ok::<(), doithoai::UnknownRuleSet>(())
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
    field("new-limit", "thời hạn giải quyết", "the new time limit"),
    field("requirements", "yêu cầu", "requirements"),
    field("responsibility", "trách nhiệm giải quyết", "responsibility"),
];
