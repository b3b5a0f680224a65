//! What may go wrong in a search, and where: the faults as data.

use crate::program::step::Program;
use crate::scenario::fault::{Anchor, Down, Fault, Harm};
use crate::shop::message::nodes;
use crate::shop::{Operation, Shop};
use crate::sim::choice::{Act, ChoicePoint, Place, Verdict};
use crate::sim::node::CrashMode;
use crate::sim::time::SimDuration;

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
    /// A process that runs the program stands still for each of [`Alphabet::pauses`].
    Pause,
}

impl FaultKind {
    /// Every kind. Of two faults that do the same, the search names the one whose kind comes first.
    pub const ALL: [Self; 8] = [
        Self::Crash,
        Self::Lose,
        Self::Fail,
        Self::Duplicate,
        Self::Delay,
        Self::Pause,
        Self::PowerCut,
        Self::Destroy,
    ];
}

impl FaultKind {
    /// Its name, as the text of a fault has it.
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
        }
    }
}

/// The faults that a search tries at every place where they can strike.
///
/// Left out are faults whose place is a choice of its own: partitions (a cut link loses each message
/// on it, one of which `lose` loses), clock skew, faults at a time, and operators' acts. A scenario
/// can have them, and a search starts from a scenario.
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
}

impl Default for Alphabet {
    /// Every kind but the loss of a machine, which no broker without a slave outlives. Crashes last as
    /// long as the setting `restart.after` says. A delay of 4 s crosses
    /// a send timeout, one of 40 s a check interval and the deadline of the caller; so does a pause.
    fn default() -> Self {
        Self {
            kinds: FaultKind::ALL.into_iter().filter(|kind| *kind != FaultKind::Destroy).collect(),
            outages: vec![Down::Default],
            delays: vec![SimDuration::from_secs(4), SimDuration::from_secs(40)],
            pauses: vec![SimDuration::from_secs(40)],
            copies_after: vec![SimDuration::from_millis(5)],
        }
    }
}

/// One fault, wherever it strikes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Strike {
    Crash(CrashMode, Down),
    Pause(SimDuration),
    Harm(Harm),
}

impl Alphabet {
    /// The same faults, with crashes of other lengths.
    #[must_use]
    pub fn with_outages(self, outages: impl IntoIterator<Item = SimDuration>) -> Self {
        Self { outages: outages.into_iter().map(Down::For).collect(), ..self }
    }

    /// Every fault, in a fixed order.
    pub(super) fn strikes(&self) -> Vec<Strike> {
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
            }
        }
        strikes
    }
}

impl Strike {
    /// Whether this fault can strike at a place, and can be written down with an anchor that means
    /// this place. It strikes whoever is there.
    pub(super) fn applies(self, point: &ChoicePoint, shop: &Shop) -> bool {
        match (self, *point) {
            (Self::Crash(mode, _), ChoicePoint::Reach { node, .. }) => {
                // Upstream is not part of the shop, and only a broker keeps what is not on a disk.
                let is_struck = match mode {
                    CrashMode::Process => node != nodes::PAYMENT,
                    CrashMode::PowerCut | CrashMode::Destroyed => node == nodes::BROKER,
                };
                is_struck && has_name(point, &shop.program)
            }
            (Self::Pause(_), ChoicePoint::Reach { node, place: Place::Step, .. }) => {
                let runs_program = [nodes::ORDER_1, nodes::ORDER_2, nodes::CONSUMER];
                runs_program.contains(&node) && has_name(point, &shop.program)
            }
            (Self::Harm(harm), ChoicePoint::Send { .. }) => harm != Harm::Fail,
            (Self::Harm(harm), ChoicePoint::Receive { .. }) => harm == Harm::Fail,
            _ => false,
        }
    }

    /// The chooser's answer that lets it happen.
    pub(super) fn verdict(
        self,
        point: &ChoicePoint,
        default_down: SimDuration,
    ) -> Verdict<Operation> {
        match (self, *point) {
            (Self::Crash(mode, down), ChoicePoint::Reach { node, .. }) => {
                Verdict::Act(Act::Crash { node, mode, down_for: down.duration(default_down) })
            }
            (Self::Pause(pause_for), ChoicePoint::Reach { node, .. }) => {
                Verdict::Act(Act::Pause { node, pause_for })
            }
            (Self::Harm(harm), _) => match harm {
                Harm::Lose => Verdict::Lose,
                Harm::Delay(by) => Verdict::Delay(by),
                Harm::Duplicate(later) => Verdict::Duplicate(later),
                Harm::Fail => Verdict::Refuse,
            },
            _ => Verdict::Pass,
        }
    }

    /// As a person would write it. `ordinal` counts the message among those of its role, or the
    /// place among those of its name.
    pub(super) fn fault(self, point: &ChoicePoint, ordinal: u32) -> Option<Fault> {
        match (self, *point) {
            (Self::Crash(mode, down), ChoicePoint::Reach { node, .. }) => {
                Some(Fault::Crash { node, mode, anchor: anchor(point, ordinal)?, down })
            }
            (Self::Pause(pause_for), ChoicePoint::Reach { node, .. }) => {
                Some(Fault::Pause { node, anchor: anchor(point, ordinal)?, pause_for })
            }
            (
                Self::Harm(harm),
                ChoicePoint::Send { role, .. } | ChoicePoint::Receive { role, .. },
            ) => Some(Fault::Message { harm, role, ordinal }),
            _ => None,
        }
    }
}

/// Whether a short anchor of a fault that strikes whoever is there means this place and no other.
fn has_name(point: &ChoicePoint, program: &Program) -> bool {
    let ChoicePoint::Reach { node, moment, name, place } = *point else { return false };
    let found = anchor(point, 1).and_then(|short| short.resolve(Some(node), program));
    found.is_some_and(|found| {
        (found.moment, found.node, found.name, found.place) == (moment, Some(node), name, place)
    })
}

fn anchor(point: &ChoicePoint, ordinal: u32) -> Option<Anchor> {
    match *point {
        ChoicePoint::Reach { moment, name, .. } => {
            Some(Anchor::Reach { moment, node: None, name, ordinal })
        }
        ChoicePoint::Send { .. } | ChoicePoint::Receive { .. } => None,
    }
}
