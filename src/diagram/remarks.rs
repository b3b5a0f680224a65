//! What the participants' own facts look like: remarks, timeouts, checks, red packets.

use crate::shop::mark::Mark;
use crate::shop::message::{Message, nodes};
use crate::shop::{TraceEvent, TraceKind};
use crate::sim::node::NodeId;
use crate::text;

use super::faults::around;
use super::metrics::{BADGE_GAP, BADGE_RADIUS, LANES_MAX, NOTE_GAP};
use super::paper::Paper;
use super::walk::{Waiter, Walk, Work};
use super::{
    Check, Label, Note, Payout, Remark, Shape, TextAnchor, TextSize, Timeout, TransactionOutcome,
};

/// From a lifeline to the timeout bracket beside it.
const BRACKET_DISTANCE: i32 = 16;

/// Between two timeout brackets beside each other.
const BRACKET_SHIFT: i32 = 6;

impl Walk<'_> {
    /// A fact of the shop.
    pub fn marked(&mut self, event: &TraceEvent, node: NodeId, mark: &Mark) {
        match *mark {
            Mark::TransactionBegan(order) => self.transaction_began(event, order),
            Mark::Committed(order) => {
                self.transaction_ended(event, order, TransactionOutcome::Committed);
            }
            Mark::RolledBack(order) => {
                self.transaction_ended(event, order, TransactionOutcome::RolledBack);
            }
            Mark::TimedOut { task, .. } => {
                self.timed_out(event, node, mark, Waiter::Task(node, task));
            }
            Mark::DeadlineMissed(order) => {
                self.timed_out(event, node, mark, Waiter::Payment(order));
            }
            Mark::Retry { .. } => {
                if let Some(label) = text::mark_label(self.options.lang, mark) {
                    self.attempts.insert(node, label);
                }
            }
            Mark::PoolWait(task) => {
                self.noted(event, node, mark, Remark::Waiting);
                self.requests.insert(Waiter::Task(node, task), self.paper.y);
            }
            Mark::CheckWithoutProducer(..) | Mark::PutBackImmune(..) | Mark::RoundStopped => {
                self.clock_went(event, mark);
            }
            Mark::CheckRound if self.is_round_silent(event) => self.clock_went(event, mark),
            Mark::Payout { nth, .. } => self.paid(event, node, mark, nth),
            Mark::CheckDropped(_) => {
                self.close_bar(node, Work::NewTask, event.step, self.paper.y);
                self.noted(event, node, mark, Remark::Trouble);
            }
            // An arrow, a transaction or a bar shows the others already, or nothing needs to.
            _ => {
                if let Some(kind) = mark.describe().remark {
                    self.noted(event, node, mark, kind);
                }
            }
        }
    }

    /// A remark beside a lifeline: at the last row if it belongs to this step and has room, else
    /// at a row of its own. Returns its height.
    pub fn remark(&mut self, event: &TraceEvent, node: NodeId, kind: Remark, text: &str) -> i32 {
        let Some(x) = self.x(node) else { return self.paper.y };
        let (first, second) = self.beside(node, text, 10);
        let row = self.paper.row_touched_in(event.step);
        let has_room = |paper: &mut Paper, label: &Label| {
            row.is_some_and(|row| paper.attach(row.y, &[label.bounds()]))
        };
        let attached = if has_room(&mut self.paper, &first) {
            Some(first.clone())
        } else {
            second.filter(|second| has_room(&mut self.paper, second))
        };
        let (y, label) = match (row, attached) {
            (Some(row), Some(label)) => (row.y, label),
            _ => (self.open_row(event, NOTE_GAP, &[first.bounds()]), first),
        };
        let label = Label { y: label.y + y, ..label };
        self.paper.draw(event.step, event.step, Shape::Note(Note { node, x, y, kind, label }));
        y
    }

    fn noted(&mut self, event: &TraceEvent, node: NodeId, mark: &Mark, kind: Remark) {
        if let Some(label) = self.label_of_mark(node, mark) {
            self.remark(event, node, kind, &label);
        }
    }

    fn label_of_mark(&self, node: NodeId, mark: &Mark) -> Option<String> {
        let label = text::mark_label(self.options.lang, mark)?;
        Some(self.with_order(self.run.spans().order_of(self.at, node, *mark), label))
    }

    /// A bracket from the request to the end of waiting for its answer.
    fn timed_out(&mut self, event: &TraceEvent, node: NodeId, mark: &Mark, waiter: Waiter) {
        let Some(lifeline_x) = self.x(node) else { return };
        // The payment system is leftmost: there is no room left of it.
        let way = if node == nodes::PAYMENT { 1 } else { -1 };
        let y1 = self.requests.get(&waiter).copied().unwrap_or(self.paper.y - NOTE_GAP);
        let lane = self.bracket_lane(node, y1);
        // Waiting that begins where other waiting ended begins below that hourglass.
        let above = self.brackets.get(&(node, lane)).map_or(y1, |end| end + 10);
        let y1 = y1.max(above);
        let x = lifeline_x + way * (BRACKET_DISTANCE + i32::from(lane) * BRACKET_SHIFT);
        let label = self.label_of_mark(node, mark).map(|text| {
            let anchor = if way > 0 { TextAnchor::Start } else { TextAnchor::End };
            let label = Label { text, x: x + way * 10, y: 4, anchor, size: TextSize::Small };
            self.kept_inside(label)
        });
        let mut boxes = vec![around(x, 7)];
        boxes.extend(label.as_ref().map(Label::bounds));
        let row = self.paper.row_touched_in(event.step);
        let y2 = match row {
            Some(row) if self.paper.attach(row.y, &boxes) => row.y,
            _ => self.open_row(event, NOTE_GAP, &boxes),
        };
        self.brackets.insert((node, lane), y2);
        let label = label.map(|label| Label { y: label.y + y2, ..label });
        let timeout = Timeout { node, x, lifeline_x, y1, y2, label };
        self.paper.draw(event.step, event.step, Shape::Timeout(timeout));
    }

    /// The first lane in which no bracket reaches below this height.
    fn bracket_lane(&self, node: NodeId, y1: i32) -> u8 {
        let is_free = |lane: &u8| self.brackets.get(&(node, *lane)).is_none_or(|end| *end <= y1);
        (0..LANES_MAX).find(is_free).unwrap_or(LANES_MAX - 1)
    }

    /// Whether a check round has nothing else to show: no check, no discard, nothing too young.
    fn is_round_silent(&self, event: &TraceEvent) -> bool {
        let is_shown = |kind: &TraceKind| match kind {
            TraceKind::Sent { message, .. } => matches!(message, Message::Check { .. }),
            TraceKind::Mark { mark, .. } => matches!(
                mark,
                Mark::RoundStopped
                    | Mark::CheckWithoutProducer(..)
                    | Mark::PutBackImmune(..)
                    | Mark::Discarded(_)
                    | Mark::Expired(_)
            ),
            _ => false,
        };
        let together = self.run.trace.step_events(event.step);
        !together.iter().any(|other| other.at == event.at && is_shown(&other.kind))
    }

    /// The broker's check timer fired and no question left: nobody was there to be asked, or
    /// nothing was old enough.
    fn clock_went(&mut self, event: &TraceEvent, mark: &Mark) {
        let Some(text) = self.label_of_mark(nodes::BROKER, mark) else { return };
        let check = self.clock(text);
        let mut boxes = vec![around(check.x, BADGE_RADIUS + 1)];
        boxes.extend(check.label.as_ref().map(Label::bounds));
        let y = self.open_row(event, BADGE_GAP, &boxes);
        self.paper.is_row_taken = true;
        let label = check.label.map(|label| Label { y: label.y + y, ..label });
        self.paper.draw(event.step, event.step, Shape::Check(Check { y, label, ..check }));
    }

    /// A red packet: the point of it all.
    fn paid(&mut self, event: &TraceEvent, node: NodeId, mark: &Mark, nth: u32) {
        let Some(x) = self.x(node) else { return };
        let text = self.label_of_mark(node, mark);
        let label = text.map(|text| self.beside(node, &text, BADGE_RADIUS + 2).0);
        let mut boxes = vec![around(x, BADGE_RADIUS)];
        boxes.extend(label.as_ref().map(Label::bounds));
        let y = self.open_row(event, BADGE_GAP, &boxes);
        self.paper.is_row_taken = true;
        let label = label.map(|label| Label { y: label.y + y, ..label });
        self.paper.draw(event.step, event.step, Shape::Payout(Payout { x, y, nth, label }));
    }
}
