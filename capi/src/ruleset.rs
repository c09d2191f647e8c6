//! Rule sets: read, checked, compared, listed.

use std::ffi::c_char;

use doithoai::analysis::{analyse, compare, compare_calendars, compare_reading};
use doithoai::{Registry, RuleSet};
use serde_json::{Value, json};

use crate::calendar::doithoai_calendar;
use crate::error::{Failure, doithoai_status};
use crate::error_object::doithoai_error;
use crate::guard::guard;
use crate::handle;
use crate::text::{doithoai_string, give, give_json};

/// A rule set; it never changes.
pub struct doithoai_ruleset(pub(crate) RuleSet);

/// Several of them, each version in its time.
///
/// # Safety
/// The pointers are what the header asks for.
pub(crate) unsafe fn registry(rulesets: *const *const doithoai_ruleset, count: usize) -> Result<Registry, Failure> {
    // SAFETY: the pointers are what the header asks for.
    let sets = unsafe { handle::slice(rulesets, count, "rulesets")? };
    sets.iter().try_fold(Registry::new(), |registry, set| {
        // SAFETY: as above.
        let set = unsafe { handle::get(*set, "rulesets")? };
        Ok(registry.with(set.0.clone())?)
    })
}

/// A rule set that comes with the library: an id such as "hcmc-935", which is its latest version, or "qd-11@2019-02-18".
#[unsafe(no_mangle)]
pub unsafe extern "C" fn doithoai_ruleset_builtin(
    name: *const c_char,
    out: *mut *mut doithoai_ruleset,
    error: *mut *mut doithoai_error,
) -> doithoai_status {
    // SAFETY: the pointers are what the header asks for.
    unsafe {
        guard(error, || {
            let (name, out) = (handle::id(name, "name")?, handle::out(out, "out")?);
            out.give(doithoai_ruleset(RuleSet::builtin(name)?));
            Ok(())
        })
    }
}

/// Reads a rule set from a TOML document; it may extend or amend a built-in one.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn doithoai_ruleset_from_toml(
    toml: *const c_char,
    length: usize,
    out: *mut *mut doithoai_ruleset,
    error: *mut *mut doithoai_error,
) -> doithoai_status {
    // SAFETY: the pointers are what the header asks for.
    unsafe { guard(error, || read((toml, length, "toml"), out, |text| Ok(RuleSet::from_toml(text)?))) }
}

/// Reads a rule set from a JSON document, as doithoai_ruleset_to_json gives it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn doithoai_ruleset_from_json(
    json: *const c_char,
    length: usize,
    out: *mut *mut doithoai_ruleset,
    error: *mut *mut doithoai_error,
) -> doithoai_status {
    // SAFETY: the pointers are what the header asks for.
    unsafe { guard(error, || read((json, length, "json"), out, |text| Ok(RuleSet::from_json(text)?))) }
}

/// # Safety
/// The pointers are what the header asks for.
unsafe fn read(
    (text, length, name): (*const c_char, usize, &str),
    out: *mut *mut doithoai_ruleset,
    read: impl FnOnce(&str) -> Result<RuleSet, Failure>,
) -> Result<(), Failure> {
    // SAFETY: the pointers are what the header asks for.
    let (text, out) = unsafe { (handle::document(text, length, name)?, handle::out(out, "out")?) };
    out.give(doithoai_ruleset(read(text)?));
    Ok(())
}

/// The canonical JSON of a rule set.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn doithoai_ruleset_to_json(
    ruleset: *const doithoai_ruleset,
    out: *mut *mut doithoai_string,
    error: *mut *mut doithoai_error,
) -> doithoai_status {
    // SAFETY: the pointers are what the header asks for.
    unsafe {
        guard(error, || {
            let (ruleset, out) = (handle::get(ruleset, "ruleset")?, handle::out(out, "out")?);
            give(out, &ruleset.0.to_json());
            Ok(())
        })
    }
}

/// Everything that is wrong in a document, TOML or (if it begins with a brace) JSON: "ok", "ruleset", "problems" with code, line, column
/// and message in "vi" and "en", "truncated". A document with mistakes is no failure of this call.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn doithoai_ruleset_check_json(
    text: *const c_char,
    length: usize,
    out: *mut *mut doithoai_string,
    error: *mut *mut doithoai_error,
) -> doithoai_status {
    // SAFETY: the pointers are what the header asks for.
    unsafe {
        guard(error, || {
            let (text, out) = (handle::document(text, length, "text")?, handle::out(out, "out")?);
            let registry = Registry::builtin();
            let is_json = text.trim_start().starts_with('{');
            let checked = if is_json { registry.check_json(text) } else { registry.check_toml(text) };
            let set = checked.rule_set.as_ref();
            let found = json!({
                "ok": set.is_some(),
                "ruleset": set.map(|set| json!({ "id": set.id(), "version": set.version(), "hash": set.hash() })),
                "problems": checked.problems,
                "truncated": checked.truncated,
            });
            give_json(out, &found)
        })
    }
}

