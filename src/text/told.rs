//! What a sentence needs to know about an event besides the event itself, found in its run.

use crate::run::Run;
use crate::run::spans::MessageSpan;
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

    /// The index after the event; if it is not one of the run's own, after the last of its step.
    fn end(&self) -> usize {
        let until = |step| self.run.trace.events.partition_point(|other| other.step < step);
        let step = self.run.trace.step_events(self.event.step);
        let place = step.iter().position(|other| std::ptr::eq(other, self.event));
        until(self.event.step) + place.map_or(step.len(), |place| place + 1)
    }

    /// The message of an id.
    pub fn message(&self, id: MessageId) -> Option<&'a MessageSpan> {
        self.run.spans().message(id)
    }

    /// Whether the receiver of a message can answer that it refuses; if not, it drops the message.
    pub fn is_answerable(&self, id: MessageId) -> bool {
        self.message(id).is_some_and(|span| span.message.has_refusal())
    }

    /// The order that a task of a participant is about, from its last line or its last request.
    pub fn order_of(&self, node: NodeId, task: TaskId) -> Option<OrderId> {
        self.run.spans().task(node, task)?.order_at(self.end().checked_sub(1)?)
    }

    /// Whether the last that a task of a participant asked for is a database connection.
    pub fn waits_for_connection(&self, node: NodeId, task: TaskId) -> bool {
        let (spans, events) = (self.run.spans(), &self.run.trace.events);
        let Some(first) = spans.task(node, task).map(|span| span.first) else { return false };
        let is_own =
            |at: &usize| spans.task_of(*at).is_some_and(|of| (of.node, of.id) == (node, task));
        let last = (first..self.end()).rev().filter(is_own).find_map(|at| match events[at].kind {
            TraceKind::Mark { mark: Mark::PoolWait(_), .. } => Some(true),
            TraceKind::Mark { mark: Mark::PoolGranted(_), .. } => Some(false),
            TraceKind::Sent { from, .. } if from == node => Some(false),
            _ => None,
        });
        last.unwrap_or(false)
    }

    /// Why the entry of the half queue that this event appends is there: what the broker did
    /// before it in the same step tells.
    pub fn half_entry(&self) -> HalfEntry {
        let until = &self.run.trace.events[..self.end()];
        let own_step = until.iter().rev().take_while(|event| event.step == self.event.step);
        let mut reasons = own_step.filter_map(|event| match event.kind {
            TraceKind::Mark { mark: Mark::CheckRound, .. } => Some(HalfEntry::PutBack),
            TraceKind::Mark { mark: Mark::Resumed(_), .. } => Some(HalfEntry::Resumed),
            TraceKind::Delivered { id } => match self.message(id)?.message {
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
