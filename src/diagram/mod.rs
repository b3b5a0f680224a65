//! The sequence diagram: from a trace to geometry in integers, and its exports.
//!
//! [`layout()`] lays out a whole run once, [`Layout`] does so piece by piece; a playhead only hides
//! what is later ([`Placed::seen_at`]). The page draws the [`Shape`]s itself, with the classes of
//! [`style::class_of`] and the outlines of [`path`]; [`svg`] does the same into a file, and
//! [`film`] makes that file move.
//!
//! Everything is drawn from the trace: what a person sees here happened. Only what never happens
//! ([`crate::run::missing`]) stands below the last row, broken and without a number.
#![warn(clippy::disallowed_types, clippy::disallowed_methods, clippy::float_arithmetic)]

mod bars;
pub mod export;
mod faults;
pub mod film;
mod layout;
mod messages;
pub mod metrics;
mod missing;
mod paper;
pub mod path;
mod remarks;
mod shape;
mod sheet;
pub mod strip;
pub mod style;
pub mod svg;
#[cfg(test)]
mod tests;
mod transactions;
mod view;
mod walk;

pub use layout::{Layout, layout};
pub use shape::*;
pub use sheet::*;

use crate::text::Lang;

/// How to lay out.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Options {
    /// The language of the labels.
    pub lang: Lang,
    /// What height means.
    pub time: TimeMode,
    /// What becomes of idle time.
    pub idle_gaps: IdleGaps,
    /// What becomes of answers that say nothing but "done".
    pub replies: Replies,
    /// How much room the columns have.
    pub columns: Columns,
}

/// What height means.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum TimeMode {
    /// Order: each thing that happens is a row below the one before.
    #[default]
    Ordinal,
    /// Order and time: rows are apart by a quarter of a pixel for each millisecond between them,
    /// if that is more room than their labels need.
    VirtualTime,
}

/// What becomes of more than a second in which nothing happens.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum IdleGaps {
    /// A wave with the duration takes their place.
    #[default]
    Folded,
    /// They take room: ten pixels a second.
    Shown,
}

/// What becomes of the successful answers to statements and writes, other than to `COMMIT` and
/// `SELECT`. One that is lost, delayed, late or doubled is always shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Replies {
    /// They are left out.
    #[default]
    Folded,
    /// They are drawn.
    Shown,
}

/// How much room the columns have.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Columns {
    /// As much as labels between neighbours need.
    #[default]
    Wide,
    /// As little as a phone has.
    Compact,
}
