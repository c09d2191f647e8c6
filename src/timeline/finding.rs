//! What stands out about a duty beside how it stands.

mod sentence;

use chrono::NaiveDate;
use serde::Serialize;

use crate::ruleset::{Level, Pending};
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
    /// A limit was to stop after it had passed; it moves nothing.
    SuspendedAfterLimit {
        /// The event that stops it.
        event: String,
        /// Since when it was to stop.
        suspended: NaiveDate,
        /// The limit that had passed.
        limit: NaiveDate,
    },
    /// The excuse was recorded of a day after the limit that it excuses from.
    ExcusedAfterLimit {
        /// The event that excuses.
        event: String,
        /// Its day.
        excused: NaiveDate,
        /// The limit that had passed.
        limit: NaiveDate,
    },
    /// The case was classed after its limit had passed.
    ClassedAfterLimit {
        /// When it was classed.
        classed: NaiveDate,
        /// The limit that had passed.
        limit: NaiveDate,
        /// Whether the classing counts, in the reading that is looked at.
        counts: bool,
    },
    /// The duty came about only after its limit.
    ConditionAfterLimit {
        /// When it came about.
        since: NaiveDate,
        /// The limit that had passed.
        limit: NaiveDate,
    },
    /// The dialogue was cancelled only after the limit.
    CancelledAfterLimit {
        /// When it was cancelled.
        cancelled: NaiveDate,
        /// The limit that had passed, with nothing recorded.
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
    /// Something was done before that happened which made the duty arise: it does not count.
    BeforeItArose {
        /// The event.
        event: String,
        /// Its date.
        on: NaiveDate,
        /// The day on which the duty arose.
        arose: NaiveDate,
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
    /// A version says that it judges what is pending, and its limit had passed before it came into force: the one until then stands.
    PassedWhenLaidDown {
        /// The version that came into force, as `id@version`.
        version: String,
        /// Since when it is.
        from: NaiveDate,
        /// The provision, as a lawyer writes it.
        cite_text: Text,
    },
    /// The dialogue was moved to a day of another version, after the duty had been late under that of its first day.
    DueBeforeMove {
        /// The version of the first day.
        version: String,
        /// The first day.
        appointed: NaiveDate,
        /// When it was due for that.
        due: NaiveDate,
        /// When the dialogue was moved.
        moved_on: NaiveDate,
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
        Self::SuspendedAfterLimit { .. } => "suspended-after-limit", "tạm đình chỉ sau khi đã hết hạn", "suspended after the limit";
        Self::ExcusedAfterLimit { .. } => "excused-after-limit", "lý do được chấp nhận phát sinh sau khi đã hết hạn", "excused after the limit";
        Self::ClassedAfterLimit { .. } => "classed-after-limit", "phân loại vụ việc sau khi đã hết hạn", "classed after the limit";
        Self::CancelledAfterLimit { .. } => "cancelled-after-limit", "hủy sau khi đã hết hạn", "cancelled after the limit";
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
        Self::BeforeItArose { .. } => "before-it-arose", "thực hiện trước khi phát sinh nhiệm vụ", "done before the duty arose";
        Self::StillRunning { .. } => "still-running", "đang thực hiện, chưa ghi nhận kết thúc", "it goes on; its end is not recorded";
        Self::EndedTooEarly { .. } => "ended-too-early", "kết thúc khi chưa đủ thời gian", "it ended too early";
        Self::UnknownEntry { .. } => "unknown-entry", "nhật ký có mục không hiểu được", "an entry of the log is not understood";
        Self::NotOpened { .. } => "not-opened", "đã qua ngày đối thoại mà chưa ghi nhận khai mạc", "the appointed day has passed and no opening is recorded";
        Self::PendingMatter { .. } => "pending-matter", "việc đang giải quyết khi có quy định mới", "pending when another version came into force";
        Self::PassedWhenLaidDown { .. } => "passed-when-laid-down", "thời hạn mới đã hết trước khi có hiệu lực", "the new limit had passed before it was in force";
        Self::DueBeforeMove { .. } => "due-before-move", "đã quá hạn trước khi dời lịch", "late before the dialogue was moved";
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

    /// The fields that a notice did not state.
    pub(crate) fn not_stated(&self) -> &[String] {
        if let Self::FieldsMissing { fields, .. } = self { fields } else { &[] }
    }
}
