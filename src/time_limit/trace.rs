//! Why a date falls where it does: typed steps that read as sentences and serialize as JSON.

use chrono::NaiveDate;
use serde::Serialize;

use super::{Anchor, Backward, Certainty, Direction, DueDate, Roll, Start, TimeLimit, Unit, calendar_end, clamped};
use crate::calendar::{Calendar, CoverageError, Day, DayKind, Question};
use crate::text::Lang;

/// The steps from an anchor to a due date, every skipped day named with its reason and legal basis.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Trace {
    steps: Vec<Step>,
}

/// One step of a count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "step", rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Step {
    /// What is counted from where.
    Counts {
        /// The limit.
        limit: TimeLimit,
        /// The date it is counted from.
        from: NaiveDate,
    },
    /// The day of the event is not counted (Civil Code 147(2), 147(3)).
    StartsNextDay {
        /// The day that is not counted.
        event: NaiveDate,
    },
    /// The day of the event is counted.
    StartsOnEvent {
        /// The day.
        event: NaiveDate,
    },
    /// How a count before an event works; no law says.
    CountsBack {
        /// The convention.
        count: Backward,
    },
    /// A day that is not counted, or that the end rolls over.
    Skipped {
        /// The day, with its reason and basis.
        day: Day,
    },
    /// A weekly rest day that is counted because it is worked.
    Worked {
        /// The day, with its reason and basis.
        day: Day,
    },
    /// The month has no such day; the limit ends on its last (Civil Code 148(3), 148(4)).
    MonthEnd {
        /// The last day.
        on: NaiveDate,
    },
    /// The last day is not worked; the limit ends with the next working day (Civil Code 148(5)).
    Rolled {
        /// The last day as counted.
        from: NaiveDate,
        /// The next working day.
        to: NaiveDate,
    },
    /// A backward limit may end on a day off; it never rolls.
    NotRolled {
        /// The day off.
        on: NaiveDate,
        /// The last working day before it.
        last_working_day: NaiveDate,
    },
    /// The last day, at 24:00 (Civil Code 148(6)).
    Ends {
        /// The day.
        on: NaiveDate,
    },
    /// A year of the count is not decreed; the date may move within bounds.
    Undecided {
        /// The year.
        year: i32,
        /// What is open in it.
        questions: Vec<Question>,
    },
    /// The bounds of a provisional date.
    Bounds {
        /// The earliest date.
        earliest: NaiveDate,
        /// The latest date.
        latest: NaiveDate,
    },
    /// A swap decided later can move any date, also a firm one.
    SwapsMayMove,
    /// The Civil Code applies to party documents by analogy.
    ByAnalogy,
}

impl Trace {
    pub(super) fn of(
        calendar: &Calendar,
        limit: TimeLimit,
        anchor: Anchor,
        due: DueDate,
    ) -> Result<Self, CoverageError> {
        let mut trace = Self { steps: vec![Step::Counts { limit, from: anchor.date }] };
        match limit.direction {
            Direction::After { start, roll } => trace.after(calendar, limit, anchor.date, due, (start, roll))?,
            Direction::Before { count } => trace.before(calendar, limit, anchor.date, due, count)?,
        }
        trace.certainty(calendar, due);
        trace.steps.push(Step::SwapsMayMove);
        trace.steps.push(Step::ByAnalogy);
        Ok(trace)
    }

    /// The steps, in order.
    #[must_use]
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    fn after(
        &mut self,
        calendar: &Calendar,
        limit: TimeLimit,
        from: NaiveDate,
        due: DueDate,
        (start, roll): (Start, Roll),
    ) -> Result<(), CoverageError> {
        let included = start == Start::EventIncluded;
        self.steps.push(if included {
            Step::StartsOnEvent { event: from }
        } else {
            Step::StartsNextDay { event: from }
        });
        let first = if included { from } else { from.succ_opt().unwrap_or(from) };
        if limit.unit == Unit::WorkingDay && limit.amount > 0 {
            self.days(calendar, first, due.date)?;
        } else {
            let last = calendar_end(limit, from, included).unwrap_or(due.date);
            if !included && clamped(limit, from, last) {
                self.steps.push(Step::MonthEnd { on: last });
            }
            if roll == Roll::NextWorkingDay && last != due.date {
                self.days(calendar, last, due.date)?;
                self.steps.push(Step::Rolled { from: last, to: due.date });
            }
        }
        self.steps.push(Step::Ends { on: due.date });
        Ok(())
    }

