//! The kernel: a deterministic discrete-event simulation of nodes that exchange messages.
//!
//! It knows events, envelopes and faults as verdicts; it knows no orders, no brokers, no browser.
//! Start at [`world::World`]. A [`node::Node`] is a pure state machine: it receives an
//! [`node::Input`] and *records* [`node::Effect`]s; the world performs them. Every decision that is
//! not determined by the system itself goes through one [`choice::Chooser`], so a scripted run, a
//! random run and a search are the same code.
//!
//! # Ordering law
//! Events happen by time, then by the order in which they were scheduled. Effects happen in the
//! order in which a handler recorded them, and a crash drops the rest.
//!
//! # Portability
//! Integers only, no clock, no global randomness, no hash-ordered iteration: the same scenario
//! gives the same [`trace::Trace`] natively and in every browser.
#![warn(clippy::disallowed_types, clippy::disallowed_methods, clippy::float_arithmetic)]

pub mod choice;
pub mod fingerprint;
pub mod node;
pub mod prng;
pub mod queue;
pub mod time;
pub mod trace;
pub mod world;
