//! Why a date falls where it does: typed steps that read as sentences and serialize as JSON.

mod sentence;

use chrono::NaiveDate;
use serde::Serialize;

use sentence::skipped;

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
