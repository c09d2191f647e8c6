//! How a duty stands.

use chrono::NaiveDate;
use serde::Serialize;

use super::called;
use crate::ruleset::vocabulary::DEFAULT_READING;
use crate::text::{Lang, vocabulary, words};

/// By how much a duty is late.
///
/// ```
/// # use doithoai::{Calendar, Facts, RuleSet, Terms, View};
/// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
/// # let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
/// # use doithoai::timeline::Status;
/// // Due on Monday 7 September, looked at on Saturday 12 September.
/// let timeline = terms.timeline(&Facts::held_on(date(8, 20)), View::as_of(date(9, 12)))?;
/// let status = &timeline.duty("hcmc-935", "notify-conclusion")?.outcome.status;
/// assert!(matches!(status, Status::Overdue { by } if by.days == 5 && by.working_days == 4));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[non_exhaustive]
pub struct Lateness {
    /// In calendar days after the due date.
    pub days: i64,
    /// In working days after the due date.
    pub working_days: i64,
    /// In minutes, where the limit is in hours and both times of day are known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minutes: Option<i64>,
}

/// How a duty stands.
///
/// ```
/// # use doithoai::{Calendar, Facts, RuleSet, Terms, View};
/// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
/// # let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
/// # use doithoai::{Fact, timeline::Status};
/// let facts = Facts::held_on(date(8, 20)).with(Fact::new("conclusion-notified", date(9, 4)));
/// let timeline = terms.timeline(&facts, View::as_of(date(9, 10)))?;
/// assert_eq!(timeline.duty("hcmc-935", "notify-conclusion")?.outcome.status, Status::Met);
/// assert_eq!(timeline.duty("hcmc-935", "settle-petition")?.outcome.status, Status::Pending);
/// assert_eq!(timeline.duty("hcmc-935", "notify-agencies")?.outcome.status, Status::NoDate);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
#[serde(tag = "status", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Status {
    /// What it is counted from has not happened: the clock has not begun.
    Awaiting,
    /// It can still be met in time.
    Pending,
    /// It was met in time.
    Met,
    /// It was met after the limit.
    MetLate {
        /// By how much.
        by: Lateness,
    },
    /// It is not met and the limit has passed.
    Overdue {
        /// By how much.
        by: Lateness,
    },
    /// It is in time under some readings and late under others.
    Contested {
        /// The readings under which it is met or can still be met.
        met_under: Vec<String>,
        /// The readings under which it is late.
        late_under: Vec<String>,
    },
    /// What it had to come before has happened, and it was not done by then. This does not grow: no later day makes it
    /// worse, and nothing that is done after it makes it late.
    Missed {
        /// The last day on which it could have been done in time.
        limit_passed_on: NaiveDate,
    },
    /// Whether it is in time hangs on something that is not known yet.
    Undetermined {
        /// On what.
        because: WhyOpen,
    },
    /// It is late with an excuse that the rule accepts.
    Excused,
    /// It has no computable date.
    NoDate,
    /// It does not bind this case.
    NotApplicable {
        /// Why not.
        because: WhyNot,
    },
    /// A permission that was used.
    Permitted,
    /// Not enough is known to say.
    Unknown {
        /// Of what.
        because: WhyUnknown,
    },
}

