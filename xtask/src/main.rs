//! The errands of this repository, as `cargo xtask COMMAND`. Standard library only, so that a
//! fresh clone needs nothing but Rust to start.
//!
//! - [`tools`] pins and installs what the build needs, [`browser`] what the browser tests need;
//! - [`page`] serves the page or builds the static site, [`sizes`] measures what was built;
//! - [`checks`] is `cargo xtask test`.
//!
//! Exit code 0: done. 1: a step failed; the last line says which and what to do. 2: the command
//! was not understood.

use std::process::ExitCode;

mod browser;
mod checks;
mod command;
mod page;
mod shell;
mod sizes;
mod tools;

use command::Task;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let task = match command::parse(&arguments) {
        Ok(task) => task,
        Err(sentence) => {
            eprintln!("{sentence}");
            return ExitCode::from(2);
        }
    };
    let done = match task {
        Task::Help => {
            println!("{}", command::HELP);
            Ok(())
        }
        Task::Serve { port, mode } => page::serve(port, mode),
        Task::Bench => checks::bench(),
        Task::Dist => page::dist(),
        Task::Tools => tools::install_all(),
        Task::Test(suites) => checks::run_suites(&suites),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("\ncargo xtask: {sentence}");
            ExitCode::FAILURE
        }
    }
}
