//! `doithoai count`.

use doithoai::calendar::DataAge;
use doithoai::{Backward, DueDate, Lang, Roll, Start, TimeLimit, Trace, Unit};
use serde::Serialize;

use crate::args::{CountArgs, Format};
use crate::input::{self, Outcome, Told as _};
use crate::page::{BOLD, DIM, Page, WARN, bounds, paint};

/// One way to count, and what it gives.
#[derive(Serialize)]
struct Counted {
    from: chrono::NaiveDate,
    limit: TimeLimit,
    due: chrono::NaiveDate,
    last_working_day: chrono::NaiveDate,
    certainty: &'static str,
    earliest: chrono::NaiveDate,
    latest: chrono::NaiveDate,
    #[serde(skip_serializing_if = "Option::is_none")]
    undecided: Option<doithoai::Undecided>,
    /// Of the first way only: it is told once.
    #[serde(skip_serializing_if = "Option::is_none")]
    data_age: Option<DataAge>,
    #[serde(skip_serializing_if = "Option::is_none")]
    trace: Option<Trace>,
    #[serde(skip)]
    full: (DueDate, Trace),
}

pub(crate) fn run(args: &CountArgs) -> Outcome<String> {
    let lang = Lang::from(args.common.lang);
    let what = lang.pick("ngày bắt đầu", "the date");
    let from = input::covered(input::date(&args.from, what, lang)?, what, lang)?;
    let calendar = input::calendar_as_known(&args.common)?;
    let mut counted = Vec::new();
    for limit in limits(args, lang)? {
        let (due, trace) = calendar.due_traced(&limit, from).told(lang)?;
        counted.push(Counted {
            from,
            limit,
            due: due.date,
            last_working_day: due.last_working_day,
            certainty: if due.is_firm() { "firm" } else { "provisional" },
            earliest: due.earliest(),
            latest: due.latest(),
            undecided: due.because(),
            data_age: calendar.data_age(due.date.max(from)).filter(|_| counted.is_empty()),
            trace: args.explain.then(|| trace.clone()),
            full: (due, trace),
        });
    }
    match (args.common.format, counted.as_slice()) {
        (Format::Json, [only]) => input::json(only),
        (Format::Json, all) => input::json(&all),
        (Format::Text, all) => Ok(text(all, args.explain, lang)),
    }
}

/// The limit that the arguments mean; three if it lies before and the way to count is not said.
fn limits(args: &CountArgs, lang: Lang) -> Outcome<Vec<TimeLimit>> {
    let wrong = || match lang {
        Lang::Vi => format!("`{}` không phải là số đơn vị; viết +N hoặc -N, ví dụ +7", args.amount),
        Lang::En => format!("`{}` is not an amount; expected +N or -N, for example +7", args.amount),
    };
    let backward = args.amount.starts_with('-');
    let digits = args.amount.strip_prefix(['+', '-']).unwrap_or(&args.amount);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(wrong());
    }
    let amount: u32 = digits.parse().map_err(|_| match lang {
        Lang::Vi => format!("`{}` quá lớn: lịch chỉ có các năm 2015-2100", args.amount),
        Lang::En => format!("`{}` is too large: the calendar covers 2015-2100", args.amount),
    })?;
    let unit = Unit::from_word(&args.unit).told_of("--unit", lang)?;
    if !backward {
        if args.count.is_some() {
            return Err(lang
                .pick("--count chỉ dùng khi tính lùi (-N)", "--count goes with a backward count (-N) only")
                .to_owned());
        }
        let start = args.start.as_deref().map(Start::from_word).transpose().told_of("--start", lang)?;
        let roll = args.roll.as_deref().map(Roll::from_word).transpose().told_of("--roll", lang)?;
        let (start, roll) = (start.unwrap_or(Start::EventExcluded), roll.unwrap_or(Roll::NextWorkingDay));
        return Ok(vec![TimeLimit::after_with(amount, unit, start, roll)]);
    }
    if args.start.is_some() || args.roll.is_some() {
        return Err(lang
            .pick(
                "--start và --roll chỉ dùng khi tính tới (+N)",
                "--start and --roll go with a forward count (+N) only",
            )
            .to_owned());
    }
    match &args.count {
        Some(written) => {
            let count = Backward::from_word(written).told_of("--count", lang)?;
            Ok(vec![TimeLimit::before(amount, unit, count).told(lang)?])
        }
        None => Ok(Backward::ALL.iter().filter_map(|count| TimeLimit::before(amount, unit, *count).ok()).collect()),
    }
}

fn text(all: &[Counted], explain: bool, lang: Lang) -> String {
    let mut page = Page::default();
    for counted in all {
        let (due, trace) = &counted.full;
        let limit = counted.limit;
        let side = if limit.is_after() { lang.pick("sau", "after") } else { lang.pick("trước", "before") };
        let way = match limit.direction() {
            doithoai::Direction::Before { count } => format!(" ({}, {})", count.word(), count.text().get(lang)),
            doithoai::Direction::After { .. } => String::new(),
        };
        let (from, date) = (lang.date_with_weekday(counted.from), lang.date_with_weekday(due.date));
        page.line(0, &format!("{} {side} {from}{way}: {}", limit.text(lang), paint(BOLD, &date)));
        if due.last_working_day != due.date {
            let label = lang.pick("ngày làm việc cuối cùng", "last working day");
            page.line(2, &format!("{label}: {}", lang.date_with_weekday(due.last_working_day)));
        }
        if let Some(because) = due.because() {
            page.styled(2, WARN, &format!("{}; {}", bounds(*due, lang), because.text(lang)));
        }
        if explain {
            page.block(2, &paint(DIM, &trace.text(lang)));
        }
    }
    if let Some(age) = all.iter().find_map(|counted| counted.data_age.as_ref()) {
        page.styled(2, WARN, age.text.get(lang));
    }
    page.finish()
}
