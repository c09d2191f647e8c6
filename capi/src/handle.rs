//! The only place where pointers become references, each checked first.
//!
//! What every function here asks for is what the header asks of the caller: a pointer is NULL or points to what its type says,
//! it was not freed, an array has as many items as its count.

use std::ffi::{CStr, c_char};
use std::mem::size_of;
use std::ptr::NonNull;

use serde::de::DeserializeOwned;

use crate::error::Failure;

fn null(name: &str) -> Failure {
    Failure::argument(name, "là NULL", "is NULL")
}

/// An object or number that is read.
///
/// # Safety
/// See the module.
pub(crate) unsafe fn get<'a, T>(pointer: *const T, name: &str) -> Result<&'a T, Failure> {
    // SAFETY: it is NULL or points to a T.
    unsafe { pointer.as_ref() }.ok_or_else(|| null(name))
}

/// A place that is written to when the call has gone well.
pub(crate) struct Out<T>(NonNull<T>);

impl<T> Out<T> {
    pub(crate) fn set(self, value: T) {
        // SAFETY: `out` has it from a pointer to a place for a T; nothing is dropped, for the place may hold nothing yet.
        unsafe { self.0.as_ptr().write(value) };
    }
}

impl<T> Out<*mut T> {
    /// Gives a new object to the caller.
    pub(crate) fn give(self, object: T) {
        self.set(Box::into_raw(Box::new(object)));
    }
}

/// # Safety
/// See the module.
pub(crate) unsafe fn out<T>(pointer: *mut T, name: &str) -> Result<Out<T>, Failure> {
    NonNull::new(pointer).map(Out).ok_or_else(|| null(name))
}

/// A place that may be left out.
///
/// # Safety
/// See the module.
pub(crate) unsafe fn optional_out<T>(pointer: *mut T) -> Option<Out<T>> {
    NonNull::new(pointer).map(Out)
}

/// Writes to a place that may be left out.
///
/// # Safety
/// See the module.
pub(crate) unsafe fn set_if_asked<T>(pointer: *mut T, value: T) {
    // SAFETY: as the caller says.
    if let Some(out) = unsafe { optional_out(pointer) } {
        out.set(value);
    }
}

/// An id that ends with a zero.
///
/// # Safety
/// See the module.
pub(crate) unsafe fn id<'a>(pointer: *const c_char, name: &str) -> Result<&'a str, Failure> {
    if pointer.is_null() {
        return Err(null(name));
    }
    // SAFETY: it is not NULL, so it points to bytes that end with a zero.
    let bytes = unsafe { CStr::from_ptr(pointer) };
    bytes.to_str().map_err(|_| not_utf8(name))
}

fn not_utf8(name: &str) -> Failure {
    Failure::argument(name, "không phải UTF-8", "is not UTF-8")
}

/// A document of some bytes; empty where it is NULL without length.
///
/// # Safety
/// See the module.
pub(crate) unsafe fn document<'a>(pointer: *const c_char, length: usize, name: &str) -> Result<&'a str, Failure> {
    // SAFETY: as the caller says.
    let bytes = unsafe { slice(pointer.cast::<u8>(), length, name)? };
    std::str::from_utf8(bytes).map_err(|_| not_utf8(name))
}

/// What a JSON object says. A list of its values without names is refused, though serde would take it.
pub(crate) fn object<T: DeserializeOwned>(text: &str, name: &str) -> Result<T, Failure> {
    if !text.trim_start().starts_with('{') {
        return Err(Failure::not_an_object(name));
    }
    Ok(serde_json::from_str(text)?)
}

fn fits<T>(count: usize, name: &str) -> Result<(), Failure> {
    let bytes = count.checked_mul(size_of::<T>()).and_then(|bytes| isize::try_from(bytes).ok());
    bytes.map(|_| ()).ok_or_else(|| Failure::argument(name, "dài quá mức", "is longer than memory"))
}

/// An array that is read; NULL without items.
///
/// # Safety
/// See the module.
pub(crate) unsafe fn slice<'a, T>(pointer: *const T, count: usize, name: &str) -> Result<&'a [T], Failure> {
    match (count, pointer.is_null()) {
        (0, _) => Ok(&[]),
        (_, true) => Err(null(name)),
        (_, false) => {
            fits::<T>(count, name)?;
            // SAFETY: it is not NULL, has `count` items, and no more bytes than memory can have.
            Ok(unsafe { std::slice::from_raw_parts(pointer, count) })
        }
    }
}

/// An array that is written to; it overlaps no other one of the call.
///
/// # Safety
/// See the module.
pub(crate) unsafe fn slice_mut<'a, T>(pointer: *mut T, count: usize, name: &str) -> Result<&'a mut [T], Failure> {
    match (count, pointer.is_null()) {
        (0, _) => Ok(&mut []),
        (_, true) => Err(null(name)),
        (_, false) => {
            fits::<T>(count, name)?;
            // SAFETY: it is not NULL, has `count` items of its own, and no more bytes than memory can have.
            Ok(unsafe { std::slice::from_raw_parts_mut(pointer, count) })
        }
    }
}

/// An array that is written to if it is asked for; NULL is not.
///
/// # Safety
/// See the module.
pub(crate) unsafe fn optional_slice_mut<'a, T>(
    pointer: *mut T,
    count: usize,
    name: &str,
) -> Result<Option<&'a mut [T]>, Failure> {
    if pointer.is_null() {
        return Ok(None);
    }
    // SAFETY: as the caller says.
    unsafe { slice_mut(pointer, count, name) }.map(Some)
}

/// Frees an object; NULL is none.
///
/// # Safety
/// See the module.
pub(crate) unsafe fn free<T>(pointer: *mut T) {
    if !pointer.is_null() {
        // SAFETY: `Out::give` made it from a box, and it was not freed.
        drop(unsafe { Box::from_raw(pointer) });
    }
}
