//! The same drawing as a list of lines beside narrow lanes: for runs side by side, where a diagram
//! would be too wide. What is worth a line is what the diagram labels.

use std::ops::RangeInclusive;

use crate::ordered::sort_by_key;
use crate::run::Run;
use crate::shop::message::nodes;
use crate::shop::{TraceEvent, TraceKind};
use crate::sim::node::NodeId;

use super::{
    Arrow, Check, Chunk, Crash, Diagram, Fate, Label, Missing, Note, Partition, Payout, Placed,
    Remark, Shape, TextAnchor, TextSize, Timeout, TransactionEnd,
};

/// From one lane to the next.
pub const LANE_PITCH: i32 = 16;

/// Height of a line's drawing. Everything in it is on its middle.
pub const LINE_HEIGHT: i32 = 22;

const MIDDLE: i32 = LINE_HEIGHT / 2;

/// A run as lines.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Strip {
    /// The participants, from left to right.
    pub lanes: Vec<NodeId>,
    /// What happens; of one step in its order.
    pub lines: Vec<Line>,
    /// When a participant dies, and when it starts again: step, participant, whether it is down.
    falls: Vec<(u32, NodeId, bool)>,
}

/// One thing that happens.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Line {
    /// At which step.
    pub step: u32,
    /// Its drawing, without words, on the lanes.
    pub shape: Shape,
    /// What there is to say.
    pub text: String,
}

impl Strip {
    /// The lines of a run, from its diagram.
    pub fn new(run: &Run, diagram: &Diagram) -> Self {
        let mut strip = Self::begin(run, diagram);
        for chunk in &diagram.chunks {
            strip.add(diagram, chunk);
        }
        strip
    }

    /// A run without its lines.
    pub fn begin(run: &Run, diagram: &Diagram) -> Self {
        let lanes = diagram.lifelines.iter().map(|lifeline| lifeline.node).collect();
        let fall = |event: &TraceEvent| match event.kind {
            TraceKind::Crashed { node, .. } => Some((event.step, node, true)),
            TraceKind::Restarted { node } => Some((event.step, node, false)),
            _ => None,
        };
        let falls = run.trace.events.iter().filter_map(fall).collect();
        Self { lanes, lines: Vec::new(), falls }
    }

    /// Adds the lines of the next chunk of the diagram.
    pub fn add(&mut self, diagram: &Diagram, chunk: &Chunk) {
        let marks = chunk.marks.iter();
        let mut lines: Vec<_> =
            marks.filter_map(|placed| line(diagram, &self.lanes, placed)).map(Some).collect();
        // Marks come in painting order. What is sorted is small, so that it is quick.
        let steps = (0_usize..).zip(&lines).filter_map(|(place, line)| {
            let line = line.as_ref()?;
            Some((line.step, place))
        });
        let mut order: Vec<_> = steps.collect();
        sort_by_key(&mut order, |(step, _)| *step);
        for (_, place) in order {
            self.lines.extend(lines[place].take());
        }
    }

    /// The lines of some steps.
    pub fn lines_of(&self, steps: RangeInclusive<u32>) -> &[Line] {
        let from = self.lines.partition_point(|line| line.step < *steps.start());
        let to = self.lines.partition_point(|line| line.step <= *steps.end());
        self.lines.get(from..to).unwrap_or(&[])
    }

    /// Width of the lanes.
    pub fn width(&self) -> i32 {
        LANE_PITCH * i32::try_from(self.lanes.len()).unwrap_or(0)
    }

    /// The lanes at a step as path data, ten units high: those of participants that are up, or of
    /// those that are down.
    pub fn lifelines(&self, step: u32, wants_down: bool) -> String {
        let is_down = |node: NodeId| {
            let fallen = self.falls.iter().take_while(|(at, ..)| *at <= step);
            fallen.filter(|(_, who, _)| *who == node).last().is_some_and(|(.., is_down)| *is_down)
        };
        let wanted =
            self.lanes.iter().enumerate().filter(|(_, node)| is_down(**node) == wants_down);
        wanted.fold(String::new(), |path, (lane, _)| format!("{path}M{} 0v10", lane_x(lane)))
    }
}

