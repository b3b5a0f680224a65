//! What may go wrong in a search, and where: the faults as data.

use crate::scenario::fault::{Anchor, Direction, Down, Fault, Harm};
use crate::shop::message::nodes;
use crate::shop::{Operation, Shop};
use crate::sim::choice::{Act, ActId, ChoicePoint, Moment, Place, Verdict};
use crate::sim::node::{CrashMode, NodeId};
use crate::sim::time::{SimDuration, SimTime};

use super::clocks::compared_clocks;
use super::point_state::{PointState, anchor, full_anchor, has_name};

/// A kind of fault that a search may inject.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum FaultKind {
    /// A process dies at one of its own steps, or just before or after it processes a message, and
    /// starts again after each of [`Alphabet::outages`].
    Crash,
    /// The broker's host loses power at such a place.
    PowerCut,
    /// A message never arrives.
    Lose,
    /// A receiver refuses what a message asks for.
    Fail,
    /// A message arrives later by each of [`Alphabet::delays`].
    Delay,
    /// A second copy of a message arrives.
    Duplicate,
    /// The broker's machine is lost with its disk at such a place.
    Destroy,
    /// A link is cut, in one direction or both, just before a message leaves on it, for each of
    /// [`Alphabet::cuts`].
    Partition,
    /// A clock that is compared with another is ahead from the start, by each of
    /// [`Alphabet::skews`].
    Skew,
    /// An operator starts a check round, wherever one would do more than wait.
    CheckNow,
    /// An operator puts discarded half messages back, wherever there are any.
    ResumeDiscarded,
    /// Somebody stands still for each of [`Alphabet::pauses`]: at a step of its own, or after a
    /// message if it runs no program.
    Pause,
}

impl FaultKind {
    /// Every kind. Of two faults that do the same, the search names the one whose kind comes first.
    pub const ALL: [Self; 12] = [
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
}

impl FaultKind {
    /// Its name: the word with which the text of such a fault begins.
    pub fn word(self) -> &'static str {
        match self {
            Self::Crash => "crash",
            Self::PowerCut => "power-cut",
            Self::Lose => "lose",
            Self::Fail => "fail",
            Self::Delay => "delay",
            Self::Duplicate => "duplicate",
            Self::Pause => "pause",
            Self::Destroy => "destroy",
            Self::Partition => "partition",
            Self::Skew => "skew",
            Self::CheckNow => "check",
            Self::ResumeDiscarded => "resume",
        }
    }
}

/// The faults that a search tries at every place where they can strike.
///
/// Faults whose place would be a choice of its own are tried where they begin to matter. A
/// partition begins at the last place with a name before a message leaves on its link: begun
/// earlier, it would lose the same. A clock is ahead from the start, and only if its readings are
/// compared with another clock's. An operator acts where the broker has something to act upon. Left
/// out are restarts before their time and faults at a time of their own; a scenario can have them,
/// and a search starts from a scenario. `text::searched` says all of this of a search.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Alphabet {
    /// The kinds.
    pub kinds: Vec<FaultKind>,
    /// How long a crash, a power cut or the loss of a machine lasts: each of them is tried.
    pub outages: Vec<Down>,
    /// How much later a delayed message arrives.
    pub delays: Vec<SimDuration>,
    /// How long a pause lasts.
    pub pauses: Vec<SimDuration>,
    /// How much later the second copy of a doubled message arrives.
    pub copies_after: Vec<SimDuration>,
    /// How long a partition lasts.
    pub cuts: Vec<SimDuration>,
    /// By how much a clock is ahead. Behind is what the clocks are with which it is compared.
    pub skews: Vec<SimDuration>,
}

