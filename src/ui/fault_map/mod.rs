//! The fault map of what the lab shows: what one more fault comes to, wherever it can strike.
//!
//! - [`state`] what the page remembers of its maps. Pure.
//! - [`cells`] what stands beside a line or a step; [`band`] what stands above the time bar. Pure.
//! - [`hook`] has the map made that is wanted.

pub mod band;
pub mod cells;
pub mod hook;
pub mod state;
