//! Calendars: which days are worked, and counting, one by one or over arrays.

use std::ffi::c_char;

use chrono::{Datelike as _, NaiveDate};
use doithoai::{BatchError, Calendar, CoverageError, EpochDay, PerRow};

use crate::error::{DOITHOAI_INVALID_ARGUMENT, DOITHOAI_NOT_FOUND, DOITHOAI_OUT_OF_RANGE, Failure, doithoai_status};
use crate::error_object::doithoai_error;
use crate::guard::guard;
use crate::text::{doithoai_string, give_json};
use crate::{doithoai_date, handle};

/// A calendar; it never changes.
pub struct doithoai_calendar(pub(crate) Calendar);

/// The one calendar that the library has.
const BUILTIN: &str = "vn-public";

/// Days from the common era to 1970-01-01.
const EPOCH: i32 = 719_163;

/// A day of C as a date.
pub(crate) fn date(day: doithoai_date) -> Result<NaiveDate, Failure> {
    let date = day.checked_add(EPOCH).and_then(NaiveDate::from_num_days_from_ce_opt);
    date.ok_or_else(|| {
        let (vi, en) = (format!("{day} không phải là ngày của lịch nào"), format!("{day} is no day of any calendar"));
        Failure::new(DOITHOAI_OUT_OF_RANGE, vi, en)
    })
}

/// A date as a day of C.
pub(crate) fn day(date: NaiveDate) -> doithoai_date {
    date.num_days_from_ce().saturating_sub(EPOCH)
}

/// A calendar that comes with the library: "vn-public", the working days of Vietnamese state offices.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn doithoai_calendar_builtin(
    id: *const c_char,
    out: *mut *mut doithoai_calendar,
    error: *mut *mut doithoai_error,
) -> doithoai_status {
    // SAFETY: the pointers are what the header asks for.
    unsafe {
        guard(error, || {
            let (id, out) = (handle::id(id, "id")?, handle::out(out, "out")?);
            if id != BUILTIN {
                let (vi, en) = (
                    format!("không có lịch `{id}`; có: `{BUILTIN}`"),
                    format!("no calendar `{id}`; there is `{BUILTIN}`"),
                );
                return Err(Failure::new(DOITHOAI_NOT_FOUND, vi, en));
            }
            out.give(doithoai_calendar(Calendar::vietnam()));
            Ok(())
        })
    }
}

/// A calendar that rests on Saturdays, Sundays and the days `off`, and works on the rest days `worked`. Every year is taken as
/// decided. DOITHOAI_INVALID_ARGUMENT names each day that is in both lists or outside 2015-2100.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn doithoai_calendar_from_days(
    off: *const doithoai_date,
    off_count: usize,
    worked: *const doithoai_date,
    worked_count: usize,
    out: *mut *mut doithoai_calendar,
    error: *mut *mut doithoai_error,
) -> doithoai_status {
    // SAFETY: the pointers are what the header asks for.
    unsafe {
        guard(error, || {
            let (off, worked) = (handle::slice(off, off_count, "off")?, handle::slice(worked, worked_count, "worked")?);
            let out = handle::out(out, "out")?;
            let one = |day: &doithoai_date| {
                date(*day).map_err(|_| Failure::argument(&day.to_string(), "không phải là ngày", "is no day"))
            };
            let dates = |days: &[doithoai_date]| days.iter().map(one).collect::<Result<Vec<_>, _>>();
            let calendar = Calendar::from_days(dates(off)?, dates(worked)?);
            out.give(doithoai_calendar(calendar.map_err(|error| Failure::invalid(&error))?));
            Ok(())
        })
    }
}

/// The calendar with the decree of a TOML document laid over it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn doithoai_calendar_with_decree_toml(
    calendar: *const doithoai_calendar,
    toml: *const c_char,
    length: usize,
    out: *mut *mut doithoai_calendar,
    error: *mut *mut doithoai_error,
) -> doithoai_status {
    // SAFETY: the pointers are what the header asks for.
    unsafe {
        guard(error, || {
            let (calendar, toml) = (handle::get(calendar, "calendar")?, handle::document(toml, length, "toml")?);
            let out = handle::out(out, "out")?;
            out.give(doithoai_calendar(calendar.0.to_builder().decree_toml(toml).build()?));
            Ok(())
        })
    }
}

