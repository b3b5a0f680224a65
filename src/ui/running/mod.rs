//! Runs that take longer than a moment. The state says which is wanted ([`state`]), [`hook`] makes it in
//! slices, and meanwhile the page shows the last run that is over. [`work`] is what is made.

pub mod hook;
pub mod state;
pub mod work;
