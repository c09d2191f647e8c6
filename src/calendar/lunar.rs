//! Tết Nguyên đán and Giỗ Tổ Hùng Vương in the Vietnamese lunar calendar (UTC+7).
//!
//! A table of one `u16` a year, generated and compared by a test with the astronomy of the
//! `calendrical_calculations` crate. Dates to 2100 are firm; 2101-2174 are computed, and hold if the law and
//! the Earth's rotation stay as they are. Later dates cannot be known to the day: Tết 2175 falls within
//! minutes of midnight.

use chrono::NaiveDate;

use super::lunar_table::{FIRST_YEAR, TABLE};

/// The Gregorian date of lunar New Year's Day (mùng 1 Tết), for the years 1976-2174.
///
/// ```
/// use chrono::NaiveDate;
/// use doithoai::calendar::lunar;
/// // The new moon of 2030-02-02 falls before midnight in Hanoi and after it in Beijing.
/// assert_eq!(lunar::tet(2030), NaiveDate::from_ymd_opt(2030, 2, 2));
/// assert_eq!(lunar::tet(1975), None);
/// ```
#[must_use]
pub fn tet(year: i32) -> Option<NaiveDate> {
    let [tet, _] = entry(year)?.to_be_bytes();
    NaiveDate::from_yo_opt(year, tet.into())
}

/// The Gregorian date of Giỗ Tổ Hùng Vương (10th of the third lunar month), for the years 1976-2174.
///
/// In a year with a leap third month it is the regular one.
///
/// ```
/// use chrono::NaiveDate;
/// use doithoai::calendar::lunar;
/// assert_eq!(lunar::hung_kings(2026), NaiveDate::from_ymd_opt(2026, 4, 26));
/// ```
#[must_use]
pub fn hung_kings(year: i32) -> Option<NaiveDate> {
    let [_, hung_kings] = entry(year)?.to_be_bytes();
    NaiveDate::from_yo_opt(year, hung_kings.into())
}

fn entry(year: i32) -> Option<u16> {
    let index = usize::try_from(year.checked_sub(FIRST_YEAR)?).ok()?;
    TABLE.get(index).copied()
}
