//! The values that a scenario may state, a row each: its key, how a file writes it, and what there is.

use chrono::NaiveDate;

use super::case::NONE;
use crate::audit::{Judgement, RecurringVerdict, Verdict, judgement};
use crate::calendar::Calendar;
use crate::reader::schema::About;
use crate::reader::{Code, Value};
use crate::ruleset::{Exclusion, FollowUp, Known, NoDate, NotBound, Period};
use crate::text::{Lang, Message as _, Text, Word};
use crate::time_limit::{Step, TimeOfDay, Trace};
use crate::timeline::{
    Duty, Finding, FixedDay, InSet, Lateness, MissingTime, Move, NoDue, RecurringDuty, Status, Timeline, WhyNot,
    WhyOpen, WhyUnknown,
};

/// How the value of a key is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Written {
    /// One value.
    One,
    /// A list that is compared as a whole.
    List,
    /// A list of which each item is looked for.
    Each,
}

/// One value that a scenario may state.
#[derive(Debug)]
pub(super) struct Key<Found> {
    pub(super) name: &'static str,
    /// What it is for, unless another table says so of the same key.
    pub(super) about: &'static [About],
    pub(super) written: Written,
    /// The value, or an item of it, as it is written in the file.
    pub(super) read: fn(&Value<'_>) -> Option<String>,
    /// The same as the timeline has it.
    pub(super) found: Found,
}

/// A table of keys, a row each: how it is written, its name, what it is for unless another table says so, its reader, its getter.
macro_rules! keys {
    ($(#[$doc:meta])* $table:ident: $Key:ident;
     $($written:ident $name:literal $(= $vi:literal / $en:literal)?, $read:expr, $found:expr;)+) => {
        $(#[$doc])*
        pub(super) const $table: &[$Key] = &[$(Key {
            name: $name, about: &[$(($name, $vi, $en))?], written: Written::$written, read: $read, found: $found,
        }),+];
    };
}

/// What the keys of a table are for.
pub(super) fn about<Found>(keys: &[Key<Found>]) -> Vec<About> {
    keys.iter().flat_map(|key| key.about).copied().collect()
}

/// A duty, and the timeline that it is of.
pub(super) struct OfDuty<'a> {
    pub(super) duty: &'a Duty,
    pub(super) timeline: &'a Timeline,
    pub(super) expected: &'a str,
}

pub(super) type DutyKey = Key<fn(&OfDuty<'_>) -> String>;

keys! { /// What is stated of a duty.
    DUTY: DutyKey;
    One "due" = "ngày đến hạn, hoặc \"none\"" / "the due date, or \"none\"",
        date_or_none, |of| or_none(of.duty.outcome.due.map(|due| due.date));
    One "earliest" = "ngày đến hạn sớm nhất nếu lịch còn thay đổi" / "the earliest due date that the calendar may still give",
        date_or_none, |of| or_none(of.duty.outcome.due.map(|due| due.earliest()));
    One "latest" = "ngày đến hạn muộn nhất nếu lịch còn thay đổi" / "the latest due date that the calendar may still give",
        date_or_none, |of| or_none(of.duty.outcome.due.map(|due| due.latest()));
    One "last_working_day" = "ngày làm việc cuối cùng trong thời hạn" / "the last working day within the limit",
        date_or_none, |of| or_none(of.duty.outcome.due.map(|due| due.last_working_day));
    One "base_due" = "ngày đến hạn trước khi kéo dài hoặc tạm đình chỉ" / "the due date before anything moved it",
        date_or_none, |of| or_none(of.duty.outcome.base_due.map(|due| due.date));
    One "met_on" = "ngày hoàn thành, hoặc \"none\"" / "when it was fulfilled, or \"none\"",
        date_or_none, |of| or_none(of.duty.outcome.met_on);
    One "certainty" = "ngày chắc chắn, còn tạm tính hay tùy phân loại" / "whether the date is firm, provisional or hangs on the class",
        certainty, |of| or_none(of.duty.outcome.certainty());
    One "reason" = "vì sao không có ngày" / "why there is no date",
        reason, |of| or_none(of.duty.outcome.reason.as_ref().map(NoDue::word));
    One "hours" = "thời hạn tính bằng giờ" / "the limit in hours",
        number, |of| or_none(match (&of.duty.outcome.reason, &of.duty.outcome.fixed) {
            (Some(NoDue::Hours { hours, .. }), _) | (_, Some(FixedDay::Hours { hours, .. })) => Some(hours.to_string()),
            _ => None,
        });
    One "due_at" = "giờ đến hạn, như \"08:30\", hoặc \"none\"" / "the time at which it is due, such as \"08:30\", or \"none\"",
        time_or_none, |of| or_none(of.duty.outcome.due_at);
    One "met_at" = "giờ hoàn thành, hoặc \"none\"" / "the time at which it was fulfilled, or \"none\"",
        time_or_none, |of| or_none(of.duty.outcome.met_at);
    One "missing_time" = "giờ nào chưa ghi nên không tính được" / "which time of day is missing to judge a limit in hours",
        missing_time, |of| or_none(of.duty.outcome.missing_time().map(MissingTime::word));
    One "minutes" = "chậm bao nhiêu phút, với thời hạn tính bằng giờ" / "how many minutes late, of a limit in hours",
        number_or_none, |of| or_none(late_by(of.duty).and_then(|by| by.minutes));
    One "status" = "trạng thái của nhiệm vụ" / "how the duty stands",
        status, |of| of.duty.outcome.status.word().to_owned();
    One "why" = "vì sao không áp dụng, chưa xác định được hoặc chưa rõ" / "why it does not bind, is undetermined or unknown",
        why_not, |of| or_none(match &of.duty.outcome.status {
            Status::NotApplicable { because } => Some(because.word()),
            Status::Undetermined { because } => Some(because.word()),
            Status::Unknown { because } => Some(because.word()),
            _ => None,
        });
    One "projected" = "ngày đến hạn mới là dự kiến" / "whether the due date is only expected",
        yes_or_no, |of| of.duty.outcome.is_projected().to_string();
    One "days" = "chậm bao nhiêu ngày" / "how many days late",
        number, |of| or_none(late_by(of.duty).map(|by| by.days));
    One "working_days" = "chậm bao nhiêu ngày làm việc" / "how many working days late",
        number, |of| or_none(late_by(of.duty).map(|by| by.working_days));
    One "verdict" = "kết quả đánh giá" / "the verdict of the audit",
        word::<Judgement>, |of| judgement(of.duty).word().to_owned();
    One "cite" = "căn cứ, như `main#d13.k3.g1`" / "the provision, such as `main#d13.k3.g1`",
        text, |of| of.duty.rule.cite.to_string();
    One "version" = "phiên bản của bộ quy tắc theo đó nhiệm vụ được xét" / "the version of the rule set that judges the duty",
        text, |of| of.duty.rule_set.version().to_owned();
    List "missing" = "những việc còn thiếu để hoàn thành" / "what is still needed to fulfil it",
        text, |of| joined(of.duty.outcome.missing.iter());
    List "met_under" = "những cách hiểu theo đó là đúng hạn" / "readings under which it is in time",
        text, |of| if let Status::Contested { met_under, .. } = &of.duty.outcome.status { joined(met_under) } else { String::new() };
    List "late_under" = "những cách hiểu theo đó là quá hạn" / "readings under which it is late",
        text, |of| if let Status::Contested { late_under, .. } = &of.duty.outcome.status { joined(late_under) } else { String::new() };
    List "not_stated" = "nội dung mà các văn bản đã gửi không nêu" / "what the notices that were sent did not state",
        text, |of| joined(of.duty.outcome.findings.iter().flat_map(Finding::not_stated));
    List "findings" = "những điều cần lưu ý" / "what was found beside the date",
        finding, |of| joined(of.duty.outcome.findings.iter().map(Finding::word));
    List "moved_by" = "điều gì đã làm thay đổi ngày đến hạn" / "what moved the due date",
        moved_by, |of| joined(of.duty.outcome.moved_by.iter().map(Move::word));
    Each "skips" = "những ngày nghỉ không được tính" / "days off that are not counted",
        day, |of| of.days(|step| match step { Step::Skipped { day } | Step::OffAtEnd { day } => Some(day.date), _ => None });
    Each "counts" = "những thứ Bảy làm bù được tính" / "worked Saturdays that are counted",
        day, |of| of.days(|step| match step { Step::Worked { day } => Some(day.date), _ => None });
    Each "because" = "lời phải có trong phần giải thích hoặc căn cứ" / "words of the explanation or the citation",
        text, because;
}

/// The keys of a duty that try its limit on a day.
pub(super) fn tries_the_limit(key: &DutyKey) -> bool {
    ["status", "verdict", "days", "working_days", "minutes"].contains(&key.name)
}

fn late_by(duty: &Duty) -> Option<Lateness> {
    match &duty.outcome.status {
        Status::MetLate { by } | Status::Overdue { by } => Some(*by),
        _ => None,
    }
}

impl OfDuty<'_> {
    /// What is expected, if it is among the days of some steps of the count; all of them if not.
    fn days(&self, of: impl Fn(&Step) -> Option<NaiveDate>) -> String {
        let trace = self.timeline.trace(self.duty);
        let days = trace.iter().flat_map(Trace::steps).filter_map(of).map(|day| day.to_string());
        let days: Vec<String> = days.collect();
        if days.iter().any(|day| day == self.expected) {
            return self.expected.to_owned();
        }
        or_none(Some(joined(&days)).filter(|days| !days.is_empty()))
    }
}

/// What is expected, if it stands in the explanation or the citation in either language; a sign that it does not.
fn because(of: &OfDuty<'_>) -> String {
    let trace = of.timeline.trace(of.duty);
    let changes = of.duty.changed().into_iter().filter_map(|change| change.cite_text);
    let cites: Vec<Text> = changes.chain([of.duty.cite_text()]).collect();
    let said = |lang: Lang| {
        let cites: Vec<&str> = cites.iter().map(|cite| cite.get(lang)).collect();
        format!("{}\n{}\n{}", cites.join("\n"), of.duty.rule.cite, why(trace.as_ref(), of.duty, lang))
    };
    let is_said = [Lang::Vi, Lang::En].into_iter().any(|lang| said(lang).contains(of.expected));
    if is_said { of.expected.to_owned() } else { "…".to_owned() }
}

/// How a date was counted, or why there is none.
pub(super) fn why(trace: Option<&Trace>, duty: &Duty, lang: Lang) -> String {
    let reason = || duty.outcome.reason.as_ref().map(|reason| duty.reason_text(reason, lang)).unwrap_or_default();
    trace.map_or_else(reason, |trace| trace.text(lang))
}

pub(super) type RecurringKey = Key<fn(&RecurringDuty) -> String>;

keys! { /// What is stated of a recurring duty.
    RECURRING: RecurringKey;
    One "due", date_or_none, |duty| or_none(duty.due.map(|due| due.date));
    One "reason", reason, |duty| or_none(duty.reason.map(NoDate::word));
    One "with" = "nhiệm vụ được làm cùng lúc" / "the duty that it is done together with",
        text, |duty| or_none(duty.with.as_ref());
    One "cite", text, |duty| duty.cite.to_string();
    One "every" = "kỳ lặp lại" / "the period in which it returns",
        word::<Period>, |duty| or_none(duty.every.map(Period::word));
    One "at_least" = "ít nhất bao nhiêu lần trong một kỳ" / "at least how many times a period",
        number, |duty| or_none(duty.at_least);
    List "cutoffs" = "những mốc chốt số liệu" / "the days up to which it reports",
        text, |duty| joined(duty.cutoffs.iter().map(|cutoff| cutoff.word()));
}

/// A recurring duty in a period of a year.
pub(super) struct OfYear<'a> {
    pub(super) verdict: &'a RecurringVerdict,
    pub(super) expected: &'a str,
}

pub(super) type YearKey = Key<fn(&OfYear<'_>) -> String>;

keys! { /// What is stated of a recurring duty in a period of a year.
    YEAR: YearKey;
    One "due", date_or_none, |of| or_none(of.verdict.due);
    One "verdict", verdict_or_none, |of| of.verdict.judgement.word().to_owned();
    One "days" = "sớm hoặc chậm bao nhiêu ngày" / "how many days early or late",
        number_or_none, |of| or_none(of.verdict.days);
    One "found" = "số lần đã làm trong kỳ" / "how many times it was done in the period",
        number, |of| of.verdict.found.to_string();
    One "required" = "số lần phải làm trong kỳ, hoặc \"none\"" / "how many times it must be done in the period, or \"none\"",
        number_or_none, |of| or_none(of.verdict.required);
    Each "because", text, told_in_year;
}

/// A duty of an office toward a petition or for a reception, in a year.
pub(super) struct OfOfficeDuty<'a> {
    pub(super) verdict: &'a Verdict,
    pub(super) expected: &'a str,
}

pub(super) type OfficeDutyKey = Key<fn(&OfOfficeDuty<'_>) -> String>;

keys! { /// What is stated of a duty of an office in a year.
    OFFICE_DUTY: OfficeDutyKey;
    One "due", date_or_none, |of| or_none(of.verdict.duty.outcome.due.map(|due| due.date));
    One "base_due", date_or_none, |of| or_none(of.verdict.duty.outcome.base_due.map(|due| due.date));
    One "met_on", date_or_none, |of| or_none(of.verdict.duty.outcome.met_on);
    One "status", status, |of| of.verdict.duty.outcome.status.word().to_owned();
    One "verdict", verdict_or_none, |of| of.verdict.judgement.word().to_owned();
    One "days", number_or_none, |of| or_none(late_by(&of.verdict.duty).map(|by| by.days));
    List "findings", finding, |of| joined(of.verdict.duty.outcome.findings.iter().map(Finding::word));
    Each "because", text, |of| {
        let told = [of.verdict.text(Lang::Vi), of.verdict.text(Lang::En)];
        if told.iter().any(|text| text.contains(of.expected)) { of.expected.to_owned() } else { "…".to_owned() }
    };
}

/// What is expected, if it stands in the citation, the reason or a note in either language; a sign that it does not.
fn told_in_year(of: &OfYear<'_>) -> String {
    let mut told = of.verdict.remarks().chain([&of.verdict.cite_text]);
    let is_told = told.any(|text| text.vi.contains(of.expected) || text.en.contains(of.expected));
    if is_told { of.expected.to_owned() } else { "…".to_owned() }
}

/// An exclusion, and when someone was turned away on its ground.
pub(super) struct OfExclusion<'a> {
    pub(super) exclusion: &'a InSet<Exclusion>,
    pub(super) refused_on: Option<NaiveDate>,
    pub(super) expected: &'a str,
}

pub(super) type ExclusionKey = Key<fn(&OfExclusion<'_>) -> String>;

keys! { /// What is stated of an exclusion.
    EXCLUSION: ExclusionKey;
    One "refused_on" = "ngày có người bị từ chối vì lý do này, hoặc \"none\"" / "when someone was turned away on this ground, or \"none\"",
        date_or_none, |of| or_none(of.refused_on);
    One "follow_up" = "việc phải làm sau khi từ chối" / "what must follow a refusal",
        text, |of| match &of.exclusion.rule.follow_up {
            FollowUp::None(reason) => reason.word().to_owned(),
            FollowUp::Duty(id) => id.clone(),
            FollowUp::Act(text) if text.vi.contains(of.expected) || text.en.contains(of.expected) => of.expected.to_owned(),
            FollowUp::Act(text) => text.vi.to_string(),
        };
    One "scope" = "loại trừ người hay nội dung" / "whether a person or a subject is excluded",
        scope, |of| match of.exclusion.rule.scope {
            Known::Value(scope) => scope.word().to_owned(),
            Known::Unknown => "unknown".to_owned(),
        };
    One "cite", text, |of| of.exclusion.rule.cite.to_string();
}

pub(super) type RuleSetKey = Key<fn(&Timeline, &str) -> String>;

keys! { /// What is stated of a rule set, by its id.
    RULE_SET: RuleSetKey;
    One "binds" = "có áp dụng hay không" / "whether it binds the subject",
        yes_or_no, |timeline, id| timeline.rulesets.iter().any(|set| set.id == id).to_string();
    One "merged" = "địa bàn đã sắp xếp hay chưa" / "whether its territory was merged",
        yes_or_no, |timeline, id| timeline.rulesets.iter().any(|set| set.id == id && set.merged.is_some()).to_string();
    One "territory_ended" = "đơn vị mà văn bản ban hành cho đã kết thúc hay chưa" / "whether the unit that it was made for has ended",
        yes_or_no, |timeline, id| timeline.ended_territories.iter().any(|ended| ended.ruleset == id).to_string();
    One "not_bound" = "vì sao không áp dụng, hoặc \"none\" khi không nói đến nơi ấy, người ấy" / "why it does not bind, or \"none\" where it does not speak of that place or head",
        not_bound, |timeline, id| {
            or_none(timeline.not_applicable.iter().find(|not| not.id == id).map(|not| not.reason.word()))
        };
}

pub(super) fn or_none<T: ToString>(value: Option<T>) -> String {
    value.map_or_else(|| NONE.to_owned(), |value| value.to_string())
}

pub(super) fn joined<S: AsRef<str>>(words: impl IntoIterator<Item = S>) -> String {
    words.into_iter().map(|word| word.as_ref().to_owned()).collect::<Vec<_>>().join(", ")
}

/// A time of day written as "08:30".
pub(super) fn time(value: &Value<'_>) -> Option<TimeOfDay> {
    let written = value.str()?;
    let time = TimeOfDay::parse(written);
    if time.is_none() {
        let message = Text::new("cần giờ trong ngày viết như \"08:30\"", "expected a time of day such as \"08:30\"");
        value.report(Code::WrongType, message);
    }
    time
}

/// The same, or that there is none.
fn time_or_none(value: &Value<'_>) -> Option<String> {
    if value.str() == Some(NONE) { Some(NONE.to_owned()) } else { time(value).map(|time| time.to_string()) }
}

/// A date as it is written in the file, or that there is none.
pub(super) fn date_or_none(value: &Value<'_>) -> Option<String> {
    value.either(
        value.is_word(),
        |value| {
            value.only(NONE, &Text::new("ngày", "date"));
            Some(NONE.to_owned())
        },
        |value| value.date().map(|day| covered(value, day).to_string()),
    )
}

/// The day, which is told if no calendar knows anything of it.
pub(super) fn covered(value: &Value<'_>, day: NaiveDate) -> NaiveDate {
    if let Err(error) = Calendar::check(day) {
        value.report(Code::OutOfRange, error.both());
    }
    day
}

/// What a reading gives, of a duty or of another rule.
pub(super) fn date_or_word(value: &Value<'_>) -> Option<String> {
    value.either(value.is_str(), text, day)
}

pub(super) fn word<T: Word>(value: &Value<'_>) -> Option<String> {
    value.word::<T>().map(|word| word.id().to_owned())
}

pub(super) fn text(value: &Value<'_>) -> Option<String> {
    value.str().map(str::to_owned)
}

fn day(value: &Value<'_>) -> Option<String> {
    value.date().map(|day| day.to_string())
}

fn number(value: &Value<'_>) -> Option<String> {
    value.integer(0..=100_000).map(|number| number.to_string())
}

fn number_or_none(value: &Value<'_>) -> Option<String> {
    value.either(value.is_str(), date_or_none, number)
}

pub(super) fn yes_or_no(value: &Value<'_>) -> Option<String> {
    value.bool().map(|is| is.to_string())
}

pub(super) fn status(value: &Value<'_>) -> Option<String> {
    value.closed_named(&Text::new("trạng thái", "status"), Status::MEANINGS)
}

fn why_not(value: &Value<'_>) -> Option<String> {
    let words: Vec<&str> = WhyNot::ALL.iter().map(|why| why.word()).collect();
    let open = WhyOpen::ALL.iter().map(|why| why.word()).filter(|word| !words.contains(word));
    let unknown = WhyUnknown::ALL.iter().map(|why| why.word()).filter(|word| !words.contains(word));
    let all: Vec<&str> = words.iter().copied().chain(open).chain(unknown).chain([NONE]).collect();
    value.closed(&WhyNot::WHAT, &all)
}

fn reason(value: &Value<'_>) -> Option<String> {
    value.closed_named(&Text::new("lý do", "reason"), NoDue::MEANINGS)
}

fn missing_time(value: &Value<'_>) -> Option<String> {
    let words: Vec<&str> = MissingTime::ALL.iter().map(|time| time.word()).chain([NONE]).collect();
    value.closed(&MissingTime::WHAT, &words)
}

fn finding(value: &Value<'_>) -> Option<String> {
    value.closed_named(&Text::new("điều cần lưu ý", "finding"), Finding::MEANINGS)
}

fn moved_by(value: &Value<'_>) -> Option<String> {
    value.closed_named(&Text::new("nguyên nhân", "cause"), Move::MEANINGS)
}

fn certainty(value: &Value<'_>) -> Option<String> {
    value.closed(&Text::new("mức chắc chắn", "certainty"), &["firm", "provisional", "not-classed", "classed-late"])
}

fn not_bound(value: &Value<'_>) -> Option<String> {
    value.closed(
        &Text::new("lý do", "reason"),
        &NotBound::MEANINGS.iter().map(|(word, _)| *word).chain([NONE]).collect::<Vec<_>>(),
    )
}

fn scope(value: &Value<'_>) -> Option<String> {
    value.closed(&Text::new("đối tượng loại trừ", "scope of an exclusion"), &["person", "subject", "unknown"])
}

/// A verdict, or that there is none since the duty does not bind.
fn verdict_or_none(value: &Value<'_>) -> Option<String> {
    let words: Vec<&str> = Judgement::ALL.iter().map(|word| word.word()).chain([NONE]).collect();
    value.closed(&Judgement::WHAT, &words)
}
