//! Time travel over a run: the world at any step, and the anchor of a fault made by hand.
//!
//! A run is a value, so nothing here is played twice: a [`Timeline`] keeps a checkpoint of the
//! simulation every few steps and replays from the nearest one (RaftScope's time machine). A fault
//! in the past is a new scenario, hence a new run with the same beginning.
#![warn(clippy::disallowed_types, clippy::disallowed_methods, clippy::float_arithmetic)]

mod anchor;

pub use anchor::{anchor_at, anchor_of_line, line_at, message};

use crate::run::{Run, Simulation, simulate};
use crate::scenario::Scenario;
use crate::shop::World;

/// Steps between two checkpoints: a replay of 31 steps takes microseconds, and a clone of the
/// simulation is a few kilobytes plus the trace so far.
const CHECKPOINT_STEPS: u32 = 32;

/// A run that can be looked at step by step.
#[derive(Clone, Debug)]
pub struct Timeline {
    /// The run.
    pub run: Run,
    checkpoints: Vec<Simulation>,
}

impl Timeline {
    /// Runs a scenario and prepares it for seeking.
    pub fn new(scenario: &Scenario) -> Self {
        let run = simulate(scenario);
        let mut simulation = Simulation::new(scenario);
        let mut checkpoints = vec![simulation.clone()];
        while simulation.advance().is_ok() {
            let reached = simulation.trace().steps() / CHECKPOINT_STEPS;
            if u32::try_from(checkpoints.len()).is_ok_and(|kept| reached >= kept) {
                checkpoints.push(simulation.clone());
            }
        }
        Self { run, checkpoints }
    }

    /// The world right after a step; step 0 is before anything happened.
    pub fn world_at(&self, step: u32) -> World {
        let at_most = |checkpoint: &&Simulation| checkpoint.trace().steps() < step;
        let nearest = self.checkpoints.iter().rev().find(at_most);
        let mut simulation = nearest.unwrap_or(&self.checkpoints[0]).clone();
        while simulation.trace().steps() < step && simulation.advance().is_ok() {}
        simulation.world().clone()
    }
}
