//! One walk over the trace, from the first event to the last.

use crate::ordered::{Map, Set};
use crate::run::Run;
use crate::shop::message::{OrderId, TaskId};
use crate::shop::{TraceEvent, TraceKind};
use crate::sim::node::{MessageId, NodeId};
use crate::sim::time::{SimDuration, SimTime};
use crate::text;

use super::bars::Activity;
use super::journey::{Journey, Polls, read};
use super::messages::Flight;
use super::metrics::{
    BAR_SHIFT, BAR_WIDTH, BOTTOM_MARGIN, HEAD_BOTTOM, HEAD_GAP, IDLE_GAP, Metrics,
};
use super::paper::Paper;
use super::transactions::OpenTransaction;
use super::{
    Bounds, Columns, Diagram, Gutter, Idle, IdleGaps, Label, Lifeline, NEVER, Options, Shape,
    TextAnchor, TextSize, TimeMode,
};

/// More than this without an event is idle time.
pub const IDLE_MIN: SimDuration = SimDuration::from_secs(1);

/// From the line of an arrow up to the baseline of its label.
const LABEL_LIFT: i32 = 7;

/// Lays out a whole run.
pub fn layout(run: &Run, options: &Options) -> Diagram {
    let mut layout = Layout::new(run, options);
    while !layout.go_on(usize::MAX) {}
    layout.finish()
}

/// A layout that is being made, piece by piece.
#[derive(Debug)]
pub struct Layout<'a> {
    walk: Walk<'a>,
    polls: Polls,
    /// How many events were read for what becomes of their messages.
    read: usize,
    /// How many were drawn.
    drawn: usize,
}

impl<'a> Layout<'a> {
    /// An empty sheet for a run.
    pub fn new(run: &'a Run, options: &Options) -> Self {
        Self { walk: Walk::new(run, *options), polls: Polls::default(), read: 0, drawn: 0 }
    }

    /// Goes on for so many events of the trace: each is read, drawn, and its chunk finished. Says
    /// whether that was all.
    pub fn go_on(&mut self, events: usize) -> bool {
        let (run, walk) = (self.walk.run, &mut self.walk);
        let trace = &run.trace;
        let count = trace.events.len();
        let mut left = events;
        while left > 0 {
            if self.read < count {
                read(trace, self.read, &mut walk.journeys, &mut self.polls);
                self.read += 1;
            } else if self.drawn < count {
                walk.take(self.drawn);
                self.drawn += 1;
                if self.drawn == count {
                    walk.close();
                }
            } else if count == 0 && walk.height == 0 {
                walk.close();
            } else if !walk.paper.finish_chunk() {
                return true;
            }
            left -= 1;
        }
        false
    }

    /// The diagram; all of it must be done.
    pub fn finish(self) -> Diagram {
        let Walk { width, height, lifelines, paper, .. } = self.walk;
        let (chunks, rows) = paper.finish();
        Diagram { width, height, head_bottom: HEAD_BOTTOM, lifelines, chunks, rows }
    }
}

/// The state of the walk.
#[derive(Debug)]
pub struct Walk<'a> {
    pub run: &'a Run,
    pub options: Options,
    pub metrics: Metrics,
    pub paper: Paper,
    pub journeys: Map<MessageId, Journey>,
    pub flights: Map<MessageId, Flight>,
    /// How many of them are between which two heights of columns.
    pub spans: Map<(i32, i32), usize>,
    pub activities: Map<NodeId, Activity>,
    pub transactions: Vec<OpenTransaction>,
    /// Those that are not drawn, because too many are open.
    pub hidden: Set<(NodeId, TaskId)>,
    /// Heights of the last request of each task and of the last callback about each order.
    pub requests: Map<Waiter, i32>,
    /// Lower ends of the timeout brackets of each lane of each participant.
    pub brackets: Map<(NodeId, u8), i32>,
    /// The remark to add to the next arrow of a participant: which attempt it is.
    pub attempts: Map<NodeId, String>,
    pub orders: Map<(NodeId, TaskId), OrderId>,
    /// Events that were drawn together with another one.
    pub done: Set<usize>,
    pub width: i32,
    /// Of everything; zero before the end.
    height: i32,
    lifelines: Vec<Lifeline>,
    numbered_step: u32,
}

/// Who waits for an answer.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Waiter {
    /// A task of the order service or the consumer.
    Task(NodeId, TaskId),
    /// The payment system, about an order.
    Payment(OrderId),
}

impl<'a> Walk<'a> {
    fn new(run: &'a Run, options: Options) -> Self {
        let metrics = Metrics::new(options.columns, options.time);
        let lifelines = lifelines(run, options, &metrics);
        let last_x = lifelines.last().map_or(metrics.left, |lifeline| lifeline.x);
        let mut activities = Map::default();
        for lifeline in &lifelines {
            activities.insert(lifeline.node, Activity::new(lifeline.x));
        }
        Self {
            run,
            options,
            metrics,
            paper: Paper::new(),
            journeys: Map::default(),
            flights: Map::default(),
            spans: Map::default(),
            activities,
            transactions: Vec::new(),
            hidden: Set::default(),
            requests: Map::default(),
            brackets: Map::default(),
            attempts: Map::default(),
            orders: Map::default(),
            done: Set::default(),
            width: last_x + metrics.right_margin,
            height: 0,
            lifelines,
            numbered_step: 0,
        }
    }