vocabulary! {
    /// Why a duty does not bind a case.
    ///
    /// ```
    /// use doithoai::timeline::WhyNot;
    /// assert_eq!(WhyNot::BeforeInForce.word(), "before-in-force");
    /// assert_eq!(WhyNot::ConditionNotYet.text().vi, "chưa xảy ra trường hợp phải thực hiện");
    /// ```
    pub enum WhyNot ("lý do không áp dụng", "reason for not applying") {
        /// It binds only in a case that this is not.
        Condition = "condition", "chỉ áp dụng cho trường hợp khác", "it binds in other cases only";
        /// It binds only in a case that is not there yet.
        ConditionNotYet = "condition-not-yet", "chưa xảy ra trường hợp phải thực hiện", "its case has not come about";
        /// It binds only cases of a class, and this one was not classed.
        NotClassed = "not-classed", "chưa phân loại", "the case was not classed";
        /// All that it asks for is excused in this case, as where there is nobody to tell.
        Exempted = "exempted", "thuộc trường hợp không phải thực hiện", "the case is exempted";
        /// It hangs on how the dialogue is held, which was not said.
        ModeNotSaid = "mode-not-said", "chưa ghi cách tổ chức (trực tiếp, trực tuyến)", "how it is held was not said";
        /// It hangs on which kind of dialogue it is, which was not said.
        KindNotSaid = "kind-not-said", "chưa ghi loại đối thoại (định kỳ, đột xuất)", "which kind of dialogue it is was not said";
        /// It hangs on too many other duties, one through the other, to be followed.
        LedTooFar = "led-too-far", "phụ thuộc vào quá nhiều nhiệm vụ nối tiếp nhau", "it hangs on too many duties, one through the other";
        /// The petition went to whom it belongs.
        Transferred = "transferred", "đã chuyển cơ quan có thẩm quyền", "passed to the competent body";
        /// The dialogue was cancelled.
        Cancelled = "dialogue-cancelled", "cuộc đối thoại đã bị hủy", "the dialogue was cancelled";
        /// The day that it had to come before was given up in its turn, before its limit.
        Superseded = "superseded", "đã dời tiếp trước khi hết thời hạn", "put off again before its limit";
        /// It binds units of other kinds.
        OtherUnitType = "other-unit-type", "chỉ áp dụng cho loại đơn vị khác", "it binds other kinds of units only";
        /// The instrument that lays it down was not in force.
        BeforeInForce = "before-in-force", "văn bản chưa có hiệu lực vào lúc đó", "its instrument was not in force then";
        /// The instrument that lays it down was no longer in force.
        NoLongerInForce = "no-longer-in-force", "văn bản đã hết hiệu lực vào lúc đó", "its instrument was no longer in force then";
        /// The version of the rule set that is looked at does not have it.
        NotInVersion = "not-in-version", "phiên bản này không có nhiệm vụ này", "this version does not have it";
    }
}

vocabulary! {
    /// What it hangs on whether a duty is in time.
    ///
    /// ```
    /// use doithoai::timeline::WhyOpen;
    /// assert_eq!(WhyOpen::Calendar.word(), "calendar");
    /// assert_eq!(WhyOpen::NotClassed.text().vi, "chưa phân loại vụ việc nên chưa rõ thời hạn nào áp dụng");
    /// ```
    pub enum WhyOpen ("lý do chưa xác định", "reason for being undetermined") {
        /// A decree on days off.
        Calendar = "calendar", "chưa xác định được, còn chờ văn bản quyết định ngày nghỉ", "undetermined until the days off are decided";
        /// Which of several limits comes first, which days off that are not decreed decide.
        Order = "order", "chưa rõ hạn nào đến trước", "which limit comes first is open";
        /// The class of the case, by which its limit goes.
        NotClassed = "not-classed", "chưa phân loại vụ việc nên chưa rõ thời hạn nào áp dụng", "the case was not classed, so which limit holds is open";
        /// Which limit holds of a case that was classed only after its limit had passed.
        ClassedLate = "classed-late", "phân loại sau khi đã hết hạn nên chưa rõ thời hạn nào áp dụng", "the case was classed after its limit, so which limit holds is open";
        /// How the dialogue or reception is held, by which an extension or an interim limit goes.
        ModeNotSaid = "mode-not-said", "chưa ghi cách tổ chức (trực tiếp, trực tuyến) nên chưa rõ thời hạn nào áp dụng", "how it is held was not said, so which limit holds is open";
        /// Of which kind the dialogue is, by which an extension or an interim limit goes.
        KindNotSaid = "kind-not-said", "chưa ghi loại đối thoại (định kỳ, đột xuất) nên chưa rõ thời hạn nào áp dụng", "which kind of dialogue it is was not said, so which limit holds is open";
        /// What the rule says of an excuse, an extension, a suspension or how long the act must go on, which the file calls unknown.
        RuleNotKnown = "rule-not-known", "chưa rõ một phần của quy định nên chưa rõ đúng hạn hay không", "a part of the rule is not known, so whether it is in time is open";
        /// The class of the case, without which it is open whether the duty binds it.
        BindsByClass = "binds-by-class", "chưa phân loại vụ việc nên chưa rõ có phải thực hiện không", "the case was not classed, so whether it binds is open";
        /// The new limit, which a reply in time was to state.
        NewLimit = "new-limit", "văn bản trả lời không ghi thời hạn mới nên chưa rõ hạn", "the reply states no new limit, so which limit holds is open";
        /// Of what is owed to each petition: whether there was one, since none is recorded.
        NoPetition = "no-petition", "chưa ghi nhận kiến nghị nào nên chưa xác định được", "no petition was recorded, so whether anything is owed is open";
        /// Of what is owed for each session: when there was one, since none is recorded.
        NoSession = "no-session", "chưa ghi nhận buổi đối thoại nào nên chưa xác định được", "no session was recorded, so when its limit runs from is open";
        /// Of a petition in the log of an office, where no entry says when it was received.
        NotReceived = "not-received", "chưa ghi nhận ngày tiếp nhận kiến nghị nên chưa xác định được thời hạn", "when the petition was received is not recorded, so no limit can be counted";
        /// It binds some kinds of units only, and of which kind the unit is was not said.
        UnitTypeNotSaid = "unit-type-not-said", "chưa rõ có áp dụng không: chưa nêu đơn vị thuộc loại nào", "whether it binds is not known: the kind of unit was not said";
        /// A change began to bind others at some time, and whose dialogue it is was not said.
        SubjectNotSaid = "subject-not-said", "chưa nêu đối thoại của đơn vị nào nên chưa rõ lúc đó có phải thực hiện không", "whose dialogue it is was not said, so whether it was owed then is open";
        /// What must go on for some time began, and no entry says when it ended.
        EndNotRecorded = "end-not-recorded", "chưa ghi nhận ngày kết thúc nên chưa rõ đã đủ thời gian hay chưa", "when it ended is not recorded, so whether it went on long enough is open";
        /// What must go on for some time ended for one of several receptions, and no entry says for which.
        SeveralOpen = "several-open", "nhiều buổi đang cùng thực hiện mà mục kết thúc không nêu của buổi nào nên chưa rõ đã đủ thời gian hay chưa", "it goes on for several receptions and what ended it does not say for which, so whether it went on long enough is open";
        /// The limit ends on the day of the view, at some time of it.
        TimeOfDay = "time-of-day", "thời hạn tính bằng giờ hết trong ngày xét: chưa rõ đã qua giờ đó hay chưa", "the limit in hours ends on the day of the view: whether that time has passed is open";
        /// It hangs on too many other duties, one through the other, to be followed.
        LedTooFar = "led-too-far", "phụ thuộc vào quá nhiều nhiệm vụ nối tiếp nhau nên chưa xác định được", "it hangs on too many duties, one through the other, to be followed";
        /// An entry of its log that is not understood, which may judge otherwise.
        UnknownEntry = "unknown-entry", "nhật ký có mục không hiểu được nên chưa xác định được", "an entry of the log is not understood, so it is open";
    }
}

