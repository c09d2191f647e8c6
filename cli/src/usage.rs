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
    let Some(first) = (1..words.len()).find(is_said) else {
        words.truncate(1); // a language alone: a command is missing
        return words;
    };
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
        ErrorKind::UnknownArgument if of_which(error).is_some() => {
            let option = of_which(error).unwrap_or_default();
            match lang {
                Lang::Vi => format!("`{option}` không nhận giá trị {argument}{}", expected(&option, lang)),
                Lang::En => format!("`{option}` does not take {argument}{}", expected(&option, lang)),
            }
        }
        ErrorKind::UnknownArgument => {
            let (meant, see) = (called(error), lang.pick("xem", "see"));
            let said = match lang {
                Lang::Vi => format!("không có tùy chọn hoặc tham số {argument}"),
                Lang::En => format!("there is no option or argument {argument}"),
            };
            match (meant, lang) {
                (Some(meant), Lang::Vi) => return format!("{said}; có phải là `{meant}`?; {see} `doithoai --help`"),
                (Some(meant), Lang::En) => return format!("{said}; did you mean `{meant}`?; {see} `doithoai --help`"),
                (None, _) => said,
            }
        }
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
            Lang::Vi => format!("{argument} không nhận giá trị {value}{}", expected(&argument, lang)),
            Lang::En => format!("{argument} does not take {value}{}", expected(&argument, lang)),
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
    let near = near.into_iter().find_map(|kind| nearest(error, kind)).map(|near| {
        let near: Vec<String> = near.iter().map(|near| format!("`{near}`")).collect();
        match lang {
            Lang::Vi => format!("; có phải là {}?", near.join(" hoặc ")),
            Lang::En => format!("; did you mean {}?", near.join(" or ")),
        }
    });
    let see = lang.pick("xem", "see");
    format!("{said}{}{}; {see} `doithoai --help`", valid.unwrap_or_default(), near.unwrap_or_default())
}

/// The option that is called so in Vietnamese.
fn called(error: &clap::Error) -> Option<&'static str> {
    const CALLED: [(&str, &str); 18] = [
        ("ngon-ngu", "--lang"),
        ("ngôn-ngữ", "--lang"),
        ("language", "--lang"),
        ("dang", "--format"),
        ("dinh-dang", "--format"),
        ("ngay", "--on"),
        ("ngày", "--on"),
        ("su-kien", "--event"),
        ("viec", "--event"),
        ("xet-tai", "--as-of"),
        ("tinh-den", "--as-of"),
        ("bo-quy-tac", "--ruleset"),
        ("dia-ban", "--territory"),
        ("cap", "--level"),
        ("nguoi-dung-dau", "--head"),
        ("nhat-ky", "--log"),
        ("van-ban", "--decree"),
        ("nam", "--year"),
    ];
    let written = text(error, ContextKind::InvalidArg)?;
    let name = written.trim_start_matches('-').split('=').next()?.to_lowercase().replace('_', "-");
    CALLED.iter().find(|(known, _)| *known == name).map(|(_, option)| *option)
}

/// The option that a negative number was meant for, which is taken for an option itself: the word before it.
fn of_which(error: &clap::Error) -> Option<String> {
    let number = text(error, ContextKind::InvalidArg)?;
    if !number.strip_prefix('-').is_some_and(|digits| digits.starts_with(|first: char| first.is_ascii_digit())) {
        return None;
    }
    let words: Vec<String> = std::env::args_os().map(|word| word.to_string_lossy().into_owned()).collect();
    let before = words.windows(2).find_map(|pair| match pair {
        [option, value] if *value == number => Some(option),
        _ => None,
    });
    before.filter(|option| option.starts_with("--")).cloned()
}

/// What an option takes that takes numbers or dates.
fn expected(option: &str, lang: Lang) -> String {
    const DATE: (&str, &str) =
        ("ngày viết NĂM-THÁNG-NGÀY, ví dụ 2026-08-20", "a date YYYY-MM-DD, for example 2026-08-20");
    const TAKES: [(&str, (&str, &str)); 9] = [
        ("--threshold", ("số nguyên từ 0 đến 100", "a whole number from 0 to 100")),
        ("--rows", ("số nguyên từ 0, ví dụ 1000", "a whole number from 0, for example 1000")),
        ("--seed", ("số nguyên từ 0, ví dụ 7", "a whole number from 0, for example 7")),
        ("--year", ("năm, ví dụ 2026", "a year, for example 2026")),
        ("--as-of", DATE),
        ("--known-on", DATE),
        ("--on", DATE),
        ("--from", DATE),
        ("--to", DATE),
    ];
    let option = option.trim_matches('`').split([' ', '=']).next().unwrap_or_default();
    let takes = TAKES.iter().find(|(known, _)| *known == option).map(|(_, (vi, en))| lang.pick(*vi, *en));
    takes.map(|takes| format!("; {} {takes}", lang.pick("cần", "expected"))).unwrap_or_default()
}

/// What may have been meant, the best first: of those that clap finds the last are the nearest.
fn nearest(error: &clap::Error, kind: ContextKind) -> Option<Vec<String>> {
    const MOST: usize = 2;
    let ContextValue::Strings(words) = error.get(kind)? else { return text(error, kind).map(|near| vec![near]) };
    let words: Vec<String> = words.iter().rev().take(MOST).cloned().collect();
    (!words.is_empty()).then_some(words)
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
