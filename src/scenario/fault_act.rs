//! What a fault does: every kind of it, one row each, with its words, what follows them, and what a
//! search tries; and the acts themselves. The reader, the writer, the command, the search and the
//! tests of the documents read the rows; a new kind of fault begins here.

use crate::shop::Operation;
use crate::shop::message::nodes;
use crate::sim::choice::{Act, ActId, Acts, Harm};
use crate::sim::node::{CrashMode, NodeId};
use crate::sim::time::SimDuration;

use super::fault::{Direction, Down};
use Part::{Broker, By, ByOr, For, ForOrForever, Link, Node, Role, SignedBy, When, WhenOrStart};

/// A kind of act.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum FaultKind {
    /// A process dies and loses its memory.
    Crash,
    /// A host loses power.
    PowerCut,
    /// The broker's machine is lost with its disk.
    Destroy,
    /// A process stands still.
    Pause,
    /// A dead process starts before its time.
    Restart,
    /// A link is cut, in one direction or both.
    Partition,
    /// A clock is off.
    Skew,
    /// A message never arrives.
    Lose,
    /// A message arrives later.
    Delay,
    /// A second copy of a message arrives.
    Duplicate,
    /// A receiver refuses what a message asks for.
    Fail,
    /// An operator starts a check round.
    CheckNow,
    /// An operator puts discarded half messages back.
    ResumeDiscarded,
}

/// What a fault does. `Who` is [`NodeId`], but for a search, which fills in whoever is at a place.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum FaultAct<Who = NodeId> {
    /// A process dies, and perhaps more than the process.
    Crash {
        /// Who.
        node: Who,
        /// How.
        mode: CrashMode,
        /// For how long.
        down: Down,
    },
    /// A node that is down starts before its time.
    Restart {
        /// Who.
        node: Who,
    },
    /// A process stands still.
    Pause {
        /// Who.
        node: Who,
        /// For how long.
        pause_for: SimDuration,
    },
    /// Messages on a link are lost.
    Partition {
        /// Sender side.
        from: Who,
        /// Receiver side.
        to: NodeId,
        /// One direction or both.
        direction: Direction,
        /// For how long; `None` is for ever.
        cut_for: Option<SimDuration>,
    },
    /// A clock is off.
    Skew {
        /// Whose clock.
        node: Who,
        /// Microseconds ahead; negative is behind.
        micros: i64,
    },
    /// Something happens to a message on its way.
    Harm(Harm),
    /// The receiver of a message refuses it.
    Fail,
    /// An operator does something at the broker.
    Operate(Operation),
}

/// What is known of a kind.
struct Row {
    /// The words that it begins with and that never change.
    words: &'static str,
    /// What follows them, in this order.
    takes: &'static [Part],
    /// Which lengths a search tries if it is told no others; empty for a kind without a length.
    tried: &'static [Down],
    /// Whether it is an operator's act rather than something that goes wrong.
    is_operation: bool,
}

/// Something that stands in the text of a fault.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Part {
    /// Whom it strikes.
    Node,
    /// The broker, whom alone it can strike.
    Broker,
    /// Two participants, and in which directions.
    Link,
    /// When it strikes.
    When,
    /// When it strikes, if that is not the start.
    WhenOrStart,
    /// Which message it strikes.
    Role,
    /// How long it lasts.
    For,
    /// How long it lasts, if that is not the default.
    ForOrForever,
    /// How much later.
    By,
    /// How much later, if that is not this much.
    ByOr(SimDuration),
    /// By how much ahead, or with a minus behind.
    SignedBy,
}

impl Part {
    /// How it is written, in the words of [`FaultKind::form`].
    fn form(self) -> &'static str {
        match self {
            Node => "NODE",
            Broker => "broker",
            Link => "NODE (and|to) NODE",
            When => "WHEN",
            WhenOrStart => "[WHEN]",
            Role => "ROLE [#N]",
            For => "for D",
            ForOrForever => "[for D|forever]",
            By => "by D",
            ByOr(_) => "[by D]",
            SignedBy => "by [-]D",
        }
    }
}

const fn row(words: &'static str, takes: &'static [Part], tried: &'static [Down]) -> Row {
    Row { words, takes, tried, is_operation: false }
}

