//! Faults as data, anchored by meaning: by steps and messages, not by event numbers, so that the
//! same fault means the same in another strategy and survives small changes of latency.

use crate::program::step::{self, Op, Program};
use crate::shop::Operation;
use crate::shop::message::{Message, nodes};
use crate::sim::choice::{Moment, Place};
use crate::sim::node::{CrashMode, NodeId};
use crate::sim::time::{SimDuration, SimTime};
use crate::sim::trace::Checkpoint;

/// One thing that goes wrong, or one act of an operator. `Display` and [`Fault::parse`] are its
/// text form.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Fault {
    /// `crash NODE ANCHOR [for D|forever]`, `power-cut NODE ANCHOR …`, `destroy broker ANCHOR …`.
    Crash {
        /// Who.
        node: NodeId,
        /// How.
        mode: CrashMode,
        /// When.
        anchor: Anchor,
        /// For how long.
        down: Down,
    },
    /// `restart NODE ANCHOR`: a node that is down starts before its time.
    Restart {
        /// Who.
        node: NodeId,
        /// When.
        anchor: Anchor,
    },
    /// `pause NODE ANCHOR for D`.
    Pause {
        /// Who.
        node: NodeId,
        /// When.
        anchor: Anchor,
        /// For how long.
        pause_for: SimDuration,
    },
    /// `partition A and B ANCHOR [for D]`, `partition A to B …` for one direction.
    Partition {
        /// Sender side.
        from: NodeId,
        /// Receiver side.
        to: NodeId,
        /// One direction or both.
        direction: Direction,
        /// When.
        anchor: Anchor,
        /// For how long; `None` is for ever.
        cut_for: Option<SimDuration>,
    },
    /// `skew NODE by [-]D [ANCHOR]`.
    Skew {
        /// Whose clock.
        node: NodeId,
        /// Microseconds ahead; negative is behind.
        micros: i64,
        /// From when.
        anchor: Anchor,
    },
    /// `lose|delay|duplicate|fail ROLE #N …`.
    Message {
        /// What happens to it.
        harm: Harm,
        /// The role of the message.
        role: &'static str,
        /// Which one of that role, counted from 1.
        ordinal: u32,
    },
    /// `check now ANCHOR`, `resume discarded ANCHOR`.
    Operate {
        /// What the operator does, at the broker.
        operation: Operation,
        /// When.
        anchor: Anchor,
    },
}

/// What happens to a message.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Harm {
    /// It never arrives.
    Lose,
    /// It arrives later by this much.
    Delay(SimDuration),
    /// A second copy arrives later by this much.
    Duplicate(SimDuration),
    /// Its receiver refuses it.
    Fail,
}

/// How long a crash lasts.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Down {
    /// The setting `restart.after`.
    Default,
    /// This long.
    For(SimDuration),
    /// Until the end of the run.
    Forever,
}

impl Down {
    /// How long that is where the setting `restart.after` has this value; `None` is for ever.
    pub fn duration(self, restart_after: SimDuration) -> Option<SimDuration> {
        match self {
            Self::Default => Some(restart_after),
            Self::For(duration) => Some(duration),
            Self::Forever => None,
        }
    }
}

/// Which way a partition cuts.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Direction {
    /// Only from the first to the second.
    OneWay,
    /// Both ways.
    Both,
}

/// When a fault strikes.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Anchor {
    /// `at TIME`, where nothing is happening to name.
    At(SimTime),
    /// `before|after [NODE] NAME [#N]`.
    Checkpoint {
        /// Before or after.
        moment: Moment,
        /// At which participant; `None` leaves it to [`Anchor::resolve`].
        node: Option<NodeId>,
        /// A step of a program or of a participant's own work, or the role of a message.
        name: &'static str,
        /// Which time, counted from 1.
        ordinal: u32,
    },
}

/// An anchor with every ambiguity settled.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ResolvedAnchor {
    /// Before or after.
    pub moment: Moment,
    /// At which participant; `None` is at any.
    pub node: Option<NodeId>,
    /// A step, or a message.
    pub place: Place,
    /// Its name.
    pub name: &'static str,
    /// Which time, counted from 1.
    pub ordinal: u32,
}

