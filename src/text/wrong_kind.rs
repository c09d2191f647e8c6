//! A value of a line that is of the wrong kind: whose it is, what stands there, and the form that is right.

use super::Text;

/// What a part of `made_under` is to be.
#[derive(Clone, Copy)]
pub(crate) enum Kind {
    Text,
    Choices,
    Choice,
    RuleSets,
    RuleSet,
}

impl Kind {
    const fn word(self) -> &'static str {
        match self {
            Self::Text => "a string",
            Self::Choices => "choices",
            Self::Choice => "choice",
            Self::RuleSets => "rulesets",
            Self::RuleSet => "ruleset",
        }
    }
}

/// What is said of a value of the wrong kind at a place.
pub(crate) fn said(place: &str, written: &str, kind: Kind) -> String {
    format!("{SAID}{place}`: `{}`, expected {}", written.replace('`', "'"), kind.word())
}

const SAID: &str = "invalid type of `";

/// What the JSON reader says of the value of a key, with the key and the value as it is written; `None` if it is of another value.
pub(crate) fn of_key(key: &str, written: &str, said: &str) -> Option<String> {
    let (found, expected) = said.strip_prefix("invalid type: ")?.split_once(", expected ")?;
    let is_nested = written.starts_with('[') && found != "sequence" || written.starts_with('{') && found != "map";
    let plain = |text: &str| text.replace('`', "'");
    (!is_nested).then(|| format!("{SAID}{}`: `{}`, expected {expected}", plain(key), plain(written)))
}

/// The same in words that say what would be right.
pub(super) fn told(said: &str) -> Option<Text> {
    let (key, rest) = said.strip_prefix(SAID)?.split_once("`: `")?;
    let (written, expected) = rest.rsplit_once("`, expected ")?;
    let form = form(key, written, expected);
    let found = match written.chars().next() {
        _ if ["choice", "ruleset"].contains(&expected) => Text::same(format!("`{written}`")),
        Some('[') => Text::new("danh sách", "a list"),
        Some('{') => Text::new("đối tượng", "an object"),
        _ => Text::same(format!("`{written}`")),
    };
    Some(Text::build(|lang| {
        let (found, form) = (found.get(lang), form.get(lang));
        match lang {
            super::Lang::Vi => format!("`{key}` phải là {form}, không thể là {found}"),
            super::Lang::En => format!("`{key}` is {form}, not {found}"),
        }
    }))
}

const CHOICE: &str = r#"["hcmc-935","settle-petition","ten-as-in-words"]"#;
const RULE_SET: &str = r#"{"id":"hcmc-935","version":"2017-04-28","hash":"…"}"#;

/// What a value is to be, with an example for its key.
fn form(key: &str, written: &str, expected: &str) -> Text {
    let with = |vi: &str, en: &str, example: &str| {
        Text::owned(format!("{vi}, ví dụ {example}"), format!("{en}, such as {example}"))
    };
    match expected {
        "a string" => {
            let example = match key {
                "on" | "appointed" | "recorded" | "until" => "\"2026-08-20\"".to_owned(),
                "at" => "\"08:30\"".to_owned(),
                "territory" => "\"79\"".to_owned(),
                _ if written.starts_with(|first: char| first.is_ascii_digit()) => format!("\"{written}\""),
                _ => return Text::new("chữ trong ngoặc kép", "text in quotes"),
            };
            with("chữ trong ngoặc kép", "text in quotes", &example)
        }
        "a sequence" if written.starts_with('"') => {
            with("danh sách trong ngoặc vuông", "a list in square brackets", &format!("[{written}]"))
        }
        "a sequence" => Text::new("danh sách trong ngoặc vuông", "a list in square brackets"),
        "choices" => with("danh sách", "a list", &format!("[{CHOICE}]")),
        "choice" => with(
            "danh sách ba chuỗi: bộ quy tắc, nhiệm vụ, cách hiểu",
            "a list of three texts: rule set, duty, reading",
            CHOICE,
        ),
        "rulesets" => with("danh sách", "a list", &format!("[{RULE_SET}]")),
        "ruleset" => with("đối tượng có `id`, `version`, `hash`", "an object with `id`, `version`, `hash`", RULE_SET),
        "a boolean" => Text::new("true hoặc false, không có ngoặc kép", "true or false, without quotes"),
        "usize" => Text::new("số thứ tự của một mục, từ 1", "the number of an entry, from 1"),
        _ => Text::new("đối tượng trong ngoặc nhọn `{ … }`", "an object in braces `{ … }`"),
    }
}