    fn before(
        &mut self,
        calendar: &Calendar,
        limit: TimeLimit,
        event: NaiveDate,
        due: DueDate,
        count: Backward,
    ) -> Result<(), CoverageError> {
        self.steps.push(Step::CountsBack { count });
        if limit.unit == Unit::WorkingDay {
            let first = if count == Backward::ClearDays { due.date.succ_opt().unwrap_or(due.date) } else { due.date };
            let last = if count == Backward::EventIncluded { event } else { event.pred_opt().unwrap_or(event) };
            self.days(calendar, first, last)?;
        }
        self.steps.push(Step::Ends { on: due.date });
        if due.last_working_day != due.date {
            self.steps.push(Step::NotRolled { on: due.date, last_working_day: due.last_working_day });
        }
        Ok(())
    }

    /// Names the days of a stretch that are not ordinary working days.
    fn days(&mut self, calendar: &Calendar, first: NaiveDate, last: NaiveDate) -> Result<(), CoverageError> {
        for date in first.iter_days().take_while(|date| *date <= last) {
            let day = calendar.day(date)?;
            match day.kind {
                DayKind::Working => {}
                DayKind::SwappedWorking { .. } => self.steps.push(Step::Worked { day }),
                _ => self.steps.push(Step::Skipped { day }),
            }
        }
        Ok(())
    }

    fn certainty(&mut self, calendar: &Calendar, due: DueDate) {
        let Certainty::Provisional { earliest, latest, because } = due.certainty else { return };
        for year in because.first_year..=because.last_year {
            let questions = calendar.open_questions(year);
            if !questions.is_empty() {
                self.steps.push(Step::Undecided { year, questions });
            }
        }
        self.steps.push(Step::Bounds { earliest, latest });
    }

    /// The steps as sentences, one a line. Weekly rest days of one stretch share a line.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let mut lines: Vec<String> = Vec::new();
        let mut rest: Vec<&Day> = Vec::new();
        for step in &self.steps {
            if let Step::Skipped { day } = step
                && day.kind == DayKind::WeeklyRest
            {
                rest.push(day);
                continue;
            }
            flush(&mut rest, &mut lines, lang);
            lines.push(step.text(lang));
        }
        flush(&mut rest, &mut lines, lang);
        lines.join("\n")
    }
}

fn flush(rest: &mut Vec<&Day>, lines: &mut Vec<String>, lang: Lang) {
    if let Some(first) = rest.first() {
        lines.push(skipped(rest, &first.reason(lang), &first.basis_text(lang), lang));
        rest.clear();
    }
}

fn skipped(days: &[&Day], reason: &str, basis: &str, lang: Lang) -> String {
    let dates: Vec<String> = days.iter().map(|day| lang.date_with_weekday(day.date)).collect();
    let basis = if basis.is_empty() { String::new() } else { format!(" ({basis})") };
    format!("{} {}: {reason}{basis}.", lang.pick("Không tính", "Not counted:"), dates.join(", "))
}

