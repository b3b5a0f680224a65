//! Every decision that the system itself does not determine: one trait, and a closed set of answers
//! to each of its three questions.
//!
//! The vocabulary follows turmoil-net's rules (the first that decides about a message wins) and
//! stateright's action enum. A chooser is an oracle: scripted (a scenario's faults), seeded
//! (chaos), or exhaustive (search).

use super::node::{CrashMode, MessageId, NodeId, Reception};
use super::time::SimDuration;

/// Just before something, or just after it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Moment {
    /// Before it has any effect.
    Before,
    /// After its effects on the node, before anything else.
    After,
}

/// A message that leaves its sender.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Sending {
    /// The message's identity.
    pub id: MessageId,
    /// Who sends.
    pub from: NodeId,
    /// Where to.
    pub to: NodeId,
    /// The message's role.
    pub role: &'static str,
    /// Whether the link is cut: then nothing but its loss can happen to it.
    pub is_cut: bool,
}

/// A message that is about to be processed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Receiving {
    /// The message's identity.
    pub id: MessageId,
    /// Who receives.
    pub node: NodeId,
    /// The message's role.
    pub role: &'static str,
}

/// A node that reaches a place: a step of its own work, or a message.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Reaching {
    /// Who is there.
    pub node: NodeId,
    /// Before or after.
    pub moment: Moment,
    /// The step's name, or the message's role.
    pub name: &'static str,
    /// Which of the two.
    pub place: Place,
}

/// A question to the chooser, for those who keep it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ChoicePoint {
    /// What happens to it on its way?
    Send(Sending),
    /// Does its receiver refuse it?
    Receive(Receiving),
    /// What strikes there?
    Checkpoint(Reaching),
}

/// What kind of place a node reached.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Place {
    /// A step of the node's own work.
    Step,
    /// The processing of a message.
    Message,
}

/// What a fault does to a message on its way.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Harm {
    /// It never arrives.
    Lose,
    /// It arrives later than the link's latency by this much.
    Delay(SimDuration),
    /// A second copy arrives later by this much.
    Duplicate(SimDuration),
}

/// Which of its acts a chooser means: of two that are equal, only one may find anybody to strike.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct ActId(pub u16);

impl ActId {
    /// For an act of which nobody wants to hear.
    pub const NOBODYS: Self = Self(u16::MAX);
}

/// A fault that strikes nodes and links, or an operator's act.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Act<O> {
    /// A node dies; it restarts after the given time, or never.
    Crash {
        /// Who.
        node: NodeId,
        /// How.
        mode: CrashMode,
        /// For how long; `None` is for ever.
        down_for: Option<SimDuration>,
    },
    /// A node that is down starts now.
    Restart(NodeId),
    /// A node stops doing anything, and later goes on with its memory intact (a GC pause).
    Pause {
        /// Who.
        node: NodeId,
        /// For how long.
        pause_for: SimDuration,
    },
    /// Messages sent from one node to another are lost.
    Partition {
        /// The sender.
        from: NodeId,
        /// The receiver.
        to: NodeId,
        /// For how long; `None` is for ever.
        cut_for: Option<SimDuration>,
    },
    /// A node's clock is off from now on, by this many microseconds (negative is behind).
    Skew {
        /// Whose clock.
        node: NodeId,
        /// Microseconds to add to virtual time.
        micros: i64,
    },
    /// An operator does something at a node.
    Operate {
        /// Where.
        node: NodeId,
        /// What.
        operation: O,
    },
}

/// Acts with the names under which the chooser hears of them, in the order in which they happen.
pub type Acts<O> = Vec<(Act<O>, ActId)>;

/// The oracle. It must be a function of the questions asked so far. Each is asked once.
pub trait Chooser<O> {
    /// What happens to a message on its way; `None` is nothing special.
    fn send(&mut self, sending: &Sending) -> Option<Harm>;

    /// Whether the receiver of a message accepts it.
    fn receive(&mut self, receiving: &Receiving) -> Reception;

    /// Adds what strikes at a place. It all strikes, whatever the first of it does to whoever is
    /// there.
    fn reach(&mut self, reaching: &Reaching, acts: &mut Acts<O>);

    /// Hears whether an act, asked for here or planned for a time, found anybody to strike.
    fn acted(&mut self, _act: ActId, _effect: ActEffect) {}
}

/// What became of an act.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ActEffect {
    /// It happens.
    Strikes,
    /// There is nothing to strike: the dead cannot die, pause or take orders, the living cannot
    /// start.
    Misses,
}

/// The chooser of a world in which nothing goes wrong.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NoFaults;

impl<O> Chooser<O> for NoFaults {
    fn send(&mut self, _sending: &Sending) -> Option<Harm> {
        None
    }

    fn receive(&mut self, _receiving: &Receiving) -> Reception {
        Reception::Accept
    }

    fn reach(&mut self, _reaching: &Reaching, _acts: &mut Acts<O>) {}
}