vocabulary! {
    /// What is not known, so that how a duty stands cannot be said.
    ///
    /// ```
    /// use doithoai::timeline::WhyUnknown;
    /// assert_eq!(WhyUnknown::Rule.word(), "rule-not-known");
    /// assert_eq!(WhyUnknown::ModeNotSaid.text().vi, "chưa ghi cách tổ chức (trực tiếp, trực tuyến)");
    /// ```
    pub enum WhyUnknown ("lý do chưa rõ", "reason for not being known") {
        /// The rule: what fulfils it, or whom it binds.
        Rule = "rule-not-known", "chưa rõ quy định", "what the rule says is not known";
        /// How the dialogue or reception is held.
        ModeNotSaid = "mode-not-said", "chưa ghi cách tổ chức (trực tiếp, trực tuyến)", "how it is held was not said";
        /// Of which kind the dialogue is.
        KindNotSaid = "kind-not-said", "chưa ghi loại đối thoại (định kỳ, đột xuất)", "which kind of dialogue it is was not said";
    }
}

words! {
    /// Its word in JSON.
    ///
    /// ```
    /// use doithoai::timeline::Status;
    /// assert_eq!(Status::Met.word(), "met");
    /// ```
    Status {
        Self::Awaiting => "awaiting", "chưa bắt đầu tính thời hạn", "awaiting";
        Self::Pending => "pending", "trong hạn", "pending";
        Self::Met => "met", "đúng hạn", "met";
        Self::MetLate { .. } => "met-late", "hoàn thành quá hạn", "met late";
        Self::Overdue { .. } => "overdue", "quá hạn", "overdue";
        Self::Contested { .. } => "contested", "còn tranh luận: cách hiểu này thì đúng hạn, cách hiểu khác thì quá hạn", "in time under some readings, late under others";
        Self::Missed { .. } => "missed", "không có ghi nhận đã thực hiện trước hạn", "no record that it was done before what it had to precede";
        Self::Undetermined { .. } => "undetermined", "chưa xác định được", "undetermined";
        Self::Excused => "excused", "được miễn trừ", "excused";
        Self::NoDate => "no-date", "không tính được ngày đến hạn", "no computable date";
        Self::NotApplicable { .. } => "not-applicable", "không áp dụng", "not applicable";
        Self::Permitted => "permitted", "được phép", "permitted";
        Self::Unknown { .. } => "unknown", "chưa rõ", "unknown";
    }
}

