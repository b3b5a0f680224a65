//! Time travel over a run: the world at any step, and the anchor of a fault made by hand.
//!
//! A run is a value, so nothing here is played twice: a [`Timeline`] keeps a checkpoint of the
//! simulation every few steps and replays from the nearest one (RaftScope's time machine). A fault
//! in the past is a new scenario, hence a new run with the same beginning.
#![warn(clippy::disallowed_types, clippy::disallowed_methods, clippy::float_arithmetic)]

mod anchor;
mod race;
#[cfg(test)]
mod tests;

pub use anchor::{anchor_at, anchor_of_line, request_of_line};
pub use race::{COLUMNS_MAX, COLUMNS_MIN, Divergence, Race, RaceBuilder};

use std::rc::Rc;

use crate::run::{Frame, Run, Simulation};
use crate::scenario::Scenario;
use crate::shop::World;
use crate::sim::trace::NoTrace;

/// Events between two checkpoints at first: a replay of as many takes microseconds.
const CHECKPOINT_EVENTS: u32 = 32;

/// Checkpoints of one run at most. When there are more, every second is dropped and the distance
/// doubles: the longest run keeps 256 frames, which share what neither has changed, and replays 255
/// events.
const CHECKPOINTS_MAX: usize = 256;

/// A run that can be looked at step by step.
#[derive(Clone, Debug)]
pub struct Timeline {
    /// The run.
    pub run: Rc<Run>,
    /// Frames without their history, in order. Each holds the number of its event.
    checkpoints: Vec<Frame>,
}

/// A timeline that is being made, event by event.
#[derive(Debug)]
pub struct TimelineBuilder {
    simulation: Simulation,
    checkpoints: Vec<Frame>,
    /// How many events there are between two checkpoints.
    distance: u32,
}

impl TimelineBuilder {
    /// The scenario before anything happened.
    pub fn new(scenario: &Scenario) -> Self {
        let simulation = Simulation::with_spans(scenario);
        let checkpoints = vec![simulation.frame().clone()];
        Self { simulation, checkpoints, distance: CHECKPOINT_EVENTS }
    }

    /// Lets so many events happen at most. Says whether the run is over.
    pub fn run_for(&mut self, events: u32) -> bool {
        (0..events).any(|_| self.advance())
    }

    fn advance(&mut self) -> bool {
        let is_over = self.simulation.advance();
        let frame = self.simulation.frame();
        if !is_over && frame.events().is_multiple_of(self.distance) {
            self.checkpoints.push(frame.clone());
            if self.checkpoints.len() > CHECKPOINTS_MAX {
                self.distance *= 2;
                self.checkpoints.retain(|kept| kept.events().is_multiple_of(self.distance));
            }
        }
        is_over
    }

    /// How many events have happened.
    pub fn events(&self) -> u32 {
        self.simulation.frame().events()
    }

    /// The timeline up to here.
    pub fn finish(self) -> Timeline {
        Timeline { run: Rc::new(self.simulation.finish()), checkpoints: self.checkpoints }
    }
}

impl Timeline {
    /// Runs a scenario and prepares it for seeking.
    pub fn new(scenario: &Scenario) -> Self {
        let mut builder = TimelineBuilder::new(scenario);
        while !builder.run_for(u32::MAX) {}
        builder.finish()
    }

    /// The world right after a step; step 0 is before anything happened, and the last step shows
    /// the end of the run.
    pub fn world_at(&self, step: u32) -> World {
        let until = self.run.trace.events_of(step);
        let after = self.checkpoints.partition_point(|kept| kept.events() <= until);
        let mut frame = self.checkpoints[after.saturating_sub(1)].clone();
        while frame.events() < until && frame.advance(&mut NoTrace).is_ok() {}
        frame.world().clone()
    }

    /// How many frames are kept, for the measure of what a run costs.
    pub fn checkpoints(&self) -> usize {
        self.checkpoints.len()
    }
}
