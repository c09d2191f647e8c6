//! The words that rule files use: kinds, phases, levels; events are the table `events`, actors and fields are in `named`.

mod events;
mod named;

pub(crate) use events::*;
pub use events::{EVENTS, EventKind};
pub use named::{ACTORS, Actor, DIALOGUE_DAY, FIELDS, FORMER_DAY, Field, RECEPTION_DAY};
pub(crate) use named::{DAYS, DEFAULT_READING, MOVES, NEW_LIMIT};

use crate::text::{open_vocabulary, vocabulary};

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
    /// use doithoai::ruleset::{Detail, EVENTS};
    /// let classed = EVENTS.iter().find(|event| event.id == "petition-classed").unwrap();
    /// assert_eq!(classed.needs, [Detail::Petition, Detail::Class]);
    /// assert_eq!(Detail::Class.text().vi, "loại vụ việc");
    /// ```
    pub enum Detail ("chi tiết", "detail") {
        Petition = "petition", "kiến nghị", "petition";
        /// The day to which the dialogue was moved.
        NewDay = "new-day", "ngày mới", "new day";
        /// The new limit that it states.
        NewLimit = "new-limit", "thời hạn mới", "new limit";
        Class = "class", "loại vụ việc", "class of case";
        /// On which channel it was made public; all that are required if not said.
        Channel = "channel", "kênh công khai", "channel";
        States = "states", "nội dung đã nêu", "fields stated";
        /// The session of the dialogue that it belongs to.
        Session = "session", "buổi đối thoại", "session";
        /// The reception of citizens that it belongs to; in the log of an office only, where every entry may say it.
        Reception = "reception", "buổi tiếp công dân", "reception";
        Step = "step", "bước", "step";
        Exclusion = "exclusion", "trường hợp loại trừ", "exclusion";
        /// The agency that a petition was assigned to.
        Agency = "agency", "cơ quan giải quyết", "agency";
        Year = "year", "năm", "year";
    }
}

/// In whose log an event is kept.
///
/// ```
/// use doithoai::ruleset::{EVENTS, KeptIn};
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
/// use doithoai::ruleset::{EVENTS, Effect};
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
    pub enum InstrumentKind ("loại văn bản", "kind of instrument") {
        /// An act of the National Assembly.
        Law = "luat", "Luật", "Law";
        Decree = "nghi-dinh", "Nghị định", "Decree";
        Resolution = "nghi-quyet", "Nghị quyết", "Resolution";
        Decision = "quyet-dinh", "Quyết định", "Decision";
        /// A party regulation.
        Rule = "quy-dinh", "Quy định", "Regulation";
        Regulation = "quy-che", "Quy chế", "Working regulation";
        Conclusion = "ket-luan", "Kết luận", "Conclusion";
        Plan = "ke-hoach", "Kế hoạch", "Plan";
        Guidance = "huong-dan", "Hướng dẫn", "Guidance";
        Circular = "thong-tu", "Thông tư", "Circular";
    }
}

vocabulary! {
    /// Whether an instrument still holds.
    pub enum Standing ("hiệu lực", "standing") {
        InForce = "in-force", "đang có hiệu lực", "in force";
        Repealed = "repealed", "đã bị bãi bỏ hoặc thay thế", "repealed or replaced";
        /// Lapsed without repeal.
        Lapsed = "lapsed", "đã hết hiệu lực", "lapsed";
        Unknown = "unknown", "chưa rõ hiệu lực", "standing unknown";
    }
}

vocabulary! {
    /// How the words of a source were read.
    pub enum SourceKind ("loại nguồn", "kind of source") {
        Official = "official", "văn bản chính thức", "official text";
        OfficialPage = "official-page", "trang của cơ quan chính thức", "page of an official body";
        Reprint = "reprint", "bản đăng lại", "reprint";
        Press = "press", "tin báo chí", "press report";
        Inferred = "inferred", "suy luận", "inference";
    }
}

open_vocabulary! {
    /// Whose head must hold the dialogue.
    pub enum HeadKind ("người đứng đầu", "kind of head") {
        PartyCommittee = "party-committee", "người đứng đầu cấp ủy", "head of a party committee";
        LocalGovernment = "local-government", "người đứng đầu chính quyền", "head of a local government";
        Agency = "agency", "người đứng đầu cơ quan, đơn vị", "head of an agency or unit";
    }
}

