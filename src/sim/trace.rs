//! What happened: an append-only list of typed events with causes and message ids. No words in it.

use super::choice::{Act, Moment, Place, Reaching};
use super::node::{CrashMode, Message, MessageId, Node, NodeId};
use super::queue::Sequence;
use super::time::{SimDuration, SimTime};
use crate::ordered::{Map, Set};

/// One fact.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct TraceEvent<N: Node> {
    /// Which step it belongs to, counted from 1. The events that matter in one step happen at one
    /// moment, set off by one delivery, timer or fault; housekeeping that follows before the next
    /// step is filed under it as well.
    pub step: u32,
    /// When.
    pub at: SimTime,
    /// Index of the event that set it off: for a delivery its send, for a timer what set it.
    pub cause: Option<u32>,
    /// What.
    pub kind: TraceKind<N>,
}

/// The kinds of fact.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum TraceKind<N: Node> {
    /// A message left its sender.
    Sent {
        /// Its identity.
        id: MessageId,
        /// Sender.
        from: NodeId,
        /// Receiver.
        to: NodeId,
        /// Its content.
        message: N::Message,
        /// Which message of this role it is, counted from 1 over the whole run.
        ordinal: u32,
        /// Set when a fault made this second copy of another message.
        copy_of: Option<MessageId>,
    },
    /// A fault delays a message by this much.
    Delayed {
        /// Which message.
        id: MessageId,
        /// By how much more than the link's latency.
        by: SimDuration,
    },
    /// A message will never arrive.
    Lost {
        /// Which message.
        id: MessageId,
        /// Why.
        reason: LossReason,
    },
    /// A message arrived.
    Delivered {
        /// Which message.
        id: MessageId,
    },
    /// A fault makes the receiver refuse the message that just arrived.
    Refused {
        /// Which message.
        id: MessageId,
    },
    /// A node finished a step of its work.
    Stepped {
        /// Who.
        node: NodeId,
        /// The step's name.
        name: &'static str,
        /// Which step of this name at this node, counted from 1.
        ordinal: u32,
    },
    /// A node died.
    Crashed {
        /// Who.
        node: NodeId,
        /// How.
        mode: CrashMode,
        /// When it comes back; `None` is never.
        down_for: Option<SimDuration>,
    },
    /// A node started again with empty memory.
    Restarted {
        /// Who.
        node: NodeId,
    },
    /// A node stands still.
    Paused {
        /// Who.
        node: NodeId,
        /// For how long.
        pause_for: SimDuration,
    },
    /// A node goes on.
    Resumed {
        /// Who.
        node: NodeId,
    },
    /// A link lets nothing through.
    Partitioned {
        /// Sender side.
        from: NodeId,
        /// Receiver side.
        to: NodeId,
    },
    /// A link works again.
    Repaired {
        /// Sender side.
        from: NodeId,
        /// Receiver side.
        to: NodeId,
    },
    /// A clock is off by this many microseconds from now on.
    Skewed {
        /// Whose.
        node: NodeId,
        /// Microseconds.
        micros: i64,
    },
    /// An operator acted.
    Operated {
        /// Where.
        node: NodeId,
        /// What.
        operation: N::Operation,
    },
    /// A fact of the system under study.
    Mark {
        /// Whose.
        node: NodeId,
        /// What.
        mark: N::Mark,
    },
}

/// A place that a node reached: where a fault could have struck. The chooser was asked about it at
/// this very moment, so that what is counted here is what it counts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Checkpoint {
    /// The step during which it was reached.
    pub step: u32,
    /// How many events of the trace came before it.
    pub events: u32,
    /// Who.
    pub node: NodeId,
    /// Before or after.
    pub moment: Moment,
    /// A step of the node's work, or a message.
    pub place: Place,
    /// Its name.
    pub name: &'static str,
    /// Which time at this node, counted from 1.
    pub ordinal: u32,
}

/// Why a message never arrives.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum LossReason {
    /// A fault lost it.
    Fault,
    /// The link is partitioned.
    Partition,
    /// The receiver's process is down: the connection is refused, and the sender hears of it.
    ProcessDown,
    /// The receiver's host is down: silence.
    HostDown,
}