/// The calendar as the documents issued by a day make it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn doithoai_calendar_known_on(
    calendar: *const doithoai_calendar,
    day: doithoai_date,
    out: *mut *mut doithoai_calendar,
    error: *mut *mut doithoai_error,
) -> doithoai_status {
    // SAFETY: the pointers are what the header asks for.
    unsafe {
        guard(error, || {
            let (calendar, out) = (handle::get(calendar, "calendar")?, handle::out(out, "out")?);
            out.give(doithoai_calendar(calendar.0.known_on(date(day)?)));
            Ok(())
        })
    }
}

/// SHA-256 of the calendar, as JSON: "documents", of its documents with their sources, and "days", of its days alone, which is what
/// counts.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn doithoai_calendar_hashes_json(
    calendar: *const doithoai_calendar,
    out: *mut *mut doithoai_string,
    error: *mut *mut doithoai_error,
) -> doithoai_status {
    // SAFETY: the pointers are what the header asks for.
    unsafe {
        guard(error, || {
            let (calendar, out) = (handle::get(calendar, "calendar")?, handle::out(out, "out")?);
            give_json(out, &calendar.0.hashes())
        })
    }
}

/// 1 if the day is worked, 0 if not.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn doithoai_calendar_is_working_day(
    calendar: *const doithoai_calendar,
    day: doithoai_date,
    out: *mut i32,
    error: *mut *mut doithoai_error,
) -> doithoai_status {
    // SAFETY: the pointers are what the header asks for.
    unsafe {
        guard(error, || {
            let (calendar, out) = (handle::get(calendar, "calendar")?, handle::out(out, "out")?);
            out.set(calendar.0.is_working_day(date(day)?)?.into());
            Ok(())
        })
    }
}

/// What a day is, as JSON: "date", "kind", "name", "standing" and "basis".
#[unsafe(no_mangle)]
pub unsafe extern "C" fn doithoai_calendar_day_json(
    calendar: *const doithoai_calendar,
    day: doithoai_date,
    out: *mut *mut doithoai_string,
    error: *mut *mut doithoai_error,
) -> doithoai_status {
    // SAFETY: the pointers are what the header asks for.
    unsafe {
        guard(error, || {
            let (calendar, out) = (handle::get(calendar, "calendar")?, handle::out(out, "out")?);
            give_json(out, &calendar.0.day(date(day)?)?)
        })
    }
}

/// The n-th working day after a day; before it if `n` is negative; the day itself if `n` is 0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn doithoai_calendar_add_working_days(
    calendar: *const doithoai_calendar,
    from: doithoai_date,
    n: i32,
    out: *mut doithoai_date,
    error: *mut *mut doithoai_error,
) -> doithoai_status {
    // SAFETY: the pointers are what the header asks for.
    unsafe {
        guard(error, || {
            let (calendar, out) = (handle::get(calendar, "calendar")?, handle::out(out, "out")?);
            out.set(day(calendar.0.add_working_days(date(from)?, n)?));
            Ok(())
        })
    }
}

/// The working days after `from` up to and with `to`; negative if `to` is earlier.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn doithoai_calendar_count_working_days(
    calendar: *const doithoai_calendar,
    from: doithoai_date,
    to: doithoai_date,
    out: *mut i32,
    error: *mut *mut doithoai_error,
) -> doithoai_status {
    // SAFETY: the pointers are what the header asks for.
    unsafe {
        guard(error, || {
            let (calendar, out) = (handle::get(calendar, "calendar")?, handle::out(out, "out")?);
            out.set(count(&calendar.0, date(from)?, date(to)?)?);
            Ok(())
        })
    }
}

fn count(calendar: &Calendar, from: NaiveDate, to: NaiveDate) -> Result<i32, CoverageError> {
    calendar.count_working_days(from, to).map(|days| i32::try_from(days).unwrap_or(i32::MAX))
}

/// A second array: one value for all rows, or one for each.
fn per_row<'a, T: Copy>(values: &'a [T], rows: usize, name: &str) -> Result<PerRow<'a, T>, Failure> {
    match values {
        [one] => Ok(PerRow::Same(*one)),
        each if each.len() == rows => Ok(PerRow::Each(each)),
        other => {
            let en = format!("`{name}` has {} items; expected 1 or {rows}", other.len());
            let vi = format!("`{name}` có {} phần tử; cần 1 hoặc {rows}", other.len());
            Err(Failure::new(DOITHOAI_INVALID_ARGUMENT, vi, en))
        }
    }
}

