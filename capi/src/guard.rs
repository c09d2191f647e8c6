//! No panic crosses the boundary, and no call leaves an old error behind.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::error::{DOITHOAI_OK, Failure, doithoai_status};
use crate::error_object::doithoai_error;

/// Runs the body of a call, and turns what went wrong into its status and error.
///
/// # Safety
/// `error` is NULL or points to a place for an error.
pub(crate) unsafe fn guard(
    error: *mut *mut doithoai_error,
    body: impl FnOnce() -> Result<(), Failure>,
) -> doithoai_status {
    let outcome = catch_unwind(AssertUnwindSafe(body));
    let failure = match outcome {
        Ok(Ok(())) => None,
        Ok(Err(failure)) => Some(failure),
        Err(panic) => {
            let said = panic.downcast_ref::<&str>().map(|said| (*said).to_owned());
            let said = said.or_else(|| panic.downcast_ref::<String>().cloned());
            Some(Failure::panic(said.as_deref().unwrap_or("?")))
        }
    };
    let status = failure.as_ref().map_or(DOITHOAI_OK, |failure| failure.status);
    if !error.is_null() {
        let made = failure.map_or(std::ptr::null_mut(), |failure| Box::into_raw(Box::new(failure.into())));
        // SAFETY: it is not NULL, so it points to a place for an error.
        unsafe { error.write(made) };
    }
    status
}
