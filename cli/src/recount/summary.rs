//! How many rows moved, of which duties, and how long it took.

use std::time::Duration;

use doithoai::Lang;
use serde::Serialize;

use super::Spent;
use super::counter::Counter;
use super::counts::Tally;
use crate::args::{Format, RecountArgs};
use crate::input::{self, Outcome};
use crate::page::{BOLD, DIM, Page, WARN};

#[derive(Serialize)]
struct SummaryJson<'a> {
    #[serde(flatten)]
    tally: &'a Tally,
    changed_days: Vec<&'a str>,
    duties: Vec<DutyJson<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    seconds: Option<SecondsJson>,
}

#[derive(Serialize)]
struct DutyJson<'a> {
    ruleset: &'a str,
    duty: &'a str,
    rows: u64,
    moved: u64,
}

/// By the clock on the wall.
#[derive(Serialize)]
struct SecondsJson {
    reading: f64,
    counting: f64,
    writing: f64,
}

pub(super) fn page(args: &RecountArgs, counter: &Counter, spent: Option<Spent>) -> Outcome<String> {
    match args.common.format {
        Format::Text => Ok(text(args, counter, spent)),
        Format::Json => input::json(&SummaryJson {
            tally: counter.tally(),
            changed_days: counter.causes().days().collect(),
            duties: counter
                .duties()
                .into_iter()
                .map(|it| DutyJson { ruleset: &it.ruleset, duty: &it.id, rows: it.rows, moved: it.moved })
                .collect(),
            seconds: spent.map(|spent| SecondsJson {
                reading: spent.reading.as_secs_f64(),
                counting: spent.counting.as_secs_f64(),
                writing: spent.writing.as_secs_f64(),
            }),
        }),
    }
}

fn text(args: &RecountArgs, counter: &Counter, spent: Option<Spent>) -> String {
    let lang = Lang::from(args.common.lang);
    let (tally, number) = (counter.tally(), |count: u64| grouped(count, lang));
    let mut page = Page::default();
    let out = args.out.display();
    let (rows, moved, later, earlier) =
        (number(tally.rows), number(tally.moved), number(tally.later), number(tally.earlier));
    page.styled(
        0,
        BOLD,
        &match lang {
            Lang::Vi => format!(
                "{rows} nhiệm vụ: {moved} đổi ngày đến hạn ({later} muộn hơn, {earlier} sớm hơn), ghi vào {out}"
            ),
            Lang::En => format!("{rows} duties: {moved} moved ({later} later, {earlier} earlier), written to {out}"),
        },
    );
    if tally.one_sided > 0 {
        let words = lang.pick("chỉ có ngày theo một trong hai bộ lịch", "with a date under one of the calendars only");
        page.line(2, &format!("{words}: {}", number(tally.one_sided)));
    }
    let words = lang.pick("Trước là tạm tính, nay là chắc chắn", "Provisional before, firm now");
    page.line(0, &format!("{words}: {}", number(tally.became_firm)));
    if tally.outside > 0 {
        let words = lang.pick(
            "Không có ngày theo cả hai bộ lịch, vì phép tính ra ngoài các năm có lịch",
            "No date under either calendar, since the count leaves the covered years",
        );
        page.styled(0, WARN, &format!("{words}: {}", number(tally.outside)));
    }
    if tally.not_in_force > 0 {
        let words = lang.pick(
            "Không có ngày, vì không phiên bản nào của bộ quy tắc có hiệu lực vào ngày tính hạn",
            "No date, since no version of the rule set is in force on the day it is counted from",
        );
        page.styled(0, WARN, &format!("{words}: {}", number(tally.not_in_force)));
    }
    list(&mut page, lang.pick("Ngày thay đổi", "Days that changed"), counter.causes().days().map(str::to_owned));
    let of = lang.pick("trên", "of");
    let duties = counter
        .duties()
        .into_iter()
        .map(|it| format!("{}/{}: {} {of} {}", it.ruleset, it.id, number(it.moved), number(it.rows)));
    list(&mut page, lang.pick("Số đổi ngày của từng nhiệm vụ", "How many moved of each duty"), duties);
    if let Some(spent) = spent {
        let [reading, counting, writing] =
            [spent.reading, spent.counting, spent.writing].map(|spent| seconds(spent, lang));
        page.blank();
        page.styled(
            0,
            DIM,
            &match lang {
                Lang::Vi => format!("Thời gian thực (giây): đọc {reading}; tính {counting}; ghi {writing}"),
                Lang::En => format!("Wall-clock seconds: reading {reading}, counting {counting}, writing {writing}"),
            },
        );
    }
    page.finish()
}

fn list(page: &mut Page, heading: &str, lines: impl Iterator<Item = String>) {
    let mut lines = lines.peekable();
    if lines.peek().is_none() {
        return;
    }
    page.blank();
    page.styled(0, BOLD, heading);
    for line in lines {
        page.line(2, &line);
    }
}

/// `0,12` in Vietnamese, `0.12` in English.
fn seconds(spent: Duration, lang: Lang) -> String {
    format!("{:.2}", spent.as_secs_f64()).replace('.', lang.pick(",", "."))
}

/// `10.000.000` in Vietnamese, `10,000,000` in English.
pub(super) fn grouped(count: u64, lang: Lang) -> String {
    let digits = count.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        let left = digits.len().saturating_sub(at);
        if at > 0 && left.checked_rem(3) == Some(0) {
            text.push(lang.pick('.', ','));
        }
        text.push(digit);
    }
    text
}
