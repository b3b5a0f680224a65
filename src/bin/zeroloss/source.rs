//! Where a scenario comes from: the catalogue, a file, standard input.

use std::path::Path;

use zeroloss::guarantee::Outcome;
use zeroloss::program::{ProgramError, catalogue};
use zeroloss::scenario::error::{ScenarioError, ScenarioErrorKind};
use zeroloss::scenario::preset::{near_matches, preset};
use zeroloss::scenario::{Scenario, ScenarioFile, Strategy};
use zeroloss::text::{self, Lang};

use crate::BadInput;
use crate::files::{read_file, read_input};

/// A scenario, and what its file says about it.
pub struct Source {
    /// The scenario.
    pub scenario: Scenario,
    /// What it comes to as it is written.
    pub expect: Option<Outcome>,
    /// The guarantee that it is about, by its id.
    pub point: Option<&'static str>,
}

impl Source {
    fn of_file(file: &ScenarioFile) -> Self {
        let expect = file.expect.as_deref().and_then(Outcome::from_code);
        Self { scenario: file.scenario.clone(), expect, point: file.point }
    }

    fn of_program(strategy: Strategy) -> Self {
        Self { scenario: Scenario::of(strategy), expect: None, point: None }
    }
}

/// What a person names: a preset, else a strategy in which nothing goes wrong, else a file, else
/// standard input for `-`.
pub fn source(name: &str) -> Result<Source, BadInput> {
    if name == "-" {
        return parse("standard input", &read_input()?);
    }
    if let Some(preset) = preset(name) {
        return Ok(Source::of_file(&preset.file));
    }
    if catalogue::strategy(name).is_some() {
        return strategy_alone(name);
    }
    let path = Path::new(name);
    let ends_in = |wanted: &str| path.extension().is_some_and(|found| found == wanted);
    let is_path = path.exists() || name.contains('/') || ends_in("scenario") || ends_in("strategy");
    if !is_path {
        return Err(unknown(name));
    }
    let text = read_file(name)?;
    if ends_in("strategy") { program(name, &text) } else { parse(name, &text) }
}

fn strategy_alone(id: &str) -> Result<Source, BadInput> {
    Strategy::shipped(id).map(Source::of_program).map_err(|kind| BadInput(kind.to_string()))
}

fn program(name: &str, text: &str) -> Result<Source, BadInput> {
    match Strategy::custom(text) {
        Ok(strategy) => Ok(Source::of_program(strategy)),
        Err(ScenarioErrorKind::Program(errors)) => {
            Err(BadInput(placed(name, &errors, Place::default())))
        }
        Err(kind) => Err(BadInput(format!("{name}: {kind}"))),
    }
}

fn parse(name: &str, text: &str) -> Result<Source, BadInput> {
    let file = ScenarioFile::parse(text).map_err(|error| BadInput(in_file(name, &error)))?;
    Ok(Source::of_file(&file))
}

/// An error of a scenario text with its place: `FILE:3: …`.
fn in_file(name: &str, ScenarioError { line, kind }: &ScenarioError) -> String {
    match (kind, line) {
        // The lines of a program inside a scenario follow the word `program`, two blanks deep.
        (ScenarioErrorKind::Program(errors), line) => {
            placed(name, errors, Place { lines: *line, columns: 2 })
        }
        (_, 0) => format!("{name}: {kind}"),
        (_, line) => format!("{name}:{line}: {kind}"),
    }
}

/// Where a program stands in its file.
#[derive(Clone, Copy, Default)]
struct Place {
    lines: usize,
    columns: usize,
}

fn placed(name: &str, errors: &[ProgramError], Place { lines, columns }: Place) -> String {
    let one = |error: &ProgramError| {
        let (line, column) = (usize::from(error.line), usize::from(error.column));
        format!(
            "{name}:{}:{}: {}",
            lines + line,
            columns + column,
            text::program_message(Lang::En, error)
        )
    };
    errors.iter().map(one).collect::<Vec<_>>().join("\n")
}

fn unknown(name: &str) -> BadInput {
    let near: Vec<_> = near(name).iter().map(|id| format!("`{id}`")).collect();
    BadInput(match near.split_last() {
        None => format!("no scenario `{name}`; `zeroloss list` shows all"),
        Some((last, [])) => {
            format!("no scenario `{name}`; did you mean {last}? `zeroloss list` shows all")
        }
        Some((last, first)) => format!(
            "no scenario `{name}`; did you mean {} or {last}? `zeroloss list` shows all",
            first.join(", ")
        ),
    })
}

/// Ids that may have been meant, the likeliest first: slips of the finger, then those of which the
/// name is a part. Anything farther off would be a guess.
fn near(name: &str) -> Vec<&'static str> {
    let mut near = near_matches(name);
    near.extend(catalogue::nearest_strategy(name));
    let wanted = name.to_lowercase();
    let is_long = wanted.chars().count() >= PART_MIN;
    let ids = catalogue::strategies().iter().map(|strategy| strategy.id);
    let parts: Vec<_> =
        ids.filter(|id| is_long && id.contains(&wanted) && !near.contains(id)).collect();
    near.extend(parts);
    near.truncate(SUGGESTIONS_MAX);
    near
}

/// So many letters of an id mean it.
const PART_MIN: usize = 3;

/// More suggestions than this are a list, and there is a command for that.
const SUGGESTIONS_MAX: usize = 3;
