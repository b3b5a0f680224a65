//! Database transactions: a field beside the database's lifeline, from `BEGIN` to the commit point.

use crate::shop::TraceEvent;
use crate::shop::mark::Mark;
use crate::shop::message::{Message, OrderId, TaskId, nodes};
use crate::sim::node::NodeId;
use crate::text;

use super::metrics::{COMMIT_GAP, LANES_MAX, NOTE_GAP, TRANSACTION_HALF_WIDTH};
use super::walk::{OpenTransaction, Walk, Work};
use super::{
    Bounds, Edge, Label, Shape, TextAnchor, TextSize, Transaction, TransactionEnd,
    TransactionOutcome,
};

/// Transactions that are shown at one time at most.
const OPEN_MAX: usize = 32;

/// By how much the field of a transaction is wider than that of one that was open before it.
const LANE_WIDTH: i32 = 5;

impl Walk<'_> {
    /// The database opened a transaction.
    pub fn transaction_began(&mut self, event: &TraceEvent, order: OrderId) {
        let (Some((client, task)), Some(x)) = (self.session_of(event), self.x(nodes::DATABASE))
        else {
            return;
        };
        if self.transactions.len() >= OPEN_MAX {
            return self.hidden.insert((client, task));
        }
        let is_free = |lane: &u8| self.transactions.iter().all(|open| open.field.lane != *lane);
        let lane = (0..LANES_MAX).find(is_free).unwrap_or(LANES_MAX - 1);
        let half = TRANSACTION_HALF_WIDTH + i32::from(lane) * LANE_WIDTH;
        let y = self.paper.y;
        let field = Transaction {
            x1: x - half,
            x2: x + half,
            y1: y,
            y2: y,
            lane,
            top: Edge::Closed,
            bottom: Edge::Continued,
        };
        self.open_bar(nodes::DATABASE, Work::Session(client, task), event.step, y);
        let from_step = event.step;
        self.transactions.push(OpenTransaction { client, task, order, field, from_step });
    }

    /// A transaction ended.
    pub fn transaction_ended(
        &mut self,
        event: &TraceEvent,
        order: OrderId,
        outcome: TransactionOutcome,
    ) {
        let session = self.session_of(event);
        if let Some(session) = session.filter(|session| self.hidden.contains(session)) {
            return self.hidden.remove(&session);
        }
        let Some(place) = self.transaction_meant(event, order) else { return };
        let open = self.transactions.remove(place);
        let mark = match outcome {
            TransactionOutcome::Committed => Mark::Committed(order),
            TransactionOutcome::RolledBack => Mark::RolledBack(order),
        };
        let (x1, x2) = (open.field.x1, open.field.x2);
        let label = text::mark_label(self.options.lang, &mark).map(|text| {
            let text = self.with_order(Some(order), text);
            let (anchor, size) = (TextAnchor::Start, TextSize::Small);
            self.kept_inside(Label { text, x: x2 + 6, y: 4, anchor, size })
        });
        let mut boxes = vec![Bounds { left: x1, top: -2, right: x2, bottom: 2 }];
        boxes.extend(label.as_ref().map(Label::bounds));
        let y = match (self.paper.row_touched_in(event.step), outcome) {
            (Some(row), TransactionOutcome::RolledBack)
                if row.y > open.field.y1 && self.paper.attach(row.y, &boxes[1..]) =>
            {
                row.y
            }
            (_, TransactionOutcome::RolledBack) => self.open_row(event, NOTE_GAP, &boxes),
            (_, TransactionOutcome::Committed) => {
                let y = self.open_row(event, COMMIT_GAP, &boxes);
                // The answer leaves after the commit point, not at it.
                self.paper.is_row_taken = true;
                y
            }
        };
        let work = Work::Session(open.client, open.task);
        self.close_bar(nodes::DATABASE, work, event.step, y + 6);
        let field = Transaction { y2: y, bottom: Edge::Closed, ..open.field };
        self.paper.draw(open.from_step, event.step, Shape::Transaction(field));
        let label = label.map(|label| Label { y: label.y + y, ..label });
        let end = TransactionEnd { x1, x2, y, outcome, label };
        self.paper.draw(event.step, event.step, Shape::TransactionEnd(end));
    }

    /// Which open transaction ends with this event: the one whose statement set it off, else the
    /// oldest of the order. One that began with nothing in hand may be about any order.
    fn transaction_meant(&self, event: &TraceEvent, order: OrderId) -> Option<usize> {
        let session = self.session_of(event);
        let is_of = |open: &OpenTransaction, order| open.order == order;
        let is_about = |open: &OpenTransaction| is_of(open, order) || is_of(open, OrderId::NONE);
        let find =
            |wanted: &dyn Fn(&OpenTransaction) -> bool| self.transactions.iter().position(wanted);
        find(&|open| is_about(open) && Some((open.client, open.task)) == session)
            .or_else(|| find(&|open| is_of(open, order)))
            .or_else(|| find(&is_about))
    }

    /// The client and the task whose statement set off an event at the database.
    fn session_of(&self, event: &TraceEvent) -> Option<(NodeId, TaskId)> {
        let span = self.run.spans().cause_of(&self.run.trace, event)?;
        match span.message {
            Message::Sql { call, .. } => Some((span.from, call.task)),
            _ => None,
        }
    }
}
