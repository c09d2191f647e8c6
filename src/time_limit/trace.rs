//! Why a date falls where it does: typed steps that read as sentences and serialize as JSON.

use chrono::NaiveDate;
use serde::Serialize;

use super::{
    Anchor, Backward, Certainty, Direction, DueDate, Roll, Start, TimeLimit, TimeOfDay, Unit, calendar_end, clamped,
};
use crate::calendar::{Calendar, CoverageError, Day, DayKind, Question};
use crate::text::{Lang, Text};

/// The steps from an anchor to a due date, every skipped day named with its reason and legal basis.
///
/// ```
/// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
/// use doithoai::{Calendar, Lang, TimeLimit, Unit};
/// let (_, trace) = Calendar::vietnam().due_traced(&TimeLimit::after(7, Unit::WorkingDay), date(8, 28))?;
/// let words = trace.text(Lang::Vi);
/// assert!(words.starts_with("Tính 7 ngày làm việc sau thứ Sáu 28/08/2026."));
/// assert!(words.contains("nghỉ hoán đổi, làm bù thứ Bảy 22/08/2026"));
/// # Ok::<(), doithoai::CoverageError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Trace {
    steps: Vec<Step>,
}

/// One step of a count.
///
/// ```
/// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
/// use doithoai::{Calendar, Step, TimeLimit, Unit};
/// // A month after 31 January ends on Saturday 28 February, and rolls to Monday.
/// let (_, trace) = Calendar::vietnam().due_traced(&TimeLimit::after(1, Unit::Month), date(1, 31))?;
/// assert!(trace.steps().contains(&Step::MonthEnd { on: date(2, 28) }));
/// assert!(trace.steps().contains(&Step::Rolled { from: date(2, 28), to: date(3, 2) }));
/// # Ok::<(), doithoai::CoverageError>(())
/// ```
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
    /// A day that is not counted.
    Skipped {
        /// The day, with its reason and basis.
        day: Day,
    },
    /// A day off on which a limit would end, so that its end moves on.
    OffAtEnd {
        /// The day, with its reason and basis.
        day: Day,
    },
    /// A weekly rest day that is counted because it is worked.
    Worked {
        /// The day, with its reason and basis.
        day: Day,
    },
    /// The month has no such day; the limit ends on its last (Civil Code 148(3)).
    MonthEnd {
        /// The last day.
        on: NaiveDate,
    },
    /// The year has no 29 February; the limit ends on the 28th, by analogy with Civil Code 148(3).
    LeapDay {
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
    /// The last day, at 24:00 (Civil Code 148(1)-(4) by unit, 148(6)).
    Ends {
        /// The day.
        on: NaiveDate,
        /// The unit that was counted.
        unit: Unit,
    },
    /// The latest day before an event.
    AtTheLatest {
        /// The day.
        on: NaiveDate,
    },
    /// What is counted from has not happened; the date is when it is expected.
    Expected {
        /// What is counted from.
        anchor: Text,
        /// The date it is expected on.
        on: NaiveDate,
    },
    /// The date that a notice states is a day off; it does not roll.
    StatedDayOff {
        /// The date.
        on: NaiveDate,
        /// The last working day before it.
        last_working_day: NaiveDate,
    },
    /// A notice states another date, which now holds; or the rule gives one by the notice.
    MovedByNotice {
        /// The date of the notice.
        notified: NaiveDate,
        /// The date that holds by it.
        to: NaiveDate,
        /// The date that it states, where that is beyond the maximum, which holds then.
        #[serde(skip_serializing_if = "Option::is_none")]
        stated: Option<NaiveDate>,
        /// Whether it states none itself, so that the date is the one that the rule gives.
        #[serde(skip_serializing_if = "std::ops::Not::not")]
        by_rule: bool,
    },
    /// The limit of another duty binds this one too, and ends later.
    MovedByLimit {
        /// The other duty's id.
        of: String,
        /// The later date.
        to: NaiveDate,
    },
    /// The limit stopped running for a time; the rest of it ran on after that.
    MovedBySuspension {
        /// The day on which it stopped.
        from: NaiveDate,
        /// The day after which it ran on.
        resumed: NaiveDate,
        /// The later date.
        to: NaiveDate,
    },
    /// The limit is a day of the month in which something happens, or the day before it.
    DayOfMonth {
        /// What happens in the month.
        of: Text,
        /// A day of the month.
        month: NaiveDate,
        /// The day.
        day: u32,
        /// Whether that day itself is still in time.
        included: bool,
    },
    /// The limit is so many hours before or after something.
    Hours {
        /// What they run from.
        of: Text,
        /// The day of that.
        on: NaiveDate,
        /// The time of that, if it is known.
        #[serde(skip_serializing_if = "Option::is_none")]
        at: Option<TimeOfDay>,
        /// How many.
        hours: u32,
        /// Whether they run after it.
        after: bool,
        /// The day on which they end.
        ends: NaiveDate,
        /// The time at which they end, if that is known.
        #[serde(skip_serializing_if = "Option::is_none")]
        until: Option<TimeOfDay>,
    },
    /// The limit is a day that the rule names.
    FixedDay {
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
    /// The Civil Code applies by analogy: its time limits are those of civil relations.
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
        if !calendar.is_over(due.latest()) {
            trace.steps.push(Step::SwapsMayMove);
        }
        if limit.is_after() {
            trace.steps.push(Step::ByAnalogy); // it has no rule for a count before an event
        }
        Ok(trace)
    }

    /// Of a day that is fixed and not counted.
    pub(crate) fn fixed(step: Step, on: NaiveDate) -> Self {
        Self { steps: vec![step, Step::AtTheLatest { on }] }
    }

    /// Of a limit in hours, which may end before the end of a day.
    pub(crate) fn hours(step: Step) -> Self {
        Self { steps: vec![step] }
    }

    /// Puts a step before the count.
    pub(crate) fn begin(&mut self, step: Step) {
        self.steps.insert(0, step);
    }

    /// Leaves out that the Civil Code is applied by analogy, where the instrument itself refers to it.
    pub(crate) fn not_by_analogy(&mut self) {
        self.steps.retain(|step| *step != Step::ByAnalogy);
    }

    /// Adds what moved the date after it was counted.
    pub(crate) fn push(&mut self, step: Step) {
        self.steps.push(step);
    }

    /// The steps, in order.
    ///
    /// ```
    /// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// use doithoai::{Calendar, Step, TimeLimit, Unit};
    /// let ten = TimeLimit::after(10, Unit::WorkingDay);
    /// let (_, trace) = Calendar::vietnam().due_traced(&ten, date(8, 20))?;
    /// assert_eq!(trace.steps()[0], Step::Counts { limit: ten, from: date(8, 20) });
    /// assert_eq!(trace.steps().last(), Some(&Step::ByAnalogy));
    /// # Ok::<(), doithoai::CoverageError>(())
    /// ```
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
            let corresponding =
                if included && limit.amount > 0 { calendar_end(limit, from, false) } else { Some(last) };
            if corresponding.is_some_and(|end| clamped(limit, from, end)) {
                let year = limit.unit == Unit::Year;
                self.steps.push(if year { Step::LeapDay { on: last } } else { Step::MonthEnd { on: last } });
            }
            if roll == Roll::NextWorkingDay && last != due.date {
                let off = last.iter_days().take_while(|date| *date < due.date);
                for date in off {
                    self.steps.push(Step::OffAtEnd { day: calendar.day(date)? });
                }
                self.steps.push(Step::Rolled { from: last, to: due.date });
            }
        }
        self.steps.push(Step::Ends { on: due.date, unit: limit.unit });
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
        self.steps.push(Step::AtTheLatest { on: due.date });
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
                DayKind::SwappedWorking { .. } | DayKind::Worked => self.steps.push(Step::Worked { day }),
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

    /// The steps as sentences, one a line. Days in a row that one provision takes off share a line.
    ///
    /// ```
    /// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// use doithoai::{Calendar, Lang, TimeLimit, Unit};
    /// let (_, trace) = Calendar::vietnam().due_traced(&TimeLimit::after(5, Unit::WorkingDay), date(8, 6))?;
    /// let words = trace.text(Lang::En);
    /// assert_eq!(words.lines().next(), Some("5 working days after Thu 2026-08-06."));
    /// assert!(words.contains("Not counted: Sat 2026-08-08, Sun 2026-08-09: weekly rest day"));
    /// assert!(words.contains("It ends at 24:00 on Thu 2026-08-13"));
    /// # Ok::<(), doithoai::CoverageError>(())
    /// ```
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let mut lines: Vec<String> = Vec::new();
        let mut alike: Vec<&Day> = Vec::new();
        for step in &self.steps {
            let Step::Skipped { day } = step else {
                lines.extend(skipped(&alike, lang));
                alike.clear();
                lines.push(step.text(lang));
                continue;
            };
            if alike.first().is_some_and(|first| first.basis != day.basis) {
                lines.extend(skipped(&alike, lang));
                alike.clear();
            }
            alike.push(day);
        }
        lines.join("\n")
    }
}