impl Default for Alphabet {
    /// Every kind but the loss of a machine, which no broker without a slave outlives. Crashes last
    /// as long as the setting `restart.after` says. A delay of 4 s crosses a send timeout, one of
    /// 40 s a check interval and the deadline of the caller; so does a pause. A partition of 10 s
    /// outlasts three attempts to send with a timeout of 3 s each, and none of the hours for which
    /// a broker checks. A clock that is 3 minutes ahead crosses the check interval and every age
    /// that a shipped program asks about.
    fn default() -> Self {
        Self {
            kinds: FaultKind::ALL.into_iter().filter(|kind| *kind != FaultKind::Destroy).collect(),
            outages: vec![Down::Default],
            delays: vec![SimDuration::from_secs(4), SimDuration::from_secs(40)],
            pauses: vec![SimDuration::from_secs(40)],
            copies_after: vec![SimDuration::from_millis(5)],
            cuts: vec![SimDuration::from_secs(10)],
            skews: vec![SimDuration::from_secs(180)],
        }
    }
}

/// One fault, wherever it strikes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Strike {
    Crash(CrashMode, Down),
    Pause(SimDuration),
    Harm(Harm),
    /// Cuts the link from whoever is there to a peer, or both links between the two.
    Cut(NodeId, Direction, SimDuration),
    /// Sets a clock at the start.
    Skew(NodeId, i64),
    Operate(Operation),
}

impl Alphabet {
    /// How long a fault of a kind lasts, or how late, by how much ahead or how much later it is:
    /// each of these is tried, `None` is for ever. Nothing for a kind that has no length.
    pub fn lengths(&self, kind: FaultKind, restart_after: SimDuration) -> Vec<Option<SimDuration>> {
        let known = match kind {
            FaultKind::Crash | FaultKind::PowerCut | FaultKind::Destroy => {
                return self.outages.iter().map(|down| down.duration(restart_after)).collect();
            }
            FaultKind::Delay => &self.delays,
            FaultKind::Pause => &self.pauses,
            FaultKind::Duplicate => &self.copies_after,
            FaultKind::Partition => &self.cuts,
            FaultKind::Skew => &self.skews,
            FaultKind::Lose
            | FaultKind::Fail
            | FaultKind::CheckNow
            | FaultKind::ResumeDiscarded => return Vec::new(),
        };
        known.iter().copied().map(Some).collect()
    }

    /// The same faults, with crashes of other lengths.
    #[must_use]
    pub fn with_outages(self, outages: impl IntoIterator<Item = SimDuration>) -> Self {
        Self { outages: outages.into_iter().map(Down::For).collect(), ..self }
    }

    /// Every fault that can strike somebody who has a part, in a fixed order.
    pub(super) fn strikes(&self, shop: &Shop) -> Vec<Strike> {
        let mut strikes = Vec::new();
        for kind in FaultKind::ALL.into_iter().filter(|kind| self.kinds.contains(kind)) {
            let crashes = |mode| self.outages.iter().map(move |down| Strike::Crash(mode, *down));
            match kind {
                FaultKind::Crash => strikes.extend(crashes(CrashMode::Process)),
                FaultKind::PowerCut => strikes.extend(crashes(CrashMode::PowerCut)),
                FaultKind::Destroy => strikes.extend(crashes(CrashMode::Destroyed)),
                FaultKind::Lose => strikes.push(Strike::Harm(Harm::Lose)),
                FaultKind::Fail => strikes.push(Strike::Harm(Harm::Fail)),
                FaultKind::Delay => {
                    strikes.extend(self.delays.iter().map(|by| Strike::Harm(Harm::Delay(*by))));
                }
                FaultKind::Duplicate => {
                    let copies = self.copies_after.iter();
                    strikes.extend(copies.map(|later| Strike::Harm(Harm::Duplicate(*later))));
                }
                FaultKind::Pause => strikes.extend(self.pauses.iter().map(|d| Strike::Pause(*d))),
                FaultKind::Partition => self.partitions(shop, &mut strikes),
                FaultKind::Skew => self.skewed_clocks(shop, &mut strikes),
                FaultKind::CheckNow => strikes.push(Strike::Operate(Operation::CheckNow)),
                FaultKind::ResumeDiscarded => {
                    strikes.push(Strike::Operate(Operation::ResumeDiscarded));
                }
            }
        }
        strikes
    }