impl Step {
    /// The step as a sentence.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let day = |date: &NaiveDate| lang.date_with_weekday(*date);
        match (self, lang) {
            (Self::Counts { limit, from }, _) => counts(*limit, *from, lang),
            (Self::StartsNextDay { event }, Lang::Vi) => format!(
                "Ngày {} không tính; tính từ ngày tiếp theo (khoản 2, khoản 3 Điều 147 Bộ luật Dân sự 2015).",
                lang.date(*event)
            ),
            (Self::StartsNextDay { event }, Lang::En) => {
                format!(
                    "{} is not counted; counting starts the next day (Civil Code 2015, Art. 147(2), (3)).",
                    lang.date(*event)
                )
            }
            (Self::StartsOnEvent { event }, Lang::Vi) => format!("Tính cả ngày {}.", lang.date(*event)),
            (Self::StartsOnEvent { event }, Lang::En) => format!("{} itself counts.", lang.date(*event)),
            (Self::CountsBack { count }, Lang::Vi) => {
                format!("Pháp luật không quy định cách tính lùi; ở đây: {}.", count.text().vi)
            }
            (Self::CountsBack { count }, Lang::En) => {
                format!("No law says how to count backwards; here: {}.", count.text().en)
            }
            (Self::Skipped { day }, _) => skipped(&[day], &day.reason(lang), &day.basis_text(lang), lang),
            (Self::Worked { day: worked }, Lang::Vi) => {
                format!("Có tính {}: {} ({}).", day(&worked.date), worked.reason(lang), worked.basis_text(lang))
            }
            (Self::Worked { day: worked }, Lang::En) => {
                format!("Counted: {}: {} ({}).", day(&worked.date), worked.reason(lang), worked.basis_text(lang))
            }
            (Self::MonthEnd { on }, Lang::Vi) => format!(
                "Tháng kết thúc không có ngày tương ứng; ngày cuối cùng là {} (khoản 3, khoản 4 Điều 148 Bộ luật Dân sự 2015).",
                day(on)
            ),
            (Self::MonthEnd { on }, Lang::En) => {
                format!("The month has no such day; its last is {} (Civil Code 2015, Art. 148(3), (4)).", day(on))
            }
            (Self::Rolled { from, to }, Lang::Vi) => format!(
                "Ngày cuối cùng {} là ngày nghỉ, thời hạn kết thúc vào ngày làm việc tiếp theo, {} (khoản 5 Điều 148 Bộ luật Dân sự 2015).",
                day(from),
                day(to)
            ),
            (Self::Rolled { from, to }, Lang::En) => format!(
                "The last day, {}, is a day off; the limit ends with the next working day, {} (Civil Code 2015, Art. 148(5)).",
                day(from),
                day(to)
            ),
            (Self::NotRolled { on, last_working_day }, Lang::Vi) => format!(
                "{} là ngày nghỉ; mốc tính lùi không chuyển, ngày làm việc cuối cùng là {}.",
                capital(&day(on)),
                day(last_working_day)
            ),
            (Self::NotRolled { on, last_working_day }, Lang::En) => {
                format!(
                    "{} is a day off; a backward limit does not roll, the last working day is {}.",
                    day(on),
                    day(last_working_day)
                )
            }
            (Self::Ends { on }, Lang::Vi) => {
                format!("Hạn cuối: 24:00 {} (khoản 6 Điều 148 Bộ luật Dân sự 2015).", day(on))
            }
            (Self::Ends { on }, Lang::En) => {
                format!("Last moment: 24:00 on {} (Civil Code 2015, Art. 148(6)).", day(on))
            }
            (Self::Undecided { year, questions }, _) => undecided(*year, questions, lang),
            (Self::Bounds { earliest, latest }, Lang::Vi) => {
                format!("Tạm tính: sớm nhất {}, muộn nhất {}.", day(earliest), day(latest))
            }
            (Self::Bounds { earliest, latest }, Lang::En) => {
                format!("Provisional: {} at the earliest, {} at the latest.", day(earliest), day(latest))
            }
            (Self::SwapsMayMove, Lang::Vi) => {
                "Ngày làm việc hoán đổi có thể được quyết định sau và làm thay đổi ngày này; không dự đoán trước."
                    .to_owned()
            }
            (Self::SwapsMayMove, Lang::En) => {
                "A swap of working days decided later can still move this date; swaps are never foreseen.".to_owned()
            }
            (Self::ByAnalogy, Lang::Vi) => {
                "Văn bản của Đảng không thuộc phạm vi Bộ luật Dân sự; cách tính trên được áp dụng tương tự.".to_owned()
            }
            (Self::ByAnalogy, Lang::En) => {
                "The Civil Code does not govern party documents; it is applied by analogy.".to_owned()
            }
        }
    }
}

fn counts(limit: TimeLimit, from: NaiveDate, lang: Lang) -> String {
    let (amount, from) = (limit.text(lang), lang.date_with_weekday(from));
    match (limit.is_after(), lang) {
        (true, Lang::Vi) => format!("Tính {amount} sau {from}."),
        (true, Lang::En) => format!("{amount} after {from}."),
        (false, Lang::Vi) => format!("Tính lùi {amount} trước {from}."),
        (false, Lang::En) => format!("{amount} before {from}."),
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
