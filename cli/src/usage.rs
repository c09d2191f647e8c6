//! What is wrong with how the command was called, in the reader's language.

use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use doithoai::Lang;

/// The language that the arguments ask for, before they are read.
pub(crate) fn language() -> Lang {
    let mut words = std::env::args_os().map(|word| word.to_string_lossy().into_owned());
    let mut english = false;
    while let Some(word) = words.next() {
        match word.strip_prefix("--lang") {
            Some("") => english = words.next().is_some_and(|next| next == "en"),
            Some(value) if value.starts_with('=') => english = value == "=en",
            _ => {}
        }
    }
    if english { Lang::En } else { Lang::Vi }
}

/// The words of the command line: a language before the command stands after it; where only help is asked for it is left out, since no
/// command has it there.
pub(crate) fn arguments() -> Vec<OsString> {
    let mut words: Vec<OsString> = std::env::args_os().collect();
    let is_lang = |word: &OsString| word.to_str().is_some_and(|word| word == "--lang" || word.starts_with("--lang="));
    let mut at = 1;
    let mut languages = Vec::new();
    while let Some(word) = words.get(at) {
        let next = if word == "--lang" { 2 } else { 1 };
        if is_lang(word) {
            languages.push(at..at.saturating_add(next).min(words.len()));
        }
        at = at.saturating_add(next);
    }
    let is_said = |at: &usize| !languages.iter().any(|range| range.contains(at));
    let Some(first) = (1..words.len()).find(is_said) else { return words };
    let command = words.get(first).and_then(|word| word.to_str());
    if command.is_some_and(|command| ["help", "--help", "-h"].contains(&command)) {
        for range in languages.into_iter().rev() {
            words.drain(range);
        }
    } else if let Some(up_to_the_command) = words.get_mut(1..=first) {
        up_to_the_command.rotate_right(1); // the language may stand before it
    }
    words
}

/// The mistake in one line, with what would be right.
pub(crate) fn words(error: &clap::Error, lang: Lang) -> String {
    let of = |kind| text(error, kind);
    let quoted = |kind| of(kind).map(|word| format!("`{word}`")).unwrap_or_default();
    let (argument, value) = (quoted(ContextKind::InvalidArg), quoted(ContextKind::InvalidValue));
    let said = match error.kind() {
        ErrorKind::UnknownArgument => match lang {
            Lang::Vi => format!("không có tùy chọn hoặc tham số {argument}"),
            Lang::En => format!("there is no option or argument {argument}"),
        },
        ErrorKind::InvalidSubcommand => {
            let command = quoted(ContextKind::InvalidSubcommand);
            match lang {
                Lang::Vi => format!("không có lệnh {command}"),
                Lang::En => format!("there is no command {command}"),
            }
        }
        ErrorKind::InvalidValue if value == "``" || value.is_empty() => match lang {
            Lang::Vi => format!("{argument} cần một giá trị"),
            Lang::En => format!("{argument} needs a value"),
        },
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => match lang {
            Lang::Vi => format!("{argument} không nhận giá trị {value}"),
            Lang::En => format!("{argument} does not take {value}"),
        },
        ErrorKind::MissingRequiredArgument => match lang {
            Lang::Vi => format!("thiếu {argument}"),
            Lang::En => format!("{argument} is missing"),
        },
        ErrorKind::ArgumentConflict => {
            let prior = quoted(ContextKind::PriorArg);
            if prior == argument || prior.is_empty() {
                match lang {
                    Lang::Vi => format!("{argument} được nêu hai lần; chỉ nêu một lần"),
                    Lang::En => format!("{argument} is given twice; give it once"),
                }
            } else {
                match lang {
                    Lang::Vi => format!("{argument} không dùng cùng {prior}"),
                    Lang::En => format!("{argument} excludes {prior}"),
                }
            }
        }
        ErrorKind::TooManyValues => match lang {
            Lang::Vi => format!("{argument} không nhận thêm giá trị {value}"),
            Lang::En => format!("{argument} takes no further value {value}"),
        },
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues | ErrorKind::NoEquals => match lang {
            Lang::Vi => format!("{argument} thiếu giá trị"),
            Lang::En => format!("{argument} lacks a value"),
        },
        ErrorKind::InvalidUtf8 => lang.pick("tham số không ở dạng UTF-8", "an argument is not in UTF-8").to_owned(),
        _ => lang.pick("cách gọi lệnh chưa đúng", "the command is not called like that").to_owned(),
    };
    let valid = [ContextKind::ValidValue, ContextKind::ValidSubcommand].into_iter().find_map(of);
    let valid = valid.map(|words| format!("; {}: {words}", lang.pick("dùng được", "expected one of")));
    let near = [ContextKind::SuggestedValue, ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand];
    let near = near.into_iter().find_map(of).map(|near| match lang {
        Lang::Vi => format!("; có phải là `{near}`?"),
        Lang::En => format!("; did you mean `{near}`?"),
    });
    let see = lang.pick("xem", "see");
    format!("{said}{}{}; {see} `doithoai --help`", valid.unwrap_or_default(), near.unwrap_or_default())
}

/// What clap knows of a mistake: the words themselves.
fn text(error: &clap::Error, kind: ContextKind) -> Option<String> {
    match error.get(kind)? {
        ContextValue::String(word) => Some(word.clone()),
        ContextValue::Strings(words) if !words.is_empty() => Some(words.join(", ")),
        ContextValue::StyledStr(words) => Some(words.to_string()),
        ContextValue::StyledStrs(words) => words.first().map(ToString::to_string),
        ContextValue::Number(number) => Some(number.to_string()),
        _ => None,
    }
}
