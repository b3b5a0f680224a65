//! Zeroloss.

pub mod program;
pub mod sim;
