//! What becomes of each message, read from the whole trace before anything is drawn: whether an
//! answer is worth an arrow depends on how it ends.

use crate::ordered::Map;
use crate::shop::mark::Mark;
use crate::shop::message::{CallId, Message, ReplyTo, Value};
use crate::shop::{Trace, TraceKind};
use crate::sim::node::{Message as _, MessageId, NodeId};

use super::{Fate, Replies};

/// The way of one message.
#[derive(Clone, Debug)]
pub struct Journey {
    /// Sender.
    pub from: NodeId,
    /// Receiver.
    pub to: NodeId,
    /// What it says.
    pub message: Message,
    /// Which message of its role it is.
    pub ordinal: u32,
    /// Set on a second copy that a fault made.
    pub copy_of: Option<MessageId>,
    /// What becomes of it.
    pub fate: Fate,
    /// Whether a fault delays it.
    pub is_delayed: bool,
    has_copy: bool,
    /// Set on a poll that found something.
    has_found: bool,
}

/// The message of each poll.
pub type Polls = Map<(NodeId, CallId), MessageId>;

/// Takes in what an event says of the ways of messages.
pub fn read(
    trace: &Trace,
    index: usize,
    journeys: &mut Map<MessageId, Journey>,
    polls: &mut Polls,
) {
    let event = &trace.events[index];
    match &event.kind {
        TraceKind::Sent { id, from, to, message, ordinal, copy_of } => {
            if let Some(original) = copy_of.and_then(|id| journeys.get_mut(&id)) {
                original.has_copy = true;
            }
            if let (true, Some(call)) = (message.role() == "poll", message.call()) {
                polls.insert((*from, call), *id);
            }
            if let Message::Reply { call, result: Ok(Value::Row(_)), .. } = message
                && let Some(poll) = polls.get(&(*to, *call))
                && let Some(poll) = journeys.get_mut(poll)
            {
                poll.has_found = true;
            }
            let journey = Journey {
                from: *from,
                to: *to,
                message: *message,
                ordinal: *ordinal,
                copy_of: *copy_of,
                fate: Fate::InFlight,
                has_copy: false,
                has_found: false,
                is_delayed: false,
            };
            journeys.insert(*id, journey);
        }
        TraceKind::Delayed { id, .. } => {
            if let Some(journey) = journeys.get_mut(id) {
                journey.is_delayed = true;
            }
        }
        kind => {
            let ending = match kind {
                TraceKind::Delivered { id } => Some((*id, Fate::Delivered)),
                TraceKind::Refused { id } => Some((*id, Fate::Refused)),
                TraceKind::Lost { id, reason } => Some((*id, Fate::Lost { reason: *reason })),
                TraceKind::Mark { mark: Mark::Ignored { .. }, .. } => {
                    let cause = event.cause.map(|cause| &trace.events[cause as usize].kind);
                    match cause {
                        Some(TraceKind::Delivered { id }) => Some((*id, Fate::LateIgnored)),
                        _ => None,
                    }
                }
                _ => None,
            };
            if let Some((id, fate)) = ending
                && let Some(journey) = journeys.get_mut(&id)
            {
                journey.fate = fate;
            }
        }
    }
}

impl Journey {
    /// Whether the message gets an arrow.
    pub fn is_drawn(&self, replies: Replies) -> bool {
        let is_lost = matches!(self.fate, Fate::Lost { .. });
        if self.message.is_housekeeping() {
            return is_lost || self.has_found;
        }
        let is_unusual = is_lost
            || self.is_delayed
            || self.has_copy
            || self.copy_of.is_some()
            || matches!(self.fate, Fate::LateIgnored | Fate::Refused);
        replies == Replies::Shown || is_unusual || !self.is_minor_reply()
    }

    /// Whether the message is an answer that says nothing but "done".
    fn is_minor_reply(&self) -> bool {
        let is_of_statement = matches!(
            self.message,
            Message::Reply {
                to: ReplyTo::Sql(_) | ReplyTo::Write(_) | ReplyTo::SendBack,
                result: Ok(_),
                ..
            }
        );
        is_of_statement
            && !matches!(
                self.message.role(),
                "commit.ack" | "select.ack" | "poll.ack" | "prepare.ack"
            )
    }
}
