//! What `compare` shows: every key that the parsers know, removed and changed one at a time.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};
use doithoai::{Registry, RuleSet};
use serde_json::{Map, Value, json};

use only_words::{ANYWHERE, NOT_LAW, ONLY_WORDS, RULE, SET};

#[path = "../../src/ruleset/diff/only_words.rs"]
mod only_words;

/// How many of the ids that were seen first are tried as the value of a key: those of [`FORMS`].
const IDS: usize = 40;

/// Every kind of rule, with the keys that no built-in set has.
const FORMS: &str = include_str!("../data/every-key.toml");

/// Keys of a file that builds on another, which the set that comes of it does not have.
const OF_AN_OVERLAY: [&str; 3] = ["amends", "extends", "remove"];

/// The schema of what a file may hold.
struct Schema(Value);

impl Schema {
    /// The ways to write a value, without references.
    fn ways<'a>(&'a self, of: &'a Value) -> Vec<&'a Value> {
        if let Some(name) = of["$ref"].as_str() {
            return self.ways(self.0.pointer(name.trim_start_matches('#')).unwrap());
        }
        match of["anyOf"].as_array() {
            Some(ways) => ways.iter().flat_map(|way| self.ways(way)).collect(),
            None => vec![of],
        }
    }

    /// What stands under a key of a table, and whether the key is a name that the file chose.
    fn under<'a>(&'a self, of: &'a Value, key: &str) -> Option<(&'a Value, bool)> {
        let ways = self.ways(of);
        let known = ways.iter().find_map(|way| way["properties"].get(key)).map(|found| (found, false));
        known.or_else(|| {
            ways.iter().map(|way| &way["additionalProperties"]).find(|any| any.is_object()).map(|any| (any, true))
        })
    }

    fn is_text(&self, of: &Value) -> bool {
        self.under(of, "vi").is_some_and(|(_, named)| !named)
    }

    /// Every key that can be absent or otherwise, as `obligation.due.n`.
    fn paths(&self, of: &Value, path: &str, out: &mut BTreeSet<String>) {
        if holds_more_of_its_kind(path) {
            return;
        }
        for way in self.ways(of) {
            self.paths_of_items(&way["items"], path, out);
            let named = way["additionalProperties"].as_object().map(|_| ("*", &way["additionalProperties"]));
            let known = way["properties"].as_object().into_iter().flatten().map(|(key, of)| (key.as_str(), of));
            for (key, of) in known.chain(named) {
                let path = join(path, key);
                if !self.is_text(of) {
                    self.paths(of, &path, out);
                }
                let required = way["required"].as_array().is_some_and(|keys| keys.iter().any(|known| known == key));
                let only_one_word = of["enum"].as_array().is_some_and(|words| words.len() == 1);
                if !(required && only_one_word) {
                    out.insert(path);
                }
            }
        }
    }

    fn paths_of_items(&self, of: &Value, path: &str, out: &mut BTreeSet<String>) {
        if of.is_object() {
            self.paths(of, path, out);
        }
    }

    /// Other values that may stand in the place of one.
    fn others(&self, of: &Value, value: &Value) -> Vec<Value> {
        let words = self.ways(of).into_iter().filter_map(|way| way["enum"].as_array()).flatten();
        let mut others: Vec<Value> = words.filter(|word| *word != value).take(3).cloned().collect();
        match value {
            Value::Bool(is) => others.push((!is).into()),
            Value::Number(number) => {
                let number = number.as_i64().unwrap();
                others.extend([number + 1, number - 1].map(Value::from));
            }
            Value::String(text) => match text.parse::<NaiveDate>() {
                Ok(date) => others.extend([Days::new(1), Days::new(400)].map(|by| json!(date - by))),
                Err(_) => {
                    others.extend([json!(format!("{text}x")), json!(text.replace(|c: char| c.is_ascii_digit(), "1"))]);
                }
            },
            Value::Array(items) => {
                let item = self.ways(of).into_iter().find_map(|way| way.get("items"));
                others.push(items[1..].into());
                for other in item.into_iter().flat_map(|item| self.others(item, &items[0])) {
                    others.push([&[other], &items[1..]].concat().into());
                }
            }
            Value::Object(table) if table.contains_key("vi") => {
                others.push(json!({ "vi": format!("{} x", table["vi"]), "en": table["en"] }));
            }
            _ => {}
        }
        others
    }
}

