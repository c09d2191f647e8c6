//! Time limits: from an amount, a unit and an anchor to a due date, by Civil Code 2015, Arts. 144-148.
//!
//! The Civil Code governs civil relations: for duties of the party and the state it is applied by analogy, which every [`Trace`] says.

mod batch;
mod due_date;
mod time_of_day;
mod trace;

use chrono::{Datelike, Months, NaiveDate};
use serde::Serialize;
use thiserror::Error;

pub use batch::DueColumns;
pub use due_date::{Anchor, Certainty, DueDate};
pub use time_of_day::TimeOfDay;
pub use trace::{Step, Trace};

use crate::calendar::{Calendar, Count, CoverageError, Lens, Undecided, shift};
use crate::text::{Lang, messages, vocabulary};

vocabulary! {
    /// What a time limit is counted in.
    ///
    /// ```
    /// use doithoai::Unit;
    /// assert_eq!(Unit::WorkingDay.word(), "working-day");
    /// assert_eq!(Unit::WorkingDay.text().vi, "ngày làm việc");
    /// ```
    pub enum Unit ("đơn vị", "unit") {
        /// A day on which offices work: ngày làm việc.
        WorkingDay = "working-day", "ngày làm việc", "working day";
        /// A calendar day; the source says "ngày" alone.
        ///
        /// It ends with the last day (Civil Code 148(1)).
        Day = "day", "ngày", "day";
        /// Seven calendar days.
        ///
        /// It ends on the same weekday of the last week (Civil Code 148(2)).
        Week = "week", "tuần", "week";
        /// A month, to the same day number or the month's last day (Civil Code 148(3)).
        ///
        /// If the first day counts it ends the day before the same day number; on the month's last day where that number is
        /// missing.
        Month = "month", "tháng", "month";
        /// A year, to the same date (Civil Code 148(4)); from 29 February to the 28th, by analogy with 148(3).
        Year = "year", "năm", "year";
    }
}

vocabulary! {
    /// Whether the day of the event is counted.
    ///
    /// ```
    /// use doithoai::Start;
    /// assert_eq!(Start::EventExcluded.word(), "event-excluded");
    /// assert_eq!(Start::EventExcluded.text().vi, "không tính ngày xảy ra sự kiện");
    /// ```
    pub enum Start ("cách tính ngày đầu", "start") {
        /// Counting starts on the next day (Civil Code 147(2), 147(3)): the rule.
        EventExcluded = "event-excluded", "không tính ngày xảy ra sự kiện", "the day of the event is not counted";
        /// The day of the event is the first day; a reading of some texts.
        ///
        /// A month from 28, 29, 30 or 31 January 2026 ends on 27, 28, 28, 28 February.
        EventIncluded = "event-included", "tính cả ngày xảy ra sự kiện", "the day of the event counts";
    }
}

vocabulary! {
    /// What happens when the last day is not worked.
    ///
    /// ```
    /// use doithoai::Roll;
    /// assert_eq!(Roll::NextWorkingDay.word(), "next-working-day");
    /// assert_eq!(Roll::NextWorkingDay.text().vi, "chuyển sang ngày làm việc tiếp theo");
    /// ```
    pub enum Roll ("cách chuyển ngày cuối", "roll") {
        /// The limit ends with the next working day (Civil Code 148(5)): the rule.
        NextWorkingDay = "next-working-day", "chuyển sang ngày làm việc tiếp theo", "to the next working day";
        /// The limit ends on the day itself.
        None = "none", "không chuyển", "not rolled";
    }
}

vocabulary! {
    /// How a limit before an event is counted. The Civil Code has no rule; every backward rule states its own.
    ///
    /// ```
    /// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// use doithoai::{Backward, Calendar, TimeLimit, Unit};
    /// assert_eq!(Backward::ClearDays.word(), "clear-days");
    /// assert_eq!(Backward::ClearDays.text().vi, "giữa ngày thực hiện và ngày diễn ra có đủ số ngày trọn vẹn");
    /// // Five working days lie between Wednesday 12 August 2026 and Thursday 20 August.
    /// let five = TimeLimit::before(5, Unit::WorkingDay, Backward::ClearDays)?;
    /// assert_eq!(Calendar::vietnam().due(&five, date(8, 20))?.date, date(8, 12));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub enum Backward ("cách tính lùi", "backward counting") {
        /// So many full units lie between the act and the event.
        ClearDays = "clear-days", "giữa ngày thực hiện và ngày diễn ra có đủ số ngày trọn vẹn", "so many clear days between";
        /// The event's day is not counted, the day of the act is: dates are subtracted.
        EventExcluded = "event-excluded", "trừ lùi từ ngày diễn ra", "counted back from the event";
        /// The event's day is counted too. Only for days and working days.
        EventIncluded = "event-included", "tính cả ngày diễn ra", "the event's day counts";
    }
}

