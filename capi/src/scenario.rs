//! Scenarios: unit tests of rule sets, from texts that the caller holds.

use std::ffi::c_char;

use doithoai::scenario::{SUFFIX, Suite};
use serde::Deserialize;
use serde_json::json;

use crate::error::doithoai_status;
use crate::error_object::doithoai_error;
use crate::guard::guard;
use crate::handle;
use crate::once::OnceMap;
use crate::text::{doithoai_string, give_json};

/// The files, and whether to try mistakes.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Asked {
    files: OnceMap<String>,
    #[serde(default)]
    mutate: bool,
}

/// Runs scenario files. `files` is JSON: {"files": {"mine.test.toml": "…", "mine.toml": "…"}, "mutate": false}; names that end in ".test.toml" are run,
/// the others are rule files and decrees that they name. Out comes JSON: "ok", "passed", "failed", "files", "coverage" and "mutation".
#[unsafe(no_mangle)]
pub unsafe extern "C" fn doithoai_scenario_run_json(
    files: *const c_char,
    length: usize,
    out: *mut *mut doithoai_string,
    error: *mut *mut doithoai_error,
) -> doithoai_status {
    // SAFETY: the pointers are what the header asks for.
    unsafe {
        guard(error, || {
            let (asked, out) = (handle::document(files, length, "files")?, handle::out(out, "out")?);
            let asked: Asked = handle::object(asked, "files")?;
            let scenarios = asked.files.0.iter().filter(|(name, _)| name.ends_with(SUFFIX));
            let suite = scenarios.fold(Suite::new(), |suite, (name, text)| {
                let folder = name.rsplit_once('/').map_or("", |(folder, _)| folder);
                let open = |file: &str| {
                    asked.files.0.get(&beside(folder, file)).cloned().ok_or_else(|| "no such file".to_owned())
                };
                suite.with(name.clone(), text, &open)
            });
            let report = suite.run();
            let mutation = (asked.mutate && report.is_ok()).then(|| suite.mutate());
            let found = json!({
                "ok": report.is_ok(),
                "passed": report.passed(),
                "failed": report.failed(),
                "files": report.files,
                "coverage": report.coverage,
                "mutation": mutation,
            });
            give_json(out, &found)
        })
    }
}

/// A file seen from a folder.
fn beside(folder: &str, file: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in file.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            name => parts.push(name),
        }
    }
    parts.join("/")
}
