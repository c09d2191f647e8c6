//! Until when documents were looked for, and what lies beyond.

use chrono::NaiveDate;
use serde::Serialize;

use super::Calendar;
use crate::text::{Lang, Text};

/// That a day lies after the last one until which documents on days off were looked for.
///
/// ```
/// # let date = |y, m, d| chrono::NaiveDate::from_ymd_opt(y, m, d).unwrap();
/// use doithoai::Calendar;
/// let calendar = Calendar::vietnam();
/// let age = calendar.data_age(date(2027, 1, 4)).unwrap();
/// assert_eq!(Some(age.checked_until), calendar.checked_until());
/// assert!(age.text.vi.starts_with("dữ liệu ngày nghỉ được kiểm tra đến hết ngày 28/11/2026"));
/// assert_eq!(calendar.data_age(date(2026, 11, 28)), None);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct DataAge {
    /// The last day until which documents were looked for.
    pub checked_until: NaiveDate,
    /// The day that lies beyond.
    pub beyond: NaiveDate,
    /// The same in words.
    pub text: Text,
}

impl Calendar {
    /// Until when documents on days off were looked for; `None` for a calendar of bare days, whose caller knows.
    ///
    /// A decree file that says `checked_until` moves it on.
    ///
    /// ```
    /// use doithoai::Calendar;
    /// assert_eq!(Calendar::vietnam().checked_until(), chrono::NaiveDate::from_ymd_opt(2026, 11, 28));
    /// assert_eq!(Calendar::from_days([], [])?.checked_until(), None);
    /// # Ok::<(), doithoai::CalendarError>(())
    /// ```
    #[must_use]
    pub fn checked_until(&self) -> Option<NaiveDate> {
        self.inner.made_of.checked_until
    }

    /// What must be told of a judgement on, or a count to, a day after [`checked_until`](Self::checked_until).
    ///
    /// The example of [`DataAge`] shows it.
    #[must_use]
    pub fn data_age(&self, day: NaiveDate) -> Option<DataAge> {
        let checked_until = self.checked_until().filter(|until| *until < day)?;
        let text = Text::build(|lang| {
            let (until, beyond) = (lang.date(checked_until), lang.date(day));
            match lang {
                Lang::Vi => format!(
                    "dữ liệu ngày nghỉ được kiểm tra đến hết ngày {until}; văn bản ban hành sau đó chưa được tính đến, kết quả đến ngày {beyond} có thể thay đổi"
                ),
                Lang::En => format!(
                    "the data on days off was checked until the end of {until}; documents issued later are not in it, and what reaches to {beyond} may change"
                ),
            }
        });
        Some(DataAge { checked_until, beyond: day, text })
    }
}