const fn by_operator(words: &'static str, takes: &'static [Part]) -> Row {
    Row { words, takes, tried: &[], is_operation: true }
}

const fn secs(secs: u64) -> Down {
    Down::For(SimDuration::from_secs(secs))
}

/// As long as the setting `restart.after` says.
const OUTAGE: &[Down] = &[Down::Default];
/// 4 s crosses a send timeout, 40 s a check interval and the deadline of the caller.
const LATE: &[Down] = &[secs(4), secs(40)];
/// So does a pause.
const STILL: &[Down] = &[secs(40)];
/// Outlasts three attempts to send with a timeout of 3 s each, and none of the hours for which a
/// broker checks.
const CUT: &[Down] = &[secs(10)];
/// Crosses the check interval and every age that a shipped program asks about. Behind is what the
/// clocks are with which one that is ahead is compared.
const AHEAD: &[Down] = &[secs(180)];
/// By how much a second copy comes later if nothing else is said.
pub const COPY_AFTER: SimDuration = SimDuration::from_millis(5);
const COPY: &[Down] = &[Down::For(COPY_AFTER)];

impl FaultKind {
    /// Every kind, in the order of the manual.
    pub const ALL: [Self; 13] = [
        Self::Crash,
        Self::PowerCut,
        Self::Destroy,
        Self::Pause,
        Self::Restart,
        Self::Partition,
        Self::Skew,
        Self::Lose,
        Self::Delay,
        Self::Duplicate,
        Self::Fail,
        Self::CheckNow,
        Self::ResumeDiscarded,
    ];

    /// Those that a search can try. Of two faults that do the same, it names the one whose kind
    /// comes first.
    pub const TRIED: [Self; 12] = [
        Self::Crash,
        Self::Lose,
        Self::Fail,
        Self::Duplicate,
        Self::Delay,
        Self::Pause,
        Self::PowerCut,
        Self::Partition,
        Self::Skew,
        Self::CheckNow,
        Self::ResumeDiscarded,
        Self::Destroy,
    ];

    const fn row(self) -> Row {
        match self {
            Self::Crash => row("crash", &[Node, When, ForOrForever], OUTAGE),
            Self::PowerCut => row("power-cut", &[Node, When, ForOrForever], OUTAGE),
            // Nobody else has a copy on another machine.
            Self::Destroy => row("destroy", &[Broker, When, ForOrForever], OUTAGE),
            Self::Pause => row("pause", &[Node, When, For], STILL),
            Self::Restart => by_operator("restart", &[Node, When]),
            Self::Partition => row("partition", &[Link, When, ForOrForever], CUT),
            Self::Skew => row("skew", &[Node, SignedBy, WhenOrStart], AHEAD),
            Self::Lose => row("lose", &[Role], &[]),
            Self::Delay => row("delay", &[Role, By], LATE),
            Self::Duplicate => row("duplicate", &[Role, ByOr(COPY_AFTER)], COPY),
            Self::Fail => row("fail", &[Role], &[]),
            Self::CheckNow => by_operator("check now", &[When]),
            Self::ResumeDiscarded => by_operator("resume discarded", &[When]),
        }
    }

    /// Its name: the word with which the text of such a fault begins.
    pub fn word(self) -> &'static str {
        self.words().split(' ').next().unwrap_or_default()
    }

    /// As it is written, without the word `fault`: `pause NODE WHEN for D`. Words in capitals stand
    /// for others: `NODE` for a participant, `D` for a duration, `ROLE` for the role of a message,
    /// `#N` for which one of several, and `WHEN` for one of
    /// [`WHEN_FORMS`](super::fault::WHEN_FORMS). Of what stands in parentheses with bars between
    /// one is written; of what stands in brackets one or nothing.
    pub fn form(self) -> String {
        self.takes().iter().fold(self.words().to_owned(), |form, part| form + " " + part.form())
    }

    /// Which lengths a search tries if it is told no others; empty for a kind without a length.
    pub fn tried_lengths(self) -> &'static [Down] {
        self.row().tried
    }

    /// Whether it lasts as long as `restart.after` says, unless it is told otherwise.
    pub fn is_outage(self) -> bool {
        self.row().tried == OUTAGE
    }

    /// Whether it is an operator's act rather than something that goes wrong.
    pub fn is_operation(self) -> bool {
        self.row().is_operation
    }

    pub(super) fn words(self) -> &'static str {
        self.row().words
    }

    pub(super) fn takes(self) -> &'static [Part] {
        self.row().takes
    }
}

