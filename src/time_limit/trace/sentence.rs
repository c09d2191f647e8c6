//! A step of a count as a sentence.

use chrono::NaiveDate;

use super::Step;
use crate::calendar::{Day, Question};
use crate::text::{Lang, Text};
use crate::time_limit::{Backward, TimeLimit, TimeOfDay, Unit};

impl Step {
    /// The step as a sentence.
    ///
    /// ```
    /// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// use doithoai::{Lang, Step, Unit};
    /// let ends = Step::Ends { on: date(9, 7), unit: Unit::WorkingDay };
    /// assert_eq!(ends.text(Lang::En), "It ends at 24:00 on Mon 2026-09-07 (Civil Code 2015, Art. 148(1), (6)).");
    /// ```
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let day = |date: &NaiveDate| lang.date_with_weekday(*date);
        let date = |date: &NaiveDate| lang.date(*date);
        match self {
            Self::Counts { limit, from } => counts(*limit, *from, lang),
            Self::StartsNextDay { event } => starts_next_day(&date(event), lang),
            Self::StartsOnEvent { event } => match lang {
                Lang::Vi => format!("Tính cả ngày {}.", date(event)),
                Lang::En => format!("{} itself counts.", date(event)),
            },
            Self::CountsBack { count } => counts_back(*count, lang),
            Self::OffAtEnd { day } => off_at_end(day, lang),
            Self::Skipped { day } => skipped(&[day], lang).unwrap_or_default(),
            Self::Worked { day } => worked(day, lang),
            Self::MonthEnd { on } => month_end(&day(on), lang),
            Self::LeapDay { on } => leap_day(&day(on), lang),
            Self::Rolled { from, to } => rolled(&day(from), &day(to), lang),
            Self::NotRolled { on, last_working_day } => not_rolled(&day(on), &day(last_working_day), lang),
            Self::Ends { on, unit } => ends(&day(on), *unit, lang),
            Self::AtTheLatest { on } => match lang {
                Lang::Vi => format!("Muộn nhất: hết {}.", day(on)),
                Lang::En => format!("At the latest: the end of {}.", day(on)),
            },
            Self::Expected { anchor, on } => expected(anchor.get(lang), &day(on), lang),
            Self::StatedDayOff { on, last_working_day } => stated_day_off(&day(on), &day(last_working_day), lang),
            Self::MovedByNotice { notified, to, stated, by_rule: true } => {
                extended_by_rule(*notified, *to, *stated, lang)
            }
            Self::MovedByNotice { notified, to, stated, by_rule: false } => {
                extended_as_stated(&date(notified), &day(to), stated.as_ref().map(day), lang)
            }
            Self::MovedBySuspension { from, resumed, to } => suspended(&date(from), &date(resumed), &day(to), lang),
            Self::MovedByLimit { of, to } => match lang {
                Lang::Vi => format!("Thời hạn của `{of}` cũng ràng buộc nhiệm vụ này và kết thúc sau: {}.", day(to)),
                Lang::En => format!("The limit of `{of}` binds this duty too and ends later: {}.", day(to)),
            },
            Self::DayOfMonth { of, month, day, included } => {
                day_of_month(of.get(lang), *month, (*day, *included), lang)
            }
            Self::Hours { of, on, at, hours, after, ends, until } => {
                in_hours(of, (*hours, *after), (*on, *at), (*ends, *until), lang)
            }
            Self::FixedDay { on } => match lang {
                Lang::Vi => format!("Văn bản nêu ngày {}.", date(on)),
                Lang::En => format!("The text names {}.", date(on)),
            },
            Self::Undecided { year, questions } => undecided(*year, questions, lang),
            Self::Bounds { earliest, latest } => match lang {
                Lang::Vi => format!("Tạm tính: sớm nhất {}, muộn nhất {}.", day(earliest), day(latest)),
                Lang::En => format!("Provisional: {} at the earliest, {} at the latest.", day(earliest), day(latest)),
            },
            Self::SwapsMayMove => SWAPS_MAY_MOVE.get(lang).to_owned(),
            Self::ByAnalogy => BY_ANALOGY.get(lang).to_owned(),
        }
    }
}

static SWAPS_MAY_MOVE: Text = Text::new(
    "Việc hoán đổi ngày làm việc có thể được quyết định sau và làm thay đổi ngày này; không thể dự đoán trước.",
    "A swap of working days decided later can still move this date; swaps are never foreseen.",
);

static BY_ANALOGY: Text = Text::new(
    "Bộ luật Dân sự quy định thời hạn trong quan hệ dân sự; cách tính trên chỉ được áp dụng tương tự.",
    "The Civil Code governs the limits of civil relations; here it is applied by analogy.",
);

