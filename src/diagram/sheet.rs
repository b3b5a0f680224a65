//! The sheet: columns, rows, and marks in chunks.

use std::rc::Rc;

use crate::sim::node::NodeId;
use crate::sim::time::SimTime;

use super::shape::{Label, Shape};

/// A laid-out run. It always shows the whole run; a playhead hides what is later, see
/// [`Placed::seen_at`].
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Diagram {
    /// Width of everything.
    pub width: i32,
    /// Height of everything, heads included.
    pub height: i32,
    /// How far down the heads reach. Lifelines begin here.
    pub head_bottom: i32,
    /// The participants, from left to right.
    pub lifelines: Vec<Lifeline>,
    /// The marks, from top to bottom. A run that goes on differently has the same chunks up to the
    /// one in which it differs, but for marks that were still open there.
    pub chunks: Vec<Rc<Chunk>>,
    /// Where things happen, from top to bottom; steps never decrease.
    pub rows: Vec<Row>,
}

/// A participant's column.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Lifeline {
    /// Who.
    pub node: NodeId,
    /// Where the line is; the head is centred on it.
    pub x: i32,
    /// Width of the head.
    pub head_width: i32,
    /// The name in the head.
    pub name: &'static str,
    /// A second, smaller line in the head. Empty in a compact diagram.
    pub term: &'static str,
}

/// A height at which something begins or ends.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Row {
    /// The step that opened it.
    pub step: u32,
    /// Where.
    pub y: i32,
    /// When.
    pub at: SimTime,
}

/// A stretch of [`CHUNK_ROWS`] rows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Chunk {
    /// Where it begins: right below the row before it.
    pub y_top: i32,
    /// Where it ends.
    pub y_bottom: i32,
    /// How far down what is in it reaches: an arrow may end in a later chunk.
    pub y_reach: i32,
    /// The step of its first row.
    pub first_step: u32,
    /// The last step at which anything in it changes. For a later playhead it looks the same.
    pub last_step: u32,
    /// What is in it, in painting order. A mark is in the chunk of the row at which it appears;
    /// only arrows and timeouts reach out of their chunk, everything else tall is cut at its edges.
    pub marks: Vec<Placed>,
}

impl Chunk {
    /// An empty chunk below a height.
    pub(super) fn beginning_at(y: i32) -> Self {
        let (first_step, last_step, marks) = (0, 0, Vec::new());
        Self { y_top: y, y_bottom: y, y_reach: y, first_step, last_step, marks }
    }
}

/// Rows in one chunk: about a screen of them.
pub const CHUNK_ROWS: usize = 24;

/// A shape and when it is there.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Placed {
    /// The step at which it appears.
    pub from_step: u32,
    /// The step from which on it is complete: the message arrived, the bar ended. Until then an
    /// arrow is in flight and a tall shape reaches down to the playhead. [`NEVER`] if it never is.
    pub to_step: u32,
    /// What it is.
    pub shape: Shape,
}

/// The step of what does not happen in this run.
pub const NEVER: u32 = u32::MAX;

impl Diagram {
    /// How far down a playhead at this step has come.
    pub fn y_at(&self, step: u32) -> i32 {
        let seen = self.rows.partition_point(|row| row.step <= step);
        seen.checked_sub(1).map_or(self.head_bottom, |last| self.rows[last].y)
    }

    /// The step whose row is nearest to this height, for clicks and drags.
    pub fn step_near(&self, y: i32) -> u32 {
        let below = self.rows.partition_point(|row| row.y < y);
        let around = self.rows[below.saturating_sub(1)..].iter().take(2);
        around.min_by_key(|row| (row.y - y).abs()).map_or(0, |row| row.step)
    }
}

impl Shape {
    /// How far down an arrow or a timeout reaches; nothing else reaches out of its chunk.
    pub(super) fn bottom(&self) -> i32 {
        match self {
            Self::Arrow(arrow) => arrow.y1.max(arrow.y2),
            Self::Timeout(timeout) => timeout.y2,
            _ => i32::MIN,
        }
    }
}

impl Placed {
    /// Its texts, for tests and for screen readers.
    pub fn labels(&self) -> impl Iterator<Item = &Label> {
        let (first, second) = match &self.shape {
            Shape::Lifeline(_) | Shape::Transaction(_) | Shape::Bar(_) | Shape::Gutter(_) => {
                (None, None)
            }
            Shape::TransactionEnd(end) => (end.label.as_ref(), None),
            Shape::Idle(idle) => (Some(&idle.label), None),
            Shape::Partition(partition) => (Some(&partition.label), None),
            Shape::Timeout(timeout) => (timeout.label.as_ref(), None),
            Shape::Arrow(arrow) => (Some(&arrow.label), arrow.ending.as_ref()),
            Shape::Crash(crash) => (Some(&crash.label), None),
            Shape::Restart(restart) => (Some(&restart.label), None),
            Shape::Check(check) => (check.label.as_ref(), None),
            Shape::Payout(payout) => (payout.label.as_ref(), None),
            Shape::Note(note) => (Some(&note.label), None),
            Shape::Missing(missing) => (Some(&missing.label), None),
        };
        first.into_iter().chain(second)
    }
}
