//! Faults strike the world: crashes and restarts, pauses, partitions, clocks, operators.

use super::super::choice::{Act, ActEffect, ActId};
use super::super::node::{CrashMode, Death, Effect, Effects, Envelope, Input, Node, NodeId, Start};
use super::super::time::{SimDuration, SimTime};
use super::super::trace::TraceKind;
use super::{Event, HostStatus, RECONNECT, SILENT_DISCONNECT, Surroundings, World};

impl<N: Node> World<N> {
    pub(super) fn act(
        &mut self,
        (act, id): (Act<N::Operation>, ActId),
        around: &mut Surroundings<'_, N>,
    ) {
        let effect = self.effect_of(&act);
        around.chooser.acted(id, effect);
        if effect == ActEffect::Misses {
            return;
        }
        match act {
            Act::Crash { node, mode, down_for } => self.crash(node, mode, down_for, around),
            Act::Restart(node) => self.restart(node, around),
            Act::Pause { node, pause_for } => self.pause(node, pause_for, around),
            Act::Partition { from, to, cut_for } => {
                self.cuts.push((from, to));
                around.recorder.record(TraceKind::of_act(act));
                if let Some(cut_for) = cut_for {
                    self.schedule(self.now + cut_for, Event::Repair { from, to }, around);
                }
            }
            Act::Skew { node, micros } => {
                self.host(node).skew_micros = micros;
                around.recorder.record(TraceKind::of_act(act));
            }
            Act::Operate { node, operation } => {
                around.recorder.record(TraceKind::of_act(act));
                self.give(node, Input::Operate(operation), around);
            }
        }
    }

    /// Whether an act finds anybody to strike.
    fn effect_of(&self, act: &Act<N::Operation>) -> ActEffect {
        let strikes = match *act {
            // A host whose process is dead can still lose its power, and its page cache with it;
            // one without power can still lose its disk.
            Act::Crash { node, mode, .. } => match self.status(node) {
                HostStatus::Down { mode: dead } => mode > dead,
                HostStatus::Up | HostStatus::Paused { .. } => true,
            },
            Act::Restart(node) => matches!(self.status(node), HostStatus::Down { .. }),
            // Nobody answers the console of a process that is dead or stands still.
            Act::Pause { node, .. } | Act::Operate { node, .. } => {
                self.status(node) == HostStatus::Up
            }
            Act::Partition { .. } | Act::Skew { .. } => true,
        };
        if strikes { ActEffect::Strikes } else { ActEffect::Misses }
    }

    fn crash(
        &mut self,
        node: NodeId,
        mode: CrashMode,
        down_for: Option<SimDuration>,
        around: &mut Surroundings<'_, N>,
    ) {
        around.recorder.record(TraceKind::Crashed { node, mode, down_for });
        let host = self.host(node);
        host.status = HostStatus::Down { mode };
        host.findings.clear();
        let ended = host.incarnation;
        host.incarnation += 1;
        let incarnation = host.incarnation;
        let mut effects = Effects::default();
        host.node.crash(around.context, mode, &mut effects);
        for effect in effects.take() {
            if let Effect::Mark(mark) = effect {
                around.recorder.record(TraceKind::Mark { node, mark });
            }
        }
        let mut unread = Vec::new();
        self.queue.retain(|event| match event {
            Event::Held(envelope, _) if envelope.to == node => {
                unread.push(envelope.clone());
                false
            }
            Event::Timer { node: of, .. }
            | Event::Tick { node: of, .. }
            | Event::Unreachable(Envelope { from: of, .. })
            | Event::Disconnected { node: of, .. }
            | Event::Reconnected { node: of, .. } => *of != node,
            _ => true,
        });
        for envelope in unread {
            self.bounce(envelope, mode, around);
        }
        if let Some(down_for) = down_for {
            self.schedule(self.now + down_for, Event::Restart { node, incarnation }, around);
        }
        let death = Death { node, incarnation: ended, at: self.now };
        for peer in self.peers_of(node, around.context) {
            let heard = self.heard_at(node, peer, mode, around.context);
            let written = match mode {
                // The operating system still sends what the process had written.
                CrashMode::Process => self.last_arrival((node, ended), peer, |_| true),
                CrashMode::PowerCut | CrashMode::Destroyed => None,
            };
            let at = heard.max(written.unwrap_or(heard));
            self.schedule(at, Event::Disconnected { node: peer, death }, around);
        }
    }

    /// When a peer learns that a node has just died. The end of a connection crosses no partition:
    /// TCP repeats it until the partition heals, or until the peer misses the host's keep-alive.
    fn heard_at(
        &self,
        node: NodeId,
        peer: NodeId,
        mode: CrashMode,
        context: &N::Context,
    ) -> SimTime {
        let latency = N::latency(context, node, peer);
        let missed_at = self.now + SILENT_DISCONNECT + latency;
        let is_cut = self.cuts.contains(&(node, peer));
        match (mode, is_cut) {
            (CrashMode::PowerCut | CrashMode::Destroyed, _) => missed_at,
            (CrashMode::Process, false) => self.now + latency,
            (CrashMode::Process, true) => {
                let healed = self.healed_at(node, peer);
                healed.map_or(missed_at, |healed| missed_at.min(healed + latency))
            }
        }
    }

    fn peers_of(&self, node: NodeId, context: &N::Context) -> Vec<NodeId> {
        let ids = self.nodes().map(|(id, _)| id);
        ids.filter(|&peer| peer != node && N::is_connected(context, peer, node)).collect()
    }

    pub(super) fn restart(&mut self, node: NodeId, around: &mut Surroundings<'_, N>) {
        if !matches!(self.status(node), HostStatus::Down { .. }) {
            return;
        }
        around.recorder.record(TraceKind::Restarted { node });
        let host = self.host(node);
        host.status = HostStatus::Up;
        host.incarnation += 1;
        self.give(node, Input::Start(Start::Again), around);
        for peer in self.peers_of(node, around.context) {
            self.schedule(
                self.now + RECONNECT,
                Event::Reconnected { node: peer, peer: node },
                around,
            );
        }
    }

    fn pause(&mut self, node: NodeId, pause_for: SimDuration, around: &mut Surroundings<'_, N>) {
        around.recorder.record(TraceKind::Paused { node, pause_for });
        let until = self.now + pause_for;
        let host = self.host(node);
        host.status = HostStatus::Paused { until };
        let incarnation = host.incarnation;
        // Scheduled before anything that is kept for the node, so that it is up by then.
        self.schedule(until, Event::Resume { node, incarnation }, around);
    }

    pub(super) fn resume(
        &mut self,
        node: NodeId,
        incarnation: u16,
        around: &mut Surroundings<'_, N>,
    ) {
        if self.incarnation(node) == incarnation && self.is_paused(node) {
            self.host(node).status = HostStatus::Up;
            around.recorder.record(TraceKind::Resumed { node });
        }
    }

    pub(super) fn repair(&mut self, from: NodeId, to: NodeId, around: &mut Surroundings<'_, N>) {
        if let Some(index) = self.cuts.iter().position(|&cut| cut == (from, to)) {
            self.cuts.remove(index);
            if self.cuts.contains(&(from, to)) {
                // Another partition still cuts the same link.
                return;
            }
            around.recorder.record(TraceKind::Repaired { from, to });
            if N::is_connected(around.context, from, to) {
                let at = self.now + RECONNECT;
                self.schedule(at, Event::Reconnected { node: from, peer: to }, around);
            }
        }
    }
}
