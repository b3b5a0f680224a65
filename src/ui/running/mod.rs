//! Runs that take longer than a moment. [`state`] is what is wanted, [`hook`] makes it in slices,
//! and meanwhile the page shows the last run that is over. [`work`] is what is made.

pub mod hook;
pub mod state;
pub mod work;
