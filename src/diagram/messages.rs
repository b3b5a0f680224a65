//! Arrows: where they begin, where they end, and what is said at their ends.

use crate::shop::TraceEvent;
use crate::shop::mark::Mark;
use crate::shop::message::{Message, MessageKind, nodes};
use crate::sim::node::{Message as _, MessageId, NodeId};
use crate::sim::trace::LossReason;
use crate::text::{self, Lang};

use super::bars::{Work, starts_task};
use super::journey::Journey;
use super::layout::{IDLE_MIN, Waiter, Walk};
use super::metrics::{ARRIVAL_GAP, ARROW_GAP, BADGE_RADIUS, NOTE_GAP, SAME_STEP_GAP};
use super::paper::Place;
use super::{Arrow, ArrowKind, Bounds, Check, Fate, Label, NEVER, Shape, TextAnchor, TextSize};

/// How much of a slanted arrow's end remarks keep clear of.
const HEAD_ROOM: i32 = 40;

/// An arrow whose end has not come.
#[derive(Clone, Copy, Debug)]
pub struct Flight {
    place: Place,
    /// How many rows there were when it left. If there are no more when it arrives, nothing
    /// happened in between, and the arrow is horizontal.
    rows: usize,
    /// Its left and its right end.
    span: (i32, i32),
}

