//! A fault map as a job.
//!
//! Both sides find the places of the same run, so an answer only says what came of each.

use std::fmt::Write as _;
use std::rc::Rc;

use crate::explore::{Alphabet, FaultMap, FaultMapper, MapBounds};
use crate::guarantee::OUTCOMES;
use crate::run::{Run, Simulation};
use crate::scenario::Scenario;

use super::{Answer, Job};

/// The first word of such a job.
pub(super) const KIND: &str = "map";

/// Events between two looks at the clock: about a millisecond in a browser.
const EVENTS_BETWEEN_LOOKS: u32 = 200;

/// How far a map of the page goes. Of the shipped scenarios the one with twenty orders has the most
/// faults, 2,300, whose runs have 3 million events.
pub const BOUNDS: MapBounds = MapBounds { faults: 6_000, events: 6_000_000 };

impl Job {
    /// What one more fault comes to in a scenario, wherever it can strike.
    pub fn map(scenario: &Scenario) -> Self {
        Self(format!("{KIND} \n{scenario}").into())
    }
}

/// A map that is being made.
#[derive(Debug)]
pub struct Runner {
    /// The run of the scenario itself, until it is over.
    run: Option<Simulation>,
    /// What is made of it then.
    mapper: Option<FaultMapper>,
}

impl Runner {
    /// Begins with a run that is over.
    pub fn new(run: Rc<Run>) -> Self {
        let mapper = FaultMapper::new(run, &Alphabet::default(), 1, BOUNDS);
        Self { run: None, mapper: Some(mapper) }
    }

    /// Begins with the run of a scenario.
    pub fn of(scenario: &Scenario) -> Self {
        Self { run: Some(Simulation::with_spans(scenario)), mapper: None }
    }

    pub(super) fn start(question: &str) -> Option<Self> {
        Some(Self::of(&Scenario::parse(question.strip_prefix('\n')?).ok()?))
    }

    /// Goes on for a moment. Says whether that was the end.
    pub(super) fn go_on(&mut self) -> bool {
        self.run_for(EVENTS_BETWEEN_LOOKS)
    }

    /// Goes on for so many events. Says whether that was the end.
    pub fn run_for(&mut self, events: u32) -> bool {
        match (self.run.take(), &mut self.mapper) {
            (Some(mut run), _) => {
                if run.run_for(events) {
                    *self = Self::new(Rc::new(run.finish()));
                } else {
                    self.run = Some(run);
                }
                false
            }
            (None, Some(mapper)) => mapper.run_for(events),
            (None, None) => true,
        }
    }

    /// Looks for the places, after the run itself, and runs no fault. Says whether all are found.
    pub fn find_for(&mut self, events: u32) -> bool {
        match &mut self.mapper {
            None => self.run.is_some() && self.run_for(events),
            Some(mapper) => mapper.find_for(events),
        }
    }

    /// Whether it is whole, and its body: a line for each fault that has been run, with the place
    /// of its outcome among the [`OUTCOMES`] and the guarantees that it breaks.
    pub(super) fn answer(&self) -> (bool, String) {
        let mut text = String::new();
        for (outcome, broken) in self.mapper.iter().flat_map(FaultMapper::found) {
            let place = OUTCOMES.iter().position(|known| *known == outcome).unwrap_or_default();
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{place} {broken}");
        }
        (self.mapper.as_ref().is_some_and(FaultMapper::is_over), text)
    }

    /// Takes over from an answer what is new in it; to be asked when all places are found. Says
    /// whether it was an answer to this question.
    pub fn hear(&mut self, answer: Answer<'_>) -> bool {
        let Some(mapper) = &mut self.mapper else { return false };
        let known = mapper.found().len();
        let is_heard = answer.body.lines().skip(known).all(|line| {
            let said = line.split_once(' ').and_then(|(place, broken)| {
                let outcome = OUTCOMES.get(place.parse::<usize>().ok()?)?;
                Some((*outcome, broken.parse().ok()?))
            });
            said.is_some_and(|(outcome, broken)| mapper.learn(outcome, broken))
        });
        if is_heard && answer.is_whole {
            mapper.stop();
        }
        is_heard
    }

    /// How many faults can strike, as far as is known, and how many events the run itself has.
    pub fn size(&self) -> (usize, u32) {
        self.mapper.as_ref().map_or((0, 0), FaultMapper::size)
    }

    /// What is known so far; nothing before the run itself is over.
    pub fn map(&self) -> Option<FaultMap> {
        self.mapper.as_ref().map(FaultMapper::map)
    }
}
