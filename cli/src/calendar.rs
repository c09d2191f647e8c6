//! `doithoai calendar`.

use chrono::{Datelike as _, NaiveDate, Weekday};
use doithoai::calendar::{CalendarHashes, Day, DayKind, Question};
use doithoai::{Calendar, Confidence, Lang};
use serde::Serialize;

use crate::args::{CalendarArgs, Format};
use crate::input::{self, Outcome};
use crate::page::{BAD, BOLD, DIM, GOOD, Page, WARN, paint};

const WEEK: [Weekday; 7] =
    [Weekday::Mon, Weekday::Tue, Weekday::Wed, Weekday::Thu, Weekday::Fri, Weekday::Sat, Weekday::Sun];
const MONTHS_A_ROW: usize = 3;
const WEEKS_A_MONTH: u32 = 6;

#[derive(Serialize)]
struct YearJson<'a> {
    year: i32,
    decreed: bool,
    open_questions: &'a [Question],
    working_days: usize,
    days: &'a [Day],
    /// Of the whole calendar, every year of it.
    hashes: CalendarHashes,
}

pub(crate) fn run(args: &CalendarArgs) -> Outcome<String> {
    let lang = Lang::from(args.common.lang);
    let calendar = input::calendar_as_known(&args.common)?;
    let (coverage, year) = (calendar.coverage(), input::year(&args.year, &calendar, lang)?);
    let days = coverage.start().iter_days().take_while(|day| day <= coverage.end()).filter(|day| day.year() == year);
    let days: Vec<Day> = days.filter_map(|day| calendar.day(day).ok()).collect();
    match args.common.format {
        Format::Json => {
            let ends = days.first().zip(days.last());
            let special = ends.map(|(first, last)| calendar.special_days(first.date..=last.date)).unwrap_or_default();
            input::json(&YearJson {
                year,
                decreed: calendar.is_decreed(year),
                open_questions: &calendar.open_questions(year),
                working_days: days.iter().filter(|day| day.is_working()).count(),
                days: &special,
                hashes: calendar.hashes(),
            })
        }
        Format::Text => Ok(text(&calendar, year, &days, lang)),
    }
}

fn text(calendar: &Calendar, year: i32, days: &[Day], lang: Lang) -> String {
    let mut page = Page::default();
    let working = days.iter().filter(|day| day.is_working()).count();
    let heading = match lang {
        Lang::Vi => format!("Năm {year}: {working} ngày làm việc"),
        Lang::En => format!("{year}: {working} working days"),
    };
    page.styled(0, BOLD, &heading);
    standing(&mut page, calendar, year, lang);
    let unread = |day: &Day| day.basis.iter().any(|basis| !matches!(basis.confidence, Confidence::A | Confidence::B));
    if days.iter().any(unread) {
        let words = lang.pick(
            "Có văn bản chưa đọc được bản gốc (đánh dấu bên dưới): hãy kiểm tra trước khi dùng.",
            "The original of a document marked below was not read: check it before relying on these days.",
        );
        page.styled(0, WARN, words);
    }
    let months: Vec<Vec<String>> = (1..=12).map(|month| grid(days, month, lang)).collect();
    for row in months.chunks(MONTHS_A_ROW) {
        page.blank();
        for line in 0..row.first().map_or(0, Vec::len) {
            let cells: Vec<&str> = row.iter().filter_map(|month| month.get(line)).map(String::as_str).collect();
            page.line(0, cells.join("   ").trim_end());
        }
    }
    page.blank();
    page.line(0, &legend(lang));
    page.blank();
    for day in days.iter().filter(|day| day.kind.is_special()) {
        let mark = mark(day);
        let label = format!("{mark} {}", lang.date_with_weekday(day.date));
        page.line(
            0,
            &format!("{} {}. {}", paint(style(day), &label), day.reason(lang), paint(DIM, &day.basis_text(lang))),
        );
    }
    page.finish()
}

fn standing(page: &mut Page, calendar: &Calendar, year: i32, lang: Lang) {
    let questions: Vec<String> = calendar.open_questions(year).iter().map(|question| question.text(lang)).collect();
    if questions.is_empty() {
        let words = lang.pick(
            "Lịch năm này đã có văn bản quyết định; vẫn có thể có thêm quyết định hoán đổi.",
            "Decided by the documents below; further swaps can still be decided.",
        );
        page.styled(0, DIM, words);
    } else {
        let label = lang.pick("TẠM TÍNH, chưa có văn bản quyết định", "PROJECTED, not decided yet");
        page.styled(0, WARN, &format!("{label}: {}", lang.list(&questions)));
    }
}

/// One month as lines of equal width: a title, the weekdays, six weeks.
fn grid(days: &[Day], month: u32, lang: Lang) -> Vec<String> {
    let of_month: Vec<&Day> = days.iter().filter(|day| day.date.month() == month).collect();
    let title = match lang {
        Lang::Vi => format!("Tháng {month}"),
        Lang::En => {
            NaiveDate::from_ymd_opt(2024, month, 1).map(|date| date.format("%B").to_string()).unwrap_or_default()
        }
    };
    let heads: Vec<String> = WEEK.iter().map(|day| format!("{:>3} ", short(*day, lang))).collect();
    let mut lines = vec![format!("{title:<28}"), heads.concat()];
    let lead = of_month.first().map_or(0, |day| day.date.weekday().num_days_from_monday());
    for week in 0..WEEKS_A_MONTH {
        let mut line = String::new();
        for weekday in 0..7 {
            let number = week.saturating_mul(7).saturating_add(weekday).saturating_add(1).checked_sub(lead);
            let day = number.and_then(|number| of_month.iter().find(|day| day.date.day() == number));
            line.push_str(&day.map_or_else(|| "    ".to_owned(), |day| cell(day)));
        }
        lines.push(line);
    }
    lines
}

fn cell(day: &Day) -> String {
    paint(style(day), &format!("{:>3}{}", day.date.day(), mark(day)))
}

const fn short(day: Weekday, lang: Lang) -> &'static str {
    match day {
        Weekday::Mon => lang.pick("T2", "Mo"),
        Weekday::Tue => lang.pick("T3", "Tu"),
        Weekday::Wed => lang.pick("T4", "We"),
        Weekday::Thu => lang.pick("T5", "Th"),
        Weekday::Fri => lang.pick("T6", "Fr"),
        Weekday::Sat => lang.pick("T7", "Sa"),
        Weekday::Sun => lang.pick("CN", "Su"),
    }
}

const fn mark(day: &Day) -> char {
    match day.kind {
        DayKind::Holiday { .. } => '*',
        DayKind::InLieu { .. } => '+',
        DayKind::SwappedOff { .. } => '~',
        DayKind::SwappedWorking { .. } | DayKind::Worked => '!',
        DayKind::WeeklyRest => '.',
        DayKind::Working => ' ',
        _ => '?', // a kind that this command does not know
    }
}

const fn style(day: &Day) -> anstyle::Style {
    match day.kind {
        DayKind::Holiday { .. } => BAD,
        DayKind::InLieu { .. } | DayKind::SwappedOff { .. } => WARN,
        DayKind::SwappedWorking { .. } | DayKind::Worked => GOOD,
        DayKind::WeeklyRest => DIM,
        _ => anstyle::Style::new(),
    }
}

fn legend(lang: Lang) -> String {
    lang.pick(
        "* ngày lễ   + nghỉ bù   ~ nghỉ hoán đổi   ! đi làm bù   . nghỉ hằng tuần",
        "* holiday   + day in lieu   ~ swapped off   ! swapped working   . weekly rest",
    )
    .to_owned()
}