/// Where a lane is.
pub fn lane_x(lane: usize) -> i32 {
    LANE_PITCH / 2 + LANE_PITCH * i32::try_from(lane).unwrap_or(0)
}

fn line(diagram: &Diagram, lanes: &[NodeId], placed: &Placed) -> Option<Line> {
    let x = |node: NodeId| lanes.iter().position(|lane| *lane == node).map_or(0, lane_x);
    let near = |x: i32| {
        let all = diagram.lifelines.iter().enumerate();
        all.min_by_key(|(_, lifeline)| (lifeline.x - x).abs()).map_or(0, |(lane, _)| lane_x(lane))
    };
    let (y, label) = (MIDDLE, || blank());
    let shape = match &placed.shape {
        Shape::Arrow(arrow) => Shape::Arrow(flat(arrow, x(arrow.from), x(arrow.to))),
        Shape::Crash(Crash { node, mode, .. }) => {
            Shape::Crash(Crash { node: *node, x: x(*node), y, mode: *mode, label: label() })
        }
        Shape::Restart(restart) => note(restart.node, x(restart.node), Remark::Plain),
        Shape::Note(Note { node, kind, .. }) => note(*node, x(*node), *kind),
        Shape::Check(check) => Shape::Check(Check { x: near(check.x), y, label: None }),
        Shape::Payout(payout) => {
            Shape::Payout(Payout { x: near(payout.x), y, nth: payout.nth, label: None })
        }
        Shape::Missing(missing) => {
            let line = missing.from.map(|from| (x(from), x(missing.to)));
            let x = x(missing.to);
            Shape::Missing(Missing { line, x, y, label: label(), ..missing.clone() })
        }
        Shape::TransactionEnd(end) => {
            let x = x(nodes::DATABASE);
            let (x1, x2) = (x - LANE_PITCH / 2, x + LANE_PITCH / 2);
            Shape::TransactionEnd(TransactionEnd { x1, x2, y, label: None, ..end.clone() })
        }
        Shape::Timeout(timeout) => {
            let x = x(timeout.node);
            let ends = Timeout { x, lifeline_x: x, y1: y, y2: y, label: None, ..timeout.clone() };
            Shape::Timeout(ends)
        }
        Shape::Partition(cut) => {
            let (x1, x2) = (near(cut.x1), near(cut.x2));
            Shape::Partition(Partition { x1, x2, y, label: label(), ..cut.clone() })
        }
        Shape::Lifeline(_)
        | Shape::Transaction(_)
        | Shape::Bar(_)
        | Shape::Idle(_)
        | Shape::Gutter(_) => return None,
    };
    let words = placed.labels().map(|label| label.text.as_str()).filter(|text| !text.is_empty());
    let text = words.collect::<Vec<_>>().join(" · ");
    Some(Line { step: placed.from_step, shape, text })
}

fn note(node: NodeId, x: i32, kind: Remark) -> Shape {
    Shape::Note(Note { node, x, y: MIDDLE, kind, label: blank() })
}

/// An arrow on one line; one that does not arrive ends on its way.
fn flat(arrow: &Arrow, x1: i32, x2: i32) -> Arrow {
    let arrives = !matches!(arrow.fate, Fate::Lost { .. } | Fate::InFlight);
    let x2 = if arrives { x2 } else { x1 + (x2 - x1) * 3 / 5 };
    let (y1, y2) = (MIDDLE, MIDDLE);
    Arrow { x1, y1, x2, y2, label: blank(), ending: None, ..arrow.clone() }
}

fn blank() -> Label {
    Label { text: String::new(), x: 0, y: 0, anchor: TextAnchor::Start, size: TextSize::Small }
}