    fn partitions(&self, shop: &Shop, strikes: &mut Vec<Strike>) {
        for peer in shop.participants() {
            for direction in [Direction::OneWay, Direction::Both] {
                let cut = |length: &SimDuration| Strike::Cut(peer, direction, *length);
                strikes.extend(self.cuts.iter().map(cut));
            }
        }
    }

    fn skewed_clocks(&self, shop: &Shop, strikes: &mut Vec<Strike>) {
        for clock in compared_clocks(shop) {
            for skew in &self.skews {
                let micros = i64::try_from(skew.as_micros()).unwrap_or(i64::MAX);
                strikes.push(Strike::Skew(clock, micros));
            }
        }
    }
}

impl Strike {
    /// When it is over if it strikes as soon as it can, like [`Fault::over_at`].
    pub(super) fn over_at(self, restart_after: SimDuration) -> SimTime {
        let length = match self {
            Self::Crash(_, down) => down.duration(restart_after),
            Self::Pause(length) | Self::Cut(_, _, length) => Some(length),
            Self::Harm(Harm::Delay(by) | Harm::Duplicate(by)) => Some(by),
            Self::Harm(_) | Self::Skew(..) | Self::Operate(_) => None,
        };
        SimTime::ZERO + length.unwrap_or(SimDuration::ZERO)
    }

    /// Whether this fault can strike at a place, and can be written down with an anchor that means
    /// this place. It strikes whoever is there.
    pub(super) fn applies(self, point: &ChoicePoint, shop: &Shop) -> bool {
        match (self, *point) {
            (Self::Crash(mode, _), ChoicePoint::Checkpoint { node, .. }) => {
                Self::can_fall(mode, node) && has_name(point, &shop.program)
            }
            (Self::Pause(_), ChoicePoint::Checkpoint { node, moment, place, .. }) => {
                Self::can_stand_still(node, moment, place) && has_name(point, &shop.program)
            }
            (Self::Harm(harm), ChoicePoint::Send { is_cut, .. }) => match harm {
                Harm::Lose => true,
                Harm::Delay(_) | Harm::Duplicate(_) => !is_cut,
                Harm::Fail => false,
            },
            (Self::Harm(harm), ChoicePoint::Receive { .. }) => harm == Harm::Fail,
            _ => false,
        }
    }

    /// The same for a fault that does not depend on the place alone. Every such place has a name.
    pub(super) fn opens(self, point_state: PointState) -> bool {
        match self {
            Self::Cut(to, ..) => point_state.is_about_to_send_to(to),
            Self::Operate(operation) => point_state.has_work_for(operation),
            Self::Crash(..) | Self::Pause(_) | Self::Harm(_) | Self::Skew(..) => false,
        }
    }

    /// Whether it can strike at the very place of another that comes before it in the alphabet, and
    /// do something that neither does alone.
    pub(super) fn joins(self, earlier: Self) -> bool {
        match (earlier, self) {
            (Self::Cut(first, ..), Self::Cut(second, ..))
            | (Self::Skew(first, _), Self::Skew(second, _)) => first != second,
            _ => false,
        }
    }

    /// What happens before anything else, if this strikes at the start.
    pub(super) fn act_at_start(self) -> Option<Act<Operation>> {
        match self {
            Self::Skew(node, micros) => Some(Act::Skew { node, micros }),
            _ => None,
        }
    }

    /// What else happens at the same place: the other direction of a link that is cut in both.
    pub(super) fn second_act(self, point: &ChoicePoint) -> Option<Act<Operation>> {
        match (self, *point) {
            (
                Self::Cut(from, Direction::Both, length),
                ChoicePoint::Checkpoint { node: to, .. },
            ) => Some(Act::Partition { from, to, cut_for: Some(length) }),
            _ => None,
        }
    }

