//! `doithoai words`.

use doithoai::words::{self, Entry};
use doithoai::{Lang, Text};
use serde_json::{Value, json};

use crate::args::{Format, WordsArgs};
use crate::input::{self, Outcome, Told as _};
use crate::page::{BOLD, Page};

pub(crate) fn run(args: &WordsArgs) -> Outcome<String> {
    let lang = Lang::from(args.common.lang);
    let found = words::search(&args.search.join(" ")).told(lang)?;
    let kinds: Vec<&[Entry]> = found.chunk_by(|one, next| one.of == next.of).collect();
    match args.common.format {
        Format::Text => Ok(text(&kinds, lang)),
        Format::Json => input::json(&kinds.iter().map(|kind| kind_json(kind)).collect::<Vec<_>>()),
    }
}

fn kind_json(kind: &[Entry]) -> Value {
    let words: Vec<Value> = kind.iter().map(|entry| json!({ "id": entry.id, "text": entry.text })).collect();
    json!({ "of": kind.first().map(|entry| &entry.of), "words": words })
}

/// Each kind of word with its words: the id, then what it means, the language that was asked for first.
fn text(kinds: &[&[Entry]], lang: Lang) -> String {
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
