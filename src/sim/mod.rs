//! The kernel.

pub mod time;