/// On which side of the event the limit lies, and how its ends are counted.
///
/// ```
/// use doithoai::{Backward, Direction, TimeLimit, Unit};
/// let notice = TimeLimit::before(5, Unit::WorkingDay, Backward::ClearDays)?;
/// assert_eq!(notice.direction(), Direction::Before { count: Backward::ClearDays });
/// # Ok::<(), doithoai::TimeLimitError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    /// After the event.
    After {
        /// Whether the day of the event is counted.
        start: Start,
        /// What happens when the last day is not worked.
        roll: Roll,
    },
    /// Before the event. A backward limit never rolls.
    Before {
        /// How it is counted.
        count: Backward,
    },
}

/// So many units after or before an event.
///
/// ```
/// use chrono::NaiveDate;
/// use doithoai::{Backward, Calendar, TimeLimit, Unit};
/// let date = |m, d| NaiveDate::from_ymd_opt(2026, m, d).unwrap();
/// let calendar = Calendar::vietnam();
///
/// let ten = TimeLimit::after(10, Unit::WorkingDay);
/// let due = calendar.due(&ten, date(11, 13))?; // passes over Tuesday 24 November
/// assert_eq!(due.date, date(11, 30));
/// assert!(due.is_firm());
///
/// let notice = TimeLimit::before(5, Unit::WorkingDay, Backward::ClearDays)?;
/// let due = calendar.due(&notice, date(6, 15))?;
/// assert_eq!((due.date, due.last_working_day), (date(6, 7), date(6, 5)));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[non_exhaustive]
pub struct TimeLimit {
    amount: u32,
    unit: Unit,
    direction: Direction,
}

/// A time limit that no rule can mean.
///
/// ```
/// use doithoai::{Backward, TimeLimit, TimeLimitError, Unit};
/// let month = TimeLimit::before(1, Unit::Month, Backward::EventIncluded);
/// assert_eq!(month, Err(TimeLimitError::EventIncludedNeedsDays { unit: Unit::Month }));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Error)]
#[non_exhaustive]
pub enum TimeLimitError {
    /// `event-included` counts days; a week, month or year before an event has no such reading.
    ///
    /// ```
    /// use doithoai::{Backward, TimeLimit, Unit};
    /// let error = TimeLimit::before(1, Unit::Month, Backward::EventIncluded).unwrap_err();
    /// assert_eq!(error.to_string(), "`event-included` counts days or working days, not a month: use `event-excluded` or `clear-days`");
    /// ```
    EventIncludedNeedsDays {
        /// The unit.
        unit: Unit,
    },
}

messages! { TimeLimitError, lang:
    Self::EventIncludedNeedsDays { unit } => "limit-conflict", { let unit = unit.text().en; },
        "`event-included` chỉ dùng cho ngày hoặc ngày làm việc; dùng `event-excluded` hoặc `clear-days`",
        "`event-included` counts days or working days, not a {unit}: use `event-excluded` or `clear-days`";
}

impl TimeLimit {
    /// A limit after an event, by the Civil Code: the event's day is not counted, the end rolls to a working day.
    ///
    /// Civil Code 2015, Arts. 147(2), 147(3) and 148(5).
    ///
    /// ```
    /// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// use doithoai::{Calendar, TimeLimit, Unit};
    /// let due = Calendar::vietnam().due(&TimeLimit::after(10, Unit::WorkingDay), date(8, 20))?;
    /// assert_eq!(due.date, date(9, 7));
    /// # Ok::<(), doithoai::CoverageError>(())
    /// ```
    #[must_use]
    pub const fn after(amount: u32, unit: Unit) -> Self {
        let direction = Direction::After { start: Start::EventExcluded, roll: Roll::NextWorkingDay };
        Self { amount, unit, direction }
    }

