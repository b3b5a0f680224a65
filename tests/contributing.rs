//! The worked examples of `CONTRIBUTING.md` work. A strategy, its scenario and its commands are
//! taken from there and held to what it says of them; the difference that adds a fault fits the
//! sources.

#![cfg(not(target_arch = "wasm32"))]

use zeroloss::run::{Run, simulate};
use zeroloss::scenario::{Scenario, ScenarioFile, Strategy};

const GUIDE: &str = include_str!("../CONTRIBUTING.md");

/// The strategy that a reader is led to.
const ID: &str = "reply-first";

/// The texts between ```` ```kind ```` and the closing fence.
fn blocks(kind: &str) -> Vec<&'static str> {
    let fence = format!("```{kind}\n");
    GUIDE.split(&fence).skip(1).filter_map(|rest| rest.split("```").next()).collect()
}

fn only(kind: &str) -> &'static str {
    let found = blocks(kind);
    assert_eq!(found.len(), 1, "CONTRIBUTING.md has one block of {kind}");
    found[0]
}

fn program() -> Strategy {
    let text = only("strategy");
    Strategy::custom(text).unwrap_or_else(|error| panic!("CONTRIBUTING.md: {error:?}"))
}

/// Runs something that must find every place that it names.
fn run(scenario: &Scenario) -> Run {
    let run = simulate(scenario);
    assert_eq!(run.did_not_happen, Vec::<usize>::new(), "{scenario}");
    run
}

/// The scenario of a line like `cargo run -- run reply-first --set K=V --fault "…" --expect CODE`,
/// and the code.
fn command(line: &str) -> Option<(Scenario, &str)> {
    let arguments = line.strip_prefix(&format!("cargo run -- run {ID} "))?;
    let (arguments, code) = arguments.split_once("--expect ")?;
    let mut scenario = Scenario::of(program());
    for argument in arguments.split("--").map(str::trim).filter(|part| !part.is_empty()) {
        let (flag, value) = argument.split_once(' ').expect("a flag has a value");
        let done = match flag {
            "set" => {
                let (key, value) = value.split_once('=').expect("`KEY=VALUE`");
                scenario.set(key, value)
            }
            "fault" => scenario.add_fault(value.trim_matches('"')),
            _ => panic!("{line}: what is --{flag}?"),
        };
        done.unwrap_or_else(|error| panic!("{line}: {error}"));
    }
    Some((scenario, code.trim()))
}

#[test]
fn the_example_says_under_which_names_to_save_it() {
    for file in [format!("`strategies/{ID}.strategy`"), format!("`scenarios/{ID}-crash.scenario`")]
    {
        assert!(GUIDE.contains(&file), "{file}");
    }
}

#[test]
fn every_command_of_the_example_comes_to_what_it_expects() {
    let lines = blocks("sh").into_iter().flat_map(str::lines);
    let commands: Vec<_> = lines.filter_map(|line| Some((line, command(line)?))).collect();
    assert!(commands.len() >= 3, "the example has a few runs");
    for (line, (scenario, code)) in commands {
        assert_eq!(run(&scenario).outcome().code(), code, "{line}");
    }
}

#[test]
fn the_scenario_of_the_example_comes_to_what_it_expects() {
    // The example's strategy is not built in, so its text stands where a reader has its name.
    let indented = only("strategy").trim_end().replace('\n', "\n  ");
    let text =
        only("scenario").replace(&format!("strategy {ID}\n"), &format!("program\n  {indented}\n"));
    let file = ScenarioFile::parse(&text).unwrap_or_else(|error| panic!("{text}{error}"));
    assert_eq!(file.course, 0, "a row of the course would need a place in tests/goldens.rs");
    assert_eq!(Some(run(&file.scenario).outcome().code()), file.expect.as_deref());
}

/// The parts of a difference: a file, and of each hunk in it the lines before and after.
fn hunks(difference: &str) -> Vec<(&str, Vec<[Vec<&str>; 2]>)> {
    let mut files: Vec<(&str, Vec<[Vec<&str>; 2]>)> = Vec::new();
    for line in difference.lines() {
        if let Some(file) = line.strip_prefix("+++ ") {
            files.push((file, Vec::new()));
            continue;
        }
        let (_, hunks) = files.last_mut().expect("a difference begins with a file");
        if line == "@@" {
            hunks.push([Vec::new(), Vec::new()]);
            continue;
        }
        let [before, after] = hunks.last_mut().expect("a file begins with a hunk");
        let (sign, text) = line.split_at_checked(1).unwrap_or((" ", ""));
        match sign {
            "-" => before.push(text),
            "+" => after.push(text),
            _ => [before, after].into_iter().for_each(|lines| lines.push(text)),
        }
    }
    files
}

/// Where lines stand in a file, one after the other.
fn find(file: &[&str], lines: &[&str]) -> Option<usize> {
    file.windows(lines.len()).position(|there| there == lines)
}

#[test]
fn the_difference_that_adds_a_fault_fits_the_sources_in_order() {
    let files = hunks(only("diff"));
    for (name, hunks) in &files {
        let path = format!("{}/{name}", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{name}: {error}"));
        let lines: Vec<&str> = text.lines().collect();
        let mut rest = &lines[..];
        for [before, after] in hunks {
            // Whoever follows the guide has it in the sources already.
            let (found, there) = match find(rest, after) {
                Some(place) => (Some(place), after),
                None => (find(rest, before), before),
            };
            let place = found.unwrap_or_else(|| panic!("{name} has no longer: {before:#?}"));
            rest = &rest[place + there.len()..];
        }
    }
}

#[test]
fn a_fault_touches_its_own_file_its_words_and_tests() {
    let files = hunks(only("diff"));
    let is_elsewhere = |name: &&str| {
        let words = ["src/text/", "text/", "docs/"];
        let is_words = words.iter().any(|start| name.starts_with(start));
        let is_test = name.starts_with("tests/") || *name == "src/scenario/fault_text.rs";
        !is_words && !is_test
    };
    let own: Vec<&str> = files.iter().map(|(name, _)| *name).filter(is_elsewhere).collect();
    assert_eq!(own, ["src/scenario/fault_act.rs"]);
}