impl WhyNot {
    /// Whether it is that the rule binds other cases or units.
    pub(super) const fn is_of_condition(self) -> bool {
        matches!(
            self,
            Self::Condition
                | Self::ConditionNotYet
                | Self::NotClassed
                | Self::ModeNotSaid
                | Self::KindNotSaid
                | Self::OtherUnitType
        )
    }
}

impl Status {
    /// Whether it claims how a duty was kept.
    pub(super) const fn is_judged(&self) -> bool {
        matches!(self, Self::Met | Self::MetLate { .. } | Self::Overdue { .. } | Self::Missed { .. })
    }

    pub(super) const fn is_contested(&self) -> bool {
        matches!(self, Self::Contested { .. })
    }

    /// The status in one language: `quá hạn 3 ngày (1 ngày làm việc)`.
    ///
    /// ```
    /// # use doithoai::{Calendar, Facts, RuleSet, Terms, View};
    /// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// # let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
    /// # use doithoai::Lang;
    /// let timeline = terms.timeline(&Facts::held_on(date(8, 20)), View::as_of(date(9, 12)))?;
    /// let notice = timeline.duty("hcmc-935", "notify-conclusion")?;
    /// assert_eq!(notice.outcome.status.text(Lang::Vi), "quá hạn 5 ngày (4 ngày làm việc)");
    /// assert_eq!(notice.outcome.status.text(Lang::En), "overdue by 5 days (4 working days)");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let plain = |vi: &str, en: &str| match lang {
            Lang::Vi => vi.to_owned(),
            Lang::En => en.to_owned(),
        };
        match self {
            Self::Awaiting => plain("chưa bắt đầu tính thời hạn", "awaiting"),
            Self::Pending => plain("trong hạn", "pending"),
            Self::Met => plain("đúng hạn", "met"),
            Self::MetLate { by } => format!("{} {}", lang.pick("hoàn thành quá hạn", "met late by"), by.text(lang)),
            Self::Overdue { by } => format!("{} {}", lang.pick("quá hạn", "overdue by"), by.text(lang)),
            Self::Contested { met_under, late_under } => {
                let labels = |labels: &[String]| -> String {
                    let own = lang.pick("cách hiểu mặc định", "the default reading");
                    let names: Vec<&str> =
                        labels.iter().map(|l| if l == DEFAULT_READING { own } else { l.as_str() }).collect();
                    names.join(", ")
                };
                called::contested(&labels(met_under), &labels(late_under), lang)
            }
            Self::Missed { .. } => plain(
                "không có ghi nhận đã thực hiện trước hạn",
                "no record that it was done before what it had to precede",
            ),
            Self::Undetermined { because } => because.text().get(lang).to_owned(),
            Self::Excused => plain("được miễn trừ", "excused"),
            Self::NoDate => plain("không tính được ngày đến hạn", "no computable date"),
            Self::NotApplicable { because } => {
                format!("{}: {}", lang.pick("không áp dụng", "not applicable"), because.text().get(lang))
            }
            Self::Permitted => plain("được phép", "permitted"),
            Self::Unknown { because: WhyUnknown::Rule } => plain("chưa rõ", "unknown"),
            Self::Unknown { because } => format!("{}: {}", lang.pick("chưa rõ", "unknown"), because.text().get(lang)),
        }
    }
}

impl Lateness {
    fn text(self, lang: Lang) -> String {
        let plural = |count: i64| if count == 1 { "" } else { "s" };
        if let Some(minutes) = self.minutes {
            return in_minutes(minutes, lang);
        }
        match lang {
            Lang::Vi => format!("{} ngày ({} ngày làm việc)", self.days, self.working_days),
            Lang::En => format!(
                "{} day{} ({} working day{})",
                self.days,
                plural(self.days),
                self.working_days,
                plural(self.working_days)
            ),
        }
    }
}

/// `2 giờ 05 phút`
fn in_minutes(minutes: i64, lang: Lang) -> String {
    let (hours, rest) = (minutes / 60, minutes % 60);
    let (hour, minute) = (lang.pick("giờ", "h"), lang.pick("phút", "min"));
    match (hours, rest) {
        (0, rest) => format!("{rest} {minute}"),
        (hours, 0) => format!("{hours} {hour}"),
        (hours, rest) => format!("{hours} {hour} {rest:02} {minute}"),
    }
}
