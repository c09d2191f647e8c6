//! The log of an office over the years: what returns, receptions, their petitions. Calls on one office wait for each other.

use std::ffi::c_char;
use std::sync::{Mutex, MutexGuard};

use doithoai::Fact;
use doithoai::audit::{AuditReport, OfficeLog, YearAudit, audit_year, next_change};
use doithoai::dialogue::AnyDialogue;

use crate::calendar::doithoai_calendar;
use crate::dialogue::doithoai_dialogue;
use crate::error::{Failure, doithoai_status};
use crate::error_object::doithoai_error;
use crate::guard::guard;
use crate::handle;
use crate::ruleset::{doithoai_ruleset, registry};
use crate::terms::{view, view_of_a_day};
use crate::text::{doithoai_string, give, give_json};

/// What an office did, from its first entry on.
pub struct doithoai_office(Mutex<OfficeLog>);

impl doithoai_office {
    fn lock(&self) -> Result<MutexGuard<'_, OfficeLog>, Failure> {
        self.0.lock().map_err(|_| Failure::panic("an earlier call on this office panicked"))
    }
}

/// An office from its log, as doithoai_office_log_jsonl gives it; one that begins is its first line alone:
/// {"office": "A", "territory": "79", "level": "commune", "head": "local-government"}. An entry that is not understood is kept to the byte:
/// "unknown_entries" of the audit names it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn doithoai_office_restore(
    jsonl: *const c_char,
    length: usize,
    out: *mut *mut doithoai_office,
    error: *mut *mut doithoai_error,
) -> doithoai_status {
    // SAFETY: the pointers are what the header asks for.
    unsafe {
        guard(error, || {
            let (jsonl, out) = (handle::document(jsonl, length, "jsonl")?, handle::out(out, "out")?);
            let office = OfficeLog::from_jsonl(jsonl)?;
            out.give(doithoai_office(Mutex::new(office)));
            Ok(())
        })
    }
}

/// Records what the office did, as a line of its log has it: {"event": "reception-held", "on": "2026-07-06"}; `entry` and what is refused as of
/// doithoai_dialogue_record_json.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn doithoai_office_record_json(
    office: *mut doithoai_office,
    fact: *const c_char,
    length: usize,
    entry: *mut usize,
    error: *mut *mut doithoai_error,
) -> doithoai_status {
    // SAFETY: the pointers are what the header asks for.
    unsafe {
        guard(error, || {
            let (office, fact) = (handle::get(office, "office")?, handle::document(fact, length, "fact")?);
            let fact: Fact = handle::object(fact, "fact")?;
            let number = office.lock()?.record(fact)?;
            handle::set_if_asked(entry, number);
            Ok(())
        })
    }
}

/// A verdict with citation on every duty of a year, as JSON: of its dialogues and petitions in "verdicts", of what returns in "recurring". Of the
/// rule sets those count that bind the office, each version in its time; two versions that hold on one day are refused. `dialogues` are those of
/// this office, of any year; `view` as of doithoai_terms_timeline_json.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn doithoai_office_audit_json(
    office: *const doithoai_office,
    rulesets: *const *const doithoai_ruleset,
    count: usize,
    calendar: *const doithoai_calendar,
    dialogues: *const *const doithoai_dialogue,
    dialogue_count: usize,
    year: i32,
    view_json: *const c_char,
    view_length: usize,
    out: *mut *mut doithoai_string,
    error: *mut *mut doithoai_error,
) -> doithoai_status {
    // SAFETY: the pointers are what the header asks for.
    unsafe {
        guard(error, || {
            let (office, out) = (handle::get(office, "office")?, handle::out(out, "out")?);
            let (registry, calendar) = (registry(rulesets, count)?, handle::get(calendar, "calendar")?);
            let held = held(dialogues, dialogue_count)?;
            let (office, view) = (office.lock()?.clone(), view(view_json, view_length)?);
            let audit: YearAudit = audit_year(&registry, &calendar.0, &held, &office, year, view)?;
            give_json(out, &audit)
        })
    }
}