impl ResolvedAnchor {
    /// Whether this means one place that was reached, and counts it as it was counted there.
    pub fn is_exactly(&self, reached: &Checkpoint) -> bool {
        let Checkpoint { node, moment, place, name, ordinal, .. } = *reached;
        *self == Self { moment, node: Some(node), place, name, ordinal }
    }
}

/// Every kind of fault as it is written, without the word `fault`. Words in capitals stand for
/// others: `NODE` for a participant, `D` for a duration, `ROLE` for the role of a message, `#N` for
/// which one of several, and `WHEN` for one of [`WHEN_FORMS`]. Of what stands in parentheses with
/// bars between one is written; of what stands in brackets one or nothing.
pub const FORMS: [&str; 13] = [
    "crash NODE WHEN [for D|forever]",
    "power-cut NODE WHEN [for D|forever]",
    "destroy broker WHEN [for D|forever]",
    "pause NODE WHEN for D",
    "restart NODE WHEN",
    "partition NODE (and|to) NODE WHEN [for D|forever]",
    "skew NODE by [-]D [WHEN]",
    "lose ROLE [#N]",
    "delay ROLE [#N] by D",
    "duplicate ROLE [#N] [by D]",
    "fail ROLE [#N]",
    "check now WHEN",
    "resume discarded WHEN",
];

/// Every way of saying when a fault strikes. `NAME` is one of [`PROGRAM_STEPS`] or [`OWN_STEPS`],
/// or the role of a message.
pub const WHEN_FORMS: [&str; 4] =
    ["at D", "from D", "before [NODE] NAME [#N]", "after [NODE] NAME [#N]"];

/// Steps of participants that run no program: the broker's, and the database's commit point.
pub const OWN_STEPS: [(NodeId, &[&str]); 2] = [
    (nodes::BROKER, &["append", "flush", "check-round", "discard", "marker"]),
    (nodes::DATABASE, &["commit", "prepare"]),
];

/// Steps that programs can have.
pub const PROGRAM_STEPS: [&str; 24] = [
    "begin", "commit", "rollback", "update", "insert", "set", "index", "send", "half", "end",
    "reply", "refund", "work", "remember", "pay", "mark", "prepare", "claim", "note", "call",
    "deliver", "move", "save", "producer",
];

impl Fault {
    /// When it strikes; a fault of a message strikes when that message is sent or arrives.
    pub fn anchor(&self) -> Option<&Anchor> {
        match self {
            Self::Crash { anchor, .. }
            | Self::Restart { anchor, .. }
            | Self::Pause { anchor, .. }
            | Self::Partition { anchor, .. }
            | Self::Skew { anchor, .. }
            | Self::Operate { anchor, .. } => Some(anchor),
            Self::Message { .. } => None,
        }
    }

    /// When it is over if it strikes as soon as it can: a restart, the end of a pause or a
    /// partition, the arrival of what was delayed. What is for ever, or has no length, is over when
    /// it strikes.
    pub fn over_at(&self, restart_after: SimDuration) -> SimTime {
        let length = match self {
            Self::Crash { down, .. } => down.duration(restart_after),
            Self::Pause { pause_for, .. } => Some(*pause_for),
            Self::Partition { cut_for, .. } => *cut_for,
            Self::Message { harm: Harm::Delay(by) | Harm::Duplicate(by), .. } => Some(*by),
            Self::Message { .. }
            | Self::Restart { .. }
            | Self::Skew { .. }
            | Self::Operate { .. } => None,
        };
        let from = match self.anchor() {
            Some(Anchor::At(at)) => *at,
            _ => SimTime::ZERO,
        };
        from + length.unwrap_or(SimDuration::ZERO)
    }

