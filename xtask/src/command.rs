//! The words after `cargo xtask`.

use crate::fuzz::Order;

/// What `cargo xtask help` prints.
pub const HELP: &str = "\
cargo xtask serve [--port N] [--release]   build the page, serve it, rebuild on every change
cargo xtask test [SUITE]...                run every test, or only: lint, core, exports, wasm,
                                           browser, start
cargo xtask fuzz N [TARGET]... [--seed S]  try N made-up texts of every target, or of these
cargo xtask bench                          measure the core natively and in the browser
cargo xtask dist                           build the static site into dist/ and print its sizes
cargo xtask notices                        write static/licenses.txt, the licences of the parts
cargo xtask pictures                       make the pictures of the READMEs again
cargo xtask tools                          install what the commands above need, and stop
cargo xtask help                           this text

Tools are installed per user in ${XDG_CACHE_HOME:-~/.cache}/zeroloss-lab/. The browser tests use the
Chromium and chromedriver on the path, or those in CHROME and CHROMEDRIVER; only on Debian, and as root,
what is missing of them, of a Chinese font and of PlantUML is installed for all.";

/// One errand, with all it needs to know.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Task {
    Help,
    Serve {
        port: Option<u16>,
        mode: Mode,
    },
    /// What `serve` starts beside the server; nobody types it.
    Announce(Watch),
    Bench,
    Dist,
    Fuzz(Order),
    Notices,
    Pictures,
    /// What Trunk calls when it has built the page; nobody types it.
    Data,
    Tools,
    Test(Vec<Suite>),
}

/// The server whose page is waited for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Watch {
    /// The id of its process.
    pub server: u32,
    pub port: u16,
}

impl Watch {
    /// As words of a command.
    pub fn words(self) -> [String; 3] {
        ["announce".to_owned(), self.server.to_string(), self.port.to_string()]
    }
}

/// How the page is compiled.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mode {
    /// Quick to build: Cargo's `dev` profile.
    Debug,
    /// Small to load: Cargo's `web` profile and wasm-opt.
    Release,
}

/// One group of tests.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Suite {
    /// Formatting, lints, documentation, and that the core needs no page.
    Lint,
    /// Native tests.
    Core,
    /// What is exported, read by the parsers of others.
    Exports,
    /// The core's tests inside a browser's WebAssembly.
    Wasm,
    /// The built page, driven by a browser.
    Browser,
    /// The first commands of a person, in a copy of the sources with nothing installed but tools.
    Start,
}

impl Suite {
    /// Every suite, in the order of running: what fails fastest comes first.
    pub const ALL: [Self; 6] =
        [Self::Lint, Self::Core, Self::Exports, Self::Wasm, Self::Browser, Self::Start];

    /// The word on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Self::Lint => "lint",
            Self::Core => "core",
            Self::Exports => "exports",
            Self::Wasm => "wasm",
            Self::Browser => "browser",
            Self::Start => "start",
        }
    }
}

/// Reads the arguments, or says in a sentence which one was not understood.
pub fn parse(arguments: &[String]) -> Result<Task, String> {
    let Some((name, rest)) = arguments.split_first() else {
        return Ok(Task::Help);
    };
    match name.as_str() {
        "help" | "--help" | "-h" => Ok(Task::Help),
        "serve" => parse_serve(rest),
        "announce" => parse_announce(rest),
        "test" => parse_test(rest),
        "fuzz" => parse_fuzz(rest),
        "bench" => nothing_more(rest, Task::Bench),
        "dist" => nothing_more(rest, Task::Dist),
        "notices" => nothing_more(rest, Task::Notices),
        "pictures" => nothing_more(rest, Task::Pictures),
        "data" => nothing_more(rest, Task::Data),
        "tools" => nothing_more(rest, Task::Tools),
        other => {
            let known =
                ["serve", "test", "fuzz", "bench", "dist", "notices", "pictures", "tools", "help"];
            Err(unknown("command", other, &known))
        }
    }
}

fn parse_serve(arguments: &[String]) -> Result<Task, String> {
    let (mut port, mut mode) = (None, Mode::Debug);
    let mut rest = arguments.iter();
    while let Some(argument) = rest.next() {
        match argument.as_str() {
            "--release" => mode = Mode::Release,
            "--port" => {
                let number = rest.next().map_or("", String::as_str);
                port = Some(number.parse().map_err(|_| {
                    format!("`--port` needs a number from 0 to 65535, not `{number}`.")
                })?);
            }
            other => {
                return Err(unknown("option of `serve`", other, &["--port", "--release"]));
            }
        }
    }
    Ok(Task::Serve { port, mode })
}

fn parse_announce(arguments: &[String]) -> Result<Task, String> {
    let watch = match arguments {
        [server, port] => server.parse().ok().zip(port.parse().ok()),
        _ => None,
    };
    let (server, port) = watch.ok_or("`announce` is only for `serve`; see `cargo xtask help`.")?;
    Ok(Task::Announce(Watch { server, port }))
}

