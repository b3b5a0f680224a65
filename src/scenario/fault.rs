//! Faults as data, anchored by meaning: by steps and messages, not by event numbers, so that the
//! same fault means the same in another strategy and survives small changes of latency.

use crate::program::step::{self, Op, Program};
use crate::shop::message::{Message, nodes};
use crate::sim::choice::{Moment, Place, Reaching};
use crate::sim::node::NodeId;
use crate::sim::time::{SimDuration, SimTime};
use crate::sim::trace::Checkpoint;

pub use super::fault_act::{COPY_AFTER, Details, FaultAct, FaultKind};

/// One thing that goes wrong, or one act of an operator: an act at an anchor. `Display` and
/// [`Fault::parse`] are its text form.
///
/// An act on a message goes with [`Anchor::Message`], every other one with an anchor of the other
/// two kinds. Anything else never happens, and has no text.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Fault {
    /// What happens.
    pub act: FaultAct,
    /// When, or to which message.
    pub anchor: Anchor,
}

/// How long a crash lasts.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
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

    /// How long that is, if it says so itself.
    pub fn known(self) -> Option<SimDuration> {
        match self {
            Self::For(duration) => Some(duration),
            Self::Default | Self::Forever => None,
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

/// When a fault strikes, or what.
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
    /// `ROLE #N`: when that message is sent, or arrives.
    Message {
        /// The role of the message.
        role: &'static str,
        /// Which one of that role, counted from 1.
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
    /// When it is over if it strikes as soon as it can: a restart, the end of a pause or a
    /// partition, the arrival of what was delayed. What is for ever, or has no length, is over when
    /// it strikes.
    pub fn over_at(&self, restart_after: SimDuration) -> SimTime {
        let from = match self.anchor {
            Anchor::At(at) => at,
            Anchor::Checkpoint { .. } | Anchor::Message { .. } => SimTime::ZERO,
        };
        from + self.act.lasts(restart_after)
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
            Self::At(_) | Self::Message { .. } => self,
        }
    }

    /// Settles which participant and which kind of place a name means. A name means, in this
    /// order: a step of the participant named in the anchor, or of the one that the fault strikes;
    /// a message that it receives; a step of anybody; a message of anybody. `None` if it is no
    /// checkpoint.
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
    /// Whether a place is meant, whichever time it is reached.
    pub fn is_meant(&self, reaching: &Reaching, program: &Program) -> bool {
        let Reaching { node, moment, name, place } = *reaching;
        (self.moment, self.place, self.name) == (moment, place, name) && self.is_at(node, program)
    }

    /// Whether a node is where this anchor is. When the text names nobody, a step of the program
    /// is meant, if it has one of this name: the database's `commit` is not counted besides it.
    fn is_at(&self, node: NodeId, program: &Program) -> bool {
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
