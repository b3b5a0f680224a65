//! What is tall: lifelines, activation bars, transactions. They are open while the walk goes on
//! and are cut at the edges of chunks.

use crate::program::step::Handler;
use crate::run::spans::MessageSpan;
use crate::shop::mark::Mark;
use crate::shop::message::{Message, TaskId, nodes};
use crate::shop::{TraceEvent, TraceKind};
use crate::sim::node::NodeId;

use super::metrics::BAR_SHIFT;
use super::walk::{Activity, OpenBar, Walk, Work};
use super::{Bar, Edge, Segment, SegmentState, Shape, Transaction};

/// Shortest bar: a request that is answered at once.
const BAR_MIN: i32 = 14;

/// Bars that a participant shows at one time at most. From the fifth on they lie on each other.
const OPEN_MAX: usize = 32;

/// How far a bar reaches below the last thing that its task did.
const BAR_TAIL: i32 = 6;

impl Walk<'_> {
    /// A bar begins at this height.
    pub fn open_bar(&mut self, node: NodeId, work: Work, step: u32, y: i32) {
        let Some(activity) = self.activities.get_mut(&node) else { return };
        if activity.bars.len() >= OPEN_MAX {
            return;
        }
        let lane = activity.free_lane();
        activity.bars.push(OpenBar { work, lane, y1: y, from_step: step, top: Edge::Closed });
    }

    /// A bar ends at this height, if it is open.
    pub fn close_bar(&mut self, node: NodeId, work: Work, step: u32, y: i32) {
        let Some(activity) = self.activities.get_mut(&node) else { return };
        let Some(place) = activity.bars.iter().position(|bar| bar.work == work) else { return };
        let bar = activity.bars.remove(place);
        let x = activity.x;
        let y2 = y.max(bar.y1 + BAR_MIN);
        self.draw_bar(node, x, &bar, y2, step, Edge::Closed);
    }

    /// A short bar: something was handled and not answered, or the answer is not drawn.
    pub fn short_bar(&mut self, node: NodeId, step: u32, y: i32) {
        let Some(activity) = self.activities.get(&node) else { return };
        let (x, lane) = (activity.x, activity.free_lane());
        let bar = OpenBar { work: Work::NewTask, lane, y1: y, from_step: step, top: Edge::Closed };
        self.draw_bar(node, x, &bar, y + BAR_MIN, step, Edge::Closed);
    }

    /// A crash tears all bars of a participant off.
    pub fn tear_bars(&mut self, node: NodeId, step: u32, y: i32) {
        let Some(activity) = self.activities.get_mut(&node) else { return };
        let x = activity.x;
        for bar in std::mem::take(&mut activity.bars) {
            let y2 = y.max(bar.y1 + BAR_MIN / 2);
            self.draw_bar(node, x, &bar, y2, step, Edge::Torn);
        }
    }

    /// A participant goes down, comes up, or stands still from this height on.
    pub fn change_state(&mut self, node: NodeId, state: SegmentState, step: u32, y: i32) {
        let Some(activity) = self.activities.get_mut(&node) else { return };
        let segment = Segment {
            node,
            x: activity.x,
            y1: activity.since_y,
            y2: y,
            state: std::mem::replace(&mut activity.state, state),
        };
        let from_step = std::mem::replace(&mut activity.since_step, step);
        activity.since_y = y;
        self.paper.draw(from_step, step, Shape::Lifeline(segment));
    }

    /// Tasks have bars: gives a bar that a message opened the id of its task, and ends it with the
    /// task.
    pub fn bind_task(&mut self, event: &TraceEvent) {
        let Some((node, task)) = task_of(&event.kind) else { return };
        let Some(activity) = self.activities.get_mut(&node) else { return };
        let work = Work::Task(task);
        if activity.bars.iter().all(|bar| bar.work != work)
            && let Some(bar) = activity.bars.iter_mut().find(|bar| bar.work == Work::NewTask)
        {
            bar.work = work;
        }
        if let TraceKind::Mark { mark: Mark::TaskEnded(_), .. } = event.kind {
            let y = self.paper.y + BAR_TAIL;
            self.close_bar(node, work, event.step, y);
        }
    }

    /// A task that no message set off has its bar from the first request on that is drawn.
    pub fn open_own_task(&mut self, step: u32, span: &MessageSpan, y: i32) {
        let Some(call) = span.message.call() else { return };
        let work = Work::Task(call.task);
        let is_open = |activity: &Activity| activity.bars.iter().any(|bar| bar.work == work);
        let runs_programs = nodes::place(span.from).is_some();
        if runs_programs && !self.activities.get(&span.from).is_none_or(is_open) {
            self.open_bar(span.from, work, step, y);
        }
    }

    /// Cuts everything tall at the edge of a chunk, or at the end of the diagram.
    pub fn cut_tall_shapes(&mut self, edge: i32, step: u32) {
        for (node, activity) in self.activities.iter_mut() {
            let y1 = std::mem::replace(&mut activity.since_y, edge);
            let (x, state) = (activity.x, activity.state);
            let segment = Segment { node: *node, x, y1, y2: edge, state };
            self.paper.draw(activity.since_step, step, Shape::Lifeline(segment));
            for bar in &mut activity.bars {
                let piece = bar_piece(*node, activity.x, bar, edge, Edge::Continued);
                self.paper.draw(bar.from_step, step, Shape::Bar(piece));
                bar.y1 = edge;
                bar.top = Edge::Continued;
            }
        }
        for open in &mut self.transactions {
            let piece = Transaction { y2: edge, bottom: Edge::Continued, ..open.field.clone() };
            self.paper.draw(open.from_step, step, Shape::Transaction(piece));
            open.field.y1 = edge;
            open.field.top = Edge::Continued;
        }
    }

    fn draw_bar(&mut self, node: NodeId, x: i32, bar: &OpenBar, y2: i32, step: u32, bottom: Edge) {
        let piece = bar_piece(node, x, bar, y2, bottom);
        self.paper.draw(bar.from_step, step, Shape::Bar(piece));
    }
}

fn bar_piece(node: NodeId, x: i32, bar: &OpenBar, y2: i32, bottom: Edge) -> Bar {
    let x = x + i32::from(bar.lane) * BAR_SHIFT;
    Bar { node, x, y1: bar.y1, y2, top: bar.top, bottom }
}

/// The task that an event is about, and whose it is.
fn task_of(kind: &TraceKind) -> Option<(NodeId, TaskId)> {
    match kind {
        TraceKind::Mark { node, mark } => mark.task().map(|task| (*node, task)),
        TraceKind::Sent { from, message, .. } => message.call().map(|call| (*from, call.task)),
        _ => None,
    }
}

/// Whether a message that arrives at a participant sets off a task there.
pub fn starts_task(walk: &Walk<'_>, node: NodeId, message: &Message) -> bool {
    let handler = match message {
        Message::Callback { attempt: 1, .. } => Handler::Payment,
        Message::Callback { .. } => Handler::Repeat,
        Message::Check { .. } => Handler::Check,
        Message::Deliver { .. } | Message::Hand { .. } => Handler::Message,
        Message::Call { request, .. } => match nodes::place(node) {
            Some(place) => Handler::Call(place, *request),
            None => return false,
        },
        _ => return false,
    };
    nodes::place(node).is_some() && walk.run.shop.program.entry(handler).is_some()
}
