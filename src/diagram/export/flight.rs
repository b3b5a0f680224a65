//! Every message of a run with its whole way, and the one line at which a text diagram draws it.
//!
//! Text diagrams have no slanted arrows, so a message is one line. It stands where it was sent,
//! which is how people read a sequence diagram, unless that would tell a lie: when its receiver did
//! or suffered something before it arrived, or it was long on its way, it stands where it arrived.

use crate::ordered::{Map, Set, sort_by_key};
use crate::shop::mark::Mark;
use crate::shop::message::{Message, ReplyTo, Statement};
use crate::shop::{TraceEvent, TraceKind};
use crate::sim::node::{MessageId, NodeId};
use crate::sim::time::{SimDuration, SimTime};
use crate::sim::trace::LossReason;

use super::story::{Detail, is_noted};

/// From here on a message is late: its line stands at its arrival and says when it left.
const LATE: SimDuration = SimDuration::from_secs(1);

/// One copy of a message from its sending to its end.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Flight<'a> {
    pub from: NodeId,
    pub to: NodeId,
    pub message: &'a Message,
    pub is_copy: bool,
    pub sent_at: SimTime,
    /// What a fault adds to the latency.
    pub delay: Option<SimDuration>,
    pub fate: Fate,
    /// Index of the event at which it is drawn; `None` if it is not.
    pub place: Option<usize>,
    sent: usize,
    is_shown: bool,
}

/// How a message ends, with the index of the event that tells.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Fate {
    Arrives { event: usize, at: SimTime, reception: Reception },
    Lost { event: usize, reason: LossReason },
    InFlight,
}

/// What the receiver does with a message that arrived.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Reception {
    Taken,
    /// A fault makes it refuse.
    Refused,
    /// Nobody waits for this answer any more.
    Ignored,
}

/// Every message of a trace.
pub(super) fn flights(events: &[TraceEvent], detail: Detail) -> Map<MessageId, Flight<'_>> {
    let mut flights = Map::default();
    for (index, event) in events.iter().enumerate() {
        note(&mut flights, index, event, events.get(index + 1));
    }
    for flight in flights.values_mut() {
        flight.is_shown = flight.is_worth_showing(detail);
    }
    let mut told = told(events, &flights, detail);
    // In the order of arrival, because a line that stands at its arrival is told there as well.
    let mut shown: Vec<_> = flights.values_mut().filter(|flight| flight.is_shown).collect();
    // Nearly in order already: few arrive before what left earlier.
    sort_by_key(&mut shown, |flight| flight.end());
    for flight in shown {
        let place = flight.place(&told);
        if place != flight.sent {
            told.or_insert(flight.to, Set::default()).insert(place);
        }
        flight.place = Some(place);
    }
    flights
}

/// Takes in one event; `next` tells what a receiver did with what it got.
fn note<'a>(
    flights: &mut Map<MessageId, Flight<'a>>,
    index: usize,
    event: &'a TraceEvent,
    next: Option<&TraceEvent>,
) {
    match &event.kind {
        TraceKind::Sent { id, from, to, message, copy_of, .. } => {
            let flight = Flight {
                from: *from,
                to: *to,
                message,
                is_copy: copy_of.is_some(),
                sent_at: event.at,
                delay: None,
                fate: Fate::InFlight,
                place: None,
                sent: index,
                is_shown: false,
            };
            flights.insert(*id, flight);
        }
        TraceKind::Delayed { id, by } => {
            if let Some(flight) = flights.get_mut(id) {
                flight.delay = Some(*by);
            }
        }
        TraceKind::Lost { id, reason } => {
            if let Some(flight) = flights.get_mut(id) {
                flight.fate = Fate::Lost { event: index, reason: *reason };
            }
        }
        TraceKind::Delivered { id } => {
            if let Some(flight) = flights.get_mut(id) {
                let reception = match next.map(|next| &next.kind) {
                    Some(TraceKind::Refused { id: refused }) if refused == id => Reception::Refused,
                    Some(TraceKind::Mark { node, mark: Mark::Ignored { .. } })
                        if *node == flight.to =>
                    {
                        Reception::Ignored
                    }
                    _ => Reception::Taken,
                };
                flight.fate = Fate::Arrives { event: index, at: event.at, reception };
            }
        }
        _ => {}
    }
}