/// Receives what happens. The trace keeps it; a search may keep less.
pub trait Recorder<N: Node> {
    /// A new event is taken from the queue.
    fn begin(&mut self, now: SimTime, sequence: Sequence);
    /// The event being handled scheduled another.
    fn scheduled(&mut self, sequence: Sequence);
    /// Something happened.
    fn record(&mut self, kind: TraceKind<N>);
    /// A message of this role is about to be recorded as sent: which one is it?
    fn next_ordinal(&mut self, role: &'static str) -> u32;
    /// A step of this name at this node is about to be recorded: which one is it?
    fn next_step_ordinal(&mut self, node: NodeId, name: &'static str) -> u32;
    /// A node reached a place at which the chooser is now asked.
    fn checkpoint(&mut self, _reaching: &Reaching) {}
}

/// The whole history of a run.
#[derive(Clone, Debug)]
pub struct Trace<N: Node> {
    /// The events, oldest first.
    pub events: Vec<TraceEvent<N>>,
    now: SimTime,
    step: u32,
    step_is_visible: bool,
    cause: Option<u32>,
    /// How many events of the queue have begun.
    begun: u32,
    /// Which of them opened each step, from the first on.
    opened_by: Vec<u32>,
    /// What set off each event of the queue, by its sequence number.
    causes: Vec<Option<u32>>,
    ordinals: Map<&'static str, u32>,
    step_ordinals: Map<(NodeId, &'static str), u32>,
    minor_messages: Set<MessageId>,
    checkpoints: Vec<Checkpoint>,
    place_ordinals: Map<(NodeId, Moment, Place, &'static str), u32>,
}

impl<N: Node> Default for Trace<N> {
    fn default() -> Self {
        Self {
            events: Vec::new(),
            now: SimTime::ZERO,
            step: 0,
            step_is_visible: false,
            cause: None,
            begun: 0,
            opened_by: Vec::new(),
            causes: Vec::new(),
            ordinals: Map::default(),
            step_ordinals: Map::default(),
            minor_messages: Set::default(),
            checkpoints: Vec::new(),
            place_ordinals: Map::default(),
        }
    }
}

impl<N: Node> Trace<N> {
    /// How many visible steps there are. Step 0 is the state before anything happened.
    pub fn steps(&self) -> u32 {
        self.step
    }

    /// The events of one step.
    pub fn step_events(&self, step: u32) -> &[TraceEvent<N>] {
        let from = self.events.partition_point(|event| event.step < step);
        let to = self.events.partition_point(|event| event.step <= step);
        &self.events[from..to]
    }

    /// How many events of the queue happened before the first that is filed under a step: all of
    /// them, if that step is later than the last.
    pub fn events_until(&self, step: u32) -> u32 {
        match step.checked_sub(1) {
            None => 0,
            Some(place) => self.opened_by.get(place as usize).map_or(self.begun, |first| first - 1),
        }
    }

    /// How many events of the queue happened until a step was done, without the housekeeping that
    /// is filed under it; with it, if it is the last one.
    pub fn events_of(&self, step: u32) -> u32 {
        if step >= self.step {
            return self.begun;
        }
        step.checked_sub(1).map_or(0, |place| self.opened_by[place as usize])
    }

    /// The places that were reached, in order.
    pub fn checkpoints(&self) -> &[Checkpoint] {
        &self.checkpoints
    }

    /// The places that were reached during one step, in order.
    pub fn step_checkpoints(&self, step: u32) -> &[Checkpoint] {
        let from = self.checkpoints.partition_point(|reached| reached.step < step);
        let to = self.checkpoints.partition_point(|reached| reached.step <= step);
        &self.checkpoints[from..to]
    }

    fn is_minor(&mut self, kind: &TraceKind<N>) -> bool {
        match kind {
            TraceKind::Sent { id, .. } => {
                let is_minor = N::is_minor(kind);
                if is_minor {
                    self.minor_messages.insert(*id);
                }
                is_minor
            }
            TraceKind::Delivered { id } | TraceKind::Lost { id, .. } => {
                self.minor_messages.contains(id)
            }
            TraceKind::Stepped { .. } => true,
            _ => N::is_minor(kind),
        }
    }

    /// When a step happened; the start for step 0.
    pub fn step_time(&self, step: u32) -> SimTime {
        self.step_events(step).first().map_or(SimTime::ZERO, |event| event.at)
    }

    /// The last step that happened at or before a moment.
    pub fn step_at(&self, at: SimTime) -> u32 {
        let after = self.events.partition_point(|event| event.at <= at);
        after.checked_sub(1).map_or(0, |last| self.events[last].step)
    }
}

impl<N: Node> Recorder<N> for Trace<N> {
    fn begin(&mut self, now: SimTime, sequence: Sequence) {
        self.now = now;
        self.begun += 1;
        self.step_is_visible = false;
        self.cause = self.causes.get(sequence as usize).copied().flatten();
    }

    fn scheduled(&mut self, sequence: Sequence) {
        if let Some(last) = self.events.len().checked_sub(1) {
            let last = u32::try_from(last).expect("a trace is far shorter than u32::MAX");
            let place = sequence as usize;
            if self.causes.len() <= place {
                self.causes.resize(place + 1, None);
            }
            self.causes[place] = Some(last);
        }
    }

    fn record(&mut self, kind: TraceKind<N>) {
        // Asked in any case, because it remembers which messages are minor.
        let is_minor = self.is_minor(&kind);
        if !self.step_is_visible && !is_minor {
            self.step_is_visible = true;
            self.step += 1;
            self.opened_by.push(self.begun);
        }
        let index = u32::try_from(self.events.len()).expect("a trace is far shorter than u32::MAX");
        let opens_chain = matches!(kind, TraceKind::Delivered { .. }) || self.cause.is_none();
        self.events.push(TraceEvent { step: self.step, at: self.now, cause: self.cause, kind });
        if opens_chain {
            self.cause = Some(index);
        }
    }

    fn next_ordinal(&mut self, role: &'static str) -> u32 {
        let count = self.ordinals.or_insert(role, 0);
        *count += 1;
        *count
    }

    fn next_step_ordinal(&mut self, node: NodeId, name: &'static str) -> u32 {
        let count = self.step_ordinals.or_insert((node, name), 0);
        *count += 1;
        *count
    }

    fn checkpoint(&mut self, reaching: &Reaching) {
        let Reaching { node, moment, name, place } = *reaching;
        let count = self.place_ordinals.or_insert((node, moment, place, name), 0);
        *count += 1;
        let (step, ordinal) = (self.step, *count);
        let events = u32::try_from(self.events.len()).unwrap_or(u32::MAX);
        self.checkpoints.push(Checkpoint { step, events, node, moment, place, name, ordinal });
    }
}

impl<N: Node> TraceKind<N> {
    /// Whether it tells that a fault strikes, or that an operator acts.
    pub fn is_of_fault(&self) -> bool {
        match self {
            Self::Crashed { .. }
            | Self::Paused { .. }
            | Self::Partitioned { .. }
            | Self::Skewed { .. }
            | Self::Operated { .. }
            | Self::Delayed { .. }
            | Self::Refused { .. }
            | Self::Sent { copy_of: Some(_), .. } => true,
            Self::Lost { reason, .. } => *reason == LossReason::Fault,
            Self::Sent { copy_of: None, .. }
            | Self::Delivered { .. }
            | Self::Stepped { .. }
            | Self::Restarted { .. }
            | Self::Resumed { .. }
            | Self::Repaired { .. }
            | Self::Mark { .. } => false,
        }
    }

    /// The event that tells of an act.
    pub(super) fn of_act(act: Act<N::Operation>) -> Self {
        match act {
            Act::Crash { node, mode, down_for } => Self::Crashed { node, mode, down_for },
            Act::Restart(node) => Self::Restarted { node },
            Act::Pause { node, pause_for } => Self::Paused { node, pause_for },
            Act::Partition { from, to, .. } => Self::Partitioned { from, to },
            Act::Skew { node, micros } => Self::Skewed { node, micros },
            Act::Operate { node, operation } => Self::Operated { node, operation },
        }
    }

    /// The role of a sent message.
    pub fn role(&self) -> Option<&'static str> {
        match self {
            Self::Sent { message, .. } => Some(message.role()),
            _ => None,
        }
    }
}

/// A recorder that keeps nothing, for runs of which only the end matters.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NoTrace;

impl<N: Node> Recorder<N> for NoTrace {
    fn begin(&mut self, _now: SimTime, _sequence: Sequence) {}
    fn scheduled(&mut self, _sequence: Sequence) {}
    fn record(&mut self, _kind: TraceKind<N>) {}
    fn next_ordinal(&mut self, _role: &'static str) -> u32 {
        0
    }
    fn next_step_ordinal(&mut self, _node: NodeId, _name: &'static str) -> u32 {
        0
    }
}