open_vocabulary! {
    /// A level of the administration, or one that a rule file declares, such as a cluster of communes.
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
    pub enum Activity ("hoạt động", "activity") {
        Dialogue = "dialogue", "đối thoại", "dialogue";
        Reception = "reception", "tiếp công dân", "reception";
        /// Xử lý đơn thư, kiến nghị.
        PetitionHandling = "petition-handling", "xử lý kiến nghị", "handling of petitions";
        Reporting = "reporting", "báo cáo", "reporting";
    }
}

vocabulary! {
    /// What a duty is about; duties of one kind may be compared across rule sets.
    pub enum DutyKind ("loại nhiệm vụ", "kind of duty") {
        Plan = "plan", "xây dựng kế hoạch", "draw up the plan";
        Survey = "survey", "khảo sát, lấy ý kiến", "collect opinions";
        Invite = "invite", "gửi thông báo, thư mời Nhân dân", "invite the People";
        Announce = "announce", "thông báo công khai", "announce in public";
        NotifyAgencies = "notify-agencies", "thông báo cơ quan liên quan chuẩn bị và tham dự", "tell agencies to prepare and attend";
        NotifyConclusion = "notify-conclusion", "có thông báo ý kiến kết luận", "send out the conclusion";
        PublishResults = "publish-results", "công khai kết quả", "publish the results";
        /// Direct or recommend settlement.
        DirectSettlement = "direct-settlement", "chỉ đạo giải quyết", "direct the settlement";
        /// Settle a petition and reply.
        Settle = "settle", "giải quyết và trả lời kiến nghị", "settle and reply";
        InterimReply = "interim-reply", "trả lời khi vụ việc cần thêm thời gian", "reply while a case needs longer";
        PostSchedule = "post-schedule", "niêm yết lịch tiếp công dân", "post the reception schedule";
        Refuse = "refuse", "thông báo từ chối", "notify a refusal";
        Acknowledge = "acknowledge", "thông báo tiếp nhận, xử lý", "acknowledge";
        HoldDialogue = "hold-dialogue", "tổ chức đối thoại", "hold a dialogue";
        Receive = "receive", "tiếp công dân", "receive citizens";
        Report = "report", "báo cáo", "report";
        InformSupervisors = "inform-supervisors", "thông báo để theo dõi, giám sát", "inform those who supervise";
        Evaluate = "evaluate", "đánh giá, sơ kết, tổng kết", "evaluate or review";
        Other = "other", "nhiệm vụ khác", "other duty";
    }
}

vocabulary! {
    /// Why a duty has no computable date.
    pub enum NoDate ("lý do không có thời hạn", "reason for no date") {
        Promptly = "promptly", "văn bản chỉ nêu kịp thời, không có số ngày", "the text says promptly, without a number";
        NotStated = "not-stated", "văn bản không nêu thời hạn", "the text states no limit";
        Unknown = "unknown", "chưa rõ văn bản quy định thế nào", "what the text says is not known";
    }
}

vocabulary! {
    /// What a list of steps means by its order.
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
    pub enum Modality ("tính chất", "modality") {
        /// A duty.
        Must = "must", "phải", "must";
        /// A permission.
        May = "may", "có thể", "may";
    }
}

vocabulary! {
    /// How often a recurring duty returns.
    pub enum Period ("chu kỳ", "period") {
        /// Every week, Monday to Sunday: an assumption where a source says only "tuần".
        Week = "week", "hằng tuần", "every week";
        /// Every calendar month.
        Month = "month", "hằng tháng", "every month";
        /// Every quarter of a calendar year.
        Quarter = "quarter", "hằng quý", "every quarter";
        /// January to June, July to December.
        HalfYear = "half-year", "6 tháng một lần", "every half-year";
        /// Every calendar year: an assumption where a source says only "năm".
        Year = "year", "hằng năm", "every year";
    }
}

