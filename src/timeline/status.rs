//! How a duty stands.

use chrono::NaiveDate;
use serde::Serialize;

use crate::ruleset::field_text;
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
    Unknown,
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
        /// Of which kind the dialogue is, or how it is held, was not said.
        NotSaid = "not-said", "chưa ghi rõ loại đối thoại hoặc cách tổ chức", "the kind or mode of the dialogue was not said";
        /// The petition went to whom it belongs.
        Transferred = "transferred", "đã chuyển cơ quan có thẩm quyền", "passed to the competent body";
        /// The dialogue was cancelled.
        Cancelled = "dialogue-cancelled", "cuộc đối thoại đã bị hủy", "the dialogue was cancelled";
        /// The instrument that lays it down was not in force.
        BeforeInForce = "before-in-force", "văn bản chưa có hiệu lực vào lúc đó", "its instrument was not in force then";
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
        /// The class of the case, by which its limit goes.
        NotClassed = "not-classed", "chưa phân loại vụ việc nên chưa rõ thời hạn nào áp dụng", "the case was not classed, so which limit holds is open";
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
        Self::Awaiting => "awaiting";
        Self::Pending => "pending";
        Self::Met => "met";
        Self::MetLate { .. } => "met-late";
        Self::Overdue { .. } => "overdue";
        Self::Contested { .. } => "contested";
        Self::Missed { .. } => "missed";
        Self::Undetermined { .. } => "undetermined";
        Self::Excused => "excused";
        Self::NoDate => "no-date";
        Self::NotApplicable { .. } => "not-applicable";
        Self::Permitted => "permitted";
        Self::Unknown => "unknown";
    }
}

impl Status {
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
                let names = |labels: &[String]| -> String {
                    let own = lang.pick("cách hiểu mặc định", "the default reading");
                    let names: Vec<&str> =
                        labels.iter().map(|l| if l == DEFAULT_READING { own } else { l.as_str() }).collect();
                    names.join(", ")
                };
                let (met, late) = (names(met_under), names(late_under));
                match lang {
                    Lang::Vi => format!("tùy cách hiểu: đúng hạn hoặc còn hạn theo {met}; quá hạn theo {late}"),
                    Lang::En => format!("contested: in time under {met}; late under {late}"),
                }
            }
            Self::Missed { .. } => {
                plain("không có ghi nhận đã thực hiện trước hạn", "not done before what it had to precede")
            }
            Self::Undetermined { because } => because.text().get(lang).to_owned(),
            Self::Excused => plain("được miễn trừ", "excused"),
            Self::NoDate => plain("không tính được ngày đến hạn", "no computable date"),
            Self::NotApplicable { because } => {
                format!("{}: {}", lang.pick("không áp dụng", "not applicable"), because.text().get(lang))
            }
            Self::Permitted => plain("được phép", "permitted"),
            Self::Unknown => plain("chưa rõ", "unknown"),
        }
    }
}

