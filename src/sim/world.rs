//! The world: nodes, links, the event queue, and one step at a time.

mod background;
mod future;
mod post;
mod strike;

use std::sync::Arc;

use super::choice::{Act, ActId, Chooser, Moment, Place, Reaching};
use super::fingerprint::Memo;
use super::node::{
    CrashMode, Death, Effect, Effects, Envelope, Input, MessageId, Node, NodeId, Now, Start, Wake,
};
use super::queue::EventQueue;
use super::time::{SimDuration, SimTime};
use super::trace::{Recorder, TraceKind};

/// How long a peer of a host without power believes that the connection lives. A dead host sends
/// no FIN; 30 s stands for a server's keep-alive.
pub const SILENT_DISCONNECT: SimDuration = SimDuration::from_secs(30);

/// How long a client takes to connect again once its server is back. RocketMQ's clients send their
/// first heartbeat one second after the start (`MQClientInstance`, initial delay 1000 ms).
pub const RECONNECT: SimDuration = SimDuration::from_secs(1);

/// How often one node may continue within one step. Programs have their own, lower limit; this one
/// guards the kernel against a node that never yields.
pub const CONTINUE_MAX: u32 = 10_000;

/// Everything that changes during a run, and nothing else. Two equal worlds have equal futures.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct World<N: Node> {
    now: SimTime,
    /// Shared between copies of a world until one of them changes a host.
    hosts: Vec<Arc<Host<N>>>,
    queue: EventQueue<Event<N>>,
    cuts: Vec<(NodeId, NodeId)>,
    /// From when on answers are other ones by themselves, in order: those that a background timer
    /// may still ask for.
    changes: Vec<SimTime>,
    last_message: MessageId,
}

#[derive(Clone, PartialEq, Eq, Hash, Debug)]
struct Host<N: Node> {
    node: N,
    status: HostStatus,
    /// Counts incarnations, so that a restart or a resume that was planned for an earlier
    /// incarnation is void.
    incarnation: u16,
    skew_micros: i64,
    /// What its background timers found.
    findings: Vec<background::Finding<N>>,
    /// What it adds to the hash of a state, and to the hash that a background timer asks for.
    memos: (Memo, Memo),
}

/// Whether a node runs.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum HostStatus {
    /// It runs.
    Up,
    /// It stands still until then, with its memory intact.
    Paused {
        /// When it goes on.
        until: SimTime,
    },
    /// It is dead.
    Down {
        /// How it died, which decides what its peers hear.
        mode: CrashMode,
    },
}

#[derive(Clone, PartialEq, Eq, Hash, Debug)]
enum Event<N: Node> {
    Start(NodeId),
    Deliver(Envelope<N::Message>),
    /// Has arrived at a paused node, which reads it when it goes on.
    Held(Envelope<N::Message>, Asked),
    Unreachable(Envelope<N::Message>),
    Disconnected {
        node: NodeId,
        death: Death,
    },
    Reconnected {
        node: NodeId,
        peer: NodeId,
    },
    Timer {
        node: NodeId,
        timer: N::Timer,
    },
    /// A background timer; see [`background`].
    Tick {
        node: NodeId,
        timer: N::Timer,
        delay: SimDuration,
        wake: Wake,
    },
    Act(Act<N::Operation>, ActId),
    Restart {
        node: NodeId,
        incarnation: u16,
    },
    Resume {
        node: NodeId,
        incarnation: u16,
    },
    /// What a paused node was about to do.
    GoOn {
        node: NodeId,
        incarnation: u16,
        rest: Vec<Effect<N>>,
    },
    Repair {
        from: NodeId,
        to: NodeId,
    },
}

/// Whether the chooser was asked about the place before a message; it is asked once.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
enum Asked {
    No,
    Yes,
}

/// What one step did.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum StepOutcome {
    /// Something happened.
    Advanced,
    /// Nothing will ever happen again.
    Quiescent,
}

/// What a step needs besides the world itself. The chooser and the recorder are called through a
/// table: beside a choice that is nothing, and one kernel serves all of them. In the page a kernel
/// is 8 KB.
#[expect(missing_debug_implementations, reason = "an oracle need not show itself")]
pub struct Surroundings<'a, N: Node> {
    /// Programs and settings.
    pub context: &'a N::Context,
    /// The oracle.
    pub chooser: &'a mut dyn Chooser<N::Operation>,
    /// Where to tell what happened.
    pub recorder: &'a mut dyn Recorder<N>,
}

impl<N: Node> World<N> {
    /// A world at time zero in which every node is about to start, in order of its id.
    pub fn new(nodes: Vec<N>) -> Self {
        let mut queue = EventQueue::default();
        for index in 0..nodes.len() {
            let node = NodeId(u8::try_from(index).expect("a world has at most 256 nodes"));
            queue.push(SimTime::ZERO, Event::Start(node));
        }
        let host = |node| Host {
            node,
            status: HostStatus::Up,
            incarnation: 0,
            skew_micros: 0,
            findings: Vec::new(),
            memos: (Memo::default(), Memo::default()),
        };
        let hosts = nodes.into_iter().map(host).map(Arc::new).collect();
        let (cuts, changes, last_message) = (Vec::new(), Vec::new(), MessageId(0));
        Self { now: SimTime::ZERO, hosts, queue, cuts, changes, last_message }
    }