/// What differs between two rule sets, as JSON: "rules", "pairs" and "values".
#[unsafe(no_mangle)]
pub unsafe extern "C" fn doithoai_ruleset_diff_json(
    old: *const doithoai_ruleset,
    new_: *const doithoai_ruleset,
    out: *mut *mut doithoai_string,
    error: *mut *mut doithoai_error,
) -> doithoai_status {
    // SAFETY: the pointers are what the header asks for.
    unsafe {
        guard(error, || {
            let (old, new) = (handle::get(old, "old")?, handle::get(new_, "new_")?);
            give_json(handle::out(out, "out")?, &old.0.diff(&new.0))
        })
    }
}

/// What a change from one rule set to another changes on every covered day of a calendar, as JSON: "duties" with their "verdict"
/// ("proved-equal", "differs", "not-told-apart", "only-old", "only-new"), "limits" with the days, "counterexample", and "diff". It takes
/// milliseconds for each duty.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn doithoai_ruleset_compare_json(
    old: *const doithoai_ruleset,
    new_: *const doithoai_ruleset,
    calendar: *const doithoai_calendar,
    out: *mut *mut doithoai_string,
    error: *mut *mut doithoai_error,
) -> doithoai_status {
    // SAFETY: the pointers are what the header asks for.
    unsafe {
        guard(error, || {
            let (old, new) = (handle::get(old, "old")?, handle::get(new_, "new_")?);
            let calendar = handle::get(calendar, "calendar")?;
            give_json(handle::out(out, "out")?, &compare(&old.0, &new.0, &calendar.0))
        })
    }
}

/// What a rule set changes on another calendar, as before and after a decree; as JSON like that of doithoai_ruleset_compare_json. Only limits are
/// told day by day: nothing is "proved-equal" where the days differ.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn doithoai_ruleset_compare_calendars_json(
    ruleset: *const doithoai_ruleset,
    old: *const doithoai_calendar,
    new_: *const doithoai_calendar,
    out: *mut *mut doithoai_string,
    error: *mut *mut doithoai_error,
) -> doithoai_status {
    // SAFETY: the pointers are what the header asks for.
    unsafe {
        guard(error, || {
            let (set, old) = (handle::get(ruleset, "ruleset")?, handle::get(old, "old")?);
            let new = handle::get(new_, "new_")?;
            give_json(handle::out(out, "out")?, &compare_calendars(&set.0, &old.0, &new.0))
        })
    }
}

/// What it changes to adopt a reading of one duty, as JSON like that of doithoai_ruleset_compare_json.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn doithoai_ruleset_compare_reading_json(
    ruleset: *const doithoai_ruleset,
    obligation: *const c_char,
    reading: *const c_char,
    calendar: *const doithoai_calendar,
    out: *mut *mut doithoai_string,
    error: *mut *mut doithoai_error,
) -> doithoai_status {
    // SAFETY: the pointers are what the header asks for.
    unsafe {
        guard(error, || {
            let (set, calendar) = (handle::get(ruleset, "ruleset")?, handle::get(calendar, "calendar")?);
            let (duty, reading) = (handle::id(obligation, "obligation")?, handle::id(reading, "reading")?);
            give_json(handle::out(out, "out")?, &compare_reading(&set.0, duty, reading, &calendar.0)?)
        })
    }
}

/// What no one can have meant in some rule sets, looked for on every covered day of a calendar, as JSON: "flaws" with their "kind", "id",
/// "text", "days" and "case", and "undecided". Sets of different instruments are looked at beside each other too. It takes
/// tenths of a second for each rule set.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn doithoai_ruleset_analyse_json(
    rulesets: *const *const doithoai_ruleset,
    count: usize,
    calendar: *const doithoai_calendar,
    out: *mut *mut doithoai_string,
    error: *mut *mut doithoai_error,
) -> doithoai_status {
    // SAFETY: the pointers are what the header asks for.
    unsafe {
        guard(error, || {
            let (sets, calendar) = (registry(rulesets, count)?, handle::get(calendar, "calendar")?);
            give_json(handle::out(out, "out")?, &analyse(sets.rule_sets(), &calendar.0))
        })
    }
}

/// The built-in rule sets, as a JSON list of "id", "version", "title", "standing", "in_force" and "hash".
#[unsafe(no_mangle)]
pub unsafe extern "C" fn doithoai_ruleset_list_json(
    out: *mut *mut doithoai_string,
    error: *mut *mut doithoai_error,
) -> doithoai_status {
    // SAFETY: the pointers are what the header asks for.
    unsafe {
        guard(error, || {
            let out = handle::out(out, "out")?;
            let of = |set: &RuleSet| {
                json!({
                    "id": set.id(),
                    "version": set.version(),
                    "title": set.title(),
                    "standing": set.standing(),
                    "in_force": set.in_force(),
                    "hash": set.hash(),
                })
            };
            give_json(out, &Registry::builtin().rule_sets().iter().map(of).collect::<Vec<Value>>())
        })
    }
}

/// Frees a rule set; what was made with it keeps it.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn doithoai_ruleset_free(ruleset: *mut doithoai_ruleset) {
    // SAFETY: `ruleset` is NULL or a rule set that was not freed.
    unsafe { handle::free(ruleset) }
}