    fn take(&mut self, index: usize) {
        if self.done.contains(&index) {
            return;
        }
        let run = self.run;
        let event = &run.trace.events[index];
        self.bind_task(event);
        match &event.kind {
            TraceKind::Sent { id, .. } => self.sent(event, *id),
            TraceKind::Delivered { id } => self.arrived(event, *id),
            TraceKind::Lost { id, .. } => self.lost(event, *id),
            TraceKind::Crashed { node, mode, down_for } => {
                self.crashed(event, *node, *mode, *down_for);
            }
            TraceKind::Restarted { node } => self.restarted(event, *node),
            TraceKind::Paused { node, pause_for } => self.paused(event, *node, *pause_for),
            TraceKind::Resumed { node } => self.resumed(event, *node),
            TraceKind::Partitioned { .. } | TraceKind::Repaired { .. } => {
                self.link_changed(event, index);
            }
            TraceKind::Skewed { node, micros } => {
                let remark = text::skew_label(self.options.lang, *micros);
                self.remark(event, *node, super::NoteKind::Trouble, &remark);
            }
            TraceKind::Operated { node, operation } => {
                let remark = text::operation_label(self.options.lang, *operation);
                self.remark(event, *node, super::NoteKind::Plain, remark);
            }
            TraceKind::Mark { node, mark } => self.marked(event, *node, mark),
            // A delay shows as a slant; a refusal is drawn where the message arrives; a finished
            // step is the program's business, not the diagram's.
            TraceKind::Delayed { .. } | TraceKind::Refused { .. } | TraceKind::Stepped { .. } => {}
        }
    }

    /// Everything is drawn.
    fn close(&mut self) {
        self.height = self.paper.y + BOTTOM_MARGIN;
        self.cut_tall_shapes(self.height, NEVER);
        self.paper.close(self.height);
    }

    /// Opens a row for an event: after the fold of the idle time before it, at least `gap` below
    /// the last row, where the boxes (given around height 0) have room. Returns its height.
    pub fn open_row(&mut self, event: &TraceEvent, gap: i32, boxes: &[Bounds]) -> i32 {
        if self.paper.is_chunk_full() {
            let edge = self.paper.y + 8;
            self.cut_tall_shapes(edge, event.step);
            self.paper.turn(edge);
        }
        let passed = event.at.since(self.paper.at);
        let gap = self.pass_time(event.step, passed, gap);
        let y = self.paper.advance(gap, boxes);
        self.paper.open_row(event.step, event.at);
        if event.step > self.numbered_step {
            self.numbered_step = event.step;
            self.number(event.step, event.at, y);
        }
        y
    }

    /// Room for the time between two rows. Returns how far the next row has to be.
    fn pass_time(&mut self, step: u32, passed: SimDuration, gap: i32) -> i32 {
        let is_idle = passed > IDLE_MIN;
        if is_idle && self.options.idle_gaps == IdleGaps::Folded {
            self.fold(step, passed);
            return gap;
        }
        if self.options.time == TimeMode::Ordinal && !is_idle {
            return gap;
        }
        // A quarter of a pixel per millisecond up to a second, then ten pixels a second.
        let millis = i32::try_from(passed.as_millis()).unwrap_or(i32::MAX);
        let room = millis.min(1_000) / 4 + (millis - 1_000).max(0) / 100;
        gap.max(room)
    }

    fn fold(&mut self, step: u32, skipped: SimDuration) {
        let duration = text::duration(self.options.lang, skipped);
        let label = Label {
            text: (self.options.lang.words().badges.idle)(&duration),
            x: self.middle_of_gap(),
            y: -10,
            anchor: TextAnchor::Middle,
            size: TextSize::Small,
        };
        let wave = Bounds { left: self.metrics.left, top: -5, right: self.width, bottom: 5 };
        let y = self.paper.advance(IDLE_GAP, &[label.bounds(), wave]);
        let (x1, x2) = (self.metrics.left + 4, self.width - 12);
        let label = Label { y: label.y + y, ..label };
        self.paper.draw(step, step, Shape::Idle(Idle { x1, x2, y, skipped, label }));
    }

    /// The middle of the gap between the two lifelines in the middle.
    fn middle_of_gap(&self) -> i32 {
        let right = self.lifelines.len() / 2;
        match (self.lifelines.get(right.wrapping_sub(1)), self.lifelines.get(right)) {
            (Some(left), Some(right)) => i32::midpoint(left.x, right.x),
            _ => i32::midpoint(self.metrics.left, self.width),
        }
    }

