//! The object with words and places for those who ask what went wrong.

use std::ffi::{CStr, CString, c_char};

use serde_json::{Value, json};

use crate::error::{DOITHOAI_OK, Failure, c_text, doithoai_status};
use crate::handle;

/// An error, to be freed with doithoai_error_free.
pub struct doithoai_error {
    status: doithoai_status,
    vi: CString,
    en: CString,
    json: CString,
}

impl From<Failure> for doithoai_error {
    fn from(failure: Failure) -> Self {
        let Failure { status, vi, en, more } = failure;
        let mut json = json!({ "status": status, "message": { "vi": &vi, "en": &en } });
        if let (Some(all), Value::Object(more)) = (json.as_object_mut(), more) {
            all.extend(more);
        }
        Self { status, vi: c_text(&vi), en: c_text(&en), json: c_text(&json.to_string()) }
    }
}

/// The status of an error; DOITHOAI_OK of NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn doithoai_error_status(error: *const doithoai_error) -> doithoai_status {
    // SAFETY: `error` is NULL or an error that was not freed.
    unsafe { handle::get(error, "error") }.map_or(DOITHOAI_OK, |error| error.status)
}

/// What went wrong, in English; "" of NULL. Valid until the error is freed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn doithoai_error_message(error: *const doithoai_error) -> *const c_char {
    // SAFETY: `error` is NULL or an error that was not freed.
    unsafe { handle::get(error, "error") }.map_or(c"", |error| error.en.as_c_str()).as_ptr()
}

/// What went wrong, in Vietnamese; "" of NULL. Valid until the error is freed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn doithoai_error_message_vi(error: *const doithoai_error) -> *const c_char {
    // SAFETY: `error` is NULL or an error that was not freed.
    unsafe { handle::get(error, "error") }.map_or(c"", |error| error.vi.as_c_str()).as_ptr()
}

/// The error as JSON: "status", "message" in "vi" and "en", and what belongs to it: "problems" with line and column, "code", "allowed",
/// "near". "{}" of NULL. Valid until the error is freed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn doithoai_error_json(error: *const doithoai_error) -> *const c_char {
    let none: &CStr = c"{}";
    // SAFETY: `error` is NULL or an error that was not freed.
    unsafe { handle::get(error, "error") }.map_or(none, |error| error.json.as_c_str()).as_ptr()
}

/// Frees an error.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn doithoai_error_free(error: *mut doithoai_error) {
    // SAFETY: `error` is NULL or an error that was not freed.
    unsafe { handle::free(error) }
}
