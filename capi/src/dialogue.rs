//! Dialogues: planned, recorded, judged, stored. Calls on one dialogue wait for each other.

use std::ffi::c_char;
use std::sync::{Mutex, MutexGuard};

use doithoai::Fact;
use doithoai::audit::{audit, audit_dialogue};
use doithoai::dialogue::{AnyDialogue, Log};
use doithoai::ruleset::EventKind;
use serde_json::{Value, json};

use crate::error::{Failure, doithoai_status};
use crate::error_object::doithoai_error;
use crate::guard::guard;
use crate::once::Once;
use crate::ruleset::{doithoai_ruleset, registry};
use crate::terms::{doithoai_terms, explained, view, view_of_a_day};
use crate::text::{doithoai_string, give, give_json};
use crate::{handle, text};

/// A dialogue, from its plan to the last settled petition.
pub struct doithoai_dialogue(Mutex<AnyDialogue>);

impl doithoai_dialogue {
    fn lock(&self) -> Result<MutexGuard<'_, AnyDialogue>, Failure> {
        self.0.lock().map_err(|_| Failure::panic("an earlier call on this dialogue panicked"))
    }

    /// As it is now.
    pub(crate) fn copy(&self) -> Result<AnyDialogue, Failure> {
        Ok(self.lock()?.clone())
    }
}

/// Plans a dialogue. `plan` is JSON, as the first line of a log has it: {"dialogue": "DT-1", "appointed": "2026-08-20", "on": "2026-07-20"}.
/// Keys that begin with "x-" are the caller's own and kept; any other key that is not known, and a newer "format", is refused.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn doithoai_dialogue_plan_json(
    terms: *const doithoai_terms,
    plan: *const c_char,
    length: usize,
    out: *mut *mut doithoai_dialogue,
    error: *mut *mut doithoai_error,
) -> doithoai_status {
    // SAFETY: the pointers are what the header asks for.
    unsafe {
        guard(error, || {
            let (terms, plan) = (handle::get(terms, "terms")?, handle::document(plan, length, "plan")?);
            let out = handle::out(out, "out")?;
            let Once(_) = handle::object(plan, "plan")?;
            let line = plan.replace(['\n', '\r'], " "); // in one line, as in a log
            let planned = AnyDialogue::replay(terms.0.clone(), &Log::from_jsonl(&line)?)?;
            understood(&planned)?;
            out.give(doithoai_dialogue(Mutex::new(planned)));
            Ok(())
        })
    }
}

/// Refuses a plan of which a part is not understood: a stored log is read leniently, what begins here is not.
fn understood(planned: &AnyDialogue) -> Result<(), Failure> {
    match planned.unknown_entries().first() {
        Some(unknown) => Err(Failure::not_understood(&unknown.because)),
        None => Ok(()),
    }
}

/// A dialogue from its log, as doithoai_dialogue_log_jsonl gives it. DOITHOAI_MISMATCH if it was made under other rule sets, readings or
/// another calendar; take "made_under" out of its first line to judge it anew.
/// An entry that is not understood, of a newer release or of a rule set that is not among the terms, is kept to the byte: "unknown_entries" of the
/// timeline names it, and what it could touch is undetermined.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn doithoai_dialogue_restore(
    terms: *const doithoai_terms,
    jsonl: *const c_char,
    length: usize,
    out: *mut *mut doithoai_dialogue,
    error: *mut *mut doithoai_error,
) -> doithoai_status {
    // SAFETY: the pointers are what the header asks for.
    unsafe {
        guard(error, || {
            let (terms, jsonl) = (handle::get(terms, "terms")?, handle::document(jsonl, length, "jsonl")?);
            let out = handle::out(out, "out")?;
            let restored = AnyDialogue::restore(terms.0.clone(), &Log::from_jsonl(jsonl)?)?;
            out.give(doithoai_dialogue(Mutex::new(restored)));
            Ok(())
        })
    }
}

