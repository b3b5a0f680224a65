//! The fault map of what the lab shows: what one more fault comes to, wherever it can strike.
//!
//! - [`state`] what the page remembers of its maps. Pure.
//! - [`marks`] the one mark of a line; [`cells`] what stands beside a line or a step when each kind
//!   of fault has a column; [`band`] what stands above the time bar. Pure.
//! - [`hook`] has the map made that is wanted.

pub mod band;
pub mod cells;
pub mod hook;
pub mod marks;
pub mod state;
