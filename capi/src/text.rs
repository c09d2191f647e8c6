//! Text that the library gives out.

use std::ffi::{CString, c_char};

use doithoai::Lang;
use serde::Serialize;

use crate::error::{Failure, c_text};
use crate::handle::{self, Out};

/// Text in UTF-8, to be freed with doithoai_string_free.
pub struct doithoai_string(CString);

/// The language of a text: "vi" or "en".
///
/// # Safety
/// The pointer is what the header asks for.
pub(crate) unsafe fn lang(lang: *const c_char) -> Result<Lang, Failure> {
    // SAFETY: as the caller says.
    match unsafe { handle::id(lang, "lang")? } {
        "vi" => Ok(Lang::Vi),
        "en" => Ok(Lang::En),
        _ => Err(Failure::argument("lang", "cần là \"vi\" hoặc \"en\"", "is neither \"vi\" nor \"en\"")),
    }
}

/// Gives text to the caller.
pub(crate) fn give(out: Out<*mut doithoai_string>, text: &str) {
    out.give(doithoai_string(c_text(text)));
}

/// Gives a value as JSON to the caller.
pub(crate) fn give_json(out: Out<*mut doithoai_string>, value: &impl Serialize) -> Result<(), Failure> {
    give(out, &serde_json::to_string(value)?);
    Ok(())
}

/// The bytes, followed by a zero that the length leaves out; "" of NULL. Valid until the text is freed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn doithoai_string_data(string: *const doithoai_string) -> *const c_char {
    // SAFETY: `string` is NULL or a text that was not freed.
    unsafe { handle::get(string, "string") }.map_or(c"", |text| text.0.as_c_str()).as_ptr()
}

/// How many bytes; 0 of NULL.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn doithoai_string_length(string: *const doithoai_string) -> usize {
    // SAFETY: `string` is NULL or a text that was not freed.
    unsafe { handle::get(string, "string") }.map_or(0, |text| text.0.as_bytes().len())
}

/// Frees a text.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn doithoai_string_free(string: *mut doithoai_string) {
    // SAFETY: `string` is NULL or a text that was not freed.
    unsafe { handle::free(string) }
}
