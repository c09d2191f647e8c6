//! `doithoai next`.

use chrono::NaiveDate;
use doithoai::timeline::{DayToHold, FallsDue, NextChange};
use doithoai::{Duty, Lang, Timeline};
use serde::Serialize;

use crate::args::{CaseArgs, Format, NextArgs};
use crate::input::{self, Outcome, Told as _};
use crate::page::{BOLD, DIM, Page};
use crate::timeline::{case, judged};

/// What is overdue on a day, what falls due until another, and what changes next.
#[derive(Serialize)]
struct Agenda<'a> {
    as_of: NaiveDate,
    overdue: &'a [Duty],
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<NaiveDate>,
    due: &'a [FallsDue<'a>],
    next_change: Option<&'a NextChange>,
}

pub(crate) fn run(args: &NextArgs) -> Outcome<String> {
    let lang = Lang::from(args.case.common.lang);
    let planned = |of: &Option<String>, option: &str| {
        let day = input::optional_date(of.as_ref(), option, lang)?;
        day.map(|day| input::covered(day, option, lang)).transpose()
    };
    match (planned(&args.over_by, "--over-by")?, planned(&args.sent_on, "--sent-on")?) {
        (None, None) => of_case(args, lang),
        (Some(day), None) => to_hold(&args.case, (day, "--over-by"), lang),
        (None, Some(day)) => to_hold(&args.case, (day, "--sent-on"), lang),
        (Some(_), Some(_)) => Err(lang
            .pick(
                "--over-by và --sent-on hỏi hai điều khác nhau; hãy nêu một",
                "--over-by and --sent-on ask two things; give one",
            )
            .to_owned()),
    }
}

fn of_case(args: &NextArgs, lang: Lang) -> Outcome<String> {
    let missing = |option: &str| match lang {
        Lang::Vi => format!("thiếu {option}, ví dụ {option} 2026-08-20"),
        Lang::En => format!("{option} is missing, for example {option} 2026-08-20"),
    };
    let until = input::optional_date(args.until.as_ref(), "--until", lang)?;
    if args.case.log.is_none() && args.case.on.is_none() {
        return Err(missing("--on"));
    }
    let case = case(&args.case, lang)?;
    let as_of = case.as_of.ok_or_else(|| missing("--as-of"))?;
    if let Some(until) = until.filter(|until| *until < as_of) {
        return Err(match lang {
            Lang::Vi => format!("--until {until}: trước --as-of {as_of}; hãy nêu một ngày từ đó về sau"),
            Lang::En => format!("--until {until}: it is before --as-of {as_of}; give a day from then on"),
        });
    }
    let timeline = judged(&args.case, &case, lang)?;
    let (overdue, next_change) = (timeline.overdue_on(as_of).told(lang)?, timeline.next_change(as_of).told(lang)?);
    let due = until.map(|until| timeline.due_between(as_of, until)).unwrap_or_default();
    let agenda = Agenda { as_of, overdue: &overdue, until, due: &due, next_change: next_change.as_ref() };
    match args.case.common.format {
        Format::Json => input::json(&agenda),
        Format::Text => Ok(agenda.text(&timeline, lang)),
    }
}

impl Agenda<'_> {
    fn text(&self, timeline: &Timeline, lang: Lang) -> String {
        let mut page = Page::default();
        let none = lang.pick("không có", "none");
        let title = match lang {
            Lang::Vi => format!("Quá hạn vào ngày {}", lang.date(self.as_of)),
            Lang::En => format!("Overdue on {}", lang.date(self.as_of)),
        };
        page.styled(0, BOLD, &title);
        for duty in self.overdue {
            page.line(2, &format!("{}: {}", duty.what_text(lang), duty.status_text(lang)));
            page.styled(4, DIM, duty.cite_text().get(lang));
        }
        page.line(2, if self.overdue.is_empty() { none } else { "" });
        if let Some(until) = self.until {
            let title = match lang {
                Lang::Vi => format!("Đến hạn đến hết ngày {}", lang.date(until)),
                Lang::En => format!("Due until {}", lang.date(until)),
            };
            page.styled(0, BOLD, &title);
            for due in self.due {
                page.line(2, &due.text(lang));
                page.styled(4, DIM, due.duty.cite_text().get(lang));
            }
            page.line(2, if self.due.is_empty() { none } else { "" });
        }
        match self.next_change {
            Some(change) => {
                let title = match lang {
                    Lang::Vi => format!("Thay đổi gần nhất nếu không có gì xảy ra thêm: ngày {}", lang.date(change.on)),
                    Lang::En => format!("The next change, if nothing happens: on {}", lang.date(change.on)),
                };
                page.styled(0, BOLD, &title);
                change.duties.iter().for_each(|duty| page.line(2, &duty.text(lang)));
            }
            None => page.styled(
                0,
                BOLD,
                lang.pick(
                    "Không còn gì thay đổi nếu không có gì xảy ra thêm",
                    "Nothing changes any more if nothing happens",
                ),
            ),
        }
        if let Some(age) = &timeline.data_age {
            page.styled(0, DIM, age.text.get(lang));
        }
        page.finish()
    }
}