/// The same as `doithoai audit --format json` prints it: the year in "audits", beside it "summary", "calendar", "other_calendars", "repeated" and
/// "data_age".
#[unsafe(no_mangle)]
pub unsafe extern "C" fn doithoai_office_audit_report_json(
    office: *const doithoai_office,
    rulesets: *const *const doithoai_ruleset,
    count: usize,
    calendar: *const doithoai_calendar,
    dialogues: *const *const doithoai_dialogue,
    dialogue_count: usize,
    year: i32,
    view_json: *const c_char,
    view_length: usize,
    out: *mut *mut doithoai_string,
    error: *mut *mut doithoai_error,
) -> doithoai_status {
    // SAFETY: the pointers are what the header asks for.
    unsafe {
        guard(error, || {
            let (office, out) = (handle::get(office, "office")?, handle::out(out, "out")?);
            let (registry, calendar) = (registry(rulesets, count)?, &handle::get(calendar, "calendar")?.0);
            let held = held(dialogues, dialogue_count)?;
            let (office, view) = (office.lock()?.clone(), view(view_json, view_length)?);
            let audit = audit_year(&registry, calendar, &held, &office, year, view)?;
            let report = AuditReport::of(vec![audit], calendar, view).with_office(&office, calendar);
            give_json(out, &held.iter().fold(report, AuditReport::with_dialogue))
        })
    }
}

/// When anything of the year is judged otherwise after the day of the view if nothing more is entered: "on", what changes of its dialogues in
/// "dialogues" (each a list of id and change), what it owes in "duties" and what returns in "recurring", each "before" and "now"; `null` if
/// nothing changes. `view` must say "as_of"; the rest as of doithoai_office_audit_json.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn doithoai_office_next_change_json(
    office: *const doithoai_office,
    rulesets: *const *const doithoai_ruleset,
    count: usize,
    calendar: *const doithoai_calendar,
    dialogues: *const *const doithoai_dialogue,
    dialogue_count: usize,
    year: i32,
    view_json: *const c_char,
    view_length: usize,
    out: *mut *mut doithoai_string,
    error: *mut *mut doithoai_error,
) -> doithoai_status {
    // SAFETY: the pointers are what the header asks for.
    unsafe {
        guard(error, || {
            let (office, out) = (handle::get(office, "office")?, handle::out(out, "out")?);
            let (registry, calendar) = (registry(rulesets, count)?, &handle::get(calendar, "calendar")?.0);
            let held = held(dialogues, dialogue_count)?;
            let (office, (view, day)) = (office.lock()?.clone(), view_of_a_day(view_json, view_length)?);
            give_json(out, &next_change(&registry, calendar, &held, &office, year, (day, view))?)
        })
    }
}

/// Dialogues of a list, as they are now.
///
/// # Safety
/// The pointers are what the header asks for.
unsafe fn held(dialogues: *const *const doithoai_dialogue, count: usize) -> Result<Vec<AnyDialogue>, Failure> {
    // SAFETY: the pointers are what the header asks for.
    let all = unsafe { handle::slice(dialogues, count, "dialogues")? };
    // SAFETY: as above.
    all.iter().map(|dialogue| unsafe { handle::get(*dialogue, "dialogues")? }.copy()).collect()
}

/// The log, to be stored: JSON lines.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn doithoai_office_log_jsonl(
    office: *const doithoai_office,
    out: *mut *mut doithoai_string,
    error: *mut *mut doithoai_error,
) -> doithoai_status {
    // SAFETY: the pointers are what the header asks for.
    unsafe {
        guard(error, || {
            let (office, out) = (handle::get(office, "office")?, handle::out(out, "out")?);
            give(out, &office.lock()?.to_jsonl());
            Ok(())
        })
    }
}

/// Frees an office.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn doithoai_office_free(office: *mut doithoai_office) {
    // SAFETY: `office` is NULL or an office that was not freed.
    unsafe { handle::free(office) }
}