/// Records what happened, as a line of a log has it: {"event": "invitation-sent", "on": "2026-08-12"}. `entry`, which may be NULL, gets its number,
/// from 1. An entry that is there already, with its "key" and content, changes nothing, and `entry` gets the number of that one; another content under
/// that key is refused. Keys that begin with "x-" are the caller's own: they are kept to the byte, in their order. On DOITHOAI_REFUSED the dialogue is as it was; the error says why, and what is allowed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn doithoai_dialogue_record_json(
    dialogue: *mut doithoai_dialogue,
    fact: *const c_char,
    length: usize,
    entry: *mut usize,
    error: *mut *mut doithoai_error,
) -> doithoai_status {
    // SAFETY: the pointers are what the header asks for.
    unsafe {
        guard(error, || {
            let (dialogue, fact) = (handle::get(dialogue, "dialogue")?, handle::document(fact, length, "fact")?);
            let fact: Fact = handle::object(fact, "fact")?;
            let number = dialogue.lock()?.record(fact)?;
            handle::set_if_asked(entry, number);
            Ok(())
        })
    }
}

/// What may be recorded now, as a JSON list of "event", "phase", "petition" and "text".
#[unsafe(no_mangle)]
pub unsafe extern "C" fn doithoai_dialogue_allowed_json(
    dialogue: *const doithoai_dialogue,
    out: *mut *mut doithoai_string,
    error: *mut *mut doithoai_error,
) -> doithoai_status {
    // SAFETY: the pointers are what the header asks for.
    unsafe {
        guard(error, || {
            let (dialogue, out) = (handle::get(dialogue, "dialogue")?, handle::out(out, "out")?);
            let of = |event: &&EventKind| json!({ "event": event.id, "phase": event.phase, "petition": event.petition, "text": event.text });
            give_json(out, &dialogue.lock()?.allowed().iter().map(of).collect::<Vec<Value>>())
        })
    }
}

/// Every duty of the dialogue, as JSON; `view` and `explain` as of doithoai_terms_timeline_json.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn doithoai_dialogue_timeline_json(
    dialogue: *const doithoai_dialogue,
    view_json: *const c_char,
    view_length: usize,
    explain: i32,
    out: *mut *mut doithoai_string,
    error: *mut *mut doithoai_error,
) -> doithoai_status {
    // SAFETY: the pointers are what the header asks for.
    unsafe {
        guard(error, || {
            let (dialogue, out) = (handle::get(dialogue, "dialogue")?, handle::out(out, "out")?);
            let timeline = dialogue.lock()?.timeline(view(view_json, view_length)?)?;
            give_json(out, &explained(timeline, explain))
        })
    }
}

/// When any duty of the dialogue is judged otherwise, as of doithoai_terms_next_change_json.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn doithoai_dialogue_next_change_json(
    dialogue: *const doithoai_dialogue,
    view_json: *const c_char,
    view_length: usize,
    out: *mut *mut doithoai_string,
    error: *mut *mut doithoai_error,
) -> doithoai_status {
    // SAFETY: the pointers are what the header asks for.
    unsafe {
        guard(error, || {
            let (dialogue, out) = (handle::get(dialogue, "dialogue")?, handle::out(out, "out")?);
            let (view, day) = view_of_a_day(view_json, view_length)?;
            let timeline = dialogue.lock()?.timeline(view)?;
            give_json(out, &timeline.next_change(day)?)
        })
    }
}

/// A verdict with citation on every duty, as a JSON list; `view` as of doithoai_terms_timeline_json. What else is to be known, the calendar and the
/// rule sets by their hashes, what returns, figures and notes, is in doithoai_dialogue_audit_report_json.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn doithoai_dialogue_audit_json(
    dialogue: *const doithoai_dialogue,
    view_json: *const c_char,
    view_length: usize,
    out: *mut *mut doithoai_string,
    error: *mut *mut doithoai_error,
) -> doithoai_status {
    // SAFETY: the pointers are what the header asks for.
    unsafe {
        guard(error, || {
            let (dialogue, out) = (handle::get(dialogue, "dialogue")?, handle::out(out, "out")?);
            let verdicts = audit(&*dialogue.lock()?, view(view_json, view_length)?)?;
            give_json(out, &verdicts)
        })
    }
}

