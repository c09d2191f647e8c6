//! What the file of a rule set says, as a reader needs it: keys and words by what they mean, ids in brackets.

use chrono::NaiveDate;
use doithoai::words::{self, Entry};
use doithoai::{Lang, Provision, RuleSet};
use serde_json::{Map, Value};

use super::keys::KEYS;

/// Words that a key takes and that mean something else elsewhere.
const OF_A_KEY: [(&str, &str, &str); 7] = [
    ("cite_basis", "not-cited", "nguồn kể lại, không dẫn văn bản nào"),
    ("cite_basis", "unattributed", "nguồn dẫn chung nhiều văn bản"),
    ("each", "petition", "kiến nghị"),
    ("if", "any", "nếu có"),
    ("limit", "stated", "như văn bản thông báo nêu"),
    ("to", "stated", "như văn bản nêu"),
    ("by", "stated", "như văn bản nêu"),
];

/// Lists that are words of one vocabulary, by their key.
const LISTS: [(&str, &str); 22] = [
    ("levels", "level"),
    ("level", "level"),
    ("heads", "kind of head"),
    ("bodies", "body"),
    ("unit_types", "kind of unit"),
    ("unit", "unit"),
    ("every", "period"),
    ("cutoffs", "reporting period"),
    ("kinds", "kind of dialogue"),
    ("phase", "phase"),
    ("duty_kind", "kind of duty"),
    ("form", "form"),
    ("counts", "thing counted"),
    ("count", "backward counting"),
    ("start", "start"),
    ("none", "reason for no date"),
    ("pending", "version for pending matters"),
    ("granted_before", "limit of granting an extension"),
    ("extension.limit.from", "start of an extension"),
    ("extension.maximum.from", "start of an extension"),
    ("scope", "scope of an exclusion"),
    ("only_if.by", "day of a condition"),
];

/// Names the words of one rule set.
pub(super) struct Named<'a> {
    lang: Lang,
    set: &'a RuleSet,
    /// The file as data, for what it calls things of its own.
    file: Value,
}

impl<'a> Named<'a> {
    pub(super) fn new(set: &'a RuleSet, lang: Lang) -> Self {
        Self { lang, set, file: serde_json::from_str(&set.to_json()).unwrap_or_default() }
    }

    /// What a rule of the set says in words.
    pub(super) fn rule(&self, list: &str, id: &str) -> Option<String> {
        let rule = self.items(list).find(|rule| names(rule, id))?;
        let own = ["text", "ground"].iter().find_map(|key| rule.get(*key)).and_then(|text| self.words(text));
        let told = |text: Option<&Value>| text.map(|text| self.plain("", text));
        let of = |key: &str| told(rule.get(key));
        own.or_else(|| match list {
            "obligation" | "recurring" => {
                Some(self.set.duty_text(id).get(self.lang).to_owned()).filter(|text| text != id)
            }
            "trigger" => told(rule.get("when").and_then(|when| when.get("share")).and_then(|share| share.get("of"))),
            "role" => of("lead"),
            "level_end" => of("level"),
            "merger" => of("of"),
            _ => None,
        })
    }

    /// A key by its path: what its last part that has a name is called, and whose it is.
    pub(super) fn key(&self, path: &str) -> String {
        let parts: Vec<&str> = path.split('.').collect();
        let named = (0..parts.len()).rev().find_map(|at| Some((at, key_words(parts.get(..=at)?, self.lang)?)));
        let Some((at, words)) = named else { return format!("[{path}]") };
        let of = parts.get(at.saturating_add(1)..).unwrap_or_default();
        let of: Vec<String> = of.iter().filter_map(|id| self.meaning_of("", id)).collect();
        let of = if of.is_empty() { String::new() } else { format!(" ({})", of.join(", ")) };
        format!("{words}{of} [{path}]")
    }

    /// A value without the quotes of JSON; words in one language.
    pub(super) fn value(&self, path: &str, value: &Value) -> String {
        match value {
            Value::String(text) => self.word(path, text),
            Value::Array(items) => {
                let items: Vec<String> = items.iter().map(|item| self.value(path, item)).collect();
                match self.lang {
                    Lang::Vi if !items.is_empty() => items.join(", "),
                    _ => format!("[{}]", items.join(", ")),
                }
            }
            Value::Object(table) => self.words(value).unwrap_or_else(|| self.table(path, table)),
            Value::Bool(is) if self.lang == Lang::Vi => if *is { "có" } else { "không" }.to_owned(),
            other => other.to_string(),
        }
    }

    /// The entries of a table; what has a name of its own by that.
    fn table(&self, path: &str, table: &Map<String, Value>) -> String {
        if let Some(toward) = self.toward(table) {
            return toward;
        }
        let name = table.get("text").and_then(|text| self.words(text));
        // The id is in the path already.
        let is_name = |key: &str| key == "id" || key == "text" && name.is_some();
        let entry = |(key, value): (&String, &Value)| {
            let below = format!("{path}.{key}");
            let words = key_words(&below.split('.').collect::<Vec<_>>(), self.lang);
            format!(
                "{} = {}",
                words.unwrap_or_else(|| self.value("", &Value::from(key.as_str()))),
                self.value(&below, value)
            )
        };
        let entries: Vec<String> = table.iter().filter(|(key, _)| !is_name(key)).map(entry).collect();
        let rest = if entries.is_empty() { String::new() } else { format!("{{ {} }}", entries.join(", ")) };
        match name {
            Some(name) => format!("{name} {rest}").trim_end().to_owned(),
            None if rest.is_empty() => "{ }".to_owned(),
            None => rest,
        }
    }

