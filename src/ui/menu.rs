//! The fault menu: what can go wrong at a participant, a line, a message or a moment. Pure.
//!
//! Everything that opens a menu opens this one, so that the same verbs stand everywhere. Items that
//! make no sense here are shown with the reason, not hidden.

pub mod items;

use crate::program::step::{Decision, Handler};
use crate::run::Run;
use crate::sim::node::{MessageId, NodeId};
use crate::sim::time::SimDuration;

/// An open menu.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Menu {
    /// What it is about.
    pub target: Target,
    /// Where it stands, in CSS pixels of the window.
    pub x: i32,
    /// Where it stands, in CSS pixels of the window.
    pub y: i32,
}

/// What a menu is about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Target {
    /// A participant, at the playhead.
    Node(NodeId),
    /// A line of the program.
    Line(u16),
    /// A message.
    Message(MessageId),
    /// The moment of the playhead.
    Here,
    /// The faults of the map that strike during a step.
    Step(u32),
}

/// What an item says; `text` words it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Verb {
    /// The process dies and comes back after this long.
    CrashFor(NodeId, SimDuration),
    /// It dies for good.
    CrashForever(NodeId),
    /// Its host loses power.
    PowerCut(NodeId),
    /// Its machine is gone with its disk.
    Destroy(NodeId),
    /// It stands still for this long.
    Pause(NodeId, SimDuration),
    /// It starts again now.
    Restart(NodeId),
    /// Its link to the broker is cut for this long.
    CutFromBroker(NodeId, SimDuration),
    /// The process that runs this line dies before it.
    CrashBeforeLine,
    /// The process that runs this line dies after it.
    CrashAfterLine,
    /// What this line asks for is refused.
    RefuseLine,
    /// The message is lost.
    Lose,
    /// The message is late.
    Delay(SimDuration),
    /// The message arrives twice.
    Duplicate,
    /// Its receiver refuses it.
    Refuse,
    /// An operator starts a check round.
    CheckNow,
    /// An operator puts discarded half messages back.
    ResumeDiscarded,
    /// From now on every check is answered like this; `None` leaves it to the program.
    CheckerAnswer(Option<Decision>),
    /// What the fault with this index in the map comes to.
    Mapped(usize),
}

/// Why an item cannot be chosen.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum WhyNot {
    /// The participant is down.
    IsDown,
    /// The participant is up.
    IsUp,
    /// The line never ran in this run.
    NeverRan,
    /// Nothing is in the discard topic.
    NothingDiscarded,
    /// It is so already.
    AlreadySo,
}

/// Whether the program sends half messages, so that the broker may ask.
pub fn is_checked(run: &Run) -> bool {
    run.shop.program.entry(Handler::Check).is_some()
}
