//! The command `zeroloss`: runs scenarios, searches faults, lists what there is, checks
//! programs. `docs/command.md`
//! is its manual.

mod arguments;
mod check;
mod commands;
mod explore;
mod files;
mod findings;
mod list;
#[cfg(feature = "png")]
mod png;
mod require;
mod run;
mod source;
mod stop;
mod terminal;

use std::ffi::OsString;
use std::process::ExitCode;

use terminal::{complain, print};

/// What a command has to say.
struct Answer {
    /// For standard output, with its last line break.
    output: String,
    ending: Ending,
}

/// How a command ended.
enum Ending {
    /// Exit code 0.
    Done,
    /// Exit code 1, with a sentence for standard error.
    NotMet(String),
    /// Exit code 130: a person stopped it, and `output` is what was known by then.
    Stopped,
    /// Exit code 2, with a sentence for standard error: part of the input is bad, and `output`
    /// says more.
    BadInput(String),
}

/// The input is bad: exit code 2. The message is for a person and says what to do.
struct BadInput(String);

impl Answer {
    fn done(output: String) -> Self {
        Self { output, ending: Ending::Done }
    }
}

fn main() -> ExitCode {
    let answer = in_unicode(std::env::args_os().skip(1))
        .and_then(|words| commands::dispatch(&words))
        .unwrap_or_else(|BadInput(message)| Answer {
            output: String::new(),
            ending: Ending::BadInput(message),
        });
    if let Err(error) = print(&answer.output) {
        complain(&format!("cannot write the result: {error}"));
        return ExitCode::from(2);
    }
    match answer.ending {
        Ending::Done => ExitCode::SUCCESS,
        Ending::NotMet(message) => {
            complain(&message);
            ExitCode::from(1)
        }
        Ending::Stopped => {
            complain("stopped; the result is what was known by then");
            ExitCode::from(stop::EXIT_CODE)
        }
        Ending::BadInput(message) => {
            complain(&message);
            ExitCode::from(2)
        }
    }
}

fn in_unicode(words: impl Iterator<Item = OsString>) -> Result<Vec<String>, BadInput> {
    let read = |word: OsString| {
        word.into_string().map_err(|word| {
            BadInput(format!("the argument `{}` is not Unicode; write it in UTF-8", word.display()))
        })
    };
    words.map(read).collect()
}