    /// To whom something is owed, if there is anyone.
    fn toward(&self, table: &Map<String, Value>) -> Option<String> {
        let who = table.get("who").filter(|_| table.keys().all(|key| ["who", "if"].contains(&key.as_str())))?;
        let if_any = self.lang.pick(" (nếu có)", " (if any)");
        let if_any = table.get("if").map_or("", |_| if_any);
        Some(format!("{}{if_any}", self.value("toward", who)))
    }

    /// Text in both languages, or the one there is.
    fn words(&self, value: &Value) -> Option<String> {
        let text = value.get(self.lang.pick("vi", "en")).or_else(|| value.get("vi")).unwrap_or(value);
        text.as_str().map(str::to_owned)
    }

    /// What a list of rules is called.
    pub(super) fn list(&self, list: &str) -> String {
        key_words(&[list], self.lang).map(|words| format!(" {words}")).unwrap_or_default()
    }

    /// A value by what it means alone, without its id.
    fn plain(&self, key: &str, value: &Value) -> String {
        match value {
            Value::String(id) => self.meaning_of(key, id).unwrap_or_else(|| id.clone()),
            Value::Array(items) => items.iter().map(|item| self.plain(key, item)).collect::<Vec<_>>().join(", "),
            other => self.value(key, other),
        }
    }

    fn word(&self, key: &str, id: &str) -> String {
        if self.lang == Lang::En {
            return id.to_owned();
        }
        if let Ok(date) = id.parse::<NaiveDate>() {
            return self.lang.date(date);
        }
        if let Some(place) = self.place(id) {
            return place;
        }
        let is_id = id.is_ascii() && id.contains(|letter: char| letter.is_ascii_lowercase()) && !id.contains(' ');
        if !is_id {
            return id.to_owned();
        }
        match self.meaning_of(key, id) {
            Some(meaning) => format!("{meaning} [{id}]"),
            None if id.contains('.') => self.key(id),
            None => format!("[{id}]"),
        }
    }

    /// A provision as a lawyer writes it.
    fn place(&self, written: &str) -> Option<String> {
        let (document, provision) = written.split_once('#')?;
        let provision: Provision = provision.parse().ok()?;
        let document = self.set.instruments().iter().find(|one| one.id == document)?;
        Some(provision.of(&document.title()).get(self.lang).to_owned())
    }

    fn meaning_of(&self, path: &str, id: &str) -> Option<String> {
        let (set, last) = (self.set, path.rsplit('.').next().unwrap_or(path));
        if let Some((_, _, words)) = OF_A_KEY.iter().find(|(key, word, _)| *key == last && *word == id) {
            return Some((*words).to_owned());
        }
        let document =
            || set.instruments().iter().find(|one| one.id == id).map(|one| one.title().get(self.lang).to_owned());
        let source = || set.sources().iter().find(|one| one.id == id).map(|one| one.reference.clone());
        let told = match last {
            "cite" | "in" | "implements" | "replaces" => document(),
            "from" => source(),
            _ => None,
        };
        if told.is_some() {
            return told;
        }
        let listed = LISTS.iter().find(|(list, _)| path == *list || path.ends_with(&format!(".{list}")));
        let in_list = |of: &str| words::all().find(|entry| entry.id == id && entry.of.en == of);
        if let Some(entry) = listed.and_then(|(_, of)| in_list(of)) {
            return Some(entry.text.get(self.lang).to_owned());
        }
        let known = [set.event_text(id), set.actor_text(id), set.duty_text(id), set.field_text(id)];
        let known = known.into_iter().map(|text| text.get(self.lang).to_owned()).find(|text| text != id);
        known.or_else(|| self.own(id)).or_else(|| {
            words::all()
                .find(|entry| entry.id == id && !is_key(entry))
                .map(|entry| entry.text.get(self.lang).to_owned())
        })
    }

    /// What the file itself calls something that it declares.
    fn own(&self, id: &str) -> Option<String> {
        let lists = self.file.as_object()?.values().filter_map(Value::as_array).flatten();
        let own = lists.filter(|item| names(item, id)).find_map(|item| item.get("text").or_else(|| item.get("ground")));
        own.and_then(|text| self.words(text))
    }

    fn items(&self, list: &str) -> impl Iterator<Item = &Value> {
        self.file.get(list).and_then(Value::as_array).into_iter().flatten()
    }
}

/// Whether a rule is called so: by its id, or by what it is about.
fn names(rule: &Value, id: &str) -> bool {
    ["id", "level", "into"].iter().find_map(|key| rule.get(*key)).is_some_and(|known| known == id)
}

fn is_key(entry: &Entry<'_>) -> bool {
    entry.of.en.starts_with("key of") || entry.of.en == "code"
}

/// What the last of some keys is called, below those before it.
fn key_words(path: &[&str], lang: Lang) -> Option<String> {
    let (last, before) = path.split_last()?;
    // Of a rule it is the source that is named.
    if *last == "from" && before.is_empty() {
        return Some(lang.pick("nguồn", "the source").to_owned());
    }
    let below = before.last().map(|before| format!("{before}.{last}"));
    let named = |wanted: &str| KEYS.iter().find(|(key, _, _)| *key == wanted);
    let found = below.and_then(|key| named(&key)).or_else(|| named(last));
    found.map(|(_, vi, en)| lang.pick(*vi, *en).to_owned())
}
