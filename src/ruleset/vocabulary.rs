//! The words that rule files use: kinds, phases, levels; events are the table `events`, actors and fields are in `named`.

mod events;
mod named;

pub(crate) use events::*;
pub use events::{EVENTS, EventKind};
pub use named::{ACTORS, Actor, DIALOGUE_DAY, FIELDS, Field, RECEPTION_DAY};
pub(crate) use named::{DEFAULT_READING, NEW_LIMIT};

use crate::text::vocabulary;

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
    /// What may be said of an event beside its day.
    ///
    /// ```
    /// use doithoai::ruleset::vocabulary::{Detail, EVENTS};
    /// let classed = EVENTS.iter().find(|event| event.id == "petition-classed").unwrap();
    /// assert_eq!(classed.needs, [Detail::Petition, Detail::Class]);
    /// assert_eq!(Detail::Class.text().vi, "loại vụ việc");
    /// ```
    pub enum Detail ("chi tiết", "detail") {
        /// The petition that it happened to.
        Petition = "petition", "kiến nghị", "petition";
        /// The day to which the dialogue was moved.
        NewDay = "new-day", "ngày mới", "new day";
        /// The new limit that it states.
        NewLimit = "new-limit", "thời hạn mới", "new limit";
        /// What a case was classed as.
        Class = "class", "loại vụ việc", "class of case";
        /// On which channel it was made public; all that are required if not said.
        Channel = "channel", "kênh công khai", "channel";
        /// The fields that it stated.
        States = "states", "nội dung đã nêu", "fields stated";
        /// The session of the dialogue that it belongs to.
        Session = "session", "buổi đối thoại", "session";
        /// The step that was done.
        Step = "step", "bước", "step";
        /// The exclusion that was applied.
        Exclusion = "exclusion", "trường hợp loại trừ", "exclusion";
        /// The agency that a petition was assigned to.
        Agency = "agency", "cơ quan giải quyết", "agency";
        /// The year that it is about.
        Year = "year", "năm", "year";
    }
}

/// In whose log an event is kept.
///
/// ```
/// use doithoai::ruleset::vocabulary::{EVENTS, KeptIn};
/// let approved = EVENTS.iter().find(|event| event.id == "plan-approved").unwrap();
/// assert_eq!(approved.kept_in, KeptIn::Either); // the plan of one dialogue, or of a year
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum KeptIn {
    /// In that of a dialogue.
    Dialogue,
    /// In that of an office.
    Office,
    /// In either.
    Either,
}

/// What an event changes in its dialogue.
///
/// ```
/// use doithoai::ruleset::vocabulary::{EVENTS, Effect};
/// let closing = EVENTS.iter().find(|event| event.effect == Some(Effect::Close)).unwrap();
/// assert_eq!(closing.id, "closed");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Effect {
    /// It moves the dialogue to another day.
    Reschedule,
    /// It ends what was never held.
    Cancel,
    /// It opens the dialogue.
    Open,
    /// It opens a petition.
    RaisePetition,
    /// It is a session of the dialogue.
    HoldSession,
    /// It closes the dialogue.
    Close,
    /// It begins a suspension of a petition's settlement.
    Suspend,
    /// It ends the suspension.
    Resume,
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

impl InstrumentKind {
    /// Whether only the state makes instruments of this kind, so that the Civil Code applies to their time limits directly.
    pub(crate) const fn is_state_law(self) -> bool {
        matches!(self, Self::Law | Self::Decree | Self::Circular)
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
        /// Post or announce when citizens are received.
        PostSchedule = "post-schedule", "niêm yết lịch tiếp dân", "post the reception schedule";
        /// Refuse with reasons.
        Refuse = "refuse", "thông báo từ chối", "notify a refusal";
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
        /// Interim or final reviews.
        Reviews = "reviews", "lần sơ kết, tổng kết", "reviews";
    }
}

vocabulary! {
    /// What sort of dialogue.
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
        /// Với doanh nghiệp.
        Enterprise = "enterprise", "với doanh nghiệp", "with enterprises";
        /// Chuyên đề.
        Thematic = "thematic", "chuyên đề", "thematic";
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
        /// Prominent, complex, prolonged, with many people or several agencies.
        ProminentComplexProlonged = "prominent-complex-prolonged", "nổi cộm, phức tạp, kéo dài, liên quan đến nhiều người hoặc nhiều cơ quan", "prominent, complex, prolonged, with many people or several agencies";
        /// It may have serious consequences.
        SeriousConsequences = "serious-consequences", "có thể gây hậu quả nghiêm trọng", "may have serious consequences";
    }
}

vocabulary! {
    /// Which body a duty rests on, where it is on the body and not on its head.
    ///
    /// ```
    /// use doithoai::ruleset::Body;
    /// assert_eq!(Body::LocalGovernment.word(), "local-government");
    /// assert_eq!(Body::LocalGovernment.text().vi, "chính quyền địa phương");
    /// ```
    pub enum Body ("tổ chức", "body") {
        /// Cấp ủy.
        PartyCommittee = "party-committee", "cấp ủy", "party committee";
        /// Chính quyền địa phương.
        LocalGovernment = "local-government", "chính quyền địa phương", "local government";
        /// Cơ quan, đơn vị.
        Agency = "agency", "cơ quan, đơn vị", "agency or unit";
    }
}