    /// A limit after an event, with both ends stated.
    ///
    /// ```
    /// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// use doithoai::{Calendar, Roll, Start, TimeLimit, Unit};
    /// let calendar = Calendar::vietnam();
    /// let thirty = TimeLimit::after_with(30, Unit::Day, Start::EventExcluded, Roll::None);
    /// assert_eq!(calendar.due(&thirty, date(8, 20))?.date, date(9, 19)); // a Saturday
    /// let thirty = TimeLimit::after_with(30, Unit::Day, Start::EventExcluded, Roll::NextWorkingDay);
    /// assert_eq!(calendar.due(&thirty, date(8, 20))?.date, date(9, 21));
    /// # Ok::<(), doithoai::CoverageError>(())
    /// ```
    #[must_use]
    pub const fn after_with(amount: u32, unit: Unit, start: Start, roll: Roll) -> Self {
        Self { amount, unit, direction: Direction::After { start, roll } }
    }

    /// A limit before an event: the latest day that satisfies it.
    ///
    /// ```
    /// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// use doithoai::{Backward, Calendar, TimeLimit, Unit};
    /// let subtracted = TimeLimit::before(5, Unit::WorkingDay, Backward::EventExcluded)?;
    /// assert_eq!(Calendar::vietnam().due(&subtracted, date(8, 20))?.date, date(8, 13));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`TimeLimitError::EventIncludedNeedsDays`] for weeks, months and years that include the event.
    pub const fn before(amount: u32, unit: Unit, count: Backward) -> Result<Self, TimeLimitError> {
        if matches!((unit, count), (Unit::Week | Unit::Month | Unit::Year, Backward::EventIncluded)) {
            return Err(TimeLimitError::EventIncludedNeedsDays { unit });
        }
        Ok(Self { amount, unit, direction: Direction::Before { count } })
    }

    /// How many units.
    #[must_use]
    pub const fn amount(&self) -> u32 {
        self.amount
    }

    /// What it is counted in.
    #[must_use]
    pub const fn unit(&self) -> Unit {
        self.unit
    }

    /// On which side of the event it lies.
    ///
    /// ```
    /// use doithoai::{Direction, Roll, Start, TimeLimit, Unit};
    /// let by_the_civil_code = Direction::After { start: Start::EventExcluded, roll: Roll::NextWorkingDay };
    /// assert_eq!(TimeLimit::after(20, Unit::WorkingDay).direction(), by_the_civil_code);
    /// ```
    #[must_use]
    pub const fn direction(&self) -> Direction {
        self.direction
    }

    /// Whether it lies after its event.
    ///
    /// ```
    /// use doithoai::{Backward, TimeLimit, Unit};
    /// assert!(TimeLimit::after(20, Unit::WorkingDay).is_after());
    /// assert!(!TimeLimit::before(5, Unit::WorkingDay, Backward::ClearDays)?.is_after());
    /// # Ok::<(), doithoai::TimeLimitError>(())
    /// ```
    #[must_use]
    pub const fn is_after(&self) -> bool {
        matches!(self.direction, Direction::After { .. })
    }

    /// The amount and unit: `20 ngày làm việc`, `20 working days`.
    ///
    /// ```
    /// use doithoai::{Lang, TimeLimit, Unit};
    /// let limit = TimeLimit::after(20, Unit::WorkingDay);
    /// assert_eq!(limit.text(Lang::Vi), "20 ngày làm việc");
    /// assert_eq!(limit.text(Lang::En), "20 working days");
    /// ```
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        let plural = if lang == Lang::En && self.amount != 1 { "s" } else { "" };
        format!("{} {}{plural}", self.amount, self.unit.text().get(lang))
    }
}

