//! What the file of a rule set says, as a Vietnamese reader needs it: keys and words by what they mean, ids in brackets.

use doithoai::words::{self, Entry};
use doithoai::{Lang, RuleSet};
use serde_json::Value;

/// What keys of a rule file are called, in the list of words.
const KEY: &str = "key of a rule file";

/// Lists that are words of one vocabulary, by their key.
const LISTS: [(&str, &str); 5] = [
    ("levels", "level"),
    ("heads", "kind of head"),
    ("unit", "unit"),
    ("every", "period"),
    ("kinds", "kind of dialogue"),
];

/// Names the words of one rule set.
#[derive(Clone, Copy)]
pub(super) struct Named<'a> {
    pub(super) lang: Lang,
    pub(super) set: &'a RuleSet,
}

impl Named<'_> {
    /// A key by its path: in Vietnamese what the last part of it that has a meaning is for.
    pub(super) fn key(self, path: &str) -> String {
        if self.lang == Lang::En {
            return path.to_owned();
        }
        match path.split('.').rev().find_map(meaning) {
            Some(meaning) => format!("{meaning} [{path}]"),
            None => format!("[{path}]"),
        }
    }

    /// A value without the quotes of JSON; words in one language.
    pub(super) fn value(self, key: &str, value: &Value) -> String {
        match value {
            Value::String(text) => self.word(key, text),
            Value::Array(items) => {
                let items: Vec<String> = items.iter().map(|item| self.value(key, item)).collect();
                match self.lang {
                    Lang::Vi if !items.is_empty() => items.join(", "),
                    _ => format!("[{}]", items.join(", ")),
                }
            }
            Value::Object(table) => {
                if let Some(Value::String(words)) = table.get(self.lang.pick("vi", "en")) {
                    return words.clone();
                }
                let entries =
                    table.iter().map(|(key, value)| format!("{} = {}", self.key(key), self.value(key, value)));
                format!("{{ {} }}", entries.collect::<Vec<_>>().join(", "))
            }
            other => other.to_string(),
        }
    }

    /// What a list of rules is called.
    pub(super) fn list(self, list: &str) -> String {
        self.meaning_of("", list).map(|meaning| format!(" {meaning}")).unwrap_or_default()
    }

    fn word(self, key: &str, id: &str) -> String {
        let is_id = id.is_ascii() && id.contains(|letter: char| letter.is_ascii_lowercase()) && !id.contains(' ');
        if self.lang == Lang::En || !is_id {
            return id.to_owned();
        }
        match self.meaning_of(key, id) {
            Some(meaning) => format!("{meaning} [{id}]"),
            None => format!("[{id}]"),
        }
    }

    fn meaning_of(self, key: &str, id: &str) -> Option<String> {
        let listed = LISTS.iter().find(|(list, _)| key.rsplit('.').next() == Some(list)).map(|(_, of)| *of);
        let in_list = |of: &str| words::all().find(|entry| entry.id == id && entry.of.en == of);
        if let Some(entry) = listed.and_then(in_list) {
            return Some(entry.text.vi.to_string());
        }
        let known = [self.set.event_text(id), self.set.actor_text(id), self.set.duty_text(id), self.set.field_text(id)];
        let known = known.into_iter().map(|text| text.vi.to_string()).find(|text| text != id);
        known.or_else(|| {
            words::all().find(|entry| entry.id == id && !is_key(entry)).map(|entry| entry.text.vi.to_string())
        })
    }
}

fn is_key(entry: &Entry<'_>) -> bool {
    entry.of.en.starts_with("key of") || entry.of.en == "code"
}

/// What a key is for, up to the first sign.
fn meaning(key: &str) -> Option<String> {
    // It says a source or a day.
    let entry = words::all().find(|entry| entry.id == key && key != "from" && entry.of.en == KEY)?;
    entry.text.vi.split([';', ':', ',']).next().map(str::to_owned)
}