impl Lateness {
    fn text(self, lang: Lang) -> String {
        let plural = |count: i64| if count == 1 { "" } else { "s" };
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

/// Something about a duty that stands out; a fact, never a refusal.
///
/// ```
/// # use doithoai::{Calendar, Facts, RuleSet, Terms, View};
/// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
/// # let terms = Terms::new([RuleSet::builtin("hcmc-935")?], Calendar::vietnam());
/// # use doithoai::{Fact, timeline::Finding};
/// // The limit of 30 September has passed when the new one is notified.
/// let too_late = Fact::new("extension-notified", date(10, 5)).until(date(10, 30));
/// let facts = Facts::held_on(date(8, 20)).with(Fact::new("conclusion-notified", date(8, 28))).with(too_late);
/// let timeline = terms.timeline(&facts, View::everything())?;
/// let found = &timeline.duty("hcmc-935", "settle-petition")?.outcome.findings[0];
/// assert!(matches!(found, Finding::ExtensionAfterLimit { counts: false, inferred: true, .. }));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
#[serde(tag = "finding", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Finding {
    /// A new limit was notified after the one that it would move.
    ExtensionAfterLimit {
        /// When it was notified.
        notified: NaiveDate,
        /// The limit that had passed.
        limit: NaiveDate,
        /// Whether the source is silent on when it must be notified, so that this is an inference.
        inferred: bool,
        /// Whether it moves the limit all the same: the rule allows it, or the reading that is looked at does.
        counts: bool,
    },
    /// A new limit was notified in a case that the extension is not for; it moves nothing.
    ExtensionNotForCase {
        /// When it was notified.
        notified: NaiveDate,
    },
    /// A new limit was notified once more than the rule allows; it moves nothing.
    ExtensionTooOften {
        /// When it was notified.
        notified: NaiveDate,
        /// How often the rule allows it.
        times: u32,
    },
    /// A new limit goes beyond the most that the rule allows, which holds.
    ExtensionBeyondMaximum {
        /// When it was notified.
        notified: NaiveDate,
        /// The limit that it states.
        stated: NaiveDate,
        /// The last day that the rule allows.
        maximum: NaiveDate,
    },
    /// The case was classed after its limit had passed.
    ClassedAfterLimit {
        /// When it was classed.
        classed: NaiveDate,
        /// The limit that had passed.
        limit: NaiveDate,
        /// Whether the limit of the class holds, in the reading that is looked at.
        counts: bool,
    },
    /// The duty came about only after its limit.
    ConditionAfterLimit {
        /// When it came about.
        since: NaiveDate,
        /// The limit that had passed.
        limit: NaiveDate,
    },
    /// A stated new limit is earlier than the one it would move; the later one holds.
    ExtensionEndsBeforeLimit {
        /// The stated limit.
        stated: NaiveDate,
        /// The limit that holds.
        limit: NaiveDate,
    },
    /// A new limit was notified without saying which; it moves nothing.
    ExtensionWithoutLimit {
        /// When it was notified.
        notified: NaiveDate,
    },
    /// A date was stated, but under the adopted reading it moves nothing.
    StatedLimitMovesNothing {
        /// When it was notified.
        notified: NaiveDate,
        /// The stated limit.
        stated: NaiveDate,
    },
    /// A notice did not state what it must.
    FieldsMissing {
        /// The event.
        event: String,
        /// Its date.
        on: NaiveDate,
        /// The missing fields, by id.
        fields: Vec<String>,
    },
    /// The duty was done although the case was not classed as one that has it.
    DoneWithoutClass {
        /// When it was done.
        on: NaiveDate,
    },
    /// Another limit binds this duty too and ends earlier; the later one holds.
    CapEndsBeforeLimit {
        /// The duty whose limit it is.
        of: String,
        /// The earlier limit.
        cap: NaiveDate,
        /// The limit that holds.
        limit: NaiveDate,
    },
    /// It was done after what it had to come before.
    DoneAfterEvent {
        /// The event.
        event: String,
        /// When that was.
        happened: NaiveDate,
        /// When the duty was done.
        on: NaiveDate,
    },
    /// The day on which the dialogue was appointed has passed, and no opening is recorded.
    NotOpened {
        /// The appointed day.
        appointed: NaiveDate,
    },
}

words! {
    /// The finding's word in JSON and in scenarios.
    ///
    /// ```
    /// # use chrono::NaiveDate;
    /// use doithoai::timeline::Finding;
    /// let day = NaiveDate::from_ymd_opt(2026, 9, 1).unwrap();
    /// assert_eq!(Finding::ExtensionWithoutLimit { notified: day }.word(), "extension-without-limit");
    /// ```
    Finding {
        Self::ExtensionAfterLimit { .. } => "extension-after-limit";
        Self::ExtensionNotForCase { .. } => "extension-not-for-case";
        Self::ExtensionTooOften { .. } => "extension-too-often";
        Self::ExtensionBeyondMaximum { .. } => "extension-beyond-maximum";
        Self::ClassedAfterLimit { .. } => "classed-after-limit";
        Self::ConditionAfterLimit { .. } => "condition-after-limit";
        Self::ExtensionEndsBeforeLimit { .. } => "extension-ends-before-limit";
        Self::ExtensionWithoutLimit { .. } => "extension-without-limit";
        Self::StatedLimitMovesNothing { .. } => "stated-limit-moves-nothing";
        Self::FieldsMissing { .. } => "fields-missing";
        Self::DoneWithoutClass { .. } => "done-without-class";
        Self::CapEndsBeforeLimit { .. } => "cap-ends-before-limit";
        Self::DoneAfterEvent { .. } => "done-after-event";
        Self::NotOpened { .. } => "not-opened";
    }
}

impl Finding {
    /// The finding in one language.
    ///
    /// ```
    /// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// use doithoai::{Lang, timeline::Finding};
    /// let finding = Finding::ExtensionWithoutLimit { notified: date(9, 20) };
    /// assert_eq!(finding.text(Lang::Vi), "thông báo ngày 20/09/2026 không nêu thời hạn mới");
    /// assert_eq!(finding.text(Lang::En), "the notice of 2026-09-20 states no new limit");
    /// ```
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let date = |date: &NaiveDate| lang.date(*date);
        match (self, lang) {
            (Self::ExtensionAfterLimit { notified, limit, inferred, counts }, _) => {
                let (notified, limit) = (date(notified), date(limit));
                late_notice(&notified, &limit, *inferred, *counts, lang)
            }
            (Self::ExtensionNotForCase { notified }, Lang::Vi) => {
                format!(
                    "thông báo kéo dài ngày {} không thuộc trường hợp được kéo dài; thời hạn giữ nguyên",
                    date(notified)
                )
            }
            (Self::ExtensionNotForCase { notified }, Lang::En) => {
                format!("the extension of {} is not for this case; it moves nothing", date(notified))
            }
            (Self::ExtensionTooOften { notified, times }, Lang::Vi) => {
                format!("thông báo kéo dài ngày {} vượt quá {times} lần được phép; thời hạn giữ nguyên", date(notified))
            }
            (Self::ExtensionTooOften { notified, times }, Lang::En) => {
                format!("the extension of {} is one more than the {times} allowed; it moves nothing", date(notified))
            }
            (Self::ExtensionBeyondMaximum { notified, stated, maximum }, Lang::Vi) => format!(
                "thời hạn {} nêu trong văn bản ngày {} vượt mức tối đa; chỉ được đến {}",
                date(stated),
                date(notified),
                date(maximum)
            ),
            (Self::ExtensionBeyondMaximum { notified, stated, maximum }, Lang::En) => format!(
                "the limit of {} that the notice of {} states is beyond the maximum; {} holds",
                date(stated),
                date(notified),
                date(maximum)
            ),
            (Self::ClassedAfterLimit { classed, limit, counts }, Lang::Vi) => format!(
                "phân loại ngày {}, sau khi hết hạn ngày {}; theo cách hiểu này {}",
                date(classed),
                date(limit),
                if *counts { "vẫn theo thời hạn của loại đó" } else { "vẫn theo thời hạn chung" }
            ),
            (Self::ClassedAfterLimit { classed, limit, counts }, Lang::En) => format!(
                "classed on {}, after the limit of {}; in this reading the {} limit holds",
                date(classed),
                date(limit),
                if *counts { "class's" } else { "general" }
            ),
            (Self::ConditionAfterLimit { since, limit }, Lang::Vi) => {
                format!("phát sinh ngày {}, sau khi đã hết hạn ngày {}", date(since), date(limit))
            }
            (Self::ConditionAfterLimit { since, limit }, Lang::En) => {
                format!("it came about on {}, after its limit of {}", date(since), date(limit))
            }
            (Self::ExtensionEndsBeforeLimit { stated, limit }, Lang::Vi) => {
                format!("thời hạn mới {} sớm hơn thời hạn đang có; giữ {}", date(stated), date(limit))
            }
            (Self::ExtensionEndsBeforeLimit { stated, limit }, Lang::En) => {
                format!("the stated limit of {} is earlier than the one in force; {} holds", date(stated), date(limit))
            }
            (Self::ExtensionWithoutLimit { notified }, Lang::Vi) => {
                format!("thông báo ngày {} không nêu thời hạn mới", date(notified))
            }
            (Self::ExtensionWithoutLimit { notified }, Lang::En) => {
                format!("the notice of {} states no new limit", date(notified))
            }
            (Self::StatedLimitMovesNothing { notified, stated }, Lang::Vi) => format!(
                "văn bản ngày {} nêu thời hạn {}, nhưng theo cách hiểu đã chọn thì thời hạn không thay đổi",
                date(notified),
                date(stated)
            ),
            (Self::StatedLimitMovesNothing { notified, stated }, Lang::En) => format!(
                "the notice of {} states {}, which moves nothing under the adopted reading",
                date(notified),
                date(stated)
            ),
            (Self::FieldsMissing { event, on, fields }, _) => {
                let fields: Vec<String> = fields.iter().map(|id| field_text(id).get(lang).to_owned()).collect();
                let (on, fields) = (date(on), lang.list(&fields));
                match lang {
                    Lang::Vi => format!("văn bản ngày {on} [{event}] không nêu {fields}"),
                    Lang::En => format!("the notice of {on} [{event}] does not state {fields}"),
                }
            }
            (Self::DoneWithoutClass { on }, Lang::Vi) => {
                format!("đã thực hiện ngày {} dù vụ việc chưa được phân loại vào trường hợp này", date(on))
            }
            (Self::DoneWithoutClass { on }, Lang::En) => {
                format!("done on {} although the case was not classed as one that has this duty", date(on))
            }
            (Self::CapEndsBeforeLimit { of, cap, limit }, Lang::Vi) => {
                format!("thời hạn của `{of}` ({}) sớm hơn thời hạn gốc; giữ {}", date(cap), date(limit))
            }
            (Self::CapEndsBeforeLimit { of, cap, limit }, Lang::En) => {
                format!("the limit of `{of}` ({}) ends before the base limit; {} holds", date(cap), date(limit))
            }
            (Self::DoneAfterEvent { happened, on, .. }, Lang::Vi) => {
                format!(
                    "thực hiện ngày {}, sau sự kiện ngày {} mà lẽ ra phải thực hiện trước",
                    date(on),
                    date(happened)
                )
            }
            (Self::DoneAfterEvent { happened, on, .. }, Lang::En) => {
                format!("done on {}, after what it had to precede, which was on {}", date(on), date(happened))
            }
            (Self::NotOpened { appointed }, Lang::Vi) => {
                format!("đã qua ngày đối thoại {} mà chưa ghi nhận khai mạc", date(appointed))
            }
            (Self::NotOpened { appointed }, Lang::En) => {
                format!("the appointed day, {}, has passed and no opening is recorded", date(appointed))
            }
        }
    }
}

fn late_notice(notified: &str, limit: &str, inferred: bool, counts: bool, lang: Lang) -> String {
    let effect = match (counts, lang) {
        (false, Lang::Vi) => "thời hạn giữ nguyên",
        (false, Lang::En) => "it moves nothing",
        (true, Lang::Vi) => "vẫn được tính",
        (true, Lang::En) => "it counts all the same",
    };
    let inferred = match (inferred, lang) {
        (false, _) => "",
        (true, Lang::Vi) => " (văn bản không nêu phải thông báo trước khi nào: đây là suy luận)",
        (true, Lang::En) => " (the text does not say by when it must be notified: an inference)",
    };
    match lang {
        Lang::Vi => {
            format!("đã thông báo thời hạn mới ngày {notified}, sau khi hết hạn ngày {limit}; {effect}{inferred}")
        }
        Lang::En => format!("a new limit was notified on {notified}, after the limit of {limit}; {effect}{inferred}"),
    }
}