impl Calendar {
    /// When a limit ends, counted from a date or from another due date.
    ///
    /// Costs the same for any amount. An amount of 0 ends on the anchor, rolled if the limit rolls; 0 clear days
    /// before an event are the day before it.
    ///
    /// ```
    /// # let date = |m, d| chrono::NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// use doithoai::{Calendar, TimeLimit, Unit};
    /// let calendar = Calendar::vietnam();
    /// let notice = calendar.due(&TimeLimit::after(10, Unit::WorkingDay), date(8, 20))?;
    /// assert_eq!(notice.date, date(9, 7));
    /// let settlement = calendar.due(&TimeLimit::after(20, Unit::WorkingDay), notice)?;
    /// assert_eq!(settlement.date, date(10, 5));
    /// # Ok::<(), doithoai::CoverageError>(())
    /// ```
    ///
    /// # Errors
    /// [`CoverageError`] if the anchor, the end, or a date that it may move to is not covered.
    #[inline(always)]
    #[expect(clippy::inline_always, reason = "a compare beside the count; a call would cost as much as both")]
    pub fn due(&self, limit: &TimeLimit, anchor: impl Into<Anchor>) -> Result<DueDate, CoverageError> {
        let anchor = anchor.into();
        match self.working_days_after(*limit, anchor.date, Lens::Likely) {
            // The common case, in line: nothing that the count touches is open.
            Some(Ok(date)) if anchor.because.is_none() && self.is_decreed_through(anchor.latest.max(date)) => {
                Ok(DueDate { date, last_working_day: date, certainty: Certainty::Firm })
            }
            _ => self.due_otherwise(*limit, anchor.date, (anchor.earliest, anchor.latest), anchor.because),
        }
    }

    /// Any limit, from an anchor in parts, which registers hold.
    #[inline(never)]
    fn due_otherwise(
        &self,
        limit: TimeLimit,
        anchor: NaiveDate,
        (earliest, latest): (NaiveDate, NaiveDate),
        because: Option<Undecided>,
    ) -> Result<DueDate, CoverageError> {
        let date = self.end(limit, anchor, Lens::Likely)?;
        let last_working_day = match self.is_working_day(date) {
            Ok(true) => date,
            _ => self.last_working_day(date).map_err(|_| CoverageError::Leaves { from: anchor })?,
        };
        let touched = if self.is_decreed_through(latest.max(date)) {
            None
        } else {
            self.undecided(earliest.min(date), latest.max(date))
        };
        let certainty = match Undecided::join(because, touched) {
            None => Certainty::Firm,
            Some(because) => Certainty::Provisional {
                earliest: self.end(limit, earliest, Lens::Earliest)?.min(date),
                latest: self.end(limit, latest, Lens::Latest)?.max(date),
                because,
            },
        };
        Ok(DueDate { date, last_working_day, certainty })
    }

    /// When a limit ends, with the steps that lead there.
    ///
    /// A trace over some weeks takes some microseconds and less than 13 kB; without one, [`due`](Self::due) takes nanoseconds
    /// and no memory.
    ///
    /// ```
    /// use chrono::NaiveDate;
    /// use doithoai::{Calendar, Lang, TimeLimit, Unit};
    /// let date = |m, d| NaiveDate::from_ymd_opt(2026, m, d).unwrap();
    /// let (due, trace) = Calendar::vietnam().due_traced(&TimeLimit::after(7, Unit::WorkingDay), date(8, 28))?;
    /// assert_eq!(due.date, date(9, 11));
    /// assert!(trace.text(Lang::En).contains("Mon 2026-08-31: day off swapped, worked on Sat 2026-08-22"));
    /// # Ok::<(), doithoai::CoverageError>(())
    /// ```
    ///
    /// # Errors
    /// As [`due`](Self::due).
    pub fn due_traced(&self, limit: &TimeLimit, anchor: impl Into<Anchor>) -> Result<(DueDate, Trace), CoverageError> {
        let anchor = anchor.into();
        let due = self.due(limit, anchor)?;
        Ok((due, Trace::of(self, *limit, anchor, due)?))
    }

    /// A limit that a notice states as a date.
    pub(crate) fn stated(&self, date: NaiveDate) -> Result<DueDate, CoverageError> {
        Ok(DueDate { date, last_working_day: self.last_working_day(date)?, certainty: Certainty::Firm })
    }

    /// The end of a limit of working days after an event; `None` for another kind of limit.
    #[inline]
    fn working_days_after(
        &self,
        limit: TimeLimit,
        from: NaiveDate,
        lens: Lens,
    ) -> Option<Result<NaiveDate, CoverageError>> {
        match limit.direction {
            Direction::After { start, .. } if limit.unit == Unit::WorkingDay && limit.amount > 0 => {
                let included = start == Start::EventIncluded;
                Some(self.nth(from, limit.amount, Count { forward: true, included, lens }))
            }
            _ => None,
        }
    }

    fn end(&self, limit: TimeLimit, from: NaiveDate, lens: Lens) -> Result<NaiveDate, CoverageError> {
        self.working_days_after(limit, from, lens).unwrap_or_else(|| self.end_otherwise(limit, from, lens))
    }

