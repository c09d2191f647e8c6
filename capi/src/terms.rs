//! Terms: rule sets, a calendar and chosen readings; due dates and timelines under them.

use std::ffi::c_char;

use chrono::NaiveDate;
use doithoai::{AdoptedReadings, DueColumns, EpochDay, Facts, Terms, Timeline, View};
use serde_json::json;

use crate::calendar::{date, day, doithoai_calendar};
use crate::error::{DOITHOAI_INVALID_ARGUMENT, Failure, doithoai_status};
use crate::error_object::doithoai_error;
use crate::guard::guard;
use crate::once::OnceMap;
use crate::ruleset::doithoai_ruleset;
use crate::text::{doithoai_string, give, give_json};
use crate::{doithoai_date, handle, text};

/// Rule sets, a calendar and chosen readings; they never change.
pub struct doithoai_terms(pub(crate) Terms);

/// A document that may be left out: NULL or empty is none.
///
/// # Safety
/// The pointers are what the header asks for.
pub(crate) unsafe fn view(text: *const c_char, length: usize) -> Result<View, Failure> {
    if text.is_null() || length == 0 {
        return Ok(View::everything());
    }
    // SAFETY: the pointers are what the header asks for.
    handle::object(unsafe { handle::document(text, length, "view")? }, "view")
}

/// A view that says its day, and that day.
///
/// # Safety
/// The pointer is what the header asks for.
pub(crate) unsafe fn view_of_a_day(text: *const c_char, length: usize) -> Result<(View, NaiveDate), Failure> {
    // SAFETY: as the caller says.
    let view = unsafe { view(text, length)? };
    let day = view.as_of.ok_or_else(|| Failure::argument("view", "cần có `as_of`", "needs `as_of`"))?;
    Ok((view, day))
}

/// The timeline, with how each date was counted if that is asked for.
pub(crate) fn explained(timeline: Timeline, explain: i32) -> Timeline {
    if explain == 0 { timeline } else { timeline.explained() }
}

/// Terms of some rule sets on a calendar; two versions of one rule set may stand together, one version twice is refused. `choices` is NULL, or a JSON object of readings that are adopted, such as
/// {"hcmc-935/settle-petition": "ten-as-in-words"}.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn doithoai_terms_new(
    rulesets: *const *const doithoai_ruleset,
    count: usize,
    calendar: *const doithoai_calendar,
    choices: *const c_char,
    choices_length: usize,
    out: *mut *mut doithoai_terms,
    error: *mut *mut doithoai_error,
) -> doithoai_status {
    // SAFETY: the pointers are what the header asks for.
    unsafe {
        guard(error, || {
            let mut sets = Vec::new();
            for ruleset in handle::slice(rulesets, count, "rulesets")? {
                sets.push(handle::get(*ruleset, "rulesets")?.0.clone());
            }
            let (calendar, out) = (handle::get(calendar, "calendar")?, handle::out(out, "out")?);
            let written = if choices.is_null() { "" } else { handle::document(choices, choices_length, "choices")? };
            let chosen = if written.is_empty() { AdoptedReadings::new() } else { read_adopted(written)? };
            let terms = Terms::try_new(sets, calendar.0.clone())?.adopting(chosen)?;
            out.give(doithoai_terms(terms));
            Ok(())
        })
    }
}

/// The same terms with other versions of their rule sets known: what was pending when one of them came into force is judged as its [[transition]] says,
/// or is contested where the dates differ. A version that the terms have, and one of another rule set, changes nothing.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn doithoai_terms_knowing(
    terms: *const doithoai_terms,
    versions: *const *const doithoai_ruleset,
    count: usize,
    out: *mut *mut doithoai_terms,
    error: *mut *mut doithoai_error,
) -> doithoai_status {
    // SAFETY: the pointers are what the header asks for.
    unsafe {
        guard(error, || {
            let (terms, out) = (handle::get(terms, "terms")?, handle::out(out, "out")?);
            let mut sets = Vec::new();
            for version in handle::slice(versions, count, "versions")? {
                sets.push(handle::get(*version, "versions")?.0.clone());
            }
            out.give(doithoai_terms(terms.0.knowing(sets)));
            Ok(())
        })
    }
}

fn read_adopted(written: &str) -> Result<AdoptedReadings, Failure> {
    let OnceMap::<String>(all) = handle::object(written, "choices")?;
    all.iter().try_fold(AdoptedReadings::new(), |adopted, (duty, reading)| {
        let (ruleset, id) = duty.split_once('/').ok_or_else(|| {
            let vi = format!("`{duty}` không đúng dạng BỘ-QUY-TẮC/NHIỆM-VỤ");
            Failure::new(DOITHOAI_INVALID_ARGUMENT, vi, format!("`{duty}` is not RULE-SET/DUTY"))
        })?;
        Ok(adopted.adopt(ruleset, id, reading))
    })
}

