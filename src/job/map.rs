//! A fault map as a job.
//!
//! Both sides find the places of the same run, so an answer only says what came of each.

use std::fmt::Write as _;

use crate::explore::{Alphabet, FaultMapper};
use crate::guarantee::OUTCOMES;
use crate::run::{Run, simulate};
use crate::scenario::Scenario;

use super::{Answer, Job};

/// The first word of such a job.
pub(super) const KIND: &str = "map";

/// Faults between two looks at the clock: a millisecond or two in a browser.
const FAULTS_BETWEEN_LOOKS: usize = 2;

/// Faults that a map of the page tries at most. Of the shipped scenarios the one with twenty orders
/// has the most, 2,300.
pub const FAULTS_MAX: usize = 6_000;

impl Job {
    /// What one more fault comes to in a scenario, wherever it can strike.
    pub fn map(scenario: &Scenario) -> Self {
        Self(format!("{KIND} \n{scenario}").into())
    }
}

/// A map that is being made.
#[derive(Debug)]
pub struct Runner(FaultMapper);

impl Runner {
    /// Begins with the map of a run.
    pub fn new(run: &Run) -> Self {
        Self(FaultMapper::new(run, &Alphabet::default(), 1))
    }

    pub(super) fn start(question: &str) -> Option<Self> {
        let scenario = Scenario::parse(question.strip_prefix('\n')?).ok()?;
        Some(Self::new(&simulate(&scenario)))
    }

    /// Runs the next faults. Says whether those were the last.
    pub fn go_on(&mut self) -> bool {
        self.0.run_for(FAULTS_BETWEEN_LOOKS);
        self.is_whole()
    }

    fn is_whole(&self) -> bool {
        self.0.is_done() || self.0.found().len() >= FAULTS_MAX
    }

    /// Whether it is whole, and its body: a line for each fault that has been run, with the place of
    /// its outcome among the [`OUTCOMES`] and the guarantees that it breaks.
    pub(super) fn answer(&self) -> (bool, String) {
        let mut text = String::new();
        for (outcome, broken) in self.0.found() {
            let place = OUTCOMES.iter().position(|known| *known == outcome).unwrap_or_default();
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{place} {broken}");
        }
        (self.is_whole(), text)
    }

    /// Takes over from an answer what is new in it. Says whether it was an answer to this question.
    pub fn hear(&mut self, answer: Answer<'_>) -> bool {
        let known = self.0.found().len();
        answer.body.lines().skip(known).all(|line| {
            let said = line.split_once(' ').and_then(|(place, broken)| {
                let outcome = OUTCOMES.get(place.parse::<usize>().ok()?)?;
                Some((*outcome, broken.parse().ok()?))
            });
            said.is_some_and(|(outcome, broken)| self.0.learn(outcome, broken))
        })
    }

    /// What is known so far.
    pub fn mapper(&self) -> &FaultMapper {
        &self.0
    }
}
