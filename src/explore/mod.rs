//! Every fault up to a budget: which guarantees hold whatever happens, and the shortest run that
//! breaks each of the others.
//!
//! This is explicit-state model checking with the simulation itself as the model. A choice point of
//! a run is a place where a fault of the [`Alphabet`] may strike; a [`Search`] tries them all,
//! fewest faults first. The same kernel, the same nodes and the same judges run here as in
//! [`crate::run::simulate`], and a counterexample is a [`crate::scenario::Scenario`] that has been
//! simulated before it is reported.
//!
//! # What is a state
//! The world between two events of the queue, the scenario's own faults that are still to come, and
//! what the judges remember. It is known by a 64-bit [`crate::sim::fingerprint::StateHash`], in
//! which moments are relative to the present and message identities and the numbers of events do
//! not count. So a verdict *holds* has a risk, that of two states with one fingerprint; a verdict
//! *broken* has none.
//!
//! # What it cannot see
//! Faults that the alphabet lacks (restarts before their time, faults at a time, lengths that it
//! does not name, pauses that begin before a message rather than after the one before it),
//! partitions that begin between two messages of a sender that reaches no place between them, what
//! a limit of a run cuts off (the hash knows no time since the start, so of two runs that meet, one
//! may have had more of its hours left), settings that differ from the scenario's, and orders of
//! events of one moment other than the kernel's law says. Time is not abstracted: a delay of 4 s
//! and one of 5 s are different faults, and only those in the alphabet are tried.
#![warn(clippy::disallowed_types, clippy::disallowed_methods, clippy::float_arithmetic)]

mod alphabet;
mod clocks;
mod map;
mod matrix;
mod minimise;
mod oracle;
mod path;
mod places;
mod point_state;
mod report;
mod search;
mod system;
mod table;

pub use crate::scenario::fault::FaultKind;
pub use alphabet::Alphabet;
pub use map::{Fate, FaultMap, FaultMapper, MapBounds, MapEntry, StepFate};
pub use matrix::{Matrix, MatrixRow, markdown};
pub use minimise::{Aim, Minimal, Need, drop_irrelevant, minimise};
pub use report::{Counterexample, Finding, Progress, Report, Verdict};
pub use search::{Bounds, Search};
pub use system::{Plan, System, SystemState};
