//! What a participant is: a pure state machine that receives inputs and records effects.

use std::fmt::Debug;
use std::hash::{Hash, Hasher};

use super::choice::{Moment, Place};
use super::time::{SimDuration, SimTime};
use super::trace::TraceKind;

/// Index of a node in its world.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct NodeId(pub u8);

/// Identity of one copy of a message in flight. Send and receive pair by it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct MessageId(pub u32);

/// An identity enters a hash as a signed 128-bit number, which nothing else does: no node ever sees
/// it, so [`super::fingerprint::StateHash`] leaves it out.
impl Hash for MessageId {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_i128(i128::from(self.0));
    }
}

/// A participant: a process with volatile memory and, if it has a disk, durable state.
///
/// A handler must be a function of its arguments alone, and performs nothing: it changes its own
/// state and records effects.
pub trait Node: Clone + Eq + Hash + Debug {
    /// What never changes during a run and is therefore not part of the world: programs, settings.
    type Context;
    /// What nodes say to each other.
    type Message: Message;
    /// What a node's own timers carry.
    type Timer: Clone + Eq + Hash + Debug;
    /// A typed fact for the trace, without words.
    type Mark: Clone + Eq + Hash + Debug;
    /// An act of an operator.
    type Operation: Copy + Eq + Hash + Debug;

    /// Reacts to one input.
    fn handle(
        &mut self,
        context: &Self::Context,
        now: Now,
        input: Input<Self>,
        effects: &mut Effects<Self>,
    );

    /// Forgets what a crash of this kind destroys. Only [`Effect::Mark`] may be recorded.
    fn crash(&mut self, context: &Self::Context, mode: CrashMode, effects: &mut Effects<Self>);

    /// One-way latency of the link between two nodes.
    fn latency(context: &Self::Context, from: NodeId, to: NodeId) -> SimDuration;

    /// Whether an event is housekeeping: it is in the trace, but does not make a step of its own.
    /// Deliveries and losses follow the message they are about.
    fn is_minor(kind: &TraceKind<Self>) -> bool;

    /// Feeds what a background timer's work could depend on: what is durable, and memory that
    /// programs can read. Not what merely counts or is under way, which ends in an event anyway.
    fn settled<H: Hasher>(&self, context: &Self::Context, hasher: &mut H);

    /// Feeds what the future of this node, and the judgement of it, depends on. Not what nothing
    /// will ever ask for again.
    fn future<H: Hasher>(&self, context: &Self::Context, hasher: &mut H);

    /// Feeds what the future of a message's receiver depends on.
    fn message_future<H: Hasher>(context: &Self::Context, message: &Self::Message, hasher: &mut H);

    /// Whether a message on its way comes too late, from this incarnation of its sender. What tells
    /// that is left out of [`Self::future`]: it matters for messages that are on their way, and for
    /// no other.
    fn is_too_late(&self, from: NodeId, incarnation: u16, message: &Self::Message) -> bool;

    /// Whether `node` keeps a connection to `peer` and so learns when it closes or comes back.
    fn is_connected(context: &Self::Context, node: NodeId, peer: NodeId) -> bool;
}

/// A message knows the role by which faults name it: `send`, `half.ack`, `check`.
pub trait Message: Clone + Eq + Hash + Debug {
    /// The role. Ordinals count per role.
    fn role(&self) -> &'static str;

    /// Whether the transport repeats it until it gets through: the end of a connection. Everything
    /// else that is sent into a partition is lost, because its sender does not wait that long.
    fn is_repeated(&self) -> bool {
        false
    }

    /// The connection of its sender's that it comes on, if that has one of its own for it: one TCP
    /// stream, whose end overtakes nothing that was written before it (RFC 9293, 3.6).
    fn connection(&self) -> Option<u32> {
        None
    }
}

/// The time as a node sees it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Now {
    /// Which node is asked.
    pub node: NodeId,
    /// Virtual time, the same everywhere. Timers use it.
    pub true_time: SimTime,
    /// What this node's clock shows: virtual time plus its skew. Only timestamps that travel to
    /// other nodes may use it.
    pub clock: SimTime,
}

/// A message in flight.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Envelope<M> {
    /// Its identity.
    pub id: MessageId,
    /// Who sent it.
    pub from: NodeId,
    /// Which incarnation of its sender: together they name the connection that it comes on.
    pub incarnation: u16,
    /// Where it goes.
    pub to: NodeId,
    /// What it says.
    pub message: M,
    /// Whether it is the second copy of a message that a fault has doubled. No fault strikes it, so
    /// a search must tell it from the first.
    pub is_copy: bool,
}

/// The end of one incarnation of a node, as its peers learn of it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Death {
    /// Who died.
    pub node: NodeId,
    /// Which incarnation ended. The node may have begun another since.
    pub incarnation: u16,
    /// When it died.
    pub at: SimTime,
}

/// What a node reacts to.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Input<N: Node> {
    /// The process started: at the beginning, or after a crash.
    Start(Start),
    /// A message arrived.
    Deliver {
        /// The message.
        envelope: Envelope<N::Message>,
        /// Whether the node must refuse what it asks (a constraint, a full disk).
        reception: Reception,
    },
    /// A message could not be delivered because its receiver's process is down: the connection was
    /// refused.
    Unreachable(Envelope<N::Message>),
    /// The connection to one incarnation of a peer closed because its process or host died.
    Disconnected(Death),
    /// A peer that had died accepts connections again.
    Reconnected(NodeId),
    /// A timer fired, or the node asked to continue.
    Timer(N::Timer),
    /// An operator acts.
    Operate(N::Operation),
}

