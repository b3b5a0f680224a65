//! The commands, in one table from which the help is made.

use std::fmt::Write as _;

use zeroloss::suggest::nearest;

use crate::arguments::{Arguments, Flag};
use crate::{Answer, BadInput, check, explore, list, run};

/// A command.
struct Command {
    name: &'static str,
    /// What follows its name.
    usage: &'static str,
    /// One line.
    about: &'static str,
    /// Whole sentences.
    details: &'static str,
    flags: &'static [Flag],
    run: fn(&Arguments) -> Result<Answer, BadInput>,
}

const COMMANDS: &[Command] = &[
    Command {
        name: "list",
        usage: "[--json | --ids | --settings] [--lang LANG]",
        about: "show the strategies, the scenarios and the settings",
        details: "Without a flag: strategies by family, and scenarios by section of the course.",
        flags: list::FLAGS,
        run: list::list,
    },
    Command {
        name: "run",
        usage: "ID|FILE|- [flags]",
        about: "run a scenario and show what happens",
        details: "ID is a scenario or a strategy of `zeroloss list`; a strategy runs without \
                  faults. FILE is a scenario, or a program that ends in `.strategy`; `-` reads a \
                  scenario from standard input. Exit code 1 means that --expect, or the file's own \
                  expect, is not met, or that a guarantee of --require is not kept.",
        flags: run::FLAGS,
        run: run::run,
    },
    Command {
        name: "explore",
        usage: "[--strategy ID]... [--faults K] [--json | --markdown] [flags]",
        about: "search every fault for what breaks a guarantee",
        details: "Tries every fault, and every pair with --faults 2, at every place of every run. \
                  For each guarantee: that it holds, or the shortest scenario that breaks it.",
        flags: explore::FLAGS,
        run: explore::explore,
    },
    Command {
        name: "check",
        usage: "FILE.strategy... [--lang LANG]",
        about: "check programs without running them",
        details: "One line for each mistake: FILE:line:column: what is wrong and what was \
                  probably meant. For a program without any: its title, handlers and steps.",
        flags: check::FLAGS,
        run: check::check,
    },
    Command {
        name: "help",
        usage: "[COMMAND]",
        about: "explain a command",
        details: "Without COMMAND: all of them.",
        flags: &[],
        run: help,
    },
];

/// Runs what the words after `zeroloss` ask for.
pub fn dispatch(words: &[String]) -> Result<Answer, BadInput> {
    let Some((name, rest)) = words.split_first() else { return Ok(Answer::done(overview())) };
    match name.as_str() {
        "-h" | "--help" => return Ok(Answer::done(overview())),
        "-V" | "--version" => {
            return Ok(Answer::done(format!("zeroloss {}\n", env!("CARGO_PKG_VERSION"))));
        }
        _ => {}
    }
    let command = find(name)?;
    let before_operands = rest.iter().take_while(|word| *word != "--");
    if before_operands.into_iter().any(|word| word == "-h" || word == "--help") {
        return Ok(Answer::done(explain(command)));
    }
    (command.run)(&Arguments::read(command.name, command.flags, rest)?)
}

fn find(name: &str) -> Result<&'static Command, BadInput> {
    COMMANDS.iter().find(|command| command.name == name).ok_or_else(|| {
        let names = COMMANDS.iter().map(|command| command.name);
        let all = names.clone().collect::<Vec<_>>().join(", ");
        BadInput(match nearest(name, names) {
            Some(meant) => format!("unknown command `{name}`; did you mean `{meant}`?"),
            None => format!("unknown command `{name}`; there are {all}"),
        })
    })
}

fn help(arguments: &Arguments) -> Result<Answer, BadInput> {
    match arguments.operands.as_slice() {
        [] => Ok(Answer::done(overview())),
        [name] => find(name).map(|command| Answer::done(explain(command))),
        [_, extra, ..] => Err(BadInput(format!(
            "`{extra}` does not belong here; `zeroloss help` explains one command at a time"
        ))),
    }
}

fn overview() -> String {
    let mut text = String::from(
        "zeroloss: the database commit and the message must both happen or neither.\n\
         Which ways of writing the code really achieve that?\n\n\
         usage: zeroloss COMMAND [arguments]\n\n",
    );
    for command in COMMANDS {
        let _ = writeln!(text, "  {:8} {}", command.name, command.about);
    }
    text.push_str(
        "\n\
         zeroloss list                        what there is\n\
         zeroloss run a3-1                    a scenario of the course\n\
         zeroloss run send-after-commit --fault \"crash order-1 after commit\"\n\
         zeroloss explore --strategy oneway   how few faults break what\n\
         zeroloss help run                    everything that `run` can do\n",
    );
    text
}

fn explain(command: &Command) -> String {
    let mut text = format!("usage: zeroloss {} {}\n\n", command.name, command.usage);
    let _ = writeln!(text, "{}", capitalised(command.about));
    for line in wrapped(command.details, 78) {
        let _ = writeln!(text, "{line}");
    }
    if !command.flags.is_empty() {
        text.push('\n');
    }
    for flag in command.flags {
        let written = match flag.value {
            Some(value) => format!("{} {value}", flag.name),
            None => flag.name.to_owned(),
        };
        let _ = writeln!(text, "  {written:18} {}", flag.help);
    }
    text
}

fn capitalised(sentence: &str) -> String {
    let mut chars = sentence.chars();
    let first = chars.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(chars).chain(['.']).collect()
}

/// Breaks a text into lines of at most `width` characters, at blanks.
fn wrapped(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if line.is_empty() => line.push_str(word),
            Some(line) if line.len() + 1 + word.len() <= width => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}
