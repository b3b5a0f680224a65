//! The page without a browser: its addresses and its state.

pub mod addresses;
mod deeds;
pub mod edits;
mod stage;
