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

pub use anchor::{anchor_at, anchor_of_line, line_at, message, request_of_line};
pub use race::{COLUMNS_MAX, COLUMNS_MIN, Divergence, Race};

use crate::run::{Frame, Run, simulate_watched};
use crate::scenario::Scenario;
use crate::shop::World;
use crate::sim::trace::NoTrace;

/// Events between two checkpoints at first: a replay of as many takes microseconds.
const CHECKPOINT_EVENTS: u32 = 32;

/// Checkpoints of one run at most. When there are more, every second is dropped and the distance
/// doubles: the longest run keeps 256 frames of a few kilobytes and replays 200 events.
const CHECKPOINTS_MAX: usize = 256;

/// A run that can be looked at step by step.
#[derive(Clone, Debug)]
pub struct Timeline {
    /// The run.
    pub run: Run,
    /// Frames without their history, in order. Each holds the number of its event.
    checkpoints: Vec<Frame>,
    /// After how many events of the queue each step is done, from step 0 on.
    events_until: Vec<u32>,
}

impl Timeline {
    /// Runs a scenario and prepares it for seeking.
    pub fn new(scenario: &Scenario) -> Self {
        let (mut checkpoints, mut distance) = (Vec::new(), CHECKPOINT_EVENTS);
        let (mut events_until, mut events) = (Vec::new(), 0);
        let run = simulate_watched(scenario, |frame, steps| {
            events = frame.events();
            while events_until.len() <= steps as usize {
                events_until.push(events);
            }
            if events.is_multiple_of(distance) {
                checkpoints.push(frame.clone());
            }
            if checkpoints.len() > CHECKPOINTS_MAX {
                distance *= 2;
                checkpoints.retain(|kept| kept.events().is_multiple_of(distance));
            }
        });
        // The housekeeping after the last step has no later step to be seen in.
        if let Some(last) = events_until.last_mut() {
            *last = events;
        }
        Self { run, checkpoints, events_until }
    }

    /// The world right after a step; step 0 is before anything happened, and the last step shows
    /// the end of the run.
    pub fn world_at(&self, step: u32) -> World {
        let last = self.events_until.len().saturating_sub(1);
        let until = self.events_until[last.min(step as usize)];
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