/// What an act has besides its kind. A kind takes of it what its row names.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Details<Who = NodeId> {
    /// Whom it strikes, or from whom the link leads.
    pub node: Who,
    /// To whom the link leads.
    pub to: NodeId,
    /// In which directions a link is cut.
    pub direction: Direction,
    /// How long it lasts, how much later or by how much ahead it is.
    pub length: Down,
    /// Whether it is behind instead of ahead.
    pub is_behind: bool,
}

impl<Who> Details<Who> {
    /// Nothing but whom it strikes.
    pub fn of(node: Who) -> Self {
        let (to, direction, length) = (nodes::BROKER, Direction::OneWay, Down::Default);
        Self { node, to, direction, length, is_behind: false }
    }
}

impl FaultKind {
    /// An act of this kind.
    pub fn act<Who>(self, details: Details<Who>) -> FaultAct<Who> {
        let Details { node, to, direction, length, is_behind } = details;
        let by = length.known().unwrap_or(SimDuration::ZERO);
        match self {
            Self::Crash => FaultAct::Crash { node, mode: CrashMode::Process, down: length },
            Self::PowerCut => FaultAct::Crash { node, mode: CrashMode::PowerCut, down: length },
            Self::Destroy => FaultAct::Crash { node, mode: CrashMode::Destroyed, down: length },
            Self::Pause => FaultAct::Pause { node, pause_for: by },
            Self::Restart => FaultAct::Restart { node },
            Self::Partition => {
                FaultAct::Partition { from: node, to, direction, cut_for: length.known() }
            }
            Self::Skew => {
                let ahead = i64::try_from(by.as_micros()).unwrap_or(i64::MAX);
                FaultAct::Skew { node, micros: if is_behind { -ahead } else { ahead } }
            }
            Self::Lose => FaultAct::Harm(Harm::Lose),
            Self::Delay => FaultAct::Harm(Harm::Delay(by)),
            Self::Duplicate => FaultAct::Harm(Harm::Duplicate(by)),
            Self::Fail => FaultAct::Fail,
            Self::CheckNow => FaultAct::Operate(Operation::CheckNow),
            Self::ResumeDiscarded => FaultAct::Operate(Operation::ResumeDiscarded),
        }
    }
}

impl<Who> FaultAct<Who> {
    /// Its kind.
    pub fn kind(&self) -> FaultKind {
        match self {
            Self::Crash { mode: CrashMode::Process, .. } => FaultKind::Crash,
            Self::Crash { mode: CrashMode::PowerCut, .. } => FaultKind::PowerCut,
            Self::Crash { mode: CrashMode::Destroyed, .. } => FaultKind::Destroy,
            Self::Pause { .. } => FaultKind::Pause,
            Self::Restart { .. } => FaultKind::Restart,
            Self::Partition { .. } => FaultKind::Partition,
            Self::Skew { .. } => FaultKind::Skew,
            Self::Harm(Harm::Lose) => FaultKind::Lose,
            Self::Harm(Harm::Delay(_)) => FaultKind::Delay,
            Self::Harm(Harm::Duplicate(_)) => FaultKind::Duplicate,
            Self::Fail => FaultKind::Fail,
            Self::Operate(Operation::CheckNow) => FaultKind::CheckNow,
            Self::Operate(Operation::ResumeDiscarded) => FaultKind::ResumeDiscarded,
        }
    }

