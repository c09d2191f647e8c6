//! Which reading of a rule: its own, one that it declares, or one that its silence leaves open.

use super::adopted::AdoptedReadings;
use crate::ruleset::vocabulary::DEFAULT_READING;
use crate::ruleset::{Obligation, Reading};
use crate::text::{Text, vocabulary};

vocabulary! {
    /// A reading that no file declares: whether what came too late still counts, where the text does not say; how a limit
    /// is counted of which a file calls that unknown.
    ///
    /// ```
    /// use doithoai::timeline::OpenReading;
    /// assert_eq!(OpenReading::LateNoticeCounts.word(), "late-notice-counts");
    /// ```
    pub enum OpenReading ("cách hiểu để ngỏ", "open reading") {
        /// A notice that comes after the limit that it would move still moves it.
        LateNoticeCounts = "late-notice-counts", "thông báo sau khi hết hạn vẫn có hiệu lực", "a late notice counts";
        /// It moves nothing.
        LateNoticeDoesNot = "late-notice-does-not", "thông báo sau khi hết hạn không có hiệu lực", "a late notice does not count";
        /// A case that is classed, or classed otherwise, after its limit has passed is of that class.
        LateClassCounts = "late-class-counts", "phân loại sau khi hết hạn vẫn có hiệu lực", "a late classing counts";
        /// All stays as it was before the classing.
        LateClassDoesNot = "late-class-does-not", "phân loại sau khi hết hạn không có hiệu lực", "a late classing does not count";
        /// A limit of which the file does not know it rolls from a last day off to the next working day.
        LastDayRolls = "last-day-rolls", "ngày cuối là ngày nghỉ thì chuyển sang ngày làm việc tiếp theo", "a last day off goes to the next working day";
        /// It ends on its last day, worked or not.
        LastDayDoesNotRoll = "last-day-does-not-roll", "ngày cuối là ngày nghỉ thì không chuyển", "a last day off does not move";
        /// A limit of which the file does not know it counts the day that it runs from.
        FirstDayCounts = "first-day-counts", "tính cả ngày bắt đầu", "the first day counts";
        /// It runs from the day after.
        FirstDayDoesNotCount = "first-day-does-not-count", "không tính ngày bắt đầu", "the first day does not count";
        /// What was pending when another version came into force goes by the version before.
        PendingOld = "pending-old", "việc đang giải quyết theo quy định cũ", "pending matters go by the old version";
        /// It goes by the version that came into force.
        PendingNew = "pending-new", "việc đang giải quyết theo quy định mới", "pending matters go by the new version";
        /// A version that was issued after the day from which it claims effect has effect from that day.
        EffectAsStated = "effect-as-stated", "có hiệu lực từ ngày văn bản nêu", "in force from the stated day";
        /// It has effect from its issue.
        EffectFromIssue = "effect-from-issue", "chỉ có hiệu lực từ ngày ban hành", "in force only from its issue";
    }
}

impl OpenReading {
    /// Why it is open.
    pub(crate) const fn because(self) -> Text {
        match self {
            Self::LateNoticeCounts | Self::LateNoticeDoesNot => Text::new(
                "văn bản không nêu phải thông báo trước khi nào",
                "the text does not say by when it must be notified",
            ),
            Self::LateClassCounts | Self::LateClassDoesNot => Text::new(
                "văn bản không nêu phải phân loại trước khi nào",
                "the text does not say by when a case must be classed",
            ),
            Self::LastDayRolls | Self::LastDayDoesNotRoll => Text::new(
                "chưa rõ ngày cuối là ngày nghỉ thì chuyển sang ngày nào",
                "where a last day off goes is not known",
            ),
            Self::FirstDayCounts | Self::FirstDayDoesNotCount => {
                Text::new("chưa rõ có tính ngày bắt đầu không", "whether the first day counts is not known")
            }
            Self::PendingOld | Self::PendingNew => Text::new(
                "văn bản không nêu việc đang giải quyết theo quy định cũ hay mới",
                "the text does not say by which version a pending matter goes",
            ),
            Self::EffectAsStated | Self::EffectFromIssue => Text::new(
                "văn bản nêu ngày có hiệu lực trước ngày ban hành",
                "the text claims effect from before its issue",
            ),
        }
    }

    /// Whether it is open only where several versions of a rule set are known.
    pub(crate) const fn is_of_versions(self) -> bool {
        matches!(self, Self::PendingOld | Self::PendingNew | Self::EffectAsStated | Self::EffectFromIssue)
    }

    /// Whether it is about what was pending when another version came into force.
    pub(super) const fn is_of_pending(self) -> bool {
        matches!(self, Self::PendingOld | Self::PendingNew)
    }

    /// What it is the other answer to.
    pub(super) const fn opposite(self) -> Self {
        match self {
            Self::LateNoticeCounts => Self::LateNoticeDoesNot,
            Self::LateNoticeDoesNot => Self::LateNoticeCounts,
            Self::LateClassCounts => Self::LateClassDoesNot,
            Self::LateClassDoesNot => Self::LateClassCounts,
            Self::LastDayRolls => Self::LastDayDoesNotRoll,
            Self::LastDayDoesNotRoll => Self::LastDayRolls,
            Self::FirstDayCounts => Self::FirstDayDoesNotCount,
            Self::FirstDayDoesNotCount => Self::FirstDayCounts,
            Self::PendingOld => Self::PendingNew,
            Self::PendingNew => Self::PendingOld,
            Self::EffectAsStated => Self::EffectFromIssue,
            Self::EffectFromIssue => Self::EffectAsStated,
        }
    }
}

/// A reading of a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum ReadingAt {
    /// The rule as it stands.
    #[default]
    Own,
    /// One that the rule declares, by its place there.
    Declared(usize),
    /// One that its silence leaves open.
    Open(OpenReading),
}

impl ReadingAt {
    /// The reading of this id.
    pub(super) fn named(rule: &Obligation, id: &str) -> Option<Self> {
        if id == DEFAULT_READING {
            return Some(Self::Own);
        }
        let declared = rule.readings.iter().position(|reading| reading.id == id).map(Self::Declared);
        declared.or_else(|| OpenReading::from_word(id).ok().map(Self::Open))
    }

    /// The reading that is adopted for a rule; its own if none is.
    pub(super) fn adopted(adopted: &AdoptedReadings, set: &str, rule: &Obligation) -> Self {
        adopted.of(set, &rule.id).and_then(|id| Self::named(rule, id)).unwrap_or_default()
    }

    /// Whether one is adopted that this version of the rule has: a reading of a later version says nothing of an earlier one.
    pub(super) fn is_chosen(adopted: &AdoptedReadings, set: &str, rule: &Obligation) -> bool {
        adopted.of(set, &rule.id).is_some_and(|id| Self::named(rule, id).is_some())
    }

    /// Whether it is about a case that was classed after its limit.
    pub(super) const fn is_of_class(self) -> bool {
        matches!(self, Self::Open(OpenReading::LateClassCounts | OpenReading::LateClassDoesNot))
    }

    /// The declared reading that it is.
    pub(super) fn declared(self, rule: &Obligation) -> Option<&Reading> {
        if let Self::Declared(at) = self { rule.readings.get(at) } else { None }
    }

    /// Its id; `default` for the rule as it stands.
    pub(super) fn id(self, rule: &Obligation) -> &str {
        match self {
            Self::Own => DEFAULT_READING,
            Self::Declared(at) => rule.readings.get(at).map_or(DEFAULT_READING, |reading| &reading.id),
            Self::Open(reading) => reading.word(),
        }
    }
}
