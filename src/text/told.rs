//! What a sentence needs to know about an event besides the event itself, found in its run.

use crate::run::Run;
use crate::shop::mark::Mark;
use crate::shop::message::{Message, MessageKind, OrderId, TaskId};
use crate::shop::{TraceEvent, TraceKind};
use crate::sim::node::{MessageId, NodeId};

/// An event about to be told.
#[derive(Clone, Copy, Debug)]
pub struct Told<'a> {
    /// The run that it belongs to.
    pub run: &'a Run,
    /// The event.
    pub event: &'a TraceEvent,
}

/// A message with its ends.
#[derive(Clone, Copy, Debug)]
pub struct Letter<'a> {
    /// Sender.
    pub from: NodeId,
    /// Receiver.
    pub to: NodeId,
    /// Content.
    pub message: &'a Message,
}

/// Why the broker appends an entry to a queue.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum HalfEntry {
    /// A producer sent it.
    Original,
    /// A check round put a copy back, with one check more on its counter.
    PutBack,
    /// An operator put it back from the discard topic.
    Resumed,
    /// A producer sent it, in a Kafka transaction.
    InTransaction,
}

impl<'a> Told<'a> {
    /// An event of a run.
    pub fn new(run: &'a Run, event: &'a TraceEvent) -> Self {
        Self { run, event }
    }

    /// This event and those before it, latest first. What a sentence looks for lies near the event,
    /// so that a whole list of sentences takes time in proportion to its length.
    fn back(&self) -> impl Iterator<Item = &'a TraceEvent> {
        let events = &self.run.trace.events;
        let from = events.partition_point(|other| other.step < self.event.step);
        let to = events.partition_point(|other| other.step <= self.event.step);
        let place = events[from..to].iter().position(|other| std::ptr::eq(other, self.event));
        let end = place.map_or(to, |place| from + place + 1);
        events[..end].iter().rev()
    }

    /// The message of an id.
    pub fn letter(&self, wanted: MessageId) -> Option<Letter<'a>> {
        self.back().find_map(|event| match &event.kind {
            TraceKind::Sent { id, from, to, message, .. } if *id == wanted => {
                Some(Letter { from: *from, to: *to, message })
            }
            _ => None,
        })
    }

    /// Whether the receiver of a message can answer that it refuses; if not, it drops the message.
    pub fn is_answerable(&self, id: MessageId) -> bool {
        self.letter(id).is_some_and(|letter| letter.message.has_refusal())
    }

    /// The order that a task of a participant is about, from its last line or its last request.
    pub fn order_of(&self, node: NodeId, wanted: TaskId) -> Option<OrderId> {
        self.back().find_map(|event| match &event.kind {
            TraceKind::Mark { node: at, mark: Mark::Line { task, order, .. } }
                if (*at, *task) == (node, wanted) =>
            {
                Some(*order)
            }
            TraceKind::Sent { from, message, .. }
                if *from == node && message.task() == Some(wanted) =>
            {
                message.order()
            }
            _ => None,
        })
    }

    /// Whether the last that a task of a participant asked for is a database connection.
    pub fn waits_for_connection(&self, node: NodeId, wanted: TaskId) -> bool {
        let last = self.back().find_map(|event| match event.kind {
            TraceKind::Mark { node: at, mark: Mark::PoolWait(task) }
                if (at, task) == (node, wanted) =>
            {
                Some(true)
            }
            TraceKind::Mark { node: at, mark: Mark::PoolGranted(task) }
                if (at, task) == (node, wanted) =>
            {
                Some(false)
            }
            TraceKind::Sent { from, ref message, .. }
                if from == node && message.task() == Some(wanted) =>
            {
                Some(false)
            }
            _ => None,
        });
        last.unwrap_or(false)
    }

    /// Why the entry of the half queue that this event appends is there: what the broker did
    /// before it in the same step tells.
    pub fn half_entry(&self) -> HalfEntry {
        let own_step = self.back().take_while(|event| event.step == self.event.step);
        let mut reasons = own_step.filter_map(|event| match event.kind {
            TraceKind::Mark { mark: Mark::CheckRound, .. } => Some(HalfEntry::PutBack),
            TraceKind::Mark { mark: Mark::Resumed(_), .. } => Some(HalfEntry::Resumed),
            TraceKind::Delivered { id } => match self.letter(id)?.message {
                Message::Send { kind: MessageKind::Transactional, .. } => {
                    Some(HalfEntry::InTransaction)
                }
                _ => None,
            },
            _ => None,
        });
        reasons.next().unwrap_or(HalfEntry::Original)
    }

    /// The text of a line of the program, without its indentation.
    pub fn line_text(&self, line: u16) -> &'a str {
        let index = usize::from(line).saturating_sub(1);
        self.run.shop.program.lines.get(index).map_or("", |line| line.text.as_str())
    }
}
