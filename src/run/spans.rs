//! Every message and every task of a run, from its first event to its last.
//!
//! The names are those of distributed tracing: a *span* is something that takes time and has a
//! beginning and an end. Whoever wants to know when a message left, what became of it, what a task
//! is about, or which line of the program an event belongs to, asks here; nobody else reads that
//! off the trace.

mod builder;
#[cfg(test)]
mod tests;

use crate::ordered::Map;
use crate::program::step::Program;
use crate::shop::mark::Mark;
use crate::shop::message::{Message, OrderId, TaskId};
use crate::shop::{Trace, TraceEvent, TraceKind};
use crate::sim::choice::Place;
use crate::sim::node::{Message as _, MessageId, NodeId};
use crate::sim::time::SimDuration;
use crate::sim::trace::{Checkpoint, LossReason};

pub use builder::SpanBuilder;

/// All spans of a trace. Events are told by their index in [`Trace::events`].
#[derive(Clone, Default, Debug)]
pub struct Spans {
    /// In the order of their ids, which count from 1.
    messages: Vec<MessageSpan>,
    /// In the order of their first events.
    tasks: Vec<TaskSpan>,
    /// Where a task is in that list.
    places: Map<(NodeId, TaskId), usize>,
    /// One for each event.
    scopes: Vec<Scope>,
}

/// One copy of a message, from its sending to its end.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MessageSpan {
    /// Its identity.
    pub id: MessageId,
    /// Sender.
    pub from: NodeId,
    /// Receiver.
    pub to: NodeId,
    /// What it says.
    pub message: Message,
    /// Which message of its role it is, counted from 1.
    pub ordinal: u32,
    /// Set on a second copy that a fault made.
    pub copy_of: Option<MessageId>,
    /// Whether a fault made a second copy of it.
    pub has_copy: bool,
    /// The first answer to it, if it is a request. Of two copies the second has the answers.
    pub answer: Option<MessageId>,
    /// The line of the program that sent it, if one did.
    pub sent_by: Option<u16>,
    /// The event with which it left.
    pub sent: usize,
    /// The event with which it arrived or was lost; `None` while it is under way.
    pub ended: Option<usize>,
    /// How much longer than usual a fault makes it travel.
    pub delay: Option<SimDuration>,
    /// What became of it.
    pub fate: Fate,
    /// What it belongs to.
    pub scope: Scope,
}

/// What became of a message.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fate {
    /// It had not arrived when the run ended.
    InFlight,
    /// It arrived.
    Delivered,
    /// It arrived, and a fault made its receiver refuse it.
    Refused,
    /// It never arrives.
    Lost {
        /// Why.
        reason: LossReason,
    },
    /// It arrived too late: nobody waits for it any more.
    LateIgnored,
}

/// One task of a process, from the first thing that is seen of it to the last.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TaskSpan {
    /// Whose it is.
    pub node: NodeId,
    /// Which task.
    pub id: TaskId,
    /// Its first event.
    pub first: usize,
    /// Its last event so far: its end, unless a crash or the end of the run came before.
    pub last: usize,
    /// What it is about, from which event on. A relay takes one row after the other.
    orders: Vec<(usize, OrderId)>,
}

/// What an event belongs to.
///
/// A request and its answer belong to the task that asks and to the line that waits, a message
/// without an answer to the line that sends it, and what starts a handler to the handler's own
/// line. What is set off by a message belongs to what that message belongs to. Everything else,
/// like the broker's check rounds and replication, belongs to nobody.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Scope {
    /// Index of the task in [`Spans::tasks`].
    pub task: Option<usize>,
    /// The line of the program, counted from 1.
    pub line: Option<u16>,
}

impl Spans {
    /// Reads a whole trace, in time that grows with its length.
    pub fn of(program: &Program, trace: &Trace) -> Self {
        let mut builder = SpanBuilder::default();
        builder.observe(program, trace);
        builder.finish()
    }

