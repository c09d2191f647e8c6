//! What may be found in a rule set.

use chrono::NaiveDate;
use serde::Serialize;

use crate::analysis::days::{DayRange, covered};
use crate::analysis::side::Side;
use crate::calendar::shift;
use crate::ruleset::{Obligation, Recurring};
use crate::text::{Text, vocabulary};

vocabulary! {
    /// What is not as anyone can have meant it.
    ///
    /// ```
    /// use doithoai::{Lang, analysis::FlawKind};
    /// assert_eq!(FlawKind::NeverInTime.text().get(Lang::En), "cannot be met in time");
    /// assert_eq!(FlawKind::UnansweredForEver.word(), "unanswered-for-ever");
    /// ```
    pub enum FlawKind ("loại bất cập", "kind of flaw") {
        /// No order of events that the phases of a dialogue allow meets the duty in time.
        NeverInTime = "never-in-time", "không cách nào thực hiện kịp", "cannot be met in time";
        /// The limit ends before the regulation is in force: on each of its days, or on more than a year of them.
        BeforeInForce = "before-in-force", "hết hạn trước khi văn bản có hiệu lực", "ends before the regulation is in force";
        /// The limit ends before that of an earlier duty that the duty depends on.
        BeforeWhatItNeeds = "before-what-it-needs", "hết hạn trước việc mà nó phụ thuộc", "ends before what it depends on";
        /// An extension can come too late to move anything, or moves nothing.
        ExtensionTooLate = "extension-too-late", "việc gia hạn có thể không dời được hạn nào", "an extension may move nothing";
        /// An interim reply can be in time and yet too late to move anything.
        InterimReplyTooLate = "interim-reply-too-late", "trả lời tạm thời đúng hạn vẫn có thể quá muộn", "an interim reply may come too late";
        /// The most that an extension may give ends before the limit that it extends.
        MaximumBelowLimit = "maximum-below-limit", "mức kéo dài tối đa ngắn hơn chính thời hạn", "the maximum ends before the limit";
        /// A reading that changes no date.
        IdleReading = "idle-reading", "cách hiểu không làm đổi ngày nào", "a reading changes no date";
        /// A condition that never holds.
        NeverHolds = "never-holds", "điều kiện không bao giờ xảy ra", "a condition never holds";
        /// A condition that always holds.
        AlwaysHolds = "always-holds", "điều kiện lúc nào cũng đúng", "a condition always holds";
        /// A duty beside one of another instrument that never ends later, for the same act.
        IdleBesideAnother = "idle-beside-another", "thừa, vì văn bản khác luôn đến hạn trước hoặc cùng lúc", "idle beside another instrument";
        /// Days or months that another instrument leaves no room for.
        ExcludedByAnother = "excluded-by-another", "không thể theo cả hai văn bản", "excluded by another instrument";
        /// What happens to a petition leads to no duty that has a date and a bearer.
        LeadsNowhere = "leads-nowhere", "kiến nghị không dẫn đến việc nào có hạn và có người làm", "a petition leads nowhere";
        /// A petition can stay unanswered for ever, and no duty is late.
        UnansweredForEver = "unanswered-for-ever", "kiến nghị có thể không bao giờ được trả lời mà không ai trễ hạn", "a petition may stay unanswered for ever";
    }
}

/// Something that no one can have meant.
///
/// The examples of [`Analysis`](super::Analysis) and [`analyse`](super::analyse) show it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Flaw {
    /// What it is.
    pub kind: FlawKind,
    /// The rule set, as `id@version`.
    pub ruleset: String,
    /// What it is found in: `obligation`, `recurring` or `event`.
    pub list: String,
    /// The id of the duty or event.
    pub id: String,
    /// What the duty or event is called.
    pub called: Text,
    /// The duty beside which it is found, as `rule-set/duty`.
    pub other: Option<String>,
    /// The reading that it is about.
    pub reading: Option<String>,
    /// What was found, as a sentence.
    pub text: Text,
    /// The provision, as a lawyer writes it.
    pub cite: Option<Text>,
    /// On which days it is so, where it hangs on days.
    pub days: Option<FlawDays>,
    /// What shows it; none where no scenario file can say it.
    pub case: Option<FlawCase>,
}