impl<N: Node> Input<N> {
    /// The role of the message that arrived, if one did.
    pub(super) fn role(&self) -> Option<&'static str> {
        match self {
            Self::Deliver { envelope, .. } => Some(envelope.message.role()),
            _ => None,
        }
    }

    /// The timer, if it is one.
    pub(super) fn into_timer(self) -> Option<N::Timer> {
        match self {
            Self::Timer(timer) => Some(timer),
            _ => None,
        }
    }
}

/// Which start it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Start {
    /// The beginning of the run.
    First,
    /// After a crash; volatile memory is gone.
    Again,
}

/// Whether a fault makes the receiver refuse.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Reception {
    /// Process it.
    Accept,
    /// Refuse it, and change nothing.
    Refuse,
}

/// How a node dies, the mildest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum CrashMode {
    /// The process dies; the operating system lives on, keeps its page cache, closes connections.
    Process,
    /// The host loses power: the page cache is gone too, and peers hear nothing.
    PowerCut,
    /// The machine is gone with its disk, and peers hear nothing. What starts again is another
    /// machine in its place, with what somebody else has a copy of.
    Destroyed,
}

/// What a handler asks the world to do.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub enum Effect<N: Node> {
    /// Send a message.
    Send {
        /// Where to.
        to: NodeId,
        /// What.
        message: N::Message,
    },
    /// Receive [`Input::Timer`] after a delay. Equal timers may coexist.
    SetTimer {
        /// How long from now, in virtual time.
        delay: SimDuration,
        /// What to be reminded of.
        timer: N::Timer,
    },
    /// Receive [`Input::Timer`] after a delay, or at a later multiple of it: while its work would
    /// only find what it found the last time, the timer passes silently, and it never keeps a world
    /// from coming to rest.
    SetBackgroundTimer {
        /// How long from now, in virtual time.
        delay: SimDuration,
        /// What to be reminded of.
        timer: N::Timer,
        /// What ends the silence.
        wake: Wake,
    },
    /// Drop every pending timer of this node that equals this one.
    CancelTimer(N::Timer),
    /// An answer that this node gave will be another one from this moment on, by the passing of
    /// time alone: silent background timers, of whomever, fire again then.
    ChangeAt(SimTime),
    /// Reach a place where faults can strike.
    Checkpoint {
        /// Just before it, or just after.
        moment: Moment,
        /// The name of a step of the node's work, or the role of the message that it processes.
        name: &'static str,
        /// Which of the two.
        place: Place,
    },
    /// Receive [`Input::Timer`] at once, before anything else happens, unless a fault strikes.
    Continue(N::Timer),
    /// Put a fact in the trace.
    Mark(N::Mark),
}

/// When a background timer is worth firing although nothing has changed since it fired last.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Wake {
    /// From this moment on: the work waits for it, or for nothing that comes by itself.
    pub from: SimTime,
    /// Again and again: the work failed, and may succeed the next time.
    pub is_retry: bool,
}

impl Wake {
    /// Only a change does.
    pub const ON_CHANGE: Self = Self { from: SimTime::NEVER, is_retry: false };
}

/// The output buffer of a handler.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Effects<N: Node> {
    list: Vec<Effect<N>>,
}

impl<N: Node> Default for Effects<N> {
    fn default() -> Self {
        Self { list: Vec::new() }
    }
}

impl<N: Node> Effects<N> {
    /// Sends a message.
    pub fn send(&mut self, to: NodeId, message: N::Message) {
        self.list.push(Effect::Send { to, message });
    }

    /// Sets a timer.
    pub fn set_timer(&mut self, delay: SimDuration, timer: N::Timer) {
        self.list.push(Effect::SetTimer { delay, timer });
    }

    /// Sets a background timer.
    pub fn set_background_timer(&mut self, delay: SimDuration, timer: N::Timer, wake: Wake) {
        self.list.push(Effect::SetBackgroundTimer { delay, timer, wake });
    }

    /// Cancels every equal timer.
    pub fn cancel_timer(&mut self, timer: N::Timer) {
        self.list.push(Effect::CancelTimer(timer));
    }

    /// Says from when on an answer that was given is another one.
    pub fn change_at(&mut self, at: SimTime) {
        self.list.push(Effect::ChangeAt(at));
    }

    /// Names a place where faults can strike, just before a step.
    pub fn before(&mut self, name: &'static str) {
        self.list.push(Effect::Checkpoint { moment: Moment::Before, name, place: Place::Step });
    }

    /// Names a place where faults can strike, just after a step.
    pub fn after(&mut self, name: &'static str) {
        self.list.push(Effect::Checkpoint { moment: Moment::After, name, place: Place::Step });
    }

    /// Asks to go on at once.
    pub fn proceed(&mut self, timer: N::Timer) {
        self.list.push(Effect::Continue(timer));
    }

    /// Puts a fact in the trace.
    pub fn mark(&mut self, mark: N::Mark) {
        self.list.push(Effect::Mark(mark));
    }

    /// Names the place just after a message has been processed: all that its handler asked for has
    /// happened, and nothing yet of what the node goes on with.
    pub(super) fn after_message(&mut self, role: &'static str) {
        let is_next = |effect: &Effect<N>| matches!(effect, Effect::Continue(_));
        let place = self.list.iter().position(is_next).unwrap_or(self.list.len());
        let (moment, kind) = (Moment::After, Place::Message);
        self.list.insert(place, Effect::Checkpoint { moment, name: role, place: kind });
    }

    /// Moves what was recorded, in order, to the end of a list, and keeps the room it took.
    pub fn move_to(&mut self, list: &mut Vec<Effect<N>>) {
        if list.is_empty() {
            std::mem::swap(list, &mut self.list);
        } else {
            list.append(&mut self.list);
        }
    }

    /// Takes what was recorded, in order.
    pub fn take(&mut self) -> Vec<Effect<N>> {
        std::mem::take(&mut self.list)
    }
}
