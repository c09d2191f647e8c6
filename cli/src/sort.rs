//! Which sort of file it is, by what stands in it; where that says nothing, by its name.

use std::path::Path;

use doithoai::scenario::SUFFIX;
use serde_json::Value;

/// A sort of file that `check` reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sort {
    Rules,
    Scenarios,
    Decree,
    Log,
}

/// The tables that only one sort of file has.
const TABLES: [(&str, Sort); 5] = [
    ("case", Sort::Scenarios),
    ("table", Sort::Scenarios),
    ("year", Sort::Scenarios),
    ("document", Sort::Decree),
    ("obligation", Sort::Rules),
];

impl Sort {
    pub(crate) fn of(path: &Path, text: &str) -> Self {
        let text = text.trim_start_matches('\u{feff}');
        let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        let first = lines.next().unwrap_or_default();
        if first.starts_with('{') {
            // The format may have a line of its own before the one that says whose log it is.
            let is_log = is_of_a_log(first) || is_format_alone(first) && lines.next().is_none_or(is_of_a_log);
            return if is_log || has_ending(path, ".jsonl") { Self::Log } else { Self::Rules };
        }
        let heads = text.lines().filter_map(|line| line.trim_start().strip_prefix('['));
        let heads = heads.filter_map(|head| Some(head.trim_start_matches('[').split_once(']')?.0.trim()));
        let tables: Vec<&str> = heads.collect();
        let told = tables.iter().find_map(|table| TABLES.iter().find(|(name, _)| name == table)).map(|(_, sort)| *sort);
        // What practice makes likely may be all that a decree file says; a rule file has more than its practices.
        let is_practice = !tables.is_empty() && tables.iter().all(|table| *table == "practice");
        told.unwrap_or_else(|| match () {
            () if is_practice => Sort::Decree,
            () if has_ending(path, SUFFIX) => Self::Scenarios,
            () if has_ending(path, ".jsonl") => Self::Log,
            () => Self::Rules,
        })
    }
}

/// Whether a line is the first of a log, or one of its entries.
fn is_of_a_log(line: &str) -> bool {
    let line = serde_json::from_str::<Value>(line);
    line.is_ok_and(|line| ["dialogue", "office", "event"].iter().any(|key| line.get(key).is_some()))
}

/// Whether a line says in which format a log is, and nothing else but what belongs to whoever wrote it.
fn is_format_alone(line: &str) -> bool {
    let Ok(Value::Object(line)) = serde_json::from_str(line) else { return false };
    line.contains_key("format") && line.keys().all(|key| key == "format" || key.starts_with("x-"))
}

fn has_ending(path: &Path, ending: &str) -> bool {
    path.to_string_lossy().to_lowercase().ends_with(ending)
}
