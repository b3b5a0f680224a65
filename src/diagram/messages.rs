//! Arrows: where they begin, where they end, and what is said at their ends.

use crate::run::spans::MessageSpan;
use crate::shop::TraceEvent;
use crate::shop::mark::Mark;
use crate::shop::message::{Message, MessageKind, ReplyTo, Value, nodes};
use crate::sim::node::{Message as _, MessageId, NodeId};
use crate::sim::trace::LossReason;
use crate::text::{self, Lang};

use super::bars::starts_task;
use super::metrics::{ARRIVAL_GAP, ARROW_GAP, BADGE_RADIUS, IDLE_MIN, NOTE_GAP, SAME_STEP_GAP};
use super::walk::{OpenArrow, Waiter, Walk, Work};
use super::{
    Arrow, ArrowKind, Bounds, Check, Fate, Label, NEVER, Replies, Shape, TextAnchor, TextSize,
};

/// How much of a slanted arrow's end remarks keep clear of.
const HEAD_ROOM: i32 = 40;

impl Walk<'_> {
    /// An arrow is under way.
    fn depart(&mut self, id: MessageId, open: OpenArrow) {
        *self.crossed.or_insert(open.extent, 0) += 1;
        self.arrows.insert(id, open);
    }

    /// It is not any more.
    fn come_down(&mut self, id: MessageId) -> Option<OpenArrow> {
        let open = self.arrows.remove(&id)?;
        let count = self.crossed.or_insert(open.extent, 1);
        *count -= 1;
        if *count == 0 {
            self.crossed.remove(&open.extent);
        }
        Some(open)
    }

    /// A message leaves.
    pub fn sent(&mut self, event: &TraceEvent, id: MessageId) {
        let Some(span) = self.run.spans().message(id) else { return };
        let is_known = self.x(span.from).is_some() && self.x(span.to).is_some();
        if !is_known || !self.is_drawn(span) {
            return self.answered(event, span, None);
        }
        if let Some(original) = span.copy_of.and_then(|id| self.arrows.get(&id).copied()) {
            return self.fork(event, span, original);
        }
        let mut arrow = self.arrow(span);
        let check = self.check_at(span);
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
        self.note_request(span, y);
        self.open_own_task(event.step, span, y);
        self.answered(event, span, Some(y));
        let is_over = matches!(arrow.fate, Fate::Lost { .. });
        let extent = (arrow.x1.min(arrow.x2), arrow.x1.max(arrow.x2));
        let to_step = if is_over { event.step } else { NEVER };
        let place = self.paper.draw(event.step, to_step, Shape::Arrow(arrow));
        if !is_over {
            self.depart(id, OpenArrow { place, rows: self.paper.rows.len(), extent });
        }
    }

    /// A message arrives.
    pub fn arrived(&mut self, event: &TraceEvent, id: MessageId) {
        let Some(span) = self.run.spans().message(id) else { return };
        let y = match self.come_down(id) {
            Some(open) => self.land(event, open, span),
            None => self.paper.y,
        };
        let MessageSpan { from, to, message, fate, .. } = *span;
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
        let Some(open) = self.come_down(id) else { return };
        if let Some(span) = self.run.spans().message(id) {
            self.land(event, open, span);
        }
    }

    /// Ends an arrow. Returns the height of its end.
    fn land(&mut self, event: &TraceEvent, open: OpenArrow, span: &MessageSpan) -> i32 {
        let Shape::Arrow(mut arrow) = self.paper.mark(open.place).shape.clone() else {
            return self.paper.y;
        };
        let is_rightwards = arrow.x2 > arrow.x1;
        let port = if is_rightwards { self.left_port(span.to) } else { self.right_port(span.to) };
        // A connection that is refused is refused at the dead lifeline itself.
        let is_dead = matches!(span.fate, Fate::Lost { .. });
        arrow.x2 = if is_dead { self.x(span.to).unwrap_or(port) } else { port };
        arrow.fate = span.fate;
        let badges = self.options.lang.words();
        let copy = arrow.copy_of.map(|_| badges.badge_copy_of(&self.label_of(span)));
        let ending = ending_words(self.options.lang, span).or(copy);
        let label = ending.map(|text| self.ending_label(span.to, &text, is_rightwards));
        let mut boxes: Vec<_> = label.iter().map(Label::bounds).collect();
        let is_quick = span.delay.is_none() && event.at.since(self.paper.at) <= IDLE_MIN;
        let is_alone = open.rows == self.paper.rows.len() && arrow.copy_of.is_none();
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
        let placed = self.paper.mark(open.place);
        placed.shape = Shape::Arrow(arrow);
        placed.to_step = event.step;
        y
    }

    /// The second copy of a message leaves where the first one does, and says so where it arrives.
    fn fork(&mut self, event: &TraceEvent, span: &MessageSpan, original: OpenArrow) {
        let Shape::Arrow(first) = self.paper.mark(original.place).shape.clone() else { return };
        let label = Label { text: String::new(), ..first.label.clone() };
        let copy = Arrow { id: span.id, copy_of: span.copy_of, label, ..first };
        let place = self.paper.draw(event.step, NEVER, Shape::Arrow(copy));
        self.depart(span.id, OpenArrow { place, ..original });
    }

    /// An arrow that leaves at height 0 and has not arrived, unless it is lost on the way.
    fn arrow(&mut self, span: &MessageSpan) -> Arrow {
        let MessageSpan { id, from, to, message, ordinal, copy_of, .. } = *span;
        let is_rightwards = self.x(to) > self.x(from);
        let (x1, x2) = if is_rightwards {
            (self.right_port(from), self.left_port(to))
        } else {
            (self.left_port(from), self.right_port(to))
        };
        let mut text = self.label_of(span);
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
            span.fate
        {
            arrow.fate = span.fate;
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

    /// Whether the message gets an arrow.
    fn is_drawn(&self, span: &MessageSpan) -> bool {
        if span.message.is_housekeeping() {
            let answer = span.answer.and_then(|id| self.run.spans().message(id));
            let has_found = answer.is_some_and(|answer| {
                matches!(answer.message, Message::Reply { result: Ok(Value::Row(_)), .. })
            });
            return has_found || matches!(span.fate, Fate::Lost { .. });
        }
        let is_unusual = span.went_wrong() || span.has_copy;
        self.options.replies == Replies::Shown || is_unusual || !says_only_done(&span.message)
    }

    fn label_of(&self, span: &MessageSpan) -> String {
        let label = text::message_label(self.options.lang, &span.message);
        self.with_order(span.message.order(), label)
    }

    /// The broker's clock, if the message is a check and the broker sends it. A proxy passes on
    /// what the clock stands beside already.
    fn check_at(&self, span: &MessageSpan) -> Option<Check> {
        let Message::Check { number, .. } = span.message else { return None };
        if span.from != nodes::BROKER {
            return None;
        }
        let of = self.run.scenario.config.check_max;
        Some(self.clock(self.options.lang.words().badge_check_of(&of, &number)))
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
    fn note_request(&mut self, span: &MessageSpan, y: i32) {
        if let Some(call) = span.message.call() {
            self.requests.insert(Waiter::Task(span.from, call.task), y);
        }
        if let Message::Callback { order, .. } = span.message {
            self.requests.insert(Waiter::Payment(order), y);
        }
    }

    /// An answer ends the bar of its request. One that is not drawn leaves a short bar.
    fn answered(&mut self, event: &TraceEvent, span: &MessageSpan, y: Option<i32>) {
        if let Message::Reply { call, .. } = span.message {
            let y = y.map_or(self.paper.y, |y| y + 5);
            self.close_bar(span.from, Work::Request(span.to, call), event.step, y);
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

fn ending_words(lang: Lang, span: &MessageSpan) -> Option<String> {
    match span.fate {
        Fate::Lost { reason } => Some(text::loss_label(lang, reason).to_owned()),
        Fate::LateIgnored => {
            let role = span.role();
            Some(text::mark_label(lang, &Mark::Ignored { role }).unwrap_or_default())
        }
        Fate::Refused => Some(lang.words().badge_refused().to_owned()),
        Fate::Delivered | Fate::InFlight => None,
    }
}

/// Whether a message is an answer that says nothing but "done".
pub(super) fn says_only_done(message: &Message) -> bool {
    let is_plain = matches!(
        message,
        Message::Reply {
            to: ReplyTo::Sql(_) | ReplyTo::Write(_) | ReplyTo::SendBack,
            result: Ok(_),
            ..
        }
    );
    is_plain && !matches!(message.role(), "commit.ack" | "select.ack" | "poll.ack" | "prepare.ack")
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