fn starts_next_day(event: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => {
            format!("Ngày {event} không tính; tính từ ngày tiếp theo (khoản 2, khoản 3 Điều 147 Bộ luật Dân sự 2015).")
        }
        Lang::En => {
            format!("{event} is not counted; counting starts the next day (Civil Code 2015, Art. 147(2), (3)).")
        }
    }
}

fn counts_back(count: Backward, lang: Lang) -> String {
    let count = count.text();
    match lang {
        Lang::Vi => format!("Bộ luật Dân sự không quy định cách tính lùi; ở đây: {}.", count.vi),
        Lang::En => format!("The Civil Code has no rule for counting backwards; here: {}.", count.en),
    }
}

fn off_at_end(off: &Day, lang: Lang) -> String {
    let (day, why, basis) = (lang.date_with_weekday(off.date), off.reason(lang), off.basis_text(lang));
    match lang {
        Lang::Vi => format!("{} là ngày nghỉ: {why} ({basis}).", capital(&day)),
        Lang::En => format!("{day} is a day off: {why} ({basis})."),
    }
}

/// One sentence for days that are not counted by one provision; none if there are no such days.
pub(super) fn skipped(days: &[&Day], lang: Lang) -> Option<String> {
    let first = days.first()?;
    let reason = first.reason(lang);
    let dates = days.iter().map(|day| lang.date_with_weekday(day.date));
    let named = if days.iter().all(|day| day.reason(lang) == reason) {
        format!("{}: {reason}", dates.collect::<Vec<_>>().join(", "))
    } else {
        let named = dates.zip(days).map(|(date, day)| format!("{date}: {}", day.reason(lang)));
        named.collect::<Vec<_>>().join("; ")
    };
    let basis = first.basis_text(lang);
    let basis = if basis.is_empty() { String::new() } else { format!(" ({basis})") };
    Some(format!("{} {named}{basis}.", lang.pick("Không tính", "Not counted:")))
}

fn worked(worked: &Day, lang: Lang) -> String {
    let (day, why, basis) = (lang.date_with_weekday(worked.date), worked.reason(lang), worked.basis_text(lang));
    match lang {
        Lang::Vi => format!("Có tính {day}: {why} ({basis})."),
        Lang::En => format!("Counted: {day}: {why} ({basis})."),
    }
}

fn month_end(on: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!(
            "Tháng kết thúc thời hạn không có ngày tương ứng; ngày cuối cùng là {on} (khoản 3 Điều 148 Bộ luật Dân sự 2015)."
        ),
        Lang::En => format!("The month has no such day; its last is {on} (Civil Code 2015, Art. 148(3))."),
    }
}

fn leap_day(on: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!(
            "Năm kết thúc thời hạn không có ngày 29/02; lấy {on}, áp dụng tương tự khoản 3 Điều 148 Bộ luật Dân sự 2015."
        ),
        Lang::En => format!("The year has no 29 February; {on} by analogy with Civil Code 2015, Art. 148(3)."),
    }
}

fn ends(on: &str, unit: Unit, lang: Lang) -> String {
    let clause = ending_clause(unit);
    match lang {
        Lang::Vi => format!("Hết hạn lúc 24 giờ {on} (khoản {clause}, khoản 6 Điều 148 Bộ luật Dân sự 2015)."),
        Lang::En => format!("It ends at 24:00 on {on} (Civil Code 2015, Art. 148({clause}), (6))."),
    }
}

fn expected(anchor: &str, on: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("Mốc tính chưa diễn ra ({anchor}); lấy ngày dự kiến {on}."),
        Lang::En => format!("What it is counted from has not happened ({anchor}); {on} is taken as expected."),
    }
}

fn stated_day_off(on: &str, last_working_day: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!(
            "{} là ngày nghỉ; ngày nêu trong văn bản được giữ nguyên, ngày làm việc cuối cùng là {last_working_day}.",
            capital(on)
        ),
        Lang::En => {
            format!("{on} is a day off; a stated date does not roll, the last working day is {last_working_day}.")
        }
    }
}

/// How far a notice extends a limit by the date that it states; beyond the maximum, that holds.
fn extended_as_stated(notified: &str, to: &str, stated: Option<String>, lang: Lang) -> String {
    match (stated, lang) {
        (Some(stated), Lang::Vi) => format!(
            "Văn bản ngày {notified} nêu thời hạn mới {stated}, vượt mức tối đa là {to}: lấy ngày sớm hơn, {to}."
        ),
        (Some(stated), Lang::En) => format!(
            "The notice of {notified} states a new limit of {stated}, beyond the maximum of {to}: the lesser holds, {to}."
        ),
        (None, Lang::Vi) => format!("Văn bản ngày {notified} nêu thời hạn mới: {to}."),
        (None, Lang::En) => format!("The notice of {notified} states a new limit: {to}."),
    }
}

fn suspended(from: &str, resumed: &str, to: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => {
            format!("Tạm đình chỉ từ {from}, tiếp tục từ {resumed}: phần thời hạn còn lại hết ngày {to}.")
        }
        Lang::En => format!("Suspended on {from}, resumed on {resumed}: the rest of the limit ends on {to}."),
    }
}