impl Walk<'_> {
    /// An arrow is under way.
    fn depart(&mut self, id: MessageId, flight: Flight) {
        *self.spans.or_insert(flight.span, 0) += 1;
        self.flights.insert(id, flight);
    }

    /// It is not any more.
    fn come_down(&mut self, id: MessageId) -> Option<Flight> {
        let flight = self.flights.remove(&id)?;
        let count = self.spans.or_insert(flight.span, 1);
        *count -= 1;
        if *count == 0 {
            self.spans.remove(&flight.span);
        }
        Some(flight)
    }

    /// A message leaves.
    pub fn sent(&mut self, event: &TraceEvent, id: MessageId) {
        let Some(journey) = self.journeys.get(&id).cloned() else { return };
        let is_known = self.x(journey.from).is_some() && self.x(journey.to).is_some();
        if !is_known || !journey.is_drawn(self.options.replies) {
            return self.answered(event, &journey, None);
        }
        if let Some(original) = journey.copy_of.and_then(|id| self.flights.get(&id).copied()) {
            return self.fork(event, id, &journey, original);
        }
        let mut arrow = self.arrow(id, &journey);
        let check = self.check_at(&journey);
        if check.is_some() {
            arrow.x1 -= BADGE_RADIUS - 4;
        }
        let mut boxes = arrow_boxes(&arrow);
        if let Some(label) = check.as_ref().and_then(|check| check.label.as_ref()) {
            boxes.push(label.bounds());
        }
        let y = self.row_for_arrow(event, &boxes);
        arrow = moved(arrow, y);
        if let Some(check) = check {
            let label = check.label.map(|label| Label { y: label.y + y, ..label });
            let check = Shape::Check(Check { y, label, ..check });
            self.paper.draw(event.step, event.step, check);
        }
        self.note_request(&journey, y);
        self.open_own_task(event.step, &journey, y);
        self.answered(event, &journey, Some(y));
        let is_over = matches!(arrow.fate, Fate::Lost { .. });
        let span = (arrow.x1.min(arrow.x2), arrow.x1.max(arrow.x2));
        let to_step = if is_over { event.step } else { NEVER };
        let place = self.paper.draw(event.step, to_step, Shape::Arrow(arrow));
        if !is_over {
            self.depart(id, Flight { place, rows: self.paper.rows.len(), span });
        }
    }

    /// A message arrives.
    pub fn arrived(&mut self, event: &TraceEvent, id: MessageId) {
        let Some(journey) = self.journeys.get(&id).cloned() else { return };
        let y = match self.come_down(id) {
            Some(flight) => self.land(event, flight, &journey, journey.fate),
            None => self.paper.y,
        };
        let Journey { from, to, message, fate, .. } = journey;
        if starts_task(self, to, &message) {
            self.open_bar(to, Work::NewTask, event.step, y);
        } else if self.is_at_work(to, &message) {
            match message.call() {
                Some(call) => self.open_bar(to, Work::Request(from, call), event.step, y),
                None if fate == Fate::Delivered => self.short_bar(to, event.step, y),
                None => {}
            }
        }
    }

    /// A message will never arrive. One that a fault loses has been drawn when it was sent.
    pub fn lost(&mut self, event: &TraceEvent, id: MessageId) {
        let Some(flight) = self.come_down(id) else { return };
        if let Some(journey) = self.journeys.get(&id).cloned() {
            self.land(event, flight, &journey, journey.fate);
        }
    }

    /// Ends an arrow. Returns the height of its end.
    fn land(&mut self, event: &TraceEvent, flight: Flight, journey: &Journey, fate: Fate) -> i32 {
        let Shape::Arrow(mut arrow) = self.paper.mark(flight.place).shape.clone() else {
            return self.paper.y;
        };
        let is_rightwards = arrow.x2 > arrow.x1;
        let port =
            if is_rightwards { self.left_port(journey.to) } else { self.right_port(journey.to) };
        // A connection that is refused is refused at the dead lifeline itself.
        let is_dead = matches!(fate, Fate::Lost { .. });
        arrow.x2 = if is_dead { self.x(journey.to).unwrap_or(port) } else { port };
        arrow.fate = fate;
        let badges = &self.options.lang.words().badges;
        let copy = arrow.copy_of.map(|_| (badges.copy_of)(&self.label_of(journey)));
        let ending = ending_words(self.options.lang, &journey.message, fate).or(copy);
        let label = ending.map(|text| self.ending_label(journey.to, &text, is_rightwards));
        let mut boxes: Vec<_> = label.iter().map(Label::bounds).collect();
        let is_quick = !journey.is_delayed && event.at.since(self.paper.at) <= IDLE_MIN;
        let is_alone = flight.rows == self.paper.rows.len() && arrow.copy_of.is_none();
        let y = if is_quick && is_alone && self.paper.attach(arrow.y1, &boxes) {
            self.paper.touch(event.step, event.at);
            arrow.y1
        } else {
            // Room for the head, so that no remark of this step lies on it.
            let (near, far) =
                (arrow.x2, arrow.x2 + if is_rightwards { -HEAD_ROOM } else { HEAD_ROOM });
            boxes.push(Bounds { left: near.min(far), top: -4, right: near.max(far), bottom: 4 });
            self.open_row(event, ARRIVAL_GAP, &boxes)
        };
        arrow.y2 = y;
        arrow.ending = label.map(|label| Label { y: label.y + y, ..label });
        let placed = self.paper.mark(flight.place);
        placed.shape = Shape::Arrow(arrow);
        placed.to_step = event.step;
        y
    }

    /// The second copy of a message leaves where the first one does, and says so where it arrives.
    fn fork(&mut self, event: &TraceEvent, id: MessageId, journey: &Journey, original: Flight) {
        let Shape::Arrow(first) = self.paper.mark(original.place).shape.clone() else { return };
        let label = Label { text: String::new(), ..first.label.clone() };
        let copy = Arrow { id, copy_of: journey.copy_of, label, ..first };
        let place = self.paper.draw(event.step, NEVER, Shape::Arrow(copy));
        self.depart(id, Flight { place, ..original });
    }

    /// An arrow that leaves at height 0 and has not arrived, unless it is lost on the way.
    fn arrow(&mut self, id: MessageId, journey: &Journey) -> Arrow {
        let Journey { from, to, message, ordinal, copy_of, .. } = *journey;
        let is_rightwards = self.x(to) > self.x(from);
        let (x1, x2) = if is_rightwards {
            (self.right_port(from), self.left_port(to))
        } else {
            (self.left_port(from), self.right_port(to))
        };
        let mut text = self.label_of(journey);
        if let Some(attempt) = self.attempts.remove(&from) {
            text = format!("{text} · {attempt}");
        }
        let label = self.above_arrow(from, x1, x2, text);
        let mut arrow = Arrow {
            id,
            role: message.role(),
            ordinal,
            from,
            to,
            x1,
            y1: 0,
            x2,
            y2: 0,
            kind: kind_of(&message),
            fate: Fate::InFlight,
            copy_of,
            label,
            ending: None,
        };
        if let Fate::Lost { reason: reason @ (LossReason::Fault | LossReason::Partition) } =
            journey.fate
        {
            arrow.fate = journey.fate;
            arrow.x2 = x1 + (x2 - x1) * 3 / 5;
            let (x, anchor) = if is_rightwards {
                (arrow.x2 + 10, TextAnchor::Start)
            } else {
                (arrow.x2 - 10, TextAnchor::End)
            };
            let text = text::loss_label(self.options.lang, reason).to_owned();
            let ending = Label { text, x, y: 4, anchor, size: TextSize::Small };
            let ending = self.kept_inside(ending);
            // A short arrow has its reason below its label.
            let (above, below) = (arrow.label.bounds(), ending.bounds());
            if above.overlaps(&below) {
                arrow.label.y -= above.bottom - below.top;
            }
            arrow.ending = Some(ending);
        }
        arrow
    }

    fn label_of(&self, journey: &Journey) -> String {
        let label = text::message_label(self.options.lang, &journey.message);
        self.with_order(journey.message.order(), label)
    }

    /// The broker's clock, if the message is a check and the broker sends it. A proxy passes on what
    /// the clock stands beside already.
    fn check_at(&self, journey: &Journey) -> Option<Check> {
        let Message::Check { number, .. } = journey.message else { return None };
        if journey.from != nodes::BROKER {
            return None;
        }
        let of = self.run.scenario.config.check_max;
        Some(self.clock((self.options.lang.words().badges.check_of)(number, of)))
    }

    /// The broker's clock at height 0.
    pub fn clock(&self, text: String) -> Check {
        let x = self.x(nodes::BROKER).unwrap_or(0);
        let (anchor, size) = (TextAnchor::Start, TextSize::Small);
        let label = Label { text, x: x + BADGE_RADIUS + 6, y: 4, anchor, size };
        Check { x, y: 0, label: Some(self.kept_inside(label)) }
    }

    /// A row for an arrow: the last one if it belongs to this step and has room. What timers begin
    /// may come a minute later in the same step.
    fn row_for_arrow(&mut self, event: &TraceEvent, boxes: &[Bounds]) -> i32 {
        let is_now = event.at.since(self.paper.at) <= IDLE_MIN;
        let row = self.paper.row_of(event.step).filter(|_| is_now);
        let y = match row {
            Some(row) if !self.paper.is_row_taken && self.paper.attach(row.y, boxes) => row.y,
            Some(_) => self.open_row(event, SAME_STEP_GAP, boxes),
            None if self.run.scenario.config.orders > 1 => self.open_row(event, NOTE_GAP, boxes),
            None => self.open_row(event, ARROW_GAP, boxes),
        };
        self.paper.is_row_taken = true;
        y
    }

    /// Remembers from where a timeout would count.
    fn note_request(&mut self, journey: &Journey, y: i32) {
        if let Some(call) = journey.message.call() {
            self.requests.insert(Waiter::Task(journey.from, call.task), y);
        }
        if let Message::Callback { order, .. } = journey.message {
            self.requests.insert(Waiter::Payment(order), y);
        }
    }

    /// An answer ends the bar of its request. One that is not drawn leaves a short bar.
    fn answered(&mut self, event: &TraceEvent, journey: &Journey, y: Option<i32>) {
        if let Message::Reply { call, .. } = journey.message {
            let y = y.map_or(self.paper.y, |y| y + 5);
            self.close_bar(journey.from, Work::Request(journey.to, call), event.step, y);
        }
    }

    /// Whether a participant that runs no program shows a bar for a request: the database shows
    /// its transactions instead while it has any, `BEGIN` included.
    fn is_at_work(&self, node: NodeId, message: &Message) -> bool {
        match node {
            nodes::DATABASE => {
                let is_plain = !matches!(message.role(), "begin" | "commit" | "rollback");
                is_plain && self.transactions.is_empty() && !message.is_housekeeping()
            }
            nodes::REDIS | nodes::ELASTICSEARCH | nodes::BROKER | nodes::PROXY | nodes::SLAVE => {
                !message.is_housekeeping()
            }
            _ => false,
        }
    }

    /// What to say where an arrow ends: on the other side of the lifeline if there is room, else
    /// below the arrow.
    fn ending_label(&self, node: NodeId, text: &str, is_rightwards: bool) -> Label {
        let anchor = if is_rightwards { TextAnchor::Start } else { TextAnchor::End };
        let (first, second) = self.beside(node, text, 8);
        let beyond = Some(first).filter(|label| label.anchor == anchor).or(second);
        beyond.unwrap_or_else(|| {
            let (x, anchor) = if is_rightwards {
                (self.left_port(node) - 6, TextAnchor::End)
            } else {
                (self.right_port(node) + 6, TextAnchor::Start)
            };
            let text = text.to_owned();
            self.kept_inside(Label { text, x, y: 15, anchor, size: TextSize::Small })
        })
    }
}