    /// Plans a fault or an operator's act for a time. The chooser hears what became of it.
    pub fn plan(&mut self, at: SimTime, act: Act<N::Operation>, id: ActId) {
        self.queue.push(at, Event::Act(act, id));
    }

    /// Virtual time of the last step.
    pub fn now(&self) -> SimTime {
        self.now
    }

    /// The state of one node.
    pub fn node(&self, node: NodeId) -> &N {
        &self.hosts[usize::from(node.0)].node
    }

    /// The state of a node, if there is one of this id.
    pub fn find(&self, node: NodeId) -> Option<&N> {
        self.hosts.get(usize::from(node.0)).map(|host| &host.node)
    }

    /// Every node with its id.
    pub fn nodes(&self) -> impl Iterator<Item = (NodeId, &N)> {
        (0_u8..).map(NodeId).zip(self.hosts.iter().map(|host| &host.node))
    }

    /// What the clock of a node shows.
    pub fn clock(&self, node: NodeId) -> SimTime {
        self.local_now(node).clock
    }

    /// Whether a node runs.
    pub fn status(&self, node: NodeId) -> HostStatus {
        self.hosts[usize::from(node.0)].status
    }

    /// The links that let nothing through, as (sender, receiver).
    pub fn cuts(&self) -> &[(NodeId, NodeId)] {
        &self.cuts
    }

    /// Messages on their way, next arrival first, with their arrival time.
    pub fn in_flight(&self) -> impl Iterator<Item = (SimTime, &Envelope<N::Message>)> {
        self.queue.iter().filter_map(|scheduled| match &scheduled.event {
            Event::Deliver(envelope) | Event::Held(envelope, _) => Some((scheduled.at, envelope)),
            _ => None,
        })
    }

    /// Takes the next event from the queue and lets it happen.
    pub fn step(&mut self, around: &mut Surroundings<'_, N>) -> StepOutcome {
        if self.next_event_at(around.context).is_none() {
            return StepOutcome::Quiescent;
        }
        let Some(next) = self.queue.pop() else { return StepOutcome::Quiescent };
        self.now = next.at;
        around.recorder.begin(next.at, next.sequence);
        match next.event {
            Event::Start(node) => self.give(node, Input::Start(Start::First), around),
            Event::Deliver(envelope) => self.deliver(envelope, Asked::No, around),
            Event::Held(envelope, asked) => self.deliver(envelope, asked, around),
            Event::Unreachable(envelope) => {
                self.give(envelope.from, Input::Unreachable(envelope), around);
            }
            Event::Disconnected { node, death } => {
                self.give(node, Input::Disconnected(death), around);
            }
            Event::Reconnected { node, peer } => self.give(node, Input::Reconnected(peer), around),
            Event::Timer { node, timer } => self.give(node, Input::Timer(timer), around),
            Event::Tick { node, timer, .. } => {
                self.note_tick(node, &timer, around.context);
                self.give(node, Input::Timer(timer), around);
            }
            Event::Act(act, id) => self.act((act, id), around),
            Event::Restart { node, incarnation } => {
                if self.incarnation(node) == incarnation {
                    self.restart(node, around);
                }
            }
            Event::Resume { node, incarnation } => self.resume(node, incarnation, around),
            Event::GoOn { node, incarnation, rest } => {
                self.go_on((node, incarnation), rest, around);
            }
            Event::Repair { from, to } => self.repair(from, to, around),
        }
        StepOutcome::Advanced
    }

    /// A host that is about to change.
    fn host(&mut self, node: NodeId) -> &mut Host<N> {
        let host = Arc::make_mut(&mut self.hosts[usize::from(node.0)]);
        host.memos.0.forget();
        host.memos.1.forget();
        host
    }

    fn incarnation(&self, node: NodeId) -> u16 {
        self.hosts[usize::from(node.0)].incarnation
    }

    fn schedule(&mut self, at: SimTime, event: Event<N>, around: &mut Surroundings<'_, N>) {
        let sequence = self.queue.push(at, event);
        around.recorder.scheduled(sequence);
    }

    /// Hands an input to a node that is up, and performs what it asks. A paused node gets it when
    /// it goes on; a dead one never.
    fn give(&mut self, node: NodeId, input: Input<N>, around: &mut Surroundings<'_, N>) {
        match self.status(node) {
            HostStatus::Up => {}
            HostStatus::Paused { until } => return self.defer(until, node, input, around),
            HostStatus::Down { .. } => return,
        }
        self.go(node, Vec::new(), Some(input), around);
    }