fn day_of_month(of: &str, month: NaiveDate, (day, included): (u32, bool), lang: Lang) -> String {
    match lang {
        Lang::Vi => {
            let word = if included { "đến hết" } else { "trước" };
            format!("Văn bản nêu {word} ngày {day:02} của tháng có {of} ({}).", month.format("%m/%Y"))
        }
        Lang::En => {
            let word = if included { "by" } else { "before" };
            format!("The text says {word} day {day} of the month of: {of} ({}).", month.format("%Y-%m"))
        }
    }
}

fn counts(limit: TimeLimit, from: NaiveDate, lang: Lang) -> String {
    let (amount, from) = (limit.text(lang), lang.date_with_weekday(from));
    match (limit.is_after(), lang) {
        (true, Lang::Vi) => format!("Tính {amount} sau {from}."),
        (true, Lang::En) => format!("{amount} after {from}."),
        (false, Lang::Vi) => format!("Tính lùi {amount} từ {from}."),
        (false, Lang::En) => format!("{amount} before {from}."),
    }
}

/// How far a rule extends a limit by a notice that states no date; beyond the maximum, that holds.
fn extended_by_rule(notified: NaiveDate, to: NaiveDate, beyond: Option<NaiveDate>, lang: Lang) -> String {
    let (notified, holds) = (lang.date(notified), lang.date_with_weekday(to));
    match (beyond.map(|beyond| lang.date_with_weekday(beyond)), lang) {
        (Some(beyond), Lang::Vi) => format!(
            "Theo thông báo ngày {notified}, quy định kéo dài thời hạn đến {beyond}, vượt mức tối đa là {holds}: lấy ngày sớm hơn, {holds}."
        ),
        (Some(beyond), Lang::En) => format!(
            "By the notice of {notified} the rule extends the limit to {beyond}, beyond the maximum of {holds}: the lesser holds, {holds}."
        ),
        (None, Lang::Vi) => format!("Theo thông báo ngày {notified}, quy định kéo dài thời hạn đến {holds}."),
        (None, Lang::En) => format!("By the notice of {notified} the rule extends the limit to {holds}."),
    }
}

/// The clause of Civil Code 2015, Art. 148 that says when a limit in a unit ends.
const fn ending_clause(unit: Unit) -> u8 {
    match unit {
        Unit::WorkingDay | Unit::Day => 1,
        Unit::Week => 2,
        Unit::Month => 3,
        Unit::Year => 4,
    }
}

fn undecided(year: i32, questions: &[Question], lang: Lang) -> String {
    let questions: Vec<String> = questions.iter().map(|question| question.text(lang)).collect();
    let list = lang.list(&questions);
    match lang {
        Lang::Vi => format!("Năm {year} chưa có văn bản quyết định: {list}."),
        Lang::En => format!("No known document decides for {year}: {list}."),
    }
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A count in hours: it runs through days off.
fn in_hours(
    of: &Text,
    (hours, after): (u32, bool),
    from: (NaiveDate, Option<TimeOfDay>),
    to: (NaiveDate, Option<TimeOfDay>),
    lang: Lang,
) -> String {
    let moment = |(day, time): (NaiveDate, Option<TimeOfDay>)| {
        let time = time.map_or_else(String::new, |time| format!(" {} {time}", lang.pick("lúc", "at")));
        lang.date(day) + &time
    };
    let (of, from, to) = (of.get(lang), moment(from), moment(to));
    match lang {
        Lang::Vi => {
            let side = if after { "sau khi" } else { "trước khi" };
            format!("Tính {hours} giờ {side} {of} (ngày {from}): đến ngày {to}; giờ chạy liên tục, kể cả ngày nghỉ.")
        }
        Lang::En => {
            let (plural, side) = (if hours == 1 { "" } else { "s" }, if after { "after" } else { "before" });
            format!("Counts {hours} hour{plural} {side} {of} ({from}): until {to}; days off do not stop them.")
        }
    }
}

fn rolled(from: &str, to: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!(
            "Ngày cuối cùng {from} là ngày nghỉ, thời hạn kết thúc vào ngày làm việc tiếp theo, {to} (khoản 5 Điều 148 Bộ luật Dân sự 2015)."
        ),
        Lang::En => format!(
            "The last day, {from}, is a day off; the limit ends with the next working day, {to} (Civil Code 2015, Art. 148(5))."
        ),
    }
}

fn not_rolled(on: &str, last_working_day: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!(
            "{} là ngày nghỉ; mốc tính lùi không chuyển, ngày làm việc cuối cùng là {last_working_day}.",
            capital(on)
        ),
        Lang::En => {
            format!("{on} is a day off; a backward limit does not roll, the last working day is {last_working_day}.")
        }
    }
}