/// On which days something is so.
///
/// ```
/// use doithoai::{Calendar, RuleSet, analysis::{analyse, FlawKind}};
/// let text = RuleSet::builtin_toml("hcmc-935")?
///     .replace("limit = \"stated\"", "limit = \"stated\"\nmaximum = { n = 30, unit = \"day\", from = \"anchor\" }");
/// let analysis = analyse(&[RuleSet::from_toml(&text)?], &Calendar::vietnam());
/// let days = analysis.of(FlawKind::MaximumBelowLimit).next().unwrap().days.as_ref().unwrap();
/// assert_eq!((days.found, days.of), (4_658, 31_381)); // 30 days are less than 20 working days over Tết
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct FlawDays {
    /// From how many covered days of the event there are dates to compare.
    pub of: usize,
    /// From how many of them it is so.
    pub found: usize,
    /// From how many of these while the regulation is in force.
    pub in_force: usize,
    /// The first of those while it is in force.
    pub first: NaiveDate,
    /// The days, those that follow one another together.
    pub ranges: Vec<DayRange>,
}

/// What shows a finding.
///
/// The example of [`analyse`](super::analyse) shows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct FlawCase {
    /// A case of a scenario file: to be written under a line that names the rule sets. It holds.
    pub case: String,
    /// Whether it holds only as if the rule sets applied on every covered day.
    pub always: bool,
}

impl Flaw {
    /// Something found in a duty.
    pub(super) fn of(kind: FlawKind, side: &Side, rule: &Obligation, text: Text) -> Self {
        Self {
            kind,
            ruleset: side.real.name(),
            list: "obligation".to_owned(),
            id: rule.id.clone(),
            called: rule.text.clone(),
            other: None,
            reading: None,
            text,
            cite: Some(side.real.cite_text(&rule.cite)),
            days: None,
            case: None,
        }
    }

    /// Something found in a duty that returns.
    pub(super) fn returning(kind: FlawKind, side: &Side, duty: &Recurring, text: Text) -> Self {
        Self {
            kind,
            ruleset: side.real.name(),
            list: "recurring".to_owned(),
            id: duty.id.clone(),
            called: duty.text.clone(),
            other: None,
            reading: None,
            text,
            cite: Some(side.real.cite_text(&duty.cite)),
            days: None,
            case: None,
        }
    }

    /// The same beside another duty of the same set.
    pub(super) fn beside(self, side: &Side, other: &Obligation) -> Self {
        Self { other: Some(format!("{}/{}", side.real.id(), other.id)), ..self }
    }

    pub(super) fn on(self, days: FlawDays) -> Self {
        Self { days: Some(days), ..self }
    }

    pub(super) fn shown(self, case: Option<FlawCase>) -> Self {
        Self { case, ..self }
    }
}

impl FlawDays {
    /// A case on one of the days that holds under the rules as they are, else on the first as if they always applied: about the first
    /// day of a regulation what comes before an event lies before it.
    pub(super) fn shown(&self, case: &dyn Fn(NaiveDate) -> Option<FlawCase>) -> Option<FlawCase> {
        let is_one = |day: &NaiveDate| self.ranges.iter().any(|range| (range.from..=range.to).contains(day));
        let later = [0, 30, 400].into_iter().filter_map(|by| shift(self.first, by)).filter(is_one);
        let next = self.ranges.iter().map(|range| range.from).find(|from| *from > self.first);
        let mut all = later.chain(next).filter_map(case).peekable();
        let first = all.peek().cloned();
        all.find(|case| !case.always).or(first)
    }

    /// The days on which something is so, if it is so while the regulation is in force; `is_so` gives none where there is nothing to compare.
    pub(super) fn among(
        is_in_force: &dyn Fn(NaiveDate) -> bool,
        is_so: &dyn Fn(NaiveDate) -> Option<bool>,
    ) -> Option<Self> {
        let (mut of, mut found, mut in_force, mut first) = (0_usize, 0_usize, 0_usize, None);
        let mut ranges: Vec<DayRange> = Vec::new();
        for day in covered() {
            let Some(so) = is_so(day) else { continue };
            of = of.saturating_add(1);
            if !so {
                continue;
            }
            found = found.saturating_add(1);
            if is_in_force(day) {
                in_force = in_force.saturating_add(1);
                first = first.or(Some(day));
            }
            match ranges.last_mut().filter(|range| range.to.succ_opt() == Some(day)) {
                Some(range) => (range.to, range.days) = (day, range.days.saturating_add(1)),
                None => ranges.push(DayRange { from: day, to: day, days: 1 }),
            }
        }
        first.map(|first| Self { of, found, in_force, first, ranges })
    }
}