/// On which day a dialogue can be held.
fn to_hold(args: &CaseArgs, (day, option): (NaiveDate, &str), lang: Lang) -> Outcome<String> {
    let taken = [
        ("--on", args.on.is_some()),
        ("--log", args.log.is_some()),
        ("--as-of", args.as_of.is_some()),
        ("--event", !args.event.is_empty()),
    ];
    if let Some((other, _)) = taken.iter().find(|(_, taken)| *taken) {
        return Err(match lang {
            Lang::Vi => format!("{other}: {option} hỏi ngày tổ chức; không dùng cùng {other}"),
            Lang::En => format!("{other}: {option} asks for the day to hold a dialogue; it excludes {other}"),
        });
    }
    let on = CaseArgs { on: Some(day.to_string()), ..args.clone() };
    let terms = case(&on, lang)?.terms;
    let is_latest = option == "--over-by";
    let found = if is_latest { terms.latest_day(day) } else { terms.earliest_day(day) }.told(lang)?;
    match args.common.format {
        Format::Json => input::json(&found),
        Format::Text => Ok(text_of_day(found.as_ref(), (day, is_latest), lang)),
    }
}

fn text_of_day(found: Option<&DayToHold>, (day, is_latest): (NaiveDate, bool), lang: Lang) -> String {
    let mut page = Page::default();
    let date = lang.date(day);
    let asked = match (lang, is_latest) {
        (Lang::Vi, true) => format!("Ngày muộn nhất để tổ chức mà mọi nhiệm vụ xong chậm nhất ngày {date}"),
        (Lang::En, true) => format!("The last day to hold it so that all duties are over by {date}"),
        (Lang::Vi, false) => format!("Ngày sớm nhất để tổ chức nếu mọi việc phải làm trước được làm ngày {date}"),
        (Lang::En, false) => format!("The first day to hold it if all that comes before is done on {date}"),
    };
    page.styled(0, BOLD, &asked);
    let Some(found) = found else {
        page.line(
            2,
            lang.pick(
                "không có: không nhiệm vụ nào tính được ngày, hoặc không ngày nào kịp",
                "none: no duty has a date, or no day is right",
            ),
        );
        return page.finish();
    };
    page.line(2, &lang.date_with_weekday(found.on));
    if let Some(duty) = &found.decided_by {
        let why = lang.pick("quyết định bởi", "decided by");
        page.line(2, &format!("{why}: {}", duty.rule.text.get(lang)));
        page.styled(4, DIM, duty.cite_text().get(lang));
    }
    match found.under_every_reading {
        Some(day) if day == found.on => {}
        Some(day) => page.line(
            2,
            &format!(
                "{}: {}",
                lang.pick("đúng theo mọi cách hiểu", "right under every reading"),
                lang.date_with_weekday(day)
            ),
        ),
        None => {
            page.line(2, lang.pick("không ngày nào đúng theo mọi cách hiểu", "no day is right under every reading"));
        }
    }
    for duty in &found.undated {
        let unsaid = lang.pick("không tính được ngày", "has no date");
        page.line(2, &format!("{}: {unsaid}", duty.rule.text.get(lang)));
    }
    page.finish()
}
