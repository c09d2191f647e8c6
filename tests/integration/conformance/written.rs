//! How the files of the corpus are written: a case a line, so that a change of one is a line of a diff.

use serde_json::{Value, json};

use crate::support::{current, text_of};

/// The version of the built-in data, by which the corpus is versioned.
pub(super) fn version() -> String {
    let log = text_of("CHANGELOG.md");
    let told = log.split_once("Built-in data: ").expect("the version of the data").1;
    told.split_once('.').expect("a sentence").0.to_owned()
}

/// One case.
pub(super) fn case(id: &str, input: &Value, expected: &Value, source: &str) -> Value {
    json!({ "id": id, "input": input, "expected": expected, "source": source })
}

/// Who says so: by an id, the words, and whether it is of outside this project.
pub(super) type Source<'a> = (&'a str, bool, &'a str, Option<&'a str>);

/// What was computed by the library and by `run.py` alike.
pub(super) const COMPUTED: Source<'_> = ("computed", false, "computed by the library; agreed by run.py", None);

/// A file of cases is current.
pub(super) fn cases_are_current(name: &str, about: &str, sources: &[Source<'_>], cases: &[Value]) {
    let sources: Vec<String> = sources
        .iter()
        .map(|(id, outside, name, at)| {
            let mut source = json!({ "outside": outside, "name": name });
            if let Some(at) = at {
                source["where"] = (*at).into();
            }
            format!("{}: {source}", json!(id))
        })
        .collect();
    let mut ids: Vec<&str> = cases.iter().map(|case| case["id"].as_str().expect("an id")).collect();
    ids.sort_unstable();
    assert!(ids.windows(2).all(|two| two[0] != two[1]), "{name}: an id stands twice");
    let cases: Vec<String> = cases.iter().map(Value::to_string).collect();
    let text = format!(
        "{{\n\"version\": {},\n\"about\": {},\n\"sources\": {{\n{}\n}},\n\"cases\": [\n{}\n]\n}}\n",
        json!(version()),
        json!(about),
        sources.join(",\n"),
        cases.join(",\n")
    );
    current(&format!("conformance/{name}"), &text);
}

/// A file of one list or table, an item a line.
pub(super) fn items_are_current(name: &str, head: &str, items: &[String], tail: &str) {
    let text = format!("{{\n\"version\": {},\n{head}\n{}\n{tail}\n}}\n", json!(version()), items.join(",\n"));
    current(&format!("conformance/{name}"), &text);
}

/// A TOML file as JSON: dates become strings.
pub(super) fn toml(text: &str) -> Value {
    let table = toml::de::DeTable::parse(text).expect("TOML");
    json_table(table.get_ref())
}

fn json_table(table: &toml::de::DeTable<'_>) -> Value {
    table.iter().map(|(key, value)| (key.get_ref().to_string(), json_value(value.get_ref()))).collect()
}

fn json_value(value: &toml::de::DeValue<'_>) -> Value {
    use toml::de::DeValue;
    match value {
        DeValue::String(text) => json!(text),
        DeValue::Integer(number) => json!(number.as_str().parse::<i64>().expect("a whole number")),
        DeValue::Boolean(value) => json!(value),
        DeValue::Datetime(date) => json!(date.to_string()),
        DeValue::Array(items) => items.iter().map(|item| json_value(item.get_ref())).collect(),
        DeValue::Table(table) => json_table(table),
        DeValue::Float(_) => panic!("no file has a fraction"),
    }
}
