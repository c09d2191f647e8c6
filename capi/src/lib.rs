//! The C interface. The contract stands in `include/doithoai.h`, which a test makes from these files.
#![expect(non_camel_case_types, reason = "the names of C")]

mod calendar;
#[cfg(test)]
mod conformance;
mod dialogue;
#[cfg(test)]
mod each_call;
mod error;
mod error_object;
mod guard;
mod handle;
#[cfg(test)]
mod judged;
mod office;
mod once;
mod ruleset;
#[cfg(test)]
mod same_as_rust;
mod scenario;
mod terms;
#[cfg(test)]
mod tests;
mod text;

use std::ffi::{CStr, c_char};

/// The version of this interface: functions are only added while it stays the same.
pub const DOITHOAI_ABI_VERSION: u32 = 0;

/// Days since 1970-01-01, negative before.
pub type doithoai_date = i32;

/// What stands for a date where there is none.
pub const DOITHOAI_NO_DATE: doithoai_date = i32::MIN;

/// The same among 64-bit days: what numpy calls NaT.
pub const DOITHOAI_NO_DATE_I64: i64 = i64::MIN;

const VERSION: &CStr = match CStr::from_bytes_with_nul(concat!(env!("CARGO_PKG_VERSION"), "\0").as_bytes()) {
    Ok(version) => version,
    Err(_) => c"",
};

/// The ABI version of the loaded library; compare it with DOITHOAI_ABI_VERSION.
#[unsafe(no_mangle)]
pub extern "C" fn doithoai_abi_version() -> u32 {
    DOITHOAI_ABI_VERSION
}

/// The release of the loaded library, such as "0.1.0"; never freed.
#[unsafe(no_mangle)]
pub extern "C" fn doithoai_version() -> *const c_char {
    VERSION.as_ptr()
}

/// For tests, in builds with the feature `test-panic` only: it must come back as DOITHOAI_PANIC.
///
/// # Panics
/// Always, inside.
#[cfg(feature = "test-panic")]
#[unsafe(no_mangle)]
pub unsafe extern "C" fn doithoai_test_panic(error: *mut *mut error_object::doithoai_error) -> error::doithoai_status {
    // SAFETY: `error` is NULL or points to a place for an error.
    #[expect(clippy::panic, reason = "it is what is tested")]
    unsafe {
        guard::guard(error, || panic!("planted"))
    }
}