    /// Whether a participant can fall in this way: upstream is not part of the shop, and only a
    /// broker keeps what is not on a disk.
    pub(super) fn can_fall(mode: CrashMode, node: NodeId) -> bool {
        match mode {
            CrashMode::Process => node != nodes::PAYMENT,
            CrashMode::PowerCut | CrashMode::Destroyed => node == nodes::BROKER,
        }
    }

    /// Whether a pause of a participant is tried at such a place: at each of its own steps; and for
    /// those who run no program, after each message, because what they do next has no other name.
    fn can_stand_still(node: NodeId, moment: Moment, place: Place) -> bool {
        match place {
            Place::Step => true,
            Place::Message => {
                let serves = nodes::place(node).is_none() && node != nodes::PAYMENT;
                serves && moment == Moment::After
            }
        }
    }

    /// The chooser's answer that lets it happen.
    pub(super) fn verdict(
        self,
        point: &ChoicePoint,
        default_down: SimDuration,
    ) -> Verdict<Operation> {
        let act = match (self, *point) {
            (Self::Crash(mode, down), ChoicePoint::Checkpoint { node, .. }) => {
                Act::Crash { node, mode, down_for: down.duration(default_down) }
            }
            (Self::Pause(pause_for), ChoicePoint::Checkpoint { node, .. }) => {
                Act::Pause { node, pause_for }
            }
            (Self::Cut(to, _, length), ChoicePoint::Checkpoint { node: from, .. }) => {
                Act::Partition { from, to, cut_for: Some(length) }
            }
            (Self::Operate(operation), ChoicePoint::Checkpoint { .. }) => {
                Act::Operate { node: nodes::BROKER, operation }
            }
            (Self::Harm(Harm::Lose), _) => return Verdict::Lose,
            (Self::Harm(Harm::Delay(by)), _) => return Verdict::Delay(by),
            (Self::Harm(Harm::Duplicate(later)), _) => return Verdict::Duplicate(later),
            (Self::Harm(Harm::Fail), _) => return Verdict::Refuse,
            _ => return Verdict::Pass,
        };
        Verdict::Act(act, ActId::NOBODYS)
    }

    /// As a person would write it, if it strikes at the start.
    pub(super) fn fault_at_start(self) -> Option<Fault> {
        match self {
            Self::Skew(node, micros) => {
                Some(Fault::Skew { node, micros, anchor: Anchor::At(SimTime::ZERO) })
            }
            _ => None,
        }
    }

    /// As a person would write it. `ordinal` counts the message among those of its role, or the
    /// place among those of its name.
    pub(super) fn fault(self, point: &ChoicePoint, ordinal: u32) -> Option<Fault> {
        match (self, *point) {
            (Self::Crash(mode, down), ChoicePoint::Checkpoint { node, .. }) => {
                Some(Fault::Crash { node, mode, anchor: anchor(point, ordinal)?, down })
            }
            (Self::Pause(pause_for), ChoicePoint::Checkpoint { node, .. }) => {
                Some(Fault::Pause { node, anchor: anchor(point, ordinal)?, pause_for })
            }
            (Self::Cut(to, direction, length), ChoicePoint::Checkpoint { node: from, .. }) => {
                let (anchor, cut_for) = (full_anchor(point, ordinal)?, Some(length));
                Some(Fault::Partition { from, to, direction, anchor, cut_for })
            }
            (Self::Operate(operation), ChoicePoint::Checkpoint { .. }) => {
                Some(Fault::Operate { operation, anchor: full_anchor(point, ordinal)? })
            }
            (
                Self::Harm(harm),
                ChoicePoint::Send { role, .. } | ChoicePoint::Receive { role, .. },
            ) => Some(Fault::Message { harm, role, ordinal }),
            _ => None,
        }
    }
}