vocabulary! {
    /// Whether something is laid down, or only told of.
    ///
    /// ```
    /// use doithoai::ruleset::Basis;
    /// assert_eq!(Basis::Practice.word(), "practice");
    /// assert_eq!(Basis::Norm.text().vi, "quy định");
    /// ```
    pub enum Basis ("cơ sở", "basis") {
        /// The source states it as a rule.
        Norm = "norm", "quy định", "a rule";
        /// The source tells that it is done, without stating a rule.
        Practice = "practice", "nguồn kể là thực tế làm như vậy, không nêu thành quy định", "told as practice, not stated as a rule";
        /// It follows from what the source says.
        Implied = "implied", "suy ra từ nguồn", "implied by the source";
    }
}

vocabulary! {
    /// What a duty is owed for, where a dialogue has several sessions.
    ///
    /// ```
    /// use doithoai::ruleset::Per;
    /// assert_eq!(Per::Session.word(), "session");
    /// assert_eq!(Per::Session.text().vi, "từng buổi");
    /// ```
    pub enum Per ("phạm vi tính", "unit of a duty") {
        /// Each session, as when a large commune meets by clusters.
        Session = "session", "từng buổi", "each session";
        /// The dialogue as a whole.
        Dialogue = "dialogue", "cả cuộc đối thoại", "the whole dialogue";
    }
}

vocabulary! {
    /// The form that an act must have.
    ///
    /// ```
    /// use doithoai::ruleset::Form;
    /// assert_eq!(Form::Written.word(), "written");
    /// assert_eq!(Form::Written.text().vi, "bằng văn bản");
    /// ```
    pub enum Form ("hình thức", "form") {
        /// Bằng văn bản.
        Written = "written", "bằng văn bản", "in writing";
        /// Trực tiếp bằng lời.
        Oral = "oral", "trực tiếp bằng lời", "orally";
    }
}

vocabulary! {
    /// A way to make something public; where several are required, each is needed.
    ///
    /// ```
    /// use doithoai::ruleset::Channel;
    /// assert_eq!(Channel::MassMedia.word(), "mass-media");
    /// assert_eq!(Channel::PostedAtHeadquarters.text().vi, "niêm yết tại trụ sở");
    /// ```
    pub enum Channel ("kênh công khai", "channel") {
        /// Phương tiện thông tin đại chúng.
        MassMedia = "mass-media", "phương tiện thông tin đại chúng", "mass media";
        /// Niêm yết tại trụ sở.
        PostedAtHeadquarters = "posted-at-headquarters", "niêm yết tại trụ sở", "posted at the headquarters";
        /// Gửi Trưởng thôn, Tổ trưởng tổ dân phố.
        SentToVillageAndGroupHeads = "sent-to-village-and-group-heads", "gửi Trưởng thôn, Tổ trưởng tổ dân phố", "sent to the heads of villages and residential groups";
        /// Trang thông tin điện tử.
        Website = "website", "trang thông tin điện tử", "website";
    }
}

vocabulary! {
    /// A cut-off of uneven reporting.
    ///
    /// ```
    /// use doithoai::ruleset::Cutoff;
    /// assert_eq!(Cutoff::FirstQuarter.word(), "q1");
    /// assert_eq!(Cutoff::FirstQuarter.text().vi, "quý I");
    /// ```
    pub enum Cutoff ("kỳ báo cáo", "reporting period") {
        /// Hằng tháng.
        Month = "month", "hằng tháng", "every month";
        /// Hằng quý.
        Quarter = "quarter", "hằng quý", "every quarter";
        /// Quý I.
        FirstQuarter = "q1", "quý I", "the first quarter";
        /// 6 tháng.
        HalfYear = "half-year", "6 tháng", "half a year";
        /// 9 tháng.
        NineMonths = "nine-months", "9 tháng", "nine months";
        /// Năm.
        Year = "year", "năm", "the year";
        /// Đột xuất.
        AdHoc = "ad-hoc", "đột xuất", "ad hoc";
    }
}

vocabulary! {
    /// What an exclusion keeps out.
    ///
    /// ```
    /// use doithoai::ruleset::Scope;
    /// assert_eq!(Scope::Subject.word(), "subject");
    /// assert_eq!(Scope::Person.text().vi, "người");
    /// ```
    pub enum Scope ("đối tượng loại trừ", "scope of an exclusion") {
        /// The person.
        Person = "person", "người", "the person";
        /// Only the subject; the person may stay.
        Subject = "subject", "chỉ nội dung", "only the subject";
    }
}

vocabulary! {
    /// How a rule without a date binds.
    ///
    /// ```
    /// use doithoai::ruleset::NormKind;
    /// assert_eq!(NormKind::Prohibition.word(), "prohibition");
    /// assert_eq!(NormKind::Guidance.text().vi, "định hướng");
    /// ```
    pub enum NormKind ("loại quy tắc", "kind of rule") {
        /// How things are to be done.
        Principle = "principle", "nguyên tắc", "principle";
        /// What must not be done.
        Prohibition = "prohibition", "điều cấm", "prohibition";
        /// What may be done.
        Permission = "permission", "được phép", "permission";
        /// What should be done; never a verdict.
        Guidance = "guidance", "định hướng", "guidance";
    }
}