/// A path with what is of one form in several places in one of them.
fn form_of(path: &str) -> String {
    let alike = [
        ("obligation.reading.due", "obligation.due"),
        ("extension.only_if", "only_if"),
        ("met_by.any.", "met_by.all."),
        ("before.due_of", "after.due_of"),
        ("of_month_of.due_of", "after.due_of"),
    ];
    let path = alike.iter().fold(path.to_owned(), |path, (one, other)| path.replace(one, other));
    // Every rule is cited in one form; there is one document here, so only the words of a place can change.
    if path.contains(".cite.") { "step.cite.text".to_owned() } else { path }
}

/// Whether a key holds what stands above it already: conditions of a condition, limits of a limit.
fn holds_more_of_its_kind(path: &str) -> bool {
    let keys: Vec<&str> = path.split('.').collect();
    let of_condition = |keys: &[&str]| keys[0] == "only_if" && ["all", "any"].contains(&keys[1]);
    let more = ["not", "first_of", "last_of", "cases", "otherwise"];
    keys.iter().any(|key| more.contains(key)) || keys.windows(2).any(of_condition)
}

fn join(path: &str, key: &str) -> String {
    if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") }
}

/// The values of each key in some documents, and the ids of each, which other keys refer to.
#[derive(Default)]
struct Seen {
    values: BTreeMap<String, Vec<Value>>,
    ids: Vec<Value>,
}

impl Seen {
    fn note(&mut self, value: &Value) {
        match value {
            Value::Array(items) => items.iter().for_each(|item| self.note(item)),
            Value::Object(table) => {
                self.ids.extend(table.get("id").cloned());
                self.ids.extend(
                    table.get("source").and_then(Value::as_object).into_iter().flatten().map(|(id, _)| json!(id)),
                );
                for (key, value) in table {
                    let known = self.values.entry(key.clone()).or_default();
                    if !known.contains(value) {
                        known.push(value.clone());
                    }
                    self.note(value);
                }
            }
            _ => {}
        }
    }
}

/// Takes a changed document, which is made when it is wanted, with the path of the key.
type Out<'a> = &'a mut dyn FnMut(&str, &dyn Fn() -> Value);

/// Makes the documents that come of one by removing, changing or adding one key, and gives each with the path of the key.
struct Changes<'a> {
    schema: &'a Schema,
    /// Where keys are added, too.
    seen: Option<&'a Seen>,
}

impl Changes<'_> {
    fn each(&self, of: &Value, path: &str, value: &Value, out: Out<'_>) {
        match value {
            Value::Array(items) => {
                for (at, item) in items.iter().enumerate() {
                    let of = self.schema.ways(of).into_iter().find_map(|way| way.get("items")).unwrap_or(&Value::Null);
                    self.each(of, path, item, &mut |path, item| {
                        out(path, &|| {
                            let mut items = items.clone();
                            items[at] = item();
                            items.into()
                        });
                    });
                }
            }
            Value::Object(table) => {
                for (key, value) in table {
                    self.present(of, path, table, (key, value), out);
                }
                let Some(seen) = self.seen else { return };
                let known = self.schema.ways(of).into_iter().filter_map(|way| way["properties"].as_object()).flatten();
                for (key, of) in known.filter(|(key, _)| !table.contains_key(*key)) {
                    let words = self.schema.others(of, &Value::Null);
                    for value in words.iter().chain(seen.values.get(key).into_iter().flatten()).chain(&seen.ids) {
                        out(&join(path, key), &|| {
                            let mut table = table.clone();
                            table.insert(key.clone(), value.clone());
                            table.into()
                        });
                    }
                }
            }
            _ => {}
        }
    }

    fn present(
        &self,
        of: &Value,
        path: &str,
        table: &Map<String, Value>,
        (key, value): (&String, &Value),
        out: Out<'_>,
    ) {
        let Some((of, named)) = self.schema.under(of, key) else { return };
        let path = join(path, if named { "*" } else { key });
        let with = |value: Option<Value>| {
            let mut table = table.clone();
            match value {
                Some(value) => table.insert(key.clone(), value),
                None => table.remove(key),
            };
            Value::Object(table)
        };
        out(&path, &|| with(None));
        let ids = self.seen.filter(|_| value.is_string()).into_iter().flat_map(|seen| seen.ids.clone());
        for other in self.schema.others(of, value).into_iter().chain(ids) {
            out(&path, &|| with(Some(other.clone())));
        }
        if !self.schema.is_text(of) {
            self.each(of, &path, value, &mut |path, value| out(path, &|| with(Some(value()))));
        }
    }
}