/// Every duty of a dialogue, as JSON. `facts` is JSON: {"appointed": "2026-08-20", "facts": [{"event": "opened", "on": "2026-08-20"}]}. `view` is NULL,
/// or {"as_of": "2026-09-30", "known_on": null}. `explain` is 1 for how each date was counted, else 0.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn doithoai_terms_timeline_json(
    terms: *const doithoai_terms,
    facts: *const c_char,
    facts_length: usize,
    view_json: *const c_char,
    view_length: usize,
    explain: i32,
    out: *mut *mut doithoai_string,
    error: *mut *mut doithoai_error,
) -> doithoai_status {
    // SAFETY: the pointers are what the header asks for.
    unsafe {
        guard(error, || {
            let (terms, facts) = (handle::get(terms, "terms")?, handle::document(facts, facts_length, "facts")?);
            let (out, view) = (handle::out(out, "out")?, view(view_json, view_length)?);
            let facts: Facts = handle::object(facts, "facts")?;
            give_json(out, &explained(terms.0.timeline(&facts, view)?, explain))
        })
    }
}

/// The next day after the one of the view on which any duty is judged otherwise if nothing happens but what is recorded, and which duties those
/// are, each as it was and as it is then, as JSON; null if nothing changes any more. `facts` and `view` as of doithoai_terms_timeline_json; the
/// view must have `as_of`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn doithoai_terms_next_change_json(
    terms: *const doithoai_terms,
    facts: *const c_char,
    facts_length: usize,
    view_json: *const c_char,
    view_length: usize,
    out: *mut *mut doithoai_string,
    error: *mut *mut doithoai_error,
) -> doithoai_status {
    // SAFETY: the pointers are what the header asks for.
    unsafe {
        guard(error, || {
            let (terms, facts) = (handle::get(terms, "terms")?, handle::document(facts, facts_length, "facts")?);
            let (out, (view, day)) = (handle::out(out, "out")?, view_of_a_day(view_json, view_length)?);
            let facts: Facts = handle::object(facts, "facts")?;
            give_json(out, &terms.0.timeline(&facts, view)?.next_change(day)?)
        })
    }
}

/// The last day on which a dialogue can be held so that all its duties are over by `over_by`, as JSON: "on", "decided_by", which is the duty that would be too
/// late a day later, "under_every_reading" and "undated"; null where no duty has a date or no day is early enough.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn doithoai_terms_latest_day_json(
    terms: *const doithoai_terms,
    over_by: doithoai_date,
    out: *mut *mut doithoai_string,
    error: *mut *mut doithoai_error,
) -> doithoai_status {
    // SAFETY: the pointers are what the header asks for.
    unsafe {
        guard(error, || {
            let (terms, out) = (handle::get(terms, "terms")?, handle::out(out, "out")?);
            give_json(out, &terms.0.latest_day(date(over_by)?)?)
        })
    }
}

/// The first day on which a dialogue can be held if what must be done before it is done on `done_on`, as invitations that go out that day; as JSON like that of
/// doithoai_terms_latest_day_json.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn doithoai_terms_earliest_day_json(
    terms: *const doithoai_terms,
    done_on: doithoai_date,
    out: *mut *mut doithoai_string,
    error: *mut *mut doithoai_error,
) -> doithoai_status {
    // SAFETY: the pointers are what the header asks for.
    unsafe {
        guard(error, || {
            let (terms, out) = (handle::get(terms, "terms")?, handle::out(out, "out")?);
            give_json(out, &terms.0.earliest_day(date(done_on)?)?)
        })
    }
}

/// When a duty is due if what it is counted from is on `anchor`, by the version that is in force on that day: where none is, DOITHOAI_UNDATED, whose
/// JSON has the reason "not-in-force". A `ruleset` named as id@version is that version on any day. `earliest` and `latest`, which may be NULL, are its bounds where the days off
/// are not decided yet, else the date itself.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn doithoai_due(
    terms: *const doithoai_terms,
    ruleset: *const c_char,
    obligation: *const c_char,
    anchor: doithoai_date,
    out: *mut doithoai_date,
    earliest: *mut doithoai_date,
    latest: *mut doithoai_date,
    error: *mut *mut doithoai_error,
) -> doithoai_status {
    // SAFETY: the pointers are what the header asks for.
    unsafe {
        guard(error, || {
            let (terms, out) = (handle::get(terms, "terms")?, handle::out(out, "out")?);
            let (ruleset, obligation) = (handle::id(ruleset, "ruleset")?, handle::id(obligation, "obligation")?);
            let due = terms.0.due(ruleset, obligation, date(anchor)?)?;
            out.set(day(due.date));
            handle::set_if_asked(earliest, day(due.earliest()));
            handle::set_if_asked(latest, day(due.latest()));
            Ok(())
        })
    }
}

/// The arrays of a batch of due dates.
#[derive(Clone, Copy)]
struct Dues<T> {
    anchors: *const T,
    count: usize,
    out: *mut T,
    earliest: *mut T,
    latest: *mut T,
    bad: *mut usize,
}

