//! Every decision that the system itself does not determine: one trait, a closed set of answers.
//!
//! The vocabulary follows turmoil-net's rules and verdicts (first rule that decides wins) and
//! stateright's action enum. A chooser is an oracle: scripted (a scenario's faults), seeded
//! (chaos), or exhaustive (search).

use super::node::{CrashMode, MessageId, NodeId};
use super::time::{SimDuration, SimTime};

/// Just before something, or just after it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Moment {
    /// Before it has any effect.
    Before,
    /// After its effects on the node, before anything else.
    After,
}

/// A question to the chooser.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ChoicePoint {
    /// A message leaves its sender. Answers: pass, lose, delay, duplicate.
    Send {
        /// The message's identity.
        id: MessageId,
        /// Who sends.
        from: NodeId,
        /// Where to.
        to: NodeId,
        /// The message's role.
        role: &'static str,
        /// Whether the link is cut: then nothing but its loss can happen to it.
        is_cut: bool,
    },
    /// A message is about to be processed. Answers: pass, refuse.
    Receive {
        /// The message's identity.
        id: MessageId,
        /// Who receives.
        node: NodeId,
        /// The message's role.
        role: &'static str,
    },
    /// A node reaches a place: a step of its own work, or a message. Asked again until the answer
    /// is pass. Answers: pass, act.
    Checkpoint {
        /// Who is there.
        node: NodeId,
        /// Before or after.
        moment: Moment,
        /// The step's name, or the message's role.
        name: &'static str,
        /// Which of the two.
        place: Place,
    },
}

/// What kind of place a node reached.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Place {
    /// A step of the node's own work.
    Step,
    /// The processing of a message.
    Message,
}

/// The chooser's answer.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Verdict<O> {
    /// Nothing special happens.
    Pass,
    /// The message is lost on its way.
    Lose,
    /// The message arrives later than the link's latency by this much.
    Delay(SimDuration),
    /// A second copy of the message arrives this much later.
    Duplicate(SimDuration),
    /// The receiver refuses the message.
    Refuse,
    /// A fault strikes a node or a link, and the chooser hears under this name what became of it.
    Act(Act<O>, ActId),
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

/// The oracle. It must be a function of the questions asked so far.
pub trait Chooser<O> {
    /// Answers one question.
    fn choose(&mut self, now: SimTime, point: &ChoicePoint) -> Verdict<O>;

    /// Hears whether an act, asked for here or planned for a time, found anybody to strike.
    fn acted(&mut self, _act: ActId, _effect: ActEffect) {}
}

/// For callers that would rather have one kernel for all choosers than one for each: in the page a
/// kernel is 8 KB, and a call through a table is nothing beside a choice.
impl<O> Chooser<O> for &mut dyn Chooser<O> {
    fn choose(&mut self, now: SimTime, point: &ChoicePoint) -> Verdict<O> {
        (**self).choose(now, point)
    }

    fn acted(&mut self, act: ActId, effect: ActEffect) {
        (**self).acted(act, effect);
    }
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
    fn choose(&mut self, _now: SimTime, _point: &ChoicePoint) -> Verdict<O> {
        Verdict::Pass
    }
}