/// Whether one of the keys of a path is on the list of words.
fn is_only_words(schema: &Schema, path: &str) -> bool {
    let keys: Vec<&str> = path.split('.').collect();
    let is_rule = schema
        .under(&schema.0, keys[0])
        .is_some_and(|(list, _)| schema.ways(list).iter().any(|way| schema.under(&way["items"], "cite").is_some()));
    ONLY_WORDS.iter().any(|(place, word)| match *place {
        ANYWHERE => keys.contains(word),
        SET => keys[0] == *word,
        RULE => is_rule && keys.get(1) == Some(word),
        "reading" => keys.len() == 3 && keys[1] == "reading" && keys[2] == *word,
        place => keys[0] == place && keys.get(1) == Some(word),
    })
}

#[test]
fn every_change_of_a_key_is_shown_unless_it_is_of_mere_words() {
    let schema = Schema(serde_json::from_str(&RuleSet::json_schema()).unwrap());
    let forms = RuleSet::from_toml(FORMS).unwrap_or_else(|error| panic!("{error}"));
    let (mut tried, mut wrong): (BTreeSet<String>, BTreeSet<String>) = Default::default();
    let sets: Vec<RuleSet> = Registry::builtin().rule_sets().iter().chain([&forms]).cloned().collect();
    let documents: Vec<Value> = sets.iter().map(|set| serde_json::from_str(&set.to_json()).unwrap()).collect();
    let mut seen = Seen::default();
    documents.iter().rev().for_each(|document| seen.note(document));
    seen.ids.truncate(IDS);
    // Two values of each key in the file of all forms, and two in all the others together.
    let (mut of_forms, mut of_others): (BTreeMap<String, usize>, BTreeMap<String, usize>) = Default::default();
    for (old, document) in sets.iter().zip(&documents) {
        let seen = (*old == forms).then_some(&seen);
        let times = if *old == forms { &mut of_forms } else { &mut of_others };
        Changes { schema: &schema, seen }.each(&schema.0, "", document, &mut |path, changed| {
            let times = times.entry(path.to_owned()).or_default();
            if *times > 1 {
                return;
            }
            let changed = changed();
            let Some(new) = Registry::new().check_json(&changed.to_string()).rule_set else { return };
            if new == *old {
                return;
            }
            *times += 1;
            tried.insert(path.to_owned());
            if NOT_LAW.contains(&path.split('.').next().unwrap()) {
                return;
            }
            let shows = |new: &RuleSet| {
                let diff = old.diff(new);
                !diff.rules.is_empty() || !diff.values.is_empty()
            };
            if !shows(&new) {
                wrong.insert(format!("{path} between versions"));
            }
            let mut copy = changed;
            copy["id"] = "a-copy".into();
            let copy = Registry::new().check_json(&copy.to_string()).rule_set.unwrap();
            let renamed = path.rsplit('.').next() == Some("id"); // a duty of its kind, or one less and one more
            if !renamed && shows(&copy) == is_only_words(&schema, path) {
                wrong.insert(format!("{path} between regulations"));
            }
        });
    }
    assert!(wrong.is_empty(), "shown as words, or not shown: {wrong:#?}");
    let mut known = BTreeSet::new();
    schema.paths(&schema.0, "", &mut known);
    let tried: BTreeSet<String> = tried.iter().map(|path| form_of(path)).collect();
    let is_tried = |path: &str| {
        let path = &*form_of(path);
        tried.iter().any(|tried| tried.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('.')))
    };
    let of_a_set = |path: &str| !OF_AN_OVERLAY.iter().chain(&NOT_LAW).any(|of| path.split('.').next() == Some(of));
    let untried: Vec<&String> = known.iter().filter(|path| of_a_set(path) && !is_tried(path)).collect();
    assert!(untried.is_empty(), "in no set: {untried:#?}");
}
