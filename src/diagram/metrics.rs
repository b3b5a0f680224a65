//! The fixed distances of a diagram.

use crate::shop::message::nodes;
use crate::sim::node::NodeId;
use crate::sim::time::SimDuration;

use super::shape::width_at;
use super::{Columns, TimeMode};

/// Width of an activation bar.
pub const BAR_WIDTH: i32 = 10;

/// By how much the bar of a task that runs beside another is shifted.
pub const BAR_SHIFT: i32 = 5;

/// Bars side by side; more than these lie on each other.
pub const LANES_MAX: u8 = 4;

/// Radius of the crash and power-cut badges and of the check clock.
pub const BADGE_RADIUS: i32 = 10;

/// Height of a participant's head.
pub const HEAD_HEIGHT: i32 = 42;

/// Height of the small head at a restart.
pub const RESTART_HEIGHT: i32 = 24;

/// Size of the font of the names in the heads, in tenths of a pixel; they are semi-bold.
const HEAD_FONT_TENTHS: i32 = 142;

/// Between two heads, at least.
pub const HEAD_GAP: i32 = 8;

/// How far down the heads reach.
pub const HEAD_BOTTOM: i32 = 58;

/// From the heads to where the first row's own gap begins.
pub const FIRST_GAP: i32 = 8;

/// From a row to the row of an arrow with its label, at least.
pub const ARROW_GAP: i32 = 32;

/// From a row to the row where a slanted arrow arrives, at least.
pub const ARRIVAL_GAP: i32 = 16;

/// From a row to the row of a remark, at least.
pub const NOTE_GAP: i32 = 24;

/// From a row to the commit point, at least.
pub const COMMIT_GAP: i32 = 16;

/// From a row to the row of an arrow that leaves in the same step, at least.
pub const SAME_STEP_GAP: i32 = 18;

/// From a row to a badge or a small head, at least.
pub const BADGE_GAP: i32 = 30;

/// From a row to the wave of folded time.
pub const IDLE_GAP: i32 = 40;

/// More than this without an event is idle time.
pub const IDLE_MIN: SimDuration = SimDuration::from_secs(1);

/// Below the last row.
pub const BOTTOM_MARGIN: i32 = 40;

/// How far tall shapes reach below the playhead's row.
pub const PLAYHEAD_TAIL: i32 = 10;

/// Half the width of the field of a transaction that has the database for itself.
pub const TRANSACTION_HALF_WIDTH: i32 = 28;

/// The distances that depend on the options.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Metrics {
    /// Right end of the step numbers.
    pub gutter_x: i32,
    /// What is right of this is not margin.
    pub left: i32,

    /// Right of the last lifeline.
    pub right_margin: i32,
    head_width_min: i32,
    columns: Columns,
}

impl Metrics {
    /// The distances for these options.
    pub fn new(columns: Columns, time: TimeMode) -> Self {
        let gutter_x = match (time, columns) {
            (TimeMode::Ordinal, Columns::Compact) => 20,
            (TimeMode::Ordinal, Columns::Wide) => 30,
            (TimeMode::VirtualTime, _) => 58,
        };
        let (head_width_min, right_margin) = match columns {
            Columns::Wide => (116, 112),
            Columns::Compact => (76, 84),
        };
        Self { gutter_x, left: gutter_x + 8, right_margin, head_width_min, columns }
    }

    /// Width of a head with this name in it.
    pub fn head_width(&self, name: &str) -> i32 {
        let needed = width_at(name, HEAD_FONT_TENTHS) + 16;
        needed.max(self.head_width_min)
    }

    /// From one lifeline to its right neighbour. It depends on who they are, not on what they say,
    /// so that a run that goes on differently keeps its columns.
    pub fn pitch(&self, left: NodeId, right: NodeId) -> i32 {
        match (self.columns, left, right) {
            (Columns::Compact, ..) => 84,
            // Statements are the longest labels between neighbours.
            (Columns::Wide, _, nodes::DATABASE)
            | (Columns::Wide, nodes::DATABASE, nodes::RELAY | nodes::CONNECTOR) => 172,
            (Columns::Wide, nodes::PAYMENT, _) => 148,
            (Columns::Wide, ..) => 136,
        }
    }
}
