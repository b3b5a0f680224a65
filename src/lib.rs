//! Zeroloss.

pub(crate) mod catalogue;
pub mod program;
pub mod shop;
pub mod sim;
#[cfg(feature = "ui")]
pub mod ui;