    /// The end of a limit counted from a day as the calendar likely is, and at its earliest and latest: a due date is a function of
    /// these, from a day as from a range of days. None where the count leaves the covered years.
    pub(crate) fn ends(&self, limit: TimeLimit, from: NaiveDate) -> [Option<NaiveDate>; 3] {
        [Lens::Likely, Lens::Earliest, Lens::Latest].map(|lens| self.end(limit, from, lens).ok())
    }

    /// The end of a limit that is not a number of working days after its event.
    fn end_otherwise(&self, limit: TimeLimit, from: NaiveDate, lens: Lens) -> Result<NaiveDate, CoverageError> {
        Self::check(from)?;
        let leaves = |_| CoverageError::Leaves { from };
        let end = match limit.direction {
            Direction::Before { count } => self.end_before(limit, from, count, lens)?,
            Direction::After { start, roll } => {
                let last = calendar_end(limit, from, start == Start::EventIncluded);
                let last = last.ok_or(CoverageError::Leaves { from })?;
                match roll {
                    Roll::None => last,
                    Roll::NextWorkingDay => self.on_or_after(last, lens).map_err(leaves)?,
                }
            }
        };
        Self::check(end).map_err(leaves)
    }

    fn end_before(
        &self,
        limit: TimeLimit,
        event: NaiveDate,
        count: Backward,
        lens: Lens,
    ) -> Result<NaiveDate, CoverageError> {
        let leaves = || CoverageError::Leaves { from: event };
        let included = count == Backward::EventIncluded;
        if limit.unit == Unit::WorkingDay && limit.amount > 0 {
            let first = self.nth(event, limit.amount, Count { forward: false, included, lens })?;
            return if count == Backward::ClearDays { first.pred_opt().ok_or_else(leaves) } else { Ok(first) };
        }
        match count {
            Backward::ClearDays => clear_start(limit, event).ok_or_else(leaves),
            Backward::EventExcluded | Backward::EventIncluded => {
                calendar_start(limit, event, included).ok_or_else(leaves)
            }
        }
    }
}

/// The last day of a limit after `from`, before any roll. Zero working days are zero days.
fn calendar_end(limit: TimeLimit, from: NaiveDate, included: bool) -> Option<NaiveDate> {
    let amount = limit.amount;
    let end = match limit.unit {
        Unit::WorkingDay | Unit::Day => shift(from, amount.into()),
        Unit::Week => shift(from, i64::from(amount).checked_mul(7)?),
        Unit::Month => from.checked_add_months(Months::new(amount)),
        Unit::Year => from.checked_add_months(Months::new(amount.checked_mul(12)?)),
    }?;
    // A month without the corresponding day is full on its last day, whether or not the first day counts.
    if included && amount > 0 && !clamped(limit, from, end) { end.pred_opt() } else { Some(end) }
}

/// The first day of a limit before `event`.
fn calendar_start(limit: TimeLimit, event: NaiveDate, included: bool) -> Option<NaiveDate> {
    let amount = limit.amount;
    let start = match limit.unit {
        Unit::WorkingDay | Unit::Day => shift(event, i64::from(amount).checked_neg()?),
        Unit::Week => shift(event, i64::from(amount).checked_mul(-7)?),
        Unit::Month => event.checked_sub_months(Months::new(amount)),
        Unit::Year => event.checked_sub_months(Months::new(amount.checked_mul(12)?)),
    }?;
    if included && amount > 0 { start.succ_opt() } else { Some(start) }
}

/// The latest day from which the limit, counted forward, is over before `event`.
///
/// Months of different length end on one day, so that from the last day of a short month there is a later start.
fn clear_start(limit: TimeLimit, event: NaiveDate) -> Option<NaiveDate> {
    let over = event.pred_opt()?;
    let start = calendar_start(limit, over, false)?;
    let month_end = |date: NaiveDate| date.succ_opt().is_some_and(|next| next.day() == 1);
    if matches!(limit.unit, Unit::Month | Unit::Year) && month_end(over) {
        return start.iter_days().take(31).find(|day| month_end(*day));
    }
    Some(start)
}

/// Whether a month or year limit ended early because the month has no such day.
fn clamped(limit: TimeLimit, from: NaiveDate, end: NaiveDate) -> bool {
    matches!(limit.unit, Unit::Month | Unit::Year) && end.day() != from.day()
}