/// One sentence for days that are not counted by one provision; none if there are no such days.
fn skipped(days: &[&Day], lang: Lang) -> Option<String> {
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
                format!("Bộ luật Dân sự không quy định cách tính lùi; ở đây: {}.", count.text().vi)
            }
            (Self::CountsBack { count }, Lang::En) => {
                format!("The Civil Code has no rule for counting backwards; here: {}.", count.text().en)
            }
            (Self::OffAtEnd { day: off }, Lang::Vi) => {
                format!("{} là ngày nghỉ: {} ({}).", capital(&day(&off.date)), off.reason(lang), off.basis_text(lang))
            }
            (Self::OffAtEnd { day: off }, Lang::En) => {
                format!("{} is a day off: {} ({}).", day(&off.date), off.reason(lang), off.basis_text(lang))
            }
            (Self::Skipped { day }, _) => skipped(&[day], lang).unwrap_or_default(),
            (Self::Worked { day: worked }, Lang::Vi) => {
                format!("Có tính {}: {} ({}).", day(&worked.date), worked.reason(lang), worked.basis_text(lang))
            }
            (Self::Worked { day: worked }, Lang::En) => {
                format!("Counted: {}: {} ({}).", day(&worked.date), worked.reason(lang), worked.basis_text(lang))
            }
            (Self::MonthEnd { on }, Lang::Vi) => format!(
                "Tháng kết thúc thời hạn không có ngày tương ứng; ngày cuối cùng là {} (khoản 3 Điều 148 Bộ luật Dân sự 2015).",
                day(on)
            ),
            (Self::MonthEnd { on }, Lang::En) => {
                format!("The month has no such day; its last is {} (Civil Code 2015, Art. 148(3)).", day(on))
            }
            (Self::LeapDay { on }, Lang::Vi) => format!(
                "Năm kết thúc thời hạn không có ngày 29/02; lấy {}, áp dụng tương tự khoản 3 Điều 148 Bộ luật Dân sự 2015.",
                day(on)
            ),
            (Self::LeapDay { on }, Lang::En) => {
                format!("The year has no 29 February; {} by analogy with Civil Code 2015, Art. 148(3).", day(on))
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
            (Self::Ends { on, unit }, Lang::Vi) => {
                let clause = ending_clause(*unit);
                format!("Hết hạn lúc 24 giờ {} (khoản {clause}, khoản 6 Điều 148 Bộ luật Dân sự 2015).", day(on))
            }
            (Self::Ends { on, unit }, Lang::En) => {
                let clause = ending_clause(*unit);
                format!("It ends at 24:00 on {} (Civil Code 2015, Art. 148({clause}), (6)).", day(on))
            }
            (Self::AtTheLatest { on }, Lang::Vi) => format!("Muộn nhất: hết {}.", day(on)),
            (Self::AtTheLatest { on }, Lang::En) => format!("At the latest: the end of {}.", day(on)),
            _ => self.caveat(lang),
        }
    }

    /// What moved or may move the date, as a sentence.
    fn caveat(&self, lang: Lang) -> String {
        let day = |date: &NaiveDate| lang.date_with_weekday(*date);
        match (self, lang) {
            (Self::Expected { anchor, on }, Lang::Vi) => {
                format!("Mốc tính chưa diễn ra ({}); lấy ngày dự kiến {}.", anchor.vi, day(on))
            }
            (Self::Expected { anchor, on }, Lang::En) => {
                format!("What it is counted from has not happened ({}); {} is taken as expected.", anchor.en, day(on))
            }
            (Self::StatedDayOff { on, last_working_day }, Lang::Vi) => format!(
                "{} là ngày nghỉ; ngày nêu trong văn bản được giữ nguyên, ngày làm việc cuối cùng là {}.",
                capital(&day(on)),
                day(last_working_day)
            ),
            (Self::StatedDayOff { on, last_working_day }, Lang::En) => {
                format!("{} is a day off; a stated date does not roll, the last working day is {}.", day(on), day(last_working_day))
            }
            (Self::MovedByNotice { notified, to, stated, by_rule: true }, _) => {
                extended_by_rule(*notified, *to, *stated, lang)
            }
            (Self::MovedByNotice { notified, to, stated: Some(stated), .. }, Lang::Vi) => format!(
                "Văn bản ngày {} nêu thời hạn mới {}, vượt mức tối đa là {}: lấy ngày sớm hơn, {}.",
                lang.date(*notified),
                day(stated),
                day(to),
                day(to)
            ),
            (Self::MovedByNotice { notified, to, stated: Some(stated), .. }, Lang::En) => format!(
                "The notice of {} states a new limit of {}, beyond the maximum of {}: the lesser holds, {}.",
                lang.date(*notified),
                day(stated),
                day(to),
                day(to)
            ),
            (Self::MovedByNotice { notified, to, stated: None, .. }, Lang::Vi) => {
                format!("Văn bản ngày {} nêu thời hạn mới: {}.", lang.date(*notified), day(to))
            }
            (Self::MovedByNotice { notified, to, stated: None, .. }, Lang::En) => {
                format!("The notice of {} states a new limit: {}.", lang.date(*notified), day(to))
            }
            (Self::MovedBySuspension { from, resumed, to }, Lang::Vi) => format!(
                "Tạm đình chỉ từ {}, tiếp tục từ {}: phần thời hạn còn lại hết ngày {}.",
                lang.date(*from),
                lang.date(*resumed),
                lang.date_with_weekday(*to)
            ),
            (Self::MovedBySuspension { from, resumed, to }, Lang::En) => format!(
                "Suspended on {}, resumed on {}: the rest of the limit ends on {}.",
                lang.date(*from),
                lang.date(*resumed),
                lang.date_with_weekday(*to)
            ),
            (Self::MovedByLimit { of, to }, Lang::Vi) => {
                format!("Thời hạn của `{of}` cũng ràng buộc nhiệm vụ này và kết thúc sau: {}.", day(to))
            }
            (Self::MovedByLimit { of, to }, Lang::En) => {
                format!("The limit of `{of}` binds this duty too and ends later: {}.", day(to))
            }
            (Self::DayOfMonth { of, month, day, included }, Lang::Vi) => {
                let word = if *included { "đến hết" } else { "trước" };
                format!("Văn bản nêu {word} ngày {day:02} của tháng có {} ({}).", of.vi, month.format("%m/%Y"))
            }
            (Self::DayOfMonth { of, month, day, included }, Lang::En) => {
                let word = if *included { "by" } else { "before" };
                format!("The text says {word} day {day} of the month of: {} ({}).", of.en, month.format("%Y-%m"))
            }
            (Self::Hours { of, on, at, hours, after, ends, until }, _) => {
                in_hours(of, (*hours, *after), (*on, *at), (*ends, *until), lang)
            }
            (Self::FixedDay { on }, Lang::Vi) => format!("Văn bản nêu ngày {}.", lang.date(*on)),
            (Self::FixedDay { on }, Lang::En) => format!("The text names {}.", lang.date(*on)),
            (Self::Undecided { year, questions }, _) => undecided(*year, questions, lang),
            (Self::Bounds { earliest, latest }, Lang::Vi) => {
                format!("Tạm tính: sớm nhất {}, muộn nhất {}.", day(earliest), day(latest))
            }
            (Self::Bounds { earliest, latest }, Lang::En) => {
                format!("Provisional: {} at the earliest, {} at the latest.", day(earliest), day(latest))
            }
            (Self::SwapsMayMove, Lang::Vi) => {
                "Việc hoán đổi ngày làm việc có thể được quyết định sau và làm thay đổi ngày này; không thể dự đoán trước."
                    .to_owned()
            }
            (Self::SwapsMayMove, Lang::En) => {
                "A swap of working days decided later can still move this date; swaps are never foreseen.".to_owned()
            }
            (Self::ByAnalogy, Lang::Vi) => {
                "Bộ luật Dân sự quy định thời hạn trong quan hệ dân sự; cách tính trên chỉ được áp dụng tương tự.".to_owned()
            }
            (Self::ByAnalogy, Lang::En) => {
                "The Civil Code governs the limits of civil relations; here it is applied by analogy.".to_owned()
            }
            _ => String::new(),
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
