//! Searches of the page: what is asked, who answers, and what is known.
//!
//! - [`job`] a question and its answer as text, and the loop that works on it. Pure.
//! - [`state`] what the page remembers of its searches, and how actions change it. Pure.
//! - [`remedy`] what can be switched on against a counterexample; [`matrix`] every strategy against
//!   every guarantee, and [`rows`] which strategies; [`wishes`] what an address says of all this. Pure.
//! - [`engine`] runs a job in a worker or, where no worker starts, in slices; [`worker`] is what
//!   runs inside that worker; [`hook`] ties an engine to the state.
//!
//! The state says which job is wanted. Nothing searches that nobody looks at.

pub mod engine;
pub mod hook;
pub mod job;
pub mod matrix;
pub mod remedy;
pub mod rows;
pub mod state;
pub mod wishes;
pub mod worker;