    /// The participant that it strikes, if it strikes one.
    pub fn node(&self) -> Option<NodeId> {
        match self {
            Self::Crash { node, .. }
            | Self::Restart { node, .. }
            | Self::Pause { node, .. }
            | Self::Skew { node, .. } => Some(*node),
            Self::Operate { .. } => Some(nodes::BROKER),
            Self::Partition { .. } | Self::Message { .. } => None,
        }
    }

    /// Whether it is an operator's act rather than something that goes wrong.
    pub fn is_operation(&self) -> bool {
        matches!(self, Self::Operate { .. } | Self::Restart { .. })
    }
}

impl Anchor {
    /// The same place, with the participant named: for a fault that strikes nobody in particular.
    #[must_use]
    pub fn at_node(self, named: NodeId) -> Self {
        match self {
            Self::Checkpoint { moment, node, name, ordinal } => {
                Self::Checkpoint { moment, node: node.or(Some(named)), name, ordinal }
            }
            Self::At(_) => self,
        }
    }

    /// Settles which participant and which kind of place a name means. A name means, in this
    /// order: a step of the participant named in the anchor, or of the one that the fault strikes;
    /// a message that it receives; a step of anybody; a message of anybody.
    pub fn resolve(&self, struck: Option<NodeId>, program: &Program) -> Option<ResolvedAnchor> {
        let Self::Checkpoint { moment, node, name, ordinal } = *self else { return None };
        let resolved = |node, place| Some(ResolvedAnchor { moment, node, place, name, ordinal });
        if let Some(node) = node.or(struck) {
            if has_step(node, name, program) {
                return resolved(Some(node), Place::Step);
            }
            if receives(node, name, program) {
                return resolved(Some(node), Place::Message);
            }
        }
        let is_step = nodes::NAMES.iter().any(|(node, _)| has_step(*node, name, program));
        resolved(node, if is_step { Place::Step } else { Place::Message })
    }
}

impl ResolvedAnchor {
    /// Whether a node is where this anchor is. When the text names nobody, a step of the program
    /// is meant, if it has one of this name: the database's `commit` is not counted besides it.
    pub fn is_at(&self, node: NodeId, program: &Program) -> bool {
        if let Some(wanted) = self.node {
            return wanted == node;
        }
        let is_of_program = self.place == Place::Step
            && nodes::WORKERS.iter().any(|(own, _)| has_step(*own, self.name, program));
        !is_of_program || nodes::place(node).is_some()
    }
}

/// Whether a participant has a step of this name.
pub fn has_step(node: NodeId, name: &str, program: &Program) -> bool {
    match nodes::place(node) {
        Some(place) => program.any_op_at(place, |op| op.name() == Some(name)),
        None => OWN_STEPS.iter().any(|(owner, steps)| *owner == node && steps.contains(&name)),
    }
}

/// Whether a participant can receive a message of this role.
fn receives(node: NodeId, role: &str, program: &Program) -> bool {
    let is_worker = nodes::place(node).is_some();
    let is_order = nodes::place(node) == Some(step::Place::Order);
    if node == nodes::PROXY {
        let through = ["send", "half", "end", "check", "heartbeat", "send.ack", "half.ack"];
        return through.contains(&role);
    }
    match role {
        "callback.reply" | "refund" => node == nodes::PAYMENT,
        "callback" | "check" | "refund.ack" => is_order,
        "set" | "claim" => node == nodes::REDIS,
        "index" => node == nodes::ELASTICSEARCH,
        "replicate" => node == nodes::SLAVE,
        "deliver" | "sendback.ack" => node == nodes::CONSUMER,
        "call" | "call.reply" => is_worker,
        "ask" => is_worker || node == nodes::REDIS,
        "ack" if is_worker => program.any_op(|op| matches!(op, Op::Deliver(_))),
        "send" | "half" | "end" | "ack" | "heartbeat" | "subscribe" | "replicate.ack" | "pull"
        | "offset" | "sendback" | "producer" | "init" => node == nodes::BROKER,
        _ if role.rsplit_once('.').is_some_and(|(_, last)| last == "ack") => is_worker,
        _ => node == nodes::DATABASE && Message::ROLES.contains(&role),
    }
}
