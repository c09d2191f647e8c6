//! The `doithoai` command. It reads files and arguments, and prints what the library says.

mod args;
mod calendar;
mod count;
mod input;
mod page;
mod timeline;

use std::io::{ErrorKind, Write as _};
use std::process::ExitCode;

use clap::Parser as _;
use doithoai::Lang;

use args::{Cli, Command};

fn main() -> ExitCode {
    let cli = Cli::parse();
    let (lang, outcome) = match &cli.command {
        Command::Timeline(args) => (args.common.lang, timeline::run(args)),
        Command::Calendar(args) => (args.common.lang, calendar::run(args)),
        Command::Count(args) => (args.common.lang, count::run(args)),
    };
    match outcome {
        Ok(text) => print(&text),
        Err(message) => {
            let label = Lang::from(lang).pick("lỗi", "error");
            // If even standard error is closed, the exit code is what is left to say.
            let _ = writeln!(anstream::stderr(), "{}{label}:{} {message}", page::BAD, page::RESET);
            ExitCode::FAILURE
        }
    }
}

/// Prints to standard output, with colour only on a terminal. A reader who stops early is no failure.
fn print(text: &str) -> ExitCode {
    let mut out = anstream::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) if error.kind() == ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}
