//! A fault map as text: the question that is sent to a worker, and the answer that comes back.
//!
//! Both sides find the places of the same run, so an answer only says what came of each.

use std::fmt::Write as _;

use crate::explore::{Alphabet, FaultMapper};
use crate::guarantee::OUTCOMES;
use crate::run::{Run, simulate};
use crate::scenario::Scenario;

/// The first word of a job of this kind.
pub const WORD: &str = "map";

/// Faults between two looks at the clock: at most a few milliseconds in a browser.
const FAULTS_BETWEEN_LOOKS: usize = 4;

/// Faults that a map tries at most. Of the scenarios of the course, the one with twenty orders has
/// the most places, 2,300.
pub const FAULTS_MAX: usize = 6_000;

/// What to map, as text. Two equal texts have the same answer.
pub fn question(scenario: &Scenario) -> String {
    format!("{WORD}\n{scenario}")
}

/// A map of a run that nobody has worked on.
pub fn begin(run: &Run) -> FaultMapper {
    FaultMapper::new(run, &Alphabet::default(), 1)
}

/// A map that is being made.
#[derive(Debug)]
pub struct Runner(FaultMapper);

impl Runner {
    /// Begins with the map of a run.
    pub fn new(run: &Run) -> Self {
        Self(begin(run))
    }

    /// Begins with a job; `None` if the text is none of this kind.
    pub fn start(job: &str) -> Option<Self> {
        let scenario = job.strip_prefix(WORD)?.strip_prefix('\n')?;
        Some(Self::new(&simulate(&Scenario::parse(scenario).ok()?)))
    }

    /// Goes on until `is_over` or the end. Says whether that was the end.
    pub fn run_until(&mut self, mut is_over: impl FnMut() -> bool) -> bool {
        loop {
            let is_done =
                self.0.run_for(FAULTS_BETWEEN_LOOKS) || self.0.found().len() >= FAULTS_MAX;
            if is_done || is_over() {
                return is_done;
            }
        }
    }

    /// What is known so far.
    pub fn mapper(&self) -> &FaultMapper {
        &self.0
    }

    /// What is known so far, as text: a line for each fault that has been run, with the place of its
    /// outcome among the [`OUTCOMES`] and the guarantees that it breaks.
    pub fn answer(&self) -> String {
        let mut text = String::new();
        for (outcome, broken) in self.0.found() {
            let place = OUTCOMES.iter().position(|known| *known == outcome).unwrap_or_default();
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{place} {broken}");
        }
        text
    }
}

/// Takes over from an answer what is new in it. Says whether it was an answer to this question.
pub fn hear(mapper: &mut FaultMapper, answer: &str) -> bool {
    let known = mapper.found().len();
    answer.lines().skip(known).all(|line| {
        let said = line.split_once(' ').and_then(|(place, broken)| {
            let outcome = OUTCOMES.get(place.parse::<usize>().ok()?)?;
            Some((*outcome, broken.parse().ok()?))
        });
        said.is_some_and(|(outcome, broken)| mapper.learn(outcome, broken))
    })
}