vocabulary! {
    /// Which weekday of a month: the first Monday, the last Thursday.
    ///
    /// ```
    /// use doithoai::ruleset::Nth;
    /// assert_eq!(Nth::LastWeek.word(), "last-week");
    /// assert_eq!(Nth::Last.text().vi, "cuối cùng của tháng");
    /// ```
    pub enum Nth ("thứ tự trong tháng", "place in the month") {
        First = "first", "đầu tiên của tháng", "first";
        Second = "second", "thứ hai của tháng", "second";
        Third = "third", "thứ ba của tháng", "third";
        Fourth = "fourth", "thứ tư của tháng", "fourth";
        Last = "last", "cuối cùng của tháng", "last";
        /// Of the week, Monday to Sunday, that has the month's last day; it may be a day of the next month.
        LastWeek = "last-week", "của tuần cuối tháng", "last week's";
    }
}

vocabulary! {
    /// Where a fixed day goes that is a day off.
    ///
    /// ```
    /// use doithoai::ruleset::DayRoll;
    /// assert_eq!(DayRoll::NearestWorkingDay.word(), "nearest-working-day");
    /// ```
    pub enum DayRoll ("cách chuyển ngày cố định", "roll of a fixed day") {
        NextWorkingDay = "next-working-day", "chuyển sang ngày làm việc tiếp theo", "to the next working day";
        /// Of two that are equally near, either will do: the source does not say which.
        NearestWorkingDay = "nearest-working-day", "chuyển sang ngày làm việc gần nhất", "to the nearest working day";
        None = "none", "không chuyển", "not rolled";
    }
}

vocabulary! {
    /// What a recurring duty counts.
    pub enum Counts ("đối tượng đếm", "thing counted") {
        Dialogues = "dialogues", "cuộc đối thoại", "dialogues";
        Reports = "reports", "báo cáo", "reports";
        Notices = "notices", "thông báo", "notices";
        Plans = "plans", "kế hoạch", "plans";
        Evaluations = "evaluations", "lần đánh giá", "evaluations";
        /// Days of reception.
        Days = "days", "ngày", "days";
        /// Interim or final reviews.
        Reviews = "reviews", "lần sơ kết, tổng kết", "reviews";
    }
}

vocabulary! {
    /// What sort of dialogue.
    pub enum DialogueKind ("loại đối thoại", "kind of dialogue") {
        Periodic = "periodic", "định kỳ", "periodic";
        AdHoc = "ad-hoc", "đột xuất", "ad hoc";
        Enterprise = "enterprise", "với doanh nghiệp", "with enterprises";
        Thematic = "thematic", "chuyên đề", "thematic";
    }
}

open_vocabulary! {
    /// What a case was found to be.
    pub enum CaseClass ("loại vụ việc", "class of case") {
        /// It needs more time, for whatever reason.
        NeedsLonger = "needs-longer", "cần thêm thời gian", "needs more time";
        Complex = "complex", "phức tạp", "complex";
        NeedsVerification = "needs-verification", "cần có thêm thời gian để xác minh, làm rõ", "needs more time for verification";
        BoundByLaw = "bound-by-law", "phải tuân thủ các quy định của pháp luật", "bound by provisions of law";
        ProminentComplexProlonged = "prominent-complex-prolonged", "nổi cộm, phức tạp, kéo dài, liên quan đến nhiều người hoặc nhiều cơ quan", "prominent, complex, prolonged, with many people or several agencies";
        SeriousConsequences = "serious-consequences", "có thể gây hậu quả nghiêm trọng", "may have serious consequences";
    }
}

vocabulary! {
    /// How a dialogue or reception is held.
    pub enum Mode ("cách tổ chức", "mode") {
        InPerson = "in-person", "trực tiếp", "in person";
        Online = "online", "trực tuyến", "online";
        /// Some are there in person, others online: what binds an online one binds it too, and what binds one in person.
        Mixed = "mixed", "trực tiếp kết hợp trực tuyến", "in person and online";
        SocialNetwork = "social-network", "thông qua mạng xã hội", "on a social network";
    }
}

vocabulary! {
    /// By which day of a rule its condition must have come true.
    pub enum By ("mốc của điều kiện", "day of a condition") {
        /// The day that the limit is counted from.
        Anchor = "anchor", "không muộn hơn ngày làm mốc tính thời hạn", "by the day that it is counted from";
        /// The due date.
        Due = "due", "không muộn hơn ngày hết thời hạn", "by the due date";
    }
}

