//! `doithoai words`.

use std::path::{Path, PathBuf};

use doithoai::words::{self, Entry};
use doithoai::{Lang, Text};
use serde_json::{Value, json};

use crate::args::{Format, WordsArgs};
use crate::input::{self, Outcome, Told as _};
use crate::page::{BOLD, Page};

pub(crate) fn run(args: &WordsArgs) -> Outcome<String> {
    let lang = Lang::from(args.common.lang);
    let is_file = |word: &&String| {
        Path::new(word.as_str()).extension().is_some_and(|of| ["toml", "json"].iter().any(|known| of == *known))
    };
    let (files, sought): (Vec<&String>, Vec<&String>) = args.search.iter().partition(is_file);
    let files: Vec<PathBuf> = files.into_iter().map(PathBuf::from).collect();
    let sought = sought.into_iter().map(String::as_str).collect::<Vec<_>>().join(" ");
    let sets = if files.is_empty() { Vec::new() } else { input::registry_of(&files, |found| found, lang)?.of_files };
    let found = match sought.as_str() {
        "" if !files.is_empty() => words::own(&sets).collect(),
        _ => words::search_with(&sets, &sought).told(lang)?,
    };
    if found.is_empty() {
        let none = lang.pick("Tệp không khai báo từ riêng nào", "The file declares no words of its own");
        return match args.common.format {
            Format::Text => Ok(format!("{none}\n")),
            Format::Json => input::json(&Vec::<Value>::new()),
        };
    }
    let kinds: Vec<&[Entry<'_>]> = found.chunk_by(|one, next| one.of == next.of).collect();
    match args.common.format {
        Format::Text => Ok(text(&kinds, lang)),
        Format::Json => input::json(&kinds.iter().map(|kind| kind_json(kind)).collect::<Vec<_>>()),
    }
}

fn kind_json(kind: &[Entry<'_>]) -> Value {
    let words: Vec<Value> = kind.iter().map(|entry| json!({ "id": entry.id, "text": entry.text })).collect();
    json!({ "of": kind.first().map(|entry| &entry.of), "words": words })
}

/// Each kind of word with its words: the id, then what it means, the language that was asked for first.
fn text(kinds: &[&[Entry<'_>]], lang: Lang) -> String {
    let mut page = Page::default();
    for (at, kind) in kinds.iter().enumerate() {
        let Some(first) = kind.first() else { continue };
        if at > 0 {
            page.blank();
        }
        page.styled(0, BOLD, &both(&first.of, lang));
        let width = kind.iter().map(|entry| entry.id.len()).max().unwrap_or_default();
        for entry in *kind {
            page.line(2, &format!("{:width$}  {}", entry.id, both(&entry.text, lang)));
        }
    }
    page.finish()
}

fn both(text: &Text, lang: Lang) -> String {
    match lang {
        _ if text.vi == text.en => text.vi.to_string(),
        Lang::Vi => format!("{} / {}", text.vi, text.en),
        Lang::En => format!("{} / {}", text.en, text.vi),
    }
}