fn ending_words(lang: Lang, message: &Message, fate: Fate) -> Option<String> {
    match fate {
        Fate::Lost { reason } => Some(text::loss_label(lang, reason).to_owned()),
        Fate::LateIgnored => {
            let role = message.role();
            Some(text::mark_label(lang, &Mark::Ignored { role }).unwrap_or_default())
        }
        Fate::Refused => Some(lang.words().badges.refused.to_owned()),
        Fate::Delivered | Fate::InFlight => None,
    }
}

fn kind_of(message: &Message) -> ArrowKind {
    match message {
        Message::Send { kind: MessageKind::Half, .. } => ArrowKind::Half,
        Message::Send { call: None, .. }
        | Message::Ack { .. }
        | Message::Heartbeat
        | Message::Replicate { .. }
        | Message::InitTransactions { .. }
        | Message::Subscribe
        | Message::Pull { .. }
        | Message::Consumed { .. }
        | Message::SendBack { call: None, .. }
        | Message::Sql { statement: crate::shop::message::Statement::Close, .. } => {
            ArrowKind::Oneway
        }
        Message::Callback { .. }
        | Message::Refund { .. }
        | Message::EndTransaction { .. }
        | Message::Sql { .. }
        | Message::Write { .. }
        | Message::Call { .. }
        | Message::Ask { .. }
        | Message::Claim { .. }
        | Message::SendBack { .. }
        | Message::Send { .. } => ArrowKind::Call,
        Message::CallbackReply { .. } | Message::Reply { .. } | Message::ReplicateAck { .. } => {
            ArrowKind::Reply
        }
        Message::End { .. } => ArrowKind::End,
        Message::Check { .. } => ArrowKind::Check,
        Message::Deliver { .. } | Message::Hand { .. } => ArrowKind::Deliver,
    }
}

/// The room of an arrow's texts and of its line, as if it were horizontal.
fn arrow_boxes(arrow: &Arrow) -> Vec<Bounds> {
    let (left, right) = (arrow.x1.min(arrow.x2), arrow.x1.max(arrow.x2));
    let line = Bounds { left, top: -3, right, bottom: 3 };
    let mut boxes = vec![line, arrow.label.bounds()];
    boxes.extend(arrow.ending.as_ref().map(Label::bounds));
    boxes
}

fn moved(arrow: Arrow, y: i32) -> Arrow {
    Arrow {
        y1: arrow.y1 + y,
        y2: arrow.y2 + y,
        label: Label { y: arrow.label.y + y, ..arrow.label },
        ending: arrow.ending.map(|label| Label { y: label.y + y, ..label }),
        ..arrow
    }
}
