//! SHA-256 of what something says, in hexadecimal.

use std::fmt::Write as _;

use serde::Serialize;
use sha2::{Digest, Sha256};

/// 64 lower-case digits, of the JSON of a value.
pub(crate) fn sha256(value: &impl Serialize) -> String {
    let canonical = serde_json::to_string(value).unwrap_or_default();
    Sha256::digest(canonical).iter().fold(String::new(), |mut hex, byte| {
        // Writing to a String cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
