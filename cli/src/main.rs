//! The `doithoai` command. It reads files and arguments, and prints what the library says.

mod args;
mod audit;
mod calendar;
mod check;
mod compare;
mod count;
mod input;
mod logs;
mod page;
#[cfg_attr(not(feature = "recount"), path = "recount/absent.rs")]
mod recount;
mod test;
mod timeline;
mod words;

use std::io::{ErrorKind, Write as _};
use std::process::ExitCode;

use clap::Parser as _;
use doithoai::scenario::Suite;
use doithoai::{Lang, RuleSet};

use args::{Cli, Command, SchemaArgs};

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return usage(&error),
    };
    let done = |text| (text, true);
    let (lang, outcome) = match &cli.command {
        Command::Timeline(args) => (args.common.lang, timeline::run(args).map(done)),
        Command::Audit(args) => (args.common.lang, audit::run(args).map(done)),
        Command::Check(args) => (args.common.lang, check::run(args).map(|report| (report.text, report.ok))),
        Command::Explain(args) => (args.common.lang, check::explain(args).map(done)),
        Command::Compare(args) => (args.common.lang, compare::run(args).map(done)),
        Command::Rulesets(args) => (args.lang, compare::rulesets(args).map(done)),
        Command::Words(args) => (args.common.lang, words::run(args).map(done)),
        Command::Schema(args) => (args::Language::Vi, Ok(done(schema(args)))),
        Command::Test(args) => (args.lang, test::run(args).map(|report| (report.text, report.ok))),
        Command::Calendar(args) => (args.common.lang, calendar::run(args).map(done)),
        Command::Count(args) => (args.common.lang, count::run(args).map(done)),
        Command::Recount(args) => (args.common.lang, recount::run(args).map(done)),
        Command::RecountSample(args) => (args.lang, recount::sample(args).map(done)),
    };
    match outcome {
        Ok((text, true)) => print(&text),
        Ok((text, false)) => {
            print(&text);
            ExitCode::FAILURE
        }
        Err(message) => {
            let label = Lang::from(lang).pick("lỗi", "error");
            complain(&format!("{}{label}:{} {}", page::BAD, page::RESET, one_line(&message)));
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
    if !error.use_stderr() {
        return print(&error.render().to_string());
    }
    if error.kind() == clap::error::ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        complain(
            "lỗi/error: thiếu lệnh/a command is missing: timeline, audit, check, explain, compare, rulesets, words, schema, test, calendar, count, recount, recount-sample; xem/see `doithoai --help`",
        );
        return ExitCode::from(USAGE);
    }
    let text = error.to_string();
    let ends = |line: &&str| line.starts_with("Usage:") || line.starts_with("For more");
    let said = text.lines().map(str::trim).filter(|line| !line.is_empty()).take_while(|line| !ends(line));
    complain(&one_line(&format!(
        "{}; xem/see `doithoai --help`",
        said.collect::<Vec<_>>().join("; ").replace(":; ", ": ")
    )));
    ExitCode::from(USAGE)
}

/// A message without line breaks and of a length that a person reads.
fn one_line(message: &str) -> String {
    const LONGEST: usize = 600;
    let plain = |letter: char| if letter.is_control() { ' ' } else { letter };
    let mut line: String = message.chars().map(plain).take(LONGEST).collect();
    if message.chars().nth(LONGEST).is_some() {
        line.push('…');
    }
    line
}

/// Prints to standard error. If even that is closed, the exit code is what is left to say.
fn complain(line: &str) {
    let _ = writeln!(anstream::stderr(), "{line}");
}

/// Prints to standard output, with colour only on a terminal. A reader who stops early is no failure.
fn print(text: &str) -> ExitCode {
    let mut out = anstream::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) if error.kind() == ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            complain(&error.to_string());
            ExitCode::FAILURE
        }
    }
}