/// # Safety
/// The pointers are what the header asks for.
unsafe fn due_batch<T: EpochDay>(
    terms: *const doithoai_terms,
    ruleset: *const c_char,
    obligation: *const c_char,
    dues: Dues<T>,
) -> Result<(), Failure> {
    // SAFETY: the pointers are what the header asks for.
    let (terms, ruleset, obligation, anchors, dates, earliest, latest, bad) = unsafe {
        (
            handle::get(terms, "terms")?,
            handle::id(ruleset, "ruleset")?,
            handle::id(obligation, "obligation")?,
            handle::slice(dues.anchors, dues.count, "anchors")?,
            handle::slice_mut(dues.out, dues.count, "out")?,
            handle::optional_slice_mut(dues.earliest, dues.count, "earliest")?,
            handle::optional_slice_mut(dues.latest, dues.count, "latest")?,
            handle::optional_out(dues.bad),
        )
    };
    let mut columns = DueColumns::dates(dates);
    (columns.earliest, columns.latest) = (earliest, latest);
    let count = terms.0.due_batch(ruleset, obligation, anchors, columns)?;
    if let Some(bad) = bad {
        bad.set(count);
    }
    Ok(())
}

/// doithoai_due over an array of anchors. A row that leaves the covered years, or on whose anchor no version is in force, becomes DOITHOAI_NO_DATE and
/// is counted in `bad`. `earliest`, `latest`
/// and `bad` may be NULL; the arrays may not overlap.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn doithoai_due_batch(
    terms: *const doithoai_terms,
    ruleset: *const c_char,
    obligation: *const c_char,
    anchors: *const doithoai_date,
    count: usize,
    out: *mut doithoai_date,
    earliest: *mut doithoai_date,
    latest: *mut doithoai_date,
    bad: *mut usize,
    error: *mut *mut doithoai_error,
) -> doithoai_status {
    let dues = Dues { anchors, count, out, earliest, latest, bad };
    // SAFETY: the pointers are what the header asks for.
    unsafe { guard(error, || due_batch(terms, ruleset, obligation, dues)) }
}

/// The same over 64-bit days, as numpy's datetime64[D] has them; a bad row becomes DOITHOAI_NO_DATE_I64.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn doithoai_due_batch_i64(
    terms: *const doithoai_terms,
    ruleset: *const c_char,
    obligation: *const c_char,
    anchors: *const i64,
    count: usize,
    out: *mut i64,
    earliest: *mut i64,
    latest: *mut i64,
    bad: *mut usize,
    error: *mut *mut doithoai_error,
) -> doithoai_status {
    let dues = Dues { anchors, count, out, earliest, latest, bad };
    // SAFETY: the pointers are what the header asks for.
    unsafe { guard(error, || due_batch(terms, ruleset, obligation, dues)) }
}

/// How a due date came about, as JSON: "due" with its certainty, and "trace", the steps of the count.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn doithoai_explain_json(
    terms: *const doithoai_terms,
    ruleset: *const c_char,
    obligation: *const c_char,
    anchor: doithoai_date,
    out: *mut *mut doithoai_string,
    error: *mut *mut doithoai_error,
) -> doithoai_status {
    // SAFETY: the pointers are what the header asks for.
    unsafe {
        guard(error, || {
            let (terms, out) = (handle::get(terms, "terms")?, handle::out(out, "out")?);
            let (ruleset, obligation) = (handle::id(ruleset, "ruleset")?, handle::id(obligation, "obligation")?);
            let (due, trace) = terms.0.due_traced(ruleset, obligation, date(anchor)?)?;
            give_json(out, &json!({ "due": due, "trace": trace }))
        })
    }
}

/// How a due date came about, as sentences in `lang`, which is "vi" or "en", a line each.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn doithoai_explain_text(
    terms: *const doithoai_terms,
    ruleset: *const c_char,
    obligation: *const c_char,
    anchor: doithoai_date,
    lang: *const c_char,
    out: *mut *mut doithoai_string,
    error: *mut *mut doithoai_error,
) -> doithoai_status {
    // SAFETY: the pointers are what the header asks for.
    unsafe {
        guard(error, || {
            let (terms, out) = (handle::get(terms, "terms")?, handle::out(out, "out")?);
            let (ruleset, obligation) = (handle::id(ruleset, "ruleset")?, handle::id(obligation, "obligation")?);
            let lang = text::lang(lang)?;
            let (_, trace) = terms.0.due_traced(ruleset, obligation, date(anchor)?)?;
            give(out, &format!("{}\n", trace.text(lang)));
            Ok(())
        })
    }
}

/// Frees terms; what was made with them keeps them.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn doithoai_terms_free(terms: *mut doithoai_terms) {
    // SAFETY: `terms` is NULL or terms that were not freed.
    unsafe { handle::free(terms) }
}