/// The year of the dialogue as `doithoai audit --format json` prints it of its log, as one object: "audits", "summary", "calendar",
/// "other_calendars", "repeated", "data_age". `rulesets` are those that are looked up, as of doithoai_office_audit_json; without any, those of its
/// terms. A dialogue whose plan says no "territory", "level" and "head" is refused: whose year it is would not be known.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn doithoai_dialogue_audit_report_json(
    dialogue: *const doithoai_dialogue,
    rulesets: *const *const doithoai_ruleset,
    count: usize,
    view_json: *const c_char,
    view_length: usize,
    out: *mut *mut doithoai_string,
    error: *mut *mut doithoai_error,
) -> doithoai_status {
    // SAFETY: the pointers are what the header asks for.
    unsafe {
        guard(error, || {
            let (dialogue, out) = (handle::get(dialogue, "dialogue")?.copy()?, handle::out(out, "out")?);
            let mut registry = registry(rulesets, count)?;
            for set in dialogue.terms().rule_sets().iter().filter(|_| count == 0) {
                registry = registry.with(set.clone())?;
            }
            let report = audit_dialogue(&registry, &dialogue, view(view_json, view_length)?)?;
            give_json(
                out,
                &report.ok_or_else(|| {
                    let (vi, en) = ("chưa nêu `territory`, `level`, `head`", "says no `territory`, `level`, `head`");
                    Failure::argument("dialogue", vi, en)
                })?,
            )
        })
    }
}

/// The verdicts as sentences in `lang`, which is "vi" or "en", a line each; before them a line for each rule set that was made for a unit which has ended,
/// as "ended_territories" of the timeline.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn doithoai_dialogue_audit_text(
    dialogue: *const doithoai_dialogue,
    view_json: *const c_char,
    view_length: usize,
    lang: *const c_char,
    out: *mut *mut doithoai_string,
    error: *mut *mut doithoai_error,
) -> doithoai_status {
    // SAFETY: the pointers are what the header asks for.
    unsafe {
        guard(error, || {
            let (dialogue, out) = (handle::get(dialogue, "dialogue")?, handle::out(out, "out")?);
            let lang = text::lang(lang)?;
            let (dialogue, view) = (dialogue.lock()?, view(view_json, view_length)?);
            let ended = dialogue.timeline(view)?.ended_territories;
            let verdicts = audit(&dialogue, view)?;
            let verdicts = verdicts.iter().map(|verdict| verdict.text(lang) + "\n");
            let lines = ended.iter().map(|ended| format!("[!] {}\n", ended.text(lang))).chain(verdicts);
            give(out, &lines.collect::<String>());
            Ok(())
        })
    }
}

/// The log, to be stored: JSON lines, the first of which says under which rule sets and calendar it was made.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn doithoai_dialogue_log_jsonl(
    dialogue: *const doithoai_dialogue,
    out: *mut *mut doithoai_string,
    error: *mut *mut doithoai_error,
) -> doithoai_status {
    // SAFETY: the pointers are what the header asks for.
    unsafe {
        guard(error, || {
            let (dialogue, out) = (handle::get(dialogue, "dialogue")?, handle::out(out, "out")?);
            give(out, &dialogue.lock()?.snapshot().to_jsonl());
            Ok(())
        })
    }
}

/// Frees a dialogue.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn doithoai_dialogue_free(dialogue: *mut doithoai_dialogue) {
    // SAFETY: `dialogue` is NULL or a dialogue that was not freed.
    unsafe { handle::free(dialogue) }
}