    /// Every message, in the order in which they left.
    pub fn messages(&self) -> &[MessageSpan] {
        &self.messages
    }

    /// One message.
    pub fn message(&self, id: MessageId) -> Option<&MessageSpan> {
        self.messages.get(place_of(id)?)
    }

    /// Every task, in the order in which they began.
    pub fn tasks(&self) -> &[TaskSpan] {
        &self.tasks
    }

    /// One task.
    pub fn task(&self, node: NodeId, id: TaskId) -> Option<&TaskSpan> {
        self.places.get(&(node, id)).map(|place| &self.tasks[*place])
    }

    /// The task that an event belongs to.
    pub fn task_of(&self, event: usize) -> Option<&TaskSpan> {
        self.tasks.get(self.scope(event).task?)
    }

    /// What an event belongs to.
    pub fn scope(&self, event: usize) -> Scope {
        self.scopes.get(event).copied().unwrap_or_default()
    }

    /// The order that a mark of a participant is about: the one that it names, or that of its task.
    pub fn order_of(&self, event: usize, node: NodeId, mark: Mark) -> Option<OrderId> {
        mark.order().or_else(|| self.task(node, mark.task()?)?.order_at(event)?.known())
    }

    /// The message whose arrival set off an event, there and then or by a timer.
    pub fn cause_of(&self, trace: &Trace, event: &TraceEvent) -> Option<&MessageSpan> {
        match trace.events.get(event.cause? as usize)?.kind {
            TraceKind::Delivered { id } => self.message(id),
            _ => None,
        }
    }

    /// The line of the program that a process is at after a step, if it runs anything.
    pub fn line_at(&self, trace: &Trace, step: u32, node: NodeId) -> Option<u16> {
        let until = trace.events.partition_point(|event| event.step <= step);
        (0..until).rev().find_map(|index| match trace.events[index].kind {
            TraceKind::Mark { node: at, mark: Mark::Line { .. } } if at == node => {
                Some(self.scope(index).line)
            }
            TraceKind::Mark { node: at, mark: Mark::TaskEnded(_) }
            | TraceKind::Crashed { node: at, .. }
                if at == node =>
            {
                Some(None)
            }
            _ => None,
        })?
    }

    /// The line of a place that is a step of a process: the one that it came to just before, or the
    /// one that it has just finished.
    pub fn line_of_place(&self, trace: &Trace, reached: &Checkpoint) -> Option<u16> {
        let before = (reached.events as usize).checked_sub(1)?;
        let is_named = |kind: &TraceKind| {
            matches!(
                kind,
                TraceKind::Stepped { .. } | TraceKind::Mark { mark: Mark::Line { .. }, .. }
            )
        };
        let is_step = reached.place == Place::Step && is_named(&trace.events.get(before)?.kind);
        self.scope(before).line.filter(|_| is_step)
    }
}

impl MessageSpan {
    /// By which name faults know it.
    pub fn role(&self) -> &'static str {
        self.message.role()
    }

    /// Whether it arrived, whatever its receiver did with it.
    pub fn has_arrived(&self) -> bool {
        matches!(self.fate, Fate::Delivered | Fate::Refused | Fate::LateIgnored)
    }

    /// Whether it is lost, late, refused, or a second copy.
    pub fn went_wrong(&self) -> bool {
        let is_usual = matches!(self.fate, Fate::Delivered | Fate::InFlight);
        !is_usual || self.delay.is_some() || self.copy_of.is_some()
    }
}

impl TaskSpan {
    /// The order that it is about at an event, as far as has been seen by then;
    /// [`OrderId::NONE`] while it has none in hand.
    pub fn order_at(&self, event: usize) -> Option<OrderId> {
        let known = self.orders.partition_point(|(from, _)| *from <= event);
        known.checked_sub(1).map(|last| self.orders[last].1)
    }
}

fn place_of(id: MessageId) -> Option<usize> {
    (id.0 as usize).checked_sub(1)
}
