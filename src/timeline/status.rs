//! How a duty stands.

use chrono::NaiveDate;
use serde::Serialize;

use super::names;
use crate::ruleset::vocabulary::DEFAULT_READING;
use crate::ruleset::{RuleSet, field_text};
use crate::text::{Lang, words};

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
    /// Whether it is in time depends on a decree that is not known yet.
    Undetermined,
    /// It is late with an excuse that the rule accepts.
    Excused,
    /// It has no computable date.
    NoDate,
    /// It does not bind this case.
    NotApplicable,
    /// A permission that was used.
    Permitted,
    /// Not enough is known to say.
    Unknown,
}

words! {
    /// Its word in JSON.
    ///
    /// ```
    /// use doithoai::timeline::Status;
    /// assert_eq!(Status::NotApplicable.word(), "not-applicable");
    /// ```
    Status {
        Self::Awaiting => "awaiting";
        Self::Pending => "pending";
        Self::Met => "met";
        Self::MetLate { .. } => "met-late";
        Self::Overdue { .. } => "overdue";
        Self::Contested { .. } => "contested";
        Self::Undetermined => "undetermined";
        Self::Excused => "excused";
        Self::NoDate => "no-date";
        Self::NotApplicable => "not-applicable";
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
                let labels = |labels: &[String]| -> String {
                    let own = lang.pick("cách hiểu mặc định", "the default reading");
                    let names: Vec<&str> =
                        labels.iter().map(|l| if l == DEFAULT_READING { own } else { l.as_str() }).collect();
                    names.join(", ")
                };
                names::contested(&labels(met_under), &labels(late_under), lang)
            }
            Self::Undetermined => plain(
                "chưa xác định được, còn chờ văn bản quyết định ngày nghỉ",
                "undetermined until the days off are decided",
            ),
            Self::Excused => plain("được miễn trừ", "excused"),
            Self::NoDate => plain("không tính được ngày đến hạn", "no computable date"),
            Self::NotApplicable => plain("không áp dụng", "not applicable"),
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
/// let found = Finding::ExtensionAfterLimit { notified: date(10, 5), limit: date(9, 30), inferred: true };
/// assert_eq!(timeline.duty("hcmc-935", "settle-petition")?.outcome.findings, [found]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize)]
#[serde(tag = "finding", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Finding {
    /// A new limit was notified after the one that it would move; it moves nothing.
    ExtensionAfterLimit {
        /// When it was notified.
        notified: NaiveDate,
        /// The limit that had passed.
        limit: NaiveDate,
        /// Whether the source is silent on when it must be notified, so that this is an inference.
        inferred: bool,
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
        Self::ExtensionEndsBeforeLimit { .. } => "extension-ends-before-limit";
        Self::ExtensionWithoutLimit { .. } => "extension-without-limit";
        Self::StatedLimitMovesNothing { .. } => "stated-limit-moves-nothing";
        Self::FieldsMissing { .. } => "fields-missing";
        Self::DoneWithoutClass { .. } => "done-without-class";
        Self::CapEndsBeforeLimit { .. } => "cap-ends-before-limit";
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
        self.text_in(None, lang)
    }

    /// The finding with events and duties by the names of their rule set.
    pub(super) fn text_in(&self, set: Option<&RuleSet>, lang: Lang) -> String {
        let date = |date: &NaiveDate| lang.date(*date);
        match (self, lang) {
            (Self::ExtensionAfterLimit { notified, limit, inferred }, Lang::Vi) => format!(
                "đã thông báo thời hạn mới ngày {}, sau khi hết hạn ngày {}; thời hạn giữ nguyên{}",
                date(notified),
                date(limit),
                if *inferred {
                    " (văn bản không nêu phải thông báo trước khi nào: đây là suy luận)"
                } else {
                    ""
                }
            ),
            (Self::ExtensionAfterLimit { notified, limit, inferred }, Lang::En) => format!(
                "a new limit was notified on {}, after the limit of {}; it moves nothing{}",
                date(notified),
                date(limit),
                if *inferred { " (the text does not say by when it must be notified: an inference)" } else { "" }
            ),
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
                let event = names::event_text(set, event);
                match lang {
                    Lang::Vi => format!("{}, ngày {on}: không nêu {fields}", event.vi),
                    Lang::En => format!("{} on {on}: does not state {fields}", event.en),
                }
            }
            (Self::DoneWithoutClass { on }, Lang::Vi) => {
                format!("đã thực hiện ngày {} dù vụ việc chưa được phân loại vào trường hợp này", date(on))
            }
            (Self::DoneWithoutClass { on }, Lang::En) => {
                format!("done on {} although the case was not classed as one that has this duty", date(on))
            }
            (Self::CapEndsBeforeLimit { of, cap, limit }, Lang::Vi) => {
                let of = names::duty_text(set, of).vi;
                format!("thời hạn {of} ({}) sớm hơn thời hạn gốc; giữ {}", date(cap), date(limit))
            }
            (Self::CapEndsBeforeLimit { of, cap, limit }, Lang::En) => {
                let of = names::duty_text(set, of).en;
                format!("the limit of {of} ({}) ends before the base limit; {} holds", date(cap), date(limit))
            }
        }
    }
}
