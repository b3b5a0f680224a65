//! A run as a file for other programs and for documents: what a person takes along. The pictures
//! and diagrams of one are in [`crate::diagram`].
//!
//! Here are the types that are written as JSON; those of the core have no such form.
#![warn(clippy::disallowed_types, clippy::disallowed_methods, clippy::float_arithmetic)]

mod events;
mod itf;
pub mod json;
mod markdown;
mod runner;
mod steps;
mod value;
mod zip;

pub use itf::{STATES_MAX, itf};
pub use markdown::markdown;
pub use runner::Runner;
pub use steps::{PICTURES_MAX, steps};

use crate::run::Run;

/// A run has more steps than a form of file can hold.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TooLong {
    /// How many it has.
    pub steps: u32,
    /// How many there may be.
    pub most: u32,
}

impl TooLong {
    /// Refuses a run of more steps than `most`.
    fn check(run: &Run, most: u32) -> Result<(), Self> {
        let steps = run.steps();
        if steps > most { Err(Self { steps, most }) } else { Ok(()) }
    }
}
