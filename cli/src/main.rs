//! The `doithoai` command. It reads files and arguments, and prints what the library says.

mod analyse;
mod args;
mod audit;
mod calendar;
mod check;
mod compare;
mod count;
mod decrees;
mod encoding;
mod files;
mod given;
mod help;
mod input;
mod logs;
mod next;
mod page;
#[cfg_attr(not(feature = "recount"), path = "recount/absent.rs")]
mod recount;
mod sort;
mod test;
mod timeline;
mod usage;
mod words;

use std::borrow::Cow;
use std::io::Write as _;
use std::process::ExitCode;

use clap::{CommandFactory as _, FromArgMatches as _};
use doithoai::scenario::Suite;
use doithoai::{Lang, RuleSet, visible};

use args::{Cli, Command, SchemaArgs};

fn main() -> ExitCode {
    let parsed = help::command(usage::language()).try_get_matches_from(usage::arguments());
    let cli = match parsed.and_then(|found| Cli::from_arg_matches(&found)) {
        Ok(cli) => cli,
        Err(error) => return usage(&error),
    };
    let done = |text| (text, true);
    let (lang, outcome) = match &cli.command {
        Command::Timeline(args) => (args.case.common.lang, timeline::run(args).map(done)),
        Command::Next(args) => (args.case.common.lang, next::run(args).map(done)),
        Command::Audit(args) => (args.common.lang, audit::run(args).map(done)),
        Command::Check(args) => (args.common.lang, check::run(args).map(|report| (report.text, report.ok))),
        Command::Explain(args) => (args.common.lang, check::explain(args).map(done)),
        Command::Compare(args) => (args.common.lang, compare::run(args).map(done)),
        Command::Analyse(args) => (args.common.lang, analyse::run(args).map(|report| (report.text, report.ok))),
        Command::Rulesets(args) => (args.lang, compare::rulesets(args).map(done)),
        Command::Words(args) => (args.common.lang, words::run(args).map(done)),
        Command::Schema(args) => (args::Language::Vi, Ok(done(schema(args)))),
        Command::Test(args) => (args.lang, test::run(args).map(|report| (report.text, report.ok))),
        Command::Calendar(args) => (args.common.lang, calendar::run(args).map(done)),
        Command::Count(args) => (args.common.lang, count::run(args).map(done)),
        Command::Recount(args) => (args.common.lang, recount::run(args).map(done)),
        Command::RecountSample(args) => (args.lang, recount::sample(args).map(done)),
    };
    let lang = Lang::from(lang);
    match outcome {
        Ok((text, true)) => print(&text, lang),
        Ok((text, false)) => {
            print(&text, lang);
            ExitCode::FAILURE
        }
        Err(message) => {
            complain(&message, lang);
            ExitCode::FAILURE
        }
    }
}

fn schema(args: &SchemaArgs) -> String {
    match (args.overlay, args.scenario) {
        (_, true) => Suite::json_schema(),
        (true, _) => RuleSet::overlay_json_schema(),
        _ => RuleSet::json_schema(),
    }
}

/// Help and version as they are; a mistake in one line.
fn usage(error: &clap::Error) -> ExitCode {
    const USAGE: u8 = 2;
    let lang = usage::language();
    if !error.use_stderr() {
        return print(&error.render().to_string(), lang);
    }
    let words = if error.kind() == clap::error::ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        let commands: Vec<String> = Cli::command().get_subcommands().map(|one| one.get_name().to_owned()).collect();
        let missing = lang.pick("thiếu lệnh", "a command is missing");
        format!("{missing}: {}; {} `doithoai --help`", commands.join(", "), lang.pick("xem", "see"))
    } else {
        usage::words(error, lang)
    };
    complain(&words, lang);
    ExitCode::from(USAGE)
}

/// A message in one line of which every sign is seen; what it quotes is cut to a length that a person reads, never what is right.
fn one_line(message: &str) -> String {
    let quotes = message.split('`').enumerate();
    let short = quotes.map(|(at, part)| if at % 2 == 1 { shortened(part) } else { Cow::Borrowed(part) });
    visible(&short.collect::<Vec<_>>().join("`")).into_owned()
}

/// The beginning and the end of a long quotation.
fn shortened(quoted: &str) -> Cow<'_, str> {
    const LONGEST: usize = 200;
    const KEPT: usize = 60;
    let length = quoted.chars().count();
    if length <= LONGEST {
        return Cow::Borrowed(quoted);
    }
    let begin: String = quoted.chars().take(KEPT).collect();
    let end: String = quoted.chars().skip(length.saturating_sub(KEPT)).collect();
    Cow::Owned(format!("{begin} … {end}"))
}

/// Prints a mistake to standard error. If even that is closed, the exit code is what is left to say.
fn complain(message: &str, lang: Lang) {
    let label = lang.pick("lỗi", "error");
    let _ = writeln!(anstream::stderr(), "{}{label}:{} {}", page::BAD, page::RESET, one_line(message));
}

/// Prints to standard output, with colour only on a terminal. What was not written to the end is told, also where the reader
/// stopped early: half a page must not look like a whole one.
fn print(text: &str, lang: Lang) -> ExitCode {
    let mut out = anstream::stdout().lock();
    let written = if doithoai_closed::output_was_closed() {
        Err(std::io::ErrorKind::BrokenPipe.into())
    } else {
        out.write_all(text.as_bytes()).and_then(|()| out.flush())
    };
    match written {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let what = lang.pick("không ghi được kết quả ra đầu ra chuẩn", "cannot write to standard output");
            complain(&format!("{what}: {}", files::words_of(&error, lang)), lang);
            ExitCode::FAILURE
        }
    }
}
