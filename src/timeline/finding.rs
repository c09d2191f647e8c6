//! What stands out about a duty beside how it stands.

use chrono::NaiveDate;
use serde::Serialize;

use super::{names, unknown};
use crate::ruleset::{Level, Pending, RuleSet};
use crate::text::{Lang, Text, words};

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
        /// The limit that it states, or that the rule gives by it.
        stated: NaiveDate,
        /// The last day that the rule allows.
        maximum: NaiveDate,
        /// Whether the notice states no limit itself, so that it is the one that the rule gives.
        #[serde(skip_serializing_if = "std::ops::Not::not")]
        by_rule: bool,
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
    /// The level of the one who bears the duty ended before it was due and done.
    LevelEnded {
        /// The level.
        level: Level,
        /// The first day without it.
        on: NaiveDate,
        /// The provision, as a lawyer writes it.
        cite_text: Text,
        /// Who took over what was pending.
        successor: Text,
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
    /// Something was done before its petition came in, which cannot be: it does not count.
    BeforeReceipt {
        /// The event.
        event: String,
        /// Its date.
        on: NaiveDate,
        /// When the petition was received or raised.
        received: NaiveDate,
    },
    /// An entry of its log is not understood, and may judge it otherwise.
    UnknownEntry {
        /// The first such entry, by its number in the log.
        entry: usize,
        /// Its event, if that can be read.
        event: Option<String>,
        /// Its date, if that can be read.
        on: Option<NaiveDate>,
        /// How many more there are.
        more: usize,
    },
    /// What must go on for some time goes on.
    StillRunning {
        /// The event that began it.
        event: String,
        /// Its first day.
        since: NaiveDate,
        /// The last day that it must have.
        enough_on: NaiveDate,
    },
    /// What must go on for some time ended before that; it does not count.
    EndedTooEarly {
        /// The event that began it.
        event: String,
        /// Its first day.
        since: NaiveDate,
        /// Its last day.
        ended: NaiveDate,
        /// The last day that it must have had.
        enough_on: NaiveDate,
        /// By how many days it is too short.
        short_by: i64,
    },
    /// The day on which the dialogue was appointed has passed, and no opening is recorded.
    NotOpened {
        /// The appointed day.
        appointed: NaiveDate,
    },
    /// Another version came into force before what it is counted from, and says by which version pending matters go.
    PendingMatter {
        /// The version that came into force, as `id@version`.
        version: String,
        /// Since when it is.
        from: NaiveDate,
        /// By which version the duty is judged.
        pending: Pending,
        /// The provision, as a lawyer writes it.
        cite_text: Text,
    },
    /// The version that judges the day claims effect from before its issue, and the day lies between.
    EffectBeforeIssue {
        /// The version, as `id@version`.
        version: String,
        /// The day from which it claims effect.
        from: NaiveDate,
        /// When it was issued.
        issued: NaiveDate,
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
        Self::ExtensionAfterLimit { .. } => "extension-after-limit", "thông báo kéo dài sau khi đã hết hạn", "extended after the limit";
        Self::ExtensionNotForCase { .. } => "extension-not-for-case", "kéo dài không thuộc trường hợp được kéo dài", "extended in a case that has no extension";
        Self::ExtensionTooOften { .. } => "extension-too-often", "kéo dài quá số lần được phép", "extended more often than allowed";
        Self::ExtensionBeyondMaximum { .. } => "extension-beyond-maximum", "kéo dài vượt mức tối đa", "extended beyond the maximum";
        Self::ClassedAfterLimit { .. } => "classed-after-limit", "phân loại vụ việc sau khi đã hết hạn", "classed after the limit";
        Self::ConditionAfterLimit { .. } => "condition-after-limit", "trường hợp phải thực hiện phát sinh sau khi đã hết hạn", "its case came about after the limit";
        Self::ExtensionEndsBeforeLimit { .. } => "extension-ends-before-limit", "thời hạn mới sớm hơn thời hạn đang có", "the stated limit is earlier than the one in force";
        Self::ExtensionWithoutLimit { .. } => "extension-without-limit", "thông báo kéo dài không nêu thời hạn mới", "the notice states no new limit";
        Self::StatedLimitMovesNothing { .. } => "stated-limit-moves-nothing", "thời hạn nêu trong văn bản không làm thay đổi thời hạn", "the stated limit moves nothing";
        Self::FieldsMissing { .. } => "fields-missing", "thông báo thiếu nội dung phải nêu", "the notice does not state all that it must";
        Self::DoneWithoutClass { .. } => "done-without-class", "đã thực hiện dù vụ việc chưa được phân loại vào trường hợp này", "done although the case was not classed so";
        Self::CapEndsBeforeLimit { .. } => "cap-ends-before-limit", "thời hạn của nhiệm vụ khác sớm hơn thời hạn gốc", "the limit of another duty ends before the base limit";
        Self::LevelEnded { .. } => "level-ended", "cấp này đã kết thúc hoạt động", "the level has ended";
        Self::DoneAfterEvent { .. } => "done-after-event", "thực hiện sau việc mà lẽ ra phải làm trước", "done after what it had to come before";
        Self::BeforeReceipt { .. } => "before-receipt", "thực hiện trước khi tiếp nhận kiến nghị", "done before the petition came in";
        Self::StillRunning { .. } => "still-running", "đang thực hiện, chưa ghi nhận kết thúc", "it goes on; its end is not recorded";
        Self::EndedTooEarly { .. } => "ended-too-early", "kết thúc khi chưa đủ thời gian", "it ended too early";
        Self::UnknownEntry { .. } => "unknown-entry", "nhật ký có mục không hiểu được", "an entry of the log is not understood";
        Self::NotOpened { .. } => "not-opened", "đã qua ngày đối thoại mà chưa ghi nhận khai mạc", "the appointed day has passed and no opening is recorded";
        Self::PendingMatter { .. } => "pending-matter", "việc đang giải quyết khi có quy định mới", "pending when another version came into force";
        Self::EffectBeforeIssue { .. } => "effect-before-issue", "ngày có hiệu lực trước ngày ban hành", "in force from before its issue";
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
            (Self::ClassedAfterLimit { classed, limit, counts }, Lang::Vi) => format!(
                "phân loại ngày {}, sau khi hết hạn ngày {}; theo cách hiểu này {}",
                date(classed),
                date(limit),
                if *counts {
                    "vẫn theo thời hạn của loại đó"
                } else {
                    "thời hạn vẫn như khi chưa phân loại"
                }
            ),
            (Self::ClassedAfterLimit { classed, limit, counts }, Lang::En) => format!(
                "classed on {}, after the limit of {}; in this reading {}",
                date(classed),
                date(limit),
                if *counts { "the class's limit holds" } else { "the limit is that of a case that is not classed" }
            ),
            (Self::ConditionAfterLimit { since, limit }, Lang::Vi) => {
                format!("phát sinh ngày {}, sau khi đã hết hạn ngày {}", date(since), date(limit))
            }
            (Self::ConditionAfterLimit { since, limit }, Lang::En) => {
                format!("it came about on {}, after its limit of {}", date(since), date(limit))
            }
            (Self::FieldsMissing { event, on, fields }, _) => {
                let fields: Vec<String> =
                    fields.iter().map(|id| names::field_text(set, id).get(lang).to_owned()).collect();
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
            (Self::LevelEnded { level, on, cite_text, successor }, Lang::Vi) => format!(
                "{} đã kết thúc hoạt động từ ngày {} ({}); việc đang giải quyết chuyển cho: {}",
                level.text().vi,
                date(on),
                cite_text.vi,
                successor.vi
            ),
            (Self::LevelEnded { level, on, cite_text, successor }, Lang::En) => format!(
                "the {} level ended on {} ({}); what was pending passes to: {}",
                level.text().en,
                date(on),
                cite_text.en,
                successor.en
            ),
            (Self::CapEndsBeforeLimit { of, cap, limit }, Lang::Vi) => {
                let of = names::duty_text(set, of).vi;
                format!("thời hạn {of} ({}) sớm hơn thời hạn gốc; giữ {}", date(cap), date(limit))
            }
            (Self::CapEndsBeforeLimit { of, cap, limit }, Lang::En) => {
                let of = names::duty_text(set, of).en;
                format!("the limit of {of} ({}) ends before the base limit; {} holds", date(cap), date(limit))
            }
            (Self::DoneAfterEvent { event, happened, on }, _) => {
                let is_day = names::is_day(event);
                let (event, happened, on) = (names::event_text(set, event), date(happened), date(on));
                match lang {
                    Lang::Vi if is_day => format!("thực hiện ngày {on}, sau {} {happened}", event.vi),
                    Lang::Vi => format!("thực hiện ngày {on}, sau khi {}, ngày {happened}", event.vi),
                    Lang::En => format!("done on {on}, after {} on {happened}", event.en),
                }
            }
            (Self::UnknownEntry { entry, event, on, more }, _) => {
                let entry = unknown::named(*entry, event.as_deref(), *on, lang);
                let more = match (more, lang) {
                    (0, _) => String::new(),
                    (more, Lang::Vi) => format!(" và {more} mục khác"),
                    (more, Lang::En) => format!(" and {more} more"),
                };
                match lang {
                    Lang::Vi => format!("không hiểu được {entry}{more} của nhật ký nên không đánh giá"),
                    Lang::En => format!("{entry}{more} of the log is not understood, so this is not judged"),
                }
            }
            (Self::NotOpened { appointed }, Lang::Vi) => {
                format!("đã qua ngày đối thoại {} mà chưa ghi nhận khai mạc", date(appointed))
            }
            (Self::NotOpened { appointed }, Lang::En) => {
                format!("the appointed day, {}, has passed and no opening is recorded", date(appointed))
            }
            (Self::BeforeReceipt { event, on, received }, _) => {
                before_receipt(&names::event_text(set, event), (*on, *received), lang)
            }
            (Self::StillRunning { .. } | Self::EndedTooEarly { .. }, _) => self.of_lasting(set, lang),
            (Self::PendingMatter { .. } | Self::EffectBeforeIssue { .. }, _) => self.of_versions(lang),
            _ => self.of_extension(lang),
        }
    }

    /// What is found of the versions of its rule set, in one language.
    fn of_versions(&self, lang: Lang) -> String {
        match (self, lang) {
            (Self::PendingMatter { version, from, pending, cite_text }, Lang::Vi) => format!(
                "từ ngày {} có quy định mới [{version}]; việc đang giải quyết {} ({})",
                lang.date(*from),
                pending.text().vi,
                cite_text.vi
            ),
            (Self::PendingMatter { version, from, pending, cite_text }, Lang::En) => format!(
                "another version, {version}, is in force from {}; pending matters go {} ({})",
                lang.date(*from),
                pending.text().en,
                cite_text.en
            ),
            (Self::EffectBeforeIssue { version, from, issued }, Lang::Vi) => format!(
                "quy định này [{version}] ban hành ngày {} nhưng nêu hiệu lực từ ngày {}",
                lang.date(*issued),
                lang.date(*from)
            ),
            (Self::EffectBeforeIssue { version, from, issued }, Lang::En) => {
                format!("{version} was issued on {} and claims effect from {}", lang.date(*issued), lang.date(*from))
            }
            _ => String::new(),
        }
    }

    /// The fields that a notice did not state.
    pub(crate) fn not_stated(&self) -> &[String] {
        if let Self::FieldsMissing { fields, .. } = self { fields } else { &[] }
    }

    /// What is found of what must go on, in one language.
    fn of_lasting(&self, set: Option<&RuleSet>, lang: Lang) -> String {
        let date = |date: &NaiveDate| lang.date(*date);
        match self {
            Self::StillRunning { event, since, enough_on } => {
                let (event, since, enough) = (names::event_text(set, event), date(since), date(enough_on));
                match lang {
                    Lang::Vi => format!(
                        "đang thực hiện ({} từ ngày {since}), đủ thời gian vào ngày {enough}; chưa ghi nhận kết thúc",
                        event.vi
                    ),
                    Lang::En => {
                        format!(
                            "goes on ({} since {since}), long enough on {enough}; its end is not recorded",
                            event.en
                        )
                    }
                }
            }
            Self::EndedTooEarly { event, since, ended, enough_on, short_by } => {
                let (event, since, ended) = (names::event_text(set, event), date(since), date(ended));
                let (enough, plural) = (date(enough_on), if *short_by == 1 { "" } else { "s" });
                match lang {
                    Lang::Vi => format!(
                        "{} từ ngày {since} đến ngày {ended}: thiếu {short_by} ngày, phải đến hết ngày {enough}",
                        event.vi
                    ),
                    Lang::En => format!(
                        "{} from {since} to {ended}: {short_by} day{plural} short, it had to go on to {enough}",
                        event.en
                    ),
                }
            }
            _ => String::new(),
        }
    }

    /// What is found of an extension, in one language.
    fn of_extension(&self, lang: Lang) -> String {
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
            (Self::ExtensionBeyondMaximum { notified, stated, maximum, by_rule: true }, Lang::Vi) => format!(
                "theo thông báo ngày {}, quy định kéo dài đến {}, vượt mức tối đa; chỉ được đến {}",
                date(notified),
                date(stated),
                date(maximum)
            ),
            (Self::ExtensionBeyondMaximum { notified, stated, maximum, by_rule: true }, Lang::En) => format!(
                "the limit of {} that the rule gives by the notice of {} is beyond the maximum; {} holds",
                date(stated),
                date(notified),
                date(maximum)
            ),
            (Self::ExtensionBeyondMaximum { notified, stated, maximum, .. }, Lang::Vi) => format!(
                "thời hạn {} nêu trong văn bản ngày {} vượt mức tối đa; chỉ được đến {}",
                date(stated),
                date(notified),
                date(maximum)
            ),
            (Self::ExtensionBeyondMaximum { notified, stated, maximum, .. }, Lang::En) => format!(
                "the limit of {} that the notice of {} states is beyond the maximum; {} holds",
                date(stated),
                date(notified),
                date(maximum)
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
            _ => String::new(),
        }
    }
}

fn before_receipt(event: &Text, (on, received): (NaiveDate, NaiveDate), lang: Lang) -> String {
    let (event, on, received) = (event.get(lang), lang.date(on), lang.date(received));
    match lang {
        Lang::Vi => format!("{event} ngày {on}, trước khi tiếp nhận kiến nghị ngày {received}: không được tính"),
        Lang::En => format!("{event} on {on}, before the petition came in on {received}: it does not count"),
    }
}

fn late_notice(notified: &str, limit: &str, inferred: bool, counts: bool, lang: Lang) -> String {
    // Where the text is silent, it counts or not by the reading that is looked at.
    let reading = if inferred { lang.pick("theo cách hiểu này ", "in this reading ") } else { "" };
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
            format!(
                "đã thông báo thời hạn mới ngày {notified}, sau khi hết hạn ngày {limit}; {reading}{effect}{inferred}"
            )
        }
        Lang::En => {
            format!("a new limit was notified on {notified}, after the limit of {limit}; {reading}{effect}{inferred}")
        }
    }
}