    fn number(&mut self, step: u32, at: SimTime, y: i32) {
        let micros = at.as_micros();
        let time = match self.options.time {
            TimeMode::Ordinal => None,
            TimeMode::VirtualTime => {
                Some(format!("{}.{:03}", micros / 1_000_000, micros / 1_000 % 1_000))
            }
        };
        let x = self.metrics.gutter_x;
        self.paper.draw(step, step, Shape::Gutter(Gutter { step, x, y: y + 4, time }));
    }

    /// Where a participant's lifeline is; `None` if it has no part in this scenario.
    pub fn x(&self, node: NodeId) -> Option<i32> {
        self.activities.get(&node).map(|activity| activity.x)
    }

    /// Where arrows to and from the right end at a participant: at the edge of its bars.
    pub fn right_port(&self, node: NodeId) -> i32 {
        let Some(activity) = self.activities.get(&node) else { return 0 };
        let shift = activity.highest_lane().map_or(0, |lane| i32::from(lane) * BAR_SHIFT);
        activity.x + BAR_WIDTH / 2 + 1 + shift
    }

    /// Where arrows to and from the left end at a participant.
    pub fn left_port(&self, node: NodeId) -> i32 {
        self.x(node).unwrap_or(0) - BAR_WIDTH / 2 - 1
    }

    /// A text beside a lifeline, vertically centred on height 0: the side to try first and, if it is
    /// as good, the other one. Bad is a side where the text would leave the diagram, or where a
    /// message is under way while there is none on the other.
    pub fn beside(&self, node: NodeId, text: &str, room: i32) -> (Label, Option<Label>) {
        let right = Label {
            text: text.to_owned(),
            x: self.right_port(node) + room,
            y: 4,
            anchor: TextAnchor::Start,
            size: TextSize::Small,
        };
        let left =
            Label { x: self.left_port(node) - room, anchor: TextAnchor::End, ..right.clone() };
        let fits_right = right.bounds().right <= self.width;
        let fits_left = left.bounds().left >= self.metrics.left;
        let is_crossed = |x: i32| self.spans.keys().any(|(from, to)| *from < x && x < *to);
        match (fits_right, fits_left) {
            (true, true) if is_crossed(right.x + 4) && !is_crossed(left.x - 4) => (left, None),
            (true, true) => (right, Some(left)),
            (true, false) => (right, None),
            (false, true) => (left, None),
            (false, false) => (self.kept_inside(right), None),
        }
    }

    /// The label, moved so that it stays between the margins.
    pub fn kept_inside(&self, label: Label) -> Label {
        let bounds = label.bounds();
        let over = (bounds.right - self.width).max(0);
        let under = (self.metrics.left - (bounds.left - over)).max(0);
        Label { x: label.x - over + under, ..label }
    }

    /// A label above the line of an arrow that leaves at height 0: in the middle of the gap next
    /// to the sender if it fits there, so that it covers no lifeline, else beginning at the sender.
    pub fn above_arrow(&self, from: NodeId, x1: i32, x2: i32, text: String) -> Label {
        let is_rightwards = x2 > x1;
        let neighbours = self.activities.values().map(|activity| activity.x);
        let from_x = self.x(from).unwrap_or(x1);
        let next = if is_rightwards {
            neighbours.filter(|x| *x > from_x).min()
        } else {
            neighbours.filter(|x| *x < from_x).max()
        };
        let next = next.unwrap_or(x2);
        let label = Label {
            text,
            x: i32::midpoint(x1, next),
            y: -LABEL_LIFT,
            anchor: TextAnchor::Middle,
            size: TextSize::Label,
        };
        let bounds = label.bounds();
        if bounds.right - bounds.left <= (next - x1).abs() - 8 {
            return label;
        }
        let near = if is_rightwards {
            Label { x: x1 + 4, anchor: TextAnchor::Start, ..label }
        } else {
            Label { x: x1 - 4, anchor: TextAnchor::End, ..label }
        };
        self.kept_inside(near)
    }

    /// The number of an order, in front of a label, if there are several.
    pub fn with_order(&self, order: Option<OrderId>, label: String) -> String {
        match order {
            Some(OrderId(index)) if self.run.scenario.config.orders > 1 => {
                format!("#{} {label}", u16::from(index) + 1)
            }
            _ => label,
        }
    }
}

fn lifelines(run: &Run, options: Options, metrics: &Metrics) -> Vec<Lifeline> {
    let mut lifelines = Vec::<Lifeline>::new();
    for node in run.shop.participants() {
        let (name, term) = match options.columns {
            Columns::Wide => {
                (text::node_name(options.lang, node), text::node_term(options.lang, node))
            }
            Columns::Compact => (text::node_short_name(options.lang, node), ""),
        };
        let head_width = metrics.head_width(name);
        let x = match lifelines.last() {
            Some(left) => {
                let heads = i32::midpoint(left.head_width, head_width) + HEAD_GAP;
                left.x + metrics.pitch(left.node, node).max(heads)
            }
            None => metrics.left + head_width / 2,
        };
        lifelines.push(Lifeline { node, x, head_width, name, term });
    }
    lifelines
}
