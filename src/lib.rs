//! Zeroloss.

pub mod program;
pub mod shop;
pub mod sim;