vocabulary! {
    /// What an extension, or the most that it may give, is counted from.
    pub enum ExtendedFrom ("mốc tính thời hạn kéo dài", "start of an extension") {
        /// The due date that it moves, as it then stands.
        Due = "due", "từ khi hết thời hạn", "from the due date";
        /// What the duty itself is counted from.
        Anchor = "anchor", "từ mốc của thời hạn ban đầu", "from what the duty is counted from";
        /// The notice that grants it.
        Notice = "notice", "từ ngày thông báo", "from the notice";
    }
}

vocabulary! {
    /// By when an extension must be granted.
    pub enum GrantedBefore ("hạn thông báo kéo dài", "limit of granting an extension") {
        /// Before the limit that it moves has passed.
        Due = "due", "trước khi hết thời hạn", "before the limit has passed";
        /// At any time, as the source says.
        AnyTime = "any-time", "bất kỳ lúc nào", "at any time";
        /// The source does not say; whether a late one counts is then open, and both ways are looked at.
        NotStated = "not-stated", "nguồn không nêu", "not stated";
    }
}

vocabulary! {
    /// Which body a duty rests on, where it is on the body and not on its head.
    pub enum Body ("tổ chức", "body") {
        PartyCommittee = "party-committee", "cấp ủy", "party committee";
        LocalGovernment = "local-government", "chính quyền địa phương", "local government";
        Agency = "agency", "cơ quan, đơn vị", "agency or unit";
    }
}

vocabulary! {
    /// Whether something is laid down, or only told of.
    pub enum Basis ("cơ sở", "basis") {
        Norm = "norm", "quy định", "a rule";
        Practice = "practice", "nguồn kể là thực tế làm như vậy, không nêu thành quy định", "told as practice, not stated as a rule";
        Implied = "implied", "suy ra từ nguồn", "implied by the source";
    }
}

vocabulary! {
    /// What a duty is owed for, where a dialogue has several sessions or an office several receptions.
    pub enum Per ("phạm vi tính", "unit of a duty") {
        /// Each session, as when a large commune meets by clusters.
        Session = "session", "từng buổi", "each session";
        /// Each reception of citizens; the log of an office tells those of one day apart by their `reception`.
        Reception = "reception", "từng buổi tiếp công dân", "each reception";
        Dialogue = "dialogue", "cả cuộc đối thoại", "the whole dialogue";
    }
}

vocabulary! {
    /// The form that an act must have.
    pub enum Form ("hình thức", "form") {
        Written = "written", "bằng văn bản", "in writing";
        Oral = "oral", "trực tiếp bằng lời", "orally";
    }
}

open_vocabulary! {
    /// A way to make something public; where several are required, each is needed.
    pub enum Channel ("kênh công khai", "channel") {
        MassMedia = "mass-media", "phương tiện thông tin đại chúng", "mass media";
        PostedAtHeadquarters = "posted-at-headquarters", "niêm yết tại trụ sở", "posted at the headquarters";
        SentToVillageAndGroupHeads = "sent-to-village-and-group-heads", "gửi Trưởng thôn, Tổ trưởng tổ dân phố", "sent to the heads of villages and residential groups";
        Website = "website", "trang thông tin điện tử", "website";
    }
}

vocabulary! {
    /// A cut-off of uneven reporting.
    pub enum Cutoff ("kỳ báo cáo", "reporting period") {
        Month = "month", "hằng tháng", "every month";
        Quarter = "quarter", "hằng quý", "every quarter";
        FirstQuarter = "q1", "quý I", "the first quarter";
        HalfYear = "half-year", "6 tháng", "half a year";
        NineMonths = "nine-months", "9 tháng", "nine months";
        Year = "year", "năm", "the year";
        AdHoc = "ad-hoc", "đột xuất", "ad hoc";
    }
}

vocabulary! {
    /// By which version a matter is judged that was pending when another came into force.
    pub enum Pending ("quy định áp dụng cho việc đang giải quyết", "version for pending matters") {
        /// By the one before: "việc đang giải quyết thì tiếp tục theo quy định cũ".
        Old = "old", "theo quy định cũ", "by the old version";
        /// By the one that came into force.
        New = "new", "theo quy định mới", "by the new version";
    }
}

vocabulary! {
    /// What an exclusion keeps out.
    pub enum Scope ("đối tượng loại trừ", "scope of an exclusion") {
        Person = "person", "người", "the person";
        /// Only the subject; the person may stay.
        Subject = "subject", "chỉ nội dung", "only the subject";
    }
}

vocabulary! {
    /// How a rule without a date binds.
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