    /// How long it lasts, how much later or by how much off it is; `None` for an act of which there
    /// is nothing like that to say.
    pub fn length(&self) -> Option<Down> {
        match *self {
            Self::Crash { down, .. } => Some(down),
            Self::Partition { cut_for, .. } => Some(cut_for.map_or(Down::Forever, Down::For)),
            Self::Pause { pause_for: length, .. }
            | Self::Harm(Harm::Delay(length) | Harm::Duplicate(length)) => Some(Down::For(length)),
            Self::Skew { micros, .. } => {
                Some(Down::For(SimDuration::from_micros(micros.unsigned_abs())))
            }
            Self::Restart { .. } | Self::Fail | Self::Harm(Harm::Lose) | Self::Operate(_) => None,
        }
    }

    /// How long until it is over; nothing for what is for ever or happens in a moment.
    pub fn lasts(&self, restart_after: SimDuration) -> SimDuration {
        let length = self.length().filter(|_| self.kind() != FaultKind::Skew);
        length.and_then(|length| length.duration(restart_after)).unwrap_or(SimDuration::ZERO)
    }

    /// The same act with another length, if it has one.
    #[must_use]
    pub fn with_length(mut self, length: Down) -> Self {
        let by = length.known().unwrap_or(SimDuration::ZERO);
        match &mut self {
            Self::Crash { down, .. } => *down = length,
            Self::Partition { cut_for, .. } => *cut_for = length.known(),
            Self::Pause { pause_for: old, .. }
            | Self::Harm(Harm::Delay(old) | Harm::Duplicate(old)) => *old = by,
            Self::Skew { micros, .. } => {
                *micros = i64::try_from(by.as_micros()).unwrap_or(i64::MAX) * micros.signum();
            }
            Self::Restart { .. } | Self::Fail | Self::Harm(Harm::Lose) | Self::Operate(_) => {}
        }
        self
    }

    /// The same act with somebody else's name for whom it strikes.
    pub fn map<Other>(self, name: impl FnOnce(Who) -> Other) -> FaultAct<Other> {
        match self {
            Self::Crash { node, mode, down } => FaultAct::Crash { node: name(node), mode, down },
            Self::Restart { node } => FaultAct::Restart { node: name(node) },
            Self::Pause { node, pause_for } => FaultAct::Pause { node: name(node), pause_for },
            Self::Partition { from, to, direction, cut_for } => {
                FaultAct::Partition { from: name(from), to, direction, cut_for }
            }
            Self::Skew { node, micros } => FaultAct::Skew { node: name(node), micros },
            Self::Harm(harm) => FaultAct::Harm(harm),
            Self::Fail => FaultAct::Fail,
            Self::Operate(operation) => FaultAct::Operate(operation),
        }
    }
}

impl FaultAct {
    /// The participant that it strikes, if it strikes one.
    pub fn node(&self) -> Option<NodeId> {
        match *self {
            Self::Crash { node, .. }
            | Self::Restart { node }
            | Self::Pause { node, .. }
            | Self::Skew { node, .. } => Some(node),
            Self::Operate(_) => Some(nodes::BROKER),
            Self::Partition { .. } | Self::Harm(_) | Self::Fail => None,
        }
    }

    /// Every participant that it needs.
    pub fn participants(&self) -> impl Iterator<Item = NodeId> {
        let link = match *self {
            Self::Partition { from, to, .. } => [Some(from), Some(to)],
            _ => [self.node(), None],
        };
        link.into_iter().flatten()
    }

    /// Adds what it asks of the kernel, one act after the other: nothing if it strikes a message.
    pub fn add_to(&self, acts: &mut Acts<Operation>, id: ActId, restart_after: SimDuration) {
        let mut add = |act| acts.push((act, id));
        match *self {
            Self::Crash { node, mode, down } => {
                add(Act::Crash { node, mode, down_for: down.duration(restart_after) });
            }
            Self::Restart { node } => add(Act::Restart(node)),
            Self::Pause { node, pause_for } => add(Act::Pause { node, pause_for }),
            Self::Partition { from, to, direction, cut_for } => {
                add(Act::Partition { from, to, cut_for });
                if direction == Direction::Both {
                    add(Act::Partition { from: to, to: from, cut_for });
                }
            }
            Self::Skew { node, micros } => add(Act::Skew { node, micros }),
            Self::Operate(operation) => add(Act::Operate { node: nodes::BROKER, operation }),
            Self::Harm(_) | Self::Fail => {}
        }
    }
}
