//! The help in the reader's language: of each text in both that `args` has the one half, and headings that are Vietnamese too.

use clap::builder::StyledStr;
use clap::{Arg, Command, CommandFactory as _};
use doithoai::Lang;

use crate::args::Cli;

/// What parts the languages of a text.
const BETWEEN: &str = " | ";

/// What stands before the lines that one may type.
const EXAMPLES: &str = "Examples:";

/// The names of values, in Vietnamese.
const NAMES: [(&str, &str); 27] = [
    ("AMOUNT", "SỐ"),
    ("CHOICE", "CÁCH-HIỂU"),
    ("CODE", "MÃ"),
    ("COMMAND", "LỆNH"),
    ("COUNT", "CÁCH-TÍNH"),
    ("DATE", "NGÀY"),
    ("DUTIES", "NHIỆM-VỤ"),
    ("EVENT=DATE", "SỰ-KIỆN=NGÀY"),
    ("FILE", "TỆP"),
    ("FOLDER", "THƯ-MỤC"),
    ("FORMAT", "DẠNG"),
    ("FROM", "TỪ-NGÀY"),
    ("HEAD", "NGƯỜI-ĐỨNG-ĐẦU"),
    ("ID", "MÃ"),
    ("LANG", "NGÔN-NGỮ"),
    ("LEVEL", "CẤP"),
    ("N", "SỐ"),
    ("NEW", "MỚI"),
    ("OLD", "CŨ"),
    ("OUT", "TỆP"),
    ("PATH", "TỆP"),
    ("PERCENT", "PHẦN-TRĂM"),
    ("ROLL", "CÁCH-CHUYỂN"),
    ("SEARCH", "TỪ-CẦN-TÌM"),
    ("START", "CÁCH-TÍNH"),
    ("UNIT", "ĐƠN-VỊ"),
    ("YEAR", "NĂM"),
];

/// The command with its help in one language.
pub(crate) fn command(lang: Lang) -> Command {
    // Values stand in one line: without texts of their own the help is the short one, whichever way it is asked for.
    let hidden = |argument: Arg| {
        let takes = argument.get_action().takes_values();
        argument.hide_possible_values(takes)
    };
    let mut command = Cli::command().mut_subcommands(|command| command.mut_args(hidden));
    // What clap adds of itself is there to be worded, too.
    command.build();
    in_language(command, lang)
}

fn in_language(command: Command, lang: Lang) -> Command {
    let about = match command.get_name() {
        "help" => lang.pick("Hướng dẫn về một lệnh", "The help of a command").to_owned(),
        _ => half(command.get_about(), lang),
    };
    let after = after_help(command.get_after_help(), lang);
    let mut command = command.mut_args(|argument| worded(argument, lang));
    let usage = command.render_usage().to_string();
    let usage = usage.strip_prefix("Usage: ").unwrap_or(&usage).to_owned();
    let (usage, heading) = match lang {
        Lang::Vi => (usage.replace("[OPTIONS]", "[TÙY CHỌN]").replace("COMMAND", "LỆNH"), "Cách dùng"),
        Lang::En => (usage, "Usage"),
    };
    command
        .about(about)
        .after_help(after)
        .override_usage(usage)
        .help_template(format!("{{about-with-newline}}\n{heading}: {{usage}}\n\n{{all-args}}{{after-help}}"))
        .subcommand_help_heading(lang.pick("Lệnh", "Commands"))
        .mut_subcommands(|command| in_language(command, lang))
}

/// An argument in one language, with the words that it takes.
fn worded(argument: Arg, lang: Lang) -> Arg {
    let text = match argument.get_id().as_str() {
        "help" => lang.pick("In hướng dẫn này", "This help").to_owned(),
        "version" => lang.pick("In phiên bản của lệnh", "The version of the command").to_owned(),
        "subcommand" => lang.pick("Lệnh cần hướng dẫn", "The command").to_owned(),
        _ => half(argument.get_help(), lang),
    };
    let heading = if argument.is_positional() {
        lang.pick("Tham số", "Arguments")
    } else {
        lang.pick("Tùy chọn", "Options")
    };
    let takes = argument.get_action().takes_values();
    let text = if takes { format!("{text}{}", choices(&argument, lang)) } else { text };
    let own: Vec<String> = match argument.get_value_names() {
        Some(names) => names.iter().map(ToString::to_string).collect(),
        None => vec![argument.get_id().as_str().to_uppercase().replace('_', "-")],
    };
    let argument = argument.help(text).help_heading(heading).hide_default_value(true);
    let argument = match argument.get_index() {
        Some(index) => argument.display_order(index),
        None => argument,
    };
    match lang {
        Lang::Vi if takes => argument.value_names(own.iter().filter_map(|name| vietnamese(name))),
        _ => argument,
    }
}

/// Which words a value may be, and which it is where none is said: ` [text (cho người đọc), json; mặc định: text]`.
fn choices(argument: &Arg, lang: Lang) -> String {
    let words = argument.get_possible_values().into_iter().map(|word| match word.get_help() {
        Some(help) => format!("{} ({})", word.get_name(), half(Some(help), lang)),
        None => word.get_name().to_owned(),
    });
    let words = words.collect::<Vec<_>>().join(", ");
    let default = argument.get_default_values().first().map(|word| word.to_string_lossy());
    let default = default.map(|word| format!("{}: {word}", lang.pick("mặc định", "default")));
    let said: Vec<String> = [words].into_iter().filter(|words| !words.is_empty()).chain(default).collect();
    if said.is_empty() { String::new() } else { format!(" [{}]", said.join("; ")) }
}

fn vietnamese(name: &str) -> Option<&'static str> {
    NAMES.iter().find(|(english, _)| *english == name).map(|(_, vietnamese)| *vietnamese)
}

/// The half of a text that is in the language.
fn half(text: Option<&StyledStr>, lang: Lang) -> String {
    let text = text.map(ToString::to_string).unwrap_or_default();
    match text.split_once(BETWEEN) {
        Some((vi, en)) => lang.pick(vi, en).trim().to_owned(),
        None => text,
    }
}

/// What is said after the options: words in one language, then the examples.
fn after_help(text: Option<&StyledStr>, lang: Lang) -> String {
    let text = text.map(ToString::to_string).unwrap_or_default();
    let (words, examples) = text.split_once(EXAMPLES).unwrap_or((&text, ""));
    let words = words.split_once(BETWEEN).map_or(words, |(vi, en)| lang.pick(vi, en)).trim();
    if examples.is_empty() {
        return words.to_owned();
    }
    let before = if words.is_empty() { String::new() } else { format!("{words}\n\n") };
    format!("{before}{}{examples}", lang.pick("Ví dụ:", EXAMPLES))
}
