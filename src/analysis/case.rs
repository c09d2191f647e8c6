//! A case of a scenario file, as text.

use std::fmt::Write as _;

use chrono::NaiveDate;
use serde_json::Value;

use crate::ruleset::{DialogueKind, Mode, RuleSet};
use crate::timeline::{Fact, Facts};

/// What happened in a case.
pub(super) struct Written<'a> {
    pub(super) name: &'a str,
    pub(super) facts: &'a Facts,
    /// Whether it is judged as a matter of no dialogue, which what the course of one does not allow is told as.
    pub(super) loose: bool,
    /// The duty and its reading that is adopted, as `rule-set/duty`.
    pub(super) reading: Option<(String, &'a str)>,
}

/// Of what something is expected, and when it is looked at.
#[derive(Clone, Copy)]
pub(super) struct Expected<'a> {
    pub(super) as_of: Option<NaiveDate>,
    pub(super) duty: &'a str,
    pub(super) petition: Option<&'a str>,
    pub(super) session: Option<&'a str>,
    pub(super) occurrence: Option<&'a str>,
}

impl Written<'_> {
    /// The case, up to what is expected.
    pub(super) fn text(&self) -> String {
        let facts = self.facts;
        let mut text = format!("[[case]]\nname = {}\nappointed = {}\n", quoted(self.name), facts.appointed());
        if self.loose {
            text += "activity = \"petition-handling\"\n";
        }
        let said = [("kind", facts.kind().map(DialogueKind::word)), ("mode", facts.mode().map(Mode::word))];
        for (key, word) in said {
            if let Some(word) = word {
                line(&mut text, "", key, &quoted(word));
            }
        }
        if let Some((of, reading)) = &self.reading {
            let _ = writeln!(text, "choose = {{ {} = {} }}", quoted(of), quoted(reading));
        }
        let log: Vec<String> = facts.all().iter().map(entry).collect();
        if !log.is_empty() {
            let _ = writeln!(text, "log = [\n  {},\n]", log.join(",\n  "));
        }
        text
    }
}

impl Expected<'_> {
    /// What is expected of a duty, each value by its key as a scenario file writes it.
    pub(super) fn expects(self, values: &[(&str, String)]) -> String {
        let mut text = "  [[case.expect]]\n".to_owned();
        if let Some(day) = self.as_of {
            line(&mut text, "  ", "as_of", &day.to_string());
        }
        line(&mut text, "  ", "duty", &quoted(self.duty));
        for (key, id) in [("petition", self.petition), ("session", self.session)] {
            if let Some(id) = id {
                line(&mut text, "  ", key, &quoted(id));
            }
        }
        if let Some(occurrence) = self.occurrence {
            let day = occurrence.parse::<NaiveDate>();
            line(&mut text, "  ", "occurrence", &day.map_or_else(|_| quoted(occurrence), |day| day.to_string()));
        }
        for (key, value) in values {
            line(&mut text, "  ", key, value);
        }
        text
    }
}

/// A whole scenario file of one case.
pub(super) fn file(sets: &[&RuleSet], case: &str) -> String {
    let names: Vec<String> = sets.iter().map(|set| quoted(&set.name())).collect();
    format!("format = 1\nrulesets = [{}]\n\n{case}", names.join(", "))
}

pub(super) fn line(text: &mut String, indent: &str, key: &str, value: &str) {
    let _ = writeln!(text, "{indent}{key} = {value}");
}

/// An entry of a log as a table on one line.
pub(super) fn entry(fact: &Fact) -> String {
    let Ok(Value::Object(said)) = serde_json::to_value(fact) else { return String::new() };
    let order = ["event", "on"];
    let first = order.iter().filter_map(|key| said.get_key_value(*key));
    let rest = said.iter().filter(|(key, _)| !order.contains(&key.as_str()));
    let said: Vec<String> = first.chain(rest).map(|(key, value)| format!("{key} = {}", written(key, value))).collect();
    format!("{{ {} }}", said.join(", "))
}

fn written(key: &str, value: &Value) -> String {
    match value {
        Value::String(day) if ["on", "until", "recorded"].contains(&key) => day.clone(),
        other => other.to_string(),
    }
}

/// A text as TOML writes it.
pub(super) fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}