/// The arrays of a batch.
#[derive(Clone, Copy)]
struct Batch<T> {
    first: (*const T, usize),
    second: (*const T, usize),
    out: *mut T,
    bad: *mut usize,
}

/// A batch of the library.
type Count<T> = fn(&Calendar, &[T], PerRow<'_, T>, &mut [T]) -> Result<usize, BatchError>;

/// One batch over an array of days and a second array.
///
/// # Safety
/// The pointers are what the header asks for.
unsafe fn batch<T: EpochDay>(
    calendar: *const doithoai_calendar,
    batch: Batch<T>,
    second: &str,
    count: Count<T>,
) -> Result<(), Failure> {
    let rows = batch.first.1;
    // SAFETY: the pointers are what the header asks for.
    let (calendar, first, others, out, bad) = unsafe {
        (
            handle::get(calendar, "calendar")?,
            handle::slice(batch.first.0, rows, "days")?,
            handle::slice(batch.second.0, batch.second.1, second)?,
            handle::slice_mut(batch.out, rows, "out")?,
            handle::optional_out(batch.bad),
        )
    };
    let count = count(&calendar.0, first, per_row(others, rows, second)?, out)?;
    if let Some(bad) = bad {
        bad.set(count);
    }
    Ok(())
}

/// doithoai_calendar_add_working_days over arrays: `n` has one item for all rows, or one for each. A row that leaves the covered years
/// becomes DOITHOAI_NO_DATE and is counted in `bad`, which may be NULL. `out` may not overlap the others.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn doithoai_calendar_add_working_days_batch(
    calendar: *const doithoai_calendar,
    days: *const doithoai_date,
    count: usize,
    n: *const i32,
    n_count: usize,
    out: *mut doithoai_date,
    bad: *mut usize,
    error: *mut *mut doithoai_error,
) -> doithoai_status {
    let arrays = Batch { first: (days, count), second: (n, n_count), out, bad };
    // SAFETY: the pointers are what the header asks for.
    unsafe { guard(error, || batch(calendar, arrays, "n", Calendar::add_working_days_batch)) }
}

/// The same over 64-bit days, as numpy's datetime64[D] has them; a bad row becomes DOITHOAI_NO_DATE_I64.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn doithoai_calendar_add_working_days_batch_i64(
    calendar: *const doithoai_calendar,
    days: *const i64,
    count: usize,
    n: *const i64,
    n_count: usize,
    out: *mut i64,
    bad: *mut usize,
    error: *mut *mut doithoai_error,
) -> doithoai_status {
    let arrays = Batch { first: (days, count), second: (n, n_count), out, bad };
    // SAFETY: the pointers are what the header asks for.
    unsafe { guard(error, || batch(calendar, arrays, "n", Calendar::add_working_days_batch)) }
}

/// doithoai_calendar_count_working_days over arrays: `to` has one item for all rows, or one for each. A bad row becomes DOITHOAI_NO_DATE and
/// is counted in `bad`, which may be NULL. `out` may not overlap the others.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn doithoai_calendar_count_working_days_batch(
    calendar: *const doithoai_calendar,
    days: *const doithoai_date,
    count: usize,
    to: *const doithoai_date,
    to_count: usize,
    out: *mut i32,
    bad: *mut usize,
    error: *mut *mut doithoai_error,
) -> doithoai_status {
    let arrays = Batch { first: (days, count), second: (to, to_count), out, bad };
    // SAFETY: the pointers are what the header asks for.
    unsafe { guard(error, || batch(calendar, arrays, "to", Calendar::count_working_days_batch)) }
}

/// The same over 64-bit days; a bad row becomes DOITHOAI_NO_DATE_I64.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn doithoai_calendar_count_working_days_batch_i64(
    calendar: *const doithoai_calendar,
    days: *const i64,
    count: usize,
    to: *const i64,
    to_count: usize,
    out: *mut i64,
    bad: *mut usize,
    error: *mut *mut doithoai_error,
) -> doithoai_status {
    let arrays = Batch { first: (days, count), second: (to, to_count), out, bad };
    // SAFETY: the pointers are what the header asks for.
    unsafe { guard(error, || batch(calendar, arrays, "to", Calendar::count_working_days_batch)) }
}

/// Frees a calendar; what was made with it keeps it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn doithoai_calendar_free(calendar: *mut doithoai_calendar) {
    // SAFETY: `calendar` is NULL or a calendar that was not freed.
    unsafe { handle::free(calendar) }
}