    /// Performs what is left to do, then what an input makes a node ask for, and so on while the
    /// node wants to continue. A pause on the way keeps the rest for the moment at which it ends.
    fn go(
        &mut self,
        node: NodeId,
        mut rest: Vec<Effect<N>>,
        mut input: Option<Input<N>>,
        around: &mut Surroundings<'_, N>,
    ) {
        let incarnation = self.incarnation(node);
        let mut effects = Effects::default();
        for _ in 0..CONTINUE_MAX {
            if let Some(next) = input.take() {
                let role = next.role();
                let now = self.local_now(node);
                self.host(node).node.handle(around.context, now, next, &mut effects);
                if let Some(role) = role {
                    effects.after_message(role);
                }
                effects.move_to(&mut rest);
            }
            let mut left = rest.drain(..);
            while let Some(effect) = left.next() {
                if let Some(timer) = self.perform(node, effect, around) {
                    input = Some(Input::Timer(timer));
                }
                if self.incarnation(node) != incarnation {
                    return;
                }
                if let HostStatus::Paused { until } = self.status(node) {
                    let next = input.and_then(Input::into_timer).map(Effect::Continue);
                    let rest: Vec<_> = left.chain(next).collect();
                    return self.schedule(until, Event::GoOn { node, incarnation, rest }, around);
                }
            }
            drop(left);
            if input.is_none() {
                return;
            }
        }
    }

    /// A pause is over: the node does what it was about to do.
    fn go_on(
        &mut self,
        (node, incarnation): (NodeId, u16),
        rest: Vec<Effect<N>>,
        around: &mut Surroundings<'_, N>,
    ) {
        match self.status(node) {
            _ if self.incarnation(node) != incarnation => {}
            HostStatus::Paused { until } => {
                self.schedule(until, Event::GoOn { node, incarnation, rest }, around);
            }
            HostStatus::Up => self.go(node, rest, None, around),
            HostStatus::Down { .. } => {}
        }
    }

    fn is_paused(&self, node: NodeId) -> bool {
        matches!(self.status(node), HostStatus::Paused { .. })
    }

    fn local_now(&self, node: NodeId) -> Now {
        let skew = self.hosts[usize::from(node.0)].skew_micros;
        let clock = self.now.as_micros().saturating_add_signed(skew);
        Now { node, true_time: self.now, clock: SimTime::from_micros(clock) }
    }

    /// Keeps an input for the moment at which a paused node goes on. An operator's act never comes
    /// here: nobody answers the console of a process that stands still.
    fn defer(
        &mut self,
        until: SimTime,
        node: NodeId,
        input: Input<N>,
        around: &mut Surroundings<'_, N>,
    ) {
        let event = match input {
            Input::Start(_) => Event::Start(node),
            Input::Deliver { envelope, .. } => Event::Held(envelope, Asked::Yes),
            Input::Unreachable(envelope) => Event::Unreachable(envelope),
            Input::Disconnected(death) => Event::Disconnected { node, death },
            Input::Reconnected(peer) => Event::Reconnected { node, peer },
            Input::Timer(timer) => Event::Timer { node, timer },
            Input::Operate(_) => return,
        };
        self.schedule(until, event, around);
    }

    /// Performs one effect; returns the timer with which the node wants to go on at once.
    fn perform(
        &mut self,
        node: NodeId,
        effect: Effect<N>,
        around: &mut Surroundings<'_, N>,
    ) -> Option<N::Timer> {
        match effect {
            Effect::Send { to, message } => self.send(node, to, message, around),
            Effect::SetTimer { delay, timer } => {
                self.schedule(self.now + delay, Event::Timer { node, timer }, around);
            }
            Effect::SetBackgroundTimer { delay, timer, wake } => {
                let tick = Event::Tick { node, timer, delay, wake };
                self.schedule(self.now + delay, tick, around);
            }
            Effect::CancelTimer(timer) => {
                self.queue.remove(&Event::Timer { node, timer });
            }
            Effect::ChangeAt(at) => {
                let place = self.changes.partition_point(|other| *other < at);
                if self.changes.get(place) != Some(&at) {
                    self.changes.insert(place, at);
                }
            }
            Effect::Checkpoint { moment, name, place } => {
                if (moment, place) == (Moment::After, Place::Step) {
                    let ordinal = around.recorder.next_step_ordinal(node, name);
                    around.recorder.record(TraceKind::Stepped { node, name, ordinal });
                }
                self.checkpoint(&Reaching { node, moment, name, place }, around);
            }
            Effect::Continue(timer) => return Some(timer),
            Effect::Mark(mark) => around.recorder.record(TraceKind::Mark { node, mark }),
        }
        None
    }

    /// Asks the chooser what strikes at this place.
    fn checkpoint(&mut self, reaching: &Reaching, around: &mut Surroundings<'_, N>) {
        around.recorder.checkpoint(reaching);
        // A list of its own: an act can make nodes reach further places.
        let mut acts = Vec::new();
        around.chooser.reach(reaching, &mut acts);
        for act in acts {
            self.act(act, around);
        }
    }
}
