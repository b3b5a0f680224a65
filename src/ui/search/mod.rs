//! Searches of the page: what is wanted, who answers, and what is known.
//!
//! - [`state`] what the page remembers of its searches. Pure.
//! - [`remedy`] what can be switched on against a counterexample; [`matrix`] every strategy against
//!   every guarantee, and [`rows`] which strategies; [`wishes`] what an address says of all this.
//!   Pure.
//! - [`pool`] gives jobs to workers or, where none starts, to the page's own thread, [`crew`] is
//!   who is in it; [`worker`] is one of them as the page sees it, [`program`] what runs inside;
//!   [`hook`] ties a pool to the state.
//!
//! A job and its answer are texts, see [`crate::job`]. [`AppState::wanted`] says which jobs are
//! wanted. Nothing searches that nobody looks at.
//!
//! [`AppState::wanted`]: super::state::AppState::wanted

pub mod crew;
pub mod hook;
pub mod matrix;
pub mod pool;
pub mod program;
pub mod remedy;
pub mod rows;
pub mod state;
pub mod wishes;
pub mod worker;
