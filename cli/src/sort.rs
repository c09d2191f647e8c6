//! Which sort of file it is, by what stands in it; where that says nothing, by its name.

use std::path::Path;

use doithoai::Lang;
use doithoai::scenario::SUFFIX;
use serde_json::Value;

use crate::input::Outcome;

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

/// The tables of rule files beside those.
const OF_RULES: [&str; 4] = ["instrument", "applies", "recurring", "obligation"];

/// What such tables are called by mistake, in a file that has none of those.
const MEANT: [(&str, Sort); 10] = [
    ("documents", Sort::Decree),
    ("decree", Sort::Decree),
    ("decrees", Sort::Decree),
    ("van_ban", Sort::Decree),
    ("văn_bản", Sort::Decree),
    ("cases", Sort::Scenarios),
    ("tables", Sort::Scenarios),
    ("years", Sort::Scenarios),
    ("tinh_huong", Sort::Scenarios),
    ("tình_huống", Sort::Scenarios),
];

/// Refuses a file that is plainly of another sort than is asked for, and says what it is and where it belongs.
pub(crate) fn refuse_other((path, text): (&Path, &str), wanted: Sort, lang: Lang) -> Outcome<()> {
    let Some(found) = Sort::told(text).filter(|found| *found != wanted) else { return Ok(()) };
    let (is, wants) = (found.text(lang), wanted.text(lang));
    let how = match found {
        Sort::Rules => "--ruleset-file",
        Sort::Scenarios => "doithoai test",
        Sort::Decree => "--decree",
        Sort::Log => "timeline --log",
    };
    let path = path.display();
    Err(match lang {
        Lang::Vi => format!("{path}: tệp này là {is}, không phải {wants}; tệp như vậy dùng với `{how}`"),
        Lang::En => format!("{path}: it is {is}, not {wants}; such a file goes with `{how}`"),
    })
}

impl Sort {
    const fn text(self, lang: Lang) -> &'static str {
        match self {
            Self::Rules => lang.pick("tệp quy tắc", "a rule file"),
            Self::Scenarios => lang.pick("tệp tình huống", "a file of scenarios"),
            Self::Decree => lang.pick("tệp văn bản về ngày nghỉ", "a decree file"),
            Self::Log => lang.pick("nhật ký", "a log"),
        }
    }

    /// The sort of a file as far as what stands in it tells.
    fn told(text: &str) -> Option<Self> {
        match Begun::of(text) {
            Begun::Json(first, next) => is_log(first, next.is_some_and(is_of_a_log)).then_some(Self::Log),
            Begun::Toml(tables) => {
                let is_of_rules = tables.iter().any(|table| OF_RULES.contains(table));
                let told = Self::by_table(&tables).or_else(|| is_of_rules.then_some(Self::Rules));
                told.or_else(|| Self::meant(&tables))
            }
        }
    }

    pub(crate) fn of(path: &Path, text: &str) -> Self {
        let tables = match Begun::of(text) {
            Begun::Json(first, next) => {
                let is_log = is_log(first, next.is_none_or(is_of_a_log));
                return if is_log || has_ending(path, ".jsonl") { Self::Log } else { Self::Rules };
            }
            Begun::Toml(tables) => tables,
        };
        // What practice makes likely may be all that a decree file says; a rule file has more than its practices.
        let is_practice = !tables.is_empty() && tables.iter().all(|table| *table == "practice");
        let told = Self::by_table(&tables).or_else(|| Self::meant(&tables));
        told.unwrap_or_else(|| match () {
            () if is_practice => Sort::Decree,
            () if has_ending(path, SUFFIX) => Self::Scenarios,
            () if has_ending(path, ".jsonl") => Self::Log,
            () => Self::Rules,
        })
    }

    /// The sort of the first table that only one sort has.
    fn by_table(tables: &[&str]) -> Option<Self> {
        Self::named(tables, &TABLES)
    }

    /// The sort of a file none of whose tables is that of any, by what they are called.
    fn meant(tables: &[&str]) -> Option<Self> {
        if tables.iter().any(|table| OF_RULES.contains(table)) { None } else { Self::named(tables, &MEANT) }
    }

    fn named(tables: &[&str], of: &[(&str, Self)]) -> Option<Self> {
        let is =
            |name: &str, table: &str| table.trim_matches(['"', '\'']).to_lowercase().replace([' ', '-'], "_") == name;
        tables.iter().find_map(|table| of.iter().find(|(name, _)| is(name, table))).map(|(_, sort)| *sort)
    }
}

/// What a file begins with.
enum Begun<'a> {
    /// The first line of JSON, and the next one.
    Json(&'a str, Option<&'a str>),
    /// The tables of TOML, in their order.
    Toml(Vec<&'a str>),
}

impl<'a> Begun<'a> {
    fn of(text: &'a str) -> Self {
        let text = text.trim_start_matches('\u{feff}');
        let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
        if let Some(first) = lines.next().filter(|first| first.starts_with('{')) {
            return Self::Json(first, lines.next());
        }
        let is_head = |line: &&str| line.trim_start().starts_with('[');
        // A table or a list of tables may be written as the value of a key, before any heading.
        let keys = text.lines().take_while(|line| !is_head(line)).filter_map(|line| {
            let (key, value) = line.split_once('=')?;
            value.trim_start().starts_with(['[', '{']).then_some(key.trim())
        });
        let heads = text.lines().filter_map(|line| line.trim_start().strip_prefix('['));
        let heads = heads.filter_map(|head| Some(head.trim_start_matches('[').split_once(']')?.0.trim()));
        Self::Toml(keys.chain(heads).collect())
    }
}

/// Whether JSON lines are a log. The format may have a line of its own before the one that says whose it is.
fn is_log(first: &str, next_is_of_a_log: bool) -> bool {
    is_of_a_log(first) || is_format_alone(first) && next_is_of_a_log
}

/// Whether a line is the first of a log, or one of its entries. A rule set of one line has a list of events.
fn is_of_a_log(line: &str) -> bool {
    let line = serde_json::from_str::<Value>(line);
    let has = |line: &Value, key: &str| line.get(key).is_some_and(|value| !value.is_array());
    line.is_ok_and(|line| ["dialogue", "office", "event"].iter().any(|key| has(&line, key)))
}

/// Whether a line says in which format a log is, and nothing else but what belongs to whoever wrote it.
fn is_format_alone(line: &str) -> bool {
    let Ok(Value::Object(line)) = serde_json::from_str(line) else { return false };
    line.contains_key("format") && line.keys().all(|key| key == "format" || key.starts_with("x-"))
}

fn has_ending(path: &Path, ending: &str) -> bool {
    path.to_string_lossy().to_lowercase().ends_with(ending)
}
