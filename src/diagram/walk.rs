//! The state of the walk over a trace that draws it, and the room that everything drawn takes.

use crate::ordered::{Map, Set};
use crate::run::Run;
use crate::shop::TraceEvent;
use crate::shop::message::{CallId, OrderId, TaskId};
use crate::sim::node::{MessageId, NodeId};
use crate::sim::time::{SimDuration, SimTime};
use crate::text;

use super::metrics::{
    BAR_SHIFT, BAR_WIDTH, HEAD_BOTTOM, HEAD_GAP, IDLE_GAP, IDLE_MIN, LANES_MAX, Metrics,
};
use super::paper::{Paper, Place};
use super::{
    Bounds, Columns, Edge, Gutter, Idle, IdleGaps, Label, Lifeline, Options, SegmentState, Shape,
    TextAnchor, TextSize, TimeMode, Transaction,
};

/// From the line of an arrow up to the baseline of its label.
const LABEL_LIFT: i32 = 7;

/// The state of the walk.
#[derive(Debug)]
pub struct Walk<'a> {
    pub run: &'a Run,
    pub options: Options,
    pub metrics: Metrics,
    pub paper: Paper,
    /// The event that is being drawn.
    pub at: usize,
    pub arrows: Map<MessageId, OpenArrow>,
    /// How many of them are between which two columns.
    pub crossed: Map<(i32, i32), usize>,
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
    /// Events that were drawn together with another one.
    pub done: Set<usize>,
    pub width: i32,
    /// Of everything; zero before the end.
    pub height: i32,
    pub lifelines: Vec<Lifeline>,
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

/// What a participant does, while the walk goes on.
#[derive(Clone, Debug)]
pub struct Activity {
    /// Where its lifeline is.
    pub x: i32,
    pub state: SegmentState,
    pub since_y: i32,
    pub since_step: u32,
    pub bars: Vec<OpenBar>,
}

/// A bar whose end has not come.
#[derive(Clone, Debug)]
pub struct OpenBar {
    pub work: Work,
    pub lane: u8,
    pub y1: i32,
    pub from_step: u32,
    pub top: Edge,
}

/// What a bar stands for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Work {
    /// A message set off a task whose id is not known yet: nothing of it has been seen.
    NewTask,
    /// A task.
    Task(TaskId),
    /// A request that will be answered.
    Request(NodeId, CallId),
    /// A transaction.
    Session(NodeId, TaskId),
}

/// A transaction whose end has not come.
#[derive(Clone, Debug)]
pub struct OpenTransaction {
    /// Whose it is.
    pub client: NodeId,
    pub task: TaskId,
    /// What it is about.
    pub order: OrderId,
    /// The field so far; its lower end is not known.
    pub field: Transaction,
    /// When it began.
    pub from_step: u32,
}

/// An arrow whose end has not come.
#[derive(Clone, Copy, Debug)]
pub struct OpenArrow {
    /// Where it is on the paper.
    pub place: Place,
    /// How many rows there were when it left. If there are no more when it arrives, nothing
    /// happened in between, and the arrow is horizontal.
    pub rows: usize,
    /// Its left and its right end.
    pub extent: (i32, i32),
}

impl Activity {
    /// A participant that is up and does nothing.
    pub fn new(x: i32) -> Self {
        let since_y = HEAD_BOTTOM;
        Self { x, state: SegmentState::Up, since_y, since_step: 0, bars: Vec::new() }
    }

    /// The rightmost lane in use.
    pub fn highest_lane(&self) -> Option<u8> {
        self.bars.iter().map(|bar| bar.lane).max()
    }

    /// The leftmost lane that is free.
    pub fn free_lane(&self) -> u8 {
        let is_free = |lane: &u8| self.bars.iter().all(|bar| bar.lane != *lane);
        (0..LANES_MAX).find(is_free).unwrap_or(LANES_MAX - 1)
    }
}

impl<'a> Walk<'a> {
    /// Before the first event.
    pub fn new(run: &'a Run, options: Options) -> Self {
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
            at: 0,
            arrows: Map::default(),
            crossed: Map::default(),
            activities,
            transactions: Vec::new(),
            hidden: Set::default(),
            requests: Map::default(),
            brackets: Map::default(),
            attempts: Map::default(),
            done: Set::default(),
            width: last_x + metrics.right_margin,
            height: 0,
            lifelines,
            numbered_step: 0,
        }
    }

    /// Opens a row for an event: after the fold of the idle time before it, at least `gap` below
    /// the last row, where the boxes (given around height 0) have room. Returns its height.
    pub fn open_row(&mut self, event: &TraceEvent, gap: i32, boxes: &[Bounds]) -> i32 {
        self.turn_when_full(event.step);
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

    /// Opens a row for what never happens: at no time of its own, so without a number.
    pub fn open_last_row(&mut self, step: u32, gap: i32, boxes: &[Bounds]) -> i32 {
        self.turn_when_full(step);
        let y = self.paper.advance(gap, boxes);
        self.paper.open_row(step, self.paper.at);
        y
    }

    fn turn_when_full(&mut self, step: u32) {
        if self.paper.is_chunk_full() {
            let edge = self.paper.y + 8;
            self.cut_tall_shapes(edge, step);
            self.paper.turn(edge);
        }
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
            text: self.options.lang.words().badge_idle(&duration),
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

    /// A text beside a lifeline, vertically centred on height 0: the side to try first and, if it
    /// is as good, the other one. Bad is a side where the text would leave the diagram, or where a
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
        let is_crossed = |x: i32| self.crossed.keys().any(|(from, to)| *from < x && x < *to);
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