fn parse_test(arguments: &[String]) -> Result<Task, String> {
    if arguments.is_empty() {
        return Ok(Task::Test(Suite::ALL.to_vec()));
    }
    let find = |argument: &String| {
        Suite::ALL
            .into_iter()
            .find(|suite| suite.name() == argument)
            .ok_or_else(|| unknown("suite", argument, &Suite::ALL.map(Suite::name)))
    };
    arguments.iter().map(find).collect::<Result<_, _>>().map(Task::Test)
}

fn parse_fuzz(arguments: &[String]) -> Result<Task, String> {
    let number = |word: Option<&String>, what: &str| {
        let word = word.map_or("", String::as_str);
        let message = || format!("{what} a whole number, not `{word}`.");
        word.parse::<u32>().map_err(|_| message())
    };
    let cases = number(arguments.first(), "`fuzz` needs to know how many texts of each target:")?;
    let (mut targets, mut seed) = (Vec::new(), 0);
    let mut rest = arguments.iter().skip(1);
    while let Some(argument) = rest.next() {
        match argument.as_str() {
            "--seed" => seed = number(rest.next(), "`--seed` needs")?,
            option if option.starts_with('-') => {
                return Err(unknown("option of `fuzz`", option, &["--seed"]));
            }
            target => targets.push(target.to_owned()),
        }
    }
    Ok(Task::Fuzz(Order { cases, targets, seed }))
}

fn nothing_more(rest: &[String], task: Task) -> Result<Task, String> {
    match rest.first() {
        None => Ok(task),
        Some(extra) => Err(format!("`{extra}` is one word too many; see `cargo xtask help`.")),
    }
}

/// "There is no suite `brwser`; did you mean `browser`? Known: ...".
fn unknown(kind: &str, word: &str, known: &[&str]) -> String {
    let mut near: Vec<(usize, &str)> = known
        .iter()
        .map(|name| (distance(word, name), *name))
        .filter(|(edits, name)| *edits <= 2 || (word.len() >= 2 && name.starts_with(word)))
        .collect();
    near.sort_unstable();
    let near: Vec<String> = near.into_iter().map(|(_, name)| format!("`{name}`")).collect();
    let hint = if near.is_empty() {
        String::new()
    } else {
        format!(" Did you mean {}?", near.join(" or "))
    };
    format!("There is no {kind} `{word}`.{hint} Known: {}.", known.join(", "))
}

/// Levenshtein distance in characters: how many edits turn one word into the other.
fn distance(from: &str, to: &str) -> usize {
    let to: Vec<char> = to.chars().collect();
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (above, left) in from.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = above + 1;
        for (column, right) in to.iter().enumerate() {
            let replaced = diagonal + usize::from(left != *right);
            diagonal = row[column + 1];
            row[column + 1] = replaced.min(diagonal + 1).min(row[column] + 1);
        }
    }
    row[to.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expected: Result<Task, &str>) {
        let arguments: Vec<String> = line.split_whitespace().map(String::from).collect();
        match (parse(&arguments), expected) {
            (Ok(task), Ok(wanted)) => assert_eq!(task, wanted, "{line}"),
            (Err(sentence), Err(part)) => assert!(sentence.contains(part), "{sentence}"),
            (result, wanted) => panic!("`{line}` gave {result:?}, expected {wanted:?}"),
        }
    }

    #[test]
    fn every_command_is_understood() {
        check("", Ok(Task::Help));
        check("serve", Ok(Task::Serve { port: None, mode: Mode::Debug }));
        let serve = Task::Serve { port: Some(9000), mode: Mode::Release };
        check("serve --release --port 9000", Ok(serve));
        let watch = Watch { server: 4_194_304, port: 8081 };
        check(&watch.words().join(" "), Ok(Task::Announce(watch)));
        check("test", Ok(Task::Test(Suite::ALL.to_vec())));
        check("test wasm lint", Ok(Task::Test(vec![Suite::Wasm, Suite::Lint])));
        check("dist", Ok(Task::Dist));
        let (targets, seed) = (vec!["texts".to_owned(), "edits".to_owned()], 7);
        let fuzz = Task::Fuzz(Order { cases: 1_000_000, targets, seed });
        check("fuzz 1000000 texts --seed 7 edits", Ok(fuzz));
        check("pictures", Ok(Task::Pictures));
        check("tools", Ok(Task::Tools));
    }

    #[test]
    fn a_wrong_word_gets_a_sentence_and_the_nearest_right_one() {
        check("srve", Err("no command `srve`. Did you mean `serve`?"));
        check("test brwser", Err("no suite `brwser`. Did you mean `browser`?"));
        check("xyzzy", Err("no command `xyzzy`. Known: serve, test"));
        check("serve --prot 1", Err("Did you mean `--port`?"));
        check("serve --port", Err("needs a number"));
        check("serve --port 70000", Err("not `70000`"));
        check("announce", Err("only for `serve`"));
        check("fuzz", Err("how many texts of each target: a whole number"));
        check("fuzz texts", Err("not `texts`"));
        check("fuzz 1 --sed 2", Err("no option of `fuzz` `--sed`. Did you mean `--seed`?"));
        check("dist now", Err("one word too many"));
    }
}
