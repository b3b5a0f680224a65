//! What may go wrong in a search, and where: the faults as data.

use crate::scenario::fault::{
    Anchor, Details, Direction, Down, Fault, FaultAct, FaultKind as Kind,
};
use crate::shop::Shop;
use crate::shop::message::nodes;
use crate::sim::choice::{ChoicePoint, Harm, Moment, Place, Reaching, Receiving, Sending};
use crate::sim::node::{CrashMode, NodeId};
use crate::sim::time::{SimDuration, SimTime};

use super::clocks::compared_clocks;
use super::point_state::{PointState, anchor, full_anchor, has_name};

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
    /// The kinds, of those in [`Kind::TRIED`].
    pub kinds: Vec<Kind>,
    /// Kinds that are tried with other lengths than [`Kind::tried_lengths`].
    pub lengths: Vec<(Kind, Vec<Down>)>,
}

impl Default for Alphabet {
    /// Every kind but the loss of a machine, which no broker without a slave outlives.
    fn default() -> Self {
        let kinds = Kind::TRIED.into_iter().filter(|kind| *kind != Kind::Destroy).collect();
        Self { kinds, lengths: Vec::new() }
    }
}

/// What may strike: an act in which nobody stands for whoever is at the place.
pub(super) type OpenAct = FaultAct<Option<NodeId>>;

impl Alphabet {
    /// The lengths of a kind that are tried; none for one that has no length.
    pub fn lengths_of(&self, kind: Kind) -> &[Down] {
        let own = self.lengths.iter().find(|(other, _)| *other == kind);
        own.map_or(kind.tried_lengths(), |(_, lengths)| lengths)
    }

    /// How long a fault of a kind lasts, or how late, by how much ahead or how much later it is:
    /// each of these is tried, `None` is for ever. Nothing for a kind that has no length.
    pub fn lengths(&self, kind: Kind, restart_after: SimDuration) -> Vec<Option<SimDuration>> {
        self.lengths_of(kind).iter().map(|length| length.duration(restart_after)).collect()
    }

    /// The same faults, with crashes, power cuts and losses of machines of other lengths.
    #[must_use]
    pub fn with_outages(mut self, outages: impl IntoIterator<Item = SimDuration>) -> Self {
        let outages: Vec<_> = outages.into_iter().map(Down::For).collect();
        let kinds = Kind::ALL.into_iter().filter(|kind| kind.is_outage());
        self.lengths.extend(kinds.map(|kind| (kind, outages.clone())));
        self
    }

    /// Every act that can strike somebody who has a part, in a fixed order.
    pub(super) fn acts(&self, shop: &Shop) -> Vec<OpenAct> {
        let mut acts = Vec::new();
        for kind in Kind::TRIED.into_iter().filter(|kind| self.kinds.contains(kind)) {
            let lengths = self.lengths_of(kind);
            for details in whom(kind, shop) {
                let with = |length: &Down| kind.act(Details { length: *length, ..details });
                acts.extend(lengths.iter().map(with));
                acts.extend(lengths.is_empty().then(|| kind.act(details)));
            }
        }
        acts
    }
}

/// Whom a kind strikes: whoever is at the place, but for clocks; for a link also who else there is.
fn whom(kind: Kind, shop: &Shop) -> Vec<Details<Option<NodeId>>> {
    match kind {
        Kind::Partition => {
            let both = [Direction::OneWay, Direction::Both];
            let to_peer = |to| both.map(|direction| Details { to, direction, ..Details::of(None) });
            shop.participants().into_iter().flat_map(to_peer).collect()
        }
        Kind::Skew => {
            compared_clocks(shop).into_iter().map(|node| Details::of(Some(node))).collect()
        }
        _ => vec![Details::of(None)],
    }
}

/// Whether an act can strike at a place, and can be written down with an anchor that means this
/// place.
pub(super) fn applies(act: &OpenAct, point: &ChoicePoint, shop: &Shop) -> bool {
    match (act, point) {
        (FaultAct::Crash { mode, .. }, ChoicePoint::Checkpoint(reaching)) => {
            can_fall(*mode, reaching.node) && has_name(reaching, &shop.program)
        }
        (FaultAct::Pause { .. }, ChoicePoint::Checkpoint(reaching)) => {
            can_stand_still(reaching) && has_name(reaching, &shop.program)
        }
        (FaultAct::Harm(harm), ChoicePoint::Send(sending)) => {
            *harm == Harm::Lose || !sending.is_cut
        }
        (FaultAct::Fail, ChoicePoint::Receive(_)) => true,
        _ => false,
    }
}

/// The same for an act that does not depend on the place alone. Every such place has a name.
pub(super) fn opens(act: &OpenAct, point_state: PointState) -> bool {
    match act {
        FaultAct::Partition { to, .. } => point_state.is_about_to_send_to(*to),
        FaultAct::Operate(operation) => point_state.has_work_for(*operation),
        _ => false,
    }
}

/// Whether an act can strike at the very place of another that comes before it in the alphabet, and
/// do something that neither does alone.
pub(super) fn joins(act: &OpenAct, earlier: &OpenAct) -> bool {
    match (earlier, act) {
        (FaultAct::Partition { to: first, .. }, FaultAct::Partition { to: second, .. }) => {
            first != second
        }
        (FaultAct::Skew { node: first, .. }, FaultAct::Skew { node: second, .. }) => {
            first != second
        }
        _ => false,
    }
}

/// The fault that strikes before anything else has happened, if an act can do that.
pub(super) fn fault_at_start(act: &OpenAct) -> Option<Fault> {
    match *act {
        FaultAct::Skew { node: Some(node), micros } => {
            let act = FaultAct::Skew { node, micros };
            Some(Fault { act, anchor: Anchor::At(SimTime::ZERO) })
        }
        _ => None,
    }
}

/// What strikes if an act is tried where somebody is.
pub(super) fn act_by(act: &OpenAct, here: NodeId) -> FaultAct {
    act.map(|node| node.unwrap_or(here))
}

/// As a person would write it. `ordinal` counts the message among those of its role, or the place
/// among those of its name.
pub(super) fn fault(open: &OpenAct, point: &ChoicePoint, ordinal: u32) -> Fault {
    let (here, anchor) = match *point {
        ChoicePoint::Send(Sending { from: here, role, .. })
        | ChoicePoint::Receive(Receiving { node: here, role, .. }) => {
            (here, Anchor::Message { role, ordinal })
        }
        ChoicePoint::Checkpoint(reaching) => {
            // A short anchor means the place of whoever is struck.
            let strikes_here = matches!(open, FaultAct::Crash { .. } | FaultAct::Pause { .. });
            let anchor = if strikes_here { anchor } else { full_anchor };
            (reaching.node, anchor(&reaching, ordinal))
        }
    };
    Fault { act: act_by(open, here), anchor }
}

/// Whether a participant can fall in this way: upstream is not part of the shop, and only a broker
/// keeps what is not on a disk.
pub(super) fn can_fall(mode: CrashMode, node: NodeId) -> bool {
    match mode {
        CrashMode::Process => node != nodes::PAYMENT,
        CrashMode::PowerCut | CrashMode::Destroyed => node == nodes::BROKER,
    }
}

/// Whether a pause is tried at such a place: at each of a participant's own steps; and for those
/// who run no program, after each message, because what they do next has no other name.
fn can_stand_still(reaching: &Reaching) -> bool {
    let Reaching { node, moment, place, .. } = *reaching;
    match place {
        Place::Step => true,
        Place::Message => {
            let serves = nodes::place(node).is_none() && node != nodes::PAYMENT;
            serves && moment == Moment::After
        }
    }
}
