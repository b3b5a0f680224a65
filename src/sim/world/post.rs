//! Messages on their way: sending, arriving, and being refused.

use super::super::choice::{Harm, Moment, Place, Reaching, Receiving, Sending};
use super::super::node::{CrashMode, Envelope, Input, Message, MessageId, Node, NodeId, Reception};
use super::super::time::SimTime;
use super::super::trace::{LossReason, TraceKind};
use super::{Asked, Event, HostStatus, Surroundings, World};

impl<N: Node> World<N> {
    pub(super) fn deliver(
        &mut self,
        envelope: Envelope<N::Message>,
        asked: Asked,
        around: &mut Surroundings<'_, N>,
    ) {
        let (node, role, id) = (envelope.to, envelope.message.role(), envelope.id);
        if let HostStatus::Paused { until } = self.status(node) {
            return self.schedule(until, Event::Held(envelope, asked), around);
        }
        if asked == Asked::No {
            let (moment, place) = (Moment::Before, Place::Message);
            self.checkpoint(&Reaching { node, moment, name: role, place }, around);
        }
        match self.status(node) {
            HostStatus::Up => {}
            HostStatus::Paused { until } => {
                return self.schedule(until, Event::Held(envelope, Asked::Yes), around);
            }
            HostStatus::Down { mode } => return self.bounce(envelope, mode, around),
        }
        around.recorder.record(TraceKind::Delivered { id });
        let reception = around.chooser.receive(&Receiving { id, node, role });
        if reception == Reception::Refuse {
            self.forgive_tries();
            around.recorder.record(TraceKind::Refused { id });
        }
        self.give(node, Input::Deliver { envelope, reception }, around);
    }

    /// A message meets a dead node: an operating system that incarnations refuses it, a host
    /// without power says nothing. A partition between the two swallows the refusal.
    pub(super) fn bounce(
        &mut self,
        envelope: Envelope<N::Message>,
        mode: CrashMode,
        around: &mut Surroundings<'_, N>,
    ) {
        let (id, node) = (envelope.id, envelope.to);
        let reason = match mode {
            CrashMode::Process => LossReason::ProcessDown,
            CrashMode::PowerCut | CrashMode::Destroyed => LossReason::HostDown,
        };
        around.recorder.record(TraceKind::Lost { id, reason });
        if mode == CrashMode::Process && !self.cuts.contains(&(node, envelope.from)) {
            let back = self.now + N::latency(around.context, node, envelope.from);
            self.schedule(back, Event::Unreachable(envelope), around);
        }
    }

    pub(super) fn send(
        &mut self,
        from: NodeId,
        to: NodeId,
        message: N::Message,
        around: &mut Surroundings<'_, N>,
    ) {
        let role = message.role();
        let id = self.next_message_id();
        let ordinal = around.recorder.next_ordinal(role);
        let sent =
            TraceKind::Sent { id, from, to, message: message.clone(), ordinal, copy_of: None };
        around.recorder.record(sent);
        let is_cut = self.cuts.contains(&(from, to));
        let harm = around.chooser.send(&Sending { id, from, to, role, is_cut });
        let incarnation = self.incarnation(from);
        let own_arrival = self.now + N::latency(around.context, from, to);
        let arrival = match message.connection() {
            // Nothing else needs to wait: a sender writes its next message when it has an answer.
            Some(connection) if message.is_repeated() => {
                let before =
                    self.last_arrival((from, incarnation), to, |other| other == connection);
                own_arrival.max(before.unwrap_or(own_arrival))
            }
            _ => own_arrival,
        };
        let envelope = Envelope { id, from, incarnation, to, message, is_copy: false };
        if harm.is_some() {
            self.forgive_tries();
        }
        match harm {
            Some(Harm::Lose) => {
                around.recorder.record(TraceKind::Lost { id, reason: LossReason::Fault });
            }
            _ if is_cut => {
                if let (true, Some(healed)) =
                    (envelope.message.is_repeated(), self.healed_at(from, to))
                {
                    let by = healed.since(self.now);
                    around.recorder.record(TraceKind::Delayed { id, by });
                    return self.schedule(arrival + by, Event::Deliver(envelope), around);
                }
                around.recorder.record(TraceKind::Lost { id, reason: LossReason::Partition });
            }
            Some(Harm::Delay(by)) => {
                around.recorder.record(TraceKind::Delayed { id, by });
                self.schedule(arrival + by, Event::Deliver(envelope), around);
            }
            Some(Harm::Duplicate(later)) => {
                self.schedule(arrival, Event::Deliver(envelope.clone()), around);
                let copy = self.next_message_id();
                let (message, copy_of) = (envelope.message.clone(), Some(id));
                let sent = TraceKind::Sent { id: copy, from, to, message, ordinal, copy_of };
                around.recorder.record(sent);
                let second = Envelope { id: copy, is_copy: true, ..envelope };
                self.schedule(arrival + later, Event::Deliver(second), around);
            }
            None => self.schedule(arrival, Event::Deliver(envelope), around),
        }
    }

    /// When the last message arrives that an incarnation of a node has written to such connections.
    pub(super) fn last_arrival(
        &self,
        (from, incarnation): (NodeId, u16),
        to: NodeId,
        is_meant: impl Fn(u32) -> bool,
    ) -> Option<SimTime> {
        let on_it = self.in_flight().filter(|(_, envelope)| {
            (envelope.from, envelope.incarnation, envelope.to) == (from, incarnation, to)
                && envelope.message.connection().is_some_and(&is_meant)
        });
        on_it.map(|(at, _)| at).last()
    }

    /// When a link that is cut now works again, as far as is known.
    pub(super) fn healed_at(&self, from: NodeId, to: NodeId) -> Option<SimTime> {
        let cuts = self.cuts.iter().filter(|&&cut| cut == (from, to)).count();
        let repairs: Vec<_> = self.queue.times_of(&Event::Repair { from, to }).collect();
        repairs.last().copied().filter(|_| repairs.len() == cuts)
    }

    pub(super) fn next_message_id(&mut self) -> MessageId {
        self.last_message = MessageId(self.last_message.0 + 1);
        self.last_message
    }
}
