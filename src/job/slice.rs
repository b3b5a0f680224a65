//! How much of a long work is done in one piece, so that the page answers in between. In counts and
//! not in milliseconds: the same on every machine, and tests hold them.
//!
//! `cargo xtask bench` shows what a slice takes in a browser (`benches/browser.rs`); the counts are
//! chosen for about 8 ms. `docs/performance.md` has the figures.

/// Events of the queue: a run with its judgement, the race of a comparison, the runs of a fault
/// map.
pub const EVENTS: u32 = 500;

/// Events that happen within an action: less than half of the 50 ms from an input to its paint.
pub const EVENTS_AT_ONCE: u32 = 4 * EVENTS;

/// Events of a trace that become a diagram.
pub const FACTS: usize = 5_000;

/// Events of traces that become diagrams within one paint.
pub const FACTS_AT_ONCE: usize = 2 * FACTS;

/// Chunks of a diagram that become lines of a strip.
pub const CHUNKS: usize = 60;
