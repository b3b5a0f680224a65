//! The errands of this repository, as `cargo xtask COMMAND`. Standard library only, so that a
//! fresh clone needs nothing but Rust to start.
//!
//! - [`tools`] pins and installs what the build needs, [`browser`] what the browser tests need,
//!   with [`node`] and [`debian`];
//! - [`page`] builds the static site with [`data`] and [`squeeze`], [`serve`] serves the page;
//! - [`sizes`] measures what was built, with [`weight`](mod@weight), [`shipped`] and [`notices`]
//!   see to what it says of its builder and of its parts; [`pictures`] makes those of the READMEs;
//! - [`checks`] is `cargo xtask test`, [`inventory`] says which test file is in which suite,
//!   [`locks`], [`exports`], [`fuzz`](mod@fuzz) and [`start`] are suites or parts of one.
//!
//! Exit code 0: done. 1: a step failed; the last line says which and what to do. 2: the command
//! was not understood.

use std::process::ExitCode;

mod browser;
mod checks;
mod columns;
mod command;
mod data;
mod debian;
mod exports;
mod fuzz;
mod inventory;
mod locks;
mod node;
mod notices;
mod page;
mod pictures;
mod serve;
mod shell;
mod shipped;
mod sizes;
mod squeeze;
mod start;
#[path = "../../src/suggest.rs"]
mod suggest;
mod tools;
mod weight;

use command::Task;

fn main() -> ExitCode {
    let arguments: Vec<String> =
        std::env::args_os().skip(1).map(|word| word.to_string_lossy().into_owned()).collect();
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
        Task::Serve { port, mode } => serve::serve(port, mode),
        Task::Announce(watch) => {
            serve::announce(watch);
            Ok(())
        }
        Task::Bench => checks::bench(),
        Task::Dist => page::dist(),
        Task::Fuzz(order) => fuzz::fuzz(&order),
        Task::Notices => notices::write(),
        Task::Pictures => pictures::write(),
        Task::Data => data::write(),
        Task::Tools => checks::install_all(),
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