impl Flight<'_> {
    /// When it arrives, if it arrives long after it left.
    pub(super) fn late_arrival(&self) -> Option<SimTime> {
        match self.fate {
            Fate::Arrives { at, .. } if at.since(self.sent_at) > LATE => Some(at),
            _ => None,
        }
    }

    /// Housekeeping never, and in the folded view no answer that says nothing but "done"; but
    /// everything that went wrong.
    fn is_worth_showing(&self, detail: Detail) -> bool {
        let went_wrong = self.delay.is_some()
            || self.is_copy
            || matches!(
                self.fate,
                Fate::Lost { .. }
                    | Fate::Arrives { reception: Reception::Refused | Reception::Ignored, .. }
            );
        let says_done = match self.message {
            Message::Reply { to, result: Ok(_), .. } => match to {
                ReplyTo::Sql(statement) => !matches!(
                    statement,
                    Statement::Commit
                        | Statement::CommitPrepared(_)
                        | Statement::Prepare(_)
                        | Statement::SelectNext(..)
                        | Statement::SelectOrder(_)
                        | Statement::SelectLog(_)
                ),
                ReplyTo::Write(_) | ReplyTo::SendBack => true,
                ReplyTo::Refund
                | ReplyTo::Send(_)
                | ReplyTo::Call(_)
                | ReplyTo::Hand
                | ReplyTo::Ask(_)
                | ReplyTo::Claim
                | ReplyTo::Producer
                | ReplyTo::End => false,
            },
            _ => false,
        };
        let is_quiet = self.message.is_housekeeping() || (detail == Detail::Folded && says_done);
        went_wrong || !is_quiet
    }

    /// Index of the event with which it ends.
    fn end(&self) -> usize {
        match self.fate {
            Fate::Arrives { event, .. } | Fate::Lost { event, .. } => event,
            Fate::InFlight => usize::MAX,
        }
    }

    fn place(&self, told: &Map<NodeId, Set<usize>>) -> usize {
        match self.fate {
            // These two are lost as they leave, the others at a receiver that is down.
            Fate::Lost { reason: LossReason::Fault | LossReason::Partition, .. }
            | Fate::InFlight => self.sent,
            Fate::Lost { event, .. } => event,
            Fate::Arrives { event, .. } => {
                let is_told = |told: &Set<usize>| told.has_between(&(self.sent + 1), &event);
                let is_at_arrival =
                    self.late_arrival().is_some() || told.get(&self.to).is_some_and(is_told);
                if is_at_arrival { event } else { self.sent }
            }
        }
    }
}

/// For each node, the events at which something is told of it that it does or suffers.
fn told(
    events: &[TraceEvent],
    flights: &Map<MessageId, Flight<'_>>,
    detail: Detail,
) -> Map<NodeId, Set<usize>> {
    let mut told: Map<NodeId, Set<usize>> = Map::default();
    for (index, event) in events.iter().enumerate() {
        let node = match &event.kind {
            TraceKind::Sent { id, .. } => {
                flights.get(id).filter(|flight| flight.is_shown).map(|flight| flight.from)
            }
            TraceKind::Crashed { node, .. }
            | TraceKind::Restarted { node }
            | TraceKind::Paused { node, .. }
            | TraceKind::Resumed { node }
            | TraceKind::Operated { node, .. } => Some(*node),
            TraceKind::Mark { node, mark } => is_noted(*mark, detail).then_some(*node),
            _ => None,
        };
        if let Some(node) = node {
            told.or_insert(node, Set::default()).insert(index);
        }
    }
    told
}
