//! When one limit ends, counted from many days.

use chrono::NaiveDate;

use super::{DueDate, TimeLimit};
use crate::calendar::{BatchError, Calendar, EpochDay, each_day};

/// Where the due dates of a batch are written: the dates, and their bounds if they are asked for.
///
/// ```
/// use doithoai::{Calendar, DueColumns, TimeLimit, Unit};
/// let (mut dates, mut latest) = ([0], [0]);
/// let mut columns = DueColumns::dates(&mut dates);
/// columns.latest = Some(&mut latest);
/// let five = TimeLimit::after(5, Unit::WorkingDay);
/// Calendar::vietnam().due_batch(&five, &[21_207], columns)?; // from 24 January 2028, over a Tết not decided yet
/// assert_eq!((dates, latest), ([21_218], [21_221])); // 4 and 7 February
/// # Ok::<(), doithoai::BatchError>(())
/// ```
#[derive(Debug)]
#[non_exhaustive]
pub struct DueColumns<'a, D> {
    /// The due dates.
    pub dates: &'a mut [D],
    /// The earliest dates that the open questions allow, as [`DueDate::earliest`].
    pub earliest: Option<&'a mut [D]>,
    /// The latest dates that they allow, as [`DueDate::latest`].
    pub latest: Option<&'a mut [D]>,
}

impl<'a, D> DueColumns<'a, D> {
    /// The dates alone.
    ///
    /// ```
    /// use doithoai::DueColumns;
    /// assert!(DueColumns::dates(&mut [0_i32; 3]).latest.is_none());
    /// ```
    pub fn dates(dates: &'a mut [D]) -> Self {
        Self { dates, earliest: None, latest: None }
    }
}

impl<D: EpochDay> DueColumns<'_, D> {
    /// What `due` says of each anchor; how many rows have no date.
    pub(crate) fn fill(self, anchors: &[D], due: impl Fn(NaiveDate) -> Option<DueDate>) -> Result<usize, BatchError> {
        let Self { dates, earliest, latest } = self;
        let rows = ("anchors", anchors.len());
        BatchError::check(rows, ("dates", dates.len()))?;
        for (name, column) in [("earliest", &earliest), ("latest", &latest)] {
            BatchError::check(rows, (name, column.as_ref().map_or(anchors.len(), |column| column.len())))?;
        }
        let fill = |column: &mut [D], of: fn(&DueDate) -> NaiveDate| {
            each_day(anchors, column, |anchor| due(anchor).as_ref().map(of))
        };
        if let Some(column) = earliest {
            fill(column, DueDate::earliest);
        }
        if let Some(column) = latest {
            fill(column, DueDate::latest);
        }
        Ok(fill(dates, |due| due.date))
    }
}

impl Calendar {
    /// [`due`](Self::due) for each anchor of a slice; gives how many rows have no date.
    ///
    /// A row without one becomes [`EpochDay::NONE`] in every column; it stops nothing. From 1,024 rows on each day is
    /// counted from once, however often it occurs, and 64 KiB are taken for it meanwhile.
    ///
    /// ```
    /// use doithoai::{Calendar, DueColumns, EpochDay, TimeLimit, Unit};
    /// let mut dates = [0; 3];
    /// let ten = TimeLimit::after(10, Unit::WorkingDay);
    /// let anchors = [20_685_i64, 20_693, i64::NONE]; // 20 and 28 August 2026, and no day
    /// assert_eq!(Calendar::vietnam().due_batch(&ten, &anchors, DueColumns::dates(&mut dates))?, 1);
    /// assert_eq!(dates, [20_703, 20_712, i64::NONE]); // 7 and 16 September
    /// # Ok::<(), doithoai::BatchError>(())
    /// ```
    ///
    /// # Errors
    /// [`BatchError`] if the slices are not equally long; then nothing is written.
    pub fn due_batch<D: EpochDay>(
        &self,
        limit: &TimeLimit,
        anchors: &[D],
        columns: DueColumns<'_, D>,
    ) -> Result<usize, BatchError> {
        columns.fill(anchors, |anchor| self.due(limit, anchor).ok())
    }
}
